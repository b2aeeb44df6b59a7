"""Phrases of an English parse: prepositions, particles, participles, who a noun phrase names."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.link.values import LinkedMention
from graphkit.relate.view import Argument, BlockView

__all__ = [
    "RELATIVES",
    "argument",
    "case",
    "completes",
    "hyphenated",
    "marks",
    "misread_objects",
    "participle",
    "particle",
    "passive",
]

RELATIVES = ("who", "whom", "which", "that")
_PARTICLES = ("out", "off", "down", "up", "over", "away", "back", "aside")
_PARTICIPLES = ("ed", "en", "wn", "de", "ught", "id", "ld", "ung", "uck")
_HYPHENS = ("-", "‑", "–")


def case(token: Token) -> str:
    """Return the preposition of a noun, ``out of`` for two words, an empty string for none."""
    cases = [child for child in token.children if child.dep_ == "case" and child.i < token.i]
    if not cases:
        # "with the Kenyan president William Ruto": a preposition may hang on the title.
        titles = [child for child in token.children if child.dep_ in ("nmod:desc", "compound") and child.i < token.i]
        cases = [c for title in titles for c in title.children if c.dep_ == "case" and c.i < title.i]
    if cases:
        cases += [child for child in cases[0].children if child.dep_ == "fixed"]
    return " ".join(child.lower_ for child in cases if child.lower_ not in _PARTICLES[1:])


def argument(view: BlockView, token: Token) -> Argument:
    """Return a noun with whom it names, those coordinated with it included, and ``its forces`` whose they are."""
    mentions: list[LinkedMention] = list(view.noun_phrase(token))
    if not mentions and view.lexicon.is_a(token, "acting_for"):
        # "Russia's Wagner Group fighters": the nearest.
        for child in (*reversed([*token.lefts]), *token.rights):
            owner = child.dep_ in ("nmod:poss", "compound", "amod") or (child.dep_ == "nmod" and case(child) == "of")
            mention = view.at[child.i]
            if owner and mention is not None:
                # "a Nigerian militant group" does not act for Nigeria.
                private = mention.kind == "demonym" and view.lexicon.is_a(token, "private")
                mentions = [] if private else [mention]
                break
    for child in token.children:
        mention = view.at[child.i]
        named = mention is not None and mention.kind not in ("pronoun", "demonym")
        if child.dep_ == "conj" and named and mention not in mentions:
            mentions.append(mention)  # type: ignore[arg-type]
    if not mentions and case(token) in ("to", "for") and view.lexicon.is_a(token, "needy"):
        # "aid to families hit by floods in Nepal"
        # "Syrian flood victims"
        own = (view.at[c.i] for c in token.children if c.dep_ in ("amod", "compound", "nmod:poss") and c.i < token.i)
        places = (view.at[t.i] for t in token.subtree if t.i > token.i and case(t) in ("in", "from", "across", "of"))
        mentions = [place for place in (*own, *places) if place is not None][:1]
    mentions += [m for m in _delegated(view, token) if m not in mentions]
    return Argument(token.i, (*_states_before(view, mentions[0]), *mentions) if mentions else ())


def _delegated(view: BlockView, token: Token) -> list[LinkedMention]:
    """Return who sent or leads those who go for others: ``a delegation from the IMF``, ``a team led by X``."""
    found: list[LinkedMention] = []
    if not view.lexicon.is_a(token, "delegated"):
        return found
    for child in token.children:
        if child.dep_ == "nmod" and case(child) == "from":
            found += view.noun_phrase(child)[:1]
        elif child.dep_ == "acl" and view.lexicon.is_a(child, "heading"):
            leaders = (view.at[c.i] for c in child.children if c.dep_.startswith("obl") and case(c) == "by")
            found += [leader for leader in leaders if leader is not None]
    return found


def misread_objects(view: BlockView, verb: Token) -> list[Token]:
    """Return the object of a verb that a parser gives to the adjective before it: ``accused neighbouring Togo of``."""
    found = (c for c in verb.children if c.i == verb.i + 1 and view.lexicon.is_a(c, "beside") and c.dep_ != "obj")
    return [below for child in found for below in child.children if below.dep_ == "obj"]


def _states_before(view: BlockView, mention: LinkedMention) -> tuple[LinkedMention, ...]:
    """Return the adjectives that share a noun with the one in a mention: ``Indian`` of "Indian and Chinese troops"."""
    found: list[LinkedMention] = []
    index = mention.start - 1
    while index > 0 and view.doc[index].lower_ in ("and", ",") and view.doc[mention.start].pos_ in ("ADJ", "PROPN"):
        before = view.at[index - 1]
        if before is None or before.kind != "demonym" or (not found and view.doc[index].text == ","):
            break
        found.insert(0, before)
        index = before.start - 1
    shared = mention.kind != "demonym" and mention.stop - mention.start > 1
    return tuple(found) if shared else ()


def passive(verb: Token) -> bool:
    """Tell whether a verb is passive, also after another: ``was charged and jailed by``."""
    own = {child.dep_ for child in verb.children}
    if own & {"aux:pass", "nsubj:pass"}:
        return True
    follows = verb.dep_ == "conj" and "Pass" in verb.morph.get("Voice", []) and not own & {"nsubj", "aux"}
    return follows and passive(verb.head)


def participle(verb: Token) -> bool:
    """Tell whether a verb is a past participle that describes a noun: ``armed by``, ``Qatari-mediated``."""
    if verb.dep_.split(":")[0] not in ("acl", "amod") or verb.dep_ == "acl:relcl":
        return False
    form = verb.morph.get("VerbForm", [])
    return "Part" in form if form else verb.lower_.endswith(_PARTICIPLES)


def particle(verb: Token) -> str:
    """Return the particle of a phrasal verb, ``down`` of ``turned down``, an empty string for none."""
    for child in verb.children:
        if child.dep_ == "compound:prt":
            return child.lower_
    follower = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if follower.lower_ not in _PARTICLES or follower.dep_ not in ("advmod", "case"):
        return ""
    # "handed over tanks" is often read as a preposition; "out of Syria" is one.
    return follower.lower_ if follower.dep_ == "advmod" or follower.lower_ != "out" else ""


def marks(verb: Token) -> set[str]:
    """Return the words that begin the clause of a verb: ``to``, ``of``, ``after``."""
    return {child.lower_ for child in verb.children if child.dep_ == "mark"}


def completes(verb: Token) -> bool:
    """Tell whether a verb completes the one before it, also where a parser takes it apart: ``denied arming``."""
    if verb.dep_ in ("xcomp", "ccomp"):
        return True
    bare = not any(child.dep_ in ("mark", "nsubj", "nsubj:pass", "advmod") for child in verb.children)
    return verb.dep_ == "advcl" and bare and verb.lower_.endswith("ing") and verb.i == verb.head.i + 1


def hyphenated(view: BlockView, verb: Token) -> Argument | None:
    """Return who stands before a participle: ``Qatari-mediated``."""
    before = verb.i - 2
    if before < verb.sent.start or view.doc[verb.i - 1].text not in _HYPHENS:
        return None
    mention = view.at[before]
    return Argument(before, (mention,)) if mention is not None else None
