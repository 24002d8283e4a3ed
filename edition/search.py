"""The search: what a query finds in a collection.

The reference for templates/assets/search.js, which does the same from the index's files; tests/test_search_twins.py
holds the two equal under node.

lunr ranks the articles: it is given an index of the query's own terms with the weights that these terms have in the
index of the whole collection, and so computes the scores of the whole. The passages are found in the articles' texts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import msgspec
from lunr.index import Index as LunrIndex  # type: ignore[import-untyped]  # lunr carries no types
from lunr.query import Query as LunrQuery  # type: ignore[import-untyped]
from lunr.query import QueryPresence
from lunr.token_set import TokenSet  # type: ignore[import-untyped]
from lunr.vector import Vector  # type: ignore[import-untyped]

from edition.search_documents import (
    FIELD_OF_KIND,
    FIELDS,
    Document,
    Frequencies,
    Passage,
    PassageKind,
    frequencies,
    passages_file,
    passages_path,
)
from edition.search_entries import Entry, merged
from edition.search_query import Clause, Part, Query, found, near, parse, plain_terms, snippet
from edition.search_shards import COLLECTION, collection_file, shards, versions
from edition.search_terms import Token, normalise, terms, tokens, unspaced
from edition.text import folded

__all__ = [
    "COLLECTION", "Document", "Found", "Frequencies", "Hit", "Index", "Passage", "Query", "Results", "collection_file",
    "find", "frequencies", "index", "normalise", "parse", "passages_file", "passages_path", "shards", "terms",
    "versions",
]  # fmt: skip

K1, B = 1.2, 0.75  # lunr's
WITHIN = {"text": ("text",), "notes": ("note", "reading"), "biographies": ("biography",)}
_OF_QUERY = {"title": ("title",), "author": ("author",), "note": ("note",), "work": ("reading", "note", "work")}
_DEFAULT = tuple(field for field in FIELDS if field != "work")
_ENDINGS = ("", "i", "e", "l", "le", "a", "o", "ao", "z", "m")  # what a stem may have that its word has not


class Found(msgspec.Struct, frozen=True):
    """A passage that was found: its fragment in the article's page, where it stands, and its snippet."""

    id: str
    kind: PassageKind
    label: str
    snippet: tuple[Part, ...]


class Hit(msgspec.Struct, frozen=True):
    """An article that was found, with its passages: those that have all the words, or where there is none, some."""

    article: str
    url: str
    title: str
    score: float
    passages: tuple[Found, ...]


class Results(msgspec.Struct, frozen=True):
    """The articles found, best first. `meant` is what was perhaps meant, where nothing is found."""

    hits: tuple[Hit, ...]
    meant: str = ""


def index(documents: Iterable[Document], remembered: Iterable[Frequencies] | None = None) -> Index:
    """The index of a collection; `remembered` are the documents' frequencies where they are at hand."""
    ordered = tuple(sorted(documents, key=lambda d: d.id))
    counted = sorted(remembered if remembered is not None else map(frequencies, ordered), key=lambda f: f.id)
    return Index(ordered, tuple(counted), merged(counted))


def find(index: Index, query: Query, within: Sequence[str] = ()) -> Results:
    """What the query finds; `within` narrows to text, notes or biographies."""
    hits = []
    for number, score in index.ranked(query, within):
        passages = index.passages(number, query, within)
        if passages is not None:
            document = index.documents[number]
            hits.append(Hit(document.id, document.url, document.title, score, passages))
    return Results(tuple(hits), "" if hits else index.meant(query))


