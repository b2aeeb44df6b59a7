"""Cutting an Arabic word into its clitics: a small grammar proposes, a trained linear model chooses."""

from __future__ import annotations

import json
import lzma
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ..errors import AnalysisError

__all__ = ["Candidate", "Segmenter"]

CONJUNCTIONS = ("", "و", "ف")
PARTICLES = ("", "ب", "ل", "ك", "س")
_FUTURE_BEGINS = frozenset("يتنا")  # the future particle س stands before these only
SUFFIXES = ("", "ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "كن", "ي", "ني", "نا")
_PREFIXES = frozenset("وفبلكس")
START, END = "<s>", "</s>"
_MOST_CACHED = 200_000


class Candidate(NamedTuple):
    """One way of cutting a folded word; ``lengths`` are those of its non-empty parts, in order."""

    lengths: tuple[int, ...]
    conjunction: str
    particle: str
    stem: str
    suffix: str


def _bucket(count: int) -> str:
    return str(min(6, int(math.log2(count + 1))))


@dataclass
class Segmenter:
    """The trained chooser.

    Attributes:
        weights: weight of each feature.
        stems: how often each folded stem occurs in the treebank.
        splits: for each folded word of the treebank, how often it is cut in which lengths.
        levels: log2 of the frequency of a folded form in 1e9 words, rounded down; absent if rare.
    """

    weights: Mapping[str, float]
    stems: Mapping[str, int]
    splits: Mapping[str, Mapping[tuple[int, ...], int]]
    levels: Mapping[str, int]
    _cache: dict[tuple[str, str, str], tuple[int, ...]] = field(default_factory=dict, repr=False)
    _candidates: dict[str, list[tuple[Candidate, list[float], list[float]]]] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, path: Path) -> Segmenter:
        """Read the segmenter that :meth:`save` wrote.

        Raises:
            AnalysisError: if the file is missing or not a segmenter.
        """
        try:
            with lzma.open(path, "rt", encoding="utf-8") as file:
                data = json.load(file)
            splits = {
                word: {tuple(map(int, key.split("+"))): n for key, n in cuts.items()}
                for word, cuts in data["splits"].items()
            }
            levels = {word: int(level) for level, words in data["levels"].items() for word in _unpack(words)}
            return cls(data["weights"], data["stems"], splits, levels)
        except (OSError, lzma.LZMAError, ValueError, KeyError) as error:
            raise AnalysisError(f"{path}: no usable Arabic segmenter ({error}); install graphkit again") from error

    def save(self, path: Path) -> None:
        """Write the segmenter as compressed JSON."""
        by_level: dict[int, list[str]] = {}
        for word, level in self.levels.items():
            by_level.setdefault(level, []).append(word)
        data = {
            "weights": dict(sorted(self.weights.items())),
            "stems": dict(sorted(self.stems.items())),
            "splits": {
                word: {"+".join(map(str, key)): n for key, n in sorted(cuts.items())}
                for word, cuts in sorted(self.splits.items())
            },
            "levels": {str(level): _pack(sorted(words)) for level, words in sorted(by_level.items())},
        }
        path.write_bytes(lzma.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), preset=9))

    def level(self, word: str) -> int:
        """Return the frequency level of a folded form, 0 where it is rare or unknown."""
        return self.levels.get(word, 0)

    def cut(self, word: str, before: str = START, after: str = END) -> tuple[int, ...]:
        """Return the lengths of the parts of a folded word between two folded neighbours.

        The lengths count the characters of the folded word and add up to its length.
        """
        key = (word, before, after[:2])
        lengths = self._cache.get(key)
        if lengths is None:
            candidates = self._weighed(word)
            best = candidates[0]
            if len(candidates) > 1:
                best = max(candidates, key=lambda c: sum((*c[1], *self._found(_beside(c[0], before, after)), *c[2])))
            lengths = best[0].lengths
            if len(self._cache) < _MOST_CACHED:
                self._cache[key] = lengths
        return lengths

    def _weighed(self, word: str) -> list[tuple[Candidate, list[float], list[float]]]:
        """Return the candidates of a word with the weights that they have whatever stands beside it."""
        weighed = self._candidates.get(word)
        if weighed is None:
            weighed = [(c, [], []) for c in self.candidates(word)]
            if len(weighed) > 1:
                for candidate, first, last in weighed:
                    before, after = self._inside(word, candidate)
                    first += self._found(before)
                    last += self._found(after)
            if len(self._candidates) < _MOST_CACHED:
                self._candidates[word] = weighed
        return weighed

    def _found(self, features: Iterable[str]) -> list[float]:
        weights = self.weights
        return [weights[f] for f in features if f in weights]

    def candidates(self, word: str) -> list[Candidate]:
        """Return every cut the grammar allows, the whole word first, then cuts seen in the treebank only."""
        found = list(_grammar(word)) if len(word) > 1 else [Candidate((len(word),), "", "", word, "")]
        allowed = {c.lengths for c in found}
        for lengths in self.splits.get(word, ()):
            if lengths not in allowed:
                found.append(Candidate(lengths, "*", "*", word, "*"))
        return found

    def features(
        self,
        word: str,
        candidate: Candidate,
        before: str,
        after: str,
        gold: tuple[int, ...] | None = None,
        gold_parts: frozenset[str] = frozenset(),
    ) -> list[str]:
        """Return the features of one candidate.

        ``gold`` and ``gold_parts`` are given in training only: the word itself is taken out of the counts.
        """
        first, last = self._inside(word, candidate, gold, gold_parts)
        return [*first, *_beside(candidate, before, after), *last]

    def _inside(
        self,
        word: str,
        candidate: Candidate,
        gold: tuple[int, ...] | None = None,
        gold_parts: frozenset[str] = frozenset(),
    ) -> tuple[list[str], list[str]]:
        lengths, conjunction, particle, stem, suffix = candidate
        if conjunction == "*":
            return ["seen-only", f"seen-only={word}"], []
        prefix = conjunction + particle
        shape = f"{prefix}_{suffix}"
        kind = ("P" if prefix else "") + ("S" if suffix else "")

        def count(form: str) -> int:
            n = self.stems.get(form, 0)
            return n - 1 if n and form in gold_parts else n

        level = self.level
        forms = [stem, *underlying_forms(stem, particle, suffix)]
        known = max(map(count, forms))
        frequent = max(map(level, forms))
        difference = max(-6, min(6, frequent - level(word)))
        bare = stem[2:] if stem.startswith("ال") else "ال" + stem
        article = "AL" if stem.startswith("ال") else "-"
        first = [
            f"p={prefix}",
            f"s={suffix}",
            f"ps={shape}",
            f"st={_bucket(known)}|{kind}",
            f"st={_bucket(known)}|{shape}",
            f"z={frequent}|{kind}",
            f"z={frequent}|{shape}",
            f"dz={difference}|{shape}",
            f"dz={difference}|{frequent}|{kind}",
            f"lm={min(len(stem), 7)}|{shape}",
            f"f2={stem[:2]}|{prefix}",
            f"l2={stem[-2:]}|{suffix}",
            f"f3={stem[:3]}|{prefix}",
            f"l3={stem[-3:]}|{suffix}",
            f"al={article}|{shape}",
        ]
        last = []
        if particle == "ل" and stem.startswith("ل"):
            last.append(f"ll={_bucket(max(map(count, forms)))}{suffix}")
        if prefix:
            difference = max(-5, min(5, level(stem) - level(word)))
            siblings = "|".join(str(level(first + stem) // 3) for first in ("و", "ال", "ب"))
            last.append(f"alt={level(bare)}|{prefix}")
            last.append(f"pd={difference}|{level('ال' + stem) // 2}|{prefix}")
            last.append(f"wl={siblings}|{prefix}")
        elif word[0] in _PREFIXES:
            # What speaks for a cut, though this candidate makes none.
            rest = word[1:]
            difference = max(-5, min(5, level(rest) - level(word)))
            last.append(f"no={word[0]}{difference}|{level('ال' + rest) // 2}")
        if suffix:
            root = stem[:-1] + "ة" if stem.endswith("ت") else stem
            last.append(f"al2={max(level(root), level(stem + 'ه'), level(stem + 'ها'))}|{suffix}")
        if known >= 4:
            last.append(f"stem={stem}|{shape}")
        cuts = self.splits.get(word)
        if cuts:
            total = sum(cuts.values()) - (gold is not None)
            mine = cuts.get(lengths, 0) - (gold == lengths)
            share = round(4 * mine / total) if total > 0 else -1
            last.append(f"seen={share}|{_bucket(max(0, total))}")
        return first, last


def _beside(candidate: Candidate, before: str, after: str) -> list[str]:
    """Return the features that a candidate has by the words beside it."""
    _, conjunction, particle, stem, suffix = candidate
    if conjunction == "*":
        return []
    shape = f"{conjunction}{particle}_{suffix}"
    article = "AL" if stem.startswith("ال") else "-"
    return [
        f"pw={before}|{shape}",
        f"pw2={before[-2:]}|{shape}",
        f"nw={after[:2]}|{shape}",
        f"nal={after.startswith('ال')}|{shape}|{article}",
    ]


def underlying_forms(stem: str, particle: str, suffix: str) -> list[str]:
    """Return what a stem may be when it stands alone, as folded forms: قيمت -> قيمة, لرئيس -> الرئيس."""
    forms = []
    if suffix and len(stem) > 1:
        end = {"ت": "ة", "ا": "ى", "ي": "ى", "ئ": "ء", "ؤ": "ء"}.get(stem[-1])
        if end:
            forms.append(stem[:-1] + end)
        if stem[-1] == "و":
            forms.append(stem + "ا")
    if particle == "ل" and stem.startswith("ل"):
        forms += ["ا" + stem, "ال" + stem]
    return forms


def _grammar(word: str) -> Iterator[Candidate]:
    for conjunction in CONJUNCTIONS:
        if not word.startswith(conjunction):
            continue
        rest = word[len(conjunction) :]
        for particle in PARTICLES:
            if not rest.startswith(particle):
                continue
            body = rest[len(particle) :]
            if not body:
                continue
            for suffix in SUFFIXES:
                if suffix and not body.endswith(suffix):
                    continue
                stem = body[: len(body) - len(suffix)]
                if not stem:
                    if particle in ("ل", "ب", "ك") and suffix:
                        yield _candidate(conjunction, particle, "", suffix)
                    continue
                if len(stem) == 1 and not (stem in "لبكف" and suffix):
                    continue
                if particle == "س" and stem[0] not in _FUTURE_BEGINS:
                    continue
                yield _candidate(conjunction, particle, stem, suffix)


def _candidate(conjunction: str, particle: str, stem: str, suffix: str) -> Candidate:
    lengths = tuple(len(part) for part in (conjunction, particle, stem, suffix) if part)
    return Candidate(lengths, conjunction, particle, stem, suffix)


def _pack(words: Sequence[str]) -> str:
    """Front-code sorted words: each is the length it shares with the one before it, then what is new."""
    out, last = [], ""
    for word in words:
        shared = 0
        while shared < min(len(word), len(last), 25) and word[shared] == last[shared]:
            shared += 1
        out.append(chr(97 + shared) + word[shared:])
        last = word
    return "".join(out)


def _unpack(packed: str) -> Iterator[str]:
    last = ""
    bounds = [i for i, c in enumerate(packed) if "a" <= c <= "z"] + [len(packed)]
    for start, end in pairwise(bounds):
        last = last[: ord(packed[start]) - 97] + packed[start + 1 : end]
        yield last
