"""Words that refer back: ``البلدان``, ``his country``, ``he``, the pronoun in ``شكرها``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from graphkit.analyse import AnalysedArticle
from graphkit.link.gazetteer import words
from graphkit.link.values import LinkedMention
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table
from graphkit.text import fold

__all__ = ["open_anaphors", "reference_of", "resolve_anaphors"]

_AND = re.compile(r"[»\"]?\s*(?:و|and)\s*[«\"]?(?:the\s+)?")
StateOf = Callable[[str], str | None]
KindOf = Callable[[str], str]
_KINDS = {
    "group": frozenset({"armed-group", "party", "bloc", "regional-organisation", "international-organisation"}),
    "agency": frozenset({"news-agency"}),
}
RolesOf = Callable[[str], frozenset[str]]

_APPOSED = 14  # code points to a name that says whom a noun means: "its neighbour Rwanda"
_TWO = frozenset({"two", "states", "persons", "parties", "armies"})
_PART_OF_ANOTHER = frozenset({"det", "amod", "compound", "nummod", "cc", "cc:preconj", "flat", "fixed"})
"""What is no party by itself: "the general election", "both Egypt and Iran"."""
_SUBJECT_PRONOUNS = frozenset({"he", "she", "هو", "هي"})
_OBJECT_PRONOUNS = frozenset({"him", "her", "ه", "ها", "it"})
_POSSESSIVES = frozenset({"his", "her", "its"})
_OPEN = _SUBJECT_PRONOUNS | _OBJECT_PRONOUNS | _POSSESSIVES
_OPEN |= {"they", "them", "their", "we", "us", "our", "i", "me", "my", "himself", "herself", "itself", "themselves"}
_OPEN |= {"هم", "هما", "هن", "نا", "نحن", "ي", "ني", "أنا"}
_INSIDE = re.compile(r"\b(?:في|in|at) $")
_PLACE = 0.5  # what a state counts as a side of where it is but the place
_RELATIVE = re.compile(r"\s*[,،]?\s*(?:who|الذي|التي)\s[^,،]*")


@cache
def _anaphors() -> Mapping[tuple[str, ...], tuple[str, tuple[str, frozenset[str]]]]:
    """Return the form, the kind and the roles, or the entities, of each row by its folded words."""
    table = read_table(seeds_path() / "lexicon" / "anaphors.tsv", ("form", "kind", "roles", "of"))
    return {
        tuple(word for _, _, word in words(row["form"])): (
            row["form"],
            (row["kind"], frozenset(cell(row, "roles")) | frozenset(cell(row, "of"))),
        )
        for _, row in table
    }


def _readings(word: str) -> Sequence[str]:
    readings = [word]
    rest = word
    if rest[:1] in ("و", "ف") and len(rest) > 3:
        rest = rest[1:]
        readings.append(rest)
    if rest[:1] in ("ب", "ل", "ك") and len(rest) > 3:
        readings.append(rest[1:])
    if rest.startswith("لل"):
        readings.append("ا" + rest[1:])
    return readings


def _find_words(text: str) -> list[tuple[int, int, tuple[str, frozenset[str]]]]:
    table = _anaphors()
    longest = max(map(len, table))
    found = list(words(text))
    result = []
    position = 0
    while position < len(found):
        step = 1
        for size in range(min(longest, len(found) - position), 0, -1):
            rest = tuple(word for _, _, word in found[position + 1 : position + size])
            end = found[position + size - 1][1]
            readings = ((first, *rest) for first in _readings(found[position][2]))
            form, kind = next((table[reading] for reading in readings if reading in table), ("", None))
            # Folded, "بلدة" reads "بلده".
            if kind and (text[end - 1] != "ة" or form.endswith("ة")):
                result.append((found[position][0], end, kind))
                step = size
                break
        position += step
    return result


def _find_spans(doc: Doc) -> Iterator[tuple[Span, tuple[str, frozenset[str]]]]:
    """Yield the words of a document that the table has, with their kind and roles."""
    for begin, end, kind in _find_words(doc.text):
        span = doc.char_span(begin, end, alignment_mode="expand")
        if span is not None:
            yield span, kind


def reference_of(text: str) -> tuple[str, frozenset[str]] | None:
    """Return the kind of a word that refers back, and the roles, entities, kinds, regions or types it is bound to.

    Args:
        text: the words as written; Arabic ones may have a clitic before them.

    Returns:
        None for words that the table does not have.
    """
    return next((kind for _, _, kind in _find_words(text)), None)


class _Resolver:
    def __init__(
        self,
        analysed: AnalysedArticle,
        mentions: Sequence[LinkedMention],
        state_of: StateOf,
        persons: frozenset[str],
        roles_of: RolesOf,
        kind_of: KindOf,
        leads: StateOf,
        regions_of: RolesOf,
    ) -> None:
        self.analysed, self.state_of, self.persons, self.roles_of = analysed, state_of, persons, roles_of
        self.kind_of, self.leads, self.regions_of = kind_of, leads, regions_of
        self.known = list(mentions)

    def before(self, begin: int) -> list[LinkedMention]:
        return [m for m in self.known if m.begin < begin]

    def sentence_of(self, begin: int) -> int:
        """Return the offset of the first code point of the sentence around an offset."""
        for block, doc in self.analysed.docs:
            if block.begin <= begin < block.begin + len(doc.text):
                starts = [block.begin + sentence.start_char for sentence in doc.sents]
                return max(start for start in starts if start <= begin)
        return begin

    def joined(self, one: LinkedMention, other: LinkedMention) -> bool:
        """Tell whether only a conjunction or a comma stands between two mentions."""
        gap = self.analysed.article.text[one.end : other.begin]
        return _AND.fullmatch(gap) is not None or gap.strip() in ("،", ",")

    def last_pair(self, begin: int) -> tuple[str, ...]:
        """Return the last two named together before an offset: ``بوتين وكيم``, ``البلدان``."""
        before = self.before(begin)[-24:]
        for one, other in pairwise(reversed(before)):
            if len(one.entities) == 2:
                return one.entities
            gap = self.analysed.article.text[other.end : one.begin]
            if _AND.fullmatch(gap) and "demonym" not in (one.kind, other.kind) and one.entities != other.entities:
                return (other.entities[0], one.entities[0])
        return ()

    def party_of(self, entity: str) -> str | None:
        """Return the armed group that an entity is or leads, else the state it acts for."""
        if self.kind_of(entity) == "armed-group":
            return entity
        return self.leads(entity) or self.state_of(entity)

    def two_states(self, begin: int, side_of: StateOf | None = None) -> tuple[str, ...]:
        """Return the two states that the text so far speaks of most, the last named first among equals.

        ``side_of`` gives other sides than states: armed groups.
        """
        side = side_of or self.state_of
        before = self.before(begin)[-24:]
        for place in range(len(before) - 1, 0, -1):
            # "السعودية وإيران", "between Seoul and Tokyo": the last two named together, and no third.
            other, one = before[place - 1], before[place]
            pair = [side(m.entities[0]) for m in (other, one)]
            named = {other.kind, one.kind} <= {"name", "short", "description"}
            alone = place < 2 or not self.joined(before[place - 2], other)
            if named and alone and self.joined(other, one) and None not in pair and pair[0] != pair[1]:
                return tuple(state for state in pair if state)
        counts: dict[str, float] = {}
        for mention in self.before(begin):
            # "يلتقيان في البحرين": where it happens is less of a side.
            where = _INSIDE.search(self.analysed.article.text, max(0, mention.begin - 4), mention.begin) is not None
            for state in {state for entity in mention.entities if (state := side(entity))}:
                counts[state] = counts.get(state, 0.0) + (_PLACE if where else 1.0)
        order = {state: -place for place, state in enumerate(counts)}
        top = sorted(counts, key=lambda s: (-counts[s], order[s]))[:2]
        return tuple(top) if len(top) == 2 else ()

    def last_people(self, begin: int, wanted: int, roles: frozenset[str] = frozenset()) -> tuple[str, ...]:
        people: list[str] = []
        for mention in reversed(self.before(begin)):
            if mention.kind not in ("name", "short", "description", "pronoun"):
                continue
            for entity in mention.entities:
                fits = not roles or roles & self.roles_of(entity)
                if entity in self.persons and entity not in people and fits:
                    people.append(entity)
            if len(people) >= wanted:
                return tuple(reversed(people[:wanted]))
        return ()

    def last_of(self, begin: int, kinds: frozenset[str]) -> tuple[str, ...]:
        """Return the last entity of some kinds that is named before an offset."""
        for mention in reversed(self.before(begin)):
            if self.kind_of(mention.entities[0]) in kinds:
                return mention.entities[:1]
        return ()

    def neighbour(self, begin: int) -> tuple[str, ...]:
        """Return the other state than the one last named of the two that the article speaks of: ``جارتها``."""
        if any(begin < m.begin < begin + _APPOSED for m in self.known):
            return ()
        owner = next((s for m in reversed(self.before(begin)) if (s := self.state_of(m.entities[0]))), None)
        counts = Counter(s for m in self.known if (s := self.state_of(m.entities[0])) and s != owner)
        return tuple(state for state, _ in counts.most_common(1)) if owner else ()

    def one_of(self, begin: int, means: frozenset[str]) -> tuple[str, ...]:
        """Return the last named of those that a word may mean, by id, kind or region: "the islands"."""
        for mention in reversed(self.before(begin)):
            for entity in (mention.entities[0], self.state_of(mention.entities[0])):
                if entity is not None and means & {entity, self.kind_of(entity), *self.regions_of(entity)}:
                    return (entity,)
        return ()

    def last_body(self, begin: int) -> tuple[str, ...]:
        """Return the last state or body named before an offset: ``الأخيرة``."""
        for mention in reversed(self.before(begin)):
            named = mention.kind in ("name", "short", "group") and mention.entities[0] not in self.persons
            if named and len(mention.entities) == 1:
                return mention.entities
        return ()

    def resolve(self, begin: int, kind: str, roles: frozenset[str]) -> tuple[str, ...]:
        """Return whom a word that refers back means; ``roles`` are offices they must hold, if any."""
        if kind in ("open", "two"):
            return ()
        if kind == "states":
            return self.two_states(begin)
        if kind == "persons":
            return self.last_people(begin, 2, roles)
        if kind in _KINDS:
            return self.last_of(begin, _KINDS[kind])
        if kind == "person":
            return self.last_people(begin, 1)
        if kind == "state":
            states = (self.state_of(m.entities[0]) for m in reversed(self.before(begin)))
            return next(((state,) for state in states if state), ())
        if kind == "neighbour":
            return self.neighbour(begin)
        if kind == "one":
            return self.one_of(begin, roles)
        if kind == "armies":
            return tuple(f"{state}-armed-forces" for state in self.two_states(begin))
        if kind == "former":
            return self.last_people(begin, 2)[:1]
        if kind == "body":
            return self.last_body(begin)
        if kind == "parties":
            return self.two_states(begin, self.party_of) or self.last_people(begin, 2)
        if kind == "country":
            start = self.sentence_of(begin)
            before = [m for m in self.before(begin) if m.entities[0] in self.persons or m.kind == "proxy"]
            here = [m for m in before if m.begin >= start]
            # "Kim, who said that his country ...": whom the clause is about.
            text = self.analysed.article.text
            here = [*(m for m in reversed(here) if _RELATIVE.fullmatch(text, m.end, begin)), *here]
            bodies = [m for m in self.before(begin) if m.begin >= start and m.kind != "demonym"][:1]
            # Who begins the sentence speaks of his own country; else the last person named.
            for mention in [*here, *bodies, *reversed(before), *reversed(self.before(begin))]:
                if mention.kind in ("name", "short", "description", "proxy") and (
                    state := self.state_of(mention.entities[0])
                ):
                    return (state,)
            return ()
        people = self.last_people(begin, 2)
        return people[:1] if len(people) == 2 else ()


def _alone(span: Span) -> bool:
    """Tell whether words stand for a noun, not beside one: not ``اليوم الأول``, "the former president"."""
    doc, before = span.doc, span.doc[span.start - 1] if span.start else None
    if doc.lang_ == "ar":
        return before is not None and before.pos_ in ("VERB", "ADP", "CCONJ")
    after = doc[span.end] if span.end < len(doc) else None
    return after is None or after.pos_ in ("VERB", "AUX", "PUNCT", "PART", "ADP", "PRON", "DET", "CCONJ", "ADV")


def _pronouns(doc: Doc) -> list[tuple[Token, str]]:
    found = []
    for token in doc:
        if token.pos_ not in ("PRON", "DET"):
            continue
        form = token.lower_
        if doc.lang_ == "ar":
            if (
                form in ("ه", "ها")
                and token.i > 0
                and (doc[token.i - 1].pos_ in ("VERB", "ADP") or fold(doc[token.i - 1].text) == "ايا")
            ):
                found.append((token, "object"))
            elif form == "هما" and token.i > 0 and doc[token.i - 1].pos_ in ("VERB", "ADP"):
                found.append((token, "pair"))
        elif form in _SUBJECT_PRONOUNS:
            found.append((token, "subject"))
        elif form in ("him",) or (form == "her" and token.dep_ in ("obj", "obl", "iobj")):
            found.append((token, "object"))
        elif form in _POSSESSIVES:
            found.append((token, "possessive"))
    return found


def open_anaphors(
    analysed: AnalysedArticle, mentions: Sequence[LinkedMention], unnamed: Sequence[LinkedMention]
) -> list[LinkedMention]:
    """Return mentions without entities for what refers back and no mention covers: whom it means is left to read.

    Args:
        analysed: the article.
        mentions: the mentions by name and those of what refers back.
        unnamed: those of participants without a name.
    """
    covered = {(m.block, i) for m in mentions for i in range(m.start, m.stop)}
    taken = covered | {(m.block, i) for m in unnamed for i in range(m.start, m.stop)}
    found: list[LinkedMention] = []
    for index, (block, doc) in enumerate(analysed.docs):
        spans: list[tuple[Span, bool]] = []
        for span, (kind, _) in _find_spans(doc):
            places = {(index, token.i) for token in span}
            if places.isdisjoint(taken) and span.root.dep_ not in _PART_OF_ANOTHER:
                spans.append((span, kind in _TWO))
                covered |= places
                taken |= places
        spans += [
            (doc[token.i : token.i + 1], token.lower_ == "هما")
            for token in doc
            if token.pos_ in ("PRON", "DET") and token.lower_ in _OPEN and (index, token.i) not in covered
        ]
        found += [
            LinkedMention(
                index,
                span.start,
                span.end,
                block.begin + span.start_char,
                block.begin + span.end_char,
                (),
                "dual" if two else "pronoun",
            )
            for span, two in spans
        ]
    return sorted(found)


def resolve_anaphors(
    analysed: AnalysedArticle,
    mentions: Sequence[LinkedMention],
    state_of: StateOf,
    persons: frozenset[str],
    roles_of: RolesOf,
    kind_of: KindOf,
    leads: StateOf,
    regions_of: RolesOf,
) -> list[LinkedMention]:
    """Return the mentions with those of words that refer back, sorted.

    What cannot be resolved gives no mention. A subject pronoun is taken for the subject of the sentence before (the
    first person named in it), an object pronoun for the last person or state named who does not begin the sentence.

    Args:
        analysed: the article.
        mentions: the mentions by name, sorted.
        state_of: the state an entity acts for, or itself if it is one.
        persons: ids of entities that are persons.
        roles_of: the offices that a person holds, by the article or the tables.
        kind_of: the kind of an entity, as the tables have it.
        leads: the armed group that a person has an office of, if any.
        regions_of: the regions that an entity lies in.
    """
    resolver = _Resolver(analysed, mentions, state_of, persons, roles_of, kind_of, leads, regions_of)
    added: list[LinkedMention] = []
    for index, (block, doc) in enumerate(analysed.docs):
        covered = {i for m in mentions if m.block == index for i in range(m.start, m.stop)}
        for span, kind in _find_spans(doc):
            if any(i in covered for i in range(span.start, span.end)):
                continue
            begin, end = block.begin + span.start_char, block.begin + span.end_char
            if kind[0] == "former" and not _alone(span):
                continue
            entities = resolver.resolve(begin, *kind)
            if entities:
                added.append(LinkedMention(index, span.start, span.end, begin, end, entities,
                                           "dual" if len(entities) == 2 else "pronoun"))  # fmt: skip
                covered |= set(range(span.start, span.end))
        for token, use in _pronouns(doc):
            if token.i in covered:
                continue
            begin = block.begin + token.idx
            if use == "pair":
                pair = resolver.last_pair(begin)
                if pair:
                    added.append(LinkedMention(index, token.i, token.i + 1, begin, begin + len(token), pair, "dual"))
                continue
            found_ids = _antecedents(resolver, index, token, block.begin + token.idx, use, doc)
            if found_ids:
                added.append(LinkedMention(index, token.i, token.i + 1, block.begin + token.idx,
                                           block.begin + token.idx + len(token), found_ids, "pronoun"))  # fmt: skip
    return sorted([*mentions, *added])


def _antecedents(resolver: _Resolver, block: int, token: Token, begin: int, use: str, doc: Doc) -> tuple[str, ...]:
    """Return whom a pronoun may mean, likeliest first; one only for a subject."""
    start = doc[token.sent.start].idx + (begin - token.idx)
    earlier = [m for m in resolver.known if m.begin < begin and m.kind in ("name", "short", "description", "group")]
    here = [m for m in earlier if m.begin >= start and m.block == block]
    previous = [m for m in earlier if m.begin < start]
    if use == "subject":
        people = [m for m in here if m.entities[0] in resolver.persons]
        if people:
            return people[0].entities[:1]
        people = [m for m in previous if m.entities[0] in resolver.persons]
        if not people:
            return ()
        # The one the sentence before began with goes on acting.
        last = people[-1]
        last_doc = resolver.analysed.docs[last.block][1]
        sentence = last_doc[last.start].sent
        same = [m for m in people if m.block == last.block and sentence.start <= m.start < sentence.end]
        return same[0].entities[:1]
    # Nearest first, but who begins the sentence is its subject and comes last.
    pool = (
        [*reversed(here[1:]), *reversed(previous[-2:]), *here[:1]]
        if use == "object"
        else [*reversed(here), *reversed(previous[-1:])]
    )
    if doc.lang_ == "ar" and use == "object":
        feminine = fold(token.text) == "ها"
        fitting = [m for m in pool if (m.entities[0] not in resolver.persons) is feminine]
        pool = fitting or pool
    return tuple(dict.fromkeys(entity for mention in pool for entity in mention.entities[:1]))[:3]
