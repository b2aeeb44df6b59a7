"""The command line as a whole: help, documentation, exit codes, start-up."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.analyse.pipelines import PROFILES
from graphkit.cli.options import ProfileName

COMMANDS = {
    "add": 10,
    "build": 11,
    "entities merge": 4,
    "entities review": 2,
    "entities split": 4,
    "evaluate": 4,
    "export": 4,
    "extract": 10,
    "push": 10,
    "query": 4,
    "questions": 0,
    "remove": 3,
    "seeds check": 1,
    "serve": 9,
    "show": 6,
    "update": 11,
    "validate": 1,
    "view": 2,
}


def _pages(root: Path) -> dict[str, str]:
    """The sections of docs/cli.md by command."""
    parts = re.split(r"^## graphkit (.*)$", (root / "docs" / "cli.md").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_is_documented_and_no_other(root: Path) -> None:
    assert sorted(_pages(root)) == sorted(COMMANDS)


def test_reference_is_what_the_commands_say(root: Path) -> None:
    made = runpy.run_path(str(root / "docs" / "make_cli.py"))["reference"]()
    assert made == (root / "docs" / "cli.md").read_text("utf-8"), "run python docs/make_cli.py"


@pytest.mark.parametrize(("name", "options"), COMMANDS.items())
def test_help_has_one_sentence_and_an_example(cli, root: Path, name: str, options: int) -> None:
    outcome = cli(*name.split(), "--help")
    assert outcome.code == 0
    paragraphs = [" ".join(part.split()) for part in outcome.out.split("\n\n")]
    assert re.fullmatch(r"[^.]+\.", paragraphs[1])
    assert f"Example: graphkit {name}" in " ".join(outcome.out.split())
    assert _pages(root)[name].count("\n| `") == options <= 12


def test_help_lists_the_exit_codes(cli) -> None:
    out = cli("--help").out
    assert all(re.search(rf"^\s+{code}\s", out, re.MULTILINE) for code in (0, 1, 2, 3, 130))


@pytest.mark.parametrize("name", COMMANDS)
def test_example_uses_options_that_exist(root: Path, name: str) -> None:
    page = _pages(root)[name]
    examples = re.findall(r"^    (graphkit .*)$", page, re.MULTILINE)
    assert examples
    for example in examples:
        own = shlex.split(example.split(" | ")[0])
        assert all(f"`{word}" in page or f"{word}`" in page for word in own if word.startswith("-"))


def test_start_up_is_quick() -> None:
    def seconds() -> float:
        before = os.times()
        subprocess.run([sys.executable, "-m", "graphkit", "--help"], check=True, capture_output=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    # Processor time and the best of several, so that a busy machine does not decide.
    assert min(seconds() for _ in range(3)) < 0.5


def test_start_up_loads_no_heavy_library() -> None:
    code = "import graphkit.cli, sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"spacy", "rdflib", "onnxruntime", "numpy", "networkx", "pyshacl"} & set(loaded)


@pytest.mark.parametrize(
    "arguments", [("nonsense",), ("build",), ("build", ".", "--jobs", "0"), ("build", "--no-such")]
)
def test_wrong_usage_is_code_2(cli, arguments: tuple[str, ...]) -> None:
    outcome = cli(*arguments)
    assert outcome.code == 2
    assert "Error" in outcome.err
    assert "Traceback" not in outcome.err


def test_date_must_be_a_date(cli) -> None:
    outcome = cli("build", "x.txt", "--date", "1 May")
    assert outcome.code == 2
    assert "1 May" in outcome.err


def test_profiles_offered_are_those_that_ship() -> None:
    assert set(ProfileName) == set(PROFILES)


def test_interrupt_is_a_message_and_code_130(cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupt(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graphkit.seedcheck.check_seeds", interrupt)
    outcome = cli("seeds", "check")
    assert outcome.code == 130
    assert "interrupted" in outcome.err
