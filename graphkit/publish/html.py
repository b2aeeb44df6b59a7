"""The graph as one page that works without a network, made with pyvis."""

from __future__ import annotations

import html
import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pyvis.network import Network
from rdflib import Graph

from graphkit.model import Assembly
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.view_data import TEMPLATES, view_of

__all__ = ["to_html"]

_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}, "tooltipDelay": 150},
    "nodes": {
        "borderWidth": 1,
        "widthConstraint": {"maximum": 170},
        "font": {
            "face": "system-ui, Noto Sans, Noto Naskh Arabic, Geeza Pro, Tahoma, sans-serif",
            "color": "#1d2733",
            "strokeWidth": 4,
            "strokeColor": "#ffffff",
        },
        "scaling": {"label": {"drawThreshold": 6}},
    },
    "edges": {
        "font": {
            "size": 22,
            "face": "system-ui, Noto Sans, Noto Naskh Arabic, Geeza Pro, Tahoma, sans-serif",
            "color": "#44515e",
            "strokeWidth": 4,
            "strokeColor": "#ffffff",
        },
        "scaling": {"label": {"drawThreshold": 7}},
        "selectionWidth": 2,
        "hoverWidth": 1,
        "arrowStrikethrough": False,
    },
}


def to_html(source: Assembly | Graph) -> str:
    """Return a page that shows the graph: nodes, edges, and behind each edge the words it comes from.

    The page is one file; it holds its scripts, loads nothing, and its policy forbids it to. Texts of articles reach it
    as data only, never as markup.

    Args:
        source: a merged graph, or a graph as `load_graph` reads it.
    """
    view = view_of(to_rdflib(source) if isinstance(source, Assembly) else source)
    network = Network(directed=True, cdn_resources="in_line")
    network.nodes, network.edges = view.nodes, view.edges
    network.set_options(json.dumps(_OPTIONS))
    network.set_template_dir(str(TEMPLATES), "page.html")
    words = view.data["interface"][view.lang]
    network.templateEnv.filters["script_json"] = _script_json
    network.templateEnv.globals.update(
        lang=view.lang,
        title=html.escape(words["title"]),
        noscript=html.escape(words["noscript"]),
        css=_template("page.css"),
        js=_template("page.js"),
        vis=_vis(),
        data=view.data,
    )
    return network.generate_html()


def _script_json(value: object) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


@lru_cache(maxsize=1)
def _vis() -> str:
    """Return the script of vis-network that pyvis ships; its stylesheet only dresses controls that are off."""
    return files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js").read_text("utf-8")
