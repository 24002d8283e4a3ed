"""Notes and their marks, found together: where the notes stand, how they are labelled, which marks lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from edition import series
from edition.anew import Section, below_sections, in_parts
from edition.backmatter import publication_note
from edition.judged import Judged, Judgements
from edition.labelled import STYLES, Note, assembled, coverage, in_roman, labelled, runs, without_text
from edition.linked_notes import Found
from edition.marks import candidates, chain, labels, leads_back, number, roman, without_arrow
from edition.pointing import marked, signs_in
from edition.stretches import Stretch


def found(stretches: Sequence[Stretch], judged: Judgements, zones: Iterable[tuple[int, int]]) -> Found:
    """The notes and marks of a source without markup; `zones` are the [start:end] of what is under notes headings."""
    zones = tuple(zones)
    free = [i for i in range(len(stretches)) if i not in judged]
    sections, heads, rule, sure = _sections(stretches, free, zones)
    taken = [note for section in sections for note in section.notes]
    signs = _signed(stretches, free, taken, zones)
    if not taken and not signs:
        return Found()
    sections = _with_ids(sections, _repeated(signs))
    out = {i: Judged("heading", "notes-part-heading", 0.85, "part", "notes") for i in heads}
    unsure = {i for section in sections for i in section.unsure}
    for note in (note for section in sections for note in section.notes):
        if note.label >= 0:
            out[note.label] = Judged("note", rule or "sign", sure, "label", note.id)
        for place, (i, low, high) in enumerate(note.parts):
            role = "more" if place else "text"
            firm = 0.6 if i in unsure else sure or 0.9
            out[i] = Judged("note", rule or "sign", firm, role, note.id, start=low, end=high)
    marks, style = marked(stretches, [i for i in free if i not in out], sections)
    return Found(out, marks, style)


def _sections(
    stretches: Sequence[Stretch], free: Sequence[int], zones: Sequence[tuple[int, int]]
) -> tuple[tuple[Section, ...], tuple[int, ...], str, float]:
    """The notes by their numberings, mostly one; the headings between them; the rule that found them, how sure."""
    texts = [i for i in free if not any(a <= i < b for a, b in zones)]
    listed = {*free, *(start - 1 for start, _ in zones)}
    inline = _inline(stretches, texts)
    if max(series.parted([note.printed for note in inline]), default=2) > 1:
        for start, end in _lists(zones):
            parts = in_parts(stretches, [i for i in range(start, end) if i in listed], texts)
            if parts.sections:
                rule = "notes-in-parts" if parts.placed else "notes-in-parts-by-order"
                above = [i for i in free if i == start - 1 and stretches[i].part == "notes"]
                return parts.sections, (*above, *parts.headings), rule, 0.9
        if own := below_sections(stretches, free):
            return own, (), "notes-below-sections", 0.9
    sections: list[Section] = []
    low = 0
    for start, end in zones:
        if under := _under_heading(stretches, [i for i in free if start <= i < end], texts):
            sections.append(Section(tuple(under), low, start))
            low = end
    if sections and (len(sections) == 1 or inline or max(series.parted(_printed(sections))) == 1):
        notes = tuple(note for section in sections for note in section.notes)
        return (Section((*inline, *notes)),), (), "footnote-in-brackets" if inline else "notes-heading", 0.97
    if sections:
        return tuple(sections), (), "notes-heading", 0.97
    if inline:
        return (Section(tuple(inline)),), (), "footnote-in-brackets", 0.97
    notes_, rule, sure = _tail(stretches, texts)
    return ((Section(tuple(notes_)),) if notes_ else ()), (), rule, sure


def _lists(zones: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The zones, those that follow one another as one list whose parts have headings of their own."""
    out: list[tuple[int, int]] = []
    for start, end in zones:
        if out and out[-1][1] == start - 1:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start - 1, end))
    return out


def _repeated(signs: Sequence[Note]) -> tuple[Section, ...]:
    """The notes with signs: one section, or as many as they begin anew, each below the text of its marks."""
    of = series.parted([note.printed for note in signs])
    out: list[Section] = []
    for n in range(1, max(of, default=0) + 1):
        own = tuple(note for note, section in zip(signs, of, strict=True) if section == n)
        low = out[-1].high if out else 0
        out.append(Section(own, low, own[-1].parts[0][0] if n < max(of) else 1 << 40))
    return tuple(out)


def _with_ids(sections: Sequence[Section], signs: Sequence[Section]) -> tuple[Section, ...]:
    """The sections and those of the signs, which are counted apart, with an id for every note."""
    of = [n for these in (sections, signs) for n, section in enumerate(these, 1) for _ in section.notes]
    every = (*sections, *signs)
    following = iter(series.ids(_printed(every), of))
    return tuple(
        msgspec.structs.replace(
            section, notes=tuple(msgspec.structs.replace(note, id=next(following)) for note in section.notes)
        )
        for section in every
    )


