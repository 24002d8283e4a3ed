"""What the blocks of a body are: lists, verse, tables, captions, quotations, headings, and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from edition.headings import headings
from edition.judged import Judged, Judgements
from edition.marks import LIST_SIGN
from edition.stretches import Stretch, width_filled
from edition.vocabulary import plain_words

_CAPTION = re.compile(
    r"(?:fig(?:ure|ura|\.)?|abb(?:ildung|\.)?|graph|gr[aá]fico|gr[aá]fica|graphique|chart|plate|map|mapa|carte|"
    r"image|imagem|imagen|photo|foto|"
    r"illustration|scheme|box|listing|quadro|cuadro|diagram)\s?(?:\d{1,3}|[IVX]{1,4})\b",
    re.IGNORECASE,
)
_TABLE = re.compile(r"(?:table|tab(?:ela|la|leau|elle|ella|\.))\s?(?:\d{1,3}|[IVX]{1,4})\b", re.IGNORECASE)
_BULLET = re.compile(r"(?:[•·●▪◦‣*+–—-]|\(?[a-z]\)|\(?(?:i{1,3}|iv|v|vi{1,3}|ix|x)\)|\(?\d{1,3}[.)])\s+\S")
_CHROME = re.compile(
    r"(?:thumbnail|advertisement|share(?: this)?|tweet|print|email|download(?: figure)?|open in new tab|"
    r"back to top|top|figures? viewer|"
    r"click to enlarge|enlarge|read more|continue reading|loading|see all|\[edit\]|edit|copy|copiar|copier|"
    r"view large|\W+)",
    re.IGNORECASE,
)


def body(stretches: Sequence[Stretch], judged: Judgements, start: int) -> dict[int, Judged]:
    """What each stretch of the body is. Later passes see what the earlier ones said."""
    out: dict[int, Judged] = {}
    places = [i for i in range(start, len(stretches)) if i not in judged]
    out |= _hinted(stretches, places)
    out |= _furniture(stretches, [i for i in places if i not in out])
    out |= _tables(stretches, [i for i in places if i not in out])
    out |= _repeated(stretches, [i for i in places if i not in out])
    out |= _captions(stretches, [i for i in places if i not in out])
    out |= _lists(stretches, [i for i in places if i not in out])
    out |= _verse(stretches, [i for i in places if i not in out], out)
    if not any(s.hint.tag for s in stretches):  # where there is markup, it says what a heading is
        out |= headings(stretches, [i for i in places if i not in out], {**judged, **out})
    out |= _quotations(stretches, [i for i in places if i not in out])
    out |= _trailing(stretches, [i for i in places if i not in out])
    for i in places:
        out.setdefault(i, Judged("paragraph", "prose", 0.95 if len(stretches[i].text) > 60 else 0.8))
    return out


def _trailing(stretches: Sequence[Stretch], places: Sequence[int]) -> dict[int, Judged]:
    """A page's foot: many short lines at the very end, none of them a sentence."""
    free_places = set(places)
    run: list[int] = []
    for i in range(len(stretches) - 1, -1, -1):
        text = stretches[i].text
        if i not in free_places or len(text) > 60 or text.endswith((".", "!", "?", "”", ":", ",", ";")):
            break
        run.append(i)
    return {i: Judged("furniture", "short-lines-at-the-end", 0.6) for i in run} if len(run) >= 5 else {}


