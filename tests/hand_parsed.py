"""Documents analysed by hand, so that what is made of an analysis is tested apart from the models that make it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

import spacy
import spacy.util
from spacy.tokens import Doc, Span, Token

from graphkit.analyse import AnalysedArticle
from graphkit.analyse.segmenter import Segmenter
from graphkit.analyse.tokenizer import ArabicTokenizer, english_tokenizer
from graphkit.model import Article, Block, BlockKind, Extraction
from graphkit.resources import models_path

__all__ = ["analysed", "arabic", "article", "english", "named", "triples"]

_PREPOSITIONS = frozenset(
    ("في", "من", "إلى", "على", "عن", "مع", "لدى", "ضد", "بين", "قرب", "تجاه", "ب", "ل", "ك", "بحسب", "وفق")
)
_PARTICLES = {
    **dict.fromkeys(("أن", "إن", "لأن", "فيما", "لكن"), "SCONJ"),
    **dict.fromkeys(("لم", "لن", "لا", "ما", "قد", "سوف"), "PART"),
}
_PRONOUNS = frozenset(["ه", "ها", "هم", "هما", "نا"])
_RELATION = re.compile(r"([\w:]+)\(([^\s,]+), ([^\s,]+)\)")


@cache
def _arabic() -> ArabicTokenizer:
    return ArabicTokenizer(spacy.blank("ar").vocab, Segmenter.load(models_path() / "segmenter.json.xz"))


@cache
def _english() -> spacy.Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = english_tokenizer(nlp)
    return nlp


def article(*paragraphs: str, lang: str = "ar", date: dt.date | None = None, publisher: str | None = None) -> Article:
    """Return an article of these paragraphs, an empty line between them."""
    blocks: list[Block] = []
    begin = 0
    for paragraph in paragraphs:
        blocks.append(Block(begin, begin + len(paragraph), BlockKind.BODY))
        begin += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    return Article("hand", text, tuple(blocks), date=date, publisher=publisher, lang=lang, origin="hand")


def analysed(*docs: Doc, date: dt.date | None = None, publisher: str | None = None) -> AnalysedArticle:
    """Return an article whose paragraphs are these documents."""
    whole = article(*(doc.text for doc in docs), lang=docs[0].lang_, date=date, publisher=publisher)
    return AnalysedArticle(whole, tuple(zip(whole.blocks, docs, strict=True)))


def triples(extraction: Extraction) -> set[tuple[str, str, str | None]]:
    """Return the relations of an article without what surrounds them."""
    return {(relation.subject, relation.predicate, relation.object) for relation in extraction.relations}


def _names(doc: Doc, names: Mapping[str, str] | None) -> None:
    spans = [
        doc.char_span(match.start(), match.end(), label=label)
        for name, label in (names or {}).items()
        for match in re.finditer(re.escape(name), doc.text)
    ]
    doc.ents = spacy.util.filter_spans([span for span in spans if isinstance(span, Span)])


def _arabic_pos(token: Token, verbs: frozenset[str], adjectives: frozenset[str]) -> str:
    if token.text in verbs:
        return "VERB"
    if token.text in adjectives:
        return "ADJ"
    if not token.text[0].isalnum():
        return "PUNCT"
    if token.text[0].isdigit():
        return "NUM"
    if token.text in ("و", "ف", "أو") and not token.whitespace_:
        return "CCONJ"
    if token.norm_ in _PREPOSITIONS:
        return "ADP"
    if token.text in _PRONOUNS and token.i and not token.doc[token.i - 1].whitespace_:
        return "PRON"
    if token.text in ("الذي", "التي", "الذين"):
        return "DET"
    return _PARTICLES.get(token.text, "NOUN")


def arabic(text: str, verbs: str = "", adjectives: str = "", names: Mapping[str, str] | None = None) -> Doc:
    """Return an Arabic document: its verbs and adjectives are named, particles are known, all else is a noun.

    Args:
        text: one or more sentences, each ended by a full stop.
        verbs: words of the text, as they are cut.
        adjectives: likewise.
        names: label of each name that a model would see, by its words.
    """
    doc = _arabic()(text)
    for token in doc:
        token.pos_ = _arabic_pos(token, frozenset(verbs.split()), frozenset(adjectives.split()))
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text in (".", "؟", "!")
    _names(doc, names)
    return doc


def english(text: str, relations: str, verbs: Mapping[str, str], names: Mapping[str, str] | None = None) -> Doc:
    """Return an English document with the Universal Dependencies written out.

    Args:
        text: one or more sentences.
        relations: ``nsubj(visited, Lavrov) obj(visited, Doha)``; a word that occurs twice is told apart as ``in#2``.
            A capitalised word that is named in none hangs from the one before it, another from the first verb.
        verbs: lemma of each verb, by its word; the others are heads of no sentence unless none governs them.
        names: as for :func:`arabic`.
    """
    doc = _english()(text)
    heads: dict[int, tuple[int, str]] = {}
    for label, head, child in _RELATION.findall(relations):
        heads[_place(doc, child)] = (_place(doc, head), label)
    given = {i for place, (head, _) in heads.items() for i in (place, head)}
    root = next(token.i for token in doc if token.text in verbs and token.i not in heads)
    pos, deps, lemmas, above = [], [], [], []
    for token in doc:
        if token.i in heads:
            head, label = heads[token.i]
        elif token.text in verbs and token.i in given:
            head, label = token.i, "ROOT"
        elif token.i and token.text[0].isupper() and doc[token.i - 1].text[0].isupper():
            head, label = token.i - 1, "flat"
        else:
            head, label = root, "punct" if not token.text[0].isalnum() else "dep"
        pos.append(_english_pos(token, label, verbs))
        lemma = (
            token.lower_.removesuffix("s") if pos[-1] == "NOUN" and not token.lower_.endswith("ss") else token.lower_
        )
        lemmas.append(verbs.get(token.text, lemma))
        above.append(head)
        deps.append(label)
    parsed = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        pos=pos,
        tags=pos,
        deps=deps,
        heads=above,
        lemmas=lemmas,
    )
    _names(parsed, names)
    return parsed


def named(text: str, lang: str, names: Mapping[str, str] | None = None) -> Doc:
    """Return a document of words and names alone, without any grammar."""
    doc = _arabic()(text) if lang == "ar" else _english()(text)
    _names(doc, names)
    return doc


def _place(doc: Doc, word: str) -> int:
    word, _, number = word.partition("#")
    return [token.i for token in doc if token.text == word][int(number or 1) - 1]


_POS = {"case": "ADP", "det": "DET", "cc": "CCONJ", "mark": "SCONJ", "advmod": "ADV", "amod": "ADJ", "nummod": "NUM"}


def _english_pos(token: Token, label: str, verbs: Mapping[str, str]) -> str:
    if label.startswith("aux") or label == "cop":
        return "AUX"
    if token.text in verbs:
        return "VERB"
    if label in _POS:
        return _POS[label]
    if token.lower_ in ("he", "she", "it", "they", "him", "who", "which", "that"):
        return "PRON"
    if token.lower_ in ("his", "her", "its", "their", "the", "a", "an"):
        return "PRON" if label == "nmod:poss" else "DET"
    if not token.text[0].isalnum():
        return "PUNCT"
    return "PROPN" if token.text[0].isupper() else "NOUN"
