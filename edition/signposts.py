"""The small files by which machines find their way: robots.txt, sitemap.xml, opensearch.xml, CNAME."""

from __future__ import annotations

from collections.abc import Iterable

from edition import urls
from edition.html import escaped
from edition.model import Settings


def signposts(settings: Settings, paths: Iterable[str]) -> dict[str, str]:
    """Each file's text by its path in the site; `paths` are the pages that search engines should know."""
    sitemap = urls.absolute(settings.base_url, "sitemap.xml")
    files = {
        ".nojekyll": "",
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n",
        "sitemap.xml": _sitemap(settings, paths),
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


def _sitemap(settings: Settings, paths: Iterable[str]) -> str:
    """sitemaps.org 0.9. Without dates of change: the build knows no clock."""
    rows = "".join(f"<url><loc>{escaped(urls.absolute(settings.base_url, path))}</loc></url>\n" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
