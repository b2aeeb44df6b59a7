"""Offices in apposition: ``الرئيس الروسي فلاديمير بوتين``, ``Dmitry Peskov, the Kremlin's spokesman``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graphkit.link.gazetteer import Gazetteer, words
from graphkit.link.items import is_body, is_person, role_modifiers
from graphkit.link.matcher import find_hits
from graphkit.link.participants import participant_nouns
from graphkit.link.values import Item
from graphkit.model import EntityType
from graphkit.text import fold

__all__ = ["OfficePhrase", "Scanner"]


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """A phrase that names an office, and often who holds it and of what; offsets are into the block's text.

    Attributes:
        begin: first code point of the phrase.
        end: half-open end.
        role: id of the office; empty for ``his counterpart``, which takes the office named before.
        of: state or organisation it is an office of, as an item, or whose aide it is; None if the phrase does not say.
        person: item of the name, or None (``الزعيم الكوري الشمالي``).
        effect: ``former``, ``acting``, ``late``, ``designate`` or empty.
        to: the state an ambassador or envoy is sent to, as an item.
        plural: whether it names several people (``the foreign ministers``).
        begin_role: first code point of the office's own words.
        pronoun: pronoun of whose office it is: ``ها`` for ``وزير خارجيتها``, ``its`` for ``its envoy``.
        end_role: half-open end of office and body, without a name after them.
        evidence: what states it, where that is more than the phrase.
        body: where a noun stands for the body, in an office before a name: ``الوفد`` of ``رئيس الوفد``.
    """

    begin: int
    end: int
    role: str
    of: Item | None
    person: Item | None
    effect: str = ""
    to: Item | None = None
    begin_role: int = 0
    pronoun: str = ""
    end_role: int = 0
    body: tuple[int, int] | None = None
    evidence: tuple[int, int] | None = None


_SENT_TO = frozenset({"ambassador", "charge-d-affaires", "consul", "envoy", "permanent-representative"})
_SENT_ABOUT = frozenset({"envoy", "special-representative", "un-envoy", "representative"})
_MANY = ("ministers", "secretaries", "officials", "members", "leaders", "chiefs")
_SERVES = frozenset({"adviser", "aide", "deputy", "spokesperson", "national-security-adviser", "chief-of-staff"})
_STANDS_FOR = _SERVES | {"envoy", "representative", "special-representative", "un-envoy", "organisation-envoy"}
_TO = {
    "ar": re.compile(r"\s+(?:لدى|إلى|الى|في)\s+"),
    "en": re.compile(r"\s+(?:to|in)\s+(?:the\s+)?"),
}
_SENDS = re.compile(r"(?:لدى|إلى|\bto)$")
_OF_AFTER = {
    "ar": re.compile(r"\s+[«\"]?(?:في\s+|لدى\s+|باسم\s+|عن\s+)?[«\"]?"),
    "en": re.compile(r"\s+(?:of|for|at|to|in)\s+(?:the\s+)?"),
}
_WITHIN = re.compile(r"\s+(?:في\s+|التابع(?:ة)?\s*|ب)\s*[«\"]?")
_OF_BEFORE = re.compile(
    r"(?:['’]s?)?\s+"
    r"(?:(?:former|then|acting|new|top|chief|senior|first|military|army|government|presidential)\s+)*"
)
_NOUN_BODY = {
    "ar": re.compile(r"\s+[«\"]?((?:ال|لل)\w+(?:\s+ال\w+){0,2})[»\"]?\s*[،,]?\s+[«\"]?"),
    "en": re.compile(r"\s+(?:of|for)\s+the\s+([a-z]+(?:[\s-][a-z]+)?),?\s+"),
}
_POSSESSED = re.compile(r"\b(its|his|her|their)\s+(?:\w+\s+)?$", re.I)
_NOUN_AFTER = re.compile(r"\s+[«\"]?((?:ال|لل)\w+(?:\s+ال\w+)?)[»\"]?(?=\s*[،,.])")
_OWN_LAND = re.compile(r"\s+بلاد(ه|ها|هم|هما)(?!\w)")
_ACTING = re.compile(r"القائمة?\s+بأعمال\s+$")
_CHARGE = re.compile(
    r"((?:\s+(?:الخاصة?|السامية?|الأعلى|العليا|الأول|الدائمة?))?\s+"
    r"(?:لل?شؤون|المكلفة?\s+ب\w+|المعنية?\s+ب\w+|إلى|لدى|ل)\s*(?:ال)?\w+(?:\s+ال\w+){0,2})\s+"
)
_STOP = r"(?:and|or|of|to|in|for|with|by|from|at|on|as|than|is|was|are|were|be|has|had|who|which|whose|that|not)"
_LOOSE = rf"(?:(?!{_STOP}\b)[a-z]+(?:-[a-z]+)*\s+)"
"""A word of what an office is for: ``foreign policy`` aide, ``most senior`` diplomat."""
_BEFORE_OWNED = re.compile(rf"['’]s?\s+{_LOOSE}{{0,3}}")
_BEFORE_ADJECTIVE = re.compile(
    rf"\s+(?:(?!{_STOP}\b)[a-z-]+(?<!s)(?<!ed)\s+|(?:affairs|rights|forces|relations)\s+){{0,3}}"
)
_WHOSE = re.compile(rf",?\s+whose\s+{_LOOSE}{{0,3}}$")
_APPOSED = re.compile(
    r"\s*,\s*(?:(?:the|a|an|its|his|her|their|then|former|once|twice|now|who is|then the)\s+)*"
    rf"(?:(?<=the )|(?<=a )|(?<=an )|(?<=his )|(?<=her )|(?<=its )|(?<=their )|(?<=once )|(?<=twice )){_LOOSE}{{1,3}}"
    r"|\s*,\s*(?:(?:the|a|an|its|his|her|their|then|former|once|twice|now|who is|then the)\s+)*"
)
_OF_SOME = re.compile(r"\s+of\s+(?:the\s+|an?\s+)?(?!country|nation|republic|state)[a-z]")
_LEADS_ON = re.compile(r"\W*|\s*(?:of|for)\s[^,.;]*|(?:\s*[^\Wa-z]+)+\W*", re.I)
_OPENING = re.compile(r"\s*[،,]?\s*[«\"(“]?\s*")


def _skips(gap: str) -> str | None:
    """Return the effect of the words between an office and a name, None if other words stand there."""
    effect = ""
    rest = list(words(gap))
    if len(rest) > 3:
        return None
    for _, _, word in rest:
        known = role_modifiers().get(word)
        if known is None:
            return None
        if known in ("former", "acting", "late", "designate"):
            effect = known
    return effect


class Scanner:
    """Reads the office phrases of a block off its items."""

    def __init__(self, items: Sequence[Item], text: str, lang: str, gazetteer: Gazetteer) -> None:
        self.items, self.text, self.lang, self.gazetteer = items, text, lang, gazetteer

    def is_person_at(self, index: int) -> bool:
        """Tell whether there is an item of a number that names a person."""
        return 0 <= index < len(self.items) and is_person(self.items[index], self.gazetteer)

    def is_state_at(self, index: int) -> bool:
        """Tell whether there is an item of a number that names a state, or is an adjective of one."""
        return self.body_at(index) and self.items[index].how in ("demonym", "name")

    def index_from(self, begin: int) -> int:
        """Return the number of the first item from an offset on."""
        return next((k for k, item in enumerate(self.items) if item.begin >= begin), len(self.items))

    def joined(self, left: int, right: int) -> bool:
        """Tell whether only "and" stands between two offsets."""
        gap = self.text[left:right]
        if self.lang == "ar":
            return gap.strip(' ،»"') == "و"
        return re.fullmatch(r",?\s+and\s+(?:the\s+)?", gap) is not None

    def row(self, first: int, fits: Callable[[int], bool]) -> list[Item]:
        """Return the items of a row (``A, B and C``) from a number on, as far as they fit."""
        last = first
        while fits(last) and fits(last + 1) and self.follows(last):
            last += 1
        return list(self.items[first : last + 1]) if fits(first) else []

    def row_before(self, last: int, fits: Callable[[int], bool]) -> list[Item]:
        """Return the items of a row up to a number."""
        first = last
        while fits(first - 1) and self.follows(first - 1):
            first -= 1
        return list(self.items[first : last + 1])

    def follows(self, index: int) -> bool:
        """Tell whether the next item goes on with a row."""
        left, right = self.items[index].end, self.items[index + 1].begin
        return self.joined(left, right) or self.text[left:right].strip() in (",", "،")

    def is_apposed(self, end: int, index: int) -> bool:
        """Tell whether nothing but a comma stands between an offset and an item."""
        return index < len(self.items) and self.text[end : self.items[index].begin].strip() in ("", ",", "،", "-")

    def gap(self, left: int, right: int) -> str:
        """Return the text between two items."""
        return self.text[self.items[left].end : self.items[right].begin]

    def body_at(self, index: int) -> bool:
        """Tell whether there is an item of a number that an office can be an office of."""
        return 0 <= index < len(self.items) and is_body(self.items[index], self.gazetteer, self.text)

    def person_after(self, end: int, index: int) -> tuple[Item | None, str]:
        """Return the person named right after an office phrase that ends at ``end``, and the effect in between."""
        # Titles and ranks are offices of their own: the Prince, General; they do not part an office from its name.
        while index < len(self.items):
            item = self.items[index]
            if item.clitics:
                return None, ""
            gap = self.text[end : item.begin]
            if gap.strip() == "(" and self.text[item.end : item.end + 1] == ")" and not is_person(item, self.gazetteer):
                # "(فارك)": the body once more, by its acronym.
                end, index = item.end + 1, index + 1
                continue
            if len(gap) > 40 or "\n" in gap or re.search(r"[.;؛:!?؟]\s", gap):
                return None, ""
            if is_person(item, self.gazetteer):
                stripped = _OPENING.sub(" ", gap, count=1) if _OPENING.match(gap) else gap
                effect = _skips(stripped.strip(' «»"“”،,()'))
                return (item, effect) if effect is not None else (None, "")
            known = fold(self.text[item.begin : item.end]) in role_modifiers()
            if not (known or "general" in item.roles) or item.begin - end > 25 or index + 1 >= len(self.items):
                return None, ""
            if _skips(gap.strip(' «»"“”،,()')) is None:
                return None, ""
            if self.text.startswith(".", item.end):
                # "Gen. Oscar Naranjo": no end of a sentence.
                end = item.end + 1
            index += 1
        return None, ""

    def phrase(self, index: int) -> OfficePhrase:
        """Return the phrase around the office of a number."""
        item = self.items[index]
        role = self.pick_role(item, index)
        begin, end = item.begin, item.end
        of: Item | None = None
        to: Item | None = None
        after = index + 1
        former = ""
        if self.lang != "ar" and (owner := self.whose(item)) is not None:
            of = owner
        elif self.lang != "ar" and self.of_before(index):
            of = self.items[index - 1]
            begin = of.begin
            if role in _SENT_ABOUT and self.body_at(index - 2) and self.gap(index - 2, index - 1) == " ":
                # "UN Syria envoy": of the UN.
                to, of = of, self.items[index - 2]
                begin = of.begin
            former = _skips(self.gap(index - 1, index).lstrip("'’s")) or ""
        if self.lang != "ar" and of is None and (boss := self.boss(role, index)) is not None:
            of, begin = boss, boss.begin
        if self.lang != "ar" and not former:
            before = self.text[max(0, begin - 14) : begin].split()
            former = role_modifiers().get(before[-1].lower().strip("-"), "") if before else ""
            former = former if former in ("former", "acting", "late", "designate") else ""
        if self.lang == "ar" and (acting := _ACTING.search(self.text, max(0, begin - 24), begin)) is not None:
            begin, former = acting.start(), "acting"
        nested = self.nested(role, index)
        if nested is not None:
            of, person = nested.of, nested.person
            if person is not None and (self.holds(person, nested.role) or self.person_before(begin, index)):
                # "Mykhailo Podolyak, an adviser to President Zelensky": of whatever the president is of.
                of, person = of or person, None
            person = person or self.person_before(begin, index)
            begin = person.begin if person is not None and person.begin < begin else begin
            return OfficePhrase(begin, nested.end, role, of, person, former, None, item.begin)
        if self.body_at(after):
            gap = self.gap(index, after)
            nxt = self.items[after]
            direct = self.lang == "ar" and not nxt.clitics and (_skips(gap.strip(' «"')) is not None)
            is_for = self.is_for(gap)
            apart = self.lang == "ar" and not gap.strip() and nxt.how in ("name", "short") and self.is_definite(item)
            if apart or (gap.strip() == "في" and (self.inner_body(item) is not None or self.is_abroad(role, nxt))):
                # "الأمين العام للأمم المتحدة في العراق", "اتهم الرئيس روسيا": a definite noun governs no name.
                pass
            elif role in _SENT_TO and (_TO[self.lang].fullmatch(gap) or _SENDS.search(self.text[: item.end])):
                to, end, after = nxt, nxt.end, after + 1
            elif of is None and (direct or self.leads_to(gap, role) or is_for) and len(gap) < 24:
                if is_for:
                    former = former or self.effect_after(item.end)
                of, end, after = nxt, nxt.end, after + 1
                if self.lang != "ar" and self.body_at(after) and self.gap(after - 1, after) in ("'s ", "’s "):
                    # "the governor of Ukraine's Kharkiv region"
                    of, end, after = self.items[after], self.items[after].end, after + 1
                if self.body_at(after) and role in _SENT_TO and _TO[self.lang].fullmatch(self.gap(after - 1, after)):
                    to, end, after = self.items[after], self.items[after].end, after + 1
                elif (
                    self.lang == "ar"
                    and self.body_at(after)
                    and self.items[after].how == "demonym"
                    and self.gap(after - 1, after).strip() == ""
                    and nxt.how == "name"
                ):
                    end, after = self.items[after].end, after + 1
        if self.lang == "ar" and (charge := self.charge(end, after)) is not None:
            end, after = charge
        own_land = _OWN_LAND.match(self.text, end) if self.lang == "ar" and of is None and to is None else None
        if own_land is not None:
            end = own_land.end()
        end_role = end
        person, effect = self.person_after(end, after)
        within = self.lang == "ar" and of is not None and self.body_at(after)
        if person is None and within and _WITHIN.fullmatch(self.gap(after - 1, after)):
            # "قائد فيلق القدس في الحرس الثوري قاسم سليماني": of what, within what, who.
            person, effect = self.person_after(self.items[after].end, after + 1)
        if person is not None and not self.plausible(person, end):
            person = None
        after_comma = person is not None and "," in self.text[end : person.begin]
        if after_comma and self.person_before(begin, self.index_from(begin)) is not None:
            # "Patricia Bullrich, head of PRO, Macri's party".
            person, end = None, end_role
        if person is not None and self.serves(item, person):
            person, end = None, end_role
        if person is not None:
            end = person.end
        elif (apposed := self.person_before(begin, self.index_from(begin))) is not None and not self.is_many(item):
            person, begin = apposed, apposed.begin
        if role in ("leader", "president") and of is None and _OF_SOME.match(self.text, end_role) is not None:
            # "the leader of the rebel group": of nothing we know, and of no state.
            role = "organisation-leader" if role == "leader" else "head"
        if person is not None and person.end <= item.begin and self.text.startswith(("'s", "’s"), item.end):
            # "Shehu, the President's spokesman": another's office.
            person, begin = None, item.begin
        effect = effect or former or (self.effect_after(end) if person is None else "")
        if person is not None and of is None and to is None and not item.pronoun:
            of = self.inner_body(item)
        body: tuple[int, int] | None = None
        if person is None and of is None and to is None and (found := self.of_noun(item, after)) is not None:
            body, person, end = found[0], found[1], found[1].end
        elif person is not None and person.end <= item.begin and of is None and to is None and not item.pronoun:
            # "ريدور خليل، الناطق باسم الوحدات، ..."
            noun = _NOUN_AFTER.match(self.text, item.end) if self.lang == "ar" and end == item.end else None
            if noun is not None and self.is_construct(item):
                body, end = noun.span(1), noun.end(1)
        if self.lang == "ar" and body is None and of is None and to is None and not item.pronoun:
            body = self.noun_within(item, role)
        pronoun = (
            item.pronoun
            or (own_land[1] if own_land is not None else "")
            or (self.possessive(item) if of is None and self.lang != "ar" else "")
        )
        return OfficePhrase(begin, end, role, of, person, effect, to, item.begin, pronoun, end_role, body)

    def charge(self, end: int, index: int) -> tuple[int, int] | None:
        """Return where what an office is for ends, before a name, and the number of the name.

        ``وزير الدولة الكويتي للشؤون الخارجية سليمان الشاهين``, ``مبعوث واشنطن الخاص إلى المنطقة ستيف ويتكوف``.
        """
        for number in range(index, min(index + 3, len(self.items))):
            item = self.items[number]
            if is_person(item, self.gazetteer):
                found = _CHARGE.fullmatch(self.text, end, item.begin)
                return (found.end(1), number) if found is not None and not item.clitics else None
        return None

    def whose(self, item: Item) -> Item | None:
        """Return the body before a relative clause on its office: ``Armenia, whose prime minister is Pashinyan``."""
        found = _WHOSE.search(self.text, max(0, item.begin - 60), item.begin)
        if found is None:
            return None
        body = next((k for k, other in enumerate(self.items) if other.end == found.start()), None)
        return self.items[body] if body is not None and self.body_at(body) else None

    def of_before(self, index: int) -> bool:
        """Tell whether an English office is one of the state or body before it: ``Iran's most senior diplomat``."""
        if not self.body_at(index - 1):
            return False
        gap = self.gap(index - 1, index)
        item = self.items[index - 1]
        before = self.text[max(0, item.begin - 4) : item.begin].lower()
        adjective = item.how == "demonym" or before.endswith(("the ", " a ", " an "))
        if adjective and _BEFORE_ADJECTIVE.fullmatch(gap) is not None:
            return True
        return any(form.fullmatch(gap) for form in (_OF_BEFORE, _BEFORE_OWNED))

    def leads_to(self, gap: str, role: str) -> bool:
        """Tell whether a body after a gap is that of an office: ``رئيس كتلة حزب الله``, ``head of the OSCE``."""
        noun = participant_nouns().get(("ar", fold(gap.strip(' «"')))) if self.lang == "ar" else None
        of_part = noun is not None and noun.type == "body" and self.gazetteer.roles[role].of == "org"
        return of_part or _OF_AFTER[self.lang].fullmatch(gap) is not None

    def is_for(self, gap: str) -> bool:
        """Tell whether an office is one "for" what stands after it: ``الرئيس السابق لجهاز الاستخبارات``."""
        return self.lang == "ar" and gap.endswith(" ل") and _skips(gap[:-1].strip()) is not None

    def inner_body(self, item: Item) -> Item | None:
        """Return the body that the form of an office ends or begins with: ``رئيس مفوضية الاتحاد الإفريقي``."""
        form = self.text[item.begin : item.end]
        starts = [begin for begin, _, _ in words(form)]
        for start in starts[1:] if self.lang == "ar" else starts:
            for hit in find_hits(form[start:], self.gazetteer):
                begin, end = start + hit.begin, start + hit.end
                at_edge = end == len(form) or (begin == 0 and self.lang == "en")
                bodies = tuple(e.target for e in hit.entries if e.kind in ("name", "metonym"))
                # "Secretary of the Security Council": that of his state.
                own = begin > 0 and self.lang == "en" and any(e.kind == "head" for e in hit.entries)
                if bodies and at_edge and not own and end - begin < len(form):
                    found = Item(item.begin + begin, item.begin + end, "name", bodies)
                    return found if not is_person(found, self.gazetteer) else None
        return None

    def is_abroad(self, role: str, where: Item) -> bool:
        """Tell whether a place is where somebody serves a body, not whom: ``منسقة الإغاثة في دارفور``."""
        of = self.gazetteer.entities.get(where.entities[0]) if where.entities else None
        return self.gazetteer.roles[role].of == "org" and of is not None and of.type is EntityType.PLACE

    def boss(self, role: str, index: int) -> Item | None:
        """Return whose aide or envoy somebody is: ``Trump's envoy``."""
        owner = self.items[index - 1] if index else None
        serving = role in {*_SERVES, "envoy"} or role.endswith(("minister", "secretary"))
        if owner is None or not serving or not is_person(owner, self.gazetteer):
            return None
        return owner if _BEFORE_OWNED.fullmatch(self.gap(index - 1, index)) else None

    def of_noun(self, item: Item, after: int) -> tuple[tuple[int, int], Item] | None:
        """Return where a noun stands for the body of an office, and who holds it: ``مفوض المقاطعة محمد ...``."""
        person = self.items[after] if after < len(self.items) else None
        construct = self.is_construct(item)
        if person is None or person.clitics or item.pronoun or not construct or not is_person(person, self.gazetteer):
            return None
        between = _NOUN_BODY[self.lang].fullmatch(self.text, item.end, person.begin)
        return (between.span(1), person) if between is not None else None

    def noun_within(self, item: Item, role: str) -> tuple[int, int] | None:
        """Return where the form of an office has a noun for the body it is one of: ``رئيس الحركة``."""
        form = self.text[item.begin : item.end]
        last = form.split()[-1]
        body = participant_nouns().get(("ar", fold(last.removeprefix("ال"))))
        if last == form or not last.startswith("ال") or body is None or body.type != "body":
            return None
        return (item.end - len(last), item.end) if self.gazetteer.roles[role].of == "org" else None

    def possessive(self, item: Item) -> str:
        """Return the English pronoun that says whose an office is: ``its new envoy``."""
        found = _POSSESSED.search(self.text, max(0, item.begin - 24), item.begin)
        return found[1].lower() if found is not None else ""

    def is_construct(self, item: Item) -> bool:
        """Tell whether a noun after an office can say of what it is: after ``الوزير`` none can."""
        return self.lang != "ar" or not self.is_definite(item) or self.text[: item.end].endswith("باسم")

    def is_definite(self, item: Item) -> bool:
        """Tell whether the last word of an Arabic item has the article."""
        return self.text[item.begin : item.end].split()[-1].startswith(("ال", "لل"))

    def is_many(self, item: Item) -> bool:
        """Tell whether an English office is one of several people: ``X, Cabinet ministers and generals``."""
        form = self.text[item.begin : item.end].lower()
        return self.lang != "ar" and form.endswith(_MANY)

    def effect_after(self, end: int) -> str:
        """Return what the word after an office makes of it: ``الرئيس الروسي السابق``."""
        word = next(words(self.text[end : end + 14]), None)
        known = role_modifiers().get(word[2], "") if word is not None and self.text[end : end + 1] == " " else ""
        return known if known in ("former", "acting", "late", "designate") else ""

    def nested(self, role: str, index: int) -> OfficePhrase | None:
        """Return the office that an aide serves: ``مستشار`` + ``الرئيس الأميركي``."""
        if role not in _STANDS_FOR or index + 1 >= len(self.items) or self.items[index + 1].how != "role":
            return None
        gap = self.gap(index, index + 1).strip().lower()
        if self.items[index + 1].clitics or gap not in ("", "to", "to the", "of", "of the", "for", "for the"):
            return None
        found = self.phrase(index + 1)
        return found if found.of is not None else replace(found, of=self.inner_body(self.items[index + 1]))

    def serves(self, item: Item, person: Item) -> bool:
        """Tell whether an office is one under somebody: of ``مستشار الرئيس الأميركي ترامب`` he is the president."""
        if self.lang != "ar" or any(self.holds(person, role) for role in item.roles):
            return False
        last = self.text[item.begin : item.end].split()[-1]
        inner = self.gazetteer.roles_leading(last) if last != self.text[item.begin : item.end] else ()
        return any(role not in item.roles and self.holds(person, role) for role in inner)

    def holds(self, person: Item, role: str) -> bool:
        """Tell whether the tables give somebody an office."""
        offices = (office for entity in person.entities for office in self.gazetteer.offices.get(entity, ()))
        return any(office.role == role for office in offices)

    def pick_role(self, item: Item, index: int) -> str:
        """Return the office that a form of several means, by what it is an office of."""
        if len(item.roles) == 1:
            return item.roles[0]
        nxt = self.items[index + 1] if index + 1 < len(self.items) else None
        if nxt is not None and nxt.how == "role" and "deputy" in item.roles and not self.gap(index, index + 1).strip():
            # "نائب أمينه العام", "نائب وكيل وزارة الخارجية".
            return "deputy"
        if {"chancellor", "adviser"} <= set(item.roles):
            return "chancellor" if self.has_chancellor(nxt) else "adviser"
        state_like = nxt is not None and (nxt.how == "demonym" or any(
            self.gazetteer.entities[e].type is EntityType.STATE for e in nxt.entities if e in self.gazetteer.entities
        ))  # fmt: skip
        # "The Russian president thanked his soldiers" speaks of no soldiers' president.
        near = nxt is not None and _LEADS_ON.fullmatch(self.gap(index, index + 1)) is not None
        wanted = "org" if near and self.body_at(index + 1) and not state_like else "state"
        return next((r for r in item.roles if self.gazetteer.roles[r].of == wanted), item.roles[0])

    def has_chancellor(self, nxt: Item | None) -> bool:
        """Tell whether what follows ``المستشار`` is a state that a chancellor governs, or a chancellor."""
        if nxt is None:
            return False
        chancellors = [o for held in self.gazetteer.offices.values() for o in held if o.role == "chancellor"]
        states = {*nxt.states, *nxt.entities}
        return self.holds(nxt, "chancellor") or any(office.of in states for office in chancellors)

    def plausible(self, person: Item, end: int) -> bool:
        """Tell whether somebody named after a comma may be the holder."""
        gap = self.text[end : person.begin]
        return not ("," in gap or "،" in gap) or self.lang == "en" or person.how != "short"

    def person_before(self, begin: int, index: int) -> Item | None:
        """Return the person whose apposition begins at ``begin``: ``ماجد الأنصاري، المتحدث``, ``Orlins, head of``."""
        left = index - 1
        if left < 0:
            return None
        person = self.items[left]
        gap = self.text[person.end : begin]
        if not is_person(person, self.gazetteer):
            return None
        if self.lang == "ar":
            return person if re.fullmatch(r"[»\"”)]?\s*[،,]\s*(?:و?(?:هو|هي)\s+)?", gap) else None
        return person if _APPOSED.fullmatch(gap) else None
