"""Whoever builds it, wherever and whenever: the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import Site

ROOT = Path(__file__).parent.parent


def built(content: Path, project: Path, **surroundings: str) -> dict[str, bytes]:
    """Builds a copy of content/ in a process of its own, in these surroundings."""
    names = sorted((p for p in content.rglob("*") if p.is_file()), reverse="LC_ALL" in surroundings)
    for at, path in enumerate(names):  # another order on the disk, other times
        to = project / "content" / path.relative_to(content)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)
        os.utime(to, (1_000_000_000 + at, 1_000_000_000 + at))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-m", "edition", "build"], cwd=project, env={**kept, "PYTHONPATH": str(ROOT), **surroundings},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Site(project).files


@pytest.mark.parametrize("content", ["content", "tests/cases/variety/content"])
def test_two_builds_in_different_surroundings_give_the_same_bytes(tmp_path: Path, content: str) -> None:
    here = built(ROOT / content, tmp_path / "one", PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LANG="C.UTF-8")
    elsewhere = {
        "PYTHONHASHSEED": "2",
        "TZ": "America/Anchorage",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }
    there = built(ROOT / content, tmp_path / "a longer way" / "to ünother", **elsewhere)
    assert list(here) == list(there)
    assert [path for path in here if here[path] != there[path]] == []
