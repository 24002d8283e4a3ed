"""Marks and notes of a page, paired by href and id before anything is judged to be chrome.

A mark is a link that leads to a note; a note is what the link leads to, as far as it goes; a link from the note to its
mark is the way back. What carries no link (numbers as superscripts, notes as a list; notes inside the paragraph or in
an attribute) is paired in `unlinked`.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from edition.readers.roles import sort_of
from edition.readers.tree import Element, words_in

_LABEL = re.compile(r"[\[({]*\s*(?:(?:foot|end)?note|fn|nota?|anm\.?)?\s*"
                    r"(\d{1,3}[a-z]?|1[0-4]\d\d|[ivxlc]{1,6}|[a-zA-Z]|\*{1,5}|[†‡§¶]{1,3}|#{1,3}|[⁰¹²³⁴-⁹]{1,4})"
                    r"\s*[\])}]*[.:]?", re.I)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BACK = re.compile(r"(?:[↩↵⏎↑⤴⬆↖^▲⇑⬏⮌←«]|\s|[\ufe0e\ufe0f]|\[|\]|\(|\)|"
                   r"\b(?:back|return|top|jump up|retour|volver|voltar|zurück|torna|regresar)\b(?:\s\w+){0,4})+",
                   re.I)  # fmt: skip
_SAYS_MARK = re.compile(
    r"(?:foot|end|side)?note ?(?:ref|anchor|call|mark|link|number|anc)|fn ?(?:ref|anchor|r\b)|(?:ftn|edn) ?ref|noteref|"
    r"appel ?note|mso(?:footnote|endnote)reference|sdfootnoteanc|sdendnoteanc|cite ref|footnote reference|annoref"
)
_SAYS_BACK = re.compile(r"back ?(?:ref|link)|backref|rev(?:ersefootnote|footnote)|return|footnote back|cite backlink")
_SAYS_NOTE = re.compile(
    r"\b(?:foot ?notes?|end ?notes?|side ?notes?|(?:mso)?(?:foot|end)note(?:text)?|_?ftn|_?edn|sdfootnote|sdendnote|fn|"
    r"en|"
    r"ftnt|note|nota|notes|notas|anm|anmerkung|fussnote|cite note|rearnote|footnote|footer note)\b"
)
_SAYS_REFERENCE = re.compile(r"\b(?:bibr?|biblio\w*|bibl|ref(?:erence)?s?|cit|citation|cr|b|r|biblioentry|refitem)\b")
_SAYS_PAGE = re.compile(
    r"\b(?:page|pg|pagina|seite|fig|figure|table|tbl|eq|section|sec|sect|chapter|chap|toc|line|appendix)\b"
)
_REFERS = re.compile(r"\b(?:notes?|nn?\.|footnotes?|endnotes?|nota|notas|anm\.|anmerkung|fn\.?|fig\.?|figure|table|"
                     r"chapter|section|page|p\.|pp\.|step|see|step)\s*$", re.I)  # fmt: skip
_BLOCKS = words_in(
    "address article aside blockquote body center dd details div dl dt fieldset figure figcaption footer form h1 "
    "h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption"
)
_ROOTS = frozenset({"html", "body", "main", "article"})


class Pairing:
    """What is a mark (link -> key), a way back, a label (element -> as printed), a note's body (element -> key), where
    a note begins within a block (anchor -> key), and what stands in attributes only (key -> label and text). Elements
    are known by their `id()`."""

    def __init__(self) -> None:
        self.marks: dict[int, str] = {}
        self.backs: dict[int, str] = {}
        self.labels: dict[int, str] = {}
        self.bodies: dict[int, str] = {}
        self.starts: dict[int, str] = {}
        self.scopes: dict[int, int] = {}
        self.hidden: set[int] = set()
        self.printed: dict[str, str] = {}
        self.attributes: list[tuple[str, str, str]] = []
        self.by_order = False  # only their order says to which section's notes the marks lead

    def key(self, wish: str) -> str:
        """A key like the wish that no note has yet."""
        key, count = wish, 1
        while key in self.printed:
            count += 1
            key = f"{wish}~{count}"
        self.printed[key] = ""
        return key


def label_of(text: str) -> str:
    """The label that the text is, bare ("[1]" gives "1"); "" where it is no label."""
    folded = " ".join(text.split())
    found = _LABEL.fullmatch(folded) if len(folded) <= 24 else None
    return found[1].translate(_SUPERSCRIPTS) if found else ""


def is_way_back(text: str) -> bool:
    """Whether the text is an arrow or a word that leads back."""
    return 0 < len(text) <= 60 and bool(_BACK.fullmatch(text))


def is_block(element: Element) -> bool:
    """Whether the element's tag is set as a block."""
    return element.tag in _BLOCKS


