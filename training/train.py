"""Make the models that ship: ``python -m training.train --data ../shared/data``."""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

from graphkit.analyse.segmenter import Segmenter
from graphkit.resources import models_path

from .card import write_card
from .corpora import Corpora
from .e5 import E5
from .encoder import train_encoder
from .examples import Classes, Example, named_example, treebank_example
from .from_checkpoint import export_checkpoint
from .lexicon import write_lexicon
from .overlap import without_overlap
from .segmenter import train_segmenter
from .vocabulary import pruned_vocabulary

__all__ = ["main"]

_WIKIPEDIA_SENTENCES = 8_000
_STEPS = 2_200


def sources(
    corpora: Corpora, segmenter: Segmenter
) -> tuple[list[tuple[list[Example], float]], dict[str, list[Example]]]:
    """Return the training corpora with their shares, and the development corpora by name.

    Newswire is marked twice, as NewsFANE and as ANERcorp; what is test text of one is taken out of both.
    """
    pud = corpora.arabic_pud()
    news, news_test = corpora.news_fane()
    aner, aner_test = corpora.aner_corp()
    tests = [news_test, aner_test]

    def trees(sentences: list) -> list[Example]:
        return [treebank_example(s, segmenter) for s in sentences]

    def names(sentences: list) -> list[Example]:
        return [named_example(s, segmenter) for s in without_overlap(sentences, tests)]

    news_examples, aner_examples = names(news), names(aner)
    mixed = [
        (trees(pud["train"]), 0.23),
        (trees(corpora.english_ewt("train")), 0.29),
        (trees(corpora.english_pud(s.id for s in pud["train"])), 0.05),
        ([e for i, e in enumerate(news_examples) if i % 20], 0.16),
        ([e for i, e in enumerate(aner_examples) if i % 20], 0.14),
        (names(corpora.wiki_fane()[:_WIKIPEDIA_SENTENCES]), 0.08),
        (names(corpora.aqmar()), 0.05),
    ]
    dev = {
        "ar": trees(pud["dev"]),
        "en": trees(corpora.english_ewt("dev")[:400]),
        "news": news_examples[::20],
        "aner": aner_examples[::20],
    }
    return mixed, dev


def main() -> None:
    """Train segmenter and encoder, and write them into the package."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="directory of the corpora")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="directory for checkpoints")
    parser.add_argument("--out", type=Path, default=models_path(), help="directory to write the models to")
    parser.add_argument("--steps", type=int, default=_STEPS, help="steps of the encoder's training")
    parser.add_argument("--layers", type=int, default=6, help="layers of the encoder")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)

    corpora = Corpora(options.data)
    pud = corpora.arabic_pud()
    segmenter = train_segmenter(pud["train"] + pud["dev"], options.seed)
    segmenter.save(options.out / "segmenter.json.xz")
    treebanks = [*pud["train"], *corpora.english_ewt("train"), *corpora.english_pud(s.id for s in pud["train"])]
    write_lexicon(treebanks, segmenter, options.out / "lemmas.json.xz")
    mixed, dev = sources(corpora, segmenter)
    classes = Classes.of(e for examples, _ in mixed for e in examples)
    vocabulary, index = pruned_vocabulary(E5(), (w for examples, _ in mixed for e in examples for w in e.words))
    for (examples, share), name in zip(
        mixed, ("pud-ar", "ewt", "pud-en", "news", "aner", "wiki", "aqmar"), strict=True
    ):
        print(name, len(examples), "sentences", sum(len(e.words) for e in examples), "words, share", share)
    print(f"{len(classes.tags)} tags, {len(classes.scripts)} scripts, {len(classes.deps)} labels")
    with (options.work / "tables.pickle").open("wb") as file:
        pickle.dump((vocabulary, index, classes), file)
    train_encoder(
        mixed, dev, vocabulary, index, classes, options.steps, options.work / "encoder.pt", options.layers, options.seed
    )
    export_checkpoint(options.work / "encoder.pt", options.out)
    write_card(options.out, options.work, options.data)


if __name__ == "__main__":
    main()
