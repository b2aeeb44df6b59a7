"""The sample articles in a store are the graph that `graphkit build` gives."""

from __future__ import annotations

from pathlib import Path

from graphkit import Extraction
from graphkit.publish.export import export
from graphkit.store import open_store


def test_store_of_the_samples_exports_the_bytes_of_a_build(
    extractions: list[Extraction], graph: Path, tmp_path: Path
) -> None:
    store = tmp_path / "samples.store"
    with open_store(store, create=True) as opened:
        for extraction in reversed(extractions):
            opened.add([extraction])
    [turtle] = export(store, "ttl", tmp_path / "store.ttl")
    assert turtle.read_bytes() == graph.read_bytes()
