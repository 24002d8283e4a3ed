"""The pages in a real browser: from disk and from a server, with scripts and without, at every width and on paper."""

from __future__ import annotations

import gzip
import itertools
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from tests.built import REPOSITORY, Served, Site
from tests.conftest import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ARTICLE = "articles/2020-defort-iran-penetration.html"
EVERYTHING = "articles/2019-doe-everything.html"
NARROW = 600  # no room for notes beside the text
WIDE = 1400


def in_view(page: Page, selector: str) -> bool:
    """Whether a reader sees the beginning of the element."""
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    assert size
    return box is not None and -2 <= box["y"] < size["height"] and -2 <= box["x"] < size["width"]


def comes_into_view(page: Page, selector: str) -> None:
    """Waits a moment: browsers scroll after the address has changed, and some of them smoothly."""
    for _ in range(20):
        if in_view(page, selector):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"{selector} is not in view on {page.url}")


def marks(page: Page) -> list[tuple[str, str]]:
    """(id of the mark, id of its note) of every mark on the page."""
    found = page.locator("[role=doc-noteref]").all()
    return [(mark.get_attribute("id") or "", (mark.get_attribute("href") or "")[1:]) for mark in found]


# ——— mark, note, and back ———


def test_without_scripts_every_mark_leads_to_its_note_and_the_note_back(reader: Reader, site: Site) -> None:
    page = reader.page(java_script_enabled=False)
    page.goto(site.on_disk(ARTICLE))
    pairs = marks(page)
    assert len(pairs) == 24
    for mark, note in pairs:
        page.click(f"#{mark}")
        assert urlsplit(page.url).fragment == note
        comes_into_view(page, f"#{note}")
        page.click(f"#{note} [role=doc-backlink][href='#{mark}']")
        assert urlsplit(page.url).fragment == mark
        comes_into_view(page, f"#{mark}")


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_with_scripts_every_mark_leads_to_its_note_and_the_note_back(reader: Reader, site: Site, width: int) -> None:
    page = reader.page(width=width)
    page.goto(site.on_disk(ARTICLE))
    for mark, note in marks(page):
        page.click(f"#{mark}")
        popup = page.locator(".popup")
        if popup.count():  # else its note stood beside it, and the mark was a link
            words = page.locator(f"#{note} p").first.inner_text()
            assert words in popup.inner_text()
            popup.get_by_role("link", name="In the list of notes").click()
        assert urlsplit(page.url).fragment == note
        comes_into_view(page, f"#{note}")
        page.click(f"#{note} [role=doc-backlink][href='#{mark}']")
        assert urlsplit(page.url).fragment == mark
        comes_into_view(page, f"#{mark}")
        page.mouse.move(2, 2)  # the mark may have come to stand under the pointer, and have opened its note
        popup.wait_for(state="detached")


def test_on_a_wide_screen_every_note_stands_beside_its_mark(reader: Reader, site: Site) -> None:
    page = reader.page(width=WIDE)
    page.goto(site.on_disk(ARTICLE))
    beside = page.locator(".sidenote")
    assert beside.count() == 24
    boxes = [box for one in beside.all() if (box := one.bounding_box())]
    assert len(boxes) == 24
    assert all(a["y"] + a["height"] <= b["y"] for a, b in itertools.pairwise(boxes)), "two notes overlap"
    text = page.locator("#p1").bounding_box()
    assert text and all(box["x"] >= text["x"] + text["width"] for box in boxes), "a note covers the text"


# ——— the popup ———


@pytest.fixture
def narrow(reader: Reader, site: Site) -> Page:
    page = reader.page(width=NARROW)
    page.goto(site.on_disk(ARTICLE))
    return page


def the_popup(page: Page) -> Locator:
    popup = page.locator(".popup")
    popup.wait_for()
    return popup


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_a_note_opens_under_the_pointer_and_closes_when_it_leaves(narrow: Page) -> None:
    narrow.hover("#noteref-5")
    assert "Lexington Books" in the_popup(narrow).inner_text()
    narrow.mouse.move(5, 5)
    narrow.locator(".popup").wait_for(state="detached")


