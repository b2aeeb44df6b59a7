"""The page within a notebook."""

from __future__ import annotations

import html
from dataclasses import dataclass

from graphkit.publish.html import GraphLike, to_html

__all__ = ["Frame", "explore"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A page that a notebook shows in place; it can reach neither the notebook nor a network."""

    page: str
    height: int

    def _repr_html_(self) -> str:
        rights = "allow-scripts allow-downloads allow-modals allow-popups"
        style = f"width: 100%; height: {self.height}px; border: 1px solid #ccc; border-radius: 8px"
        return f'<iframe title="graph" sandbox="{rights}" style="{style}" srcdoc="{html.escape(self.page)}"></iframe>'


def explore(source: GraphLike, *, height: int = 680) -> Frame:
    """Return the page of a graph, see `to_html`, for a notebook to show as the value of a cell.

    Args:
        source: the graph.
        height: height in pixels.
    """
    return Frame(to_html(source), height)
