"""What each page may see: frozen values, made from the edition's, that a template shows, loops over and asks about.

A page is made from its view and nothing else; a template that needs more needs a new field here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from edition import corrections, names, urls
from edition.abbreviations import abbreviations
from edition.apparatus import reasons
from edition.bibliography import Bibliography
from edition.cards import Card, Entry, Link, Title, When, entry, newest_first, paragraphs, title, when
from edition.catalogue import Listed
from edition.citing import Meta, chicago, highwire, mla, whole_title
from edition.frames import Around, Frame, frame
from edition.html import Html, Writer, is_safe
from edition.indexview import Named
from edition.leaves import Leaf, Leafing, leafing
from edition.links import Spot
from edition.model import Article, Contributor, ProsePage
from edition.related import Related
from edition.text import Block, Paragraph, Section, corrected, plain, plain_blocks
from edition.workviews import (
    Antecedent,
    Reference,
    Shelved,
    article_references,
    citation_tags,
    standings,
    works_by,
)

# So many articles are named above a biography that all of them print.
NAMED = 4

# ——— the article ———


class Contents(msgspec.Struct, frozen=True):
    """An entry of the table of contents; `paragraph` is the number of the first paragraph under it ("" for none)."""

    name: Html
    href: str
    paragraph: str
    under: tuple[Contents, ...] = ()


class Back(msgspec.Struct, frozen=True):
    """A way back from a note: the mark's `nth` of `of`, and where it stands (a paragraph's number, or the spot)."""

    href: str
    nth: int
    of: int
    spot: str
    paragraph: str


class NoteView(msgspec.Struct, frozen=True):
    id: str
    number: str
    text: Html
    back: tuple[Back, ...]
    antecedent: Antecedent | None


class Biography(msgspec.Struct, frozen=True):
    id: str
    name: str
    href: str
    text: Html


class CommentView(msgspec.Struct, frozen=True):
    id: str
    author: str
    date: When
    text: Html


class ArticlePage(msgspec.Struct, frozen=True):
    frame: Frame
    id: str
    title: Title
    publication: str
    authors: tuple[Link, ...]
    others: tuple[tuple[str, Link], ...]
    published: When
    url: str
    rights: str
    abstract: Html
    contents: tuple[Contents, ...]
    text: Html
    publication_note: Html
    notes: tuple[NoteView, ...]
    further_reading: tuple[tuple[str, Html], ...]
    biographies: tuple[Biography, ...]
    authors_only: bool
    comments: tuple[CommentView, ...]
    chicago: Html
    mla: Html
    before: Entry | None
    after: Entry | None
    related: tuple[Related, ...]
    meta: tuple[Meta, ...]
    names: tuple[Named, ...]
    source: str
    references: tuple[Reference, ...]
    apparatus: tuple[corrections.Shown, ...]


def contents(sections: Sequence[Section], writer: Writer, on: str) -> tuple[Contents, ...]:
    return tuple(
        Contents(
            writer.inlines(corrected(s.title)),
            urls.relative(f"{writer.of}#{s.id}", on),
            _first_paragraph(s),
            contents(s.sections, writer, on),
        )
        for s in sections
    )


def _first_paragraph(section: Section) -> str:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            return block.id[1:]
    return next((found for s in section.sections if (found := _first_paragraph(s))), "")


def article_page(
    article: Article,
    own: Card,
    around: Around,
    before: Card | None,
    after: Card | None,
    cited: Bibliography,
    shelved: Shelved,
    names: tuple[Named, ...] = (),
    related: tuple[Related, ...] = (),
) -> ArticlePage:
    """`cited` is what its notes cite, `shelved` where those works stand in the catalogue, `names` the entries of the
    index that stand in it, `related` other articles with reasons."""
    path = urls.article(article.id)
    why = reasons(article)
    writer = Writer(
        on=path, article=article.id, notes=[n.id for n in article.notes], reasons=why, gone=article.gone,
        abbreviations=abbreviations(article), images=article.images,
    )  # fmt: skip
    quiet = Writer(on=path, article=article.id, marks_live=False, reasons=why)
    people = {c.id: c for c in own.contributions}
    authors = [c for c in own.contributions if c.role == "author"] or list(own.contributions)
    text = writer.body(article.body)  # first, so that marks are counted in reading order
    publication_note = writer.note(article.publication_note, "note on the text")
    notes = [writer.note(note.blocks) for note in article.notes]
    language = article.language
    stands_for = standings(cited, shelved, path)
    return ArticlePage(
        frame=frame(
            around,
            path=path,
            title=whole_title(article),
            description=description(article, own),
            kind="article-page",
            language=language,
        ),
        id=article.id,
        title=title(article.title, article.subtitle),
        publication=article.publication,
        authors=tuple(Link(c.name, urls.relative(urls.contributor(c.id), path)) for c in authors),
        others=tuple(
            (c.role, Link(c.name, urls.relative(urls.contributor(c.id), path)))
            for c in own.contributions
            if c not in authors
        ),
        published=when(article.published),
        url=article.url if is_safe(article.url) else "",
        rights=article.rights,
        abstract=quiet.blocks(article.abstract),
        contents=contents(article.body.sections, quiet, path),
        text=text,
        publication_note=publication_note,
        notes=tuple(
            NoteView(urls.note(n.id), n.id, said, _back(n.id, writer.stands.get(n.id, ())), stands_for.get(n.id))
            for n, said in zip(article.notes, notes, strict=True)
        ),
        further_reading=tuple((urls.reading(n), quiet.inlines(e)) for n, e in enumerate(article.further_reading, 1)),
        biographies=tuple(
            Biography(
                urls.biography(c.contributor),
                people[c.contributor].name,
                urls.relative(urls.contributor(c.contributor), path),
                quiet.blocks(c.biography),
            )
            for c in article.contributions
            if c.biography
        ),
        authors_only=all(c.role == "author" for c in article.contributions if c.biography),
        comments=tuple(
            CommentView(c.id, c.author, when(c.date), quiet.blocks(c.blocks))
            for c in article.comments
            if not c.verdict.spam
        ),
        chicago=chicago(own),
        mla=mla(own),
        before=entry(before, path) if before else None,
        after=entry(after, path) if after else None,
        related=related,
        names=names,
        meta=(*highwire(article, authors, around.settings), *citation_tags(cited)),
        source=urls.relative(urls.source(article.id), path) if article.source else "",
        references=article_references(cited, shelved, path),
        apparatus=corrections.shown(article),
    )


def _back(note_id: str, stands: Sequence[tuple[Spot, str]]) -> tuple[Back, ...]:
    return tuple(
        Back(
            urls.here(urls.mark(note_id, nth)), nth, len(stands), spot,
            near[1:] if spot in ("paragraph", "block") else "",
        )
        for nth, (spot, near) in enumerate(stands, 1)
    )  # fmt: skip


def description(article: Article, own: Card) -> str:
    """A sentence or two for search engines: the abstract's or the text's beginning, by whom, and where from."""
    start = beginning(article)
    who = names.listed([c.name for c in own.contributions if c.role == "author"])
    return ". ".join(part.rstrip(".") for part in (who, start) if part) + ("" if start.endswith("…") else ".")


def beginning(article: Article) -> str:
    """The beginning of the abstract, or of the text."""
    begin: Sequence[Block] = article.abstract or paragraphs(article)[:1]
    return shortened(plain_blocks(begin), 200)


def shortened(text: str, limit: int) -> str:
    """The text's whole first sentences within the limit, or as many words as fit and an ellipsis."""
    if len(text) <= limit:
        return text
    ends = [m.end() for m in re.finditer(r"(?<=[a-zà-ÿ\d)”’][.?!])(?=\s)", text[:limit])]
    if ends and ends[-1] > limit // 3:
        return text[: ends[-1]]
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + "…"


