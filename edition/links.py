"""Where everything stands in an article that a mark may stand in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from edition.model import Article
from edition.text import Block, Epigraph, Inline, ItemList, Paragraph, block_inlines, sections

Spot = Literal["paragraph", "epigraph", "heading", "block", "note on the text", "note"]


class Run(msgspec.Struct, frozen=True):
    """A run of inlines in an article, and where it stands: `block` is the id of the block, section or note that holds
    it, `near` the id of the last numbered paragraph at or before it ("" before the first), `section` the innermost
    section's."""

    content: tuple[Inline, ...]
    spot: Spot
    block: str
    near: str
    section: str


def runs(article: Article) -> Iterator[Run]:
    """Every run of inlines of the body, in reading order, then those of the note on the text, and of the notes."""
    near = ""

    def these(those: tuple[Block, ...], section: str) -> Iterator[Run]:
        nonlocal near
        for block in those:
            near = block.id if isinstance(block, Paragraph) else near
            for run, place in _runs(block):
                yield Run(run, SPOTS.get(type(block), "block"), place, near, section)

    yield from these(article.body.blocks, "")
    for section in sections(article.body):
        yield Run(section.title, "heading", section.id, near, section.id)
        yield from these(section.blocks, section.id)
    for block in article.publication_note:
        for run in block_inlines(block):
            yield Run(run, "note on the text", "nb", near, "")
    for note in article.notes:
        for block in note.blocks:
            for run in block_inlines(block):
                yield Run(run, "note", note.id, near, "")


SPOTS: dict[type, Spot] = {Paragraph: "paragraph", Epigraph: "epigraph"}


def _runs(block: Block) -> Iterator[tuple[tuple[Inline, ...], str]]:
    """The block's runs of inlines, each with the id of the smallest thing around it that has one."""
    if isinstance(block, ItemList):
        for item in block.items:
            for inner in item.blocks:
                for run in block_inlines(inner):
                    yield run, item.id
    else:
        for run in block_inlines(block):
            yield run, getattr(block, "id", "")
