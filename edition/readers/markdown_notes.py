"""Markdown with footnotes -> a reading whose text is the file's own, character by character.

Line for line the file is left as it is: what only Markdown's syntax needs is a "markup" span, so the tiles of a
Markdown source count the characters of the file, as those of a plain text do.
"""

from __future__ import annotations

import hashlib
import re

import msgspec

from edition import series
from edition.model import Source
from edition.readers.lines import Line, Metadata, Reading, Span
from edition.readers.markdown_inlines import inline_spans
from edition.readers.metadata import iso_date
from edition.readers.plain import text

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_ITEM = re.compile(r"( {0,12}|\t{1,3})(?:([-*+])|(\d{1,9})([.)]))[ \t]+(?=\S)")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s\[^]{1,80})\]:[ \t]*")
_LABELLED = re.compile(r" {0,3}\[\d{1,3}\][ \t]+\S")  # a note that is no Markdown: each has a line of its own
_MARK = re.compile(r"\[\^([^\]\s\[^]{1,80})\](?!:)")
_REFERENCE = re.compile(r" {0,3}\[([^\]\[^][^\]\[]{0,120})\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(].{0,300}[\"')])?[ \t]*$")
_CELLS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_INDENT = re.compile(r"(?: {4}|\t)")
_TAG_LINE = re.compile(
    r" {0,3}(?:<!--.{0,2000}-->|</?(?:div|section|aside|center|p|br|hr|a|figure)\b[^<>]{0,400}>)[ \t]*$", re.I
)
_FIELD = re.compile(r"([A-Za-z_-]{2,30}):[ \t]*(.{0,1000}?)[ \t]*$")


class _Row(msgspec.Struct, frozen=True):
    """A line of the file with where it stands."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Open(msgspec.Struct):
    """The block that is being read: its rows as (start of its words, end), the markup in front of them, its hints."""

    start: int
    end: int
    tag: str = "p"
    within: tuple[str, ...] = ()
    note: str = ""
    label: str = ""
    group: int = 0
    row: int = 0
    depth: int = 0
    spans: list[Span] = []
    labelled: bool = False


def read_markdown(raw: bytes, filename: str) -> Reading:
    """The file's lines with hints, and the metadata of its front matter. Raises InputError where it is no text."""
    decoded, encoding = text(raw, filename)
    at, rows = 0, []
    for row in decoded.split("\n"):
        rows.append(_Row(at, row))
        at += len(row) + 1
    first, metadata = _front_matter(rows)
    addresses = {m[1].casefold(): m[2] for row in rows if (m := _REFERENCE.match(row.text))}
    blocks = _Blocks()
    if first:
        blocks.add(_Open(0, rows[first - 1].end, "pre", ("chrome",)))
    blocks.read(rows, first)
    keys = frozenset(label for _, label in blocks.defined)
    of = series.parted([label for _, label in blocks.defined])
    led = series.Led(blocks.defined, of, [(m.start(), m[1]) for m in _MARK.finditer(decoded)])
    before = [sum(x == label for _, x in blocks.defined[:n]) for n, (_, label) in enumerate(blocks.defined)]
    lines = []
    for block in blocks.done:
        said = decoded[block.start : block.end].rstrip()
        end = block.start + len(said)
        if not said:
            continue
        spans = [Span(s.start, min(s.end, end), s.kind, s.value) for s in block.spans if s.start < end]
        if block.tag != "pre" and "chrome" not in block.within:
            inner = inline_spans(decoded, block.start, end, spans, keys, addresses)
            spans += [
                Span(s.start, s.end, s.kind, _key(s.value, before[led.by(s.start, s.value)])) if s.kind == "mark" else s
                for s in inner
            ]
        lines.append(
            Line(block.start, end, said, block.tag, block.within, block.note, block.label, block.group, block.row,
                 block.depth, tuple(sorted(spans, key=lambda s: (s.start, -s.end))))
        )  # fmt: skip
    source = Source(filename, hashlib.sha256(raw).hexdigest(), "text/markdown", encoding)
    line = decoded.count("\n", 0, min(led.order, default=0)) + 1
    problems = (series.by_order_alone(filename, line),) if led.order else ()
    return Reading(source, decoded, tuple(lines), metadata, problems=problems)


