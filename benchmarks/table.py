"""The figures as people read them: Markdown tables of medians, and the ratios that were aimed at."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.measure import Cost
from benchmarks.results import Results, Run

BEGIN, END = "<!-- benchmarks: made by `python -m benchmarks table --readme` -->", "<!-- end of benchmarks -->"
COLUMNS = {
    "cold": "cold", "unchanged": "nothing changed", "edit": "one edit", "retitle": "new title", "lost": "output lost",
    "touched": "every time new", "checkout": "fresh checkout",
}  # fmt: skip
OURS = "edition-pages"  # pages and search
SMALL, USUAL = 100, 1000
# A load from which on times say little.
BUSY = 1.0


class Aim(msgspec.Struct, frozen=True):
    """What was asked, and what there is; `reached` is None where it was not measured."""

    what: str
    asked: float
    value: float | None
    unit: str = ""

    @property
    def reached(self) -> bool | None:
        return None if self.value is None else self.value <= self.asked


def median(run: Run | None, peer: str, scenario: str, what: str) -> float | None:
    """The median of what one thing cost."""
    costs = run.costs.get(peer, {}).get(scenario, []) if run else []
    return statistics.median(getattr(cost, what) for cost in costs) if costs else None


def _over(a: float | None, b: float | None) -> float | None:
    return a / b if a is not None and b else None


def _middle(values: list[float]) -> float | None:
    return statistics.median(values) if values else None


def _number(value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _rows(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _cell(run: Run, peer: str, scenario: str) -> str:
    value = median(run, peer, scenario, "wall")
    return "as cold" if value is None and median(run, peer, "cold", "wall") is not None else _number(value)


def _told(run: Run, peer: str) -> str:
    seen = run.latencies.get(peer)
    value = _middle(seen.told or seen.text) if seen else None
    return "—" if value is None else f"{value:,.0f}"


def _times(run: Run, scenarios: list[str], *, short: bool = False) -> str:
    head = ["", "cold, s", "its processor time, s", *(f"{COLUMNS[name]}, s" for name in scenarios)]
    rows = [
        [
            run.titles[peer],
            _number(median(run, peer, "cold", "wall")),
            _number(median(run, peer, "cold", "cpu")),
            *(_cell(run, peer, scenario) for scenario in scenarios),
            *([_told(run, peer)] if short else []),
            "—" if (peak := median(run, peer, "cold", "peak")) is None else f"{peak:,.0f}",
        ]
        for peer in run.titles
    ]
    return _rows([*head, *(["save to screen, ms"] if short else []), "peak memory, MB"], rows)


def _about(run: Run) -> str:
    fewest = min((len(costs) for those in run.costs.values() for costs in those.values()), default=0)
    most = max((len(costs) for those in run.costs.values() for costs in those.values()), default=0)
    host = f"on {run.machine.cores} cores ({run.machine.processor}) with Python {run.machine.python}, {run.date}"
    runs = "one run" if most < 2 else f"medians of {most} runs"
    runs += f", {fewest} of what takes long" if fewest < most else ""
    busy = f" **The machine had other work (load {run.load:.1f}): times are too long.**" if run.load > BUSY else ""
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    return (
        f"{run.number:,} articles of 26 kB with 24 notes, {run.number // 5:,} authors; whole processes, "
        f"{runs}, all in turn, {host}. {versions}. "
        f"Peak memory is that {run.peak}. *As cold*: it does everything again. "
        f"MkDocs `--dirty` leaves every other page as it was, lists and navigation too.{busy}\n"
    )


def readme(results: Results) -> str:
    """What stands in README.md, between BEGIN and END."""
    run = results.runs.get(str(USUAL))
    if not run:
        return ""
    return f"{_times(run, ['unchanged', 'edit', 'retitle', 'checkout'], short=True)}\n{_about(run)}"


def put(text: str, table: str) -> str:
    """README's text with that table in its place. Raises ValueError where it has none."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError("README.md has no place for the table of benchmarks")
    return f"{before}{BEGIN}\n{table}{END}{after}"


def whole(results: Results, number: int) -> str:
    """Everything that was measured with so many articles, as Markdown."""
    run = results.runs.get(str(number))
    return "" if not run else "\n".join(_parts(results, run))


def _parts(results: Results, run: Run) -> Iterator[str]:
    yield f"## {run.number:,} articles\n"
    yield _about(run)
    yield _times(run, [name for name in COLUMNS if name != "cold"])
    if run.latencies:
        yield "Save to screen, milliseconds: asked every 2 ms; told by the server, then asked; a template changed.\n"
        rows = [
            [run.titles[peer], *(_number(_middle(values)) for values in (seen.text, seen.told, seen.template))]
            for peer, seen in run.latencies.items()
        ]
        yield _rows(["", "text, asked", "text, told", "template"], rows)
    yield "Bytes: the site's over the sources', MB.\n"
    sizes = [
        [run.titles[peer], _number(source / 1e6), _number(site / 1e6), _number(site / source)]
        for peer, (source, site) in run.sizes.items()
    ]
    yield _rows(["", "sources", "site", "ratio"], sizes)
    if run.floor:
        yield (
            f"The floor: to ask every source's state {run.floor.stat:.3f} s, to read them {run.floor.read:.3f} s, "
            f"to read, hash and write all of the site {run.floor.write:.3f} s.\n"
        )
    yield "What one article costs, as the edition grows:\n"
    yield _flatness(results)
    yield "What was aimed at:\n"
    yield aims_table(aims(results, run.number))


