"""The office that a word names which the reader takes for one."""

from __future__ import annotations

import pytest

from graphkit.analyse import analyse
from graphkit.link import Gazetteer, link
from graphkit.model import EntityType
from graphkit.read import article_from_text
from graphkit.relate.lexicon import Lexicon
from graphkit.relate.office_words import OfficeWords, office_at
from graphkit.relate.view import BlockView


@pytest.mark.parametrize(
    ("text", "word", "of", "office"),
    [
        ("ظل سامي الحداد رئيسا للحكومة السورية.", "رئيسا", EntityType.STATE, OfficeWords("prime-minister")),
        ("وصل سامي الحداد رئيس شعبة البحوث إلى حلب.", "رئيس", EntityType.ORGANIZATION, OfficeWords("head")),
        ("وصل سامي الحداد رئيس مالي إلى حلب.", "رئيس", EntityType.STATE, OfficeWords("president")),
        ("قال حسن المحافظ السابق للبنك إن الأزمة مستمرة.", "المحافظ", EntityType.ORGANIZATION, "former"),
        ("عاد الحداد الذي كان رئيسا لجهاز الأمن.", "رئيسا", EntityType.ORGANIZATION, "former"),
        ("وكان وزير الخارجية سامي الحداد زار مالي.", "وزير", EntityType.STATE, ""),
        ("وصل الحداد رئيس جهاز الأمن ونائبه السابق إلى حلب.", "رئيس", EntityType.ORGANIZATION, ""),
        ("Tom Hale, a former Ghanaian president, arrived.", "president", EntityType.STATE, "former"),
        ("Tom Hale, who was head of the agency, arrived.", "head", EntityType.ORGANIZATION, "former"),
        ("Tom Hale, who is head of the agency, arrived.", "head", EntityType.ORGANIZATION, ""),
        ("The former aide and Tom Hale, head of the agency, met.", "head", EntityType.ORGANIZATION, ""),
        ("The singer Tom Hale arrived.", "singer", EntityType.STATE, None),
    ],
)
def test_which_office_and_whether_it_is_over(
    text: str, word: str, of: EntityType, office: OfficeWords | str | None, gazetteer: Gazetteer, lexicon: Lexicon
) -> None:
    linked = link(analyse(article_from_text(text, "x")), gazetteer)
    ((_, doc),) = linked.analysed.docs
    view = BlockView(doc, linked.mentions, lexicon, frozenset(), linked.entities)
    trigger = next(token for token in doc if token.text == word)
    found = office_at(view, trigger, of, gazetteer)
    assert (found.effect if isinstance(office, str) and found is not None else found) == office
