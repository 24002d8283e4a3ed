"""What one article's notes cite: its works, each with the notes that cite it and the sentences that carry their marks.

This is all that pages of other articles see of an article's text, so it holds words and ids, and no blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from edition.citations import Cited, Resolution, resolution
from edition.concordance import fullest, groups
from edition.marked import MOST
from edition.model import Article, Correction, Name, Work
from edition.persons import folded_words, surname
from edition.problems import Problem
from edition.sentences import Occurrence, occurrences
from edition.text import folded, plain, plain_blocks, sections

How = Literal["full", "title", "year", "name", "ibid", "idem", "opcit", "supra"]


class Citing(msgspec.Struct, frozen=True):
    """One citation: the note, how it cites, the words of the note, the note it stands for ("" for none), and the place
    of its note in the list."""

    note: str
    how: How
    printed: str
    stands_for: str = ""
    place: int = 0


class CitedWork(msgspec.Struct, frozen=True):
    """A work that notes of the article cite, told as fully as they tell it; `lost` is the note that broke off where an
    address may have stood."""

    work: Work
    citings: tuple[Citing, ...]
    lost: str = ""
    evidence: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes that cite it, each once, in order."""
        return tuple(dict.fromkeys(c.note for c in self.citings))


class Standing(msgspec.Struct, frozen=True):
    """A short note, the note it stands for, the work they cite (its place in the list, -1 if not known), and why."""

    note: str
    antecedent: str
    work: int
    confidence: float
    evidence: str


