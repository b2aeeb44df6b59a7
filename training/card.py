"""The model card: what the weights are, what they were made of, how well they do, and where they fail."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch

from benchmarks.analysis import measure

from .relation_agreement import ANNOTATED, compare
from .relation_texts import TEXTS

__all__ = ["write_card"]

_TEXT = Path(__file__).with_name("MODEL_CARD.md")


def _agreement() -> str:
    parts = []
    for lang, name in (("ar", "Arabic"), ("en", "English")):
        documents, f1 = compare(ANNOTATED, TEXTS / "second" / f"{lang}.txt")
        parts.append(f"F1 {f1:.2f} of the relations of {documents} {name} documents")
    return " and ".join(parts)


def write_card(models: Path, work: Path, data: Path) -> None:
    """Measure the models in the package and write ``MODEL_CARD.md`` beside them.

    Args:
        models: directory of the models, the package's own.
        work: directory of the checkpoint, for steps and minutes.
        data: directory of the corpora.
    """
    state = torch.load(work / "news.pt", weights_only=True)
    rows = ["| | |", "|---|---|"]
    for name, scores in measure(data).items():
        rows.append(f"| {name} | " + ", ".join(f"{k} {v}" for k, v in scores.items()) + " |")
    hashes = ["| file | SHA-256 |", "|---|---|"]
    for path in sorted(models.iterdir()):
        if path.suffix in (".onnx", ".npz", ".xz"):
            hashes.append(f"| `{path.name}` | `{hashlib.sha256(path.read_bytes()).hexdigest()}` |")
    text = _TEXT.read_text(encoding="utf-8")
    filled = {
        "scores": "\n".join(rows),
        "hashes": "\n".join(hashes),
        "steps": str(state["step"]),
        "minutes": f"{state['minutes']:.0f}",
    }
    report = json.loads((work / "relations_report.json").read_text("utf-8"))
    filled |= {
        "documents": str(report["documents"]),
        "statements": f"{report['statements']:,}",
        "held_out": str(report["held_out"]),
        "reader": report["scores"],
        "referents": report["referents"],
        "agreement": _agreement(),
    }
    for key, value in filled.items():
        text = text.replace("{" + key + "}", value)
    (models / "MODEL_CARD.md").write_text(text, encoding="utf-8")
