"""The words of a text as the search sees them: one normaliser and one stemmer, the twin of templates/assets/words.js.

Whatever is changed here is changed there; tests/test_search_twins.py holds the two equal under node.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

import msgspec

LONGEST = 64  # characters of a word that count: what is longer is no word, and would swell the index


class Token(msgspec.Struct, frozen=True):
    """A word of a text: its place, itself without case and marks (`form`), what stands for it in the index (`term`).

    A character of a script that puts no spaces between words (Chinese, Japanese, Thai ...) is a token of its own.
    """

    start: int
    end: int
    form: str
    term: str


def tokens(text: str, language: str) -> list[Token]:
    """The words of the text, in order."""
    out = []
    stem = stemmer(language)
    for match in _patterns(text).word.finditer(_BREAK.sub(" ", text)):
        at = match.start()
        for start, end, form in _pieces(match.group()):
            out.append(Token(at + start, at + end, form, form if unspaced(form) else stem(form)))
    return out


def normalise(text: str) -> str:
    """The text's words without case, marks, possessives and punctuation, one space between them."""
    return " ".join(form for word in raw_words(text) for _, _, form in _pieces(word))


def terms(text: str, language: str) -> list[str]:
    """What the index holds for the text, in order: a term for each word; in scripts without spaces each character, and
    each pair of neighbours."""
    stands = terms_of(language)
    return [stands[word] for raw in raw_words(text) for word in _words(raw)]


def counted(text: str) -> dict[str, int]:
    """How often each word stands in the text, without case and marks; in scripts without spaces each character, and
    each pair of neighbours. What stands for a word in the index follows from it alone (`terms_of`)."""
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    bare = text.encode("utf-8", "surrogatepass").translate(_ASCII).replace(b". ", b" ")
    out = Counter(bare.decode("utf-8", "surrogatepass").split())
    # Nearly all are words now, as they are wanted; the others are looked at.
    others = [run for run in out if not (run.isascii() and run.isalnum() and len(run) <= LONGEST)]
    for run, times in [(run, out.pop(run)) for run in others]:
        for word in (_words_of_short_run if len(run) <= LONGEST else _words_of_run)(run):
            out[word] += times
    return out


class Terms(dict[str, str]):
    """By a word of a language what stands for it in the index."""

    def __init__(self, language: str) -> None:
        self.stem = stemmer(language)

    def __missing__(self, word: str) -> str:
        term = word if unspaced(word) else self.stem(word)
        if len(self) >= 2**16:
            self.clear()
        self[word] = term
        return term


@cache
def _terms_of(language: str) -> Terms:
    return Terms(language)


def terms_of(language: str) -> Terms:
    """The terms of a language's words."""
    return _terms_of(stemmed(language))


def raw_words(text: str) -> list[str]:
    """The stretches of the text that hold words, as they stand."""
    return _patterns(text).word.findall(_BREAK.sub(" ", text))


def _words_of_run(run: str) -> tuple[str, ...]:
    """The words of what stands between two spaces. A word ends at a space at the latest, so that a text's words are
    those of its runs."""
    return tuple([word for raw in raw_words(run) for word in _words(raw) if word])


# A run that is longer than a word is of a script without spaces, or nothing that comes again.
_words_of_short_run = lru_cache(2**14)(_words_of_run)


def _words(raw: str) -> Iterator[str]:
    """The words of one stretch; a character of a script without spaces, and each pair of neighbours."""
    before, ended = "", 0
    for start, end, form in _pieces(raw):
        if not unspaced(form):
            yield form
            before = ""
            continue
        if before and start == ended:
            yield before + form
        yield form
        before, ended = form, end


def keys(text: str) -> tuple[str, ...]:
    """What the index is asked for to find the text: its words without case and marks, each once; in scripts without
    spaces the pairs of neighbours, or a character that has none."""
    out: dict[str, None] = {}
    for word in raw_words(text):
        pieces = list(_pieces(word))
        joined = [
            unspaced(form) and unspaced(after) and end == start
            for (_, end, form), (start, _, after) in pairwise(pieces)
        ]
        for i, (_, _, form) in enumerate(pieces):
            if i and joined[i - 1]:
                out[pieces[i - 1][2] + form] = None
            elif not (i < len(joined) and joined[i]):
                out[form] = None
    return tuple(out)


