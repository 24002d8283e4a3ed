"""The steps of a build: module-level pure functions, so that what they look at is what they are given.

Each gets its inputs in order: a Ref as the article it leads to, a File or a Part as bytes, a Closure as (theme, name),
a Told as its value, a Several as a tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from edition import listviews, previews, views
from edition.briefs import Life
from edition.cards import Card
from edition.catalogue import Glimpse
from edition.content import Taken
from edition.files import digest
from edition.frames import Around
from edition.indexview import named, names_page
from edition.keys import encode
from edition.leaves import Leaf, Way
from edition.listviews import Holdings, Person
from edition.model import Contributor, ProsePage
from edition.related import Profile, Relation, related, shown
from edition.render import Theme, page
from edition.search_documents import Document, Extent, frequencies, passages_file
from edition.search_shards import collection_file
from edition.searched import bare, document
from edition.subjects import Heading, Occurrences
from edition.views import Portrait
from edition.worksteps import bibliography_of, glimpses_of, listed_of, shelved_of, work_html, works_html
from edition.workviews import Leaning

Template = tuple[Theme, str]


# ——— of one article ———


def searched(taken: Taken, own: Card, cited: bytes) -> Document:
    """The article as the search knows it: what both steps below are made of."""
    assert taken.article is not None
    return document(taken.article, own, bibliography_of(cited))


def counted(made: Document, fields: tuple[dict[str, int], ...]) -> bytes:
    """The article's term frequencies, from the tallies of its fields."""
    return encode(frequencies(made, fields))


def passages_js(taken: Taken, own: Card, cited: bytes) -> bytes:
    """The texts of an article that the search page loads when the article is among the best."""
    return passages_file(searched(taken, own, cited))


def article_html(
    template: Template,
    taken: Taken,
    own: Card,
    around: Around,
    before: Card | None,
    after: Card | None,
    cited: bytes,
    shelved: bytes | None,
    near: tuple[Card, ...],
    relations: bytes | None,
    headings: tuple[Heading, ...] = (),
    found: tuple[Occurrences, ...] = (),
) -> bytes:
    assert taken.article is not None
    works = (bibliography_of(cited), shelved_of(shelved))
    told = msgspec.msgpack.decode(relations, type=tuple[Relation, ...]) if relations else ()
    kin = shown(tuple(zip(near, told, strict=True)), own, *works, headings)
    names = named(found, {h.id: h for h in headings}, own.url)
    return page(*template, views.article_page(taken.article, own, around, before, after, *works, names, kin))


def source_html(template: Template, around: Around, taken: Taken, own: Card, record: bytes, raw: bytes) -> bytes:
    from edition import collation, readers, records, witness, yaml_records  # noqa: PLC0415, readers are heavy and few builds need them

    article = taken.article
    assert article is not None
    assert article.source is not None
    said = yaml_records.read(record.decode(), "source.yaml", records.SourceRecord).record
    repair = article.source.encoding.endswith(readers.REPAIRED)
    text = readers.read(raw, article.source.file, repair=repair).text
    return page(*template, witness.source_page(article, own, around, text, collation.tiles(said.tiles)))


# ——— of the edition ———


def kindred(
    profiles: tuple[bytes, ...], works: tuple[tuple[str, tuple[str, ...]], ...], names: Mapping[str, tuple[str, ...]]
) -> bytes:
    """Which articles are related, in parts: by an article's id its relations; "" gives, by id, the articles they are to
    and the digests of these parts. `profiles` are encoded; `works` and `names` as `related` wants them."""
    known = [msgspec.msgpack.decode(raw, type=Profile) for raw in profiles]
    found = related(known, works, names)
    parts = {article: encode(these) for article, these in found.items()}
    to = {article: (tuple(one.article for one in these), digest(parts[article])) for article, these in found.items()}
    return encode({**parts, "": encode(to)})


def home_html(
    template: Template,
    around: Around,
    cards: tuple[Card, ...],
    latest: Taken | None,
    years: tuple[Way, ...],
    older: str,
    people: tuple[Person, ...],
    more_people: bool,
    holdings: Holdings,
    counts: tuple[int, int],
    most: bytes | None,
    citing: tuple[Card, ...],
) -> bytes:
    article, leaning = latest.article if latest else None, Leaning(*counts, listed_of(most))
    view = listviews.home_page(around, cards, article, years, older, people, more_people, holdings, leaning, citing)
    return page(*template, view)


def articles_html(
    template: Template, around: Around, leaf: Leaf, years: tuple[Way, ...], cards: tuple[Card, ...]
) -> bytes:
    return page(*template, listviews.articles_page(around, leaf, years, cards))


def contributor_html(
    template: Template,
    around: Around,
    record: Contributor,
    leaf: Leaf,
    printed: tuple[tuple[Card, bytes], ...],
    cited: bytes | None,
    citing: tuple[Card, ...],
) -> bytes:
    lives = [(card, msgspec.msgpack.decode(raw, type=Life)) for card, raw in printed]
    portraits = [Portrait(card, life.printed, life.biography) for card, life in lives]
    return page(*template, views.contributor_page(around, record, leaf, portraits, listed_of(cited), citing))


def contributors_html(
    template: Template, around: Around, leaf: Leaf, letters: tuple[Way, ...], people: tuple[Person, ...], many: int
) -> bytes:
    return page(*template, listviews.contributors_page(around, leaf, letters, people, many))


def names_html(
    template: Template,
    around: Around,
    leaf: Leaf,
    letters: tuple[Way, ...],
    headings: tuple[Heading, ...],
    elsewhere: tuple[Heading, ...],
    found: tuple[tuple[Card, tuple[Occurrences, ...]], ...],
    many: int,
) -> bytes:
    return page(*template, names_page(around, leaf, letters, headings, elsewhere, found, many))


def prose_html(template: Template, around: Around, prose: ProsePage) -> bytes:
    return page(*template, views.prose_page(around, prose))


def search_html(template: Template, around: Around) -> bytes:
    return page(*template, views.search_page(around))


def lost_html(template: Template, around: Around) -> bytes:
    return page(*template, views.lost_page(around))


def cards_js(
    template: Template, works: bytes | None, openings: tuple[previews.Opening, ...], lives: tuple[previews.Life, ...]
) -> bytes:
    """The cards of the pages of a bucket."""
    those: list[previews.Opening | previews.Life | Glimpse] = [*openings, *lives, *glimpses_of(works)]
    return previews.file({one.path: page(*template, previews.view(one)).decode() for one in those})


def collection_js(
    cards: tuple[Card, ...], topics: Mapping[str, tuple[str, ...]], extents: bytes, versions: Mapping[str, str]
) -> bytes:
    """What the search page knows of all articles; `versions` are the digests of the index's shards by path."""
    documents = [bare(card, (), topics.get(card.id, ())) for card in cards]
    return collection_file(documents, msgspec.msgpack.decode(extents, type=tuple[Extent, ...]), versions)


def copied(raw: bytes) -> bytes:
    return raw


def text_file(text: str) -> bytes:
    return text.encode()


STEPS: Mapping[str, Callable[..., bytes]] = {
    step.__name__: step
    for step in (
        copied, passages_js, text_file, article_html, source_html, home_html, articles_html, contributor_html,
        contributors_html, prose_html, search_html, lost_html, work_html, works_html, names_html, cards_js,
        collection_js,
    )
}  # fmt: skip
