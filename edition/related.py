"""Which articles have something in common, and what: works they cite, names and words they share, an author.

An article is compared by its profile, which is made of its own text alone: an edit elsewhere leaves it as it is, and
most edits of its own do too. What stands in many articles relates none of them, so that an article costs the same in a
collection of any size.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from heapq import nsmallest

import msgspec

from edition import references, urls
from edition.bibliography import Bibliography
from edition.cards import Card, Entry, Link, entry
from edition.catalogue import Shelf
from edition.common_words import COMMON_WORDS
from edition.concordance import fullest
from edition.html import Html
from edition.model import Article
from edition.search_terms import LONGEST, normalise, raw_words, stemmer, unspaced
from edition.subjects import Heading
from edition.text import blocks, folded, plain, plain_blocks, sections

WORDS = 24  # telling words of a profile
LEAST = 3  # times that a telling word stands in the text
CROWD = 30  # what stands in more articles relates none
SHOWN = 4  # related articles, and not more than so many things of one kind are named as the reason
NAMED = 6

# What one shared thing counts where only two articles have it, and what two articles must have together. One word, one
# name or an author alone are too little; a work is enough.
WORTH = {"work": 4000, "name": 2000, "author": 1500, "word": 1000}
ENOUGH = 2500


class Profile(msgspec.Struct, frozen=True):
    """What an article is compared by: its authors, and its telling words, each with the form it prints most often, in
    alphabetical order."""

    article: str
    authors: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()


class Relation(msgspec.Struct, frozen=True):
    """Another article, and what it shares with this one, what fewest share first: the works' ids, the ids of entries in
    the index of names, words as this article prints them, the authors' ids."""

    article: str
    works: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


# ——— the profile ———


def profile(article: Article, language: str) -> Profile:
    """What the article is compared by; `language` is the edition's, for an article that does not tell its own."""
    authors = dict.fromkeys(c.contributor for c in article.contributions if c.role == "author")
    titles = [article.title, article.subtitle, *(folded(plain(s.title)) for s in sections(article.body))]
    text = " ".join([*titles, plain_blocks(article.abstract), plain_blocks(blocks(article.body))])
    return Profile(article.id, tuple(authors), telling(text, titles, article.language or language))


_PARENTHESES = re.compile(r"\([^()]{0,300}\)")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_ADDRESS = re.compile(r"://\S+")
_WORD = re.compile(r"\w{3,}")
_FIGURES = re.compile(r"[\d_]")
# Marks that \w does not take for a part of the word: accents alone, points, vowels of India.
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u06ed\u0900-\u0dff]")
_ROMAN = re.compile(r"[ivxlcdm]+")


def _without_literature(text: str) -> str:
    """The text without "(Doe, 2001, p. 5)", and without "Doe (2001)": they name the literature and not what the text
    is about. Without addresses too."""
    out, at = [], 0
    for found in _PARENTHESES.finditer(text):
        year = _YEAR.search(text, found.start(), found.end())
        if year:
            before = text[at : found.start()].rstrip()
            if year.start() == found.start() + 1:
                before = before[: max(before.rfind(" "), len(before) - LONGEST, 0)]
            out.append(before)
            at = found.end()
    return _ADDRESS.sub(" ", " ".join([*out, text[at:]]))


