"""The build as a list of values, `Task(path, step, inputs)`: a file of the site, a pure function, all it may look at.

The inputs are the dependency declaration: a task's key is made of them, and of nothing else but our own code. A step is
a function of edition/steps.py, named in STEPS; a closure would be an undeclared input, so there is no way to pass one.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

import msgspec

from edition import cards, indexview, leaves, names, previews, urls
from edition.briefs import Brief
from edition.cards import Byline, Card, newest_first
from edition.catalogue import Index, called
from edition.catalogue import Leaf as WorksLeaf
from edition.frames import Around
from edition.keys import File, Part, Several, Task, told
from edition.leaves import Leaf
from edition.listviews import Holdings, Person, in_order
from edition.model import Contributor, ProsePage, Settings
from edition.previews import Life, Opening
from edition.render import Theme, closure
from edition.search_documents import passages_path
from edition.search_shards import COLLECTION
from edition.signposts import signposts
from edition.subjects import Heading, Occurrences
from edition.trees import Known

PEOPLE_AT_HOME = 6


class Works(msgspec.Struct, frozen=True):
    """The catalogue of works: the key of the step that made it, the digests of its parts, and its index."""

    key: str = ""
    digests: Mapping[str, str] = {}
    index: Index = Index()

    def part(self, name: str) -> Part | None:
        """The part of this name (`catalogue.parts`); None where there is none."""
        return Part(self.key, name, self.digests[name]) if name in self.digests else None


class Shelved(msgspec.Struct, frozen=True):
    """The shards of the search index: the key of the step that made them, their digests by path, what tells each from
    an earlier one by its first letters, and the digest of the articles' extents (part "extents")."""

    key: str = ""
    digests: dict[str, str] = {}
    versions: dict[str, str] = {}
    extents: str = ""


class Kindred(msgspec.Struct, frozen=True):
    """Which articles are related: the key of the step that found it, and by article those it is related to, with the
    digest of the part that says why."""

    key: str = ""
    to: Mapping[str, tuple[tuple[str, ...], str]] = {}


class Collection(msgspec.Struct, frozen=True):
    """The edition as far as the list of tasks depends on it; articles by id. `topics` are the subjects of each."""

    settings: Settings
    contributors: tuple[Contributor, ...]
    briefs: tuple[Brief, ...]
    pages: tuple[ProsePage, ...]
    works: Works = Works()
    headings: tuple[Heading, ...] = ()
    names: Mapping[str, tuple[Occurrences, ...]] = {}
    kindred: Kindred = Kindred()

    @property
    def topics(self) -> dict[str, tuple[str, ...]]:
        """The subjects of the index of names that stand in each article, where there are any."""
        of = {h.id: h.name for h in self.headings if h.sort == "subject"}
        found = {article: tuple(of[o.entry] for o in own if o.entry in of) for article, own in self.names.items()}
        return {article: own for article, own in found.items() if own}


class _Listing:
    """What several parts of the list look at, each made when it is asked for: the collection, its cards from the newest
    on, and who is in it."""

    def __init__(self, edition: Collection, theme: Theme) -> None:
        pages = tuple(cards.Link(p.title, urls.page(p.id)) for p in edition.pages)
        self.edition = edition
        self.theme = theme
        self.around = told(
            Around(edition.settings, pages, works=edition.works.index.works > 0, names=bool(edition.headings))
        )
        self.told = {brief.id: brief.told for brief in edition.briefs}
        self.newest = newest_first([brief.card for brief in edition.briefs if brief.card])

    @cached_property
    def people(self) -> tuple[Person, ...]:
        return _people_of(self.edition, self.newest)

    # The lists that may be too long for one page, each with the names of what stands on which.

    @cached_property
    def years(self) -> leaves.Parted:
        return leaves.by_year([(card.id, card.published) for card in self.newest])

    @cached_property
    def letters(self) -> leaves.Parted:
        sorted_as = ((person.href, names.sort_key(person.sort_name)[0]) for person in in_order(self.people))
        return leaves.by_letter(sorted_as, urls.CONTRIBUTORS, urls.contributors)

    @cached_property
    def written(self) -> Mapping[str, Sequence[str]]:
        """The articles of each contributor, from the newest on."""
        found: dict[str, dict[str, None]] = {}
        for card in self.newest:
            for byline in card.contributions:
                found.setdefault(byline.id, {})[card.id] = None
        return {who: tuple(articles) for who, articles in found.items()}

    def of_contributor(self, who: str) -> leaves.Parted:
        """The contributor's pages with the articles on each."""
        return leaves.with_earlier(self.written.get(who, ()), urls.contributor(who), partial(urls.earlier, who))

    @cached_property
    def index(self) -> leaves.Parted:
        return indexview.parted(self.edition.headings)

    @cached_property
    def headings(self) -> Mapping[str, Heading]:
        return indexview.placed(self.edition.headings, self.index)

    def frame(self, template: str) -> tuple[tuple[str, Any], ...]:
        """What the steps of pages get first."""
        return (("template", closure(self.theme, template)), ("edition", self.around))

    def several(self, articles: Any) -> Several:
        """The cards of these articles."""
        return Several(tuple(self.told[article] for article in articles))


