"""A graph against the shapes of the ontology."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyshacl import validate as run_shacl
from rdflib import BNode, Graph, Namespace
from rdflib.term import Node

from graphkit.errors import GraphError
from graphkit.publish.load import load_graph
from graphkit.publish.turtle import write_term
from graphkit.resources import ontology_path
from graphkit.vocabulary import GK

__all__ = ["Finding", "ValidationReport", "validate"]

_SH = Namespace("http://www.w3.org/ns/shacl#")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is not as the shapes ask.

    Attributes:
        severity: ``Violation``, ``Warning`` or ``Info``.
        node: what it is about, with its prefix.
        path: the property in question, empty where it is the node as a whole.
        message: what is asked.
        value: the value in question, empty where it is a missing one.
    """

    severity: str
    node: str
    path: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        where = f"{self.node} {self.path}".strip()
        found = f" (found {self.value})" if self.value else ""
        return f"{self.severity}: {where}: {self.message}{found}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Whether a graph keeps to the shapes; warnings are findings that do not break it."""

    conforms: bool
    findings: tuple[Finding, ...]

    @property
    def text(self) -> str:
        """The findings, a line each, under a line that says whether the graph conforms."""
        warnings = sum(finding.severity != "Violation" for finding in self.findings)
        broken = len(self.findings) - warnings
        head = "The graph conforms" if self.conforms else f"The graph does not conform: {broken} violations"
        noted = f"{' with' if self.conforms else ','} {warnings} warnings" if warnings else ""
        return "\n".join([f"{head}{noted}.", *map(str, self.findings)])


def validate(source: str | Path | Graph) -> ValidationReport:
    """Check a graph against ``ontologies/shapes.ttl`` and for blank nodes.

    Args:
        source: a graph file, see `load_graph`, or an rdflib graph.

    Raises:
        GraphError: if the file cannot be read, or holds no relation, entity or article to check.
    """
    graph = source if isinstance(source, Graph) else load_graph(source)
    if not len(graph):
        name = "the graph" if isinstance(source, Graph) else str(source)
        raise GraphError(f"{name} is empty: there is nothing to validate")
    shapes, ontology = (load_graph(ontology_path() / name) for name in ("shapes.ttl", "graphkit.ttl"))
    _, results, _ = run_shacl(graph + ontology, shacl_graph=shapes, inference="none", allow_warnings=True)
    if not isinstance(results, Graph):
        raise GraphError(f"the shapes cannot be applied: {results}")
    found = sorted({*_blank(graph), *(_finding(results, node) for node in results.objects(None, _SH.result))})
    return ValidationReport(not any(finding.severity == "Violation" for finding in found), tuple(found))


def _blank(graph: Graph) -> set[Finding]:
    terms = {term for triple in graph for term in triple if isinstance(term, BNode)}
    return {Finding("Violation", write_term(term), "", "every node has an IRI, none is blank") for term in terms}


def _finding(results: Graph, node: Node) -> Finding:
    def text(predicate: str) -> str:
        value = results.value(node, _SH[predicate])
        return "" if value is None else write_term(value)

    # What is checked for all nodes of a class at once has the class as its focus.
    everyone = results.value(node, _SH.focusNode) in (GK.Relation, GK.Evidence)
    return Finding(
        severity=text("resultSeverity").rsplit("#", 1)[-1].rstrip(">"),
        node=text("value" if everyone else "focusNode"),
        path="" if isinstance(results.value(node, _SH.resultPath), BNode) else text("resultPath"),
        message=str(results.value(node, _SH.resultMessage) or "does not keep to its shape"),
        value="" if everyone else text("value"),
    )
