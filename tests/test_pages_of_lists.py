"""A list that grows long is parted into pages: nothing is lost or stands twice, and a change touches what shows it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition import linkcheck, signposts, urls
from edition.build import Options, build
from edition.leaves import ARTICLES_PER_PAGE, PER_PAGE, Parted, by_letter, by_year, in_order, with_earlier
from edition.model import Settings
from tests.built import Element, Site, tree

YEARS = {"2021": 20, "2020": 130, "2019": 60, "2018": 30, "": 10}
LONG = 310
LETTERS = "abcdefghijklmnoprstuvwz"


def name(n: int) -> str:
    """A family name, of many letters, some of which are not of the alphabet."""
    begin = "Ø" if n % 50 == 7 else LETTERS[n % len(LETTERS)].upper()
    return begin + "".join(LETTERS[int(digit) + 5] for digit in f"{n:03}") + "sen"


def heading(n: int) -> str:
    return f"{LETTERS[n % len(LETTERS)].upper()}{''.join(LETTERS[int(digit) + 3] for digit in f'{n:03}')}burg"


def ids() -> list[str]:
    return [f"{year or 'undated'}-a-{n}" for year, count in YEARS.items() for n in range(count)]


def record(article: str, title: str, n: int) -> str:
    year = article[:4] if article[0] == "2" else ""
    return (
        f"title: {title}\n"
        + (f"published: {year}-{n % 12 + 1:02}\n" if year else "")
        + f"contributions:\n  - contributor: p{n % LONG}\n  - contributor: p{(n + 60) % LONG}\n"
    )


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("long")
    put(root, "content/edition.yaml", "title: Long\nbase_url: https://example.org/long/\nexports: []\n")
    for n in range(LONG):
        put(root, f"content/contributors/p{n}.yaml", f"name: Ann {name(n)}\n")
    entries = "".join(f"- name: {heading(n)}\n  id: h{n}\n  see_also: [h{(n + 1) % LONG}]\n" for n in range(LONG))
    put(root, "content/index/names.yaml", entries)
    for n, article in enumerate(ids()):
        put(root, f"content/articles/{article}/article.yaml", record(article, f"Title {n}", n))
        put(root, f"content/articles/{article}/text.md", f"Of {heading(n)} and {heading((n + 60) % LONG)}.\n")
    outcome = build(root, Options(root / "site"))
    assert not outcome.failed, outcome.problems
    site = Site(root)
    assert site.files  # read now: the last test edits the project
    return site


def page_of(site: Site, path: str) -> Element:
    return tree(site.files[path].decode())


def lists(site: Site, stem: str) -> dict[str, Element]:
    return {path: page_of(site, path) for path in site.files if path.startswith(f"{stem}-")}


def shown(page: Element) -> list[str]:
    return [e.every("a")[0]["href"] for e in page.every("p", class_="entry")]


# ——— the laws of the parting ———


@given(st.lists(st.text("abß0É", max_size=2), max_size=PER_PAGE * 2 + 9))
def test_a_list_by_letter_keeps_every_entry_once_and_in_order(words: list[str]) -> None:
    entries = [(str(n), word) for n, word in enumerate(sorted(words))]
    pages = by_letter(entries, "x.html", urls.names)
    assert Counter(own for _, those in pages for own in those) == Counter(own for own, _ in entries)
    assert all(0 < len(those) <= PER_PAGE for _, those in pages)
    assert all(list(those) == sorted(those, key=int) for _, those in pages)
    if len(words) <= PER_PAGE:
        assert [leaf.path for leaf, _ in pages] == (["x.html"] if words else [])
    in_line(pages)


def in_line(pages: Parted) -> None:
    paths = [leaf.path for leaf, _ in pages]
    assert len(set(paths)) == len(paths)
    assert [leaf.before for leaf, _ in pages] == ["", *paths[:-1]][: len(paths)]
    assert [leaf.after for leaf, _ in pages] == [*paths[1:], ""][: len(paths)]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["2020", "2019-05", "2018-01-01", "", "soon"]), max_size=350))
def test_a_list_by_year_keeps_every_article_once_and_in_order(dates: list[str]) -> None:
    articles = [
        (str(n), date) for n, date in enumerate(sorted(dates, key=lambda d: (d[:1].isdigit(), d), reverse=True))
    ]
    pages = by_year(articles)
    in_line(pages)
    found = [own for _, those in pages for own in those]
    assert found == ([own for own, _ in articles] if len(articles) > ARTICLES_PER_PAGE else [])
    assert all(0 < len(those) <= ARTICLES_PER_PAGE for _, those in pages)


@settings(max_examples=50)
@given(st.integers(ARTICLES_PER_PAGE, 350), st.integers(1, 3))
def test_what_is_published_last_changes_the_page_it_comes_to_alone(many: int, years: int) -> None:
    dates = [f"{2020 - n * years // (many + 1)}" for n in range(many + 1)]
    articles = [(str(n), date) for n, date in enumerate(dates)]
    before, after = ({leaf.path: those for leaf, those in by_year(a)} for a in (articles[1:], articles))
    if before:
        assert len([path for path, those in after.items() if before.get(path) != those]) == 1
        assert set(before) <= set(after)


@settings(max_examples=50)
@given(st.integers(0, 460))
def test_pages_of_a_contributor_and_of_a_work_keep_every_article_once_and_in_order(many: int) -> None:
    articles = [str(n) for n in range(many)]
    for pages in (with_earlier(articles, "x.html", str), in_order(articles, str)):
        in_line(pages)
        assert [own for _, those in pages for own in those] == articles
        assert all(0 < len(those) <= 1.5 * ARTICLES_PER_PAGE for _, those in pages) or not many


@given(st.integers(1, 460))
def test_a_new_article_leaves_a_contributors_earlier_pages_as_they_are(many: int) -> None:
    articles = [str(n) for n in range(many)]
    before, after = ({leaf.path: those for leaf, those in with_earlier(a, "", str)} for a in (articles[1:], articles))
    assert all(after[path] == those for path, those in before.items() if path)


@pytest.mark.parametrize(
    ("page", "is_taken"),
    [
        ("names", True), ("names-a", True), ("works-other-2", True), ("contributors-z-10", True),
        ("articles-2020", True), ("articles-undated-3", True),
        ("articles-of-faith", False), ("names-and-places", False), ("about", False),
    ],
)  # fmt: skip
def test_a_page_of_prose_cannot_have_the_name_of_a_lists_page(page: str, is_taken: bool) -> None:
    assert urls.taken(page) == is_taken


# ——— a large edition ———


def test_every_link_of_a_large_edition_leads_somewhere(long: Site) -> None:
    assert list(linkcheck.problems(long.files, "/long/")) == []


def test_every_article_is_on_exactly_one_page_of_the_years(long: Site) -> None:
    pages = lists(long, "articles")
    assert set(pages) == {
        "articles-2021.html", "articles-2020-2.html", "articles-2020.html", "articles-2019.html", "articles-2018.html",
        "articles-undated.html",
    }  # fmt: skip
    found = Counter(href for page in pages.values() for href in shown(page))
    assert found == Counter(f"articles/{own}.html" for own in ids())


def test_home_has_the_newest_hundred_and_leads_to_all_others(long: Site) -> None:
    home = page_of(long, "index.html")
    assert 1 + len(shown(home)) == ARTICLES_PER_PAGE
    way = home.only("a", rel="next")["href"]
    assert way == "articles-2020.html"  # 20 of 2021 and 30 + 50 of 2020 stand on the home page
    path, seen = "articles-2021.html", []
    while path:
        seen.append(path)
        page = page_of(long, path)
        current = page.only("nav", class_="letters").only("a", aria_current="page").text
        assert path.startswith(f"articles-{current}")
        following = page.every("a", rel="next")
        path = following[0]["href"] if following else ""
    assert set(seen) == set(lists(long, "articles"))
    assert {a["href"] for a in home.only("nav", class_="letters").every("a")} == set(seen) - {"articles-2020.html"}


@pytest.mark.parametrize("stem", ["contributors", "names"])
def test_every_entry_of_a_long_list_is_on_exactly_one_page_of_its_letters(long: Site, stem: str) -> None:
    pages = lists(long, stem)
    assert f"{stem}-a.html" in pages and (stem == "names" or "contributors-other.html" in pages)
    if stem == "contributors":
        found = Counter(href for page in pages.values() for href in shown(page))
        wanted = Counter(f"contributors/p{n}.html" for n in range(LONG))
    else:
        found = Counter(li["id"] for page in pages.values() for li in page.every("li") if li.get("id"))
        wanted = Counter(f"h{n}" for n in range(LONG))
    assert found == wanted
    for path in (f"{stem}.html", *pages):
        ways = page_of(long, path).only("nav", class_="letters").every("a")
        assert {a["href"] for a in ways} == set(pages)
        assert [a["href"] for a in ways if a.get("aria-current")] == ([path] if path in pages else [])


def test_the_sitemap_lists_every_page_of_the_lists(long: Site) -> None:
    sitemap = long.files["sitemap.xml"].decode()
    paths = [path for stem in ("articles", "contributors", "names") for path in lists(long, stem)]
    assert all(sitemap.count(f"<loc>https://example.org/long/{path}</loc>") == 1 for path in paths)


def test_an_edit_rewrites_only_the_pages_that_show_it(long: Site) -> None:
    root = long.project

    def written(article: str, n: int, title: str) -> set[str]:
        put(root, f"content/articles/{article}/article.yaml", record(article, title, n))
        outcome = build(root, Options(root / "site"))
        assert not outcome.failed, outcome.problems
        return {p for p in outcome.written if "/" not in p and p.endswith(".html")}

    every = ids()
    old, new = every.index("2018-a-3"), every.index("2021-a-3")
    letters = {f"names-{heading(n)[0].lower()}.html" for n in (old, (old + 60) % LONG)}
    assert written("2018-a-3", old, "Renamed") == {"articles-2018.html", *letters}
    letters = {f"names-{heading(n)[0].lower()}.html" for n in (new, (new + 60) % LONG)}
    assert written("2021-a-3", new, "Renamed too") == {"index.html", "articles-2021.html", *letters}


def test_a_small_edition_has_no_pages_of_lists(variety: Site) -> None:
    for stem in ("articles", "contributors", "names", "works"):
        assert not lists(variety, stem)
    for path in ("index.html", "contributors.html"):
        assert not variety.pages[path].every("nav", class_="letters")
        assert not [a for a in variety.pages[path].every("a") if a.get("rel") in ("next", "prev")]


# ——— one that everything shows ———

MANY = 260


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Very many articles, all of one author, on one subject, citing one work."""
    root = tmp_path_factory.mktemp("crowd")
    put(root, "content/edition.yaml", "title: Crowd\nbase_url: https://example.org/\n")
    put(root, "content/contributors/ann.yaml", "name: Ann Busy\n")
    put(root, "content/index/names.yaml", "- name: Salt & Water\n  id: salt\n")
    for n in range(MANY):
        article = f"content/articles/a-{n:03}"
        life = "Ann Busy writes." if n % 2 else "Ann Busy wrote."
        said = f"title: Title {n}\npublished: 2020-01-{n % 28 + 1:02}\n"
        put(root, f"{article}/article.yaml", f'{said}contributions:\n  - contributor: ann\n    biography: "{life}"\n')
        note = "John Doe, *The Long Road to the Sea* (London: Roe, 2001), 12."
        put(root, f"{article}/text.md", f"Of Salt & Water.[^1]\n\n[^1]: {note}\n")
    outcome = build(root, Options(root / "site"))
    assert not outcome.failed, outcome.problems
    return Site(root)