# ——— what a word is ———


_HIDDEN = "\u00ad\u200c-\u200f\u202a-\u202e\u2060\ufeff"  # soft hyphens, joiners, directions: nothing inside a word
_APOSTROPHE = "'’‘‛`´′＇"
_DOTTED = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
# Superscript figures are marks of notes; an underscore is a letter to Python but not to Unicode.
_BREAK = re.compile(r"[_\u00b2\u00b3\u00b9\u2070\u2074-\u2079]")

_UNSPACED_RANGES = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff"
    "\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U00020000-\U000323af"
)
_APART = re.compile(f"[{_APOSTROPHE}]")
_POSSESSIVE = re.compile(f"[{_APOSTROPHE}\u02bc][sSſ]$")

# What loses its vowel before a vowel in French and Italian: l'homme is found by homme.
_ELIDED = frozenset((
    "l", "d", "j", "m", "n", "s", "t", "c", "qu", "lorsqu", "puisqu", "quoiqu", "jusqu",
    "dell", "nell", "sull", "dall", "all", "coll", "un", "quest", "quell",
))  # fmt: skip


def _word_pattern(tail: str) -> re.Pattern[str]:
    """ "U.S." is one word; then letters and digits with what clings to them, and apostrophes between."""
    return re.compile(rf"[{_DOTTED}](?:\.[{_DOTTED}])+(?!{tail})|\w{tail}*(?:[{_APOSTROPHE}]\w{tail}*)*")


# Latin with accents and the punctuation of books: nothing in it is a mark.
_PLAIN = re.compile("[\u0000-\u02ff\u2000-\u203e\u20ac\u2122]*")
_MAYBE_MARK = re.compile("[^\\w\u0000-\u02ff\u2000-\u203e\u20ac\u2122]")
# What parts words wherever it stands: of ASCII all but letters, figures, the dot and what may be an apostrophe (a dot
# before a space is none of a word); beyond ASCII, what is most printed.
_ASCII = bytes(
    c if c > 0x7F or chr(c) in ".'`" else ord(chr(c).lower()) if chr(c).isalnum() else ord(" ") for c in range(256)
)
_SIGNS = "“”—–…"


# What few texts need, and takes a moment to make, is made when it is needed.
@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED_RANGES}]")


@cache
def _characters_of(marks: str) -> re.Pattern[str]:
    """A character of a script without spaces, with its marks; and what stands between two such."""
    return re.compile(f"[{_UNSPACED_RANGES}](?:(?![{_UNSPACED_RANGES}])[{marks}{_HIDDEN}])*|[^{_UNSPACED_RANGES}]+")


class _Patterns(msgspec.Struct, frozen=True):
    """The expressions for texts with certain marks."""

    marks: str
    word: re.Pattern[str]
    no_word: re.Pattern[str]


def _patterns(text: str) -> _Patterns:
    """The expressions that see the words of the text."""
    if _PLAIN.fullmatch(text) or not any(map(_is_mark, set(_MAYBE_MARK.findall(text)))):
        return _unmarked()
    return _marked()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" and character < "\U0001f000"  # above: variation selectors


def _patterns_of(marks: str) -> _Patterns:
    return _Patterns(
        marks,
        word=_word_pattern(rf"[\w{marks}{_HIDDEN}]"),
        no_word=re.compile(rf"[^\w{marks}]|_"),
    )


@cache
def _unmarked() -> _Patterns:
    return _patterns_of("")


@cache
def _marked() -> _Patterns:
    """With all of Unicode's marks, the list of which takes a moment to make."""
    found = [c for c in range(0x300, 0x1F000) if unicodedata.category(chr(c))[0] == "M"]  # above: variation selectors
    starts = [c for c, before in zip(found, [0, *found], strict=False) if c != before + 1]
    ends = [c for c, after in zip(found, [*found[1:], 0], strict=True) if c != after - 1]
    marks = "".join(f"{chr(a)}-{chr(z)}" for a, z in zip(starts, ends, strict=True))
    return _patterns_of(marks)


