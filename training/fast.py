"""Make the small encoder of ``--profile fast``, a student of the one that ships: ``python -m training.fast``."""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from graphkit.analyse.encoder import Encoder
from graphkit.analyse.segmenter import Segmenter
from graphkit.resources import models_path

from .corpora import Corpora
from .e5 import E5
from .encoder import embedding_tables, train_encoder
from .examples import ENTITY_LABELS, Example
from .export import write_encoder
from .from_checkpoint import read_checkpoint
from .network import Network, Sizes
from .news import text_examples
from .relation_texts import TEXTS, is_held_out, read_all
from .shipped import Shipped, shipped_network
from .train import sources

__all__ = ["lower_part", "main", "silver"]

_LAYERS = 3
_STEPS = 2_400
_OWN = 0.5
"""Share of our own texts in the training."""


def lower_part(shipped: Shipped, layers: int) -> Network:
    """Return the lowest layers of a network under copies of its heads.

    The scores of labels do not learn, so the student shares ``dependencies.onnx`` with its teacher.

    Args:
        shipped: the network with its classes.
        layers: how many layers to keep.
    """
    classes = shipped.classes
    sizes = Sizes(layers, len(classes.tags), len(classes.scripts), len(classes.deps), len(ENTITY_LABELS))
    network = Network(E5(), sizes)
    weights = shipped.network.state_dict()
    kept = {name: weights[name].clone() for name in network.state_dict()}
    kept["mix"] = kept["mix"][: layers + 1]
    network.load_state_dict(kept)
    network.dep.requires_grad_(False)
    return network


def silver(examples: Sequence[Example], teacher: Encoder) -> list[Example]:
    """Return examples with the tags, edit scripts, trees and, where they have none, names that a teacher gives.

    Args:
        examples: sentences of any of the languages.
        teacher: the encoder to ask.
    """
    out: list[Example] = [*examples]
    for lang in ("ar", "en"):
        places = [i for i, e in enumerate(examples) if e.lang == lang]
        for i, said in zip(places, teacher.predict([examples[i].words for i in places], lang), strict=True):
            out[i] = replace(
                examples[i],
                tags=[f"{upos}|{feats}" for upos, feats in zip(said.upos, said.feats, strict=True)],
                scripts=[max(scripts, key=lambda s: s[1])[0] for scripts in said.scripts],
                heads=said.heads,
                deps=said.deps,
                entities=examples[i].entities or _labels(said.names, len(said.heads)),
            )
    return out


def _labels(names: Sequence[tuple[int, int, str]], words: int) -> list[str]:
    labels = ["O"] * words
    for begin, end, type_ in names:
        labels[begin:end] = ["B-" + type_, *["I-" + type_] * (end - begin - 1)]
    return labels


def _examples(data: Path, models: Path) -> tuple[list[tuple[list[Example], float]], dict[str, list[Example]]]:
    """Return what to train on with shares, and development sets: all that has no gold trees gets the teacher's."""
    teacher = Encoder(models)
    mixed, dev = sources(Corpora(data), Segmenter.load(models / "segmenter.json.xz"))
    mixed = [(e if e[0].tags else silver(e, teacher), share * (1 - _OWN)) for e, share in mixed]
    texts = read_all([TEXTS, TEXTS / "later"])
    own = silver(text_examples(t for t in texts if not is_held_out(t)), teacher)
    dev["own"] = silver(text_examples(t for t in texts if is_held_out(t))[:400], teacher)
    print(len(texts), "texts", len(own), "sentences", sum(len(e.words) for e in own), "words", flush=True)
    return [*mixed, (own, _OWN)], dev


def main() -> None:
    """Train the small encoder on gold and on what the encoder that ships says, and write it into the package."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="directory of the corpora")
    parser.add_argument("--start", type=Path, default=models_path(), help="directory of the teacher")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="directory of the checkpoints")
    parser.add_argument("--out", type=Path, default=models_path(), help="directory to write the model to")
    parser.add_argument("--layers", type=int, default=_LAYERS)
    parser.add_argument("--steps", type=int, default=_STEPS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-training", action="store_true", help="write the model of the last checkpoint")
    options = parser.parse_args()
    checkpoint = options.work / "fast.pt"
    if not options.no_training:
        _train(options, checkpoint)
    shipped = shipped_network(options.start)
    words, positions = embedding_tables(E5(), shipped.index)
    write_encoder(read_checkpoint(checkpoint), options.out / "encoder-fast.onnx", shipped.vocabulary, words, positions)


def _train(options: argparse.Namespace, checkpoint: Path) -> None:
    shipped = shipped_network(options.start)
    options.work.mkdir(parents=True, exist_ok=True)
    examples = options.work / "silver.pickle"
    if not examples.exists():
        examples.write_bytes(pickle.dumps(_examples(options.data, options.start)))
    mixed, dev = pickle.loads(examples.read_bytes())  # noqa: S301 - written above
    train_encoder(
        mixed,
        dev,
        shipped.vocabulary,
        shipped.index,
        shipped.classes,
        options.steps,
        checkpoint,
        seed=options.seed,
        start=lower_part(shipped, options.layers),
    )


if __name__ == "__main__":
    main()
