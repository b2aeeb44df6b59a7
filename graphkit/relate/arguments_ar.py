"""Arguments of verbs and nouns in Arabic.

Arabic news is verb first, marks its obliques with prepositions and its genitives by adjacency; read left to right with
the names already found, the order of phrases says more than a dependency parse trained on little text does. So the
slots are read off the order of phrases, and the parse only says which words are verbs and nouns.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphkit.model import EntityType
from graphkit.relate.lexicon import LightVerb
from graphkit.relate.phrases_ar import PhraseScan
from graphkit.relate.subjects_ar import (
    agrees,
    antecedent_of,
    in_relative,
    is_marked_passive,
    preceding_subject,
    pronoun_object,
    resumed_preposition,
    said_of,
    taken_up,
    topic_of,
)
from graphkit.relate.view import Argument, Arguments, BlockView
from graphkit.relate.words_ar import QUOTES, STOPS, is_definite, is_verb, preposition_of
from graphkit.text import fold

__all__ = ["carry_subjects", "inverted", "noun_arguments", "shifted", "verb_arguments", "verb_subject"]

_THINGS = ("treaty", "message", "talks", "meeting", "weapon", "statement", "sanction", "tie")
# "أنه" is written like a form of a verb.
_NO_VERBS = frozenset({"SCONJ", "CCONJ", "ADP", "PUNCT", "SYM"})


def _what_follows(view: BlockView, verb: Token) -> Arguments:
    return verb_arguments(view, verb, within=True)


def verb_subject(view: BlockView, verb: Token) -> Argument | None:
    """Return who does what a verb says."""
    return verb_arguments(view, verb).first("subj")


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
    scan = PhraseScan(view, start + skipped, True, _what_follows)
    arguments = scan.arguments
    bare = scan.bare
    object_ = pronoun_object(view, verb)
    antecedent = None if within else antecedent_of(view, verb)
    # A verb right before its preposition and pronoun: "سيطر عليها الجيش".
    subject = None if within else topic_of(view, verb) or preceding_subject(view, verb) or taken_up(view, verb)
    if antecedent is not None:
        known = view.lexicon.verb(verb)
        # "الحكومة التي تتهمها واشنطن", "الحكومة التي يتهمونها"
        other = known is not None and known.person[:1] == "3" and not agrees(view, antecedent, known.person)
        if object_ is not None and (bare or other):
            object_ = antecedent
        elif bare and (resumed := resumed_preposition(view, verb, antecedent)) is not None:
            arguments.add(resumed, antecedent)
        else:
            subject = antecedent
    # "وسلمته مذكرة": a thing that cannot act is no subject where one was named before.
    thing = len(bare) == 1 and not bare[0].mentions and verb.i in view.previous
    thing = thing and (_cannot_act(view, bare[0]) or _is_sent(view, verb, bare[0]))
    thing = thing or bool(bare and _is_accusative(view, bare[0]) and not _counted(view, verb, bare[0]))
    if subject is None and bare and not thing:
        subject, bare = bare[0], bare[1:]
        while subject.mentions and bare and bare[0].mentions and view.doc[bare[0].token - 1].text == "و":
            # "قتل القائد ونائب الرئيس": what is joined to a subject is no object.
            subject, bare = Argument(subject.token, (*subject.mentions, *bare[0].mentions)), bare[1:]
        if _is_where(view, subject):
            subject = Argument(subject.token)
    passive = is_marked_passive(view, verb)
    if subject is None and not within and not passive and not _acts_unnamed(view, verb):
        subject = view.dropped.get(verb.i)
    described = _described(view, verb) if not within and antecedent is None else None
    if described is not None and object_ is not None and not object_.mentions:
        # "صواريخ أطلقتها روسيا": the pronoun means the noun before the verb.
        object_ = described
    if described is not None and (resumed := resumed_preposition(view, verb, described)) is not None:
        # "قواعد عراقية تتمركز فيها قوات": the pronoun means the noun before the verb.
        arguments.slots[resumed] = [described, *arguments.get(resumed)[1:]]
    agent = next(iter(arguments.get("من قبل")), None)
    if agent is not None and subject is not None and object_ is None and not bare:
        # "اعتقل الصحافي على يد الشرطة": of a passive the subject is what the verb is done to.
        subject, object_ = agent, subject
    if subject is not None:
        arguments.add("subj", subject)
    if object_ is not None:
        arguments.add("obj", object_)
    for argument in bare:
        taken = arguments.get("obj")
        joined = taken and not taken[0].mentions and view.doc[argument.token - 1].text == "و"
        arguments.add("obj" if not taken or joined else "obj2", argument)
    return arguments


def _is_where(view: BlockView, argument: Argument) -> bool:
    """Tell whether the name in a phrase only says where those without a name are: ``مئات المتظاهرين في نيامي``."""
    if not argument.mentions or argument.token >= argument.mentions[0].start:
        return False
    if not any(view.lexicon.is_a(view.doc[i], "crowd") for i in range(argument.token, argument.mentions[0].start)):
        # "مسؤولون في كييف" speak for it.
        return False
    places = all(view.entities[entity].type is EntityType.PLACE for entity in argument.entities)
    return places and view.key(view.doc[argument.mentions[0].start - 1]) == "في"


def _counted(view: BlockView, verb: Token, argument: Argument) -> bool:
    """Tell whether a noun stands in the genitive after a number that its verb counts: ``قتل سبعة جنود``."""
    known = view.lexicon.verb(verb)
    before = view.doc[argument.token - 1]
    return before.pos_ == "NUM" and before.i > verb.i and known is not None and known.person == "3ms"


def _is_accusative(view: BlockView, argument: Argument) -> bool:
    """Tell whether a noun is written as no subject is: ``قتلت متظاهرا``, ``تستهدف المدنيين``."""
    noun = view.doc[argument.token].text
    if noun.endswith("يين") and len(noun) > 5 and view.doc[argument.token].pos_ in ("NOUN", "ADJ"):
        return True
    ends = noun.endswith("ا") and not noun.endswith("ايا") and len(noun) > 3
    return ends and not argument.mentions and not noun.startswith("ال") and view.doc[argument.token].pos_ == "NOUN"


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


def noun_arguments(view: BlockView, noun: Token) -> Arguments:
    """Return the slots of a noun: gen, gen2, dem, one a preposition, and those of a verb that carries it.

    Args:
        view: the block.
        noun: a noun in it.
    """
    doc = view.doc
    start = noun.i + 1
    attached = view.pronoun_after(noun)
    scan = PhraseScan(view, start + (attached is not None), False, _what_follows)
    arguments = scan.arguments
    if attached is not None:
        possessor = _possessor(view, noun, attached)
        if possessor is not None:
            arguments.add("gen", possessor)
    index = start
    while index < min(len(doc), start + 3) and (
        doc[index].text in QUOTES or (doc[index].pos_ == "ADJ" and view.at[index] is None)
    ):
        index += 1
    mention = view.at[index] if index < len(doc) else None
    if mention is not None and attached is None:
        if mention.kind == "demonym":
            second = view.at[mention.stop] if mention.stop < len(doc) else None
            # "غارات أميركية بريطانية"
            both = second is not None and second.kind == "demonym" and second.entities != mention.entities
            arguments.add("dem", Argument(index, (mention, second) if both and second else (mention,)))
        elif not is_definite(noun) and all(doc[i].text in QUOTES for i in range(start, index)):
            arguments.add("gen", Argument(index, view.conjuncts(mention)))
    used = {a.token for slot in ("gen", "dem") for a in arguments.get(slot)}
    bare = [a for a in scan.bare if a.token not in used]
    if (
        not arguments.get("gen")
        and bare
        # "المساعدات السعودية": an adjective written like the state's name.
        and (not is_definite(noun) or is_definite(doc[bare[0].token]))
        and all(doc[i].pos_ in ("NUM", "PUNCT", "ADJ") or view.is_through(doc[i]) for i in range(start, bare[0].token))
    ):
        arguments.add("gen", bare.pop(0))
    for argument in arguments.get("ل"):
        if argument.candidates and not arguments.get("gen"):
            arguments.add("gen", argument)
    for argument in bare:
        # "استهداف الموانئ والمطارات": what is joined to a genitive stands in it too.
        taken = arguments.get("gen")
        joined = taken and not taken[-1].mentions and not arguments.get("gen2") and doc[argument.token - 1].text == "و"
        arguments.add("gen" if joined else "gen2", argument)
    _carry(view, noun, arguments)
    for argument in arguments.get("بين"):
        if len(argument.mentions) > 1:
            arguments.add("بين2", Argument(argument.mentions[1].start, argument.mentions[1:]))
    for slot, around in _clause_subjects(view, noun):
        arguments.add(slot, around)
    sides = _sides(view, noun)
    if sides is not None:
        arguments.add("sides", sides)
    covered = _covered(view, noun)
    if covered is not None:
        arguments.add("covers", covered)
    for head in said_of(view, noun):
        arguments.add("head", head)
    return arguments


def _covered(view: BlockView, noun: Token) -> Argument | None:
    """Return what a verb after a noun says that it takes in: ``جولة شملت غينيا والكونغو``."""
    index = noun.i + 1
    while index < min(len(view.doc), noun.i + 4) and view.doc[index].pos_ == "ADJ":
        index += 1
    if index + 1 >= len(view.doc) or not view.is_cue(view.doc[index], "covers"):
        return None
    mention = view.at[index + 1]
    return Argument(index + 1, view.conjuncts(mention)) if mention is not None else None


def _possessor(view: BlockView, noun: Token, pronoun: Token) -> Argument | None:
    """Return whom the pronoun on a noun means, as read, else ``ها`` the last body before, ``ه`` the last person."""
    feminine = fold(pronoun.text) == "ها"
    plural = fold(pronoun.text) in ("هما", "هم")
    owner = view.owners.get(pronoun.i)
    if owner is not None and not plural:
        return Argument(pronoun.i, (owner,))
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
        if token.text in STOPS or view.is_cue(token, "subordinator"):
            return
        if is_verb(view, token):
            trigger = view.lexicon.verb(token)
            if trigger is None or not trigger.light:
                return
            outer = verb_arguments(view, token)
            light = next((light for light in trigger.light if _carries(view, outer, light, noun)), None)
            if light is None:
                return
            refused = light.status == "Refused" and token.i > 0 and view.is_cue(doc[token.i - 1], "negation")
            # "لم يستبعد إرسال": what nobody rules out is possible.
            arguments.status = arguments.status or ("Possible" if refused else light.status)
            for slot, filled in outer.slots.items():
                for argument in filled:
                    handed = argument.mentions and any(a.token == noun.i for a in outer.get("obj2"))
                    if slot == "obj" and (argument.candidates or handed):
                        # "سلمه رسالة", "سلم الرئيس رسالة"
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


def _sides(view: BlockView, noun: Token) -> Argument | None:
    """Return those between whom the clause before a noun says that something is: ``محادثات بين البلدين برعاية``."""
    before = view.doc[noun.i - 1] if noun.i else noun
    if preposition_of(view, before) != "ب":
        return None
    for index in range(before.i - 1, noun.sent.start, -1):
        if view.doc[index].text in STOPS or is_verb(view, view.doc[index]):
            return None
        mention = view.at[index + 1]
        if mention is not None and preposition_of(view, view.doc[index]) == "بين":
            sides = view.conjuncts(mention)
            return Argument(mention.start, sides) if len(sides) > 1 else None
    return None


def _clause_subjects(view: BlockView, noun: Token) -> Iterator[tuple[str, Argument]]:
    """Yield the subject of the verb before a noun as ``around``: ``تستأنفان علاقاتهما برعاية صينية``.

    A party without a name is ``crowd``, and ``around`` the last one named: ``تظاهر مئات احتجاجا على``.
    """
    unnamed = False
    for index in range(noun.i - 1, noun.sent.start - 1, -1):
        if view.doc[index].text in STOPS:
            return
        if is_verb(view, view.doc[index]):
            arguments = verb_arguments(view, view.doc[index])
            subject = arguments.first("subj")
            if subject is not None:
                yield "around", subject
                return
            told_of = view.doc[index - 1] if index else None
            if told_of is not None and told_of.i in view.unnamed and not is_definite(told_of):
                # "على متظاهرين خرجوا احتجاجا": they do.
                yield "crowd", Argument(told_of.i)
                return
            for argument in arguments.get("subj"):
                if not unnamed and argument.token in view.unnamed:
                    unnamed = True
                    yield "crowd", argument


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
        if not is_verb(view, token):
            continue
        if last is not None and last.mentions:
            view.previous[token.i] = last
        subject = next(iter(verb_arguments(view, token).get("subj")), None)
        if _is_about_a_noun(view, token) and (subject is None or subject.token < token.i or not subject.mentions):
            continue
        if in_relative(view, token):
            # What a relative clause tells of somebody does not make him the one who goes on acting.
            continue
        if subject is not None:
            last = subject if subject.mentions or subject.token in view.unnamed else None
            continue
        person = view.lexicon.person(token)
        opening = token.i == token.sent.start
        if last is not None and view.spokesmen.issuperset(last.entities or ("",)) and not view.is_cue(token, "say"):
            # "صرح المتحدث بأن الوزير ... وسيلتقي": he speaks, another acts.
            continue
        if last is not None and not opening and agrees(view, last, person):
            view.dropped[token.i] = Argument(token.i if last.mentions else last.token, last.mentions)
    return last if last is not None and last.mentions else None


def _is_about_a_noun(view: BlockView, verb: Token) -> bool:
    """Tell whether a verb is about an indefinite noun before it: ``شركات أبرمت صفقات``, ``زيارة تستمر يومين``."""
    if not verb.dep_.startswith("acl") or view.is_cue(verb, "say"):
        return False
    noun = verb.head
    return noun.i < verb.i and noun.pos_ == "NOUN" and view.at[noun.i] is None and not is_definite(noun)


def _says_in(view: BlockView, verb: Token) -> str | None:
    """Return the preposition by which a verb says what is in the words before it: ``تصريحات انتقد فيها المجلس``."""
    words = _described(view, verb)
    told = words is not None and any(view.lexicon.is_a(view.doc[words.token], n) for n in ("message", "statement"))
    return resumed_preposition(view, verb, words) if words is not None and told else None


def _described(view: BlockView, verb: Token) -> Argument | None:
    """Return the indefinite noun that a verb right after it and its adjectives is about, with the states of these."""
    index = verb.i - 1
    states = None
    while index > verb.sent.start and view.doc[index].pos_ == "ADJ" and not is_definite(view.doc[index]):
        mention = view.at[index]
        if mention is not None and mention.kind != "demonym":
            return None
        states = states or mention
        index -= 1
    noun = view.doc[index]
    if index < verb.sent.start or noun.pos_ != "NOUN" or view.at[index] is not None or is_definite(noun):
        return None
    return Argument(index, (states,) if states is not None else ())


def _acts_unnamed(view: BlockView, verb: Token) -> bool:
    """Tell whether a noun that names nobody stands before its verb as subject: ``أن سفير باريس سيعود``."""
    nouns = (child for child in verb.children if child.dep_.startswith("nsubj") and child.i < verb.i)
    return any(noun.pos_ == "NOUN" and view.at[noun.i] is None for noun in nouns)


def _cannot_act(view: BlockView, argument: Argument) -> bool:
    return any(view.lexicon.is_a(view.doc[argument.token], name) for name in _THINGS)


def inverted(view: BlockView, verb: Token, arguments: Arguments) -> Arguments | None:
    """Return the slots of a verb whose object stands first: ``وقع البيان المستشار والأمين``, ``زار القاهرة الوزير``.

    Args:
        view: the block.
        verb: the verb.
        arguments: its slots as :func:`verb_arguments` reads them.

    Returns:
        The other reading, or None if nothing that cannot act stands first, or nobody after it.
    """
    subject, other = next(iter(arguments.get("subj")), None), next(iter(arguments.get("obj")), None)
    if subject is None or other is None or not other.mentions:
        return None
    known = view.lexicon.verb(verb)
    place = (
        known is not None
        and subject.token > verb.i
        and len(subject.entities) == 1
        and view.entities[subject.entities[0]].type is EntityType.PLACE
        and view.entities[other.entities[0]].type is EntityType.PERSON
        and (len(other.entities) > 1 or agrees(view, other, known.person))
        and not agrees(view, subject, known.person)
    )
    if not place and (subject.mentions or not _cannot_act(view, subject)):
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
    if _is_about_a_noun(view, verb) and _says_in(view, verb) is None:
        return None
    if not previous.mentions or previous.entities == subject.entities or not agrees(view, previous, known.person):
        return None
    slots = {slot: list(filled) for slot, filled in arguments.slots.items()}
    slots["subj"], slots["obj"] = [previous], [subject]
    return Arguments(slots, arguments.status)
