"""Notes and their marks, found together: where the notes stand, how they are labelled, which marks lead to them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from edition.backmatter import licence, publication_note
from edition.judged import Judged, Judgements
from edition.linked_notes import Found
from edition.marks import (
    Label,
    Mark,
    Style,
    candidates,
    chain,
    labels,
    leads_back,
    number,
    roman,
    without_arrow,
)
from edition.stretches import Stretch

Marks = Mapping[int, tuple[Mark, ...]]  # the place of a stretch -> the marks in its text


class _Note(msgspec.Struct, frozen=True):
    """A note while it is being found: its id and the stretches of its text with where their text begins and ends."""

    id: str
    parts: tuple[tuple[int, int, int], ...]
    label: int = -1  # the stretch that is nothing but its label


def found(stretches: Sequence[Stretch], judged: Judgements, zones: Iterable[tuple[int, int]]) -> Found:
    """The notes and marks of a source without markup; `zones` are the [start:end] of what is under notes headings."""
    zones = tuple(zones)
    texts = [i for i in range(len(stretches)) if i not in judged and not any(a <= i < b for a, b in zones)]
    notes: list[_Note] = []
    rule, sure = "", 0.0
    inline = _inline(stretches, texts)
    if inline:
        notes, rule, sure = inline, "footnote-in-brackets", 0.97
    for start, end in zones:
        under = _under_heading(stretches, [i for i in range(start, end) if i not in judged], texts)
        if under:
            notes = [*notes, *under]
            rule, sure = rule or "notes-heading", max(sure, 0.97)
    if not notes:
        notes, rule, sure = _tail(stretches, texts)
    signs = _signed(stretches, [i for i in range(len(stretches)) if i not in judged], notes, zones)
    notes = [*notes, *signs]
    if not notes:
        return Found()
    seen: set[str] = set()
    out: dict[int, Judged] = {}
    kept: list[_Note] = []
    for note in notes:
        id_ = note.id
        spare = 1
        while id_ in seen:
            spare += 1
            id_ = f"{note.id}-{spare}"
        seen.add(id_)
        kept.append(msgspec.structs.replace(note, id=id_))
        if note.label >= 0:
            out[note.label] = Judged("note", rule or "sign", sure, "label", id_)
        for place, (i, low, high) in enumerate(note.parts):
            out[i] = Judged("note", rule or "sign", sure or 0.9, "more" if place else "text", id_, start=low, end=high)
    marks, style = _marked(stretches, [i for i in range(len(stretches)) if i not in judged and i not in out], kept)
    return Found(out, marks, style)


def _inline(stretches: Sequence[Stretch], texts: Sequence[int]) -> list[_Note]:
    """Notes that stand where they are marked, in brackets ("[Footnote 7: ...]"), or as Markdown's "[^7]: ..."."""
    out: list[_Note] = []
    open_ = 0  # brackets not yet closed: the note goes on in the next block
    for i in texts:
        text = stretches[i].text
        label = next((x for x in labels(text) if x.style in ("footnote", "caret")), None)
        if label and label.style == "footnote":
            open_ = text.count("[") - text.count("]")
            out.append(_Note(label.note, ((i, label.start, label.end),)))
        elif label:
            out.append(_Note(label.note, ((i, label.start, label.end),)))
        elif open_ > 0 and out:
            open_ += text.count("[") - text.count("]")
            end = len(text) - 1 if open_ <= 0 and text.endswith("]") else len(text)
            out[-1] = msgspec.structs.replace(out[-1], parts=(*out[-1].parts, (i, 0, end)))
    return out


# ——— under a heading ———

_NUMERIC: tuple[Style, ...] = (
    "bracket", "named", "caret", "footnote", "superscript", "dot", "paren", "colon", "alone", "bare", "letter",
)  # fmt: skip


def _under_heading(stretches: Sequence[Stretch], places: Sequence[int], texts: Sequence[int]) -> list[_Note]:
    """The notes among the places under a notes heading, labelled or not."""
    while places and publication_note(stretches[places[0]].text) and not labels(stretches[places[0]].text):
        places = places[1:]
    read = {i: labels(stretches[i].text) for i in places}
    picked = _labelled(read, places)
    arrows = [i for i in places if leads_back(stretches[i].text) or any(x.style == "arrow" for x in read[i])]
    if len(arrows) > len(picked):
        return _ordinal(stretches, places, texts)
    if picked and (len(picked) > 1 or not any(roman(x.note) for x in picked.values())):
        return _assembled(stretches, places, picked)
    if any(x.style == "symbol" for i in places for x in read[i]):
        return []
    return _ordinal(stretches, places, texts)


