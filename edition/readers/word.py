"""Word (.docx) -> a reading, through mammoth's HTML: paragraph styles by their names, notes, pictures."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
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
_NAMED = {
    "p.subtitle:fresh": r"(?:sub|under)[ -]?(?:title|titel)|sous-titre|subtítulo|untertitel",
    "h1.entry-title:fresh": r"(?:article |doc(?:ument)? )?(?:title|titel|titre|título|titolo)",
    "p.byline:fresh": r"(?:article )?(?:authors?|by-?line|autor(?:es)?|auteurs?|autore|autori|verfasser)(?: names?)?",
    "p.dateline:fresh": r"date|dateline|datum|fecha|data",
    "div.abstract > p:fresh": r"abstract(?: text)?|résumé|resumen|resumo|zusammenfassung|riassunto|summary",
    "div.epigraph > p:fresh": r"epigraph|epígrafe|épigraphe|motto",
    "blockquote > p:fresh": (
        r"(?:intense |block |long )?(?:quote|quotations?|extract|zitat|citation|cita|citazione|citação)(?: text)?|"
        r"block text"
    ),
    "div.bibliography > p:fresh": (
        r"bibliograph(?:y|ie)|bibliografía|bibliografia|references?|works cited|literatur(?:verzeichnis)?"
    ),
    "div.verse > p:fresh": r"verse|poem|poetry|gedicht|vers",
    "div.author-bio > p:fresh": r"author (?:bio|note|information)|biograph(?:y|ie)|bio",
    "figcaption:fresh": r"caption|beschriftung|légende|leyenda|legenda|didascalia",
}
_STYLES = tuple((re.compile(words, re.IGNORECASE), path) for path, words in _NAMED.items())


def read_word(raw: bytes, filename: str) -> Reading:
    """The document's lines with hints, its properties and pictures. Raises InputError where it cannot be opened."""
    package = _opened(raw, filename)
    styles = _styles(package, filename)
    markup, media = _converted(raw, styles, filename)
    source = Source(filename, hashlib.sha256(raw).hexdigest(), _MEDIA_TYPE, "utf-8")
    return read_tree(
        from_html(f"<html><body>{markup}</body></html>"), source, metadata=_metadata(package, filename), media=media
    )


def _opened(raw: bytes, filename: str) -> zipfile.ZipFile:
    place = Place(filename)
    broken = "open it in Word or LibreOffice, save it again as .docx, and import that"
    if not raw:
        raise InputError(Problem("I002", "the file is empty", place, "check that the text was saved"))
    try:
        package = zipfile.ZipFile(io.BytesIO(raw))
        wrong = _wrong(package, len(raw))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, KeyError):
        wrong = ("I013", "this Word file is damaged: it cannot be unpacked")
    if wrong:
        remedy = "save the text as .docx" if wrong[0] == "I012" else broken
        raise InputError(Problem(*wrong, place, remedy))
    return package


def _wrong(package: zipfile.ZipFile, length: int) -> tuple[str, str] | None:
    """What keeps the package from being read: a code and the fact."""
    names = package.namelist()
    unpacked = sum(member.file_size for member in package.infolist())
    if unpacked > _LARGEST or (unpacked > 50_000_000 and unpacked > _RATIO * length):
        return "I011", "unpacked, this file would be far too large"
    if not any(name.startswith("word/document") for name in names):
        return "I012", "this is an archive, but no Word document"
    if any(name.endswith((".xml", ".rels")) and b"<!ENTITY" in package.read(name) for name in names):
        return "I010", "the document declares XML entities; Word never does"
    return None


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
        if (
            not name
            or re.search(r"['\"\\\n]", name)
            or re.match(r"heading \d|normal|foot ?note|end ?note|list|body", name, re.I)
        ):
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
    import mammoth  # type: ignore[import-untyped]  # noqa: PLC0415 - loaded where a Word file is read, has no types

    media: list[tuple[str, bytes]] = []

    def kept(image: Any) -> dict[str, str]:
        kind = (
            re.sub(r"[^a-z0-9]", "", (image.content_type or "").rpartition("/")[2].partition("+")[0].lower()) or "bin"
        )
        name = f"image-{len(media) + 1}.{kind.replace('jpeg', 'jpg')}"
        with image.open() as opened:
            media.append((name, opened.read()))
        return {"src": name}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(raw), style_map=styles, convert_image=mammoth.images.img_element(kept)
        )
    except Exception:
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
