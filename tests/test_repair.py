"""Text that was decoded wrongly before it came here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edition import cli

PASTED = (
    "Caf\u00e9 society\n\nJane Doe\n\n"
    "\u201cNo,\u201d said the na\u00efve waiter, and the garden\u2019s gate fell shut behind him for good.\n"
)


@pytest.mark.parametrize("ending", [".txt", ".html", ".md"])
def test_mojibake_is_told_and_repaired_when_asked(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    garbled = (
        PASTED.encode()
        .decode("cp1252", "replace" if ending == "" else "surrogateescape")
        .encode("utf-8", "surrogateescape")
    )
    source = tmp_path / f"pasted{ending}"
    paragraphs = garbled.decode("utf-8", "surrogateescape").strip().split("\n\n")
    page = (
        "<html><head><meta charset=latin-1></head><body>"
        + "".join(f"<p>{p}</p>" for p in paragraphs)
        + "</body></html>"
    )
    source.write_bytes(page.encode("utf-8", "surrogateescape") if ending == ".html" else garbled)
    assert cli.main(["import", "--dry-run", "--json", "--repair", str(source)]) == 0
    [said] = json.loads(capsys.readouterr().out)
    assert said["title"] == "Café society"
    assert not [p for p in said["problems"] if p["code"] == "I003"]


def test_the_sealed_source_keeps_its_bytes_and_its_page_shows_the_repair(tmp_path: Path) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/edition.yaml").write_text("title: T\nbase_url: https://example.org/\n")
    source = tmp_path / "pasted.txt"
    garbled = PASTED.replace("\u201d", "\u2019").encode().decode("cp1252").encode()
    source.write_bytes(garbled)
    assert cli.main(["-C", str(tmp_path), "import", "--id", "cafe", "--repair", str(source)]) == 0
    assert (tmp_path / "content/articles/cafe/source/pasted.txt").read_bytes() == garbled
    assert cli.main(["-C", str(tmp_path), "build", "--drafts"]) == 0
    page = (tmp_path / "site/articles/cafe.source.html").read_text("utf-8")
    assert "naïve waiter" in page
    assert "None is unaccounted for." in page


def test_without_being_asked_nothing_is_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "pasted.txt"
    source.write_bytes(PASTED.replace("\u201d", "\u2019").encode().decode("cp1252").encode())
    assert cli.main(["import", "--dry-run", "--json", str(source)]) == 0
    [said] = json.loads(capsys.readouterr().out)
    assert "Ã" in json.dumps(said, ensure_ascii=False)
    assert [p["line"] for p in said["problems"] if p["code"] == "I003"] == [1]
