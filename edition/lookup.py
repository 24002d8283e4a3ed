"""What an edition says without being built: its articles as the search knows them, the names they seem to have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from edition import subjects
from edition.bibliography import Bibliography
from edition.cache import Cache
from edition.ground import STATE, Options, Outcome, found
from edition.making import Making
from edition.problems import InputError, Problem
from edition.search_documents import Document
from edition.searched import document
from edition.subjects import Heading


def documents(project: Path, *, drafts: bool = False) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The edition's articles as the search knows them, and what is wrong; nothing is written but to the cache."""
    try:
        ground = found(project, Options(project / "site", drafts=drafts, remember=False))
        making = Making(ground, Cache(project / STATE / "objects"))
        read = making.read()
        if isinstance(read, Outcome):
            return (), read.problems
        made = []
        for summary in read[0].summaries:
            taken, cited = making.value(summary.ref), making.value(summary.cited)
            made.append(document(taken.article, summary.card, msgspec.msgpack.decode(cited, type=Bibliography)))
        return tuple(made), read[1]
    except InputError as error:
        return (), error.problems


def suggested(project: Path, ids: Sequence[str], least: int) -> tuple[str, tuple[Problem, ...]]:
    """Entries for the index of names that the articles seem to have, as YAML; and what is wrong."""
    making = Making(
        found(project, Options(project / "site", drafts=True, remember=False)), Cache(project / STATE / "objects")
    )
    read = making.read()
    if isinstance(read, Outcome):
        return "", read.problems
    known, wrong = list(read[0].headings), [p for p in read[1] if p.severity == "error"]
    text = ""
    for summary in read[0].summaries:
        if not ids or summary.card.id in ids:
            own = subjects.suggestions(making.value(summary.ref).article, known, least)
            known += [Heading(s.name, s.name, variants=s.variants) for s in own]
            text += subjects.proposal(summary.card.id, own)
    return text, tuple(wrong)
