"""Judged stretches -> an accession: the draft article, its comments, what was left out, what is doubtful or lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

import msgspec

from edition.anchors import file_slug
from edition.assembly import Assembly, assembled
from edition.bylines import surname
from edition.datelines import found
from edition.doubts import doubts, losses
from edition.model import Accession, Author, Comment, Kind, Tile, Verdict
from edition.problems import in_order
from edition.readers.lines import Reading
from edition.segment import Segmented, segment
from edition.text import (
    Block,
    Epigraph,
    Paragraph,
    Quotation,
    Text,
    block_inlines,
    blocks,
    body_inlines,
    folded,
    inlines,
    marks,
    plain,
    plain_blocks,
    sections,
)
from edition.vocabulary import language, plain_words


class Judge(Protocol):
    """Judges a comment; see edition.spam."""

    def __call__(
        self,
        text: str,
        *,
        context: str = "",
        published: str = "",
        date: str = "",
        author: str = "",
        others: Sequence[str] = (),
    ) -> Verdict: ...


def accession(reading: Reading, judge: Judge) -> Accession:
    """Everything the source says, sorted and judged; the tiles cover its text from the first character to the last."""
    cut = segment(reading)
    made = assembled(cut)
    said = reading.metadata
    published = _published(cut, said.published)
    context = " ".join(plain_blocks((block,)) for block in islice(blocks(made.body), 400)) if made.comments else ""
    comments = _judged(made.comments, judge, context, published)
    title = made.title or said.title
    authors = made.authors or tuple(Author(name, name) for name in said.authors)
    return Accession(
        source=reading.source,
        text=reading.text,
        tiles=tiles(reading.text, cut, made, comments),
        id=_id(published, authors, title),
        publication=made.publication or said.publication,
        title=title,
        subtitle=made.subtitle or said.subtitle,
        published=published,
        time=cut.front.time if published == cut.front.date else "",
        language=said.language or language(reading.text),
        rights=made.rights or said.rights,
        authors=authors,
        abstract=made.abstract or _paragraph(said.abstract),
        body=made.body,
        notes=made.notes,
        publication_note=made.publication_note,
        further_reading=made.further_reading,
        biographies=made.biographies,
        comments=comments,
        images=reading.images,
        losses=losses(made),
        problems=in_order((*reading.problems, *doubts(cut, made, reading.source.file))),
    )


def _judged(comments: tuple[Comment, ...], judge: Judge, context: str, published: str) -> tuple[Comment, ...]:
    texts = [plain_blocks(c.blocks) for c in comments]
    return tuple(
        msgspec.structs.replace(
            c,
            verdict=judge(
                texts[n],
                context=context,
                published=published,
                date=c.date,
                author=c.author,
                others=[*texts[:n], *texts[n + 1 :]] if len(texts) <= 500 else (),
            ),
        )
        for n, c in enumerate(comments)
    )


def _paragraph(text: str) -> tuple[Block, ...]:
    return (Paragraph(inlines((Text(text),))),) if text.strip() else ()


_ONLINE = re.compile(
    r"mis en ligne|online since|published online|publicado (?:em|el|en)|veröffentlicht|pubblicato|publication in this|"
    r"publicação nesta|publicación en esta|date of publication|first published|published|available online",
    re.IGNORECASE,
)


def _published(cut: Segmented, said: str) -> str:
    """The date of publication: the most exact of what front, metadata and the history behind the text say."""
    front = cut.front.date
    if len(said) >= len(front) and said:
        return said if not front or said.startswith(front) or len(said) == 10 else front
    if len(front) == 10:
        return front
    expected = False
    for s, j in zip(cut.stretches, cut.judged, strict=True):
        if j.kind not in ("licence", "furniture", "publication-note", "dateline"):
            continue
        word = _ONLINE.search(s.text)
        stamps = found(s.text)
        if stamps and (word or expected):
            after = [x for x in stamps if not word or x.start >= word.start()] or list(stamps)
            if after[0].date.startswith(front):
                return after[0].date
        expected = bool(word) and not stamps
    return front


def _id(published: str, authors: tuple[Author, ...], title: str) -> str:
    """A folder's name for the article: year, first author's surname and the title's first telling words."""
    words = [w for w in plain_words(title).split() if len(w) > 3 or w.isdigit()] or plain_words(title).split()
    who = plain_words(surname(authors[0].name)).replace(" ", "-") if authors else ""
    parts = [published[:4], who, *words[:3]]
    return file_slug(" ".join(filter(None, parts)))[:80].strip("-") or "untitled"


