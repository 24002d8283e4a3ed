"""The images that come with a source: where each will lie in the article's folder, and which are not at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

import msgspec

from edition import urls
from edition.model import Accession, Loss
from edition.text import Block, Body, Epigraph, Figure, Item, ItemList, Quotation, Section, blocks


def wanted(accession: Accession) -> dict[str, str]:
    """The images whose bytes the source does not hold, by the name it calls them, with the path beside the source where
    a browser saves them; an address on the web or above the source's folder has none."""
    found = {}
    for name, raw in _used(accession):
        path = unquote(urls.split(name).path) if not urls.split(name).netloc and not urls.split(name).scheme else ""
        inside = path and not path.startswith("/") and ".." not in path.split("/") and "\0" not in path
        if not raw and inside:
            found[name] = path
    return found


def kept(accession: Accession, beside: Mapping[str, bytes]) -> Accession:
    """The accession with its images named as they will lie in the article's folder, `images/map.png`, and the figures
    showing those; `beside` holds the bytes that were found beside the source. One that is not at hand is a loss."""
    names: dict[str, str] = {}
    images, losses = [], list(accession.losses)
    for name, raw in _used(accession):
        base, dot, ending = unquote(urls.split(name).path).rpartition("/")[2].rpartition(".")
        stem = re.sub(r"[^a-z0-9]+", "-", (base or ending).lower()).strip("-")[:60] or "image"
        suffix = dot + re.sub(r"[^a-z0-9]", "", ending.lower()) if base else ""
        n, own = 1, f"images/{stem}{suffix}"
        while own in names.values():
            n, own = n + 1, f"images/{stem}-{n + 1}{suffix}"
        names[name] = own
        content = raw or beside.get(name, b"")
        if content:
            images.append((names[name], content))
        else:
            fact = f"the image {name[:80]} is not at hand; put it into the article's folder as {names[name]}"
            losses.append(Loss("image", "image", fact))
    body = accession.body
    return msgspec.structs.replace(
        accession,
        images=tuple(images),
        losses=tuple(losses),
        body=Body(_shown(body.blocks, names), tuple(_section(s, names) for s in body.sections)),
    )


def _used(accession: Accession) -> list[tuple[str, bytes]]:
    """The images that a figure of the text shows; the site's own pictures around it are none of the article's."""
    shown = {f.source for f in _figures([*blocks(accession.body)])}
    return [(name, raw) for name, raw in accession.images if name in shown]


def _figures(these: Sequence[Block]) -> Iterator[Figure]:
    for block in these:
        match block:
            case Figure():
                yield block
            case Quotation() | Epigraph():
                yield from _figures(block.blocks)
            case ItemList():
                for item in block.items:
                    yield from _figures(item.blocks)
            case _:
                pass


def _section(section: Section, names: Mapping[str, str]) -> Section:
    under = tuple(_section(s, names) for s in section.sections)
    return msgspec.structs.replace(section, blocks=_shown(section.blocks, names), sections=under)


def _shown(these: Sequence[Block], names: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks with their figures showing the images by their new names."""
    out: list[Block] = []
    for block in these:
        match block:
            case Figure():
                out.append(msgspec.structs.replace(block, source=names.get(block.source, block.source)))
            case Quotation() | Epigraph():
                out.append(msgspec.structs.replace(block, blocks=_shown(block.blocks, names)))
            case ItemList():
                items = tuple(Item(_shown(i.blocks, names), i.id) for i in block.items)
                out.append(msgspec.structs.replace(block, items=items))
            case _:
                out.append(block)
    return tuple(out)