def test_the_pointer_may_move_into_an_open_note(narrow: Page) -> None:
    narrow.hover("#noteref-5")
    the_popup(narrow).hover()
    narrow.wait_for_timeout(600)
    assert narrow.locator(".popup").count() == 1


def test_a_note_opens_with_the_keyboards_focus_and_escape_closes_it(narrow: Page) -> None:
    narrow.keyboard.press("Tab")
    narrow.locator("#noteref-5").focus()
    assert "Lexington Books" in the_popup(narrow).inner_text()
    narrow.keyboard.press("Escape")
    assert not narrow.locator(".popup").count()
    assert focused(narrow) == "noteref-5"


def test_enter_leads_into_the_note_and_escape_back_to_its_mark(narrow: Page) -> None:
    narrow.keyboard.press("Tab")
    narrow.locator("#noteref-5").focus()
    narrow.keyboard.press("Enter")
    popup = the_popup(narrow)
    assert popup.evaluate("e => e.contains(document.activeElement)")
    narrow.keyboard.press("Tab")
    assert popup.evaluate("e => e.contains(document.activeElement)")
    narrow.keyboard.press("Escape")
    assert not narrow.locator(".popup").count()
    assert focused(narrow) == "noteref-5"


def test_the_button_closes_the_note_and_gives_the_focus_back(narrow: Page) -> None:
    narrow.click("#noteref-5")
    the_popup(narrow).get_by_role("button", name="Close").click()
    assert not narrow.locator(".popup").count()
    assert focused(narrow) == "noteref-5"


def test_a_tap_opens_the_note_and_a_second_tap_closes_it(reader: Reader, site: Site) -> None:
    page = reader.page(width=390, height=844, has_touch=True, is_mobile=True)
    page.goto(site.on_disk(ARTICLE))
    page.tap("#noteref-5")
    assert "Lexington Books" in the_popup(page).inner_text()
    before = page.url
    page.tap("#noteref-5")
    page.locator(".popup").wait_for(state="detached")
    assert page.url == before, "a tap that closes must not lead away"
    page.tap("#noteref-5")
    the_popup(page)
    page.tap("#p4", position={"x": 10, "y": 5})
    page.locator(".popup").wait_for(state="detached")


def test_one_note_is_open_at_a_time_and_says_which(narrow: Page) -> None:
    narrow.click("#noteref-4")
    the_popup(narrow)
    narrow.click("#noteref-5")
    assert the_popup(narrow).get_attribute("aria-label") == "Note 5"
    assert narrow.locator("#noteref-5").get_attribute("aria-expanded") == "true"
    assert narrow.locator("#noteref-4").get_attribute("aria-expanded") is None


OPEN_EACH = """async () => {
  const out = [];
  for (const mark of document.querySelectorAll('[role=doc-noteref]')) {
    mark.scrollIntoView({block: 'center', behavior: 'instant'});
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    mark.click();
    const box = document.querySelector('.popup').getBoundingClientRect();
    if (box.left < 0 || box.right > innerWidth || document.documentElement.scrollWidth > innerWidth) out.push(mark.id);
    document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
    if (document.querySelector('.popup')) out.push(mark.id + ' stays open');
  }
  return out;
}"""


@pytest.mark.parametrize("width", [320, 390, 768])
def test_an_open_note_lies_within_the_window(reader: Reader, site: Site, variety: Site, width: int) -> None:
    page = reader.page(width=width, height=640)
    for path in (site.on_disk(ARTICLE), variety.on_disk(EVERYTHING), variety.on_disk("articles/2021-arabi-right.html")):
        page.goto(path)
        assert page.evaluate(OPEN_EACH) == [], path


# ——— wherever it stands ———


