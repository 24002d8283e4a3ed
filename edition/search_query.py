"""A query: how it is read, where its words stand in a passage, and the snippet that shows them.

The twin of parts of templates/assets/words.js and search.js; tests/test_search_twins.py holds the two equal under node.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import msgspec

from edition.search_terms import Token, keys, stemmer, tokens, unspaced

__all__ = ["Clause", "Part", "Query", "found", "near", "parse", "plain_terms", "snippet"]

FIELDS_OF_QUERY = ("title", "author", "note", "work")
MOST_CLAUSES = 32


class Clause(msgspec.Struct, frozen=True):
    """One thing a query asks for.

    `forms` are its words as a passage has them; `keys` what the index is asked for: the words, or in scripts without
    spaces the pairs of neighbours. The words of a `phrase` stand one after the other. `prefix` and `fuzzy` (the number
    of letters that may be wrong) concern the last key.
    """

    forms: tuple[str, ...]
    keys: tuple[str, ...]
    phrase: bool = False
    field: str = ""
    excluded: bool = False
    prefix: bool = False
    fuzzy: int = 0


class Query(msgspec.Struct, frozen=True):
    """What must be found (`wanted`), and what must not (`excluded`)."""

    wanted: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()


_QUOTES = re.compile("[“”„‟«»＂]")
_CLAUSE = re.compile(r'([-−–+]?)(?:(title|author|note|work) *: *)?(?:"([^"]*)"?|([^ "]+))', re.IGNORECASE | re.ASCII)
_SPACE = re.compile("[\x00-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]")
_MODIFIER = re.compile(r"(?:\*|~[0-9]?)$")


def parse(text: str) -> Query:
    """The query that a reader typed. Nothing is an error: what cannot be meant is read as words."""
    clauses: dict[Clause, None] = {}
    for match in _CLAUSE.finditer(_QUOTES.sub('"', _SPACE.sub(" ", text))):
        sign, field, phrase, word = match.groups()
        for clause in _clauses(phrase, word, (field or "").lower(), sign in ("-", "−", "–")):
            clauses[clause] = None
    first = list(clauses)[:MOST_CLAUSES]
    return Query(tuple(c for c in first if not c.excluded), tuple(c for c in first if c.excluded))


def _clauses(phrase: str | None, word: str | None, field: str, excluded: bool) -> list[Clause]:
    modifier = _MODIFIER.search(word) if word else None
    text = phrase if phrase is not None else (word or "")[: modifier.start() if modifier else None].rstrip("*")
    forms = tuple(token.form for token in tokens(text, ""))
    if not forms:
        return []
    asked = keys(text)
    if phrase is not None:
        return [Clause(forms, asked, True, field, excluded)]
    if any(map(unspaced, forms)) or (excluded and len(forms) > 1):
        return [Clause(forms, asked, len(forms) > 1, field, excluded)]
    sign = modifier.group() if modifier else ""
    prefix = sign.startswith("*")
    fuzzy = min(2, int(sign[1:] or 1)) if sign.startswith("~") else 0
    *before, last = (Clause((form,), (form,), False, field, excluded) for form in forms)
    return [*before, msgspec.structs.replace(last, prefix=prefix, fuzzy=fuzzy)]


def plain_terms(form: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The terms that stand for a word in an index of texts in these languages ("" for those without a stemmer)."""
    if unspaced(form):
        return (form,)
    return tuple(sorted({stemmer(language)(form) for language in languages}))


