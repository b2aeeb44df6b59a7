"""The graph behind a URL: a read-only SPARQL 1.1 endpoint, a page to ask from, and a page for each node."""

from __future__ import annotations

from graphkit.serve.app import create_app
from graphkit.serve.limits import Limits
from graphkit.serve.server import run
from graphkit.serve.stores import opened

__all__ = ["Limits", "create_app", "opened", "run"]
