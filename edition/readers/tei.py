"""TEI -> a page in HTML's words, and the metadata of its header."""

from __future__ import annotations

import re

from edition.readers.lines import Metadata
from edition.readers.metadata import iso_date
from edition.readers.tree import Element

_PLAIN = {
    "p": "p", "ab": "p", "item": "li", "quote": "blockquote", "cell": "td", "row": "tr", "table": "table",
    "figure": "figure",
    "figDesc": "figcaption", "lb": "br", "emph": "em", "title": "cite", "foreign": "i", "code": "code", "signed": "p",
    "closer": "div", "opener": "div", "salute": "p", "trailer": "p", "argument": "div", "docDate": "p",
    "docImprint": "p",
    "floatingText": "div", "group": "div", "sp": "div", "speaker": "p", "stage": "p", "postscript": "div",
    "formula": "span",
}  # fmt: skip
_SORTS = {
    "epigraph": "epigraph", "lg": "verse", "listBibl": "bibliography", "byline": "byline", "docAuthor": "byline",
    "dateline": "dateline", "docDate": "dateline",
}  # fmt: skip
_DIVISIONS = re.compile(r"div\d?|front|body|back|text")
_TYPES = (
    ("abstract", re.compile(r"abstract|resume|résumé|resumen|resumo", re.I)),
    ("bibliography", re.compile(r"biblio|references|works.?cited", re.I)),
    ("notes", re.compile(r"notes|footnotes|endnotes", re.I)),
    ("biography", re.compile(r"bio(?:graphy)?|author.?note", re.I)),
    ("keywords", re.compile(r"keywords?|mots?.?cl", re.I)),
)


def tei(document: Element) -> tuple[Element, Metadata]:
    """The text as `<html>`, and what the header says of it."""
    header = next((e for e in document.walk() if e.tag == "teiHeader"), None)
    language = document.get("xml:lang")
    page, body, main = Element("html"), Element("body"), Element("div", sort="main")
    page.add(body)
    metadata = Metadata(language=language)
    if header is not None:
        metadata = _metadata(header, language)
        body.add(_header(header))
    writing = _Writing()
    for child in document.elements():
        if child is not header:
            writing.put(child, main, 1)
    page.attributes["lang"] = metadata.language
    body.add(main)
    return page, metadata


def _header(header: Element) -> Element:
    """The header's text: title, authors and date as such, the rest a line for each leaf."""
    out = Element("header", sort="header")
    statement = _first(header, "titleStmt")
    for element in statement.elements() if statement is not None else ():
        if element.tag == "title":
            side = element.get("type") in {"sub", "trl", "alt", "short"}
            sort = "subtitle" if element.get("type") == "sub" else "title"
            shown = Element("h2" if side else "h1", sort=sort)
            shown.add(_words(element))
            out.add(shown)
        elif element.tag == "author":
            name = _name(element)
            shown = Element("p", sort="byline")
            shown.add(name)
            rest = Element("p", sort="chrome")
            rest.add(_words(element))
            out.add(shown)
            if _words(element) != name:
                out.add(rest)
        else:
            out.add(_leaf(element))
    inside = {id(e) for e in statement.walk()} if statement is not None else set()
    for element in header.walk():
        if id(element) in inside:
            continue
        if any(isinstance(c, str) and c.strip() for c in element.children):
            inside.update(id(e) for e in element.walk())
            shown = _leaf(element)
            if any(e.tag == "abstract" for e in element.ancestors()):
                shown.sort = "abstract"
            out.add(shown)
    return out


def _leaf(element: Element) -> Element:
    shown = Element("p", sort="chrome")
    shown.add(_words(element))
    return shown


def _metadata(header: Element, language: str) -> Metadata:
    statement = _first(header, "titleStmt")
    titles = [e for e in statement.elements() if e.tag == "title"] if statement is not None else []
    main = [e for e in titles if e.get("type") in {"main", ""}] or titles
    sub = [e for e in titles if e.get("type") == "sub"]
    authors = [_name(e) for e in statement.elements() if e.tag == "author"] if statement is not None else []
    used = _first(header, "langUsage")
    spoken = next((e.get("ident") for e in used.elements() if e.get("ident")), "") if used is not None else ""
    licence = _first(header, "licence") or _first(header, "availability")
    journal = next((e for e in header.walk() if e.tag == "title" and e.get("level") == "j"), None)
    return Metadata(
        title=_words(main[0]) if main else "",
        subtitle=_words(sub[0]) if sub else "",
        authors=tuple(dict.fromkeys(a for a in authors if a)),
        published=_published(header),
        publication=_words(journal) if journal is not None else _words(_first(header, "publisher")),
        language=language or spoken,
        rights=(licence.get("target") or _words(licence)) if licence is not None else "",
        abstract=_words(_first(header, "abstract")),
    )


def _published(header: Element) -> str:
    """The date of the publication statement, else of the source's description."""
    for place in ("publicationStmt", "editionStmt", "sourceDesc"):
        within = _first(header, place)
        for date in (e for e in within.walk() if e.tag == "date") if within is not None else ():
            for said in (date.get("when"), date.get("when-iso"), date.get("from"), _words(date)):
                if iso := iso_date(said):
                    return iso
    return ""


