"""What stands inside a line of Markdown: emphasis, code, links, images, marks of notes, and the syntax around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from edition.readers.lines import Span, SpanKind

_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<ticks>`+)|\[\^(?P<note>[^\]\s\[^]{1,80})\]|(?P<open>!?\[)|(?P<close>\])|(?P<stars>\*{1,3}|_{1,3})|"
    r"<(?P<address>https?://[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255})>|(?P<tag></?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]{0,400})?/?>)|"
    r"(?P<hard>(?:\\| {2,})(?=\n))"
)
_GOAL = re.compile(r"\(\s*<?((?:[^\s()<>]|\([^\s()<>]*\)){0,2000})>?(?:\s+[\"'][^\n]{0,300}?[\"'])?\s*\)")
_NAMED = re.compile(r"\[([^\]\[]{0,120})\]")
_TAGS: dict[str, SpanKind] = {
    "em": "emph",
    "i": "emph",
    "strong": "strong",
    "b": "strong",
    "sup": "sup",
    "sub": "sub",
    "code": "code",
}


def inline_spans(
    text: str, start: int, end: int, known: Sequence[Span], notes: frozenset[str], addresses: Mapping[str, str]
) -> list[Span]:
    """The spans of text[start:end] beside those already `known` (markup at the edges of its rows). `notes` are the keys
    that are defined, `addresses` the link definitions."""
    out: list[Span] = []
    brackets: list[tuple[int, int, bool]] = []
    stars: list[tuple[str, int, int]] = []
    tags: list[tuple[str, int]] = []
    ticks = _ticks(text, start, end)
    skip = sorted((s.start, s.end) for s in known)
    at = start
    place = 0
    while found := _TOKEN.search(text, at, end):
        low, high = found.span()
        at = high
        while place < len(skip) and skip[place][1] <= low:
            place += 1
        if place < len(skip) and skip[place][0] <= low:
            at = max(at, skip[place][1])
            continue
        kind = found.lastgroup
        if kind == "escaped":
            out.append(Span(low, low + 1, "markup"))
        elif kind == "ticks":
            close = _closing(ticks, high, high - low)
            if close:
                out += [
                    Span(low, high, "markup"),
                    Span(high, close - (high - low), "code"),
                    Span(close - (high - low), close, "markup"),
                ]
                at = close
        elif kind == "note":
            if found["note"] in notes:
                out.append(Span(low, high, "mark", found["note"]))
        elif kind == "open":
            brackets.append((low, high, text[low] == "!"))
        elif kind == "close" and brackets:
            opened, inner, image = brackets.pop()
            goal, after = _goal(text, inner, low, high, end, addresses)
            if goal:
                out += [Span(opened, inner, "markup"), Span(low, after, "markup")]
                out.append(Span(inner, low, "image" if image else "link", goal))
                at = after
        elif kind == "stars":
            _star(text, start, end, low, high, stars, out)
        elif kind == "address":
            goal = found["address"]
            out += [Span(low, low + 1, "markup"), Span(high - 1, high, "markup")]
            out.append(Span(low + 1, high - 1, "link", goal if "://" in goal else f"mailto:{goal}"))
        elif kind == "tag":
            out.append(Span(low, high, "markup"))
            _tagged(found["tag"], low, high, tags, out)
        elif kind == "hard":
            out += [Span(low, high, "markup"), Span(high, high + 1, "break")]
    return [span for span in out if span.end > span.start]


def _ticks(text: str, start: int, end: int) -> dict[int, list[int]]:
    """Where runs of backticks end, by their length, the last first."""
    runs: dict[int, list[int]] = {}
    for run in re.finditer(r"`+", text[start:end]):
        runs.setdefault(run.end() - run.start(), []).append(start + run.end())
    for ends in runs.values():
        ends.reverse()
    return runs


def _closing(ticks: dict[int, list[int]], after: int, length: int) -> int:
    ends = ticks.get(length, [])
    while ends and ends[-1] <= after:
        ends.pop()
    return ends[-1] if ends else 0


def _goal(text: str, inner: int, low: int, high: int, end: int, addresses: Mapping[str, str]) -> tuple[str, int]:
    """Where a bracketed text leads and where its syntax ends; "" where it is no link."""
    if found := _GOAL.match(text, high, end):
        return found[1] or "#", found.end()
    if found := _NAMED.match(text, high, end):
        name = (found[1] or text[inner:low]).casefold()
        return addresses.get(name, ""), found.end()
    return (addresses.get(text[inner:low].casefold(), ""), high) if low - inner <= 120 else ("", high)


def _star(
    text: str, start: int, end: int, low: int, high: int, stars: list[tuple[str, int, int]], out: list[Span]
) -> None:
    """A run of stars or underscores: closes what the same run opened, or opens."""
    run = text[low:high]
    before = text[low - 1] if low > start else " "
    after = text[high] if high < end else " "
    word = run[0] == "_"
    closes = not before.isspace() and not (word and after.isalnum())
    opens = not after.isspace() and not (word and before.isalnum())
    if (
        closes
        and (open_ := next((k for k in range(len(stars) - 1, max(-1, len(stars) - 9), -1) if stars[k][0] == run), -1))
        >= 0
    ):
        _, one, two = stars[open_]
        del stars[open_:]
        out += [Span(one, two, "markup"), Span(low, high, "markup")]
        if len(run) != 2:
            out.append(Span(two, low, "emph"))
        if len(run) > 1:
            out.append(Span(two, low, "strong"))
    elif opens:
        stars.append((run, low, high))


def _tagged(tag: str, low: int, high: int, tags: list[tuple[str, int]], out: list[Span]) -> None:
    """An HTML tag in the line: its syntax is markup, a few say how their words are set."""
    name = re.sub(r"[^a-z0-9]", "", tag[:20].lower().lstrip("</").split(" ")[0])
    if name not in _TAGS:
        return
    if tag[1] != "/":
        tags.append((name, high))
    elif tags and tags[-1][0] == name:
        _, begin = tags.pop()
        out.append(Span(begin, low, _TAGS[name]))
