"""Exports in other people's programs: as many triples, the same answers. Each skips where its program is missing."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from answers import NAMES, bag, expected, sparql
from rdflib import Dataset, Graph
from servers import free_port, running, tool

from graphkit.publish.export import export

HERE = Path(__file__).parent
FORMATS = ("ttl", "trig", "nq", "jsonld", "nt", "rdf")
XML = ox.QueryResultsFormat.XML

# What the engines are known not to do. roqet: no property paths; COUNT (DISTINCT) counts all; OPTIONAL is put before
# what follows it. Comunica: the many paths take it a minute.
BEYOND_ROQET = {"actors", "denials", "messages", "path", "troops"}
BEYOND_COMUNICA = {"path"}


@pytest.fixture(scope="session")
def files(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample graph in each syntax."""
    folder = tmp_path_factory.mktemp("exports")
    return {name: export(graph, name, folder / f"graph.{name}")[0] for name in FORMATS}


@pytest.fixture(scope="session")
def answers(files: dict[str, Path]) -> dict[str, object]:
    return {name: expected(files["ttl"], name) for name in NAMES}


@pytest.fixture(scope="session")
def counts(files: dict[str, Path]) -> tuple[int, int, int]:
    """How many triples the default graph has, how many the others, and how many literals of Arabic the default one."""
    quads = list(ox.parse(path=str(files["nq"])))
    default = [quad.object for quad in quads if quad.graph_name == ox.DefaultGraph()]
    arabic = [term for term in default if isinstance(term, ox.Literal) and term.language == "ar"]
    assert len(arabic) > 500
    return len(default), len(quads) - len(default), len(arabic)


def run(*command: object, **options: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, **options)
    assert done.returncode == 0, done.stderr[-2000:]
    return done


def ask(address: str, **parameters: str) -> bytes:
    request = Request(f"{address}?{urlencode(parameters)}", headers={"Accept": "application/sparql-results+json"})
    with urlopen(request, timeout=60) as response:
        return response.read()


# rdflib


@pytest.fixture(scope="session")
def loaded(files: dict[str, Path]) -> Graph:
    return Graph().parse(files["ttl"])


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_answers_alike(loaded: Graph, answers: dict, name: str) -> None:
    assert bag(loaded.query(sparql(name)).serialize(format="json")) == answers[name]


@pytest.mark.parametrize(("name", "format"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")])
def test_rdflib_reads_all_triples(files: dict, loaded: Graph, counts: tuple, name: str, format: str) -> None:
    graph = Graph().parse(files[name], format=format)
    assert len(graph) == counts[0]
    assert set(graph) == set(loaded)


@pytest.mark.parametrize(("name", "format"), [("trig", "trig"), ("nq", "nquads")])
def test_rdflib_reads_all_quads(files: dict, counts: tuple, name: str, format: str) -> None:
    data = Dataset().parse(files[name], format=format)
    assert len(data.default_graph) == counts[0]
    assert sum(len(graph) for graph in data.graphs() if graph is not data.default_graph) == counts[1]


# pyoxigraph


@pytest.mark.parametrize("name", FORMATS)
def test_pyoxigraph_reads_all_and_answers_alike(files: dict, counts: tuple, answers: dict, name: str) -> None:
    store = ox.Store()
    store.bulk_load(path=str(files[name]), format=ox.RdfFormat.from_extension(name))
    default = len(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph())))
    assert (default, len(store) - default) == (counts[0], counts[1] if name in ("trig", "nq") else 0)
    for question in NAMES:
        assert bag(store.query(sparql(question)).serialize(format=ox.QueryResultsFormat.JSON)) == answers[question]


# The Oxigraph server


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[str]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with running([tool("oxigraph"), "serve", "--bind", f"127.0.0.1:{port}"], address):
        yield address


