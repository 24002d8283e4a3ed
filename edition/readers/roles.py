"""What an element is, by its tag, its role and the words of its class and id, in several languages.

The answer is one of the words of `Line.within`. What the words mean was gathered from the conventions of publishing
systems (HTML5, ARIA, DPUB-ARIA, EPUB, microdata, WordPress, Drupal, MediaWiki, OJS, Lodel), not from single pages.
"""

from __future__ import annotations

import re
from itertools import pairwise

from edition.readers.tree import Element, phrases_in, words_in

# ——— by role and type: what the author said in a standard's words ———

_ROLES = {
    "navigation": "chrome", "banner": "header", "contentinfo": "chrome", "search": "chrome", "dialog": "chrome",
    "alertdialog": "chrome", "alert": "chrome", "menu": "chrome", "menubar": "chrome", "toolbar": "chrome",
    "tablist": "chrome", "tooltip": "chrome", "button": "chrome", "doc-toc": "chrome", "doc-pagebreak": "chrome",
    "doc-pagelist": "chrome", "complementary": "aside", "doc-abstract": "abstract", "doc-bibliography": "bibliography",
    "doc-endnotes": "notes", "doc-footnote": "note", "doc-endnote": "note", "doc-epigraph": "epigraph",
    "doc-pullquote": "aside", "doc-subtitle": "subtitle", "doc-credit": "byline", "main": "main", "article": "article",
}  # fmt: skip
_TYPES = {
    "footnote": "note", "endnote": "note", "rearnote": "note", "footnotes": "notes", "endnotes": "notes",
    "rearnotes": "notes", "bibliography": "bibliography", "toc": "chrome", "pagebreak": "chrome", "page-list": "chrome",
    "epigraph": "epigraph", "subtitle": "subtitle", "abstract": "abstract", "pullquote": "aside",
}  # fmt: skip
_ITEMPROPS = {
    "headline": "title", "author": "byline", "creator": "byline", "datepublished": "dateline", "comment": "comment",
    "abstract": "abstract", "articlebody": "main", "breadcrumb": "chrome", "citation": "bibliography",
}  # fmt: skip
_TAGS = {
    "nav": "chrome", "form": "form", "aside": "aside", "header": "header", "footer": "footer", "figure": "figure",
    "blockquote": "blockquote", "article": "article", "main": "main", "address": "byline", "time": "dateline",
    "button": "chrome", "select": "chrome", "menu": "chrome", "dialog": "chrome", "audio": "chrome",
    "video": "chrome", "canvas": "chrome", "object": "chrome", "iframe": "chrome", "datalist": "chrome",
    "textarea": "chrome", "input": "chrome", "noframes": "chrome", "svg": "chrome",
}  # fmt: skip

# ——— by the words of class and id: a word alone, or two that stand together ———

