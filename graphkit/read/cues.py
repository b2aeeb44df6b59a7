"""The lines that sites put around an article, and the names of outlets, as the tables give them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from graphkit.calendars import alternation, fold
from graphkit.errors import SeedError
from graphkit.model import BlockKind
from graphkit.resources import seeds_path
from graphkit.tables import MEDIA_KINDS, cell, read_table

__all__ = ["Cue", "agency_in", "bare", "cue_of", "is_outlet", "outlet_forms"]

_MATCHES = ("section-end", "with-next", "section-start", "whole-line", "opening", "contains", "prefix", "suffix")
_KINDS = {kind.value: kind for kind in (BlockKind.NOISE, BlockKind.CAPTION, BlockKind.META)}
_EDGE = " \t\r\n.:،,;؛!-|•*«»\"'“”…>"
_SHORT_LINE = 20  # words; a longer line that merely begins like a site's line is a sentence
_NAME_COLUMNS = ("en", "ar", "aliases_en", "aliases_ar")


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of ``seeds/lexicon/noise.tsv``."""

    pattern: re.Pattern[str]
    kind: BlockKind
    match: str


def bare(line: str) -> str:
    """Return a line folded and without the punctuation and bullets at its edges."""
    return fold(line).text.strip(_EDGE)


def _pattern(cue: str, match: str) -> re.Pattern[str]:
    words = [r"\d[\d,.]*".join(map(re.escape, word.split("#"))) for word in fold(cue).text.casefold().split()]
    body = words[0] + "".join((r"[\s(:]+" if word.startswith(r"\d") else r"\s+") + word for word in words[1:])
    begin = r"(?<!\w)" if cue[0].isalnum() else ""
    end = r"(?!\w)" if cue[-1].isalnum() else ""
    body = f"{begin}{body}{end}"
    if match in {"whole-line", "section-start", "section-end", "with-next"}:
        body = rf"^\W*{body}\W*$"
    elif match in {"prefix", "opening"}:
        body = rf"^[\W]*?{body}"
    elif match == "suffix":
        body = rf"{body}[\W]*$"
    return re.compile(body)


@functools.cache
def _cues() -> tuple[Cue, ...]:
    path = seeds_path() / "lexicon" / "noise.tsv"
    cues = []
    for line, row in read_table(path, ("lang", "cue", "kind", "match")):
        if row["match"] not in _MATCHES or row["kind"] not in _KINDS or not row["cue"]:
            raise SeedError(f"{path}, line {line}: {row['cue']!r} has an unknown kind or match")
        cues.append(Cue(_pattern(row["cue"], row["match"]), _KINDS[row["kind"]], row["match"]))
    return tuple(sorted(cues, key=lambda cue: _MATCHES.index(cue.match)))


def cue_of(line: str) -> Cue | None:
    """Return the cue that a line of an article carries, the most telling one first, or None.

    Cues of all languages count: an Arabic page may well have an English share button.
    """
    folded = fold(line).text.casefold().strip()
    words = len(folded.split())
    closed = folded.endswith((".", "؛")) and words > 6
    for cue in _cues():
        if cue.match in {"prefix", "suffix"} and (words > _SHORT_LINE or closed):
            continue
        if cue.pattern.search(folded):
            return cue
    return None


@functools.cache
def outlet_forms(kind: str) -> frozenset[str]:
    """Return the folded forms of ``seeds/lexicon/outlets.tsv`` of one class.

    ``outlet`` and ``agency`` are joined by the news agencies, broadcasters and newspapers of ``seeds/entities``.
    """
    table = seeds_path() / "lexicon" / "outlets.tsv"
    forms = {
        fold(form).text
        for _, row in read_table(table, ("lang", "class", "forms"))
        if row["class"] == kind
        for form in cell(row, "forms")
    }
    wanted = {"agency": {"news-agency"}, "outlet": MEDIA_KINDS - {"news-agency"}}.get(kind, set())
    if wanted:
        for path in sorted((seeds_path() / "entities").glob("*.tsv")):
            for _, row in read_table(path, ("kind",)):
                if row["kind"] in wanted:
                    names = (name for column in _NAME_COLUMNS for name in cell(row, column))
                    forms.update(fold(name).text for name in names)
    return frozenset(forms)


def is_outlet(line: str) -> bool:
    """Say whether a short line names an outlet or an agency, by the tables or by words such as ``News``."""
    name = bare(line)
    if name in outlet_forms("outlet") or name in outlet_forms("agency"):
        return True
    parts = re.split(r"[\s-]+", name)
    return len(parts) <= 5 and any(part in outlet_forms("word") for part in parts)


@functools.cache
def _agencies() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + alternation(outlet_forms("agency")))


def agency_in(folded: str) -> tuple[int, int] | None:
    """Return the offsets of the first news agency named in a folded line, or None.

    Only agencies count: a newspaper may well be called like the city of a dateline.
    """
    match = _agencies().search(folded)
    return match.span() if match else None
