"""What the pages of works may see, and the places where works stand on other pages: references, notices, a person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from edition import names, references, urls
from edition.bibliography import Bibliography, How
from edition.cards import Card, Entry, Link, When, entry, when
from edition.catalogue import NAMED, Index, Listed, Shelf, Use
from edition.catalogue import Entry as WorkEntry
from edition.citing import Meta
from edition.concordance import fullest
from edition.frames import Around, Frame, frame
from edition.html import Html, is_safe, linked
from edition.leaves import Leaf, Leafing, headed, leafing
from edition.model import Contributor, Name
from edition.persons import folded_words

# ——— on other pages ———


class NoteLink(msgspec.Struct, frozen=True):
    """A note, a mark of one, or a numbered paragraph."""

    number: str
    href: str


class CitedIn(msgspec.Struct, frozen=True):
    """The notes of one article; `article` names it shortly where there are several ("Doe and Roe 2020"). Or no notes,
    but how many `more` articles the work's page at `href` tells of."""

    article: str
    href: str
    notes: tuple[NoteLink, ...]
    more: int = 0


class Reference(msgspec.Struct, frozen=True):
    id: str
    text: Html
    cited: tuple[CitedIn, ...]


class Antecedent(msgspec.Struct, frozen=True):
    """What a short note stands for: a note, and the work in few words."""

    number: str
    href: str
    work: Html


Shelved = tuple[Shelf, ...]  # one for each work of a bibliography


def article_references(own: Bibliography, shelved: Shelved, on: str) -> tuple[Reference, ...]:
    """The article's references, in alphabetical order."""
    joined: dict[str, list[int]] = {}
    for n, shelf in enumerate(shelved):
        joined.setdefault(shelf.id, []).append(n)
    out = []
    for name, those in joined.items():
        shelf = shelved[those[0]]
        work, page = shelf.work or fullest([own.works[n].work for n in those]), shelf.page
        notes = sorted({(c.place, c.note) for n in those for c in own.works[n].citings})
        links = tuple(NoteLink(note, f"#{urls.note(note)}") for _, note in notes)
        text = references.reference(work, urls.relative(page, on) if page else "")
        found = Reference(urls.reference(name), text, (CitedIn("", "", links),))
        out.append((references.sort_key(work), name, found))
    return tuple(found for _, _, found in sorted(out, key=lambda one: one[:2]))


def standings(own: Bibliography, shelved: Shelved, on: str) -> Mapping[str, Antecedent]:
    """What each short note stands for."""
    return {
        one.note: Antecedent(
            one.antecedent,
            urls.relative(f"{on}#{urls.note(one.antecedent)}", on),
            references.short(shelved[one.work].work or own.works[one.work].work) if one.work >= 0 else Html(),
        )
        for one in own.standings
    }


def citation_tags(own: Bibliography) -> tuple[Meta, ...]:
    """`citation_reference` for each work, in the form that Google Scholar reads."""
    out = []
    for cited in own.works:
        work = cited.work
        pairs = [("citation_title", work.title)]
        pairs += [("citation_author", references.plain_name(n)) for n in work.author or work.editor or work.translator]
        box = "citation_journal_title" if work.type.startswith("article") else "citation_inbook_title"
        pairs += [
            (box, work.container_title),
            ("citation_publisher", work.publisher),
            ("citation_volume", work.volume),
            ("citation_issue", work.issue),
            ("citation_publication_date", work.issued.replace("-", "/")),
            ("citation_doi", work.doi),
        ]
        said = "; ".join(f"{name}={value.replace(';', ',')}" for name, value in pairs if value)
        out.append(Meta("citation_reference", said if work.title else references.text(work)))
    return tuple(out)


def short_name(card: Card) -> str:
    """The article in an author's name and a year: "Doe and Roe 2020"."""
    who = [names.family(c.name, c.sort_name) for c in card.contributions if c.role == "author"]
    listed = f"{who[0]} et al." if len(who) > 2 else names.listed(who) or card.title
    return f"{listed} {card.published[:4]}".strip()


def listing(these: Sequence[Listed], cards: Sequence[Card], on: str, *, alone: bool) -> tuple[Reference, ...]:
    """The works with a link to each note that cites them; the only article of an edition goes unnamed (`alone`)."""
    known = {card.id: card for card in cards}
    out = []
    for one in these:
        href = urls.relative(one.href, on) if one.paged else ""
        out.append(Reference(one.id, references.reference(one.work, href), _cited_in(one, known, on, alone)))
    return tuple(out)


