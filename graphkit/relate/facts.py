"""Facts that phrases state without a verb: offices, ambassadors, whose a place or an outlet is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from graphkit.link.bearers import role_bodies
from graphkit.link.envoys import SENT_HERE, SENT_TO
from graphkit.link.gazetteer import Gazetteer, words
from graphkit.link.values import LinkedArticle, LinkedMention
from graphkit.model import Entity, EntityType, Evidence, Relation, Status
from graphkit.relate.lexicon import load_lexicon
from graphkit.relate.office_words import office_name
from graphkit.tables import MEDIA_KINDS
from graphkit.text import fold

__all__ = ["article_facts"]

_BODIES = (EntityType.ORGANIZATION, EntityType.ARMED_FORCE, EntityType.GROUP)
_OF = re.compile(r",?\s+of\s+(?:the\s+)?")
_LAWMAKERS = frozenset({"lawmaker", "senator"})
_BANDS = frozenset({"party", "armed-group"})
_MEMBERS = re.compile(r"\s+(?:fellow\s+)?members?(?:[\s-]+(?:states?|country|countries))?\s+")
_AND = re.compile(r"\s*,?\s+and\s+|\s*,\s+|\s*،?\s+و")
_A = re.compile(r"\s*,\s+(?:also\s+|itself\s+)?an?\s+|\s+is\s+(?:also\s+)?an?\s+")
_MEMBER_OF = re.compile(
    r"\s*,?\s+(?:(?:which|that)\s+is\s+|is\s+|itself\s+|also\s+)*(?:an?\s+|the\s+)?(?:\w+\s+)?members?\s+of\s+(?:the\s+)?"
    r"|\s*[،,]?\s*(?:و?(?:هو|هي)\s+)?(?:ال)?عضو(?:ة|ا|ان|ين|تان|تين)?\s+(?:في\s+|ب)[«\"]?"
)
_PARTY_OF = re.compile(r"(?:['’]s?)?\s+(?:\w+\s+){0,2}party,?\s+(?:the\s+)?", re.I)
_PARTY_AFTER = re.compile(r"\s*,\s+(?:the\s+(?:\w+\s+)?party\s+of\s+)?")
_WHOSE_PARTY = re.compile(r"['’]s?\s+(?:\w+\s+){0,2}party\b")
_TOLD_OF = re.compile(r"\b(?:accus|warn|inform|notif|convict|suspect|remind|assur|depriv|stripp)\w*\s+$", re.I)
_MakeEvidence = Callable[[int, int, str], Evidence]


def _offices(linked: LinkedArticle, evidence: _MakeEvidence, sent: Collection[str]) -> Iterator[Relation]:
    gazetteer = linked.gazetteer
    for office in linked.offices:
        if office.role == SENT_HERE and office.person in sent:
            continue
        lang = linked.analysed.docs[office.block][1].lang_
        quote = evidence(office.begin, office.end, lang)
        if office.role in (SENT_HERE, SENT_TO):
            yield Relation(office.person, "ambassadorTo", office.of, Status.ACTUAL, (quote,), role="ambassador")
            continue
        if gazetteer.roles[office.role].of == "none":
            continue
        body = linked.entities[office.of]
        if _is_membership(office.role, body, gazetteer):
            yield Relation(office.person, "memberOf", office.of, Status.ACTUAL, (quote,))
            continue
        role = office_name(office.role, office.effect, gazetteer)
        yield Relation(office.person, "holdsOffice", office.of, Status.ACTUAL, (quote,), role=role)
        head = role_bodies().get(office.role)
        if body.type is EntityType.STATE and head is not None:
            yield Relation(office.person, "holdsOffice", f"{office.of}-{head}", Status.ACTUAL, (quote,), role=role)
        if body.type is EntityType.STATE or body.state not in gazetteer.entities:
            continue
        parts = gazetteer.parts(office.of)
        heads = parts is not None and (parts[0].of_state or (parts[0].kind == "ministry" and office.role == "head"))
        if gazetteer.roles[office.role].of == "state" or heads:
            yield Relation(office.person, "holdsOffice", body.state, Status.ACTUAL, (quote,), role=role)


def _is_membership(role: str, body: Entity, gazetteer: Gazetteer) -> bool:
    """Tell whether an office makes its holder but a member of the body: ``عضو``, a lawmaker of a party."""
    if body.type not in _BODIES:
        return False
    lawmaker = role in _LAWMAKERS and gazetteer.kinds.get(body.id, "party") in _BANDS
    return lawmaker or gazetteer.roles[role].relation == "memberOf"


def _pairs(mentions: Sequence[LinkedMention]) -> Iterator[tuple[LinkedMention, LinkedMention]]:
    """Yield neighbouring mentions of one entity each in one block."""
    for one, other in pairwise(mentions):
        if one.block == other.block and len(one.entities) == len(other.entities) == 1:
            yield one, other


def _locations(linked: LinkedArticle, evidence: _MakeEvidence) -> Iterator[Relation]:
    """Yield ``مقاطعة كورسك الروسية``, ``Kursk, Russia``: a place with the state or region named beside it."""
    text = linked.analysed.article.text
    beside: LinkedMention | None = None
    for one, other in _pairs(linked.mentions):
        gap, lang = text[one.end : other.begin], linked.analysed.docs[one.block][1].lang_
        quote = evidence(one.begin, other.end, lang)
        if _is_named_as_largest(one, other, gap, lang, linked):
            # "the largest city in eastern Congo" lies in Congo.
            around = linked.entities[other.entities[0]]
            yield Relation(one.entities[0], "locatedIn", around.state or around.id, Status.ACTUAL, (quote,))
        elif _lies_in(one, other, gap, linked):
            yield Relation(one.entities[0], "locatedIn", other.entities[0], Status.ACTUAL, (quote,))
            if beside is not None and beside.stop < one.start <= beside.stop + 2:
                # "Depsang and Demchok in Ladakh"
                both = evidence(beside.begin, other.end, lang)
                yield Relation(beside.entities[0], "locatedIn", other.entities[0], Status.ACTUAL, (both,))
        elif _is_of(one, other, gap, linked):
            yield Relation(other.entities[0], "locatedIn", one.entities[0], Status.ACTUAL, (quote,))
        row = re.fullmatch(r"\s*(?:and|و)\s*", gap) is not None and _is_new_place(one, linked)
        beside = one if row and _is_new_place(other, linked) else None


def _is_new_place(mention: LinkedMention, linked: LinkedArticle) -> bool:
    entity = linked.entities[mention.entities[0]]
    return entity.type is EntityType.PLACE and not entity.known


def _around(place: Entity, gazetteer: Gazetteer) -> set[str | None]:
    """Return the state and the region that the tables place a place in."""
    return {place.state, gazetteer.parents.get(place.id)}


def _lies_in(one: LinkedMention, other: LinkedMention, gap: str, linked: LinkedArticle) -> bool:
    """Tell whether the second of two mentions says where the first lies: by an adjective, a comma or ``in``."""
    place, around = linked.entities[one.entities[0]], linked.entities[other.entities[0]]
    if place.type is not EntityType.PLACE or one.kind not in ("name", "short"):
        return False
    into = re.fullmatch(r"\s+(?:in|في)\s+", gap) is not None
    known = around.id in _around(place, linked.gazetteer)
    if other.kind == "demonym":
        # A place that no table knows lies where its adjective says; "ديبلوماسيا صينيا", "النمساويين" are none.
        people = linked.analysed.article.text[: other.end].endswith(("ا", "ين", "ون"))
        return not people and gap.strip() == "" and (known or not place.known)
    if other.kind != "name":
        return False
    new = not place.known and into and around.type is EntityType.PLACE and around.known
    return (known and (into or re.fullmatch(r"\s*[,،]\s*", gap) is not None)) or new


def _is_of(one: LinkedMention, other: LinkedMention, gap: str, linked: LinkedArticle) -> bool:
    """Tell whether the first of two mentions is where the second lies: ``Russia's Kursk``, ``the Thai city of X``."""
    place, state = linked.entities[other.entities[0]], linked.entities[one.entities[0]]
    if place.type is not EntityType.PLACE or state.type is not EntityType.STATE or other.kind != "name":
        return False
    known = state.id in _around(place, linked.gazetteer)
    if one.kind == "demonym":
        return (known or not place.known) and re.fullmatch(r"\s+(?:[a-z-]+\s+){1,2}of\s+", gap) is not None
    return known and re.fullmatch(r"['’]s\s+", gap) is not None


