"""The page shown ahead of a build is the one that the build writes; where that is not sure, there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.ahead import pages_ahead
from edition.build import Options, build
from edition.making import Making
from tests.test_incremental import IDS, PEOPLE, SENTENCES, Archivist

ARTICLE = IDS[0]
TEXT, RECORD = f"content/articles/{ARTICLE}/text.md", f"content/articles/{ARTICLE}/article.yaml"
PAGE = f"articles/{ARTICLE}.html"
ROOT = Path(__file__).parent.parent


@pytest.fixture
def archivist(tmp_path: Path) -> Archivist:
    made = Archivist(tmp_path)
    made.write(IDS[1], 1, PEOPLE[1], SENTENCES[2])
    made.put("content/index/names.yaml", "- name: Iran\n  sort: place\n")
    made.put("templates/article.html", (ROOT / "templates/article.html").read_text("utf-8"))
    return made


def built(archivist: Archivist) -> Making:
    made: list[Making] = []
    assert not build(archivist.root, Options(archivist.site), made=made).failed
    return made[0]


def test_an_edited_text_is_shown_as_the_build_writes_it(archivist: Archivist) -> None:
    last = built(archivist)
    archivist.replace(ARTICLE, "Iran and", "Iran, a new word, and", "text.md")
    ahead = pages_ahead(last, {TEXT}, [])
    assert list(ahead) == [PAGE]
    assert b"a new word" in ahead[PAGE]
    assert (archivist.site / PAGE).read_bytes() != ahead[PAGE]
    archivist.build()
    assert (archivist.site / PAGE).read_bytes() == ahead[PAGE]


def test_of_an_edited_template_the_pages_on_the_screen_are_shown(archivist: Archivist) -> None:
    last = built(archivist)
    at = archivist.root / "templates/article.html"
    at.write_text(at.read_text("utf-8").replace("<article", "<p>A line.</p>\n<article", 1), "utf-8")
    ahead = pages_ahead(last, {"templates/article.html"}, [PAGE, "index.html"])
    assert list(ahead) == [PAGE], "the home page is made of another template"
    archivist.build()
    assert (archivist.site / PAGE).read_bytes() == ahead[PAGE]


def test_edits_before_the_build_add_up(archivist: Archivist) -> None:
    last = built(archivist)
    archivist.replace(ARTICLE, "Iran and", "Iran, once, and", "text.md")
    pages_ahead(last, {TEXT}, [])
    archivist.replace(ARTICLE, "once", "twice", "text.md")
    ahead = pages_ahead(last, {TEXT}, [])
    archivist.build()
    assert (archivist.site / PAGE).read_bytes() == ahead[PAGE]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (RECORD, "title: The", "title: Another"),
        (TEXT, "Note 1.", "Jane Doe, *The Long Road* (London: Press, 2001), 4."),
        (TEXT, "## A head", "A mark without a note.[^99]\n\n## A head"),
        (RECORD, f"contributor: {PEOPLE[0]}", "contributor: nobody"),
    ],
    ids=["another title", "another work cited", "an error", "another author"],
)
def test_what_other_pages_see_waits_for_the_build(archivist: Archivist, path: str, old: str, new: str) -> None:
    last = built(archivist)
    at = archivist.root / path
    assert old in at.read_text("utf-8")
    at.write_text(at.read_text("utf-8").replace(old, new), "utf-8")
    assert pages_ahead(last, {path}, [PAGE, "index.html"]) == {}


@pytest.mark.parametrize(
    "path", ["content/articles/2022-new/text.md", "content/contributors/doe-jane.yaml", "content/edition.yaml"]
)
def test_new_files_and_records_wait_for_the_build(archivist: Archivist, path: str) -> None:
    last = built(archivist)
    archivist.put(path, "title: Other\nname: Other\nbase_url: https://example.org/\n")
    assert pages_ahead(last, {path}, [PAGE]) == {}


def test_what_an_editor_leaves_beside_a_file_changes_nothing(archivist: Archivist) -> None:
    last = built(archivist)
    archivist.put(f"content/articles/{ARTICLE}/.text.md.swp", "x")
    archivist.replace(ARTICLE, "Iran and", "Iran again and", "text.md")
    gone = f"content/articles/{ARTICLE}/4913"
    assert list(pages_ahead(last, {TEXT, TEXT + "~", gone, f"content/articles/{ARTICLE}/.text.md.swp"}, [])) == [PAGE]
