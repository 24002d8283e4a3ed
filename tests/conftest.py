"""What the tests share: the built sites, a server, a browser, and the outside judges."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from edition.build import Options, build
from tests.built import HOST, REPOSITORY, Served, Site, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parent.parent
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
USUAL_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def _missing(tool: str, what: str) -> None:
    """Skips, or fails where the tool is required."""
    if os.environ.get(f"EDITION_TEST_{tool}") == "required":
        pytest.fail(f"{what}, and EDITION_TEST_{tool}=required", pytrace=False)
    pytest.skip(what)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was left out, each reason in one line."""
    reasons = Counter(report.longrepr[2] for report in terminalreporter.stats.get("skipped", ()))
    for reason, tests in reasons.items():
        terminalreporter.write_line(f"left out ({tests}): {reason.removeprefix('Skipped: ')}")


# ——— sites ———


def _built(source: Path, project: Path) -> Site:
    """Builds a copy of the project's content, so that the project's own site and cache stay as they are."""
    shutil.copytree(source / "content", project / "content")
    outcome = build(project, Options(project / "site", base_url=HOST + REPOSITORY, strict=True))
    if outcome.failed:
        pytest.fail("\n".join(map(str, outcome.problems)), pytrace=False)
    return Site(project)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """This repository's own edition."""
    return _built(ROOT, tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="session")
def variety(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The edition in tests/cases/variety, which has everything that a text can have."""
    return _built(ROOT / "tests" / "cases" / "variety", tmp_path_factory.mktemp("variety"))


@pytest.fixture(scope="session")
def served(site: Site) -> Iterator[Served]:
    address, server = serve(site)
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def served_variety(variety: Site) -> Iterator[Served]:
    address, server = serve(variety)
    yield address
    server.shutdown()
    server.server_close()


# ——— the browser ———


def _chromium() -> str:
    named = os.environ.get("CHROMIUM", "")
    if named:
        found = shutil.which(named)
        assert found, f"CHROMIUM={named} is no program"
        return found
    places = (*map(shutil.which, USUAL_NAMES), *(p for p in USUAL_PLACES if Path(p).exists()))
    return next(filter(None, places), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that the machine has: the variable CHROMIUM, else the usual places."""
    program = _chromium()
    if not program:
        _missing("BROWSER", "no Chromium is found (CHROMIUM=/its/path names one)")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415, slow to import, and only the browser tests need it

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield launched
        launched.close()


class Reader:
    """Opens pages in windows of the wanted kind, and remembers what a reader would complain of."""

    def __init__(self, browser: Browser, origins: tuple[str, ...]) -> None:
        self._browser = browser
        self._origins = origins
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.asked: list[str] = []

    def page(self, width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = self._browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(10_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: self._complain(said.type in ("error", "warning"), f"said: {said.text}", page))
        page.on("pageerror", lambda error: self._complain(True, f"script: {error}", page))
        page.on("request", lambda request: self._request(request.url, page))
        return page

    def _complain(self, bad: bool, what: str, page: Page) -> None:
        if bad:
            self.complaints.append(f"{what} ({page.url})")

    def _request(self, url: str, page: Page) -> None:
        self.asked.append(url)
        self._complain(not url.startswith((*self._origins, "data:")), f"request to {url}", page)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def reader(browser: Browser, site: Site, variety: Site, served: Served, served_variety: Served) -> Iterator[Reader]:
    """A reader whose pages may ask nothing of another host and say nothing in the console: both are seen to."""
    one = Reader(browser, (site.root.as_uri(), variety.root.as_uri(), served.origin, served_variety.origin))
    yield one
    one.close()
    if one.complaints:
        pytest.fail("\n".join(one.complaints), pytrace=False)


# ——— the outside judges ———


def _judge(package: str, file: str) -> Path:
    found = ROOT / "tests" / "node_modules" / package / file
    if not found.exists():
        _missing("JUDGES", f"{package} is not installed (`make test` does it where npm is)")
    return found


@pytest.fixture(scope="session")
def vnu() -> Path:
    """The HTML checker of the W3C's validator."""
    if not shutil.which("java"):
        _missing("JUDGES", "java, which runs vnu, is not installed")
    return _judge("vnu-jar", "build/dist/vnu.jar")


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe, which finds what keeps people from reading a page."""
    return _judge("axe-core", "axe.min.js").read_text("utf-8")


# A busy machine is no reason to fail: laws are about what is true, not about how soon.
hypothesis.settings.register_profile(
    "edition",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.filter_too_much],
)
hypothesis.settings.load_profile("edition")
