"""What the notes of one article cite, read from their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from edition.bibliography import Bibliography, CitedWork, Citing, How, Standing, overlaid, placed
from edition.citations import Cited, Resolution, resolution
from edition.concordance import fullest, groups
from edition.marked import MOST
from edition.model import Article, Correction, Name, Work
from edition.persons import folded_words, surname
from edition.problems import Problem
from edition.text import plain_blocks


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
    return placed(article, Bibliography(article.id, tuple(made), standings)), found.doubts


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


def _lost(work: Work, own: Sequence[tuple[Citing, _Key]], texts: Mapping[str, str]) -> str:
    if work.url or work.doi:
        return ""
    full = [c.note for c, _ in own if c.how == "full"]
    return next((note for note in full if texts[note].rstrip().endswith(",")), "")


def _one(ours: set[int], theirs: set[int]) -> int:
    """The one work that a short note and the note it stands for cite; -1 where it cannot be told."""
    both = ours & theirs or ours or theirs
    return next(iter(both)) if len(both) == 1 else -1