def _hinted(stretches: Sequence[Stretch], places: Sequence[int]) -> dict[int, Judged]:
    out: dict[int, Judged] = {}
    for i in places:
        hint = stretches[i].hint
        if hint.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            out[i] = Judged("heading", "marked-up", 0.97, "body", level=max(2, int(hint.tag[1])))
        elif hint.tag in ("td", "th") or ("table" in hint.within and hint.row):
            out[i] = Judged("table", "marked-up", 0.97, hint.tag, str(hint.group))
        elif hint.tag in ("figcaption", "caption") or "figure" in hint.within:
            out[i] = Judged("figure", "marked-up", 0.9)
        elif hint.tag in ("li", "dt", "dd") or "ol" in hint.within or "ul" in hint.within:
            out[i] = Judged("list", "marked-up", 0.95, "ol" if "ol" in hint.within else "ul", str(hint.group))
        elif "verse" in hint.within:
            out[i] = Judged("verse", "marked-up", 0.95, "", str(hint.group))
        elif "epigraph" in hint.within:
            out[i] = Judged("epigraph", "marked-up", 0.95, "text", str(i))
        elif hint.tag == "blockquote" or "blockquote" in hint.within:
            out[i] = Judged("quotation", "marked-up", 0.95, "text", str(hint.group))
        elif hint.tag:
            continue
    return out


def _furniture(stretches: Sequence[Stretch], places: Sequence[int]) -> dict[int, Judged]:
    counts = Counter(stretches[i].text for i in places if len(stretches[i].text) < 60)
    return {
        i: Judged("furniture", "site-chrome", 0.85)
        for i in places
        if len(stretches[i].text) < 60 and (_CHROME.fullmatch(stretches[i].text) or counts[stretches[i].text] > 3)
    }


def _tables(stretches: Sequence[Stretch], places: Sequence[int]) -> dict[int, Judged]:
    out: dict[int, Judged] = {}
    for i in places:
        cells = stretches[i].text.count("\t")
        near = [k for k in (i - 1, i + 1) if 0 <= k < len(stretches) and stretches[k].text.count("\t")]
        if cells >= 2 or (cells and near):
            out[i] = Judged("table", "tabs", 0.9, "row", str(out[i - 1].key if i - 1 in out else i))
    return out


def _repeated(stretches: Sequence[Stretch], places: Sequence[int]) -> dict[int, Judged]:
    """Pull quotes: short blocks whose words stand, in their order, in a longer paragraph."""
    long = [i for i in places if len(stretches[i].text) > 200]
    folded = " \n ".join(plain_words(stretches[i].text) for i in long)
    if len(folded) > 2_000_000:
        return {}
    out: dict[int, Judged] = {}
    first = {stretches[i].text: i for i in reversed(places)}
    for i in places:
        text = stretches[i].text
        if not 30 <= len(text) <= 500 or len(text.split()) < 6:
            continue
        words = plain_words(text)
        once = len(text) <= 200
        sentence = text.endswith((".", "!", "?", "…", "”", '"', ",")) or text.startswith("…") or len(text.split()) > 12
        if len(text) > 200 and first[text] == i:  # of two that are alike the first is text
            continue
        if sentence and words and folded.count(words) > (0 if once else 1):
            out[i] = Judged("duplicate", "pull-quote", 0.9)
    return out


def _captions(stretches: Sequence[Stretch], places: Sequence[int]) -> dict[int, Judged]:
    out: dict[int, Judged] = {}
    for i in places:
        text = stretches[i].text
        caption, table = _CAPTION.match(text), _TABLE.match(text)
        match = caption or table
        if not match:
            continue
        tail = text[match.end() :]
        alone = not tail.strip(" .:")
        if alone or tail[:1] in ".:–—-|" or re.match(r"\s+[(–—A-ZÀ-Þ“\"]", tail):
            out[i] = Judged("figure", "caption", 0.85)
            if alone and i + 1 in places and len(stretches[i + 1].text) < 250 and stretches[i + 1].gap < 2:
                out[i + 1] = Judged("figure", "caption", 0.75)
    return out


