"""Patterns by name, as the grammars of time expressions of all languages use them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

__all__ = ["Grammar"]

_BEFORE = 40  # code points before a time expression that may say what it is


class Grammar:
    """Compiled patterns, one or several a name."""

    def __init__(self, patterns: Mapping[str, tuple[str, ...]]) -> None:
        """Compile patterns.

        Args:
            patterns: regular expressions by name.
        """
        self._patterns = {name: tuple(re.compile(each) for each in family) for name, family in patterns.items()}

    def matches(self, name: str, text: str) -> Iterator[re.Match[str]]:
        """Yield what each pattern of a name matches, pattern by pattern."""
        for pattern in self._patterns[name]:
            yield from pattern.finditer(text)

    def before(self, name: str, text: str, begin: int) -> re.Match[str] | None:
        """Match the one pattern of a name against the words right before ``begin``."""
        return self._patterns[name][0].search(text, max(0, begin - _BEFORE), begin)

    def after(self, name: str, text: str, end: int) -> re.Match[str] | None:
        """Match the one pattern of a name from ``end`` on."""
        return self._patterns[name][0].match(text, end)
