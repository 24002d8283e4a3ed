"""From a tree of elements to lines: which stretches stand as blocks of their own, and the hints each carries.

The text is made of every text node, white space folded as a browser does. What stands inside a paragraph without being
part of it (a sidenote, a page number, a pop-up) follows the paragraph as lines of its own.
"""

from __future__ import annotations

import re

import msgspec

from edition.readers.lines import Line, Span, SpanKind
from edition.readers.pairing import Pairing, is_block, label_of
from edition.readers.tree import SILENT, Element, words_in

_SPACES = re.compile(r"[ \t\r\n\f\u200b]+")
_KEPT_TAGS = words_in("h1 h2 h3 h4 h5 h6 li blockquote pre td th dt dd figcaption caption p")
_INLINES: dict[str, SpanKind] = {
    "em": "emph", "i": "emph", "cite": "emph", "dfn": "emph", "var": "emph", "b": "strong", "strong": "strong",
    "sup": "sup", "sub": "sub", "code": "code", "kbd": "code", "tt": "code", "samp": "code",
}  # fmt: skip
_KEEP = words_in("nav aside header footer form blockquote table figure notes note bibliography biography abstract "
                  "comments comment byline title subtitle dateline epigraph verse chrome main keywords "
                  "licence")  # fmt: skip
_INLINE_CHROME = frozenset({"chrome", "form"})
_LARGE = re.compile(r"\+[2-7]|[5-7]")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.I)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.I)
_LAID_OUT = 400


class _Place(msgspec.Struct, frozen=True):
    """What is true of a line at this place of the tree."""

    tag: str = "p"
    within: tuple[str, ...] = ()
    note: str = ""
    label: str = ""
    group: int = 0
    row: int = 0
    depth: int = 0
    pre: bool = False

    def inside(self, *sorts: str) -> _Place:
        """The place one sort further in."""
        return msgspec.structs.replace(self, within=self.within + tuple(s for s in sorts if s not in self.within[-1:]))


def laid_out(
    body: Element, pairing: Pairing, sorts: dict[int, str], blocks: frozenset[int]
) -> tuple[str, tuple[Line, ...], tuple[str, ...]]:
    """The text, its lines and the images' addresses. `sorts` says what elements are, `blocks` which inline ones are set
    as blocks; both by `id()`."""
    flow = _Flow(pairing, sorts, blocks)
    flow.block(body, _Place())
    for key, label, said in pairing.attributes:
        flow.line(said, _Place(within=("notes",), note=key, label=label))
    return "".join(flow.text), tuple(flow.lines), tuple(flow.images)


