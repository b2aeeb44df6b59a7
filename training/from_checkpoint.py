"""Export a checkpoint of a training that is under way: ``python -m training.from_checkpoint WORK OUT``."""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

import torch

from .e5 import E5
from .export import export_encoder
from .network import Network, Sizes

__all__ = ["main"]


def main() -> None:
    """Export the last checkpoint in WORK to OUT."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--full", action="store_true", help="without quantisation, to compare with")
    options = parser.parse_args()
    with (options.work / "tables.pickle").open("rb") as file:
        vocabulary, index, classes = pickle.load(file)  # noqa: S301 - our own file
    state = torch.load(options.work / "encoder.pt", weights_only=True)
    network = Network(E5(), Sizes(**state["sizes"]))
    network.load_state_dict(state["network"])
    options.out.mkdir(parents=True, exist_ok=True)
    export_encoder(network, vocabulary, index, classes, options.out, quantised=not options.full)
    print("exported step", state["step"])


if __name__ == "__main__":
    main()
