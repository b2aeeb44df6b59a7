"""The package as it is installed and imported."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
import zipfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import graphkit


def test_every_public_name_is_there() -> None:
    assert graphkit.__all__ == sorted(graphkit.__all__)
    for name in graphkit.__all__:
        if name != "__version__":
            assert getattr(graphkit, name).__doc__


def test_no_public_name_is_also_a_module(root: Path) -> None:
    modules = {path.stem for path in (root / "graphkit").glob("*.py")}
    modules |= {path.parent.name for path in (root / "graphkit").glob("*/__init__.py")}
    assert not modules & set(graphkit.__all__)


def test_the_models_are_small(root: Path) -> None:
    assert sum(path.stat().st_size for path in (root / "graphkit" / "models").iterdir()) <= 60_000_000


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        graphkit.nonsense  # noqa: B018


def test_import_loads_no_library() -> None:
    code = "import graphkit, sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"spacy", "rdflib", "numpy", "typer", "rich", "networkx"} & set(loaded)


def test_examples_of_the_package_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    result = doctest.testmod(graphkit)
    assert result.attempted >= 5
    assert result.failed == 0


def _modules(root: Path) -> list[str]:
    paths = sorted((root / "graphkit").rglob("*.py"))
    return [".".join(path.relative_to(root).with_suffix("").parts) for path in paths if not path.name.startswith("__")]


def test_examples_of_every_module_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    failed = [name for name in _modules(root) if doctest.testmod(import_module(name)).failed]
    assert not failed


def test_every_module_says_what_it_offers(root: Path) -> None:
    for name in _modules(root):
        module = import_module(name)
        assert module.__doc__, name
        assert set(getattr(module, "__all__", ())) <= set(dir(module)), name


def test_no_module_is_too_long_to_read(root: Path) -> None:
    long = {path.name for path in (root / "graphkit").rglob("*.py") if len(path.read_text("utf-8").splitlines()) > 500}
    assert not long


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("hatchling") is None:
        pytest.skip("needs hatchling to build the wheel without a network")
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "-w", folder, root], check=True)
    [path] = folder.glob("*.whl")
    return path


def test_wheel_holds_all_that_is_read_at_run_time(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in (("seeds", "graphkit/_data/seeds"), ("ontologies", "graphkit/_data/ontologies")):
        for path in (root / folder).rglob("*"):
            if path.is_file():
                assert f"{inside}/{path.relative_to(root / folder).as_posix()}" in names
    for path in (root / "graphkit").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(root).as_posix() in names


def test_wheel_works_on_its_own(wheel: Path, articles: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    article = articles / "ar-kim-new-year-telegram-2025.txt"
    command = [sys.executable, "-m", "graphkit", "build", article, "-o", tmp_path / "graph.ttl", "--quiet"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    subprocess.run(command, check=True, cwd=tmp_path, env=environment)
    assert "gke:kim-jong-un" in (tmp_path / "graph.ttl").read_text("utf-8")
    where = [sys.executable, "-c", "import graphkit; print(graphkit.__file__)"]
    done = subprocess.run(where, check=True, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stdout.startswith(str(tmp_path))
