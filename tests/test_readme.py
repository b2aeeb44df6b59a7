"""What the README shows is what happens."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


def test_queries_give_the_answers_shown(root: Path, readme: str, graph: Path) -> None:
    make = runpy.run_path(str(root / "docs" / "make_readme.py"))
    assert make["filled"](readme, graph) == readme, "run python docs/make_readme.py"
    answers = [found[3] for found in make["QUERY"].finditer(readme)]
    assert len(answers) == 3
    assert all(len(answer.splitlines()) >= 3 for answer in answers)


def test_answers_are_those_of_the_command(cli, root: Path, readme: str, graph: Path) -> None:
    make = runpy.run_path(str(root / "docs" / "make_readme.py"))
    [first, *_] = make["QUERY"].finditer(readme)
    lines = [line.rstrip() for line in cli("query", graph, first[2]).out.splitlines() if line.strip()]
    assert "\n".join(lines) + "\n" == make["answer"](graph, first[2])


def test_python_example_runs(root: Path, readme: str, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    [code] = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    monkeypatch.chdir(root)
    exec(compile(code, "README.md", "exec"), {})
    assert "sentTelegramTo" in capsys.readouterr().out


def test_make_targets_exist(root: Path, readme: str) -> None:
    targets = re.findall(r"^([a-z]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"^    make (\w+)", readme, re.MULTILINE)) <= set(targets)
    assert "make test" in (root / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("page", ["README.md", "THIRD_PARTY.md", "docs/architecture.md", "docs/cli.md"])
def test_links_lead_somewhere(root: Path, page: str) -> None:
    text = (root / page).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert ((root / page).parent / target).exists(), target


def test_every_dependency_is_named_with_its_licence(root: Path) -> None:
    project = (root / "pyproject.toml").read_text("utf-8")
    [block] = re.findall(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    needed = {name.lower().removesuffix("-language-detector") for name in re.findall(r'"([\w-]+)', block)}
    table = (root / "THIRD_PARTY.md").read_text("utf-8")
    assert needed <= {name.lower() for name in re.findall(r"^\| \[([^\]]+)\]", table, re.MULTILINE)}
