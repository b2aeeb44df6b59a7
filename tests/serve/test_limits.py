"""What a query may cost, and that the server outlives what costs more."""

from __future__ import annotations

import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import psutil
import pyoxigraph as ox
import pytest
from live import LONG, PATIENT, QUICK, listening, until

from graphkit.serve import create_app

CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{n} ?p{n} ?o{n} .' for n in range(9))} }}"
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
NESTED = f"SELECT * {'{' * 20_000}{'}' * 20_000}"


def ask(client: httpx.Client, query: str) -> httpx.Response:
    return client.post("/sparql", data={"query": query})


def is_answered(client: httpx.Client) -> bool:
    """Tell whether the server answers, at the latest when the machine has time for it."""
    return until(lambda: ask(client, "ASK {}").status_code == 200)


@contextmanager
def waiting_for(server: str, query: str) -> Iterator[socket.socket]:
    """A client that has asked and hangs up at the end."""
    body = urlencode({"query": query})
    lines = ("POST /sparql HTTP/1.1", "Host: localhost", "Content-Type: application/x-www-form-urlencoded")
    head = "\r\n".join((*lines, f"Content-Length: {len(body)}", "", ""))
    with socket.create_connection((urlsplit(server).hostname, urlsplit(server).port)) as client:
        client.sendall((head + body).encode())
        yield client


def has_answer(client: socket.socket) -> bool:
    return bool(select.select([client], [], [], 0)[0])


@pytest.fixture(scope="module")
def patient(folder: Path) -> Iterator[str]:
    with listening(create_app(folder, PATIENT)) as address:
        yield address


def client_of(server: str) -> httpx.Client:
    return httpx.Client(base_url=server, timeout=LONG)


@pytest.fixture
def patient_client(patient: str) -> Iterator[httpx.Client]:
    with client_of(patient) as client:
        yield client


@pytest.mark.parametrize("query", [CARTESIAN, SORTED, NESTED])
def test_heavy_query_is_ended_and_the_next_is_answered(client: httpx.Client, query: str) -> None:
    # The clock of a query starts when its process has.
    assert is_answered(client)
    begin = time.monotonic()
    response = ask(client, query)
    # By themselves they take hours; a busy machine may take a while to notice that two seconds are over.
    assert time.monotonic() - begin < QUICK.seconds + LONG / 2
    assert response.status_code == 503
    assert response.headers["retry-after"]
    for _ in range(3):
        assert is_answered(client)


def test_memory_is_bounded(client: httpx.Client) -> None:
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(ask, client, SORTED)
        most = 0
        while not waiting.done():
            for child in psutil.Process().children(recursive=True):
                try:
                    most = max(most, child.memory_info().rss)
                except psutil.Error:
                    continue
            time.sleep(0.02)
    assert waiting.result().status_code == 503
    assert most < (QUICK.memory + 128) * 2**20


def test_long_answer_is_refused(patient_client: httpx.Client) -> None:
    response = ask(patient_client, MANY)
    assert response.status_code == 422
    assert "LIMIT" in response.text


def test_others_are_answered_meanwhile(patient: str, patient_client: httpx.Client) -> None:
    with waiting_for(patient, CARTESIAN) as heavy:
        assert ask(patient_client, "ASK {}").status_code == 200
        assert patient_client.get("/health").json()["status"] == "ok"
        assert not has_answer(heavy)


def test_more_than_can_be_answered_wait_or_are_told(client: httpx.Client) -> None:
    with ThreadPoolExecutor(12) as threads:
        heavy = [threads.submit(ask, client, CARTESIAN) for _ in range(6)]
        assert {each.result().status_code for each in heavy} == {503}
    assert is_answered(client)


def work_of(process: psutil.Process) -> float:
    return sum(process.cpu_times()[:2])


def is_gone(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_query_ends_when_its_client_hangs_up(small_graph: Path, root: Path) -> None:
    options = ("--port", "0", "--processes", "1", "--timeout", "600")
    with served(small_graph, root, *options) as (process, server), client_of(server) as client:
        assert ask(client, "ASK {}").status_code == 200
        work = {each: work_of(each) for each in psutil.Process(process.pid).children(recursive=True)}
        with waiting_for(server, ENDLESS) as heavy:
            assert until(lambda: any(work_of(each) > before + 0.2 for each, before in work.items()))
            [working] = [each for each, before in work.items() if work_of(each) > before + 0.2]
            assert not has_answer(heavy)
        assert until(lambda: is_gone(working))
        # The one place is free again, long before the query would have been ended.
        assert ask(client, "ASK {}").status_code == 200


def test_store_that_changes_is_read_anew(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path))
    store.flush()
    with listening(create_app(tmp_path, PATIENT)) as server, client_of(server) as client:
        query = {"query": "ASK { <urn:a> <urn:b> <urn:c> }"}
        assert not client.get("/sparql", params=query).json()["boolean"]
        store.add(ox.Quad(*map(ox.NamedNode, ("urn:a", "urn:b", "urn:c"))))
        assert client.get("/sparql", params=query).json()["boolean"]


@contextmanager
def served(graph: Path, root: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server in a process of its own, and its address."""
    command = [sys.executable, "-m", "graphkit", "serve", str(graph), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=root)
    try:
        yield process, process.stderr.readline().split(" at ")[1].split()[0]
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def test_command_serves_and_ends(small_graph: Path, root: Path) -> None:
    with served(small_graph, root, "--port", "0") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        response = httpx.get(f"{address}sparql", params={"query": "ASK { ?s ?p ?o }"}, timeout=LONG)
        assert response.json()["boolean"]
        children = psutil.Process(process.pid).children(recursive=True)
        assert children
        process.send_signal(signal.SIGINT)
        assert process.wait(LONG) in (0, 130)
        assert "Traceback" not in process.stderr.read()
    assert until(lambda: all(map(is_gone, children)))


def test_processes_end_with_a_server_that_is_killed(small_graph: Path, root: Path) -> None:
    with served(small_graph, root, "--port", "0") as (process, address):
        httpx.get(f"{address}sparql", params={"query": "ASK {}"}, timeout=LONG)
        children = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        assert until(lambda: all(map(is_gone, children)))


def test_taken_port_and_missing_graph_are_bad_input(cli, small_graph: Path, server: str, tmp_path: Path) -> None:
    outcome = cli("serve", small_graph, "--port", server.rsplit(":")[-1])
    assert (outcome.code, "--port" in outcome.err) == (2, True)
    outcome = cli("serve", tmp_path / "none.ttl")
    assert (outcome.code, "none.ttl" in outcome.err) == (2, True)
    outcome = cli("serve", tmp_path)
    assert (outcome.code, "graphkit add" in outcome.err) == (2, True)
