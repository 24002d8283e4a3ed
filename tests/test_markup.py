"""Markdown and the typed text."""

from pathlib import Path
from xml.etree import ElementTree

import hypothesis.strategies as st
from hypothesis import given, settings

from edition import dialect
from edition.markup import read_blocks, read_text
from edition.markup_writer import write_blocks, write_text
from tests import strategies

ROOT = Path(__file__).parent.parent


@given(strategies.bodies, strategies.note_lists)
@settings(max_examples=60)
def test_what_is_written_reads_as_the_same_text(body, notes):
    source = write_text(body, notes)
    again = read_text(source)
    assert (again.body, again.notes) == (body, notes), source
    assert not again.problems


def same_tree(source: str) -> None:
    trees = [dialect.tree(dialect.parser(gated=gated), source) for gated in (True, False)]
    ours, stock = (ElementTree.tostring(tree) for tree in trees)
    assert ours == stock, source


@given(strategies.bodies, strategies.note_lists)
@settings(max_examples=40)
def test_trying_patterns_only_where_they_can_match_changes_nothing(body, notes):
    same_tree(write_text(body, notes))


@given(st.text(strategies.chars, max_size=80))
@settings(max_examples=200)
def test_nor_does_it_for_any_text(source):
    same_tree(source.replace("\x02", "").replace("\x03", ""))


def test_nor_for_the_corpus():
    sources = [*(ROOT / "content").rglob("*.md"), *(ROOT.parent / "shared/corpus/pastes").glob("*.txt")]
    assert sources
    for path in sources:
        same_tree(path.read_text("utf-8"))


@given(st.lists(st.text(strategies.chars, max_size=40), max_size=4))
@settings(max_examples=100)
def test_several_sources_read_at_once_give_the_trees_of_each(sources):
    sources = [source.replace("\x02", "").replace("\x03", "") for source in sources]
    together = dialect.trees(dialect.parser(), sources)
    alone = [dialect.tree(dialect.parser(gated=False), source) for source in sources]
    assert list(map(ElementTree.tostring, together)) == list(map(ElementTree.tostring, alone))


@given(strategies.paragraphs)
@settings(max_examples=100)
def test_a_paragraph_that_is_written_reads_as_the_same_paragraph(paragraph):
    source = write_blocks([paragraph])
    assert read_blocks(source) == (paragraph,), source
