"""The index as files that a page from disk can load: terms in shards, one file on the collection, the articles' texts.

A shard holds what is the articles' own: how often a term stands in which article. What depends on all of them (how
rare a term is, how long an article is beside others) the reader's browser computes, so that an edit changes the shards
of its own terms only.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

import msgspec

from edition.search_documents import FIELDS, Document, Extent, Frequencies, json_text
from edition.search_entries import Entry, decoded, encoded, entries
from edition.search_letters import LETTERS
from edition.search_terms import terms_of

LIMIT = 40_000  # bytes of a shard before it is cut in two: about 20 kB when compressed
COLLECTION, SHARDS = "search/collection.js", "search/terms/"

# ——— the shards ———


def shards(collection: Iterable[Frequencies]) -> dict[str, bytes]:
    """The shards of a whole collection, by path. The articles are numbered in the order of their ids."""
    return _shards(sorted(collection, key=lambda f: f.id))


def _shards(articles: Iterable[Frequencies]) -> dict[str, bytes]:
    pieces = [_piece(term, letters) for term, letters in entries(articles).items()]
    return dict(_files(sorted(pieces, key=_key)))


class Shelf(msgspec.Struct, frozen=True):
    """The shards of a collection by path, and the extent of each article in the order of their ids."""

    extents: tuple[Extent, ...]
    shards: dict[str, bytes]


def shelf(collection: Iterable[Frequencies]) -> Shelf:
    """The shelf of a whole collection."""
    return shelf_in_order(sorted(collection, key=lambda f: f.id))


def shelf_in_order(articles: Iterable[Frequencies]) -> Shelf:
    """The same of articles that come in the order of their ids; only some of them are held at a time."""
    extents: list[Extent] = []

    def passing() -> Iterator[Frequencies]:
        for article in articles:
            extents.append(_extent(article))
            yield article

    made = _shards(passing())
    return Shelf(tuple(extents), made)


def reshelved(shelf: Shelf, before: Iterable[Frequencies], after: Iterable[Frequencies]) -> Shelf | None:
    """The shelf after some articles have changed (those in both), come in or gone: the same as of the whole collection,
    but only the shards of terms that changed are read and written.

    Nothing where the number of an article that stays would change: then the shelf is to be made anew.
    """
    old, new = {f.id: f for f in before}, {f.id: f for f in after}
    extents = {e.id: e for e in shelf.extents if e.id not in old} | {f.id: _extent(f) for f in new.values()}
    ids = sorted(extents)
    known = [e.id for e in shelf.extents]
    if any(known[n : n + 1] != [article] for n, article in enumerate(ids) if article not in new):
        return None
    changes: list[_Change] = []
    for article in sorted({*old, *new}):
        was, now = old.get(article), new.get(article)
        number, place = (known.index(article) if was else -1), (ids.index(article) if now else -1)
        if number == place:
            changes.append((place, was, now))
        else:
            changes += [(number, was, None)] if was else []
            changes += [(place, None, now)] if now else []
    return Shelf(tuple(extents[article] for article in ids), _rewritten(shelf.shards, changes))


def _extent(article: Frequencies) -> Extent:
    return Extent(article.id, article.language, article.lengths)


_Change = tuple[int, Frequencies | None, Frequencies | None]


def _rewritten(shelved: Mapping[str, bytes], changed: Iterable[_Change]) -> dict[str, bytes]:
    """The shards with what some articles (by number) said before exchanged for what they say now."""
    firsts = sorted((_opening(content) for content in shelved.values()), key=_bits)
    keys = [_bits(first) for first in firsts]
    changes: dict[int, dict[str, list[tuple[int, _Said, _Said]]]] = {}
    for number, was, now in sorted(changed, key=lambda c: (c[0], c[2] is not None)):
        other = _differing(was, now)
        before, after = _said(was, other), _said(now, other)
        for term in {*before, *after}:
            if before.get(term) != after.get(term):
                at = bisect_right(keys, _bits(term)) - 1
                changes.setdefault(at, {}).setdefault(term, []).append((number, before, after))
    pieces = [_whole(keys[at], first, shelved[path(first)]) for at, first in enumerate(firsts) if at not in changes]
    for at, terms in changes.items():
        held = _entries(shelved[path(firsts[at])]) if at >= 0 else {}
        for term, these in terms.items():
            entry = decoded(term, held.pop(term)) if term in held else Entry([[] for _ in FIELDS], {})
            for number, before, after in these:
                _exchange(entry, number, before.get(term, _NOTHING), after.get(term, _NOTHING))
            if any(entry.postings):
                held[term] = encoded(term, entry)
        pieces += [_piece(term, letters) for term, letters in held.items()]
    return dict(_files(sorted(pieces, key=_key)))


_OfTerm = tuple[list[int], set[str]]  # how often a term stands in each field of an article, and its words there
_Said = dict[str, _OfTerm]
_NOTHING: _OfTerm = ([0] * len(FIELDS), set())


def _differing(was: Frequencies | None, now: Frequencies | None) -> set[str] | None:
    """The words that an article says more or less often than it did; None for all."""
    if was is None or now is None or was.language != now.language:
        return None
    pairs = [dict(zip(f.split(), n, strict=True)).items() for one in (was, now) for f, n in _fields(one)]
    half = len(pairs) // 2
    return {word for before, after in zip(pairs[:half], pairs[half:], strict=True) for word, _ in before ^ after}


def _fields(article: Frequencies) -> Iterator[tuple[str, tuple[int, ...]]]:
    return zip(article.words, article.times, strict=True)


def _said(article: Frequencies | None, only: set[str] | None) -> _Said:
    """What an article says of the terms of its words, or of some; one that is not there says nothing."""
    out: _Said = {}
    if article:
        terms = terms_of(article.language)
        for field, (words, times) in enumerate(_fields(article)):
            for word, n in zip(words.split(), times, strict=True):
                if only is None or word in only:
                    numbers, own = out.setdefault(terms[word], ([0] * len(FIELDS), set()))
                    numbers[field] += n
                    own.add(word)
    return out


def _exchange(entry: Entry, number: int, before: _OfTerm, after: _OfTerm) -> None:
    """Put into an entry what an article says of some words of the term now, in place of what it said before."""
    forms = Counter(entry.forms)
    forms.subtract(before[1])
    forms.update(after[1])
    entry.forms = dict(+forms)
    for field, posting in enumerate(entry.postings):
        if before[0][field] != after[0][field]:
            numbers = dict(zip(posting[::2], posting[1::2], strict=True))
            times = numbers.pop(number, 0) - before[0][field] + after[0][field]
            if times:
                numbers[number] = times
            entry.postings[field] = [value for pair in sorted(numbers.items()) for value in pair]


class _Piece(msgspec.Struct, frozen=True, gc=False):
    """What is put on the shelf: a term with its entry, or a whole shard (`term` its first letters) left as it was."""

    key: bytes
    size: int
    term: str
    letters: str
    whole: bytes = b""


def _piece(term: str, letters: str) -> _Piece:
    return _Piece(_bits(term), len(term.encode()) + len(letters.encode()) + 6, term, letters)


def _whole(key: bytes, first: str, shard: bytes) -> _Piece:
    return _Piece(key, len(shard) - shard.index(b",{") - 5, first, "", shard)


def _key(piece: _Piece) -> bytes:
    return piece.key


def _files(pieces: Sequence[_Piece]) -> Iterable[tuple[str, bytes]]:
    for first, these in _cut(pieces):
        if len(these) == 1 and these[0].whole and these[0].term == first:
            yield path(first), these[0].whole
        elif any(piece.whole for piece in these):
            held: dict[str, str] = {}
            for piece in these:
                held |= _entries(piece.whole) if piece.whole else {piece.term: piece.letters}
            yield path(first), written(first, {term: held[term] for term in sorted(held, key=_bits)})
        else:
            yield path(first), written(first, {piece.term: piece.letters for piece in these})


def _cut(pieces: Sequence[_Piece]) -> Iterable[tuple[str, Sequence[_Piece]]]:
    """The shards as the first letters each begins with, and its pieces: cut in two by the next bit of their letters,
    until each is small. So where one cut falls does not depend on other shards."""
    keys = [piece.key for piece in pieces]
    sums = list(accumulate((piece.size for piece in pieces), initial=0))
    stack = [(0, len(pieces), 0, 0)]
    while stack:
        low, high, bits, depth = stack.pop()
        single = high - low == 1 and (not pieces[low].whole or sums[high] - sums[low] > LIMIT)
        if low < high and (single or sums[high] - sums[low] <= LIMIT):
            yield _letters(bits, depth), pieces[low:high]
        elif low < high:
            ones = 2 * bits + 1
            size = depth // 8 + 1
            middle = bisect_left(keys, (ones << (8 * size - depth - 1)).to_bytes(size, "big"), low, high)
            stack += [(middle, high, ones, depth + 1), (low, middle, 2 * bits, depth + 1)]


def _letters(bits: int, depth: int) -> str:
    """The first bits of a term, as letters."""
    size = -(-depth // 16)
    return (bits << (16 * size - depth)).to_bytes(2 * size, "big").decode("utf-16-be", "surrogatepass").rstrip("\0")


def _bits(term: str) -> bytes:
    """What terms are sorted and cut by: the order of JavaScript's strings."""
    return term.encode("utf-16-be", "surrogatepass")


