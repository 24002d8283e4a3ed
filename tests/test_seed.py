"""The first article: content/ holds what the command makes of the source, and all that is true of the source."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from edition import cli, content
from edition.files import digest
from edition.model import Article
from edition.places import runs, with_runs_changed
from edition.text import as_published

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "content/articles/2020-defort-iran-penetration"
SOURCE = next((FOLDER / "source").glob("*.txt"))
SEED = ROOT.parent / "shared/seed"


def _article(folder: Path) -> Article:
    files = {name: (folder / name).read_bytes() for name in content.FILES if (folder / name).exists()}
    raw = SOURCE.read_bytes()
    taken = content.article(FOLDER.name, files, (), {SOURCE.name: digest(raw)}, lambda _: raw)
    assert taken.problems == ()
    assert taken.article
    return taken.article


def _published(article: Article) -> Article:
    """The article with every entry of its apparatus taken back."""
    bare = msgspec.structs.replace(article, apparatus=(), gone=(), status="draft")
    return with_runs_changed(bare, lambda _, run: as_published(run))


def test_the_article_is_what_the_command_makes_of_its_source_but_for_the_apparatus(tmp_path: Path) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/edition.yaml").write_text("title: T\nbase_url: https://example.org/\n")
    assert cli.main(["-C", str(tmp_path), "import", "--id", FOLDER.name, str(SOURCE)]) == 0
    made = tmp_path / "content/articles" / FOLDER.name
    names = sorted(p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file())
    sealed = [f"source/{SOURCE.name}", "source/source.yaml"]
    assert names == ["article.yaml", "ids.yaml", "quarantine.yaml", *sealed, "text.md"]
    ours, theirs = _article(FOLDER), _article(made)
    assert len(ours.apparatus) > 15
    assert all(entry.reason and entry.editor for entry in ours.apparatus)
    mine, made_ = _published(ours), _published(theirs)
    assert msgspec.structs.replace(mine, comments=()) == msgspec.structs.replace(made_, comments=())
    assert [run.at for run in runs(ours)] == [run.at for run in runs(theirs)]
    for name in ("quarantine.yaml", *sealed):
        assert (made / name).read_text("utf-8") == (FOLDER / name).read_text("utf-8"), name
    for person in ("defort-magdalena", "mclaughlin-william-preston"):
        path = f"content/contributors/{person}.yaml"
        assert (tmp_path / path).read_text("utf-8") == (ROOT / path).read_text("utf-8")


def test_the_same_bytes_again_write_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/edition.yaml").write_text("title: T\nbase_url: https://example.org/\n")
    assert cli.main(["-C", str(tmp_path), "import", str(SOURCE)]) == 0
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    capsys.readouterr()
    assert cli.main(["-C", str(tmp_path), "import", str(SOURCE)]) == 0
    assert "nothing was written" in capsys.readouterr().out
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before
    assert cli.main(["-C", str(tmp_path), "import", "--dry-run", "--json", str(SOURCE)]) == 0
    assert json.loads(capsys.readouterr().out)[0]["title"].startswith("Iran’s Strategic")


@pytest.mark.skipif(not (SEED / "expected.json").exists(), reason="what is true of the seed is not at hand")
def test_everything_that_is_true_of_the_seed_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    true = json.loads((SEED / "expected.json").read_text("utf-8"))
    raw = (SEED / true["source"]).read_bytes()
    assert raw == SOURCE.read_bytes()
    assert cli.main(["import", "--dry-run", "--json", str(SEED / true["source"])]) == 0
    [said] = json.loads(capsys.readouterr().out)
    assert said["publication"] == true["publication"]
    assert said["title"] == true["title"]
    assert f"{said['published']}T{said['time']}" == true["date"]
    assert said["authors"] == true["authors"]
    [epigraph] = said["epigraphs"]
    assert epigraph["text"].startswith(true["epigraph"]["text_begins"])
    assert epigraph["attribution"] == true["epigraph"]["attribution"]
    assert epigraph["notes"] == [true["epigraph"]["note"]]
    assert [h["text"] for h in said["headings"]] == true["headings"]
    [quotation] = said["quotations"]
    assert quotation["text"].startswith(true["block_quotation"]["begins"])
    assert quotation["notes"] == [true["block_quotation"]["note"]]
    assert said["publication_note"].startswith(true["notes_preamble_begins"])
    assert {n["id"]: n["text"] for n in said["notes"]} == {k: " ".join(v.split()) for k, v in true["notes"].items()}
    assert all(n["marks"] == 1 for n in said["notes"])
    assert {n["id"]: n["antecedent"] for n in said["notes"] if n["antecedent"]} == true["back_references"]
    assert len(said["further_reading"]) == true["further_reading_count"]
    for life in said["biographies"]:
        assert true["bios"][life["name"]] in life["text"]
    assert len(said["biographies"]) == len(true["bios"])
    [comment] = said["comments"]
    assert comment["spam"]
    assert comment["reasons"]
    assert f"{comment['date']}T{comment['time']}" == true["comments"][0]["date"]
    assert comment["text"].startswith(true["comments"][0]["begins"])
    whole, at = raw.decode("utf-8"), 0
    for tile in said["tiles"]:
        assert tile["start"] == at < tile["end"]
        at = tile["end"]
    assert at == len(whole)


def test_no_rule_of_ours_knows_the_article() -> None:
    """A word that only this article could have taught us stands nowhere in the package."""
    package = "".join(p.read_text("utf-8") for p in (ROOT / "edition").rglob("*.py"))
    for word in ("Defort", "McLaughlin", "Hezbollah", "Small Wars", "Jafarzadeh", "Ottolenghi"):
        assert word not in package, word
