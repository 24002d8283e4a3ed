"""Marks and labels of notes: every printed form, and which reading of the candidates the whole text supports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

Style = Literal["hint", "bracket", "named", "caret", "superscript", "paren", "glued", "spaced", "symbol", "footnote",
                "dot", "bare", "colon", "alone", "arrow", "letter", ""]  # fmt: skip


class Mark(msgspec.Struct, frozen=True):
    """A mark in the text at [start:end] of it; `weight` says how much its surroundings look like a mark's."""

    start: int
    end: int
    note: str
    style: Style
    weight: float = 1.0


class Label(msgspec.Struct, frozen=True):
    """What a note begins with: its id as printed, and the [start:end] of the note's own text in the block."""

    note: str
    style: Style
    start: int
    end: int


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ", "0123456789abcdefghijklmnop")
_SIGNS = r"(?:\*{1,4}|†{1,2}|‡{1,2}|§{1,2}|¶{1,2}|⁂)"
_NAME = r"(?:foot|end)?note|fn\.?|n\.|nota|nota de rodapé|anm\.?|anmerkung|ref\.?"
# What stands before an item of a list that is no markup: a sign, or its number.
LIST_SIGN = re.compile(r"(?:[•·●▪◦‣*+–—-]|\(?(\d{1,3})[.)])\s+")

_ID = r"\d{1,4}[a-z]?|[a-z]|[ivxl]{1,6}|[*†‡§¶]{1,4}"

# ——— marks in the text ———

_MARKS: dict[Style, re.Pattern[str]] = {
    "caret": re.compile(r"\[\^([\w*†‡-]{1,12})\](?!:)|\^\[?(\d{1,3})\]?"),
    "named": re.compile(
        rf"\s?\[(?:{_NAME})\s?(\d{{1,3}}[a-z]?)\]|\s?\((?:endnote|footnote|note|fn)\s?(\d{{1,3}}[a-z]?)\)",
        re.IGNORECASE,
    ),
    "bracket": re.compile(rf"\[[ \u00a0]?({_ID}|\d{{1,3}}(?:[,;] ?\d{{1,3}}){{1,8}})[ \u00a0]?\]"),
    "superscript": re.compile(r"[⁰¹²³⁴-⁹]{1,3}(?:[,;⁾]? ?[⁰¹²³⁴-⁹]{1,3}){0,8}|(?<=\w)[ᵃ-ᵖ]"),
    "paren": re.compile(r"\((\d{1,3}(?:, ?\d{1,3}){0,4}|[*†‡§¶]{1,4})\)"),
    "symbol": re.compile(rf"(?<=[^\s*†‡§¶])({_SIGNS})(?=\s|$|[.,;:)”’])"),
    "glued": re.compile(
        r"(?<=[^\W\d_]|[.,;:!?”\"’'»)\]…–—%])(\d{1,3}(?:,\d{1,3}){0,4})(?![\d%°]|[.,:/]\d|[^\W\d_]*\d)"
    ),
    "spaced": re.compile(r"(?<=[.!?”\"’,;)])[ \u00a0]{1,2}(\d{1,3})(?=\s{1,2}[^\W\d_a-zà-ÿ]|\s{1,2}[“\"‘(]|\s*$)"),
}
_ABBREVIATED = re.compile(
    r"(?:\b(?:no|nr|nº|vol|pp?|fig|figs|ch|chap|art|sec|sect|bd|s|v|t|n|col|cols|fol|ff?|ca?|eq|eds?|st|tab|§|gen|ex|"
    r"lev|num|ps|isa|jer|matt|mk|lk|jn|rom|cor|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.|[£$€#№]|https?:\S*|"
    r"\bwww\.\S*|\S+@\S*|/\S*|\b[A-Z]\.|\d\.)$",
    re.IGNORECASE,
)
_YEAR_ENDS = re.compile(r"(?:^|[\s(–-])(?:1[0-9]|20)\d\d[.!?…][”\"’»)\]]?$")


def candidates(text: str, style: Style) -> Iterable[Mark]:
    """Everything in the text that could be a mark of this style; "[3, 4]" is two, which share its brackets out."""
    for match in _MARKS[style].finditer(text):
        note = next((g for g in match.groups() if g), match.group()).translate(_RAISED)
        weight = _weight(text, match, style)
        if weight and style in _JOINT and not note.isalnum():
            at = match.start()
            for number_ in _DIGITS.finditer(text, match.start(), match.end()):
                last = not _DIGITS.search(text, number_.end(), match.end())
                end = match.end() if last else number_.end()
                yield Mark(at, end, number_.group().translate(_RAISED), style, weight)
                at = end
        elif weight:
            yield Mark(match.start(), match.end(), note, style, weight)


