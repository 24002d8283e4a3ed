"""The steps that make the catalogue of works and its pages; they give and get what they pass on as bytes."""

from __future__ import annotations

from typing import Any

import msgspec

from edition.bibliography import Bibliography, bibliography
from edition.cards import Card
from edition.catalogue import Entry, Index, Leaf, Listed, catalogue, parts
from edition.content import Taken
from edition.files import digest
from edition.frames import Around
from edition.model import Contributor
from edition.render import Theme, page
from edition.workviews import Shelved, work_page, works_page

_encode = msgspec.msgpack.Encoder(order="deterministic").encode
Template = tuple[Theme, str]


def cited(taken: Taken) -> bytes:
    """What the article's notes cite: its bibliography, the digest of that, and what is doubtful, encoded."""
    assert taken.article is not None
    made, doubts = bibliography(taken.article)
    raw = _encode(made)
    return _encode({"bibliography": raw, "digest": digest(raw).encode(), "doubts": _encode(doubts)})


def catalogued(*inputs: Any) -> bytes:
    """The catalogue of works by part, with its index, the parts' digests and the problems, encoded. The inputs are the
    articles' bibliographies, encoded, and last the edition's records of works."""
    *raws, authorities = inputs
    made = catalogue([bibliography_of(raw) for raw in raws], authorities)
    index, found = parts(made)
    files = {name: _encode(value) for name, value in found.items()}
    digests = {name: digest(raw) for name, raw in files.items()}
    return _encode({**files, "index": _encode(index), "digests": _encode(digests), "problems": _encode(made.problems)})


def work_html(
    template: Template,
    around: Around,
    entry: bytes,
    cards: tuple[Card, ...],
    people: tuple[Contributor, ...],
    leaf: str,
) -> bytes:
    return page(*template, work_page(around, msgspec.msgpack.decode(entry, type=Entry), cards, people, leaf))


def works_html(
    template: Template,
    around: Around,
    leaf: Leaf,
    index: Index,
    these: bytes | None,
    cards: tuple[Card, ...],
    alone: bool,
) -> bytes:
    return page(*template, works_page(around, leaf.path, leaf.letter, listed_of(these), index, cards, alone))


# ——— what is passed on ———


def bibliography_of(raw: bytes) -> Bibliography:
    return msgspec.msgpack.decode(raw, type=Bibliography)


def listed_of(raw: bytes | None) -> tuple[Listed, ...]:
    return msgspec.msgpack.decode(raw, type=tuple[Listed, ...]) if raw else ()


def shelved_of(raw: bytes | None) -> Shelved:
    return msgspec.msgpack.decode(raw, type=Shelved) if raw else ()
