"""What the page shows, as plain values for its script."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from graphkit.model import EntityType, Status
from graphkit.publish.layout import arrange
from graphkit.publish.rdf import THRESHOLD, web_address
from graphkit.publish.records import ArticleRecord, EntityRecord, Records, RelationRecord
from graphkit.publish.words import LANGUAGES
from graphkit.vocabulary import PREFIXES, labels, properties, quadrant, schema_type

__all__ = ["SOURCES", "View", "packed", "read_source", "view_of"]

SOURCES = Path(__file__).parent / "explorer"

_MAIN = 60  # entities whose names can be read on one screen
_QUADRANTS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", "none")


@dataclass(frozen=True, slots=True)
class View:
    """The page's data.

    Attributes:
        nodes: options of each node, by vis-network, and what else the page says of it at once.
        edges: the same of each edge; an edge a relation.
        facts: relations without object, which no edge can show, with the keys of edges.
        options: options of the network, by vis-network: shapes and colours by type.
        terms: words, colours and counts that the page needs to be drawn.
        details: what it needs only when someone asks: names, quotes, articles.
        lang: language the page opens in, that of most articles.

    Of a large graph the page shows its main entities first; ``start`` of a node is its place among them.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    options: dict[str, Any]
    terms: dict[str, Any]
    details: dict[str, Any]
    lang: str


def view_of(records: Records) -> View:
    """Return what the page shows of a graph."""
    edges = [each for each in records.relations.values() if each.object is not None]
    facts = [each for each in records.relations.values() if each.object is None]
    publishers = _Publishers(records.articles)
    languages = Counter(article.lang for article in records.articles.values())
    lang = "en" if languages["en"] > languages["ar"] else "ar"
    reports = _reports(edges)
    drawn = sorted({each.subject for each in records.relations.values()} | {each.object or "" for each in edges} - {""})
    ties = _ties(edges)
    layout = arrange(ties, drawn)
    start = arrange(_main(ties, reports, len(drawn))).places
    return View(
        nodes=[
            _node(records.entities[name], lang)
            | {
                "value": reports[name],
                "x": layout.places[name][0],
                "y": layout.places[name][1],
                "community": layout.communities[name],
                "start": start.get(name),
            }
            for name in drawn
        ],
        edges=[_edge(each, publishers) for each in edges],
        facts=[_edge(each, publishers) for each in facts],
        options=_options(),
        terms={
            "counts": {
                "articles": len(records.articles),
                "entities": len(drawn),
                "relations": len(records.relations),
            },
            "publishers": publishers.named,
            "names": _terms(records.relations.values()),
            "interface": read_source("interface.json"),
            "style": read_source("style.json"),
            "prefixes": dict(PREFIXES),
            "threshold": THRESHOLD,
        },
        details={
            "entities": {name: _entity(each) for name, each in records.entities.items()},
            "relations": {name: _relation(each) for name, each in records.relations.items()},
            "articles": {name: _article(each) for name, each in records.articles.items()},
        },
        lang=lang,
    )


