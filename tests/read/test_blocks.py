from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphkit.model import BlockKind
from graphkit.read import article_from_text, read_articles
from graphkit.read.blocks import cut_blocks

BODY_AR = "أعلنت وزارة الدفاع في بيان أن القوات البحرية أنهت مناورات مشتركة مع الأسطول التركي في شرق المتوسط."
BODY_EN = "The defence ministry said that its navy had ended joint drills with the Turkish fleet in the Mediterranean."
HEAD_AR = "مناورات بحرية مشتركة مع تركيا في المتوسط"
HEAD_EN = "Joint naval drills with Turkey end in the Mediterranean"


def kinds(text: str, lang: str = "ar") -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.begin : block.end]) for block in cut_blocks(text, lang)]


def kind_of(line: str, lang: str = "ar") -> str:
    """The kind of a line between two paragraphs of an article."""
    head, body = (HEAD_AR, BODY_AR) if lang == "ar" else (HEAD_EN, BODY_EN)
    text = f"{head}\n\n{body}\n\n{line}\n\n{body} {body}\n"
    begin = text.index(line, len(head) + len(body))
    return next(block.kind.value for block in cut_blocks(text, lang) if block.begin == begin)


@pytest.mark.parametrize(
    ("line", "lang", "kind"),
    [
        ("السبت 27 ديسمبر 2025 - 10:54 م", "ar", "meta"),
        ("1404/10/07", "ar", "meta"),
        ("مسقط - د ب أ", "ar", "meta"),
        ("كتب: مراسلنا في بيروت", "ar", "meta"),
        ("By: Our correspondent", "en", "meta"),
        ("July 17, 2024 | World Desk", "en", "meta"),
        ("٣٤٥ مشاهدة", "ar", "noise"),
        ("12 مشاهدات", "ar", "noise"),
        ("التعليقات (0)", "ar", "noise"),
        ("شارك الخبر", "ar", "noise"),
        ("اقرأ أيضاً: جولة في أسواق دمشق القديمة بعد غياب طويل عن الزوار", "ar", "noise"),
        (
            "مرحبا بكم في موقع المدار، حيث تجدون آخر الأخبار والتحليلات على مدار الساعة ومن كل أنحاء العالم العربي.",
            "ar",
            "noise",
        ),
        ("Follow the live updates here", "ar", "noise"),
        ("در این زمینه گفتگوهای مفصلی انجام خواهد گرفت", "ar", "noise"),
        ("Read more: How a fleet is built", "en", "noise"),
        ("Advertisement", "en", "noise"),
        ("5 min read", "en", "noise"),
        ("<صورة> سفينة في عرض البحر", "ar", "caption"),
        ("جنود على متن سفينة قبالة الساحل [ملف: وكالة عبر رويترز]", "ar", "caption"),
        ("Photo: AP", "en", "caption"),
        ("A frigate off the coast in an earlier drill [File: Navy/AFP]", "en", "caption"),
        ("موقف دول الجوار", "ar", "heading"),
        ("What neighbours say", "en", "heading"),
    ],
)
def test_lines_that_are_no_text_of_the_article(line: str, lang: str, kind: str) -> None:
    assert kind_of(line, lang) == kind


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("شارك وزير الدفاع في الاجتماع الوزاري الذي عقد في أنقرة.", "ar"),
        ("المزيد من السفن في طريقها إلى المنطقة، بحسب مسؤول في الوزارة.", "ar"),
        ("وقع الجانبان الاتفاق في 5 مارس 2023 خلال زيارة الوزير إلى أنقرة.", "ar"),
        ("نشر الجيش قوات إضافية على الحدود.", "ar"),
        ("التقى الوزير نظيره.", "ar"),
        ("قال: لن نتراجع!", "ar"),
        ('وأضاف: "سنواصل التدريب"', "ar"),
        ("Published reports say that two more ships are on their way.", "en"),
        ("Source: the ministry said that more ships were on their way to the region.", "en"),
        ("The pact was signed on 5 March 2023 in Ankara.", "en"),
        ("Trending upwards, defence spending has now reached three percent.", "en"),
    ],
)
def test_sentences_that_look_like_page_furniture_stay(line: str, lang: str) -> None:
    assert kind_of(line, lang) == "body"


def test_headline_and_its_repetition() -> None:
    assert kinds(f"{HEAD_AR}\n\n{HEAD_AR}\n\n{BODY_AR}") == [
        ("headline", HEAD_AR),
        ("headline", HEAD_AR),
        ("body", BODY_AR),
    ]


def test_article_without_headline() -> None:
    assert kinds(f"{BODY_AR}\n{BODY_AR}") == [("body", BODY_AR), ("body", BODY_AR)]


def test_names_around_the_headline() -> None:
    text = f"ركن الأخبار\n\n{HEAD_AR}\n\nالجمعة 3 مايو 2024\nسلمى يوسف\n\n{BODY_AR}"
    assert [kind for kind, _ in kinds(text)] == ["noise", "headline", "meta", "meta", "body"]


def test_site_name_after_the_headline_is_cut_off() -> None:
    text = f"عزيزي الزائر، أهلا بك في موقع المدار العربي.\n{HEAD_AR} – المدار العربي\n{BODY_AR}"
    assert kinds(text)[1:3] == [("headline", HEAD_AR), ("meta", "– المدار العربي")]


def test_dash_in_a_headline_is_no_site_name() -> None:
    headline = "قمة في أنقرة - ماذا بعد"
    assert kinds(f"{headline}\n{BODY_AR}")[0] == ("headline", headline)


