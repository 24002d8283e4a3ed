"""The wheel, built and installed into an environment of its own: what a user gets who has no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.built import tree

ROOT = Path(__file__).parent.parent
PASTE = """\
The Journal of Small Things

A Small Article

By Jane Doe

20 January 2020

The first paragraph has a note.[1] It goes on for a while, as paragraphs in articles do, and then it ends.

The second paragraph has none, but it too goes on for a while, so that nobody takes it for a heading.

Notes

[1] Richard Roe, On Small Things (Paris: Example, 2001), 12.
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Runs a command with nothing of this checkout in its way; gives what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=kept, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


def installed(wheel: Path, folder: Path) -> Path:
    """The command, installed from the wheel into an environment of its own."""
    venv.create(folder, with_pip=True)
    run(folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=folder)
    return folder / "bin" / "edition"


def test_the_wheel_holds_the_program_the_theme_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"edition"}
    theme = ROOT / "templates"
    ours = {p.relative_to(theme).as_posix() for p in theme.rglob("*") if p.is_file()}
    assert {n.removeprefix("edition/theme/") for n in names if n.startswith("edition/theme/")} == ours
    assert any(name.endswith("/LICENSE") for name in names)


def test_an_edition_is_begun_filled_and_built_with_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    edition = installed(wheel, tmp_path / "venv")
    version = "edition " + wheel.name.split("-")[1]
    assert run(edition, "--version", cwd=tmp_path).strip() == version
    assert run(edition.parent / "python", "-m", "edition", "--version", cwd=tmp_path).strip() == version

    run(edition, "init", "e", cwd=tmp_path)
    project = tmp_path / "e"
    run(edition, "build", "--strict", cwd=project)
    assert tree((project / "site" / "index.html").read_text("utf-8")).only("h1").text.startswith("A new edition")

    run(edition, "new", "article", "2020-doe-example", cwd=project)
    run(edition, "new", "contributor", "Jane", "Doe", cwd=project)
    (tmp_path / "pasted.txt").write_text(PASTE, "utf-8")
    assert "article.yaml" in run(edition, "import", "../pasted.txt", "--id", "2020-doe-small", cwd=project)
    run(edition, "build", cwd=project)
    assert not (project / "site" / "articles").exists(), "drafts are shown only when they are asked for"
    run(edition, "build", "--drafts", cwd=project)

    page = tree((project / "site" / "articles" / "2020-doe-small.html").read_text("utf-8"))
    assert page.only("h1").text == "A Small Article"
    assert page.only("a", rel="author").text == "Jane Doe"
    assert page.only("a", role="doc-noteref")["href"] == "#note-1"
    assert page.only("li", id="note-1").text.startswith("1 Richard Roe, On Small Things")
    assert (project / "site" / "articles" / "2020-doe-example.html").is_file()
    for name in ("edition.css", "edition.js", "fonts/edition-serif.woff2"):
        assert (project / "site" / "assets" / name).read_bytes() == (ROOT / "templates" / "assets" / name).read_bytes()
