"""What a page's own style sheets and attributes say that changes how its text is read: what is not shown, what is a
block of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.readers.tree import Element

_BRACE = re.compile(r"[{}]")
_COMPOUND = re.compile(r"[.#]?[\w-]+|\*")
_SIMPLE = re.compile(r"(?:\*|[\w-]+)?(?:[.#][\w-]+)*")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_BLOCK = re.compile(r"display\s*:\s*(?:block|table-row|list-item|flex|grid)\b", re.I)
_SHEET = 400_000
_RULES = 4_000
_OF_ONE_NAME = 60
_HIDDEN_WORDS = frozenset({"hidden", "hide", "d-none", "screen-reader-text", "visually-hidden", "visuallyhidden",
                           "sr-only", "u-hidden", "is-hidden", "invisible"})  # fmt: skip
_WHOLE = frozenset({"html", "body", "main", "article"})


def shown_as(root: Element) -> tuple[frozenset[int], frozenset[int]]:
    """The `id()`s of the elements that are not shown, and of those inline elements that are set as blocks."""
    sheets = (rule for element in root.walk() if element.tag == "style" for rule in _rules(element))
    rules = list(dict.fromkeys(sheets))[:_RULES]
    by_key: dict[str, list[tuple[tuple[tuple[str, ...], ...], bool]]] = {}
    for selector, hides in rules:
        key = next((part for part in selector[-1] if part[0] in ".#"), selector[-1][0])
        if len(told := by_key.setdefault(key, [])) < _OF_ONE_NAME:
            told.append((selector, hides))
    hidden, blocks = set(), set()
    for element in root.walk():
        style = element.get("style")
        names = _names(element)
        if _NOT_SHOWN.search(style) or "hidden" in element.attributes or not _HIDDEN_WORDS.isdisjoint(names):
            hidden.add(id(element))
        elif _BLOCK.search(style):
            blocks.add(id(element))
        for key in (element.tag, *(f".{name}" for name in names), f"#{element.get('id')}") if by_key else ():
            for selector, hides in by_key.get(key, ()):
                if _matches(element, selector):
                    (hidden if hides else blocks).add(id(element))
        if element.tag in _WHOLE:
            hidden.discard(id(element))
    return frozenset(hidden), frozenset(blocks)


def _names(element: Element) -> list[str]:
    return element.get("class")[:400].split()


def _rules(sheet: Element) -> list[tuple[tuple[tuple[str, ...], ...], bool]]:
    """The sheet's rules that hide or set as a block, their selectors taken apart; rules for other media are none."""
    if sheet.get("media").lower() not in {"", "all", "screen"}:
        return []
    found = []
    for selectors, declarations in _plain_rules(_uncommented(sheet.text()[:_SHEET])):
        hides = bool(_NOT_SHOWN.search(declarations))
        if not hides and not _BLOCK.search(declarations):
            continue
        for selector in selectors.split(","):
            steps = selector.replace(">", " ").split()
            if steps and all(_SIMPLE.fullmatch(step) for step in steps):
                found.append((tuple(tuple(_COMPOUND.findall(step)) for step in steps), hides))
    return found


def _uncommented(text: str) -> str:
    first, *rest = text.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def _plain_rules(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that stand in no `@media` or other at-rule."""
    depth = at = 0
    before = ""
    for brace in _BRACE.finditer(text):
        between = text[at : brace.start()]
        at = brace.end()
        if brace[0] == "{":
            depth += 1
            if depth == 1:
                before = between.rpartition(";")[2]
        elif depth:
            depth -= 1
            if depth == 0 and "@" not in before:
                yield before, between


def _matches(element: Element, selector: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the selector's steps are found on the element and, in order, on its ancestors."""
    *above, own = selector
    if not _fits(element, own):
        return False
    higher = element.ancestors()
    return all(any(_fits(ancestor, step) for ancestor in higher) for step in reversed(above))


def _fits(element: Element, step: tuple[str, ...]) -> bool:
    names = _names(element)
    return all(
        part == "*" or (part[1:] in names if part[0] == "." else part[1:] == element.get("id") if part[0] == "#"
                        else part.lower() == element.tag)
        for part in step
    )  # fmt: skip
