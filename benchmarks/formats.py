"""The same articles as each generator reads them: texts, records, templates and settings.

All write for an article a page with title, date, authors with their biographies, text and notes; a page for each author
with what they wrote; and a list of everything. Nothing is left to a peer that it would be slow at: no feeds, no search,
no navigation on each page, the plainest templates.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from benchmarks.corpus import Article, Author

Files = dict[str, str]


class Format(msgspec.Struct, frozen=True):
    """Where things lie: an article's text, the file with its title, its page as served; one template they all use."""

    files: Callable[[list[Article]], Files]
    text: str
    record: str
    address: str
    template: str = ""

    def write(self, folder: Path, articles: Iterable[Article]) -> None:
        """Writes the whole corpus into `folder`."""
        for name, text in self.files(list(articles)).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


def _authors(articles: Iterable[Article]) -> dict[Author, list[Article]]:
    """Every author, with what they wrote."""
    out: dict[Author, list[Article]] = defaultdict(list)
    for article in articles:
        for author in article.authors:
            out[author].append(article)
    return dict(sorted(out.items(), key=lambda known: known[0].id))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _front(article: Article, more: str = "") -> str:
    authors = ", ".join(author.id for author in article.authors)
    return (
        f"---\ntitle: {_quoted(article.title)}\ndate: {article.date}\nslug: {article.id}\nauthors: [{authors}]\n"
        f"summary: {_quoted(article.summary)}\n{more}---\n\n"
    )


STYLE = "body{max-width:40em;margin:auto;font:18px/1.5 serif}\n"


def _page(title: str, main: str) -> str:
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="stylesheet" href="/style.css"></head>\n<body>\n{main}\n</body>\n</html>\n'
    )


# ——— Edition ———


def _edition(articles: list[Article], settings: str = "") -> Files:
    out = {"content/edition.yaml": f"title: Journal\nbase_url: https://example.org/\n{settings}"}
    for author in _authors(articles):
        out[f"content/contributors/{author.id}.yaml"] = f"name: {_quoted(author.name)}\n"
    for article in articles:
        contributions = "".join(
            f"  - contributor: {author.id}\n    biography: {_quoted(author.biography)}\n" for author in article.authors
        )
        folder = f"content/articles/{article.id}"
        out[f"{folder}/article.yaml"] = (
            f"title: {_quoted(article.title)}\npublished: {article.date}\nabstract: {_quoted(article.summary)}\n"
            f"contributions:\n{contributions}"
        )
        out[f"{folder}/text.md"] = article.text
    return out


def _pages_only(articles: list[Article]) -> Files:
    return _edition(articles, "exports: []\n")


# ——— Hugo ———

HUGO_SETTINGS = """\
baseURL = "https://example.org/"
title = "Journal"
disableKinds = ["RSS", "sitemap", "404"]
[taxonomies]
author = "authors"
"""
HUGO_ARTICLE = """\
{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p>{{ .Date.Format "2 January 2006" }}</p>
<p>{{ range .GetTerms "authors" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p>
<nav>{{ .TableOfContents }}</nav>
{{ .Content }}
<section><h2>About the authors</h2>{{ range .GetTerms "authors" }}<div>{{ .Content }}</div>{{ end }}</section>
</article>{{ end }}
"""
HUGO_LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2006-01-02" }}</li>{{ end }}</ul>{{ end }}
"""
HUGO_HOME = """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range where .Site.RegularPages "Section" "articles" }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ range .GetTerms "authors" }}{{ .Title }} {{ end }}
<p>{{ .Params.summary }}</p></li>{{ end }}</ul>{{ end }}
"""


def _hugo(articles: list[Article]) -> Files:
    out = {
        "hugo.toml": HUGO_SETTINGS,
        "layouts/_default/baseof.html": _page("{{ .Title }}", '{{ block "main" . }}{{ end }}'),
        "layouts/_default/single.html": HUGO_ARTICLE,
        "layouts/_default/list.html": HUGO_LIST,
        "layouts/index.html": HUGO_HOME,
        "static/style.css": STYLE,
    }
    for author in _authors(articles):
        front = f"---\ntitle: {_quoted(author.name)}\n---\n\n"
        out[f"content/authors/{author.id}/_index.md"] = f"{front}{author.biography}\n"
    return out | {f"content/articles/{article.id}.md": _front(article) + article.text for article in articles}


# ——— MkDocs ———

MKDOCS_SETTINGS = """\
site_name: Journal
site_url: https://example.org/
plugins: []
validation:
  nav:
    omitted_files: ignore
