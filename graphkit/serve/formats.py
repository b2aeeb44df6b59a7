"""Which syntax an answer is written in, by what the client accepts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import mimeparse
import pyoxigraph as ox

__all__ = ["GRAPHS", "HTML", "RESULTS", "SYNTAX_NAMES", "accepted", "content_type"]

HTML = "text/html"

# From the least to the most wanted, where a client likes several equally.
RESULTS: Mapping[str, ox.QueryResultsFormat] = MappingProxyType(
    {
        "text/xml": ox.QueryResultsFormat.XML,
        "text/tab-separated-values": ox.QueryResultsFormat.TSV,
        "text/csv": ox.QueryResultsFormat.CSV,
        "application/xml": ox.QueryResultsFormat.XML,
        "application/sparql-results+xml": ox.QueryResultsFormat.XML,
        "application/json": ox.QueryResultsFormat.JSON,
        "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    }
)
"""Media types of the answers of SELECT and ASK."""

GRAPHS: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "application/n-quads": ox.RdfFormat.N_QUADS,
        "application/trig": ox.RdfFormat.TRIG,
        "application/json": ox.RdfFormat.JSON_LD,
        "text/xml": ox.RdfFormat.RDF_XML,
        "application/xml": ox.RdfFormat.RDF_XML,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "text/plain": ox.RdfFormat.N_TRIPLES,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "text/turtle": ox.RdfFormat.TURTLE,
    }
)
"""Media types of graphs: the answers of CONSTRUCT and DESCRIBE, and descriptions."""

SYNTAX_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ttl": "text/turtle",
        "nt": "application/n-triples",
        "jsonld": "application/ld+json",
        "rdf": "application/rdf+xml",
        "html": HTML,
    }
)
"""Short names of media types, for the links of pages."""


def accepted(header: str | None, offered: Mapping[str, object] | list[str]) -> str | None:
    """Return the media type of ``offered`` that an Accept header likes best, or None if it likes none.

    Args:
        header: the header; whoever sends none, or one that cannot be read, takes what is wanted most.
        offered: media types from the least to the most wanted.

    Examples:
        >>> accepted("text/csv;q=0.5, application/json;q=0.4", RESULTS)
        'text/csv'
        >>> accepted("image/png", RESULTS) is None
        True
        >>> accepted(None, GRAPHS)
        'text/turtle'
    """
    names = list(offered)
    if not header or not header.strip():
        return names[-1]
    try:
        return mimeparse.best_match(names, header) or None
    except (mimeparse.MimeTypeParseException, ValueError):
        return names[-1]


def content_type(media_type: str) -> str:
    """Return the value of a Content-Type header; only text needs to say that it is UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