def path(first: str) -> str:
    """Where the shard is that begins with these letters. Only plain letters, and none of the names Windows forbids."""
    plain = "".join(c if c.isascii() and (c.islower() or c.isdigit()) else f"_{ord(c):04x}" for c in first)
    return f"{SHARDS}t-{plain}.js"


def written(first: str, entries: Mapping[str, str]) -> bytes:
    """A shard as a script; its entries are in order."""
    return f"edition.shard({json.dumps(first)},{json_text(entries)});\n".encode()


def _entries(shard: bytes) -> dict[str, str]:
    text = shard.decode()
    entries = json.loads(text[text.index(",{") + 1 : -len(");\n")])
    assert isinstance(entries, dict)
    return entries


def _opening(shard: bytes) -> str:
    """The letters that a shard begins with."""
    letters = shard[len('edition.shard("') : shard.index(b",{") - 1].decode()
    return letters if "\\" not in letters else str(json.loads(f'"{letters}"'))


# ——— the collection, and the articles' texts ———


def versions(files: Mapping[str, bytes], digests: Mapping[str, str] | None = None) -> dict[str, str]:
    """By the first letters of each shard, as JSON writes them (they may be half a character), what tells its content
    from an earlier one. `digests` are the shards' SHA-256 by path, where they are known."""
    known = digests or {}
    return {
        _literal(_opening(content)): (known.get(path) or hashlib.sha256(content).hexdigest())[:6]
        for path, content in files.items()
    }


