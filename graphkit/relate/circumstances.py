"""When, where and how many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from graphkit.analyse.times import TimeExpression
from graphkit.model import EntityType, Interval
from graphkit.relate.kinds import has_trait
from graphkit.relate.lexicon import Lexicon
from graphkit.relate.view import BlockView
from graphkit.text import fold

__all__ = ["is_ahead", "is_news", "is_told", "lead_day", "news_days", "place_of", "quantity_of", "time_of"]

_PER_VERB = 7  # a verb between a trigger and a time weighs as much as so many words
_REACH = 24
_IN = frozenset({"في", "in", "at", "near", "ب", "قرب"})
_CLAUSE = 12  # words before a time or a trigger in which a pluperfect stands
_EARLY = 4  # days of a month on which the news may still be of the month before


def time_of(view: BlockView, trigger: Token, times: Sequence[TimeExpression]) -> Interval | None:
    """Return the time that a trigger's sentence gives it: the nearest, verbs in between weighing against it.

    Args:
        view: the block.
        trigger: the word that states the relation.
        times: the time expressions of the block, offsets into its text.
    """
    sentence = trigger.sent
    begin, end = sentence.start_char, sentence.end_char
    best: tuple[int, Interval] | None = None
    for time in times:
        if not begin <= time.begin < end or time.kind == "dateline" or time.bound != "at":
            continue
        inside = [token.i for token in sentence if time.begin <= token.idx < time.end]
        if not inside:
            continue
        near = min(inside, key=lambda i: abs(i - trigger.i))
        low, high = sorted((near, trigger.i))
        verbs = sum(view.doc[i].pos_ == "VERB" and view.at[i] is None for i in range(low + 1, high))
        cost = high - low + _PER_VERB * verbs
        # Of two as near, the later one: a time stands after its verb.
        if cost <= _REACH and (best is None or cost < best[0] or (cost == best[0] and near > trigger.i)):
            best = (cost, time.interval)
    return best[1] if best else None


def lead_day(
    blocks: Sequence[tuple[Doc, Sequence[TimeExpression], bool]], date: dt.date | None, lexicon: Lexicon
) -> Interval | None:
    """Return from when on an article tells: the day of its first dated sentence to the day it was published.

    News tell what is new: what a past verb reports without a date of its own happened on that day or since. What had
    happened before does not say when; an article that gives no time at all tells of these days.

    Args:
        blocks: of each block its Doc, its time expressions, and whether it is body text.
        date: the article's day.
        lexicon: the words of the pluperfect.

    Returns:
        The interval, or None if the article has no day, or its first day is not of the week before it.
    """
    if date is None:
        return None
    body = [(doc, times) for doc, times, is_body in blocks if is_body][:2]
    told = [
        time
        for doc, times in body
        for time in times
        if time.kind != "dateline" and not _is_background(doc, time.begin, lexicon)
    ]
    if not told:
        return news_days(date)
    day = next((t.interval for t in told if t.bound == "at" and t.interval.earliest == t.interval.latest), None)
    return Interval(day.earliest, date) if day is not None and 0 <= (date - day.earliest).days <= 7 else None


def _is_background(doc: Doc, offset: int, lexicon: Lexicon) -> bool:
    """Tell whether the words before an offset tell what had happened before."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    if span is None:
        return False
    before = doc[max(span.sent.start, span.start - _CLAUSE) : span.start]
    return any(lexicon.is_cue(token, "pluperfect") for token in before)


def news_days(date: dt.date) -> Interval:
    """Return the days of which an article's headline tells without a date: its month so far, a week at least."""
    return Interval(
        min(date.replace(day=1), date - dt.timedelta(days=7)) if date.day < _EARLY else date.replace(day=1), date
    )


