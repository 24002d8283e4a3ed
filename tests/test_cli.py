"""Commands as a person types them: what they print, what they leave, how they end."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edition import cli, starter

ARTICLE = 'title: "An example: with a colon"\npublished: 2020-01-20\ncontributions:\n  - contributor: doe-jane\n'
TEXT = "## A heading\n\nA paragraph with a note.[^1] The same note again.[^1]\n\n[^1]: The note.\n"


def run(project: Path, *arguments: str) -> int:
    return cli.main(["-C", str(project), *arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The least that is valid."""
    root = tmp_path / "small edition"
    (root / "content/articles/2020-doe-example").mkdir(parents=True)
    (root / "content/contributors").mkdir()
    (root / "content/edition.yaml").write_text("title: A small edition\nbase_url: https://example.org/edition/\n")
    (root / "content/contributors/doe-jane.yaml").write_text("name: Jane Doe\n")
    (root / "content/articles/2020-doe-example/article.yaml").write_text(ARTICLE)
    (root / "content/articles/2020-doe-example/text.md").write_text(TEXT)
    return root


def text(project: Path, written: str, name: str = "text.md") -> None:
    (project / "content/articles/2020-doe-example" / name).write_bytes(written.encode())


def page(project: Path) -> str:
    return (project / "site/articles/2020-doe-example.html").read_text("utf-8")


def test_the_least_that_is_valid_builds(project: Path) -> None:
    assert run(project, "build") == 0
    html = page(project)
    assert 'id="noteref-1"' in html
    assert 'id="noteref-1-2"' in html
    assert html.count('role="doc-backlink"') == 2
    assert "Back to mark 2 of note 1" in html
    assert (project / "site/.nojekyll").is_file()


def test_a_build_with_nothing_changed_writes_no_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(project, "build")
    before = {p: p.stat().st_mtime_ns for p in (project / "site").rglob("*")}
    capsys.readouterr()
    assert run(project, "build", "--json") == 0
    assert json.loads(capsys.readouterr().out)["written"] == []
    assert {p: p.stat().st_mtime_ns for p in (project / "site").rglob("*")} == before


def test_what_begins_with_git_at_the_top_of_the_output_is_left_alone(project: Path) -> None:
    (project / "site/.git/refs").mkdir(parents=True)
    (project / "site/.git/refs/head").write_text("x")
    (project / "site/.gitkeep").write_text("")
    (project / "site/.nojekyll").write_text("")
    (project / "site/old.html").write_text("old")
    assert run(project, "build") == 0
    assert (project / "site/.git/refs/head").read_text() == "x"
    assert (project / "site/.gitkeep").exists()
    assert not (project / "site/old.html").exists()


@pytest.mark.parametrize(
    "output", [".", "..", "content", "content/articles", "templates", ".edition/x", "photos", "way"]
)
def test_a_build_takes_no_folder_that_holds_other_files(
    project: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "templates").mkdir(exist_ok=True)
    (project / "photos").mkdir()
    (project / "photos/us.jpg").write_bytes(b"us")
    (project / "way").symlink_to(project / "content")
    before = {p: p.read_bytes() for p in project.parent.rglob("*") if p.is_file() and ".edition" not in p.parts}
    assert run(project, "build", "--output", str(project / output)) == 1
    assert "S104" in capsys.readouterr().err
    after = {p: p.read_bytes() for p in project.parent.rglob("*") if p.is_file() and ".edition" not in p.parts}
    assert after == before


def test_a_site_that_a_stopped_build_began_is_taken_again(project: Path) -> None:
    (project / "site/.articles.0123abcd.new").mkdir(parents=True)
    assert run(project, "build") == 0
    assert run(project, "build", "--no-cache") == 0
    shutil.rmtree(project / ".edition")
    assert run(project, "build") == 0


