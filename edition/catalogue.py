"""The works that the edition's notes cite, across its articles: each once, with a name for ever and who cites it.

It is made from the articles' bibliographies and the edition's own records of works, and given out in parts, so that a
page sees the works it shows and no others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from edition import leaves, names, references, urls
from edition.bibliography import Bibliography, Citing, overlaid
from edition.concordance import fullest, groups
from edition.leaves import by_letter
from edition.likeness import likeness, people_of
from edition.model import Contributor, Name, Work, WorkAuthority
from edition.persons import surname
from edition.problems import Place, Problem
from edition.sentences import Occurrence

MOST_CITED = 5
MOST_BESIDE = 40
# So many articles are named where a list of works says who cites one; its own page names all.
NAMED = 20


class Use(msgspec.Struct, frozen=True):
    """A work in one article: its citations there, the marks of those notes, the titles of their sections, and its
    places in the article's bibliography."""

    article: str
    citings: tuple[Citing, ...]
    marks: tuple[Occurrence, ...]
    sections: tuple[tuple[str, str], ...]
    lost: str
    places: tuple[int, ...]


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
    works cited in the same sections."""

    id: str
    work: Work
    uses: tuple[Use, ...]
    evidence: tuple[str, ...] = ()
    recorded: bool = False
    joined: bool = False
    beside: tuple[Listed, ...] = ()


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
    letters: tuple[tuple[str, str, int], ...] = ()
    most: tuple[str, ...] = ()
    surnames: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Catalogue(msgspec.Struct, frozen=True):
    """The entries in alphabetical order, what each is sorted as, and what the archivist's records say that fits
    nothing."""

    entries: tuple[Entry, ...]
    sorted_as: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def catalogue(bibliographies: Sequence[Bibliography], authorities: Sequence[WorkAuthority] = ()) -> Catalogue:
    """The works of the bibliographies (bare ones will do), which come in the articles' order; `authorities` by id."""
    local = [(one, place) for one in bibliographies for place in range(len(one.works))]
    told = [one.works[place] for one, place in local]
    ofnote: dict[str, list[int]] = {}
    for n, (one, place) in enumerate(local):
        for note in one.works[place].notes:
            ofnote.setdefault(f"{one.article}#{urls.note(note)}", []).append(n)
    apart = {n for a in authorities for at in a.apart for n in ofnote.get(at, ())}
    found = groups([cited.work for cited in told], apart)
    members = [list(g.members) for g in found]
    evidence = [[*g.evidence, *(e for n in g.members for e in told[n].evidence)] for g in found]
    works = [fullest([told[n].work for n in m]) for m in members]
    ids = _ids(works, {a.id for a in authorities})
    of = {n: g for g, m in enumerate(members) for n in m}
    owner, problems = _claimed(authorities, works, ids, of, ofnote)
    joined: dict[str, list[int]] = {}
    for g in range(len(members)):
        joined.setdefault(owner.get(g, ids[g]), []).append(g)
    records = {a.id: a for a in authorities}
    entries = []
    for name in dict.fromkeys([*joined, *records]):
        those = joined.get(name, [])
        record = records.get(name)
        work = fullest([works[g] for g in those]) if those else Work()
        if record:
            work = overlaid(work, record.work, record.given)
        uses = tuple(_uses([local[n] for n in sorted(n for g in those for n in members[g])]))
        why = tuple(dict.fromkeys(e for g in those for e in evidence[g]))
        entries.append(Entry(name, work, uses, why, record is not None, len(those) > 1))
    keys = {entry.id: references.sort_key(entry.work) for entry in entries}
    entries.sort(key=lambda e: (*keys[e.id], e.id))
    return Catalogue(tuple(entries), tuple(keys[entry.id][0] for entry in entries), tuple(problems))


def _ids(works: Sequence[Work], taken: set[str]) -> list[str]:
    """A name for each work, numbered where two would share one; a record's name belongs to the first that has it."""
    counts: dict[str, int] = {}
    used: set[str] = set()
    out: list[str] = []
    for work in works:
        stem = references.slug(work) or "work"
        name, n = stem, counts.get(stem, 1)
        while name in used or (n > 1 and name in taken):
            n += 1
            name = f"{stem}-{n}"
        counts[stem] = n
        used.add(name)
        out.append(name)
    return out


