"""content/ -> site/, the door: one build at a time, nothing done where nothing has changed.

What a build with something to do needs is imported then: see edition/making.py.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from edition import site
from edition.ground import STATE, Ground, Options, Outcome, Progress, found, quiet, reasons
from edition.lock import locked
from edition.problems import InputError, Place, Problem
from edition.site import DiskError
from edition.trees import Moved

if TYPE_CHECKING:
    from edition.making import Making

__all__ = ["Options", "Outcome", "build", "why"]


def build(project: Path, options: Options, progress: Progress = quiet, made: list[Making] | None = None) -> Outcome:
    """Builds the site. A build that finds errors leaves the site as it was, and so does one that is stopped before it
    writes; each file is whole at any time. Raises nothing for what a user wrote. To `made` the build is added, where
    something was done and it went well."""
    state = project / STATE
    with contextlib.ExitStack() as stack:
        try:
            state.mkdir(exist_ok=True)
            if not (ignored := state / ".gitignore").exists():  # a build with nothing to do writes nothing
                ignored.write_bytes(b"*\n")
            stack.enter_context(locked(state / "lock", timeout=600))
        except TimeoutError:
            fact, remedy = "another build is running in this folder", "Wait for it, or stop it."
            return _failed(Problem("S103", fact, Place(str(state)), remedy))
        except OSError as error:
            fact, remedy = f"{STATE}/ cannot be written: {error.strerror}", "Give yourself rights on the folder."
            return _failed(Problem("S101", fact, Place(str(state)), remedy))
        try:
            for attempt in range(5):
                with contextlib.suppress(Moved):
                    ground = found(project, options)
                    site.guard(project, options.output, ground.memory.site)
                    if outcome := _unchanged(ground):
                        return outcome
                    from edition.making import make  # noqa: PLC0415

                    outcome, making = make(ground, progress, trusting=not attempt)
                    if made is not None and making:
                        made.append(making)
                    return outcome
        except InputError as error:
            partly = isinstance(error, DiskError) and error.partly
            return Outcome(problems=error.problems, failed=True, partly=partly)
    fact = "the files keep changing while they are read"
    return _failed(Problem("F106", fact, Place("content"), "Build again when they rest."))


def _failed(problem: Problem) -> Outcome:
    return Outcome(problems=(problem,), failed=True)


def _unchanged(ground: Ground) -> Outcome | None:
    """The last build's outcome, where all that it was made of and all that it wrote is as it was."""
    memory = ground.memory
    if not memory.whole or not ground.options.cached or ground.options.part != (1, 1):
        return None
    if memory.whole != ground.whole:
        return None
    if site.states(ground.options.output) != {path: file.state for path, file in memory.site.items()}:
        return None
    return Outcome(memory.problems, files=len(memory.site), articles=memory.articles)


def why(project: Path, output: Path, path: str) -> tuple[str, ...]:
    """What made `path` of the site be written the last time it was; () where it is no file of the site."""
    return reasons(project, output).changed.get(path, ())
