"""What notes cite: read from real forms of citing, resolved to the note that has the work in full, or reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition import cited, facts
from edition.citations import SURE, Antecedent, antecedents, citations, doubts, likeness, resolution, work_key
from edition.cited import citations_in
from edition.likeness import title_fit
from edition.marked import MOST, marked, marked_text, sentence_end, sentence_ends
from edition.model import Note, Work
from edition.persons import named
from edition.text import Emphasis, Link, NoteRef, Paragraph, Quotation, Text, plain_blocks

CASES = sorted((Path(__file__).parent / "cases" / "citations").glob("*.txt"))
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def note(id_: str, *words: str) -> Note:
    return Note(id_, tuple(Paragraph((Text(paragraph),)) for paragraph in words))


def numbered(*texts: str) -> list[Note]:
    return [note(str(n), text) for n, text in enumerate(texts, 1)]


def pointed(notes: list[Note]) -> dict[str, str]:
    return {short: found.note for short, found in antecedents(notes).items()}


# ——— whole lists of notes ———


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_note_of_a_case_stands_for_the_note_the_case_names(case: Path) -> None:
    told, _, expected = case.read_text("utf-8").partition("--\n")
    lines = told.strip().split("\n")[2:]
    notes = [note(*line.split(" ", 1)) for line in lines]
    links, unsure = {}, set()
    for line in expected.split("\n"):
        if "->" in line:
            short, full = line.split(" -> ")
            links[short] = full
        elif "?" in line:
            unsure.add(tuple(line.split(" ? ")))
    assert pointed(notes) == links
    assert {(where, problem.code) for where, problem in doubts(notes)} == unsure


def test_there_are_cases() -> None:
    assert len(CASES) >= 10


# ——— one citation ———


def test_a_chicago_article_is_read_into_its_parts() -> None:
    text = (
        "Anne Bowers et al., “Still in Need: The State of the Data,” Citizen Science: Theory and Practice 5, no. 1 "
        "(September 4, 2020): 18–31, https://doi.org/10.5334/cstp.303."
    )
    (found,) = citations(note("1", text))
    work = found.work
    assert (found.form, found.opens, text[found.start : found.end]) == ("full", True, text)
    assert [(name.given, name.family) for name in work.author] == [("Anne", "Bowers")]
    assert (work.title, work.container_title) == (
        "Still in Need: The State of the Data",
        "Citizen Science: Theory and Practice",
    )
    assert (work.volume, work.issue, work.page, work.issued) == ("5", "1", "18–31", "2020-09-04")
    assert (work.doi, work.type, work.printed) == ("10.5334/cstp.303", "article-journal", text)


def test_a_chapter_has_its_book_and_its_editor() -> None:
    text = (
        "Lucinda Blase, “Old Weather,” in Crowdsourcing Our Heritage, ed. Mia Ridge (New York: Routledge, 2014), 45–56."
    )
    work = citations(note("1", text))[0].work
    assert (work.type, work.container_title, work.editor[0].family) == (
        "chapter",
        "Crowdsourcing Our Heritage",
        "Ridge",
    )
    assert (work.publisher_place, work.publisher, work.issued, work.page) == ("New York", "Routledge", "2014", "45–56")


@pytest.mark.parametrize(
    ("text", "people", "title", "year"),
    [
        ("Smith, Lisa. “On Reading.” World’s Work (blog), February 3, 2016.", ["Smith"], "On Reading", "2016"),
        ("Artiles, A. J., & Kozles, E. B. (2019). Promises of inclusion. Praxis, 14(3), 804-831.",
         ["Artiles", "Kozles"], "Promises of inclusion", "2019"),
        ("CINTRA, M. A. M.; PINTO, E. C. China em transformação. Revista, v. 37, n. 2, p. 381-400, 2017.",
         ["CINTRA", "PINTO"], "China em transformação", "2017"),
        ("DIAS, Maria Odila da Silva. A interiorização da metrópole. São Paulo: Alameda. 2005.", ["DIAS"],
         "A interiorização da metrópole", "2005"),
        ("Adé, D. et Piot, T. (2018). La formation entre deux mondes. Éditions du Port.", ["Adé", "Piot"],
         "La formation entre deux mondes", "2018"),
        ("Hans Müller, Der Hafen (Berlin: Springer, 1990), 5.", ["Müller"], "Der Hafen", "1990"),
        ("Accanto N; Tanese D; Yuste R. 2017. Multiplexed focused light. Nature 423:283–288",
         ["Accanto", "Tanese", "Yuste"], "Multiplexed focused light", "2017"),
        ("Miriam Katin, The Tri-Border Area (TBA) of the South. Lanham, CT: Lexington Books, 2014.", ["Katin"],
         "The Tri-Border Area (TBA) of the South", "2014"),
        ("“About the Archive,” Kanri, last accessed August 21, 2023, https://www.example.org/.", [],
         "About the Archive", ""),
        ("Michel Foucher, La mer et nous, Paris, Gallimard, 1975, p. 12.", ["Foucher"], "La mer et nous", "1975"),
        ("Hans Müller, Der Hafen, Berlin 1990, S. 5.", ["Müller"], "Der Hafen", "1990"),
    ],
)  # fmt: skip
def test_the_styles_of_citing_give_the_same_parts(text: str, people: list[str], title: str, year: str) -> None:
    (found,) = citations(note("1", text))
    assert found.form == "full"
    work = found.work
    assert ([name.family for name in work.author], work.title, work.issued[:4]) == (people, title, year)


def test_a_note_that_cites_several_works_has_several_citations() -> None:
    text = (
        "For overviews, see Xi Qiu, Gil Mattos, and Jerry Norman, Chinese Writing (Berkeley: Early China, 2000); "
        "William Boltz, The Origin of Writing (New Haven: AOS, 2003); and Imre Galam, Orthography (Buda: ELU, 2006)."
    )
    found = citations(note("1", text))
    assert [c.work.title for c in found] == ["Chinese Writing", "The Origin of Writing", "Orthography"]
    assert not any(c.opens for c in found)


def test_author_dates_are_found_in_prose() -> None:
    text = "As Melin (2023) observed, the “wounded dragon” had a boom (Malm, 2016, p. 453; Xu; Liu, 2018b)."
    found = citations(note("1", text))
    assert [(c.work.author[0].family, c.year) for c in found] == [("Melin", "2023"), ("Malm", "2016"), ("Xu", "2018b")]


def test_a_quotation_is_no_title() -> None:
    text = "“In China, net demand has remained the driver of growth, exports have been a drag” (Unctad, 2023, p. 11)."
    assert [(c.form, c.work.title, c.year) for c in citations(note("1", text))] == [("short", "", "2023")]


def test_italics_show_where_a_title_stands() -> None:
    blocks = (Paragraph((Text("Watts, "), Emphasis((Text("Pietro Tacca, Successor and Heir"),)), Text(", 47."))),)
    (found,) = citations(Note("1", blocks))
    assert (found.form, found.work.title) == ("short", "Pietro Tacca, Successor and Heir")


@pytest.mark.parametrize(
    "text",
    [
        "The version gives only the incidents as remembered, and can hardly be called a translation.",
        "Evidently to excite the curiosity of the Snake.",
        "I took a number of scans but aggregated six of the best.",
        "See Figure 3 and the section below.",
        "",
    ],
)
def test_a_discursive_note_has_no_citation(text: str) -> None:
    assert citations(note("1", text)) == ()


# ——— resolution ———


def test_an_antecedent_says_how_sure_it_is_and_why() -> None:
    notes = numbered("Steven Arden, The Harbour (Rome: Quay, 2012), 14.", "Ibid.", "Arden, Harbour, 3.")
    found = antecedents(notes)
    assert found["2"] == Antecedent("1", 0.97, "ibid", "it follows note 1, which cites this work alone")
    assert (found["3"].rule, found["3"].evidence) == (
        "short-title",
        "the name Arden and the title “Harbour” as in note 1",
    )
    assert found["3"].confidence >= SURE


def test_a_doubt_says_what_is_in_the_way_and_what_to_do() -> None:
    notes = numbered("Jo Ray, Tides (Rome: Q, 2012), 1; Al Dey, Moons (Rome: Q, 2013), 2.", "Ibid.")
    ((where, problem),) = doubts(notes)
    assert (where, problem.code, problem.severity) == ("2", "C101", "warning")
    assert "note 1" in problem.message
    assert problem.remedy


def test_what_a_person_says_overrules_what_was_found() -> None:
    notes = numbered("Jo Ray, Tides (Rome: Q, 2012), 1; Al Dey, Moons (Rome: Q, 2013), 2.", "Ibid.", "Ibid.")
    assert antecedents(notes, {"2": "1"})["2"].rule == "said"
    assert not any(where == "2" for where, _ in doubts(notes, {"2": "1"}))
    plain = numbered("Jo Ray, Tides (Rome: Q, 2012), 1.", "Ibid.")
    assert antecedents(plain, {"2": ""}) == {}


def test_notes_are_counted_by_their_order_not_by_their_numbers() -> None:
    notes = [note("5", "Jo Ray, Tides (Rome: Q, 2012), 1."), note("*", "Ibid."), note("4a", "Ray, Tides, 3.")]
    assert pointed(notes) == {"*": "5", "4a": "5"}


def test_the_editors_ibid_counts_apart() -> None:
    notes = [
        note("1", "Jo Ray, Tides (Rome: Q, 2012), 1."),
        note("e1", "This is a slip of the author."),
        note("2", "Ibid."),
    ]
    assert pointed(notes) == {"2": "1"}


def test_the_works_of_a_short_note_are_those_of_the_full_one() -> None:
    notes = numbered("Jo Ray, Tides (Rome: Q, 2012), 1.", "Ibid.", "It is told in Ray, “Tides,” 4.")
    cited = resolution(notes).cited
    assert [(c.note, c.work.title, c.antecedent and c.antecedent.note) for c in cited] == [
        ("1", "Tides", None),
        ("2", "Tides", "1"),
        ("3", "Tides", "1"),
    ]
    assert "3" not in antecedents(notes)  # it discusses; only a part of it is a reference


def test_author_and_year_find_the_work_in_the_list_of_readings() -> None:
    readings = [(Text("MALM, Andreas. "), Emphasis((Text("Fossil Capital"),)), Text(". London: Verso, 2016."))]
    found = resolution(numbered("This was said before (Malm, 2016, p. 453).", "Ibid."), readings=readings)
    assert [(c.work.title, c.antecedent and c.antecedent.note) for c in found.cited] == [
        ("Fossil Capital", None),
        ("Fossil Capital", "1"),
    ]


# ——— the same work ———


def test_two_citations_of_one_work_are_found_alike() -> None:
    one = citations(note("1", "Jane Ray, Tides of Time: A History (Rome: Quay, 2012), 4."))[0].work
    other = citations(note("1", "RAY, J. Tides of time. Rome: Quay, 2012."))[0].work
    another = citations(note("1", "Jane Ray, Tides of Time: A Reader (Rome: Quay, 2015), 4."))[0].work
    assert likeness(one, other).same
    assert likeness(one, other).evidence == "the author Ray, the beginning of the title, the year 2012"
    assert not likeness(one, another).same
    assert work_key(other) == "ray-2012-tides-time"


def test_a_doi_decides() -> None:
    assert likeness(Work(title="A", doi="10.1/X"), Work(title="B", doi="10.1/x")).same
    assert not likeness(Work(title="A b c", doi="10.1/x"), Work(title="A b c", doi="10.1/y")).same


def test_a_title_may_be_shortened_from_its_front_or_middle() -> None:
    assert title_fit("Undying", "The Undying: Pain, Vulnerability, Mortality") == 1.0
    assert title_fit("Decline of Philology", "Early Tang: The Decline of Philology and the Rise of Reading") == 0.95
    assert title_fit("Comming Crisis of Everything Old", "The Coming Crisis of Everything Old") >= SURE
    assert title_fit("Something Else", "The Undying") == 0.0


# ——— laws ———

VOCABULARY = """
    Ibid. Idem Id. op. cit. loc. supra note 1 2 n. see See also cf. Smith Smith, Jones and & et al. “Title” “ ” ( )
    (1999) 1999a 2003, ; , . : The of New York: Press, Ed. eds. ed. Vol. no. p. 12 12–14 https://a.org/x doi:10.1234/x
    de van O’Neil A. B. J. Xu; is was they 字書 « » ‘ ’ ' [ ] A.-B. In: In s.v. § 3n4 below above
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80))
NOTES = st.lists(TEXTS, max_size=9).map(lambda texts: numbered(*texts))


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_citations_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    plain = plain_blocks((Paragraph((Text(text),)),))
    at = 0
    for found in citations(note("1", text)):
        assert at <= found.start < found.end <= len(plain)
        at = found.end