def paired(root: Element) -> Pairing:
    """The page's marks and notes, as far as links pair them."""
    page = _Page(root)
    found = Pairing()
    accepted = [(link, target) for link, target in page.links if page.leads_to_note(link, target)]
    targets: dict[int, Element] = {}
    for _, target in accepted:
        targets.setdefault(id(target), target)
    keys = {number: found.key(target.get("id") or target.get("name") or "note") for number, target in targets.items()}
    for link, target in accepted:
        key = keys[id(target)]
        found.marks[id(link)] = key
        if not found.printed[key]:
            found.printed[key] = label_of(link.text())
    bodies = _Bodies(page, list(targets.values()), {id(link) for link, _ in accepted})
    for number, target in targets.items():
        bodies.place(found, target, keys[number])
    _continue(found, bodies)
    _lead_back(found, page)
    return found


class _Page:
    """The page's ids and its links within itself."""

    def __init__(self, root: Element) -> None:
        self.order: dict[int, int] = {}
        self.ids: dict[str, Element] = {}
        named: dict[str, Element] = {}
        self.elements = list(root.walk())
        for place, element in enumerate(self.elements):
            self.order[id(element)] = place
            if element.get("id"):
                self.ids.setdefault(element.get("id"), element)
            if element.tag == "a" and element.get("name"):
                named.setdefault(element.get("name"), element)
        self.ids = named | self.ids
        here = _own_address(self.elements)
        self.links = [(e, t) for e in self.elements if (t := self._target(e, here)) is not None]
        self.ways: dict[int, list[Element]] = {}
        for link, target in self.links:
            self.ways.setdefault(id(target), []).append(link)
        self._texts: dict[int, str] = {}

    def _target(self, element: Element, here: str) -> Element | None:
        href = element.get("href") or element.get("data-href") or element.get("xlink:href")
        if not href and element.tag in {"a", "button", "sup", "span"}:
            href = next((v if v.startswith("#") else f"#{v}" for name in ("data-target", "aria-controls", "data-fn")
                         if (v := element.get(name).strip())), "")  # fmt: skip
        if element.tag in {"link", "use", "image", "area", "base"} or "#" not in href:
            return None
        base, _, fragment = href.partition("#")
        if base and base.rstrip("/") != here:
            return None
        target = self.ids.get(fragment) or self.ids.get(unquote(fragment))
        return None if target is None or target is element or target.tag in _ROOTS else target

    def text(self, element: Element) -> str:
        """The element's text, folded."""
        if id(element) not in self._texts:
            self._texts[id(element)] = " ".join(element.text().split())
        return self._texts[id(element)]

    def leads_to_note(self, link: Element, target: Element) -> bool:
        """Whether the link is a mark and not a way back, an entry of contents, a page number or a citation."""
        words, goal = " ".join(link.words()), " ".join(target.words()) or target.get("name").lower().replace("_", " ")
        around = " ".join(word for e in (link.parent,) if e and e.tag in {"sup", "span"} for word in e.words())
        role = link.get("role") + " " + link.get("epub:type")
        text = self.text(link)
        label = label_of(text)
        said = "noteref" in role or bool(_SAYS_MARK.search(f"{words} {around}"))
        if "backlink" in role or _SAYS_BACK.search(words) or (not label and is_way_back(text)):
            return False
        if not label and not (said and len(text) <= 40):
            return False
        if target.tag in {"h1", "h2", "h3", "h4", "h5", "h6", "sup", "figure", "table", "section"} and not said:
            return False
        forward = self.order[id(target)] > self.order[id(link)]
        if not forward and ("noteref" not in role or _is_mark_id(goal)):
            return False
        if any(e is target for e in link.ancestors()):
            return False
        if self._in_reference_list(target, goal):
            return False
        raised = any(e.tag == "sup" for e in (link, *_inline_above(link))) or any(
            e.tag == "sup" for e in link.elements()
        )
        noteish = bool(_SAYS_NOTE.search(goal))
        if _SAYS_PAGE.search(goal) and not noteish:
            return False
        if _REFERS.search(_before(link)) and not raised and "noteref" not in role:
            return False
        if said or raised or noteish:
            return True
        return self._returns(link, target) or _bracketed(link, text) or self._begins_with(target, label)

    def _in_reference_list(self, target: Element, goal: str) -> bool:
        """Whether the target is an entry of a list of works, not a note (`cite_note` is MediaWiki's name of one)."""
        if _SAYS_NOTE.search(goal):
            return False
        roles = {target.get("role"), *(e.get("role") for e in target.ancestors())}
        if {"doc-biblioentry", "doc-bibliography"} & roles:
            return True
        return bool(_SAYS_REFERENCE.search(goal)) and any(
            sort_of(e) == "bibliography" or e.sort == "bibliography" for e in (target, *target.ancestors())
        )

    def anchors(self, link: Element) -> list[Element]:
        """Where a way back to this mark may lead: the mark, what it stands in within its block, an anchor beside it."""
        places = [link, *_inline_above(link)]
        for element in tuple(places):
            beside, at = element.siblings()
            for child in beside[max(0, at - 2) : at + 2]:
                if isinstance(child, Element) and child.tag in {"a", "span", "sup"} and child not in places:
                    places.append(child)
        places += [e for e in link.walk() if e is not link]
        return places

    def _returns(self, link: Element, target: Element) -> bool:
        block = _block(target)
        ways = [way for place in self.anchors(link) for way in self.ways.get(id(place), ())]
        return any(
            way is not link and (way is target or block in (_block(way), *_block(way).ancestors())) for way in ways
        )

    def _begins_with(self, target: Element, label: str) -> bool:
        start = self.text(target if self.text(target) else _block(target))[:12]
        return bool(re.match(rf"[\[(]?{re.escape(label)}(?:[\])]|[.:]\s|\s)", start))


