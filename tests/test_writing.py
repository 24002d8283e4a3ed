"""A folder made to hold exactly the site's files: nothing half-written, whatever happens on the way."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from edition import site
from edition.files import state_of

names = st.sampled_from(["index.html", "a/x.html", "a/y.html", "a/b/z.js", "c/x.html", "c/d/e/f.js", "g.css"])
sites = st.dictionaries(names, st.binary(max_size=20), max_size=7)


def written(folder: Path, files: dict[str, bytes], known: dict[str, site.Written]) -> site.Change:
    return site.write(folder, {path: raw.hex() for path, raw in files.items()}, files.__getitem__, known)


def held(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@given(st.lists(sites, min_size=1, max_size=4))
@settings(max_examples=60)
def test_after_each_of_several_sites_the_folder_holds_that_one(
    tmp_path_factory: pytest.TempPathFactory, several
) -> None:
    folder = tmp_path_factory.mktemp("of") / "site"
    known: dict[str, site.Written] = {}
    for files in several:
        change = written(folder, files, known)
        assert held(folder) == files
        assert {path: one.state for path, one in change.files.items()} == {
            p: state_of((folder / p).stat()) for p in files
        }
        assert not written(folder, files, dict(change.files)).written
        known = dict(change.files)


@pytest.mark.parametrize("failure", [OSError("the disk is full"), KeyboardInterrupt()], ids=["full disk", "Ctrl-C"])
def test_a_folder_whose_files_could_not_all_be_written_does_not_appear(tmp_path: Path, failure: BaseException) -> None:
    files = {"a/x.html": b"x", "a/y.html": b"y", "b/z.html": b"z"}

    def content(path: str) -> bytes:
        if path == "a/y.html":
            raise failure
        return files[path]

    with pytest.raises((site.InputError, KeyboardInterrupt)):
        site.write(tmp_path / "site", dict.fromkeys(files, "0"), content, {})
    assert list((tmp_path / "site").rglob("*")) == []
