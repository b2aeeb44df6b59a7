"""Load, export and the twelve questions: graphkit against bare pyoxigraph and plain rdflib, on the same graph.

``python benchmarks/sparql.py`` compares at 100,000 and at 1,000,000 triples, ``--triples N`` at another size. Figures
are seconds; rdflib is not waited for longer than ``--patience`` for one task, and is given up there.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
from news import extractions
from rdflib import Graph
from rich.console import Console
from rich.table import Table

from graphkit.assemble import assemble
from graphkit.publish.export import export
from graphkit.publish.load import fill
from graphkit.questions import question, questions
from graphkit.serve import Limits
from graphkit.serve.asking import Answer, Query
from graphkit.serve.pool import Pool
from graphkit.vocabulary import PREFIXES

SIZES = (100_000, 1_000_000)
RUNS = 3
JSON = ox.QueryResultsFormat.JSON
RESULTS = "application/sparql-results+json"
SYNTAXES = {"ttl": "turtle", "nt": "nt", "rdf": "xml"}
# What the questions are about in the made-up graph.
VALUES: Mapping[str, Mapping[str, str]] = {
    "between": {"x": "thing-1", "y": "thing-2"},
    "backers": {"subject": "thing-1", "predicate": "gk:visited", "object": "thing-2"},
    "changes": {"since": "2025-06-01"},
    "path": {"x": "thing-11", "y": "thing-37"},
    "timeline": {"entity": "thing-3"},
}


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the shortest time of some runs."""
    best = float("inf")
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best


def queries() -> dict[str, str]:
    return {name: question(name).filled(VALUES.get(name, {})) for name in questions()}


def of_graphkit(turtle: Path, folder: Path) -> dict[str, float]:
    """Time a store on disk as graphkit serve makes it, exports of it, and questions through a process of the server."""
    rdf = folder / "graphkit" / "rdf"
    rdf.mkdir(parents=True)

    def load() -> None:
        store = ox.Store(str(rdf))
        fill(store, turtle)
        store.flush()

    found = {"load": seconds(load, 1)}
    (folder / "graphkit" / "articles.sqlite").touch()
    for name in SYNTAXES:
        found[f"export {name}"] = seconds(
            lambda name=name: export(folder / "graphkit", name, folder / f"out.{name}"), 1
        )
    pool = Pool(rdf, Limits(seconds=600, memory=8192, answer=512, processes=1))

    def ask(sparql: str) -> None:
        answer = asyncio.run(pool.ask(Query(sparql, results=RESULTS)))
        assert isinstance(answer, Answer), answer

    ask("ASK {}")
    found |= {name: seconds(lambda sparql=sparql: ask(sparql)) for name, sparql in queries().items()}
    pool.close()
    return found


def of_pyoxigraph(turtle: Path, folder: Path) -> dict[str, float]:
    """Time pyoxigraph by itself, on disk as well."""
    place = str(folder / "pyoxigraph")

    def load() -> None:
        store = ox.Store(place)
        store.bulk_load(path=str(turtle))
        store.flush()

    found = {"load": seconds(load, 1)}
    store = ox.Store.read_only(place)
    for name in SYNTAXES:
        syntax = ox.RdfFormat.from_extension(name)
        output = str(folder / f"bare.{name}")
        options = {"from_graph": ox.DefaultGraph(), "prefixes": dict(PREFIXES)}
        found[f"export {name}"] = seconds(lambda s=syntax, o=output, more=options: store.dump(o, s, **more), 1)
    return found | {
        name: seconds(lambda sparql=sparql: store.query(sparql).serialize(format=JSON))
        for name, sparql in queries().items()
    }


def of_rdflib(turtle: Path, folder: Path, patience: float) -> dict[str, float]:
    """Time rdflib, in a process that is ended with the first task that takes too long; what comes after is missing."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_rdflib, args=(theirs, turtle, folder))
    process.start()
    found: dict[str, float] = {}
    while ours.poll(patience):
        name, figure = ours.recv()
        if name is None:
            break
        found[name] = figure
    process.kill()
    process.join()
    return found


def _rdflib(connection: multiprocessing.connection.Connection, turtle: Path, folder: Path) -> None:
    graph = Graph()
    connection.send(("load", seconds(lambda: graph.parse(turtle), 1)))
    # Those that take long come last.
    for name, sparql in sorted(queries().items(), key=lambda item: item[0] in ("path", "contradictions")):
        connection.send((name, seconds(lambda sparql=sparql: graph.query(sparql).serialize(format="json"), 1)))
    for name, syntax in SYNTAXES.items():
        output = folder / f"rdflib.{name}"
        connection.send((f"export {name}", seconds(lambda s=syntax, o=output: graph.serialize(o, format=s), 1)))
    connection.send((None, 0.0))


def compare(triples: int, patience: float) -> Table:
    """Return the figures of the three at one size, and how graphkit's compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        [turtle] = export(assemble(extractions(triples)), "ttl", folder / "graph.ttl")
        ours, bare = of_graphkit(turtle, folder), of_pyoxigraph(turtle, folder)
        theirs = of_rdflib(turtle, folder, patience)
        count = len(ox.Store.read_only(str(folder / "pyoxigraph")))
    table = Table(f"{count:,} triples", "graphkit", "pyoxigraph", "rdflib", "of pyoxigraph", "of rdflib", box=None)
    for task, figure in ours.items():
        slow = theirs.get(task)
        table.add_row(
            task,
            f"{figure:.3f}",
            f"{bare[task]:.3f}",
            f"{slow:.2f}" if slow else f"> {patience:g}",
            f"{figure / bare[task]:.2f}",
            f"1/{(slow or patience) / figure:.0f}",
        )
    return table


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, action="append")
    parser.add_argument("--patience", type=float, default=300.0)
    options = parser.parse_args()
    for number in options.triples or SIZES:
        Console(width=120).print(compare(number, options.patience))
