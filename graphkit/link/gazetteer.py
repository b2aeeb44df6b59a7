"""The tables as one value: entities by every form of their names, offices by date, nouns that name institutions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graphkit.errors import SeedError
from graphkit.link.demonyms import agreeing, inflections
from graphkit.link.names import block_keys
from graphkit.model import Entity, EntityType, Interval
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table
from graphkit.text import fold

__all__ = ["Entry", "Gazetteer", "Head", "Office", "Role", "load_gazetteer", "words"]

ENTITY_COLUMNS = (
    "id", "type", "kind", "en", "ar", "aliases_en", "aliases_ar", "short_en", "short_ar", "wikidata", "state", "parent",
)  # fmt: skip

_LEADING = re.compile(r"\s+(?:of|for|to|at|in|لدى|إلى|في)$")
_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_WORD = re.compile(rf"[^\W_](?:[\w{_MARKS}]|['’ʼ](?![sS]\b)(?=\w))*")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form may stand for: an entity (``name``, ``short``, ``metonym``, ``demonym``), a ``role`` or a ``head``.

    ``form`` is the form as the table writes it; ``need`` what ``ambiguous.tsv`` asks for before it is believed.
    """

    kind: str
    target: str
    form: str
    need: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """The name of an office: ``foreign-minister``; ``of`` is ``state`` or ``org``, ``none`` of what is no office.

    ``relation`` is what its holder has to the body: ``memberOf`` for members, else ``holdsOffice``.
    """

    id: str
    en: str
    ar: str
    of: str
    relation: str = "holdsOffice"


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that names an institution, force or group once a state is known.

    ``stands_for`` is ``entity`` (its own), ``state`` or ``capital``; ``of_state`` that an office of it is also one of
    its state.
    """

    id: str
    type: EntityType
    kind: str
    stands_for: str
    en: str
    ar: str
    of_state: bool


@dataclass(frozen=True, slots=True)
class Office:
    """A person's office; ``start`` and ``end`` are as precise as the table gives them."""

    person: str
    role: str
    of: str
    start: Interval | None
    end: Interval | None

    def holds_on(self, date: dt.date) -> bool:
        """Tell whether the office is held on a day, as far as the table knows."""
        return (self.start is None or self.start.earliest <= date) and (self.end is None or date <= self.end.latest)


