"""`edition emend`: what differs between a text and its source, and the ids of its blocks, written beside the text."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import yaml

from edition import apparatus, content, editing, numbering, records, yaml_records
from edition.files import digest, write_whole
from edition.model import Emendation
from edition.places import Difference
from edition.problems import InputError, Place, Problem, errors
from edition.text import folded

ABOUT = (
    "# Every difference between text.md and its source, and why. `edition emend` writes the entries and changes only\n"
    "# their at, lemma and reading; kind, reason and editor are yours, and so are comments like this one.\n"
)
NO_MORE = "#\n# Entries that no difference in the text stands for any more:\n"


class Written(msgspec.Struct, frozen=True):
    """What was done for one article, in words ("" for nothing), and what is wrong with it."""

    said: str = ""
    problems: tuple[Problem, ...] = ()


def emend(project: Path, article_id: str) -> Written:
    """Brings the article's apparatus.yaml and ids.yaml in step with its text. Raises InputError where the disk
    refuses; where the article has errors, nothing is written."""
    folder = project / "content" / content.ARTICLES / article_id
    files = {name: (folder / name).read_bytes() for name in content.FILES if (folder / name).is_file()}
    received = {p.name: p.read_bytes() for p in sorted((folder / "source").glob("*")) if p.name != "source.yaml"}
    sources = {name: digest(raw) for name, raw in received.items()}
    images = tuple(sorted(f"images/{p.name}" for p in (folder / "images").glob("*")))
    taken = content.article(article_id, files, images, sources)
    if taken.article is None or errors(taken.problems):
        return Written("", errors(taken.problems))
    texts = {name: content.decoded(raw, name).replace("\r\n", "\n") for name, raw in files.items()}
    new, said = {}, []
    ids = numbering.ids_file(numbering.Ledger(numbering.rows(taken.article.body), taken.article.gone))
    if ids != texts.get(editing.IDS):
        new[editing.IDS] = ids
        said.append("ids written" if editing.IDS in texts else "ids given")
    found = editing.differences(taken.article, texts, received.__getitem__)
    if found is not None:
        before = texts.get(editing.APPARATUS, "")
        after, counts = rewritten(before, f"content/articles/{article_id}/{editing.APPARATUS}", found)
        if after != before:
            new[editing.APPARATUS] = after
            said += [f"{n} {what}" for what, n in counts if n]
    try:
        for name, text in new.items():
            # A file keeps the line ends that it has.
            ends = "\r\n" if b"\r\n" in files.get(name, b"") else "\n"
            write_whole(folder / name, text.replace("\n", ends).encode())
    except OSError as error:
        place = Place(f"content/articles/{article_id}")
        fact = f"this could not be written: {error.strerror or error}"
        raise InputError(Problem("F105", fact, place, "Free space or rights, then try again.")) from error
    return Written(", ".join(said))


# ——— apparatus.yaml ———


def rewritten(source: str, path: str, differences: Sequence[Difference]) -> tuple[str, tuple[tuple[str, int], ...]]:
    """The apparatus with an entry for every difference and none besides: entries that still hold stay as they are,
    letter for letter, and those that nothing stands for any more are kept above them as comments where somebody has
    given a reason. Gives the text and how many entries are new, changed and removed.

    Raises InputError where the file is not as this program can change it.
    """
    read = yaml_records.read(source, path, records.Emendations)
    if errors(read.problems):
        raise InputError(*errors(read.problems))
    given = editing.entries(read.record)
    chunks = _chunks(source, path, len(given))
    match = apparatus.matched(differences, given)
    # Where each entry belongs: at the first difference that it stands for.
    place = {n: k for k, n in reversed(list(enumerate(match.entry))) if n >= 0}
    idle = list(match.idle)
    new: dict[tuple[str, str, str], int] = {}
    changed: dict[int, Difference] = {}
    for k, difference in enumerate(differences):
        key = (difference.at, difference.lemma, difference.reading)
        if match.entry[k] >= 0 or key in new:
            continue
        n = next((n for n in idle if _same_place(given[n], difference)), -1)
        new[key] = k
        if n >= 0:
            idle.remove(n)
            place[n] = k
            changed[n] = difference
    fresh = [k for k in new.values() if k not in place.values()]
    texts = {n: chunks.entries[n] for n in range(len(given)) if n not in idle}
    for n, difference in changed.items():
        texts[n] = _with_fields(texts[n], difference)
    counts = (("new", len(fresh)), ("changed", len(changed)), ("removed", len(idle)))
    if not any(n for _, n in counts):
        return source, counts
    rows = [(place[n], text) for n, text in texts.items()]
    for k in fresh:  # after the entry that stands before it in the text; the others stay in their order
        before = max((row for row in enumerate(rows) if row[1][0] < k), key=lambda row: row[1][0], default=(-1, None))[
            0
        ]
        rows.insert(before + 1, (k, textwrap.indent(_entry(differences[k]), chunks.indent)))
    body = "".join(text if text.endswith("\n") else text + "\n" for _, text in rows)
    # What somebody has written down is not thrown away, though nothing stands for it now.
    gone = [chunks.entries[n] for n in sorted(idle) if given[n].reason or given[n].editor]
    said = "".join(f"# {line}\n" for line in "".join(gone).splitlines())
    return (chunks.head or ABOUT) + (f"{NO_MORE}{said}\n" if said else "") + body, counts


def _same_place(entry: Emendation, difference: Difference) -> bool:
    """Whether the entry was this difference's before one of the two words was changed again."""
    lemmas, readings = (folded(entry.lemma), difference.lemma), (folded(entry.reading), difference.reading)
    if entry.at != difference.at:
        return False
    return lemmas[0] == lemmas[1] or readings[0] == readings[1] or (_overlap(*lemmas) and _overlap(*readings))


