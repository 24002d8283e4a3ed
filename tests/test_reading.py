"""Reading in a real browser: notes, cards of links, passages, settings; by mouse, keyboard and finger, at every width.

The edition is the one in cases/reading: two series of notes, notes close together, a note with two marks, articles in
Hebrew and Arabic, and a work that two articles cite.
"""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from edition.build import Options, build
from edition.emend import emend
from tests.built import HOST, REPOSITORY, Served, Site, serve
from tests.conftest import Reader
from tests.test_judges import violations
from tests.test_pages import comes_into_view, focused, in_view, the_popup

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CASES = Path(__file__).parent / "cases" / "reading"
MARGINS = "articles/2024-brown-margins.html"
HEBREW = "articles/2022-levi-shulayim.html"
ARABIC = "articles/2021-haddad-hawashi.html"
BROWN = "contributors/brown-ada.html"
WORK = "works/brown-1999-margin.html"
WIDTHS = [390, 1024, 1440]
RESTS = 600  # longer than a card keeps a resting pointer waiting


def built(project: Path) -> Site:
    outcome = build(project, Options(project / "site", base_url=HOST + REPOSITORY))
    assert not outcome.failed, outcome.problems
    return Site(project)


@pytest.fixture(scope="module")
def margins(tmp_path_factory: pytest.TempPathFactory) -> Site:
    project = tmp_path_factory.mktemp("reading")
    shutil.copytree(CASES / "content", project / "content")
    return built(project)


@pytest.fixture(scope="module")
def server(margins: Site) -> Iterator[Served]:
    address, own = serve(margins)
    yield address
    own.shutdown()
    own.server_close()


@pytest.fixture
def reader(browser: Browser, margins: Site, server: Served, site: Site, revised: Site) -> Iterator[Reader]:
    """A reader of this edition, who complains as the one of conftest.py does."""
    one = Reader(browser, (margins.root.as_uri(), revised.root.as_uri(), site.root.as_uri(), server.origin))
    yield one
    one.close()
    assert not one.complaints, "\n".join(one.complaints)


def opened(reader: Reader, site: Site, path: str = MARGINS, width: int = 600, **options: object) -> Page:
    page = reader.page(width=width, **options)
    page.goto(site.on_disk(path))
    return page


def phone(reader: Reader, site: Site, path: str = MARGINS) -> Page:
    return opened(reader, site, path, 390, height=844, has_touch=True, is_mobile=True)


def within_window(page: Page, selector: str = ".popup") -> bool:
    box, size = page.locator(selector).bounding_box(), page.viewport_size
    assert box and size
    return box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= size["width"]


def to_focus(page: Page, selector: str) -> None:
    """Gives the element the focus as the keyboard does."""
    page.keyboard.press("Shift")
    page.locator(selector).first.focus()


# ——— notes ———


@pytest.mark.parametrize("width", [1024, 1440])
def test_notes_close_together_stand_beside_the_text_and_do_not_overlap(
    reader: Reader, margins: Site, width: int
) -> None:
    page = opened(reader, margins)
    assert not page.locator(".sidenote").count(), "there is no room for them yet"
    page.set_viewport_size({"width": width, "height": 800})
    page.locator(".sides .sidenote").first.wait_for()
    boxes = [box for one in page.locator(".sidenote").all() if (box := one.bounding_box())]
    assert len(boxes) == 19
    assert all(a["y"] + a["height"] <= b["y"] for a, b in itertools.pairwise(boxes)), "two notes overlap"
    text = page.locator("#p1").bounding_box()
    assert text and all(text["x"] + text["width"] <= box["x"] for box in boxes), "a note covers the text"
    assert all(box["x"] + box["width"] <= width for box in boxes), "a note leaves the window"


