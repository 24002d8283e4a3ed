"""What outside judges say of the built sites: the W3C's HTML checker and axe."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.built import Served, Site
from tests.conftest import Reader

# What browsers know and the checker does not yet: its message, and why we use it all the same.
NEWER_CSS = {
    "CSS: “container”: Property “container” doesn't exist.": "container queries, in every browser since 2023",
    "CSS: Unrecognized at-rule “@container”": "the same",
}


def test_the_html_checker_finds_no_error(vnu: Path, site: Site, variety: Site) -> None:
    pages = [one.root / path for one in (site, variety) for path in one.pages]
    command = ["java", "-Xss4m", "-jar", vnu, "--also-check-css", "--errors-only", "--format", "json"]
    done = subprocess.run(
        [*command, *pages, site.root / "assets" / "edition.css"], capture_output=True, encoding="utf-8", check=False
    )
    found = json.loads(done.stderr)["messages"]
    assert set(NEWER_CSS) <= {m["message"] for m in found}, "the checker has learnt it: shorten the list"
    errors = [m for m in found if m["message"] not in NEWER_CSS]
    assert not errors, "\n".join(f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in errors)


RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"


def violations(page: Any, axe: str) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe)
    found = page.evaluate(RUN)
    return [f"{v['id']}: {v['help']}: {[n['html'][:120] for n in v['nodes'][:3]]}" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", ["site", "variety"])
def test_axe_finds_no_violation_on_any_page(
    reader: Reader, axe: str, request: pytest.FixtureRequest, which: str, scheme: str
) -> None:
    one: Site = request.getfixturevalue(which)
    served: Served = request.getfixturevalue("served" if which == "site" else "served_variety")
    page = reader.page(width=1280, color_scheme=scheme)
    for path in one.pages:
        page.goto(served.below(path))
        assert violations(page, axe) == [], f"{path}, {scheme}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_what_opens(reader: Reader, axe: str, served_variety: Served, scheme: str) -> None:
    page = reader.page(width=600, color_scheme=scheme)
    page.goto(served_variety.below("articles/2019-doe-everything.html"))
    page.click("#noteref-1")
    page.locator(".popup").wait_for()
    page.wait_for_timeout(200)  # it fades in
    assert violations(page, axe) == [], "an open note"
    page.keyboard.press("Escape")
    page.locator("#p2").hover()
    page.locator("#p2 .pn").click()
    page.locator(".popup.passage").wait_for()
    page.wait_for_timeout(200)
    assert violations(page, axe) == [], "an open passage"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Aa").click()
    page.locator("dialog.panel").wait_for()
    page.wait_for_timeout(200)
    assert violations(page, axe) == [], "the reader's settings"


@pytest.mark.parametrize("reading", ["published", "both"])
def test_axe_finds_no_violation_in_the_other_readings(reader: Reader, axe: str, served: Served, reading: str) -> None:
    page = reader.page(color_scheme="dark")
    page.goto(served.below("articles/2020-defort-iran-penetration.html"))
    page.evaluate("reading => { document.documentElement.dataset.reading = reading; }", reading)
    assert violations(page, axe) == [], reading


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_what_search_found(reader: Reader, axe: str, served: Served, scheme: str) -> None:
    page = reader.page(color_scheme=scheme)
    page.goto(served.below("search.html?q=Hezbollah"))
    page.locator("#search-results a.passage").first.wait_for()
    assert violations(page, axe) == [], "the results"
    page.locator("#search-results a.passage").first.click()
    page.locator("mark").first.wait_for()
    assert violations(page, axe) == [], "the article with its words marked"


def test_axe_finds_no_violation_on_a_phone(reader: Reader, axe: str, served: Served, site: Site) -> None:
    page = reader.page(width=320, height=640, has_touch=True, is_mobile=True)
    for path in site.pages:
        page.goto(served.below(path))
        assert violations(page, axe) == [], path


def test_axe_is_no_judge_that_is_always_content(reader: Reader, axe: str) -> None:
    page = reader.page()
    page.set_content("<html><body><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='><input></body></html>")
    found = " ".join(violations(page, axe))
    assert "image-alt" in found and "label" in found and "html-has-lang" in found
