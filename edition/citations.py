"""What a note cites: for each citation the note that has it in full, how sure that is and why; and what is doubtful.

*Ibid.* obeys the rule of the styles: it stands for the one work the note before it cites. Where that note cites several
works, or none, nobody but the author can say, and it is reported instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from edition import series
from edition.cited import Citation, Form, citations, citations_in, work_of
from edition.facts import strength
from edition.likeness import Likeness, first_words, likeness, people_of, title_fit, work_key
from edition.marked import Marked, marked
from edition.model import Name, Note, Work
from edition.persons import folded_words, surname, words_of
from edition.problems import Problem
from edition.text import Inline, Paragraph

SURE = 0.7  # below this a guess is reported, not linked


class Antecedent(msgspec.Struct, frozen=True):
    """The note that a citation stands for: the one that has it in full. `evidence` says why, in words."""

    note: str
    confidence: float
    rule: str
    evidence: str


class Cited(msgspec.Struct, frozen=True):
    """One citation in one note, resolved: `work` is what it cites, told as fully as the notes tell it; `antecedent` the
    note it points back to, None for a full citation and for one that stays unresolved."""

    note: str
    citation: Citation
    work: Work
    antecedent: Antecedent | None = None


class Resolution(msgspec.Struct, frozen=True):
    """All citations of an article's notes in order; the antecedent of each short note; by note, what is doubtful
    (whoever knows the file fills in the place); and the notes' words, as far as they were read."""

    cited: tuple[Cited, ...]
    antecedents: tuple[tuple[str, Antecedent], ...]
    doubts: tuple[tuple[str, Problem], ...]
    texts: tuple[str, ...] = ()


def antecedents(notes: Sequence[Note], said: Mapping[str, str] | None = None) -> dict[str, Antecedent]:
    """For each short note, by its id, the note it stands for; `said` overrules it ("" for: it stands for none)."""
    return dict(resolution(notes, said).antecedents)


def doubts(notes: Sequence[Note], said: Mapping[str, str] | None = None) -> tuple[tuple[str, Problem], ...]:
    """The short notes that nobody but a person can resolve, by note id, with what is in the way."""
    return resolution(notes, said).doubts


def resolution(
    notes: Sequence[Note], said: Mapping[str, str] | None = None, readings: Sequence[tuple[Inline, ...]] = ()
) -> Resolution:
    """What each citation of the notes stands for. Only notes before it count, so more notes change nothing.

    `readings` is the article's bibliography: the work that an author and a year name is looked for there as well.
    """
    reader = _Reader(notes, said or {}, readings)
    for i in range(len(notes)):
        reader.take(i)
    texts = tuple(text.plain for text in reader.texts)
    return Resolution(tuple(reader.cited), tuple(reader.antecedents.items()), tuple(reader.doubts), texts)


# ——— reading on from note to note ———


class _Full(msgspec.Struct, frozen=True):
    """A citation in full, where it stands, and the words of its persons' names."""

    at: int
    note: str
    work: Work
    people: tuple[str, ...]
    names: frozenset[str]
    year: str
    weight: float = 1.0


class _Standing(msgspec.Struct, frozen=True):
    """What one citation turned out to cite: a key equal for equal works, the note and work, and how sure."""

    key: str
    note: str
    work: Work
    confidence: float
    rule: str = ""
    evidence: str = ""


class _Doubt(msgspec.Struct, frozen=True):
    code: str
    message: str
    remedy: str


_REMEDY = "Say in article.yaml which note it stands for, or write the citation out."


