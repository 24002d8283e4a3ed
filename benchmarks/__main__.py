"""What a build costs, beside other generators: cold, unchanged, edited, in the preview; whole processes, in turn.

    python -m benchmarks [N] [--runs 3] [--only NAME ...] [--results FILE]
    python -m benchmarks table [N] [--readme]
    python -m benchmarks corpus FOLDER N [FORMAT]

The first makes the corpus (corpus.py, formats.py), installs the peers (peers.py) in environments of their own, measures
(scenarios.py, latency.py) and prints tables (table.py). All of it lies in benchmarks/work/; the figures of all
generators at a thousand articles and more are kept in benchmarks/results.json.
"""

from __future__ import annotations

import argparse
import datetime
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks import corpus, results, table
from benchmarks.floor import floor
from benchmarks.formats import FORMATS
from benchmarks.latency import Latency, latency
from benchmarks.measure import PEAK, CommandError, Cost, cost
from benchmarks.peers import ALL, Found, edition, install, peers
from benchmarks.scenarios import Place
from benchmarks.weight import first_view, size

HERE = Path(__file__).parent
WORK = HERE / "work"
# No more runs of one thing than take this many seconds together.
PATIENCE = 45.0
US = ("edition-pages",)


def say(text: str) -> None:
    """Tells what is being done, beside the tables on standard output."""
    print(text, file=sys.stderr, flush=True)


def measured(places: list[Place], runs: int) -> dict[str, dict[str, list[Cost]]]:
    """Every scenario of every place, in turn, so that what else the machine does meets all alike."""
    out: dict[str, dict[str, list[Cost]]] = {place.peer.name: {} for place in places}
    for turn in range(runs):
        for scenario in ALL:
            for place in places:
                had = out[place.peer.name].setdefault(scenario, [])
                dear = had and sum(c.wall for c in had) + had[-1].wall > PATIENCE
                if scenario not in place.peer.scenarios or dear:
                    continue
                place.prepare(scenario)
                had.append(cost(place.peer.commands, place.folder))
                say(f"{place.number} articles, run {turn + 1}, {scenario}, {place.peer.title}: {had[-1].wall:.2f} s")
    return {name: {scenario: costs for scenario, costs in those.items() if costs} for name, those in out.items()}


def own_edition(runs: int) -> results.Own:
    """The edition of this repository, and the command's own weight."""
    folder = WORK / "own"
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("content", "templates"):
        shutil.copytree(HERE.parent / name, folder / name)

    def times(*command: str, before: Callable[[], None] = lambda: None) -> list[Cost]:
        out = []
        for _ in range(2 * runs + 1):
            before()
            out.append(cost([command], folder))
        return out

    def lose() -> None:
        for made in (".edition", "site"):
            shutil.rmtree(folder / made, ignore_errors=True)

    build = edition(), "--quiet", "build"
    return results.Own(
        cold=times(*build, before=lose),
        unchanged=times(*build),
        help=times(edition(), "--help"),
        python=times(sys.executable, "-c", "pass"),
        first_view=first_view(folder / "site", "articles"),
    )


def served(places: list[Place], edits: int) -> dict[str, Latency]:
    """Save to screen, for every peer that has a preview."""
    out = {}
    for place in (place for place in places if place.peer.serve):
        say(f"{place.number} articles, save to screen, {place.peer.title}")
        try:
            out[place.peer.name] = latency(place, edits)
        except TimeoutError as error:
            say(f"left out: {error}")
    return out


