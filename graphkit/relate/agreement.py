"""Of which gender those named are, and whom a pronoun therefore cannot mean: ``she``, ``it``, ``اتهمها``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from spacy.tokens import Doc

from graphkit.errors import SeedError
from graphkit.link.anaphora import reference_of
from graphkit.link.gazetteer import Gazetteer
from graphkit.link.given_names import EAST_ASIAN, is_given_name, name_rows
from graphkit.link.values import LinkedMention
from graphkit.model import Entity, EntityType
from graphkit.relate.view import masculine_words
from graphkit.resources import seeds_path
from graphkit.tables import read_table
from graphkit.text import fold

__all__ = ["Agreement"]

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_I = frozenset({"i", "me", "my", "myself"})
_MASCULINE = frozenset({"ه", "هو", "الأخير", "هذا الأخير"})
_FEMININE = frozenset({"ها", "هي", "الأخيرة", "هذه الأخيرة"})
_PRONOUNS = _HE | _SHE | _IT | _I | _MASCULINE | _FEMININE
_NAMED = frozenset({"name", "short"})
_STATES = frozenset({EntityType.STATE})
_PERSONS = frozenset({EntityType.PERSON})
_BODIES = frozenset({EntityType.GROUP, EntityType.ORGANIZATION, EntityType.ARMED_FORCE})
_TYPES = {
    "states": _STATES,
    "country": _STATES,
    "state": _STATES,
    "neighbour": _STATES,
    "persons": _PERSONS,
    "group": _BODIES,
    "agency": _BODIES,
}
_OFFICE = 3  # words of a mention that may begin with an office


@cache
def _words() -> Mapping[tuple[str, str], str]:
    """Return the gender that given names and titles tell, by use and folded form.

    Raises:
        SeedError: if a gender or a use is none.
    """
    path = seeds_path() / "lexicon" / "genders.tsv"
    found = {}
    for line, row in read_table(path, ("form", "gender", "use")):
        if row["gender"] not in ("f", "m") or row["use"] not in ("name", "title"):
            raise SeedError(f"{path}, line {line}: a gender is f or m, a use name or title")
        found[row["use"], fold(row["form"])] = row["gender"]
    return found


@cache
def _of_men() -> frozenset[str]:
    rows = (row for row in name_rows() if row.origin != EAST_ASIAN and not row.surname)
    return frozenset(fold(form) for row in rows for form in row.forms)


def genders(docs: Iterable[Doc], mentions: Iterable[LinkedMention], entities: Mapping[str, Entity]) -> dict[str, str]:
    """Return the gender, ``f`` or ``m``, of those of whom the article's words or their names tell it.

    Titles and offices in the article and the given name tell it. A state or body goes by the first word of its Arabic
    name, in Arabic.

    Args:
        docs: the analysed blocks in order.
        mentions: the mentions in them.
        entities: the entities mentioned, by id.
    """
    texts = list(docs)
    told: dict[str, Counter[str]] = {}
    by_name: dict[str, str] = {}
    for mention in mentions:
        entity = mention.entities[0] if len(mention.entities) == 1 else ""
        if mention.kind not in _NAMED or entity not in entities:
            continue
        doc = texts[mention.block]
        if entities[entity].type is EntityType.PERSON:
            title, name = _of_person(doc, mention)
            if title:
                told.setdefault(entity, Counter())[title] += 1
            if name:
                by_name.setdefault(entity, name)
        elif doc.lang_ == "ar" and entities[entity].type is not EntityType.ARMED_FORCE:
            gender = _of_body(doc[mention.start].text)
            by_name.setdefault(entity, gender or ("f" if entities[entity].type is EntityType.STATE else ""))
    decided = {entity: counted.most_common(1)[0][0] for entity, counted in told.items()}
    # "النائب ليلى ...": a woman's office may be told in the masculine, no man's in the feminine.
    women = {entity for entity, gender in by_name.items() if gender == "f"}
    return by_name | {entity: gender for entity, gender in decided.items() if gender == "f" or entity not in women}


def _of_person(doc: Doc, mention: LinkedMention) -> tuple[str, str]:
    """Return what a title or an office, and what the given name, tell of a person's gender."""
    named = (i for i in range(mention.start, mention.stop) if doc[i].pos_ == "PROPN" and not _title(doc, i))
    first = next(named, mention.start)
    title, form = _title(doc, first - 1), _form(doc, first)
    if not title and doc.lang_ == "ar" and mention.stop - mention.start >= _OFFICE:
        title = _of_office(doc, mention.start)
    if first + 1 == mention.stop:
        return title, ""  # a family name
    return title, _words().get(("name", form), "m" if form in _of_men() else "")


