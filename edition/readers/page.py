"""HTML of any decade -> a reading: its marks and notes paired first, then what is text and what stands around it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from edition import series
from edition.model import Source
from edition.problems import InputError, Place, Problem
from edition.readers.layout import image_name, laid_out
from edition.readers.lines import Metadata, Reading
from edition.readers.metadata import of_page
from edition.readers.pairing import Pairing, paired
from edition.readers.plain import characters
from edition.readers.roles import sort_of
from edition.readers.styles import shown_as
from edition.readers.tree import SILENT, Element, from_html
from edition.readers.unlinked import pair_unlinked

_CHARSET = re.compile(rb"""<meta[^<>]{0,400}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_XML = re.compile(rb"""<\?xml[^<>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""", re.I)
_LATIN = frozenset(
    {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "iso8859-1", "utf-8", "utf8"}
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LIMITS = {"byline": 1500, "dateline": 300, "title": 500, "subtitle": 600, "epigraph": 4000, "biography": 12_000}
_SHARE = {"chrome": 0.35, "form": 0.35, "hidden": 0.35, "aside": 0.4, "header": 0.5, "footer": 0.5, "comments": 0.9,
          "comment": 0.5, "bibliography": 0.75, "abstract": 0.5, "notes": 0.9, "figure": 0.6, "biography": 0.5,
          "byline": 0.4, "licence": 0.3, "title": 0.5, "dateline": 0.4, "blockquote": 0.9, "verse": 1.0}  # fmt: skip


def read_page(raw: bytes, filename: str) -> Reading:
    """The page's lines with hints, its metadata and images. Raises InputError where there is no text in it."""
    markup, encoding = decoded(raw, filename)
    source = Source(filename, hashlib.sha256(raw).hexdigest(), "text/html", encoding)
    return read_tree(from_html(markup), source, markup)


def read_tree(root: Element, source: Source, markup: str = "", metadata: Metadata | None = None,
              media: tuple[tuple[str, bytes], ...] = ()) -> Reading:  # fmt: skip
    """The reading of a page that is a tree already; `metadata` and `media` are what is known of it besides."""
    body = next((e for e in root.elements() if e.tag in {"body", "frameset"}), root)
    hidden, blocks = shown_as(root)
    pairing = paired(body)
    pair_unlinked(body, pairing, hidden)
    sorts = judged(body, pairing, hidden)
    text, lines, addresses = laid_out(body, pairing, sorts, blocks)
    if not lines:
        raise InputError(
            Problem(
                "I006", "there is no text in this file", Place(source.file), "save the page again with its text in it"
            )
        )
    known = of_page(root, markup) if metadata is None else metadata
    held = dict(media)
    images = tuple((image_name(address, place), held.get(address, b"") or _embedded(address))
                   for place, address in enumerate(addresses, 1))  # fmt: skip
    problems: tuple[Problem, ...] = ()
    if markup and _cut_off(markup):
        problems = (
            Problem("I005", "the page breaks off: its end was not saved", Place(source.file),
                    "compare the end of the text with the page, and save it again if something is missing", "warning"),
        )  # fmt: skip
    if pairing.by_order:
        problems = (*problems, series.by_order_alone(source.file, 0))
    return Reading(source, text, lines, known, images, problems)


def decoded(raw: bytes, filename: str) -> tuple[str, str]:
    """The page's characters and its encoding: as it declares, where that is true, else as those of a plain text.

    Raises InputError where the bytes are no text or hold none.
    """
    declared = _XML.search(raw[:400]) or _CHARSET.search(raw[:8000])
    name = declared[1].decode("ascii").lower() if declared else ""
    # As browsers do: what calls itself Latin-1 is cp1252; and a page saved anew in UTF-8 often keeps its old label.
    if name and name not in _LATIN and not raw.startswith(_BOMS):
        try:
            return raw.decode(name), name
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return characters(raw, filename)


def judged(body: Element, pairing: Pairing, hidden: frozenset[int]) -> dict[int, str]:
    """What each element is (by `id()`), where that is believable: no share button holds half of a page, and nothing
    that holds a note is chrome."""
    elements = list(body.walk())
    lengths = _lengths(elements)
    whole = max(1, lengths[id(body)])
    noted = {id(above) for e in elements if id(e) in pairing.bodies for above in (e, *e.ancestors())}
    noted |= {id(above) for e in elements if id(e) in pairing.starts for above in (e, *e.ancestors())}
    marked = {id(above) for e in elements if id(e) in pairing.marks for above in e.ancestors() if above.tag == "table"}
    sorts: dict[int, str] = {}
    mains: list[Element] = []
    for element in elements:
        number = id(element)
        concealed = number in hidden or number in pairing.hidden
        sort = "chrome" if concealed else sort_of(element)
        if element.get("aria-hidden") == "true" and not sort and lengths[number] > 3:
            sort = "chrome"
        if number in marked:
            sorts[number] = (
                "shown"  # a table whose cells cite notes is the text's, though a window has to be opened for it
            )
            continue
        if not sort:
            continue
        if sort in {"main", "article"}:
            mains.append(element)
            continue
        share = lengths[number] / whole
        if sort in {"chrome", "form"} and (number in noted or share > _SHARE[sort]):
            continue
        if share > _SHARE.get(sort, 1.0) and (whole > 400 or sort in {"chrome", "form"}):
            continue
        if lengths[number] > _LIMITS.get(sort, whole):
            continue
        sorts[number] = sort
    outside = {
        id(e) for e in elements if any(sorts.get(id(a)) in {"chrome", "form", "comments"} for a in e.ancestors())
    }
    mains = [e for e in mains if id(e) not in outside and lengths[id(e)] > 0.2 * whole]
    if mains:
        # The innermost that still holds most of what the widest holds.
        widest = max(lengths[id(e)] for e in mains)
        chosen = [e for e in mains if lengths[id(e)] >= 0.6 * widest][-1]
        sorts[id(chosen)] = "main"
    return sorts


def _lengths(elements: list[Element]) -> dict[int, int]:
    """How many characters, white space aside, stand in each element."""
    lengths: dict[int, int] = {}
    for element in reversed(elements):
        own = 0
        if element.tag not in SILENT:
            for child in element.children:
                own += sum(map(len, child.split())) if isinstance(child, str) else lengths.get(id(child), 0)
        lengths[id(element)] = own
    return lengths


def _cut_off(markup: str) -> bool:
    """Whether the page was cut: it ends inside a tag, or opens `<html>` and `<body>` and closes neither."""
    tail = markup.rstrip()[-2000:]
    if tail.rfind("<") > tail.rfind(">"):
        return True
    ends = markup[-20_000:].lower()
    opened = all(re.search(rf"<{tag}[\s>]", markup[:300_000], re.I) for tag in ("html", "body"))
    return opened and "</html" not in ends and "</body" not in ends


def _embedded(address: str) -> bytes:
    """The bytes of an image that stands in the page itself; empty where it does not."""
    head, _, body = address.partition(",")
    if not head.startswith("data:image/") or ";base64" not in head:
        return b""
    try:
        return base64.b64decode(re.sub(r"\s+|%0[ad]", "", body), validate=False)
    except (binascii.Error, ValueError):
        return b""
