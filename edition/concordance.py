"""Which of many citations cite one work: groups of works, with the evidence that holds each together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from edition.facts import words_of
from edition.likeness import Likeness, likeness, people_of
from edition.model import Work
from edition.persons import folded_words


class Group(msgspec.Struct, frozen=True):
    """The works, by their place in the list, that are one; why, in words; and how sure that is."""

    members: tuple[int, ...]
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0


def groups(works: Sequence[Work], apart: Collection[int] = ()) -> tuple[Group, ...]:
    """The works in groups, in the order of their first member; those that are `apart` join none.

    A work joins a group only where it is like every work in it: a citation without a year does not make two editions
    one.
    """
    found: list[_Open] = []
    at: dict[tuple[str, ...], list[int]] = {}
    for n, work in enumerate(works):
        wanted, keys = ([], []) if n in apart else _keys(work)
        near = sorted({g for key in wanted for g in at.get(key, ())})
        best, like = -1, Likeness(False, 0.0, "")
        for g in near:
            this = _like_all(work, found[g].distinct)
            if this.same and this.confidence > like.confidence:
                best, like = g, this
        if best < 0:
            best = len(found)
            found.append(_Open([], [], [], 1.0))
        group = found[best]
        group.members.append(n)
        if work not in group.distinct:
            group.distinct.append(work)
            group.evidence += [like.evidence] if like.evidence else []
            group.confidence = min(group.confidence, like.confidence or 1.0)
        for key in keys:
            those = at.setdefault(key, [])
            if best not in those:
                those.append(best)
    return tuple(Group(tuple(g.members), tuple(dict.fromkeys(g.evidence)), g.confidence) for g in found)


class _Open(msgspec.Struct):
    """A group while works are joining it; local to one call of `groups`."""

    members: list[int]
    distinct: list[Work]
    evidence: list[str]
    confidence: float


def _like_all(work: Work, others: Sequence[Work]) -> Likeness:
    """The weakest likeness of the work to one of the others."""
    weakest = Likeness(True, 1.0, "")
    for other in others:
        if work == other:
            continue
        this = likeness(work, other) if work.title or other.title else _same_words(work, other)
        if not this.same:
            return this
        if not weakest.evidence or this.confidence < weakest.confidence:
            weakest = this
    return weakest


def _same_words(one: Work, other: Work) -> Likeness:
    """For sources whose parts could not be told: the same words, or not."""
    same = bool(one.printed) and folded_words(one.printed) == folded_words(other.printed)
    return Likeness(same, 1.0 if same else 0.0, "the same words")


_Key = tuple[str, ...]


def _keys(work: Work) -> tuple[list[_Key], list[_Key]]:
    """What two citations of one work have in common: under which keys the work is looked for, and under which it is
    found. Two words of the title and a surname, or one word where the title has no more, keep the numbers small."""
    shared: list[_Key] = [("doi", work.doi.casefold())] if work.doi else []
    shared += [("isbn", work.isbn)] if work.isbn else []
    words = words_of(work.title) if work.title else ()
    if not words:
        shared.append(("words", *folded_words(work.printed)))
        return shared, shared
    shared.append(("title", *words))
    wanted, found = list(shared), list(shared)
    for name in dict.fromkeys(people_of(work)):
        pairs = [("two words", name, *words[n : n + 2]) for n in range(min(2, len(words) - 1))]
        wanted += [*pairs, ("one word", name, words[0])] if pairs else [("first word", name, words[0])]
        found += [*pairs, ("first word", name, words[0])]
        found += [] if pairs else [("one word", name, words[0])]
    return wanted, found


def fullest(works: Sequence[Work]) -> Work:
    """The work that says most: with most fields, then the longest title; the first of several."""
    return works[0] if len(works) == 1 else max(works, key=lambda w: (_fields(w), len(w.title), len(w.printed)))


def _fields(work: Work) -> int:
    told = sum(map(bool, msgspec.structs.astuple(work)))
    return told - bool(work.type) - bool(work.printed)  # these two do not count
