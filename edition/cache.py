"""The store of step results, by key, in the project's .edition/: it may lose, it never lies.

Results lie in packs, since a file of their own for each would double what writing them costs. A pack is written group
by group: a head, an index (where each result lies, by key), the results, each behind its sha256. What does not agree
with its digest, as a build may leave it that is stopped, reads as absent. Nothing is added to a pack later.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import time
from collections.abc import Iterator
from functools import lru_cache
from io import FileIO
from pathlib import Path

import msgspec

from edition.files import read_at, write_plainly, write_whole

GROUP = 4 << 20  # bytes of results that wait for one writing
PACK = 16 << 20  # bytes after which a new pack is begun
SMALL, MANY = 1 << 20, 16  # so many packs of fewer bytes become one

# The sha256 of the index, its length, and that of the results behind it.
_HEAD = struct.Struct(">32sIQ")
Places = dict[str, tuple[str, int, int]]  # by key: the pack, where in it the result's digest begins, and the length


class Cache:
    """The results in the packs of `folder`, by key (hex digits)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()
        self._waiting: dict[str, bytes] = {}
        self._size = 0
        self._pack = _Pack(folder)
        self._news: Places = {}
        self._known: Places | None = None
        self._open: dict[str, FileIO] = {}

    @property
    def _places(self) -> Places:
        if self._known is None:
            self._known = {}
            for path in sorted(self.folder.glob("*.pack")):
                with contextlib.suppress(OSError):
                    self._known |= places_in(str(path), path.stat().st_size)
        return self._known

    def get(self, key: str) -> bytes | None:
        """The payload put under `key`; None where there is none, or only a damaged one."""
        self.used.add(key)
        if key in self._waiting:
            return self._waiting[key]
        if key not in self._places:
            return None
        pack, at, size = self._places[key]
        digest, payload = self._read(pack, at, 32), self._read(pack, at + 32, size)
        return payload if _sound(payload, digest) else None

    def piece(self, key: str, at: int, size: int) -> bytes | None:
        """So many bytes of the payload, from that place on; None where they are not there. The payload was found to be
        whole before."""
        if key in self._waiting:
            return self._waiting[key][at : at + size]
        if key not in self._places:
            return None
        pack, begin, _ = self._places[key]
        piece = self._read(pack, begin + 32 + at, size)
        return piece if len(piece) == size else None

    def _read(self, pack: str, at: int, size: int) -> bytes:
        """So many bytes of the pack, fewer where there are no more, none where it cannot be read. Packs stay open until
        the next `flush`: there are few, and thousands of results are read from each."""
        try:
            file = self._open.get(pack)
            if file is None:
                file = self._open[pack] = open(pack, "rb", buffering=0)  # noqa: PTH123, SIM115
            return read_at(file, at, size)
        except OSError:
            return b""

    def has(self, key: str) -> bool:
        """Whether a result seems to be there; only `get` finds out if it is whole."""
        self.used.add(key)
        return key in self._waiting or key in self._places

    def put(self, key: str, payload: bytes) -> None:
        """Keeps the payload under `key`: at hand at once, on disk with the next `flush` at the latest."""
        self.used.add(key)
        self._waiting[key] = payload
        self._size += len(payload)
        if self._size > GROUP:
            self.flush()

    def flush(self) -> None:
        """Writes what waits. Where a full or read-only disk keeps nothing, which is no error, it goes on waiting."""
        while self._open:
            self._open.popitem()[1].close()
        if self._waiting:
            places = self._places
            with contextlib.suppress(OSError):
                written = self._pack.write(self._waiting)
                self._waiting, self._size = {}, 0
                places |= written
                self._news |= written

    def news(self) -> Places:
        """Where all lies that was written since this was asked for the last time, for other processes to `learn`."""
        self.flush()
        news, self._news = self._news, {}
        return news

    def all(self) -> Iterator[bytes]:
        """Every payload there is, the older first."""
        for key in list(self._places):
            payload = self.get(key)
            if payload is not None:
                yield payload

    def learn(self, places: Places) -> None:
        """Takes over where another process has put results."""
        self._places.update(places)

    def sweep(self) -> None:
        """Drops what neither this build nor the one before it used, with the packs that hold little else."""
        self.flush()
        log = self.folder / "used"
        try:
            before = set(log.read_text("ascii").split())
        except (OSError, ValueError):
            before = set()
        used = set(self.used)
        if used == before:
            return
        with contextlib.suppress(OSError):
            self._swept(used | before)
            write_whole(log, " ".join(used).encode("ascii"))

    def _swept(self, alive: set[str]) -> None:
        """Takes packs away; what is alive in them goes to a new one first."""
        kept: dict[str, dict[str, int]] = {str(path): {} for path in self.folder.glob("*.pack")}
        for key, (pack, _, size) in self._places.items():
            if key in alive and pack in kept:
                kept[pack][key] = size
        sizes = {pack: os.stat(pack).st_size for pack in kept}  # noqa: PTH116
        small = [pack for pack in kept if sizes[pack] < SMALL]
        gone = {pack for pack, own in kept.items() if 3 * sum(own.values()) < sizes[pack]}
        gone |= set(small) if len(small) > MANY else set()
        self._pack = _Pack(self.folder)  # not one of those that go
        for pack in sorted(gone):
            for key in kept[pack]:
                raw = self.get(key)
                if raw is not None:
                    self.put(key, raw)
        self.flush()
        for pack in gone:
            # Where the disk took nothing, what waits is still only there.
            if not self._waiting or not kept[pack]:
                Path(pack).unlink(missing_ok=True)


