"""Merging of entities over articles."""

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.assemble.entities import EntityMerge, merge_entities
from graphkit.link.transliterate import slug, to_latin
from graphkit.model import Article, Entity, EntityType, Extraction

PERSON = EntityType.PERSON


def person(name: str, *aliases: str, state: str | None = None, known: bool = False) -> Entity:
    arabic = name[0] > "\u0600"
    return Entity(
        slug(name),
        PERSON,
        en=to_latin(name),
        ar=name if arabic else None,
        aliases=tuple(sorted((alias, "ar" if alias[0] > "\u0600" else "en") for alias in aliases)),
        state=state,
        known=known,
    )


def organization(name: str, identifier: str, *, known: bool = False, **more: object) -> Entity:
    return replace(Entity(identifier, EntityType.ORGANIZATION, en=name, known=known), **more)


def merge(*articles: list[Entity]) -> EntityMerge:
    return merge_entities(
        [Extraction(Article(str(i), f"text {i}", ()), tuple(found), (), ()) for i, found in enumerate(articles)]
    )


def test_equal_ids_unite_with_all_their_aliases() -> None:
    merged = merge([person("سيرغي ريابكوف", "ريابكوف")], [person("سيرغي ريابكوف", "سيرجي ريابكوف")])
    assert list(merged.entities) == ["sergei-ryabkov"]
    assert merged.entities["sergei-ryabkov"].aliases == (("ريابكوف", "ar"), ("سيرجي ريابكوف", "ar"))


def test_spellings_of_an_unknown_person_unite() -> None:
    one, other = person("غريغوري كاراسين"), person("جريجوري كاراسين")
    english = person("Grigory Karasin")
    merged = merge([one], [other], [english])
    assert len(merged.entities) == 1
    (entity,) = merged.entities.values()
    assert {merged.canonical[e.id] for e in (one, other, english)} == {entity.id}
    assert entity.en == "Grigory Karasin", "an English name that was read goes before a transliteration"
    assert {entity.ar, *(text for text, _ in entity.aliases)} == {"غريغوري كاراسين", "جريجوري كاراسين"}


def test_the_most_frequent_label_wins_then_the_longest() -> None:
    article = [person("جريجوري كاراسين")]
    assert next(iter(merge(article, article, [person("غريغوري كاراسين")]).entities.values())).ar == "جريجوري كاراسين"
    longer = [person("ألكسندر إيفانوفيتش سورين")]
    assert next(iter(merge([person("ألكسندر سورين")], longer).entities.values())).ar == "ألكسندر إيفانوفيتش سورين"


def test_an_unknown_person_becomes_the_known_one() -> None:
    known = person("سيرغي لافروف", state="russia", known=True)
    unknown = replace(person("سيرجي فيكتوروفيتش لافروف"), id="s-v-l")
    merged = merge([unknown], [known])
    assert merged.canonical["s-v-l"] == known.id
    entity = merged.entities[known.id]
    assert (entity.ar, entity.en, entity.known) == (known.ar, known.en, True)
    assert (unknown.ar, "ar") in entity.aliases


def test_tables_win_over_frequent_labels() -> None:
    known = Entity("kcna", EntityType.ORGANIZATION, en="Korean Central News Agency", wikidata="Q1", known=True)
    text = Entity("kcna", EntityType.GROUP, en="KCNA", state="china", known=False)
    merged = merge([text], [text], [known])
    expected = replace(known, aliases=(("KCNA", "en"),))
    assert merged.entities["kcna"] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("كريم سعدون", state="iraq"), person("كريم السعدون", state="syria")),
        (person("كيم جونغ نام"), person("كيم يونغ نام")),
        (person("ريابكوف"), person("سيرغي ريابكوف")),
        (person("الرئيس ريابكوف"), person("السيد ريابكوف")),
        (person("جورج بوش الأب"), person("جورج بوش الابن")),
        (person("سيرغي لافروف", known=True), replace(person("سيرجي لافروف", known=True), id="lavrov-2")),
        (person("جبران باسيل"), replace(person("جبران باسيل"), id="party", type=EntityType.ORGANIZATION)),
    ],
)
def test_these_stay_apart(one: Entity, other: Entity) -> None:
    merged = merge([one], [other])
    assert merged.canonical == {one.id: one.id, other.id: other.id}
    assert set(merged.entities) == {one.id, other.id}


def test_a_name_that_fits_two_people_joins_neither() -> None:
    people = [person("George Bush"), person("George W. Bush"), person("George H. W. Bush")]
    assert len(merge(people).entities) == 3


def test_an_unknown_name_that_fits_two_known_people_joins_neither() -> None:
    people = [
        person("Ali Hassan Karim", known=True),
        person("Ali Saad Karim", known=True),
        person("Ali Karim"),
    ]
    assert merge(people).canonical["ali-karim"] == "ali-karim"


def test_an_unknown_organization_becomes_the_known_one_by_its_whole_name() -> None:
    known = organization("The Wagner Group", "wagner", known=True, aliases=(("the Group", "en"), ("Group", "en")))
    merged = merge([known], [organization("Wagner-Group", "wagner-group"), organization("Group", "group")])
    assert merged.canonical == {"wagner": "wagner", "wagner-group": "wagner", "group": "group"}


PEOPLE = [
    person(name, state=state, known=known)
    for name, state, known in [
        ("سيرغي ريابكوف", "russia", False),
        ("سيرجي ريابكوف", None, False),
        ("Sergey Ryabkov", None, True),
        ("Sergei Alekseyevich Ryabkov", "russia", False),
        ("ريابكوف", None, False),
        ("كيم يونغ نام", None, False),
        ("كيم جونغ نام", None, False),
        ("George Bush", None, False),
        ("George W. Bush", None, False),
        ("George H. W. Bush", "usa", False),
        ("كريم سعدون", "iraq", False),
        ("كريم السعدون", "syria", False),
        ("Karim Saadoun", None, False),
        ("غريغوري كاراسين", None, False),
        ("جريجوري كاراسين", "russia", False),
    ]
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PEOPLE), max_size=4), max_size=6), st.randoms(use_true_random=False))
def test_order_does_not_matter(articles: list[list[Entity]], chance: random.Random) -> None:
    merged = merge(*articles)
    shuffled = [chance.sample(article, len(article)) for article in chance.sample(articles, len(articles))]
    again = merge(*shuffled)
    assert dict(merged.canonical) == dict(again.canonical)
    assert list(merged.entities.items()) == list(again.entities.items())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PEOPLE), max_size=4), max_size=6))
def test_what_always_holds(articles: list[list[Entity]]) -> None:
    merged = merge(*articles)
    seen = {entity.id: entity for article in articles for entity in article}
    assert set(merged.canonical) == set(seen)
    assert set(merged.entities) == set(merged.canonical.values())
    for identifier, target in merged.canonical.items():
        assert merged.canonical[target] == target
        entity, united = seen[identifier], merged.entities[target]
        assert entity.type is united.type
        assert not entity.known or identifier == target
        if entity.ar:
            assert entity.ar == united.ar or (entity.ar, "ar") in united.aliases


def test_thousands_of_entities_take_seconds() -> None:
    chance = random.Random(7)
    letters = "بتجدرزسشفقكلمنهوي"
    names = [" ".join("".join(chance.choices(letters, k=5)) for _ in range(2)) for _ in range(4_000)]
    articles = [[person(name) for name in names[i : i + 10]] for i in range(0, len(names), 10)]
    start = time.process_time()
    merged = merge(*articles)
    assert time.process_time() - start < 10
    assert len(merged.entities) > 3_600
