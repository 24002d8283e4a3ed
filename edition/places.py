"""Every run of an article's words with its place, a difference there, and the article with its runs changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from edition import urls
from edition.model import Article, Note
from edition.text import Block, Body, Break, Epigraph, Inline, ItemList, Quotation, Section, block_inlines, with_runs

Content = tuple[Inline, ...]


class Run(msgspec.Struct, frozen=True):
    """A run of inlines. `at` is the id that leads to it; `part` what it belongs to: body, abstract, publication-note,
    note-5, further-reading, or authors; `said`: it is the attribution of a quotation."""

    at: str
    part: str
    content: Content
    said: bool = False


class Spot(msgspec.Struct, frozen=True):
    """A stretch of a run's plain text: the run's number and the offsets."""

    run: int
    start: int
    end: int


class Difference(msgspec.Struct, frozen=True):
    """A place where the text has other words than the source: `lemma` the source's, `reading` ours, either "" where
    one has a whole block that the other lacks. `spots` are where the reading stands, () where it stands nowhere;
    `before` the words before it."""

    at: str
    lemma: str
    reading: str
    spots: tuple[Spot, ...] = ()
    before: str = ""


def runs(article: Article) -> tuple[Run, ...]:
    """The article's runs, in an order that `with_runs_changed` keeps."""
    return tuple(_runs(article))


def _runs(article: Article) -> Iterator[Run]:
    for block in article.abstract:
        yield from (Run("abstract", "abstract", run) for run in block_inlines(block))
    yield from _body(article.body.blocks, article.body.sections)
    for note in article.notes:
        for block in note.blocks:
            yield from (Run(urls.note(note.id), f"note-{note.id}", run) for run in block_inlines(block))
    for block in article.publication_note:
        yield from (Run("nb", "publication-note", run) for run in block_inlines(block))
    for n, entry in enumerate(article.further_reading, 1):
        yield Run(urls.reading(n), "further-reading", entry)
    for contribution in article.contributions:
        for block in contribution.biography:
            at = urls.biography(contribution.contributor)
            yield from (Run(at, "authors", run) for run in block_inlines(block))


def _body(blocks: tuple[Block, ...], sections: tuple[Section, ...]) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Break():
                pass
            case ItemList():
                for item in block.items:
                    yield from (Run(item.id, "body", run) for inner in item.blocks for run in block_inlines(inner))
            case Quotation() | Epigraph():
                inside = [run for inner in block.blocks for run in block_inlines(inner)]
                yield from (Run(block.id, "body", run) for run in inside)
                if block.attribution:
                    yield Run(block.id, "body", block.attribution, said=True)
            case _:
                yield from (Run(block.id, "body", run) for run in block_inlines(block))
    for section in sections:
        yield Run(section.id, "body", section.title)
        yield from _body(section.blocks, section.sections)


def with_runs_changed(article: Article, change: Callable[[int, Content], Content]) -> Article:
    """The article with each run changed; `change` gets its number in the order of `runs`, from 0."""
    number = -1

    def counted(content: Content) -> Content:
        nonlocal number
        number += 1
        return change(number, content)

    def block(this: Block) -> Block:
        return with_runs(this, counted)

    def section(this: Section) -> Section:
        title = counted(this.title)
        blocks = tuple(map(block, this.blocks))
        return msgspec.structs.replace(this, title=title, blocks=blocks, sections=tuple(map(section, this.sections)))

    abstract = tuple(map(block, article.abstract))
    body = Body(tuple(map(block, article.body.blocks)), tuple(map(section, article.body.sections)))
    notes = tuple(Note(note.id, tuple(map(block, note.blocks))) for note in article.notes)
    publication_note = tuple(map(block, article.publication_note))
    reading = tuple(map(counted, article.further_reading))
    contributions = tuple(
        msgspec.structs.replace(c, biography=tuple(map(block, c.biography))) for c in article.contributions
    )
    return msgspec.structs.replace(
        article,
        abstract=abstract,
        body=body,
        notes=notes,
        publication_note=publication_note,
        further_reading=reading,
        contributions=contributions,
    )
