"""Dates, names and headings as people write them."""

from __future__ import annotations

import pytest

from edition.bylines import byline, parted
from edition.datelines import found
from edition.discussion import header
from edition.vocabulary import language, part


@pytest.mark.parametrize(
    ("text", "date", "time"),
    [
        ("Mon, 01/20/2020 - 1:01am", "2020-01-20", "01:01"),
        ("Tue, 20/01/2015", "2015-01-20", ""),
        ("December 13, 2021 at 9:22 pm", "2021-12-13", "21:22"),
        ("6 October 2014", "2014-10-06", ""),
        ("3rd of May, 2009", "2009-05-03", ""),
        ("2019-01-03T14:05:00Z", "2019-01-03", "14:05"),
        ("23.04.2020, 14:05", "2020-04-23", "14:05"),
        ("20 de janeiro de 2020", "2020-01-20", ""),
        ("1er janvier 2020", "2020-01-01", ""),
        ("20. Januar 2020 um 14:05 Uhr", "2020-01-20", "14:05"),
        ("12 marzo 2018 alle 10:30", "2018-03-12", "10:30"),
        ("33 (3) 09 Aug 20242024", "2024-08-09", ""),
        ("December 2024", "2024-12", ""),
        ("Jan-Apr 2017", "2017", ""),
    ],
)
def test_a_date_is_read_in_its_usual_forms(text: str, date: str, time: str) -> None:
    [stamp] = found(text)
    assert (stamp.date, stamp.time) == (date, time)


@pytest.mark.parametrize("text", ["31/31/2020", "February 30, 2020", "chapter 12, 2020 pages", "1944", "12:30 o'clock"])
def test_what_is_no_day_of_the_calendar_is_no_date(text: str) -> None:
    assert found(text) == ()


def test_a_date_that_can_be_read_two_ways_says_so() -> None:
    [american] = found("3/4/2020")
    [european] = found("3/4/2020", day_first=True)
    assert (american.date, american.sure) == ("2020-03-04", False)
    assert (european.date, european.sure) == ("2020-04-03", False)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Magdalena Defort and William Preston McLaughlin", ["Magdalena Defort", "William Preston McLaughlin"]),
        ("By Ana Ruiz, Will Granger, and Shaun A. Noordin", ["Ana Ruiz", "Will Granger", "Shaun A. Noordin"]),
        ("Colonel (Ret.) William P. Smith, U.S. Marine Corps", ["William P. Smith"]),
        ("Lt. Col. Robert J. Bunker, Ph.D. and Alma Keshavarz", ["Robert J. Bunker", "Alma Keshavarz"]),
        ("Dr. Jane Doe, PhD, University of Chicago", ["Jane Doe"]),
        ("Jane DoeUniversity of Chicago", ["Jane Doe"]),
        ("Jane Doe1, John Roe2*", ["Jane Doe", "John Roe"]),
        ("Martin Luther King, Jr.", ["Martin Luther King Jr."]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Von Anna Müller und Karl-Heinz Schmidt", ["Anna Müller", "Karl-Heinz Schmidt"]),
        ("Ludwig van der Berg", ["Ludwig van der Berg"]),
    ],
)  # fmt: skip
def test_a_byline_gives_the_names_without_ranks_degrees_and_affiliations(text: str, names: list[str]) -> None:
    assert [name for name, _ in byline(text).people] == names


@pytest.mark.parametrize("text", ["Small Wars Journal", "The Harbor Review", "Issue 5", "A Animação do Cinema", ""])
def test_a_journals_name_is_no_byline(text: str) -> None:
    assert byline(text).people == ()


def test_two_names_run_together_are_parted() -> None:
    text = "as shown by Medeiros (2022)"
    assert parted(["Carlos de Medeiros Esther Gouveia"], text) == ("Carlos de Medeiros", "Esther Gouveia")
    assert parted(["Márcia PLETSCH Geovana Lunardi MENDES"], "") == ("Márcia PLETSCH", "Geovana Lunardi MENDES")


@pytest.mark.parametrize(
    ("text", "author", "date"),
    [
        ("jdoe says:", "jdoe", ""),
        ("Maria L. wrote on March 3, 2012 at 4:00 pm:", "Maria L", "2012-03-03"),
        ("RobertN | March 3, 2012 at 4:00 pm | Reply", "RobertN", "2012-03-03"),
        ("On March 3, 2012, Tom Baxter said:", "Tom Baxter", "2012-03-03"),
        ("22. Dezember 2018 um 06:39 Uhr", "", "2018-12-22"),
        ("#4 Tom 2012-03-04 14:05", "Tom", "2012-03-04"),
        ("Old Timer, 3 years ago", "Old Timer", ""),
    ],
)
def test_a_comments_header_says_who_and_when(text: str, author: str, date: str) -> None:
    head = header(text)
    assert head is not None
    assert (head.author, head.date, head.strong) == (author, date, True)


@pytest.mark.parametrize(
    "text",
    ["It began on March 3, 2012 at 4:00 pm in the city of X.", "A text without header", "January 3, 1943 – May 1944"],
)  # fmt: skip
def test_a_sentence_is_no_comments_header(text: str) -> None:
    head = header(text)
    assert head is None or not head.strong


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("End Notes:", "notes"), ("NOTAS", "notes"), ("Anmerkungen", "notes"), ("7. Literatur", "bibliography"),
        ("REFERÊNCIAS", "bibliography"), ("About the Author(s)", "authors"), ("Über den Autor", "authors"),
        ("6 Comments", "comments"), ("3 Responses to “Iran’s”", "comments"), ("Résumé", "abstract"),
        ("A heading of its own", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_parts_heading_is_known_in_several_languages(text: str, named: str) -> None:
    assert part(text) == named


def test_the_language_of_a_text_is_told_by_its_commonest_words() -> None:
    assert language("The keeper of the maps is in the room and that was all of it for the day. " * 3) == "en"
    assert language("Die Karte ist in dem Zimmer und der Mann mit den Karten ist nicht auf dem Berg. " * 3) == "de"
    assert language("xyzzy") == ""
