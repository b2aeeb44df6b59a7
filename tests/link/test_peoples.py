"""Adjectives of states that mean some of their people."""

from __future__ import annotations

import pytest

from graphkit.analyse import analyse
from graphkit.link import link, load_gazetteer
from graphkit.read import article_from_text


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Turkish guards shot nine Syrians near Jarablus.", "syria-citizens"),
        ("Several Eritreans were held by Sudanese police.", "eritrea-citizens"),
        ("Oman has freed an Ethiopian.", "ethiopia-citizens"),
        ("Lebanon sent home dozens of Syrians.", "syria-citizens"),
        ("اعتقلت الشرطة التركية تسعة سوريين.", "syria-citizens"),
        ("رحلت ليبيا عشرات السودانيين إلى بلادهم.", "sudan-citizens"),
        ("أفرجت عمان عن إثيوبيين اثنين.", "ethiopia-citizens"),
        ("Two Syrian ministers came to Muscat.", None),
        ("The Syrians left the talks in Muscat.", None),
        ("التقى تسعة وزراء سوريين في مسقط.", None),
        ("غادر السوريون المحادثات في مسقط.", None),
    ],
)
def test_who_is_counted_is_no_state(text: str, entity: str | None) -> None:
    linked = link(analyse(article_from_text(text, "x")), load_gazetteer())
    people = {e for m in linked.mentions for e in m.entities if e.endswith("-citizens")}
    assert people == ({entity} if entity else set())
    assert all(e in linked.entities for e in people)
