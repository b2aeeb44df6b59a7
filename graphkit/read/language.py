"""The language of a text: by script first, by lingua among the languages of one script."""

from __future__ import annotations

import functools
import re

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

__all__ = ["UNKNOWN", "foreign_line", "language_of"]

UNKNOWN = "und"
_SAMPLE = 4000
_SCRIPTS = {
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc\ufb50-\ufdff\ufe70-\ufefc]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
}
_NOT_ARABIC = re.compile("[پچژگکیٹڈڑںےھہ]")
_CANDIDATES = {
    "arabic": "AR FA UR",
    "latin": "EN FR DE ES TR IT PT NL ID",
    "cyrillic": "RU UK BG SR",
}


@functools.cache
def _detector(script: str) -> LanguageDetector:
    codes = [IsoCode639_1.from_str(code) for code in _CANDIDATES[script].split()]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()


def _code(language: Language | None, otherwise: str) -> str:
    return otherwise if language is None else language.iso_code_639_1.name.lower()


def _main_script(text: str) -> tuple[str, int]:
    counts = {script: len(pattern.findall(text)) for script, pattern in _SCRIPTS.items()}
    # Japanese mixes kana into Chinese characters, never the other way round.
    if counts["ja"] * 10 > counts["zh"] > 0:
        counts["ja"] += counts["zh"]
    script = max(counts, key=lambda name: counts[name])
    return script, counts[script]


def _among(script: str, text: str) -> str:
    if script not in _CANDIDATES:
        return script
    if script == "arabic":
        letters = len(_SCRIPTS["arabic"].findall(text))
        if len(_NOT_ARABIC.findall(text)) <= 0.02 * letters:
            return "ar"
    fallback = _CANDIDATES[script].split()[0].lower()
    return _code(_detector(script).detect_language_of(text[:_SAMPLE]), fallback)


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of most of a text, or ``und`` where it has no letters.

    Examples:
        >>> language_of("قال الوزير إن الاتفاق وقع"), language_of("3/4")
        ('ar', 'und')
    """
    script, count = _main_script(text)
    return _among(script, text) if count else UNKNOWN


def foreign_line(line: str, lang: str) -> bool:
    """Say whether a line is surely in another language than the article, ``lang``.

    Another script decides at once; within Latin and Cyrillic one line is too little to be sure of, so only
    Persian and Urdu lines in Arabic articles, and the reverse, are told apart there.
    """
    script, count = _main_script(line)
    if count < 3:
        return False
    home = next((name for name, codes in _CANDIDATES.items() if lang.upper() in codes.split()), lang)
    if home != script:
        return count > 0.7 * sum(len(pattern.findall(line)) for pattern in _SCRIPTS.values())
    return script == "arabic" and count > 10 and _among(script, line) != lang and len(line.split()) > 2
