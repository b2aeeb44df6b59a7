import pytest
from hypothesis import given, settings
from noisy_text import TEXTS

from graphkit.analyse import load_pipeline
from graphkit.analyse.folding import is_hidden
from graphkit.errors import AnalysisError


def by_text(doc, text):
    return next(t for t in doc if t.text == text)


def names(doc):
    return [(e.text, e.label_) for e in doc.ents]


@pytest.mark.parametrize("lang", ["ar", "en"])
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_every_token_of_any_text_is_annotated(lang, text):
    doc = load_pipeline(lang)(text)
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


def test_subject_and_object_of_arabic_verbs_are_found_as_a_rule():
    nlp = load_pipeline("ar")
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


def test_an_english_passive_is_found():
    doc = load_pipeline("en")("The treaty was signed by both presidents in Geneva.")
    signed = by_text(doc, "signed")
    assert by_text(doc, "treaty").dep_ == "nsubj:pass"
    assert by_text(doc, "presidents").head == signed
    assert signed.lemma_ == "sign"


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
def test_arabic_names_are_found_without_their_clitics(text, expected):
    assert names(load_pipeline("ar")(text)) == expected


def test_english_names_are_found():
    doc = load_pipeline("en")("John Smith flew from London to Germany.")
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


def test_a_very_long_sentence_is_cut_for_the_encoder_and_keeps_its_text():
    text = "زار الوزير المدينة، " * 200
    doc = load_pipeline("ar")(text)
    assert doc.text == text
    assert max(len(s) for s in doc.sents) <= 121


def test_the_same_pipeline_is_given_twice():
    assert load_pipeline("ar") is load_pipeline("ar")


@pytest.mark.parametrize(("lang", "profile"), [("fr", "accurate"), ("ar", "huge")])
def test_what_is_not_shipped_is_refused(lang, profile):
    with pytest.raises(AnalysisError, match=lang if lang == "fr" else profile):
        load_pipeline(lang, profile)
