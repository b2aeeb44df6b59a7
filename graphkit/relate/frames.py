"""Matching frames: from a trigger and its slots to subject and object."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations, product

from spacy.tokens import Token

from graphkit.link.gazetteer import Gazetteer
from graphkit.model import Entity, EntityType
from graphkit.relate.kinds import RelationKind, relation_kinds
from graphkit.relate.lexicon import Frame, Need
from graphkit.relate.view import Argument, Arguments, BlockView

__all__ = ["ActorTypes", "Found", "is_other_sense", "match_frames", "meets_needs"]

_TYPES = ("person", "org", "force", "abroad")
_BODIES = (EntityType.ORGANIZATION, EntityType.ARMED_FORCE, EntityType.GROUP)
_THERE = frozenset({EntityType.PLACE, EntityType.STATE})
_WHERE = frozenset({"في", "قرب", "داخل", "in", "near", "inside", "across", "outside"})
_WHAT = ("على", "ضد", "on", "against")
_BESIDE = ("with'", "by'", "behind'")
_BETWEEN = ("بين", "between")
_MUTUAL = ("each other", "one another")
_NEAR = 3  # words between a noun and the two behind its "between"
_CLAUSE = (8, 16)  # words before and after a trigger among which an "any" condition looks


Owner = Callable[[Argument], Argument | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A relation found at a trigger, before status, time and source."""

    relation: str
    subject: str
    object: str | None
    trigger: int
    subject_argument: Argument
    object_argument: Argument | None
    status: str = ""


def _window(view: BlockView, trigger: Token) -> range:
    sentence = trigger.sent
    return range(max(sentence.start, trigger.i - _CLAUSE[0]), min(sentence.end, trigger.i + _CLAUSE[1]))


def _holds(need: Need, view: BlockView, trigger: Token, arguments: Arguments) -> bool:
    if need.slot == "any" and need.name in ("future", "xcomp", "passive", "intransitive"):
        return _flag(need.name, view, trigger)
    if need.name in _TYPES and need.slot != "subj":
        return True  # a condition on the object's type: see _fits
    if need.name == "place" or (need.name == "person" and need.slot == "subj"):
        there = {view.entities[e].type for argument in arguments.get(need.slot) for e in argument.entities}
        return bool(there & (_THERE if need.name == "place" else {EntityType.PERSON}))
    if need.name == "filled":
        return bool(arguments.get(need.slot))
    if need.slot == "prev":
        neighbours = view.doc[max(0, trigger.i - 2) : trigger.i] if view.arabic else [trigger.head]
        return any(view.lexicon.is_a(neighbour, need.name) for neighbour in neighbours)
    if need.slot == "any":
        return any(view.lexicon.is_a(view.doc[i], need.name) for i in _window(view, trigger))
    if need.slot.startswith("before."):
        starts = (argument.token for argument in arguments.get(need.slot.removeprefix("before.")))
        before = (view.doc[i] for start in starts for i in range(max(trigger.i + 1, start - 4), start))
        return any(view.lexicon.is_a(word, need.name) for word in before)
    if need.slot == "joined":
        return any(view.lexicon.is_a(word, need.name) for word in (trigger.head, *trigger.children))
    for argument in arguments.get(need.slot.removeprefix("head.")):
        last = argument.mentions[-1].stop if argument.mentions else argument.token + 1
        if need.slot.startswith("head."):
            if any(
                view.lexicon.is_a(view.doc[i], need.name) for i in range(argument.token, max(last, argument.token + 1))
            ):
                return True
            continue
        # "كميات كبيرة من القذائف": what it is stands behind how much.
        much = view.is_through(view.doc[argument.token]) or view.lexicon.is_a(view.doc[argument.token], "measure")
        reach = last + (5 if much else 2)
        if any(view.lexicon.is_a(view.doc[i], need.name) for i in range(argument.token, min(reach, len(view.doc)))):
            return True
    return False


def _flag(name: str, view: BlockView, trigger: Token) -> bool:
    if name == "xcomp":
        return any(child.dep_ in ("xcomp", "advcl", "ccomp") for child in trigger.children)
    if name == "passive":
        return any(child.dep_ in ("aux:pass", "nsubj:pass") for child in trigger.children)
    if name == "intransitive":
        return not any(child.dep_ in ("obj", "nsubj:pass", "ccomp") for child in trigger.children)
    if name == "future":
        known = view.lexicon.verb(trigger)
        return known is not None and known.tense in ("future", "present")
    return False