class Index(msgspec.Struct, frozen=True, dict=True):
    """The terms of a collection with their articles, by the articles' numbers in the order of their ids."""

    documents: tuple[Document, ...]
    counted: tuple[Frequencies, ...]
    entries: Mapping[str, Entry]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({article.language for article in self.counted}))

    @cached_property
    def means(self) -> tuple[float, ...]:
        """The mean length of each field."""
        return tuple(
            sum(article.lengths[f] for article in self.counted) / max(1, len(self.counted)) for f in range(len(FIELDS))
        )

    def terms(self, clause: Clause, i: int) -> tuple[str, ...]:
        """The terms of the index that a key of a clause stands for, in order."""
        key, last = clause.keys[i], i == len(clause.keys) - 1
        out = {term for term in plain_terms(key, self.languages) if term in self.entries}
        if last and clause.prefix:
            candidates = [term for term in self.entries if term.startswith(key)]
            candidates += [key[:k] + ending for k in range(2, len(key) + 1) for ending in _ENDINGS]
            out |= {
                term
                for term in candidates
                if (entry := self.entries.get(term)) and any(form.startswith(key) for form in entry.forms)
            }
        if last and clause.fuzzy:
            out |= {term for _, term, _ in self._nearby(key, clause.fuzzy)}
        return tuple(sorted(out, key=_javascript))

    def _nearby(self, key: str, most: int) -> list[tuple[str, str, int]]:
        """Words of the index near this one, each with its term and the number of its articles."""
        return [
            (form, term, number)
            for term, entry in self.entries.items()
            if term[:1] == key[:1]
            for form, number in entry.forms.items()
            if near(key, form, most)
        ]

    # ——— the articles ———

    def ranked(self, query: Query, within: Sequence[str] = ()) -> list[tuple[int, float]]:
        """The articles that have what is wanted and nothing that is not, with their scores, best first.

        Whether they have the phrases is for `passages` to say.
        """
        groups: list[_Group] = []
        for clause in query.wanted:
            for i in range(len(clause.keys)):
                groups.append((self.terms(clause, i), _fields(clause, within), QueryPresence.REQUIRED))
        if not groups or not all(these for these, _, _ in groups):
            return []
        for clause in query.excluded:
            if not clause.phrase and (these := self.terms(clause, 0)):
                groups.append((these, _fields(clause, within), QueryPresence.PROHIBITED))
        return sorted(self._lunr(groups), key=lambda pair: (-pair[1], pair[0]))

    def _lunr(self, groups: Sequence[_Group]) -> list[tuple[int, float]]:
        """What lunr answers, given the query's own terms with the weights they have in the whole.

        Of terms that stand in the same groups (those of stem* above all) the first carries the weights of all: the
        scores are the same, and lunr has less to do. The others only count in the length of the query's vector.
        """
        ordered = sorted({term for these, _, _ in groups for term in these}, key=_javascript)
        inverted: dict[str, dict[str, object]] = {}
        alike: dict[tuple[bool, ...], list[str]] = {}
        for place, term in enumerate(ordered):
            alike.setdefault(tuple(term in these for these, _, _ in groups), []).append(term)
            inverted[term] = {"_index": place, **{field: {} for field in FIELDS}}
        vectors: dict[str, list[float]] = {}
        for these in alike.values():
            for field, sums in self._weights(these).items():
                inverted[these[0]][field] = {str(number): {} for number in sums}
                for number, weight in sums.items():
                    vectors.setdefault(f"{field}/{number}", []).extend((ordered.index(these[0]), weight))
        lunr = LunrIndex(
            inverted,
            {ref: Vector(elements) for ref, elements in vectors.items()},
            TokenSet.from_list(sorted(ordered)),
            list(FIELDS),
            _Groups(tuple(terms for terms, _, _ in groups), frozenset(these[0] for these in alike.values())),
        )
        asked: LunrQuery = lunr.create_query()
        for i, (_, fields, presence) in enumerate(groups):
            asked.clause(f"{i}+", fields=list(fields), presence=presence)
            if presence == QueryPresence.REQUIRED:
                asked.clause(f"{i}-", fields=list(fields))
        return [(int(result["ref"]), result["score"]) for result in lunr.query(asked)]

    def _weights(self, these: Iterable[str]) -> dict[str, dict[int, float]]:
        """The sums of the terms' weights, by field and article."""
        out: dict[str, dict[int, float]] = {field: {} for field in FIELDS}
        for term in these:
            postings = self.entries[term].postings
            rarity = idf(len(self.documents), sum(map(len, postings)) // 2)
            for f, (field, boost) in enumerate(FIELDS.items()):
                sums = out[field]
                for number, times in zip(postings[f][::2], postings[f][1::2], strict=True):
                    length = self.counted[number].lengths[f] / self.means[f]
                    weight = rarity * ((K1 + 1) * times) / (K1 * (1 - B + B * length) + times) * boost
                    sums[number] = sums.get(number, 0.0) + math.floor(weight * 1000 + 0.5) / 1000
        return out

    # ——— the passages ———

    def passages(self, number: int, query: Query, within: Sequence[str] = ()) -> tuple[Found, ...] | None:
        """The passages of one article, best first; nothing if its text shows that it is no hit after all."""
        document = self.documents[number]
        passages = self._tokens(number)

        def places(clause: Clause, kind: PassageKind, words: Sequence[Token]) -> list[tuple[int, int]]:
            return found(clause, self._wanted(clause), words) if FIELD_OF_KIND[kind] in _fields(clause, within) else []

        def elsewhere(clause: Clause) -> bool:
            return any(
                found(clause, (), tokens(text, ""))
                for field in _fields(clause, within)
                for text in self._titles(document, field)
            )

        for clause in query.excluded:
            if clause.phrase and (elsewhere(clause) or any(places(clause, p.kind, words) for p, words, _ in passages)):
                return None
        asked = [clause for clause in query.wanted if clause.field not in ("title", "author")]
        seen: set[Clause] = set()
        scored: list[tuple[bool, float, int, list[list[tuple[int, int]]]]] = []
        last = ("", 0)
        for position, (passage, words, work) in enumerate(passages):
            marks = [places(clause, passage.kind, words) for clause in asked]
            met = [
                bool(mark) or ("work" in _fields(clause, within) and bool(found(clause, self._wanted(clause), work)))
                for clause, mark in zip(asked, marks, strict=True)
            ]
            seen.update(clause for clause, yes in zip(asked, met, strict=True) if yes)
            # A corrected passage is followed by itself as published: that is shown where it has more of the words.
            again = bool(scored) and passage.id == last[0]
            if any(met) and not (again and sum(met) <= last[1]):
                del scored[len(scored) - again :]
                last = passage.id, sum(met)
                score = FIELDS[FIELD_OF_KIND[passage.kind]] * sum(
                    self._rarity(clause) * len(mark) * 2.2 / (len(mark) + 1.2 * (0.25 + 0.75 * len(words) / 60))
                    for clause, mark in zip(asked, marks, strict=True)
                )
                scored.append((all(met), -score, position, marks))
        if any(clause.phrase and clause not in seen and not elsewhere(clause) for clause in query.wanted):
            return None
        complete = any(whole for whole, _, _, _ in scored)
        return tuple(
            self._found(passages[position], marks)
            for whole, _, position, marks in sorted(scored, key=lambda s: (s[1], s[2]))
            if whole or not complete
        )

    def _found(
        self, passage: tuple[Passage, Sequence[Token], Sequence[Token]], marks: Iterable[list[tuple[int, int]]]
    ) -> Found:
        what, words, _ = passage
        places = sorted((place for mark in marks for place in mark), key=lambda place: (place[0], -place[1]))
        return Found(what.id, what.kind, what.label, snippet(folded(what.text), words, places))

    def _titles(self, document: Document, field: str) -> list[str]:
        if field == "title":
            return [document.shown_title]
        return [name for _, name in document.authors] if field == "author" else []

    def _tokens(self, number: int) -> list[tuple[Passage, Sequence[Token], Sequence[Token]]]:
        document = self.documents[number]
        if (known := self._read.get(number)) is None:
            known = self._read[number] = [
                (p, tokens(folded(p.text), document.language), tokens(folded(p.work), document.language))
                for p in document.passages
            ]
        return known

    @cached_property
    def _read(self) -> dict[int, list[tuple[Passage, Sequence[Token], Sequence[Token]]]]:
        """The passages' words, remembered once they are read."""
        return {}

    def _wanted(self, clause: Clause) -> frozenset[str]:
        return frozenset() if clause.phrase else frozenset(self.terms(clause, 0))

    def _rarity(self, clause: Clause) -> float:
        """How much a clause says of a passage: more, the fewer articles have it."""
        most = 0.0
        for i in range(len(clause.keys)):
            having = {number for term in self.terms(clause, i) for number in self.entries[term].articles()}
            most = max(most, math.log(1 + len(self.documents) / max(1, len(having))))
        return most

    # ——— what was meant ———

    def meant(self, query: Query) -> str:
        """The query with each word that no article has replaced by the nearest that one has; "" where none is near."""
        changed = False
        out = []
        for clause in query.wanted:
            forms = [self._nearest(form) for form in clause.forms]
            changed = changed or tuple(forms) != clause.forms
            text = " ".join(forms)
            field = f"{clause.field}:" if clause.field else ""
            out.append(field + (f'"{text}"' if clause.phrase else text) + ("*" if clause.prefix else ""))
        out += ["-" + (f'"{" ".join(c.forms)}"' if c.phrase else c.forms[0]) for c in query.excluded]
        return " ".join(out) if changed else ""

    def _nearest(self, form: str) -> str:
        if unspaced(form) or any(term in self.entries for term in plain_terms(form, self.languages)):
            return form
        for distance in range(1, 1 + (0 if len(form) < 4 else 1 if len(form) < 8 else 2)):
            if nearby := self._nearby(form, distance):
                return min(nearby, key=lambda near: (-near[2], _javascript(near[0])))[0]
        return form


_Group = tuple[tuple[str, ...], tuple[str, ...], QueryPresence]  # terms, fields, and how lunr is to take them


class _Groups(msgspec.Struct, frozen=True):
    """What lunr takes for its pipeline: from a group's number to its terms that carry weights ("+") or do not ("-")."""

    groups: tuple[tuple[str, ...], ...]
    carry: frozenset[str]

    def run_string(self, key: str, _metadata: object = None) -> list[str]:
        return [term for term in self.groups[int(key[:-1])] if (term in self.carry) == (key[-1] == "+")]


def idf(articles: int, having: int) -> float:
    """How rare a term is, as lunr has it: `having` counts an article once for each field the term stands in."""
    return math.log(1 + abs((articles - having + 0.5) / (having + 0.5)))


def _fields(clause: Clause, within: Sequence[str]) -> tuple[str, ...]:
    if clause.field:
        return _OF_QUERY[clause.field]
    if clause.excluded:
        return _DEFAULT  # what is not wanted is wanted nowhere
    return tuple(field for group in within for field in WITHIN[group]) or _DEFAULT


def _javascript(text: str) -> bytes:
    """The order of JavaScript's strings."""
    return text.encode("utf-16-be", "surrogatepass")