def _own_address(elements: list[Element]) -> str:
    """The page's own address, as its head or most of its links with fragments give it."""
    counts: dict[str, int] = {}
    for element in elements:
        if element.tag == "link" and "canonical" in element.get("rel"):
            return element.get("href").partition("#")[0].rstrip("/")
        base, mark, fragment = element.get("href").partition("#")
        if element.tag == "a" and mark and base and fragment:
            counts[base.rstrip("/")] = counts.get(base.rstrip("/"), 0) + 1
    return max(counts, key=lambda base: (counts[base], base), default="")


def _is_mark_id(goal: str) -> bool:
    return bool(_SAYS_MARK.search(goal))


def _inline_above(element: Element) -> list[Element]:
    above = []
    for ancestor in element.ancestors():
        if is_block(ancestor):
            break
        above.append(ancestor)
    return above


def _block(element: Element) -> Element:
    """The nearest block that the element is or stands in."""
    for place in (element, *element.ancestors()):
        if is_block(place):
            return place
    return element


def _before(link: Element) -> str:
    """The last words before the link in its block."""
    beside, at = link.siblings()
    before = beside[at - 1] if at else ""
    return before[-20:] if isinstance(before, str) else ""


def _bracketed(link: Element, text: str) -> bool:
    if text[:1] in "[(" and text[-1:] in "])":
        return True
    beside, at = link.siblings()
    before = beside[at - 1] if at else ""
    after = beside[at + 1] if at + 1 < len(beside) else ""
    return isinstance(before, str) and isinstance(after, str) and before[-1:] == "[" and after[:1] == "]"


class _Bodies:
    """How far the notes go that the links lead to."""

    def __init__(self, page: _Page, targets: list[Element], marks: set[int]) -> None:
        self.page = page
        self.held: dict[int, int] = {}
        self.marked: dict[int, int] = {}
        for target in targets:
            for element in (target, *target.ancestors()):
                self.held[id(element)] = self.held.get(id(element), 0) + 1
        for element in page.elements:
            if id(element) in marks:
                for above in (element, *element.ancestors()):
                    self.marked[id(above)] = self.marked.get(id(above), 0) + 1
        self.parents: dict[int, tuple[Element, list[tuple[Element, str]]]] = {}

    def place(self, found: Pairing, target: Element, key: str) -> None:
        """Says of the target's note where it stands: an element of its own, or from an anchor on."""
        body = target
        while not self._says_something(body, target):
            parent = body.parent
            if parent is None or parent.tag in {"html", "body"} or body.tag == "dt":
                break
            if self.held[id(parent)] > 1:
                if parent.tag in {"ol", "ul", "dl", "tbody", "table"} or (is_block(body) and body.tag != "td"):
                    break
                found.starts[id(target)] = key
                found.scopes[id(target)] = id(_block(parent))
                return
            body = parent
        body = self._whole(body)
        if not self._says_something(body, target) and not is_block(body):
            found.starts[id(target)] = key
            found.scopes[id(target)] = id(_block(body))
            return
        found.bodies[id(body)] = key
        if body.parent is not None:
            self.parents.setdefault(id(body.parent), (body.parent, []))[1].append((body, key))

    def _says_something(self, body: Element, target: Element) -> bool:
        text = self.page.text(body)
        if body is target and body.tag in {"li", "aside", "dd"}:
            return True
        return bool(text) and not label_of(text) and not is_way_back(text)

    def _whole(self, body: Element) -> Element:
        """The note's widest element: what holds this note's text and nothing else of the page's."""
        while (parent := body.parent) is not None and parent.tag not in _ROOTS and self.held[id(parent)] == 1:
            if self.marked.get(id(parent), 0) > self.marked.get(id(body), 0):
                break
            same = self.page.text(parent) == self.page.text(body)
            own = parent.tag in {"li", "aside", "dd", "tr"} or sort_of(parent) == "note"
            above = parent.parent
            listed = above is not None and self.held[id(above)] > 1 and parent.tag in {"div", "p", "td"}
            if not (same or own or listed):
                break
            long = len(self.page.text(parent)) > 4 * len(self.page.text(body)) + 600
            if not same and (long or any(e.tag in {"h1", "h2", "h3", "h4", "section"} for e in parent.elements())):
                break
            if sort_of(parent) == "notes" and not own:
                break
            body = parent
        return body


