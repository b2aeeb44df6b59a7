"""Relations and dates in words, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from graphkit.model import Entity, Relation, Status
from graphkit.resources import seeds_path
from graphkit.tables import read_table
from graphkit.vocabulary import labels, property_of

__all__ = ["LANGUAGES", "clean", "name_of", "role_names", "sentence", "spelled_out"]

LANGUAGES = ("ar", "en")

_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"\{(s|o|role)\}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNKNOWN_ROLE = {"ar": "منصب", "en": "an official"}


def clean(text: str) -> str:
    """Return the text with lone surrogates, which no file can hold, replaced by U+FFFD; lengths stay as they are."""
    return _SURROGATE.sub("\ufffd", text)


def name_of(entity: Entity, lang: str) -> str:
    """Return the name of an entity in a language, in the other one where it has none, or its id spelled out."""
    first, second = (entity.ar, entity.en) if lang == "ar" else (entity.en, entity.ar)
    return clean(first or second or spelled_out(entity.id))


def spelled_out(slug: str) -> str:
    """Return a slug as words.

    Examples:
        >>> spelled_out("kim-jong-un")
        'Kim Jong Un'
    """
    return " ".join(part[:1].upper() + part[1:] for part in re.split(r"[-_]+", slug) if part) or slug


@lru_cache(maxsize=1)
def _roles() -> Mapping[str, str]:
    path = seeds_path() / "roles.tsv"
    return MappingProxyType({row["en"]: row["ar"] for _, row in read_table(path, ("en", "ar")) if row["ar"]})


def role_names(role: str) -> Mapping[str, str]:
    """Return the name of an office by language code; Arabic only where the table of roles has it.

    Args:
        role: the English name of the office.
    """
    arabic = _roles().get(role)
    return {"en": clean(role)} | ({"ar": arabic} if arabic else {})


def sentence(relation: Relation, names: Mapping[str, str], lang: str) -> str:
    """Return a relation as a sentence or, in Arabic, as a nominal phrase that fits any gender.

    Args:
        relation: what to say; a status other than actual is added in brackets.
        names: name of each entity id, in this language.
        lang: ``ar`` or ``en``.
    """
    prop = property_of(relation.predicate)
    pattern = prop.patterns.get(lang) or "{s} – " + prop.labels.get(lang, prop.name) + "[ – {o}]"
    pattern = _OPTIONAL.sub(r"\1" if relation.object else "", pattern)
    role = role_names(relation.role) if relation.role else _UNKNOWN_ROLE
    parts = {
        "s": names[relation.subject],
        "o": names[relation.object] if relation.object else "…",
        "role": role.get(lang) or role["en"],
    }
    text = _SLOT.sub(lambda slot: parts[slot[1]], pattern)
    if relation.status is Status.ACTUAL:
        return text
    return f"{text} ({labels(relation.status.value)[lang]})"
