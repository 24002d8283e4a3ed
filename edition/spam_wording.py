"""The wording of a comment as numbers that a learner can weigh: how its words are spelled, and its turns of two and
of three words.

Both are kept as places in tables of fixed size (`crc32` of the letters), so that what is learned stays small and
holds no sentence of anybody's. A word's weight can be traced back to that word, a known turn to where it stands:
that is what the reasons quote.
"""

from __future__ import annotations

import re
from itertools import pairwise
from zlib import crc32

SPELLINGS = 1 << 14
"""Size of the table of spellings."""
TURNS = 1 << 19
"""Size, in bits, of the table of turns of three words; a turn sets `len(turn_places(...))` of them."""
PAIRS = 1 << 17
"""Size, in bits, of the table of turns of two words."""

_CHUNK = re.compile(r"[^\s/?=&]{1,40}|[/?=&]")


def chunks(text: str) -> tuple[str, ...]:
    """The distinct stretches between spaces (and between the parts of an address), in lower case, with their stops."""
    return tuple(dict.fromkeys(_CHUNK.findall(text.lower())))


def spelling_places(chunk: str) -> list[int]:
    """Where a stretch's groups of two to five letters stand in the table of spellings; its ends count as letters."""
    padded = f" {chunk} "
    if padded.isascii():  # then letters are bytes, and there is nothing to encode again
        letters = padded.encode("ascii")
        end = len(letters)
        bites = {letters[at : at + n] for n in (2, 3, 4, 5) for at in range(end - n + 1)}
        bites.add(letters)
        return [crc32(bite) & (SPELLINGS - 1) for bite in bites]
    groups = {padded[at : at + n] for n in (2, 3, 4, 5) for at in range(len(padded) - n + 1)}
    groups.add(padded)
    # In no order: they are only ever added up.
    return [crc32(group.encode("utf-8", "replace")) & (SPELLINGS - 1) for group in groups]


def turns(words: list[str]) -> tuple[str, ...]:
    """The distinct runs of three words, in order."""
    return tuple(dict.fromkeys(map(" ".join, zip(words, words[1:], words[2:], strict=False))))


def pairs(words: list[str]) -> tuple[str, ...]:
    """The distinct runs of two words, in order."""
    return tuple(dict.fromkeys(map(" ".join, pairwise(words))))


def first_place(turn: str, size: int) -> int:
    """The first of a turn's places: where its bit is not set, the others need not be looked for."""
    return crc32(turn.encode("utf-8", "replace")) & (size - 1)


def turn_places(turn: str, size: int) -> tuple[int, int, int]:
    """The three bits of a turn in a table of so many bits, a power of two."""
    known = crc32(turn.encode("utf-8", "replace"))
    # Two multiplications spread one sum over the table twice more; a second sum would cost more than it parts.
    last = size - 1
    return known & last, (known * 0x9E3779B1 >> 11) & last, (known * 0x85EBCA6B >> 11) & last
