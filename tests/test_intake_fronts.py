"""The front of an article as journals and sites print it: who wrote it, where they work, who translated it, when."""

from __future__ import annotations

import pytest

from edition.accession import accession, report
from edition.model import Verdict
from edition.readers import read

TITLE = "The Archive That Burned Twice"
SJOBERG, BRIAIN, CRUZ = "Ingrid Sjöberg", "Tomás Ó Briain", "Maria Cruz"
TEXT = (
    "In 1752 and again in 1865 the archive of Karlstad burned, and with it went all that the town had written of "
    "itself since the days of the first bishop. We compare the two fires, and ask who lit them.\n\n"
    "The first took everything west of the square. The second took the copies, which had been put where nobody would "
    "look for them, and where nobody did.\n"
)
CREDITS = {
    "a line for each": f"{SJOBERG}, Karlstad University\n{BRIAIN}, National Archives of Ireland\n{CRUZ}, Seville",
    "a paragraph for each": f"{SJOBERG}, Karlstad University\n\n{BRIAIN}, National Archives\n\n{CRUZ}, Seville College",
    "posts": f"{SJOBERG}, archivist\n{BRIAIN}, independent scholar, Dublin\n{CRUZ}, PhD, University of Seville",
    "below each": f"{SJOBERG}\nKarlstad University\n{BRIAIN}\nHouse of Records, Dublin\n{CRUZ}\nUniversity of Seville",
    "with addresses": f"{SJOBERG}\nKarlstad University\nis@example.se\n\n{BRIAIN}\nCork Library\n\n{CRUZ}",
    "behind a dash": f"{SJOBERG} — Karlstad University\n{BRIAIN} — National Archives of Ireland\n{CRUZ} — Seville",
    "German": f"{SJOBERG}, Stadtarchiv Karlstad\n{BRIAIN}, Technische Universität Dresden\n{CRUZ}, Institut in Rom",
    "French": f"{SJOBERG}, École des chartes\n{BRIAIN}, CNRS, Paris\n{CRUZ}, Archives départementales du Finistère",
}
ROLES = {
    "By Karel Novák\nTranslated by Jane Hill": "translator",
    "Karel Novák\nTranslated from the Czech by Jane Hill": "translator",
    "By Karel Novák, translated from the Czech by Jane Hill": "translator",
    "Von Karel Novák\nAus dem Tschechischen von Jane Hill": "translator",
    "Karel Novák\nTraduit du tchèque par Jane Hill": "translator",
    "Karel Novák\n\nTraducción de Jane Hill": "translator",
    "By Karel Novák\nPhotographs by Jane Hill": "photographer",
}
DATES = {
    "3 мая 2011 г.": "2011-05-03", "3 مايو 2011": "2011-05-03", "3 במאי 2011": "2011-05-03",
    "2011年5月3日": "2011-05-03", "3. května 2011": "2011-05-03", "3 maja 2011": "2011-05-03",
    "3 Mayıs 2011": "2011-05-03", "3 Μαΐου 2011": "2011-05-03", "2011년 5월": "2011-05",
}  # fmt: skip


def told(front: str, name: str = "a.txt") -> dict[str, object]:
    taken = accession(read((front + "\n\n" + TEXT).encode(), name), lambda _, **__: Verdict(False, 0.5, ()))
    assert "".join(taken.text[tile.start : tile.end] for tile in taken.tiles) == taken.text
    return report(taken, {})


@pytest.mark.parametrize("kind", CREDITS)
def test_people_with_their_workplaces_are_the_byline(kind: str) -> None:
    said = told(f"{TITLE}\n\n{CREDITS[kind]}")
    assert (said["title"], said["authors"]) == (TITLE, [SJOBERG, BRIAIN, CRUZ])
    assert (said["headings"], said["paragraphs"]) == ([], 2)


def test_a_title_that_names_somebody_is_no_credit() -> None:
    said = told(f"Karl Marx, Philosopher\n\n{SJOBERG}, Karlstad University\n{CRUZ}, University of Seville")
    assert (said["title"], said["authors"]) == ("Karl Marx, Philosopher", [SJOBERG, CRUZ])


@pytest.mark.parametrize("front", ROLES)
def test_who_translated_it_is_no_author(front: str) -> None:
    said = told(f"The Fog\n\n{front}\n\n1 May 2001")
    assert (said["title"], said["authors"], said["published"]) == ("The Fog", ["Karel Novák"], "2001-05-01")
    assert said["contributions"] == [
        {"name": "Karel Novák", "role": "author"},
        {"name": "Jane Hill", "role": ROLES[front]},
    ]


@pytest.mark.parametrize("date", DATES)
def test_dates_are_read_in_the_alphabets_they_are_printed_in(date: str) -> None:
    said = told(f"{TITLE}\n\nBy {SJOBERG}\n\n{date}")
    assert (said["title"], said["published"], said["headings"]) == (TITLE, DATES[date], [])


@pytest.mark.parametrize("line", ["*By Anna Feld*", "**Anna Feld**", "_Anna Feld_"])
def test_a_byline_in_italics_is_one(line: str) -> None:
    said = told(f"# {TITLE}\n\n{line}\n\n3 May 2008", "a.md")
    assert (said["authors"], said["paragraphs"]) == (["Anna Feld"], 2)


@pytest.mark.parametrize("line", ["王小波", "文／王小波", "作者：王小波"])
def test_names_without_a_space_are_read_where_a_byline_stands(line: str) -> None:
    text = "采石场的笔记共有四十页,其中前三页是空白的,第四页已经撕破。" * 3
    said = told(f"采石场笔记\n\n{line}\n\n2008年5月3日\n\n{text}")
    assert (said["title"], said["authors"], said["published"]) == ("采石场笔记", ["王小波"], "2008-05-03")


def test_an_editor_s_note_below_the_byline_is_text() -> None:
    said = told(
        f"{TITLE}\n\n{SJOBERG}\n\n[Editor's note: It was found in 1998 at Blaenau. We print it with its notes.]"
    )
    assert (said["authors"], said["paragraphs"]) == ([SJOBERG], 3)
