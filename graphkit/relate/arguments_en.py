"""Arguments of verbs and nouns in English, read off Universal Dependencies."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.relate.view import Argument, Arguments, BlockView

__all__ = ["noun_arguments", "verb_arguments", "verb_subject"]

_RELATIVES = ("who", "which", "that")
_PREDICATES = ("conj", "xcomp", "advcl", "parataxis")
_PARTICLES = ("out", "off", "down", "up", "over", "away", "back", "aside")
_PARTICIPLES = ("ed", "en", "wn", "de", "ught", "id", "ld", "ung", "uck")
# "accused Rwanda of backing", "thanked Oslo for sending": the object is who does it.
_CONTROLLING = ("of", "for", "from")
_DURING = ("in", "on", "during", "at", "after", "following", "before", "ahead of")
_NOT_YET = ("before", "ahead of")


def _case(token: Token) -> str:
    """Return the preposition of a noun, ``out of`` for two words."""
    cases = [child for child in token.children if child.dep_ == "case" and child.i < token.i]
    if cases:
        cases += [child for child in cases[0].children if child.dep_ == "fixed"]
    return " ".join(child.lower_ for child in cases if child.lower_ not in _PARTICLES[1:])


def _argument(view: BlockView, token: Token) -> Argument:
    return Argument(token.i, view.noun_phrase(token))


def _passive(verb: Token) -> bool:
    return any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children)


def _participle(verb: Token) -> bool:
    """Tell whether a verb is a past participle that describes a noun: ``armed by``, ``Qatari-mediated``."""
    if verb.dep_.split(":")[0] not in ("acl", "amod") or verb.dep_ == "acl:relcl":
        return False
    form = verb.morph.get("VerbForm")
    return "Part" in form if form else verb.lower_.endswith(_PARTICIPLES)


def _particle(verb: Token) -> str:
    """Return the particle of a phrasal verb: ``turned down``, ``handed over``."""
    for child in verb.children:
        if child.dep_ == "compound:prt":
            return child.lower_
    follower = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if follower.lower_ not in _PARTICLES or follower.dep_ not in ("advmod", "case"):
        return ""
    # "handed over tanks" is often read as a preposition.
    return follower.lower_ if follower.dep_ == "advmod" or follower.head.dep_ == "obj" else ""


def _marks(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ == "mark"}


def _asked(view: BlockView, verb: Token) -> Token | None:
    """Return the verb of asking that a verb's clause depends on: ``called on Oslo to send``, ``urged``."""
    token = verb
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    infinitive = "to" in _marks(token) or "Inf" in token.morph.get("VerbForm")
    if token.dep_ in ("xcomp", "advcl", "ccomp") and infinitive and view.lexicon.is_a(token.head, "directive"):
        return token.head
    return None


def _controller(view: BlockView, verb: Token) -> Argument | None:
    """Return who does what the clause of a verb says, where the verb above it says who: ``asked Japan to join``."""
    head = verb.head
    relation = verb.dep_.split(":")[0]
    objects = [child for child in head.children if child.dep_ in ("obj", "iobj")]
    asked = relation in ("xcomp", "advcl") and _asked(view, verb) is head
    if asked and not objects:
        objects = [c for c in head.children if c.dep_ == "obl" and _case(c) in ("on", "upon", "to")]
    if relation == "xcomp" or asked or (relation == "advcl" and _marks(verb) & set(_CONTROLLING)):
        return _argument(view, objects[-1]) if objects else None
    return None


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
    if verb.dep_ == "acl:relcl" or (relation == "acl" and not _participle(verb)):
        return _argument(view, verb.head)
    if relation in _PREDICATES and verb.head is not verb:
        head = verb.head
        controller = _controller(view, verb)
        if controller is not None:
            return controller
        if _passive(head):
            return next((_relative(view, head, c) for c in head.children if c.dep_ == "nsubj:pass"), None)
        return verb_subject(view, head, depth + 1)
    return None


def _relative(view: BlockView, verb: Token, child: Token) -> Argument:
    if child.lower_ in _RELATIVES and verb.dep_ == "acl:relcl":
        return _argument(view, verb.head)
    return _argument(view, child)


def _hyphenated(view: BlockView, verb: Token) -> Argument | None:
    """Return who stands before a participle: ``Qatari-mediated``."""
    before = verb.i - 2
    if before < verb.sent.start or view.doc[verb.i - 1].text not in ("-", "‑", "–"):
        return None
    mention = view.at[before]
    return Argument(before, (mention,)) if mention is not None else None


