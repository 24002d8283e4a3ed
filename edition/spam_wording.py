"""The wording of a comment as numbers that a learner can weigh: how its words are spelled, and its turns of three
words.

Both are kept as places in tables of fixed size (`crc32` of the letters), so that what is learned stays small and
holds no sentence of anybody's. A word's weight can be traced back to that word, a known turn to where it stands:
that is what the reasons quote.
"""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

SPELLINGS = 1 << 14
"""Size of the table of spellings."""
TURNS = 1 << 19
"""Size, in bits, of the table of turns; a turn sets `len(turn_places(...))` of them."""

_CHUNK = re.compile(r"[^\s/?=&]{1,40}|[/?=&]")


def chunks(text: str) -> tuple[str, ...]:
    """The distinct stretches between spaces (and between the parts of an address), in lower case, with their stops."""
    return tuple(dict.fromkeys(_CHUNK.findall(text.lower())))


@lru_cache(maxsize=1 << 15)
def spelling_places(chunk: str) -> tuple[int, ...]:
    """Where a stretch's groups of two to five letters stand in the table of spellings; its ends count as letters."""
    padded = f" {chunk} "
    groups = {padded[at : at + n] for n in (2, 3, 4, 5) for at in range(len(padded) - n + 1)}
    groups.add(padded)
    # In no order: they are only ever added up.
    return tuple([crc32(group.encode("utf-8", "replace")) % SPELLINGS for group in groups])


def turns(words: list[str]) -> tuple[str, ...]:
    """The distinct runs of three words, in order."""
    return tuple(dict.fromkeys(map(" ".join, zip(words, words[1:], words[2:], strict=False))))


def turn_places(turn: str) -> tuple[int, int, int]:
    """The three bits of a turn in the table of turns."""
    letters = turn.encode("utf-8", "replace")
    first, step = crc32(letters), crc32(letters[::-1]) | 1  # the same sum from another start would go with the first
    return first % TURNS, (first + step) % TURNS, (first + 2 * step) % TURNS
