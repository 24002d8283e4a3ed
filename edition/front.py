"""What stands before the text: masthead, title, byline, dateline, epigraph, abstract."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from edition.backmatter import licence, publication_note
from edition.bylines import Byline, byline, parted, person
from edition.dates import Stamp, found
from edition.judged import Judged, Judgements
from edition.stretches import Stretch
from edition.vocabulary import part, plain_words


class Front(msgspec.Struct, frozen=True):
    """What the front says of the article, and what each of its stretches is. `body` is where the text begins."""

    judged: dict[int, Judged]
    body: int
    people: tuple[tuple[str, str], ...] = ()
    date: str = ""
    time: str = ""
    unsure: tuple[tuple[int, str], ...] = ()


_CHROME = re.compile(
    r"(?:\W|\d|\b(?:home|menu|skip to (?:main )?content|search|log ?in|sign ?in|sign ?up|register|subscribe|share|"
    r"tweet|print|email|"
    r"pdf|txt|html|epub|xml|download|cite|copy|copiar|edit|discuss|facebook|twitter|linkedin|whatsapp|reddit|"
    r"min(?:ute)?s? read|"
    r"read(?:ing)? time|views?|comments?|doi|issn|permalink|full text|save|listen|thumbnail|and|or|to|from|the)\b)+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:?\s?)\S+|10\.\d{4,6}/\S+", re.IGNORECASE)
_MASTHEAD = re.compile(
    r"\b(?:journal|review|quarterly|magazine|revue|revista|zeitschrift|rivista|jahrbuch|annals|annales|anais|"
    r"bulletin|gazette|"
    r"times|post|proceedings|transactions|letters|studies|forum|blog|issue|vol(?:ume)?|number|no|press|society|"
    r"newsletter|"
    r"herald|tribune|chronicle|monthly|weekly|university|institute|issn|articles?)\b",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"^[^\n]{1,60}(?:\s[>»›→/]\s|\s•\s|\s\|\s)[^\n]{1,160}$")
_DATED = re.compile(
    r"\b(?:published|posted|updated|last|modified|on|date|issued?|online|first|created|submitted|publié|le|"
    r"mis à jour|publicado|"
    r"el|em|veröffentlicht|am|vom|stand|pubblicato|il|at|released?|written|datum|fecha|data|min(?:ute)?s?|"
    r"read(?:ing)?|time|"
    r"\d{1,2}(?= min))\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*(?:from|by|authors?|written by|autor(?:es|a)?|auteurs?|von|par|por|di)\s*:?\s*$", re.IGNORECASE
)


def prose(text: str) -> bool:
    """Whether the block reads as running text."""
    if len(text) < 130 or text.count(" • ") + text.count(" | ") > 1:
        return False
    ends = bool(re.search(r"[.!?…:;”\"’»)\]]\s*[\d\[\]()*†¹²³⁴-⁹]*$", text))
    return (ends or len(text) > 400) and " " in text


def front(stretches: Sequence[Stretch], judged: Judgements, title_said: str, whole: str) -> Front:
    """The front matter of an article."""
    limit = _limit(stretches, judged, title_said)
    places = [i for i in range(limit) if i not in judged]
    out: dict[int, Judged] = {}
    stamps: dict[int, Stamp] = {}
    rest: list[int] = []
    whole_title = _over_lines(stretches, places, title_said) if title_said else ()
    for i in places:
        if i in whole_title:
            rest.append(i)
            continue
        text = stretches[i].text
        stamp = _dateline(text)
        hint = stretches[i].hint
        if stamp:
            out[i] = Judged("dateline", "date-alone", 0.97)
            stamps[i] = stamp
        elif re.fullmatch(r"(?:1[5-9]|20)\d\d", text):
            out[i] = Judged("dateline", "year-alone", 0.7)
            stamps[i] = Stamp(0, 4, text)
        elif part(text) in ("abstract", "keywords", "contents", "notes", "bibliography"):
            rest.append(i)
        elif hint.tag != "h1" and (_CHROME.fullmatch(text) or (_ADDRESS.fullmatch(text) and len(text) < 120)):
            out[i] = Judged("furniture", "site-chrome", 0.8)
        elif licence(text):
            out[i] = Judged("licence", "licence-words", 0.85)
        elif publication_note(text):
            out[i] = Judged("publication-note", "printed-before", 0.8)
        else:
            rest.append(i)
    epigraph = _epigraphs(stretches, rest)
    out |= epigraph
    rest = [i for i in rest if i not in epigraph]
    title = whole_title[0] if whole_title else _title(stretches, rest, title_said, whole)
    same = _article_off(title_said if whole_title else stretches[title].text) if title >= 0 else ""
    for i in rest:
        if i not in (title, *whole_title) and same and _article_off(stretches[i].text) == same:
            out[i] = Judged("duplicate", "title-repeated", 0.99)
    for i in whole_title[1:]:
        out[i] = Judged("title", "title-over-lines", 0.85, "more")
    rest = [i for i in rest if i not in out]
    people, names_at, unsure = _byline(stretches, rest, max((title, *whole_title)), whole)
    if title < 0:
        left = [i for i in rest if i not in names_at and not stretches[i].part]
        title = left[0] if left else -1
    for i in names_at:
        out[i] = Judged("byline", "names", names_at[i])
    if title >= 0:
        out[title] = Judged("title", "title", 0.9)
    first_name, near = min(names_at, default=limit), max(names_at, default=-9)
    for i in rest:
        if i in out:
            continue
        text = stretches[i].text
        if title >= 0 and i < title:
            out[i] = Judged("masthead", "before-title", 0.85)
            dated = found(text)
            if dated:
                stamps.setdefault(i, dated[0])
        elif (
            title >= 0
            and not whole_title
            and i < first_name
            and names_at
            and i == title + 1
            and len(text) > 3
            and not part(text)
        ):
            named = len(text) < 12 or not any(c.islower() for c in text)
            out[i] = (
                Judged("masthead", "below-title", 0.6) if named else Judged("title", "below-title", 0.7, "subtitle")
            )
        elif names_at and first_name < i <= near + 2 and byline(text).sure == 0 and _affiliation(text):
            near = i
            out[i] = Judged("byline", "affiliation", 0.7, "affiliation")
    if not stamps:
        for i in places:
            if (
                i in out
                and out[i].kind in ("byline", "masthead", "furniture", "publication-note")
                and (dated := found(stretches[i].text))
            ):
                stamps[i] = dated[0]
    if not stamps:
        for i in places:
            if (
                i in out
                and out[i].kind == "masthead"
                and (years := re.findall(r"\b(?:1[89]|20)\d\d\b", stretches[i].text))
            ):
                stamps[i] = Stamp(0, 4, years[-1])
    best = min(stamps.items(), key=lambda e: (-len(e[1].date), -bool(e[1].time), e[0]), default=None)
    date, time = (best[1].date, best[1].time) if best else ("", "")
    if best and not best[1].sure:
        unsure = (*unsure, (best[0], "date"))
    body = next((i for i in range(len(stretches)) if i not in judged and i not in out), limit)
    return Front(out, body, people, date, time, tuple(unsure))


def _limit(stretches: Sequence[Stretch], judged: Judgements, said: str) -> int:
    """The place where running text, or the first part with a heading of its own, begins: not before the title, where
    the source says it."""
    meant = plain_words(said)
    early = [i for i in range(min(60, len(stretches))) if meant and i not in judged]
    floor = next((i for i in early if plain_words(stretches[i].text) == meant), -1)
    if floor < 0:
        floor = max(_over_lines(stretches, early, said), default=-1)
    for i, s in enumerate(stretches):
        if i in judged or i <= floor:
            continue
        named = s.part
        if named in ("abstract", "keywords", "contents") and i > 0:
            return i
        if s.hint.tag in ("h2", "h3") and i > 0 and any(x.hint.tag == "h1" for x in stretches[:i]):
            return i
        if prose(s.text) and not _attributed(s.text) and byline(s.text).sure < 0.5:
            return i
        if i > max(40, floor + 10):
            return i
    return min(len(stretches), 12)


def _dateline(text: str) -> Stamp | None:
    if len(text) > 90:
        return None
    stamps = found(text)
    if not stamps:
        return None
    left = text
    for stamp in reversed(stamps):
        left = left[: stamp.start] + " " + left[stamp.end :]
    words = re.findall(r"[^\W\d_]+", _DATED.sub(" ", left))
    return stamps[0] if len(words) <= 1 and len(_DATED.sub(" ", left).strip(" -–—|•·.,;:()")) <= 16 else None


_QUOTED = re.compile(
    r"^(?P<text>.{15,900}?[.!?…”\"’»\w])[\s\u00a0]*[—–―][\s\u00a0]*(?P<name>[^—–―]{3,180})$", re.DOTALL
)


def _attributed(text: str) -> int:
    """Where the dash before an epigraph's attribution stands, 0 where there is none."""
    match = _QUOTED.match(text) if len(text) < 1100 else None
    if not match:
        return 0
    name = re.sub(r"(?:\[\w{1,4}\]|[\d*†¹²³⁴-⁹])+$", "", match["name"].strip())
    if not name[:1].isupper() and name[:1] not in '“"‘«':
        return 0
    if (
        re.search(r"[a-z]{3}[.!?]\s+[A-Z]", name)
        or len(name.split()) > 24
        or (name.endswith((".", "!", "?", ":", ";")) and len(name.split()) > 8)
    ):
        return 0
    return match.end("text")


