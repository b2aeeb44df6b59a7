"""Export a checkpoint of the encoder: ``python -m training.from_checkpoint FILE --data ../shared/data``."""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

import torch

from graphkit.resources import models_path

from .card import write_card
from .e5 import E5
from .export import export_encoder
from .network import Network, Sizes

__all__ = ["export_checkpoint", "main", "read_checkpoint"]


def read_checkpoint(checkpoint: Path) -> Network:
    """Return the network of a checkpoint."""
    state = torch.load(checkpoint, weights_only=True)
    network = Network(E5(), Sizes(**state["sizes"]))
    network.load_state_dict(state["network"])
    return network


def export_checkpoint(checkpoint: Path, out: Path, quantised: bool = True) -> None:
    """Write the encoder of a checkpoint to ``out``; the tables lie beside it."""
    with checkpoint.with_name("tables.pickle").open("rb") as file:
        vocabulary, index, classes = pickle.load(file)  # noqa: S301 - written by training.train
    network = read_checkpoint(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    export_encoder(network, vocabulary, index, classes, out, quantised=quantised)


def main() -> None:
    """Export a checkpoint, and write the model card."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("checkpoint", type=Path, help="news.pt, or another checkpoint of the encoder")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="directory of the corpora")
    parser.add_argument("--out", type=Path, default=models_path(), help="directory to write to")
    parser.add_argument("--full", action="store_true", help="without quantisation, to compare with")
    parser.add_argument("--no-card", action="store_true", help="do not measure and write the model card")
    options = parser.parse_args()
    export_checkpoint(options.checkpoint, options.out, quantised=not options.full)
    if not options.no_card:
        write_card(options.out, options.checkpoint.parent, options.data)


if __name__ == "__main__":
    main()
