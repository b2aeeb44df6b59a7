"""Strategies for texts as messy as the web: scripts mixed, marks, controls, emoji."""

from hypothesis import strategies as st

ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة", min_size=1, max_size=8)
MARKED = st.text("ابتلمنهوي\u064b\u064e\u0651\u0652\u0670\u0640", min_size=1, max_size=9)
NOISE = st.sampled_from(
    [
        " ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u200f", "\u200e", "\u202b", "\u202c", "\u2066", "\u2069", "\u200c",
        "\u200d", "\ufeff", "\u00ad", "،", "؛", "؟", ".", "...", "!", "«", "»", '"', "(", ")", "-", "–", "/", "%",
        "٪", "١٢٫٥", "2024", "15-3", "50%", "🇷🇺", "👩‍👩‍👧", "☎️", "😀", "و", "لل", "ال", "ﻻ", "ﷲ", "ـ", "\x00",
        "Kim", "G-20", "U.S.", "don't", "user@example.org", "https://example.org/a?b=1", "@name", "#tag", "漢字",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(ARABIC, MARKED, NOISE, st.text(max_size=4)), max_size=25).map("".join)
