"""Results kept from one build to the next: what is damaged is absent, what is used stays."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
from hypothesis import given, settings

from edition.cache import GROUP, MANY, Cache

RESULTS = st.dictionaries(st.integers(0, 9).map(lambda n: f"{n:064x}"), st.binary(max_size=2000), max_size=6)


@given(st.lists(st.lists(RESULTS, max_size=3), max_size=4))
@settings(max_examples=100, deadline=None)
def test_what_is_kept_is_there_for_the_next_build_the_last_one_of_a_key(builds: list[list[dict[str, bytes]]]) -> None:
    with TemporaryDirectory() as folder:
        kept: dict[str, bytes] = {}
        for groups in builds:
            cache = Cache(Path(folder))
            for group in groups:
                for key, payload in group.items():
                    cache.put(key, payload)
                kept |= group
                cache.flush()
            assert {key: cache.get(key) for key in kept} == kept
            assert {key: Cache(Path(folder)).get(key) for key in kept} == kept


@given(st.lists(RESULTS, min_size=1, max_size=4), st.data())
@settings(max_examples=200, deadline=None)
def test_a_damaged_pack_loses_results_and_never_lies(groups: list[dict[str, bytes]], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        cache, said = Cache(Path(folder)), {key: {None} for group in groups for key in group}
        for group in groups:
            for key, payload in group.items():
                cache.put(key, payload)
                said[key].add(payload)
            cache.flush()
        for path in Path(folder).glob("*.pack"):
            raw = bytearray(path.read_bytes())
            place = data.draw(st.integers(0, len(raw) - 1))
            raw[place] ^= data.draw(st.integers(1, 255))
            path.write_bytes(raw if data.draw(st.booleans()) else raw[:place])
        for one in (cache, Cache(Path(folder))):
            for key, payloads in said.items():
                assert one.get(key) in payloads
            one.put(f"{99:064x}", b"new")
            one.flush()
            assert one.get(f"{99:064x}") == b"new"


def test_what_two_builds_do_not_use_goes_and_the_rest_stays(tmp_path: Path) -> None:
    def build(used: range) -> None:
        cache = Cache(tmp_path)
        for n in used:
            if not cache.has(f"{n:064x}"):
                cache.put(f"{n:064x}", bytes([n]) * 1000)
        cache.sweep()

    build(range(100))
    for n in range(100):
        build(range(n, 100 + n))
        there = [m for m in range(250) if Cache(tmp_path).get(f"{m:064x}") == bytes([m % 256]) * 1000]
        assert set(range(max(0, n - 1), 100 + n)) <= set(there)
    packs = list(tmp_path.glob("*.pack"))
    assert len(packs) <= MANY + 1
    assert sum(path.stat().st_size for path in packs) < 4 * 101 * 1100


def test_where_the_disk_keeps_nothing_results_stay_at_hand(tmp_path: Path) -> None:
    (tmp_path / "objects").write_text("no folder")
    cache = Cache(tmp_path / "objects")
    for n in range(3):
        cache.put(f"{n:064x}", bytes([n]) * GROUP)
        cache.flush()
    assert [cache.get(f"{n:064x}")[:1] for n in range(3)] == [b"\0", b"\1", b"\2"]  # type: ignore[index]
