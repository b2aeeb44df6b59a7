"""From changed texts to a changed graph, touching only what depends on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from graphkit.assemble.belief import load_priors
from graphkit.assemble.matching import Verdicts
from graphkit.model import Entity, MergedRelation, Relation
from graphkit.publish.words import LANGUAGES, name_of
from graphkit.store.graph import Graph
from graphkit.store.keeping import Kept
from graphkit.store.merged import Merged
from graphkit.store.names import Names, Settled
from graphkit.store.rendering import Rendering
from graphkit.store.statements import Statements, Unit

__all__ = ["merge"]


def merge(
    database: sqlite3.Connection,
    graph: Graph,
    changed: Collection[str],
    verdicts: Verdicts,
    doubted: Collection[str] = (),
) -> None:
    """Bring what is derived from the articles up to date, and note what that changes in the graph.

    Call it within a transaction. The result is that of `graphkit.assemble.assemble` over all articles of the store.

    Args:
        database: the database of the store, its table of articles already changed.
        graph: its graph.
        changed: hashes of the texts that came, went, or were read anew.
        verdicts: what people decided about entities.
        doubted: ids of entities about which people decided something new.
    """
    kept, statements = Kept(database), Statements(database)
    names = Names(database, verdicts)
    present = {sha: extraction for sha in changed if (extraction := kept.extraction(sha))}
    for sha in changed:
        names.withdraw(sha)
        if sha in present:
            names.incorporate(sha, present[sha])
    settled = names.settle(doubted)
    texts = {*changed, *_concerned(database, settled)}
    for sha in texts:
        statements.withdraw(sha)
    for sha in texts:
        if extraction := present.get(sha) or kept.extraction(sha):
            statements.incorporate(sha, extraction)
    merged = Merged(database, load_priors())
    remerged = merged.remerge(statements.units, statements.relations)

    rendering = Rendering(database, graph, kept, statements)
    for sha in texts | remerged.texts:
        rendering.text(sha)
    named = statements.entities | settled.united.keys() | _places(remerged.relations.values())
    for name in named:
        rendering.use(name, changed=name in settled.united)
    relabelled = set(_relabelled(database, settled))
    for key in remerged.relations.keys() | relabelled:
        rendering.relation(key, merged.relation(key))
    units = {_unit(each.relation) for pair in remerged.relations.values() for each in pair if each}
    for unit in units:
        rendering.plain(unit, merged.of_unit(unit))
    rendering.vocabulary()
    graph.note(rendering.removed, rendering.added)


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


def _places(changes: Iterable[tuple[MergedRelation | None, MergedRelation | None]]) -> set[str]:
    return {each.relation.place for pair in changes for each in pair if each and each.relation.place}


def _unit(relation: Relation) -> Unit:
    return relation.subject, relation.predicate, relation.object
