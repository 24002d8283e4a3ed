"""A work as a citation prints it, read into its parts.

The styles of citing differ in what parts the pieces (commas, full stops, brackets), less in the pieces. So a citation
is read from its authors on up to its title, and in what follows each fact is found by its own form.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from edition.facts import Publication, identifiers, issued_and_accessed, publication, serial, strength
from edition.marked import Marked, only_locator, prosaic, sentence_end
from edition.model import Name, Work
from edition.persons import NOT_NAMES, Named, named

Titled = Literal["", "quoted", "italic", "plain"]
FARTHEST = 1_500  # characters a citation may have


class Reading(msgspec.Struct, frozen=True):
    """A citation as read: the work, how its title is set off, how many facts of publication it gives, and its end.

    `year` is the year of an author-date citation with its letter ("1999a"); `short` says that there is nothing but
    names, title and page numbers.
    """

    work: Work
    end: int
    titled: Titled = ""
    strength: int = 0
    short: bool = False
    year: str = ""


def read(text: Marked, at: int, stop: int) -> Reading | None:
    """The citation that begins at `at` with names, or with a title in quotation marks or italics; None without one."""
    stop = min(stop, at + FARTHEST)
    who = named(text.plain, at, stop)
    initials = bool(who and who.inverted and text.plain[who.end - 1] == ".")
    if who and (not (initials or _AFTER_NAMES.match(text.plain, who.end)) or _inside(text.italics, at, who.end)):
        who = None
    if who is None and not text.quote_at(at) and not text.italic_at(at):
        return None
    after = who.end if who else at
    year = ""
    titled_after = True
    if who and (dated := _YEAR.match(text.plain, after, stop)):
        year, after = dated["year"] or dated["bare"], dated.end()
        # "Stephenson (1973, p. 25)", "Melin (2023) observed", "Malm (2016), “what counts": prose goes on, no title.
        parted = text.plain[after : after + 1]
        whole = who.inverted or (bool(who.names[0].given) and parted == ".")
        titled_after = not dated["pages"] and parted in (".", ",", ":") and whole
    entry = _ENTRY.match(text.plain, after, stop) if who else None
    begin = entry.end() if entry else after
    while begin < stop and text.plain[begin] in " ,.:;":
        begin += 1
    title_end, titled = _title(text, begin, stop, bool(who and who.inverted) or bool(year))
    title = text.plain[begin:title_end]
    spoken = titled == "quoted" and title[1:2].islower() and not (year or (who and who.inverted))
    sober = not (year or (who and who.inverted))
    if (
        not titled_after
        or spoken
        or not _titles(title, titled, sober)
        or (not who and not _alone(text, begin, title_end))
    ):
        title, title_end, titled = "", after, ""
    end = _end(text, title_end, stop, notes_style=bool(who and not who.inverted and not year and _comma(text, who.end)))
    facts = strength(text, title_end, end) + bool(entry)
    rest = text.plain[title_end : end if who and not sober else sentence_end(text, title_end, stop)]
    lead = found.end() if (found := _LOCATOR.match(rest)) else 0
    short = facts == 0 and (only_locator(rest) or (bool(title) and any(c.isdigit() for c in rest[:lead])))
    if short:
        end = min(end, title_end + lead)
    if not title and not year and not (short and who and rest.strip(" .,;:)")):
        return None
    work = _work(text, who, title, titled, at=title_end, end=end)
    if year and who:
        dated_at = issued_and_accessed(text, who.end, after)[0]
        work = msgspec.structs.replace(work, issued=dated_at or year[:4])
    if entry and who:
        box = text.plain[at : who.end]
        work = msgspec.structs.replace(work, type="entry-encyclopedia", author=(), container_title=box)
    work = msgspec.structs.replace(work, printed=text.plain[at:end].strip(" ,;"))
    return Reading(work, end, titled, facts, short, year)


_AFTER_NAMES = re.compile(r"\s*(?:[,.:;\[“\"«„‘']|$|\d|\((?=[^()]{0,40}\b\d{4}))")
_ENTRY = re.compile(r",?\s*s\.\s?vv?\.\s*")
_YEAR = re.compile(
    r"(?:[,.]?\s*\((?:[^()]{0,24}[\s,])?(?P<year>(?:1[4-9]|20)\d\d[a-z]?)"
    r"(?:[,/:\s](?P<pages>\s?(?:pp?\.?|S\.|n\.|f\.|\d)[^()]{0,40})?[^()]{0,24})?\)"
    r"|[,.]?\s+(?P<bare>(?:1[4-9]|20)\d\d[a-z]?))(?![\w–-])"
)
_LOCATOR = re.compile(r"[\s,.;:()\[\]]*(?:(?:[^\s,;:]{1,12}[\s,;]*)??[*§]*\d[^\s;:]*[\s,]*)*")


def _inside(spans: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def _comma(text: Marked, at: int) -> bool:
    return text.plain[at : at + 1] == ","


def _titles(title: str, titled: Titled, sober: bool = True) -> bool:
    """Whether the words are a title; `sober`: nothing before them says so, so that they may be prose."""
    if not any(c.isalpha() for c in title):
        return False
    if titled != "plain":
        return True
    if not (title[0].isalnum() or title[0] in "¿¡[“\"«‘'") or title[0].islower() or only_locator(title):
        return False
    return not (sober and prosaic(title.partition(":")[0], least=2))


def _alone(text: Marked, start: int, end: int) -> bool:
    """Whether a title without an author stands here, not a quotation or a phrase in the middle of prose."""
    title = text.plain[start:end]
    if len(title) > 240 or not title.strip(_MARKS)[:1].isalnum() or title.strip(_MARKS)[0].islower():
        return False
    rest = text.plain[end : end + 40]
    parted = title.rstrip('”"»’“')[-1:] in (",", ".", "?", "!") or rest.lstrip()[:1] in (",", ".", ";", "(", "")
    if _AUTHOR_DATE.match(rest) or not parted:
        return False
    following = rest.lstrip(" ,.;")
    return not following[:1].islower() or bool(_LOWER_FACT.match(following))


_MARKS = "“”\"«»„‘’' "
_AUTHOR_DATE = re.compile(r"\s*\((?:[^()\d]{2,40}[,\s]\s?)(?:1[4-9]|20)\d\d[a-z]?")
_LOWER_FACT = re.compile(
    r"(?:in|accessed|last|video|online|eds?\.|edited|trans|posted|vol|no|pp?\.|blog|retrieved|http|v\.|n\.|"
    r"[\w-]{1,60}\.[a-z]{2,})"
)


def _title(text: Marked, at: int, stop: int, sentences: bool) -> tuple[int, Titled]:
    """Where the title ends that begins at `at`, and how it is set off. `sentences`: the style parts by full stops."""
    if end := text.quote_at(at):
        return end, "quoted"
    if end := text.italic_at(at):
        return min(end, stop), "italic"
    end = sentence_end(text, at, stop)
    if not sentences:
        for _ in range(4):
            if end >= stop or not (more := _continues(text, end, stop)):
                break
            end = more
    bracket = _CLOSES_TITLE[0].search(text.masked, at, end)
    for pattern in _CLOSES_TITLE:
        if found := pattern.search(text.masked, at, end):
            end = found.start()
    issued, _, where = issued_and_accessed(text, at, stop)
    if issued and where == at:
        return at, ""
    if issued and at < where <= end + 2 and not bracket:
        end = min(end, where)
        # "Title, Institution, July 2014": no bracket parts title and publisher, so the first comma does.
        comma = text.plain.find(", ", at, end)
        while comma > 0 and _LISTS.match(text.plain, comma):
            comma = text.plain.find(", ", comma + 1, end)
        end = comma if comma > 0 else end
    return end, "plain"


def _continues(text: Marked, at: int, stop: int) -> int:
    """The end of a sentence that still is title: "The Iran Threat. President Ahmadinejad ..."; 0 where none is."""
    begin = at
    while begin < stop and text.plain[begin].isspace():
        begin += 1
    end = sentence_end(text, begin, stop)
    first = text.plain[begin:end].split(" ", 1)[0].strip(".,:;")
    where = publication(text, at, end)
    if not first or (first in NOT_NAMES and first not in ("The", "A", "An")) or text.plain[begin] in '“"«‘(\x1a':
        return 0
    if strength(text, begin, end) or where.start >= 0 or prosaic(text.plain[begin:end]) or end - begin > 160:
        return 0
    return end


def title_at(text: Marked, at: int, stop: int) -> tuple[int, str]:
    """The title that stands between `at` and `stop`, if one does: where it ends, and its words."""
    while at < stop and text.plain[at] in " ,.:;(":
        at += 1
    if at >= stop:
        return at, ""
    end, titled = _title(text, at, stop, sentences=False)
    title = text.plain[at:end]
    return (end, _bare(title, titled)) if _titles(title, titled) else (at, "")


def _bare(title: str, titled: Titled) -> str:
    bare = title.strip(" ,.;:")
    if titled != "quoted":
        return bare
    return bare[1:-1].strip(" ,.;:") if bare[-1:] in "”\"»’“'" else bare.strip('“”"«»„‘’ ,.;:')


_LISTS = re.compile(r", [^\s,]+ (?:and|e|y|et|und) |, (?:and|e|y|et|und) ")
_CLOSES_TITLE = (
    re.compile(r"\s\((?=[^()]{0,140}(?:\b(?:1[4-9]|20)\d\d|\bed|\beds|n\.d\.|Hg|Hrsg|org|dir|paper|blog))"),
    re.compile(
        r"[,.]\s+(?:in|In|IN|en|dans|em)[:\s]\s*(?=[^\W\d_a-z]|\x1a|“)|,\s+(?:eds?\.|edited by|hrsg|trans\b|translated|"
        r"vols?\b|no\.|nos\.|nr\.|n\.|pp?\.|S\.\s?\d|chaps?\.|ch\.|cap\.|fols?\.|s\.v\.|2d|rev\.|\d|accessed|posted|online|"
        r"[ivxlc]+\b|cit\.|op\.\s?cit|art\.\s?cit|loc\.\s?cit|passim|note\s\d|n\d|especially|esp\.)"
    ),
    re.compile(r"[,.]?\s+\x1a"),
    re.compile(r"\s+p{1,2}\.\s?\d|\s+\d{1,4}(?:[–-]\d{1,4})?[.,]?$|[.;]\s*$"),
)


def _end(text: Marked, at: int, stop: int, notes_style: bool) -> int:
    """Where the citation ends whose title ends at `at`: with its sentence, and those after it that give but facts."""
    end = sentence_end(text, at, stop)
    for _ in range(8):
        begin = end
        while begin < stop and text.plain[begin].isspace():
            begin += 1
        if begin >= stop:
            break
        then = sentence_end(text, begin, stop)
        words = text.plain[begin:then]
        address = text.masked[begin] == "\x1a" or bool(_ACCESS.match(words))
        done = notes_style and bool(_CLOSED.search(text.masked, at, end))
        if not address and (done or prosaic(words) or _SIGNAL_WORD.match(words) or len(words) > 250):
            break
        if not address and not (strength(text, begin, then) or len(words.split()) <= 10):
            # A book's long title, before its place and year: "In: ROBERTS, M. (Ed.). World in crisis: ... Chicago: ..."
            after = sentence_end(text, then, stop)
            if notes_style or not strength(text, then, after):
                break
        placed = publication(text, begin, then).start == begin
        if text.masked[begin] in '“"«„‘' or not (address or placed or not named_again(text, begin, then)):
            break
        end = then
    return end


_CLOSED = re.compile(r"\([^()]{0,140}\b(?:1[4-9]|20)\d\d\)")
_ACCESS = re.compile(
    r"(?:Accessed|Retrieved|Archived|Available|Disponível|Disponible|Acesso|Consulté|Zugriff|Last access|ISBN|DOI)\b"
)
_SIGNAL_WORD = re.compile(r"(?:See|Cf|Compare|Ver|Voir|Vgl|Siehe|Véase|For|On|Also|But|Quoted|Cited|Ibid)\b")


def named_again(text: Marked, at: int, stop: int) -> bool:
    """Whether another citation's authors stand here: names and then a title in quotation marks, or inverted names."""
    who = named(text.plain, at, stop)
    if who is None:
        return False
    after = who.end + (len(text.plain[who.end : who.end + 2]) - len(text.plain[who.end : who.end + 2].lstrip(" ,.")))
    return who.inverted or bool(text.quote_at(after))


