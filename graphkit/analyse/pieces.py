"""Word pieces of the encoder: a unigram vocabulary, the likeliest way to cut a word into its pieces."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

__all__ = ["BEGIN", "END", "PAD", "UNKNOWN", "PieceVocabulary"]

BEGIN, PAD, END, UNKNOWN = range(4)
SPACE = "\u2581"
_MOST_PIECES = 12
_UNKNOWN_PENALTY = 10.0


class PieceVocabulary:
    """Pieces with their log probabilities; the first four are the special ones above."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self.pieces = list(pieces)
        self.scores = list(map(float, scores))
        self._ids = {piece: i for i, piece in enumerate(self.pieces) if i > UNKNOWN}
        # The longest piece that begins with these two characters (or is the one).
        self._longest: dict[str, int] = {}
        for piece in self._ids:
            self._longest[piece[:2]] = max(self._longest.get(piece[:2], 0), len(piece))
        self._unknown = min(self.scores[UNKNOWN + 1 :]) - _UNKNOWN_PENALTY
        self._cache: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.pieces)

    def encode(self, word: str, spaced: bool) -> tuple[int, ...]:
        """Return the ids of the pieces of a word, at most 12.

        Args:
            word: any text without white space.
            spaced: whether white space stands before it.
        """
        key = SPACE + word if spaced else word
        ids = self._cache.get(key)
        if ids is None:
            ids = self._viterbi(unicodedata.normalize("NFKC", key[:80]).replace(" ", SPACE))[:_MOST_PIECES]
            ids = ids or (UNKNOWN,)
            if len(self._cache) < 200_000:
                self._cache[key] = ids
        return ids

    def _viterbi(self, text: str) -> tuple[int, ...]:
        ids, scores = self._ids, self.scores
        best = [0.0] + [-1e30] * len(text)
        back = [(0, UNKNOWN)] * (len(text) + 1)
        for start in range(len(text)):
            here = best[start]
            if here + self._unknown > best[start + 1]:
                best[start + 1] = here + self._unknown
                back[start + 1] = (start, UNKNOWN)
            longest = self._longest.get(text[start : start + 2], 1)
            for end in range(start + 1, min(len(text), start + longest) + 1):
                piece = ids.get(text[start:end])
                if piece is not None and here + scores[piece] > best[end]:
                    best[end] = here + scores[piece]
                    back[end] = (start, piece)
        out: list[int] = []
        at = len(text)
        while at:
            at, piece = back[at]
            if not (piece == UNKNOWN and out and out[-1] == UNKNOWN):
                out.append(piece)
        return tuple(reversed(out))
