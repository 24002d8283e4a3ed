"""Dates at the precision known: EDTF level 0 (ISO 8601-2, years, months and days): valid, shown, ordered."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def parts(edtf: str) -> tuple[int, ...]:
    """Year, month and day as far as the date says them; () where it is no date of the calendar."""
    found = _EDTF.fullmatch(edtf)
    if not found:
        return ()
    numbers = tuple(int(n) for n in found.groups() if n)
    try:
        datetime.date(*(*numbers, 1, 1)[:3])
    except ValueError:
        return ()
    return numbers


def valid(edtf: str) -> bool:
    """Whether this is YYYY, YYYY-MM or YYYY-MM-DD and a date of the calendar."""
    return bool(parts(edtf))


@lru_cache(4096)
def shown(edtf: str) -> str:
    """The date for readers of English: "20 January 2020", "January 2020", "2020"; what is no date as it stands."""
    match parts(edtf):
        case (year, month, day):
            return f"{day} {MONTHS[month - 1]} {year:04}"
        case (year, month):
            return f"{MONTHS[month - 1]} {year:04}"
        case (year,):
            return f"{year:04}"
        case _:
            return edtf


def order(edtf: str) -> tuple[int, int, int]:
    """A sort key: an imprecise date stands before the precise ones it contains, no date before all."""
    year, month, day, *_ = (*parts(edtf), 0, 0, 0)
    return year, month, day
