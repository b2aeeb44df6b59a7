"""Graphs of any size, made up: communities, strong and weak entities, names in both languages, evidence, denials."""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta

from graphkit.publish.records import ArticleRecord, EntityRecord, EvidenceRecord, Records, RelationRecord
from graphkit.vocabulary import properties

_TYPES = ("Person", "State", "Organization", "Place", "ArmedForce", "Group")
_STATUSES = ("Actual",) * 8 + ("Planned", "Possible", "Denied")
_AR = ("سالم", "الأحمر", "ناصر", "القديم", "عمران", "الجديد", "ياسين", "الكبير", "مروان", "الشرقي", "إلياس", "الغربية")
_EN = ("Salem", "Ahmar", "Nasser", "Old", "Omran", "New", "Yasin", "Great", "Marwan", "East", "Elias", "West")
_PREDICATES = ("metWith", "visited", "accused", "attacked", "threatened", "praised", "suppliedArmsTo", "criticized",
               "sanctioned", "mediatedBetween", "supported", "agreedWith", "deployedTroopsTo", "memberOf")  # fmt: skip


def made_up(nodes: int, *, edges: int | None = None, seed: int = 1) -> Records:
    """Return a graph of this many entities and, unless said otherwise, twice as many relations."""
    rng = random.Random(seed)
    known = [name for name in _PREDICATES if name in properties()]
    entities = {entity.id: entity for entity in (_entity(number, rng) for number in range(nodes))}
    names = sorted(entities)
    articles = {article.id: article for article in (_article(number) for number in range(max(3, nodes // 10)))}
    sources = sorted(articles)
    size = max(5, int(nodes**0.6))
    relations = {}
    for number in range(edges if edges is not None else 2 * nodes):
        group = int(rng.random() ** 2 * nodes / size)
        subject = min(nodes - 1, group * size + int(rng.random() ** 3 * size))
        inside = min(nodes - 1, group * size + int(rng.random() * size))
        other = inside if rng.random() < 0.85 else int(rng.random() ** 3 * nodes)
        relation = _relation(number, names[subject], names[other], rng.choice(known), sources, rng)
        if subject != other:
            relations[relation.id] = relation
    return Records(articles, dict(sorted(entities.items())), dict(sorted(relations.items())))


def _entity(number: int, rng: random.Random) -> EntityRecord:
    first, second = rng.randrange(len(_AR)), rng.randrange(len(_AR))
    labels = {"ar": f"{_AR[first]} {_AR[second]} {number}", "en": f"{_EN[first]} {_EN[second]} {number}"}
    name = f"entity-{number:06}"
    aliases = ((f"{_AR[first]} بن {_AR[second]} {number}", "ar"), (f"{_EN[first]} bin {_EN[second]} {number}", "en"))
    iri = f"https://w3id.org/graphkit/entity/{name}"
    return EntityRecord(name, iri, rng.choice(_TYPES), labels, aliases, f"Q{number + 10}")


def _article(number: int) -> ArticleRecord:
    name = f"{number:016x}"
    lang = "ar" if number % 3 else "en"
    publisher = {"ar": f"صحيفة {number % 12}", "en": f"Paper {number % 12}"}
    return ArticleRecord(
        id=name,
        identifier=f"article-{number}",
        title=f"عنوان المقال رقم {number}" if lang == "ar" else f"Headline of article {number}",
        date=(date(2023, 1, 1) + timedelta(days=number % 1000)).isoformat(),
        publisher=publisher,
        publisher_iri=f"https://w3id.org/graphkit/entity/paper-{number % 12}",
        url=f"https://news.example/{number}",
        lang=lang,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
    )


def _relation(
    number: int, subject: str, obj: str, predicate: str, sources: list[str], rng: random.Random
) -> RelationRecord:
    prop = properties()[predicate]
    day = (date(2023, 1, 1) + timedelta(days=int(rng.triangular(0, 1000, 900)))).isoformat()
    evidence = tuple(
        EvidenceRecord(
            f"{number:012x}{place:04x}",
            rng.choice(sources),
            40,
            60,
            f"ما قيل في العلاقة رقم {number}",
            "ar",
            (),
            "وذكرت الصحيفة أمس الثلاثاء نقلا عن مصادر مطلعة ",
            " في تصريحات أدلى بها مساء اليوم في العاصمة.",
        )
        for place in range(1 + (rng.random() < 0.3))
    )
    return RelationRecord(
        id=f"{number:016x}",
        subject=subject,
        predicate=predicate,
        object=obj,
        labels={"ar": f"{prop.labels['ar']} {number}", "en": f"{subject} {prop.labels['en']} {obj}"},
        status=rng.choice(_STATUSES),
        category=prop.category,
        cameo=prop.cameo,
        belief=round(0.3 + 0.69 * rng.random(), 2),
        articles=len({each.article for each in evidence}),
        begin=None if number % 5 == 0 else day,
        end=None if number % 5 == 0 else day,
        place=None,
        roles={},
        quantity=None,
        contradicts=(),
        evidence=evidence,
    )
