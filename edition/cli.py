"""The command `edition`: verbs, arguments, printing, exit codes.

What a verb needs is imported when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition import __version__
from edition.arguments import number, shard, web_address

if TYPE_CHECKING:
    from edition.problems import Problem

WELL, ERRORS, MISUSE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives the exit code: 0 well, 1 errors found, 2 misuse."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    asked = _parser().parse_args(arguments)
    if not hasattr(asked, "run"):
        _parser().print_help()
        return MISUSE
    try:
        run: Callable[[argparse.Namespace], int] = asked.run
        return run(asked)
    except KeyboardInterrupt:
        _say("stopped; nothing is half-written")
        return 128 + signal.SIGINT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WELL
    except Exception as error:
        from edition.problems import InputError  # noqa: PLC0415

        if isinstance(error, InputError):
            return _tell(error.problems)
        from edition.mishaps import unforeseen  # noqa: PLC0415

        return _tell([unforeseen(error)])


# ——— words on the screen ———


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _tell(problems: Sequence[Problem], *, strict: bool = False) -> int:
    """Prints the problems; gives the exit code they make."""
    for problem in problems:
        _say(str(problem))
    bad = [p for p in problems if strict or p.severity == "error"]
    return ERRORS if bad else WELL


def _json(value: Any) -> None:
    import json  # noqa: PLC0415

    print(json.dumps(value, ensure_ascii=False, indent=1))


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code, "severity": problem.severity, "message": problem.message, "remedy": problem.remedy,
        "path": problem.place.path, "line": problem.place.line, "column": problem.place.column,
    }  # fmt: skip


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _project(asked: argparse.Namespace) -> Path:
    """The project's folder: the one given, or the nearest upwards that holds content/edition.yaml."""
    from edition.problems import InputError, Place, Problem  # noqa: PLC0415

    if asked.directory:
        project = Path(asked.directory)
        if not project.is_dir():
            raise InputError(
                Problem("E107", "there is no such folder", Place(str(project)), "Give the edition's folder after -C.")
            )
        return project
    here = Path.cwd()
    found = next((p for p in (here, *here.parents) if (p / "content" / "edition.yaml").is_file()), None)
    if not found:
        raise InputError(
            Problem(
                "E101",
                "here is no edition: no content/edition.yaml in this folder or above it",
                Place(str(here)),
                "Change to the edition's folder, name it with -C, or make one: edition init",
            )
        )
    return found


# ——— the verbs ———


def _init(asked: argparse.Namespace) -> int:
    from edition import content, starter  # noqa: PLC0415

    root = Path(asked.folder)
    root.mkdir(parents=True, exist_ok=True)
    for path in content.write_new(root, starter.files()):
        print(path)
    (root / "site").mkdir(exist_ok=True)
    if not asked.quiet:
        _say(f"A new edition stands in {root}/. Next: edition -C {root} new article 2020-doe-example")
    return WELL


def _new_article(asked: argparse.Namespace) -> int:
    import datetime  # noqa: PLC0415

    from edition import content, filing  # noqa: PLC0415

    files = filing.skeleton(filing.checked(asked.id), str(datetime.datetime.now(datetime.UTC).year))
    print(*content.write_new(_project(asked), files), sep="\n")
    return WELL


def _new_contributor(asked: argparse.Namespace) -> int:
    from edition import content, filing  # noqa: PLC0415

    project = _project(asked)
    known = [p.stem for p in (project / "content" / "contributors").glob("*.yaml")]
    _, files = filing.contributor_skeleton(" ".join(asked.name), known)
    print(*content.write_new(project, files), sep="\n")
    return WELL


def _import(asked: argparse.Namespace) -> int:
    from edition import intake  # noqa: PLC0415

    return intake.run(asked, Path(_project(asked)) if not asked.dry_run or asked.directory else _project_or_none(asked))


def _project_or_none(asked: argparse.Namespace) -> Path | None:
    from edition.problems import InputError  # noqa: PLC0415

    try:
        return _project(asked)
    except InputError:
        return None


