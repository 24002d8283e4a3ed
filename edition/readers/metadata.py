"""What a page says of itself in its head: `<meta>` in the words of Highwire, Dublin Core, Open Graph ...; JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from edition.readers.lines import Metadata
from edition.readers.tree import Element

_TITLE = (
    "citation_title",
    "bepress_citation_title",
    "dc.title",
    "dcterms.title",
    "og:title",
    "twitter:title",
    "headline",
)
_AUTHOR = ("citation_author", "bepress_citation_author", "citation_authors", "dc.creator", "dcterms.creator",
           "dc.creator.personalname", "parsely-author", "sailthru.author", "author", "article:author", "byl",
           "dc.contributor.author", "og:author", "article:author_name", "twitter:data1")  # fmt: skip
_DATE = ("citation_publication_date", "citation_online_date", "citation_date", "bepress_citation_date",
         "article:published_time", "article:published", "dc.date.issued", "dcterms.issued", "dc.date",
         "dcterms.date", "dcterms.created", "dc.date.created", "dc.date.published",
         "prism.publicationdate", "datepublished", "pubdate", "publish-date",
         "publishdate", "publication_date", "parsely-pub-date", "sailthru.date", "og:article:published_time", "pdate",
         "ptime", "og:published_time", "originalpublicationdate", "article_date_original", "date", "dat", "displaydate",
         "cxenseparse:recs:publishtime", "rnews:datepublished")  # fmt: skip
_PUBLICATION = ("citation_journal_title", "bepress_citation_journal_title", "prism.publicationname",
                "dc.relation.ispartof", "dc.source", "og:site_name", "application-name", "dc.publisher",
                "citation_publisher", "copyright-holder")  # fmt: skip
_LANGUAGE = ("citation_language", "dc.language", "dcterms.language", "og:locale", "content-language", "language")
_RIGHTS = ("dc.rights", "dcterms.rights", "dcterms.license", "dc.rights.license", "copyright", "rights")
_URL = ("citation_abstract_html_url", "citation_fulltext_html_url", "og:url", "dc.identifier.uri")
_ABSTRACT = ("citation_abstract", "dc.description.abstract", "dcterms.abstract")
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->")
_ISO = re.compile(r"\s*(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?!\d)")
_ARTICLES = re.compile(
    r"(?:news|blog|scholarly|tech|medical|opinion)?(?:article|posting|report|review|chapter)|creativework", re.I
)


def of_page(root: Element, markup: str = "") -> Metadata:
    """What the page's head, its JSON-LD and its microdata say; every field "" where they are silent."""
    said = dict(_metas(root))
    linked = _linked(root)
    title = next((element for element in root.walk() if element.tag == "title"), None)
    lang = root.get("lang") or root.get("xml:lang")
    canonical = next(
        (
            e.get("href")
            for e in root.walk()
            if e.tag == "link" and e.get("rel").lower() == "canonical" and e.get("href")
        ),
        "",
    )
    saved = _SAVED.search(markup[:4000])
    return Metadata(
        title=_first(said, _TITLE) or linked.get("title", "") or (_folded(title.text()) if title else ""),
        authors=_names(said) or tuple(linked.get("authors", ())),
        published=_date(said, linked) or _timed(root),
        publication=_first(said, _PUBLICATION) or linked.get("publication", ""),
        language=_language(lang or _first(said, _LANGUAGE) or linked.get("language", "")),
        rights=_first(said, _RIGHTS) or linked.get("rights", ""),
        url=canonical or _first(said, _URL) or (saved[1] if saved else ""),
        abstract=_first(said, _ABSTRACT),
    )


def _folded(text: str) -> str:
    return " ".join(html.unescape(text).split()) if "&" in text else " ".join(text.split())


def _metas(root: Element) -> Iterator[tuple[str, list[str]]]:
    said: dict[str, list[str]] = {}
    for element in root.walk():
        if element.tag == "meta":
            names = (element.get("name"), element.get("property"), element.get("itemprop"), element.get("http-equiv"))
            content = _folded(element.get("content")[:20_000])
            for name in dict.fromkeys(n.strip().lower() for n in names if n.strip()):
                if content:
                    said.setdefault(name, []).append(content)
    yield from said.items()


def _first(said: dict[str, list[str]], names: Iterable[str]) -> str:
    return next((said[name][0] for name in names if name in said), "")


def _names(said: dict[str, list[str]]) -> tuple[str, ...]:
    for name in _AUTHOR:
        found = [part.strip() for value in said.get(name, ()) for part in value.split(";")]
        names = [_turned(bare) for n in found if is_name(bare := _bare(n))]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


