"""Notes that every section numbers anew, in every form that marks, labels and headings have together."""

from __future__ import annotations

from itertools import product

import pytest

from edition import series
from edition.accession import accession
from edition.model import Accession, Verdict
from edition.readers import read
from edition.text import NoteRef, body_inlines, leaves, plain_blocks

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKS = {"bracket": ".[{0}]", "digit": ".{0}", "paren": " ({0}).", "raised": ".{1}", "caret": ".[^{0}]"}
_LABELS = {
    "bracket": "[{0}] ", "dot": "{0}. ", "paren": "({0}) ", "half": "{0}) ", "raised": "{1} ", "bare": "{0} ",
    "alone": "{0}\n\n", "colon": "{0}: ",
}  # fmt: skip
_HEADS = {"plain": "The {1} Tower", "numbered": "{0}. The {1} Tower", "chapter": "Chapter {0}: The {1} Tower"}
_NAMES = ("Northern", "Southern", "Eastern", "Western")
_COUNTS = (3, 1, 4, 2)
_SAID = (
    "The {0} tower was begun in a dry year by masons who had been promised wine",
    "It leaned before the second floor was laid, and the {0} masons asked for more",
    "Nobody has been up it since the stairs were sold to a man who wanted the wood",
    "Of the {0} bells only the sound is left, and that is in a song",
)


def _numbered(form: str, n: int) -> str:
    return form.format(n, str(n).translate(_RAISED))


def _text(section: int, mark: str) -> str:
    said = [_SAID[n % 4].format(_NAMES[section].lower()) + _numbered(mark, n + 1) for n in range(_COUNTS[section])]
    return " ".join(said) + f" The rest is in the {section + 5} boxes of papers that the town has kept."


def _notes(section: int, label: str) -> str:
    lines = [f"{_numbered(label, n + 1)}Town papers, box {section + 5}, leaf {n + 1}." for n in range(_COUNTS[section])]
    return "\n\n".join(lines)


def _taken(*blocks: str) -> Accession:
    front = ("Four Towers and their Masons", "By Lena Ruf", "3 May 2011", "This is about towers that are hardly there.")
    text = "\n\n".join(block for block in (*front, *blocks) if block) + "\n"
    return accession(read(text.encode(), "a.txt"), lambda _, **__: Verdict(False, 0.5, ()))


def _led_right(taken: Accession) -> None:
    wanted = [n + 1 if not s else f"{s + 1}.{n + 1}" for s, count in enumerate(_COUNTS) for n in range(count)]
    assert [note.id for note in taken.notes] == [str(id_) for id_ in wanted]
    marks = [leaf.note for run in body_inlines(taken.body) for leaf in leaves(run) if isinstance(leaf, NoteRef)]
    assert marks == [note.id for note in taken.notes]
    said = [f"Town papers, box {s + 5}, leaf {n + 1}." for s, count in enumerate(_COUNTS) for n in range(count)]
    assert [plain_blocks(note.blocks) for note in taken.notes] == said
    assert len(taken.body.sections) == len(_COUNTS)
    assert "I114" in {problem.code for problem in taken.problems}
    assert "".join(taken.text[tile.start : tile.end] for tile in taken.tiles) == taken.text


@pytest.mark.parametrize(("mark", "label"), tuple(product(_MARKS, _LABELS)))
@pytest.mark.parametrize("head", _HEADS)
@pytest.mark.parametrize("above", ["", "Notes", "Notes to this section"])
def test_each_mark_leads_to_the_note_below_its_own_section(mark: str, label: str, head: str, above: str) -> None:
    blocks: list[str] = []
    for n, name in enumerate(_NAMES):
        blocks += [_HEADS[head].format(n + 1, name), _text(n, _MARKS[mark]), above, _notes(n, _LABELS[label])]
    _led_right(_taken(*blocks))


