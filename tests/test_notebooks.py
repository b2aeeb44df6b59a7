"""The notebooks run from top to bottom."""

from __future__ import annotations

from pathlib import Path

import pytest

NAMES = ("01-build.ipynb", "02-query.ipynb", "03-explore.ipynb", "04-evaluate.ipynb")


@pytest.mark.parametrize("name", NAMES)
def test_notebook_runs(root: Path, name: str) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    notebook = nbformat.read(root / "notebooks" / name, as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": root / "notebooks"}})
    client.execute()
    printed = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs]
    assert len(printed) >= 3


def test_no_notebook_is_left_out(root: Path) -> None:
    assert sorted(path.name for path in (root / "notebooks").glob("*.ipynb")) == sorted(NAMES)
