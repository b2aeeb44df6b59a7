"""The encoder's vocabulary, pruned to the pieces that Arabic and English words are made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import numpy as np
import wordfreq

from graphkit.analyse.folding import undiacritised
from graphkit.analyse.pieces import PieceVocabulary

from .e5 import E5

__all__ = ["pruned_vocabulary"]

SIZE = 24_000
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_FREQUENT_WORDS = {"ar": 120_000, "en": 50_000}
_ALWAYS = re.compile("\u2581?[\u0021-\u024f\u0600-\u06ff\u2010-\u203a]|\u2581")


def pruned_vocabulary(e5: E5, words: Iterable[tuple[str, bool]]) -> tuple[PieceVocabulary, np.ndarray]:
    """Choose the pieces to keep.

    Args:
        e5: the model to take pieces from.
        words: (form, spaced) of the training texts; the commonest words of wordfreq are added.

    Returns:
        the vocabulary of 24,000 pieces, and the index of each in ``e5``.
    """
    order = [e5.begin, e5.pad, e5.end, e5.unknown]
    texts = ["" if i in order else piece for i, piece in enumerate(e5.pieces)]
    full = PieceVocabulary([*_SPECIAL, *texts], [0, 0, 0, 0, *e5.scores])
    counts: Counter[int] = Counter()
    for word, times in Counter(words).items():
        for piece in full.encode(*word):
            counts[piece - len(_SPECIAL)] += times
    for lang, number in _FREQUENT_WORDS.items():
        for word in wordfreq.top_n_list(lang, number):
            weight = wordfreq.word_frequency(word, lang) * 2e6 + 0.5
            forms = {undiacritised(word)} if lang == "ar" else {word, word.capitalize()}
            for form in forms:
                for piece in full.encode(form, True):
                    counts[piece - len(_SPECIAL)] += weight
    always = [i for i, piece in enumerate(e5.pieces) if _ALWAYS.fullmatch(piece) and i not in order]
    chosen = set(always)
    for i, _ in counts.most_common():
        if len(chosen) >= SIZE - len(order):
            break
        if i >= 0 and i not in order:
            chosen.add(i)
    index = order + sorted(chosen)
    pieces = [*_SPECIAL, *(e5.pieces[i] for i in index[len(order) :])]
    return PieceVocabulary(pieces, [float(e5.scores[i]) for i in index]), np.array(index)
