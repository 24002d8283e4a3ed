"""What the site's files hold, as the contract says: read without a browser."""

from __future__ import annotations

import itertools
import re
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from tests.built import HOST, REPOSITORY, Element, Site

ARTICLE = "articles/2020-defort-iran-penetration.html"


@pytest.fixture(params=["site", "variety"])
def any_site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


# ——— links ———


def hrefs(page: Element) -> list[str]:
    """Everything on a page that names another file or another place."""
    return [
        *(e["href"] for e in page.every() if "href" in e.attributes and e.get("rel") not in ("canonical", "alternate")),
        *(e["src"] for e in page.every() if "src" in e.attributes),
        *(e["action"] for e in page.every("form")),
    ]


@pytest.mark.parametrize("below", ["/", "/repository/", "/a/b/"])
def test_every_link_leads_to_a_file_and_a_place_wherever_the_site_stands(any_site: Site, below: str) -> None:
    for path, page in any_site.pages.items():
        for href in hrefs(page):
            if urlsplit(href).scheme or path == "404.html":
                continue
            file, fragment = any_site.led_to(path, href, below)
            assert file in any_site.files, f"{href} on {path}"
            if fragment and file.endswith(".html"):
                assert any_site.pages[file].every(id=fragment), f"{href} on {path}"


def test_the_page_for_lost_readers_works_at_any_depth(any_site: Site) -> None:
    page = any_site.pages["404.html"]
    for href in hrefs(page):
        assert href.startswith((REPOSITORY, "#")), f"{href} would depend on the depth, or name a host"
        for lost in ("nowhere.html", "a/b/c/nowhere.html"):
            file, _ = any_site.led_to(lost, href, REPOSITORY)
            assert href.startswith("#") or file in any_site.files


def test_no_page_loads_anything_from_another_host(any_site: Site) -> None:
    for path, page in any_site.pages.items():
        loaded = [e["src"] for e in page.every() if "src" in e.attributes]
        loaded += [e["href"] for e in page.every("link") if e["rel"] not in ("canonical", "alternate")]
        assert [u for u in loaded if urlsplit(u).scheme or urlsplit(u).netloc] == [], path
    for path, raw in any_site.files.items():
        if path.endswith(".css"):
            assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", raw.decode()), path


def test_no_page_has_a_script_or_a_style_of_its_own(any_site: Site) -> None:
    for path, page in any_site.pages.items():
        for element in page.every():
            assert not [a for a in element.attributes if a == "style" or a.startswith("on")], f"{path}: {element}"
            assert element.tag != "style", path
            assert element.tag != "script" or (element.get("src") and not element.text), path


def test_every_file_of_the_theme_is_asked_for_by_something(any_site: Site) -> None:
    known = "\n".join(raw.decode() for path, raw in any_site.files.items() if path.endswith((".html", ".css", ".js")))
    idle = [path for path in any_site.files if path.startswith("assets/") and path.rpartition("/")[2] not in known]
    assert idle == ["assets/fonts/OFL.txt"]  # the licence goes where the fonts go


# ——— every page ———


def test_every_page_names_itself_and_its_language_and_its_address(any_site: Site) -> None:
    titles: dict[str, str] = {}
    for path, page in any_site.pages.items():
        assert page.only("html").get("lang"), path
        assert page.only("h1").text, path
        title = page.only("title").text
        assert title not in titles, f"{path} and {titles.get(title)} have the same title"
        titles[title] = path
        address = HOST + REPOSITORY + ("" if path == "index.html" else path)
        assert page.only("link", rel="canonical")["href"] == address
        assert page.only("meta", name="viewport") and page.only("meta", charset="utf-8"), path


def test_every_page_has_a_form_that_leads_to_the_search(any_site: Site) -> None:
    for path, page in any_site.pages.items():
        form = page.every("form", role="search")[0]
        assert form.only("input", type="search", name="q"), path
        assert form.get("method") in ("", "get"), path
        below = REPOSITORY if path == "404.html" else "/"
        assert any_site.led_to(path, form["action"], below)[0] == "search.html"


def test_no_id_stands_twice_or_is_empty_on_a_page(any_site: Site) -> None:
    for path, page in any_site.pages.items():
        ids = [e["id"] for e in page.every() if "id" in e.attributes]
        assert "" not in ids, f"{path}: {[e for e in page.every() if e.attributes.get('id') == '']}"
        assert sorted(ids) == sorted(set(ids)), path


def test_whatever_refers_to_an_id_finds_it(any_site: Site) -> None:
    for path, page in any_site.pages.items():
        ids = {e["id"] for e in page.every() if "id" in e.attributes}
        for element in page.every():
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                assert set(element.get(name).split()) <= ids, f"{path}: {name}={element.get(name)}"


def test_no_link_stands_inside_a_link(any_site: Site) -> None:
    for path, page in any_site.pages.items():
        assert [a.get("href") for a in page.every("a") if a.within("a")] == [], path


def test_no_heading_skips_a_level(any_site: Site) -> None:
    for path, page in any_site.pages.items():
        levels = [int(e.tag[1]) for e in page.every() if re.fullmatch("h[1-6]", e.tag)]
        assert levels[0] == 1, path
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), f"{path}: {levels}"


# ——— an article's page ———


def test_an_article_is_marked_up_as_the_contract_says(any_site: Site) -> None:
    for path, page in any_site.articles.items():
        authors = page.every("a", rel="author")
        assert authors, path
        assert all(any_site.led_to(path, a["href"])[0].startswith("contributors/") for a in authors)
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", page.every("time")[0]["datetime"]), path
        toc = page.only("nav", role="doc-toc")
        headings = [h for h in page.every() if h.tag in ("h2", "h3", "h4", "h5", "h6") and h.within("div", id="text")]
        headings = [h for h in headings if not h.within("section", role="doc-abstract")]
        assert all(h.get("id") and h.parent and h.parent.tag == "section" for h in headings), path
        listed = [unquote(a["href"][1:]) for a in toc.every("a")]
        assert listed[: len(headings)] == [h["id"] for h in headings], path