@pytest.mark.parametrize("place", ["disk", "/", REPOSITORY])
def test_every_page_opens_without_a_complaint_wherever_it_stands(
    reader: Reader, site: Site, served: Served, place: str
) -> None:
    """The server sends `default-src 'self'`; the reader's fixture looks for other hosts, errors and violations."""
    page = reader.page()
    for path in site.pages:
        if path == "404.html" and place != REPOSITORY:
            continue  # it is served, and knows the path of base_url
        address = {"disk": site.on_disk, "/": served.at_root, REPOSITORY: served.below}[place](path)
        page.goto(address)
        assert page.locator("h1").count() == 1, path
        faces = page.evaluate("document.fonts.ready.then(all => [...all].filter(f => f.status === 'loaded').length)")
        assert faces, f"{path} at {place}: no face is loaded"
    assert not reader.complaints


def test_a_lost_reader_finds_back_from_any_depth(reader: Reader, served: Served) -> None:
    page = reader.page()
    for path in ("nowhere.html", "articles/nowhere.html", "a/b/c/d/nowhere.html"):
        answer = page.goto(served.below(path))
        assert answer and answer.status == 404
        styled = page.evaluate("getComputedStyle(document.querySelector('.masthead')).display")
        assert styled == "flex", f"{path} has no style"
        for link in page.locator("a[href]:not([href^='#'])").all():
            there = page.request.get(link.evaluate("a => a.href"))
            assert there.status == 200, f"{there.url} from {path}"
    # That the address does not exist is what the browser says of it, and rightly.
    reader.complaints[:] = [c for c in reader.complaints if "404 (Not Found)" not in c or "nowhere.html" not in c]


def test_every_page_reads_fully_without_scripts(reader: Reader, site: Site) -> None:
    page = reader.page(java_script_enabled=False)
    for path, tree in site.pages.items():
        if path in ("404.html", "search.html"):
            continue
        page.goto(site.on_disk(path))
        shown = " ".join(page.locator("main").inner_text().split())
        for p in tree.only("main").every("p"):
            words = [t for c in p.children if isinstance(c, str) and (t := " ".join(c.split()))]
            for run in words:
                assert run.casefold() in shown.casefold(), f"{path}: {run[:80]} is not shown"


# ——— search ———


def hits(page: Page) -> Locator:
    page.locator("[role=status][data-articles]").wait_for(state="attached")
    return page.locator("#search-results > li")


@pytest.mark.parametrize("place", ["disk", "served"])
def test_search_leads_from_a_word_to_the_paragraph_that_has_it(
    reader: Reader, site: Site, served: Served, place: str
) -> None:
    page = reader.page()
    page.goto(site.on_disk("index.html") if place == "disk" else served.below())
    field = page.locator("input[name=q]").first
    field.fill("guerrilla warfare")
    field.press("Enter")
    page.wait_for_url(re.compile(r"search\.html\?q="))
    found = hits(page)
    assert found.count() == 1
    assert page.locator("[role=status][data-articles]").get_attribute("data-articles") == "1"
    assert int(found.get_attribute("data-passages") or 0) >= 1
    passage = found.locator("a.passage").first
    passage.wait_for()
    assert passage.locator("mark").count()
    passage.click()
    page.wait_for_url(re.compile(r"articles/.*#p\d+$"))
    target = f"#{urlsplit(page.url).fragment}"
    page.locator(f"{target} mark").first.wait_for()
    assert {"guerrilla", "warfare"} <= {m.casefold() for m in page.locator(f"{target} mark").all_inner_texts()}
    comes_into_view(page, target)


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("Venezuela", 1),
        ("CHAVEZ", 1),
        ("author:defort", 1),
        ('"proxy war"', 1),
        ("Xylophonist", 0),
        ("Iran -Venezuela", 0),
    ],
)
def test_search_says_how_many_articles_it_found(reader: Reader, site: Site, query: str, articles: int) -> None:
    page = reader.page()
    page.goto(site.on_disk("search.html") + "?q=" + quote(query))
    found = hits(page)
    assert page.locator("[role=status][data-articles]").get_attribute("data-articles") == str(articles)
    assert found.count() == articles
    assert page.locator("[role=status]").first.inner_text().strip()


