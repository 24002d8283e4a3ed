"""The facts a citation prints beside author and title (date, place, publisher, volume, pages, address), by form."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from edition.persons import folded_words, vocabulary
from edition.text import (
    Block,
    Code,
    Emended,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Strong,
    Superscript,
    Text,
    block_inlines,
)

MOST = 20_000  # characters of one note that are read: no citation stands deeper, and a hostile note costs no more


class Marked(msgspec.Struct, frozen=True):
    """A plain text with its quotations and italics: `plain` as `text.plain_blocks` gives it, `masked` of the same
    length with what is quoted and every address blotted out, so that a stop or semicolon within parts nothing."""

    plain: str
    masked: str
    quotes: tuple[tuple[int, int], ...] = ()
    italics: tuple[tuple[int, int], ...] = ()

    def __hash__(self) -> int:
        return hash(self.plain)  # a string remembers its own

    def quote_at(self, at: int) -> int:
        """Where the quotation ends that begins at `at`, quotation marks included; 0 where none does."""
        return _span_end(self.quotes, at)

    def italic_at(self, at: int) -> int:
        """Where the italics end that begin at `at`; 0 where none do."""
        return _span_end(self.italics, at)


def _span_end(spans: tuple[tuple[int, int], ...], at: int) -> int:
    i = bisect_right(spans, (at, 1 << 60)) - 1
    return spans[i][1] if i >= 0 and spans[i][0] == at else 0


def marked(blocks: Iterable[Block]) -> Marked:
    """The blocks' words, folded as `text.plain_blocks` does, with their italics."""
    out: list[str] = []
    italics: list[tuple[int, int]] = []
    at, gap = 0, False
    for block in blocks:
        for run in block_inlines(block):
            gap = True
            for words, slanted in _pieces(run, False):
                if not words:
                    continue
                gap = gap or words[0].isspace()
                if told := " ".join(words.split()):
                    if gap and at:
                        out.append(" ")
                        at += 1
                    if slanted:
                        italics.append((at, at + len(told)))
                    out.append(told)
                    at += len(told)
                gap = words[-1].isspace()
            if at > MOST:
                break
    return marked_text("".join(out), _joined(italics))


def _pieces(content: tuple[Inline, ...], slanted: bool) -> Iterable[tuple[str, bool]]:
    for part in content:
        match part:
            case Text(text) | Code(text):
                yield text, slanted
            case LineBreak():
                yield " ", slanted
            case NoteRef():
                pass
            case Emphasis(inner):
                yield from _pieces(inner, True)
            case Strong(inner) | Superscript(inner) | Foreign(_, inner) | Link(_, inner) | Emended(_, inner, _):
                yield from _pieces(inner, slanted)


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def marked_text(plain: str, italics: tuple[tuple[int, int], ...] = ()) -> Marked:
    """The text with its quotations and addresses found."""
    head = plain[:MOST]
    quotes = _quotes(head)
    masked = head
    if quotes:
        out: list[str] = []
        at = 0
        for start, end in quotes:
            out += (head[at : start + 1], _BLOT * (end - start - 2))
            at = end - 1
        masked = "".join(out) + head[at:]
    first = min((n for begins in _ADDRESS_BEGINS if (n := masked.find(begins)) >= 0), default=-1)
    if first >= 0:
        masked = masked[:first] + _ADDRESS.sub(lambda found: _BLOT * len(found[0]), masked[first:])
    return Marked(head, masked, quotes, italics)


def _quotes(text: str) -> tuple[tuple[int, int], ...]:
    """The quotations, one after the other; the pattern is tried only where a quotation mark opens one."""
    out = []
    end = 0
    for mark in _OPENING.finditer(text):
        if mark.start() >= end and (found := _QUOTE.match(text, mark.start())):
            out.append(found.span())
            end = found.end()
    return tuple(out)


_OPENING = re.compile("[“«„\"‘']")
_BLOT = "\x1a"
_QUOTE = re.compile(
    r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"]{1,600}\"|(?<!\w)‘[^‘“”\"]{2,400}?’(?![\w’])|"
    r"(?<![\w'])'(?=\w)[^'\"“”]{2,300}?'(?!\w)"
)
_ADDRESS_BEGINS = ("http", "www.", "doi:", "DOI")  # without one of these no address is there
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:\s?|DOI:?\s)[^\s<>\"“”]*[^\s<>\"“”.,;:)\]’']")


# ——— sentences and prose ———


def sentence_end(text: Marked, at: int, stop: int) -> int:
    """Where the sentence ends that `at` stands in; an abbreviation's or initial's stop ends none."""
    for found in _STOP.finditer(text.masked, at, stop):
        start, stops = found.start(), found[0]
        if stops[0] == ".":
            before = text.masked[max(at, start - 14) : start].replace("(", " ").replace("[", " ").split()
            word = before[-1] if before else ""
            if (len(word) == 1 and word.isalpha()) or word.casefold() in _ABBREVIATED:
                continue
        return start + len(stops.rstrip())
    return stop


