from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from graphkit import Extraction
from graphkit.cli import main

ROOT = Path(__file__).parent.parent

# Time depends on the machine; how many examples a test needs is said in the test.
settings.register_profile("graphkit", deadline=None, derandomize=True)
settings.load_profile("graphkit")


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs a command line in this process."""

    def run(*arguments: object) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Outcome(int(exit_.value.code or 0), out, err)

    return run


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def articles(root: Path) -> Path:
    return root / "seeds" / "articles"


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    path = root.parent / "shared"
    if not path.is_dir():
        pytest.skip("needs the shared data beside the project")
    return path


@pytest.fixture(scope="session")
def extractions(articles: Path) -> list[Extraction]:
    """What the sample articles give."""
    # Imported here, so that tests of one stage do not load all of them.
    from graphkit import extract_all

    return list(extract_all([articles]))


@pytest.fixture(scope="session")
def graph(extractions: list[Extraction], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sample articles."""
    from graphkit import to_turtle
    from graphkit.assemble import assemble

    path = tmp_path_factory.mktemp("samples") / "graph.ttl"
    path.write_text(to_turtle(assemble(extractions)), encoding="utf-8")
    return path
