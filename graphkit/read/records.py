"""Articles as JSON: one object a line (``.jsonl``, ``.ndjson``), or an object or a list of them (``.json``)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import IO, Any

from graphkit.errors import ReadError
from graphkit.read.decode import decode
from graphkit.read.draft import Draft
from graphkit.read.metadata import parse_date

__all__ = ["MAX_LINE_BYTES", "read_json", "read_json_lines"]

MAX_LINE_BYTES = 20_000_000
"""Bytes that one record of a file of JSON lines may have."""


def read_json_lines(file: IO[bytes], name: str) -> Iterator[Draft | ReadError]:
    """Read a file of JSON lines record by record; a bad line is yielded as an error and the rest goes on.

    Args:
        file: opened in binary; UTF-8, other encodings as :func:`graphkit.read.decode.decode` knows them.
        name: its name, for messages.
    """
    start = file.read(4)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start:
        yield from _lines_of_text(start + file.read(), name)
        return
    number, found = 0, False
    while chunk := start + file.readline(MAX_LINE_BYTES - len(start)):
        start, number = b"", number + 1
        where = f"{name}, line {number}"
        if len(chunk) >= MAX_LINE_BYTES and not chunk.endswith(b"\n"):
            while chunk and not chunk.endswith(b"\n"):
                chunk = file.readline(MAX_LINE_BYTES)
            found = True
            yield ReadError(f"{where}: longer than {MAX_LINE_BYTES:,} bytes; put one article on each line")
            continue
        if not chunk.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        found = True
        yield _line(chunk, where)
    if not found:
        yield ReadError(f"{name}: no records; put one article on each line as a JSON object")


def _lines_of_text(data: bytes, name: str) -> Iterator[Draft | ReadError]:
    try:
        lines = decode(data, name).split("\n")
    except ReadError as error:
        yield error
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _line(line.encode("utf-8", "surrogatepass"), f"{name}, line {number}")


def _line(chunk: bytes, where: str) -> Draft | ReadError:
    try:
        return _draft(_parse(decode(chunk, where), where), where)
    except ReadError as error:
        return error


def read_json(data: bytes, name: str) -> Iterator[Draft | ReadError]:
    """Read a JSON document that is one article or a list of articles.

    Args:
        data: the file.
        name: its name, for messages.

    Raises:
        ReadError: if the document as a whole is broken; a bad record is yielded as an error instead.
    """
    value = _parse(decode(data, name), name)
    records = value if isinstance(value, list) else [value]
    if not records:
        raise ReadError(f"{name}: an empty list; give at least one article")
    for number, record in enumerate(records, 1):
        where = f"{name}, record {number}" if isinstance(value, list) else name
        try:
            yield _draft(record, where)
        except ReadError as error:
            yield error


def _parse(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise ReadError(f"{where}: broken JSON at {place} ({error.msg}); correct it") from error
    except (RecursionError, ValueError) as error:
        raise ReadError(f"{where}: JSON that nests too deep or has a number too long; give plain records") from error


def _draft(record: Any, where: str) -> Draft:
    if not isinstance(record, dict):
        raise ReadError(f"{where}: not an article; it must be an object with `id` and `text`")
    identifier = record.get("id")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        identifier = str(identifier)
    if not isinstance(identifier, str) or not identifier.strip():
        raise ReadError(f"{where}: no `id`; give each article a name of its own")
    text = record.get("text")
    if not isinstance(text, str):
        raise ReadError(f"{where}: no `text`; give the article's text as a string")
    facts: dict[str, str | None] = {}
    for field in ("title", "date", "publisher", "url", "lang"):
        value = record.get(field)
        if value is not None and not isinstance(value, str):
            raise ReadError(f"{where}: `{field}` must be a string")
        facts[field] = value.strip() or None if value else None
    date = _date(facts.pop("date"), facts["lang"], where)
    for value in (identifier, text, *facts.values()):
        _encodable(value, where)
    return Draft(id=identifier.strip(), text=text, origin=where, date=date, **facts)


def _date(value: str | None, lang: str | None, where: str) -> dt.date | None:
    if value is None:
        return None
    try:
        return parse_date(value, lang)
    except ValueError as error:
        raise ReadError(f"{where}: `date` is {value!r}, which names no day; write it as 2025-12-27") from error


def _encodable(value: str | None, where: str) -> None:
    """Half a surrogate pair, which JSON can spell, is no character and cannot be written anywhere."""
    try:
        (value or "").encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError(f"{where}: half a surrogate pair at {error.start}; correct the escape") from error
