"""What stands before the text: masthead, title, byline, dateline, epigraph, abstract."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from edition.backmatter import licence, publication_note
from edition.bylines import byline, everyday, parted, person, undated_byline, words_only
from edition.credits import affiliation, bylines
from edition.datelines import Stamp, found
from edition.judged import Judged, Judgements
from edition.stretches import Stretch
from edition.titles import article_off, over_lines, runs_on, title_place
from edition.vocabulary import part, plain_words


class Front(msgspec.Struct, frozen=True):
    """What the front says of the article, and what each of its stretches is. `body` is where the text begins. `roles`
    are what those people did who are no authors, by name."""

    judged: dict[int, Judged]
    body: int
    people: tuple[tuple[str, str], ...] = ()
    date: str = ""
    time: str = ""
    unsure: tuple[tuple[int, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()


_CHROME = re.compile(
    r"(?:\W|\d|\b(?:home|menu|skip to (?:main )?content|search|log ?in|sign ?in|sign ?up|register|subscribe|share|"
    r"tweet|print|email|"
    r"pdf|txt|html|epub|xml|download|cite|copy|copiar|edit|discuss|facebook|twitter|linkedin|whatsapp|reddit|"
    r"min(?:ute)?s? read|"
    r"read(?:ing)? time|views?|comments?|doi|issn|permalink|full text|save|listen|thumbnail|and|or|to|from|the)\b)+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:?\s?)\S+|10\.\d{4,6}/\S+", re.IGNORECASE)
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


_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def prose(text: str) -> bool:
    """Whether the block reads as running text."""
    if len(text) > 60 and len(_UNSPACED.findall(text)) > len(text) / 2:  # a sign says more, and nothing parts words
        return "。" in text or len(text) > 200
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
    alone: list[int] = []
    whole_title = over_lines(stretches, places, title_said) if title_said else ()
    for i in places:
        if i in whole_title:
            rest.append(i)
            continue
        text = stretches[i].words
        stamp = _dateline(text)
        hint = stretches[i].hint
        if stamp:
            out[i] = Judged("dateline", "date-alone", 0.97)
            stamps[i] = stamp
        elif re.fullmatch(r"(?:1[5-9]|20)\d\d", text):
            alone.append(i)
        elif part(text) in ("abstract", "keywords", "contents", "notes", "bibliography"):
            rest.append(i)
        elif hint.tag != "h1" and (_CHROME.fullmatch(text) or (_ADDRESS.fullmatch(text) and len(text) < 120)):
            out[i] = Judged("furniture", "site-chrome", 0.8)
        elif licence(text):
            out[i] = Judged("licence", "licence-words", 0.85)
        elif publication_note(text) and undated_byline(text).sure < 0.6:
            out[i] = Judged("publication-note", "printed-before", 0.8)
        else:
            rest.append(i)
    epigraph = epigraphs(stretches, rest)
    out |= epigraph
    rest = [i for i in rest if i not in epigraph]
    title = whole_title[0] if whole_title else title_place(stretches, rest, title_said, whole)
    if alone and (title < 0 or undated_byline(stretches[title].words).people) and stamps:
        title = alone[0]  # "1984"
        rest = sorted({*rest, *alone})
    else:
        out |= {i: Judged("dateline", "year-alone", 0.7) for i in alone}
        stamps |= {i: Stamp(0, 4, stretches[i].words) for i in alone}
    if title >= 0 and not whole_title:
        whole_title = _broken(stretches, title, rest)
        title, title_said = min((title, *whole_title)), " ".join(stretches[i].words for i in whole_title)
    same = article_off(title_said if whole_title else stretches[title].words) if title >= 0 else ""
    for i in rest:
        if i not in (title, *whole_title) and same and article_off(stretches[i].words) == same:
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
    first_name = min(names_at, default=limit)
    for i in rest:
        if i in out:
            continue
        text = stretches[i].words
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
        elif names_at and first_name < i and _works(stretches, i, names_at, out):
            out[i] = Judged("byline", "affiliation", 0.7, "affiliation")
    if not stamps:
        for i in places:
            if (
                i in out
                and out[i].kind in ("byline", "masthead", "furniture", "publication-note")
                and (dated := found(stretches[i].words))
            ):
                stamps[i] = dated[0]
    if not stamps:
        for i in places:
            if (
                i in out
                and out[i].kind == "masthead"
                and (years := re.findall(r"\b(?:1[89]|20)\d\d\b", stretches[i].words))
            ):
                stamps[i] = Stamp(0, 4, years[-1])
    best = min(stamps.items(), key=lambda e: (-len(e[1].date), -bool(e[1].time), e[0]), default=None)
    date, time = (best[1].date, best[1].time) if best else ("", "")
    if best and not best[1].sure:
        unsure = (*unsure, (best[0], "date"))
    body = next((i for i in range(len(stretches)) if i not in judged and i not in out), limit)
    roles = tuple(entry for i in names_at for entry in byline(stretches[i].words).roles)
    return Front(out, body, people, date, time, tuple(unsure), roles)


def _works(stretches: Sequence[Stretch], i: int, names_at: Mapping[int, float], judged: Judgements) -> bool:
    """Whether the line below a name says where its bearer works: by its words, or by standing among names."""
    text = stretches[i].words
    near = next((k for k in range(i - 1, i - 3, -1) if k in names_at or (k in judged and judged[k].role)), -1)
    if near < 0 or byline(text).sure > 0:
        return False
    among = i - 1 in names_at and i + 1 in names_at and not stretches[i].gap and len(text) < 120
    return affiliation(text) or (among and text[-1] not in ".!?:")


def _broken(stretches: Sequence[Stretch], title: int, rest: Sequence[int]) -> tuple[int, ...]:
    """The lines over which the title is broken, () where it stands on one."""
    first = last = title
    while first - 1 in rest and runs_on(stretches, first - 1) and title - first < 3:
        first -= 1
    while last + 1 in rest and runs_on(stretches, last) and last - title < 3:
        last += 1
    return tuple(range(first, last + 1)) if last > first else ()


def _limit(stretches: Sequence[Stretch], judged: Judgements, said: str) -> int:
    """The place where running text, or the first part with a heading of its own, begins: not before the title, where
    the source says it."""
    meant = plain_words(said)
    early = [i for i in range(min(60, len(stretches))) if meant and i not in judged]
    floor = next((i for i in early if plain_words(stretches[i].words) == meant), -1)
    if floor < 0:
        floor = max(over_lines(stretches, early, said), default=-1)
    for i, s in enumerate(stretches):
        if i in judged or i <= floor:
            continue
        named = s.part
        if named in ("abstract", "keywords", "contents") and i > 0:
            return i
        if s.hint.tag in ("h2", "h3") and i > 0 and any(x.hint.tag == "h1" for x in stretches[:i]):
            return i
        if prose(s.words) and not _attributed(s.words) and byline(s.words).sure < 0.5:
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


_IN_BRACKETS = re.compile(
    r"^(?P<text>[“\"«„‘][^“\"«»”„]{15,900}[”\"»“’][.,]?)\s+[(\[](?P<name>[^()\[\]]{3,160})[)\]]\.?$", re.DOTALL
)


def _attributed(text: str) -> int:
    """Where the dash before an epigraph's attribution stands, 0 where there is none."""
    match = (_QUOTED.match(text) or _IN_BRACKETS.match(text)) if len(text) < 1100 else None
    if not match:
        return 0
    name = re.sub(r"(?:\[\w{1,4}\]|[\d*†¹²³⁴-⁹])+$", "", match["name"].strip())
    if not name or (not name[0].isupper() and name[0] not in '“"‘«'):
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