def _front_matter(rows: list[_Row]) -> tuple[int, Metadata]:
    """How many rows the YAML front matter takes, and what its simple fields say."""
    if not rows or rows[0].text.rstrip() != "---":
        return 0, Metadata()
    end = next((i for i, row in enumerate(rows[1:200], 1) if row.text.rstrip() in {"---", "..."}), 0)
    if not end:
        return 0, Metadata()
    said: dict[str, list[str]] = {}
    field = ""
    for row in rows[1:end]:
        if found := _FIELD.match(row.text):
            field = found[1].lower()
            values = found[2].strip("[]").split(",") if found[2].startswith("[") else [found[2]]
            said[field] = [v for value in values if (v := value.strip().strip("\"'"))]
        elif field and (listed := re.match(r"\s*-\s+(?:name:\s*)?(.{1,300})", row.text)):
            said.setdefault(field, []).append(listed[1].strip().strip("\"'"))

    def one(*names: str) -> str:
        return next((said[name][0] for name in names if said.get(name)), "")

    authors = next((tuple(said[name]) for name in ("authors", "author", "by") if said.get(name)), ())
    return end + 1, Metadata(
        title=one("title"), subtitle=one("subtitle"), authors=authors, published=iso_date(one("date", "published")),
        publication=one("publication", "journal"), language=one("lang", "language"),
        rights=one("license", "licence", "rights"),
        abstract=one("abstract"),
    )  # fmt: skip


def _key(label: str, before: int) -> str:
    """The key of a note before which as many have the same label."""
    return f"{label} {before + 1}" if before else label