def _lists(stretches: Sequence[Stretch], places: Sequence[int]) -> dict[int, Judged]:
    out: dict[int, Judged] = {}
    run: list[int] = []
    for i in (*places, -1):
        match = _BULLET.match(stretches[i].text) if i >= 0 else None
        if match and (not run or i - run[-1] == 1):
            run.append(i)
            continue
        if len(run) >= 2 and not _numbers_ofheadings(stretches, run):
            signs = [LIST_SIGN.match(stretches[k].text) for k in run]
            numbers = [int(sign[1]) if sign and sign[1] else 0 for sign in signs]
            ordered = numbers[0] > 0
            # The list shows its signs by itself, but no letters and no numbers with gaps.
            shown = numbers == list(range(numbers[0], numbers[0] + len(run))) if ordered else not any(numbers)
            for k, sign in zip(run, signs, strict=True):
                rule, start = ("signs", sign.end()) if sign and shown else ("bullets", 0)
                out[k] = Judged("list", rule, 0.85, "ol" if ordered else "ul", str(run[0]), start=start)
        run = [i] if match else []
    # Items that lost their bullets: a run without empty lines between, begun by a colon, each item a clause.
    run = []
    for i in (*places, -1):
        if i >= 0 and i not in out and run and i - run[-1] == 1 and stretches[i].gap == 0:
            run.append(i)
            continue
        if len(run) >= 4:
            items = run[1:]
            full = sum(prose_like(stretches[k].text) for k in items) * 2 > len(items)
            if (stretches[run[0]].text.endswith(":") and not full) or sum(
                stretches[k].text.endswith(";") for k in items
            ) >= len(items) // 2:
                for k in items:
                    if not prose_like(stretches[k].text) or len(items) > 2:
                        out[k] = Judged("list", "run-after-colon", 0.65, "ul", str(items[0]))
        run = [i] if i >= 0 and i not in out else []
    return out


def prose_like(text: str) -> bool:
    """Whether the block is a full paragraph by its length and end."""
    return len(text) > 220 and text.rstrip()[-1:] in '.!?”"’)]0123456789'


def _numbers_ofheadings(stretches: Sequence[Stretch], run: Sequence[int]) -> bool:
    return all(
        re.match(r"\d{1,2}(?:\.\d{1,2})*\.?\s", stretches[k].text) and len(stretches[k].text) < 90 for k in run
    ) and (not stretches[run[-1]].text.endswith((".", ";")))


def _verse(stretches: Sequence[Stretch], places: Sequence[int], more: Judgements) -> dict[int, Judged]:
    out: dict[int, Judged] = {}
    run: list[int] = []
    for i in (*places, -1):
        fits = i >= 0 and len(stretches[i].text) <= 72 and len(stretches[i].lines) == 1 and i not in more
        if fits and run and i - run[-1] == 1 and stretches[i].gap == 0:
            run.append(i)
            continue
        if len(run) >= 3:
            texts = [stretches[k].text for k in run]
            ends = sum(t.endswith((",", ";", ".", "!", "?", ":", "—")) for t in texts)
            if ends * 3 >= len(texts) and sum(len(t) > 8 for t in texts) >= len(texts) - 1:
                for k in run:
                    out[k] = Judged("verse", "short-lines", 0.65, "", str(run[0]))
        run = [i] if fits else []
    for i in places:
        lines = stretches[i].lines
        if len(lines) >= 2 and i not in out and not width_filled(stretches[i]):
            short = max(len(x.text) for x in lines) < 60
            if len(lines) >= 3 or short:
                out[i] = Judged("verse", "lines-end-early", 0.6, "", str(i))
    return out


def _quotations(stretches: Sequence[Stretch], places: Sequence[int]) -> dict[int, Judged]:
    """Block quotations: a paragraph set apart behind one that ends in a colon."""
    out: dict[int, Judged] = {}
    here = set(places)
    for i in places:
        before = stretches[i - 1] if i and (i - 1 in here) else None
        if before is None or i - 1 in out:
            continue
        text = stretches[i].text
        indented = len(stretches[i].lines) > 1 and all(line.text[:2].isspace() for line in stretches[i].lines)
        if (
            re.search(r":[\s\u00a0]*$", before.text)
            and len(before.text) > 30
            and 40 < len(text) < 2500
            and not text.endswith(":")
        ):
            out[i] = Judged("quotation", "behind-colon", 0.7, "text", str(i))
        elif indented and not before.lines[0].text[:2].isspace():
            out[i] = Judged("quotation", "indented", 0.7, "text", str(i))
    return out
