from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graphkit.model import BlockKind
from graphkit.read import read_articles

PARAGRAPHS = (
    "وصل وزير الخارجية العماني إلى صنعاء، الثلاثاء، على رأس وفد رفيع لبحث تمديد الهدنة بين أطراف النزاع في البلاد.",
    "وقال مسؤول حكومي إن الوفد سيجري محادثات تستمر يومين مع قيادات سياسية وعسكرية بشأن فتح الطرق ودفع الرواتب.",
    "ورحب المبعوث الأممي بالزيارة ودعا جميع الأطراف إلى اغتنام الفرصة والعمل بجدية من أجل سلام دائم.",
)


def page(charset: str) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="{charset}">'
        "<title>وفد عماني في صنعاء - موقع المدار</title>"
        '<meta property="og:site_name" content="موقع المدار">'
        '<meta property="article:published_time" content="2023-04-11T20:11:00+03:00">'
        '<link rel="canonical" href="https://example.org/news/17"></head><body><nav><a href="/">الرئيسية</a></nav>'
        f"<article><h1>وفد عماني في صنعاء</h1>{body}</article><footer>جميع الحقوق محفوظة</footer></body></html>"
    ).encode(charset)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "utf-16"])
@pytest.mark.parametrize("suffix", [".html", ".htm", ".xhtml"])
def test_page(tmp_path: Path, charset: str, suffix: str) -> None:
    path = tmp_path / f"visit{suffix}"
    path.write_bytes(page(charset))
    [article] = read_articles([path])
    assert (article.id, article.lang, article.date) == ("visit", "ar", dt.date(2023, 4, 11))
    assert (article.publisher, article.url) == ("موقع المدار", "https://example.org/news/17")
    assert article.title == "وفد عماني في صنعاء"
    lines = [(block.kind, article.text[block.begin : block.end]) for block in article.blocks]
    assert lines == [(BlockKind.HEADLINE, article.title), *((BlockKind.BODY, text) for text in PARAGRAPHS)]
