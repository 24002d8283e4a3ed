"""What outside judges say of the built sites: the W3C's HTML checker and axe."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.built import Served, Site
from tests.conftest import Reader

# CSS that browsers have and the checker does not know yet; each with what it is.
NEWER_CSS = {
    "hanging-punctuation": "CSS Text 3",
    "text-wrap": "CSS Text 4",
}


def test_the_html_checker_finds_no_error(vnu: Path, site: Site, variety: Site) -> None:
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(vnu), "--skip-non-html", "--errors-only", "--format", "json", str(site.root), str(variety.root)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    messages = json.loads(done.stderr)["messages"]
    assert [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in messages] == []


def test_the_css_checker_finds_no_error_but_for_newer_css(vnu: Path, site: Site) -> None:
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(vnu), "--css", "--errors-only", "--format", "json", str(site.root / "assets" / "edition.css")],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    messages = [m["message"] for m in json.loads(done.stderr)["messages"]]
    assert [m for m in messages if not any(re.search(rf"\b{re.escape(name)}", m) for name in NEWER_CSS)] == []


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
