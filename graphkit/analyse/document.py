"""An article with its analysis: one spaCy Doc for every block that relations are read from."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from ..model import Article, Block, BlockKind
from .pipelines import load_pipeline

__all__ = ["AnalysedArticle", "analyse"]

ANALYSED_KINDS = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.BODY})


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """An article and the Docs of its analysed blocks, in the order of the text.

    A token's offset in the article is ``block.begin + token.idx``.
    """

    article: Article
    docs: tuple[tuple[Block, Doc], ...]


def block_language(text: str, default: str) -> str:
    """Return ``ar`` or ``en`` by the script of most letters, ``default`` where there are no letters."""
    arabic = sum("\u0600" <= c <= "\u06ff" or "\ufb50" <= c <= "\ufefc" for c in text if c.isalpha())
    latin = sum(c <= "\u024f" for c in text if c.isalpha())
    if arabic == latin:
        return default
    return "ar" if arabic > latin else "en"


def analyse(article: Article, profile: str = "accurate") -> AnalysedArticle:
    """Analyse the headline, headings and body of an article; each block in the language of its script.

    Args:
        article: any article; its other blocks are left out.
        profile: as for :func:`~graphkit.analyse.load_pipeline`.

    Raises:
        AnalysisError: if there is no pipeline for the article's language or no such profile.
    """
    blocks = [b for b in article.blocks if b.kind in ANALYSED_KINDS and article.text[b.begin : b.end].strip()]
    by_language: dict[str, list[Block]] = {}
    for block in blocks:
        lang = block_language(article.text[block.begin : block.end], article.lang)
        by_language.setdefault(lang, []).append(block)
    docs: dict[int, Doc] = {}
    for lang, chosen in by_language.items():
        nlp = load_pipeline(lang, profile)
        texts = (article.text[b.begin : b.end] for b in chosen)
        for block, doc in zip(chosen, nlp.pipe(texts), strict=True):
            docs[block.begin] = doc
    return AnalysedArticle(article, tuple((b, docs[b.begin]) for b in blocks))
