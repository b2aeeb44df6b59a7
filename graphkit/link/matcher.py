"""Finding the forms of the gazetteer in text, Arabic clitics and all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.link.gazetteer import Entry, Gazetteer, words

__all__ = ["Hit", "find_hits"]

# An apostrophe of "People's Republic of China", or "Cote d' Ivoire".
_GAP = re.compile(
    r"['’ʼ][ ]?|[ \t\u00a0\u200e\u200f\u202a-\u202e\u2066-\u2069]{0,3}[-–‑.]?[ \t\u00a0\u200e\u200f]{0,2}"
)
_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that a form of the gazetteer matches.

    Attributes:
        begin: offset of the first code point after any clitic.
        end: half-open end.
        entries: what it may stand for.
        clitics: Arabic clitics written before it, ``و`` and ``ل`` for ``ولروسيا``.
        pronoun: Arabic pronoun written on its last word, ``ها`` for ``وزير خارجيتها``; offices and heads only.
    """

    begin: int
    end: int
    entries: tuple[Entry, ...]
    clitics: tuple[str, ...] = ()
    pronoun: str = ""


_PRONOUNS = ("هما", "هم", "ها", "ه", "نا")


def _without_pronoun(word: str) -> Iterator[tuple[str, str]]:
    """Yield (noun, pronoun) for a folded Arabic word that may end in one: ``خارجيتها`` is ``خارجية`` + ``ها``."""
    for pronoun in _PRONOUNS:
        stem = word[: -len(pronoun)]
        if word.endswith(pronoun) and len(stem) > 2:
            yield stem, pronoun
            if stem.endswith("ت"):
                yield stem[:-1] + "ه", pronoun
            if stem.endswith("اي") or stem.endswith("او"):
                yield stem[:-1] + "ء", pronoun


