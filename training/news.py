"""Go on training the encoder that ships with the names in our own texts: ``python -m training.news``."""

from __future__ import annotations

import argparse
import datetime as dt
import pickle
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Span, Token

from graphkit.analyse import analyse
from graphkit.analyse.annotator import encoder_words
from graphkit.analyse.segmenter import Segmenter
from graphkit.link import Gazetteer, load_gazetteer
from graphkit.link.given_names import is_given_name
from graphkit.link.matcher import find_hits
from graphkit.link.names import is_short_form, same_person
from graphkit.read import article_from_text
from graphkit.resources import models_path

from .corpora import Corpora
from .encoder import train_encoder
from .examples import Example
from .from_checkpoint import export_checkpoint
from .relation_texts import TEXTS, AnnotatedText, is_held_out, read_all
from .shipped import shipped_network
from .train import sources

__all__ = ["main", "text_examples"]

_STEPS = 1_300
_RATE = 0.5
_SHARE = 0.5
_NAMES = {"person": "PER", "state": "LOC", "place": "LOC", "facility": "LOC", "organisation": "ORG", "force": "ORG"}


def text_examples(texts: Iterable[AnnotatedText]) -> list[Example]:
    """Return the sentences of annotated texts with their names."""
    gazetteer = load_gazetteer()
    return [example for text in texts for example in _examples(text, gazetteer)]


def _examples(text: AnnotatedText, gazetteer: Gazetteer) -> Iterator[Example]:
    article = article_from_text(text.text, text.id, date=dt.date.fromisoformat(text.date), lang=text.lang)
    docs = analyse(article).docs
    names: dict[tuple[int, int], str] = {}
    for begin, end, ids in text.mentions:
        type_ = text.types[ids[0]]
        for number, (base, doc) in enumerate(docs):
            span = doc.char_span(begin - base.begin, end - base.begin, alignment_mode="expand")
            if span is None or len(ids) > 1 or not base.begin <= begin < base.begin + len(doc.text):
                continue
            if (name := _name(span, ids[0], type_, gazetteer)) is not None:
                for token in name:
                    names[number, token.i] = ("B-" if token.i == span.start else "I-") + _NAMES[type_]
    for number, (_, doc) in enumerate(docs):
        forms = encoder_words(doc)
        for sentence in doc.sents:
            shown = [(i, word) for i in range(sentence.start, sentence.end) if (word := forms[i]) is not None]
            if shown:
                yield Example(
                    text.lang,
                    [word for _, word in shown],
                    entities=_sequence([names.get((number, i), "O") for i, _ in shown]),
                )


def _sequence(labels: list[str]) -> list[str]:
    """Return labels where no I follows another type: a sentence may be cut within a mention."""
    out: list[str] = []
    for label in labels:
        before = out[-1] if out else "O"
        out.append("B" + label[1:] if label[0] == "I" and before[1:] != label[1:] else label)
    return out


def _name(span: Span, identifier: str, type_: str, gazetteer: Gazetteer) -> Span | None:
    """Return the proper name in a mention, of types that have names: a person's without titles, otherwise all of it."""
    if type_ not in _NAMES:
        return None
    if type_ == "person":
        return _personal_name(span, identifier, gazetteer)
    form, proper = span.text, any(token.pos_ == "PROPN" for token in span)
    if span.doc.lang_ == "en":
        if span[0].pos_ == "DET" and len(span) > 1:
            span = span[1:]
        last = span[-1]
        kept = [t for t in span if t.is_alpha]
        capital = bool(kept) and kept[-1].text[0].isupper() and (len(kept) > 1 or last.pos_ == "PROPN")
        return span if capital and not _has(form, gazetteer, "demonym", whole=True) else None
    if len(form.split()) == 1 and form.startswith("ال") and not proper:
        return span if _has(form, gazetteer, "name") else None
    known = _has(form, gazetteer, "name") or _has(form, gazetteer, "short")
    if type_ in ("organisation", "force"):
        counted = any(token.pos_ in ("NUM", "PRON") for token in span)
        return span if known or proper or (len(form.split()) > 2 and not counted) else None
    return span if (known or proper) and not _has(form, gazetteer, "demonym", whole=True) else None


def _personal_name(span: Span, identifier: str, gazetteer: Gazetteer) -> Span | None:
    full = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", identifier)
    name = span
    while len(name) > 1 and span.doc.lang_ == "ar" and _is_title(name[0], gazetteer):
        name = name[1:]
    if same_person(name.text, full) or is_short_form(name.text, full):
        return None if name.text.islower() else name
    proper = any(token.pos_ == "PROPN" for token in name)
    return name if proper and len(name) > 1 and not _has(name.text, gazetteer, "role") else None


def _is_title(token: Token, gazetteer: Gazetteer) -> bool:
    common = token.pos_ in ("NOUN", "ADJ", "PRON", "DET") and token.text.startswith("ال")
    return common or (_has(token.text, gazetteer, "role") and not is_given_name(token.text))


def _has(form: str, gazetteer: Gazetteer, kind: str, whole: bool = False) -> bool:
    """Tell whether the tables know words of a form as this and, for ``whole``, all of it as nothing else."""
    hits = find_hits(form, gazetteer)
    if whole:
        return (
            len(hits) == 1 and hits[0].end - hits[0].begin == len(form) and {e.kind for e in hits[0].entries} == {kind}
        )
    return any(entry.kind == kind for hit in hits for entry in hit.entries)


def main() -> None:
    """Go on from the shipped encoder with the annotated texts, and write the models into the package."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="directory of the corpora")
    parser.add_argument("--texts", type=Path, default=TEXTS, help="directory of annotated texts")
    parser.add_argument("--start", type=Path, default=models_path(), help="directory of the models to go on from")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="directory of the checkpoints")
    parser.add_argument("--out", type=Path, default=models_path(), help="directory to write the models to")
    parser.add_argument("--steps", type=int, default=_STEPS)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    shipped = shipped_network(options.start)
    mixed, dev = sources(Corpora(options.data), Segmenter.load(options.start / "segmenter.json.xz"))
    texts = read_all([options.texts])
    own = text_examples(t for t in texts if not is_held_out(t))
    dev["own"] = text_examples(t for t in texts if is_held_out(t))
    print(len(texts), "texts", len(own), "sentences", flush=True)
    mixed = [(examples, share * (1 - _SHARE)) for examples, share in mixed] + [(own, _SHARE)]
    options.work.mkdir(parents=True, exist_ok=True)
    with (options.work / "tables.pickle").open("wb") as file:
        pickle.dump((shipped.vocabulary, shipped.index, shipped.classes), file)
    train_encoder(
        mixed,
        dev,
        shipped.vocabulary,
        shipped.index,
        shipped.classes,
        options.steps,
        options.work / "news.pt",
        seed=options.seed,
        start=shipped.network,
        rate=_RATE,
    )
    export_checkpoint(options.work / "news.pt", options.out)


if __name__ == "__main__":
    main()
