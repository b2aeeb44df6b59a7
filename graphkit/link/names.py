"""Names of persons, organisations and places: which spellings are one name, and which short form fits a full name.

Arabic and Latin spellings meet in three steps: titles and particles go; parts that the table of names holds are
compared by its rows; the others by their sounds. The thresholds were set on ``tests/link/hard_pairs.tsv``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice, product

from graphkit.link.given_names import EAST_ASIAN, name_rows, short_forms
from graphkit.link.name_parts import NamePart, PersonName, name_index, parse_name
from graphkit.link.sounds import distance, is_arabic, sound_class, sounds
from graphkit.text import fold

__all__ = ["block_keys", "content_words", "is_short_form", "name_key", "same_name", "same_person", "similarity"]

_NEAR = 0.09  # distance of two parts for each of their sounds, at which they are still one name
_NEAR_MOST = 0.62  # and in all, so that long names may not differ in a whole consonant
_MOST_KEYS = 8  # keys of one name, where parts have several readings
_OTHER_MARKS = 0.7  # similarity left where one is the Second and the other the First, or elder and younger
_NATIVE = re.compile("[حعضظذصء]")  # letters that Arabic does not write in foreign names


def _native(part: NamePart) -> bool:
    return bool(_NATIVE.search(part.text)) or part.article


@lru_cache(maxsize=262144)
def _part_similarity(one: NamePart, other: NamePart) -> float:
    """Return 1 for one name, less the further apart the sounds are, 0 for two rows of the table."""
    if one.text == other.text:
        return 1.0
    if one.rows and other.rows:
        return 1.0 if one.rows & other.rows else 0.0
    a, b = is_arabic(one.text), is_arabic(other.text)
    if a and b and (_native(one) or _native(other)):
        return 0.5 if sound_class(sounds(one.text)) == sound_class(sounds(other.text)) else 0.0
    return max(_near(x, y, a != b) for x in _readings(one.text) for y in _readings(other.text))


def _readings(text: str) -> tuple[str, ...]:
    """Return a part as written and, where Latin letters run the article into the name, without it: elbaradei."""
    return (text, text[2:]) if text.startswith(("al", "el")) and len(text) > 6 else (text,)


def _near(one: str, other: str, across: bool) -> float:
    x, y = sounds(one), sounds(other)
    if not x or not y:
        return 0.0
    apart = distance(x, y, across)
    longest = max(len(x), len(y))
    if apart > _NEAR_MOST or apart > _NEAR * max(longest, 4):
        return max(0.0, min(0.85, 1 - 1.5 * apart / longest))
    return 1 - apart / longest


def _same_part(one: NamePart, other: NamePart) -> bool:
    return _part_similarity(one, other) > 1 - _NEAR - 0.001 and one.initial == other.initial


def _is_initial_of(initial: NamePart, full: NamePart) -> bool:
    if not initial.initial:
        return False
    firsts = {fold(name_rows()[n].latin)[:1] for n in full.rows} | {full.text[:1]}
    return initial.text in firsts or distance(sounds(initial.text), sounds(full.text)[:1]) <= 0.1


def _same_given(one: NamePart, other: NamePart) -> bool:
    return _same_part(one, other) or not _whole_names(one).isdisjoint(_whole_names(other))


@lru_cache(maxsize=65536)
def _whole_names(part: NamePart) -> frozenset[str]:
    """Return the given name as spelt in the table and the names it is short for."""
    spelt = {part.text, *(fold(name_rows()[n].latin) for n in part.rows)}
    return frozenset(spelt.union(*(short_forms().get(name, ()) for name in spelt)))


def _together(name: PersonName) -> str:
    return "".join(part.text for part in name.parts)


def _same_asian(x: PersonName, y: PersonName) -> bool:
    if not x.parts or not y.parts or not _same_part(x.parts[0], y.parts[0]):
        return False
    if len(x.parts) == len(y.parts):
        return all(_same_part(a, b) for a, b in zip(x.parts[1:], y.parts[1:], strict=True))
    if min(len(x.parts), len(y.parts)) < 2:
        return False
    return _same_run(x.parts[1:], y.parts[1:])


def _same_run(one: tuple[NamePart, ...], other: tuple[NamePart, ...]) -> bool:
    """Compare given names that one side writes as one word: Jinping and Jin Ping."""
    if len(other) < len(one):
        one, other = other, one
    if len(one) != 1:
        return False
    return any(_near(one[0].text, run, is_arabic(one[0].text) != is_arabic(run)) > 0.9 for run in _runs(other))


def _runs(parts: tuple[NamePart, ...]) -> set[str]:
    """Return the parts written together, in the spellings of each that the table has, a few hundred at most."""
    runs = {""}
    for part in parts:
        arabic = is_arabic(part.text)
        spelt = {part.text, *(fold(f) for n in part.rows for f in name_rows()[n].forms if is_arabic(f) == arabic)}
        runs = {run + form for run in runs for form in spelt if len(runs) * len(spelt) <= 400}
    return runs


def _middles_agree(short: tuple[NamePart, ...], full: tuple[NamePart, ...]) -> bool:
    if any(p.initial for p in (*short, *full)) and short and len(short) != len(full):
        return False
    at = 0
    for part in short:
        while at < len(full) and not (
            _same_part(part, full[at]) or _is_initial_of(part, full[at]) or _is_initial_of(full[at], part)
        ):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def _extends(short: tuple[NamePart, ...], full: tuple[NamePart, ...]) -> bool:
    """Return whether ``full`` is ``short`` and a family or second family name behind it."""
    if not all(_same_part(a, b) for a, b in zip(short[1:], full[1:], strict=False)):
        return False
    if short[1].father:
        return full[1].father
    return len(full) == len(short) + 1 and all(name_rows()[n].surname for n in short[-1].rows)


def _same_parts(x: PersonName, y: PersonName) -> bool:
    short, full = sorted((x.parts, y.parts), key=len)
    if len(short) == 1 or not _same_given(short[0], full[0]):
        return False
    if len(short) == len(full):
        pairs = list(zip(short, full, strict=True))
        return _same_part(*pairs[-1]) and all(
            _same_part(a, b) or (a.initial != b.initial and (_is_initial_of(a, b) or _is_initial_of(b, a)))
            for a, b in pairs[1:-1]
        )
    fathers = (short[1].father or (full[-1].father and len(full) > 2)) and not _same_part(short[1], full[1])
    if not fathers and _same_part(short[-1], full[-1]) and _middles_agree(short[1:-1], full[1:-1]):
        return True
    return _extends(short, full)


@lru_cache(maxsize=131072)
def same_person(a: str, b: str) -> bool:
    """Return whether two names, in Arabic or Latin letters, can be spellings of one person's full name.

    Titles, particles, patronymics and middle names may be missing on one side; numerals and elder or younger may
    not. A surname alone is not the same as a full name (:func:`is_short_form`); two names of one part each are the
    same if that part is.

    Examples:
        >>> same_person("الرئيس فلاديمير بوتين", "Vladimir Vladimirovich Putin")
        True
        >>> same_person("كيم جونغ أون", "كيم جونغ إيل"), same_person("Putin", "Vladimir Putin")
        (False, False)
    """
    x, y = parse_name(a), parse_name(b)
    if not x.parts or not y.parts or x.marks != y.marks:
        return False
    if len(x.parts) == len(y.parts) == 1:
        return _same_part(x.parts[0], y.parts[0])
    if x.asian or y.asian:
        return _same_asian(x, y)
    if min(len(x.parts), len(y.parts)) == 1 and x.marks and _same_part(x.parts[0], y.parts[0]):
        return True
    return _together(x) == _together(y) or _same_parts(x, y)


@lru_cache(maxsize=131072)
def is_short_form(short: str, full: str) -> bool:
    """Return whether a name is a part of a fuller one by which an article may call the same person again.

    That is the family name (the first part of a Korean or Chinese name), the first name, ``bin`` and the father's
    name, a family name of two words, or initials and the family name.

    Examples:
        >>> is_short_form("بن سلمان", "Mohammed bin Salman Al Saud"), is_short_form("Kim", "Kim Jong Un")
        (True, True)
        >>> is_short_form("Zayed", "محمد بن سلمان")
        False
    """
    x, y = parse_name(short), parse_name(full)
    if not x.parts or len(y.parts) + len(y.marks) < 2 or not x.marks <= y.marks or same_person(short, full):
        return False
    if y.asian:
        if len(x.parts) == 1 and _same_part(x.parts[0], y.parts[0]):
            return True
        rest = y.parts[1:]
        same = len(x.parts) == len(rest) and all(_same_part(p, q) for p, q in zip(x.parts, rest, strict=True))
        return same or (len(x.parts) == 1 and len(rest) > 1 and _same_run(x.parts, rest))
    if len(x.parts) == 1:
        part = x.parts[0]
        fathers = [p for p in y.parts if p.father] if part.father else []
        return any(_same_part(part, p) for p in (*fathers, y.parts[-1])) or _same_given(part, y.parts[0])
    if len(x.parts) > len(y.parts) or not _same_part(x.parts[-1], y.parts[-1]):
        return False
    front = x.parts[:-1]
    if all(p.initial for p in front):
        return all(_is_initial_of(p, q) or p.text == q.text for p, q in zip(front, y.parts, strict=False))
    tail = y.parts[-len(x.parts) :]
    return len(tail) < len(y.parts) and not front[0].rows and all(map(_same_part, x.parts, tail))


@lru_cache(maxsize=131072)
def similarity(a: str, b: str) -> float:
    """Return how alike two person names are, from 0 to 1, part by part in order.

    Parts that only one name has count a third, so that a middle name costs little and a family name more.
    """
    one, other = parse_name(a), parse_name(b)
    x, y = one.parts, other.parts
    if not x or not y:
        return 0.0
    best = [[0.0] * (len(y) + 1) for _ in range(len(x) + 1)]
    for i, p in enumerate(x):
        for j, q in enumerate(y):
            alike = 1.0 if i == j == 0 and _same_given(p, q) else _part_similarity(p, q)
            best[i + 1][j + 1] = max(best[i][j] + alike, best[i][j + 1], best[i + 1][j])
    matched = best[-1][-1]
    missing = max(len(x), len(y)) - matched
    alike = matched / (matched + missing * (1.0 if len(x) == len(y) else 1 / 3)) if matched else 0.0
    return alike if one.marks == other.marks else alike * _OTHER_MARKS


@cache
def _families() -> dict[int, int]:
    """Rows that share a spelling, or of which one is short for the other, by the least row of them."""
    parent = list(range(len(name_rows())))

    def root(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    groups = [sorted(numbers) for numbers in name_index().values()]
    for short, wholes in short_forms().items():
        groups.append(sorted(frozenset().union(*(name_index().get(name, ()) for name in (short, *wholes)))))
    for group in groups:
        for other in group[1:]:
            low, high = sorted((root(group[0]), root(other)))
            parent[high] = low
    return {n: root(n) for n in range(len(parent))}


@lru_cache(maxsize=65536)
def _part_keys(part: NamePart) -> tuple[str, ...]:
    """Return the key of a part by its row and, where spellings outside the tables may differ, by its own sounds."""
    rows = part.rows or frozenset().union(*(name_index().get(whole, ()) for whole in _whole_names(part)))
    keys = [fold(name_rows()[_families()[min(rows)]].latin).replace(" ", "")] if rows else []
    if not part.rows or any(name_rows()[n].origin == EAST_ASIAN for n in part.rows):
        keys += _readings(part.text)
    return tuple(dict.fromkeys(filter(None, (sound_class(sounds(key)) for key in keys))))


@lru_cache(maxsize=65536)
def _name_keys(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the keys of a name, each a tuple of the keys of its parts, the likeliest first."""
    parsed = parse_name(name)
    options = [keys for part in parsed.parts if (keys := _part_keys(part))]
    found = dict.fromkeys(islice(product(*options), _MOST_KEYS))
    return tuple(dict.fromkeys((keys[0], "".join(keys[1:])) for keys in found) if parsed.asian else found)


