"""What holds of every text that is taken in, whatever it says."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, example, given, reject, settings
from hypothesis import strategies as st

from edition.accession import accession, report
from edition.model import Accession, Verdict
from edition.problems import InputError
from edition.readers import plain, read
from edition.text import NoteRef, Text, block_inlines, body_inlines, folded, leaves, line, plain_blocks

_PIECES = st.sampled_from(
    [
        "Notes", "References", "About the Author", "3 Comments", "By Jane Doe and John Roe", "January 3, 2019",
        "jdoe says:", "Mon, 01/20/2020 - 1:01am", "[1] A note.", "2. A note.", "7", "* A sign.", "A heading",
        "THE END.", "A sentence with a mark.[1]", "Another one.2 And more of it*", "Line\tof\tcells", "• an item",
        "(1) x", "^ up",
        "A longer paragraph, which is long enough to be taken for prose because it goes on and on about the "
        "matter at hand " "and says a good deal more than any heading would, ending only here.[2]", "It was said:",
        "↩", "[Footnote 1: x", "]", "Figure 1. A caption.", "Abstract", "Keywords: a; b", "© 2020 Somebody",
        "N.B. An abridged version.", "— Someone, somewhere", "*** START OF THIS ***", "*** END OF THIS ***",
        "Title: A title", "5. A chapter", "5.1 A section", "I.", "  indented", "“A quotation.” — Ana Ruiz",
        "» https://example.org", "\u00a0", "\x0c", "\u2028", "Ibid., 3.", "¹ raised", "word¹",
    ]
)  # fmt: skip
_TEXTS = st.one_of(
    st.lists(st.tuples(_PIECES, st.sampled_from(["\n", "\n\n", "\n\n\n", " ", "\n \n", "\r\n"])), max_size=40).map(
        lambda parts: "".join(piece + gap for piece, gap in parts)
    ),
    st.text(max_size=300),
)


def _kept(text: str, **_: str) -> Verdict:
    return Verdict("spam" in text, 0.5, ())


def _taken(text: str) -> Accession:
    try:
        return accession(read(text.encode("utf-8", "surrogatepass"), "a.txt"), _kept)
    except InputError as refused:
        assert len(refused.problems) == 1
        reject()


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXTS)
@example("Notes\n\nNotes\n\nNotes")
@example("A\n\nBy B C\n\n1. x\n\n2. y")
def test_every_character_belongs_to_exactly_one_tile(text: str) -> None:
    taken = _taken(text)
    at = 0
    for tile in taken.tiles:
        assert tile.start == at < tile.end
        assert not re.search(r"\S\s*\n\s*\n\s*\S", taken.text[tile.start : tile.end])
        at = tile.end
    assert at == len(taken.text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXTS)
@example("A\n\n0\x1bA")
def test_taking_in_changes_no_character_of_the_text(text: str) -> None:
    """But control characters, which neither Markdown nor XML can hold: those stay in the sealed source."""
    taken = _taken(text)
    source = folded(line(taken.text))
    for run in body_inlines(taken.body):
        for leaf in leaves(run):
            if isinstance(leaf, Text):
                assert folded(leaf.text) in source
    for note in taken.notes:
        for block in note.blocks:
            assert plain_blocks((block,)) in source


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXTS)
@example("3 Comments\nAbstract\n¹ raised\n↩\n")
def test_the_report_tells_every_mark_of_every_note(text: str) -> None:
    taken = _taken(text)
    told = report(taken, {})
    runs = (*body_inlines(taken.body), *(run for block in taken.abstract for run in block_inlines(block)))
    marked = [leaf.note for run in runs for leaf in leaves(run) if isinstance(leaf, NoteRef)]
    ids = [note.id for note in taken.notes]
    assert len(ids) == len(set(ids))
    assert {note["id"]: note["marks"] for note in told["notes"]} == {id_: marked.count(id_) for id_ in ids}
    assert [tile["start"] for tile in told["tiles"]][:1] in ([0], [])


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_one_problem(raw: bytes) -> None:
    try:
        reading = plain.read(raw, "a.txt")
    except InputError as refused:
        assert len(refused.problems) == 1
        assert refused.problems[0].remedy
    else:
        assert reading.text.strip()
        assert "".join(line.text + "\n" for line in reading.lines) == reading.text + "\n"
