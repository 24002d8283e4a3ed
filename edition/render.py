"""The theme: templates as values, what each can reach, and a page from its view."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping

import jinja2
import jinja2.meta
import msgspec

from edition.problems import InputError, Place, Problem


class Theme(msgspec.Struct, frozen=True):
    """The sources of the templates by name ("article.html"); `known` are, where they are at hand, the names that a
    template refers to (see `references`).

    A project's own templates/ stands before the one the package brings, file by file.
    """

    templates: Mapping[str, str]
    known: Mapping[str, tuple[str | None, ...]] = {}


class Closure(msgspec.Struct, frozen=True):
    """A template and the digest of all it can reach. As an input of a task it stands for those sources."""

    name: str
    digest: str


def closure(theme: Theme, name: str) -> Closure:
    """The template `name` with all that it extends, includes and imports, by static names only.

    Raises InputError for a template that is not there, is no Jinja, or chooses another one while it runs: what it can
    reach would not be known.
    """
    sources: dict[str, str] = {}
    waiting = [name]
    while waiting:
        this = waiting.pop()
        if this in sources:
            continue
        if this not in theme.templates:
            raise InputError(
                Problem(
                    "T101",
                    f"there is no template “{this}”",
                    Place(f"templates/{name}"),
                    "Check the name in extends, include or import.",
                )
            )
        sources[this] = theme.templates[this]
        for found in theme.known[this] if this in theme.known else references(this, theme.templates[this]):
            if found is None:
                raise InputError(
                    Problem(
                        "T102",
                        "an include chooses its template while it runs",
                        Place(f"templates/{this}"),
                        "Name the template in quotes.",
                    )
                )
            waiting.append(found)
    digest = hashlib.sha256()
    for this in sorted(sources):
        for part in (this, sources[this]):
            raw = part.encode()
            digest.update(len(raw).to_bytes(8, "big") + raw)
    return Closure(name, digest.hexdigest())


@functools.lru_cache(maxsize=256)
def references(name: str, source: str) -> tuple[str | None, ...]:
    """The names that a template extends, includes or imports; None for one that it chooses while it runs. Raises
    InputError where it is no Jinja."""
    try:
        tree = jinja2.Environment(autoescape=True).parse(source, name)
    except jinja2.TemplateSyntaxError as error:
        raise InputError(_syntax(error, name)) from error
    return tuple(jinja2.meta.find_referenced_templates(tree))


def _syntax(error: jinja2.TemplateSyntaxError, name: str) -> Problem:
    return Problem(
        "T103", f"this is not Jinja: {error.message}", Place(f"templates/{error.name or name}", error.lineno)
    )


def page(theme: Theme, name: str, view: object) -> bytes:
    """The page that the template `name` makes of the view, UTF-8. The template sees one name, `page`.

    Raises InputError where the template asks for what the view does not hold.
    """
    try:
        return _environment(theme).get_template(name).render(page=view).encode()
    except jinja2.TemplateSyntaxError as error:
        raise InputError(_syntax(error, name)) from error
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        line, where = _line_of(error, name)
        message = f"the template cannot be filled: {error}"
        remedy = "A template sees `page` and what its view holds: edition/views.py lists the fields."
        raise InputError(Problem("T104", message, Place(f"templates/{where}", line), remedy)) from error


def _line_of(error: BaseException, name: str) -> tuple[int, str]:
    """The last line of a template that the error passed through."""
    line, where = 0, name
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".html", ".xml", ".txt", ".js")) and "site-packages" not in file:
            line, where = trace.tb_lineno, file
        trace = trace.tb_next
    return line, where


_last: list[tuple[Theme, jinja2.Environment]] = []


def _environment(theme: Theme) -> jinja2.Environment:
    """The theme's environment; the last one is kept, since compiling is most of a small build."""
    if not _last or (_last[0][0] is not theme and _last[0][0] != theme):
        environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(lambda own: (theme.templates[own], own, lambda: True)),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            extensions=[],
        )
        environment.globals.clear()
        environment.filters = {name: jinja2.filters.FILTERS[name] for name in ("length", "first", "last", "join")}
        _last[:] = [(theme, environment)]
    return _last[0][1]
