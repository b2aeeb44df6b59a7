"""From gazetteer hits and the pipeline's named entities to one row of items a block, composed where words combine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from graphkit.analyse.times import find_times
from graphkit.link.gazetteer import Entry, Gazetteer
from graphkit.link.given_names import is_given_name
from graphkit.link.matcher import Hit, find_hits
from graphkit.link.participants import is_participant_noun
from graphkit.link.values import Item
from graphkit.model import EntityType
from graphkit.resources import seeds_path
from graphkit.tables import MEDIA_KINDS, read_table
from graphkit.text import fold

__all__ = ["block_items", "is_body", "is_person", "role_modifiers"]

_STANCE = re.compile(r"\b(?:pro|anti|non)[-‑–]$", re.IGNORECASE)
_BACKED = re.compile(r"[-‑–](?:\w+ed|held|run|born|led)\b")
_PLACE_BEFORE = {
    "ar": re.compile(r"(?:^|[\s«\"(])(?:و?(?:في|إلى|الى|من|لدى|عن|على|بين|مع|ضد|شمال|جنوب|شرق|غرب))\s+[«\"]?$"),
    "en": re.compile(r"\b(?:in|to|from|at|near|of|with|against|between|outside|and|via)\s+$"),
}
_OUTLET = re.compile(
    r"(?:قناة|صحيفة|جريدة|وكالة|شبكة|تلفزيون|فضائية|إذاعة|موقع|مجلة|the|agency|channel)\s+[«\"]?$", re.I
)
_PEER = re.compile(r"نظير(?:ه|ها|هم|هما|ته|تها)\s$")
_COUNSEL = frozenset({"adviser", "aide", "official", "minister"})
_EDGE_MARKS = " \t«»\"'“”‘’()[]،,.:؛"


@cache
def role_modifiers() -> Mapping[str, str]:
    """Return what words between an office and a name say of it, by folded form: ``former`` ... or nothing."""
    table = read_table(seeds_path() / "lexicon" / "role_modifiers.tsv", ("form", "effect"))
    return {fold(row["form"]): row["effect"] for _, row in table}


def is_person(item: Item, gazetteer: Gazetteer) -> bool:
    """Tell whether an item names a person, known or not."""
    if item.how == "unknown":
        return item.label == "PER"
    return any(gazetteer.entities[e].type is EntityType.PERSON for e in item.entities if e in gazetteer.entities)


def is_body(item: Item, gazetteer: Gazetteer, text: str) -> bool:
    """Tell whether an office can be an office of it: a state, place, organisation or an adjective of one."""
    if _STANCE.search(text, max(0, item.begin - 6), item.begin) or _BACKED.match(text, item.end):
        return False  # "pro-EU", "Iran-backed"
    if item.how == "unknown":
        return item.label in ("ORG", "LOC")
    named = bool(item.entities) and not is_person(item, gazetteer) and item.how in ("name", "metonym", "short")
    return named or item.how in ("demonym", "group", "head")


def _of_state(role: str, gazetteer: Gazetteer) -> bool:
    """Tell whether an adjective after an office may be one of a state: some advisers are financial ones."""
    return role not in _COUNSEL and gazetteer.roles[role].of == "state"


def _of_kind(entries: Iterable[Entry], *kinds: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.target for entry in entries if entry.kind in kinds))


def _accepted(entry: Entry, text: str, hit: Hit, lang: str, named: Callable[[int, int], str]) -> bool:
    """Tell whether an ambiguous form (``مالي``, ``Turkey``) is a name here."""
    if not entry.need:
        return True
    preposition = bool(set(hit.clitics) & {"ب", "ل"}) or bool(
        _PLACE_BEFORE.get(lang, _PLACE_BEFORE["en"]).search(text[max(0, hit.begin - 12) : hit.begin])
    )
    if entry.need == "preposition":
        return preposition
    if entry.need == "written":
        return text.startswith(entry.form, hit.begin)
    if entry.need == "context":
        return preposition or bool(named(hit.begin, hit.end))
    return text[hit.begin].isupper()


def _item(hit: Hit, text: str, lang: str, gazetteer: Gazetteer, named: Callable[[int, int], str]) -> Item | None:
    entries = [entry for entry in hit.entries if _accepted(entry, text, hit, lang, named)]
    names = _of_kind(entries, "name", "metonym")
    shorts = _of_kind(entries, "short")
    states = _of_kind(entries, "demonym")
    roles, heads = _of_kind(entries, "role"), _of_kind(entries, "head")
    if shorts and not _OUTLET.search(text[max(0, hit.begin - 12) : hit.begin]):
        # "العربية" and "الجزيرة" are outlets only when called so.
        shorts = tuple(e for e in shorts if gazetteer.kinds.get(e) not in MEDIA_KINDS)
    if not (names or shorts or states or roles or heads):
        return None
    if names:
        how = "name"
    elif roles:
        how = "role"
    elif heads:
        how = "head"
    elif states:
        how = "demonym"
    else:
        how = "short"
    return Item(hit.begin, hit.end, how, names or shorts, states, roles, heads, hit.clitics, pronoun=hit.pronoun)


def _named_entities(doc: Doc) -> list[tuple[int, int, str]]:
    return [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin] in _EDGE_MARKS:
        begin += 1
    while begin < end and text[end - 1] in _EDGE_MARKS:
        end -= 1
    return begin, end


def _arabic(char: str) -> bool:
    return "\u0621" <= char <= "\u064a"


def _given_name(word: str) -> bool:
    """Tell whether a demonym is written as a given name is: ``تركي المالكي``, without the article."""
    return _arabic(word[0]) and not word.startswith("ال")


def _hyphenated(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return where a name ends of which only one side of a hyphen was seen: ``RED-Tabara``, not ``Wagner-linked``."""
    after = re.compile(r"-[A-Z]\w+").match(text, end)
    before = re.search(r"\b[A-Z]\w+-$", text[max(0, begin - 20) : begin]) if text[begin : begin + 1].isupper() else None
    return begin - len(before[0]) if before else begin, after.end() if after else end