def pages_from(site: Site, path: str) -> list[tuple[str, Element]]:
    """The page, and those that it leads on to."""
    found = []
    while path:
        found.append((path, page_of(site, path)))
        following = found[-1][1].every("a", rel="next")
        path = f"{path.rpartition('/')[0]}/{following[0]['href']}" if following else ""
    return found


def test_every_link_of_a_crowded_edition_leads_somewhere(crowd: Site) -> None:
    assert list(linkcheck.problems(crowd.files, "/")) == []


@pytest.mark.parametrize("start", ["contributors/ann.html", "works/doe-2001-long-road-sea.html"])
def test_what_very_many_articles_show_is_parted_into_pages(crowd: Site, start: str) -> None:
    pages = pages_from(crowd, start)
    assert [path for path, _ in pages[1:]] == (
        ["contributors/ann.earlier-2.html", "contributors/ann.earlier-1.html"]
        if "ann" in start
        else ["works/doe-2001-long-road-sea.2.html", "works/doe-2001-long-road-sea.3.html"]
    )
    found = Counter(href for _, page in pages for href in shown(page))
    assert found == Counter(f"../articles/a-{n:03}.html" for n in range(MANY))
    assert len({page.only("title").text for _, page in pages}) == len(pages)
    assert all(crowd.files["sitemap.xml"].count(f"/{path}</loc>".encode()) == 1 for path, _ in pages)
    for (before, _), (_, page) in pairwise(pages):
        assert page.only("a", rel="prev")["href"] == before.rpartition("/")[2]


