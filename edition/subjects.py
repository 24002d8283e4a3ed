"""The index of names at the back of the book: where persons, places, organisations and subjects stand, and which an
article seems to have."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from edition import anchors, dates, records, urls
from edition.abbreviations import abbreviations
from edition.model import Article
from edition.problems import Place, Problem
from edition.text import Paragraph, blocks, folded, plain_blocks

Sort = Literal["person", "place", "organisation", "subject"]


class Heading(msgspec.Struct, frozen=True):
    """An entry of the index, from content/index/: the name, how it is sorted, the other words it goes by, the entries
    it points to, its identifiers elsewhere, and the page of the index it stands on."""

    id: str
    name: str
    sort: Sort = "subject"
    sort_name: str = ""
    variants: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    wikidata: str = ""
    viaf: str = ""
    leaf: str = urls.NAMES

    @property
    def url(self) -> str:
        return f"{self.leaf}#{self.id}"


class Locator(msgspec.Struct, frozen=True):
    """Where an entry stands: a paragraph's number, or a note's id behind "n. "."""

    fragment: str
    label: str


class Occurrences(msgspec.Struct, frozen=True):
    """The places of one entry in one article, in reading order."""

    entry: str
    places: tuple[Locator, ...]


def headings(text: str, path: str) -> tuple[tuple[Heading, ...], tuple[Problem, ...]]:
    """The entries of a file of content/index/, and what is wrong with it."""
    from edition import yaml_records  # noqa: PLC0415, PyYAML is imported where there is a file to read

    got = yaml_records.read(text, path, records.Headings)
    made = []
    for record in got.record or ():
        own = anchors.slug(record.id or record.name) or "entry"
        made.append(
            Heading(
                own,
                record.name,
                record.sort,
                record.sort_name,
                record.variants,
                record.see_also,
                record.wikidata,
                record.viaf,
            )
        )
    return tuple(made), got.problems


def twice(these: Sequence[Heading]) -> Iterator[Problem]:
    """X101 where two entries have one id, X102 where an entry points to one that is not there."""
    seen: set[str] = set()
    for heading in these:
        if heading.id in seen:
            remedy = "Join the two, or give one an id of its own."
            yield Problem("X101", f"the index has two entries “{heading.id}”", Place("content/index"), remedy)
        seen.add(heading.id)
    for heading in these:
        for other in heading.see_also:
            if other not in seen:
                remedy = "Write the id of an entry: small letters, digits and hyphens."
                yield Problem(
                    "X102", f"“{heading.name}” points to “{other}”, which is no entry", Place("content/index"), remedy
                )


def occurrences(article: Article, headings: Sequence[Heading]) -> tuple[Occurrences, ...]:
    """Where the entries stand in the article: whole words, as they are written but for apostrophes and accents; in the
    order of the entries' ids."""
    found: dict[str, list[Locator]] = {}
    forms = {_plain(form): h.id for h in headings for form in (h.name, *h.variants) if form.strip()}
    if not forms:
        return ()
    # The longest form first, so that "New York Times" is not New York.
    ordered = sorted(forms, key=lambda f: (-len(f), f))
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, ordered))})(?![^\W_])")
    for locator, text in _places(article):
        for entry in dict.fromkeys(forms[m[0]] for m in pattern.finditer(_plain(text))):
            found.setdefault(entry, []).append(locator)
    return tuple(Occurrences(entry, tuple(found[entry])) for entry in sorted(found))


def _places(article: Article) -> Iterator[tuple[Locator, str]]:
    for block in blocks(article.body):
        own = getattr(block, "id", "")
        if own:
            label = f"¶ {own[1:]}" if isinstance(block, Paragraph) else own
            yield Locator(own, label), plain_blocks([block])
    for note in article.notes:
        yield Locator(urls.note(note.id), f"n. {note.id}"), plain_blocks(note.blocks)


def _plain(text: str) -> str:
    """The text with straight apostrophes and hyphens and without accents; no letter more or less counts."""
    text = text.replace("’", "'").replace("`", "'").translate(_HYPHENS)
    return "".join(c for c in unicodedata.normalize("NFD", folded(text)) if not unicodedata.combining(c))