theme:
  name: null
  custom_dir: theme
markdown_extensions: [footnotes, smarty, attr_list, tables, abbr, toc]
"""
MKDOCS_PAGE = """\
<nav><ul>{% for part in page.toc recursive %}<li><a href="{{ part.url }}">{{ part.title }}</a>
{% if part.children %}<ul>{{ loop(part.children) }}</ul>{% endif %}</li>{% endfor %}</ul></nav>
{{ page.content }}"""


def _mkdocs(articles: list[Article]) -> Files:
    listed = "".join(f"- [{article.title}](articles/{article.id}.md)\n" for article in articles)
    out = {
        "mkdocs.yml": MKDOCS_SETTINGS,
        "theme/main.html": _page("{{ page.title }}", MKDOCS_PAGE),
        "docs/style.css": STYLE,
        "docs/index.md": f"# Journal\n\n{listed}",
    }
    for author, written in _authors(articles).items():
        those = "".join(f"- [{article.title}](../articles/{article.id}.md)\n" for article in written)
        out[f"docs/authors/{author.id}.md"] = f"# {author.name}\n\n{author.biography}\n\n{those}"
    for article in articles:
        names = ", ".join(f"[{author.name}](../authors/{author.id}.md)" for author in article.authors)
        lives = (author.biography for author in article.authors)
        blocks = [f"# {article.title}", f"*{article.date}* {names}", *article.blocks, "## About the authors", *lives]
        out[f"docs/articles/{article.id}.md"] = _front(article) + "\n\n".join([*blocks, article.noted]) + "\n"
    return out


# ——— Pelican ———

PELICAN_SETTINGS = """\
import json
from pathlib import Path

