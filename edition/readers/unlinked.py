"""Marks and notes that no link pairs: superscripts and a list, notes inside the paragraph, notes in attributes."""

from __future__ import annotations

import html
import re

from edition import series
from edition.readers.pairing import Pairing, is_block, label_of
from edition.readers.roles import sort_of
from edition.readers.tree import SILENT, Element
from edition.vocabulary import part

_PRINTED = re.compile(
    r"\s*(?:\[(\d{1,3}[a-z]?|[*†‡]+)\]|\((\d{1,3}[a-z]?)\)|(\d{1,3}[a-z]?)[.)](?=\s|$)|([*†‡§¶]{1,3})(?=\s|\w))\s*"
)
_ATTRIBUTES = (
    "data-footnote-content", "data-footnote", "data-note", "data-content", "data-original-title", "data-tippy-content",
    "data-tooltip", "data-fn-content", "data-bs-content", "data-bs-original-title", "data-title", "title",
)  # fmt: skip
_INLINE = frozenset({"span", "small", "aside", "label", "cite", "i", "em", "a", "div", "sup", "note", "details", "ins"})
_INLINE_WORDS = re.compile(
    r"\b(?:side ?note|margin ?note|foot ?note|end ?note|inline ?note|fn ?(?:text|body|content)|"
    r"note ?(?:text|body|content)|"
    r"ref ?ctt|popover|tooltip ?(?:text|content)|snp|easy ?footnote|mod ?footnotes?|modern ?footnotes?|refbody)\b"
)
_CALL_WORDS = re.compile(
    r"\b(?:foot ?note|end ?note|side ?note|note ?(?:ref|call|number)|fn|margin ?toggle|ref|note|anm)\b"
)


def pair_unlinked(root: Element, found: Pairing, hidden: frozenset[int] = frozenset()) -> None:
    """Adds to the pairing what links did not pair; `hidden` are the `id()`s of what is not shown."""
    order = list(root.walk())
    raised = _raised(order, found)
    _pair_lists(order, found, raised)
    _pair_inline(order, found, hidden)
    _pair_attributes(order, found)
    _hide_copies(order, found, hidden)
    _hide_addresses(order, found)


def _hide_addresses(order: list[Element], found: Pairing) -> None:
    """Hides a link that only says again, behind a line break, the address its entry has given."""
    for element in order:
        if element.tag not in {"li", "p", "dd"}:
            continue
        whole = ""
        for link in [e for e in element.walk() if e.tag == "a"][:20]:
            siblings, at = link.siblings()
            before = next(
                (c for c in reversed(siblings[max(0, at - 3) : at]) if isinstance(c, Element) or c.strip()), ""
            )
            said = "".join(link.text().strip(" \n»›>→").removesuffix("...").split())
            if isinstance(before, Element) and before.tag == "br" and len(said) > 9 and "//" in said:
                whole = whole or "".join(element.text().split())
                if said in whole[: whole.rfind(said)]:
                    found.hidden.add(id(link))


def _hide_copies(order: list[Element], found: Pairing, hidden: frozenset[int]) -> None:
    """Hides the second printing of a note, often shortened, that some pages set in the margin beside the text."""
    known: dict[str, list[str]] = {}
    for element in order:
        if (key := found.bodies.get(id(element))) and (label := found.printed.get(key, "")):
            known.setdefault(label, []).append(_letters(_shown(element, hidden)).removeprefix(label.casefold()))
    if not known:
        return
    noted = {id(e) for element in order if id(element) in found.bodies for e in (*element.walk(), *element.ancestors())}
    for element in order:
        if element.tag not in {"li", "p", "div", "aside", "span"} or id(element) in noted:
            continue
        label = _printed(element)
        if label in known:
            said = _letters(element.text()).removeprefix(label.casefold())
            if len(said) >= 8 and any(said == body[: len(said)] for body in known[label]):
                found.hidden.add(id(element))


def _raised(order: list[Element], found: Pairing) -> list[tuple[Element, str]]:
    """The superscripts and mark-like elements that are labels and no marks yet, in document order."""
    taken = {id(e) for link in order if id(link) in found.marks for e in (link, *link.walk(), *link.ancestors())}
    out: list[tuple[Element, str]] = []
    inside: set[int] = set()
    for element in order:
        if id(element.parent) in inside or id(element) in found.bodies or element.tag in SILENT:
            inside.add(id(element))
            continue
        if id(element) in taken or id(element) in found.backs or id(element) in found.labels:
            continue
        words = " ".join(element.words())
        called = element.tag in {"a", "span", "label"} and bool(_CALL_WORDS.search(words)) and "page" not in words
        if (element.tag == "sup" or called) and (label := label_of(element.text())) and not label[0].isalpha():
            out.append((element, label))
            inside.add(id(element))
    return out


