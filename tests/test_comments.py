"""Readers' comments and advertisements: what is shown, what is withheld, and whose word is the last."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition import cli

FOLDER = "content/articles/2020-doe-example"
SOURCE = """The Coast Review

Harbours Without Ships

March 3, 2014

Jane Doe

The harbour lay empty for a decade before anybody asked what it had been for; the men who knew were dead.[1]

A second paragraph says what the ledger held: tides, debts, names of boats that nobody had seen since the war.[2]

Notes

[1] Ana Ruiz, The Drowned Piers (London: Pilot Press, 1999), 12.

[2] Ruiz, The Drowned Piers, 40.

2 Comments

Tomas says:

March 9, 2014 at 4:10 pm

My grandfather kept the ledger you quote. Its tides were copied from an almanac: do not trust the dates of 1931.

Bestdeals says:

May 5, 2016 at 1:00 am

Cheap SEO services and web design packages! Buy backlinks now, visit our website for a special discount today!!!
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/edition.yaml").write_text("title: Small\nbase_url: https://example.org/small/\n")
    pasted = tmp_path / "pasted.txt"
    pasted.write_text(SOURCE)
    assert cli.main(["-C", str(tmp_path), "import", "--id", "2020-doe-example", str(pasted)]) == 0
    return tmp_path


def site(project: Path) -> str:
    """All text of the built site, drafts included."""
    assert cli.main(["-C", str(project), "build", "--drafts"]) == 0
    return "".join(
        p.read_text("utf-8") for p in sorted((project / "site").rglob("*")) if p.suffix in (".html", ".js", ".xml")
    )


def test_a_readers_comment_is_shown_and_an_advertisement_stands_nowhere(project: Path) -> None:
    built = site(project)
    assert "copied from an almanac" in built
    assert "backlinks" not in built
    assert "withheld" in (project / "site/articles/2020-doe-example.source.html").read_text("utf-8")
    assert "Buy backlinks now" in (project / FOLDER / "quarantine.yaml").read_text("utf-8")


def test_one_line_brings_back_what_was_withheld(project: Path) -> None:
    at = project / FOLDER / "quarantine.yaml"
    at.write_text(at.read_text("utf-8").replace("  spam: true\n", "  spam: true\n  overruled: not spam\n"), "utf-8")
    built = site(project)
    assert built.count("Buy backlinks now") >= 2  # the article's page and the source's


def test_one_line_withholds_what_was_shown(project: Path) -> None:
    at = project / FOLDER / "comments.yaml"
    at.write_text(at.read_text("utf-8").rstrip("\n") + "\n  overruled: spam\n", "utf-8")
    assert "almanac" not in site(project)


def test_a_verdict_that_is_neither_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = project / FOLDER / "quarantine.yaml"
    at.write_text(at.read_text("utf-8").rstrip("\n") + "\n  overruled: no spam\n", "utf-8")
    assert cli.main(["-C", str(project), "build", "--drafts"]) == 1
    said = capsys.readouterr().err
    assert "quarantine.yaml" in said
    assert "Did you mean not spam?" in said


def test_the_source_page_shows_every_character_but_what_is_withheld(project: Path) -> None:
    site(project)
    page = (project / "site/articles/2020-doe-example.source.html").read_text("utf-8")
    for line in filter(None, SOURCE.split("Bestdeals", maxsplit=1)[0].splitlines()):
        assert line.replace("'", "&#x27;") in page, line
    assert "None is unaccounted for." in page
    assert "Bestdeals" not in page


def test_a_changed_source_is_noticed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = project / FOLDER / "source/pasted.txt"
    at.write_text(SOURCE + "x")
    assert cli.main(["-C", str(project), "build", "--drafts"]) == 1
    assert "A104" in capsys.readouterr().err
