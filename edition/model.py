"""The values an edition is made of, without behaviour; where TEI has a name for a thing, the docstring gives it."""

from __future__ import annotations

from typing import Literal

import msgspec

from edition.problems import Problem
from edition.text import Block, Body, Inline

# ——— the collection ———


class Contributor(msgspec.Struct, frozen=True):
    """An authority record for a person or body (TEI `person`). Identifiers are bare: "0000-0002-1825-0097"."""

    id: str
    name: str
    sort_name: str = ""
    orcid: str = ""
    viaf: str = ""
    wikidata: str = ""
    url: str = ""


class Contribution(msgspec.Struct, frozen=True):
    """Who did what for one article (TEI `respStmt`). Name and biography are as that article printed them."""

    contributor: str
    role: str = "author"
    name: str = ""
    biography: tuple[Block, ...] = ()


class Note(msgspec.Struct, frozen=True):
    """An endnote (TEI `note[@place="end"]`). `id` is its mark in the source: "1", "12a", "*"; "e1" is the editor's."""

    id: str
    blocks: tuple[Block, ...]


class Name(msgspec.Struct, frozen=True):
    """A person's or body's name in a citation, as CSL parts it; `literal` is a name that has no parts."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


class Work(msgspec.Struct, frozen=True, rename="kebab", omit_defaults=True):
    """What a citation cites (TEI `biblStruct`), as far as it can be told; in YAML and JSON the fields have CSL's names.

    `issued` and `accessed` are EDTF level 0; `printed` is the citation as the note prints it.
    """

    type: str = "document"
    title: str = ""
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    container_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: str = ""
    accessed: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    edition: str = ""
    doi: str = msgspec.field(default="", name="DOI")
    isbn: str = msgspec.field(default="", name="ISBN")
    url: str = msgspec.field(default="", name="URL")
    printed: str = ""


class Correction(msgspec.Struct, frozen=True):
    """What the archivist says a citation cites, the `citation`th of its note: those fields of `work` that are `given`
    stand for what was read; `nothing` says that the note cites no work."""

    note: str
    citation: int = 1
    nothing: bool = False
    work: Work = Work()
    given: tuple[str, ...] = ()


class WorkAuthority(msgspec.Struct, frozen=True):
    """The edition's own record of a work, content/works/ID.yaml. `same_as` and `apart` name works by their id, and
    notes as "ARTICLE#note-8": what cites this work although it looks otherwise, and what does not."""

    id: str
    work: Work = Work()
    given: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True):
    """The witness an article was taken from (TEI `sourceDesc`). `sha256` is of the bytes as received."""

    file: str
    sha256: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    url: str = ""
    retrieved: str = ""
    rights: str = ""


class Verdict(msgspec.Struct, frozen=True):
    """What was judged of a comment. `score` runs from 0 (a reader's) to 1 (spam); `reasons` are in words, strongest
    first."""

    spam: bool
    score: float
    reasons: tuple[str, ...] = ()


class Comment(msgspec.Struct, frozen=True):
    """A reader's comment as found under an article. `date` is EDTF level 0 ("" if not known), `time` is HH:MM; `span`
    is where it stands in the source."""

    blocks: tuple[Block, ...]
    author: str = ""
    date: str = ""
    time: str = ""
    verdict: Verdict = Verdict(False, 0.0)
    span: tuple[int, int] | None = None
    id: str = ""


EmendationKind = Literal["correction", "regularisation", "typography", "supplied", "deletion", "addition"]


class Emendation(msgspec.Struct, frozen=True):
    """A place where the text differs from its source, on purpose (TEI `choice`, `app`). `lemma` are the source's words,
    `reading` ours; `at` is the id that leads there; `confidence` is TEI's @cert."""

    at: str
    lemma: str
    reading: str
    kind: EmendationKind = "correction"
    reason: str = ""
    editor: str = ""
    confidence: Literal["", "high", "medium", "low"] = ""


class Article(msgspec.Struct, frozen=True):
    """One article (TEI `TEI`): the record, the text and everything that came with it, parsed. `gone` are ids that the
    article once had, each with the one it leads to now."""

    id: str
    title: str
    published: str = ""
    subtitle: str = ""
    language: str = ""
    publication: str = ""
    url: str = ""
    rights: str = ""
    status: Literal["draft", "published"] = "published"
    contributions: tuple[Contribution, ...] = ()
    abstract: tuple[Block, ...] = ()
    body: Body = Body()
    notes: tuple[Note, ...] = ()
    publication_note: tuple[Block, ...] = ()
    further_reading: tuple[tuple[Inline, ...], ...] = ()
    comments: tuple[Comment, ...] = ()
    images: tuple[str, ...] = ()
    source: Source | None = None
    apparatus: tuple[Emendation, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    antecedents: tuple[tuple[str, str], ...] = ()
    corrections: tuple[Correction, ...] = ()


class ProsePage(msgspec.Struct, frozen=True):
    """A page of the edition's own prose, from content/pages/."""

    id: str
    title: str
    standfirst: tuple[Inline, ...] = ()
    body: Body = Body()


class Settings(msgspec.Struct, frozen=True):
    """The edition's own record, content/edition.yaml."""

    title: str
    base_url: str
    subtitle: str = ""
    description: str = ""
    language: str = "en"
    licence: str = ""
    domain: str = ""
    exports: tuple[str, ...] | None = None


# ——— taking in ———

Kind = Literal[
    "masthead", "title", "duplicate", "byline", "dateline", "abstract", "epigraph", "heading", "paragraph", "quotation",
    "list", "verse", "table", "figure", "note", "publication-note", "bibliography", "biography", "comment", "spam",
    "licence", "furniture", "blank",
]  # fmt: skip


class Tile(msgspec.Struct, frozen=True):
    """A stretch of the source and what it is (TEI `editorialDecl`). Offsets count the characters of the decoded source,
    without a BOM; the tiles of a source follow one another from 0 to its length.

    `goes` is where it went in the article ("p12", "note-5", "" for nowhere); `rule` names the inference, `confidence`
    how sure it is, from 0 to 1.
    """

    start: int
    end: int
    kind: Kind
    goes: str = ""
    rule: str = ""
    confidence: float = 1.0


class Author(msgspec.Struct, frozen=True):
    """A name of the byline: `name` without ranks and degrees, `printed` as it stands, `biography` if one was found;
    `role` as in a contribution."""

    name: str
    printed: str = ""
    biography: tuple[Block, ...] = ()
    role: str = "author"


class Biography(msgspec.Struct, frozen=True):
    """A biography that names no author of the byline surely; `name` is whom it is about, as far as it can be told."""

    name: str
    blocks: tuple[Block, ...]


class Loss(msgspec.Struct, frozen=True):
    """What the source itself had already lost. `at` is a place for people ("note 1"), `kind` is url, truncation, ..."""

    at: str
    kind: str
    message: str


class Accession(msgspec.Struct, frozen=True):
    """A whole import: what one source says, before anything is written.

    `text` is the decoded source that the tiles' offsets count; `authors` are in byline order; `biographies` all of them
    in the source's order; `comments` hold those judged spam too.
    """

    source: Source
    text: str
    tiles: tuple[Tile, ...]
    id: str = ""
    publication: str = ""
    title: str = ""
    subtitle: str = ""
    published: str = ""
    time: str = ""
    language: str = ""
    rights: str = ""
    authors: tuple[Author, ...] = ()
    abstract: tuple[Block, ...] = ()
    body: Body = Body()
    notes: tuple[Note, ...] = ()
    publication_note: tuple[Block, ...] = ()
    further_reading: tuple[tuple[Inline, ...], ...] = ()
    biographies: tuple[Biography, ...] = ()
    comments: tuple[Comment, ...] = ()
    images: tuple[tuple[str, bytes], ...] = ()
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()
