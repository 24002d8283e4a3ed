"""What stands around every page: its head, its navigation, its addresses."""

from __future__ import annotations

import msgspec

from edition import urls
from edition.cards import Link
from edition.html import direction
from edition.model import Settings


class NavLink(msgspec.Struct, frozen=True):
    """An entry of the head's navigation: `key` is the word the template knows it by, or "" with a `name` of its own."""

    key: str
    name: str
    href: str
    current: bool


class Frame(msgspec.Struct, frozen=True):
    """What stands around every page. `root` leads to the site's top and ends in a slash, or is empty."""

    path: str
    root: str
    title: str
    description: str
    canonical: str
    language: str
    direction: str
    edition: str
    about: str
    nav: tuple[NavLink, ...]
    kind: str


class Around(msgspec.Struct, frozen=True):
    """What every page's frame is made from; the same for the whole edition. `works` and
    `names`: whether there are any."""

    settings: Settings
    pages: tuple[Link, ...] = ()
    works: bool = False
    names: bool = False


# Which entry of the navigation a kind of page belongs under.
_BELOW = frozenset(
    (
        ("articles", "articles"), ("contributor", "contributors"), ("contributors", "contributors"),
        ("names", "names"), ("work", "works"), ("works", "works"),
    )
)  # fmt: skip


def frame(
    around: Around, *, path: str, title: str, description: str, kind: str, language: str = "", root: str | None = None
) -> Frame:
    """The frame of the page `path`. `root` is given only where links cannot be relative (404.html)."""
    settings = around.settings

    def link(to: str) -> str:
        return urls.relative(to, path) if root is None else root + to

    nav = [("articles", "", urls.HOME), ("contributors", "", urls.CONTRIBUTORS)]
    nav += [("works", "", urls.WORKS)] if around.works else []
    nav += [("names", "", urls.NAMES)] if around.names else []
    nav += [("about" if page.href == urls.page("about") else "", page.name, page.href) for page in around.pages]
    about = next((page.href for page in around.pages if page.href == urls.page("about")), "")
    home = path == urls.HOME
    language = language or settings.language
    return Frame(
        path=path,
        root=("../" * path.count("/")) if root is None else root,
        title=title if home else f"{title} · {settings.title}",
        description=description,
        canonical=urls.absolute(settings.base_url, "" if home else path),
        language=language,
        direction=direction(language),
        edition=settings.title,
        about=link(about) if about else "",
        nav=tuple(NavLink(key, name, link(to), to == path or (kind, key) in _BELOW) for key, name, to in nav),
        kind=kind,
    )
