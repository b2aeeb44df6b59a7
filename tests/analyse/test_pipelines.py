import pytest
from hypothesis import given, settings
from noisy_text import TEXTS

from graphkit.analyse import load_pipeline
from graphkit.analyse.folding import is_hidden
from graphkit.analyse.pipelines import PROFILES
from graphkit.errors import AnalysisError


def by_text(doc, text):
    return next(t for t in doc if t.text == text)


def names(doc):
    return [(e.text, e.label_) for e in doc.ents]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("lang", ["ar", "en"])
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_every_token_of_any_text_is_annotated(lang, profile, text):
    doc = load_pipeline(lang, profile)(text)
    assert doc.text == text
    assert "".join(s.text_with_ws for s in doc.sents) == text
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head == t]
        assert len(roots) == 1
        assert all(t.head in sentence for t in sentence)
    for token in doc:
        assert (token.pos_ == "SPACE") == is_hidden(token.text)
        assert token.dep_
        assert token.lemma_
        assert (token.dep_ == "ROOT") == (token.head == token)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_batch_gives_what_single_texts_give(lang):
    texts = {
        "ar": ["وصل الوزير إلى موسكو.", "", "  \n", "أعلنت الحكومة استقالتها. ورفض الرئيس ذلك!", "قمة"],
        "en": ["The minister arrived in Moscow.", "", "  \n", "It rained. Nobody left!", "Ceasefire"],
    }[lang]
    nlp = load_pipeline(lang)

    def facts(doc):
        return [(t.text, t.pos_, t.head.i, t.dep_, t.lemma_, t.ent_iob_, t.is_sent_start) for t in doc]

    assert [facts(d) for d in nlp.pipe(texts)] == [facts(nlp(t)) for t in texts]


def test_the_subject_of_an_arabic_verb_is_found():
    doc = load_pipeline("ar")("استقبل الرئيس الصيني وزير الخارجية الروسي في بكين.")
    verb = by_text(doc, "استقبل")
    assert (verb.pos_, verb.dep_) == ("VERB", "ROOT")
    assert (by_text(doc, "الرئيس").dep_, by_text(doc, "الرئيس").head) == ("nsubj", verb)
    assert by_text(doc, "وزير").head == verb
    assert by_text(doc, "الصيني").head == by_text(doc, "الرئيس")


# Verb, subject and object, and a sentence that begins with the verb.
VERB_FIRST = [
    ("استقبل", "الرئيس", "وزير", "استقبل الرئيس الصيني وزير الخارجية الروسي في بكين."),
    ("زار", "الملك", "بغداد", "زار الملك الأردني بغداد أمس."),
    ("قصفت", "الطائرات", "المدينة", "قصفت الطائرات المدينة طوال الليل."),
    ("اتهمت", "الحكومة", "المعارضة", "اتهمت الحكومة المعارضة بالتحريض على العنف."),
    ("رفض", "الوزير", "الاتفاق", "رفض الوزير الاتفاق بعد ساعات من توقيعه."),
    ("دعا", "الأمين", "الأطراف", "دعا الأمين العام الأطراف إلى وقف القتال."),
    ("هنأ", "الرئيس", "نظيره", "هنأ الرئيس المصري نظيره التركي بفوزه في الانتخابات."),
    ("دخلت", "القوات", "البلدة", "دخلت القوات البلدة فجر الجمعة."),
    ("وقع", "الجانبان", "اتفاقية", "وقع الجانبان اتفاقية جديدة في جنيف."),
    ("انتقد", "البرلمان", "القرار", "انتقد البرلمان القرار بشدة."),
    ("أرسلت", "فرنسا", "طائرات", "أرسلت فرنسا طائرات إلى المنطقة."),
    ("التقى", "السفير", "قادة", "التقى السفير قادة الأحزاب في العاصمة."),
]


@pytest.mark.parametrize("profile", PROFILES)
def test_subject_and_object_of_arabic_verbs_are_found_as_a_rule(profile):
    nlp = load_pipeline("ar", profile)
    subjects = objects = 0
    for verb, subject, object_, text in VERB_FIRST:
        doc = nlp(text)
        head = by_text(doc, verb)
        found = {token.dep_: token.text for token in head.children}
        subjects += head.dep_ == "ROOT" and found.get("nsubj") == subject
        objects += found.get("obj", "").startswith(object_.removesuffix("ه"))
    # The card says it: which of two bare nouns is the object is often wrong. Fewer than these would be a worse parser.
    assert subjects >= 10
    assert objects >= 5


def test_the_subject_before_an_arabic_verb_is_found():
    doc = load_pipeline("ar")("الجيش أعلن أن القوات دخلت المدينة.")
    assert by_text(doc, "القوات").dep_ == "nsubj"
    assert by_text(doc, "القوات").head == by_text(doc, "دخلت")
    assert by_text(doc, "دخلت").dep_ in ("ccomp", "xcomp")


