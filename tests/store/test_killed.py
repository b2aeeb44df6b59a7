"""A process that writes to a store may be killed at any moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_what_was_reported_survives_a_kill_at_any_moment(root: Path, tmp_path: Path) -> None:
    paths = [root, root / "tests", root / "tests" / "store"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, paths)), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, root / "tests" / "store" / "killed.py", tmp_path, "54", "7"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "54 killed\n"
