"""The shards of the search index, from the frequencies of each article: only those made anew that an edit touches."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from edition.briefs import Brief
from edition.files import digest
from edition.keys import Ref, encode
from edition.search_documents import Extent, Frequencies
from edition.search_shards import Shelf, digested, reshelved, shelf_in_order, versions
from edition.tasks import Shelved
from edition.trees import Moved
from edition.workshop import SPREAD, Workshop


def shelved(shop: Workshop, last: Shelved, counted: Mapping[str, str], own: Sequence[Brief]) -> Shelved:
    """The shards of these articles. The `last` build's serve again, which held the frequencies `counted` (keys by
    article), but for those that hold terms of articles that have changed since; or all are made, where that is less
    work."""
    key = shop.key("shelved", tuple((b.id, Ref(b.counted)) for b in own))
    if last.key == key and shop.has(key):
        return last
    old = _shards(shop, last.key)
    with shop.timed("search index"):
        now = {b.id: b.counted for b in own}
        made = _reshelved(shop, counted, now, old) or shelf_in_order(_frequencies(shop, now))
        extents = encode(made.extents)
        digests = digested(made.shards, old, last.digests)
    shop.keep(key, encode({**made.shards, "extents": extents}))
    return Shelved(key, digests, versions(made.shards, digests), digest(extents))


def _shards(shop: Workshop, key: str) -> dict[str, bytes]:
    """The shards and the extents that the last build left; nothing where they are lost."""
    with contextlib.suppress(Moved, msgspec.MsgspecError):
        return msgspec.msgpack.decode(shop.found(key), type=dict[str, bytes]) if key else {}
    return {}


def _frequencies(shop: Workshop, keys: Mapping[str, str]) -> Iterator[Frequencies]:
    for key in keys.values():
        yield msgspec.msgpack.decode(shop.found(key), type=Frequencies)


def _reshelved(
    shop: Workshop, before: Mapping[str, str], now: Mapping[str, str], old: Mapping[str, bytes]
) -> Shelf | None:
    """The last build's shelf with the articles exchanged that have changed since; None where that cannot be, or would
    be more work than to make it anew."""
    gone = {article: key for article, key in before.items() if now.get(article) != key}
    new = {article: key for article, key in now.items() if before.get(article) != key}
    if not old or len(gone) + len(new) >= SPREAD:
        return None
    with contextlib.suppress(Moved, msgspec.MsgspecError):
        extents = msgspec.msgpack.decode(old["extents"], type=tuple[Extent, ...])
        shards = {path: raw for path, raw in old.items() if path != "extents"}
        return reshelved(Shelf(extents, shards), _frequencies(shop, gone), _frequencies(shop, new))
    return None
