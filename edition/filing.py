"""An accession as the files of an article's folder: the record, the text, the sealed source, comments, quarantine."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from edition import anchors, markup, names, numbering, records, yaml_records
from edition.markup_writer import write_blocks, write_inlines, write_text
from edition.model import Accession, Author, Comment, Contributor
from edition.problems import InputError, Problem
from edition.text import Body, Epigraph, blocks, sections


def files(
    accession: Accession, raw: bytes, article_id: str, contributors: Sequence[Contributor]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The new files by their path from the project's folder: those of the article, and those of contributors that are
    not known yet. `raw` is the source as received, `contributors` the records there are."""
    folder = f"content/articles/{article_id}"
    people, new = _people(accession.authors, contributors)
    record = records.ArticleRecord(
        title=accession.title or article_id,
        subtitle=accession.subtitle,
        published=accession.published,
        time=accession.time,
        status="draft",
        language=accession.language,
        publication=accession.publication,
        rights=accession.rights,
        contributions=tuple(
            records.ContributionRecord(
                who,
                role=author.role,
                name=author.name if author.name != name else "",
                biography=write_blocks(author.biography),
            )
            for (who, name), author in zip(people, accession.authors, strict=True)
        ),
        abstract=write_blocks(accession.abstract),
        publication_note=write_blocks(accession.publication_note),
        further_reading=tuple(map(write_inlines, accession.further_reading)),
    )
    name = _file_name(accession.source.file)
    text = write_text(accession.body, accession.notes)
    body = anchors.identified(markup.read_text(text).body)
    made = {
        f"{folder}/article.yaml": yaml_records.write(record).encode(),
        f"{folder}/text.md": text.encode(),
        f"{folder}/ids.yaml": numbering.ids_file(numbering.Ledger(numbering.rows(body))).encode(),
        f"{folder}/source/{name}": raw,
        f"{folder}/source/source.yaml": yaml_records.write(_source(accession, name, body)).encode(),
    }
    for path, content in accession.images:
        if content:
            made[f"{folder}/{path}"] = content
    kept = [_comment(accession, n, c) for n, c in enumerate(accession.comments, 1) if not c.verdict.spam]
    withheld = [_comment(accession, n, c) for n, c in enumerate(accession.comments, 1) if c.verdict.spam]
    if kept:
        made[f"{folder}/comments.yaml"] = _listed(
            kept, "Readers' comments that are shown. To take one out: overruled: spam"
        )
    if withheld:
        made[f"{folder}/quarantine.yaml"] = _listed(
            withheld, "Taken out as spam, word for word. To bring one back: overruled: not spam"
        )
    return made, {
        f"content/contributors/{who}.yaml": yaml_records.write(records.ContributorRecord(name, sort_name)).encode()
        for who, (name, sort_name) in new.items()
    }


def _listed(comments: Sequence[records.CommentRecord], about: str) -> bytes:
    return (f"# {about}\n" + yaml_records.write(tuple(comments))).encode()


def _people(
    authors: Sequence[Author], contributors: Sequence[Contributor]
) -> tuple[list[tuple[str, str]], dict[str, tuple[str, str]]]:
    """For each author the id and name of the record, and the records to be made, (name, sort name) by id."""
    known = {c.id: c.name for c in contributors}
    new: dict[str, tuple[str, str]] = {}
    people = []
    for author in authors:
        sort_name = names.sort_name(author.name)
        wanted = anchors.file_slug(sort_name)[:100] or "contributor"
        who = next((i for i, name in known.items() if name == author.name), "")
        if not who:
            who = anchors.unique(wanted, lambda one: one in known)
            known[who] = author.name
            new[who] = (author.name, sort_name)
        people.append((who, known[who]))
    return people, new


