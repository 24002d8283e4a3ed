"""A build with something to do: read, check, run the tasks whose result is not at hand, write; and why each was run."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import msgspec

from edition import check, content, site, subjects, tasks, worksteps
from edition.cache import Cache
from edition.catalogue import Index
from edition.content import Taken
from edition.files import digest
from edition.ground import STATE, Ground, Memory, Outcome, Progress, Reasons, quiet, reasons, remember
from edition.model import Contributor, ProsePage
from edition.problems import InputError, Problem, errors, in_order
from edition.render import Closure, Theme
from edition.search_documents import Frequencies
from edition.search_shards import Shelf, reshelved, shelf
from edition.subjects import Heading, Occurrences
from edition.tasks import Collection, File, Part, Ref, Summary, Task, Works
from edition.trees import Moved

# Fewer than this many things to do are done before a second process has started.
SPREAD = 24


def make(ground: Ground, progress: Progress = quiet) -> Outcome:
    """Builds the site from what was found. Raises InputError where nothing can be made, Moved where files changed."""
    with contextlib.ExitStack() as stack:
        folder = ground.project / STATE / "objects"
        if not ground.options.cached:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="edition-")))
        return Making(ground, Cache(folder), progress).run()


class Shelved(msgspec.Struct, frozen=True):
    """The shelf of a collection, with the key of each article's frequencies."""

    keys: Mapping[str, str]
    shelf: Shelf


class _Parts(msgspec.Struct, frozen=True):
    """What an article is read from, and the key of the result: the files as (name, path), the images' names, the
    digests of the sealed sources by name."""

    key: str
    files: tuple[tuple[str, str], ...]
    images: tuple[str, ...]
    sources: Mapping[str, str]