def _title(doc: Doc, index: int) -> str:
    return _words().get(("title", _form(doc, index)), "") if index >= 0 else ""


def _of_office(doc: Doc, index: int) -> str:
    """Return the gender of the Arabic noun that a mention begins with: ``رئيسة الوزراء``, ``سفيرتها``, ``المتحدث``."""
    noun = doc[index]
    if noun.pos_ != "NOUN" or is_given_name(noun.text):
        return ""
    if noun.text.endswith("ت") and not noun.whitespace_:
        return "f"
    return "f" if noun.text.endswith("ة") else "m"


def _form(doc: Doc, index: int) -> str:
    return fold(doc[index].text).rstrip(".")


def _of_body(first: str) -> str:
    form = fold(first)
    if form in masculine_words() or fold("ال" + first) in masculine_words():
        return "m"
    return "f" if first.endswith(("ة", "ات")) else ""


class Agreement:
    """Whom of those named in an article a word that refers back cannot mean, by its gender or by what it says."""

    def __init__(
        self,
        docs: Iterable[Doc],
        mentions: Collection[LinkedMention],
        entities: Mapping[str, Entity],
        gazetteer: Gazetteer,
        roles: Mapping[str, frozenset[str]],
    ) -> None:
        """Take what an article names.

        Args:
            docs: the analysed blocks in order.
            mentions: the mentions in them.
            entities: the entities mentioned, by id.
            gazetteer: the tables, for the kinds and regions of bodies and states.
            roles: the offices of persons, as far as the tables or the article tell them.
        """
        self._entities, self._gazetteer, self._roles = entities, gazetteer, roles
        self._named = frozenset(entity for m in mentions if m.kind != "pronoun" for entity in m.entities)
        self._genders = genders(docs, mentions, entities)

    def barred(self, form: str) -> frozenset[str]:
        """Return the ids of those whom a pronoun or noun, as written, cannot mean."""
        word = form.lower()
        if word in _PRONOUNS:
            return frozenset(entity for entity in self._named if not self._agrees(word, entity))
        reference = reference_of(form)
        if reference is None:
            return frozenset()
        known = (self._entities[entity] for entity in self._named if entity in self._entities)
        return frozenset(entity.id for entity in known if not self._may_be(*reference, entity))

    def _agrees(self, pronoun: str, entity: str) -> bool:
        known, gender = self._entities.get(entity), self._genders.get(entity)
        person = known is not None and known.type is EntityType.PERSON
        if pronoun in _HE:
            return person and gender != "f"
        if pronoun in _SHE:
            return person and gender != "m"
        if pronoun in _I:
            return person
        if pronoun in _IT:
            return not person
        return gender != ("f" if pronoun in _MASCULINE else "m")

    def _may_be(self, kind: str, bound: frozenset[str], entity: Entity) -> bool:
        """Tell whether a word of a kind (``anaphors.tsv``) may mean an entity."""
        if kind == "persons" and bound and (held := self._roles.get(entity.id)):
            # "The two ministers" are not the president beside them.
            return not bound.isdisjoint(held)
        if kind == "open":
            return not bound or str(entity.type) in bound
        if kind in _TYPES:
            return entity.type in _TYPES[kind]
        if kind != "one":
            return True
        state = self._gazetteer.entities.get(entity.state or "", entity)
        known = self._gazetteer.kinds.get(entity.id, "")
        if entity.type is EntityType.PLACE and known != "city":
            return True
        unknown = not known and entity.type in _BODIES
        return unknown or not bound.isdisjoint({entity.id, state.id, known, self._gazetteer.parents.get(state.id, "")})
