"""Markdown to the typed text, and back: `read_text(write_text(t))` is `t` for every text in normal form.

The library parses; here its tree becomes blocks and inlines, headings become nested sections, and notes are split off
first: the stock `footnotes` extension decides ids, order and HTML by itself, and names every way back alike.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree as etree  # noqa: N813, the library's own name for it

import msgspec
from markdown import Markdown

from edition import dialect, prose
from edition.model import Note
from edition.problems import Place, Problem
from edition.prose import Heading
from edition.text import (
    Block,
    Body,
    Break,
    Code,
    Emphasis,
    Epigraph,
    Figure,
    Foreign,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    Quotation,
    Section,
    Strong,
    Superscript,
    Table,
    Text,
    Verse,
    inlines,
    line,
)


class Parsed(msgspec.Struct, frozen=True):
    """A text.md, read. `marks` and `definitions` give, for each in the file's order, the note's id and its place."""

    body: Body = Body()
    notes: tuple[Note, ...] = ()
    marks: tuple[tuple[str, Place], ...] = ()
    definitions: tuple[tuple[str, Place], ...] = ()
    problems: tuple[Problem, ...] = ()


_DEFINITION = re.compile(rf" {{0,3}}\[\^({dialect.NOTE_ID})\]:[ \t]*(.*)")
_MARK = re.compile(rf"\\.|`(`*).+?`\1|\[\^({dialect.NOTE_ID})\]", re.DOTALL)


def read_text(source: str, path: str = "") -> Parsed:
    """Reads Markdown with notes; `path` names the file in places. Raises nothing."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").replace("\x02", "").replace("\x03", "").split("\n")
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
    notes = tuple(Note(label, _without_headings(own)) for (label, _, _), own in zip(definitions, read, strict=True))
    marks = []
    for n, own in enumerate(lines, 1):
        for found in _MARK.finditer(own) if "[^" in own else ():
            if found[2] and not (own[found.end() :].startswith(":") and not own[: found.start()].strip()):
                marks.append((found[2], Place(path, n, found.start() + 1)))
    places = tuple((label, Place(path, n, 1)) for label, _, n in definitions)
    return Parsed(_nested(flat), notes, tuple(marks), places, tuple(problems))


def read_blocks(source: str) -> tuple[Block, ...]:
    """Reads Markdown without headings or notes of its own: a note, a biography. Headings become paragraphs."""
    return _without_headings(_each([source.replace("\x02", "").replace("\x03", "")])[0])


def read_inlines(source: str) -> tuple[Inline, ...]:
    """Reads one line of Markdown: a caption, an entry of a bibliography. Blocks are joined with a space."""
    runs = [b.content for b in read_blocks(source) if isinstance(b, Paragraph)]
    return inlines(part for n, run in enumerate(runs) for part in ((Text(" "), *run) if n else run))


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
    trees = iter(dialect.trees(_parser(), [part for own in read for part in own if isinstance(part, str)]))
    return [
        [block for part in own for block in (_blocks(next(trees)) if isinstance(part, str) else (part,))]
        for own in read
    ]


@functools.cache
def _parser() -> Markdown:
    return dialect.parser()


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


# ——— the library's tree to blocks ———


_CALLOUT = re.compile(r"\[!(EPIGRAPH|VERSE|FIGURE|TABLE)( HEADLESS)?\]\s*", re.IGNORECASE)
_DASH = re.compile(r"(?:—|--)\s*")


def _blocks(parent: etree.Element) -> Iterator[Block | Heading]:
    for child in parent:
        match child.tag:
            case "p":
                yield from _paragraph(child)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                if content := _content(child):
                    yield Heading(int(child.tag[1]), content)
            case "blockquote":
                yield from _quotation(child)
            case "ul" | "ol":
                start = int(child.get("start", "1")) if child.tag == "ol" else 0
                if items := tuple(_item(li) for li in child if li.tag == "li"):
                    yield ItemList(items, start)
            case "table":
                yield _table(child)
            case "hr":
                yield Break()
            case _:
                if content := _content(child):
                    yield Paragraph(content)


def _paragraph(p: etree.Element) -> Iterator[Block]:
    if len(p) == 1 and p[0].tag == "img" and not (p.text or "").strip() and not (p[0].tail or "").strip():
        yield Figure(_whole(p[0].get("src", "")), _whole(p[0].get("alt", "")), _titled(p[0]))
    elif content := _content(p):
        yield Paragraph(content)


def _titled(img: etree.Element) -> tuple[Inline, ...]:
    return inlines([Text(_whole(img.get("title", "")))])


def _whole(text: str) -> str:
    return "".join(dialect.unstashed(text)).strip()


