"""What the pages of lists may see: home with the newest articles, the articles of a year, the contributors."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edition import names, urls
from edition.cards import Card, Entry, entry, newest_first, paragraphs
from edition.frames import Around, Frame, frame
from edition.html import Html, Writer
from edition.leaves import UNDATED, Leaf, Leafing, Letter, Way, headed, leafing, letters
from edition.model import Article
from edition.text import Block, Paragraph, corrected
from edition.views import Contents, contents
from edition.workviews import Leaning, Reference, notice


class Person(msgspec.Struct, frozen=True):
    """A contributor in a list."""

    name: str
    sort_name: str
    href: str
    articles: int
    about: str


class Holdings(msgspec.Struct, frozen=True):
    """How much the edition holds."""

    articles: int = 0
    notes: int = 0
    paragraphs: int = 0


class HomePage(msgspec.Struct, frozen=True):
    """The newest articles with the first one opened. Where there is not room for all, `years` lead to the pages of
    every year, and `older` to where the list goes on."""

    frame: Frame
    name: str
    subtitle: str
    description: str
    opening: Opening | None
    entries: tuple[Entry, ...]
    years: tuple[Letter, ...]
    older: str
    people: tuple[Person, ...]
    more_people: bool
    articles: int
    notes: int
    paragraphs: int
    works: int
    citing_notes: int
    most_cited: tuple[Reference, ...]


class Opening(msgspec.Struct, frozen=True):
    """The newest article as the home page opens it."""

    entry: Entry
    contents: tuple[Contents, ...]
    text: Html


class ArticlesPage(msgspec.Struct, frozen=True):
    """A page of the articles of one year, newest first; `year` is "" for those without a date."""

    frame: Frame
    year: str
    leafing: Leafing
    entries: tuple[Entry, ...]


class ContributorsPage(msgspec.Struct, frozen=True):
    """A page of the contributors in alphabetical order: all, those of one letter, or, before the letters of a long
    list, those who wrote the newest articles. `many` is how many there are where the page says so."""

    frame: Frame
    people: tuple[Person, ...]
    leafing: Leafing
    many: int


def home_page(
    around: Around,
    cards: Sequence[Card],
    latest: Article | None,
    years: Sequence[Way],
    older: str,
    people: Sequence[Person],
    more_people: bool,
    holdings: Holdings,
    leaning: Leaning,
    citing: Sequence[Card],
) -> HomePage:
    """`cards` are those of the articles it lists, `people` in the order they are to be shown, their links from the
    site's top; `citing` are the articles whose notes cite the works cited most."""
    settings, path = around.settings, urls.HOME
    ordered = newest_first(cards)
    opening = None
    if latest is not None and ordered:
        quiet = Writer(on=path, of=urls.article(latest.id), article=latest.id, marks_live=False)
        first: Sequence[Block] = latest.abstract or paragraphs(latest)[:1]
        lead = [quiet.inlines(corrected(b.content)) for b in first if isinstance(b, Paragraph)]
        words = "\n".join(f'<p class="lead">{p}</p>' if n == 0 else f"<p>{p}</p>" for n, p in enumerate(lead))
        opening = Opening(entry(ordered[0], path), contents(latest.body.sections, quiet, path), Html(words))
    return HomePage(
        frame=frame(
            around, path=path, title=f"{settings.title}: {settings.subtitle}" if settings.subtitle else settings.title,
            description=settings.description or settings.subtitle or settings.title, kind="home-page",
        ),
        name=settings.title,
        subtitle=settings.subtitle,
        description=settings.description,
        opening=opening,
        entries=tuple(entry(c, path) for c in ordered[1 if opening else 0 :]),
        years=letters(years, path),
        older=urls.relative(older, path) if older else "",
        people=tuple(people),
        more_people=more_people,
        articles=holdings.articles,
        notes=holdings.notes,
        paragraphs=holdings.paragraphs,
        works=leaning.works,
        citing_notes=leaning.notes,
        most_cited=notice(leaning.most, citing, path, alone=holdings.articles == 1),
    )  # fmt: skip


def articles_page(around: Around, leaf: Leaf, years: Sequence[Way], cards: Sequence[Card]) -> ArticlesPage:
    year = "" if leaf.letter == UNDATED else leaf.letter
    title = f"Articles of {year}" if year else "Articles without a date"
    title += f", page {leaf.nth}" if leaf.nth > 1 else ""
    return ArticlesPage(
        frame(
            around, path=leaf.path, title=title, description=f"{title}, in {around.settings.title}.", kind="articles",
        ),
        year, leafing(leaf, years), tuple(entry(card, leaf.path) for card in newest_first(cards)),
    )  # fmt: skip


def contributors_page(
    around: Around, leaf: Leaf, letters: Sequence[Way], people: Sequence[Person], many: int
) -> ContributorsPage:
    return ContributorsPage(
        frame(
            around, path=leaf.path, title=headed("Contributors", leaf),
            description=f"The contributors of {around.settings.title}.", kind="contributors",
        ),
        in_order(people), leafing(leaf, letters), many,
    )  # fmt: skip


def in_order(people: Sequence[Person]) -> tuple[Person, ...]:
    """The contributors as a list has them."""
    return tuple(sorted(people, key=lambda p: (names.sort_key(p.sort_name), p.href)))
