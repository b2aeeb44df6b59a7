"""Names that the tables do not have: known people misspelt, new people, places and organisations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graphkit.link.gazetteer import Gazetteer
from graphkit.link.names import is_short_form, same_name, same_person
from graphkit.link.transliterate import slug, to_latin
from graphkit.model import Entity, EntityType

__all__ = ["LocalNames", "known_person"]

_TYPES = {"PER": EntityType.PERSON, "LOC": EntityType.PLACE, "ORG": EntityType.ORGANIZATION}


def known_person(name: str, gazetteer: Gazetteer) -> str | None:
    """Return the one person of the tables whose name this is in another spelling, or None.

    Args:
        name: a full name, without titles.
        gazetteer: the tables.
    """
    if len(name.split()) < 2:
        return None
    found = {person for form, person in gazetteer.people_like(name) if same_person(name, form)}
    return found.pop() if len(found) == 1 else None


def _is_arabic(name: str) -> bool:
    return any("\u0600" <= char <= "\u06ff" for char in name)


class LocalNames:
    """The unknown names of one article, spelling variants and short forms united."""

    def __init__(self, gazetteer: Gazetteer, named: frozenset[str]) -> None:
        """Start with the people of the tables whom the article names in full."""
        self._gazetteer, self._named = gazetteer, named
        self._forms: dict[str, list[str]] = {}
        self._labels: dict[str, str] = {}

    def add(self, forms: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
        """Return the entity id of each (form, label).

        Args:
            forms: (form, ``PER``/``LOC``/``ORG``, language), all of one article; the longest are taken first, so that
                a surname finds its full name wherever it stands.
        """
        seen = Counter((form, label) for form, label, _ in forms)
        result: dict[tuple[str, str], str] = {}
        for form, given in sorted(seen, key=lambda f: (-len(f[0].split()), -len(f[0]), f)):
            # The pipeline may call one name a place here and an organisation there: what it says most often holds.
            label = min(
                (label for other, label in seen if other == form), key=lambda known: (-seen[form, known], known)
            )
            found = known_person(form, self._gazetteer) if label == "PER" else None
            if found is None and label == "PER":
                found = self._known_here(form)
            if found is None and label != "PER" and len(form.split()) == 1:
                # A surname that the pipeline calls a place: the article has the person in full.
                found = self._known_here(form) or self._local(form, "PER")
            if found is None:
                found = self._local(form, label)
            if found is None:
                found = self._new(form, label)
            result[form, given] = found
        return result

    def _known_here(self, form: str) -> str | None:
        """Return the person named in full in the article whose short form this is."""
        found = set()
        for person in self._named:
            entity = self._gazetteer.entities[person]
            names = {entity.en, entity.ar, *(alias for alias, _ in entity.aliases)} - {None}
            if any(is_short_form(form, name) or same_person(form, name) for name in names):
                found.add(person)
        return found.pop() if len(found) == 1 else None

    def _local(self, form: str, label: str) -> str | None:
        same = same_person if label == "PER" else same_name
        matches = {
            entity
            for entity, forms in self._forms.items()
            if self._labels[entity] == label
            and any(same(form, other) or (label == "PER" and is_short_form(form, other)) for other in forms)
        }
        if len(matches) != 1:
            return None
        entity = matches.pop()
        self._forms[entity].append(form)
        return entity

    def _new(self, form: str, label: str) -> str:
        identifier = base = slug(to_latin(form) if _is_arabic(form) else form)
        number = 2
        while identifier in self._gazetteer.entities or identifier in self._forms:
            identifier, number = f"{base}-{number}", number + 1
        self._forms[identifier] = [form]
        self._labels[identifier] = label
        return identifier

    def forms(self, identifier: str) -> list[str]:
        """Return the forms in which the article writes a local id."""
        return self._forms[identifier]

    def entity(self, identifier: str, state: str | None) -> Entity:
        """Return the entity of a local id with every form seen."""
        forms = self._forms[identifier]
        label = max(forms, key=lambda f: (len(f.split()), len(f), f))
        arabic = _is_arabic(label)
        lang = "ar" if arabic else "en"
        return Entity(
            id=identifier,
            type=_TYPES[self._labels[identifier]],
            en=to_latin(label) if arabic else label,
            ar=label if arabic else None,
            aliases=tuple(sorted({(form, lang) for form in forms if form != label})),
            state=state,
            known=False,
        )

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._forms
