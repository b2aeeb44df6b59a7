"""To whom ambassadors are sent whose titles leave it out."""

from __future__ import annotations

import pytest
from hand_parsed import article

from graphkit.analyse import analyse
from graphkit.link import Gazetteer, link, load_gazetteer
from graphkit.link.envoys import SENT_HERE, SENT_TO


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def sent(gazetteer: Gazetteer, *paragraphs: str, lang: str) -> set[tuple[str, str]]:
    """Return the roles that say to whom an ambassador is sent, and whom they name."""
    offices = link(analyse(article(*paragraphs, lang=lang)), gazetteer).offices
    return {(fact.role, fact.of) for fact in offices if fact.role in (SENT_HERE, SENT_TO)}


def test_whoever_summons_him_has_received_him(gazetteer: Gazetteer) -> None:
    assert sent(gazetteer, "India summoned the Canadian ambassador, Peter Walsh.", lang="en") == {(SENT_TO, "india")}
    assert sent(gazetteer, "استدعت الأردن السفير الإيراني علي رضا محمدي.", lang="ar") == {(SENT_TO, "jordan")}


def test_an_organisation_named_before_is_taken_up(gazetteer: Gazetteer) -> None:
    texts = ("دعت الأمم المتحدة إلى الهدوء.", "وقال سامي حداد، سفير لبنان لدى المنظمة، إن بلاده ترحب بذلك.")
    assert sent(gazetteer, *texts, lang="ar") == {(SENT_TO, "united-nations")}


def test_else_it_is_the_state_that_the_article_is_about(gazetteer: Gazetteer) -> None:
    texts = (
        "DHAKA - Police in Bangladesh arrested three students in Dhaka.",
        "The Swedish ambassador, Karin Holm, urged calm in Bangladesh.",
    )
    assert sent(gazetteer, *texts, lang="en") == {(SENT_HERE, "bangladesh")}


def test_at_the_united_nations_he_is_sent_to_no_state(gazetteer: Gazetteer) -> None:
    texts = (
        "Syria and more Syria: the UN Security Council met on Syria.",
        "The Swedish ambassador, Karin Holm, urged calm.",
    )
    assert sent(gazetteer, *texts, lang="en") == set()