_JOINT = ("bracket", "superscript", "glued", "paren")
_DIGITS = re.compile(r"[\d⁰¹²³⁴-⁹]+")


def _weight(text: str, match: re.Match[str], style: Style) -> float:
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 2]
    last = before.rstrip()[-1:]
    if style not in ("glued", "spaced", "paren"):
        return 0.2 if style == "superscript" and re.search(r"\d$|\b(?:m|km|cm|mm|ft|s)$", before) else 1.0
    if match.start() == 0:
        return 0.0
    if style == "paren":
        return 0.9 if last in '.,;:!?”"’»' else 0.6 if before[-1:] != " " else 0.4
    if _YEAR_ENDS.search(before) and re.match(r"\s[^\W\d_a-zà-ÿ]|\s*$", after):  # "in 1630.1 They took"
        return 0.7
    if _ABBREVIATED.search(before):
        return 0.1
    if re.search(r"[.!?…][”\"’»)\]]?$", before):
        if re.search(r"\d[.!?…][”\"’»)\]]?$", before):
            return 0.4
        return 0.9 if re.search(r"(?:^|[\s(,])[a-zà-ÿ]{1,3}\.$", before) else 1.0  # "fl.3" may be a folio
    if last in "”\"’'»,;:":
        return 0.9
    if last == ")":
        return 0.7
    if style == "spaced":
        return 0.3
    word = re.search(r"[^\W_]+$", before)
    if word and (len(word.group()) == 1 or word.group().isupper() or any(c.isdigit() for c in word.group())):
        return 0.35
    return 0.85 if after[:1] in (" ", "", ".", ",", ";", ":", ")", "\n", "”") else 0.4


# ——— labels of notes ———

_UP = r"(?:[\^↑][ \u00a0]?)?"  # the way back to the mark, in front of the label
_LABELS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("footnote", re.compile(rf"\[(?:{_NAME})\s?({_ID})\s?[:.]\s*", re.IGNORECASE)),
    ("caret", re.compile(r"\[\^([\w*†‡-]{1,12})\]:\s*")),
    (
        "named",
        re.compile(
            rf"\[(?:{_NAME})\s?(\d{{1,3}}[a-z]?)\]:?\s*|(?:note|endnote|footnote|nota|anmerkung)\s(\d{{1,3}})[.:)]?\s+",
            re.IGNORECASE,
        ),
    ),
    ("bracket", re.compile(rf"{_UP}\[[ \u00a0]?(?:←|\^)?({_ID})[ \u00a0]?\][.:]?\s*")),
    ("superscript", re.compile(r"([⁰¹²³⁴-⁹]{1,3}|[ᵃ-ᵖ])[.:)]?\s*")),
    ("paren", re.compile(rf"{_UP}(?:\(({_ID})\)\s*|(\d{{1,3}})\)\s*)")),
    ("dot", re.compile(rf"{_UP}(\d{{1,3}})\.[ \t\u00a0]*(?!\d)")),
    ("colon", re.compile(r"(\d{1,3})(?::|[ \u00a0][–—-])\s+(?=\S)")),
    ("symbol", re.compile(rf"\\?({_SIGNS})\s*(?=[^\W\d_]|[“\"‘'(\[«])")),
    ("bare", re.compile(rf"{_UP}(\d{{1,3}})(?=\s+\S|[^\W\d_]|[“\"‘'«¿¡])\s*")),
    ("letter", re.compile(r"([a-z])[.)]\s+|([ivxl]{1,6})(?:[.)]\s+|\s+(?=[^\W\d_a-zà-ÿ]|[“\"«‘]))")),
    ("arrow", re.compile(r"(?:\^|↑|⬆|↩︎?|⏎)(?:\s+[a-z](?=\s))*\s*")),
)
_MAY_BEGIN = re.compile(
    r"[^A-Za-zÀ-ɏ]|[a-z][.)]|[a-zA-Z]\W?$|[ivxl]{1,6}(?:\W?$|[.)\s])|(?:foot|end)?note\b|nota\b|anm", re.IGNORECASE
)
_ALONE = re.compile(rf"[\[(]?({_ID}|[⁰¹²³⁴-⁹]{{1,3}})[\])]?[.:]?$")
_BACK = re.compile(r"\s*(?:(?:↩|↵|⏎|↑|⤴|↖|⬆|\[↩\]|\[back\]|\(back\))[\ufe0e\ufe0f]?\d{0,2}\s*)+$", re.IGNORECASE)


