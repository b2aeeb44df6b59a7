"""Annotated news texts of our own: articles with their mentions, triggers and relations marked.

A file holds documents::

    ## en-0-01 | 2024-05-13 | en
    [Cairo@Egypt] {1:accuses} [the movement@Movement] of ...
    > 1 accused Egypt Movement
    = Egypt state
    = Movement organisation

``[words@Id]`` marks a mention (``@A+B`` of two), ``{n:word}`` a trigger; ``> n relation Subject Object`` says what
trigger n states, with a status (``planned``, ``possible``, ``denied``) and ``src=Id`` where it has them; ``-`` stands
for no object. ``= Id type`` says what is marked: one of :data:`TYPES`; ``= Id type Author`` of an act, a decision
or a claim that somebody judges also whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

__all__ = ["STATUSES", "TEXTS", "TYPES", "AnnotatedText", "Statement", "is_held_out", "read_all", "read_annotated"]

TEXTS = Path(__file__).with_name("texts")
"""The texts that the reader is trained on; in directories of it second annotations and those not trained on."""
STATUSES = ("actual", "planned", "possible", "denied")
TYPES = frozenset(
    {"person", "state", "place", "facility", "organisation", "force", "group", "document", "event", "thing"}
)
"""What a marked id may be; a facility is a building or a site, a thing whatever is none of the others."""
_HELD_OUT = 20
_MARK = re.compile(r"\[([^\[\]{}]+?)@([A-Za-z0-9_+\-]+)\]|\{(\d+):([^\[\]{}]+?)\}")


@dataclass(frozen=True)
class Statement:
    """What a trigger states; ``object`` is None where the relation has none."""

    trigger: tuple[int, int]
    relation: str
    subject: str
    object: str | None
    status: str = "actual"
    source: str | None = None


@dataclass
class AnnotatedText:
    """One document without its marks; offsets are code points into ``text``."""

    id: str
    date: str
    lang: str
    text: str = ""
    mentions: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)


def read_annotated(path: Path) -> Iterator[AnnotatedText]:
    """Yield the documents of a file.

    Raises:
        ValueError: naming the file and line of a mark that cannot be read.
    """
    document: AnnotatedText | None = None
    triggers: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = line.strip()
        if line.startswith("## "):
            if document is not None:
                yield document
            identifier, date, lang = (part.strip() for part in line[3:].split("|"))
            document, triggers = AnnotatedText(identifier, date, lang), {}
        elif line and document is None:
            raise ValueError(f"{path}:{number}: text before the first document")
        elif line.startswith("> ") and document is not None:
            try:
                document.statements.append(_statement(line[2:].split(), triggers))
            except (KeyError, ValueError) as error:
                raise ValueError(f"{path}:{number}: {line!r}: {error}") from error
        elif line.startswith("= ") and document is not None:
            identifier, type_, *author = line[2:].split()
            if type_ not in TYPES:
                raise ValueError(f"{path}:{number}: {line!r}: no type")
            document.types[identifier] = type_
            if author:
                document.authors[identifier] = author[0]
        elif line and document is not None:
            _add_line(document, line, triggers)
    if document is not None:
        yield document


def read_all(paths: Iterable[Path]) -> list[AnnotatedText]:
    """Return the documents of files, and of the files in directories, in order."""
    files = [file for path in paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    return [text for file in files for text in read_annotated(file)]


def is_held_out(text: AnnotatedText) -> bool:
    """Tell whether a document, one of twenty, is kept for development and never trained on."""
    return crc32(text.id.encode()) % _HELD_OUT == 0


def _statement(parts: list[str], triggers: dict[str, tuple[int, int]]) -> Statement:
    trigger, relation, subject, object_, *rest = parts
    status = next((part for part in rest if part in STATUSES), "actual")
    source = next((part[4:] for part in rest if part.startswith("src=")), None)
    return Statement(triggers[trigger], relation, subject, None if object_ == "-" else object_, status, source)


def _add_line(document: AnnotatedText, line: str, triggers: dict[str, tuple[int, int]]) -> None:
    done = 0
    for mark in _MARK.finditer(line):
        document.text += line[done : mark.start()]
        done = mark.end()
        begin = len(document.text)
        words, ids, trigger, word = mark.groups()
        document.text += words or word
        if ids:
            document.mentions.append((begin, len(document.text), tuple(ids.split("+"))))
        else:
            triggers[trigger] = (begin, len(document.text))
    document.text += line[done:] + "\n"
