"""The index of names as pages show it: the page at the back of the book, and an article's own names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from edition import names, urls
from edition.cards import Card, Link, newest_first, title
from edition.frames import Around, Frame, frame
from edition.subjects import Heading, Occurrences


class Named(msgspec.Struct, frozen=True):
    """An entry of the index with where it stands in one article."""

    name: str
    href: str
    places: tuple[Link, ...]


class Entry(msgspec.Struct, frozen=True):
    """An entry on the page of names: its other words, the articles with its places in each, the entries beside it."""

    id: str
    name: str
    sort: str
    variants: tuple[str, ...]
    articles: tuple[Named, ...]
    see_also: tuple[Link, ...]
    elsewhere: tuple[Link, ...]


class NamesPage(msgspec.Struct, frozen=True):
    frame: Frame
    letters: tuple[tuple[str, tuple[Entry, ...]], ...]


def sorted_as(heading: Heading) -> str:
    """What the entry is filed under: its own sort name, a person's inverted name, else the name."""
    return heading.sort_name or (names.sort_name(heading.name) if heading.sort == "person" else heading.name)


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
            urls.relative(f"{urls.NAMES}#{h.id}", on),
            tuple(Link(p.label, urls.relative(f"{on}#{p.fragment}", on)) for p in o.places),
        )
        for h, o in sorted(known, key=lambda pair: (names.sort_key(sorted_as(pair[0])), pair[0].id))
    )


def names_page(
    around: Around, headings: Sequence[Heading], found: Sequence[tuple[Card, Sequence[Occurrences]]]
) -> NamesPage:
    """The page of all entries; `found` are the occurrences in each article."""
    path = urls.NAMES
    cards = {card.id: card for card, _ in found}
    places = {(o.entry, card.id): o for card, own in found for o in own}
    known = {h.id: h for h in headings}
    ordered = newest_first(list(cards.values()))
    letters: dict[str, list[Entry]] = {}
    for h in sorted(headings, key=lambda h: (names.sort_key(sorted_as(h)), h.id)):
        articles = tuple(
            Named(
                title(card.title, card.subtitle).head,
                urls.relative(card.url, path),
                tuple(
                    Link(p.label, urls.relative(f"{card.url}#{p.fragment}", path)) for p in places[h.id, card.id].places
                ),
            )
            for card in ordered
            if (h.id, card.id) in places
        )
        also = tuple(Link(sorted_as(known[i]), f"#{i}") for i in h.see_also if i in known)
        addresses = [
            ("Wikidata", f"https://www.wikidata.org/wiki/{h.wikidata}" if h.wikidata else ""),
            ("VIAF", f"https://viaf.org/viaf/{h.viaf}" if h.viaf else ""),
        ]
        elsewhere = tuple(Link(name, href) for name, href in addresses if href)
        letter = (names.sort_key(sorted_as(h))[0][:1] or "#").upper()
        letters.setdefault(letter, []).append(Entry(h.id, sorted_as(h), h.sort, _others(h), articles, also, elsewhere))
    own = frame(
        around, path=path, title="Names", kind="names",
        description=f"Persons, places, organisations and subjects in {around.settings.title}.",
    )  # fmt: skip
    return NamesPage(own, tuple((letter, tuple(entries)) for letter, entries in letters.items()))