def _labelled(read: Mapping[int, Sequence[Label]], places: Sequence[int]) -> dict[int, Label]:
    """The labels that make the longest rising series, in one style where one style has it."""
    best: dict[int, Label] = {}
    for styles in (*((style,) for style in _NUMERIC), _NUMERIC[:-1]):
        offered = [(i, x) for i in places for x in read[i] if x.style in styles and number(x.note)]
        offered = list({i: (i, x) for i, x in reversed(offered)}.values())[::-1]
        offered.sort(key=lambda entry: entry[0])
        stand_ins = [Mark(0, 0, x.note, x.style) for _, x in offered]
        ids = frozenset(number(x.note) for _, x in offered)
        _, picks = chain(stand_ins, ids)
        if len(picks) > len(best) + (1 if len(styles) > 1 else 0):
            best = {offered[k][0]: offered[k][1] for k in picks}
    figures = _roman(read, places)
    return figures if len(figures) > len(best) else best


def _roman(read: Mapping[int, Sequence[Label]], places: Sequence[int]) -> dict[int, Label]:
    """The labels in small roman figures, counted up from i; of a lone "i" it cannot be told."""
    out: dict[int, Label] = {}
    last = 0
    for i in places:
        label = next((x for x in read[i] if 1 <= roman(x.note) - last <= 2), None)
        if label and (last or roman(label.note) == 1):
            out[i], last = label, roman(label.note)
    return out if len(out) > 1 else {}


def _assembled(stretches: Sequence[Stretch], places: Sequence[int], picked: Mapping[int, Label]) -> list[_Note]:
    """Each label with what follows up to the next; after the last note only what its fellows' length makes likely."""
    out: list[_Note] = []
    several = 0
    for i in places:
        label = picked.get(i)
        if label:
            alone = label.style == "alone" or label.start >= label.end
            out.append(_Note(label.note, () if alone else ((i, label.start, label.end),), i if alone else -1))
        elif out and not (i > max(picked) and (licence(stretches[i].text) or publication_note(stretches[i].text))):
            last = out[-1]
            out[-1] = msgspec.structs.replace(last, parts=(*last.parts, (i, 0, without_arrow(stretches[i].text))))
    for note in out[:-1]:
        several = max(several, len(note.parts))
    if out and len(out[-1].parts) > max(1, several):
        out[-1] = msgspec.structs.replace(out[-1], parts=out[-1].parts[: max(1, several)])
    return out


def _ordinal(stretches: Sequence[Stretch], places: Sequence[int], texts: Sequence[int]) -> list[_Note]:
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
        out.append(_Note(str(first + n), tuple(parts)))
    return out


def _first_number(stretches: Sequence[Stretch], texts: Sequence[int], count: int) -> int:
    """With which number the marks of `count` unnumbered notes begin; 0 where no marks are found."""
    if count == 0:
        return 0
    for first in (1, 0):
        for style in _STYLES:
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


def _tail(stretches: Sequence[Stretch], texts: Sequence[int]) -> tuple[list[_Note], str, float]:
    """Notes that stand under no heading: a run of blocks with arrows back, or of labels whose marks are before it."""
    carets = [i for i in texts if stretches[i].text.startswith(("^ ", "↑ ", "^\t"))]
    arrows = [i for i in texts if leads_back(stretches[i].text)] or (carets if len(carets) > 1 else [])
    if len(arrows) >= 1:
        first = arrows[0]
        before = [i for i in texts if i < first]
        places = [i for i in texts if first <= i <= arrows[-1]]
        read = {i: labels(stretches[i].text) for i in places}
        picked = _labelled(read, places)
        if len(picked) >= 0.8 * len(arrows):
            return _assembled(stretches, places, picked), "notes-with-arrows", 0.95
        return _ordinal(stretches, places, before), "notes-with-arrows", 0.93
    read = {i: labels(stretches[i].text) for i in texts}
    figures = _roman(read, texts)
    if figures:
        first = min(figures)
        said = {x.note for x in figures.values()}
        seen = {m.note for i in texts if i < first for m in _signs(stretches[i].text)}
        if len(said & seen) * 2 >= len(said):
            return _assembled(stretches, [i for i in texts if i >= first], figures), "labelled-run", 0.85
    best: tuple[float, list[_Note]] = (0.0, [])
    runs = sorted(_runs(read, texts), key=lambda entry: -len(entry[1]))
    for whole_run, picked in runs[:_MOST_RUNS]:
        ids = frozenset(number(x.note) for x in picked.values())
        run = _without_text(stretches, whole_run, picked, ids)
        within = set(run)
        before = [i for i in texts if i < run[-1] and i not in within]
        counted = next(iter(picked.values())).note[0].isdigit()
        covered = max((_coverage(stretches, before, style, ids, counted) for style in _STYLES), default=0.0)
        after = len([i for i in texts if i > run[-1] and len(stretches[i].text) > 200])
        alone = len(picked) == 1 and run[-1] >= texts[max(0, len(texts) - 3)]
        if covered >= 0.5 and (len(picked) >= 2 or (alone and covered == 1)) and len(before) >= 2:
            worth = covered * len(picked) - after * 0.2
            if worth > best[0]:
                best = (worth, _assembled(stretches, run, picked))
    return best[1], "labelled-run", 0.85


