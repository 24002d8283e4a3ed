"""The cards that links show: small files, each page's card in the one that the browser looks for it in."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition import previews, urls
from edition.build import Options, build
from edition.cards import Byline, Card
from edition.catalogue import Glimpse
from edition.model import Name, Work

ROOT = Path(__file__).parent.parent
NODE = shutil.which("node")
paths = st.text(st.characters(codec="utf-8"), max_size=60)


def held(raw: bytes) -> dict[str, str]:
    """The cards of a file, read as JSON: every JSON is JavaScript."""
    found = re.fullmatch(r"editionCards\((.*)\)\n", raw.decode(), re.DOTALL)
    assert found
    cards: dict[str, str] = json.loads(found[1])
    return cards


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_the_browser_looks_for_a_card_in_the_file_that_holds_it() -> None:
    script = (ROOT / "templates" / "assets" / "edition.js").read_text("utf-8")
    function = re.search(r"function crc\(words\) \{.*?\n  \}", script, re.DOTALL)
    bucket = re.search(r"const bucket = (.+);", script)
    assert function and bucket
    program = f"""{function[0]}
      const asked = JSON.parse(require('fs').readFileSync(0, 'utf8'));
      console.log(JSON.stringify(asked.map(path => {bucket[1]})));"""
    asked = ["", "articles/2020-defort-iran-penetration.html", "works/ḥ-2001-ﬀ.html", "articles/שוליים.html"]
    asked += [f"works/{chr(97 + n % 26)}{'é' * (n % 7)}-{n}.html" for n in range(3000)]
    command = [NODE or "", "-e", program]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [urls.bucket(path) for path in asked]


@given(paths)
def test_every_path_has_a_bucket_of_two_digits(path: str) -> None:
    assert re.fullmatch("[0-9a-f]{2}", urls.bucket(path))
    assert re.fullmatch("[0-9a-f]{2}", urls.bucket("\ud800" + path)), "even one that no file can have"


def test_no_file_of_cards_grows_large() -> None:
    counts = Counter(urls.bucket(urls.work(f"author-{1900 + n % 120}-title-of-work-{n}")) for n in range(20_000))
    assert len(counts) == 256
    assert max(counts.values()) < 2 * 20_000 / 256


@given(st.dictionaries(paths, paths, max_size=4))
def test_a_file_gives_its_cards_back_but_for_the_breaks_of_the_template(cards: dict[str, str]) -> None:
    assert held(previews.file(cards)) == {path: re.sub(r"\s*\n\s*", "", card) for path, card in cards.items()}


def test_the_order_of_pages_does_not_change_a_file() -> None:
    assert previews.file({"a": "1", "b": "2"}) == previews.file({"b": "2", "a": "1"})


def test_a_card_has_what_its_kind_says() -> None:
    people = (Byline("doe-jane", "Jane Doe", "Doe, Jane", "author"), Byline("roe", "R. Roe", "Roe, R.", "translator"))
    own = Card("2020-doe-x", "A title: and more of it", "", "2020-01", "A Journal", "he", people, 3, 4)
    article = previews.view(previews.opening(own, "It begins."))
    assert (article.kind, article.title.tail, article.authors) == ("article", "and more of it", ("Jane Doe",))
    assert (article.published.shown, article.direction, article.words) == ("January 2020", "rtl", "It begins.")
    person = previews.view(previews.Life("contributors/doe-jane.html", "Jane Doe", 2, "writes"))
    assert (person.kind, person.title.head, person.articles) == ("contributor", "Jane Doe", 2)
    cited = Work(type="book", title="Q & A", author=(Name(family="Doe", given="Jane"),), url="https://example.org/a")
    work = previews.view(Glimpse("works/doe-q.html", cited, 3, 2))
    assert (work.kind, work.notes, work.articles) == ("work", 3, 2)
    assert "Q &amp; A" in work.reference and "<a" not in work.reference, "a card has nothing in it to follow"


# ——— in a build ———

EDITION = "title: A small edition\nbase_url: https://example.org/edition/\n"
TEXT = """The beginning <b>& all</b>.[^1]

{second}

[^1]: Jane Doe, *Small Things* (Paris: Example, 2001), {page}.

[^2]: Ibid., 3.
"""


def written(project: Path, files: dict[str, str]) -> set[str]:
    """The files of cards that a build writes or removes after these were put into content/."""
    for path, text in files.items():
        file = project / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    outcome = build(project, Options(project / "site"))
    assert not outcome.failed, outcome.problems
    return {path for path in (*outcome.written, *outcome.removed) if path.startswith("cards/")}


FIRST = "Jane Doe is a writer of many books about small things and of one book about a large one."
SECOND = "She lives in a town whose name is short, beside a river whose name is not, and walks there."


def record(title: str, second: str = SECOND) -> str:
    return (
        f"title: {title}\npublished: 2020\ncontributions:\n"
        f"  - contributor: doe-jane\n    biography: {FIRST} {second}\n"
    )  # fmt: skip


def test_a_card_is_written_again_when_what_it_shows_has_changed_and_only_then(tmp_path: Path) -> None:
    ids = ("2020-doe-one", "2020-doe-two")
    start = {"edition.yaml": EDITION, "contributors/doe-jane.yaml": "name: Jane Doe\n"}
    for own in ids:
        start[f"articles/{own}/article.yaml"] = record(own)
        start[f"articles/{own}/text.md"] = TEXT.format(second="More.[^2]", page=12)
    files = {path: urls.cards(urls.bucket(path)) for path in (
        *map(urls.article, ids), urls.contributor("doe-jane"), urls.work("doe-2001-small-things"),
    )}  # fmt: skip
    one, two, jane, small = files.values()
    assert written(tmp_path, start) == set(files.values())
    card = held((tmp_path / "site" / one).read_bytes())[urls.article(ids[0])]
    assert "<b>" not in card and "&amp; all" in card, "the words of a text are words"
    text = f"articles/{ids[0]}/text.md"
    assert written(tmp_path, {text: TEXT.format(second="Much more.[^2]", page=12)}) == set(), "no card shows this"
    assert written(tmp_path, {text: TEXT.format(second="Much more.[^2]", page=15)}) == set(), "nor a cited page"
    assert written(tmp_path, {f"articles/{ids[0]}/article.yaml": record("Another title")}) == {one}
    said = record("Another title", SECOND.replace("walks", "swims"))
    assert written(tmp_path, {f"articles/{ids[0]}/article.yaml": said}) == set(), "her first sentence is the same"
    fewer = TEXT.format(second="Much more.", page=15).replace("[^2]: Ibid., 3.\n", "")
    assert written(tmp_path, {text: fewer}) == {small}, "a note fewer cites the work"
    shutil.rmtree(tmp_path / "content" / "articles" / ids[1])
    assert written(tmp_path, {}) >= {two, jane, small}
    assert not (tmp_path / "site" / two).exists() or two in (one, jane, small)
