"""Judged stretches -> the parts of a draft article: body, notes, epigraphs, lives, comments, and where each went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from edition.datelines import found
from edition.discussion import header
from edition.front import attribution
from edition.headings import EDIT_LINK
from edition.inlines import content
from edition.judged import Judged
from edition.model import Author, Biography, Comment, Note
from edition.segment import Segmented
from edition.stretches import Stretch
from edition.text import (
    Block,
    Body,
    Epigraph,
    Figure,
    Inline,
    Item,
    ItemList,
    Paragraph,
    Quotation,
    Section,
    Table,
    Text,
    Verse,
    folded,
    inlines,
    plain,
    plain_blocks,
)
from edition.vocabulary import plain_words


class Assembly(msgspec.Struct, frozen=True):
    """The parts of a draft article. `goes` says where in it each stretch went ("p12", "note-5", "" for nowhere)."""

    goes: dict[int, str]
    title: str = ""
    subtitle: str = ""
    publication: str = ""
    rights: str = ""
    authors: tuple[Author, ...] = ()
    abstract: tuple[Block, ...] = ()
    body: Body = Body()
    notes: tuple[Note, ...] = ()
    publication_note: tuple[Block, ...] = ()
    further_reading: tuple[tuple[Inline, ...], ...] = ()
    biographies: tuple[Biography, ...] = ()
    comments: tuple[Comment, ...] = ()
    comment_keys: tuple[str, ...] = ()


class _Heading(msgspec.Struct, frozen=True):
    title: tuple[Inline, ...]
    level: int


def assembled(cut: Segmented) -> Assembly:
    """The article's parts, each made of its stretches, in the source's order."""
    goes: dict[int, str] = {}
    notes = _notes(cut, goes)
    biographies = _biographies(cut, goes)
    people, roles = cut.front.people, dict(cut.front.roles)
    comments = _comments(cut, goes)
    authors = tuple(
        Author(
            _calm(name), folded(printed), _life(name, [n for n, _ in people], biographies), roles.get(name, "author")
        )
        for name, printed in people
    )
    return Assembly(
        goes=goes,
        title=_line(cut, "title", ""),
        subtitle=_line(cut, "title", "subtitle"),
        publication=_publication(cut),
        rights=folded(" ".join(s.text for s, j in _pairs(cut) if j.kind == "licence" and len(s.text) > 12))[:1000],
        authors=authors,
        abstract=_plain_blocks(cut, "abstract", goes, "abstract", first=True),
        body=_body(cut, goes),
        notes=notes,
        publication_note=_plain_blocks(cut, "publication-note", goes, "publication-note"),
        further_reading=_references(cut, goes),
        biographies=biographies,
        comments=tuple(comments.values()),
        comment_keys=tuple(comments),
    )


def _pairs(cut: Segmented) -> Iterator[tuple[Stretch, Judged]]:
    return zip(cut.stretches, cut.judged, strict=True)


def _content(cut: Segmented, i: int, start: int = 0, end: int = -1) -> tuple[Inline, ...]:
    return content(cut.stretches[i], cut.marks.get(i, ()), start, end)


def _line(cut: Segmented, kind: str, role: str) -> str:
    """The first line of the kind in plain words, with what is directly below it in the same kind and role."""
    found: list[str] = []
    for i, (_, j) in enumerate(_pairs(cut)):
        if j.kind == kind and ((j.role == role and not found) or (j.role == "more" and found)):
            found.append(folded(plain(_content(cut, i))))
    return " ".join(found)


def _publication(cut: Segmented) -> str:
    for s, j in _pairs(cut):
        if j.kind == "masthead":
            pieces = [p.strip() for p in s.text.replace("•", "|").replace(" · ", "|").split("|")]
            good = [p for p in pieces if any(c.isalpha() for c in p) and not p.lower().startswith("http")]
            return folded(good[0] if good else s.text)
    return ""


def _calm(name: str) -> str:
    """A name all in capitals with capitals only where names have them; others as they are."""
    if name.isupper() and len(name) > 4:
        return " ".join(
            w if len(w.strip(".")) < 2 or w.count(".") > 1 else "-".join(p.capitalize() for p in w.split("-"))
            for w in name.split()
        )
    return name


def _plain_blocks(
    cut: Segmented, kind: str, goes: dict[int, str], where: str, first: bool = False
) -> tuple[Block, ...]:
    """The stretches of a kind as paragraphs; `first`: only those that stand together, the rest being translations."""
    out: list[Block] = []
    last = -1
    for i, (_, j) in enumerate(_pairs(cut)):
        if j.kind == kind and not (first and out and i - last > 1):
            out.append(Paragraph(_content(cut, i)))
            goes[i] = where
            last = i
    return tuple(out)


# ——— the body ———


def _body(cut: Segmented, goes: dict[int, str]) -> Body:
    parts: list[_Heading | Block] = []
    counts = {"p": 0, "q": 0, "e": 0, "l": 0, "v": 0, "t": 0, "f": 0, "s": 0}

    def next_id(letter: str, *places: int) -> str:
        counts[letter] += 1
        for i in places:
            goes[i] = f"{letter}{counts[letter]}"
        return f"{letter}{counts[letter]}"

    for group in _groups(cut):
        i, judged = group[0], cut.judged[group[0]]
        match judged.kind:
            case "heading" if judged.role == "body":
                text = _without_edit(_content(cut, i))
                if text:
                    parts.append(_Heading(text, judged.level or 2))
                    next_id("s", i)
            case "paragraph":
                parts.append(Paragraph(_content(cut, i), next_id("p", i)))
            case "quotation":
                parts.append(Quotation(tuple(Paragraph(_content(cut, k)) for k in group), id=next_id("q", *group)))
            case "epigraph":
                parts.append(_epigraph(cut, group, next_id("e", *group)))
            case "list":
                start = _start(cut.stretches[i].text) if judged.role == "ol" else 0
                items = tuple(Item((Paragraph(_item(cut, k)),)) for k in group)
                parts.append(ItemList(items, start, next_id("l", *group)))
            case "verse":
                lines: list[tuple[Inline, ...]] = []
                for k in group:
                    if lines and cut.stretches[k].gap and k != group[0]:
                        lines.append(())
                    lines.extend(_verse_lines(cut, k))
                parts.append(Verse(tuple(lines), next_id("v", *group)))
            case "table":
                parts.append(_table(cut, group, next_id("t", *group)))
            case "figure":
                parts += _figure(cut, group, next_id)
            case _:
                continue
    return _nested(parts)


def _groups(cut: Segmented) -> Iterator[list[int]]:
    """Neighbouring stretches that are one block: the items of a list, the lines of a poem, the rows of a table."""
    run: list[int] = []
    for i, judged in enumerate(cut.judged):
        if judged.kind == "furniture" and run and cut.judged[run[-1]].kind == "table":
            continue  # the line below a table's head
        joins = (
            run
            and judged.kind in ("list", "verse", "table", "epigraph", "quotation", "figure")
            and judged.kind == cut.judged[run[-1]].kind
            and judged.key == cut.judged[run[-1]].key
            and (judged.key or judged.kind != "figure")
            and all(cut.judged[k].kind == "furniture" for k in range(run[-1] + 1, i))
        )
        if joins:
            run.append(i)
            continue
        if run:
            yield run
        run = [i]
    if run:
        yield run


def _without_edit(title: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The heading without the link to edit it that a wiki prints behind it."""
    if title and isinstance(last := title[-1], Text):
        return inlines((*title[:-1], Text(EDIT_LINK.sub("", last.text))))
    return title


