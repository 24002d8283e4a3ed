"""The layout of content/: what is there, one article's folder as a value, the records; and new files put there."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from edition import anchors, editing, fields, markup, records, urls
from edition.files import digest
from edition.model import (
    Article,
    Comment,
    Contribution,
    Contributor,
    Correction,
    Name,
    ProsePage,
    Settings,
    Source,
    Verdict,
    Work,
    WorkAuthority,
)
from edition.problems import InputError, Place, Problem, Severity, errors
from edition.text import plain

ARTICLES, CONTRIBUTORS, PAGES, WORKS = "articles", "contributors", "pages", "works"
LIMIT = 10_000_000
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")


def decoded(raw: bytes, path: str, limit: int = LIMIT) -> str:
    """The text of a file that a person wrote. Raises InputError, with the place, where it is no UTF-8 text."""
    if len(raw) > limit:
        size = f"{len(raw) / 1e6:.0f} MB"
        raise InputError(
            Problem("F103", f"this file has {size}, more than any article", Place(path), "Is it in the right place?")
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        remedy = "Save the file again with the encoding UTF-8."
        raise InputError(Problem("F102", "this is not UTF-8 text", Place(path, line, column), remedy)) from error
    if "\x00" in text:
        at = text.index("\x00")
        place = Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        raise InputError(
            Problem("F102", "this file holds a NUL character, so it is no text", place, "Save it again as UTF-8 text.")
        )
    return text


# ——— what the files say ———


Kept = tuple[str, str, bytes]  # a file's path, the digest of its text, and what was read from it, encoded


class _Records:
    """Reads records, those that were kept before without their YAML; `kept` are all that were read."""

    def __init__(self, before: Iterable[Kept]) -> None:
        self.known = {(path, told): raw for path, told, raw in before}
        self.kept: list[Kept] = []

    def __call__(self, text: str, path: str, kind: Any) -> records.Read:
        told = digest(text.encode("utf-8", "surrogatepass"))
        raw = self.known.get((path, told))
        if raw is not None:
            with contextlib.suppress(msgspec.MsgspecError):
                form = tuple[kind | None, list[tuple[records.Path, Place]], tuple[Problem, ...]]
                record, places, problems = msgspec.msgpack.decode(raw, type=form)
                self.kept.append((path, told, raw))
                return records.Read(record, dict(places), problems)
        got = editing.reading(text, path, kind)
        self.kept.append((path, told, msgspec.msgpack.encode((got.record, list(got.places.items()), got.problems))))
        return got


class Taken(msgspec.Struct, frozen=True):
    """An article's folder, read. `people` are the contributors it names, `notes` its notes, with the place of each;
    `records` are those that were read, for the next reading."""

    id: str
    article: Article | None
    people: tuple[tuple[str, Place], ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[tuple[str, Place], ...] = ()
    records: tuple[Kept, ...] = ()


SEAL = "source/source.yaml"
FILES = ("article.yaml", "text.md", "ids.yaml", "apparatus.yaml", "comments.yaml", "quarantine.yaml", SEAL)


def article(
    article_id: str,
    files: Mapping[str, bytes],
    images: tuple[str, ...],
    sources: Mapping[str, str],
    received: editing.Received = None,
    before: Taken | None = None,
) -> Taken:
    """The article that the files of its folder make; `files` holds those of FILES that are there, `sources` the digests
    of the sealed sources by their names. `received` gives their bytes; without it nothing is compared with the text.
    `before` is an earlier reading of the folder: records that are unchanged are taken from it."""
    read = _Records(before.records if before else ())
    root = f"content/{ARTICLES}/{article_id}"
    problems: list[Problem] = []
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", article_id):
        problems.append(
            Problem(
                "A102",
                f"“{article_id}” cannot be part of an address",
                Place(root),
                "Use small letters, digits and hyphens.",
            )
        )
    texts: dict[str, str] = {}
    for name in FILES:
        if name in files:
            try:
                texts[name] = decoded(files[name], f"{root}/{name}")
            except InputError as error:
                problems += error.problems
    if "article.yaml" not in files:
        place = Place(root)
        fact = "this folder holds no article.yaml" if files or images else "this folder is empty"
        problems.append(
            Problem("A101", fact, place, "Add article.yaml (edition new article ID writes one), or remove the folder.")
        )
    if errors(problems):
        return Taken(article_id, None, (), tuple(problems))
    got = read(texts["article.yaml"], f"{root}/article.yaml", records.ArticleRecord)
    problems += got.problems
    comments: list[Comment] = []
    for name in ("comments.yaml", "quarantine.yaml"):
        if name in texts:
            said = read(texts[name], f"{root}/{name}", records.Comments)
            problems += said.problems
            comments += [_comment(c, quarantined=name == "quarantine.yaml") for c in said.record or ()]
    if "text.md" not in texts:
        problems.append(
            Problem(
                "A103",
                "there is no text.md beside this record",
                Place(f"{root}/article.yaml"),
                "Write the article's text into text.md.",
            )
        )
    source = None
    if SEAL in texts:
        source, broken = _sealed(texts[SEAL], f"{root}/{SEAL}", sources, read)
        problems += broken
    parsed = markup.read_text(texts.get("text.md", ""), f"{root}/text.md")
    problems += parsed.problems
    record: records.ArticleRecord | None = got.record
    if record and not record.title.strip():
        place = got.places.get(("title",), Place(f"{root}/article.yaml"))
        problems.append(Problem("R102", "the title is empty", place, "Write the title of the article."))
    if record is None or errors(problems):
        return Taken(article_id, None, (), tuple(problems))
    people = tuple(
        (c.contributor, got.places[("contributions", n, "contributor")]) for n, c in enumerate(record.contributions)
    )
    made = Article(
        id=article_id,
        title=record.title,
        subtitle=record.subtitle,
        published=record.published,
        language=record.language,
        publication=record.publication,
        url=record.url,
        rights=record.rights,
        status=record.status,
        contributions=tuple(
            Contribution(c.contributor, c.role or "author", c.name, markup.read_blocks(c.biography))
            for c in record.contributions
        ),
        abstract=markup.read_blocks(record.abstract),
        body=parsed.body,
        notes=parsed.notes,
        publication_note=markup.read_blocks(record.publication_note),
        further_reading=tuple(markup.read_inlines(one) for one in record.further_reading),
        comments=_numbered(comments),
        images=images,
        source=source,
        antecedents=tuple((one.note, one.stands_for) for one in record.antecedents),
        corrections=tuple(
            Correction(one.note, int(one.citation), one.nothing, *_cited(one, got, ("works", n)))
            for n, one in enumerate(record.works)
        ),
    )
    own = editing.edited(made, texts, received, read)
    problems += own.problems
    problems += _note_problems(parsed)
    problems += editing.images_missing(parsed.body, images, texts.get("text.md", ""), f"{root}/text.md")
    if not (parsed.body.blocks or parsed.body.sections):
        # Whoever has given out ids had a text: it is lost, and must not take them with it.
        severity: Severity = "error" if re.search(r"\bp\d", texts.get(editing.IDS, "")) else "warning"
        remedy = "Bring the text back, or write it."
        problems.append(Problem("A107", "text.md holds no text", Place(f"{root}/text.md"), remedy, severity))
    problems += _overruling_nothing(record, got, {note.id for note in parsed.notes})
    return Taken(article_id, own.article, people, tuple(problems), parsed.definitions, tuple(read.kept))


def _cited(record: fields.CitedRecord, got: records.Read, at: records.Path) -> tuple[Work, tuple[str, ...]]:
    """The work a record describes, and which of its fields it gives."""
    names = {f.encode_name: f.name for f in msgspec.structs.fields(Work)}
    given = tuple(name for said, name in names.items() if (*at, said) in got.places)
    values = {name: getattr(record, name) for name in given}
    for people in ("author", "editor", "translator"):
        if people in values:
            values[people] = tuple(Name(n.family, n.given, n.suffix, n.literal) for n in values[people])
    if "doi" in values:
        values["doi"] = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", values["doi"], flags=re.IGNORECASE)
    return Work(**values), given


def _overruling_nothing(record: records.ArticleRecord, got: records.Read, notes: set[str]) -> Iterator[Problem]:
    """C108: what article.yaml says of a note that the article does not have."""
    said = [(("antecedents", n, "note"), one.note) for n, one in enumerate(record.antecedents)]
    said += [
        (("antecedents", n, "stands_for"), one.stands_for) for n, one in enumerate(record.antecedents) if one.stands_for
    ]
    said += [(("works", n, "note"), one.note) for n, one in enumerate(record.works)]
    for at, note in said:
        if note not in notes:
            remedy = "Write the mark of one of its notes."
            yield Problem("C108", f"there is no note {note} in this article", got.places[at], remedy)


def _comment(record: records.CommentRecord, *, quarantined: bool) -> Comment:
    """A comment with the verdict that stands: the archivist's, else what the file it lies in says."""
    spam = record.overruled == "spam" if record.overruled else quarantined
    score = float(record.score) if re.fullmatch(r"[01](\.\d+)?", record.score) else float(spam)
    span = tuple(int(n) for n in record.span if n.isdecimal() and len(n) < 10)
    return Comment(
        markup.read_blocks(record.text),
        record.author,
        record.date,
        record.time,
        Verdict(spam, score, record.reasons),
        (span[0], span[1]) if len(span) == 2 else None,
    )