def _literal(first: str) -> str:
    return json.dumps(first)[1:-1]


def digested(shards: Mapping[str, bytes], before: Mapping[str, bytes], known: Mapping[str, str]) -> dict[str, str]:
    """The SHA-256 of each shard by path; those that are as they were before are `known`."""
    return {
        path: known[path] if path in known and before.get(path) == content else hashlib.sha256(content).hexdigest()
        for path, content in shards.items()
    }


def collection_file(
    documents: Iterable[Document], articles: Iterable[Frequencies | Extent], versions: Mapping[str, str]
) -> bytes:
    """What the browser needs to know of all articles: their cards, their lengths, and which shard holds which terms."""
    documents = sorted(documents, key=lambda d: d.id)
    lengths = {article.id: article.lengths for article in articles}
    languages = sorted({article.language for article in articles})
    people = sorted({person for document in documents for person in document.authors})
    publications = sorted({document.publication for document in documents})
    subjects = sorted({subject for document in documents for subject in document.subjects})
    by_field = list(zip(*(lengths[document.id] for document in documents), strict=True)) or [()] * len(FIELDS)
    firsts = sorted((json.loads(f'"{first}"') for first in versions), key=_bits)
    of_person, of_publication, of_subject = (
        {one: n for n, one in enumerate(those)} for those in (people, publications, subjects)
    )
    card = {
        "fields": FIELDS,
        "languages": languages,
        "ids": [document.id for document in documents],
        "urls": {document.id: document.url for document in documents if document.url != f"articles/{document.id}.html"},
        "titles": [document.shown_title for document in documents],
        "authors": [[of_person[person] for person in document.authors] for document in documents],
        "years": [document.year for document in documents],
        "publications": [of_publication[document.publication] for document in documents],
        "subjects": [[of_subject[subject] for subject in document.subjects] for document in documents],
        "documentLanguages": [document.language for document in documents],
        "lengths": ["".join(map(LETTERS.__getitem__, numbers)) for numbers in by_field],
        "people": people,
        "publicationNames": publications,
        "subjectNames": subjects,
        "shards": firsts,
        "versions": [versions[_literal(first)] for first in firsts],
    }
    return f"edition.collection({json_text(card)});\n".encode("utf-8", "backslashreplace")