def attribution(text: str) -> int:
    """Where in an epigraph its attribution's dash stands, 0 where it names nobody."""
    return _attributed(text)


def _epigraphs(stretches: Sequence[Stretch], rest: Sequence[int]) -> dict[int, Judged]:
    out: dict[int, Judged] = {}
    for i in rest:
        text = stretches[i].text
        if i > 0 and len(text) > 25 and _attributed(text):
            out[i] = Judged("epigraph", "attributed-quotation", 0.9, "text", str(i))
        elif re.match(r"[—–―]\s?\S", text) and len(text) < 160 and i - 1 in rest and i - 1 > 0:
            out[i - 1] = Judged("epigraph", "attributed-quotation", 0.85, "text", str(i - 1))
            out[i] = Judged("epigraph", "attributed-quotation", 0.85, "attribution", str(i - 1))
    return out


def _title(stretches: Sequence[Stretch], rest: Sequence[int], said: str, whole: str) -> int:
    """The place of the title, -1 where nothing stands out before the byline is known."""
    lines = [i for i in rest if len(stretches[i].text) < 400]
    if not lines:
        return -1
    if said:
        meant = plain_words(said)
        close = [i for i in lines if plain_words(stretches[i].text) == meant]
        close = close or [i for i in lines if plain_words(stretches[i].text).startswith(meant)]
        if close:
            return close[0]
    first = [i for i in lines if stretches[i].hint.tag == "h1" or "title" in stretches[i].hint.within]
    if first:
        return first[-1] if len(first) < 3 else first[0]
    seen: dict[str, list[int]] = {}
    for i in lines:
        seen.setdefault(plain_words(stretches[i].text), []).append(i)
    again = [group for words, group in seen.items() if len(group) > 1 and len(words) > 6]
    if again:
        return max(again, key=lambda group: (len(stretches[group[0]].text), -group[0]))[0]
    for i in lines:  # a browser's title ("Paper Wars | The Journal") above the title itself
        text = stretches[i].text
        tail = [
            k for k in lines if k > i and len(text) > len(stretches[k].text) > 8 and text.startswith(stretches[k].text)
        ]
        if tail and re.match(r"\s*[|–—•»·-]\s", text[len(stretches[tail[0]].text) :]):
            return tail[0]
    named = [i for i in lines if undated_byline(stretches[i].text).sure >= 0.6]
    surely = [i for i in named if not _plain_words_only(undated_byline(stretches[i].text), whole)]
    named = surely or named
    before = [i for i in lines if not named or i < named[-1]] or lines
    open_ = [i for i in before if i not in named and not stretches[i].part]
    scored = [(_worth(stretches[i].text) + _chapter(stretches, i), -place, i) for place, i in enumerate(open_)]
    best = max(scored, default=None)
    behind = [
        entry for place, entry in enumerate(scored) if entry[0] >= 0.6 and any(e[0] <= -1 for e in scored[:place])
    ]
    if (
        behind and best and behind[0][0] < best[0] and behind[0][2] + 1 == best[2]
    ):  # a masthead is there already: the short line is a title with a subtitle
        return behind[0][2]
    if best and best[0] > 0:
        return best[2]
    if len(named) > 1 or (named and not open_):
        return named[0] if len(named) > 1 else -1
    return open_[-1] if open_ else -1


