"""The apparatus: where the text differs from its source on purpose, shown in the text; and what the records lack."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

import msgspec

from edition.model import Article, Emendation, EmendationKind
from edition.places import Content, Difference, Run, Spot, runs, with_runs_changed
from edition.problems import Place, Problem
from edition.text import (
    Code,
    Emended,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Strong,
    Superscript,
    Text,
    folded,
    plain,
)


class Match(msgspec.Struct, frozen=True):
    """Differences and entries held against each other, by their places in both: `entry` gives the entry of each
    difference, -1 where there is none; `idle` are the entries that no difference bears out."""

    entry: tuple[int, ...]
    idle: tuple[int, ...]


def matched(differences: Sequence[Difference], entries: Sequence[Emendation]) -> Match:
    """Each difference's entry: the one with the same place, lemma and reading. One entry may stand for several."""
    by_words = {(one.at, folded(one.lemma), folded(one.reading)): n for n, one in reversed(list(enumerate(entries)))}
    found = tuple(by_words.get((d.at, folded(d.lemma), folded(d.reading)), -1) for d in differences)
    return Match(found, tuple(n for n in range(len(entries)) if n not in found))


def applied(article: Article, differences: Sequence[Difference], entries: Sequence[Emendation]) -> Article:
    """The article with its apparatus, and each place of it in the text as `Emended`."""
    match = matched(differences, entries)
    spots: dict[int, list[tuple[Spot, str, int]]] = {}
    for difference, n in zip(differences, match.entry, strict=True):
        for k, spot in enumerate(difference.spots if n >= 0 else ()):
            spots.setdefault(spot.run, []).append((spot, "" if k else difference.lemma, n + 1))
    article = msgspec.structs.replace(article, apparatus=tuple(entries))

    def change(number: int, content: Content) -> Content:
        for spot, published, entry in sorted(spots.get(number, ()), key=lambda s: -s[0].start):
            content = _emended(content, spot.start, spot.end, published, entry)
        return content

    return with_runs_changed(article, change) if spots else article


def located(article: Article, entries: Sequence[Emendation]) -> tuple[Difference, ...]:
    """The places of entries in an article without a source to compare: where the reading first stands."""
    own = runs(article) if entries else ()
    found = [_found(entry, own) for entry in entries if entry.reading]
    return tuple(one for one in found if one.spots)


def _found(entry: Emendation, own: Sequence[Run]) -> Difference:
    wanted = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, entry.reading.split())) + r"(?!\w)")
    for n, run in enumerate(own):
        if run.at == entry.at and (found := wanted.search(plain(run.content))):
            return Difference(entry.at, entry.lemma, entry.reading, (Spot(n, found.start(), found.end()),))
    return Difference(entry.at, entry.lemma, entry.reading)


def kind(lemma: str, reading: str) -> EmendationKind:
    """What sort of change it seems to be."""
    if not lemma:
        return "addition"
    if not reading:
        return "deletion"
    ours, theirs = re.findall(r"[^\W_]+", reading), re.findall(r"[^\W_]+", lemma)
    if "".join(ours) == "".join(theirs):
        return "typography"
    if _bare("".join(ours)) == _bare("".join(theirs)):
        return "regularisation"
    if _among(ours, theirs):
        return "deletion"
    return "supplied" if _among(theirs, ours) else "correction"


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _among(these: Sequence[str], those: Sequence[str]) -> bool:
    """Whether these words stand among those, in their order, and are fewer."""
    rest = iter(those)
    return len(these) < len(those) and all(word in rest for word in these)


# ——— what the records lack ———

_SHOWN = 12


def problems(
    article_id: str,
    differences: Sequence[Difference],
    entries: Sequence[Emendation],
    places: Sequence[Place],
    text: str,
) -> Iterator[Problem]:
    """D101 a difference without an entry, D102 an entry without a difference. `places` are those of the entries, `text`
    is text.md."""
    match = matched(differences, entries)
    silent = [d for d, n in zip(differences, match.entry, strict=True) if n < 0]
    for difference in silent[:_SHOWN]:
        more = len(silent) - _SHOWN
        also = f" There are {more} more." if more > 0 and difference is silent[_SHOWN - 1] else ""
        yield Problem(
            "D101",
            f"{difference.at}: {told(difference.lemma, difference.reading)}, and apparatus.yaml does not say so",
            _place(f"content/articles/{article_id}", difference, text),
            f"Run: edition emend {article_id}{also}",
            "warning",
        )
    for n in match.idle:
        near = _nearest(entries[n], silent or differences)
        hint = f" The nearest is {near.at}: {told(near.lemma, near.reading)}." if near else ""
        yield Problem(
            "D102",
            f"{entries[n].at}: text and source do not differ in this way: {told(entries[n].lemma, entries[n].reading)}",
            places[n] if n < len(places) else Place(f"content/articles/{article_id}/apparatus.yaml"),
            f"Run: edition emend {article_id}{hint}",
            "warning",
        )