@pytest.mark.parametrize("profile", PROFILES)
def test_an_english_passive_is_found(profile):
    doc = load_pipeline("en", profile)("The treaty was signed by both presidents in Geneva.")
    signed = by_text(doc, "signed")
    assert by_text(doc, "treaty").dep_ == "nsubj:pass"
    assert by_text(doc, "presidents").head == signed
    assert signed.lemma_ == "sign"


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "التقى وزير الخارجية سيرغي لافروف نظيره التركي هاكان فيدان في أنقرة.",
            [("سيرغي لافروف", "PER"), ("هاكان فيدان", "PER"), ("أنقرة", "LOC")],
        ),
        ("وصل محمد إلى القاهرة قادما من باريس.", [("محمد", "PER"), ("القاهرة", "LOC"), ("باريس", "LOC")]),
        ("سافر الوفد لروسيا وفرنسا.", [("روسيا", "LOC"), ("فرنسا", "LOC")]),
        ("دعا مجلس الأمن إلى وقف إطلاق النار.", [("مجلس الأمن", "ORG")]),
    ],
)
def test_arabic_names_are_found_without_their_clitics(text, expected, profile):
    assert names(load_pipeline("ar", profile)(text)) == expected


@pytest.mark.parametrize("profile", PROFILES)
def test_english_names_are_found(profile):
    doc = load_pipeline("en", profile)("John Smith flew from London to Germany.")
    assert names(doc) == [("John Smith", "PER"), ("London", "LOC"), ("Germany", "LOC")]


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("أعلنت الحكومة القرار.", "أعلنت", "أعلن"),
        ("يزور الرئيس المدينة غدا.", "يزور", "زار"),
        ("وقع الوزير الاتفاق.", "الوزير", "وزير"),
        ("لم يزر الوفد القصر.", "يزر", "زار"),
    ],
)
def test_arabic_lemmas_are_undiacritised_dictionary_forms(text, form, lemma):
    assert by_text(load_pipeline("ar")(text), form).lemma_ == lemma


@pytest.mark.parametrize("profile", PROFILES)
def test_a_very_long_sentence_is_cut_for_the_encoder_and_keeps_its_text(profile):
    text = "زار الوزير المدينة، " * 200
    doc = load_pipeline("ar", profile)(text)
    assert doc.text == text
    assert max(len(s) for s in doc.sents) <= 121


def test_the_same_pipeline_is_given_twice():
    assert load_pipeline("ar") is load_pipeline("ar")


ENGLISH_FIRST = [
    "The president of France visited the Egyptian capital on Tuesday and met opposition leaders.",
    "Rebels attacked a convoy near the border, killing three soldiers.",
    "The foreign ministry said that the ambassador had been recalled from Ankara.",
    "Two days after the vote, the court rejected the appeal of the former prime minister.",
    "Poland, which borders Ukraine, has sent tanks to the front.",
]
ARABIC_FIRST = [
    "أعلن المتحدث باسم الحكومة أن الرئيس سيزور بغداد الأسبوع المقبل.",
    "قتل ثلاثة جنود في هجوم على قافلة قرب الحدود.",
    "رفضت المحكمة طعن رئيس الوزراء السابق بعد يومين من التصويت.",
    "وأكد الوزير الذي وصل إلى القاهرة أمس استعداد بلاده للوساطة.",
    "استدعت وزارة الخارجية السفير للتشاور.",
]


@pytest.mark.parametrize(("lang", "texts"), [("ar", ARABIC_FIRST), ("en", ENGLISH_FIRST)])
def test_the_fast_profile_reads_plain_sentences_much_as_the_accurate_one(lang, texts):
    same = {"tags": 0, "arcs": 0}
    count = 0
    for text in texts:
        accurate, fast = load_pipeline(lang)(text), load_pipeline(lang, "fast")(text)
        assert [t.idx for t in accurate] == [t.idx for t in fast]
        for one, other in zip(accurate, fast, strict=True):
            count += 1
            same["tags"] += one.pos_ == other.pos_
            same["arcs"] += (one.head.i, one.dep_) == (other.head.i, other.dep_)
    assert same["tags"] >= 0.9 * count
    assert same["arcs"] >= 0.8 * count


def test_the_profiles_have_encoders_of_their_own():
    encoders = {
        load_pipeline(lang, p).get_pipe("graphkit_annotator").encoder for lang in ("ar", "en") for p in PROFILES
    }
    assert len(encoders) == len(PROFILES)


@pytest.mark.parametrize(("lang", "profile"), [("fr", "accurate"), ("ar", "huge")])
def test_what_is_not_shipped_is_refused(lang, profile):
    with pytest.raises(AnalysisError, match=lang if lang == "fr" else profile):
        load_pipeline(lang, profile)
