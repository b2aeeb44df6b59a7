"""The parts of a person's name, without titles, particles and articles.

Two words that are one part only together are joined: Abd al-Rahman, Abu Bakr, Salah al-Din, Nasr Allah.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from graphkit.link.given_names import EAST_ASIAN, NameRow, index_forms, initials, misreadings, name_rows, titles
from graphkit.link.sounds import is_arabic
from graphkit.text import fold

__all__ = ["NamePart", "PersonName", "name_index", "parse_name"]

_NO_ROWS: frozenset[int] = frozenset()
_SYLLABLE = 6  # letters of an East Asian syllable, at most
_BRACKETED = re.compile(r"\([^)]*\)|\[[^]]*]|\"[^\"]*\"|“[^”]*”|«[^»]*»")
_ARTICLE_HYPHEN = re.compile(r"\b(?:al|el|ul|ad|as|ash|ar|az|an|at|ed|es|er|ud)[-‑]", re.I)
_ARTICLE_SEAT = re.compile("^[أإ]ل")  # the seat of hamza is written: not the article
_LATIN_ABD = re.compile(r"^abd(?:[aeiou]?l)?(?=.{2})")
_ABD = frozenset({"عبد", "abd", "abdul", "abdel", "abdal", "abdol", "abdoul"})
_ABU = frozenset({"ابو", "ابي", "ابا", "abu", "abou", "abi", "aboul", "abul"})
_ABIY = frozenset({"ابي", "abi"})  # with one name behind it the given name, أبي أحمد
_DIN = frozenset({"الدين", "din", "deen", "dine", "eddine", "eddin"})
_GOD = frozenset({"الله", "allah", "ollah", "ullah"})
_HUSHED = str.maketrans(
    {"ş": "sh", "Ş": "Sh", "š": "sh", "Š": "Sh", "ç": "ch", "Ç": "Ch", "č": "ch", "Č": "Ch", "ž": "zh"}
)
_ARTICLES = frozenset({"al", "el", "ul", "ar", "as", "ad", "ed", "an"})


@dataclass(frozen=True, slots=True)
class NamePart:
    """One part of a name.

    Attributes:
        text: folded, without its article.
        rows: numbers of the rows of the table of names that have it.
        father: whether bin or ibn stands before it.
        article: whether it is written with the Arabic article.
    """

    text: str
    rows: frozenset[int] = _NO_ROWS
    father: bool = False
    article: bool = False

    @property
    def initial(self) -> bool:
        """Whether it is one Latin letter."""
        return len(self.text) == 1 and not is_arabic(self.text)


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name in order.

    ``marks`` tell namesakes apart: numerals, ``elder`` and ``younger``. ``asian`` says that the family name comes
    first and the rest are syllables.
    """

    parts: tuple[NamePart, ...]
    marks: frozenset[str]
    asian: bool


def _joined(words: list[str]) -> list[str]:
    """Join the words that are one part only together; Arabic ones lose the article inside."""
    table = titles()
    units: list[str] = []
    prefix = ""
    for word, following in zip(words, [*words, ""][1:], strict=True):
        arabic = is_arabic(word)
        behind = bool(units) and units[-1] not in table.fathers and not prefix
        if not prefix and following and word in _ABD:
            prefix = "عبد" if arabic else "abd"
        elif not prefix and following and word in _ABU and (word not in _ABIY or len(words) > 2):
            prefix = "ابو" if arabic else "abu"
        elif not prefix and following and word in table.joins_next:
            prefix = word
        elif word in _ARTICLES and (prefix or (behind and following in _DIN)):
            continue
        elif prefix:
            inner = word[2:] if word.startswith("ال") else "lah" if word == "allah" else word
            units.append(prefix + inner)
            prefix = ""
        elif behind and word in table.joins_previous:
            units[-1] += word
        elif behind and word in _DIN:
            units[-1] += "دين" if arabic else "din"
        elif behind and word in _GOD:
            units[-1] += "له" if arabic else "allah"
        else:
            units.append(word)
    return units


@cache
def _without_article() -> frozenset[str]:
    """Return folded Arabic names that begin with the letters of the article but do not have it: الكسندر."""
    forms = ((form, fold(form), row.origin) for row in name_rows() for form in row.arabic)
    return frozenset(f for form, f, origin in forms if f.startswith("ال") and (form[0] != "ا" or origin != "arabic"))


def _bare(word: str) -> str:
    """Return a joined unit without its article and with Latin spellings of Abd unified."""
    if is_arabic(word):
        if word.startswith("عبدال") and len(word) > 6:
            return "عبد" + word[5:]
        if len(word) > 5 and word.endswith("الله"):
            return word[:-4] + "له"
        return word[2:] if word.startswith("ال") and len(word) > 4 and word not in _without_article() else word
    return _LATIN_ABD.sub("abd", word) if word.startswith("abd") and len(word) > 4 else word


def _form_key(form: str) -> str | None:
    units = _joined([word for word in _words(form) if word not in {"al", "el"}])
    return _bare(units[0]) if len(units) == 1 else None


@cache
def name_index() -> dict[str, frozenset[int]]:
    """Return the numbers of the rows of the table of names by :attr:`NamePart.text`."""
    return index_forms(_form_key)


