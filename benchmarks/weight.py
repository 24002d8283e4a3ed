"""What a site weighs: on disk, and on the wire when an article is opened."""

from __future__ import annotations

import zipfile
from pathlib import Path

FONTS = (".woff2", ".otf", ".ttf")


def size(site: Path) -> int:
    """The bytes of all files of a site, without the fonts that its downloads bring with them."""
    out = 0
    for path in sorted(site.rglob("*")):
        if path.is_file() and not path.is_symlink():
            out += path.stat().st_size
            if path.suffix == ".epub":
                with zipfile.ZipFile(path) as book:
                    out -= sum(file.compress_size for file in book.infolist() if file.filename.endswith(FONTS))
    return out


def first_view(site: Path, folder: str) -> int | None:
    """The bytes that a browser is sent to show the largest page in that folder of the site, compressed as a web host
    does; None where there is no browser to ask."""
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415

        from benchmarks.search import chromium, served  # noqa: PLC0415
    except ImportError:
        return None
    page = max((site / folder).glob("[!.]*.html"), key=lambda path: (".source" not in path.name, path.stat().st_size))
    sent: list[int] = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium())
            tab = browser.new_page(viewport={"width": 1300, "height": 900})
            tab.on("requestfinished", lambda request: sent.append(request.sizes()["responseBodySize"]))
            tab.goto(served(site) + page.relative_to(site).as_posix(), wait_until="networkidle")
            tab.wait_for_timeout(300)
            browser.close()
    except (Error, SystemExit):
        return None
    return sum(sent)
