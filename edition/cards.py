"""An article as other pages know it, and what they show of it: title, byline, date, an entry in a list."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edition import dates, names, urls
from edition.html import direction
from edition.model import Article, Contributor
from edition.text import Paragraph, blocks


class Byline(msgspec.Struct, frozen=True):
    """A contributor as one article names them: id, the name shown, the name sorted, the role."""

    id: str
    name: str
    sort_name: str
    role: str


class Card(msgspec.Struct, frozen=True):
    """What other pages may know of an article: an edit that leaves its card alone leaves those pages alone."""

    id: str
    title: str
    subtitle: str
    published: str
    publication: str
    language: str
    contributions: tuple[Byline, ...]
    notes: int
    paragraphs: int

    @property
    def url(self) -> str:
        return urls.article(self.id)


class Link(msgspec.Struct, frozen=True):
    name: str
    href: str


class Title(msgspec.Struct, frozen=True):
    """A title for showing. A title with a colon is shown on two lines, its words and its colon unchanged: `joint` is
    read and copied, but not seen."""

    head: str
    joint: str
    tail: str


def title(text: str, subtitle: str) -> Title:
    if subtitle:
        return Title(text, "" if text[-1:] in ".?!:…" else ": ", subtitle) if text else Title(subtitle, "", "")
    head, colon, tail = text.partition(": ")
    if colon and len(head) > 3 and len(tail) > 10:
        return Title(head, ": ", tail)
    return Title(text, "", "")


class When(msgspec.Struct, frozen=True):
    iso: str
    shown: str


def when(edtf: str) -> When:
    return When(edtf, dates.shown(edtf))


class Entry(msgspec.Struct, frozen=True):
    """An article in a list."""

    title: Title
    href: str
    authors: tuple[Link, ...]
    publication: str
    published: When
    language: str = ""
    direction: str = ""


def entry(card: Card, on: str, without: str = "") -> Entry:
    """The article as the page `on` lists it; its authors but the one `without`."""
    authors = tuple(
        Link(c.name, urls.relative(urls.contributor(c.id), on))
        for c in card.contributions
        if c.role == "author" and c.id != without
    )
    return Entry(
        title(card.title, card.subtitle),
        urls.relative(card.url, on),
        authors,
        card.publication,
        when(card.published),
        card.language,
        direction(card.language),
    )


def newest_first(cards: Sequence[Card]) -> list[Card]:
    return sorted(cards, key=lambda c: (*(-n for n in dates.order(c.published)), c.id))


def bylines(article: Article, contributors: Sequence[Contributor]) -> tuple[Byline, ...]:
    """The article's contributions with the names of the authority records."""
    known = {c.id: c for c in contributors}
    out = []
    for contribution in article.contributions:
        record = known.get(contribution.contributor)
        name = contribution.name or (record.name if record else contribution.contributor)
        sorted_as = (record.sort_name if record else "") or names.sort_name(record.name if record else name)
        out.append(Byline(contribution.contributor, name, sorted_as, contribution.role))
    return tuple(out)


def card(article: Article, contributors: Sequence[Contributor], language: str) -> Card:
    """`contributors` may hold more than the article's own; `language` is the edition's."""
    return Card(
        article.id, article.title, article.subtitle, article.published, article.publication,
        article.language or language, bylines(article, contributors), len(article.notes), len(paragraphs(article)),
    )  # fmt: skip


def paragraphs(article: Article) -> list[Paragraph]:
    """The numbered paragraphs of the body."""
    return [b for b in blocks(article.body) if isinstance(b, Paragraph)]