def _is_named_as_largest(one: LinkedMention, other: LinkedMention, gap: str, lang: str, linked: LinkedArticle) -> bool:
    """Tell whether a place is called the largest town of the state or region named after it."""
    place, around = linked.entities[one.entities[0]], linked.entities[other.entities[0]]
    if place.type is not EntityType.PLACE or not {around.id, around.state} & _around(place, linked.gazetteer):
        return False
    said = re.fullmatch(r"\s*[,،]\s*(?:the\s+)?(\w+)(?:\s+\w+){1,4}\s*", gap)
    return said is not None and fold(said[1]) in load_lexicon().cues.get(("largest", lang), frozenset())


def _cue(text: str, begin: int, end: int, lang: str, cue: str) -> tuple[int, int] | None:
    """Return where a word of a cue class stands in a stretch of text, None where none does."""
    forms = load_lexicon().cues.get((cue, lang), frozenset())
    begin, end = max(0, begin), min(len(text), end)
    while begin and text[begin - 1].isalpha() and text[begin].isalpha():
        begin += 1
    while begin < end < len(text) and text[end - 1].isalpha() and text[end].isalpha():
        end -= 1
    found = ((begin + b, begin + e) for b, e, word in words(text[begin:end]) if word in forms)
    return next(found, None)


def _is_called_capital(gap: str) -> bool:
    """Tell whether words between two places make the first the capital of the second: ``, the capital of the``."""
    apposition = re.fullmatch(r"\s*[,،]\s*(?:the\s+)?(\w+)(?:\s+of)?(?:\s+(?:the|\w+ region of))?\s*", gap)
    cues = load_lexicon().cues
    return apposition is not None and any(
        fold(apposition[1]) in cues.get(("capital", lang), frozenset()) for lang in ("ar", "en")
    )


