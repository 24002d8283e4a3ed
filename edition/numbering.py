"""The ids of an article's blocks, kept for as long as the article stands: what was known, and what is new or gone.

A ledger (ids.yaml beside the text) remembers each id with a sketch of its words. A text is held against it: what is
unchanged or only edited keeps its id, wherever it stands now; what is new between p12 and p13 is p12a; an id that is
gone is never given again and leads to the block that took its words or its place. Without a ledger, ids count.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import assert_never

import msgspec

from edition import anchors
from edition.text import (
    Block,
    Body,
    Break,
    Epigraph,
    Figure,
    Item,
    ItemList,
    Paragraph,
    Quotation,
    Section,
    Table,
    Verse,
    folded,
    plain,
    plain_blocks,
)


class Known(msgspec.Struct, frozen=True):
    """An id of the ledger: `words` are the first of its block, `sketch` the digests that tell how like another is."""

    id: str
    words: str
    sketch: tuple[str, ...]


class Ledger(msgspec.Struct, frozen=True):
    """Every id there is, in the text's order, and those that are gone, each with the id it leads to ("" for none)."""

    known: tuple[Known, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()


class Numbered(msgspec.Struct, frozen=True):
    """A body with its ids; those that its ledger does not know, those of the ledger that it lacks; and, as the ledger
    has it, every id that is gone with the one it leads to."""

    body: Body
    new: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()


def numbered(body: Body, ledger: Ledger | None) -> Numbered:
    """The body with the ids that the ledger knows, and new ones for what it does not know."""
    if ledger is None:
        return Numbered(anchors.identified(body))
    things = list(_things(body))
    kept = _matched(ledger.known, things)
    ids = _ids(things, kept, ledger)
    made = _with_ids(body, ids)
    before, now = {row.id for row in ledger.known}, set(ids)
    lost = [row for row in ledger.known if row.id not in now]
    nowhere = any(not here for _, here in ledger.gone)
    gone = _led(ledger, lost, made) if lost or nowhere else ledger.gone
    return Numbered(made, tuple(own for own in ids if own not in before), tuple(row.id for row in lost), gone)


def rows(body: Body) -> tuple[Known, ...]:
    """What a ledger knows of a body that has its ids."""
    return tuple(known(this.id, _text(this)) for this in _things(body))


def ids_file(ledger: Ledger) -> str:
    """The ledger as YAML, an id a line."""
    out = ["# The ids of the article's blocks, which never change. Written by `edition import` and `edition emend`;\n"]
    out += ["# each has its first words and a sketch of all, by which an edited block is known again.\n", "blocks:\n"]
    for row in ledger.known:
        out.append(f"  - [{_quoted(row.id)}, {_quoted(row.words)}, {' '.join(row.sketch)}]\n")
    if not ledger.known:
        out[-1] = "blocks: []\n"
    if ledger.gone:
        out.append("# Ids that are no more, and the block that a link to each leads to.\ngone:\n")
        out += [f"  - [{_quoted(old)}, {_quoted(here)}]\n" for old, here in ledger.gone]
    return "".join(out)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# ——— what has an id ———

_Thing = Paragraph | Quotation | Epigraph | ItemList | Verse | Table | Figure | Section | Item


def _things(body: Body) -> Iterator[_Thing]:
    """Sections, blocks and items of lists in reading order; what stands inside a quotation has no id of its own."""

    def below(blocks: Sequence[Block], sections: Sequence[Section]) -> Iterator[_Thing]:
        for block in blocks:
            if not isinstance(block, Break):
                yield block
            if isinstance(block, ItemList):
                yield from block.items
        for section in sections:
            yield section
            yield from below(section.blocks, section.sections)

    yield from below(body.blocks, body.sections)


def _with_ids(body: Body, ids: Sequence[str]) -> Body:
    """The body with the ids in the order of `_things`."""
    following = iter(ids)

    def block(this: Block) -> Block:
        match this:
            case Break():
                return this
            case ItemList():
                own = next(following)
                return msgspec.structs.replace(
                    this, id=own, items=tuple(Item(i.blocks, next(following)) for i in this.items)
                )
            case Paragraph() | Quotation() | Epigraph() | Verse() | Table() | Figure():
                return msgspec.structs.replace(this, id=next(following))
            case _ as never:
                assert_never(never)

    def section(this: Section) -> Section:
        own = next(following)
        blocks = tuple(map(block, this.blocks))
        return msgspec.structs.replace(this, id=own, blocks=blocks, sections=tuple(map(section, this.sections)))

    return Body(tuple(map(block, body.blocks)), tuple(map(section, body.sections)))


_LETTERS = {Paragraph: "p", Quotation: "q", ItemList: "l", Verse: "v", Table: "t", Figure: "f"}


def _sort(this: _Thing) -> str:
    """What an id of this thing begins with; only things of one sort can be the same."""
    match this:
        case Section():
            return "section"
        case Epigraph():
            return "epigraph"
        case Item():
            return "item"
        case Paragraph() | Quotation() | ItemList() | Verse() | Table() | Figure():
            return _LETTERS[type(this)]
        case _ as never:
            assert_never(never)


def _sort_of_id(own: str) -> str:
    found = re.fullmatch(r"([pqlvtf])\d+[a-z]*(\.\d+[a-z]*)?|(epigraph)(?:-\d+)?", own)
    return "section" if not found else "item" if found[2] else found[1] or found[3]


# ——— how like two blocks are ———

_SKETCH = 16
_FEW = 8


def _text(this: _Thing) -> str:
    match this:
        case Section():
            return folded(plain(this.title))
        case Item():
            return plain_blocks(this.blocks)
        case Figure():
            return folded(f"{this.source} {this.alt} {plain(this.caption)}")
        case _:
            return plain_blocks((this,))


def known(own: str, text: str) -> Known:
    """The row of a text: its first words; the digest of the whole; and the smallest digests of its words, one each."""
    words = text.split()
    first = " ".join(words[:_FEW])[:100] + (" …" if len(words) > _FEW else "")
    return Known(own, first, (_digest(text, 8), *sorted(_digests(text))[:_SKETCH]))


def _digests(text: str) -> set[str]:
    return {_digest(word) for word in set(re.findall(r"\w+", text.casefold()))}


def _digest(text: str, size: int = 2) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=size).hexdigest()


