"""Files on disk: the state that tells one from a later one, and writes that are whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

State = tuple[int, int, int, int]


def state_of(stat: os.stat_result) -> State:
    """What tells a file from a later one at the same path: size, times of change in nanoseconds, inode."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def digest(content: bytes) -> str:
    """The SHA-256 of the bytes, in hex digits."""
    return hashlib.sha256(content).hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Writes the file so that whoever reads it sees all of the old content or all of the new. Raises OSError."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with temporary.open("wb") as file:
            file.write(content)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
