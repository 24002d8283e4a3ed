"""What a stretch of a source is judged to be, with the rule that says so and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from edition.model import Kind
from edition.stretches import Stretch


class Judged(msgspec.Struct, frozen=True):
    """`role` says which part of its kind it is (a note's "label", a comment's "header", ...), `key` whose (the note's
    id, the comment's number); [start:end] is the text proper within the stretch, without labels, -1 for its end."""

    kind: Kind
    rule: str
    confidence: float = 1.0
    role: str = ""
    key: str = ""
    level: int = 0
    start: int = 0
    end: int = -1


Judgements = Mapping[int, Judged]  # the place of a stretch -> what it is


def free(stretches: Sequence[Stretch], judged: Judgements, start: int = 0, end: int | None = None) -> list[int]:
    """The places from start to end that nothing has been said of."""
    return [i for i in range(start, len(stretches) if end is None else end) if i not in judged]