@pytest.mark.parametrize("name", ["../../escaped", "A B", "-", "x" * 300, "é"])
def test_import_takes_no_id_that_cannot_be_part_of_an_address(project: Path, tmp_path: Path, name: str) -> None:
    source = tmp_path / "a.txt"
    source.write_text("A Title\n\nJane Doe\n\nA paragraph of some words, which is long enough to be one.\n")
    before = sorted(tmp_path.rglob("*"))
    assert run(project, "import", str(source), f"--id={name}") == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("break_it", "code"),
    [
        (lambda p: (p / "content/articles/loop").symlink_to(p / "content/articles/loop"), ""),
        (lambda p: (p / "content/articles/2020-doe-example/text.md").write_text("- " * 400 + "a\n"), "M110"),
        (lambda p: (p / "content/articles/2020-doe-example/text.md").write_text("[u](http://[bad) a\n"), ""),
        (lambda p: (p / "content/edition.yaml").write_text('title: a\nbase_url: "http://[bad/"\n'), "E102"),
    ],
    ids=["a link to itself", "nested too deeply", "an address that is none", "a base_url that is none"],
)
def test_what_nobody_foresees_is_told_in_our_words(
    project: Path, break_it: Callable[[Path], object], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    break_it(project)
    for verb in ("build", "check"):
        run(project, verb)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert code in said.err


def test_an_error_of_our_own_is_told_with_a_file_that_says_where(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("edition.build.found", lambda *_: 1 // 0)
    assert run(project, "build") == 1
    said = capsys.readouterr().err
    assert "U101 our own mistake: ZeroDivisionError" in said
    report = Path(said.partition(": U101")[0].strip())
    assert "ZeroDivisionError" in report.read_text()
    report.unlink()


# Each case: what is written where, the problem's place and code, and words of its remedy.
BAD = {
    "a colon in a title": ("article.yaml", "title: Iran: a\n", r"article\.yaml:1:\d+: R107", 'title: "Iran: a"'),
    "a misspelt field": ("article.yaml", ARTICLE + "langauge: en\n", r"article\.yaml:5:1: R103", "language"),
    "a missing title": ("article.yaml", "published: 2020\n", r"article\.yaml:1:1: R102", "title"),
    "broken YAML": ("article.yaml", "title: [a\n", r"article\.yaml:2:1: R101", ""),
    "a tab": ("article.yaml", "title: a\ncontributions:\n\t- contributor: x\n", r"article\.yaml:3:1: R101", "spaces"),
    "no such day": ("article.yaml", ARTICLE.replace("01-20", "02-30"), r"article\.yaml:2:12: R105", ""),
    "a language by its name": ("article.yaml", ARTICLE + "language: English\n", r"article\.yaml:5:11: R105", "pt-BR"),
    "a wrong ORCID iD": (
        "../../contributors/doe-jane.yaml", "name: Jane\norcid: 0000-0002-1825-0098\n", r"doe-jane\.yaml:2:8: R105", ""
    ),
    "an unknown contributor": ("article.yaml", ARTICLE.replace("jane", "jan"), r"article\.yaml:4:18: K101", "doe-jane"),
    "a mark without a note": ("text.md", "One.[^1] Two.[^7]\n\n[^1]: The note.\n", r"text\.md:1:14: N101", r"\[^7]"),
    "two notes of one address": (
        "text.md", "A.[^*] B.[^asterisk]\n\n[^*]: a\n\n[^asterisk]: b\n", r"text\.md:5:1: N103", "line 3"
    ),
    "a title of spaces": ("article.yaml", 'title: "   "\npublished: 2020\n', r"article\.yaml:1:\d+: R102", "title"),
    "two notes of one name": ("text.md", "One.[^1]\n\n[^1]: a\n\n[^1]: b\n", r"text\.md:5:1: N103", "line 3"),
    "NULs in a text": ("text.md", "One.\nTwo\x00.\n", r"text\.md:2:4: F102", "UTF-8"),
    "an alias bomb": ("article.yaml", "title: &a [*a]\n", r"article\.yaml:1:\d+: R10", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_place_fact_and_remedy_and_leaves_the_site(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "build") == 0
    before = {p: p.read_bytes() for p in (project / "site").rglob("*") if p.is_file()}
    file, written, place, remedy = BAD[name]
    text(project, written, file)
    capsys.readouterr()
    assert run(project, "build") == 1
    said = capsys.readouterr().err
    assert re.search(place, said), said
    assert remedy in said
    assert "Traceback" not in said
    assert {p: p.read_bytes() for p in (project / "site").rglob("*") if p.is_file()} == before


def test_a_note_without_a_mark_is_a_warning_and_is_shown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text(project, TEXT + "\n[^2]: Nobody cites me.\n")
    assert run(project, "build") == 0
    assert re.search(r"text\.md:7:1: N102 warning", capsys.readouterr().err)
    assert "Nobody cites me." in page(project)
    assert run(project, "build", "--strict") == 1


def test_a_latin_1_file_is_told_with_line_and_column(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/articles/2020-doe-example/text.md").write_bytes("One.\nCaf\xe9.\n".encode("latin-1"))
    assert run(project, "build") == 1
    assert "text.md:2:4: F102" in capsys.readouterr().err


def test_an_empty_folder_is_a_problem(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/articles/2021-empty").mkdir()
    assert run(project, "build") == 1
    assert "content/articles/2021-empty: A101 this folder is empty" in capsys.readouterr().err


def test_no_edition_here_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build"]) == 1
    assert "E101" in capsys.readouterr().err


def test_values_are_read_by_their_field(project: Path) -> None:
    text(
        project,
        "title: 1984\npublished: 2020\nlanguage: no\ncontributions:\n  - contributor: doe-jane\n",
        "article.yaml",
    )
    assert run(project, "build") == 0
    html = page(project)
    assert '<html lang="no">' in html
    assert '<time datetime="2020">2020</time>' in html
    assert ">1984<" in html


def test_names_in_any_script_build(project: Path) -> None:
    (project / "content/contributors/doe-jane.yaml").write_text("name: نجيب محفوظ\n", "utf-8")
    text(project, ARTICLE + "language: ar\n", "article.yaml")
    text(project, "## عنوان\n\nنص.[^*]\n\n[^*]: حاشية.\n")
    assert run(project, "build") == 0
    html = page(project)
    assert '<html lang="ar" dir="rtl">' in html
    assert 'id="note-asterisk"' in html
    assert "نجيب محفوظ" in html


def test_drafts_are_built_only_when_asked_for(project: Path) -> None:
    text(project, ARTICLE + "status: draft\n", "article.yaml")
    assert run(project, "build") == 0
    assert not (project / "site/articles/2020-doe-example.html").exists()
    assert run(project, "build", "--drafts") == 0
    assert (project / "site/articles/2020-doe-example.html").exists()


def test_a_template_that_asks_for_what_is_not_there_is_told_with_its_line(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "templates").mkdir()
    (project / "templates/page.html").write_text("x")
    (project / "templates/404.html").write_text("one\n{{ page.nonsense }}\n")
    assert run(project, "build") == 1
    assert "templates/404.html:2: T104" in capsys.readouterr().err


def test_a_template_may_not_choose_another_while_it_runs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "templates").mkdir()
    (project / "templates/404.html").write_text("{% include page.frame.kind %}")
    assert run(project, "build") == 1
    assert "T102" in capsys.readouterr().err


def test_a_new_edition_builds_and_takes_an_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "new"
    assert cli.main(["init", str(new)]) == 0
    assert run(new, "build") == 0
    assert run(new, "new", "contributor", "Jane", "Doe") == 0
    assert run(new, "new", "article", "2020-doe-example") == 0
    assert run(new, "build", "--drafts") == 0
    assert (new / "site/articles/2020-doe-example.html").is_file()
    assert run(new, "check") == 0
    assert cli.main(["init", str(new)]) == 1
    assert "F104" in capsys.readouterr().err


def test_nothing_is_written_over(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "new", "article", "2020-doe-example") == 1
    assert "F104" in capsys.readouterr().err
    assert (project / "content/articles/2020-doe-example/article.yaml").read_text() == ARTICLE


def test_why_names_what_changed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(project, "build")
    text(project, TEXT.replace("paragraph", "sentence"))
    run(project, "build")
    capsys.readouterr()
    assert run(project, "why", "site/articles/2020-doe-example.html") == 0
    assert "article" in capsys.readouterr().out


def test_check_finds_a_link_that_leads_nowhere(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text(project, "A [link](missing.html).\n")
    assert run(project, "build") == 0
    assert run(project, "check") == 1
    assert "L101" in capsys.readouterr().err
    assert run(project, "check", "--format", "json") == 1
    assert {p["code"] for p in json.loads(capsys.readouterr().out)} == {"L101"}


def test_every_code_has_a_page_in_the_manual() -> None:
    package = Path(cli.__file__).parent
    codes = {
        code
        for path in package.rglob("*.py")
        for code in re.findall(r'"([A-Z]\d{3})"', path.read_text("utf-8"))
        if path.name != "manual.md"
    }
    manual = (package / "manual.md").read_text("utf-8")
    assert len(codes) > 30
    assert not {code for code in codes if f"\n## {code} " not in manual}


def test_the_schemas_know_every_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema", "--output", str(tmp_path)]) == 0
    schema = json.loads((tmp_path / "article.schema.json").read_text())
    assert "published" in json.dumps(schema)


def test_the_schemas_in_content_are_those_of_the_records() -> None:
    """`edition schema --output content/schemas` writes them anew."""
    folder = Path(cli.__file__).parents[1] / "content/schemas"
    assert {p.name: p.read_text("utf-8") for p in folder.glob("*.json")} == {
        f"{name}.schema.json": text for name, text in starter.schemas().items()
    }


def test_a_new_records_schema_line_leads_to_its_schema(tmp_path: Path) -> None:
    assert cli.main(["init", str(tmp_path)]) == 0
    assert run(tmp_path, "new", "article", "2020-doe-example") == 0
    assert run(tmp_path, "new", "contributor", "Jane", "Doe") == 0
    records = list((tmp_path / "content").rglob("*.yaml"))
    assert len(records) == 3
    for record in records:
        line = record.read_text("utf-8").splitlines()[0]
        assert line.startswith("# yaml-language-server: $schema="), record
        assert (record.parent / line.partition("=")[2]).is_file(), record


def test_two_builds_at_once_both_end_well(project: Path) -> None:
    command = [sys.executable, "-m", "edition", "-C", str(project), "--quiet", "build"]
    both = [
        subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(Path(cli.__file__).parents[1])}) for _ in range(2)
    ]
    assert [one.wait(60) for one in both] == [0, 0]
    assert "A paragraph with a note." in page(project)


def test_help_asks_nothing_of_the_heavy_modules() -> None:
    code = (
        "import sys, edition.cli\ntry: edition.cli.main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted(m for m in ('jinja2', 'markdown', 'lunr', 'watchdog', 'yaml', 'lxml') if m in sys.modules))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(cli.__file__).parents[1]
    )
    assert out.stdout.strip().endswith("[]")
