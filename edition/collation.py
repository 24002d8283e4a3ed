"""An article's text held against its source, word by word: every place where the two differ.

The source speaks by its tiles, each of which says where its words went. Marks and labels of notes are no words: they
may be printed in the source in any form. White space counts only where it makes two words of one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, islice
from typing import cast, get_args

import msgspec

from edition import marks, series
from edition.headings import EDIT_LINK
from edition.model import Kind, Tile
from edition.places import Difference, Run, Spot
from edition.readers.lines import Reading
from edition.text import LineBreak, NoteRef, folded, leaves, line


def differences(reading: Reading, tiles: Sequence[Tile], runs: Sequence[Run], title: str) -> tuple[Difference, ...]:
    """Every difference between the source and the text, in the text's order. `title` is the article's, whole."""
    theirs: dict[str, list[_Piece]] = {}
    for piece in _pieces(reading, tiles):
        theirs.setdefault(piece.part, []).append(piece)
    ours: dict[str, list[_Ours]] = {}
    for n, run in enumerate(runs):
        ours.setdefault(run.part, []).append(_Ours(n, run, _shown(run)))
    noted = any(part.startswith("note-") for part in theirs)
    found: list[Difference] = []
    printed = _title(theirs.pop("title", []), title)
    for part in dict.fromkeys([*ours, *theirs]):
        own = ours.get(part, [])
        note = part.removeprefix("note-") if part.startswith("note-") else ""
        if not (theirs.get(part) or part == "body" or (noted and note and not _EDITORS.fullmatch(note))):
            continue  # the source says nothing of it
        pieces = theirs.get(part, [])
        if part == "authors":
            pieces = _in_order_of(pieces, own)
        elif note:
            pieces = _without_label(pieces, note, own)
        found += _compared(pieces, own)
    return (*printed, *found)


_EDITORS = re.compile(r"e\d+")


def _title(pieces: Sequence[_Piece], title: str) -> Iterator[Difference]:
    """The title's difference. A title may have more to it than what the record takes for it, and a note's sign."""
    printed = [word for piece in pieces for word in piece.text.split()]
    ours = title.split()
    signs = "*†‡§[](){}^" + _FIGURES
    if printed and [word.rstrip(signs) for word in printed[: len(ours)]] != [word.rstrip(signs) for word in ours]:
        yield Difference("title", " ".join(printed), " ".join(ours))


_FIGURES = "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹"


def tiles(rows: Sequence[Sequence[str]]) -> tuple[Tile, ...]:
    """The tiles as source.yaml writes them; rows that are none are left out."""
    made = []
    for row in rows:
        start, end, kind, goes, rule, confidence = (*row, "", "", "", "")[:6]
        if re.fullmatch(r"\d{1,9}", start) and re.fullmatch(r"\d{1,9}", end):
            sure = float(confidence) if re.fullmatch(r"[01](\.\d+)?", confidence) else 1.0
            known = cast(Kind, kind if kind in get_args(Kind) else "furniture")
            made.append(Tile(int(start), int(end), known, goes, rule, sure))
    return tuple(made)


# ——— the two sides as words ———


class _Piece(msgspec.Struct, frozen=True):
    """The text of a tile, white space folded, and where it went."""

    part: str
    goes: str
    text: str


class _Ours(msgspec.Struct, frozen=True):
    """A run of ours, its number, and its text as it is mostly printed: with the marks in brackets."""

    number: int
    run: Run
    text: str


def _shown(run: Run) -> str:
    parts = ["— "] if run.said else []
    for leaf in leaves(run.content):
        match leaf:
            case NoteRef(note):
                parts.append(f"[{note}]")
            case LineBreak():
                parts.append(" ")
            case _:
                parts.append(leaf.text)
    return folded("".join(parts))


class _Word(msgspec.Struct, frozen=True):
    """A word of ours. `shown` is how it is mostly printed, with its marks in brackets; `notes` the marks inside or
    behind it, with the offset of each. The dash before an attribution is a word without a spot."""

    text: str
    shown: str
    notes: tuple[tuple[int, str], ...]
    at: str
    spot: Spot | None


_PARTS = {
    "paragraph": "body", "quotation": "body", "list": "body", "verse": "body", "table": "body", "figure": "body",
    "epigraph": "body", "heading": "body", "title": "title", "abstract": "abstract", "note": "note",
    "publication-note": "publication-note", "bibliography": "further-reading", "biography": "authors",
}  # fmt: skip
_NO_WORDS = ("back", "label", "markup")


def _pieces(reading: Reading, tiles: Sequence[Tile]) -> Iterator[_Piece]:
    holes = sorted(
        (span.start, span.end if span.kind in _NO_WORDS else span.start)
        for row in reading.lines
        for span in row.spans
        if span.kind in (*_NO_WORDS, "break")
    )
    next_hole = 0
    for tile in sorted(tiles, key=lambda t: t.start):
        part = _PARTS.get(tile.kind, "")
        if not part or not (tile.goes or part == "title"):
            continue
        while next_hole < len(holes) and holes[next_hole][1] < tile.start:
            next_hole += 1
        out, at = [], tile.start
        for start, end in holes[next_hole : bisect_right(holes, (tile.end, len(reading.text)))]:
            if start >= at:
                # A break parts two words; what is no word leaves none apart.
                out += [reading.text[at:start], " " if start == end else ""]
                at = max(at, min(end, tile.end))
        text = line("".join([*out, reading.text[at : tile.end]]))
        if tile.rule == "signs" and (sign := marks.LIST_SIGN.match(text)):  # the list shows them by itself
            text = text[sign.end() :]
        if tile.kind == "heading":
            text = EDIT_LINK.sub("", text)
        if text := folded(text):
            yield _Piece(tile.goes if part == "note" else part, tile.goes, text)


def _words(n: int, run: Run) -> Iterator[_Word]:
    text, marks_at = "", []
    for leaf in leaves(run.content):
        match leaf:
            case NoteRef(note):
                marks_at.append((len(text), note))
            case LineBreak():
                text += " "
            case _:
                text += leaf.text
    if run.said:
        yield _Word("—", "—", (), run.at, None)
    found = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    next_mark = 0
    for k, (start, end) in enumerate(found):
        upto = found[k + 1][0] if k + 1 < len(found) else len(text) + 1
        own = []
        while next_mark < len(marks_at) and marks_at[next_mark][0] < upto:
            own.append(marks_at[next_mark])
            next_mark += 1
        shown, at = "", start
        for offset, note in own:
            shown += text[at : min(offset, end)] + f"[{note}]"
            at = max(at, min(offset, end))
        shown += text[at:end]
        notes = tuple((max(0, min(offset, end) - start), note) for offset, note in own)
        yield _Word(text[start:end], shown, notes, run.at, Spot(n, start, end))


def _in_order_of(pieces: Sequence[_Piece], ours: Sequence[_Ours]) -> list[_Piece]:
    """Biographies in our order: each stretch goes to the life that has most of its words."""
    lives: dict[str, set[str]] = {}
    for one in ours:
        lives.setdefault(one.run.at, set()).update(one.text.split())
    placed: dict[str, list[_Piece]] = {at: [] for at in lives}
    for piece in pieces:
        own = set(piece.text.split())
        best = max(lives, key=lambda at: (len(own & lives[at]), -list(lives).index(at)), default="")
        if best and len(own & lives[best]) * 2 > len(own):
            placed[best].append(piece)
    return [
        piece
        for these in placed.values()
        for piece in these  # but for a name that stands above its biography
        if not any(other is not piece and set(piece.text.split()) < set(other.text.split()) for other in these)
    ]


def _without_label(pieces: Sequence[_Piece], note: str, ours: Sequence[_Ours]) -> list[_Piece]:
    """A note's pieces without its printed number and without the arrow back, as far as ours has none."""
    first, last = pieces[0].text, pieces[-1].text
    if not ours or [one.text for one in ours] == [piece.text for piece in pieces]:
        return list(pieces)
    labels = marks.labels(first)
    ways = [first, *(first[label.start : label.end].strip() for label in labels), first.lstrip(" ])}.:")]
    begins = ours[0].text.split(" ", 1)[0]
    fits = [way for way in ways if way.split(" ", 1)[0] == begins]
    fits += [first[label.start : label.end].strip() for label in labels if label.note in (note, series.printed(note))]
    best = fits[0] if fits else first if not labels or len(pieces) == 1 else ""
    if len(pieces) > 1 and not ours[-1].text.endswith(last[-9:]):
        last = last[: marks.without_arrow(last)].rstrip()
        if any(label.style == "footnote" for label in labels):
            last = last.removesuffix("]")
        texts = [best, *(piece.text for piece in pieces[1:-1]), last]
    else:
        texts = [best, *(piece.text for piece in pieces[1:])]
    if len(pieces) == 1 and not ours[-1].text.endswith(best[-9:]):
        texts = [best[: marks.without_arrow(best)].rstrip()]
    return [_Piece(piece.part, piece.goes, text) for piece, text in zip(pieces, texts, strict=True) if text]


