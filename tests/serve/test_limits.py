"""What a query may cost, and that the server outlives what costs more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pyoxigraph as ox
import pytest
from live import QUICK, listening

from graphkit.serve import create_app

CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
NESTED = f"SELECT * {'{' * 20_000}{'}' * 20_000}"


def ask(client: httpx.Client, query: str) -> httpx.Response:
    return client.post("/sparql", data={"query": query})


@pytest.mark.parametrize("query", [CARTESIAN, SORTED, NESTED])
def test_heavy_query_is_ended_and_the_next_is_answered(client: httpx.Client, query: str) -> None:
    begin = time.monotonic()
    response = ask(client, query)
    # A busy machine may take a while to notice.
    assert time.monotonic() - begin < QUICK.seconds + 5
    assert response.status_code == 503
    assert response.headers["retry-after"]
    for _ in range(3):
        assert ask(client, "ASK {}").json()["boolean"]


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


def test_long_answer_is_refused(client: httpx.Client) -> None:
    response = ask(client, MANY)
    assert response.status_code == 422
    assert "LIMIT" in response.text


def test_others_are_answered_meanwhile(client: httpx.Client) -> None:
    with ThreadPoolExecutor() as threads:
        heavy = threads.submit(ask, client, CARTESIAN)
        time.sleep(0.2)
        assert ask(client, "ASK {}").status_code == 200
        assert client.get("/health").json()["status"] == "ok"
        assert not heavy.done()
        assert heavy.result().status_code == 503


def test_more_than_can_be_answered_wait_or_are_told(client: httpx.Client) -> None:
    with ThreadPoolExecutor(12) as threads:
        heavy = [threads.submit(ask, client, CARTESIAN) for _ in range(6)]
        assert {each.result().status_code for each in heavy} == {503}
    assert ask(client, "ASK {}").status_code == 200


def test_store_that_changes_is_read_anew(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path))
    store.flush()
    with listening(create_app(tmp_path, QUICK)) as server, httpx.Client(base_url=server) as client:
        query = {"query": "ASK { <urn:a> <urn:b> <urn:c> }"}
        assert not client.get("/sparql", params=query).json()["boolean"]
        store.add(ox.Quad(*map(ox.NamedNode, ("urn:a", "urn:b", "urn:c"))))
        assert client.get("/sparql", params=query).json()["boolean"]


def test_command_serves_and_ends(small_graph: Path, root: Path) -> None:
    command = [sys.executable, "-m", "graphkit", "serve", str(small_graph), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=root)
    try:
        address = process.stderr.readline().split(" at ")[1].split()[0]
        assert address.startswith("http://127.0.0.1:")
        assert httpx.get(f"{address}sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"]
        children = psutil.Process(process.pid).children(recursive=True)
        assert children
    finally:
        process.send_signal(signal.SIGINT)
    assert process.wait(10) in (0, 130)
    assert "Traceback" not in process.stderr.read()
    psutil.wait_procs(children, timeout=5)
    assert not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children)


def test_processes_end_with_a_server_that_is_killed(small_graph: Path, root: Path) -> None:
    command = [sys.executable, "-m", "graphkit", "serve", str(small_graph), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=root)
    address = process.stderr.readline().split(" at ")[1].split()[0]
    httpx.get(f"{address}sparql", params={"query": "ASK {}"})
    children = psutil.Process(process.pid).children(recursive=True)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(children, timeout=5)
    assert not [child for child in alive if child.status() != psutil.STATUS_ZOMBIE]


def test_taken_port_and_missing_graph_are_bad_input(cli, small_graph: Path, server: str, tmp_path: Path) -> None:
    outcome = cli("serve", small_graph, "--port", server.rsplit(":")[-1])
    assert (outcome.code, "--port" in outcome.err) == (2, True)
    outcome = cli("serve", tmp_path / "none.ttl")
    assert (outcome.code, "none.ttl" in outcome.err) == (2, True)
    outcome = cli("serve", tmp_path)
    assert (outcome.code, "graphkit add" in outcome.err) == (2, True)
