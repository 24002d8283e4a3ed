"""The theme: templates as values, what each can reach, and a page from its view."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from typing import Any

import jinja2
import jinja2.meta
import markupsafe
import msgspec

from edition.html import Html, escaped
from edition.problems import InputError, Place, Problem


class Compiled(msgspec.Struct, frozen=True):
    """A template as Python's code (marshalled: for this version of Python and of Jinja), and the names it extends,
    includes or imports; None for one that it chooses while it runs."""

    references: tuple[str | None, ...]
    code: bytes


class Theme(msgspec.Struct, frozen=True):
    """The sources of the templates by name ("article.html"), and what was made of them where that is at hand.

    A project's own templates/ stands before the one the package brings, file by file.
    """

    templates: Mapping[str, str]
    known: Mapping[str, Compiled] = {}


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
        for found in theme.known[this].references if this in theme.known else compiled(theme, this).references:
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


def compiled(theme: Theme, name: str) -> Compiled:
    """What is made of the template `name`. Raises InputError where it is no Jinja."""
    return _compiled(name, theme.templates[name])


@lru_cache(256)
def _compiled(name: str, source: str) -> Compiled:
    environment = _bare_environment(jinja2.DictLoader({}))
    try:
        parsed = environment.parse(source, name, name)
        references = tuple(jinja2.meta.find_referenced_templates(parsed))
        return Compiled(references, marshal.dumps(environment.compile(parsed, name, name)))
    except jinja2.TemplateSyntaxError as error:
        raise InputError(_syntax(error, name)) from error


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


class _Loader(jinja2.BaseLoader):
    """Gives templates of a theme: as they were compiled, or compiled now."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def load(
        self, environment: jinja2.Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> jinja2.Template:
        made = self.theme.known.get(name) or compiled(self.theme, name)
        template = environment.template_class.from_code(environment, marshal.loads(made.code), globals or {})
        template.root_render_func.__globals__["escape"] = _escaped
        return template


def _escaped(value: object) -> str:
    """What Jinja's own `escape` makes of a value, but not as Markup: a template's pieces are joined and no more, and
    to make a Markup of each takes longer than all else that a template does."""
    if type(value) is str:
        return escaped(value, "&#34;", "&#39;")
    return value if isinstance(value, (Html, markupsafe.Markup)) else markupsafe.escape(value)


_last: list[tuple[Theme, jinja2.Environment]] = []


def _environment(theme: Theme) -> jinja2.Environment:
    """The theme's environment; the last one is kept, since making it takes longer than a page."""
    if not _last or _last[0][0] is not theme:
        _last[:] = [(theme, _bare_environment(_Loader(theme)))]
    return _last[0][1]


def _bare_environment(loader: jinja2.BaseLoader) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals.clear()
    environment.filters = {name: jinja2.filters.FILTERS[name] for name in ("length", "first", "last", "join")}
    return environment
