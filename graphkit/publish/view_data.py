"""What the page shows, as plain values for its script."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import networkx as nx
from rdflib import Graph

from graphkit.model import EntityType, Interval, Status
from graphkit.publish.layout import positions
from graphkit.publish.rdf import web_address
from graphkit.publish.records import ArticleRecord, EntityRecord, Records, RelationRecord, read_records
from graphkit.publish.words import LANGUAGES
from graphkit.vocabulary import labels, properties, quadrant

__all__ = ["TEMPLATES", "View", "view_of"]

TEMPLATES = Path(__file__).parent / "templates"

_MAIN = 60  # entities whose names can be read on one screen
_QUADRANTS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")


class View:
    """The page's data: nodes and edges for the network, and what the panel says of them.

    Attributes:
        nodes: options of each node, by vis-network.
        edges: options of each edge, by vis-network; one an ordered pair and predicate.
        data: entities, relations, articles, bundles of relations by edge, words in both languages.
        lang: language the page opens in, that of most articles.

    Of a large graph the page shows its main entities first, in a layout of their own; ``data["start"]`` says where.
    """

    def __init__(self, records: Records) -> None:
        drawn = {each.subject for each in records.relations.values()}
        drawn |= {each.object for each in records.relations.values() if each.object is not None}
        bundles = _bundles(records.relations.values())
        degrees = Counter(end for pair in bundles for end in (pair[0], pair[2]))
        network = nx.Graph()
        network.add_nodes_from(drawn)
        network.add_edges_from((subject, obj) for subject, _, obj in bundles)
        places = positions(network)
        main = _main(network, bundles)
        # The more nodes, the farther away the page shows them; what has many relations is still to be seen.
        far = max(1.0, (len(drawn) / _MAIN) ** 0.4)
        languages = Counter(article.lang for article in records.articles.values())
        self.lang = "en" if languages["en"] > languages["ar"] else "ar"
        self.nodes = [
            {**_node(records.entities[name], self.lang), **_standing(places[name], degrees[name], far)}
            for name in sorted(drawn)
            if name in records.entities
        ]
        self.edges = _edges(bundles)
        self.data: dict[str, Any] = {
            "entities": {name: _entity(each, degrees[name]) for name, each in records.entities.items()},
            "relations": {name: _relation(each) for name, each in records.relations.items()},
            "articles": {name: _article(each) for name, each in records.articles.items()},
            "bundles": {
                f"e{number}": {
                    "from": pair[0],
                    "predicate": pair[1],
                    "to": pair[2],
                    "mark": _mark(found),
                    "relations": [each.id for each in found],
                }
                for number, (pair, found) in enumerate(bundles.items())
            },
            "start": {
                name: _standing(place, degrees[name], 1.0)
                for name, place in sorted(positions(main).items())
                if name in records.entities
            },
            "counts": {
                "articles": len(records.articles),
                "entities": len(self.nodes),
                "relations": len(records.relations),
            },
            "terms": _terms(records.relations.values()),
            "interface": _read("interface.json"),
            "style": _read("style.json"),
        }


def view_of(graph: Graph) -> View:
    """Return what the page shows of a graph as graphkit writes it."""
    return View(read_records(graph))


_Pair = tuple[str, str, str]
_Ends = tuple[str, str]


@lru_cache(maxsize=4)
def _read(name: str) -> Mapping[str, Any]:
    return json.loads((TEMPLATES / name).read_text("utf-8"))


def _bundles(relations: Iterable[RelationRecord]) -> dict[_Pair, list[RelationRecord]]:
    found: dict[_Pair, list[RelationRecord]] = defaultdict(list)
    for relation in relations:
        if relation.object is not None:
            found[relation.subject, relation.predicate, relation.object].append(relation)
    return {
        pair: sorted(each, key=lambda relation: (relation.begin or "9999", relation.status, relation.id))
        for pair, each in sorted(found.items())
    }


def _mark(bundle: Iterable[RelationRecord]) -> str:
    """Return what stands before the name of an edge: that all of it is denied, or that part of it is."""
    statuses = {relation.status for relation in bundle}
    if statuses == {Status.DENIED}:
        return "✕ "
    return "± " if Status.DENIED in statuses else ""


def _color(category: str | None) -> str:
    return _read("style.json")["quadrants"][(category and quadrant(category)) or "none"]


def _node(entity: EntityRecord, lang: str) -> dict[str, Any]:
    style = _read("style.json")["types"].get(entity.type) or _read("style.json")["types"]["Entity"]
    return {"id": entity.id, "label": entity.label(lang), "shape": style["shape"], "color": style["color"]}


def _standing(place: tuple[int, int], degree: int, far: float) -> dict[str, Any]:
    """Return where a node stands and how large it is, seen from ``far`` times the usual distance."""
    return {
        "size": round(10 + 4 * math.sqrt(degree * far), 1),
        "font": {"size": round(20 + 2.5 * far * math.sqrt(degree))},
        "x": place[0],
        "y": place[1],
    }


def _main(network: nx.Graph, bundles: Mapping[_Pair, list[RelationRecord]]) -> nx.Graph:
    """Return the part of the network that the page shows first: what most articles write about, if it is too large."""
    if len(network) <= _MAIN:
        return nx.Graph()
    reports: Counter[str] = Counter()
    for pair, found in bundles.items():
        articles = len({evidence.article for relation in found for evidence in relation.evidence})
        reports.update({pair[0]: articles, pair[2]: articles})
    strongest = sorted(network, key=lambda name: (-reports[name], name))[:_MAIN]
    kept = nx.Graph(network.subgraph(strongest))
    kept.remove_nodes_from(list(nx.isolates(kept)))
    return kept


def _edges(bundles: Mapping[_Pair, list[RelationRecord]]) -> list[dict[str, Any]]:
    beside = Counter(_ends(pair) for pair in bundles)
    placed: Counter[_Ends] = Counter()
    edges = []
    for number, (pair, found) in enumerate(bundles.items()):
        ends = _ends(pair)
        curve = _curve(placed[ends], beside[ends], turned=pair[0] != ends[0])
        edges.append(_edge(f"e{number}", pair, found) | {"smooth": curve})
        placed[ends] += 1
    return edges


def _ends(pair: _Pair) -> _Ends:
    return min(pair[0], pair[2]), max(pair[0], pair[2])


def _edge(name: str, pair: _Pair, bundle: list[RelationRecord]) -> dict[str, Any]:
    style = _read("style.json")
    statuses = {relation.status for relation in bundle}
    strongest = next((status for status in Status if status in statuses), Status.ACTUAL)
    known = properties().get(pair[1])
    color = style["denied"] if strongest is Status.DENIED else _color(bundle[0].category)
    articles = {evidence.article for relation in bundle for evidence in relation.evidence}
    return {
        "id": name,
        "from": pair[0],
        "to": pair[2],
        "color": color,
        "dashes": style["dashes"][strongest],
        "width": round(1.5 + math.log2(max(len(articles), 1)), 1),
        "arrows": "" if known and known.symmetric else "to",
    }


def _curve(place: int, count: int, *, turned: bool) -> dict[str, Any]:
    """Return how one of the ``count`` edges of a pair bends, so that they spread like a fan."""
    bend = (place - (count - 1) / 2) * min(0.22, 1.1 / count)
    if bend == 0:
        return {"enabled": False}
    side = "curvedCW" if (bend > 0) != turned else "curvedCCW"
    return {"enabled": True, "type": side, "roundness": round(abs(bend), 3)}


def _entity(entity: EntityRecord, degree: int) -> dict[str, Any]:
    return {
        "type": entity.type,
        "labels": dict(entity.labels) or {"en": entity.label("en")},
        "aliases": list(dict.fromkeys(form for form, _ in entity.aliases)),
        "degree": degree,
    }


def _relation(relation: RelationRecord) -> dict[str, Any]:
    return {
        "subject": relation.subject,
        "object": relation.object,
        "labels": dict(relation.labels),
        "status": relation.status,
        "category": relation.category,
        "color": _color(relation.category),
        "belief": relation.belief,
        "articles": relation.articles,
        "date": _date(relation),
        "place": relation.place,
        "roles": dict(relation.roles),
        "quantity": relation.quantity,
        "contradicts": relation.contradicts,
        "evidence": [
            {"article": each.article, "quote": each.quote, "lang": each.lang, "sources": each.sources}
            for each in relation.evidence
        ],
    }


def _date(relation: RelationRecord) -> str | None:
    if relation.begin is None or relation.end is None:
        return relation.begin or relation.end
    try:
        span = Interval(dt.date.fromisoformat(relation.begin), dt.date.fromisoformat(relation.end))
    except ValueError:
        return f"{relation.begin} – {relation.end}"
    return span.iso().replace("/", " – ")


def _article(article: ArticleRecord) -> dict[str, Any]:
    return {
        "identifier": article.identifier,
        "title": article.title,
        "publisher": dict(article.publisher),
        "date": article.date,
        "url": web_address(article.url),
    }


def _terms(relations: Iterable[RelationRecord]) -> dict[str, dict[str, dict[str, str]]]:
    relations = list(relations)
    categories = {relation.category for relation in relations if relation.category}
    named = {
        "types": ["Entity", *(kind.value for kind in EntityType)],
        "statuses": [status.value for status in Status],
        "quadrants": _QUADRANTS,
        "categories": sorted(categories),
        "predicates": sorted({relation.predicate for relation in relations}),
    }
    return {
        kind: {name: {lang: labels(name).get(lang, name) for lang in LANGUAGES} for name in names}
        for kind, names in named.items()
    }
