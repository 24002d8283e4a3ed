"""Lines with hints -> judgements: what the markup of a page, a Word file or an XML source tells of its stretches.

The words are judged by the same rooms as a plain text's (`front`, `backmatter`, `discussion`, `headings`); this room says
first what the markup knows: chrome, notes and their marks, the title, the parts under their headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from edition import backmatter, discussion, endnotes, headings
from edition.bylines import byline, person
from edition.dates import valid
from edition.front import Front, front, hinted_people, prose
from edition.judged import Judged
from edition.marks import Mark
from edition.readers.lines import Line, Metadata, Reading
from edition.stretches import Stretch
from edition.text import folded
from edition.vocabulary import Part, part, plain_words

Marks = dict[int, tuple[Mark, ...]]

_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_AROUND = frozenset({"chrome", "form", "nav"})
_OWN = frozenset({"title", "licence", "byline", "dateline", "abstract", "bibliography", "biography", "comments", "comment", "notes",
                  "note", "epigraph", "subtitle"})  # fmt: skip
_SEPARATOR = re.compile(r"\s+[|·•»«–—-]\s+|\s*::\s*|\s*\|\s*")
_WHOLE_TEXT = frozenset(
    plain_words(words)
    for words in ("Full text", "Texte intégral", "Texto completo", "Text", "Texto", "Texto integral", "Volltext", "Article",
                  "Testo completo", "Testo integrale", "Main text", "Content", "Plan", "Article content", "Artigo")
)  # fmt: skip
_IN_BODY = frozenset(
    plain_words(words) for words in ("See also", "External links", "Voir aussi", "Siehe auch", "Ver también", "Ver também",
                                     "Vedi anche", "Weblinks", "Liens externes", "Enlaces externos", "Ligações externas")
)  # fmt: skip


def structured(cut: Sequence[Stretch], reading: Reading, outside: dict[int, Judged], said: str) -> tuple[dict[int, Judged], Marks, Front]:
    """A judgement for every stretch of a source with markup, the marks in each, and what the front says. `outside` is
    what is known already to stand outside the text, `said` the title that the source states in words."""
    judged = {i: j for i, j in outside.items() if j.rule != "table-of-contents" or cut[i].hint.tag not in _HEADS}
    notes, marks = noted(cut)
    judged |= {i: j for i, j in notes.items() if i not in judged}
    cited = {cut[i].hint.group for i in marks if "table" in cut[i].hint.within} - {0}
    judged |= {i: j for i, j in _around(cut, judged).items() if i not in marks and cut[i].hint.group not in cited}
    title = _title(cut, judged, said, reading.metadata)
    judged |= {i: j for i, j in _titled(cut, title).items() if i not in judged or judged[i].kind == "furniture"}
    judged |= _parts_marked_up(cut, judged)
    judged |= _heads_of_parts(cut, judged)
    if any({"comments", "comment"} & set(s.hint.within) for s in cut):
        judged |= _behind_comments(cut, judged)
        judged |= discussion.comments(cut, judged)
    elif any(part(s.text) == "comments" and _is_head(s) for s in cut[len(cut) // 2 :]):
        judged |= discussion.comments(cut, judged)
    zones = tuple(_zones(cut, judged, max(title, default=-1)))
    if not notes:
        plain_notes, marks = _unmarked_notes(cut, judged, zones)
        judged |= {i: j for i, j in plain_notes.items() if i not in judged}
    judged |= _abstracts(cut, judged, zones)
    ahead = _front(cut, judged, title, reading)
    judged |= {i: j for i, j in ahead.judged.items() if i not in judged}
    names = [name for name, _ in ahead.people]
    for zone in zones:
        judged |= _zone(cut, judged, zone, names)
    judged |= {i: j for i, j in backmatter.loose_biographies(cut, judged, names, ahead.body).items() if i not in judged}
    judged |= _bold_headings(cut, judged)
    judged |= headings.body(cut, judged, 0)
    judged |= _empty_heads(cut, judged)
    return _levelled(cut, judged), marks, ahead


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
    ids = _ids({key: printed[key] for key in own})
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
    raised = sum(p.kind == "sup" and s.text[p.start - s.start : p.end - s.start].isdigit() for s in cut for p in s.spans)
    if not under and raised < 3:
        return {}, {}
    apart = {k: Judged("blank", "") for z in zones if z.part != "notes" for k in range(z.heading, z.end)}
    heads = {z.heading: Judged("blank", "") for z in zones}
    fixed = {i: j for i, j in judged.items() if j.kind not in ("title", "epigraph", "abstract", "byline")}
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


def _ids(printed: dict[str, str]) -> dict[str, str]:
    """An id for each note: its printed label where that is one of a kind, else its place in the order."""
    ids: dict[str, str] = {}
    used: set[str] = set()
    for place, (key, label) in enumerate(printed.items(), 1):
        choice, spare = label or str(place), 1
        while choice in used:
            spare += 1
            choice = f"{label or place}-{spare}"
        used.add(choice)
        ids[key] = choice
    return ids


# ——— what stands around the text ———


def _around(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Chrome that the markup says is chrome, and what stands outside the page's main element."""
    out: dict[int, Judged] = {}
    inner = [i for i, s in enumerate(cut) if "main" in s.hint.within]
    for i, s in enumerate(cut):
        within = set(s.hint.within)
        if i in judged:
            continue
        if _AROUND & within:
            out[i] = Judged("furniture", "marked-up-chrome", 0.95)
        elif "aside" in within and not (prose(s.text) and "main" in within and s.hint.tag not in {"td", "th", "li"}):
            out[i] = Judged("furniture", "aside", 0.85)
        elif inner and not {"main", *_OWN} & within and not (s.hint.tag in _HEADS and i < inner[0]):
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
        worth = {"h1": 2.0, "h2": 1.0}.get(hint.tag, 0.5) + 3.0 * ("title" in hint.within) + 1.5 * ("main" in hint.within)
        worth -= place * 0.02 + named
        if words == whole:
            worth += 10.0
        elif words in pieces or re.sub(r"^\d+ ", "", words) in pieces:
            worth += 8.0
        elif len(words) > 8 and (words in whole or (len(whole) > 12 and whole in words)):
            worth += 5.0
        elif hint.tag not in {"h1", "h2"} and "title" not in hint.within and not _stands_out(cut[i]):
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
    return len(s.text) < 400 and (s.hint.tag in _HEADS or "title" in s.hint.within or _stands_out(s))