_MOST_RUNS = 60  # a text with more lists than this is no article: only its longest are looked at


def _without_text(
    stretches: Sequence[Stretch], run: Sequence[int], picked: Mapping[int, Label], ids: frozenset[int]
) -> list[int]:
    """The places of a run without those that are text between two pages' notes: they bear the next notes' marks."""
    out: list[int] = []
    value, bare = 0, False
    for i in run:
        if i in picked:
            value, bare = number(picked[i].note), picked[i].start >= picked[i].end
        elif bare:  # what follows a label on a line of its own is its note
            bare = False
        else:
            text = stretches[i].text
            marks = [m for style in _STYLES for m in candidates(text, style) if m.weight > 0.95]
            if any(number(m.note) in ids and number(m.note) > value for m in marks) or re.fullmatch(r"[\W_]{3,}", text):
                continue
        out.append(i)
    return out


_STYLES: tuple[Style, ...] = ("caret", "named", "bracket", "superscript", "glued", "paren", "spaced")
_STRONG = ("caret", "named", "bracket", "superscript", "hint")


_SURNAME_FIRST = re.compile(
    r"[^\W\d_][\w’'-]+,? (?:[A-ZÀ-Þ]\.?[ -]?){1,4}(?:[,.;:(&]|\s)|[A-ZÀ-Þ]{3,},|[\w’'-]+, [A-ZÀ-Þ][\w-]+[.,]"
)


def cited_by_number(stretches: Sequence[Stretch], zone: tuple[int, int], first: int) -> bool:
    """Whether what stands under a bibliography's heading are notes: numbered, marked in the text, names as in prose."""
    places = list(range(*zone))
    picked = _labelled({i: labels(stretches[i].text) for i in places}, places)
    if len(picked) < 2 or len(picked) < 0.6 * len(places):
        return False
    listed = sum(bool(_SURNAME_FIRST.match(stretches[i].text[x.start :])) for i, x in picked.items())
    ids = frozenset(number(x.note) for x in picked.values())
    texts = range(first, zone[0] - 1)
    return listed * 2 < len(picked) and max(_coverage(stretches, texts, style, ids) for style in _STYLES) >= 0.6


def _runs(read: Mapping[int, Sequence[Label]], texts: Sequence[int]) -> Iterable[tuple[list[int], dict[int, Label]]]:
    for style in _NUMERIC:
        offered = {i: x for i in texts for x in read[i] if x.style == style and number(x.note)}
        run: list[int] = []
        last = -99
        value = 0
        for i in (*sorted(offered), 1 << 40):
            step = number(offered[i].note) - value if i in offered else 99
            if run and (i - last > (10 if step == 1 else 4) or not 1 <= step <= 2):
                if len(run) >= 2 or (run and style in _STRONG and number(offered[run[0]].note) == 1):
                    last_label = offered[run[-1]]
                    end = run[-1] + (2 if style == "alone" or last_label.start >= last_label.end else 1)
                    low, high = bisect_left(texts, run[0]), bisect_left(texts, end)
                    yield list(texts[low:high]), {k: offered[k] for k in run}
                run = []
            if i in offered:
                run.append(i)
                last, value = i, number(offered[i].note)


def _coverage(
    stretches: Sequence[Stretch], texts: Sequence[int], style: Style, ids: frozenset[int], counted: bool = True
) -> float:
    """How many of the notes have a mark of this style in these texts; letters are marks of letters only."""
    seen = [m for i in texts for m in candidates(stretches[i].text, style) if m.note[0].isdigit() == counted]
    _, picks = chain(seen, ids)
    likely = [k for k in picks if seen[k].weight >= 0.4]
    return len(likely) / len(ids) if ids else 0.0


