"""A folder made to hold exactly the site's files: nothing half-written, whatever happens on the way."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from edition import site
from edition.files import state_of
from edition.lock import locked

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


@pytest.mark.parametrize(("there", "partly"), [({}, False), ({"index.html": b"old"}, False), ({"a/x.html": b""}, True)])
def test_where_the_disk_is_full_it_is_told_whether_the_site_is_partly_new(
    tmp_path: Path, there: dict[str, bytes], partly: bool
) -> None:
    written(tmp_path, there, {})
    files = {"a/x.html": b"x", "a/y.html": b"y", "index.html": b"z"}

    def content(path: str) -> bytes:
        if path == "a/y.html":
            raise OSError("the disk is full")
        return files[path]

    with pytest.raises(site.DiskError) as full:
        site.write(tmp_path, dict.fromkeys(files, "0"), content, {})
    assert full.value.partly == partly == (held(tmp_path) != there)


# ——— one build at a time ———


def test_a_second_build_waits_until_the_lock_is_free_or_says_that_another_is_running(tmp_path: Path) -> None:
    with locked(tmp_path / "lock", 0), pytest.raises(TimeoutError), locked(tmp_path / "lock", 0.1):
        pass
    with ThreadPoolExecutor() as others:
        with locked(tmp_path / "lock", 0):
            waiting = others.submit(lambda: locked(tmp_path / "lock", 60).__enter__())
            time.sleep(0.2)
            assert not waiting.done()
        waiting.result(60)


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    holding = (
        "import sys; from edition.lock import locked\nwith locked(sys.argv[1], 0): print('held', flush=True); input()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", holding, str(tmp_path / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout
    assert other.stdout.readline() == b"held\n"
    with pytest.raises(TimeoutError), locked(tmp_path / "lock", 0):
        pass
    other.kill()
    other.wait()
    with locked(tmp_path / "lock", 5):
        pass