# ——— comparing ———


def _compared(pieces: Sequence[_Piece], ours: Sequence[_Ours]) -> Iterator[Difference]:
    """The differences of a part. Blocks that are the same are set aside whole; of the others each word is looked at."""
    theirs = [list(group) for _, group in groupby(pieces, key=lambda piece: piece.goes)]
    blocks = [list(group) for _, group in groupby(ours, key=lambda one: one.run.at.partition(".")[0])]
    one = [" ".join(piece.text for piece in group) for group in theirs]
    other = [" ".join(own.text for own in group) for group in blocks]
    for op, a, b, c, d in _opcodes(one, other):
        if op == "equal":
            continue
        within = [piece for group in theirs[a:b] for piece in group]
        source = [(word, n) for n, piece in enumerate(within) for word in piece.text.split()]
        text = [word for group in blocks[c:d] for own in group for word in _words(own.number, own.run)]
        for inner, i, j, k, m in _opcodes([word for word, _ in source], [word.shown for word in text]):
            if inner != "equal":
                yield from _region(source, text, (i, j, k, m), within)


_MOST = 4_000_000  # word pairs; two texts of which more differs are not the same text


def _opcodes(one: Sequence[object], other: Sequence[object]) -> Iterator[tuple[str, int, int, int, int]]:
    """What makes `other` of `one`, as difflib says it; what is equal at both ends is found without it."""
    low, top = 0, min(len(one), len(other))
    while low < top and one[low] == other[low]:
        low += 1
    high = 0
    while high < top - low and one[-1 - high] == other[-1 - high]:
        high += 1
    a, b = len(one) - high, len(other) - high
    if low:
        yield "equal", 0, low, 0, low
    if low < a or low < b:
        if (a - low) * (b - low) > _MOST or low in (a, b):
            yield "replace", low, a, low, b
        else:
            matcher = SequenceMatcher(None, one[low:a], other[low:b], autojunk=False)
            for op, i, j, k, m in matcher.get_opcodes():
                yield op, i + low, j + low, k + low, m + low
    if high:
        yield "equal", a, len(one), b, len(other)


