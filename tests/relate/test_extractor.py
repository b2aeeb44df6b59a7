"""The relation stage on articles analysed by the shipped pipelines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hand_parsed import triples
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.model import EntityType, Extraction, Status
from graphkit.relate import EXTRACTOR

Read = Callable[..., Extraction]

LAVROV_IN_QATAR = ("sergey-lavrov", "visited", "qatar")

# One fact in several wordings, as verb and as noun, active and passive.
ARABIC = [
    ("kim-jong-un", "sentMessageTo", "vladimir-putin", [
        "بعث كيم جونغ أون رسالة إلى فلاديمير بوتين.",
        "وجه كيم جونغ أون رسالة إلى فلاديمير بوتين.",
        "تلقى فلاديمير بوتين رسالة من كيم جونغ أون.",
        "رسالة من كيم جونغ أون إلى فلاديمير بوتين.",
        "الرسالة التي بعث بها كيم جونغ أون إلى فلاديمير بوتين طويلة.",
    ]),
    ("kim-jong-un", "sentTelegramTo", "vladimir-putin", [
        "أرسل كيم جونغ أون برقية إلى فلاديمير بوتين.",
        "بعث كيم جونغ أون ببرقية إلى فلاديمير بوتين.",
    ]),
    ("sergey-lavrov", "visited", "qatar", [
        "زار سيرغي لافروف قطر.",
        "يزور سيرغي لافروف قطر اليوم.",
        "بدأ سيرغي لافروف زيارة إلى قطر.",
        "تأتي زيارة سيرغي لافروف لقطر في ظل توتر.",
        "وصل سيرغي لافروف إلى قطر.",
    ]),
    ("qatar", "accused", "egypt", [
        "اتهمت قطر مصر بالكذب.",
        "وجهت قطر اتهامات إلى مصر.",
        "قطر اتهمت مصر بالكذب.",
    ]),
    ("egypt", "negotiatedWith", "qatar", [
        "أجرت قطر ومصر محادثات في الدوحة.",
        "عقدت قطر محادثات مع مصر.",
        "تفاوضت قطر مع مصر.",
        "محادثات بين قطر ومصر.",
    ]),
    ("hakan-fidan", "metWith", "sergey-lavrov", [
        "التقى سيرغي لافروف نظيره التركي هاكان فيدان في أنقرة.",
        "التقى سيرغي لافروف هاكان فيدان.",
        "عقد سيرغي لافروف اجتماعا مع هاكان فيدان.",
        "لقاء بين سيرغي لافروف وهاكان فيدان.",
    ]),
    ("north-korea", "deployedTroopsTo", "kursk-oblast", [
        "نشرت كوريا الشمالية 3000 جندي في كورسك.",
        "أرسلت كوريا الشمالية آلاف الجنود إلى كورسك.",
    ]),
    ("united-states", "sanctioned", "iran", [
        "فرضت الولايات المتحدة عقوبات على إيران.",
        "العقوبات الأمريكية على إيران قاسية.",
    ]),
]  # fmt: skip
ENGLISH = [
    ("qatar", "sentMessageTo", "egypt", [
        "Qatar sent a letter to Egypt.",
        "Egypt received a letter from Qatar.",
    ]),
    ("sergey-lavrov", "visited", "qatar", [
        "Sergey Lavrov visited Qatar.",
        "Russian Foreign Minister Sergey Lavrov arrived in Qatar on Monday.",
        "Sergey Lavrov travelled to Qatar.",
    ]),
    ("france", "accused", "russia", [
        "France accused Russia of lying.",
        "Russia was accused by France of lying.",
    ]),
    ("egypt", "negotiatedWith", "qatar", [
        "Qatar and Egypt held talks in Doha.",
        "Qatar held talks with Egypt.",
        "Talks between Qatar and Egypt were held in Doha.",
    ]),
    ("hakan-fidan", "metWith", "sergey-lavrov", [
        "Sergey Lavrov met Hakan Fidan in Moscow on Monday.",
        "Sergey Lavrov and Hakan Fidan met in Moscow.",
    ]),
    ("north-korea", "deployedTroopsTo", "kursk-oblast", [
        "North Korea deployed 3,000 troops to Kursk.",
        "North Korea sent thousands of soldiers to Kursk.",
    ]),
    ("russia", "bombed", "kyiv", [
        "Russia bombed Kyiv.",
        "Kyiv was bombed by Russia.",
        "Russia's bombing of Kyiv continued.",
    ]),
    ("france", "sanctioned", "russia", [
        "France imposed sanctions on Russia.",
        "French sanctions on Russia continued.",
    ]),
]  # fmt: skip


def worded(table: list[tuple[str, str, str, list[str]]]) -> list[tuple[str, tuple[str, str, str]]]:
    return [(text, (subject, name, object_)) for subject, name, object_, texts in table for text in texts]


@pytest.mark.parametrize(("text", "expected"), worded(ARABIC))
def test_one_fact_in_several_wordings_arabic(read: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(read(text))


@pytest.mark.parametrize(("text", "expected"), worded(ENGLISH))
def test_one_fact_in_several_wordings_english(read: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(read(text, lang="en"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("شكر كيم جونغ أون فلاديمير بوتين على دعمه.", ("kim-jong-un", "thanked", "vladimir-putin")),
        ("أعرب شي جين بينغ عن تعازيه لفلاديمير بوتين.", ("xi-jinping", "condoledWith", "vladimir-putin")),
        ("زودت إيران روسيا بطائرات مسيرة.", ("iran", "suppliedArmsTo", "russia")),
        ("سلمت ألمانيا دبابات إلى أوكرانيا.", ("germany", "suppliedArmsTo", "ukraine")),
        ("قدمت قطر مساعدات إنسانية إلى السودان.", ("qatar", "providedHumanitarianAidTo", "sudan")),
        ("حررت أوكرانيا خيرسون.", ("ukraine", "liberated", "kherson")),
        ("توسطت قطر بين إيران والولايات المتحدة.", ("qatar", "mediatedBetween", "iran")),
        ("وقعت روسيا وكوريا الشمالية معاهدة شراكة.", ("north-korea", "signedTreatyWith", "russia")),
        ("أدانت قطر الهجوم الإسرائيلي على إيران.", ("qatar", "criticized", "israel")),
        ("أدانت قطر الهجوم الإسرائيلي على إيران.", ("israel", "attacked", "iran")),
        ("قطعت السعودية علاقاتها مع إيران.", ("saudi-arabia", "severedTiesWith", "iran")),
    ],
)
def test_arabic(read: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran supplied Russia with drones.", ("iran", "suppliedArmsTo", "russia")),
        ("Ukraine recaptured Kherson.", ("ukraine", "liberated", "kherson")),
        ("Sweden joined NATO in March 2024.", ("sweden", "memberOf", "nato")),
        ("Iran is an ally of Russia.", ("iran", "alliedWith", "russia")),
        (
            "North Korean troops fighting alongside Russia left Kursk.",
            ("north-korea-troops", "foughtAlongside", "russia"),
        ),
        ("Vladimir Putin telephoned Xi Jinping.", ("vladimir-putin", "spokeByPhoneWith", "xi-jinping")),
        ("Emmanuel Macron congratulated Vladimir Putin.", ("emmanuel-macron", "congratulated", "vladimir-putin")),
        ("Jacques Chirac died on 26 September 2019.", ("jacques-chirac", "diedOn", None)),
    ],
)
def test_english(read: Read, text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in triples(read(text, lang="en"))


@pytest.mark.parametrize(
    ("text", "lang", "predicate", "statuses"),
    [
        ("قد يزور سيرغي لافروف قطر.", "ar", "visited", [Status.POSSIBLE]),
        ("من المقرر أن يلتقي سيرغي لافروف هاكان فيدان.", "ar", "metWith", [Status.PLANNED]),
        ("نفى سيرغي لافروف أنه زار قطر.", "ar", "visited", [Status.DENIED]),
        ("لم يلتق سيرغي لافروف هاكان فيدان.", "ar", "metWith", []),
        ("رفضت قطر إرسال جنود إلى أوكرانيا.", "ar", "deployedTroopsTo", []),
        ("Russia will bomb Kyiv.", "en", "bombed", [Status.PLANNED]),
        ("Egypt's president is expected to visit Qatar.", "en", "visited", [Status.PLANNED]),
        ("Russia may bomb Kyiv.", "en", "bombed", [Status.POSSIBLE]),
        ("Russia did not bomb Kyiv.", "en", "bombed", []),
        ("If Russia bombs Kyiv, France will protest.", "en", "bombed", []),
    ],
)
def test_status(read: Read, text: str, lang: str, predicate: str, statuses: list[Status]) -> None:
    found = read(text, lang=lang)
    assert [relation.status for relation in found.relations if relation.predicate == predicate] == statuses


@pytest.mark.parametrize(
    ("text", "lang", "source"),
    [
        ("قالت وكالة رويترز إن روسيا قصفت كييف.", "ar", "reuters"),
        ("Russia bombed Kyiv, Egypt said.", "en", "egypt"),
        ("According to Reuters, Russia bombed Kyiv.", "en", "reuters"),
        ("Russia bombed Kyiv.", "en", None),
    ],
)
def test_source(read: Read, text: str, lang: str, source: str | None) -> None:
    (relation,) = (r for r in read(text, lang=lang).relations if r.predicate == "bombed")
    assert relation.evidence[0].source == source


def test_accusation_and_denial(read: Read) -> None:
    found = triples(read("اتهمت قطر مصر بالكذب، لكن القاهرة نفت هذه الاتهامات."))
    assert found >= {("qatar", "accused", "egypt"), ("egypt", "deniedClaimOf", "qatar")}
    found = triples(read("France accused Qatar of lying. Qatar denied the accusation.", lang="en"))
    assert found >= {("france", "accused", "qatar"), ("qatar", "deniedClaimOf", "france")}


def test_who_is_accused_of_an_act_did_it_and_not_the_accuser(read: Read) -> None:
    found = triples(read("France accused Russia of bombing Kyiv.", lang="en"))
    assert ("france", "accused", "russia") in found
    assert ("france", "bombed", "kyiv") not in found


def test_who_will_do_it_is_named_before_the_verb(read: Read) -> None:
    found = read("أعلن الكرملين أن فلاديمير بوتين سيزور بيونغ يانغ.")
    (visit,) = (relation for relation in found.relations if relation.predicate == "visited")
    assert (visit.subject, visit.object, visit.status) == ("vladimir-putin", "pyongyang", Status.PLANNED)
    assert visit.evidence[0].source == "russia"


def test_circumstances(read: Read) -> None:
    text = "وصل الرئيس الصيني شي جين بينغ إلى موسكو في 20 مارس 2023."
    (visit,) = (relation for relation in read(text).relations if relation.predicate == "visited")
    assert visit.time is not None
    assert visit.time.iso() == "2023-03-20"
    (troops,) = (
        r for r in read("نشرت كوريا الشمالية 3000 جندي في كورسك.").relations if r.predicate == "deployedTroopsTo"
    )
    assert troops.quantity == 3000


class TestExtraction:
    TEXT = (
        "أعلنت الحكومة القطرية أن سيرغي لافروف زار قطر أمس.",
        "وشكر وزير النقل القطري جابر القلعاوي سيرغي لافروف.",
        "زار لافروف قطر مرتين.",
    )

    @pytest.mark.parametrize(("source", "dated"), [("وكالة رويترز", True), ("مارين لوبان", False)])
    def test_what_the_press_reports_is_of_the_day_what_people_claim_is_not(
        self, read: Read, source: str, dated: bool
    ) -> None:
        found = read("عاد سيرغي لافروف من قطر أمس.", f"وزار سيرغي لافروف مصر، بحسب ما قالت {source}.")
        [visit] = [r for r in found.relations if r.predicate == "visited"]
        assert (visit.time is not None) is dated

    def test_evidence_is_the_words_of_the_article(self, read: Read) -> None:
        found = read(*self.TEXT)
        assert found.relations
        for relation in found.relations:
            for evidence in relation.evidence:
                assert found.article.text[evidence.begin : evidence.end] == evidence.quote
                assert evidence.quote == evidence.quote.strip()
                assert (evidence.article, evidence.lang) == (found.article.sha256, "ar")
                assert evidence.extractor == EXTRACTOR

    def test_all_that_is_named_is_there(self, read: Read) -> None:
        found = read(*self.TEXT)
        ids = [entity.id for entity in found.entities]
        assert ids == sorted(set(ids))
        for relation in found.relations:
            named = {relation.subject, relation.object, relation.place, *(e.source for e in relation.evidence)}
            assert named - {None} <= set(ids)
        for mention in found.mentions:
            assert mention.entity in ids
            assert found.article.text[mention.begin : mention.end].strip()

    def test_a_fact_stated_twice_is_one_with_two_pieces_of_evidence(self, read: Read) -> None:
        visits = [r for r in read(*self.TEXT).relations if (r.subject, r.predicate, r.object) == LAVROV_IN_QATAR]
        assert len(visits) == 1
        assert len(visits[0].evidence) == 2
        assert visits[0].evidence[0].source == "qatar"

    def test_unknown_people_take_part(self, read: Read) -> None:
        found = read(*self.TEXT)
        person = next(entity for entity in found.entities if not entity.known)
        assert (person.type, person.state) == (EntityType.PERSON, "qatar")
        assert (person.id, "thanked", "sergey-lavrov") in triples(found)
        assert (person.id, "holdsOffice", "qatar") in triples(found)

    def test_both_languages_in_one_article(self, read: Read) -> None:
        found = read("زار سيرغي لافروف قطر.", "Qatar thanked Egypt.")
        assert {LAVROV_IN_QATAR, ("qatar", "thanked", "egypt")} <= triples(found)
        assert {e.lang for r in found.relations for e in r.evidence} == {"ar", "en"}

    def test_the_same_article_gives_the_same(self, read: Read) -> None:
        assert read(*self.TEXT) == read(*self.TEXT)

    @pytest.mark.parametrize("text", ["هطل المطر.", ".", "؟؟؟", "12 34", "روسيا."])
    def test_nothing_is_stated(self, read: Read, text: str) -> None:
        assert read(text).relations == ()

    def test_no_article_at_all(self, read: Read) -> None:
        found = read()
        assert (found.entities, found.mentions, found.relations) == ((), (), ())


PIECES = st.lists(
    st.sampled_from([*TestExtraction.TEXT, "نفت قطر ذلك.", "وقالت رويترز إن كييف قُصِفت", "«قد يزور» 😀", "\u200f", "—"]),
    min_size=1,
    max_size=5,
)


@settings(max_examples=15)
@given(PIECES, st.sampled_from([" ", "\u00a0", " \u200f", "، ", "\n"]))
def test_offsets_hold_in_any_mixture(read: Read, pieces: list[str], between: str) -> None:
    found = read(between.join(pieces), date=dt.date(2024, 2, 29))
    text = found.article.text
    for relation in found.relations:
        assert all(text[e.begin : e.end] == e.quote for e in relation.evidence)
    assert all(0 <= m.begin < m.end <= len(text) for m in found.mentions)
