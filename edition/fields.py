"""What the fields of records are, and the records of what notes cite, in the words of CSL."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec


def about(description: str, **more: Any) -> msgspec.Meta:
    """What editors show beside a field, and the pattern it has to fit."""
    return msgspec.Meta(description=description, **more)


EDTF = Annotated[
    str, about("A date as far as it is known: 2020, 2020-01 or 2020-01-20", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
]
Identifier = Annotated[
    str, about("Small letters, digits and hyphens; part of the address, so never changed", pattern=r"^[a-z0-9-]+$")
]
# Tags as RFC 5646 has them (section 2.1), without the old ones that are listed one by one.
Language = Annotated[
    str,
    about(
        "A BCP 47 tag: en, fr, pt-BR, ar",
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?"
        r"(-([A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*(-[A-WYZa-wyz\d](-[A-Za-z\d]{2,8})+)*(-[xX](-[A-Za-z\d]{1,8})+)?$",
    ),
]
Orcid = Annotated[str, about("Four times four figures: 0000-0002-1825-0097", pattern=r"^(\d{4}-){3}\d{3}[\dX]$")]
Wikidata = Annotated[str, about("An item of Wikidata: Q42", pattern=r"^Q[1-9]\d*$")]
Viaf = Annotated[str, about("A number of VIAF: 75121530", pattern=r"^\d+$")]
Clock = Annotated[str, about("The time of day, in 24 hours: 01:01", pattern=r"^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$")]
Domain = Annotated[
    str, about("A domain of your own for GitHub Pages: texts.example.org", pattern=r"^([\w-]+\.)+[\w-]{2,}$")
]
Markdown = Annotated[str, about("Markdown; a blank line parts paragraphs")]


def orcid_holds(orcid: str) -> bool:
    """Whether the last digit of an ORCID iD fits the others (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == orcid[-1]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all records share: a field that is not known is a problem, a default is not written."""


class NameRecord(Record, frozen=True):
    """A person or body, as CSL parts names."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: Annotated[str, about("A name that has no parts: U.S. Senate")] = ""


class CitedRecord(Record, frozen=True, rename="kebab"):
    """A work, with the field names of CSL."""

    type: Annotated[str, about("CSL: book, chapter, article-journal, report, thesis, webpage ...")] = ""
    title: str = ""
    author: tuple[NameRecord, ...] = ()
    editor: tuple[NameRecord, ...] = ()
    translator: tuple[NameRecord, ...] = ()
    container_title: Annotated[str, about("The journal, the site, or the book that holds the chapter")] = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: EDTF = ""
    accessed: EDTF = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    edition: str = ""
    doi: str = msgspec.field(default="", name="DOI")
    isbn: str = msgspec.field(default="", name="ISBN")
    url: str = msgspec.field(default="", name="URL")


class AntecedentRecord(Record, frozen=True):
    note: Annotated[str, about("The short note: 11")]
    stands_for: Annotated[str, about("The note that has the citation in full: 10; empty if it stands for none")] = ""


class CorrectionRecord(CitedRecord, frozen=True, rename="kebab", kw_only=True):
    """What a note cites, where it was read wrongly: only the fields that differ, or the whole work."""

    note: Annotated[str, about("The note that has the citation in full: 14")]
    citation: Annotated[str, about("Which of the note's citations, if it has several: 2", pattern=r"^[1-9]\d?$")] = "1"
    nothing: Annotated[bool, about("true: the note cites no work")] = False


class WorkRecord(CitedRecord, frozen=True, rename="kebab"):
    """content/works/ID.yaml"""

    same_as: Annotated[tuple[str, ...], about("Works (by id) and notes (ARTICLE#note-8) that cite this work too")] = (
        msgspec.field(default=(), name="same_as")
    )
    apart: Annotated[tuple[str, ...], about("Notes (ARTICLE#note-8) that cite another work")] = ()