def telling(text: str, titles: Iterable[str], language: str) -> tuple[tuple[str, str], ...]:
    """The words that tell what a text is about: each as it is compared, without accents, case and plural, and as the
    text prints it most often."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    keys = _keys(language.partition("-")[0].lower())
    counted = _counted(_without_literature(text))
    times: dict[str, int] = {}
    for word, count in counted.items():
        key = keys[word]
        if key:
            times[key] = times.get(key, 0) + count
    forms: dict[str, dict[str, int]] = {key: {} for key, count in times.items() if count >= LEAST}
    for word, count in counted.items():
        key = keys[word]
        if key in forms:
            forms[key][word] = count
    titled = {keys.stem(form) for title in titles for form in normalise(title).split()}
    ranked = []
    for key, printed in forms.items():
        shown = _most_printed(printed)
        if _long_enough(shown):
            worth = times[key] * min(len(key), 12) * (2 if key in titled else 1)
            # Steps of the square root of two: one word more or less seldom changes the order.
            ranked.append((-(worth * worth).bit_length(), -len(key), key, shown))
    return tuple(sorted((key, shown) for *_, key, shown in sorted(ranked)[:WORDS]))


class _Keys(dict[str, str]):
    """By a word as it is printed what it is compared by; nothing where it tells nothing."""

    def __init__(self, language: str) -> None:
        # What makes plural and singular one. The search's stemmer for English makes one of organs and organisation.
        self.stem = _english if language in ("en", "") else stemmer(language)

    def __missing__(self, word: str) -> str:
        if len(self) >= 2**16:
            self.clear()
        self[word] = key = self._key(word)
        return key

    def _key(self, word: str) -> str:
        if not 2 < len(word) <= LONGEST or (len(word) == 3 and not word.isupper()):
            return ""
        form = word.lower() if word.isascii() and word.isalpha() else normalise(word)
        if form in COMMON_WORDS or not form or unspaced(form) or _FIGURES.search(form):
            return ""
        key = self.stem(form)
        return "" if key in COMMON_WORDS else key


_keys = cache(_Keys)


# What is no part of a word, as a space: of ASCII all but letters, figures and "_"; beyond ASCII, what is most printed.
_ASCII = bytes(c if c > 0x7F or chr(c).isalnum() or chr(c) == "_" else ord(" ") for c in range(256))
_SIGNS = "“”‘’—–…"


def _counted(text: str) -> dict[str, int]:
    """How often each word stands in the text, as it is printed; of one or two letters perhaps."""
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    out = Counter(text.encode("utf-8", "surrogatepass").translate(_ASCII).decode("utf-8", "surrogatepass").split())
    # Nearly all are words now; the others are looked at.
    others = [run for run in out if not run.isascii()]
    if _MARKS.search("".join(others)):
        return Counter(raw_words(text))
    for run, times in [(run, out.pop(run)) for run in others]:
        for word in _WORD.findall(run):
            out[word] += times
    return out


def _most_printed(forms: Mapping[str, int]) -> str:
    """The form most often printed; a heading's capitals yield to small letters that stand there as often."""
    return min(forms, key=lambda form: (-forms[form], not form.islower(), form))


def _long_enough(shown: str) -> bool:
    """Five letters; four for a name, three for an abbreviation."""
    if len(shown) > 4:
        return True
    if shown.isupper() and not _ROMAN.fullmatch(shown.lower()):
        return True
    return len(shown) == 4 and shown[0].isupper() and not shown.isupper()


def _english(form: str) -> str:
    if len(form) > 4 and form[-1] == "s" and form[-2] not in "sui":
        return form[:-3] + "y" if form.endswith("ies") else form[:-1]
    return form


# ——— the relations ———


