"""Lines -> stretches, the blocks of a source before anything is judged: hard-wrapped lines are one paragraph again."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from edition.readers.lines import Line, Reading, Span
from edition.vocabulary import Part, part


class Stretch(msgspec.Struct, frozen=True):
    """A block of the source: `text` is the whole text's [start:end], `line` counts from 1, `gap` is how many empty
    lines stand before it. `lines` are its lines with their hints, `part` the part of an article it names if it is a
    heading."""

    start: int
    end: int
    text: str
    line: int
    gap: int
    lines: tuple[Line, ...]
    part: Part = ""

    @property
    def hint(self) -> Line:
        """The line whose hints stand for the whole stretch."""
        return self.lines[0]

    @property
    def words(self) -> str:
        """Its text without the signs of markup around it."""
        signs = [p for line in self.lines for p in line.spans if p.kind == "markup"]
        if not signs:
            return self.text
        low = max((p.end for p in signs if p.start <= self.start), default=self.start)
        high = min((p.start for p in signs if p.end >= self.end), default=self.end)
        return self.text[low - self.start : max(low, high) - self.start].strip()

    @property
    def spans(self) -> tuple[Span, ...]:
        """What the source's markup sets apart in it."""
        return tuple(span for line in self.lines for span in line.spans)


def stretches(reading: Reading) -> tuple[Stretch, ...]:
    """The blocks of the source in order; between two of them stands only white space."""
    wrapped = hard_wrapped(reading.lines)
    out: list[Stretch] = []
    held: list[Line] = []
    gap = first = 0

    def close() -> None:
        nonlocal gap
        if held:
            start = held[0].start + len(held[0].text) - len(held[0].text.lstrip())
            end = held[-1].start + len(held[-1].text.rstrip())
            text = held[0].text if len(held) == 1 and end - start == len(held[0].text) else reading.text[start:end]
            out.append(Stretch(start, end, text, first, gap, tuple(held), part(text)))
            held.clear()
            gap = 0

    for number, line in enumerate(reading.lines, 1):
        if not line.text.strip():
            close()
            gap += 1
            continue
        if held and (_begins(line, held[-1], wrapped) if wrapped else not _hangs(line, held)):
            close()
        if not held:
            first = number
        held.append(line)
    close()
    return tuple(out)


def hard_wrapped(lines: tuple[Line, ...]) -> int:
    """The width at which the lines were broken, 0 where a line is a paragraph.

    Lines are hard-wrapped where, mostly, the next line's first word would not have fitted.
    """
    if any(line.tag for line in lines):
        return 0
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 30)
    if len(lengths) < 6:
        return 0
    width = lengths[len(lengths) * 95 // 100]
    if not 40 <= width <= 132 or lengths[len(lengths) * 98 // 100] > width * 2 + 20:
        return 0
    pairs = full = 0
    for one, two in pairwise(lines):
        if len(one.text) > 30 and two.text.strip():
            pairs += 1
            full += len(one.text.rstrip()) + 1 + len(two.text.split(None, 1)[0]) > width * 0.93
    return width if pairs >= 4 and full / pairs > 0.55 else 0


def _hangs(line: Line, held: list[Line]) -> bool:
    """Whether the line goes on with the one before it, broken to hang below its first word as references are."""
    if line.tag or not line.text[:2].isspace() or held[0].text[:1].isspace():
        return False
    before, after = held[-1].text.rstrip(), line.text.strip()
    first = after.split(None, 1)[0]
    solid = first == after or before.split()[-1:] == [before.strip()]  # an address fills a line of its own, and more
    room = len(before) + len(first)
    return max(len(before), len(after)) <= (400 if solid else 120) and room > (54 if len(before) > 44 else 64)


_LABELLED = re.compile(
    r"\s{0,8}(?:\[(?:\d{1,3}|\*|[a-z])\]|\d{1,3}[.)]\s|[•*·–—-]\s|[¹²³⁴-⁹]|[†‡§¶]{1,2}\s?\S|[=_~–—-]{3,}\s*$)"
)


def _begins(line: Line, before: Line, width: int) -> bool:
    """Whether this line begins a block although no empty line stands before it."""
    room = len(before.text.rstrip()) + 1 + len(line.text.split(None, 1)[0])
    if not _LABELLED.match(line.text):  # a line that ends long before the margin ends its block
        return room <= width * 0.62
    if line.text.strip("=_~–— -") == "":  # a rule, or what underlines a heading
        return True
    short = room <= width * 0.93
    return short or line.text.lstrip().startswith("[") or before.text.rstrip().endswith((".", "!", "?", "]", "”", '"'))


def width_filled(stretch: Stretch) -> bool:
    """Whether the lines of a wrapped stretch run on as prose does; lines of verse end early."""
    if len(stretch.lines) < 2:
        return True
    longest = max(len(line.text) for line in stretch.lines[:-1])
    return (
        longest > 60 and sum(len(line.text) > longest * 0.75 for line in stretch.lines[:-1]) > len(stretch.lines) * 0.6
    )
