"""Our Markdown: Python-Markdown's parser, less what eats text, plus marks, spans and breaks.

Left out (tried on 3.11): link references make a paragraph `[1]: http://...` vanish; indented code and underlined
headings appear where a paste has spaces or dashes; raw HTML and entities have no node in the text; `<a@b.org>` becomes
entities. Added: `[^5]` a mark, `[words]{lang=fr}` a span, `^st^` a superscript, a backslash at a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from xml.etree import ElementTree as etree  # noqa: N813, the library's own name for it

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, BlockQuoteProcessor
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import DelimiterProcessor, InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTree
from markdown.util import STX, AtomicString

from edition.prose import NOTE_ID


class Dialect(Extension):
    """The extension that makes a `Markdown` speak our dialect."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802, the library's name
        for extension in (SaneListExtension(), TableExtension()):
            extension.extendMarkdown(md)
        for name in ("code", "setextheader", "reference"):
            md.parser.blockprocessors.deregister(name)
        for name in (
            "reference", "image_reference", "short_reference", "short_image_ref", "automail", "html", "entity",
        ):  # fmt: skip
            md.inlinePatterns.deregister(name)
        md.parser.blockprocessors.register(_ApartQuotes(md.parser), "quote", 20)
        emphasis = _Delimiters("*", "strong,em", md)
        emphasis.add("_", "strong,em", smart=True)
        md.inlinePatterns.register(emphasis, "em_strong", 60)
        md.inlinePatterns.register(_Mark(rf"\[\^({NOTE_ID})\]", md), "mark", 175)
        md.inlinePatterns.register(_Span(r"\[", md), "span", 155)  # after "link": see _Span
        md.inlinePatterns.register(_Raised(r"\^([^\s^]+)\^", md), "raised", 65)
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "<", "|", "^", "~", "&", "—", "\n"]


def parser(*, gated: bool = True) -> Markdown:
    """A new parser of the dialect. Its conversion to HTML is not used: see `trees`. One that is not gated is slower and
    gives the same: tests/test_markup.py holds the two equal."""
    md = Markdown(extensions=[Dialect()], tab_length=4)
    if gated:
        md.treeprocessors.register(_Gated(md), "inline", 20)
        for name, literal in (("table", "|"), ("hashheader", "#"), ("quote", ">")):
            _gate(md.parser.blockprocessors[name], literal)
    return md


def _gate(processor: BlockProcessor, literal: str) -> None:
    """Lets the processor look only at blocks that hold what it looks for."""
    test = processor.test
    processor.test = lambda parent, block: literal in block and test(parent, block)  # type: ignore[method-assign]


# What a text must hold for a pattern to match in it.
_LITERALS = {
    "backtick": ("`",), "escape": ("\\",), "mark": ("[^",), "link": ("](",), "span": ("]{",), "image_link": ("![",),
    "autolink": ("<",), "linebreak": ("  \n",), "raised": ("^",), "em_strong": ("*", "_"),
}  # fmt: skip


class _Gated(InlineTree):
    """The library's inline parser, trying a pattern only on text that can match it: half of all its time.

    It overrides a private method of the library, hence the bound on its version in pyproject.toml.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        registry = md.inlinePatterns
        literals = {registry.get_index_for_name(name): needed for name, needed in _LITERALS.items()}
        own = [literals.get(n, ("",)) for n in range(len(registry))]
        self.gates = [(n, pattern, own[n][0], own[n][-1]) for n, pattern in enumerate(registry)]

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803, the library's
        if isinstance(data, AtomicString):
            return data
        apply: Callable[..., tuple[str, bool, int]] = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for n, pattern, one, other in self.gates[patternIndex:]:
            if one in data or other in data:
                matched, start = True, 0
                while matched:
                    data, matched, start = apply(pattern, data, n, start)
        return data


def trees(md: Markdown, sources: Sequence[str]) -> list[etree.Element]:
    """Each of the sources as the library's own tree: blocks with their inlines, escapes still as it stashes them."""
    md.reset()
    roots = []
    for source in sources:
        root = md.parser.parseDocument(source.strip("\n").split("\n")).getroot()
        assert root is not None  # the library's type says it may be, its code that it is not
        roots.append(root)
    inline = md.treeprocessors["inline"]
    # The inline parser begins anew at each run; what it is run on is the same for one tree or for many.
    together = etree.Element(roots[0].tag if roots else "div")
    for root in roots:
        together.extend(root)
    if len(together):
        inline.run(together)
    return roots


class _ApartQuotes(BlockQuoteProcessor):
    """Two quotations with a blank line between them are two, as in CommonMark; the library joins them."""

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        last = self.lastChild(parent)
        if last is not None and last.tag == "blockquote":
            last.tag = "blockquote-done"
        super().run(parent, blocks)
        if last is not None and last.tag == "blockquote-done":
            last.tag = "blockquote"


class _Delimiters(DelimiterProcessor):
    """The library's emphasis; where it would lose text (tried on 3.11.3: `*a**a*b` loses the b) the signs stand for
    themselves."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        element, start, end = super().handleMatch(m, data)
        if element is not None and _bare("".join(element.itertext())) != _bare(data[start:end]):
            self.reset()
            return None, m.start(0), m.end(0)
        return element, start, end


def _bare(text: str) -> str:
    return text.replace("*", "").replace("_", "")


class _Mark(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802, the library's name and its own loose type
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[etree.Element, int, int]:
        return etree.Element("mark", {"note": m[1]}), m.start(0), m.end(0)


class _Raised(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[etree.Element, int, int]:
        element = etree.Element("sup")
        element.text = m[1]
        return element, m.start(0), m.end(0)


class _Span(InlineProcessor):
    """`[words]{em}`, `{strong}`, `{sup}`, `{lang=fr}`; `[]{br}`."""

    BRACKETS = re.compile(r"[\[\]]")
    KIND = re.compile(r"\{(em|strong|sup|br|lang=([A-Za-z0-9-]+))\}")

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        if "]{" not in data:
            return None, None, None
        depth = 0
        for bracket in self.BRACKETS.finditer(data, m.start(0)):
            depth += 1 if bracket[0] == "[" else -1
            if not depth:
                kind = self.KIND.match(data, bracket.end())
                if not kind:
                    break
                element = etree.Element("foreign" if kind[2] else kind[1], {"lang": kind[2]} if kind[2] else {})
                inside = data[m.end(0) : bracket.start()]
                if inside and element.tag != "br":
                    # The library tries only the later patterns on what is inside; a span may hold spans and links.
                    # Its method is private: pyproject.toml pins the version, tests/test_markup.py would notice.
                    handle = self.md.treeprocessors["inline"]._InlineProcessor__handleInline  # type: ignore[attr-defined]
                    element.text = handle(inside, 0)
                return element, m.start(0), kind.end()
        return None, None, None


def unstashed(text: str) -> list[str]:
    """The text in pieces, with what the library stashed put back; every other piece is an escaped character."""
    pieces = re.split(rf"{STX}(\d+)\x03", text)
    pieces[1::2] = [chr(int(code)) for code in pieces[1::2]]
    return pieces
