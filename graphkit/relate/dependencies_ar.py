"""Arguments of Arabic verbs and nouns off the dependency parse: a second reading beside the order of phrases."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.relate.subjects_ar import agrees
from graphkit.relate.view import Argument, Arguments, BlockView
from graphkit.relate.words_ar import preposition_of

__all__ = ["noun_arguments", "verb_arguments"]


def _case(view: BlockView, token: Token) -> str:
    """Return the preposition of a noun, ``إلى جانب`` for two words, or an empty string."""
    cases = [child for child in token.children if child.dep_.startswith("case") and child.i < token.i]
    if not cases:
        return ""
    first = preposition_of(view, cases[0]) or cases[0].norm_
    return f"{first} {cases[1].text}" if len(cases) > 1 and cases[1].text == "جانب" else first


def _argument(view: BlockView, token: Token) -> Argument:
    mentions = view.noun_phrase(token)
    if not mentions:
        # The name of an appositive or flat phrase may hang on a title: "الناطقة ... فلانة".
        for child in token.children:
            if child.dep_.split(":")[0] in ("appos", "flat") and view.at[child.i] is not None:
                mentions = view.noun_phrase(child)
                break
    if not mentions:
        joined = [m for c in token.children if c.dep_ == "conj" for m in view.noun_phrase(c)]
        mentions = tuple(joined)
    return Argument(token.i, mentions)


def _is_of_those(view: BlockView, noun: Token) -> bool:
    """Tell whether a noun names some of those just named: ``قتل عشرة بينهم ثلاثة أطفال``."""
    first = noun.left_edge.i
    if first < 2 or view.doc[first - 1].text not in ("هم", "ها", "هن"):
        return False
    return preposition_of(view, view.doc[first - 2]) in ("بين", "من") and view.doc[first].pos_ == "NUM"


def _subject(view: BlockView, verb: Token, depth: int = 0) -> Argument | None:
    own = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubj:outer", "dislocated")), None)
    if own is not None:
        return _argument(view, own)
    head = verb.head
    if depth > 3 or head is verb:
        return None
    relation = verb.dep_.split(":")[0]
    if relation == "acl" and head.pos_ in ("NOUN", "PROPN", "X"):
        return _argument(view, head)
    if relation in ("conj", "xcomp") and head.pos_ == "VERB":
        return _subject(view, head, depth + 1)
    return None


def verb_arguments(view: BlockView, verb: Token) -> Arguments:
    """Return the slots of a verb: subj, obj, obj2 and one a preposition, as the parse has them.

    Args:
        view: the block.
        verb: a verb in it.
    """
    arguments = Arguments()
    relative = verb.dep_.split(":")[0] == "acl"
    own_subject = any(child.dep_.startswith("nsubj") for child in verb.children)
    for child in verb.children:
        relation = child.dep_.split(":")[0]
        if _is_of_those(view, child):
            continue
        if child.dep_ == "nsubj:pass":
            arguments.add("obj", _argument(view, child))
        elif relation in ("obj", "iobj"):
            if child.pos_ == "PRON" and verb.i and verb.nbor(-1).text == "ما":
                continue
            resumes = relative and own_subject and child.pos_ == "PRON"
            arguments.add(
                "obj" if not arguments.get("obj") else "obj2", _argument(view, verb.head if resumes else child)
            )
        elif relation in ("obl", "nmod"):
            case = _case(view, child)
            resumes = relative and child.pos_ == "PRON"
            if case:
                arguments.add(case, _argument(view, verb.head if resumes else child))
    passive = any(child.dep_ == "nsubj:pass" for child in verb.children)
    subject = None if passive else _subject(view, verb)
    known = view.lexicon.verb(verb)
    if subject is not None and subject.token < verb.i and subject.mentions and known is not None and not relative:
        # "والسكرتير الثاني، واعتبرتهما": a verb agrees with the subject before it.
        subject = subject if agrees(view, subject, known.person) else None
    if subject is not None:
        arguments.add("subj", subject)
    agent = arguments.first("من قبل") or arguments.first("على يد")
    if passive and agent is not None:
        arguments.add("subj", agent)
    return arguments


def noun_arguments(view: BlockView, noun: Token) -> Arguments:
    """Return the slots of a noun: gen, dem, one a preposition, and those of a verb that carries it.

    Args:
        view: the block.
        noun: a noun in it.
    """
    arguments = Arguments()
    for child in noun.children:
        relation = child.dep_.split(":")[0]
        mention = view.at[child.i]
        if relation == "amod" and mention is not None and mention.kind == "demonym":
            arguments.add("dem", Argument(child.i, (mention,)))
        elif relation in ("nmod", "obl", "nsubj", "obj", "iobj"):
            case = _case(view, child)
            slot = case or ("gen" if relation in ("nmod", "nsubj") and not arguments.get("gen") else "gen2")
            arguments.add(slot, _argument(view, child))
        elif relation == "acl" and child.pos_ == "VERB":
            _carried(view, noun, child, arguments)
    if noun.head.pos_ == "VERB" and noun.dep_.split(":")[0] in ("obj", "obl", "nsubj", "iobj", "xcomp", "ccomp"):
        _carried(view, noun, noun.head, arguments)
    return arguments


def _carried(view: BlockView, noun: Token, verb: Token, arguments: Arguments) -> None:
    trigger = view.lexicon.verb(verb)
    if trigger is None:
        return
    role = _case(view, noun) or ("subj" if noun.dep_.startswith("nsubj") else "obj")
    light = next((light for light in trigger.light if role in light.noun or noun.head is not verb), None)
    if light is None:
        return
    arguments.status = arguments.status or light.status
    for slot, filled in verb_arguments(view, verb).slots.items():
        for argument in filled:
            if argument.token == noun.i or slot in ("obj", "obj2") or not argument.mentions:
                continue
            if slot != "subj":
                arguments.add(slot, argument)
            elif light.subject != "none":
                arguments.add(light.subject, argument)