# ——— the parts of a work ———


def _work(text: Marked, who: Named | None, title: str, titled: Titled, *, at: int, end: int) -> Work:
    where, how, ids = publication(text, at, end), serial(text, at, end), identifiers(text, at, end)
    issued, accessed, when = issued_and_accessed(text, at, end)
    bare = _bare(title, titled)
    stops = [n for n in (where.start, how.start, when) if n >= at]
    if 0 <= where.start < end and text.plain[where.start] == "(":
        issued = issued_and_accessed(text, where.start, end)[0] or issued  # a year in the title is another
    elif titled == "plain" and not (where.place or where.publisher or how.volume or how.issue) and len(issued) == 4:
        where = _continental(text.plain[at:when], where)
    begins = min([end, *stops])
    box, chapter = _container(text, at, begins, titled, journal=begins == how.start)
    people: dict[str, tuple[Name, ...]] = {"author": (), "editor": (), "translator": ()}
    if who:
        people[who.role] = who.names
    for role, pattern in (("editor", _EDITORS), ("translator", _TRANSLATORS)):
        if (found := pattern.search(text.plain, at, end)) and (more := named(text.plain, found.end(), end)):
            people[role] = people[role] or more.names
    pages = how.page if titled == "quoted" or chapter or how.volume else ""
    kind = (
        "chapter"
        if chapter
        else "article-journal"
        if how.volume and (titled == "quoted" or how.issue or pages)
        else "thesis"
        if _THESIS.search(text.plain, at, end)
        else "book"
        if (where.publisher or where.place or ids.isbn) and titled != "quoted"
        else "webpage"
        if ids.url
        else "article-magazine"
        if box and len(issued) > 7
        else "document"
    )
    return Work(
        kind, bare, people["author"], people["editor"], people["translator"], box, where.publisher, where.place,
        issued, accessed, how.volume, how.issue, pages,
        found[1] if (found := _EDITION.search(text.plain, at, end)) else "", ids.doi, ids.isbn, ids.url,
    )  # fmt: skip


