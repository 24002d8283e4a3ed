"""What is searched: an article as a document of passages, and how often each term stands in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
from msgspec.json import encode

from edition.search_terms import counted, stemmed

PassageKind = Literal["text", "heading", "abstract", "caption", "note", "reading", "biography"]

# The fields of the index with their weight in the ranking. `work` holds what notes cite, and is asked for by name only.
FIELDS: dict[str, float] = {
    "text": 1, "note": 0.6, "biography": 0.6, "reading": 0.6, "title": 4, "author": 3, "work": 1,
}  # fmt: skip
FIELD_OF_KIND: dict[PassageKind, str] = {
    "text": "text", "heading": "text", "abstract": "text", "caption": "text",
    "note": "note", "reading": "reading", "biography": "biography",
}  # fmt: skip


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A piece of an article that a search leads to; its texts are folded. `id` is its fragment in the page; `label`
    says where it stands, for people ("¶ 12, The Iran Offensive"). `work` is what a note cites, in full, where that is
    known ("Ibid." spelled out): it is found by `work:` and shown nowhere. A passage that was corrected is followed by
    itself as it was published, under the same id; `counted` are then the words that only this form has."""

    id: str
    kind: PassageKind
    text: str
    label: str = ""
    work: str = ""
    counted: str | None = None


class Document(msgspec.Struct, frozen=True, gc=False):
    """An article as the search knows it. `url` is its page from the site's top; `authors` are (id, name) in order."""

    id: str
    url: str
    title: str
    subtitle: str = ""
    authors: tuple[tuple[str, str], ...] = ()
    year: str = ""
    publication: str = ""
    subjects: tuple[str, ...] = ()
    language: str = ""
    passages: tuple[Passage, ...] = ()

    @property
    def shown_title(self) -> str:
        """Title and subtitle in one line."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


class Frequencies(msgspec.Struct, frozen=True, gc=False):
    """How often each word stands in each field of one document: by field the words, a space between, and their
    numbers. `again` are the words that an earlier field has too, once for each field. What stands for a word in the
    index depends on the `language`."""

    id: str
    language: str
    words: tuple[str, ...]
    times: tuple[tuple[int, ...], ...]
    again: str = ""

    @property
    def lengths(self) -> tuple[int, ...]:
        """How many words each field has."""
        return tuple(map(sum, self.times))


class Extent(msgspec.Struct, frozen=True, gc=False):
    """What the collection's file says of one document beside its card: of its frequencies, all but the words."""

    id: str
    language: str
    lengths: tuple[int, ...]


def tallies(document: Document) -> tuple[dict[str, int], ...]:
    """How often each word stands in each of a document's fields."""
    return tuple([counted("\n".join(field_texts(document, field))) for field in FIELDS])


def frequencies(document: Document, fields: Sequence[Mapping[str, int]] = ()) -> Frequencies:
    """The frequencies of a document: its own, whatever else is in the collection. Remember them by the document;
    `fields` are its tallies where they are at hand."""
    fields = fields or tallies(document)
    words, times = tuple(map(" ".join, fields)), tuple([tuple(own.values()) for own in fields])
    again: list[str] = []
    first, *others = fields
    seen: set[str] = set()
    for own in others:
        again += [word for word in own if word in first or word in seen]
        seen.update(own)
    return Frequencies(document.id, stemmed(document.language), words, times, " ".join(again))


def field_texts(document: Document, field: str) -> list[str]:
    """The texts of one field of a document."""
    match field:
        case "title":
            return [document.title, document.subtitle]
        case "author":
            return [name for _, name in document.authors]
        case "work":
            return [passage.work for passage in document.passages]
        case _:
            own = [passage for passage in document.passages if FIELD_OF_KIND[passage.kind] == field]
            return [passage.text if passage.counted is None else passage.counted for passage in own]


def passage_texts(document: Document) -> list[list[str]]:
    """The passages as the browser gets them: id, kind, label, text, and what a note cites where that is known."""
    return [[p.id, p.kind, p.label, p.text, *([p.work] if p.work else [])] for p in document.passages]


def passages_file(document: Document) -> bytes:
    """The texts of one article, loaded when it is among the best hits."""
    return b"edition.passages(%b,%b);\n" % (encode(document.id), encode(passage_texts(document)))


def passages_path(article: str) -> str:
    """Where the texts of an article are."""
    return f"search/passages/{article}.js"


def json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
