"""Arguments of verbs and nouns in Arabic.

Arabic news is verb first, marks its obliques with prepositions and its genitives by adjacency; read left to right with
the names already found, the order of phrases says more than a dependency parse trained on little text does. So the
slots are read off the order of phrases, and the parse only says which words are verbs and nouns.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.link.values import LinkedMention
from graphkit.model import EntityType
from graphkit.relate.lexicon import LightVerb
from graphkit.relate.view import Argument, Arguments, BlockView
from graphkit.text import fold

__all__ = [
    "carry_subjects",
    "inverted",
    "noun_arguments",
    "preposition_of",
    "shifted",
    "verb_arguments",
    "verb_subject",
]

_STOPS = frozenset(".؛;:!?؟…\n")
_QUOTES = frozenset("«»\"'“”‘’()[]")
_REACH = 45
_THINGS = ("treaty", "message", "talks", "meeting", "weapon", "statement", "sanction", "tie")
# "أنه" is written like a form of a verb.
_NO_VERBS = frozenset({"SCONJ", "CCONJ", "ADP", "PUNCT", "SYM"})


def _is_verb(view: BlockView, token: Token) -> bool:
    if view.at[token.i] is not None:
        return False
    if token.pos_ == "VERB":
        return True
    trigger = view.lexicon.verb(token)
    if trigger is None or view.is_cue(token, "particle"):
        return False
    # The endings of the dual and plural are written on no noun.
    return token.pos_ in ("AUX", "X") or (token.pos_ != "NOUN" and trigger.person in ("3md", "3fd", "3mp"))


def _is_relative(view: BlockView, token: Token) -> bool:
    return view.is_cue(token, "relative") and token.pos_ in ("PRON", "DET", "SCONJ")


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "X", "NUM") and token.text not in _QUOTES


def preposition_of(view: BlockView, token: Token) -> str | None:
    """Return the usual spelling of an Arabic preposition, None for any other word."""
    if token.pos_ == "ADP" or fold(token.text) in ("الي", "علي", "في", "من", "مع", "عن", "ضد", "بين", "تجاه", "لدي"):
        form = fold(token.norm_)
        if form == "ال" and token.text == "ل":
            form = "ل"
        return _SPELL.get(form, token.norm_)
    return None


_SPELL = {"الي": "إلى", "علي": "على", "لدي": "لدى"}


# Prepositions of two words; "على يد" names the doer of a passive as "من قبل" does.
_COMPOUND = {
    ("من", "قبل"): "من قبل",
    ("من", "جانب"): "من قبل",
    ("على", "يد"): "من قبل",
    ("على", "يدي"): "من قبل",
    ("على", "أيدي"): "من قبل",
    ("ب", "اتجاه"): "باتجاه",
}


def _passes(view: BlockView, noun: Token) -> bool:
    """Tell whether a name right after a noun fills its place: after ``مدينة``, after a number."""
    return noun.pos_ == "NUM" or view.is_through(noun)


def _passed(view: BlockView, noun: Token) -> tuple[LinkedMention, ...]:
    """Return whom a noun passes on what is said of it to: not whom it strikes, as in ``الهجوم على``."""
    if not view.is_through(noun):
        return ()
    attached = view.pronoun_after(noun)
    if attached is not None:
        mention = view.at[attached.i]
        return (mention,) if mention is not None else ()
    found = view.noun_phrase(noun)
    between = range(noun.i + 1, found[0].start if found else noun.i + 1)
    struck = any(view.at[i] is None and view.key(view.doc[i]) == "علي" for i in between)
    return () if struck else found


class _Scan:
    """A walk to the right of a word over the phrases of its clause."""

    def __init__(self, view: BlockView, start: int, verb: bool) -> None:
        self.view, self.verb = view, verb
        self.arguments = Arguments()
        self.bare: list[Argument] = []
        self.preposition: str | None = None
        self.slot: str | None = None
        self.after_noun: Token | None = None
        self.carriers: list[Token] = []
        self.walk(start)

    def place(self, argument: Argument) -> None:
        self.slot = self.preposition
        if self.preposition is not None:
            self.arguments.add(self.preposition, argument)
            self.preposition = None
        else:
            self.bare.append(argument)

    def named(self, group: tuple[LinkedMention, ...]) -> bool:
        """Give the noun phrase before a parenthesis the name in it: ``الجماعة الاقتصادية ... (إيكواس)``."""
        filled = self.bare if self.slot is None else self.arguments.get(self.slot)
        if not filled or filled[-1].mentions:
            return False
        filled[-1] = Argument(filled[-1].token, group)
        return True

    def walk(self, start: int) -> None:
        view, doc = self.view, self.view.doc
        sentence_end = doc[start - 1].sent.end if start else len(doc)
        index = start
        while index < min(sentence_end, start + _REACH):
            token = doc[index]
            text = token.text
            mention = view.at[index]
            if mention is not None:
                beside = index > 0 and view.at[index - 1] is not None
                if mention.kind == "demonym" and self.preposition is None and (self.after_noun is not None or beside):
                    if not beside:
                        self.arguments.add("dem", Argument(index, (mention,)))
                else:
                    group = view.conjuncts(mention)
                    attached = index > 1 and doc[index - 1].pos_ == "PRON" and not doc[index - 2].whitespace_
                    if index and (doc[index - 1].text == "(" or (attached and self.after_noun is not None)):
                        self.named(group)
                    elif self.after_noun is None or self.preposition is not None or _passes(view, self.after_noun):
                        self.place(Argument(index, group))
                    index = group[-1].stop
                    self.after_noun = None
                    continue
                index = mention.stop
                continue
            if index in view.timed:
                index += 1
                self.preposition = None
                continue
            if text in _STOPS:
                break
            if text in ("،", ","):
                self.after_noun, self.preposition, self.slot = None, None, None
                index += 1
                continue
            if text in _QUOTES:
                index += 1
                continue
            if _is_relative(view, token):
                if not self.relative(index):
                    break
                index = self.skip_to
                continue
            if view.is_cue(token, "subordinator"):
                break
            if _is_verb(view, token):
                if self.verb or not self.carrying(index):
                    break
                index = self.skip_to
                continue
            preposition = preposition_of(view, token)
            if preposition is not None:
                self.preposition, self.after_noun = preposition, None
            elif token.pos_ == "CCONJ" or text in ("و", "ف", "أو"):
                if index + 1 < len(doc) and _is_verb(view, doc[index + 1]):
                    break
                # "للرئيس وقيادة روسيا": what is joined stands under the same preposition.
                self.after_noun, self.preposition = None, self.slot
            elif _is_noun(token):
                if self.preposition == "إلى" and text == "جانب":
                    self.preposition = "إلى جانب"
                    index += 1
                    continue
                if (self.preposition, text) in _COMPOUND:
                    self.preposition = _COMPOUND[self.preposition, text]
                    index += 1
                    continue
                if self.after_noun is None or token.pos_ == "NUM" or self.after_noun.pos_ == "NUM":
                    passed = _passed(view, token)
                    if passed:
                        self.place(Argument(index, passed))
                        index = passed[-1].stop
                        self.after_noun = None
                        continue
                    if token.pos_ not in ("ADJ", "NUM") or self.preposition is not None:
                        self.place(Argument(index))
                if token.pos_ != "ADJ" or self.after_noun is not None:
                    # "أول محادثات": an ordinal before its noun is no noun.
                    self.after_noun = token
            elif token.pos_ in ("PRON", "DET") and index and not doc[index - 1].whitespace_:
                self.preposition = None
            index += 1

    skip_to = 0

    def relative(self, index: int) -> bool:
        """Step over a relative clause up to the comma that ends it; tell whether the walk may go on."""
        if self.verb or self.view.doc[index].text in ("ما", "من"):
            return False
        return index + 1 < len(self.view.doc) and self.carrying(index + 1)

    def carrying(self, index: int) -> bool:
        """Take in a light verb after its noun: ``رسالة بعث بها إلى``; tell whether it was one."""
        view = self.view
        token = view.doc[index]
        trigger = view.lexicon.verb(token)
        if trigger is None or not trigger.light or not _is_verb(view, token):
            return False
        light = trigger.light[0]
        inner = verb_arguments(view, token, within=True)
        if not inner.get("subj") and index in view.dropped:
            inner.add("subj", view.dropped[index])
        for slot, filled in inner.slots.items():
            for argument in filled:
                if slot == "subj":
                    if light.subject != "none":
                        self.arguments.add(light.subject, argument)
                elif slot not in ("obj", "obj2"):
                    self.arguments.add(slot, argument)
        self.arguments.status = self.arguments.status or light.status
        ends = [a.mentions[-1].stop if a.mentions else a.token + 1 for filled in inner.slots.values() for a in filled]
        self.skip_to = max([index + 1, *ends])
        return True


def _before(view: BlockView, index: int) -> int:
    """Return the index of the last word before, auxiliaries and particles skipped."""
    index -= 1
    while index >= 0 and view.at[index] is None and view.is_cue(view.doc[index], "particle"):
        if view.doc[index].pos_ == "PRON":
            # "ما وصفه": what, not a negation.
            break
        index -= 1
    return index


def verb_subject(view: BlockView, verb: Token) -> Argument | None:
    """Return who does what a verb says."""
    return verb_arguments(view, verb).first("subj")


def _preceding_subject(view: BlockView, verb: Token) -> Argument | None:
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
        return None
    first = mention
    # The first of a coordination is where the phrase begins.
    for other in view.ordered:
        if other.start < mention.start and other.start >= sentence and mention in view.conjuncts(other):
            first = other
            break
    before = first.start - 1
    if before >= sentence and preposition_of(view, view.doc[before]) in ("من", "ل", "في"):
        before -= 1
    while before > sentence and view.at[before] is None and view.is_through(view.doc[before]):
        # "أن وحدات من الجيش نفذت": the noun that leads to the name stands first.
        before -= 1
    if before >= sentence:
        token = view.doc[before]
        if preposition_of(view, token) is not None or _is_noun(token) or _is_verb(view, token):
            return _auxiliary_subject(view, verb, first)
    return Argument(first.start, view.conjuncts(first))


def _unnamed_subject(view: BlockView, verb: Token, index: int) -> Argument | None:
    """Return the subject before a verb that names nobody: ``أن تكون السلطات الجديدة قد طردت``."""
    start = index
    while start > verb.sent.start and view.at[start] is None and view.doc[start].pos_ in ("NOUN", "ADJ"):
        start -= 1
    opens = view.is_cue(view.doc[start], "subordinator") or view.is_cue(view.doc[start], "particle")
    return Argument(start + 1) if start < index and opens else None


def _auxiliary_subject(view: BlockView, verb: Token, mention: object) -> Argument | None:
    """Return the subject between an auxiliary and its verb: ``وكانت موسكو وبيونغ يانغ قد وقعتا``."""
    first = next((m for m in view.ordered if m is mention), None)
    if first is None or first.start == 0:
        return None
    token = view.doc[first.start - 1]
    if view.is_cue(token, "particle"):
        return Argument(first.start, view.conjuncts(first))
    return None


def _antecedent(view: BlockView, verb: Token) -> Argument | None:
    """Return whom the relative clause of a verb is about, if somebody is mentioned."""
    index = _before(view, verb.i)
    if index < 0 or not _is_relative(view, view.doc[index]):
        return None
    index -= 1
    while index >= 0 and view.doc[index].text in ("،", ",", "»", '"', ")"):
        index -= 1
    mention = view.at[index] if index >= 0 else None
    if mention is None:
        return None
    return Argument(mention.start, view.conjuncts(mention))


def _pronoun(view: BlockView, token: Token) -> Argument | None:
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


def verb_arguments(view: BlockView, verb: Token, within: bool = False) -> Arguments:
    """Return the slots of a verb: subj, obj, obj2 and one a preposition.

    Args:
        view: the block.
        verb: a verb in it.
        within: whether only what stands after the verb is wanted.
    """
    if verb.pos_ in _NO_VERBS:
        return Arguments()
    start = verb.i + 1
    attached = view.pronoun_after(verb)
    skipped = attached is not None or view.lexicon.miscut(verb)
    scan = _Scan(view, start + skipped, verb=True)
    arguments = scan.arguments
    bare = scan.bare
    object_ = _pronoun(view, verb)
    antecedent = None if within else _antecedent(view, verb)
    # A verb right before its preposition and pronoun: "سيطر عليها الجيش".
    subject = None if within else _preceding_subject(view, verb) or _taken_up(view, verb)
    if antecedent is not None:
        if object_ is not None and bare:
            object_ = antecedent
        elif bare and (resumed := _resumed(view, verb)) is not None:
            arguments.add(resumed, antecedent)
        else:
            subject = antecedent
    # "وسلمته مذكرة": a thing that cannot act is no subject where one was named before.
    thing = len(bare) == 1 and not bare[0].mentions and verb.i in view.previous
    thing = thing and (_cannot_act(view, bare[0]) or _is_sent(view, verb, bare[0]))
    if subject is None and bare and not thing:
        subject, bare = bare[0], bare[1:]
    if subject is None and not within:
        subject = view.dropped.get(verb.i)
    if subject is not None:
        arguments.add("subj", subject)
    if object_ is not None:
        arguments.add("obj", object_)
    for argument in bare:
        taken = arguments.get("obj")
        joined = taken and not taken[0].mentions and view.doc[argument.token - 1].text == "و"
        arguments.add("obj" if not taken or joined else "obj2", argument)
    return arguments


def _is_sent(view: BlockView, verb: Token, argument: Argument) -> bool:
    """Tell whether an indefinite noun after a joined verb is what that verb takes: ``ونشرت قوات``, ``وفرضت عقوبات``."""
    noun, known = view.doc[argument.token], view.lexicon.verb(verb)
    joined = verb.i > verb.sent.start and view.doc[verb.i - 1].text in ("و", "ف", "ثم", "كما")
    if known is None or not joined or fold(noun.text).startswith("ال"):
        return False
    if view.lexicon.noun(noun) is not None and any(
        "obj" in light.noun and "subj" not in light.noun for light in known.light
    ):
        return True
    needs = (need for frame in known.frames for need in frame.needs if need.slot == "obj" and not need.forbidden)
    return any(view.lexicon.is_a(noun, need.name) for need in needs)


def _taken_up(view: BlockView, verb: Token) -> Argument | None:
    """Return the subject that a pronoun before a verb takes up: ``أكد الجيش أنه استعاد السيطرة``."""
    index = _before(view, verb.i)
    if index < 1 or view.at[index] is not None or view.doc[index].pos_ != "PRON":
        return None
    known, previous = view.lexicon.verb(verb), view.previous.get(verb.i)
    follows = view.is_cue(view.doc[index - 1], "subordinator") and not view.doc[index - 1].whitespace_
    if not follows or known is None or previous is None or not previous.mentions:
        return None
    return Argument(verb.i, previous.mentions) if _agrees(view, previous, known.person) else None


def _resumed(view: BlockView, verb: Token) -> str | None:
    """Return the preposition whose pronoun resumes the antecedent: ``التي سيطر عليها``."""
    index = verb.i + 1
    if index < len(view.doc):
        preposition = preposition_of(view, view.doc[index])
        if preposition is not None and view.pronoun_after(view.doc[index]) is not None:
            return preposition
    return None


def noun_arguments(view: BlockView, noun: Token) -> Arguments:
    """Return the slots of a noun: gen, gen2, dem, one a preposition, and those of a verb that carries it.

    Args:
        view: the block.
        noun: a noun in it.
    """
    doc = view.doc
    start = noun.i + 1
    attached = view.pronoun_after(noun)
    scan = _Scan(view, start + (attached is not None), verb=False)
    arguments = scan.arguments
    if attached is not None:
        possessor = _possessor(view, noun, attached)
        if possessor is not None:
            arguments.add("gen", possessor)
    index = start
    while index < min(len(doc), start + 3) and (
        doc[index].text in _QUOTES or (doc[index].pos_ == "ADJ" and view.at[index] is None)
    ):
        index += 1
    mention = view.at[index] if index < len(doc) else None
    if mention is not None and attached is None:
        if mention.kind == "demonym":
            arguments.add("dem", Argument(index, (mention,)))
            second = view.at[mention.stop] if mention.stop < len(doc) else None
            if second is not None and second.kind == "demonym":
                arguments.add("dem2", Argument(mention.stop, (second,)))
        elif index == start or all(doc[i].text in _QUOTES for i in range(start, index)):
            arguments.add("gen", Argument(index, view.conjuncts(mention)))
    bare = [a for a in scan.bare if not arguments.get("gen") or a.token != arguments.get("gen")[0].token]
    if (
        not arguments.get("gen")
        and bare
        and all(doc[i].pos_ in ("NUM", "PUNCT", "ADJ") or view.is_through(doc[i]) for i in range(start, bare[0].token))
    ):
        arguments.add("gen", bare.pop(0))
    for argument in arguments.get("ل"):
        if argument.candidates and not arguments.get("gen"):
            arguments.add("gen", argument)
    for argument in bare:
        arguments.add("gen2", argument)
    _carry(view, noun, arguments)
    for slot in ("بين", "subj"):
        for argument in arguments.get(slot):
            if len(argument.mentions) > 1:
                arguments.add(slot + "2", Argument(argument.mentions[1].start, argument.mentions[1:]))
    around = _clause_subject(view, noun)
    if around is not None:
        arguments.add("around", around)
    head = view.at[noun.i - 1] if noun.i else None
    if head is not None and head.kind != "demonym":
        arguments.add("head", Argument(head.start, (head,)))
    return arguments


def _possessor(view: BlockView, noun: Token, pronoun: Token) -> Argument | None:
    """Return whom the pronoun on a noun means: ``ها`` the last state or body before, ``ه`` the last person."""
    feminine = fold(pronoun.text) == "ها"
    plural = fold(pronoun.text) in ("هما", "هم")
    before = [m for m in view.ordered if m.stop <= noun.i and m.start >= noun.sent.start and m.kind != "demonym"]
    if plural:
        groups = [(m, view.conjuncts(m)) for m in reversed(before)]
        pair = next((Argument(m.start, group) for m, group in groups if len(m.entities) + len(group) > 2), None)
        if pair is not None or len(before) < 2:
            return pair
        people = [m for m in before if view.entities[m.entities[0]].type is EntityType.PERSON]
        pool = people if len({m.entities for m in people}) > 1 else before
        last = pool[-1]
        other = next((m for m in reversed(pool) if m.entities != last.entities), None)
        return Argument(other.start, (other, last)) if other is not None else None
    pool = [m for m in before if view.feminine(m) is feminine]
    return Argument(pool[-1].start, (pool[-1],)) if pool else None


def _carry(view: BlockView, noun: Token, arguments: Arguments) -> None:
    """Add the slots of the verb that carries a noun before it: ``وجه رسالة إلى``, ``قرر إرسال``."""
    doc = view.doc
    index = noun.i - 1
    while index >= noun.sent.start and index > noun.i - 25:
        token = doc[index]
        if token.text in _STOPS or view.is_cue(token, "subordinator"):
            return
        if _is_verb(view, token):
            trigger = view.lexicon.verb(token)
            if trigger is None or not trigger.light:
                return
            outer = verb_arguments(view, token)
            light = next((light for light in trigger.light if _carries(view, outer, light, noun)), None)
            if light is None:
                return
            arguments.status = arguments.status or light.status
            for slot, filled in outer.slots.items():
                for argument in filled:
                    if slot == "obj" and argument.candidates:
                        arguments.add("iobj", argument)
                    if argument.token == noun.i or slot in ("obj", "obj2"):
                        continue
                    if slot == "subj":
                        if light.subject != "none" and argument.mentions:
                            arguments.add(light.subject, argument)
                    elif argument.mentions:
                        arguments.add(slot, argument)
            return
        index -= 1


def _clause_subject(view: BlockView, noun: Token) -> Argument | None:
    """Return the subject of the verb before a noun: ``تستأنفان علاقاتهما برعاية صينية``."""
    for index in range(noun.i - 1, noun.sent.start - 1, -1):
        if view.doc[index].text in _STOPS:
            return None
        if _is_verb(view, view.doc[index]):
            return verb_arguments(view, view.doc[index]).first("subj")
    return None


def _carries(view: BlockView, outer: Arguments, light: LightVerb, noun: Token) -> bool:
    """Tell whether a noun, or the head of its genitive chain, stands where a light verb has its noun."""
    filled = [argument for slot in light.noun for argument in _filled(outer, slot)]
    return any(
        a.token == noun.i or (a.token < noun.i and not a.mentions and _chained(view, a.token, noun.i)) for a in filled
    )


def _filled(arguments: Arguments, slot: str) -> list[Argument]:
    if slot != "obj":
        return arguments.get(slot)
    # "وُقعت بين الجانبين مذكرة": of a passive the noun stands where a subject would.
    passive = [] if arguments.get("obj") else [a for a in arguments.get("subj") if not a.mentions]
    return [*arguments.get("obj"), *arguments.get("obj2"), *passive]


def _chained(view: BlockView, first: int, last: int) -> bool:
    """Tell whether a noun stands in the genitive chain or apposition of an earlier one: ``برقية تهنئة``."""
    if last - first > 3:
        return False
    return all(
        view.at[i] is None and view.doc[i].pos_ in ("NOUN", "ADJ", "X", "PUNCT", "NUM") for i in range(first, last)
    )


def carry_subjects(view: BlockView, last: Argument | None) -> Argument | None:
    """Give each verb without a subject the subject of the verb before it: ``وأضاف``, ``وأعرب عن``.

    Gender must agree: a masculine verb goes on with a person, a feminine one with a state or body.

    Args:
        view: the block; its ``dropped`` is filled.
        last: the last subject of the block before.

    Returns:
        The last subject of this block.
    """
    if len(view.doc) and view.doc[0].text not in ("و", "ف", "كما", "ثم"):
        last = None
    for token in view.doc:
        if not _is_verb(view, token):
            continue
        if last is not None:
            view.previous[token.i] = last
        subject = next(iter(verb_arguments(view, token).get("subj")), None)
        if subject is not None:
            last = subject if subject.mentions else None
            continue
        known = view.lexicon.verb(token)
        person = known.person if known is not None else ""
        opening = token.i == token.sent.start
        if last is not None and not opening and _agrees(view, last, person):
            view.dropped[token.i] = Argument(token.i, last.mentions)
    return last


def _agrees(view: BlockView, subject: Argument, person: str) -> bool:
    """Tell whether a verb of a person, gender and number can go on with a subject named before."""
    if len(subject.entities) > 1:
        return person in ("3md", "3fd", "3mp")
    return person in ("3ms", "3fs") and view.feminine(subject.mentions[0]) is (person == "3fs")


def _cannot_act(view: BlockView, argument: Argument) -> bool:
    return any(view.lexicon.is_a(view.doc[argument.token], name) for name in _THINGS)


def inverted(view: BlockView, arguments: Arguments) -> Arguments | None:
    """Return the slots of a verb whose object stands first: ``وقع البيان المستشار والأمين``.

    Args:
        view: the block.
        arguments: its slots as :func:`verb_arguments` reads them.

    Returns:
        The other reading, or None if no thing that cannot act stands first, or nobody after it.
    """
    subject, other = next(iter(arguments.get("subj")), None), next(iter(arguments.get("obj")), None)
    if subject is None or other is None or subject.mentions or not other.mentions:
        return None
    if not _cannot_act(view, subject):
        return None
    slots = {slot: list(filled) for slot, filled in arguments.slots.items()}
    slots["subj"], slots["obj"] = [other, *slots["obj"][1:]], [subject]
    return Arguments(slots, arguments.status)


def shifted(view: BlockView, verb: Token, arguments: Arguments) -> Arguments | None:
    """Return the slots of a verb read with a dropped subject: in ``حيث يلتقي نظيره`` what looks like one is the object.

    Args:
        view: the block.
        verb: the verb.
        arguments: its slots as :func:`verb_arguments` reads them.

    Returns:
        The other reading, or None if no subject before agrees with the verb or an object stands there.
    """
    subject, previous = arguments.first("subj"), view.previous.get(verb.i)
    known = view.lexicon.verb(verb)
    if subject is None or previous is None or known is None or arguments.get("obj") or subject.token <= verb.i:
        return None
    if not previous.mentions or previous.entities == subject.entities or not _agrees(view, previous, known.person):
        return None
    slots = {slot: list(filled) for slot, filled in arguments.slots.items()}
    slots["subj"], slots["obj"] = [previous], [subject]
    return Arguments(slots, arguments.status)