def _continental(between: str, otherwise: Publication) -> Publication:
    """Place and publisher from "Title, Paris, Gallimard, 1975", "Title, Berlin 1990"."""
    parts = [part for part in between.strip(" ,.").split(", ") if part]
    if not 1 <= len(parts) <= 2 or any(len(part) > 40 or part[0].islower() or not part[-1].isalpha() for part in parts):
        return otherwise
    if len(parts) == 2 and between.rstrip()[-1:] != ",":
        parts.reverse()  # the Italian order: "Laterza, Roma-Bari 1999"
    return Publication(parts[0], "".join(parts[1:])) if len(parts) == 2 or len(parts[0].split()) == 1 else otherwise


_EDITORS = re.compile(
    r"\s(?:eds?\.|Eds?\.|edited by|Edited by|hrsg\.(?: v\w*\.?)?|Hrsg\.|sous la dir\w*\.? d[e’']|org\.)\s+"
)
_TRANSLATORS = re.compile(r"\s(?:trans\.|Trans\.|transl\.|translated by|Translated by|trad\.|Übers\.)\s+")
_THESIS = re.compile(
    r"\b(?:[Dd]iss\.|[Dd]issertation|PhD|Ph\.D\.|[Tt]hesis|[Tt]hèse|[Tt]ese|[Tt]esis|Doutorado|Mestrado)"
)
_EDITION = re.compile(r"(\d(?<!\w.)\d?)(?:st|nd|rd|th|d|ª|ème|e|\.)?\s?(?:ed\b|edn\b|edition\b|éd\b|Aufl\b)")


