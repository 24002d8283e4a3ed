"""The typed text as HTML, marked up as the contract (section 3) says."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import assert_never

from edition import urls
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
    plain,
)


class Html(str):
    """A piece of HTML that is safe to put into a page as it stands; Jinja asks for `__html__`."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def escaped(text: str) -> str:
    """The text for use between tags and in double-quoted attributes."""
    return text if text.isalnum() else html.escape(text)


class Writer:
    """Writes the parts of one page. It counts marks, so that a second mark of a note gets an id of its own."""

    def __init__(
        self,
        *,
        on: str,
        article: str = "",
        notes: Collection[str] = (),
        marks_live: bool = True,
        reasons: Mapping[int, str] | None = None,
        gone: Iterable[tuple[str, str]] = (),
        abbreviations: Mapping[str, str] | None = None,
        images: Collection[str] | None = None,
    ) -> None:
        """`on` is the page's path, `article` the id of the article whose images are shown, `notes` the ids of the notes
        that stand on the page; where marks are not `live` they are left out. `reasons` say of each correction, by its
        number, what its title tells; `gone` are ids that are no more, each with the id it leads to; `abbreviations` are
        explained where they stand; of a figure whose image is not among `images` the words alone are shown."""
        self.images = images
        self.reasons = reasons or {}
        self.abbreviations = abbreviations or {}
        short = "|".join(map(re.escape, self.abbreviations))
        self.short = re.compile(rf"(?<![\w.-])(?:{short})(?![\w-])") if short else None
        self.gone: dict[str, list[str]] = {}
        for old, here in gone:
            self.gone.setdefault(here, []).append(old)
        self.on = on
        self.article = article
        self.notes = frozenset(notes)
        self.marks_live = marks_live
        self.counts: Counter[str] = Counter()

    # ——— blocks ———

    def body(self, body: Body) -> Html:
        """The text: blocks, then sections. The first paragraph is the lead."""
        lead = next((b for b in body.blocks if isinstance(b, Paragraph)), None)
        if lead is None and body.sections:
            lead = next((b for b in body.sections[0].blocks if isinstance(b, Paragraph)), None)
        parts = [self.block(b, lead=b is lead) for b in body.blocks]
        parts += [self.section(s, lead) for s in body.sections]
        return Html("\n".join(parts))

    def section(self, section: Section, lead: Block | None = None) -> str:
        level = min(section.level, 6)
        title = self._led(section.id) + self.inlines(section.title)
        heading = f'<h{level} id="{escaped(section.id)}">{title}</h{level}>'
        inside = [self.block(b, lead=b is lead) for b in section.blocks] + [self.section(s) for s in section.sections]
        return "\n".join(["<section>", heading, *inside, "</section>"])

    def blocks(self, blocks: Iterable[Block]) -> Html:
        return Html("\n".join(map(self.block, blocks)))

    def block(self, block: Block, *, lead: bool = False) -> str:
        own = f' id="{escaped(block.id)}"' if not isinstance(block, Break) and block.id else ""
        match block:
            case Paragraph():
                # Only a letter can be a versal.
                first = ' class="lead"' if lead and plain(block.content)[:1].isalpha() else ""
                return f"<p{own}{first}>{self._led(block.id)}{self.inlines(block.content)}</p>"
            case Quotation():
                inside = f"{self._led(block.id)}{self.blocks(block.blocks)}{self._attribution(block.attribution)}"
                return f"<blockquote{own}>\n{inside}\n</blockquote>"
            case Epigraph():
                inside = f"{self._led(block.id)}{self.blocks(block.blocks)}{self._attribution(block.attribution)}"
                return f'<blockquote class="epigraph" role="doc-epigraph"{own}>\n{inside}\n</blockquote>'
            case ItemList():
                tag = f'ol{own} start="{block.start}"' if block.start > 1 else f"{'ol' if block.start else 'ul'}{own}"
                items = "\n".join(f"<li{_id(i.id)}>{self._led(i.id)}{self._item(i.blocks)}</li>" for i in block.items)
                return f"{self._led(block.id)}<{tag}>\n{items}\n</{tag[:2]}>"
            case Verse():
                stanzas: list[list[str]] = [[]]
                for line in block.lines:
                    if line:
                        stanzas[-1].append(self.inlines(line))
                    else:
                        stanzas.append([])
                inside = "\n".join(f"<p>{'<br>'.join(lines)}</p>" for lines in stanzas if lines)
                return f'<div class="verse"{own}>{self._led(block.id)}\n{inside}\n</div>'
            case Table():
                return self._table(block, own)
            case Figure():
                source = escaped(urls.relative(urls.image(self.article, block.source), self.on))
                caption = f"<figcaption>{self.inlines(block.caption)}</figcaption>" if block.caption else ""
                image = f'<img src="{source}" alt="{escaped(block.alt)}" loading="lazy">'
                if self.images is not None and block.source not in self.images:
                    image = f'<p class="small">[{escaped(block.alt or "Image")}]</p>'
                return f"<figure{own}>{self._led(block.id)}{image}{caption}</figure>"
            case Break():
                return '<hr class="asterism">'
            case _ as never:
                assert_never(never)

    def _led(self, own: str) -> str:
        """Where links to ids that are no more lead."""
        return "".join(f'<span id="{escaped(old)}"></span>' for old in self.gone.get(own, ()))

    def _attribution(self, attribution: tuple[Inline, ...]) -> str:
        return f"\n<footer>— {self.inlines(attribution)}</footer>" if attribution else ""

    def _item(self, blocks: tuple[Block, ...]) -> str:
        if len(blocks) == 1 and isinstance(only := blocks[0], Paragraph):
            return self.inlines(only.content)
        return self.blocks(blocks)

    def _table(self, table: Table, own: str) -> str:
        def row(cells: tuple[tuple[Inline, ...], ...], tag: str) -> str:
            return "<tr>" + "".join(f"<{tag}>{self.inlines(cell)}</{tag[:2]}>" for cell in cells) + "</tr>"

        caption = f"<caption>{self.inlines(table.caption)}</caption>" if table.caption else ""
        head = "".join(row(r, 'th scope="col"') for r in table.rows[: table.heads])
        rows = "".join(row(r, "td") for r in table.rows[table.heads :])
        head = f"<thead>{head}</thead>" if head else ""
        # A wide table scrolls by itself; the keyboard has to reach it.
        label = escaped(plain(table.caption) or "Table")
        return (
            f'<div class="wide" role="region" tabindex="0" aria-label="{label}">'
            f"{self._led(table.id)}<table{own}>{caption}{head}<tbody>{rows}</tbody></table></div>"
        )

    # ——— inlines ———

    def inlines(self, content: Iterable[Inline]) -> Html:
        return Html("".join(map(self._inline, content)))

    def _inline(self, part: Inline) -> str:
        match part:
            case Text(text):
                return self._explained(_linked(text))
            case Emphasis():
                return f"<em>{self.inlines(part.content)}</em>"
            case Strong():
                return f"<strong>{self.inlines(part.content)}</strong>"
            case Superscript():
                return f"<sup>{self.inlines(part.content)}</sup>"
            case Foreign():
                lang = escaped(part.language)
                return f'<i lang="{lang}" dir="{direction(part.language)}">{self.inlines(part.content)}</i>'
            case Code(text):
                return f"<code>{escaped(text)}</code>"
            case LineBreak():
                return "<br>"
            case Link():
                return self._link(part)
            case NoteRef(note):
                return self._mark(note)
            case Emended():
                return self._emended(part)
            case _ as never:
                assert_never(never)

    def _link(self, link: Link) -> str:
        """A link has no link in it: an address among its words is just words, and its marks come after it."""
        inside = self.inlines(link.content)
        words = _ANCHOR.sub("", _MARK.sub("", inside))
        shown = ' class="shown"' if words == escaped(link.href) else ""
        return f'<a{shown} href="{escaped(_safe(link.href))}">{words}</a>{"".join(_MARK.findall(inside))}'

    def _explained(self, text: str) -> str:
        """The words, already HTML, with the article's abbreviations explained; what has a link in it stays as it is."""
        if self.short is None or "<" in text:
            return text

        def explained(m: re.Match[str]) -> str:
            # Where it is explained in brackets, the words before it say what it is.
            if text[m.start() - 1 : m.start()] == "(" and text[m.end() : m.end() + 1] == ")":
                return m[0]
            return f'<abbr title="{escaped(self.abbreviations[m[0]])}">{m[0]}</abbr>'

        return self.short.sub(explained, text)

    def _emended(self, part: Emended) -> str:
        """The correction as the contract has it; `title` says what was published, why it was corrected and by whom."""
        said = f' title="{escaped(self.reasons[part.number])}"' if part.number in self.reasons else ""
        was = f"<del>{escaped(part.published)}</del>" if part.published else ""
        now = f"<ins>{self.inlines(part.content)}</ins>" if part.content else ""
        return f'<span class="emendation"{said}>{was}{now}</span>'

    def _mark(self, note: str) -> str:
        if not self.marks_live:
            return ""
        if note not in self.notes:
            return f'<sup class="lost-mark">{escaped(note)}</sup>'
        self.counts[note] += 1
        own = urls.mark(note, self.counts[note])
        href = urls.relative(f"{self.on}#{urls.note(note)}", self.on)
        return f'<sup><a role="doc-noteref" id="{escaped(own)}" href="{escaped(href)}">{escaped(note)}</a></sup>'


