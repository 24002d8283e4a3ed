"""From a raw source to lines with spans and hints; `READERS` is the registry."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from edition.problems import Place, Problem
from edition.readers import plain
from edition.readers.lines import Reading, Span
from edition.readers.markdown_notes import read_markdown
from edition.readers.page import read_page
from edition.readers.word import read_word
from edition.readers.xml import read_xml


class Reader(msgspec.Struct, frozen=True):
    """A kind of source: the endings of its files' names and the function that reads its bytes."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Reading]


READERS: tuple[Reader, ...] = (
    Reader("web page", (".html", ".htm", ".xhtml", ".xht"), read_page),
    Reader("Word", (".docx", ".docm"), read_word),
    Reader("JATS or TEI", (".xml", ".jats", ".tei", ".nxml"), read_xml),
    Reader("Markdown", (".md", ".markdown"), read_markdown),
    Reader("plain text", (".txt", ".text"), plain.read),
)


REPAIRED = ", mojibake repaired"
"""What the encoding of a source says where it was read so."""


def read(raw: bytes, filename: str, *, repair: bool = False) -> Reading:
    """The source, read by the reader of its name's ending, as plain text where no reader has it.

    With `repair`, text that was decoded wrongly before it came here ("CafÃ©") is decoded rightly first; the bytes that
    are sealed stay as they are. Raises InputError where there is nothing to take in.
    """
    if repair:
        reading = read(_repaired(raw, filename), filename)
        source = msgspec.structs.replace(
            reading.source,
            sha256=hashlib.sha256(raw).hexdigest(),
            encoding=plain.characters(raw, filename)[1] + REPAIRED,
        )
        return msgspec.structs.replace(reading, source=source)
    ending = "." + filename.rpartition(".")[2].lower() if "." in filename else ""
    chosen = next((reader.read for reader in READERS if ending in reader.suffixes), plain.read)
    return _with_whole_addresses(_with_words_kept(chosen(raw, filename)))


# What no address may hold as it is, here because Markdown would stumble over it.
_UNSAFE = re.compile(r"[\s<>\\\\`\[\]^{}|\"]")


# What a mark prints: a number, a letter or a sign, in brackets or not, perhaps with the word "note".
_LABEL = re.compile(r"[\W_]*(?:(?:notes?|notas?|nota|fn|n)[\W_]+)?[^\W_]{0,5}[\W_]*", re.IGNORECASE)


def _with_words_kept(reading: Reading) -> Reading:
    """The reading with every mark that prints words put behind them: "Ceram (1965, p. 187)" may lead to a note, but the
    words are the author's."""

    def kept(span: Span) -> Span:
        words = reading.text[span.start : span.end]
        if span.kind != "mark" or _LABEL.fullmatch(words):
            return span
        return Span(span.end, span.end, "mark", span.value)

    lines = tuple(
        msgspec.structs.replace(line, spans=tuple(map(kept, line.spans))) if line.spans else line
        for line in reading.lines
    )
    return msgspec.structs.replace(reading, lines=lines)


def _with_whole_addresses(reading: Reading) -> Reading:
    """The reading with every link's address whole, as seen from the page's own address; a link that leads beside a page
    whose address is not known leads nowhere from here, so its words stay and the link does not."""
    base = reading.metadata.url
    lost: list[str] = []

    def whole(span: Span) -> Span | None:
        if span.kind != "link":
            return span
        try:
            address = urljoin(base, span.value.strip()) if base else span.value.strip()
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("")
        if not parts.scheme or (not parts.netloc and parts.scheme in ("http", "https", "ftp", "file")):
            lost.append(span.value)
            return None
        return msgspec.structs.replace(span, value=_UNSAFE.sub(lambda m: quote(m[0]), address))

    lines = []
    for line in reading.lines:
        linked = any(span.kind == "link" for span in line.spans)
        kept = tuple(found for span in line.spans if (found := whole(span)) is not None) if linked else line.spans
        lines.append(msgspec.structs.replace(line, spans=kept) if linked else line)
    problems = reading.problems
    if lost:
        count = f"{len(lost)} links lead" if len(lost) > 1 else "one link leads"
        fact = f"{count} to places beside this page (“{lost[0][:60]}”), whose address the file does not tell"
        remedy = "The words are kept, the links are not; add them to text.md where they matter."
        problems = (*problems, Problem("I007", fact, Place(reading.source.file), remedy, "warning"))
    return msgspec.structs.replace(reading, lines=tuple(lines), problems=problems)


def _repaired(raw: bytes, filename: str) -> bytes:
    """The bytes of the text as it was meant, with a BOM, so that no declaration inside is believed any more."""
    import ftfy  # noqa: PLC0415, only this asks for it

    return ("\ufeff" + ftfy.fix_encoding(plain.characters(raw, filename)[0])).encode()
