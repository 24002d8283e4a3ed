"""YAML to records and back, knowing the line and column of every field.

PyYAML reads; every scalar is taken as text and typed by its field, so `published: 2020`, `title: 1984` and
`language: no` mean what they look like.
"""

from __future__ import annotations

import difflib
import functools
import re
import types
import typing
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
import yaml

from edition import dates
from edition.fields import EDTF, Orcid, orcid_holds
from edition.problems import Place, Problem
from edition.records import Path, Read


def read(source: str, path: str, kind: type[Any]) -> Read:
    """Reads the YAML text `source` of the file `path` as a record of type `kind`. Raises nothing."""
    reader = _Reader(path)
    try:
        node = yaml.compose(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) if source else None
    except yaml.YAMLError as error:
        return Read(None, {}, (_unreadable(error, source, path),))
    except RecursionError:
        return Read(None, {}, (Problem("R101", "this nests deeper than any record does", Place(path)),))
    if node is None:
        if get_origin(kind) is tuple:
            return Read((), {}, ())
        node = yaml.MappingNode("tag:yaml.org,2002:map", [], yaml.Mark(path, 0, 0, 0, "", 0))
    record = reader.value(node, kind, ())
    sound = not any(p.severity == "error" for p in reader.problems)
    return Read(record if sound else None, reader.places, tuple(reader.problems))


class _Reader:
    """One reading of one file: collects places and problems on the way down."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.places: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self.open: list[yaml.Node] = []

    def problem(self, code: str, node: yaml.Node, message: str, remedy: str = "") -> None:
        self.problems.append(Problem(code, message, self.place(node), remedy))

    def place(self, node: yaml.Node) -> Place:
        return Place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def value(self, node: yaml.Node, kind: Any, at: Path) -> Any:
        """The node as a value of the type `kind`; None, with a problem, where it is none."""
        self.places[at] = self.place(node)
        if any(node is one for one in self.open) or len(self.places) > 100_000:
            return self.problem("R101", node, "this refers to itself, or repeats without end")
        self.open.append(node)
        try:
            return self.typed(node, kind, at)
        finally:
            self.open.pop()

    def typed(self, node: yaml.Node, kind: Any, at: Path) -> Any:
        limits: list[msgspec.Meta] = []
        while get_origin(kind) is Annotated:
            kind, *metas = get_args(kind)
            limits += metas
        origin = get_origin(kind)
        if origin in (typing.Union, types.UnionType):
            if isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null") and not node.style:
                return None
            return self.typed(node, next(k for k in get_args(kind) if k is not type(None)), at)
        if origin is tuple:
            return self.sequence(node, get_args(kind)[0], at)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self.struct(node, kind, at)
        if not isinstance(node, yaml.ScalarNode):
            return self.problem("R104", node, f"{_named(at)} should be text, but is a {_sort(node)}", _quote_hint(node))
        text = "" if node.value in ("~", "null") and not node.style else node.value
        if kind is bool:
            if text.lower() in ("true", "yes", "on", "false", "no", "off"):
                return text.lower() in ("true", "yes", "on")
            return self.problem("R105", node, f"{_named(at)} should be true or false, but is “{text}”")
        if origin is Literal:
            if text in get_args(kind):
                return text
            near = _nearest(text, [k for k in get_args(kind) if k])
            remedy = f"Did you mean {near}?" if near else "It can be " + " or ".join(k for k in get_args(kind) if k)
            return self.problem("R105", node, f"{_named(at)} cannot be “{text}”", remedy)
        for meta in limits:
            if text and meta.pattern and not re.search(meta.pattern, text):
                return self.problem("R105", node, f"{_named(at)} cannot be “{text}”", meta.description or "")
            holds, else_ = _HOLDS.get(meta.pattern, (bool, ""))
            if text and not holds(text):
                return self.problem("R105", node, f"{_named(at)}: {else_} {text}")
        return text

    def sequence(self, node: yaml.Node, kind: Any, at: Path) -> tuple[Any, ...] | None:
        if isinstance(node, yaml.ScalarNode) and not node.value.strip():
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.problem(
                "R104", node, f"{_named(at)} should be a list", "Put each entry on a line of its own, after “- ”."
            )
            return None
        return tuple(self.value(child, kind, (*at, n)) for n, child in enumerate(node.value))

    def struct(self, node: yaml.Node, kind: type[msgspec.Struct], at: Path) -> Any:
        if not isinstance(node, yaml.MappingNode):
            remedy = "Write one field a line: “name: value”."
            return self.problem("R104", node, f"{_named(at)} should be fields, but is a {_sort(node)}", remedy)
        fields, hints = _fields_of(kind)
        given: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in fields:
                near = _nearest(name, list(fields))
                remedy = f"Did you mean “{near}”?" if near else f"The fields are: {', '.join(fields)}."
                self.problem(
                    "R103", key, f"there is no field “{name}” in {_named(at) if at else 'this record'}", remedy
                )
            elif name in given:
                self.problem("R106", key, f"“{name}” is given twice", "Keep one of them.")
            else:
                given[name] = self.value(value, hints[fields[name].name], (*at, name))
        for name, field in fields.items():
            if field.required and (name not in given or given[name] == ""):
                self.problem("R102", node, f"{_named((*at, name))} is missing", f"Add a line “{name}: ...”.")
        if any(p.severity == "error" for p in self.problems):
            return None
        return kind(**{fields[name].name: value for name, value in given.items()})


@functools.cache
def _fields_of(kind: type[msgspec.Struct]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of a record by name, and their types."""
    return {f.encode_name: f for f in msgspec.structs.fields(kind)}, typing.get_type_hints(kind, include_extras=True)


