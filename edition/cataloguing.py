"""The works that articles' slips tell of, each once: with a name for ever, and all the slips that are its own.

The edition's own records of works join and part them, and say more of them. A work is read from its slip where it is
looked at, and let go again: an edition of thousands of articles cites more works than fit in memory at ease.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

import msgspec

from edition import references, urls
from edition.bibliography import overlaid
from edition.concordance import fullness, grouped
from edition.likeness import likeness, people_of
from edition.model import Work, WorkAuthority
from edition.problems import Place, Problem
from edition.slips import Slip, Slips, keys_of, read_work, slip

Use = tuple[int, tuple[int, ...], tuple[int, ...]]
"""A work in one article: the article's place, the numbers of the slips, the places of the notes that cite it."""


class Title(msgspec.Struct, frozen=True, gc=False):
    """A work of the catalogue: its name, the numbers of its slips, which of them says most (-1 for none), and why they
    are one work (`joined`: because its record says so). `told` is the work where it has a record."""

    id: str
    slips: tuple[int, ...]
    fullest: int = -1
    told: Work | None = None
    evidence: tuple[str, ...] = ()
    joined: bool = False


class Catalogue(msgspec.Struct, frozen=True):
    """The works in alphabetical order, and what the archivist's records say that fits nothing. Slips are numbered
    through all `articles`: `of` is the place of each one's article, `first` the number of each article's first."""

    articles: tuple[Slips, ...] = ()
    of: tuple[int, ...] = ()
    first: tuple[int, ...] = ()
    titles: tuple[Title, ...] = ()
    problems: tuple[Problem, ...] = ()

    def slip(self, n: int) -> Slip:
        """The slip of this number."""
        article = self.of[n]
        return self.articles[article].slips[n - self.first[article]]

    def work(self, title: Title) -> Work:
        """The work, told as fully as it is known."""
        return title.told or read_work(self.slip(title.fullest).work)

    def people(self, title: Title) -> tuple[str, ...]:
        """The surnames it may be called by."""
        return people_of(title.told) if title.told else self.slip(title.fullest).people

    def sorted_as(self, title: Title) -> str:
        """What it is sorted as."""
        return references.sort_key(title.told)[0] if title.told else self.slip(title.fullest).sorted_as

    def uses(self, title: Title) -> tuple[Use, ...]:
        """The articles that cite it, in their order."""
        if len(title.slips) == 1:  # as most have
            (n,) = title.slips
            return ((self.of[n], title.slips, self.slip(n).notes),)
        return tuple(self._use(article, tuple(own)) for article, own in groupby(title.slips, self.of.__getitem__))

    def uses_in(self, title: Title, articles: Iterable[int]) -> tuple[Use, ...]:
        """Its uses in these articles, which cite it: few of very many may be asked for."""
        return tuple(self._use(article, self._within(title, article)) for article in sorted(articles))

    def _within(self, title: Title, article: int) -> tuple[int, ...]:
        begins = self.first[article]
        first = bisect_left(title.slips, begins)
        return title.slips[first : bisect_left(title.slips, begins + len(self.articles[article].slips), first)]

    def _use(self, article: int, slips: tuple[int, ...]) -> Use:
        if len(slips) == 1:
            return article, slips, self.slip(slips[0]).notes
        return article, slips, tuple(sorted({place for n in slips for place in self.slip(n).notes}))


def catalogue(articles: Iterable[Slips], authorities: Sequence[WorkAuthority] = ()) -> Catalogue:
    """The works of the articles, which come in their order; `authorities` by id."""
    made: list[Slips] = []
    of: list[int] = []
    first: list[int] = []
    for n, one in enumerate(articles):
        made.append(one)
        first.append(len(of))
        of += [n] * len(one.slips)
    bare = Catalogue(tuple(made), tuple(of), tuple(first))
    slips = [slip for one in made for slip in one.slips]
    ofnote = _ofnote(bare, {at for a in authorities for at in (*a.same_as, *a.apart)})
    apart = {n for a in authorities for at in a.apart for n in ofnote.get(at, ())}
    groups = grouped([slip.work for slip in slips], lambda n: keys_of(slips[n]), read_work, apart)
    best = [_fullest(slips, group.members) for group in groups]
    ids = _ids([slips[n].stem for n in best], {a.id for a in authorities})
    group_of = {n: g for g, group in enumerate(groups) for n in group.members} if ofnote else {}
    owner, problems = _claimed(authorities, [slips[n] for n in best], ids, group_of, ofnote)
    joined: dict[str, list[int]] = {}
    for g, name in enumerate(ids):
        joined.setdefault(owner.get(g, name), []).append(g)
    records = {a.id: a for a in authorities}
    titles = []
    for name in dict.fromkeys([*joined, *records]):
        those = joined.get(name, [])
        record = records.get(name)
        fullest = _fullest(slips, [best[g] for g in those])
        known = read_work(slips[fullest].work) if record and those else Work()
        told = overlaid(known, record.work, record.given) if record else None
        own = tuple(sorted(n for g in those for n in groups[g].members))
        why = dict.fromkeys(e for g in those for e in (*groups[g].evidence, *_said(slips, groups[g].members)))
        titles.append(Title(name, own, fullest, told, tuple(why), len(those) > 1))
    return msgspec.structs.replace(bare, titles=_in_order(bare, titles), problems=tuple(problems))


