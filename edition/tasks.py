"""The build as a list of values, `Task(path, step, inputs)`: a file of the site, a pure function, all it may look at.

The inputs are the dependency declaration: a task's key is made of them, and of nothing else but our own code. A step is
a function of this module, named in STEPS; a closure would be an undeclared input, so there is no way to pass one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from edition import cards, names, urls, views
from edition.cards import Byline, Card, newest_first
from edition.catalogue import Index, Leaf
from edition.content import Taken
from edition.frames import Around
from edition.indexview import named, names_page
from edition.model import Article, Contributor, Name, ProsePage, Settings
from edition.persons import surname
from edition.render import Closure, Theme, closure, page
from edition.search_documents import frequencies
from edition.search_shards import COLLECTION, Shelf, collection_file, passages_file, passages_path
from edition.searched import bare, document
from edition.signposts import signposts
from edition.subjects import Heading, Occurrences
from edition.text import plain_blocks
from edition.trees import Known
from edition.views import Person, Portrait
from edition.worksteps import bibliography_of, listed_of, shelved_of, work_html, works_html
from edition.workviews import Leaning


class Ref(msgspec.Struct, frozen=True):
    """The result of an earlier step, by its key; it is loaded only where a step has to run."""

    key: str


class File(msgspec.Struct, frozen=True):
    """A file's content, by its digest. `path` is where to find it ("content/...", "theme/...")."""

    path: str
    digest: str


class Part(msgspec.Struct, frozen=True):
    """One of the files that an earlier step made together, by its own digest; `key` is that step's."""

    key: str
    name: str
    digest: str


class Task(msgspec.Struct, frozen=True):
    """A file of the site. `inputs` are (name for people, value): values are Ref, File, Part, Closure or any frozen
    Struct,
    tuple or text."""

    path: str
    step: str
    inputs: tuple[tuple[str, Any], ...]


class Summary(msgspec.Struct, frozen=True):
    """What is known of an article without its text: `ref` leads to that, `cited` to its bibliography."""

    ref: Ref
    card: Card
    portraits: tuple[tuple[str, Portrait], ...]
    images: tuple[tuple[str, File], ...]
    cited: Part
    source: tuple[File, ...] | None = None

    @property
    def inputs(self) -> tuple[tuple[str, Any], ...]:
        """What steps that see the article and its card alone are made of."""
        return (("article", self.ref), ("card", self.card))

    @property
    def searched(self) -> tuple[tuple[str, Any], ...]:
        """What the search is made of."""
        return (*self.inputs, ("works", self.cited))


class Works(msgspec.Struct, frozen=True):
    """The catalogue of works: the key of the step that made it, the digests of its parts, and its index."""

    key: str = ""
    digests: Mapping[str, str] = {}
    index: Index = Index()

    def part(self, name: str) -> Part | None:
        """The part of this name (`catalogue.parts`); None where there is none."""
        return Part(self.key, name, self.digests[name]) if name in self.digests else None


class Collection(msgspec.Struct, frozen=True):
    """The edition as far as the list of tasks depends on it; articles by id."""

    settings: Settings
    contributors: tuple[Contributor, ...]
    summaries: tuple[Summary, ...]
    pages: tuple[tuple[ProsePage, str], ...]
    search: tuple[Part, ...] = ()
    works: Works = Works()
    headings: tuple[Heading, ...] = ()
    names: Mapping[str, tuple[Occurrences, ...]] = {}


# ——— keys ———

encode = msgspec.msgpack.Encoder(order="deterministic").encode


def input_digest(value: Any) -> str:
    """The digest that stands for an input in a key."""
    match value:
        case Ref(key):
            return key
        case File() | Part():
            return value.digest
        case Closure():
            return f"{value.name}:{value.digest}"
        case _:
            return hashlib.sha256(encode(value)).hexdigest()


def key(fingerprint: str, step: str, inputs: tuple[tuple[str, Any], ...]) -> str:
    """The key of a step's result: sha256 over code, step and inputs, each with its length before it."""
    made = hashlib.sha256()
    for part in (fingerprint, step, *(f"{name}={input_digest(value)}" for name, value in inputs)):
        raw = part.encode()
        made.update(len(raw).to_bytes(8, "big"))
        made.update(raw)
    return made.hexdigest()


