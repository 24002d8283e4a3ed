"""From a raw source to lines with spans and hints; `READERS` is the registry."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from edition.readers import plain
from edition.readers.lines import Reading
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


def read(raw: bytes, filename: str) -> Reading:
    """The source, read by the reader of its name's ending, as plain text where no reader has it.

    Raises InputError where there is nothing to take in.
    """
    ending = "." + filename.rpartition(".")[2].lower() if "." in filename else ""
    for reader in READERS:
        if ending in reader.suffixes:
            return reader.read(raw, filename)
    return plain.read(raw, filename)