def _name(author: Element) -> str:
    """An author's name in the order in which people say it, without addresses and affiliations."""
    fore = " ".join(_words(e) for e in author.walk() if e.tag == "forename")
    last = " ".join(_words(e) for e in author.walk() if e.tag == "surname")
    if last:
        return f"{fore} {last}".strip()
    named = next((e for e in author.walk() if e.tag in {"persName", "name"}), author)
    family, comma, given = _words(named).partition(", ")
    return f"{given} {family}" if comma and len(given.split()) <= 4 and "," not in given else _words(named)


class _Writing:
    """The text while it is put in HTML's words; counts the notes that have no number of their own."""

    def __init__(self) -> None:
        self.notes = 0

    def children(self, element: Element, into: Element, level: int) -> None:
        for child in element.children:
            if isinstance(child, str):
                into.add(child)
            else:
                self.put(child, into, level)

    def put(self, element: Element, into: Element, level: int) -> None:
        """Adds the element in HTML's words."""
        tag = element.tag
        names = {"id": element.get("xml:id")} if element.get("xml:id") else {}
        if language := element.get("xml:lang"):
            names["lang"] = language
        if tag == "note":
            self.note(element, into, level)
            return
        if _DIVISIONS.fullmatch(tag):
            made = Element("section", names, next((s for s, p in _TYPES if p.search(element.get("type"))), ""))
            into.add(made)
            self.children(element, made, level + (tag[:3] == "div"))
            return
        if tag == "head":
            inner = into.tag in {"table", "figure", "ul", "ol"}
            made = Element(
                "caption" if into.tag == "table" else "figcaption" if inner else f"h{min(6, max(2, level))}", names
            )
        elif tag in {"titlePart", "docTitle"}:
            made = Element("h1" if tag == "titlePart" else "div", names, "title" if tag == "titlePart" else "")
        elif tag == "hi":
            made = Element(
                _rendered(element.get("rend") + " " + element.get("rendition") + " " + element.get("style")), names
            )
        elif tag in {"ref", "ptr"}:
            target = element.get("target")
            made = Element("a", {**names, "href": target})
            if target[:1] == "#" and ("note" in element.get("type").lower() or tag == "ptr"):
                made.attributes["role"] = "doc-noteref"
            if tag == "ptr" and not element.children:
                made.add(element.get("n") or "*")
        elif tag == "list":
            ordered = element.get("type") in {"ordered", "numbered"} or element.get("rend") in {"ordered", "numbered"}
            made = Element("ol" if ordered else "ul", names)
        elif tag == "quote" and not _is_block(element, into):
            made = Element("q", names)
        elif tag == "l":
            made = Element("p", names)
        elif tag == "graphic":
            made = Element("img", {"src": element.get("url"), "alt": element.get("url").rpartition("/")[2]})
        elif tag in {"bibl", "biblStruct", "biblFull"} and (into.sort == "epigraph" or into.tag == "blockquote"):
            made = Element("p", names)
        elif tag in {"bibl", "biblStruct", "biblFull"} and into.tag not in {"p", "cite", "q", "span"}:
            made = Element("p", names, "bibliography")
        elif tag in {"pb", "cb", "fw"}:
            made = Element("span", sort="chrome")
        else:
            made = Element(_PLAIN.get(tag, "div" if tag in _SORTS else "span"), names, _SORTS.get(tag, ""))
            if tag == "formula":
                made.sort = ""
        into.add(made)
        self.children(element, made, level)

    def note(self, element: Element, into: Element, level: int) -> None:
        """A note: where it stands in the running text, a mark is set before it."""
        self.notes += 1
        printed = element.get("n") or str(self.notes)
        key = element.get("xml:id") or f"note-{self.notes}"
        listed = into.tag == "section" and into.sort == "notes"
        if not listed and into.tag != "section":
            mark = Element("a", {"href": f"#{key}", "role": "doc-noteref"})
            mark.add(printed)
            raised = Element("sup")
            raised.add(mark)
            into.add(raised)
        made = Element(
            "aside" if listed or into.tag == "section" else "span", {"id": key, "role": "doc-footnote"}, "note"
        )
        into.add(made)
        self.children(element, made, level)


def _is_block(quote: Element, into: Element) -> bool:
    """Whether a quotation is set apart: it holds paragraphs or verse, or stands where paragraphs do."""
    if any(e.tag in {"p", "lg", "l", "ab"} for e in quote.elements()):
        return True
    return into.tag in {"section", "div", "blockquote"} or "block" in quote.get("rend")


def _rendered(rend: str) -> str:
    low = rend.lower()
    for word, tag in (("sup", "sup"), ("sub", "sub"), ("ital", "i"), ("bold", "b"), ("strong", "b"), ("gras", "b")):
        if word in low:
            return tag
    return "span"


def _first(element: Element, tag: str) -> Element | None:
    return next((e for e in element.walk() if e.tag == tag), None)


def _words(element: Element | None) -> str:
    return " ".join(element.text().split()) if element is not None else ""
