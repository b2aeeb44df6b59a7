"""Graphs into other stores."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pyoxigraph as ox
import pytest
from sample_extractions import small_news
from servers import free_port, running, tool

from graphkit.assemble import assemble
from graphkit.errors import GraphError
from graphkit.publish import push as module
from graphkit.publish.export import export
from graphkit.publish.push import Login, push


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    [path] = export(assemble(small_news()), "ttl", tmp_path_factory.mktemp("push") / "graph.ttl")
    return path


@pytest.fixture
def oxigraph() -> Iterator[str]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with running([tool("oxigraph"), "serve", "--bind", f"127.0.0.1:{port}"], address):
        yield address


def held(address: str) -> set[ox.Quad]:
    with urlopen(f"{address}/store") as response:
        return set(ox.parse(response.read(), ox.RdfFormat.from_media_type(response.headers["content-type"])))


def exported(turtle: Path, tmp_path: Path) -> set[ox.Quad]:
    [path] = export(turtle, "nq", tmp_path / "wanted.nq")
    return set(ox.parse(path=str(path)))


@pytest.mark.parametrize("batch", [10_000, 7])
@pytest.mark.parametrize("update", [False, True])
def test_all_is_there_once(
    oxigraph: str, turtle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update: bool, batch: int
) -> None:
    monkeypatch.setattr(module, "_BATCH", batch)
    seen: list[tuple[int, int]] = []
    wanted = exported(turtle, tmp_path)
    address = f"{oxigraph}/{'update' if update else 'store'}"
    for _ in range(2):
        sent = push(turtle, address, update=update, on_progress=lambda *counts: seen.append(counts))
        assert sent == len(wanted)
        assert held(oxigraph) == wanted
    assert seen[-1] == (len(wanted), len(wanted))


@pytest.mark.parametrize("update", [False, True])
def test_replacing_empties_only_the_graphs_that_are_loaded(oxigraph: str, turtle: Path, update: bool) -> None:
    address = f"{oxigraph}/{'update' if update else 'store'}"
    push(turtle, address, update=update, graph="urn:mine", articles=False)
    before = held(oxigraph)
    assert {quad.graph_name for quad in before} == {ox.NamedNode("urn:mine")}
    other = assemble(small_news()[:1])
    push(other, address, update=update, graph="urn:mine", articles=False)
    assert held(oxigraph) > before - held(oxigraph)
    push(other, address, update=update, graph="urn:mine", articles=False, replace=True)
    push(turtle, address, update=update, graph="urn:other", articles=False, replace=True)
    now = held(oxigraph)
    assert {quad.triple for quad in now if quad.graph_name.value == "urn:other"} == {quad.triple for quad in before}
    assert len([quad for quad in now if quad.graph_name.value == "urn:mine"]) < len(before)


@pytest.fixture
def guarded() -> Iterator[tuple[str, list[str]]]:
    """A store that takes anything from whoever shows a password or a token."""
    allowed = {f"Basic {base64.b64encode(b'me:secret').decode()}", "Bearer token"}
    bodies: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            given = self.headers.get("Authorization", "")
            digest = given.startswith('Digest username="me"') and "/digest" in self.path
            fine = given in allowed and "/digest" not in self.path
            self.send_response(204 if fine or digest else 401)
            if not fine and not digest:
                kind = 'Digest realm="x", nonce="abc", qop="auth"' if "/digest" in self.path else 'Basic realm="x"'
                self.send_header("WWW-Authenticate", kind)
            else:
                bodies.append(body.decode())
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", bodies
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "login"),
    [("", Login("me", "secret")), ("", Login(token="token")), ("/digest", Login("me", "secret"))],
)
def test_stores_that_ask_who_writes(guarded: tuple[str, list[str]], turtle: Path, path: str, login: Login) -> None:
    address, bodies = guarded
    push(turtle, address + path, login=login, articles=False)
    assert "عمر صالح" in "".join(bodies)


@pytest.mark.parametrize("options", [[], ["--user", "me", "--password", "wrong"], ["--token", "wrong"]])
def test_refusal_is_told(cli, guarded: tuple[str, list[str]], turtle: Path, options: list[str]) -> None:
    outcome = cli("push", turtle, "--endpoint", guarded[0], *options)
    assert outcome.code == 2
    assert "--user" in outcome.err
    assert "Traceback" not in outcome.err


def test_command_says_how_much_it_loaded(cli, oxigraph: str, turtle: Path, tmp_path: Path) -> None:
    outcome = cli("push", turtle, "--endpoint", f"{oxigraph}/store")
    assert outcome.code == 0
    assert f"{len(exported(turtle, tmp_path))} triples" in outcome.err
    found = urlopen(f"{oxigraph}/query?query={quote('ASK { ?s ?p ?o }')}").read()
    assert b"true" in found


@pytest.mark.parametrize(
    ("endpoint", "graph", "message"),
    [
        ("localhost:7878", None, "http://"),
        ("http://127.0.0.1:1/store", None, "cannot be reached"),
        ("http://127.0.0.1:1/store", "no iri", "no IRI"),
    ],
)
def test_wrong_addresses_are_told(turtle: Path, endpoint: str, graph: str | None, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        push(turtle, endpoint, graph=graph)
