"""Who does what an Arabic verb says, where that does not stand right after it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from graphkit.link.values import LinkedMention
from graphkit.relate.view import Argument, BlockView
from graphkit.relate.words_ar import is_noun, is_relative, is_verb, preposition_of
from graphkit.resources import seeds_path
from graphkit.tables import read_table
from graphkit.text import fold

__all__ = [
    "agrees",
    "antecedent_of",
    "in_relative",
    "is_marked_passive",
    "preceding_subject",
    "pronoun_object",
    "resumed_preposition",
    "said_of",
    "taken_up",
    "topic_of",
]

_COPULAS = frozenset({"هو", "هي", "هم", "كان", "كانت", "كانوا", "يكون", "تكون", "تكونان"})
_DAMMA = "\u064f"


@cache
def _title_words() -> frozenset[str]:
    """Return the one-word titles that stand before names."""
    table = read_table(seeds_path() / "lexicon" / "titles.tsv", ("form", "kind"))
    return frozenset(fold(row["form"]) for _, row in table if row["kind"] == "title" and " " not in row["form"])


def _before(view: BlockView, index: int) -> int:
    """Return the index of the last word before, auxiliaries and particles skipped."""
    index -= 1
    while index >= 0 and view.at[index] is None and view.is_cue(view.doc[index], "particle"):
        if view.doc[index].pos_ == "PRON":
            # "ما وصفه": what, not a negation.
            break
        index -= 1
    return index


def preceding_subject(view: BlockView, verb: Token) -> Argument | None:
    """Return the subject that stands before a verb: headlines, ``إن``, ``فيما``, ``كان ... قد``."""
    index = _before(view, verb.i)
    if index >= 0 and view.doc[index].text in ("،", ",", "»", '"'):
        index -= 1
    mention = view.at[index] if index >= 0 else None
    sentence = verb.sent.start
    steps = 0
    while mention is None and index > sentence and steps < 6:
        token = view.doc[index]
        if token.i in view.timed or token.pos_ == "ADV" or (token.pos_ == "ADJ" and view.at[index] is None):
            index -= 1
            mention = view.at[index]
            steps += 1
            continue
        break
    if mention is None:
        return _unnamed_subject(view, verb, index)
    if mention.kind == "demonym":
        return _strike_before(view, verb, mention)
    first = mention
    # The first of a coordination is where the phrase begins.
    for other in view.ordered:
        if other.start < mention.start and other.start >= sentence and mention in view.conjuncts(other):
            first = other
            break
    before = first.start - 1
    under = before >= sentence and preposition_of(view, view.doc[before]) in ("من", "ل", "في")
    before -= under
    while before > sentence and view.at[before] is None and view.is_through(view.doc[before]):
        # "أن وحدات من الجيش نفذت": the noun that leads to the name stands first.
        before -= 1
    if under and before == first.start - 2:
        # "وفي كييف، انتقد المستشار": where, not who.
        return _auxiliary_subject(view, verb, first)
    while before > sentence and view.at[before] is None and fold(view.doc[before].text) in _title_words():
        # "أن الدكتور بدر عبد العاطي توجه"
        before -= 1
    if before >= sentence:
        token = view.doc[before]
        if under and view.lexicon.is_a(token, "belonging") and _opens_clause(view, before - 1):
            # "أن خلية تابعة لتنظيم الدولة نفذت"
            return Argument(first.start, view.conjuncts(first))
        if preposition_of(view, token) is not None or is_noun(token) or is_verb(view, token):
            return _auxiliary_subject(view, verb, first)
    return Argument(first.start, view.conjuncts(first))


def _opens_clause(view: BlockView, index: int) -> bool:
    """Tell whether a noun that names nobody, with its adjectives, is the first of a clause."""
    while index > 0 and view.at[index] is None and _in_phrase(view.doc[index]):
        index -= 1
    return view.is_cue(view.doc[index], "subordinator") or index == view.doc[index].sent.start


def _strike_before(view: BlockView, verb: Token, whose: LinkedMention) -> Argument | None:
    """Return the strike of a state that stands before its verb: ``غارة إسرائيلية استهدفت``."""
    index = whose.start - 1
    while index > verb.sent.start and view.doc[index].pos_ == "ADJ" and view.at[index] is None:
        index -= 1
    strikes = index >= verb.sent.start and view.at[index] is None and view.lexicon.is_a(view.doc[index], "strike")
    return Argument(index, (whose,)) if strikes else None


def _unnamed_subject(view: BlockView, verb: Token, index: int) -> Argument | None:
    """Return the subject before a verb that names nobody: ``أن تكون السلطات الجديدة قد طردت``."""
    start = index
    while start > verb.sent.start and view.at[start] is None and _in_phrase(view.doc[start]):
        start -= 1
    opens = view.is_cue(view.doc[start], "subordinator") or view.is_cue(view.doc[start], "particle")
    noun = start < index and view.doc[start + 1].pos_ in ("NOUN", "ADJ")
    return Argument(start + 1) if noun and opens else None


def _in_phrase(token: Token) -> bool:
    """Tell whether a word may stand in a noun phrase that opens a clause, a pronoun on a noun included."""
    suffix = token.pos_ in ("PRON", "DET") and token.i > 0 and not token.nbor(-1).whitespace_
    return suffix or token.pos_ in ("NOUN", "ADJ")


def _auxiliary_subject(view: BlockView, verb: Token, mention: object) -> Argument | None:
    """Return the subject between an auxiliary and its verb: ``وكانت موسكو وبيونغ يانغ قد وقعتا``."""
    first = next((m for m in view.ordered if m is mention), None)
    if first is None or first.start == 0:
        return None
    token = view.doc[first.start - 1]
    if view.is_cue(token, "particle"):
        return Argument(first.start, view.conjuncts(first))
    return None


def antecedent_of(view: BlockView, verb: Token) -> Argument | None:
    """Return whom the relative clause of a verb is about, if somebody is mentioned."""
    index = _before(view, verb.i)
    if index < 0 or not is_relative(view, view.doc[index]):
        return None
    index -= 1
    while index >= 0 and view.doc[index].text in ("،", ",", "»", '"', ")"):
        index -= 1
    if index > 0 and view.doc[index].text in ("هو", "هي", "هم") and view.at[index - 1] is not None:
        # "أن الحركة هي من تقف وراء"
        index -= 1
    mention = view.at[index] if index >= 0 else None
    if mention is None:
        return None
    return Argument(mention.start, view.conjuncts(mention))


def in_relative(view: BlockView, verb: Token) -> bool:
    """Tell whether a verb stands right after a relative pronoun, whoever its clause is about."""
    index = _before(view, verb.i)
    return index >= 0 and is_relative(view, view.doc[index])


def pronoun_object(view: BlockView, token: Token) -> Argument | None:
    """Return whom the pronoun written on a verb or preposition means."""
    attached = view.pronoun_after(token)
    if attached is None:
        return None
    mention = view.at[attached.i]
    index = _before(view, token.i)
    if index >= 0 and view.at[index] is None:
        before = view.doc[index]
        indefinite = before.pos_ == "NOUN" and not fold(before.text).startswith("ال")
        if before.text == "ما" or (indefinite and token.pos_ == "VERB"):
            # "وهو ما نفته", "قرار رفضته": the pronoun resumes what stands before.
            mention = None
    return Argument(attached.i, (mention,) if mention is not None else ())


def taken_up(view: BlockView, verb: Token) -> Argument | None:
    """Return the subject that a pronoun before a verb takes up: ``أكد الجيش أنه استعاد السيطرة``."""
    index = _before(view, verb.i)
    if index < 1 or view.at[index] is not None or view.doc[index].pos_ != "PRON":
        return None
    known, previous = view.lexicon.verb(verb), view.previous.get(verb.i)
    follows = view.is_cue(view.doc[index - 1], "subordinator") and not view.doc[index - 1].whitespace_
    if not follows or known is None or previous is None or not previous.mentions:
        return None
    return Argument(verb.i, previous.mentions) if agrees(view, previous, known.person) else None


def topic_of(view: BlockView, verb: Token) -> Argument | None:
    """Return the subject that ``أما`` puts first: ``أما الوزير، زعيم المحافظين، فهاجم موسكو``."""
    before = view.doc[verb.i - 1] if verb.i else verb
    if before.text == "قد" and verb.i > 1:
        before = view.doc[verb.i - 2]
    written = fold(verb.text).startswith("ف") and not fold(verb.norm_).startswith("ف")
    joined = written or before.text in ("ف", "فقد")
    if not joined or view.pronoun_after(verb) is not None:
        return None
    for index in range(before.i - 1, verb.sent.start - 1, -1):
        token = view.doc[index]
        if token.text in ("ف", "؛", ":"):
            return None
        if fold(token.text) == fold("أما"):
            first = next((i for i in range(index + 1, min(index + 4, verb.i)) if view.at[i] is not None), None)
            mention = view.at[first] if first is not None else None
            titles = all(view.doc[i].pos_ in ("NOUN", "ADJ") for i in range(index + 1, first or index + 1))
            known = view.lexicon.verb(verb)
            if mention is None or mention.kind == "demonym" or not titles or known is None:
                return None
            topic = Argument(mention.start, view.conjuncts(mention))
            if resumed_preposition(view, verb, topic) is not None:
                return None
            return topic if agrees(view, topic, known.person) else None
    return None


def resumed_preposition(view: BlockView, verb: Token, antecedent: Argument) -> str | None:
    """Return the preposition whose pronoun resumes the antecedent: ``التي سيطر عليها``, ``الذي خرج أنصاره ضده``."""
    for index in range(verb.i + 1, min(verb.i + 6, verb.sent.end)):
        token = view.doc[index]
        if index > verb.i + 1 and (token.pos_ in ("PUNCT", "CCONJ", "SCONJ") or is_verb(view, token)):
            return None
        preposition = preposition_of(view, token)
        pronoun = view.pronoun_after(token) if preposition is not None else None
        if preposition is None or pronoun is None:
            continue
        feminine = fold(pronoun.text) == "ها"
        if index == verb.i + 1 or (antecedent.mentions and view.feminine(antecedent.mentions[0]) is feminine):
            return preposition
    return None


def is_marked_passive(view: BlockView, verb: Token) -> bool:
    """Tell whether a past verb is written with the vowel of the passive: ``قُتل``, ``أُطلقت``."""
    known = view.lexicon.verb(verb)
    return known is not None and known.tense == "past" and _DAMMA in verb.text[1:4]


def agrees(view: BlockView, subject: Argument, person: str) -> bool:
    """Tell whether a verb of a person, gender and number can go on with a subject named before."""
    if not subject.mentions:
        noun = view.doc[subject.token].text
        if noun.endswith(("ون", "ين", "ان")):
            return person in ("3mp", "3md")
        return person == ("3fs" if noun.endswith(("ة", "ات")) else "3ms")
    if len(subject.entities) > 1:
        return person in ("3md", "3fd", "3mp")
    return person in ("3ms", "3fs") and view.feminine(subject.mentions[0]) is (person == "3fs")


def said_of(view: BlockView, noun: Token) -> Iterator[Argument]:
    """Yield whom a noun right after a name speaks of, ``كان`` or a pronoun between: ``أن أوسلو كانت وراء الهجوم``."""
    before = noun.i - 1
    head = view.at[before] if noun.i else None
    if head is not None and head.kind != "demonym" and head.kind != "pronoun":
        yield Argument(head.start, (head,))
    elif noun.i and head is None and before in view.unnamed:
        yield Argument(before)
    elif noun.i and fold(view.doc[before].text) in _COPULAS:
        subject = preceding_subject(view, view.doc[before])
        if subject is not None:
            yield subject
    elif head is not None and head.kind != "demonym":
        yield Argument(head.start, (head,))