def _flatness(results: Results) -> str:
    rows = [
        [
            f"{run.number:,}",
            run.titles[OURS],
            *(
                _number(None if value is None else value / run.number * 1000)
                for value in (
                    median(run, OURS, "cold", "cpu"),
                    median(run, OURS, "cold", "wall"),
                    median(run, OURS, "unchanged", "wall"),
                    median(run, OURS, "edit", "wall"),
                )
            ),
        ]
        for run in sorted(results.runs.values(), key=lambda run: run.number)
        if OURS in run.costs
    ]
    return _rows(["articles", "", "cold, processor ms", "cold, ms", "nothing changed, ms", "one edit, ms"], rows)


def aims(results: Results, number: int) -> list[Aim]:
    """The ratios that were aimed at, with what was measured at that number of articles."""
    run, small = results.runs[str(number)], results.runs.get(str(SMALL))

    def of(peer: str, scenario: str, what: str = "wall") -> float | None:
        return median(run, peer, scenario, what)

    def over(peer: str, scenario: str, what: str = "wall") -> float | None:
        return _over(of(OURS, scenario, what), of(peer, scenario, what))

    out = [
        Aim("cold: processor time / MkDocs", 1 / 3, over("mkdocs", "cold", "cpu")),
        Aim("cold: time / Hugo + Pagefind", 2 / 3, over("hugo-pagefind", "cold")),
        Aim("cold: time / processor time", 0.6, _over(of(OURS, "cold"), of(OURS, "cold", "cpu"))),
        Aim("cold: peak memory", 400, of(OURS, "cold", "peak"), "MB"),
        Aim("nothing changed: time / Hugo", 1 / 6, over("hugo", "unchanged")),
        *(Aim(f"{COLUMNS[name]}: time / Hugo", 1 / 2, over("hugo", name)) for name in ("lost", "touched", "checkout")),
        Aim("one edit: time / Hugo", 1 / 4, over("hugo", "edit")),
        Aim("new title: time / Hugo", 1 / 2, over("hugo", "retitle")),
    ]
    if small and number > SMALL:
        out += _growth(small, run)
    if seen := run.latencies.get(OURS):
        out.append(Aim("save to screen, text", 150, _middle(seen.told), "ms"))
        out.append(Aim("save to screen, template", 400, _middle(seen.template), "ms"))
    if own := run.own:
        for words, asked, costs in (
            ("this repository, cold", 1.5, own.cold),
            ("this repository, nothing changed", 0.2, own.unchanged),
            ("edition --help", 0.12, own.help),
        ):
            out.append(Aim(words, asked, _wall(costs), "s"))
        out.append(Aim("an article at first view, compressed", 150, _over(own.first_view, 1000.0), "kB"))
    source, site = run.sizes.get(OURS, (0, 0))
    out.append(Aim("the site's bytes / its sources'", 16, _over(float(site), float(source))))
    return out


def _growth(small: Run, run: Run) -> Iterator[Aim]:
    peaks = median(run, OURS, "cold", "peak"), median(small, OURS, "cold", "peak")
    if peaks[0] is not None and peaks[1] is not None:
        each = (peaks[0] - peaks[1]) * 1000 / (run.number - small.number)
        yield Aim("cold: memory for one article more", 100, each, "kB")
    for scenario, what in (("cold", "cpu"), ("unchanged", "wall"), ("edit", "wall")):
        each_of = [_over(median(r, OURS, scenario, what), float(r.number)) for r in (run, small)]
        yield Aim(f"{COLUMNS[scenario]}: cost of an article / at {small.number}", 1.1, _over(each_of[0], each_of[1]))


def _wall(costs: list[Cost]) -> float | None:
    return _middle([cost.wall for cost in costs])


def aims_table(those: list[Aim]) -> str:
    """What was asked, what there is, and whether it is reached."""
    says = {True: "yes", False: "**no**", None: "not measured"}
    return _rows(
        ["", "asked, at most", "measured", "reached"],
        [
            [
                aim.what,
                *(f"{_number(number)} {aim.unit}".strip() for number in (aim.asked, aim.value)),
                says[aim.reached],
            ]
            for aim in those
        ],
    )


def write_readme(path: Path, results: Results) -> None:
    """Puts the table into README.md."""
    path.write_text(put(path.read_text("utf-8"), readme(results)), "utf-8")