def name_key(name: str) -> str:
    """Return the consonant classes of a person name, equal for the usual spellings of it in both scripts.

    Examples:
        >>> name_key("سيرجي لافروف") == name_key("Sergey Lavrov")
        True
    """
    return " ".join(_name_keys(name)[0])


def block_keys(name: str) -> frozenset[str]:
    """Return keys of which two names that :func:`same_person` equates share at least one, in almost all cases."""
    keys: set[str] = set()
    for words in filter(None, _name_keys(name)):
        keys.update(f"{words[0]} {mark}" for mark in parse_name(name).marks)
        keys.add("".join(words))
        if len(words) > 1:
            keys |= {f"{words[0]} {words[-1]}", f"{words[0]} {words[1]}"}
    return frozenset(keys)


_LINKS = frozenset({"the", "of", "and", "for", "in", "to", "a", "an", "de", "al", "el", "و", "في", "من", "ل"})


@lru_cache(maxsize=131072)
def same_name(a: str, b: str) -> bool:
    """Return whether two names of organisations or places are the same but for articles, links and hyphens.

    Examples:
        >>> same_name("The Ministry of Foreign Affairs", "Ministry for Foreign Affairs")
        True
        >>> same_name("المجلس الانتقالي الجنوبي", "مجلس انتقالي جنوبي"), same_name("حزب الله", "حزب الدعوة")
        (True, False)
    """
    one, other = "".join(content_words(a)), "".join(content_words(b))
    return bool(one) and one == other


def content_words(name: str) -> tuple[str, ...]:
    """Return what :func:`same_name` compares: the folded words without articles and link words."""
    words = fold(name.replace(".", "")).replace("&", " ").split()
    kept = [word for word in words if word not in _LINKS] or words
    return tuple(word[2:] if is_arabic(word) and word.startswith("ال") and len(word) > 4 else word for word in kept)
