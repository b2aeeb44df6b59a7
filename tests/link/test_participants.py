"""Those who take part in events without a name, as the real pipelines see them."""

from __future__ import annotations

import datetime as dt

import pytest

from graphkit.analyse import analyse
from graphkit.link import Gazetteer, LinkedArticle, link, load_gazetteer
from graphkit.link.participants import participant_nouns
from graphkit.model import EntityType
from graphkit.read import article_from_text


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def linked(gazetteer: Gazetteer, text: str, lang: str) -> LinkedArticle:
    return link(analyse(article_from_text(text, "paper-7", date=dt.date(2024, 5, 13), lang=lang)), gazetteer)


def unnamed(article: LinkedArticle) -> dict[str, str]:
    text = article.analysed.article.text
    return {text[m.begin : m.end]: m.entities[0] for m in article.unnamed}


def test_an_event_is_taken_up_by_another_noun(gazetteer: Gazetteer) -> None:
    found = linked(gazetteer, "قتل عشرة جنود في هجوم قرب كركوك. ودان العراق الاعتداء، وقال إن العملية لن تمر.", "ar")
    held = unnamed(found)
    assert held["هجوم"] == held["الاعتداء"] == held["العملية"]
    event = found.entities[held["هجوم"]]
    assert event.type is EntityType.DOCUMENT and event.ar and {alias for alias, _ in event.aliases} >= {"العملية"}
    assert event.en == "attack"


def test_a_document_is_taken_up_in_english(gazetteer: Gazetteer) -> None:
    found = linked(gazetteer, "Chad and Sudan signed a border accord. Libya rejected the deal. Egypt hailed it.", "en")
    held = unnamed(found)
    assert held["a border accord"] == held["the deal"] == "border-accord-paper-7"
    assert "the deal" in {alias for alias, _ in found.entities["border-accord-paper-7"].aliases}


def test_a_noun_takes_up_the_body_named_with_it(gazetteer: Gazetteer) -> None:
    found = linked(gazetteer, "التقى وفد من حركة حماس مسؤولين مصريين. وقالت الحركة إن المحادثات تتقدم.", "ar")
    hamas = next(m.entities[0] for m in found.mentions if "حماس" in found.analysed.article.text[m.begin : m.end])
    text = found.analysed.article.text
    movement = [m.entities[0] for m in (*found.mentions, *found.unnamed) if text[m.begin : m.end] == "الحركة"]
    assert movement == [hamas]


def test_of_two_articles_the_agreement_is_two_unless_a_name_is_in_it(gazetteer: Gazetteer) -> None:
    held = unnamed(linked(gazetteer, "اتهمت أوكرانيا روسيا بقصف ميناء أوديسا بصواريخ. ورفضت موسكو الاتفاق.", "ar"))
    assert held["ميناء أوديسا"] == "odesa-port"
    assert held["الاتفاق"].endswith("-paper-7")


def test_a_state_makes_no_decision_the_same_in_all_articles(gazetteer: Gazetteer) -> None:
    held = unnamed(linked(gazetteer, "انتقدت الجزائر قرار المغرب الأخير.", "ar"))
    assert list(held.values()) == ["decision-paper-7"]


def test_other_nouns_are_no_participants(gazetteer: Gazetteer) -> None:
    assert unnamed(linked(gazetteer, "Rain and clouds moved over the hills of Jordan on Monday.", "en")) == {}


def test_the_words_of_a_mention_lie_where_it_says(gazetteer: Gazetteer) -> None:
    found = linked(gazetteer, "Kenyan police fired at protesters.\nThe ambassador left the embassy in Nairobi.", "en")
    for mention in found.unnamed:
        doc, base = found.analysed.docs[mention.block][1], found.analysed.docs[mention.block][0].begin
        assert base + doc[mention.start].idx == mention.begin
        assert base + doc[mention.stop - 1].idx + len(doc[mention.stop - 1]) == mention.end


def test_every_arabic_noun_has_its_english() -> None:
    assert all(noun.gloss for (lang, _), noun in participant_nouns().items() if lang == "ar")