def test_search_finds_every_paragraph_that_has_the_word(reader: Reader, site: Site) -> None:
    page = reader.page()
    page.goto(site.on_disk("search.html") + "?q=Hezbollah")
    found = hits(page)
    passages = [
        e for e in site.pages[ARTICLE].only("article").every()
        if re.fullmatch(r"(p|q|note-|reading-|bio-)\S+|nb|epigraph", e.get("id"))
    ]  # fmt: skip
    with_it = [e["id"] for e in passages if re.search(r"\bHezbollah\b", e.text)]
    assert int(found.get_attribute("data-passages") or 0) == len(with_it)
    more = found.locator("details summary")
    if more.count():
        more.click()
        found.locator("details a.passage").first.wait_for()
    led = [urlsplit(a.get_attribute("href") or "").fragment for a in found.locator("a.passage").all()]
    assert sorted(led) == sorted(with_it)


def test_search_never_finds_what_was_withheld(reader: Reader, site: Site) -> None:
    page = reader.page()
    page.goto(site.on_disk("search.html") + "?q=" + quote('"web design"'))
    assert hits(page).count() == 0


# ——— how it looks and weighs ———


def test_the_articles_first_view_weighs_less_than_150_kB(reader: Reader, site: Site, served: Served) -> None:
    page = reader.page()
    page.goto(served.below(ARTICLE), wait_until="networkidle")
    weights = {}
    for url in dict.fromkeys(reader.asked):
        path = urlsplit(url).path.removeprefix(REPOSITORY)
        raw = site.files[path]
        weights[path] = len(raw) if path.endswith((".woff2", ".png")) else len(gzip.compress(raw, 9))
    assert ARTICLE in weights and "assets/edition.css" in weights
    assert sum(weights.values()) < 150_000, weights


@pytest.mark.parametrize("which", ["site", "variety"])
def test_no_page_scrolls_sideways_at_any_width(reader: Reader, request: pytest.FixtureRequest, which: str) -> None:
    one: Site = request.getfixturevalue(which)
    served: Served = request.getfixturevalue("served" if which == "site" else "served_variety")
    page = reader.page()
    for path in one.pages:
        page.goto(served.below(path))
        page.evaluate("document.fonts.ready")
        for width in (320, 390, 768, 1024, 1400, 1900):
            page.set_viewport_size({"width": width, "height": 800})
            scrolls = page.evaluate("document.documentElement.scrollWidth")
            assert scrolls <= width, f"{path} at {width}: {page.evaluate(STICKING_OUT)}"


STICKING_OUT = """[...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.vh,.wide'))
  .map(e => e.outerHTML.slice(0, 90))"""