@given(NOTES)
@settings(max_examples=200, deadline=None)
def test_an_antecedent_is_another_note_and_an_earlier_one_but_where_below_is_said(notes: list[Note]) -> None:
    places = {n.id: i for i, n in enumerate(notes)}
    for short, found in antecedents(notes).items():
        below = any(c.forward for c in citations(notes[places[short]]))
        assert short != found.note
        assert places[found.note] < places[short] or below
        assert SURE <= found.confidence <= 1
        assert found.rule
        assert found.evidence


@given(NOTES, NOTES)
@settings(max_examples=100, deadline=None)
def test_more_notes_change_nothing_for_those_before(notes: list[Note], more: list[Note]) -> None:
    after = [note(f"x{n.id}", plain_blocks(n.blocks)) for n in more]
    both = resolution([*notes, *after])
    ids = {n.id for n in notes}
    alone = resolution(notes)
    assert tuple(pair for pair in both.antecedents if pair[0] in ids) == alone.antecedents
    assert tuple(pair for pair in both.doubts if pair[0] in ids) == alone.doubts


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_text_that_citations_count_is_the_notes_plain_text(one: str, two: str, three: str) -> None:
    blocks = (
        Paragraph((Text(one), Emphasis((Text(two), NoteRef("3"))), Link("#x", (Text(three),)))),
        Quotation((Paragraph((Text(two),)),), attribution=(Text(one),)),
    )
    found = marked(blocks)
    assert found.plain == plain_blocks(blocks)[:MOST]
    assert len(found.masked) == len(found.plain)