def _printed(sections: Sequence[Section]) -> list[str]:
    return [note.printed for section in sections for note in section.notes]


def _inline(stretches: Sequence[Stretch], texts: Sequence[int]) -> list[Note]:
    """Notes that stand where they are marked, in brackets ("[Footnote 7: ...]"), or as Markdown's "[^7]: ..."."""
    out: list[Note] = []
    open_ = 0  # brackets not yet closed: the note goes on in the next block
    for i in texts:
        text = stretches[i].text
        label = next((x for x in labels(text) if x.style in ("footnote", "caret")), None)
        if label and label.style == "footnote":
            open_ = text.count("[") - text.count("]")
            out.append(Note(label.note, ((i, label.start, label.end),)))
        elif label:
            out.append(Note(label.note, ((i, label.start, label.end),)))
        elif open_ > 0 and out:
            open_ += text.count("[") - text.count("]")
            end = len(text) - 1 if open_ <= 0 and text.endswith("]") else len(text)
            out[-1] = msgspec.structs.replace(out[-1], parts=(*out[-1].parts, (i, 0, end)))
    return out


# ——— under a heading ———


def _under_heading(stretches: Sequence[Stretch], places: Sequence[int], texts: Sequence[int]) -> list[Note]:
    """The notes among the places under a notes heading, labelled or not."""
    while places and publication_note(stretches[places[0]].text) and not labels(stretches[places[0]].text):
        places = places[1:]
    read = {i: labels(stretches[i].text) for i in places}
    picked = labelled(read, places)
    arrows = [i for i in places if leads_back(stretches[i].text) or any(x.style == "arrow" for x in read[i])]
    if len(arrows) > len(picked):
        return _ordinal(stretches, places, texts)
    if picked and (len(picked) > 1 or not any(roman(x.note) for x in picked.values())):
        return assembled(stretches, places, picked)
    if any(x.style == "symbol" for i in places for x in read[i]):
        return []
    return _ordinal(stretches, places, texts)


def _ordinal(stretches: Sequence[Stretch], places: Sequence[int], texts: Sequence[int]) -> list[Note]:
    """Notes that lost their numbers: each block is one, or each block up to one that ends with an arrow back."""
    arrows = [i for i in places if leads_back(stretches[i].text)]
    groups: list[list[int]] = []
    open_ = False
    for i in places:
        text = stretches[i].text
        if len(arrows) * 2 >= len(places) or (arrows and i <= arrows[-1]):
            if open_:
                groups[-1].append(i)
            else:
                groups.append([i])
            open_ = not leads_back(text)
        elif len(text) > 3:
            groups.append([i])
    if open_ and groups and arrows and len(arrows) * 2 >= len(places):
        groups.pop()
    if not groups:
        return []
    first = _first_number(stretches, texts, len(groups))
    if not first:
        if not arrows:
            return []
        first = 1
    out = []
    for n, group in enumerate(groups):
        parts = []
        for k, i in enumerate(group):
            start = 0
            if k == 0:
                arrow = next((x for x in labels(stretches[i].text) if x.style == "arrow"), None)
                start = arrow.start if arrow else 0
            parts.append((i, start, without_arrow(stretches[i].text)))
        out.append(Note(str(first + n), tuple(parts)))
    return out


def _first_number(stretches: Sequence[Stretch], texts: Sequence[int], count: int) -> int:
    """With which number the marks of `count` unnumbered notes begin; 0 where no marks are found."""
    if count == 0:
        return 0
    for first in (1, 0):
        for style in STYLES:
            seen = [m for i in texts for m in candidates(stretches[i].text, style)]
            numbers = sorted({number(m.note) for m in seen if number(m.note)})
            if not numbers:
                continue
            start = first or numbers[0]
            ids = frozenset(range(start, start + count))
            _, picks = chain(seen, ids)
            if len(picks) >= max(1, count * 0.5):
                return start
    return 0


# ——— without a heading ———


