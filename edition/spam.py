"""The judge of readers' comments: a verdict, a score, and the reasons in words.

A comment's log-odds are a sum: of the named signals of `spam_signals`, of how its words are spelled and which of its
turns were met in spam (`spam_wording`), each times what was learned (`spam_weights`); of what the signals say together
(`spam_trees`); and, where they are known, of its place and date against the article's, its author's name and its likes
across the collection, times what is set here by hand. So every score can be taken apart again, and its largest parts
are its reasons. A real reader wrongly silenced is the worse error: the learned threshold allows for that, and what is
set by hand cannot condemn alone.
"""

from __future__ import annotations

import math
from base64 import b64decode
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from edition import spam_weights
from edition.dates import parts
from edition.model import Verdict
from edition.spam_lexicon import TRADES, VOICES
from edition.spam_signals import content_words, folded_words, has_link, phrases, signals, trimmed
from edition.spam_trees import Trees, opinion, planted
from edition.spam_wording import PAIRS, TURNS, chunks, first_place, pairs, spelling_places, turn_places, turns


def judge(
    text: str, *, context: str = "", published: str = "", date: str = "", author: str = "", others: Sequence[str] = ()
) -> Verdict:
    """The verdict on a comment. `context` is the article's text, `published` and `date` are EDTF, `others` the
    collection's other comments (without this one); what is not known is left out. Never raises; a comment without
    words is not spam."""
    plain = trimmed(text)
    measures, found, words = signals(plain)
    if not words and not measures:
        return Verdict(False, 0.0)
    weighed: defaultdict[str, float] = defaultdict(float)
    for name, value in measures.items():
        weighed[_reason(name)] += spam_weights.SIGNALS.get(name, 0.0) * value
    weighed["together"] += opinion(_tables()[3], spam_weights.TREE_SIGNALS, measures)
    met, paired = _met(turns(words), _tables()[1], TURNS), _met(pairs(words), _tables()[2], PAIRS)
    weighed["turns"] += spam_weights.TURN * _many(met) + spam_weights.PAIR * _many(paired)
    spelled = {chunk: _spelled(chunk) for chunk in chunks(plain)}
    norm = max(len(spelled), 4) ** 0.5 * 4
    weighed["spelling"] += sum(spelled.values()) / norm
    heard = {f"trade {name}" if name in TRADES else name: entries for name, entries in found.items()}
    said = {"turns": met or paired, "spelling": sorted(spelled, key=lambda c: (-spelled[c], c))[:3], **heard}
    for reason, weight, words_for_it in _circumstances(text, context, published, date, author, others):
        weighed[reason] += weight
        said[reason] = [words_for_it]
    odds = spam_weights.BIAS + sum(weighed.values())
    score = 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
    is_spam = odds > 0
    trades = sorted((name for name in TRADES if name in found), key=lambda name: (-len(found[name]), name))
    if trades:  # what any trade weighs is said of the trade most spoken of
        weighed[f"trade {trades[0]}"] += weighed.pop("trade", 0.0)
    strongest = sorted(weighed.items(), key=lambda part: (-part[1], part[0]) if is_spam else (part[1], part[0]))
    strongest.sort(key=lambda part: part[0] == "together")  # it says the least, so it is said last
    reasons = [
        _in_words(reason, said.get(reason, []))
        for reason, weight in strongest[:8]
        if (weight > 0.25 if is_spam else weight < -0.4 and reason in _KEPT)
    ]
    if is_spam and not reasons:
        reasons = ["many small signs of advertising, none of them strong"]
    return Verdict(is_spam, round(score, 4), tuple(reasons))


# ——— what was learned ———


@cache
def _tables() -> tuple[tuple[int, ...], bytes, bytes, Trees]:
    spellings = tuple([b - 256 if b > 127 else b for b in b64decode(spam_weights.SPELLINGS)])
    trees = planted(b64decode(spam_weights.TREES), spam_weights.ROOTS)
    return spellings, b64decode(spam_weights.TURNS), b64decode(spam_weights.PAIRS), trees


@lru_cache(maxsize=1 << 15)
def _spelled(chunk: str) -> float:
    """How much the spelling of one stretch speaks for spam."""
    table = _tables()[0]
    return sum([table[place] for place in spelling_places(chunk)]) * spam_weights.SPELLING_UNIT


