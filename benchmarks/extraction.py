"""Build a graph of each gold set's articles and score it: ``python benchmarks/extraction.py [SET ...]``.

``seeds`` and ``dev`` are sets to tune on, in a folder beside the project; ``open``, in this folder, is another, and
``blind`` one to measure on, see their page. Precision, recall and F1 are those of ``graphkit evaluate``.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from graphkit import build, evaluate, to_rdflib
from graphkit.evaluation import Tally

HERE = Path(__file__).resolve().parent
BESIDE = HERE.parent.parent / "shared"
FIGURES = {
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "family_precision": "family",
    "status": "status",
    "date": "date",
    "source": "source",
    "core": "gold",
    "predicted": "found",
}


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Articles and the directory of their gold relations."""

    articles: Path
    gold: Path

    def exists(self) -> bool:
        return self.articles.is_dir() and self.gold.is_dir()


SETS = {
    "seeds": GoldSet(BESIDE / "seeds", BESIDE / "gold" / "seeds"),
    "dev": GoldSet(BESIDE / "gold" / "dev" / "articles", BESIDE / "gold" / "dev"),
    "open": GoldSet(HERE / "gold" / "open" / "articles", HERE / "gold" / "open"),
    "blind": GoldSet(HERE / "gold" / "blind" / "articles", HERE / "gold" / "blind"),
}


def _cells(figures: dict[str, float | int | None]) -> list[str]:
    values = (figures[name] for name in FIGURES)
    return ["-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value) for value in values]


def measure(names: list[str]) -> Table:
    """Return the figures of each set and of the languages in it."""
    table = Table("set", *(FIGURES.values()), box=None, pad_edge=False)
    for name in names:
        chosen = SETS[name]
        if not chosen.exists():
            table.add_row(name, "not there")
            continue
        result = evaluate(to_rdflib(build([chosen.articles])), chosen.gold)
        table.add_row(name, *_cells(result.total.figures()))
        for lang in ("ar", "en"):
            part = Tally()
            for article, tally in result.articles.items():
                if article.startswith(f"{lang}-"):
                    part += tally
            if part.core:
                table.add_row(f"  {lang}", *_cells(part.figures()))
    return table


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"any of {', '.join(SETS)}; all if none is named")
    options = parser.parse_args()
    if unknown := sorted(set(options.sets) - set(SETS)):
        parser.error(f"no such set: {', '.join(unknown)}; there are {', '.join(SETS)}")
    Console(width=160).print(measure(options.sets or list(SETS)))
