"""The typed text as HTML, and the links in it: what is written at one go against the same said slowly."""

from __future__ import annotations

import html
from urllib.parse import quote, unquote, urljoin

import jinja2
import markupsafe
from hypothesis import given
from hypothesis import strategies as st

from edition import render, urls
from edition.anchors import identified
from edition.html import Html, Writer, escaped
from edition.links import Spot, runs
from edition.model import Article, Note
from edition.text import Body, marks

from . import strategies


@given(st.text(st.one_of(st.sampled_from("&<>\"'a"), st.characters())))
def test_what_is_written_is_escaped_as_the_standard_library_does(text: str) -> None:
    assert escaped(text) == html.escape(text)


@given(strategies.bodies, strategies.note_lists)
def test_a_writer_knows_where_every_mark_stands(body: Body, notes: tuple[Note, ...]) -> None:
    own = Article("a", "A", body=identified(body), notes=notes)
    slowly: dict[str, list[tuple[Spot, str]]] = {}
    for run in runs(own):
        for note in marks([run.content]):
            slowly.setdefault(note, []).append((run.spot, run.near))
    writer = Writer(on="articles/a.html", notes=slowly)
    written = [writer.body(own.body), *(writer.note(note.blocks) for note in notes)]
    assert writer.stands == slowly
    assert "".join(written).count('role="doc-noteref"') == sum(map(len, slowly.values()))


_name = st.text(st.characters(codec="utf-8", exclude_characters="/?#"), min_size=1, max_size=8).filter(
    lambda name: name.strip(".")
)
_path = st.tuples(st.lists(_name, max_size=2), _name).map(lambda path: "/".join((*path[0], f"{path[1]}.html")))


@given(_path, st.sampled_from(["", "#"]), st.text(st.characters(codec="utf-8"), max_size=8), _path)
def test_a_relative_link_leads_there(file: str, mark: str, rest: str, on: str) -> None:
    to = file + mark + (rest if mark else "")
    assert unquote(urljoin(f"https://e.org/{quote(on)}", urls.relative(to, on))).rstrip(
        "#"
    ) == f"https://e.org/{to}".rstrip("#")


_shown = st.one_of(
    st.text(st.one_of(st.sampled_from("&<>\"'a"), st.characters())),
    st.integers(),
    st.just(Html("<em>a</em>")),
    st.just(markupsafe.Markup("&amp;")),
)


@given(st.lists(_shown, max_size=4))
def test_a_template_escapes_as_jinja_does(values: list[object]) -> None:
    source = (
        "{% macro twice(one) %}<i title='{{ one }}'>{{ one }}</i>{% endmacro %}"
        "{% for one in page %}{{ one }}{{ twice(one) }}{% endfor %}{{ page|join(', ') }}"
    )
    stock = jinja2.Environment(autoescape=True).from_string(source).render(page=values)
    assert render.page(render.Theme({"a.html": source}), "a.html", values) == stock.encode(errors="surrogatepass")
