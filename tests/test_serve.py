"""The preview: what is served, what is told to the browser, and that a mistake ends nothing."""

from __future__ import annotations

import json
import shutil
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition import serve as serving


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[str, serving.Preview, Path]]:
    folder = tmp_path / "content/articles/2020-doe-example"
    folder.mkdir(parents=True)
    (tmp_path / "content/edition.yaml").write_text("title: Small\nbase_url: https://example.org/small/\n")
    (folder / "article.yaml").write_text("title: Small article\npublished: 2020\n")
    (folder / "text.md").write_text("First words.\n")
    made = serving.Preview(tmp_path, drafts=False)
    server = serving._Server(("127.0.0.1", 0), serving._Handler)
    server.preview = made
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    observer = serving.observed(made)
    made.rebuild()
    observer.start()
    threading.Thread(target=made.watch, args=(lambda _: None,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", made, folder
    made.ended = True
    made.dirty.set()
    observer.stop()
    server.shutdown()
    server.server_close()


def get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def listen(address: str) -> Iterator[dict[str, object]]:
    with urllib.request.urlopen(address + serving.EVENTS, timeout=20) as events:
        yield {}
        for line in events:
            if line.startswith(b"data: "):
                yield json.loads(line[6:])


PAGE = "/articles/2020-doe-example.html"


def test_an_edit_is_built_told_and_served(preview) -> None:
    address, _, folder = preview
    assert "First words." in get(address + PAGE)[1]
    told = listen(address)
    next(told)
    (folder / "text.md").write_text("Second words.\n")
    assert next(told)["event"] == "built"
    assert "Second words." in get(address + PAGE)[1]


def test_an_error_is_told_and_the_page_stays(preview) -> None:
    address, _, folder = preview
    told = listen(address)
    next(told)
    (folder / "article.yaml").write_text("title: Small: article\n")
    said = next(told)
    assert said["event"] == "problems"
    assert "R107" in str(said["problems"])
    assert "First words." in get(address + PAGE)[1]
    (folder / "article.yaml").write_text("title: Mended\npublished: 2020\n")
    while said["event"] != "built":
        said = next(told)
    assert "Mended" in get(address + PAGE)[1]


def test_a_folder_that_goes_and_comes_again_is_watched_on(preview) -> None:
    address, made, folder = preview
    content = made.project / "content"
    shutil.rmtree(content)
    time.sleep(0.3)
    folder.mkdir(parents=True)
    (content / "edition.yaml").write_text("title: Small\nbase_url: https://example.org/small/\n")
    (folder / "article.yaml").write_text("title: Small article\npublished: 2020\n")
    (folder / "text.md").write_text("Words of another day.\n")
    until(address, "Words of another day.")
    (folder / "text.md").write_text("Words of the last day.\n")
    until(address, "Words of the last day.")


def until(address: str, words: str) -> None:
    """Waits for a page with these words."""
    end = time.monotonic() + 10
    while words not in get(address + PAGE)[1]:
        assert time.monotonic() < end, words
        time.sleep(0.02)


def test_pages_carry_the_listener_and_the_site_on_disk_does_not(preview) -> None:
    address, made, _ = preview
    assert serving.LISTENER in get(address + "/")[1]
    assert "_edition" not in (made.options.output / "index.html").read_text("utf-8")
    assert get(address + serving.LISTENER)[0] == 200


def test_what_is_not_there_shows_the_lost_page_with_working_links(preview) -> None:
    address, _, _ = preview
    status, page = get(address + "/no/such/page.html")
    assert status == 404
    assert 'href="/assets/edition.css"' in page


@pytest.mark.parametrize("path", ["/../content/edition.yaml", "/%2e%2e/content/edition.yaml", "//etc/passwd", "/a%00b"])
def test_nothing_outside_the_site_is_served(preview, path: str) -> None:
    address, _, _ = preview
    status, page = get(address + path)
    assert status == 404
    assert "base_url" not in page
