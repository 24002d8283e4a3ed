"""XML (JATS, TEI, XHTML) -> a reading. Nothing is fetched, and no entity that grows or leads outside is opened."""

from __future__ import annotations

import hashlib
import html.entities
from typing import Any
from xml.parsers import expat

from edition.model import Source
from edition.problems import InputError, Place, Problem
from edition.readers.jats import jats
from edition.readers.lines import Reading
from edition.readers.page import read_page, read_tree
from edition.readers.tei import tei
from edition.readers.tree import DEPTH, Element

_ENTITY = 1_000
_ENTITIES = 500


def read_xml(raw: bytes, filename: str) -> Reading:
    """The article's lines with hints and its metadata. Raises InputError where the file is no XML that can be read."""
    root = parsed(raw, filename)
    source = Source(filename, hashlib.sha256(raw).hexdigest(), "application/xml", "utf-8")
    name = root.tag.lower()
    if name in {"article", "pmc-articleset", "response"}:
        page, metadata = jats(next((e for e in root.walk() if e.tag == "article"), root))
    elif name in {"tei", "tei.2", "teicorpus"}:
        page, metadata = tei(next((e for e in root.walk() if e.tag in {"TEI", "TEI.2"}), root))
    elif name == "html":
        return read_page(raw, filename)
    else:
        raise InputError(
            Problem("I008", f"this XML is neither JATS nor TEI: its root is <{root.tag[:60]}>", Place(filename),
                    "export the article as JATS, TEI, HTML or plain text")
        )  # fmt: skip
    return read_tree(page, source, metadata=metadata)


def parsed(raw: bytes, filename: str) -> Element:
    """The document's root. Tags are local names, attributes keep `xml:` and drop other prefixes. Raises InputError."""
    if not raw.strip():
        raise InputError(Problem("I002", "the file is empty", Place(filename), "check that the text was saved"))
    top = Element("#document")
    building = _Building(top, filename)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.UseForeignDTD(True)
    parser.StartElementHandler = building.start
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.words
    parser.EntityDeclHandler = building.entity
    parser.SkippedEntityHandler = building.skipped
    parser.ExternalEntityRefHandler = building.outside
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise InputError(
            Problem("I009", f"this is not well-formed XML: {expat.ErrorString(error.code)}",
                    Place(filename, error.lineno, error.offset + 1), "correct the file here, or export it again")
        ) from None  # fmt: skip
    except (ValueError, LookupError):
        raise InputError(
            Problem("I009", "this XML is in an encoding that cannot be read", Place(filename), "save it as UTF-8")
        ) from None
    return next(top.elements())


class _Building:
    """The tree while expat reads. What nests deeper than any text does is hung beside its parent."""

    def __init__(self, top: Element, filename: str) -> None:
        self.open = [top]
        self.depth = 0
        self.filename = filename
        self.declared = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag.rpartition(":")[2], {_local(name): value for name, value in attributes.items()})
        self.depth += 1
        if self.depth <= DEPTH:
            self.open[-1].add(element)
            self.open.append(element)

    def end(self, tag: str) -> None:
        del tag
        if self.depth <= DEPTH:
            self.open.pop()
        self.depth -= 1

    def words(self, text: str) -> None:
        children = self.open[-1].children
        if children and isinstance(last := children[-1], str) and len(last) < 10_000:
            children[-1] = last + text
        else:
            children.append(text)

    def skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.words(html.entities.html5.get(f"{name};", f"&{name};"))

    def entity(self, name: str, _: bool, value: str | None, *declared: Any) -> None:
        self.declared += 1
        if value is None and declared[3] is None:
            self.refuse(name, "stands in another file")
        if value is not None and ("&" in value or "%" in value or len(value) > _ENTITY or self.declared > _ENTITIES):
            self.refuse(name, "is made of other entities, or too large")

    def outside(self, context: str | None, base: str | None, system: str | None, public: str | None) -> int:
        del base, public
        if context is not None and system:
            self.refuse(context, "stands in another file")
        return 1

    def refuse(self, name: str, why: str) -> None:
        raise InputError(
            Problem("I010", f"the XML declares an entity ({name[:40]}) that {why}; such entities are not opened",
                    Place(self.filename), "put the entity's text in its place, and remove the declaration")
        )  # fmt: skip


def _local(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return name if not colon or prefix in {"xml", "epub"} else local