def test_the_largest_text_fits_a_phone(reader: Reader, served_variety: Served) -> None:
    page = reader.page(width=320)
    for path in (EVERYTHING, "index.html"):
        page.goto(served_variety.below(path))
        page.evaluate("document.documentElement.dataset.size = '4'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.evaluate(STICKING_OUT)


MOVES = """
window.moved = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value;
}).observe({type: 'layout-shift', buffered: true});"""
STAND_IN = "[...document.fonts].some(face => face.family.includes('Stand-in') && face.status === 'loaded')"


@pytest.mark.parametrize("path", [ARTICLE, "index.html", "about.html"])
@pytest.mark.parametrize("width", [390, WIDE])
def test_nothing_moves_when_the_faces_arrive_late(reader: Reader, served: Served, path: str, width: int) -> None:
    page = reader.page(width=width)
    page.route("**/*.woff2", lambda route: (time.sleep(0.15), route.continue_()))
    page.add_init_script(MOVES)
    page.goto(served.below(path))
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(200)
    if not page.evaluate(STAND_IN):
        pytest.skip("this machine has no face that could stand in: Times New Roman, Liberation Serif or Tinos")
    assert page.evaluate("moved") <= 0.05


@pytest.mark.parametrize("width", [1024, 1400, 1900])
def test_a_line_has_60_to_75_characters(reader: Reader, site: Site, width: int) -> None:
    page = reader.page(width=width)
    page.goto(site.on_disk(ARTICLE))
    lengths = page.evaluate(
        """() => {
          const counts = [];
          for (const p of document.querySelectorAll('.text p[id^=p]')) {
            const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), range = document.createRange();
            let top = null, length = 0; const lines = [];
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              if (node.parentElement.closest('sup,button')) continue;
              for (let i = 0; i < node.length; i++) {
                range.setStart(node, i); range.setEnd(node, i + 1);
                const box = range.getClientRects()[0];
                if (!box || !box.width) continue;
                if (top === null || box.top > top + box.height / 2) {
                  if (length) lines.push(length);
                  length = 0; top = box.top;
                }
                length++;
              }
            }
            counts.push(...lines.slice(1));
          }
          return counts;
        }"""
    )
    lengths = sorted(lengths)
    assert 60 <= lengths[len(lengths) // 2] <= 75, lengths


def test_paper_has_the_text_and_the_notes_and_no_navigation(reader: Reader, site: Site) -> None:
    page = reader.page()
    page.goto(site.on_disk(ARTICLE))
    page.emulate_media(media="print")
    gone = ".masthead, .skip, [role=search], [role=doc-toc], .around, .pn, .sidenote, [role=doc-backlink], button"
    assert [one.inner_html() for one in page.locator(gone).all() if one.is_visible()] == []
    for kept in ("h1", ".byline", "#p1", "#p29", "#note-1", "#note-24", "#further-reading", "#authors", "#noteref-24"):
        assert page.locator(kept).is_visible(), kept
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_paper_shows_where_links_lead(reader: Reader, variety: Site) -> None:
    page = reader.page()
    page.goto(variety.on_disk(EVERYTHING))
    page.emulate_media(media="print")
    shown = page.evaluate("getComputedStyle(document.querySelector('#p1 a[href^=http]'), '::after').content")
    assert "https://example.org/x?a=1&b=2" in shown


def test_a_reader_may_choose_light_or_dark_and_the_choice_stays(reader: Reader, served: Served) -> None:
    page = reader.page(color_scheme="light")
    page.goto(served.below(ARTICLE))
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Aa").click()
    page.get_by_label("Dark").check()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(served.below("index.html"))
    assert page.evaluate(ground) == dark


# ——— the three readings ———


def shown(page: Page, tag: str) -> tuple[int, int]:
    """How many of the corrections' `del` or `ins` are to be seen, and how many there are."""
    found = page.locator(f".text .emendation {tag}").all()
    return sum(one.is_visible() for one in found), len(found)


@pytest.mark.parametrize(("choice", "dels", "inss"), [("As corrected", 0, 1), ("As published", 1, 0), ("Both", 1, 1)])
def test_the_reader_chooses_the_reading(reader: Reader, site: Site, choice: str, dels: int, inss: int) -> None:
    page = reader.page()
    page.goto(site.on_disk(ARTICLE))
    page.get_by_role("button", name="Aa").click()
    page.get_by_label(choice, exact=True).check()
    page.keyboard.press("Escape")
    for tag, all_of_them in (("del", dels), ("ins", inss)):
        seen, there = shown(page, tag)
        assert there > 5
        assert seen == all_of_them * there, (choice, tag)


def test_without_scripts_the_corrected_text_is_read_and_the_corrections_are_listed(reader: Reader, site: Site) -> None:
    page = reader.page(java_script_enabled=False)
    page.goto(site.on_disk(ARTICLE))
    assert shown(page, "del")[0] == 0
    listed = page.locator("#apparatus li").all_inner_texts()
    assert any("IRCG" in row and "IRGC" in row for row in listed)


def test_what_was_published_is_found_and_marked_where_it_stands(reader: Reader, site: Site) -> None:
    page = reader.page()
    page.goto(site.on_disk("search.html") + "?q=IRCG")
    page.locator("a.passage").first.wait_for()
    page.locator("a.passage").first.click()
    page.locator(".emendation mark").first.wait_for()
    assert "IRCG" in page.locator(".emendation mark").all_inner_texts()