class _Trie(dict[str, "_Trie"]):
    __slots__ = ("entries",)

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (begin, end, folded word) for each word of a text, half-open offsets in code points."""
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            yield match.start(), match.end(), folded


@dataclass(slots=True)
class Gazetteer:
    """All that the tables know. Build it with :func:`load_gazetteer`."""

    entities: dict[str, Entity] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    demonyms: dict[str, tuple[str, str]] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    offices: dict[str, list[Office]] = field(default_factory=dict)
    holders: dict[tuple[str, str], list[Office]] = field(default_factory=dict)
    forms: _Trie = field(default_factory=_Trie)
    needs: dict[str, str] = field(default_factory=dict)
    _people: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def add_form(self, form: str, kind: str, target: str) -> None:
        """Index a form under its folded words."""
        node = self.forms
        key = [word for _, _, word in words(form)]
        if not key:
            return
        for word in key:
            node = node.setdefault(word, _Trie())
        if all((entry.kind, entry.target) != (kind, target) for entry in node.entries):
            node.entries.append(Entry(kind, target, form, self.needs.get(fold(form), "")))

    def holder(self, role: str, of: str, date: dt.date | None) -> str | None:
        """Return the one person who held an office on a day (the last known one without a day), or None."""
        offices = self.holders.get((role, of), [])
        if date is None:
            offices = [office for office in offices if office.end is None]
        else:
            offices = [office for office in offices if office.holds_on(date)]
        people = {office.person for office in offices}
        if len(people) > 1 and date is not None:
            # Dates that are only years overlap at a change of office: the later start has it.
            latest = max((office.start.earliest for office in offices if office.start), default=None)
            people = {office.person for office in offices if office.start and office.start.earliest == latest}
        return people.pop() if len(people) == 1 else None

    def offices_of(self, person: str, date: dt.date | None) -> tuple[Office, ...]:
        """Return the offices a person held on a day, or all without a day, latest first."""
        offices = self.offices.get(person, [])
        held = [office for office in offices if date is None or office.holds_on(date)]
        return tuple(sorted(held, key=lambda o: o.start.earliest if o.start else dt.date.min, reverse=True))

    def composed_by_id(self, identifier: str) -> Entity:
        """Return the entity whose id is a state's followed by a head's: ``russia-general-staff``.

        Raises:
            KeyError: the id is of no such form.
        """
        parts = self.parts(identifier)
        if parts is None:
            raise KeyError(identifier)
        return self.composed(*parts)

    def parts(self, identifier: str) -> tuple[Head, str] | None:
        """Return the head and the state of which an id is made, None if it is of no such form."""
        for head in self.heads.values():
            state = identifier.removesuffix("-" + head.id)
            if state != identifier and state in self.entities:
                return head, state
        return None

    def people_like(self, name: str) -> set[tuple[str, str]]:
        """Return (form, entity id) of the people whose names sound like a name: candidates for :func:`same_person`."""
        if not self._people:
            for entity in self.entities.values():
                if entity.type is EntityType.PERSON:
                    for form in filter(None, (entity.en, entity.ar, *(alias for alias, _ in entity.aliases))):
                        if " of " in form:
                            # "King Abdullah of Saudi Arabia": where he reigns is no name of his.
                            continue
                        for key in block_keys(form):
                            self._people.setdefault(key, set()).add((form, entity.id))
        return {candidate for key in block_keys(name) for candidate in self._people.get(key, ())}

    def roles_leading(self, text: str) -> tuple[str, ...]:
        """Return the offices that the first words of a text name, the longest: ``الملك`` of ``الملك محمد السادس``."""
        node = self.forms
        found: tuple[str, ...] = ()
        for _, _, word in words(text):
            following = node.get(word)
            if following is None:
                break
            node = following
            found = tuple(e.target for e in node.entries if e.kind == "role") or found
        return found

    def forces_of(self, state: str) -> str | None:
        """Return the armed forces that the tables let ``القوات الروسية`` or ``Russian forces`` mean, if any."""
        english, arabic = self.demonyms.get(state, ("", ""))
        for form in (f"القوات {agreeing(arabic, 'f')}" if arabic else "", f"{english} forces"):
            node: _Trie | None = self.forms
            for _, _, word in words(form):
                node = node.get(word) if node is not None else None
            found = [e.target for e in node.entries if e.kind == "name"] if node is not None else []
            if form and len(found) == 1:
                return found[0]
        return None

    def capital_of(self, state: str) -> str | None:
        """Return the capital of a state."""
        return next((place for place, owner in self.capitals.items() if owner == state), None)

    def composed(self, head: Head, state: str) -> Entity:
        """Return the entity of a head and a state: the table's own row, or one made from the head's patterns."""
        known = self.entities.get(f"{state}-{head.id}")
        if known:
            return known
        owner = self.entities[state]
        dem_en, dem_ar = self.demonyms.get(state, ("", ""))
        arabic = head.ar.format(**{a: agreeing(dem_ar, a) for a in "mfp"}) if dem_ar else None
        return Entity(
            id=f"{state}-{head.id}",
            type=head.type,
            en=head.en.format(dem=dem_en or owner.en, state=owner.en),
            ar=arabic,
            state=state,
            known=False,
        )


def _time(text: str, path: Path, line: int) -> Interval | None:
    if not text:
        return None
    try:
        return Interval.of(*(int(part) for part in text.split("-")))
    except (ValueError, TypeError):
        raise SeedError(f"{path}, line {line}: '{text}' is no date; write YYYY, YYYY-MM or YYYY-MM-DD") from None


def _type(name: str, path: Path, line: int) -> EntityType:
    try:
        return EntityType(name)
    except ValueError:
        raise SeedError(
            f"{path}, line {line}: unknown type '{name}'; one of {', '.join(t.value for t in EntityType)}"
        ) from None


def _add_entities(gazetteer: Gazetteer, path: Path) -> None:
    for line, row in read_table(path, ENTITY_COLUMNS):
        identifier, name = row["id"], row["type"]
        if not identifier or not row["en"]:
            raise SeedError(f"{path}, line {line}: every row needs an id and an English label")
        if identifier in gazetteer.entities:
            raise SeedError(f"{path}, line {line}: the id {identifier} exists already")
        kind = _type(name, path, line)
        full = {"en": (row["en"], *cell(row, "aliases_en")), "ar": (row["ar"], *cell(row, "aliases_ar"))}
        # Short forms are no labels: "the Agency" names many; they only help to read.
        aliases = sorted({(form, lang) for lang, forms in full.items() for form in forms[1:] if form})
        gazetteer.entities[identifier] = Entity(
            id=identifier, type=kind, en=row["en"], ar=row["ar"] or None, aliases=tuple(aliases),
            wikidata=row["wikidata"] or None, state=row["state"] or None,
        )  # fmt: skip
        gazetteer.kinds[identifier] = row["kind"]
        if row["parent"]:
            gazetteer.parents[identifier] = row["parent"]
        if row["kind"] == "war":
            # What its sides do: a name of it would hide them, and the word for it ("Russia's invasion of Ukraine").
            continue
        for form in (*full["en"], *full["ar"]):
            gazetteer.add_form(form, "name", identifier)
        for form in (*cell(row, "short_en"), *cell(row, "short_ar")):
            gazetteer.add_form(form, "short", identifier)
        if "demonym_en" in row:
            _add_state(gazetteer, identifier, row)


def _add_state(gazetteer: Gazetteer, identifier: str, row: Mapping[str, str]) -> None:
    if row.get("capital"):
        gazetteer.capitals[row["capital"]] = identifier
    for form in (*cell(row, "metonyms_en"), *cell(row, "metonyms_ar")):
        gazetteer.add_form(form, "metonym", identifier)
    english, arabic = cell(row, "demonym_en"), cell(row, "demonym_ar")
    gazetteer.demonyms[identifier] = (english[0] if english else "", arabic[0] if arabic else "")
    for form in (*english, *cell(row, "demonym_ar_plural")):
        gazetteer.add_form(form, "demonym", identifier)
    for adjective in arabic:
        for form in sorted(inflections(adjective)):
            gazetteer.add_form(form, "demonym", identifier)


def _add_accusatives(gazetteer: Gazetteer) -> None:
    """Add the indefinite accusatives of adjectives, but those that name a country: ``باكستانيا``, not ``روسيا``."""
    for state, (_, adjective) in gazetteer.demonyms.items():
        form = adjective + "ا"
        known = gazetteer.forms.get(fold(form))
        if adjective.endswith("ي") and " " not in adjective and (known is None or not known.entries):
            gazetteer.add_form(form, "demonym", state)


def _add_offices(gazetteer: Gazetteer, path: Path) -> None:
    for line, row in read_table(path, ("person", "role", "of", "start", "end")):
        if row["role"] not in gazetteer.roles:
            raise SeedError(f"{path}, line {line}: no role '{row['role']}' in roles.tsv")
        for column in ("person", "of"):
            if row[column] not in gazetteer.entities:
                raise SeedError(f"{path}, line {line}: no entity '{row[column]}' in the tables")
        start, end = (_time(row[column], path, line) for column in ("start", "end"))
        office = Office(row["person"], row["role"], row["of"], start, end)
        gazetteer.offices.setdefault(office.person, []).append(office)
        gazetteer.holders.setdefault((office.role, office.of), []).append(office)


def _load(root: Path, extra: Sequence[Path]) -> Gazetteer:
    gazetteer = Gazetteer()
    ambiguous = root / "lexicon" / "ambiguous.tsv"
    if ambiguous.exists():
        for _, row in read_table(ambiguous, ("form", "need")):
            gazetteer.needs[fold(row["form"])] = row["need"]
    tables: Iterable[Path] = [*sorted((root / "entities").glob("*.tsv")), *extra]
    for path in tables:
        _add_entities(gazetteer, path)
    _add_accusatives(gazetteer)
    for _, row in read_table(root / "roles.tsv", ("id", "en", "ar", "forms_en", "forms_ar", "of", "relation")):
        relation = row["relation"] or "holdsOffice"
        gazetteer.roles[row["id"]] = Role(row["id"], row["en"], row["ar"], row["of"], relation)
        for form in (row["en"], *cell(row, "forms_en"), *cell(row, "forms_ar")):
            # "spokesman for", "سفير لدى": the preposition leads to the body, and is no part of the office.
            gazetteer.add_form(_LEADING.sub("", form), "role", row["id"])
    for line, row in read_table(
        root / "lexicon" / "heads.tsv", ("id", "type", "as", "en", "ar", "forms_en", "forms_ar", "offices")
    ):
        head = Head(
            row["id"],
            _type(row["type"], root / "lexicon" / "heads.tsv", line),
            row["kind"],
            row["as"],
            row["en"],
            row["ar"],
            row["offices"] == "state",
        )
        gazetteer.heads[head.id] = head
        for form in (*cell(row, "forms_en"), *cell(row, "forms_ar")):
            gazetteer.add_form(form, "head", head.id)
    if (root / "offices.tsv").exists():
        _add_offices(gazetteer, root / "offices.tsv")
    return gazetteer


@cache
def _load_once(root: Path, extra: tuple[Path, ...]) -> Gazetteer:
    return _load(root, extra)


def load_gazetteer(extra: Sequence[Path] = ()) -> Gazetteer:
    """Read the shipped tables, and further entity tables of the caller's own.

    Args:
        extra: tables with the columns of ``entities/*.tsv``.

    Raises:
        SeedError: a table is malformed; the message names the file and the line.
    """
    return _load_once(seeds_path(), tuple(Path(path) for path in extra))
