"""Results kept by key, and the processes that work is handed out to."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given, settings

from edition.cache import GROUP, Cache
from edition.crew import handed_out
from edition.files import digest
from edition.ground import Options, found
from edition.keys import Part, Streamed, bundled, encode
from edition.workshop import OPEN, Lost, Workshop

# ——— results that have parts ———


def shop(tmp_path: Path) -> Workshop:
    (tmp_path / "content").mkdir(exist_ok=True)
    return Workshop(found(tmp_path, Options(tmp_path / "site")), Cache(tmp_path / "objects"))


def key(n: int) -> str:
    return f"{n:064x}"


PARTS = st.dictionaries(st.text(max_size=40), st.binary(max_size=300), max_size=40)


@given(PARTS)
@settings(max_examples=100, deadline=None)
def test_a_bundle_holds_each_value_encoded_and_the_digests(parts: dict[str, bytes]) -> None:
    parts.pop("digests", None)
    held = msgspec.msgpack.decode(bundled(parts.items()), type=dict[str, bytes])
    digests = {name: digest(encode(value)) for name, value in parts.items()}
    named = {name: encode(value) for name, value in parts.items()}
    assert held == {**named, "digests": held["digests"]}
    assert msgspec.msgpack.decode(held["digests"]) == digests


@given(st.lists(PARTS, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_parts_are_the_same_while_their_result_is_open_and_after(
    tmp_path_factory: pytest.TempPathFactory, several: list[dict[str, bytes]]
) -> None:
    work = shop(tmp_path_factory.mktemp("of"))
    for n, parts in enumerate(several):
        work.keep(key(n), encode(parts))
        assert dict(work.parts(key(n))) == parts
    work.keep(key(99), encode({"large": bytes(OPEN)}))
    assert len(work.parts(key(99))["large"]) == OPEN
    for n, parts in enumerate(several):
        assert dict(work.parts(key(n))) == parts
    streamed = Streamed(tuple(Part(key(n), name, "") for n, parts in enumerate(several) for name in parts))
    assert list(work.value(streamed)) == [raw for parts in several for raw in parts.values()]


def test_parts_stay_where_the_disk_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "objects").write_text("no folder")
    work = shop(tmp_path)
    for n in (1, 2):
        parts = work.made("step", key(n), [n], lambda n: encode({"a": bytes([n]) * OPEN, "b": b"b"}))
        assert (parts["a"][:2], parts["b"]) == (bytes([n, n]), b"b")
    assert work.parts(key(1))["b"] == b"b"


def test_a_part_that_is_gone_from_the_disk_is_lost(tmp_path: Path) -> None:
    work = shop(tmp_path)
    work.keep(key(1), encode({"a": bytes(OPEN + 1)}))
    work.cache.flush()
    parts = work.parts(key(1))
    for path in (tmp_path / "objects").rglob("*"):
        if path.is_file():
            path.unlink()
    work.cache.flush()  # it lets go of the packs that it has open
    with pytest.raises(Lost):
        parts["a"]


# ——— processes ———


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("long", [0, 2])
def test_every_work_is_done_once(jobs: int, long: int) -> None:
    for many in (0, 1, 2, 20):
        works = [f"work {n}" for n in range(many)]
        assert sorted(handed_out(works, str.upper, jobs, long)) == sorted(map(str.upper, works))


def test_a_long_work_has_a_process_of_its_own() -> None:
    by = dict(handed_out(range(12), lambda n: (n, os.getpid()), 2, 3))
    alone = {by[n] for n in range(3)}
    assert len(alone) == 3
    assert not alone & {by[n] for n in range(3, 12)}
    assert os.getpid() not in by.values()


def test_of_a_work_whose_process_dies_comes_nothing_and_the_others_are_done() -> None:
    assert sorted(handed_out(range(10), lambda n: os._exit(1) if n in (2, 7) else n, 2)) == [0, 1, 3, 4, 5, 6, 8, 9]
    assert not multiprocessing.active_children()


def test_no_process_is_left_where_nobody_waits_for_the_rest() -> None:
    rest = handed_out(range(100), lambda n: n, 2)
    next(rest)
    rest.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("size", [10, GROUP // 3, GROUP + 1])
def test_what_other_processes_keep_is_at_hand_afterwards(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Threads that other tests have left do nothing here.
    monkeypatch.setattr("edition.workshop.threading.active_count", lambda: 1)
    work = shop(tmp_path)
    work.keep(key(99), b"before")

    def kept(name: str) -> None:
        assert work.cache.get(key(99)) == b"before"
        work.keep(key(int(name)), name.encode() * size)

    names = [str(n) for n in range(1, 9)]
    assert set(work.spread("keeping", kept, names, alone=1, least=1)) == set(names)
    for n in names:
        assert work.cache.get(key(int(n))) == n.encode() * size
        assert Cache(tmp_path / "objects").get(key(int(n))) == n.encode() * size
