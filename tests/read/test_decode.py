from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import ReadError
from graphkit.read.decode import decode

AR = "قال وزير الخارجية إن بلاده وقعت مع الجانب الروسي اتفاقا في موسكو، وإن العمل به سيبدأ بعد شهر من الآن.\r\n"
EN = "The minister said the deal – “a first step” – was signed in Moscow.\n"


@pytest.mark.parametrize("text", [AR, EN, AR + EN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("text", [AR, "أعلنت الوزارة", "توقيع الاتفاق في الدوحة", "محمد الشيخ"])
def test_arabic_code_pages_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


@given(st.lists(st.sampled_from(AR.split()), min_size=4).map(" ".join), st.sampled_from(["windows-1256", "iso-8859-6"]))
def test_code_pages_for_any_words_of_a_sentence(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    assert decode(data, "x") == data.decode(encoding)


def test_english_with_curly_quotes_of_a_code_page() -> None:
    assert decode(EN.encode("windows-1252"), "x") == EN


def test_hint_is_followed_only_where_it_gives_a_plausible_text() -> None:
    assert decode(AR.encode("windows-1256"), "x", hint="windows-1256") == AR
    assert decode(AR.encode("windows-1256"), "x", hint="no-such-encoding") == AR
    assert decode(AR.encode("utf-8"), "x", hint="windows-1256") == AR


@pytest.mark.parametrize(
    "data", [AR.encode() + b"\xd9", b"\xd8" + AR.encode(), AR.encode()[:51] + b" \xd8 " + AR.encode()[52:]]
)
def test_damaged_utf8_is_not_taken_for_a_code_page(data: bytes) -> None:
    with pytest.raises(ReadError, match="damaged UTF-8 at byte"):
        decode(data, "x")
