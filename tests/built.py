"""A built site as the tests look at it: its files, its pages as trees, and a server that gives it out."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urljoin, urlsplit

REPOSITORY = "/repository/"  # the path that base_url has, and that the 404 page has to know
HOST = "https://example.org"
STRICT = "default-src 'self'"

_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml", ".woff2": "font/woff2", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
}  # fmt: skip


# ——— a page as a tree ———


@dataclass(eq=False, repr=False)
class Element:
    """An element of a page. What stands in a `<template>` is not on the page, and not in the tree."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __repr__(self) -> str:
        said = "".join(f' {name}="{value}"' for name, value in self.attributes.items())
        return f"<{self.tag}{said}>{self.text[:40]}"

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def every(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements inside, in the order of the page, that have this tag and these attributes."""
        return [e for e in self._inside() if e._is(tag, attributes)]

    def only(self, tag: str = "", **attributes: str) -> Element:
        found = self.every(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag} {attributes}>"
        return found[0]

    def _inside(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child._inside()

    def _is(self, tag: str, attributes: dict[str, str]) -> bool:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return (not tag or self.tag == tag) and all(self.attributes.get(n) == v for n, v in wanted.items())

    def within(self, tag: str = "", **attributes: str) -> bool:
        """Whether an element of this tag and with these attributes is around it."""
        above = self.parent
        while above and not above._is(tag, attributes):
            above = above.parent
        return above is not None

    @property
    def text(self) -> str:
        """Its text, white space folded."""
        return " ".join("".join(c if isinstance(c, str) else c._raw() for c in self.children).split())

    def _raw(self) -> str:
        return "".join(c if isinstance(c, str) else c._raw() for c in self.children)


class _Grower(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Element("document")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(made)
        if tag not in _VOID:
            self.at = made

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag and self.at.parent, f"</{tag}> closes <{self.at.tag}> at {self.getpos()}"
        closed, self.at = self.at, self.at.parent
        if tag == "template":
            self.at.children.remove(closed)

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def tree(html: str) -> Element:
    """The page as a tree. Every element has to be closed."""
    grower = _Grower()
    grower.feed(html)
    grower.close()
    assert grower.at is grower.root, f"<{grower.at.tag}> is not closed"
    return grower.root


# ——— a site ———


@dataclass(frozen=True)
class Site:
    """A built site on disk. `project` is the folder of content/ that it was built from."""

    project: Path

    @property
    def root(self) -> Path:
        return self.project / "site"

    @functools.cached_property
    def files(self) -> dict[str, bytes]:
        files = (p for p in sorted(self.root.rglob("*")) if p.is_file())
        return {p.relative_to(self.root).as_posix(): p.read_bytes() for p in files}

    @functools.cached_property
    def pages(self) -> dict[str, Element]:
        return {path: tree(raw.decode()) for path, raw in self.files.items() if path.endswith(".html")}

    @property
    def articles(self) -> dict[str, Element]:
        """The articles' own pages, without those of their sources."""
        return {path: page for path, page in self.pages.items() if re.fullmatch(r"articles/[^/.]+\.html", path)}

    def on_disk(self, path: str) -> str:
        """The file: address of a file of the site; a ?query or a #fragment stays."""
        mark = re.search(r"[?#]|$", path)
        assert mark
        return (self.root / path[: mark.start()]).as_uri() + path[mark.start() :]

    def led_to(self, on: str, href: str, below: str = "/") -> tuple[str, str]:
        """The file and the fragment that a link on the page `on` leads to, where the site stands at `below`."""
        address = urlsplit(urljoin(f"{HOST}{below}{on}", href))
        assert f"{address.scheme}://{address.netloc}" == HOST, f"{href} on {on} leads to another host"
        path = unquote(address.path)
        assert path.startswith(below), f"{href} on {on} leads out of the site"
        return posixpath.normpath(path[len(below) :] or "index.html"), unquote(address.fragment)


# ——— a server ———


@dataclass(frozen=True)
class Served:
    """The site given out by a server of our own, below `/repository/` as GitHub Pages does, and at `/` as well."""

    origin: str

    def below(self, path: str = "") -> str:
        return self.origin + REPOSITORY + path

    def at_root(self, path: str = "") -> str:
        return f"{self.origin}/{path}"


def serve(site: Site) -> tuple[Served, ThreadingHTTPServer]:
    """Starts a server on a free port of this machine. The caller shuts it down."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            name = (path.removeprefix(REPOSITORY) if path.startswith(REPOSITORY) else path[1:]) or "index.html"
            found = site.files.get(name)
            body = site.files["404.html"] if found is None else found
            self.send_response(404 if found is None else 200)
            self.send_header("Content-Type", _TYPES[posixpath.splitext(name)[1] if found is not None else ".html"])
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", STRICT)
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing: the tests' output is not a log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    return Served(f"http://127.0.0.1:{server.server_port}"), server
