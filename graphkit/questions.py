"""Questions that an analyst asks of any graph, by name: the files under ``graphkit/queries``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from graphkit.errors import GraphError
from graphkit.vocabulary import PREFIXES

__all__ = ["Parameter", "Question", "question", "questions"]

_FOLDER = Path(__file__).parent / "queries"
_TITLE = re.compile(r"^# (en|ar): (.+)$", re.MULTILINE)
# A value that may be replaced stands alone on its line, as one row of one variable, with what it is.
_PARAMETER = re.compile(r"^(\s*VALUES \?(\w+) \{ )(\S+)( \}  # en: (.+); ar: (.+))$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of a question that the asker may choose.

    Attributes:
        name: name of the variable.
        default: the term that is asked for if nothing is chosen, as SPARQL writes it.
        labels: what it is, by language code.
    """

    name: str
    default: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A query that is ready to be asked.

    Attributes:
        name: name of its file.
        titles: the question in words, by language code.
        sparql: the query, with the defaults of its parameters.
        parameters: what may be chosen.
    """

    name: str
    titles: Mapping[str, str]
    sparql: str
    parameters: tuple[Parameter, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the query with other values for its parameters.

        Args:
            values: by the name of the parameter, an IRI, a name with its prefix, or what follows the prefix of the
                default: ``russia`` for ``gke:russia``; for a date, the date.

        Raises:
            GraphError: if there is no such parameter, or its value is not of its kind.
        """
        known = [parameter.name for parameter in self.parameters]
        for name in values:
            if name not in known:
                choice = f"choose one of {', '.join(known)}" if known else "it takes none"
                raise GraphError(f"the question {self.name} has no parameter {name!r}; {choice}")

        def replaced(found: re.Match[str]) -> str:
            value = values.get(found[2])
            return found[0] if value is None else f"{found[1]}{_term(value, found[3])}{found[4]}"

        return _PARAMETER.sub(replaced, self.sparql)


def _term(value: str, default: str) -> str:
    """Return a value as SPARQL writes a term of the kind of ``default``."""
    if default.startswith('"'):
        lexical, _, datatype = default.rpartition("^^")
        prefix, _, local = datatype.partition(":")
        if re.fullmatch(re.sub(r"[0-9]", "[0-9]", lexical.strip('"')), value) is None:
            raise GraphError(f"{value!r} is not written like {lexical}")
        return str(ox.Literal(value, datatype=ox.NamedNode(PREFIXES[prefix] + local)))
    prefix, colon, local = value.partition(":")
    if value.startswith("<") and value.endswith(">"):
        iri = value[1:-1]
    elif colon and prefix in PREFIXES:
        iri = PREFIXES[prefix] + local
    elif colon and local.startswith("//"):
        iri = value
    else:
        iri = PREFIXES[default.partition(":")[0]] + value
    try:
        return str(ox.NamedNode(iri))
    except ValueError:
        raise GraphError(f"{value!r} is no name of a node; write it as {default} or as an IRI") from None


@lru_cache(maxsize=1)
def questions() -> Mapping[str, Question]:
    """Return the questions by name, sorted.

    Examples:
        >>> questions()["messages"].titles["en"]
        'Who sent messages to whom, and when?'
    """
    return MappingProxyType({path.stem: _read(path) for path in sorted(_FOLDER.glob("*.rq"))})


def question(name: str) -> Question:
    """Return the question of this name.

    Raises:
        GraphError: if there is none.
    """
    try:
        return questions()[name]
    except KeyError:
        raise GraphError(f"no question {name!r}; choose one of {', '.join(questions())}") from None


def _read(path: Path) -> Question:
    sparql = path.read_text("utf-8")
    # One that stands in several places is one all the same.
    parameters = {
        name: Parameter(name, default, MappingProxyType({"en": english, "ar": arabic}))
        for _, name, default, _, english, arabic in _PARAMETER.findall(sparql)
    }
    return Question(path.stem, MappingProxyType(dict(_TITLE.findall(sparql))), sparql, tuple(parameters.values()))
