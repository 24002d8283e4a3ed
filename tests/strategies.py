"""What Hypothesis draws: texts in normal form, and whole articles."""

from __future__ import annotations

import itertools

import hypothesis.strategies as st

from edition.markup import _nested
from edition.model import Note
from edition.prose import Heading
from edition.text import (
    Break,
    Code,
    Emphasis,
    Epigraph,
    Figure,
    Foreign,
    Item,
    ItemList,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    Quotation,
    Strong,
    Superscript,
    Table,
    Text,
    Verse,
    inlines,
)  # fmt: skip

# Letters that mean something to Markdown or YAML come often; so do words, spaces of all kinds and far alphabets.
chars = st.one_of(
    st.sampled_from(list("abcXYZ 019")),
    st.sampled_from(list("*_`[](){}<>#+-.!|\\^~&:;/'\"=—–“”’@%\xa0\u2009†‡")),
    st.characters(codec="utf-8"),
)
raw = st.text(chars, min_size=1, max_size=30)
note_ids = st.one_of(st.integers(1, 99).map(str), st.sampled_from(["*", "†", "12a", "e1", "**"]))


def _texts(draw_from: st.SearchStrategy[str]) -> st.SearchStrategy[tuple]:
    return draw_from.map(lambda s: inlines([Text(s)])).filter(bool)


words = raw.map(lambda s: inlines([Text("." + s + ".")])[0].text[1:-1]).filter(lambda s: s)
plain_text = words.map(Text)
codes = raw.map(lambda s: "".join(c for c in s if c.isprintable()).strip()).filter(bool).map(Code)
hrefs = st.sampled_from(["https://example.org/a_b*c?d=(e)&f#g", "mailto:a@b.org", "../x/y.html", "#p1"])


def _no_twins(parts: list) -> bool:
    """No two neighbours that Markdown cannot tell from one; white space only between words."""
    return not any(type(a) is type(b) and isinstance(a, Text | Code) for a, b in itertools.pairwise(parts))


def _wrap(inner: st.SearchStrategy) -> st.SearchStrategy:
    several = st.lists(inner, min_size=1, max_size=3).filter(_no_twins).map(tuple)
    return st.one_of(
        several.map(Emphasis), several.map(Strong), several.map(Superscript),
        st.builds(Foreign, st.sampled_from(["fr", "fa-Latn", "ar"]), several),
    )  # fmt: skip


atoms = st.one_of(plain_text, plain_text, codes, st.just(LineBreak()), note_ids.map(NoteRef))
unlinked = st.recursive(atoms, _wrap, max_leaves=4)
links = st.builds(Link, hrefs, st.lists(unlinked, min_size=1, max_size=2).filter(_no_twins).map(tuple))
inline = st.one_of(unlinked, unlinked, links)
content = (
    st.lists(inline, min_size=1, max_size=5)
    .map(inlines)
    .filter(
        lambda c: (
            bool(c) and _no_twins(list(c)) and not isinstance(c[0], LineBreak) and not isinstance(c[-1], LineBreak)
        )
    )
)
paragraphs = content.map(Paragraph)
line = content
items = st.lists(paragraphs, min_size=1, max_size=2).map(lambda b: Item(tuple(b)))
lists = st.builds(ItemList, st.lists(items, min_size=1, max_size=3).map(tuple), st.sampled_from([0, 1, 5]))
verse_line = line.filter(lambda c: not any(isinstance(p, LineBreak) for p in c))
verses = st.lists(verse_line, min_size=1, max_size=4).map(lambda ls: Verse(tuple(ls)))
figures = st.builds(
    Figure, st.sampled_from(["images/map.png", "images/a b.jpg"]), words.map(str.strip), st.one_of(st.just(()), line)
)
tables = st.integers(1, 3).flatmap(
    lambda n: st.builds(
        Table,
        st.lists(st.lists(st.one_of(line, st.just(())), min_size=n, max_size=n).map(tuple), min_size=2, max_size=3).map(
            tuple
        ),
        st.sampled_from([0, 1]),
        st.one_of(st.just(()), line),
    ).filter(lambda t: all(map(any, t.rows)))
)


def _quotes(inner: st.SearchStrategy) -> st.SearchStrategy:
    inside = st.lists(inner, min_size=1, max_size=2).map(tuple)
    who = st.one_of(st.just(()), line)
    return st.one_of(st.builds(Quotation, inside, who), st.builds(Epigraph, inside, who))


blocks = st.one_of(
    paragraphs, paragraphs, lists, verses, figures, tables, st.just(Break()), _quotes(st.one_of(paragraphs, verses))
)


def _apart(flat: list) -> bool:
    """Two lists in a row are one list in every Markdown."""
    return not any(isinstance(a, ItemList) and isinstance(b, ItemList) for a, b in itertools.pairwise(flat))


bodies = (
    st.lists(st.one_of(blocks, st.builds(Heading, st.integers(2, 4), line)), max_size=6).filter(_apart).map(_nested)
)
note_lists = st.lists(
    st.builds(Note, note_ids, st.lists(st.one_of(paragraphs, _quotes(paragraphs)), min_size=1, max_size=2).map(tuple)),
    max_size=3, unique_by=lambda n: n.id,
).map(tuple)  # fmt: skip
