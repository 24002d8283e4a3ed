"""What an import writes, and what a build makes of it: lists, tables, names in other alphabets, links, images."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition import cli

PROSE = "The first paragraph of a text that is long enough to be one, and that says so in as many words as it takes."


def run(project: Path, *arguments: str) -> int:
    return cli.main(["-C", str(project), *arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "edition"
    (root / "content").mkdir(parents=True)
    (root / "content/edition.yaml").write_text("title: Small\nbase_url: https://example.org/\n")
    return root


def imported(project: Path, name: str, text: str) -> Path:
    """The folder of the article that the text becomes."""
    source = project.parent / name
    source.write_text(text, "utf-8")
    before = set((project / "content").glob("articles/*"))
    assert run(project, "import", str(source)) == 0
    (made,) = set((project / "content").glob("articles/*")) - before
    return made


@pytest.mark.parametrize(
    "name",
    [
        "سعاد المنصوري",
        "דוד בן־גוריון",
        "Анна Петрова",
        "Ελένη Παπαδοπούλου",
        "山田 太郎",
        "Ødegård Æsa",
        "Tomás Ó Briain",
    ],
)
def test_a_name_in_any_alphabet_becomes_a_record_that_builds(project: Path, name: str) -> None:
    made = imported(project, "a.txt", f"The Wells of Murzuq\n\nby {name}\n\n4 April 2011\n\n{PROSE}\n\nAnother one.\n")
    (record,) = (project / "content/contributors").glob("*.yaml")
    assert name in record.read_text("utf-8")
    assert record.stem.isascii()
    assert record.stem.strip("-")
    assert f"contributor: {record.stem}" in (made / "article.yaml").read_text("utf-8")
    assert run(project, "build", "--drafts") == 0


def test_two_names_of_one_sound_become_two_records(project: Path) -> None:
    for n, name in enumerate(("Анна Петрова", "Anna Petrova")):
        imported(project, f"{n}.txt", f"The Wells of Tver {n}\n\nby {name}\n\n4 April 2011\n\n{PROSE} {n}\n")
    assert len(list((project / "content/contributors").glob("*.yaml"))) == 2


def test_a_list_shows_its_signs_by_itself_but_no_numbers_with_gaps(project: Path) -> None:
    lists = (
        "You need:\n\n- a table\n- a pencil\n\nThen:\n\n3. Count.\n4. Write.\n\nAnd of the laws:\n\n2. Thou\n5. Thee\n"
    )
    text = (imported(project, "a.txt", f"On Lists\n\n{PROSE}\n\n{lists}\n{PROSE}\n") / "text.md").read_text("utf-8")
    assert "-   a table\n-   a pencil\n" in text
    assert "3.  Count.\n4.  Write.\n" in text
    assert r"2\. Thou" in text
    assert r"5\. Thee" in text
    assert run(project, "check") == 0


def test_a_table_in_markdown_keeps_every_row(project: Path) -> None:
    table = "| Year | Sum |\n|------|-----|\n| 1745 | 12 |\n| 1746 | 15 |\n"
    made = imported(project, "a.md", f"# Sums\n\nA line before the table.\n\n{table}\nA line after it.\n")
    text = (made / "text.md").read_text("utf-8")
    assert "| Year | Sum |\n| --- | --- |\n| 1745 | 12 |\n| 1746 | 15 |\n" in text
    assert "HEADLESS" not in text


# ——— what people write ———


def article(project: Path, name: str, text: str, record: str = "") -> None:
    folder = project / f"content/articles/{name}"
    folder.mkdir(parents=True)
    (folder / "article.yaml").write_text(record or f"title: The {name}\npublished: {name[:4]}\n")
    (folder / "text.md").write_text(text)


def test_links_of_an_article_lead_on_from_wherever_its_words_stand(project: Path) -> None:
    record = (
        "title: New\npublished: 2020\ncontributions:\n  - contributor: doe\n    biography: 'See [it](2019-old.html).'\n"
    )
    article(project, "2019-old", "A paragraph.\n")
    article(project, "2020-new", "See [the old](2019-old.html), [below](#p1) and [us](../index.html#x?y).\n", record)
    (project / "content/contributors").mkdir()
    (project / "content/contributors/doe.yaml").write_text("name: Jane Doe\n")
    assert run(project, "build") == 0
    home = (project / "site/index.html").read_text("utf-8")
    assert '<a href="articles/2019-old.html">the old</a>' in home
    assert '<a href="articles/2020-new.html#p1">below</a>' in home
    assert '<a href="#x?y">us</a>' in home
    assert '<a href="../articles/2019-old.html">it</a>' in (project / "site/contributors/doe.html").read_text("utf-8")


@pytest.mark.parametrize(
    "address", ["javascript:x()", "JavaScript:x()", "java\tscript:x()", "\x01javascript:x()", "data:text/html,x"]
)
def test_no_address_runs_a_script(project: Path, address: str) -> None:
    quoted = address.replace("\t", "\\t").replace("\x01", "\\x01")
    article(project, "2020-new", f"A [link]({address}).\n", f'title: New\npublished: 2020\nurl: "{quoted}"\n')
    run(project, "build")
    page = project / "site/articles/2020-new.html"
    assert not page.exists() or 'script:x()"' not in page.read_text("utf-8")
    assert not page.exists() or 'href="data:' not in page.read_text("utf-8")


def test_no_page_holds_a_control_character(project: Path) -> None:
    strange = "".join(map(chr, [1, 2, 3, 11, 0x7F, 0x85, 0xFFFE]))
    text = f"One {strange} two, a [link](https://example.org/{strange}a), `co{strange}de` and a note.[^1]\n"
    article(project, "2020-new", f"{text}\n## A {strange} heading\n\n[^1]: A {strange} note.\n")
    assert run(project, "build") == 0
    for page in sorted((project / "site").rglob("*.html")):
        assert not re.search(r"[^\n\t -~\u00a0-\ufffd\U00010000-\U0010ffff]", page.read_text("utf-8")), page
    assert "https://example.org/%01" in (project / "site/articles/2020-new.html").read_text("utf-8")


def test_an_image_that_is_not_there_is_told_with_its_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article(project, "2020-new", "A paragraph.\n\n> [!FIGURE]\n> A map.\n>\n> ![A map](images/map.png)\n")
    assert run(project, "build") == 0
    assert "text.md:6: F107" in capsys.readouterr().err
    assert run(project, "build", "--strict") == 1


def test_a_text_that_is_gone_takes_no_ids_with_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article(project, "2020-new", "A paragraph.\n")
    assert run(project, "emend") == 0
    text, ids = (project / "content/articles/2020-new" / name for name in ("text.md", "ids.yaml"))
    before = ids.read_bytes()
    text.write_text("\n")
    assert run(project, "build") == 1
    assert run(project, "emend") == 1
    assert "A107" in capsys.readouterr().err
    assert ids.read_bytes() == before


def test_who_wrote_a_broken_article_is_not_called_idle(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article(project, "2020-new", "A paragraph.\n", "title: a: b\n")
    (project / "content/contributors").mkdir()
    (project / "content/contributors/doe.yaml").write_text("name: Jane Doe\n")
    assert run(project, "build") == 1
    assert "K102" not in capsys.readouterr().err