class ActorTypes:
    """What entities may be in a relation: actors, places, bodies."""

    def __init__(self, entities: Mapping[str, Entity], gazetteer: Gazetteer) -> None:
        self.entities, self.gazetteer = entities, gazetteer

    def actor(self, entity: str) -> str | None:
        """Return who acts under a name: a capital stands for its state, another place for nobody."""
        if entity in self.gazetteer.capitals:
            return self.gazetteer.capitals[entity]
        known = self.entities[entity]
        return None if known.type in (EntityType.PLACE, EntityType.DOCUMENT) else entity

    def person(self, entity: str) -> str | None:
        """Return an entity if it is a person."""
        return entity if self.entities[entity].type is EntityType.PERSON else None

    def state(self, entity: str) -> str | None:
        """Return the state that an entity is or acts for."""
        known = self.entities[entity]
        if known.type is EntityType.STATE:
            return entity
        offices = self.gazetteer.offices.get(entity, ())
        return known.state or next((o.of for o in offices if o.of in self.gazetteer.demonyms), None)

    def is_abroad(self, person: str, place: str | None) -> bool:
        """Tell whether a place lies in another state than the one that a person is of, if both are known."""
        if place is None or self.entities[person].type is not EntityType.PERSON:
            return False
        home, there = self.state(person), self.state(place)
        return home is not None and there is not None and home != there

    def object(self, entity: str, kind: str) -> str | None:
        """Return an entity as the object of a kind, None if it cannot be one."""
        type_ = self.entities[entity].type
        if kind == "place":
            return entity if type_ in (EntityType.PLACE, EntityType.STATE) else None
        if kind == "target":
            return entity
        if kind == "person":
            # Nobody kills or arrests a whole party.
            band = type_ is EntityType.GROUP and entity in self.gazetteer.kinds
            return (
                entity if type_ in (EntityType.PERSON, EntityType.GROUP, EntityType.ARMED_FORCE) and not band else None
            )
        if kind == "org":
            # One is a member of the Revolutionary Guards or of Boko Haram, not of "militants".
            named = type_ in (EntityType.GROUP, EntityType.ARMED_FORCE) and entity in self.gazetteer.kinds
            return entity if named or type_ is EntityType.ORGANIZATION else None
        if kind == "body":
            return entity if type_ in _BODIES else None
        if kind == "employer":
            actor = self.actor(entity)
            return actor if actor and self.entities[actor].type in (*_BODIES, EntityType.STATE) else None
        if kind == "recipient":
            return self.actor(entity) or entity
        if kind == "topic" and type_ is EntityType.DOCUMENT:
            return entity
        return self.actor(entity)


_Pair = tuple[str, str | None, Argument, Argument | None]


