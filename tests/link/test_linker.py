"""Who is meant, over a whole article."""

from __future__ import annotations

import datetime as dt

import pytest
from hand_parsed import analysed, arabic, named
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.analyse import analyse
from graphkit.link import Gazetteer, LinkedArticle, link, load_gazetteer
from graphkit.link.people import known_person
from graphkit.model import Entity, EntityType
from graphkit.read import article_from_text
from graphkit.relate import load_lexicon, relate

PEOPLE = dict.fromkeys(
    ("جابر القلعاوي", "القلعاوي", "سيرغي لفروف", "Karim Zeitouni", "Zeitouni", "Hana Brandt", "Olaf Brandt"), "PER"
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def ar(
    gazetteer: Gazetteer, *paragraphs: str, date: dt.date | None = None, publisher: str | None = None
) -> LinkedArticle:
    docs = [arabic(paragraph, names=PEOPLE) for paragraph in paragraphs]
    return link(analysed(*docs, date=date, publisher=publisher), gazetteer)


def en(gazetteer: Gazetteer, *paragraphs: str, date: dt.date | None = None) -> LinkedArticle:
    return link(analysed(*(named(paragraph, "en", PEOPLE) for paragraph in paragraphs), date=date), gazetteer)


def meant(linked: LinkedArticle) -> list[tuple[str, str]]:
    """Each mention as its words and the entity."""
    text = linked.analysed.article.text
    return [(text[m.begin : m.end], *m.entities) for m in linked.mentions]


def unknown(linked: LinkedArticle) -> list[Entity]:
    return [entity for entity in linked.entities.values() if not entity.known]


class TestNames:
    def test_spellings_of_one_name_are_one_entity(self, gazetteer: Gazetteer) -> None:
        linked = ar(
            gazetteer,
            "وصل كيم جونغ أون.",
            "ثم تحدث كيم يونج أون.",
            "وصافح كيم جونج-اون الحاضرين.",
            "وغادر كيم جونغ ـ أون.",
        )
        assert [entity for _, entity in meant(linked)[:3]] == ["kim-jong-un"] * 3

    def test_spellings_in_two_languages_are_one_entity(self, gazetteer: Gazetteer) -> None:
        docs = (arabic("وصل سيرغي لافروف."), named("Sergei Lavrov left.", "en"))
        assert meant(link(analysed(*docs), gazetteer)) == [
            ("سيرغي لافروف", "sergey-lavrov"),
            ("Sergei Lavrov", "sergey-lavrov"),
        ]

    def test_a_spelling_no_table_has_is_still_the_person(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "اعتذر سيرغي لفروف.")
        assert meant(linked) == [("سيرغي لفروف", "sergey-lavrov")]
        assert unknown(linked) == []

    def test_a_surname_after_the_full_name(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "اعتذر سيرغي لافروف.", "وصافح لافروف الحاضرين.")
        assert meant(linked) == [("سيرغي لافروف", "sergey-lavrov"), ("لافروف", "sergey-lavrov")]

    def test_a_surname_before_the_full_name(self, gazetteer: Gazetteer) -> None:
        assert meant(en(gazetteer, "Lavrov apologises.", "Sergey Lavrov said so."))[0] == ("Lavrov", "sergey-lavrov")

    @pytest.mark.parametrize(
        ("text", "capital", "entity"),
        [
            ("وصلت سلطنة عمان ومسقط. عاد إلى عمان.", "عمان", "oman"),
            ("انتظر الأردن والملك الأردني. عاد إلى عمان.", "عمان", "amman"),
        ],
    )
    def test_a_name_of_two_places_is_that_of_the_rest_of_the_article(
        self, gazetteer: Gazetteer, text: str, capital: str, entity: str
    ) -> None:
        assert meant(ar(gazetteer, text))[-1] == (capital, entity)

    def test_what_stands_for_a_government(self, gazetteer: Gazetteer) -> None:
        assert meant(ar(gazetteer, "رفض الكرملين العرض. وأسفت الحكومة القطرية.")) == [
            ("الكرملين", "russia"),
            ("الحكومة القطرية", "qatar"),
        ]


class TestUnknownPeople:
    def test_readable_id_and_both_labels(self, gazetteer: Gazetteer) -> None:
        (person,) = unknown(ar(gazetteer, "اعتذر جابر القلعاوي."))
        assert (person.id, person.type) == ("jaber-al-qalawi", EntityType.PERSON)
        assert (person.en, person.ar) == ("Jaber al-Qalawi", "جابر القلعاوي")

    def test_the_label_of_an_english_name_is_as_written(self, gazetteer: Gazetteer) -> None:
        (person,) = unknown(en(gazetteer, "Karim Zeitouni apologised."))
        assert (person.id, person.en, person.ar) == ("karim-zeitouni", "Karim Zeitouni", None)

    def test_the_surname_alone_is_the_same_person(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "اعتذر القلعاوي.", "ثم غادر جابر القلعاوي.", "ورحب القلعاوي.")
        (person,) = unknown(linked)
        assert [entity for _, entity in meant(linked)] == [person.id] * 3
        assert person.aliases == (("القلعاوي", "ar"),)

    def test_two_people_of_one_surname_stay_two(self, gazetteer: Gazetteer) -> None:
        linked = en(gazetteer, "Hana Brandt left.", "Olaf Brandt stayed.")
        assert {entity for _, entity in meant(linked)} == {"hana-brandt", "olaf-brandt"}

    def test_state_by_office(self, gazetteer: Gazetteer) -> None:
        (person,) = unknown(ar(gazetteer, "اعتذر وزير النقل القطري جابر القلعاوي."))
        assert person.state == "qatar"


class TestOffices:
    @pytest.mark.parametrize(
        ("date", "person"),
        [
            (dt.date(2010, 3, 1), "dmitry-medvedev"),
            (dt.date(2015, 3, 1), "vladimir-putin"),
        ],
    )
    def test_an_office_means_who_held_it_on_the_day(self, gazetteer: Gazetteer, date: dt.date, person: str) -> None:
        linked = ar(gazetteer, "وصل الرئيس الروسي.", date=date)
        assert [(m.entities, m.kind) for m in linked.mentions] == [((person,), "description")]
        assert meant(en(gazetteer, "The Russian president left.", date=date)) == [("Russian president", person)]

    def test_an_office_means_whom_the_article_names_in_it(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "غادر وزير النقل القطري.", "وكان وزير النقل القطري جابر القلعاوي مسرعا.")
        assert [entity for _, entity in meant(linked)] == ["jaber-al-qalawi"] * 2

    def test_an_office_of_nobody_known_is_no_mention_of_its_state(self, gazetteer: Gazetteer) -> None:
        assert meant(ar(gazetteer, "غادر وزير النقل الأيسلندي.", date=dt.date(1999, 1, 1))) == []

    def test_facts(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "اعتذر وزير النقل القطري جابر القلعاوي.")
        (fact,) = linked.offices
        text = linked.analysed.article.text
        assert text[fact.begin : fact.end] == "وزير النقل القطري جابر القلعاوي"
        assert (fact.person, fact.role, fact.of, fact.effect) == ("jaber-al-qalawi", "transport-minister", "qatar", "")

    def test_an_office_with_a_pronoun_is_of_the_state_before(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "أعلنت موسكو أن وزير خارجيتها سيغادر.", date=dt.date(2023, 8, 1))
        assert meant(linked)[-1] == ("وزير خارجيتها", "sergey-lavrov")

    def test_ambassadors_have_two_facts(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "زار سفير تركيا لدى قطر جابر القلعاوي المصنع.")
        assert {(fact.role, fact.of) for fact in linked.offices} == {
            ("ambassador", "turkey"),
            ("ambassador-to", "qatar"),
        }

    def test_counterparts(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "هاتف وزير الخارجية القطري نظيره الروسي.", date=dt.date(2023, 8, 1))
        assert [(words, linked.entities[entity].state) for words, entity in meant(linked)] == [
            ("وزير الخارجية القطري", "qatar"),
            ("نظيره الروسي", "russia"),
        ]
        assert meant(linked)[1][1] == "sergey-lavrov"

    def test_a_counterpart_by_name_has_the_office(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "هاتف وزير النقل التركي نظيره القطري جابر القلعاوي.", date=dt.date(2023, 8, 1))
        assert ("jaber-al-qalawi", "transport-minister", "qatar") in {(f.person, f.role, f.of) for f in linked.offices}

    def test_a_spokesman_without_a_name_speaks_for_the_body(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "قال المتحدث باسم وزارة الخارجية المالطية ذلك.")
        assert [(m.entities, m.kind) for m in linked.mentions] == [(("malta-foreign-ministry",), "proxy")]
        body = linked.entities["malta-foreign-ministry"]
        assert (body.en, body.ar, body.state) == ("Maltese Foreign Ministry", "وزارة الخارجية المالطية", "malta")

    @pytest.mark.parametrize(
        ("modifier", "effect"), [("السابق", "former"), ("الراحل", "late"), ("المكلف", "designate")]
    )
    def test_effects_reach_the_facts(self, gazetteer: Gazetteer, modifier: str, effect: str) -> None:
        linked = ar(gazetteer, f"اعتذر وزير النقل القطري {modifier} جابر القلعاوي.")
        assert [fact.effect for fact in linked.offices] == [effect]

    def test_who_held_it_once_is_not_taken_for_the_holder(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "اعتذر وزير النقل القطري السابق جابر القلعاوي.", "ورفض وزير النقل القطري ذلك.")
        assert [entity for _, entity in meant(linked)].count("jaber-al-qalawi") == 1


class TestPublisher:
    def test_known(self, gazetteer: Gazetteer) -> None:
        assert ar(gazetteer, "هطل المطر.", publisher="وكالة رويترز").publisher == "reuters"

    def test_unknown(self, gazetteer: Gazetteer) -> None:
        linked = ar(gazetteer, "هطل المطر.", publisher="صحيفة الوادي الأخضر")
        assert linked.publisher is not None
        entity = linked.entities[linked.publisher]
        assert (entity.type, entity.ar, entity.known) == (EntityType.ORGANIZATION, "صحيفة الوادي الأخضر", False)

    def test_none(self, gazetteer: Gazetteer) -> None:
        assert ar(gazetteer, "هطل المطر.").publisher is None


SENTENCES = st.sampled_from(
    ["وصل الرئيس الروسي فلاديمير بوتين.", "غادر لافروف موسكو.", "أعلن جابر القلعاوي ذلك.", "هطل المطر.",
     "رفض الجيش المالطي العرض القطري.", "هاتف وزير الخارجية القطري نظيره الروسي.", "شكر البلدان أمير قطر."]
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4))
def test_mentions_are_stretches_of_their_block_with_known_entities(paragraphs: list[str]) -> None:
    linked = ar(load_gazetteer(), *paragraphs, date=dt.date(2020, 1, 1))
    last = 0
    for mention in linked.mentions:
        block, doc = linked.analysed.docs[mention.block]
        assert block.begin <= mention.begin < mention.end <= block.end
        assert last <= mention.begin
        last = mention.end
        span = doc[mention.start : mention.stop]
        # A token may begin with a clitic that is no part of the mention, never the other way round.
        assert span.start_char <= mention.begin - block.begin
        assert mention.end - block.begin <= span.end_char
        assert all(entity in linked.entities for entity in mention.entities)
    for fact in linked.offices:
        assert {fact.person, fact.of} <= set(linked.entities)


