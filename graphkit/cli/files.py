"""Output files that are either written whole or not touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphkit.errors import GraphkitError

__all__ = ["check_writable", "replacing", "write_text"]


def check_writable(path: Path | None) -> None:
    """Check, before long work begins, that a file can be written.

    Raises:
        GraphkitError: if its folder is missing or closed to us, or if it is itself a folder.
    """
    if path is None:
        return
    folder = path.resolve().parent
    if path.is_dir():
        raise GraphkitError(f"{path}: is a folder; give the name of a file")
    if not folder.is_dir():
        raise GraphkitError(f"{path}: its folder does not exist; create it first")
    if not os.access(folder, os.W_OK):
        raise GraphkitError(f"{path}: its folder cannot be written to; choose another")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield the name of a new file that takes the place of ``path`` if the block ends without an error.

    Devices and pipes have no place to take, so they are yielded themselves.

    Raises:
        GraphkitError: if the file cannot be written.
    """
    check_writable(path)
    target = path.resolve()
    if target.exists() and not target.is_file():
        yield target
        return
    # The extension stays last, for writers that choose the syntax by it.
    fresh = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        yield fresh
        fresh.replace(target)
    except OSError as error:
        raise GraphkitError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        fresh.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` in UTF-8 with Unix line ends, all of it or nothing.

    Raises:
        GraphkitError: if the file cannot be written.
    """
    with replacing(path) as fresh:
        fresh.write_text(text, encoding="utf-8", newline="\n")
