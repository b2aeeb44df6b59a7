"""The relation stage: every trigger of an article against the frames, with status, time and source."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from graphkit.analyse.times import TimeExpression, find_times
from graphkit.link.values import LinkedArticle, LinkedMention
from graphkit.model import BlockKind, Entity, EntityType, Evidence, Extraction, Interval, Mention, Relation, Status
from graphkit.relate import arguments_ar, arguments_en, dependencies_ar
from graphkit.relate.attribution import source_of, spoken
from graphkit.relate.casualties import casualty_frames, where_of
from graphkit.relate.circumstances import (
    is_ahead,
    is_news,
    is_told,
    lead_day,
    news_days,
    place_of,
    quantity_of,
    time_of,
)
from graphkit.relate.claims import STRIKES, claimed
from graphkit.relate.denials import CLAIMS, claimant_beside, claimant_of_noun, claimants_before
from graphkit.relate.facts import article_facts
from graphkit.relate.frames import Found, match_frames, meets_needs
from graphkit.relate.kinds import has_trait, relation_kinds
from graphkit.relate.lexicon import Frame, Lexicon, Trigger
from graphkit.relate.means import besides
from graphkit.relate.odds import is_odd, is_ruled_out
from graphkit.relate.office_words import office_name
from graphkit.relate.reader import RelationReader
from graphkit.relate.readings import Readings, ReadRelation
from graphkit.relate.sides import Sides
from graphkit.relate.sites import sited, unnamed_here
from graphkit.relate.status import is_condition, status_of
from graphkit.relate.unite import unite
from graphkit.relate.view import Argument, Arguments, BlockView
from graphkit.relate.visits import entailed_visits
from graphkit.tables import MEDIA_KINDS
from graphkit.vocabulary import ancestors

__all__ = ["EXTRACTOR", "READER", "relate"]

EXTRACTOR = "graphkit 0.1 rules"
READER = "graphkit 0.1 reader"

_READ_STATUS = 0.7  # from which the reader's word goes against cues around: "may not be", "refused"


@dataclass(frozen=True, slots=True)
class _Block:
    """One block ready for extraction; ``base`` is the offset of its first code point."""

    index: int
    view: BlockView
    base: int
    times: Sequence[TimeExpression]


class _Extractor:
    def __init__(self, linked: LinkedArticle, lexicon: Lexicon, reader: RelationReader | None) -> None:
        self.linked, self.lexicon, self.gazetteer = linked, lexicon, linked.gazetteer
        self.reader = reader
        self.article = linked.analysed.article
        self.sha = self.article.sha256
        self.entities: ChainMap[str, Entity] = ChainMap(dict(linked.entities), linked.gazetteer.entities)
        self.relations: list[Relation] = []
        # By the offsets of words and of whom they say something: which relations.
        self.stated: dict[tuple[int, frozenset[str | None]], int] = {}
        self.framed: dict[int, tuple[int, Found]] = {}  # by number, the block and what a frame found there
        self.unanswered: dict[tuple[Doc, int], tuple[Frame, Argument]] = {}  # denials of nobody's claim so far
        self.lead: Interval | None = None
        self.headlines: list[BlockView] = []
        self.first: BlockView | None = None  # the first block of the body
        self.sides = Sides(linked, self.entities)
        self.spokesmen = frozenset(o.person for o in linked.offices if o.role.endswith("spokesperson"))

    def run(self) -> Extraction:
        last: Argument | None = None
        docs = self.linked.analysed.docs
        found = [find_times(doc.text, doc.lang_, self.article.date) for _, doc in docs]
        kinds = [block.kind is BlockKind.BODY for block, _ in docs]
        blocks_told = [(doc, times, body) for (_, doc), times, body in zip(docs, found, kinds, strict=True)]
        self.lead = lead_day(blocks_told, self.article.date, self.lexicon)
        timed = [
            frozenset(token.i for token in doc if any(t.begin <= token.idx < t.end for t in times))
            for (_, doc), times in zip(docs, found, strict=True)
        ]
        # Without words of time taken for names: "فجر الجمعة".
        spoken = [m for m in self.linked.mentions if not timed[m.block].issuperset(range(m.start, m.stop))]
        readings = self.readings(spoken, timed)
        owners: dict[tuple[int, int], LinkedMention] = {}
        if readings is not None:
            owners = readings.owners(m for m in self.linked.open if self.is_suffix(m))
            spoken = readings.resolved([*spoken, *(m for m in self.linked.open if not self.is_suffix(m))])
        blocks: list[_Block] = []
        for index, (block, doc) in enumerate(docs):
            view = self.view(index, spoken, timed)
            if self.first is None and kinds[index]:
                self.first = view
            elif self.first is None:
                self.headlines.append(view)
            view.unnamed, view.topics = unnamed_here(self.linked, index)
            view.hosts, view.spokesmen = self.sides.hosts, self.spokesmen
            view.owners = {token: mention for (block, token), mention in owners.items() if block == index}
            if view.arabic:
                last = arguments_ar.carry_subjects(view, last)
            blocks.append(_Block(index, view, block.begin, found[index]))
            for token in doc:
                if token.i not in timed[index]:
                    self.extract(blocks[-1], token)
        if readings is not None:
            self.read(blocks, readings)
        self.answer(blocks)
        self.claim(blocks)
        sent = {r.subject for r in self.relations if r.predicate == "ambassadorTo"}
        facts = article_facts(self.linked, self.evidence, sent)
        visits = entailed_visits(self.relations, self.entities, self.sides.homes, self.gazetteer)
        relations = unite([*self.relations, *visits, *facts])
        for relation in facts:
            if relation.object is not None and relation.object not in self.entities:
                self.entities[relation.object] = self.gazetteer.composed_by_id(relation.object)
        used = {e for r in relations for e in (r.subject, r.object, r.place) if e}
        used |= {evidence.source for r in relations for evidence in r.evidence if evidence.source}
        unnamed = {m.entities[0] for m in self.linked.unnamed if m.kind == "unnamed"}
        used |= {e for mention in spoken for e in mention.entities if mention.kind != "pronoun" or e not in unnamed}
        used |= {self.linked.publisher} if self.linked.publisher else set()
        shown = [*spoken, *(m for m in self.linked.unnamed if m.entities[0] in used)]
        mentions_out = sorted({Mention(m.begin, m.end, e, m.kind) for m in shown for e in m.entities if e in used})
        return Extraction(
            self.article,
            tuple(self.entities[entity] for entity in sorted(used)),
            tuple(mentions_out),
            relations,
            self.linked.publisher,
        )

    def is_suffix(self, mention: LinkedMention) -> bool:
        """Tell whether a pronoun is written on a noun, which the grammar of the frames takes as one word."""
        doc = self.linked.analysed.docs[mention.block][1]
        before = doc[mention.start - 1] if mention.start else None
        return before is not None and not before.whitespace_ and before.pos_ in ("NOUN", "ADJ", "PROPN", "NUM")

    def view(self, index: int, spoken: Sequence[LinkedMention], timed: Sequence[frozenset[int]]) -> BlockView:
        """Return a block with its mentions."""
        _, doc = self.linked.analysed.docs[index]
        here = [m for m in spoken if m.block == index]
        return BlockView(doc, here, self.lexicon, timed[index], self.entities)

    def readings(self, spoken: Sequence[LinkedMention], timed: Sequence[frozenset[int]]) -> Readings | None:
        """Return what the trained reader makes of the article, None without one."""
        if self.reader is None:
            return None
        views = [self.view(index, spoken, timed) for index in range(len(timed))]
        further = (*self.linked.inner, *self.linked.unnamed, *self.linked.open)
        held = [*spoken, *(m for m in further if m.start not in timed[m.block])]
        return Readings(views, held, self.entities, self.gazetteer, self.reader, self.linked.vague, self.sides.roles())

    def read(self, blocks: Sequence[_Block], readings: Readings) -> None:
        """Add what the trained reader finds, but where a frame says the same of one word, or says it in more detail.

        What a frame found goes where the reader is sure that the word states it of others.
        """
        doubted = {number for number, (block, found) in self.framed.items() if readings.doubts(block, found)}
        known = {
            (r.subject, r.object, name)
            for number, r in enumerate(self.relations)
            if number not in doubted
            for name in ancestors(r.predicate)
        }
        between = Counter((r.subject, r.predicate, r.evidence[0].begin) for r in self.relations)
        # Whoever hosts two at once hosts what they have with each other.
        mediated = {
            (r.subject, r.object)
            for r in self.relations
            if r.predicate == "mediatedBetween"
            or (r.predicate == "hosted" and between[r.subject, r.predicate, r.evidence[0].begin] > 1)
        }
        for item in readings.relations():
            where = blocks[item.block].base + item.trigger.idx
            same = self.stated.get((where, frozenset((item.found.subject, item.found.object))))
            if same is not None:
                self.attribute(same, item.source)
            if same is not None or self.sides.is_at_odds(item.found, item.office):
                continue
            if is_ruled_out(blocks[item.block].view, item) or is_odd(
                item.found, where, self.linked, self.entities, mediated
            ):
                continue
            pair = (item.found.subject, item.found.object, item.found.relation)
            swapped = (item.found.object, item.found.subject, item.found.relation)
            if pair not in known and not (relation_kinds()[item.found.relation].symmetric and swapped in known):
                self.add(blocks[item.block], item.trigger, item.found, item)
        self.relations = [relation for number, relation in enumerate(self.relations) if number not in doubted]

    def attribute(self, number: int, source: str | None) -> None:
        """Add who claims what a frame found, where the reader alone sees it."""
        relation = self.relations[number]
        evidence = relation.evidence[0]
        own = has_trait(relation.predicate, "speech") or source == relation.subject
        if source is None or evidence.source is not None or own:
            return
        self.relations[number] = replace(relation, evidence=(replace(evidence, source=source),))

    def extract(self, block: _Block, token: Token) -> None:
        """Add what one word states."""
        view = block.view
        covering = view.at[token.i]
        if covering is not None and covering.kind != "group":
            return
        grammar = arguments_ar if view.arabic else arguments_en
        found: list[Found] = []
        verb = self.lexicon.verb(token) if token.pos_ not in ("NOUN", "ADP", "PUNCT") and covering is None else None
        if verb is not None and verb.frames:
            found = self.match_verb(view, token, verb)
        if not found and (token.pos_ != "VERB" or (view.arabic and verb is None)):
            noun = self.lexicon.noun(token)
            if noun is not None and noun.frames:
                for frames in casualty_frames(noun.frames):
                    items = self.match(view, token, frames, grammar.noun_arguments(view, token))
                    if not items and view.arabic:
                        items = self.match(view, token, frames, dependencies_ar.noun_arguments(view, token))
                    found += items
        for item in found:
            self.add(block, token, item)

    def match_verb(self, view: BlockView, token: Token, verb: Trigger) -> list[Found]:
        """Return what a verb states by one of its readings, and where it says that some died."""
        grammar = arguments_ar if view.arabic else arguments_en
        arguments = grammar.verb_arguments(view, token)
        casualties, frames = casualty_frames(verb.frames)
        deaths = self.match(view, token, casualties, arguments)
        if not deaths and casualties and view.arabic:
            deaths = self.match(view, token, casualties, dependencies_ar.verb_arguments(view, token))
        found = self.match(view, token, frames, arguments)
        if not found and view.arabic:
            for other in (arguments_ar.shifted, arguments_ar.inverted):
                if (slots := other(view, token, arguments)) is not None:
                    found = found or self.match(view, token, frames, slots)
            found = found or self.match(view, token, frames, dependencies_ar.verb_arguments(view, token))
        return [*found, *deaths]

    def match(self, view: BlockView, token: Token, frames: Sequence[Frame], arguments: Arguments) -> list[Found]:
        grammar = arguments_ar if view.arabic else arguments_en

        def owner(argument: Argument) -> Argument | None:
            slots = grammar.noun_arguments(view, view.doc[argument.token])
            found = [(slot, slots.first(slot)) for slot in _OWNERS]
            # Whose a noun is stands after it; a subject before it is that of the verb that takes it.
            owners = (a for slot, a in found if a is not None and (slot != "subj" or a.token > argument.token))
            unnamed = (a for slot in ("gen", "by") for a in slots.get(slot) if a.token in view.unnamed)
            return next(owners, None) or next(unnamed, None)

        for frame in frames:
            if "speaker" in frame.subject and (speaker := source_of(view, token)) is not None:
                if status_of(view, token, "")[0] is Status.DENIED:
                    # "denied that Oslo was behind it": no charge.
                    continue
                arguments.add("speaker", spoken(view, token, speaker))
            if "where" in frame.object:
                dead = next((a for slot in frame.subject if (a := arguments.first(slot)) is not None), None)
                where = where_of(view, token, dead.entities) if dead is not None else None
                arguments.slots["where"] = [where] if where is not None else []
            if "claimant" in frame.object:
                said = meets_needs(frame, view, token, arguments)
                found = self.denial(view, token, frame, arguments) if said else []
            else:
                found = match_frames(view, token, [frame], arguments, self.entities, self.gazetteer, owner)
            if found:
                return found
        return []

    def denial(self, view: BlockView, token: Token, frame: Frame, arguments: Arguments) -> list[Found]:
        """Return whose claim is denied: the one named with it, else the last to accuse the one who denies."""
        subject = next((a for slot in frame.subject if (a := arguments.first(slot)) is not None), None)
        if subject is None:
            return []
        owner = claimant_of_noun(view, arguments, subject) or claimant_beside(view, token, subject)
        denier = self.gazetteer.capitals.get(subject.entities[0], subject.entities[0])
        if owner is not None:
            whose = self.gazetteer.capitals.get(owner.entities[0], owner.entities[0])
            if whose not in self.sides.speaks_for(denier):
                return [Found(frame.relation, denier, whose, token.i, subject, owner)]
        for entity in subject.entities:
            denier = self.gazetteer.capitals.get(entity, entity)
            own = {denier, self.sides.state(denier)} - {None}
            claims = CLAIMS if frame.relation == "rejected" else CLAIMS[:2]
            for relation in reversed(self.relations):
                accused = {relation.object, self.sides.state(relation.object)}
                if relation.predicate in claims and accused & own and relation.subject not in own:
                    # Those who accuse together stand side by side.
                    key = (relation.predicate, relation.object, relation.evidence[0])
                    claimants = (r.subject for r in self.relations if (r.predicate, r.object, r.evidence[0]) == key)
                    return [Found(frame.relation, denier, c, token.i, subject, None) for c in dict.fromkeys(claimants)]
        if frame.relation == "deniedClaimOf":
            self.unanswered[token.doc, token.i] = (frame, subject)
        return []

    def answer(self, blocks: Sequence[_Block]) -> None:
        """Add whose claims are denied that only the reader saw being made."""
        holding = {block.view.doc: block for block in blocks}
        for (doc, index), (frame, subject) in self.unanswered.items():
            block, token = holding[doc], doc[index]
            denier = self.gazetteer.capitals.get(subject.entities[0], subject.entities[0])
            at = block.base + token.idx
            told = (r.evidence[0] for r in self.relations if r.predicate == frame.relation)
            if any(words.begin <= at < words.end for words in told):
                continue
            for claimant in claimants_before(at, self.sides.speaks_for(denier), self.relations, self.sides.state):
                self.add(block, token, Found(frame.relation, denier, claimant, index, subject, None))

    def claim(self, blocks: Sequence[_Block]) -> None:
        """Add what those have done who claim an attack that the article tells of."""
        nobodies = {
            m.entities[0]
            for m in self.linked.unnamed
            if m.kind == "unnamed" or self.entities[m.entities[0]].type is EntityType.GROUP
        }

        def is_told(number: int, sentence: Span) -> bool:
            begin, end = (blocks[number].base + offset for offset in (sentence.start_char, sentence.end_char))
            here = (r for r in self.relations if r.predicate in STRIKES and begin <= r.evidence[0].begin < end)
            return any(relation.subject not in nobodies for relation in here)

        for number, token, found in claimed([block.view for block in blocks], is_told, self.match):
            self.add(blocks[number], token, found)

    def add(self, block: _Block, token: Token, found: Found, read: ReadRelation | None = None) -> None:
        """Add a relation with its circumstances, unless its words say that it did not happen.

        Args:
            block: where it is stated.
            token: the word that states it.
            found: the relation.
            read: what the trained reader says of it, where it comes from there.
        """
        view = block.view
        found = sited(found, self.linked)
        status, decider = status_of(view, token, found.status)
        traits = relation_kinds()[found.relation].traits
        if read is not None and "standing" in traits:
            # "ونفى الوزير ...": he denies something, not that he is minister.
            status, decider = Status.ACTUAL, None
        if "promise" in traits and status is Status.PLANNED:
            given = found.status == "Planned" or (decider is not None and view.lexicon.is_a(decider, "pledge"))
            status = Status.ACTUAL if given else status
        assumed = decider is not None and not found.status and is_condition(view, decider)
        if status is Status.POSSIBLE and decider is not None and found.relation == "accused":
            # "believes that Oslo was behind it": it is said.
            status = Status.ACTUAL if view.is_cue(decider, "say") else status
        if status is None and read is not None and read.chance >= _READ_STATUS and not assumed:
            status, decider = Status(found.status) if found.status else Status.ACTUAL, None
        if status is None:
            return
        time = time_of(view, token, block.times)
        if status is Status.ACTUAL and "meeting" in traits and is_ahead(view, token, time, self.article.date):
            status = Status.PLANNED
        if found.relation == "diedOn" and status in (Status.PLANNED, Status.POSSIBLE):
            # "محاولة اغتيال": nobody has died.
            return
        dead = {"killed": found.object, "diedOn": found.subject}.get(found.relation)
        if status is Status.ACTUAL and self.sides.governs_after(dead, self.article.date):
            return
        if found.relation == "visited" and (self.sides.is_state(found.subject) or self.sides.returns(found)):
            return
        if "outward" in traits and self.sides.serves(found.subject, found.object):
            return
        if "apart" in traits and self.sides.belongs(found.subject, found.object):
            return
        if found.object is not None and found.object == self.sides.state(found.subject) and "home" not in traits:
            return
        tokens = [token.i, *_span(found.subject_argument), *_span(found.object_argument)]
        here = [i for i in tokens if token.sent.start <= i < token.sent.end]
        begin, end = view.doc[min(here)], view.doc[max(here)]
        source = source_of(view, token) or (read.source if read is not None else None)
        if read is not None and read.office is not None:
            # "said that the Syrian president, X, ...": of an office that stands by the way nobody makes a claim.
            source = None
        aloud = "speech" in traits and source in {found.subject, *found.subject_argument.entities}
        if aloud or (found.relation == "diedOn" and source == found.subject):
            source = None
        if status is Status.DENIED and decider is not None and decider.pos_ == "VERB":
            # Who denies it speaks of it.
            grammar = arguments_ar if view.arabic else arguments_en
            denier = grammar.verb_subject(view, decider)
            source = denier.entities[0] if denier is not None and denier.mentions else source
            own = {found.object, self.sides.state(found.object)} - {None}
            if found.relation == "accused" and self.gazetteer.capitals.get(source or "", source) in own:
                # Who denies an accusation has been accused.
                status, source = Status.ACTUAL, None
        evidence = self.evidence(
            block.base + begin.idx,
            block.base + end.idx + len(end),
            view.doc.lang_,
            None if source == found.subject and "speech" in traits else source,
            EXTRACTOR if read is None else READER,
        )
        if read is None:
            self.stated[block.base + token.idx, frozenset((found.subject, found.object))] = len(self.relations)
            self.framed[len(self.relations)] = (block.index, found)
        self.relations.append(
            Relation(
                subject=found.subject,
                predicate=found.relation,
                object=found.object,
                status=status,
                evidence=(evidence,),
                time=self.when(view, token, time, status, found.relation, self.is_claim(source)),
                place=place_of(view, token, {found.subject, found.object}),
                quantity=quantity_of(view, token, found.relation),
                role=self.role(found, read),
            )
        )
        for further in besides(view, token, found, self.entities):
            self.add(block, view.doc[further.trigger], further)

    def role(self, found: Found, read: ReadRelation | None) -> str | None:
        """Return the English name of the office that somebody is said to hold."""
        if read is not None and read.office is not None:
            return office_name(read.office.role, read.office.effect, self.gazetteer)
        return "head" if found.relation == "holdsOffice" else None

    def when(
        self,
        view: BlockView,
        token: Token,
        time: Interval | None,
        status: Status,
        relation: str,
        claimed: bool,
    ) -> Interval | None:
        """Return when it happened: by the sentence, else on the days that the article tells of."""
        day = self.article.date
        if time is not None and not (day and status is Status.ACTUAL and time.earliest > day):
            return time
        if status is not Status.ACTUAL or has_trait(relation, "lasting"):
            return None
        if not claimed and self.lead is not None and is_told(view, token):
            return self.lead
        # What a headline or a first sentence tells without a date is of these days.
        return news_days(day) if day and self.opens(view, token) and is_news(view, token) else None

    def opens(self, view: BlockView, token: Token) -> bool:
        """Tell whether a word is in a headline or in the first sentence of the body."""
        return view in self.headlines or (view is self.first and token.sent.start == next(view.doc.sents).start)

    def is_claim(self, source: str | None) -> bool:
        """Tell whether somebody claims a thing: news agencies and papers report it."""
        return source is not None and self.gazetteer.kinds.get(source) not in MEDIA_KINDS

    def evidence(
        self, begin: int, end: int, lang: str, source: str | None = None, extractor: str = EXTRACTOR
    ) -> Evidence:
        """Return the evidence of a stretch of the article, white space at its ends left out."""
        text = self.article.text
        while begin < end and text[begin].isspace():
            begin += 1
        while begin < end and text[end - 1].isspace():
            end -= 1
        return Evidence(self.sha, begin, end, text[begin:end], lang, source, extractor)


_OWNERS = ("dem", "subj", "gen", "by", "من قبل")


def _span(argument: Argument | None) -> list[int]:
    if argument is None:
        return []
    if not argument.mentions:
        return [argument.token]
    return [i for mention in argument.mentions for i in range(mention.start, mention.stop)]


def relate(linked: LinkedArticle, lexicon: Lexicon, reader: RelationReader | None = None) -> Extraction:
    """Return the relations that an article states, each once, with its evidence.

    Args:
        linked: the article with its mentions resolved.
        lexicon: the frames (:func:`~graphkit.relate.lexicon.load_lexicon`).
        reader: the trained reader (:func:`~graphkit.relate.reader.load_reader`), which finds what no frame fits;
            without one, the frames alone.
    """
    return _Extractor(linked, lexicon, reader).run()
