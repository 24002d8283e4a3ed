"""From site/ to the branch that GitHub Pages serves."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from edition import cli

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "edition"
    assert cli.main(["init", str(root)]) == 0
    (root / "content/edition.yaml").write_text(
        "title: Small\nbase_url: https://texts.example.org/\ndomain: texts.example.org\n"
    )
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(root, "init", "-q")
    git(root, "config", "user.name", "A person")
    git(root, "config", "user.email", "person@example.org")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    return root


def test_the_branch_holds_what_was_built(project: Path) -> None:
    assert cli.main(["-C", str(project), "build"]) == 0
    assert cli.main(["-C", str(project), "publish"]) == 0
    remote = project.parent / "remote.git"
    published = set(git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split())
    built = {p.relative_to(project / "site").as_posix() for p in (project / "site").rglob("*") if p.is_file()}
    assert published - {".gitkeep"} == built - {".gitkeep"}
    assert {".nojekyll", "CNAME", "index.html", "404.html"} <= published
    assert git(remote, "show", "gh-pages:CNAME").strip() == "texts.example.org"
    page = git(remote, "show", "gh-pages:index.html")
    assert page == (project / "site/index.html").read_text("utf-8")


def test_publishing_again_keeps_the_branchs_past(project: Path) -> None:
    for title in ("Small", "Larger"):
        at = project / "content/edition.yaml"
        at.write_text(at.read_text().replace("Small", title))
        assert cli.main(["-C", str(project), "build"]) == 0
        assert cli.main(["-C", str(project), "publish"]) == 0
    assert int(git(project.parent / "remote.git", "rev-list", "--count", "gh-pages")) == 2


def test_a_dry_run_pushes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["-C", str(project), "build"]) == 0
    assert cli.main(["-C", str(project), "publish", "--dry-run"]) == 0
    assert "would push" in capsys.readouterr().err
    assert not git(project.parent / "remote.git", "branch")


def test_what_stands_in_the_way_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["-C", str(project), "publish"]) == 1
    assert "P101" in capsys.readouterr().err
    assert cli.main(["-C", str(project), "build"]) == 0
    assert cli.main(["-C", str(project), "publish", "--remote", "elsewhere"]) == 1
    assert "P102" in capsys.readouterr().err


def test_a_machine_without_git_is_told_so(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["-C", str(project), "build"]) == 0
    monkeypatch.setenv("PATH", "")
    assert cli.main(["-C", str(project), "publish"]) == 1
    assert "P104" in capsys.readouterr().err
