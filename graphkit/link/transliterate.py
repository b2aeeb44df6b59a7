"""Arabic names in Latin letters, and slugs for IRIs.

Names in ``seeds/lexicon/given_names*.tsv`` get their usual spelling. The rest follow the letters of
``transliteration_rules.tsv``, with vowels put between consonants that Latin readers cannot say together.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from graphkit.errors import SeedError
from graphkit.link.given_names import EAST_ASIAN, name_rows
from graphkit.link.name_parts import name_index, parse_name
from graphkit.link.sounds import is_arabic
from graphkit.resources import seeds_path
from graphkit.tables import read_table
from graphkit.text import fold

__all__ = ["slug", "to_latin"]

_SLUG_LONGEST = 60
_NATIVE = re.compile("[حعصضظذثق]")  # letters that Arabic hardly ever writes in foreign names
_PLACES = ("whole", "start", "end", "any")
_SMALL = {
    "بن": "bin",
    "ابن": "ibn",
    "بنت": "bint",
    "و": "wa",
    "آل": "Al",
    "أبو": "Abu",
    "ابو": "Abu",
    "عبد": "Abd",
    "الله": "Allah",
}
_WORD = re.compile(r"[^\W\d_]+")
_UNVOICED = re.compile(r"[\u064b-\u065f\u0670ـ\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_VOWELS = re.compile(r"((?:[aeiou]|y(?![aeiou]))+)")
_CONSONANTS = re.compile(r"th|dh|kh|gh|sh|ch|zh|[^·]")


@cache
def _rules() -> dict[tuple[str, str], dict[str, str]]:
    """Return spelling to Latin letters by place and origin."""
    path = seeds_path() / "lexicon" / "transliteration_rules.tsv"
    rules: dict[tuple[str, str], dict[str, str]] = {(p, o): {} for p in _PLACES for o in ("native", "foreign")}
    for number, row in read_table(path, ("arabic", "where", "origin", "latin")):
        origins = ("native", "foreign") if row["origin"] == "both" else (row["origin"],)
        for origin in origins:
            if (row["where"], origin) not in rules:
                raise SeedError(
                    f"{path}, line {number}: where must be one of {', '.join(_PLACES)}; origin native, foreign or both"
                )
            rules[row["where"], origin][row["arabic"]] = row["latin"]
    return rules


@cache
def _known(asian: bool) -> dict[tuple[str, ...], str]:
    """Return the usual Latin spelling of folded Arabic words.

    Where rows share a spelling, that of the row whose usual form it is; East Asian rows go first if ``asian``.
    """
    known: dict[tuple[str, ...], str] = {}
    rows = sorted(name_rows(), key=lambda row: (row.origin == EAST_ASIAN) != asian)
    for best in (True, False):
        for row in rows:
            for form in row.arabic[:1] if best else row.arabic[1:]:
                known.setdefault(tuple(fold(form).split()), row.latin)
    return known


@cache
def _clusters() -> dict[str, frozenset[str]]:
    """Return the pairs of consonants that may start and end a syllable in names of other languages."""
    path = seeds_path() / "lexicon" / "transliteration_clusters.tsv"
    return {row["where"]: frozenset(row["clusters"].split()) for _, row in read_table(path, ("where", "clusters"))}


def _letters(word: str, origin: str) -> str:
    rules = _rules()
    longest = min(len(word), 6)
    latin: list[str] = []
    at = 0
    while at < len(word):
        for size in range(min(longest, len(word) - at), 0, -1):
            piece = word[at : at + size]
            places = [
                place
                for place, fits in (
                    ("whole", size == len(word)),
                    ("start", at == 0),
                    ("end", at + size == len(word)),
                    ("any", True),
                )
                if fits
            ]
            found = next((rules[p, origin][piece] for p in places if piece in rules[p, origin]), None)
            if found is not None:
                if found[:1] == "h" and latin and latin[-1][-1:] in tuple("cdgkstz"):
                    latin.append("·")  # two letters, not the digraph
                latin.append(found)
                at += size
                break
        else:
            at += 1
    return "".join(latin)


def _with_glides(latin: str) -> str:
    """Write y and w where the letter stands between two vowels, so for a consonant."""
    return re.sub(r"(?<=[aei])[ou](?=[aei])", "w", re.sub(r"(?<=[aeou])i(?=[aeou])", "y", latin))


def _spaced(run: list[str], first: bool, last: bool, native: bool) -> str:
    """Put vowels into a run of consonants: at most one begins and ends a syllable, but for clusters of other languages.

    ``first`` and ``last`` say that the run begins or ends the word.
    """
    out: list[str] = []
    open_syllable = not first
    for i, (consonant, following) in enumerate(pairwise([*run, ""])):
        out.append(consonant)
        left = len(run) - i - 1
        if not left:
            break
        pair = consonant + following if left == 1 and not native else ""
        ends = left == 1 and last
        fits = pair in _clusters()["end"] if ends else open_syllable or pair in _clusters()["start"]
        if not fits:
            out.append("a" if native and (first or not last) else "e")
        open_syllable = not fits
    return "".join(out)


def _with_vowels(latin: str, native: bool) -> str:
    pieces = _VOWELS.split(latin)  # consonants at even places, vowels at odd ones
    end = len(pieces) - 1
    return "".join(
        piece if i % 2 else _spaced(_CONSONANTS.findall(piece), i == 0, i == end, native)
        for i, piece in enumerate(pieces)
    )


@lru_cache(maxsize=65536)
def _by_rule(word: str, native: bool) -> str:
    return _with_vowels(_with_glides(_letters(word, "native" if native else "foreign")), native).capitalize()


def _one_word(word: str, native: bool, known: Mapping[tuple[str, ...], str]) -> str:
    if word in _SMALL:
        return _SMALL[word]
    key = fold(word)
    if usual := known.get((key,)):
        return usual if key.startswith("ال") else usual.removeprefix("al-")
    if key.startswith("ال") and len(key) > 4 and word[0] == "ا":
        return "al-" + (known.get((key[2:],), "").removeprefix("al-") or _by_rule(word[2:], True))
    return _by_rule(word, native)


def _is_native(words: list[str]) -> bool:
    """Return whether a name is Arabic by its letters, its articles or the tables, so that all of it is read so."""
    origins = {name_rows()[n].origin for word in words for n in name_index().get(fold(word), ())}
    foreign = origins - {"arabic"}
    by_letters = any(_NATIVE.search(word) or (word.startswith("ال") and len(word) > 4) for word in words)
    return not foreign and (by_letters or "arabic" in origins)


@lru_cache(maxsize=65536)
def to_latin(arabic: str) -> str:
    """Return an Arabic name in Latin letters, as English-language print would likely write it.

    Short vowels are not in the writing, so a name that no table has is only readable, not sure. Whatever is not
    Arabic stays as it is.

    Examples:
        >>> to_latin("محمد بن عبد الله الأحمد"), to_latin("ألكسندر ماتسيغورا")
        ('Mohammed bin Abdullah al-Ahmad', 'Aleksandr Matsegora')
        >>> to_latin("سيرغي ريابكوف"), to_latin("Kim Jong Un")
        ('Sergei Ryabkov', 'Kim Jong Un')
    """
    text = _UNVOICED.sub("", arabic)
    words = list(_WORD.finditer(text))
    native = _is_native([word.group() for word in words])
    known = _known(parse_name(text).asian)
    out: list[str] = []
    at = done = 0
    while at < len(words):
        size, latin = next(
            (n, latin)
            for n in range(min(3, len(words) - at), 0, -1)
            if (latin := _phrase([word.group() for word in words[at : at + n]], native, known))
        )
        out += [text[done : words[at].start()], latin]
        done = words[at + size - 1].end()
        at += size
    return "".join([*out, text[done:]]).translate(_DIGITS)


def _phrase(words: list[str], native: bool, known: Mapping[tuple[str, ...], str]) -> str | None:
    if len(words) > 1:
        return known.get(tuple(fold(word) for word in words)) if all(map(is_arabic, words)) else None
    return _one_word(words[0], native, known) if is_arabic(words[0]) else words[0]


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """Return an ASCII slug of a name for an IRI: lower-case letters, digits and single hyphens, 1 to 60 characters.

    A hash of the name stands for what cannot be written: letters of other scripts and what is past the end.

    Examples:
        >>> slug("ألكسندر ماتسيغورا"), slug("Recep Tayyip Erdoğan"), slug("Sana'a")
        ('aleksandr-matsegora', 'recep-tayyip-erdogan', 'sanaa')
    """
    latin = fold(to_latin(name))
    words = re.findall("[a-z0-9]+", latin)
    text = "-".join(words)
    lost = any(char.isalnum() and not char.isascii() for char in latin)
    if text and not lost and len(text) <= _SLUG_LONGEST:
        return text
    digest = hashlib.sha256(fold(name).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    room = _SLUG_LONGEST - len(digest) - 1
    while len(text) > room:
        text = text.rpartition("-")[0] if "-" in text else text[:room]
    return f"{text or 'name'}-{digest}"
