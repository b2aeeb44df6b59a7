import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analyse import load_pipeline
from graphkit.analyse.sentences import MOST_PIECES, MOST_WORDS, sentence_bounds, shortened


def cut(text, lang="ar"):
    doc = load_pipeline(lang).make_doc(text)
    bounds = sentence_bounds([t.text for t in doc], [bool(t.whitespace_) for t in doc])
    return [doc[a:b].text.strip() for a, b in bounds]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ar", "وصل الوفد. هل غادر؟ نعم!", ["وصل الوفد.", "هل غادر؟", "نعم!"]),
        ("ar", "بلغت النسبة 12.5 بالمئة أمس.", ["بلغت النسبة 12.5 بالمئة أمس."]),
        ("ar", "قال د. أحمد ذلك.", ["قال د. أحمد ذلك."]),
        ("ar", 'قال: "لن نوقع." ثم غادر.', ['قال: "لن نوقع."', "ثم غادر."]),
        ("ar", "عنوان بلا نقطة\nوصل الوفد", ["عنوان بلا نقطة", "وصل الوفد"]),
        ("ar", "انظر https://example.org/a.b الآن.", ["انظر https://example.org/a.b الآن."]),
        ("en", "Mr. Lee met J. Park. They talked.", ["Mr. Lee met J. Park.", "They talked."]),
        ("en", '"Stop!" he said. "Now."', ['"Stop!" he said.', '"Now."']),
        ("en", "It cost $3.50 at example.com today.", ["It cost $3.50 at example.com today."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(lang, text, expected):
    assert cut(text, lang) == expected


TOKENS = st.lists(
    st.tuples(st.sampled_from(["كلمة", ".", "!", '"', "\n", "،", "a", "..."]), st.booleans()), max_size=60
)


@given(TOKENS)
def test_sentences_cover_every_token_once(tokens):
    bounds = sentence_bounds([t for t, _ in tokens], [s for _, s in tokens])
    assert [i for a, b in bounds for i in range(a, b)] == list(range(len(tokens)))


@given(st.lists(st.tuples(st.sampled_from(["كلمة", "،"]), st.integers(0, 12)), min_size=1, max_size=700))
def test_shortened_sentences_fit_the_encoder(tokens):
    texts, pieces = [t for t, _ in tokens], [n for _, n in tokens]
    parts = shortened((0, len(tokens)), texts, pieces)
    assert [i for a, b in parts for i in range(a, b)] == list(range(len(tokens)))
    for a, b in parts:
        assert sum(pieces[a:b]) <= MOST_PIECES
        assert sum(1 for n in pieces[a:b] if n) <= MOST_WORDS