def tasks(edition: Collection, theme: Theme, assets: Mapping[str, Known]) -> list[Task]:
    """Every file of the site but those of the search index, in no order that matters. `assets` are the theme's files by
    their path in the site."""
    listing = _Listing(edition, theme)
    made = [*_articles(listing, edition.briefs), *_contributors(listing), *_frame_pages(listing)]
    made += [*_works(listing), *_cards(listing)]
    made += [Task(path, "copied", (("asset", File("theme/" + path, known.digest)),)) for path, known in assets.items()]
    made += [Task(path, "text_file", (("text", text),)) for path, text in _plain_files(listing).items()]
    return [*made, *_names(listing)]


def of_articles(edition: Collection, theme: Theme, these: Container[str]) -> list[Task]:
    """The files that show these articles' text, as `tasks` lists them: their own, and the home page with the newest."""
    listing = _Listing(edition, theme)
    made = _articles(listing, [brief for brief in edition.briefs if brief.id in these])
    if listing.newest and listing.newest[0].id in these:
        made.append(_home(listing))
    return made


def of_search(edition: Collection, search: Shelved) -> list[Task]:
    """The files of the search index, but for the articles' own texts."""
    made = [
        Task(path, "copied", (("shard", Part(search.key, path, digest)),)) for path, digest in search.digests.items()
    ]
    inputs = (
        ("articles", Several(tuple(brief.told for brief in edition.briefs))), ("subjects", edition.topics),
        ("extents", Part(search.key, "extents", search.extents)), ("shards", search.versions),
    )  # fmt: skip
    return [*made, Task(COLLECTION, "collection_js", inputs)]


def _articles(listing: _Listing, briefs: Sequence[Brief]) -> list[Task]:
    edition = listing.edition
    template = closure(listing.theme, "article.html")
    source = listing.frame("source.html")
    at = {card.id: n for n, card in enumerate(listing.newest)}
    order = [listing.told[card.id] for card in listing.newest]
    made = []
    for brief in briefs:
        n, own, article = at[brief.id], brief.told, ("article", brief.ref)
        made.append(
            Task(urls.article(brief.id), "article_html", (
                ("template", template), article, ("card", own), ("edition", listing.around),
                ("the article before", order[n + 1] if n + 1 < len(order) else None),
                ("the article after", order[n - 1] if n else None), ("works", brief.part("bibliography")),
                ("their places in the catalogue", edition.works.part(f"article {brief.id}")),
                *_related_to(listing, brief.id), *_names_of(listing, brief.id),
            ))
        )  # fmt: skip
        made.append(Task(passages_path(brief.id), "passages_js", brief.searched))
        if brief.source:
            files = (("tiles", brief.source[0]), ("source", brief.source[1]))
            made.append(Task(urls.source(brief.id), "source_html", (*source, article, ("card", own), *files)))
        made += [Task(urls.image(brief.id, name), "copied", (("image", file),)) for name, file in brief.images]
    return made


def _related_to(listing: _Listing, article: str) -> tuple[tuple[str, Any], ...]:
    """The articles related to the article, and why."""
    kindred = listing.edition.kindred
    if article not in kindred.to:
        return (("related articles", Several(())), ("why they are related", None))
    those, digest = kindred.to[article]
    return (("related articles", listing.several(those)), ("why they are related", Part(kindred.key, article, digest)))


def _names_of(listing: _Listing, article: str) -> tuple[tuple[str, Any], ...]:
    """The entries of the index that stand in the article, and where."""
    found = listing.edition.names.get(article, ())
    own = tuple(listing.headings[entry] for entry in sorted({o.entry for o in found}) if entry in listing.headings)
    return (("names", own), ("their places", found)) if found else ()


def _people_of(edition: Collection, newest: list[Card]) -> tuple[Person, ...]:
    """The contributors with at least one article, those of the newest article first, linked as from the site's top."""
    known = {c.id: c for c in edition.contributors}
    lives = {(brief.id, who): about for brief in edition.briefs for who, _, about in brief.lives}
    counts: dict[str, int] = {}
    first: dict[str, tuple[Card, Byline]] = {}
    for card in newest:
        for byline in card.contributions:
            counts[byline.id] = counts.get(byline.id, 0) + 1
            first.setdefault(byline.id, (card, byline))
    out = []
    for who, (card, byline) in first.items():
        record = known.get(who)
        name, about = record.name if record else byline.name, lives.get((card.id, who), "")
        out.append(Person(name, byline.sort_name, urls.relative(urls.contributor(who), urls.HOME), counts[who], about))
    return tuple(out)


