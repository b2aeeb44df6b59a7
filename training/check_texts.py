"""Check annotated texts: ``python -m training.check_texts FILE...`` prints what cannot be right, a line each."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from graphkit.relate.kinds import relation_kinds

from .relation_texts import AnnotatedText, read_annotated

__all__ = ["faults", "main"]


def faults(text: AnnotatedText) -> Iterator[str]:
    """Yield what is wrong with a document: relations and ids that do not exist, marks left over, doubled statements."""
    known = relation_kinds()
    marked = {i for _, _, ids in text.mentions for i in ids}
    for one in text.statements:
        if one.relation not in known:
            yield f"no relation {one.relation}"
        elif one.object is None and known[one.relation].object != "none" and one.relation != "testedWeapon":
            yield f"{one.relation} {one.subject} has no object"
        for name in (one.subject, one.object, one.source):
            if name is not None and name not in marked:
                yield f"{one.relation}: {name} is not marked in the text"
        if one.subject == one.object:
            yield f"{one.relation}: {one.subject} is both subject and object"
    for name in sorted(marked ^ set(text.types)):
        yield f"{name} has no mark or no type"
    for name, author in text.authors.items():
        if author not in text.types:
            yield f"{name}: its author {author} has no type"
    if len(set(text.statements)) < len(text.statements):
        yield "the same statement twice"
    if rest := re.search(r".{0,20}[\[\]{}@].{0,20}", text.text):
        yield f"a mark cannot be read: {rest[0]}"


def main() -> None:
    """Check the files named on the command line."""
    wrong = 0
    for path in map(Path, sys.argv[1:]):
        seen: set[str] = set()
        try:
            for text in read_annotated(path):
                found = [*faults(text), *(["the id stands twice"] if text.id in seen else [])]
                seen.add(text.id)
                wrong += len(found)
                for fault in found:
                    print(f"{path} {text.id}: {fault}")
            print(f"{path}: {len(seen)} documents")
        except ValueError as error:
            wrong += 1
            print(error)
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
