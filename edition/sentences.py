"""The sentence that carries each mark of an article, in the article's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

import msgspec

from edition.links import Spot, runs
from edition.marked import marked_text, sentence_ends
from edition.model import Article
from edition.text import Inline, LineBreak, NoteRef, Text, folded, leaves

LONGEST = 700  # characters before the mark; what is longer is no sentence, but a table or a list on one line


class Occurrence(msgspec.Struct, frozen=True):
    """A mark of a note: the `nth` of that note, where it stands, and its sentence, before the mark and after it.

    `block` is the id of the block, section or note around it, `near` the last numbered paragraph's ("" before the
    first), `section` the innermost section's.
    """

    note: str
    nth: int
    spot: Spot
    block: str
    near: str
    section: str
    before: str
    after: str = ""


def occurrences(article: Article, of: Container[str] | None = None) -> tuple[Occurrence, ...]:
    """Every mark of the article with its sentence, in the order of `links.runs`; with `of`, of those notes."""
    counts: Counter[str] = Counter()
    found: list[Occurrence] = []
    for run in runs(article):
        if not _marked(run.content):
            continue
        words, places = _placed(run.content)
        if of is not None and not any(note in of for note, _ in places):
            counts.update(note for note, _ in places)
            continue
        for note, before, after in _sentences(words, places):
            counts[note] += 1
            if of is None or note in of:
                place = (run.spot, run.block, run.near, run.section)
                found.append(Occurrence(note, counts[note], *place, before, after))
    return tuple(found)


def _marked(content: tuple[Inline, ...]) -> bool:
    """Whether a mark stands in the run: most have none, and their words need not be put together."""
    for part in content:
        kind = type(part)
        if kind is NoteRef or (kind is not Text and _marked(getattr(part, "content", ()))):
            return True
    return False


def _sentences(words: str, places: list[tuple[str, int]]) -> list[tuple[str, str, str]]:
    """For each mark among the words, with how many characters stand before it: its note, and its sentence before and
    after it."""
    text = marked_text(words)
    ends: list[int] = []
    for end, _ in sentence_ends(text, 0, len(text.plain)):
        ends.append(end)
        if end >= places[-1][1]:
            break
    else:
        ends.append(len(text.plain))
    out = []
    i = 0
    for note, offset in places:
        # A mark after the full stop belongs to the sentence that ends there.
        last = offset
        while last and words[last - 1].isspace():
            last -= 1
        while i < len(ends) and ends[i] < last:
            i += 1
        start = max(ends[i - 1] if i else 0, offset - _MOST)
        end = min(ends[i] if i < len(ends) else len(words), offset + _MOST)
        rest = words[offset:end]
        out.append((note, _tail(folded(words[start:offset])), _head(folded(rest), rest[:1])))
    return out


_MOST = 4 * LONGEST


def _placed(content: tuple[Inline, ...]) -> tuple[str, list[tuple[str, int]]]:
    """The words of the run, and each mark's note with how many characters stand before it."""
    out: list[str] = []
    places: list[tuple[str, int]] = []
    at = 0
    for leaf in leaves(content):
        if isinstance(leaf, NoteRef):
            places.append((leaf.note, at))
        else:
            out.append(" " if isinstance(leaf, LineBreak) else leaf.text)
            at += len(out[-1])
    return "".join(out), places


def _tail(before: str) -> str:
    return before if len(before) <= LONGEST else "… " + before[-LONGEST:].split(" ", 1)[-1]


def _head(after: str, first: str) -> str:
    after = after if len(after) <= LONGEST else after[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f" {after}" if after and first.isspace() else after