def _numbered(comments: list[Comment]) -> tuple[Comment, ...]:
    """The comments in the source's order, each with an id of its own."""
    ordered = sorted(comments, key=lambda c: c.span or (10**9, 0))
    return tuple(msgspec.structs.replace(c, id=f"comment-{n}") for n, c in enumerate(ordered, 1))


def _sealed(
    text: str, path: str, sources: Mapping[str, str], read: records.Reading
) -> tuple[Source | None, tuple[Problem, ...]]:
    """The source's record, and A104 where the bytes are not those that were received."""
    got = read(text, path, records.SourceRecord)
    record: records.SourceRecord | None = got.record
    if record is None:
        return None, got.problems
    if sources.get(record.file) != record.sha256:
        fact = "has been changed since it was received" if record.file in sources else "is not there"
        remedy = "Restore it from a copy: corrections belong into text.md, never into the source."
        return None, (Problem("A104", f"the sealed source {record.file} {fact}", got.places[("sha256",)], remedy),)
    return Source(
        record.file, record.sha256, record.media_type, record.encoding, record.url, record.retrieved, record.rights
    ), ()


def _note_problems(parsed: markup.Parsed) -> Iterator[Problem]:
    """N101 a mark without a note, N102 a note without a mark, N103 two notes of one name."""
    defined: dict[str, Place] = {}
    addresses: dict[str, str] = {}
    for label, place in parsed.definitions:
        other = addresses.setdefault(urls.note(label), label)
        if label in defined or other != label:
            fact = f"there are two notes [^{label}]"
            if other != label:
                fact = f"the notes [^{other}] and [^{label}] have one address, #{urls.note(label)}"
            remedy = f"The first is in line {defined[other].line}; give one of them a name of its own."
            yield Problem("N103", fact, place, remedy)
        defined.setdefault(label, place)
    marked = {label for label, _ in parsed.marks}
    for label, place in parsed.marks:
        if label not in defined:
            near = next(
                iter(sorted((d for d in defined if d not in marked), key=lambda d: (d.rstrip(".,") != label, d))), ""
            )
            hint = f" Note [^{near}] has no mark: is it the one?" if near else ""
            remedy = (
                f"Add the note at the end of text.md: “[^{label}]: ...”, or write \\[^{label}] if it is no mark.{hint}"
            )
            yield Problem("N101", f"the mark [^{label}] has no note", place, remedy)
    for label, place in defined.items():
        if label not in marked:
            remedy = f"Put [^{label}] where it belongs in the text."
            yield Problem("N102", f"the note [^{label}] has no mark in the text", place, remedy, "warning")