@dataclass(frozen=True, slots=True)
class _Matcher:
    """A frame's slots at one trigger."""

    frame: Frame
    arguments: Arguments
    kind: RelationKind
    types: ActorTypes
    owner: Owner
    after: int | None
    view: BlockView

    def pairs(self) -> list[_Pair]:
        """Return (subject, object, and their arguments) by the first subject slot that leads to an object."""
        if (pair := self.between()) is not None:
            return pair
        for slot in self.frame.subject:
            subject = self.subject(slot.rstrip("^"))
            if subject is None:
                continue
            if slot.endswith("^"):
                states = {state for entity in subject.entities if (state := self.types.state(entity))}
                found = self.with_subject(subject, sorted(states))
                if found:
                    return found
                continue
            if self.frame.object == ("-",):
                people = [e for e in subject.entities if self.types.entities[e].type is EntityType.PERSON]
                if self.frame.pos == "noun" and subject.mentions[0].kind == "pronoun":
                    return []
                if self.after is not None and subject.token < self.after:
                    # "رحيله": whose death a pronoun means is too often somebody else's.
                    return []
                return [(person, None, subject, None) for person in people]
            found = self.with_subject(subject)
            if found:
                return found
        return []

    def between(self) -> list[_Pair] | None:
        """Return the two between whom a noun says right behind it that it is, whoever else the clause names."""
        slot = next((slot for slot in self.frame.subject if slot in _BETWEEN), None)
        if slot is None or self.kind.symmetric != "yes" or self.after is None:
            return None
        doc = self.view.doc
        for argument in self.arguments.get(slot):
            gap = doc[self.after + 1 : argument.token]
            actors = [actor for entity in argument.entities if (actor := self.types.actor(entity)) is not None]
            if len(argument.mentions) > 1 and len(gap) <= _NEAR and all(t.pos_ in ("ADJ", "ADP", "DET") for t in gap):
                return [(one, other, argument, argument) for one, other in combinations(dict.fromkeys(actors), 2)]
        return None

    def subject(self, slot: str) -> Argument | None:
        """Return the first in a slot that is a party, with ``'`` whose the strike or sanction there is."""
        if slot.endswith("'"):
            doc, lexicon = self.view.doc, self.view.lexicon
            measures = ("strike", "sanction")
            taken = self.arguments.get(slot[:-1])
            strikes = (one for one in taken if any(lexicon.is_a(doc[one.token], name) for name in measures))
            owners = (self.owner(one) for one in strikes)
            acting = (self.unnamed_at(a) for a in owners if a is not None)
            return next((a for a in acting if a.mentions and not self.is_place(a)), None)
        return next((a for one in self.arguments.get(slot) if (a := self.unnamed_at(one)).mentions), None)

    def is_place(self, argument: Argument) -> bool:
        """Tell whether an argument names a place, a capital included."""
        return self.types.entities[argument.entities[0]].type is EntityType.PLACE

    def unnamed_at(self, argument: Argument) -> Argument:
        """Return an argument with the party or site without a name that it is, where the relation may have one."""
        if argument.mentions or self.kind.unnamed != "yes" or argument.token not in self.view.unnamed:
            return argument
        return Argument(argument.token, (self.view.unnamed[argument.token],))

    def struck(self, argument: Argument) -> Argument:
        """Return an object with what it is without a name: a site rather than whose it is, an act that is protested."""
        token = argument.token
        if not self.kind.unnamed or any(m.start <= token < m.stop for m in argument.mentions):
            return argument
        if self.kind.unnamed == "groups":
            people = self.view.unnamed.get(token)
            group = people is not None and self.types.entities[people.entities[0]].type is EntityType.GROUP
            return Argument(token, (people,)) if people and group and not argument.mentions else argument
        other = any(self.view.lexicon.is_a(self.view.doc[token], name) for name in ("statement", "craft"))
        if self.kind.read == "topic" and token in self.view.topics and not other:
            return Argument(token, (self.view.topics[token],))
        if "target" in (self.kind.object, self.kind.read):
            craft = self.view.lexicon.is_a(self.view.doc[token], "craft")
            found = self.view.unnamed.get(token) or (self.view.topics.get(token) if craft else None)
            adjectives = all(m.kind == "demonym" for m in argument.mentions)
            taken = self.kind.object != "target"
            if found is not None and (
                craft or (not taken and adjectives and not self.view.is_through(self.view.doc[token]))
            ):
                return Argument(token, (found,))
        if self.kind.object == "person" and self.kind.unnamed == "yes" and argument.mentions:
            # "killed four Taliban fighters": nobody kills the Taliban.
            nobody = all(self.types.object(entity, "person") is None for entity in argument.entities)
            return Argument(token, (self.view.unnamed[token],)) if nobody and token in self.view.unnamed else argument
        return self.unnamed_at(argument)

    def is_mutual(self) -> bool:
        """Tell whether they do it to "each other"."""
        doc = self.view.doc
        objects = (a.token for slot in self.frame.object for a in self.arguments.get(slot))
        pairs = (doc[max(0, i - 1) : i + 1].text.lower() for token in objects for i in (token, token + 1))
        return any(pair in _MUTUAL for pair in pairs)

    def with_subject(self, subject: Argument, states: Sequence[str] = ()) -> list[_Pair]:
        actors = (self.types.actor(entity) for entity in subject.entities)
        subjects = list(states) or list(dict.fromkeys(actor for actor in actors if actor is not None))
        together: list[_Pair] = []
        between = "بين" in self.frame.object and subject in self.arguments.get("بين")
        if self.is_mutual() and len(subjects) > 1:
            return [(one, other, subject, subject) for one, other in permutations(subjects, 2)]
        if "each" in self.frame.object:
            # "trade blame", "تبادل الجيشان القصف": each does it to the other.
            together = [(one, other, subject, subject) for one, other in permutations(subjects, 2)]
        elif self.kind.symmetric or between or "subj" in self.frame.object:
            # "التقى الزعيمان", "معارك بين الطرفين", "the two sides agreed": two that act stand for both sides.
            together = [(one, other, subject, subject) for one, other in combinations(subjects, 2)]
        hit = self.kind.object == "target" and any(self.arguments.get(slot) for slot in _WHAT)
        if self.frame.object == ("^",):
            own = ((s, self.types.state(s)) for s in subjects)
            return [(s, state, subject, subject) for s, state in own if state is not None and state != s]
        for slot in self.frame.object:
            if hit and slot in _WHERE:
                # "هجوم على حاجز في سيناء": the checkpoint, not where it is.
                break
            if slot == "each" and together:
                return together
            for argument in self.arguments.get(slot.rstrip("^>'")):
                argument = self.struck(argument)
                if slot.endswith(("'", "^")) and not argument.mentions:
                    owner = self.owner(argument)
                    argument = self.unnamed_at(owner) if owner is not None else argument
                if argument.token == subject.token and together:
                    return together
                if not argument.mentions or set(argument.mentions) & set(subject.mentions):
                    continue
                objects = self.objects(slot, argument, subjects)
                pairs: list[_Pair] = [(s, o, subject, argument) for s, o in product(subjects, objects) if s != o]
                if "each" in self.frame.object:
                    pairs += [(o, s, argument, subject) for s, o, *_ in pairs if o is not None]
                if pairs:
                    return pairs
        return together

    def objects(self, slot: str, argument: Argument, subjects: Sequence[str]) -> list[str]:
        named = argument.entities
        if slot == "around" and self.frame.relation == "mediatedBetween" and len(named) < 2:
            # "praised Oman's mediation": nobody mediates between one.
            return []
        if slot.endswith(">"):
            named = tuple(self.view.hosts[entity] for entity in named if entity in self.view.hosts)
        elif slot.endswith("^"):
            # An envoy is met with what his state is to hear.
            named = tuple(state for entity in named if (state := self.types.state(entity)))
        if argument.candidates:
            if slot in _BESIDE and argument.candidates[0] in subjects:
                # "stand with its allies": its own.
                return []
            # A pronoun in an object does not mean the subject.
            others = (e for e in argument.candidates if e not in subjects and self.types.actor(e) not in subjects)
            named = tuple(others)[:1]
        topic = self.view.topics.get(argument.token)
        kind = "topic" if topic in argument.mentions and self.kind.unnamed == "yes" else self.kind.object
        return [e for entity in named if (e := self.types.object(entity, kind)) is not None]


