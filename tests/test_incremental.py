"""After whatever an archivist did, the site is the one a clean build makes; and each way to break that is noticed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from edition import briefs as briefs_module
from edition import build as building
from edition import cache as cache_module
from edition import content
from edition import gathering as gathering_module
from edition import ground as ground_module
from edition import keys as keys_module
from edition import making as making_module
from edition import site as site_module
from edition.build import Options, build

SENTENCES = ["Iran and its notes.", "A second *thing*, said twice.", "Größe — and “quotes”.", "العربية too."]
WORKS = ["Jane Doe, *The Long Road* (London: Press, 2001), 4.", "Ibid.", "Ann Coe, *Wax* (Paris: Plon, 1990)."]
IDS = ["2019-doe-one", "2020-roe-two", "2021-doe-three"]
PEOPLE = ["doe-jane", "roe-richard"]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class Archivist:
    """A project on disk and what a person does to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        (root / "content/articles").mkdir(parents=True)
        (root / "content/contributors").mkdir()
        (root / "content/pages").mkdir()
        (root / "templates").mkdir()
        self.put("content/edition.yaml", "title: Small\nbase_url: https://example.org/small/\n")
        for who in PEOPLE:
            self.put(
                f"content/contributors/{who}.yaml", f"name: {who.split('-')[1].title()} {who.split('-')[0].title()}\n"
            )
        self.put("content/pages/about.md", "# About\n\nWhat this is.\n")
        self.write(IDS[0], 2, PEOPLE[0], SENTENCES[0])

    def put(self, path: str, text: str) -> None:
        at = self.root / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text, "utf-8")

    def write(self, article: str, notes: int, who: str, words: str) -> None:
        marks = " ".join(f"{words}[^{n}]" for n in range(1, notes + 1)) or words
        ends = "\n\n".join(f"[^{n}]: Note {n}. {words}" for n in range(1, notes + 1))
        self.put(
            f"content/articles/{article}/article.yaml",
            f"title: The {article}\npublished: {article[:4]}\n"
            f"contributions:\n  - contributor: {who}\n    biography: {words!r}\n",
        )
        self.put(f"content/articles/{article}/text.md", f"{marks}\n\n## A head\n\n{words}\n\n{ends}\n")

    def articles(self) -> list[str]:
        return sorted(p.name for p in (self.root / "content/articles").iterdir())

    def replace(self, article: str, old: str, new: str, name: str = "article.yaml") -> None:
        at = self.root / "content/articles" / article / name
        at.write_text(at.read_text("utf-8").replace(old, new), "utf-8")

    def build(self) -> building.Outcome:
        outcome = build(self.root, Options(self.site))
        assert not outcome.failed, outcome.problems
        return outcome

    def clean(self) -> dict[str, bytes]:
        """What a build without any memory makes, somewhere else, of the same content."""
        with tempfile.TemporaryDirectory() as folder:
            other = Path(folder) / "p"
            shutil.copytree(self.root / "content", other / "content")
            shutil.copytree(self.root / "templates", other / "templates")
            outcome = build(other, Options(other / "site", cached=False))
            assert not outcome.failed, outcome.problems
            return snapshot(other / "site")


