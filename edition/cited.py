"""The citations a note prints: where each stands, what form it has, and what work it names as far as can be told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from edition.facts import strength
from edition.marked import Marked, marked, only_locator, prosaic, sentence_end, sentence_ends
from edition.model import Name, Note, Work
from edition.persons import NOT_NAMES, PARTICLES, named
from edition.works import read, title_at

Form = Literal["full", "short", "ibid", "idem", "opcit", "supra"]


class Citation(msgspec.Struct, frozen=True):
    """One citation of a note. Offsets count the note's plain text (`text.plain_blocks`).

    `form` is how it cites: in full, by author with short title or year, or by a word that points back. `opens` says
    that the note begins with it. `year` is that of an author-date citation, with its letter; `target` the mark of the
    note that a cross-reference names, and `forward` whether it points below. `parsed` is false for a source whose parts
    could not be told (letters, files, laws).
    """

    start: int
    end: int
    form: Form
    work: Work = Work()
    opens: bool = False
    year: str = ""
    target: str = ""
    forward: bool = False
    parsed: bool = True


def citations(note: Note) -> tuple[Citation, ...]:
    """The citations the note prints, in order; none for a note that only discusses."""
    return citations_in(marked(note.blocks))


def citations_in(text: Marked) -> tuple[Citation, ...]:
    """The citations of a text, in order."""
    cuts = _cuts(text)
    out: list[Citation] = []
    at = 0
    for start, strong in _starts(text, cuts):
        if start < at:
            continue
        opens = not start or bool(_SIGNALS.fullmatch(text.plain, 0, start))
        found = _pointing(text, start, cuts) or _naming(text, start, cuts, strong, opens)
        if found:
            out.append(msgspec.structs.replace(found, opens=opens))
            at = max(found.end, start + 1)
    out += [more for more in _author_dates(text) if not any(c.start < more.end and more.start < c.end for c in out)]
    if not out and (source := _source(text)):
        out.append(source)
    return tuple(sorted(out, key=lambda c: (c.start, c.end)))


# ——— where a citation may begin ———

_SIGNAL = (
    r"(?:[Aa]nd|[Bb]ut|[Aa]lso|[Ee]t|[Uu]nd|[Yy]|[Ee])?\s*\b(?:[Ss]ee|[Cc]ompare|[Cc]ontra|[Aa]ccord|[Cc]f|[Cc]fr|[Cc]onf|"
    r"[Vv]gl|[Ss]iehe|[Vv]oir|[Vv]er|[Vv]id|[Vv]éase|[Vv]ease|[Vv]eja(?:-se)?|[Vv]edi|[Cc]onferir|[Cc]onsultar|[Cc]onsulter|"
    r"[Qq]uoted\s(?:in|by|from|after)|[Cc]ited\s(?:in|by|after|from)|[Qq]td\.\sin|[Cc]itad[oa]\s(?:em|en|por|in)|"
    r"[Cc]itée?\s(?:dans|par)|[Zz]it(?:\.|iert)\snach|[Aa]pud|[Aa]s\s(?:cited|quoted|shown|discussed|noted)\s(?:in|by)|"
    r"[Rr]eprinted\sin|[Dd]iscussed\sin|e\.g|[Ff]or\sexample)\b\.?,?\s?"
    r"(?:(?:also|further|generally|especially|e\.g\.|i\.e\.|z\.\s?B\.|p\.\s?ex\.|por ejemplo|por exemplo|par exemple|"
    r"zum Beispiel|for example|for instance|in particular|inter alia|auch|dazu|aussi|também|también|anche|now|esp\.|in)"
    r"[,:]?\s?){0,3}:?\s*"
)
_SIGNALS = re.compile(r"[\s(\[]*(?:" + _SIGNAL + r")?")
# After a bracket's sign anything may follow, after another a capital, a quotation or a word that points back.
_INNER = re.compile(
    r"(?:(?<=\()()|(?<=[;,.:(\[”\"»]\s))" + _SIGNAL + r"(?(1)|(?=[^\s\d\W a-zß-öø-ÿ]|[“\"«‘„]|[inop]\w*\.|ib))"
    + r"|\b(?:see|compare|cf\.|vgl\.|siehe|voir|ver)\s(?:(?:also|auch|aussi|também|también)\s)?"
    + r"(?=[^\s\d\W a-zß-öø-ÿ]|[“\"«])"
)  # fmt: skip
# Where `_INNER` may begin: after a sign and white space or an opening bracket, if a word of `_SIGNAL` may follow ...
_AFTER_SIGN = re.compile(
    r"[;,.:(\[”\"»](?=(?<=\()|\s)(?=\s*(?:[Aa][nlcps]|[Bb]u|[Ee][t.\s]|[Uu]n|[Yy]\s|[Ss][ei]|[Cc][ofi]|[Vv][goeéi]|"
    r"[Qq][ut]|[Zz]i|[Rr]e|[Dd]i|[Ff]o))"
)
_MAY_SIGNAL = frozenset("ABCDEFQRSUVYZabcdefqrsuvyz([")  # what a match of `_SIGNALS` begins with, but for white space
# ... and with one of its own words, whose last letters are rarer than their first.
_OWN_WORDS = ("see", "compare", "cf.", "vgl.", "siehe", "voir", "ver")
_OWN_WORD = re.compile(r"(?:see|compare|cf\.|vgl\.|siehe|voir|ver)(?=\s)")
_IN_PROSE = re.compile(
    r"\s(?=[^\W\d_a-z])(?:(?<=\b(?:in|on|by|of|to|em|de|en)\s)|(?<=\b(?:par|von|bei|por)\s)|(?<=\b(?:from|with|dans)\s))"
)


def _cuts(text: Marked) -> list[int]:
    """Where one citation must end and another may begin: semicolons outside brackets, and words that point on."""
    out: list[int] = []
    depth = 0
    for found in _PARTING.finditer(text.masked) if ";" in text.masked else ():
        i, c = found.start(), found[0]
        if c in "([":
            depth += 1
        elif c in ")]":
            depth = max(0, depth - 1)
        elif not (depth or _parts_authors(text.masked, i)):
            out.append(i)
    return sorted({*out, *_inner(text.masked)})


def _inner(masked: str) -> Iterator[int]:
    """Where words like *see also* begin after the text's first: each match of `_INNER`, tried only where one may be."""
    begins: set[int] = set()
    for sign in _AFTER_SIGN.finditer(masked):
        at = sign.end()
        begins |= {at, at + 1} if masked[at - 1] == "(" else {at + 1}
    if any(map(masked.__contains__, _OWN_WORDS)):
        begins |= {word.start() for word in _OWN_WORD.finditer(masked)}
    end = 0
    for begin in sorted(begins):
        if begin >= end and (found := _INNER.match(masked, begin)):
            end = found.end()
            if begin:
                yield begin