# ——— the steps ———
# Each gets its inputs in order, a Ref as the value it leads to, a File as bytes, a Closure as (theme, name).


def copied(raw: bytes) -> bytes:
    return raw


def passages_js(taken: Taken, own: Card, cited: bytes) -> bytes:
    """The texts of an article that the search page loads when the article is among the best."""
    assert taken.article is not None
    return passages_file(document(taken.article, own, bibliography_of(cited)))


def text_file(text: str) -> bytes:
    return text.encode()


Template = tuple[Theme, str]


def names_html(
    template: Template, around: Around, headings: tuple[Heading, ...], found: tuple[tuple[Card, Any], ...]
) -> bytes:
    return page(*template, names_page(around, headings, found))


def article_html(
    template: Template,
    taken: Taken,
    own: Card,
    around: Around,
    before: Card | None,
    after: Card | None,
    cited: bytes,
    shelved: bytes | None,
    headings: tuple[Heading, ...] = (),
    found: tuple[Occurrences, ...] = (),
) -> bytes:
    assert taken.article is not None
    works = (bibliography_of(cited), shelved_of(shelved))
    names = named(found, {h.id: h for h in headings}, own.url)
    return page(*template, views.article_page(taken.article, own, around, before, after, *works, names))


def source_html(template: Template, around: Around, taken: Taken, own: Card, record: bytes, raw: bytes) -> bytes:
    from edition import collation, readers, records, witness  # noqa: PLC0415, readers are heavy and few builds need them

    article = taken.article
    assert article is not None
    assert article.source is not None
    said = records.read(record.decode(), "source.yaml", records.SourceRecord).record
    repair = article.source.encoding.endswith(readers.REPAIRED)
    text = readers.read(raw, article.source.file, repair=repair).text
    return page(*template, witness.source_page(article, own, around, text, collation.tiles(said.tiles)))


def home_html(
    template: Template,
    around: Around,
    cards: tuple[Card, ...],
    latest: Taken | None,
    people: tuple[Person, ...],
    counts: tuple[int, int],
    most: bytes | None,
) -> bytes:
    leaning = Leaning(*counts, listed_of(most))
    return page(*template, views.home_page(around, cards, latest.article if latest else None, people, leaning))


def contributor_html(
    template: Template,
    around: Around,
    record: Contributor,
    portraits: tuple[Portrait, ...],
    cited: bytes | None,
    citing: tuple[Card, ...],
) -> bytes:
    return page(*template, views.contributor_page(around, record, portraits, listed_of(cited), citing))


def contributors_html(template: Template, around: Around, people: tuple[Person, ...]) -> bytes:
    return page(*template, views.contributors_page(around, people))


def prose_html(template: Template, around: Around, prose: ProsePage) -> bytes:
    return page(*template, views.prose_page(around, prose))


def search_html(template: Template, around: Around) -> bytes:
    return page(*template, views.search_page(around))


def lost_html(template: Template, around: Around) -> bytes:
    return page(*template, views.lost_page(around))


STEPS: Mapping[str, Callable[..., bytes]] = {
    step.__name__: step
    for step in (
        copied, passages_js, text_file, article_html, source_html, home_html, contributor_html, contributors_html,
        prose_html, search_html, lost_html, work_html, works_html, names_html,
    )
}  # fmt: skip


# ——— the list ———


def tasks(edition: Collection, theme: Theme, assets: Mapping[str, Known]) -> list[Task]:
    """Every file of the site, in no order that matters. `assets` are the theme's files by their path in the site."""
    pages = tuple(cards.Link(p.title, urls.page(p.id)) for p, _ in edition.pages)
    around = Around(edition.settings, pages, works=edition.works.index.works > 0, names=bool(edition.headings))
    made = [*_articles(edition, theme, around), *_people(edition, theme, around), *_frame_pages(edition, theme, around)]
    made += _works(edition, theme, around)
    made += [Task(path, "copied", (("asset", File("theme/" + path, known.digest)),)) for path, known in assets.items()]
    made += [Task(path, "text_file", (("text", text),)) for path, text in _plain_files(edition).items()]
    made += [Task(part.name, "copied", (("index", part),)) for part in edition.search]
    if edition.headings:
        template = closure(theme, "names.html")
        found = tuple((s.card, edition.names.get(s.card.id, ())) for s in edition.summaries)
        inputs = (("template", template), ("edition", around), ("entries", edition.headings), ("places", found))
        made.append(Task(urls.NAMES, "names_html", inputs))
    return made


