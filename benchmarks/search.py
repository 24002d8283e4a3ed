"""What a search costs the reader: bytes and milliseconds in a real browser, for a built site.

    python benchmarks/search.py SITE [--queries 60] [--lunr] [--pagefind]

Serves the site compressed, as a web host does, and asks the search page in Chromium: the first query with an empty
cache, then more queries one after the other, of words drawn from the site's own texts. `--lunr` measures beside it one
whole lunr index of the same articles, `--pagefind` what Pagefind makes of the same pages. Counted is what the search
asks for: scripts, index and texts, not the page around it.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from edition.search_terms import normalise

# What the search asks for, and not the page around it; and what has been sent of it since it was last asked.
SEARCHING = re.compile(r"/(assets/(lunr|words|search)\.js|search/.*|pagefind.*|.*\.pf_\w+|.*\.pagefind)$")
SENT: list[int] = []


def sent() -> float:
    """The kilobytes sent since this was last asked."""
    size = sum(SENT) / 1000
    SENT.clear()
    return size


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files as a web host does: compressed, to be kept by the browser."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in (".html", ".js", ".css", ".svg", ".json"):
            content = gzip.compress(content, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        if SEARCHING.search(self.path.partition("?")[0]):
            SENT.append(len(content))

    def log_message(self, *_: object) -> None:
        """Nothing: the table is the output."""


def served(folder: Path) -> str:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def passages(site: Path) -> dict[str, list[list[str]]]:
    """The stored texts of each article."""
    out = {}
    for path in sorted((site / "search" / "passages").glob("*.js")):
        name, texts = json.loads("[" + path.read_text(encoding="utf-8")[len("edition.passages(") : -3] + "]")
        out[name] = texts
    return out


def queries(texts: dict[str, list[list[str]]], number: int) -> list[str]:
    """One, two or three words (6 : 3 : 1) that stand in one passage."""
    chance = random.Random(1)
    names = list(texts)
    out: list[str] = []
    while len(out) < number:
        passage = chance.choice(texts[chance.choice(names)])
        words = sorted({word for word in normalise(passage[3]).split() if len(word) > 3})
        if len(words) > 3:
            out.append(" ".join(chance.sample(words, chance.choices((1, 2, 3), (6, 3, 1))[0])))
    return out


ANSWER = """q => new Promise(done => {
  const field = document.querySelector('main input[name=q]'), status = document.querySelector('[role=status]');
  const began = performance.now(), settle = () => {
    if (status.dataset.articles === undefined) return;
    watch.disconnect(); requestAnimationFrame(() => done(performance.now() - began));
  };
  delete status.dataset.articles;
  const watch = new MutationObserver(settle);
  watch.observe(status, { attributes: true, childList: true });
  field.value = q;
  field.dispatchEvent(new Event('input', { bubbles: true }));
})"""


def measured(site: Path, asked: list[str]) -> dict[str, list[float]]:
    """Bytes and milliseconds of the first query, of the later ones, and of those whose shards are there already."""
    out: dict[str, list[float]] = {"first kB": [], "first ms": [], "later kB": [], "later ms": [], "loaded ms": []}
    root = served(site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        for query in asked[:8]:
            page = browser.new_context(viewport={"width": 1300, "height": 900}).new_page()
            sent()
            began = time.perf_counter()
            page.goto(root + "search.html?q=" + quote(query))
            page.wait_for_selector("[role=status][data-articles]")
            out["first ms"].append((time.perf_counter() - began) * 1000)
            page.wait_for_timeout(400)
            out["first kB"].append(sent())
            page.context.close()
        page = browser.new_context(viewport={"width": 1300, "height": 900}).new_page()
        page.goto(root + "search.html?q=" + quote(asked[0]))
        page.wait_for_selector("[role=status][data-articles]")
        page.wait_for_timeout(400)
        sent()
        for query in asked[1:]:
            out["later ms"].append(page.evaluate(ANSWER, query))
            page.wait_for_timeout(200)
            out["later kB"].append(sent())
            out["loaded ms"].append(page.evaluate(ANSWER, query))
        browser.close()
    return out


def chromium() -> str:
    import os  # noqa: PLC0415
    import shutil  # noqa: PLC0415

    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        sys.exit("no Chromium found: set CHROMIUM")
    return found


def spread(values: list[float]) -> str:
    ordered = sorted(values)
    return f"{statistics.median(ordered):7.1f} {ordered[int(len(ordered) * 0.95)]:7.1f} {ordered[-1]:7.1f}"


def plain_lunr(texts: dict[str, list[list[str]]]) -> tuple[int, int, float]:
    """Bytes, compressed bytes and seconds of one whole lunr index, as lunr.py makes it."""
    from lunr import lunr  # type: ignore[import-untyped]  # noqa: PLC0415

    began = time.perf_counter()
    whole = lunr("id", ["text"], [{"id": name, "text": " ".join(p[3] for p in those)} for name, those in texts.items()])
    raw = json.dumps(whole.serialize()).encode()
    return len(raw), len(gzip.compress(raw, 6)), time.perf_counter() - began


def pagefind(site: Path, asked: list[str]) -> tuple[list[float], list[float]]:
    """Kilobytes of Pagefind's first and later queries, each with three results' fragments."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", "articles/*.html"]
        subprocess.run([*command, "--output-path", folder], check=True, capture_output=True)
        (Path(folder) / "index.html").write_text("<!doctype html><title>Pagefind</title>", encoding="utf-8")
        root = served(Path(folder))
        script = """async q => { window.pf = window.pf || await import('/pagefind.js');
            const found = await window.pf.search(q);
            await Promise.all(found.results.slice(0, 3).map(r => r.data())); }"""
        first, later = [], []
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium())
            for n, query in enumerate(asked[:8]):
                page = browser.new_context().new_page()
                page.goto(root + "index.html")
                sent()
                page.evaluate(script, query)
                page.wait_for_timeout(300)
                first.append(sent())
                if n == 0:
                    for other in asked[1:]:
                        page.evaluate(script, other)
                        page.wait_for_timeout(50)
                        later.append(sent())
                page.context.close()
            browser.close()
    return first, later


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("site", type=Path)
    options.add_argument("--queries", type=int, default=60)
    options.add_argument("--lunr", action="store_true")
    options.add_argument("--pagefind", action="store_true")
    given = options.parse_args()
    texts = passages(given.site)
    asked = queries(texts, given.queries)
    shards = [path.read_bytes() for path in sorted((given.site / "search" / "terms").glob("*.js"))]
    packed = [len(gzip.compress(shard, 9)) for shard in shards]
    print(f"{len(texts)} articles, {len(shards)} shards: {sum(map(len, shards)) / 1e6:.2f} MB, compressed "
          f"{sum(packed) / 1e6:.2f} MB, the largest {max(packed) / 1000:.1f} kB")  # fmt: skip
    for name in ("lunr", "words", "search"):
        size = len(gzip.compress((given.site / "assets" / f"{name}.js").read_bytes(), 9))
        print(f"assets/{name}.js {size / 1000:.1f} kB")
    card = (given.site / "search" / "collection.js").read_bytes()
    print(f"search/collection.js {len(gzip.compress(card, 9)) / 1000:.1f} kB\n\n{'':12} median     p95     max")
    for name, values in measured(given.site, asked).items():
        print(f"{name:10} {spread(values)}")
    if given.pagefind:
        first, later = pagefind(given.site, asked)
        print(f"Pagefind first kB {spread(first)}\nPagefind later kB {spread(later)}")
    if given.lunr:
        size, small, seconds = plain_lunr(texts)
        print(f"one lunr index: {size / 1e6:.1f} MB, compressed {small / 1e6:.1f} MB, made in {seconds:.1f} s")


if __name__ == "__main__":
    main()