def _container(text: Marked, at: int, stop: int, titled: Titled, journal: bool) -> tuple[str, bool]:
    """The journal, site or book that holds the work, and whether it is a book that holds a chapter."""
    found = _IN.match(text.plain, at, stop)
    begin = found.end() if found else at
    if not found and titled != "quoted":
        return "", False
    if found and (who := named(text.plain, begin, stop)) and (who.inverted or who.role == "editor"):
        begin = who.end
    while begin < stop and text.plain[begin] in " ,.:;":
        begin += 1
    if quoted := text.quote_at(begin):
        return text.plain[begin + 1 : quoted - 1].strip(" ,."), bool(found)
    end = sentence_end(text, begin, stop)
    for pattern in (_CLOSES_BOX, *((_BODY_AFTER,) if not journal else ())):
        if closing := pattern.search(text.masked, begin, end):
            end = closing.start()
    name = text.plain[begin:end].strip(" ,.;:(")
    if not name or name[0].islower() or prosaic(name) or only_locator(name) or _ACCESS.match(name):
        return "", False
    return name, bool(found)


_IN = re.compile(r"[,.]?\s*(?:in|In|IN|en|em|dans|Dans):?\s+")
_CLOSES_BOX = re.compile(
    r",\s+(?=\d|eds?\.|edited|trans|hrsg|vol|v\.|t\.|no\b|nos\b|n\.|nr|pp?\.|special issue|"
    r"(?:last\s)?(?:accessed|modified|updated|posted|retrieved|online|video)|[^\W\d_]{3,10}\.?\s\d)|\s\(|\x1a|"
    r"\sedited by|"
    r"\s(?!(?:19|20)\d\d\s)\d{1,4}(?=\s?[,:(.]|\s*$)|\.\s+Vol"
)
_BODY_AFTER = re.compile(r",\s+(?=[^\W\d_a-z][^,]{2,40},?\s*$)")
