"""The records an archivist writes: what each may say, and their schemas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, TypeVar, cast

import msgspec

from edition.fields import (
    EDTF,
    AntecedentRecord,
    Clock,
    CorrectionRecord,
    Domain,
    Language,
    Markdown,
    Orcid,
    Record,
    Viaf,
    Wikidata,
    WorkRecord,
    about,
)  # fmt: skip
from edition.problems import Place, Problem

R = TypeVar("R")
Path = tuple[str | int, ...]


class EditionRecord(Record, frozen=True):
    """content/edition.yaml"""

    title: Annotated[str, about("The edition's name")]
    base_url: Annotated[
        str, about("The address where the site will stand, with its path: https://example.org/edition/")
    ]
    subtitle: str = ""
    description: Annotated[str, about("One or two sentences for the home page and for search engines")] = ""
    language: Language = "en"
    licence: Annotated[str, about("How the edition's own words and work may be used")] = ""
    domain: Domain = ""
    exports: Annotated[tuple[str, ...] | None, about("Which downloads to make; [] for none, leave out for all")] = None


class ContributorRecord(Record, frozen=True):
    """content/contributors/ID.yaml"""

    name: Annotated[str, about("The name as it is shown")]
    sort_name: Annotated[str, about("The name as it is sorted: Doe, Jane")] = ""
    orcid: Orcid = ""
    viaf: Viaf = ""
    wikidata: Wikidata = ""
    url: str = ""


class ContributionRecord(Record, frozen=True):
    contributor: Annotated[str, about("The name of a file in content/contributors/, without .yaml")]
    role: Annotated[str, about("author, editor, translator ... (MARC relator terms)")] = "author"
    name: Annotated[str, about("The name as this article prints it, where it differs")] = ""
    biography: Annotated[Markdown, about("The biography as this article prints it")] = ""


class ArticleRecord(Record, frozen=True):
    """content/articles/ID/article.yaml"""

    title: Annotated[str, about("The title. Put it in quotes where it has a colon")]
    contributions: Annotated[tuple[ContributionRecord, ...], about("Who wrote it, in the order of the byline")] = ()
    published: EDTF = ""
    time: Clock = ""
    subtitle: Annotated[str, about("Only what the source sets apart from the title")] = ""
    status: Annotated[Literal["draft", "published"], about("A draft is built only with --drafts")] = "published"
    language: Language = ""
    publication: Annotated[str, about("The journal or site that published it first")] = ""
    url: Annotated[str, about("Where it was published first")] = ""
    rights: str = ""
    abstract: Markdown = ""
    publication_note: Annotated[Markdown, about("The unnumbered note on where the text comes from")] = ""
    further_reading: Annotated[tuple[Markdown, ...], about("One entry each, as printed")] = ()
    antecedents: Annotated[
        tuple[AntecedentRecord, ...], about("What a short note stands for, where that was told wrongly or not at all")
    ] = ()
    works: Annotated[tuple[CorrectionRecord, ...], about("What notes cite, where it was read wrongly")] = ()


class SourceRecord(Record, frozen=True):
    """content/articles/ID/source/source.yaml, by import; a tile is [start, end, kind, goes, rule, confidence]."""

    file: str
    sha256: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    url: str = ""
    retrieved: EDTF = ""
    rights: str = ""
    tiles: tuple[tuple[str, ...], ...] = ()


class CommentRecord(Record, frozen=True):
    """One of comments.yaml or quarantine.yaml. `spam` is the machine's verdict, `overruled` yours."""

    text: Markdown
    author: str = ""
    date: EDTF = ""
    time: Clock = ""
    span: Annotated[tuple[str, ...], about("Where it stands in the source: first and last character")] = ()
    spam: Annotated[bool, about("What the machine judged")] = False
    score: str = ""
    reasons: tuple[str, ...] = ()
    overruled: Annotated[
        Literal["", "spam", "not spam"], about("Your own verdict, which stands: spam, or not spam")
    ] = ""


class EmendationRecord(Record, frozen=True):
    """One of apparatus.yaml: a place where text.md has other words than the source. `edition emend` writes them; the
    reason and the editor are yours."""

    at: Annotated[str, about("The id of the paragraph, note or heading: p13, note-14")]
    lemma: Annotated[str, about("The words as published")] = ""
    reading: Annotated[str, about("The words as they stand in text.md")] = ""
    kind: Annotated[
        Literal["correction", "regularisation", "typography", "supplied", "deletion", "addition"],
        about("What sort of change it is"),
    ] = "correction"
    reason: Annotated[str, about("Why, in a few words")] = ""
    editor: Annotated[str, about("Who made it")] = ""
    confidence: Annotated[Literal["", "high", "medium", "low"], about("How sure you are")] = ""


class IdsRecord(Record, frozen=True):
    """content/articles/ID/ids.yaml, written by import and emend. A block is [id, first words, sketch of its words];
    an id that is gone stands with the one it leads to."""

    blocks: tuple[tuple[str, ...], ...] = ()
    gone: tuple[tuple[str, ...], ...] = ()


Comments = tuple[CommentRecord, ...]
Emendations = tuple[EmendationRecord, ...]


class HeadingRecord(Record, frozen=True):
    """One of the entries in a file of content/index/."""

    name: Annotated[str, about("The name as the index shows it: Jane Doe, the Red Sea")]
    sort: Annotated[Literal["person", "place", "organisation", "subject"], about("What sort of entry it is")] = (
        "subject"
    )
    sort_name: Annotated[str, about("How it is filed, where that is not plain: Red Sea")] = ""
    id: Annotated[str, about("Its address on the page of names; made of the name where it is left out")] = ""
    variants: Annotated[tuple[str, ...], about("Other words for it in the texts: Doe, J. D.")] = ()
    see_also: Annotated[tuple[str, ...], about("The ids of entries beside it")] = ()
    wikidata: Wikidata = ""
    viaf: Viaf = ""


Headings = tuple[HeadingRecord, ...]
RECORDS: Mapping[str, type[Any]] = {
    "edition": EditionRecord,
    "article": ArticleRecord,
    "contributor": ContributorRecord,
    "comments": cast(type[Any], Comments),
    "work": WorkRecord,
    "source": SourceRecord,
    "apparatus": cast(type[Any], Emendations),
    "ids": IdsRecord,
    "index": cast(type[Any], Headings),
}


class Read(msgspec.Struct, frozen=True):
    """What a file says: the record (None where it could not be made), where each field stands, and what is wrong."""

    record: Any
    places: Mapping[Path, Place]
    problems: tuple[Problem, ...]


Reading = Callable[[str, str, Any], Read]
"""Reads the text of the file at a path as a record of a kind."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of the record `name` (see RECORDS), for editors. Raises KeyError for another name."""
    return msgspec.json.schema(RECORDS[name])
