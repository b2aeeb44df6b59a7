"""Tables for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graphkit.cli.progress import Run
from graphkit.model import Assembly, Entity
from graphkit.vocabulary import labels, properties, quadrant

if TYPE_CHECKING:
    from graphkit.evaluation import Evaluation
    from graphkit.publish.sparql import Answer
    from graphkit.questions import Question
    from graphkit.store.entities import Doubt

__all__ = ["answer_table", "doubts_table", "evaluation_table", "questions_table", "show_table", "summary_table"]

_WIDEST = 10_000
_QUADRANTS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
_FIGURES = {
    "precision": "prec",
    "recall": "rec",
    "f1": "F1",
    "event_recall": "events",
    "family_precision": "family",
    "status": "status",
    "date": "date",
    "source": "source",
    "core": "core",
    "predicted": "found",
}


def show_table(table: Table, *, to_stderr: bool = False) -> None:
    """Print a table, as wide as it needs to be where the output is no terminal."""
    console = Console(stderr=to_stderr)
    if not console.is_terminal:
        console.width = _WIDEST
    console.print(table)


def summary_table(assembly: Assembly, run: Run) -> Table:
    """Return what a build made: articles, entities by type, relations by category, evidence, time."""
    table = Table(box=SIMPLE_HEAD, show_header=False, pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right")
    _section(table, "Articles", len(assembly.extractions), {"skipped": len(run.skipped)} if run.skipped else {})
    types = Counter(entity.type.value for entity in assembly.entities.values())
    _section(table, "Entities", len(assembly.entities), dict(sorted(types.items())))
    _section(table, "Relations", len(assembly.relations), _categories(assembly))
    evidence = sum(len(merged.relation.evidence) for merged in assembly.relations)
    _section(table, "Evidence", evidence, {})
    _section(table, "Time", f"{run.seconds:.1f} s", {f"{run.words:,} words": f"{run.rate:,.0f} words/s"})
    return table


def answer_table(answer: Answer) -> Table:
    """Return the rows of a query's answer."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in answer.variables:
        table.add_column(name, overflow="fold")
    for row in answer.texts():
        table.add_row(*map(Text, row))
    return table


def questions_table(questions: Iterable[Question]) -> Table:
    """Return the ready questions by name, with what may be chosen."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("name", "question", "--with"):
        table.add_column(title, overflow="fold")
    for question in questions:
        choices = "\n".join(f"{each.name}={each.default} ({each.labels['en']})" for each in question.parameters)
        table.add_row(question.name, Text(question.titles["en"]), Text(choices))
    return table


def doubts_table(doubts: Sequence[Doubt]) -> Table:
    """Return pairs of entities that may be one, with what they have in common."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("alike", justify="right")
    for title in ("A", "B", "both"):
        table.add_column(title, overflow="fold")
    for doubt in doubts:
        both = ", ".join(f"{predicate} {end}" for predicate, end in doubt.shared[:3])
        more = f" and {len(doubt.shared) - 3} more" if len(doubt.shared) > 3 else ""
        table.add_row(f"{doubt.likeness:.2f}", *(Text(_named(each)) for each in (doubt.one, doubt.other)), both + more)
    return table


def _named(entity: Entity) -> str:
    names = " / ".join(filter(None, (entity.en, entity.ar)))
    return f"{entity.id}\n{names} ({entity.type.value}{', in the tables' if entity.known else ''})"


def evaluation_table(evaluation: Evaluation) -> Table:
    """Return the figures of each article and of all."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("article")
    for title in _FIGURES.values():
        table.add_column(title, justify="right")
    for name, tally in evaluation.articles.items():
        table.add_row(Text(name), *_figures(tally.figures()))
    table.add_section()
    table.add_row("all", *_figures(evaluation.total.figures()), style="bold")
    return table


def _figures(figures: dict[str, float | int | None]) -> list[str]:
    values = (figures[name] for name in _FIGURES)
    return ["-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value) for value in values]


def _section(table: Table, title: str, total: object, parts: Mapping[str, object]) -> None:
    table.add_row(title, str(total), style="bold")
    for name, count in parts.items():
        table.add_row(f"  {name}", str(count))
    table.add_section()


def _categories(assembly: Assembly) -> dict[str, int]:
    """Return the number of relations of each category, quadrant by quadrant, and of the facts, which have none."""
    counts: Counter[str | None] = Counter(
        properties()[merged.relation.predicate].category for merged in assembly.relations
    )
    facts = counts.pop(None, 0)
    parts: dict[str, int] = {}
    for name in _QUADRANTS:
        inside = sorted(category for category in counts if category and quadrant(category) == name)
        if inside:
            parts[labels(name)["en"]] = sum(counts[category] for category in inside)
            parts |= {f"  {category}": counts[category] for category in inside}
    return parts | ({"facts": facts} if facts else {})
