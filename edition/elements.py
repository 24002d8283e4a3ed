"""Python-Markdown's elements -> blocks and inlines: what is left when plain prose has been read."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as etree  # noqa: N813, the library's own name for it

import msgspec
from markdown import Markdown

from edition import dialect
from edition.prose import Heading, without_headings
from edition.text import (
    Block,
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
    Strong,
    Superscript,
    Table,
    Text,
    Verse,
    inlines,
    line,
)


def read(sources: Sequence[str]) -> list[list[Block | Heading]]:
    """The blocks of each of the sources, headings among them."""
    return [list(blocks(root)) for root in dialect.trees(_parser(), sources)]


@functools.cache
def _parser() -> Markdown:
    return dialect.parser()


_CALLOUT = re.compile(r"\[!(EPIGRAPH|VERSE|FIGURE|TABLE)( HEADLESS)?\]\s*", re.IGNORECASE)
_DASH = re.compile(r"(?:—|--)\s*")


def blocks(parent: etree.Element) -> Iterator[Block | Heading]:
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
    return Item(first + without_headings(blocks(rest)))


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
            found = without_headings(blocks(element))
            caption = inlines(part for b in found if isinstance(b, Paragraph) for part in b.content)
            for block in found:
                if isinstance(block, Table):
                    yield msgspec.structs.replace(block, caption=caption, heads=0 if kind and kind[2] else block.heads)
                elif isinstance(block, Figure):
                    yield msgspec.structs.replace(block, caption=caption or block.caption)
                elif not isinstance(block, Paragraph):
                    yield block
        case "EPIGRAPH":
            if (found := without_headings(blocks(element))) or attribution:
                yield Epigraph(found, attribution)
        case _:
            if (found := without_headings(blocks(element))) or attribution:
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
                if code := line(text):
                    yield Code(code)
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
            yield from _inside(held)
            held = ""
        yield part
    if held:
        yield from _inside(held)


def _inside(text: str) -> Iterator[Text]:
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
