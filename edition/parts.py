"""The parts of a source with markup: what its headings and classes name (abstract, works, lives), and its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from edition import backmatter
from edition.bylines import person
from edition.front import prose
from edition.judged import Judged
from edition.model import Kind
from edition.readers.lines import Line
from edition.stretches import Stretch
from edition.vocabulary import Part, part, plain_words

HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WHOLE_TEXT = frozenset(
    plain_words(words)
    for words in (
        "Full text", "Texte intégral", "Texto completo", "Text", "Texto", "Texto integral", "Volltext", "Article",
        "Testo completo", "Testo integrale", "Main text", "Content", "Plan", "Article content", "Artigo",
    )
)  # fmt: skip
_IN_BODY = frozenset(
    plain_words(words)
    for words in (
        "See also", "External links", "Voir aussi", "Siehe auch", "Ver también", "Ver também", "Vedi anche", "Weblinks",
        "Liens externes", "Enlaces externos", "Ligações externas",
    )
)  # fmt: skip


def stands_out(s: Stretch) -> bool:
    """Whether the whole stretch is set in bold or large letters."""
    return len(s.text) < 200 and any(p.kind == "strong" and p.start <= s.start and p.end >= s.end for p in s.spans)


_CAPTION = re.compile(
    r"(?:fig(?:ure|ura|\.)?|table|tab(?:ela|la|leau|elle|ella|\.)|quadro|cuadro|abb(?:ildung|\.)|gr[aá]fic[oa]|box|plate|"
    r"map) ?"
    r"\d{1,3}\b(?!\.\d)[.:–—]?(?:\s|$)", re.I
)  # fmt: skip


def marked_up(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Abstracts, bibliographies, biographies that the markup names."""
    out: dict[int, Judged] = {}
    entry = lives = quoted = 0
    last: Line | None = None
    for i, s in enumerate(cut):
        hint, within = s.hint, set(s.hint.within)
        if i in judged:
            continue
        named = part(s.text)
        if any(p.kind == "image" and p.start <= s.start and p.end >= s.end for p in s.spans) and "table" not in within:
            out[i] = Judged("figure", "image-alone", 0.95, "image", str(hint.group or f"i{i}"))
        elif "figure" in within and hint.tag not in HEADS and not {"table", "verse", "blockquote"} & within:
            out[i] = Judged("figure", "caption-marked-up", 0.9, "caption", str(hint.group))
        elif hint.tag in HEADS and ("figure" in within or _CAPTION.match(s.text)):
            out[i] = Judged("figure", "caption-marked-up", 0.85)
            last = None
        elif hint.tag in HEADS or (named and len(s.text) < 60):
            for sort, name in (("abstract", "abstract"), ("bibliography", "bibliography"), ("biography", "authors")):
                if sort in within and named not in ("keywords",):
                    out[i] = Judged("heading", f"{sort}-heading", 0.95, "part", name)
            last = None
        elif "bibliography" in within:
            joins = (
                last is not None
                and hint.tag == "li" == last.tag
                and hint.label == last.label != ""
                and hint.group == last.group
            )
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
            said = (joins and last_of and len(s.text) < 160) or s.text[:1] in "—–―"
            out[i] = Judged("epigraph", "epigraph-marked-up", 0.95, "attribution" if said else "text", f"m{quoted}")
            last = hint
        elif "abstract" in within:
            out[i] = Judged("abstract", "abstract-marked-up", 0.95)
        elif "licence" in within:
            out[i] = Judged("licence", "licence-marked-up", 0.9)
        elif "keywords" in within:
            out[i] = Judged("furniture", "keywords", 0.9)
    return out


