"""Names of persons, organisations and places: which spellings are one name, and which short form fits a full name.

Arabic and Latin spellings meet in three steps: titles and particles go; parts that the table of names holds are
compared by its rows; the others by their sounds. The thresholds were set on ``tests/link/hard_pairs.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from graphkit.link.given_names import index_forms, initials, misreadings, name_rows, short_forms, titles
from graphkit.link.sounds import distance, is_arabic, sound_class, sounds
from graphkit.text import fold

__all__ = ["block_keys", "is_short_form", "name_key", "same_name", "same_person", "similarity"]

_NEAR = 0.09  # distance of two parts for each of their sounds, at which they are still one name
_NEAR_MOST = 0.62  # and in all, so that long names may not differ in a whole consonant
_SYLLABLE = 6  # letters of an East Asian syllable or pair of syllables, at most
_NATIVE = re.compile("[حعضظذصء]")  # letters that Arabic does not write in foreign names
_BRACKETED = re.compile(r"\([^)]*\)|\[[^]]*]|\"[^\"]*\"|“[^”]*”|«[^»]*»")
_ARTICLE_HYPHEN = re.compile(r"\b(?:al|el|ul|ad|as|ash|ar|az|an|at|ed|es|er|ud)[-‑]", re.I)
_ARTICLE_SEAT = re.compile("^[أإ]ل")  # the seat of hamza is written: not the article
_LATIN_ABD = re.compile(r"^abd(?:[aeiou]?l)?(?=.{2})")
_DIN = frozenset({"din", "deen", "dine", "eddine", "eddin"})
_ABU = frozenset({"ابو", "ابي", "ابا", "abu", "abou", "abi", "aboul", "abul"})
_GOD = frozenset({"الله", "allah", "ollah", "ullah"})


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a name.

    ``rows`` are the rows of the table of names that have it; ``father`` says that bin or ibn stands before it,
    ``house`` that آل or Al does, ``article`` that it is written with the article.
    """

    text: str
    rows: frozenset[int] = frozenset()
    father: bool = False
    house: bool = False
    article: bool = False

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and not is_arabic(self.text)


@dataclass(frozen=True, slots=True)
class _Name:
    parts: tuple[_Part, ...]
    marks: frozenset[str]  # what tells namesakes apart: numerals, elder and younger
    asian: bool


def _joined(words: list[str]) -> list[str]:
    """Join the words that are one part only together: Abd al-X, Abu X, X al-Din, X Allah."""
    units: list[str] = []
    prefix = ""
    for i, word in enumerate(words):
        last = i == len(words) - 1
        if word == "عبد" and not last:
            prefix = "عبد"
            continue
        if word in {"abd", "abdul", "abdel", "abdal", "abdu", "abdol", "abdoul"} and not last:
            prefix = "abd"
            continue
        if word in _ABU and not last and not prefix:
            prefix = "ابو" if is_arabic(word) else "abu"
            continue
        if prefix and word in {"al", "el", "ul", "ar", "as", "ad", "an", "آل"}:
            continue
        if prefix:
            bare = word[2:] if is_arabic(word) and word.startswith("ال") and len(word) > 3 else word
            if prefix == "abd" and word == "allah":
                bare = "lah"
            units.append(prefix + bare)
            prefix = ""
            continue
        if units and units[-1] not in titles().fathers and word in {"الدين", *_DIN}:
            units[-1] += "دين" if is_arabic(word) else "din"
            continue
        if units and units[-1] not in titles().fathers and word in _GOD:
            units[-1] += "له" if is_arabic(word) else "allah"
            continue
        units.append(word)
    return units


@cache
def _whole_words() -> frozenset[str]:
    """Folded Arabic names that begin with the letters of the article but do not have it: الكسندر."""
    forms = {form for row in name_rows() for form in row.arabic if not form.startswith("ال")}
    bare = {fold(form) for form in forms if fold(form).startswith("ال")}
    return frozenset(
        bare
        | {fold(form) for row in name_rows() for form in row.arabic if form.startswith("ال") and row.origin != "arabic"}
    )


def _bare(word: str) -> str:
    """Return a joined unit without its article and with Latin spellings of Abd and al-Din unified."""
    if is_arabic(word):
        if word.startswith("عبدال") and len(word) > 6:
            return "عبد" + word[5:]
        if word.startswith("ال") and len(word) > 4 and word not in _whole_words():
            return word[2:]
        return word
    if word.startswith("abd") and len(word) > 4:
        return _LATIN_ABD.sub("abd", word)
    return word


def _key_of_form(form: str) -> str | None:
    words = [w for w in _words(form) if w not in {"al", "el"}]
    units = _joined(words)
    return _bare(units[0]) if len(units) == 1 else None


