"""Plain text: bytes of any usual encoding -> text and lines without hints."""

from __future__ import annotations

import hashlib
import re

import msgspec

from edition.model import Source
from edition.problems import InputError, Place, Problem
from edition.readers.lines import Line, Reading, Span, SpanKind

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (Word, ODT or EPUB)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file"),
    (b"{\\rtf", "a rich-text (RTF) file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)


def read(raw: bytes, filename: str) -> Reading:
    """A plain text (or Markdown) file, read. Raises InputError where the bytes are no text or hold none."""
    decoded, encoding = text(raw, filename)
    lines: list[Line] = []
    at = 0
    for row in decoded.split("\n"):
        lines.append(Line(at, at + len(row), row))
        at += len(row) + 1
    return Reading(
        source=Source(filename, hashlib.sha256(raw).hexdigest(), "text/plain", encoding),
        text=decoded,
        lines=signed(lines),
        problems=tuple(_mojibake(decoded, filename)),
    )


_ATX = re.compile(r"(#{1,6})[ \t]+(?=[^\s#])")
_WHOLE = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])")


def signed(lines: list[Line]) -> tuple[Line, ...]:
    """The lines, with what a plain text has of Markdown's signs set apart: "## " before a heading, "**" or "_" around a
    whole block."""
    atx = [i for i, line in enumerate(lines) if line.text[:1] == "#" and _ATX.match(line.text)]
    spans: dict[int, list[Span]] = {}
    for i in atx if len(atx) > 1 or any(lines[i].text.startswith("##") for i in atx) else ():
        end = lines[i].start + len(lines[i].text) - len(lines[i].text.lstrip("#").lstrip())
        spans[i] = [Span(lines[i].start, end, "markup", "#" * lines[i].text[:6].count("#"))]
    first = -1
    for i, line in enumerate(lines):
        if not line.text.strip():
            first = -1
            continue
        own = _WHOLE.match(line.text)
        first = i if first < 0 or (own and line.text.rstrip().endswith(own[1])) else first
        opening = _WHOLE.match(lines[first].text)
        closes = first == i or i + 1 == len(lines) or not lines[i + 1].text.strip()
        text = line.text.rstrip()
        if opening and closes and i - first < 40 and text.endswith(opening[1]) and len(text) > len(opening[1]):
            between = "".join(lines[k].text for k in range(first, i + 1)).strip()
            size = len(opening[1])
            if opening[1][0] not in between[size:-size] and not between[-size - 1].isspace():
                start, end = lines[first].start, line.start + len(text)
                kind: SpanKind = "strong" if size > 1 else "emph"
                spans.setdefault(first, []).append(Span(start, start + size, "markup"))
                for k in range(first, i + 1):
                    low = max(start + size, lines[k].start)
                    high = min(end - size, lines[k].start + len(lines[k].text.rstrip()))
                    spans.setdefault(k, []).append(Span(low, high, kind))
                spans.setdefault(i, []).append(Span(end - size, end, "markup"))
    if not spans:
        return tuple(lines)
    return tuple(
        msgspec.structs.replace(line, spans=tuple(spans[i])) if i in spans else line for i, line in enumerate(lines)
    )


def characters(raw: bytes, filename: str) -> tuple[str, str]:
    """The characters of the bytes, without BOM and with \\n at every line's end, and the encoding they were read in.

    Raises InputError where the bytes are no text or hold none.
    """
    place = Place(filename)
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise InputError(Problem("I001", f"this is {name}, not a text", place, "export it as text or HTML first"))
    decoded, encoding = _decoded(raw)
    if "\0" in decoded:
        if raw.count(b"\0") > len(raw) // 4 or raw.count(b"\0") > 100:
            raise InputError(Problem("I001", "this is binary, not a text", place, "give the text file itself"))
        raise InputError(
            Problem("I001", "the file holds NUL characters", place, "save it again as UTF-8 text, without them")
        )
    controls = len(_CONTROLS.findall(decoded[:200_000]))
    if controls > 20 and controls > len(decoded[:200_000]) / 20:
        raise InputError(Problem("I001", "this is binary, not a text", place, "give the text file itself"))
    if not decoded.strip():
        raise InputError(Problem("I002", "the file is empty", place, "check that the text was saved"))
    return decoded.replace("\r\n", "\n").replace("\r", "\n") if "\r" in decoded else decoded, encoding


def text(raw: bytes, filename: str) -> tuple[str, str]:
    """The characters of a text that stands as it is to be read: none of its lines is longer than any text's.

    Raises InputError where the bytes are no text or hold none.
    """
    decoded, encoding = characters(raw, filename)
    if len(decoded) > _LINE and max(map(len, decoded.split("\n"))) > _LINE:
        remedy = "save the text with its paragraphs on lines of their own"
        raise InputError(
            Problem("I004", f"a line of more than {_LINE:,} characters: no text for reading", Place(filename), remedy)
        )
    return decoded, encoding


_LINE = 1_000_000  # a long book on one line; no paragraph comes near it


_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def _decoded(raw: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw[len(bom) :].decode(encoding, "replace"), encoding
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    # UTF-16 without a BOM shows by its zero bytes, all on one side of each pair.
    head = raw[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(raw) % 2 == 0 and max(even, odd) > len(head) // 4 and min(even, odd) < len(head) // 50 + 1:
        encoding = "utf-16-be" if even > odd else "utf-16-le"
        return raw.decode(encoding, "replace"), encoding
    try:
        return raw.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return raw.decode("latin-1"), "latin-1"


_GARBLED = re.compile(r"Ã[\x80-\xbf€-™ -¿]|â€[\x80-\xbf™œ\u009d“”˜¦\"]|Â[\xa0-\xbf]|ï¿½|\ufffd")


def _mojibake(decoded: str, filename: str) -> list[Problem]:
    places = [match for _, match in zip(range(1000), _GARBLED.finditer(decoded), strict=False)]
    if not places:
        return []
    first = places[0]
    line = decoded.count("\n", 0, first.start()) + 1
    lost = "\ufffd" in first.group() or "ï¿½" in first.group()
    remedy = (
        "the characters are lost in this file: get another copy"
        if lost
        else "it was decoded wrongly before it came here; take it in with --repair: the sealed source stays as it is"
    )
    what = decoded[max(0, first.start() - 10) : first.end() + 10].replace("\n", " ")
    return [
        Problem(
            "I003",
            f"garbled characters (mojibake) in {len(places)} place{'s' * (len(places) > 1)}, first at “{what}”",
            Place(filename, line),
            remedy,
            "warning",
        )
    ]
