"""A work as a list of references gives it: the author's name turned round, the title set off, the facts of publication.

What a citation prints is never lost: where its parts could not all be told, what follows the title stands as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from edition import dates, names
from edition.html import Html, escaped, linked
from edition.model import Name, Work
from edition.persons import folded_words, surname, vocabulary, words_of


def reference(work: Work, href: str = "") -> Html:
    """The entry of a list of references, in the bibliography form of the Chicago Manual; the title leads to `href`."""
    if not work.title:
        printed = work.printed.strip(" ,;:")
        shown = linked(_stopped(printed))
        return Html(f'<a href="{escaped(href)}">{escaped(_stopped(printed))}</a>' if href else shown)
    people, role = _responsible(work)
    head = escaped(_stopped(_inverted(people, work.printed) + role)) if people else ""
    return Html(" ".join(filter(None, (head, *_titled(work, href, bool(head))))))


def text(work: Work) -> str:
    """The entry as plain words, for search and for the tags that machines read."""
    return _TAG.sub("", reference(work)).replace("&lt;", "<").replace("&gt;", ">").replace(
        "&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")  # fmt: skip


def short(work: Work) -> Html:
    """The work in few words, for "note 10: Doe, *The Long Road*"."""
    return Html(", ".join(filter(None, (escaped(families(work)), _set_off(work, short_title(work), "")))))


def dated(work: Work, href: str = "") -> Html:
    """The work in few words with its year, as a notice names it: "Doe, *The Long Road,* 2001"."""
    year, who = work.issued[:4], families(work)
    named = _set_off(work, short_title(work), "," if year else "", href)
    return Html(" ".join(filter(None, (escaped(f"{who},") if who else "", named, year))))


def families(work: Work) -> str:
    """The names a short citation would use: "Doe", "Doe and Roe", "Doe et al."."""
    people, _ = _responsible(work)
    shown = [_printed_as(p, work.printed) if p.literal else p.family or p.given for p in people]
    if len(shown) > 2:
        return f"{shown[0]} et al."
    return names.listed(shown)


def byline(work: Work) -> str:
    """The names in their usual order."""
    people, _ = _responsible(work)
    return names.listed([_straight(p, work.printed) for p in people])


def title(work: Work) -> str:
    """The work's title, or the words of a source that has none, without what closes a citation."""
    return _colon(work.title) if work.title else work.printed.strip(" ,;:.")


def short_title(work: Work) -> str:
    """The title without its subtitle; of a source without one, the first words."""
    if not work.title:
        words = work.printed.strip(" ,;:.").split()
        return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
    head = _SUBTITLE.split(_colon(work.title), maxsplit=1)[0]
    people, _ = _responsible(work)
    named = bool(people) and folded_words(head) == folded_words(people[0].family)  # "DOE: What I saw", in a newspaper
    return head if len(head) > 3 and not named else work.title


_SUBTITLE = re.compile(r":\s|\s[—–]\s")


def sort_key(work: Work) -> tuple[str, str]:
    """Where the work stands in an alphabetical list: by its first author, then title; articles do not count."""
    people, _ = _responsible(work)
    begins = _inverted(people[:1], work.printed) if people else ""
    if work.type == "entry-encyclopedia" and not people:
        begins = work.container_title
    head = " ".join(folded_words(begins))
    rest = folded_words(title(work))
    if len(rest) > 1 and rest[0] in _ARTICLES:
        rest = rest[1:]
    return (f"{head} {' '.join(rest)} {work.issued}".strip(), work.printed)


_ARTICLES = vocabulary("the a an le la les un une der die das ein eine o os as um uma el los las il lo gli")


def is_quoted(work: Work) -> bool:
    """Whether the title is set in quotation marks: as its citation prints it, else by what kind of work it is."""
    at = work.printed.find(work.title) if work.title else -1
    if at > 0:
        return work.printed[:at].rstrip()[-1:] in '“"«„‘'
    if at == 0:
        return False
    return work.type.startswith(("article", "post", "entry")) or work.type in ("chapter", "webpage", "speech", "thesis")


# ——— who ———


def _responsible(work: Work) -> tuple[tuple[Name, ...], str]:
    """Whom the entry begins with, and as what where it is not as author."""
    if work.author:
        return work.author, ""
    if work.editor:
        return work.editor, ", ed" if len(work.editor) == 1 else ", eds"
    return work.translator, ", trans" if work.translator else ""


def plain_name(name: Name, work: Work | None = None) -> str:
    """The name in its usual order."""
    return _straight(name, work.printed if work else "")