@settings(max_examples=20)
@given(st.lists(SENTENCES, min_size=2, max_size=4))
def test_linking_twice_gives_the_same(paragraphs: list[str]) -> None:
    one, other = ar(load_gazetteer(), *paragraphs), ar(load_gazetteer(), *paragraphs)
    assert (one.mentions, one.offices, one.entities) == (other.mentions, other.offices, other.entities)


@pytest.mark.parametrize(
    ("lang", "text", "office"),
    [
        (
            "ar",
            "هاجم حزب العمال الكردستاني قافلة تركية. وقال المتحدث باسم الحزب، زاهر كرمانج، إن الهجوم رد.",
            ("zaher-kermang", "spokesperson", "pkk"),
        ),
        (
            "ar",
            "زار وفد من حكومة إقليم كردستان أنقرة. والتقى أردوغان رئيس حكومة الإقليم نوزاد شيرواني.",
            ("nozad-shirwani", "prime-minister", "kurdistan-regional-government"),
        ),
        (
            "en",
            "Peru accused the embassy of Chile of spying. The head of the embassy, Karim Zeitouni, left.",
            ("karim-zeitouni", "head", "chile-embassy"),
        ),
        (
            "en",
            "Hamas rejected the plan. Its leader Karim Zeitouni called it a trap.",
            ("karim-zeitouni", "leader", "hamas"),
        ),
        (
            "ar",
            "اتهم حزب الله إسرائيل. وقال أمينه العام نعيم قاسم إنه سيرد.",
            ("naim-qassem", "secretary-general", "hezbollah"),
        ),
        (
            "ar",
            "انتقدت حركة فتح القرار. وقال ممثلها جابر القلعاوي إنه باطل.",
            ("jaber-al-qalawi", "representative", "fatah"),
        ),
        (
            "ar",
            "زار الموفدان الأميركيان كريم زيتوني وإيفان بتروفسكي بيروت.",
            ("ivan-betrofsky", "envoy", "united-states"),
        ),
        (
            "ar",
            "قال رئيس مفوضية الاتحاد الإفريقي جابر القلعاوي إن الهدنة هشة.",
            ("jaber-al-qalawi", "commission-president", "au-commission"),
        ),
        (
            "ar",
            "أوقفت الشرطة الرئيس السابق لجهاز الاستخبارات البيروفية جابر القلعاوي.",
            ("jaber-al-qalawi", "president", "peru-intelligence"),
        ),
        (
            "ar",
            "زارت ليما رئيسة بعثة الأمم المتحدة للدعم في ليبيا نوال الرواشدة.",
            ("nawal-al-rawashda", "head", "unsmil"),
        ),
        (
            "ar",
            "شكرت بيرو قطر. ونقل وزير النقل القطري رسالة، وقال وزير خارجية بلاده جابر القلعاوي إنها ودية.",
            ("jaber-al-qalawi", "foreign-minister", "qatar"),
        ),
        (
            "ar",
            "وقال وزير الموارد المائية البيروفي جابر القلعاوي إن السد آمن.",
            ("jaber-al-qalawi", "minister", "peru"),
        ),
        (
            "ar",
            "تقدمت وحدات حماية الشعب. لكن جابر القلعاوي، الناطق باسم الوحدات، رفض الطلب.",
            ("jaber-al-qalawi", "spokesperson", "ypg"),
        ),
        (
            "ar",
            "زارت بيرو بيرو وبيرو، لكن مالطا رفضت ذلك على لسان المتحدث باسم خارجيتها جابر القلعاوي.",
            ("jaber-al-qalawi", "spokesperson", "malta-foreign-ministry"),
        ),
        (
            "en",
            "Karim Zeitouni, an adviser to President Volodymyr Zelensky, left.",
            ("karim-zeitouni", "adviser", "ukraine"),
        ),
        (
            "en",
            "Volodymyr Zelensky's special envoy, Karim Zeitouni, left.",
            ("karim-zeitouni", "envoy", "ukraine"),
        ),
        (
            "en",
            "Peru closed its border. Peru and Chile disagree. Interior Minister Karim Zeitouni resigned.",
            ("karim-zeitouni", "interior-minister", "peru"),
        ),
        (
            "en",
            "Peruvian military spokesman Karim Zeitouni denied it.",
            ("karim-zeitouni", "spokesperson", "peru"),
        ),
        (
            "en",
            "Armenia backs it, parliament speaker Ararat Mirzoyan said.",
            ("ararat-mirzoyan", "speaker-of-parliament", "armenia"),
        ),
    ],
)
def test_whose_an_office_is_may_be_said_by_a_noun_a_pronoun_or_the_tables(
    gazetteer: Gazetteer, lang: str, text: str, office: tuple[str, str, str]
) -> None:
    article = article_from_text(text, "paper-7", date=dt.date(2020, 11, 13), lang=lang)
    found = link(analyse(article), gazetteer).offices
    assert office in {(fact.person, fact.role, fact.of) for fact in found}


