"""Where a reader can be sent: the ids of blocks and sections, the same for as long as the article stands.

Paragraphs are p1, p2 ... in order; quotations q1, lists l1 and their items l1.2, verse v1, tables t1, figures f1; an
epigraph is `epigraph`, a second one `epigraph-2`; a section's id is its heading's words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import msgspec

from edition.text import (
    Block,
    Body,
    Break,
    Epigraph,
    Figure,
    Item,
    ItemList,
    Paragraph,
    Quotation,
    Section,
    Table,
    Verse,
    plain,
)

_PREFIX = {Quotation: "q", ItemList: "l", Verse: "v", Table: "t", Figure: "f"}
# Ids that the page itself uses: see the contract, section 3, and the templates.
TAKEN = (
    "main", "text", "contents", "notes", "further-reading", "authors", "comments", "references", "cite", "nb", "q",
    "abstract", "epigraph", "apparatus", "names",
)  # fmt: skip


def slug(words: str) -> str:
    """Small letters and digits joined by hyphens, Latin letters without their marks; "" where there are none."""
    bare = words.replace("’", "").replace("'", "")
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[^\W_]+", bare.casefold()))


def file_slug(words: str) -> str:
    """The same in the letters and digits of ASCII, as a file is named: other alphabets are transliterated."""
    from anyascii import anyascii  # noqa: PLC0415, only what makes new files needs it

    return "-".join(re.findall(r"[a-z0-9]+", anyascii(slug(words)).replace("'", "").lower()))


def identified(body: Body) -> Body:
    """The body with an id on every block and section that lacks one."""
    ids = _Ids()
    return Body(tuple(map(ids.block, body.blocks)), tuple(map(ids.section, body.sections)))


class _Ids:
    """The ids given so far, while they are given."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.taken = set(TAKEN)

    def number(self, prefix: str) -> str:
        self.counts[prefix] += 1
        return f"{prefix}{self.counts[prefix]}"

    def block(self, this: Block) -> Block:
        match this:
            case Paragraph():
                return msgspec.structs.replace(this, id=this.id or self.number("p"))
            case Epigraph():
                self.counts["epigraph"] += 1
                own = "epigraph" if self.counts["epigraph"] == 1 else f"epigraph-{self.counts['epigraph']}"
                return msgspec.structs.replace(this, id=this.id or own)
            case ItemList():
                own = this.id or self.number("l")
                items = tuple(Item(i.blocks, i.id or f"{own}.{n}") for n, i in enumerate(this.items, 1))
                return ItemList(items, this.start, own)
            case Quotation() | Verse() | Table() | Figure():
                return msgspec.structs.replace(this, id=this.id or self.number(_PREFIX[type(this)]))
            case Break():
                return this

    def section(self, this: Section) -> Section:
        own = this.id or unique(
            slug(plain(this.title)) or f"section-{self.counts['section'] + 1}", self.taken.__contains__
        )
        self.counts["section"] += 1
        self.taken.add(own)
        return msgspec.structs.replace(
            this, id=own, blocks=tuple(map(self.block, this.blocks)), sections=tuple(map(self.section, this.sections))
        )


_MACHINE = re.compile(r"(?:[pqlvtf]\d+[a-z]*|epigraph(?:-\d+)?|note(?:ref)?-.*|reading-\d+|bio-.*|ui-.*|.*-title)")


def unique(wanted: str, taken: Callable[[str], bool]) -> str:
    """`wanted`, or with the first number behind it that makes it free; never what looks like an id of another sort."""
    if _MACHINE.fullmatch(wanted):
        wanted = f"section-{wanted}"
    n, name = 1, wanted
    while taken(name):
        n += 1
        name = f"{wanted}-{n}"
    return name
