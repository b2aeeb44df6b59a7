"""Deciding who is meant: from items to mentions with entities, over a whole article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from graphkit.analyse import AnalysedArticle
from graphkit.link.anaphora import open_anaphors, resolve_anaphors
from graphkit.link.bearers import GOVERNS, OF_BOTH, SENT, SERVES, Bearers, role_bodies
from graphkit.link.envoys import SENT_HERE, SENT_TO, receivers
from graphkit.link.gazetteer import Gazetteer
from graphkit.link.named_items import NATIONAL
from graphkit.link.office_rows import find_offices, stands_alone
from graphkit.link.offices import OfficePhrase
from graphkit.link.participants import link_participants
from graphkit.link.peoples import are_people
from graphkit.link.values import Item, LinkedArticle, LinkedMention, OfficeFact
from graphkit.model import Entity, EntityType

__all__ = ["link"]

# Offices of many: "leaders of the League", "membership of Syria" hide no one from view.
_PEOPLE = "citizens"  # the head of people of a state
_OPEN = frozenset({"member", "leader", "organisation-leader", "founder", "owner", "head", "force-commander"})
# Offices of a state that the article need not be about: envoys serve abroad, aides serve somebody.
_OF_ANY = SENT | frozenset(
    {"envoy", "permanent-representative", "special-representative", "diplomat", "chief-negotiator", "adviser", "aide",
     "official", "judge", "governor", "governor-general", "mayor", "prince", "first-lady", "pope", "lawmaker",
     "senator", "opposition-leader", "parliament-committee-chair"}
)  # fmt: skip
_SPEAKS_FOR = frozenset(
    {"spokesperson", "military-spokesperson", "official", "presidential-spokesperson", "diplomat", "aide", "adviser"}
)

_LINKED = re.compile(
    r"-(?:linked|backed|led|allied|aligned|affiliated|controlled|sponsored|brokered|mediated|made|born|owned|flagged|registered|funded|operated|supplied|built|trained|supported)\b"
    r"|\s+(?:fellow\s+)?members?\s+(?=[A-Z])"
)
"""What goes on with a name that acts for nobody here: ``Iran-backed rebels``, ``NATO members Turkey and Greece``."""

_AGAINST = re.compile(r"\b(?:anti|pro)[-‑]$", re.I)
"""What goes before such a name: ``anti-Taliban offensive``."""


class _Linker(Bearers):
    def __init__(self, analysed: AnalysedArticle, gazetteer: Gazetteer) -> None:
        super().__init__(analysed, gazetteer)
        self.phrases: list[list[OfficePhrase]] = []
        for (_, doc), items in zip(analysed.docs, self.items, strict=True):
            found = find_offices(items, doc.text, doc.lang_, gazetteer)
            self.phrases.append(self.without_chiefs(found, doc.text) if doc.lang_ == "ar" else found)
        self.entities: dict[str, Entity] = {}
        for phrase in (phrase for phrases in self.phrases for phrase in phrases):
            head, of = role_bodies().get(phrase.role), phrase.of
            state = self.best(of.states or of.entities) if of is not None and of.how in ("demonym", "name") else None
            if head is not None and state is not None and self.type_of(state) is EntityType.STATE:
                # "the Fijian army commander ... the army"
                self.institutions.setdefault(head, set()).add(f"{state}-{head}")
        self.mentions: list[LinkedMention] = []
        self.inner: list[LinkedMention] = []
        self.unnamed: list[LinkedMention] = []
        self.described: list[OfficeFact] = []
        # Block, phrase, person, office, of a body that a noun stands for.
        self.pending: list[tuple[int, OfficePhrase, str, str]] = []
        self.last_role = ""
        self.stated: dict[str, bool] = {}  # by person, whether the first office beside the name says of what
        self.domestic: str | None = None
        self.first_round = True

    def without_chiefs(self, phrases: Sequence[OfficePhrase], text: str) -> list[OfficePhrase]:
        """Return Arabic office phrases without those whom somebody only serves: ``المتحدث باسم رئيس الوزراء فلان``."""

        def is_chief(phrase: OfficePhrase) -> bool:
            if phrase.person is None or text[phrase.begin - 1 : phrase.begin] != " ":
                return False
            held = {o.role for e in phrase.person.entities for o in self.gazetteer.offices_of(e, None)}
            return phrase.role not in held and any(
                other.person == phrase.person and other.begin < phrase.begin and other.role in SERVES
                for other in phrases
            )

        return [phrase for phrase in phrases if not is_chief(phrase)]

    def holder(self, role: str, of: str) -> str | None:
        """Return who holds an office on the article's day, or whom the article itself names."""
        named = {fact.person for fact in self.offices if fact.role == role and fact.of == of and not fact.effect}
        if len(named) == 1:
            return named.pop()
        if role in SENT and of in self.gazetteer.demonyms:
            return None
        found = self.gazetteer.holder(role, of, self.date)
        if found is None and role in ("leader", "president", "king"):
            people = [p for r in GOVERNS if (p := self.gazetteer.holder(r, of, self.date))]
            found = people[0] if people else None
        if self.date is None and found is not None and not (self.named[found] or self.people[found]):
            # Of no known day, "the president" may be anyone's predecessor.
            return None
        return found

    def body(self, item: Item | None, text: str) -> str | None:
        if item is None:
            return None
        entity = self.entity_of(item, text)
        if entity is None:
            return None
        return self.gazetteer.capitals.get(entity, entity)

    def with_pronoun(self, block: int, item: Item | None) -> str | None:
        """Return the body of the state named before that a noun with a pronoun means: ``خارجيتها``."""
        if item is None or item.how != "head" or not item.pronoun:
            return None
        state, head = self.possessor(block, item.begin, ""), self.gazetteer.heads[item.heads[0]]
        if state is None or head.stands_for == "capital":
            return None
        return state if head.stands_for == "state" else f"{state}-{head.id}"

    def is_foreign(self, person: str, of: str) -> bool:
        """Tell whether the tables know a person, and for offices of another state only."""
        known, body = self.gazetteer.entities.get(person), self.gazetteer.entities.get(of)
        if known is None or body is None or body.type is not EntityType.STATE or known.state in (None, of):
            return False
        return all(self.state(office.of) not in (of, None) for office in self.gazetteer.offices.get(person, ()))

    def titled(self, block: int, item: Item, person: str) -> None:
        """Note the office in a name that the tables have with its title: ``الملك محمد السادس``."""
        text, base = self.analysed.docs[block][1].text, self.analysed.docs[block][0].begin
        for role in self.gazetteer.roles_leading(text[item.begin : item.end]):
            of = self.office_of(person, role) if self.is_person(person) else None
            if of is not None:
                self.offices.append(OfficeFact(block, base + item.begin, base + item.end, person, role, of))
                return

    def owned(self, block: int) -> None:
        """Add the office of a person whose state alone is said: ``Egypt's Abdel Fattah al-Sisi``."""
        text, base = self.analysed.docs[block][1].text, self.analysed.docs[block][0].begin
        for owner, item in pairwise(self.items[block]):
            if text[owner.end : item.begin] not in ("'s ", "’s "):
                continue
            of, person = self.entity_of(owner, text), self.entity_of(item, text)
            held = self.gazetteer.offices_of(person, self.date) if person and self.is_person(person) else ()
            role = next((office.role for office in held if office.of == of), None)
            if of and person and role:
                self.offices.append(OfficeFact(block, base + owner.begin, base + item.end, person, role, of))

    def office_of(self, person: str, role: str) -> str | None:
        """Return what a person's office is of when the text leaves it out, by the tables or by the article."""
        offices = self.gazetteer.offices_of(person, self.date) or self.gazetteer.offices_of(person, None)
        matching = [office.of for office in offices if office.role == role]
        if matching:
            return matching[0]
        kin = [office.of for office in offices if {office.role, role} <= {*GOVERNS, "head"}]
        if kin:
            return kin[0]
        named = [fact.of for fact in self.offices if fact.person == person and fact.role == role]
        return named[0] if named else None

    def add(self, block: int, begin: int, end: int, entities: tuple[str, ...], kind: str, inner: bool = False) -> None:
        base, doc = self.analysed.docs[block][0].begin, self.analysed.docs[block][1]
        span = doc.char_span(begin, end, alignment_mode="expand")
        if span is not None and len(span):
            mentions = self.inner if inner else self.mentions
            mentions.append(LinkedMention(block, span.start, span.end, base + begin, base + end, entities, kind))

    def link_block(self, block: int) -> None:
        text = self.analysed.docs[block][1].text
        base = self.analysed.docs[block][0].begin
        taken: list[tuple[int, int]] = []
        last_role = self.last_role
        for phrase in self.phrases[block]:
            role = phrase.role or last_role
            of = self.with_pronoun(block, phrase.of) or self.body(phrase.of, text)
            if of is not None and self.is_person(of):
                of = self.state_of_person(of)
            elif of is not None and phrase.of is not None:
                kind = "demonym" if phrase.of.how == "demonym" else "name"
                self.add(block, phrase.of.begin, phrase.of.end, (of,), kind, inner=True)
            person = self.entity_of(phrase.person, text) if phrase.person else None
            if phrase.evidence is not None and phrase.of is not None:
                # "The presidents of Poland and Lithuania, ...": the states are no parties of their own.
                taken.append((phrase.of.begin, phrase.of.end))
            if phrase.to is not None:
                last_role = role
            if person and role and phrase.person is not None:
                self.stated.setdefault(person, phrase.of is not None or bool(phrase.pronoun))
            if person and phrase.role:
                self.titles.setdefault(person, set()).add(phrase.role)
            if not role and person:
                role = next((o.role for o in self.gazetteer.offices_of(person, self.date)), "")
            if person and not of and role:
                of = self.office_of(person, role)
            if of is None and person and role and self.gazetteer.roles[role].of == "state" and not phrase.pronoun:
                of = self.served(person, phrase, role)
            if of is None and person and person in self.local and phrase.of is not None:
                of = self.national(phrase.of)
            if of is None and phrase.pronoun:
                of = self.possessor(block, phrase.begin, role)
            if person and of and phrase.of is not None and self.is_foreign(person, of):
                # "استقبل الرئيس المصري فلاديمير بوتين": two people side by side.
                phrase = replace(phrase, person=None, end=phrase.end_role)
                person = None
            if person and of and role:
                begin, end = phrase.evidence or (phrase.begin, phrase.end)
                self.offices.append(OfficeFact(block, base + begin, base + end, person, role, of, phrase.effect))
            elif person and role and (phrase.of is not None or phrase.body is not None):
                self.pending.append((block, phrase, person, role))
            to = self.body(phrase.to, text)
            if person and to and role == "ambassador":
                begin, end = base + phrase.begin, base + phrase.end
                self.offices.append(OfficeFact(block, begin, end, person, SENT_TO, to, phrase.effect))
            kind = "name"
            if not person and of and role and not phrase.effect:
                if role in _SPEAKS_FOR:
                    person, kind = of, "proxy"
                else:
                    person, kind = self.holder(role, of), "description"
                    if person is None and phrase.of is not None:
                        person = self.bearer(block, phrase.begin, role, of)
                    if person:
                        begin, end = base + phrase.begin, base + phrase.end
                        self.described.append(OfficeFact(block, begin, end, person, role, of))
            if role:
                last_role = role
            if (
                not person
                and not of
                and phrase.of is None
                and phrase.to is None
                and stands_alone(phrase, self.analysed.docs[block][1].text, self.gazetteer)
            ):
                leading = self.leading_state() if role in GOVERNS else None
                bearer = self.bearer(block, phrase.begin, role, leading) if leading else None
                bearer = bearer or self.bearer(block, phrase.begin, role)
                if bearer is not None:
                    self.add(block, phrase.begin, phrase.end, (bearer,), "description")
                    taken.append((phrase.begin, phrase.end))
                continue
            if person and (phrase.person or phrase.of or phrase.pronoun):
                self.add(block, phrase.begin, phrase.end, (person,), kind)
                taken.append((phrase.begin, phrase.end))
            elif phrase.of is not None and role not in _OPEN and role not in SENT:
                # The office of nobody we know: its state is no actor of its own here, but an envoy's state is.
                taken.append((phrase.begin, phrase.end))
        doc = self.analysed.docs[block][1]
        for item in self.items[block]:
            if any(begin <= item.begin and item.end <= end for begin, end in taken):
                continue
            if item.how == "role" or (item.how == "head" and not _definite(text, item)):
                continue
            entity = self.entity_of(item, text)
            if entity is None:
                continue
            kind = item.how if item.how in ("demonym", "group", "short") else "name"
            if kind == "demonym" and (meant := self.compatriot(block, item, entity)) is not None:
                entity, kind = meant, "description"
            elif kind == "demonym" and entity in self.gazetteer.demonyms and are_people(doc, item.begin, item.end):
                entity, kind = f"{entity}-{_PEOPLE}", "group"
            if item.how == "name":
                self.titled(block, item, entity)
            linked = _LINKED.match(text, item.end) or _AGAINST.search(text, max(0, item.begin - 6), item.begin)
            self.add(block, item.begin, item.end, (entity,), kind, inner=linked is not None)
        self.owned(block)
        self.last_role = last_role

    def materialise(self, identifier: str) -> Entity:
        """Return the entity with an id, from the tables, the article, or a head and a state."""
        known = self.gazetteer.entities.get(identifier)
        if known is not None:
            return known
        if identifier in self.local:
            held = (f for f in self.offices if f.person == identifier and f.role not in (SENT_HERE, SENT_TO))
            states = Counter(state for fact in held if (state := self.state(fact.of)))
            return self.local.entity(identifier, min(states, key=lambda s: (-states[s], s)) if states else None)
        entity = self.gazetteer.composed_by_id(identifier)
        seen = {(self.analysed.article.text[m.begin : m.end], self._lang(m)) for m in (*self.mentions, *self.unnamed)
                if m.kind in ("group", "description") and m.entities == (identifier,)}  # fmt: skip
        return replace(entity, aliases=tuple(sorted({*entity.aliases, *seen} - {(entity.en, "en"), (entity.ar, "ar")})))

    def _lang(self, mention: LinkedMention) -> str:
        return self.analysed.docs[mention.block][1].lang_

    def publisher(self) -> str | None:
        name = self.analysed.article.publisher
        if not name:
            return None
        from graphkit.link.matcher import find_hits

        for hit in find_hits(name, self.gazetteer):
            for entry in hit.entries:
                if entry.kind in ("name", "short") and (
                    self.gazetteer.entities[entry.target].type is EntityType.ORGANIZATION
                ):
                    self.entities[entry.target] = self.gazetteer.entities[entry.target]
                    return entry.target
        identifier = self.local.add([(name, "ORG", "ar")])[name, "ORG"]
        self.entities[identifier] = self.materialise(identifier)
        return identifier

    def run(self) -> LinkedArticle:
        # Offices named anywhere help everywhere: a first round collects them, a second one resolves with all of them.
        for self.first_round in (True, False):
            self.mentions.clear()
            self.inner.clear()
            self.described.clear()
            self.pending.clear()
            self.last_role = ""
            self.domestic = self.domestic_state()
            self.stated.clear()
            seen = list(dict.fromkeys(self.offices))
            self.offices = seen
            for block in range(len(self.analysed.docs)):
                self.link_block(block)
        self.offices = list(dict.fromkeys(self.offices))
        self.mentions.sort()
        self.describe()
        persons = frozenset(e for m in self.mentions for e in m.entities if self.is_person(e))
        self.mentions = resolve_anaphors(
            self.analysed,
            self.mentions,
            self.state_of_person,
            persons,
            self.roles_of,
            self.kind_of,
            self.leads,
            self.regions_of,
        )
        self.offices += receivers(
            self.offices, self.analysed, self.mentions, self.gazetteer, self.state_of_person, self.leading_state()
        )
        for mention in (*self.mentions, *self.inner):
            for entity in mention.entities:
                if entity not in self.entities:
                    self.entities[entity] = self.materialise(entity)
        for fact in self.offices:
            for entity in (fact.person, fact.of):
                if entity not in self.entities:
                    self.entities[entity] = self.materialise(entity)
        bodies = {(block, self.body_end(block, phrase)) for block, phrase, _, _ in self.pending}
        self.unnamed, unknown, vague, meant = link_participants(
            self.analysed, self.mentions, self.entities, self.gazetteer, self.state_of_person, self.home, bodies
        )
        self.entities.update(unknown)
        for mention in self.unnamed:
            if mention.entities[0] not in self.entities:
                self.entities[mention.entities[0]] = self.materialise(mention.entities[0])
        self.settle(meant)
        publisher = self.publisher()
        return LinkedArticle(
            self.analysed,
            tuple(self.mentions),
            self.entities,
            tuple(sorted(self.offices)),
            self.gazetteer,
            publisher,
            tuple(sorted(set(self.inner))),
            tuple(self.unnamed),
            tuple(open_anaphors(self.analysed, self.mentions, self.unnamed)),
            vague,
        )

    def served(self, person: str, phrase: OfficePhrase, role: str) -> str | None:
        """Return the state of an office whose state is not said: ``speaker Mirzoyan``, ``the interior minister``.

        It is that of somebody the tables know, for members of a government whom they do not the state that the
        article speaks of most.
        """
        if phrase.of is not None or phrase.body is not None or phrase.to is not None:
            return None
        if person in self.local and role not in _OF_ANY:
            # What a first round guesses, a second one would take for said.
            of = None if self.first_round else self.domestic or self.leading_state()
            return None if of is not None and self.is_taken(role, of, person) else of
        if role in OF_BOTH and person not in self.local and (band := self.leads(person)) is not None:
            return band
        state = self.state(person)
        return state if state is not None and self.context[state] else None

    def is_taken(self, role: str, of: str, person: str) -> bool:
        """Tell whether the article or the tables give an office that only one holds to somebody else."""
        if role in GOVERNS and any(self.gazetteer.holder(one, of, self.date) is not None for one in GOVERNS):
            # The president of a state whose president the tables know is somebody else.
            return True
        one = role in GOVERNS or role.endswith("-minister")
        return one and any(
            (fact.role, fact.of, fact.effect) == (role, of, "") and fact.person != person for fact in self.offices
        )

    def domestic_state(self) -> str | None:
        """Return the state whose officials the article names without saying of what: a paper's own."""
        plain = (p for p, said in self.stated.items() if not said and self.gazetteer.offices_of(p, self.date))
        states = Counter(state for person in plain if (state := self.state(person)))
        (state, count), (_, other) = (*states.most_common(2), ("", 0), ("", 0))[:2]
        return state if count > other else None

    def national(self, item: Item) -> str | None:
        """Return the ministry or the army of the state that the article speaks of most."""
        state = self.leading_state() if item.how == "head" else None
        head = self.gazetteer.heads[item.heads[0]] if state else None
        if state is None or head is None or head.kind not in NATIONAL:
            return None
        return state if head.stands_for == "state" else f"{state}-{head.id}"

    def body_end(self, block: int, phrase: OfficePhrase) -> int:
        """Return where the noun ends in the article that stands for the body of an office."""
        end = phrase.body[1] if phrase.body else phrase.of.end if phrase.of else phrase.end_role
        return self.analysed.docs[block][0].begin + end

    def settle(self, meant: Mapping[tuple[int, int], str]) -> None:
        """Add the offices of bodies that a noun stands for: ``المتحدث باسم الحزب``, where that is one named before."""
        for block, phrase, person, role in self.pending:
            of = meant.get((block, self.body_end(block, phrase)))
            if of is None or of == person or self.is_person(of):
                continue
            base = self.analysed.docs[block][0].begin
            of = self.gazetteer.capitals.get(of, of)
            if of not in self.entities:
                self.entities[of] = self.materialise(of)
            fact = OfficeFact(block, base + phrase.begin, base + phrase.end, person, role, of, phrase.effect)
            if fact not in self.offices:
                self.offices.append(fact)

    def describe(self) -> None:
        """Add the offices by which the article calls those whom it also names: ``the Russian president``."""
        named = {m.entities[0] for m in self.mentions if m.kind in ("name", "short")}
        known = {(fact.person, fact.of) for fact in self.offices}
        for fact in self.described:
            if fact.person in named and (fact.person, fact.of) not in known:
                known.add((fact.person, fact.of))
                self.offices.append(fact)


def _definite(text: str, item: Item) -> bool:
    """Tell whether a noun is definite: ``الجيش``, ``قوات الأمن``, ``the army``."""
    words = text[item.begin : item.end].split()
    if "\u0600" <= words[0][0] <= "\u06ff":
        return words[-1].startswith(("ال", "لل")) or words[0].startswith(("ال", "ل"))
    return text[: item.begin].lower().endswith("the ")


def link(analysed: AnalysedArticle, gazetteer: Gazetteer) -> LinkedArticle:
    """Return the article with its mentions, the entity each refers to, and the offices that its words state.

    Args:
        analysed: the analysed article.
        gazetteer: the tables (:func:`~graphkit.link.gazetteer.load_gazetteer`).
    """
    return _Linker(analysed, gazetteer).run()