class _Reader:
    """Reads the notes in order and remembers what was cited; local to one call of `resolution`."""

    def __init__(self, notes: Sequence[Note], said: Mapping[str, str], readings: Sequence[tuple[Inline, ...]]) -> None:
        self.notes, self.said = notes, said
        self.texts: list[Marked] = []
        self.full: list[_Full] = []
        self.by_person: dict[str, list[_Full]] = {}
        self.by_word: dict[str, list[_Full]] = {}
        self.standings: list[list[_Standing | None]] = []
        self.places: dict[str, list[int]] = {}
        self.cited: list[Cited] = []
        self.antecedents: dict[str, Antecedent] = {}
        self.doubts: list[tuple[str, Problem]] = []
        for i, note in enumerate(notes):
            self.places.setdefault(note.id, []).append(i)
        for reading in readings:
            work = work_of(marked((Paragraph(reading),)))
            if work.title:
                self._keep(_full(-1, "", work, work.issued[:4]))

    def take(self, i: int) -> None:
        note, text = self.notes[i], marked(self.notes[i].blocks)
        self.texts.append(text)
        found = citations_in(text)
        standings: list[_Standing | None] = []
        doubts: list[_Doubt] = []
        self.standings.append(standings)
        for citation in found:
            outcome = self._outcome(i, citation, standings)
            if isinstance(outcome, _Doubt):
                if citation.opens or citation.form != "ibid":
                    doubts.append(outcome)
                outcome = None
            standings.append(outcome)
            if outcome is None or outcome.note == note.id:
                self._remember(i, citation, full=citation.form == "full")
        self._conclude(i, found, standings, doubts)

    def _conclude(
        self, i: int, found: tuple[Citation, ...], standings: list[_Standing | None], doubts: list[_Doubt]
    ) -> None:
        note = self.notes[i].id
        if note in self.said and self.places[note][0] == i:
            self._overrule(i, standings)
            doubts = []
        links = [
            Antecedent(s.note, s.confidence, s.rule, s.evidence) if s and s.rule and s.note != note else None
            for s in standings
        ]
        self.cited += [
            Cited(note, citation, standing.work if standing else citation.work, link)
            for citation, standing, link in zip(found, standings, links, strict=False)
        ]
        first = links[0] if links else None
        if first and (found[0].opens if found else True) and all(s and s.note == first.note for s in standings):
            self.antecedents.setdefault(note, first)
        self.doubts += [(note, Problem(d.code, d.message, remedy=d.remedy, severity="warning")) for d in doubts]

    def _overrule(self, i: int, standings: list[_Standing | None]) -> None:
        note, target = self.notes[i].id, self.said[self.notes[i].id]
        if not target or target not in self.places or target == note:
            standings[:] = [s if s and not s.rule else None for s in standings]
            return
        work = next((f.work for f in self.full if f.note == target), Work())
        standings[:] = [_Standing(f"note {target}", target, work, 1.0, "said", "article.yaml says so")]

    def _remember(self, i: int, citation: Citation, full: bool) -> None:
        work = citation.work
        known = full or (work.title and any(name.given for name in work.author))
        if not known or not citation.parsed:
            return
        self._keep(_full(i, self.notes[i].id, work, citation.year or work.issued[:4], 1.0 if full else 0.85))

    def _keep(self, entry: _Full) -> None:
        for name in sorted(entry.names):
            self.by_person.setdefault(name, []).append(entry)
        for word in dict.fromkeys(words_of(entry.work.title)):
            self.by_word.setdefault(word, []).append(entry)
        self.full.append(entry)

    # ——— one citation ———

    def _outcome(self, i: int, citation: Citation, before: list[_Standing | None]) -> _Standing | _Doubt | None:
        match citation.form:
            case "full":
                return _Standing(self._key(i, citation), self.notes[i].id, citation.work, 1.0)
            case "ibid":
                return self._same(i, citation, before, "ibid", 0.97)
            case "idem":
                return self._idem(i, citation, before)
            case "opcit":
                if not citation.work.author:
                    return self._same(i, citation, before, "op-cit", 0.8)
                return self._named(i, citation, "op-cit") or _Doubt(
                    "C104",
                    f"“{self._print(i, citation)}” points back, but no note before it cites such a work.",
                    _REMEDY,
                )
            case "supra":
                return self._numbered(i, citation)
            case "short":
                found = self._named(i, citation, "")
                own = _Standing(self._key(i, citation), self.notes[i].id, citation.work, 0.9)
                return found if found is not None else own

    def _key(self, i: int, citation: Citation) -> str:
        return work_key(citation.work) or f"{i}:{citation.start}"

    def _print(self, i: int, citation: Citation) -> str:
        return first_words(self.texts[i].plain[citation.start : citation.end].strip())

    def _same(
        self, i: int, citation: Citation, before: list[_Standing | None], rule: str, confidence: float
    ) -> _Standing | _Doubt | None:
        """The work cited just before: in this note, or else by the note before it."""
        if before:
            last = before[-1]
            return last and msgspec.structs.replace(last, rule=rule, evidence="it follows in the same note")
        own = series.prefix(self.notes[i].id)
        j = next((j for j in range(i - 1, -1, -1) if series.prefix(self.notes[j].id) == own), -1)
        printed = f"“{self._print(i, citation)}”"
        if j < 0:
            first = "the first note of its section" if own[:1].isdigit() else "the first note"
            return _Doubt("C102", f"{printed} stands in {first}: nothing is cited before it.", _REMEDY)
        previous = self.notes[j].id
        cited = self.standings[j]
        works = list({s.key: s for s in cited if s}.values())
        if len(works) > 1 or (works and self._may_cite_more(j)):
            return _Doubt("C101", f"{printed} follows note {previous}, which cites several works.", _REMEDY)
        if not works and cited:
            return _Doubt("C103", f"{printed} follows note {previous}, which could not be resolved itself.", _REMEDY)
        if not works:
            return _Doubt("C102", f"{printed} follows note {previous}, in which no citation was found.", _REMEDY)
        work = works[0]
        says = f"it follows note {previous}, which cites this work alone"
        if work.note != previous:
            says = f"it follows note {previous}, which stands for note {work.note}"
        return msgspec.structs.replace(work, rule=rule, confidence=min(confidence, work.confidence), evidence=says)

    def _may_cite_more(self, j: int) -> bool:
        """Whether something of note j that was read as no citation may be one all the same."""
        text, at = self.texts[j], 0
        for citation in (*citations_in(text), None):
            end = citation.start if citation else len(text.plain)
            if end - at > 20 and strength(text, at, end) >= 2:
                return True
            at = citation.end if citation else end
        return False

    def _idem(self, i: int, citation: Citation, before: list[_Standing | None]) -> _Standing | _Doubt | None:
        same = self._same(i, citation, before, "idem", 0.85)
        if not isinstance(same, _Standing) or not (citation.work.title or citation.year):
            return same
        work = msgspec.structs.replace(citation.work, author=same.work.author or same.work.editor)
        named = msgspec.structs.replace(citation, work=work)
        return self._named(i, named, "idem") or _Standing(self._key(i, named), self.notes[i].id, work, 0.8)

    def _numbered(self, i: int, citation: Citation) -> _Standing | _Doubt | None:
        own = series.prefix(self.notes[i].id)
        # Where notes begin anew, "note 2" is the one of the same section.
        target = f"{own}{citation.target}" if own[:1].isdigit() and "." not in citation.target else citation.target
        places = self.places.get(target, [])
        places = [j for j in places if (j > i if citation.forward else j < i)]
        printed = self._print(i, citation)
        if len(places) != 1:
            way = "after" if citation.forward else "before"
            return _Doubt(
                "C105", f"“{printed}” names note {citation.target}, but no such note stands {way} it.", _REMEDY
            )
        target = self.notes[places[0]].id
        cited = {s.key: s for s in self.standings[places[0]] if s} if not citation.forward else {}
        work = next(iter(cited.values())).work if len(cited) == 1 else Work()
        plain = _Standing(f"note {target}", target, work, 0.95, "note-number", f"it names note {target}")
        if not citation.work.author or citation.forward:
            return plain
        wanted = {surname(name) for name in citation.work.author}
        for standing in self.standings[places[0]]:
            if standing and wanted & set(people_of(standing.work)):
                says = f"it names note {target}, which cites {citation.work.author[0].family}"
                return msgspec.structs.replace(standing, confidence=0.98, rule="note-number", evidence=says)
        return _Doubt("C105", f"“{printed}” names note {target}, but that note does not cite this author.", _REMEDY)

    def _read(self, i: int, citation: Citation, fits: list[tuple[float, _Full]]) -> _Standing | None:
        """The one work of the bibliography that fits: the note cites it, and points to no other note."""
        best = max((fit for fit, _ in fits), default=0.0)
        sure = [entry for fit, entry in fits if fit >= SURE and fit > best - 0.04]
        if len(sure) != 1 or citation.form == "opcit":
            return None
        key = self._key(i, Citation(0, 0, "full", sure[0].work))
        return _Standing(key, self.notes[i].id, sure[0].work, 0.9)

    def _named(self, i: int, citation: Citation, rule: str) -> _Standing | _Doubt | None:
        """The full citation that a name, a short title or a year stands for; None where no note has one."""
        work = citation.work
        people = people_of(work)
        if people:
            candidates = [entry for entry in self.by_person.get(people[0], ()) if entry.at <= i]
        else:
            first = next(iter(words_of(work.title)), "")
            candidates = [entry for entry in self.by_word.get(first, ()) if entry.at < i]
        fits = [(fit, entry) for entry in candidates if (fit := _fit(citation, people, entry)) >= 0.5]
        if not any(entry.note for _, entry in fits):
            return self._read(i, citation, fits)
        fits = [(fit, entry) for fit, entry in fits if entry.note]
        best = max(fit for fit, _ in fits)
        distinct: list[_Full] = []
        for fit, entry in fits:
            if fit > best - 0.04 and not any(likeness(entry.work, other.work).same for other in distinct):
                distinct.append(entry)
        printed = self._print(i, citation)
        if len(distinct) > 1:
            where = ", ".join(dict.fromkeys(entry.note for entry in distinct))
            return _Doubt("C106", f"“{printed}” may stand for several works, cited in full in notes {where}.", _REMEDY)
        entry = distinct[0]
        name = rule or (
            "title" if not people else "short-title" if work.title else "author-year" if citation.year else "surname"
        )
        says = [f"the name {(work.author or work.editor or work.translator)[0].family}"] if people else []
        says += [f"the title “{first_words(work.title)}”"] if work.title else []
        says += [f"the year {citation.year}"] if citation.year else []
        evidence = f"{' and '.join(says)} as in note {entry.note}"
        if best < SURE:
            return _Doubt(
                "C107", f"“{printed}” may stand for note {entry.note} ({evidence}), but is not sure to.", _REMEDY
            )
        return _Standing(
            self._key(entry.at, Citation(0, 0, "full", entry.work)), entry.note, entry.work, best, name, evidence
        )


