"""The house is as its table of contents says: see the docstring of the package."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import edition

PACKAGE = Path(edition.__file__).parent
WORLD = {
    "concurrent", "fcntl", "http", "msvcrt", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil",
    "signal", "socket", "subprocess", "sys", "tempfile", "threading", "time", "urllib.request", "watchdog",
    "webbrowser",
}  # fmt: skip
LIMIT = 450


def listed() -> dict[str, bool]:
    """The modules in their order, and whether each may touch the world."""
    order: dict[str, bool] = {}
    for line in (edition.__doc__ or "").splitlines():
        row = re.match(r"    (●| ) (\S.*)", line)
        if row:
            names = re.split(r"\s{2,}", row[2].strip())[0]
            for name in re.findall(r"[a-z_][a-z0-9_.]*", names):
                order[name] = row[1] == "●"
    return order


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "theme" not in path.parts:
            name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
            found[name] = ast.parse(path.read_text("utf-8"))
    del found["__init__"]
    return found


def imports(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def own(name: str, known: set[str]) -> str:
    """The module of ours that an imported name is of, "" for none."""
    parts = name.split(".")
    if parts[0] != "edition":
        return ""
    for n in range(len(parts), 1, -1):
        if ".".join(parts[1:n]) in known:
            return ".".join(parts[1:n])
    return ""


def test_every_module_is_listed_and_every_listed_module_is_there() -> None:
    assert set(listed()) == set(modules())


def test_a_module_imports_only_from_those_above_it() -> None:
    place = {name: n for n, name in enumerate(listed())}
    wrong = [
        f"{name} imports {above}"
        for name, tree in modules().items()
        for above in sorted({own(i, set(place)) for i in imports(tree)} - {""})
        if place[above] >= place[name] and above != name
    ]
    assert not wrong


def test_only_marked_modules_touch_the_world() -> None:
    marked = {name for name, touches in listed().items() if touches}
    wrong = []
    for name, tree in modules().items():
        for imported in sorted(imports(tree)):
            if name not in marked and any(imported == w or imported.startswith(w + ".") for w in WORLD):
                wrong.append(f"{name} imports {imported}")
    assert not wrong


def test_no_room_has_become_two() -> None:
    # A table that a program writes is no room to live in.
    long = {
        p.relative_to(PACKAGE).as_posix(): n
        for p in PACKAGE.rglob("*.py")
        if p.name != "spam_weights.py"
        if (n := p.read_text("utf-8").count("\n")) > LIMIT
    }
    assert not long


def test_every_module_says_what_it_holds() -> None:
    assert not [name for name, tree in modules().items() if not ast.get_docstring(tree)]


def test_the_design_has_no_room_for_everything() -> None:
    assert not {"utils", "util", "base", "core", "manager", "helper", "helpers", "common", "misc"} & {
        part for name in modules() for part in name.split(".")
    }
