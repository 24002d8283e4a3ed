"""The index of names: where entries stand, and which are proposed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition import cli
from edition.anchors import identified
from edition.markup import read_text
from edition.model import Article
from edition.subjects import Heading, headings, occurrences, proposal, suggestions

TEXT = """Yesterday the press met Hugo Chávez.[^1] Nobody asked Chávez’s cousin.

The New York Times was there; York was not. President Chavez left.

The Organization of American States (OAS) met. The OAS left New York.

[^1]: Chávez, *Memoirs*.
"""


def article(text: str) -> Article:
    read = read_text(text)
    return Article("a", "A", body=identified(read.body), notes=read.notes)


def stands(*entries: Heading) -> dict[str, list[str]]:
    return {o.entry: [p.fragment for p in o.places] for o in occurrences(article(TEXT), entries)}


def test_an_entry_stands_where_its_words_do_whatever_accents_and_apostrophes() -> None:
    assert stands(Heading("chavez", "Hugo Chávez", variants=("Chávez",))) == {"chavez": ["p1", "p2", "note-1"]}


def test_the_longest_name_wins() -> None:
    found = stands(Heading("ny", "New York"), Heading("nyt", "New York Times"), Heading("york", "York"))
    assert found == {"nyt": ["p2"], "york": ["p2"], "ny": ["p3"]}


def test_a_name_is_whole_words() -> None:
    assert stands(Heading("or", "Or"), Heading("res", "res")) == {}


@given(st.lists(st.text(max_size=8), max_size=4), st.text(max_size=60))
def test_any_words_can_be_entries(names: list[str], text: str) -> None:
    entries = [Heading(f"e{n}", name) for n, name in enumerate(names)]
    for found in occurrences(article(text), entries):
        assert found.places


def test_what_is_proposed_reads_as_entries_and_is_not_proposed_again() -> None:
    own = article(TEXT)
    text = proposal("a", suggestions(own, least=1))
    made, problems = headings(text, "content/index/new.yaml")
    assert not problems
    names = {h.name: h for h in made}
    assert names["Organization of American States"].variants == ("OAS",)
    assert names["Hugo Chávez"].sort == "person"
    assert suggestions(own, made, least=1) == ()


def test_the_index_is_linked_both_ways(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["init", str(tmp_path)]) == 0
    folder = tmp_path / "content/articles/2020-doe-example"
    folder.mkdir(parents=True)
    (folder / "article.yaml").write_text("title: Press\npublished: 2020\n")
    (folder / "text.md").write_text(TEXT, "utf-8")
    (tmp_path / "content/index").mkdir()
    (tmp_path / "content/index/names.yaml").write_text(
        "- name: Hugo Chávez\n  sort: person\n  variants: [Chávez]\n", "utf-8"
    )
    assert cli.main(["-C", str(tmp_path), "build"]) == 0
    names = (tmp_path / "site/names.html").read_text("utf-8")
    assert 'id="hugo-chavez">Chávez, Hugo' in names
    assert 'href="articles/2020-doe-example.html#p2">¶ 2<' in names
    assert 'href="../names.html#hugo-chavez"' in (tmp_path / "site/articles/2020-doe-example.html").read_text("utf-8")
    assert cli.main(["-C", str(tmp_path), "check"]) == 0
    (tmp_path / "content/index/more.yaml").write_text("- name: Hugo Chávez\n- name: B\n  see_also: [nobody]\n", "utf-8")
    capsys.readouterr()
    assert cli.main(["-C", str(tmp_path), "build"]) == 1
    said = capsys.readouterr().err
    assert "X101" in said
    assert "X102" in said


def test_without_entries_nothing_leads_to_the_page_of_names(tmp_path: Path) -> None:
    assert cli.main(["init", str(tmp_path)]) == 0
    assert cli.main(["-C", str(tmp_path), "build"]) == 0
    assert not (tmp_path / "site/names.html").exists()
    assert "names.html" not in (tmp_path / "site/index.html").read_text("utf-8")
