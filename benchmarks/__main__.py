"""What a build costs: cold, with nothing changed, after one edit, after a new title; whole processes.

    python -m benchmarks [N] [--runs 3]

Makes an edition of N articles (see corpus.py) in benchmarks/work/ and prints medians of wall and processor seconds and
the peak memory of the largest process. Other generators are not run beside it yet.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import corpus

HERE = Path(__file__).parent


def timed(folder: Path) -> tuple[float, float, float]:
    """One build: wall seconds, processor seconds of it and its children, peak MB of the largest process."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "edition", "-C", str(folder), "--quiet", "build"], check=True, env=os.environ)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, spent, after.ru_maxrss / 1000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", metavar="N", type=int, nargs="?", default=1000)
    options.add_argument("--runs", type=int, default=3)
    asked = options.parse_args()
    folder = HERE / "work" / f"edition-{asked.number}"
    if not folder.exists():
        corpus.write(folder, asked.number, next((HERE.parent / "content/articles").glob("*/text.md")))
    text = folder / f"content/articles/a-{asked.number // 2:05}/text.md"
    record = text.with_name("article.yaml")

    def cold() -> None:
        shutil.rmtree(folder / ".edition", ignore_errors=True)
        shutil.rmtree(folder / "site", ignore_errors=True)

    def nothing() -> None:
        pass

    def edit() -> None:
        text.write_text(f"Edited at {time.time_ns()}.\n\n" + text.read_text("utf-8").partition("\n\n")[2], "utf-8")

    def retitle() -> None:
        rest = record.read_text("utf-8").partition("\n")[2]
        record.write_text(f'title: "Title {time.time_ns()}"\n{rest}', "utf-8")

    print(f"{asked.number} articles, medians of {asked.runs} runs\n")
    print("| | wall s | processor s | peak MB |\n|---|---|---|---|")
    for name, prepare in (("cold", cold), ("nothing changed", nothing), ("one edit", edit), ("one new title", retitle)):
        runs = []
        for _ in range(asked.runs):
            prepare()
            runs.append(timed(folder))
        wall, spent, peak = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"| {name} | {wall:.2f} | {spent:.2f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