def _build(asked: argparse.Namespace) -> int:
    import time  # noqa: PLC0415

    from edition.build import Options, build  # noqa: PLC0415
    from edition.ground import quiet  # noqa: PLC0415
    from edition.progress import bars  # noqa: PLC0415

    project, began = _project(asked), time.perf_counter()
    output = Path(asked.output) if asked.output else project / "site"
    cached, part = not asked.no_cache, asked.shard
    options = Options(output, asked.base_url or "", asked.drafts, asked.strict, cached, jobs=asked.jobs, part=part)
    outcome = build(project, options, bars() if sys.stderr.isatty() and not asked.quiet else quiet)
    seconds = time.perf_counter() - began
    code = _tell(outcome.problems, strict=asked.strict)
    if asked.json:
        _json({
            "written": list(outcome.written), "removed": list(outcome.removed), "files": outcome.files,
            "articles": outcome.articles, "failed": outcome.failed, "seconds": round(seconds, 3),
            "problems": [_problem_json(p) for p in outcome.problems],
        })  # fmt: skip
    elif outcome.failed:
        _say(f"{_count(len(outcome.problems), 'problem', 'problems')}; {outcome.standing}")
    elif asked.shard != (1, 1) and not asked.quiet:
        _say(f"{_count(outcome.articles, 'article', 'articles')} read, {seconds:.2f} s -> .edition/")
    elif not asked.quiet:
        what = f"{len(outcome.written)} written" if outcome.written else "nothing to write"
        gone = f", {len(outcome.removed)} removed" if outcome.removed else ""
        _say(
            f"{_count(outcome.articles, 'article', 'articles')}, {_count(outcome.files, 'file', 'files')}: "
            f"{what}{gone}, {seconds:.2f} s -> {output}"
        )
    if asked.profile:
        for name, times, spent in sorted(outcome.steps, key=lambda s: -s[2]):
            _say(f"{spent:8.3f} s {times:6} x {name}")
    return ERRORS if outcome.failed else code


def _serve(asked: argparse.Namespace) -> int:
    from edition.serve import serve  # noqa: PLC0415

    return serve(_project(asked), asked.host, asked.port, drafts=asked.drafts, browser=asked.open, quiet=asked.quiet)


def _check(asked: argparse.Namespace) -> int:
    import tempfile  # noqa: PLC0415

    from edition import linkcheck, urls  # noqa: PLC0415
    from edition.build import Options, build  # noqa: PLC0415
    from edition.content import settings  # noqa: PLC0415

    project = _project(asked)
    with tempfile.TemporaryDirectory(prefix="edition-check-") as folder:
        outcome = build(project, Options(Path(folder) / "site", drafts=True, remember=False))
    problems = list(outcome.problems)
    site, record = project / "site", project / "content" / "edition.yaml"
    if not outcome.failed and (site / "index.html").is_file() and record.is_file():
        known, _ = settings(record.read_bytes())
        files = {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}
        problems += linkcheck.problems(files, urls.below(known.base_url if known else ""))
    if asked.format == "json":
        _json([_problem_json(p) for p in problems])
    elif asked.format == "github":
        for p in problems:
            text = f"{p.message} {p.remedy}".replace("%", "%25").replace("\n", "%0A")
            print(
                f"::{p.severity} file={p.place.path},line={p.place.line or 1},col={p.place.column or 1},"
                f"title={p.code}::{text}"
            )
    else:
        _tell(problems)
        if not problems and not asked.quiet:
            _say("nothing to mend")
    return ERRORS if any(asked.strict or p.severity == "error" for p in problems) else WELL


def _explain(asked: argparse.Namespace) -> int:
    from edition.check import manual  # noqa: PLC0415

    text = manual(asked.code)
    if not text:
        _say(f"there is no rule {asked.code}; codes look like N101")
        return MISUSE
    print(text, end="")
    return WELL


