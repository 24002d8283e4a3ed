"""The figures that are kept: every single measurement, with what it was measured on."""

from __future__ import annotations

import json
import os
import platform
import re
from pathlib import Path

import msgspec

from benchmarks.floor import Floor
from benchmarks.latency import Latency
from benchmarks.measure import Cost

KEPT = Path(__file__).with_name("results.json")


class Machine(msgspec.Struct, frozen=True):
    """What the figures depend on beside the programs."""

    system: str
    processor: str
    cores: int
    memory: int
    python: str


class Own(msgspec.Struct, frozen=True):
    """The edition of this repository; `first_view` is what a browser is sent to show its article, compressed bytes."""

    cold: list[Cost]
    unchanged: list[Cost]
    help: list[Cost]
    python: list[Cost]
    first_view: int | None = None


class Run(msgspec.Struct, frozen=True):
    """One corpus of `number` articles. `costs` is peer -> scenario -> measurements, `titles` says how peers are shown,
    `sizes` is peer -> (bytes of its sources, bytes of its site), `load` what else the machine
    had to do when it began."""

    number: int
    date: str
    machine: Machine
    versions: dict[str, str]
    peak: str
    titles: dict[str, str] = {}
    costs: dict[str, dict[str, list[Cost]]] = {}
    sizes: dict[str, tuple[int, int]] = {}
    latencies: dict[str, Latency] = {}
    floor: Floor | None = None
    own: Own | None = None
    load: float = 0.0


class Results(msgspec.Struct, frozen=True):
    """`corpus` stands for the articles that were used; `runs` by number of articles."""

    corpus: str = ""
    runs: dict[str, Run] = {}


def machine() -> Machine:
    """This machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return Machine(platform.system(), _processor(), os.cpu_count() or 1, memory, platform.python_version())


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def load(path: Path) -> Results:
    """What is kept in a file; nothing where there is none."""
    return msgspec.json.decode(path.read_bytes(), type=Results) if path.is_file() else Results()


def store(path: Path, results: Results) -> None:
    """Keeps them, readable in a diff."""
    text = json.dumps(_rounded(msgspec.to_builtins(results)), ensure_ascii=False, indent=1)
    on_one_line = re.sub(r"\[[^][{}]+\]", lambda numbers: " ".join(numbers[0].split()), text)
    path.write_text(on_one_line.replace("[ ", "[").replace(" ]", "]") + "\n", "utf-8")


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list | tuple) else value