def labels(text: str) -> tuple[Label, ...]:
    """Every way the block can be read as a note with its label in front, the surest first."""
    if not _MAY_BEGIN.match(text):
        return ()
    end = len(text)
    back = _BACK.search(text[-30:])
    if back:
        end -= len(text[-30:]) - back.start()
    out = []
    for style, pattern in _LABELS:
        match = pattern.match(text)
        if match and match.end() <= end:
            note = next((g for g in match.groups() if g), "").translate(_RAISED)
            closes = style == "footnote" and text.endswith("]") and text.count("[") <= text.count("]")
            out.append(Label(note, style, match.end(), end - 1 if closes else end))
    alone = _ALONE.match(text)
    if alone:
        out.insert(0, Label(alone[1].translate(_RAISED), "alone", end, end))
    return tuple(out)


def leads_back(text: str) -> bool:
    """Whether the block ends with an arrow back to its mark, as notes copied from the web do."""
    return bool(_BACK.search(text[-30:]))


def without_arrow(text: str) -> int:
    """Where the text ends once the arrow back to its mark is taken off."""
    back = _BACK.search(text[-30:])
    return len(text) - (len(text[-30:]) - back.start()) if back else len(text)


def without_marks_at_end(text: str) -> str:
    """The text without marks of notes at its end, by which a sentence is known to end."""
    return _MARKS_AT_END.sub("", text.rstrip())


_MARKS_AT_END = re.compile(
    r"(?:\s?\[\^?[\w*†‡§]{1,4}\]|\s?\((?:\d{1,3}|[*†‡§]{1,3})\)|(?<=[.!?…”\"’»)\]])\d{1,3}|[*†‡§⁰¹²³⁴-⁹])+$"
)


# ——— the reading the whole supports ———


def number(note: str) -> int:
    """What the note's id counts as, 0 where it does not count: "12" and "12a" are 12, "c" is 3, "*" is 0."""
    digits = re.match(r"\d+", note)
    if digits:
        return int(digits.group())
    return ord(note) - 96 if len(note) == 1 and "a" <= note <= "z" else 0


def roman(note: str) -> int:
    """The number that small roman figures stand for, 0 where the note's id is none."""
    if not 0 < len(note) < 8 or not set(note) <= set(_ROMAN):
        return 0
    values = [_ROMAN[c] for c in note]
    total = sum(-a if a < b else a for a, b in pairwise([*values, 0]))
    tens, ones = divmod(total, 10)
    return total if total < 90 and note == _TENS[tens] + _ONES[ones] else 0


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")


_REACH = 12


def chain(marks: Sequence[Mark], ids: frozenset[int]) -> tuple[float, tuple[int, ...]]:
    """The rising sequence of marks that best fits the numbers of the notes: its worth and the marks' places.

    Each step to the next number is worth more than one that leaves numbers out; the same number twice is worth
    nothing, so that of two candidates for one note the likelier is taken.
    """
    best: dict[int, tuple[float, int]] = {}
    back: list[int] = [-1] * len(marks)
    low, top, first = (0.0, -1), 0, min(ids, default=0)
    for place, mark in enumerate(marks):
        value = number(mark.note)
        if value not in ids:
            continue
        choice, worth = -1, mark.weight - (0.0 if value == first else 0.3)
        for earlier in range(max(1, value - _REACH), value):
            if earlier in best:
                skipped = value - earlier - 1
                gain = best[earlier][0] + mark.weight + (0.5 if not skipped else -0.15 * skipped)
                if gain > worth:
                    choice, worth = best[earlier][1], gain
        if value > _REACH + 1 and low[1] >= 0 and number(marks[low[1]].note) < value - _REACH:
            gain = low[0] + mark.weight - 2.0
            if gain > worth:
                choice, worth = low[1], gain
        if value not in best or worth > best[value][0]:
            best[value] = (worth, place)
            back[place] = choice
            if worth > low[0]:
                low = (worth, place)
    if not best:
        return 0.0, ()
    worth, at = max(best.values(), key=lambda entry: (entry[0], -entry[1]))
    picked = []
    while at >= 0 and top < len(marks):
        picked.append(at)
        at, top = back[at], top + 1
    return worth, tuple(reversed(picked))
