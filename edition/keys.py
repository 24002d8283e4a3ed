"""Tasks and keys: what a step is given, and the digest that stands for all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from edition.files import digest
from edition.render import Closure

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
encode = _ENCODER.encode


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


class Streamed(msgspec.Struct, frozen=True):
    """The same parts of many results as one input, which its step gets one after the other."""

    inputs: tuple[Part, ...]


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


def bundled(values: Iterable[tuple[str, Any]]) -> bytes:
    """Results that a step makes together, each encoded as it comes, and "digests", theirs by name: a dict of bytes for
    who decodes it."""
    made = bytearray(b"\xdf\0\0\0\0")  # a map; how many it holds is put in at last
    digests: dict[str, str] = {}

    def put(name: str, raw: bytes) -> None:
        for one in (name, raw):
            _ENCODER.encode_into(one, made, -1)

    for name, value in values:
        raw = encode(value)
        digests[name] = digest(raw)
        put(name, raw)
    put("digests", encode(digests))
    made[1:5] = (len(digests) + 1).to_bytes(4, "big")
    return bytes(made)


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
        case Several(inputs) | Streamed(inputs):
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
