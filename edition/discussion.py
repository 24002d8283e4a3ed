"""Readers' comments below an article: where they begin, and who wrote each of them when."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from edition.datelines import Stamp, found
from edition.front import prose
from edition.judged import Judged, Judgements
from edition.marks import labels, number
from edition.stretches import Stretch
from edition.vocabulary import part


class Header(msgspec.Struct, frozen=True):
    """What stands over a comment: `author`, `date` and `time` as far as the line says them; `strong` where nothing but
    a comment's header reads like this."""

    author: str = ""
    date: str = ""
    time: str = ""
    strong: bool = False
    dated: bool = False  # says when, be it only "3 years ago"


_SAYS = (
    r"(?:says?|said|wrote|writes|commented|replied|responded|a dit|dit|écrit|a écrit|dice|dijo|escribió|comentó|"
    r"disse|diz|"
    r"escreveu|comentou|sagt|sagte|schreibt|schrieb|meint|ha detto|scrive|ha scritto|ha commentato)"
)
_SAYING = re.compile(
    rf"^(?P<name>[^\n:]{{1,60}}?)\s+{_SAYS}\s*(?:on|at|am|le|el|em|il)?\s*(?:[:,…]|\.{{3}})?\s*$", re.IGNORECASE
)
_FILLER = re.compile(
    r"\b(?:posted|submitted|written|published|added|comment(?:ed)? by|comment from|comment|reply from|by|on|at|um|"
    r"am|le|el|"
    r"em|il|à|as|às|a las|alle|uhr|permalink|reply|link|edited|edit|report|quote|pm|am|not verified|says?|said|"
    r"wrote|writes|commented|"
    r"replied|escribió|disse|dijo|schrieb|sagte|dit|sagt|anonymous comment|gmt|utc|est|pst)\b|\(not verified\)",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:(?:\d{1,3}|an?|one|two|three) (?:second|minute|hour|day|week|month|year)s? ago|vor \d{1,3} \w+|"
    r"il y a \d{1,3} \w+|"
    r"hace \d{1,3} \w+|há \d{1,3} \w+)\b",
    re.IGNORECASE,
)
_RANKED = re.compile(r"^\s*(?:#\s?\d{1,4}|\d{1,4}[.)]|\[\d{1,4}\])\s*")
_EDGES = " \t|·•—–-,.:;#@()[]>»/~*\u00a0"
_CHROME = re.compile(
    r"(?:reply|like|likes?|share|report|permalink|log ?in(?: or register)?(?: to (?:reply|post comments?))?|"
    r"upvote|downvote|"
    r"\d{1,4} likes?|flag|quote|edit|delete|responder|répondre|antworten|rispondi|vote up|vote down|loading\W*|"
    r"your email address .*|required fields .*|name|e-?mail|website|save my name.*|notify me.*|post comment|"
    r"cancel reply|"
    r"this site uses akismet.*|sign in to .*|comments are closed.*|view all .*|submit|(?:older|newer) comments|"
    r"leave a (?:reply|comment).*|load more.*|show more.*|reply ?[↓↵].*)\W*",
    re.IGNORECASE,
)


def header(text: str) -> Header | None:
    """The line as a comment's header, None where it cannot be one."""
    if len(text) > 140 or "\n" in text:
        return None
    line = text.strip()
    stamps = found(line)
    if not (stamps and stamps[0].start <= 1) and (rank := _RANKED.match(line)):
        line = line[rank.end() :]
        stamps = found(line)
    saying = _SAYING.match(line)
    ago = _AGO.search(line)
    if not stamps and not ago:
        return Header(author=_name(saying["name"]), strong=True) if saying and _name(saying["name"]) else None
    stamp = stamps[0] if stamps else Stamp(0, 0, "")
    spot = (stamp.start, stamp.end) if stamps else ago.span() if ago else (0, 0)
    around = line[: spot[0]] + " | " + line[spot[1] :]
    if len(stamps) > 1:
        return None
    name = _name(_FILLER.sub(" ", around))
    if len(name.split()) > 5 or len(name) > 48 or _SENTENCE.search(name):
        return None
    says = bool(re.search(rf"\b{_SAYS}\b\s*[:,]?\s*(?:\||$)", around, re.IGNORECASE)) or around.rstrip(" |")[-1:] == ":"
    filled = _FILLER.search(around) is not None
    strong = bool(stamp.time) or bool(ago) or (says and bool(name)) or (filled and bool(name))
    if len(stamp.date) < 10 and stamps:
        return None
    return Header(name, stamp.date, stamp.time, strong, True)