def _signs(text: str) -> Iterator[Mark]:
    """The marks that are no numbers, in every form these have."""
    for style in _SIGN_STYLES:
        yield from candidates(text, style)


_SIGN_STYLES: tuple[Style, ...] = ("symbol", "bracket", "paren")


def _signed(
    stretches: Sequence[Stretch], places: Sequence[int], notes: Sequence[_Note], zones: Sequence[tuple[int, int]]
) -> list[_Note]:
    """Notes labelled with a sign (*, †) whose sign stands as a mark elsewhere."""
    taken = {i for note in notes for i, _, _ in note.parts} | {note.label for note in notes}
    read = {i: next((x for x in labels(stretches[i].text) if x.style == "symbol"), None) for i in places}
    if not any(read.values()):
        return []
    marked = {m.note for k in places for m in _signs(stretches[k].text)}
    said = {label.note for label in read.values() if label}
    out: list[_Note] = []
    between: list[int] = []  # what stands below a note: it goes on there where another note follows
    for i in places:
        label = read[i]
        under = any(a <= i < b for a, b in zones)
        long = label and label.end - label.start > (0 if under else 4) and not stretches[i].text.endswith(label.note)
        if label and long and i not in taken and label.note in marked and label.note not in {n.id for n in out}:
            # What bears a mark itself is text between two notes, and so is what stands with it.
            bears = any(m.note in said for k in between for m in _signs(stretches[k].text))
            if out and len(between) < 3 and not bears:
                more = tuple((k, 0, without_arrow(stretches[k].text)) for k in between)
                out[-1] = msgspec.structs.replace(out[-1], parts=(*out[-1].parts, *more))
            out.append(_Note(label.note, ((i, label.start, label.end),)))
            between = []
        else:
            between.append(i)
    return out


# ——— marks ———


def _marked(
    stretches: Sequence[Stretch], texts: Sequence[int], notes: Sequence[_Note]
) -> tuple[dict[int, tuple[Mark, ...]], Style]:
    """The marks of the notes: of all readings, the style that leads to most notes, helped out by the others."""
    ids = {note.id for note in notes}
    figures = {id_ for id_ in ids if roman(id_)} if "ii" in ids else set()
    numbers = frozenset(number(id_) for id_ in ids - figures if number(id_))
    signs = {id_ for id_ in ids if not number(id_)} | figures
    chosen: dict[tuple[int, int], tuple[int, Mark]] = {}
    style: Style = ""
    if numbers:
        offered = {
            name: [(i, m) for i in texts for m in candidates(stretches[i].text, name) if number(m.note) in numbers]
            for name in _STYLES
        }
        worths = {name: chain([m for _, m in offered[name]], numbers) for name in _STYLES}
        style = max(_STYLES, key=lambda name: (worths[name][0] * (1.0 if name in _STRONG else 0.9), name))
        if worths[style][0] > 0:
            pool = [
                (i, m if name == style else msgspec.structs.replace(m, weight=m.weight * 0.45))
                for name in _STYLES
                for i, m in offered[name]
            ]
            pool.sort(key=lambda entry: (entry[0], entry[1].start, -entry[1].weight))
            _, picks = chain([m for _, m in pool], numbers)
            for k in picks:
                i, mark = pool[k]
                if mark.style == style or mark.weight >= 0.3:
                    chosen[(i, mark.start)] = pool[k]
            least = (
                0.5 if style in _STRONG or style == "paren" else 0.95
            )  # of bare digits, only those behind a sentence
            for i, mark in offered[style]:
                if mark.note in ids and mark.weight > least:
                    chosen.setdefault((i, mark.start), (i, mark))
    for i in texts if signs else ():
        for mark in _signs(stretches[i].text):
            if mark.note in signs:
                chosen.setdefault((i, mark.start), (i, mark))
    by_number = {number(id_): id_ for id_ in sorted(ids, reverse=True) if number(id_)}
    out: dict[int, list[Mark]] = {}
    for (i, _), (_, mark) in sorted(chosen.items(), key=lambda entry: entry[0]):
        exact = mark.note if mark.note in ids else by_number.get(number(mark.note), mark.note)
        mine = out.setdefault(i, [])
        if not mine or mine[-1].end <= mark.start:
            mine.append(msgspec.structs.replace(mark, note=exact))
    return {i: tuple(these) for i, these in out.items()}, style
