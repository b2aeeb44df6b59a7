"""The offices of a block: of one, of several in a row, and those of counterparts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphkit.link.gazetteer import Gazetteer
from graphkit.link.matcher import find_hits
from graphkit.link.offices import OfficePhrase, Scanner
from graphkit.link.values import Item
from graphkit.text import fold

__all__ = ["find_offices", "stands_alone"]

_COUNTERPART = {
    "ar": re.compile(
        r"(?<!\w)[ولب]{0,2}((?:نظير|زميل)(?:ت?ه|ت?ها|ت?هم|ت?هما|يه|يها|تيه|تيها|اه|اها|تاه|تاها)|نظرا[ءئؤ](?:ه|ها|هم))(?!\w)"
    ),
    "en": re.compile(r"\b(counterparts?|opposite(?:\s+numbers?)?|peer|colleague)\b", re.I),
}
_WITHIN = re.compile(r"((?:\s+شؤون)?(?:\s+(?:ال|لل)\w+){1,3})\s+(?:في|لدى)\s+")
_THE = re.compile(
    r"\bthe\s+(?:(?:deposed|ousted|fallen|toppled|exiled|jailed|detained|visiting|embattled|outgoing)\s+)?$",
    re.I,
)
_OTHER_PORTFOLIO = re.compile(r"\s+و(ال\w+(?:\s+ال\w+){0,2})\s+")
_PORTFOLIO = re.compile(r"(?:\s+و?(?:ال|لل)\w+){1,4}(?=\s)")


def find_offices(items: Sequence[Item], text: str, lang: str, gazetteer: Gazetteer) -> list[OfficePhrase]:
    """Return the office phrases of a block, in order.

    Args:
        items: composed items of the block (:func:`~graphkit.link.institutions.compose_heads`).
        text: the block's text.
        lang: its language.
        gazetteer: the tables.
    """
    if lang == "ar":
        items = _with_portfolios(items, text)
    scanner = Scanner(items, text, lang, gazetteer)
    phrases = []
    for index, item in enumerate(items):
        if item.how == "role" and item.roles:
            phrase = scanner.phrase(index)
            phrases.extend(_respective(scanner, phrase) or [phrase, *_shared(scanner, phrase)])
    phrases.extend(_counterparts(scanner))
    phrases.sort(key=lambda phrase: (phrase.begin, phrase.end))
    return _with_second_offices(phrases, scanner)


def _with_portfolios(items: Sequence[Item], text: str) -> list[Item]:
    """Return the items, offices with what they are for.

    ``وزير الموارد المائية``, ``مفوض السلم في الاتحاد الأفريقي``.
    """
    found: list[Item] = []
    for index, item in enumerate(items):
        if found and item.end <= found[-1].end:
            continue
        end = items[index + 1].begin if index + 1 < len(items) else len(text)
        portfolio = _PORTFOLIO.match(text, item.end, end) if item.roles == ("minister",) else None
        if item.how == "role" and portfolio is None:
            body = next((other for other in items[index + 1 : index + 3] if other.how != "head"), None)
            portfolio = _WITHIN.fullmatch(text, item.end, body.begin) if body is not None else None
        if portfolio is None:
            found.append(item)
        elif portfolio.re is _PORTFOLIO:
            found.append(replace(item, end=portfolio.end()))
        else:
            found.append(replace(item, end=portfolio.end(1)))
    return found


def _with_second_offices(phrases: Sequence[OfficePhrase], scanner: Scanner) -> list[OfficePhrase]:
    """Return the phrases, an office that is joined to one in apposition with its holder too.

    ``Alexander Stubb, the chairman of the OSCE and Finland's foreign minister``.
    """
    found: list[OfficePhrase] = []
    for phrase in phrases:
        last = found[-1] if found else None
        if (
            last is not None
            and last.person is not None
            and last.person.end <= last.begin_role
            and phrase.person is None
            and scanner.joined(last.end, phrase.begin)
        ):
            phrase = replace(phrase, person=last.person)
        found.append(phrase)
    return found


def _shared(scanner: Scanner, phrase: OfficePhrase) -> list[OfficePhrase]:
    """Return the phrases of further names under one office: ``وزيرا الخارجية فيصل بن فرحان وحسين أمير عبد اللهيان``.

    Of further states too: ``وزيرا خارجية مصر والأردن``, ``الرئيسان المصري أحمد علي والتونسي سالم بن عمر``.
    """
    stated = phrase.of is not None and phrase.to is None
    if scanner.lang == "ar" and stated and _is_plural(scanner, phrase):
        return _further_states(scanner, phrase) or _further_names(scanner, phrase)
    if phrase.of is not None:
        return []
    return _further_names(scanner, phrase) or _further_portfolios(scanner, phrase)


def _further_names(scanner: Scanner, phrase: OfficePhrase) -> list[OfficePhrase]:
    """Return the same office for each name that is joined to the first."""
    if phrase.person is None or phrase.person.begin < phrase.begin_role or not _is_plural(scanner, phrase):
        return []
    people = scanner.row(scanner.items.index(phrase.person), scanner.is_person_at)[1:]
    return [
        OfficePhrase(person.begin, person.end, phrase.role, phrase.of, person, phrase.effect, None, person.begin)
        for person in people
    ]


def _further_portfolios(scanner: Scanner, phrase: OfficePhrase) -> list[OfficePhrase]:
    """Return the minister of another portfolio: ``وزيري الخارجية يوسف رجي والداخلية أحمد الحجار``."""
    person = phrase.person
    minister = phrase.role.endswith("minister") and scanner.lang == "ar" and _is_plural(scanner, phrase)
    if person is None or not minister or person.begin < phrase.begin_role:
        return []
    following = scanner.items.index(person) + 1
    while following < len(scanner.items) and not scanner.is_person_at(following):
        following += 1
    if following == len(scanner.items):
        return []
    nxt = scanner.items[following]
    portfolio = _OTHER_PORTFOLIO.fullmatch(scanner.text, person.end, nxt.begin)
    if portfolio is None:
        return []
    roles = [
        entry.target
        for hit in find_hits(f"وزير {portfolio[1]}", scanner.gazetteer)
        for entry in hit.entries
        if entry.kind == "role" and hit.begin == 0
    ]
    begin = portfolio.start(1)
    return [OfficePhrase(begin, nxt.end, (roles or ["minister"])[0], None, nxt, phrase.effect, None, begin)]


def _is_plural(scanner: Scanner, phrase: OfficePhrase) -> bool:
    """Tell whether an office is written for several."""
    if scanner.lang == "en":
        return re.search(r"\w+s\b", scanner.text[phrase.begin_role : phrase.end_role]) is not None
    return re.match(r"\w+(?:ا|ي|ان|ين|اء)(?!\w)", scanner.text[phrase.begin_role :]) is not None


def _further_states(scanner: Scanner, phrase: OfficePhrase) -> list[OfficePhrase]:
    """Return the same office of each state that is joined to the first, with the name after it."""
    more: list[OfficePhrase] = []
    last = phrase.end
    index = scanner.index_from(last)
    while index < len(scanner.items):
        item = scanner.items[index]
        joined = "و" in item.clitics and scanner.text[last : item.begin].strip(' ،»"و') == ""
        if not joined or not scanner.is_state_at(index):
            break
        # "روسيا سيرغي لافروف وتركيا مولود تشاووش أوغلو", but "مصر والأردن سامح شكري وأيمن الصفدي".
        named = item.how == "demonym" or phrase.person is not None
        person, effect = scanner.person_after(item.end, index + 1) if named else (None, "")
        last = person.end if person else item.end
        more.append(OfficePhrase(item.begin, last, phrase.role, item, person, effect, None, item.begin, "", item.end))
        index = scanner.items.index(person) + 1 if person else index + 1
    return more


def _respective(scanner: Scanner, phrase: OfficePhrase) -> list[OfficePhrase]:
    """Return the same office of each state in a row, held by the names of another row in order.

    ``The presidents of Poland and Lithuania, Lech Kaczynski and Valdas Adamkus``; ``David Miliband and Bernard
    Kouchner, the British and French foreign ministers``; ``رؤساء النيجر ومالي، عبد الرحمن تياني وآسيمي غويتا``.
    """
    if phrase.of is None or phrase.to is not None or not _is_plural(scanner, phrase):
        return []
    if phrase.of not in scanner.items or not scanner.is_state_at(at := scanner.items.index(phrase.of)):
        return []
    first, states = at, scanner.row(at, scanner.is_state_at)
    if phrase.of.begin < phrase.begin_role:
        while first and scanner.joined(scanner.items[first - 1].end, scanner.items[first].begin):
            if not scanner.is_state_at(first - 1):
                break
            first -= 1
        states = list(scanner.items[first : at + 1])
    if len(states) < 2:
        return []
    end = max(states[-1].end, phrase.end_role)
    after = scanner.index_from(end)
    people = scanner.row(after, scanner.is_person_at) if scanner.is_apposed(end, after) else []
    if len(people) != len(states):
        before = scanner.person_before(states[0].begin, first) if states[0].begin < phrase.begin_role else None
        before = before or scanner.person_before(phrase.begin, scanner.index_from(phrase.begin))
        people = scanner.row_before(scanner.items.index(before), scanner.is_person_at) if before else []
    if len(people) != len(states):
        return []
    row = min(phrase.begin, people[0].begin), max(states[-1].end, phrase.end_role, people[-1].end)
    return [
        OfficePhrase(
            person.begin, person.end, phrase.role, state, person, phrase.effect, None, person.begin, evidence=row
        )
        for state, person in zip(states, people, strict=True)
    ]


def _counterparts(scanner: Scanner) -> list[OfficePhrase]:
    """Return those who are called by somebody else's office: ``his Polish counterpart``, ``نظيره الفرنسي``."""
    return list(_english_counterparts(scanner) if scanner.lang == "en" else _arabic_counterparts(scanner))


