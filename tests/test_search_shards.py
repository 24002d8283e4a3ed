"""The index's files: numbers as letters, shards that are small, and an edit that is the same as making all anew."""

from __future__ import annotations

import hashlib
import json
import random
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition import search, search_entries, search_shards
from edition.search_documents import FIELDS, Document, Frequencies, Passage, frequencies, passages_file
from edition.search_entries import Entry, decoded, encoded
from edition.search_letters import packed, unpacked
from edition.search_shards import digested, reshelved, shards, shelf, versions, written


@given(st.lists(st.integers(0, 10**9)))
def test_numbers_come_back_from_letters(numbers: list[int]) -> None:
    assert unpacked("".join(map(packed, numbers))) == numbers


@given(st.text(), st.text())
def test_the_texts_of_an_article_come_back_from_their_script(text: str, label: str) -> None:
    script = passages_file(
        Document("a", "articles/a.html", "A", passages=(Passage("p1", "text", text, label),))
    ).decode()
    inside = script.removeprefix("edition.passages(").removesuffix(");\n")
    name, told = json.loads(f"[{inside}]")
    assert (name, told) == ("a", [["p1", "text", label, text]])


posting = st.dictionaries(st.integers(0, 9000), st.integers(1, 9000), max_size=6)
form = st.text("abcdeéя", min_size=1, max_size=70)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(posting, min_size=len(FIELDS), max_size=len(FIELDS)).filter(any),
    form,
    st.dictionaries(form, st.integers(1, 9000), min_size=1),
)
def test_an_entry_comes_back_from_letters(postings: list[dict[int, int]], term: str, forms: dict[str, int]) -> None:
    entry = Entry([[n for pair in sorted(posting.items()) for n in pair] for posting in postings], forms)
    if forms.keys() == {term}:
        forms[term] = len(entry.articles())  # then the number is not written: it is that of the term's articles
    assert decoded(term, encoded(term, entry)) == entry


# ——— edits ———

WORDS = [
    "iran",
    "irans",
    "iranian",
    "a",
    "ab",
    "abc",
    "zulu",
    "中国",
    "é",
    "penetration",
    "penetrated",
    "x1",
    "con",
    "мир",
    "nation",
    "nations",
]


@st.composite
def articles(draw: st.DrawFn) -> Frequencies:
    texts = draw(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), min_size=2, max_size=2))
    name = draw(st.sampled_from([f"a{n}" for n in range(9)]))
    language = draw(st.sampled_from(["en", "de"]))
    passages = tuple(Passage(f"p{n}", kind, " ".join(texts[n])) for n, kind in enumerate(("text", "note")))
    return frequencies(Document(name, f"articles/{name}.html", "", language=language, passages=passages))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(articles(), unique_by=lambda f: f.id, max_size=6), min_size=2, max_size=6))
def test_an_edit_gives_the_shelf_that_making_all_anew_gives(states: list[list[Frequencies]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_shards, "LIMIT", 40)  # so that shards are cut and joined
        held = shelf(states[0])
        for before, after in pairwise(states):
            gone = [f for f in before if f not in after]
            come = [f for f in after if f not in before]
            anew = shelf(after)
            edited = reshelved(held, gone, come)
            assert edited in (None, anew)
            come_ids = {f.id for f in come}
            numbers = [
                {name: n for n, name in enumerate(sorted(f.id for f in state)) if name not in come_ids}
                for state in (before, after)
            ]
            assert (edited is None) == any(numbers[0][name] != n for name, n in numbers[1].items())
            held = anew


@settings(max_examples=40, deadline=None)
@given(st.lists(articles(), unique_by=lambda f: f.id, max_size=9), st.integers(1, 4))
def test_the_shelf_is_the_same_however_many_articles_are_held_at_a_time(these: list[Frequencies], held: int) -> None:
    expected = shelf(these)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_entries, "CHUNK", held)
        assert shelf(these) == expected


def made(chance: random.Random, name: str, size: int) -> Frequencies:
    text = " ".join("".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 5))) for _ in range(size))
    return frequencies(
        Document(name, f"articles/{name}.html", name, language="en", passages=(Passage("p1", "text", text),))
    )


def test_shards_are_small_and_in_order_and_hold_each_term_once() -> None:
    chance = random.Random(1)
    files = shards([made(chance, f"a{n:02}", 2000) for n in range(9)])
    assert len(files) > 2
    assert all(len(content) < search_shards.LIMIT + 100 for content in files.values())
    entries = [json.loads("[" + content.decode()[len("edition.shard(") : -3] + "]")[1] for content in files.values()]
    terms = [term for these in entries for term in these]
    assert terms == sorted(set(terms))
    assert len({path.lower() for path in files}) == len(files)


def test_an_edit_rewrites_the_shards_of_its_own_terms_only() -> None:
    chance = random.Random(2)
    collection = [made(chance, f"a{n:02}", 2000) for n in range(9)]
    held = shelf(collection)
    one = collection[7]
    (text, *words), (numbers, *times) = one.words, one.times
    changed = msgspec.structs.replace(one, words=(f"{text} qqq", *words), times=((*numbers, 1), *times))
    edited = reshelved(held, [one], [changed])
    assert edited is not None
    assert [path for path in edited.shards if edited.shards[path] is not held.shards.get(path)] == [
        path for path, content in edited.shards.items() if b'"qqq"' in content
    ]


def test_digests_are_those_of_the_shards_whatever_is_known_of_earlier_ones() -> None:
    chance = random.Random(4)
    collection = [made(chance, f"a{n}", 2000) for n in range(9)]
    before, after = shards(collection[:8]), shards(collection)
    known = digested(before, {}, {})
    assert known == {path: hashlib.sha256(content).hexdigest() for path, content in before.items()}
    assert digested(after, before, known) == digested(after, {}, {})
    assert versions(after, digested(after, before, known)) == versions(after)
    kept = digested(before, before, dict.fromkeys(before, "known"))
    assert set(kept.values()) == {"known"}  # nothing is reckoned again


def test_the_files_do_not_depend_on_the_order_of_the_articles() -> None:
    chance = random.Random(3)
    collection = [made(chance, f"a{n}", 300) for n in range(9)]
    assert shards(collection) == shards(collection[::-1])


def test_an_empty_collection_has_a_file_that_says_so() -> None:
    files = shards([])
    assert files == {}
    assert b'"ids":[]' in search.collection_file([], [], search.versions(files))


def test_a_shard_may_begin_with_half_a_character() -> None:
    first = "\ud800"
    content = written(first, {"\U00010000": ""})
    known = search.versions({"search/terms/x.js": content})
    assert json.loads(json.dumps(known)) == known
    collection = search.collection_file([], [], known)
    assert b'"shards":["\\ud800"]' in collection
    assert collection.decode("utf-8")
