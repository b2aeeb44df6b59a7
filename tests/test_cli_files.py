"""Output files are written whole or not touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphkit import GraphkitError
from graphkit.cli.files import check_writable, replacing, write_text


def test_write_replaces_the_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    write_text(path, "كيم\n")
    assert path.read_bytes() == "كيم\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_failure_leaves_the_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    with pytest.raises(RuntimeError), replacing(path) as fresh:
        fresh.write_text("half of it")
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_extension_is_kept_for_writers_that_look_at_it(tmp_path: Path) -> None:
    with replacing(tmp_path / "graph.graphml") as fresh:
        assert fresh.suffix == ".graphml"
        fresh.write_text("x")
    assert (tmp_path / "graph.graphml").read_text() == "x"


def test_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.ttl").write_text("old")
    (tmp_path / "link.ttl").symlink_to(tmp_path / "real.ttl")
    write_text(tmp_path / "link.ttl", "new")
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").read_text() == "new"


def test_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("")
    write_text(tmp_path / "ours", "")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_device_is_not_replaced() -> None:
    write_text(Path(os.devnull), "x")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(("name", "message"), [("missing/graph.ttl", "does not exist"), (".", "is a folder")])
def test_impossible_target_is_found_before_the_work(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(GraphkitError, match=message):
        check_writable(tmp_path / name)
