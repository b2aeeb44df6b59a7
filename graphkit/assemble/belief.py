"""How far a relation is believed, by who states it and by what read it.

The model is that of INDRA (Gyori et al. 2017, doi:10.15252/msb.20177651): the statements of one source are wrong
together with a systematic error, and each by itself with a random error, so

    belief = 1 - product over sources of (systematic + product over wordings of (1 - (1 - random) * (1 - reading)))

over the different wordings that each source gave, with ``reading`` the error of the extractor that read the wording,
the least one where several did. Independent sources are whoever the statement is attributed to, and otherwise the
publisher; publishers that print the same sentence are copies, so that ten papers that print one agency's text count
once. What says the opposite lowers it:

    belief = support * (1 - denial * opposition)

where support and opposition are both computed as above and ``denial`` is the weight of the opposite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod
from pathlib import Path
from types import MappingProxyType

from graphkit.errors import SeedError
from graphkit.model import Entity, EntityType, Evidence, Extraction
from graphkit.resources import seeds_path
from graphkit.tables import read_table

__all__ = [
    "Priors",
    "Source",
    "Statement",
    "belief",
    "extractor_of",
    "graded",
    "load_priors",
    "source_of",
    "support",
    "wording",
]

# Publishers may agree in fewer words than this without copying each other.
_COPIED_WORDS = 8
_OWN_VOICE = ("publisher", "article")
_KINDS = (*_OWN_VOICE, "claim", "party", "unnamed")
_EXTRACTORS = ("rules", "reader")
_OPPOSITE = "denial"

_Wordings = Mapping[str, float]
"""Texts, each with the error of its reading."""


@dataclass(frozen=True, slots=True)
class Priors:
    """How often sources and extractors err; all numbers are from 0 to 1.

    Attributes:
        errors: of each kind of source, as (systematic, random).
        denial: the weight of the opposite.
        reading: the error of each extractor by its name; one that is not there adds none.
    """

    errors: Mapping[str, tuple[float, float]]
    denial: float
    reading: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """An independent source: its kind (a row of ``belief.tsv``) and what identifies it."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One wording of a relation by a source, as the extractor of this name read it."""

    source: Source
    quote: str
    extractor: str = ""


@lru_cache(maxsize=8)
def load_priors(path: Path | None = None) -> Priors:
    """Read the table of errors; ``seeds/belief.tsv`` if no path is given.

    Raises:
        SeedError: if a row is missing, a number is not between 0 and 1, or an extractor has a systematic error.
    """
    table = path or seeds_path() / "belief.tsv"
    rows: dict[str, tuple[float, float]] = {}
    for line, row in read_table(table, ("kind", "systematic", "random")):
        try:
            errors = float(row["systematic"]), float(row["random"])
        except ValueError:
            raise SeedError(f"{table}, line {line}: systematic and random must be numbers such as 0.05") from None
        if not all(0 <= error <= 1 for error in errors) or sum(errors) > 1:
            raise SeedError(f"{table}, line {line}: systematic, random and their sum must lie between 0 and 1")
        if errors[0] and row["kind"] not in (*_KINDS, _OPPOSITE):
            raise SeedError(f"{table}, line {line}: {row['kind']} is no kind of source, so its systematic must be 0")
        rows[row["kind"]] = errors
    if missing := sorted({*_KINDS, *_EXTRACTORS, _OPPOSITE} - rows.keys()):
        raise SeedError(f"{table}: no row for {', '.join(missing)}")
    reading = {name: random for name, (_, random) in rows.items() if name not in (*_KINDS, _OPPOSITE)}
    errors_of = {kind: rows[kind] for kind in _KINDS}
    return Priors(MappingProxyType(errors_of), rows[_OPPOSITE][0], MappingProxyType(reading))


