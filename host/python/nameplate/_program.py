"""The command `nameplate`, as the package brings it."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Becomes the program."""
    program = Path(__file__).parent / "bin" / "nameplate"
    os.execv(program, [str(program), *sys.argv[1:]])