def _source(accession: Accession, name: str, body: Body) -> records.SourceRecord:
    source = accession.source
    goes = _places(body)
    return records.SourceRecord(
        file=name, sha256=source.sha256, media_type=source.media_type, encoding=source.encoding, url=source.url,
        retrieved=source.retrieved, rights=source.rights,
        tiles=tuple(
            (str(t.start), str(t.end), t.kind, goes.get(t.goes, t.goes), t.rule, f"{t.confidence:g}")
            for t in accession.tiles
        ),
    )  # fmt: skip


def _places(body: Body) -> Mapping[str, str]:
    """The ids that the article's page will use, for the nth section and epigraph as the tiles count them."""
    at = {f"s{n}": section.id for n, section in enumerate(sections(body), 1)}
    epigraphs = [b.id for b in blocks(body) if isinstance(b, Epigraph)]
    return at | {f"e{n}": own for n, own in enumerate(epigraphs, 1)}


def _comment(accession: Accession, n: int, comment: Comment) -> records.CommentRecord:
    own = [t for t in accession.tiles if t.goes == f"comment-{n}"]
    return records.CommentRecord(
        text=write_blocks(comment.blocks), author=comment.author, date=comment.date, time=comment.time,
        span=(str(own[0].start), str(own[-1].end)) if own else (), spam=comment.verdict.spam,
        score=f"{comment.verdict.score:.2f}", reasons=comment.verdict.reasons,
    )  # fmt: skip


def _file_name(file: str) -> str:
    """The source's own name, as far as every disk can bear it."""
    name = re.sub(r"[\x00-\x1f/\\:*?\"<>|]", "-", file.replace("\\", "/").rpartition("/")[2]).strip(" .") or "source"
    return "received-" + name if name == "source.yaml" else name[-120:]


def checked(article_id: str) -> str:
    """The id, where it can name an article's folder and its address. Raises InputError where it cannot."""
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", article_id):
        return article_id
    fact = f"“{article_id[:60]}” cannot be part of an address"
    raise InputError(Problem("A102", fact, remedy="Use up to 100 small letters, digits and hyphens: 2020-doe-example"))


def skeleton(article_id: str, date: str) -> dict[str, bytes]:
    """The files of a new article, to be filled in."""
    folder = f"content/articles/{article_id}"
    record = (
        "# yaml-language-server: $schema=../../schemas/article.schema.json\n"
        "# Every field is described in docs/archivists.md. Lines that begin with # are for you only.\n"
        'title: "The title; the quotes let it have a colon"\n'
        f"published: {date}            # 2020, 2020-01 or 2020-01-20\n"
        "status: draft              # published, when it is ready\n"
        "contributions: []\n"
        "# contributions:\n"
        "#   - contributor: doe-jane  # content/contributors/doe-jane.yaml\n"
        "#     biography: |-\n"
        "#       As this article prints it.\n"
        "# publication: The journal that published it first\n"
        "# url: https://example.org/where-it-was-published\n"
    )
    text = (
        "The first paragraph. A note is marked like this.[^1]\n\n"
        "## A heading\n\nAnother paragraph, with *emphasis*.\n\n"
        "> A block quotation.\n\n[^1]: The note. Notes stand at the end of the file.\n"
    )
    return {f"{folder}/article.yaml": record.encode(), f"{folder}/text.md": text.encode()}


def contributor_skeleton(name: str, known: Sequence[str]) -> tuple[str, dict[str, bytes]]:
    """The id and the file of a new contributor."""
    if not name.strip():
        raise InputError(Problem("R102", "a contributor needs a name", remedy="edition new contributor Jane Doe"))
    sort_name = names.sort_name(name)
    who = anchors.unique(anchors.file_slug(sort_name)[:100] or "contributor", lambda one: one in known)
    record = (
        yaml_records.write(records.ContributorRecord(name, sort_name), "../schemas/contributor.schema.json")
        + "# orcid: 0000-0002-1825-0097\n# wikidata: Q42\n# url: https://example.org/\n"
    )
    return who, {f"content/contributors/{who}.yaml": record.encode()}
