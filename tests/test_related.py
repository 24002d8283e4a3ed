"""Articles are related by what they really share, and the page says by what."""

from __future__ import annotations

import random
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from edition import cli, urls
from edition import related as house
from edition.bibliography import Bibliography, CitedWork
from edition.cards import Byline, Card, card
from edition.catalogue import Shelf
from edition.common_words import COMMON_WORDS
from edition.model import Article, Contribution, Name, Work
from edition.related import ENOUGH, NAMED, SHOWN, WORDS, WORTH, Profile, profile, related, shown, telling
from edition.search_documents import tallies
from edition.search_terms import counted
from edition.searched import document
from edition.subjects import Heading
from edition.text import Body, Paragraph, Text

from .strategies import raw

Drawn = tuple[list[Profile], list[tuple[str, tuple[str, ...]]], dict[str, tuple[str, ...]]]
KEYS = [f"word{c}" for c in "abcdefghijkl"]


@st.composite
def collections(draw: st.DrawFn) -> Drawn:
    """Profiles, works and names of a few articles that share much."""
    ids = [f"a{n}" for n in range(draw(st.integers(0, 9)))]
    some = st.sets(st.sampled_from(ids or ["none"]), max_size=5).map(lambda s: tuple(sorted(s)))
    profiles = [
        Profile(
            article,
            tuple(sorted(draw(st.sets(st.sampled_from(["doe", "roe", "poe"]), max_size=2)))),
            tuple((key, key.title()) for key in sorted(draw(st.sets(st.sampled_from(KEYS), max_size=8)))),
        )
        for article in ids
    ]
    works = [(f"work-{n}", draw(some)) for n in range(draw(st.integers(0, 5)))]
    entries = st.sets(st.sampled_from(["iran", "cuba", "peru"]), max_size=3).map(lambda s: tuple(sorted(s)))
    return profiles, works, {article: draw(entries) for article in ids}


# ——— laws ———


@given(collections())
def test_no_article_is_related_to_itself_and_none_twice(drawn: Drawn) -> None:
    for article, these in related(*drawn).items():
        others = [one.article for one in these]
        assert article not in others
        assert len(set(others)) == len(others)
        assert 0 < len(others) <= SHOWN


@given(collections())
def test_only_what_both_articles_have_is_named_and_always_something(drawn: Drawn) -> None:
    profiles, works, names = drawn
    known = {p.article: p for p in profiles}
    for article, these in related(*drawn).items():
        ours = known[article]
        for one in these:
            theirs = known[one.article]
            both = {key for key, _ in ours.words} & {key for key, _ in theirs.words}
            assert {key for key, form in ours.words if form in one.words} <= both
            assert all({article, one.article} <= set(dict(works)[work]) for work in one.works)
            assert set(one.names) <= set(names[article]) & set(names[one.article])
            assert set(one.authors) <= set(ours.authors) & set(theirs.authors)
            assert len(one.words) <= NAMED
            assert len(one.names) <= NAMED
            assert one.works or one.names or one.words or len(one.authors) > 1


@given(collections(), st.randoms(use_true_random=False))
def test_the_order_in_which_articles_come_changes_nothing(drawn: Drawn, chance: random.Random) -> None:
    profiles, works, names = drawn
    expected = related(*drawn)
    entries = list(names.items())
    for these in (profiles, works, entries):
        chance.shuffle(these)
    assert related(profiles, works, dict(entries)) == expected


@given(collections())
def test_an_article_that_shares_nothing_may_change_as_it_likes(drawn: Drawn) -> None:
    profiles, works, names = drawn
    strangers = [
        Profile("stranger", (f"nobody-{n}",), tuple((f"strange{n}{i}", f"Strange{n}{i}") for i in range(9)))
        for n in (1, 2)
    ]
    found = [related([*profiles, stranger], works, names) for stranger in strangers]
    assert found[0] == found[1]
    assert "stranger" not in found[0]


@given(collections())
def test_whoever_is_left_out_shares_no_more_than_those_shown(drawn: Drawn) -> None:
    profiles, works, names = drawn
    found = related(*drawn)
    things = house._things(sorted(profiles, key=lambda p: p.article), works, names)
    ids = sorted(p.article for p in profiles)

    def score(one: str, other: str) -> int:
        return sum(t.weight for t in things if {ids.index(one), ids.index(other)} <= set(t.articles))

    for article in ids:
        these = [one.article for one in found.get(article, ())]
        scores = [score(article, other) for other in these]
        assert scores == sorted(scores, reverse=True)
        assert all(s >= ENOUGH for s in scores)
        rest = [score(article, other) for other in ids if other not in (*these, article)]
        assert all(s < ENOUGH or (len(these) == SHOWN and s <= scores[-1]) for s in rest)


