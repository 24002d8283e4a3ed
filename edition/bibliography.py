"""What one article's notes cite: its works, each with the notes that cite it and the sentences that carry their marks.

This is all that pages of other articles see of an article's text, so it holds words and ids, and no blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from edition.model import Article, Work
from edition.sentences import Occurrence, occurrences
from edition.text import folded, plain, sections

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


def of_notes(article: Article) -> tuple[Any, ...]:
    """All that decides what the article's notes cite: with this unchanged, only places change."""
    return article.id, article.notes, article.antecedents, article.further_reading, article.corrections


def placed(article: Article, made: Bibliography) -> Bibliography:
    """The bibliography with the marks and the sections of the article's text as it is."""
    cited = {note for one in made.works for note in one.notes}
    titles = tuple((s.id, folded(plain(s.title))) for s in sections(article.body))
    return msgspec.structs.replace(made, marks=occurrences(article, cited), sections=titles)


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
