"""What an article tells the catalogue of the works it cites: a slip for each, with all that its words alone decide.

The catalogue lays the slips of all articles side by side, so they are small: a work stays encoded until it is needed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from zlib import crc32

import msgspec

from edition import references
from edition.bibliography import Bibliography
from edition.concordance import keys
from edition.likeness import people_of
from edition.model import Work


class Slip(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A work of the bibliography: the work, encoded; the places in the list of notes of those that cite it, in order;
    the surnames it may be called by, a space between; what it is sorted as; its name in addresses, as far as that is
    its own; its keys, those before `wanted` to be looked for under, those from `found` on to be found under; why its
    citations are one."""

    work: bytes
    notes: tuple[int, ...]
    surnames: str
    sorted_as: str
    stem: str
    keys: bytes
    wanted: int
    found: int
    evidence: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """The surnames the work may be called by."""
        return tuple(self.surnames.split())


class Slips(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The slips of an article, in the order of its bibliography; the ids of its notes by place ("" for those that cite
    nothing); its marks in order, each as the place of its note and the number of the section it stands in."""

    article: str
    slips: tuple[Slip, ...] = ()
    notes: tuple[str, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()


def slips(one: Bibliography) -> Slips:
    """The slips of the article's bibliography."""
    places = {citing.note: citing.place for cited in one.works for citing in cited.citings}
    notes = [""] * (max(places.values(), default=-1) + 1)
    for note, place in places.items():
        notes[place] = note
    sections: dict[str, int] = {}
    marks = tuple((places[m.note], sections.setdefault(m.section, len(sections))) for m in one.marks)
    made = [slip(cited.work, [citing.place for citing in cited.citings], cited.evidence) for cited in one.works]
    return Slips(one.article, tuple(made), tuple(notes), marks)


def slip(work: Work, places: Iterable[int] = (), evidence: tuple[str, ...] = ()) -> Slip:
    """The slip of a work that the notes at these places cite."""
    wanted, both, found = keys(work)
    every = [*wanted, *both, *found]
    return Slip(
        msgspec.msgpack.encode(work),
        tuple(sorted(set(places))),
        " ".join(people_of(work)),
        references.sort_key(work)[0],
        references.slug(work) or "work",
        # In few bytes: two keys that are alike by chance only have two works compared that need not be.
        struct.pack(f"{len(every)}I", *[crc32("\0".join(key).encode(errors="replace")) for key in every]),
        len(wanted) + len(both),
        len(wanted),
        evidence,
    )


def keys_of(slip: Slip) -> tuple[list[int], list[int]]:
    """The keys that the slip's work is looked for under, and those it is found under."""
    every = memoryview(slip.keys).cast("I").tolist()
    return every[: slip.wanted], every[slip.found :]


def read_work(raw: bytes) -> Work:
    """The work of a slip."""
    return _WORK.decode(raw)


_WORK = msgspec.msgpack.Decoder(Work)