def _straight(name: Name, printed: str = "") -> str:
    if name.literal:
        return _printed_as(name, printed)
    return " ".join(filter(None, (name.given, name.family, name.suffix)))


def _printed_as(name: Name, printed: str) -> str:
    """A name without parts as the citation spaces it: "U.S. Senate", not "U. S. Senate"."""
    pattern = r"\s*".join(map(re.escape, name.literal.replace(" ", "")[:120]))
    found = re.search(pattern, printed[:400])
    return found[0] if found else name.literal


def _inverted(people: Sequence[Name], printed: str = "") -> str:
    """The names, the first turned round: "Doe, Jane, Richard Roe, and Ann Coe"."""
    if not people:
        return ""
    first = people[0]
    turned = (
        ", ".join(filter(None, (first.family, first.given, first.suffix)))
        if not first.literal
        else _printed_as(first, printed)
    )
    others = [_straight(p, printed) for p in people[1:]]
    if len(others) > 9:
        return ", ".join([turned, *others[:6]]) + ", et al"
    if not others:
        return turned
    return ", ".join([turned, *others[:-1]]) + f", and {others[-1]}"


# ——— what ———


def _titled(work: Work, href: str, headed: bool) -> list[str]:
    if work.type == "entry-encyclopedia" and work.container_title and not headed:
        box = f"<cite>{escaped(work.container_title)},</cite> s.v."
        return [box, _set_off(work, work.title, ".", href), *_rest(work)]
    return [_set_off(work, _colon(work.title), ".", href), *_rest(work)]


def _set_off(work: Work, words: str, stop: str, href: str = "") -> str:
    """The title in quotation marks or italics, with the sign that follows it inside, as English books set it."""
    stop = "" if words[-1:] in "?!…" and stop == "." else stop
    words = words.rstrip(".") if stop else words
    quoted = is_quoted(work) if work.title else False
    if quoted:
        words = words.replace("“", "‘").replace("”", "’")
        if stop and words[-1:] == "’" and words[-2:-1] in ".?!":
            stop = "" if stop == "." else stop
    shown = f'<a href="{escaped(href)}">{escaped(words)}</a>' if href else escaped(words)
    if not work.title:
        return shown + stop
    return f"“{shown}{stop}”" if quoted else f"<cite>{shown}{stop}</cite>"


@lru_cache(4096)
def _colon(words: str) -> str:
    """A subtitle that the citation parts by a full stop, after a colon: the one full stop inside the title."""
    inner = list(_INNER_STOP.finditer(words))
    return words[: inner[0].start()] + ": " + words[inner[0].end() :] if len(inner) == 1 and ":" not in words else words


_INNER_STOP = re.compile(r"(?<=[^\W\d_A-Z]{4})\.\s+(?=[^\W\d_a-z]|\d)")


# ——— where and when ———


@lru_cache(4096)  # a work stands in an article's references, in the list of works and beside many others
def _rest(work: Work) -> tuple[str, ...]:
    """What follows the title: from the parts, or as printed where the parts do not tell all."""
    told = _told(work)
    tail = _tail(work)
    return (_as_printed(tail, work),) if tail and _missing(tail, told, work) else told


def _told(work: Work) -> tuple[str, ...]:
    date = dates.shown(work.issued)
    periodical = work.type in ("article-journal", "article-magazine", "article-newspaper")
    edited = f"Edited by {names.listed([_straight(n) for n in work.editor])}." if work.author and work.editor else ""
    translated = (
        f"Translated by {names.listed([_straight(n) for n in work.translator])}."
        if work.translator and (work.author or work.editor)
        else ""
    )
    edition = f"{work.edition}{_ordinal(work.edition)} ed." if work.edition.isdecimal() else _stopped(work.edition)
    place = ": ".join(filter(None, (work.publisher_place, work.publisher)))
    box = escaped(work.container_title)
    parts: list[str] = []
    if periodical and box:
        numbered = ", ".join(filter(None, (work.volume, f"no. {work.issue}" if work.issue else "")))
        yearly = len(work.issued) == 4 and numbered
        inner = f"<cite>{box}</cite> {escaped(numbered)}" if numbered else f"<cite>{box}{',' if date else '.'}</cite>"
        when = f" ({date})" if yearly else f"{',' if numbered else ''} {date}" if date else ""
        pages = f"{':' if yearly else ','} {escaped(work.page)}" if work.page else ""
        parts.append(_closed(inner + when + pages))
    elif work.type == "chapter" and box:
        inner = f"In <cite>{box}</cite>"
        by = f", {escaped(edited[:1].lower() + edited[1:].rstrip('.'))}" if edited else ""
        parts.append(_closed(inner + by + (f", {escaped(work.page)}" if work.page else "")))
        parts.append(escaped(_stopped(", ".join(filter(None, (place, date))))))
        edited = ""
    else:
        series = "" if work.type == "entry-encyclopedia" else ", ".join(
            filter(None, (work.container_title, f"no. {work.issue}" if work.issue else ""))
        )  # fmt: skip
        if place or not series:
            parts += [escaped(_stopped(series)), escaped(_stopped(", ".join(filter(None, (place, date)))))]
        else:
            parts.append(escaped(_stopped(", ".join(filter(None, (series, date))))))
    accessed = f"Accessed {dates.shown(work.accessed)}." if work.accessed and not work.issued else ""
    address = f"https://doi.org/{work.doi}" if work.doi else work.url
    before = [escaped(part) for part in (edited, translated, edition) if part]
    after = [accessed, linked(_stopped(address)) if address else ""]
    return tuple(filter(None, (*before, *parts, *after)))


