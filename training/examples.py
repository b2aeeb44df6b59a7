"""Training examples: words as the encoder reads them, with the class of each for each head."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graphkit.analyse.folding import undiacritised
from graphkit.analyse.lemmas import make_script
from graphkit.analyse.segmenter import Segmenter
from graphkit.analyse.tokenizer import arabic_spans, encoder_word

from .corpora import NamedSentence, Sentence
from .segmenter import norms

__all__ = ["ENTITY_LABELS", "Classes", "Example", "named_example", "treebank_example", "varied"]

ENTITY_LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
_PREFIX_CLITICS = frozenset("وفبلكس")


@dataclass
class Example:
    """One sentence; a head without gold labels has an empty list."""

    lang: str
    words: list[tuple[str, bool]]
    tags: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Classes:
    """Names of the classes of each head, and per language the numbers of those that occur in it."""

    tags: list[str]
    scripts: list[str]
    deps: list[str]
    allowed: dict[str, dict[str, list[int]]]

    @classmethod
    def of(cls, examples: Iterable[Example]) -> Classes:
        """Collect the classes of the training examples; an edit script must occur twice in its language."""
        seen = {head: {"ar": Counter(), "en": Counter()} for head in ("tags", "scripts", "deps")}
        for example in examples:
            for head, counts in seen.items():
                counts[example.lang].update(getattr(example, head))
        least = {"tags": 1, "scripts": 2, "deps": 2}
        kept = {
            head: {lang: {c for c, n in counter.items() if n >= least[head]} for lang, counter in counts.items()}
            for head, counts in seen.items()
        }
        names = {head: sorted(kept[head]["ar"] | kept[head]["en"]) for head in kept}
        allowed = {
            head: {lang: [i for i, c in enumerate(names[head]) if c in kept[head][lang]] for lang in ("ar", "en")}
            for head in kept
        }
        return cls(names["tags"], names["scripts"], names["deps"], allowed)


def treebank_example(sentence: Sentence, segmenter: Segmenter) -> Example:
    """Make an example of a treebank sentence."""
    forms = norms(sentence, segmenter)
    spaced = [True, *sentence.spaces[:-1]]
    lemmas = [undiacritised(lemma) for lemma in sentence.lemmas] if sentence.lang == "ar" else sentence.lemmas
    return Example(
        lang=sentence.lang,
        words=[encoder_word(f, s) for f, s in zip(forms, spaced, strict=True)],
        tags=[f"{u}|{f}" for u, f in zip(sentence.upos, sentence.feats, strict=True)],
        scripts=[make_script(f, lemma) for f, lemma in zip(forms, lemmas, strict=True)],
        heads=sentence.heads,
        deps=sentence.deps,
        entities=sentence.entities,
    )


def named_example(sentence: NamedSentence, segmenter: Segmenter) -> Example:
    """Segment an Arabic sentence with marked names; clitics before and after a name are outside of it."""
    text = " ".join(sentence.words)
    owner = [i for i, word in enumerate(sentence.words) for _ in range(len(word) + 1)]
    spans = arabic_spans(text, segmenter)
    words, labels = [], []
    at = 0
    while at < len(spans):
        word = owner[spans[at].start]
        end = at
        while end < len(spans) and owner[spans[end].start] == word:
            end += 1
        part = spans[at:end]
        for span in part:
            words.append(encoder_word(span.norm, span.start == 0 or text[span.start - 1] == " "))
        labels += _part_labels([(text[s.start : s.end], s.cut) for s in part], sentence.labels[word])
        at = end
    return Example("ar", words, entities=labels)


def _part_labels(parts: list[tuple[str, bool]], label: str) -> list[str]:
    if label == "O":
        return ["O"] * len(parts)
    inside = [
        i for i, (t, cut) in enumerate(parts) if any(c.isalnum() for c in t) and not (cut and _is_clitic(i, parts))
    ]
    first, last = (inside[0], inside[-1]) if inside else (0, len(parts) - 1)
    out = ["O"] * len(parts)
    for i in range(first, last + 1):
        out[i] = label if i == first else "I" + label[1:]
    return out


def _is_clitic(i: int, parts: list[tuple[str, bool]]) -> bool:
    longest = max(range(len(parts)), key=lambda j: len(parts[j][0]))
    return i > longest or (i < longest and parts[i][0] in _PREFIX_CLITICS)


_LOOSE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا"})
_LOOSER = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})


def varied(example: Example, rng: random.Random) -> Example:
    """Return an Arabic example as careless writers may write it: hamza left out, no full stop at the end."""
    if example.lang != "ar":
        return example
    words = example.words
    chance = rng.random()
    if chance < 0.2:
        words = [(w.translate(_LOOSE if chance < 0.13 else _LOOSER), s) for w, s in words]
    cut = len(words)
    if rng.random() < 0.2 and cut > 3 and words[-1][0] in (".", "!") and (cut - 1) not in example.heads:
        cut -= 1
    return Example(
        example.lang,
        words[:cut],
        example.tags[:cut],
        example.scripts[:cut],
        example.heads[:cut],
        example.deps[:cut],
        example.entities[:cut],
    )
