"""JSON-LD in compact form: a node a line, the same bytes for the same graph."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from graphkit.publish.nodes import Memo, NodeWriter, Template
from graphkit.publish.turtle import shortened
from graphkit.vocabulary import PREFIXES

__all__ = ["write_json_ld"]

_TYPE = f"<{PREFIXES['rdf']}type>"
_LONG_ESCAPE = re.compile(r"\\U([0-9A-Fa-f]{8})")
_NODE = re.compile(r'\{"@id": ("[^"]*")\}')


def write_json_ld(lines: Sequence[str]) -> str:
    """Return JSON-LD with a context of graphkit's prefixes.

    Args:
        lines: the triples as N-Triples, sorted.
    """
    nodes = [node for _, node in _JsonWriter().nodes(lines)]
    context = json.dumps(dict(PREFIXES), indent=1)
    return f'{{"@context": {context},\n"@graph": [\n' + ",\n".join(nodes) + "\n]}\n"


class _JsonWriter(NodeWriter):
    """Writes nodes as JSON; what N-Triples escapes, JSON escapes in the same way."""

    def __init__(self) -> None:
        super().__init__()
        self._names = Memo(lambda text: json.dumps(shortened(text).strip("<>"), ensure_ascii=False))
        self._types = Memo(_types)

    def name(self, subject: str) -> str:
        return self._names[subject]

    def term(self, text: str) -> str:
        if text[0] == "<":
            return f'{{"@id": {self._names[text]}}}'
        value, _, datatype = text.rpartition("^^")
        return f'{{"@type": {self._names[datatype]}, "@value": {self._value(value)}}}'

    def plain(self, text: str) -> str:
        if text[0] == "_":
            return f'{{"@id": {self._names[text]}}}'
        if text[-1] == '"':
            return f'{{"@value": {self._value(text)}}}'
        value, _, language = text.rpartition("@")
        return f'{{"@language": "{language}", "@value": {self._value(value)}}}'

    def joined(self, objects: list[str]) -> str:
        objects.sort()
        return ", ".join(objects)

    def template(self, predicates: Sequence[str]) -> Template:
        rows = ["%s" if each == _TYPE else self._names[each].replace("%", "%%") + ": [%s]" for each in predicates]
        return '{"@id": %s, ' + ", ".join(rows) + "}", tuple(predicates)

    def filled(self, subject: str, node: dict[str, str]) -> str:
        if _TYPE in node:
            node[_TYPE] = self._types[node[_TYPE]]
        return super().filled(subject, node)

    def _value(self, text: str) -> str:
        return _LONG_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "\\U" in text else text


def _types(objects: str) -> str:
    if '"@value"' in objects:
        return f'"rdf:type": [{objects}]'
    return '"@type": [' + _NODE.sub(r"\1", objects) + "]"