def _final_stop(text: str, item: Item) -> int:
    """Return 1 where the last stop of an acronym was left out: ``U.S.`` before "military"."""
    return int(
        text[item.end : item.end + 1] == "." and re.search(r"\b[A-Z]\.[A-Z]$", text[item.begin : item.end]) is not None
    )


def _describes(item: Item, doc: Doc, gazetteer: Gazetteer) -> Item | None:
    """Return an item less "military" where that is an adjective of the noun after it: ``US`` of "US military aid"."""
    span = doc.char_span(item.begin, item.end)
    if span is None:
        return item
    last = span[-1]
    if last.lower_ != "military" or last.dep_ != "amod" or last.head.i < span.end:
        return item
    if item.how == "head":
        return None
    state = gazetteer.entities[item.entities[0]].state if item.how == "name" else None
    names = [token for token in span[:-1] if token.dep_ != "case"]
    if not state or not names:
        return item
    end = names[-1].idx + len(names[-1])
    return replace(item, end=end, how="demonym", entities=(), states=(state,))


def _divided(role: Item, text: str, gazetteer: Gazetteer) -> tuple[Item, Hit] | None:
    """Return an office and the name that shares its last words: ``قائد فيلق`` is a form, ``فيلق القدس`` a name."""
    if any(gazetteer.roles[r].of == "state" for r in role.roles):
        return None
    for word in re.finditer(r"(?<=\s)\S+", text[role.begin : role.end]):
        start = role.begin + word.start()
        name = next((h for h in find_hits(text[start : role.end + _SHARED], gazetteer) if h.begin == 0), None)
        if name is None or start + name.end <= role.end or not _of_kind(name.entries, "name"):
            continue
        office = _shorter_office(role, text[:start], gazetteer)
        return (office, replace(name, begin=start, end=start + name.end)) if office is not None else None
    return None


def _shorter_office(office: Item, text: str, gazetteer: Gazetteer) -> Item | None:
    """Return an office less its last words, which begin a name (``رئيس`` of ``رئيس لجنة``), None if it needs them.

    ``text`` ends where the name begins.
    """
    if any(gazetteer.roles[role].of == "state" for role in office.roles):
        return None
    hit = next((h for h in find_hits(text[office.begin :].rstrip(), gazetteer) if h.begin == 0), None)
    roles = _of_kind(hit.entries, "role") if hit is not None else ()
    return replace(office, end=office.begin + hit.end, roles=roles) if hit is not None and roles else None


_SHARED = 60
_FURTHER = re.compile(r"(?:\s(?:of|on|for)\s(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)+")
"""What goes on with a name of an organisation: ``the National Committee`` + ``on United States-China Relations``."""
_LONGEST_BODY = 6


