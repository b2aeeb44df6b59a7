from __future__ import annotations

import pytest

from graphkit.read.language import foreign_line, language_of


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("أعلن الوزير أن بلاده سترسل وفدا إلى العاصمة", "ar"),
        ("وزیر خارجه ایران گفت که این گفت‌وگوها ادامه خواهد داشت", "fa"),
        ("وزیر اعظم نے کہا ہے کہ مذاکرات جاری رہیں گے", "ur"),
        ("The minister said that the talks would go on", "en"),
        ("Le ministre a déclaré que les pourparlers se poursuivraient", "fr"),
        ("Der Minister sagte, die Gespräche würden fortgesetzt", "de"),
        ("Bakan, görüşmelerin devam edeceğini söyledi", "tr"),
        ("Министр заявил, что переговоры продолжатся", "ru"),
        ("השר אמר כי השיחות יימשכו", "he"),
        ("部长表示谈判将继续", "zh"),
        ("大臣は協議が続くと述べた", "ja"),
        ("12:30 – 3/4/2024", "und"),
    ],
)
def test_language_of(text: str, lang: str) -> None:
    assert language_of(text) == lang


def test_arabic_with_a_few_persian_letters_is_arabic() -> None:
    assert language_of("زار الرئيس مدينة گروزني والتقى رئيس جمهورية الشيشان وبحث معه ملفات الأمن والتعاون") == "ar"


@pytest.mark.parametrize(
    ("line", "lang", "foreign"),
    [
        ("در این زمینه گفتگوهای مفصلی با طرف‌های دیگر انجام خواهد گرفت", "ar", True),
        ("Follow the latest developments here", "ar", True),
        ("تابع آخر التطورات هنا", "en", True),
        ("قال متحدث باسم KCNA إن الزيارة تمت", "ar", False),
        ("زار گروزني", "ar", False),
        ("5/3", "ar", False),
    ],
)
def test_foreign_line(line: str, lang: str, foreign: bool) -> None:
    assert foreign_line(line, lang) is foreign
