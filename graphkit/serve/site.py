"""What all HTML pages share: templates, words in two languages, and a policy that lets nothing in from outside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from graphkit.vocabulary import PREFIXES, labels

__all__ = ["language_of", "name_of_term", "render"]

_FOLDER = Path(__file__).parent / "templates"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{inline}; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@lru_cache(maxsize=1)
def _templates() -> Jinja2Templates:
    return Jinja2Templates(directory=_FOLDER)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, Any]]:
    words: Mapping[str, Mapping[str, Any]] = json.loads((_FOLDER / "words.json").read_text("utf-8"))
    return words


def language_of(request: Request) -> str:
    """Return the language to speak to whoever asks: ``ar`` or ``en``."""
    chosen = request.query_params.get("lang", "")
    if chosen in _words():
        return chosen
    return "ar" if request.headers.get("accept-language", "").lower().startswith("ar") else "en"


def name_of_term(iri: str, lang: str) -> str:
    """Return a term of a vocabulary as a person reads it, or the value itself."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            local = iri.removeprefix(namespace)
            known = labels(local).get(lang) if prefix in ("gk", "plover") else None
            name = f"{prefix}:{local}"
            return known or _words()[lang]["terms"].get(name, name)
    return iri


def render(
    request: Request, template: str, values: Mapping[str, Any], *, status: int = 200, inline_styles: bool = False
) -> Response:
    """Return a page.

    Args:
        request: what it answers.
        template: name of a file under ``templates``.
        values: what the template shows.
        status: HTTP status.
        inline_styles: whether its scripts set styles of their own.
    """
    lang = language_of(request)
    context = {
        "lang": lang,
        "dir": "rtl" if lang == "ar" else "ltr",
        "other": "en" if lang == "ar" else "ar",
        "words": _words()[lang],
        "root": request.scope.get("root_path", ""),
        **values,
    }
    policy = _POLICY.format(inline=" 'unsafe-inline'" if inline_styles else "")
    headers = {"Content-Security-Policy": policy, "Vary": "Accept, Accept-Language"}
    return _templates().TemplateResponse(request, template, context, status, headers)