@settings(max_examples=200)
@given(raw, st.sampled_from(["", "en", "pt-BR", "de", "ar", "zh", "xx"]))
def test_any_text_has_its_telling_words_in_order_each_once_and_printed_in_it(text: str, language: str) -> None:
    text = f"{text} {text} {text}"
    found = telling(text, counted(text), [text], language)
    assert [key for key, _ in found] == sorted({key for key, _ in found})
    assert len(found) <= WORDS
    assert not {key for key, _ in found} & COMMON_WORDS


# ——— cases ———


def article_of(text: str, name: str = "a", author: str = "") -> Article:
    who = (Contribution(author),) if author else ()
    body = Body((Paragraph((Text(text),), "p1"),))
    return Article(id=name, title="", contributions=who, body=body)


def profiled(text: str, name: str = "a", author: str = "", language: str = "en") -> Profile:
    article = article_of(text, name, author)
    made = document(article, card(article, (), language))
    return profile(made, tallies(made)[0])


def words(text: str, language: str = "en") -> list[str]:
    return [form for _, form in profiled(text, language=language).words]


def test_words_are_shown_as_they_are_printed_most_and_plural_and_singular_are_one() -> None:
    assert words("Uranium is mined. The uranium of the mosques and a mosque, uranium of a mosque") == [
        "mosque",
        "uranium",
    ]
    assert words("mosques, mosques, a mosque") == ["mosques"]
    assert words("Organs. Organs. Organs. Organization. Organization. Organization.") == ["Organs"]


def test_common_words_of_any_language_and_short_ones_tell_nothing() -> None:
    assert words("This which would through between about these other before after. " * 4) == []
    assert words("também sobre então pesquisa trabalho; également toujours plusieurs; zwischen während. " * 4) == []
    assert words("Iran iron. IRGC gold VIII. " * 4) == ["Iran", "IRGC"]


def test_who_is_cited_in_the_text_is_not_what_it_is_about() -> None:
    assert words("Soya (Silva, 2010, p. 3). Soja (SOUZA; Moreira, 1999). As Ferreira (2001) says. " * 4) == [
        "Soja",
        "Soya",
    ]


def test_scripts_without_spaces_have_no_words_to_share() -> None:
    assert words("核不扩散条约 核不扩散条约 核不扩散条约 สวัสดีชาวโลก สวัสดีชาวโลก สวัสดีชาวโลก") == []


