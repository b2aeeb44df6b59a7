"""Nodes as text, from sorted lines: those that have the same properties share one template."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["Memo", "NodeWriter", "Template"]

Template = tuple[str, tuple[str, ...]]
"""A pattern for ``%``, of the name of a node and the objects of its properties; and the order of these properties."""


class Memo(dict[str, str]):
    """What a function makes of each text, made once."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> str:
        """Make it."""
        made = self[text] = self._make(text)
        return made


class NodeWriter(ABC):
    """Writes nodes in the syntax of a subclass; terms come as N-Triples writes them."""

    def __init__(self) -> None:
        self._terms = Memo(self.term)
        self._templates: dict[tuple[str, ...], Template] = {}

    @abstractmethod
    def name(self, subject: str) -> str:
        """Return the name of a node at its own place."""

    @abstractmethod
    def term(self, text: str) -> str:
        """Return an IRI or a literal with a type, as an object."""

    @abstractmethod
    def plain(self, text: str) -> str:
        """Return a literal without a type, or a blank node, as an object."""

    @abstractmethod
    def joined(self, objects: list[str]) -> str:
        """Return several objects of one property."""

    @abstractmethod
    def template(self, predicates: Sequence[str]) -> Template:
        """Return the template of the nodes that have these properties, which come sorted."""

    def nodes(self, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the IRI of each node, and the node.

        Args:
            lines: what `graphkit.publish.lines.read_lines` gives.
        """
        terms, plain = self._terms, self.plain
        node: dict[str, str] = {}
        several: dict[str, list[str]] = {}
        last = ""
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            text = rest[:-2]
            written = terms[text] if text[-1] == ">" else plain(text)
            if subject != last:
                if node:
                    yield last, self.filled(last, self._joined(node, several))
                node, several, last = {predicate: written}, {}, subject
            elif predicate not in node:
                node[predicate] = written
            elif predicate in several:
                several[predicate].append(written)
            else:
                several[predicate] = [node[predicate], written]
        if node:
            yield last, self.filled(last, self._joined(node, several))

    def filled(self, subject: str, node: dict[str, str]) -> str:
        """Return a node.

        Args:
            subject: its IRI.
            node: the objects of each of its properties.
        """
        shape = tuple(node)
        if (found := self._templates.get(shape)) is None:
            found = self._templates[shape] = self.template(shape)
        template, order = found
        return template % (self.name(subject), *map(node.__getitem__, order))

    def _joined(self, node: dict[str, str], several: dict[str, list[str]]) -> dict[str, str]:
        for predicate, objects in several.items():
            node[predicate] = self.joined(objects)
        return node