_PARTING = re.compile(r"[()\[\];]")


def _parts_authors(masked: str, at: int) -> bool:
    """Whether the semicolon stands between two names with the surname first: "CARCHEDI, G.; ROBERTS, M."."""
    ends, begins = _author_ends_and_begins()
    return bool(ends.search(masked, max(0, at - 60), at) and begins.match(masked, at))


@cache
def _author_ends_and_begins() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(
        r"[^\W\d_a-z][\w'’-]+,\s(?:[^\W\d_a-z]\.[\s-]?|[^\W\d_a-z][\w'’-]+(?:\s|$)|d[aeo]s?(?:\s|$)){1,4}$"
    ), re.compile(
        r";\s[^\W\d_a-z][\w'’-]{1,30}(?:\s[^\W\d_a-z][\w'’-]{1,30}){0,2},\s"
        r"(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w'’-]{1,30}(?:\s[^\W\d_a-z][\w'’.-]{0,30}){0,2}[.;(\s])"
    )


def _starts(text: Marked, cuts: list[int]) -> list[tuple[int, bool]]:
    """Where a citation may begin, in order, and whether the place itself speaks for one."""
    places: dict[int, bool] = {}
    stop = len(text.plain)
    for cut in (0, *cuts):
        at = cut + (text.plain[cut : cut + 1] == ";")
        begin = _skip(text, at)
        places[begin] = True
    for _, at in sentence_ends(text, 0, stop):
        places.setdefault(_skip(text, at), False)
        if text.masked[at] in '(“"':
            places.setdefault(at + 1, False)
    for found in _IN_PROSE.finditer(text.masked):
        places.setdefault(found.end(), False)
    return sorted((begin, strong) for begin, strong in places.items() if begin < stop)[:_MOST_STARTS]


_MOST_STARTS = 400  # no real note has more, and a hostile one costs no more


def _skip(text: Marked, at: int) -> int:
    """Past white space, opening brackets, "and" and words like *see also*."""
    plain = text.plain
    first = plain[at : at + 1]
    if (first in _MAY_SIGNAL or first.isspace()) and (found := _SIGNALS.match(plain, at)):
        at = found.end()
    if plain[at : at + 1] in _MAY_JOIN and (found := _CONJUNCTION.match(plain, at)):
        at = found.end()
    return at