_CHROME = words_in(
    "nav navbar navigation menu submenu breadcrumb breadcrumbs share sharing sharebar social socials sharedaddy "
    "addthis addtoany cookie cookies consent gdpr related relatedposts recommended recommendations trending promo "
    "promotion advert advertisement advertising ads adsense adslot sponsor sponsored newsletter subscribe "
    "subscription signup signin login paywall pagination pager pagenav prevnext toolbar toolbox tooltip popup popover "
    "modal lightbox overlay skip skiplink noprint masthead-nav editsection jump toc tableofcontents tableofcontent "
    "tags tagcloud taglist categories catlinks sitemap searchform searchbox widget widgets sidebar rail donate "
    "donation copylink pagenum pageno pagenumber pagebreak paranumber printfooter outbrain taboola disqus "
    "screenreader sr visuallyhidden whatlinkshere altmetric metrics downloads backtotop totop navbox sistersitebox "
    "ambox fil ariane"
)
_CHROME_PAIRS = phrases_in(
    "read more|see also links|site header|site footer|site nav|page header|page footer|global header|global footer|"
    "back top|to top|go top|post nav|post navigation|post tags|entry meta links|article tools|article actions|"
    "article share|skip link|skip to|page num|page number|para number|paragraph number|num para|in page|cookie notice|"
    "most read|most popular|more stories|you may|up next|next post|previous post|print only|screen reader|sr only|"
    "visually hidden|assistive text|edit section|table contents|widget area|side bar|search form|search box|"
    "log in|sign in|sign up|call action|ad slot|ad unit|ad container|advert container|social media|entry footer|"
    "post footer|article footer|how cite|citation tools|export citation|comment form|comment respond|respond form|"
    "comment reply|jump nav|jump to|site sub|site notice|link list links|language switcher|lang switcher|"
    "mw panel|mw navigation|mw head|p personal|p search|interlanguage link"
)
_NOTES = words_in(
    "footnotes endnotes notes footnoteslist endnoteslist fns fngroup notas noten fussnoten fußnoten anmerkungen "
    "endnoten notesbaspage reflist noteslist notescontainer"
)
_NOTES_PAIRS = phrases_in(
    "footnotes list|footnote list|fn group|fn list|note list|notes list|foot notes|end notes|notes section|"
    "section notes|notas rodapé|note bas|notes bas|list footnote|footnote group|references footnotes"
)
_BIBLIOGRAPHY = words_in(
    "bibliography biblio bibliographie bibliografia bibliografía literaturverzeichnis references referencias "
    "referências refs reflists citations workscited furtherreading listofreferences"
)
_BIBLIOGRAPHY_PAIRS = phrases_in("ref list|works cited|further reading|reference list|references list|back ref")
_BIOGRAPHY = words_in(
    "bio bios biography biographies biographical authorbio authorbox aboutauthor authordescription tutors biografia "
    "contributorbio aboutauthors vita"
)
_BIOGRAPHY_PAIRS = phrases_in(
    "author bio|author box|author info|about author|about the|author description|author profile|author card|"
    "contributor bio|authors bio|author biography|author note|post author box|author details|notice auteur|"
    "sobre autor|author blurb"
)
_ABSTRACT = words_in("abstract abstracts resumo resumen resume résumé résumés zusammenfassung riassunto sommario")
_COMMENTS = words_in("comments commentlist commentslist comentarios comentários commentaires kommentare commenti")
_COMMENTS_PAIRS = phrases_in("comment list|comments area|comments section|comment thread|comments list")
_BYLINE = words_in(
    "byline bylines author authors autor autores auteur auteurs autore autori verfasser contribgroup creator creators "
    "writer writers authorname contributors"
)
_BYLINE_PAIRS = phrases_in("contrib group|author name|by line|author list|article author|post author|entry author")
_DATELINE = words_in(
    "date dateline pubdate published timestamp datetime postdate entrydate datepublished publishdate pubtime"
)
_DATELINE_PAIRS = phrases_in("pub date|post date|entry date|publish date|publication date|posted on|date published|"
                            "published date|edition meta")  # fmt: skip
_TITLE_PAIRS = phrases_in(
    "entry title|article title|post title|story title|page title|first heading|content title|main title|"
    "article headline|story headline|doc title|head line|mso title"
)
_SUBTITLE_PAIRS = phrases_in("sub title|article subtitle|entry subtitle|sous titre|mso subtitle")
_SUBTITLE = frozenset({"subtitle", "standfirst", "dek", "deck", "strapline", "subheadline", "subhed", "kicker-sub"})
_ASIDE_PAIRS = phrases_in("pull quote|pull left|pull right|quote pull|blockquote pull|side note|side box|info box")
_ASIDE = words_in("pullquote pullquotes infobox hatnote callout sidebox")
_EPIGRAPH = words_in("epigraph epigraphe épigraphe epigrafe epígrafe motto")
_VERSE = words_in("verse poem poetry stanza linegroup lg")
_NOTE_PAIRS = phrases_in("side note|margin note|foot note|inline note|fn content|note body|footnote content")
_NOTE = words_in("sidenote marginnote footnote endnote fnote rodape ftn edn")

_PLAIN_BLOCKS = words_in("p li td th dd dt h1 h2 h3 h4 h5 h6 pre figcaption caption")
_HEADING = re.compile(r"h[1-6]")


