"""Makes a folder hold exactly the files it should: what is new is written, what is old removed, the rest untouched."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from edition.files import State, state_of, write_plainly, write_whole
from edition.problems import InputError, Place, Problem


class Written(msgspec.Struct, frozen=True):
    """What is known of a file the build wrote: its digest and its state on disk when it was written."""

    digest: str
    state: State


class Change(msgspec.Struct, frozen=True):
    """What writing the site did: paths written and removed, and how all of it stands now."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    files: Mapping[str, Written]


class DiskError(InputError):
    """The disk refused; `partly` says whether some of the site is new already."""

    def __init__(self, problem: Problem, *, partly: bool) -> None:
        super().__init__(problem)
        self.partly = partly


MARK = ".nojekyll"  # the first file that is written into a site


def guard(project: Path, folder: Path, known: Mapping[str, Written]) -> None:
    """Sees that a build may make the folder its own, which takes away all that is no file of the site: `known` are the
    files that the last build left in it. Raises InputError where it holds the edition's sources, lies among them, or
    is another's."""
    here, own = folder.resolve(), project.resolve()
    sources = [own / name for name in ("content", "templates", ".edition", ".git")]
    if own.is_relative_to(here) or any(here.is_relative_to(source.resolve()) for source in sources):
        fact = "the site would take the place of the edition's own files"
    elif known or not here.is_dir() or (here / MARK).exists() or not (others := _others(here)):
        return
    else:
        fact = f"the folder holds files that no build has written, such as {others[0]}"
    remedy = "Name a folder for the site alone: --output site"
    raise InputError(Problem("S104", fact, Place(str(folder)), remedy))


def _others(folder: Path) -> list[str]:
    """What stands in the folder, but for .git and what a build has left that was stopped."""
    return sorted(
        e.name for e in os.scandir(folder) if not e.name.startswith(".git") and not _STOPPED.fullmatch(e.name)
    )


_STOPPED = re.compile(r"\..+\.[0-9a-f]{8}\.new")


def write(
    folder: Path,
    wanted: Mapping[str, str],
    content: Callable[[str], bytes],
    known: Mapping[str, Written],
    present: Mapping[str, State] | None = None,
) -> Change:
    """Makes `folder` hold the `wanted` files and no others; `wanted` maps a path to the key of its content.

    `content(path)` gives the bytes, and is asked only for what may have to be written. `known` is what the last build
    left, `present` the state of every file that is there, where it is at hand. What begins with .git at the top is left
    alone. Raises InputError where two paths differ only in case (they are one file on many disks), DiskError where the
    disk refuses.
    """
    _apart(wanted)
    present = states(folder) if present is None else present
    written: list[str] = []
    files: dict[str, Written] = {}
    ready: set[str] = set()
    changed: list[str] = []
    try:
        with _fresh(folder, wanted, changed) as fresh:
            # Where the disk is full, it mostly is so before anything that was there is touched.
            for path in sorted(wanted, key=lambda path: (path.partition("/")[0] not in fresh, path)):
                state, before = present.get(path), known.get(path)
                if state and before and before.state == state and before.digest == wanted[path]:
                    files[path] = before
                    continue
                raw, at = content(path), f"{folder}/{path}"
                if new := fresh.get(path.partition("/")[0]):
                    at = f"{new}/{path.partition('/')[2]}"
                    _folder_for(at, ready)
                    write_plainly(at, raw)
                    written.append(path)
                elif state is None or Path(at).read_bytes() != raw:
                    _clear_the_way(folder, path, ready)
                    write_whole(at, raw)
                    written.append(path)
                    changed.append(path)
                files[path] = Written(wanted[path], state_of(os.stat(at)))  # noqa: PTH116
        removed = sorted(set(present) - set(wanted))
        for path in removed:
            (folder / path).unlink(missing_ok=True)
            changed.append(path)
        if removed or not known:  # where the last build left only what it wrote, no folder is empty
            _drop_empty(folder)
    except OSError as error:
        problem = Problem(
            "S101",
            f"the site could not be written: {error.strerror or error}",
            Place(str(error.filename or folder)),
            "Free space or rights on the disk, then build again.",
        )
        raise DiskError(problem, partly=bool(changed)) from error
    return Change(tuple(sorted(written)), tuple(removed), files)


@contextlib.contextmanager
def _fresh(folder: Path, wanted: Iterable[str], changed: list[str]) -> Iterator[dict[str, Path]]:
    """The site's folders that are not there, each with the one that takes its place: when all is written it gets its
    name, so its files need no temporary names of their own. Where something goes wrong it goes away. Those that have
    got their names are added to what has `changed`."""
    folder.mkdir(parents=True, exist_ok=True)
    tops = {path.partition("/")[0] for path in wanted if "/" in path}
    token = os.urandom(4).hex()
    fresh = {top: folder / f".{top}.{token}.new" for top in sorted(tops) if not os.path.lexists(folder / top)}
    try:
        for new in fresh.values():
            new.mkdir()
        yield fresh
        for top, new in fresh.items():
            new.rename(folder / top)
            changed.append(top)
    except BaseException:
        for new in fresh.values():
            shutil.rmtree(new, ignore_errors=True)
        raise


def _folder_for(path: str, ready: set[str]) -> None:
    above = path.rpartition("/")[0]
    if above not in ready:
        ready.add(above)
        Path(above).mkdir(parents=True, exist_ok=True)


def states(folder: Path) -> dict[str, State]:
    """The state of every file in the folder, but for what begins with .git at the top."""
    return dict(_files(folder))


def _apart(wanted: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for path in sorted(wanted):
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            raise InputError(
                Problem("S102", f"{other} and {path} are one file on many disks", Place(path), "Rename one of the two.")
            )


def _files(folder: Path, below: str = "") -> Iterator[tuple[str, State]]:
    """Every file in the folder with its state, but for what begins with .git at the top."""
    try:
        entries = list(os.scandir(folder / below))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        path = below + entry.name
        if not below and entry.name.startswith(".git"):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(folder, path + "/")
        else:
            yield path, state_of(entry.stat(follow_symlinks=False))


def _clear_the_way(folder: Path, path: str, ready: set[str]) -> None:
    """Makes the folders above `path`, but for those that are `ready`; a file that stands where a folder must be is no
    page of ours."""
    above = path.rpartition("/")[0]
    if above not in ready:
        ready.add(above)
        at = folder
        at.mkdir(parents=True, exist_ok=True)
        for part in above.split("/") if above else ():
            at /= part
            if at.is_symlink() or (at.exists() and not at.is_dir()):
                at.unlink()
            at.mkdir(exist_ok=True)
    target = folder / path
    if not os.path.lexists(target):
        return
    if target.is_symlink():
        target.unlink()
    elif target.is_dir():
        for child in sorted(target.rglob("*"), reverse=True):
            child.rmdir() if child.is_dir() and not child.is_symlink() else child.unlink()
        target.rmdir()


def _drop_empty(folder: Path, top: bool = True) -> bool:
    """Removes folders that hold nothing; says whether anything is left."""
    left = False
    for entry in list(os.scandir(folder)) if folder.is_dir() else []:
        if entry.is_dir(follow_symlinks=False) and not (top and entry.name.startswith(".git")):
            if _drop_empty(Path(entry.path), top=False):
                left = True
            else:
                with contextlib.suppress(OSError):
                    Path(entry.path).rmdir()
        else:
            left = True
    return left