def _add_complements(view: BlockView, verb: Token, child: Token, arguments: Arguments) -> None:
    """Add who stands in the clause of a verb: ``xcomp.obj``, ``ccomp.subj``, ``xcomp.with``."""
    clause = "ccomp" if child.dep_ == "ccomp" else "xcomp"
    for inner in child.children:
        if inner.dep_ in ("nsubj", "obj"):
            arguments.add(f"{clause}.{inner.dep_.removeprefix('n')}", _argument(view, inner))
        elif inner.dep_.startswith("obl") and _case(inner):
            arguments.add(f"{clause}.{_case(inner)}", _argument(view, inner))
        if inner.dep_ == "obj" and view.at[inner.i] is None:
            for below in inner.children:
                if below.dep_ == "nmod" and _case(below):
                    arguments.add(f"{clause}.{_case(below)}", _argument(view, below))


def _add_object_phrases(view: BlockView, arguments: Arguments, slot: str) -> None:
    """Add what belongs to an object that names nobody: ``cut ties with Mexico``, ``summoned the French envoy``."""
    for argument in list(arguments.get(slot)):
        noun = view.doc[argument.token]
        if view.at[noun.i] is not None:
            continue
        for child in noun.children:
            case = _case(child)
            if child.dep_ == "nmod" and case not in ("", "by") and not arguments.get(case):
                arguments.add(case, _argument(view, child))
            elif child.dep_ in ("amod", "compound", "nmod:poss") and view.at[child.i] is not None:
                arguments.add("obj.of", _argument(view, child))


def verb_arguments(view: BlockView, verb: Token) -> Arguments:
    """Return the slots of a verb, voice undone.

    The slots are subj, obj, iobj, one a preposition and, of a clause that depends on the verb, ``xcomp.obj`` and the
    like. The object of a phrasal verb stands under its particle: ``down`` for "turned down the offer", and what its
    preposition governs also under both words: ``out at`` for "hit out at". ``obj.of`` is whose the object is.

    Args:
        view: the block.
        verb: a verb in it.
    """
    arguments = Arguments()
    participle, particle = _participle(verb), _particle(verb)
    passive = _passive(verb) or participle
    object_slot = particle or "obj"
    for child in verb.children:
        dep = child.dep_
        if dep == "nsubj:pass":
            arguments.add(object_slot, _relative(view, verb, child))
        elif dep in ("ccomp", "xcomp") or (dep == "advcl" and "to" in _marks(child)):
            _add_complements(view, verb, child, arguments)
        elif dep in ("obj", "iobj"):
            arguments.add(object_slot if dep == "obj" else dep, _relative(view, verb, child))
        elif dep.startswith(("obl", "nmod")):
            case = _case(child)
            if case == "by" and passive:
                arguments.add("subj", _argument(view, child))
            elif case or particle:
                arguments.add(case or particle, _argument(view, child))
                if case and particle:
                    arguments.add(f"{particle} {case}", _argument(view, child))
    if not arguments.get(object_slot):
        for argument in arguments.get("iobj"):
            arguments.add(object_slot, argument)
    if passive:
        _add_passive(view, verb, arguments, object_slot)
    else:
        subject = verb_subject(view, verb)
        if subject is not None:
            arguments.add("subj", subject)
        own_subject = any(c.dep_ == "nsubj" and c.lower_ not in _RELATIVES for c in verb.children)
        if verb.dep_ == "acl:relcl" and not arguments.get(object_slot) and own_subject:
            arguments.add(object_slot, _argument(view, verb.head))
    if not passive and len(arguments.slots) < 2:
        # "condemned and rejected the plan": the object stands after the last verb.
        for conjunct in verb.children:
            if conjunct.dep_ == "conj" and conjunct.pos_ == "VERB" and conjunct.i - verb.i <= 3:
                for child in conjunct.children:
                    if child.dep_ == "obj":
                        arguments.add("obj", _argument(view, child))
    _add_object_phrases(view, arguments, object_slot)
    if _asked(view, verb) is not None:
        arguments.status = "Refused"
    return arguments


