"""The index as files that a page from disk can load: terms in shards, one file on the collection, the articles' texts.

A shard holds what is the articles' own: how often a term stands in which article. What depends on all of them (how
rare a term is, how long an article is beside others) the reader's browser computes, so that an edit changes the shards
of its own terms only.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice

import msgspec

from edition.search_documents import FIELDS, Document, Extent, Frequencies, json_text
from edition.search_letters import DIGITS, HALF, LETTERS, NONE, packed, unpacked

CHUNK = 200  # articles that are held at a time: the memory of a build does not grow with the collection
LIMIT = 40_000  # bytes of a shard before it is cut in two: about 20 kB when compressed
COLLECTION = "search/collection.js"

Posting = list[int]  # an article's number, how often, the next one's number, how often ...; in order


# ——— an entry: what a shard says of one term ———


class Entry(msgspec.Struct):
    """One term: its postings by field, and in how many articles each of its words stands.

    Not frozen: it grows while the articles are gone through, and is never changed after that.
    """

    postings: list[Posting]
    forms: dict[str, int]

    def articles(self) -> set[int]:
        """The numbers of the articles that have the term."""
        return {number for posting in self.postings for number in posting[::2]}


def entries(articles: Iterable[Frequencies]) -> dict[str, str]:
    """By each term of a whole collection its entry in letters. The articles come in the order of their ids, and only
    some are held at a time."""
    letters: list[dict[str, str]] = [{} for _ in FIELDS]
    ends: list[dict[str, int]] = [{} for _ in FIELDS]
    # Counted first, then taken apart: most articles that have a term have the same words of it.
    holders: Counter[str] = Counter()
    spellings: Counter[tuple[str, str]] = Counter()
    first, source = 0, iter(articles)
    while chunk := list(islice(source, CHUNK)):
        for field in range(len(FIELDS)):
            found: defaultdict[str, list[int]] = defaultdict(list)
            for number, article in enumerate(chunk, first):
                for term, times in article.counts[field].items():
                    found[term].append(number if times == 1 else number + times * _TIMES)
            own, end = letters[field], ends[field]
            for term, posting in found.items():
                own[term] = own.get(term, "") + _places(posting, end.get(term, 0))
                end[term] = posting[-1] % _TIMES + 1
        for article in chunk:
            holders.update(set().union(*article.counts))
            spellings.update(article.forms.items())
        first += len(chunk)
    out = {term: "" for own in letters for term in own}
    for field, own in enumerate(letters):
        for term, written in own.items():
            before = out[term]
            out[term] = before + " " * (field - before.count(" ")) + written
    for term, forms in _spelled(holders, spellings).items():
        out[term] += _forms(term, forms)
    return out


def _spelled(holders: Mapping[str, int], spellings: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """In how many articles each word of a term stands, for terms whose articles name any."""
    words: dict[str, dict[str, int]] = {}
    plain = dict(holders)
    for (term, forms), number in spellings.items():
        known = words.setdefault(term, {})
        for form in forms.split(" "):
            known[form] = known.get(form, 0) + number
        plain[term] -= number
    for term, known in words.items():
        if plain[term]:  # where an article names no words of a term, its one word is the term
            known[term] = known.get(term, 0) + plain[term]
    return words


def merged(collection: Iterable[Frequencies]) -> dict[str, Entry]:
    """The entries of a whole collection. The articles are numbered in the order of their ids."""
    articles = sorted(collection, key=lambda f: f.id)
    return {term: decoded(term, letters) for term, letters in entries(articles).items()}


def encoded(term: str, entry: Entry) -> str:
    """The entry in letters: the fields' postings one after the other, and the term's words where they are not it."""
    fields = " ".join(map(_postings, entry.postings)).rstrip(" ")
    return fields + _forms(term, entry.forms)


_TIMES = 2**32  # an article's number, and how often, as one number: plainly the first where it is once


class _Place(dict[int, str]):
    """The letters of a gap between two articles, and how often, as one number."""

    def __missing__(self, place: int) -> str:
        times, gap = divmod(place, _TIMES)
        letters = packed(2 * gap + 1) + packed(times - 2) if times else packed(2 * gap)
        if len(self) < 2**16:
            self[place] = letters
        return letters


_PLACES = _Place()


def _places(posting: Iterable[int], after: int = 0) -> str:
    """The postings in letters; `after` is the number that the first gap is reckoned from."""
    out = []
    for place in posting:
        out.append(_PLACES[place - after])
        after = (place if place < _TIMES else place % _TIMES) + 1
    return "".join(out)


def _postings(posting: Posting) -> str:
    numbers = iter(posting)
    return _places(n if times == 1 else n + times * _TIMES for n, times in zip(numbers, numbers, strict=True))


def _forms(term: str, forms: Mapping[str, int]) -> str:
    """The term's words, nothing where its one word is the term."""
    if len(forms) == 1 and term in forms:
        return ""
    return "|" + " ".join([_form(term, form, number) for form, number in sorted(forms.items())])


