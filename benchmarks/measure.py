"""What commands cost, as whole processes: wall time, processor time and peak memory of them and all their children."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

PROC = Path("/proc/self/smaps_rollup").exists()
PEAK = "of all processes together, shared memory counted once" if PROC else "of the largest process"
INTERVAL = 0.02


class Cost(msgspec.Struct, frozen=True, array_like=True):
    """Seconds, processor seconds, peak megabytes."""

    wall: float
    cpu: float
    peak: float


class CommandError(Exception):
    """A command failed; says which, and its last words."""


def cost(commands: Sequence[Sequence[str]], folder: Path) -> Cost:
    """What the commands, one after the other, cost in `folder`. Raises CommandError."""
    wall, cpu, peak = 0.0, 0.0, 0.0
    for command in commands:
        with tempfile.TemporaryFile() as said:
            began = time.perf_counter()
            process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
            with _watched(process.pid) as watch:
                _, status, used = os.wait4(process.pid, 0)
                wall += time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                said.seek(0)
                words = said.read().decode("utf-8", "replace")[-2000:]
                raise CommandError(f"{' '.join(command)} in {folder} gave {process.returncode}:\n{words}")
        cpu += used.ru_utime + used.ru_stime
        largest = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        peak = max(peak, watch.peak or largest)
    return Cost(wall, cpu, peak / 1e6)


class _Watch:
    """Looks at a process and its children until told to stop; keeps the largest sum, in bytes."""

    def __init__(self, root: int) -> None:
        self.root, self.peak, self.ended = root, 0, threading.Event()

    def look(self) -> None:
        while not self.ended.wait(INTERVAL):
            began = time.perf_counter()
            tree = list(family(self.root))
            # A look at the pages one by one is dear, so it is had only where the sum of the cheap ones is a new peak.
            if sum(map(_resident, tree)) > self.peak:
                self.peak = max(self.peak, sum(map(_proportional, tree)))
            self.ended.wait(min(0.25, 9 * (time.perf_counter() - began)))


@contextlib.contextmanager
def _watched(root: int) -> Iterator[_Watch]:
    watch = _Watch(root)
    if not PROC:
        yield watch
        return
    thread = threading.Thread(target=watch.look, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch.ended.set()
        thread.join()


def family(root: int) -> Iterator[int]:
    """A process and all that it began, as /proc shows them."""
    yield root
    with contextlib.suppress(OSError):
        for children in Path(f"/proc/{root}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                for child in children.read_text().split():
                    yield from family(int(child))


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _proportional(process: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def processor_seconds(root: int) -> float:
    """What a process and its living children have used so far, where /proc tells; else 0."""
    ticks = 0
    for process in family(root):
        with contextlib.suppress(OSError, IndexError, ValueError):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def running(command: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server that runs as long as the context, and is then ended with what it began."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
                break