def _capitals(linked: LinkedArticle, evidence: _MakeEvidence) -> Iterator[Relation]:
    """Yield ``العاصمة الصومالية مقديشو``, ``Mogadishu, the Somali capital``: a capital called so beside its state."""
    text = linked.analysed.article.text
    for one, other in _pairs(linked.mentions):
        place = one.entities[0]
        lang = linked.analysed.docs[one.block][1].lang_
        if place == other.entities[0] and place in linked.gazetteer.capitals and "group" in (one.kind, other.kind):
            if re.fullmatch(r"[\s,،«\"]*(?:the\s+)?", text[one.end : other.begin]):
                state = linked.gazetteer.capitals[place]
                yield Relation(place, "capitalOf", state, Status.ACTUAL, (evidence(one.begin, other.end, lang),))
            continue
        if linked.entities[place].type is EntityType.PLACE and _is_called_capital(text[one.end : other.begin]):
            around = other.entities[0]
            if linked.entities[around].type in (EntityType.STATE, EntityType.PLACE):
                yield Relation(place, "capitalOf", around, Status.ACTUAL, (evidence(one.begin, other.end, lang),))
                continue
        for city, owner in ((one, other), (other, one)):
            if linked.gazetteer.capitals.get(city.entities[0]) != owner.entities[0]:
                continue
            begin, end = one.begin, other.end
            word = _cue(text, begin - 10, end + 9, lang, "capital")
            if word is not None and other.begin - one.end < 14 and "\n" not in text[word[0] : begin]:
                quote = evidence(min(begin, word[0]), max(end, word[1]), lang)
                yield Relation(city.entities[0], "capitalOf", owner.entities[0], Status.ACTUAL, (quote,))


def _belonging(linked: LinkedArticle, evidence: _MakeEvidence) -> Iterator[Relation]:
    """Yield ``Fawzi Barhoum of Hamas``, ``Zhao Lijian, of China's foreign ministry``: whose somebody is, no office."""
    text = linked.analysed.article.text
    for one, other in _pairs(linked.mentions):
        person, body = linked.entities[one.entities[0]], linked.entities[other.entities[0]]
        named = one.kind in ("name", "short") and other.kind in ("name", "short", "group")
        if not named or person.type is not EntityType.PERSON or body.type not in _BODIES:
            continue
        lang = linked.analysed.docs[one.block][1].lang_
        gap = text[one.end : other.begin]
        told = _TOLD_OF.search(text[max(0, one.begin - 24) : one.begin]) is not None
        if lang == "en" and _OF.fullmatch(gap) and not told:
            quote = evidence(one.begin, other.end, lang)
            yield Relation(person.id, "holdsOffice", body.id, Status.ACTUAL, (quote,))
            if linked.gazetteer.kinds.get(body.id) in _BANDS:
                yield Relation(person.id, "memberOf", body.id, Status.ACTUAL, (quote,))