def _tail(stretches: Sequence[Stretch], texts: Sequence[int]) -> tuple[list[Note], str, float]:
    """Notes that stand under no heading: a run of blocks with arrows back, or of labels whose marks are before it."""
    carets = [i for i in texts if stretches[i].text.startswith(("^ ", "↑ ", "^\t"))]
    arrows = [i for i in texts if leads_back(stretches[i].text)] or (carets if len(carets) > 1 else [])
    if len(arrows) >= 1:
        first = arrows[0]
        before = [i for i in texts if i < first]
        places = [i for i in texts if first <= i <= arrows[-1]]
        read = {i: labels(stretches[i].text) for i in places}
        picked = labelled(read, places)
        if len(picked) >= 0.8 * len(arrows):
            return assembled(stretches, places, picked), "notes-with-arrows", 0.95
        return _ordinal(stretches, places, before), "notes-with-arrows", 0.93
    read = {i: labels(stretches[i].text) for i in texts}
    figures = in_roman(read, texts)
    if figures:
        first = min(figures)
        said = {x.note for x in figures.values()}
        seen = {m.note for i in texts if i < first for m in signs_in(stretches[i].text)}
        if len(said & seen) * 2 >= len(said):
            return assembled(stretches, [i for i in texts if i >= first], figures), "labelled-run", 0.85
    best: tuple[float, list[Note]] = (0.0, [])
    every = sorted(runs(read, texts), key=lambda entry: -len(entry[1]))
    for whole_run, picked in every[:_MOST_RUNS]:
        ids = frozenset(number(x.note) for x in picked.values())
        run = without_text(stretches, whole_run, picked, "")
        within = set(run)
        before = [i for i in texts if i < run[-1] and i not in within]
        counted = next(iter(picked.values())).note[0].isdigit()
        covered = max((coverage(stretches, before, style, ids, counted) for style in STYLES), default=0.0)
        after = len([i for i in texts if i > run[-1] and len(stretches[i].text) > 200])
        alone = len(picked) == 1 and run[-1] >= texts[max(0, len(texts) - 3)]
        if covered >= 0.5 and (len(picked) >= 2 or (alone and covered == 1)) and len(before) >= 2:
            worth = covered * len(picked) - after * 0.2
            if worth > best[0]:
                best = (worth, assembled(stretches, run, picked))
    return best[1], "labelled-run", 0.85


_MOST_RUNS = 60  # a text with more lists than this is no article: only its longest are looked at


_SURNAME_FIRST = re.compile(
    r"[^\W\d_][\w’'-]+,? (?:[A-ZÀ-Þ]\.?[ -]?){1,4}(?:[,.;:(&]|\s)|[A-ZÀ-Þ]{3,},|[\w’'-]+, [A-ZÀ-Þ][\w-]+[.,]"
)


def cited_by_number(stretches: Sequence[Stretch], zone: tuple[int, int], first: int) -> bool:
    """Whether what stands under a bibliography's heading are notes: numbered, marked in the text, names as in prose."""
    places = list(range(*zone))
    picked = labelled({i: labels(stretches[i].text) for i in places}, places)
    if len(picked) < 2 or len(picked) < 0.6 * len(places):
        return False
    listed = sum(bool(_SURNAME_FIRST.match(stretches[i].text[x.start :])) for i, x in picked.items())
    ids = frozenset(number(x.note) for x in picked.values())
    texts = range(first, zone[0] - 1)
    return listed * 2 < len(picked) and max(coverage(stretches, texts, style, ids) for style in STYLES) >= 0.6


def _signed(
    stretches: Sequence[Stretch], places: Sequence[int], notes: Sequence[Note], zones: Sequence[tuple[int, int]]
) -> list[Note]:
    """Notes labelled with a sign (*, †) whose sign stands as a mark elsewhere."""
    taken = {i for note in notes for i, _, _ in note.parts} | {note.label for note in notes}
    read = {i: next((x for x in labels(stretches[i].text) if x.style == "symbol"), None) for i in places}
    if not any(read.values()):
        return []
    bearing = {m.note for k in places for m in signs_in(stretches[k].text)}
    said = {label.note for label in read.values() if label}
    out: list[Note] = []
    between: list[int] = []  # what stands below a note: it goes on there where another note follows
    open_ = {label.note for label in read.values() if label} & bearing  # the signs whose mark has no note yet
    for i in places:
        label = read[i]
        under = any(a <= i < b for a, b in zones)
        long = label and label.end - label.start > (0 if under else 4) and not stretches[i].text.endswith(label.note)
        if label and long and i not in taken and label.note in open_:
            # What bears a mark itself is text between two notes, and so is what stands with it.
            bears = any(m.note in said for k in between for m in signs_in(stretches[k].text))
            if out and len(between) < 3 and not bears:
                more = tuple((k, 0, without_arrow(stretches[k].text)) for k in between)
                out[-1] = msgspec.structs.replace(out[-1], parts=(*out[-1].parts, *more))
            out.append(Note(label.note, ((i, label.start, label.end),)))
            between = []
            open_ -= {label.note}
        else:
            between.append(i)
            open_ |= {m.note for m in signs_in(stretches[i].text) if m.start} & bearing
    return out
