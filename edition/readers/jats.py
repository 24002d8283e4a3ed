"""JATS (the journals' XML) -> a page in HTML's words, and the metadata of its front."""

from __future__ import annotations

from edition.readers.lines import Metadata
from edition.readers.tree import Element, words_in

_INLINE = {
    "italic": "i", "bold": "b", "sup": "sup", "sub": "sub", "monospace": "code", "underline": "span",
    "sc": "span",
    "styled-content": "span", "named-content": "span", "roman": "span", "overline": "span", "strike": "span",
    "email": "span",
    "abbrev": "span", "institution": "span", "city": "span", "country": "span", "chem-struct": "span",
    "private-char": "span",
}  # fmt: skip
_BLOCK = {"p": "p", "disp-quote": "blockquote", "def-list": "dl", "term": "dt", "def": "dd", "code": "pre",
          "preformat": "pre",
          "attrib": "p", "speech": "div", "statement": "div", "boxed-text": "div", "supplementary-material": "div",
          "disp-formula": "p", "verse-line": "p"}  # fmt: skip
_TABLE = words_in("table thead tbody tfoot tr td th col colgroup caption")
_NAMED = {"abstract": "abstract", "trans-abstract": "abstract", "ref-list": "bibliography", "fn-group": "notes",
          "bio": "biography", "kwd-group": "keywords"}  # fmt: skip


def jats(article: Element) -> tuple[Element, Metadata]:
    """The article as `<html>`, and what its front says of it."""
    page = Element("html", {"lang": article.get("xml:lang")})
    body = Element("body")
    page.add(body)
    front = _one(article, "front")
    head = Element("header", sort="main")
    main = Element("div", sort="main")
    if front is not None:
        _front(front, head)
    body.add(head)
    for child in article.elements():
        if child.tag in {"body", "back", "floats-group"}:
            _children(child, main, 1)
        elif child is not front:
            main.add(_apart(child))
    body.add(main)
    return page, _metadata(article, front)


# ——— the front ———


def _front(front: Element, head: Element) -> None:
    """The front's text in the order in which a page prints it, each part marked as what it is."""
    said: set[int] = set()

    def show(element: Element | None, tag: str, sort: str, text: str = "") -> None:
        if element is None or id(element) in said:
            return
        said.update(id(e) for e in element.walk())
        shown = Element(tag, sort=sort)
        if text:
            shown.add(text)
        else:
            _children(element, shown, 2)
        head.add(shown)

    title = _one(front, "title-group")
    if title is not None:
        show(_one(title, "article-title"), "h1", "title")
        show(_one(title, "subtitle"), "p", "subtitle")
        for other in title.walk():
            if other.tag == "trans-title":
                show(other, "h2", "title")
    for contrib in _all(front, "contrib"):
        name = next((e for e in contrib.walk() if e.tag in {"name", "string-name", "collab"}), None)
        if name is not None:
            show(name, "p", "byline" if _is_author(contrib) else "chrome", _name(name))
        for bio in _all(contrib, "bio"):
            show(bio, "div", "biography")
    for date in _all(front, "pub-date")[:1]:
        show(date, "p", "dateline", _spaced(date))
    for kind in ("abstract", "trans-abstract"):
        for abstract in _all(front, kind):
            show(abstract, "section", "abstract")
    for group in _all(front, "kwd-group"):
        show(group, "p", "keywords", _spaced(group, "; "))
    for element in front.walk():
        # What is left, each leaf in a line of its own: identifiers, addresses, permissions, history.
        own = "".join(c for c in element.children if isinstance(c, str)).strip()
        if own and id(element) not in said:
            show(element, "p", "chrome")


def _is_author(contrib: Element) -> bool:
    kind = contrib.get("contrib-type").lower()
    return not kind or kind in {"author", "aut", "corresp"} or kind.startswith("author")


def _name(name: Element) -> str:
    """A name in the order in which people say it."""
    parts = [_text(_one(name, tag)) for tag in ("prefix", "given-names", "surname", "suffix")]
    shown = " ".join(part for part in parts if part)
    return shown if _text(_one(name, "surname")) else " ".join(name.text().split())


def _metadata(article: Element, front: Element | None) -> Metadata:
    if front is None:
        return Metadata(language=article.get("xml:lang"))
    title = _one(front, "title-group")
    authors = []
    for contrib in _all(front, "contrib"):
        name = next((e for e in contrib.walk() if e.tag in {"name", "string-name", "collab"}), None)
        if name is not None and _is_author(contrib):
            authors.append(_name(name))
    licence = _one(front, "license")
    return Metadata(
        title=_text(_one(title, "article-title")) if title is not None else "",
        subtitle=_text(_one(title, "subtitle")) if title is not None else "",
        authors=tuple(dict.fromkeys(a for a in authors if a)),
        published=_published(front),
        publication=_text(_one(front, "journal-title")),
        language=article.get("xml:lang"),
        rights=(licence.get("href") if licence is not None else "")
        or _text(licence)
        or _text(_one(front, "copyright-statement")),
        url=next(
            (f"https://doi.org/{_text(e)}" for e in _all(front, "article-id") if e.get("pub-id-type") == "doi"), ""
        ),
        abstract=_text(_one(front, "abstract")),
    )


