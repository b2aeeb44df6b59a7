import pytest

from graphkit.analyse import analyse
from graphkit.errors import AnalysisError
from graphkit.model import Article, Block, BlockKind


def article(*parts, lang="ar"):
    text, blocks = "", []
    for kind, words in parts:
        begin = len(text)
        text += words + "\n\n"
        blocks.append(Block(begin, begin + len(words), kind))
    return Article(id="a", text=text, blocks=tuple(blocks), lang=lang)


def test_headline_headings_and_body_are_analysed_and_nothing_else():
    given = article(
        (BlockKind.HEADLINE, "وصول الوفد"),
        (BlockKind.META, "وكالات"),
        (BlockKind.BODY, "وصل الوفد إلى المدينة."),
        (BlockKind.NOISE, "شارك"),
        (BlockKind.HEADING, "لقاءات"),
        (BlockKind.CAPTION, "صورة"),
    )
    analysed = analyse(given)
    assert analysed.article is given
    assert [b.kind for b, _ in analysed.docs] == [BlockKind.HEADLINE, BlockKind.BODY, BlockKind.HEADING]


def test_offsets_lead_back_into_the_article():
    given = article((BlockKind.BODY, "\u200fقال الوزير للصحفيين 🇷🇺:"), (BlockKind.BODY, "إن Kim سيزور موسكو."))
    for block, doc in analyse(given).docs:
        for token in doc:
            begin = block.begin + token.idx
            assert given.text[begin : begin + len(token.text)] == token.text


def test_each_block_is_read_in_the_language_of_its_script():
    given = article(
        (BlockKind.BODY, "وصل الوفد."), (BlockKind.BODY, "The delegation arrived."), (BlockKind.BODY, "2024")
    )
    assert [doc.lang_ for _, doc in analyse(given).docs] == ["ar", "en", "ar"]


def test_a_block_in_a_script_that_is_not_analysed_is_refused():
    given = article((BlockKind.BODY, "2024"), lang="ru")
    with pytest.raises(AnalysisError, match="ru"):
        analyse(given)