def packed(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows of the same keys as columns; a column of few values as those values and where each stands.

    Examples:
        >>> packed([{"a": "x", "b": 1}, {"a": "x", "b": 2}, {"a": "x", "b": 3}])
        {'count': 3, 'columns': {'a': {'of': ['x'], 'at': [0, 0, 0]}, 'b': {'all': [1, 2, 3]}}}
    """
    columns: dict[str, dict[str, list[Any]]] = {}
    for name in rows[0] if rows else ():
        values = [tuple(row[name]) if isinstance(row[name], list) else row[name] for row in rows]
        # The type counts, since True and 1 are equal.
        places: dict[tuple[type, Any], int] = {}
        at = [places.setdefault((type(value), value), len(places)) for value in values]
        few = len(places) <= len(rows) / 2
        columns[name] = {"of": [value for _, value in places], "at": at} if few else {"all": values}
    return {"count": len(rows), "columns": columns}


@lru_cache(maxsize=4)
def read_source(name: str) -> Any:
    """Return a JSON file of the page's sources."""
    return json.loads((SOURCES / name).read_text("utf-8"))


_Key = tuple[str, tuple[tuple[str, str], ...]]


class _Publishers:
    """Those whose articles the graph has, in the order of their addresses and names."""

    def __init__(self, articles: Mapping[str, ArticleRecord]) -> None:
        ordered: list[_Key] = sorted({self._key(article) for article in articles.values()})
        self._places = {key: place for place, key in enumerate(ordered)}
        self._articles = articles
        self.named = [{"iri": iri or None, "names": dict(names)} for iri, names in ordered]

    def of(self, relation: RelationRecord) -> list[int]:
        """Return the numbers of those that published a relation."""
        return sorted({self._places[self._key(article)] for article in self._reports(relation)})

    def languages(self, relation: RelationRecord) -> list[str]:
        """Return the languages of the articles of a relation."""
        return sorted({article.lang or "" for article in self._reports(relation)})

    def _key(self, article: ArticleRecord) -> _Key:
        return article.publisher_iri or "", tuple(sorted(article.publisher.items()))

    def _reports(self, relation: RelationRecord) -> Iterator[ArticleRecord]:
        for evidence in relation.evidence:
            if evidence.article in self._articles:
                yield self._articles[evidence.article]


def _ties(relations: Iterable[RelationRecord]) -> dict[tuple[str, str], float]:
    """Return how strongly two entities are tied: the logarithm keeps one busy pair from swallowing the rest."""
    counts: Counter[tuple[str, str]] = Counter()
    for relation in relations:
        ends = relation.subject, relation.object or ""
        counts[min(ends), max(ends)] += 1
    return {ends: 1 + math.log2(count) for ends, count in sorted(counts.items())}


def _reports(relations: Iterable[RelationRecord]) -> Counter[str]:
    """Return in how many articles each entity stands in a relation to each other one, summed."""
    articles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for relation in relations:
        ends = relation.subject, relation.object or ""
        articles[min(ends), max(ends)].update(each.article for each in relation.evidence)
    reports: Counter[str] = Counter()
    for ends, found in articles.items():
        for end in ends:
            reports[end] += len(found)
    return reports


def _main(
    ties: Mapping[tuple[str, str], float], reports: Mapping[str, int], count: int
) -> dict[tuple[str, str], float]:
    """Return the ties of what most articles write about, which the page shows first if all of it is too large."""
    if count <= _MAIN:
        return {}
    strongest = set(sorted(reports, key=lambda name: (-reports[name], name))[:_MAIN])
    return {ends: tie for ends, tie in ties.items() if strongest >= set(ends)}


def _node(entity: EntityRecord, lang: str) -> dict[str, Any]:
    known = entity.type in read_source("style.json")["types"]
    return {
        "id": entity.id,
        "label": entity.label(lang),
        "ar": entity.labels.get("ar", ""),
        "en": entity.labels.get("en", ""),
        "group": entity.type if known else "Entity",
    }


def _edge(relation: RelationRecord, publishers: _Publishers) -> dict[str, Any]:
    style = read_source("style.json")
    known = properties().get(relation.predicate)
    kind = (relation.category and quadrant(relation.category)) or "none"
    return {
        "id": relation.id,
        "from": relation.subject,
        "to": relation.object,
        "label": relation.predicate,
        "color": style["denied"][0] if relation.status == Status.DENIED else style["quadrants"][kind][0],
        "dashes": style["dashes"].get(relation.status, False),
        "width": round(1.5 + math.log2(max(relation.articles, 1)), 1),
        "arrows": "" if known and known.symmetric else "to",
        "quadrant": kind,
        "category": relation.category or "",
        "status": relation.status,
        "belief": relation.belief,
        "begin": relation.begin or relation.end or "",
        "end": relation.end or relation.begin or "",
        "publishers": publishers.of(relation),
        "langs": publishers.languages(relation),
    }


def _options() -> dict[str, Any]:
    """Return the options of the network, with a group for each type of entity."""
    types = read_source("style.json")["types"]
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}},
        "groups": {name: {"shape": each["shape"], "color": each["colors"][0]} for name, each in types.items()},
    }


def _entity(entity: EntityRecord) -> dict[str, Any]:
    return {
        "iri": entity.iri,
        "type": entity.type,
        "names": dict(entity.labels) or {"en": entity.label("en")},
        "aliases": [list(alias) for alias in entity.aliases],
        "wikidata": entity.wikidata,
    }


def _relation(relation: RelationRecord) -> dict[str, Any]:
    known = {
        "labels": dict(relation.labels),
        "articles": relation.articles,
        "cameo": relation.cameo,
        "place": relation.place,
        "roles": dict(relation.roles),
        "quantity": relation.quantity,
        "contradicts": relation.contradicts,
    }
    evidence = [
        {
            name: value
            for name, value in (
                ("id", each.id),
                ("article", each.article),
                ("at", [each.begin, each.end]),
                ("before", each.before),
                ("quote", each.quote),
                ("after", each.after),
                ("lang", each.lang),
                ("sources", each.sources),
            )
            if value
        }
        for each in relation.evidence
    ]
    return {name: value for name, value in known.items() if value or value == 0} | {"evidence": evidence}


def _article(article: ArticleRecord) -> dict[str, Any]:
    return {
        "identifier": article.identifier,
        "title": article.title,
        "publisher": dict(article.publisher),
        "publisherIri": article.publisher_iri,
        "date": article.date,
        "url": web_address(article.url),
        "lang": article.lang,
        "sha256": article.sha256,
    }


def _terms(relations: Iterable[RelationRecord]) -> dict[str, dict[str, dict[str, Any]]]:
    relations = list(relations)
    types = ["Entity", *(kind.value for kind in EntityType)]
    categories = {relation.category for relation in relations if relation.category}
    predicates = sorted({relation.predicate for relation in relations})

    def named(names: Iterable[str]) -> dict[str, dict[str, Any]]:
        return {name: {lang: labels(name).get(lang, name) for lang in LANGUAGES} for name in names}

    found = {
        "types": named(types),
        "statuses": named(sorted({*(status.value for status in Status), *(each.status for each in relations)})),
        "quadrants": named(_QUADRANTS),
        "categories": named(sorted(categories)),
        "predicates": named(predicates),
    }
    for name in types:
        found["types"][name]["schema"] = schema_type(name) if name != "Entity" else None
    for name in categories:
        found["categories"][name]["quadrant"] = quadrant(name)
    for name in predicates:
        known = properties().get(name)
        found["predicates"][name]["fact"] = bool(known and known.fact)
    return found
