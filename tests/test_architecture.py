"""The way of the data, as docs/architecture.md says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STAGES = ("read", "analyse", "link", "relate", "assemble", "publish")


@pytest.mark.parametrize("stage", STAGES)
def test_stage_imports_no_later_stage(root: Path, stage: str) -> None:
    later = STAGES[STAGES.index(stage) + 1 :]
    forbidden = re.compile(rf"(?:from|import) graphkit\.(?:{'|'.join((*later, 'pipeline', 'cli'))})\b")
    for path in (root / "graphkit" / stage).rglob("*.py"):
        assert not forbidden.search(path.read_text("utf-8")), path.name


def test_files_that_the_page_names_exist(root: Path) -> None:
    text = (root / "docs" / "architecture.md").read_text("utf-8")
    named = set(re.findall(r"`((?:graphkit|seeds|ontologies|docs|training)/[\w./]*)`", text))
    assert len(named) > 20
    assert not {path for path in named if not (root / path).exists()}