def _articles(edition: Collection, theme: Theme, around: Around) -> list[Task]:
    template = closure(theme, "article.html")
    cards = newest_first([s.card for s in edition.summaries])
    at = {card.id: n for n, card in enumerate(cards)}
    made = []
    for summary in edition.summaries:
        n = at[summary.card.id]
        made.append(
            Task(summary.card.url, "article_html", (
                ("template", template), ("article", summary.ref), ("card", summary.card), ("edition", around),
                ("the article before", cards[n + 1] if n + 1 < len(cards) else None),
                ("the article after", cards[n - 1] if n else None), ("works", summary.cited),
                ("their places in the catalogue", edition.works.part(f"article {summary.card.id}")),
                *_names_of(edition, summary),
            ))
        )  # fmt: skip
        inputs = summary.inputs
        made.append(Task(passages_path(summary.card.id), "passages_js", summary.searched))
        if summary.source:
            record, raw = summary.source
            frame_ = (("template", closure(theme, "source.html")), ("edition", around))
            files = (("tiles", record), ("source", raw))
            made.append(Task(urls.source(summary.card.id), "source_html", (*frame_, *inputs, *files)))
        made += [Task(urls.image(summary.card.id, name), "copied", (("image", file),)) for name, file in summary.images]
    return made


def _names_of(edition: Collection, summary: Summary) -> tuple[tuple[str, Any], ...]:
    """The entries of the index that stand in the article, and where."""
    found = edition.names.get(summary.card.id, ())
    own = {o.entry for o in found}
    return (("names", tuple(h for h in edition.headings if h.id in own)), ("their places", found)) if found else ()


def people(edition: Collection, on: str) -> tuple[Person, ...]:
    """The contributors with at least one article, those of the newest article first, as the page `on` links them."""
    cards = newest_first([s.card for s in edition.summaries])
    known = {c.id: c for c in edition.contributors}
    lives = {(p.card.id, who): p for s in edition.summaries for who, p in s.portraits}
    counts: dict[str, int] = {}
    first: dict[str, tuple[Card, Byline]] = {}
    for card in cards:
        for byline in card.contributions:
            counts[byline.id] = counts.get(byline.id, 0) + 1
            first.setdefault(byline.id, (card, byline))
    out = []
    for who, (card, byline) in first.items():
        life = lives.get((card.id, who))
        record = known.get(who)
        name = record.name if record else byline.name
        about = views.about_person(plain_blocks(life.biography), name) if life else ""
        out.append(Person(name, byline.sort_name, urls.relative(urls.contributor(who), on), counts[who], about))
    return tuple(out)


def _people(edition: Collection, theme: Theme, around: Around) -> list[Task]:
    template = closure(theme, "contributor.html")
    own: dict[str, list[Portrait]] = {}
    for summary in edition.summaries:
        for who, portrait in summary.portraits:
            own.setdefault(who, []).append(portrait)
    known = {s.card.id: s.card for s in edition.summaries}
    citing = dict(edition.works.index.surnames)
    made = []
    for record in edition.contributors:
        who = surname(Name(family=names.family(record.name, record.sort_name)))
        made.append(
            Task(urls.contributor(record.id), "contributor_html", (
                ("template", template), ("edition", around), ("contributor", record),
                ("articles", tuple(own.get(record.id, ()))),
                ("works of that surname", edition.works.part(f"author {who}")),
                ("the articles that cite them", tuple(known[i] for i in citing.get(who, ()))),
            ))
        )  # fmt: skip
    listing = (
        ("template", closure(theme, "contributors.html")),
        ("edition", around),
        ("people", people(edition, urls.CONTRIBUTORS)),
    )
    return [*made, Task(urls.CONTRIBUTORS, "contributors_html", listing)]


