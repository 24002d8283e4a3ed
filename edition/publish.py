"""site/ -> the branch that GitHub Pages serves, with ghp-import."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from edition.problems import Place, Problem


def publish(
    project: Path, remote: str, branch: str, *, dry_run: bool, say: Callable[[str], None]
) -> tuple[Problem, ...]:
    """Commits site/ to `branch` and pushes it to `remote`; gives what stood in the way. The branch keeps its past."""
    import ghp_import  # type: ignore[import-untyped]  # noqa: PLC0415, only this verb needs it

    site = project / "site"
    if not (site / "index.html").is_file():
        return (Problem("P101", "there is no site to publish", Place(str(site)), "Build it first: edition build"),)
    asked = subprocess.run(
        ["git", "remote", "get-url", remote], cwd=project, capture_output=True, text=True, check=False
    )
    if asked.returncode:
        return (
            Problem(
                "P102",
                f"git knows no remote “{remote}” here",
                Place(str(project)),
                "Add it: git remote add origin ADDRESS",
            ),
        )
    count = sum(1 for p in site.rglob("*") if p.is_file())
    if dry_run:
        say(f"would push {count} files to the branch {branch} of {asked.stdout.strip()}")
        return ()
    # The site holds .nojekyll and, with a domain, CNAME already: what is published is what was previewed.
    try:
        ghp_import.ghp_import(
            str(site), remote=remote, branch=branch, push=True, mesg="Publish the edition", followlinks=False
        )
    except (ghp_import.GhpError, subprocess.CalledProcessError, OSError) as error:
        return (
            Problem(
                "P103",
                f"git could not publish: {error}",
                Place(str(project)),
                "Pull the branch, or check your rights, then try again.",
            ),
        )
    say(f"{count} files are on the branch {branch} of {asked.stdout.strip()}")
    return ()
