"""The small files by which machines find their way: robots.txt, sitemap.xml, opensearch.xml, CNAME."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edition import urls
from edition.html import escaped
from edition.model import Settings


def signposts(settings: Settings, paths: Iterable[str]) -> dict[str, str]:
    """Each file's text by its path in the site; `paths` are the pages that search engines should know."""
    sitemap = urls.absolute(settings.base_url, "sitemap.xml")
    files = {
        ".nojekyll": "",
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n",
        **_sitemaps(settings, tuple(paths)),
        "opensearch.xml": _opensearch(settings),
    }
    return files | ({"CNAME": settings.domain + "\n"} if settings.domain else {})


def _opensearch(settings: Settings) -> str:
    """OpenSearch 1.1: how a browser offers the edition's search in its address bar."""
    search = urls.absolute(settings.base_url, urls.SEARCH)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escaped(settings.title[:16])}</ShortName>\n"
        f"<Description>Search {escaped(settings.title)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escaped(search)}?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )


MOST = 20_000  # pages of one sitemap; sitemaps.org allows 50,000 and 50 MB


def _sitemaps(settings: Settings, paths: Sequence[str]) -> dict[str, str]:
    """sitemaps.org 0.9: one file, or where there are very many pages an index of several. Without dates of change: the
    build knows no clock."""
    if len(paths) <= MOST:
        return {"sitemap.xml": _sitemap(settings, "urlset", "url", paths)}
    starts = range(0, len(paths), MOST)
    files = {f"sitemap-{n}.xml": paths[at : at + MOST] for n, at in enumerate(starts, 1)}
    made = {name: _sitemap(settings, "urlset", "url", own) for name, own in files.items()}
    return {"sitemap.xml": _sitemap(settings, "sitemapindex", "sitemap", files), **made}


def _sitemap(settings: Settings, whole: str, each: str, paths: Iterable[str]) -> str:
    found = (escaped(urls.absolute(settings.base_url, path)) for path in paths)
    rows = "".join(f"<{each}><loc>{address}</loc></{each}>\n" for address in found)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</{whole}>\n'
    )