def test_a_biography_that_articles_print_alike_is_shown_once(crowd: Site) -> None:
    life = next(e for e in page_of(crowd, "contributors/ann.html").every("section") if e["aria-labelledby"] == "life")
    assert [p.text for p in life.every("p") if not p.get("class")] == ["Ann Busy writes.", "Ann Busy wrote."]
    labels = life.every("p", class_="label")
    assert [len(p.every("a")) for p in labels] == [4, 4]
    more = [int(p.text.rpartition("; and in ")[2].removesuffix(" more")) for p in labels]
    assert sum(more) + 8 == len(shown(page_of(crowd, "contributors/ann.html")))


def test_a_work_that_very_many_articles_cite_says_how_many(crowd: Site) -> None:
    pages = pages_from(crowd, "works/doe-2001-long-road-sea.html")
    assert [page.every("h2")[0].text for _, page in pages] == [
        f"Cited in {MANY} articles", f"Cited in {MANY} articles, page 2", f"Cited in {MANY} articles, page 3"
    ]  # fmt: skip


def test_an_entry_of_the_index_names_so_many_articles_and_leads_to_the_search_for_the_others(crowd: Site) -> None:
    entry = page_of(crowd, "names.html").only("li", id="salt")
    to = [a["href"] for a in entry.every("a")]
    assert len({href.partition("#")[0] for href in to if href.startswith("articles/")}) == ARTICLES_PER_PAGE
    assert to[-1] == "search.html?q=%22Salt%20%26%20Water%22"
    assert entry.text.endswith(f"and in {MANY - ARTICLES_PER_PAGE} more articles")


def test_a_very_long_sitemap_is_an_index_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signposts, "MOST", 3)
    paths = [f"articles/{n}.html" for n in range(7)]
    files = signposts.signposts(Settings("x", "https://example.org/"), paths)
    parts = [f"sitemap-{n}.xml" for n in (1, 2, 3)]
    assert files["sitemap.xml"].count("<sitemap>") == 3
    assert all(f"<loc>https://example.org/{part}</loc>" in files["sitemap.xml"] for part in parts)
    assert [files[part].count("<url>") for part in parts] == [3, 3, 1]
    assert all(sum(files[part].count(f"/{path}<") for part in parts) == 1 for path in paths)