def _full(at: int, note: str, work: Work, year: str, weight: float = 1.0) -> _Full:
    names = frozenset(w for who in (*work.author, *work.editor, *work.translator) for w in _name_words(who))
    lettered = re.search(rf"\b{year}[a-z]\b", work.printed) if len(year) == 4 else None
    return _Full(at, note, work, people_of(work), names, lettered[0] if lettered else year, weight)


def _fit(citation: Citation, people: tuple[str, ...], entry: _Full) -> float:
    """How well a short citation fits a full one, from 0 to 1."""
    work, fit = citation.work, entry.weight
    if people:
        if not all(name in entry.names for name in people):
            return 0.0
        fit *= 1.0 if people[0] == entry.people[0] else 0.95 if people[0] in entry.people else 0.85
        if any(not _may_be(name, entry.work) for name in work.author if name.given):
            return 0.0
    if work.title:
        titles = title_fit(work.title, entry.work.title)
        if people and not titles and len(words_of(work.title)) > 1:
            # Where the full citation's title was not told rightly, its words still stand in it.
            titles = 0.85 * (title_fit(work.title, entry.work.printed) >= 0.95)
        if not titles or (not people and (titles < 0.95 or len(folded_words(work.title)) < 2)):
            return 0.0
        fit *= titles if people else 0.85 * titles
    if citation.year:
        if citation.year != entry.year:
            return 0.0
        fit *= (
            1.0 if work.title or len(people) == len(entry.people) else 0.95
        )  # "Reis 2021" is rather not Reis and Dias
    elif not work.title:
        # A surname alone: enough if the author comes first, for an inverted name is a guess.
        fit *= 0.9 if people and people[0] == entry.people[0] else 0.7
    return fit


def _may_be(name: Name, work: Work) -> bool:
    """Whether the given name may be one of those the work's persons have: "J." fits "James", "Jane" does not."""
    given = folded_words(name.given)
    everyone = (*work.author, *work.editor, *work.translator)
    return any(
        not (theirs := _name_words(who)) or not given or any(word[0] == given[0][0] for word in theirs)
        for who in everyone
    )


def _name_words(name: Name) -> list[str]:
    return [word for word in folded_words(f"{name.given} {name.family} {name.literal}") if len(word) > 1]


__all__ = [
    "SURE", "Antecedent", "Citation", "Cited", "Form", "Likeness", "Resolution", "antecedents", "citations", "doubts",
    "likeness",
    "resolution", "work_key",
]  # fmt: skip
