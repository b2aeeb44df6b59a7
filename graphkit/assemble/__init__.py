"""Relations of many articles become one graph: identity, belief, contradictions."""

from __future__ import annotations

from graphkit.assemble.assembly import assemble

__all__ = ["assemble"]
