"""content/ -> the collection that the list of tasks is made from: only what has changed since the last build is read.

A build leaves the briefs of its articles and its other records for the next one. They lie in the cache under a key that
names the output only, and each is trusted only if it was made from the same files.
"""

from __future__ import annotations

import contextlib
import copy
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from edition import briefs, check, content, render, steps, subjects, worksteps
from edition.briefs import Brief
from edition.cache import Cache
from edition.catalogue import Index, called
from edition.content import Taken
from edition.files import digest
from edition.ground import STATE, Outcome, stands_at
from edition.keys import File, Ref, Streamed, encode
from edition.model import Contributor, ProsePage, Settings, WorkAuthority
from edition.origins import Origin, origin
from edition.problems import InputError, Problem, in_order, nested_too_deeply
from edition.related import profile
from edition.render import Compiled, Theme
from edition.search_documents import Document, passages_file, tallies
from edition.shelving import shelved
from edition.subjects import Heading, Occurrences
from edition.tasks import Collection, Kindred, Shelved, Works
from edition.trees import Moved
from edition.workshop import SPREAD, Workshop


class Last(msgspec.Struct, frozen=True):
    """What a build leaves for the next: the fingerprint of the program, its briefs by article, encoded, the records by
    the key of what they were read from, the shelf of the search index with the keys of the frequencies it holds, where
    the names of the index stand, and what stands for all that it was made of."""

    code: str = ""
    briefs: dict[str, msgspec.Raw] = {}
    records: dict[str, bytes] = {}
    shelved: Shelved = Shelved()
    counted: dict[str, str] = {}
    names: dict[str, tuple[str, tuple[Occurrences, ...]]] = {}
    whole: str = ""


