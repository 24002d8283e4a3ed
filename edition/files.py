"""Files on disk: the state that tells one from a later one, and writes that are whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
from io import FileIO
from pathlib import Path

State = tuple[int, int, int, int]


def state_of(stat: os.stat_result) -> State:
    """What tells a file from a later one at the same path: size, times of change in nanoseconds, inode."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def digest(content: bytes) -> str:
    """The SHA-256 of the bytes, in hex digits."""
    return hashlib.sha256(content).hexdigest()


def digest_at(path: str) -> str:
    """The SHA-256 of the file's bytes, in hex digits. Raises OSError."""
    found = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123, thousands of times a build
        while piece := file.read(1 << 18):
            found.update(piece)
    return found.hexdigest()


def read_at(file: FileIO, at: int, size: int) -> bytes:
    """So many bytes of the file from that place on, fewer where there are no more. Raises OSError."""
    # Processes that were forked share the place in a file that they read on from.
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), size, at)
    file.seek(at)
    return file.read(size)


def write_whole(path: str | Path, content: bytes) -> None:
    """Writes the file so that whoever reads it sees all of the old content or all of the new. Raises OSError."""
    folder, name = os.path.split(path)
    temporary = f"{folder or '.'}/.{name}.{os.urandom(4).hex()}.new"
    try:
        write_plainly(temporary, content)
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def write_plainly(path: str, *content: bytes, added: bool = False) -> None:
    """Writes the file, which holds these one after the other, or has them `added`; whoever reads it meanwhile, or after
    a crash, may see a part. Raises OSError."""
    # Thousands of files a build: without the layers above the system's own calls.
    how = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if added else os.O_TRUNC) | getattr(os, "O_BINARY", 0)
    file = os.open(path, how, 0o666)
    try:
        for part in content:
            left = memoryview(part)
            while left:
                left = left[os.write(file, left) :]
    finally:
        os.close(file)
