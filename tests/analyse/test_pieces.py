import itertools

from hypothesis import given
from hypothesis import strategies as st

from graphkit.analyse.pieces import UNKNOWN, PieceVocabulary

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "\u2581", "\u2581ab", "a", "b", "ab", "abc", "bca", "cabca", "c")
SCORES = (0, 0, 0, 0, -3.0, -2.0, -3.1, -3.3, -4.0, -4.1, -6.0, -7.0, -3.7)


def cuts(text):
    for marks in itertools.product((False, True), repeat=len(text) - 1):
        places = [0, *(i + 1 for i, cut in enumerate(marks) if cut), len(text)]
        yield [text[a:b] for a, b in itertools.pairwise(places)]


@given(st.text("abc", min_size=1, max_size=8), st.booleans())
def test_a_word_is_cut_into_its_likeliest_pieces(word, spaced):
    vocabulary = PieceVocabulary(PIECES, SCORES)
    scores = dict(zip(PIECES, SCORES, strict=True))
    text = "\u2581" + word if spaced else word
    best = max(sum(scores[p] for p in cut) for cut in cuts(text) if all(p in scores for p in cut))
    found = [PIECES[i] for i in vocabulary.encode(word, spaced)]
    assert "".join(found) == text
    assert abs(sum(scores[p] for p in found) - best) < 1e-9


def test_what_no_piece_has_is_unknown_once():
    vocabulary = PieceVocabulary(PIECES, SCORES)
    assert vocabulary.encode("a\u4e2d\u6587b", False) == (PIECES.index("a"), UNKNOWN, PIECES.index("b"))
    assert vocabulary.encode("", False) == (UNKNOWN,)
