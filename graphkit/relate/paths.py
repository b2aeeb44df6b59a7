"""Paths in the dependency tree from a word that states a relation to the mentions around it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphkit.relate.passages import Marked, Passage

__all__ = ["PATH", "SHAPES", "tree_paths"]

PATH = 4
"""Numbers that describe a path: its shape, the labels of the mention, of its side and of the trigger's side."""
_UP, _DOWN = 3, 4  # steps that are told apart; more count as many
SHAPES = 2 + _UP * (_DOWN + 1) + _DOWN + 1


def tree_paths(passage: Passage, words: Sequence[int], mentions: Sequence[Marked]) -> np.ndarray:
    """Describe the paths from words to mentions, (words, mentions, :data:`PATH`).

    A shape is 0 where the two stand in different sentences, 1 where the word is inside the mention, else it tells the
    steps from the word up to the first word above both and from there down to the mention's head.
    """
    chains: dict[int, list[int]] = {}

    def chain(word: int) -> list[int]:
        if word not in chains:
            above = [word]
            while (head := passage.heads[above[-1]]) >= 0 and head not in above:
                above.append(head)
            chains[word] = above
        return chains[word]

    out = np.zeros((len(words), len(mentions), PATH), np.int64)
    heads = [_head(passage, mention) for mention in mentions]
    for row, word in enumerate(words):
        ups = {above: steps for steps, above in enumerate(chain(word))}
        for column, (mention, head) in enumerate(zip(mentions, heads, strict=True)):
            if mention.start <= word < mention.stop:
                out[row, column, 0] = 1
                continue
            below = chain(head)
            down = next((steps for steps, above in enumerate(below) if above in ups), None)
            if down is None:
                continue
            up = ups[below[down]]
            out[row, column] = (
                2 + min(up, _UP) * (_DOWN + 1) + min(down, _DOWN),
                passage.labels[head],
                passage.labels[below[down - 1]] if down else 0,
                passage.labels[chain(word)[up - 1]] if up else 0,
            )
    return out


def _head(passage: Passage, mention: Marked) -> int:
    span = range(mention.start, mention.stop)
    return next((word for word in span if passage.heads[word] not in span), mention.start)
