from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_extractions import ALIA, ENTITIES, article, evidence, extraction

from graphkit.assemble.belief import Priors, Source, Statement, belief, load_priors, source_of, support
from graphkit.errors import SeedError
from graphkit.publish.rdf import THRESHOLD

PRIORS = Priors({"publisher": (0.05, 0.2), "claim": (0.1, 0.3)}, denial=0.5)
PAPER, RADIO, TELEVISION = (Source("publisher", name) for name in ("paper", "radio", "television"))
KYIV, SEOUL = Source("claim", "ukraine"), Source("claim", "south-korea")
WIRE = "Alia sent three hundred soldiers to the Green River."
BY_ID = {entity.id: entity for entity in ENTITIES}


def said(source: Source, *quotes: str) -> list[Statement]:
    return [Statement(source, quote) for quote in quotes]


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([], 0),
        (said(PAPER, "a"), 1 - (0.05 + 0.2)),
        (said(PAPER, "a", "b"), 1 - (0.05 + 0.2**2)),
        (said(PAPER, "a", " a "), 1 - (0.05 + 0.2)),
        (said(PAPER, "a") + said(RADIO, "a"), 1 - (0.05 + 0.2) * (0.05 + 0.2)),
        (said(PAPER, WIRE) + said(RADIO, WIRE), 1 - (0.05 + 0.2)),
        (said(PAPER, WIRE) + said(RADIO, WIRE, "a") + said(TELEVISION, "a"), 1 - (0.05 + 0.2**2) * (0.05 + 0.2)),
        (said(KYIV, WIRE) + said(SEOUL, WIRE), 1 - (0.1 + 0.3) * (0.1 + 0.3)),
    ],
    ids=[
        "nobody",
        "once",
        "two wordings",
        "the same wording",
        "two sources",
        "one agency's text in two papers",
        "a copy with an addition, and a few words in common",
        "what two claim is no copy",
    ],
)
def test_support(statements: list[Statement], expected: float) -> None:
    assert support(statements, PRIORS) == pytest.approx(expected)


def test_repeating_never_mends_the_systematic_error() -> None:
    assert support(said(PAPER, *map(str, range(100))), PRIORS) == pytest.approx(1 - 0.05)


def test_denial_lowers_belief() -> None:
    assert belief(said(PAPER, "a"), said(RADIO, "b"), PRIORS) == pytest.approx(0.75 * (1 - 0.5 * 0.75))


@given(st.lists(st.sampled_from([Statement(Source("claim", name), text) for name in "abc" for text in "xy"])))
def test_belief_is_a_probability_in_any_order(statements: list[Statement]) -> None:
    value = support(statements, PRIORS)
    assert 0 <= value < 1
    assert value == pytest.approx(support(reversed(statements), PRIORS))


def test_one_statement_of_any_kind_reaches_the_threshold() -> None:
    priors = load_priors()
    assert all(support(said(Source(kind, "x"), "a"), priors) >= THRESHOLD for kind in priors.errors)


@pytest.mark.parametrize(
    ("source", "publisher", "named", "expected"),
    [
        (None, "alia-news", None, Source("publisher", "alia-news")),
        ("alia-news", "alia-news", None, Source("publisher", "alia-news")),
        (None, None, " The Paper", Source("publisher", "name:the paper")),
        ("alia", "alia-news", None, Source("party", "alia")),
        ("boria", "alia-news", None, Source("claim", "boria")),
        ("witnesses", "alia-news", None, Source("unnamed", "witnesses")),
    ],
)
def test_who_answers_for_an_evidence(
    source: str | None, publisher: str | None, named: str | None, expected: Source
) -> None:
    text = article("a", "Alia sent troops.", publisher=named)
    found = source_of(evidence(text, "troops", source), extraction(text, publisher=publisher), [ALIA.id, None], BY_ID)
    assert found == expected


def test_article_without_publisher_answers_for_itself() -> None:
    text = article("a", "Alia sent troops.")
    assert source_of(evidence(text, "troops"), extraction(text), [], BY_ID) == Source("article", text.sha256)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("publisher\tmany\t0", "line 2"),
        ("publisher\t0.7\t0.7", "between 0 and 1"),
        ("publisher\t0.1\t0.1", "no row for article"),
    ],
)
def test_mistakes_in_the_table_are_named(tmp_path: Path, rows: str, message: str) -> None:
    table = tmp_path / "belief.tsv"
    table.write_text(f"kind\tsystematic\trandom\n{rows}\n", "utf-8")
    with pytest.raises(SeedError, match=message) as caught:
        load_priors(table)
    assert "belief.tsv" in str(caught.value)