_MAY_JOIN = frozenset("aeyu")
_CONJUNCTION = re.compile(r"(?:and|e|y|et|und)\s+(?:also\s+)?(?=[^\W\d_a-z])")


def _limit(text: Marked, cuts: list[int], at: int) -> int:
    i = bisect_right(cuts, at)
    return cuts[i] if i < len(cuts) else len(text.plain)


# ——— words that point back ———

_IBID = re.compile(r"(?:[Ii]bid(?:em)?|IBID(?:EM)?|[Ee]bd|[Ee]benda|[Ee]bda|[Ii]b(?=\.))(?!\w)\.?")
_IDEM = re.compile(r"(?:[Ii]dem|IDEM|[Ii]d(?=[.,])|[Ee]adem|[Dd]ers(?=\.)|[Dd]ies(?=\.))(?!\w)\.?")
_OPCIT = re.compile(
    r"(?<!\w)(?:(?:(?P<same>[Ll]oc)|[Oo]p|[Oo]b|[Aa]rt|[Ll]ug)\.?\s?cit(?:\.|ato|ado|é)?(?!\w)|"
    r"a\.\s?a\.\s?O\.|opere citato)"
)
_NOTE = (
    r"(?:(?:foot|end)?notes?|[Nn]n?\.|nota|Nota|Note|Anm\.|Anmerkung|Fn\.|FN|fn\.|Fußnote)\s?"
    r"(?P<{0}>\d{{1,4}}[a-z]?|[*†‡§])(?![\w–-])"
)
_ABOVE = (
    r"(?P<{0}>above|below|supra|infra|oben|unten|acima|abaixo|arriba|abajo|ci-dessus|ci-dessous|plus haut|plus bas)"
)
_FORWARD = frozenset({"below", "infra", "unten", "abaixo", "abajo", "ci-dessous", "plus bas"})


@cache
def _supra() -> re.Pattern[str]:
    return re.compile(
        r"(?:\((?:(?:see|cf\.|vgl\.|siehe|wie|as in|ver|voir)\s)?" + _NOTE.format("a")
        + r"(?:,?\s" + _ABOVE.format("p") + r")?\)"
        r"|(?<!\w)" + _ABOVE.format("q") + r",?\s(?:at\s)?" + _NOTE.format("b")
        + r"|(?<!\w)" + _NOTE.format("c") + r",?\s" + _ABOVE.format("r") + r")",
        re.I,
    )  # fmt: skip


# What every match of it holds, and is sooner sought than the whole; and what one begins with.
_NOTE_ENDS = r"(?:[tT][eEaA]|[eE][sSſ]|[nNmM]\.|[nN][gG]|[fF][nN])"  # "note", "nota", "notes", "n.", "Anmerkung", "fn"
_HAS_SUPRA = re.compile(rf"[\d*†‡§](?:(?<={_NOTE_ENDS}.)|(?<={_NOTE_ENDS}\s.))")
_MAY_SEND = frozenset("(abceıfinopſsuABCEİFINOPSU")
_MAY_POINT = frozenset("AaDdEeFfIiLlNnOo")  # the same for `_IBID`, `_IDEM`, `_BARE_NOTE` and `_OPCIT`
_BARE_NOTE = re.compile(_NOTE.format("a") + r"(?:,?\s" + _ABOVE.format("p") + r")?")


def _pointing(text: Marked, at: int, cuts: list[int]) -> Citation | None:
    """A citation that begins here and points back by *ibid.*, *idem*, *op. cit.* or a note's number."""
    plain, masked = text.plain, text.masked
    limit = min(_limit(text, cuts, at), at + 400)
    back = False
    if plain[at] in _MAY_POINT:
        if found := _IBID.match(plain, at):
            return Citation(at, _after_locator(text, found.end(), limit), "ibid")
        if found := _IDEM.match(plain, at):
            return _idem(text, at, found.end(), limit)
        if (found := _BARE_NOTE.match(plain, at)) and at and (found["p"] or only_locator(plain[found.end() : limit])):
            way = (found["p"] or "").casefold()
            return Citation(at, found.end(), "supra", target=found["a"], forward=way in _FORWARD)
        back = bool(_OPCIT.match(masked, at))
    who = None if back else named(plain, at, limit)
    begin = who.end if who else at
    near = min(limit, begin + 240)
    seek = re.Pattern.search if who else re.Pattern.match  # without a name it stands here or not at all
    may = back or (who and ("cit" in masked or "O." in masked))
    if may and (found := seek(_OPCIT, masked, begin, near)):
        _, title = title_at(text, begin, found.start())
        work = Work(title=title, author=who.names if who else ())
        form: Form = "ibid" if found["same"] and not who else "opcit"
        return Citation(at, _after_locator(text, found.end(), limit), form, work)
    may = (who or plain[at] in _MAY_SEND) and bool(_HAS_SUPRA.search(masked, begin, near))
    if may and (found := seek(_supra(), masked, begin, near)):
        end, title = title_at(text, begin, found.start())
        if found.start() - end > 30:
            return None
        work = Work(title=title, author=who.names if who else ())
        way = (found["p"] or found["q"] or found["r"] or "").casefold()
        mark = found["a"] or found["b"] or found["c"]
        return Citation(
            at, _after_locator(text, found.end(), limit), "supra", work, target=mark, forward=way in _FORWARD
        )
    return None


