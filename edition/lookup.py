"""What an edition says without being built: its articles as the search knows them, the names they seem to have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from edition import subjects
from edition.bibliography import Bibliography
from edition.cache import Cache
from edition.gathering import Gathering
from edition.ground import STATE, Options, Outcome, found
from edition.problems import InputError, Problem
from edition.search_documents import Document
from edition.searched import document
from edition.subjects import Heading
from edition.tasks import Collection
from edition.workshop import Workshop


def documents(project: Path, *, drafts: bool = False) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The edition's articles as the search knows them, and what is wrong; nothing is written but to the cache."""
    try:
        shop, read = _read(project, drafts=drafts)
        if isinstance(read, Outcome):
            return (), read.problems
        made = []
        for brief in read[0].briefs:
            assert brief.card
            taken, cited = shop.value(brief.ref), shop.value(brief.part("bibliography"))
            made.append(document(taken.article, brief.card, msgspec.msgpack.decode(cited, type=Bibliography)))
        return tuple(made), read[1]
    except InputError as error:
        return (), error.problems


def suggested(project: Path, ids: Sequence[str], least: int) -> tuple[str, tuple[Problem, ...]]:
    """Entries for the index of names that the articles seem to have, as YAML; and what is wrong."""
    shop, read = _read(project, drafts=True)
    if isinstance(read, Outcome):
        return "", read.problems
    known, wrong = list(read[0].headings), [p for p in read[1] if p.severity == "error"]
    text = ""
    for brief in read[0].briefs:
        if not ids or brief.id in ids:
            own = subjects.suggestions(shop.value(brief.ref).article, known, least)
            known += [Heading(s.name, s.name, variants=s.variants) for s in own]
            text += subjects.proposal(brief.id, own)
    return text, tuple(wrong)


def _read(project: Path, *, drafts: bool) -> tuple[Workshop, tuple[Collection, tuple[Problem, ...]] | Outcome]:
    """The collection as its files have it; the cache is asked for no more than results."""
    ground = found(project, Options(project / "site", drafts=drafts, remember=False))
    shop = Workshop(ground, Cache(project / STATE / "objects"))
    read = Gathering(shop, trusting=False).collection()
    shop.cache.flush()
    return shop, read