def _met(said: tuple[str, ...], bits: bytes, size: int) -> list[str]:
    """Which of these turns were met in spam and in no reader's comment."""
    met = []
    for turn in said:
        first = first_place(turn, size)
        if bits[first >> 3] >> (first & 7) & 1 and all(bits[p >> 3] >> (p & 7) & 1 for p in turn_places(turn, size)):
            met.append(turn)
    return met


def _many(met: list[str]) -> float:
    return min(math.log2(1 + len(met)), 8.0) / 2


# ——— place and date, author, repetition ———


def _circumstances(
    text: str, context: str, published: str, date: str, author: str, others: Sequence[str]
) -> list[tuple[str, float, str]]:
    out = []
    if context and (own := content_words(text)):
        theirs = _context_words(context)
        share = len(own & theirs) / len(own)
        if share:
            out.append(("article's words", -2.0 * min(share, 0.5), ""))
        elif len(own) >= 4:
            # A short context may share no word with anybody.
            out.append(("no word of the article", 0.5 * min(len(theirs) / 200, 1.0), ""))
    months = _months(published, date)
    if months > 12:
        out.append(("long after", 0.3 if months <= 24 else 0.45, _after(months)))
    if author and (has_link(author) or sum(name in TRADES or name in VOICES for name, _ in phrases(author)) >= 2):
        out.append(("author", 1.0, " ".join(author.split())[:60]))
    if others and (mine := _shape(text)):
        times = sum(_alike(mine, _shape(other)) for other in others)
        if times:
            # One twin may be an impatient reader's double click.
            out.append(("repeated", 0.3 if times == 1 else 1.2, "once" if times == 1 else f"{times} times"))
    return out


@lru_cache(maxsize=64)
def _context_words(context: str) -> frozenset[str]:
    return frozenset(w[:7] for w in folded_words(context) if len(w) >= 5 and not w.isdigit())


def _months(published: str, date: str) -> int:
    """Whole months that surely lie between the two dates; 0 where they are not known or not in that order."""
    match parts(published), parts(date):
        case (y, m, *_), (year, month, *_):
            return max((year - y) * 12 + month - m, 0)
        case (y, *_), (year, *_):
            return max((year - y - 1) * 12, 0)
        case _:
            return 0


def _after(months: int) -> str:
    return f"{months} months" if months < 48 else f"{months // 12} years"


@lru_cache(maxsize=1 << 12)
def _shape(text: str) -> frozenset[str]:
    """The turns of a comment of some length; short ones are said by many."""
    words = [word for word in folded_words(trimmed(text)) if not word.isdigit()]
    return frozenset(turns(words)) if len(words) >= 8 else frozenset()


def _alike(mine: frozenset[str], other: frozenset[str]) -> bool:
    return bool(other) and len(mine & other) * 2 > min(len(mine), len(other))


# ——— reasons ———

_OF = {
    "trades": "trade", "trades dense": "trade", "trades strongest": "trade", "trade and link": "trade",
    "sells": "trade", "trade in a link": "trade in a link", "selling": "selling", "price": "selling",
    "selling dense": "selling", "we offer dense": "we offer", "offers services": "we offer", "business": "we offer",
    "business dense": "we offer", "telephone": "reach us", "reach us dense": "reach us", "mail address": "reach us",
    "go there dense": "go there", "follow me dense": "follow me", "wants something": "wants something",
    "voice and link": "wants something", "praise": "praise", "praise dense": "praise", "the site": "praise",
    "the site dense": "praise", "praises the site": "praise", "says nothing of its own": "praise",
    "flatters all ways": "praise", "hollow": "praise", "praise and link": "praise", "padding": "praise",
    "padding dense": "praise", "coming back": "coming back", "coming back dense": "coming back",
    "shop talk": "shop talk", "shop talk dense": "shop talk", "stock": "stock", "stock dense": "stock",
    "stock several": "stock", "heading": "heading", "heading sells": "heading", "heading in small letters": "heading",
    "heading is a link": "heading", "link elsewhere": "link", "link elsewhere once": "link", "links several": "links",
    "links many hosts": "links", "link share": "links", "link alone": "link alone", "link at the start": "link",
    "link at the end": "link at the end", "link on a last line": "link at the end",
    "link in a part of its own": "link at the end", "short and linked": "link at the end",
    "link to a home page": "link to a home page", "link glued to a word": "anchor", "anchor": "anchor",
    "anchor names the host": "anchor", "link in markup": "link in markup",
    "link to social media": "link to social media", "link to a video": "link", "link hyphens": "odd address",
    "link digits": "odd address", "link gibberish": "odd address", "link mixed case": "odd address",
    "link deep": "odd address", "link to free or cheap hosting": "odd address", "text beside links": "link",
    "link mailed": "link", "anchor is an address": "reference", "link to a place of reference": "reference",
    "links to reference alone": "reference", "listening": "listening", "listening dense": "listening",
    "quotes": "listening", "reply": "listening", "question": "listening", "several signs": "several",
    "many signs": "several", "trackback": "trackback", "spintax": "spintax", "listed": "heading",
    "wonder and a way": "testimony", "offer and a way": "pitch", "offer and promises": "pitch",
    "parts of a pitch": "pitch", "praise and an offer": "praise before a pitch",
    "praise and my page": "praise before a pitch", "messenger": "reach us", "year long past": "long past",
    "mojibake": "broken letters", "mixed scripts": "broken letters", "nonsense": "nonsense", "consonants": "nonsense",
    "opens with a code": "nonsense", "broken lines": "layout", "split names": "layout", "space before stops": "layout",
    "no space after stops": "layout", "exclamations": "shouting", "capitals": "shouting", "hashtags": "follow me",
}  # fmt: skip


