"""The typed text as Markdown of our dialect, as plain to read and edit as it can be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from edition.model import Note
from edition.text import (
    Block,
    Body,
    Break,
    Code,
    Emended,
    Emphasis,
    Epigraph,
    Figure,
    Foreign,
    Inline,
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
    corrected,
)


def write_text(body: Body, notes: Iterable[Note] = ()) -> str:
    """A text.md: the body, then the notes. Ends with a newline unless there is nothing to write."""
    parts = [_block(b) for b in body.blocks]
    for section in body.sections:
        parts += _section(section)
    parts += [_note(note) for note in notes]
    return "\n\n".join(parts) + "\n" if parts else ""


def write_blocks(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, a blank line between two, no newline at the end."""
    return "\n\n".join(map(_block, blocks))


def write_inlines(content: tuple[Inline, ...]) -> str:
    """The inlines as one line of Markdown."""
    return _line_start(_inlines(content, on_one_line=True))


def _section(section: Section) -> list[str]:
    parts = [f"{'#' * min(section.level, 6)} {_hashes(_inlines(section.title, on_one_line=True))}"]
    parts += map(_block, section.blocks)
    for under in section.sections:
        parts += _section(under)
    return parts


def _hashes(title: str) -> str:
    """Markdown drops hashes that close a heading."""
    return re.sub(r"#+$", lambda m: "\\#" * len(m[0]), title)


def _note(note: Note) -> str:
    first, *more = [_block(b) for b in note.blocks] or [""]
    if note.blocks and not isinstance(note.blocks[0], Paragraph):
        first, more = "", [first, *more]
    lines = first.split("\n") + [line for block in more for line in ("", *block.split("\n"))]
    return f"[^{note.id}]: " + _indented(lines)


def _indented(lines: list[str]) -> str:
    return "\n".join([lines[0], *("    " + line if line else "" for line in lines[1:])]).rstrip(" ")


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _paragraph(block.content)
        case Quotation():
            return _quoted(block.blocks, block.attribution)
        case Epigraph():
            return "> [!EPIGRAPH]\n" + _quoted(block.blocks, block.attribution)
        case ItemList():
            items = []
            for n, item in enumerate(block.items, block.start):
                label = f"{n}." if block.start else "-"
                blocks = "\n\n".join(map(_block, item.blocks))
                items.append(label + " " * (4 - len(label) if len(label) < 4 else 1) + _indented(blocks.split("\n")))
            return ("\n\n" if any(len(i.blocks) > 1 for i in block.items) else "\n").join(items)
        case Verse():
            lines = [_line_start(_inlines(line, on_one_line=True)) for line in block.lines]
            return "> [!VERSE]\n" + "\n".join(("> " + line).rstrip(" ") for line in lines)
        case Table():
            return _table(block)
        case Figure():
            image = f"![{_escaped(block.alt, within=True)}](<{block.source}>)"
            return _captioned("FIGURE", image, block.caption) if block.caption else image
        case Break():
            return "* * *"
        case _ as never:
            assert_never(never)


def _quoted(blocks: tuple[Block, ...], attribution: tuple[Inline, ...]) -> str:
    parts = [_block(b) for b in blocks]
    if attribution:
        parts.append("— " + _inlines(attribution, on_one_line=True))
    return "\n".join(("> " + line).rstrip(" ") for line in "\n\n".join(parts).split("\n"))


def _captioned(kind: str, inside: str, caption: tuple[Inline, ...]) -> str:
    lines = [f"[!{kind}]", "", *inside.split("\n")]
    if caption:
        lines += ["", _line_start(_inlines(caption, on_one_line=True))]
    return "\n".join(("> " + line).rstrip(" ") for line in lines)


def _table(table: Table) -> str:
    width = max((len(row) for row in table.rows), default=0)
    rows = [
        [_inlines(cell, on_one_line=True, in_cell=True) for cell in row] + [""] * (width - len(row))
        for row in table.rows
    ]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    inside = "\n".join(lines)
    if table.caption or not table.heads:
        return _captioned("TABLE" if table.heads else "TABLE HEADLESS", inside, table.caption)
    return inside


