"""Arguments of the commands that write to stores."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["NewStorePath", "StorePath"]

StorePath = Annotated[Path, typer.Argument(metavar="STORE", help="Directory of a store that graphkit add made.")]
NewStorePath = Annotated[Path, typer.Argument(metavar="STORE", help="Directory of the store; made if there is none.")]
