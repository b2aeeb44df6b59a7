from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_extractions import ALIA, ENTITIES, article, evidence, extraction

from graphkit.assemble.belief import (
    Priors,
    Source,
    Statement,
    belief,
    extractor_of,
    load_priors,
    source_of,
    support,
)
from graphkit.errors import SeedError
from graphkit.publish.rdf import THRESHOLD
from graphkit.relate.extractor import EXTRACTOR, READER

PRIORS = Priors({"publisher": (0.05, 0.2), "claim": (0.1, 0.3)}, denial=0.5, reading={"rules": 0, "reader": 0.25})
PAPER, RADIO, TELEVISION = (Source("publisher", name) for name in ("paper", "radio", "television"))
KYIV, SEOUL = Source("claim", "ukraine"), Source("claim", "south-korea")
WIRE = "Alia sent three hundred soldiers to the Green River."
BY_ID = {entity.id: entity for entity in ENTITIES}


def said(source: Source, *quotes: str, by: str = "rules") -> list[Statement]:
    return [Statement(source, quote, by) for quote in quotes]


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
        (said(PAPER, "a", by="reader"), 1 - (0.05 + 0.4)),
        (said(PAPER, "a", "b", by="reader"), 1 - (0.05 + 0.4**2)),
        (said(PAPER, "a", by="reader") + said(PAPER, "b"), 1 - (0.05 + 0.4 * 0.2)),
        (said(PAPER, "a", by="reader") + said(PAPER, "a "), 1 - (0.05 + 0.2)),
        (said(PAPER, WIRE, by="reader") + said(RADIO, WIRE), 1 - (0.05 + 0.2)),
        (said(PAPER, "a", by="eyes"), 1 - (0.05 + 0.2)),
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
        "by the reader",
        "two wordings by the reader",
        "a wording by the reader, one by the rules",
        "a wording by both",
        "a copy that the reader read, one that the rules read",
        "by what no row is for",
    ],
)
def test_support(statements: list[Statement], expected: float) -> None:
    assert support(statements, PRIORS) == pytest.approx(expected)


def test_repeating_never_mends_the_systematic_error() -> None:
    assert support(said(PAPER, *map(str, range(100))), PRIORS) == pytest.approx(1 - 0.05)


def test_denial_lowers_belief() -> None:
    assert belief(said(PAPER, "a"), said(RADIO, "b"), PRIORS) == pytest.approx(0.75 * (1 - 0.5 * 0.75))


NAMES = st.sampled_from(["rules", "reader", "eyes"])
CLAIMS = st.builds(Statement, st.builds(Source, st.just("claim"), st.sampled_from("abc")), st.sampled_from("xy"), NAMES)
VOICES = st.builds(Statement, st.sampled_from([PAPER, RADIO, TELEVISION]), st.sampled_from(["x", "y", WIRE]), NAMES)


@given(st.lists(CLAIMS | VOICES), st.randoms(use_true_random=False))
def test_belief_is_a_probability_and_the_same_in_any_order(statements: list[Statement], chance: random.Random) -> None:
    value = support(statements, PRIORS)
    assert 0 <= value < 1
    assert value == support(chance.sample(statements, len(statements)), PRIORS)


@given(st.lists(CLAIMS), st.lists(CLAIMS), CLAIMS)
def test_more_evidence_never_lowers_belief(
    supporting: list[Statement], opposing: list[Statement], one: Statement
) -> None:
    value = belief(supporting, opposing, PRIORS)
    assert belief([*supporting, one], opposing, PRIORS) >= value - 1e-12
    assert belief(supporting, [*opposing, one], PRIORS) <= value + 1e-12


@given(st.lists(CLAIMS | VOICES, min_size=1), NAMES)
def test_a_second_extractor_of_the_same_wording_never_lowers_belief(statements: list[Statement], name: str) -> None:
    again = replace(statements[0], extractor=name)
    assert support([*statements, again], PRIORS) >= support(statements, PRIORS) - 1e-12


@given(st.lists(CLAIMS | VOICES))
def test_extractors_without_an_error_make_no_difference(statements: list[Statement]) -> None:
    nobody = Priors(PRIORS.errors, PRIORS.denial)
    assert support(statements, nobody) == support([replace(each, extractor="rules") for each in statements], PRIORS)


def test_what_reaches_the_threshold_alone() -> None:
    priors = load_priors()
    by_rules, by_reader = (
        {kind for kind in priors.errors if support(said(Source(kind, "x"), "a", by=name), priors) >= THRESHOLD}
        for name in ("rules", "reader")
    )
    assert by_rules == priors.errors.keys()
    assert by_reader == {"publisher", "article", "party"}


def test_every_extractor_of_ours_has_a_row() -> None:
    text = article("a", "Alia sent troops.")
    given_ = [replace(evidence(text, "troops"), extractor=each) for each in (EXTRACTOR, READER, "")]
    assert [extractor_of(each) for each in given_] == ["rules", "reader", ""]
    assert load_priors().reading.keys() == {"rules", "reader"}


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
        ("publisher\t0.1\t0.1", "no row for article.*reader, rules"),
        ("reader\t0.1\t0.1", "line 2: reader is no kind of source"),
    ],
)
def test_mistakes_in_the_table_are_named(tmp_path: Path, rows: str, message: str) -> None:
    table = tmp_path / "belief.tsv"
    table.write_text(f"kind\tsystematic\trandom\n{rows}\n", "utf-8")
    with pytest.raises(SeedError, match=message) as caught:
        load_priors(table)
    assert "belief.tsv" in str(caught.value)
