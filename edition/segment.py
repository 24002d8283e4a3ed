"""Lines -> judged stretches: a source's evidence weighed as a whole, each stretch with kind, rule and confidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from edition import backmatter, discussion, endnotes
from edition.blocks import body
from edition.front import Front, attribution, epigraphs, front, hinted_people, prose
from edition.furniture import around
from edition.judged import Judged
from edition.linked_notes import hinted
from edition.marks import Mark
from edition.model import Kind
from edition.readers.lines import Reading
from edition.stretches import Stretch, stretches
from edition.structured import structured
from edition.vocabulary import part, plain_words


class Segmented(msgspec.Struct, frozen=True):
    """A source cut and judged: one judgement for each stretch, the marks in each, and what the front says."""

    stretches: tuple[Stretch, ...]
    judged: tuple[Judged, ...]
    marks: dict[int, tuple[Mark, ...]]
    front: Front


def segment(reading: Reading) -> Segmented:
    """The whole source, judged. Nothing is left out: every stretch has a judgement."""
    cut = stretches(reading)
    judged: dict[int, Judged] = {}
    if any(line.tag for line in reading.lines):
        judged |= _boilerplate(cut, judged)
        judged |= _contents(cut, judged)
        told, told_marks, told_front = structured(cut, reading, judged, _fields(cut).get("title", ""))
        return Segmented(cut, tuple(told[i] for i in range(len(cut))), told_marks, told_front)
    judged |= _chrome(cut)
    judged |= _boilerplate(cut, judged)
    judged |= around(cut, judged)
    judged |= _contents(cut, judged)
    marked = hinted(cut)
    judged |= {i: j for i, j in marked.judged.items() if i not in judged}
    judged |= discussion.comments(cut, judged)
    fields = _fields(cut)
    ahead = front(cut, judged, reading.metadata.title or fields.get("title", ""), reading.text)
    judged |= {i: j for i, j in ahead.judged.items() if i not in judged}
    people = hinted_people(cut) or ahead.people
    ahead = msgspec.structs.replace(ahead, people=people)
    judged |= _abstract(cut, judged, ahead.body)
    zones = backmatter.zones(cut, judged, max(1, ahead.body))
    if not any(z.part == "notes" for z in zones):
        zones = tuple(
            msgspec.structs.replace(z, part="notes")
            if z.part == "bibliography" and endnotes.cited_by_number(cut, (z.start, z.end), ahead.body)
            else z
            for z in zones
        )
    marks = marked.marks
    if not marked.judged:
        under = [(z.start, z.end) for z in zones if z.part == "notes"]
        closed = ("bibliography", "authors", "history", "citing")
        others = {k: Judged("blank", "") for z in zones if z.part in closed for k in range(z.start, z.end)}
        heads = {z.heading: Judged("blank", "") for z in zones}
        lives = {
            i: Judged("blank", "")
            for i in range(max(ahead.body, len(cut) // 3), len(cut))
            if backmatter.tells_a_life(cut[i].words, [name for name, _ in people])
        }
        found = endnotes.found(cut, {**_elsewhere(judged), **heads, **others, **lives}, under)
        judged |= {i: j for i, j in found.judged.items() if i not in judged}
        marks = found.marks
    judged |= _under_notes(cut, judged, zones)
    names = [name for name, _ in people]
    for zone in zones:
        if zone.part == "bibliography":
            judged |= backmatter.bibliography(cut, judged, zone, names)
        elif zone.part == "authors":
            judged |= backmatter.biographies(cut, judged, zone, names)
        elif zone.part in ("history", "citing", "more", "keywords"):
            judged |= _aside(cut, judged, zone)
    judged |= _back_lines(cut, judged, ahead.body)
    judged |= backmatter.loose_biographies(cut, judged, names, ahead.body)
    judged |= _late_epigraphs(cut, judged, ahead.body)
    judged |= body(cut, judged, 0)
    return Segmented(cut, tuple(judged[i] for i in range(len(cut))), dict(marks), ahead)


def _elsewhere(judged: dict[int, Judged]) -> dict[int, Judged]:
    """What cannot hold notes or marks; titles, epigraphs and abstracts can hold marks."""
    return {i: j for i, j in judged.items() if j.kind not in ("title", "epigraph", "abstract", "byline")}


_CHROME = {"nav", "header", "footer", "aside", "form", "chrome"}


def _chrome(cut: Sequence[Stretch]) -> dict[int, Judged]:
    return {
        i: Judged("furniture", "marked-up-chrome", 0.95)
        for i, s in enumerate(cut)
        if _CHROME & set(s.hint.within)
        and not s.hint.note
        and not {"notes", "comment", "comments", "byline", "title"} & set(s.hint.within)
    }


_EDGE = re.compile(r"\*{2,}\s*(START|END)\b.{0,200}", re.IGNORECASE | re.DOTALL)


def _boilerplate(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """What a distributor put around a text between its lines *** START ... *** and *** END ... ***."""
    start = end = -1
    for i, s in enumerate(cut):
        edge = _EDGE.match(s.text)
        if edge and edge[1].upper() == "START" and i < len(cut) // 2 and start < 0:
            start = i
        elif edge and edge[1].upper() == "END" and start >= 0 and end < 0:
            end = i
    if start < 0 or end < 0:
        return {}
    return {
        i: Judged("licence" if i > end else "furniture", "outside-start-and-end-lines", 0.95)
        for i in (*range(start + 1), *range(end, len(cut)))
        if i not in judged
    }


_FIELD = re.compile(
    r"^\s*(Title|Titre|Titel|Título|Titolo|Author|Autor|Auteur|Autore|Language)\s*:\s+(\S.{0,300}?)\s*$", re.IGNORECASE
)


def _fields(cut: Sequence[Stretch]) -> dict[str, str]:
    """What a header of fields ("Title: ...") says before the text."""
    out: dict[str, str] = {}
    for s in cut[:30]:
        for line in s.lines:
            field = _FIELD.match(line.text)
            if field:
                name = "title" if field[1].lower().startswith("tit") else field[1].lower()
                out.setdefault(name, field[2])
    return out


_TOC_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]+\.)\s+|\s*\.{2,}\s*\d+$|\t\d+$")


def _contents(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """A table of contents: short lines one after the other, most of which come again as lines of their own."""
    later: dict[str, int] = {}
    for i, s in enumerate(cut):
        if len(s.text) < 160:
            later[plain_words(_TOC_NUMBER.sub("", s.text.removesuffix("[edit]")))] = i
    out: dict[int, Judged] = {}
    run: list[int] = []
    hits = 0
    for i in range(len(cut) + 1):
        short = i < len(cut) and len(cut[i].text) < 160 and i not in judged
        words = plain_words(_TOC_NUMBER.sub("", cut[i].text)) if short else ""
        again = not words.isdigit() and words != "" and later.get(words, i) > i + 3
        if short and (again or (run and hits >= 2 and len(cut[i].text) < 80)):
            run.append(i)
            hits += again
            continue
        while run and later.get(plain_words(_TOC_NUMBER.sub("", cut[run[-1]].text)), 0) <= run[-1]:
            tail = run[-1]
            if _TOC_NUMBER.match(cut[tail].text) and cut[tail].gap == 0:
                break
            run.pop()
        distinct = len({cut[k].text for k in run})
        if hits >= 4 and len(run) >= 4 and hits >= 0.6 * len(run) and distinct == len(run) and run[0] < len(cut) // 2:
            for k in run:
                out[k] = Judged("furniture", "table-of-contents", 0.9)
            if run[0] - 1 >= 0 and part(cut[run[0] - 1].text) == "contents":
                out[run[0] - 1] = Judged("furniture", "table-of-contents", 0.95)
        run, hits = ([i], 1) if short and again else ([], 0)
    return out


_INLINE_ABSTRACT = re.compile(
    r"(?:abstract|summary|résumé|resumen|resumo|zusammenfassung|riassunto)\s*[:.—–-]\s+\S", re.IGNORECASE
)
_KEYWORDS = re.compile(
    r"(?:key ?words|index terms|mots[- ]cl[eé]s|palabras[- ]clave|palavras[- ]chave|schl(?:ü|ue)sselw(?:ö|oe)rter|"
    r"schlagw(?:ö|oe)rter|parole[- ]chiave|jel\b"
    r"|subjects?|tags|filed under)[^:\n]{0,20}:",
    re.IGNORECASE,
)


def _abstract(cut: Sequence[Stretch], judged: dict[int, Judged], start: int) -> dict[int, Judged]:
    """Abstracts and their keywords before the body, under headings of their own or after a word and a colon."""
    out: dict[int, Judged] = {}
    open_ = ""
    count = 0
    for i in range(start, min(len(cut), start + 40)):
        if i in judged:
            continue
        text = cut[i].text
        named = part(text)
        if named in ("abstract", "keywords") or text.rstrip(":") in ("Keywords",):
            open_, count = named, 0
            out[i] = Judged("heading", "abstract-heading", 0.95, "part", named)
        elif "abstract" in cut[i].hint.within or _INLINE_ABSTRACT.match(text):
            out[i] = Judged("abstract", "abstract-word", 0.9)
            open_ = ""
        elif (_KEYWORDS.match(text) and len(text) < 400) or (open_ == "keywords" and len(text) < 400):
            out[i] = Judged("furniture", "keywords", 0.85)
            open_ = ""
        elif open_ == "abstract" and not count:
            out[i] = Judged("abstract", "abstract-heading", 0.95)
            count = 1
        elif count and len(text) < 250 and text.count(";") >= 2 and not text.endswith("."):
            out[i] = Judged("furniture", "keywords", 0.8)
            open_ = ""
        elif count and open_ == "abstract" and prose(text) and _ends_at_heading(cut, i):
            out[i] = Judged("abstract", "abstract-continued", 0.7)
        elif out and not prose(text) and count and part(text) == "" and open_ == "":
            break
        else:
            break
    return out


def _ends_at_heading(cut: Sequence[Stretch], i: int) -> bool:
    """Whether within two more blocks a short line follows, so that this one still belongs to the abstract."""
    return any(
        len(s.text) < 80 and (s.part or _KEYWORDS.match(s.text) or s.text == "Introduction") for s in cut[i + 1 : i + 3]
    )


def _under_notes(
    cut: Sequence[Stretch], judged: dict[int, Judged], zones: Sequence[backmatter.Zone]
) -> dict[int, Judged]:
    """The heading of the notes, and what stands under it without being a note: the unnumbered N.B."""
    out: dict[int, Judged] = {}
    for zone in zones:
        if zone.part != "notes":
            continue
        mine = [i for i in range(zone.start, zone.end) if i in judged and judged[i].kind == "note"]
        bare = [i for i in range(zone.start, zone.end) if i not in judged]
        nb = [i for i in bare if backmatter.publication_note(cut[i].text) and (not mine or i < mine[0] or i > mine[-1])]
        if mine or nb:
            out[zone.heading] = Judged("heading", "notes-heading", 0.98, "part", "notes")
        for i in nb:
            out[i] = Judged("publication-note", "unnumbered-under-notes", 0.9)
        for i in bare:
            if i not in out and mine and i < mine[0] and len(cut[i].text) < 900:
                out[i] = Judged("publication-note", "before-first-note", 0.65)
    return out


def _aside(cut: Sequence[Stretch], judged: dict[int, Judged], zone: backmatter.Zone) -> dict[int, Judged]:
    """Publication history, how to cite, related links: short lines under their heading, and the heading."""
    out: dict[int, Judged] = {}
    kind: Kind = "licence" if zone.part in ("history", "citing") else "furniture"
    long = sum(prose(cut[i].text) for i in range(zone.start, zone.end))
    if zone.part in ("more", "keywords") and long > 1:
        return {}
    for i in range(zone.start, zone.end):
        if i in judged:
            continue
        if prose(cut[i].text) and zone.part != "citing" and not backmatter.licence(cut[i].text):
            break
        out[i] = Judged("licence" if backmatter.licence(cut[i].text) else kind, zone.part, 0.8)
    if out:
        out[zone.heading] = Judged(kind, zone.part, 0.85, "part", zone.part)
    return out


def _late_epigraphs(cut: Sequence[Stretch], judged: dict[int, Judged], start: int) -> dict[int, Judged]:
    """Epigraphs between an abstract and the text."""
    free = [i for i in range(start, min(len(cut), start + 30)) if i not in judged]
    text = next((i for i in free if prose(cut[i].text) and not attribution(cut[i].text)), -1)
    near = [i for i in free if i < text or (i < start + 6 and cut[i].text[0] in '“"«„')]
    return epigraphs(cut, near) if text >= 0 else {}


def _back_lines(cut: Sequence[Stretch], judged: dict[int, Judged], start: int) -> dict[int, Judged]:
    """Licence lines and notes on earlier printings among what is left behind the text."""
    out: dict[int, Judged] = {}
    last = max((i for i, j in judged.items() if j.kind in ("note", "bibliography", "biography", "comment")), default=-1)
    left = [i for i in range(start, len(cut)) if i not in judged]
    ends = left[-4:]
    for i in left:
        text = cut[i].text
        if len(text) >= 600 or (i <= last and i not in ends):
            continue
        if backmatter.licence(text):
            out[i] = Judged("licence", "licence-words", 0.85)
        elif i in ends and backmatter.publication_note(text):
            out[i] = Judged("publication-note", "printed-before", 0.75)
    return out
