"""Persons as a citation names them: "Daniel L. Byman", "Smith, Lisa", "CARCHEDI, G.; ROBERTS, M. (Ed.)", "et al."."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

import msgspec

from edition.model import Name

Role = Literal["author", "editor", "translator"]


class Named(msgspec.Struct, frozen=True):
    """The persons that stand at one place of a text: who, as what, and where their names end."""

    names: tuple[Name, ...]
    end: int
    role: Role = "author"
    inverted: bool = False
    others: bool = False


def folded_words(text: str) -> list[str]:
    """The words without accents, case and apostrophes, so that "O’Hern", "O'HERN" and "Ohern" are one word."""
    # Names and titles come again and again; a long text does not, and is not kept.
    return list(_folded_words(text)) if len(text) <= 300 else _found_words(text)


def _found_words(text: str) -> list[str]:
    if text.isascii():  # it holds nothing to take apart
        bare = _APOSTROPHE.sub("", text) if "'" in text or "`" in text else text
        return _WORD.findall(bare.casefold())
    bare = _APOSTROPHE.sub("", text)
    plain = unicodedata.normalize("NFKD", bare).casefold().translate(_LETTERS)
    return _WORD.findall("".join([c for c in plain if not unicodedata.combining(c)]))


@lru_cache(maxsize=1 << 14)
def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(_found_words(text))


_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=1 << 12)
def surname(name: Name) -> str:
    """The word a short citation calls the person by, folded: "Van Hyning" gives "hyning"; "" for no name."""
    found = folded_words(name.family or name.literal)
    return found[-1] if found else ""


def named(text: str, at: int, stop: int) -> Named | None:
    """The persons whose names begin at `at`; None where no name does."""
    stop = min(stop, len(text), at + _FARTHEST)
    return _named(text, at, stop) if at < stop else None


_FARTHEST = 600  # no list of names we need is longer; a hostile text must not make us look further


@lru_cache(maxsize=128)  # whoever reads a citation asks several times who stands at its beginning
def _named(text: str, at: int, stop: int) -> Named | None:
    tokens = _Tokens(text, at, stop)
    if text[at].isspace() or not _opens_name(tokens[0]):
        return None
    first, after = _person(tokens, 0)
    if first is None:
        return None
    inverted = _inverted(tokens)
    names, after = inverted or _listed(tokens, first, after)
    end = tokens.ends[after - 1]
    others = _OTHERS.match(text, end)
    end = others.end() if others else end
    role: Role = "author"
    if found := _ROLE.match(text, end):
        role, end = ("translator" if found["role"][:2].casefold() in ("tr", "üb") else "editor"), found.end()
    return Named(tuple(names), end, role, bool(inverted), bool(others))


_OTHERS = re.compile(r",?\s+(?:et\s+al\b\.?|and others\b|u\.\s?a\.|e outros\b|y otros\b|et alii\b)", re.I)
_ROLE = re.compile(
    r",?\s*[(\[]?(?P<role>Eds?|Hrsg|Hg|Orgs?|Dirs?|Coords?|Comps?|Trans|Transl|Tradu?|Übers|Editors?|Translator)"
    r"\b\.?[)\]]?(?=[\s,.:;]|$)",
    re.I,
)
_TOKEN = re.compile(r"[^\W\d_](?:[\w'’ʼ\-‐‑\u0300-\u036f]*[\w\u0300-\u036f])?|\d+|\S")


class _Tokens(dict[int, str]):
    """The words and signs between two places of a text, counted from 0 and read no further than they are asked for:
    a name is soon at its end. "" behind the last. `ends` says where each ends that was read."""

    def __init__(self, text: str, at: int, stop: int) -> None:
        self.ends: list[int] = []
        self.more = _TOKEN.finditer(text, at, stop)

    def __missing__(self, n: int) -> str:
        word = ""
        while len(self.ends) <= n:
            found = next(self.more, None)
            if found is None:
                return ""
            word = self[len(self.ends)] = found[0]
            self.ends.append(found.end())
        return word


def vocabulary(words: str) -> frozenset[str]:
    """The words, parted by spaces."""
    return frozenset(words.split())


PARTICLES = vocabulary(
    "de da do dos das del della dello dei degli di du des d van von vom zu zum zur der den ter ten te le la las "
    "los el al bin ibn ben bat y af av st"
)
_BEFORE_FAMILY = vocabulary(
    "Van Von De Den Der La Le Du Des Di Da Dos El Ter Ten van von de den der du di da dos ter ten"
)
_AND = frozenset({"and", "&", "et", "und", "y", "e", "with", "u", "och", "og", "i"})
_OF = frozenset({"of", "for", "on", "für", "pour", "para"})  # inside the name of a body: "Department of State"
_SUFFIX = frozenset({"Jr", "Sr", "II", "III", "IV"})
_TITLES = frozenset({"Dr", "Mr", "Mrs", "Ms", "St", "Prof", "Col", "Gen", "Sir", "Lord", "Lady", "Rev", "Fr", "Capt"})
MONTHS = vocabulary("January February March April May June July August September October November December")
# Words in the names of bodies, which have no given names.
_BODIES = vocabulary(
    "Senate Congress House Department Office Ministry Ministério University Universidade Université Universität "
    "Committee Commission Bank Organization Organisation Agency Institute Instituto Institut Bureau United "
    "Nations World Government Council Encyclopedia Encyclopaedia Association Society Foundation Fund Centre "
    "Center Library Museum Parliament Court Church Party Union League Corporation Company Times Post Journal "
    "Review News Dictionary"
)
# Words that open a sentence or a title, never a name.
NOT_NAMES = vocabulary(
    "The A An In On Of This That These Those For From With As At By To It Its If We My Our His Her Their They "
    "See Cf Also Compare Note Notes Ibid Ibidem Idem Id Ib Who What When Where Why How Which While "
    "Although Though Because Since After Before During However But And Or Not No There Here Such Some Many "
    "Most All Each Both Another Other According Quoted Cited Interview Letter Table Figure Section Chapter "
    "Appendix Page Pages Vol Volume Ver Voir Vgl Siehe Véase Veja Vedi Cfr Conferir Nota Anm Thus Hence Moreover "
    "Finally Nevertheless Notice Quando Além About Nous Dans Pour Par Sur Ce Cette Ces Les Une Un Il Elle Ils Em "
    "Na Nos Nas Para Por Como Os Uma Este Esta Esse Essa Desde Die Das Ein Eine Im Zur Zum Auf Für Aus Bei Nach "
    "Mit Dieser Diese Dieses En Sobre Los Las Según Segundo Selon Quand Accessed Retrieved Available Archived "
    "Disponível Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec January February March April June July August "
    "September October November December"
)


@lru_cache(maxsize=1 << 13)
def _is_name(word: str) -> bool:
    return word[0].isupper() and word not in NOT_NAMES and not word.endswith(("'s", "’s")) and not _DIGIT.search(word)


@lru_cache(maxsize=1 << 13)
def _opens_name(word: str) -> bool:
    """Whether a name may begin with the word; all but names and particles are told by it alone."""
    if not word[0].isupper():
        return word in PARTICLES
    return len(word) == 1 or word in _TITLES or word.casefold() in PARTICLES or _is_name(word)


_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d")


def _is_initial(word: str) -> bool:
    return word.isupper() and word.isalpha() and (len(word) == 1 or (len(word) <= 3 and word not in NOT_NAMES))


def _person(tokens: _Tokens, at: int) -> tuple[Name | None, int]:
    """A name in its natural order that begins with token `at`, and the token after it."""
    words: list[str] = []
    suffix, i = "", at
    while len(words) < 8 and (word := tokens[i]):
        following = tokens[i + 1]
        dotted = following == "."
        if words and word in _SUFFIX:
            suffix = word
            i += 1 + (dotted and word in ("Jr", "Sr"))
            break
        if not words and word in _TITLES:
            i += 1 + dotted
            continue
        if (dotted or words) and len(word) == 1 and word.isupper():
            words.append(word + "." * dotted)
            i += 1 + dotted
        elif (
            _is_name(word)
            or (
                following
                and word.casefold() in PARTICLES
                and (words or word not in _AND)
                and (following in PARTICLES or _is_name(following))
            )
            or (word in _OF and following and _is_name(following) and not _BODIES.isdisjoint(words))
        ):
            words.append(word)
            i += 1
        else:
            break
    if not any(map(_written_out, words)):
        return None, at
    return _parted(words, suffix), i


def _parted(words: list[str], suffix: str = "") -> Name:
    if not _BODIES.isdisjoint(words):
        return Name(literal=" ".join(words))
    family = len(words) - 1
    while family > 1 and words[family - 1].casefold() in PARTICLES:
        family -= 1
    if family == 1 and words[0] in _BEFORE_FAMILY:
        family = 0
    return Name(" ".join(words[family:]), " ".join(words[:family]), suffix)


def _inverted(tokens: _Tokens) -> tuple[list[Name], int] | None:
    """Names with the surname first: one at least, then more of either order; None where it is not so."""
    names: list[Name] = []
    at = end = 0
    while True:
        one = _inverted_person(tokens, at, alone=not names)
        if one is None and not names:
            return None
        if one is None or (names and tokens[at - 1] != ";" and not one[0].given.endswith(".")):
            person, after = _person(tokens, at)
            if person is None:
                return names, end
            names.append(person)
        else:
            names.append(one[0])
            after = one[1]
        end = at = after
        while tokens[at] in (",", ";", "/") or tokens[at] in _AND:
            at += 1
        if at == after or not tokens[at] or len(names) > 30:
            return names, end
        if tokens[at - 1] == "," and not _name_follows(tokens, at):
            return names, end


def _inverted_person(tokens: _Tokens, at: int, alone: bool) -> tuple[Name, int] | None:
    surname_words: list[str] = []
    i = at
    while len(surname_words) < 4 and (word := tokens[i]):
        if not (_is_name(word) or (word.casefold() in PARTICLES and word not in _AND)):
            break
        surname_words.append(word)
        i += 1
    if not surname_words or not surname_words[-1][0].isupper():
        return None
    if tokens[i] == "," and len(surname_words) <= 3:
        i += 1
    elif len(surname_words) == 2 and _is_initial(surname_words[1]) and _closes_name(tokens, i):
        return Name(surname_words[0], surname_words[1]), i  # "Accanto N": the life sciences' form
    else:
        return None
    given: list[str] = []
    initials, full = i, 0  # where the initials that come first end; how many given names are written out
    while len(given) < 8 and (word := tokens[i]):
        dotted = tokens[i + 1] == "."
        if (_is_initial(word) and (dotted or _bare_initial(tokens, i))) or (dotted and "-" in word and len(word) == 3):
            given.append(word + "." * dotted)
            i += 1 + dotted
        elif word in PARTICLES and word not in _AND and given:
            given.append(word)
            i += 1
        elif _is_name(word) and len(word) > 1:
            given.append(word)
            full += 1
            i += 1
        else:
            break
        if not full:
            initials = i
    if not given or not given[0][0].isupper():
        return None
    # "PEARSON, R. Early Cinema. In: ...": after initials more than one word is the title's beginning.
    if full > 1 and given[0].endswith("."):
        full, given, i = 0, given[: given.index(next(filter(_written_out, given)))], initials
    closed = given[-1].endswith(".")  # its own stop, or an initial's
    if full and not closed and not _closes_inverted(tokens, i, alone, len(surname_words) < 3):
        given = given[: given.index(next(filter(_written_out, given)))]
        if not given:
            return None
        i = initials
    return Name(" ".join(surname_words), " ".join(given)), i


def _written_out(word: str) -> bool:
    return len(word.rstrip(".")) > 1 and word[0].isupper()


def _bare_initial(tokens: _Tokens, at: int) -> bool:
    """Whether a lone letter without a stop is an initial ("Smith, J, 1999"), not an article ("Silva, A casa")."""
    return len(tokens[at]) == 1 and tokens[at + 1] in (",", ";", "(", "&", "/")


def _closes_name(tokens: _Tokens, at: int) -> bool:
    return tokens[at] in ("", ",", ";") or (tokens[at] == "." and tokens[at + 1].isdigit())


def _closes_inverted(tokens: _Tokens, at: int, first: bool, brief: bool) -> bool:
    """Whether words after a surname's comma are given names: a title may look the same ("Boyer, Undying, 55"), and
    what follows decides."""
    following, beyond = tokens[at], tokens[at + 1]
    if following == ".":
        return bool(beyond) and not beyond.isdigit() and beyond not in _GOES_ON
    if following == "(":
        return beyond[:1].isdigit() or beyond in MONTHS or bool(_ROLE.match("," + beyond + " "))
    if following in (";", "&"):
        return True
    if not first:
        return following == "," or following in _AND
    if following == "," and _ROLE.match("," + beyond + " "):
        return True
    # "Smith, Lisa, and John Doe." has full names after the first; "Hou, Gelb, and Calabrese", "Tolstoy, War and
    # Peace" have not.
    return brief and _list_follows(tokens, at)


def _name_follows(tokens: _Tokens, at: int) -> bool:
    one = _inverted_person(tokens, at, alone=True)
    return bool(one and one[0].given.endswith(".")) or _list_follows(tokens, at - 1)


def _list_follows(tokens: _Tokens, at: int) -> bool:
    """Whether full names follow up to an "and" with a last one, and then a full stop or bracket."""
    i = at
    for _ in range(30):
        word, beyond = tokens[i], tokens[i + 1]
        last = word in _AND or (word == "," and beyond in _AND)
        if not last and word != ",":
            return False
        person, then = _person(tokens, i + 1 + (word == "," and last))
        if person is None or not person.given:
            return False
        if last:
            return tokens[then] in (".", "(")
        i = then
    return False


_GOES_ON = vocabulary(
    "See Cf Cfr Compare Ver Voir Vgl Siehe Véase Veja Ibid Ibidem Idem Id But This These Those It He She They We "
    "However Also There Thus Hence"
)


def _listed(tokens: _Tokens, first: Name, after: int) -> tuple[list[Name], int]:
    """Names in natural order: "A", "A and B", "A, B, and C", "A/B"."""
    names, i = [first], after
    sure = ([first], after)  # without an "and", what stands after a comma may as well be the title
    while len(names) < 30 and (word := tokens[i]):
        if word in _AND or word == "/":
            person, then = _person(tokens, i + 1)
            if (
                person is None
                or not _fits(first, person)
                or (len(names) > len(sure[0]) and not _opens_title(tokens, then))
            ):
                break  # "Tolstoy, War and Peace, 34": no second author, but a title
            names, i = [*names, person], then
            sure = (names, i)
        elif word == "," and tokens[i + 1] in _AND:
            i += 1
        elif word == "," and len(sure[0]) == 1:
            person, then = _person(tokens, i + 1)
            if person is None or not _fits(first, person):
                break
            names, i = [*names, person], then
        elif word == "et" and len(names) > 1:
            return names, i
        else:
            break
    return sure


def _fits(first: Name, person: Name) -> bool:
    """Whether the name may stand in a list after `first`: where one has a given name, the others have."""
    return bool(person.given or person.literal) or not first.given


def _opens_title(tokens: _Tokens, at: int) -> bool:
    if tokens[at] == "(" or _YEAR.fullmatch(tokens[at]):
        return True
    if tokens[at] not in (",", ":", "“", '"', "«", "„", "‘", "et", "."):
        return False
    beyond = tokens[at + 1]
    return bool(beyond) and not beyond.isdigit() and beyond not in ("p", "pp", "S", "n", "f", "ff")


def words_of(text: str) -> tuple[str, ...]:
    """The words that tell titles apart, folded: without articles, prepositions and the like."""
    found = folded_words(text)
    return tuple(word for word in found if word not in _LITTLE) or tuple(found)


_LITTLE = vocabulary(
    "the a an of and in on to for from with by at as or o os um uma de do da dos das e em no na nos nas para por "
    "le la les un une des du et en dans sur pour l d el los las y del al der die dem den ein eine und im zur zum "
    "von auf fur il lo gli i della dei s"
)
