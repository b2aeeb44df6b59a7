"""The spaCy component that writes the encoder's answers onto a Doc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from .encoder import Encoder, Prediction
from .folding import ARABIC_WORD, is_hidden
from .lemmas import Lemmatiser
from .sentences import sentence_bounds, shortened
from .tokenizer import encoder_word

__all__ = ["Annotator", "encoder_words"]

_ATTRIBUTES = [HEAD, DEP, POS, TAG, LEMMA, MORPH]
_DOCS = 64
_NO_SHOW = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"}


class Annotator:
    """Sets part of speech, features, lemma, head, label, sentences and names of every token.

    White space and hidden characters get ``SPACE`` and hang from the word before them; the encoder never
    sees them.
    """

    def __init__(self, encoder: Encoder, lemmatiser: Lemmatiser, lang: str) -> None:
        self.encoder = encoder
        self.lemmatiser = lemmatiser
        self.lang = lang

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _DOCS) -> Iterator[Doc]:
        """Annotate Docs, their sentences batched over ``batch_size`` of them."""
        for docs in minibatch(stream, batch_size):
            yield from self._annotate(list(docs))

    def _annotate(self, docs: list[Doc]) -> list[Doc]:
        sentences: list[list[tuple[str, bool]]] = []
        places: list[tuple[int, list[int]]] = []
        for number, doc in enumerate(docs):
            words = encoder_words(doc)
            pieces = [len(self.encoder.pieces(w)) if w else 0 for w in words]
            texts = [t.text for t in doc]
            for whole in sentence_bounds(texts, [bool(t.whitespace_) for t in doc]):
                for begin, end in shortened(whole, texts, pieces):
                    shown = [i for i in range(begin, end) if words[i]]
                    if shown:
                        sentences.append([w for w in words[begin:end] if w])
                        places.append((number, shown))
        answers: list[list[tuple[list[int], Prediction]]] = [[] for _ in docs]
        for (number, shown), prediction in zip(places, self.encoder.predict(sentences, self.lang), strict=True):
            answers[number].append((shown, prediction))
        for doc, answer in zip(docs, answers, strict=True):
            _write(doc, answer, self.lemmatiser)
        return docs


def encoder_words(doc: Doc) -> list[tuple[str, bool] | None]:
    """Return each token as the encoder reads it, None for white space and hidden characters."""
    out: list[tuple[str, bool] | None] = []
    spaced = True
    for token in doc:
        if is_hidden(token.text):
            out.append(None)
            spaced = spaced or token.is_space
            continue
        norm = token.norm_
        out.append(encoder_word(norm if ARABIC_WORD.fullmatch(norm) else token.text.translate(_NO_SHOW), spaced))
        spaced = bool(token.whitespace_)
    return out


def _write(doc: Doc, answer: list[tuple[list[int], Prediction]], lemmatiser: Lemmatiser) -> None:
    strings, morphology = doc.vocab.strings, doc.vocab.morphology
    values = np.zeros((len(doc), len(_ATTRIBUTES)), np.int64)
    space = strings.add("SPACE")
    loose = strings.add("dep")
    keys = np.zeros((len(doc), len(_ATTRIBUTES)), np.uint64)
    shown_tokens = sorted(i for shown, _ in answer for i in shown)
    last = shown_tokens[0] if shown_tokens else None
    shown_set = set(shown_tokens)
    for i, token in enumerate(doc):
        if i in shown_set:
            last = i
            continue
        keys[i] = [0, loose if last is not None else strings.add("ROOT"), space, space, token.orth, 0]
        values[i, 0] = last - i if last is not None else 0
    tokens = list(doc)
    for shown, p in answer:
        values[shown, 0] = [shown[head] - i if head >= 0 else 0 for i, head in zip(shown, p.heads, strict=True)]
        rows = []
        for i, dep, upos, feats, scripts in zip(shown, p.deps, p.upos, p.feats, p.scripts, strict=True):
            norm = tokens[i].norm_
            form = norm if ARABIC_WORD.fullmatch(norm) else tokens[i].text.translate(_NO_SHOW)
            tag = strings.add(upos)
            rows.append(
                (strings.add(dep), tag, tag, strings.add(lemmatiser.lemma(form, upos, scripts)), morphology.add(feats))
            )
        keys[shown, 1:] = np.array(rows, np.uint64)
    keys[:, 0] = values[:, 0].astype(np.uint64)
    doc.from_array(_ATTRIBUTES, keys)  # type: ignore[arg-type]
    doc.ents = [
        Span(doc, shown[begin], shown[end - 1] + 1, label=label) for shown, p in answer for begin, end, label in p.names
    ]
