"""Benchmarks: the corpus is the one the figures are of, and the tables say what was measured. Nothing is timed here."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks import corpus, results, table
from benchmarks.formats import FORMATS
from benchmarks.measure import PROC, CommandError, Cost, cost
from benchmarks.peers import Peer
from benchmarks.scenarios import Place, edited, retitled
from edition import cli

ROOT = Path(__file__).parent.parent
MACHINE = results.Machine("System", "Processor", 2, 1000, "3.11")


def test_an_article_is_the_same_however_many_there_are() -> None:
    assert list(corpus.articles(101))[:3] == list(corpus.articles(3))
    assert len({article.title for article in corpus.articles(101)}) == 101


def test_articles_are_shaped_like_the_first_one() -> None:
    several = list(corpus.articles(20))
    for article in several:
        assert re.findall(r"\[\^(\d+)]", "\n".join(article.blocks)) == [str(n) for n in range(1, 25)]
        assert len(article.notes) == 24
        assert sum(note.startswith("Ibid.") or "<" not in note for note in article.notes) == 3
        assert len(set(article.authors)) == 2
    assert 25_000 < sum(len(article.text.encode()) for article in several) / len(several) < 27_000


@pytest.mark.parametrize("name", FORMATS)
def test_every_generator_is_given_every_word(name: str) -> None:
    article, layout = corpus.article(3), FORMATS[name]
    files = layout.files([article])
    assert article.title in files[layout.record.format(article.id)]
    assert all(block in files[layout.text.format(article.id)] for block in (*article.blocks, *article.notes))
    for author in article.authors:
        assert any(author.biography in text or author.biography.replace('"', '\\"') in text for text in files.values())
        assert any(author.name in text for text in files.values())


def test_the_corpus_is_an_edition_without_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    FORMATS["edition-pages"].write(tmp_path, corpus.articles(2))
    assert cli.main(["-C", str(tmp_path), "--quiet", "build", "--strict"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "site" / FORMATS["edition-pages"].address.format("a-00001")).is_file()


def test_an_edit_changes_one_word_and_a_new_title_the_title() -> None:
    text = corpus.article(3).text
    words = zip(text.split(), edited(text, "Other").split(), strict=True)
    assert [new for old, new in words if old != new] == ["Other"]
    assert retitled('x: 1\ntitle: "Old: one"\nabstract: "title: no"\n', "New") == (
        'x: 1\ntitle: "New"\nabstract: "title: no"\n'
    )
    assert retitled("Title: Old\nDate: 2020\n", "New") == "Title: New\nDate: 2020\n"


def test_a_place_is_brought_into_every_state_and_back(tmp_path: Path) -> None:
    peer = Peer("one", "One", "hugo", (), "public", ("resources",))
    place = Place(tmp_path, peer, 3)
    place.lay()
    sources = {path: path.read_bytes() for path in place.sources()}
    for folder in ("public", "resources"):
        (place.folder / folder).mkdir()
        (place.folder / folder / "made").write_text("made")
    assert set(place.sources()) == set(sources)
    for scenario in ("unchanged", "touched", "checkout"):
        place.prepare(scenario)
        assert {path: path.read_bytes() for path in place.sources()} == sources
    assert [(place.folder / name).exists() for name in ("public", "resources")] == [False, True]
    for scenario in ("edit", "retitle"):
        place.prepare(scenario)
        assert [path for path in place.sources() if path.read_bytes() != sources[path]] == [place.text]
        place.restore()
        assert {path: path.read_bytes() for path in place.sources()} == sources
    place.prepare("cold")
    assert not (place.folder / "resources").exists()


@pytest.mark.skipif(not PROC, reason="there is no /proc: the largest process is taken")
def test_the_memory_of_children_counts(tmp_path: Path) -> None:
    hold = "import time; held = bytearray(60_000_000); time.sleep(0.6)"
    both = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}"
    one = cost([(sys.executable, "-c", hold)], tmp_path)
    assert 60 < one.peak < 100
    assert cost([(sys.executable, "-c", both)], tmp_path).peak > one.peak + 50


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="its last words"):
        cost([(sys.executable, "-c", "import sys; sys.exit('its last words')")], tmp_path)


def _results() -> results.Results:
    def costs(*wall: float) -> list[Cost]:
        return [Cost(seconds, 2 * seconds, 100) for seconds in wall]

    run = results.Run(
        1000, "2020-01-01", MACHINE, {"Hugo": "1"}, "of all processes", {"edition-pages": "Edition", "hugo": "Hugo"},
        {
            "edition-pages": {"cold": costs(9, 1, 2), "unchanged": costs(0.1), "retitle": costs(3)},
            "hugo": {"cold": costs(4), "unchanged": costs(1), "retitle": costs(1)},
        },
        {"edition-pages": (10, 100), "hugo": (10, 20)},
    )  # fmt: skip
    return results.Results("corpus", {"1000": run})


def test_the_tables_hold_medians_and_say_what_was_not_run() -> None:
    text = table.readme(_results())
    assert "| Edition | 2.00 | 4.00 | 0.10 | as cold | 3.00 |" in text
    assert "medians of 3 runs, 1 of what takes long" in text


def test_an_aim_is_reached_missed_or_not_measured() -> None:
    aims = {aim.what: aim.reached for aim in table.aims(_results(), 1000)}
    assert aims["nothing changed: time / Hugo"] is True
    assert aims["new title: time / Hugo"] is False
    assert aims["cold: processor time / MkDocs"] is None


def test_figures_that_are_kept_are_read_again(tmp_path: Path) -> None:
    results.store(tmp_path / "figures.json", _results())
    assert results.load(tmp_path / "figures.json") == _results()
    assert results.load(tmp_path / "none.json") == results.Results()


def test_the_readmes_table_is_the_one_of_the_figures_that_are_kept() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert table.put(readme, table.readme(results.load(results.KEPT))) == readme
    with pytest.raises(ValueError, match="no place"):
        table.put("# Nothing", "")


def test_the_figures_that_are_kept_are_of_this_corpus() -> None:
    kept = results.load(results.KEPT)
    assert kept.corpus == corpus.digest(), "the corpus changed: run `make bench` again"