class _Flow:
    def __init__(self, pairing: Pairing, sorts: dict[int, str], blocks: frozenset[int]) -> None:
        self.pairing, self.sorts, self.blocks = pairing, sorts, blocks
        self.text: list[str] = []
        self.lines: list[Line] = []
        self.images: dict[str, int] = {}
        self.at = 0
        self.groups = 0
        self.held: list[str] = []
        self.length = self.broke = 0
        self.space = False
        self.spans: list[Span] = []
        self.later: list[tuple[Element, _Place]] = []
        self.label = ""
        self.running: dict[int, str] = {}
        self.begun: set[str] = set()
        self.open: list[int] = []
        self.place = _Place()

    # ——— blocks ———

    def block(self, element: Element, place: _Place) -> None:
        """Lays out a block: what it holds in lines of their own."""
        self.flush()
        self.open.append(id(element))
        self.children(element, place)
        self.flush()
        self.open.pop()
        self.running.pop(id(element), None)

    def children(self, element: Element, place: _Place) -> None:
        """Lays out what the element holds, as part of the block that is open."""
        counter = 0
        start = element.get("start")
        ordinal = int(start) if start.isdigit() and len(start) < 6 else 1
        for child in element.children:
            if isinstance(child, str):
                self.words(child, place)
                continue
            if child.tag in SILENT:
                continue
            self.place = place
            if child.tag == "tr":
                counter += 1
                self.visit(child, msgspec.structs.replace(place, row=counter) if "table" in place.within else place)
            elif child.tag in {"tbody", "thead", "tfoot"} and "table" in place.within:
                for row in child.elements():
                    counter += 1
                    self.visit(row, msgspec.structs.replace(place, row=counter))
                for loose in child.children:
                    if isinstance(loose, str):
                        self.words(loose, place)
            elif child.tag == "li" and element.tag == "ol":
                value = child.get("value")
                ordinal = int(value) if value.isdigit() and len(value) < 6 else ordinal
                self.visit(child, msgspec.structs.replace(place, label=f"{ordinal}."))
                ordinal += 1
            else:
                self.visit(child, place)

    def visit(self, element: Element, place: _Place) -> None:
        """Lays out one element where it stands."""
        number = id(element)
        sort = self.sorts.get(number, "")
        key = self.pairing.bodies.get(number, "")
        blocky = is_block(element) or number in self.blocks or element.tag in {"button", "select", "option", "iframe"}
        if not blocky and (key or (sort in _INLINE_CHROME and number not in self.pairing.marks)):
            self.lift(element, place, key)
            return
        if element.tag == "br":
            self.broken(element, place)
            return
        if element.tag == "img" or (element.tag == "image" and element.get("href")):
            self.image(element)
            return
        if start := self.pairing.starts.get(number, ""):
            self.flush()
            self.running[self.pairing.scopes[number]] = start
        if blocky or any(isinstance(c, Element) and is_block(c) for c in element.children):
            self.block(element, self.inner(element, place, sort, key))
        else:
            self.inline(element, place, sort)

    def inner(self, element: Element, place: _Place, sort: str, key: str) -> _Place:
        """What is true inside a block."""
        tag, within = element.tag, []
        if tag in {"ul", "ol", "menu", "dir"}:
            within.append("ol" if tag == "ol" else "ul")
        if sort in _KEEP:
            within.append(sort)
        if key:
            within.append("note")
        table = tag == "table" and _holds_data(element)
        if table and "table" not in within:
            within.append("table")
        if sort == "shown":
            place = msgspec.structs.replace(place, within=tuple(w for w in place.within if w != "chrome"))
        place = place.inside(*within)
        if tag in {"ul", "ol", "blockquote", "dl"} or table or sort in {"comment", "epigraph", "verse", "figure"}:
            self.groups += 1
            deeper = place.depth + (tag in {"ul", "ol"})
            place = msgspec.structs.replace(place, group=self.groups, depth=deeper, row=0)
        if key:
            place = msgspec.structs.replace(place, note=key, label=self.pairing.printed.get(key, "") or place.label)
        if heading := _heading(element):
            place = msgspec.structs.replace(place, tag=heading)
        elif tag in _KEPT_TAGS and not (tag in {"td", "th"} and "table" not in place.within):
            # The block inside a list's item or a quotation is the item's; within says the rest.
            kept = place.tag if tag == "p" and place.tag in {"li", "td", "th", "dd", "blockquote"} else tag
            place = msgspec.structs.replace(place, tag=kept, pre=place.pre or tag == "pre")
        elif (
            tag in {"ul", "ol", "dl", "table"}
            or (
                tag in {"div", "section", "article", "main"} and place.tag not in {"li", "td", "th", "dd", "blockquote"}
            )
            or tag == "summary"
        ):
            place = msgspec.structs.replace(place, tag="p")
        return place

    def lift(self, element: Element, place: _Place, key: str) -> None:
        """Sets apart what is inside a paragraph but no part of it: at once where the line has not begun, else after."""
        number = id(element)
        if number in self.pairing.marks and key == self.pairing.marks[number]:
            # A note without a mark of its own: the place where it stands is its mark.
            self.spans.append(Span(self.length, self.length, "mark", key))
        aside = place.inside("note") if key else place.inside("chrome")
        aside = msgspec.structs.replace(aside, tag="p", note=key, label=self.pairing.printed.get(key, ""))
        if self.length == 0:
            spans, self.spans = self.spans, []
            self.block(element, aside)
            self.spans = spans + self.spans
        else:
            self.later.append((element, aside))

    # ——— inlines ———

    def inline(self, element: Element, place: _Place, sort: str) -> None:
        """Adds an inline element's words to the open line, with its spans."""
        begin = self.length + (self.space and self.length > 0)
        number = id(element)
        if (
            sort in {"byline", "dateline", "title", "subtitle", "bibliography", "biography"}
            and sort not in place.within
        ):
            place = place.inside(sort)
        if label := self.pairing.labels.get(number, ""):
            self.label = self.label or label
        before = len(self.spans)
        self.children(element, place)
        end = self.length
        if end <= begin and number not in self.pairing.marks:
            return
        begin = min(begin, end)
        kinds: list[tuple[SpanKind, str]] = []
        tag = element.tag
        if tag in _INLINES:
            kinds.append((_INLINES[tag], ""))
        style = element.get("style")
        if style:
            kinds += [(kind, "") for pattern, kind in _STYLED if pattern.search(style)]
        if tag == "font" and _LARGE.fullmatch(element.get("size").strip()):
            kinds.append(("strong", ""))
        href = element.get("href") if tag == "a" and number not in self.pairing.marks else ""
        if href and not href.lower().startswith(("#", "javascript:", "data:")):
            kinds.append(("link", href))
        if (language := element.get("lang") or element.get("xml:lang")) and tag not in {"html", "body"}:
            kinds.append(("foreign", language))
        if number in self.pairing.marks:
            kinds.append(("mark", self.pairing.marks[number]))
        if number in self.pairing.backs:
            kinds.append(("back", self.pairing.backs[number]))
        if number in self.pairing.labels or sort == "label":
            kinds.append(("label", ""))
        self.spans[before:before] = [Span(begin, end, kind, value) for kind, value in kinds]

    def words(self, text: str, place: _Place) -> None:
        """Adds a text node to the open line."""
        if not text:
            return
        self.place = place
        if place.pre:
            self.held.append(text)
            self.length += len(text)
            return
        folded = _SPACES.sub(" ", text)
        if folded == " ":
            self.space = True
            return
        if (folded[0] == " " or self.space) and self.length:
            self.held.append(" ")
            self.length += 1
        self.space = folded[-1] == " "
        folded = folded.strip(" ")
        self.held.append(folded)
        self.length += len(folded)

    def broken(self, element: Element, place: _Place) -> None:
        """A line break: two of them, or one before an indented line or after a whole paragraph, end the line."""
        following = _following(element)
        ends = following is None or (isinstance(following, Element) and following.tag == "br")
        if isinstance(following, str):
            ends = following.lstrip(" \n\r\t").startswith(("\u00a0\u00a0", "\u3000"))
        last = self.held[-1][-1:] if self.held else ""
        # Set in lines without a paragraph's element, as pages were before 1998: each line is a block.
        loose = place.tag == "p" and not self.set_as_paragraph(element) and "verse" not in place.within
        since = self.length - self.broke
        if place.tag[:1] == "h":
            ends = loose = False  # a heading is one line, however it is set
        if ends or (loose and since < 100) or (since > _LAID_OUT and last in '.?!”"»)'):
            self.flush()
        elif self.length:
            self.spans.append(Span(self.length, self.length + 1, "break"))
            self.held.append("\n")
            self.length += 1
            self.broke = self.length
            self.space = False
        self.place = place

    @staticmethod
    def set_as_paragraph(element: Element) -> bool:
        """Whether the nearest block above is one that holds a paragraph's words, not a page's parts."""
        above = next((e for e in element.ancestors() if is_block(e)), None)
        return above is None or above.tag not in {"center", "td", "body", "div", "section", "header", "article", "main"}

    def image(self, element: Element) -> None:
        """An image, shown in the text by its words where it has any."""
        source = next(
            (v for name in ("src", "data-src", "data-original", "href") if (v := element.get(name).strip())), ""
        )
        small = [element.get(name) for name in ("width", "height")]
        if any(size.isdigit() and int(size[:6]) < 24 for size in small):
            return
        alt = " ".join(element.get("alt").split())
        if not source or source.startswith("data:image/gif"):
            return
        name = image_name(source, self.images.setdefault(source, len(self.images) + 1))
        block = next((e for e in element.ancestors() if is_block(e)), None)
        if not alt and (block is None or (block.tag not in {"figure", "body"} and block.text().strip())):
            return
        alt = alt or name.rpartition("/")[2][:80] or "image"
        if self.space and self.length:
            self.held.append(" ")
            self.length += 1
            self.space = False
        self.spans.append(Span(self.length, self.length + len(alt), "image", name))
        self.held.append(alt)
        self.length += len(alt)

    # ——— lines ———

    def line(self, text: str, place: _Place) -> None:
        """A line of its own, from outside the tree."""
        self.words(text, place)
        self.flush()

    def flush(self) -> None:
        """Ends the open line, if there is one, and lays out what was set apart from it."""
        text = "".join(self.held)
        spans, label, place = self.spans, self.label, self.place
        later, self.later = self.later, []
        self.held, self.length, self.broke, self.space, self.spans, self.label = [], 0, 0, False, [], ""
        if text.strip():
            self.write(text, spans, label, place)
        elif any(s.kind == "mark" for s in spans) and self.lines:
            self.spans = [Span(0, 0, s.kind, s.value) for s in spans if s.kind == "mark"]
        for element, aside in later:
            self.block(element, aside)

    def write(self, text: str, spans: list[Span], label: str, place: _Place) -> None:
        lead = len(text) - len(text.lstrip())
        bare = text.strip()
        start, end = self.at, self.at + len(bare)
        running = next((self.running[number] for number in reversed(self.open) if number in self.running), "")
        note = place.note or running
        if running and not place.note:
            place = place.inside("note")
        moved = []
        for span in spans:
            one, two = (min(max(start + offset - lead, start), end) for offset in (span.start, span.end))
            if span.kind == "mark" and bare[one - start - 1 : one - start] + bare[two - start : two - start + 1] in (
                "[]",
                "()",
            ):
                one, two = one - 1, two + 1
            if two > one or span.kind == "mark":
                moved.append(Span(one, two, span.kind, span.value))
        if note and note not in self.begun:
            self.begun.add(note)
            printed = label or self.pairing.printed.get(note, "")
            found = re.match(rf"[\[(]?{re.escape(printed)}(?:[\])][.:]?|[.:)]|(?=\W|$))\s*", bare) if printed else None
            raised = next((s for s in moved if s.kind == "sup" and s.start == start), None)
            if raised and label_of(bare[: raised.end - start]) and not any(s.kind == "label" for s in moved):
                label = label or label_of(bare[: raised.end - start])
                moved.insert(0, Span(start, raised.end, "label"))
            elif found and found.end() and not any(s.kind == "label" for s in moved):
                moved.insert(0, Span(start, start + found.end(), "label"))
        if note and not label:
            label = self.pairing.printed.get(note, "") or (place.label if place.note else "")
        self.lines.append(
            Line(start, end, bare, tag=place.tag, within=place.within, note=note, label=label or place.label,
                 group=place.group, row=place.row, depth=place.depth, spans=tuple(moved))
        )  # fmt: skip
        self.text.append(bare + "\n")
        self.at = end + 1


