"""Stores on disk: what they keep, what goes wrong with them, and what people decide about their entities."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample_extractions import small_news
from synthetic import built, default, made_up, memory_store, person, turtle_of

from graphkit.errors import GraphError, StoreError
from graphkit.model import Extraction
from graphkit.publish.load import read_store
from graphkit.publish.shapes import validate
from graphkit.store import Store, open_store, rdf_directory
from graphkit.store.decisions import Kind, decision_triples
from graphkit.store.graph import Graph, quad

NEWS = small_news()


def graph_of(store: Path) -> str:
    return turtle_of(default(read_store(store)))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "news.store"
    with open_store(path, create=True) as opened:
        opened.add(NEWS)
    return path


def test_a_store_keeps_what_articles_gave(store: Path) -> None:
    with open_store(store) as opened:
        assert list(opened.extractions()) == sorted(NEWS, key=lambda each: each.article.id)
        assert opened.add(NEWS) == 0
    assert graph_of(store) == built(NEWS)


def test_a_changed_text_of_the_same_id_takes_its_place() -> None:
    opened, rdf = memory_store()
    opened.add([made_up(1, 0), made_up(2, 0)])
    opened.add([made_up(1, 1)])
    assert turtle_of(default(rdf)) == built([made_up(1, 1), made_up(2, 0)])


def test_copies_of_a_text_are_one_article_until_the_last_is_gone() -> None:
    opened, rdf = memory_store()
    [first, _] = NEWS
    copy = replace(first, article=replace(first.article, id="a-copy"))
    opened.add([first, copy])
    assert turtle_of(default(rdf)) == built([copy])
    opened.remove(["a-copy"])
    assert turtle_of(default(rdf)) == built([first])
    opened.remove([first.article.id])
    assert not len(rdf)


def test_what_names_an_entity_that_it_does_not_list_is_refused_whole(store: Path) -> None:
    unlisted = Extraction(made_up(3, 0).article, (), (), made_up(3, 0).relations, None)
    with open_store(store) as opened, pytest.raises(GraphError, match="must list the entities"):
        opened.add([made_up(4, 0), unlisted])
    assert graph_of(store) == built(NEWS)


def test_a_graph_that_was_lost_is_made_again(store: Path) -> None:
    shutil.rmtree(rdf_directory(store))
    with open_store(store):
        pass
    assert graph_of(store) == built(NEWS)


def test_new_rules_of_merging_apply_to_what_is_kept(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = ox.Store(str(rdf_directory(store)))
    graph.remove(next(iter(default(graph))))
    del graph
    monkeypatch.setattr("graphkit.store.store.merging_rules", lambda: "other rules")
    with open_store(store):
        pass
    assert graph_of(store) == built(NEWS)


def test_a_store_of_the_format_before_is_brought_to_this_one(tmp_path: Path) -> None:
    read = [
        replace(each, evidence=tuple(replace(one, extractor="graphkit test reader") for one in each.evidence))
        for each in made_up(1, 0).relations
    ]
    given = replace(made_up(1, 0), relations=tuple(read))
    store = tmp_path / "old.store"
    with open_store(store, create=True) as opened:
        opened.add([given])
    with sqlite3.connect(store / "articles.sqlite") as database:
        database.execute("ALTER TABLE evidence DROP COLUMN extractor")
        database.execute("PRAGMA user_version = 1")
    told: list[str] = []
    with open_store(store, on_refresh=lambda: told.append("merged again")) as opened:
        assert graph_of(store) == built([given])
        opened.add([made_up(2, 0)])
    assert told == ["merged again"]
    assert graph_of(store) == built([given, made_up(2, 0)])


def test_a_change_that_did_not_reach_the_graph_does_the_next_time(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Graph) -> None:
        raise OSError("No space left on device")

    more = made_up(1, 0)
    with pytest.raises(StoreError, match="disk is full"), open_store(store) as opened, monkeypatch.context() as patched:
        patched.setattr(Graph, "apply", full)
        opened.add([more])
    with open_store(store):
        pass
    assert graph_of(store) == built([*NEWS, more])


def test_a_full_disk_is_a_message_and_loses_nothing() -> None:
    opened, rdf = memory_store()
    opened.add(NEWS)
    pages = opened._database.execute("PRAGMA page_count").fetchone()[0]
    opened._database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full; make room"):
        opened.add([made_up(n, 0) for n in range(20)])
    assert turtle_of(default(rdf)) == built(NEWS)
    opened._database.execute("PRAGMA max_page_count = 100000")
    opened.add([made_up(1, 0)])
    assert turtle_of(default(rdf)) == built([*NEWS, made_up(1, 0)])


def test_one_writes_and_others_read(store: Path) -> None:
    with open_store(store) as opened:
        with pytest.raises(StoreError, match="another graphkit is writing"), open_store(store):
            pass
        assert len(read_store(store))
        assert opened.remove([NEWS[0].article.id]) == 1


def test_what_is_no_store_is_said(tmp_path: Path, store: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(StoreError, match="make one with graphkit add"), open_store(path):
            pass
    with pytest.raises(StoreError, match="holds other things"), open_store(tmp_path, create=True):
        pass
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(StoreError, match="is a file"), open_store(file, create=True):
        pass
    with pytest.raises(StoreError, match="cannot be made"), open_store(file / "below", create=True):
        pass
    with sqlite3.connect(store / "articles.sqlite") as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer graphkit"), open_store(store):
        pass
    (store / "articles.sqlite").write_bytes(b"nonsense" * 1000)
    with pytest.raises(StoreError, match="damaged"), open_store(store):
        pass


def people(opened: Store) -> None:
    """Two persons who may be one, and one who was taken for another."""
    for number, name, identifier in ((1, "Ryabkov", "ryabkov"), (2, "Sergei Ryabkov", "sergei-ryabkov")):
        plain, someone = made_up(number, 0), person(name, identifier)
        meeting = replace(plain.relations[0], subject=identifier, predicate="metWith", object="alia")
        opened.add([replace(plain, entities=(*plain.entities, someone), relations=(meeting,))])


def test_a_merge_is_logged_and_undone_by_a_split(tmp_path: Path) -> None:
    store = tmp_path / "people.store"
    with open_store(store, create=True) as opened:
        people(opened)
    before = default(read_store(store))
    with open_store(store) as opened:
        opened.decide(Kind.MERGE, "sergei-ryabkov", "gke:ryabkov", reason="the same office")
    merged = graph_of(store)
    assert "gke:sergei-ryabkov a gk:Person" in merged
    assert "gke:ryabkov a gk:Person" not in merged
    assert "prov:wasDerivedFrom gke:ryabkov" in merged
    assert '"the same office"' in merged
    (tmp_path / "merged.ttl").write_text(merged, "utf-8")
    report = validate(tmp_path / "merged.ttl")
    assert report.conforms, report.text
    with open_store(store) as opened:
        opened.decide(Kind.SPLIT, "sergei-ryabkov", "ryabkov")
        assert len(opened.decisions()) == 2
        log = {quad(triple) for triple in decision_triples(opened.decisions())}
    assert default(read_store(store)) - log == before
    with open_store(store) as opened:
        opened.decide(Kind.MERGE, "sergei-ryabkov", "ryabkov")
    assert "gke:ryabkov a gk:Person" not in graph_of(store)


def test_doubtful_pairs_are_listed_until_somebody_decides() -> None:
    opened, _ = memory_store()
    people(opened)
    [doubt] = opened.doubts()
    assert {doubt.one.id, doubt.other.id} == {"ryabkov", "sergei-ryabkov"}
    assert doubt.shared == (("metWith of", "alia"),)
    opened.decide(Kind.SPLIT, "ryabkov", "sergei-ryabkov")
    assert opened.doubts() == []


@pytest.mark.parametrize(
    ("kind", "one", "other", "message"),
    [
        (Kind.MERGE, "sergei-ryabko", "alia", "no entity sergei-ryabko in the store; is it sergei-ryabkov"),
        (Kind.MERGE, "alia", "alia", "same id"),
        (Kind.MERGE, "boria", "alia", "one already"),
        (Kind.SPLIT, "alia", "ryabkov", "kept apart already"),
        (Kind.SPLIT, "boria", "green-river", "split those first"),
    ],
)
def test_decisions_that_make_no_sense_change_nothing(kind: Kind, one: str, other: str, message: str) -> None:
    opened, rdf = memory_store()
    people(opened)
    opened.decide(Kind.SPLIT, "alia", "ryabkov")
    opened.decide(Kind.MERGE, "alia", "boria")
    opened.decide(Kind.MERGE, "alia", "green-river")
    before = set(rdf)
    with pytest.raises(StoreError, match=message):
        opened.decide(kind, one, other)
    assert set(rdf) == before
    assert len(opened.decisions()) == 3
