"""The steps that make the catalogue of works and its pages; they give and get what they pass on as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from edition import leaves
from edition.bibliography import Bibliography
from edition.cards import Card
from edition.catalogue import Entry, Glimpse, Index, Leaf, Listed, parts, placed
from edition.cataloguing import catalogue
from edition.frames import Around
from edition.keys import bundled
from edition.model import Contributor, WorkAuthority
from edition.render import Theme, page
from edition.slips import Slips
from edition.workviews import Shelved, work_page, works_page

Template = tuple[Theme, str]


def catalogued(cites: Iterable[bytes], authorities: tuple[WorkAuthority, ...], surnames: tuple[str, ...]) -> bytes:
    """The catalogue of works by part, with its index, the parts' digests and the problems, encoded. `cites` are the
    articles' slips, encoded, `authorities` the edition's records of works, `surnames` those of its contributors."""
    return bundled(_found(cites, authorities, surnames))


def _found(
    cites: Iterable[bytes], authorities: tuple[WorkAuthority, ...], surnames: tuple[str, ...]
) -> Iterator[tuple[str, object]]:
    made = catalogue((msgspec.msgpack.decode(raw, type=Slips) for raw in cites), authorities)
    yield from parts(made, frozenset(surnames))
    yield "problems", made.problems


def work_html(
    template: Template,
    around: Around,
    entry: bytes,
    one: leaves.Leaf,
    cards: tuple[Card, ...],
    cited: tuple[bytes, ...],
    people: tuple[Contributor, ...],
    leaf: str,
) -> bytes:
    made = placed(msgspec.msgpack.decode(entry, type=Entry), [bibliography_of(raw) for raw in cited])
    return page(*template, work_page(around, made, one, cards, people, leaf))


def works_html(
    template: Template,
    around: Around,
    leaf: Leaf,
    index: Index,
    these: bytes | None,
    cards: tuple[Card, ...],
    alone: bool,
) -> bytes:
    return page(*template, works_page(around, leaf, listed_of(these), index, cards, alone))


# ——— what is passed on ———


def bibliography_of(raw: bytes) -> Bibliography:
    return msgspec.msgpack.decode(raw, type=Bibliography)


def listed_of(raw: bytes | None) -> tuple[Listed, ...]:
    return msgspec.msgpack.decode(raw, type=tuple[Listed, ...]) if raw else ()


def glimpses_of(raw: bytes | None) -> tuple[Glimpse, ...]:
    return msgspec.msgpack.decode(raw, type=tuple[Glimpse, ...]) if raw else ()


def shelved_of(raw: bytes | None) -> Shelved:
    return msgspec.msgpack.decode(raw, type=Shelved) if raw else ()
