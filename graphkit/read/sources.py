"""From what a user names (files, directories, patterns, standard input) to drafts."""

from __future__ import annotations

import glob
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from graphkit.errors import ReadError
from graphkit.read.decode import decode
from graphkit.read.draft import Draft
from graphkit.read.html import read_html
from graphkit.read.records import read_json, read_json_lines

__all__ = ["MAX_FILE_BYTES", "SUFFIXES", "drafts"]

SUFFIXES = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
}
MAX_FILE_BYTES = {"text": 20_000_000, "html": 20_000_000, "json": 100_000_000}
"""Bytes that a file of each kind may have; a file of JSON lines may be of any size."""

_KNOWN = ", ".join(SUFFIXES)


def drafts(paths: Iterable[str | Path]) -> Iterator[Draft | ReadError]:
    """Yield the articles under some paths in order, and an error in place of each input that is none.

    Args:
        paths: files, directories (searched to the bottom, sorted, hidden ones left out), glob patterns (``**`` goes
            down directories) and ``-``, standard input.
    """
    for path in paths:
        if str(path) == "-":
            yield from _standard_input()
            continue
        try:
            files = _expand(path)
        except ReadError as error:
            yield error
            continue
        for file in files:
            yield from _file(file)


def _expand(path: str | Path) -> list[Path]:
    place = Path(path)
    try:
        if place.is_file():
            return [place]
        if place.is_dir():
            found = sorted(file for file in place.rglob("*") if _is_article(file, place))
            if not found:
                raise ReadError(f"{place}: no articles in this directory; known are {_KNOWN}")
            return found
        if place.exists():
            raise ReadError(f"{place}: neither a file nor a directory; name one")
        if glob.has_magic(str(path)):
            matches = [Path(match) for match in sorted(glob.glob(str(path), recursive=True))]
            found = [file for file in matches if file.is_file() and file.suffix.lower() in SUFFIXES]
            if not found:
                raise ReadError(f"{path}: the pattern matches no articles; known are {_KNOWN}")
            return found
    except (OSError, ValueError) as error:
        raise ReadError(f"{str(path)!r}: cannot be looked up ({error}); check the name") from error
    raise ReadError(f"{place}: no such file; check the name")


def _is_article(file: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
    return not hidden and file.suffix.lower() in SUFFIXES and file.is_file()


def _file(path: Path) -> Iterator[Draft | ReadError]:
    kind = SUFFIXES.get(path.suffix.lower())
    name = str(path)
    if kind is None:
        yield ReadError(f"{name}: unknown kind of file; known are {_KNOWN}")
        return
    try:
        with path.open("rb") as file:
            if kind == "lines":
                yield from read_json_lines(file, name)
                return
            data = file.read(MAX_FILE_BYTES[kind] + 1)
        yield from _whole(data, kind, path.stem, name)
    except ReadError as error:
        yield error
    except OSError as error:
        yield ReadError(f"{name}: cannot be read ({error.strerror or error}); check its permissions")


def _whole(data: bytes, kind: str, stem: str, name: str) -> Iterator[Draft | ReadError]:
    if len(data) > MAX_FILE_BYTES[kind]:
        advice = "give the articles as JSON lines" if kind == "json" else "split it into articles"
        raise ReadError(f"{name}: larger than {MAX_FILE_BYTES[kind]:,} bytes; {advice}")
    if not data.strip():
        raise ReadError(f"{name}: the file is empty; give one with an article")
    if kind == "json":
        yield from read_json(data, name)
    elif kind == "html":
        yield read_html(data, stem, name)
    else:
        yield Draft(id=stem, text=decode(data, name), origin=name)


def _standard_input() -> Iterator[Draft | ReadError]:
    name = "standard input"
    data = sys.stdin.buffer.read(MAX_FILE_BYTES["json"] + 1)
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    try:
        if head == b"[":
            yield from _whole(data, "json", "stdin", name)
        elif head == b"{":
            yield from read_json_lines(io.BytesIO(data), name)
        else:
            yield from _whole(data, "text", "stdin", name)
    except ReadError as error:
        yield error
