"""Measure the analysis pipelines on test text they have not seen: ``python benchmarks/analysis.py``.

Words, parts of speech, lemmas and trees are scored from raw text, one treebank sentence a text, as F1 over
words with exact offsets; labels are compared without subtypes, as in the CoNLL 2018 shared task (``las``), and
with them (``las full``). Names are right when type and words are exactly right.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

from graphkit.analyse import load_pipeline  # noqa: E402
from graphkit.analyse.folding import is_hidden, undiacritised  # noqa: E402
from graphkit.analyse.pipelines import LANGUAGES, PROFILES  # noqa: E402
from graphkit.pipeline import Extractor  # noqa: E402
from graphkit.read import read_articles  # noqa: E402
from graphkit.resources import models_path  # noqa: E402
from training.corpora import Corpora, NamedSentence, Sentence  # noqa: E402

MEASURES = ("words", "upos", "lemma", "uas", "las", "las full")


def gold_words(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the offsets of the words of a sentence in its text."""
    spans, at = [], 0
    for form, space in zip(sentence.forms, sentence.spaces, strict=True):
        spans.append((at, at + len(form)))
        at += len(form) + space
    return spans


def score_trees(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """Return F1 of each measure, in per cent."""
    right: Counter[str] = Counter()
    total = 0
    for sentence, doc in zip(sentences, nlp.pipe(s.text for s in sentences), strict=True):
        spans = gold_words(sentence)
        found = {(t.idx, t.idx + len(t)): t for t in doc if not is_hidden(t.text)}
        total += len(found) + len(spans)
        for i, span in enumerate(spans):
            token = found.get(span)
            if token is None:
                continue
            lemma = undiacritised(sentence.lemmas[i]) if sentence.lang == "ar" else sentence.lemmas[i]
            head = None if token.head.i == token.i else (token.head.idx, token.head.idx + len(token.head))
            arc = head == (spans[sentence.heads[i]] if sentence.heads[i] >= 0 else None)
            gold, guess = sentence.deps[i], token.dep_
            right["words"] += 1
            right["upos"] += token.pos_ == sentence.upos[i]
            right["lemma"] += token.lemma_ == lemma
            right["uas"] += arc
            right["las"] += arc and guess.split(":")[0] == gold.split(":")[0]
            right["las full"] += arc and guess == gold
    return {name: round(200 * right[name] / total, 2) for name in MEASURES}


def word_names(labels: list[str]) -> set[tuple[int, int, str]]:
    """Return the names that IOB labels mark, as (first word, after the last, type)."""
    out, start = set(), None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and (label[0] != "I" or label[2:] != labels[start][2:]):
            out.add((start, i, labels[start][2:]))
            start = None
        if start is None and label != "O":
            start = i
    return out


def doc_names(doc: Doc, words: list[str]) -> set[tuple[int, int, str]]:
    """Return the names of a Doc of ``" ".join(words)`` by the words they touch."""
    owner = [i for i, word in enumerate(words) for _ in range(len(word) + 1)]
    return {(owner[e.start_char], owner[e.end_char - 1] + 1, e.label_) for e in doc.ents}


def score_names(nlp: Language, sentences: list[NamedSentence]) -> dict[str, float]:
    """Return precision, recall and F1, and F1 by type, in per cent."""
    both: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for sentence, doc in zip(sentences, nlp.pipe(" ".join(s.words) for s in sentences), strict=True):
        gold, guess = word_names(sentence.labels), doc_names(doc, sentence.words)
        for counter, names in ((marked, gold), (found, guess), (both, gold & guess)):
            counter.update(kind for _, _, kind in names)
            counter["all"] += len(names)

    def percent(part: int, whole: int) -> float:
        return round(100 * part / max(1, whole), 2)

    out = {"p": percent(both["all"], found["all"]), "r": percent(both["all"], marked["all"])}
    for kind in ("all", "PER", "LOC", "ORG"):
        out["f1" if kind == "all" else kind] = percent(2 * both[kind], marked[kind] + found[kind])
    return out


def speed(nlp: Language, sentences: Iterable[Sentence], sentences_a_text: int = 4, texts: int = 60) -> float:
    """Return words a second of processor time of the whole pipeline, on paragraphs of four sentences."""
    written = [s.text for s in sentences]
    paragraphs = [" ".join(written[i : i + sentences_a_text]) for i in range(0, len(written), sentences_a_text)][:texts]
    nlp(paragraphs[0])
    started = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(paragraphs))
    return round(words / (time.process_time() - started))


def extraction_speed(profile: str) -> float:
    """Return words a second of processor time from the sample articles to their relations."""
    extractor = Extractor(profile=profile)
    articles = list(read_articles([ROOT / "seeds" / "articles"]))
    extractor.extract(articles[0])
    started = time.process_time()
    for article in articles:
        extractor.extract(article)
    return round(sum(len(article.text.split()) for article in articles) / (time.process_time() - started))


def measure(data: Path, profiles: Sequence[str] = PROFILES) -> dict[str, dict[str, float]]:
    """Return all figures, by what they are of; a profile other than the usual one stands behind it."""
    corpora = Corpora(data)
    started = time.perf_counter()
    pipelines = {(lang, profile): load_pipeline(lang, profile) for profile in profiles for lang in LANGUAGES}
    loading = time.perf_counter() - started
    pud = corpora.arabic_pud()["test"]
    english_pud = corpora.english_pud(s.id for s in pud)
    sets: tuple[tuple[str, str, Callable[[Language, list], dict[str, float]], list], ...] = (
        ("Arabic, UD Arabic-PUD, 200 held-out sentences", "ar", score_trees, pud),
        ("English, UD English-EWT test", "en", score_trees, corpora.english_ewt("test")),
        ("English, UD English-PUD, the twins of the 200", "en", score_trees, english_pud),
        ("Arabic names, NewsFANE last sixth", "ar", score_names, corpora.news_fane()[1]),
        ("Arabic names, ANERcorp test", "ar", score_names, corpora.aner_corp()[1]),
        ("English names, Universal NER EWT test", "en", score_names, [s for _, s in corpora.universal_ner("test")]),
    )
    sizes = {p.name: p.stat().st_size for p in sorted(models_path().iterdir()) if p.suffix in (".onnx", ".npz", ".xz")}
    return {
        **{
            name if profile == "accurate" else f"{name}; {profile}": score(pipelines[lang, profile], sentences)
            for name, lang, score, sentences in sets
            for profile in profiles
        },
        "Words a second, articles to relations": {profile: extraction_speed(profile) for profile in profiles},
        "Tokens a second, analysis alone": {
            f"{lang} {profile}": speed(pipelines[lang, profile], sentences)
            for profile in profiles
            for lang, sentences in (("ar", pud), ("en", english_pud))
        },
        "Size in MB": {
            **{name: round(n / 1e6, 2) for name, n in sizes.items()},
            "all": round(sum(sizes.values()) / 1e6, 2),
        },
        "Seconds to load": {"all": round(loading, 2)},
    }


def main() -> None:
    """Print all figures, as a table or as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="directory of the corpora")
    parser.add_argument("--profile", choices=PROFILES, help="this one alone")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = measure(options.data, (options.profile,) if options.profile else PROFILES)
    if options.json:
        json.dump(result, sys.stdout, ensure_ascii=False, indent=1)
        return
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    for name, scores in result.items():
        print(f"{name:54}", "  ".join(f"{k} {v}" for k, v in scores.items()))


if __name__ == "__main__":
    main()
