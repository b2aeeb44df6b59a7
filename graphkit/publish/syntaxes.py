"""The syntaxes of RDF: the same graph gives the same bytes in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import pyoxigraph as ox

from graphkit.publish.json_ld import write_json_ld
from graphkit.publish.lines import article_graphs
from graphkit.publish.turtle import write_trig, write_turtle
from graphkit.vocabulary import PREFIXES

__all__ = ["SYNTAXES"]

_XMLNS = re.compile(r"(?: xmlns:[^\s>]+)+")
# What XML 1.0 cannot hold, as N-Triples writes it: escaped, or the last two characters of the first plane.
_NO_XML = re.compile(
    rb"(?<!\\)((?:\\\\)*)\\(?:[bf]|u00(?:0[0-8BEFbef]|1[0-9A-Fa-f])|uFFF[EF])|\xef\xbf[\xbe\xbf]",
)
_SUSPECT = (rb"\b", rb"\f", rb"\u", "\ufffe".encode(), "\uffff".encode())


def _ntriples(lines: Sequence[str]) -> str:
    return "\n".join([*lines, ""])


def _nquads(lines: Sequence[str]) -> str:
    named = [f"{line[:-1]}{graph} ." for graph, part in article_graphs(lines).items() for line in part]
    return _ntriples([*lines, *sorted(named)])


def _rdf_xml(lines: Sequence[str]) -> str:
    text = _ntriples(lines).encode()
    if any(each in text for each in _SUSPECT):
        text = _NO_XML.sub(lambda found: (found[1] or b"") + "\ufffd".encode(), text)
    prefixes = {name: namespace for name, namespace in PREFIXES.items() if name != "rdf"}
    triples = ox.parse(text, ox.RdfFormat.N_TRIPLES)
    written = (ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=prefixes) or b"").decode()
    # The declarations come in any order; sorted, the same graph gives the same bytes.
    return _XMLNS.sub(lambda found: " " + " ".join(sorted(found[0].split())), written, count=1)


SYNTAXES: Mapping[str, Callable[[Sequence[str]], str]] = MappingProxyType(
    {"jsonld": write_json_ld, "nq": _nquads, "nt": _ntriples, "rdf": _rdf_xml, "trig": write_trig, "ttl": write_turtle}
)
"""Writers by the ending of their files; each takes the lines of a graph, see `graphkit.publish.lines.read_lines`."""
