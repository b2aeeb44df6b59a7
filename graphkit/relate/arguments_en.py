"""Arguments of verbs and nouns in English, read off Universal Dependencies."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.relate.view import Argument, Arguments, BlockView

__all__ = ["noun_arguments", "verb_arguments", "verb_subject"]

_RELATIVES = ("who", "which", "that")
_PREDICATES = ("conj", "xcomp", "advcl", "parataxis")


def _case(token: Token) -> str:
    """Return the preposition of a noun, ``out of`` for two words."""
    cases = [child for child in token.children if child.dep_ == "case" and child.i < token.i]
    return " ".join(child.lower_ for child in cases)


def _argument(view: BlockView, token: Token) -> Argument:
    return Argument(token.i, view.noun_phrase(token))


def _passive(verb: Token) -> bool:
    return any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children)


def verb_subject(view: BlockView, verb: Token, depth: int = 0) -> Argument | None:
    """Return who does what an active verb says, looking up coordination and control."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubj:outer"):
            return _relative(view, verb, child)
        if child.dep_ == "csubj":
            return None
    if depth > 4:
        return None
    relation = verb.dep_.split(":")[0]
    if verb.dep_ == "acl:relcl" or (relation == "acl" and verb.tag_ in ("VBG", "")):
        return _argument(view, verb.head)
    if relation in _PREDICATES and verb.head is not verb:
        head = verb.head
        if relation == "xcomp":
            objects = [child for child in head.children if child.dep_ in ("obj", "iobj")]
            if objects:
                return _argument(view, objects[-1])
        if relation == "conj" and _passive(head) and not _passive(verb):
            return next((_argument(view, c) for c in head.children if c.dep_ == "nsubj:pass"), None)
        if _passive(head):
            return next((_argument(view, c) for c in head.children if c.dep_ == "nsubj:pass"), None)
        return verb_subject(view, head, depth + 1)
    return None


def _relative(view: BlockView, verb: Token, child: Token) -> Argument:
    if child.lower_ in _RELATIVES and verb.dep_ == "acl:relcl":
        return _argument(view, verb.head)
    return _argument(view, child)


def verb_arguments(view: BlockView, verb: Token) -> Arguments:
    """Return the slots of a verb: subj, obj, iobj and one a preposition, voice undone.

    Args:
        view: the block.
        verb: a verb in it.
    """
    arguments = Arguments()
    participle = verb.dep_.split(":")[0] == "acl" and verb.dep_ != "acl:relcl"
    passive = _passive(verb) or (
        participle and verb.text.lower().endswith(("ed", "en", "wn", "de", "ught", "id", "ld"))
    )
    for child in verb.children:
        dep = child.dep_
        if dep in ("nsubj:pass",):
            slot = "obj"
            arguments.add(slot, _relative(view, verb, child))
        elif dep in ("obj", "iobj", "ccomp", "xcomp"):
            if dep in ("ccomp", "xcomp"):
                for inner in child.children:
                    if inner.dep_ in ("nsubj", "obj"):
                        arguments.add(f"{dep}.{inner.dep_.removeprefix('n')}", _argument(view, inner))
            else:
                arguments.add(dep, _relative(view, verb, child))
        elif dep.startswith(("obl", "nmod")):
            case = _case(child)
            if case == "by" and passive:
                arguments.add("subj", _argument(view, child))
            elif case:
                arguments.add(case, _argument(view, child))
    if passive:
        if participle:
            arguments.add("obj", _argument(view, verb.head))
            carrier = verb.head.head
            if carrier.pos_ == "VERB" and (around := verb_subject(view, carrier)) is not None:
                arguments.add("around", around)
        elif not arguments.get("obj"):
            subject = verb_subject(view, verb)
            if subject is not None:
                arguments.add("obj", subject)
    else:
        subject = verb_subject(view, verb)
        if subject is not None:
            arguments.add("subj", subject)
        own_subject = any(c.dep_ == "nsubj" and c.lower_ not in _RELATIVES for c in verb.children)
        if verb.dep_ == "acl:relcl" and not arguments.get("obj") and own_subject:
            arguments.add("obj", _argument(view, verb.head))
    for conjunct in verb.children:
        if conjunct.dep_ == "conj" and conjunct.pos_ == "VERB" and not arguments.get("obj"):
            # "criticised and threatened Seoul": the object stands after the last verb.
            for child in conjunct.children:
                if child.dep_ == "obj" and not any(c.dep_ in ("cc",) and c.i > conjunct.i for c in conjunct.children):
                    arguments.add("shared", _argument(view, child))
    return arguments


def noun_arguments(view: BlockView, noun: Token, depth: int = 0) -> Arguments:
    """Return the slots of a noun, those of a verb that carries it included.

    Args:
        view: the block.
        noun: a noun in it.
        depth: how many carrying nouns were passed.
    """
    arguments = Arguments()
    for child in noun.children:
        dep = child.dep_.split(":")[0]
        mention = view.at[child.i]
        if child.dep_ == "nmod:poss":
            arguments.add("gen", _argument(view, child))
        elif dep == "nmod":
            case = _case(child)
            arguments.add("gen" if case in ("", "of") else case, _argument(view, child))
            if case == "of":
                arguments.add("of", _argument(view, child))
        elif dep in ("compound", "amod", "nummod") and mention is not None:
            slot = "dem" if mention.kind == "demonym" or dep == "amod" else "gen"
            arguments.add(slot, _argument(view, child))
        elif dep == "acl" and child.lower_ in ("led", "backed", "launched", "staged"):
            for inner in child.children:
                if inner.dep_.startswith("obl") and _case(inner) in ("by", "between"):
                    arguments.add("subj" if _case(inner) == "by" else "between", _argument(view, inner))
                elif inner.dep_.startswith("obl"):
                    arguments.add(_case(inner), _argument(view, inner))
        elif child.dep_ == "acl:relcl":
            _carried(view, noun, child, arguments)
    relation = noun.dep_.split(":")[0]
    verb = noun.head
    if relation in ("obj", "nsubj", "obl", "xcomp", "ccomp", "root") and verb is not noun:
        _carried(view, noun, verb, arguments)
    elif relation in ("nmod", "conj", "compound") and depth < 2 and verb.pos_ == "NOUN":
        outer = noun_arguments(view, verb, depth + 1)
        for slot, filled in outer.slots.items():
            for argument in filled:
                if not (slot in ("gen", "of") and argument.token == noun.i) and not arguments.get(slot):
                    arguments.add(slot, argument)
        arguments.status = arguments.status or outer.status
    if relation in ("appos", "nsubj", "root") or noun.dep_ == "ROOT":
        head = verb if relation == "appos" else next((c for c in noun.children if c.dep_ == "nsubj"), None)
        if head is not None and head is not noun:
            arguments.add("head", _argument(view, head))
    return arguments


def _carried(view: BlockView, noun: Token, verb: Token, arguments: Arguments) -> None:
    trigger = view.lexicon.verb(verb)
    if trigger is None or not trigger.light or verb.pos_ not in ("VERB", "AUX"):
        return
    light = trigger.light[0]
    outer = verb_arguments(view, verb)
    arguments.status = arguments.status or light.status
    for slot, filled in outer.slots.items():
        for argument in filled:
            if argument.token == noun.i or slot == "obj":
                continue
            if slot == "subj":
                if light.subject != "none":
                    arguments.add(light.subject, argument)
            else:
                arguments.add(slot, argument)