_BY = re.compile(r"\s*(?:(?:written |posted )?by|par|por|von|di)\s+(?=(?-i:[^\W\d_a-z]))", re.I)
_OFFICE = re.compile(r",\s[^,]*\b(?:writer|reporter|editor|correspondent|staff|journalist|columnist|contributor|"
                     r"professor|"
                     r"university|special to|news|press)\b.*$", re.I)  # fmt: skip


def _bare(name: str) -> str:
    """The name in an author's field, without "By" and the office behind it."""
    return _OFFICE.sub("", _BY.sub("", name, count=1) if _BY.match(name) else name).strip()


def is_name(text: str) -> bool:
    """Whether an author's field holds a name, not an address, a handle or a machine's word."""
    return bool(text) and len(text) <= 200 and not _NO_NAME.search(text)


_NO_NAME = re.compile(
    r"https?:|www\.|[@/<>{}]|^\d+$|^(?:admin|staff|editor|guest|unknown|user|anonymous|none|null|min read)$", re.I
)


def _turned(name: str) -> str:
    """ "Doe, Jane" as "Jane Doe"; a name without a comma as it stands."""
    family, comma, given = name.partition(", ")
    turns = comma and "," not in given and len(family.split()) <= 4 and len(given.split()) <= 4
    return f"{given.strip()} {family.strip()}" if turns else name


def _date(said: dict[str, list[str]], linked: dict[str, Any]) -> str:
    values = [said[name][0] for name in _DATE if name in said]
    values += [linked["published"]] if linked.get("published") else []
    for value in values:
        if iso := iso_date(value):
            return iso
    return values[0] if values else ""


def iso_date(text: str) -> str:
    """The date a machine-readable value begins with, as YYYY, YYYY-MM or YYYY-MM-DD; "" where it begins with none."""
    if (found := re.match(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?Z?\s*$", text)) or (found := _ISO.match(text)):
        year, month, day = found.groups()
    else:
        return ""
    if not 1000 <= int(year) <= 2999:
        return ""
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def _timed(root: Element) -> str:
    """The date of an element that is marked up as the date of publication."""
    for element in root.walk():
        said = (
            element.get("datetime") or element.get("content") or (element.get("title") if element.tag == "abbr" else "")
        )
        if not said or element.tag == "meta":
            continue
        words = element.words()
        named = "pubdate" in element.attributes or {"pubdate", "published", "datepublished"} & set(words)
        dated = element.tag == "time" and {"entry", "post", "article"} & set(words) and "date" in words
        joined = "".join(words)
        if (named or dated or "datepublished" in joined) and (iso := iso_date(said)):
            return iso
    return ""


def _language(text: str) -> str:
    found = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?$", text.strip())
    return found[0].replace("_", "-") if found else ""


# ——— JSON-LD ———


def _linked(root: Element) -> dict[str, Any]:
    """What the JSON-LD of the page's article says."""
    best: dict[str, Any] = {}
    for element in root.walk():
        if element.tag == "script" and "ld+json" in element.get("type"):
            for thing in _things(element):
                if not _ARTICLES.search(" ".join(_texts(thing.get("@type")))):
                    continue
                found = {
                    "title": next(iter(_texts(thing.get("headline"))), "") or next(iter(_texts(thing.get("name"))), ""),
                    "authors": [
                        _turned(b)
                        for n in _people(thing.get("author") or thing.get("creator"))
                        if is_name(b := _bare(n))
                    ],
                    "published": next(iter(_texts(thing.get("datePublished"))), ""),
                    "publication": next(iter(_people(thing.get("isPartOf") or thing.get("publisher"))), ""),
                    "language": next(iter(_texts(thing.get("inLanguage"))), ""),
                    "rights": next(iter(_texts(thing.get("license"))), ""),
                }
                best = {name: best.get(name) or value for name, value in found.items()}
    return best


def _things(script: Element) -> Iterator[dict[str, Any]]:
    source = "".join(child for child in script.children if isinstance(child, str))
    if len(source) > 2_000_000:
        return
    try:
        waiting = [json.loads(source, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(2000):
        if not waiting:
            return
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting += thing
        elif isinstance(thing, dict):
            yield thing
            waiting += [
                thing[name]
                for name in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(thing.get(name), list | dict)
            ]


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [_folded(v) for v in values if isinstance(v, str) and v.strip()]


def _people(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [v.get("name") if isinstance(v, dict) else v for v in values]
    return [name for value in names for name in _texts(value)]
