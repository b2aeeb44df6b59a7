"""Knowledge graphs of geopolitical relations from Arabic and English news, every edge with its evidence.

From an article to a graph:

>>> import graphkit
>>> assembly = graphkit.build(["seeds/articles/ar-kim-new-year-telegram-2025.txt"])
>>> graphkit.to_turtle(assembly).startswith("@prefix")
True

Every relation points to the words it was read from:

>>> [article] = [extraction.article for extraction in assembly.extractions]
>>> evidence = assembly.relations[0].relation.evidence[0]
>>> article.text[evidence.begin : evidence.end] == evidence.quote
True

The functions are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module, metadata
from typing import TYPE_CHECKING, Any

from graphkit.errors import AnalysisError, GraphError, GraphkitError, ReadError, SeedError, StoreError
from graphkit.model import (
    Article,
    Assembly,
    Block,
    BlockKind,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Interval,
    Mention,
    MergedRelation,
    Relation,
    Status,
)

if TYPE_CHECKING:
    from graphkit.evaluation import evaluate
    from graphkit.pipeline import build, extract, extract_all
    from graphkit.publish.html import to_html
    from graphkit.publish.jsonl import to_json
    from graphkit.publish.network import to_networkx
    from graphkit.publish.notebook import explore
    from graphkit.publish.rdf import to_rdflib
    from graphkit.publish.shapes import validate
    from graphkit.publish.sparql import query
    from graphkit.publish.turtle import to_turtle
    from graphkit.read import read_articles
    from graphkit.store import open_store

__all__ = [
    "AnalysisError",
    "Article",
    "Assembly",
    "Block",
    "BlockKind",
    "Entity",
    "EntityType",
    "Evidence",
    "Extraction",
    "GraphError",
    "GraphkitError",
    "Interval",
    "Mention",
    "MergedRelation",
    "ReadError",
    "Relation",
    "SeedError",
    "Status",
    "StoreError",
    "__version__",
    "build",
    "evaluate",
    "explore",
    "extract",
    "extract_all",
    "open_store",
    "query",
    "read_articles",
    "to_html",
    "to_json",
    "to_networkx",
    "to_rdflib",
    "to_turtle",
    "validate",
]

__version__: str

_HOMES = {
    "build": "graphkit.pipeline",
    "evaluate": "graphkit.evaluation",
    "explore": "graphkit.publish.notebook",
    "extract": "graphkit.pipeline",
    "extract_all": "graphkit.pipeline",
    "open_store": "graphkit.store",
    "query": "graphkit.publish.sparql",
    "read_articles": "graphkit.read",
    "to_html": "graphkit.publish.html",
    "to_json": "graphkit.publish.jsonl",
    "to_networkx": "graphkit.publish.network",
    "to_rdflib": "graphkit.publish.rdf",
    "to_turtle": "graphkit.publish.turtle",
    "validate": "graphkit.publish.shapes",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        value = metadata.version("graphkit")
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value