DATES = """
    12 1st May May. mai de of maio 1999 1999a 2016-05-12 2016-05 1500–1600 12014 2003, 2003. (1999) in-
"""
DATED = st.lists(st.sampled_from(DATES.split()), max_size=12).map(" ".join)


@given(st.one_of(DATED, TEXTS))
@settings(max_examples=300, deadline=None)
def test_dates_are_found_near_a_year_as_they_are_in_the_whole_text(text: str) -> None:
    read = marked((Paragraph((Text(text),)),))
    near = {(date.end, date.letter) for date in facts.dates(read, 0, len(read.plain))}
    whole = [(found.end(), found["letter"] or "", found["only"]) for found in facts._DATE.finditer(read.masked)]
    assert near <= {(end, letter) for end, letter, _ in whole}
    assert near >= {(end, letter) for end, letter, only in whole if not only}  # a lone year may be part of a name


SIGNALS = """
    see See also and But cf. Cf. vgl. siehe ver over Quoted in, e.g., For example, A. Smith ( (see (“Title” ; . : foot
    Y E et und As compare Véase vid Zit. nach apud Reprinted Discussed qtd. in citado em Accord Citée par consultar
"""
POINTING = st.lists(st.sampled_from(SIGNALS.split()), max_size=14).map(" ".join)


