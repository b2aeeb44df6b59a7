"""Precision and recall of a graph against relations that people marked in the same articles.

A gold directory holds one ``ARTICLE.jsonl`` an article, a relation a line, and ``entities*.jsonl`` with the names and
Wikidata ids under which an entity is accepted. An article of the graph is the gold's by its ``dcterms:identifier``.

- recall: share of the gold's core relations that the graph holds;
- precision: share of the graph's relations that the gold holds, core or minor;
- F1: their harmonic mean;
- event recall: recall over relations outside the family ``fact``;
- family precision: precision where any relation of the same family between the same two entities is right;
- status, date, source: share right among the first matches of gold relations that give one.

A relation matches under its own name or that of a super-property; a symmetric one in either direction; ``partOf``
counts as ``locatedIn``.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

from rdflib import OWL, RDF, RDFS, Graph, Node
from rdflib.namespace import DCTERMS, PROV, SKOS

from graphkit.errors import GraphError
from graphkit.publish.load import load_graph
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table
from graphkit.text import fold
from graphkit.vocabulary import GK, SEM, ancestors, properties

__all__ = ["Calibration", "Evaluation", "Mistake", "Tally", "Verdict", "calibration", "evaluate"]

_SAME = {"partOf": "locatedIn"}
_FACT = "fact"

_Key = tuple[str, str, str]


@dataclass(slots=True)
class Tally:
    """Counts over one article or many, and the figures that follow from them."""

    predicted: int = 0
    right: int = 0
    right_family: int = 0
    core: int = 0
    core_found: int = 0
    events: int = 0
    events_found: int = 0
    status_given: int = 0
    status_right: int = 0
    date_given: int = 0
    date_right: int = 0
    source_given: int = 0
    source_right: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self

    def figures(self) -> dict[str, float | int | None]:
        """Return the figures by name; a share of nothing is None, but 0 for precision, recall and F1."""
        precision = _share(self.right, self.predicted) or 0.0
        recall = _share(self.core_found, self.core) or 0.0
        both = precision + recall
        return {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / both if both else 0.0,
            "family_precision": _share(self.right_family, self.predicted) or 0.0,
            "status": _share(self.status_right, self.status_given),
            "date": _share(self.date_right, self.date_given),
            "source": _share(self.source_right, self.source_given),
            "event_recall": _share(self.events_found, self.events),
            "core": self.core,
            "predicted": self.predicted,
        }


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """A relation the graph has and the gold has not (``extra``), or the other way round (``missed``)."""

    article: str
    kind: str
    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True, order=True)
class Verdict:
    """Whether the gold has a relation of the graph, and how far the graph believes it, 0 to 1."""

    article: str
    belief: float
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """The relations whose belief lies from ``low`` to ``high``: how many, how far believed, and what share is right."""

    low: float
    high: float
    relations: int
    belief: float
    right: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The counts of each article, their sum, every mistake, and the verdict on every relation."""

    articles: Mapping[str, Tally]
    total: Tally
    mistakes: tuple[Mistake, ...]
    verdicts: tuple[Verdict, ...] = ()


def calibration(verdicts: Iterable[Verdict], edges: Sequence[float] = (0.0, 0.5, 0.7, 0.8, 1.0)) -> list[Calibration]:
    """Return how belief and correctness go together, by ranges of belief that hold any relation.

    Args:
        verdicts: of an evaluation.
        edges: where ranges begin and end, rising from 0 to 1; a belief at an edge is of the upper range.
    """
    given = list(verdicts)
    rows = []
    for low, high in pairwise(edges):
        inside = [v for v in given if low <= v.belief < high or v.belief == high == edges[-1]]
        if inside:
            belief = sum(v.belief for v in inside) / len(inside)
            rows.append(Calibration(low, high, len(inside), belief, sum(v.right for v in inside) / len(inside)))
    return rows


