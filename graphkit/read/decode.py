"""Bytes to text: the encodings that Arabic and English news comes in."""

from __future__ import annotations

import codecs
import functools
import re
from dataclasses import dataclass

from graphkit.errors import ReadError
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table

__all__ = ["decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP or office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_TOKEN = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile("[\u064b-\u0652\u0640]")
# The shares at which text is told from noise were set on news in each encoding and on random bytes.
_MIN_ARABIC = 0.9
_MAX_CONTROL = 0.001


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    score: float


def decode(data: bytes, name: str, hint: str | None = None) -> str:
    """Decode the bytes of a file; the byte-order mark is left out, nothing else changes.

    Tried in this order: byte-order marks; UTF-16 without a mark, by the shape of its bytes; UTF-8; ``hint``; and
    then, by how much the letters look like Arabic words, Windows-1256 and ISO-8859-6, or Windows-1252 for text
    that is mostly Latin.

    Args:
        data: the whole file.
        name: its name, for messages.
        hint: name of an encoding that the file itself declares.

    Raises:
        ReadError: if the bytes are no text, or no encoding gives a plausible one.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding, name), name)
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise ReadError(f"{name}: this is {kind}, not text; save its article as .txt or .html first")
    if (utf16 := _bare_utf16(data)) is not None:
        return _checked(_strict(data, utf16, name), name)
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        broken_at = error.start
    if hint is not None and (reading := _read_as(data, hint)) is not None and reading.score > 0:
        return _checked(reading.text, name)
    high = len(_HIGH.findall(data))
    inside = sum(len(match[0]) for match in _MULTIBYTE.finditer(data))
    if (inside > 0.5 * high and len(data) > 1000) or inside > 0.9 * high:
        raise ReadError(f"{name}: damaged UTF-8 at byte {broken_at}; save the file again as UTF-8")
    encodings = ("windows-1256", "iso-8859-6") if high > len(data) / 10 else ("windows-1252",)
    readings = [reading for encoding in encodings if (reading := _read_as(data, encoding)) is not None]
    best = max(readings, key=lambda reading: reading.score, default=None)
    if best is None or best.score <= 0:
        raise ReadError(f"{name}: in no encoding that graphkit knows; save the file as UTF-8")
    return _checked(best.text, name)


@functools.cache
def _frequent() -> frozenset[str]:
    table = seeds_path() / "lexicon" / "frequent.tsv"
    return frozenset(form for _, row in read_table(table, ("lang", "forms")) for form in cell(row, "forms"))


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: damaged {encoding.upper()} at byte {error.start}; save it as UTF-8") from error


def _checked(text: str, name: str) -> str:
    if "\0" in text:
        at = text.index("\0")
        raise ReadError(f"{name}: a NUL character at {at}; this is no text file, or it was saved wrongly")
    if len(_CONTROL.findall(text)) > _MAX_CONTROL * len(text) + 1:
        raise ReadError(f"{name}: full of control characters; this is no text file")
    return text


def _bare_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its high bytes: nearly all are those of Latin, Arabic or punctuation."""
    sample = data[:20_000]
    if len(data) < 4 or len(data) % 2 or b"\0" not in sample:
        return None
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        tops = sample[high::2]
        if sum(tops.count(top) for top in b"\x00\x06\x20\xfe") > 0.95 * len(tops) and sample[low::2].count(0) == 0:
            return encoding
    return None


def _read_as(data: bytes, encoding: str) -> _Reading | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    if len(_CONTROL.findall(text)) > _MAX_CONTROL * len(text):
        return None
    foreign = [char for char in text if ord(char) > 127]
    if encoding == "windows-1252":
        letters = sum(char.isalpha() or char in "“”‘’–—…€«»\u00a0°·•" for char in foreign)
        return _Reading(text, float(letters >= 0.9 * len(foreign)))
    arabic = sum("\u0600" <= char <= "\u06ff" or char in "“”‘’–—…«»\u00a0\u200c\u200d\u200e\u200f•" for char in foreign)
    if not foreign or arabic < _MIN_ARABIC * len(foreign):
        return _Reading(text, 0.0 if any("\u0600" <= char <= "\u06ff" for char in foreign) else 0.1)
    tokens = [_SIGNS.sub("", token) for token in _TOKEN.findall(text)]
    frequent = _frequent()
    likely = sum(token in frequent or token.startswith(("ال", "وال", "بال", "لل")) for token in tokens)
    return _Reading(text, (likely + 0.5) / (len(tokens) + 1))