def _works(edition: Collection, theme: Theme, around: Around) -> list[Task]:
    index = edition.works.index
    if not index.works:
        return []
    known = {s.card.id: s.card for s in edition.summaries}
    by_surname: dict[str, list[Contributor]] = {}
    for record in edition.contributors:
        who = surname(Name(family=names.family(record.name, record.sort_name)))
        by_surname.setdefault(who, []).append(record)
    template, made = closure(theme, "work.html"), []
    for name, articles, surnames, leaf in index.entries:
        people = tuple(record for who in dict.fromkeys(surnames) for record in by_surname.get(who, ()))
        made.append(
            Task(urls.work(name), "work_html", (
                ("template", template), ("edition", around), ("work", edition.works.part(f"work {name}")),
                ("articles", tuple(known[i] for i in articles)), ("contributors", people), ("list", leaf),
            ))
        )  # fmt: skip
    template = closure(theme, "works.html")
    leaves = index.leaves if index.leaves[0].path == urls.WORKS else (Leaf(urls.WORKS, "", index.most), *index.leaves)
    # The list's pages see the counts and letters alone of the index.
    bare = msgspec.structs.replace(index, leaves=(), entries=(), surnames=(), most=())
    for one in leaves:
        these = edition.works.part(one.path) or edition.works.part("most cited")
        made.append(
            Task(one.path, "works_html", (
                ("template", template), ("edition", around), ("page", one), ("index", bare), ("works", these),
                ("articles", tuple(known[i] for i in one.articles)), ("one article", len(known) == 1),
            ))
        )  # fmt: skip
    return made


def _frame_pages(edition: Collection, theme: Theme, around: Around) -> list[Task]:
    cards = newest_first([s.card for s in edition.summaries])
    refs = {s.card.id: s.ref for s in edition.summaries}
    made = [
        Task(urls.HOME, "home_html", (
            ("template", closure(theme, "home.html")), ("edition", around), ("articles", tuple(cards)),
            ("newest article", refs[cards[0].id] if cards else None), ("people", people(edition, urls.HOME)),
            ("how many works", (edition.works.index.works, edition.works.index.notes)),
            ("works cited most", edition.works.part("most cited")),
        )),
        Task(urls.SEARCH, "search_html", (("template", closure(theme, "search.html")), ("edition", around))),
        Task(urls.LOST, "lost_html", (("template", closure(theme, "404.html")), ("edition", around))),
    ]  # fmt: skip
    for prose, _ in edition.pages:
        inputs = (("template", closure(theme, "page.html")), ("edition", around), ("page", prose))
        made.append(Task(urls.page(prose.id), "prose_html", inputs))
    return made


def _plain_files(edition: Collection) -> dict[str, str]:
    paths = ["", *(s.card.url for s in edition.summaries), *(urls.contributor(c.id) for c in edition.contributors)]
    paths += [urls.CONTRIBUTORS, *(urls.page(p.id) for p, _ in edition.pages)]
    index = edition.works.index
    paths += [*dict.fromkeys([urls.WORKS, *(leaf.path for leaf in index.leaves)])] if index.works else []
    paths += [urls.work(name) for name, *_ in index.entries]
    paths += [urls.NAMES] if edition.headings else []
    return signposts(edition.settings, paths)


# ——— the steps before the list ———


def counted(taken: Taken, own: Card, cited: bytes) -> bytes:
    """The article's term frequencies, encoded."""
    assert taken.article is not None
    return encode(frequencies(document(taken.article, own, bibliography_of(cited))))


def search_index(cards: Sequence[Card], subjects: Mapping[str, tuple[str, ...]], shelf: Shelf) -> bytes:
    """The files of the search index by path, encoded; all but the articles' own texts."""
    documents = [bare(card, (), subjects.get(card.id, ())) for card in cards]
    return encode({**shelf.shards, COLLECTION: collection_file(documents, shelf.extents, shelf.shards)})


def summary(
    taken: Taken, contributors: tuple[Contributor, ...], language: str
) -> tuple[Card, tuple[tuple[str, Portrait], ...]]:
    """The card of an article and what its contributors' pages show of it. `contributors` are those it names."""
    article: Article | None = taken.article
    assert article is not None
    own = cards.card(article, contributors, language)
    return own, tuple((c.contributor, Portrait(own, c.name, c.biography)) for c in article.contributions)