def image_name(address: str, place: int) -> str:
    """The path of an image in its source: its address, a made name where the image stands in the page itself."""
    if not address.startswith("data:"):
        return address[:500]
    kind = re.match(r"data:image/([a-z+]{2,8})", address[:40])
    return f"image-{place}.{(kind[1] if kind else 'png').replace('jpeg', 'jpg').replace('svg+xml', 'svg')}"


_STYLED: tuple[tuple[re.Pattern[str], SpanKind], ...] = ((_BOLD, "strong"), (_ITALIC, "emph"), (_RAISED, "sup"))


def _heading(element: Element) -> str:
    """The heading's tag, for what is a heading by its tag, its role or a table's caption."""
    if re.fullmatch(r"h[1-6]", element.tag):
        return element.tag
    if element.get("role") == "heading":
        level = element.get("aria-level")
        return f"h{min(6, int(level))}" if level.isdigit() and int(level[:3]) > 0 else "h2"
    return ""


def _holds_data(table: Element) -> bool:
    """Whether a table holds data, rather than laying out a page: cells are short, none holds a page's structure."""
    if table.get("role") in {"presentation", "none"}:
        return False
    cells = [e for e in table.walk() if e.tag in {"td", "th"}]
    rows = sum(e.tag == "tr" for e in table.walk())
    if any(e.tag == "table" for e in table.walk() if e is not table) or not cells:
        return False
    if any(e.tag in {"h1", "h2", "h3", "article", "main", "nav"} for e in table.walk()):
        return False
    if any(e.tag == "th" for e in cells):
        return True
    longest = max(len(cell.text()) for cell in cells)
    paragraphs = sum(e.tag == "p" for e in table.walk())
    return rows > 1 and len(cells) > rows and longest < 800 and paragraphs <= len(cells)


def _following(element: Element) -> Element | str | None:
    """What stands after the element in its parent, white space aside."""
    siblings, at = element.siblings()
    for child in siblings[at + 1 : at + 4]:
        if isinstance(child, Element) or child.strip(" \n\r\t"):
            return child
    return None
