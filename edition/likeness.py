"""Whether two citations cite the same work, and whether a short title shortens a full one; with reasons in words."""

from __future__ import annotations

import re

import msgspec

from edition.model import Name, Work
from edition.persons import surname, words_of


def work_key(work: Work) -> str:
    """A key of ASCII letters, digits and hyphens for the same author, year and title: "ray-2012-tides-time".

    Titles of one work may differ, so use `likeness` to decide; the key finds what to compare.
    """
    who = (work.author or work.editor or work.translator or (Name(),))[0]
    parts = (surname(who), work.issued[:4], *words_of(work.title)[:4])
    return "-".join(ascii_ for part in parts if (ascii_ := _NOT_ASCII.sub("", part)))


_NOT_ASCII = re.compile(r"[^a-z0-9]")


class Likeness(msgspec.Struct, frozen=True):
    """Whether two citations cite one work, how sure that is (0 to 1), and why, in words."""

    same: bool
    confidence: float
    evidence: str


def likeness(one: Work, other: Work) -> Likeness:
    """Whether the two are the same work."""
    if one.doi and other.doi:
        same = one.doi.casefold() == other.doi.casefold()
        return Likeness(same, 1.0, f"the DOI {one.doi}" if same else "the DOIs differ")
    if one.isbn and one.isbn == other.isbn and one.type == other.type == "book":
        return Likeness(True, 1.0, f"the ISBN {one.isbn}")
    fit = title_fit(one.title, other.title) if len(one.title) <= len(other.title) else title_fit(other.title, one.title)
    years = {work.issued[:4] for work in (one, other) if work.issued}
    if not fit or len(years) > 1:
        return Likeness(False, 0.9, "the years differ" if fit else "the titles differ")
    ours, theirs = people_of(one), people_of(other)
    shared = [name for name in ours if name in theirs]
    whole = words_of(one.title) == words_of(other.title)
    if ours and theirs and not shared:
        return Likeness(False, 0.9, "the authors differ")
    if not shared and not (whole and len(words_of(one.title)) >= 3):
        return Likeness(False, 0.6, "a similar title, but no author in common")
    evidence = [f"the author {shared[0].capitalize()}"] if shared else []
    evidence.append("the title" if whole else "the beginning of the title")
    evidence += [f"the year {next(iter(years))}"] if one.issued and other.issued else []
    confidence = fit * (1.0 if one.issued and other.issued else 0.92) * (1.0 if shared else 0.85)
    return Likeness(confidence >= 0.75, confidence, ", ".join(evidence))


def people_of(work: Work) -> tuple[str, ...]:
    """The surnames a short citation may call the work by, authors first, folded."""
    return tuple(name for who in (*work.author, *work.editor, *work.translator) if (name := surname(who)))


def title_fit(short: str, full: str) -> float:
    """How well `short` shortens the title `full`: 1 for its beginning or the whole, less for words from its middle, 0
    where it does not. Articles, case, accents and punctuation do not count; a misprint in a long word hardly."""
    brief, whole = words_of(short), words_of(full)
    if not brief or not whole or len(brief) > len(whole) + 1:
        return 0.0
    if whole[: len(brief)] == brief:
        return 1.0
    for i in range(1, len(whole) - len(brief) + 1):
        if whole[i : i + len(brief)] == brief:
            return 0.95 if len(brief) > 1 else 0.8
    at = missed = 0
    for word in brief:
        here = next((i for i in range(at, min(len(whole), at + 12)) if alike(word, whole[i])), -1)
        if here < 0:
            missed += 1
        else:
            at = here + 1
    if missed == 0:
        return 0.9 if len(brief) > 1 else 0.75
    return 0.75 if missed == 1 and len(brief) >= 5 else 0.0


def alike(one: str, other: str) -> bool:
    """Whether two folded words are one: equal, one shortening the other, or a letter apart in a long word."""
    if one == other:
        return True
    if len(one) >= 4 and len(other) >= 4 and (one.startswith(other) or other.startswith(one)):
        return True
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    i = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[i + 1 :] == other[i + 1 :] or one[i:] == other[i + 1 :] or one[i + 1 :] == other[i:]


def first_words(text: str, most: int = 8) -> str:
    """The first words of a citation, for a message: with an ellipsis where words are left out."""
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]).rstrip(",.;:") + " …"
