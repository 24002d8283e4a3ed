"""What every reader yields: the source's text, cut into lines with their spans and the hints its markup gave.

For plain text the text is the decoded file and a line is a line. For HTML, Word and XML the text is made of the text
nodes, all of them, in document order, with a newline after each block; a line is a block's worth (a `<p>`, a cell, a
list item). What stands inside a paragraph but is no part of it (a sidenote, a page number) follows it.
Either way the lines follow one another: between two of them stands nothing but white space.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from edition.model import Source
from edition.problems import Problem

SpanKind = Literal[
    "emph", "strong", "sup", "sub", "code", "foreign", "link", "mark", "back", "label", "break", "image", "markup",
]  # fmt: skip


class Span(msgspec.Struct, frozen=True):
    """A stretch of the text that the source's markup sets apart; offsets count characters of the whole text.

    `value` is the target of a link, the language of foreign words, the path of an image; for a "mark" (a reference to
    a note) the key of the note it leads to, and for "back" (the way from a note to its mark) the same key. A "label" is
    a note's number as printed in its text, "markup" what only the markup's syntax needs: both are no words of the text.
    A mark without words of its own (the place of a sidenote) has no length.
    """

    start: int
    end: int
    kind: SpanKind
    value: str = ""


class Line(msgspec.Struct, frozen=True):
    """One line: `text` is the whole text's [start:end], without its newline.

    The rest are hints, empty for plain text. `tag` is the block's element in HTML's words (p, h1 ... h6, li,
    blockquote, pre, td, th, dt, dd, figcaption, caption); `within` the sorts of ancestors that matter, outermost
    first (nav, aside, header, footer, form, blockquote, ol, ul, table, figure, notes, note, bibliography, biography,
    abstract, comments, comment, byline, title, subtitle, dateline, epigraph, verse, main, keywords, licence, chrome);
    `note` the key of the note this line belongs to; `label` the printed label where the markup keeps it apart (a
    list's number, a `<label>`); `group` is equal for lines of one list, table, quotation or comment; `row` counts a
    table's rows, `depth` a list's nesting.
    """

    start: int
    end: int
    text: str
    tag: str = ""
    within: tuple[str, ...] = ()
    note: str = ""
    label: str = ""
    group: int = 0
    row: int = 0
    depth: int = 0
    spans: tuple[Span, ...] = ()


class Metadata(msgspec.Struct, frozen=True):
    """What a source says of itself outside its text (`<meta>`, `<front>`, `<teiHeader>`, document properties)."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    publication: str = ""
    language: str = ""
    rights: str = ""
    url: str = ""
    abstract: str = ""


class Reading(msgspec.Struct, frozen=True):
    """A source, read. `images` are (path in the source, bytes, empty where not at hand)."""

    source: Source
    text: str
    lines: tuple[Line, ...]
    metadata: Metadata = Metadata()
    images: tuple[tuple[str, bytes], ...] = ()
    problems: tuple[Problem, ...] = ()
