"""How to cite an article: the forms of two style manuals, and the tags that reference managers and indexes read."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from edition import dates, urls
from edition.cards import Byline, Card, title
from edition.html import Html, escaped
from edition.model import Article, Settings
from edition.text import plain_blocks


class Meta(msgspec.Struct, frozen=True):
    name: str
    content: str


def whole_title(article: Article) -> str:
    shown = title(article.title, article.subtitle)
    return shown.head + shown.joint + shown.tail


def _cited_names(own: Card) -> str:
    authors = [c for c in own.contributions if c.role == "author"] or list(own.contributions)
    if not authors:
        return ""
    first, *rest = authors
    shown = [first.sort_name, *(c.name for c in rest)]
    text = (
        shown[0]
        if not rest
        else ", ".join(shown[:-1]) + f", and {shown[-1]}"
        if len(rest) < 10
        else f"{shown[0]}, et al"
    )
    return escaped(text.rstrip("."))


def _cited_title(own: Card) -> str:
    shown = title(own.title, own.subtitle)
    whole = shown.head + shown.joint + shown.tail
    # Within quotation marks, double ones become single ones.
    inner = whole.replace("“", "‘").replace("”", "’")
    return escaped(inner if inner[-1:] in "?!" else inner.rstrip(".") + ".")


def _reference(own: Card, date: str) -> Html:
    parts = [f"{_cited_names(own)}." if own.contributions else "", f"“{_cited_title(own)}”"]
    if own.publication:
        parts.append(
            f"<cite>{escaped(own.publication)},</cite> {escaped(date)}."
            if date
            else f"<cite>{escaped(own.publication)}.</cite>"
        )
    elif date:
        parts.append(f"{escaped(date)}.")
    return Html(" ".join(filter(None, parts)))


def chicago(own: Card) -> Html:
    """Chicago Manual of Style, 17th edition, bibliography form of an article on a site."""
    return _reference(own, dates.shown(own.published))


def mla(own: Card) -> Html:
    """MLA Handbook, 9th edition: as Chicago but for the months, shortened when longer than four letters, and for
    three or more authors."""
    authors = [c for c in own.contributions if c.role == "author"]
    if len(authors) > 2:
        own = msgspec.structs.replace(
            own, contributions=(authors[0], msgspec.structs.replace(authors[1], name="et al"))
        )
    short = re.sub(
        r"\b([A-Z][a-z]{4,})\b",
        lambda m: ("Sept" if m[1] == "September" else m[1][:3]) + ".",
        dates.shown(own.published),
    )
    return Html(_reference(own, short).replace(", and et al.", ", et al."))


def highwire(article: Article, authors: Sequence[Byline], settings: Settings) -> tuple[Meta, ...]:
    """The `citation_*` tags that Google Scholar and Zotero read; none is empty. With one author "First Last", since
    Zotero takes a comma between two words and two for two people."""
    address = urls.absolute(settings.base_url, urls.article(article.id))
    pairs = [("citation_title", whole_title(article))]
    pairs += [("citation_author", a.sort_name if len(authors) > 1 else a.name) for a in authors]
    pairs += [
        ("citation_publication_date", article.published.replace("-", "/")),
        ("citation_journal_title", article.publication),
        ("citation_language", article.language or settings.language),
        ("citation_abstract", plain_blocks(article.abstract)),
        ("citation_public_url", address),
        ("citation_fulltext_html_url", address),
    ]
    return tuple(Meta(name, content) for name, content in pairs if content)
