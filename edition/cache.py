"""The store of step results, by key, in the project's .edition/: it may lose, it never lies.

An object is the sha256 of its payload and the payload; one that does not agree with itself, as a build may leave that
is stopped, reads as absent. So it needs no temporary file and no rename, which would double what it costs.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from edition.files import write_plainly, write_whole

SWEPT = 100  # objects that one build takes away at most


class Cache:
    """Objects below `folder`, by key (hex digits)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """The payload put under `key`; None where there is none, or only a damaged one."""
        self.used.add(key)
        try:
            with open(self._path(key), "rb", buffering=0) as file:  # noqa: PTH123, thousands of times a build
                digest, payload = file.read(32), file.read()
        except OSError:
            return None
        return payload if hashlib.sha256(payload).digest() == digest else None

    def piece(self, key: str, at: int, size: int) -> bytes | None:
        """So many bytes of the payload, from that place on; None where they are not there. The payload was found to be
        whole before."""
        try:
            with open(self._path(key), "rb", buffering=0) as file:  # noqa: PTH123
                file.seek(32 + at)
                piece = file.read(size)
        except OSError:
            return None
        return piece if len(piece) == size else None

    def has(self, key: str) -> bool:
        """Whether an object seems to be there; only `get` finds out if it is whole."""
        self.used.add(key)
        return os.path.exists(self._path(key))  # noqa: PTH110

    def put(self, key: str, payload: bytes) -> bool:
        """Keeps the payload under `key`; says whether it did. A full or read-only disk is no error."""
        self.used.add(key)
        path, digest = self._path(key), hashlib.sha256(payload).digest()
        with contextlib.suppress(OSError):
            try:
                write_plainly(path, digest, payload)
            except FileNotFoundError:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                write_plainly(path, digest, payload)
            return True
        return False

    def sweep(self) -> None:
        """Drops what neither this build nor the one before it used. After a build of much that is new the whole folder
        is looked through, for what builds that were stopped have left."""
        log = self.folder / "used"
        try:
            before, older = (set(line.split()) for line in log.read_text("ascii").split("\n"))
        except (OSError, ValueError):
            before, older = set(), set()
        if self.used == before:
            return
        new = len(self.used - before)
        with contextlib.suppress(OSError):
            gone: Iterable[str] = older - before - self.used
            if new > 100 or not older:
                every = {path.parent.name + path.name for path in self.folder.glob("??/*")}
                gone = every - before - self.used
            # A build of one edit does not wait for the traces of a great change to go.
            now, later = (those := sorted(gone))[:SWEPT], those[SWEPT:]
            for key in now:
                Path(self._path(key)).unlink(missing_ok=True)
            write_whole(log, f"{' '.join(self.used)}\n{' '.join([*before, *later])}".encode("ascii"))

    def _path(self, key: str) -> str:
        return f"{self.folder}/{key[:2]}/{key[2:]}"