def _start(text: str) -> int:
    digits = text.lstrip("([")[:4].split(".")[0].split(")")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 4 else 1


def _item(cut: Segmented, i: int) -> tuple[Inline, ...]:
    return _content(cut, i, cut.judged[i].start)


def _verse_lines(cut: Segmented, i: int) -> Iterator[tuple[Inline, ...]]:
    stretch = cut.stretches[i]
    at = 0
    for row in stretch.text.split("\n"):
        yield content(stretch, cut.marks.get(i, ()), at, at + len(row))
        at += len(row) + 1


def _figure(cut: Segmented, group: Sequence[int], next_id: Callable[..., str]) -> list[Block]:
    """The group's images, the last with the group's caption; a caption without an image is a paragraph."""
    shown = [(i, p) for i in group for p in cut.stretches[i].spans if p.kind == "image" and p.value]
    alone = {i for i, p in shown if p.end - p.start >= len(cut.stretches[i].text)}
    said = [run for i in group if i not in alone and (run := _content(cut, i))]
    caption = inlines(part for k, run in enumerate(said) for part in ((Text(" "), *run) if k else run))
    if not shown:
        return [Paragraph(caption, next_id("p", *group))] if caption else []
    id_ = next_id("f", *group)
    out: list[Block] = []
    for i, p in shown:
        last = p is shown[-1][1]
        alt = cut.stretches[i].text[p.start - cut.stretches[i].start : p.end - cut.stretches[i].start]
        out.append(Figure(p.value, folded(alt), caption if last else (), id_ if last else next_id("f")))
    return out