def heads_of_parts(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Headings under which stands nothing but a marked-up list of notes or works."""
    out: dict[int, Judged] = {}
    heads = [i for i, s in enumerate(cut) if s.hint.tag in HEADS and i not in judged]
    for place, i in enumerate(heads):
        end = heads[place + 1] if place + 1 < len(heads) else len(cut)
        kinds = {judged[k].kind if k in judged else "paragraph" for k in range(i + 1, end)} - {"furniture", "duplicate"}
        if kinds and kinds <= {"bibliography", "note"} and plain_words(cut[i].text) not in _IN_BODY:
            named = "notes" if "note" in kinds else "bibliography"
            out[i] = Judged("heading", f"{named}-below", 0.9, "part", named)
    return out


def zones(cut: Sequence[Stretch], judged: dict[int, Judged], title: int) -> Iterator[backmatter.Zone]:
    """The parts under headings that name them; a part ends at the next heading as high as its own."""
    heads = [
        i for i, s in enumerate(cut) if is_head(s) and (i not in judged or judged[i].kind == "heading") and i != title
    ]
    for place, i in enumerate(heads):
        named: Part = part(cut[i].text)
        words = plain_words(cut[i].text)
        if words in _WHOLE_TEXT and i < len(cut) // 2:
            yield backmatter.Zone("contents", i, i + 1, i + 1)
        if not named or named in ("matter", "comments") or words in _IN_BODY:
            continue
        level = cut[i].hint.tag
        end = next(
            (k for k in heads[place + 1 :] if cut[k].hint.tag <= level or level not in HEADS or part(cut[k].text)),
            len(cut),
        )
        inner = "main" in cut[i].hint.within
        end = next((k for k in range(i + 1, end) if ("main" in cut[k].hint.within) != inner), end)
        if any(sort in cut[i].hint.within for sort in ("abstract", "bibliography", "biography", "notes")):
            named_by = next(
                sort for sort in cut[i].hint.within if sort in ("abstract", "bibliography", "biography", "notes")
            )
            end = next((k for k in range(i + 1, end) if named_by not in cut[k].hint.within), end)
        elif not _can_stand(cut, judged, named, i, end, title):
            continue
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


def is_head(s: Stretch) -> bool:
    if "chrome" in s.hint.within or s.hint.note:
        return False
    return s.hint.tag in HEADS or (bool(part(s.text)) and stands_out(s))


def abstracts(cut: Sequence[Stretch], judged: dict[int, Judged], zones: Sequence[backmatter.Zone]) -> dict[int, Judged]:
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
            keywords = part(text.partition("\n")[0].partition(":")[0]) == "keywords" or (
                len(text) < 250 and listed and text[-1:] != "."
            )
            out[i] = Judged("furniture", "keywords", 0.85) if keywords else Judged("abstract", "abstract-heading", 0.9)
    return out


def under(
    cut: Sequence[Stretch], judged: dict[int, Judged], zone: backmatter.Zone, names: Sequence[str]
) -> dict[int, Judged]:
    """What stands under one heading that names its part, and the heading."""
    out: dict[int, Judged] = {}
    below = [i for i in range(zone.start, zone.end) if i not in judged]
    head = (
        {}
        if zone.heading in judged
        else {zone.heading: Judged("heading", f"{zone.part}-heading", 0.95, "part", zone.part)}
    )
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
            kind: Kind = "licence" if zone.part in ("history", "citing") else "furniture"
            for i in (*head, *below):
                out[i] = Judged("licence" if backmatter.licence(cut[i].text) else kind, zone.part, 0.8)
            return out
        case "abstract":
            return head
        case _:
            return {}


# ——— headings ———


def bold_headings(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Lines all in bold, where the page has no headings: one that has says by them what a heading is."""
    left = [i for i in range(len(cut)) if i not in judged]
    if any(s.hint.tag in HEADS for i, s in enumerate(cut) if i not in judged or judged[i].kind in ("heading", "title")):
        return {}
    out = {}
    for place, i in enumerate(left):
        s = cut[i]
        after = cut[left[place + 1]] if place + 1 < len(left) else None
        ended = s.text.endswith((".", ",", ";", ":")) and not re.match(r"[IVX\d]+\.$", s.text)
        if (
            s.hint.tag == "p"
            and stands_out(s)
            and len(s.text) < 120
            and not ended
            and after is not None
            and not stands_out(after)
        ):
            out[i] = Judged("heading", "all-in-bold", 0.8, "body", level=2)
    return out


def empty_heads(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """Headings of the body with nothing below them but the next part of the back matter."""
    out: dict[int, Judged] = {}
    for i, j in judged.items():
        if j.kind == "heading" and j.role == "body":
            after = next((judged[k] for k in range(i + 1, len(cut)) if judged[k].rule != "marked-up-chrome"), None)
            if after is None or after.kind == "licence" or after.role == "part":
                out[i] = Judged("furniture", "heading-without-text", 0.75)
    return out


def levelled(cut: Sequence[Stretch], judged: dict[int, Judged]) -> dict[int, Judged]:
    """The body's headings with levels from 2, the highest that is used."""
    used = sorted(
        {
            cut[i].hint.tag
            for i, j in judged.items()
            if j.kind == "heading" and j.role == "body" and cut[i].hint.tag in HEADS
        }
    )
    level = {tag: min(6, 2 + int(tag[1]) - int(used[0][1])) for tag in used}
    return {
        i: msgspec.structs.replace(j, level=level[cut[i].hint.tag])
        if j.kind == "heading" and j.role == "body" and cut[i].hint.tag in level
        else j
        for i, j in sorted(judged.items())
    }