def _claimed(
    authorities: Sequence[WorkAuthority],
    works: Sequence[Work],
    ids: Sequence[str],
    of: Mapping[int, int],
    ofnote: Mapping[str, Sequence[int]],
) -> tuple[dict[int, str], list[Problem]]:
    """Which groups belong to which record, and what the records say that fits nothing."""
    by_id = {name: g for g, name in enumerate(ids)}
    owner: dict[int, str] = {}
    problems: list[Problem] = []
    for record in authorities:
        place = Place(f"content/works/{record.id}.yaml")
        avoid = {of[n] for at in record.apart for n in ofnote.get(at, ())}
        mine = {by_id[record.id]} if record.id in by_id else set()
        for at in record.same_as:
            named = {of[n] for n in ofnote.get(at, ())} | ({by_id[at]} if at in by_id else set())
            if not named:
                problems.append(_unfound(at, place))
            mine |= named
        problems += [_unfound(at, place) for at in record.apart if at not in ofnote]
        if record.work.title:
            mine |= {g for g, work in enumerate(works) if work.title and likeness(record.work, work).same}
        mine = {g for g in mine - avoid if g not in owner}
        owner.update(dict.fromkeys(sorted(mine), record.id))
        if not mine:
            problems.append(
                Problem(
                    "C109", "no note cites this work", place,
                    "Name it as works.html names it, or say in same_as what cites it.", "warning",
                )
            )  # fmt: skip
    return owner, problems


def _unfound(at: str, place: Place) -> Problem:
    remedy = "Write a work's name as works.html has it, or a note that cites: 2020-doe-example#note-8."
    return Problem("C109", f"nothing is cited as “{at}”", place, remedy, "warning")


def placed(entry: Entry, bibliographies: Sequence[Bibliography]) -> Entry:
    """The entry of a work's page with the marks and sections of each use, from the bibliographies of its articles."""
    known = {one.article: one for one in bibliographies}
    uses = []
    for use in entry.uses:
        marks, sections = _places(known[use.article], {citing.note for citing in use.citings})
        uses.append(msgspec.structs.replace(use, marks=marks, sections=sections))
    return msgspec.structs.replace(entry, uses=tuple(uses))


def _places(one: Bibliography, notes: set[str]) -> tuple[tuple[Occurrence, ...], tuple[tuple[str, str], ...]]:
    """The marks of the notes, and the titles of the sections they stand in."""
    marks = tuple(mark for mark in one.marks if mark.note in notes)
    inside = {mark.section for mark in marks}
    return marks, tuple(s for s in one.sections if s[0] in inside)


def _uses(those: Sequence[tuple[Bibliography, int]]) -> Iterator[Use]:
    """The uses of one work, one for each article."""
    by_article: dict[str, list[tuple[Bibliography, int]]] = {}
    for one, place in those:
        by_article.setdefault(one.article, []).append((one, place))
    for article, own in by_article.items():
        one = own[0][0]
        cited = [one.works[place] for _, place in own]
        citings = sorted((c for each in cited for c in each.citings), key=lambda c: c.place)
        marks, sections = _places(one, {citing.note for citing in citings})
        lost = next((each.lost for each in cited if each.lost), "")
        yield Use(article, tuple(citings), marks, sections, lost, tuple(place for _, place in own))


# ——— in parts ———


def called(contributor: Contributor) -> str:
    """The surname that a citation may call a contributor by, as `people_of` gives it."""
    return surname(Name(family=names.family(contributor.name, contributor.sort_name)))


