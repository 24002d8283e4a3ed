"""The cards that links show of the pages they lead to, in files that a page can bring in from a disk too.

A card goes to the file of its page's bucket (`urls.bucket`), so a change of one card is a change of one small file, and
no file grows large. What a card is made of is no more than it shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import msgspec

from edition import references
from edition.cards import Card, Title, When, title, when
from edition.catalogue import Glimpse
from edition.html import Html, direction


class Opening(msgspec.Struct, frozen=True):
    """An article as its card shows it; `words` are its beginning."""

    path: str
    title: str
    subtitle: str
    language: str
    authors: tuple[str, ...]
    publication: str
    published: str
    words: str


class Life(msgspec.Struct, frozen=True):
    """A contributor as the card shows them: how many articles, and the first sentence of the biography."""

    path: str
    name: str
    articles: int
    words: str


class CardView(msgspec.Struct, frozen=True):
    """What the template card.html sees: `kind` is "article", "contributor" or "work", and says which fields are filled.
    A work has a `reference`, and stands in so many `notes` of so many `articles`."""

    kind: str
    title: Title = Title("", "", "")
    language: str = ""
    direction: str = ""
    authors: tuple[str, ...] = ()
    publication: str = ""
    published: When = When("", "")
    words: str = ""
    reference: Html = Html()
    notes: int = 0
    articles: int = 0


def opening(own: Card, beginning: str) -> Opening:
    """The article's card; `beginning` is that of its abstract or its text."""
    authors = tuple(c.name for c in own.contributions if c.role == "author")
    return Opening(
        own.url, own.title, own.subtitle, own.language, authors, own.publication, own.published, beginning
    )  # fmt: skip


def view(one: Opening | Life | Glimpse) -> CardView:
    match one:
        case Opening():
            return CardView(
                "article", title(one.title, one.subtitle), one.language, direction(one.language), one.authors,
                one.publication, when(one.published), one.words,
            )  # fmt: skip
        case Life():
            return CardView("contributor", Title(one.name, "", ""), words=one.words, articles=one.articles)
        case Glimpse():
            # A card has nothing in it to follow: the link it belongs to is that.
            reference = Html(re.sub(r"</?a\b[^>]*>", "", references.reference(one.work)))
            return CardView("work", reference=reference, notes=one.notes, articles=one.articles)


def file(cards: Mapping[str, str]) -> bytes:
    """The file that hands edition.js these cards, each the HTML of one by its page's path: a classic script, since
    nothing else is read from a disk."""
    lean = {path: re.sub(r"\s*\n\s*", "", card) for path, card in cards.items()}
    return f"editionCards({json.dumps(lean, ensure_ascii=False, sort_keys=True)})\n".encode(errors="replace")