def _form(term: str, form: str, number: int) -> str:
    """A word by how it differs from its term: how many letters go, what comes instead, and in how many articles."""
    if form.startswith(term):
        return f"{NONE}{form[len(term) :]}.{packed(number)}"
    same = next((n for n, (a, b) in enumerate(zip(term, form, strict=False)) if a != b), len(form))
    return f"{packed(len(term) - same)}{form[same:]}.{packed(number)}"


def decoded(term: str, letters: str) -> Entry:
    """The entry that `encoded` wrote."""
    fields, _, forms = letters.partition("|")
    entry = Entry([_unpacked_postings(written) for written in fields.split(" ")], {})
    entry.postings += [[] for _ in range(len(FIELDS) - len(entry.postings))]
    for written in forms.split(" ") if forms else []:
        ending, _, number = written.rpartition(".")
        kept = next(i for i, letter in enumerate(ending) if DIGITS[letter] < HALF) + 1
        entry.forms[term[: len(term) - unpacked(ending[:kept])[0]] + ending[kept:]] = unpacked(number)[0]
    if not forms:
        entry.forms[term] = len(entry.articles())
    return entry


def _unpacked_postings(written: str) -> Posting:
    out: Posting = []
    at = -1
    numbers = iter(unpacked(written))
    for gap in numbers:
        at += gap // 2 + 1
        out += (at, next(numbers) + 2 if gap % 2 else 1)
    return out


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
    changes: dict[int, dict[str, list[_Change]]] = {}
    for change in sorted(changed, key=lambda c: (c[0], c[2] is not None)):
        for term in _changed(*change[1:]):
            at = bisect_right(keys, _bits(term)) - 1
            changes.setdefault(at, {}).setdefault(term, []).append(change)
    pieces = [_whole(keys[at], first, shelved[path(first)]) for at, first in enumerate(firsts) if at not in changes]
    for at, terms in changes.items():
        held = _entries(shelved[path(firsts[at])]) if at >= 0 else {}
        for term, these in terms.items():
            entry = decoded(term, held.pop(term)) if term in held else Entry([[] for _ in FIELDS], {})
            for change in these:
                _exchange(entry, term, *change)
            if any(entry.postings):
                held[term] = encoded(term, entry)
        pieces += [_piece(term, letters) for term, letters in held.items()]
    return dict(_files(sorted(pieces, key=_key)))


def _changed(before: Frequencies | None, after: Frequencies | None) -> set[str]:
    """The terms of which the two say different things."""
    out: set[str] = set()
    for field in range(len(FIELDS)):
        old = before.counts[field].items() if before else ()
        new = after.counts[field].items() if after else ()
        out.update(term for term, _ in set(old) ^ set(new))
    old_forms = before.forms.items() if before else ()
    new_forms = after.forms.items() if after else ()
    out.update(term for term, _ in set(old_forms) ^ set(new_forms))
    return out


def _exchange(entry: Entry, term: str, number: int, before: Frequencies | None, after: Frequencies | None) -> None:
    """Put into an entry what one article says of the term now, in place of what it said before."""
    for article, sign in ((before, -1), (after, 1)):
        if article and any(term in counts for counts in article.counts):
            for form in article.forms.get(term, term).split(" "):
                entry.forms[form] = entry.forms.get(form, 0) + sign
                if not entry.forms[form]:
                    del entry.forms[form]
    for field, posting in enumerate(entry.postings):
        numbers = dict(zip(posting[::2], posting[1::2], strict=True))
        numbers.pop(number, None)
        if after and (times := after.counts[field].get(term)):
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
    return f"search/terms/t-{plain}.js"


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
