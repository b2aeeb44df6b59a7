"""The whole chain, on real articles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit import (
    AnalysisError,
    Extraction,
    GraphkitError,
    ReadError,
    Status,
    build,
    extract,
    extract_all,
    read_articles,
    to_turtle,
)
from graphkit.read import article_from_text

KIM = "ar-kim-new-year-telegram-2025.txt"

ARABIC = """كيم يوجه برقية تهنئة إلى بوتين

وجه الزعيم الكوري الشمالي كيم جونغ أون برقية إلى الرئيس الروسي فلاديمير بوتين هنأه فيها بحلول العام الجديد.

وأعلنت وكالة الأنباء المركزية الكورية أن كوريا الشمالية أرسلت قوات إلى منطقة كورسك عام 2024.

وقال وزير الخارجية الروسي سيرغي لافروف إنه زار بيونغ يانغ في تموز/يوليو.
"""

ENGLISH = """Lavrov visits Wonsan

Russian Foreign Minister Sergey Lavrov visited North Korea on 11 July 2025 and met Kim Jong Un in Wonsan.

North Korea deployed troops to Kursk, the Korean Central News Agency said.

South Korea condemned the deployment and accused Pyongyang of supplying missiles to Russia.
"""

# What web pages put between and inside paragraphs: letters of every script, marks of direction, emoji, odd spaces.
NOISE = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
        st.sampled_from("\u200f\u200e\u202b\ufeff\u00a0\u200c\u0640\u064b😀\r\n\t«»[]٣٪ "),
    ),
    max_size=40,
)


@st.composite
def noisy(draw: st.DrawFn, text: str) -> str:
    paragraphs = text.split("\n\n")
    pieces = [draw(NOISE)]
    for paragraph in paragraphs:
        words = paragraph.split(" ")
        at = draw(st.integers(0, len(words)))
        inside = draw(st.sampled_from(["", "", "\u200f", "\u00a0", "  ", "😀", "\u0640"]))
        pieces += [" ".join(words[:at]) + inside + " " + " ".join(words[at:]), draw(NOISE)]
    return draw(st.sampled_from(["\n\n", "\r\n\r\n", "\n"])).join(pieces)


def check_offsets(text: str) -> int:
    extraction = extract(article_from_text(text, "noisy"))
    assert extraction.article.text == text
    for mention in extraction.mentions:
        assert 0 <= mention.begin < mention.end <= len(text)
    found = [evidence for relation in extraction.relations for evidence in relation.evidence]
    for evidence in found:
        assert evidence.quote
        assert text[evidence.begin : evidence.end] == evidence.quote
        assert evidence.article == extraction.article.sha256
    return len(found)


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_texts_of_the_property_give_evidence(text: str) -> None:
    assert check_offsets(text) >= 1


@pytest.mark.parametrize("text", [ARABIC, ENGLISH], ids=["ar", "en"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_offsets_point_at_the_quote_whatever_surrounds_it(text: str, data: st.DataObject) -> None:
    check_offsets(data.draw(noisy(text)))


def test_offsets_of_every_sample(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        text = extraction.article.text
        for relation in extraction.relations:
            assert relation.evidence
            for evidence in relation.evidence:
                assert text[evidence.begin : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    ("subject", "predicates", "objects"),
    [
        ("kim-jong-un", {"sentTelegramTo", "sentMessageTo"}, {"vladimir-putin"}),
        ("north-korea", {"deployedTroopsTo"}, {"russia", "kursk-oblast"}),
    ],
)
def test_samples_hold_what_they_were_written_for(
    extractions: list[Extraction], subject: str, predicates: set[str], objects: set[str]
) -> None:
    found = [
        (relation, extraction.article)
        for extraction in extractions
        for relation in extraction.relations
        if relation.subject == subject and relation.predicate in predicates and relation.object in objects
    ]
    assert any(relation.status is Status.ACTUAL and relation.time is not None for relation, _ in found)
    assert any(article.lang == "ar" and relation.evidence[0].quote for relation, article in found)


def test_every_id_of_an_extraction_is_an_entity_of_it(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        known = {entity.id for entity in extraction.entities}
        used = {mention.entity for mention in extraction.mentions}
        for relation in extraction.relations:
            used |= {relation.subject, relation.object, relation.place}
            used |= {evidence.source for evidence in relation.evidence}
        assert used - {None} <= known


def test_same_input_same_bytes_in_any_process(articles: Path, tmp_path: Path) -> None:
    paths = [*sorted(articles.glob("*kursk*.txt")), articles / "records.jsonl"]
    outputs = []
    for seed in ("1", "2"):
        ttl, html = tmp_path / f"{seed}.ttl", tmp_path / f"{seed}.html"
        command = [sys.executable, "-m", "graphkit", "build", *paths, "-o", ttl, "--html", html, "--quiet"]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        outputs.append((ttl.read_bytes(), html.read_bytes()))
    assert outputs[0] == outputs[1]


def test_order_of_the_inputs_does_not_matter(articles: Path) -> None:
    paths = sorted(articles.glob("*.txt"))[:3]
    assert to_turtle(build(paths)) == to_turtle(build(reversed(paths)))


def test_processes_give_the_same_in_the_same_order(articles: Path) -> None:
    paths = sorted(articles.glob("ar-*.txt"))[:2]
    assert list(extract_all(paths, jobs=2)) == list(extract_all(paths))


@pytest.mark.parametrize("jobs", [1, 2])
def test_article_in_an_unknown_language_does_not_lose_the_others(articles: Path, tmp_path: Path, jobs: int) -> None:
    french = tmp_path / "french.txt"
    french.write_text("Le président a reçu hier à Paris le chancelier allemand pour parler de la guerre.\n", "utf-8")
    errors: list[GraphkitError] = []
    done: list[str] = []
    found = extract_all(
        [french, articles / KIM],
        jobs=jobs,
        on_error=errors.append,
        on_progress=lambda each: done.append(each.article.id),
    )
    assert [extraction.article.id for extraction in found] == done == [KIM.removesuffix(".txt")]
    [error] = errors
    assert isinstance(error, AnalysisError)
    assert "french.txt" in str(error)


def test_errors_are_raised_where_nobody_takes_them(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"missing\.txt"):
        build([tmp_path / "missing.txt"])


def test_extract_of_one_article_is_that_of_the_pipeline(articles: Path) -> None:
    [article] = read_articles([articles / KIM])
    assert [extract(article)] == list(extract_all([articles / KIM]))