# ——— the other pages ———


class Life(msgspec.Struct, frozen=True):
    """A biography as articles print it: the newest of them, and how many `more` of the page print it word for word."""

    text: Html
    entries: tuple[Entry, ...]
    more: int


class ContributorPage(msgspec.Struct, frozen=True):
    """A contributor, with the newest articles, or (`earlier`: which part of them, from the oldest on) earlier ones."""

    frame: Frame
    name: str
    earlier: int
    sort_name: str
    printed: tuple[str, ...]
    roles: tuple[str, ...]
    entries: tuple[Entry, ...]
    biographies: tuple[Life, ...]
    leafing: Leafing
    same_as: tuple[Link, ...]
    cited: tuple[Reference, ...]


class TextPage(msgspec.Struct, frozen=True):
    """A page of prose: the edition's own, the search page, the page that is not there."""

    frame: Frame
    title: str
    standfirst: Html
    text: Html


class Portrait(msgspec.Struct, frozen=True):
    """What a contributor's own page knows of one article: its card and the biography it printed."""

    card: Card
    printed: str
    biography: tuple[Block, ...]


def about_person(biography: str, name: str) -> str:
    """The first sentence of a biography, without the name it begins with."""
    found = re.match(rf"(?:[\w.]+\s+){{0,2}}{re.escape(name)},?\s+(?:is|was|serves as|served as)?\s*", biography)
    return shortened(biography[found.end() :] if found else biography, 150)


