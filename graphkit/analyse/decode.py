"""From scores to structures: the best tree over a sentence's words, and names from IOB labels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

__all__ = ["best_labels", "keep_names_whole", "maximum_tree"]

_NEVER = -1e9


def maximum_tree(scores: np.ndarray) -> np.ndarray:
    """Return the head of each word in the best tree with exactly one root.

    Chu-Liu/Edmonds on the scores; where more than one word hangs from the root, each in turn is tried as the
    only one and the best tree is kept.

    Args:
        scores: (words, 1 + words), the log probability of each head; column 0 is the root.

    Returns:
        heads as columns of ``scores``: 0 for the root word, ``i + 1`` for word ``i``.
    """
    count = len(scores)
    square = np.full((count + 1, count + 1), _NEVER)
    square[1:] = scores
    np.fill_diagonal(square, _NEVER)
    heads = _arborescence(square)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) > 1:
        best = -np.inf
        for root in roots:
            only = square.copy()
            only[1:, 0] = _NEVER
            only[root, 0] = square[root, 0]
            tree = _arborescence(only)
            total = only[np.arange(1, count + 1), tree[1:]].sum()
            if total > best:
                best, heads = total, tree
    return heads[1:]


def keep_names_whole(scores: np.ndarray, names: Sequence[tuple[int, int, str]]) -> np.ndarray:
    """Return the scores of heads with only such trees left in which one word of each name has its head outside.

    The word is the one for which the best heads of the name's words score highest.

    Args:
        scores: as for :func:`maximum_tree`.
        names: (first word, after the last word, type), not overlapping.
    """
    kept = scores.copy()
    for begin, end, _ in names:
        if end - begin < 2:
            continue
        block = kept[begin:end]
        inner = np.full_like(block, _NEVER)
        inner[:, begin + 1 : end + 1] = block[:, begin + 1 : end + 1]
        np.fill_diagonal(inner[:, begin + 1 : end + 1], _NEVER)
        outer = block.copy()
        outer[:, begin + 1 : end + 1] = _NEVER
        top = int((outer.max(1) - inner.max(1)).argmax())
        kept[begin:end] = inner
        kept[begin + top] = outer[top]
    return kept


def _cycle(heads: np.ndarray) -> list[int]:
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        at = start
        while at and not state[at]:
            state[at] = start
            at = heads[at]
        if at and state[at] == start:
            cycle = [at]
            while heads[cycle[-1]] != at:
                cycle.append(int(heads[cycle[-1]]))
            return cycle
    return []


def _arborescence(scores: np.ndarray) -> np.ndarray:
    """Chu-Liu/Edmonds: ``scores[child, head]``, node 0 is the root; the cycle found is contracted to one node."""
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([i for i in range(len(heads)) if i not in set(cycle)])
    size = len(outside)
    small = np.full((size + 1, size + 1), _NEVER)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    from_cycle = scores[np.ix_(outside, inside)]
    leaving = from_cycle.argmax(1)
    small[:size, size] = from_cycle[np.arange(size), leaving]
    gains = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    entering = gains.argmax(0)
    small[size, :size] = gains[entering, np.arange(size)]
    small[0] = _NEVER
    tree = _arborescence(small)
    for i, node in enumerate(outside):
        if node:
            heads[node] = inside[leaving[i]] if tree[i] == size else outside[tree[i]]
    heads[inside[entering[tree[size]]]] = outside[tree[size]]
    return heads


def best_labels(scores: np.ndarray, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the names in a sentence as (first word, after the last word, type).

    Viterbi over IOB labels: an ``I-`` label follows only the ``B-`` or ``I-`` of its own type.

    Args:
        scores: (words, labels) log probabilities.
        labels: names of the columns.
    """
    first, next_ = _penalties(tuple(labels))
    best = scores.argmax(1)
    broken = first[best[0]] or next_[best[:-1], best[1:]].any()
    path = _viterbi(scores, first, next_) if broken else best.tolist()
    names: list[tuple[int, int, str]] = []
    for i, at in enumerate(path):
        label = labels[at]
        if label[0] == "B":
            names.append((i, i + 1, label[2:]))
        elif label[0] == "I":
            names[-1] = (names[-1][0], i + 1, label[2:])
    return names


@lru_cache(maxsize=8)
def _penalties(labels: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return what each label costs at the beginning, and after each other label: a lot where it may not stand."""
    first = np.array([_NEVER if label[0] == "I" else 0.0 for label in labels])
    follows = [[label[0] != "I" or before[1:] == label[1:] for label in labels] for before in labels]
    return first, np.where(follows, 0.0, _NEVER)


def _viterbi(scores: np.ndarray, first: np.ndarray, next_: np.ndarray) -> list[int]:
    total = scores[0] + first
    back = []
    for row in scores[1:]:
        step = total[:, None] + next_
        back.append(step.argmax(0))
        total = step.max(0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
