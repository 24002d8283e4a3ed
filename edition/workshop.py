"""Where steps are run: what they make is kept by its key, in processes where that pays."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from edition.cache import Cache, Places
from edition.content import Taken
from edition.ground import Ground, Progress, quiet
from edition.keys import File, Part, Ref, Several, Streamed, Told, encode, key
from edition.problems import InputError
from edition.render import Closure, Theme
from edition.trees import Moved

# Fewer than this many things to do are done before a second process has started.
SPREAD = 24
# So many bytes of results that have parts are held open: pages that see parts of the same ones come one after the
# other. What is larger was made of all articles, and a page sees little of it.
OPEN = 1 << 20


class Lost(Moved):
    """A result that should be in the cache is not."""


class Parts(Mapping[str, bytes]):
    """The parts of a result by name. They are cut from the result until it is closed, then each is read by itself."""

    def __init__(self, payload: bytes, read: Callable[[int, int], bytes]) -> None:
        self._open: bytes | None = payload
        self._read = read
        self._places: dict[str, tuple[int, int]] = {}
        parts = msgspec.msgpack.decode(payload, type=dict[str, msgspec.Raw])
        at = len(payload) - sum(len(encode(name)) + len(memoryview(raw)) for name, raw in parts.items())
        for name, raw in parts.items():
            at += len(encode(name))
            self._places[name] = at, len(memoryview(raw))
            at += len(memoryview(raw))

    def close(self) -> int:
        """Lets go of the result; gives its size."""
        size, self._open = len(self._open or b""), None
        return size

    def __getitem__(self, name: str) -> bytes:
        at, size = self._places[name]
        raw = self._read(at, size) if self._open is None else memoryview(self._open)[at : at + size]
        return msgspec.msgpack.decode(raw, type=bytes)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Workshop:
    """The ground a build stands on, the cache, and what steps were run, each with its seconds."""

    def __init__(self, ground: Ground, cache: Cache, progress: Progress = quiet) -> None:
        self.ground = ground
        self.cache = cache
        self.progress = progress
        self.theme = Theme({})
        self.steps: dict[str, list[float]] = {}
        # Where the parts of results lie, and, the last used at last, those that are open.
        self._parts: dict[str, Parts] = {}
        self._open: dict[str, Parts] = {}
        self._size = 0

    def key(self, step: str, inputs: tuple[tuple[str, Any], ...]) -> str:
        """The key of the step's result."""
        return key(self.ground.fingerprint, step, inputs)

    def have(self, key: str) -> bytes | None:
        """What was kept under the key."""
        return self.cache.get(key)

    def has(self, key: str) -> bool:
        """Whether something seems to be kept under the key."""
        return self.cache.has(key)

    def found(self, key: str) -> bytes:
        """What was kept under the key. Raises Lost where it is lost: then the build begins again, trusting nothing."""
        raw = self.have(key)
        if raw is None:
            raise Lost(key)
        return raw

    def keep(self, key: str, payload: bytes) -> None:
        """Keeps the payload under the key."""
        self.cache.put(key, payload)

    def parts(self, key: str) -> Parts:
        """The parts of the result under the key."""
        if key in self._open:
            self._open[key] = self._open.pop(key)
        return self._parts.get(key) or self._opened(key, self.found(key))

    def made(self, name: str, key: str, inputs: Sequence[Any], function: Callable[..., bytes]) -> Parts:
        """The parts of the step's result, which is kept under the key: it is run unless it is there."""
        if key in self._parts:
            return self.parts(key)
        raw = self.have(key)
        if raw is None:
            raw = self.run(name, inputs, function)
            self.keep(key, raw)
        return self._opened(key, raw)

    def _opened(self, key: str, payload: bytes) -> Parts:
        """The parts of the payload, which stays open as long as there is room."""

        def read(at: int, size: int) -> bytes:
            piece = self.cache.piece(key, at, size)
            if piece is None:
                raise Lost(key)
            return piece

        self._parts[key] = self._open[key] = Parts(payload, read)
        self._size += len(payload)
        while self._size > OPEN:
            self._size -= self._open.pop(next(iter(self._open))).close()
        return self._parts[key]

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
            case Streamed(inputs):
                return (self.parts(one.key)[one.name] for one in inputs)
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
        self,
        doing: str,
        of: Callable[[str], bytes | None],
        names: Sequence[str],
        alone: int = 0,
        least: int = SPREAD,
    ) -> dict[str, bytes | None]:
        """What `of` gives for each of the names, made in processes where that pays, as it does from `least` names on;
        the results of steps are in the cache afterwards. The first `alone` names are long pieces of work, each done by
        itself. Nothing for names whose making failed, or where it does not pay: it fails again, and is told, where the
        result is asked for."""
        jobs = self.ground.options.jobs or os.cpu_count() or 1
        # A fork has the trees, the theme and the imports at hand; beside other threads it is not safe.
        if jobs < 2 or len(names) < least or not hasattr(os, "fork") or threading.active_count() > 1:
            return {}
        from edition.crew import handed_out  # noqa: PLC0415, a build of one edit needs no processes

        def work(names: Sequence[str]) -> tuple[dict[str, bytes | None], dict[str, list[float]], Places]:
            """In another process: what was made, the times of the steps that were run, and where the results lie."""
            self.steps = {}
            made: dict[str, bytes | None] = {}
            for name in names:
                with contextlib.suppress(InputError, Moved):
                    made[name] = of(name)
            return made, self.steps, self.cache.news()

        self.cache.news()  # a process tells of its own only
        size = max(1, min(16, len(names) // (jobs * 4)))
        chunks = [names[n : n + 1] for n in range(alone)]
        chunks += [names[n : n + size] for n in range(alone, len(names), size)]
        out: dict[str, bytes | None] = {}
        for made, steps, places in handed_out(chunks, work, jobs, alone):
            out.update(made)
            self.cache.learn(places)
            self.progress(doing, len(out), len(names))
            for name, times in steps.items():
                self.steps.setdefault(name, []).extend(times)
        return out