def _readings(word: str) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Yield (letters of clitics, clitics, what is left) of a folded word, fewest clitics first."""
    yield 0, (), word
    if not ("\u0621" <= word[0] <= "\u064a"):
        return
    for conjunction in ("", *_CONJUNCTIONS):
        if not word.startswith(conjunction):
            continue
        rest = word[len(conjunction) :]
        before = (conjunction,) if conjunction else ()
        if conjunction and len(rest) > 1:
            yield 1, before, rest
        for preposition in _PREPOSITIONS:
            if rest.startswith(preposition) and len(rest) > 2:
                yield len(conjunction) + 1, (*before, preposition), rest[1:]
        if rest.startswith("لل") and len(rest) > 3:
            # للرئيس: the article's alef is not written after the preposition.
            yield len(conjunction) + 1, (*before, "ل"), "ا" + rest[1:]


def _offset_after(text: str, begin: int, letters: int) -> int:
    """Return the offset after so many letters, vowel signs and tatweel not counted."""
    position = begin
    while letters:
        if "\u0621" <= text[position] <= "\u063a" or "\u0641" <= text[position] <= "\u064a":
            letters -= 1
        position += 1
    while position < len(text) and "\u064b" <= text[position] <= "\u0652":
        position += 1
    return position


def _believable(entry: Entry, written: str) -> bool:
    first = entry.form[0]
    if not first.isascii() or not first.isalpha() or entry.kind in ("role", "head"):
        return True
    if len(entry.form) <= 5 and entry.form.upper() == entry.form:
        return written.upper() == written
    # In a sentence "The West" is "the West".
    named, shown = (form[4:] if form[:4] in ("The ", "the ") else form for form in (entry.form, written))
    return not named[:1].isupper() or shown[:1].isupper()


def _suffixed(node: Mapping[str, Any], word: str, written: str) -> tuple[tuple[Entry, ...], str] | None:
    """Return the offices and heads that a word with a pronoun names below a node of the trie."""
    # Folded, a feminine ending looks like a pronoun: "مسؤولية" is no "مسؤولي" + "ه".
    if not ("\u0621" <= word[0] <= "\u064a") or written == "ة":
        return None
    for noun, pronoun in _without_pronoun(word):
        below = node.get(noun)
        entries = tuple(e for e in below.entries if e.kind in ("role", "head")) if below is not None else ()
        if entries:
            return entries, pronoun
    return None


def _suffixed_first(
    forms: Mapping[str, Any], word: str, found: Sequence[tuple[int, int, str]], position: int, written: str
) -> tuple[tuple[Entry, ...], str] | None:
    """Return the office of two words whose first has a pronoun: ``أمينه العام`` is ``أمين عام`` + ``ه``."""
    following = found[position + 1][2] if position + 1 < len(found) else ""
    if written == "ة" or not ("\u0621" <= word[0] <= "\u064a" and following.startswith("ال")):
        return None
    for noun, pronoun in _without_pronoun(word):
        below = forms.get(noun)
        below = below.get(following.removeprefix("ال")) if below is not None else None
        entries = tuple(e for e in below.entries if e.kind == "role") if below is not None else ()
        if entries:
            return entries, pronoun
    return None


def _owned(
    entries: Sequence[Entry], forms: Mapping[str, Any], word: str, written: str
) -> tuple[tuple[Entry, ...], str] | None:
    """Return the office that a word with a pronoun names, where folded it is a feminine form: ``زعيمه``, ``زعيمة``."""
    bare = entries and written == "ه" and not word.startswith("ال")
    feminine = bare and all(e.kind in ("role", "head") and e.form[-1] == "ة" for e in entries)
    return _suffixed(forms, word, written) if feminine else None


def find_hits(text: str, gazetteer: Gazetteer) -> list[Hit]:
    """Return the longest matches, left to right, not overlapping.

    A form matches whole words, compared folded; the first word may carry Arabic clitics (و ف, then ب ل ك). Latin
    forms that the table writes with a capital need one in the text, and short acronyms need capitals throughout.

    Args:
        text: any text.
        gazetteer: the forms.
    """
    found = list(words(text))
    hits: list[Hit] = []
    position = 0
    while position < len(found):
        best = _best_at(position, text, found, gazetteer)
        if best is not None and found[position][2] == "the" and position + 1 < len(found):
            # "the North Korean army" is no "the North".
            after = _best_at(position + 1, text, found, gazetteer)
            if after is not None and after[1].end > best[1].end:
                best = None
        kinds = {entry.kind for entry in best[1].entries} if best is not None and best[0] else set()
        if best is not None and kinds in ({"head"}, {"role"}):
            inner = _best_at(position + best[0], text, found, gazetteer)
            if inner is not None and inner[1].end > best[1].end and any(e.kind == "name" for e in inner[1].entries):
                if kinds == {"head"}:
                    # "قوات [الجيش الشعبي الكوري]": a name that begins in the words for any army.
                    best = None
                elif inner[1].clitics == ("ل",):
                    # "الأمين العام ل[حلف شمال الأطلسي]": an office that ends in the first word of a name.
                    best = _best_at(position, text, found[: position + best[0]], gazetteer)
        if best is None:
            position += 1
        else:
            hits.append(best[1])
            position += best[0] + 1
    return hits


def _best_at(
    position: int, text: str, found: Sequence[tuple[int, int, str]], gazetteer: Gazetteer
) -> tuple[int, Hit] | None:
    """Return the longest hit that begins with a word, and how many words follow its first."""
    best: tuple[tuple[int, int], Hit] | None = None

    def offer(last: int, letters: int, hit: Hit) -> None:
        nonlocal best
        rank = (last - position, -letters)
        if best is None or rank > best[0]:
            best = rank, hit

    begin, end, word = found[position]
    written = text[end - 1]
    for letters, clitics, rest in _readings(word):
        start = _offset_after(text, begin, letters) if letters else begin
        node = gazetteer.forms.get(rest)
        if (inner := _suffixed_first(gazetteer.forms, rest, found, position, written)) is not None:
            offer(position + 1, letters, Hit(start, found[position + 1][1], inner[0], clitics, inner[1]))
        if node is None:
            if best is None and (suffixed := _suffixed(gazetteer.forms, rest, written)):
                offer(position, letters + len(word), Hit(start, end, suffixed[0], clitics, suffixed[1]))
            continue
        last = position
        while node is not None:
            entries = tuple(e for e in node.entries if _believable(e, text[start : found[last][1]]))
            owned = _owned(entries, gazetteer.forms, rest, written) if last == position else None
            if owned is not None:
                offer(last, letters, Hit(start, found[last][1], owned[0], clitics, owned[1]))
            elif entries:
                offer(last, letters, Hit(start, found[last][1], entries, clitics))
            last += 1
            if last == len(found) or not _GAP.fullmatch(text, found[last - 1][1], found[last][0]):
                break
            following = node.get(found[last][2])
            if following is None and (suffixed := _suffixed(node, found[last][2], text[found[last][1] - 1])):
                offer(last, letters, Hit(start, found[last][1], suffixed[0], clitics, suffixed[1]))
            node = following
    return None if best is None else (best[0][0], best[1])