def _paragraph(content: tuple[Inline, ...]) -> str:
    lines = _inlines(content).split("\\\n")
    if len(lines) > 1:  # only several lines can be taken for a table
        lines = [re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", line) for line in lines]
    return "\\\n".join(_line_start(line) for line in lines)


_BLOCK_START = re.compile(r"(\s*)(?:(#|>|[-+](?=\s|$)|—|--|-(?=[- ]*-[- ]*$)|:?-+:?(?=\s*\|))|(\d+)(\.(?=\s|$)))")


def _line_start(line: str) -> str:
    """The line with a backslash before what would begin another kind of block."""
    found = _BLOCK_START.match(line)
    if not found:
        return line
    at = found.end(3) if found[3] else found.end(1)
    return f"{line[:at]}\\{line[at:]}"


_SPECIAL = re.compile(r"[\\`*^]|(?<![^\W_])_|_(?![^\W_])|\[(?=[\^!])|!(?=\[)|\](?=[({])|<(?=[a-zA-Z])")
_SPECIAL_WITHIN = re.compile(r"[\\`*^\[\]]|(?<![^\W_])_|_(?![^\W_])|!(?=\[)|<(?=[a-zA-Z])")


def _escaped(text: str, *, within: bool = False) -> str:
    return (_SPECIAL_WITHIN if within else _SPECIAL).sub(lambda m: "\\" + m[0], text)


def _inlines(
    content: tuple[Inline, ...], *, on_one_line: bool = False, within: bool = False, in_cell: bool = False
) -> str:
    """`within` brackets, where a bracket of the text must not count as one of ours."""
    out: list[str] = []
    content = corrected(content) if any(isinstance(part, Emended) for part in content) else content

    def inner(these: tuple[Inline, ...]) -> str:
        return _inlines(these, on_one_line=True, within=True, in_cell=in_cell)

    for n, part in enumerate(content):
        following = content[n + 1] if n + 1 < len(content) else None
        match part:
            case Text(text):
                escaped = _escaped(text, within=within)
                # What ends in "[" or "!" before a mark or a span of ours would make another thing of it.
                if following is not None and not isinstance(following, Text):
                    escaped = re.sub(r"(?<!\\)([\[!\]])$", r"\\\1", escaped)
                if out and not isinstance(content[n - 1], Text):
                    escaped = re.sub(r"^([({:])", r"\\\1", escaped) if escaped[0] in "({" else escaped
                out.append(escaped.replace("|", "\\|") if in_cell else escaped)
            case Emphasis():
                out.append(_starred("*", "em", part.content, content, n, inner))
            case Strong():
                out.append(_starred("**", "strong", part.content, content, n, inner))
            case Superscript():
                alone = part.content[0].text if len(part.content) == 1 and isinstance(part.content[0], Text) else ""
                simple = (out or not within) and re.fullmatch(r"[^\W_]+", alone)
                out.append(f"^{alone}^" if simple else f"[{inner(part.content)}]{{sup}}")
            case Foreign():
                out.append(f"[{inner(part.content)}]{{lang={part.language}}}")
            case Code(text):
                out.append(_code(text))
            case LineBreak():
                out.append("[]{br}" if on_one_line else "\\\n")
            case Link():
                if part.content == (Text(part.href),) and re.fullmatch(r"https?://[^\s<>\\`*_\[\]^|]+", part.href):
                    out.append(f"<{part.href}>")
                else:
                    out.append(f"[{inner(part.content)}](<{part.href}>)")
            case Emended():  # text.md holds our reading; what was published stands in apparatus.yaml
                out.append(inner(part.content))  # never reached: see corrected() above
            case NoteRef(note):
                out.append(f"[^{note}]")
            case _ as never:
                assert_never(never)
    return "".join(out)


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _starred(
    star: str, name: str, inside: tuple[Inline, ...], content: tuple[Inline, ...], n: int, inner: object
) -> str:
    """Stars where every Markdown would agree on them: simple words inside, no letter or star against them outside."""
    before, after = content[n - 1] if n else None, content[n + 1] if n + 1 < len(content) else None
    simple = all(isinstance(part, Text) for part in inside)
    words = inside[0].text if simple and isinstance(inside[0], Text) else ""
    free = (before is None or (isinstance(before, Text) and re.search(r"[\s(“‘\"'—–]$", before.text))) and (
        after is None
        or isinstance(after, NoteRef)
        or (isinstance(after, Text) and re.match(r"[\s.,;:!?)”’\"'—–]", after.text))
    )
    if simple and free and re.fullmatch(r"[^\W_](?:.*[^\W_])?", words):
        return f"{star}{_escaped(words, within=True)}{star}"
    assert callable(inner)
    return f"[{inner(inside)}]{{{name}}}"