def near(form: str, other: str, most: int) -> bool:
    """Whether two words begin with the same letter and differ by at most so many letters put in, left out, changed or
    exchanged with their neighbour."""
    if form[:1] != other[:1] or abs(len(form) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(form):
        earlier, before = before, row
        row = [i + 1]
        for j, opposite in enumerate(other):
            best = min(before[j + 1] + 1, row[j] + 1, before[j] + (letter != opposite))
            if i and j and letter == other[j - 1] and form[i - 1] == opposite:
                best = min(best, earlier[j - 1] + 1)
            row.append(best)
        if min(row) > most:
            return False
    return row[-1] <= most


# ——— in a passage ———


def found(clause: Clause, wanted: Collection[str], words: Sequence[Token]) -> list[tuple[int, int]]:
    """Where the clause is found in a passage: the first and the last token of each place.

    `wanted` are the terms that its word stands for; a phrase is found by the words themselves.
    """
    if not clause.phrase:
        return [(i, i) for i, token in enumerate(words) if token.term in wanted]
    first, *rest = clause.forms
    out: list[tuple[int, int]] = []
    for i, token in enumerate(words):
        if (
            token.form == first
            and i + len(rest) < len(words)
            and (not out or i > out[-1][1])
            and all(words[i + 1 + k].form == form for k, form in enumerate(rest))
        ):
            out.append((i, i + len(rest)))
    return out


# ——— the snippet ———

LENGTH, SLACK = 190, 60  # the size of a snippet in its own units: a word counts 6, a character of Chinese 3


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A piece of a snippet, to be marked or not."""

    text: str
    marked: bool = False


_STOP = re.compile("[.!?…。！？｡][\"'”’»)\\]]*(?: |$)|[。！？｡]")


def snippet(text: str, words: Sequence[Token], places: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    """The part of the text around its places (token numbers, in order), cut where a sentence or at least a word begins
    and ends; `…` stands for what is left out."""
    if not words:
        return (Part(text),) if text else ()
    first, last = _window(text, words, places)
    at = 0 if first == 0 else words[first].start
    end = len(text) if last == len(words) - 1 else _after(text, words, last)
    out = [] if first == 0 else [Part("… ")]
    for start, stop in places:
        if start < first or stop > last or words[start].start < at:
            continue
        if at < words[start].start:
            out.append(Part(text[at : words[start].start]))
        out.append(Part(text[words[start].start : words[stop].end], True))
        at = words[stop].end
    if at < end:
        out.append(Part(text[at:end]))
    if last < len(words) - 1:
        out.append(Part(" …"))
    return tuple(out)


def _window(text: str, words: Sequence[Token], places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The first and the last token of the snippet."""
    sums = [0]
    for token in words:
        sums.append(sums[-1] + (3 if unspaced(token.form) else 6))
    if sums[-1] <= LENGTH + SLACK:
        return 0, len(words) - 1
    first = most = 0
    for i, (start, _) in enumerate(places):
        inside = sum(1 for _, stop in places[i : i + 12] if sums[stop + 1] - sums[start] <= LENGTH - SLACK)
        if inside > most:
            first, most = start, inside
    begin = first
    while begin > 0 and sums[first] - sums[begin] < SLACK:
        if begin < first and _stops(text, words, begin - 1):
            break
        begin -= 1
    if _stops(text, words, first - 1):
        begin = first
    last = begin
    while last < len(words) - 1 and sums[last + 2] - sums[begin] <= LENGTH:
        last += 1
    needed = max((stop for start, stop in places if start >= begin and stop <= last), default=begin)
    for stop in range(last, needed - 1, -1):
        if sums[last + 1] - sums[stop + 1] > SLACK:
            break
        if _stops(text, words, stop):
            return begin, stop
    return begin, last


def _stops(text: str, words: Sequence[Token], i: int) -> bool:
    """Whether a sentence ends after the token."""
    if i < 0 or i + 1 >= len(words):
        return True
    return _STOP.search(text[words[i].end : words[i + 1].start][:20]) is not None


def _after(text: str, words: Sequence[Token], i: int) -> int:
    """Where a cut after the token falls: the marks of its sentence's end stay with it."""
    end = words[i].end
    stop = _CLOSING.match(text[end : words[i + 1].start][:20])
    return end + (stop.end() if stop else 0)


_CLOSING = re.compile("[.!?…。！？｡]?[\"'”’»)\\]]*[.!?…。！？｡]?")