def unspaced(form: str) -> bool:
    """Whether the word is a character of a script without spaces between words."""
    return form > "\u0e00" and _unspaced().match(form) is not None


def _pieces(word: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and form of each word in a stretch; most stretches are one."""
    if word.isascii() and word.isalnum():
        yield 0, len(word), word.lower()[:LONGEST]
        return
    if "." in word:
        yield 0, len(word), _fold(word.replace(".", ""))
        return
    if possessive := _POSSESSIVE.search(word):
        word = word[: possessive.start()]
    start = at = 0
    held = ""
    for part in _APART.split(word):
        end = at + len(part)
        if not held:
            start = at
        held += part
        at = end + 1
        if end < len(word) and (held is not part or _fold(part) not in _ELIDED):
            continue
        if not held.isascii() and max(held) >= "\u0e00" and _unspaced().search(held):
            yield from _characters(word[start:end], start)
        elif form := _fold(held):
            yield start, end, form
        held = ""


def _characters(part: str, at: int) -> Iterator[tuple[int, int, str]]:
    for run in _characters_of(_patterns(part).marks).finditer(part):
        form = _fold(run.group())
        if form:
            yield at + run.start(), at + run.end(), form


# ——— the normaliser ———

# Marks that a reader may leave out: of Latin, Greek and Cyrillic, Hebrew points, Arabic vowels; and what is not seen.
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
    f"\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u02b9-\u02ff{_APOSTROPHE}{_HIDDEN}]"
)
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h", "ŋ": "ng",
    "ŧ": "t", "ĸ": "k", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ɣ": "g", "ƙ": "k", "ŀ": "l", "ς": "σ",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ә": "а", "ґ": "г",
} | {chr(zero + n): str(n) for zero in (0x660, 0x6F0, 0x966) for n in range(10)}  # fmt: skip
_TO_LETTERS = str.maketrans(_LETTERS)


def _fold(word: str) -> str:
    """One word without case and marks, ø and its like spelled in plain letters."""
    bare = _DROPPED.sub("", unicodedata.normalize("NFKD", word).lower()).translate(_TO_LETTERS)
    composed = unicodedata.normalize("NFC", _DROPPED.sub("", unicodedata.normalize("NFD", bare)))
    return _patterns(composed).no_word.sub("", composed)[:LONGEST]


# ——— the stemmers ———


@lru_cache(2**8)
def stemmer(language: str) -> Callable[[str], str]:
    """The stemmer of a language by its BCP 47 tag; for a language without one, the word itself."""
    return _STEMMERS.get(language.partition("-")[0].lower(), _same)


def stemmed(language: str) -> str:
    """The part of a language's tag that decides how its words are stemmed: "en" for "en-GB", "" where nothing does."""
    short = language.partition("-")[0].lower()
    return short if short in _STEMMERS else ""


def _same(word: str) -> str:
    return word


_CONSONANTS, _VOWELS = "[^aeiou][^aeiouy]*", "[aeiouy][aeiou]*"
_MEASURED = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_MEASURED_TWICE = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}")
_MEASURED_ONCE = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}(?:{_VOWELS})?$")
_WITH_VOWEL = re.compile(f"(?:{_CONSONANTS})?[aeiouy]")
_SHORT = re.compile(f"{_CONSONANTS}[aeiouy][^aeiouwxy]$")
_DOUBLED = re.compile(r".*([^aeiouylsz])\1$")


_Endings = dict[str, list[tuple[str, str]]]


def _endings(table: str) -> _Endings:
    """By the last two letters the endings, longest first, each with what replaces it."""
    out: _Endings = {}
    for entry in sorted(table.split(), key=lambda entry: (-len(entry.partition(":")[0]), entry)):
        ending, _, instead = entry.partition(":")
        out.setdefault(ending[-2:], []).append((ending, instead))
    return out


_SECOND = _endings(
    "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize "
    "ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log"
)
_THIRD = _endings("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:")
_FOURTH = _endings("al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ou: ism: ate: iti: ous: ive: ize:")