def _contributors(listing: _Listing) -> list[Task]:
    edition, frame = listing.edition, listing.frame("contributor.html")
    own: dict[str, dict[str, Several]] = {}
    for brief in edition.briefs:
        for who, part, told_of in brief.lives:
            if told_of or brief.id not in own.get(who, {}):
                own.setdefault(who, {})[brief.id] = Several((brief.told, brief.part(part)))
    citing = dict(edition.works.index.surnames)
    made = []
    for record in edition.contributors:
        who, printed = called(record), own.get(record.id, {})
        for leaf, those in listing.of_contributor(record.id):
            first = leaf.path == urls.contributor(record.id)
            made.append(
                Task(leaf.path, "contributor_html", (
                    *frame, ("contributor", record), ("page", leaf),
                    ("articles", Several(tuple([printed[article] for article in those]))),
                    ("works of that surname", edition.works.part(f"author {who}") if first else None),
                    ("the articles that cite them", listing.several(citing.get(who, ()) if first else ())),
                ))
            )  # fmt: skip
    return [*made, *_list_of_contributors(listing)]


def _pages_of_contributors(listing: _Listing) -> list[str]:
    return [leaf.path for record in listing.edition.contributors for leaf, _ in listing.of_contributor(record.id)]


def _list_of_contributors(listing: _Listing) -> list[Task]:
    frame, people = listing.frame("contributors.html"), {person.href: person for person in listing.people}
    pages = [(leaf, tuple(people[href] for href in those), 0) for leaf, those in listing.letters]
    if not pages or pages[0][0].letter:
        pages.insert(0, (Leaf(urls.CONTRIBUTORS), listing.people[:PEOPLE_AT_HOME], len(people)))
    letters = leaves.ways(listing.letters)
    return [
        Task(leaf.path, "contributors_html", (
            *frame, ("page", leaf), ("letters", letters), ("people", those), ("how many", many),
        ))
        for leaf, those, many in pages
    ]  # fmt: skip


def _works(listing: _Listing) -> list[Task]:
    edition = listing.edition
    index = edition.works.index
    if not index.works:
        return []
    by_surname: dict[str, list[Contributor]] = {}
    for record in edition.contributors:
        who = called(record)
        by_surname.setdefault(who, []).append(record)
    cited = {brief.id: brief.part("bibliography") for brief in edition.briefs}
    frame, made = listing.frame("work.html"), []
    for name, articles, surnames, leaf in index.entries:
        people = tuple(record for who in dict.fromkeys(surnames) for record in by_surname.get(who, ()))
        for one, those in leaves.in_order(articles, partial(urls.work, name)):
            made.append(
                Task(one.path, "work_html", (
                    *frame, ("work", edition.works.part(f"work {name}")), ("page", one),
                    ("articles", listing.several(those)), ("what they cite", Several(tuple([cited[i] for i in those]))),
                    ("contributors", people), ("list", leaf),
                ))
            )  # fmt: skip
    frame = listing.frame("works.html")
    pages = index.leaves
    if pages[0].path != urls.WORKS:
        pages = (WorksLeaf(urls.WORKS, articles=index.most), *pages)
    # The list's pages see its letters alone of the index, the first one its counts too.
    counts = msgspec.structs.replace(index, leaves=(), entries=(), surnames=(), most=())
    first, other = told(counts), told(msgspec.structs.replace(counts, works=0, notes=0))
    for one in pages:
        these = edition.works.part(one.path) or edition.works.part("most cited")
        made.append(
            Task(one.path, "works_html", (
                *frame, ("page", one), ("index", first if one.path == urls.WORKS else other), ("works", these),
                ("articles", listing.several(one.articles)), ("one article", len(edition.briefs) == 1),
            ))
        )  # fmt: skip
    return made


def _cards(listing: _Listing) -> list[Task]:
    """The cards that links show, a task for each bucket that holds any."""
    edition = listing.edition
    openings: dict[str, list[Opening]] = {}
    for brief in edition.briefs:
        assert brief.card
        one = previews.opening(brief.card, brief.beginning)
        openings.setdefault(urls.bucket(one.path), []).append(one)
    known = {person.href: person for person in listing.people}
    lives: dict[str, list[Life]] = {}
    for record in edition.contributors:
        path = urls.contributor(record.id)
        person = known.get(urls.relative(path, urls.HOME))
        life = Life(path, record.name, person.articles if person else 0, person.about if person else "")
        lives.setdefault(urls.bucket(path), []).append(life)
    template, made = closure(listing.theme, "card.html"), []
    for bucket in (f"{n:02x}" for n in range(256)):
        works = edition.works.part(f"cards {bucket}")
        own = (tuple(openings.get(bucket, ())), tuple(lives.get(bucket, ())))
        if works or any(own):
            inputs = (("template", template), ("works", works), ("articles", own[0]), ("contributors", own[1]))
            made.append(Task(urls.cards(bucket), "cards_js", inputs))
    return made