def test_a_small_edit_leaves_the_profile_as_it_is() -> None:
    chance = random.Random(1)
    vocabulary = ["".join(chance.choice("bdfglmnprst") + chance.choice("aeiou") for _ in range(4)) for _ in range(60)]
    told = [word for n, word in enumerate(vocabulary) for _ in range(1 + 90 // (n + 1))]
    chance.shuffle(told)
    before = profiled(" ".join(told))
    same = 0
    for n in range(0, len(told), 7):
        same += profiled(" ".join([*told[:n], *told[n + 1 :]])) == before
    assert len(before.words) == WORDS
    assert same > 0.8 * len(range(0, len(told), 7))


def test_two_articles_of_an_edition_without_anything_in_common_are_not_related() -> None:
    one = profiled("Uranium was enriched in a centrifuge of the plant. " * 5, "a", "doe")
    other = profiled("The sonnet ends with a couplet, as every sonnet of Petrarch. " * 5, "b", "doe")
    assert related([one, other]) == {}
    assert related([one]) == {}
    assert related([]) == {}


def test_one_work_is_enough_and_one_word_name_or_author_is_not() -> None:
    two = [Profile("a"), Profile("b")]
    assert list(related(two, [("w", ("a", "b"))])) == ["a", "b"]
    assert related(two, [], {"a": ("iran",), "b": ("iran",)}) == {}
    assert list(related(two, [], {"a": ("cuba", "iran"), "b": ("cuba", "iran")})) == ["a", "b"]
    assert related([Profile("a", ("doe",)), Profile("b", ("doe",))]) == {}
    assert related([Profile("a", (), (("word", "word"),)), Profile("b", (), (("word", "word"),))]) == {}


def test_what_few_articles_share_counts_more_than_what_many_share() -> None:
    ids = [f"a{n:02}" for n in range(30)]
    many = ("handbook", tuple(ids[:15]))
    found = related([Profile(i) for i in ids], [many, ("rare", ("a00", "a14")), ("rare too", ("a00", "a09"))])
    assert [one.article for one in found["a00"]] == ["a09", "a14"]
    assert found["a00"][0].works == ("rare too", "handbook")


def test_what_stands_everywhere_relates_nobody_however_large_the_collection() -> None:
    profiles = [Profile(f"a{n:03}", ("editor",), tuple((key, key) for key in KEYS)) for n in range(100)]
    assert related(profiles, [("w", tuple(p.article for p in profiles))]) == {}
    assert max(WORTH.values()) == WORTH["work"]


# ——— as the page shows it ———


def card_of(name: str) -> Card:
    byline = Byline("doe-jane", "Jane Doe", "Doe, Jane", "author")
    return Card(name, f"On {name}", "", "2001", "", "en", (byline,), 0, 1)


def test_the_reasons_are_said_in_words_with_links_to_where_they_stand() -> None:
    own, other = card_of("first"), card_of("second")
    cited = Bibliography(
        "first",
        (
            CitedWork(Work(title="The Long Road: A History", author=(Name("Roe", "Ann"),), issued="1999"), ()),
            CitedWork(Work(title="Maps"), ()),
        ),
    )
    shelved = (Shelf("roe-road", "works/roe-road.html"), Shelf("maps", ""))
    relation = house.Relation("second", ("maps", "roe-road"), ("iran",), ("uranium", "Iran"), ("doe-jane",))
    headings = (Heading("iran", "Iran", "place"),)
    (got,) = shown([(other, relation)], own, cited, shelved, headings)
    assert got.entry.href == "second.html"
    works, names, told, authors = got.reasons
    assert works.said == "Cites two of the same works:"
    assert [re.sub(r"<[^>]*>", "", work) for work in works.works] == ["Maps", "Roe, The Long Road, 1999"]
    assert 'href="../works/roe-road.html"' in works.works[1]
    assert f'href="#{urls.reference("maps")}"' in works.works[0], "a work without a page stands in the references"
    assert (names.said, names.links[0].name, names.links[0].href) == ("Both name:", "Iran", "../names.html#iran")
    assert told.said == "Share the word:", "Iran is told as a name already"
    assert (told.links[0].name, told.links[0].href) == ("uranium", "../search.html?q=uranium")
    assert (authors.said, authors.links[0].href) == ("Also by", "../contributors/doe-jane.html")


def test_many_works_are_counted_and_some_are_named() -> None:
    cited = Bibliography("first", tuple(CitedWork(Work(title=f"Book {n}"), ()) for n in range(12)))
    shelved = tuple(Shelf(f"w{n}", f"works/w{n}.html") for n in range(12))
    relation = house.Relation("second", tuple(f"w{n}" for n in range(12)))
    (got,) = shown([(card_of("second"), relation)], card_of("first"), cited, shelved, ())
    assert got.reasons[0].said == "Cites 12 of the same works, among them:"
    assert len(got.reasons[0].works) == SHOWN
    assert len(got.reasons) == 1


def test_a_built_page_shows_its_relations_and_is_left_alone_when_they_stay(tmp_path: Path) -> None:
    work = "[^1]: Jane Doe, *The Long Road* (London: Roe, 1999), 5.\n"
    texts = {
        "2001-one": f"The uranium of a mosque and its centrifuge.[^1]\n\n{work}",
        "2002-two": f"A sonnet of Petrarch.[^1]\n\n{work}",
        "2003-three": "A text about nothing.\n",
    }
    assert cli.main(["init", str(tmp_path)]) == 0
    for name, text in texts.items():
        folder = tmp_path / "content/articles" / name
        folder.mkdir(parents=True)
        (folder / "article.yaml").write_text(f"title: {name[5:].title()}\npublished: {name[:4]}\n")
        (folder / "text.md").write_text(text, "utf-8")
    pages = {name: tmp_path / f"site/articles/{name}.html" for name in texts}

    def built() -> dict[str, tuple[bool, int]]:
        assert cli.main(["-C", str(tmp_path), "build"]) == 0
        return {n: ('id="related"' in p.read_text("utf-8"), p.stat().st_mtime_ns) for n, p in pages.items()}

    before = built()
    assert [shows for shows, _ in before.values()] == [True, True, False]
    page = pages["2001-one"].read_text("utf-8")
    section = page[page.index('id="related"') :].partition("</section>")[0]
    assert "Cites the same work:" in section
    assert 'href="2002-two.html"' in section
    assert 'href="../works/doe-1999-long-road.html"' in section
    (tmp_path / "content/articles/2003-three/text.md").write_text("A text about something.\n", "utf-8")
    after = built()
    assert {name for name in texts if before[name] != after[name]} == {"2003-three"}
    (tmp_path / "content/articles/2002-two/text.md").write_text("A sonnet of Petrarch.\n", "utf-8")
    assert not any(shows for shows, _ in built().values())