def _stands_out(s: Stretch) -> bool:
    """Whether the whole stretch is set in bold or large letters."""
    return len(s.text) < 200 and any(p.kind == "strong" and p.start <= s.start and p.end >= s.end for p in s.spans)


def _runs(cut: Sequence[Stretch], i: int) -> Iterator[tuple[int, ...]]:
    for length in (2, 3, 4):
        run = tuple(range(i, min(i + length, len(cut))))
        if len(run) == length and all(_offers_title(cut[k]) for k in run):
            yield run


_ARTICLE = re.compile(r"^(?:an?|the|les?|la|el|los|las|der|die|das|ein|eine|os?|il|lo|gli|i) ")


def _titled(cut: Sequence[Stretch], title: tuple[int, ...]) -> dict[int, Judged]:
    """The title's lines, and lines marked up as a title beside it: the same words again, or the words in a second form."""
    out = {i: Judged("title", "title", 0.95, "" if i == title[0] else "more") for i in title}
    if not title:
        return out
    same = plain_words(" ".join(cut[i].text for i in title))
    for i, s in enumerate(cut):
        if i in out or i > title[-1] + 40:
            continue
        words = plain_words(s.text)
        if _ARTICLE.sub("", words) == _ARTICLE.sub("", same) and (s.hint.tag in _HEADS or i < title[0]):
            out[i] = Judged("duplicate", "title-repeated", 0.97)
        elif "subtitle" in s.hint.within and i > title[-1] and byline(s.text).sure < 0.6:
            out[i] = Judged("title", "subtitle-marked-up", 0.9, "subtitle")
        elif "title" in s.hint.within and s.hint.tag in _HEADS and title[-1] < i <= title[-1] + 3:
            out[i] = Judged("masthead", "title-in-another-language", 0.8)
    return out


