"""A live server on the graph of two made-up articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from live import LONG, QUICK, listening
from sample_extractions import small_news

from graphkit import to_turtle
from graphkit.assemble import assemble
from graphkit.serve import create_app, opened


@pytest.fixture(scope="session")
def small_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "graph.ttl"
    path.write_text(to_turtle(assemble(small_news())), "utf-8")
    return path


@pytest.fixture(scope="session")
def folder(small_graph: Path) -> Iterator[Path]:
    with opened(small_graph) as path:
        yield path


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    with listening(create_app(folder, QUICK)) as address:
        yield address


@pytest.fixture
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=LONG) as client:
        yield client
