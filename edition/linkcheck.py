"""The built site, read as a browser would: links that lead nowhere, requests to other hosts, ids used twice."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote

from edition import urls
from edition.problems import Place, Problem


class _Page(HTMLParser):
    """The ids of a page, what it links to, and what it loads. What stands in a `<template>` is not on the page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.twice: list[str] = []
        self.links: list[tuple[int, str]] = []
        self.loads: list[tuple[int, str]] = []
        self.templates = 0

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template" and self.templates > 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.templates += tag == "template"
        if self.templates:
            return
        got = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        if "id" in got:
            (self.twice.append if got["id"] in self.ids else self.ids.add)(got["id"])
        if tag == "a" and "href" in got:
            self.links.append((line, got["href"]))
        elif tag == "link" and got.get("rel") in ("stylesheet", "icon", "preload", "search", "manifest"):
            self.loads.append((line, got.get("href", "")))
        elif tag in ("script", "img", "iframe", "source", "audio", "video", "embed") and got.get("src"):
            self.loads.append((line, got["src"]))
        if tag == "form":
            self.links.append((line, got.get("action", "")))


def problems(files: Mapping[str, bytes], base_path: str) -> Iterator[Problem]:
    """L101 a link that leads nowhere, L102 a request to another host, L103 an id used twice. `files` is the whole site;
    `base_path` is where it will stand ("/repository/")."""
    pages: dict[str, _Page] = {}
    for path, raw in sorted(files.items()):
        if path.endswith(".html"):
            pages[path] = parsed = _Page()
            parsed.feed(raw.decode("utf-8", "replace"))
    for path, parsed in pages.items():
        for own in parsed.twice:
            yield Problem(
                "L103",
                f"the id “{own}” stands twice on the page",
                Place(f"site/{path}"),
                "Name one of the two headings or notes differently.",
            )
        for line, href in (*parsed.links, *parsed.loads):
            place = Place(f"site/{path}", line)
            address = urls.split(href)
            if address.scheme or address.netloc:
                if (line, href) in parsed.loads:
                    yield Problem(
                        "L102",
                        f"this page asks another host: {href}",
                        place,
                        "Put the file into templates/assets/ and link to it there.",
                    )
                continue
            target = _target(path, unquote(address.path), base_path)
            if target not in files:
                yield Problem(
                    "L101",
                    f"this link leads nowhere: {href}",
                    place,
                    "Correct the link, or the name of what it leads to.",
                )
            elif address.fragment and target in pages and unquote(address.fragment) not in pages[target].ids:
                yield Problem(
                    "L101", f"this link leads to no place on its page: {href}", place, "Correct what stands after #."
                )


def _target(on: str, path: str, base_path: str) -> str:
    if path.startswith(base_path):
        return path[len(base_path) :] or "index.html"
    return posixpath.normpath(posixpath.join(posixpath.dirname(on), path)) if path else on
