"""What notes cite, across articles: short notes, references, one page a work, and the archivist's word over all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition import briefs, references
from edition.bibliography import Bibliography
from edition.build import Options, build
from edition.catalogue import NAMED, Entry, Index, Listed, parts, placed
from edition.cataloguing import Catalogue, catalogue
from edition.concordance import Group, groups, keys
from edition.content import Taken
from edition.leaves import PER_PAGE
from edition.likeness import Likeness, likeness
from edition.markup import read_blocks
from edition.model import Article, Contributor, Name, Note, Work, WorkAuthority
from edition.noted import bibliography
from edition.persons import folded_words
from edition.sentences import occurrences
from edition.slips import slips
from edition.text import Body, NoteRef, Paragraph, Section, Text
from edition.workviews import is_by
from tests.built import Element, Site

DOE = "Jane Doe, *The Long Road to the Sea.* London: Harbour Press, 2001."
ROE = "Richard Roe, “Ships and Shoes,” Journal of Wax 12, no. 3 (1999): 5–17."
COE = "Ann Coe, “Cabbages,” Journal of Kings 7, no. 1 (2004): 1–9, https://doi.org/10.1000/cab."


def article(id_: str, *notes: str) -> Article:
    marked = [(Text(f"Sentence {n} is here."), NoteRef(str(n)), Text(" ")) for n in range(1, len(notes) + 1)]
    body = Body((Paragraph(tuple(part for three in marked for part in three), "p1"),))
    made = tuple(Note(str(n), read_blocks(text)) for n, text in enumerate(notes, 1))
    return Article(id_, f"The {id_}", body=body, notes=made)


def project(root: Path, articles: dict[str, tuple[str, ...]], **files: str) -> Path:
    """A project on disk; `files` are added to the article of that name, or stand at that path."""

    def put(path: str, text: str) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")

    put("content/edition.yaml", "title: Small\nbase_url: https://example.org/small/\n")
    put("content/contributors/doe-jane.yaml", "name: Jane Doe\n")
    for name, notes in articles.items():
        record = f"title: The {name}\npublished: {name[:4]}\ncontributions:\n  - contributor: doe-jane\n"
        put(f"content/articles/{name}/article.yaml", record + files.pop(name, ""))
        marks = " ".join(f"Sentence {n} is here.[^{n}]" for n in range(1, len(notes) + 1))
        ends = "\n\n".join(f"[^{n}]: {text}" for n, text in enumerate(notes, 1))
        put(f"content/articles/{name}/text.md", f"## A head\n\n{marks}\n\n{ends}\n")
    for path, text in files.items():
        put(path, text)
    return root


def built(root: Path, articles: dict[str, tuple[str, ...]], **files: str) -> Site:
    outcome = build(project(root, articles, **files), Options(root / "site"))
    assert not outcome.failed, outcome.problems
    return Site(root)


def references_of(site: Site, name: str) -> list[Element]:
    return site.pages[f"articles/{name}.html"].only("section", id="references").only("ol").every("li")


# ——— the real article ———


def test_the_short_notes_of_the_real_article_lead_to_what_they_stand_for(site: Site) -> None:
    page = site.pages["articles/2020-defort-iran-penetration.html"]
    found = {a.parent["id"]: (a["href"], a.text) for a in page.every("a", class_="antecedent") if a.parent}
    assert found == {
        "note-11": ("#note-10", "note 10: O’Hern, Iran’s Revolutionary Guard"),
        "note-12": ("#note-8", "note 8: Ottolenghi, “The Pasdaran”"),
        "note-17": ("#note-14", "note 14: Jafarzadeh, The Iran Threat"),
    }


def test_the_real_article_cites_21_works_in_24_notes(site: Site) -> None:
    found = references_of(site, "2020-defort-iran-penetration")
    assert len(found) == 21
    assert sum(bool(link.get("aria-label")) for one in found for link in one.every("a")) == 24
    assert "21 works in 24 notes" in site.pages["works.html"].text
    named = next(one for one in found if "Jafarzadeh" in one.text)
    assert named.text.startswith("Jafarzadeh, Alireza. The Iran Threat: President Ahmadinejad and the Com")
    assert named.text.endswith("Nuclear Crisis. New York: Palgrave Macmillan, 2007. notes 14, 17")


def test_the_page_of_a_work_has_the_sentences_that_carry_its_marks(site: Site) -> None:
    page = site.pages["works/ottolenghi-2011-pasdaran.html"]
    assert page.only("h2", id="cited").text == "Cited twice, in one article"
    said = [li.every("p")[0].text for li in page.every("ol", class_="passages")[0].every("li")]
    assert said[0] == "In Rome, these legions were a power unto themselves, installing and removing emperors.8"
    assert said[1].startswith("The side-by-side existence of these two armies") and said[1].endswith("institutions.12")
    assert "Lost in the source: note 8 ends in a comma" in page.text


# ——— laws of every site ———


def test_a_works_page_has_the_notes_that_cite_it_and_the_references_lead_there(any_site: Site) -> None:
    for path, page in any_site.pages.items():
        if not path.startswith("articles/") or not page.every("section", id="references"):
            continue
        for one in references_of(any_site, path.split("/")[1].removesuffix(".html")):
            notes = {a["href"] for a in one.every("a") if a.get("aria-label")}
            assert notes, one
            assert all(page.every("li", id=href[1:]) for href in notes)
            for link in one.every("a"):
                if link["href"].startswith("../works/"):
                    work = any_site.pages[link["href"][3:]]
                    back = {a["href"].split("#")[1] for a in work.every("a") if f"{path}#note-" in a["href"]}
                    assert {href[1:] for href in notes} <= back


def test_names_of_links_in_the_references_are_those_of_notes(any_site: Site) -> None:
    for page in any_site.pages.values():
        for section in page.every("section", id="references"):
            for link in section.every("a"):
                if link.get("aria-label"):
                    assert link["aria-label"] == f"note {link.text}"


@pytest.fixture(params=["site", "variety"])
def any_site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


# ——— across articles ———


def test_two_articles_that_cite_the_same_work_share_one_page(tmp_path: Path) -> None:
    shared = "Jane Doe, *The Long Road to the Sea* (London: Harbour Press, 2001), 45."
    site = built(tmp_path, {"2019-a": (DOE, ROE), "2020-b": (COE, shared, "Doe, *Long Road*, 12.")})
    page = site.pages["works/doe-2001-long-road-sea.html"]
    assert page.only("h2", id="cited").text == "Cited 3 times, in 2 articles"
    assert "they share the author Doe, the title, the year 2001" in page.text
    assert [path for path in site.pages if path.startswith("works/")] == ["works/doe-2001-long-road-sea.html"]
    assert "Doe 2019, note 1; Doe 2020, notes 2, 3" in site.pages["works.html"].text
    assert b"works/doe-2001-long-road-sea.html" in site.files["sitemap.xml"]
    # Jane Doe is a contributor: her page has her book, and the book's page leads to her.
    assert "The Long Road to the Sea" in site.pages["contributors/doe-jane.html"].text
    assert page.only("aside").only("a", href="../contributors/doe-jane.html").text == "Jane Doe"


def test_search_finds_a_note_by_the_work_it_stands_for(tmp_path: Path) -> None:
    from edition.lookup import documents  # noqa: PLC0415

    found, _ = documents(project(tmp_path, {"2019-a": (DOE, "Ibid., 4.")}))
    notes = [passage for passage in found[0].passages if passage.kind == "note"]
    assert [("Harbour Press" in note.work) for note in notes] == [True, True]


def test_a_long_list_is_parted_by_letters(tmp_path: Path) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [f"{letters[n % 26]}{letters[n // 26 % 26]}nsen" for n in range(PER_PAGE + 20)]
    notes = tuple(f"Ann {n.capitalize()}, “Cabbages of {n},” Journal of Kings 7, no. 1 (2004): 1–9." for n in names)
    notes += ("“1984 in Wax,” Journal of Kings 7, no. 1 (2004): 1–9.",)
    made = catalogue([slips(bibliography(article("x", *notes))[0])])
    found: dict[str, Any] = dict(parts(made, {names[0], "nobody"}))
    index: Index = found["index"]
    assert index.works == len(notes)
    assert index.surnames == ((names[0], ("x",)),)
    assert [name for name in found if name.startswith("author ")] == [f"author {names[0]}"]
    assert [leaf.path for leaf in index.leaves][:2] == ["works-a.html", "works-b.html"]
    assert index.leaves[-1].path == "works-other.html"
    assert sum(len(found[leaf.path]) for leaf in index.leaves) == len(notes)
    for leaf in index.leaves:
        assert {one.href for one in found[leaf.path]} == {f"{leaf.path}#{one.id}" for one in found[leaf.path]}
    site = built(tmp_path, {"2019-a": notes})
    assert len(site.pages["works.html"].only("nav", class_="letters").every("a")) == 27
    # A work that is new changes the page it comes to, and the one that tells how many there are.
    text = tmp_path / "content/articles/2019-a/text.md"
    text.write_text(text.read_text("utf-8").replace("Cabbages of mansen", "Quarrels of mansen"), "utf-8")
    written = build(tmp_path, Options(tmp_path / "site")).written
    assert [path for path in written if path.startswith("works-")] == ["works-m.html"]
    text.write_text(f"{text.read_text('utf-8')}\n\n[^new]: Eve Qvist, *The Quiet Sea* (Oslo: Ro, 2001), 4.\n", "utf-8")
    written = build(tmp_path, Options(tmp_path / "site")).written
    assert {path for path in written if path.startswith("works")} == {"works.html", "works-q.html"}


def test_a_list_names_some_of_the_articles_that_cite_a_work_and_its_page_all(tmp_path: Path) -> None:
    site = built(tmp_path, {f"20{n:02}-a": (DOE,) for n in range(NAMED + 3)})
    name = "works/doe-2001-long-road-sea.html"
    for path in ("index.html", "works.html"):
        (way,) = [a for a in site.pages[path].every("a", href=name) if "more" in a.text]
        assert way.text == "3 more articles"
        notes = [a for a in site.pages[path].every("a") if a["href"].endswith("#note-1")]
        assert len(notes) == NAMED
    work = {a["href"] for a in site.pages[name].every("a") if a["href"].endswith("#note-1")}
    assert len(work) == NAMED + 3


# ——— the archivist's word ———


def test_an_antecedent_that_article_yaml_names_stands(tmp_path: Path) -> None:
    notes = (DOE, f"{ROE} {COE}", "Ibid.")
    outcome = build(project(tmp_path / "unsaid", {"2019-a": notes}), Options(tmp_path / "unsaid/site"))
    warned = [p for p in outcome.problems if p.code == "C101"]
    assert [p.place.path for p in warned] == ["content/articles/2019-a/text.md"]
    assert "note 2" in warned[0].message and warned[0].place.line
    said = "antecedents:\n  - note: 3\n    stands_for: 1\n"
    outcome = build(project(tmp_path / "said", {"2019-a": notes}, **{"2019-a": said}), Options(tmp_path / "said/site"))
    assert not outcome.problems
    page = Site(tmp_path / "said").pages["articles/2019-a.html"]
    assert page.only("a", class_="antecedent")["href"] == "#note-1"
    none = "antecedents:\n  - note: 2\n    stands_for:\n"
    page = built(tmp_path / "none", {"2019-a": (DOE, "Ibid.")}, **{"2019-a": none}).pages["articles/2019-a.html"]
    assert not page.every("a", class_="antecedent")


def test_a_work_that_article_yaml_corrects_is_corrected_for_all_that_stands_for_it(tmp_path: Path) -> None:
    said = "works:\n  - note: 1\n    author:\n      - family: Smith\n        given: Mary\n    DOI: https://doi.org/10.1/x\n"
    site = built(tmp_path, {"2019-a": (DOE, "Ibid., 4.")}, **{"2019-a": said})
    (only,) = references_of(site, "2019-a")
    assert only.text.startswith("Smith, Mary. The Long Road to the Sea. London: Harbour Press, 2001.")
    assert only.text.endswith("https://doi.org/10.1/x. notes 1, 2")
    assert "works/smith-2001-long-road-sea.html" in site.pages


def test_a_work_can_be_given_whole_or_taken_away(tmp_path: Path) -> None:
    said = "works:\n  - note: 1\n    title: Sermons\n    author:\n      - literal: The Parish\n"
    said += "  - note: 2\n    nothing: true\n"
    site = built(tmp_path, {"2019-a": ("That is what the parson said.", DOE)}, **{"2019-a": said})
    assert [one.text for one in references_of(site, "2019-a")] == ["The Parish. Sermons. note 1"]


def test_what_overrules_a_note_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    said = "antecedents:\n  - note: 7\n    stands_for: 1\n"
    outcome = build(project(tmp_path, {"2019-a": (DOE,)}, **{"2019-a": said}), Options(tmp_path / "site"))
    assert [(p.code, p.place.line) for p in outcome.problems] == [("C108", 6)]


def catalogue_of(made: Sequence[Bibliography], *records: WorkAuthority) -> Catalogue:
    return catalogue(map(slips, made), records)


def uses(made: Catalogue) -> dict[str, list[tuple[str, list[str]]]]:
    """By work, the articles that cite it with their notes."""
    out = {}
    for title in made.titles:
        own = [(made.articles[article], places) for article, _, places in made.uses(title)]
        out[title.id] = [(one.article, [one.notes[place] for place in places]) for one, places in own]
    return out


def test_a_record_joins_what_looks_different_and_parts_what_looks_alike() -> None:
    other = "Jane Doe, *Der lange Weg* (Berlin: Hafen, 2003)."
    made = [bibliography(article("2019-a", DOE, other))[0], bibliography(article("2020-b", DOE))[0]]
    plain = {"doe-2001-long-road-sea": [("2019-a", ["1"]), ("2020-b", ["1"])]}
    assert uses(catalogue_of(made)) == plain | {"doe-2003-lange-weg": [("2019-a", ["2"])]}
    joined = WorkAuthority("doe-2001-long-road-sea", same_as=("doe-2003-lange-weg",))
    both = {"doe-2001-long-road-sea": [("2019-a", ["1", "2"]), ("2020-b", ["1"])]}
    assert uses(catalogue_of(made, joined)) == both
    apart = WorkAuthority("doe-2001-long-road-sea", apart=("2020-b#note-1",))
    found = uses(catalogue_of(made, apart))
    assert found["doe-2001-long-road-sea"] == [("2019-a", ["1"])]
    assert found["doe-2001-long-road-sea-2"] == [("2020-b", ["1"])]


@pytest.mark.parametrize(
    ("said", "same"),
    [(Work(title="The Long Road to the Sea", author=(Name("Doe"),)), True),
     (Work(title="Der lange Weg", doi="10.1000/CAB"), True), (Work(title="Ships and Shoes"), False),
     (Work(title="The Long Roads to the Sea", author=(Name("Doe"),), issued="2001"), True),
     (Work(title="The Long Road to the Sea", issued="2001"), True),
     (Work(title="The Long Road to the Sea", issued="1999"), False)],
)  # fmt: skip
def test_a_record_is_of_the_works_it_is_like(said: Work, same: bool) -> None:
    made = [bibliography(article("2019-a", DOE, COE))[0]]
    of = uses(catalogue_of(made, WorkAuthority("the-record", said, ("title",))))["the-record"]
    assert bool(of) is same


def test_a_records_fields_stand_wherever_the_work_is_named(tmp_path: Path) -> None:
    record = "author:\n  - family: Poe\n    given: Ann\nissued: 1901\n"
    path = "content/works/doe-2001-long-road-sea.yaml"
    site = built(tmp_path, {"2019-a": (DOE, "Ibid.")}, **{path: record})
    (only,) = references_of(site, "2019-a")
    assert only.text.startswith("Poe, Ann. The Long Road to the Sea. London: Harbour Press, 1901.")
    page = site.pages["articles/2019-a.html"]
    assert page.only("a", class_="antecedent").text == "note 1: Poe, The Long Road to the Sea"
    assert "Ann Poe, 1901" in site.pages["works/doe-2001-long-road-sea.html"].text


def test_a_record_that_fits_nothing_is_a_warning() -> None:
    made = catalogue_of([bibliography(article("2019-a", DOE))[0]], WorkAuthority("nobody", same_as=("none",)))
    assert [p.code for p in made.problems] == ["C109", "C109"]


# ——— laws ———

WORKS = st.builds(
    Work,
    title=st.sampled_from(["The Long Road", "The Long Road to the Sea", "Ships", "Ships and Shoes of Wax", ""]),
    author=st.sampled_from([(), (Name("Doe", "Jane"),), (Name("Doe", "J."), Name("Roe", "R."))]),
    issued=st.sampled_from(["", "1999", "2001-05"]),
    doi=st.sampled_from(["", "", "", "10.1/a"]),
    printed=st.sampled_from(["Ms. 12, f. 3", "Doe, The Long Road", "x"]),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(WORKS, max_size=12))
def test_every_work_is_in_one_group_with_those_it_is_like(works: list[Work]) -> None:
    found = groups(works)
    assert sorted(n for group in found for n in group.members) == list(range(len(works)))
    for group in found:
        for a in group.members:
            for b in group.members:
                one, other = works[a], works[b]
                untitled = not one.title and not other.title and one.printed == other.printed
                assert one == other or untitled or likeness(one, other).same
    for one, other in [(a, b) for a in works for b in works]:
        assert likeness(one, other) == likeness(other, one)


def grouped_one_by_one(works: list[Work], apart: set[int]) -> tuple[Group, ...]:
    """What `groups` must give: each work compared with every other of every group that it has a key in common with."""
    made: list[tuple[list[int], dict[str, None], float]] = []
    under: list[set[object]] = []
    for n, work in enumerate(works):
        wanted, both, found = ([], [], []) if n in apart else keys(work)
        best, like = -1, Likeness(False, 0.0, "")
        for g, (members, _, _) in enumerate(made):
            if not under[g] & {*wanted, *both}:
                continue
            weakest = Likeness(True, 1.0, "")
            for other in dict.fromkeys(works[m] for m in members):
                if other == work:
                    continue
                this = likeness(work, other)
                if not work.title and not other.title:
                    this = Likeness(folded_words(work.printed) == folded_words(other.printed), 1.0, "the same words")
                if not this.same or not weakest.evidence or this.confidence < weakest.confidence:
                    weakest = this
                if not this.same:
                    break
            if weakest.same and weakest.confidence > like.confidence:
                best, like = g, weakest
        if best < 0:
            best = len(made)
            made.append(([], {}, 1.0))
            under.append(set())
        members, evidence, confidence = made[best]
        if work not in [works[m] for m in members]:
            evidence.update({like.evidence: None} if like.evidence else {})
            confidence = min(confidence, like.confidence or 1.0)
        members.append(n)
        made[best] = (members, evidence, confidence)
        under[best] |= {*both, *found}
    return tuple(Group(tuple(members), tuple(evidence), confidence) for members, evidence, confidence in made)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORKS, max_size=12), st.sets(st.integers(0, 11), max_size=2))
def test_groups_are_what_comparing_all_with_all_would_give(works: list[Work], apart: set[int]) -> None:
    assert groups(works, apart) == grouped_one_by_one(works, apart)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([DOE, ROE, COE, "Ibid.", "Doe, *Long Road*, 3.", "No citation, only talk."]), max_size=8),
    st.lists(st.sampled_from([DOE, ROE, "Ibid."]), max_size=4),
)
def test_names_are_unique_and_every_citation_is_in_one_entry(one: list[str], other: list[str]) -> None:
    made = [bibliography(article("2019-a", *one))[0], bibliography(article("2020-b", *other))[0]]
    whole = catalogue_of(made)
    assert len({title.id for title in whole.titles}) == len(whole.titles)
    assert sorted(n for title in whole.titles for n in title.slips) == list(range(len(whole.of)))
    ours = Counter((a, note) for own in uses(whole).values() for a, notes in own for note in notes)
    theirs = Counter((b.article, note) for b in made for note in {c.note for w in b.works for c in w.citings})
    assert ours.keys() == theirs.keys()
    found: dict[str, Any] = dict(parts(whole, ()))
    for b in made:
        assert len(found.get(f"article {b.article}", ())) == len(b.works)
    assert found["index"].works == len(whole.titles)
    for name, *_ in found["index"].entries:
        entry: Entry = placed(found[f"work {name}"], made)
        listed: tuple[Listed, ...] = found[found["index"].leaves[0].path]
        (own,) = [one for one in listed if one.id == name]
        for use, (a, notes) in zip(entry.uses, own.notes, strict=True):
            assert (use.article, {c.note for c in use.citings}) == (a, set(notes))
            assert {m.note for m in use.marks} == set(notes)


NOTED = st.lists(st.sampled_from([DOE, ROE, "Ibid., 5.", "Doe, *Long Road*, 3.", "No work at all."]), max_size=5)


@settings(max_examples=100, deadline=None)
@given(NOTED, st.lists(st.sampled_from(["1", "2", "3", "x"]), max_size=4), st.text("ab .", max_size=30))
def test_where_the_notes_are_unchanged_what_they_cite_is_what_it_was(
    notes: list[str], marks: list[str], text: str
) -> None:
    before = article("x", *notes)
    run = tuple(part for mark in marks for part in (Text(f"{text} It is."), NoteRef(mark)))
    after = msgspec.structs.replace(before, body=Body((Paragraph(run, "p1"),), (Section((Text("New"),), id="s1"),)))
    assert briefs.notes_digest(after) == briefs.notes_digest(before)
    known = msgspec.msgpack.decode(briefs.gist(Taken("x", before)), type=dict[str, bytes])
    assert briefs.gist(Taken("x", after), known) == briefs.gist(Taken("x", after))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_a_reference_is_made_of_any_words(words: str) -> None:
    own, _ = bibliography(article("x", " ".join(words.split()) or "-"))
    for one in own.works:
        assert references.reference(one.work)
        assert references.short(one.work)


def test_the_sentence_of_a_mark_is_the_one_that_ends_at_it() -> None:
    run = (
        Text("Mr. Smith came in 1999. He left"),
        NoteRef("1"),
        Text(", they say, at once. "),
        NoteRef("2"),
        Text("Then rain."),
    )
    found = occurrences(Article("x", "X", body=Body((Paragraph(run, "p1"),)), notes=()))
    assert [(o.note, o.before, o.after) for o in found] == [
        ("1", "He left", ", they say, at once."),
        ("2", "He left, they say, at once.", ""),
    ]


@pytest.mark.parametrize(
    ("name", "same"),
    [(Name("Doe", "Jane"), True), (Name("Doe", "Jane Q."), True), (Name("DOE", "JANE"), True), (Name("Doe", ""), False),
     (Name("Doe", "J."), False), (Name("Doe", "John"), False), (Name("Roe", "Jane"), False)],
)  # fmt: skip
def test_a_name_is_a_contributors_only_where_it_is_written_out(name: Name, same: bool) -> None:
    assert is_by(name, Contributor("doe-jane", "Jane Doe")) is same


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (Work("book", "A Title", (Name("Doe", "Jane"),), publisher="Press", publisher_place="London", issued="2001"),
         "Doe, Jane. <cite>A Title.</cite> London: Press, 2001."),
        (Work("article-journal", "A Title?", (Name("Doe", "Jane"),), container_title="J", volume="5", issue="1",
              page="3–9", issued="2001"), "Doe, Jane. “A Title?” <cite>J</cite> 5, no. 1 (2001): 3–9."),
        (Work("chapter", "A Title", (Name("Doe", "Jane"),), (Name("Roe", "R."),), container_title="Box", page="3–9",
              publisher="Press", issued="2001"),
         "Doe, Jane. “A Title.” In <cite>Box</cite>, edited by R. Roe, 3–9. Press, 2001."),
        (Work("webpage", "A Title", url="https://example.org/x", accessed="2001-02-03"),
         "“A Title.” Accessed 3 February 2001. <a class=\"shown\" href=\"https://example.org/x\">https://example.org/x</a>."),
        (Work(printed="Ms. Add. 12, f. 3,"), "Ms. Add. 12, f. 3."),
        (Work("book", "<b>", (Name("", "", "", "A & B"),)), "A &amp; B. <cite>&lt;b&gt;.</cite>"),
    ],
)  # fmt: skip
def test_a_work_given_by_its_fields_is_set_as_a_reference(work: Work, expected: str) -> None:
    assert references.reference(work) == expected