def _frame_pages(listing: _Listing) -> list[Task]:
    edition = listing.edition
    made = [
        _home(listing), *_years(listing),
        Task(urls.SEARCH, "search_html", listing.frame("search.html")),
        Task(urls.LOST, "lost_html", listing.frame("404.html")),
    ]  # fmt: skip
    frame = listing.frame("page.html")
    return [*made, *(Task(urls.page(p.id), "prose_html", (*frame, ("page", p))) for p in edition.pages)]


def _home(listing: _Listing) -> Task:
    edition, newest, index = listing.edition, listing.newest, listing.edition.works.index
    here, rest = newest[: leaves.ARTICLES_PER_PAGE], newest[leaves.ARTICLES_PER_PAGE :]
    older = next((leaf.path for leaf, those in listing.years if rest[0].id in those), "")
    holdings = Holdings(len(newest), sum(c.notes for c in newest), sum(c.paragraphs for c in newest))
    opened = next((brief.ref for brief in edition.briefs if newest and brief.id == newest[0].id), None)
    return Task(urls.HOME, "home_html", (
        *listing.frame("home.html"), ("articles", listing.several(card.id for card in here)),
        ("newest article", opened), ("years", leaves.ways(listing.years)), ("the older articles", older),
        ("people", listing.people[:PEOPLE_AT_HOME]), ("more people", len(listing.people) > PEOPLE_AT_HOME),
        ("how much it holds", holdings), ("how many works", (index.works, index.notes)),
        ("works cited most", edition.works.part("most cited")),
        ("the articles that cite them", listing.several(index.most)),
    ))  # fmt: skip


def _years(listing: _Listing) -> list[Task]:
    """The pages of every year, where the home page has not room for all."""
    frame, years = listing.frame("articles.html"), leaves.ways(listing.years)
    return [
        Task(leaf.path, "articles_html", (
            *frame, ("page", leaf), ("years", years), ("articles", listing.several(those)),
        ))
        for leaf, those in listing.years
    ]  # fmt: skip


def _names(listing: _Listing) -> list[Task]:
    """The index of names: its one page, or the page of its letters and a page for each."""
    edition, headings = listing.edition, listing.headings
    if not headings:
        return []
    found: dict[str, list[Several]] = {leaf.path: [] for leaf, _ in listing.index}
    for brief in edition.briefs:
        own: dict[str, list[Occurrences]] = {}
        for one in edition.names.get(brief.id, ()):
            if one.entry in headings:
                own.setdefault(headings[one.entry].leaf, []).append(one)
        for path, those in own.items():
            found[path].append(Several((brief.told, tuple(those))))
    frame, ways = listing.frame("names.html"), leaves.ways(listing.index)
    made = []
    for leaf, entries in listing.index:
        shown = tuple(headings[entry] for entry in entries)
        others = sorted({i for h in shown for i in h.see_also if i in headings and headings[i].leaf != leaf.path})
        made.append(
            Task(leaf.path, "names_html", (
                *frame, ("page", leaf), ("letters", ways), ("entries", shown),
                ("entries they point to", tuple(headings[i] for i in others)),
                ("places", Several(tuple(found[leaf.path]))), ("how many", 0),
            ))
        )  # fmt: skip
    if ways:
        nothing = (("entries", ()), ("entries they point to", ()), ("places", Several(())))
        front = (*frame, ("page", Leaf(urls.NAMES)), ("letters", ways), *nothing, ("how many", len(headings)))
        made.append(Task(urls.NAMES, "names_html", front))
    return made


def _plain_files(listing: _Listing) -> dict[str, str]:
    edition = listing.edition
    paths = ["", *(urls.article(b.id) for b in edition.briefs), *_pages_of_contributors(listing)]
    paths += [*dict.fromkeys([urls.CONTRIBUTORS, *(leaf.path for leaf, _ in listing.letters)])]
    paths += [leaf.path for leaf, _ in listing.years]
    paths += [*(urls.page(p.id) for p in edition.pages)]
    index = edition.works.index
    paths += [*dict.fromkeys([urls.WORKS, *(leaf.path for leaf in index.leaves)])] if index.works else []
    for name, articles, *_ in index.entries:
        paths += [leaf.path for leaf, _ in leaves.in_order(articles, partial(urls.work, name))]
    paths += [*dict.fromkeys([urls.NAMES, *(leaf.path for leaf, _ in listing.index)])] if edition.headings else []
    return signposts(edition.settings, paths)