def test_a_minister_of_an_open_state_is_of_none(gazetteer: Gazetteer) -> None:
    text = "Peru and Chile disagree. Interior Minister Karim Zeitouni resigned."
    linked = link(analyse(article_from_text(text, "paper-7", date=dt.date(2020, 11, 13), lang="en")), gazetteer)
    assert "karim-zeitouni" not in {fact.person for fact in linked.offices}


def test_a_name_does_not_run_into_the_place_after_it(gazetteer: Gazetteer) -> None:
    doc = named("ناشد نائب رئيس الوزراء جابر القلعاوي طهران الرحمة.", "ar", {"جابر القلعاوي طهران": "PER"})
    assert {"jaber-al-qalawi", "tehran"} <= {entity for _, entity in meant(link(analysed(doc), gazetteer))}


def test_an_activist_holds_no_office(gazetteer: Gazetteer) -> None:
    text = "أوقفت السلطات الناشطة أميرة القلعاوي في تونس."
    linked = link(analyse(article_from_text(text, "paper-7", date=dt.date(2020, 11, 13), lang="ar")), gazetteer)
    assert "amira-al-qalawi" in linked.entities
    assert not any(relation.predicate == "holdsOffice" for relation in relate(linked, load_lexicon()).relations)


def test_where_a_king_reigns_is_no_name_of_his(gazetteer: Gazetteer) -> None:
    assert known_person("عبد الله العرابي", gazetteer) is None