@pytest.mark.parametrize("dateline", ["أنقرة (رويترز) -", "عمّان -", "بكين، 3 مايو 2024 (شينخوا) –"])
def test_dateline_is_cut_off_the_first_sentence(dateline: str) -> None:
    article = article_from_text(f"{HEAD_AR}\n\n{dateline} {BODY_AR}", "dateline")
    cut = [(block.kind, article.text[block.begin : block.end]) for block in article.blocks][-2:]
    assert cut == [(BlockKind.META, dateline), (BlockKind.BODY, BODY_AR)]


def test_a_dash_in_a_sentence_ends_no_dateline() -> None:
    sentence = "التقى الوزيران في أنقرة وبحثا الملف - كما قال بيان - قبل أن يغادرا المدينة إلى بلديهما."
    article = article_from_text(f"{HEAD_AR}\n\n{sentence}", "dash")
    assert article.text[article.blocks[-1].begin : article.blocks[-1].end] == sentence


def test_recommended_list_ends_at_its_end() -> None:
    text = (
        f"{HEAD_AR}\n\n{BODY_AR}\n\nقصص موصى بها\n\nقائمة من 2 عناصر\n"
        "  • قائمة 1 من 2هل يعود السياح إلى دمشق القديمة؟\n"
        "  • طفل ينجو من السقوط من شرفة منزله في الطابق العاشر بعد أن أمسك به أحد المارة في اللحظة الأخيرة.\n"
        f"نهاية القائمة\n\n{BODY_AR}"
    )
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", *["noise"] * 5, "body"]


def test_list_without_an_end_stops_at_the_next_paragraph() -> None:
    text = f"{HEAD_EN}\n\n{BODY_EN}\n\nRelated stories\n\nA storm at sea\nA calm in port\n\n{BODY_EN}"
    assert [kind for kind, _ in kinds(text, "en")] == ["headline", "body", "noise", "noise", "noise", "body"]


def test_list_before_the_article_leaves_the_headline() -> None:
    text = f"آخر الأخبار\n{HEAD_AR}\n\n{BODY_AR}"
    assert [kind for kind, _ in kinds(text)] == ["noise", "headline", "body"]


def test_author_and_the_one_paragraph_about_them() -> None:
    about = "سلمى يوسف صحفية تكتب عن شؤون البحر والملاحة منذ عشرة أعوام."
    text = f"{HEAD_AR}\n\n{BODY_AR}\n\nنبذة عن الكاتب\n\n{about}\n\n{BODY_AR}"
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "noise", "noise", "body"]


def test_wrapped_paragraph_is_one_block() -> None:
    rows = [
        "ANKARA, 3 May 2024 (AFP) - The defence ministry said that its navy",
        "had ended joint drills with the Turkish fleet in the eastern part",
        "of the Mediterranean, where several other countries of the region",
        "have warships.",
    ]
    text = f"{HEAD_EN}\n\n" + "\n".join(rows) + "\n\nThe drills took a week.\n"
    assert kinds(text, "en") == [
        ("headline", HEAD_EN),
        ("body", "\n".join(rows)),
        ("body", "The drills took a week."),
    ]


def test_short_lines_are_not_taken_for_a_wrapped_paragraph() -> None:
    text = f"{HEAD_EN}\n" + "\n".join(f"The navy of country {n} sent two ships to the drills." for n in range(6))
    assert len(kinds(text, "en")) == 7


LINES = st.sampled_from(
    [
        HEAD_AR,
        HEAD_EN,
        BODY_AR,
        BODY_EN,
        "",
        " ",
        "•",
        "التعليقات",
        "قصص موصى بها",
        "نهاية القائمة",
        "3 مشاهدات",
        "27 ديسمبر 2025",
    ]
) | st.text(max_size=60)


@given(
    lines=st.lists(LINES, max_size=12),
    end=st.sampled_from(["\n", "\r\n", "\n\n", "\u2028", "\r"]),
    lang=st.sampled_from(["ar", "en"]),
)
@example(lines=["x – Times", "a"], end="\n", lang="en")
def test_blocks_are_ordered_and_cover_all_that_is_not_blank(lines: list[str], end: str, lang: str) -> None:
    text = end.join(lines)
    blocks = cut_blocks(text, lang)
    covered = set()
    last = 0
    for block in blocks:
        assert last <= block.begin < block.end <= len(text)
        assert text[block.begin : block.end] == text[block.begin : block.end].strip()
        covered.update(range(block.begin, block.end))
        last = block.end
    assert not [index for index, char in enumerate(text) if not char.isspace() and index not in covered]


def test_samples_have_a_body_and_no_sentence_in_their_noise(articles: Path) -> None:
    for article in read_articles([articles]):
        lines = [(block.kind, article.text[block.begin : block.end]) for block in article.blocks]
        assert any(kind is BlockKind.BODY for kind, _ in lines), article.id
        noise = [line for kind, line in lines if kind in (BlockKind.NOISE, BlockKind.META)]
        assert [line for line in noise if line.endswith(".") and len(line.split()) > 6] == []


def test_real_articles(shared: Path) -> None:
    found = {article.id: article for article in read_articles([shared / "seeds"])}
    noise = {
        name: sum(block.kind in (BlockKind.NOISE, BlockKind.CAPTION) for block in article.blocks)
        for name, article in found.items()
    }
    assert noise == {"seed-0": 1, "seed-1": 2, "seed-2": 0, "seed-3": 3, "seed-4": 12}
    assert all(article.title for article in found.values())
    assert found["seed-1"].publisher == "النور نيوز"


def test_title_known_from_elsewhere_marks_its_line() -> None:
    text = f"قسم المنوعات والأخبار الخفيفة\n{HEAD_AR}\n{BODY_AR}"
    article = article_from_text(text, "x", title=HEAD_AR)
    assert [block.kind.value for block in article.blocks if text[block.begin : block.end] == HEAD_AR] == ["headline"]