@pytest.mark.parametrize(
    ("text", "lang", "bare", "person"),
    [
        (
            "زار الرئيس الأوكراني فولوديمير زيلينسكي باريس. واتهم الرئيس روسيا بقصف المدن.",
            "ar",
            "الرئيس",
            "volodymyr-zelensky",
        ),
        (
            "وصل وزير الخارجية الروسي سيرغي لافروف إلى أنقرة. وقال الوزير إن موسكو مستعدة.",
            "ar",
            "الوزير",
            "sergey-lavrov",
        ),
        (
            "President Emmanuel Macron of France met Olaf Scholz. The president praised Germany.",
            "en",
            "president",
            "emmanuel-macron",
        ),
    ],
)
def test_an_office_alone_is_whoever_holds_it_in_the_article(
    gazetteer: Gazetteer, text: str, lang: str, bare: str, person: str
) -> None:
    found = linked(gazetteer, text, lang)
    assert [m.entities for m in found.mentions if found.analysed.article.text[m.begin : m.end] == bare] == [(person,)]


def test_a_definite_office_governs_no_name(gazetteer: Gazetteer) -> None:
    found = linked(gazetteer, "زار الرئيس الأوكراني فولوديمير زيلينسكي باريس. واتهم الرئيس روسيا بقصف المدن.", "ar")
    assert {o.of for o in found.offices} == {"ukraine"}


def test_leaders_are_not_the_leader(gazetteer: Gazetteer) -> None:
    found = linked(gazetteer, "التقى الزعيم الليبي خليفة حفتر وفدا. وناشدت الأمم المتحدة القادة ضبط النفس.", "ar")
    assert not [m for m in found.mentions if found.analysed.article.text[m.begin : m.end] == "القادة"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("قصفت الطائرات زورقين قبالة الساحل.", "boat"),
        ("وقع الطرفان اتفاقا في جدة.", "agreement"),
        ("اعتقلت الشرطة متظاهرين في العاصمة.", "demonstrators"),
    ],
)
def test_arabic_nouns_are_known_in_their_cases_and_numbers(gazetteer: Gazetteer, text: str, held: str) -> None:
    found = linked(gazetteer, text, "ar")
    assert held in {found.entities[entity].en for entity in unnamed(found).values()}


def labels(article: LinkedArticle, words: str) -> set[str]:
    entity = article.entities[unnamed(article)[words]]
    return {entity.en, entity.ar or "", *(alias for alias, _ in entity.aliases)}


def test_nouns_of_one_sense_are_the_same_people(gazetteer: Gazetteer) -> None:
    text = "Police in Lusaka fired at demonstrators on Friday. Crowds then burned tyres. A protester was wounded."
    found = linked(gazetteer, text, "en")
    held = unnamed(found)
    assert held["demonstrators"] == held["Crowds"] == held["A protester"]


def test_people_of_a_place_are_called_by_its_state(gazetteer: Gazetteer) -> None:
    found = linked(gazetteer, "Police in Lusaka fired at demonstrators on Friday.", "en")
    assert "Zambian protesters" in labels(found, "demonstrators")
    found = linked(gazetteer, "أطلقت الشرطة في تونس النار على ثلاثة متظاهرين. وفر المحتجون.", "ar")
    assert found.entities[unnamed(found)["ثلاثة متظاهرين"]].en == "Tunisian protesters"
    assert "متظاهرين" in labels(found, "ثلاثة متظاهرين")
    assert unnamed(found)["المحتجون"] == unnamed(found)["ثلاثة متظاهرين"]


def test_guests_are_not_called_by_the_state_they_are_in(gazetteer: Gazetteer) -> None:
    found = linked(gazetteer, "Police in Lusaka arrested two tourists and some migrants on Friday.", "en")
    assert not any("Zambian" in label for label in labels(found, "some migrants"))


def test_a_name_in_brackets_says_which_body_is_meant(gazetteer: Gazetteer) -> None:
    found = linked(gazetteer, "The mission (MINUSMA) left Mali. The mission had lost many men.", "en")
    assert unnamed(found)["The mission"] == "minusma"


def test_some_words_of_a_name_take_up_the_body_that_has_it(gazetteer: Gazetteer) -> None:
    text = "زار وفد من حكومة إقليم كردستان أنقرة. وقالت حكومة الإقليم إن المحادثات كانت ناجحة."
    found = linked(gazetteer, text, "ar")
    assert unnamed(found)["حكومة الإقليم"] == "kurdistan-regional-government"