# ——— the front ———


def _front(cut: Sequence[Stretch], judged: dict[int, Judged], title: tuple[int, ...], reading: Reading) -> Front:
    """Byline, date and masthead: what stands before the first text, and lines the markup calls so."""
    start = max(title, default=-1)
    stop = next((i for i in range(start + 1, len(cut)) if i not in judged and _begins_text(cut[i])), len(cut))
    stop = min([stop, *(i for i, j in judged.items() if i > start and j.rule == "abstract-heading")])
    before = [i for i in range(stop) if i not in judged]
    own = [i for i, s in enumerate(cut) if i >= stop and i not in judged and {"byline", "dateline"} & set(s.hint.within)]
    places = sorted([*before, *title[:1], *own])
    shown = folded(" ".join(cut[i].text for i in title))
    plain = tuple(_plain(cut[i], shown if title and i == title[0] else cut[i].text) for i in places)
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
        people = tuple((name, printed.get(plain_words(name), name)) for name in reading.metadata.authors)
    date = read.date or (reading.metadata.published if valid(reading.metadata.published) else "")
    return Front(out, stop, people or read.people, date, read.time, ())


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
    if s.hint.tag in _HEADS:
        return byline(s.text).sure < 0.7 and not backmatter.publication_note(s.text)
    return prose(s.text) and byline(s.text).sure < 0.5


# ——— the parts ———


_CAPTION = re.compile(
    r"(?:fig(?:ure|ura|\.)?|table|tab(?:ela|la|leau|elle|ella|\.)|quadro|cuadro|abb(?:ildung|\.)|gr[aá]fic[oa]|box|plate|map) ?"
    r"\d{1,3}\b(?!\.\d)[.:–—]?(?:\s|$)", re.I
)  # fmt: skip


