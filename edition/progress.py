"""Progress of long work on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def bars() -> Callable[[str, int, int], None]:
    """Shows progress on the terminal, a bar for each sort of work."""
    bars_: dict[str, Any] = {}

    def tell(doing: str, done: int, of: int) -> None:
        if doing not in bars_:
            from tqdm import tqdm  # noqa: PLC0415, most builds are done before a bar would show

            tqdm.monitor_interval = 0  # its thread would keep the work from other processes
            bars_[doing] = tqdm(total=of, desc=doing, leave=False, delay=0.5)
        bar = bars_[doing]
        bar.update(done - bar.n)
        if done >= of:
            bar.close()

    return tell