def _likeness(one: Known, other: Known) -> float:
    """From 0 to 1; the smallest digests of both together are a fair sample of all their words."""
    ours, theirs = set(one.sketch[1:]), set(other.sketch[1:])
    sample = sorted(ours | theirs)[:_SKETCH]
    shared = sum(digest in ours and digest in theirs for digest in sample) / len(sample) if sample else 0.0
    if len(ours) < _FEW and len(theirs) < _FEW:  # few words are told by their letters
        return max(shared, difflib.SequenceMatcher(None, one.words, other.words, autojunk=False).ratio() - 0.25)
    return shared


_ENOUGH = 0.34


def _matched(before: Sequence[Known], things: Sequence[_Thing]) -> dict[int, str]:
    """The ids of the ledger that things of the text keep, by the thing's place.

    First what is unchanged where it stands, then what is unchanged but moved, then what is most alike.
    """
    keys = [(_sort_of_id(row.id), *row.sketch[:1]) for row in before]
    wanted = [(_sort(this), _digest(_text(this), 8)) for this in things]
    kept: dict[int, str] = {}
    taken: set[int] = set()

    def keep(old: int, new: int) -> None:
        kept[new] = before[old].id
        taken.add(old)

    matcher = difflib.SequenceMatcher(None, keys, wanted, autojunk=len(keys) > _LONG)
    for run in matcher.get_matching_blocks():
        for n in range(run.size):
            keep(run.a + n, run.b + n)
    moved: dict[tuple[str, ...], list[int]] = {}
    for old, key in enumerate(keys):
        if old not in taken:
            moved.setdefault(key, []).append(old)
    for new, key in enumerate(wanted):
        if new not in kept and moved.get(key):
            keep(moved[key].pop(0), new)
    old_left = [old for old in range(len(before)) if old not in taken]
    new_left = {new: known("", _text(this)) for new, this in enumerate(things) if new not in kept}
    pairs = [
        (-alike, abs(old - new), old, new)
        for old in old_left[:_MOST]
        for new, row in list(new_left.items())[:_MOST]
        if keys[old][0] == wanted[new][0] and (alike := _likeness(before[old], row)) >= _ENOUGH
    ]
    for _, _, old, new in sorted(pairs):
        if old not in taken and new not in kept:
            keep(old, new)
    return kept


