"""From readings of the trained reader to relations between linked entities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from spacy.tokens import Token

from graphkit.link.gazetteer import Gazetteer
from graphkit.link.values import LinkedMention
from graphkit.model import Entity, Status
from graphkit.relate.agreement import Agreement
from graphkit.relate.binding import barred_by_grammar
from graphkit.relate.frames import ActorTypes, Found
from graphkit.relate.kinds import RelationKind, has_trait, relation_kinds
from graphkit.relate.office_words import OfficeWords, office_at
from graphkit.relate.passages import KINDS, PRONOUNS, REFERRING, TYPES, Marked, Passage, passages
from graphkit.relate.reader import Candidate, Reading, RelationReader
from graphkit.relate.view import Argument, BlockView
from graphkit.vocabulary import ancestors

__all__ = ["ReadRelation", "Readings"]

_LEAST, _LEAST_KNOWN = 0.5, 0.4  # of any word, and of one that the lexicon has for the relation
_SURE = 0.5  # at which the reader's parties are held against those of a frame
_ROLES = 0.5
_BESIDE, _OTHER_SIDE = 0.5, 0.6
_PACT = 0.5  # at which an agreement is what is judged
_AUTHOR = 0.4  # at which an act is judged as its author's
_LEAST_MEANT, _MEANS = 0.3, 0.5
_MOST_PAIRS = 4  # more than two with two are rather a list of those spoken of


@dataclass(frozen=True, slots=True)
class ReadRelation:
    """A relation that the reader found: in which block, at which token, who claims it, by which office, how likely."""

    block: int
    trigger: Token
    found: Found
    source: str | None
    office: OfficeWords | None
    chance: float


class Readings:
    """What the reader makes of an article: the relations it finds, and those of the frames that it doubts."""

    def __init__(
        self,
        views: Sequence[BlockView],
        mentions: Iterable[LinkedMention],
        entities: Mapping[str, Entity],
        gazetteer: Gazetteer,
        reader: RelationReader,
        vague: frozenset[str] = frozenset(),
        roles: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """Read an article, passage by passage.

        Args:
            views: the article's blocks.
            mentions: the mentions in all of them.
            entities: the entities mentioned, by id.
            gazetteer: the tables (capitals that stand for states).
            reader: the trained reader.
            vague: ids of those who are no party.
            roles: the offices of persons, as far as the tables or the article tell them.
        """
        self._types = ActorTypes(entities, gazetteer)
        self._vague, self._capitals = vague, gazetteer.capitals
        ordered = sorted(set(mentions))
        agreement = Agreement([view.doc for view in views], ordered, entities, gazetteer, roles or {})
        marks = [(m.block, _marked(m, entities, gazetteer, _barred(m, views[m.block], agreement))) for m in ordered]
        places = {(m.block, m.start, m.stop): m for m in ordered}
        found = passages([view.doc for view in views], marks, reader.vocabulary, views[0].lexicon) if views else []
        self._read: list[tuple[_Decider, list[Reading]]] = []
        self._meant: dict[LinkedMention, tuple[Candidate, ...]] = {}
        for passage in found:
            decider = _Decider(passage, views, places, self._types, vague)
            read = reader.read(passage)
            self._read.append((decider, [decider.known(reading) for reading in read.readings]))
            for number, candidates in read.meant.items():
                if passage.mentions[number].start >= passage.focus and (linked := decider.at(number)) is not None:
                    self._meant[linked] = candidates
        self._sure: dict[tuple[int, int, str], Reading] = {
            (*decider.passage.origin[reading.word], reading.relation): reading
            for decider, readings in self._read
            for reading in readings
            if reading.chance >= _SURE
        }

    def resolved(self, mentions: Iterable[LinkedMention]) -> list[LinkedMention]:
        """Return mentions, pronouns and duals with whom the reader takes them for, if it can tell.

        Whom the linker takes a pronoun for comes after. Those of which neither can tell are left out.
        """
        out = []
        for mention in mentions:
            if mention in self._meant and KINDS.index(mention.kind) in PRONOUNS and (likely := self._likely(mention)):
                others = mention.entities if mention.kind == "pronoun" else ()
                mention = replace(mention, entities=tuple(dict.fromkeys((*likely, *others))))
            if mention.entities:
                out.append(mention)
        return sorted(out)

    def owners(self, mentions: Iterable[LinkedMention]) -> dict[tuple[int, int], LinkedMention]:
        """Return whom the pronouns written on nouns most likely mean, by block and token, where the reader can tell."""
        found = {}
        for mention in mentions:
            likely = self._meant.get(mention, ())
            if likely and likely[0].chance >= _SURE and likely[0].entity not in self._vague:
                found[mention.block, mention.start] = replace(mention, entities=(likely[0].entity,))
        return found

    def _likely(self, mention: LinkedMention) -> tuple[str, ...]:
        """Return whom a pronoun may mean, likeliest first, of a dual two or nobody."""
        candidates = [c for c in self._meant[mention] if c.entity not in self._vague]
        least = max(_LEAST_MEANT, _MEANS * candidates[0].chance) if candidates else 1.0
        likely: list[str] = []
        for candidate in candidates:
            # A state that its capital names is the same again.
            same = self._capitals.get(candidate.entity)
            again = any(other == same or self._capitals.get(other) == candidate.entity for other in likely)
            if candidate.chance >= least and not again:
                likely.append(candidate.entity)
        if mention.kind == "dual":
            return tuple(likely[:2]) if len(likely) > 1 else ()
        return tuple(likely)

    def relations(self) -> Iterator[ReadRelation]:
        """Yield what the reader finds and the types of entities allow, passage by passage, surest first."""
        for decider, readings in self._read:
            stated: dict[tuple[int, frozenset[str | None]], list[str]] = {}
            for reading in readings:
                if reading.chance < decider.least(reading):
                    continue
                for read in decider.relations(reading):
                    # One word says one thing of two, but for talks, which are meetings.
                    said = stated.setdefault((reading.word, frozenset((read.found.subject, read.found.object))), [])
                    if not said or all(has_trait(name, "meeting") for name in (*said, read.found.relation)):
                        said.append(read.found.relation)
                        yield read

    def doubts(self, block: int, found: Found) -> bool:
        """Tell whether the reader sees a word state a relation, but of others than a frame found."""
        names = (found.relation, *ancestors(found.relation))
        reading = next((r for name in names if (r := self._sure.get((block, found.trigger, name)))), None)
        if reading is None:
            return False
        subjects, objects = self._entities(reading.subjects), self._entities(reading.objects)
        together = found.object_argument is found.subject_argument  # "accuse each other"
        if relation_kinds()[found.relation].symmetric or together:
            subjects = objects = subjects | objects
        return found.subject not in subjects or (found.object is not None and found.object not in objects)

    def _entities(self, candidates: Sequence[Candidate]) -> set[str | None]:
        return {name for c in candidates for name in (c.entity, self._types.actor(c.entity))}


def _marked(
    mention: LinkedMention, entities: Mapping[str, Entity], gazetteer: Gazetteer, barred: frozenset[str]
) -> Marked:
    # Of those a pronoun may mean, the likeliest; a capital is also a name of its state.
    held = mention.entities[:1] if mention.kind == "pronoun" else mention.entities
    held += tuple(gazetteer.capitals[entity] for entity in held if entity in gazetteer.capitals)
    kind = KINDS.index(mention.kind) if mention.kind in KINDS else 0
    type_ = 0 if kind in PRONOUNS else TYPES.index(str(entities[held[0]].type))
    return Marked(mention.start, mention.stop, held, type_, kind, barred)


def _barred(mention: LinkedMention, view: BlockView, agreement: Agreement) -> frozenset[str]:
    """Return whom a word that refers back cannot mean, by its place in the sentence, its gender or what it says."""
    if mention.kind not in ("pronoun", "dual"):
        return frozenset()
    barred = agreement.barred(view.doc[mention.start : mention.stop].text)
    return barred if mention.kind == "dual" else barred | barred_by_grammar(view, mention)


_Chosen = tuple[str, Candidate]


@dataclass(frozen=True, slots=True)
class _Decider:
    """Decides between whom a word of a passage states a relation."""

    passage: Passage
    views: Sequence[BlockView]
    places: Mapping[tuple[int, int, int], LinkedMention]
    types: ActorTypes
    vague: frozenset[str]

    def known(self, reading: Reading) -> Reading:
        """Return a reading with the relation that the lexicon has for its word: who welcomes something supports it."""
        as_, hints = relation_kinds()[reading.relation].known_as, self.passage.hints[reading.word]
        return replace(reading, relation=as_) if as_ in hints and reading.relation not in hints else reading

    def relations(self, reading: Reading) -> Iterator[ReadRelation]:
        """Yield what a reading states, if it is sure enough of it."""
        kind = relation_kinds()[reading.relation]
        block, index = self.passage.origin[reading.word]
        trigger = self.views[block].doc[index]
        status = "" if reading.status is Status.ACTUAL or has_trait(reading.relation, "standing") else reading.status
        for one, other in self.pairs(reading, kind):
            chances = one[1].chance * (other[1].chance if other is not None else 1.0)
            score = reading.chance * chances**_ROLES
            names = {one[0], *([other[0]] if other is not None else [])}
            if (
                score < self.least(reading)
                or (other is not None and one[0] == other[0])
                or not names.isdisjoint(self.vague)
            ):
                continue
            office = None
            if reading.relation == "holdsOffice" and other is not None:
                of = self.types.entities[other[0]].type
                office = office_at(self.views[block], trigger, of, self.types.gazetteer)
                if office is None:
                    # Actresses and pilots of a country hold no office of it.
                    continue
            arguments = [self.argument(c[1], block, index) if c is not None else None for c in (one, other)]
            subject = arguments[0] or Argument(index)
            found = Found(reading.relation, one[0], other[0] if other else None, index, subject, arguments[1], status)
            yield ReadRelation(block, trigger, found, reading.source, office, reading.chance)
            if kind.implies and other is not None and all(self.types.person(c[0]) for c in (one, other)):
                implied = replace(found, relation=kind.implies)
                yield ReadRelation(block, trigger, implied, reading.source, office, reading.chance)

    def least(self, reading: Reading) -> float:
        """Return how sure the reader must be of a reading: less where the lexicon knows that the word may say so."""
        if least := relation_kinds()[reading.relation].least:
            return least
        return _LEAST_KNOWN if reading.relation in self.passage.hints[reading.word] else _LEAST

    def pairs(self, reading: Reading, kind: RelationKind) -> list[tuple[_Chosen, _Chosen | None]]:
        """Return subject and object, and whoever is coordinated with them."""
        if kind.symmetric == "yes":
            return list(self.parties(reading, kind))
        people = kind.read in ("employer", "none")
        subjects = self.side(self.allowed(reading.subjects, self.types.person if people else self.types.actor))
        if kind.read == "none":
            return [(subject, None) for subject in subjects]
        candidates = reading.objects
        if kind.read in ("place", "target"):
            candidates = tuple(c for c in candidates if not self.is_capital(c, candidates))
        allowed = self.allowed(candidates, lambda entity: self.types.object(entity, kind.read))
        objects = self.side(allowed)
        if kind.read == "topic" and objects:
            objects = self.answerable(objects, allowed)
        return list(product(subjects, objects))

    def answerable(self, objects: list[_Chosen], allowed: Sequence[_Chosen]) -> list[_Chosen]:
        """Return whose the judged act or paper is, if the reader sees it, for one that has no name of its own.

        What two sides conclude with each other is nobody's alone, and is judged itself.
        """
        pact = next((c for c in allowed if c[1].chance >= _PACT and self.is_pact(c[1])), None)
        if pact is not None:
            return [pact]
        act = objects[0][0]
        named = any(act in m.entities and m.kind not in REFERRING for m in self.passage.mentions)
        if named or self.types.actor(act) is not None:
            return objects
        return [c for c in allowed if self.types.actor(c[0]) and c[1].chance >= _AUTHOR][:1] or objects

    def is_pact(self, candidate: Candidate) -> bool:
        """Tell whether a candidate is an agreement, by the noun that speaks of it."""
        linked = self.linked(candidate)
        if linked is None:
            return False
        view = self.views[linked.block]
        return any(view.lexicon.is_a(token, "pact") for token in view.doc[linked.start : linked.stop])

    def parties(self, reading: Reading, kind: RelationKind) -> Iterator[tuple[_Chosen, _Chosen]]:
        """Yield the pairs of a relation that is the same in both directions."""
        best: dict[str, Candidate] = {}
        for candidate in (*reading.subjects, *reading.objects):
            if candidate.entity not in best or best[candidate.entity].chance < candidate.chance:
                best[candidate.entity] = candidate
        likeliest = sorted(best.values(), key=lambda c: (-c.chance, c.entity))
        allowed = self.allowed(likeliest, self.types.actor)
        if len(allowed) < 2:
            return
        first = allowed[0]
        if self.at_once(first[1], allowed[1][1]):
            # "The two ministers".
            yield first, allowed[1]
            return
        ours = self.side(allowed)
        rest = [c for c in allowed if c not in ours and not self.beside(first[1], c[1])]
        if rest and rest[0][1].chance >= _OTHER_SIDE * first[1].chance:
            theirs = self.side(rest)
            if len(ours) * len(theirs) <= _MOST_PAIRS or 1 in (len(ours), len(theirs)):
                yield from product(ours, theirs)
        else:
            yield from combinations(ours, 2)

    def is_capital(self, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
        """Tell whether a state is named by its capital: one visits the city."""
        mention = self.passage.mentions[candidate.mention]
        cities = (c for c in candidates if c.mention == candidate.mention and c.chance >= candidate.chance)
        by_pronoun = mention.kind in PRONOUNS and any(
            self.types.gazetteer.capitals.get(city.entity) == candidate.entity for city in cities
        )
        linked = self.linked(candidate)
        named = linked is not None and candidate.entity in mention.entities and candidate.entity not in linked.entities
        return by_pronoun or named

    def allowed(self, candidates: Sequence[Candidate], as_: Callable[[str], str | None]) -> list[_Chosen]:
        """Return the candidates that the types allow as the entities they stand for, likeliest first."""
        found: dict[str, Candidate] = {}
        for candidate in candidates:
            entity = as_(candidate.entity)
            if entity is not None:
                found.setdefault(entity, candidate)
        return list(found.items())

    def side(self, allowed: Sequence[_Chosen]) -> list[_Chosen]:
        """Return the likeliest, and those coordinated with it that are about as likely."""
        if not allowed:
            return []
        best = allowed[0]
        others = [c for c in allowed[1:] if c[1].chance >= _BESIDE * best[1].chance and self.beside(best[1], c[1])]
        same = [c for c in others if c[1].mention == best[1].mention]
        return [best, *(c for c in others if c not in same[1:])]

    def at_once(self, one: Candidate, other: Candidate) -> bool:
        """Tell whether one word names both; of those that a pronoun may mean it names one."""
        mention = self.passage.mentions[one.mention]
        both = mention.kind == KINDS.index("dual") or {one.entity, other.entity} <= set(mention.entities)
        return one.mention == other.mention and both

    def beside(self, one: Candidate, other: Candidate) -> bool:
        """Tell whether two are named in one row (``A, B and C``) or by one word (``the two countries``)."""
        if one.mention == other.mention:
            return self.at_once(one, other)
        first, second = self.linked(one), self.linked(other)
        if first is None or second is None or first.block != second.block:
            return False
        view = self.views[first.block]
        return second in view.conjuncts(first) or first in view.conjuncts(second)

    def linked(self, candidate: Candidate) -> LinkedMention | None:
        """Return the mention by which a candidate is named."""
        return self.at(candidate.mention)

    def at(self, number: int) -> LinkedMention | None:
        """Return the linker's mention of one of the passage's."""
        mention = self.passage.mentions[number]
        (block, start), (_, last) = self.passage.origin[mention.start], self.passage.origin[mention.stop - 1]
        return self.places.get((block, start, last + 1))

    def argument(self, candidate: Candidate, block: int, trigger: int) -> Argument:
        """Return a mention of the trigger's block as an argument; one of another block stands at the trigger."""
        linked = self.linked(candidate)
        if linked is None or linked.block != block:
            return Argument(trigger)
        return Argument(linked.start, (linked,))