_SENTENCE = re.compile(r"(?<!\b[^\W\d_a-zà-ÿ])\.\s+\w|[!?]\s+\w|(?<!\w)\d{3}")  # no name has these; "T. Doe" is one


def _name(text: str) -> str:
    return " ".join(text.replace("|", " ").split()).strip(_EDGES).strip()


def comments(stretches: Sequence[Stretch], judged: Judgements) -> dict[int, Judged]:
    """What belongs to the readers' comments: their heading, headers and texts, from where they begin to the end."""
    heads = {i: h for i, s in enumerate(stretches) if i not in judged and (h := header(s.text))}
    hinted = [i for i, s in enumerate(stretches) if {"comments", "comment"} & set(s.hint.within)]
    start, rule, sure = _start(stretches, judged, heads)
    if hinted and (start < 0 or hinted[0] < start):
        start, rule, sure = hinted[0], "comments-marked-up", 0.99
    if start < 0:
        return {}
    return _cut(stretches, judged, heads, start, rule, sure)


def _listed(stretches: Sequence[Stretch], i: int) -> bool:
    """Whether the line is one of a numbered list: a note that cites a talk or a letter reads like a header."""
    mine = [number(x.note) for x in labels(stretches[i].text) if number(x.note)]
    near = [
        number(x.note) - step
        for step in (-1, 1)
        if 0 <= i + step < len(stretches)
        for x in labels(stretches[i + step].text)
    ]
    return bool(set(mine) & set(near))


def _start(stretches: Sequence[Stretch], judged: Judgements, heads: dict[int, Header]) -> tuple[int, str, float]:
    """The first stretch of the comments, -1 for none; and the rule, and how sure it is."""
    last_part = _last_part(stretches, heads)
    for i in range(len(stretches)):
        if stretches[i].part == "comments" and i > last_part and i not in judged:
            reach = 12 if any(c.isdigit() for c in stretches[i].text) else 4  # headers may stand below the texts
            soon = [k for k in range(i + 1, min(i + reach, len(stretches))) if k in heads]
            if soon:
                return i, "comments-heading", 0.98
            if re.search(r"\d|comment|kommentar|coment", stretches[i].text, re.IGNORECASE) and i > len(stretches) // 2:
                return i, "comments-heading-alone", 0.7
    floor = _front_end(stretches)
    listed = {i for i in heads if _listed(stretches, i)}
    strong = [i for i, h in sorted(heads.items()) if h.strong and i > last_part and i not in listed]
    weak = [
        i for i, h in sorted(heads.items()) if h.author and h.date and i > max(last_part, floor) and i not in listed
    ]
    bare = [i for i in weak if i + 1 < len(stretches) and i + 1 not in heads]
    if len(weak) > 1 and len(bare) == len(weak) and not strong:  # "Tom — 12 May 2012" over each of several texts
        begin = weak[0]
        if all(_SIGNED.match(stretches[i].text) for i in weak):  # each stands below its text
            begin -= begin - 1 > max(last_part, floor)
            while stretches[begin].gap == 0 and begin - 1 > max(last_part, floor):
                begin -= 1
        return begin, "comment-headers-alike", 0.75
    dates = [i for i in sorted(heads) if heads[i].date and not heads[i].author and i > max(last_part, floor) + 1]
    if last_part >= 0 and len(dates) > 1 and not strong and _named_before(stretches, heads, dates[0]):
        return dates[0] - 1, "comment-headers-alike", 0.75  # a name, and below it a date, over each of several texts
    for i in strong:
        if i <= floor or i + 1 >= len(stretches):
            continue
        # A diary's entries are dated too: without a heading, comments stand behind the back matter or say more.
        behind = last_part >= 0
        alone = len(strong) == 1 and not behind
        followed = i + 1 in heads and heads[i + 1].dated
        if not behind and not heads[i].time and not (heads[i].author and (heads[i].date or followed)):
            continue
        begin = i
        if (
            i - 1 > max(last_part, floor)
            and _may_be_name(stretches[i - 1].text)
            and not heads[i].author
            and (i - 1 not in heads or not heads[i - 1].dated)
        ):
            named = _named_before(stretches, heads, i)
            begin = i - 1 if named else i
        return begin, "comment-header", 0.75 if alone else 0.9 if behind else 0.8
    return -1, "", 0.0