def _pair_lists(order: list[Element], found: Pairing, raised: list[tuple[Element, str]]) -> None:
    """Lists of notes: items whose labels (printed, or the list's own numbers) answer superscripts."""
    calls: dict[str, list[Element]] = {}
    for element, label in raised:
        calls.setdefault(label, []).append(element)
    heading, level = "", ""
    lists: list[list[tuple[Element, str]]] = []
    for element in order:
        if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            named = part(" ".join(element.text().split()))
            if named or heading != "notes" or element.tag <= level:  # the parts of the notes have headings below theirs
                heading, level = named, element.tag
        items = _items(element, heading)
        if not items or any(id(item) in found.bodies for item, _ in items):
            continue
        said = heading == "notes" or sort_of(element) == "notes" or _is_note_list(element)
        answered = sum(label in calls for _, label in items)
        if answered < 1 or not (said or (answered >= 2 and 2 * answered > len(items))):
            continue
        if any(id(call) in {id(e) for item, _ in items for e in item.walk()} for _, label in items
               for call in calls.get(label, ())[:1]) and not said:  # fmt: skip
            continue
        lists.append(items)
        for item, label in items:
            key = found.key(item.get("id") or f"{element.tag}-note-{label}")
            found.bodies[id(item)], found.printed[key] = key, label
            _mark_label(item, label, found)
    _lead(order, found, raised, lists)


def _lead(
    order: list[Element], found: Pairing, raised: list[tuple[Element, str]], lists: list[list[tuple[Element, str]]]
) -> None:
    """Leads the superscripts to the items that answer them, of several lists to that of their section."""
    if not lists:
        return
    place = {id(element): n for n, element in enumerate(order)}
    items = [item for these in lists for item, _ in these]
    of = [n for n, these in enumerate(lists, 1) for _ in these]
    within = {id(e): n for item, n in zip(items, of, strict=True) for e in item.walk()}
    calls = [(call, label) for call, label in raised if id(call) not in found.marks and id(call) not in found.labels]
    outer = [(place[id(call)], label) for call, label in calls if id(call) not in within]
    led = series.Led([(place[id(item)], label) for these in lists for item, label in these], of, outer)
    found.by_order = bool(led.order)
    answers: dict[int, list[Element]] = {}
    for call, label in calls:
        n = led.by(place[id(call)], label)
        if n >= 0 and within.get(id(call)) != of[n]:
            answers.setdefault(n, []).append(call)
    for n, these in answers.items():
        for call in [c for c in these if not _is_exponent(c)] or these[:1]:
            found.marks[id(call)] = found.bodies[id(items[n])]


_UNIT = re.compile(r"(?:\b(?:[cdkm]?m|km|ft|yd|in|s|sec|kg|ha|mi|cm|[A-Z][a-z]?)|\d|[=×^)])\s?$")


def _is_exponent(call: Element) -> bool:
    """Whether the superscript is a power or an ion's charge: it stands at a unit or a figure."""
    siblings, at = call.siblings()
    before = siblings[at - 1] if at else ""
    return isinstance(before, str) and bool(_UNIT.search(before[-12:]))


def _is_note_list(element: Element) -> bool:
    words = set(element.words())
    return not words.isdisjoint({"footnote", "footnotes", "endnote", "endnotes", "fn", "fns"})


def _items(element: Element, heading: str) -> list[tuple[Element, str]]:
    """The list's items with their labels; none where the items carry no labels."""
    if element.tag == "ol":
        start = int(element.get("start")) if element.get("start").isdigit() else 1
        items = [child for child in element.elements() if child.tag == "li"]
        printed = [_printed(item) for item in items]
        if all(printed):
            return list(zip(items, printed, strict=True))
        return [(item, str(start + place)) for place, item in enumerate(items)]
    if element.tag == "ul":
        both = [(child, _printed(child)) for child in element.elements() if child.tag == "li"]
    elif sort_of(element) == "notes" or heading == "notes":
        both = [
            (child, _printed(child)) for child in element.elements() if child.tag in {"p", "div", "aside", "tr", "dd"}
        ]
    else:
        return []
    labelled = [(item, label) for item, label in both if label]
    return labelled if 2 * len(labelled) > len(both) else []


def _printed(item: Element) -> str:
    """The label an item begins with: an element of its own, or figures with a bracket or point."""
    for element in item.walk():
        if element is item:
            continue
        text = " ".join(element.text().split())
        if not text:
            continue
        label = label_of(text)
        if label and (element.tag in {"sup", "b", "strong", "a", "td", "dt"} or text[0] in "[(" or element.words()):
            return "" if label.isalpha() and label.islower() and element.tag not in {"sup", "td"} else label
        if not label:
            break
    start = _PRINTED.match(item.text()[:40])
    return next((group for group in start.groups() if group), "") if start else ""


def _mark_label(item: Element, label: str, found: Pairing) -> None:
    for element in item.walk():
        if element is not item and label_of(element.text()) == label:
            found.labels[id(element)] = label
            return
        if element is not item and element.text().strip():
            return


# ——— notes inside the paragraph ———