def _sound(payload: bytes, digest: bytes) -> bool:
    return hashlib.sha256(payload).digest() == digest


class _Pack:
    """The pack that a process writes; a new one where it is another process now, or the last has grown large."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = ""
        self.size = 0
        self.by = 0

    def write(self, results: dict[str, bytes]) -> Places:
        """Adds the results as a group; gives where they lie. Raises OSError."""
        index: dict[str, tuple[int, int]] = {}
        pieces: list[bytes] = []
        at = 0
        for key, payload in results.items():
            index[key] = at, len(payload)
            pieces += (hashlib.sha256(payload).digest(), payload)
            at += 32 + len(payload)
        listed = msgspec.msgpack.encode(index)
        if not self._goes_on():
            # By name the later pack comes later: of a result that is there twice, the first was found to be damaged.
            self.path, self.size = f"{self.folder}/{time.time_ns():016x}-{os.urandom(4).hex()}.pack", 0
            self.folder.mkdir(parents=True, exist_ok=True)
        self.by = 0
        write_plainly(
            self.path,
            _HEAD.pack(hashlib.sha256(listed).digest(), len(listed), at) + listed,
            *pieces,
            added=True,
        )
        first, self.by = self.size + _HEAD.size + len(listed), os.getpid()
        self.size = first + at
        return {key: (self.path, first + place, size) for key, (place, size) in index.items()}

    def _goes_on(self) -> bool:
        """Whether the pack is this process's own, and as it left it."""
        with contextlib.suppress(OSError):
            return self.by == os.getpid() and self.size < PACK and os.stat(self.path).st_size == self.size  # noqa: PTH116
        return False


@lru_cache(256)
def places_in(pack: str, size: int) -> Places:
    """Where the results lie in a pack of that size; of what is damaged, nothing. Raises OSError."""
    found: Places = {}
    with open(pack, "rb", buffering=0) as file:  # noqa: PTH123
        at = 0
        while at + _HEAD.size <= size:
            file.seek(at)
            digest, length, results = _HEAD.unpack(file.read(_HEAD.size))
            listed = file.read(min(length, size))
            if hashlib.sha256(listed).digest() != digest:
                break
            first = at + _HEAD.size + length
            index = msgspec.msgpack.decode(listed, type=dict[str, tuple[int, int]])
            found.update({key: (pack, first + place, size) for key, (place, size) in index.items()})
            at = first + results
    return found