class Making:
    """One build: the ground it stands on, the cache, and what steps were run."""

    def __init__(self, ground: Ground, cache: Cache, progress: Progress = quiet) -> None:
        self.ground = ground
        self.cache = cache
        self.progress = progress
        # Where the disk keeps nothing, the results of this build are held here.
        self.held: dict[str, bytes] = {}
        self.steps: dict[str, list[float]] = {}
        self.theme = self._theme()
        self.listed: Mapping[str, Task] = {}
        self.keys: Mapping[str, str] = {}
        self.folders: Mapping[str, list[str]] = {}
        self.refs: Mapping[str, Ref] = {}
        self.summaries: Mapping[str, Summary] = {}

    def run(self) -> Outcome:
        read = self.read()
        if isinstance(read, Outcome):
            return read
        collection, problems = read
        if errors(problems) or (problems and self.ground.options.strict):
            return Outcome(problems=problems, failed=True)
        assets = {p: k for tree in self.ground.themes for p, k in tree.files.items() if p.startswith("assets/")}
        self.listed = {task.path: task for task in tasks.tasks(collection, self.theme, assets)}
        self.keys = {path: tasks.key(self.ground.fingerprint, t.step, t.inputs) for path, t in self.listed.items()}
        wrong = self._missing()
        if wrong:
            return Outcome(problems=in_order([*problems, *wrong]), failed=True)
        change = site.write(self.ground.options.output, self.keys, self.result, self.ground.memory.site)
        if self.ground.options.cached and self.ground.options.remember:
            self._remember(change, problems, len(collection.summaries))
            self.cache.sweep()
        steps = tuple((name, len(times), sum(times)) for name, times in sorted(self.steps.items()))
        return Outcome(problems, change.written, change.removed, len(self.keys), len(collection.summaries), steps=steps)

    # ——— reading ———

    def _theme(self) -> Theme:
        sources = {}
        for tree in self.ground.themes:
            for path in tree.files:
                if path.endswith((".html", ".xml")) and not path.startswith("assets/"):
                    sources[path] = content.decoded(tree.read(path), f"templates/{path}")
        return Theme(sources)

    def read(self) -> tuple[Collection, tuple[Problem, ...]] | Outcome:
        files = self.ground.content.files
        raw = self.ground.content.read("edition.yaml") if "edition.yaml" in files else None
        settings, problems = content.settings(raw)
        found = list(problems)
        contributors: list[Contributor] = []
        for path in files:
            if path.startswith("contributors/") and path.endswith(".yaml"):
                contributor, said = content.contributor(path[13:-5], self.ground.content.read(path))
                found += said
                contributors += [contributor] if contributor else []
        pages: list[tuple[ProsePage, str]] = []
        for path in files:
            if path.startswith("pages/") and path.endswith(".md"):
                page, said = content.prose(path[6:-3], self.ground.content.read(path))
                found += said
                pages += [(page, self.ground.content.digest(path))] if page else []
        self.folders = dict(self._folders())
        self._spread([("article", name) for name in self.folders if not self._has(self._parts(name).key)])
        articles = [(name, *self.article(name)) for name in self.folders]
        if settings is None:
            return Outcome(problems=in_order([*found, *(p for _, _, t in articles for p in t.problems)]), failed=True)
        if self.ground.options.base_url:
            settings = msgspec.structs.replace(settings, base_url=self.ground.options.base_url)
        ledger = check.Ledger(
            settings,
            tuple(t for _, _, t in articles),
            tuple(contributors),
            tuple(p.id for p, _ in pages),
            self.ground.options.drafts,
        )
        found += check.problems(ledger)
        self.refs = {name: ref for name, ref, taken in articles if taken.article}
        waiting = {n: tasks.key(self.ground.fingerprint, "cited", (("article", r),)) for n, r in self.refs.items()}
        self._spread([("cited", name) for name, key in waiting.items() if not self._has(key)])
        summaries = []
        for name, ref, taken in articles:
            if taken.article:
                cited, doubts = self._bibliography(name, taken)
                found += doubts
                if self.ground.options.drafts or taken.article.status == "published":
                    summaries.append(self._summary(ref, taken, contributors, settings.language, cited))
        works, doubtful = self._works(summaries)
        found += doubtful
        headings = self._headings(found)
        names = {s.card.id: self._named(s, headings) for s in summaries} if headings else {}
        subjects_ = {h.id: h.name for h in headings if h.sort == "subject"}
        topics = {
            article: tuple(subjects_[o.entry] for o in own if o.entry in subjects_) for article, own in names.items()
        }
        search = self._search(summaries, topics)
        own = (tuple(contributors), tuple(summaries), tuple(pages), search, works, headings, names)
        return Collection(settings, *own), in_order(found)

    def _headings(self, found: list[Problem]) -> tuple[Heading, ...]:
        """The entries of the index of names; what is wrong with them is added to what was found."""
        headings: list[Heading] = []
        for path in self.ground.content.files:
            if path.startswith("index/") and path.endswith(".yaml"):
                text = content.decoded(self.ground.content.read(path), f"content/{path}")
                own, said = subjects.headings(text, f"content/{path}")
                headings += own
                found += said
        found += subjects.twice(headings)
        return tuple(sorted(headings, key=lambda h: h.id))

    def _named(self, summary: Summary, headings: tuple[Heading, ...]) -> tuple[Occurrences, ...]:
        """Where the entries stand in an article."""

        def named(taken: Taken, _: tuple[Heading, ...]) -> bytes:
            assert taken.article
            return tasks.encode(subjects.occurrences(taken.article, headings))

        ref = self._step("named", (("article", summary.ref), ("entries", headings)), named)
        return msgspec.msgpack.decode(self._found(ref.key), type=tuple[Occurrences, ...])

    def _folders(self) -> Iterator[tuple[str, list[str]]]:
        """Each article's folder with the paths in it, folders without any file too."""
        own: dict[str, list[str]] = {}
        root = self.ground.project / "content" / content.ARTICLES
        if root.is_dir():
            own = {p.name: [] for p in sorted(root.iterdir()) if p.is_dir() and not p.name.startswith(".")}
        for path in self.ground.content.files:
            if path.startswith("articles/") and path.count("/") > 1:
                own.setdefault(path.split("/")[1], []).append(path)
        yield from sorted(own.items())

    def _parts(self, name: str) -> _Parts:
        """What the article `name` is read from."""
        base = f"articles/{name}/"
        inside = {p[len(base) :] for p in self.folders[name]}
        files = [
            (n, File(f"content/{base}{n}", self.ground.content.digest(base + n))) for n in content.FILES if n in inside
        ]
        images = tuple(sorted(n for n in inside if n.startswith("images/") and n.lower().endswith(content.IMAGES)))
        sources = {
            n[7:]: self.ground.content.digest(base + n)
            for n in sorted(inside)
            if n.startswith("source/") and n != content.SEAL
        }
        inputs = (("id", name), *files, ("images", images), ("sources", sources))
        own = tasks.key(self.ground.fingerprint, "article", inputs)
        return _Parts(own, tuple((n, base + n) for n, _ in files), images, sources)

    def article(self, name: str) -> tuple[Ref, Taken]:
        """The article as its folder has it, from the cache where it is there."""
        parts = self._parts(name)
        raw = self._have(parts.key)
        if raw is not None:
            with contextlib.suppress(msgspec.MsgspecError):
                return Ref(parts.key), msgspec.msgpack.decode(raw, type=Taken)
        began = time.perf_counter()
        files = {n: self.ground.content.read(path) for n, path in parts.files}

        def received(source: str) -> bytes:
            return self.ground.content.read(f"articles/{name}/source/{source}")

        taken = content.article(name, files, parts.images, parts.sources, received)
        self.steps.setdefault("article", []).append(time.perf_counter() - began)
        self._keep(parts.key, tasks.encode(taken))
        return Ref(parts.key), taken

    def cited(self, name: str) -> Ref:
        """What the article's notes cite."""
        return self._step("cited", (("article", self.refs[name]),), worksteps.cited)

    def _bibliography(self, name: str, taken: Taken) -> tuple[Part, list[Problem]]:
        """The article's bibliography, and what is doubtful in its notes."""
        ref = self.cited(name)
        files = msgspec.msgpack.decode(self._found(ref.key), type=dict[str, bytes])
        doubts = msgspec.msgpack.decode(files["doubts"], type=tuple[tuple[str, Problem], ...])
        places = dict(reversed(taken.notes))
        told = [msgspec.structs.replace(problem, place=places[note]) for note, problem in doubts]
        return Part(ref.key, "bibliography", files["digest"].decode()), told

    def _works(self, summaries: Sequence[Summary]) -> tuple[Works, list[Problem]]:
        """The catalogue of the works that notes cite, and what is wrong with the edition's own records of them."""
        problems: list[Problem] = []
        records = []
        for path in self.ground.content.files:
            if path.startswith("works/") and path.endswith(".yaml"):
                record, said = content.work(path[6:-5], self.ground.content.read(path))
                problems += said
                records += [record] if record else []
        inputs = (*(("bibliography", s.cited) for s in summaries), ("records", tuple(records)))
        key = self._step("catalogued", inputs, worksteps.catalogued).key
        files = msgspec.msgpack.decode(self._found(key), type=dict[str, bytes])
        problems += msgspec.msgpack.decode(files["problems"], type=tuple[Problem, ...])
        digests = msgspec.msgpack.decode(files["digests"], type=dict[str, str])
        return Works(key, digests, msgspec.msgpack.decode(files["index"], type=Index)), problems

    def _summary(self, ref: Ref, taken: Taken, contributors: list[Contributor], language: str, cited: Part) -> Summary:
        named = {who for who, _ in taken.people}
        card, portraits = tasks.summary(taken, tuple(c for c in contributors if c.id in named), language)
        assert taken.article
        name = taken.id
        images = tuple(
            (image, File(f"content/articles/{name}/{image}", self.ground.content.digest(f"articles/{name}/{image}")))
            for image in taken.article.images
        )
        source = None
        if taken.article.source:
            folder = f"articles/{name}/source/"
            paths = (folder + "source.yaml", folder + taken.article.source.file)
            source = tuple(File(f"content/{path}", self.ground.content.digest(path)) for path in paths)
        return Summary(ref, card, portraits, images, cited, source)

    def _search(self, summaries: list[Summary], topics: Mapping[str, tuple[str, ...]]) -> tuple[Part, ...]:
        """The index's files, from the frequencies of each article: those of articles that are as they were are kept."""
        self.summaries = {s.card.id: s for s in summaries}
        waiting = {i: tasks.key(self.ground.fingerprint, "counted", s.searched) for i, s in self.summaries.items()}
        self._spread([("counted", i) for i, key in waiting.items() if not self._has(key)])
        refs = [self.counted(i) for i in self.summaries]
        keys = tuple(("article", ref) for ref in refs)
        cards = tuple(s.card for s in summaries)

        def merged(*_: Any) -> bytes:
            return tasks.search_index(
                cards, topics, self._shelf(dict(zip(self.summaries, (r.key for r in refs), strict=True)))
            )

        whole = self._step("search_index", (*keys, ("cards", cards), ("subjects", dict(topics))), merged)
        files = msgspec.msgpack.decode(self._found(whole.key), type=dict[str, bytes])
        return tuple(Part(whole.key, name, digest(raw)) for name, raw in sorted(files.items()))

    def _shelf(self, keys: Mapping[str, str]) -> Shelf:
        """The index's shards, from the keys of the articles' frequencies by the articles' ids: the last build's, with
        the shards of the articles that have changed since made anew; or all of them, where that is less work."""
        output = os.fsencode(self.ground.options.output)
        last = tasks.key(self.ground.fingerprint, "the last shelf", (("output", output),))

        def counts(which: Mapping[str, str]) -> list[Frequencies]:
            return [msgspec.msgpack.decode(self._found(key), type=Frequencies) for key in which.values()]

        made: Shelf | None = None
        with contextlib.suppress(msgspec.MsgspecError, Moved):
            known = msgspec.msgpack.decode(self._found(last), type=Shelved)
            old = {article: key for article, key in known.keys.items() if keys.get(article) != key}
            new = {article: key for article, key in keys.items() if known.keys.get(article) != key}
            if len(old) + len(new) < SPREAD:
                made = reshelved(known.shelf, counts(old), counts(new))
        made = made or shelf(counts(keys))
        self._keep(last, tasks.encode(Shelved(dict(keys), made)))
        return made

    def counted(self, article: str) -> Ref:
        """The term frequencies of an article."""
        return self._step("counted", self.summaries[article].searched, tasks.counted)

    def _step(self, name: str, inputs: tuple[tuple[str, Any], ...], step: Callable[..., bytes]) -> Ref:
        """The result of a step before the list of tasks: run unless it is kept."""
        own = tasks.key(self.ground.fingerprint, name, inputs)
        if self._have(own) is None:
            arguments = [] if name == "search_index" else [self.value(value) for _, value in inputs]
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

    def _missing(self) -> list[Problem]:
        """Runs every task whose result is neither on disk nor kept; gives what went wrong."""
        waiting = []
        for path in sorted(self.listed):
            known = self.ground.memory.site.get(path)
            if known and known.digest == self.keys[path]:
                self.cache.used.add(self.keys[path])
            elif self.listed[path].step != "copied" and not self._has(self.keys[path]):
                waiting.append(path)
        self._spread([("result", path) for path in waiting])
        problems: list[Problem] = []
        for path in waiting:
            if not self._has(self.keys[path]):
                try:
                    self.result(path)
                except InputError as error:
                    problems += error.problems
        return problems

    def result(self, path: str) -> bytes:
        """The content of the site's file at `path`."""
        task, key = self.listed[path], self.keys[path]
        if task.step != "copied":
            raw = self._have(key)
            if raw is not None:
                return raw
        inputs = [self.value(value) for _, value in task.inputs]
        began = time.perf_counter()
        made = tasks.STEPS[task.step](*inputs)
        self.steps.setdefault(task.step, []).append(time.perf_counter() - began)
        if task.step != "copied":
            self._keep(key, made)
        return made

    def value(self, value: Any) -> Any:
        """An input as its step gets it."""
        match value:
            case Ref(key):
                return msgspec.msgpack.decode(self._found(key), type=Taken)
            case Part(key, name, _):
                return msgspec.msgpack.decode(self._found(key), type=dict[str, bytes])[name]
            case File(path, _):
                top, _, rest = path.partition("/")
                if top == "content":
                    return self.ground.content.read(rest)
                return next(tree for tree in reversed(self.ground.themes) if rest in tree.files).read(rest)
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

    # ——— several processes ———

    def _spread(self, work: Sequence[tuple[str, ...]]) -> None:
        """Does the work in processes where that pays: each is (name of a method, its arguments). What they make is in
        the cache afterwards; what fails there fails again, and is told, where the result is asked for."""
        jobs = self.ground.options.jobs or os.cpu_count() or 1
        # A fork has the trees, the theme and the imports at hand; beside other threads it is not safe.
        if jobs < 2 or len(work) < SPREAD or not hasattr(os, "fork") or threading.active_count() > 1:
            return
        _shared[:] = [self]
        size = max(1, min(16, len(work) // (jobs * 4)))
        chunks = [work[n : n + size] for n in range(0, len(work), size)]
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
            for n, steps in enumerate(pool.map(_work, chunks), 1):
                self.progress(work[0][0], min(n * size, len(work)), len(work))
                for name, times in steps.items():
                    self.steps.setdefault(name, []).extend(times)
        _shared.clear()

    # ——— remembering ———

    def _remember(self, change: site.Change, problems: tuple[Problem, ...], articles: int) -> None:
        ground = self.ground
        before = reasons(ground.project, ground.options.output)
        inputs = {p: {name: tasks.input_digest(v)[:16] for name, v in t.inputs} for p, t in self.listed.items()}
        changed = {p: c for p, c in before.changed.items() if p in inputs}
        for path in change.written:
            was = before.inputs.get(path)
            changed[path] = (
                ("it was not there before",) if was is None
                else tuple(n for n, d in inputs[path].items() if was.get(n) != d) or ("the program, or a lost file",)
            )  # fmt: skip
        theme = {f"{n}/{p}": k for n, tree in enumerate(ground.themes) for p, k in tree.files.items()}
        # A file that changed within the last tick of the clock is read again next time.
        memory = Memory(
            ground.whole, ground.content.files, theme, change.files, problems, articles, ground.started - 50_000_000
        )
        remember(ground, memory, Reasons(inputs, dict(sorted(changed.items()))))


_shared: list[Making] = []


def _work(chunk: Sequence[tuple[str, ...]]) -> dict[str, list[float]]:
    """In a process of its own: does a part of the work; gives the times of the steps it ran."""
    [making] = _shared
    making.steps = {}
    for method, *arguments in chunk:
        with contextlib.suppress(InputError, Moved):
            getattr(making, method)(*arguments)
    return making.steps