def _published(front: Element) -> str:
    """The first of the publication's dates by use: the electronic one, the one called publication, any; as EDTF."""
    dates = [d for d in _all(front, "pub-date") if _text(_one(d, "year")).isdigit()]

    def rank(date: Element) -> int:
        kind = f"{date.get('pub-type')} {date.get('date-type')} {date.get('publication-format')}"
        return 0 if "epub" in kind or kind.split() == ["pub", "electronic"] else 1 if "pub" in kind else 2

    for date in sorted(dates, key=lambda d: (rank(d), -len(list(d.elements())))):
        year, month, day = (_text(_one(date, part)) for part in ("year", "month", "day"))
        out = f"{int(year):04}"
        if month.isdigit() and 1 <= int(month) <= 12:
            out += f"-{int(month):02}"
            if day.isdigit() and 1 <= int(day) <= 31:
                out += f"-{int(day):02}"
        return out
    return ""


# ——— body and back ———


def _children(element: Element, into: Element, level: int) -> None:
    for child in element.children:
        if isinstance(child, str):
            into.add(child)
        else:
            _put(child, into, level)


def _put(element: Element, into: Element, level: int) -> None:
    """Adds the element in HTML's words."""
    tag = element.tag
    made: Element
    if tag in {
        "sec",
        "app",
        "ack",
        "abstract",
        "trans-abstract",
        "ref-list",
        "fn-group",
        "bio",
        "notes",
        "glossary",
        "app-group",
    }:
        made = Element("section", {"id": element.get("id")}, _NAMED.get(tag, ""))
        into.add(made)
        _children(element, made, level + 1)
        return
    if tag == "title":
        made = Element(f"h{min(6, level)}") if into.tag in {"section", "div"} else Element("b")
    elif tag in _INLINE:
        made = Element(_INLINE[tag])
    elif tag == "xref":
        made = Element("a", {"href": f"#{element.get('rid').split(' ')[0]}"} if element.get("rid") else {})
        if element.get("ref-type") in {"fn", "table-fn"}:
            made.attributes["role"] = "doc-noteref"
        elif element.get("ref-type"):
            made.attributes = {}
    elif tag in {"ext-link", "uri", "self-uri"}:
        made = Element("a", {"href": element.get("href") or " ".join(element.text().split())})
    elif tag == "fn":
        made = Element(
            "aside" if into.tag == "section" else "span", {"id": element.get("id"), "role": "doc-footnote"}, "note"
        )
    elif tag == "label":
        made = Element("sup", sort="label")
    elif tag in {"list", "list-item"}:
        ordered = element.get("list-type") in {
            "order",
            "arabic",
            "alpha-lower",
            "alpha-upper",
            "roman-lower",
            "roman-upper",
        }
        made = Element("li" if tag == "list-item" else "ol" if ordered else "ul")
    elif tag == "verse-group":
        made = Element("div", sort="verse")
    elif tag in {"fig", "table-wrap", "fig-group"}:
        made = Element("figure" if tag != "table-wrap" else "div", {"id": element.get("id")})
    elif tag == "caption":
        made = Element("figcaption")
    elif tag in {"graphic", "inline-graphic", "media"}:
        alt = " ".join((_text(_one(element, "alt-text")) or element.get("href")).split())
        made = Element("img", {"src": element.get("href"), "alt": alt})
        into.add(made)
        return
    elif tag == "break":
        made = Element("br")
    elif tag in _TABLE:
        made = Element(tag, {k: v for k, v in element.attributes.items() if k in {"colspan", "rowspan"}})
    elif tag == "ref":
        made = Element("p", {"id": element.get("id")}, "bibliography")
        for child in element.elements():
            if child.tag == "label":
                _put(child, made, level)
            elif child.tag == "element-citation":
                made.add(_citation(child))
            else:
                _children(child, made, level)
            made.add(" ")
        into.add(made)
        return
    elif tag in _BLOCK:
        made = Element(_BLOCK[tag], {"id": element.get("id")})
    elif tag in {"alt-text", "tex-math", "object-id"}:
        made = Element("span", sort="chrome")
    else:
        made = Element("span")
    into.add(made)
    _children(element, made, level)


def _citation(citation: Element) -> str:
    """A citation given in fields, with the least of punctuation between them."""
    parts = []
    for child in citation.elements():
        if child.tag == "person-group":
            parts.append("; ".join(_name(e) if e.tag == "name" else _text(e) for e in child.elements()))
        elif child.tag == "name":
            parts.append(_name(child))
        else:
            parts.append(_text(child))
    loose = " ".join(c.strip() for c in citation.children if isinstance(c, str) and c.strip())
    return ". ".join(p for p in (*parts, loose) if p)


def _apart(element: Element) -> Element:
    made = Element("div", sort="chrome")
    _children(element, made, 1)
    return made


# ——— finding ———


def _one(element: Element | None, tag: str) -> Element | None:
    return next((e for e in element.walk() if e.tag == tag), None) if element is not None else None


def _all(element: Element, tag: str) -> list[Element]:
    return [e for e in element.walk() if e.tag == tag]


def _text(element: Element | None) -> str:
    return " ".join(element.text().split()) if element is not None else ""


def _spaced(element: Element, between: str = " ") -> str:
    """The element's text with its parts kept apart."""
    return between.join(text for child in element.children if (text := " ".join(
        (child if isinstance(child, str) else child.text()).split())))  # fmt: skip