def _chapter(stretches: Sequence[Stretch], i: int) -> float:
    """What it is worth for a title that it is numbered as the one chapter whose sections ("5.1") follow."""
    number = re.match(r"(\d{1,2})\.\s", stretches[i].text)
    if not number:
        return 0.0
    tops = {m[1] for s in stretches[:2000] if len(s.text) < 120 and (m := re.match(r"(\d{1,2})\.\s+\S", s.text))}
    return 1.0 if tops == {number[1]} and any(s.text.startswith(f"{number[1]}.1") for s in stretches[:2000]) else 0.0


def _article_off(text: str) -> str:
    return re.sub(r"^(?:an?|the|le|la|les|el|los|las|der|die|das|il|o|os|as) ", "", plain_words(text))


def _over_lines(stretches: Sequence[Stretch], rest: Sequence[int], said: str) -> tuple[int, ...]:
    """The lines that together are the title as the source says it, () where there are none."""
    meant = plain_words(said)
    for place, i in enumerate(rest):
        words, lines = "", []
        for k in rest[place : place + 6]:
            words = f"{words} {plain_words(stretches[k].text)}".strip()
            lines.append(k)
            if words == meant:
                return tuple(lines)
            if not meant.startswith(words):
                break
        _ = i
    return ()


def _worth(text: str) -> float:
    """How much a line of the front looks like a title rather than a masthead."""
    words = text.split()
    worth = min(len(words), 6) / 3
    if _MASTHEAD.search(text) and len(words) <= 6:
        worth -= 2.0
    if (_CRUMBS.match(text) and "«" not in text) or re.search(
        r"\bissn\b|\bdoi\b|https?:|\b(?:19|20)\d\d\b.*\(\d", text, re.IGNORECASE
    ):
        worth -= 3.0
    if re.search(r"[:?!“”\"«]", text):
        worth += 0.5
    if re.search(r"\bvol(?:ume)?\.?\s?\d|\b(?:no|nr|issue|heft|núm)\.?\s?\d|\bpp?\.\s?\d", text, re.IGNORECASE):
        worth -= 3.0
    if len(words) == 1:
        worth -= 0.4
    if _affiliation(text) and len(words) < 9:
        worth -= 1.0
    if re.match(r"\d{1,2}\.\d", text):
        worth -= 2.0
    if text.endswith((".", ",", ";")) and not text.isupper():
        worth -= 0.8
    return worth


