"""Blocks with labels in front of them: which of them are runs of notes, and what each note has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from edition.backmatter import licence, publication_note
from edition.marks import Label, Mark, Style, candidates, chain, number, roman, without_arrow, without_marks_at_end
from edition.stretches import Stretch


class Note(msgspec.Struct, frozen=True):
    """A note while it is being found: what is printed in front of it, the stretches of its text with where their text
    begins and ends, and the id that it has in the end."""

    printed: str
    parts: tuple[tuple[int, int, int], ...]
    label: int = -1  # the stretch that is nothing but its label
    id: str = ""


NUMERIC: tuple[Style, ...] = (
    "bracket", "named", "caret", "footnote", "superscript", "dot", "paren", "colon", "alone", "bare", "letter",
)  # fmt: skip


def labelled(read: Mapping[int, Sequence[Label]], places: Sequence[int]) -> dict[int, Label]:
    """The labels that make the longest rising series, in one style where one style has it."""
    best: dict[int, Label] = {}
    for styles in (*((style,) for style in NUMERIC), NUMERIC[:-1]):
        offered = [(i, x) for i in places for x in read[i] if x.style in styles and number(x.note)]
        offered = list({i: (i, x) for i, x in reversed(offered)}.values())[::-1]
        offered.sort(key=lambda entry: entry[0])
        stand_ins = [Mark(0, 0, x.note, x.style) for _, x in offered]
        ids = frozenset(number(x.note) for _, x in offered)
        _, picks = chain(stand_ins, ids)
        if len(picks) > len(best) + (1 if len(styles) > 1 else 0):
            best = {offered[k][0]: offered[k][1] for k in picks}
    figures = in_roman(read, places)
    return figures if len(figures) > len(best) else best


def in_roman(read: Mapping[int, Sequence[Label]], places: Sequence[int]) -> dict[int, Label]:
    """The labels in small roman figures, counted up from i; of a lone "i" it cannot be told."""
    out: dict[int, Label] = {}
    last = 0
    for i in places:
        label = next((x for x in read[i] if 1 <= roman(x.note) - last <= 2), None)
        if label and (last or roman(label.note) == 1):
            out[i], last = label, roman(label.note)
    return out if len(out) > 1 else {}


def assembled(stretches: Sequence[Stretch], places: Sequence[int], picked: Mapping[int, Label]) -> list[Note]:
    """Each label with what follows up to the next; after the last note only what its fellows' length makes likely."""
    out: list[Note] = []
    several = 0
    for i in places:
        label = picked.get(i)
        if label:
            alone = label.style == "alone" or label.start >= label.end
            out.append(Note(label.note, () if alone else ((i, label.start, label.end),), i if alone else -1))
        elif out and not (i > max(picked) and (licence(stretches[i].text) or publication_note(stretches[i].text))):
            last = out[-1]
            out[-1] = msgspec.structs.replace(last, parts=(*last.parts, (i, 0, without_arrow(stretches[i].text))))
    for note in out[:-1]:
        several = max(several, len(note.parts))
    if out and len(out[-1].parts) > max(1, several):
        out[-1] = msgspec.structs.replace(out[-1], parts=out[-1].parts[: max(1, several)])
    return out


def without_text(
    stretches: Sequence[Stretch], run: Sequence[int], picked: Mapping[int, Label], style: Style
) -> list[int]:
    """The places of a run without what is text between two notes: some of it bears the mark of the second. `style` is
    how the notes are marked."""
    ids = frozenset(number(x.note) for x in picked.values())
    out: list[int] = []
    between: list[int] = []
    value, bare = 0, False
    for i in run:
        if i in picked:
            upto = number(picked[i].note)
            text = any(_bears(stretches[k].text, style, frozenset(n for n in ids if n > value), upto) for k in between)
            out += () if text else [k for k in between if not re.fullmatch(r"[\W_]{3,}", stretches[k].text)]
            between = []
            value, bare = upto, picked[i].start >= picked[i].end
            out.append(i)
        elif bare:  # what follows a label on a line of its own is its note
            bare = False
            out.append(i)
        else:
            between.append(i)
    return [*out, *between]


def _bears(text: str, style: Style, later: frozenset[int], following: int) -> bool:
    """Whether the block bears the mark of the note that follows, or surely one of a later note."""
    sure = (m for every in STYLES for m in candidates(text, every) if m.weight > 0.95)
    usual = (m for m in candidates(text, style) if m.weight >= 0.6) if style else ()
    return any(number(m.note) in later for m in sure) or any(number(m.note) == following for m in usual)


def titled(text: str) -> bool:
    """Whether the block may be a heading: short, and no sentence."""
    bare = without_marks_at_end(text)
    return bare != "" and len(text) < 120 and not bare.endswith((".", "!", "…", ",", ";", ":", "”", '"', ")", "]"))


STYLES: tuple[Style, ...] = ("caret", "named", "bracket", "superscript", "glued", "paren", "spaced")
STRONG = ("caret", "named", "bracket", "superscript", "hint")


def runs(read: Mapping[int, Sequence[Label]], texts: Sequence[int]) -> Iterable[tuple[list[int], dict[int, Label]]]:
    for style in NUMERIC:
        offered = {i: x for i in texts for x in read[i] if x.style == style and number(x.note)}
        run: list[int] = []
        last = -99
        value = 0
        for i in (*sorted(offered), 1 << 40):
            step = number(offered[i].note) - value if i in offered else 99
            if run and (i - last > (10 if step == 1 else 4) or not 1 <= step <= 2):
                if len(run) >= 2 or (run and style in STRONG and number(offered[run[0]].note) == 1):
                    last_label = offered[run[-1]]
                    end = run[-1] + (2 if style == "alone" or last_label.start >= last_label.end else 1)
                    low, high = bisect_left(texts, run[0]), bisect_left(texts, end)
                    yield list(texts[low:high]), {k: offered[k] for k in run}
                run = []
            if i in offered:
                run.append(i)
                last, value = i, number(offered[i].note)


def coverage(
    stretches: Sequence[Stretch], texts: Sequence[int], style: Style, ids: frozenset[int], counted: bool = True
) -> float:
    """How many of the notes have a mark of this style in these texts; letters are marks of letters only."""
    seen = [m for i in texts for m in candidates(stretches[i].text, style) if m.note[0].isdigit() == counted]
    _, picks = chain(seen, ids)
    likely = [k for k in picks if seen[k].weight >= 0.4]
    return len(likely) / len(ids) if ids else 0.0