_HYPHENS = {ord(c): "-" for c in "‐‑‒–"}


# ——— suggestions ———

_CAPITAL = r"(?:(?:[A-ZÀ-ÖØ-Þ]\.)+|[A-ZÀ-ÖØ-Þ][\w’'-]*)"  # a full stop stands behind initials only
_PHRASE = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:of|the|and|de|del|da|do|dos|la|von|van|el|al|for)\s+){{0,2}}{_CAPITAL})*")
_STARTS = re.compile(r"(?:^|[.?!…:;“”\"(\[]\s*|[.?!]\s+)$")
_MONTHS = frozenset(dates.MONTHS) | {
    "They",
    "This",
    "There",
    "These",
    "However",
    "Chapter",
    "Press",
    "University Press",
}
_ORGANISATION = re.compile(
    r"\b(?:Universit|Institut|Ministr|Department|Council|Committee|Foundation|Force|Forces|Party|Corps|Guard|Union|"
    r"Organi[sz]ation|Agency|Bank|Center|Centre|Alliance|Company|Congress|Senate|Association|Society|School|College)"
)
_TITLE = re.compile(r"^(?:President|Senator|Minister|General|Colonel|Dr|Professor|Ayatollah|Sir|Mr|Mrs|Ms)\b\.?\s*")


class Suggestion(msgspec.Struct, frozen=True):
    """A name that could be an entry, with the other words it goes by, and how many passages it stands in."""

    name: str
    sort: Sort
    variants: tuple[str, ...]
    passages: int


def suggestions(article: Article, known: Sequence[Heading] = (), least: int = 2) -> tuple[Suggestion, ...]:
    """Names the article seems to have: runs of capitalised words in at least `least` passages, and those it explains
    with an abbreviation; most frequent first. What the index has already is left out."""
    have = {_plain(form) for h in known for form in (h.name, *h.variants)}
    counts: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for _, text in _places(article):
        here: set[str] = set()
        for m in _PHRASE.finditer(text):
            whole = _TITLE.sub("", m[0])
            name = re.sub(r"(?:[’']s|[’'.])$", "", re.sub(r"^(?:The|A|An)\s+", "", whole))
            if len(name) < 3 or name in _MONTHS:
                continue
            here.add(name)
            # Behind a title or an article it is no longer the sentence's first word.
            if len(name) + 2 < len(m[0]) or not _STARTS.search(text[max(0, m.start() - 3) : m.start()]):
                inside[name] += 1
        lower.update(set(re.findall(r"[^\W\d_]+", text)) & {n.lower() for n in here})
        counts.update(sorted(here))
    explained = abbreviations(article)
    short = {long: s for s, long in explained.items()}
    out = []
    for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        # What only ever begins a sentence, or also stands there uncapitalised, is a word and no name.
        if (n < least and name not in short) or not inside[name] or lower[name.lower()] or name in explained:
            continue
        variants = (short[name],) if name in short else ()
        last = name.split()[-1]
        sort: Sort = "subject"
        if _ORGANISATION.search(name) or name.isupper() or variants:
            sort = "organisation"
        elif last != name and counts[last] and last not in explained:
            # Who is named in full once and by the last word afterwards is a person.
            sort, variants = "person", (last,)
        if _plain(name) in have or any(_plain(v) in have for v in variants):
            continue
        out.append(Suggestion(name, sort, variants, n))
    taken = {v for s in out for v in s.variants}
    return tuple(s for s in out if s.name not in taken)


def proposal(article_id: str, these: Sequence[Suggestion]) -> str:
    """The suggestions as YAML for a file of content/index/, each with the number of its passages behind a #."""
    from edition import yaml_records  # noqa: PLC0415

    rows = [f"# {article_id}\n"] if these else []
    for one in these:
        record = records.HeadingRecord(one.name, one.sort, variants=one.variants)
        first, *rest = yaml_records.write((record,)).splitlines(keepends=True)
        rows += [f"{first.rstrip()}  # in {one.passages} passages\n", *rest]
    return "".join(rows)
