"""Markdown and the typed text."""

from hypothesis import given, settings

from edition.markup import read_blocks, read_text
from edition.markup_writer import write_blocks, write_text
from tests import strategies


@given(strategies.bodies, strategies.note_lists)
@settings(max_examples=60)
def test_what_is_written_reads_as_the_same_text(body, notes):
    source = write_text(body, notes)
    again = read_text(source)
    assert (again.body, again.notes) == (body, notes), source
    assert not again.problems


@given(strategies.paragraphs)
@settings(max_examples=100)
def test_a_paragraph_that_is_written_reads_as_the_same_paragraph(paragraph):
    source = write_blocks([paragraph])
    assert read_blocks(source) == (paragraph,), source