def bench(number: int, found: Found, runs: int, load: float, *, alone: bool) -> results.Run:
    """Measures with so many articles: everything, or `alone` our own costs only."""
    places = [Place(WORK, peer, number) for peer in found.peers]
    for place in places:
        say(f"{number} articles for {place.peer.title}")
        place.lay()
    costs = measured(places, runs)
    sizes = {
        place.peer.name: (sum(p.stat().st_size for p in place.sources()), size(place.output))
        for place in places
        if not place.peer.after
    }  # fmt: skip
    own = next((place for place in places if place.peer.name in US), None)
    out = results.Run(
        number=number,
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        machine=results.machine(),
        versions=found.versions,
        peak=PEAK,
        titles={place.peer.name: place.peer.title for place in places},
        costs=costs,
        load=load,
        sizes=sizes,
        floor=floor(list(own.sources()), own.output, WORK / "scratch") if own else None,
    )
    if alone:
        return out
    return msgspec.structs.replace(out, latencies=served(places, 2 * runs + 1), own=own_edition(runs) if own else None)


def our_own_code() -> set[tuple[Path, int]]:
    """The files that make up what is measured, with their times."""
    folders = HERE.parent / "edition", HERE.parent / "templates"
    return {
        (path, path.stat().st_mtime_ns)
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def run(asked: argparse.Namespace) -> None:
    """Measures and keeps the figures."""
    WORK.mkdir(exist_ok=True)
    load, before = os.getloadavg()[0], our_own_code()
    file = asked.results or (results.KEPT if asked.number >= table.USUAL and not asked.only else WORK / "results.json")
    found = peers({} if asked.only and set(asked.only) <= set(US) else install(WORK))
    for line in found.missing:
        say(line)
    if asked.only:
        known = {peer.name for peer in found.peers}
        chosen = tuple(peer for peer in found.peers if peer.name in asked.only)
        if unknown := set(asked.only) - known:
            sys.exit(f"not at hand: {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
        found = msgspec.structs.replace(found, peers=chosen)
    kept = results.load(file)
    runs = dict(kept.runs) if kept.corpus == corpus.digest() else {}
    ours = msgspec.structs.replace(found, peers=tuple(peer for peer in found.peers if peer.name in US))
    if asked.number > table.SMALL and ours.peers:
        runs[str(table.SMALL)] = bench(table.SMALL, ours, asked.runs, load, alone=True)
    runs[str(asked.number)] = bench(asked.number, found, asked.runs, load, alone=False)
    kept = results.Results(corpus.digest(), dict(sorted(runs.items(), key=lambda pair: int(pair[0]))))
    results.store(file, kept)
    if our_own_code() != before:
        say("edition/ or templates/ changed while this was measured: measure again")
    print(table.whole(kept, asked.number))


def show(asked: argparse.Namespace) -> None:
    """Prints the tables of the figures that are kept, or puts the short one into README.md."""
    kept = results.load(asked.results or results.KEPT)
    if asked.readme:
        table.write_readme(HERE.parent / "README.md", kept)
    else:
        print(table.whole(kept, asked.number))


def write(asked: argparse.Namespace) -> None:
    """Writes the corpus anywhere, for measurements of one's own."""
    FORMATS[asked.format].write(asked.folder, corpus.articles(asked.number))


def main() -> None:
    arguments = sys.argv[1:]
    verb = arguments.pop(0) if arguments and arguments[0] in ("table", "corpus") else ""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    if verb == "corpus":
        options.add_argument("folder", type=Path)
        options.add_argument("number", metavar="N", type=int)
        options.add_argument("format", choices=FORMATS, nargs="?", default="edition")
        write(options.parse_args(arguments))
        return
    options.add_argument("number", metavar="N", type=int, nargs="?", default=table.USUAL)
    options.add_argument("--results", metavar="FILE", type=Path, help="where the figures are kept")
    if verb == "table":
        options.add_argument("--readme", action="store_true", help="put the short table into README.md")
        show(options.parse_args(arguments))
        return
    options.add_argument("--runs", type=int, default=3, help="how often each thing is measured (default: 3)")
    options.add_argument("--only", metavar="NAME", nargs="+", help="only these: edition-pages hugo ...")
    asked = options.parse_args(arguments)
    try:
        run(asked)
    except CommandError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