def parts(made: Catalogue, surnames: Collection[str]) -> tuple[Index, dict[str, object]]:
    """The index, and what each page sees of the catalogue, by name: "article ID" gives a Shelf for each work of its
    bibliography, "work ID" an Entry, "cards BUCKET" the glimpses of the works there; a leaf's path, "author SURNAME"
    and "most cited" give the works in that list. The surnames are those of contributors: no page asks for others."""
    ids = [entry.id for entry in made.entries]
    pages = by_letter(zip(ids, made.sorted_as, strict=True), urls.WORKS, urls.works)
    where = {i: page.path for page, those in pages for i in those}
    listed = {entry.id: _listed(entry, where[entry.id]) for entry in made.entries}
    times = {name: sum(len(notes) for _, notes in one.notes) for name, one in listed.items()}
    people = {entry.id: people_of(entry.work) for entry in made.entries}
    own: dict[str, dict[int, Shelf]] = {}
    rooms: dict[tuple[str, str], dict[str, None]] = {}
    theirs: dict[str, dict[str, Listed]] = {}
    for entry in made.entries:
        for use in entry.uses:
            page = urls.work(entry.id) if listed[entry.id].paged else ""
            shelf = Shelf(entry.id, page, entry.work if entry.recorded else None)
            own.setdefault(use.article, {}).update(dict.fromkeys(use.places, shelf))
            for mark in use.marks:
                rooms.setdefault((use.article, mark.section), {})[entry.id] = None
        for who in people[entry.id]:
            if who in surnames:
                theirs.setdefault(who, {})[entry.id] = listed[entry.id]
    found: dict[str, object] = {}
    glimpses: dict[str, list[Glimpse]] = {}
    for one in listed.values():
        if one.paged:
            glimpse = Glimpse(one.href, one.work, times[one.id], len(one.notes))
            glimpses.setdefault(f"cards {urls.bucket(one.href)}", []).append(glimpse)
    found.update((name, tuple(those)) for name, those in glimpses.items())
    for article, works in own.items():
        found[f"article {article}"] = tuple(works[place] for place in sorted(works))
    entries = []
    for entry in made.entries:
        if listed[entry.id].paged:
            beside = dict.fromkeys(
                other for use in entry.uses for mark in use.marks for other in rooms[use.article, mark.section]
            )
            beside.pop(entry.id, None)
            close = tuple(_within(listed[i], entry, rooms) for i in islice(beside, MOST_BESIDE))
            uses = tuple(msgspec.structs.replace(use, marks=(), sections=()) for use in entry.uses)
            found[f"work {entry.id}"] = msgspec.structs.replace(entry, uses=uses, beside=close)
            articles = tuple(u.article for u in entry.uses)
            entries.append((entry.id, articles, people[entry.id], where[entry.id]))
    for leaf, those in pages:
        found[leaf.path] = tuple(listed[i] for i in those)
    found.update((f"author {who}", tuple(works.values())) for who, works in theirs.items())
    several = sorted((name for name in ids if times[name] > 1), key=lambda name: -times[name])
    most = sorted((listed[name] for name in several[:MOST_CITED]), key=lambda one: references.sort_key(one.work))
    found["most cited"] = tuple(most)
    letters: dict[str, tuple[str, int]] = {}
    for leaf, those in pages:
        first, count = letters.get(leaf.letter, (leaf.path, 0))
        letters[leaf.letter] = (first, count + len(those))
    index = Index(
        works=len(made.entries),
        notes=len({(article, note) for one in listed.values() for article, notes in one.notes for note in notes}),
        leaves=tuple(
            Leaf(**msgspec.structs.asdict(leaf), articles=_articles(listed[i] for i in those)) for leaf, those in pages
        ),
        entries=tuple(entries),
        letters=tuple((letter, path, count) for letter, (path, count) in letters.items() if letter),
        most=_articles(most),
        surnames=tuple((who, _articles(works.values())) for who, works in sorted(theirs.items())),
    )
    return index, found


def _listed(entry: Entry, leaf: str) -> Listed:
    notes = tuple((use.article, _notes(use)) for use in entry.uses)
    paged = entry.recorded or sum(len(those) for _, those in notes) != 1
    href = urls.work(entry.id) if paged else f"{leaf}#{entry.id}"
    return Listed(entry.id, entry.work, href, paged, notes)


def _within(one: Listed, entry: Entry, rooms: Mapping[tuple[str, str], Mapping[str, None]]) -> Listed:
    """The work with only the articles in which it stands beside the entry."""
    near = {u.article for u in entry.uses for m in u.marks if one.id in rooms[u.article, m.section]}
    return msgspec.structs.replace(one, notes=tuple(pair for pair in one.notes if pair[0] in near))


def _articles(these: Iterable[Listed]) -> tuple[str, ...]:
    """The articles that a list of these works names."""
    return tuple(dict.fromkeys(article for one in these for article, _ in one.notes[:NAMED]))


def _notes(use: Use) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citing.note for citing in use.citings))
