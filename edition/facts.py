"""The facts a citation prints beside author and title (date, place, publisher, volume, pages, address), by form."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from edition.marked import Marked

# ——— dates ———

_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "january jan janeiro enero janvier januar gennaio janv jänner ene",
            "february feb fevereiro febrero février februar febbraio fev févr",
            "march mar março marzo mars märz mär",
            "april apr abril avril aprile abr avr",
            "may maio mayo mai maggio",
            "june jun junho junio juin juni giugno",
            "july jul julho julio juillet juli luglio juil",
            "august aug agosto août ago",
            "september sep sept setembro septiembre septembre settembre set",
            "october oct outubro octubre octobre oktober okt out ottobre",
            "november nov novembro noviembre novembre",
            "december dec dezembro diciembre décembre dezember dez déc dicembre dic",
        ),
        1,
    )
    for month in names.split()
}
_YEAR = r"(?:1[4-9]\d\d|20\d\d)"
# A month's name is taken whole or not at all ("+"): what follows one is never a letter.
_DATE = re.compile(
    r"(?<![\w–/-])(?:(?P<y>" + _YEAR + r")-(?P<m>\d\d)(?:-(?P<d>\d\d))?"
    r"|(?:(?P<day>\d{1,2})(?:st|nd|rd|th|º|er|\.)?\s+(?:de\s+|of\s+)?)?(?P<month>[^\W\d_]{3,10}+)\.?"
    r"(?:\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?:de\s+)?(?P<year>" + _YEAR + r")(?:\.)?"
    r"|(?P<only>" + _YEAR + r")(?P<letter>[a-z])?)(?![\w–/]|-\d)"
)


_YEAR_SOMEWHERE = re.compile(r"1[4-9]\d\d|20\d\d")  # found much sooner than a date
_BEFORE_YEAR = 40  # no date has so many characters before its year, in a text with no two spaces side by side


class Dated(msgspec.Struct, frozen=True):
    """A date as found: EDTF, the letter after a year ("1999a"), and its place."""

    edtf: str
    letter: str
    start: int
    end: int


def dates(text: Marked, at: int, stop: int) -> list[Dated]:
    """The dates in this stretch, in order; none inside quotations and addresses."""
    out: list[Dated] = []
    masked, after = text.masked, at
    while likely := _YEAR_SOMEWHERE.search(masked, after, stop):
        found = _DATE.search(masked, max(after, likely.start() - _BEFORE_YEAR), stop)
        if not found:
            break
        after = found.end()
        year, month, day = found["y"], found["m"], found["d"]
        start = found.start()
        if found["year"]:
            number = _MONTHS.get(found["month"].casefold(), 0)
            year = found["year"]
            month = f"{number:02}" if number else ""
            day = f"{int(d):02}" if number and (d := found["day"] or found["day2"]) else ""
            start = start if number else found.start("year")
        elif found["only"]:
            year = found["only"]
            if _IN_A_NAME.search(masked, max(at, start - 3), start) and _NAME_GOES_ON.match(masked, after):
                continue  # "Proceedings of the 2018 Conference"
        out.append(Dated(_edtf(year, month, day), found["letter"] or "", start, after))
    return out


_IN_A_NAME = re.compile(r"[\w’']\s$")
_NAME_GOES_ON = re.compile(r"\s[^\W\d_]")


def _edtf(year: str, month: str | None, day: str | None) -> str:
    if not month or not 1 <= int(month) <= 12:
        return year
    return f"{year}-{month}-{day}" if day and 1 <= int(day) <= 31 else f"{year}-{month}"


_ACCESS = re.compile(
    r"\b(?:accessed|retrieved|access|viewed|consulted|visited|acesso(?: em)?|acessado em|consultado|consulta|"
    r"consulté(?: le)?|Zugriff|abgerufen|zuletzt)\b[^\d]{0,40}$",
    re.I,
)
_KEPT = re.compile(r"\b(?:archived|last modified|updated|revised)\b[^\d]{0,40}$", re.I)


@lru_cache(maxsize=64)  # a stretch is asked how strong it is, and then for its facts
def issued_and_accessed(text: Marked, at: int, stop: int) -> tuple[str, str, int]:
    """When it came out and when it was looked at (EDTF or ""), and where the date it came out stands (or `stop`)."""
    issued, accessed, where = "", "", stop
    for date in dates(text, at, stop):
        if _ACCESS.search(text.masked, max(at, date.start - 60), date.start):
            accessed = accessed or date.edtf
        elif _KEPT.search(text.masked, max(at, date.start - 60), date.start):
            continue
        elif not issued or (len(date.edtf) > len(issued) and date.edtf.startswith(issued)):
            issued, where = date.edtf, min(where, date.start)
    return issued, accessed, where


# ——— publication, series, addresses ———


class Publication(msgspec.Struct, frozen=True):
    place: str = ""
    publisher: str = ""
    start: int = -1


@lru_cache(maxsize=64)
def publication(text: Marked, at: int, stop: int) -> Publication:
    """Place and publisher: "(New York: Routledge, 2014)", ". Berkeley: Mizan Press, 1981", "(Vienna, 1894)"."""
    for found in _BRACKET.finditer(text.masked, at, stop):
        inside = text.plain[found.start(1) : found.end(1)]
        if not _HAS_YEAR.search(inside):
            continue
        printed = next((part for part in inside.split(";") if ":" in part), inside)
        before = _REPRINT.sub("", _HAS_YEAR.split(printed.strip())[0]).strip(" ,.;:")
        if before[:1].islower():
            return Publication(start=found.start())  # "(paper, Leiden, 12 July 2016)", "(accessed 2020)"
        place, colon, publisher = before.rpartition(":")
        if colon:
            return Publication(place.strip(), publisher.strip(" ,"), found.start())
        name = before.split(",")[0].strip()
        if not name or name.split()[-1].casefold().rstrip(".") in _MONTHS or name[0].islower() or _NO_NAME.search(name):
            return Publication(start=found.start())
        return Publication("", before, found.start()) if _HOUSE.search(before) else Publication(name, "", found.start())
    town = _PLACE.search(text.masked, at, stop)
    if town:
        return Publication(town["place"].strip(), town["publisher"].strip(" ,."), town.start("place"))
    house = _HOUSE_YEAR.search(text.masked, at, stop)
    if house and _HOUSE.search(house["publisher"]):
        return Publication("", house["publisher"].strip(" ,."), house.start("publisher"))
    return Publication()


_REPRINT = re.compile(r"^(?:repr\.|reprint(?:ed)?|rev\. ed\.|\d\w\w ed\.|orig\. \w+),?\s*")
_BRACKET = re.compile(r"\(([^()\x1a]{2,160})\)")
_HAS_YEAR = re.compile(r"\b(?:1[4-9]\d\d|20\d\d)[a-z]?\b")
_NO_NAME = re.compile(r"\d|\x1a")
_HOUSE = re.compile(
    r"\b(?:Press|Presses|Books?|Verlag|Publish\w*|Publications?|Univ\w*|Éditions?|Editions?|Edit\w+|Ediciones|Edições|Inc|"
    r"Ltd|Company|Sons|House|Foundation|Institut\w*|Society|Office|Center|Centre|Museum|Librair\w+|Imprensa|Garland|Brill)\b"
)
_PLACE = re.compile(
    r"(?<=[.,)\x1a”\"?!]\s)(?P<place>\[?[^\W\d_a-z][^:;()\d\x1a.]{1,40}(?:\.[A-Z]\.|[A-Z]\.[A-Z]\.)?\]?)\s?:\s+"
    r"(?P<publisher>[^\W\d_a-z][^:;()\x1a\d]{1,80}?)(?:,?\.?\s+(?:\d{1,2}\.?\s+)?(?:[^\W\d_]{3,10}\.?\s+(?:\d{1,2},?\s+)?)?"
    r"(?=(?:c|©)?(?:1[4-9]\d\d|20\d\d)[a-z]?\b|n\.d\.|s\.d\.|\[)|\.?$)"
)
_HOUSE_YEAR = re.compile(r"[.,]\s+(?P<publisher>[^\W\d_a-z][^.,:;()\x1a\d]{2,60}),\s+(?=(?:1[4-9]\d\d|20\d\d)\b)")


class Serial(msgspec.Struct, frozen=True):
    volume: str = ""
    issue: str = ""
    page: str = ""
    start: int = -1


@lru_cache(maxsize=64)
def serial(text: Marked, at: int, stop: int) -> Serial:
    """Volume, issue and pages, and where the first of them stands."""
    volume = issue = page = ""
    places = []
    dashed = any(text.masked.find(dash, at, stop) >= 0 for dash in "–-")
    for pattern in _SERIAL if dashed else _SERIAL[:-1]:  # the last needs a range of pages
        if found := pattern.search(text.masked, at, stop):
            parts = found.groupdict()
            volume, issue, page = (
                have or parts.get(name) or "" for have, name in ((volume, "vol"), (issue, "no"), (page, "page"))
            )
            places.append(found.start())
    return Serial(volume, issue, page.replace("-", "–"), min(places, default=-1))


_RANGE = r"e?\d{1,5}[a-z]?\s?[–-]\s?\d{1,5}"
_SERIAL = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:[Vv]ol(?:ume)?|v|Bd|Band|t|tome|[Jj]g)\.?\s?(?P<vol>\d{1,4}|[IVXLC]+)\b",
        r"\b(?:[Nn]os?|n|[Nn]r|[Nn]úm|h|Heft|H|issue|n[°º])[.°º]{0,2}\s?(?P<no>\d{1,5}(?:[/–-]\d{1,4})?)\b",
        r"(?<=\s)(?P<vol>\d{1,4})\s?\((?P<no>\d{1,3}(?:[/–-]\d{1,3})?)\)",
        # No year; what stands before is asked behind the first digit, for a digit is sooner found.
        r"(?P<vol>\d(?:(?<=[^\W\d_.,]\s.)|(?<=,\s.))(?<!1(?=[4-9]\d\d\b))(?<!2(?=0\d\d\b))\d{0,3})(?=,\s[Nn]os?\.|\s\([^()]{0,30}(?:1[4-9]\d\d|20\d\d)\)|:\s?"
        + _RANGE
        + ")",
        r"(?:\):\s?|\d:\s?|\bpp?\.\s?|\bS\.\s?|,\s)(?P<page>" + _RANGE + r")(?![\d/-])",
    )
)


class Identifiers(msgspec.Struct, frozen=True):
    doi: str = ""
    url: str = ""
    isbn: str = ""


@lru_cache(maxsize=64)
def identifiers(text: Marked, at: int, stop: int) -> Identifiers:
    """DOI, address and ISBN, as bare as their own rules write them."""
    region = text.plain[at:stop]
    url = found[0] if "http" in region and (found := _URL.search(region)) else ""
    doi = found[1] if "10." in region and (found := _DOI.search(region)) else ""
    isbn = ""
    if "ISBN" in region and (found := _ISBN.search(region)):
        isbn = found[1].replace("-", "").replace(" ", "")
    return Identifiers(doi.rstrip(".,;)]"), "" if doi and doi.rstrip(".,;)]") in url else url, isbn)


_URL = re.compile(r"https?://[^\s<>\"“”]*[^\s<>\"“”.,;:)\]’']")
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s<>\"“”]{1,200})")
_ISBN = re.compile(r"\bISBN:?\s?(?:-1[03]:?\s?)?([\d][\d -]{8,16}[\dXx])\b")


def strength(text: Marked, at: int, stop: int) -> int:
    """How many facts of publication stand here: 0 for a short citation, 2 and more for a sure full one."""
    where, how, ids = publication(text, at, stop), serial(text, at, stop), identifiers(text, at, stop)
    issued, accessed, _ = issued_and_accessed(text, at, stop)
    undated = bool(_UNDATED.search(text.masked, at, stop))
    located = how.issue or (how.volume and how.page)
    known = (where.publisher or where.place, issued or undated, accessed, located, ids.doi or ids.url, ids.isbn)
    return sum(map(bool, known)) + (where.start >= 0) + bool(_EDITED.search(text.masked, at, stop))


_UNDATED = re.compile(r"\b(?:n\.\s?d\.|s\.\s?d\.|o\.\s?J\.|forthcoming|in press|no prelo)")
_EDITED = re.compile(
    r"\s(?:eds?\.|edited by|hrsg\.|Hrsg\.|hg\.|trans\.|translated by|trad\.|org\.|sous la dir|dir\.|übers)", re.I
)
