"""Headings without markup: which short lines of a body are headings, and of what level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from edition.judged import Judged, Judgements
from edition.marks import Mark, chain, labels, number, without_marks_at_end
from edition.stretches import Stretch
from edition.vocabulary import part

_NUMBERED = re.compile(
    r"(?:§\s?)?(?:(?P<arabic>\d{1,2}(?:\.\d{1,2}){0,4})\.?|(?P<roman>[IVXL]{1,6})\.?|(?P<letter>[A-Z])[.)-]|(?:chapter|"
    r"part|section|capítulo|"
    r"chapitre|kapitel|capitolo|parte|teil)\s+\w{1,6}[.:]?)(?:\s+(?=\S)|$)",
    re.IGNORECASE,
)
EDIT_LINK = re.compile(  # what a wiki prints behind each heading
    r"\s?\[(?:edit(?: source)?|modifier(?: \| modifier le code)?|editar(?: \| editar código-fonte)?|Bearbeiten|"
    r"modifica)\]$"
)


def headings(stretches: Sequence[Stretch], places: Sequence[int], judged: Judgements) -> dict[int, Judged]:
    """The headings among these places, and the lines that may be one; `judged` says what the others are."""
    styles: dict[int, str] = {}
    sure: dict[int, float] = {}
    here = set(places)
    counted = _numbered_paragraphs(stretches, places)
    linked = {i for i in places if len(stretches[i].text) < 160 and EDIT_LINK.search(stretches[i].text)}
    if len(linked) >= 3:  # a wiki's page: every heading has its link
        sure = dict.fromkeys(sorted(linked), 0.95)
        styles = {i: heading_style(EDIT_LINK.sub("", stretches[i].text)) for i in sure}
        counted = set(places)
    colons = _before_colon(stretches, places)
    for i in places:
        if i in counted:
            continue
        worth = 0.95 if _hashes(stretches[i]) else 0.6 if i in colons else _heading_worth(stretches, i, here, judged)
        if worth > 0:
            sure[i] = worth
            styles[i] = heading_style(stretches[i].words)
    counts = Counter(styles.values())
    out: dict[int, Judged] = {}
    for i, worth in sure.items():
        confidence = min(0.97, worth + (0.1 if counts[styles[i]] > 2 else 0.0))
        if confidence >= 0.5:
            out[i] = Judged("heading", f"short-line-{styles[i]}", round(confidence, 2), "body")
        elif confidence >= 0.3:
            out[i] = Judged("paragraph", "heading-or-paragraph", round(1 - confidence, 2))
    levels = _levels({i: stretches[i].words for i in out if out[i].kind == "heading"})
    levels |= {i: depth for i in out if (depth := _hashes(stretches[i]))}
    return {i: Judged(j.kind, j.rule, j.confidence, j.role, level=levels.get(i, 0)) for i, j in out.items()}


def _hashes(stretch: Stretch) -> int:
    """The level of a heading that a plain text marks with "##" as Markdown does, 0 for none."""
    return max((len(p.value) for p in stretch.spans if p.kind == "markup" and p.value), default=0)


def _before_colon(stretches: Sequence[Stretch], places: Sequence[int]) -> set[int]:
    """Short lines with a colon at their end over paragraphs: headings, where there are several of them or they name a
    usual part of an article, and nothing that a colon announces (a quotation, a list) follows."""
    out: set[int] = set()
    here = set(places)
    tight = not any(stretches[i].gap for i in places)
    for i in places:
        text = stretches[i].words
        below = stretches[i + 1].text if i + 1 in here else ""
        if not text.endswith(":") or len(text) > 70 or len(text.split()) > 9 or not text[0].isupper():
            continue
        over_prose = len(below) > 160 and below[0].isupper()
        if (stretches[i].gap or tight) and over_prose and not re.search(r"[.,;!?:] ", text[:-1]):
            out.add(i)
    named = {i for i in out if part(stretches[i].text) in ("section", "matter")}
    texts = {stretches[i].text for i in out}
    return out if len(texts) == len(out) and (len(out) > 1 or named) else named


def _numbered_paragraphs(stretches: Sequence[Stretch], places: Sequence[int]) -> set[int]:
    """The paragraphs of a text that numbers its paragraphs ("12Le développement ..."): their numbers rise with them."""
    seen = {
        i: label
        for i in places
        for label in labels(stretches[i].text)
        if label.style in ("bare", "bracket", "paren") and label.start < len(stretches[i].text)
    }
    offered = sorted(seen)
    stand_ins = [Mark(0, 0, seen[i].note, "glued") for i in offered]
    _, picks = chain(stand_ins, frozenset(number(m.note) for m in stand_ins))
    long = sum(len(stretches[i].text) > 200 for i in places)
    return {offered[k] for k in picks} if len(picks) >= 6 and len(picks) >= 0.5 * long else set()


def heading_style(text: str) -> str:
    """The form of a heading: numbered, roman, capitals, title or sentence."""
    number = _NUMBERED.match(text)
    if number and number["arabic"]:
        return "numbered"
    if re.fullmatch(r"[IVXL]{1,6}\.?", text):
        return "roman"
    letters = [c for c in text if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > 0.85 * len(letters):
        return "capitals"
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", text) if len(w) > 3]
    return "title" if words and sum(w[0].isupper() for w in words) > 0.7 * len(words) else "sentence"


_QUOTES = "“”\"‘’'«»„"


def _heading_worth(stretches: Sequence[Stretch], i: int, here: set[int], judged: Judgements) -> float:
    text = stretches[i].words
    if len(text) > 240:
        return 0.0
    words = text.split()
    numbered = _NUMBERED.match(text)
    numbered_arabic = bool(numbered and numbered["arabic"]) and len(words) > 1
    style = heading_style(text)
    if len(text) > (230 if numbered_arabic else 130) or len(words) > (40 if numbered_arabic else 18) or not words:
        return 0.0
    if (
        len(stretches[i].lines) > 3
        or not re.match(r"[^\W\d_]|[\d“‘\"'«(¿¡\[…§]", text)
        or not any(c.isalpha() for c in text)
    ):
        return 0.0
    if (
        text[0].islower()
        or text.endswith((",", ";", "…", "-", "–", "—", "。", "！", "，"))
        or text.count("]") > text.count("[")
        or re.search(r"https?:|www\.|@\w|\t", text)
    ):
        return 0.0
    plain = re.sub(r"[\d*†¹²³⁴-⁹]+$", "", without_marks_at_end(text))
    if plain.endswith(":") and style not in ("capitals", "numbered"):
        return 0.3 if len(words) <= 4 else 0.0
    ended = plain.endswith((".", "!")) and not re.search(r"(?:^|\s)(?:[A-Z]|[Vv]s|etc|Inc|Jr|Sr|[IVXL]+)\.$", plain)
    if ended and style not in ("capitals", "roman") and not (numbered_arabic and len(words) <= 12):
        return 0.0
    if text.endswith(("”", '"', "»", "’")) and not re.search(r"[“\"«‘]", text[:-1]):
        return 0.0
    if re.match(r"[^\W\d_]{1,15}:\s", text) and (text.endswith("?") or text[1] == ":"):
        return 0.0  # an interview's question
    quoted = text[0] in _QUOTES and text[-1] in _QUOTES
    near = [stretches[k].text for k in (i - 1, i + 1) if 0 <= k < len(stretches)]
    if quoted and any(t[0] in _QUOTES and len(t) < 160 for t in near):
        return 0.0  # talk
    announced = i > 0 and i - 1 in here and stretches[i - 1].text.endswith(":")
    if quoted and announced:
        return 0.0
    crowd = _crowd(stretches, i, here)
    if crowd >= 4 and style not in ("numbered", "roman") and part(text) not in ("section", "matter"):
        return 0.25
    following = _following(stretches, i, here, judged)
    if following is None:
        return 0.0
    if any(p.kind == "strong" for p in stretches[i].spans) and text != stretches[i].text:
        return 0.85
    worth = {"numbered": 0.8, "roman": 0.85, "capitals": 0.75, "title": 0.7, "sentence": 0.62}[style]
    if plain.endswith("?"):
        worth -= 0.1 if 3 <= len(words) <= 14 else 0.3
    if text[0] in "“\"'‘«" and text[-1] in "”\"'’»" and text.count(text[0]) == 1 and style != "capitals":
        worth -= 0.15
    if re.search(r"[a-zà-ÿ][.!?][A-ZÀ-Þ]", plain):
        worth -= 0.5
    if part(text) in ("section", "matter", "comments", "history", "abstract"):
        worth += 0.25
    if re.search(r"[.!?]\s+[A-ZÀ-Þ]", plain) and not numbered and style != "capitals":
        worth -= 0.3
    if len(words) > 12 and not numbered:
        worth -= 0.1
    if following == "heading":
        worth -= 0.05
    if following == "short":
        worth -= 0.35
    if text.startswith("[") and text.endswith("]"):
        worth -= 0.4
    if re.match(r"(?:see also|main article|jump to|from )\b", text, re.IGNORECASE):
        worth -= 0.5
    if part(text) in ("keywords", "citing", "more", "contents"):
        worth -= 0.3
    return worth


def _crowd(stretches: Sequence[Stretch], i: int, here: set[int]) -> int:
    """How many short lines stand together here, without an empty line between or with one everywhere."""
    count = 1
    for step in (-1, 1):
        k = i + step
        while (
            k in here and len(stretches[k].text) < 100 and not stretches[k].text.endswith((".", ":", "?")) and count < 9
        ):
            count += 1
            k += step
    return count


def _following(stretches: Sequence[Stretch], i: int, here: set[int], judged: Judgements) -> str | None:
    """What comes after a line that may be a heading; None where a heading cannot stand there."""
    for k in range(i + 1, min(i + 6, len(stretches))):
        if k in here:
            text = without_marks_at_end(stretches[k].text)
            if len(text) > 110 or (text.endswith((".", ":", "?", "”", "!")) and len(text) > 40):
                return "prose"
            if k > i + 3:
                return "short"
            if len(text) < 110 and not text.endswith("."):
                deeper = _following(stretches, k, here, judged) if k < i + 3 else None
                return "heading" if deeper in ("prose", "heading") else "short"
            return "prose" if len(text) > 60 else "short"
        kind = judged[k].kind if k in judged else ""
        if kind in ("list", "quotation", "verse", "table", "epigraph", "paragraph"):
            return "prose"
        if kind in ("figure", "furniture", "duplicate", "blank"):
            continue
        if kind in ("comment", "spam"):
            return None
        return "short" if kind in ("note", "bibliography", "biography", "heading", "licence") else None
    return None


def _levels(texts: dict[int, str]) -> dict[int, int]:
    """The level of each heading: by its number's depth where headings are numbered, else by form, capitals above."""
    depth: dict[int, int] = {}
    styles = {i: heading_style(t) for i, t in texts.items()}
    ranks = [style for style in ("roman", "capitals") if style in styles.values()]
    plainer = [k for k, style in styles.items() if style in ("title", "sentence")]
    ranked = [k for k, style in styles.items() if style in ranks]
    loud = sum(style == "capitals" for style in styles.values())
    below = 3 if ranked and plainer and loud >= 2 and min(plainer) > min(ranked) else 2
    for i, text in texts.items():
        number = _NUMBERED.match(text)
        if styles[i] == "numbered" and number and number["arabic"]:
            depth[i] = 2 + number["arabic"].count(".")
        elif styles[i] in ranks:
            depth[i] = 2 + ranks.index(styles[i])
        else:
            depth[i] = below
    return {i: min(6, d) for i, d in depth.items()}
