"""Load, export and the twelve questions: graphkit against bare pyoxigraph and plain rdflib, on the same graph.

`python benchmarks/sparql.py` compares at 100,000 and at 1,000,000 triples, `--triples N` at another size. Figures
are seconds, the shortest of some runs in which graphkit and pyoxigraph take turns. Plain rdflib loads the graph once,
then runs each task once; one that takes longer than `--patience` is given up.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import itertools
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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
SYNTAXES = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
# What the questions are about in the made-up graph.
VALUES: Mapping[str, Mapping[str, str]] = {
    "between": {"x": "thing-1", "y": "thing-2"},
    "backers": {"subject": "thing-1", "predicate": "gk:visited", "object": "thing-2"},
    "changes": {"since": "2025-06-01"},
    "path": {"x": "thing-11", "y": "thing-37"},
    "timeline": {"entity": "thing-3"},
}

Work = Callable[[], object]


def seconds(work: Work) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def queries() -> dict[str, str]:
    return {name: question(name).filled(VALUES.get(name, {})) for name in questions()}


@contextmanager
def of_graphkit(turtle: Path, folder: Path) -> Iterator[dict[str, Work]]:
    """Tasks of graphkit: a store as `graphkit serve` makes it, exports of it, questions to a process of the server."""
    places = itertools.count()

    def load(rdf: Path) -> None:
        rdf.mkdir(parents=True)
        store = ox.Store(str(rdf))
        fill(store, turtle)
        store.flush()

    kept = folder / "kept"
    load(kept / "rdf")
    (kept / "articles.sqlite").touch()
    pool = Pool(kept / "rdf", Limits(seconds=600, memory=8192, answer=512, processes=1))

    def ask(sparql: str) -> None:
        answer = asyncio.run(pool.ask(Query(sparql, results=RESULTS)))
        assert isinstance(answer, Answer), answer

    ask("ASK {}")
    tasks: dict[str, Work] = {"load": lambda: load(folder / f"graphkit-{next(places)}")}
    tasks |= {f"export {name}": lambda name=name: export(kept, name, folder / f"out.{name}") for name in SYNTAXES}
    tasks |= {name: lambda sparql=sparql: ask(sparql) for name, sparql in queries().items()}
    yield tasks
    pool.close()


def of_pyoxigraph(turtle: Path, folder: Path) -> dict[str, Work]:
    """Tasks of pyoxigraph by itself, on disk as well."""
    places = itertools.count()

    def load(rdf: Path) -> None:
        store = ox.Store(str(rdf))
        store.bulk_load(path=str(turtle))
        store.flush()

    def dump(name: str) -> None:
        store = ox.Store.read_only(str(folder / "bare"))
        syntax = ox.RdfFormat.from_extension(name)
        store.dump(str(folder / f"bare.{name}"), syntax, from_graph=ox.DefaultGraph(), prefixes=dict(PREFIXES))

    load(folder / "bare")
    kept = ox.Store.read_only(str(folder / "bare"))
    tasks: dict[str, Work] = {"load": lambda: load(folder / f"pyoxigraph-{next(places)}")}
    tasks |= {f"export {name}": lambda name=name: dump(name) for name in SYNTAXES}
    return tasks | {
        name: lambda sparql=sparql: kept.query(sparql).serialize(format=JSON) for name, sparql in queries().items()
    }


def of_rdflib(turtle: Path, folder: Path, patience: float) -> dict[str, float]:
    """Time rdflib in a process of its own; a task that takes too long is missing."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_rdflib, args=(theirs, turtle, folder, patience))
    process.start()
    theirs.close()
    found = ours.recv()
    process.join()
    return found


def _rdflib(connection: multiprocessing.connection.Connection, turtle: Path, folder: Path, patience: float) -> None:
    graph = Graph()
    found = {"load": seconds(lambda: graph.parse(turtle))}
    tasks: dict[str, Work] = {
        name: lambda sparql=sparql: graph.query(sparql).serialize(format="json") for name, sparql in queries().items()
    }
    for name, syntax in SYNTAXES.items():
        output = folder / f"rdflib.{name}"
        tasks[f"export {name}"] = lambda s=syntax, o=output: graph.serialize(o, format=s, encoding="utf-8")
    # A child has the graph without loading it, and can be ended.
    gc.freeze()
    context = multiprocessing.get_context("fork")
    for name, work in tasks.items():
        ours, theirs = context.Pipe()
        child = context.Process(target=lambda to=theirs, work=work: to.send(seconds(work)))
        child.start()
        if ours.poll(patience):
            found[name] = ours.recv()
        child.kill()
        child.join()
    connection.send(found)


def compare(triples: int, patience: float) -> Table:
    """Return the figures of the three at one size, and how they compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        [turtle] = export(assemble(extractions(triples)), "ttl", folder / "graph.ttl")
        bare = of_pyoxigraph(turtle, folder)
        best: dict[str, tuple[float, float]] = {}
        with of_graphkit(turtle, folder) as ours:
            for task in ours:
                runs = [(seconds(ours[task]), seconds(bare[task])) for _ in range(RUNS)]
                best[task] = (min(run[0] for run in runs), min(run[1] for run in runs))
        count = len(ox.Store.read_only(str(folder / "bare")))
        slow = of_rdflib(turtle, folder, patience)
    heads = ("graphkit", "pyoxigraph", "rdflib", "graphkit/pyoxigraph", "rdflib/graphkit", "rdflib/pyoxigraph")
    table = Table(f"{count:,} triples", *heads, box=None)
    for task, (mine, plain) in best.items():
        over, least = ("", slow[task]) if task in slow else ("> ", patience)
        times = (f"{mine:.3f}", f"{plain:.3f}", f"{over}{least:.4g}")
        table.add_row(task, *times, f"{mine / plain:.2f}", f"{over}{least / mine:.1f}", f"{over}{least / plain:.1f}")
    return table


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, action="append")
    parser.add_argument("--patience", type=float, default=120.0)
    options = parser.parse_args()
    for number in options.triples or SIZES:
        Console(width=140).print(compare(number, options.patience))