def settings(raw: bytes | None) -> tuple[Settings | None, tuple[Problem, ...]]:
    """The edition's record."""
    path = "content/edition.yaml"
    if raw is None:
        return None, (
            Problem(
                "E101",
                "there is no content/edition.yaml",
                Place(path),
                "Run this in the edition's folder, or make one: edition init",
            ),
        )
    try:
        got = editing.reading(decoded(raw, path), path, records.EditionRecord)
    except InputError as error:
        return None, error.problems
    record: records.EditionRecord | None = got.record
    if record is None:
        return None, got.problems
    if not urls.is_web_address(record.base_url):
        place = got.places[("base_url",)]
        return None, (
            Problem(
                "E102", f"“{record.base_url}” is no web address", place, "Write it whole: https://example.org/edition/"
            ),
        )
    return msgspec.convert(msgspec.to_builtins(record), Settings), got.problems


def contributor(contributor_id: str, raw: bytes) -> tuple[Contributor | None, tuple[Problem, ...]]:
    """One authority record."""
    path = f"content/{CONTRIBUTORS}/{contributor_id}.yaml"
    try:
        got = editing.reading(decoded(raw, path), path, records.ContributorRecord)
    except InputError as error:
        return None, error.problems
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", contributor_id):
        return None, (
            Problem(
                "A102",
                f"“{contributor_id}” cannot be part of an address",
                Place(path),
                "Use small letters, digits and hyphens.",
            ),
        )
    if got.record is None:
        return None, got.problems
    return Contributor(contributor_id, **msgspec.to_builtins(got.record)), got.problems