def test_paragraphs_are_numbered_in_order_in_the_body_only(any_site: Site) -> None:
    for path, page in any_site.articles.items():
        numbered = [e for e in page.every() if re.fullmatch(r"p\d+[a-z]*", e.get("id"))]
        assert [e["id"] for e in numbered] == [f"p{n}" for n in range(1, len(numbered) + 1)], path
        for p in numbered:
            assert p.tag == "p" and p.within("div", id="text"), path
            assert not any(p.within(tag) for tag in ("blockquote", "li", "table", "figure")), path
        for p in page.only("div", id="text").every("p"):
            apart = any(p.within(tag) for tag in ("blockquote", "li", "table", "figure"))
            apart = apart or p.within("section", role="doc-abstract") or p.within("div", class_="verse")
            assert apart != bool(p.get("id")), f"{path}: {p.text[:60]}"


def test_every_mark_and_every_note_lead_to_each_other(any_site: Site) -> None:
    for path, page in any_site.articles.items():
        marks = page.every("a", role="doc-noteref")
        backs = page.every("a", role="doc-backlink")
        notes = [li for li in page.every("li") if li.get("id").startswith("note-")]
        assert len(marks) == len(backs), path
        for mark in marks:
            note = page.only("li", id=mark["href"][1:])
            assert note.within("section", role="doc-endnotes")
            assert [b["href"] for b in note.every("a", role="doc-backlink")].count(f"#{mark['id']}") == 1
        in_order_of_marks = dict.fromkeys(m["href"][1:] for m in marks)
        assert [n["id"] for n in notes] == list(in_order_of_marks), path
        names = [b.text for b in backs]
        assert len(set(names)) == len(names), f"{path}: two ways back have the same name"


def test_a_note_marked_twice_has_two_ways_back(variety: Site) -> None:
    page = variety.pages["articles/2019-doe-everything.html"]
    assert [m["id"] for m in page.every("a", role="doc-noteref", href="#note-2")] == ["noteref-2", "noteref-2-2"]
    backs = page.only("li", id="note-2").every("a", role="doc-backlink")
    assert [b["href"] for b in backs] == ["#noteref-2", "#noteref-2-2"]


def test_a_mark_in_the_note_on_the_text_has_a_way_back_too(variety: Site) -> None:
    page = variety.pages["articles/2019-doe-everything.html"]
    (mark,) = page.only("div", id="nb").every("a", role="doc-noteref")
    back = next(b for b in page.every("a", role="doc-backlink") if b["href"] == f"#{mark['id']}")
    assert back.text.endswith("of note 1, note on the text")
    assert back.within("li", id="note-1")


def test_a_sign_is_spelled_in_addresses(variety: Site) -> None:
    page = variety.pages["articles/2019-doe-everything.html"]
    ids = {m.text: m["id"] for m in page.every("a", role="doc-noteref")}
    assert ids["*"] == "noteref-asterisk"
    assert ids["†"] == "noteref-dagger"


def test_readers_comments_that_are_not_spam_are_shown(variety: Site) -> None:
    page = variety.pages["articles/2019-doe-everything.html"]
    assert "I have read this with pleasure." in page.only(id="comments").text


def test_a_text_of_another_direction_says_so(variety: Site) -> None:
    html = variety.pages["articles/2021-arabi-right.html"].only("html")
    assert (html["lang"], html["dir"]) == ("ar", "rtl")


# ——— the real article ———


def test_the_real_article_is_whole(site: Site) -> None:
    page = site.pages[ARTICLE]
    assert len(page.every("a", role="doc-noteref")) == 24
    assert len([li for li in page.every("li") if li.get("id").startswith("note-")]) == 24
    assert len(page.every("a", rel="author")) == 2
    assert len(page.only(role="doc-epigraph").every("a", role="doc-noteref")) == 1
    assert len([h for h in page.every("h2") if h.within("div", id="text")]) == 9
    assert len(page.only("section", role="doc-bibliography", id="further-reading").every("li")) == 3
    assert len(page.only("section", id="authors").every("h3")) == 2
    assert page.every("time")[0]["datetime"] == "2020-01-20"
    assert page.only(id="nb").text.startswith("N.B. This is an abridged version")


def test_withheld_spam_is_nowhere_in_the_site(site: Site) -> None:
    for path, raw in site.files.items():
        assert b"web design" not in raw.lower(), path
        assert b"quarantine" not in raw.lower(), path


# ——— what machines read ———


def test_the_map_of_the_site_names_every_page_that_is_worth_finding(any_site: Site) -> None:
    found = ElementTree.fromstring(any_site.files["sitemap.xml"])
    listed = [e.text for e in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    others = re.compile(r"404\.html|search\.html|.*\.source\.html")
    pages = (page for path, page in any_site.pages.items() if not others.fullmatch(path))
    expected = [page.only("link", rel="canonical")["href"] for page in pages]
    assert sorted(map(str, listed)) == sorted(expected)
    assert f"Sitemap: {HOST}{REPOSITORY}sitemap.xml" in any_site.files["robots.txt"].decode().splitlines()
    assert any_site.files[".nojekyll"] == b""


def test_nothing_of_this_machine_is_in_the_site(any_site: Site) -> None:
    for path, raw in any_site.files.items():
        assert str(any_site.project).encode() not in raw, path