def evaluate(graph: str | Path | Graph, gold: Path) -> Evaluation:
    """Compare a graph with a directory of gold relations.

    Args:
        graph: a graph file that graphkit wrote, or the same as an rdflib graph.
        gold: directory with ``ARTICLE.jsonl`` and ``entities*.jsonl``.

    Raises:
        GraphError: if the graph or the gold cannot be read.
    """
    if not gold.is_dir():
        raise GraphError(f"{gold}: no such directory; give the one that holds the gold .jsonl files")
    names = _Names(row for path in sorted(gold.glob("entities*.jsonl")) for row in _rows(path, ("id",)))
    predictions = _predictions(graph if isinstance(graph, Graph) else load_graph(graph), names)
    articles: dict[str, Tally] = {}
    mistakes: list[Mistake] = []
    verdicts: list[Verdict] = []
    total = Tally()
    for path in sorted(gold.glob("*.jsonl")):
        if path.name.startswith("entities"):
            continue
        tally, wrong, judged = _compare(path, predictions.get(path.stem, ()))
        articles[path.stem] = tally
        mistakes += wrong
        verdicts += judged
        total += tally
    if not articles:
        raise GraphError(f"{gold}: holds no gold .jsonl file")
    return Evaluation(articles, total, tuple(mistakes), tuple(verdicts))


@dataclass(frozen=True, slots=True)
class _Prediction:
    """A relation of the graph as one article supports it; every field holds the ids it may be taken for."""

    subjects: tuple[str, ...]
    predicates: tuple[str, ...]
    objects: tuple[str, ...]
    status: str
    date: str
    belief: float
    sources: frozenset[str] = frozenset()

    def keys(self) -> Iterator[_Key]:
        for subject in self.subjects:
            for object_ in self.objects:
                for predicate in self.predicates:
                    yield _key(subject, predicate, object_)


