"""The tree of elements that HTML, Word and XML readers share, and how HTML becomes one.

It is the one thing in `readers` that is changed in place while it is made; what a reader yields is a frozen `Reading`.
Its depth is bounded, so that walking it by recursion is safe whatever the input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any


def words_in(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


def phrases_in(text: str) -> frozenset[str]:
    """The phrases of a list that is written as a text, with bars between them."""
    return frozenset(text.split("|"))


DEPTH = 120
_OPEN = 400
_FORMATTING = 20

VOID = words_in("area base br col embed hr img input link meta param source track wbr")
_UNCLOSED = words_in("p li dt dd td th tr tbody thead tfoot option optgroup html body head colgroup")
_FORMATS = words_in("a b big code em font i nobr s small strike strong tt u")
SILENT = words_in("script style template title head noscript-raw math-annotation annotation annotation-xml")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)[^<>]*>")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")


class Element:
    """An element: its tag and attributes in lower case, its children (elements and strings) in order.

    `sort` is what a reader already knows it to be (one of the words of `Line.within`); the words of an HTML page's
    classes are judged by `roles`.
    """

    __slots__ = ("_names", "_places", "attributes", "children", "parent", "sort", "tag")

    def __init__(self, tag: str, attributes: dict[str, str] | None = None, sort: str = "") -> None:
        self.tag = tag
        self.attributes = attributes or {}
        self.children: list[Element | str] = []
        self.parent: Element | None = None
        self.sort = sort
        self._names: tuple[str, ...] | None = None
        self._places: dict[int, int] = {}

    def add(self, child: Element | str) -> None:
        """Puts a child last."""
        if isinstance(child, Element):
            child.parent = self
        self.children.append(child)

    def get(self, name: str) -> str:
        """The attribute's value, "" where there is none."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Element]:
        """The element's children that are elements."""
        for child in self.children:
            if isinstance(child, Element):
                yield child

    def walk(self) -> Iterator[Element]:
        """This element and every one below it, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    def ancestors(self) -> Iterator[Element]:
        """The elements this one is in, nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def siblings(self) -> tuple[list[Element | str], int]:
        """The children of this element's parent, and its place among them."""
        parent = self.parent
        if parent is None:
            return [self], 0
        if parent._places.get(0) != len(parent.children):  # no id is 0: there the count is kept
            parent._places = {
                id(child): place for place, child in enumerate(parent.children) if isinstance(child, Element)
            }
            parent._places[0] = len(parent.children)
        return parent.children, parent._places.get(id(self), 0)

    def text(self) -> str:
        """The text nodes below, joined as they stand; scripts and styles have none."""
        out: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                out.append(node)
            elif node.tag not in SILENT or node is self:
                waiting += reversed(node.children)
        return "".join(out)

    def said_words(self) -> tuple[str, ...]:
        """The words of role and class alone: an id often repeats the words of a heading."""
        said = " ".join(self.get(name) for name in ("role", "epub:type", "class", "itemprop", "data-type"))
        return tuple(word.lower() for word in _WORD.findall(_HUMP.sub(" ", said[:400])))

    def words(self) -> tuple[str, ...]:
        """The words of class, id and the like, in lower case, taken apart at humps and hyphens; role and type first."""
        if self._names is None:
            said = " ".join(self.get(name) for name in ("role", "epub:type", "class", "id", "itemprop", "data-type"))
            self._names = tuple(word.lower() for word in _WORD.findall(_HUMP.sub(" ", said[:400])))
        return self._names


def from_html(markup: str) -> Element:
    """The page's `<html>` element. Reads any string, as a browser would; comments are left out."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - loaded only where a page is read

    root = Element("html")
    top: Any = LexborHTMLParser(_bounded(markup.replace("\0", "�"))).root
    if top is None:
        return root
    root.attributes = _attributes(top)
    places: list[tuple[Any, Element, int]] = [(top.child, root, 1)]
    while places:
        node, parent, depth = places.pop()
        while node is not None:
            tag = node.tag
            if tag == "-text":
                parent.add(node.text_content or "")
            elif not tag.startswith(("-", "!")):
                element = Element(tag, _attributes(node))
                parent.add(element)
                if node.child is not None:
                    # What is nested deeper than people nest is hung beside its parent, with all of its text.
                    deeper = depth < DEPTH
                    if not deeper:
                        places.append((node.next, parent, depth))
                        node = node.child
                        continue
                    places.append((node.next, parent, depth))
                    places.append((node.child, element, depth + 1))
                    break
            node = node.next
    return root


def _attributes(node: Any) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items() if name}


def _bounded(markup: str) -> str:
    """The markup without the start tags that nest too deep, and their end tags.

    A standard parser needs the square of the depth (200,000 nested `<div>`: two minutes), and opens every unclosed
    `<font>` again in every paragraph.
    """
    depth = formats = 0
    opened: dict[str, int] = {}
    dropped: dict[str, int] = {}

    def kept(found: re.Match[str]) -> str:
        nonlocal depth, formats
        closing, tag = found[1], found[2].lower()
        if tag in VOID or tag in _UNCLOSED:
            return found[0]
        if closing:
            if dropped.get(tag):
                dropped[tag] -= 1
                return ""
            if opened.get(tag):
                opened[tag] -= 1
                depth -= 1
                formats -= tag in _FORMATS
            return found[0]
        if depth >= _OPEN or (tag in _FORMATS and formats >= _FORMATTING):
            dropped[tag] = dropped.get(tag, 0) + 1
            return ""
        opened[tag] = opened.get(tag, 0) + 1
        depth += 1
        formats += tag in _FORMATS
        return found[0]

    if markup.count("<") < _FORMATTING:
        return markup
    bounded = _TAG.sub(kept, markup)
    return bounded if dropped else markup
