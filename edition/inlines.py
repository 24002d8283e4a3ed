"""Characters of a source -> inlines: the source's spans and the marks of notes as typed text, no character changed."""

from __future__ import annotations

from collections.abc import Sequence

from edition.marks import Mark
from edition.readers.lines import Span
from edition.stretches import Stretch
from edition.text import Code, Emphasis, Foreign, Inline, LineBreak, Link, NoteRef, Strong, Superscript, Text, inlines


def content(stretch: Stretch, marks: Sequence[Mark], start: int = 0, end: int = -1) -> tuple[Inline, ...]:
    """The stretch's text from start to end as inlines, with a NoteRef in the place of each mark."""
    high = len(stretch.text) if end < 0 else end
    spans = sorted(
        (s for s in _spans(stretch) if s.kind not in ("mark", "image", "sub")),
        key=lambda s: (s.start, -s.end),
    )
    return inlines(_within(stretch, spans, list(marks), start, high))


def _spans(stretch: Stretch) -> list[Span]:
    low = stretch.start
    return [
        Span(max(0, s.start - low), min(len(stretch.text), s.end - low), s.kind, s.value)
        for s in stretch.spans
        if (s.start < stretch.end and s.end > low) or (s.kind == "break" and low <= s.start <= stretch.end)
    ]


def _within(stretch: Stretch, spans: list[Span], marks: list[Mark], start: int, end: int) -> list[Inline]:
    """The inlines of [start:end]; spans lie in it, outer before inner, and may be cut where they cross."""
    out: list[Inline] = []
    at = start
    place = 0
    while place < len(spans):
        span = spans[place]
        low, high = max(span.start, at), min(span.end, end)
        place += 1
        if span.kind == "break" and at <= span.start <= end:
            out += _plain(stretch, marks, at, span.start)
            out.append(LineBreak())
            at = max(at, span.end)
            continue
        if low >= high:
            continue
        out += _plain(stretch, marks, at, low)
        if span.kind in ("back", "label", "markup"):  # no words of the text
            at = high
            continue
        inner = []
        while place < len(spans) and spans[place].start < high:
            inner.append(spans[place])
            place += 1
        held = tuple(_within(stretch, inner, marks, low, high))
        if all(isinstance(part, NoteRef) for part in held) or not held:
            out += held
        else:
            out.append(_node(span, held, stretch.text[low:high]))
        at = high
    out += _plain(stretch, marks, at, end)
    return out


def _node(span: Span, held: tuple[Inline, ...], text: str) -> Inline:
    match span.kind:
        case "emph":
            return Emphasis(held)
        case "strong":
            return Strong(held)
        case "sup":
            return Superscript(held)
        case "code":
            return Code(text)
        case "foreign":
            return Foreign(span.value, held)
        case _:
            return Link(span.value, held)


def _plain(stretch: Stretch, marks: list[Mark], start: int, end: int) -> list[Inline]:
    out: list[Inline] = []
    at = start
    for mark in marks:
        if mark.start == mark.end and (start >= end or mark.end == end < len(stretch.text)):
            continue  # a mark without a sign of its own, at the edge of a span: the next run has it
        if start <= mark.start and mark.end <= end and mark.start >= at:
            out += [Text(stretch.text[at : mark.start]), NoteRef(mark.note)]
            at = mark.end
        elif start <= mark.start < end < mark.end:  # a mark across the edge of a span: it stands where it begins
            out += [Text(stretch.text[at : mark.start]), NoteRef(mark.note)]
            at = end
        elif mark.start < start < mark.end <= end:
            at = max(at, mark.end)
    if at < end:
        out.append(Text(stretch.text[at:end]))
    return [part for part in out if not (isinstance(part, Text) and not part.text)]
