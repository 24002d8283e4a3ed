"""One build at a time in a folder: the system's own lock on a file, which is free again when its process ends.

The standard library's, since a build of one edit would be a twentieth slower for importing another.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# The disk knows no locks, as some of networks do not: then nothing is locked.
_NO_LOCKS = {errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK}


@contextlib.contextmanager
def locked(path: Path, timeout: float) -> Iterator[None]:
    """Holds the lock. Raises TimeoutError where another process has held it for `timeout` seconds, OSError where the
    file cannot be opened."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        end = time.monotonic() + timeout
        while not _taken(file):
            if time.monotonic() > end:
                raise TimeoutError(f"{path} is locked")
            time.sleep(0.05)
        yield
    finally:
        os.close(file)


if sys.platform == "win32":
    import msvcrt

    def _taken(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return error.errno in _NO_LOCKS
        return True

else:
    import fcntl

    def _taken(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return True
            raise
        return True
