"""What can be measured of a comment alone: its links, its layout, its spelling, its voice, its vocabulary.

`signals` gives every measure by name; a measure is 0 where there is nothing to see and seldom above 3. The names are
those of the learned weights; what they mean in words stands in `spam`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from edition.spam_lexicon import FLATTERY, LISTENERS, TRADES, UNSPACED, VOICES
from edition.spam_pitch import PARTS, UNSPACED_PARTS, pitched
from edition.spam_stock import COMMON, STOCK

LONGEST = 12_000
"""No reader's comment needs more characters to be judged; of a longer one head and tail are looked at."""

MEANT_WELL = frozenset((
    "anchor is an address", "code", "exclamations", "hollow", "link to a place of reference", "link to a video",
    "links to reference alone", "listening", "listening dense", "no capitals", "no space after stops", "question",
    "quotes", "reply", "says something", "short", "shortened words", "signs", "smile", "speaks of I", "very short",
    "year long past",
))  # fmt: skip
"""The measures that speak for a reader; all others speak for spam or not at all."""

_URL = re.compile(
    r"(?:https?|ftp)://[^\s<>\"'\])]*|\bwww\.[^\s<>\"'\])]+"
    r"|(?<![\w@.])[a-z0-9][a-z0-9-]{1,62}(?:\.[a-z0-9-]{1,62}){0,3}"
    r"\.(?:com|net|org|info|biz|ru|ua|co\.uk|us|de|fr|it|es|br|pl|cn|in|tk|xyz|top|site|online|club|shop|store|io|me|co|tv|pw|vn)"
    r"\b(?:/[^\s<>\"'\])]*)?",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:(?:https?|ftp)://)?(?:www\.)?([^/?#:\s]+)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W_]+")


def trimmed(text: str) -> str:
    """The text as it is judged: head and tail of a long one, compatibility forms made plain."""
    if len(text) > LONGEST:
        text = text[: LONGEST * 3 // 4] + "\n" + text[-LONGEST // 4 :]
    return unicodedata.normalize("NFKC", text.replace("\x00", " "))[: 2 * LONGEST]


def folded_words(text: str) -> list[str]:
    """The words of a text in lower case and without accents, in order; digits are words too."""
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(c for c in plain if not "\u0300" <= c <= "\u036f") if not plain.isascii() else plain
    return _TOKEN.findall(plain)


def content_words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about: five letters or more, cut to seven for their endings."""
    return frozenset(w[:7] for w in folded_words(_URL.sub(" ", trimmed(text))) if len(w) >= 5 and not w.isdigit())


class _Phrases:
    """Lists of words and phrases, made ready for finding them in a run of words."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        self.whole: dict[str, tuple[str, ...]] = {}
        self.stems: dict[str, tuple[str, ...]] = {}
        self.lengths: dict[str, tuple[int, ...]] = {}  # of the phrases that begin with a word, longest first
        self.open: set[str] = set()  # words that begin a phrase with an open end
        self.known: dict[str, tuple[str, ...]] = {}
        for name, entries in lists.items():
            for raw in entries.split(","):
                words = folded_words(raw)
                entry = " ".join(words)
                where = self.stems if raw.rstrip().endswith("*") else self.whole
                if entry and name not in where.get(entry, ()):
                    where[entry] = (*where.get(entry, ()), name)
                    if len(words) > 1:
                        if where is self.stems:
                            self.open.add(words[0])
                        before = self.lengths.get(words[0], ())
                        self.lengths[words[0]] = tuple(sorted({*before, len(words)}, reverse=True))
        self.reach = tuple(sorted({len(stem) for stem in self.stems}, reverse=True))

    def found(self, words: list[str]) -> Iterator[tuple[str, str]]:
        """Every list's name and what of it stands in the words; of a list only what does not overlap, longest first."""
        free: dict[str, int] = {}
        end = len(words)
        for at, word in enumerate(words):
            look = self.lists if word in self.open else self.closed
            for length in self.lengths.get(word, ()):
                if at + length <= end and (names := look(phrase := " ".join(words[at : at + length]))):
                    for name in names:
                        if free.get(name, 0) <= at:
                            free[name] = at + length
                            yield name, phrase
            for name in self.of_word(word):
                if free.get(name, 0) <= at:
                    yield name, word

    def of_word(self, word: str) -> tuple[str, ...]:
        """As `lists`, remembering common words."""
        names = self.known.get(word)
        if names is None:
            names = self.lists(word)
            if len(self.known) < 50_000:
                self.known[word] = names
        return names

    def closed(self, entry: str) -> tuple[str, ...]:
        return self.whole.get(entry, ())

    def lists(self, entry: str) -> tuple[str, ...]:
        """The names of the lists that hold this word or phrase, or its beginning."""
        names = self.whole.get(entry, ())
        for length in self.reach:
            if length <= len(entry) and (stems := self.stems.get(entry[:length])):
                return names + tuple(name for name in stems if name not in names)
        return names


@cache
def _lists() -> tuple[_Phrases, tuple[tuple[str, re.Pattern[str]], ...], frozenset[str]]:
    glued = {**UNSPACED, **UNSPACED_PARTS}.items()
    unspaced = tuple((name, re.compile("|".join(map(re.escape, entries)))) for name, entries in glued)
    spoken = _Phrases({**TRADES, **VOICES, **FLATTERY, **PARTS, "stock": STOCK, "listening": LISTENERS})
    hollow = ", ".join((COMMON, *FLATTERY.values()))
    return spoken, unspaced, frozenset(word for raw in hollow.split(",") for word in folded_words(raw))


@cache
def _entries(kind: str) -> tuple[str, ...]:
    """The single words of a trade, for finding them glued together in a host's name."""
    return tuple(e for raw in TRADES[kind].split(",") if " " not in (e := raw.strip(" *\n")) and len(e) > 4)


def signals(text: str) -> tuple[dict[str, float], dict[str, list[str]], list[str]]:
    """The measures of a comment, by name; what was found of each list, in order; and the words outside its links."""
    text = trimmed(text)
    measures: dict[str, float] = {}
    urls = list(_URL.finditer(text))
    prose = _URL.sub(" ", text)
    words = folded_words(prose)
    found = _heard(text, words)
    measures.update(_of_links(text, urls, prose, words))
    measures.update(_of_layout(text, prose, words, bool(urls)))
    measures.update(_of_spelling(prose, words))
    measures.update(_of_voice(found, words, bool(urls)))
    pitch, quotes = pitched(prose, found, sum(len(found[name]) for name in TRADES if name in found), len(words))
    measures.update(pitch)
    found.update(quotes)
    families = sum(any(measures.get(name) for name in family) for family in _FAMILIES)
    measures["several signs"] = _level(max(families - 1, 0))
    measures["many signs"] = max(families - 2, 0) / 2
    return {name: value for name, value in measures.items() if value}, found, words


_FAMILIES = (
    ("link elsewhere", "link to social media", "link in markup"),
    ("trades",),
    ("sells", "offers services", "price", "selling dense"),
    ("go there", "reach us", "telephone", "mail address"),
    ("follow me dense",),
    ("praises the site", "stock"),
    ("heading", "trackback", "spintax", "listed"),
    ("mojibake", "mixed scripts", "nonsense", "link mixed case", "link gibberish", "broken lines", "opens with a code"),
)
"""Kinds of sign; one alone means little, several together much."""


def has_link(text: str) -> bool:
    """Whether there is an address in the text."""
    return bool(_URL.search(trimmed(text)))


def phrases(text: str) -> list[tuple[str, str]]:
    """What of the lists stands in a text: the list's name, the word or phrase."""
    return list(_lists()[0].found(folded_words(trimmed(text))))


def _level(count: float) -> float:
    return min(math.log2(1 + count), 4.0) / 2


# ——— what it says ———


def _heard(text: str, words: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    spoken, unspaced, _ = _lists()
    for name, entry in spoken.found(words):
        found.setdefault(name, []).append(entry)
    if not text.isascii():
        for name, pattern in unspaced:
            for hit in pattern.findall(text):
                found.setdefault(name, []).append(hit)
    return found


def _of_voice(found: dict[str, list[str]], words: list[str], linked: bool) -> Iterator[tuple[str, float]]:
    length = max(len(words), 6)
    trades = {name: len(found[name]) for name in TRADES if name in found}
    sold = sum(trades.values())
    yield "trades", _level(sold)
    yield "trades dense", min(sold / length * 4, 2.0)
    yield "trades strongest", _level(max(trades.values(), default=0))
    for name, count in trades.items():
        yield f"trade {name}", _level(count)
    for name in (*VOICES, *FLATTERY):
        if name in found:
            yield name, _level(len(set(found[name])))
            yield f"{name} dense", min(len(found[name]) / length * 4, 2.0)
    stock = set(found.get("stock", ()))
    yield "stock", _level(len(stock) * 2)
    yield "stock several", _level(max(len(stock) - 1, 0))
    yield "stock dense", min(len(stock) / length * 8, 2.0)
    hollow = _lists()[2]
    telling = [w for w in words if w not in hollow and not w.isdigit()]
    flat = bool(found.get("praise") or found.get("the site"))
    yield "says nothing of its own", max(1 - len(telling) / length * 2.5, 0.0) if flat and len(words) >= 8 else 0.0
    yield "hollow", max(1 - len(telling) / length * 2.5, 0.0)
    yield "says something", _level(len(telling) / 4)
    listening = len(found.get("listening", ()))
    yield "listening", _level(max(listening - 1, 0))
    yield "listening dense", min(max(listening - 1, 0) / length * 4, 2.0)
    wants = sum(len(found.get(name, ())) for name in VOICES)
    flatters = sum(1 for name in FLATTERY if found.get(name))
    yield "wants something", _level(wants)
    yield "sells", float(bool(sold >= 2 and found.get("selling")))
    offers = len(set(found.get("we offer", ())))
    yield "offers services", float(bool(sold >= 2 and offers and offers + len(set(found.get("business", ()))) >= 4))
    yield "flatters all ways", max(flatters - 2, 0) / 2
    yield "praises the site", float(bool(found.get("praise") and found.get("the site")))
    if linked:
        yield "trade and link", _level(sold)
        yield "voice and link", _level(wants)
        yield "praise and link", _level(len(found.get("praise", ())) + len(found.get("the site", ())))
        yield "short and linked", float(len(words) < 25)


# ——— its links ———

_KNOWN = re.compile(
    r"(?:^|\.)(?:wikipedia\.org|wikimedia\.org|wikisource\.org|wiktionary\.org|doi\.org|jstor\.org|archive\.org|orcid\.org|"
    r"hathitrust\.org|gutenberg\.org|zotero\.org|worldcat\.org|loc\.gov|bnf\.fr|europeana\.eu|arxiv\.org|zenodo\.org|"
    r"academia\.edu|persee\.fr|openedition\.org|scielo\.(?:br|org)|books\.google\.[a-z.]{2,6}|scholar\.google\.[a-z.]{2,6}|"
    r"github\.com|github\.io|gitlab\.com|sourceforge\.net|stackoverflow\.com|stackexchange\.com|mozilla\.org|w3\.org|ietf\.org|"
    r"microsoft\.com|msdn\.com|asp\.net|python\.org|ubuntu\.com|launchpad\.net|debian\.org|apache\.org|codeplex\.com|"
    r"codeproject\.com|nytimes\.com|theguardian\.com|bbc\.co\.uk|bbc\.com|amazon\.(?:com|co\.uk|de|fr)|flickr\.com|imgur\.com|"
    r"ted\.com|edu|gov|mil|ac\.[a-z]{2}|edu\.[a-z]{2}|gov\.[a-z]{2})$"
)
_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook\.com|twitter\.com|plus\.google\.com|instagram\.com|soundcloud\.com|tsu\.co|gofundme\.com|"
    r"kickstarter\.com|indiegogo\.com|twitch\.tv|ask\.fm|reverbnation\.com|bandcamp\.com|change\.org|t\.me|wa\.me|vk\.com|"
    r"linkedin\.com|pinterest\.com|patreon\.com|spotify\.com|ebay\.com|paypal\.com|fiverr\.com|tumblr\.com|linktr\.ee)$"
)
_SHORT = re.compile(
    r"^(?:bit\.ly|goo\.gl|tinyurl\.com|ow\.ly|t\.co|is\.gd|adf\.ly|shorturl\.at|cutt\.ly|rebrand\.ly|j\.mp)$"
)
_VIDEO = re.compile(r"(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com)$")
_FREE = re.compile(
    r"(?:^|\.)(?:blogspot\.[a-z.]{2,6}|wordpress\.com|weebly\.com|wix\.com|tumblr\.com|livejournal\.com|webs\.com|jimdo\.com|"
    r"narod\.ru|ucoz\.[a-z]{2,3}|yolasite\.com|over-blog\.com|blogs?\.[a-z]{2,3}|typepad\.com|webnode\.[a-z.]{2,6}|co\.cc|"
    r"xyz|top|click|online|site|club|shop|store|icu|loan|bid|win|vip|pw|tk|ml|ga|cf|info|biz|ws|cc)$"
)
_DEEP = re.compile(
    r"\.(?:php|html?|asp|cfm|jsp)\b|/(?:user|profile|member|forum|viewtopic|showthread|index)\b|[?&](?:ref|aff|id|p|u|uid|tag)=",
    re.IGNORECASE,
)
_ANCHORED = re.compile(r"(?<=\S)\s\((?=(?:https?://|www\.)|[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}[/)])", re.IGNORECASE)
_MARKUP_LINK = re.compile(r"\[/?(?:url|link|img)\b|<a\s|href\s*=|\]\(https?:", re.IGNORECASE)
_GLUED = re.compile(r"[^\W\d_][.!?,;:)]?(?=https?://|www\.)", re.IGNORECASE)
_TAIL = re.compile(r"[\s.,;:!)\]]*\Z")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")


def _of_links(text: str, urls: list[re.Match[str]], prose: str, words: list[str]) -> Iterator[tuple[str, float]]:
    if not urls:
        return
    hosts = [m.group(1).lower() for u in urls if (m := _HOST.match(u.group()))]
    known = sum(bool(_KNOWN.search(h)) for h in hosts)
    social = sum(bool(_SOCIAL.search(h) or _SHORT.match(h)) for h in hosts)
    video = sum(bool(_VIDEO.search(h)) for h in hosts)
    strange = max(len(urls) - known, 0)
    yield "links several", _level(max(strange - 1, 0))
    yield "link to a place of reference", _level(known)
    yield "link elsewhere", _level(strange)
    yield "link elsewhere once", float(strange > 0)
    yield "link to social media", _level(social)
    yield "link to a video", _level(video)
    yield "link to free or cheap hosting", _level(sum(bool(_FREE.search(h)) for h in hosts))
    yield "links many hosts", _level(max(len(set(hosts)) - 2, 0))
    yield "link alone", float(len(words) <= 3)
    yield "link share", min(sum(len(u.group()) for u in urls) / max(len(text), 1) * 2, 2.0)
    last = urls[-1]
    yield "link at the end", float(bool(_TAIL.match(text, last.end())) and strange > 0)
    yield "link at the start", float(not text[: urls[0].start()].strip())
    yield (
        "link on a last line",
        float(bool(_TAIL.match(text, last.end())) and "\n" in text[max(last.start() - 3, 0) : last.start()]),
    )
    bare = [u.group() for u in urls if "/" not in re.sub(r"^[a-z]+://", "", u.group()).rstrip("/")]
    yield "link to a home page", float(bool(bare) and strange > 0)
    yield "link glued to a word", _level(len(_GLUED.findall(text)))
    yield "link in markup", _level(len(_MARKUP_LINK.findall(text)))
    yield "link hyphens", min(max((h.count("-") for h in hosts), default=0), 4) / 2
    yield "link digits", float(any(re.search(r"\d{2,}|[a-z]\d[a-z]", h) for h in hosts))
    yield "link deep", _level(sum(bool(_DEEP.search(u.group())) for u in urls))
    yield "link gibberish", _level(sum(bool(_CONSONANTS.search(h.replace("www", ""))) for h in hosts))
    yield (
        "link mixed case",
        float(any(re.search(r"[a-z][A-Z]", u.group().split("/")[2]) for u in urls if u.group().count("/") > 1)),
    )
    anchors = [text[max(m.start() - 80, 0) : m.start()] for m in _ANCHORED.finditer(text)]
    address = sum("..." in a.split()[-1] or "." in a.split()[-1].strip(".") for a in anchors if a.split())
    yield "anchor", _level(max(len(anchors) - address, 0))
    yield "anchor is an address", _level(address)
    joined = " ".join(set(hosts)).replace("-", "")
    named = 0
    for anchor in anchors:
        tail = [w for w in folded_words(anchor)[-5:] if len(w) > 3]
        named += any(w in joined for w in tail)
    yield "anchor names the host", _level(named)
    pieces = " ".join(u.group().lower() for u in urls)
    yield "trade in a link", _level(sum(any(map(pieces.__contains__, _entries(kind))) for kind in TRADES))
    yield "text beside links", _level(len(words) / 16) if known < len(urls) else 0.0
    yield "links to reference alone", float(known == len(urls))
    yield "link mailed", float("mailto:" in prose)


# ——— its layout ———

_MIDLINE = re.compile(r"[^\W\d_A-Z],?\n(?=[^\W\d_A-Z])")
_SPINTAX = re.compile(r"\{[^{}|\n]{1,80}\|[^{}\n]{1,400}\}")
_BREAK = re.compile(r"\n\s*\n")
_SENTENCE = re.compile(r"[,:;.!?)—-]\Z|[.!?] ")
_GREETS = re.compile(r"(?:hi|hello|hey|dear|thanks|thank|edit|update|ps|re|quote)\b|@|>", re.IGNORECASE)
_TORN = re.compile(r"\[\s?(?:\.\.\.|…)\s?\]")
_SHORTENED = re.compile(r"\w['’](?:t|ve|re|ll|d|m)\b")
_QUOTES = re.compile(r"[\"“«][^\"“”«»\n]{12,}[\"”»]|^>", re.MULTILINE)
_LISTED = re.compile(r"[|•►★✓✔»]")
_CODE = re.compile(r"[{};=<>\\`]|\(\)|::|->|\w\(\w*\)|\b[a-z]+[A-Z]\w+|\b\w+\.[A-Z]\w+")
_SMILE = re.compile(r"(?<!\w)[:;=]['-]?[)(DPp/|](?!\w)|<3")
_REPLY = re.compile(r"\A\s*@\s?\w|\n@\w|^>", re.MULTILINE)
_PRICE = re.compile(
    r"[$€£₹]\s?\d|\d\s?(?:[$€£₹]|usd|eur|dollars)|\d{1,3}\s?% ?(?:off|discount|free|satisf|guarant|-)", re.IGNORECASE
)
_HASH = re.compile(r"#\w{2,}")


def _of_layout(text: str, prose: str, words: list[str], linked: bool) -> Iterator[tuple[str, float]]:
    stripped = text.strip()
    parts = _BREAK.split(stripped, maxsplit=1)
    head = parts[0].strip()
    said = len(words)
    if len(parts) > 1 and "\n" not in head and 0 < len(head.split()) <= 24 and not _SENTENCE.search(head):
        address = bool(_URL.match(head))
        if address or not (_GREETS.match(head) or _CODE.search(head)):
            found = [name for name, _ in _lists()[0].found(folded_words(head))]
            sold = sum(name in TRADES or name == "selling" for name in found)
            yield "heading", 1.0
            yield "heading sells", _level(sold)
            small = head == head.lower() and any(map(str.isalpha, head))
            yield "heading in small letters", float(small and not address)
            yield "heading is a link", float(address)
    torn = len(_TORN.findall(text))
    yield "trackback", float(torn > 1 or bool(torn and len(parts) > 1 and head.endswith("...")))
    if len(parts) > 1 and linked:
        yield "link in a part of its own", float(bool(_URL.match(text, text.rstrip().rfind("\n") + 1)))
    yield "broken lines", _level(len(_MIDLINE.findall(text)))
    yield "spintax", _level(len(_SPINTAX.findall(text)))
    yield "listed", _level(len(_LISTED.findall(prose)) / 2)
    yield "code", _level(len(_CODE.findall(prose)) / 2)
    yield "smile", float(bool(_SMILE.search(prose)))
    yield "reply", float(bool(_REPLY.search(text)))
    yield "price", _level(len(_PRICE.findall(prose)))
    yield "hashtags", _level(len(_HASH.findall(prose)))
    yield "question", float("?" in prose)
    yield "exclamations", _level(prose.count("!"))
    yield "short", float(said < 8)
    yield "very short", float(said < 4)
    yield "shortened words", _level(len(_SHORTENED.findall(prose)))
    yield "quotes", _level(len(_QUOTES.findall(prose)))
    yield "empty", float(said == 0)


# ——— its spelling ———

_MOJIBAKE = re.compile(r"[ÃÂÐÑ][\u0080-\u00bf‚-„†-•‰‹›€™Šš°±²³¹¸»¿½¾¼µ¶·]|â€|à¸|àª|à¤|ï¼|ã[\u0080-\u0082]")
_MIXED = re.compile(r"[a-zA-Z][\u0370-\u058f]|[\u0370-\u058f][a-zA-Z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SIGN = re.compile(r"[\u2190-\u23ff\u2460-\u27bf\u2900-\u2bff\U0001f000-\U0001faff]")
_NONSENSE = re.compile(
    r"\b(?=[A-Za-z]{6,})(?:[a-z]+[A-Z]{1,3}[a-z]+[A-Za-z]*[A-Z]|[A-Z]{2,}[a-z]+[A-Z])[A-Za-z]*\b|\b(?=\w*\d\w*[a-zA-Z])(?=\w*[a-zA-Z]\w*\d)\w{6,}\b"
)
_OPENS_ODDLY = re.compile(
    r"\A\W{0,3}(?=\w{0,12}\d)(?=\w{0,12}[A-Za-z])\w{5,14}\b(?!:)|\A\W{0,3}[a-z]+[A-Z]+[a-z]+[A-Z]\w*"
)
_SPACE_BEFORE = re.compile(r"\w [,.!?](?=\s|\Z)")
_NO_SPACE_AFTER = re.compile(r"[a-z]{2}[.,!?][A-Z]?[a-z]{2}")
_FIRST = frozenset(("i", "my", "me", "we", "our", "im", "ive"))
_SECOND = frozenset(("you", "your", "yours", "u", "ur", "youre"))
_ODD_BREAK = re.compile(r"\b[A-Z][a-z]+ - [A-Z][a-z]+")


def _of_spelling(prose: str, words: list[str]) -> Iterator[tuple[str, float]]:
    length = max(len(words), 6)
    letters = sum(map(str.isalpha, prose))
    yield "mojibake", _level(len(_MOJIBAKE.findall(prose)))
    if not prose.isascii():
        yield "mixed scripts", _level(sum(bool(_MIXED.search(w)) for w in _WORD.findall(prose) if not w.isascii()))
        yield "signs", _level(len(_SIGN.findall(prose)) / 2)
        yield "cyrillic", float(len(_CYRILLIC.findall(prose)) > letters / 2)
    yield "nonsense", _level(len(_NONSENSE.findall(prose)))
    yield "opens with a code", float(bool(_OPENS_ODDLY.match(prose)))
    clotted = sum(bool(_CONSONANTS.search(w)) for w in words if len(w) > 4 and w.isascii())
    yield "consonants", _level(clotted / length * 12)
    yield "capitals", min(sum(map(str.isupper, prose)) / max(letters, 12) * 2, 2.0)
    yield "no capitals", float(letters > 20 and prose == prose.lower())
    yield "space before stops", _level(len(_SPACE_BEFORE.findall(prose)))
    yield "no space after stops", _level(len(_NO_SPACE_AFTER.findall(prose)))
    yield "split names", _level(len(_ODD_BREAK.findall(prose)))
    repeated = len(words) - len(set(words))
    yield "repeats itself", min(max(repeated / length - 0.25, 0.0) * 3, 2.0)
    keyed = Counter([w for w in words if len(w) > 4])
    yield "one word over and over", _level(max(max(keyed.values(), default=0) - 2, 0))
    first_person = len([w for w in words if w in _FIRST])
    second = len([w for w in words if w in _SECOND])
    yield "speaks of I", _level(first_person / length * 12)
    yield "speaks to you", _level(second / length * 12)
    yield "long words", min(len([w for w in words if len(w) > 8]) / length * 3, 2.0)
