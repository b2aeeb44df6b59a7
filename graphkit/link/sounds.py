"""Sounds of names: Arabic and Latin spellings of one name come near each other.

The letters' sounds and the distances between sounds are ``seeds/lexicon/transliteration_sounds.tsv`` and
``transliteration_costs.tsv``; the classes below only group sounds that the tables already hold to be near.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graphkit.errors import SeedError
from graphkit.resources import seeds_path
from graphkit.tables import read_table

__all__ = ["distance", "is_arabic", "sound_class", "sounds"]

_ARABIC = re.compile(r"[\u0620-\u064a]")
_FIRST_SEAT = re.compile(r"^A(?=[UI])")
_DOUBLED = re.compile(r"(.)\1+")
_CLASSES = str.maketrans(
    dict.fromkeys("BbpFfv", "B")
    | dict.fromkeys("JjGgKkQq", "G")
    | dict.fromkeys("HhXx", "H")
    | dict.fromkeys("szZʃ", "S")
    | dict.fromkeys("tθ", "T")
    | dict.fromkeys("dð", "D")
    | {"l": "L", "m": "M", "n": "N", "r": "R"}
)
_VOWELS = re.compile("[aeiouywAUI]")


def is_arabic(text: str) -> bool:
    """Return whether a text has Arabic letters."""
    return _ARABIC.search(text) is not None


@cache
def _spellings() -> tuple[re.Pattern[str], dict[tuple[str, str], str]]:
    """Return a pattern of all spellings, longest first, and the sound of each place and spelling."""
    path = seeds_path() / "lexicon" / "transliteration_sounds.tsv"
    anchors = {"start": r"\A{}", "end": r"{}\Z", "any": "{}"}
    table: dict[tuple[str, str], str] = {}
    for number, row in read_table(path, ("spelling", "where", "sound")):
        if row["where"] not in anchors or not row["spelling"]:
            raise SeedError(f"{path}, line {number}: where must be start, any or end, and spelling not empty")
        table[row["where"], row["spelling"]] = row["sound"]
    order = sorted(table, key=lambda key: (-len(key[1]), list(anchors).index(key[0])))
    return re.compile("|".join(anchors[where].format(re.escape(spelling)) for where, spelling in order)), table


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """Return the sounds of one folded word, a letter a sound; letters of other scripts are left out.

    Examples:
        >>> sounds("غيراسيموف"), sounds("gerasimov")
        ('GIrAsImUF', 'gerasimov')
    """
    pattern, table = _spellings()
    found: list[str] = []
    for match in pattern.finditer(word):
        piece = match.group()
        sound = table.get(("start", piece)) if match.start() == 0 else None
        if sound is None and match.end() == len(word):
            sound = table.get(("end", piece))
        found.append(table["any", piece] if sound is None else sound)
    return _DOUBLED.sub(r"\1", _FIRST_SEAT.sub("", "".join(found)))


@lru_cache(maxsize=65536)
def sound_class(sound: str) -> str:
    """Return the consonant classes of sounds: what stays equal over the usual spellings of one name.

    Only a vowel at the start counts, as ``A``; an h at the end does not.

    Examples:
        >>> sound_class(sounds("غيراسيموف")), sound_class(sounds("gerasimov"))
        ('GRSMB', 'GRSMB')
    """
    if not sound:
        return ""
    first = {"w": "B", "U": "B"}.get(sound[0], sound[0]) if sound[1:2] in tuple("aeiouAI") else sound[0]
    first = "A" if _VOWELS.match(first) else first
    key = (first + _VOWELS.sub("", sound[1:])).translate(_CLASSES)
    if len(key) > 1 and key[-1] == "H" and sound[-1] in "hH":
        key = key[:-1]
    return _DOUBLED.sub(r"\1", key)


@cache
def _costs() -> tuple[dict[tuple[str, str], float], dict[str, tuple[float, float]]]:
    path = seeds_path() / "lexicon" / "transliteration_costs.tsv"
    swaps: dict[tuple[str, str], float] = {}
    drops: dict[str, tuple[float, float]] = {}
    for number, row in read_table(path, ("one", "other", "cost", "across")):
        try:
            cost = float(row["cost"])
            across = float(row["across"] or row["cost"])
        except ValueError:
            raise SeedError(f"{path}, line {number}: cost and across must be numbers from 0 to 1") from None
        if row["other"]:
            swaps[row["one"], row["other"]] = swaps[row["other"], row["one"]] = cost
        else:
            drops[row["one"]] = (cost, across)
    return swaps, drops


@lru_cache(maxsize=262144)
def distance(one: str, other: str, across: bool = False) -> float:
    """Return the weighted edit distance of two strings of sounds.

    Args:
        one: sounds of a name.
        other: sounds of another.
        across: whether one is written in Arabic and the other in Latin letters, where short vowels go unwritten.

    Returns:
        0 for the same sounds, about 1 for each consonant that differs.
    """
    swaps, drops = _costs()

    def drop(sound: str) -> float:
        return drops.get(sound, (1.0, 1.0))[across]

    before = [0.0]
    for sound in other:
        before.append(before[-1] + drop(sound))
    for a in one:
        leave = drop(a)
        row = [before[0] + leave]
        for j, b in enumerate(other):
            swap = 0.0 if a == b else swaps.get((a, b), 1.0)
            row.append(min(before[j] + swap, before[j + 1] + leave, row[j] + drop(b)))
        before = row
    return before[-1]