def _ordinal(number: str) -> str:
    if number[-2:] in ("11", "12", "13"):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")


def _stopped(words: str) -> str:
    words = words.rstrip(" ,;:")
    return words + "." if words and words[-1] not in ".?!" and words[-2:] not in (".”", "?”", "!”") else words


def _closed(html: str) -> str:
    """The same for HTML, which may end in the close of a tag after a full stop."""
    return html if re.search(r"[.?!](?:</cite>)?$", html) else html + "."


def _tail(work: Work) -> str:
    """What the citation prints after the title."""
    at = work.printed.find(work.title)
    return work.printed[at + len(work.title) :].lstrip(" ,.;:”\"»’“'") if at >= 0 else ""


def _missing(tail: str, told: Sequence[str], work: Work) -> bool:
    """Whether the tail says something, in words, that the parts do not."""
    bare = _ADDRESS.sub(" ", tail) if any(begins in tail.lower() for begins in _ADDRESS_BEGINS) else tail
    words = [word for word in folded_words(bare) if word not in _FILLERS and not any(map(str.isdigit, word))]
    if not words:
        return False
    known = {*folded_words(_TAG.sub("", " ".join(told))), *folded_words(dates.shown(work.accessed))}
    known |= {word[:3] for word in known if len(word) > 3}
    return any(word not in known for word in words)


_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi)\S*", re.IGNORECASE)
_ADDRESS_BEGINS = ("http", "www.", "do")  # without one of these no address is there


_FILLERS = vocabulary(
    "a an and at by ch chap ed edited edn editor eds esp f ff fl in inc n nd no nos nr number of on p pp page pages s "
    "st rd th t the trans translated translation translator vol vols volume doi issn isbn available accessed last from "
    "retrieved v e em de la le y und hg hrsg bd org orgs acesso disponivel"
)
_FILLERS |= {word[:3] for word in _FILLERS if len(word) > 3}


def _as_printed(tail: str, work: Work) -> str:
    """The tail, tidied: gaps closed, the pages of a book left out, its first letter raised."""
    tail = re.sub(r",(?:\s*,)+", ",", tail)
    tail = re.sub(r"^\(([^()]*)\)", r"\1", tail)
    if work.type == "book":
        tail = _PINPOINT.sub("", tail)
    tail = tail.strip(" ,;:")
    if not tail:
        return ""
    shown = linked(tail[:1].upper() + tail[1:])
    box = escaped(work.container_title)
    if box and work.type in ("article-journal", "article-magazine", "article-newspaper", "chapter"):
        shown = Html(shown.replace(box, f"<cite>{box}</cite>", 1))
    return shown if re.search(r"[.?!][”’)]?$", tail) else shown + "."


_PINPOINT = re.compile(r"(?<=\d\d\d\d)\)?,\s*(?:pp?\.\s*)?[\dxvil]+(?:[-–][\dxvil]+)?\.?$")


def slug(work: Work) -> str:
    """The work's name in addresses: the first author's family name, the year, the first telling words of the title, in
    ASCII; "" where there is nothing of that alphabet."""
    people, _ = _responsible(work)
    who = "".join(folded_words(people[0].family)) or surname(people[0]) if people else ""
    year = work.issued[:4] if work.issued[:4].isdecimal() else ""
    telling = words_of(short_title(work))[: 3 if work.title else 5]
    parts = (who, year, *telling)
    bare = [part if part.isascii() else _NOT_ASCII.sub("", part) for part in parts]
    return "-".join(filter(None, bare))[:60].strip("-")


_NOT_ASCII = re.compile(r"[^a-z0-9]")
