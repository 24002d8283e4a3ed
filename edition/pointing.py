"""Which mark leads to which note: of all readings of a text's marks, the one that most notes support."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from edition.anew import Section
from edition.labelled import STRONG, STYLES
from edition.marks import Mark, Style, candidates, chain, number, roman
from edition.stretches import Stretch

Marks = dict[int, tuple[Mark, ...]]  # the place of a stretch -> the marks in its text


def signs_in(text: str) -> Iterator[Mark]:
    """The marks that are no numbers, in every form these have."""
    for style in _SIGN_STYLES:
        yield from candidates(text, style)


_SIGN_STYLES: tuple[Style, ...] = ("symbol", "bracket", "paren")


class _Numbering(msgspec.Struct, frozen=True):
    """A section's notes as marks name them: `ids` by what is printed, `numbers` by what that counts as. In the count of
    all notes its numbers come behind `base`."""

    low: int
    high: int
    base: int
    ids: Mapping[str, str]
    numbers: Mapping[int, str]


class _Reading(msgspec.Struct, frozen=True):
    """A mark with the section whose note it may lead to, and where that stands in the count of all notes."""

    at: int
    mark: Mark
    of: _Numbering
    value: int


def marked(stretches: Sequence[Stretch], texts: Sequence[int], sections: Sequence[Section]) -> tuple[Marks, Style]:
    """The marks of the notes: of all readings, the style that leads to most notes, helped out by the others."""
    everyone = {note.printed for section in sections for note in section.notes}
    figures = {id_ for id_ in everyone if roman(id_)} if "ii" in everyone else set()
    counted = _numberings(sections, figures)
    numbers = frozenset(c.base + n for c in counted for n in c.numbers)
    chosen: dict[tuple[int, int], _Reading] = {}
    style: Style = ""
    if numbers:
        offered = {name: list(_readings(stretches, texts, counted, name)) for name in STYLES}
        worths = {name: chain([_stand_in(r) for r in offered[name]], numbers) for name in STYLES}
        style = max(STYLES, key=lambda name: (worths[name][0] * (1.0 if name in STRONG else 0.9), name))
        if worths[style][0] > 0:
            pool = [
                r if name == style else msgspec.structs.replace(r, mark=_weaker(r.mark))
                for name in STYLES
                for r in offered[name]
            ]
            pool.sort(key=lambda r: (r.at, r.mark.start, -r.mark.weight, -r.value))
            _, picks = chain([_stand_in(r) for r in pool], numbers)
            for k in picks:
                if pool[k].mark.style == style or pool[k].mark.weight >= 0.3:
                    chosen[(pool[k].at, pool[k].mark.start)] = pool[k]
            # of bare digits, only those behind a sentence
            least = 0.5 if style in STRONG or style == "paren" else 0.95
            firm = sorted(chosen)
            for r in offered[style]:
                if r.mark.note in r.of.ids and r.mark.weight > least and _current(chosen, firm, r):
                    chosen.setdefault((r.at, r.mark.start), r)
    signs = {id_ for id_ in everyone if not number(id_)} | figures
    for i in texts if signs else ():
        for mark in signs_in(stretches[i].text):
            own = next((c for c in counted if c.low <= i < c.high and mark.note in c.ids), None)
            if mark.note in signs and own:
                chosen.setdefault((i, mark.start), _Reading(i, mark, own, 0))
    out: dict[int, list[Mark]] = {}
    for (i, _), r in sorted(chosen.items(), key=lambda entry: entry[0]):
        exact = r.of.ids.get(r.mark.note) or r.of.numbers.get(number(r.mark.note), r.mark.note)
        mine = out.setdefault(i, [])
        if not mine or mine[-1].end <= r.mark.start:
            mine.append(msgspec.structs.replace(r.mark, note=exact))
    return {i: tuple(these) for i, these in out.items()}, style


def _numberings(sections: Sequence[Section], figures: set[str]) -> list[_Numbering]:
    out: list[_Numbering] = []
    base = 0
    for section in sections:
        ids = {note.printed: note.id for note in reversed(section.notes)}
        numbers = {number(p): ids[p] for p in sorted(ids.keys() - figures, reverse=True) if number(p)}
        out.append(_Numbering(section.low, section.high, base, ids, numbers))
        base += max(numbers, default=0)
    return out


def _readings(
    stretches: Sequence[Stretch], texts: Sequence[int], counted: Sequence[_Numbering], style: Style
) -> Iterator[_Reading]:
    """What the marks of a style may lead to; of one mark the later notes first, so that it leads to one note only."""
    for i in texts:
        own = [c for c in reversed(counted) if c.low <= i < c.high]
        for mark in candidates(stretches[i].text, style):
            for c in own:
                if number(mark.note) in c.numbers:
                    yield _Reading(i, mark, c, c.base + number(mark.note))


def _stand_in(reading: _Reading) -> Mark:
    return msgspec.structs.replace(reading.mark, note=str(reading.value))


def _weaker(mark: Mark) -> Mark:
    return msgspec.structs.replace(mark, weight=mark.weight * 0.45)


def _current(chosen: Mapping[tuple[int, int], _Reading], firm: Sequence[tuple[int, int]], reading: _Reading) -> bool:
    """Whether the mark stands in the section of this reading, by the firm mark before it or else by the first."""
    if not firm:
        return True
    near = max(0, bisect_right(firm, (reading.at, reading.mark.start)) - 1)
    return chosen[firm[near]].of is reading.of
