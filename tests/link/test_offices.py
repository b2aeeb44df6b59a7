"""Offices beside names: whose, of what, since gone or not yet begun."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hand_parsed import named

from graphkit.link import Gazetteer, load_gazetteer
from graphkit.link.institutions import compose_heads
from graphkit.link.items import block_items
from graphkit.link.office_rows import find_offices
from graphkit.link.values import Item

UNKNOWN = dict.fromkeys(("جابر القلعاوي", "نوال الرواشدة", "Karim Zeitouni", "Ivan Petrovsky", "Hana Brandt"), "PER")


@dataclass(frozen=True)
class Seen:
    """A phrase by the words it is made of."""

    words: str
    role: str
    of: str | None
    person: str | None
    effect: str
    to: str | None


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def seen(text: str, lang: str, gazetteer: Gazetteer) -> list[Seen]:
    doc = named(text, lang, UNKNOWN)
    items = compose_heads(block_items(doc, lang, gazetteer), text, lang, gazetteer)

    def words(item: Item | None) -> str | None:
        return text[item.begin : item.end] if item is not None else None

    return [
        Seen(text[p.begin : p.end], p.role, words(p.of), words(p.person), p.effect, words(p.to))
        for p in find_offices(items, text, lang, gazetteer)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وصل وزير الخارجية الروسي سيرغي لافروف أمس.",
            Seen("وزير الخارجية الروسي سيرغي لافروف", "foreign-minister", "الروسي", "سيرغي لافروف", "", None),
        ),
        (
            "وصل وزير خارجية قطر جابر القلعاوي أمس.",
            Seen("وزير خارجية قطر جابر القلعاوي", "foreign-minister", "قطر", "جابر القلعاوي", "", None),
        ),
        (
            "وصل الزعيم الكوري الشمالي كيم جونغ أون أمس.",
            Seen("الزعيم الكوري الشمالي كيم جونغ أون", "leader", "الكوري الشمالي", "كيم جونغ أون", "", None),
        ),
        (
            "وصل الزعيم الكوري الشمالي أمس.",
            Seen("الزعيم الكوري الشمالي", "leader", "الكوري الشمالي", None, "", None),
        ),
        (
            "قالت نوال الرواشدة، وزيرة الصحة الأردنية، ذلك.",
            Seen("نوال الرواشدة، وزيرة الصحة الأردنية", "health-minister", "الأردنية", "نوال الرواشدة", "", None),
        ),
        (
            "قال جابر القلعاوي، المتحدث باسم وزارة الدفاع القطرية، ذلك.",
            Seen(
                "جابر القلعاوي، المتحدث باسم وزارة الدفاع القطرية",
                "spokesperson",
                "وزارة الدفاع القطرية",
                "جابر القلعاوي",
                "",
                None,
            ),
        ),
        (
            "قال المتحدث باسم البرلمان القطري جابر القلعاوي ذلك.",
            Seen(
                "المتحدث باسم البرلمان القطري جابر القلعاوي",
                "spokesperson",
                "البرلمان القطري",
                "جابر القلعاوي",
                "",
                None,
            ),
        ),
        (
            "زار السفير الروسي لدى قطر جابر القلعاوي المصنع.",
            Seen("السفير الروسي لدى قطر جابر القلعاوي", "ambassador", "الروسي", "جابر القلعاوي", "", "قطر"),
        ),
        (
            "زار سفير تركيا في قطر نوال الرواشدة المصنع.",
            Seen("سفير تركيا في قطر نوال الرواشدة", "ambassador", "تركيا", "نوال الرواشدة", "", "قطر"),
        ),
        (
            "غادر الرئيس السوري السابق بشار الأسد البلاد.",
            Seen("الرئيس السوري السابق بشار الأسد", "president", "السوري", "بشار الأسد", "former", None),
        ),
        (
            "دفن الرئيس الفرنسي الراحل جاك شيراك.",
            Seen("الرئيس الفرنسي الراحل جاك شيراك", "president", "الفرنسي", "جاك شيراك", "late", None),
        ),
        (
            "وصل وزير المالية القطري المؤقت جابر القلعاوي.",
            Seen(
                "وزير المالية القطري المؤقت جابر القلعاوي",
                "finance-minister",
                "القطري",
                "جابر القلعاوي",
                "acting",
                None,
            ),
        ),
        (
            "وصل رئيس الوزراء الأردني المكلف جابر القلعاوي.",
            Seen(
                "رئيس الوزراء الأردني المكلف جابر القلعاوي",
                "prime-minister",
                "الأردني",
                "جابر القلعاوي",
                "designate",
                None,
            ),
        ),
        (
            "وصل نائب الرئيس الأميركي جو بايدن.",
            Seen("نائب الرئيس الأميركي جو بايدن", "vice-president", "الأميركي", "جو بايدن", "", None),
        ),
        (
            "وصل الرئيس الروسي، فلاديمير بوتين، أمس.",
            Seen("الرئيس الروسي، فلاديمير بوتين", "president", "الروسي", "فلاديمير بوتين", "", None),
        ),
        (
            "وصلت منسقة الإغاثة في دارفور حنان برانت.",
            Seen("منسقة الإغاثة", "coordinator", None, None, "", None),
        ),
    ],
)
def test_arabic(gazetteer: Gazetteer, text: str, expected: Seen) -> None:
    assert seen(text, "ar", gazetteer) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "French President Emmanuel Macron left.",
            Seen("French President Emmanuel Macron", "president", "French", "Emmanuel Macron", "", None),
        ),
        (
            "Qatar's energy minister Karim Zeitouni left.",
            Seen("Qatar's energy minister Karim Zeitouni", "energy-minister", "Qatar", "Karim Zeitouni", "", None),
        ),
        (
            "The energy minister of Qatar, Karim Zeitouni, left.",
            Seen("energy minister of Qatar, Karim Zeitouni", "energy-minister", "Qatar", "Karim Zeitouni", "", None),
        ),
        (
            "Karim Zeitouni, Qatar's energy minister, left.",
            Seen("Karim Zeitouni, Qatar's energy minister", "energy-minister", "Qatar", "Karim Zeitouni", "", None),
        ),
        (
            "Sergey Lavrov, the Russian foreign minister, left.",
            Seen(
                "Sergey Lavrov, the Russian foreign minister",
                "foreign-minister",
                "Russian",
                "Sergey Lavrov",
                "",
                None,
            ),
        ),
        (
            "Karim Zeitouni, the foreign minister of Qatar, left.",
            Seen(
                "Karim Zeitouni, the foreign minister of Qatar",
                "foreign-minister",
                "Qatar",
                "Karim Zeitouni",
                "",
                None,
            ),
        ),
        (
            "Russia's acting defence minister Ivan Petrovsky left.",
            Seen(
                "Russia's acting defence minister Ivan Petrovsky",
                "defence-minister",
                "Russia",
                "Ivan Petrovsky",
                "acting",
                None,
            ),
        ),
        (
            "The former German finance minister Hana Brandt left.",
            Seen("German finance minister Hana Brandt", "finance-minister", "German", "Hana Brandt", "former", None),
        ),
        (
            "U.S. Vice President Joe Biden left.",
            Seen("U.S. Vice President Joe Biden", "vice-president", "U.S.", "Joe Biden", "", None),
        ),
        (
            "The Turkish foreign minister left.",
            Seen("Turkish foreign minister", "foreign-minister", "Turkish", None, "", None),
        ),
        (
            "The governor of Ukraine's Lviv, Hana Brandt, left.",
            Seen("governor of Ukraine's Lviv, Hana Brandt", "governor", "Lviv", "Hana Brandt", "", None),
        ),
        (
            "The governor of the Madrid region, Hana Brandt, left.",
            Seen("governor of the Madrid region, Hana Brandt", "governor", "Madrid", "Hana Brandt", "", None),
        ),
    ],
)
def test_english(gazetteer: Gazetteer, text: str, expected: Seen) -> None:
    assert seen(text, "en", gazetteer) == [expected]


@pytest.mark.parametrize("rank", ["اللواء", "الفريق", "الشيخ", "الدكتور"])
def test_ranks_and_titles_do_not_part_an_office_from_its_name(gazetteer: Gazetteer, rank: str) -> None:
    phrase = seen(f"وصل وزير الدفاع الأردني {rank} جابر القلعاوي أمس.", "ar", gazetteer)[0]
    assert (phrase.role, phrase.of, phrase.person) == ("defence-minister", "الأردني", "جابر القلعاوي")


@pytest.mark.parametrize(
    ("text", "lang", "words", "of", "person"),
    [
        (
            "التقى وزير الدفاع الصيني نظيره الروسي جابر القلعاوي.",
            "ar",
            "نظيره الروسي جابر القلعاوي",
            "الروسي",
            "جابر القلعاوي",
        ),
        ("هاتف وزير الدفاع الصيني نظيرته الألمانية أمس.", "ar", "نظيرته الألمانية", "الألمانية", None),
        ("بحث وزير الدفاع الصيني مع نظيره جابر القلعاوي الأمر.", "ar", "نظيره جابر القلعاوي", None, "جابر القلعاوي"),
        (
            "China's defence minister called his Turkish counterpart Karim Zeitouni.",
            "en",
            "Turkish counterpart Karim Zeitouni",
            "Turkish",
            "Karim Zeitouni",
        ),
    ],
)
def test_counterparts_take_the_office_named_before(
    gazetteer: Gazetteer, text: str, lang: str, words: str, of: str | None, person: str | None
) -> None:
    office, counterpart = seen(text, lang, gazetteer)
    assert office.role == "defence-minister"
    assert counterpart == Seen(words, "", of, person, "", None)


def test_several_counterparts(gazetteer: Gazetteer) -> None:
    found = seen("التقى وزير الدفاع الصيني نظيريه القطري والتركي.", "ar", gazetteer)
    assert [(phrase.role, phrase.of) for phrase in found] == [
        ("defence-minister", "الصيني"),
        ("", "القطري"),
        ("", "التركي"),
    ]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("وصل الوزير ثم تحدث سيرغي لافروف.", "ar"),
        ("وصل الوزير. سيرغي لافروف غائب.", "ar"),
        ("أبلغ الرئيس بسيرغي لافروف.", "ar"),
        ("The president left after Sergey Lavrov.", "en"),
        ("The president left. Sergey Lavrov stayed.", "en"),
    ],
)
def test_names_further_off_do_not_hold_the_office(gazetteer: Gazetteer, text: str, lang: str) -> None:
    (phrase,) = seen(text, lang, gazetteer)
    assert phrase.person is None


@pytest.mark.parametrize("text", ["", "لا أحد هنا.", "التقى سيرغي لافروف قطر."])
def test_no_office(gazetteer: Gazetteer, text: str) -> None:
    assert seen(text, "ar", gazetteer) == []


def test_phrases_stand_in_the_order_of_the_text(gazetteer: Gazetteer) -> None:
    text = "التقى وزير الدفاع الصيني نظيره الروسي، ثم زار الرئيس القطري وأمير الكويت."
    begins = [text.index(phrase.words) for phrase in seen(text, "ar", gazetteer)]
    assert len(begins) == 4
    assert begins == sorted(begins)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "اتصل بنظيريه القطري جابر القلعاوي والأردنية نوال الرواشدة.",
            "ar",
            [("", "القطري", "جابر القلعاوي"), ("", "الأردنية", "نوال الرواشدة")],
        ),
        ("رد عليه جابر القلعاوي، نظيره القطري.", "ar", [("", "القطري", "جابر القلعاوي")]),
        ("وأدانه زميله القطري جابر القلعاوي.", "ar", [("", "القطري", "جابر القلعاوي")]),
        (
            "غادر وزيرا الخارجية جابر القلعاوي والصحة نوال الرواشدة.",
            "ar",
            [("foreign-minister", None, "جابر القلعاوي"), ("health-minister", None, "نوال الرواشدة")],
        ),
        (
            "التقى رئيسا قطر والأردن، جابر القلعاوي ونوال الرواشدة.",
            "ar",
            [("president", "قطر", "جابر القلعاوي"), ("president", "الأردن", "نوال الرواشدة")],
        ),
        (
            "التقى وزراء خارجية قطر جابر القلعاوي والأردن نوال الرواشدة.",
            "ar",
            [("foreign-minister", "قطر", "جابر القلعاوي"), ("foreign-minister", "الأردن", "نوال الرواشدة")],
        ),
        (
            "The presidents of Poland and Qatar, Ivan Petrovsky and Karim Zeitouni, met.",
            "en",
            [("president", "Poland", "Ivan Petrovsky"), ("president", "Qatar", "Karim Zeitouni")],
        ),
        (
            "Ivan Petrovsky and Hana Brandt, the Polish and German foreign ministers, met.",
            "en",
            [("foreign-minister", "Polish", "Ivan Petrovsky"), ("foreign-minister", "German", "Hana Brandt")],
        ),
        (
            "Karim Zeitouni, the chairman of the OSCE and Qatar's foreign minister, left.",
            "en",
            [("head", "OSCE", "Karim Zeitouni"), ("foreign-minister", "Qatar", "Karim Zeitouni")],
        ),
        ("Karim Zeitouni, his Qatari counterpart, left.", "en", [("", "Qatari", "Karim Zeitouni")]),
        ("Her German opposite number, Hana Brandt, left.", "en", [("", "German", "Hana Brandt")]),
    ],
)
def test_rows_and_counterparts(
    gazetteer: Gazetteer, text: str, lang: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert [(p.role, p.of, p.person) for p in seen(text, lang, gazetteer)] == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("زارها القائم بأعمال وزير الخارجية القطري جابر القلعاوي.", "ar", ("foreign-minister", "القطري", "acting")),
        ("وصل رئيس قطر الانتقالي جابر القلعاوي.", "ar", ("president", "قطر", "acting")),
        ("تكلم مفوض السلم في الاتحاد الأفريقي جابر القلعاوي.", "ar", ("commissioner", "الاتحاد الأفريقي", "")),
        ("تكلم جابر القلعاوي، وهو المتحدث باسم وزارة الدفاع القطرية.", "ar",
         ("spokesperson", "وزارة الدفاع القطرية", "")),
        ("تكلم وزير الدولة القطري للشؤون الخارجية جابر القلعاوي.", "ar", ("minister-of-state", "القطري", "")),
        ("Karim Zeitouni, the caretaker prime minister, left.", "en", ("prime-minister", None, "acting")),
        ("Qatar, whose energy minister, Karim Zeitouni, left, protested.", "en", ("energy-minister", "Qatar", "")),
        ("Karim Zeitouni, Qatar's most senior diplomat, left.", "en", ("diplomat", "Qatar", "")),
        ("Karim Zeitouni, the EU enlargement commissioner, left.", "en", ("commissioner", "EU", "")),
        ("Ivan Petrovsky, head of the OSCE, Hana Brandt's party, left.", "en", ("head", "OSCE", "")),
    ],
)  # fmt: skip
def test_words_around_an_office(
    gazetteer: Gazetteer, text: str, lang: str, expected: tuple[str, str | None, str]
) -> None:
    (phrase,) = (p for p in seen(text, lang, gazetteer) if p.person is not None)
    assert (phrase.role, phrase.of, phrase.effect) == expected


def test_a_verb_between_a_state_and_an_office_makes_no_office(gazetteer: Gazetteer) -> None:
    assert [p.of for p in seen("Qatar welcomes president Karim Zeitouni.", "en", gazetteer)] == [None]


def test_the_office_of_another_is_none_of_his_spokesman(gazetteer: Gazetteer) -> None:
    found = seen("Hana Brandt, the President's spokesman, left.", "en", gazetteer)
    assert all(office.role != "president" or office.person is None for office in found)