def _item(li: etree.Element) -> Item:
    loose = etree.Element("p")
    loose.text = li.text
    rest = etree.Element("li")
    for child in li:
        inline = child.tag not in ("p", "ul", "ol", "blockquote", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6")
        (loose if inline and not len(rest) else rest).append(child)
    first = (Paragraph(content),) if (content := _content(loose)) else ()
    return Item(first + _without_headings(_blocks(rest)))


def _without_headings(found: Iterable[Block | Heading]) -> tuple[Block, ...]:
    return tuple(Paragraph(b.content) if isinstance(b, Heading) else b for b in found)


def _quotation(element: etree.Element) -> Iterator[Block]:
    first = next(iter(element), None)
    kind = _CALLOUT.match(first.text or "") if first is not None and first.tag == "p" else None
    if first is not None and kind:
        first.text = (first.text or "")[kind.end() :]
    attribution: tuple[Inline, ...] = ()
    last = next(reversed(element), None)
    if (
        last is not None
        and last.tag == "p"
        and (dash := _DASH.match(last.text or ""))
        and (len(element) > 1 or not kind)
    ):
        last.text = (last.text or "")[dash.end() :]
        attribution = _content(last)
        element.remove(last)
    match kind and kind[1].upper():
        case "VERSE":
            if lines := _verse(element):
                yield Verse(lines)
        case "FIGURE" | "TABLE":
            found = _without_headings(_blocks(element))
            caption = inlines(part for b in found if isinstance(b, Paragraph) for part in b.content)
            for block in found:
                if isinstance(block, Table):
                    yield msgspec.structs.replace(block, caption=caption, heads=0 if kind and kind[2] else block.heads)
                elif isinstance(block, Figure):
                    yield msgspec.structs.replace(block, caption=caption or block.caption)
                elif not isinstance(block, Paragraph):
                    yield block
        case "EPIGRAPH":
            if (found := _without_headings(_blocks(element))) or attribution:
                yield Epigraph(found, attribution)
        case _:
            if (found := _without_headings(_blocks(element))) or attribution:
                yield Quotation(found, attribution)


def _verse(element: etree.Element) -> tuple[tuple[Inline, ...], ...]:
    """Each newline of the source is one of the verse's; two stanzas are parted by an empty line."""
    lines: list[tuple[Inline, ...]] = []
    for stanza in element:
        if lines:
            lines.append(())
        line: list[Inline] = []
        for part in _parts(stanza):
            pieces = part.text.split("\n") if isinstance(part, Text) else []
            if len(pieces) > 1 or isinstance(part, LineBreak):
                for piece in (pieces or ["", ""])[:-1]:
                    lines.append(inlines([*line, Text(piece)]))
                    line = []
                line = [Text(pieces[-1])] if pieces else []
            else:
                line.append(part)
        lines.append(inlines(line))
    return tuple(lines) if any(lines) else ()


def _table(element: etree.Element) -> Table:
    rows = [tuple(_content(cell) for cell in row) for part in element for row in part if row.tag == "tr"]
    heads = sum(1 for part in element if part.tag == "thead" for row in part)
    return Table(tuple(rows), heads)


def _content(element: etree.Element) -> tuple[Inline, ...]:
    return inlines(_parts(element))


def _parts(element: etree.Element) -> Iterator[Inline]:
    yield from _texts(element.text)
    for child in element:
        match child.tag:
            case "em":
                yield from _wrapped(Emphasis, child)
            case "strong":
                yield from _wrapped(Strong, child)
            case "sup":
                yield from _wrapped(Superscript, child)
            case "foreign":
                if content := tuple(_joined(child)):
                    yield Foreign(child.get("lang", ""), content)
            case "code":
                text = (child.text or "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
                yield Code(" ".join(text.split("\n")))
            case "a":
                content = tuple(_joined(child))
                href = _whole(child.get("href", ""))
                yield Link(href, content or (Text(href),))
            case "br":
                yield LineBreak()
            case "mark":
                yield NoteRef(child.get("note", ""))
            case "img":
                yield from _texts(child.get("alt", ""))
            case _:
                yield from _parts(child)
        yield from _texts(child.tail)


def _wrapped(kind: type[Emphasis] | type[Strong] | type[Superscript], element: etree.Element) -> Iterator[Inline]:
    if content := tuple(_joined(element)):
        yield kind(content)


def _joined(element: etree.Element) -> Iterator[Inline]:
    """The element's inlines with neighbouring texts joined, white space at the ends kept."""
    held = ""
    for part in _parts(element):
        if isinstance(part, Text):
            held += part.text
            continue
        if held:
            yield from inlines_inside(held)
            held = ""
        yield part
    if held:
        yield from inlines_inside(held)


def inlines_inside(text: str) -> Iterator[Text]:
    """The text on one line as an inline inside another, where white space at the ends counts."""
    if text := line(text):
        yield Text(text)


def _texts(text: str | None) -> Iterator[Inline]:
    if not text:
        return
    if "\x02" not in text:
        yield Text(text)
        return
    for n, piece in enumerate(dialect.unstashed(text)):
        if n % 2 and piece == "\n":
            yield LineBreak()
        elif piece:
            yield Text(piece)


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
