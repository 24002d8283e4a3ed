"""content/ -> site/: read, check, run the tasks whose result is not at hand, write; and what was done and why."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import filelock
import msgspec

from edition import check, content, site, tasks
from edition.cache import Cache
from edition.content import Known, Moved, Taken, Tree
from edition.files import digest, write_whole
from edition.model import Contributor, ProsePage
from edition.problems import InputError, Place, Problem, errors, in_order
from edition.render import Closure, Theme
from edition.search_documents import Document, Frequencies
from edition.searched import document
from edition.tasks import Collection, File, Part, Ref, Summary, Task
from edition.text import folded

STATE = ".edition"
PACKAGE = Path(__file__).parent


class Options(msgspec.Struct, frozen=True):
    """`output` is the site's folder, `base_url` stands for the record's where it is not empty."""

    output: Path
    base_url: str = ""
    drafts: bool = False
    strict: bool = False
    cached: bool = True
    remember: bool = True


class Outcome(msgspec.Struct, frozen=True):
    """What a build did. Nothing is written where `failed`."""

    problems: tuple[Problem, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    files: int = 0
    articles: int = 0
    failed: bool = False
    steps: tuple[tuple[str, int, float], ...] = ()


class _Memory(msgspec.Struct):
    """What a build remembers of the last one into the same folder."""

    content: dict[str, Known] = {}
    theme: dict[str, Known] = {}
    site: dict[str, site.Written] = {}
    why: dict[str, dict[str, str]] = {}
    changed: dict[str, list[str]] = {}
    settled: int = 0


def build(project: Path, options: Options) -> Outcome:
    """Builds the site. A build that finds errors, or is stopped, leaves the site as it was. Raises nothing for what a
    user wrote."""
    state = project / STATE
    try:
        state.mkdir(exist_ok=True)
        (state / ".gitignore").write_bytes(b"*\n")
    except OSError as error:
        return _failed(
            Problem(
                "S101",
                f"{STATE}/ cannot be written: {error.strerror}",
                Place(str(state)),
                "Give yourself rights on the folder.",
            )
        )
    try:
        with filelock.FileLock(state / "lock", timeout=600):
            for _ in range(5):
                with contextlib.suppress(Moved):
                    return _Build(project, options).run()
            return _failed(
                Problem(
                    "F106",
                    "the files keep changing while they are read",
                    Place("content"),
                    "Build again when they rest.",
                )
            )
    except filelock.Timeout:
        return _failed(
            Problem("S103", "another build is running in this folder", Place(str(state)), "Wait for it, or stop it.")
        )
    except InputError as error:
        return Outcome(problems=error.problems, failed=True)


def _failed(problem: Problem) -> Outcome:
    return Outcome(problems=(problem,), failed=True)


class _Build:
    """One build: the trees as they stood, the cache, and what steps were run."""

    def __init__(self, project: Path, options: Options) -> None:
        self.project = project
        self.options = options
        self.scratch: tempfile.TemporaryDirectory[str] | None = None
        if options.cached:
            self.cache = Cache(project / STATE / "objects")
        else:
            self.scratch = tempfile.TemporaryDirectory(prefix="edition-")
            self.cache = Cache(Path(self.scratch.name))
        # Where the disk keeps nothing, the results of this build are held here.
        self.held: dict[str, bytes] = {}
        name = hashlib.sha256(os.fsencode(options.output.resolve())).hexdigest()[:16]
        self.memory_file = project / STATE / f"site-{name}"
        self.memory = self._remembered()
        self.fingerprint = fingerprint()
        self.steps: dict[str, list[float]] = {}

    def run(self) -> Outcome:
        try:
            return self._run()
        finally:
            if self.scratch:
                self.scratch.cleanup()

    def _run(self) -> Outcome:
        started = time.time_ns()
        self.content = content.tree(self.project / "content", self.memory.content, self.memory.settled)
        self.themes, assets = self._theme_trees()
        theme = self._theme()
        read = self._read()
        if isinstance(read, Outcome):
            return read
        collection, problems = read
        ledger_errors = errors(problems) or (problems if self.options.strict else ())
        if ledger_errors:
            return Outcome(problems=problems, failed=True)
        self.theme = theme
        listed = {task.path: task for task in tasks.tasks(collection, theme, assets)}
        keys = {path: tasks.key(self.fingerprint, t.step, t.inputs) for path, t in listed.items()}
        found = self._missing(listed, keys)
        if found:
            return Outcome(problems=in_order([*problems, *found]), failed=True)
        change = site.write(
            self.options.output, keys, lambda path: self._result(listed[path], keys[path]), self.memory.site
        )
        self._remember(change, listed, started)
        if self.options.cached and self.options.remember:
            self.cache.sweep()
        steps = tuple((name, len(times), sum(times)) for name, times in sorted(self.steps.items()))
        return Outcome(problems, change.written, change.removed, len(keys), len(collection.summaries), steps=steps)

    # ——— reading ———

    def _theme_trees(self) -> tuple[list[Tree], dict[str, Known]]:
        """The theme's folders, the project's own after the package's, and the assets by their path in the site."""
        brought = PACKAGE / "theme"
        if not brought.is_dir():  # in a checkout
            brought = PACKAGE.parent / "templates"
        own = self.project / "templates"
        roots = [brought] if own.resolve() == brought.resolve() else [brought, own]
        trees = []
        for n, root in enumerate(roots):
            known = {p.removeprefix(f"{n}/"): k for p, k in self.memory.theme.items() if p.startswith(f"{n}/")}
            trees.append(content.tree(root, known, self.memory.settled))
        assets = {p: k for tree in trees for p, k in tree.files.items() if p.startswith("assets/")}
        return trees, assets

    def _theme(self) -> Theme:
        sources = {}
        for tree in self.themes:
            for path in tree.files:
                if path.endswith((".html", ".xml")) and not path.startswith("assets/"):
                    sources[path] = content.decoded(tree.read(path), f"templates/{path}")
        return Theme(sources)

    def _read(self) -> tuple[Collection, tuple[Problem, ...]] | Outcome:
        files = self.content.files
        raw = self.content.read("edition.yaml") if "edition.yaml" in files else None
        settings, problems = content.settings(raw)
        found = list(problems)
        contributors: list[Contributor] = []
        for path in files:
            if path.startswith("contributors/") and path.endswith(".yaml"):
                contributor, said = content.contributor(path[13:-5], self.content.read(path))
                found += said
                contributors += [contributor] if contributor else []
        pages: list[tuple[ProsePage, str]] = []
        for path in files:
            if path.startswith("pages/") and path.endswith(".md"):
                page, said = content.prose(path[6:-3], self.content.read(path))
                found += said
                pages += [(page, self.content.digest(path))] if page else []
        articles = [(name, *self._article(name, own)) for name, own in self._folders()]
        if settings is None:
            return Outcome(problems=in_order([*found, *(p for _, _, t in articles for p in t.problems)]), failed=True)
        if self.options.base_url:
            settings = msgspec.structs.replace(settings, base_url=self.options.base_url)
        ledger = check.Ledger(
            settings,
            tuple(t for _, _, t in articles),
            tuple(contributors),
            tuple(p.id for p, _ in pages),
            self.options.drafts,
        )
        found += check.problems(ledger)
        summaries = []
        for _, ref, taken in articles:
            if taken.article and (self.options.drafts or taken.article.status == "published"):
                summaries.append(self._summary(ref, taken, contributors, settings.language))
        search = self._search(summaries)
        return Collection(settings, tuple(contributors), tuple(summaries), tuple(pages), search), in_order(found)

    def _folders(self) -> Iterator[tuple[str, list[str]]]:
        """Each article's folder with the paths in it, folders without any file too."""
        own: dict[str, list[str]] = {}
        root = self.project / "content" / content.ARTICLES
        if root.is_dir():
            own = {p.name: [] for p in sorted(root.iterdir()) if p.is_dir() and not p.name.startswith(".")}
        for path in self.content.files:
            if path.startswith("articles/") and path.count("/") > 1:
                own.setdefault(path.split("/")[1], []).append(path)
        yield from sorted(own.items())

    def _article(self, name: str, paths: list[str]) -> tuple[Ref, Taken]:
        base = f"articles/{name}/"
        inside = {p[len(base) :] for p in paths}
        files = [(n, File(f"content/{base}{n}", self.content.digest(base + n))) for n in content.FILES if n in inside]
        images = tuple(sorted(n for n in inside if n.startswith("images/") and n.lower().endswith(content.IMAGES)))
        sources = {
            n[7:]: self.content.digest(base + n)
            for n in sorted(inside)
            if n.startswith("source/") and n != content.SEAL
        }
        inputs = (("id", name), *files, ("images", images), ("sources", sources))
        own = tasks.key(self.fingerprint, "article", inputs)
        raw = self._have(own)
        if raw is not None:
            with contextlib.suppress(msgspec.MsgspecError):
                return Ref(own), msgspec.msgpack.decode(raw, type=Taken)
        began = time.perf_counter()
        taken = content.article(name, {n: self.content.read(base + n) for n, _ in files}, images, sources)
        self.steps.setdefault("article", []).append(time.perf_counter() - began)
        self._keep(own, tasks.encode(taken))
        return Ref(own), taken

    def _summary(self, ref: Ref, taken: Taken, contributors: list[Contributor], language: str) -> Summary:
        named = {who for who, _ in taken.people}
        card, portraits = tasks.summary(taken, tuple(c for c in contributors if c.id in named), language)
        assert taken.article
        name = taken.id
        images = tuple(
            (image, File(f"content/articles/{name}/{image}", self.content.digest(f"articles/{name}/{image}")))
            for image in taken.article.images
        )
        source = None
        if taken.article.source:
            folder = f"articles/{name}/source/"
            paths = (folder + "source.yaml", folder + taken.article.source.file)
            source = tuple(File(f"content/{path}", self.content.digest(path)) for path in paths)
        return Summary(ref, card, portraits, images, source)

    def _search(self, summaries: list[Summary]) -> tuple[Part, ...]:
        """The index's files, from the frequencies of each article: those of articles that are as they were are kept."""
        refs = []
        for summary in summaries:
            inputs = (("article", summary.ref), ("card", summary.card))
            refs.append(self._step("counted", inputs, tasks.counted))
        keys = tuple(("article", ref) for ref in refs)
        cards = tuple(s.card for s in summaries)

        def merged(*_: Any) -> bytes:
            counts = [msgspec.msgpack.decode(self._found(ref.key), type=Frequencies) for ref in refs]
            return tasks.search_index(cards, counts)

        whole = self._step("search_index", (*keys, ("cards", cards)), merged)
        files = msgspec.msgpack.decode(self._found(whole.key), type=dict[str, bytes])
        return tuple(Part(whole.key, name, digest(raw)) for name, raw in sorted(files.items()))

    def _step(self, name: str, inputs: tuple[tuple[str, Any], ...], step: Callable[..., bytes]) -> Ref:
        """The result of a step before the list of tasks: run unless it is kept."""
        own = tasks.key(self.fingerprint, name, inputs)
        if self._have(own) is None:
            arguments = [] if name == "search_index" else [self._value(value) for _, value in inputs]
            began = time.perf_counter()
            made = step(*arguments)
            self.steps.setdefault(name, []).append(time.perf_counter() - began)
            self._keep(own, made)
        return Ref(own)

    def _found(self, key: str) -> bytes:
        raw = self._have(key)
        if raw is None:
            raise Moved(key)
        return raw

    # ——— running ———

    def _missing(self, listed: Mapping[str, Task], keys: Mapping[str, str]) -> list[Problem]:
        """Runs every task whose result is neither on disk nor kept; gives what went wrong."""
        problems: list[Problem] = []
        for path in sorted(listed):
            known = self.memory.site.get(path)
            if (known and known.digest == keys[path]) or listed[path].step == "copied" or self._has(keys[path]):
                if known:
                    self.cache.used.add(keys[path])
                continue
            try:
                self._result(listed[path], keys[path])
            except InputError as error:
                problems += error.problems
        return problems

    def _result(self, task: Task, key: str) -> bytes:
        if task.step != "copied":
            raw = self._have(key)
            if raw is not None:
                return raw
        inputs = [self._value(value) for _, value in task.inputs]
        began = time.perf_counter()
        made = tasks.STEPS[task.step](*inputs)
        self.steps.setdefault(task.step, []).append(time.perf_counter() - began)
        if task.step != "copied":
            self._keep(key, made)
        return made

    def _value(self, value: Any) -> Any:
        """An input as its step gets it."""
        match value:
            case Ref(key):
                return msgspec.msgpack.decode(self._found(key), type=Taken)
            case Part(key, name, _):
                return msgspec.msgpack.decode(self._found(key), type=dict[str, bytes])[name]
            case File(path, _):
                top, _, rest = path.partition("/")
                if top == "content":
                    return self.content.read(rest)
                return next(tree for tree in reversed(self.themes) if rest in tree.files).read(rest)
            case Closure(name, _):
                return self.theme, name
            case _:
                return value

    def _have(self, key: str) -> bytes | None:
        return self.held.get(key) or self.cache.get(key)

    def _has(self, key: str) -> bool:
        return key in self.held or self.cache.has(key)

    def _keep(self, key: str, payload: bytes) -> None:
        self.cache.put(key, payload)
        if not self.cache.has(key):
            self.held[key] = payload

    # ——— remembering ———

    def _remembered(self) -> _Memory:
        if not self.options.cached:
            return _Memory()
        try:
            return msgspec.msgpack.decode(self.memory_file.read_bytes(), type=_Memory)
        except (OSError, msgspec.MsgspecError):
            return _Memory()

    def _remember(self, change: site.Change, listed: Mapping[str, Task], started: int) -> None:
        why = {p: {name: tasks.input_digest(v)[:16] for name, v in t.inputs} for p, t in listed.items()}
        changed = dict(self.memory.changed)
        for path in change.written:
            before = self.memory.why.get(path)
            changed[path] = (
                ["it was not there before"] if before is None
                else [n for n, d in why[path].items() if before.get(n) != d] or ["the program, or a lost file"]
            )  # fmt: skip
        theme = {f"{n}/{p}": k for n, tree in enumerate(self.themes) for p, k in tree.files.items()}
        memory = _Memory(
            dict(self.content.files), theme, dict(change.files), why,
            {p: c for p, c in sorted(changed.items()) if p in why}, started - 50_000_000,
        )  # fmt: skip
        last = max((k.state[1] for k in (*memory.content.values(), *memory.theme.values())), default=0)
        if last < self.memory.settled and msgspec.structs.replace(memory, settled=self.memory.settled) == self.memory:
            return
        raw = msgspec.msgpack.encode(memory)
        if not (self.options.cached and self.options.remember):
            return
        with contextlib.suppress(OSError):
            write_whole(self.memory_file, raw)


