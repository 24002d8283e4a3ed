"""Where everything lives in the site: the only maker of paths and links.

A path is of a file, from the site's root, with slashes; what is on disk is the URL. Every link names its file and is
relative to the page it stands on, so the same bytes work at `/`, at `/repository/` and from a disk.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
import zlib
from functools import lru_cache
from urllib.parse import SplitResult, quote, urlsplit

HOME = "index.html"
CONTRIBUTORS = "contributors.html"
WORKS = "works.html"
NAMES = "names.html"
SEARCH = "search.html"
LOST = "404.html"


def article(article_id: str) -> str:
    return f"articles/{article_id}.html"


def source(article_id: str) -> str:
    """The page that shows an article's source as it was received."""
    return f"articles/{article_id}.source.html"


def contributor(contributor_id: str) -> str:
    return f"contributors/{contributor_id}.html"


def earlier(contributor_id: str, nth: int) -> str:
    """The page of a contributor's earlier articles, where their own page has not room for all."""
    return f"contributors/{contributor_id}.earlier-{nth}.html"


def work(work_id: str, nth: int = 1) -> str:
    """The page of a work; where many articles cite it, the nth."""
    return f"works/{work_id}{'' if nth == 1 else f'.{nth}'}.html"


def works(letter: str, nth: int = 1) -> str:
    """A page of a long list of works: `works-a.html`, `works-a-2.html`."""
    return _leaf("works", letter, nth)


def contributors(letter: str, nth: int = 1) -> str:
    """A page of a long list of contributors."""
    return _leaf("contributors", letter, nth)


def names(letter: str, nth: int = 1) -> str:
    """A page of a long index of names."""
    return _leaf("names", letter, nth)


def articles(year: str, nth: int = 1) -> str:
    """A page of the articles of a year, where the home page has not room for all: `articles-2020.html`."""
    return _leaf("articles", year, nth)


def _leaf(stem: str, part: str, nth: int) -> str:
    return f"{stem}-{part}{'' if nth == 1 else f'-{nth}'}.html"


def taken(page_id: str) -> bool:
    """Whether a page of the site has, or may come to have, the path that `page` gives."""
    return page_id in ("index", "contributors", "works", "names", "search", "404") or bool(_LEAF.fullmatch(page_id))


_LEAF = re.compile(r"(?:articles-(?:[0-9]{4}|undated)|(?:contributors|names|works)-(?:[a-z]|other))(?:-[0-9]+)?")


def bucket(path: str) -> str:
    """Which of 256 the page at `path` belongs to: the last two digits of its CRC-32. edition.js reckons the same."""
    return f"{zlib.crc32(path.encode(errors='replace')) & 255:02x}"


def cards(bucket: str) -> str:
    """The file with the cards of a bucket's pages, which links to them show."""
    return f"cards/{bucket}.js"


def reference(work_id: str) -> str:
    """The fragment of an entry in an article's list of references."""
    return f"ref-{work_id}"


def image(article_id: str, source: str) -> str:
    """Where the image at `source` in the article's folder stands in the site."""
    return f"articles/{article_id}/{posixpath.normpath(source)}"


def page(page_id: str) -> str:
    """A page of the edition's own prose."""
    return f"{page_id}.html"


def searched(query: str) -> str:
    """The search page with what the query finds."""
    return f"{SEARCH}?q=" + quote(query, safe="-._~!$'()*,;:@/?")


def relative(path: str, on: str) -> str:
    """The link to `path`, which may end in a #fragment or a ?query, on the page `on`; percent-encoded."""
    file, mark, rest = _split(path)
    if file == on and mark == "#":
        return here(rest)
    return _way(file, on.rpartition("/")[0]) + mark + _after(rest)


@lru_cache(4096)
def here(fragment: str) -> str:
    """The link to a fragment of the page it stands on."""
    return "#" + quote(fragment, safe="-._~!$&'()*+,;=:@/?")


@lru_cache(4096)
def _way(file: str, folder: str) -> str:
    """The link to the file on the pages of a folder."""
    # By hand, since posixpath.relpath asks the system each time where this process runs.
    to, here = posixpath.normpath(file).split("/"), folder.split("/") if folder else []
    same = len(posixpath.commonprefix([to, here]))
    return quote("/".join([".."] * (len(here) - same) + to[same:]) or ".", safe="/-._~!$&'()*+,;=@")


@lru_cache(4096)
def _after(rest: str) -> str:
    return quote(rest, safe="-._~!$&'()*+,;=:@/?%")


def _split(path: str) -> tuple[str, str, str]:
    if "?" not in path:
        return path.partition("#")
    found = re.search(r"[?#]", path)
    return (path[: found.start()], found[0], path[found.end() :]) if found else (path, "", "")


def absolute(base_url: str, path: str) -> str:
    """The canonical address of `path`."""
    return base_url.rstrip("/") + "/" + quote(path, safe="/-._~!$&'()*+,;=:@#?")


def split(address: str) -> SplitResult:
    """The parts of an address; what is none, such as "http://[", is a path alone."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", address, "", "")


def is_web_address(address: str) -> bool:
    """Whether it is one of a site: "https://example.org/edition/"."""
    return bool(re.fullmatch(r"https?://[^\s/\[\]<>\"]+(/[^\s<>\"]*)?", address)) and bool(split(address).hostname)


def below(base_url: str) -> str:
    """The path the site stands below, with slashes at both ends: "/" or "/repository/"."""
    path = urlsplit(base_url).path.strip("/")
    return f"/{path}/" if path else "/"


# ——— notes and their marks ———

_SIGNS = {
    "*": "asterisk",
    "†": "dagger",
    "‡": "double-dagger",
    "§": "section",
    "‖": "parallel",
    "¶": "pilcrow",
    "#": "hash",
}


@lru_cache(4096)
def note_name(note_id: str) -> str:
    """The note's id as it stands in addresses: signs are spelled ("asterisk"), letters keep no marks."""
    spelled = "-".join(_SIGNS.get(part, part) for part in re.findall(r"[*†‡§‖¶#]|[^*†‡§‖¶#]+", note_id))
    bare = "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c))
    return re.sub(r"[^\w.-]", lambda m: f"x{ord(m[0]):x}", bare)


def note(note_id: str) -> str:
    """The fragment of a note: `note-5`."""
    return f"note-{note_name(note_id)}"


def reading(number: int) -> str:
    """The fragment of an entry of the reading list."""
    return f"reading-{number}"


def biography(contributor_id: str) -> str:
    """The fragment of a biography in its article."""
    return f"bio-{contributor_id}"


def mark(note_id: str, nth: int = 1) -> str:
    """The fragment of a note's nth mark: `noteref-5`, `noteref-5-2`."""
    return f"noteref-{note_name(note_id)}" + (f"-{nth}" if nth > 1 else "")
