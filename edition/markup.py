"""Markdown to the typed text, and back: `read_text(write_text(t))` is `t` for every text in normal form.

Plain prose is read at once, the rest by the library. Headings become nested sections, and notes are split off first:
the stock `footnotes` extension decides ids, order and HTML by itself, and names every way back alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from edition import prose
from edition.model import Note
from edition.problems import Place, Problem
from edition.prose import Heading, without_headings
from edition.text import Block, Body, Inline, Paragraph, Section, Text, inlines


class Parsed(msgspec.Struct, frozen=True):
    """A text.md, read. `marks` and `definitions` give, for each in the file's order, the note's id and its place."""

    body: Body = Body()
    notes: tuple[Note, ...] = ()
    marks: tuple[tuple[str, Place], ...] = ()
    definitions: tuple[tuple[str, Place], ...] = ()
    problems: tuple[Problem, ...] = ()


_DEFINITION = re.compile(rf" {{0,3}}\[\^({prose.NOTE_ID})\]:[ \t]*(.*)")
_MARK = re.compile(rf"\[\^({prose.NOTE_ID})\]")
_MARK_OR_CODE = re.compile(rf"\\.|`(?P<more>`*).+?`(?P=more)|\[\^(?P<id>{prose.NOTE_ID})\]", re.DOTALL)


def read_text(source: str, path: str = "") -> Parsed:
    """Reads Markdown with notes; `path` names the file in places. Raises nothing."""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    lines = _sober(source).split("\n")
    kept, definitions = _split_off_notes(lines)
    problems: list[Problem] = []
    flat, *read = _each(["\n".join(kept), *(text for _, text, _ in definitions)])
    if any(isinstance(b, Heading) and b.level == 1 for b in flat):
        at = next((n for n, own in enumerate(lines, 1) if re.match(r"#(?!#)", own)), 0)
        problems.append(
            Problem(
                "M101",
                "a heading with one # is the article's title, which stands in article.yaml",
                Place(path, at, 1),
                "Write ## for the headings of the text.",
                "warning",
            )
        )
    notes = tuple(Note(label, without_headings(own)) for (label, _, _), own in zip(definitions, read, strict=True))
    marks = []
    for n, own in enumerate(lines, 1):
        for at, label, end in _marks(own) if "[^" in own else ():
            if own[end : end + 1] != ":" or own[:at].strip():
                marks.append((label, Place(path, n, at + 1)))
    places = tuple((label, Place(path, n, 1)) for label, _, n in definitions)
    return Parsed(_nested(flat), notes, tuple(marks), places, tuple(problems))


def read_blocks(source: str) -> tuple[Block, ...]:
    """Reads Markdown without headings or notes of its own: a note, a biography. Headings become paragraphs."""
    return without_headings(_each([_sober(source)])[0])


def read_inlines(source: str) -> tuple[Inline, ...]:
    """Reads one line of Markdown: a caption, an entry of a bibliography. Blocks are joined with a space."""
    runs = [b.content for b in read_blocks(source) if isinstance(b, Paragraph)]
    return inlines(part for n, run in enumerate(runs) for part in ((Text(" "), *run) if n else run))


def _sober(source: str) -> str:
    """The source without the two characters that the library marks its own places by."""
    if "\x02" in source or "\x03" in source:
        return source.replace("\x02", "").replace("\x03", "")
    return source


def _marks(own: str) -> Iterator[tuple[int, str, int]]:
    """The marks of a line: where each begins, the note's id, and where it ends."""
    if "\\" in own or "`" in own:
        yield from ((found.start(), found["id"], found.end()) for found in _MARK_OR_CODE.finditer(own) if found["id"])
        return
    at = own.find("[^")
    while at >= 0:
        if found := _MARK.match(own, at):
            yield at, found[1], found.end()
        at = own.find("[^", at + 2)


def _each(sources: Sequence[str]) -> list[list[Block | Heading]]:
    """The blocks of each of the sources: plain prose read at once, all that is left by the library in one go."""
    read: list[list[Block | Heading | str]] = []
    for source in sources:
        own: list[Block | Heading | str] = []
        for piece in filter(None, (piece.strip("\n") for piece in source.split("\n\n"))):
            found = prose.block(piece)
            if found is None and own and isinstance(last := own[-1], str):
                own[-1] = f"{last}\n\n{piece}"  # it may belong to the list or quotation before it
            else:
                own.append(piece if found is None else found)
        read.append(own)
    again = iter(_by_the_library([part for own in read for part in own if isinstance(part, str)]))
    return [[b for part in own for b in (next(again) if isinstance(part, str) else (part,))] for own in read]


def _by_the_library(sources: list[str]) -> list[list[Block | Heading]]:
    if not sources:
        return []
    from edition import elements  # noqa: PLC0415, the library is heavy, and many texts do not need it

    return elements.read(sources)


def _split_off_notes(lines: list[str]) -> tuple[list[str], list[tuple[str, str, int]]]:
    """The lines that are no notes, and (id, Markdown, line) of each note.

    A note runs to the next blank line, and on over blank lines as long as what follows is indented.
    """
    kept: list[str] = []
    notes: list[tuple[str, str, int]] = []
    body: list[str] | None = None
    blank = True
    for n, this in enumerate(lines, 1):
        found = _DEFINITION.match(this) if "[^" in this else None
        if found:
            body = [found[2]]
            notes.append((found[1], "", n))
        elif body is not None and not this.strip():
            body.append("")
        elif body is not None and (not blank or this.startswith(("    ", "\t"))):
            body.append(re.sub(r"^(?: {1,4}|\t)", "", this))
        else:
            body = None
            kept.append(this)
        if body is not None:
            notes[-1] = (notes[-1][0], "\n".join(body), notes[-1][2])
            if found:
                kept.append("")
        blank = not this.strip()
    return kept, notes


# ——— sections ———


def _nested(flat: Iterable[Block | Heading]) -> Body:
    """Headings and blocks in a row as nested sections; a level that is skipped is not there."""
    blocks: list[Block] = []
    open_: list[tuple[int, Heading, list[Block], list[Section]]] = []
    top: list[Section] = []

    def close(level: int) -> None:
        while open_ and open_[-1][0] >= level:
            _, heading, inside, under = open_.pop()
            section = Section(heading.content, len(open_) + 2, tuple(inside), tuple(under))
            (open_[-1][3] if open_ else top).append(section)

    for block in flat:
        if isinstance(block, Heading):
            level = max(block.level, 2)
            close(level)
            open_.append((level, block, [], []))
        else:
            (open_[-1][2] if open_ else blocks).append(block)
    close(0)
    return Body(tuple(blocks), tuple(top))
