"""Progress of long work on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tqdm

_DOING = {"article": "reading", "counted": "indexing", "result": "writing pages"}


def bars() -> Callable[[str, int, int], None]:
    """Shows progress on the terminal, a bar for each sort of work."""
    bars_: dict[str, tqdm.tqdm[Any]] = {}

    def tell(doing: str, done: int, of: int) -> None:
        if doing not in bars_:
            bars_[doing] = tqdm.tqdm(total=of, desc=_DOING.get(doing, doing), leave=False, delay=0.5)
        bar = bars_[doing]
        bar.update(done - bar.n)
        if done >= of:
            bar.close()

    return tell
