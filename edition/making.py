"""A build with something to do: read, check, run the tasks whose result is not at hand, write; and why each was run."""

from __future__ import annotations

import contextlib
import gc
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from edition import keys, site, tasks
from edition.cache import Cache
from edition.files import State
from edition.gathering import Gathering
from edition.ground import (
    STATE,
    Ground,
    Memory,
    Outcome,
    Progress,
    Reasons,
    only_changed,
    quiet,
    reasons,
    remember,
)
from edition.keys import Part, Task
from edition.problems import InputError, Problem, errors, in_order
from edition.search_shards import COLLECTION, SHARDS
from edition.steps import STEPS
from edition.tasks import Collection, Shelved
from edition.workshop import Workshop

SEARCH = ""  # among the paths of what is made, the search index


def make(ground: Ground, progress: Progress = quiet, *, trusting: bool = True) -> tuple[Outcome, Making | None]:
    """Builds the site from what was found; gives the build too, where it was one. Raises InputError where nothing can
    be made, Moved where files changed, Lost where the cache has lost what the last build left there: then build again,
    not `trusting` it."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(_uncollected())
        folder = ground.project / STATE / "objects"
        if not ground.options.cached:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="edition-")))
        shop = Workshop(ground, Cache(folder), progress)
        stack.callback(shop.cache.flush)
        if ground.options.part != (1, 1):
            gathering = Gathering(shop, trusting=trusting)
            problems = gathering.part()
            return Outcome(problems, articles=len(gathering.folders), failed=bool(errors(problems))), None
        making = Making(ground, shop, trusting=trusting)
        outcome = making.run()
        return outcome, None if outcome.failed else making


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: a build makes millions of values and hardly a cycle, and looking for them again
    and again was a quarter of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def laid_out(ground: Ground) -> Making | None:
    """The build that there would be, with nothing run and nothing written; None where something is wrong."""
    making = Making(ground, Workshop(ground, Cache(ground.project / STATE / "objects")))
    return making if making.lay_out() is None else None


class Making:
    """One build."""

    def __init__(self, ground: Ground, shop: Workshop, *, trusting: bool = True) -> None:
        self.ground = ground
        self.shop = shop
        self.gathering = Gathering(shop, trusting=trusting)
        self.collection: Collection
        self.problems: tuple[Problem, ...] = ()
        self.search = Shelved()
        self.listed: dict[str, Task] = {}
        self.digests: dict[str, dict[str, str]] = {}
        self.keys: dict[str, str] = {}
        self.present: Mapping[str, State] | None = None

    def lay_out(self) -> Outcome | None:
        """Reads the collection and lists the tasks, but for the search's; gives the outcome where that is the end."""
        self.shop.theme = self.gathering.theme()
        read = self.gathering.collection()
        if isinstance(read, Outcome):
            return read
        self.collection, self.problems = read
        if errors(self.problems) or (self.problems and self.ground.options.strict):
            return Outcome(problems=self.problems, failed=True)
        if not self._list_few():
            self._list_all()
        return None

    def _list_all(self) -> None:
        assets = {p: k for tree in self.ground.themes for p, k in tree.files.items() if p.startswith("assets/")}
        self._list(tasks.tasks(self.collection, self.shop.theme, assets))

    def _list_few(self) -> bool:
        """After an edit that shows in its own article's files alone: lists these, and takes the others to be as the
        last build left them; says whether that is so."""
        edited, left = self.gathering.edited, self.ground.memory.site
        if edited is None or self.gathering.last.whole != self.ground.memory.whole:
            return False
        if not only_changed(self.ground, set(edited)):
            return False
        self.present = site.states(self.ground.options.output)
        if self.present != {path: file.state for path, file in left.items()}:
            return False
        self.keys = {path: file.digest for path, file in left.items() if not path.startswith((COLLECTION, SHARDS))}
        self.shop.cache.used.update(self.keys.values())
        self._list(tasks.of_articles(self.collection, self.shop.theme, set(edited)))
        return True

    def _list(self, these: Iterable[Task]) -> list[str]:
        """Adds the tasks to the list; gives their paths, in order."""
        own = {task.path: task for task in these}
        digests = {path: keys.digests(task.inputs) for path, task in own.items()}
        code = self.ground.fingerprint
        self.listed |= own
        self.digests |= digests
        self.keys |= {path: keys.joined(code, task.step, digests[path]) for path, task in own.items()}
        return sorted(own)

    def run(self) -> Outcome:
        """Builds the site."""
        if ended := self.lay_out():
            return ended
        wrong = self._missing()
        if wrong:
            return Outcome(problems=in_order([*self.problems, *wrong]), failed=True)
        change = site.write(self.ground.options.output, self.keys, self.result, self.ground.memory.site, self.present)
        articles = len(self.collection.briefs)
        if self.ground.options.cached and self.ground.options.remember:
            self.gathering.remember(self.collection.briefs, self.search)
            self._remember(change, self.problems, articles)
            self.shop.cache.sweep()
        steps = tuple((name, len(times), sum(times)) for name, times in sorted(self.shop.steps.items()))
        return Outcome(self.problems, change.written, change.removed, len(self.keys), articles, steps=steps)

    def _missing(self) -> list[Problem]:
        """Makes the search index, and runs every task whose result is neither on disk nor kept; gives what went wrong.
        Raises Lost before anything is written where a result is lost."""
        waiting = self._waiting(sorted(self.listed))
        # No page looks at the index, which is the longest piece of work: it goes first, and beside the pages.
        made = self.shop.spread("writing", self._made, [SEARCH, *waiting], alone=1).get(SEARCH)
        if made:
            self.search = msgspec.msgpack.decode(made, type=Shelved)
        if not made or not self.shop.has(self.search.key):
            self.search = self.gathering.shelved(self.collection.briefs)
        waiting += self._waiting(self._list(tasks.of_search(self.collection, self.search)))
        problems: list[Problem] = []
        for n, path in enumerate(waiting):
            if not self.shop.has(self.keys[path]):
                self.shop.progress("writing", n, len(waiting))
                try:
                    self.result(path)
                except InputError as error:
                    problems += error.problems
        return problems

    def _waiting(self, paths: Iterable[str]) -> list[str]:
        """The paths whose content is to be made."""
        waiting = []
        for path in paths:
            task, key, known = self.listed[path], self.keys[path], self.ground.memory.site.get(path)
            if task.step == "copied":
                of = task.inputs[0][1]
                if isinstance(of, Part) and not (known and known.digest == key):
                    self.shop.parts(of.key)
            elif known and known.digest == key:
                self.shop.cache.used.add(key)
            elif not self.shop.has(key):
                waiting.append(path)
        return waiting

    def _made(self, path: str) -> bytes | None:
        """Sees that the content of the site's file is kept. For the search index, gives what is known of its shards."""
        if path == SEARCH:
            return keys.encode(self.gathering.shelved(self.collection.briefs))
        self.result(path)
        return None

    def result(self, path: str) -> bytes:
        """The content of the site's file at `path`."""
        if path not in self.listed:
            self._list_all()
        task, key = self.listed[path], self.keys[path]
        if task.step == "copied":
            raw = self.shop.value(task.inputs[0][1])
            assert isinstance(raw, bytes)
            return raw
        kept = self.shop.have(key)
        if kept is not None:
            return kept
        made = self.shop.run(task.step, [value for _, value in task.inputs], STEPS[task.step])
        self.shop.keep(key, made)
        return made

    def _remember(self, change: site.Change, problems: tuple[Problem, ...], articles: int) -> None:
        ground = self.ground
        before = reasons(ground.project, ground.options.output)
        inputs = {p: before.inputs[p] for p in self.keys if p not in self.digests and p in before.inputs}
        for path, own in self.digests.items():
            inputs[path] = msgspec.Raw(keys.encode({name: d[:16] for name, d in own.items()}))
        changed = {p: c for p, c in before.changed.items() if p in inputs}
        for path in change.written:
            changed[path] = _why(before.inputs.get(path), inputs.get(path))
        theme = {f"{n}/{p}": k for n, tree in enumerate(ground.themes) for p, k in tree.files.items()}
        # A file that changed within the last tick of the clock is read again next time.
        settled, content = ground.started - 50_000_000, ground.content.files
        memory = Memory(ground.whole, content, theme, ground.code, change.files, problems, articles, settled)
        remember(ground, memory, Reasons(inputs, dict(sorted(changed.items()))))


_NOTHING = msgspec.Raw(keys.encode({}))


def _why(before: msgspec.Raw | None, now: msgspec.Raw | None) -> tuple[str, ...]:
    """Which inputs of a file have changed, by name."""
    if before is None:
        return ("it was not there before",)
    was, own = (msgspec.msgpack.decode(raw, type=dict[str, str]) for raw in (before, now or _NOTHING))
    return tuple(name for name, digest in own.items() if was.get(name) != digest) or ("the program, or a lost file",)
