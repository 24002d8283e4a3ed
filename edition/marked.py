"""A text as it is read for citations: its quotations and italics, its sentences, and what is prose or a locator."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from edition.persons import vocabulary
from edition.text import Block, Code, Emphasis, Inline, LineBreak, NoteRef, Text, block_inlines

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
            for words, slanted in _pieces(run, False, []):
                if told := " ".join(words.split()):
                    if at and (gap or words[0] != told[0]):
                        out.append(" ")
                        at += 1
                    if slanted:
                        italics.append((at, at + len(told)))
                    out.append(told)
                    at += len(told)
                    gap = words[-1] != told[-1]
                elif words:
                    gap = True
            if at > MOST:
                break
    return marked_text("".join(out), _joined(italics))


def _pieces(content: tuple[Inline, ...], slanted: bool, out: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """`out` with the run's words added, each piece with whether it is in italics."""
    for part in content:
        if isinstance(part, _WORDED):
            out.append((part.text, slanted))
        elif isinstance(part, LineBreak):
            out.append((" ", slanted))
        elif not isinstance(part, NoteRef):
            _pieces(part.content, slanted or isinstance(part, Emphasis), out)
    return out


_WORDED = (Text, Code)


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
    if first := [n for begins in _ADDRESS_BEGINS if (n := masked.find(begins)) >= 0]:
        at = min(first)
        masked = masked[:at] + _ADDRESS.sub(lambda found: _BLOT * len(found[0]), masked[at:])
    return Marked(head, masked, quotes, italics)


def _quotes(text: str) -> tuple[tuple[int, int], ...]:
    """The quotations, one after the other; the pattern is tried only where a quotation mark opens one."""
    out: list[tuple[int, int]] = []
    end = 0
    for mark in _OPENING.finditer(text) if any(map(text.__contains__, _QUOTATION_MARKS)) else ():
        if mark.start() >= end and (found := _QUOTE.match(text, mark.start())):
            out.append(found.span())
            end = found.end()
    return tuple(out)


_QUOTATION_MARKS = "“«„\"‘'"
_OPENING = re.compile(f"[{_QUOTATION_MARKS}]")
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
    return next(sentence_ends(text, at, stop), (stop, stop))[0]


def sentence_ends(text: Marked, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where each sentence ends from `at` on, and where the next begins; without the last, which ends at `stop`."""
    masked = text.masked
    stops = _stops(masked)
    for n in range(bisect_left(stops, (at,)), len(stops)):
        start, end, begin = stops[n]
        if begin >= stop:
            return
        if masked[start] == ".":
            before = masked[max(at, start - 14) : start].replace("(", " ").replace("[", " ").rsplit(None, 1)
            word = before[-1] if before else ""
            if (len(word) == 1 and word.isalpha()) or word.casefold() in _ABBREVIATED:
                continue
        at = begin
        yield end, begin


@lru_cache(maxsize=16)  # whoever reads a note asks again and again where a sentence ends
def _stops(masked: str) -> list[tuple[int, int, int]]:
    """The stops that may end a sentence: where each stands, where its signs end, and where the next word begins."""
    return [(m.start(), m.end(1), m.end()) for m in _STOP.finditer(masked)]


_STOP = re.compile(r"([.?!…][”\"»’)\]]*)\s+(?=[^\s\d\W a-zß-öø-ÿ]|[“\"«‘„(\[]|\x1a|\d)")
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