def _part(unit: str, *, father: bool = False, seated: bool = False) -> NamePart:
    bare = unit if seated else _bare(unit)
    rows = name_index().get(bare, _NO_ROWS)
    if not rows and bare.startswith(("al", "el")) and len(bare) > 5 and bare[2:] in name_index():
        bare = bare[2:]  # the article run into a Latin name: Elsisi
        rows = name_index()[bare]
    return NamePart(bare, rows, father, is_arabic(unit) and unit.startswith("ال") and bare != unit)


def _words(text: str) -> list[str]:
    return fold(_ARTICLE_HYPHEN.sub("al ", text).replace(".", ". ").translate(_HUSHED)).split()


def _strip_titles(words: list[str]) -> list[str]:
    leading = titles().leading
    longest = max(map(len, leading))
    while len(words) > 1:
        for size in range(min(longest, len(words) - 1), 0, -1):
            if tuple(words[:size]) in leading and not _given_name_first(words):
                words = words[size:]
                break
        else:
            break
    return words


def _given_name_first(words: list[str]) -> bool:
    """Return whether a word that is a title and a given name is the latter: Sultan al-Jaber is a name."""
    names = [word for word in words[1:] if word not in titles().particles]
    return words[0] in name_index() and (len(names) < 2 or names[0] in titles().fathers)


def _strip_marks(words: list[str]) -> tuple[list[str], frozenset[str]]:
    marks: set[str] = set()
    kept: list[str] = []
    at = 0
    table = titles().suffixes
    while at < len(words):
        for size in (3, 2, 1):
            piece = tuple(words[at : at + size])
            if at and len(piece) == size and piece in table:
                marks.add(table[piece])
                at += size
                break
        else:
            kept.append(words[at])
            at += 1
    return kept, frozenset(marks - {""})


def _spelt_out(units: list[str]) -> list[str]:
    """Turn the Arabic names of initials into Latin letters where they stand inside a name or side by side."""
    letters = [initials().get(unit) for unit in units]
    last = len(units) - 1
    return [
        letter if letter and i < last and (i or (letters[1] and last > 1)) else unit.strip(".")
        for i, (unit, letter) in enumerate(zip(units, letters, strict=True))
    ]


def _is_kunya(part: NamePart) -> bool:
    return part.text.startswith(("ابو", "abu")) and len(part.text) > 4 and not part.rows and not part.father


@lru_cache(maxsize=65536)
def parse_name(name: str) -> PersonName:
    """Return the parts of a person's name in either script.

    Leading titles go, as long as a word is left; so do bracketed and quoted by-names, particles, and a kunya before
    or after a name of two parts.
    """
    words, marks = _strip_marks(_strip_titles(_words(_BRACKETED.sub(" ", name).replace(",", " ").replace("،", " "))))
    asian = _as_asian([word.strip(".") for word in words])
    if asian:
        return PersonName(tuple(NamePart(word, name_index().get(word, _NO_ROWS)) for word in asian), marks, True)
    seated = {fold(word) for word in name.split() if _ARTICLE_SEAT.match(word)}
    table = titles()
    parts: list[NamePart] = []
    father = False
    units = [unit for unit in _spelt_out(_joined(words)) if unit]
    for i, unit in enumerate(units):
        last = i == len(units) - 1
        if unit in table.fathers and not last and (i or unit != "ben" or "-" in name):
            father = True
        elif unit not in table.particles or last:
            parts.append(_part(unit, father=father, seated=unit in seated))
            father = False
    kunya = [part for part in parts if _is_kunya(part)]
    if kunya and len(parts) - len(kunya) >= 2 and kunya[0] in (parts[0], parts[-1]):
        parts.remove(kunya[0])
    return PersonName(tuple(parts), marks, False)


def _as_asian(words: list[str]) -> list[str] | None:
    """Return the syllables of a Korean, Chinese or Vietnamese name, misreadings mended, or None if it is not one."""
    if not 2 <= len(words) <= 4:
        return None
    surname, *given = ([name_rows()[n] for n in name_index().get(word, ())] for word in words)
    if not any(row.surname and row.origin == EAST_ASIAN for row in surname):
        return None
    if len(words) == 2:
        if not any(map(_is_syllable, given)) and not _two_syllables(words[1]):
            return None
    elif not any(map(_is_syllable, given)) or any(
        (rows and not _is_syllable(rows)) or not 2 <= len(word) <= _SYLLABLE
        for word, rows in zip(words[1:], given, strict=True)
    ):
        return None
    index = name_index()
    for read, means in misreadings().items():
        if len(read) == len(words) and all(
            index.get(r, _NO_ROWS) & index.get(w, _NO_ROWS) for r, w in zip(read, words, strict=True)
        ):
            return list(means)
    return words


def _is_syllable(rows: list[NameRow]) -> bool:
    return any(row.origin == EAST_ASIAN for row in rows)


@lru_cache(maxsize=4096)
def _two_syllables(word: str) -> bool:
    def syllable(piece: str) -> bool:
        return _is_syllable([name_rows()[n] for n in name_index().get(piece, ())])

    return any(syllable(word[:i]) and syllable(word[i:]) for i in range(2, len(word) - 1))