_MARK = re.compile(r'<sup><a role="doc-noteref"[^>]*>[^<]*</a></sup>')
_ANCHOR = re.compile(r"</?a\b[^>]*>")


def _id(own: str) -> str:
    return f' id="{escaped(own)}"' if own else ""


def _safe(href: str) -> str:
    """The address, unless it would run a script."""
    scheme = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):", href)
    return href if not scheme or scheme[1].lower() in ("http", "https", "mailto", "ftp", "doi", "urn", "tel") else "#"


_SPACES = re.compile(r"[ \xa0]*(?: \xa0|\xa0 |\xa0\xa0)[ \xa0]*")
_URL = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’'»]", re.IGNORECASE)


def linked(text: str) -> Html:
    """The text with the addresses that stand in it as links."""
    return Html(_linked(text))


def _linked(text: str) -> str:
    """The text with the addresses that stand in it as links: the words stay as they are printed.

    A run of spaces with a no-break space in it shows as one, as a run of plain spaces does by itself.
    """
    if "\xa0" in text:
        text = _SPACES.sub(" ", text)
    if "://" not in text:
        return escaped(text)
    parts, at = [], 0
    for found in _URL.finditer(text):
        parts += [
            escaped(text[at : found.start()]),
            f'<a class="shown" href="{escaped(found[0])}">{escaped(found[0])}</a>',
        ]
        at = found.end()
    return "".join(parts) + escaped(text[at:])


_RIGHT_TO_LEFT = ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")


def direction(language: str) -> str:
    """ "rtl" or "ltr", by the language's usual script; a script in the tag decides ("fa-Latn" is ltr)."""
    first, *rest = language.lower().split("-")
    if any(len(part) == 4 for part in rest):
        return "rtl" if any(part in ("arab", "hebr", "syrc", "thaa", "nkoo") for part in rest) else "ltr"
    return "rtl" if first in _RIGHT_TO_LEFT else "ltr"