def _said(slips: Sequence[Slip], those: Sequence[int]) -> Iterable[str]:
    return (why for n in those for why in slips[n].evidence)


def _fullest(slips: Sequence[Slip], those: Sequence[int]) -> int:
    """Which of the slips says most, the first of several; -1 where there is none."""
    if len(those) < 2:
        return those[0] if those else -1
    return max(those, key=lambda n: fullness(read_work(slips[n].work)))


def _in_order(made: Catalogue, titles: Sequence[Title]) -> tuple[Title, ...]:
    """The works as their list has them. Only of those that are sorted alike more is looked at."""
    alike: dict[str, list[Title]] = {}
    for title in titles:
        alike.setdefault(made.sorted_as(title), []).append(title)
    out: list[Title] = []
    for key in sorted(alike):
        those = alike[key]
        out += sorted(those, key=lambda t: (made.work(t).printed, t.id)) if len(those) > 1 else those
    return tuple(out)


def _ofnote(made: Catalogue, asked: Collection[str]) -> dict[str, list[int]]:
    """The slips of the notes that are asked for, which are named as in records of works."""
    out: dict[str, list[int]] = {}
    if asked:
        for article, first in zip(made.articles, made.first, strict=True):
            for n, slip in enumerate(article.slips, first):
                for place in slip.notes:
                    at = f"{article.article}#{urls.note(article.notes[place])}"
                    if at in asked:
                        out.setdefault(at, []).append(n)
    return out


def _ids(stems: Sequence[str], taken: set[str]) -> list[str]:
    """A name for each work, numbered where two would share one; a record's name belongs to the first that has it."""
    counts: dict[str, int] = {}
    used: set[str] = set()
    out: list[str] = []
    for stem in stems:
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
    fullest: Sequence[Slip],
    ids: Sequence[str],
    of: Mapping[int, int],
    ofnote: Mapping[str, Sequence[int]],
) -> tuple[dict[int, str], list[Problem]]:
    """Which groups belong to which record, and what the records say that fits nothing; by the fullest slip of each."""
    by_id = {name: g for g, name in enumerate(ids)} if authorities else {}
    near = _near(authorities, fullest)
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
            mine |= {g for g in near[record.id] if _is(record.work, read_work(fullest[g].work))}
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


def _near(authorities: Sequence[WorkAuthority], fullest: Sequence[Slip]) -> dict[str, list[int]]:
    """By record, the groups whose work may be the record's: no likeness is without an identifier, a whole title or a
    surname in common."""
    asked: dict[int | str, list[str]] = {}
    for record in authorities:
        own = slip(record.work)
        for key in _ways(own):
            asked.setdefault(key, []).append(record.id)
    found: dict[str, list[int]] = {record.id: [] for record in authorities}
    for g, one in enumerate(fullest if asked else ()):
        for name in dict.fromkeys(name for key in _ways(one) for name in asked.get(key, ())):
            found[name].append(g)
    return found


def _ways(one: Slip) -> tuple[int | str, ...]:
    return (*keys_of(one)[1], *one.people)


def _is(record: Work, work: Work) -> bool:
    return bool(work.title) and likeness(record, work).same


def _unfound(at: str, place: Place) -> Problem:
    remedy = "Write a work's name as works.html has it, or a note that cites: 2020-doe-example#note-8."
    return Problem("C109", f"nothing is cited as “{at}”", place, remedy, "warning")
