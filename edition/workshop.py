"""Where steps are run: what they make is kept by its key, in processes where that pays."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from edition.cache import Cache
from edition.content import Taken
from edition.ground import Ground, Progress, quiet
from edition.keys import File, Part, Ref, Several, Told, key
from edition.problems import InputError
from edition.render import Closure, Theme
from edition.trees import Moved

# Fewer than this many things to do are done before a second process has started.
SPREAD = 24
# So many results that have parts are held open: pages that see parts of the same ones come one after the other.
OPEN = 16


class Lost(Moved):
    """A result that should be in the cache is not."""


class Workshop:
    """The ground a build stands on, the cache, and what steps were run, each with its seconds."""

    def __init__(self, ground: Ground, cache: Cache, progress: Progress = quiet) -> None:
        self.ground = ground
        self.cache = cache
        self.progress = progress
        self.theme = Theme({})
        self.steps: dict[str, list[float]] = {}
        # Where the disk keeps nothing, the results of this build are held here.
        self._held: dict[str, bytes] = {}
        self._open: dict[str, dict[str, bytes]] = {}

    def key(self, step: str, inputs: tuple[tuple[str, Any], ...]) -> str:
        """The key of the step's result."""
        return key(self.ground.fingerprint, step, inputs)

    def have(self, key: str) -> bytes | None:
        """What was kept under the key."""
        return self._held.get(key) or self.cache.get(key)

    def has(self, key: str) -> bool:
        """Whether something seems to be kept under the key."""
        return key in self._held or self.cache.has(key)

    def found(self, key: str) -> bytes:
        """What was kept under the key. Raises Lost where it is lost: then the build begins again, trusting nothing."""
        raw = self.have(key)
        if raw is None:
            raise Lost(key)
        return raw

    def keep(self, key: str, payload: bytes) -> None:
        """Keeps the payload under the key."""
        if not self.cache.put(key, payload):
            self._held[key] = payload

    def parts(self, key: str) -> dict[str, bytes]:
        """The parts of the result under the key."""
        parts = self._open.pop(key, None)
        if parts is None:
            parts = msgspec.msgpack.decode(self.found(key), type=dict[str, bytes])
            while len(self._open) >= OPEN:
                del self._open[next(iter(self._open))]
        self._open[key] = parts
        return parts

    def value(self, value: Any) -> Any:
        """An input as its step gets it."""
        match value:
            case Told(own, _):
                return own
            case Ref(key):
                return msgspec.msgpack.decode(self.found(key), type=Taken)
            case Part(key, name, _):
                return self.parts(key)[name]
            case Several(inputs):
                return tuple(self.value(one) for one in inputs)
            case File(path, _):
                top, _, rest = path.partition("/")
                if top == "content":
                    return self.ground.content.read(rest)
                return next(tree for tree in reversed(self.ground.themes) if rest in tree.files).read(rest)
            case Closure(name, _):
                return self.theme, name
            case _:
                return value

    def step(self, name: str, key: str, inputs: Sequence[Any], function: Callable[..., bytes]) -> None:
        """Sees that the step's result is kept under the key: runs it unless it is."""
        if self.have(key) is None:
            self.keep(key, self.run(name, inputs, function))

    def run(self, name: str, inputs: Sequence[Any], function: Callable[..., bytes]) -> bytes:
        """Runs the step; its time is noted."""
        arguments = [self.value(value) for value in inputs]
        with self.timed(name):
            return function(*arguments)

    @contextlib.contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Notes how long a step took."""
        began = time.perf_counter()
        yield
        self.steps.setdefault(name, []).append(time.perf_counter() - began)

    def spread(
        self, doing: str, of: Callable[[str], bytes | None], names: Sequence[str], alone: int = 0
    ) -> dict[str, bytes | None]:
        """What `of` gives for each of the names, made in processes where that pays; the results of steps are in the
        cache afterwards. The first `alone` names are long pieces of work, each done by itself. Nothing for names whose
        making failed, or where it does not pay: it fails again, and is told, where the result is asked for."""
        jobs = self.ground.options.jobs or os.cpu_count() or 1
        # A fork has the trees, the theme and the imports at hand; beside other threads it is not safe.
        if jobs < 2 or len(names) < SPREAD or not hasattr(os, "fork") or threading.active_count() > 1:
            return {}
        import multiprocessing  # noqa: PLC0415, a build of one edit needs no processes
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        _shared[:] = [(self, of)]
        size = max(1, min(16, len(names) // (jobs * 4)))
        chunks = [names[n : n + 1] for n in range(alone)]
        chunks += [names[n : n + size] for n in range(alone, len(names), size)]
        out: dict[str, bytes | None] = {}
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
            for n, (made, steps) in enumerate(pool.map(_work, chunks), 1):
                self.progress(doing, min(n * size, len(names)), len(names))
                out.update(made)
                for name, times in steps.items():
                    self.steps.setdefault(name, []).extend(times)
        _shared.clear()
        return out


_shared: list[tuple[Workshop, Callable[[str], bytes | None]]] = []


def _work(names: Sequence[str]) -> tuple[dict[str, bytes | None], dict[str, list[float]]]:
    """In a process of its own: does a part of the work; gives what was made, and the times of the steps it ran."""
    [(shop, of)] = _shared
    shop.steps = {}
    made: dict[str, bytes | None] = {}
    for name in names:
        with contextlib.suppress(InputError, Moved):
            made[name] = of(name)
    return made, shop.steps
