"""Graphs of any size in the form that graphkit writes: made-up articles on made-up states, always the same."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

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
from graphkit.vocabulary import properties

__all__ = ["extractions"]

# Triples that an article with its relations and evidence comes to, found by counting.
TRIPLES_AN_ARTICLE = 115
_RELATIONS = 5
_STATUSES = [Status.ACTUAL] * 8 + [Status.PLANNED, Status.POSSIBLE, Status.DENIED]


def extractions(triples: int, seed: int = 7) -> Iterator[Extraction]:
    """Yield extractions whose graph has about this many triples."""
    chance = random.Random(seed)
    articles = max(2, triples // TRIPLES_AN_ARTICLE)
    names = [name for name, each in properties().items() if each.range not in (None, "Document")]
    entities = [_entity(number) for number in range(max(20, articles // 4))]
    for number in range(articles):
        yield _extraction(number, entities, names, chance)


def _entity(number: int) -> Entity:
    kind = (EntityType.STATE, EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE)[number % 4]
    aliases = ((f"صيغة أخرى {number}", "ar"), (f"The other {number}", "en"))
    return Entity(f"thing-{number}", kind, f"Thing {number}", f"شيء {number}", aliases, f"Q{number + 1}")


def _extraction(number: int, entities: list[Entity], names: list[str], chance: random.Random) -> Extraction:
    # A few act often, as in the news.
    actors = [entities[int(len(entities) * chance.random() ** 3)] for _ in range(2 * _RELATIONS)]
    sentences = [
        f"قال الخبر رقم {number} إن {a.ar} فعل شيئا بـ{b.ar}." for a, b in zip(actors[::2], actors[1::2], strict=True)
    ]
    text = "\n".join(sentences)
    date = dt.date(2020, 1, 1) + dt.timedelta(days=number % 2000)
    article = Article(
        f"article-{number}", text, (Block(0, len(text), BlockKind.BODY),), f"خبر {number}", date, lang="ar"
    )
    relations = []
    begin = 0
    for place, sentence in enumerate(sentences):
        subject, other = actors[2 * place], actors[2 * place + 1]
        source = chance.choice(entities).id if chance.random() < 0.5 else None
        quote = Evidence(article.sha256, begin, begin + len(sentence), sentence, "ar", source, "graphkit benchmark")
        begin += len(sentence) + 1
        if subject is not other:
            time = Interval.on(date) if chance.random() < 0.7 else None
            predicate = chance.choice(names)
            relations.append(Relation(subject.id, predicate, other.id, chance.choice(_STATUSES), (quote,), time))
    publisher = entities[number % 7].id
    return Extraction(article, tuple(dict.fromkeys(actors)), (), tuple(relations), publisher)
