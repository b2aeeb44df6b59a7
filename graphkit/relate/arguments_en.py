"""Arguments of verbs and nouns in English, read off Universal Dependencies."""

from __future__ import annotations

from spacy.tokens import Token

from graphkit.relate import phrases_en as phrases
from graphkit.relate.view import Argument, Arguments, BlockView

__all__ = ["noun_arguments", "verb_arguments", "verb_subject"]

_PREDICATES = ("conj", "xcomp", "advcl", "parataxis")
# "accused Rwanda of backing", "thanked Oslo for sending": the object is who does it.
_CONTROLLING = {"of", "for", "from", "against", "on"}
# "warned Oslo against selling", "barred them from entering": it does not happen.
_AVERTING = {"against", "from", "without"}
_DURING = ("in", "on", "during", "at", "after", "following", "for", "before", "ahead of")
_AROUND = ("in", "on", "during", "as", "after", "at", "by")
_NOT_YET = ("for", "before", "ahead of")


def _asked(view: BlockView, verb: Token) -> Token | None:
    """Return the verb that asks for what another says, or averts it: ``called on Oslo to send``, ``warned against``."""
    token = verb
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    if token.dep_ == "advcl" and phrases.marks(token) & _AVERTING:
        return token.head
    if phrases.completes(token) and view.lexicon.is_a(token.head, "averting"):
        return token.head
    infinitive = "to" in phrases.marks(token) or "Inf" in token.morph.get("VerbForm", [])
    if token.dep_ in ("xcomp", "advcl", "ccomp") and infinitive and view.lexicon.is_a(token.head, "directive"):
        return token.head
    return None


def _controller(view: BlockView, verb: Token) -> Argument | None:
    """Return who does what the clause of a verb says, where the verb above it says who: ``asked Japan to join``."""
    head = verb.head
    relation = verb.dep_.split(":")[0]
    # After a verb a parser may take the object for another subject.
    objects = [
        child
        for child in (*head.children, *phrases.misread_objects(view, head))
        if child.i < verb.i and (child.dep_ in ("obj", "iobj") or (child.dep_ == "nsubj" and child.i > head.i))
    ]
    asked = relation in ("xcomp", "advcl") and _asked(view, verb) is head
    if asked and not objects:
        objects = [c for c in head.children if c.dep_ == "obl" and phrases.case(c) in ("on", "upon", "to")]
    if relation == "xcomp" or asked or (relation == "advcl" and phrases.marks(verb) & _CONTROLLING):
        return phrases.argument(view, objects[-1]) if objects else None
    return None


