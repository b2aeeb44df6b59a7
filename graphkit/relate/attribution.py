"""Who claims it: the speaker of a reported clause, ``according to``, the speaker of a quotation."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.relate.arguments_ar import verb_arguments as arabic_arguments
from graphkit.relate.arguments_en import verb_subject as english_subject
from graphkit.relate.view import Argument, BlockView

__all__ = ["source_of", "spoken"]

_ON_BEHALF = "عن"


def _according(view: BlockView, sentence: range) -> str | None:
    """Return whom the sentence names as its source: ``بحسب``, ``وفقا ل``, ``according to``."""
    for index in sentence:
        token = view.doc[index]
        if view.at[index] is None and view.is_cue(token, "according"):
            for after in range(index + 1, min(index + 7, sentence.stop)):
                mention = view.at[after]
                if mention is not None and mention.kind != "demonym":
                    return mention.entities[0]
    return None


def _arabic(view: BlockView, trigger: Token) -> str | None:
    sentence = trigger.sent
    reported = False
    for index in range(trigger.i - 1, sentence.start - 1, -1):
        token = view.doc[index]
        if view.is_cue(token, "that") or token.text == ":":
            reported = True
        before = view.at[index - 1] if token.text == ":" and index > sentence.start else None
        if before is not None and before.kind != "demonym":
            # "جاء في بيان الوكالة: ..."
            return before.entities[0]
        if not reported or view.at[index] is not None or token.pos_ not in ("VERB", "NOUN", "ADJ"):
            continue
        if view.is_cue(token, "say"):
            arguments = arabic_arguments(view, token)
            speaker: Argument | None = arguments.first(_ON_BEHALF) or arguments.first("subj")
            if speaker is not None and all(not m.start <= trigger.i < m.stop for m in speaker.mentions):
                return speaker.entities[0]
            return None
    return None


def _english(view: BlockView, trigger: Token) -> str | None:
    token = trigger
    for _ in range(8):
        head = token.head
        if head is token:
            break
        if view.is_cue(head, "say") and token.dep_.split(":")[0] in ("ccomp", "parataxis", "xcomp"):
            speaker = english_subject(view, head)
            if speaker is not None and speaker.mentions:
                return speaker.entities[0]
        token = head
    for child in token.children:
        # "..., Putin said": the reporting clause hangs on the reported one.
        reporting = child.dep_ == "parataxis" or (
            child.dep_ in ("advcl", "ccomp") and child.i > trigger.i and all(c.dep_ != "mark" for c in child.children)
        )
        if reporting and view.is_cue(child, "say"):
            speaker = english_subject(view, child)
            if speaker is not None and speaker.mentions:
                return speaker.entities[0]
    return None


def source_of(view: BlockView, trigger: Token) -> str | None:
    """Return the entity that claims what a trigger states, None where the article speaks in its own voice.

    Args:
        view: the block.
        trigger: the word that states the relation.
    """
    speaker = _arabic(view, trigger) if view.arabic else _english(view, trigger)
    if speaker is not None:
        return speaker
    return _according(view, range(trigger.sent.start, trigger.sent.end))


def spoken(view: BlockView, trigger: Token, speaker: str) -> Argument:
    """Return who claims something as an argument: the last mention of him before, else the first after."""
    here = [m for m in view.ordered if speaker in m.entities]
    before = [m for m in here if m.start < trigger.i]
    found = before[-1] if before else here[0] if here else None
    return Argument(found.start, (found,)) if found is not None else Argument(trigger.i)
