"""How far two annotators agree: ``python -m training.relation_agreement``, or with two files or directories."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .relation_texts import TEXTS, AnnotatedText, read_all

__all__ = ["ANNOTATED", "agreement", "compare"]

ANNOTATED = (TEXTS, TEXTS / "sparse", TEXTS / "later")

Triple = tuple[str, str, str | None]


def agreement(one: AnnotatedText, other: AnnotatedText) -> tuple[int, int, int]:
    """Return how many relations both found, and how many each found.

    Entities are the same where their mentions overlap most; a relation counts once a document, triggers aside.
    """
    shared: Counter[tuple[str, str]] = Counter()
    for begin, end, ids in one.mentions:
        for start, stop, names in other.mentions:
            if begin < stop and start < end:
                shared.update((name, i) for i in ids for name in names)
    same: dict[str, str] = {}
    for (name, i), _ in shared.most_common():
        same.setdefault(name, i)

    def triples(text: AnnotatedText, names: dict[str, str]) -> set[tuple[frozenset[str | None], str]]:
        return {
            (frozenset((names.get(s.subject, s.subject), names.get(s.object or "", s.object))), s.relation)
            for s in text.statements
        }

    first, second = triples(one, {}), triples(other, same)
    return len(first & second), len(first), len(second)


def _documents(paths: Iterable[Path]) -> dict[str, AnnotatedText]:
    return {text.id: text for text in read_all(paths)}


def compare(one: Iterable[Path], other: Path) -> tuple[int, float]:
    """Return how many documents files or directories share with another, and the F1 of the relations of one of them."""
    first, second = _documents(one), _documents([other])
    shared = sorted(n for n in first.keys() & second.keys() if first[n].text.split() == second[n].text.split())
    counts = [agreement(first[name], second[name]) for name in shared]
    both, ours, theirs = (sum(count[k] for count in counts) for k in range(3))
    return len(shared), 2 * both / max(1, ours + theirs)


def main() -> None:
    """Print the agreement over all documents that both have with the same text."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("one", type=Path, nargs="?", help="the first annotation; all of ours if left out")
    parser.add_argument("other", type=Path, nargs="?", default=TEXTS / "second")
    options = parser.parse_args()
    documents, f1 = compare(ANNOTATED if options.one is None else [options.one], options.other)
    print(f"{documents} documents, F1 {f1:.3f}")


if __name__ == "__main__":
    main()