def _region(
    source: Sequence[tuple[str, int]], ours: Sequence[_Word], where: tuple[int, int, int, int], pieces: Sequence[_Piece]
) -> Iterator[Difference]:
    """The differences in source[i:j] against ours[k:m]: one for each block that is concerned."""
    i, j, k, m = where
    last = ours[k - 1].notes if k and (not ours[k:m] or ours[k - 1].at == ours[k].at) else ()
    near = [note for offset, note in last if offset == len(ours[k - 1].text)]
    theirs = [(n, [word for word, _ in words]) for n, words in groupby(source[i:j], key=lambda pair: pair[1])]
    blocks = [(at, list(words)) for at, words in groupby(ours[k:m], key=lambda word: word.at)]
    if not blocks:
        for n, words in theirs:
            left = _without_marks(words, near, ())
            if left and len(words) == len(pieces[n].text.split()) and not (k and _at_home(pieces[n], ours[k - 1])):
                yield Difference(_page_id(pieces[n].goes), " ".join(left), "")
            elif left:
                yield from _within(left, [], ours, k, k)
        return
    if len(theirs) != len(blocks):
        theirs = [(0, [word for word, _ in source[i:j]]), *((0, []) for _ in blocks[1:])]
    at = k
    for (_, words), (_, own) in zip(theirs, blocks, strict=True):
        left = _without_marks(words, near, own)
        marked = bool(near) or any(word.notes for word in own)
        yield from _within(left, own, ours, at, at + len(own), marked=marked)
        at += len(own)
        near = []


def _at_home(piece: _Piece, word: _Word) -> bool:
    return piece.goes == word.at


def _page_id(goes: str) -> str:
    return {"publication-note": "nb"}.get(goes, goes)


def _within(
    theirs: list[str], own: list[_Word], ours: Sequence[_Word], k: int, m: int, *, marked: bool = False
) -> Iterator[Difference]:
    """The difference of `theirs` against ours[k:m], which stand in one block, as few words as will do."""
    dash = any(word.spot is None for word in own)
    own = [word for word in own if word.spot]
    if dash or (not own and m < len(ours) and ours[m].spot is None):
        theirs = [bare for word in theirs if (bare := word.lstrip("—–―-"))] if dash else theirs
    joined = "".join(word.text for word in own)
    if theirs == [word.text for word in own] or ((marked or dash) and "".join(theirs) == joined):
        return
    low, high = 0, 0
    while low < min(len(theirs), len(own)) and theirs[low] == own[low].text:
        low += 1
    while high < min(len(theirs), len(own)) - low and theirs[-1 - high] == own[-1 - high].text:
        high += 1
    theirs, own = theirs[low : len(theirs) - high], own[low : len(own) - high]
    first = ours.index(own[0], k) if own else k + low
    at = own[0].at if own else ours[min(k, len(ours) - 1)].at if ours else ""
    whole = own and not theirs and len(own) == sum(word.at == at and word.spot is not None for word in ours)
    if not own or (not theirs and not whole):  # a word beside it says where
        before, after = first - 1, first + len(own)
        if before >= 0 and ours[before].spot and (not own or ours[before].at == at):
            theirs, own = [ours[before].text, *theirs], [ours[before], *own]
            first = before
        elif after < len(ours) and ours[after].spot:
            theirs, own = [*theirs, ours[after].text], [*own, ours[after]]
    if own:
        at = own[0].at
    yield _difference(at, " ".join(theirs), own, " ".join(w.text for w in ours[max(0, first - 3) : first]))


