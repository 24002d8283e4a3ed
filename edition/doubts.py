"""What to look at in an import: weak inferences, marks and notes without their fellow, losses in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition import series
from edition.assembly import Assembly
from edition.model import Loss
from edition.problems import Place, Problem
from edition.segment import Segmented
from edition.text import folded, plain, plain_blocks

_WORDS = {
    "heading": "looks like a heading; made one",
    "quotation": "looks like a block quotation; made one",
    "list": "looks like an item of a list; made one",
    "verse": "looks like verse; made it verse",
    "byline": "was read as the byline",
    "title": "was read as title or subtitle",
    "masthead": "was read as the masthead",
    "furniture": "looks like site furniture; left out",
    "duplicate": "repeats other text; left out",
    "biography": "was read as a biography",
    "comment": "was read as a reader's comment",
    "publication-note": "was read as a note on earlier printing",
    "note": "was read as a note",
    "licence": "was read as a licence or history line; kept in the record",
    "bibliography": "was read as an item of further reading",
    "dateline": "was read as the date",
    "figure": "looks like a caption",
    "abstract": "was read as part of the abstract",
}
_THRESHOLD = 0.7


def doubts(cut: Segmented, made: Assembly, path: str) -> tuple[Problem, ...]:
    """The inferences below the threshold, each with its line, the fact and what can be done."""
    return (*_weak(cut, path), *_unpaired(cut, made, path), *_anew(cut, made, path), *_missing(cut, made, path))


def _problem(code: str, message: str, path: str, line: int, remedy: str) -> Problem:
    return Problem(code, message, Place(path, line), remedy, "warning")


def _weak(cut: Segmented, path: str) -> Iterator[Problem]:
    for s, j in zip(cut.stretches, cut.judged, strict=True):
        begins = f"“{_begins(s.text)}”"
        if j.rule == "heading-or-paragraph":
            yield _problem(
                "I101",
                f"{begins} looks like a heading; left a paragraph",
                path,
                s.line,
                "if it is one, put ## before it in text.md",
            )
        elif j.confidence < _THRESHOLD and j.kind in _WORDS:
            yield _problem(
                "I102",
                f"{begins} {_WORDS[j.kind]} ({j.rule}, {j.confidence:.0%} sure)",
                path,
                s.line,
                "look at it in text.md or the record and correct it there",
            )
    for i, what in cut.front.unsure:
        s = cut.stretches[i]
        if what == "date":
            yield _problem(
                "I103",
                f"“{_begins(s.text)}” can be read as two dates",
                path,
                s.line,
                "set `published:` in article.yaml as YYYY-MM-DD",
            )
        else:
            yield _problem(
                "I104",
                f"“{_begins(s.text)}” was read as the byline, not surely",
                path,
                s.line,
                "correct `contributions:` in article.yaml",
            )


def _begins(text: str) -> str:
    line = folded(text)
    return line if len(line) <= 48 else line[:45].rstrip() + "…"


def _unpaired(cut: Segmented, made: Assembly, path: str) -> Iterator[Problem]:
    ids = {note.id for note in made.notes}
    marked = {mark.note for these in cut.marks.values() for mark in these}
    lines = {j.key: s.line for s, j in reversed(list(zip(cut.stretches, cut.judged, strict=True))) if j.kind == "note"}
    for note in made.notes:
        if note.id not in marked:
            yield _problem(
                "I110",
                f"note {note.id} has no mark in the text",
                path,
                lines.get(note.id, 0),
                f"put [^{note.id}] where the note belongs",
            )
        if not plain_blocks(note.blocks):
            yield _problem(
                "I111",
                f"note {note.id} has no text",
                path,
                lines.get(note.id, 0),
                "look whether its text was lost in the copy",
            )
    for i, these in sorted(cut.marks.items()):
        for mark in these:
            if mark.note not in ids:
                yield _problem(
                    "I112",
                    f"the mark {mark.note} leads to no note",
                    path,
                    cut.stretches[i].line,
                    "write the note, or make the mark plain text",
                )
    for own, numbers in _numberings(made).items():
        gone = sorted(set(range(min(numbers), max(numbers) + 1)) - set(numbers))
        if gone and len(gone) <= 20:
            which = ", ".join(f"{own}{n}" for n in gone)
            yield _problem(
                "I113",
                f"the numbering of the notes leaves out {which}",
                path,
                0,
                "look whether a note was lost in the copy",
            )


def _numberings(made: Assembly) -> dict[str, list[int]]:
    """The numbers of the notes, by what the ids of their section begin with."""
    out: dict[str, list[int]] = {}
    for note in made.notes:
        if (said := series.printed(note.id)).isdecimal() and note.id in (said, f"{series.prefix(note.id)}{said}"):
            out.setdefault(series.prefix(note.id), []).append(int(said))
    return out


def _anew(cut: Segmented, made: Assembly, path: str) -> Iterator[Problem]:
    """Notes that are numbered anew: that they are, and which of their marks may lead to another section's note."""
    numberings = _numberings(made)
    later = list(dict.fromkeys(own for n in made.notes if (own := series.prefix(n.id))[:1].isdigit()))
    if not later:
        return
    notes = [(j, s.line) for s, j in zip(cut.stretches, cut.judged, strict=True) if j.kind == "note"]
    first, line = next((j.key, line) for j, line in notes if series.prefix(j.key) == later[0])
    yield _problem(
        "I114",
        f"the notes are numbered anew in {len(later) + 1} sections; this one, printed {series.printed(first)}, "
        f"is note {first} here",
        path,
        line,
        "look whether each mark leads to the note of its own section",
    )
    if any(j.rule == "notes-in-parts-by-order" for j, _ in notes):
        yield series.by_order_alone(path, line)
    seen: dict[str, int] = {}
    for i, mark in ((i, mark) for i, these in sorted(cut.marks.items()) for mark in these):
        own, said = series.prefix(mark.note), series.printed(mark.note)
        if own not in numberings or not said.isdecimal():
            continue
        if int(said) == min(numberings[own]) < seen.get(own, 0):
            yield _problem(
                "I115",
                f"the mark {said} stands again behind the mark {seen[own]}, and leads to note {mark.note} once more",
                path,
                cut.stretches[i].line,
                "look whether a section’s notes are missing, and this mark is of that section",
            )
        seen[own] = max(seen.get(own, 0), int(said))


