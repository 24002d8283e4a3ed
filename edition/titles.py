"""Which line of the front is the title: what masthead, section name, subtitle and byline are not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.bylines import words_only
from edition.credits import bylines
from edition.stretches import Stretch
from edition.vocabulary import plain_words

_MASTHEAD = re.compile(
    r"\b(?:journal|review|quarterly|magazine|revue|revista|zeitschrift|rivista|jahrbuch|annals|annales|anais|"
    r"bulletin|gazette|"
    r"times|post|proceedings|transactions|letters|studies|forum|blog|issue|vol(?:ume)?|number|no|press|society|"
    r"newsletter|"
    r"herald|tribune|chronicle|monthly|weekly|university|institute|issn|articles?)\b",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"^[^\n]{1,60}(?:\s[>»›→▸▶❯/]\s|\s•\s|\s\|\s)[^\n]{1,160}$")


def title_place(stretches: Sequence[Stretch], rest: Sequence[int], said: str, whole: str) -> int:
    """The place of the title, -1 where nothing stands out before the byline is known."""
    lines = [i for i in rest if len(stretches[i].words) < 400]
    if not lines:
        return -1
    if said:
        meant = plain_words(said)
        close = [i for i in lines if plain_words(stretches[i].words) == meant]
        close = close or [i for i in lines if plain_words(stretches[i].words).startswith(meant)]
        if close:
            return close[0]
    first = [i for i in lines if stretches[i].hint.tag == "h1" or "title" in stretches[i].hint.within]
    if first:
        return first[-1] if len(first) < 3 else first[0]
    seen: dict[str, list[int]] = {}
    for i in lines:
        seen.setdefault(plain_words(stretches[i].words), []).append(i)
    again = [group for words, group in seen.items() if len(group) > 1 and len(words) > 6]
    if again:
        return max(again, key=lambda group: (len(stretches[group[0]].text), -group[0]))[0]
    for i in lines:  # a browser's title ("Paper Wars | The Journal") above the title itself
        text = stretches[i].words
        tail = [
            k
            for k in lines
            if k > i and len(text) > len(stretches[k].words) > 8 and text.startswith(stretches[k].words)
        ]
        if tail and re.match(r"\s*[|–—•»·-]\s", text[len(stretches[tail[0]].words) :]):
            return tail[0]
        ends = [k for k in lines if k > i and len(stretches[k].words) > 8 and text.endswith(stretches[k].words)]
        if ends and re.search(r"(?:\s[|–—•»·-]|:)\s+$", text[: -len(stretches[ends[0]].words)]):
            return ends[0]
    read = bylines(stretches, lines)
    named = [i for i in lines if read[i].sure >= 0.6]
    surely = [i for i in named if not words_only(read[i], whole)]
    writers = [i for i in named if read[i].sure >= 0.9 and len(read[i].roles) < len(read[i].people)]
    named = writers or surely or named
    while len(named) > 1 and read[named[0]].sure < 0.9 and max(len(read[i].people) for i in named[:2]) > 1:
        named = named[1:]  # "Small Archives and Large Claims" above the byline
    before = [i for i in lines if not named or i < named[-1]] or lines
    open_ = [i for i in before if i not in named and not stretches[i].part]
    scored = [
        (_worth(stretches[i].words) + _chapter(stretches, i) - _crowded(stretches, i, open_), -place, i)
        for place, i in enumerate(open_)
    ]
    best = max(scored, default=None)
    headed = bool(open_) and open_[0] > 0 and len(lines) > 1 and named[:1] != lines[:1]
    behind = [
        entry
        for place, entry in enumerate(scored)
        if entry[0] >= 0.6
        and (any(e[0] <= -1 for e in scored[:place]) or (headed and _full(stretches, entry[2]) and not place))
    ]
    if (
        behind and best and behind[0][0] < best[0] and behind[0][2] + 1 == best[2]
    ):  # a masthead is there already: the short line is a title with a subtitle
        return behind[0][2]
    if best and best[0] > 0:
        above = best[2] - 1
        return above if above in open_ and _heads_block(stretches, above) else best[2]
    if len(named) > 1 or (named and not open_):
        return named[0] if len(named) > 1 else -1
    return open_[-1] if open_ else -1


def _full(stretches: Sequence[Stretch], i: int) -> bool:
    """Whether the line, set apart from what is below, says enough for a title that a subtitle may follow."""
    text = stretches[i].words
    return any(c in text for c in ":?,") and _set_apart(stretches, i + 1) and _worth(text) > 0.9


def _heads_block(stretches: Sequence[Stretch], i: int) -> bool:
    """Whether the line begins a block of two by themselves, and says enough for a title with its subtitle below."""
    alone = (stretches[i].gap or not i) and not stretches[i + 1].gap and _set_apart(stretches, i + 2)
    said = len(stretches[i].words.split()) > 2 or any(c in stretches[i].words for c in ":?,")
    return bool(alone) and said and _worth(stretches[i].words) >= 0.9


def _crowded(stretches: Sequence[Stretch], i: int, open_: Sequence[int]) -> float:
    """What it takes from a line that it stands close below or above another, a site's name with its motto, while other
    lines stand alone."""
    first = i - 1 if stretches[i].gap == 0 and i > 0 else i
    if first + 1 >= len(stretches):
        return 0.0
    pair = (stretches[first].gap or not first) and stretches[first + 1].gap == 0 and _set_apart(stretches, first + 2)
    later = [
        k
        for k in open_
        if k > first + 1 and _set_apart(stretches, k) and (_set_apart(stretches, k + 1) or runs_on(stretches, k))
    ]
    return 1.6 if pair and later and not runs_on(stretches, first) else 0.0


def _set_apart(stretches: Sequence[Stretch], i: int) -> bool:
    return i >= len(stretches) or stretches[i].gap > 0


def runs_on(stretches: Sequence[Stretch], i: int) -> bool:
    """Whether the line below, with no empty line between, goes on with this one: a title broken in two."""
    if i < 0 or i + 1 >= len(stretches) or stretches[i + 1].gap or len(stretches[i + 1].text) > 200:
        return False
    one, two = stretches[i].words, stretches[i + 1].text
    last = one.split()[-1:]
    return len(one) < 200 and bool(
        one.endswith((":", ",", " –", " —", "-"))
        or (two[:1].islower() and not re.match(r"(?:by|por|par|von|di|da|text|http|www)\b", two))
        or (last and last[0] in _FUNCTION)
    )


_FUNCTION = frozenset(
    plain_words(
        "a an the of and or in on to for from with by at as into le la les de du des et en un une el los las y del o "
        "os as da do dos das e em um uma der die das und von zu zum zur im am il lo gli i di che per con su al"
    ).split()
)


def _chapter(stretches: Sequence[Stretch], i: int) -> float:
    """What it is worth for a title that it is numbered as the one chapter whose sections ("5.1") follow."""
    number = re.match(r"(\d{1,2})\.\s", stretches[i].words)
    if not number:
        return 0.0
    tops = {m[1] for s in stretches[:2000] if len(s.words) < 120 and (m := re.match(r"(\d{1,2})\.\s+\S", s.words))}
    return 1.0 if tops == {number[1]} and any(s.words.startswith(f"{number[1]}.1") for s in stretches[:2000]) else 0.0


def article_off(text: str) -> str:
    return re.sub(r"^(?:an?|the|le|la|les|el|los|las|der|die|das|il|o|os|as) ", "", plain_words(text))


def over_lines(stretches: Sequence[Stretch], rest: Sequence[int], said: str) -> tuple[int, ...]:
    """The lines that together are the title as the source says it, () where there are none."""
    meant = plain_words(said)
    for place in range(len(rest)):
        words, lines = "", []
        for k in rest[place : place + 6]:
            words = f"{words} {plain_words(stretches[k].words)}".strip()
            lines.append(k)
            if words == meant:
                return tuple(lines)
            if not meant.startswith(words):
                break
    return ()


_NUMBERED_ISSUE = re.compile(
    r"\bissn\b|\bdoi\b|https?:|\b(?:19|20)\d\d\b.*\(\d|\d\s?[.,(/]?\s?\d{0,4}\)?,? \((?:1[89]|20)\d\d\)", re.IGNORECASE
)


_POSTS = re.compile(
    r"universi|institut|college|departa?ment|school of|fellow|professor|laborator|faculty|center for|centre for|"
    r"chief|officer|director|editor|@",
    re.IGNORECASE,
)  # what stands below a name, and in few titles


def _worth(text: str) -> float:
    """How much a line of the front looks like a title rather than a masthead."""
    words = text.split()
    worth = min(len(words), 6) / 3
    if _MASTHEAD.search(text) and len(words) <= 6:
        worth -= 2.0
    if (_CRUMBS.match(text) and "«" not in text) or _NUMBERED_ISSUE.search(text):
        worth -= 3.0
    if re.search(r"[:?!“”\"«]", text):
        worth += 0.5
    if re.search(r"\bvol(?:ume)?\.?\s?\d|\b(?:no|nr|issue|heft|núm)\.?\s?\d|\bpp?\.\s?\d", text, re.IGNORECASE):
        worth -= 3.0
    if len(words) == 1:
        worth -= 0.4
    if _POSTS.search(text) and len(words) < 9:
        worth -= 1.0
    if re.match(r"\d{1,2}\.\d", text):
        worth -= 2.0
    if text.endswith((".", ",", ";")) and not text.isupper():
        worth -= 0.8
    return worth