def contributor_page(
    around: Around,
    contributor: Contributor,
    leaf: Leaf,
    portraits: Sequence[Portrait],
    cited: Sequence[Listed] = (),
    citing: Sequence[Card] = (),
) -> ContributorPage:
    """The page `leaf` of the contributor, which shows the articles of `portraits`; `cited` are works by people of that
    surname, `citing` the articles whose notes cite them."""
    path = leaf.path
    earlier = leaf.nth if path != urls.contributor(contributor.id) else 0
    cards = newest_first([p.card for p in portraits])
    own = [b for c in cards for b in c.contributions if b.id == contributor.id]
    return ContributorPage(
        frame=frame(
            around, path=path, title=contributor.name + (f": earlier articles, {earlier}" if earlier else ""),
            description=f"{contributor.name}: {names.listed([c.title for c in cards[:3]])}".rstrip(": "),
            kind="contributor",
        ),
        name=contributor.name,
        earlier=earlier,
        sort_name=contributor.sort_name or names.sort_name(contributor.name),
        printed=tuple(dict.fromkeys(p.printed or contributor.name for p in portraits)),
        roles=tuple(dict.fromkeys(b.role for b in own)),
        entries=tuple(entry(c, path, without=contributor.id) for c in cards),
        biographies=_biographies(portraits, cards, path),
        leafing=leafing(leaf, ()),
        same_as=same_as(contributor),
        cited=works_by(contributor, [p.printed for p in portraits if p.printed], cited, citing, path),
    )  # fmt: skip


def _biographies(portraits: Sequence[Portrait], cards: Sequence[Card], on: str) -> tuple[Life, ...]:
    """The biographies that articles print, those of the newest article first."""
    printed = {p.card.id: p.biography for p in portraits}
    by_text: dict[tuple[Block, ...], list[Card]] = {}
    for card in cards:
        by_text.setdefault(printed[card.id], []).append(card)

    def told(text: tuple[Block, ...], card: Card) -> Html:
        return Writer(on=on, of=card.url, marks_live=False).blocks(text)

    return tuple(
        Life(told(text, those[0]), tuple(entry(card, on) for card in those[:NAMED]), len(those[NAMED:]))
        for text, those in by_text.items()
        if text
    )


def same_as(contributor: Contributor) -> tuple[Link, ...]:
    """The contributor elsewhere."""
    found = [
        ("ORCID", f"https://orcid.org/{contributor.orcid}" if contributor.orcid else ""),
        ("VIAF", f"https://viaf.org/viaf/{contributor.viaf}" if contributor.viaf else ""),
        ("Wikidata", f"https://www.wikidata.org/wiki/{contributor.wikidata}" if contributor.wikidata else ""),
        ("Web", contributor.url),
    ]
    return tuple(Link(name, href) for name, href in found if href and is_safe(href))


def prose_page(around: Around, page: ProsePage) -> TextPage:
    path = urls.page(page.id)
    writer = Writer(on=path, marks_live=False)
    text = Writer(on=path, marks_live=False).body(page.body)
    return TextPage(
        frame(around, path=path, title=page.title, description=plain(page.standfirst) or page.title, kind="prose-page"),
        page.title, writer.inlines(page.standfirst), text,
    )  # fmt: skip


def search_page(around: Around) -> TextPage:
    settings = around.settings
    own = frame(
        around,
        path=urls.SEARCH,
        title="Search",
        description=f"Search the articles, notes and biographies of {settings.title}.",
        kind="search-page",
    )
    return TextPage(own, "Search", Html(), Html())


def lost_page(around: Around) -> TextPage:
    """404.html is served at any depth, so its links start at the path that the site stands below."""
    own = frame(
        around, path=urls.LOST, title="Page not found", description="There is no page at this address.",
        kind="lost-page",
        root=urls.below(around.settings.base_url),
    )  # fmt: skip
    return TextPage(own, "Page not found", Html(), Html())
