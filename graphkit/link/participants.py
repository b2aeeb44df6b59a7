"""Those who or that take part in events without a name: ``ثلاثة جنود``, ``the accord``, ``السفارة``, ``the army``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from graphkit.analyse import AnalysedArticle
from graphkit.errors import SeedError
from graphkit.link.gazetteer import Gazetteer
from graphkit.link.matcher import find_hits
from graphkit.link.transliterate import slug
from graphkit.link.values import LinkedMention
from graphkit.model import Entity, EntityType
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table
from graphkit.text import fold

__all__ = ["is_participant_noun", "link_participants", "participant_nouns"]

_TYPES = {
    "individual": EntityType.PERSON,
    "body": EntityType.ORGANIZATION,
    "group": EntityType.GROUP,
    "facility": EntityType.PLACE,
    "document": EntityType.DOCUMENT,
    "event": EntityType.DOCUMENT,
    "thing": EntityType.DOCUMENT,
}
_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.ARMED_FORCE, EntityType.GROUP})
# "the accord" takes up "the agreement", "العملية" takes up "الهجوم": any noun of the type will do.
_TAKEN_UP = frozenset({"document", "event"})
_MODIFIERS = frozenset({"amod", "nummod", "compound", "flat", "det", "nmod", "nmod:poss", "fixed"})
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
_LONGEST = 8
_MARKS = " «»\"'“”،,."
_ENDINGS = {"تين": ("ه",), "تان": ("ه",), "ات": ("", "ه"), "ين": ("", "ون"), "ان": ("",), "ون": ("",), "ا": ("",)}
"""Arabic endings of cases, duals and sound plurals, and what the nouns of the table end in instead."""


@dataclass(frozen=True, slots=True)
class _Noun:
    """What a noun of the table stands for, the kinds of organisations that it takes up, and its English.

    ``vague`` says that alone it says too little of who it is: ``members``; ``sense`` is what it has in common with
    other nouns of the same people, ``local`` says that they are mostly of the state that they are in.
    """

    type: str
    kinds: frozenset[str]
    gloss: str
    vague: bool
    sense: str
    local: bool


@cache
def participant_nouns() -> Mapping[tuple[str, str], _Noun]:
    """Return the nouns of ``participants.tsv`` by language and folded form.

    Raises:
        SeedError: if a row has a type that is none.
    """
    path = seeds_path() / "lexicon" / "participants.tsv"
    nouns = {}
    for line, row in read_table(path, ("form", "lang", "type", "kinds", "gloss", "vague", "sense", "local")):
        if row["type"] not in _TYPES:
            raise SeedError(f"{path}, line {line}: no type '{row['type']}'; one of {', '.join(_TYPES)}")
        nouns[row["lang"], fold(row["form"])] = _Noun(
            type=row["type"],
            kinds=frozenset(cell(row, "kinds")),
            gloss=row["gloss"],
            vague=row["vague"] == "yes",
            sense=row["sense"],
            local=row["local"] == "yes",
        )
    return nouns


def is_participant_noun(form: str) -> bool:
    """Tell whether a form is but a noun of the table, in any language, with an article or without: ``بعثة``."""
    bare = fold(form).removeprefix("ال").removeprefix("the ")
    return any((lang, bare) in participant_nouns() for lang in ("ar", "en"))


@dataclass
class _Known:
    """A participant of the article so far: the contents of its mentions and their forms."""

    id: str
    noun: _Noun
    heads: list[str] = field(default_factory=list)
    contents: list[frozenset[str]] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)
    plain: list[tuple[str, str]] = field(default_factory=list)  # without numbers
    forms: list[tuple[str, str]] = field(default_factory=list)
    state: str | None = None
    of: str | None = None
    there: str | None = None

    @property
    def vague(self) -> bool:
        """Whether nothing is said of who it is but a vague noun."""
        return self.noun.vague and all(len(content) < 2 for content in self.contents)


class _Participants:
    def __init__(
        self,
        analysed: AnalysedArticle,
        mentions: Sequence[LinkedMention],
        entities: Mapping[str, Entity],
        gazetteer: Gazetteer,
        state_of: Callable[[str], str | None],
        home: str | None,
    ) -> None:
        self.analysed, self.mentions, self.gazetteer = analysed, mentions, gazetteer
        self.entities, self.state_of, self.home = entities, state_of, home
        self.known: list[_Known] = []
        self.found: list[LinkedMention] = []
        self.called: dict[str, str] = {}  # by noun or sense, bodies and groups of states that the article spoke of

    def run(self, bodies: Collection[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
        """Find the participants; yield which entity a noun means that ends where ``bodies`` say, inside a mention."""
        for number, (block, doc) in enumerate(self.analysed.docs):
            here = [m for m in self.mentions if m.block == number]
            for head, span, noun in _phrases(doc):
                inside = [m for m in here if m.start < span.end and span.start < m.stop]
                if any(m.start <= head.i < m.stop or m.start < span.start or span.end < m.stop for m in inside):
                    place = number, block.begin + span.end_char
                    within = [m for m in inside if span.start <= m.start and m.stop <= span.end]
                    if place in bodies and (known := self.existing(head, span, noun, block.begin, within)):
                        yield place, known
                    continue
                entity = self.entity(head, span, noun, block.begin, inside)
                begin, end = block.begin + span.start_char, block.begin + span.end_char
                kind = "unnamed" if any(k.id == entity for k in self.known) else "description"
                self.found.append(LinkedMention(number, span.start, span.end, begin, end, (entity,), kind))

    def entity(self, head: Token, span: Span, noun: _Noun, base: int, inside: Sequence[LinkedMention]) -> str:
        """Return the entity of a phrase: one that the article names, one of the phrases before, or a new one."""
        if existing := self.existing(head, span, noun, base, inside):
            return existing
        word, content = _stem(head), _content(span)
        alone = len(content) == 1 and _definite(span)
        state = next((s for m in inside if (s := self.state_of(m.entities[0]))), None)
        known = self.antecedent(noun, word, content, alone)
        if known is None:
            known = _Known(self.new_id(span, noun, self.place_of(head, span, noun, inside)), noun)
            self.known.append(known)
        known.heads.append(word)
        known.contents.append(content)
        label, form = _forms(span)
        known.labels.append((label, span.doc.lang_))
        known.forms.append((form, span.doc.lang_))
        known.plain.append((_uncounted(span), span.doc.lang_))
        known.state = known.state or state
        known.of = known.of or next((m.entities[0] for m in inside), None)
        known.there = known.there or (self.state_around(span, base) if noun.local else None)
        return known.id

    def existing(self, head: Token, span: Span, noun: _Noun, base: int, inside: Sequence[LinkedMention]) -> str | None:
        """Return the entity that a phrase means, of those that the article names and of bodies and groups of states."""
        word, content = _stem(head), _content(span)
        alone = len(content) == 1 and _definite(span)
        begin = base + span.start_char
        if noun.type in ("body", "document") and (named := self.named_after(span, base)):
            self.called[word] = named
            return named
        if alone and word in self.called:
            return self.called[word]
        if noun.type == "body" and alone and (named := self.named_before(begin, word, noun)):
            return named
        if noun.type == "body" and _definite(span) and (named := self.shortened(begin, content)):
            return named
        state = next((s for m in inside if (s := self.state_of(m.entities[0]))), None)
        if noun.type == "group" and state is None and self.antecedent(noun, word, content, alone) is not None:
            return None
        composed = self.composed(span, noun, begin, state) if noun.type in ("body", "group") else None
        if composed and noun.sense:
            self.called[noun.sense] = composed
        return composed or (self.called.get(noun.sense) if len(content) == 1 else None)

    def state_around(self, span: Span, base: int) -> str | None:
        """Return the state that people are in: of a place in their sentence, else that the article is about."""
        sentence = span.sent
        begin, end = base + sentence.start_char, base + sentence.end_char
        here = [m for m in self.mentions if begin <= m.begin < end]
        places = [m for m in here if self.entities[m.entities[0]].type is EntityType.PLACE]
        around = {s for m in places or here if m.kind in ("name", "demonym") and (s := self.state_of(m.entities[0]))}
        return around.pop() if len(around) == 1 else self.home

    def place_of(self, head: Token, span: Span, noun: _Noun, inside: Sequence[LinkedMention]) -> str | None:
        """Return the name that makes a site or body the same in all articles: ``ميناء أوديسا``.

        The agreement of another article is another one, and so is the Russian decision.
        """
        if noun.type not in ("facility", "body"):
            return None
        names = (m.entities[0] for m in inside if m.kind in ("name", "group") and _only(span, head, m))
        return next((name for name in names if self.entities[name].type is not EntityType.STATE), None)

    def named_after(self, span: Span, base: int) -> str | None:
        """Return the organisation whose name stands in brackets after a phrase: ``بعثة الأمم المتحدة (يونيتامس)``."""
        text, end = span.doc.text, span.end_char
        if text[end : end + 2] != " (":
            return None
        close = text.find(")", end)
        for mention in self.mentions:
            if mention.begin == base + end + 2 and mention.end == base + close and mention.kind in ("name", "short"):
                entity = self.entities[mention.entities[0]]
                return entity.id if entity.type in _BODIES else None
        return None

    def shortened(self, begin: int, content: frozenset[str]) -> str | None:
        """Return the body last named that has all words of a phrase: ``حكومة الإقليم`` of ``حكومة إقليم كردستان``."""
        if len(content) < 2:
            return None
        for mention in reversed(self.mentions):
            entity = self.entities.get(mention.entities[0])
            if mention.begin >= begin or mention.kind not in ("name", "group") or entity is None:
                continue
            if entity.type in _BODIES and any(content <= words for words in _name_words(entity)):
                return entity.id
        return None

    def named_before(self, begin: int, word: str, noun: _Noun) -> str | None:
        """Return the body last named whose name begins or ends with a noun, or that is of a kind it takes up."""
        before = [m for m in self.mentions if m.begin < begin and m.kind in ("name", "short", "group")]
        for mention in reversed(before):
            entity = self.entities.get(mention.entities[0])
            if entity is not None and entity.type in _BODIES and word in _ends(entity):
                return entity.id
        for mention in reversed(before):
            if self.gazetteer.kinds.get(mention.entities[0]) in noun.kinds:
                return mention.entities[0]
        return None

    def composed(self, span: Span, noun: _Noun, begin: int, state: str | None) -> str | None:
        """Return the body or group that a noun of the table of institutions means: of its state, or that spoken of."""
        heads = {e.target for hit in find_hits(span.text, self.gazetteer) for e in hit.entries if e.kind == "head"}
        if len(heads) != 1:
            return None
        head = self.gazetteer.heads[heads.pop()]
        if state is None and _definite(span):
            before = [m for m in self.mentions if m.begin < begin and noun.type == "body"]
            last = next((s for m in reversed(before) if (s := self.state_of(m.entities[0]))), None)
            state = self.home or last
        if state is None or head.stands_for != "entity":
            return state if head.stands_for == "state" else None
        return f"{state}-{head.id}"

    def antecedent(self, noun: _Noun, word: str, content: frozenset[str], alone: bool) -> _Known | None:
        """Return the participant that a phrase takes up."""
        same = [k for k in self.known if k.noun.type == noun.type]
        rest = content - {word}

        def fits(known: _Known) -> bool:
            alike = word in known.heads or bool(noun.sense and noun.sense == known.noun.sense)
            others = [c - {h} for h, c in zip(known.heads, known.contents, strict=True)]
            return alike and any(rest <= other or other <= rest for other in others)

        fitting = [k for k in same if fits(k)]
        if fitting:
            return fitting[-1]
        if not (same and alone and noun.type in _TAKEN_UP):
            return None
        return max(reversed(same), key=lambda k: len(k.forms))

    def new_id(self, span: Span, noun: _Noun, of: str | None) -> str:
        name = slug(noun.gloss if span.doc.lang_ == "ar" else _forms(span)[0])
        if of is None:
            base = f"{name}-{slug(self.analysed.article.id)}"
        else:
            base = f"{of}-{name}" if span.doc.lang_ == "ar" else name
        taken = {known.id for known in self.known} | self.entities.keys()
        identifier, number = base, 2
        while identifier in taken or identifier in self.gazetteer.entities:
            identifier, number = f"{base}-{number}", number + 1
        return identifier

    def entity_of(self, known: _Known) -> Entity:
        """Return the entity of a participant, its label in English made from the table where the text is Arabic."""
        label, lang = max(known.labels, key=_length)
        of, noun = self.entities.get(known.of or ""), known.noun
        said = self.gazetteer.demonyms.get(known.of or known.there or "", ("", ""))[0]
        english = label
        if lang == "ar":
            said = said or ((of.en or "") if of is not None else "")
            english = f"{said} {noun.sense if noun.sense and len(set(known.heads)) > 1 else noun.gloss}".strip()
        elif known.there and not known.of:
            english = f"{said} {noun.sense or max(known.plain, key=_length)[0]}".strip()
        forms = {*known.forms, *known.labels, *known.plain} - {(label, "ar"), (english, "en")}
        return Entity(
            id=known.id,
            type=_TYPES[known.noun.type],
            en=english,
            ar=label if lang == "ar" else None,
            aliases=tuple(sorted(forms)),
            state=known.state,
            known=False,
        )


def _phrases(doc: Doc) -> Iterator[tuple[Token, Span, _Noun]]:
    """Yield the noun phrases of the table: head, the words that belong to it, without relative clauses."""
    taken: set[int] = set()
    for token in doc:
        if token.i in taken or token.pos_ not in ("NOUN", "ADJ", "PROPN"):
            continue
        noun = _noun(token)
        if noun is None:
            continue
        first = last = token.i
        held = {token.i, *(child.i for child in _in_reach(token, noun.type == "event"))}
        while last + 1 in held:
            last += 1
        while first - 1 in held or (first - 2 in held and doc[first - 1].text == "-"):
            first -= 1
        if last - first < _LONGEST:
            taken |= set(range(first, last + 1))
            yield token, doc[first : last + 1], noun


def _in_reach(head: Token, event: bool) -> Iterator[Token]:
    """Yield what modifies a noun; names and nouns of the table that an event noun governs take part in it."""
    for child in head.children:
        governed = child.dep_.startswith("nmod") or child.dep_ == "compound"
        party = governed and (child.pos_ != "NOUN" or _noun(child) is not None)
        if child.dep_ not in _MODIFIERS or child.pos_ == "PRON" or (event and party):
            continue
        if governed and head.text.endswith(("ون", "يين")):
            # "اعتقل عسكريون رئيس مالي": a plural that keeps its ending governs nothing.
            continue
        if any(below.dep_ in ("case", "acl", "acl:relcl") for below in child.children):
            continue
        other = child.dep_ == "amod" and _noun(child) is not None and not _is_definite(child)
        if other and (_is_definite(head) or (head.text.endswith("ون") and child.text.endswith("ا"))):
            # An Arabic adjective agrees with its noun: "قصفت الطائرات زورقين", "قتل مسلحون شرطيا" hide an object.
            continue
        yield child
        yield from _in_reach(child, event=False)


def _noun(token: Token) -> _Noun | None:
    lang, nouns = token.doc.lang_, participant_nouns()
    return nouns.get((lang, _stem(token))) or (nouns.get((lang, token.lower_)) if lang == "en" else None)


def _stem(token: Token) -> str:
    """Return an English lemma; of an Arabic word the noun of the table that it is a form of, else its form."""
    if token.doc.lang_ == "en":
        return token.lemma_.lower()
    form, nouns = fold(token.norm_), participant_nouns()
    bare = form.removeprefix("ال")
    forms = (bare,) if len(form) > 4 else (form, bare)
    known = (rest for one in forms for rest in _inflected(one, token.pos_) if ("ar", rest) in nouns)
    return next(known, forms[0])


def _inflected(form: str, tag: str) -> Iterator[str]:
    """Yield a folded Arabic form and the nouns that it may be a case, a dual or a sound plural of."""
    yield form
    if tag == "PROPN":
        return
    for ending, others in _ENDINGS.items():
        rest = form.removesuffix(ending)
        if rest != form and len(rest) > 2:
            yield from (rest + other for other in others)


@lru_cache(maxsize=4096)
def _ends(entity: Entity) -> frozenset[str]:
    """Return the first word of the Arabic names and the last of the English ones, and the first before ``of``."""
    found = set()
    for name in (entity.en, entity.ar, *(alias for alias, _ in entity.aliases)):
        words = fold(name or "").split()
        if not words:
            continue
        if any("\u0600" <= char <= "\u06ff" for char in words[0]):
            found.add(words[0].removeprefix("ال"))
        else:
            found |= {words[-1], *(a for a, b in pairwise(words) if b in ("of", "for"))}
    return frozenset(found)


@lru_cache(maxsize=4096)
def _name_words(entity: Entity) -> tuple[frozenset[str], ...]:
    names = (entity.en, entity.ar, *(alias for alias, _ in entity.aliases))
    return tuple(frozenset(word.removeprefix("ال") for word in fold(name or "").split()) for name in names)


def _only(span: Span, head: Token, mention: LinkedMention) -> bool:
    """Tell whether a phrase is but a noun and a name: ``ميناء أوديسا``."""
    others = (t for t in span if t.i != head.i and not mention.start <= t.i < mention.stop)
    return not any(t.pos_ in ("NOUN", "PROPN", "ADJ", "X", "NUM") for t in others)


def _forms(span: Span) -> tuple[str, str]:
    """Return the words of a phrase without an article, and all; in Arabic all, and without adjectives at the end."""
    form = span.text.strip(_MARKS)
    if span.doc.lang_ == "ar":
        kept = max((t.i for t in span if t.pos_ in ("NOUN", "PROPN", "X")), default=span.end - 1)
        return (form, span.doc[span.start : kept + 1].text.strip(_MARKS))
    return (span[1:].text.strip(_MARKS) if span[0].pos_ == "DET" and len(span) > 1 else form, form)


def _uncounted(span: Span) -> str:
    """Return the words of a phrase without articles and numbers before them."""
    first = next((t.i for t in span if t.pos_ not in ("DET", "NUM")), span.start)
    return span.doc[first : span.end].text.strip(_MARKS)


def _length(form: tuple[str, str]) -> tuple[int, int, tuple[str, str]]:
    return len(form[0].split()), len(form[0]), form


def _content(span: Span) -> frozenset[str]:
    return frozenset(_stem(t) for t in span if t.pos_ in ("NOUN", "PROPN", "ADJ", "X", "NUM"))


def _is_definite(token: Token) -> bool:
    return token.norm_.startswith("ال")


def _definite(span: Span) -> bool:
    if span.doc.lang_ == "ar":
        return any(map(_is_definite, span))
    # "police fired", "army seizes power": headlines and agencies leave the article out.
    return span[0].lower_ in _DETERMINERS or span[0].pos_ == "NOUN"


def link_participants(
    analysed: AnalysedArticle,
    mentions: Sequence[LinkedMention],
    entities: Mapping[str, Entity],
    gazetteer: Gazetteer,
    state_of: Callable[[str], str | None],
    home: str | None,
    bodies: Collection[tuple[int, int]] = (),
) -> tuple[list[LinkedMention], dict[str, Entity], frozenset[str], dict[tuple[int, int], str]]:
    """Return the mentions of participants without a name, and the entities that neither article nor tables had.

    Then come the ids of those of whom too little is said to make them a party, and the entities of ``bodies``.

    Nouns of ``participants.tsv`` make them. A definite noun alone takes up the body last named with it (``حركة فتح``,
    ``الحركة``); a noun of an institution means that of the state it is said of or that the text speaks of; else a
    phrase takes up an earlier one with the same noun, a definite noun for a document or an event any of its type.

    Args:
        analysed: the article.
        mentions: the mentions by name, description and pronoun, sorted.
        entities: the entities of the mentions.
        gazetteer: the tables.
        state_of: the state an entity acts for, or itself if it is one.
        home: the state that the article is about, if it is about one.
        bodies: block and half-open end of nouns inside mentions that are to be told too: of "the group's leader X".
    """
    participants = _Participants(analysed, mentions, entities, gazetteer, state_of, home)
    meant = dict(participants.run(bodies))
    entities_made = {known.id: participants.entity_of(known) for known in participants.known}
    vague = frozenset(known.id for known in participants.known if known.vague)
    return participants.found, entities_made, vague, meant