def _add_passive(view: BlockView, verb: Token, arguments: Arguments, object_slot: str) -> None:
    if _participle(verb):
        arguments.add(object_slot, _argument(view, verb.head))
        agent = _hyphenated(view, verb)
        if agent is not None:
            arguments.add("subj", agent)
        carrier = verb.head.head
        if carrier.pos_ == "VERB" and (around := verb_subject(view, carrier)) is not None:
            arguments.add("around", around)
    elif not arguments.get(object_slot):
        subject = verb_subject(view, verb)
        if subject is not None:
            arguments.add(object_slot, subject)


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
            arguments.add("poss", _argument(view, child))
        elif dep == "nmod":
            case = _case(child)
            if case == "of":
                arguments.add("of", _argument(view, child))
                _add_phrases_below(view, child, arguments)
            done_to = case == "of" and view.lexicon.is_a(noun, "done_to")
            if not done_to:
                arguments.add("gen" if case in ("", "of") else case, _argument(view, child))
        elif dep in ("compound", "amod", "nummod") and mention is not None:
            slot = "dem" if mention.kind == "demonym" or dep == "amod" else "gen"
            arguments.add(slot, _argument(view, child))
            arguments.add("dem", _argument(view, child))
        elif child.dep_ == "acl:relcl" or (dep == "acl" and _participle(child)):
            _carried(view, noun, child, arguments)
        elif dep == "amod" and view.lexicon.is_a(child, "agentive"):
            agent = _hyphenated(view, child)
            if agent is not None:
                arguments.add("dem", agent)
    _add_governor(view, noun, depth, arguments)
    return arguments


def _add_phrases_below(view: BlockView, noun: Token, arguments: Arguments) -> None:
    """Add what a parser hangs on the noun before it: ``the deployment of troops to Chad``."""
    for child in noun.children:
        case = _case(child)
        if child.dep_ == "nmod" and case not in ("", "of") and not arguments.get(case):
            arguments.add(case, _argument(view, child))


def _add_governor(view: BlockView, noun: Token, depth: int, arguments: Arguments) -> None:
    relation, governor = noun.dep_.split(":")[0], noun.head
    if relation in ("obj", "nsubj", "obl", "xcomp", "ccomp", "root") and governor is not noun:
        _carried(view, noun, governor, arguments)
        if relation == "obl" and _case(noun) in _DURING and view.lexicon.is_a(noun, "encounter"):
            subject = verb_subject(view, governor)
            if subject is not None and not arguments.get("subj"):
                arguments.add("subj", subject)
                arguments.status = arguments.status or ("Planned" if _case(noun) in _NOT_YET else "")
    elif relation in ("nmod", "conj", "compound") and depth < 2 and governor.pos_ == "NOUN":
        outer = noun_arguments(view, governor, depth + 1)
        for slot, filled in outer.slots.items():
            for argument in filled:
                if not (slot in ("gen", "of") and argument.token == noun.i) and not arguments.get(slot):
                    arguments.add(slot, argument)
        arguments.status = arguments.status or outer.status
    subject_here = next((c for c in noun.children if c.dep_ == "nsubj"), None)
    named = next((c for c in noun.children if c.dep_ in ("appos", "flat") and view.at[c.i] is not None), None)
    head = governor if relation == "appos" else subject_here or named
    if head is not None and head is not noun:
        # "is in talks with" acts, "is an ally of" describes.
        arguments.add("subj" if head is subject_here and _case(noun) else "head", _argument(view, head))


def _carried(view: BlockView, noun: Token, verb: Token, arguments: Arguments) -> None:
    trigger = view.lexicon.verb(verb)
    if trigger is None or not trigger.light or verb.pos_ not in ("VERB", "AUX"):
        return
    position = noun.dep_ if verb is noun.head and noun.dep_ in ("obl", "xcomp") else "obj"
    place = _case(noun) if position == "obl" else position
    light = next((light for light in trigger.light if place in light.noun), None)
    if light is None:
        if position != "obj":
            return
        light = trigger.light[0]
    outer = verb_arguments(view, verb)
    arguments.status = arguments.status or ("Refused" if _particle(verb) == "off" else light.status)
    for slot, filled in outer.slots.items():
        for argument in filled:
            if argument.token == noun.i or slot in ("obj", "around") or "." in slot:
                continue
            if slot == "subj":
                if light.subject != "none":
                    arguments.add(light.subject, argument)
                if verb.dep_ == "acl":
                    arguments.add("by", argument)
            else:
                arguments.add(slot, argument)
