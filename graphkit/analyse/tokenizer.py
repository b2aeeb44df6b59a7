"""Tokenizers whose tokens are exact substrings of the text, for Arabic with its clitics cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import spacy
from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA, CURRENCY
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

from .folding import ARABIC_WORD, HIDDEN, fold, stripped_offsets, undiacritised
from .norms import underlying_parts
from .segmenter import END, START, Segmenter

__all__ = ["ArabicTokenizer", "Span", "arabic_spans", "encoder_word", "english_tokenizer"]

_EMOJI = "[\u2600-\u27bf\U0001f000-\U0001faff]"
_JOINED = "[\u200d\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_CHUNK = re.compile(
    "|".join(
        (
            r"(?P<space>\s+)",
            rf"(?P<emoji>(?:[\U0001f1e6-\U0001f1ff]{{2}}|{_EMOJI}(?:{_JOINED}|\u200d{_EMOJI})*))",
            rf"(?P<hidden>[{HIDDEN}]+)",
            r"(?P<link>(?:https?://|www\.)[^\s<>\"«»،؛]*[^\s<>\"«»،؛.,:;!?)\]'؟]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
            r"|[@#][A-Za-z0-9_]+)",
            rf"(?P<arabic>{ARABIC_WORD.pattern})",
            r"(?P<number>[0-9٠-٩۰-۹]+(?:[.,٫٬:/][0-9٠-٩۰-۹]+)*)",
            r"(?P<latin>(?:(?:[^\W\d_])\.){2,}|(?:(?![\u0600-\u06ff])[^\W_])+(?:['’&.-](?:(?![\u0600-\u06ff])[^\W_])+)*)",
            r"(?P<same>(?P<mark>[.!?؟\-_=*…])(?P=mark)+)",
            r"(?P<other>.)",
        )
    ),
    re.DOTALL,
)


class Span(NamedTuple):
    """A token of a text: where it is, its underlying form, and whether it is a clitic or a part beside one."""

    start: int
    end: int
    norm: str
    cut: bool


def arabic_spans(text: str, segmenter: Segmenter) -> list[Span]:
    """Return the tokens of an Arabic text, white space left out except as :func:`_doc` needs it.

    Args:
        text: any text; Latin words, numbers, links, emoji and hidden characters are tokens of their own.
        segmenter: cuts the Arabic words.
    """
    chunks = [(m.start(), m.end(), m.lastgroup) for m in _CHUNK.finditer(text)]
    chunks = [(start, end, kind) for start, end, kind in chunks if kind != "space"]
    # What shows nothing must not come between a word and its neighbour.
    shown = [i for i, (_, _, kind) in enumerate(chunks) if kind != "hidden"]
    folded = [fold(text[chunks[i][0] : chunks[i][1]]) for i in shown]
    place = {chunk: at for at, chunk in enumerate(shown)}
    spans: list[Span] = []
    for i, (start, end, kind) in enumerate(chunks):
        word = text[start:end]
        if kind != "arabic":
            spans.append(Span(start, end, word if kind == "hidden" else undiacritised(word), False))
            continue
        at = place[i]
        form = folded[at]
        lengths: Sequence[int] = (len(form),)
        if len(form) > 1:
            before = folded[at - 1] if at else START
            after = folded[at + 1] if at + 1 < len(folded) else END
            lengths = segmenter.cut(form, before, after)
        parts = _substrings(word, lengths)
        for part, norm in zip(parts, underlying_parts(parts, segmenter), strict=True):
            spans.append(Span(start, start + len(part), norm, len(parts) > 1))
            start += len(part)
    return spans


def encoder_word(form: str, spaced: bool) -> tuple[str, bool]:
    """Return a token as the encoder reads it: every Arabic part as a word of its own, all else as written.

    Args:
        form: the norm of an Arabic token, the text of another.
        spaced: whether white space stands before the token.
    """
    if ARABIC_WORD.fullmatch(form):
        return form, True
    return undiacritised(form), spaced


def _substrings(word: str, lengths: Sequence[int]) -> list[str]:
    """Cut a word as written where its folded form is cut; marks stay with the letter before them."""
    if len(lengths) == 1:
        return [word]
    kept = stripped_offsets(word)
    bounds, at = [0], 0
    for length in lengths[:-1]:
        at += length
        bounds.append(kept[at])
    bounds.append(len(word))
    return [word[a:b] for a, b in pairwise(bounds)]


def _doc(vocab: Vocab, text: str, spans: Iterable[Span]) -> Doc:
    """Make a Doc whose text is exactly ``text``: white space beyond one space becomes tokens, as in spaCy."""
    words: list[str] = []
    spaces: list[bool] = []
    norms: list[str | None] = []
    at = 0
    for span in (*spans, Span(len(text), len(text), "", False)):
        gap = text[at : span.start]
        if gap and words and gap[0] == " ":
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
            norms.append(None)
        if span.end > span.start:
            words.append(text[span.start : span.end])
            spaces.append(False)
            norms.append(span.norm)
        at = span.end
    doc = Doc(vocab, words=words, spaces=spaces)
    for token, norm in zip(doc, norms, strict=True):
        if norm is not None:
            token.norm_ = norm
    return doc


class ArabicTokenizer(DummyTokenizer):
    """The tokenizer of the Arabic pipeline.

    Tokens are exact substrings (``doc.text == text``); ``token.norm_`` is the underlying form without
    diacritics: للرئيس gives ل and لرئيس, the norm of the second is الرئيس.
    """

    def __init__(self, vocab: Vocab, segmenter: Segmenter) -> None:
        self.vocab = vocab
        self.segmenter = segmenter

    def __call__(self, text: str) -> Doc:
        """Return the tokens of a text as a Doc."""
        return _doc(self.vocab, text, arabic_spans(text, self.segmenter))


_REPEATED = r"(?:[!?]{2,}|\.\.+|==+|\*\*+|__+|--+|~~+|<<+|>>+|\$\$+|##+|[.:]\?)"
_TOGETHER = "anti|co|counter|e|inter|mid|mis|multi|non|post|pre|pro|re|semi|sub|trans|un"
_WRITTEN_APART = {"wanna": 3, "Wanna": 3, "outta": 3, "lemme": 3, "gimme": 3, "whatcha": 4, "alot": 1}
_ABBREVIATIONS = ("Capt.", "Col.", "Maj.", "Lt.", "Sgt.", "ca.", "approx.", "Fig.", "Pres.")
_WHOLE = re.compile(
    r"(?:\+?\d{1,3}[-.])?(?:\d{3}[-.])?\d{3}[-.]\d{4}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|(?i:{_TOGETHER})-[{ALPHA}]+"
)


def english_tokenizer(nlp: spacy.Language) -> Tokenizer:
    """Return spaCy's English tokenizer, brought closer to UD English-EWT.

    Repeated marks, telephone numbers and words with a prefix (``co-operate``) stay whole, ``F-16`` and
    ``and/or`` are cut, hidden characters are tokens of their own.
    """
    hidden = rf"[{HIDDEN}]+"
    defaults = nlp.Defaults
    prefixes = compile_prefix_regex([hidden, _REPEATED, *defaults.prefixes])  # type: ignore[misc]
    suffixes = compile_suffix_regex([hidden, _REPEATED, r"(?<=[0-9])bn", *defaults.suffixes])  # type: ignore[misc]
    between = rf"(?<=[{ALPHA}])"
    own = [
        hidden,
        rf"(?<=[{ALPHA}\"')\]])/(?=[{ALPHA}])",
        rf"{between}-(?=[0-9])",
        rf"(?<=[0-9])[-–](?=[{CURRENCY}]|[{ALPHA}])",
        r"(?<=[0-9])–(?=[0-9])",
        r"(?<=[)\]])[(\[]",
        r"(?:--+|==+)",
    ]
    infixes = compile_infix_regex([*own, *defaults.infixes])  # type: ignore[misc]
    rules = {k: v for k, v in defaults.tokenizer_exceptions.items() if "/" not in k}
    rules |= {w: [{ORTH: w[:n]}, {ORTH: w[n:]}] for w, n in _WRITTEN_APART.items()}
    rules |= {w: [{ORTH: w}] for w in _ABBREVIATIONS}
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=prefixes.search,
        suffix_search=suffixes.search,
        infix_finditer=infixes.finditer,
        token_match=_WHOLE.fullmatch,
        url_match=defaults.url_match,
    )
