"""All triples of a store, property by property.

To look up a term is what takes time in a store on disk. A query for one property looks up two terms a triple and not
three, and other cores can look up those of other properties meanwhile.
"""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox

from graphkit.vocabulary import PREFIXES

__all__ = ["dump"]

_XSD = PREFIXES["xsd"].encode()
_HEADER = b"?s\t?o\n"
_NUMBERS = (
    (re.compile(rb"\t([+-]?[0-9]+)\n"), rb'\t"\1"^^<%sinteger>\n' % _XSD),
    (re.compile(rb"\t([+-]?[0-9]*\.[0-9]+)\n"), rb'\t"\1"^^<%sdecimal>\n' % _XSD),
)
_BARE = re.compile(rb'\t[^<"_]')
# What N-Triples escapes and tables do not: control characters, and the last two characters of the first plane.
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n"))
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())


def dump(store: ox.Store) -> bytes:
    """Return the default graph as N-Triples, in no order.

    Args:
        store: a store on disk.
    """
    found: ox.QuerySolutions = store.query("SELECT DISTINCT ?p { ?s ?p ?o }")  # type: ignore[assignment]
    properties = [row["p"] for row in found]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return b"".join(threads.map(lambda each: _triples(store, each), properties))


def _triples(store: ox.Store, predicate: ox.NamedNode) -> bytes:
    found: ox.QuerySolutions = store.query(f"SELECT ?s ?o {{ ?s {predicate} ?o }}")  # type: ignore[assignment]
    table = (found.serialize(format=ox.QueryResultsFormat.TSV) or b"").removeprefix(_HEADER)
    if _BARE.search(table):
        for number, literal in _NUMBERS:
            table = number.sub(literal, table)
        if _BARE.search(table):
            return _constructed(store, predicate)
    if len(table.translate(None, _CONTROLS)) < len(table) or any(each in table for each in _NO_CHARACTERS):
        return _constructed(store, predicate)
    name = str(predicate).encode()
    return table.replace(b"\t", b" %s " % name).replace(b"\n", b" .\n")


def _constructed(store: ox.Store, predicate: ox.NamedNode) -> bytes:
    triples = f"{{ ?s {predicate} ?o }}"
    found: ox.QueryTriples = store.query(f"CONSTRUCT {triples} WHERE {triples}")  # type: ignore[assignment]
    return found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
