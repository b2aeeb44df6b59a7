"""Claims of responsibility: who says that an attack was his own, and which one the article told of before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from graphkit.model import Status
from graphkit.relate import arguments_ar, arguments_en
from graphkit.relate.frames import Found
from graphkit.relate.lexicon import Frame
from graphkit.relate.status import status_of
from graphkit.relate.view import Argument, Arguments, BlockView
from graphkit.relate.words_ar import is_definite, is_relative

__all__ = ["STRIKES", "Claim", "claimed", "claims_in"]

STRIKES = ("attacked", "bombed", "killed")
_OWN = ("على", "ضد", "في", "قرب", "داخل", "ل", "gen", "dem", "on", "against", "of", "in", "at", "near", "outside")
_FOR = ("for", "عن")
_Match = Callable[[BlockView, Token, Sequence[Frame], Arguments], list[Found]]
_ABOUT = 4  # words between an attack and the relative clause that tells of it


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of responsibility: the word that makes it, who makes it, and the noun of the attack, if it has one."""

    word: Token
    claimer: Argument
    strike: Token | None


def _is_attack(view: BlockView, noun: Token) -> bool:
    return view.lexicon.is_a(noun, "strike") or view.lexicon.is_a(noun, "harm")


def _of(view: BlockView, word: Token, claimers: Sequence[Argument], strikes: Sequence[Argument]) -> Claim | None:
    claimer = next((a for a in claimers if a.mentions), None)
    if claimer is None or status_of(view, word, "")[0] is not Status.ACTUAL:
        return None
    nouns = [view.doc[a.token] for a in strikes]
    strike = next((noun for noun in nouns if _is_attack(view, noun)), None)
    return Claim(word, claimer, strike) if strike is not None or not nouns else None


def claims_in(view: BlockView) -> Iterator[Claim]:
    """Yield the claims of responsibility in a block.

    ``claimed responsibility for the attack``, ``claimed the attack``, ``أعلنت مسؤوليتها عن الهجوم``, ``تبنت الهجوم``.
    """
    grammar = arguments_ar if view.arabic else arguments_en
    for token in view.doc:
        if view.at[token.i] is not None or not view.lexicon.is_a(token, "claiming"):
            continue
        noun = token.pos_ == "NOUN"
        if noun != view.lexicon.is_a(token, "responsibility"):
            continue
        slots = grammar.noun_arguments(view, token) if noun else grammar.verb_arguments(view, token)
        strikes = [a for slot in _FOR for a in slots.get(slot)]
        if noun:
            found = _of(view, token, slots.get("subj"), strikes) if slots.get("subj") else None
        else:
            objects = slots.get("obj")
            taken = [a for a in objects if view.lexicon.is_a(view.doc[a.token], "responsibility")]
            struck = strikes if taken else [a for a in objects if _is_attack(view, view.doc[a.token])]
            found = _of(view, token, slots.get("subj"), struck) if taken or struck else None
        if found is not None:
            yield found


def _doing(arguments: Arguments, claimer: Argument, dying: bool, told_of: int | None = None) -> list[Arguments]:
    """Return readings of slots with somebody as the one who does it, none where they name another.

    Args:
        arguments: the slots of a word that tells of an attack.
        claimer: who claims it.
        dying: whether the word is a verb of those who die, whom it may have as its subject.
        told_of: the verb, where it stands in a clause about the attack, so that what follows is its object.
    """
    slots = {slot: list(filled) for slot, filled in arguments.slots.items()}
    subjects = slots.get("subj", [])
    first = subjects[0].token if subjects else 0
    died = dying and all(argument.token < first for argument in slots.get("obj", []))
    if subjects and (died or (told_of is not None and first > told_of)):
        # "ten soldiers died", "قتل ستة جنود"
        slots |= {"subj": [], "obj": [*subjects, *slots.get("obj", [])]}
    named = (Arguments(slots).first(slot) for slot in ("subj", "by", "من قبل"))
    if any(a is not None and a.entities != claimer.entities for a in named):
        return []
    return [Arguments(slots | {"weapon": subjects, "subj": [claimer], "claimer": [claimer]}, arguments.status)]


