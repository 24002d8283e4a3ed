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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from heapq import nsmallest

import msgspec

from edition import references, urls
from edition.bibliography import Bibliography
from edition.cards import Card, Entry, Link, entry
from edition.catalogue import Shelf
from edition.common_words import COMMON_WORDS
from edition.concordance import fullest
from edition.html import Html
from edition.search_documents import Document, field_texts
from edition.search_terms import LONGEST, normalise, raw_words, stemmer, unspaced
from edition.search_terms import counted as words_of
from edition.subjects import Heading

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


def profile(made: Document, times: Mapping[str, int]) -> Profile:
    """What the article is compared by; `times` say how often each word stands in its text, as the search counts."""
    text = "\n".join(field_texts(made, "text"))
    titles = [made.title, made.subtitle, *(p.text for p in made.passages if p.kind == "heading")]
    authors = dict.fromkeys(who for who, _ in made.authors)
    return Profile(made.id, tuple(authors), telling(text, times, titles, made.language))


_PARENTHESES = re.compile(r"\([^()]{0,300}\)")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_ADDRESS = re.compile(r"://\S+")
_FIGURES = re.compile(r"[\d_]")
_ROMAN = re.compile(r"[ivxlcdm]+")


def _literature(text: str) -> str:
    """Of the text "(Doe, 2001, p. 5)", and "Doe (2001)": they name the literature and not what the text is about.
    Addresses too."""
    out, at = _ADDRESS.findall(text), 0
    for found in _PARENTHESES.finditer(text):
        year = _YEAR.search(text, found.start(), found.end())
        if year:
            begin = found.start()
            if year.start() == begin + 1:
                before = text[at:begin].rstrip()
                begin = at + max(before.rfind(" "), len(before) - LONGEST, 0)
            out.append(text[begin : found.end()])
            at = found.end()
    return " ".join(out)


def telling(text: str, times: Mapping[str, int], titles: Iterable[str], language: str) -> tuple[tuple[str, str], ...]:
    """The words that tell what a text is about: each as it is compared, without accents, case and plural, and as the
    text prints it most often. `times` are the text's words as the search counts them."""
    keys = _keys(language.partition("-")[0].lower())
    own = keys.of(times)
    counted: dict[str, int] = {}
    for form, key in own.items():
        counted[key] = counted.get(key, 0) + times[form]
    if literature := _literature(text):
        for form, count in words_of(literature).items():
            counted[keys[form]] = counted.get(keys[form], 0) - count
    counted.pop("", None)
    titled = {keys[form] for form in words_of("\n".join(titles))}
    ranked = []
    for key, count in counted.items():
        if count >= LEAST:
            worth = count * min(len(key), 12) * (2 if key in titled else 1)
            # Steps of the square root of two: one word more or less seldom changes the order.
            ranked.append((-(worth * worth).bit_length(), -len(key), key))
    ranked.sort()
    out: list[tuple[str, str]] = []
    while ranked and len(out) < WORDS:
        printed: dict[str, dict[str, int]] = {key: {} for *_, key in ranked[: 2 * WORDS]}
        ranked = ranked[2 * WORDS :]
        forms = {form: key for form, key in own.items() if key in printed}
        for form, ways in _printed(text, {form: times[form] for form in forms}).items():
            printed[forms[form]] |= ways
        out += [(key, shown) for key, ways in printed.items() if _long_enough(shown := _most_printed(ways))]
    return tuple(sorted(out[:WORDS]))


class _Keys(dict[str, str]):
    """By a word of the search what it is compared by; nothing where it tells nothing."""

    def __init__(self, language: str) -> None:
        # What makes plural and singular one. The search's stemmer for English makes one of organs and organisation.
        self.stem = _english if language in ("en", "") else stemmer(language)

    def __missing__(self, form: str) -> str:
        if len(self) >= 2**16:
            self.clear()
        self[form] = key = self._key(form)
        return key

    def of(self, times: Mapping[str, int]) -> dict[str, str]:
        """What these words are compared by; what stands once, and no other word with it, may be left out."""
        if self.stem is not _english:
            return {form: self[form] for form in times}
        out = {form: self[form] for form, count in times.items() if count > 1}
        for key in set(out.values()):
            for form in (key, f"{key}s", f"{key[:-1]}ies"):
                if form in times and form not in out and self[form] == key:
                    out[form] = key
        return out

    def _key(self, form: str) -> str:
        if len(form) < 3 or form in COMMON_WORDS or unspaced(form) or _FIGURES.search(form):
            return ""
        key = self.stem(form)
        return "" if key in COMMON_WORDS else key


_keys = cache(_Keys)


def _english(form: str) -> str:
    if len(form) > 4 and form[-1] == "s" and form[-2] not in "sui":
        return form[:-3] + "y" if form.endswith("ies") else form[:-1]
    return form


# ——— as it is printed ———

# What is no part of a word, as a space: of ASCII all but letters, figures, "_" and "'"; beyond ASCII, what is most
# printed.
_ASCII = bytes(c if c > 0x7F or chr(c).isalnum() or chr(c) in "_'" else ord(" ") for c in range(256))
_SIGNS = "“”‘—–…"


def _printed(text: str, forms: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """How often each way of printing a word stands in the text, by the word as it is sought; `forms` are those words,
    each with how often it stands there."""
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    text = text.replace("’", "'").encode("utf-8", "surrogatepass").translate(_ASCII).decode("utf-8", "surrogatepass")
    runs = Counter(_beyond_small(text))
    out: dict[str, dict[str, int]] = {form: {} for form in forms}
    for run, times in runs.items():
        plain = run.isascii() and run.isalnum()
        for word, form in ((run, run.lower()),) if plain else _words_in(run):
            if form in forms:
                out[form][word] = out[form].get(word, 0) + times
    # All others are printed as they are sought: small letters without marks.
    for form, times in forms.items():
        rest = times - sum(out[form].values())
        if rest > 0:
            out[form][form] = rest
    return out


_LARGE = bytes(ord("?") if chr(c).isupper() else c for c in range(256))


def _beyond_small(text: str) -> Iterator[str]:
    """What stands between two spaces and has other letters than the small ones of ASCII; the text has no question
    mark."""
    bare = text.encode("ascii", "replace").translate(_LARGE)
    at = bare.find(b"?")
    while at >= 0:
        begin, end = text.rfind(" ", 0, at) + 1, text.find(" ", at)
        yield text[begin : end if end >= 0 else None]
        at = bare.find(b"?", end) if end >= 0 else -1


def _words_in(run: str) -> tuple[tuple[str, str], ...]:
    """The words of what stands between two spaces, each as it is printed and as it is sought."""
    return (_words_of_short_run if len(run) <= LONGEST else _words_of_run)(run)


def _words_of_run(run: str) -> tuple[tuple[str, str], ...]:
    words = raw_words(unicodedata.normalize("NFC", run))
    return tuple((word.removesuffix("'s"), normalise(word)) for word in words)


# A run that is longer than a word is of a script without spaces, or nothing that comes again.
_words_of_short_run = lru_cache(2**12)(_words_of_run)


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
    links = tuple(Link(word, urls.relative(urls.searched(word), on)) for word in words)
    return Reason("Share the word:" if len(words) == 1 else "Share the words:", links=links)


def _authors(these: Sequence[str], own: Card) -> Reason:
    known = {c.id: c.name for c in own.contributions if c.id in these}  # in the order of the byline
    links = tuple(Link(name, urls.relative(urls.contributor(i), own.url)) for i, name in known.items())
    return Reason("Also by", links=links)
