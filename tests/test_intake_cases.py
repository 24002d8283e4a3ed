"""Each folder of tests/cases/import is a source and what its import must say; a new case needs no Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from edition.accession import accession, report
from edition.model import Accession, Verdict
from edition.problems import InputError
from edition.readers import read
from edition.text import NoteRef, Text, body_inlines, leaves

_CASES = Path(__file__).parent / "cases" / "import"
_SHARED = Path(__file__).parents[2] / "shared"


def _kept(text: str, **_: object) -> Verdict:
    return Verdict(bool(text) and "SEO" in text, 0.5, ())


def _reported(source: Path) -> dict[str, Any]:
    taken = accession(read(source.read_bytes(), source.name), _kept)
    return {**report(taken, {}), "marks": _marks(taken)}


def _marks(taken: Accession) -> list[list[str]]:
    """The marks of the text in order: the last words before each, and its note."""
    out = []
    for run in body_inlines(taken.body):
        said = ""
        for leaf in leaves(run):
            if isinstance(leaf, NoteRef):
                out.append([said.rstrip(), leaf.note])
            elif isinstance(leaf, Text):
                said += leaf.text
    return out


def _fits(want: Any, got: Any) -> bool:
    """Whether everything wanted is there: of a mapping the named keys, of a list every entry in order."""
    if isinstance(want, dict):
        return isinstance(got, dict) and all(_fits(value, got.get(key)) for key, value in want.items())
    if isinstance(want, list):
        return isinstance(got, list) and len(want) == len(got) and all(map(_fits, want, got))
    return bool(want == got)


@pytest.mark.parametrize("case", sorted(p.name for p in _CASES.iterdir() if p.is_dir()))
def test_an_import_says_what_the_case_expects(case: str) -> None:
    source = next(p for p in sorted((_CASES / case).iterdir()) if p.stem == "source")
    told = _reported(source)
    for key, want in json.loads((_CASES / case / "expected.json").read_text("utf-8")).items():
        if key.startswith("count of "):
            assert len(told[key.removeprefix("count of ")]) == want, key
        elif key == "marks":
            assert [note for _, note in told[key]] == [note for _, note in want], told[key]
            assert all(said.endswith(end) for (said, _), (end, _) in zip(told[key], want, strict=True)), told[key]
        elif key == "problems":
            assert set(want) <= {problem["code"] for problem in told[key]}
        else:
            assert _fits(want, told[key]), (key, told[key])


def test_the_first_article_comes_out_as_it_is_described() -> None:
    described = _SHARED / "seed" / "expected.json"
    if not described.exists():
        pytest.skip("the seed is not beside this repository")
    want = json.loads(described.read_text("utf-8"))
    told = _reported(described.parent / want["source"])
    assert (told["publication"], told["title"], told["authors"]) == (
        want["publication"],
        want["title"],
        want["authors"],
    )
    assert f"{told['published']}T{told['time']}" == want["date"]
    assert [h["text"] for h in told["headings"]] == want["headings"]
    assert {n["id"]: n["text"] for n in told["notes"]} == {k: " ".join(v.split()) for k, v in want["notes"].items()}
    assert all(note["marks"] == 1 for note in told["notes"])
    [epigraph], [quotation], [comment] = told["epigraphs"], told["quotations"], told["comments"]
    assert epigraph["attribution"] == want["epigraph"]["attribution"]
    assert (epigraph["notes"], quotation["notes"]) == ([want["epigraph"]["note"]], [want["block_quotation"]["note"]])
    assert told["publication_note"].startswith(want["notes_preamble_begins"])
    assert len(told["further_reading"]) == want["further_reading_count"]
    assert {b["name"] for b in told["biographies"]} == set(want["bios"])
    assert f"{comment['date']}T{comment['time']}" == want["comments"][0]["date"]


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"  \n\t\n", b"%PDF-1.7 and so on", b"PK\x03\x04rest", b"abc\x00def", bytes(range(256)) * 40,
        b"word " * 300_000, b"\xef\xbb\xbf",
    ],
    ids=["empty", "blank", "pdf", "zip", "nul", "binary", "one endless line", "nothing but a BOM"],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_one_problem_and_a_remedy(raw: bytes) -> None:
    with pytest.raises(InputError) as refused:
        read(raw, "paste.txt")
    [problem] = refused.value.problems
    assert problem.place.path == "paste.txt"
    assert problem.remedy


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_text_is_the_same_in_every_encoding(encoding: str, newline: str) -> None:
    text = "Über die Dinge\n\nVon Anna Müller\n\nEin Text – mit “Zeichen” und Umlauten: äöü.\n"
    assert read(text.replace("\n", newline).encode(encoding), "a.txt").text == text


def test_garbled_characters_are_reported_with_their_line() -> None:
    [problem] = read("Gut\n\nDas ist der cafÃ© und Iranâ€™s\n".encode(), "a.txt").problems
    assert (problem.code, problem.place.line, problem.severity) == ("I003", 3, "warning")


def test_urls_that_vanished_from_notes_are_listed_as_losses() -> None:
    text = "A Title\n\nBy Jane Doe\n\n" + "Prose that goes on. " * 20 + "[1] More.[2]\n\nNotes\n\n"
    told = report(
        accession(read((text + "[1] Doe, Book, 2018,\n\n[2] YouTube,, 2017.\n").encode(), "a.txt"), _kept), {}
    )
    assert [(x["at"], x["kind"]) for x in told["losses"]] == [("note 1", "url"), ("note 2", "url")]


def test_a_line_that_may_be_a_heading_is_a_problem_with_its_line() -> None:
    text = (
        "A Title\n\nBy Jane Doe\n\n"
        + "Prose that goes on. " * 20
        + "\n\nWhy this?\n\n"
        + "And on it goes. " * 20
        + "\n"
    )
    told = report(accession(read(text.encode(), "a.txt"), _kept), {})
    assert [p["line"] for p in told["problems"] if p["code"] in ("I101", "I102")] == [7]