def test_larger_text_takes_the_room_of_the_notes_and_gets_popups(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins, width=1024)
    page.get_by_role("button", name="Aa").click()
    page.get_by_label("Largest").check()
    page.keyboard.press("Escape")
    page.locator(".sides").wait_for(state="detached")
    page.click("#noteref-1")
    assert "London: Example" in the_popup(page).inner_text()
    assert within_window(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_both_series_of_notes_open_or_stand_beside(reader: Reader, margins: Site, width: int) -> None:
    page = opened(reader, margins, width=width)
    for note in ("1", "e1"):
        words = page.locator(f"#note-{note} p").first.inner_text()
        page.hover(f"#noteref-{note}")
        if width == 390:
            page.locator(f".popup[aria-label='Note {note}']").wait_for()
            assert words in the_popup(page).inner_text()
            assert within_window(page)
        else:
            page.locator(".sidenote.lit", has_text=words).wait_for()
            page.wait_for_timeout(250)
            assert not page.locator(".popup").count(), "its note is in view beside it"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_note_with_two_marks_has_a_way_back_to_each_by_name(reader: Reader, margins: Site, scripts: bool) -> None:
    page = reader.page(java_script_enabled=scripts)
    for path in (MARGINS, ARABIC):
        page.goto(margins.on_disk(path))
        for nth, mark in ((1, "noteref-2"), (2, "noteref-2-2")):
            page.get_by_role("link", name=f"Back to mark {nth} of note 2,").click()
            assert urlsplit(page.url).fragment == mark
            comes_into_view(page, f"#{mark}")


def test_every_way_back_has_a_name_of_its_own(margins: Site) -> None:
    for path, page in margins.articles.items():
        names = [link.text for link in page.every(role="doc-backlink")]
        assert len(names) == len(set(names)) > 0, path


def test_a_link_in_an_open_note_can_be_followed(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins)
    page.hover("#noteref-2")
    the_popup(page).get_by_role("link", name="Dan Levi").click()
    page.wait_for_url(re.compile(r"contributors/levi-dan\.html$"))


def test_a_finger_follows_a_link_in_an_open_note(reader: Reader, margins: Site) -> None:
    page = phone(reader, margins)
    page.tap("#noteref-2")
    the_popup(page).get_by_role("link", name="Dan Levi").tap()
    page.wait_for_url(re.compile(r"contributors/levi-dan\.html$"))


def test_an_open_note_shows_what_it_stands_for_and_so_does_its_link_in_the_list(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins)
    page.click("#noteref-2")
    assert "London: Example" in the_popup(page).locator("blockquote").inner_text()
    page.keyboard.press("Escape")
    page.hover("#note-2 .antecedent")
    assert the_popup(page).get_attribute("aria-label") == "Note 1"
    assert "London: Example" in the_popup(page).inner_text()
    page.click("#note-2 .antecedent")
    assert urlsplit(page.url).fragment == "note-1"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_deep_link_shows_its_target_in_another_colour(reader: Reader, margins: Site, scripts: bool) -> None:
    page = reader.page(java_script_enabled=scripts)
    for width, own in zip(WIDTHS, ("note-9", "p9", "note-e1"), strict=True):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("about:blank")
        page.goto(margins.on_disk(f"{MARGINS}#{own}"))
        comes_into_view(page, f"#{own}")
        tint = "e => getComputedStyle(e, '::before').backgroundColor"
        assert page.locator(f"#{own}").evaluate(tint) == "rgb(245, 239, 223)", own


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", [HEBREW, ARABIC])
def test_a_text_from_right_to_left_is_set_so(reader: Reader, margins: Site, path: str, width: int) -> None:
    page = opened(reader, margins, path, width)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == ("he" if path == HEBREW else "ar")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    text, mark = page.locator("#p1").bounding_box(), page.locator("#noteref-1")
    assert text
    mark.hover()
    if width == 390:
        assert page.locator("#note-1 p").inner_text() in the_popup(page).inner_text()
        assert within_window(page)
    else:
        box = page.locator(".sidenote").first.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= text["x"], "the notes stand on the left"
    page.locator("#p1").hover()
    number = page.locator("#p1 .pn").bounding_box()
    assert number and number["x"] >= text["x"] + text["width"] - 2, "the paragraph's number stands on the right"
    assert page.locator(".imprint").evaluate(STOP), "an English line of ours ends with its stop"
    versal = "e => getComputedStyle(e, '::first-letter').color === getComputedStyle(e).color"
    assert page.locator(".lead").evaluate(versal), "letters that are joined are not torn apart"


STOP = """e => {
  const at = (node, n) => { const r = document.createRange(); r.setStart(node, n); r.setEnd(node, n + 1);
    return r.getBoundingClientRect().left; };
  const [first, last] = [e.firstChild, e.lastChild];
  return last.data.endsWith('.') && at(last, last.length - 1) > at(first, 0);
}"""


def test_words_of_another_script_keep_their_own_direction(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins, HEBREW)
    assert page.locator("#p1 i[lang=en]").evaluate("e => getComputedStyle(e).direction") == "ltr"


@pytest.mark.parametrize(("choice", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_those_who_want_less_motion(reader: Reader, margins: Site, choice: str, moves: bool) -> None:
    page = opened(reader, margins, reduced_motion=choice)
    page.click("#noteref-1")
    assert (the_popup(page).evaluate("e => getComputedStyle(e).animationName") != "none") is moves
    page.keyboard.press("Escape")
    page.locator("#p9").evaluate("e => { e.tabIndex = -1; e.focus({ preventScroll: true }); }")
    page.keyboard.press("j")
    at = page.evaluate("scrollY")
    comes_into_view(page, "#p10")
    if not moves:
        assert page.evaluate("scrollY") == at > 0, "it is there at once"


# ——— the cards of links ———


def the_card(page: Page) -> str:
    card = page.locator(".popup.card")
    card.wait_for()
    assert card.get_attribute("role") == "tooltip"
    assert page.locator("[aria-describedby=card]").count() == 1
    return " ".join(card.inner_text().split())


@pytest.mark.parametrize(
    ("widths", "path", "link", "said"),
    [
        (WIDTHS, MARGINS, ".byline a", ["Ada Brown", "A reader of margins.", "One article"]),
        ([390], BROWN, ".entry a", ["On margins", "Ada Brown", "Journal of Margins, 5 March 2024", "The first para"]),
        ([1440], MARGINS, "#references a", ["The Margin: A History", "Example, 1999", "3 notes in 2 articles"]),
    ],
)
def test_a_link_shows_a_card_of_the_page_it_leads_to(
    reader: Reader, margins: Site, widths: list[int], path: str, link: str, said: list[str]
) -> None:
    page = opened(reader, margins, path)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        page.locator(link).first.hover()
        card = the_card(page)
        assert [one for one in said if one not in card] == [], card
        assert within_window(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.mouse.move(2, 2)
        page.locator(".popup.card").wait_for(state="detached")
        assert not page.locator("[aria-describedby=card]").count()


def test_the_pointer_may_rest_on_a_card(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins)
    page.hover(".byline a")
    the_card(page)
    page.hover(".popup.card")
    page.wait_for_timeout(RESTS)
    assert page.locator(".popup.card").count()


def test_a_card_speaks_its_pages_language(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins)
    page.hover("#p1 a >> text=another article")
    assert "על השוליים" in the_card(page)
    name = page.locator(".card .name")
    assert (name.get_attribute("lang"), name.get_attribute("dir")) == ("he", "rtl")


def test_cards_come_with_a_strict_policy_from_a_server_too(reader: Reader, server: Served) -> None:
    page = reader.page()
    page.goto(server.below(MARGINS))
    page.hover(".byline a")
    assert "A reader of margins." in the_card(page)
    assert sum("/cards/" in url for url in reader.asked) == 1


def test_a_pointer_that_passes_over_a_link_opens_nothing(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins)
    page.hover(".byline a")
    page.mouse.move(2, 2)
    page.wait_for_timeout(RESTS)
    assert not page.locator(".popup").count()
    assert not any("/cards/" in url for url in reader.asked)


def test_the_keyboards_focus_opens_a_card_and_escape_closes_it_and_stays(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins)
    to_focus(page, ".byline a")
    assert "A reader of margins." in the_card(page)
    page.keyboard.press("Escape")
    page.locator(".popup").wait_for(state="detached")
    assert page.evaluate("document.activeElement.matches('.byline a')")
    page.wait_for_timeout(RESTS)
    assert not page.locator(".popup").count(), "what was dismissed stays away"
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    the_card(page)
    page.keyboard.press("Tab")
    page.locator(".popup").wait_for(state="detached")
    page.keyboard.press("Shift+Tab")
    the_card(page)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"contributors/brown-ada\.html$"))


def test_a_tap_follows_a_link_at_once(reader: Reader, margins: Site) -> None:
    page = phone(reader, margins)
    page.tap(".byline a")
    page.wait_for_url(re.compile(r"contributors/brown-ada\.html$"))
    page.go_back()
    page.wait_for_timeout(RESTS)
    assert not page.locator(".popup").count()


def test_links_of_the_navigation_to_passages_and_to_the_page_itself_show_no_card(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins, WORK, width=1024)
    for link in (".masthead nav a", ".passages .loc a", ".refs .small a"):
        page.locator(link).first.hover()
        page.wait_for_timeout(RESTS)
        assert not page.locator(".popup").count(), link


def test_every_page_has_its_card_in_its_own_file_and_no_other_file_is_there(margins: Site, variety: Site) -> None:
    for site in (margins, variety):
        found = {}
        for path, raw in site.files.items():
            if path.startswith("cards/"):
                cards = re.findall(r'"((?:articles|contributors|works)/[^"\\]+\.html)": "', raw.decode())
                assert cards, f"{path} holds nothing"
                found.update(dict.fromkeys(cards, path))
        expected = [p for p in site.pages if re.match(r"(articles|contributors|works)/(?!.*\.source\.html)", p)]
        assert sorted(found) == sorted(expected)


# ——— passages ———


def cited(page: Page, paragraph: str) -> str:
    """The link that `cite this passage` gives, from its own text."""
    page.locator(f"#{paragraph}").hover()
    page.locator(f"#{paragraph} .pn").click()
    link = page.locator(".passage textarea").input_value().split()[-1]
    page.keyboard.press("Escape")
    return link


def arrived(page: Page, site: Site, link: str) -> Page:
    """The page as someone finds it who follows the link, on this disk."""
    address = urlsplit(link)
    page.goto("about:blank")
    page.goto(site.on_disk(f"{MARGINS}?{address.query}#{address.fragment}"))
    page.wait_for_timeout(200)  # a notice speaks a moment after it is there
    return page


def test_a_passage_is_cited_with_its_words_a_citation_and_a_link(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins)
    page.locator("#p2").hover()
    page.locator("#p2 .pn").click()
    words = page.locator(".passage textarea").input_value()
    assert words.startswith("“The second paragraph has one note twice: here and, some words later, here again.")
    assert "There were 102 copies" in words, "a superior figure that is no mark is a part of the text"
    assert "Brown, Ada" in words and ", par. 2." in words
    link = urlsplit(words.split()[-1])
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{HOST}{REPOSITORY}{MARGINS}"
    assert link.fragment == "p2"
    assert re.fullmatch(r"p2\.\d{4}-\d\d-\d\d\.[0-9a-z]{1,7}", parse_qs(link.query)["cited"][0])


def test_what_is_selected_is_cited_and_its_link_leads_to_those_words(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins)
    page.evaluate(
        """() => { const node = document.querySelector('#p9').firstChild;
        getSelection().setBaseAndExtent(node, 0, node, 19); }"""
    )
    page.keyboard.press("c")
    words = page.locator(".passage textarea").input_value()
    assert words.startswith("“Paragraph two of th”")
    assert words.endswith("#p9:~:text=Paragraph%20two%20of%20th")


def test_copying_the_link_copies_it_and_says_so(reader: Reader, server: Served) -> None:
    page = reader.page(width=600, permissions=["clipboard-read", "clipboard-write"])
    page.goto(server.below(MARGINS + "?q=margin"))
    page.locator("#p9").hover()
    page.locator("#p9 .pn").click()
    page.get_by_role("button", name="Copy the link only").click()
    page.locator(".passage [role=status]", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(server.below(MARGINS) + "?cited=p9.") and copied.endswith("#p9")
    assert "q=margin" not in copied


def test_a_finger_and_the_keyboard_cite_a_passage(reader: Reader, margins: Site) -> None:
    page = phone(reader, margins)
    page.evaluate("document.documentElement.dataset.numbers = 'on'")
    page.tap("#p2 .pn")
    assert within_window(page, ".popup.passage")
    page.get_by_role("button", name="Close").tap()
    page.locator(".popup").wait_for(state="detached")
    page = opened(reader, margins)
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.locator(".popup.passage").wait_for()
    page.keyboard.press("Escape")
    assert not page.locator(".popup").count()


@pytest.fixture(scope="module")
def revised(margins: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The edition after its editor has been at work: a paragraph changed, one left out, one put in, a mark gone."""
    project = tmp_path_factory.mktemp("revised")
    shutil.copytree(margins.project / "content", project / "content")
    emend(project, Path(MARGINS).stem)  # which keeps the ids
    file = project / "content" / "articles" / Path(MARGINS).stem / "text.md"
    text = file.read_text("utf-8")
    for old, new in (
        ("The first paragraph cites a book", "A new paragraph before all.\n\nThe first paragraph cites a book"),
        ("adds a word.[^e1]", "adds a word."),
        ("some words later, here", "some words on, here"),
        ("A paragraph that stands right below them.\n\n", ""),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    emend(project, Path(MARGINS).stem)
    return built(project)


def test_a_passage_that_is_as_it_was_cited_is_silent(reader: Reader, margins: Site, revised: Site) -> None:
    page = opened(reader, margins)
    link, other = cited(page, "p1"), cited(page, "p2")
    for site, words in ((margins, "p2"), (revised, "p1")):
        assert not arrived(page, site, other if words == "p2" else link).locator(".changed").count(), words
    assert "The first paragraph" in page.locator("#p1").inner_text(), "an insertion before it moves no id"
    assert not arrived(page, revised, other.replace("?", "?not-")).locator(".changed").count(), "nobody has cited it"
    arrived(page, revised, link.replace("?", "?q=editor&"))
    page.locator("#p1 mark").first.wait_for()
    assert not page.locator(".changed").count(), "words that are marked are the same words"


def test_a_passage_that_has_changed_since_it_was_cited_says_so_whatever_reading_is_shown(
    reader: Reader, margins: Site, revised: Site
) -> None:
    page = opened(reader, margins)
    link = cited(page, "p2")
    year = re.findall(r"cited=p2\.(\d{4})-", link)[0]
    for reading in ("published", "both"):
        page.evaluate("reading => localStorage.setItem('edition:reading', reading)", reading)
        notice = arrived(page, revised, link).locator(".changed[role=status]")
        assert "This paragraph has been changed since it was cited on" in notice.inner_text()
        assert year in notice.inner_text()
        assert notice.evaluate("e => e.nextElementSibling.id") == "p2"
        assert not notice.locator("a").count(), "there is no apparatus and no source to look at"
        comes_into_view(page, "#p2")
        assert page.locator("link[rel=canonical]").get_attribute("href") == f"{HOST}{REPOSITORY}{MARGINS}"


def test_a_passage_that_is_gone_says_so_where_it_stood(reader: Reader, margins: Site, revised: Site) -> None:
    page = opened(reader, margins)
    link = cited(page, "p4")
    notice = arrived(page, revised, link).locator(".changed[role=status]")
    assert "is no longer in the text" in notice.inner_text()
    comes_into_view(page, ".changed")
    strange = arrived(page, revised, link.replace("p4", "p400")).locator(".changed")
    assert "is not in this text" in strange.inner_text()
    comes_into_view(page, ".changed")


def test_a_notice_leads_to_what_was_corrected_or_else_to_the_source(reader: Reader, site: Site) -> None:
    article = "articles/2020-defort-iran-penetration.html"
    page = reader.page()
    page.goto(site.on_disk(f"{article}?cited=p3.2026-11-22.abc#p3"))
    href = page.locator(".changed a").get_attribute("href") or ""
    assert page.locator(f"#apparatus {href} > a").get_attribute("href") == "#p3"
    page.goto(site.on_disk(f"{article}?cited=p12.2026-11-22.abc#p12"))
    assert urlsplit(page.locator(".changed a").get_attribute("href") or "").path.endswith(".source.html")


# ——— settings, keys, contents ———


def test_what_a_reader_sets_is_remembered_on_every_page(reader: Reader, server: Served) -> None:
    page = reader.page()
    page.goto(server.below(MARGINS))
    page.get_by_role("button", name="Aa").click()
    page.get_by_label("Large", exact=True).check()
    page.get_by_label("Always show paragraph numbers").check()
    page.get_by_label("Single-key shortcuts").uncheck()
    for path in (MARGINS, HEBREW):
        page.goto(server.below(path))
        assert page.evaluate("({...document.documentElement.dataset})") == {
            "size": "3", "numbers": "on", "keys": "off",
        }  # fmt: skip
        assert all(one.is_visible() for one in page.locator(".pn").all())
    page.keyboard.press("?")
    assert not page.locator("dialog.panel[open]").count(), "the keys are off"
    page.get_by_role("button", name="Aa").click()
    assert page.get_by_label("Large", exact=True).is_checked()
    page.get_by_label("Normal").check()
    page.get_by_label("Single-key shortcuts").check()
    page.goto(server.below("index.html"))
    assert page.evaluate("({...document.documentElement.dataset})") == {"numbers": "on"}


def test_the_panel_is_worked_with_the_keyboard_and_gives_the_focus_back(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins)
    panel = page.locator("dialog.panel[open]")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.keyboard.press("?")
        panel.wait_for()
        assert panel.evaluate("e => e.contains(document.activeElement)")
        assert within_window(page, "dialog.panel")
        page.keyboard.press("?")
        panel.wait_for(state="detached")
    page.keyboard.press("?")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.keyboard.press("Escape")
    panel.wait_for(state="detached")
    assert page.evaluate("document.activeElement.matches('.aa')")
    page.keyboard.press("Enter")
    panel.wait_for()
    assert page.locator(".aa").get_attribute("aria-expanded") == "true"


def test_keys_lead_through_paragraphs_notes_contents_and_to_the_search(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins)
    ways = {"j": ("p1", "p2"), "k": ("p1",), "n": ("noteref-1", "noteref-e1"), "b": ("noteref-1",)}
    for key, own in ((key, own) for key, those in ways.items() for own in those):
        page.keyboard.press(key)
        assert focused(page) == own, key
    page.keyboard.press("t")
    assert page.evaluate("!!document.activeElement.closest('[role=doc-toc]')")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("jk?")
    assert page.locator("input[name=q]").input_value() == "jk?", "in a field the keys are letters"


def test_the_contents_follow_the_reader(reader: Reader, margins: Site) -> None:
    page = opened(reader, margins)
    now = page.locator("[role=doc-toc] [aria-current=location]")
    parts = ("the-first-half", "the-second-half", "many-notes-close-together")
    for width, own in itertools.product(WIDTHS, parts):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator(f"#{own}").evaluate("e => e.scrollIntoView({ block: 'start', behavior: 'instant' })")
        page.locator(f"[role=doc-toc] a[href='#{own}'][aria-current]").wait_for(state="attached")
        assert now.count() == 1
        if width == 1440:
            assert now.is_visible() and in_view(page, "[role=doc-toc]"), "they stand beside the text"


def test_without_scripts_nothing_is_offered_that_needs_them(reader: Reader, margins: Site) -> None:
    page = reader.page(java_script_enabled=False)
    for path in (MARGINS, HEBREW, BROWN, WORK):
        page.goto(margins.on_disk(path))
        for one in page.locator("main button, main dialog, main .popup, .masthead .aa, .sidenote, .changed").all():
            assert not one.is_visible(), path
    page.click(".standfirst, .entry a")
    assert page.locator("h1").count() == 1


# ——— what axe says of it ———


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_axe_finds_no_violation_in_cards_and_notices(
    reader: Reader, axe: str, server: Served, width: int, scheme: str
) -> None:
    page = reader.page(width=width, color_scheme=scheme, reduced_motion="reduce")
    page.goto(server.below(WORK))
    page.locator(".entry > a").first.hover()
    the_card(page)
    assert violations(page, axe) == [], "a card"


def test_axe_finds_no_violation_where_a_passage_has_changed(reader: Reader, axe: str, server: Served) -> None:
    page = reader.page(color_scheme="dark", reduced_motion="reduce")
    page.goto(server.below(f"{MARGINS}?cited=p2.2026-11-22.abc#p2"))
    page.locator(".changed", has_text="2026").wait_for()
    page.hover("#note-2 .antecedent")
    the_popup(page)
    assert violations(page, axe) == [], "the notice, and what a note stands for"


def test_axe_finds_no_violation_from_right_to_left(reader: Reader, axe: str, server: Served) -> None:
    page = reader.page(width=390, reduced_motion="reduce")
    page.goto(server.below(HEBREW))
    page.click("#noteref-1")
    the_popup(page)
    assert violations(page, axe) == []