def told(lemma: str, reading: str) -> str:
    """A difference in words."""
    if not reading:
        return f"“{_short(lemma)}” of the source is not in the text"
    ours = f"“{_short(reading)}”"
    return f"{ours} stands for the source’s “{_short(lemma)}”" if lemma else f"{ours} is not in the source"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


def _place(folder: str, difference: Difference, text: str) -> Place:
    """Where the reading stands in text.md, as far as its words tell; a record's words stand in article.yaml."""
    if difference.at in ("title", "nb", "abstract") or difference.at.startswith(("reading-", "bio-")):
        return Place(f"{folder}/article.yaml")
    for words in (f"{difference.before} {difference.reading}", difference.reading, difference.before):
        at = text.find(words.strip()) if words.strip() else -1
        if at >= 0:
            at += len(words.strip()) - len(difference.reading or words.strip())
            return Place(f"{folder}/text.md", text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    return Place(f"{folder}/text.md")


def _nearest(entry: Emendation, among: Sequence[Difference]) -> Difference | None:
    """The difference that the entry most likely meant."""
    best, worth = None, 0.6
    for difference in among[:500]:
        pairs = ((entry.lemma, difference.lemma), (entry.reading, difference.reading))
        likeness = sum(difflib.SequenceMatcher(None, a[:200], b[:200]).ratio() for a, b in pairs) / 2
        likeness += 0.2 * (entry.at == difference.at)
        if likeness > worth:
            best, worth = difference, likeness
    return best


def reasons(article: Article) -> Mapping[int, str]:
    """What each correction says of itself in a line, by its number."""
    out = {}
    for n, one in enumerate(article.apparatus, 1):
        was = f"As published: “{one.lemma}”." if one.lemma else "Not as published."
        why = one.reason.strip().rstrip(".")
        who = f"({one.editor.strip()})" if one.editor.strip() else ""
        out[n] = " ".join(part for part in (was, why, who) if part) + ("." if why or who else "")
    return out


# ——— into the text ———


def _emended(content: Content, start: int, end: int, published: str, number: int) -> Content:
    """The content with the stretch of its plain text as a corrected place, inside what holds the whole of it."""
    at = 0
    for n, part in enumerate(content):
        length = len(plain((part,)))
        if isinstance(part, Emphasis | Strong | Superscript | Foreign | Link) and at <= start < end <= at + length:
            inner = _emended(part.content, start - at, end - at, published, number)
            return (*content[:n], msgspec.structs.replace(part, content=inner), *content[n + 1 :])
        at += length
    left, rest = _cut(content, start, marks_left=True)
    middle, right = _cut(rest, end - start, marks_left=False)
    return (*left, Emended(published, middle, number), *right)


def _cut(content: Content, at: int, *, marks_left: bool) -> tuple[Content, Content]:
    """The content in two at an offset of its plain text; marks at that very place go to the left or to the right."""
    left: list[Inline] = []
    for n, part in enumerate(content):
        length = len(plain((part,)))
        if at > length or (at == length and (length or marks_left)):
            left.append(part)
            at -= length
            continue
        if at <= 0:
            return tuple(left), content[n:]
        one, other = _halves(part, at, marks_left=marks_left)
        return (*left, *one), (*other, *content[n + 1 :])
    return tuple(left), ()


def _halves(part: Inline, at: int, *, marks_left: bool) -> tuple[Content, Content]:
    match part:
        case Text() | Code():
            halves = part.text[:at], part.text[at:]
            return (msgspec.structs.replace(part, text=halves[0]),), (msgspec.structs.replace(part, text=halves[1]),)
        case Emphasis() | Strong() | Superscript() | Foreign() | Link() | Emended():
            before, after = _cut(part.content, at, marks_left=marks_left)
            return (msgspec.structs.replace(part, content=before),), (msgspec.structs.replace(part, content=after),)
        case LineBreak() | NoteRef():
            return (part,), ()
        case _ as never:
            assert_never(never)
