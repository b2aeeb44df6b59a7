import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from noisy_text import TEXTS

from graphkit.analyse import load_pipeline
from graphkit.analyse.folding import fold, is_hidden, undiacritised


def tokens(text, lang="ar"):
    return [t.text for t in load_pipeline(lang).make_doc(text)]


@pytest.mark.parametrize("lang", ["ar", "en"])
@settings(max_examples=400, deadline=None)
@given(text=TEXTS)
def test_tokens_are_exact_substrings_of_any_text(lang, text):
    doc = load_pipeline(lang).make_doc(text)
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token.text)] == token.text
        assert token.text


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_a_norm_has_no_diacritics_and_is_never_empty(text):
    for token in load_pipeline("ar").make_doc(text):
        assert token.norm_
        if not is_hidden(token.text):
            assert undiacritised(token.norm_) == token.norm_


@given(st.text("ابتلمنهويأإ\u064e\u0651\u0640\u200f", min_size=1, max_size=12))
def test_folding_twice_changes_nothing(word):
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("word", "parts", "norms"),
    [
        ("للرئيس", ["ل", "لرئيس"], ["ل", "الرئيس"]),
        ("قيمتها", ["قيمت", "ها"], ["قيمة", "ها"]),
        ("وسيزور", ["و", "س", "يزور"], ["و", "س", "يزور"]),
        ("بالاتفاق", ["ب", "الاتفاق"], ["ب", "الاتفاق"]),
        ("رؤسائهم", ["رؤسائ", "هم"], ["رؤساء", "هم"]),
        ("إليه", ["إلي", "ه"], ["إلى", "ه"]),
        ("كِتَابُهُمْ", ["كِتَابُ", "هُمْ"], ["كتاب", "هم"]),
        ("موسكو", ["موسكو"], ["موسكو"]),
        ("الوزير", ["الوزير"], ["الوزير"]),
    ],
)
def test_words_are_cut_into_clitics_with_their_underlying_forms(word, parts, norms):
    doc = load_pipeline("ar").make_doc(f"قال {word} أمس")
    assert [t.text for t in doc][1:-1] == parts
    assert [t.norm_ for t in doc][1:-1] == norms


def test_hidden_characters_are_tokens_beside_a_word_and_change_nothing_in_the_others():
    plain = tokens("زار لافروف بيونغ يانغ")
    marked = tokens("زار \u200fلافروف\u200f بيونغ\u200e يانغ")
    assert [t for t in marked if not is_hidden(t)] == plain


def test_latin_names_numbers_and_emoji_stay_whole_in_arabic():
    assert tokens("قمة G20 في 12.5% من U.S. 🇷🇺!") == ["قمة", "G20", "في", "12.5", "%", "من", "U.S.", "🇷🇺", "!"]


def test_a_letter_glued_to_a_number_is_cut_off():
    assert tokens("نحو 10آلاف و15 دبابة") == ["نحو", "10", "آلاف", "و", "15", "دبابة"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They co-operate and/or don't.", ["They", "co-operate", "and", "/", "or", "do", "n't", "."]),
        ("An F-16 flew!!", ["An", "F", "-", "16", "flew", "!!"]),
        ("Capt. Lee called 555-0134.", ["Capt.", "Lee", "called", "555-0134", "."]),
    ],
)
def test_english_words_are_cut_as_in_the_treebank(text, expected):
    assert tokens(text, "en") == expected
