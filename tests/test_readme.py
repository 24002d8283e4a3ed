"""README and docs: what they show works."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition import cli
from edition.markup import read_text

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
ARCHIVISTS = (ROOT / "docs/archivists.md").read_text("utf-8")


def commands() -> list[str]:
    return [
        line.strip() for line in re.findall(r"^    (\S.*)$", README, re.MULTILINE) if not line.startswith("content/")
    ]


def test_every_command_of_the_readme_is_known() -> None:
    """The tests below run `make site` and every `edition`; `make serve` is tried in tests/test_serve.py, `make test` is
    what runs here. There is no third sort."""
    assert {shlex.split(c)[0] for c in commands()} == {"make", ".venv/bin/edition"}


def test_the_readmes_make_targets_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in [*commands(), *re.findall(r"`(make \w+)`", README)]:
        if command.startswith("make "):
            assert re.search(rf"^{command[5:]}:", makefile, re.MULTILINE), command


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_the_first_command_leaves_the_site(tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    # What is installed stands in for what the first run would install.
    (tmp_path / ".venv").symlink_to(sys.prefix)
    subprocess.run(["make", "--old-file=.venv/.made", "site"], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "site/index.html").is_file()
    shown = subprocess.run(["make", "--just-print", "serve"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert ".venv/bin/edition serve" in shown.stdout


def test_the_readmes_edition_commands_run_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli.main(["init", str(tmp_path / "e")]) == 0
    monkeypatch.chdir(tmp_path / "e")
    source = next((ROOT / "content/articles").glob("*/source/*.txt"))
    Path("pasted-article.txt").write_bytes(source.read_bytes())
    for command in commands():
        words = shlex.split(command)
        if words[0].endswith("edition"):
            assert cli.main(words[1:]) == 0, command
    assert len(list(Path("content/articles").glob("*/article.yaml"))) == 2
    assert cli.main(["build", "--drafts"]) == 0


def test_the_record_shown_to_archivists_is_read(tmp_path: Path) -> None:
    shown = re.findall(r"```yaml\n(.*?)```", ARCHIVISTS, re.DOTALL)
    assert cli.main(["init", str(tmp_path)]) == 0
    folder = tmp_path / "content/articles/2020-doe-example"
    folder.mkdir()
    (folder / "article.yaml").write_text(shown[0])
    (folder / "text.md").write_text("Text.\n")
    person = next(record for record in shown if record.startswith("name:"))
    (tmp_path / "content/contributors/doe-jane.yaml").write_text(person)
    assert cli.main(["-C", str(tmp_path), "build", "--drafts"]) == 0


@pytest.mark.parametrize(
    ("written", "sort"),
    [
        ("## A heading\n\nx", "sections"), ("> A quotation", "Quotation"), ("> A\n>\n> — Name", "attribution=(Text"),
        ("> [!EPIGRAPH]\n> Words", "Epigraph"), ("> [!VERSE]\n> One\n> Two", "Verse"), ("- one", "ItemList"),
        ("1. one", "ItemList"), ("![A map in words](images/map.png)", "Figure"), ("[mot]{lang=fr}", "Foreign"),
        ("21^st^", "Superscript"), ("* * *", "Break"), ("[words](https://example.org/)", "Link"), ("a *b*", "Emphasis"),
    ],
)  # fmt: skip
def test_what_the_table_for_archivists_shows_is_what_it_says(written: str, sort: str) -> None:
    assert sort in repr(read_text(written).body)


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        *(f"docs/{p.name}" for p in sorted((ROOT / "docs").glob("*.md"))),
        "content/README.md",
        "templates/README.md",
    ],
)
def test_links_of_the_docs_lead_somewhere(page: str) -> None:
    for link in re.findall(r"\]\(([^)#\s]+)", (ROOT / page).read_text("utf-8")):
        if "://" not in link and link != "images/map.png":
            assert ((ROOT / page).parent / link).exists(), link