@cache
def _rows() -> dict[str, frozenset[int]]:
    return index_forms(_key_of_form)


def _words(text: str) -> list[str]:
    text = _ARTICLE_HYPHEN.sub("al ", text).replace(".", ". ")
    return fold(text).split()


def _strip_titles(words: list[str]) -> list[str]:
    leading = titles().leading
    longest = max(map(len, leading))
    while len(words) > 1:
        for size in range(min(longest, len(words) - 1), 0, -1):
            if tuple(words[:size]) in leading:
                words = words[size:]
                break
        else:
            break
    return words


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


@lru_cache(maxsize=65536)
def _parse(name: str) -> _Name:
    words = _strip_titles(_words(_BRACKETED.sub(" ", name).replace(",", " ").replace("،", " ")))
    words, marks = _strip_marks(words)
    asian = _as_asian([w.strip(".") for w in words])
    if asian:
        return _Name(tuple(_Part(w, _rows().get(w, frozenset())) for w in asian), marks, True)
    shielded = {fold(word) for word in name.split() if _ARTICLE_SEAT.match(word)}
    parts: list[_Part] = []
    father = house = False
    units = _joined(words)
    for i, unit in enumerate(units):
        last = i == len(units) - 1
        if unit in titles().fathers and not last and (i or unit != "ben" or "-" in name):
            father = True
            continue
        if unit in titles().particles and not last:
            house = unit in {"al", "ال"}
            continue
        if unit == "ال" and not last:
            house = True
            continue
        letter = initials().get(unit)
        plain = unit.strip(".")
        if letter and 0 < i < len(units) - 1:
            plain = letter
        if not plain:
            continue
        bare = plain if unit in shielded else _bare(plain)
        parts.append(_Part(bare, _rows().get(bare, frozenset()), father, house, bare != plain or house))
        father = house = False
    kunya = [p for p in parts if p.text.startswith(("ابو", "abu")) and len(p.text) > 4 and not p.rows and not p.father]
    if len(parts) - len(kunya) >= 2 and kunya and kunya[0] in (parts[0], parts[-1]):
        parts.remove(kunya[0])
    return _Name(tuple(parts), marks, False)


def _as_asian(words: list[str]) -> list[str] | None:
    """Return the syllables of a Korean, Chinese or Vietnamese name, misreadings mended, or None if it is not one."""
    if not 2 <= len(words) <= 4 or any(len(w) > _SYLLABLE + 2 * (len(words) == 2) or len(w) < 2 for w in words[1:]):
        return None
    known = [[name_rows()[n] for n in _rows().get(w, ())] for w in words]
    if not any(row.surname for row in known[0]) or any(
        row.origin != "east-asian"
        for rows in known[1:]
        for row in rows[:1]
        if not any(r.origin == "east-asian" for r in rows)
    ):
        return None
    if len(words) == 2 and not known[1] and not _two_syllables(words[1]):
        return None
    if len(words) > 2 and not any(known[1:]):
        return None
    for read, means in misreadings().items():
        if len(read) == len(words) and all(
            _rows().get(r, frozenset()) & _rows().get(w, frozenset()) for r, w in zip(read, words, strict=True)
        ):
            return list(means)
    return words


@lru_cache(maxsize=4096)
def _two_syllables(word: str) -> bool:
    rows = name_rows()

    def syllable(piece: str) -> bool:
        return any(rows[n].origin == "east-asian" for n in _rows().get(piece, ()))

    return any(syllable(word[:i]) and syllable(word[i:]) for i in range(2, len(word) - 1))


def _native(part: _Part) -> bool:
    return bool(_NATIVE.search(part.text)) or part.article


@lru_cache(maxsize=262144)
def _part_similarity(one: _Part, other: _Part) -> float:
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


def _same_part(one: _Part, other: _Part) -> bool:
    return _part_similarity(one, other) > 1 - _NEAR - 0.001 and one.initial == other.initial


def _is_initial_of(initial: _Part, full: _Part) -> bool:
    if not initial.initial:
        return False
    firsts = {fold(name_rows()[n].latin)[:1] for n in full.rows} | {full.text[:1]}
    return initial.text in firsts or distance(sounds(initial.text), sounds(full.text)[:1]) <= 0.1


def _same_given(one: _Part, other: _Part) -> bool:
    return _same_part(one, other) or any(
        (a, b) in short_forms() or (b, a) in short_forms() for a in _spelt(one) for b in _spelt(other)
    )


def _spelt(part: _Part) -> set[str]:
    return {part.text, *(fold(name_rows()[n].latin) for n in part.rows)}


