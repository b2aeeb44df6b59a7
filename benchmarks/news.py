"""Made-up news as it is read, of any length and always the same.

Articles speak of a few states and people most of the time and of many others now and then; half of them are in Arabic.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import accumulate

from graphkit.model import (
    Article,
    Block,
    BlockKind,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Interval,
    Relation,
    Status,
)

__all__ = ["News", "extractions"]

# Triples that an article with its relations and evidence comes to, found by counting.
TRIPLES_AN_ARTICLE = 225
KNOWN, UNKNOWN = 2_000, 6_000
RELATIONS = 10
PREDICATES = (
    *("metWith", "criticized", "attacked", "sentMessageTo", "sentTelegramTo", "visited", "suppliedArmsTo"),
    *("deployedTroopsTo", "signedAgreementWith", "holdsOffice", "heldSummitWith", "condemned", "accused"),
)
SYLLABLES = [consonant + vowel for vowel in "aiu" for consonant in "bdfghjklmnrstwz"]
WORDS = {"ar": ("الجملة {} من المقال {}: ", "كلمات وكلمات "), "en": ("Sentence {} of article {}: ", "words and words ")}


class News:
    """Articles by number; `thing-0` is spoken of most, then `thing-1`, and so on."""

    def __init__(self) -> None:
        chance = random.Random(1)
        # Known and unknown take turns, so that some of each are spoken of often.
        order = sorted(range(KNOWN + UNKNOWN), key=lambda n: n * 3 if n < KNOWN else (n - KNOWN) * 3 + 1)
        self.entities = [self._entity(rank, number < KNOWN, chance) for rank, number in enumerate(order)]
        self.weights = list(accumulate(1 / (rank + 1) for rank in range(len(self.entities))))

    def article(self, number: int) -> Extraction:
        chance = random.Random(number)
        listed = {e.id: e for e in chance.choices(self.entities, cum_weights=self.weights, k=14)}
        lang = ("ar", "en")[number % 2]
        begins, goes_on = WORDS[lang]
        sentences = [begins.format(place, number) + goes_on * 18 for place in range(RELATIONS)]
        text = "\n".join(sentences)
        day = dt.date(2022, 1, 1) + dt.timedelta(days=chance.randrange(1500))
        source = Article(
            f"article-{number:06}", text, (Block(0, len(text), BlockKind.BODY),), f"Title {number}", day, lang=lang
        )
        ids = list(listed)
        relations = []
        for sentence in sentences:
            predicate = chance.choice(PREDICATES)
            begin = text.index(sentence)
            quote = sentence[: chance.randint(30, 120)]
            claimed = chance.choice(ids) if chance.random() < 0.4 else None
            evidence = Evidence(source.sha256, begin, begin + len(quote), quote, lang, claimed, "made up")
            relations.append(
                Relation(
                    *(chance.choice(ids[:6]), predicate, chance.choice(ids[:6])),
                    status=chance.choices(list(Status), [90, 4, 3, 3])[0],
                    evidence=(evidence,),
                    time=chance.choice([None, Interval.on(day), Interval.on(day), Interval.of(day.year, day.month)]),
                    role="president" if predicate == "holdsOffice" else None,
                    place=chance.choice([None, None, chance.choice(ids)]),
                )
            )
        return Extraction(source, tuple(listed.values()), (), tuple(relations), ids[0])

    @staticmethod
    def _entity(rank: int, known: bool, chance: random.Random) -> Entity:
        name = " ".join("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(2))
        kind = EntityType.PERSON if rank % 2 else chance.choice(list(EntityType))
        aliases = tuple(sorted((f"{name} {n}", "en") for n in range(8))) if known else ()
        return Entity(f"thing-{rank}", kind, name, f"شيء {rank}" if known else None, aliases, known=known)


def extractions(triples: int) -> Iterator[Extraction]:
    """Yield extractions whose graph has about this many triples."""
    return map(News().article, range(max(2, triples // TRIPLES_AN_ARTICLE)))
