"""What the index says of each term, in letters: in which articles it stands and how often, and the words it is of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from operator import sub

import msgspec

from edition.search_documents import FIELDS, Frequencies
from edition.search_letters import DIGITS, HALF, NONE, packed, unpacked
from edition.search_terms import terms_of

CHUNK = 1000  # articles whose words are held at a time: the memory of a build hardly grows with the collection

Posting = list[int]  # an article's number, how often, the next one's number, how often ...; in order


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
    """By each term of a whole collection its entry in letters. The articles come in the order of their ids, and none
    is held."""
    letters: list[dict[str, str]] = [{} for _ in FIELDS]
    ends: list[dict[str, int]] = [{} for _ in FIELDS]
    words: dict[str, dict[str, int]] = {}
    first, source = 0, iter(articles)
    while found := _inverted(islice(source, CHUNK), first):
        for language, these in found.items():
            terms = terms_of(language)
            for word, number in these.holders().items():
                known = words.setdefault(terms[word], {})
                known[word] = known.get(word, 0) + number
        for field, (own, end) in enumerate(zip(letters, ends, strict=True)):
            for term, postings in _by_term(found, field).items():
                posting = postings[0] if len(postings) == 1 else _together(postings)
                own[term] = own.get(term, "") + _places(posting, end.get(term, -1))
                end[term] = posting[-1] % _TIMES
        first += CHUNK
    out = dict.fromkeys(words, "")
    for field, own in enumerate(letters):
        for term, written in own.items():
            before = out[term]
            out[term] = before + " " * (field - before.count(" ")) + written
    return {term: written + _forms(term, words[term]) for term, written in out.items()}


class _Words:
    """The words of a language: by field and word the articles that have it, each with how often, as one number; in
    order. `again` are the words that an article has in more than one field, once for each more."""

    def __init__(self) -> None:
        self.fields: list[defaultdict[str, list[int]]] = [defaultdict(list) for _ in FIELDS]
        self.again: Counter[str] = Counter()

    def holders(self) -> dict[str, int]:
        """In how many articles each word stands."""
        out: dict[str, int] = {}
        for field in self.fields:
            for word, posting in field.items():
                out[word] = out.get(word, 0) + len(posting)
        for word, more in self.again.items():
            out[word] -= more
        return out


def _inverted(articles: Iterable[Frequencies], first: int) -> dict[str, _Words]:
    """The words by language; the first article has the number `first`."""
    out: defaultdict[str, _Words] = defaultdict(_Words)
    for number, article in enumerate(articles, first):
        these = out[article.language]
        these.again.update(article.again.split())
        places = [0, number, *[number + n * _TIMES for n in range(2, 32)]]  # most are one of these: each is held once
        for field, words, times in zip(these.fields, article.words, article.times, strict=True):
            for word, n in zip(words.split(), times, strict=True):
                field[word].append(places[n] if n < 32 else number + n * _TIMES)
    return out


def _by_term(found: Mapping[str, _Words], n: int) -> dict[str, list[list[int]]]:
    """The postings of each term's words in one field."""
    out: dict[str, list[list[int]]] = {}
    for language, these in found.items():
        terms = terms_of(language)
        for word, posting in these.fields[n].items():
            out.setdefault(terms[word], []).append(posting)
    return out


def _together(postings: Iterable[Sequence[int]]) -> list[int]:
    """Several words' postings as one."""
    out = Counter(chain.from_iterable(postings))
    for place in [place for place in out if place >= _TIMES]:
        times, number = divmod(place, _TIMES)
        out[number] += times * out.pop(place)
    return [number if (times := out[number]) == 1 else number + times * _TIMES for number in sorted(out)]


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
    """The letters of how far it is from one article to the next, and how often, as one number."""

    def __missing__(self, place: int) -> str:
        times, step = divmod(place, _TIMES)
        letters = packed(2 * step - 1) + packed(times - 2) if times else packed(2 * step - 2)
        if len(self) < 2**16:
            self[place] = letters
        return letters


_PLACES = _Place()


def _places(posting: Sequence[int], after: int = -1) -> str:
    """The postings in letters; `after` is the number that the first step is reckoned from."""
    numbers = [place % _TIMES for place in posting] if max(posting, default=0) >= _TIMES else posting
    return "".join(map(_PLACES.__getitem__, map(sub, posting, chain((after,), numbers))))


def _postings(posting: Posting) -> str:
    numbers = iter(posting)
    return _places([n if times == 1 else n + times * _TIMES for n, times in zip(numbers, numbers, strict=True)])


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