class _Names:
    """The gold's entity ids by Wikidata id and by folded name."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._by_wikidata: dict[str, str] = {}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            id_ = row["id"]
            if row.get("wikidata"):
                self._by_wikidata.setdefault(row["wikidata"], id_)
            in_words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", id_)
            for name in (id_, in_words, *row.get("ar", ()), *row.get("en", ())):
                self._by_name[_fold(name)].add(id_)

    def of(self, graph: Graph, node: Node) -> tuple[str, ...]:
        """Return the gold ids that a node may be, or its own local name after a question mark."""
        found: set[str] = set()
        for same in (*graph.objects(node, OWL.sameAs), *graph.objects(node, SKOS.exactMatch)):
            if (id_ := self._by_wikidata.get(_local(same))) is not None:
                found.add(id_)
        for property_ in (RDFS.label, SKOS.prefLabel, SKOS.altLabel):
            for label in graph.objects(node, property_):
                found |= self._by_name.get(_fold(str(label)), set())
        return tuple(sorted(found)) or (f"?{_local(node)}",)


def _predictions(graph: Graph, names: _Names) -> dict[str, list[_Prediction]]:
    """Return the relations of a graph by the stem of the article that gives evidence for them."""
    gathered: dict[tuple[str, Node], _Prediction] = {}
    for node, subject in graph.subject_objects(RDF.subject):
        predicate = graph.value(node, RDF.predicate)
        if predicate is None:
            continue
        object_ = graph.value(node, RDF.object)
        prediction = _Prediction(
            subjects=names.of(graph, subject),
            predicates=_predicates(predicate),
            objects=names.of(graph, object_) if object_ is not None else ("",),
            status=_local(graph.value(node, GK.status) or "Actual").lower(),
            date=str(graph.value(node, SEM.hasEarliestBeginTimeStamp) or ""),
            belief=float(str(graph.value(node, GK.belief) or 0)),
        )
        for evidence in graph.objects(node, GK.evidence):
            article = graph.value(evidence, PROV.hadPrimarySource)
            identifier = graph.value(article, DCTERMS.identifier) if article is not None else None
            source = graph.value(evidence, PROV.wasAttributedTo)
            key = Path(str(identifier or "")).stem, node
            known = gathered.setdefault(key, prediction)
            if source is not None:
                gathered[key] = replace(known, sources=known.sources.union(names.of(graph, source)))
    by_article: dict[str, list[_Prediction]] = defaultdict(list)
    for (stem, _), prediction in sorted(gathered.items(), key=itemgetter(0)):
        by_article[stem].append(prediction)
    return by_article


def _predicates(predicate: Node) -> tuple[str, ...]:
    """Return the names of a property and of all above it, nearest first; none where it is not of our ontology."""
    if not str(predicate).startswith(str(GK)):
        return ()
    name = _local(predicate)
    above = ancestors(name) if name in properties() else ()
    return tuple(dict.fromkeys(_SAME.get(found, found) for found in (name, *above)))


def _compare(path: Path, predictions: Iterable[_Prediction]) -> tuple[Tally, list[Mistake], list[Verdict]]:
    gold: dict[_Key, Mapping[str, Any]] = {}
    gold_families: set[tuple[frozenset[str], str]] = set()
    for row in _rows(path, ("s", "p", "status", "weight")):
        key = _key(row["s"]["id"], _SAME.get(row["p"], row["p"]), (row.get("o") or {}).get("id") or "")
        gold.setdefault(key, row)
        gold_families.add(_family_key(key))
    core = {key for key, row in gold.items() if row["weight"] == "core" and not row["p"].startswith("other:")}
    events = {key for key in core if _family(key[1]) != _FACT}

    tally = Tally(core=len(core), events=len(events))
    mistakes: list[Mistake] = []
    verdicts: list[Verdict] = []
    found: set[_Key] = set()
    for prediction in predictions:
        tally.predicted += 1
        tally.right_family += any(_family_key(key) in gold_families for key in prediction.keys())  # noqa: SIM118
        # "Moscow" is the city or the state: of two relations of the gold, the one that counts and is not yet found.
        among = [key for key in prediction.keys() if key in gold]  # noqa: SIM118
        match = min(among, key=lambda key: (key in found, key not in core), default=None)
        verdicts.append(Verdict(path.stem, prediction.belief, match is not None))
        if match is None:
            predicate = prediction.predicates[0] if prediction.predicates else "?"
            mistakes.append(Mistake(path.stem, "extra", prediction.subjects[0], predicate, prediction.objects[0]))
            continue
        tally.right += 1
        if match not in found:
            found.add(match)
            _compare_details(tally, prediction, gold[match])
    tally.core_found = len(core & found)
    tally.events_found = len(events & found)
    mistakes += (Mistake(path.stem, "missed", *key) for key in sorted(core - found))
    return tally, mistakes, verdicts


def _compare_details(tally: Tally, prediction: _Prediction, gold: Mapping[str, Any]) -> None:
    tally.status_given += 1
    tally.status_right += prediction.status in (gold["status"], gold.get("status_alt"))
    if gold.get("time"):
        tally.date_given += 1
        tally.date_right += prediction.date.startswith((gold["time"], gold.get("time_alt") or gold["time"]))
    if gold.get("source"):
        tally.source_given += 1
        tally.source_right += not prediction.sources.isdisjoint({gold["source"], gold.get("source_alt")})


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _key(subject: str, predicate: str, object_: str) -> _Key:
    """Return (subject, predicate, object), in alphabetical order where the relation is symmetric."""
    if predicate in _symmetric():
        subject, object_ = sorted((subject, object_))
    return subject, predicate, object_


def _family_key(key: _Key) -> tuple[frozenset[str], str]:
    return frozenset((key[0], key[2])), _family(key[1])


def _family(predicate: str) -> str:
    return _families().get(predicate, predicate)


@cache
def _families() -> Mapping[str, str]:
    table = read_table(seeds_path() / "evaluation" / "families.tsv", ("family", "relations"))
    return {relation: row["family"] for _, row in table for relation in cell(row, "relations")}


@cache
def _symmetric() -> frozenset[str]:
    return frozenset(name for name, property_ in properties().items() if property_.symmetric)


def _fold(name: str) -> str:
    return " ".join(re.sub(r"[^\w ]+", " ", fold(name)).split())


def _local(node: object) -> str:
    return re.split(r"[/#]", str(node))[-1]


def _rows(path: Path, required: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise GraphError(f"{path}, line {number}: not JSON ({error.msg})") from error
        missing = [name for name in required if not (isinstance(row, dict) and name in row)]
        if missing:
            raise GraphError(f"{path}, line {number}: {', '.join(missing)} is missing")
        rows.append(row)
    return rows