class Bibliography(msgspec.Struct, frozen=True):
    """The works in order of first citation; the short notes; every mark of a note that cites; the sections' titles."""

    article: str
    works: tuple[CitedWork, ...] = ()
    standings: tuple[Standing, ...] = ()
    marks: tuple[Occurrence, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()

    def words(self, note: str) -> tuple[Work, ...]:
        """The works that the note cites."""
        return tuple(one.work for one in self.works if note in one.notes)


def bibliography(article: Article) -> tuple[Bibliography, tuple[tuple[str, Problem], ...]]:
    """The article's bibliography, and by note what is doubtful."""
    found = resolution(article.notes, dict(article.antecedents), article.further_reading)
    wanted = {one.note for one in found.cited} | {one.note for one in article.corrections}
    texts = {
        note.id: read if len(read) < MOST else plain_blocks(note.blocks)  # of a longer note not all is read
        for note, read in zip(reversed(article.notes), reversed(found.texts), strict=True)
        if note.id in wanted
    }
    citings, works = _citings(article, found, texts)
    works, said = _corrected(article.corrections, citings, _turned(found.cited, works))
    made: list[CitedWork] = []
    of: dict[int, int] = {}
    for group in sorted(groups(works), key=lambda g: g.members[0]):
        of.update(dict.fromkeys(group.members, len(made)))
        own = [citings[n] for n in group.members]
        ours = [works[n] for n in group.members]
        work = fullest([w for w in ours if w in said] or ours)
        made.append(CitedWork(work, tuple(c for c, _ in own), _lost(work, own, texts), group.evidence))
    cites: dict[str, set[int]] = {}
    for n, (citing, _) in enumerate(citings):
        cites.setdefault(citing.note, set()).add(of[n])
    standings = tuple(
        Standing(note, a.note, _one(cites.get(note, set()), cites.get(a.note, set())), a.confidence, a.evidence)
        for note, a in found.antecedents
    )
    cited = {note for one in made for note in one.notes}
    return (
        Bibliography(
            article.id,
            tuple(made),
            standings,
            occurrences(article, cited),
            tuple((s.id, folded(plain(s.title))) for s in sections(article.body)),
        ),
        found.doubts,
    )


_Key = tuple[str, int]  # a note, and which of its citations


def _citings(
    article: Article, found: Resolution, texts: Mapping[str, str]
) -> tuple[list[tuple[Citing, _Key]], list[Work]]:
    """The citations that cite a work that can be told, and the work of each."""
    order = {note.id: n for n, note in reversed(list(enumerate(article.notes)))}
    doubtful = {note for note, _ in found.doubts}
    silent = {one.note for one in article.corrections if one.nothing}
    counts: dict[str, int] = {}
    citings: list[tuple[Citing, _Key]] = []
    works: list[Work] = []
    for cited in found.cited:
        note = cited.note
        counts[note] = counts.get(note, 0) + 1
        if note in silent or not _tells(cited, texts[note], note in doubtful):
            continue
        printed = texts[note][cited.citation.start : cited.citation.end].strip()
        stands_for = cited.antecedent.note if cited.antecedent else ""
        citings.append((Citing(note, _how(cited), printed, stands_for, order[note]), (note, counts[note])))
        works.append(cited.work)
    for one in article.corrections:
        key = (one.note, one.citation)
        if one.note in texts and not one.nothing and all(key != known for _, known in citings):
            citings.append((Citing(one.note, "full", texts[one.note], "", order[one.note]), key))
            works.append(Work(printed=texts[one.note]))
    ranked = sorted(range(len(citings)), key=lambda n: (citings[n][0].place, citings[n][1][1]))
    return [citings[n] for n in ranked], [works[n] for n in ranked]


def _tells(cited: Cited, text: str, doubtful: bool) -> bool:
    """Whether the citation says what it cites: in full, by what it stands for, by an author and a title, or by a title
    that is all the note has."""
    work, form = cited.work, cited.citation.form
    if form == "full":
        return bool(work.title or work.printed)
    if cited.antecedent:
        return bool(work.title or work.printed)
    alone = cited.citation.opens and len(text) - cited.citation.end < 3
    return not doubtful and bool(work.title and (work.author or work.editor or work.translator or alone))


def _how(cited: Cited) -> How:
    citation = cited.citation
    if citation.form != "short":
        return citation.form
    return "title" if citation.work.title else "year" if citation.year else "name"


def _turned(cited: Sequence[Cited], works: Sequence[Work]) -> list[Work]:
    """The works, with a name turned round where a short citation calls the author by what was taken for a given name:
    "Doe Jane, The Long Road" and later "Doe, The Long Road"."""
    turned: dict[Work, Work] = {}
    for one in cited:
        said, work = one.citation.work.author, one.work
        if not (one.antecedent and said and work.author) or said[0].given or not said[0].family:
            continue
        first = work.author[0]
        if folded_words(said[0].family) == folded_words(first.given) and surname(said[0]) != surname(first):
            name = Name(first.given, first.family, first.suffix)
            turned[work] = msgspec.structs.replace(work, author=(name, *work.author[1:]))
    return [turned.get(work, work) for work in works]


def _corrected(
    corrections: Sequence[Correction], citings: Sequence[tuple[Citing, _Key]], works: Sequence[Work]
) -> tuple[list[Work], set[Work]]:
    """The works as the archivist has corrected them, and which are: a correction holds for all that stand for it."""
    out = list(works)
    said: set[Work] = set()
    at = {key: n for n, (_, key) in enumerate(citings)}
    for one in corrections:
        n = at.get((one.note, one.citation))
        if n is None or one.nothing:
            continue
        old = out[n]
        new = overlaid(old, one.work, one.given)
        said.add(new)
        out = [new if work == old else work for work in out]
    return out, said


# What the citation's own words say of a work besides its persons and title.
_FACTS = frozenset(Work.__struct_fields__) - {"type", "title", "author", "editor", "translator"}


def overlaid(work: Work, said: Work, given: Sequence[str]) -> Work:
    """The work with the fields that are `given` as `said`; the printed words no longer speak for it where facts were
    corrected."""
    fields = {name: getattr(said, name) for name in given}
    if not fields.get("type", "x"):
        del fields["type"]
    if _FACTS & set(fields) or "title" in fields:
        fields["printed"] = ""
    return msgspec.structs.replace(work, **fields)


def _lost(work: Work, own: Sequence[tuple[Citing, _Key]], texts: Mapping[str, str]) -> str:
    if work.url or work.doi:
        return ""
    full = [c.note for c, _ in own if c.how == "full"]
    return next((note for note in full if texts[note].rstrip().endswith(",")), "")


def _one(ours: set[int], theirs: set[int]) -> int:
    """The one work that a short note and the note it stands for cite; -1 where it cannot be told."""
    both = ours & theirs or ours or theirs
    return next(iter(both)) if len(both) == 1 else -1