def _unknown_body(doc: Doc, role: Item, items: Sequence[Item], gazetteer: Gazetteer) -> Item | None:
    """Return the body that an Arabic office without one is an office of: ``زعيم`` + ``التيار الوطني الحر``.

    It must be two definite words or more, and a person stand beside the phrase.
    """
    text = doc.text
    words = text[role.begin : role.end].split()
    if role.pronoun or words[0].startswith("ال") or all(gazetteer.roles[r].of != "org" for r in role.roles):
        return None
    # "زعيم التيار": forms of an office may end in the first word of the body.
    start = role.end - len(words[-1]) if len(words) > 1 and words[-1].startswith("ال") else role.end
    taken = {i for item in items if item.how != "head" and item is not role for i in range(item.begin, item.end)}
    modifiers = role_modifiers()
    tokens: list[Token] = []
    for token in doc:
        if token.idx < start:
            continue
        free = token.idx not in taken and fold(token.text) not in modifiers
        wanted = free and token.pos_ in ("NOUN", "ADJ", "PROPN", "X")
        if not wanted or not (token.text.startswith("ال") or (not tokens and token.pos_ == "NOUN")):
            break
        tokens.append(token)
    definite = [token for token in tokens if token.text.startswith("ال")]
    if len(tokens) < 2 or not definite or len(tokens) > _LONGEST_BODY or text[start : tokens[0].idx].strip():
        return None
    begin, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    persons = [item for item in items if is_person(item, gazetteer)]
    after = any(0 <= p.begin - end < 4 and not text[end : p.begin].strip(' ،«"') for p in persons)
    before = any(p.end <= role.begin and text[p.end : role.begin].strip() == "،" for p in persons)
    if not (after or before):
        return None
    return Item(begin, end, "unknown", label="ORG")


def _is_headed(begin: int, inside: Sequence[Item], items: Sequence[Item], text: str) -> bool:
    """Tell whether a name that holds an institution noun, not first, follows an office: ``رئيس`` + ``مجلس الخبراء``."""
    first = all(item.begin > begin for item in inside)
    return first and any(item.how == "role" and text[item.end : begin] == " " for item in items)


def _is_full_name(form: str) -> bool:
    """Tell whether an Arabic name has a second part: ``عبد الكبير`` has none."""
    words = [word for word in form.split() if word not in ("عبد", "أبو", "ابن", "بن")]
    return len(words) > 1 and _arabic(words[0][0])


def _unknown(text: str, begin: int, end: int, label: str, inside: Sequence[Item]) -> Item | None:
    """Return the item of a named entity that the tables do not know, cut free of offices and demonyms at its edges."""
    states: tuple[str, ...] = ()
    for item in inside:
        form = text[item.begin : item.end]
        office = item.how in ("role", "head") and not is_given_name(form)
        leads = office or (item.how == "demonym" and not _given_name(form))
        if leads and label == "PER" and item.begin <= begin + 1 and item.end < end:
            begin, _ = _trim(text, item.end, end)
        elif label == "PER" and item.how == "name" and item.end >= end - 1 and _is_full_name(text[begin : item.begin]):
            # "ناشد نائب الوزير عبد الكبير طهران": a name, then whom he asked.
            end = item.begin
        elif item.how == "demonym":
            states = item.states
            if label != "ORG" and item.end >= end - 1:
                end = item.begin
    while end < len(text) and text[end].isalpha() and text[end - 1].isalpha():
        end += 1
    if label == "PER":
        times = find_times(text[begin:end], "ar" if _arabic(text[begin]) else "en", None)
        end = begin + times[0].begin if times and times[0].begin else end
    begin, end = _trim(text, begin, end)
    begin, end = _hyphenated(text, begin, end)
    if label == "ORG" and (rest := _FURTHER.match(text, end)) is not None:
        end = rest.end()
    if end - begin < 2 or not re.search(r"\w\w", text[begin:end]):
        return None
    if _arabic(text[begin]) and re.match(r"و(?=\w)", text[begin:end]) and label == "ORG":
        return None
    if label != "PER" and is_participant_noun(text[begin:end]):
        return None
    return Item(begin, end, "unknown", label=label, states=states)


def _is_no_name(doc: Doc, item: Item) -> bool:
    """Tell whether Arabic words are none of a person: ``لإجباره``, the noun in ``أعلن وزير الخارجية قطع العلاقات``."""
    span = doc.char_span(item.begin, item.end, alignment_mode="expand")
    if span is None or doc.lang_ != "ar":
        return False
    tags = [token.pos_ for token in span]
    after = doc[span.end] if span.end < len(doc) else None
    governs = after is not None and after.pos_ == "NOUN" and not is_given_name(span.text)
    if tags == ["ADJ"] and span.text.endswith(("ة", "ا", "ين")) and not is_given_name(span.text):
        # "تصريحات الرئيس الروسي واصفة إياها"
        return True
    # "استقبل الرئيس الروسي في سوتشي"
    hollow = all(tag in ("ADP", "SCONJ", "CCONJ", "PRON", "PUNCT", "PART") for tag in tags)
    return hollow or tags == ["ADP", "NOUN", "PRON"] or (tags == ["NOUN"] and governs)