class Life(RuleBasedStateMachine):
    """An archivist's life. The invariant holds after every step, not at the end of a day."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.a = Archivist(Path(self.folder.name))

    def teardown(self) -> None:
        self.folder.cleanup()

    @initialize()
    def first(self) -> None:
        self.a.build()

    @rule(
        article=st.sampled_from(IDS),
        notes=st.integers(0, 2),
        who=st.sampled_from(PEOPLE),
        words=st.sampled_from(SENTENCES),
    )
    def writes(self, article: str, notes: int, who: str, words: str) -> None:
        self.a.write(article, notes, who, words)

    @rule(data=st.data(), title=st.sampled_from(["Renamed", "The colon: a title", "Ünïcödé"]))
    def retitles(self, data: st.DataObject, title: str) -> None:
        article = data.draw(st.sampled_from(self.a.articles()))
        at = self.a.root / "content/articles" / article / "article.yaml"
        lines = at.read_text("utf-8").splitlines()
        at.write_text("\n".join([f'title: "{title}"', *lines[1:]]) + "\n", "utf-8")

    @rule(data=st.data(), words=st.sampled_from(SENTENCES))
    def rewrites_a_text(self, data: st.DataObject, words: str) -> None:
        article = data.draw(st.sampled_from(self.a.articles()))
        at = self.a.root / "content/articles" / article / "text.md"
        at.write_text(words + "\n\n" + at.read_text("utf-8"), "utf-8")

    @rule(data=st.data(), work=st.sampled_from(WORKS))
    def cites_a_work(self, data: st.DataObject, work: str) -> None:
        article = data.draw(st.sampled_from(self.a.articles()))
        at = self.a.root / "content/articles" / article / "text.md"
        text = at.read_text("utf-8")
        n = text.count("]: ") + 1
        at.write_text(f"{text}\nIt is said.[^c{n}]\n\n[^c{n}]: {work}\n", "utf-8")

    @rule(issued=st.sampled_from(["", "issued: 1999\n", "same_as: [nobody]\n"]))
    def records_a_work(self, issued: str) -> None:
        self.a.put("content/works/doe-2001-long-road.yaml", f"publisher: Press\n{issued}")

    @rule(data=st.data(), to=st.sampled_from(["2018-doe-four", "2022-roe-five"]))
    def renames(self, data: st.DataObject, to: str) -> None:
        folder = self.a.root / "content/articles"
        article = data.draw(st.sampled_from(self.a.articles()))
        if not (folder / to).exists():
            (folder / article).rename(folder / to)

    @rule(data=st.data())
    def withdraws(self, data: st.DataObject) -> None:
        if len(self.a.articles()) > 1:
            shutil.rmtree(self.a.root / "content/articles" / data.draw(st.sampled_from(self.a.articles())))

    @rule(data=st.data(), status=st.sampled_from(["draft", "published"]))
    def sets_a_status(self, data: st.DataObject, status: str) -> None:
        article = data.draw(st.sampled_from(self.a.articles()))
        at = self.a.root / "content/articles" / article / "article.yaml"
        kept = [line for line in at.read_text("utf-8").splitlines() if not line.startswith("status:")]
        at.write_text("\n".join([*kept, f"status: {status}"]) + "\n", "utf-8")

    @rule(who=st.sampled_from(PEOPLE), name=st.sampled_from(["Jane Q. Doe", "Ríchard Roe", "Jane Doe"]))
    def renames_a_contributor(self, who: str, name: str) -> None:
        self.a.put(f"content/contributors/{who}.yaml", f"name: {name}\n")

    @rule(words=st.sampled_from(SENTENCES))
    def rewrites_a_page(self, words: str) -> None:
        self.a.put("content/pages/about.md", f"# About\n\n{words}\n")

    @rule(title=st.sampled_from(["Small", "Large"]))
    def retitles_the_edition(self, title: str) -> None:
        self.a.put("content/edition.yaml", f"title: {title}\nbase_url: https://example.org/small/\n")

    @rule(template=st.sampled_from(["partials/parts.html", "base.html", "contributor.html"]), mark=st.integers(0, 2))
    def edits_a_template(self, template: str, mark: int) -> None:
        source = (Path(ground_module.PACKAGE).parent / "templates" / template).read_text("utf-8")
        self.a.put(
            f"templates/{template}",
            source.replace("and</em>", "&amp;</em>").replace("Contributor", f"Contributor {mark}"),
        )

    @rule()
    def edits_the_style(self) -> None:
        at = self.a.root / "templates/assets/edition.css"
        self.a.put("templates/assets/edition.css", (at.read_text("utf-8") if at.exists() else "") + "/* x */\n")

    def packs(self) -> list[Path]:
        return sorted((self.a.root / ".edition/objects").glob("*.pack"))

    @rule(data=st.data(), how=st.sampled_from(["lost", "cut", "garbled"]))
    def loses_or_damages_a_pack(self, data: st.DataObject, how: str) -> None:
        packs = self.packs()
        if packs and how == "lost":
            data.draw(st.sampled_from(packs)).unlink()
        elif packs:
            at = data.draw(st.sampled_from(packs))
            raw = bytearray(at.read_bytes() or b"cut before")
            place = data.draw(st.integers(0, len(raw) - 1))
            raw[place] ^= 1
            at.write_bytes(raw if how == "garbled" else raw[:place])

    @rule(site_too=st.booleans())
    def damages_every_result(self, site_too: bool) -> None:
        for at in self.packs():
            raw = bytearray(at.read_bytes())
            for _, begin, size in cache_module.places_in(str(at), len(raw)).values():
                if begin + 32 + size // 2 < len(raw):  # one may be cut, and the last result empty
                    raw[begin + 32 + size // 2] ^= 1
            at.write_bytes(raw)
        if site_too:
            shutil.rmtree(self.a.site, ignore_errors=True)

    @rule(path=st.sampled_from(["stray.html", "articles/old.html", "assets/edition.css"]))
    def drops_a_stray_file(self, path: str) -> None:
        at = self.a.site / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text("stray", "utf-8")

    @rule(data=st.data())
    def deletes_a_page(self, data: st.DataObject) -> None:
        pages = sorted(p for p in self.a.site.rglob("*.html"))
        if pages:
            data.draw(st.sampled_from(pages)).unlink()

    @rule()
    def loses_the_site(self) -> None:
        shutil.rmtree(self.a.site, ignore_errors=True)

    @rule()
    def loses_the_cache(self) -> None:
        shutil.rmtree(self.a.root / ".edition", ignore_errors=True)

    @invariant()
    def the_site_is_what_a_clean_build_makes(self) -> None:
        self.a.build()
        assert snapshot(self.a.site) == self.a.clean()
        again = self.a.build()
        assert (again.written, again.removed) == ((), ())


def test_a_cache_of_another_day_makes_no_page_old(tmp_path: Path) -> None:
    """As a build leaves it that is stopped while it remembers, or as somebody brings it back from a copy."""
    here = Archivist(tmp_path / "here")
    for n in (1, 2):
        here.write(IDS[n], 1, PEOPLE[0], SENTENCES[n])
    here.build()
    objects = here.root / ".edition/objects"
    shutil.copytree(objects, tmp_path / "copy")
    here.replace(IDS[1], "The ", "Another ")
    here.build()
    shutil.rmtree(objects)
    shutil.copytree(tmp_path / "copy", objects)
    here.replace(IDS[1], "Another ", "The ")
    here.replace(IDS[1], "## A head\n\n", "## A head\n\nOther words. ", "text.md")
    here.build()
    assert snapshot(here.site) == here.clean()


def test_a_project_that_was_moved_with_its_cache_reads_nothing_again(tmp_path: Path) -> None:
    here = Archivist(tmp_path / "here")
    here.build()
    shutil.copytree(here.root, tmp_path / "there", ignore=shutil.ignore_patterns("site"))
    moved = build(tmp_path / "there", Options(tmp_path / "there/site"))
    assert moved.steps == ()
    assert snapshot(tmp_path / "there/site") == snapshot(here.site)


FIELDS = st.dictionaries(
    st.sampled_from(["title", "published", "language", "subtitle", "contributions", "wrong"]),
    st.sampled_from(["A title", "2020-01-02", "20x", "", "fr", "[{contributor: doe-jane}]", "{a: 1"]),
)  # fmt: skip


@given(st.lists(FIELDS, min_size=2, max_size=3), st.sampled_from(["One.", "Two.[^1]\n\n[^1]: Note."]))
@settings(max_examples=100, deadline=None)
def test_an_article_reads_the_same_whatever_was_read_before(records: list[dict[str, str]], text: str) -> None:
    files = [
        {"article.yaml": "".join(f"{k}: {v}\n" for k, v in record.items()).encode(), "text.md": text.encode()}
        for record in records
    ]
    before = None
    for own in [*files, files[-1]]:
        read = content.article("x", own, (), {}, before=before)
        assert read == content.article("x", own, (), {})
        before = read


def live(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        ),
    )  # fmt: skip


def test_after_every_step_the_site_is_what_a_clean_build_makes() -> None:
    live(examples=8, steps=12)


# ——— sabotages: each breaks the build on purpose, and the life above must notice ———


def forget(monkeypatch: pytest.MonkeyPatch, forgotten: Callable[[str], bool]) -> None:
    """Leaves inputs of these names out of the keys."""
    real = keys_module.digests
    monkeypatch.setattr(
        keys_module, "digests", lambda inputs: {n: d for n, d in real(inputs).items() if not forgotten(n)}
    )


def forget_the_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch, lambda name: name.startswith("the article "))


def forget_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch, lambda name: name == "template")


def forget_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch, lambda name: name == "text.md")


def forget_the_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering_module.Gathering, "_made_with", lambda *_: "")


def believe_damaged_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_sound", lambda *_: True)


def believe_that_no_edit_shows_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefs_module, "alike", lambda *_: True)


def believe_that_articles_alone_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making_module, "only_changed", lambda *_: True)


def leave_stray_files(monkeypatch: pytest.MonkeyPatch) -> None:
    real = site_module._files
    monkeypatch.setattr(
        site_module, "_files", lambda folder: ((p, s) for p, s in real(folder) if "stray" not in p and "old" not in p)
    )


def trust_that_the_site_is_untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    real = site_module.write

    def write(folder, wanted, content, known):  # type: ignore[no-untyped-def]
        if known and {p: k.digest for p, k in known.items()} == dict(wanted):
            return site_module.Change((), (), known)
        return real(folder, wanted, content, known)

    monkeypatch.setattr(site_module, "write", write)


@pytest.mark.parametrize(
    "sabotage",
    [
        forget_the_neighbours, forget_the_template, forget_the_text, forget_the_records, believe_damaged_objects,
        believe_that_no_edit_shows_elsewhere, believe_that_articles_alone_change, leave_stray_files,
        trust_that_the_site_is_untouched,
    ],
    ids=lambda s: s.__name__,
)  # fmt: skip
def test_a_sabotaged_build_is_noticed(sabotage, monkeypatch: pytest.MonkeyPatch) -> None:
    sabotage(monkeypatch)
    with pytest.raises(BaseException):  # noqa: B017 (any failure of the invariant will do)
        live(examples=12, steps=12)
