"""What an article was read by and what a graph was merged by, as fingerprints that change when the rules do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from graphkit.resources import models_path, ontology_path, seeds_path

__all__ = ["merging_rules", "reading_rules"]

_PACKAGE = Path(__file__).parent.parent
_SHARED = ("model.py", "text.py", "tables.py", "vocabulary.py")
_READING = ("read", "analyse", "link", "relate", "calendars.py")
_MERGING = ("assemble", "link", "store", "publish/rdf.py", "publish/context.py", "publish/words.py")


@lru_cache(maxsize=8)
def reading_rules(profile: str, seeds: Sequence[Path] = ()) -> str:
    """Return the version of graphkit and a fingerprint of all that decides what an article gives.

    Args:
        profile: name of the pipelines.
        seeds: further entity tables.
    """
    made = _files((*_READING, *_SHARED))
    data = _below(seeds_path(), "*.tsv"), _below(ontology_path(), "*.ttl"), _below(models_path(), "*")
    return _fingerprint(profile, (*made, *(path for paths in data for path in paths), *seeds))


@lru_cache(maxsize=1)
def merging_rules() -> str:
    """Return the version of graphkit and a fingerprint of all that decides what a graph has of what articles gave."""
    return _fingerprint(
        "", (*_files((*_MERGING, *_SHARED)), *_below(seeds_path(), "*.tsv"), *_below(ontology_path(), "*.ttl"))
    )


def _files(names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        path = _PACKAGE / name
        yield from _below(path, "*.py") if path.is_dir() else [path]


def _below(directory: Path, pattern: str) -> list[Path]:
    return sorted(path for path in directory.rglob(pattern) if path.is_file() and "__pycache__" not in path.parts)


def _fingerprint(start: str, files: Iterable[Path]) -> str:
    total = hashlib.sha256(start.encode())
    for path in files:
        with path.open("rb") as stream:
            total.update(path.name.encode() + hashlib.file_digest(stream, "sha256").digest())
    return f"{metadata.version('graphkit')} {total.hexdigest()[:12]}"
