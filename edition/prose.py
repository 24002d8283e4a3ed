"""Markdown that is plain prose, read without the library: most of any text, and at a tenth of the cost.

That is a paragraph, a quotation or a heading on one line, with marks, emphasis, links and escapes that neither nest nor
clash. What is not certain to be read as the library reads it is left to the library: tests/test_markup.py holds the two
equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from edition.text import Block, Emphasis, Inline, Link, NoteRef, Paragraph, Quotation, Strong, Text, line


class Heading(msgspec.Struct, frozen=True):
    """A heading, before the text is nested in sections. `level` is 1 to 6."""

    level: int
    content: tuple[Inline, ...]


_HEADING = re.compile(r"(#{1,6})([^#\\]+)")
# What no list, rule or quotation begins with; and in a quotation, no attribution or kind.
_PARAGRAPH = re.compile(r"(?![\s#>+\-_]|\*[\s*]|\d+\.).+")
_QUOTATION = re.compile(r"> ?(?![\[—])(?=[^\s#>+\-_*\d])(.+)")

NOTE_ID = r"[^\s\[\]\\`^]+"
# The signs of inlines; words without any; and the inlines that hold such words alone.
_SIGNS = "\\`*_<^[]\x02\x03"
_WORDS = r"[^\s\\`*_<^\[\]\x02\x03](?:[^\\`*_<^\[\]\x02\x03]*[^\s\\`*_<^\[\]\x02\x03])?"
# Each way begins with the sign itself, before any condition: so the search leaps from sign to sign.
_INLINE = re.compile(
    rf"""\[\^({NOTE_ID})\]
    | \*(?<![\w*\])>]\*)(\*?)({_WORDS})\*\2(?![\w*\[<\\])
    | \[(?<!!\[)({_WORDS})\]\(([^\s()<>\[\]\\`'"\x02\x03]+)\)
    | <((?:https?|ftp)://[^\s<>\[\]\\`\x02\x03]+)>
    | \\([\\*_{{}}\[\]()>#+\-.!<|^~&—])
    | \[(?<!!\[)({_WORDS})\](?![\[({{])
    """,
    re.VERBOSE,
)


def block(source: str) -> Paragraph | Quotation | Heading | None:
    """The block that a piece of Markdown between blank lines is; None where the library has to read it."""
    if line(source) != source:
        return None
    if found := _PARAGRAPH.fullmatch(source):
        content = words(source)
        return Paragraph(content) if content else None
    if found := _HEADING.fullmatch(source):
        content = words(found[2])
        return Heading(len(found[1]), content) if content else None
    if found := _QUOTATION.fullmatch(source):
        content = words(found[1])
        return Quotation((Paragraph(content),)) if content else None
    return None


def without_headings(found: Iterable[Block | Heading]) -> tuple[Block, ...]:
    """The blocks with headings as paragraphs: where there are no sections."""
    return tuple(Paragraph(b.content) if isinstance(b, Heading) else b for b in found)


def _has_sign(words: str) -> bool:
    return any(map(words.__contains__, _SIGNS))


def words(source: str) -> tuple[Inline, ...] | None:
    """The inlines of one line; None where the library has to read them."""
    source = source.strip()
    if not _has_sign(source):
        return (Text(source),) if source else ()
    pieces = _INLINE.split(source)
    size = _INLINE.groups + 1
    if _has_sign("".join(pieces[::size])):
        return None
    out: list[Inline] = []
    held = pieces[0]
    for at in range(1, len(pieces), size):
        note, star, stressed, linked, href, address, escaped, apart, behind = pieces[at : at + size]
        if apart or escaped:
            held += (f"[{apart}]" if apart else escaped) + behind
            continue
        if held:
            out.append(Text(held))
        held = behind
        if note:
            out.append(NoteRef(note))
        elif stressed:
            out.append((Strong if star else Emphasis)((Text(stressed),)))
        else:
            out.append(Link(href or address, (Text(linked or address),)))
    if held:
        out.append(Text(held))
    return tuple(out)