def _idem(text: Marked, at: int, after: int, limit: int) -> Citation:
    rest = text.plain[after:limit]
    if found := _THEN_IBID.match(rest):
        return Citation(at, _after_locator(text, after + found.end(), limit), "ibid")
    if found := _YEAR.match(text.plain, after, limit):
        end = _after_locator(text, found.end(), limit)
        return Citation(at, end, "idem", Work(issued=found[1][:4]), year=found[1])
    if only_locator(rest[: max(0, sentence_end(text, after, limit) - after)]):
        return Citation(at, _after_locator(text, after, limit), "idem")
    end, title = title_at(text, after, limit)
    return Citation(at, max(end, after), "idem", Work(title=title))


_THEN_IBID = re.compile(r"[\s,.]*ib(?:id(?:em)?)?\b\.?", re.I)
_YEAR = re.compile(r"[\s,.(]{1,4}((?:1[4-9]|20)\d\d[a-z]?)(?![\w–-])\)?")
_TAIL = re.compile(r"[\s,.:(]{1,3}(?:at\s|(?:pp?|S|nn?|f|ff|fols?|págs?|esp|vols?|§)\.?\s?)?\d[^\s;,]*")


def _after_locator(text: Marked, at: int, limit: int) -> int:
    while at < limit and (found := _TAIL.match(text.plain, at, limit)):
        at = found.end()
    return at


# ——— citations that name ———


def _naming(text: Marked, at: int, cuts: list[int], strong: bool, opens: bool) -> Citation | None:
    """A citation that begins here with names or a title."""
    who = named(text.plain, at, len(text.plain))
    if who and not who.inverted and not opens and text.plain[who.end : who.end + 1] == ".":
        return None  # a sentence that ends with a name
    found = read(text, at, _limit(text, cuts, who.end if who else at))
    if found is None:
        return None
    sign = text.plain[who.end : who.end + 1] if who else ""
    inverted = bool(who and who.inverted)
    if who and not (strong or inverted or found.year or sign in (",", " ")):
        return None
    work = found.work
    people = bool(work.author or work.editor or work.translator or work.type == "entry-encyclopedia")
    end = max(found.end, at + 1)
    if not people:
        if not strong:
            return None
        if found.strength or (opens and work.container_title and not prosaic(text.plain[:end])):
            return Citation(at, end, "full", work)
        return Citation(at, end, "short", work) if found.short and opens else None
    if work.title:
        needed = (0 if found.year or work.container_title else 1) if strong else 2
        named_fully = bool(who and who.names[0].given)
        goes_on = strong and found.short and named_fully and _goes_on(text, end, cuts, inverted)
        if goes_on or (found.strength >= needed and (found.year or not found.short)):
            return Citation(at, end, "full", work, year=found.year)
        if found.short and (strong or (sign == "," and text.plain[at].isupper() and found.titled != "plain")):
            return Citation(at, end, "short", work, year=found.year)
        return None
    if strong and (found.short or found.year):
        return Citation(at, end, "short", work, year=found.year)
    return None


def _goes_on(text: Marked, at: int, cuts: list[int], inverted: bool) -> bool:
    """Whether a citation that looks short goes on: no short citation has given names and then facts of publication."""
    stop = min(_limit(text, cuts, at), at + 600)
    return strength(text, at, stop) > 0 or (inverted and len(text.plain[at:stop].split()) > 8)


