"""The list of an article's corrections as its page shows it: place, lemma, reading, sort, reason, editor."""

from __future__ import annotations

import re

import msgspec

from edition import urls
from edition.model import Article
from edition.text import folded, plain, sections


class Shown(msgspec.Struct, frozen=True):
    """A correction in the list. `place` is where it stands, in words; `reason` has no full stop."""

    id: str
    place: str
    href: str
    lemma: str
    reading: str
    kind: str
    reason: str
    editor: str
    confidence: str


def shown(article: Article) -> tuple[Shown, ...]:
    """The corrections in the order of the apparatus; their ids are emendation-1, emendation-2 ..."""
    if not article.apparatus:
        return ()
    path = urls.article(article.id)
    titles = {section.id: f"heading “{folded(plain(section.title))}”" for section in sections(article.body)}
    fixed = {
        "title": "title", "nb": "note on the text", "abstract": "abstract", "further-reading": "further reading",
        **{urls.note(note.id): f"note {note.id}" for note in article.notes},
        **{urls.biography(c.contributor): "biography" for c in article.contributions},
        **titles,
    }  # fmt: skip
    gone = dict(article.gone)
    return tuple(
        Shown(
            f"emendation-{n}",
            fixed.get(one.at) or place(one.at),
            urls.relative(f"{path}#{'main' if one.at == 'title' else gone.get(one.at, one.at) or 'text'}", path),
            one.lemma,
            one.reading,
            one.kind.capitalize(),
            one.reason.strip().rstrip("."),
            one.editor.strip(),
            one.confidence,
        )
        for n, one in enumerate(article.apparatus, 1)
    )


_NAMES = {"p": "¶", "q": "quotation", "l": "list", "v": "verse", "t": "table", "f": "figure"}


def place(own: str) -> str:
    """The id in words: "p13" is “¶ 13”."""
    found = re.fullmatch(r"([pqlvtf])(\d.*)", own)
    return f"{_NAMES[found[1]]}\u00a0{found[2]}" if found else own.replace("-", " ")
