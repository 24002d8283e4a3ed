"""Tasks and keys: what a step is given, and the digest that stands for all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from edition.render import Closure

encode = msgspec.msgpack.Encoder(order="deterministic").encode


class Ref(msgspec.Struct, frozen=True):
    """The result of an earlier step, by its key; it is loaded only where a step has to run."""

    key: str


class File(msgspec.Struct, frozen=True):
    """A file's content, by its digest. `path` is where to find it ("content/...", "theme/...")."""

    path: str
    digest: str


class Part(msgspec.Struct, frozen=True):
    """One of the results that an earlier step made together, by its own digest; `key` is that step's."""

    key: str
    name: str
    digest: str


class Told(msgspec.Struct, frozen=True):
    """A value with its digest, reckoned once for all the tasks that see it."""

    value: Any
    digest: str


class Several(msgspec.Struct, frozen=True):
    """A tuple of inputs of these kinds as one input."""

    inputs: tuple[Any, ...]


class Task(msgspec.Struct, frozen=True):
    """A file of the site. `inputs` are (name for people, value): values are Ref, File, Part, Told, Several, Closure or
    any frozen Struct, tuple or text."""

    path: str
    step: str
    inputs: tuple[tuple[str, Any], ...]


def told(value: Any) -> Told:
    """The value with its digest."""
    return Told(value, hashlib.sha256(encode(value)).hexdigest())


def input_digest(value: Any) -> str:
    """The digest that stands for an input in a key."""
    if isinstance(value, _DIGESTED):
        return value.digest
    match value:
        case Ref(key):
            return key
        case Closure():
            return f"{value.name}:{value.digest}"
        case Several(inputs):
            return _joined([input_digest(one) for one in inputs])
        case None:
            return "nothing"
        case _:
            return hashlib.sha256(encode(value)).hexdigest()


_DIGESTED = (Told, Part, File)


def digests(inputs: tuple[tuple[str, Any], ...]) -> dict[str, str]:
    """The digest of each input by its name."""
    return {name: input_digest(value) for name, value in inputs}


def joined(fingerprint: str, step: str, digests: Mapping[str, str]) -> str:
    """The key of a step's result: sha256 over code, step and inputs, each with its length before it."""
    inputs = [f"{len(name) + len(digest)}:{name}={digest}" for name, digest in digests.items()]
    return hashlib.sha256(f"{len(fingerprint)}:{fingerprint}{len(step)}:{step}{''.join(inputs)}".encode()).hexdigest()


def key(fingerprint: str, step: str, inputs: tuple[tuple[str, Any], ...]) -> str:
    """The key of a step's result, from its inputs."""
    return joined(fingerprint, step, digests(inputs))


def _joined(parts: Iterable[str]) -> str:
    return hashlib.sha256("".join([f"{len(part)}:{part}" for part in parts]).encode()).hexdigest()
