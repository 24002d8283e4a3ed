"""Lines of the front that say of somebody where they work: "Jane Doe, University of Exeter", a line for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from edition.bylines import Byline, person, undated_byline
from edition.stretches import Stretch

_WORKPLACE = re.compile(
    r"universi|universidade|universit|hochschul|institut|college|collège|departa?ment|school of|école|escuela|escola|"
    r"facult|laborator|academ|akadem|accademia|archiv|arxiu|museum|museo|musée|museu|librar|bibliot|society|société|"
    r"societ|foundation|fundaci|fondation|stiftung|\bcent(?:er|re|ro|rum)\b|zentrum|ministry|observator|polytechni|"
    r"\bcnrs\b|\bcsic\b|\beth\b|\bmit\b|\bucl\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:fellow|professor|chief|officer|director|editor|archivist|librarian|curator|historian|scholar|lecturer|"
    r"researcher|journalist|translator|student|candidate|reader|writer|author|poet)\b|@",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_a-zà-ÿ]")


def affiliation(text: str) -> bool:
    """Whether the line says where somebody works, or as what."""
    said = len(text) < 220 and bool(_WORKPLACE.search(text) or _POST.search(text))
    return said and not text.startswith(("[", "(", "“", '"')) and not _SENTENCES.search(text)


def bylines(stretches: Sequence[Stretch], places: Sequence[int]) -> Mapping[int, Byline]:
    """What each of these lines says as a byline. Lines that stand together, each a name and what follows it, say who
    wrote the article and where they work, though none of them says so by itself."""
    read = {i: undated_byline(stretches[i].words) for i in places}
    run: list[int] = []
    for i in (*places, -1):
        one = _credit(stretches[i].words) if i >= 0 else Byline()
        if one.people and (not run or i == run[-1] + 1):
            run.append(i)
            continue
        read |= _credited(stretches, run, read)
        run = [i] if one.people else []
    return read


def _credit(text: str) -> Byline:
    """The name that begins the line, with what follows behind a comma or a dash."""
    parted = re.match(r"([^,–—|]{3,60}?)\s*(?:,|\s[–—-]\s|\|)\s*(\S.{1,160})$", text)
    if not parted or text.endswith((".", "!", "?", ":", ";")) or _SENTENCES.search(text):
        return Byline()
    name = person(parted[1])
    return Byline(((name, parted[1]),), 0.8, parted[2]) if name else Byline()


def _credited(stretches: Sequence[Stretch], run: Sequence[int], read: Mapping[int, Byline]) -> dict[int, Byline]:
    """The lines of the run that are credits: those that name a workplace or a post, and what stands close to them. The
    first is none where it alone is set apart from the others, as a title is ("Karl Marx, Philosopher")."""
    told = [i for i in run if affiliation(_credit(stretches[i].words).rest)]
    if len(run) < 2 or not told:
        return {}
    first = run[0]
    if first not in told and stretches[run[1]].gap:
        run = run[1:]
    out: dict[int, Byline] = {}
    for i in run if len(run) > 1 else ():
        one = _credit(stretches[i].words)
        several = len(read[i].people) > 1 and i not in told and not _WORKPLACE.search(stretches[i].words)
        out[i] = msgspec.structs.replace(read[i], sure=max(read[i].sure, 0.8)) if several else one
    return out
