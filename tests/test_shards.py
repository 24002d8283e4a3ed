"""A collection read in parts, each by a process in a folder of its own, is the site that one machine makes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition.build import Options, build
from tests.test_incremental import snapshot

ARTICLES = 7
PARTS = 3


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "whole"
    files = {
        "content/edition.yaml": "title: Small\nbase_url: https://example.org/small/\n",
        "content/contributors/doe-jane.yaml": "name: Jane Doe\n",
        "content/index/names.yaml": "- name: Herat\n  sort: place\n",
    }
    for n in range(ARTICLES):
        folder = f"content/articles/20{n + 10}-doe-part"
        files[f"{folder}/article.yaml"] = (
            f'title: "Part {n}"\npublished: 20{n + 10}\ncontributions:\n  - contributor: doe-jane\n'
        )
        files[f"{folder}/text.md"] = (
            f"Herat, {n} times.[^1] And once more.[^2]\n\n"
            "[^1]: Jane Doe, *The Long Road* (London: Press, 2001), 4.\n\n[^2]: Ibid., 7.\n"
        )
    for path, text in files.items():
        at = root / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text, "utf-8")
    return root


def edition(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "edition", "-C", str(folder), "build", *arguments],
        capture_output=True, text=True, check=False, env=os.environ,
    )  # fmt: skip


def test_the_parts_put_together_are_the_site_of_one_machine(project: Path) -> None:
    assert edition(project).returncode == 0
    merge = project.parent / "merge"
    shutil.copytree(project / "content", merge / "content")
    for part in range(1, PARTS + 1):
        elsewhere = project.parent / f"machine-{part}"
        shutil.copytree(project / "content", elsewhere / "content")
        read = edition(elsewhere, "--shard", f"{part}/{PARTS}")
        assert read.returncode == 0, read.stderr
        assert not (elsewhere / "site").exists()
        shutil.copytree(elsewhere / ".edition", merge / ".edition", dirs_exist_ok=True)
    outcome = build(merge, Options(merge / "site"))
    assert not outcome.failed
    assert {"article", "gist", "counted"}.isdisjoint(name for name, *_ in outcome.steps), "nothing is read again"
    assert snapshot(merge / "site") == snapshot(project / "site")


def test_a_part_that_was_not_carried_is_read_by_the_last_build(project: Path) -> None:
    assert edition(project).returncode == 0
    site = snapshot(project / "site")
    shutil.rmtree(project / ".edition")
    shutil.rmtree(project / "site")
    assert edition(project, "--shard", "2/3").returncode == 0
    text = project / "content/articles/2011-doe-part/text.md"
    before = text.read_text("utf-8")
    text.write_text("Changed since the part was read.\n", "utf-8")
    assert edition(project).returncode == 0
    assert b"Changed since" in snapshot(project / "site")["articles/2011-doe-part.html"]
    text.write_text(before, "utf-8")
    assert edition(project).returncode == 0
    assert snapshot(project / "site") == site


def test_a_part_tells_what_is_wrong_with_its_articles(project: Path) -> None:
    (project / "content/articles/2010-doe-part/text.md").write_text("A mark.[^9]\n", "utf-8")
    first, second = (edition(project, "--shard", f"{part}/2") for part in (1, 2))
    assert (first.returncode, second.returncode) == (1, 0)
    assert "N101" in first.stderr


@pytest.mark.parametrize("wrong", ["0/3", "4/3", "3", "a/b"])
def test_what_is_no_part_is_said(project: Path, wrong: str) -> None:
    said = edition(project, "--shard", wrong)
    assert said.returncode == 2
    assert "3/8" in said.stderr
