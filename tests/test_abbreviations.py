"""Abbreviations that an article explains itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.abbreviations import abbreviations, long_form
from edition.anchors import identified
from edition.html import Writer
from edition.markup import read_text
from edition.model import Article


def article(text: str) -> Article:
    return Article("a", "A", body=identified(read_text(text).body))


@pytest.mark.parametrize(
    ("before", "short", "long"),
    [
        ("the charter of the Organization of American States", "OAS", "Organization of American States"),
        ("by the Joint Comprehensive Plan of Action", "JCPOA", "Joint Comprehensive Plan of Action"),
        ("o Instituto Brasileiro de Geografia", "IBG", "Instituto Brasileiro de Geografia"),
        ("It ended. The National Archives", "NA", "National Archives"),
        ("as the saying goes in the country", "USA", ""),
        ("", "OAS", ""),
    ],
)
def test_the_words_before_the_bracket_are_what_it_stands_for(before: str, short: str, long: str) -> None:
    assert long_form(short, before) == long


@given(st.text(), st.text(alphabet="ABCDE.&-", max_size=6))
def test_a_long_form_ends_what_stands_before_it(before: str, short: str) -> None:
    long = long_form(short, before)
    assert not long or " ".join(before.split()).endswith(long)


def test_one_that_is_explained_in_two_ways_is_left_alone() -> None:
    text = "The National Press (NP) met. The Northern Party (NP) did not."
    assert abbreviations(article(text)) == {}


def test_it_is_explained_wherever_it_stands_but_in_its_own_bracket() -> None:
    own = article("The Organization of American States (OAS) met. The OAS left; OASIS stayed.")
    html = Writer(on="articles/a.html", abbreviations=abbreviations(own)).body(own.body)
    assert html.count("<abbr") == 1
    assert '<abbr title="Organization of American States">OAS</abbr> left' in html