_STOP = re.compile(r"[.?!…][”\"»’)\]]*\s+(?=[^\s\d\W a-zß-öø-ÿ]|[“\"«‘„(\[]|\x1a|\d)")
_ABBREVIATED = vocabulary(
    "vol vols no nos nr nº n° n pp p ed eds trans transl s st dr mr mrs ms prof jr sr cf vgl hrsg hg bd bde jg "
    "aufl al org orgs dir dirs coord coords coll col ch chap cap fol fols ff f art arts op cit loc ob comp comps "
    "rev univ dept inc ltd co corp gen lt sen rep u.s u.k d.c e.g i.e v t jan feb mar apr jun jul aug sep sept "
    "oct nov dec fev abr ago set out dez janv févr avr juil déc esp usw z.b u.a p.ex ex núm pág págs trad introd "
    "repr orig fig figs sec secs para app ser nn m-p l.c a.a.o apud in id ib ibid phil hist roy soc"
)


def prosaic(words: str, least: int = 1) -> bool:
    """Whether the words are running prose: they have the small verbs and pronouns that no citation has."""
    found = _PLAIN_WORD.findall(words[:1500])
    small = sum(map(_PROSE.__contains__, found))
    return (small >= 2 and small * 20 >= len(found)) or (small == least and len(found) <= 12)


_PLAIN_WORD = re.compile(r"[^\W\d_][\w'’]*")
# Small words that are no article, preposition or possessive in any of these languages: titles have those too.
_PROSE = vocabulary(
    "is are was were be been being has have had this these it they we he she would could should can will does did "
    "which who whose there also however because although é são foi foram era não ele ela isso esta este estas estes há "
    "fue fueron está él ella pero est sont était étaient ont qui nous cette ces elle ils mais ist sind wurde wurden "
    "wird werden habe haben nicht auch dass diese dieser dieses wir sono erano hanno questa questo"
)


def only_locator(words: str) -> bool:
    """Whether the words are no more than page numbers and the like: ", 33n37", "p. 4 f.", "esp. 171"."""
    return all(_NUMBER.fullmatch(word) or word.casefold() in _LOCATING for word in _LOOSE.findall(words))


_LOOSE = re.compile(r"[^\s.,;:()\[\]–—-]+")
_NUMBER = re.compile(r"[*§]*\d+\w{0,6}|[ivxlcdmIVXLCDM]+|§+|[*†‡]+")
_LOCATING = vocabulary(
    "p pp page pages s seite seiten pág págs página páginas f ff fol fols r v n nn note notes nota notas anm fn "
    "ch chap chapter cap kap vol vols bd t tome bk book pt part sec section para paras l ll line lines fig figs "
    "figure plate esp especially and e et y und u passim at no nr col cols sq sqq see art § also with emphasis "
    "added in original my cit"
)


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


_HAS_YEAR_SOMEWHERE = re.compile(r"1[4-9]\d\d|20\d\d")  # found much sooner than a date


class Dated(msgspec.Struct, frozen=True):
    """A date as found: EDTF, the letter after a year ("1999a"), and its place."""

    edtf: str
    letter: str
    start: int
    end: int


def dates(text: Marked, at: int, stop: int) -> list[Dated]:
    """The dates in this stretch, in order; none inside quotations and addresses."""
    out: list[Dated] = []
    if not _HAS_YEAR_SOMEWHERE.search(text.masked, at, stop):
        return out
    for found in _DATE.finditer(text.masked, at, stop):
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
            if _IN_A_NAME.search(text.masked, max(at, start - 3), start) and _NAME_GOES_ON.match(
                text.masked, found.end()
            ):
                continue  # "Proceedings of the 2018 Conference"
        out.append(Dated(_edtf(year, month, day), found["letter"] or "", start, found.end()))
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
        r"(?:(?<=[^\W\d_.,]\s)|(?<=,\s))(?!(?:1[4-9]|20)\d\d\b)(?P<vol>\d{1,4})(?=,\s[Nn]os?\.|\s\([^()]{0,30}(?:1[4-9]\d\d|20\d\d)\)|:\s?"
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


def words_of(text: str) -> tuple[str, ...]:
    """The words that tell titles apart, folded: without articles, prepositions and the like."""
    found = folded_words(text)
    return tuple(word for word in found if word not in _LITTLE) or tuple(found)


_LITTLE = vocabulary(
    "the a an of and in on to for from with by at as or o os um uma de do da dos das e em no na nos nas para por "
    "le la les un une des du et en dans sur pour l d el los las y del al der die dem den ein eine und im zur zum "
    "von auf fur il lo gli i della dei s"
)