def _author_dates(text: Marked) -> Iterator[Citation]:
    """The author-date citations of running prose: "(Malm, 2016, p. 453)", "Melin (2023)"."""
    if "(" not in text.plain:
        return
    for group in _GROUP.finditer(text.plain):
        begin = group.start() + 1
        for part in _PARTS.finditer(text.plain, begin, group.end() - 1):
            at = _skip(text, part.start())
            likely = _YEAR.search(text.plain, at, part.end())
            if not likely or ":" in text.plain[at : likely.start()]:
                continue  # "(New York: Routledge, 2014)": no name has a colon
            names, end = _parted_by_semicolons(text.plain, at, part.end())
            year = _YEAR.match(text.plain, end, part.end())
            if names and year and only_locator(text.plain[year.end() : part.end()]):
                yield Citation(at, part.end(), "short", Work(author=names, issued=year[1][:4]), year=year[1])
    for found in _BRACKETED_YEAR.finditer(text.plain):
        at = _names_before(text.plain, found.start())
        who = named(text.plain, at, found.start()) if at < found.start() else None
        if who and not text.plain[who.end : found.start()].strip():
            yield Citation(at, found.end(), "short", Work(author=who.names, issued=found[1][:4]), year=found[1])


def _parted_by_semicolons(plain: str, at: int, stop: int) -> tuple[tuple[Name, ...], int]:
    """The names at this place, "Xu; Liu" too, and where they end."""
    names: tuple[Name, ...] = ()
    end = at
    while who := named(plain, at, stop):
        names, end = (*names, *who.names), who.end
        if plain[end : end + 2] != "; ":
            break
        at = end + 2
    return names, end


_GROUP = re.compile(r"\([^()]{4,400}\)")
_PARTS = re.compile(r"(?:[^;\d]+;\s)?[^;]+")
_BRACKETED_YEAR = re.compile(r"\(\s?((?:1[4-9]|20)\d\d[a-z]?)(?:\s?[,:;][^()]{0,80})?\)")


def _names_before(plain: str, end: int) -> int:
    """Where the names begin that end at `end`."""
    at, listed = end, False
    for word in reversed(list(_WORD_BEFORE.finditer(plain, max(0, end - 160), end))):
        bare = word[0].strip(",.’'").removesuffix("’s").removesuffix("'s")
        if plain[word.end() : at].strip() or not bare:
            break
        linking = bare in ("and", "&", "et", "al", "e", "y", "und") or bare.casefold() in PARTICLES
        if not linking and (not bare[0].isupper() or bare in NOT_NAMES):
            break
        if word[0][-1] == "," and not listed:
            break
        listed = listed or bare in ("and", "&", "et", "e", "y", "und")
        at = word.start()
    while (found := _WORD_BEFORE.match(plain, at, end)) and (found[0][0].islower() or found[0] == "&"):
        at = found.end() + (found.end() < end)
    return at


_WORD_BEFORE = re.compile(r"[^\s()\[\];:“”\"]+")


def _source(text: Marked) -> Citation | None:
    """The whole note as one source whose parts cannot be told: a letter, a file, a law; None for prose."""
    if not _DIGIT.search(text.masked):
        return None
    plain = text.plain[_skip(text, 0) :]
    words = plain.split()
    if not 3 <= len(words) <= 60:
        return None
    capitals = [
        bare[0].isupper()
        for word in words
        if len(word) > 3 and len(bare := word.strip("“”\"'‘’.,;:()")) > 3 and bare[0].isalpha()
    ]
    named_so = sum(capitals) * 2 >= len(capitals) + 1
    if not (named_so or (any(map(plain.__contains__, _LEGAL_SIGNS)) and _LEGAL.search(plain))):
        return None
    if prosaic(plain) or _ELSEWHERE.search(plain):
        return None
    begin = len(text.plain) - len(plain)
    return Citation(begin, len(text.plain), "full", Work(printed=plain.strip(" ,;")), opens=True, parsed=False)


def work_of(text: Marked) -> Work:
    """The work an entry of a list of readings names: its parts as far as they can be told, and the entry as printed."""
    found = next((c for c in citations_in(text) if c.form == "full" and c.opens and c.parsed), None)
    return msgspec.structs.replace(found.work if found else Work(), printed=text.plain)


_DIGIT = re.compile(r"\d")
_ELSEWHERE = re.compile(
    r"\b(?:[Ff]igs?|[Ff]igure|[Tt]ables?|[Ss]ections?|[Cc]hapters?|[Aa]ppendix|[Nn]otes?|above|below)\b"
)
_LEGAL_SIGNS = ("§", "U.S.C", "v.", "Art", "MS", "fol", "Archiv", "Arquivo", "Nachlass")  # each match holds one
_LEGAL = re.compile(r"§|U\.S\.C|\bv\.\s[A-Z]|\bArts?\.\s\d|\b(?:MS|MSS|fols?|Archiv\w*|Arquivo|Archivo|Nachlass)\b")