SITENAME, SITEURL, PATH, OUTPUT_PATH, TIMEZONE = "Journal", "https://example.org", "content", "output", "UTC"
DEFAULT_LANG, THEME, DEFAULT_CATEGORY = "en", "theme", "articles"
BIOGRAPHIES = json.loads(Path(__file__).with_name("authors.json").read_text("utf-8"))
ARTICLE_PATHS, STATIC_PATHS, DIRECT_TEMPLATES = ["articles"], [], ["index"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
ARTICLE_URL, ARTICLE_SAVE_AS = "articles/{slug}/", "articles/{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "authors/{slug}/", "authors/{slug}/index.html"
CATEGORY_SAVE_AS, TAG_SAVE_AS, PAGINATED_TEMPLATES, DEFAULT_PAGINATION = "", "", {}, False
MARKDOWN = {"extensions": ["footnotes", "smarty", "attr_list", "tables", "abbr", "toc", "meta"]}
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CHECK_MODIFIED_METHOD, CONTENT_CACHING_LAYER = "mtime", "generator"
"""
PELICAN_ARTICLE = """\
<article><h1>{{ article.title }}</h1><p>{{ article.locale_date }}</p>
<p>{% for author in article.authors %}<a href="{{ SITEURL }}/{{ author.url }}">{{ author }}</a> {% endfor %}</p>
{{ article.content }}
<section><h2>About the authors</h2>
{% for author in article.authors %}<div>{{ BIOGRAPHIES[author.name] }}</div>{% endfor %}</section></article>"""
PELICAN_AUTHOR = """\
<h1>{{ author }}</h1><p>{{ BIOGRAPHIES[author.name] }}</p><ul>{% for article in articles %}
<li><a href="{{ SITEURL }}/{{ article.url }}">{{ article.title }}</a> {{ article.locale_date }}</li>{% endfor %}</ul>"""
PELICAN_HOME = """\
<ul>{% for article in articles %}<li><a href="{{ SITEURL }}/{{ article.url }}">{{ article.title }}</a>
{% for author in article.authors %}{{ author }} {% endfor %}<p>{{ article.abstract }}</p></li>{% endfor %}</ul>"""
PELICAN_UNUSED = ("page", "category", "tag", "archives", "authors", "categories", "tags", "period_archives")


def _pelican(articles: list[Article]) -> Files:
    def child(title: str, main: str) -> str:
        return (
            '{% extends "base.html" %}'
            + f"{{% block title %}}{title}{{% endblock %}}{{% block main %}}{main}"
            + ("{% endblock %}\n")
        )

    theme = "theme/templates"
    base = _page("{% block title %}{% endblock %}", "{% block main %}{% endblock %}")
    out = {
        "pelicanconf.py": PELICAN_SETTINGS,
        "authors.json": json.dumps({author.name: author.biography for author in _authors(articles)}),
        "theme/static/style.css": STYLE,
        f"{theme}/base.html": base.replace("/style.css", "/theme/style.css"),
        f"{theme}/article.html": child("{{ article.title }}", PELICAN_ARTICLE),
        f"{theme}/author.html": child("{{ author }}", PELICAN_AUTHOR),
        f"{theme}/index.html": child("{{ SITENAME }}", PELICAN_HOME),
    }
    out |= {f"{theme}/{name}.html": '{% extends "base.html" %}\n' for name in PELICAN_UNUSED}
    for article in articles:
        names = "; ".join(author.name for author in article.authors)
        out[f"content/articles/{article.id}.md"] = (
            f"Title: {article.title}\nDate: {article.date}\nSlug: {article.id}\nAuthors: {names}\n"
            f"Abstract: {article.summary}\n\n{article.text}"
        )
    return out


# ——— Eleventy ———

ELEVENTY_SETTINGS = """\
import markdown from "markdown-it";
import footnote from "markdown-it-footnote";

export default function (config) {
  const plain = markdown({ typographer: true });
  config.amendLibrary("md", own => own.use(footnote).set({ typographer: true }));
  config.addFilter("markdown", text => plain.render(text));
  config.addPassthroughCopy({ "static": "." });
  const articles = api => api.getFilteredByGlob("content/articles/*.md");
  config.addCollection("everything", articles);
  config.addCollection("writings", api => {
    const out = {};
    for (const article of articles(api)) for (const id of article.data.authors) (out[id] ??= []).push(article);
    return out;
  });
  return { dir: { input: "content", includes: "../layouts", data: "../data", output: "_site" },
    markdownTemplateEngine: false };
}
"""
ELEVENTY_ARTICLE = """\
<article><h1>{{ title }}</h1><p>{{ page.date.toISOString().slice(0, 10) }}</p>
<p>{% for id in authors %}<a href="/authors/{{ id }}/">{{ people[id].name }}</a> {% endfor %}</p>
{{ content | safe }}
<section><h2>About the authors</h2>
{% for id in authors %}<div>{{ people[id].biography | markdown | safe }}</div>{% endfor %}</section></article>"""
ELEVENTY_AUTHOR = """\
---
pagination: {data: people, size: 1, alias: id}
permalink: "/authors/{{ id }}/"
layout: base.njk
eleventyComputed: {title: "{{ people[id].name }}"}
---
<h1>{{ people[id].name }}</h1>{{ people[id].biography | markdown | safe }}<ul>
{% for article in collections.writings[id] %}<li><a href="{{ article.url }}">{{ article.data.title }}</a></li>
{% endfor %}</ul>
"""
ELEVENTY_HOME = """\
---
title: Journal
layout: base.njk
---
<ul>{% for article in collections.everything %}<li><a href="{{ article.url }}">{{ article.data.title }}</a>
{% for id in article.data.authors %}{{ people[id].name }} {% endfor %}<p>{{ article.data.summary }}</p></li>
{% endfor %}</ul>
"""


def _eleventy(articles: list[Article]) -> Files:
    people = {author.id: {"name": author.name, "biography": author.biography} for author in _authors(articles)}
    out = {
        "eleventy.config.mjs": ELEVENTY_SETTINGS,
        "data/people.json": json.dumps(people, ensure_ascii=False),
        "layouts/base.njk": _page("{{ title }}", "{{ content | safe }}"),
        "layouts/article.njk": f"---\nlayout: base.njk\n---\n{ELEVENTY_ARTICLE}\n",
        "content/author.njk": ELEVENTY_AUTHOR,
        "content/index.njk": ELEVENTY_HOME,
        "static/style.css": STYLE,
    }
    more = "layout: article.njk\n"
    return out | {f"content/articles/{article.id}.md": _front(article, more) + article.text for article in articles}


_ARTICLE = "content/articles/{}/text.md", "content/articles/{}/article.yaml", "articles/{}.html"
_ONE = "content/articles/{}.md", "content/articles/{}.md", "articles/{}/"

FORMATS = {
    "edition": Format(_edition, *_ARTICLE, "templates/article.html"),
    "edition-pages": Format(_pages_only, *_ARTICLE, "templates/article.html"),
    "hugo": Format(_hugo, *_ONE, "layouts/_default/single.html"),
    "mkdocs": Format(_mkdocs, "docs/articles/{}.md", "docs/articles/{}.md", "articles/{}/"),
    "pelican": Format(_pelican, *_ONE),
    "eleventy": Format(_eleventy, *_ONE, "layouts/article.njk"),
}
