"""The graph as one page that works without a network: an explorer whose data pyvis builds."""

from __future__ import annotations

import html
import json
from typing import Any

import pyoxigraph as ox
from pyvis.network import Network
from rdflib import Graph

from graphkit.model import Assembly
from graphkit.publish.assets import hashed, script, styles
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.records import Records, read_records
from graphkit.publish.view_data import SOURCES, View, packed, read_source, view_of

__all__ = ["GraphLike", "to_html", "to_view_json"]

GraphLike = Assembly | Graph | ox.Store | Records
"""What a page can be made of: a merged graph, a graph as `load_graph` reads it, a store, or records."""


def to_html(source: GraphLike | None, *, data_url: str | None = None) -> str:
    """Return a page to explore the graph: entities, relations, and behind each relation the words it comes from.

    The page is one file; it holds its scripts and its data and loads nothing, which its policy forbids it to. Texts of
    articles reach it as data only, never as markup.

    Args:
        source: the graph; None if the page is to fetch it.
        data_url: address, on the server that the page comes from, of what `to_view_json` returns; for graphs too large
            for one file.
    """
    if source is None or data_url is not None:
        return _page(Network(directed=True), lang="en", data_url=data_url or "", data={})
    view = view_of(_records(source))
    # Filled directly: pyvis looks through all nodes for each one that it is told to add.
    network = Network(directed=True, cdn_resources="in_line")
    network.nodes, network.edges = view.nodes, view.edges
    network.set_options(json.dumps(view.options))
    return _page(network, lang=view.lang, data_url="", data=_data(view))


def to_view_json(source: GraphLike) -> str:
    """Return the data of the page as JSON, for a page that fetches it.

    Args:
        source: the graph.
    """
    view = view_of(_records(source))
    tables = {"nodes": packed(view.nodes), "edges": packed(view.edges), "options": view.options}
    return json.dumps(tables | _data(view), ensure_ascii=False, separators=(",", ":"))


def _records(source: GraphLike) -> Records:
    if isinstance(source, Records):
        return source
    return read_records(to_rdflib(source) if isinstance(source, Assembly) else source)


def _data(view: View) -> dict[str, Any]:
    return {"facts": packed(view.facts), "terms": view.terms | {"lang": view.lang}, "details": view.details}


def _page(network: Network, *, lang: str, data_url: str, data: dict[str, Any]) -> str:
    network.set_template_dir(str(SOURCES), "page.html")
    words = read_source("interface.json")[lang]
    css, js = styles(), script()
    network.templateEnv.filters.update(packed=packed, script_json=_script_json)
    network.templateEnv.globals.update(
        lang=lang,
        words={name: html.escape(text) for name, text in words.items()},
        data_url=html.escape(data_url),
        css=css,
        js=js,
        policy=html.escape(_policy(css, js, fetches=bool(data_url))),
        data=data,
    )
    return network.generate_html()


def _policy(css: str, js: str, *, fetches: bool) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": hashed(js),
        "style-src": hashed(css),
        "img-src": "data: blob:",
        "connect-src": "'self'" if fetches else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _script_json(value: object) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
