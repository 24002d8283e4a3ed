"""What a build stands on: the folders as they are found, what the last build left, and the digest of all of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path

import msgspec

from edition import site
from edition.files import write_whole
from edition.problems import Problem
from edition.trees import Known, Tree, tree

STATE = ".edition"
PACKAGE = Path(__file__).parent


class Options(msgspec.Struct, frozen=True):
    """`output` is the site's folder, `base_url` stands for the record's where it is not empty; `jobs` is
    how many processes may work at once (0: as many as there are processors). `part` is which part of the articles, of
    how many, is only read, for a build elsewhere that puts the parts together; (1, 1) builds the site."""

    output: Path
    base_url: str = ""
    drafts: bool = False
    strict: bool = False
    cached: bool = True
    remember: bool = True
    jobs: int = 0
    part: tuple[int, int] = (1, 1)


class Outcome(msgspec.Struct, frozen=True):
    """What a build did. Nothing is written where `failed`, but where the disk refused `partly`."""

    problems: tuple[Problem, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    files: int = 0
    articles: int = 0
    failed: bool = False
    partly: bool = False
    steps: tuple[tuple[str, int, float], ...] = ()

    @property
    def standing(self) -> str:
        """How the site stands after a build that failed."""
        return "the site is partly new and partly old" if self.partly else "the site is as it was"


Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


def quiet(doing: str, done: int, of: int) -> None:
    """Tells nobody."""


class Memory(msgspec.Struct, frozen=True):
    """What a build remembers of the last one that wrote into the same folder. `whole` stands for all it was made of."""

    whole: str = ""
    content: Mapping[str, Known] = {}
    theme: Mapping[str, Known] = {}
    code: Mapping[str, Known] = {}
    site: Mapping[str, site.Written] = {}
    problems: tuple[Problem, ...] = ()
    articles: int = 0
    settled: int = 0


class Reasons(msgspec.Struct, frozen=True):
    """For each file of the site the digests of what it was made of, by name and encoded, and what had changed when it
    was last written."""

    inputs: Mapping[str, msgspec.Raw] = {}
    changed: Mapping[str, tuple[str, ...]] = {}


class Ground(msgspec.Struct, frozen=True):
    """What a build stands on: the folders as they were found, and `whole`, the digest of everything the site depends
    on."""

    project: Path
    options: Options
    content: Tree
    themes: tuple[Tree, ...]
    fingerprint: str
    code: Mapping[str, Known]
    memory: Memory
    started: int
    whole: str


def found(project: Path, options: Options) -> Ground:
    """What there is to build from, as it stands now."""
    started = time.time_ns()
    memory = _remembered(project, options)
    brought = PACKAGE / "theme"
    if not brought.is_dir():  # in a checkout
        brought = PACKAGE.parent / "templates"
    own = project / "templates"
    roots = [brought] if own.resolve() == brought.resolve() else [brought, own]
    themes = []
    for n, root in enumerate(roots):
        known = {p[2:]: k for p, k in memory.theme.items() if p.startswith(f"{n}/")}
        themes.append(tree(root, known, memory.settled))
    content = tree(project / "content", memory.content, memory.settled)
    code = tree(PACKAGE, memory.code, memory.settled, _is_code).files
    program = fingerprint(code)
    whole = _whole((content, *themes), empty_folders(content), program, options)
    return Ground(project, options, content, tuple(themes), program, code, memory, started, whole)


def empty_folders(content: Tree) -> list[str]:
    """The articles' folders that hold no file: a tree of files does not know them."""
    full = {path.split("/", 2)[1] for path in content.files if path.startswith("articles/")}
    try:
        entries = [e for e in os.scandir(content.root / "articles") if e.name not in full and e.name[0] != "."]
        return sorted(e.name for e in entries if e.is_dir())
    except OSError:
        return []


def _whole(folders: Sequence[Tree], empty: Sequence[str], code: str, options: Options) -> str:
    lines = [f"{code} {options.base_url} {options.drafts} {options.strict}", *empty]
    lines += [f"{n}{path}\0{known.digest}" for n, tree in enumerate(folders) for path, known in tree.files.items()]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def only_changed(ground: Ground, articles: Container[str]) -> bool:
    """Whether nothing is other than the last build left it but files in these articles' folders, none of them new."""
    files = dict(ground.content.files)
    for path in files:
        if path.startswith("articles/") and path.split("/", 2)[1] in articles:
            if path not in ground.memory.content:
                return False
            files[path] = ground.memory.content[path]
    folders = (Tree(ground.content.root, files), *ground.themes)
    whole = _whole(folders, empty_folders(ground.content), ground.fingerprint, ground.options)
    return whole == ground.memory.whole


# ——— remembering ———


def stands_at(project: Path, output: Path) -> bytes:
    """Where the site's folder is: inside the project, wherever that has been carried, or anywhere else."""
    here = output.resolve()
    return os.fsencode(here.relative_to(project.resolve()) if here.is_relative_to(project.resolve()) else here)


def _file(project: Path, output: Path, name: str) -> Path:
    own = hashlib.sha256(stands_at(project, output)).hexdigest()[:16]
    return project / STATE / f"{name}-{own}"


def _remembered(project: Path, options: Options) -> Memory:
    if options.cached:
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            return msgspec.msgpack.decode(_file(project, options.output, "site").read_bytes(), type=Memory)
    return Memory()


def reasons(project: Path, output: Path) -> Reasons:
    """Why the files of the site are as they are."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.msgpack.decode(_file(project, output, "why").read_bytes(), type=Reasons)
    return Reasons()


def remember(ground: Ground, memory: Memory, why: Reasons) -> None:
    """Keeps both for the next build; a disk that refuses only makes that one slower."""
    with contextlib.suppress(OSError):
        # First the reasons: a build that is stopped here explains too much, never too little.
        write_whole(_file(ground.project, ground.options.output, "why"), msgspec.msgpack.encode(why))
        write_whole(_file(ground.project, ground.options.output, "site"), msgspec.msgpack.encode(memory))


_RENDERS_WITH = ("jinja2-", "markupsafe-", "markdown-", "msgspec-", "lunr-", "pyyaml-")


def _is_code(path: str) -> bool:
    return path.endswith((".py", ".json", ".md")) and not path.startswith("theme/")


def fingerprint(code: Mapping[str, Known]) -> str:
    """The digest of what results depend on besides their inputs: our code, and the versions of what renders.

    The versions are read off the names of the installed packages' folders: asking the import system takes longer than
    a build with nothing to do.
    """
    made = hashlib.sha256(str(tuple(sys.version_info)).encode())
    made.update("".join([f"{path}\0{known.digest}\n" for path, known in sorted(code.items())]).encode())
    for entry in sys.path:
        with contextlib.suppress(OSError):
            for name in sorted(other.name for other in os.scandir(entry or ".")):
                if name.endswith(".dist-info") and name.lower().startswith(_RENDERS_WITH):
                    made.update(name.lower().encode())
    return made.hexdigest()
