"""The store of step results, by key, in the project's .edition/: it may lose, it never lies.

An object is the sha256 of its payload and the payload; one that does not agree with itself reads as absent. Writes are
to a temporary file and a rename, so a build that is stopped leaves whole objects only.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from edition.files import write_whole


class Cache:
    """Objects below `folder`, by key (hex digits)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """The payload put under `key`; None where there is none, or only a damaged one."""
        self.used.add(key)
        try:
            raw = self._path(key).read_bytes()
        except OSError:
            return None
        payload = raw[32:]
        return payload if hashlib.sha256(payload).digest() == raw[:32] else None

    def has(self, key: str) -> bool:
        """Whether an object seems to be there; only `get` finds out if it is whole."""
        self.used.add(key)
        return self._path(key).exists()

    def put(self, key: str, payload: bytes) -> None:
        """Keeps the payload under `key`. A full or read-only disk is no error: the object is only not kept."""
        self.used.add(key)
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, hashlib.sha256(payload).digest() + payload)

    def sweep(self) -> None:
        """Drops what neither this build nor the one before it used."""
        log = self.folder / "used"
        try:
            before = set(log.read_text("ascii").split())
        except (OSError, ValueError):
            before = set()
        with contextlib.suppress(OSError):
            if self.used != before:
                for path in self.folder.glob("??/*"):
                    name = path.parent.name + path.name
                    if name not in self.used and name not in before:
                        path.unlink(missing_ok=True)
                self.folder.mkdir(parents=True, exist_ok=True)
                write_whole(log, "\n".join(sorted(self.used)).encode("ascii"))

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]
