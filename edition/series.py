"""Notes that are numbered anew in every section: which of them are of one series, and the ids that keep them apart.

The notes of the first series have what is printed for ids; the second series' note 1 is "2.1". The editor's notes
("e1") are a series of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.problems import Place, Problem

_LATER = re.compile(r"([2-9]|[1-9]\d{1,3})\.(.+)", re.DOTALL)
_AGAIN = re.compile(r"(.+)-[2-9]\d*", re.DOTALL)  # the same label once more in one series: "7-2"
_EDITORS = re.compile(r"e\d+")


def parted(labels: Sequence[str]) -> tuple[int, ...]:
    """Of which series each note is, from 1, by their labels in order; numbers and signs are counted apart."""
    out = [1] * len(labels)
    numbers = [i for i, label in enumerate(labels) if label[:1].isdecimal()]
    signs = [i for i, label in enumerate(labels) if not label[:1].isdecimal()]
    for places in (numbers, signs):
        at, seen = 1, list[str]()
        for n, i in enumerate(places):
            following = labels[places[n + 1]] if n + 1 < len(places) else ""
            if labels[i] in seen and (places is signs or _falls_back(labels[i], seen[-1], following, len(seen))):
                at, seen = at + 1, []
            seen.append(labels[i])
            out[i] = at
    return tuple(out)


def _falls_back(label: str, before: str, following: str, count: int) -> bool:
    """Whether numbers begin anew with one that was there already, behind `count` of them. One that is out of order (the
    second 2 of 1 2 3 2 5) begins nothing."""
    value, last, after = _value(label), _value(before), _value(following)
    if value == last:
        return count == 1
    return value < last and not (last < after and after - last < after - value and after - value > 2)


def _value(label: str) -> int:
    digits = re.match(r"\d+", label)
    return int(digits.group()) if digits else 0


def ids(labels: Sequence[str], of: Sequence[int] = ()) -> tuple[str, ...]:
    """An id for each note, no two alike; `of` says of which series each is, where that is known."""
    used: set[str] = set()
    out: list[str] = []
    for label, series in zip(labels, of or parted(labels), strict=True):
        wanted = label if series == 1 else f"{series}.{label}"
        id_, spare = wanted, 1
        while id_ in used:
            spare += 1
            id_ = f"{wanted}-{spare}"
        used.add(id_)
        out.append(id_)
    return tuple(out)


def printed(id_: str) -> str:
    """What the source prints for a note with this id, if ids were given here: "2.1" is printed 1."""
    bare = again[1] if (again := _AGAIN.fullmatch(id_)) else id_
    return later[2] if (later := _LATER.fullmatch(bare)) else bare


class Led:
    """Where marks lead that the notes of several sections answer: each to the next below it that has its label, else to
    the last above. Where all notes stand behind all marks, `order` says whose each mark is, by where it stands."""

    def __init__(self, notes: Sequence[tuple[int, str]], of: Sequence[int], marks: Sequence[tuple[int, str]]) -> None:
        self.notes: list[dict[str, int]] = [{} for _ in range(max(of, default=0))]
        self.ends = [0] * len(self.notes)
        for n, ((at, label), section) in enumerate(zip(notes, of, strict=True)):
            self.notes[section - 1].setdefault(label, n)
            self.ends[section - 1] = max(at, self.ends[section - 1])
        self.order: dict[int, int] = {}
        if len(self.notes) > 1 and not any(min(self.ends) < at < max(self.ends) for at, _ in marks):
            self._count(marks)

    def _count(self, marks: Sequence[tuple[int, str]]) -> None:
        """Gives each section its marks, where these begin anew as often, with the section's first note."""
        said: list[list[tuple[int, str]]] = [[] for _ in marks]
        for mark, section in zip(marks, parted([label for _, label in marks]), strict=True):
            said[section - 1].append(mark)
        said = [these for these in said if these]
        if len(said) == len(self.notes) and all(
            next(iter(own), "") == these[0][1] and all(label in own for _, label in these)
            for own, these in zip(self.notes, said, strict=True)
        ):
            self.order = {at: n for n, these in enumerate(said) for at, _ in these}

    def by(self, at: int, label: str) -> int:
        """The place among the notes of the one that this mark leads to, -1 where none has its label."""
        if at in self.order:
            return self.notes[self.order[at]][label]
        sections = zip(self.ends, self.notes, strict=True)
        answers = [(end < at, abs(end - at), own[label]) for end, own in sections if label in own]
        return min(answers)[2] if answers else -1


def by_order_alone(path: str, line: int) -> Problem:
    """The doubt about marks that several sections' notes answer, where no place tells whose they are."""
    fact = "nothing but their order says to which section’s notes the marks lead"
    return Problem("I115", fact, Place(path, line), "look at every mark whose number several sections have", "warning")


def prefix(id_: str) -> str:
    """What the ids of a note's series begin with: "2." of "2.1", "e" of the editor's, "" of the first."""
    if _EDITORS.fullmatch(id_):
        return "e"
    return f"{later[1]}." if (later := _LATER.fullmatch(id_)) else ""
