"""Notes and marks that a source's own markup tells apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from edition import series
from edition.judged import Judged
from edition.marks import Mark, Style, labels, without_arrow
from edition.stretches import Stretch


class Found(msgspec.Struct, frozen=True):
    """The notes and marks of a source: what is judged a note, and the marks of every other stretch."""

    judged: dict[int, Judged] = {}
    marks: dict[int, tuple[Mark, ...]] = {}
    style: Style = ""


def hinted(stretches: Sequence[Stretch]) -> Found:
    """The notes and marks that the source's own markup tells apart."""
    judged: dict[int, Judged] = {}
    printed: dict[str, str] = {}
    order: list[str] = []
    for i, s in enumerate(stretches):
        key = s.hint.note
        if not key:
            continue
        first = key not in printed
        label, start, end = _hinted_label(s)
        if first:
            order.append(key)
            printed[key] = label
        judged[i] = Judged("note", "note-marked-up", 0.99, "text" if first else "more", key, start=start, end=end)
    if not judged:
        return Found()
    ids = ids_of({key: printed[key] for key in order})
    judged = {i: msgspec.structs.replace(j, key=ids[j.key]) for i, j in judged.items()}
    marks: dict[int, tuple[Mark, ...]] = {}
    for i, s in enumerate(stretches):
        mine = tuple(
            Mark(p.start - s.start, p.end - s.start, ids[p.value], "hint")
            for p in s.spans
            if p.kind == "mark" and p.value in ids and s.start <= p.start < p.end <= s.end
        )
        if mine and i not in judged:
            marks[i] = mine
    return Found(judged, marks, "hint")


def _hinted_label(s: Stretch) -> tuple[str, int, int]:
    """The printed label of a marked-up note, and where its own text starts and ends in the stretch."""
    backs = [(p.start - s.start, p.end - s.start) for p in s.spans if p.kind == "back"]
    start, end = 0, without_arrow(s.text)
    label = s.hint.label.strip(" .:)]([\u00a0")
    for low, high in backs:
        if not s.text[:low].strip(" [(^↑"):
            glyph = s.text[low:high].strip(" .:)]([^↑↩")
            label = label or (glyph if len(glyph) < 6 else "")
            start = max(start, high)
        elif not s.text[high:].strip(" ])."):
            end = min(end, low)
    rest = s.text[start:end]
    read = next(
        (x for x in labels(rest) if x.style in ("bracket", "dot", "paren", "superscript", "bare", "symbol")), None
    )
    if read and (not label or read.note == label) and (start or label or read.style not in ("bare", "symbol")):
        label = label or read.note
        start += read.start
    elif start and (gone := re.match(r"[\s\])}.:]+", rest)):
        start += gone.end()
    return label, start, max(start, end)


def ids_of(printed: Mapping[str, str]) -> dict[str, str]:
    """An id for each key: its printed label, or its place in the order where none is printed."""
    labels = [label or str(place) for place, label in enumerate(printed.values(), 1)]
    return dict(zip(printed, series.ids(labels), strict=True))