def _affiliation(text: str) -> bool:
    return len(text) < 220 and bool(
        re.search(
            r"universi|institut|college|departa?ment|school of|fellow|professor|laborator|faculty|center for|"
            r"centre for|"
            r"chief|officer|director|editor|@",
            text,
            re.IGNORECASE,
        )
    )


def _byline(
    stretches: Sequence[Stretch], rest: Sequence[int], title: int, whole: str
) -> tuple[tuple[tuple[str, str], ...], dict[int, float], tuple[tuple[int, str], ...]]:
    """The people of the byline, the places of its lines with how sure they are, and what is doubtful."""
    lines = [i for i in rest if i != title]
    read = {i: undated_byline(stretches[i].text) for i in lines if not stretches[i].part}
    after = [i for i in lines if i in read and i > title and read[i].sure >= 0.45]
    chosen = after or [i for i in lines if i in read and i < title and read[i].sure >= 0.9]
    labelled = [i for i in lines if _LABEL.fullmatch(stretches[i].text)]
    for i in labelled:
        chosen = sorted({*chosen, i})
    if labelled:
        chosen = [i for i in chosen if i >= labelled[0]]
    kept: dict[int, float] = {}
    people: list[tuple[str, str]] = []
    unsure: list[tuple[int, str]] = []
    for i in chosen:
        if i in labelled:
            kept[i] = 0.95
            continue
        line = read[i]
        alone = len(line.people) == 1 and line.sure < 0.9
        if (
            alone
            and everyday(line.people[0][0], whole)
            and (people or any(not _plain_words_only(read[k], whole) for k in chosen if k in read))
        ):
            continue  # "Key Findings": its words are words of the text, a heading's
        if people and alone and not labelled and i - 1 not in kept and not any(k in kept for k in (i - 1, i - 2)):
            continue
        kept[i] = line.sure
        names = parted([name for name, _ in line.people], whole)
        if names == tuple(name for name, _ in line.people):
            people.extend(line.people)
        else:
            people.extend((name, name) for name in names)
        if line.sure < 0.6:
            unsure.append((i, "byline"))
    return tuple(dict.fromkeys(people)), kept, tuple(unsure)


