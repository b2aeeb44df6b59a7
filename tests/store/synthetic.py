"""Made-up extractions in which entities, relations and times meet often, and stores that hold them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
from hypothesis import strategies as st
from rdflib import Graph
from sample_extractions import ENTITIES, stated
from sample_extractions import article as plain_article

from graphkit.assemble import assemble
from graphkit.assemble.entities import merge_entities
from graphkit.assemble.matching import Verdicts
from graphkit.model import Article, Entity, EntityType, Extraction, Interval, Relation, Status
from graphkit.publish.terms import from_oxigraph
from graphkit.publish.turtle import serialize, to_turtle
from graphkit.store.database import connect
from graphkit.store.store import Store


def person(name: str, identifier: str, **more: object) -> Entity:
    lang = "ar" if name[0] > "\u0600" else "en"
    return Entity(identifier, EntityType.PERSON, **{"en": identifier, lang: name, "known": False} | more)


# Persons of which some are one and some are not, by their names, their states, and who else is there.
PEOPLE = (
    person("سيرغي ريابكوف", "sergei-ryabkov", state="russia"),
    person("سيرجي ريابكوف", "serji-ryabkov"),
    person("Sergei Alekseyevich Ryabkov", "s-a-ryabkov", state="russia"),
    person("Sergey Ryabkov", "sergey-ryabkov", known=True),
    person("كريم سعدون", "karim-saadoun", state="iraq"),
    person("كريم السعدون", "karim-alsaadoun", state="syria"),
    person("Karim Saadoun", "k-saadoun"),
    person("George Bush", "george-bush"),
    person("George W. Bush", "george-w-bush"),
    person("George H. W. Bush", "george-h-w-bush", state="usa"),
    person("Omar Saleh", "o-saleh"),
    Entity("alia-newspaper", EntityType.ORGANIZATION, "Alia News", known=False),
    # The same ids, seen in another way.
    replace(ENTITIES[6], type=EntityType.ORGANIZATION),
    replace(ENTITIES[6], en="several witnesses", known=True),
    person("كريم السعدون", "karim-saadoun"),
)
TIMES = (None, Interval.of(2025), Interval.of(2025, 3), Interval.of(2025, 3, 2), Interval.of(2025, 4, 1))
DAYS = (None, dt.date(2025, 2, 1), dt.date(2025, 3, 20), dt.date(2026, 1, 1))
EXTRACTORS = ("graphkit test rules", "graphkit test reader", "")
PREDICATES = (
    "metWith",
    "heldSummitWith",
    "sentMessageTo",
    "sentTelegramTo",
    "holdsOffice",
    "diedOn",
    "deployedTroopsTo",
)


@st.composite
def extractions(draw: st.DrawFn, identifier: str | None = None) -> Extraction:
    identifier = identifier or f"a{draw(st.integers(0, 5))}"
    listed = [*ENTITIES, *draw(st.lists(st.sampled_from(PEOPLE), max_size=4))]
    listed = list({entity.id: entity for entity in listed}.values())
    ids = st.sampled_from([entity.id for entity in listed])
    some = st.none() | ids
    text = draw(st.sampled_from(["{} says something of note today.", "{} says it again."])).format(identifier)
    if draw(st.integers(0, 5)) == 0:
        text = "The same words, sent out by an agency to every paper there is."
    publisher = draw(some)
    source = replace(
        plain_article(identifier, text), date=draw(st.sampled_from(DAYS)), publisher=draw(st.sampled_from([None, "P"]))
    )
    return Extraction(source, tuple(listed), (), tuple(draw(_relations(source, ids, some))), publisher)


@st.composite
def _relations(
    draw: st.DrawFn, source: Article, ids: st.SearchStrategy[str], some: st.SearchStrategy[str | None]
) -> list[Relation]:
    found = []
    for _ in range(draw(st.integers(0, 4))):
        predicate = draw(st.sampled_from(PREDICATES))
        relation = stated(
            source,
            draw(ids),
            predicate,
            None if predicate == "diedOn" else draw(ids),
            quote=draw(st.sampled_from([source.text, source.text[:3]])),
            source=draw(some),
            status=draw(st.sampled_from([Status.ACTUAL, Status.ACTUAL, Status.DENIED, Status.PLANNED])),
            time=draw(st.sampled_from(TIMES)),
            place=draw(some),
            role=draw(st.sampled_from([None, "president", "speaker"])) if predicate == "holdsOffice" else None,
            quantity=draw(st.sampled_from([None, 10, 20])),
        )
        more = draw(st.sampled_from([(), (source.text[:5],)]))
        words = [*relation.evidence, *(stated(source, "", predicate, "", quote=quote).evidence[0] for quote in more)]
        read = [replace(each, extractor=draw(st.sampled_from(EXTRACTORS))) for each in words]
        found.append(replace(relation, evidence=tuple(read)))
    return found


def memory_store() -> tuple[Store, ox.Store]:
    """Return a store that is not on disk, and its graph."""
    rdf = ox.Store()
    return Store(Path("memory"), rdf, connect(":memory:")), rdf


def default(rdf: ox.Store) -> set[ox.Quad]:
    """Return the quads of the default graph."""
    return set(rdf.quads_for_pattern(None, None, None, ox.DefaultGraph()))


def turtle_of(quads: set[ox.Quad]) -> str:
    """Return quads as sorted Turtle."""
    found = Graph(bind_namespaces="none")
    for quad in quads:
        found.add((from_oxigraph(quad.subject), from_oxigraph(quad.predicate), from_oxigraph(quad.object)))
    return serialize(found)


def built(given: list[Extraction], verdicts: Verdicts | None = None) -> str:
    """Return what a build from scratch makes of articles, as sorted Turtle."""
    return to_turtle(assemble(given, merge=lambda each: merge_entities(each, verdicts)))


def made_up(number: int, version: int) -> Extraction:
    """Return an article that shares relations with others; another version of it says something else."""
    source = replace(
        plain_article(f"a{number}", f"Article {number} says, for the {version}th time, what happened."),
        date=dt.date(2025, 3, 1 + number),
    )
    ids = [entity.id for entity in ENTITIES]
    relations = [
        stated(
            source,
            ids[(number + k) % 4],
            ("metWith", "sentTelegramTo", "sentMessageTo", "deployedTroopsTo")[k % 4],
            ids[(number + version + k + 1) % 5],
            source=ids[6] if k % 3 else None,
            status=Status.DENIED if (number + version + k) % 5 == 0 else Status.ACTUAL,
            time=TIMES[(number + k) % len(TIMES)],
        )
        for k in range(5)
    ]
    persons = (PEOPLE[number % 3], PEOPLE[4 + (number + version) % 3])
    more = stated(source, persons[0].id, "metWith", persons[1].id)
    return Extraction(source, (*ENTITIES, *persons), (), (*relations, more), ids[5] if number % 2 else None)