def epigraphs(stretches: Sequence[Stretch], rest: Sequence[int]) -> dict[int, Judged]:
    """The quotations among these places that name whom they quote, behind a dash or in brackets."""
    out: dict[int, Judged] = {}
    for i in rest:
        text = stretches[i].text
        if i > 0 and len(text) > 25 and _attributed(text):
            out[i] = Judged("epigraph", "attributed-quotation", 0.9, "text", str(i))
        elif i - 1 in rest and i > 1 and not stretches[i].gap and _names_source(stretches[i - 1].text, text):
            out[i - 1] = Judged("epigraph", "attributed-quotation", 0.8, "text", str(i - 1))
            out[i] = Judged("epigraph", "attributed-quotation", 0.8, "attribution", str(i - 1))
        elif _SIGNED.match(text) and len(text) < 160 and i - 1 in rest and i - 1 > 0:
            first = i - 1
            if not stretches[i].gap:  # the lines of a stanza, set apart by an empty line from what is above
                while stretches[first].gap == 0 and first - 1 in rest and i - first < 16:
                    first -= 1
                first = first if stretches[first].gap and first > 0 else i - 1
            for k in range(first, i):
                out[k] = Judged("epigraph", "attributed-quotation", 0.85, "text", str(first))
            out[i] = Judged("epigraph", "attributed-quotation", 0.85, "attribution", str(first))
    return out


def _names_source(quoted: str, line: str) -> bool:
    """Whether the line directly below words in quotation marks names whose they are."""
    whole = len(quoted) > 25 and quoted[0] in '“"«„‘' and quoted[-1] in '”"»“’'
    return whole and len(line) < 90 and line[0].isupper() and line[-1] not in ".!?:;" and len(line.split()) < 13


_SIGNED = re.compile(r"(?!\W{1,3}(?:by|par|por|von|di)\s)(?:[—–―~]|--|-(?=\s?[^\W\d_a-zà-ÿ]))\s?\S")


def _byline(
    stretches: Sequence[Stretch], rest: Sequence[int], title: int, whole: str
) -> tuple[tuple[tuple[str, str], ...], dict[int, float], tuple[tuple[int, str], ...]]:
    """The people of the byline, the places of its lines with how sure they are, and what is doubtful."""
    lines = [i for i in rest if i != title]
    read = bylines(stretches, [i for i in lines if not stretches[i].part])
    after = [i for i in lines if i in read and i > title and read[i].sure >= 0.45]
    chosen = after or [i for i in lines if i in read and i < title and read[i].sure >= 0.9]
    labelled = [i for i in lines if _LABEL.fullmatch(stretches[i].words)]
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
            and (people or any(not words_only(read[k], whole) for k in chosen if k in read))
        ):
            continue  # "Key Findings": its words are words of the text, a heading's
        above = next((k for k in range(i - 1, -1, -1) if k in kept or not affiliation(stretches[k].words)), -1)
        if people and alone and not labelled and not {above, i - 1, i - 2} & set(kept):
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


def hinted_people(stretches: Sequence[Stretch]) -> tuple[tuple[str, str], ...]:
    """The names in lines that the source's markup calls a byline."""
    out: list[tuple[str, str]] = []
    for s in stretches:
        if "byline" in s.hint.within:
            line = byline(s.words)
            out.extend(line.people if line.people else [(person(s.words), s.words)] if person(s.words) else [])
    return tuple(dict.fromkeys(out))
