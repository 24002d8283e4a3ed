"""The apparatus: no word of a text differs from its source unseen, and every correction is shown with its reason."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given, settings

from edition import apparatus, cli, content, editing, markup, readers, records, search, searched, spam, yaml_records
from edition.accession import accession
from edition.cards import card
from edition.filing import files
from edition.html import Writer
from edition.model import Article, Emendation
from edition.places import Difference, runs, with_runs_changed
from edition.text import as_published, corrected, joined, plain, with_runs

from . import strategies

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared/corpus"
CASES = sorted((ROOT / "tests/cases").glob("*/*/source.*")) + sorted((ROOT / "tests/cases/readers").glob("*.*"))

THIRD = "The third paragraph turns to the lamps themselves, and how they were kept on the longest nights."
SOURCE = f"""The Keepers of the Light

Jane Doe

January 20, 2020

There were forty keepers on the cost in 1880,[1] and none of them could of known what was to come; the lamps \
burnt oil, and the oil was deer.

A Note on Method

The the archive holds their logbooks, which say little of the keepers and much of the weather.[2]

{THIRD}

Notes

[1] Jane Roe, The Lamps of the Cost (London: Light Press, 1999), 12.

[2] Ibid., 14.
"""


def take_in(root: Path, source: str = SOURCE) -> Path:
    (root / "content/articles").mkdir(parents=True)
    (root / "content/edition.yaml").write_text("title: T\nbase_url: https://example.org/\n")
    (root / "given.txt").write_text(source)
    assert cli.main(["-C", str(root), "--quiet", "import", "--id", "2020-doe-keepers", str(root / "given.txt")]) == 0
    folder = root / "content/articles/2020-doe-keepers"
    record = folder / "article.yaml"
    record.write_text(record.read_text().replace("status: draft", "status: published"))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return take_in(tmp_path)


def change(folder: Path, *pairs: tuple[str, str]) -> None:
    text = (folder / "text.md").read_text()
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "text.md").write_text(text)


def emended(folder: Path) -> list[records.EmendationRecord]:
    assert cli.main(["-C", str(folder.parents[2]), "--quiet", "emend"]) == 0
    path = folder / "apparatus.yaml"
    return list(yaml_records.read(path.read_text(), "", records.Emendations).record) if path.exists() else []


def words(entries: list[records.EmendationRecord]) -> list[tuple[str, str, str, str]]:
    return [(e.at, e.lemma, e.reading, e.kind) for e in entries]


def article(folder: Path) -> Article:
    taken = taken_of(folder)
    assert taken.article
    return taken.article


def taken_of(folder: Path) -> content.Taken:
    own = {name: (folder / name).read_bytes() for name in content.FILES if (folder / name).exists()}
    [source] = [p for p in (folder / "source").iterdir() if p.name != "source.yaml"]
    sealed = yaml_records.read((folder / "source/source.yaml").read_text(), "", records.SourceRecord).record
    return content.article(folder.name, own, (), {source.name: sealed.sha256}, lambda _: source.read_bytes())


# ——— collation ———


def differences(path: Path) -> tuple[Difference, ...]:
    """What differs right after an import: nothing should."""
    raw = path.read_bytes()
    reading = readers.read(raw, path.name)
    made = accession(reading, spam.judge)
    written, _ = files(made, raw, "a", ())
    own = {name.removeprefix("content/articles/a/"): raw for name, raw in written.items()}
    taken = content.article(
        "a", {n: own[n] for n in content.FILES if n in own}, (), {path.name: made.source.sha256}, lambda _: raw
    )
    return (
        ()
        if taken.article is None
        else tuple(
            editing.differences(taken.article, {n: own[n].decode() for n in content.FILES if n in own}, lambda _: raw)
            or ()
        )
    )


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.parent.name if p.stem == "source" else p.name)
def test_what_was_just_taken_in_differs_nowhere(path: Path) -> None:
    left = [d for d in differences(path) if not re.search("[⁽⁾]", d.reading)]  # brackets that import leaves of a mark
    assert left == []


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not at hand")
def test_real_sources_differ_nowhere_when_they_are_taken_in() -> None:
    paths = [*sorted((CORPUS / "pastes").glob("*.txt"))[::6], *sorted((CORPUS / "articles").glob("*.txt"))[::5]]
    assert len(paths) > 6
    assert {path.name: found for path in paths if (found := differences(path))} == {}


CHANGES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str, str, str]]]] = {
    "a misprint": ([("on the cost in", "on the coast in")], [("p1", "cost", "coast", "correction")]),
    "a word of several": ([("could of known", "could have known")], [("p1", "of", "have", "correction")]),
    "a word before a mark": ([("1880,[^1]", "1881,[^1]")], [("p1", "1880", "1881", "correction")]),
    "a word doubled": ([("The the archive", "The archive")], [("p2", "The the", "The", "deletion")]),
    "a word supplied": ([("the oil was deer", "the whale oil was deer")], [("p1", "the", "the whale", "supplied")]),
    "signs alone": ([("lamps burnt oil,", "lamps burnt oil—")], [("p1", "oil", "oil—", "typography")]),
    "a capital": ([("logbooks", "Logbooks")], [("p2", "logbooks", "Logbooks", "regularisation")]),
    "a heading": ([("A Note on Method", "A Word on Method")], [("a-note-on-method", "Note", "Word", "correction")]),
    "a note": ([("Lamps of the Cost", "Lamps of the Coast")], [("note-1", "Cost", "Coast", "correction")]),
    "italics alone": ([("The Lamps of the Cost", "*The Lamps of the Cost*")], []),
    "a paragraph cut in two": ([("to come; the lamps", "to come;\n\nthe lamps")], []),
    "a note of the editors": ([("burnt oil,", "burnt oil,[^e1]"), ("[^2]: Ibid.", "[^e1]: Ours.\n\n[^2]: Ibid.")], []),
    "a paragraph taken out": (
        [(THIRD + "\n\n", "")],
        [("p3", THIRD, "", "deletion")],
    ),
    "a paragraph put in": ([("## A Note", "Quite new.\n\n## A Note")], [("p1a", "", "Quite new.", "addition")]),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_each_change_has_its_entry(case: str, folder: Path) -> None:
    pairs, expected = CHANGES[case]
    change(folder, *pairs)
    before = taken_of(folder)
    assert [p.code for p in before.problems if p.code == "D101"] == ["D101"] * len(expected)
    found = [(e[0], e[1].rstrip(","), e[2].rstrip(","), e[3]) for e in words(emended(folder))]
    assert found == expected
    assert [p for p in taken_of(folder).problems if p.code != "N102"] == []


def test_a_fresh_import_needs_no_apparatus(folder: Path) -> None:
    assert emended(folder) == []
    assert not (folder / "apparatus.yaml").exists()


def test_the_warning_says_where_what_and_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, ("on the cost in", "on the coast in"))
    assert cli.main(["-C", str(folder.parents[2]), "build"]) == 0
    said = capsys.readouterr().err
    assert re.search(r"text\.md:1:33: D101 warning: p1: “coast” stands for the source’s “cost”", said)
    assert "edition emend 2020-doe-keepers" in said
    assert cli.main(["-C", str(folder.parents[2]), "build", "--strict"]) == 1


GIVEN = accession(readers.read(SOURCE.encode(), "given.txt"), spam.judge)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_no_change_of_a_word_is_silent(data: st.DataObject) -> None:
    """Whatever word of the body is changed, removed or put in, is told; and taking that back restores the body."""
    raw = SOURCE.encode()
    made = GIVEN
    written, _ = files(made, raw, "a", ())
    own = {name.removeprefix("content/articles/a/"): raw for name, raw in written.items()}
    texts = {n: own[n].decode() for n in content.FILES if n in own}
    tokens = re.split(r"(\s+)", texts["text.md"])
    places = [n for n, token in enumerate(tokens) if re.fullmatch(r"[a-z]+", token)]
    for at in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=4, unique=True)):
        tokens[at] = data.draw(st.sampled_from(["", "zebra", tokens[at] + "x", tokens[at] + " zebra"]))
    texts["text.md"] = "".join(tokens)
    digest = made.source.sha256
    taken = content.article("a", {n: t.encode() for n, t in texts.items()}, (), {"given.txt": digest}, lambda _: raw)
    assert taken.article
    found = editing.differences(taken.article, texts, lambda _: raw)
    assert found
    entries = tuple(Emendation(d.at, d.lemma, d.reading) for d in found)
    shown = apparatus.applied(taken.article, found, entries)
    published = with_runs_changed(shown, lambda _, run: as_published(run))
    theirs = {name: raw.decode() for name, raw in own.items() if name == "text.md"}
    before = markup.read_text(theirs["text.md"])
    assert [plain(run.content).split() for run in runs(published) if run.part == "body"] == [
        plain(run.content).split()
        for run in runs(msgspec.structs.replace(published, body=before.body))
        if run.part == "body"
    ]


# ——— the file ———


def test_what_a_person_wrote_into_the_apparatus_stays(folder: Path) -> None:
    change(folder, ("on the cost in", "on the coast in"), ("was deer", "was dear"))
    emended(folder)
    path = folder / "apparatus.yaml"
    text = path.read_text().replace('reason: ""', "reason: 'Misprint'   # sure", 1) + "# the end\n"
    path.write_text(text)
    change(folder, ("The the archive", "The archive"))
    emended(folder)
    after = path.read_text()
    assert "reason: 'Misprint'   # sure" in after
    assert "# the end" in after
    for line in text.splitlines():
        assert line in after.splitlines()
    assert after.index('"coast"') < after.index('"dear"') < after.index('"The the"')


def test_an_entry_follows_its_word_and_keeps_its_reason(folder: Path) -> None:
    change(folder, ("on the cost in", "on the coast in"))
    emended(folder)
    path = folder / "apparatus.yaml"
    path.write_text(path.read_text().replace('reason: ""', "reason: Misprint"))
    change(folder, ("on the coast in", "on the shore in"))
    [problem] = [p for p in taken_of(folder).problems if p.code == "D102"]
    assert "“cost”" in problem.message
    assert "shore" in problem.remedy
    assert problem.place.line == 3
    [entry] = emended(folder)
    assert (entry.lemma, entry.reading, entry.reason) == ("cost", "shore", "Misprint")
    change(folder, ("on the shore in", "on the cost in"))
    assert emended(folder) == []
    # What somebody has written stays, though nothing stands for it now.
    kept = path.read_text()
    assert "#   reason: Misprint\n" in kept
    change(folder, ("on the cost in", "on the coast in"))
    [entry] = emended(folder)
    assert (entry.lemma, entry.reason) == ("cost", "")
    assert "#   reason: Misprint\n" in path.read_text()


def test_emend_twice_writes_once(folder: Path) -> None:
    change(folder, ("on the cost in", "on the coast in"))
    emended(folder)
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}
    emended(folder)
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()} == before


def test_files_keep_the_line_ends_of_windows(folder: Path) -> None:
    change(folder, ("on the cost in", "on the coast in"))
    emended(folder)
    for name in ("apparatus.yaml", "ids.yaml", "text.md"):
        (folder / name).write_bytes((folder / name).read_bytes().replace(b"\n", b"\r\n"))
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}
    emended(folder)
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()} == before
    change(folder, ("was deer", "was dear"))
    assert len(emended(folder)) == 2
    written = (folder / "apparatus.yaml").read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n") > before[folder / "apparatus.yaml"][0].count(b"\r\n")


def test_an_apparatus_in_brackets_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, ("on the cost in", "on the coast in"))
    written = "[{at: p9, lemma: a, reading: b}]\n"
    (folder / "apparatus.yaml").write_text(written)
    assert cli.main(["-C", str(folder.parents[2]), "emend"]) == 1
    assert "D103" in capsys.readouterr().err
    assert (folder / "apparatus.yaml").read_text() == written


def test_one_entry_serves_every_place_of_its_words(folder: Path) -> None:
    change(folder, ("the lamps burnt oil, and the oil was", "the lamps burnt fat, and the fat was"))
    [entry] = emended(folder)
    assert (entry.lemma, entry.reading) == ("oil", "fat")
    page = Writer(on="a.html").body(article(folder).body)
    assert page.count('<span class="emendation">') == 2


def test_corrections_without_a_source_are_shown_where_their_reading_stands(tmp_path: Path) -> None:
    folder = take_in(tmp_path)
    shutil.rmtree(folder / "source")
    (folder / "text.md").write_text("The coast was *dear* to them.\n")
    (folder / "ids.yaml").unlink()
    (folder / "apparatus.yaml").write_text(
        "- at: p1\n  lemma: deer\n  reading: dear\n- at: p1\n  lemma: x\n  reading: y\n"
    )
    own = {name: (folder / name).read_bytes() for name in content.FILES if (folder / name).exists()}
    taken = content.article(folder.name, own, (), {})
    assert taken.article
    page = Writer(on="a.html", reasons=apparatus.reasons(taken.article)).body(taken.article.body)
    assert (
        '<em><span class="emendation" title="As published: “deer”."><del>deer</del><ins>dear</ins></span></em>' in page
    )
    assert [p.code for p in taken.problems] == ["D102"]


# ——— in the text ———


@settings(max_examples=100, deadline=None)
@given(strategies.paragraphs, st.data())
def test_a_correction_changes_no_word_of_ours(block: object, data: st.DataObject) -> None:
    run = block.content  # type: ignore[attr-defined]
    text = plain(run)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = apparatus._emended(run, start, end, "zebra", 1)
    assert plain(made) == text
    assert corrected(made) == corrected(run)
    assert joined(corrected(run)) == corrected(run)
    assert text[:start] + "zebra" + text[end:] == plain(as_published(made))
    assert with_runs(block, lambda _: made).content == made  # type: ignore[arg-type, union-attr]
    assert isinstance(Writer(on="a.html").inlines(made), str)


def test_both_forms_are_found_and_the_printed_text_is_ours(folder: Path) -> None:
    change(folder, ("on the cost in", "on the coast in"))
    entry = emended(folder)[0]
    path = folder / "apparatus.yaml"
    path.write_text(
        path.read_text().replace('reason: ""', "reason: Misprint").replace('editor: ""', "editor: the editors")
    )
    root = folder.parents[2]
    assert cli.main(["-C", str(root), "--quiet", "build"]) == 0
    page = (root / "site/articles/2020-doe-keepers.html").read_text()
    title = "As published: “cost”. Misprint (the editors)."
    assert f'<span class="emendation" title="{title}"><del>cost</del><ins>coast</ins></span>' in page
    section = page[page.index('id="apparatus"') : page.index('id="cite"')]
    assert '<a href="#p1">¶\u00a01</a> <ins>coast</ins>' in section
    assert "<del>cost</del>" in section
    assert "Correction: Misprint (the editors)." in section
    assert entry.at == "p1"


def test_the_search_finds_what_was_published_and_what_stands_there_now(folder: Path) -> None:
    change(folder, ("on the cost in", "on the coast in"))
    emended(folder)
    index = search.index([searched.document(article(folder), card(article(folder), (), "en"))])

    def snippets(query: str) -> list[tuple[str, str]]:
        hits = search.find(index, search.parse(query)).hits
        return [(p.id, "".join(part.text for part in p.snippet)) for hit in hits for p in hit.passages]

    [(ours, now)] = snippets("coast keepers forty")
    [(theirs, was)] = snippets("cost keepers forty")
    assert ours == theirs == "p1"
    assert "forty keepers on the coast in" in now
    assert "forty keepers on the cost in" in was
    assert [own for own, _ in snippets('"keepers on the cost"')] == ["p1"]
    assert [own for own, _ in snippets("forty")] == ["p1"]


def test_a_link_to_a_paragraph_that_is_gone_leads_to_what_stands_in_its_place(folder: Path) -> None:
    change(folder, (THIRD + "\n\n", ""))  # fmt: skip
    emended(folder)
    root = folder.parents[2]
    assert cli.main(["-C", str(root), "--quiet", "build"]) == 0
    page = (root / "site/articles/2020-doe-keepers.html").read_text()
    assert '<p id="p2"><span id="p3"></span>' in page
