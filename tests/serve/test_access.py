"""Who may ask."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from live import QUICK, listening

from graphkit.serve import create_app

TOKEN = "سر-secret"


@pytest.fixture(scope="module")
def guarded(folder: Path) -> Iterator[str]:
    with listening(create_app(folder, QUICK, token=TOKEN, origins=["https://mine.example"])) as address:
        yield address


def basic(password: str) -> str:
    return f"Basic {base64.b64encode(f'me:{password}'.encode()).decode()}"


@pytest.mark.parametrize("address", ["/", "/sparql?query=ASK%7B%7D", "/entity/alia", "/query", "/static/site.css"])
@pytest.mark.parametrize("header", [None, "Bearer no", "Bearer", basic("no"), "Basic ::", "Digest x", "\xff"])
def test_without_the_token_nothing_is_told(guarded: str, address: str, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header.encode("latin-1")}
    response = httpx.get(guarded + address, headers=headers)
    assert response.status_code == 401
    assert "Bearer" in response.headers["www-authenticate"]
    assert "token" in response.text


@pytest.mark.parametrize("header", [f"Bearer {TOKEN}".encode(), basic(TOKEN).encode()])
def test_with_the_token_all_is_open(guarded: str, header: bytes) -> None:
    response = httpx.get(f"{guarded}/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers={"Authorization": header})
    assert response.json()["boolean"]


def test_health_is_open(guarded: str) -> None:
    assert httpx.get(f"{guarded}/health").json()["status"] == "ok"


def test_only_named_origins_may_read(guarded: str) -> None:
    def allowed(origin: str) -> str | None:
        headers = {"Origin": origin, "Access-Control-Request-Method": "GET"}
        return httpx.options(f"{guarded}/sparql", headers=headers).headers.get("access-control-allow-origin")

    assert allowed("https://mine.example") == "https://mine.example"
    assert allowed("https://other.example") is None
