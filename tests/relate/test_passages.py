"""Passages cover every word once, keep mentions at their words, and stay within the encoder's length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graphkit.analyse import load_pipeline
from graphkit.analyse.encoder import shared_encoder
from graphkit.relate import load_lexicon
from graphkit.relate.passages import KINDS, Marked, passages, referring
from graphkit.resources import models_path

VOCAB = Vocab()
WORDS = ("Kyiv", "said", "القاهرة", "اجتمع", "the", "incomprehensibilities", ".", "\u200b")


@st.composite
def articles(draw: st.DrawFn) -> list[Doc]:
    docs = []
    for _ in range(draw(st.integers(1, 3))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=300))
        starts = draw(st.sets(st.integers(0, len(words) - 1)))
        docs.append(Doc(VOCAB, words, sent_starts=[i == 0 or i in starts for i in range(len(words))]))
    return docs


@settings(max_examples=60)
@given(articles(), st.data())
def test_every_word_is_in_focus_once(docs, data):
    marks = []
    for block, doc in enumerate(docs):
        start = data.draw(st.integers(0, len(doc) - 1))
        stop = data.draw(st.integers(start + 1, min(len(doc), start + 4)))
        marks.append((block, Marked(start, stop, (f"e{block}",))))
    vocabulary = shared_encoder(models_path(), 1).vocabulary
    made = passages(docs, marks, vocabulary, load_lexicon())
    seen = [place for p in made for place in p.origin[p.focus :]]
    shown = [(b, t.i) for b, doc in enumerate(docs) for t in doc if t.text != "\u200b"]
    assert seen == shown
    for p in made:
        assert sum(len(vocabulary.encode(*w)) for w in p.words) <= 250 + 12
        assert len(p.words) == len(p.origin) == len(p.hints)
        for mention in p.mentions:
            block = int(mention.entities[0][1:])
            _, mark = marks[block]
            inside = [i for b, i in p.origin[mention.start : mention.stop] if b == block]
            assert inside == [i for b, i in p.origin if b == block and mark.start <= i < mark.stop]


@pytest.mark.parametrize(
    ("lang", "text", "index", "relation"),
    [("en", "Egypt accused Iran.", 1, "accused"), ("ar", "قصفت روسيا أوديسا", 0, "bombed")],
)
def test_frames_hint_at_what_a_word_may_state(lang, text, index, relation):
    doc = load_pipeline(lang)(text)
    (passage,) = passages([doc], [], shared_encoder(models_path(), 1).vocabulary, load_lexicon())
    assert relation in passage.hints[index]
    assert [i for i, hint in enumerate(passage.hints) if hint] == [index]


def test_names_around_and_nouns_before_are_whom_others_may_mean():
    def mark(start: int, kind: str, *entities: str) -> Marked:
        return Marked(start, start + 1, entities, 0, KINDS.index(kind))

    marks = (
        mark(0, "pronoun"),
        mark(1, "name", "egypt"),
        mark(2, "unnamed", "accord"),
        mark(3, "pronoun", "egypt"),
        mark(4, "unnamed", "army"),
        mark(5, "demonym", "iran"),
    )
    assert referring(marks) == [(0, [1, 5]), (2, [1, 5]), (3, [1, 2, 5]), (4, [1, 2, 5])]
