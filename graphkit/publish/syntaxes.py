"""The syntaxes of RDF: the same graph gives the same bytes in each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import pyoxigraph as ox

from graphkit.publish.lines import article_lines, nodes_of
from graphkit.publish.turtle import TermWriter, write_turtle
from graphkit.vocabulary import PREFIXES

__all__ = ["SYNTAXES"]

_DECLARATIONS = re.compile(r"(?:@prefix [^\n]+\n)+")
_XMLNS = re.compile(r"(?: xmlns:[^\s>]+)+")
# What XML 1.0 cannot hold, as N-Triples writes it: escaped, or the last two characters of the first plane.
_NO_XML = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:[bf]|u00(?:0[0-8BEFbef]|1[0-9A-Fa-f])|uFFF[EF])|[\ufffe\uffff]")
_SUSPECT = re.compile(r"\\[bfu]|[\ufffe\uffff]")
_LONG_ESCAPE = re.compile(r"\\U([0-9A-Fa-f]{8})")


def _ntriples(lines: Sequence[str]) -> str:
    return "\n".join([*lines, ""])


def _nquads(lines: Sequence[str]) -> str:
    return _ntriples([*lines, *article_lines(lines)])


def _trig(lines: Sequence[str]) -> str:
    text = _serialized(_nquads(lines), ox.RdfFormat.TRIG)
    return _DECLARATIONS.sub(lambda found: "".join(sorted(found[0].splitlines(keepends=True))), text, count=1)


def _rdf_xml(lines: Sequence[str]) -> str:
    text = _ntriples(lines)
    fit = _NO_XML.sub(lambda found: f"{found[1] or ''}\ufffd", text) if _SUSPECT.search(text) else text
    text = _serialized(fit, ox.RdfFormat.RDF_XML)
    # The declarations come in any order; sorted, the same graph gives the same bytes.
    return _XMLNS.sub(lambda found: " " + " ".join(sorted(found[0].split())), text, count=1)


def _serialized(nquads: str, syntax: ox.RdfFormat) -> str:
    prefixes = {name: namespace for name, namespace in PREFIXES.items() if name != "rdf"}
    quads = ox.parse(nquads.encode(), ox.RdfFormat.N_QUADS)
    return (ox.serialize(quads, format=syntax, prefixes=prefixes) or b"").decode()


def _json_ld(lines: Sequence[str]) -> str:
    """Return JSON-LD in compact form, a node a line within its array."""
    writer = _JsonWriter()
    nodes = [writer.node(name, values) for name, values in sorted(nodes_of(lines).items())]
    context = json.dumps(dict(PREFIXES), indent=1)
    return f'{{"@context": {context},\n"@graph": [\n' + ",\n".join(nodes) + "\n]}\n"


class _JsonWriter(TermWriter):
    """Writes nodes as JSON; what N-Triples escapes, JSON escapes in the same way."""

    def node(self, name: str, values: Mapping[str, Sequence[str]]) -> str:
        """Return a node."""
        parts = [f'"@id": {self._id(name)}']
        for predicate, objects in sorted(values.items()):
            if predicate == _TYPE and all(text[0] == "<" for text in objects):
                parts.append(f'"@type": [{", ".join(sorted(self._id(text) for text in objects))}]')
            else:
                parts.append(f"{self._id(predicate)}: [{', '.join(sorted(map(self._value, objects)))}]")
        return "{" + ", ".join(parts) + "}"

    def _id(self, text: str) -> str:
        return json.dumps(text if text[0] == "_" else self.name(text).strip("<>"), ensure_ascii=False)

    def _value(self, text: str) -> str:
        if text[0] != '"':
            return f'{{"@id": {self._id(text)}}}'
        text = _LONG_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        end = text.rindex('"') + 1
        value, rest = text[:end], text[end:]
        if rest.startswith("@"):
            return f'{{"@language": "{rest[1:]}", "@value": {value}}}'
        if rest.startswith("^^"):
            return f'{{"@type": {self._id(rest[2:])}, "@value": {value}}}'
        return f'{{"@value": {value}}}'


_TYPE = f"<{PREFIXES['rdf']}type>"

SYNTAXES: Mapping[str, Callable[[Sequence[str]], str]] = MappingProxyType(
    {"jsonld": _json_ld, "nq": _nquads, "nt": _ntriples, "rdf": _rdf_xml, "trig": _trig, "ttl": write_turtle}
)
"""Writers by the ending of their files; each takes the lines of a graph, see `graphkit.publish.lines.read_lines`."""