def _difference(at: str, lemma: str, own: Sequence[_Word], before: str) -> Difference:
    """The difference without the punctuation that both sides share."""
    spots = [Spot(run, s[0].start, s[-1].end) for run, s in _by_run(own)]
    reading = " ".join(word.text for word in own)
    front = back = 0
    if len(spots) == 1:
        while lemma[front : front + 1] == reading[front : front + 1] and lemma[front : front + 1] in _OPENING:
            front += 1
        while lemma[len(lemma) - back - 1 :][:1] == reading[len(reading) - back - 1 :][:1] and (
            lemma[len(lemma) - back - 1 :][:1] in _CLOSING
        ):
            back += 1
    inner = lemma[front : len(lemma) - back], reading[front : len(reading) - back]
    differ_in_signs = any(text.endswith(_CLOSING) or text.startswith(_OPENING) for text in inner)
    if (front or back) and inner[0].strip() and inner[1].strip() and not differ_in_signs:
        lemma, reading = inner
        spots = [Spot(spots[0].run, spots[0].start + front, spots[0].end - back)]
    return Difference(at, lemma, reading, tuple(spots), before)


_OPENING = tuple("“‘\"'([«„¿¡")
_CLOSING = tuple("”’\"',;:.?!)]»…")


def _by_run(own: Iterable[_Word]) -> Iterator[tuple[int, list[Spot]]]:
    spots = [word.spot for word in own if word.spot]
    for run, these in groupby(spots, key=lambda spot: spot.run):
        yield run, list(these)


# ——— marks in the source ———

_FORM = (
    r"\s*\\?[\[({{⁽]\s?\^?(?:(?:(?:foot|end)?note|fn\.?|n\.|nota|anm\.?|ref\.?)\s?)?(?:{0})\s?[\])}}⁾]:?\s*"
    r"|\s*[\[(]\s?(?:{0})(?=\s?[,;–-])"  # the first of several in one pair of brackets
    r"|\s*\^?(?:{0})\s*"
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _without_marks(words: Sequence[str], before: Sequence[str], own: Sequence[_Word]) -> list[str]:
    """The source's words without the marks of the notes that ours have there, in whatever form they are printed.

    `before` are the notes that ours mark right before; a mark is looked for where ours has it, so that no figure of the
    text is taken for one.
    """
    wanted = [(0, note) for note in before]
    length = 0
    for word in own:
        wanted += [(length + offset, note) for offset, note in word.notes]
        length += len(word.text)
    if not wanted or len(wanted) > 60 or len(words) > 4000:
        return list(words)
    text = " ".join(words)
    slack = 2 + abs(len("".join(words)) - length - sum(len(note) + 2 for _, note in wanted))
    at, last, open_ = 0, -1, False
    for place, note in wanted:
        said = (note, series.printed(note))
        ids = "|".join(dict.fromkeys(re.escape(form) for one in said for form in (one, one.translate(_RAISED))))
        # Between two marks of one place may stand a comma that is no more of the text than their brackets.
        joint = r"\s?[,;–-]?\s?" if place == last else ""
        form = rf"{joint}(?:{ids})\s?[\])]?" if open_ else f"{joint}(?:{_FORM.format(ids)})"
        near = [
            (abs(len("".join(text[: found.start()].split())) - place), found.start(), found)
            for found in islice(re.compile(form, re.IGNORECASE).finditer(text, at), 40)
        ]
        if near and min(near)[0] <= slack:
            found = min(near)[2]
            open_ = (open_ or found[0].lstrip()[:1] in ("[", "(")) and found[0].rstrip()[-1:] not in ("]", ")", ":")
            joint = " " if found[0][:1].isspace() or found[0][-1:].isspace() else ""
            text, at, last = text[: found.start()] + joint + text[found.end() :], found.start(), place
    return text.split()