def _reason(signal: str) -> str:
    """The reason a signal belongs to; each trade is a reason of its own."""
    return signal if signal.startswith("trade ") and signal[6:] in TRADES else _OF.get(signal, "other")


_WORDS = {
    "trade": "speaks of things that are sold",
    "trade in a link": "links to an address with a trade in its name",
    "selling": "a sales voice",
    "we offer": "offers services",
    "reach us": "asks to be called, written to or visited",
    "testimony": "tells of a wonder or a gain, and how to reach whoever worked it",
    "pitch": "offers, promises and says how to be reached, as advertisements do",
    "praise before a pitch": "praise, and then an advertisement",
    "go there": "sends readers to another place",
    "follow me": "asks for followers, shares or money",
    "wants something": "wants something of the reader",
    "praise": "praise that could stand under anything",
    "coming back": "promises to bookmark, share or come back, as stock comments do",
    "shop talk": "talks of the site's making, not of the article",
    "stock": "turns of stock comments",
    "turns": "turns met before in spam",
    "spelling": "words spelled and put together like spam's",
    "heading": "opens with a line like an advertisement's title",
    "link": "links elsewhere",
    "links": "mostly or many links",
    "link alone": "a link and hardly a word",
    "link at the end": "ends in a link",
    "link to a home page": "links to a home page, not to a source",
    "anchor": "words with a link glued in",
    "link in markup": "links in raw markup",
    "link to social media": "links to a profile or a collection of money",
    "odd address": "links to an odd address",
    "several": "several signs together",
    "together": "signs that together mostly stand in spam",
    "trackback": "torn quotations, as automatic trackbacks have",
    "spintax": "a template with alternatives left in",
    "broken letters": "letters of several scripts, or broken ones, inside words",
    "nonsense": "random letters",
    "layout": "laid out or spaced as by a machine",
    "shouting": "shouts",
    "other": "its manner of writing",
    "long past": "speaks of years long past",
    "listening": "argues, asks or answers, as readers do",
    "reference": "links to a place of reference",
    "article's words": "speaks of what the article speaks of",
    "no word of the article": "shares no word with the article",
    "long after": "posted {} after the article",
    "author": "signed with an advertisement ({})",
    "repeated": "stands {} more in the collection",
}
_KEPT = ("listening", "reference", "long past", "article's words")
_QUOTED = {
    "selling", "we offer", "reach us", "go there", "follow me", "coming back", "shop talk", "stock", "turns",
    "spelling", "testimony", "pitch", "praise before a pitch",
}  # fmt: skip


def _in_words(reason: str, found: list[str]) -> str:
    if reason in ("long after", "author", "repeated"):
        return _WORDS[reason].format(found[0])
    if reason.startswith("trade ") and reason[6:] in TRADES:
        return f"sells or advertises: {reason[6:]} ({_list(found)})" if found else f"advertises: {reason[6:]}"
    said = _WORDS[reason]
    return f"{said} ({_list(found)})" if found and reason in _QUOTED else said


def _list(found: list[str]) -> str:
    return ", ".join(list(dict.fromkeys(found))[:3])