def _is_force(
    subject: str, argument: Argument, view: BlockView, entities: Mapping[str, Entity], gazetteer: Gazetteer
) -> bool:
    """Tell whether a party is an armed force, or the fighters of an armed group."""
    if entities[subject].type is EntityType.ARMED_FORCE:
        return True
    fighters = any(view.lexicon.is_a(view.doc[argument.token], name) for name in ("troops", "soldiers", "men"))
    return fighters and gazetteer.kinds.get(subject) == "armed-group"


def meets_needs(frame: Frame, view: BlockView, trigger: Token, arguments: Arguments) -> bool:
    """Tell whether the words that a frame asks for stand around its trigger, and none that it forbids."""
    return all(_holds(need, view, trigger, arguments) is not need.forbidden for need in frame.needs)


def is_other_sense(frames: Sequence[Frame], view: BlockView, trigger: Token) -> bool:
    """Tell whether a word joined to a trigger forbids every frame of it: ``refused to comment``, ``poses a threat``."""

    def forbidden(need: Need) -> bool:
        return need.forbidden and need.slot == "joined" and _holds(need, view, trigger, Arguments())

    return bool(frames) and all(any(map(forbidden, frame.needs)) for frame in frames)


def match_frames(
    view: BlockView,
    trigger: Token,
    frames: list[Frame],
    arguments: Arguments,
    entities: Mapping[str, Entity],
    gazetteer: Gazetteer,
    owner: Owner,
) -> list[Found]:
    """Return what the first fitting frame of a trigger states.

    Args:
        view: the block.
        trigger: the verb or noun.
        frames: its frames, specific before general.
        arguments: its slots.
        entities: every entity mentioned, by id.
        gazetteer: the tables (capitals that stand for states).
        owner: returns whose a noun in a slot is: ``الغارات الإسرائيلية``, ``Russia's invasion``.
    """
    types = ActorTypes(entities, gazetteer)
    for frame in frames:
        kind = relation_kinds()[frame.relation]
        if not meets_needs(frame, view, trigger, arguments):
            continue
        wanted = next((need.name for need in frame.needs if need.name in _TYPES and need.slot != "subj"), None)
        found = []
        after = trigger.i if view.arabic and frame.pos == "noun" else None
        for subject, object_, one, other in _Matcher(frame, arguments, kind, types, owner, after, view).pairs():
            if wanted == "person" and object_ and entities[object_].type is not EntityType.PERSON:
                continue
            if wanted == "org" and object_ and entities[object_].type is not EntityType.ORGANIZATION:
                continue
            if kind.object in ("body", "employer") and entities[subject].type is not EntityType.PERSON:
                continue
            if wanted == "abroad" and not types.is_abroad(subject, object_):
                continue
            if wanted == "force" and not _is_force(subject, one, view, entities, gazetteer):
                continue
            # "قررت مالي ... متهمة كييف": the participle states what its subject does.
            status = "Actual" if view.arabic and frame.subject == ("around",) else arguments.status
            found.append(Found(frame.relation, subject, object_, trigger.i, one, other, status))
            both = {entities[e].type for e in (subject, object_) if e is not None}
            if kind.implies and both == {EntityType.PERSON}:
                found.append(Found(kind.implies, subject, object_, trigger.i, one, other, arguments.status))
        if found:
            return found
    return []