def _continue(found: Pairing, bodies: _Bodies) -> None:
    """Gives each note the paragraphs that follow it in a list of notes, and takes notes nobody cites for notes."""
    for parent, placed in bodies.parents.values():
        known = {id(body): key for body, key in placed}
        said = sort_of(parent) == "notes" or (parent.parent is not None and sort_of(parent.parent) == "notes")
        listed = parent.tag in {"ol", "ul", "dl", "tbody"}
        length = len(bodies.page.text(parent))
        if not (said or listed) and (len(placed) < 2 or 2 * sum(len(bodies.page.text(b)) for b, _ in placed) < length):
            continue
        children = list(parent.elements())
        last = max(i for i, child in enumerate(children) if id(child) in known)
        key, gap = "", 0
        for place, child in enumerate(children):
            if id(child) in known:
                key, gap = known[id(child)], 0
                continue
            text = bodies.page.text(child)
            heading = child.tag in {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "nav", "script", "style"}
            if listed and child.tag in {"li", "tr"} and text:
                found.bodies[id(child)] = found.key(child.get("id") or f"{parent.tag}-{place + 1}")
            elif listed and child.tag == "dd" and key:
                found.bodies[id(child)] = key
            elif heading or not is_block(child) or not key:
                key = "" if heading and text else key
            elif (place < last or said) and gap < 6 and child.tag in {"p", "blockquote", "ul", "ol", "div", "pre"}:
                gap += 1
                if bodies.held.get(id(child), 0) == 0:
                    found.bodies[id(child)] = key


def _lead_back(found: Pairing, page: _Page) -> None:
    """The links inside notes that lead back, and those that are the note's label."""
    within: dict[int, str] = {}
    for element in page.elements:
        parent = element.parent
        key = found.bodies.get(id(element)) or (within.get(id(parent), "") if parent is not None else "")
        if key:
            within[id(element)] = key
    called = {id(place): found.marks[id(e)] for e in page.elements if id(e) in found.marks for place in page.anchors(e)}
    for link, target in page.links:
        if id(link) in found.marks:
            continue
        text = page.text(link)
        words = " ".join(link.words())
        noted = (
            within.get(id(link))
            or found.starts.get(id(link), "")
            or next((k for e in (*_inline_above(link), *link.elements()) if (k := found.starts.get(id(e), ""))), "")
        )
        if not noted and is_way_back(text):
            noted = called.get(id(target), "")
        said = "backlink" in link.get("role") or bool(_SAYS_BACK.search(words))
        back = page.order[id(target)] < page.order[id(link)]
        if said or (noted and back and (not text or is_way_back(text) or label_of(text))):
            label = label_of(text)
            if label and label != "^" and noted and not said:
                found.labels[id(link)] = label
            else:
                found.backs[id(link)] = noted
    for element in page.elements:
        known = id(element) in found.marks or id(element) in found.labels
        if element.tag == "a" and id(element) in within and not known and is_way_back(page.text(element)):
            found.backs.setdefault(id(element), within[id(element)])
    leading = {id(e) for e in page.elements if _is_way(e) and id(e) in within}
    for element in page.elements:
        if id(element) in leading:
            found.backs[id(element)] = within[id(element)]
            for inner in element.walk():
                found.labels.pop(id(inner), None)


def _is_way(element: Element) -> bool:
    """Whether this is what holds a note's ways back ("^ a b")."""
    return element.tag in {"span", "sup", "small"} and "backlink" in element.words()