def tiles(text: str, cut: Segmented, made: Assembly, comments: tuple[Comment, ...] = ()) -> tuple[Tile, ...]:
    """The tiles of the whole text, one for each stretch and one for the white space between two."""
    spam = _withheld(made, comments)
    out: list[Tile] = []
    at = 0
    for i, (s, j) in enumerate(zip(cut.stretches, cut.judged, strict=True)):
        if at < s.start:
            out.append(Tile(at, s.start, "blank"))
        goes = made.goes.get(i, "")
        kind: Kind = "spam" if j.kind == "comment" and goes in spam else j.kind
        out.append(Tile(s.start, s.end, kind, goes, j.rule, j.confidence))
        at = s.end
    if at < len(text):
        out.append(Tile(at, len(text), "blank"))
    return tuple(out)


def _withheld(made: Assembly, comments: tuple[Comment, ...]) -> frozenset[str]:
    """Where the comments judged spam went, as the tiles name it."""
    return frozenset(key for key, c in zip(made.comment_keys, comments, strict=False) if c.verdict.spam)


# ——— the report ———


def report(accession: Accession, antecedents: Mapping[str, str]) -> dict[str, Any]:
    """The import as one object of plain values, for `--json`; `antecedents` maps a note to the one it stands for."""
    a = accession
    epigraphs, quotations = _set_apart(a)
    marked: dict[str, int] = {}
    for note in marks((*body_inlines(a.body), *(run for b in a.abstract for run in block_inlines(b)))):
        marked[note] = marked.get(note, 0) + 1
    return {
        "file": a.source.file,
        "sha256": a.source.sha256,
        "id": a.id,
        "publication": a.publication,
        "title": a.title,
        "subtitle": a.subtitle,
        "published": a.published,
        "time": a.time,
        "language": a.language,
        "authors": [author.name for author in a.authors if author.role == "author"],
        "contributions": [{"name": author.name, "role": author.role} for author in a.authors],
        "abstract": plain_blocks(a.abstract),
        "epigraphs": epigraphs,
        "headings": [{"level": s.level, "text": folded(plain(s.title))} for s in sections(a.body)],
        "paragraphs": sum(isinstance(block, Paragraph) for block in blocks(a.body)),
        "quotations": quotations,
        "notes": [
            {
                "id": note.id,
                "text": plain_blocks(note.blocks),
                "marks": marked.get(note.id, 0),
                "antecedent": antecedents.get(note.id, ""),
            }
            for note in a.notes
        ],
        "publication_note": plain_blocks(a.publication_note),
        "further_reading": [folded(plain(entry)) for entry in a.further_reading],
        "biographies": [{"name": b.name, "text": plain_blocks(b.blocks)} for b in a.biographies],
        "comments": [
            {
                "date": c.date,
                "time": c.time,
                "author": c.author,
                "text": plain_blocks(c.blocks),
                "spam": c.verdict.spam,
                "score": round(c.verdict.score, 4),
                "reasons": list(c.verdict.reasons),
            }
            for c in a.comments
        ],
        "losses": [{"at": x.at, "kind": x.kind, "message": x.message} for x in a.losses],
        "tiles": [
            {"start": t.start, "end": t.end, "kind": t.kind, "goes": t.goes, "rule": t.rule, "confidence": t.confidence}
            for t in a.tiles
        ],
        "problems": [
            {
                "code": p.code,
                "severity": p.severity,
                "message": p.message,
                "line": p.place.line,
                "column": p.place.column,
                "remedy": p.remedy,
            }
            for p in a.problems
        ],
    }


def _set_apart(a: Accession) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The epigraphs and the block quotations of the body, with the notes marked in each."""
    epigraphs: list[dict[str, Any]] = []
    quotations: list[dict[str, Any]] = []
    for block in blocks(a.body):
        if isinstance(block, Epigraph | Quotation):
            entry: dict[str, Any] = {"text": plain_blocks(block.blocks), "notes": list(marks(block_inlines(block)))}
            if isinstance(block, Epigraph):
                entry["attribution"] = folded(plain(block.attribution))
                epigraphs.append(entry)
            else:
                quotations.append(entry)
    return epigraphs, quotations