def _pair_inline(order: list[Element], found: Pairing, hidden: frozenset[int]) -> None:
    """Sidenotes and pop-ups in the running text, each with the mark before it; a second copy of a note is hidden."""
    known = {label: key for key, label in found.printed.items() if label}
    bodies = {found.bodies[id(e)]: _letters(_shown(e, hidden)) for e in order if id(e) in found.bodies}
    inside: set[int] = set()
    count = 0
    for element in order:
        if id(element.parent) in inside or id(element) in found.bodies:
            inside.add(id(element))
            continue
        if not _is_inline_note(element, found):
            continue
        text = " ".join(element.text().split())
        call = _call_before(element)
        label = label_of(call.text()) if call else ""
        if call is not None and id(call) in found.marks:
            key = found.marks[id(call)]
            copy = bodies.get(key) is not None
        else:
            said = _letters(text)[-60:]
            key = known.get(label, "") or next((k for k, body in bodies.items() if said in body), "")
            copy = bool(key) and said in bodies.get(key, "")
        if copy:
            found.hidden.add(id(element))
        else:
            count += 1
            key = found.key(element.get("id") or f"inline-note-{count}")
            found.printed[key] = label
            found.bodies[id(element)] = key
            if label:
                known[label] = key
                _inner_label(element, label, found)
        if call is not None:
            found.marks.setdefault(id(call), key)
        elif not copy:
            found.marks.setdefault(id(element), key)
        inside.add(id(element))


def _shown(element: Element, hidden: frozenset[int]) -> str:
    """The element's text without what is hidden in it."""
    return "".join(
        child if isinstance(child, str) else "" if id(child) in hidden else _shown(child, hidden)
        for child in element.children
    )


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _is_inline_note(element: Element, found: Pairing) -> bool:
    """Whether this is a note's text in the midst of a paragraph."""
    if element.tag not in _INLINE or id(element) in found.marks or id(element) in found.labels:
        return False
    noted = element.sort == "note" or bool(_INLINE_WORDS.search(" ".join(element.words())))
    noted = noted or element.get("role") in {"note", "doc-footnote"} or "footnote" in element.get("epub:type")
    if not noted:
        return False
    text = " ".join(element.text().split())
    if len(text) < 8 or label_of(text):
        return False
    parent = element.parent
    if parent is None or (is_block(element) and element.tag != "aside" and not _is_running(parent)):
        return False
    call = _call_before(element)
    siblings, at = element.siblings()
    beside = [c for c in siblings[max(0, at - 6) : at + 7] if c is not element]
    inner = [c for c in element.elements() if c.text().strip()]
    if len(inner) > 1 and any(_INLINE_WORDS.search(" ".join(c.words())) and len(c.text()) >= 8 for c in inner[1:]):
        return False  # what holds a mark and its note together
    return call is not None or (_is_running(parent) and any(isinstance(c, str) and c.strip() for c in beside))


def _is_running(element: Element) -> bool:
    return element.tag in {"p", "li", "dd", "blockquote", "td", "h1", "h2", "h3", "h4", "h5", "h6", "span", "em", "i"}


def _call_before(element: Element) -> Element | None:
    """The element before this one in its parent that is a mark, empty toggles aside."""
    siblings, at = element.siblings()
    empty: Element | None = None
    for child in reversed(siblings[max(0, at - 4) : at]):
        if isinstance(child, str):
            if child.strip():
                break
            continue
        text = " ".join(child.text().split())
        if label_of(text):
            return child
        if not text and (child.tag in {"label", "sup"} or _CALL_WORDS.search(" ".join(child.words()))):
            empty = empty if child.tag == "input" and empty is not None else child
        elif text:
            # A short name raised as a mark is, where the two together are said to be a footnote.
            said = element.parent is not None and not {"footnote", "endnote"}.isdisjoint(element.parent.words())
            return child if said and child.tag == "sup" and len(text) < 40 else None
    return empty


def _inner_label(element: Element, label: str, found: Pairing) -> None:
    """The label repeated at the start of the note's own text."""
    for inner in element.elements():
        if label_of(inner.text()) == label:
            found.labels[id(inner)] = label
        if inner.text().strip():
            return


# ——— notes in attributes ———


def _pair_attributes(order: list[Element], found: Pairing) -> None:
    """Marks whose note stands only in an attribute: a `title` on a superscript, a pop-up's content."""
    count = 0
    for element in order:
        if id(element) in found.marks or id(element) in found.labels or id(element) in found.backs:
            continue
        text = " ".join(element.text().split())
        if element.tag not in {"a", "sup", "span", "abbr", "button", "label"} or len(text) > 12:
            continue
        label = label_of(text)
        words = " ".join(element.words())
        called = bool(_CALL_WORDS.search(words))
        above = element.parent
        raised = element.tag == "sup" or (above is not None and above.tag == "sup")
        if not (label and (called or raised)) and not (called and not text and "footnote" in words):
            continue
        said = next((v for name in _ATTRIBUTES if len(v := _bare(element.get(name))) >= 15), "")
        if not said or any(id(a) in found.marks or id(a) in found.bodies for a in element.ancestors()):
            continue
        count += 1
        key = found.key(f"attribute-note-{count}")
        found.printed[key] = label
        found.marks[id(element)] = key
        found.attributes.append((key, label, said))


_TAG = re.compile(r"<[^<>]*>")


def _bare(value: str) -> str:
    """An attribute's text without the markup some keep in it."""
    return " ".join(html.unescape(_TAG.sub(" ", value)).split())