@pytest.mark.parametrize(("mark", "label"), tuple(product(_MARKS, _LABELS)))
@pytest.mark.parametrize("head", _HEADS)
@pytest.mark.parametrize("part", [*_HEADS.values(), "Chapter {0}", "Notes to Chapter {0}"])
def test_each_mark_leads_to_its_part_of_one_list(mark: str, label: str, head: str, part: str) -> None:
    blocks: list[str] = []
    for n, name in enumerate(_NAMES):
        blocks += [_HEADS[head].format(n + 1, name), _text(n, _MARKS[mark])]
    blocks.append("Notes")
    for n, name in enumerate(_NAMES):
        blocks += [part.format(n + 1, name), _notes(n, _LABELS[label])]
    _led_right(_taken(*blocks))


@pytest.mark.parametrize(
    ("labels", "ids"),
    [
        ("1 2 1 2 3 1", "1 2 2.1 2.2 2.3 3.1"),
        ("1 1 1", "1 2.1 3.1"),
        ("1 2 3 3 4", "1 2 3 3-2 4"),
        ("1 2 3 2 5", "1 2 3 2-2 5"),
        ("1 2 3 2 3", "1 2 3 2.2 2.3"),
        ("* † * 1 2 *", "* † 2.* 1 2 3.*"),
    ],
)
def test_only_numbers_that_begin_anew_are_another_section(labels: str, ids: str) -> None:
    assert series.ids(labels.split()) == tuple(ids.split())
    assert [series.printed(id_) for id_ in series.ids(labels.split())] == labels.split()


def test_a_list_among_the_text_and_a_note_marked_twice_begin_nothing_anew() -> None:
    listed = ("1. The wine was late.", "2. The wood was wet.", "3. The song was sad.")
    text = _SAID[0] + ".[1] " + _SAID[1] + ".[2] " + _SAID[2] + ".[3] There were three reasons for what came of it:"
    more = _SAID[3] + ".[4] " + _SAID[0] + ", as was said.[1] The town has papers about it in some number.[5]"
    notes = "\n".join(f"{n}. Town papers, leaf {n}." for n in range(1, 6))
    taken = _taken(text, *listed, more, "Notes", notes)
    assert [note.id for note in taken.notes] == ["1", "2", "3", "4", "5"]
    assert "I114" not in {problem.code for problem in taken.problems}


def test_a_second_paragraph_of_the_last_note_stays_with_it_and_is_doubted() -> None:
    more = "The box was lent to the college in that year, and came back with another lid."
    blocks: list[str] = []
    for n, name in enumerate(_NAMES):
        blocks += [f"The {name} Tower", _text(n, _MARKS["bracket"]), _notes(n, _LABELS["bracket"]), more]
    taken = _taken(*blocks[:-1])
    said = {note.id: plain_blocks(note.blocks) for note in taken.notes}
    assert said["3"].endswith(more) and said["2.1"].endswith(more) and not said["3.2"].endswith(more)
    assert not any(more in plain_blocks(section.blocks) for section in taken.body.sections)


def test_signs_that_every_section_begins_anew_lead_to_the_notes_below_their_own() -> None:
    blocks: list[str] = []
    for n, name in enumerate(_NAMES[:3]):
        blocks += [f"The {name} Tower", f"{_SAID[n].format(name)}.* {_SAID[3].format(name)}, they say.†"]
        blocks += [f"* Town papers of the {name} side, box {n}.", f"† Songs of the {name} side, leaf {n}."]
    taken = _taken(*blocks)
    assert [note.id for note in taken.notes] == ["*", "†", "2.*", "2.†", "3.*", "3.†"]
    marks = [leaf.note for run in body_inlines(taken.body) for leaf in leaves(run) if isinstance(leaf, NoteRef)]
    assert marks == [note.id for note in taken.notes]


def test_labelled_lines_of_markdown_without_blank_lines_are_notes_of_their_own() -> None:
    parts = [f"## The {name} Tower\n\n{_text(n, '.[{0}]')}\n\n" for n, name in enumerate(_NAMES)]
    lists = [_notes(n, "[{0}] ").replace("\n\n", "\n") + "\n\n" for n in range(len(_NAMES))]
    source = "# Four Towers and their Masons\n\nBy Lena Ruf\n\n" + "".join(map(str.__add__, parts, lists))
    _led_right(accession(read(source.encode(), "a.md"), lambda _, **__: Verdict(False, 0.5, ())))