# By pattern, what more a value must fulfil, and what is told where it does not.
_HOLDS = {
    get_args(EDTF)[1].pattern: (dates.valid, "there is no such day as"),
    get_args(Orcid)[1].pattern: (orcid_holds, "the last digit does not fit the others in"),
}


def _named(at: Path) -> str:
    """The field for people: “contributions, the second: role”."""
    names = [part if isinstance(part, str) else f"number {part + 1}" for part in at]
    return "“" + ", ".join(names) + "”" if names else "the record"


def _sort(node: yaml.Node) -> str:
    return {yaml.ScalarNode: "text", yaml.SequenceNode: "list"}.get(type(node), "group of fields")


def _quote_hint(node: yaml.Node) -> str:
    return (
        'Text that holds “: ” or begins with [ or { needs quotes: "..."'
        if not isinstance(node, yaml.ScalarNode)
        else ""
    )


def _nearest(word: str, among: list[str]) -> str:
    return next(iter(difflib.get_close_matches(word.lower(), among, 1, 0.6)), "")


def _unreadable(error: yaml.YAMLError, source: str, path: str) -> Problem:
    """A YAML error in the reader's words, with the line as it should have been where that can be told."""
    if isinstance(error, yaml.reader.ReaderError):
        at = source[: error.position] if isinstance(error.position, int) else ""
        place = Place(path, at.count("\n") + 1, len(at) - at.rfind("\n"))
        return Problem(
            "R101", "this file holds a character that no text has", place, "Remove it, or save the file again as UTF-8."
        )
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", "") or str(error)
    line = mark.line if mark else 0
    column = mark.column if mark else 0
    lines = source.splitlines() or [""]
    written = lines[min(line, len(lines) - 1)]
    colon = re.match(r"(\s*(?:- )?[\w-]+: +)([^\"'\[{|>&*].*:.*)$", written)
    if "mapping values are not allowed" in said and colon:
        value = colon[2].replace("\\", "\\\\").replace('"', '\\"')
        return Problem("R107", "a colon in a value makes YAML read a second field", Place(path, line + 1, column + 1),
                       f'Put the value in quotes:\n{colon[1]}"{value}"')  # fmt: skip
    if "\\t" in said or "\t" in written[: column + 1]:
        return Problem(
            "R101", "a tab stands where YAML wants spaces", Place(path, line + 1, column + 1), "Replace it by spaces."
        )
    return Problem("R101", f"this is not YAML: {said}", Place(path, line + 1, column + 1),
                   "Compare indentation and quotes with the lines around it.")  # fmt: skip


# ——— writing ———


class _Dumper(yaml.SafeDumper):
    """Block style, nothing wrapped, long text as a literal block; numbers and dates stay bare, for fields type them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":bool", ":null", ":merge"))]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if len(text) > 160 or "\n" in text else None
    ),
)


class _Row(list[str]):
    """A list that is written on one line."""


_Dumper.add_representer(
    _Row, lambda dumper, row: dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True)
)


def write(record: Any, schema: str = "") -> str:
    """The record as YAML; reading it gives an equal record. `schema` is the address of its JSON Schema, for editors."""
    head = f"# yaml-language-server: $schema={schema}\n" if schema else ""
    return head + yaml.dump(_built(record), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)


def _built(value: Any) -> Any:
    match value:
        case msgspec.Struct():
            return dict(_fields(value))
        case tuple() if value and all(isinstance(v, str) for v in value) and sum(map(len, value)) < 90:
            return _Row(value)
        case tuple():
            return [_built(v) for v in value]
        case _:
            return value


def _fields(record: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        if field.required or value != field.default:
            yield field.encode_name, _built(value)