def porter(word: str) -> str:
    """The stem of an English word by Porter's algorithm, as lunr.js 2.3.9 computes it."""
    if len(word) < 3 or (not word.isascii() and max(word) > "\uffff"):
        return word
    w = "Y" + word[1:] if word[0] == "y" else word
    if (w.endswith("sses") and len(w) > 4) or (w.endswith("ies") and len(w) > 3):
        w = w[:-2]
    elif w[-1] == "s" and w[-2] != "s":
        w = w[:-1]
    w = _past(w)
    if len(w) > 2 and w[-1] == "y" and w[-2] not in "aeiou":
        w = w[:-1] + "i"
    w = _replaced(w, _SECOND, _MEASURED)
    w = _replaced(w, _THIRD, _MEASURED)
    if _ending(w, _FOURTH)[0]:
        w = _replaced(w, _FOURTH, _MEASURED_TWICE)
    elif len(w) > 4 and w.endswith(("sion", "tion")) and _MEASURED_TWICE.match(w[:-3]):
        w = w[:-3]
    if len(w) > 1 and w[-1] == "e":
        stem = w[:-1]
        if _MEASURED_TWICE.match(stem) or (_MEASURED_ONCE.match(stem) and not _SHORT.match(stem)):
            w = stem
    if w.endswith("ll") and _MEASURED_TWICE.match(w):
        w = w[:-1]
    return "y" + w[1:] if word[0] == "y" else w


def _past(w: str) -> str:
    """Without -eed, -ed, -ing."""
    if w.endswith("eed") and len(w) > 3:
        return w[:-1] if _MEASURED.match(w[:-3]) else w
    stem = w[:-2] if w.endswith("ed") else w[:-3] if w.endswith("ing") else ""
    if not stem or not _WITH_VOWEL.match(stem):
        return w
    if stem.endswith(("at", "bl", "iz")):
        return stem + "e"
    if _DOUBLED.match(stem):
        return stem[:-1]
    return stem + "e" if _SHORT.match(stem) else stem


def _ending(w: str, table: _Endings) -> tuple[str, str]:
    """The longest ending of the table that the word has, and it is not the whole word; and what replaces it."""
    for pair in table.get(w[-2:], ()):
        if w.endswith(pair[0], 1):
            return pair
    return "", ""


def _replaced(w: str, table: _Endings, measure: re.Pattern[str]) -> str:
    """With the longest ending of the table replaced, where what stands before it is long enough."""
    if w[-2:] not in table:
        return w
    ending, instead = _ending(w, table)
    if ending and measure.match(stem := w[: -len(ending)]):
        return stem + instead
    return w


# Plurals and genders of five languages, on words without accents: in each step the first ending that a word of at least
# so many letters has is replaced. "nacoes", "nacao": "naca"; "journaux", "journal": "journal".
_LIGHT = {
    "de": ("ern::6 en::5 er::5 em::5 es::5 e::4 s::5", "n::5"),
    "es": ("ces:z:5 os:o:4 as:a:4 es:e:4", "o::4 a::4 e::4"),
    "fr": ("eaux:eau:6 aux:al:6 x::6 s::5", "e::5", "s::6", "ll:l:6 nn:n:5 tt:t:5"),
    "it": ("chi:c:5 che:c:5 ghi:g:5 ghe:g:5 i::4 e::4 a::4 o::4", "i::5"),
    "pt": ("oes:ao:4 aes:ao:4 ns:m:4 ais:al:5 eis:el:6 ois:ol:5 s::5", "a::5 o::5 e::5"),
}


def _light(language: str) -> Callable[[str], str]:
    steps = [[entry.split(":") for entry in step.split(" ")] for step in _LIGHT[language]]
    rules = [[(ending, instead, int(least)) for ending, instead, least in step] for step in steps]

    @lru_cache(2**14)
    def stem(word: str) -> str:
        if max(word) > "\uffff":
            return word
        for step in rules:
            for ending, instead, least in step:
                if len(word) >= least and word.endswith(ending):
                    word = word[: -len(ending)] + instead
                    break
        return word

    return stem


_STEMMERS: dict[str, Callable[[str], str]] = {"en": porter, **{language: _light(language) for language in _LIGHT}}
