"""Training the Arabic segmenter: averaged perceptron on UD Arabic-PUD with word frequencies from wordfreq."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable

import wordfreq

from graphkit.analyse.folding import ARABIC_WORD, fold
from graphkit.analyse.norms import underlying_parts
from graphkit.analyse.segmenter import END, START, Segmenter

from .corpora import Sentence

__all__ = ["norms", "segmentation_examples", "train_segmenter"]

_EPOCHS = 6
_RAREST_LEVEL = 5
_SMALLEST_WEIGHT = 0.02


def segmentation_examples(sentence: Sentence) -> list[list[str]]:
    """Return the words of a sentence as written, each as the list of its parts."""
    words: list[list[str]] = []
    glued = False
    for form, space in zip(sentence.forms, sentence.spaces, strict=True):
        arabic = ARABIC_WORD.fullmatch(form) is not None
        if glued and arabic:
            words[-1].append(form)
        else:
            words.append([form])
        glued = arabic and not space
    return words


def norms(sentence: Sentence, segmenter: Segmenter) -> list[str]:
    """Return the norm of every word of a treebank sentence, as the tokenizer would give it."""
    if sentence.lang != "ar":
        return list(sentence.forms)
    return [norm for parts in segmentation_examples(sentence) for norm in underlying_parts(parts, segmenter)]


def frequency_levels() -> dict[str, int]:
    """Return log2 of the occurrences in 1e9 words, rounded down, of every folded Arabic form not too rare."""
    sums: Counter[str] = Counter()
    for word, frequency in wordfreq.get_frequency_dict("ar", "best").items():
        if ARABIC_WORD.fullmatch(word):
            sums[fold(word)] += frequency
    levels = {word: int(math.log2(f * 1e9)) for word, f in sums.items()}
    return {word: level for word, level in levels.items() if level >= _RAREST_LEVEL}


def train_segmenter(sentences: Iterable[Sentence], seed: int = 0) -> Segmenter:
    """Return a segmenter trained on these sentences."""
    stems: Counter[str] = Counter()
    splits: dict[str, Counter[tuple[int, ...]]] = defaultdict(Counter)
    examples = []
    for sentence in sentences:
        words = segmentation_examples(sentence)
        folded = [fold("".join(parts)) for parts in words]
        for i, parts in enumerate(words):
            if not ARABIC_WORD.fullmatch("".join(parts)) or len(folded[i]) < 2:
                continue
            forms = [fold(p) for p in parts]
            gold = tuple(map(len, forms))
            before = folded[i - 1] if i else START
            after = folded[i + 1] if i + 1 < len(words) else END
            stems.update(forms)
            splits[folded[i]][gold] += 1
            examples.append((folded[i], gold, before, after, frozenset(forms)))
    model = Segmenter({}, stems, splits, frequency_levels())
    model.weights = _perceptron(model, examples, seed)
    model.splits = {word: dict(cuts) for word, cuts in splits.items()}
    model.stems = dict(stems)
    return model


def _perceptron(model: Segmenter, examples: list, seed: int) -> dict[str, float]:
    rng = random.Random(seed)  # noqa: S311 - no secret
    weights: dict[str, float] = {}
    totals: dict[str, float] = defaultdict(float)
    last: dict[str, int] = defaultdict(int)
    step = 0

    def update(features: list[str], value: float) -> None:
        for f in features:
            totals[f] += (step - last[f]) * weights.get(f, 0.0)
            last[f] = step
            weights[f] = weights.get(f, 0.0) + value

    for _ in range(_EPOCHS):
        rng.shuffle(examples)
        for word, gold, before, after, parts in examples:
            step += 1
            candidates = model.candidates(word)
            if len(candidates) == 1 or all(c.lengths != gold for c in candidates):
                continue
            features = [model.features(word, c, before, after, gold, parts) for c in candidates]
            scores = [sum(weights.get(f, 0.0) for f in fs) for fs in features]
            order = range(len(candidates))
            # A margin: the right cut must win by more than 1.
            worst = max(order, key=lambda i: scores[i] + (candidates[i].lengths != gold))
            if candidates[worst].lengths != gold:
                right = max((i for i in order if candidates[i].lengths == gold), key=lambda i: scores[i])
                update(features[right], 1.0)
                update(features[worst], -1.0)
    for f in weights:
        totals[f] += (step - last[f]) * weights[f]
    averaged = {f: round(totals[f] / step, 2) for f in weights}
    return {f: w for f, w in averaged.items() if abs(w) > _SMALLEST_WEIGHT}