def documents(project: Path, *, drafts: bool = False) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The edition's articles as the search knows them, and what is wrong; nothing is built."""
    build_ = _Build(project, Options(project / "site", drafts=drafts, remember=False))
    try:
        build_.content = content.tree(project / "content", build_.memory.content, build_.memory.settled)
        read = build_._read()
        if isinstance(read, Outcome):
            return (), read.problems
        made = []
        for summary in read[0].summaries:
            taken = build_._value(summary.ref)
            made.append(document(taken.article, summary.card))
        return tuple(made), read[1]
    except InputError as error:
        return (), error.problems


def why(project: Path, output: Path, path: str) -> tuple[str, ...]:
    """What made `path` of the site be written the last time it was; () where it is no file of the site."""
    memory = _Build(project, Options(output)).memory
    return tuple(memory.changed.get(path, ()))


def fingerprint() -> str:
    """The digest of what results depend on besides their inputs: our code, and the versions of what renders."""
    made = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".json") and "theme" not in path.parts and "__pycache__" not in path.parts:
            made.update(
                folded(path.relative_to(PACKAGE).as_posix()).encode()
                + b"\0"
                + hashlib.sha256(path.read_bytes()).digest()
            )
    for package in ("jinja2", "markupsafe", "markdown", "msgspec", "lunr", "pyyaml"):
        with contextlib.suppress(metadata.PackageNotFoundError):
            made.update(f"{package} {metadata.version(package)}\n".encode())
    made.update(platform.python_version().encode())
    return made.hexdigest()
