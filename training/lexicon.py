"""The lexicon of lemmas: what the treebanks' training parts have for a form and its part of speech."""

from __future__ import annotations

import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from graphkit.analyse.folding import undiacritised
from graphkit.analyse.lemmas import lexicon_key
from graphkit.analyse.segmenter import Segmenter

from .corpora import Sentence
from .segmenter import norms

__all__ = ["write_lexicon"]

_LEAST_SHARE = 0.6
_VERBS = Path(__file__).with_name("arabic_verbs.tsv")
_LONG = frozenset("اوي")


def write_lexicon(sentences: Iterable[Sentence], segmenter: Segmenter, path: Path) -> None:
    """Write, by language, part of speech and form, the lemma that most occurrences of the form have."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for form, upos, lemma in zip(norms(sentence, segmenter), sentence.upos, sentence.lemmas, strict=True):
            plain = undiacritised(lemma) if sentence.lang == "ar" else lemma
            if any(c.isalpha() for c in form):
                counts[sentence.lang, upos, lexicon_key(form, upos)][plain] += 1
    out: dict[str, dict[str, dict[str, str]]] = {"ar": defaultdict(dict), "en": defaultdict(dict)}
    for (lang, upos, form), lemmas in sorted(counts.items()):
        lemma, times = lemmas.most_common(1)[0]
        if times >= _LEAST_SHARE * lemmas.total():
            out[lang][upos][form] = lemma
    for form, lemma in verb_forms(_VERBS).items():
        out["ar"]["VERB"].setdefault(form, lemma)
    text = json.dumps(out, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(lzma.compress(text.encode(), preset=9))


def verb_forms(table: Path) -> dict[str, str]:
    """Return the lemma of every inflected form of the verbs in a table, leaving out what two verbs share.

    Args:
        table: tab-separated, the past and the present of each verb, third person masculine singular.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "past\t")):
            continue
        past, present = line.split("\t")
        for form in (*_past_forms(past), *_present_forms(present[1:])):
            found[form].add(past)
    return {form: lemmas.pop() for form, lemmas in found.items() if len(lemmas) == 1}


def _past_forms(past: str) -> set[str]:
    if past[-1] in "اى":
        stem, dual = past[:-1], "ي" if past[-1] == "ى" or len(past) > 3 else "و"
        return {past, stem + "ت", stem + "تا", stem + "وا", stem + dual + "ا", stem + dual + "نا"}
    forms = {past + end for end in ("", "ت", "تا", "ا", "وا")}
    if past[-1] == "ي":
        return forms - {past + "وا"} | {past[:-1] + "وا"}
    if past[-1] == "أ":
        return forms - {past + "ا", past + "وا"} | {past[:-1] + "ؤوا", past[:-1] + "آ"}
    if len(past) > 2 and past[-2] == "ا" and past[-1] != "ء":
        # A hollow verb is short before an ending that begins with a consonant.
        short = past[:-2] + past[-1]
        return forms | {short + "نا", short + "تم", short + "ن"}
    return forms | {past + "نا", past + "تم", past + "ن"}


def _present_forms(stem: str) -> set[str]:
    persons = ("ي", "ت", "ن", "أ")
    forms = {p + stem for p in persons}
    if stem[-1] in "ويى":
        body = stem[:-1]
        dual = {p + body + ("ي" if stem[-1] == "ى" else stem[-1]) + "ان" for p in "يت"}
        return forms | dual | {p + body + end for p in "يت" for end in ("ون", "وا")} | {p + body for p in persons[:2]}
    if stem[-1] == "أ":
        return forms | {p + stem[:-1] + end for p in "يت" for end in ("ؤون", "ؤوا", "آن")}
    if stem[-1] == "ئ":
        return forms | {p + stem + end for p in "يت" for end in ("ون", "وا", "ان")}
    forms |= {p + stem + end for p in "يت" for end in ("ون", "وا", "ان", "ا", "ن")}
    if len(stem) > 1 and stem[-2] in _LONG and stem[-1] != "ء":
        forms |= {p + stem[:-2] + stem[-1] for p in persons[:3]}
    return forms
