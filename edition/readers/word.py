"""Word (.docx) -> a reading, through mammoth's HTML: paragraph styles by their names, footnotes and endnotes, pictures."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from typing import Any

from edition.model import Source
from edition.problems import InputError, Place, Problem
from edition.readers.lines import Metadata, Reading
from edition.readers.page import read_tree
from edition.readers.tree import Element, from_html
from edition.readers.xml import parsed

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LARGEST = 400_000_000
_RATIO = 200
_STYLES = (
    (re.compile(r"(?:sub|under)[ -]?(?:title|titel)|sous-titre|subtítulo|untertitel", re.I), "p.subtitle:fresh"),
    (re.compile(r"(?:article |doc(?:ument)? )?(?:title|titel|titre|título|titolo)", re.I), "h1.entry-title:fresh"),
    (re.compile(r"(?:article )?(?:authors?|by-?line|autor(?:es)?|auteurs?|autore|autori|verfasser)(?: names?)?", re.I), "p.byline:fresh"),
    (re.compile(r"date|dateline|datum|fecha|data", re.I), "p.dateline:fresh"),
    (re.compile(r"abstract(?: text)?|résumé|resumen|resumo|zusammenfassung|riassunto|summary", re.I), "div.abstract > p:fresh"),
    (re.compile(r"epigraph|epígrafe|épigraphe|motto", re.I), "div.epigraph > p:fresh"),
    (re.compile(r"(?:intense |block |long )?(?:quote|quotations?|extract|zitat|citation|cita|citazione|citação)(?: text)?|block text",
                re.I), "blockquote > p:fresh"),  # fmt: skip
    (re.compile(r"bibliograph(?:y|ie)|bibliografía|bibliografia|references?|works cited|literatur(?:verzeichnis)?", re.I),
     "div.bibliography > p:fresh"),
    (re.compile(r"verse|poem|poetry|gedicht|vers", re.I), "div.verse > p:fresh"),
    (re.compile(r"author (?:bio|note|information)|biograph(?:y|ie)|bio", re.I), "div.author-bio > p:fresh"),
    (re.compile(r"caption|beschriftung|légende|leyenda|legenda|didascalia", re.I), "figcaption:fresh"),
)  # fmt: skip


def read_word(raw: bytes, filename: str) -> Reading:
    """The document's lines with hints, its properties and pictures. Raises InputError where it cannot be opened."""
    package = _opened(raw, filename)
    styles = _styles(package, filename)
    markup, media = _converted(raw, styles, filename)
    source = Source(filename, hashlib.sha256(raw).hexdigest(), _MEDIA_TYPE, "utf-8")
    return read_tree(from_html(f"<html><body>{markup}</body></html>"), source, metadata=_metadata(package, filename), media=media)


def _opened(raw: bytes, filename: str) -> zipfile.ZipFile:
    place = Place(filename)
    broken = "open it in Word or LibreOffice, save it again as .docx, and import that"
    if not raw:
        raise InputError(Problem("I002", "the file is empty", place, "check that the text was saved"))
    try:
        package = zipfile.ZipFile(io.BytesIO(raw))
        names = package.namelist()
        sizes = sum(member.file_size for member in package.infolist())
        if sizes > _LARGEST or (sizes > 50_000_000 and sizes > _RATIO * len(raw)):
            raise InputError(Problem("I011", "unpacked, this file would be far too large", place, broken))
        if "word/document.xml" not in names and not any(name.startswith("word/document") for name in names):
            raise InputError(Problem("I012", "this is an archive, but no Word document", place, "save the text as .docx"))
        for name in names:
            if name.endswith((".xml", ".rels")) and b"<!ENTITY" in package.read(name):
                raise InputError(Problem("I010", "the document declares XML entities; Word never does", place, broken))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError):
        raise InputError(
            Problem("I013", "this Word file is damaged: it cannot be unpacked", place, broken)
        ) from None
    except Exception as error:
        if type(error).__module__ == "zlib":  # its one exception has no public base
            raise InputError(Problem("I013", "this Word file is damaged: it cannot be unpacked", place, broken)) from None
        raise
    return package


def _part(package: zipfile.ZipFile, name: str, filename: str) -> Element | None:
    return parsed(package.read(name), filename) if name in package.namelist() else None


def _styles(package: zipfile.ZipFile, filename: str) -> str:
    """mammoth's style map for the document's own paragraph styles: by what their names say, else as classes."""
    styles = _part(package, "word/styles.xml", filename)
    rows = ["comment-reference => "]
    for style in styles.walk() if styles is not None else ():
        if style.tag != "style" or style.get("type") != "paragraph":
            continue
        name = next((e.get("val") for e in style.elements() if e.tag == "name"), "")
        if not name or re.search(r"['\"\\\n]", name) or re.match(r"heading \d|normal|foot ?note|end ?note|list|body", name, re.I):
            continue
        outline = next((e.get("val") for e in style.walk() if e.tag == "outlineLvl"), "")
        named = next((path for pattern, path in _STYLES if pattern.fullmatch(name.strip())), "")
        if named:
            rows.append(f"p[style-name='{name}'] => {named}")
        elif outline.isdigit() and int(outline) < 6:
            rows.append(f"p[style-name='{name}'] => h{int(outline) + 1}:fresh")
    return "\n".join(rows)


def _converted(raw: bytes, styles: str, filename: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
    """mammoth's HTML, and the pictures under the names by which it calls them."""
    import mammoth  # noqa: PLC0415 - loaded only where a Word file is read

    media: list[tuple[str, bytes]] = []

    def kept(image: Any) -> dict[str, str]:
        kind = re.sub(r"[^a-z0-9]", "", (image.content_type or "").rpartition("/")[2].partition("+")[0].lower()) or "bin"
        name = f"image-{len(media) + 1}.{kind.replace('jpeg', 'jpg')}"
        with image.open() as opened:
            media.append((name, opened.read()))
        return {"src": name}

    try:
        result = mammoth.convert_to_html(io.BytesIO(raw), style_map=styles, convert_image=mammoth.images.img_element(kept))
    except Exception:  # noqa: BLE001 - whatever it stumbles over, to the user the file is damaged
        raise InputError(
            Problem("I013", "this Word file is damaged: its text cannot be read", Place(filename),
                    "open it in Word or LibreOffice, save it again as .docx, and import that")
        ) from None  # fmt: skip
    return result.value, tuple(media)


def _metadata(package: zipfile.ZipFile, filename: str) -> Metadata:
    """Title and authors as the document's properties say; the dates there are the file's, not the article's."""
    core = _part(package, "docProps/core.xml", filename)
    said = {e.tag: " ".join(e.text().split()) for e in core.walk()} if core is not None else {}
    creators = [name.strip() for name in re.split(r"[;,]| and ", said.get("creator", "")) if len(name.split()) > 1]
    return Metadata(title=said.get("title", ""), authors=tuple(creators), language=said.get("language", ""))