@pytest.mark.parametrize("name", ["ttl", "trig", "nq", "jsonld"])
def test_oxigraph_server_loads_all_and_answers_alike(
    files: dict, counts: tuple, answers: dict, oxigraph: str, name: str
) -> None:
    whole = name in ("trig", "nq")
    media_type = ox.RdfFormat.from_extension(name).media_type
    address = f"{oxigraph}/store" + ("" if whole else "?default")
    urlopen(Request(address, files[name].read_bytes(), {"Content-Type": media_type}, method="PUT")).read()
    for pattern, count in (("?s ?p ?o", counts[0]), ("GRAPH ?g { ?s ?p ?o }", counts[1] if whole else None)):
        found = bag(ask(f"{oxigraph}/query", query=f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"))
        assert count is None or list(found) == [((str(float(count)), ""),)]
    for question in NAMES:
        assert bag(ask(f"{oxigraph}/query", query=sparql(question))) == answers[question]


# rapper, serdi, rdfproc, roqet


@pytest.mark.parametrize(
    ("name", "syntax"), [("ttl", "turtle"), ("nt", "ntriples"), ("rdf", "rdfxml"), ("nq", "nquads"), ("trig", "trig")]
)
def test_rapper_reads_all(files: dict, counts: tuple, name: str, syntax: str) -> None:
    done = run(tool("rapper"), "-q", "-i", syntax, "-o", "ntriples", files[name])
    lines = done.stdout.splitlines()
    assert len(lines) == (counts[0] if name not in ("nq", "trig") else sum(counts[:2]))
    assert len({line for line in lines if line.endswith("@ar .")}) == counts[2]


@pytest.mark.parametrize(
    ("name", "syntax"), [("ttl", "turtle"), ("nt", "ntriples"), ("nq", "nquads"), ("trig", "trig")]
)
def test_serdi_reads_all(files: dict, counts: tuple, name: str, syntax: str) -> None:
    done = run(tool("serdi"), "-i", syntax, "-o", "nquads", files[name])
    assert len(set(done.stdout.splitlines())) == (counts[0] if name in ("ttl", "nt") else sum(counts[:2]))


def test_rdfproc_reads_all(files: dict, counts: tuple, tmp_path: Path) -> None:
    program = tool("rdfproc")
    run(program, "-q", "-n", "data", "parse", files["ttl"], "turtle", cwd=tmp_path)
    done = run(program, "-q", "data", "serialize", "ntriples", cwd=tmp_path)
    assert len(done.stdout.splitlines()) == counts[0]


@pytest.mark.parametrize("name", sorted(set(NAMES) - BEYOND_ROQET))
def test_roqet_answers_alike(files: dict, answers: dict, tmp_path: Path, name: str) -> None:
    query = tmp_path / "query.rq"
    query.write_text(sparql(name), "utf-8")
    # It ends with 2 where it has warnings, which it keeps to itself.
    command = [tool("roqet"), "-q", "-i", "sparql", "-r", "xml", "-D", str(files["ttl"]), str(query)]
    done = subprocess.run(command, capture_output=True, timeout=60)
    # The standard leaves out what is unbound; roqet says so in an element of its own.
    written = re.sub(rb"<binding name=\"\w+\">\s*<unbound/>\s*</binding>", b"", done.stdout)
    assert bag(written, XML) == answers[name]


# Virtuoso

_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {files}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
"""


@pytest.fixture(scope="session")
def virtuoso(files: dict, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Callable[[str], None]]]:
    program, shell = tool("virtuoso-t"), tool("isql-vt")
    folder, sql, http = tmp_path_factory.mktemp("virtuoso"), free_port(), free_port()
    setup = folder / "virtuoso.ini"
    setup.write_text(_VIRTUOSO.format(folder=folder, sql=sql, http=http, files=files["ttl"].parent))
    address = f"http://127.0.0.1:{http}/sparql"
    with running([program, "-f", "-c", setup], f"{address}?query=ASK%7B%7D", cwd=folder, seconds=120):
        yield address, lambda command: run(shell, f"127.0.0.1:{sql}", "dba", "dba", f"exec={command}")


@pytest.mark.parametrize(("name", "flags"), [("ttl", 0), ("nt", 0), ("nq", 512), ("trig", 256)])
def test_virtuoso_loads_all_and_answers_alike(
    files: dict, counts: tuple, answers: dict, virtuoso: tuple, name: str, flags: int
) -> None:
    address, execute = virtuoso
    graph = f"urn:{name}"
    execute(f"DB.DBA.TTLP (file_to_string_output ('{files[name]}'), '', '{graph}', {flags});")
    form = {"default-graph-uri": graph, "format": "application/sparql-results+json"}
    assert list(bag(ask(address, query="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **form))) == [
        ((str(float(counts[0])), ""),)
    ]
    for question in NAMES:
        assert bag(ask(address, query=sparql(question), **form)) == answers[question], question


# N3.js and Comunica


@pytest.fixture(scope="session")
def node() -> Callable[..., str]:
    """Runs a script of this folder with the packages that are installed for everyone."""
    program, modules = tool("node"), run(tool("npm"), "root", "-g").stdout.strip()
    environment = os.environ | {"FROM": f"{modules}/here.js"}

    def call(package: str, script: str, *arguments: object) -> str:
        if not (Path(modules) / package).is_dir():
            pytest.skip(f"needs the package {package} of npm")
        return run(program, HERE / script, *arguments, env=environment).stdout

    return call


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("ttl", "text/turtle"),
        ("nt", "application/n-triples"),
        ("nq", "application/n-quads"),
        ("trig", "application/trig"),
    ],
)
def test_n3_reads_all(files: dict, counts: tuple, node: Callable, name: str, media_type: str) -> None:
    default, named, arabic = map(int, node("n3", "count.mjs", files[name], media_type).split())
    assert (default, named) == (counts[0], counts[1] if name in ("nq", "trig") else 0)
    assert arabic >= counts[2]


def test_comunica_answers_alike(files: dict, answers: dict, node: Callable) -> None:
    names = sorted(set(NAMES) - BEYOND_COMUNICA)
    lines = node("@comunica/query-sparql", "ask.mjs", files["ttl"], *map(sparql, names)).splitlines()
    for name, line in zip(names, lines, strict=True):
        assert bag(line) == answers[name], name