def _overlap(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


class _Chunks(msgspec.Struct, frozen=True):
    """The file in pieces: what stands before the first entry, then each entry with the comments above it."""

    head: str
    entries: tuple[str, ...] = ()
    indent: str = ""


def _chunks(source: str, path: str, number: int) -> _Chunks:
    node = yaml.compose(source, Loader=yaml.SafeLoader)
    if not number or not isinstance(node, yaml.SequenceNode):
        return _Chunks(re.sub(r"^\[\][ \t]*\n?", "", source, flags=re.MULTILINE))
    lines = source.splitlines(keepends=True)
    starts = []
    for entry in node.value:
        at = entry.start_mark.line
        while at and not lines[at].lstrip().startswith("-"):
            at -= 1
        starts.append(at)
    if node.flow_style or len(set(starts)) < number:
        fact, remedy = "the entries do not stand one below the other", "Begin each on a line of its own with “- at: ”."
        raise InputError(Problem("D103", fact, Place(path), remedy))
    begins = [starts[0]]
    for before, at in pairwise(starts):
        top = at
        while top - 1 > before and re.match(r"\s*(#|$)", lines[top - 1]) and not _inside_text(node, top - 1):
            top -= 1
        begins.append(top)
    ends = [*begins[1:], len(lines)]
    first = lines[starts[0]]
    return _Chunks(
        "".join(lines[: begins[0]]),
        tuple("".join(lines[a:b]) for a, b in zip(begins, ends, strict=True)),
        first[: len(first) - len(first.lstrip())],
    )


def _inside_text(node: yaml.Node, line: int) -> bool:
    """Whether the line belongs to a value: a line of a text may begin with # too."""
    values = (value for entry in node.value if isinstance(entry, yaml.MappingNode) for _, value in entry.value)
    return any(v.start_mark.line < line < v.end_mark.line for v in values)


def _with_fields(chunk: str, difference: Difference) -> str:
    """The entry with the difference's lemma and reading, all else as it was."""
    for name, text in (("lemma", difference.lemma), ("reading", difference.reading)):
        node = yaml.compose(chunk, Loader=yaml.SafeLoader)
        assert node is not None
        fields = {key.value: (key, value) for key, value in node.value[0].value}
        if name in fields:
            value = fields[name][1]
            old = chunk[value.start_mark.index : value.end_mark.index]
            if folded(value.value) != folded(text):
                end = "\n" if old.endswith("\n") else ""
                chunk = chunk[: value.start_mark.index] + _scalar(text) + end + chunk[value.end_mark.index :]
        elif text:
            key, value = fields["at"]
            indent = " " * key.start_mark.column
            at = chunk.find("\n", value.end_mark.index - 1) + 1 or len(chunk)
            chunk = f"{chunk[:at]}{indent}{name}: {_scalar(text)}\n{chunk[at:]}"
    return chunk


def _scalar(text: str) -> str:
    """The text on one line, in quotes."""
    return json.dumps(text, ensure_ascii=False)


def _entry(difference: Difference) -> str:
    kind = apparatus.kind(difference.lemma, difference.reading)
    fields = {"at": difference.at, "lemma": difference.lemma, "reading": difference.reading, "kind": kind}
    lines = [f"{name}: {_scalar(text) if name in ('lemma', 'reading') else text}" for name, text in fields.items()]
    return "- " + "\n  ".join([*lines, 'reason: ""', 'editor: ""']) + "\n"


def articles(project: Path, article_id: str) -> Iterator[str]:
    """The ids of the articles meant: the one named, or all. Raises InputError where there is none of that name."""
    root = project / "content" / content.ARTICLES
    if article_id and not (root / article_id).is_dir():
        place = Place(f"content/{content.ARTICLES}/{article_id}")
        raise InputError(Problem("A101", "there is no such article", place, "Name the article's folder."))
    names = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith(".")) if root.is_dir() else []
    yield from [article_id] if article_id else names
