"""Where the tables, ontologies and models are, in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

__all__ = ["models_path", "ontology_path", "seeds_path"]

_PACKAGE = Path(__file__).parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def seeds_path() -> Path:
    """Return the directory of the entity tables and lexicons."""
    return _shipped("seeds")


def ontology_path() -> Path:
    """Return the directory of the Turtle files that define the vocabulary."""
    return _shipped("ontologies")


def models_path() -> Path:
    """Return the directory of the trained pipelines."""
    return _PACKAGE / "models"