def sort_of(element: Element) -> str:
    """What the element is, in one of the words of `Line.within`; "" where nothing says."""
    if element.sort:
        return element.sort
    said = element.get("role").lower().split()
    for role in said:
        if role in _ROLES:
            return _ROLES[role]
    for kind in element.get("epub:type").lower().split():
        if kind in _TYPES:
            return _TYPES[kind]
    if (prop := element.get("itemprop").lower()) in _ITEMPROPS and element.tag not in {"meta", "link"}:
        return _ITEMPROPS[prop]
    if element.get("itemtype").endswith("/Comment"):
        return "comment"
    if "author" in element.get("rel").lower().split():
        return "byline"
    by_words = _by_words(element)
    if by_words:
        return by_words
    return _TAGS.get(element.tag, "")


def _by_words(element: Element) -> str:
    if element.tag in {"html", "body"}:
        return ""
    words = element.words() if _names_itself(element) else element.said_words()
    if not words:
        return ""
    alone = frozenset(words)
    pairs = {f"{one} {two}" for one, two in pairwise(words)}
    inline = element.tag in {"span", "a", "sup", "small", "i", "em", "b", "strong", "font", "cite", "q", "label"}
    if _HEADING.fullmatch(element.tag):
        if pairs & _TITLE_PAIRS or "headline" in alone:
            return "title"
        return "subtitle" if pairs & _SUBTITLE_PAIRS or alone & _SUBTITLE else ""
    if _is_comment(element, alone):
        return "comment"
    for name, single, double in _ORDER:
        if alone & single or pairs & double:
            if inline and name in _BLOCKS_ONLY:
                continue
            return name
    return ""


def _names_itself(element: Element) -> bool:
    """Whether the id says what the element is, not which words its heading has."""
    if element.tag not in {
        "div",
        "aside",
        "ul",
        "ol",
        "table",
        "form",
        "td",
        "header",
        "footer",
        "nav",
        "section",
        "dl",
    }:
        return False
    own = _WORDS.findall(element.get("id").lower().replace("_", "-"))
    for inner in element.elements():
        if _HEADING.fullmatch(inner.tag):
            return not own or _WORDS.findall(inner.text().lower())[: len(own)] != own
    return element.tag != "section" or len(own) < 3


_WORDS = re.compile(r"[^\W_]+")
_BLOCKS_ONLY = frozenset({"notes", "bibliography", "comments", "abstract", "epigraph", "biography", "verse"})
_NONE: frozenset[str] = frozenset()
_ORDER = (
    ("notes", _NOTES, _NOTES_PAIRS),
    ("note", _NOTE, _NOTE_PAIRS),
    ("biography", _BIOGRAPHY, _BIOGRAPHY_PAIRS),
    ("chrome", _CHROME, _CHROME_PAIRS),
    ("licence", words_in("license licence licenses licencia licença lizenz documentlicense rights cc"), _NONE),
    ("comments", _COMMENTS, _COMMENTS_PAIRS),
    ("bibliography", _BIBLIOGRAPHY, _BIBLIOGRAPHY_PAIRS),
    ("abstract", _ABSTRACT, _NONE),
    ("epigraph", _EPIGRAPH, _NONE),
    ("verse", _VERSE, _NONE),
    ("aside", _ASIDE, _ASIDE_PAIRS),
    ("subtitle", _SUBTITLE, _SUBTITLE_PAIRS),
    ("title", _NONE, _TITLE_PAIRS),
    ("byline", _BYLINE, _BYLINE_PAIRS),
    ("dateline", _DATELINE, _DATELINE_PAIRS),
    (
        "main",
        _NONE,
        phrases_in("article body|entry content|post content|article content|post body|story body"),
    ),
    ("figure", _NONE, phrases_in("wp caption|figure wrap|image caption|thumb caption")),
)


def _is_comment(element: Element, alone: frozenset[str]) -> bool:
    """One comment: an element with the word `comment` that is a list item, an article, or has an id of its own."""
    if "comment" not in alone or alone & {"form", "respond", "reply", "count", "link", "textarea"}:
        return False
    digits = any(word.isdigit() for word in element.words())
    return element.tag in {"li", "article"} or (element.tag in {"div", "section", "dd", "tr"} and digits)
