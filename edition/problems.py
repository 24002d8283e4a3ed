"""What can be wrong with what a person wrote, as a value: place, fact, remedy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class Place(msgspec.Struct, frozen=True, order=True):
    """Where in a file: `path` as the user would type it; `line` and `column` count from 1, 0 means the whole file."""

    path: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class Problem(msgspec.Struct, frozen=True):
    """One thing a person should look at.

    `code` names the rule (`edition explain CODE` shows its manual page); `message` says the fact, `remedy` what to do.
    """

    code: str
    message: str
    place: Place = Place()
    remedy: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """`path:line:column: CODE message`, and the remedy indented on the next line."""
        where = f"{self.place}: " if self.place.path else ""
        doubt = "warning: " if self.severity == "warning" else ""
        remedy = "".join(f"\n    {line}" for line in self.remedy.splitlines())
        return f"{where}{self.code} {doubt}{self.message}{remedy}"


class InputError(Exception):
    """A user's mistake that leaves nothing to go on with; carries the problems. Caught where a file's reading ends."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of the problems that stop a build."""
    return tuple(p for p in problems if p.severity == "error")


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by place, then code, then message; each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.code, p.message, p.remedy)))


def nested_too_deeply(path: str = "") -> Problem:
    """What is told where Python's own depth does not suffice for what somebody wrote."""
    return Problem("M110", "something is nested too deeply", Place(path), "Look for very long rows of > - * or [.")
