"""The typed text: inlines and blocks, the ways to walk them, and their plain text.

Every output (HTML, search, downloads) is a walk over these values; the names are those of TEI where it has one.
A text is in normal form when every `Text` is on one line, no two stand side by side, nothing is empty, and no block's
content begins or ends with
white space, nor has it about a line break; `inlines` makes it so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import assert_never

import msgspec


class _Node(msgspec.Struct, frozen=True, tag=True, array_like=True, gc=False):
    """A node of the tree; equal by value."""


# ——— inlines ———


class Text(_Node, frozen=True, tag="text"):
    text: str


class Emphasis(_Node, frozen=True, tag="emph"):
    content: tuple[Inline, ...]


class Strong(_Node, frozen=True, tag="strong"):
    content: tuple[Inline, ...]


class Superscript(_Node, frozen=True, tag="sup"):
    content: tuple[Inline, ...]


class Foreign(_Node, frozen=True, tag="foreign"):
    """Words in another language; `language` is a BCP 47 tag."""

    language: str
    content: tuple[Inline, ...]


class Code(_Node, frozen=True, tag="code"):
    text: str


class LineBreak(_Node, frozen=True, tag="br"):
    pass


class Link(_Node, frozen=True, tag="link"):
    href: str
    content: tuple[Inline, ...]


class NoteRef(_Node, frozen=True, tag="noteref"):
    """A mark in the text. `note` is the note's id, the mark as the source prints it: "5", "12a", "*"."""

    note: str


class Emended(_Node, frozen=True, tag="emended"):
    """A corrected place: `content` is our reading (empty where words were taken out), `published` the words it stands
    for. `number` is the correction's in the article's apparatus, from 1; a correction may have several places."""

    published: str
    content: tuple[Inline, ...]
    number: int = 0


Inline = Text | Emphasis | Strong | Superscript | Foreign | Code | LineBreak | Link | NoteRef | Emended


# ——— blocks ———


class Paragraph(_Node, frozen=True, tag="p"):
    content: tuple[Inline, ...]
    id: str = ""


class Quotation(_Node, frozen=True, tag="quote"):
    """A block quotation. `attribution` is what stands after its dash, without the dash."""

    blocks: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()
    id: str = ""


class Epigraph(_Node, frozen=True, tag="epigraph"):
    blocks: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()
    id: str = ""


class Item(msgspec.Struct, frozen=True, array_like=True, gc=False):
    blocks: tuple[Block, ...]
    id: str = ""


class ItemList(_Node, frozen=True, tag="list"):
    """A list; `start` is the first item's number, 0 where the list is not numbered."""

    items: tuple[Item, ...]
    start: int = 0
    id: str = ""


class Verse(_Node, frozen=True, tag="verse"):
    """Lines of verse; an empty line parts two stanzas."""

    lines: tuple[tuple[Inline, ...], ...]
    id: str = ""


class Table(_Node, frozen=True, tag="table"):
    """Rows of cells. The first `heads` rows are headings."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    heads: int = 1
    caption: tuple[Inline, ...] = ()
    id: str = ""


class Figure(_Node, frozen=True, tag="figure"):
    """An image; `source` is its path in the article's folder (`images/map.png`), `alt` stands for it in words."""

    source: str
    alt: str = ""
    caption: tuple[Inline, ...] = ()
    id: str = ""


class Break(_Node, frozen=True, tag="break"):
    """A pause in the text, printed as a row of asterisks or a line."""


Block = Paragraph | Quotation | Epigraph | ItemList | Verse | Table | Figure | Break


