"""The ids of paragraphs: kept through every change of the text, never given twice."""

from __future__ import annotations

import re
from collections import Counter

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from edition import editing, markup, numbering, records, yaml_records
from edition.numbering import Ledger, Numbered
from edition.text import Body, ItemList, Paragraph, blocks, plain_blocks, sections

from .strategies import bodies


def body(*texts: str) -> Body:
    return markup.read_text("\n\n".join(texts)).body


def ids(own: Body) -> list[str]:
    return [block.id for block in blocks(own)]  # type: ignore[union-attr]


def emended(own: Numbered) -> Ledger:
    """The ledger as `emend` writes it and the next build reads it."""
    text = numbering.ids_file(Ledger(numbering.rows(own.body), own.gone))
    read = yaml_records.read(text, "ids.yaml", records.IdsRecord)
    assert not read.problems
    return editing.ledger(read.record)


ONE = "The first paragraph is about harbours and the people who built them."
TWO = "The second turns to lighthouses, their keepers, and the price of oil."
THREE = "The third closes with a remark on fog, and on those who were lost in it."
NEW = "Quite another matter is the weather of the inland towns, dry and mild."


@pytest.fixture
def ledger() -> Ledger:
    return emended(numbering.numbered(body(ONE, TWO, THREE), None))


def test_without_a_ledger_ids_count() -> None:
    assert ids(numbering.numbered(body(ONE, TWO, THREE), None).body) == ["p1", "p2", "p3"]


CASES = {
    "put in between": ((ONE, TWO, NEW, THREE), ["p1", "p2", "p2a", "p3"], {}),
    "put in first": ((NEW, ONE, TWO, THREE), ["p0a", "p1", "p2", "p3"], {}),
    "added at the end": ((ONE, TWO, THREE, NEW), ["p1", "p2", "p3", "p4"], {}),
    "taken out": ((ONE, THREE), ["p1", "p3"], {"p2": "p3"}),
    "the last taken out": ((ONE, TWO), ["p1", "p2"], {"p3": "p2"}),
    "edited": ((ONE, TWO.replace("price", "cost"), THREE), ["p1", "p2", "p3"], {}),
    "begun anew": ((ONE, "Then " + TWO[4:], THREE), ["p1", "p2", "p3"], {}),
    "replaced": ((ONE, NEW, THREE), ["p1", "p1a", "p3"], {"p2": "p3"}),
    "two changed about": ((TWO, ONE, THREE), ["p2", "p1", "p3"], {}),
    "two joined": ((ONE + " " + TWO, THREE), ["p1", "p3"], {"p2": "p1"}),
    "a heading put in": ((ONE, "## Fog", TWO, THREE), ["p1", "p2", "p3"], {}),
}


@pytest.mark.parametrize("case", CASES)
def test_ids_stay_with_their_paragraphs(case: str, ledger: Ledger) -> None:
    texts, expected, gone = CASES[case]
    own = numbering.numbered(body(*texts), ledger)
    assert ids(own.body) == expected
    assert dict(own.gone) == gone


def test_a_paragraph_cut_in_two_keeps_its_id_for_the_larger_part(ledger: Ledger) -> None:
    own = numbering.numbered(
        body(ONE, "The second turns to lighthouses, their keepers,", "and the price of oil.", THREE), ledger
    )
    assert ids(own.body) == ["p1", "p2", "p2a", "p3"]


def test_an_id_that_is_gone_is_not_given_again(ledger: Ledger) -> None:
    without = emended(numbering.numbered(body(ONE, TWO), ledger))
    own = numbering.numbered(body(ONE, TWO, NEW), without)
    assert ids(own.body) == ["p1", "p2", "p4"]
    further = emended(numbering.numbered(body(ONE), emended(own)))
    assert dict(further.gone) == {"p3": "p1", "p2": "p1", "p4": "p1"}


def test_items_and_headings_keep_theirs() -> None:
    first = numbering.numbered(body("## On fog", "- one thing\n- another thing\n- a third"), None)
    own = numbering.numbered(
        body("## On fogs", "- one thing\n- put in here\n- another thing\n- a third\n- last"), emended(first)
    )
    assert [s.id for s in sections(own.body)] == ["on-fog"]
    [items] = [b for b in blocks(own.body) if isinstance(b, ItemList)]
    assert [i.id for i in items.items] == ["l1.1", "l1.1a", "l1.2", "l1.3", "l1.4"]


def test_hostile_texts_are_numbered_too() -> None:
    own = numbering.numbered(body(*["a"] * 3000), None)
    more = numbering.numbered(body(*["a"] * 2999, "b", "a"), emended(own))
    assert len(set(ids(more.body))) == 3001


WORDS = st.sampled_from(
    ["fog", "oil", "keeper", "lamp", "price", "tide", "wreck", "north", "rope", "salt", "glass", "stone", "gull"]
)
TEXTS = st.lists(WORDS, min_size=4, max_size=12).map(" ".join)


@st.composite
def lives(draw: st.DrawFn) -> list[list[str]]:
    """An article's text through several editions, each made of the one before by a few changes."""
    text = draw(st.lists(TEXTS, min_size=1, max_size=8))
    out = [text]
    for _ in range(draw(st.integers(1, 5))):
        text = list(text)
        for _ in range(draw(st.integers(1, 3))):
            at = draw(st.integers(0, len(text)))
            match draw(st.sampled_from(["put in", "take out", "edit", "swap", "join"])):
                case "put in":
                    text.insert(at, draw(TEXTS))
                case "take out" if at < len(text):
                    del text[at]
                case "edit" if at < len(text):
                    text[at] = text[at] + " " + draw(WORDS)
                case "swap" if at < len(text):
                    text[0], text[at] = text[at], text[0]
                case "join" if at + 1 < len(text):
                    text[at : at + 2] = [text[at] + " " + text[at + 1]]
        out.append(text)
    return out


@settings(max_examples=150, deadline=None)
@given(lives())
def test_whatever_an_archivist_does_ids_are_kept_and_never_reused(life: list[list[str]]) -> None:
    ledger: Ledger | None = None
    words: dict[str, str] = {}
    retired: set[str] = set()
    for text in life:
        own = numbering.numbered(body(*text), ledger)
        now = {block.id: plain_blocks([block]) for block in blocks(own.body) if isinstance(block, Paragraph)}
        assert len(now) == len(text)
        assert not retired & set(now)
        alone = [t for t, n in Counter([*words.values()]).items() if n == 1 and list(now.values()).count(t) == 1]
        for old, said in words.items():
            if said in alone:
                assert now.get(old) == said
        retired |= set(words) - set(now)
        assert all(re.fullmatch(r"p\d+[a-z]*", own_id) for own_id in now)
        ledger, words = emended(own), now
        assert {old for old, _ in ledger.gone} == retired
        assert all(here in now or not now for _, here in ledger.gone)


@settings(max_examples=60, deadline=None)
@given(bodies, bodies)
def test_any_two_texts_have_ids_of_their_own(one: Body, other: Body) -> None:
    first = numbering.numbered(one, None)
    same = numbering.numbered(one, emended(first))
    assert same.body == first.body
    assert not same.new
    assert not same.lost
    second = numbering.numbered(other, emended(first))
    every = [row.id for row in numbering.rows(second.body)]
    assert len(every) == len(set(every))
    assert all(every)