def _table(cut: Segmented, group: Sequence[int], id_: str) -> Block:
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    if cut.judged[group[0]].rule == "tabs":
        for i in group:
            stretch, cells, at = cut.stretches[i], [], 0
            for cell in stretch.text.split("\t"):
                cells.append(content(stretch, cut.marks.get(i, ()), at, at + len(cell)))
                at += len(cell) + 1
            rows.append(tuple(cells))
        heads = 1
    else:
        by_row: dict[int, list[tuple[Inline, ...]]] = {}
        for i in group:
            by_row.setdefault(cut.stretches[i].hint.row, []).append(_content(cut, i))
        rows = [tuple(cells) for _, cells in sorted(by_row.items())]
        heads = 1 if cut.judged[group[0]].role == "th" else 0
    return Table(tuple(rows), heads if len(rows) > 1 else 0, id=id_)


def _epigraph(cut: Segmented, group: Sequence[int], id_: str) -> Block:
    texts: list[Block] = []
    said: tuple[Inline, ...] = ()
    for i in group:
        stretch = cut.stretches[i]
        if cut.judged[i].role == "attribution":
            said = content(stretch, cut.marks.get(i, ()), len(stretch.text) - len(stretch.text.lstrip("—–―- \u00a0")))
            continue
        dash = attribution(stretch.text)
        if dash:
            rest = stretch.text[dash:]
            texts.append(Paragraph(_content(cut, i, 0, dash)))
            said = _content(cut, i, dash + len(rest) - len(rest.lstrip("—–― \u00a0")))
        else:
            texts.append(Paragraph(_content(cut, i)))
    return Epigraph(tuple(texts), said, id_)


def _nested(parts: Sequence[_Heading | Block]) -> Body:
    """Headings and blocks in a row -> sections in sections, by level."""
    blocks: list[Block] = []
    at = 0
    while at < len(parts) and not isinstance(parts[at], _Heading):
        blocks.append(parts[at])  # type: ignore[arg-type]  # the loop's condition leaves blocks only
        at += 1
    made, _ = _sections(parts, at, 0)
    return Body(tuple(blocks), made)


def _sections(parts: Sequence[_Heading | Block], at: int, above: int) -> tuple[tuple[Section, ...], int]:
    out: list[Section] = []
    while at < len(parts):
        head = parts[at]
        if not isinstance(head, _Heading) or head.level <= above:
            break
        at += 1
        blocks: list[Block] = []
        while at < len(parts) and not isinstance(block := parts[at], _Heading):
            blocks.append(block)
            at += 1
        below, at = _sections(parts, at, head.level)
        out.append(Section(head.title, head.level, tuple(blocks), below))
    return tuple(out), at


# ——— behind the text ———


