"""Extractions made by hand, for the tests of assembling and publishing."""

from __future__ import annotations

import datetime as dt

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

ALIA = Entity("alia", EntityType.STATE, "Alia", "عاليا", (("the Alian side", "en"),), "Q1001")
BORIA = Entity("boria", EntityType.STATE, "Boria", "بوريا")
CHIEF = Entity("omar-saleh", EntityType.PERSON, "Omar Saleh", "عمر صالح", (("عمر صالح الكبير", "ar"),), "Q2002")
GUEST = Entity("ivan-petrov", EntityType.PERSON, "Ivan Petrov", "إيفان بيتروف")
RIVER = Entity("green-river", EntityType.PLACE, "Green River", "النهر الأخضر")
AGENCY = Entity("alia-news", EntityType.ORGANIZATION, "Alia News", "أنباء عاليا")
WITNESSES = Entity("witnesses", EntityType.GROUP, "witnesses", "شهود", known=False)
ENTITIES = (ALIA, BORIA, CHIEF, GUEST, RIVER, AGENCY, WITNESSES)


def article(name: str, text: str, **known: object) -> Article:
    return Article(id=name, text=text, blocks=(Block(0, len(text), BlockKind.BODY),), **{"lang": "en"} | known)


def evidence(of: Article, quote: str, source: str | None = None) -> Evidence:
    begin = of.text.index(quote)
    return Evidence(of.sha256, begin, begin + len(quote), quote, of.lang, source, "graphkit test rules")


def stated(
    of: Article,
    subject: str,
    predicate: str,
    obj: str | None,
    *,
    quote: str | None = None,
    source: str | None = None,
    status: Status = Status.ACTUAL,
    time: Interval | None = None,
    **more: object,
) -> Relation:
    words = evidence(of, of.text if quote is None else quote, source)
    return Relation(subject, predicate, obj, status, (words,), time, **more)


def extraction(of: Article, *relations: Relation, publisher: str | None = None) -> Extraction:
    return Extraction(of, ENTITIES, (), relations, publisher)


def small_news() -> list[Extraction]:
    """Two articles on the same telegram, on troops that are claimed and denied, and on some facts."""
    arabic = article(
        "telegram-ar",
        "بعث عمر صالح برقية إلى إيفان بيتروف.\nونشرت عاليا قواتها عند النهر الأخضر بحسب شهود، ونفت عاليا ذلك.",
        lang="ar",
        title="برقية من عمر صالح",
        date=dt.date(2025, 3, 2),
    )
    english = article(
        "telegram-en",
        "Omar Saleh, president of Alia, sent Ivan Petrov a telegram. Petrov died on Sunday. Boria may attack Alia.",
        title="A telegram, and more",
        date=dt.date(2025, 3, 3),
        url="https://news.example/a story?id=1",
        publisher="The Example",
    )
    day = Interval.of(2025, 3, 2)
    return [
        extraction(
            arabic,
            stated(arabic, "omar-saleh", "sentTelegramTo", "ivan-petrov", quote="بعث عمر صالح برقية", time=day),
            stated(
                arabic,
                "alia",
                "deployedTroopsTo",
                "green-river",
                quote="ونشرت عاليا قواتها عند النهر الأخضر بحسب شهود",
                source="witnesses",
                quantity=300,
            ),
            stated(
                arabic,
                "alia",
                "deployedTroopsTo",
                "green-river",
                quote="ونفت عاليا ذلك",
                source="alia",
                status=Status.DENIED,
            ),
            publisher="alia-news",
        ),
        extraction(
            english,
            stated(english, "omar-saleh", "sentTelegramTo", "ivan-petrov", quote="sent Ivan Petrov a telegram"),
            stated(english, "omar-saleh", "holdsOffice", "alia", quote="president of Alia", role="president"),
            stated(english, "ivan-petrov", "diedOn", None, quote="Petrov died on Sunday", time=day, place="boria"),
            stated(
                english,
                "boria",
                "attacked",
                "alia",
                quote="Boria may attack Alia",
                status=Status.POSSIBLE,
                time=Interval.of(2025),
            ),
        ),
    ]