@given(st.one_of(POINTING, TEXTS))
@settings(max_examples=300, deadline=None)
def test_words_that_point_on_are_found_wherever_they_stand(text: str) -> None:
    assert list(cited._inner(text)) == [found.start() for found in cited._INNER.finditer(text) if found.start()]


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_the_ends_of_sentences_are_those_of_each_sentence(text: str) -> None:
    read = marked_text(text)
    at = 0
    for end, begin in sentence_ends(read, 0, len(text)):
        assert (end, text[end:begin].strip()) == (sentence_end(read, at, len(text)), "")
        at = begin
    assert sentence_end(read, at, len(text)) == len(text)


@given(NOTES)
@settings(max_examples=100, deadline=None)
def test_a_resolution_has_the_words_of_every_note(notes: list[Note]) -> None:
    assert resolution(notes).texts == tuple(plain_blocks(n.blocks) for n in notes)


@pytest.mark.parametrize(
    "text",
    ["“" * 60_000, "(" * 60_000, "Smith, " * 20_000, "A. " * 30_000, "a; " * 30_000, "Smith (1999) " * 9_000,
     "1" * 90_000, "; " + "A" * 60_000, "see " * 20_000, "‘" * 60_000, "Ibid. " * 20_000,
     "\x00\x1a" * 30_000, "Smith, J.; " * 9_000, "https://" * 9_000, "New York: " * 9_000,
     "' a" * 30_000, "and " * 20_000, "Aa " * 30_000],
)  # fmt: skip
def test_a_hostile_note_is_read_to_its_end(text: str) -> None:
    assert all(c.end <= MOST for c in citations_in(marked_text(text)))


def test_names_are_read_in_either_order() -> None:
    def people(text: str) -> list[tuple[str, str]]:
        found = named(text, 0, len(text))
        return [(name.given, name.family) for name in found.names] if found else []

    assert people("Jacques de Caso, “Serial") == [("Jacques", "de Caso")]
    assert people("Hou, Gelb, and Calabrese (2017)") == [("", "Hou"), ("", "Gelb"), ("", "Calabrese")]
    assert people("Tolstoy, War and Peace, 34.") == [("", "Tolstoy")]
    assert people("Boyer, Undying, 55.") == [("", "Boyer")]
    assert people("Müller/Schmidt, Titel, S. 4") == [("", "Müller"), ("", "Schmidt")]
    assert people("BROADFOOT, K.; BUTLER, R., 1991.") == [("K.", "BROADFOOT"), ("R.", "BUTLER")]
    assert people("The Iran Threat") == []


# ——— the open corpus ———


def test_no_short_note_of_the_pasted_forms_is_linked_wrongly_and_most_are_linked() -> None:
    files = sorted((CORPUS / "pastes").glob("*.json"))
    if not files:
        pytest.skip("the open corpus is not beside the repository")
    right = wrong = all_ = 0
    for file in files:
        true = json.loads(file.read_text("utf-8"))["notes"]
        found = pointed([note(n["label"], n["text"]) for n in true])
        for n in true:
            meant, said = n.get("antecedent"), found.get(n["label"], "")
            if meant is None:
                continue
            all_ += bool(meant)
            right += bool(meant) and said == meant
            wrong += bool(said) and said != meant
    assert all_ > 0
    assert wrong == 0
    assert right >= 0.9 * all_