class _Blocks:
    """The blocks of a file while it is read, row by row."""

    def __init__(self) -> None:
        self.done: list[_Open] = []
        self.open: _Open | None = None
        self.note = ""
        self.list = 0
        self.groups = 0
        self.defined: list[tuple[int, str]] = []

    def add(self, block: _Open) -> None:
        """Ends the open block and puts one that is whole behind it."""
        self.close()
        self.done.append(block)

    def close(self) -> None:
        """Ends the open block."""
        if self.open is not None:
            self.done.append(self.open)
            self.open = None

    def begin(self, row: _Row, words: int, block: _Open) -> None:
        """Opens a block at the row; its first `words` characters are markup."""
        self.close()
        block.spans = [*block.spans]
        if words:
            block.spans.append(
                Span(row.start, row.start + words, "label" if block.note and not block.spans else "markup")
            )
        self.open = block

    def go_on(self, row: _Row, words: int = 0) -> None:
        """Adds the row to the open block; its first `words` characters are markup."""
        if self.open is not None:
            if words:
                self.open.spans.append(Span(row.start, row.start + words, "markup"))
            self.open.end = row.end

    def read(self, rows: list[_Row], at: int) -> None:
        """Reads every row from `at` on."""
        blank = True
        while at < len(rows):
            row = rows[at]
            if not row.text.strip():
                self.close()
                blank = True
                at += 1
                continue
            at += self.take(rows, at, blank)
            blank = False
        self.close()

    def take(self, rows: list[_Row], at: int, blank: bool) -> int:
        """Reads the row, which is not blank; says how many rows were read."""
        row = rows[at]
        note = _NOTE.match(row.text)
        if note:
            self.note, self.list = _key(note[1], sum(label == note[1] for _, label in self.defined)), 0
            self.defined.append((row.start, note[1]))
            self.begin(row, note.end(), _Open(row.start, row.end, "p", ("note",), self.note, note[1]))
            return 1
        indented = _INDENT.match(row.text)
        if self.note and blank and not indented:
            self.note = ""
        if self.note and indented and blank:
            self.begin(row, 0, _Open(row.start, row.end, "p", ("note",), self.note, self.note))
            return 1
        if fence := _FENCE.match(row.text):
            end = next(
                (k for k in range(at + 1, len(rows)) if rows[k].text.strip().startswith(fence[1])), len(rows) - 1
            )
            spans = [Span(row.start, row.end, "markup")]
            if end > at:
                spans.append(Span(rows[end].start, rows[end].end, "markup"))
            self.add(_Open(row.start, rows[end].end, "pre", spans=spans))
            return end - at + 1
        if heading := _ATX.match(row.text):
            closing = re.search(r"[ \t]#+[ \t]*$", row.text)
            self.begin(row, heading.end(), _Open(row.start, row.end, f"h{len(heading[1])}"))
            if closing and self.open is not None and closing.start() >= heading.end():
                self.open.spans.append(Span(row.start + closing.start(), row.end, "markup"))
            self.close()
            self.list = 0
            return 1
        under = _SETEXT.match(row.text)
        if under and self.open is not None and not blank and self.open.tag == "p" and not self.open.note:
            self.open.tag = "h1" if under[1][0] == "=" else "h2"
            self.go_on(row, len(row.text))
            self.close()
            return 1
        if _RULE.match(row.text) or _REFERENCE.match(row.text) or _TAG_LINE.match(row.text):
            self.add(_Open(row.start, row.end, "p", ("chrome",)))
            return 1
        if "|" in row.text and at + 1 < len(rows) and "|" in rows[at + 1].text and _CELLS.match(rows[at + 1].text):
            return self.table(rows, at)
        return self.words(row, blank)

    def words(self, row: _Row, blank: bool) -> int:
        """Reads a row of a paragraph, a quotation or a list."""
        if quote := _QUOTE.match(row.text):
            prefix = quote.end()
            while inner := _QUOTE.match(row.text, prefix):
                prefix = inner.end()
            if self.open is not None and self.open.tag == "blockquote":
                if row.text[prefix:].strip():
                    empty = (
                        self.open.spans
                        and self.open.spans[-1].end == self.open.end
                        and self.open.spans[-1].kind == "markup"
                    )
                    if not empty:
                        self.go_on(row, prefix)
                        return 1
                else:
                    self.go_on(row, len(row.text))
                    return 1
            if not (self.done and self.done[-1].tag == "blockquote" and not blank) and self.open is None:
                self.groups += 1
            self.begin(row, prefix, _Open(row.start, row.end, "blockquote", ("blockquote",), group=self.groups))
            return 1
        if item := _ITEM.match(row.text):
            if not self.list or (self.open is None and not self.list):
                self.groups += 1
                self.list = self.groups
            depth = 1 + len(item[1].expandtabs(4)) // 2
            sort, label = ("ol", f"{item[3]}{item[4]}") if item[3] else ("ul", "")
            self.begin(
                row, item.end(), _Open(row.start, row.end, "li", (sort,), label=label, group=self.list, depth=depth)
            )
            return 1
        labelled = bool(_LABELLED.match(row.text))
        if self.open is not None and not blank and not (labelled and self.open.labelled):
            self.go_on(row)
            return 1
        if self.list and row.text.startswith(("  ", "\t")):
            last = self.done[-1] if self.done else _Open(0, 0)
            self.begin(row, 0, _Open(row.start, row.end, "li", last.within, group=self.list, depth=last.depth))
            return 1
        self.list = 0
        self.begin(row, 0, _Open(row.start, row.end, labelled=labelled))
        return 1

    def table(self, rows: list[_Row], at: int) -> int:
        """Reads a table: a block for each cell, its border with it."""
        self.groups += 1
        end = at
        while end < len(rows) and "|" in rows[end].text:
            row = rows[end]
            if end == at + 1:
                self.add(_Open(row.start, row.end, "p", ("table", "chrome")))
                end += 1
                continue
            borders = [m.start() for m in _PIPE.finditer(row.text)]
            cuts = sorted({0, *(b for b in borders if row.text[:b].strip() and row.text[b + 1 :].strip())})
            for low, high in zip(cuts, [*cuts[1:], len(row.text)], strict=True):
                inside = [Span(row.start + b, row.start + b + 1, "markup") for b in borders if low <= b < high]
                tag = "th" if end == at else "td"
                self.add(
                    _Open(
                        row.start + low,
                        row.start + high,
                        tag,
                        ("table",),
                        group=self.groups,
                        row=end - at,
                        spans=inside,
                    )
                )
            end += 1
        return end - at
