"""What a query may not ask for: other servers."""

from __future__ import annotations

import re

__all__ = ["calls_service"]

_BLANK = r"(?:\s|\#[^\n\r]*[\n\r])*+"
# Looked for everywhere, even within comments and strings: where those begin and end depends on how a parser takes
# "<", so nothing that stands as a SERVICE clause would is let through.
_TERM = r"(?:<[^>]*>|[?$]\w+|[^\s<>{}]*:[^\s<>{}]*)"
_SERVICE = re.compile(rf"(?<![?$:])SERVICE{_BLANK}(?:SILENT{_BLANK})?{_TERM}{_BLANK}\{{", re.IGNORECASE)


def calls_service(sparql: str) -> bool:
    r"""Return whether a query may ask another server.

    Examples:
        >>> calls_service("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")
        True
        >>> calls_service("SELECT * { ?s gk:quote ?q FILTER (CONTAINS(?q, 'secret service')) }")
        False
    """
    return _SERVICE.search(sparql) is not None
