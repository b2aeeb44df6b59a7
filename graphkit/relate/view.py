"""A block as the relation stage sees it: tokens with the mentions that cover them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from graphkit.link.values import LinkedMention
from graphkit.model import Entity, EntityType
from graphkit.relate.lexicon import Lexicon
from graphkit.resources import seeds_path
from graphkit.tables import read_table
from graphkit.text import fold

__all__ = ["Argument", "Arguments", "BlockView", "masculine_words"]


@cache
def masculine_words() -> frozenset[str]:
    """Return the first words of Arabic names of states and bodies that are masculine, folded."""
    return frozenset(fold(row["form"]) for _, row in read_table(seeds_path() / "lexicon" / "masculine.tsv", ("form",)))


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a slot: the token at its head, and whom it mentions (none, for a noun that names nobody)."""

    token: int
    mentions: tuple[LinkedMention, ...] = ()

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities mentioned, in order; of a pronoun the likeliest."""
        found = (e for m in self.mentions for e in (m.entities[:1] if m.kind == "pronoun" else m.entities))
        return tuple(dict.fromkeys(found))

    @property
    def candidates(self) -> tuple[str, ...]:
        """Whom a pronoun may mean, likeliest first; empty if this is no pronoun."""
        return self.mentions[0].entities if len(self.mentions) == 1 and self.mentions[0].kind == "pronoun" else ()


@dataclass(slots=True)
class Arguments:
    """The slots of a trigger; ``status`` is what a governing verb makes of it (``Planned`` ...), if anything."""

    slots: dict[str, list[Argument]] = field(default_factory=dict)
    status: str = ""

    def add(self, slot: str, argument: Argument) -> None:
        """Put an argument into a slot, once."""
        filled = self.slots.setdefault(slot, [])
        if all(other.token != argument.token for other in filled):
            filled.append(argument)

    def get(self, slot: str) -> list[Argument]:
        """Return what fills a slot, in text order of discovery."""
        return self.slots.get(slot, [])

    def first(self, slot: str) -> Argument | None:
        """Return the first argument of a slot that mentions somebody."""
        return next((a for a in self.get(slot) if a.mentions), None)


class BlockView:
    """One block's document with its mentions, and the little grammar that both languages share."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[LinkedMention],
        lexicon: Lexicon,
        timed: frozenset[int],
        entities: Mapping[str, Entity],
    ) -> None:
        """Build the view.

        Args:
            doc: the analysed block.
            mentions: the mentions in it.
            lexicon: the frames.
            timed: token indices covered by time expressions.
            entities: the entities mentioned, by id.
        """
        self.doc, self.lexicon, self.timed, self.entities = doc, lexicon, timed, entities
        self.at: list[LinkedMention | None] = [None] * len(doc)
        for mention in sorted(mentions, key=lambda m: m.stop - m.start):
            for index in range(mention.start, mention.stop):
                self.at[index] = mention
        self.arabic = doc.lang_ == "ar"
        self.ordered = sorted({m for m in self.at if m is not None})
        self.dropped: dict[int, Argument] = {}
        self.previous: dict[int, Argument] = {}
        self.hosts: dict[str, str] = {}
        self.spokesmen: frozenset[str] = frozenset()
        self.unnamed: dict[int, LinkedMention] = {}  # people and sites
        self.topics: dict[int, LinkedMention] = {}  # documents and events
        self.owners: dict[int, LinkedMention] = {}  # by Arabic pronouns on nouns

    def feminine(self, mention: LinkedMention) -> bool:
        """Tell whether an Arabic verb or pronoun for a mention is feminine: most states and bodies, few persons."""
        entity = self.entities.get(mention.entities[0])
        here = mention.start < len(self.doc) and self.at[mention.start] == mention
        name = entity.ar if entity is not None and entity.ar else ""
        first = self.doc[mention.start].text if here else name.split(" ")[0]
        if entity is not None and entity.type is EntityType.PERSON:
            return fold(first).endswith("ه") and mention.stop - mention.start > 1
        return fold(first) not in masculine_words() and fold("ال" + first) not in masculine_words()

    def conjuncts(self, mention: LinkedMention) -> tuple[LinkedMention, ...]:
        """Return a mention and those coordinated with it after it: ``السعودية وإيران``, ``A, B and C``."""
        result = [mention]
        current = mention
        while True:
            index = current.stop
            seen_and = seen_comma = False
            while index < len(self.doc) and self.at[index] is None:
                text = self.doc[index].text
                if text in ("و", "and", "&"):
                    seen_and = True
                elif text in (",", "،"):
                    seen_comma = True
                elif text not in ("»", "«", '"', "the", "both", "كذلك") and not (seen_and and self._leads(index)):
                    break
                index += 1
            following = self.at[index] if index < len(self.doc) else None
            if following is not None and following.stop + 1 < len(self.doc):
                owned = self.at[following.stop + 1]
                if owned is not None and self.doc[following.stop].text in ("'s", "’s", "'", "’"):
                    following = owned  # "and Spain's Pedro Sanchez"
            if following is None or not (seen_and or seen_comma) or following.kind == "demonym" != mention.kind:
                break
            if not seen_and and not self._list_goes_on(following):
                break
            result.append(following)
            current = following
        return tuple(result)

    def _leads(self, index: int) -> bool:
        """Tell whether a word leads on to a name: ``وحليفتها بيلاروسيا``, ``and its ally``."""
        token = self.doc[index]
        if self.lexicon.is_a(token, "leading"):
            return True  # "and former Nigerian president Olusegun Obasanjo"
        if self.lexicon.is_a(token, "seat"):
            # "وبنك البلاد ومقره العراق": where it is, not another one.
            return False
        return token.pos_ in ("PRON", "DET") or (token.pos_ == "NOUN" and self.is_through(token))

    def _list_goes_on(self, mention: LinkedMention) -> bool:
        """Tell whether a comma list ends in a coordination: ``A, B and C`` but not ``A, B said``."""
        index = mention.stop
        if index < len(self.doc) and self.doc[index].text in ("و", "and"):
            return index + 1 < len(self.doc) and self.at[index + 1] is not None
        return False

    def key(self, token: Token) -> str:
        """Return the folded underlying form of a token."""
        return fold(token.norm_) if self.arabic else token.lower_

    def is_cue(self, token: Token, cue: str) -> bool:
        """Tell whether a token is a word of a cue class (``cues.tsv``)."""
        return self.lexicon.is_cue(token, cue)

    def is_through(self, token: Token) -> bool:
        """Tell whether a noun passes on what is said of it: ``دور``, ``thousands``."""
        return self.lexicon.is_a(token, "through")

    def noun_phrase(self, token: Token, depth: int = 0) -> tuple[LinkedMention, ...]:
        """Return whom the noun phrase at a token mentions, looking through nouns that pass it on."""
        mention = self.at[token.i]
        if mention is not None:
            return self.conjuncts(mention)
        if depth > 3:
            return ()
        if not self.arabic:
            # "the company Wagner", "his ally, Recep Tayyip Erdogan"
            named = next((c for c in token.children if c.dep_ == "appos" and self.at[c.i] is not None), None)
            if named is not None:
                return self.noun_phrase(named, depth + 1)
        if not (token.pos_ in ("NOUN", "NUM", "PROPN", "ADJ", "DET", "PRON") and self.is_through(token)):
            return ()
        if self.arabic:
            return self._through_arabic(token, depth)
        # "the Somali town of Dolow": the town rather than whose it is.
        for child in sorted(token.children, key=lambda child: not self._names_place(child)):
            if child.dep_.split(":")[0] in ("nmod", "compound", "appos", "amod", "acl") or child.dep_ == "nmod:poss":
                found = self.noun_phrase(child, depth + 1)
                if found:
                    return found
        return ()

    def _names_place(self, token: Token) -> bool:
        mention = self.at[token.i]
        of = any(child.dep_ == "case" and child.lower_ == "of" for child in token.children)
        return of and mention is not None and self.entities[mention.entities[0]].type is EntityType.PLACE

    def _through_arabic(self, token: Token, depth: int) -> tuple[LinkedMention, ...]:
        under = alone = False
        definite = fold(token.text).startswith("ال")
        for index in range(token.i + 1, min(token.i + 6, len(self.doc))):
            nxt = self.doc[index]
            mention = self.at[index]
            if mention is not None:
                return self.conjuncts(mention) if not alone else ()
            if nxt.pos_ in ("VERB", "SCONJ", "PUNCT", "CCONJ") and nxt.text not in ("«", '"', "'", "»"):
                return ()
            if nxt.pos_ in ("NOUN", "NUM") and self.is_through(nxt):
                return self.noun_phrase(nxt, depth + 1)
            if nxt.pos_ == "NOUN" and self.lexicon.is_a(nxt, "unit"):
                # "900 مليون دولار للعراق": an amount is nobody's.
                return ()
            if nxt.pos_ == "NOUN" and under:
                # "أربعة جنود في هجوم لحركة الشباب": another noun's, not theirs.
                return ()
            if nxt.pos_ == "ADP":
                if self.key(nxt) not in ("ل", "من", "في", "ب", "على"):
                    return ()
                under, alone = True, False
            elif nxt.pos_ == "ADJ" and not under and not definite and not fold(nxt.text).startswith("ال"):
                # "اعتقل جنود متمردون الرئيس": an indefinite noun with its adjective is nobody's but by a preposition.
                alone = True
        return ()

    def pronoun_after(self, token: Token) -> Token | None:
        """Return the Arabic pronoun written on a token, if its tokeniser cut one off."""
        if token.i + 1 >= len(self.doc) or token.whitespace_ or self.lexicon.miscut(token):
            return None
        nxt = self.doc[token.i + 1]
        return nxt if nxt.pos_ in ("PRON", "DET") and len(nxt.text) <= 3 else None