def _why(asked: argparse.Namespace) -> int:
    from edition.build import why  # noqa: PLC0415

    project = _project(asked)
    output = Path(asked.output) if asked.output else project / "site"
    path = asked.path.removeprefix(f"{output}/").removeprefix("site/").removeprefix("./")
    reasons = why(project, output, path)
    if not reasons:
        _say(f"{path} is no file of the site as it was last built")
        return ERRORS
    print(f"{path} was written because this changed: {', '.join(reasons)}")
    return WELL


def _emend(asked: argparse.Namespace) -> int:
    from edition import emend  # noqa: PLC0415

    project, some = _project(asked), False
    problems: list[Problem] = []
    for article in emend.articles(project, asked.id):
        done = emend.emend(project, article)
        problems += done.problems
        some = some or bool(done.said)
        if done.said:
            print(f"{article}: {done.said}")
    if not some and not problems and not asked.quiet:
        _say("nothing to write: the apparatus and the ids are in step with the text")
    return _tell(problems)


def _judge(asked: argparse.Namespace) -> int:
    from edition import intake  # noqa: PLC0415

    return intake.judge(asked.file)


def _search(asked: argparse.Namespace) -> int:
    from edition import search  # noqa: PLC0415
    from edition.lookup import documents  # noqa: PLC0415

    found, problems = documents(_project(asked), drafts=asked.drafts)
    if _tell([p for p in problems if p.severity == "error"]):
        return ERRORS
    results = search.find(search.index(found), search.parse(" ".join(asked.words)))
    if asked.json:
        import msgspec  # noqa: PLC0415

        _json(msgspec.to_builtins(results))
        return WELL
    for hit in results.hits:
        print(f"{hit.title}\n  {hit.url}")
        for passage in hit.passages[: None if asked.all else 4]:
            print(f"    #{passage.id}  {passage.label}\n      {''.join(part.text for part in passage.snippet)}")
        if len(hit.passages) > 4 and not asked.all:
            print(f"    and {_count(len(hit.passages) - 4, 'passage', 'passages')} more: --all")
    if not results.hits and not asked.quiet:
        _say("nothing found" + (f"; did you mean {results.meant}?" if results.meant else ""))
    return WELL


def _suggest(asked: argparse.Namespace) -> int:
    from edition.lookup import suggested  # noqa: PLC0415

    text, problems = suggested(_project(asked), asked.ids, asked.least)
    code = _tell([p for p in problems if p.severity == "error"])
    print(text, end="")
    return code


def _publish(asked: argparse.Namespace) -> int:
    from edition.publish import publish  # noqa: PLC0415

    return _tell(publish(_project(asked), asked.remote, asked.branch, dry_run=asked.dry_run, say=_say))


def _schema(asked: argparse.Namespace) -> int:
    import json  # noqa: PLC0415

    from edition.starter import schemas  # noqa: PLC0415

    made = {f"{name}.schema.json": text for name, text in schemas().items()}
    if not asked.output:
        _json({name: json.loads(text) for name, text in made.items()})
        return WELL
    folder = Path(asked.output)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (folder / name).write_text(text, "utf-8")
        print(folder / name)
    return WELL


# ——— the arguments ———