def _english_counterparts(scanner: Scanner) -> Iterator[OfficePhrase]:
    for match in _COUNTERPART["en"].finditer(scanner.text):
        begin, end = match.span(1)
        at = next((k for k in reversed(range(len(scanner.items))) if scanner.items[k].end <= begin), None)
        if at is None or not scanner.is_state_at(at) or scanner.text[scanner.items[at].end : begin].strip() != "":
            continue
        state = scanner.items[at]
        person, effect = scanner.person_after(end, scanner.index_from(end))
        if person is None and (before := scanner.person_before(state.begin, at)) is not None:
            # "Donald Tusk, his Polish counterpart".
            yield OfficePhrase(before.begin, end, "", state, before, "", None, state.begin)
        else:
            stop = person.end if person else end
            yield OfficePhrase(state.begin, stop, "", state, person, effect, None, state.begin)


def _arabic_counterparts(scanner: Scanner) -> Iterator[OfficePhrase]:
    for match in _COUNTERPART["ar"].finditer(scanner.text):
        begin, end = match.span(1)
        last, index = end, scanner.index_from(end)
        before = scanner.person_before(begin, index)
        found = False
        while index < len(scanner.items):
            item = scanner.items[index]
            gap = scanner.text[last : item.begin]
            if item.how == "demonym" and gap.strip(' «"،') in ("", "و"):
                found = True
                person, effect = scanner.person_after(item.end, index + 1)
                if person is None and before is not None:
                    # "وليام هيغ، نظيره البريطاني".
                    yield OfficePhrase(before.begin, item.end, "", item, before, "", None, begin)
                    break
                stop = person.end if person else item.end
                yield OfficePhrase(begin, stop, "", item, person, effect, None, begin)
                last, index = stop, scanner.items.index(person) + 1 if person else index + 1
                begin = scanner.items[index].begin if index < len(scanner.items) else stop
                continue
            if match[1].startswith("نظير") and scanner.is_person_at(index) and gap.strip(' «"') == "" and last == end:
                found = True
                yield OfficePhrase(begin, item.end, "", None, item, "", None, begin)
            break
        if not found and before is not None and match[1].startswith("نظير"):
            yield OfficePhrase(before.begin, end, "", None, before, "", None, begin)


def stands_alone(phrase: OfficePhrase, text: str, gazetteer: Gazetteer) -> bool:
    """Tell whether an office phrase of one word is definite and singular: ``الوزير``, ``the president``.

    Args:
        phrase: an office without body and name.
        text: the text of its block.
        gazetteer: the tables.
    """
    form = text[phrase.begin : phrase.end]
    if form.startswith("ال"):
        singular = fold(gazetteer.roles[phrase.role].ar).removeprefix("ال") if phrase.role else ""
        return fold(form).removeprefix("ال") in (singular, f"{singular}ه")
    return _THE.search(text, max(0, phrase.begin - 24), phrase.begin) is not None and not form.lower().endswith("s")
