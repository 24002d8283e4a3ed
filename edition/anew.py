"""Notes that are numbered anew: below every section, or all at the end in parts; where the marks of each stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from edition.labelled import NUMERIC, STYLES, Note, assembled, labelled, titled, without_text
from edition.marks import Label, Mark, Style, candidates, chain, labels, number, roman
from edition.stretches import Stretch
from edition.vocabulary import plain_words


class Section(msgspec.Struct, frozen=True):
    """Notes of one numbering. Their marks stand in the places from `low` up to `high`; `unsure` are the places that may
    be text."""

    notes: tuple[Note, ...]
    low: int = 0
    high: int = 1 << 40
    unsure: tuple[int, ...] = ()


class Parts(msgspec.Struct, frozen=True):
    """The sections of a list of notes, the headings between them, and whether these say which text is whose."""

    sections: tuple[Section, ...] = ()
    headings: tuple[int, ...] = ()
    placed: bool = False


_Run = dict[int, Label]


# ——— below every section ———


def below_sections(stretches: Sequence[Stretch], places: Sequence[int]) -> tuple[Section, ...]:
    """The notes of each section, where two sections at least have notes that begin with 1; else none.

    Labels are notes where the text above them has their marks, up to the notes above that: so a list is none, nor are
    notes that are counted through.
    """
    read = {i: labels(stretches[i].text) for i in places}
    best: tuple[float, Style, tuple[_Run, ...]] = (0.0, "", ())
    for label_style in NUMERIC:
        runs = [run for run in _rising(read, places, label_style) if number(next(iter(run.values())).note) == 1]
        if not 2 <= len(runs) <= _MOST_RUNS:
            continue
        for style in STYLES:
            offered = {i: these for i in places if (these := _marks(stretches[i], style))}
            if sum(number(m.note) == 1 for these in offered.values() for m in these) > 1:
                worth, chosen = _best(stretches, offered, runs)
                if len(chosen) > 1 and worth > best[0]:
                    best = (worth, style, chosen)
    ends = [max(run) + (2 if run[max(run)].start >= run[max(run)].end else 1) for run in best[2]]
    whole = [[i for i in places if min(run) <= i < end] for run, end in zip(best[2], ends, strict=True)]
    parts = [without_text(stretches, own, run, best[1]) for own, run in zip(whole, best[2], strict=True)]
    out: list[Section] = []
    low = 0
    for n, (run, own) in enumerate(zip(best[2], parts, strict=True)):
        stop = min(best[2][n + 1]) if n + 1 < len(parts) and parts == whole else 0
        below = [i for i in places if ends[n] <= i < stop]
        more = _paragraphs(stretches, below, best[1])
        notes = assembled(stretches, own, run)
        notes[-1] = msgspec.structs.replace(notes[-1], parts=(*notes[-1].parts, *((i, 0, -1) for i in more)))
        out.append(Section(tuple(notes), low, ends[n], more))
        low = ends[n]
    return tuple(out)


def _paragraphs(stretches: Sequence[Stretch], below: Sequence[int], style: Style) -> tuple[int, ...]:
    """What stands between a section's last note and the next heading, if it is little and without marks: more of the
    note."""
    head = next((n for n, i in enumerate(below) if titled(stretches[i].text)), 0)
    more = tuple(below[:head]) if head <= 2 else ()
    return () if any(_marks(stretches[i], style) for i in more) else more


_MOST_RUNS = 60
_LONGEST_GAP = 40  # blocks between a note below its paragraph and the next one


def _rising(read: Mapping[int, Sequence[Label]], places: Sequence[int], style: Style) -> Iterator[_Run]:
    """The labels of the style, parted where they do not go on counting."""
    run: _Run = {}
    last = value = 0
    for place, i in enumerate(places):
        label = next((x for x in read[i] if x.style == style and number(x.note)), None)
        if label is None:
            continue
        step = number(label.note) - value
        if run and (not 1 <= step <= 2 or place - last > (_LONGEST_GAP if step == 1 else 4)):
            yield run
            run = {}
        run[i] = label
        last, value = place, number(label.note)
    if run:
        yield run


def _marks(stretch: Stretch, style: Style) -> tuple[Mark, ...]:
    """The likely marks. What stands in front is a label, and "(1)" in front of a word counts what a sentence lists."""
    likely = (m for m in candidates(stretch.text, style) if m.start and m.weight >= 0.4 and m.note[0].isdigit())
    return tuple(m for m in likely if style != "paren" or m.weight >= 0.6 or not stretch.text[m.end :][:1].isspace())


def _best(
    stretches: Sequence[Stretch], offered: Mapping[int, Sequence[Mark]], runs: Sequence[_Run]
) -> tuple[float, tuple[_Run, ...]]:
    """Those of the runs, in order, that are the notes of what stands above each: as many as have marks there."""
    reached: list[tuple[float, tuple[_Run, ...]]] = []
    for n, run in enumerate(runs):
        best: tuple[float, tuple[_Run, ...]] = (0.0, ())
        for worth, before in (*reached[:n], (0.0, ())):
            if before and max(before[-1]) >= min(run):
                continue
            own = _supported(stretches, offered, run, max(before[-1]) if before else -1)
            gain = worth + len(own[1]) - 0.5 * (len(own[0]) - len(own[1]))
            if own[1] and gain > best[0]:
                best = (gain, (*before, own[0]))
        reached.append(best)
    return max(reached, key=lambda entry: (entry[0], -len(entry[1])), default=(0.0, ()))


def _supported(
    stretches: Sequence[Stretch], offered: Mapping[int, Sequence[Mark]], run: _Run, above: int
) -> tuple[_Run, frozenset[int]]:
    """The run without a numbered heading at its end, and which of its numbers have marks above it; none of them where
    the first has none, or most."""
    seen = [m for i, these in offered.items() if above < i < max(run) and i not in run for m in these]
    _, picks = chain(seen, frozenset(number(x.note) for x in run.values()))
    marked = frozenset(number(seen[k].note) for k in picks)
    kept = dict(run)
    while len(kept) > 1 and number(kept[max(kept)].note) not in marked and titled(stretches[max(kept)].text):
        del kept[max(kept)]
    marked &= {number(x.note) for x in kept.values()}
    return (kept, marked) if 1 in marked and len(marked) >= 0.6 * len(kept) else (kept, frozenset())


# ——— at the end, in parts ———


def in_parts(stretches: Sequence[Stretch], places: Sequence[int], texts: Sequence[int]) -> Parts:
    """The notes of a list whose numbers begin anew in each of its parts; none where it has no parts.

    A part has a heading, or else the text has as many marks that begin anew.
    """
    told = {_bare(stretches[i].text) for i in texts if titled(stretches[i].text)} - {""}
    named = {i for i in places if titled(stretches[i].text) and _bare(stretches[i].text) in told}
    read = {i: () if i in named else labels(stretches[i].text) for i in places}
    counted = labelled(read, places)
    style = next(iter(counted.values())).style if counted else ""
    runs = list(_rising(read, places, style))
    if len(runs) < 2 or any(number(next(iter(run.values())).note) != 1 for run in runs):
        return Parts()
    heads = [_heads(stretches, [i for i in places if i < min(runs[0])])]
    for run, after in pairwise(runs):
        between = [i for i in places if max(run) < i < min(after)]
        if any(number(m.note) == 1 for i in between for s in STYLES for m in _marks(stretches[i], s)):
            return Parts()  # text stands between these notes
        heads.append(_heads(stretches, between))
    begun = max(sum(number(m.note) == 1 for i in texts for m in _marks(stretches[i], s)) for s in STYLES)
    if not all(heads[1:]) and begun < len(runs):
        return Parts()
    apart = {i for these in heads for i in these}
    starts = _starts(stretches, texts, heads)
    ends = [*starts[1:], places[0]]
    sections = []
    for n, run in enumerate(runs):
        stop = min(runs[n + 1]) if n + 1 < len(runs) else places[-1] + 1
        own = [i for i in places if min(run) <= i < stop and i not in apart]
        low, high = (starts[n], ends[n]) if starts else (0, places[0])
        sections.append(Section(tuple(assembled(stretches, own, run)), low, high))
    return Parts(tuple(sections), tuple(sorted(apart)), bool(starts))


def _heads(stretches: Sequence[Stretch], between: Sequence[int]) -> tuple[int, ...]:
    """The headings at the end of what stands between two parts."""
    out: list[int] = []
    for i in reversed(between):
        if len(out) == 2 or not titled(stretches[i].text):
            break
        out.insert(0, i)
    return tuple(out)


def _starts(stretches: Sequence[Stretch], texts: Sequence[int], heads: Sequence[Sequence[int]]) -> list[int]:
    """Where the text of each part begins, by the headings that both have; none where one is not found in its order."""
    out = [0]
    titles = [i for i in texts if titled(stretches[i].text) and stretches[i].part != "notes"]
    for these in heads[1:]:
        names = {name for i in these for name in _names(stretches[i].text)}
        said = {i: _names(stretches[i].text) for i in titles if i > out[-1]}
        same = [i for i, forms in said.items() if names & forms]
        same = same or [i for i, forms in said.items() if any(_within(n, form) for n in names for form in forms)]
        if not same:
            return []
        out.append(same[0])
    return out


_PART = re.compile(
    r"(?:(?:end|foot)?notes (?:to|for|on) )?(?:(?:the )?(?:chapter|part|section|kapitel|abschnitt|teil|chapitre|partie|"
    r"cap[ií]tulo|parte|secci[oó]n|capitolo)\s+(?=\S))?",
    re.IGNORECASE,
)


def _names(heading: str) -> frozenset[str]:
    """What a heading of the text may say that this one of notes names: "Chapter 2" may be "II. The Wells"."""
    whole, short = plain_words(heading), plain_words(_PART.sub("", heading, count=1))
    first, _, rest = short.partition(" ")
    counted = f"{roman(first)} {rest}".strip() if roman(first) else short
    return frozenset({whole, short, counted, _bare(heading)} - {""})


def _bare(heading: str) -> str:
    """The heading's words without its number."""
    words = plain_words(_PART.sub("", heading, count=1)).split()
    return " ".join(words[1:] if words and (words[0].isdigit() or roman(words[0])) else words)


def _within(one: str, other: str) -> bool:
    """Whether one heading begins with all of the other, as "2 the wells" with "2"."""
    short, long = sorted((one, other), key=len)
    return long.startswith(f"{short} ")