_LONG = 2000  # past which what stands often (a row of dashes) is not looked for
_MOST = 400  # a text of which more has changed at once is another text


# ——— new ids ———


def _ids(things: Sequence[_Thing], kept: Mapping[int, str], ledger: Ledger) -> list[str]:
    """An id for each thing: the kept ones, and for the others ids that were never used."""
    used = {row.id for row in ledger.known} | {old for old, _ in ledger.gone}
    last = Counter[str]()
    for own in used:
        if found := re.fullmatch(r"([pqlvtf])(\d{1,9})[a-z]*", own):
            last[found[1]] = max(last[found[1]], int(found[2]))
    later = _last_kept(things, kept)
    before: dict[str, str] = {}
    inside = ""
    made: list[str] = []
    for n, this in enumerate(things):
        sort = _sort(this)
        key = f"item of {inside}" if sort == "item" else sort
        own = kept.get(n, "")
        if not own:
            match this:
                case Section():
                    wanted = anchors.slug(plain(this.title)) or f"section-{n + 1}"
                    own = anchors.unique(wanted, lambda one: one in used or one in anchors.TAKEN)
                case Epigraph():
                    names = ["epigraph", *(f"epigraph-{k}" for k in range(2, len(used) + 3))]
                    own = next(name for name in names if name not in used)
                case Item():
                    own = _between(before.get(key, f"{inside}.0"), used, last=n > later.get(key, -1))
                case _:
                    at_end = n > later.get(key, -1)
                    own = f"{sort}{last[sort] + 1}" if at_end else _between(before.get(key, f"{sort}0"), used)
                    last[sort] += at_end
            used.add(own)
        before[key] = own
        inside = own if isinstance(this, ItemList) else inside
        made.append(own)
    return made


def _last_kept(things: Sequence[_Thing], kept: Mapping[int, str]) -> dict[str, int]:
    """The place of the last thing of each sort that keeps its id; an item's sort is its list."""
    out: dict[str, int] = {}
    inside = ""
    for n, this in enumerate(things):
        if isinstance(this, ItemList):
            inside = kept.get(n, "")
        if n in kept:
            out[f"item of {inside}" if isinstance(this, Item) else _sort(this)] = n
    return out


def _between(own: str, used: set[str], *, last: bool = False) -> str:
    """An unused id for what stands right after `own`: p12 -> p12a, p12a -> p12b; `last`: l1.3 -> l1.4."""
    stem, digits, letters = re.fullmatch(r"(.*?)(\d+)([a-z]*)", own, re.DOTALL).groups()  # type: ignore[union-attr]
    if last:
        n = int(digits)
        while (made := f"{stem}{n + 1}") in used:
            n += 1
        return made
    while (made := f"{stem}{digits}{(letters := _next(letters))}") in used:
        pass
    return made


def _next(letters: str) -> str:
    return letters + "a" if letters[-1:] in ("", "z") else letters[:-1] + chr(ord(letters[-1]) + 1)


def _led(ledger: Ledger, lost: Sequence[Known], body: Body) -> tuple[tuple[str, str], ...]:
    """Every id that is gone with the one it leads to: the block that has its words now, or stands in its place."""
    held = {this.id: _digests(_text(this)) for this in _things(body) if not isinstance(this, ItemList)}
    order = [row.id for row in ledger.known]
    at = {own: place for place, own in enumerate(order)}
    leads = dict(ledger.gone)
    for row in lost:
        words = row.sketch[1:]
        share, holder = max(((sum(w in theirs for w in words), own) for own, theirs in held.items()), default=(0, ""))
        if share >= 0.7 * len(words) and share > 3:
            leads[row.id] = holder
        else:
            near = [*order[at[row.id] + 1 :], *reversed(order[: at[row.id]])]
            leads[row.id] = next((own for own in near if own in held), "")
    first = next(iter(held), "")
    return tuple((old, _end(old, leads, held) or first) for old in leads)


def _end(old: str, leads: Mapping[str, str], there: Collection[str]) -> str:
    """Where the way from an id that is gone ends, over others that are gone too."""
    here = leads[old]
    for _ in range(len(leads)):
        if not here or here in there:
            return here
        here = leads.get(here, "")
    return ""
