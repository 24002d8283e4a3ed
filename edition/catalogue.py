"""The catalogue of works as pages see it: given out in parts, so that a page sees the works it shows and no others."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from edition import leaves, names, references, urls
from edition.bibliography import Bibliography, Citing
from edition.cataloguing import Catalogue
from edition.leaves import Way, by_letter
from edition.model import Contributor, Name, Work
from edition.persons import surname
from edition.sentences import Occurrence
from edition.slips import Slips

MOST_CITED = 5
MOST_BESIDE = 40
# So many articles are named where a list of works says who cites one; its own page names all.
NAMED = 20


class Use(msgspec.Struct, frozen=True, omit_defaults=True):
    """A work in one article: its places in the article's bibliography; its citations there, the marks of those notes,
    the titles of their sections, and the note that broke off where an address may have stood."""

    article: str
    places: tuple[int, ...]
    citings: tuple[Citing, ...] = ()
    marks: tuple[Occurrence, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    lost: str = ""


class Shelf(msgspec.Struct, frozen=True):
    """Where a work of an article's bibliography stands: its name, its page ("" for none), and the work as the edition's
    own record has it, where there is one."""

    id: str
    page: str
    work: Work | None = None


class Listed(msgspec.Struct, frozen=True):
    """A work in a list: `href` leads to its page, or to its place in the list, from the site's top; `paged` says which.
    `notes` are, by article, the notes that cite it."""

    id: str
    work: Work
    href: str
    paged: bool
    notes: tuple[tuple[str, tuple[str, ...]], ...]


class Glimpse(msgspec.Struct, frozen=True):
    """A work with a page as the card of a link shows it, and how many notes of how many articles cite it."""

    path: str
    work: Work
    notes: int
    articles: int


class Entry(msgspec.Struct, frozen=True):
    """All that a work's page shows: its uses, why they are one work (`joined`: because its record says so), and the
    works cited in the same sections. Of its uses only the places are kept: see `placed`, which says too how many
    `articles` cite it."""

    id: str
    work: Work
    uses: tuple[Use, ...]
    evidence: tuple[str, ...] = ()
    recorded: bool = False
    joined: bool = False
    beside: tuple[Listed, ...] = ()
    articles: int = 0


class Leaf(leaves.Leaf, frozen=True):
    """A page of the list, with the articles that its entries name."""

    articles: tuple[str, ...] = ()


class Index(msgspec.Struct, frozen=True):
    """What is known of the catalogue without its entries: how many works and notes, which pages it has, and of each
    work with a page the articles and surnames it names and the page of the list it stands on; `surnames` are those of
    contributors, with the articles that cite their works."""

    works: int = 0
    notes: int = 0
    leaves: tuple[Leaf, ...] = ()
    entries: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str], ...] = ()
    letters: tuple[Way, ...] = ()
    most: tuple[str, ...] = ()
    surnames: tuple[tuple[str, tuple[str, ...]], ...] = ()


def placed(entry: Entry, bibliographies: Sequence[Bibliography]) -> Entry:
    """The entry of a work's page with its uses in these articles, and all that their bibliographies say of them."""
    known = {one.article: one for one in bibliographies}
    uses = tuple([_placed(use, known[use.article]) for use in entry.uses if use.article in known])
    return msgspec.structs.replace(entry, uses=uses, articles=len(entry.uses))


def _placed(use: Use, one: Bibliography) -> Use:
    cited = [one.works[place] for place in use.places]
    citings = sorted((c for each in cited for c in each.citings), key=lambda c: c.place)
    marks, sections = _places(one, {citing.note for citing in citings})
    lost = next((each.lost for each in cited if each.lost), "")
    return Use(use.article, use.places, tuple(citings), marks, sections, lost)


def _places(one: Bibliography, notes: set[str]) -> tuple[tuple[Occurrence, ...], tuple[tuple[str, str], ...]]:
    """The marks of the notes, and the titles of the sections they stand in."""
    marks = tuple(mark for mark in one.marks if mark.note in notes)
    inside = {mark.section for mark in marks}
    return marks, tuple(s for s in one.sections if s[0] in inside)


# ——— in parts ———


def called(contributor: Contributor) -> str:
    """The surname that a citation may call a contributor by, as `people_of` gives it."""
    return surname(Name(family=names.family(contributor.name, contributor.sort_name)))