def test_a_surname_seen_as_a_place_is_the_person_named_in_full(gazetteer: Gazetteer) -> None:
    names = {"Karim Zeitouni": "PER", "Zeitouni": "LOC"}
    doc = named("Karim Zeitouni left. Qatar had warned Zeitouni.", "en", names)
    linked = link(analysed(doc), gazetteer)
    assert [entity for words, entity in meant(linked) if "Zeitouni" in words] == ["karim-zeitouni"] * 2


def test_a_surname_is_that_of_someone_named_in_full(gazetteer: Gazetteer) -> None:
    texts = ("Kaczynski's death shook Qatar.", "President Lech Kaczynski left.")
    docs = [named(text, "en", {"Kaczynski": "PER", "Lech Kaczynski": "PER"}) for text in texts]
    linked = link(analysed(*docs, date=dt.date(2010, 4, 14)), gazetteer)
    assert [entity for words, entity in meant(linked) if "Kaczynski" in words] == ["lech-kaczynski"] * 2


def test_who_rules_needs_no_first_name(gazetteer: Gazetteer) -> None:
    names = {"Tiffany Biden": "PER", "Biden": "PER"}
    docs = [named(text, "en", names) for text in ("Tiffany Biden sings.", "Biden warned Qatar.")]
    linked = link(analysed(*docs, date=dt.date(2022, 4, 14)), gazetteer)
    assert "joe-biden" in {entity for words, entity in meant(linked) if words == "Biden"}


def test_a_noun_seen_as_a_name_is_none(gazetteer: Gazetteer) -> None:
    doc = named("زارت بعثة السودان.", "ar", {"بعثة": "ORG"})
    assert "بعثة" not in {words for words, *_ in meant(link(analysed(doc), gazetteer))}


def test_a_place_with_a_surname_is_not_the_person(gazetteer: Gazetteer) -> None:
    doc = named("هاجم مسلحون نقطة أميركية في منطقة ماكين.", "ar", {"ماكين": "LOC"})
    assert "john-mccain" not in {entity for _, entity in meant(link(analysed(doc), gazetteer))}


def test_who_serves_a_chief_does_not_hold_his_office(gazetteer: Gazetteer) -> None:
    for text, role in (
        ("قال المتحدث باسم رئيس الوزراء البريطاني ديف باريس إن لندن تتابع.", "prime-minister"),
        ("قال مستشار قائد قوات الدعم السريع الباشا طبيق إن الهجوم فشل.", "force-commander"),
    ):
        article = article_from_text(text, "x", date=dt.date(2025, 11, 23), lang="ar")
        held = {fact.role for fact in link(analyse(article), gazetteer).offices}
        assert held
        assert role not in held
