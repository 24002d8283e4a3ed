"""The typed text as HTML, marked up as the contract (section 3) says."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import assert_never
from urllib.parse import quote, unquote

from edition import urls
from edition.links import SPOTS, Spot
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


def escaped(text: str, quote: str = "&quot;", apostrophe: str = "&#x27;") -> str:
    """The text for use between tags and in double-quoted attributes."""
    # A sign is seldom there, and looking for it takes a tenth of the time that replacing it takes.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', quote)
    if "'" in text:
        text = text.replace("'", apostrophe)
    return text


class Writer:
    """Writes the parts of one page. It counts marks, so that a second mark of a note gets an id of its own; `stands`
    tells of each note where its marks stand in the body and in notes: the spot, and the id of the last numbered
    paragraph at or before it ("" before the first)."""

    def __init__(
        self,
        *,
        on: str,
        of: str = "",
        article: str = "",
        notes: Collection[str] = (),
        marks_live: bool = True,
        reasons: Mapping[int, str] | None = None,
        gone: Iterable[tuple[str, str]] = (),
        abbreviations: Mapping[str, str] | None = None,
        images: Collection[str] | None = None,
    ) -> None:
        """`on` is the page's path, `of` that of the page which the words were written for, where it is another: there
        their links begin. `article` is the id of the article whose images are shown, `notes` the ids of the notes
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
        self.of = of or on
        self.article = article
        self.notes = frozenset(notes)
        self.marks_live = marks_live
        self.counts: dict[str, int] = {}
        self.stands: dict[str, list[tuple[Spot, str]]] = {}
        self.spot: Spot | None = None
        self.near = ""

    # ——— blocks ———

    def body(self, body: Body) -> Html:
        """The text: blocks, then sections. The first paragraph is the lead."""
        lead = next((b for b in body.blocks if isinstance(b, Paragraph)), None)
        if lead is None and body.sections:
            lead = next((b for b in body.sections[0].blocks if isinstance(b, Paragraph)), None)
        parts = [self._standing(b, lead) for b in body.blocks]
        parts += [self.section(s, lead) for s in body.sections]
        self.spot = None
        return Html("\n".join(parts))

    def section(self, section: Section, lead: Block | None = None) -> str:
        self.spot = "heading"
        level = min(section.level, 6)
        title = self._led(section.id) + self._run(section.title)
        heading = f'<h{level} id="{escaped(section.id)}">{title}</h{level}>'
        inside = [self._standing(b, lead) for b in section.blocks] + [self.section(s) for s in section.sections]
        return "\n".join(["<section>", heading, *inside, "</section>"])

    def _standing(self, block: Block, lead: Block | None) -> str:
        """A block that stands in the body itself."""
        self.spot = SPOTS.get(type(block), "block")
        if isinstance(block, Paragraph):
            self.near = block.id
        return self.block(block, lead=block is lead)

    def note(self, blocks: Iterable[Block], spot: Spot = "note") -> Html:
        """What a note says; `spot` says which kind of note."""
        self.spot = spot
        text = self.blocks(blocks)
        self.spot = None
        return text

    def blocks(self, blocks: Iterable[Block]) -> Html:
        return Html("\n".join([self.block(block) for block in blocks]))

    def block(self, block: Block, *, lead: bool = False) -> str:
        match block:
            case Paragraph():
                # Only a letter can be a versal.
                first = ' class="lead"' if lead and plain(block.content)[:1].isalpha() else ""
                return f"<p{_id(block.id)}{first}>{self._led(block.id)}{self._run(block.content)}</p>"
            case Quotation():
                inside = f"{self._led(block.id)}{self.blocks(block.blocks)}{self._attribution(block.attribution)}"
                return f"<blockquote{_id(block.id)}>\n{inside}\n</blockquote>"
            case Epigraph():
                inside = f"{self._led(block.id)}{self.blocks(block.blocks)}{self._attribution(block.attribution)}"
                return f'<blockquote class="epigraph" role="doc-epigraph"{_id(block.id)}>\n{inside}\n</blockquote>'
            case ItemList():
                own = _id(block.id)
                tag = f'ol{own} start="{block.start}"' if block.start > 1 else f"{'ol' if block.start else 'ul'}{own}"
                items = "\n".join(f"<li{_id(i.id)}>{self._led(i.id)}{self._item(i.blocks)}</li>" for i in block.items)
                return f"{self._led(block.id)}<{tag}>\n{items}\n</{tag[:2]}>"
            case Verse():
                stanzas: list[list[str]] = [[]]
                for line in block.lines:
                    if line:
                        stanzas[-1].append(self._run(line))
                    else:
                        stanzas.append([])
                inside = "\n".join(f"<p>{'<br>'.join(lines)}</p>" for lines in stanzas if lines)
                return f'<div class="verse"{_id(block.id)}>{self._led(block.id)}\n{inside}\n</div>'
            case Table():
                return self._table(block)
            case Figure():
                source = escaped(urls.relative(urls.image(self.article, block.source), self.on))
                caption = f"<figcaption>{self._run(block.caption)}</figcaption>" if block.caption else ""
                image = f'<img src="{source}" alt="{escaped(block.alt)}" loading="lazy">'
                if self.images is not None and block.source not in self.images:
                    image = f'<p class="small">[{escaped(block.alt or "Image")}]</p>'
                return f"<figure{_id(block.id)}>{self._led(block.id)}{image}{caption}</figure>"
            case Break():
                return '<hr class="asterism">'
            case _ as never:
                assert_never(never)

    def _led(self, own: str) -> str:
        """Where links to ids that are no more lead."""
        return "".join([f'<span id="{escaped(old)}"></span>' for old in self.gone.get(own, ())]) if self.gone else ""

    def _attribution(self, attribution: tuple[Inline, ...]) -> str:
        return f"\n<footer>— {self._run(attribution)}</footer>" if attribution else ""

    def _item(self, blocks: tuple[Block, ...]) -> str:
        if len(blocks) == 1 and isinstance(only := blocks[0], Paragraph):
            return self._run(only.content)
        return self.blocks(blocks)

    def _table(self, table: Table) -> str:
        def row(cells: tuple[tuple[Inline, ...], ...], tag: str) -> str:
            return "<tr>" + "".join([f"<{tag}>{self._run(cell)}</{tag[:2]}>" for cell in cells]) + "</tr>"

        caption = f"<caption>{self._run(table.caption)}</caption>" if table.caption else ""
        head = "".join(row(r, 'th scope="col"') for r in table.rows[: table.heads])
        rows = "".join(row(r, "td") for r in table.rows[table.heads :])
        head = f"<thead>{head}</thead>" if head else ""
        # A wide table scrolls by itself; the keyboard has to reach it.
        label = escaped(plain(table.caption) or "Table")
        return (
            f'<div class="wide" role="region" tabindex="0" aria-label="{label}">'
            f"{self._led(table.id)}<table{_id(table.id)}>{caption}{head}<tbody>{rows}</tbody></table></div>"
        )

    # ——— inlines ———

    def inlines(self, content: Iterable[Inline]) -> Html:
        return Html(self._run(content))

    def _run(self, content: Iterable[Inline]) -> str:
        return "".join([self._inline(part) for part in content])

    def _inline(self, part: Inline) -> str:
        match part:
            case Text():
                return self._words(part.text)
            case NoteRef():
                return self._mark(part.note)
            case Emphasis():
                return f"<em>{self._run(part.content)}</em>"
            case Link():
                return self._link(part)
            case Strong():
                return f"<strong>{self._run(part.content)}</strong>"
            case Superscript():
                return f"<sup>{self._run(part.content)}</sup>"
            case Foreign():
                lang = escaped(part.language)
                return f'<i lang="{lang}" dir="{direction(part.language)}">{self._run(part.content)}</i>'
            case Code():
                return f"<code>{escaped(part.text)}</code>"
            case LineBreak():
                return "<br>"
            case Emended():
                return self._emended(part)
            case _ as never:
                assert_never(never)

    def _link(self, link: Link) -> str:
        """A link has no link in it: an address among its words is just words, and its marks come after it."""
        inside = words = self._run(link.content)
        marks = ""
        if "<" in inside:
            words = _ANCHOR.sub("", _MARK.sub("", inside))
            marks = "".join(_MARK.findall(inside))
        shown = ' class="shown"' if words == escaped(link.href) else ""
        href = link.href if link.href.isprintable() else _CONTROL.sub(lambda found: quote(found[0]), link.href)
        return f'<a{shown} href="{escaped(self._href(href)) if is_safe(link.href) else "#"}">{words}</a>{marks}'

    def _href(self, href: str) -> str:
        """The address as this page writes it."""
        if self.of == self.on or _FROM_THE_TOP.match(href):
            return href
        file, rest = _QUERY.split(href, maxsplit=1)[0], _QUERY.search(href)
        at = posixpath.normpath(posixpath.join(posixpath.dirname(self.of), unquote(file))) if file else self.of
        return urls.relative(at + (href[rest.start() :] if rest else ""), self.on)

    def _words(self, text: str) -> str:
        """The words with the article's abbreviations explained; what has an address in it is left as it is."""
        shown = _linked(text)
        if self.short is None or "<" in shown or not any(short in shown for short in self.abbreviations):
            return shown

        def explained(m: re.Match[str]) -> str:
            # Where it is explained in brackets, the words before it say what it is.
            if shown[m.start() - 1 : m.start()] == "(" and shown[m.end() : m.end() + 1] == ")":
                return m[0]
            return f'<abbr title="{escaped(self.abbreviations[m[0]])}">{m[0]}</abbr>'

        return self.short.sub(explained, shown)

    def _emended(self, part: Emended) -> str:
        """The correction as the contract has it; `title` says what was published, why it was corrected and by whom."""
        said = f' title="{escaped(self.reasons[part.number])}"' if part.number in self.reasons else ""
        was = f"<del>{escaped(part.published)}</del>" if part.published else ""
        now = f"<ins>{self._run(part.content)}</ins>" if part.content else ""
        return f'<span class="emendation"{said}>{was}{now}</span>'

    def _mark(self, note: str) -> str:
        if not self.marks_live:
            return ""
        if note not in self.notes:
            return f'<sup class="lost-mark">{escaped(note)}</sup>'
        nth = self.counts[note] = self.counts.get(note, 0) + 1
        if self.spot:
            self.stands.setdefault(note, []).append((self.spot, self.near))
        return _mark(note, nth)


@lru_cache(4096)
def _mark(note: str, nth: int) -> str:
    """The nth mark of a note on its own page."""
    own, href = escaped(urls.mark(note, nth)), escaped(urls.here(urls.note(note)))
    return f'<sup><a role="doc-noteref" id="{own}" href="{href}">{escaped(note)}</a></sup>'


_MARK = re.compile(r'<sup><a role="doc-noteref"[^>]*>[^<]*</a></sup>')
_ANCHOR = re.compile(r"</?a\b[^>]*>")


def _id(own: str) -> str:
    return f' id="{escaped(own)}"' if own else ""


def is_safe(href: str) -> bool:
    """Whether the address can be followed without running a script. Browsers leave out white space and control
    characters, and so do we."""
    scheme = _SCHEME.match(_UNSEEN.sub("", href))
    return not scheme or scheme[1].lower() in ("http", "https", "mailto", "ftp", "doi", "urn", "tel")


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")  # no page may hold these
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_FROM_THE_TOP = re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|/)")
_QUERY = re.compile(r"[?#]")
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
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