def undated_byline(text: str) -> Byline:
    """Whom the line names once its dates are taken off ("Posted on January 3, 2019 by Jane Doe")."""
    stamps = found(text) if len(text) < 200 else ()
    if not stamps:
        return byline(text)
    left = text
    for stamp in reversed(stamps):
        left = f"{left[: stamp.start]} | {left[stamp.end :]}"
    left = _POSTED.sub(" ", left)
    read = byline(left.strip(" |·•–—-,;"))
    return read if read.people and len(read.rest) < 40 else Byline()


_POSTED = re.compile(
    r"\b(?:posted|published|submitted|updated|written|last|modified|on|publié|publicado|veröffentlicht|pubblicato|"
    r"le|el|em|am|il)"
    r"\b(?=[\s|:]|$)",
    re.IGNORECASE,
)


def everyday(name: str, whole: str) -> bool:
    """Whether what looks like a name is made of words that the text uses in lower case."""
    solid = [t.strip(".,").casefold() for t in name.split() if len(t.strip(".,")) > 2]
    if solid and _ABSTRACT_NOUN.search(solid[-1]):
        return True
    return bool(solid) and all(re.search(rf"\b{re.escape(t)}\b", whole) for t in solid)


_ABSTRACT_NOUN = re.compile(r"(?:[ts]ions?|ments?|ings|ness|ities|ics|isms?|encias?|ções|ciones|ungen|ités?)$")


def _plain_words_only(line: Byline, whole: str) -> bool:
    return len(line.people) == 1 and line.sure < 0.9 and everyday(line.people[0][0], whole)


def hinted_people(stretches: Sequence[Stretch]) -> tuple[tuple[str, str], ...]:
    """The names in lines that the source's markup calls a byline."""
    out: list[tuple[str, str]] = []
    for s in stretches:
        if "byline" in s.hint.within:
            line = byline(s.text)
            out.extend(line.people if line.people else [(person(s.text), s.text)] if person(s.text) else [])
    return tuple(dict.fromkeys(out))