def _missing(cut: Segmented, made: Assembly, path: str) -> Iterator[Problem]:
    if not made.title:
        yield _problem("I120", "no title was found", path, 0, "set `title:` in article.yaml")
    if not cut.front.people:
        yield _problem("I121", "no author was found", path, 0, "set `contributions:` in article.yaml")
    if not cut.front.date:
        yield _problem("I122", "no date of publication was found", path, 0, "set `published:` in article.yaml")
    names = [a.name for a in made.authors]
    for b in made.biographies:
        if b.name not in names:
            yield _problem(
                "I123",
                f"the biography “{_begins(plain_blocks(b.blocks))}” names no author of the byline",
                path,
                0,
                "give it to its contributor in article.yaml",
            )
    if cut.marks and not made.notes:
        yield _problem(
            "I124", "the text has marks, but no notes were found", path, 0, "look whether the notes are in another file"
        )


# ——— losses ———

_DANGLING = re.compile(r"[,;:]\s*$")
_DOUBLED = re.compile(r",\s?,|\(\s*\)|<\s*>|:\s*,|\bat:?\s*[.;]|\bfrom:?\s*[.;]$|\bsee:?\s*$")
_OPEN = re.compile(
    r"(?:\b(?:the|of|and|in|at|for|to|a|an|de|la|le|und|der|die|e|o|os|as|et|y|el|del|von)\s*|[-–—/(\[“«&=])$",
    re.IGNORECASE,
)
_CUT_ADDRESS = re.compile(r"https?:/{0,2}\s*$|www\.\s*$")


def losses(made: Assembly) -> tuple[Loss, ...]:
    """What the source itself had lost before it came here: addresses dropped from notes, endings cut off."""
    out: list[Loss] = []
    texts = [(f"note {note.id}", plain_blocks(note.blocks)) for note in made.notes]
    texts += [(f"reading {n}", folded(plain(entry))) for n, entry in enumerate(made.further_reading, 1)]
    for at, text in texts:
        loss = _loss(at, text)
        if loss:
            out.append(loss)
    for b in made.biographies:
        text = plain_blocks(b.blocks)
        if len(text) > 60 and _OPEN.search(text):
            out.append(
                Loss(
                    f"biography of {b.name}" if b.name else "a biography", "truncation", f"breaks off: “…{text[-40:]}”"
                )
            )
    return tuple(out)


def _loss(at: str, text: str) -> Loss | None:
    if not text:
        return Loss(at, "truncation", "has no text")
    end = text[-40:]
    if _CUT_ADDRESS.search(text):
        return Loss(at, "url", f"the address breaks off: “…{end}”")
    if _DANGLING.search(text):
        return Loss(at, "url", f"ends in “{text[-1]}”, where an address may have stood: “…{end}”")
    doubled = _DOUBLED.search(text)
    if doubled:
        around = text[max(0, doubled.start() - 20) : doubled.end() + 20]
        return Loss(at, "url", f"a gap where an address may have stood: “…{around}…”")
    if _OPEN.search(text):
        return Loss(at, "truncation", f"breaks off: “…{end}”")
    return None