def _together(name: _Name, first: int = 0) -> str:
    return "".join(part.text for part in name.parts[first:])


def _same_asian(x: _Name, y: _Name) -> bool:
    if not x.parts or not y.parts or not _same_part(x.parts[0], y.parts[0]):
        return False
    if len(x.parts) == len(y.parts):
        return all(_same_part(a, b) for a, b in zip(x.parts[1:], y.parts[1:], strict=True))
    if min(len(x.parts), len(y.parts)) < 2:
        return False
    return _same_run(x.parts[1:], y.parts[1:])


def _same_run(one: tuple[_Part, ...], other: tuple[_Part, ...]) -> bool:
    """Compare given names that one side writes as one word: Jinping and Jin Ping."""
    if len(other) < len(one):
        one, other = other, one
    if len(one) != 1:
        return False
    return any(_near(one[0].text, run, is_arabic(one[0].text) != is_arabic(run)) > 0.9 for run in _runs(other))


def _runs(parts: tuple[_Part, ...]) -> set[str]:
    runs = {""}
    for part in parts:
        arabic = is_arabic(part.text)
        spelt = {part.text, *(fold(f) for n in part.rows for f in name_rows()[n].forms if is_arabic(f) == arabic)}
        runs = {run + form for run in runs for form in spelt if len(runs) * len(spelt) <= 400}
    return runs


def _middles_agree(short: tuple[_Part, ...], full: tuple[_Part, ...]) -> bool:
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


def _extends(short: tuple[_Part, ...], full: tuple[_Part, ...]) -> bool:
    """Return whether ``full`` is ``short`` and a family or second family name behind it."""
    extra = full[len(short) :]
    if not all(_same_part(a, b) for a, b in zip(short[1:], full[1:], strict=False)):
        return False
    if len(short) > 1 and short[1].father and full[1].father:
        return True
    if extra[-1].house:
        return len(extra) == 1 or all(p.father for p in extra[:-1])
    return len(extra) == 1 and not short[-1].rows and not short[-1].father


def _same_parts(x: _Name, y: _Name) -> bool:
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
    x, y = _parse(a), _parse(b)
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
    x, y = _parse(short), _parse(full)
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
    x, y = _parse(a).parts, _parse(b).parts
    if not x or not y:
        return 0.0
    spare = 1 / 3
    best = [[0.0] * (len(y) + 1) for _ in range(len(x) + 1)]
    for i, one in enumerate(x):
        for j, other in enumerate(y):
            best[i + 1][j + 1] = max(best[i][j] + _part_similarity(one, other), best[i][j + 1], best[i + 1][j])
    matched = best[-1][-1]
    return (
        matched / (matched + (max(len(x), len(y)) - matched) * (spare if len(x) != len(y) else 1.0)) if matched else 0.0
    )


@cache
def _families() -> dict[int, int]:
    """Rows that share a spelling, or of which one is short for the other, by the least row of them."""
    parent = list(range(len(name_rows())))

    def root(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    groups = [sorted(numbers) for numbers in _rows().values()]
    groups += [sorted(_rows().get(s, frozenset()) | _rows().get(f, frozenset())) for s, f in short_forms()]
    for group in groups:
        for other in group[1:]:
            low, high = sorted((root(group[0]), root(other)))
            parent[high] = low
    return {n: root(n) for n in range(len(parent))}


def _part_key(part: _Part) -> str:
    if part.rows:
        return sound_class(sounds(fold(name_rows()[_families()[min(part.rows)]].latin).replace(" ", "")))
    return sound_class(sounds(_readings(part.text)[-1]))


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the consonant classes of a person name, equal for the usual spellings of it in both scripts.

    Examples:
        >>> name_key("سيرجي لافروف") == name_key("Sergey Lavrov")
        True
    """
    parsed = _parse(name)
    if parsed.asian:
        given = "".join(_part_key(part) for part in parsed.parts[1:])
        return f"{_part_key(parsed.parts[0])} {given}"
    return " ".join(filter(None, map(_part_key, parsed.parts)))


def block_keys(name: str) -> frozenset[str]:
    """Return keys of which two names that :func:`same_person` may equate share at least one, in almost all cases."""
    words = name_key(name).split()
    if len(words) < 2:
        return frozenset(words)
    return frozenset({f"{words[0]} {words[-1]}", f"{words[0]} {words[1]}", "".join(words)})


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
    one, other = _content(a), _content(b)
    return bool(one) and one == other


def _content(name: str) -> str:
    words = fold(name.replace(".", "")).replace("&", " ").split()
    kept = [w for w in words if w not in _LINKS] or words
    return "".join(w[2:] if is_arabic(w) and w.startswith("ال") and len(w) > 4 else w for w in kept)