class Leaning(msgspec.Struct, frozen=True):
    """What the edition leans on: how many works its notes cite, in how many notes, and those cited most."""

    works: int = 0
    notes: int = 0
    most: tuple[Listed, ...] = ()


def notice(these: Sequence[Listed], cards: Sequence[Card], on: str, *, alone: bool) -> tuple[Reference, ...]:
    """The works in few words, as the home page lists them."""
    known = {card.id: card for card in cards}
    return tuple(
        Reference(one.id, references.dated(one.work, urls.relative(one.href, on)), _cited_in(one, known, on, alone))
        for one in these
    )


def _cited_in(one: Listed, known: Mapping[str, Card], on: str, alone: bool) -> tuple[CitedIn, ...]:
    named = tuple(
        CitedIn(
            "" if alone else short_name(known[article]),
            urls.relative(known[article].url, on),
            tuple(NoteLink(n, urls.relative(f"{known[article].url}#{urls.note(n)}", on)) for n in notes),
        )
        for article, notes in one.notes[:NAMED]
        if article in known
    )
    rest = len(one.notes) - NAMED
    return (*named, CitedIn("", urls.relative(one.href, on), (), rest)) if rest > 0 else named


# ——— persons ———


def is_by(person: Name, contributor: Contributor, printed: Sequence[str] = ()) -> bool:
    """Whether the name in a citation is the contributor's: the same family name and first given name, written out, and
    no further name that speaks against it. An initial alone is nobody's."""
    given = folded_words(person.given)
    if not given or len(given[0]) < 2:
        return False
    sorted_names = [contributor.sort_name or names.sort_name(contributor.name), *map(names.sort_name, printed)]
    for name in sorted_names:
        family, _, first = name.partition(",")
        theirs = folded_words(first)
        if theirs[:1] != given[:1] or folded_words(family) != folded_words(person.family):
            continue
        further = zip(theirs[1:], given[1:], strict=False)
        if all(a == b or (a[0] == b[0] and 1 in (len(a), len(b))) for a, b in further):
            return True
    return False


def works_by(
    contributor: Contributor, printed: Sequence[str], these: Sequence[Listed], cards: Sequence[Card], on: str
) -> tuple[Reference, ...]:
    """The works of the contributor's that notes cite."""
    own = [one for one in these if any(is_by(n, contributor, printed) for n in (*one.work.author, *one.work.editor))]
    return listing(own, cards, on, alone=False)


# ——— the page of a work ———


class Way(msgspec.Struct, frozen=True):
    """The way to another mark of the work: of which note, in or after which paragraph ("" before the first)."""

    note: str
    paragraph: str
    href: str


class Passage(msgspec.Struct, frozen=True):
    """A note that cites the work: the sentence that carries its mark, before and after it, and the ways from there.
    Without a mark the sentence is empty."""

    before: str
    after: str
    mark: NoteLink | None
    how: How
    spot: str
    paragraph: NoteLink | None
    note: NoteLink
    section: Link | None
    previous: Way | None
    following: Way | None


class Citings(msgspec.Struct, frozen=True):
    """The passages of one article; `section` where they all stand in one."""

    entry: Entry
    section: Link | None
    passages: tuple[Passage, ...]


class Print(msgspec.Struct, frozen=True):
    """A citation as a note prints it."""

    text: Html
    article: str
    note: NoteLink
    stands_for: NoteLink | None


class WorkPage(msgspec.Struct, frozen=True):
    """A work; where many `articles` cite it, with some of its `uses`, and how often those do (`times`)."""

    frame: Frame
    title: str
    byline: str
    year: str
    times: int
    articles: int
    leafing: Leafing
    uses: tuple[Citings, ...]
    printed: tuple[Print, ...]
    reference: Html
    beside: tuple[Reference, ...]
    authors: tuple[Link, ...]
    editors: tuple[Link, ...]
    translators: tuple[Link, ...]
    container: str
    volume: str
    issue: str
    pages: str
    place: str
    publisher: str
    issued: When
    doi: str
    isbn: str
    url: str
    lost: tuple[NoteLink, ...]
    evidence: tuple[str, ...]
    joined: bool
    list: str


