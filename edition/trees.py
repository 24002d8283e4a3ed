"""The files below a folder with the digest of each, as they stood when they were read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from edition.files import State, digest, digest_at, state_of
from edition.problems import InputError, Place, Problem


class Known(msgspec.Struct, frozen=True):
    """A file's digest, and its state on disk when it was read."""

    digest: str
    state: State


class Tree(msgspec.Struct, frozen=True):
    """The files below a folder by their path, with the digest of each."""

    root: Path
    files: Mapping[str, Known]

    def digest(self, path: str) -> str:
        return self.files[path].digest

    def read(self, path: str) -> bytes:
        """The bytes that the digest is of. Raises Moved where the file has changed since."""
        try:
            with open(f"{self.root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123, thousands of times a build
                raw = file.read()
        except OSError as error:
            raise Moved(path) from error
        if digest(raw) != self.files[path].digest:
            raise Moved(path)
        return raw


class Moved(Exception):  # noqa: N818, it is no error: the build begins again
    """A file changed while the build was reading."""


def tree(root: Path, known: Mapping[str, Known], settled: int, of: Callable[[str], bool] = lambda _: True) -> Tree:
    """The folder's files, or those whose paths are `of` the kind. A file whose state is the known one is not read
    again, unless it changed after `settled` (nanoseconds): a clock's tick may hide a second change. Hidden files and
    editors' left-overs are not seen.

    Raises InputError for what cannot be read.
    """
    files: dict[str, Known] = {}
    for path, entry in _walk(root, ""):
        if not of(path):
            continue
        try:
            state = state_of(entry.stat())
            before = known.get(path)
            if before and before.state == state and state[1] < settled:
                files[path] = before
            else:
                files[path] = Known(digest_at(entry.path), state)
        except FileNotFoundError:
            continue
        except OSError as error:
            place = Place(f"{root.name}/{path}")
            raise InputError(
                Problem("F101", f"this file cannot be read: {error.strerror}", place, "Check its rights.")
            ) from error
    return Tree(root, files)


def is_hidden(path: str) -> bool:
    """Whether a file is none of ours: hidden, or an editor's left-over."""
    return path.startswith(".") or "/." in path or path.endswith(("~", ".swp", ".tmp", ".bak", ".orig"))


def _walk(folder: Path, below: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = sorted(os.scandir(folder / below), key=lambda e: e.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if is_hidden(entry.name):
            continue
        if entry.is_dir():
            yield from _walk(folder, f"{below}{entry.name}/")
        elif entry.is_file():
            yield below + entry.name, entry
