"""The script and the style of the page, each joined from small files."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from graphkit.publish.view_data import SOURCES

__all__ = ["hashed", "script", "styles"]


@lru_cache(maxsize=1)
def script() -> str:
    """Return the script of the page: the files of ``explorer/js`` in the order of their names, in one function."""
    return '"use strict";\n(() => {\n' + _joined("js") + "})();\n"


@lru_cache(maxsize=1)
def styles() -> str:
    """Return the style of the page: the files of ``explorer/css`` in the order of their names."""
    return _joined("css")


def hashed(text: str) -> str:
    """Return what a Content-Security-Policy calls an inline script or style.

    Examples:
        >>> hashed("")
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _joined(kind: str) -> str:
    return "".join(path.read_text("utf-8") for path in sorted((SOURCES / kind).glob(f"*.{kind}")))
