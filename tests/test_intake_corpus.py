"""The open corpus, taken in: real articles and pasted forms, where they are at hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from edition.accession import accession, report
from edition.model import Verdict
from edition.readers import read

_CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not _CORPUS.is_dir(), reason="the open corpus is not beside this repository")


def _kept(_text: str, **_: object) -> Verdict:
    return Verdict(False, 0.0)


def _told(path: Path) -> tuple[str, dict[str, Any]]:
    reading = read(path.read_bytes(), path.name)
    return reading.text, report(accession(reading, _kept), {})


@pytest.mark.parametrize("path", sorted(_CORPUS.glob("*/*.txt")), ids=lambda p: p.stem)
def test_the_tiles_of_a_real_text_cover_it_and_hold_no_empty_line(path: Path) -> None:
    text, told = _told(path)
    at = 0
    for tile in told["tiles"]:
        assert tile["start"] == at < tile["end"]
        assert not re.search(r"\S\s*\n\s*\n\s*\S", text[tile["start"] : tile["end"]])
        at = tile["end"]
    assert at == len(text)


def _loose(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def test_nearly_every_note_and_comment_of_the_pasted_forms_is_found() -> None:
    found = true = hits = 0
    for path in sorted((_CORPUS / "pastes").glob("*.txt")):
        truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
        _, told = _told(path)
        for kind in ("notes", "comments"):
            want = [_loose(entry["text"]) for entry in truth[kind] or ()]
            got = [_loose(entry["text"]) for entry in told[kind]]
            found, true, hits = found + len(got), true + len(want), hits + sum(entry in want for entry in got)
    assert hits >= 0.98 * max(found, true)
