"""An extraction as a page for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from graphkit.model import Block, BlockKind, Evidence, Extraction, Relation

__all__ = ["page"]

_READ = {BlockKind.HEADLINE: "bold", BlockKind.HEADING: "bold", BlockKind.BODY: ""}
_INDENT = (0, 0, 0, 2)


def page(extraction: Extraction) -> RenderableType:
    """Return an article with a mark at each mention, followed by its relations with their evidence.

    Every block is headed by its kind; those that no relation is read from are dim. A mention is followed by the id
    of its entity in brackets.
    """
    return Group(*_article(extraction), *_relations(extraction), "")


def _article(extraction: Extraction) -> Iterator[RenderableType]:
    article = extraction.article
    yield Rule(Text(article.id, "bold"))
    known = {
        "date": article.date.isoformat() if article.date else None,
        "publisher": article.publisher,
        "lang": article.lang,
        "url": article.url,
    }
    yield Text("  ".join(f"{name}: {value}" for name, value in known.items() if value), "dim")
    for block in article.blocks:
        yield Text(f"[{block.kind}]", "yellow" if block.kind in _READ else "dim yellow")
        yield Padding(_block(extraction, block), _INDENT, expand=False)


def _block(extraction: Extraction, block: Block) -> Text:
    text = extraction.article.text
    marked = Text(style=_READ.get(block.kind, "dim"))
    at = block.begin
    for mention in sorted(extraction.mentions):
        if mention.begin < at or mention.end > block.end:
            continue
        marked.append(text[at : mention.begin])
        marked.append(text[mention.begin : mention.end], "bold cyan")
        marked.append(f" [{mention.entity}]", "cyan")
        at = mention.end
    marked.append(text[at : block.end])
    return marked


def _relations(extraction: Extraction) -> Iterator[RenderableType]:
    relations = extraction.relations
    yield Text(f"\n{len(relations)} relation{'' if len(relations) == 1 else 's'}", "bold")
    for number, relation in enumerate(relations, 1):
        yield _relation(number, relation)
        for evidence in relation.evidence:
            yield Padding(_evidence(evidence), (0, 0, 0, 5), expand=False)


def _relation(number: int, relation: Relation) -> Text:
    line = Text(f"{number:>3}. ")
    line.append(relation.subject, "cyan").append(f" {relation.predicate} ", "bold green")
    line.append(relation.object or "", "cyan")
    details = {
        "": relation.status.lower(),
        "on": relation.time.iso() if relation.time else None,
        "in": relation.place,
        "as": relation.role,
        "number": relation.quantity,
    }
    said = "  ".join(f"{name} {value}".strip() for name, value in details.items() if value is not None)
    return line.append(f"  {said}", "magenta")


def _evidence(evidence: Evidence) -> Text:
    line = Text(f"“{evidence.quote}”", "italic")
    line.append(f"  {evidence.begin}–{evidence.end}", "dim not italic")
    if evidence.source:
        line.append(f"  says {evidence.source}", "not italic yellow")
    return line
