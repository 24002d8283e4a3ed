"""How a long list is parted into pages, by letter or by year, and the ways between them; a short one stays whole.

A page's place depends on as little as may be: by letter, on the entries of that letter; by year, a year that fills
several pages is cut from its oldest end, so that what is published last changes the page it comes to and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from edition import dates, urls

PER_PAGE = 300
ARTICLES_PER_PAGE = 100
OTHER = "other"
UNDATED = "undated"


class Leaf(msgspec.Struct, frozen=True):
    """A page of a list: its path, the letter or year it shows ("" for all), which of that letter's pages it is, and
    the paths of the pages before and after it."""

    path: str
    letter: str = ""
    nth: int = 1
    before: str = ""
    after: str = ""


Parted = tuple[tuple[Leaf, tuple[str, ...]], ...]
"""The pages of a list in their order, each with the names of its entries."""


def by_letter(entries: Iterable[tuple[str, str]], whole: str, page: Callable[[str, int], str]) -> Parted:
    """The pages of a list in the order given: all on the page `whole`, or where they are too many on the `page`s of
    their letters. An entry is a name and, without capitals and accents, what it is sorted as."""
    known = tuple(entries)
    if len(known) <= PER_PAGE:
        return ((Leaf(whole), tuple(name for name, _ in known)),) if known else ()
    letters: dict[str, list[str]] = {}
    for name, sorted_as in known:
        first = sorted_as[:1]
        letters.setdefault(first if first.isascii() and first.isalpha() else OTHER, []).append(name)
    found = []
    for letter in sorted(letters, key=lambda one: (one == OTHER, one)):
        own = letters[letter]
        for n, at in enumerate(range(0, len(own), PER_PAGE), 1):
            found.append((Leaf(page(letter, n), letter, n), tuple(own[at : at + PER_PAGE])))
    return _in_line(found)


def by_year(articles: Sequence[tuple[str, str]]) -> Parted:
    """The pages of articles, which come newest first, each with its date; none where the home page has them all."""
    if len(articles) <= ARTICLES_PER_PAGE:
        return ()
    years: dict[str, list[str]] = {}
    for name, published in articles:
        known = dates.parts(published)
        years.setdefault(f"{known[0]:04}" if known else UNDATED, []).append(name)
    found = []
    for year, own in years.items():
        pages = -(-len(own) // ARTICLES_PER_PAGE)
        for n in range(pages, 0, -1):
            end = len(own) - (n - 1) * ARTICLES_PER_PAGE
            these = own[max(0, end - ARTICLES_PER_PAGE) : end]
            found.append((Leaf(urls.articles(year, n), year, n), tuple(these)))
    return _in_line(found)


def with_earlier(articles: Sequence[str], whole: str, page: Callable[[int], str]) -> Parted:
    """The pages of articles, which come newest first: on the page `whole` the newest, and, where they are many, on the
    `page`s the others. These are counted from the oldest on, so that an article that is added changes none."""
    pages = max(0, len(articles) - ARTICLES_PER_PAGE // 2) // ARTICLES_PER_PAGE
    found = [(Leaf(whole), tuple(articles[: len(articles) - pages * ARTICLES_PER_PAGE]))]
    for n in range(pages, 0, -1):
        end = len(articles) - (n - 1) * ARTICLES_PER_PAGE
        found.append((Leaf(page(n), "", n), tuple(articles[end - ARTICLES_PER_PAGE : end])))
    return _in_line(found)


def in_order(articles: Sequence[str], page: Callable[[int], str]) -> Parted:
    """The pages of articles in the order they come in, so many on each; one page where there are none."""
    starts = range(0, max(1, len(articles)), ARTICLES_PER_PAGE)
    return _in_line(
        [(Leaf(page(n), "", n), tuple(articles[at : at + ARTICLES_PER_PAGE])) for n, at in enumerate(starts, 1)]
    )


def _in_line(found: Sequence[tuple[Leaf, tuple[str, ...]]]) -> Parted:
    paths = ["", *(leaf.path for leaf, _ in found), ""]
    return tuple(
        (msgspec.structs.replace(leaf, before=paths[n], after=paths[n + 2]), own) for n, (leaf, own) in enumerate(found)
    )


# ——— as pages show it ———


Way = tuple[str, str, int]
"""A letter, the path of its first page, and how many entries it has (0: that is not told)."""


class Letter(msgspec.Struct, frozen=True):
    """A letter or a year in the way through a list."""

    name: str
    href: str
    count: int
    current: bool


class Leafing(msgspec.Struct, frozen=True):
    """Where a page stands in its list, with links to the others: nothing but empty where the list is one page."""

    letter: str
    nth: int
    letters: tuple[Letter, ...]
    before: str
    after: str


def ways(pages: Parted) -> tuple[Way, ...]:
    """The letters of the list with their first pages. How many entries each has is not told: a new one changes the page
    it comes to, and not all of them."""
    first: dict[str, str] = {}
    for leaf, _ in pages:
        first.setdefault(leaf.letter, leaf.path)
    return tuple((letter, path, 0) for letter, path in first.items() if letter)


def letters(those: Sequence[Way], on: str, current: str = "") -> tuple[Letter, ...]:
    """The ways as the page `on` shows them, which shows the letter `current`."""
    return tuple(Letter(name, urls.relative(path, on), count, name == current) for name, path, count in those)


def leafing(leaf: Leaf, those: Sequence[Way]) -> Leafing:
    """What the page `leaf` shows of its list."""
    before, after = (urls.relative(to, leaf.path) if to else "" for to in (leaf.before, leaf.after))
    return Leafing(leaf.letter, leaf.nth, letters(those, leaf.path, leaf.letter), before, after)


def headed(title: str, leaf: Leaf) -> str:
    """The list's title as the page `leaf` has it: "Names: A, page 2"."""
    shown = "other letters" if leaf.letter == OTHER else leaf.letter.upper()
    return ": ".join(filter(None, (title, shown))) + (f", page {leaf.nth}" if leaf.nth > 1 else "")