class Gathering:
    """The reading of one build. Call `collection` once, then `remember` when the build is done. One that is not
    `trusting` looks at every result itself, and finds those that are lost."""

    def __init__(self, shop: Workshop, *, trusting: bool = True) -> None:
        self.shop = shop
        self.files = shop.ground.content.files
        self.last_key = shop.key(
            "the last build", (("output", stands_at(shop.ground.project, shop.ground.options.output)),)
        )
        self.last = self._left(self.last_key) if trusting else Last()
        self.before: dict[str, Brief] = {}
        self.parts = Cache(shop.ground.project / STATE / "parts")
        self.records: dict[str, bytes] = {}
        self.folders = self._folders()
        self.contributors: dict[str, Contributor] = {}
        self.settings: Settings | None = None
        self.origins: dict[str, Origin] = {}
        self.told: dict[str, str] = {}
        self.latest: tuple[str, Taken] | None = None
        # The articles that were read, where nothing else of the site sees what changed in them; None where it may.
        self.edited: Sequence[str] | None = None

    def onto(self, shop: Workshop) -> Gathering:
        """The same gathering on other ground: after an edit of files that were there."""
        other = copy.copy(self)
        other.shop, other.files = shop, shop.ground.content.files
        other.last = msgspec.structs.replace(self.last, records=dict(self.records), names=self.kept)
        other.origins = {}
        return other

    def _left(self, key: str) -> Last:
        """What lies under the key; nothing where that is damaged."""
        with contextlib.suppress(msgspec.MsgspecError):
            return msgspec.msgpack.decode(self.shop.have(key) or b"\x80", type=Last)
        return Last()

    # ——— a build in parts ———

    def part(self) -> tuple[Problem, ...]:
        """Reads the part of the articles that the options ask for, and leaves their briefs for the build that puts the
        parts together; gives what is wrong with them and with the records they need."""
        part, of = self.shop.ground.options.part
        self.folders = dict(list(self.folders.items())[part - 1 :: of])
        found: list[Problem] = []
        self._people(found)
        every = self._briefs()
        key = self.shop.key("part", (("part", f"{part}/{of}"),))
        self.parts.put(key, encode(Last(self.shop.ground.fingerprint, self.encoded)))
        self.parts.flush()
        return in_order([*found, *(p for b in every for p in b.reading.problems)])

    def _carried(self) -> dict[str, msgspec.Raw]:
        """The briefs of the parts that were read elsewhere and carried here."""
        found: dict[str, msgspec.Raw] = {}
        for raw in self.parts.all():
            with contextlib.suppress(msgspec.MsgspecError):
                last = msgspec.msgpack.decode(raw, type=Last)
                found |= last.briefs if last.code == self.shop.ground.fingerprint else {}
        return found

    # ——— records ———

    def _record(
        self, folder: str, path: str, read: Callable[[str, bytes], tuple[Any, tuple[Problem, ...]]], kind: Any
    ) -> Any:
        """What the file says and what is wrong with it: as the last build read it, or read."""
        key = f"{folder} {path} {self.files[path].digest}"
        raw = self.last.records.get(key)
        if raw is None:
            stem = path.removeprefix(folder + "/").rpartition(".")[0]
            raw = encode(read(stem, self.shop.ground.content.read(path)))
        self.records[key] = raw
        return msgspec.msgpack.decode(raw, type=tuple[kind | None, tuple[Problem, ...]])

    def _all(
        self,
        folder: str,
        suffix: str,
        read: Callable[[str, bytes], tuple[Any, tuple[Problem, ...]]],
        kind: Any,
        found: list[Problem],
    ) -> list[Any]:
        """The records of a folder, in the order of their files; what is wrong is added to what was found."""
        out = []
        for path in self.files:
            if path.startswith(folder + "/") and path.endswith(suffix):
                record, said = self._record(folder, path, read, kind)
                found += said
                out += [record] if record is not None else []
        return out

    def theme(self) -> Theme:
        """The templates, compiled: as the last build left them, or made now."""
        sources: dict[str, str] = {}
        for tree in self.shop.ground.themes:
            for path in tree.files:
                if path.endswith((".html", ".xml")) and not path.startswith("assets/"):
                    sources[path] = content.decoded(tree.read(path), f"templates/{path}")
        bare, known = Theme(sources), {}
        for name, source in sources.items():
            key = f"template {name} {digest(source.encode())}"
            raw = self.last.records.get(key)
            if raw is None:
                with contextlib.suppress(InputError):  # it is told where the template is needed
                    raw = encode(render.compiled(bare, name))
            if raw is not None:
                self.records[key] = raw
                known[name] = msgspec.msgpack.decode(raw, type=Compiled)
        return Theme(sources, known)

    # ——— the collection ———

    def collection(self) -> tuple[Collection, tuple[Problem, ...]] | Outcome:
        """The collection and what is wrong with it, errors too; an Outcome where there is none."""
        found: list[Problem] = []
        none: tuple[str, tuple[Occurrences, ...]] = ("", ())
        settings, records = self._people(found)
        pages = self._all("pages", ".md", content.prose, ProsePage, found)
        every = self._briefs()
        if settings is None:
            return Outcome(problems=in_order([*found, *(p for b in every for p in b.reading.problems)]), failed=True)
        options = self.shop.ground.options
        if options.base_url:
            settings = msgspec.structs.replace(settings, base_url=options.base_url)
        readings = tuple(b.reading for b in every)
        found += check.problems(
            check.Ledger(settings, readings, tuple(records), tuple(p.id for p in pages), options.drafts)
        )
        own = tuple(b for b in every if b.card and (options.drafts or b.reading.status == "published"))
        works = self._works(own, found)
        headings = self._headings(found)
        names = self._names(own, headings)
        if any(names.get(i, none)[1] != self.last.names.get(i, none)[1] for i in self.edited or ()):
            self.edited = None
        self.kept = names
        made = Collection(
            settings,
            tuple(records),
            own,
            tuple(pages),
            works,
            headings,
            {i: o for i, (_, o) in names.items()},
            self._kindred(own, works, names),
        )
        return made, in_order(found)

    def _people(self, found: list[Problem]) -> tuple[Settings | None, list[Contributor]]:
        """The edition's record and its contributors', which articles are read with; what is wrong with them is added to
        what was found."""
        if "edition.yaml" in self.files:
            self.settings, said = self._record("", "edition.yaml", lambda _, raw: content.settings(raw), Settings)
        else:
            _, said = content.settings(None)
        found += said
        records = self._all("contributors", ".yaml", content.contributor, Contributor, found)
        self.contributors = {record.id: record for record in records}
        self.told = {record.id: digest(encode(record)) for record in records}
        return self.settings, records

    def remember(self, own: Sequence[Brief], search: Shelved) -> None:
        """Leaves what was read for the next build, and the shards of these articles; what was carried here has been put
        together now."""
        names = self.kept
        counted = {b.id: b.counted for b in own}
        ground = self.shop.ground
        last = Last(ground.fingerprint, self.encoded, self.records, search, counted, names, ground.whole)
        self.shop.keep(self.last_key, encode(last))
        shutil.rmtree(self.parts.folder, ignore_errors=True)

    # ——— articles ———

    def _folders(self) -> dict[str, list[str]]:
        """Each article's folder with the paths in it, folders without any file too; in order."""
        own: dict[str, list[str]] = {}
        root = self.shop.ground.project / "content" / content.ARTICLES
        if root.is_dir():
            own = {e.name: [] for e in os.scandir(root) if not e.name.startswith(".") and e.is_dir()}
        for path in self.files:
            if path.startswith("articles/") and path.count("/") > 1:
                own.setdefault(path.split("/", 2)[1], []).append(path)
        return dict(sorted(own.items()))

    def _origin(self, name: str) -> Origin:
        """What the article is read from."""
        if name not in self.origins:
            inside = {path.split("/", 2)[2]: self.files[path].digest for path in self.folders[name]}
            self.origins[name] = origin(self.shop.ground.fingerprint, name, inside)
        return self.origins[name]

    def _briefs(self) -> list[Brief]:
        """The briefs of all articles, in order: the last build's where nothing it was made from has changed."""
        left = {**self._carried(), **self.last.briefs}
        self.before = {n: msgspec.msgpack.decode(raw, type=Brief) for n, raw in left.items() if n in self.folders}
        known = {name: b for name, b in self.before.items() if self._stands(b)}
        waiting = [name for name in self.folders if name not in known]
        self.encoded = {name: left[name] for name in known}

        def found(name: str, raw: bytes) -> None:
            self.encoded[name], known[name] = msgspec.Raw(raw), msgspec.msgpack.decode(raw, type=Brief)

        if len(waiting) >= SPREAD:
            # What reading many articles needs is imported once, before the processes part.
            from edition import elements, noted, yaml_records  # noqa: F401, PLC0415

        for name, raw in self.shop.spread("reading", self.read, waiting).items():
            if raw is not None:
                found(name, raw)
        for n, name in enumerate(waiting):
            if name not in known:
                self.shop.progress("reading", n, len(waiting))
                found(name, self.read(name))
        if left.keys() == known.keys() and all(briefs.alike(self.before[name], known[name]) for name in waiting):
            self.edited = waiting
        for b in known.values():
            self.shop.cache.used.update(filter(None, (b.ref.key, b.gist, b.counted)))
        return [known[name] for name in self.folders]

    def _stands(self, b: Brief) -> bool:
        return b.files == self._inside(b.id) and b.made_with == self._made_with(b.reading)

    def _inside(self, name: str) -> tuple[str, ...]:
        """The files of an article's folder, each with its digest."""
        return tuple([f"{path} {self.files[path].digest}" for path in self.folders[name]])

    def _made_with(self, reading: check.Reading) -> str:
        """What stands for the records and settings that an article's card is made with."""
        language = self.settings.language if self.settings else ""
        return digest("\n".join((language, *(f"{who} {self.told.get(who, '')}" for who, _ in reading.people))).encode())

    def article(self, name: str) -> Taken:
        """The article as its folder has it, from the cache where it is there."""
        shop, origin = self.shop, self._origin(name)
        if self.latest and self.latest[0] == origin.key:
            return self.latest[1]
        raw = shop.have(origin.key)
        if raw is not None:
            with contextlib.suppress(msgspec.MsgspecError):
                self.latest = origin.key, msgspec.msgpack.decode(raw, type=Taken)
                return self.latest[1]

        def received(source: str) -> bytes:
            return shop.ground.content.read(f"articles/{name}/source/{source}")

        files = {n: shop.ground.content.read(path) for n, path in origin.files}
        with shop.timed("article"):
            try:
                taken = content.article(name, files, origin.images, origin.sources, received, self._taken_before(name))
            except RecursionError:
                raise InputError(nested_too_deeply(f"content/articles/{name}/text.md")) from None
        shop.keep(origin.key, encode(taken))
        self.latest = origin.key, taken
        return taken

    def _taken_before(self, name: str) -> Taken | None:
        """The article as the last build read it, where that is at hand."""
        with contextlib.suppress(Moved, KeyError):
            made: Taken = self.shop.value(self.before[name].ref)
            return made
        return None

    def read(self, name: str) -> bytes:
        """The article's brief, encoded. What the search needs of it is made on the way."""
        shop, (b, made, fields) = self.shop, self._read(name)
        if made:
            shop.step("counted", b.counted, [made, fields], steps.counted)
            shop.step("passages_js", shop.key("passages_js", b.searched), [made], passages_file)
        return encode(b)

    def brief(self, name: str) -> Brief:
        """The article's brief; what it is made from is kept."""
        return self._read(name)[0]

    def _read(self, name: str) -> tuple[Brief, Document | None, tuple[dict[str, int], ...]]:
        """The article's brief; the article as the search knows it, and the tallies of its fields."""
        shop, origin, taken = self.shop, self._origin(name), self.article(name)
        ref = Ref(origin.key)
        if taken.article is None:
            found = briefs.reading(taken)
            return Brief(ref, found, self._inside(name), self._made_with(found)), None, ()
        gist = shop.key("gist", (("article", ref),))
        notes = briefs.notes_digest(taken.article)
        parts = shop.made("gist", gist, [taken, self._cited_before(name, notes)], briefs.gist)
        doubts = msgspec.msgpack.decode(parts["doubts"], type=tuple[tuple[str, Problem], ...])
        found = briefs.reading(taken, doubts)
        digests = msgspec.msgpack.decode(parts["digests"], type=dict[str, str])
        named = {who for who, _ in taken.people}
        records = [record for who, record in self.contributors.items() if who in named]
        language = self.settings.language if self.settings else ""
        b = briefs.brief(ref, taken, found, records, language, gist, digests)
        assert b.card
        made = steps.searched(taken, b.card, parts["bibliography"])
        with shop.timed("tallies"):
            fields = tallies(made)
        with shop.timed("profile"):
            own = encode(profile(made, fields[0]))
        more = {"files": self._inside(name), "made_with": self._made_with(found), **self._beside(taken)}
        b = msgspec.structs.replace(b, counted=shop.key("counted", b.searched), profile=own, notes=notes, **more)
        return b, made, fields

    def _cited_before(self, name: str, notes: str) -> Mapping[str, bytes] | None:
        """The article's last gist, where its notes are the same."""
        before = self.before.get(name)
        if before and before.notes == notes and self.shop.has(before.gist):
            with contextlib.suppress(Moved):
                return self.shop.parts(before.gist)
        return None

    def _beside(self, taken: Taken) -> dict[str, Any]:
        """The files beside an article's text: its images and its source."""
        article = taken.article
        assert article is not None

        def file(name: str) -> File:
            path = f"articles/{taken.id}/{name}"
            return File(f"content/{path}", self.files[path].digest)

        images = tuple((name, file(name)) for name in article.images)
        source = (file(content.SEAL), file(f"source/{article.source.file}")) if article.source else ()
        return {"images": images, "source": source}

    # ——— across articles ———

    def _works(self, own: Sequence[Brief], found: list[Problem]) -> Works:
        """The catalogue of the works that notes cite; what is wrong with the edition's own records of them is added to
        what was found."""
        records = tuple(self._all("works", ".yaml", content.work, WorkAuthority, found))
        cites = Streamed(tuple(b.part("cites") for b in own))
        surnames = tuple(sorted({called(record) for record in self.contributors.values()}))
        key = self.shop.key("catalogued", (("what notes cite", cites), ("records", records), ("surnames", surnames)))

        def catalogued(_: str) -> None:
            self.shop.made("catalogued", key, [cites, records, surnames], worksteps.catalogued)

        if len(own) >= SPREAD and not self.shop.has(key):
            # It needs much memory once: a process of its own gives that back.
            self.shop.spread("comparing works", catalogued, [key], alone=1, least=1)
        files = self.shop.made("catalogued", key, [cites, records, surnames], worksteps.catalogued)
        found += msgspec.msgpack.decode(files["problems"], type=tuple[Problem, ...])
        digests = msgspec.msgpack.decode(files["digests"], type=dict[str, str])
        return Works(key, digests, msgspec.msgpack.decode(files["index"], type=Index))

    def _headings(self, found: list[Problem]) -> tuple[Heading, ...]:
        """The entries of the index of names; what is wrong with them is added to what was found."""

        def read(stem: str, raw: bytes) -> tuple[tuple[Heading, ...], tuple[Problem, ...]]:
            path = f"content/index/{stem}.yaml"
            return subjects.headings(content.decoded(raw, path), path)

        files = self._all("index", ".yaml", read, tuple[Heading, ...], found)
        headings = [heading for own in files for heading in own]
        found += subjects.twice(headings)
        return tuple(sorted(headings, key=lambda h: h.id))

    def names(self, own: Sequence[Brief], headings: tuple[Heading, ...]) -> dict[str, tuple[Occurrences, ...]]:
        """Where the entries of the index stand in each article."""
        return {article: places for article, (_, places) in self._names(own, headings).items()}

    def _names(
        self, own: Sequence[Brief], headings: tuple[Heading, ...]
    ) -> dict[str, tuple[str, tuple[Occurrences, ...]]]:
        """Where the entries stand in each article, with the key of what that was found in."""
        if not headings:
            return {}
        entries = digest(encode(headings))
        out = {}
        for b in own:
            key = f"{b.ref.key} {entries}"
            known = self.last.names.get(b.id)
            if known is None or known[0] != key:
                article = self.article(b.id).article
                assert article is not None
                with self.shop.timed("named"):
                    known = (key, subjects.occurrences(article, headings))
            out[b.id] = known
        return out

    def _kindred(
        self, own: Sequence[Brief], works: Works, names: Mapping[str, tuple[str, tuple[Occurrences, ...]]]
    ) -> Kindred:
        """Which articles are related."""
        inputs = (
            ("profiles", tuple(b.profile for b in own)),
            ("works", tuple((work, articles) for work, articles, *_ in works.index.entries if len(articles) > 1)),
            ("names", {article: tuple(o.entry for o in found) for article, (_, found) in names.items()}),
        )
        key = self.shop.key("kindred", inputs)
        parts = self.shop.made("kindred", key, [value for _, value in inputs], steps.kindred)
        return Kindred(key, msgspec.msgpack.decode(parts[""], type=dict[str, tuple[tuple[str, ...], str]]))

    def shelved(self, own: tuple[Brief, ...]) -> Shelved:
        """The shards of the search index."""
        return shelved(self.shop, self.last.shelved, self.last.counted, own)