def work(work_id: str, raw: bytes) -> tuple[WorkAuthority | None, tuple[Problem, ...]]:
    """One of the edition's own records of works."""
    path = f"content/{WORKS}/{work_id}.yaml"
    try:
        got = editing.reading(decoded(raw, path), path, fields.WorkRecord)
    except InputError as error:
        return None, error.problems
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", work_id):
        fact, remedy = f"“{work_id}” cannot be part of an address", "Use small letters, digits and hyphens."
        return None, (Problem("A102", fact, Place(path), remedy),)
    if got.record is None:
        return None, got.problems
    return WorkAuthority(work_id, *_cited(got.record, got, ()), got.record.same_as, got.record.apart), got.problems


def prose(page_id: str, raw: bytes) -> tuple[ProsePage | None, tuple[Problem, ...]]:
    """A page of content/pages/: its first heading (#) is the title; a quotation right after it is the standfirst."""
    path = f"content/{PAGES}/{page_id}.md"
    try:
        source = decoded(raw, path)
    except InputError as error:
        return None, error.problems
    found = re.match(r"\s*#[ \t]+(.+?)[ \t]*\n+(?:>[ \t]?(.+(?:\n>.*)*)\n)?", source + "\n")
    if not found:
        return None, (Problem("E103", "this page has no title", Place(path, 1), "Begin it with a line “# Title”."),)
    lead = markup.read_inlines(re.sub(r"\n>[ \t]?", " ", found[2])) if found[2] else ()
    body = anchors.identified(markup.read_text(source[found.end() :], path).body)
    return ProsePage(page_id, plain(markup.read_inlines(found[1])), lead, body), ()


# ——— new files ———


def write_new(root: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Writes files that are not there yet, all or none; gives their paths. `root` is the project's folder.

    A folder that holds only new files is put in place whole. Raises InputError where a path is taken or the disk
    refuses: then nothing has changed.
    """
    taken = [path for path in sorted(files) if (root / path).exists()]
    if taken:
        raise InputError(
            Problem(
                "F104",
                "this is there already, and nothing is written over",
                Place(taken[0]),
                "Choose another name, or take it away yourself.",
            )
        )
    made: list[Path] = []
    try:
        with tempfile.TemporaryDirectory(dir=root, prefix=".edition-new-") as temporary:
            for path, content in sorted(files.items()):
                at = Path(temporary) / path
                at.parent.mkdir(parents=True, exist_ok=True)
                at.write_bytes(content)
            for source, target in list(_moves(root, Path(temporary), sorted(files))):
                target.parent.mkdir(parents=True, exist_ok=True)
                made.append(target)
                os.rename(source, target)  # noqa: PTH104, Path.rename says the same
    except BaseException as error:
        for target in made:
            with contextlib.suppress(OSError):
                shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
        if isinstance(error, OSError):
            message = f"this could not be written: {error.strerror or error}"
            raise InputError(
                Problem("F105", message, Place("content"), "Nothing was changed. Free space or rights, then try again.")
            ) from error
        raise
    return tuple(sorted(files))


def _moves(root: Path, temporary: Path, paths: list[str]) -> Iterator[tuple[Path, Path]]:
    """The fewest moves that bring the files into place: the highest folder that is new, else the file."""
    done: set[str] = set()
    for path in paths:
        parts = Path(path).parts
        top = next((i for i in range(1, len(parts) + 1) if not (root / Path(*parts[:i])).exists()), len(parts))
        unit = str(Path(*parts[:top]))
        if unit not in done:
            done.add(unit)
            yield temporary / unit, root / unit