def _last_part(stretches: Sequence[Stretch], heads: dict[int, Header]) -> int:
    """Where the last heading of notes, bibliography or authors stands; what comes after its texts may be comments."""
    last = -1
    floor = _front_end(stretches)
    strong = [k for k, h in sorted(heads.items()) if h.strong and k > floor]
    for i, s in enumerate(stretches):
        named = s.part
        if named in ("notes", "bibliography", "authors") and i > len(stretches) // 10:
            # A side bar's "Author" behind comments ends nothing: several headers stand before it, one of them close.
            before = [k for k in strong if k < i]
            if (
                len(before) >= (2 if named == "authors" else 3)
                and i - before[-1] < 9
                and before[0] > len(stretches) * 0.3
            ):
                continue
            last = i
    return last


def _front_end(stretches: Sequence[Stretch]) -> int:
    return next((i for i, s in enumerate(stretches) if prose(s.text)), min(len(stretches), 12))


def _may_be_name(text: str) -> bool:
    return len(text) <= 40 and len(text.split()) <= 5 and not _NAMELESS.search(text) and not part(text)


_NAMELESS = re.compile(r"[!?:;]|(?<!\b[^\W\d_a-zà-ÿ])\.\s|\w\w\.$")


def _named_before(stretches: Sequence[Stretch], heads: dict[int, Header], first: int) -> bool:
    """Whether a short line stands before nearly every dated header: then it is the author's name."""
    dated = [i for i, h in sorted(heads.items()) if h.dated and not h.author and i >= first]
    before = [i for i in dated if i - 1 >= 0 and _may_be_name(stretches[i - 1].text)]
    return len(before) >= 0.8 * len(dated) and first in before


_SIGNED = re.compile(r"\s*(?:[—–―~-]|--)\s*[^\W\d]")


def _cut(
    stretches: Sequence[Stretch], judged: Judgements, heads: dict[int, Header], start: int, rule: str, sure: float
) -> dict[int, Judged]:
    out: dict[int, Judged] = {}
    dated = {i for i in heads if i >= start and heads[i].dated and not heads[i].author}
    first = min(dated, default=-1)
    before = first > 0 and first - 1 >= start and _named_before(stretches, heads, first)
    after = (
        not before
        and bool(dated)
        and all(i + 2 < len(stretches) and _may_be_name(stretches[i + 1].text) and i + 2 not in heads for i in dated)
        and len(dated) > 1
    )
    named = {i for i, h in heads.items() if i > start and h.author and h.date}
    signed = bool(named) and all(_SIGNED.match(stretches[i].text) for i in named)  # "— Tom, 12 May" below each text
    count, open_header, seen_text = int(signed), False, True
    has_date = has_author = False
    for i in range(start, len(stretches)):
        if i in judged:
            continue
        text = stretches[i].text
        if i == start and part(text) == "comments":
            out[i] = Judged("heading", rule, sure, "part", "comments")
            continue
        if part(text) == "comments" and i + 1 < len(stretches) and count == 0:
            out[i] = Judged("heading", rule, sure, "part", "comments")
            continue
        if _CHROME.fullmatch(text):
            out[i] = Judged("furniture", "comment-chrome", 0.85, "chrome")
            continue
        head = heads.get(i)
        if signed and i in named:
            out[i] = Judged("comment", rule, sure, "header", str(count))
            count += 1
            continue
        is_name = (before and i + 1 in dated and _may_be_name(text)) or (after and i - 1 in dated)
        starts = (
            head is not None and (head.strong or rule in ("comments-heading", "comment-headers-alike"))
        ) or is_name
        if starts:
            dates, authors = (
                bool(head and head.date),
                bool(head and head.author) or (is_name and not (head and head.date)),
            )
            if seen_text or not open_header or (dates and has_date) or (authors and has_author):
                count += 1
                has_date = has_author = False
            has_date, has_author = has_date or dates, has_author or authors
            open_header, seen_text = True, False
            role = "name" if is_name and not (head and (head.author or head.dated)) else "header"
            out[i] = Judged("comment", rule, sure, role, str(count))
        else:
            if count == 0:
                if rule == "comments-marked-up" or not any(k > i for k in heads):
                    count = 1
                else:
                    out[i] = Judged("furniture", "before-first-comment", 0.6)
                    continue
            seen_text = True
            out[i] = Judged("comment", rule, sure, "text", str(count))
    return out
