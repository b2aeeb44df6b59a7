"""The phrases to the right of an Arabic word: which name stands under which preposition, and which under none."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from graphkit.link.values import LinkedMention
from graphkit.relate.view import Argument, Arguments, BlockView
from graphkit.relate.words_ar import COMPOUND, QUOTES, STOPS, is_definite, is_noun, is_relative, is_verb, preposition_of
from graphkit.text import fold

__all__ = ["PhraseScan"]

ReadVerb = Callable[[BlockView, Token], Arguments]
_REACH = 45  # words
_NEAR = 6  # words between a noun and the relative clause that is about it


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


class PhraseScan:
    """A walk to the right of a word over the phrases of its clause."""

    def __init__(self, view: BlockView, start: int, verb: bool, read_verb: ReadVerb) -> None:
        """Walk.

        Args:
            view: the block.
            start: index of the first token after the word.
            verb: whether the word is a verb: its clause ends at the next one.
            read_verb: reads what stands after a verb that carries the noun before it.
        """
        self.view, self.verb, self.read_verb, self.start = view, verb, read_verb, start
        self.arguments = Arguments()
        self.bare: list[Argument] = []
        self.preposition: str | None = None
        self.slot: str | None = None
        self.after_noun: Token | None = None
        self.walk(start)

    def place(self, argument: Argument) -> None:
        """Put an argument under the preposition before it, or among those without one."""
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

    def leads(self, index: int) -> bool:
        """Tell whether an adjective stands before its noun, as ordinals and superlatives do."""
        doc = self.view.doc
        if doc[index].pos_ != "ADJ" or is_definite(doc[index]) or index + 1 >= len(doc):
            return False
        return doc[index + 1].pos_ == "NOUN" and self.view.at[index + 1] is None

    def lists(self, index: int) -> bool:
        """Tell whether a word opens some of those just named: ``بينهم``, ``من بينها``, ``منهم خمسة``."""
        doc = self.view.doc
        attached = self.view.pronoun_after(doc[index])
        if not self.bare or attached is None or attached.text not in ("هم", "ها", "هن"):
            return False
        counted = index + 2 < len(doc) and doc[index + 2].pos_ == "NUM"
        return counted or preposition_of(self.view, doc[index]) == "بين"

    def ended(self, index: int) -> bool:
        """Tell whether nothing after an indefinite noun belongs to it: ``عسكريون متمردون``, ``مسؤول كبير``."""
        noun, before = self.after_noun, self.view.doc[index - 1]
        if noun is None or noun.text.endswith(("ون", "يين")):
            return noun is not None and before.i == noun.i
        adjective = before.pos_ == "ADJ" and before.i > noun.i and not is_definite(before)
        return adjective and self.view.doc[noun.i + 1 : index].text.count(" ") < 3

    def by_strikes(self) -> bool:
        """Tell whether strikes that a noun governs stand before "on": ``الهجوم ... بشن غارات على``."""
        noun, doc = self.after_noun, self.view.doc
        if self.verb or noun is None or noun.i <= self.start or not self.view.lexicon.is_a(noun, "strike"):
            return False
        before = doc[noun.i - 1]
        return before.pos_ == "NOUN" and fold(before.text).startswith("ب") and self.view.at[before.i] is None

    def closed(self, noun: Token) -> bool:
        """Tell whether a noun of people keeps the ending of its plural, so that the next is none of its own."""
        return noun.text.endswith("ون") and noun.i in self.view.unnamed

    def partitive(self, index: int) -> bool:
        """Tell whether a number counts some of those after it, who then fill its place: ``7 من عناصر الحزب``."""
        view, doc = self.view, self.view.doc
        if (
            not self.verb
            or doc[index].pos_ != "NUM"
            or index + 2 >= len(doc)
            or preposition_of(view, doc[index + 1]) != "من"
        ):
            return False
        some = doc[index + 2]
        return view.at[some.i] is None and some.pos_ == "NOUN" and (view.is_through(some) or some.i in view.unnamed)

    def walk(self, start: int) -> None:
        """Read the phrases from a token to the end of the clause."""
        view, doc = self.view, self.view.doc
        sentence_end = doc[start - 1].sent.end if start else len(doc)
        index = start
        while index < min(sentence_end, start + _REACH):
            token = doc[index]
            text = token.text
            mention = view.at[index]
            if mention is not None:
                beside = view.at[index - 1] if index > 0 else None
                if beside is not None and index > start and beside.entities == mention.entities:
                    # "بالعاصمة العراقية بغداد": one place named twice.
                    index = mention.stop
                    continue
                if mention.kind == "demonym" and self.preposition is None and (self.after_noun is not None or beside):
                    if not beside and self.slot in (None, "ب"):
                        # "بعد الهجمات الروسية": those are not what the word before "بعد" is about.
                        self.arguments.add("dem", Argument(index, (mention,)))
                else:
                    group = view.conjuncts(mention)
                    attached = index > 1 and doc[index - 1].pos_ == "PRON" and not doc[index - 2].whitespace_
                    if index and (doc[index - 1].text == "(" or (attached and self.after_noun is not None)):
                        self.named(group)
                    elif (
                        self.after_noun is None
                        or self.preposition is not None
                        or is_definite(self.after_noun)
                        or _passes(view, self.after_noun)
                        or self.ended(index)
                    ):
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
            if text in STOPS:
                break
            if text in ("،", ","):
                self.after_noun, self.preposition, self.slot = None, None, None
                index += 1
                continue
            if text in QUOTES:
                index += 1
                continue
            if is_relative(view, token):
                if not self.relative(index):
                    break
                index = self.skip_to
                continue
            if view.is_cue(token, "subordinator"):
                break
            if is_verb(view, token):
                if self.verb or not self.carrying(index):
                    break
                index = self.skip_to
                continue
            if not self.verb and token.pos_ == "NOUN" and index - start <= _NEAR and self.carrying(index):
                index = self.skip_to
                continue
            preposition = preposition_of(view, token)
            if preposition in ("بين", "من") and self.lists(index):
                # "قتل عشرة، بينهم أطفال": they are of the ten.
                while index < sentence_end and doc[index].text not in ("،", ",", *STOPS):
                    index += 1
                continue
            if preposition is not None:
                if preposition == "على" and self.by_strikes():
                    preposition = "another's"
                self.preposition, self.after_noun = preposition, None
            elif token.pos_ == "CCONJ" or text in ("و", "ف", "أو"):
                if index + 1 < len(doc) and is_verb(view, doc[index + 1]):
                    break
                # "للرئيس وقيادة روسيا": what is joined stands under the same preposition.
                self.after_noun, self.preposition = None, self.slot
            elif self.preposition is not None and self.leads(index):
                # "في أول زيارة", "من أعنف الهجمات": the noun stands under the preposition.
                pass
            elif is_noun(token):
                if (self.preposition or "", text) in COMPOUND:
                    self.preposition = COMPOUND[self.preposition or "", text]
                    index += 1
                    continue
                if self.partitive(index):
                    index += 2
                    continue
                if (
                    self.after_noun is None
                    or "NUM" in (token.pos_, self.after_noun.pos_)
                    or (token.pos_ == "NOUN" and not token.text.endswith("ون") and self.closed(self.after_noun))
                ):
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
            elif token.pos_ in ("PRON", "DET"):
                attached = index > 0 and not doc[index - 1].whitespace_
                noun = index + 1 < len(doc) and (view.at[index + 1] is not None or is_noun(doc[index + 1]))
                if attached or (token.pos_ == "PRON" and not (noun and is_definite(doc[index + 1]))):
                    # "إثر ذلك سفيرها": the pronoun is what the preposition takes, unless it points at a noun.
                    self.preposition = None
            index += 1

    skip_to = 0

    def relative(self, index: int) -> bool:
        """Step over a relative clause up to the comma that ends it; tell whether the walk may go on."""
        if self.verb or self.view.doc[index].text in ("ما", "من") or index - self.start > _NEAR:
            return False
        return index + 1 < len(self.view.doc) and self.carrying(index + 1)

    def carrying(self, index: int) -> bool:
        """Take in a light verb after its noun: ``رسالة بعث بها إلى``; tell whether it was one."""
        view = self.view
        token = view.doc[index]
        trigger = view.lexicon.verb(token)
        if trigger is None or not trigger.light:
            return False
        # "رسالة وجهها": tagged a noun, but it carries the one before it.
        if not is_verb(view, token) and (token.pos_ != "NOUN" or view.pronoun_after(token) is None):
            return False
        light = trigger.light[0]
        inner = self.read_verb(view, token)
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
