"""What is told of an error that no rule foresaw: never Python's own words alone."""

from __future__ import annotations

import contextlib
import tempfile
import traceback

from edition.problems import Place, Problem, nested_too_deeply


def unforeseen(error: Exception) -> Problem:
    """The error as a problem. Where our own mistake came about goes to a file, which the problem names."""
    if isinstance(error, OSError):
        fact, remedy = f"{error.strerror or error}", "Look at the file or folder, and at its rights."
        return Problem("S105", fact, Place(str(error.filename or "")), remedy)
    if isinstance(error, RecursionError):
        return nested_too_deeply()
    fact = f"our own mistake: {type(error).__name__}: {str(error)[:200]}"
    with (
        contextlib.suppress(OSError),
        tempfile.NamedTemporaryFile("w", suffix=".txt", prefix="edition-", delete=False, encoding="utf-8") as file,
    ):
        traceback.print_exception(error, file=file)
        return Problem("U101", fact, Place(file.name), "Please report it, with that file.")
    return Problem("U101", fact, remedy="Please report it.")
