"""To whom an ambassador is sent, where his title leaves it out: ``the Chinese envoy was summoned``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from graphkit.analyse import AnalysedArticle
from graphkit.link.gazetteer import Gazetteer
from graphkit.link.values import LinkedMention, OfficeFact

__all__ = ["SENT_HERE", "SENT_TO", "receivers"]

SENT_TO, SENT_HERE = "ambassador-to", "ambassador-here"
"""The roles of facts that say to whom an ambassador is sent: by the text, and as it may be taken for granted."""

_SENT = frozenset({"ambassador", "permanent-representative"})
_NEAR = 300
_BODIES = frozenset({"international-organisation", "regional-organisation"})
_TO_THE_BODY = re.compile(
    r"\s*(?:لدى|إلى)\s+(?:المنظمة|الهيئة|الجامعة|الاتحاد|الحلف|الأخيرة)|,?\s*to\s+the\s+(?:body|bloc|organi[sz]ation|union|alliance)\b"
)
_TO_HIS_OWN = re.compile(r"\s*(?:لدى|في)\s+(?:بلاده|بلادها)(?!\w)|\s+لديها(?!\w)")
_SUMMONS = re.compile(r"\b(?:summon|call)(?:s|ed|ing)?\b|استدع(?:ى|ت|اء|ائ)|(?<!\w)[وف]?(?:ت|ي)ستدعي(?!\w)")
_STATES = frozenset({"name", "short", "description", "demonym", "group", "proxy"})


def receivers(
    offices: Sequence[OfficeFact],
    analysed: AnalysedArticle,
    mentions: Sequence[LinkedMention],
    gazetteer: Gazetteer,
    state_of: Callable[[str], str | None],
    leading: str | None,
) -> Iterator[OfficeFact]:
    """Yield to whom the ambassadors of an article are sent whose titles do not say so.

    It is the organisation named before (``لدى المنظمة``), whoever summons the ambassador, else the state that the
    article speaks of most.

    Args:
        offices: the offices that the article states.
        analysed: the article.
        mentions: its mentions, sorted.
        gazetteer: the tables.
        state_of: the state that an entity is or acts for.
        leading: the state that the article speaks of most, if there is one.
    """
    told = {fact.person for fact in offices if fact.role == SENT_TO}
    text = analysed.article.text
    for fact in offices:
        if fact.role not in _SENT or fact.effect in ("former", "late") or fact.person in told:
            continue
        if fact.of not in gazetteer.demonyms:
            continue
        before = [m for m in mentions if m.begin < fact.begin]
        bodies = [m for m in before if gazetteer.kinds.get(m.entities[0]) in _BODIES]
        begin, end = _sentence(analysed, fact)
        around = [m for m in mentions if begin <= m.begin < end and m.kind in _STATES]
        others = [(m.begin, s) for m in around if (s := state_of(m.entities[0])) and s != fact.of]
        said, role = text[fact.begin : fact.end + 24], SENT_TO
        to: str | None = None
        if _TO_THE_BODY.search(said):
            to = bodies[-1].entities[0] if bodies else None
        elif _TO_HIS_OWN.search(said):
            to = next((state for place, state in reversed(others) if place < fact.begin), None)
        elif fact.role == "permanent-representative" or (bodies and bodies[-1].begin > fact.begin - _NEAR):
            # The ambassador to the United Nations, rather than to the state that the text is about.
            continue
        elif _SUMMONS.search(text, begin, end) and len({state for _, state in others}) == 1:
            to = others[0][1]
        elif leading != fact.of:
            to, role = leading, SENT_HERE
        if to is not None:
            told.add(fact.person)
            yield OfficeFact(fact.block, fact.begin, fact.end, fact.person, role, to, fact.effect)


def _sentence(analysed: AnalysedArticle, fact: OfficeFact) -> tuple[int, int]:
    """Return where the sentence of a fact begins and ends in the article."""
    block, doc = analysed.docs[fact.block]
    for sentence in doc.sents:
        if block.begin + sentence.end_char > fact.begin:
            return block.begin + sentence.start_char, block.begin + sentence.end_char
    return fact.begin, fact.end
