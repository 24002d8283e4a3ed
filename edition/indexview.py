"""The index of names as pages show it: the pages at the back of the book, and an article's own names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from edition import names, urls
from edition.cards import Card, Link, newest_first, title
from edition.frames import Around, Frame, frame
from edition.leaves import ARTICLES_PER_PAGE, Leaf, Leafing, Parted, Way, by_letter, headed, leafing
from edition.subjects import Heading, Occurrences


class Named(msgspec.Struct, frozen=True):
    """An entry of the index with where it stands in one article."""

    name: str
    href: str
    places: tuple[Link, ...]


class Entry(msgspec.Struct, frozen=True):
    """An entry on the page of names: its other words, the newest articles with its places in each, how many `more`
    there are, which the `search` finds, and the entries beside it."""

    id: str
    name: str
    sort: str
    variants: tuple[str, ...]
    articles: tuple[Named, ...]
    more: int
    search: str
    see_also: tuple[Link, ...]
    elsewhere: tuple[Link, ...]


class NamesPage(msgspec.Struct, frozen=True):
    """A page of the index: all entries by letter, those of one letter, or, before the letters of a long index, none.
    `many` is how many there are where the page says so."""

    frame: Frame
    letters: tuple[tuple[str, tuple[Entry, ...]], ...]
    leafing: Leafing
    many: int


def sorted_as(heading: Heading) -> str:
    """What the entry is filed under: its own sort name, a person's inverted name, else the name."""
    return heading.sort_name or (names.sort_name(heading.name) if heading.sort == "person" else heading.name)


def order(heading: Heading) -> tuple[tuple[str, str], str]:
    """A sort key: the order of the index."""
    return names.sort_key(sorted_as(heading)), heading.id


def parted(headings: Sequence[Heading]) -> Parted:
    """The pages of the index with the ids of their entries."""
    return by_letter(((h.id, order(h)[0][0]) for h in sorted(headings, key=order)), urls.NAMES, urls.names)


def placed(headings: Sequence[Heading], pages: Parted) -> dict[str, Heading]:
    """The entries by their ids, each knowing the page it stands on."""
    leaf = {own: page.path for page, those in pages for own in those}
    return {h.id: msgspec.structs.replace(h, leaf=leaf[h.id]) for h in headings}


def _others(heading: Heading) -> tuple[str, ...]:
    """The other words a reader would not guess from the name."""
    known = heading.name.casefold()
    return tuple(v for v in heading.variants if v.casefold() not in known and v.casefold()[:5] != known[:5])


def named(found: Sequence[Occurrences], headings: Mapping[str, Heading], on: str) -> tuple[Named, ...]:
    """The entries that an article's page lists, in the order of the index."""
    known = [(headings[o.entry], o) for o in found if o.entry in headings]
    return tuple(
        Named(
            sorted_as(h),
            urls.relative(h.url, on),
            tuple(Link(p.label, urls.relative(f"{on}#{p.fragment}", on)) for p in o.places),
        )
        for h, o in sorted(known, key=lambda pair: order(pair[0]))
    )


def names_page(
    around: Around,
    leaf: Leaf,
    ways: Sequence[Way],
    headings: Sequence[Heading],
    elsewhere: Sequence[Heading],
    found: Sequence[tuple[Card, Sequence[Occurrences]]],
    many: int = 0,
) -> NamesPage:
    """The page `leaf` of the index, which shows the entries `headings`; `elsewhere` are entries on other pages that
    they point to, `found` the occurrences in each article."""
    path = leaf.path
    cards = {card.id: card for card, _ in found}
    places = {(o.entry, card.id): o for card, own in found for o in own}
    known = {h.id: h for h in (*headings, *elsewhere)}
    ordered = newest_first(list(cards.values()))
    letters: dict[str, list[Entry]] = {}
    for h in sorted(headings, key=order):
        those = [card for card in ordered if (h.id, card.id) in places]
        articles = tuple(
            Named(
                title(card.title, card.subtitle).head,
                urls.relative(card.url, path),
                tuple(
                    Link(p.label, urls.relative(f"{card.url}#{p.fragment}", path)) for p in places[h.id, card.id].places
                ),
            )
            for card in those[:ARTICLES_PER_PAGE]
        )
        also = tuple(
            Link(sorted_as(other), urls.relative(other.url, path)) for i in h.see_also if (other := known.get(i))
        )
        addresses = [
            ("Wikidata", f"https://www.wikidata.org/wiki/{h.wikidata}" if h.wikidata else ""),
            ("VIAF", f"https://viaf.org/viaf/{h.viaf}" if h.viaf else ""),
        ]
        outside = tuple(Link(name, href) for name, href in addresses if href)
        more, search = len(those[ARTICLES_PER_PAGE:]), urls.relative(urls.searched(f'"{h.name}"'), path)
        letter = (names.sort_key(sorted_as(h))[0][:1] or "#").upper()
        letters.setdefault(letter, []).append(
            Entry(h.id, sorted_as(h), h.sort, _others(h), articles, more, search, also, outside)
        )
    own = frame(
        around, path=path, title=headed("Names", leaf), kind="names",
        description=f"Persons, places, organisations and subjects in {around.settings.title}.",
    )  # fmt: skip
    shown = tuple((letter, tuple(entries)) for letter, entries in letters.items())
    return NamesPage(own, shown, leafing(leaf, ways), many)