def _strikes_in(view: BlockView, claim: Claim) -> list[Token]:
    """Return the verb that tells of a claimed attack what it hit: ``التفجير الذي استهدف``."""
    strike = claim.strike
    if strike is None:
        return []
    if not view.arabic:
        return [c for c in strike.children if c.dep_ == "acl:relcl" and view.lexicon.is_a(c, "dying")]
    for index in range(strike.i + 1, min(strike.i + _ABOUT, strike.sent.end - 1)):
        if is_relative(view, view.doc[index]):
            return [view.doc[index + 1]]
    return []


def _is_taken_up(view: BlockView, claim: Claim) -> bool:
    """Tell whether a claim only takes up an attack told before: ``the attack``, ``العملية``, nothing more of it."""
    strike = claim.strike
    if strike is None:
        return True
    grammar = arguments_ar if view.arabic else arguments_en
    slots = grammar.noun_arguments(view, strike)
    if view.arabic:
        after = view.doc[strike.i + 1] if strike.i + 1 < len(view.doc) else strike
        return is_definite(strike) and not is_relative(view, after) and not any(slots.get(slot) for slot in _OWN)
    definite = any(child.dep_ == "det" and child.lower_ in ("the", "this", "that", "both") for child in strike.children)
    own = any(a.token > strike.i for slot in _OWN for a in slots.get(slot))
    told = any(child.dep_ == "acl:relcl" for child in strike.children)
    return definite and not own and not told


def _strikes_before(views: Sequence[BlockView], number: int, claim: Claim) -> Iterator[tuple[int, Span]]:
    """Yield the sentences in which the claimed attack may be told, nearest first, with the number of their block.

    Args:
        views: the blocks.
        number: the block of the claim.
        claim: the claim.
    """
    if not _is_taken_up(views[number], claim):
        return
    view = views[number]
    sentence = claim.word.sent
    yield number, sentence
    if sentence.start > 0:
        yield number, view.doc[sentence.start - 1].sent
    elif number > 0 and len(views[number - 1].doc):
        yield number - 1, views[number - 1].doc[-1].sent


def _frames_of(view: BlockView, token: Token) -> tuple[list[Frame], Arguments] | None:
    """Return the frames by which a word tells of an attack, and its slots."""
    if view.at[token.i] is not None or token.pos_ in ("ADP", "PUNCT"):
        return None
    grammar = arguments_ar if view.arabic else arguments_en
    verb = view.lexicon.verb(token) if token.pos_ != "NOUN" else None
    known = verb if verb is not None and verb.frames else view.lexicon.noun(token)
    frames = [frame for frame in known.frames if frame.relation in STRIKES] if known is not None else []
    if not frames:
        return None
    read = grammar.verb_arguments if known is verb else grammar.noun_arguments
    return frames, read(view, token)


def claimed(
    views: Sequence[BlockView], is_told: Callable[[int, Span], bool], match: _Match
) -> Iterator[tuple[int, Token, Found]]:
    """Yield what those have done who claim an attack told before or in a clause about it, by block and word.

    Args:
        views: the blocks.
        is_told: tells whether a sentence of a block says already who attacked.
        match: returns what frames state at a word.
    """
    for number, view in enumerate(views):
        for claim in claims_in(view):
            words = _strikes_in(view, claim)
            if words and not is_told(number, claim.word.sent):
                found = list(_done_by(view, words, claim, match, relative=True))
                yield from ((number, token, item) for token, item in found)
                if found:
                    continue
            for block, sentence in _strikes_before(views, number, claim):
                if is_told(block, sentence):
                    break
                words = [token for token in sentence if block != number or token.i < claim.word.i]
                found = list(_done_by(views[block], words, claim, match))
                yield from ((block, token, item) for token, item in found)
                if found:
                    break


def _done_by(
    view: BlockView, words: Sequence[Token], claim: Claim, match: _Match, relative: bool = False
) -> Iterator[tuple[Token, Found]]:
    for token in words:
        found = _frames_of(view, token)
        if found is None:
            continue
        dying = view.lexicon.is_a(token, "dying") and token.pos_ == "VERB"
        for slots in _doing(found[1], claim.claimer, dying, token.i if relative else None):
            yield from ((token, item) for item in match(view, token, found[0], slots))
