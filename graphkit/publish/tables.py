"""The graph as tables: nodes and edges, the same for neo4j-admin, and events for political scientists' tools."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import networkx as nx

from graphkit.publish.network import network_of
from graphkit.publish.records import Records, RelationRecord
from graphkit.vocabulary import mode, quadrant, schema_type

__all__ = ["EVENT_COLUMNS", "write_csv", "write_events", "write_neo4j"]

EVENT_COLUMNS = (
    "event_id",
    "date",
    "date_end",
    "precision",
    "actor",
    "actor_name",
    "actor_type",
    "actor_wikidata",
    "recipient",
    "recipient_name",
    "recipient_type",
    "recipient_wikidata",
    "category",
    "mode",
    "relation",
    "quad_class",
    "cameo",
    "status",
    "place",
    "quantity",
    "belief",
    "articles",
    "sources",
    "evidence",
)
"""Columns of the table of events."""

# As GDELT and POLECAT count the quadrants.
_QUAD_CLASSES = {"verbal-cooperation": 1, "material-cooperation": 2, "verbal-conflict": 3, "material-conflict": 4}
_SEPARATOR = " | "
# What neo4j-admin reads as several values.
_ARRAY = ";"


def write_csv(records: Records, path: Path) -> tuple[Path, ...]:
    """Write the entities and relations, as `to_networkx` has them, as ``NAME-nodes.csv``, ``NAME-edges.csv``."""
    nodes, edges = _rows(network_of(records))
    return tuple(_table(_beside(path, what), rows) for what, rows in (("nodes", nodes), ("edges", edges)))


def write_neo4j(records: Records, path: Path) -> tuple[Path, ...]:
    """Write ``NAME-nodes.csv`` and ``NAME-edges.csv`` for ``neo4j-admin database import``."""
    nodes, edges = _rows(network_of(records))
    labels = {name: _ARRAY.join(_neo4j_labels(entity.type)) for name, entity in records.entities.items()}
    nodes = [
        {":ID": row["id"], ":LABEL": labels[str(row["id"])], "aliases:string[]": _array(row["aliases"])}
        | {name: value for name, value in row.items() if name not in ("id", "type", "aliases")}
        for row in nodes
    ]
    edges = [
        {":START_ID": row["source"], ":END_ID": row["target"], ":TYPE": row["predicate"], "relation": row["id"]}
        | {"belief:double": row["belief"], "article_count:int": row["article_count"]}
        | {"sources:string[]": _array(row["sources"]), "articles:string[]": _array(row["articles"])}
        | {name: value for name, value in row.items() if name not in _EDGE_DONE}
        for row in edges
    ]
    return tuple(
        _table(_beside(path, what), rows, formulas=True) for what, rows in (("nodes", nodes), ("edges", edges))
    )


_EDGE_DONE = frozenset(
    {"id", "source", "target", "label", "predicate", "belief", "article_count", "sources", "articles"}
)


def write_events(records: Records, path: Path) -> tuple[Path, ...]:
    """Write one row an event that has a PLOVER category, see `EVENT_COLUMNS`, by date."""
    events = [each for each in records.relations.values() if each.category]
    rows = [_event(each, records) for each in sorted(events, key=lambda each: (each.begin or "9999", each.id))]
    return (_table(path, rows, columns=EVENT_COLUMNS),)


def _event(relation: RelationRecord, records: Records) -> dict[str, object]:
    group = quadrant(relation.category or "") or ""
    first = relation.evidence[0].quote if relation.evidence else ""
    articles = {evidence.article for evidence in relation.evidence} & records.articles.keys()
    return {
        "event_id": relation.id,
        "date": relation.begin or "",
        "date_end": relation.end or "",
        "precision": _precision(relation.begin, relation.end),
        **_party("actor", relation.subject, records),
        **_party("recipient", relation.object, records),
        "category": relation.category,
        "mode": mode(relation.predicate) or "",
        "relation": relation.predicate,
        "quad_class": _QUAD_CLASSES.get(group, ""),
        "cameo": relation.cameo or "",
        "status": relation.status,
        "place": relation.place or "",
        "quantity": "" if relation.quantity is None else relation.quantity,
        "belief": relation.belief,
        "articles": _SEPARATOR.join(sorted(records.articles[name].identifier for name in articles)),
        "sources": _SEPARATOR.join(sorted({source for each in relation.evidence for source in each.sources})),
        "evidence": first,
    }


def _party(role: str, name: str | None, records: Records) -> dict[str, str]:
    entity = records.entities.get(name or "")
    if entity is None:
        return {role: name or "", f"{role}_name": "", f"{role}_type": "", f"{role}_wikidata": ""}
    return {
        role: entity.id,
        f"{role}_name": entity.label("en"),
        f"{role}_type": entity.type,
        f"{role}_wikidata": entity.wikidata or "",
    }


def _precision(begin: str | None, end: str | None) -> str:
    """Return how exact a date is: day, month, year, span, or none."""
    if not begin or not end:
        return ""
    if begin == end:
        return "day"
    if begin[:7] == end[:7] and begin.endswith("-01") and end[8:] >= "28":
        return "month"
    return "year" if (begin[4:], end[4:]) == ("-01-01", "-12-31") and begin[:4] == end[:4] else "span"


def _neo4j_labels(kind: str) -> list[str]:
    nearest = schema_type(kind)
    return list(dict.fromkeys(["Entity", kind, *([nearest] if nearest else [])]))


def _array(value: object) -> str:
    return str(value).replace(_ARRAY, ",").replace(_SEPARATOR, _ARRAY)


def _rows(network: nx.MultiDiGraph) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    nodes = [{"id": name} | values for name, values in network.nodes(data=True)]
    edges = [
        {"id": key, "source": source, "target": target} | values
        for source, target, key, values in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ]
    return nodes, edges


def _beside(path: Path, what: str) -> Path:
    stem = path.with_suffix("") if path.suffix.lower() == ".csv" else path
    return stem.with_name(f"{stem.name}-{what}.csv")


def _table(
    path: Path, rows: Sequence[Mapping[str, object]], *, columns: Iterable[str] = (), formulas: bool = False
) -> Path:
    """Write a table, for spreadsheets unless ``formulas``: with a mark of UTF-8, and no cell that is a formula."""
    names = list(columns) or list(dict.fromkeys(name for row in rows for name in row)) or ["id"]
    with path.open("w", encoding="utf-8" if formulas else "utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerows({name: value if formulas else _cell(value) for name, value in row.items()} for row in rows)
    return path


def _cell(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