def block_items(doc: Doc, lang: str, gazetteer: Gazetteer) -> list[Item]:
    """Return the items of a block in text order, not overlapping.

    A name of the tables wins over what the pipeline saw, unless the pipeline saw a longer name of a person around a
    mere surname or place (``سونغ كيم``).

    Args:
        doc: the analysed block.
        lang: language of the block.
        gazetteer: the tables.
    """
    text = doc.text
    entities = _named_entities(doc)

    hits = find_hits(text, gazetteer)
    offices = {hit.end for hit in hits if any(e.kind == "role" and _of_state(e.target, gazetteer) for e in hit.entries)}

    def named(begin: int, end: int) -> str:
        held = begin - 1 in offices or _PEER.search(text, max(0, begin - 12), begin) is not None
        return next((label for b, e, label in entities if b < end and begin < e), "office" if held else "")

    items = [item for hit in hits if (item := _item(hit, text, lang, gazetteer, named)) is not None]
    if lang == "en":
        # "US$5 million" names no state.
        items = [replace(i, end=i.end + _final_stop(text, i)) for i in items if not text.startswith("$", i.end)]
        items = [kept for item in items if (kept := _describes(item, doc, gazetteer)) is not None]
    if lang == "ar":
        for role in [item for item in items if item.how == "role"]:
            divided = _divided(role, text, gazetteer)
            named_after = _item(divided[1], text, lang, gazetteer, named) if divided else None
            if divided is not None and named_after is not None:
                items = [i for i in items if i.end <= role.begin or named_after.end <= i.begin]
                items += [divided[0], named_after]
    for begin, end, label in entities:
        inside = [item for item in items if item.begin < end and begin < item.end]
        covering = next((item for item in inside if item.begin <= begin and end <= item.end), None)
        if covering is not None:
            place = label == "LOC" and is_person(covering, gazetteer)
            if covering.how == "short" and (label == "PER" or place):
                items[items.index(covering)] = replace(covering, label=label)
            continue
        full = [item for item in inside if item.how == "name"]
        if full:
            if label != "PER" or any(
                gazetteer.entities[e].type is EntityType.PERSON for item in full for e in item.entities
            ):
                continue
            outer = min(item.begin for item in full), max(item.end for item in full)
            if (end - begin) - (outer[1] - outer[0]) < 3:
                continue
        noun = label != "PER" and any(item.how == "head" for item in inside)
        if noun and not (label == "ORG" and lang == "ar" and _is_headed(begin, inside, items, text)):
            continue
        # "@DrSJaishankar" is no name.
        unknown = _unknown(text, begin, end, label, inside) if text[begin - 1 : begin] != "@" else None
        if unknown is None or (label == "PER" and _is_no_name(doc, unknown)):
            continue
        same = next((i for i in items if i.how == "short" and (i.begin, i.end) == (unknown.begin, unknown.end)), None)
        if same is not None:
            items[items.index(same)] = replace(same, label=label)
            continue
        first = next((i for i in items if i.label == label == "PER" and i.end + 1 == unknown.begin), None)
        if first is not None and re.match(r"(?:al|el)-", text[unknown.begin : unknown.end]):
            # "Turki al-Malki", seen as two.
            unknown = replace(unknown, begin=first.begin)
        office = next((i for i in inside if i.how == "role" and i.begin < unknown.begin < i.end), None)
        if office is not None and label != "PER":
            short = _shorter_office(office, text[: unknown.begin], gazetteer)
            if short is None:
                continue
            items[items.index(office)] = short
        items = [i for i in items if i.end <= unknown.begin or unknown.end <= i.begin]
        items.append(unknown)
    if lang == "ar":
        for role in [item for item in items if item.how == "role"]:
            body = _unknown_body(doc, role, items, gazetteer)
            if body is not None:
                items = [i for i in items if i is not role and (i.end <= body.begin or body.end <= i.begin)]
                items += [replace(role, end=min(role.end, len(doc.text[: body.begin].rstrip()))), body]
    items.sort(key=lambda item: (item.begin, item.end))
    return _whole_names(items, text) if lang == "ar" else items


def _whole_names(items: Sequence[Item], text: str) -> list[Item]:
    """Return the items, names that the pipeline cut after the first word whole again: ``أودوا`` + ``يوسف راغي``.

    After an office or a given name another name goes on with it; two surnames side by side are two people.
    """
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if last is None or not (last.how == item.how == "unknown" and last.label == item.label == "PER"):
            found.append(item)
            continue
        form, before = text[last.begin : last.end], found[-2] if len(found) > 1 else None
        held = before is not None and before.how in ("role", "demonym") and text[before.end : last.begin] == " "
        goes_on = text[last.end : item.begin] == " " and not item.clitics and text.count(form) == 1
        if " " not in form and goes_on and (held or is_given_name(form)):
            found[-1] = replace(last, end=item.end)
        else:
            found.append(item)
    return found
