"""From changed texts to a changed graph, touching only what depends on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graphkit.assemble.belief import load_priors
from graphkit.model import Entity, Relation
from graphkit.publish.words import LANGUAGES, name_of
from graphkit.store.decisions import decisions, verdicts
from graphkit.store.graph import Graph
from graphkit.store.keeping import Kept
from graphkit.store.merged import Merged
from graphkit.store.names import Names, Settled
from graphkit.store.rendering import Rendering
from graphkit.store.statements import Statements, Unit

__all__ = ["Nodes", "merge", "merge_anew"]


# Everything that is derived from articles and decisions.
_NAMES = ("source", "form", "listing", "entity", "entity_key", "fits", "representative", "united")
_RELATIONS = ("statement", "evidence", "relation", "link")


@dataclass(frozen=True, slots=True)
class Nodes:
    """Parts of the graph to compare with what they have to be, whether or not anything changed there."""

    texts: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    units: frozenset[Unit] = frozenset()


def merge(
    database: sqlite3.Connection,
    graph: Graph,
    changed: Collection[str],
    doubted: Collection[str] = (),
    also: Nodes | None = None,
) -> None:
    """Bring what is derived from the articles up to date, and note what that changes in the graph.

    Call it within a transaction. The result is that of `graphkit.assemble.assemble` over all articles of the store.

    Args:
        database: the database of the store, its tables of articles and decisions already changed.
        graph: its graph.
        changed: hashes of the texts that came, went, or were read anew.
        doubted: ids of entities about which people decided something new.
        also: parts of the graph to look at besides those that the change touches.
    """
    everything, also = also is not None, also or Nodes()
    kept, statements = Kept(database), Statements(database)
    names = Names(database, verdicts(decisions(database)))
    for sha in changed:
        names.withdraw(sha)
        if extraction := kept.extraction(sha):
            names.incorporate(sha, extraction)
    settled = names.settle(doubted)
    texts = {*changed, *_concerned(database, settled)}
    for sha in texts:
        statements.withdraw(sha)
    for sha in texts:
        if extraction := kept.extraction(sha):
            statements.incorporate(sha, extraction)
    merged = Merged(database, load_priors())
    remerged = merged.remerge(statements.units, statements.relations)
    rendering = Rendering(database, graph, kept, statements)
    for sha in texts | remerged.texts | also.texts:
        rendering.text(sha)
    places = {each.relation.place for pair in remerged.relations.values() for each in pair if each}
    for name in (statements.entities | settled.united.keys() | places | also.entities) - {None}:
        rendering.use(str(name), changed=name in settled.united or name in also.entities)
    for key in remerged.relations.keys() | set(_relabelled(database, settled)) | also.relations:
        rendering.relation(key, merged.relation(key))
    units = {_unit(each.relation) for pair in remerged.relations.values() for each in pair if each}
    for unit in units | also.units:
        rendering.plain(unit, merged.of_unit(unit))
    rendering.vocabulary()
    if doubted or everything:
        rendering.decisions()
    rendering.finish()


def merge_anew(database: sqlite3.Connection, graph: Graph) -> None:
    """Derive everything from the articles again, and note how the graph differs from that.

    Call it within a transaction.
    """
    run = database.execute
    before = Nodes(
        texts=frozenset(sha for [sha] in run("SELECT sha FROM source")),
        entities=frozenset(name for [name] in run("SELECT id FROM united")),
        relations=frozenset(key for [key] in run("SELECT key FROM relation")),
        units=frozenset(run("SELECT DISTINCT subject, predicate, object FROM relation")),
    )
    for table in (*_NAMES, *_RELATIONS):
        run(f"DELETE FROM {table}")  # noqa: S608
    merge(database, graph, Kept(database).texts(), also=before)


def _concerned(database: sqlite3.Connection, settled: Settled) -> set[str]:
    """Return the texts that name entities which became others, or cite some whose kind changed."""
    found: set[str] = set()
    for each in settled.recast:
        rows = database.execute("SELECT sha FROM listing JOIN form ON number = form WHERE entity = ?", (each,))
        found.update(sha for [sha] in rows)
    for name, (was, now) in settled.united.items():
        if was and now and (was.type, was.known) != (now.type, now.known):
            rows = database.execute(
                "SELECT DISTINCT sha FROM statement JOIN evidence ON statement = number WHERE source = ?", (name,)
            )
            found.update(sha for [sha] in rows)
    return found


def _relabelled(database: sqlite3.Connection, settled: Settled) -> Iterable[str]:
    """Yield the keys of relations whose labels name an entity that is called otherwise now."""
    for name, (was, now) in settled.united.items():
        if was and now and _called(was) != _called(now):
            for end in ("subject", "object"):
                rows = database.execute(f"SELECT key FROM relation WHERE {end} = ?", (name,))  # noqa: S608
                yield from (key for [key] in rows)


def _called(entity: Entity) -> list[str]:
    return [name_of(entity, lang) for lang in LANGUAGES]


def _unit(relation: Relation) -> Unit:
    return relation.subject, relation.predicate, relation.object