def is_told(view: BlockView, trigger: Token) -> bool:
    """Tell whether a trigger is what the sentence tells: a past verb, or what one carries, not a pluperfect."""
    verb = trigger
    if view.arabic:
        before = [view.doc[i] for i in range(max(trigger.sent.start, trigger.i - _CLAUSE), trigger.i)]
        if any(view.is_cue(token, "pluperfect") for token in before):
            return False
        if trigger.pos_ != "VERB":
            verbs = [t for t in before if t.pos_ == "VERB" and view.at[t.i] is None]
            if not verbs:
                return False
            verb = verbs[-1]
        known = view.lexicon.verb(verb)
        return known.tense == "past" if known is not None else "Perf" in verb.morph.get("Aspect", [])
    if verb.pos_ != "VERB" and verb.head.pos_ == "VERB":
        verb = verb.head
    auxiliaries = {child.lower_ for child in verb.children if child.dep_.startswith("aux")}
    past = "Past" in verb.morph.get("Tense", []) or auxiliaries & {"was", "were"}
    # The perfect ("has sent") says that it happened, not that it is the news of the day.
    return verb.pos_ == "VERB" and bool(past) and not auxiliaries & {"had", "has", "have"}


def is_ahead(view: BlockView, trigger: Token, time: Interval | None, day: dt.date | None) -> bool:
    """Tell whether a trigger tells of days to come: a present verb with a date from the article's on.

    Args:
        view: the block.
        trigger: the word that states the relation.
        time: the time that its sentence gives it.
        day: the article's day.
    """
    if time is None or day is None or trigger.pos_ != "VERB":
        return False
    known = view.lexicon.verb(trigger) if view.arabic else None
    if known is not None:
        # "يلتقي اليوم"; but "بعد أن يلتقي اليوم", "الذي يزور اليوم" may tell of what goes on.
        follows = trigger.i > trigger.sent.start and any(
            view.is_cue(trigger.nbor(-1), cue) for cue in ("particle", "relative", "subordinator")
        )
        today = time.earliest == day and known.tense == "present" and not follows
        return known.tense != "past" and (today or time.earliest > day)
    past = "Perf" in trigger.morph.get("Aspect", []) or "Past" in trigger.morph.get("Tense", [])
    return time.earliest > day and not past


def is_news(view: BlockView, trigger: Token) -> bool:
    """Tell whether a trigger may be the news of a headline or a first sentence: anything but a pluperfect."""
    if view.arabic:
        before = (view.doc[i] for i in range(max(trigger.sent.start, trigger.i - _CLAUSE), trigger.i))
        return not any(view.is_cue(token, "pluperfect") for token in before)
    verb = trigger.head if trigger.pos_ != "VERB" and trigger.head.pos_ == "VERB" else trigger
    return not any(child.lower_ == "had" and child.dep_.startswith("aux") for child in verb.children)


def place_of(view: BlockView, trigger: Token, parties: set[str | None]) -> str | None:
    """Return the place that a preposition of place names within a few words after a trigger, if no party is it."""
    for index in range(trigger.i + 1, min(trigger.i + 14, trigger.sent.end)):
        mention = view.at[index]
        token = view.doc[index]
        if mention is None:
            # "محادثات أجراها في موسكو": a clause on the noun itself.
            if token.pos_ == "VERB" and not (trigger.pos_ == "NOUN" and index == trigger.i + 1):
                return None
            continue
        entity = mention.entities[0]
        if mention.start != index or view.entities[entity].type is not EntityType.PLACE or entity in parties:
            continue
        before = view.doc[index - 2 if view.doc[index - 1].pos_ == "DET" else index - 1]
        if fold(before.norm_) in _IN or before.lower_ in _IN:
            return entity
    return None


def quantity_of(view: BlockView, trigger: Token, relation: str) -> int | None:
    """Return the number that a relation counts (troops, engineers, dead), where the clause writes one in digits."""
    if not has_trait(relation, "counted"):
        return None
    for index in range(max(trigger.sent.start, trigger.i - 6), min(trigger.i + 10, trigger.sent.end)):
        token = view.doc[index]
        if index in view.timed or (view.at[index] is not None and view.at[index].kind != "group"):  # type: ignore[union-attr]
            continue
        digits = fold(token.text).replace(",", "").replace("٬", "")
        if digits.isdigit() and len(digits) < 8:
            return int(digits)
    return None