class Section(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A heading and what stands under it; sub-sections follow the blocks. `level` is the heading's: 2 at the top."""

    title: tuple[Inline, ...]
    level: int = 2
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    id: str = ""


class Body(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An article's own text: what stands before the first heading, then the sections."""

    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


# ——— making ———


# What Python, Markdown or YAML would take for the end of a line, with the white space around it; and what no text has.
_LINE_END = re.compile(r"[^\S\xa0]*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029][^\S\xa0]*")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def line(text: str) -> str:
    """The text on one line: the end of a line is a space, control characters are left out."""
    if text.isprintable():  # neither has anything to find
        return text
    return _CONTROL.sub("", _LINE_END.sub(" ", text))


def inlines(parts: Iterable[Inline]) -> tuple[Inline, ...]:
    """The parts in normal form: texts on one line and joined, empty parts dropped, no white space at either end."""
    out: list[Inline] = []
    for part in parts:
        match part:
            case Text(text) if out and isinstance(last := out[-1], Text):
                out[-1] = Text(line(last.text + text))
            case Text(text):
                text = line(text).lstrip() if out and isinstance(out[-1], LineBreak) else line(text)
                out += [Text(text)] if text else []
            case LineBreak() if out and isinstance(last := out[-1], Text):
                out[-1:] = [Text(trimmed), part] if (trimmed := last.text.rstrip()) else [part]
            case Emphasis() | Strong() | Superscript() | Foreign() | Link() if not part.content:
                continue
            case _:
                out.append(part)
    if out and isinstance(first := out[0], Text):
        out[:1] = [Text(trimmed)] if (trimmed := first.text.lstrip()) else []
    if out and isinstance(last := out[-1], Text):
        out[-1:] = [Text(trimmed)] if (trimmed := last.text.rstrip()) else []
    return tuple(out)


def corrected(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines without the traces of correction: our reading alone."""
    return joined(_without_traces(content, published=False))


def as_published(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines with the words that were published in every corrected place."""
    return joined(_without_traces(content, published=True))


def _without_traces(content: tuple[Inline, ...], *, published: bool) -> Iterator[Inline]:
    for part in content:
        match part:
            case Emended() if published:
                yield Text(part.published)
                yield from (NoteRef(leaf.note) for leaf in leaves(part.content) if isinstance(leaf, NoteRef))
            case Emended():
                yield from _without_traces(part.content, published=published)
            case Emphasis() | Strong() | Superscript() | Foreign() | Link():
                bare = joined(_without_traces(part.content, published=published))
                yield msgspec.structs.replace(part, content=bare)
            case _:
                yield part


def joined(parts: Iterable[Inline]) -> tuple[Inline, ...]:
    """The parts with neighbours of one kind as one, as they were before a correction parted them."""
    out: list[Inline] = []
    for part in parts:
        match part, out[-1] if out else None:
            case (Text(text), Text(before)):
                out[-1] = Text(before + text)
            case (Code(text), Code(before)):
                out[-1] = Code(before + text)
            case (Emphasis() | Strong() | Superscript() | Foreign() | Link() as this, last) if (
                last is not None and type(last) is type(this) and _empty(last) == _empty(this)
            ):
                out[-1] = msgspec.structs.replace(this, content=joined((*last.content, *this.content)))
            case _:
                out.append(part)
    return tuple(out)


def _empty(part: Emphasis | Strong | Superscript | Foreign | Link) -> Inline:
    return msgspec.structs.replace(part, content=())


def folded(text: str) -> str:
    """The text with every run of white space, no-break spaces too, as one space, and trimmed."""
    if text.isprintable() and "  " not in text:  # of white space only the plain space is printable
        return text.strip(" ")
    return " ".join(text.split())


# ——— walking ———


def sections(body: Body) -> Iterator[Section]:
    """Every section of the body, in reading order."""

    return _in_order(body.sections)


def _in_order(these: tuple[Section, ...]) -> Iterator[Section]:
    for section in these:
        yield section
        yield from _in_order(section.sections)


def blocks(body: Body) -> Iterator[Block]:
    """The top blocks of the body, in reading order; what is inside a quotation or list is not given apart."""
    yield from body.blocks
    for section in sections(body):
        yield from section.blocks


def block_inlines(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Every run of inlines in the block, in reading order."""
    match block:
        case Paragraph():
            yield block.content
        case Quotation() | Epigraph():
            for inner in block.blocks:
                yield from block_inlines(inner)
            if block.attribution:
                yield block.attribution
        case ItemList():
            for item in block.items:
                for inner in item.blocks:
                    yield from block_inlines(inner)
        case Verse():
            yield from block.lines
        case Table():
            if block.caption:
                yield block.caption
            for row in block.rows:
                yield from row
        case Figure():
            if block.caption:
                yield block.caption
        case Break():
            pass
        case _ as never:
            assert_never(never)


def with_runs(block: Block, change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> Block:
    """The block with each run of inlines changed, in the order of `block_inlines`."""

    def inner(these: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(with_runs(b, change) for b in these)

    match block:
        case Paragraph():
            return msgspec.structs.replace(block, content=change(block.content))
        case Quotation() | Epigraph():
            blocks_ = inner(block.blocks)
            said = change(block.attribution) if block.attribution else ()
            return msgspec.structs.replace(block, blocks=blocks_, attribution=said)
        case ItemList():
            items = tuple(Item(inner(i.blocks), i.id) for i in block.items)
            return msgspec.structs.replace(block, items=items)
        case Verse():
            return msgspec.structs.replace(block, lines=tuple(change(line_) for line_ in block.lines))
        case Table():
            caption = change(block.caption) if block.caption else ()
            rows = tuple(tuple(change(cell) for cell in row) for row in block.rows)
            return msgspec.structs.replace(block, rows=rows, caption=caption)
        case Figure():
            return msgspec.structs.replace(block, caption=change(block.caption) if block.caption else ())
        case Break():
            return block
        case _ as never:
            assert_never(never)


def body_inlines(body: Body) -> Iterator[tuple[Inline, ...]]:
    """Every run of inlines in the body, headings included, in reading order."""
    for block in body.blocks:
        yield from block_inlines(block)
    for section in sections(body):
        yield section.title
        for block in section.blocks:
            yield from block_inlines(block)


_LEAVES = (Text, Code, LineBreak, NoteRef)
_WORDED = (Text, Code)


def leaves(content: tuple[Inline, ...]) -> list[Text | Code | LineBreak | NoteRef]:
    """The inlines that hold no others, in reading order."""
    out: list[Text | Code | LineBreak | NoteRef] = []
    for part in content:
        if isinstance(part, _LEAVES):
            out.append(part)
        else:
            out += leaves(part.content)
    return out


def marks(content: Iterable[tuple[Inline, ...]]) -> Iterator[str]:
    """The ids of the notes that are marked, in reading order, one for each mark."""
    for run in content:
        for leaf in leaves(run):
            if isinstance(leaf, NoteRef):
                yield leaf.note


# ——— plain text ———


def plain(content: tuple[Inline, ...]) -> str:
    """The words alone: no marks, a space for a line break. White space is left as it is."""
    if len(content) == 1 and isinstance(only := content[0], Text):  # half of all runs
        return only.text
    return "".join(
        [
            leaf.text if isinstance(leaf, _WORDED) else " " if isinstance(leaf, LineBreak) else ""
            for leaf in leaves(content)
        ]
    )


def plain_blocks(these: Sequence[Block]) -> str:
    """The words of the blocks, folded, one space between blocks."""
    if len(these) == 1 and isinstance(only := these[0], Paragraph):  # nearly all
        return folded(plain(only.content))
    return folded(" ".join([plain(run) for block in these for run in block_inlines(block)]))


def words(text: str) -> list[str]:
    """The runs of letters and digits, in order."""
    return re.findall(r"[^\W_]+", text)
