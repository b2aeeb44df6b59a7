"""Whether a relation holds: negation, denial, plans, possibility, wishes and conditions around its trigger."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.model import Status
from graphkit.relate import phrases_en
from graphkit.relate.view import BlockView
from graphkit.text import fold

__all__ = ["is_condition", "status_of"]

_FUTURE = frozenset({"س", "سوف"})  # the particle of the future is a token of its own
_BOUNDARY = frozenset("؛;:.!?؟…")


def _cue(view: BlockView, token: Token) -> str:
    """Return the first cue class of a token, or an empty string."""
    lang = view.doc.lang_
    keys = {fold(token.norm_), fold(token.text)} if lang == "ar" else {token.lower_, token.lemma_.lower()}
    if lang == "ar":
        keys |= {key[2:] for key in keys if key.startswith("ال") and len(key) > 4}
    if lang == "ar" and keys & {"ما", "من"} and token.pos_ != "PART":
        return ""
    for name in ("deny", "negation", "wish", "plan", "possible", "condition"):
        if keys & view.lexicon.cues.get((name, lang), frozenset()):
            return name
    return ""


def _arabic(view: BlockView, trigger: Token) -> tuple[str, Token | None]:
    verb = view.lexicon.verb(trigger)
    is_verb = trigger.pos_ == "VERB" and verb is not None
    if is_verb and verb is not None and verb.tense == "future":
        return "plan", None
    index = trigger.i - 1
    steps = crossed = 0
    complement = not is_verb
    while index >= trigger.sent.start and steps < 14:
        token = view.doc[index]
        if token.text in _BOUNDARY:
            break
        steps += 1
        index -= 1
        if view.at[token.i] is not None:
            continue
        if view.is_cue(token, "that"):
            complement = True
            continue
        cue = _cue(view, token)
        near = trigger.i - token.i <= 2
        if cue == "negation" and near:
            return cue, token
        if cue == "plan" and near and is_verb and token.text in _FUTURE:
            return cue, token
        if cue == "possible" and token.pos_ in ("ADV", "PART", "SCONJ") and fold(token.text) != "قد" and crossed == 0:
            return cue, token
        if cue == "possible" and fold(token.text) == "قد":
            present = verb is not None and verb.tense == "present"
            if near and is_verb and present:
                return cue, token
            continue
        if cue in ("plan", "possible", "deny", "wish") and complement and crossed == 0:
            return cue, token
        if cue == "condition" and fold(token.text) != fold("إن") and crossed == 0:
            return cue, token
        if token.pos_ == "VERB" and not view.is_cue(token, "pluperfect"):
            crossed += 1
            if crossed > 1 or (token.text != trigger.text and not complement):
                break
    return "", None


def _is_to(token: Token) -> bool:
    """Tell whether a verb is what somebody is to do: ``Oslo is to donate``."""
    to = next((child for child in token.children if child.lower_ == "to" and child.dep_ in ("mark", "aux")), None)
    return to is not None and to.i > token.sent.start and to.nbor(-1).lemma_ == "be"


def _english(view: BlockView, trigger: Token) -> tuple[str, Token | None]:
    token = trigger = trigger.head if trigger.dep_ == "cop" else trigger
    if any(_cue(view, child) == "negation" and child.dep_ in ("advmod", "aux", "det") for child in trigger.children):
        return "negation", None
    if view.lexicon.is_a(trigger, "awaited"):
        return "plan", trigger
    for child in trigger.children:
        # "a possible visit"
        if child.dep_ == "amod" and trigger.pos_ == "NOUN" and (cue := _cue(view, child)) in ("plan", "possible"):
            return cue, child
    forms = {form for word in trigger.sent for form in word.morph.get("VerbForm", [])}
    heading = "Inf" in forms and "Fin" not in forms
    for _ in range(6):
        if heading and "to" in phrases_en.marks(token):
            # A headline: "Modi, Trump to meet in Japan".
            return "plan", token
        if _is_to(token):
            return "plan", token
        for child in token.children:
            cue = _cue(view, child)
            if child.dep_.startswith("aux") or child.dep_ in ("advmod", "mark", "det"):
                if cue == "negation" and token is trigger:
                    return cue, child
                if cue in ("plan", "possible") and child.lower_ not in ("set", "due"):
                    return cue, child
                if cue == "condition" and child.dep_ == "mark":
                    return cue, child
        relation = "xcomp" if phrases_en.completes(token) else token.dep_.split(":")[0]
        head = token.head
        if relation == "acl" and phrases_en.participle(token) and "to" not in phrases_en.marks(token):
            # "agreed to a truce brokered by Oslo": what was done to it is not what is agreed.
            break
        if relation == "nsubj" and head.pos_ == "ADJ" and _cue(view, head) == "possible":
            return "possible", head
        if head is token or relation not in ("ccomp", "xcomp", "obj", "nmod", "obl", "acl", "advcl", "csubj", "nsubj"):
            break
        if relation in ("nsubj", "nmod", "obl", "obj") and head.pos_ in ("VERB", "AUX") and token.pos_ == "VERB":
            break
        cue = _cue(view, head)
        if cue in ("deny", "wish", "plan", "possible") and relation in (
            "ccomp",
            "xcomp",
            "obj",
            "acl",
            "nmod",
            "csubj",
            "obl",
        ):
            if cue in ("plan", "possible") and any(_cue(view, child) == "negation" for child in head.children):
                # "has no plans to withdraw"
                return "deny", head
            return cue, head
        meeting = token is trigger and view.lexicon.is_a(token, "encounter")
        if meeting and relation == "nsubj" and any(_cue(view, c) == "plan" and c.dep_ == "aux" for c in head.children):
            # "Their meeting will focus on": it is still to come.
            return "plan", head
        within = meeting and relation == "obl" and phrases_en.completes(head) and "to" in phrases_en.marks(head)
        if head.pos_ in ("VERB", "AUX") and relation in ("nsubj", "obl", "advcl") and not within:
            break
        token = head
    return "", None


def status_of(view: BlockView, trigger: Token, carried: str) -> tuple[Status | None, Token | None]:
    """Return the status of what a trigger states, None where it states nothing (negated, wished, refused).

    Args:
        view: the block.
        trigger: the word that states the relation.
        carried: what a carrying verb makes of it (``Actual``, ``Planned``, ``Possible``, ``Denied``, ``Refused``),
            or empty.

    Returns:
        The status, and the word that decided it.
    """
    cue, token = _arabic(view, trigger) if view.arabic else _english(view, trigger)
    if carried == "Actual" and cue != "negation":
        return Status.ACTUAL, None
    if carried == "Refused" or cue in ("negation", "wish", "condition"):
        return None, token
    if carried == "Denied" or cue == "deny":
        return Status.DENIED, token
    if carried in ("Planned", "Possible"):
        return Status(carried), token
    if cue == "plan":
        return Status.PLANNED, token
    if cue == "possible":
        return Status.POSSIBLE, token
    return Status.ACTUAL, None


def is_condition(view: BlockView, token: Token) -> bool:
    """Tell whether a word makes what follows a condition: ``لو``, "if"."""
    return _cue(view, token) == "condition"
