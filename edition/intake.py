"""The door of taking in: files in; a report, and an article's folder where none was."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from edition import citations, content, filing, pictures, readers, spam
from edition.accession import accession, report
from edition.model import Accession, Contributor
from edition.problems import InputError, Place, Problem

LARGEST = 200_000_000


def run(asked: argparse.Namespace, project: Path | None) -> int:
    """`edition import`: takes in each file. `project` may be missing for a dry run. Gives the exit code."""
    if asked.id:
        filing.checked(asked.id)
    reports: list[dict[str, Any]] = []
    failed = False
    paths = list(_files(asked.files))
    if asked.id and len(paths) > 1:
        print("--id names one article, but several files are given", file=sys.stderr)
        return 2
    for path in paths:
        try:
            raw = _bytes(path)
            made = accession(readers.read(raw, path.name, repair=asked.repair), spam.judge)
            made = pictures.kept(made, _beside(path, pictures.wanted(made)))
            made_id = asked.id or made.id
            known = _known(project, made.source.sha256) if project else ""
            found = report(made, {k: v.note for k, v in citations.antecedents(made.notes).items()})
            found |= {"file": str(path), "id": known or made_id}
            written = (
                () if known or asked.dry_run or project is None else _write(project, made, raw, made_id, bool(asked.id))
            )
        except InputError as error:
            for problem in error.problems:
                place = (
                    problem.place
                    if problem.place.path not in ("", path.name)
                    else Place(str(path), problem.place.line, problem.place.column)
                )
                print(Problem(problem.code, problem.message, place, problem.remedy, problem.severity), file=sys.stderr)
            failed = True
            continue
        if asked.json:
            reports.append(found | ({"written": list(written)} if written else {}))
            continue
        if known and not asked.dry_run:
            print(f"{path}: these bytes are in the edition already, as {known}; nothing was written")
            continue
        print(page(path, found, written))
    if asked.json:
        print(json.dumps(reports, ensure_ascii=False, indent=1))
    return 1 if failed else 0


def _files(given: list[Path]) -> Iterator[Path]:
    """The files; a folder stands for those in it that a reader knows, in order."""
    endings = tuple(ending for reader in readers.READERS for ending in reader.suffixes)
    for path in given:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and p.name.lower().endswith(endings))
        else:
            yield path


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                Problem(
                    "I001",
                    f"this file is larger than {LARGEST // 1_000_000} MB",
                    Place(str(path)),
                    "No article is; is it the right file?",
                )
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            Problem(
                "I001",
                f"this file cannot be read: {error.strerror}",
                Place(str(path)),
                "Check its name and its rights.",
            )
        ) from error


def _beside(path: Path, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """The images that lie beside a saved page, by the name the page calls them."""
    found = {}
    root = path.parent.resolve()
    for name, relative in wanted.items():
        at = (root / relative).resolve()
        with contextlib.suppress(OSError):
            if root in at.parents and at.is_file() and at.stat().st_size < LARGEST:
                found[name] = at.read_bytes()
    return found


def _known(project: Path, sha256: str) -> str:
    """The article that these bytes were taken in as, "" for none."""
    for path in sorted((project / "content" / "articles").glob("*/source/source.yaml")):
        if sha256 in path.read_text("utf-8", errors="replace"):
            return path.parent.parent.name
    return ""


def _write(project: Path, made: Accession, raw: bytes, wanted: str, fixed: bool) -> tuple[str, ...]:
    """Writes the new files; an id that was made up gets a number where it is taken."""
    folder = project / "content"
    article_id, n = wanted, 1
    while not fixed and (folder / "articles" / article_id).exists():
        n += 1
        article_id = f"{wanted}-{n}"
    article, people = filing.files(made, raw, article_id, _contributors(folder))
    return content.write_new(project, article | people)


def _contributors(folder: Path) -> list[Contributor]:
    found = (content.contributor(p.stem, p.read_bytes())[0] for p in sorted((folder / "contributors").glob("*.yaml")))
    return [contributor for contributor in found if contributor]


def page(path: Path, found: dict[str, Any], written: tuple[str, ...]) -> str:
    """The report of an import as a page that can be read in a minute."""
    date = " ".join(filter(None, (found["published"], found.get("time", ""))))
    marks = sum(n["marks"] for n in found["notes"])
    shown = [c for c in found["comments"] if not c["spam"]]
    withheld = [c for c in found["comments"] if c["spam"]]
    rows = [
        ("Title", found["title"] or "none found"),
        ("Subtitle", found["subtitle"]),
        ("Authors", "; ".join(found["authors"]) or "none found"),
        ("With", "; ".join(f"{c['name']}, {c['role']}" for c in found["contributions"] if c["role"] != "author")),
        ("Published", ", ".join(filter(None, (found["publication"], date))) or "no date found"),
        (
            "Text",
            f"{len(found['headings'])} headings, {found['paragraphs']} paragraphs, "
            f"{len(found['quotations'])} block quotations",
        ),
        ("Notes", f"{len(found['notes'])}, with {marks} marks" if found["notes"] else ""),
        (
            "Short notes",
            ", ".join(f"{n['id']} stands for {n['antecedent']}" for n in found["notes"] if n["antecedent"]),
        ),
        ("Reading list", f"{len(found['further_reading'])} entries" if found["further_reading"] else ""),
        ("Biographies", "; ".join(b["name"] for b in found["biographies"])),
        ("Comments", f"{len(shown)} shown, {len(withheld)} withheld as spam" if found["comments"] else ""),
    ]
    lines = [f"{path} -> {found['id']}", ""]
    lines += [f"  {name:<13}{text}" for name, text in rows if text]
    if found["problems"]:
        lines += ["", f"  To look at ({len(found['problems'])}):"]
        lines += [
            f"    line {p['line']}: {p['message']}" if p["line"] else f"    {p['message']}" for p in found["problems"]
        ]
    if found["losses"]:
        lines += ["", f"  Lost before it came here ({len(found['losses'])}):"]
        lines += [f"    {loss['at']}: {loss['message']}" for loss in found["losses"]]
    if withheld:
        lines += ["", "  Withheld (quarantine.yaml; to bring one back: overruled: not spam):"]
        lines += [f"    {c['date'] or 'no date'}: {c['text'][:60]}… ({'; '.join(c['reasons'][:3])})" for c in withheld]
    if written:
        lines += ["", "  Written, as a draft:", *(f"    {name}" for name in written)]
    return "\n".join(lines) + "\n"


def judge(file: Path | None) -> int:
    """`edition judge`: verdicts on comments, one JSON object a line in and out. Gives the exit code."""
    try:
        source = (_bytes(file) if file else sys.stdin.buffer.read()).decode("utf-8-sig")
    except UnicodeDecodeError:
        place = Place(str(file or "standard input"))
        print(Problem("F102", "this is not UTF-8 text", place, "Save it again as UTF-8."), file=sys.stderr)
        return 1
    out = []
    for n, line in enumerate(source.split("\n"), 1):  # what else parts lines may stand in a comment
        if not line.strip():
            continue
        try:
            asked = json.loads(line, strict=False)
            verdict = spam.judge(str(asked["text"]), context=str(asked.get("context") or ""))
        except (ValueError, KeyError, TypeError):
            place = Place(str(file or "standard input"), n)
            print(
                Problem("J101", "this line is no comment", place, 'Each line is a JSON object: {"text": "..."}'),
                file=sys.stderr,
            )
            return 1
        out.append(
            json.dumps(
                {"spam": verdict.spam, "score": round(verdict.score, 4), "reasons": list(verdict.reasons)},
                ensure_ascii=False,
            )
        )
    print(*out, sep="\n", end="\n" if out else "")
    return 0
