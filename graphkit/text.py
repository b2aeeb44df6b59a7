"""Comparison keys of text: two spellings of the same words fold to the same string."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["fold", "fold_with_offsets", "original_span"]

# Letters that Unicode does not decompose, and the letters Arabic newspapers write for them.
_LETTERS = {
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "ڭ": "غ",
    "گ": "غ",
    "ڨ": "ق",
    "ڤ": "ف",
    "ڥ": "ف",
    "پ": "ب",
    "چ": "تش",
    "ژ": "ج",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ۃ": "ه",
    "ٹ": "ت",
    "ڈ": "د",
    "ڑ": "ر",
    "ں": "ن",
    "ۆ": "و",
    "ۇ": "و",
    "ۋ": "و",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ə": "a",
}
# Persian, Kurdish and Urdu names keep another letter in Arabic print: گلستان is كلستان, not غلستان.
_PERSIAN_LETTERS = {"گ": "ك"}
_PERSIAN = frozenset({"fa", "ku", "ckb", "ur", "ps"})

_REMOVED = frozenset("ـ'`´‘’‚‛′ʼʻʾʿˈʹ＇")
_SPACED = frozenset('-‐‑‒–−﹣－"“”„‟«»‹›″·・_')
_POSSESSIVE = re.compile(r"(?<=\w)['’＇](?=[sS](?!\w))")
_SPACES = re.compile(r" {2,}")


class _Folder(dict[int, str]):
    """A translation table that works out each code point the first time it is met."""

    def __init__(self, special: dict[str, str]) -> None:
        super().__init__()
        self._special = special

    def __missing__(self, code: int) -> str:
        result = self[code] = self._fold(chr(code))
        return result

    def _fold(self, char: str) -> str:
        if char in self._special:
            return self._special[char]
        if char in _REMOVED:
            return ""
        if char in _SPACED or char.isspace():
            return " "
        category = unicodedata.category(char)
        if category[0] == "M" or category == "Cf":
            return ""
        if category == "Nd":
            return str(unicodedata.digit(char))
        plain = unicodedata.normalize("NFKD", char).casefold()
        if plain == char:
            return char
        # An isolated accent or vowel sign decomposes to a space that carries it: nothing is left of it.
        return "".join("" if c == " " and len(plain) > 1 else self[ord(c)] for c in plain)


_DEFAULT = _Folder(_LETTERS)
_FOR_PERSIAN = _Folder(_LETTERS | _PERSIAN_LETTERS)


def _table(lang: str | None) -> _Folder:
    return _FOR_PERSIAN if lang in _PERSIAN else _DEFAULT


def _prepared(text: str) -> str:
    return _POSSESSIVE.sub(" ", text) if "s" in text or "S" in text else text


def fold(text: str, lang: str | None = None) -> str:
    """Return the comparison key of a text.

    Case, accents, Arabic vowel signs, tatweel, direction marks and zero-width characters go; the forms of alef,
    ya, ta marbuta and hamza on a carrier become one letter each; Persian letters become the Arabic ones used in
    print; digits become ASCII. Apostrophes vanish (``Sana'a`` is ``sanaa``) except before a possessive s, where
    a space stands; hyphens, quotation marks and white space become one space. Folding twice changes nothing.

    Args:
        text: any text.
        lang: ISO 639 code of its language; ``fa``, ``ku``, ``ckb``, ``ur`` and ``ps`` write گ as ك instead of غ.

    Examples:
        >>> fold("كِيم جونغ-أون"), fold("Bashar al-Assad’s"), fold("ولایتی", "fa")
        ('كيم جونغ اون', 'bashar al assad s', 'ولايتي')
    """
    return _SPACES.sub(" ", _prepared(text).translate(_table(lang))).strip(" ")


def fold_with_offsets(text: str, lang: str | None = None) -> tuple[str, list[int]]:
    """Return :func:`fold` of a text and, for each code point of it, the offset in ``text`` it came from.

    Args:
        text: any text.
        lang: as for :func:`fold`.

    Returns:
        The folded text and as many offsets (code points, never decreasing); a run of white space has the offset
        of its first character. :func:`original_span` turns a match back into a span of ``text``.
    """
    table = _table(lang)
    chars: list[str] = []
    offsets: list[int] = []
    after_space = True
    for offset, char in enumerate(_prepared(text)):
        piece = table[ord(char)]
        if piece == " ":
            if after_space:
                continue
            after_space = True
            chars.append(" ")
            offsets.append(offset)
        elif piece:
            after_space = False
            chars.append(piece)
            offsets.extend([offset] * len(piece))
    if chars and chars[-1] == " ":
        del chars[-1], offsets[-1]
    return "".join(chars), offsets


@cache
def _trails(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or char == "ـ"


def original_span(text: str, offsets: list[int], begin: int, end: int) -> tuple[int, int]:
    """Return where a stretch of folded text is in the original.

    Args:
        text: the original text.
        offsets: what :func:`fold_with_offsets` gave for it.
        begin: first code point of the stretch in the folded text.
        end: one past its last code point; greater than ``begin``.

    Returns:
        Half-open span in ``text``; vowel signs and tatweel after the last letter belong to it.
    """
    stop = offsets[end - 1] + 1
    while stop < len(text) and _trails(text[stop]):
        stop += 1
    return offsets[begin], stop
