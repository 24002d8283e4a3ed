"""What the signals of a comment say together: many small trees of questions, each asked from its root to a leaf.

A sum of signals cannot know that a link under a real argument is a source and under praise an advertisement; trees
can. They are kept as four bytes a node: the signal asked for, how much of it is little, how many nodes further the
branch for much begins (that for little is next); or, at a leaf, `LEAF` and the share of spam that was met there.

They know the trades of their corpus only, so they may speak against a comment and hardly for it: else advertising of
a make not met before would be let through.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

LEAF = 255
"""Stands at a leaf in place of a signal's number."""

LEAST = -0.7
"""Log-odds below which the trees' opinion makes no difference."""
SAY = 0.5
"""What their opinion counts beside the sum."""

Trees = tuple[Sequence[int], Sequence[int], Sequence[int], tuple[int, ...]]
"""Of each node the signal, the limit (or the share) and the step to the branch for much; and the roots."""


def planted(data: bytes, roots: Iterable[int]) -> Trees:
    """The trees from their bytes."""
    steps = tuple([low | high << 8 for low, high in zip(data[2::4], data[3::4], strict=True)])
    return data[0::4], data[1::4], steps, tuple(roots)


def level(measure: float) -> int:
    """A measure as the trees see it: 0 to 255."""
    return min(max(round(measure * 64), 0), 255)


def opinion(trees: Trees, names: Sequence[str], measures: Mapping[str, float]) -> float:
    """What the trees on average add to the log-odds of spam for these measures: -0.35 to 2.4."""
    asked, limits, steps, roots = trees
    levels = [0] * len(names)
    for at, name in enumerate(names):
        if name in measures:
            levels[at] = level(measures[name])
    total = 0
    for root in roots:
        at = root
        while (signal := asked[at]) != LEAF:
            at += 1 if levels[signal] <= limits[at] else steps[at]
        total += limits[at]
    share = total / (255 * len(roots))
    return SAY * max(math.log((share + 0.01) / (1.01 - share)), LEAST)
