"""An article held against what was known of it: its ids kept, its corrections shown, what no one accounts for told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import msgspec

from edition import apparatus, numbering, records
from edition.model import Article, Emendation
from edition.numbering import Ledger
from edition.places import Difference, runs
from edition.problems import InputError, Place, Problem
from edition.text import Body, Figure, blocks

IDS, APPARATUS, SEAL = "ids.yaml", "apparatus.yaml", "source/source.yaml"


Received = Callable[[str], bytes] | None


class Edited(msgspec.Struct, frozen=True):
    article: Article
    problems: tuple[Problem, ...] = ()


def reading(text: str, path: str, kind: Any) -> records.Read:
    """Reads a record; PyYAML is imported where there is one to read."""
    from edition import yaml_records  # noqa: PLC0415

    return yaml_records.read(text, path, kind)


def edited(article: Article, texts: Mapping[str, str], received: Received, read: records.Reading = reading) -> Edited:
    """The article with the ids of its ledger and the corrections of its apparatus. `texts` are the files of its folder;
    `received` gives the sealed source's bytes by its name, where they are at hand; `read` reads records."""
    root = f"content/articles/{article.id}"
    known, said = records.Read(records.IdsRecord(), {}, ()), records.Read((), {}, ())
    if IDS in texts:
        known = read(texts[IDS], f"{root}/{IDS}", records.IdsRecord)
    if APPARATUS in texts:
        said = read(texts[APPARATUS], f"{root}/{APPARATUS}", records.Emendations)
    problems = [*known.problems, *said.problems]
    own = numbering.numbered(article.body, ledger(known.record) if IDS in texts else None)
    article = msgspec.structs.replace(article, body=own.body, gone=own.gone)
    if own.new or own.lost:
        problems.append(_drifted(article.id, own))
    given = entries(said.record)
    found = differences(article, texts, received, read)
    places = [said.places[(n,)] for n in range(len(given))]
    if found is None:
        found = apparatus.located(article, given)
        gaps = [n for n in apparatus.matched(found, given).idle if not given[n].reading]
        found = (*found, *(Difference(given[n].at, given[n].lemma, "") for n in gaps))
    problems += apparatus.problems(article.id, found, given, places, texts.get("text.md", ""))
    return Edited(apparatus.applied(article, found, given), tuple(problems))


def differences(
    article: Article, texts: Mapping[str, str], received: Received, read: records.Reading = reading
) -> tuple[Difference, ...] | None:
    """Where the article differs from its source; None where there is none to compare, or none that can be read."""
    sealed: records.SourceRecord | None = None
    if article.source and SEAL in texts:
        sealed = read(texts[SEAL], SEAL, records.SourceRecord).record
    if sealed is None or not sealed.tiles or received is None:
        return None
    from edition import collation, readers  # noqa: PLC0415, they are heavy, and not every article has a source

    try:
        reading = readers.read(received(sealed.file), sealed.file)
    except InputError:
        return None
    title = f"{article.title} {article.subtitle}".strip()
    return collation.differences(reading, collation.tiles(sealed.tiles), runs(article), title)


def entries(record: tuple[records.EmendationRecord, ...] | None) -> tuple[Emendation, ...]:
    """The apparatus as its file says it."""
    return tuple(
        Emendation(e.at, e.lemma.strip(), e.reading.strip(), e.kind, e.reason, e.editor, e.confidence)
        for e in record or ()
    )


def ledger(record: records.IdsRecord | None) -> Ledger:
    """The ledger as its file says it; rows that are none are left out."""
    rows = record.blocks if record else ()
    gone = record.gone if record else ()
    known = {row[0]: numbering.Known(row[0], row[1], tuple(row[2].split())) for row in rows if len(row) == 3}
    return Ledger(tuple(known.values()), tuple((row[0], row[1]) for row in gone if len(row) == 2))


def _drifted(article_id: str, own: numbering.Numbered) -> Problem:
    said = [f"{len(own.new)} new ({_some(own.new)})"] if own.new else []
    said += [f"{len(own.lost)} gone ({_some(own.lost)})"] if own.lost else []
    fact = f"paragraphs and other blocks since their ids were written down: {', '.join(said)}"
    return Problem(
        "A106", fact, Place(f"content/articles/{article_id}/text.md"), f"Run: edition emend {article_id}", "warning"
    )


def _some(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:5]) + (" …" if len(ids) > 5 else "")


def images_missing(body: Body, images: Collection[str], source: str, path: str) -> Iterator[Problem]:
    """F107: figures whose image is not among those of the article's folder; `source` is the text that shows them."""
    for block in blocks(body):
        if isinstance(block, Figure) and block.source not in images:
            at = source.find(block.source)
            line = source.count("\n", 0, at) + 1 if at >= 0 else 0
            fact = f"the image “{block.source}” is not in this article's folder"
            remedy = "Put it into the folder's images/, and write its name letter by letter: images/map.png"
            yield Problem("F107", fact, Place(path, line), remedy, "warning")
