"""site/ -> the branch that GitHub Pages serves, with ghp-import."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from edition.problems import Place, Problem


def publish(
    project: Path, remote: str, branch: str, *, dry_run: bool, say: Callable[[str], None]
) -> tuple[Problem, ...]:
    """Commits site/ to `branch` and pushes it to `remote`; gives what stood in the way. The branch keeps its past."""
    site = project / "site"
    if not (site / "index.html").is_file():
        return (Problem("P101", "there is no site to publish", Place(str(site)), "Build it first: edition build"),)
    if not shutil.which("git"):
        return (Problem("P104", "git is not here", Place(str(project)), "Install it from https://git-scm.com"),)
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
    # As a program, since it works on the repository of the folder it runs in.
    command = [
        sys.executable,
        "-m",
        "ghp_import",
        "-p",
        "-r",
        remote,
        "-b",
        branch,
        "-m",
        "Publish the edition",
        str(site.resolve()),
    ]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        fact = f"git could not publish: {said[-1] if said else 'it did not say why'}"
        return (Problem("P103", fact, Place(str(project)), "Pull the branch, or check your rights, then try again."),)
    say(f"{count} files are on the branch {branch} of {asked.stdout.strip()}")
    return ()