class _Thing(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Something that several articles have: what it counts, and the articles by place."""

    kind: str
    id: str
    weight: int
    articles: tuple[int, ...]


def related(
    profiles: Sequence[Profile],
    works: Iterable[tuple[str, Sequence[str]]] = (),
    names: Mapping[str, Sequence[str]] | None = None,
) -> Mapping[str, tuple[Relation, ...]]:
    """For each article those it is related to, best first; an article that is related to none is left out. `works` are
    the works cited, each with the ids of the articles; `names` are, by article, the entries of the index."""
    profiles = sorted(profiles, key=lambda p: p.article)
    things: list[list[_Thing]] = [[] for _ in profiles]
    for thing in _things(profiles, works, names or {}):
        for n in thing.articles:
            things[n].append(thing)
    own = [frozenset(these) for these in things]
    found: dict[str, tuple[Relation, ...]] = {}
    for n, this in enumerate(profiles):
        best = _best(n, things[n]) if things[n] else []
        if best:
            forms = dict(this.words)
            found[this.article] = tuple(
                _relation(profiles[m].article, [thing for thing in things[n] if thing in own[m]], forms) for m in best
            )
    return found


def _things(
    profiles: Sequence[Profile], works: Iterable[tuple[str, Sequence[str]]], names: Mapping[str, Sequence[str]]
) -> list[_Thing]:
    """What relates articles: that which several have, and not too many; what counts most first."""
    place = {p.article: n for n, p in enumerate(profiles)}
    words: dict[str, list[int]] = {}
    authors: dict[str, list[int]] = {}
    named: dict[str, list[int]] = {}
    for n, own in enumerate(profiles):
        for key, _ in own.words:
            words.setdefault(key, []).append(n)
        for author in own.authors:
            authors.setdefault(author, []).append(n)
        for heading in dict.fromkeys(names.get(own.article, ())):
            named.setdefault(heading, []).append(n)
    cited = {work: sorted({place[a] for a in articles if a in place}) for work, articles in works}
    crowd = max(3, min(CROWD, len(profiles) // 2))
    out = []
    for kind, holders in (("work", cited), ("name", named), ("author", authors), ("word", words)):
        weights = [0, 0, *(_weight(kind, n, len(profiles)) for n in range(2, crowd + 1))]
        out += [
            _Thing(kind, name, weights[len(those)], tuple(those))
            for name, those in holders.items()
            if 1 < len(those) <= crowd
        ]
    return sorted(out, key=lambda thing: (-thing.weight, thing.kind, -len(thing.id), thing.id))


def _weight(kind: str, articles: int, of: int) -> int:
    """What a thing counts that stands in so many articles. The collection counts by its order of size, so that an
    article more or less elsewhere changes nothing."""
    size = max(8, 1 << (of - 1).bit_length())
    return round(WORTH[kind] * math.log2(size / articles) / math.log2(size / 2))


def _best(n: int, things: Sequence[_Thing]) -> list[int]:
    """The articles that share most with the article `n`, whose things these are, by place."""
    scores: defaultdict[int, int] = defaultdict(int)
    for thing in things:
        weight = thing.weight
        for m in thing.articles:
            scores[m] += weight
    del scores[n]
    ranked = [(-score, m) for m, score in scores.items() if score >= ENOUGH]
    return [m for _, m in nsmallest(SHOWN, ranked)]


def _relation(article: str, both: Sequence[_Thing], forms: Mapping[str, str]) -> Relation:
    shared: dict[str, list[str]] = {kind: [] for kind in WORTH}
    for thing in both:
        shared[thing.kind].append(thing.id)
    words = tuple(forms[key] for key in shared["word"][:NAMED])
    return Relation(article, tuple(shared["work"]), tuple(shared["name"][:NAMED]), words, tuple(shared["author"]))


# ——— as the article's page shows them ———


class Reason(msgspec.Struct, frozen=True):
    """What is said ("Both name:"), and the things with a link to where they stand, the works as they are cited."""

    said: str
    works: tuple[Html, ...] = ()
    links: tuple[Link, ...] = ()


class Related(msgspec.Struct, frozen=True):
    """A related article as a list has it, with the reasons."""

    entry: Entry
    reasons: tuple[Reason, ...]


def shown(
    these: Sequence[tuple[Card, Relation]],
    own: Card,
    cited: Bibliography,
    shelved: Sequence[Shelf],
    headings: Sequence[Heading],
) -> tuple[Related, ...]:
    """The related articles as the page of the article `own` shows them: `these` with their cards; what its notes cite,
    where those works stand, and the entries of the index that stand in it tell what the relations name by ids."""
    known = {h.id: h for h in headings}
    out = []
    for card, relation in these:
        reasons = [
            _works(relation.works, cited, shelved, own.url),
            _names([known[i] for i in relation.names if i in known], own.url),
            _words(relation, [known[i] for i in relation.names if i in known], own.url),
            _authors(relation.authors, own),
        ]
        out.append(Related(entry(card, own.url), tuple(r for r in reasons if r.works or r.links)))
    return tuple(out)


_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _works(these: Sequence[str], cited: Bibliography, shelved: Sequence[Shelf], on: str) -> Reason:
    named = []
    for name in these:
        places = [n for n, shelf in enumerate(shelved) if shelf.id == name]
        if places:
            shelf = shelved[places[0]]
            work = shelf.work or fullest([cited.works[n].work for n in places])
            to = shelf.page or f"{on}#{urls.reference(name)}"
            named.append(references.dated(work, urls.relative(to, on)))
    count = _NUMBERS[len(named)] if len(named) < len(_NUMBERS) else str(len(named))
    said = "Cites the same work:" if len(named) == 1 else f"Cites {count} of the same works:"
    if len(named) > SHOWN:
        said = f"Cites {count} of the same works, among them:"
    return Reason(said, works=tuple(named[:SHOWN]))


def _names(these: Sequence[Heading], on: str) -> Reason:
    links = tuple(Link(h.name, urls.relative(h.url, on)) for h in these)
    return Reason("Both name:", links=links)


def _words(relation: Relation, headings: Sequence[Heading], on: str) -> Reason:
    """The words that no name has told already, each with a link to the search for it."""
    told = {form for h in headings for name in (h.name, *h.variants) for form in normalise(name).split()}
    words = [word for word in relation.words if normalise(word) not in told]
    links = tuple(Link(word, urls.relative(f"{urls.SEARCH}?q={word}", on)) for word in words)
    return Reason("Share the word:" if len(words) == 1 else "Share the words:", links=links)


def _authors(these: Sequence[str], own: Card) -> Reason:
    known = {c.id: c.name for c in own.contributions if c.id in these}  # in the order of the byline
    links = tuple(Link(name, urls.relative(urls.contributor(i), own.url)) for i, name in known.items())
    return Reason("Also by", links=links)
