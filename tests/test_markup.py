"""Markdown and the typed text."""

from pathlib import Path
from xml.etree import ElementTree

import hypothesis.strategies as st
from hypothesis import given, settings

from edition import dialect, elements, prose
from edition.markup import _each, read_blocks, read_text
from edition.markup_writer import write_blocks, write_text
from edition.text import folded, plain_blocks
from tests import strategies

ROOT = Path(__file__).parent.parent


@given(strategies.bodies, strategies.note_lists)
@settings(max_examples=60)
def test_what_is_written_reads_as_the_same_text(body, notes):
    source = write_text(body, notes)
    again = read_text(source)
    assert (again.body, again.notes) == (body, notes), source
    assert not again.problems


def same(source: str) -> None:
    """What is read at once and what the library reads, with and without gates before its patterns."""
    trees = [dialect.trees(dialect.parser(gated=gated), [source])[0] for gated in (True, False)]
    ours, stock = (ElementTree.tostring(tree) for tree in trees)
    assert ours == stock, source
    assert _each([source]) == [list(elements.blocks(trees[1]))], source


@given(strategies.bodies, strategies.note_lists)
@settings(max_examples=40)
def test_what_the_library_need_not_read_is_read_as_it_would(body, notes):
    same(write_text(body, notes))


signs = st.sampled_from(
    ["*", "**", "`", "[", "]", "](u)", "](", ")", "[^1]", "[^*]", "<", "<http://e.org/a_b>", ">", "!", "\\", "^", "_",
     "a", "b c", " ", "  ", "\n", "\n\n", "## ", "> ", "- ", "1. ", "1\\.", "—", "]{em}", "é", "\xa0", "[a](b)", "*a*"]
)  # fmt: skip


@given(st.lists(signs, max_size=14).map("".join) | st.text(strategies.chars, max_size=80))
@settings(max_examples=400)
def test_nor_is_any_other_text_read_differently(source):
    same(source.replace("\x02", "").replace("\x03", ""))


@given(st.text(st.sampled_from("*_ab .`"), max_size=16))
@settings(max_examples=400)
def test_no_letter_is_lost_among_stars(source):
    """A past bug of the library's: `*a**a*b` lost the b, and a mark behind such stars."""
    letters = "".join(c for c in source if c.isalpha())
    assert "".join(c for c in plain_blocks(read_blocks(source)) if c.isalpha()) == letters


def test_nor_is_the_corpus():
    sources = [*(ROOT / "content").rglob("*.md"), *(ROOT.parent / "shared/corpus/pastes").glob("*.txt")]
    assert sources
    for path in sources:
        same(path.read_text("utf-8"))


def test_most_of_a_real_text_is_read_without_the_library():
    text = "\n\n".join(path.read_text("utf-8") for path in (ROOT / "content").rglob("text.md"))
    pieces = [piece.strip("\n") for piece in text.split("\n\n") if piece.strip()]
    assert sum(prose.block(piece) is not None for piece in pieces) > 0.8 * len(pieces)


@given(st.lists(st.text(strategies.chars, max_size=40), max_size=4))
@settings(max_examples=100)
def test_several_sources_read_at_once_give_the_trees_of_each(sources):
    sources = [source.replace("\x02", "").replace("\x03", "") for source in sources]
    together = dialect.trees(dialect.parser(), sources)
    alone = [dialect.trees(dialect.parser(gated=False), [source])[0] for source in sources]
    assert list(map(ElementTree.tostring, together)) == list(map(ElementTree.tostring, alone))


@given(strategies.paragraphs)
@settings(max_examples=100)
def test_a_paragraph_that_is_written_reads_as_the_same_paragraph(paragraph):
    source = write_blocks([paragraph])
    assert read_blocks(source) == (paragraph,), source


@given(st.text(st.sampled_from("ab \t\n\xa0\u2009\x1c\x85\u200b\u3000é") | st.characters(codec="utf-8"), max_size=12))
@settings(max_examples=300)
def test_white_space_is_folded_wherever_it_stands(text):
    assert folded(text) == " ".join(text.split())
