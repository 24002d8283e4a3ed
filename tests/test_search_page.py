"""The search page in a browser: keys, typing, narrowing, what was meant, and the address that keeps the query."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.built import Served, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Reader


def asked(reader: Reader, site: Site, query: str) -> Page:
    """The search page, once it has answered."""
    page = reader.page()
    page.goto(site.on_disk("search.html") + "?q=" + quote(query))
    page.locator("[role=status][data-articles]").wait_for(state="attached")
    return page


def articles(page: Page) -> int:
    """How many articles the page says it has found."""
    status = page.locator("[role=status][data-articles]")
    status.wait_for(state="attached")
    return int(status.get_attribute("data-articles") or -1)


def test_the_arrows_lead_through_the_passages_and_back_to_the_field(reader: Reader, site: Site) -> None:
    page = asked(reader, site, "Venezuela")
    page.locator("a.passage").first.wait_for()
    field = page.locator("main input[name=q]")
    field.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.entry') !== null")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.className") == "passage"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert field.evaluate("field => field === document.activeElement")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")


def test_typing_answers_and_an_unfinished_word_stands_for_those_that_begin_so(reader: Reader, site: Site) -> None:
    page = reader.page()
    page.goto(site.on_disk("search.html"))
    page.locator("main input[name=q]").press_sequentially("hezbol", delay=20)
    page.locator("a.passage mark").first.wait_for()
    assert page.locator("a.passage mark").first.inner_text() == "Hezbollah"
    assert page.url.endswith("?q=hezbol")
    page.locator("main input[name=q]").fill("")
    page.locator("#search-results > li").first.wait_for(state="detached")
    assert articles(page) == 0


def test_a_misprint_is_offered_its_word(reader: Reader, site: Site) -> None:
    page = asked(reader, site, "Hezbolah")
    assert articles(page) == 0
    meant = page.locator("[role=status] a")
    meant.wait_for()
    assert meant.inner_text() == "hezbollah"
    meant.click()
    page.locator("a.passage").first.wait_for()
    assert page.url.endswith("?q=hezbollah")
    assert page.locator("main input[name=q]").input_value() == "hezbollah"


def test_narrowing_says_how_many_there_will_be_and_keeps_to_it(reader: Reader, site: Site) -> None:
    page = asked(reader, site, "Ottolenghi")
    page.locator("a.passage").first.wait_for()
    for choice in page.locator("aside label").all():
        number = int(choice.locator("span").inner_text())
        box = choice.locator("input")
        value = box.get_attribute("value")
        box.check()
        page.wait_for_function("value => [...new URLSearchParams(location.search).values()].includes(value)", arg=value)
        page.wait_for_function(
            "n => document.querySelector('[role=status]').dataset.articles === String(n)", arg=number
        )
        assert page.locator("#search-results > li").count() == number
        page.locator(f"aside input[value='{value}']").uncheck()
        page.wait_for_function("document.querySelector('[role=status]').dataset.articles === '1'")


def test_narrowed_to_the_notes_only_notes_are_shown(reader: Reader, site: Site) -> None:
    page = reader.page()
    page.goto(site.on_disk("search.html") + "?q=Iran&in=notes")
    page.locator("a.passage").first.wait_for()
    page.locator("details summary").first.click()
    page.locator("details a.passage").first.wait_for()
    led = page.locator("a.passage").evaluate_all("links => links.map(link => link.hash)")
    assert led
    assert all(place.startswith(("#note-", "#reading-", "#nb")) for place in led)


@pytest.mark.parametrize(
    ("query", "place"), [('"Latin America"', "disk"), ("Chávez oil-hungry", "served"), ("penetrat* Iran’s", "disk")]
)
def test_what_was_found_is_marked_where_it_stands(
    reader: Reader, site: Site, served: Served, query: str, place: str
) -> None:
    page = reader.page()
    page.goto((site.on_disk("search.html") if place == "disk" else served.below("search.html")) + "?q=" + quote(query))
    first = page.locator("a.passage").first
    first.wait_for()
    shown = first.locator("mark").all_inner_texts()
    assert shown
    first.click()
    page.wait_for_url("**/articles/*")
    target = page.evaluate("location.hash")
    page.locator(f"{target} mark:visible").first.wait_for()
    assert set(shown) <= set(page.locator(f"{target} mark").all_inner_texts())


def test_marking_leaves_the_text_as_it_is(reader: Reader, site: Site) -> None:
    path = next(iter(site.articles))
    texts = []
    for query in ("", "?q=the%20of%20Iran%20Latin%20%22Monroe%20Doctrine%22"):
        page = reader.page()
        page.goto(site.on_disk(path + query))
        if query:
            page.locator("main mark").first.wait_for()
        texts.append(page.locator("#p1, #p2, #p3, #p9, #notes").all_text_contents())
    assert texts[0] == texts[1]
