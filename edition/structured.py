"""Lines with hints -> judgements: what the markup of a page, a Word file or an XML source tells of its stretches.

The words are judged by the same rooms as a plain text's (`front`, `backmatter`, `discussion`, `headings`); this room
says first what the markup knows: chrome, notes and their marks, the title; `parts` what stands under which heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from edition import backmatter, discussion, endnotes, parts
from edition.anew import below_sections
from edition.blocks import body
from edition.bylines import byline
from edition.dates import valid
from edition.front import Front, front, hinted_people, prose
from edition.judged import Judged
from edition.linked_notes import ids_of
from edition.marks import Mark
from edition.readers.lines import Line, Metadata, Reading
from edition.stretches import Stretch
from edition.text import folded
from edition.vocabulary import part, plain_words

Marks = dict[int, tuple[Mark, ...]]

_AROUND = frozenset({"chrome", "form", "nav"})
_OWN = frozenset(
    {
        "title", "licence", "byline", "dateline", "abstract", "bibliography", "biography", "comments", "comment",
        "notes", "note", "epigraph", "subtitle",
    }
)  # fmt: skip
_SEPARATOR = re.compile(r"\s+[|·•»«–—-]\s+|\s*::\s*|\s*\|\s*|,?\s+by\s+(?=[^\W\d_a-z])")


def structured(
    cut: Sequence[Stretch], reading: Reading, outside: dict[int, Judged], said: str
) -> tuple[dict[int, Judged], Marks, Front]:
    """A judgement for every stretch of a source with markup, the marks in each, and what the front says. `outside` is
    what is known already to stand outside the text, `said` the title that the source states in words."""
    judged = {i: j for i, j in outside.items() if j.rule != "table-of-contents" or cut[i].hint.tag not in parts.HEADS}
    notes, marks = noted(cut)
    judged |= {i: j for i, j in notes.items() if i not in judged}
    cited = {cut[i].hint.group for i in marks if "table" in cut[i].hint.within} - {0}
    judged |= {i: j for i, j in _around(cut, judged).items() if i not in marks and cut[i].hint.group not in cited}
    title = _title(cut, judged, said, reading.metadata)
    judged |= {i: j for i, j in _titled(cut, title).items() if i not in judged or judged[i].kind == "furniture"}
    judged |= parts.marked_up(cut, judged)
    judged |= parts.heads_of_parts(cut, judged)
    if any({"comments", "comment"} & set(s.hint.within) for s in cut):
        judged |= _behind_comments(cut, judged)
        judged |= discussion.comments(cut, judged)
    elif any(part(s.text) == "comments" and parts.is_head(s) for s in cut[len(cut) // 2 :]):
        judged |= discussion.comments(cut, judged)
    zones = tuple(parts.zones(cut, judged, max(title, default=-1)))
    if not notes:
        plain_notes, marks = _unmarked_notes(cut, judged, zones)
        judged |= {i: j for i, j in plain_notes.items() if i not in judged}
    judged |= parts.abstracts(cut, judged, zones)
    ahead = _front(cut, judged, title, reading)
    judged |= {i: j for i, j in ahead.judged.items() if i not in judged}
    names = [name for name, _ in ahead.people]
    for zone in zones:
        judged |= parts.under(cut, judged, zone, names)
    judged |= {i: j for i, j in backmatter.loose_biographies(cut, judged, names, ahead.body).items() if i not in judged}
    judged |= parts.bold_headings(cut, judged)
    judged |= body(cut, judged, 0)
    judged |= parts.empty_heads(cut, judged)
    return parts.levelled(cut, judged), marks, ahead


# ——— notes and marks ———


def noted(cut: Sequence[Stretch]) -> tuple[dict[int, Judged], Marks]:
    """The notes the markup tells apart, each under its printed label, and the marks that lead to them."""
    judged: dict[int, Judged] = {}
    printed: dict[str, str] = {}
    own: dict[str, int] = {}
    for i, s in enumerate(cut):
        hint = s.hint
        if not hint.note or "chrome" in hint.within:
            continue
        start, end = _own_words(s)
        printed[hint.note] = printed.get(hint.note) or hint.label.strip(" .:)]([\u00a0")
        role = "label" if start >= end else "more" if hint.note in own else "text"
        if role == "text":
            own[hint.note] = i
        judged[i] = Judged("note", "note-marked-up", 0.99, role, hint.note, start=start, end=max(start, end))
    judged = {i: j for i, j in judged.items() if j.key in own}
    ids = ids_of({key: printed[key] for key in own})
    judged = {i: msgspec.structs.replace(j, key=ids[j.key]) for i, j in judged.items()}
    marks: Marks = {}
    for i, s in enumerate(cut):
        mine = tuple(
            Mark(p.start - s.start, p.end - s.start, ids[p.value], "hint")
            for p in sorted(s.spans, key=lambda p: (p.start, p.end))
            if p.kind == "mark" and p.value in ids and s.start <= p.start <= p.end <= s.end
        )
        if mine and i not in judged and "chrome" not in s.hint.within:
            marks[i] = mine
    return judged, marks


def _unmarked_notes(
    cut: Sequence[Stretch], judged: dict[int, Judged], zones: Sequence[backmatter.Zone]
) -> tuple[dict[int, Judged], Marks]:
    """Notes that the markup does not tell apart, found as in a plain text: under their heading, or where numbers are
    raised."""
    under = [(zone.start, zone.end) for zone in zones if zone.part == "notes"]
    raised = sum(
        p.kind == "sup" and s.text[p.start - s.start : p.end - s.start].isdigit() for s in cut for p in s.spans
    )
    apart = {k: Judged("blank", "") for z in zones if z.part != "notes" for k in range(z.heading, z.end)}
    heads = {z.heading: Judged("blank", "") for z in zones}
    fixed = {i: j for i, j in judged.items() if j.kind not in ("title", "epigraph", "abstract", "byline")}
    known = {*apart, *heads, *fixed}
    if not under and raised < 3 and not below_sections(cut, [i for i in range(len(cut)) if i not in known]):
        return {}, {}
    found = endnotes.found(cut, {**apart, **heads, **fixed}, under)
    return dict(found.judged), dict(found.marks)


def _own_words(s: Stretch) -> tuple[int, int]:
    """Where a note's own words begin and end in its stretch: without the label before and the ways back around."""
    apart = sorted((p.start - s.start, p.end - s.start) for p in s.spans if p.kind in ("label", "back"))
    start, end = 0, len(s.text)
    for low, high in apart:
        if not s.text[start:low].strip(" [(^↑.,\u00a0"):
            start = max(start, high)
    for low, high in reversed(apart):
        if low >= start and not s.text[high:end].strip(" ])."):
            end = min(end, low)
    bare = s.text[start:end]
    start += len(bare) - len(bare.lstrip(" ])}.:\u00a0" if start else " "))
    while end > start and s.text[end - 1] in " [(\u00a0\n":
        end -= 1
    return start, end


