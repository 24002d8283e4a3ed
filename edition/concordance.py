"""Which of many citations cite one work: groups of works, with the evidence that holds each together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from operator import itemgetter
from typing import Any, TypeVar

import msgspec

from edition.likeness import Likeness, likeness, people_of
from edition.model import Work
from edition.persons import folded_words, words_of


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
    own = [keys(work) for work in works]
    known = [([*wanted, *both], [*both, *found]) for wanted, both, found in own]
    return grouped(works, known.__getitem__, lambda work: work, apart)


def grouped(
    works: Sequence[_T], keyed: Callable[[int], Keys], read: Callable[[_T], Work], apart: Collection[int] = ()
) -> tuple[Group, ...]:
    """The same of works that `read` gives from what stands for them, each from one value alone; `keyed` gives the keys
    of the work at a place. Only works that share a key with another are read."""
    shared = _shared(keyed(n) for n in range(len(works)) if n not in apart)
    members: list[list[int]] = []
    opened: dict[int, _Open] = {}
    at: dict[Hashable, list[int]] = {}
    for n, one in enumerate(works):
        wanted, found = ((), ()) if n in apart else keyed(n)
        if shared.isdisjoint(wanted) and shared.isdisjoint(found):
            members.append([n])
            continue
        work = read(one)
        this = _Reading(one, work, _seen(work))
        best, like = -1, Likeness(False, 0.0, "")
        for g in sorted({g for key in wanted for g in at.get(key, ())}):
            to_all = _like_all(this, opened[g])
            if to_all.same and to_all.confidence > like.confidence:
                best, like = g, to_all
        if best < 0:
            best = len(members)
            members.append([])
            opened[best] = _Open(set(), {}, {}, 1.0)
        members[best].append(n)
        _join(this, opened[best], like)
        for key in shared.intersection(found):
            those = at.setdefault(key, [])
            if best not in those:
                those.append(best)
    return tuple(
        Group(tuple(those), tuple(opened[g].evidence), opened[g].confidence) if g in opened else Group(tuple(those))
        for g, those in enumerate(members)
    )


_T = TypeVar("_T", bound=Hashable)


def _shared(every: Iterable[Keys]) -> set[Hashable]:
    """The keys that more than one work has."""
    once: set[Hashable] = set()
    shared: set[Hashable] = set()
    for wanted, found in every:
        own = {*wanted, *found}
        shared |= own & once
        once |= own
    return shared


class _Reading(msgspec.Struct, frozen=True):
    """A work that is compared, what stands for it, and what of it a likeness depends on."""

    stands: Any
    work: Work
    seen: _Seen


_Seen = tuple[str, str, str, str, str, tuple[str, ...], tuple[str, ...]]


def _seen(work: Work) -> _Seen:
    """What `likeness` and `_same_words` look at."""
    words = () if work.title else tuple(folded_words(work.printed))
    return work.doi, work.isbn, work.type, work.title, work.issued[:4], people_of(work), words


class _Open(msgspec.Struct):
    """A group while works are joining it; local to one call of `grouped`. Of works that a likeness does not tell apart
    the first two are kept, each with its place: a work is compared with one of them that is another."""

    distinct: set[Any]
    kinds: dict[_Seen, list[tuple[int, _Reading]]]
    evidence: dict[str, None]
    confidence: float


def _join(this: _Reading, group: _Open, like: Likeness) -> None:
    if this.stands in group.distinct:
        return
    kind = group.kinds.setdefault(this.seen, [])
    if len(kind) < 2:
        kind.append((len(group.distinct), this))
    group.distinct.add(this.stands)
    if like.evidence:
        group.evidence[like.evidence] = None
    group.confidence = min(group.confidence, like.confidence or 1.0)


def _like_all(this: _Reading, group: _Open) -> Likeness:
    """The weakest likeness of the work to one of the others."""
    weakest = Likeness(True, 1.0, "")
    others = [kind[kind[0][1].stands == this.stands and len(kind) > 1] for kind in group.kinds.values()]
    for _, other in sorted(others, key=itemgetter(0)):
        if other.stands == this.stands:
            continue
        titled = this.work.title or other.work.title
        one = likeness(this.work, other.work) if titled else _same_words(this.work, other.work)
        if not one.same:
            return one
        if not weakest.evidence or one.confidence < weakest.confidence:
            weakest = one
    return weakest


def _same_words(one: Work, other: Work) -> Likeness:
    """For sources whose parts could not be told: the same words, or not."""
    same = bool(one.printed) and folded_words(one.printed) == folded_words(other.printed)
    return Likeness(same, 1.0 if same else 0.0, "the same words")


Key = tuple[str, ...]
Keys = tuple[Sequence[Hashable], Sequence[Hashable]]


def keys(work: Work) -> tuple[list[Key], list[Key], list[Key]]:
    """What two citations of one work have in common: under which keys the work is looked for, under which it is looked
    for and found, and under which it is found. Two words of the title and a surname, or one word where the title has no
    more, keep the numbers small."""
    both: list[Key] = [("doi", work.doi.casefold())] if work.doi else []
    both += [("isbn", work.isbn)] if work.isbn else []
    words = words_of(work.title) if work.title else ()
    if not words:
        return [], [*both, ("words", *folded_words(work.printed))], []
    both.append(("title", *words))
    one: list[Key] = []
    first: list[Key] = []
    for name in dict.fromkeys(people_of(work)):
        both += [("two words", name, *words[n : n + 2]) for n in range(min(2, len(words) - 1))]
        one.append(("one word", name, words[0]))
        first.append(("first word", name, words[0]))
    return (one, both, first) if len(words) > 1 else ([], [*both, *first], one)


def fullest(works: Sequence[Work]) -> Work:
    """The work that says most: with most fields, then the longest title; the first of several."""
    return works[0] if len(works) == 1 else max(works, key=fullness)


def fullness(work: Work) -> tuple[int, int, int]:
    """How much the work says."""
    told = sum(map(bool, msgspec.structs.astuple(work)))
    return told - bool(work.type) - bool(work.printed), len(work.title), len(work.printed)  # these two do not count