def work_page(
    around: Around,
    made: WorkEntry,
    one: Leaf,
    cards: Sequence[Card],
    contributors: Sequence[Contributor],
    leaf: str,
) -> WorkPage:
    """The page `one` of the work; `cards` are those of the articles there that cite it, `contributors` those who may
    have written it; `leaf` is where it stands in the list of works."""
    path, work = one.path, made.work
    known = {card.id: card for card in cards}
    several = made.articles > 1
    year = work.issued[:4]
    named = ", ".join(filter(None, (references.short_title(work), references.families(work), year)))

    def people(those: Sequence[Name]) -> tuple[Link, ...]:
        out = []
        for name in those:
            match = next((c for c in contributors if is_by(name, c)), None)
            href = urls.relative(urls.contributor(match.id), path) if match else ""
            out.append(Link(references.plain_name(name, work), href))
        return tuple(out)

    first = next((use for use in made.uses if use.lost), None)
    return WorkPage(
        frame=frame(around, path=path, title=headed(named, one), description=references.text(work), kind="work"),
        title=references.title(work),
        byline=references.byline(work),
        year=year,
        times=sum(len({c.note for c in use.citings}) for use in made.uses),
        articles=made.articles,
        leafing=leafing(one, ()),
        uses=tuple(_citings(use, known[use.article], path) for use in made.uses),
        printed=tuple(
            Print(
                linked(citing.printed),
                short_name(known[use.article]) if several else "",
                _note(use, citing.note, path),
                _note(use, citing.stands_for, path) if citing.stands_for else None,
            )
            for use in made.uses
            for citing in use.citings
        ),
        reference=references.reference(work),
        beside=listing(made.beside, cards, path, alone=not several) if one.nth == 1 else (),
        authors=people(work.author),
        editors=people(work.editor),
        translators=people(work.translator),
        container=work.container_title,
        volume=work.volume,
        issue=work.issue,
        pages=work.page,
        place=work.publisher_place,
        publisher=work.publisher,
        issued=when(work.issued),
        doi=work.doi,
        isbn=work.isbn,
        url=work.url if is_safe(work.url) else "",
        lost=(_note(first, first.lost, path),) if first and not (work.url or work.doi) else (),
        evidence=made.evidence,
        joined=made.joined,
        list=urls.relative(f"{leaf}#{made.id}", path),
    )


def _note(use: Use, note: str, on: str) -> NoteLink:
    return NoteLink(note, urls.relative(f"{urls.article(use.article)}#{urls.note(note)}", on))


def _citings(use: Use, card: Card, on: str) -> Citings:
    titles = dict(use.sections)
    sections = {mark.section for mark in use.marks}

    def at(fragment: str) -> str:
        return urls.relative(f"{urls.article(use.article)}#{fragment}", on)

    def section(name: str) -> Link | None:
        return Link(titles[name], at(name)) if titles.get(name) else None

    def way(n: int) -> Way | None:
        if not 0 <= n < len(use.marks):
            return None
        mark = use.marks[n]
        return Way(mark.note, mark.near[1:], at(urls.mark(mark.note, mark.nth)))

    how: dict[str, How] = {}
    for citing in use.citings:
        how.setdefault(citing.note, citing.how)
    passages = []
    for n, mark in enumerate(use.marks):
        near = mark.near if mark.spot in ("paragraph", "block") else ""
        passages.append(
            Passage(
                mark.before,
                mark.after,
                NoteLink(mark.note, at(urls.mark(mark.note, mark.nth))),
                how[mark.note],
                mark.spot,
                NoteLink(near[1:], at(near)) if near else None,
                _note(use, mark.note, on),
                section(mark.section) if len(sections) > 1 else None,
                way(n - 1),
                way(n + 1),
            )
        )
    marked = {mark.note for mark in use.marks}
    for note, form in how.items():
        if note not in marked:
            passages.append(Passage("", "", None, form, "", None, _note(use, note, on), None, None, None))
    return Citings(entry(card, on), section(next(iter(sections))) if len(sections) == 1 else None, tuple(passages))


# ——— the list ———


class WorksPage(msgspec.Struct, frozen=True):
    """A page of the list: all works, those of one letter, or, before the letters of a long list, those cited most. How
    many `works` there are in how many `notes` is told where the list begins, and 0 elsewhere."""

    frame: Frame
    works: int
    notes: int
    leafing: Leafing
    entries: tuple[Reference, ...]


def works_page(
    around: Around, leaf: Leaf, these: Sequence[Listed], index: Index, cards: Sequence[Card], alone: bool
) -> WorksPage:
    """`cards` are those of the articles that cite these works."""
    said = f"The works that the notes of {around.settings.title} cite."
    return WorksPage(
        frame(around, path=leaf.path, title=headed("Works cited", leaf), description=said, kind="works"),
        index.works,
        index.notes,
        leafing(leaf, index.letters),
        listing(these, cards, leaf.path, alone=alone),
    )