def _notes(cut: Segmented, goes: dict[int, str]) -> tuple[Note, ...]:
    held: dict[str, list[Block]] = {}
    for i, (_, j) in enumerate(_pairs(cut)):
        if j.kind == "note":
            goes[i] = f"note-{j.key}"
            blocks = held.setdefault(j.key, [])
            if j.role != "label":
                text = content(cut.stretches[i], (), j.start, j.end)
                if text:
                    blocks.append(Paragraph(text))
    return tuple(Note(id_, tuple(blocks)) for id_, blocks in held.items())


def _references(cut: Segmented, goes: dict[int, str]) -> tuple[tuple[Inline, ...], ...]:
    out: dict[str, list[Inline]] = {}
    for i, (_, j) in enumerate(_pairs(cut)):
        if j.kind == "bibliography":
            goes[i] = "further-reading"
            entry = out.setdefault(j.key, [])
            if entry:
                entry.append(Text(" "))
            entry.extend(_content(cut, i))
    return tuple(inlines(entry) for entry in out.values())


def _biographies(cut: Segmented, goes: dict[int, str]) -> tuple[Biography, ...]:
    names = [name for name, _ in cut.front.people]
    held: dict[str, list[Block]] = {}
    about: dict[str, str] = {}
    for i, (s, j) in enumerate(_pairs(cut)):
        if j.kind != "biography":
            continue
        goes[i] = "authors"
        if j.role == "name":
            about[j.key] = folded(s.text)
            held.setdefault(j.key, [])
        else:
            held.setdefault(j.key, []).append(Paragraph(_content(cut, i)))
    out = []
    for key, blocks in held.items():
        if not blocks:
            continue
        name = about.get(key, "")
        matched = _named(name, names) if name else ""
        out.append(Biography(matched or name or _subject(plain_blocks(blocks), names), tuple(blocks)))
    lone = [place for place, b in enumerate(out) if not b.name]
    left = [n for n in names if n not in [b.name for b in out]]
    if len(lone) == len(left) == 1:  # one biography without a name, one author without a biography
        out[lone[0]] = Biography(left[0], out[lone[0]].blocks)
    return tuple(out)


def _named(name: str, names: Sequence[str]) -> str:
    words = set(plain_words(name).split())
    best = max(names, key=lambda n: (len(words & set(plain_words(n).split())), -names.index(n)), default="")
    return best if len(words & set(plain_words(best).split())) >= 2 else ""


def _subject(text: str, names: Sequence[str]) -> str:
    """Whom the text is about: the author whose surname stands first in it."""
    words = plain_words(text[:400]).split()
    best, at = "", 1 << 30
    for name in names:
        parts = plain_words(name).split()
        last = parts[-1] if parts else ""
        if last in words and words.index(last) < at:
            best, at = name, words.index(last)
    return best


def _life(name: str, names: Sequence[str], biographies: Sequence[Biography]) -> tuple[Block, ...]:
    return tuple(block for b in biographies if b.name == name and name in names for block in b.blocks)


def _comments(cut: Segmented, goes: dict[int, str]) -> dict[str, Comment]:
    """The comments, each under the name by which the tiles say that something went to it."""
    held: dict[str, list[Block]] = {}
    said: dict[str, tuple[str, str, str]] = {}
    for i, (s, j) in enumerate(_pairs(cut)):
        if j.kind != "comment":
            continue
        goes[i] = f"comment-{j.key}"
        held.setdefault(j.key, [])
        author, date, time = said.get(j.key, ("", "", ""))
        if j.role == "header":
            head = header(s.text)
            stamp = next(iter(found(s.text)), None)
            author = author or (head.author if head else "")
            date, time = date or (stamp.date if stamp else ""), time or (stamp.time if stamp else "")
        elif j.role == "name":
            author = author or folded(s.text)
        else:
            held[j.key].append(Paragraph(_content(cut, i)))
        said[j.key] = (author, date, time)
    return {f"comment-{key}": Comment(tuple(blocks), *said[key]) for key, blocks in held.items() if blocks}
