"""The command: `edition`, and `python -m edition`."""

from __future__ import annotations

import gc
import sys

from edition.cli import main


def run() -> None:
    """Runs the command, and ends the process with its exit code."""
    # Values are made in great numbers and cycles seldom: Python looks for them after so many, and not at the end, when
    # all memory goes. A build of one edit would spend a tenth of its time on it.
    gc.set_threshold(100_000, 20, 20)
    code = main()
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
