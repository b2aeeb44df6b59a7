"""What is asked of a process that answers queries, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Answer", "Explorer", "Query", "Refusal"]


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the dataset it is put to.

    Attributes:
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
        results: media type for the answers of SELECT and ASK; None if the client accepts none.
        graph: media type for the answers of CONSTRUCT and DESCRIBE, likewise.
        default_graphs: IRIs that make up the default graph; None for what the query or the store says.
        named_graphs: IRIs that GRAPH can name, likewise.
    """

    sparql: str
    results: str | None = None
    graph: str | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Explorer:
    """The page to explore the whole graph with.

    Attributes:
        data_url: address that the page fetches the graph from; None asks for what is there.
    """

    data_url: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, whole."""

    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer: an HTTP status and a message that says what to do."""

    status: int
    message: str