def _parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="edition", description="Texts of articles in, a cross-linked digital edition out."
    )
    top.add_argument(
        "-C", dest="directory", metavar="DIR", help="the project's folder (default: found upwards from here)"
    )
    top.add_argument("--quiet", action="store_true", help="print results and problems only")
    top.add_argument("--version", action="version", version=f"edition {__version__}")
    verbs = top.add_subparsers(metavar="VERB")

    def verb(name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
        made.set_defaults(run=run)
        return made

    init = verb("init", _init, "a new empty edition that builds")
    init.add_argument("folder", metavar="DIR", nargs="?", default=".")

    new = verbs.add_parser("new", help="a skeleton to fill in: new article ID, new contributor NAME")
    sorts = new.add_subparsers(metavar="WHAT", required=True)
    article = sorts.add_parser("article", help="a new article's record and text")
    article.add_argument("id", metavar="ID", help="small letters, digits, hyphens: 2020-doe-example")
    article.set_defaults(run=_new_article)
    person = sorts.add_parser("contributor", help="a new contributor's record")
    person.add_argument("name", metavar="NAME", nargs="+")
    person.set_defaults(run=_new_contributor)

    take = verb("import", _import, "take in sources as draft articles; nothing is ever written over")
    take.add_argument("files", metavar="FILE", nargs="+", type=Path)
    take.add_argument("--id", default="", help="the article's name, for ever (default: made of year, author and title)")
    take.add_argument("--repair", action="store_true", help="decode rightly what was decoded wrongly before (mojibake)")
    take.add_argument("--dry-run", action="store_true", help="report, write nothing")
    take.add_argument("--json", action="store_true", help="the report as JSON")

    build = verb("build", _build, "content/ -> site/")
    build.add_argument("--output", metavar="DIR", help="the site's folder (default: site/)")
    build.add_argument("--base-url", type=web_address, metavar="URL", help="in place of edition.yaml's")
    build.add_argument("--no-cache", action="store_true", help="use no result of an earlier build, keep none")
    build.add_argument("--strict", action="store_true", help="warnings stop the build too")
    build.add_argument("--drafts", action="store_true", help="build drafts too")
    build.add_argument(
        "--shard", type=shard, default=(1, 1), metavar="K/N",
        help="read only the K-th of N parts of the articles, and leave them in .edition/ for the build that follows",
    )  # fmt: skip
    build.add_argument(
        "--jobs", type=number(0, 512), default=0, metavar="N", help="processes at once (default: one a processor)"
    )
    build.add_argument("--json", action="store_true", help="what was done, as JSON")
    build.add_argument("--profile", action="store_true", help="say where the time went")

    live = verb("serve", _serve, "build on change, serve, reload the browser")
    live.add_argument("--host", default="127.0.0.1")
    live.add_argument("--port", type=number(0, 65535), default=8000)
    live.add_argument("--open", action="store_true", help="open a browser")
    live.add_argument("--drafts", action="store_true", help="show drafts too")

    rules = verb("check", _check, "every rule over content/, templates/ and, where built, site/")
    rules.add_argument("--format", choices=["text", "json", "github"], default="text")
    rules.add_argument("--strict", action="store_true", help="warnings fail too")

    verb("explain", _explain, "a rule's manual page").add_argument("code", metavar="CODE")
    reason = verb("why", _why, "what made a page of the site be written again")
    reason.add_argument("path", metavar="PATH")
    reason.add_argument("--output", metavar="DIR", help="the site's folder (default: site/)")

    spam = verb("judge", _judge, "judge comments: a JSON object a line in, verdicts out in the same order")
    spam.add_argument("file", metavar="FILE", nargs="?", type=Path, help="default: standard input")

    find = verb("search", _search, "what the site's search finds, on the command line")
    find.add_argument("words", metavar="WORDS", nargs="+")
    find.add_argument("--all", action="store_true", help="every passage")
    find.add_argument("--drafts", action="store_true", help="in drafts too")
    find.add_argument("--json", action="store_true", help="the results as JSON")

    mend = verb("emend", _emend, "write what differs between text.md and its source into apparatus.yaml, and new ids")
    mend.add_argument("id", metavar="ID", nargs="?", default="", help="the article's folder (default: all)")

    suggest = verbs.add_parser("suggest", help="propose entries for the index of names: suggest index [ID...]")
    what = suggest.add_subparsers(metavar="WHAT", required=True)
    entries = what.add_parser("index", help="names that articles seem to have, as YAML for content/index/")
    entries.add_argument("ids", metavar="ID", nargs="*", help="articles (default: all)")
    entries.add_argument("--least", type=int, default=2, metavar="N", help="in at least N passages (default: 2)")
    entries.set_defaults(run=_suggest)

    pages = verb("publish", _publish, "site/ -> the pages branch")
    pages.add_argument("--remote", default="origin")
    pages.add_argument("--branch", default="gh-pages")
    pages.add_argument("--dry-run", action="store_true", help="say what would be pushed")

    verb("schema", _schema, "JSON Schemas of the records").add_argument("--output", metavar="DIR")
    return top
