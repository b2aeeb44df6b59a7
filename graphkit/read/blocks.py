"""What each stretch of an article is: headline, heading, body, or the page around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphkit.calendars import find_dates, fold
from graphkit.model import Block, BlockKind
from graphkit.read.cues import agency_in, bare, cue_of, is_outlet, outlet_forms
from graphkit.read.language import foreign_line
from graphkit.read.lines import Line, closed, split_lines

__all__ = ["cut_blocks"]

_PARAGRAPH = 20  # words; an unclosed line of so many is a paragraph all the same
_HEADING = 16  # words
_HEADLINE = 30  # words
_NAME = 4  # words of a byline or of a site's name
_DATELINE = 160  # characters
_PLACE = 2  # words of a place beside its agency
_SEPARATOR = re.compile(r"\s[-|/]\s|\(")
_BULLET = re.compile(r"^[•▪●■◾◆*·–-]\s+|^\d{1,2}[.)-]\s")
_SPEECH = re.compile(r":\s*[\"“«]")
_SUFFIX = re.compile(r"\s+[-–—|:]\s+(?P<site>[^-–—|]{2,40})$")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?\s*(?:[صم]|[AaPp]\.?[Mm]\.?)?(?!\w)|(?i:GMT|UTC)(?:[+-]\d{1,2})?")


@dataclass(slots=True)
class _Draft:
    line: Line
    kind: BlockKind | None = None
    listed: bool = False  # whether it is NOISE only because it follows the title of a list


def cut_blocks(text: str, lang: str, title: str | None = None) -> tuple[Block, ...]:
    """Cut a text into blocks.

    What a line is follows from the cues of ``seeds/lexicon/noise.tsv`` and from its shape and place; a line that
    nothing speaks against is BODY.

    Args:
        text: the article's text.
        lang: its language; lines in another one are NOISE.
        title: its headline, where known from elsewhere.

    Returns:
        Blocks in order, without overlaps; every character that is not white space lies in exactly one.
    """
    drafts = [_Draft(line) for line in split_lines(text)]
    _mark_cues(drafts, lang)
    _mark_head(drafts, title)
    _mark_rest(drafts)
    return tuple(block for draft in drafts for block in _blocks_of(draft, drafts))


def _is_paragraph(line: Line) -> bool:
    return not _BULLET.match(line.text) and (
        line.words >= _PARAGRAPH or (line.words >= 6 and closed(line.text) and not line.text.endswith(":"))
    )


def _mark_cues(drafts: Sequence[_Draft], lang: str) -> None:
    section: BlockKind | None = None
    once: BlockKind | None = None
    for index, draft in enumerate(drafts):
        cue = cue_of(draft.line.text)
        if cue is not None:
            draft.kind = cue.kind
            if cue.match == "section-start":
                section = cue.kind
            elif cue.match == "section-end":
                _close_section(drafts[:index], cue.kind)
                section = None
            once = cue.kind if cue.match == "with-next" else None
        elif foreign_line(draft.line.text, lang):
            outlet = draft.line.words <= _NAME and is_outlet(draft.line.text)
            draft.kind = BlockKind.META if outlet else BlockKind.NOISE
        elif once is not None:
            draft.kind, once = once, None
        elif _is_dateline(draft.line.text):
            draft.kind, section = BlockKind.META, None
        elif section is not None:
            if _is_paragraph(draft.line):
                section = None
            else:
                draft.kind, draft.listed = section, True


def _close_section(drafts: Sequence[_Draft], kind: BlockKind) -> None:
    """Bullets right before the end of a list belong to it, however long they are."""
    for draft in reversed(drafts):
        if draft.kind is None and not _BULLET.match(draft.line.text):
            break
        draft.kind = draft.kind or kind


def _is_dateline(line: str) -> bool:
    """Say whether a line holds a full date and little else: a place, an agency, a time of day; or place and agency."""
    if len(line) > _DATELINE:
        return False
    folded = fold(line).text
    dates = [date for date in find_dates(folded) if date.year is not None and date.day is not None]
    agency = agency_in(folded)
    if not dates and (agency is None or not _SEPARATOR.search(folded)):
        return False
    rest = _CLOCK.sub(" ", folded)
    for date in dates:
        rest = rest.replace(folded[date.begin : date.end], " ")
    if agency is not None:
        rest = rest.replace(folded[agency[0] : agency[1]], " ")
    left = [word for word in re.findall(r"[^\W\d_]+", rest) if len(word) > 1]
    if not dates:
        return len(left) <= _PLACE
    return len(left) <= 6 and not (closed(line) and len(left) > 3)


def _mark_head(drafts: Sequence[_Draft], title: str | None) -> None:
    """Find the headline among the lines before the first paragraph; names around it are META."""
    first = next((i for i, draft in enumerate(drafts) if draft.kind is None and _is_paragraph(draft.line)), len(drafts))
    if first == len(drafts) and first > 1 and drafts[-1].kind is None:
        first -= 1
    head = [draft for draft in drafts[:first] if draft.kind is None and draft.line.words <= _HEADLINE]
    headline = _pick_headline(head, [draft for draft in drafts if draft.kind is None], title)
    if headline is None or (headline.line.words < _NAME and title is None):
        # A list before the article, such as the latest news, may have taken the headline for its last item.
        listed = [draft for draft in drafts[:first] if draft.listed and draft.line.words >= _NAME]
        headline = listed[-1] if listed else headline
    if headline is None:
        return
    headline.kind = BlockKind.HEADLINE
    key = bare(headline.line.text)
    for draft in drafts:
        if draft.kind in (None, BlockKind.NOISE) and bare(draft.line.text) == key:
            draft.kind = BlockKind.HEADLINE
    seen = False
    for index, draft in enumerate(drafts[:first]):
        seen = seen or draft is headline
        beside = any(near.kind is BlockKind.META for near in drafts[max(0, index - 1) : index + 2])
        if draft.kind is None and not closed(draft.line.text) and draft.line.words <= (_NAME if beside else _NAME - 1):
            draft.kind = BlockKind.META if seen or is_outlet(draft.line.text) else BlockKind.NOISE


def _pick_headline(head: Sequence[_Draft], all_open: Sequence[_Draft], title: str | None) -> _Draft | None:
    if title is not None:
        key = bare(title)
        for draft in all_open:
            if key and key == bare(draft.line.text):
                return draft
    open_lines = [draft for draft in head if not draft.line.text.endswith((".", ":", "؛"))]
    texts = [bare(draft.line.text) for draft in open_lines]
    for draft, text in zip(open_lines, texts, strict=True):
        if texts.count(text) > 1 and draft.line.words >= 3:
            return draft
    return next((draft for draft in open_lines if draft.line.words >= _NAME), open_lines[0] if open_lines else None)


def _mark_rest(drafts: Sequence[_Draft]) -> None:
    for index, draft in enumerate(drafts):
        if draft.kind is not None:
            continue
        text = draft.line.text
        heading = draft.line.words <= _HEADING and not (closed(text) or _BULLET.match(text) or _SPEECH.search(text))
        followed = any(later.kind is None and _is_paragraph(later.line) for later in drafts[index + 1 : index + 4])
        draft.kind = BlockKind.HEADING if heading and followed else BlockKind.BODY


def _blocks_of(draft: _Draft, drafts: Sequence[_Draft]) -> tuple[Block, ...]:
    line = draft.line
    kind = draft.kind or BlockKind.BODY
    if kind is BlockKind.HEADLINE and (match := _SUFFIX.search(line.text)) and _is_site(match["site"], line, drafts):
        cut = line.begin + match.start()
        mark = cut + len(match[0]) - len(match[0].lstrip())
        return Block(line.begin, cut, kind), Block(mark, line.end, BlockKind.META)
    return (Block(line.begin, line.end, kind),)


def _is_site(name: str, line: Line, drafts: Sequence[_Draft]) -> bool:
    """A name after the headline is the site's if it is known, or the page around the article repeats it."""
    key = bare(name)
    if not key or len(key.split()) > 5:
        return False
    if is_outlet(name) or key in outlet_forms("generic"):
        return True
    outside = (BlockKind.NOISE, BlockKind.META)
    return any(
        key in fold(other.line.text).text for other in drafts if other.kind in outside and other.line is not line
    )