def _parts_marked_up(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Abstracts, bibliographies, biographies that the markup names."""
    out: dict[int, Judged] = {}
    entry = lives = quoted = 0
    last: Line | None = None
    for i, s in enumerate(cut):
        hint, within = s.hint, set(s.hint.within)
        if i in judged:
            continue
        named = part(s.text)
        if hint.tag in _HEADS and ("figure" in within or _CAPTION.match(s.text)):
            out[i] = Judged("figure", "caption-marked-up", 0.85)
            last = None
        elif hint.tag in _HEADS or (named and len(s.text) < 60):
            for sort, name in (("abstract", "abstract"), ("bibliography", "bibliography"), ("biography", "authors")):
                if sort in within and named not in ("keywords",):
                    out[i] = Judged("heading", f"{sort}-heading", 0.95, "part", name)
            last = None
        elif "bibliography" in within:
            joins = last is not None and hint.tag == "li" == last.tag and hint.label == last.label != "" and hint.group == last.group
            entry += not joins
            out[i] = Judged("bibliography", "bibliography-marked-up", 0.95, "entry", f"m{entry}")
            last = hint
        elif "biography" in within and "byline" not in within:
            if person(s.text) and len(s.text) < 70:
                lives += 1
                out[i] = Judged("biography", "biography-marked-up", 0.9, "name", f"m{lives}")
            elif len(s.text) > 30:
                lives += last is None or "biography" not in last.within
                out[i] = Judged("biography", "biography-marked-up", 0.9, "text", f"m{lives}")
            else:
                out[i] = Judged("furniture", "biography-chrome", 0.7)
            last = hint
        elif "epigraph" in within:
            joins = last is not None and "epigraph" in last.within
            quoted += not joins
            last_of = i + 1 == len(cut) or "epigraph" not in cut[i + 1].hint.within
            said = joins and last_of and len(s.text) < 160 or s.text[:1] in "—–―"
            out[i] = Judged("epigraph", "epigraph-marked-up", 0.95, "attribution" if said else "text", f"m{quoted}")
            last = hint
        elif "abstract" in within:
            out[i] = Judged("abstract", "abstract-marked-up", 0.95)
        elif "licence" in within:
            out[i] = Judged("licence", "licence-marked-up", 0.9)
        elif "keywords" in within:
            out[i] = Judged("furniture", "keywords", 0.9)
    return out


def _heads_of_parts(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Headings under which stands nothing but a marked-up list of notes or works."""
    out: dict[int, Judged] = {}
    heads = [i for i, s in enumerate(cut) if s.hint.tag in _HEADS and i not in judged]
    for place, i in enumerate(heads):
        end = heads[place + 1] if place + 1 < len(heads) else len(cut)
        kinds = {judged[k].kind if k in judged else "paragraph" for k in range(i + 1, end)} - {"furniture", "duplicate"}
        if kinds and kinds <= {"bibliography", "note"} and plain_words(cut[i].text) not in _IN_BODY:
            named = "notes" if "note" in kinds else "bibliography"
            out[i] = Judged("heading", f"{named}-below", 0.9, "part", named)
    return out


def _zones(cut: Sequence[Stretch], judged: dict[int, Judged], title: int) -> Iterator[backmatter.Zone]:
    """The parts under headings that name them; a part ends at the next heading as high as its own."""
    heads = [i for i, s in enumerate(cut) if _is_head(s) and (i not in judged or judged[i].kind == "heading") and i != title]
    for place, i in enumerate(heads):
        named: Part = part(cut[i].text)
        words = plain_words(cut[i].text)
        if words in _WHOLE_TEXT and i < len(cut) // 2:
            yield backmatter.Zone("contents", i, i + 1, i + 1)
        if not named or named in ("matter", "comments") or words in _IN_BODY:
            continue
        level = cut[i].hint.tag
        end = next((k for k in heads[place + 1 :] if cut[k].hint.tag <= level or level not in _HEADS or part(cut[k].text)), len(cut))
        if any(sort in cut[i].hint.within for sort in ("abstract", "bibliography", "biography", "notes")):
            named_by = next(sort for sort in cut[i].hint.within if sort in ("abstract", "bibliography", "biography", "notes"))
            end = next((k for k in range(i + 1, end) if named_by not in cut[k].hint.within), end)
        elif not _can_stand(cut, judged, named, i, end, title):
            continue
        inner = "main" in cut[i].hint.within
        end = next((k for k in range(i + 1, end) if ("main" in cut[k].hint.within) != inner), end)
        yield backmatter.Zone(named, i, i + 1, end)


_WORK = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b|https?:|\bdoi\b|\bn\.\s?d\.|in press|forthcoming|no prelo")


def _can_stand(cut: Sequence[Stretch], judged: dict[int, Judged], named: Part, i: int, end: int, title: int) -> bool:
    """Whether the heading can name its part here, by what stands before and below it: "Summary" behind the text is a
    section of it, and so is a "History" with paragraphs."""
    below = [cut[k] for k in range(i + 1, end) if k not in judged]
    long = sum(prose(s.text) and not backmatter.licence(s.text) for s in below)
    match named:
        case "abstract":
            return sum(prose(cut[k].text) for k in range(title + 1, i) if k not in judged) <= 2
        case "bibliography":
            return not below or 2 * sum(bool(_WORK.search(s.text)) for s in below[:12]) >= len(below[:12])
        case "authors":
            return i > len(cut) // 3 and len(below) <= 40
        case "contents" | "history" | "more" | "keywords":
            return long == 0 and not any(s.hint.tag in ("td", "th", "blockquote") for s in below)
        case "citing":
            return len(below) <= 8 and long <= 2
        case _:
            return True


def _is_head(s: Stretch) -> bool:
    if "chrome" in s.hint.within or s.hint.note:
        return False
    return s.hint.tag in _HEADS or (bool(part(s.text)) and _stands_out(s))


def _abstracts(cut: Sequence[Stretch], judged: dict[int, Judged], zones: Sequence[backmatter.Zone]) -> dict[int, Judged]:
    """Abstracts under their headings, with the keywords below them."""
    out: dict[int, Judged] = {}
    for zone in zones:
        below = [i for i in range(zone.start, zone.end) if i not in judged]
        if zone.part == "keywords" and zone.heading not in judged:
            out[zone.heading] = Judged("furniture", "keywords", 0.9)
            out |= {i: Judged("furniture", "keywords", 0.85) for i in below if not prose(cut[i].text)}
        if zone.part != "abstract" or (below and len(below) > 12):
            continue
        if zone.heading not in judged:
            out[zone.heading] = Judged("heading", "abstract-heading", 0.95, "part", "abstract")
        for i in below:
            text = cut[i].text
            listed = text.count(";") >= 2 or text.count(",") >= 3
            keywords = part(text.partition("\n")[0].partition(":")[0]) == "keywords" or (len(text) < 250 and listed and text[-1:] != ".")
            out[i] = Judged("furniture", "keywords", 0.85) if keywords else Judged("abstract", "abstract-heading", 0.9)
    return out


def _zone(cut: Sequence[Stretch], judged: dict[int, Judged], zone: backmatter.Zone, names: Sequence[str]) -> dict[int, Judged]:
    """What stands under one heading that names its part, and the heading."""
    out: dict[int, Judged] = {}
    below = [i for i in range(zone.start, zone.end) if i not in judged]
    head = {} if zone.heading in judged else {zone.heading: Judged("heading", f"{zone.part}-heading", 0.95, "part", zone.part)}
    match zone.part:
        case "notes":
            kept = any(judged[i].kind == "note" for i in range(zone.start, zone.end) if i in judged)
            loose = [i for i in below if backmatter.publication_note(cut[i].text)]
            out |= {i: Judged("publication-note", "unnumbered-under-notes", 0.85) for i in loose}
            return {**head, **out} if kept or loose else {}
        case "bibliography" if not below and not any(i in judged for i in range(zone.start, zone.end)):
            return head
        case "bibliography":
            if any(judged[i].kind in ("note", "bibliography") for i in range(zone.start, zone.end) if i in judged):
                return head
            return {i: j for i, j in backmatter.bibliography(cut, judged, zone).items() if i not in judged}
        case "authors":
            if not below:
                return head
            return {i: j for i, j in backmatter.biographies(cut, judged, zone, names).items() if i not in judged}
        case "contents" | "history" | "citing" | "more" | "keywords":
            kind = "licence" if zone.part in ("history", "citing") else "furniture"
            for i in (*head, *below):
                out[i] = Judged("licence" if backmatter.licence(cut[i].text) else kind, zone.part, 0.8)
            return out
        case "abstract":
            return head
        case _:
            return {}


# ——— headings ———


def _bold_headings(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Lines all in bold, where the page has no headings: one that has says by them what a heading is."""
    left = [i for i in range(len(cut)) if i not in judged]
    if any(s.hint.tag in _HEADS for i, s in enumerate(cut) if i not in judged or judged[i].kind in ("heading", "title")):
        return {}
    out = {}
    for place, i in enumerate(left):
        s = cut[i]
        after = cut[left[place + 1]] if place + 1 < len(left) else None
        ended = s.text.endswith((".", ",", ";", ":")) and not re.match(r"[IVX\d]+\.$", s.text)
        if s.hint.tag == "p" and _stands_out(s) and len(s.text) < 120 and not ended and after is not None and not _stands_out(after):
            out[i] = Judged("heading", "all-in-bold", 0.8, "body", level=2)
    return out


def _empty_heads(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Headings of the body with nothing below them but the next part of the back matter."""
    out: dict[int, Judged] = {}
    for i, j in judged.items():
        if j.kind == "heading" and j.role == "body":
            after = next((judged[k] for k in range(i + 1, len(cut)) if judged[k].rule != "marked-up-chrome"), None)
            if after is None or after.kind == "licence" or after.role == "part":
                out[i] = Judged("furniture", "heading-without-text", 0.75)
    return out


def _levelled(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """The body's headings with levels from 2, the highest that is used."""
    used = sorted({cut[i].hint.tag for i, j in judged.items() if j.kind == "heading" and j.role == "body" and cut[i].hint.tag in _HEADS})
    level = {tag: min(6, 2 + int(tag[1]) - int(used[0][1])) for tag in used}
    return {
        i: msgspec.structs.replace(j, level=level[cut[i].hint.tag])
        if j.kind == "heading" and j.role == "body" and cut[i].hint.tag in level
        else j
        for i, j in sorted(judged.items())
    }