def verb_subject(view: BlockView, verb: Token, depth: int = 0) -> Argument | None:
    """Return who does what an active verb says, looking up coordination and control."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubj:outer"):
            subject = _relative(view, verb, child)
            second = child.i + 2
            if second < verb.i and view.doc[second].dep_ == "nsubj" and view.doc[second].head is verb:
                # A headline puts a comma for "and": "Oslo, Riga hold talks".
                other = phrases.argument(view, view.doc[second])
                subject = Argument(subject.token, (*subject.mentions, *other.mentions))
            says = verb.dep_ == "ccomp" and view.is_cue(verb.head, "say")
            made = child.lower_ in phrases.RELATIVES and verb.head.dep_ == "obj"
            if made and not subject.mentions and depth < 2 and _is_made(view, verb.head):
                return verb_subject(view, verb.head.head, depth + 1) or subject
            if says and not subject.mentions and child.lower_ in ("it", "they") and depth < 2:
                # "Oslo said it had sent": the speaker.
                return verb_subject(view, verb.head, depth + 1) or subject
            return subject
        if child.dep_ == "csubj":
            return None
    if depth > 4:
        return None
    relation = verb.dep_.split(":")[0]
    if relation == "acl" and view.lexicon.is_a(verb.head, "invitation"):
        return _invited(view, verb.head, depth)
    if verb.dep_ == "acl:relcl" or (relation == "acl" and not phrases.participle(verb)):
        described = phrases.argument(view, verb.head)
        # "a statement by Oslo condemning": whose it is.
        owning = ("nmod:poss", "compound", "amod", "nmod")
        owners = [c for c in verb.head.children if c.dep_ in owning and c.i < verb.i and view.noun_phrase(c)]
        if described.mentions or not owners:
            issued = not described.mentions and verb.head.dep_ == "obj" and _is_made(view, verb.head)
            return verb_subject(view, verb.head.head, depth + 1) if issued else described
        return phrases.argument(view, owners[0])
    if relation in _PREDICATES and verb.head is not verb:
        head = verb.head
        before = view.doc[verb.i - 1] if verb.i else verb
        object_ = before.dep_ == "obj" and before.head == head and verb.lower_.endswith("ing")
        if relation == "advcl" and object_ and view.lexicon.is_a(before, "weapon"):
            # "intercepted missiles targeting Oslo": the missiles do.
            return phrases.argument(view, before)
        controller = _controller(view, verb)
        if controller is not None:
            return controller
        if phrases.passive(head):
            return next((_relative(view, head, c) for c in head.children if c.dep_ == "nsubj:pass"), None)
        return verb_subject(view, head, depth + 1)
    return None


def _invited(view: BlockView, invitation: Token, depth: int) -> Argument | None:
    """Return who is to do what an invitation asks: who accepts it, or to whom it goes."""
    outer = invitation.head
    if invitation.dep_ == "obj" and view.lexicon.is_a(outer, "accept"):
        return verb_subject(view, outer, depth + 1)
    receivers = (c for c in (*invitation.children, *outer.children) if phrases.case(c) == "to" or c.dep_ == "iobj")
    return next((phrases.argument(view, c) for c in receivers if c.dep_ in ("nmod", "obl", "iobj")), None)


def _is_made(view: BlockView, noun: Token) -> bool:
    """Tell whether who acts on a noun makes it and does what it does: ``carried out a raid that killed``."""
    known = view.lexicon.verb(noun.head)
    striking = known is not None and any(light.subject == "subj" and not light.status for light in known.light)
    suffered = view.lexicon.is_a(noun.head, "suffer")
    return view.lexicon.is_a(noun, "speech") or (striking and not suffered and view.lexicon.is_a(noun, "strike"))


def _relative(view: BlockView, verb: Token, child: Token) -> Argument:
    if child.lower_ in phrases.RELATIVES and verb.dep_ == "acl:relcl":
        return phrases.argument(view, verb.head)
    return phrases.argument(view, child)


def _add_complements(view: BlockView, verb: Token, child: Token, arguments: Arguments) -> None:
    """Add who stands in the clause of a verb: ``xcomp.obj``, ``ccomp.subj``, ``xcomp.with``."""
    clause = "ccomp" if child.dep_ == "ccomp" else "xcomp"
    for inner in child.children:
        if inner.dep_ == "mark" and inner.lower_ == "to":
            arguments.add("infinitive", Argument(inner.i))
        if inner.dep_ in ("nsubj", "obj"):
            arguments.add(f"{clause}.{inner.dep_.removeprefix('n')}", phrases.argument(view, inner))
        elif inner.dep_.startswith("obl") and phrases.case(inner):
            arguments.add(f"{clause}.{phrases.case(inner)}", phrases.argument(view, inner))
        if inner.dep_ == "obj" and view.at[inner.i] is None:
            for below in inner.children:
                if below.dep_ == "nmod" and phrases.case(below):
                    arguments.add(f"{clause}.{phrases.case(below)}", phrases.argument(view, below))


def _add_places_of_objects(view: BlockView, verb: Token, arguments: Arguments, slot: str) -> None:
    """Add where an object lies that is hit for where it lies: ``struck targets in Syria``."""
    objects = arguments.get(slot)
    if any(found.mentions for found in objects):
        return
    for found in objects:
        for child in verb.children:
            inside = child.dep_ == "obl" and phrases.case(child) in ("of", "in", "inside", "across")
            near = found.token < child.left_edge.i <= found.token + 2
            if inside and near and view.is_through(view.doc[found.token]):
                arguments.add(slot, phrases.argument(view, child))


def _add_object_phrases(view: BlockView, arguments: Arguments, slot: str) -> None:
    """Add what belongs to an object that names nobody: ``cut ties with Mexico``, ``summoned the French envoy``."""
    for found in arguments.get(slot):
        noun = view.doc[found.token]
        if view.at[noun.i] is not None:
            continue
        counted = [c for c in noun.children if phrases.case(c) == "of" and view.at[c.i] is None]
        # "ended decades of ties with Taiwan"
        below = [b for c in counted if view.lexicon.is_a(noun, "measure") for b in c.children if b.dep_ == "nmod"]
        for child in (*noun.children, *below):
            place = phrases.case(child)
            if child.dep_ == "nmod" and place == "of" and view.lexicon.is_a(noun, "measure"):
                arguments.add(slot, phrases.argument(view, child))
            if child.dep_ == "nmod" and place not in ("", "by") and not arguments.get(place):
                arguments.add(place, phrases.argument(view, child))
            elif child.dep_ in ("amod", "compound", "nmod:poss") and view.at[child.i] is not None:
                arguments.add("obj.of", phrases.argument(view, child))


def _add_origins(view: BlockView, arguments: Arguments) -> None:
    """Add where a subject comes from: ``troops from Fiji arrived``."""
    for found in arguments.get("subj"):
        for child in view.doc[found.token].children:
            if child.dep_ == "nmod" and phrases.case(child) == "from":
                arguments.add("subj.from", phrases.argument(view, child))


def verb_arguments(view: BlockView, verb: Token) -> Arguments:
    """Return the slots of a verb, voice undone.

    The slots are subj, obj, iobj, one a preposition and, of a clause that depends on the verb, ``xcomp.obj`` and the
    like. The object of a phrasal verb stands under its particle: ``down`` for "turned down the offer", and what its
    preposition governs also under both words: ``out at`` for "hit out at". ``obj.of`` is whose the object is,
    ``subj.from`` where the subject comes from.

    Args:
        view: the block.
        verb: a verb in it.
    """
    if verb.dep_ == "cop":
        return _stay(view, verb.head)
    arguments = Arguments()
    participle, particle = phrases.participle(verb), phrases.particle(verb)
    passive = phrases.passive(verb) or participle
    object_slot = particle or "obj"
    for child in verb.children:
        dep = child.dep_
        second = (
            dep == "nsubj"
            and child.i > verb.i
            and any(c.dep_ == dep and c.i < verb.i for c in verb.children)
            and not any(c.dep_ == "obj" and c.i < child.i for c in verb.children)
        )
        if dep == "nsubj:pass" or second:
            # After a long subject the parser may take the object for another.
            arguments.add(object_slot, _relative(view, verb, child))
        elif dep in ("ccomp", "xcomp") or (dep == "advcl" and "to" in phrases.marks(child)):
            _add_complements(view, verb, child, arguments)
        elif dep in ("obj", "iobj"):
            arguments.add(object_slot if dep == "obj" else dep, _relative(view, verb, child))
        elif dep.startswith(("obl", "nmod")):
            case = phrases.case(child)
            if case == "by" and passive:
                arguments.add("subj", phrases.argument(view, child))
            elif case or particle:
                arguments.add(case or particle, _relative(view, verb, child))
                if case and particle:
                    arguments.add(f"{particle} {case}", _relative(view, verb, child))
            elif child.i > verb.i and not passive and view.noun_phrase(child) and child.i not in view.timed:
                # A parser may take a name for an adverbial: "visited the Rafah crossing".
                arguments.add(object_slot, phrases.argument(view, child))
    for child in phrases.misread_objects(view, verb):
        arguments.add(object_slot, phrases.argument(view, child))
    if not arguments.get(object_slot):
        for argument in arguments.get("iobj"):
            arguments.add(object_slot, argument)
    if passive:
        _add_passive(view, verb, arguments, object_slot)
    else:
        subject = verb_subject(view, verb)
        if subject is not None:
            arguments.add("subj", subject)
        own_subject = any(c.dep_ == "nsubj" and c.lower_ not in phrases.RELATIVES for c in verb.children)
        whose = any(t.lower_ == "whose" for child in verb.children for t in child.subtree if t.i < verb.i)
        if verb.dep_ == "acl:relcl" and not arguments.get(object_slot) and own_subject and not whose:
            arguments.add(object_slot, phrases.argument(view, verb.head))
    if not passive and len(arguments.slots) < 2:
        # "condemned and rejected the plan": the object stands after the last verb.
        for conjunct in verb.children:
            if conjunct.dep_ == "conj" and conjunct.pos_ == "VERB" and conjunct.i - verb.i <= 3:
                for child in conjunct.children:
                    if child.dep_ == "obj":
                        arguments.add("obj", phrases.argument(view, child))
    where = any(child.lower_ == "where" for child in verb.children)
    if where and verb.dep_ == "acl:relcl" and not arguments.get("in"):
        # "Mali, where Oslo has had troops"
        arguments.add("in", phrases.argument(view, verb.head))
    _add_object_phrases(view, arguments, object_slot)
    _add_object_phrases(view, arguments, "iobj")
    _add_origins(view, arguments)
    _add_places_of_objects(view, verb, arguments, object_slot)
    if _asked(view, verb) is not None:
        arguments.status = "Refused"
    return arguments


def _stay(view: BlockView, place: Token) -> Arguments:
    """Return the slots of "be" before a preposition: ``who was in Tehran``."""
    arguments = Arguments()
    case, subject = phrases.case(place), verb_subject(view, place)
    if case and subject is not None:
        arguments.add("subj", subject)
        arguments.add(case, phrases.argument(view, place))
    return arguments


def _add_passive(view: BlockView, verb: Token, arguments: Arguments, object_slot: str) -> None:
    if phrases.participle(verb):
        arguments.add(object_slot, phrases.argument(view, verb.head))
        agent = phrases.hyphenated(view, verb)
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
    if noun.dep_ == "case":
        _add_predicate(view, noun, arguments)
        return arguments
    for child in noun.children:
        dep = child.dep_.split(":")[0]
        mention = view.at[child.i]
        owner = child.i < noun.i and child.right_edge.lower_ in ("'s", "’s", "'", "’")
        if child.dep_ == "nmod:poss" or (owner and dep in ("appos", "nmod", "compound")):
            arguments.add("gen", phrases.argument(view, child))
            arguments.add("poss", phrases.argument(view, child))
        elif dep == "nmod" or (dep == "obl" and noun.pos_ == "ADJ"):
            case = phrases.case(child)
            if case in ("of", "by"):
                _add_phrases_below(view, child, arguments)
            if case == "of":
                arguments.add("of", phrases.argument(view, child))
            done_to = case == "of" and view.lexicon.is_a(noun, "done_to")
            if not done_to:
                arguments.add("gen" if case in ("", "of") else case, phrases.argument(view, child))
        elif dep in ("compound", "amod", "nummod") and mention is not None:
            slot = "dem" if mention.kind == "demonym" or dep == "amod" else "gen"
            arguments.add(slot, phrases.argument(view, child))
            arguments.add("dem", phrases.argument(view, child))
        elif child.dep_ == "acl:relcl" or (dep == "acl" and phrases.participle(child)):
            _carried(view, noun, child, arguments)
        elif dep in ("acl", "ccomp") and "that" in phrases.marks(child):
            for inner in child.children:
                by = inner.dep_.startswith("obl") and phrases.case(inner) == "by"
                if inner.dep_ == "nsubj" or by:
                    arguments.add("that.subj", phrases.argument(view, inner))
        elif dep == "amod" and view.lexicon.is_a(child, "agentive"):
            agent = phrases.hyphenated(view, child)
            if agent is not None:
                arguments.add("dem", agent)
    _add_agent(view, noun, arguments)
    _add_governor(view, noun, depth, arguments)
    return arguments


def _add_predicate(view: BlockView, preposition: Token, arguments: Arguments) -> None:
    """Add of whom a preposition with its noun is said, and the noun: ``Oslo was behind the attack``."""
    noun = preposition.head
    said_of = [child for child in noun.children if child.dep_ == "nsubj" and child.i < preposition.i]
    if said_of and any(child.dep_ == "cop" for child in noun.children):
        arguments.add("head", phrases.argument(view, said_of[-1]))
        arguments.add("gen", Argument(noun.i))


def _add_agent(view: BlockView, noun: Token, arguments: Arguments) -> None:
    """Add who did it right after whom it was done to, wherever a parser hangs it: ``the killing of X by Y``."""
    done_to = next((c for c in noun.children if c.dep_ == "nmod" and phrases.case(c) == "of" and c.i > noun.i), None)
    if done_to is None or arguments.get("by") or not view.lexicon.is_a(noun, "done_to"):
        return
    named = view.noun_phrase(done_to)
    after = max(done_to.right_edge.i + 1, named[-1].stop if named else 0)
    if after < noun.sent.end and view.doc[after].lower_ == "by" and view.doc[after].dep_ == "case":
        arguments.add("by", phrases.argument(view, view.doc[after].head))


def _add_phrases_below(view: BlockView, noun: Token, arguments: Arguments) -> None:
    """Add what a parser hangs on the noun before it: ``the deployment of troops to Chad``."""
    for child in noun.children:
        case = phrases.case(child)
        if child.dep_ == "nmod" and case not in ("", "of") and not arguments.get(case):
            arguments.add(case, phrases.argument(view, child))


def _around(view: BlockView, noun: Token) -> Argument | None:
    """Return who acts around a noun under a preposition: ``Ruto, on a visit to Oslo, said``, ``warned in a call``."""
    governor = noun.head
    if noun.dep_.split(":")[0] not in ("obl", "nmod") or phrases.case(noun) not in _AROUND:
        return None
    if governor.pos_ == "VERB" and not phrases.passive(governor):
        return verb_subject(view, governor)
    if governor.pos_ == "VERB" and view.lexicon.is_a(governor, "dying"):
        # "were killed in clashes with"
        return next((phrases.argument(view, c) for c in governor.children if c.dep_ == "nsubj:pass"), None)
    return phrases.argument(view, governor) if view.at[governor.i] is not None else None


def _add_governor(view: BlockView, noun: Token, depth: int, arguments: Arguments) -> None:
    around = _around(view, noun)
    if around is not None:
        arguments.add("as" if phrases.case(noun) == "as" else "around", around)
    relation, governor = noun.dep_.split(":")[0], noun.head
    if relation == "obl" and view.lexicon.is_a(governor, "quantity"):
        # "more than a dozen strikes": the number governs what it counts.
        relation, governor = governor.dep_.split(":")[0], governor.head
    if relation in ("obj", "nsubj", "obl", "xcomp", "ccomp", "root") and governor is not noun:
        _carried(view, noun, governor, arguments)
        acting = view.lexicon.is_a(governor, "striking") and view.lexicon.is_a(noun, "offensive")
        shared = view.lexicon.is_a(noun, "encounter") or (acting and not phrases.passive(governor))
        if relation == "obl" and phrases.case(noun) == "at" and view.lexicon.is_a(noun, "bidding"):
            # "arrived at the invitation of": who comes was asked to.
            guest = verb_subject(view, governor)
            if guest is not None:
                arguments.add("receiver", guest)
        if relation == "obl" and phrases.case(noun) in _DURING and shared:
            subject = verb_subject(view, governor)
            if subject is not None and not arguments.get("subj"):
                arguments.add("subj", subject)
                arguments.status = arguments.status or ("Planned" if phrases.case(noun) in _NOT_YET else "")
    elif relation in ("nmod", "conj", "compound") and depth < 2 and governor.pos_ == "NOUN":
        outer = noun_arguments(view, governor, depth + 1)
        # "his thanks for their aid": who gives thanks gives no aid.
        own = any(child.dep_ == "nmod:poss" for child in noun.children) and relation == "nmod"
        for slot, filled in outer.slots.items():
            if own and slot in ("subj", "poss", "gen", "dem"):
                continue
            for argument in filled:
                if not (slot in ("gen", "of") and argument.token == noun.i) and not arguments.get(slot):
                    arguments.add(slot, argument)
        arguments.status = arguments.status or outer.status
    subject_here = next((c for c in noun.children if c.dep_ == "nsubj"), None)
    named = next((c for c in noun.children if c.dep_ in ("appos", "flat") and view.at[c.i] is not None), None)
    head = governor if relation == "appos" else subject_here or named
    if head is not None and head is not noun:
        # "is in talks with" acts, "is an ally of" describes.
        described = noun.head if head.lower_ in phrases.RELATIVES and noun.dep_ == "acl:relcl" else head
        slot = "subj" if head is subject_here and phrases.case(noun) else "head"
        arguments.add(slot, phrases.argument(view, described))


def _carried(view: BlockView, noun: Token, verb: Token, arguments: Arguments) -> None:
    trigger = view.lexicon.verb(verb)
    if trigger is None or not trigger.light or verb.pos_ not in ("VERB", "AUX"):
        return
    position = noun.dep_ if verb is noun.head and noun.dep_ in ("obl", "xcomp") else "obj"
    place = phrases.case(noun) if position == "obl" else position
    light = next((light for light in trigger.light if place in light.noun), None)
    if light is None:
        if position != "obj":
            return
        light = trigger.light[0]
    outer = verb_arguments(view, verb)
    called_off = "Refused" if phrases.particle(verb) == "off" else ""
    arguments.status = arguments.status or called_off or outer.status or light.status
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
