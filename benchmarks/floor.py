"""What no generator can be faster than here: looking at the sources, reading them, writing the site."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import msgspec


class Floor(msgspec.Struct, frozen=True):
    """Seconds, in one process and one thread."""

    stat: float
    read: float
    write: float


def floor(sources: list[Path], site: Path, scratch: Path) -> Floor:
    """To ask each source's state, to read and hash each, to read, hash and write every file of the site."""

    def ask() -> None:
        for path in sources:
            path.stat()

    def read() -> None:
        for path in sources:
            hashlib.sha256(path.read_bytes()).digest()

    made = [path for path in sorted(site.rglob("*")) if path.is_file()]

    def write() -> None:
        for folder in {path.parent for path in made}:
            (scratch / folder.relative_to(site)).mkdir(parents=True, exist_ok=True)
        for path in made:
            content = path.read_bytes()
            hashlib.sha256(content).digest()
            (scratch / path.relative_to(site)).write_bytes(content)

    def seconds(act: Callable[[], None]) -> float:
        shutil.rmtree(scratch, ignore_errors=True)
        began = time.perf_counter()
        act()
        return time.perf_counter() - began

    took = Floor(seconds(ask), seconds(read), seconds(write))
    shutil.rmtree(scratch, ignore_errors=True)
    return took
