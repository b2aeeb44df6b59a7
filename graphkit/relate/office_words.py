"""What office a word names that the trained reader takes for one."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graphkit.link.gazetteer import Gazetteer
from graphkit.link.items import role_modifiers
from graphkit.link.matcher import Hit, find_hits
from graphkit.model import EntityType
from graphkit.relate.view import BlockView
from graphkit.text import fold

__all__ = ["EFFECTS", "OfficeWords", "office_at", "office_name"]

EFFECTS = ("former", "acting", "late")
"""What is told of an office beside its name."""
_AROUND = 4  # words of a phrase before an English office, after an Arabic one
_WAS = 2  # words between كان and what somebody was


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """An office, by its id in ``roles.tsv``, and what is said of it: ``former``, ``acting``, ``late`` or nothing."""

    role: str
    effect: str = ""


def office_name(role: str, effect: str, gazetteer: Gazetteer) -> str:
    """Return the English name of an office, ``former president``."""
    name = gazetteer.roles[role].en
    return f"{effect} {name}" if effect in EFFECTS else name


def office_at(view: BlockView, trigger: Token, of: EntityType, gazetteer: Gazetteer) -> OfficeWords | None:
    """Return the office that a word is part of, None if the tables know none that somebody can hold.

    Args:
        view: the block.
        trigger: the word.
        of: the type of what it is an office of; a form of several offices means one of a state or one of a body.
        gazetteer: the tables.
    """
    sentence = trigger.sent
    at = trigger.idx - sentence.start_char
    for hit in find_hits(sentence.text, gazetteer):
        if hit.begin <= at < hit.end and (roles := _roles(hit)):
            doc = view.doc
            inside = [t for t in sentence if hit.begin <= t.idx - sentence.start_char < hit.end]
            roles = _with_portfolio(inside[-1], sentence.text[hit.begin : hit.end], gazetteer) or roles
            wanted = "state" if of is EntityType.STATE else "org"
            role = next((r for r in roles if gazetteer.roles[r].of == wanted), roles[0])
            if gazetteer.roles[role].of == "none":
                return None
            begin, end = inside[0].i, inside[-1].i + 1
            effect = _effect_arabic(view, begin, end) if doc.lang_ == "ar" else _effect_english(view, begin, end)
            return OfficeWords(role, effect)
    return None


def _roles(hit: Hit) -> list[str]:
    return [entry.target for entry in hit.entries if entry.kind == "role"]


def _with_portfolio(last: Token, office: str, gazetteer: Gazetteer) -> list[str]:
    """Return the offices that an indefinite noun and what stands behind its ``ل`` are: ``رئيسا للحكومة``."""
    doc = last.doc
    if doc.lang_ != "ar" or last.i + 2 >= len(doc) or doc[last.i + 1].text != "ل":
        return []
    text = f"{office.removesuffix('ا')} {doc[last.i + 2].norm_}"
    hit = next(iter(find_hits(text, gazetteer)), None)
    return _roles(hit) if hit is not None and (hit.begin, hit.end) == (0, len(text)) else []


def _effect_english(view: BlockView, begin: int, end: int) -> str:
    doc = view.doc
    for token in reversed(doc[max(doc[begin].sent.start, begin - _AROUND) : begin]):
        if effect := _told(token):
            return effect
        if token.pos_ not in ("NOUN", "ADJ", "PROPN", "DET") and token.text != "-":
            break
    head = doc[begin:end].root
    was = any(c.dep_ == "cop" and "Past" in c.morph.get("Tense", []) for c in head.children)
    return "former" if was and head.dep_ == "acl:relcl" else ""


def _effect_arabic(view: BlockView, begin: int, end: int) -> str:
    doc = view.doc
    sentence = doc[begin].sent
    was = any(view.is_cue(token, "pluperfect") for token in doc[max(sentence.start, begin - _WAS) : begin])
    if was and doc[begin].text.endswith("ا"):
        # "كان الوزير زار": here كان goes with the verb.
        return "former"
    for token in doc[end : min(sentence.end, end + _AROUND)]:
        if effect := _told(token):
            return effect
        if token.pos_ not in ("NOUN", "ADJ") and view.at[token.i] is None:
            break
    return ""


def _told(token: Token) -> str:
    effect = role_modifiers().get(fold(token.text), "")
    return effect if effect in EFFECTS else ""