def source_of(
    evidence: Evidence, extraction: Extraction, parties: Iterable[str | None], entities: Mapping[str, Entity]
) -> Source:
    """Return who answers for an evidence.

    Args:
        evidence: a place in the article of ``extraction``.
        extraction: all that the article gave; its publisher answers for what nobody else is cited for.
        parties: subject and object of the relation, who speak in their own cause.
        entities: every entity by its id.
    """
    article = extraction.article
    if evidence.source is None or evidence.source == extraction.publisher:
        if extraction.publisher:
            return Source("publisher", extraction.publisher)
        if article.publisher:
            return Source("publisher", f"name:{article.publisher.casefold().strip()}")
        return Source("article", article.sha256)
    if evidence.source in set(parties):
        return Source("party", evidence.source)
    entity = entities.get(evidence.source)
    if entity is not None and entity.type is EntityType.GROUP and not entity.known:
        return Source("unnamed", evidence.source)
    return Source("claim", evidence.source)


def extractor_of(evidence: Evidence) -> str:
    """Return the name of what found an evidence, the last word of its ``extractor``: "graphkit 0.1 reader"."""
    return evidence.extractor.rpartition(" ")[2]


def support(statements: Iterable[Statement], priors: Priors) -> float:
    """Return how likely it is that at least one of the sources is right, 0 where there are none.

    Examples:
        >>> priors = Priors({"claim": (0.1, 0.3)}, denial=0.5, reading={"reader": 0.2})
        >>> kyiv, seoul = Source("claim", "ukraine"), Source("claim", "south-korea")
        >>> round(support([Statement(kyiv, "a")], priors), 4)  # 1 - (0.1 + 0.3)
        0.6
        >>> round(support([Statement(kyiv, "a"), Statement(seoul, "b")], priors), 4)  # 1 - 0.4 * 0.4
        0.84
        >>> round(support([Statement(kyiv, "a", "reader")], priors), 4)  # 1 - (0.1 + 1 - 0.7 * 0.8)
        0.46
    """
    wordings: dict[Source, dict[str, float]] = defaultdict(dict)
    for statement in statements:
        reading = priors.reading.get(statement.extractor, 0.0)
        known, text = wordings[statement.source], wording(statement.quote)
        known[text] = min(known.get(text, 1.0), reading)
    wrong = 1.0
    for source, readings in _independent(wordings):
        systematic, random = priors.errors[source.kind]
        # The same as 1 - (1 - random) * (1 - reading), and exactly ``random`` where reading adds nothing. Sorted, as
        # the last digit of a product depends on the order.
        wrong *= systematic + prod(random + (1 - random) * reading for reading in sorted(readings))
    return 1 - wrong


def wording(quote: str) -> str:
    """Return what of a quote makes it another wording: all but its white space."""
    return " ".join(quote.split())


def _independent(wordings: Mapping[Source, _Wordings]) -> Iterator[tuple[Source, list[float]]]:
    """Yield sources with the errors of reading their wordings.

    Those that print each other's words are one under the most trusted kind.
    """
    printed: dict[str, list[Source]] = defaultdict(list)
    for source in wordings:
        if source.kind in _OWN_VOICE:
            for text in wordings[source]:
                if len(text.split()) >= _COPIED_WORDS:
                    printed[text].append(source)
    together: dict[Source, set[Source]] = {source: {source} for source in wordings}
    for sources in printed.values():
        joined = set().union(*(together[source] for source in sources))
        together.update(dict.fromkeys(joined, joined))
    for source in sorted(wordings):
        # "publisher" comes after "article" in the alphabet and is trusted more.
        if source == max(together[source]):
            least: dict[str, float] = {}
            for each in together[source]:
                for text, reading in wordings[each].items():
                    least[text] = min(least.get(text, 1.0), reading)
            yield source, list(least.values())


def belief(supporting: Iterable[Statement], opposing: Iterable[Statement], priors: Priors) -> float:
    """Return the belief in a relation, from 0 to 1, by what supports it and what says the opposite.

    Examples:
        >>> priors = Priors({"claim": (0.1, 0.3)}, denial=0.5)
        >>> kyiv, moscow = Source("claim", "ukraine"), Source("claim", "russia")
        >>> round(belief([Statement(kyiv, "yes")], [Statement(moscow, "no")], priors), 4)  # 0.6 * (1 - 0.5 * 0.6)
        0.42
    """
    return support(supporting, priors) * (1 - priors.denial * support(opposing, priors))


def graded(value: float) -> float:
    """Return a belief as the graph has it: four digits, and nothing is certain.

    Examples:
        >>> graded(0.99996), graded(0.46875)
        (0.9999, 0.4688)
    """
    return min(round(value, 4), 0.9999)
