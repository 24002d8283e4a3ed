"""What of an article the search finds: its passages, each with the id that leads to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from edition import references, urls
from edition.bibliography import Bibliography
from edition.cards import Card
from edition.model import Article
from edition.places import with_runs_changed
from edition.search_documents import Document, Passage
from edition.text import (
    Block,
    Break,
    Figure,
    ItemList,
    Paragraph,
    Section,
    Table,
    as_published,
    block_inlines,
    folded,
    plain,
    plain_blocks,
)


def document(article: Article, card: Card, cited: Bibliography | None = None) -> Document:
    """The article with all its passages, in reading order; its notes with the works they cite."""
    works = works_of_notes(cited) if cited else {}
    passages = tuple(_passages(article, card, works))
    if not article.apparatus:
        return bare(card, passages)
    published = _passages(with_runs_changed(article, lambda _, run: as_published(run)), card, works)
    return bare(card, tuple(form for pair in zip(passages, published, strict=True) for form in _forms(*pair)))


def _forms(ours: Passage, published: Passage) -> Iterator[Passage]:
    """The passage, and as it was published where that differs: both are found."""
    yield ours
    if ours.text != published.text:
        more = Counter(published.text.split()) - Counter(ours.text.split())
        yield msgspec.structs.replace(published, label=ours.label, work="", counted=" ".join(more.elements()))


def works_of_notes(cited: Bibliography) -> dict[str, str]:
    """By note, the works it cites, spelled out: those of "Ibid." too."""
    found: dict[str, list[str]] = {}
    for one in cited.works:
        for note in one.notes:
            found.setdefault(note, []).append(references.text(one.work))
    return {note: folded(" ".join(works)) for note, works in found.items()}


def bare(card: Card, passages: tuple[Passage, ...] = (), subjects: tuple[str, ...] = ()) -> Document:
    """The article as its card knows it; `subjects` are those of the index of names."""
    return Document(
        id=card.id,
        url=card.url,
        title=card.title,
        subtitle=card.subtitle,
        authors=tuple((c.id, c.name) for c in card.contributions if c.role == "author"),
        year=card.published[:4],
        publication=card.publication,
        language=card.language,
        subjects=subjects,
        passages=passages,
    )


def _passages(article: Article, card: Card, works: Mapping[str, str]) -> Iterator[Passage]:
    if article.abstract:
        yield Passage("abstract", "abstract", plain_blocks(article.abstract), "Abstract")
    for block in article.body.blocks:
        yield from _block(block, "")
    for section in article.body.sections:
        yield from _section(section)
    if article.publication_note:
        yield Passage("nb", "note", plain_blocks(article.publication_note), "Note on the text")
    for note in article.notes:
        text = plain_blocks(note.blocks)
        yield Passage(urls.note(note.id), "note", text, f"Note {note.id}", works.get(note.id, ""))
    for n, entry in enumerate(article.further_reading, 1):
        yield Passage(urls.reading(n), "reading", folded(plain(entry)), "Further reading")
    people = {c.id: c.name for c in card.contributions}
    for contribution in article.contributions:
        if contribution.biography:
            who = contribution.contributor
            yield Passage(
                urls.biography(who), "biography", plain_blocks(contribution.biography), f"About {people.get(who, who)}"
            )


def _section(section: Section) -> Iterator[Passage]:
    title = folded(plain(section.title))
    yield Passage(section.id, "heading", title, "Heading")
    for block in section.blocks:
        yield from _block(block, title)
    for under in section.sections:
        yield from _section(under)


def _block(block: Block, under: str) -> Iterator[Passage]:
    match block:
        case Break():
            return
        case ItemList():
            for item in block.items:
                yield Passage(item.id, "text", plain_blocks(item.blocks), under)
        case Figure():
            words = folded(f"{plain(block.caption)} {block.alt}")
            yield Passage(block.id, "caption", words, under)
        case Table():
            yield Passage(block.id, "text", folded(" ".join(plain(run) for run in block_inlines(block))), under)
        case Paragraph():
            yield Passage(
                block.id, "text", plain_blocks([block]), ", ".join(filter(None, (f"¶ {block.id[1:]}", under)))
            )
        case _:
            yield Passage(block.id, "text", plain_blocks([block]), under)
