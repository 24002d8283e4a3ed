"""The source as it was received, stretch by stretch: what became of each, and where it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from edition import urls
from edition.cards import Card, Link, Title, title
from edition.frames import Around, Frame, frame
from edition.html import Html, escaped
from edition.model import Article, Tile
from edition.text import Break, ItemList, blocks, sections

# What became of a stretch of each kind: it is in the text, in the record, left out, or withheld.
_BECAME: dict[str, str] = {
    "masthead": "record", "title": "record", "byline": "record", "dateline": "record", "licence": "record",
    "duplicate": "left", "furniture": "left", "blank": "left", "spam": "withheld",
}  # fmt: skip


class Stretch(msgspec.Struct, frozen=True):
    """A tile for showing. `became` is text, record, left or withheld; `to` leads to where it went (None: nowhere);
    `text` is empty where it is withheld, and `size` its characters."""

    kind: str
    became: str
    to: Link | None
    text: Html
    size: int
    rule: str
    sure: int


class SourcePage(msgspec.Struct, frozen=True):
    frame: Frame
    title: Title
    article: Link
    file: str
    sha256: str
    media_type: str
    characters: int
    whole: bool
    stretches: tuple[Stretch, ...]
    counts: tuple[tuple[str, int], ...]


def whole(these: Sequence[Tile], length: int) -> bool:
    """Whether the tiles follow one another from the source's first character to its last."""
    at = 0
    for tile in these:
        if tile.start != at or tile.end <= tile.start:
            return False
        at = tile.end
    return at == length


def source_page(article: Article, own: Card, around: Around, text: str, these: Sequence[Tile]) -> SourcePage:
    """The page of an article's source; `text` is the source as its reader decodes it, as the tiles' offsets count."""
    path = urls.source(article.id)
    assert article.source is not None
    places = _places(article)
    withheld = [c.span for c in article.comments if c.verdict.spam and c.span]
    shown = [c.span for c in article.comments if not c.verdict.spam and c.span]
    page = urls.article(article.id)
    stretches = []
    counts: Counter[str] = Counter()
    for tile in these:
        out = _inside(tile, withheld) or (tile.kind == "spam" and not _inside(tile, shown))
        kind = "spam" if out else "comment" if tile.kind == "spam" else tile.kind
        became = _BECAME.get(kind, "text")
        counts[became] += tile.end - tile.start
        if tile.kind == "blank":
            continue
        to = None
        if became in ("text", "record"):
            fragment = tile.goes if tile.goes in places else ""
            to = Link(fragment or "the title page", urls.relative(f"{page}#{fragment or 'main'}", path))
            if became == "text" and not fragment:
                to = None
        words = Html() if out else Html(escaped(text[tile.start : tile.end].strip("\n")))
        stretches.append(
            Stretch(kind, became, to, words, tile.end - tile.start, tile.rule, round(tile.confidence * 100))
        )
    name = title(article.title, article.subtitle)
    shown_title = name.head + name.joint + name.tail
    return SourcePage(
        frame=frame(
            around, path=path, title=f"Source of {shown_title}",
            description=f"{shown_title}, as it was received: what became of every stretch.",
            kind="source-page", language=around.settings.language,
        ),
        title=name,
        article=Link(shown_title, urls.relative(own.url, path)),
        file=article.source.file,
        sha256=article.source.sha256,
        media_type=article.source.media_type,
        characters=len(text),
        whole=whole(these, len(text)),
        stretches=tuple(stretches),
        counts=tuple((became, counts[became]) for became in ("text", "record", "left", "withheld") if counts[became]),
    )  # fmt: skip


def _inside(tile: Tile, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= tile.start and tile.end <= end for start, end in spans)


def _places(article: Article) -> frozenset[str]:
    """Every id of the article's page that a tile may lead to."""
    found = {"nb", "abstract", "further-reading", "authors", "notes", "comments"}
    found |= {urls.note(note.id) for note in article.notes}
    found |= {section.id for section in sections(article.body)}
    for block in blocks(article.body):
        if not isinstance(block, Break):
            found.add(block.id)
        if isinstance(block, ItemList):
            found |= {item.id for item in block.items}
    found |= {old for old, here in article.gone if here}
    found |= {comment.id for comment in article.comments if not comment.verdict.spam}
    missing = {
        "nb": article.publication_note, "abstract": article.abstract, "further-reading": article.further_reading,
        "authors": any(c.biography for c in article.contributions), "notes": article.notes,
        "comments": any(not c.verdict.spam for c in article.comments),
    }  # fmt: skip
    return frozenset(found - {name for name, there in missing.items() if not there})