def _members(linked: LinkedArticle, evidence: _MakeEvidence) -> Iterator[Relation]:
    """Yield ``NATO members Turkey and Greece``, ``Turkey, a member of NATO``, ``تركيا، العضو في الناتو``."""
    text = linked.analysed.article.text
    members_of: tuple[str, int] | None = None
    for one, other in _pairs(sorted({*linked.mentions, *linked.inner})):
        first, second = linked.entities[one.entities[0]], linked.entities[other.entities[0]]
        gap = text[one.end : other.begin]
        member: tuple[str, str] | None = None
        if first.type in _BODIES and second.type is EntityType.STATE and _MEMBERS.fullmatch(gap):
            members_of = first.id, other.begin
            member = second.id, first.id
        elif members_of and members_of[1] == one.begin and second.type is EntityType.STATE and _AND.fullmatch(gap):
            members_of = members_of[0], other.begin
            member = second.id, members_of[0]
        elif first.type is EntityType.STATE and second.type in _BODIES and other.kind in ("name", "short"):
            called = _A.fullmatch(gap) is not None and text.startswith(" member", other.end)
            if called or _MEMBER_OF.fullmatch(gap):
                member = first.id, second.id
        if member is not None:
            quote = evidence(one.begin, other.end, linked.analysed.docs[one.block][1].lang_)
            yield Relation(member[0], "memberOf", member[1], Status.ACTUAL, (quote,))


def _partisans(linked: LinkedArticle, evidence: _MakeEvidence) -> Iterator[Relation]:
    """Yield ``his party, Fatah``, ``Lula's Workers' Party``, ``PRO, Macri's party``: whose party somebody names."""
    text = linked.analysed.article.text
    for one, other in _pairs(linked.mentions):
        first, second = linked.entities[one.entities[0]], linked.entities[other.entities[0]]
        gap = text[one.end : other.begin]
        party_of = _PARTY_OF.fullmatch(gap) is not None and one.kind in ("name", "short", "pronoun")
        after = _PARTY_AFTER.fullmatch(gap) is not None and other.kind in ("name", "short")
        member: tuple[str, str] | None = None
        if first.type is EntityType.PERSON and second.type is EntityType.ORGANIZATION and party_of:
            member = first.id, second.id
        elif first.type is EntityType.ORGANIZATION and second.type is EntityType.PERSON and after:
            whose = _WHOSE_PARTY.match(text, other.end) is not None or "party of" in gap
            member = (second.id, first.id) if whose else None
        if member is not None:
            quote = evidence(one.begin, other.end, linked.analysed.docs[one.block][1].lang_)
            yield Relation(member[0], "memberOf", member[1], Status.ACTUAL, (quote,))


def _state_media(linked: LinkedArticle, evidence: _MakeEvidence) -> Iterator[Relation]:
    """Yield ``state television ORTM``, ``وكالة سانا الرسمية``: an outlet called its state's by the article."""
    text = linked.analysed.article.text
    for mention in linked.mentions:
        outlet = mention.entities[0]
        owner = linked.gazetteer.parents.get(outlet)
        if linked.gazetteer.kinds.get(outlet) not in MEDIA_KINDS or owner not in linked.gazetteer.entities:
            continue
        if linked.gazetteer.entities[owner].type is not EntityType.STATE:
            continue
        lang = linked.analysed.docs[mention.block][1].lang_
        word = _cue(text, mention.begin - 32, mention.end + 24, lang, "state-run")
        if word is None or re.search(r"[.\n؛]", text[min(word[1], mention.end) : max(word[0], mention.begin)]):
            continue
        quote = evidence(min(mention.begin, word[0]), max(mention.end, word[1]), lang)
        yield Relation(owner, "controls", outlet, Status.ACTUAL, (quote,))


def article_facts(linked: LinkedArticle, evidence: _MakeEvidence, sent: Collection[str] = ()) -> list[Relation]:
    """Return the facts that the phrases of an article state.

    Args:
        linked: the linked article.
        evidence: makes the evidence of a stretch of the article's text (begin, end, language).
        sent: ambassadors of whom it is known to whom they are sent.
    """
    makers = (_belonging, _members, _partisans, _locations, _capitals, _state_media)
    facts = [*_offices(linked, evidence, sent)]
    return facts + [relation for make in makers for relation in make(linked, evidence)]