# ——— what stands around the text ———


def _around(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Chrome that the markup says is chrome, and what stands outside the page's main element."""
    out: dict[int, Judged] = {}
    inner = [i for i, s in enumerate(cut) if "main" in s.hint.within]
    # Between the last heading before the main element and that element stand byline and date, not chrome.
    heads = [i for i in range(inner[0] if inner else 0) if cut[i].hint.tag in parts.HEADS and i not in judged]
    below = range(heads[-1], inner[0]) if heads else range(0)
    for i, s in enumerate(cut):
        within = set(s.hint.within)
        if i in judged:
            continue
        if _AROUND & within:
            out[i] = Judged("furniture", "marked-up-chrome", 0.95)
        elif "aside" in within and not (prose(s.text) and "main" in within and s.hint.tag not in {"td", "th", "li"}):
            out[i] = Judged("furniture", "aside", 0.85)
        elif i in below:
            continue
        elif inner and not {"main", *_OWN} & within and not (s.hint.tag in parts.HEADS and i < inner[0]):
            out[i] = Judged("furniture", "outside-main", 0.85)
        elif "footer" in within and not _OWN & within:
            out[i] = Judged("furniture", "footer", 0.85)
    return out


def _behind_comments(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """What stands behind the last comment and is none."""
    last = max(i for i, s in enumerate(cut) if {"comments", "comment"} & set(s.hint.within))
    return {
        i: Judged("furniture", "behind-comments", 0.8)
        for i in range(last + 1, len(cut))
        if i not in judged and not {"main", *_OWN} & set(cut[i].hint.within)
    }


# ——— the title ———


def _title(cut: Sequence[Stretch], judged: dict[int, Judged], said: str, metadata: Metadata) -> tuple[int, ...]:
    """The places of the title's lines; none where no line is the title."""
    stated = said or metadata.title
    pieces = {plain_words(piece) for piece in (*_SEPARATOR.split(stated), *stated.split(": "))} - {""}
    whole = plain_words(stated)
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    offered = [i for i, s in enumerate(cut) if _offers_title(s) and not (i in judged and judged[i].kind == "note")]
    offered = [i for i in offered if i not in judged or judged[i].rule == "outside-main"]
    for place, i in enumerate(offered[:60]):
        hint, words = cut[i].hint, plain_words(cut[i].text)
        named = bool(part(cut[i].text)) and words not in {whole, *pieces}
        if not words or (named and hint.tag != "h1"):
            continue
        worth = (
            {"h1": 2.0, "h2": 1.0}.get(hint.tag, 0.5) + 3.0 * ("title" in hint.within) + 1.5 * ("main" in hint.within)
        )
        worth -= place * 0.02 + named
        if words == whole:
            worth += 10.0
        elif words in pieces or re.sub(r"^\d+ ", "", words) in pieces:
            worth += 8.0
        elif len(words) > 8 and (words in whole or (len(whole) > 12 and whole in words)):
            worth += 5.0
        elif hint.tag not in {"h1", "h2"} and "title" not in hint.within and not parts.stands_out(cut[i]):
            continue
        if worth > best[0]:
            best = (worth, (i,))
        for run in _runs(cut, i):
            joined = plain_words(" ".join(cut[k].text for k in run))
            if joined == whole or joined in pieces:
                worth = 11.0 - place * 0.02
                if worth > best[0]:
                    best = (worth, run)
    return best[1]


def _offers_title(s: Stretch) -> bool:
    return len(s.text) < 400 and (s.hint.tag in parts.HEADS or "title" in s.hint.within or parts.stands_out(s))


def _runs(cut: Sequence[Stretch], i: int) -> Iterator[tuple[int, ...]]:
    for length in (2, 3, 4):
        run = tuple(range(i, min(i + length, len(cut))))
        named = any(byline(cut[k].text).sure >= 0.9 for k in run[1:])
        if len(run) == length and not named and all(_offers_title(cut[k]) for k in run):
            yield run


_ARTICLE = re.compile(r"^(?:an?|the|les?|la|el|los|las|der|die|das|ein|eine|os?|il|lo|gli|i) ")


def _titled(cut: Sequence[Stretch], title: tuple[int, ...]) -> dict[int, Judged]:
    """The title's lines, and lines marked up as a title beside it: the same words again, or in another language."""
    out = {i: Judged("title", "title", 0.95, "" if i == title[0] else "more") for i in title}
    if not title:
        return out
    same = plain_words(" ".join(cut[i].text for i in title))
    for i, s in enumerate(cut):
        if i in out or i > title[-1] + 40:
            continue
        words = plain_words(s.text)
        if _ARTICLE.sub("", words) == _ARTICLE.sub("", same) and (s.hint.tag in parts.HEADS or i < title[0]):
            out[i] = Judged("duplicate", "title-repeated", 0.97)
        elif "subtitle" in s.hint.within and i > title[-1] and byline(s.text).sure < 0.6:
            out[i] = Judged("title", "subtitle-marked-up", 0.9, "subtitle")
        elif "title" in s.hint.within and s.hint.tag in parts.HEADS and title[-1] < i <= title[-1] + 3:
            out[i] = Judged("masthead", "title-in-another-language", 0.8)
    return out


# ——— the front ———


def _front(cut: Sequence[Stretch], judged: dict[int, Judged], title: tuple[int, ...], reading: Reading) -> Front:
    """Byline, date and masthead: what stands before the first text, and lines the markup calls so."""
    start = max(title, default=-1)
    stop = next((i for i in range(start + 1, len(cut)) if i not in judged and _begins_text(cut[i])), len(cut))
    stop = min([stop, *(i for i, j in judged.items() if i > start and j.rule == "abstract-heading")])
    tables = {s.hint.group for s in cut if s.hint.tag == "th"}  # with a head: no page is laid out by them
    before = [
        i
        for i in range(stop)
        if i not in judged and not (cut[i].hint.tag in ("td", "th") and cut[i].hint.group in tables)
    ]
    own = [
        i for i, s in enumerate(cut) if i >= stop and i not in judged and {"byline", "dateline"} & set(s.hint.within)
    ]
    places = sorted([*before, *title[:1], *own])
    shown = folded(" ".join(cut[i].text for i in title))
    plain = tuple(_plain(cut[i], shown if title and i == title[0] else cut[i].words) for i in places)
    read = front(plain, {}, shown, reading.text)
    out = {places[k]: j for k, j in read.judged.items() if places[k] not in judged and (j.kind != "title" or not title)}
    said = [i for i, s in enumerate(cut) if "byline" in s.hint.within and i not in judged and i <= stop + 3]
    people = hinted_people(tuple(_names_only(cut[i]) for i in said)) if said else ()
    for i in said:
        out[i] = Judged("byline", "byline-marked-up", 0.95, "" if byline(cut[i].text).people else "affiliation")
    for i in before:
        if i in out and out[i].kind in ("paragraph", "heading"):
            del out[i]
        elif i not in out and i < start:
            out[i] = Judged("masthead", "before-title", 0.8)
        elif i not in out and "dateline" in cut[i].hint.within:
            out[i] = Judged("dateline", "dateline-marked-up", 0.9)
    if not people and not read.people and not reading.metadata.authors:
        signed = [s for s in cut if len(s.text) < 200 and _SIGNED.match(s.text)]
        people = hinted_people(tuple(_byline_of(s) for s in signed[:1]))
    if reading.metadata.authors:
        printed = {plain_words(name): shown for name, shown in (*people, *read.people)}
        others = tuple((name, shown) for name, shown in read.people if name in dict(read.roles))
        people = tuple((name, printed.get(plain_words(name), name)) for name in reading.metadata.authors)
        people = tuple(dict.fromkeys((*people, *others)))
    date = read.date or (reading.metadata.published if valid(reading.metadata.published) else "")
    return Front(out, stop, people or read.people, date, read.time, (), read.roles)


def _plain(s: Stretch, text: str) -> Stretch:
    """The stretch as plain text shows it; its markup has been heard."""
    return msgspec.structs.replace(s, text=text, lines=tuple(Line(line.start, line.end, line.text) for line in s.lines))


_SIGNED = re.compile(r"(?:posted|written|published|text|words|story|article) by\s+(?-i:[^\W\d_a-z])", re.I)


def _byline_of(s: Stretch) -> Stretch:
    bare = _names_only(s)
    return msgspec.structs.replace(bare, lines=(Line(s.start, s.end, s.text, within=("byline",)),))


def _names_only(s: Stretch) -> Stretch:
    """A byline without its date and the words around it ("Posted on ... by ...")."""
    text = s.text
    if found := re.search(r"\b(?:by|par|por|von|di)\s+(?=[^\W\d_a-z])", text):
        text = text[found.end() :]
    text = re.split(r"\s+(?:on|at)\s+(?=\w+ \d|\d)|\s*[|•·]\s*|,?\s*\d{1,2}\s\w+\s\d{4}", text)[0]
    return msgspec.structs.replace(s, text=text)


def _begins_text(s: Stretch) -> bool:
    """Whether the text proper begins here: a heading, a paragraph of prose, a quotation."""
    if {"byline", "dateline", "subtitle"} & set(s.hint.within):
        return False
    if s.hint.tag in parts.HEADS:
        return byline(s.text).sure < 0.7 and not backmatter.publication_note(s.text)
    return prose(s.text) and byline(s.text).sure < 0.5