def parts(made: Catalogue, surnames: Collection[str]) -> Iterator[tuple[str, object]]:
    """What each page sees of the catalogue, by name, and at last "index", the Index. "article ID" gives a Shelf for
    each work of its bibliography, "work ID" an Entry, "cards BUCKET" the glimpses of the works there; a leaf's path,
    "author SURNAME" and "most cited" give the works in that list. The surnames are those of contributors: no page asks
    for others. A part is made when it is asked for."""
    pages = by_letter([(t.id, made.sorted_as(t)) for t in made.titles], urls.WORKS, urls.works)
    titles = {title.id: n for n, title in enumerate(made.titles)}
    where = {i: page.path for page, those in pages for i in those}
    drawers = _Drawers(made, [where[title.id] for title in made.titles])
    yield from drawers.articles()
    yield from drawers.glimpses()
    entries = []
    for n, title in enumerate(made.titles):
        if drawers.paged[n]:
            yield f"work {title.id}", drawers.entry(n)
            articles = tuple(made.articles[article].article for article, *_ in drawers.uses[n])
            entries.append((title.id, articles, made.people(title), drawers.leaves[n]))
    found = []
    for leaf, those in pages:
        own = tuple(drawers.listed(titles[i]) for i in those)
        yield leaf.path, own
        found.append(Leaf(**msgspec.structs.asdict(leaf), articles=_articles(own)))
    theirs: dict[str, list[int]] = {}
    for n, title in enumerate(made.titles):
        for who in dict.fromkeys(made.people(title)):
            if who in surnames:
                theirs.setdefault(who, []).append(n)
    authors = []
    for who, numbers in sorted(theirs.items()):
        own = tuple(map(drawers.listed, numbers))
        yield f"author {who}", own
        authors.append((who, _articles(own)))
    several = heapq.nsmallest(MOST_CITED, ((-times, n) for n, times in enumerate(drawers.times) if times > 1))
    most = sorted((drawers.listed(n) for _, n in several), key=lambda one: references.sort_key(one.work))
    yield "most cited", tuple(most)
    yield (
        "index",
        Index(
            works=len(made.titles),
            notes=sum(len({place for slip in one.slips for place in slip.notes}) for one in made.articles),
            leaves=tuple(found),
            entries=tuple(entries),
            letters=leaves.ways(pages),
            most=_articles(most),
            surnames=tuple(authors),
        ),
    )


class _Drawers:
    """The catalogue while it is given out; works go by their place in it."""

    def __init__(self, made: Catalogue, leaves: Sequence[str]) -> None:
        self.made = made
        self.leaves = leaves
        self.uses = [made.uses(title) for title in made.titles]
        self.times = [sum(len(notes) for *_, notes in own) for own in self.uses]
        self.paged = [
            times != 1 or title.told is not None for title, times in zip(made.titles, self.times, strict=True)
        ]
        self.title_of = [0] * len(made.of)
        for n, title in enumerate(made.titles):
            for slip in title.slips:
                self.title_of[slip] = n
        # By article, what is cited in each section, in the order of the catalogue.
        self.rooms = [self._rooms(one, first) for one, first in zip(made.articles, made.first, strict=True)]

    def _rooms(self, article: Slips, first: int) -> dict[int, list[int]]:
        cited: dict[int, set[int]] = {}
        for slip, n in zip(article.slips, self.title_of[first : first + len(article.slips)], strict=True):
            for place in slip.notes:
                cited.setdefault(place, set()).add(n)
        found: dict[int, set[int]] = {}
        for place, section in article.marks:
            found.setdefault(section, set()).update(cited.get(place, ()))
        return {section: sorted(those) for section, those in found.items()}

    def articles(self) -> Iterator[tuple[str, tuple[Shelf, ...]]]:
        """For each article, where the works of its bibliography stand."""
        made = self.made
        for one, first in zip(made.articles, made.first, strict=True):
            if one.slips:
                those = self.title_of[first : first + len(one.slips)]
                yield f"article {one.article}", tuple(map(self._shelf, those))

    def _shelf(self, n: int) -> Shelf:
        title = self.made.titles[n]
        return Shelf(title.id, urls.work(title.id) if self.paged[n] else "", title.told)

    def glimpses(self) -> Iterator[tuple[str, tuple[Glimpse, ...]]]:
        """By bucket the works with a page, as cards of links show them."""
        buckets: dict[str, list[int]] = {}
        for n, title in enumerate(self.made.titles):
            if self.paged[n]:
                buckets.setdefault(urls.bucket(urls.work(title.id)), []).append(n)
        for bucket, those in buckets.items():
            yield f"cards {bucket}", tuple(map(self._glimpse, those))

    def _glimpse(self, n: int) -> Glimpse:
        title = self.made.titles[n]
        return Glimpse(urls.work(title.id), self.made.work(title), self.times[n], len(self.uses[n]))

    def listed(self, n: int, articles: Collection[int] | None = None) -> Listed:
        """The work as lists have it; with `articles`, as if it were cited in those alone."""
        made, title, uses = self.made, self.made.titles[n], self.uses[n]
        if articles is not None and len(articles) < len(uses):
            uses = made.uses_in(title, articles)
        notes = []
        for article, _, places in uses:
            own = made.articles[article]
            notes.append((own.article, tuple([own.notes[place] for place in places])))
        href = urls.work(title.id) if self.paged[n] else f"{self.leaves[n]}#{title.id}"
        return Listed(title.id, made.work(title), href, self.paged[n], tuple(notes))

    def entry(self, n: int) -> Entry:
        """All that a work's page shows."""
        made, title = self.made, self.made.titles[n]
        near: dict[int, list[int]] = {}
        for article, _, notes in self.uses[n]:
            places, rooms = set(notes), self.rooms[article]
            sections = dict.fromkeys(section for place, section in made.articles[article].marks if place in places)
            for other in dict.fromkeys(other for section in sections for other in rooms[section]):
                near.setdefault(other, []).append(article)
        near.pop(n, None)
        return Entry(
            title.id,
            made.work(title),
            tuple(
                Use(made.articles[article].article, tuple(slip - made.first[article] for slip in slips))
                for article, slips, _ in self.uses[n]
            ),
            title.evidence,
            title.told is not None,
            title.joined,
            tuple(self.listed(other, articles) for other, articles in islice(near.items(), MOST_BESIDE)),
        )


def _articles(these: Iterable[Listed]) -> tuple[str, ...]:
    """The articles that a list of these works names."""
    return tuple(dict.fromkeys(article for one in these for article, _ in one.notes[:NAMED]))
