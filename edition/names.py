"""How a person's name is sorted and cited."""

from __future__ import annotations

import re
import unicodedata

# Words that belong to the name behind them.
_PARTICLES = frozenset(
    (
        "al", "ap", "ben", "bin", "d'", "da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
        "ibn", "la", "las", "le", "los", "mac", "op", "st", "ter", "van", "von", "zu", "zum", "zur",
    )
)  # fmt: skip
_GENERATION = re.compile(r",?\s+(Jr\.?|Sr\.?|II|III|IV)$")


def sort_name(name: str) -> str:
    """ "Last, First" of a name in the western order, particles kept with the last name as catalogues in English do; a
    name of one word, with a comma, or in a script without capitals as it stands.
    """
    name = " ".join(name.split())
    generation = _GENERATION.search(name)
    bare = name[: generation.start()] if generation else name
    words = bare.split(" ")
    if len(words) < 2 or "," in bare or not any(c.isupper() for c in bare) or _east_asian(bare):
        return name
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    tail = f", {generation[1]}" if generation else ""
    return f"{' '.join(words[at:])}, {' '.join(words[:at])}{tail}"


def family(name: str, sorted_as: str = "") -> str:
    """The part a name is cited by."""
    return (sorted_as or sort_name(name)).split(",", 1)[0]


def sort_key(sorted_as: str) -> tuple[str, str]:
    """A total order of names without regard to accents and case: "Álvarez" beside "Alvarez"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", sorted_as) if not unicodedata.combining(c))
    return bare.casefold(), sorted_as


def listed(names: list[str] | tuple[str, ...], last: str = "and") -> str:
    """ "A", "A and B", "A, B, and C"."""
    if len(names) < 3:
        return f" {last} ".join(names)
    return ", ".join(names[:-1]) + f", {last} {names[-1]}"


def _east_asian(name: str) -> bool:
    return any("぀" <= c <= "鿿" or "가" <= c <= "힣" for c in name)
