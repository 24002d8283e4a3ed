"""Work handed out to processes that are forks: they have at hand all that is in memory, and nothing is brought to them.

There are no threads, so a process can be started at any moment, and one that has done a long piece of work can go.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

_Work = TypeVar("_Work")
_Made = TypeVar("_Made")


def handed_out(works: Sequence[_Work], do: Callable[[_Work], _Made], jobs: int, long: int = 0) -> Iterator[_Made]:
    """What `do` gives for each of the works, as they get done, in so many processes at most. The first `long` of them
    have a process each, which ends with it and gives its memory back. Nothing for a work whose process dies."""
    waiting = deque(range(len(works)))
    crew: dict[Connection, tuple[BaseProcess, bool]] = {}
    try:
        while waiting or crew:
            while waiting and len(crew) < jobs:
                ours, process = _hired(works, do, list(crew))
                crew[ours] = process, waiting[0] >= long
                _give(ours, waiting)
            done = wait(list(crew))
            for ours in [one for one in crew if one in done]:
                try:
                    made, stays = [ours.recv()], crew[ours][1]
                except (EOFError, OSError):
                    made, stays = [], False
                if stays and waiting:
                    _give(ours, waiting)
                else:
                    ours.close()
                    crew.pop(ours)[0].join()
                yield from made
    finally:
        for ours, (process, _) in crew.items():
            ours.close()
            process.terminate()
            process.join()


def _give(ours: Connection, waiting: deque[int]) -> None:
    with contextlib.suppress(OSError):  # a process that has died shows when it is waited for
        ours.send(waiting.popleft())


def _hired(
    works: Sequence[_Work], do: Callable[[_Work], _Made], others: Sequence[Connection]
) -> tuple[Connection, BaseProcess]:
    """A new process, and the way to it."""
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe()

    def working() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is interrupted ends the others
        for one in (ours, *others):  # when nobody is at the other end any more, this one ends
            one.close()
        while True:
            try:
                n = theirs.recv()
            except (EOFError, OSError):
                return
            try:
                theirs.send(do(works[n]))
            except Exception:  # whoever handed it out does it again, and tells what is wrong with it
                return

    process = fork.Process(target=working)
    process.start()
    theirs.close()
    return ours, process
