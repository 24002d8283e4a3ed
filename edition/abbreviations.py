"""Abbreviations an article explains itself: "Organization of American States (OAS)"."""

from __future__ import annotations

import re

from edition.model import Article
from edition.text import block_inlines, blocks, folded, plain

_DEFINED = re.compile(r"\(([A-Z][A-Za-z&.-]{0,9}[A-Z])(?:s?)\)")
_WORD = re.compile(r"[^\W_][\w'’.-]*")


def abbreviations(article: Article) -> dict[str, str]:
    """Each abbreviation with what it stands for, by the article's own words, in order of length, longest first.

    The long form is found as Schwartz and Hearst do ("A simple algorithm for identifying abbreviation definitions in
    biomedical text", 2003): read from the right, every letter of the short form stands in it in order, and the first
    begins a word with a capital. One that is explained in two ways is left alone.
    """
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for block in blocks(article.body):
        text = " ".join([plain(run) for run in block_inlines(block)])
        # There is no white space in a definition: most blocks need not be folded.
        for definition in _DEFINED.finditer(text := folded(text)) if _DEFINED.search(text) else ():
            short = definition[1]
            long = long_form(short, text[: definition.start()].rstrip())
            if long and found.setdefault(short, long) != long:
                doubtful.add(short)
    return {short: found[short] for short in sorted(found, key=lambda s: (-len(s), s)) if short not in doubtful}


def long_form(short: str, before: str) -> str:
    """The words at the end of `before` that the abbreviation stands for; "" where none fit."""
    letters = [c.lower() for c in short if c.isalnum()]
    words = list(_WORD.finditer(before))[-min(len(letters) + 5, len(letters) * 2) :]
    if not letters or not words:
        return ""
    start, text = words[0].start(), before[words[0].start() :]
    if re.search(r"[.;:!?]\s|[()\[\]“”\"]", text):  # a long form does not run over a sentence's end
        start += max(m.end() for m in re.finditer(r"[.;:!?]\s|[()\[\]“”\"]", text))
        text = before[start:]
    at = len(text) - 1
    for n in range(len(letters) - 1, -1, -1):
        while at >= 0 and (text[at].lower() != letters[n] or (n == 0 and not _begins(text, at))):
            at -= 1
        if at < 0:
            return ""
        at -= 1
    long = folded(text[at + 1 :]).lstrip("-–—’' ")
    initials = sum(1 for word in _WORD.findall(long) if word[0].isupper())
    # The words of a name: most of the letters begin one, and the short form is no part of it.
    fits = len(long) > len(short) + 2 and initials >= max(2, len(letters) - 2) and short not in long
    return long if fits else ""


def _begins(text: str, at: int) -> bool:
    """Whether a word begins there, with a capital."""
    return not text[at].islower() and not text[at - 1 : at].isalnum()
