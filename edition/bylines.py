"""Names of people in bylines: who is named, without ranks, degrees and affiliations."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from edition.datelines import found


class Byline(msgspec.Struct, frozen=True):
    """The people a line names: (name, as printed) in order; `sure` from 0 to 1; `rest` is what is no name. `roles` are
    what those did who are no authors, by name (MARC relator terms)."""

    people: tuple[tuple[str, str], ...] = ()
    sure: float = 0.0
    rest: str = ""
    roles: tuple[tuple[str, str], ...] = ()


_BY = re.compile(
    r"\s*(?:(?:(?:written|text|story|essay|article|posted|review(?:ed)?|texte|submitted|edited|translated|words|"
    r"écrit|escrito|escrita|scritto|geschrieben|verfasst|publicado|publié|pubblicato|veröffentlicht)\s+)?"
    r"(?:by|par|por|von|di|da|autore?s?|authors?|auteure?s?|autorin|autor|autoren|autori|from|de)\b\s*:?\s+|"
    r"(?:text|texte|texto|testo|words|story|essay)\s*:\s+|(?:文|作者|撰文|著者|글)\s*[／/：:]\s*|מאת\s*:?\s+|بقلم\s*:?\s+)",
    re.IGNORECASE,
)
_FROM = (  # a language: "from the Czech"
    r"(?:(?:from|out of|d[eiu]|de l[’']|d[oa]|del|dal|dall[’']|aus|uit|från|с)\s*"
    r"(?:the|dem|der|het|la|le)?\s*[^\W\d_]+\s+)?"
)
_ROLES = tuple(
    (role, re.compile(rf"\s*(?:{said.format(_FROM)})\s*:?\s+", re.IGNORECASE))
    for role, said in (
        (
            "translator",
            r"(?:translat(?:ed|ion)|trans(?:l)?\.)\s+{0}by|translat(?:ion|or)s?:|traduit[es]*\s+{0}par|"
            r"traduction\s+{0}(?:par|de|:)|traduc(?:tion|ción|cion|tora?|teurs?|trice)\s*:|traducid[oa]\s+{0}por|"
            r"traducci[oó]n\s+{0}(?:de|por)|traduzid[oa]\s+{0}por|tradução\s+{0}(?:de|por)|tradução\s*:|"
            r"{0}(?:übersetzt|übertragen)\s+{0}von|übersetzung\s+{0}von|übersetzung\s*:|aus dem [^\W\d_]+ von|"
            r"tradott[oa]\s+{0}da|traduzione\s+{0}(?:di|a cura di)|traduzione\s*:|vertaald\s+{0}door|vertaling\s*:|"
            r"översatt\w*\s+{0}av|oversatt\s+{0}av|oversat\s+{0}af|перевод\s+{0}|перевод\s*:",
        ),
        ("editor", r"(?:edited|compiled) by|herausgegeben von|éditée? par|editado por|a cura di"),
        ("illustrator", r"(?:illustrat(?:ed|ions?)|drawings?) by|illustriert von|illustrations? de"),
        ("photographer", r"(?:photo(?:graph)?(?:s|y)?|pictures|images) by|fotos? von|photos? de|fotos? de"),
        ("interviewer", r"interview(?:ed)? by"),
    )
)
_WEAK_BY = re.compile(r"\s*(?:de|di|da|from|von|par|por)\s", re.IGNORECASE)
_RANK = re.compile(
    r"(?:(?:the|retired|ret\.|former|u\.?s\.?|assistant|associate|adjunct|visiting|emeritus|emerita)\s+)*"
    r"(?:dr|drs|prof|professor|professora?|doctor|col|colonel|lt|ltc|ltcol|lieutenant|cpt|capt|captain|maj|major|gen|"
    r"general|brig|brigadier|bg|mg|ltg|adm|admiral|radm|vadm|cmdr|cdr|commander|sgt|sergeant|msgt|sfc|ssg|csm|cpl|"
    r"corporal|pvt|private|ens|ensign|cwo|chief|warrant|officer|rev|reverend|fr|father|sr|sister|sir|dame|lord|lady|mr|"
    r"mrs|ms|miss|mme|mlle|herr|frau|hon|honorable|judge|justice|sen|senator|rep|amb|ambassador|don|doña|dom|dott|"
    r"dottssa|dott\.ssa|pr|ing|lic|mag|univ|pd|lcdr|ltjg|wing|squadron|leader|air|marshal)\b\.?(?:\s+emerit(?:us|a))?\s+",
    re.IGNORECASE,
)
_KEEP_RANK = {"don", "dom", "air", "sr", "fr", "wing", "chief", "lord", "major", "general", "private", "judge"}
_DEGREE = re.compile(
    r"[\s,]+\(?(?:ph\.?\s?d\.?|d\.?\s?phil\.?|m\.?\s?phil\.?|m\.?d\.?|m\.?\s?a\.?|b\.?\s?a\.?|m\.?\s?sc\.?|"
    r"b\.?\s?sc\.?|ll\.?[mbd]\.?|"
    r"j\.?\s?d\.?|ed\.?\s?d\.?|m\.?b\.?a\.?|m\.?p\.?h\.?|m\.?s\.?|r\.?n\.?|esq\.?|c\.?b\.?e\.?|o\.?b\.?e\.?|"
    r"m\.?b\.?e\.?|f\.?r\.?s\.?|"
    r"f\.?b\.?a\.?|psy\.?d\.?|th\.?d\.?|d\.?d\.?|m\.?\s?div\.?|cpa|pe|pmp|ret\.?|retd\.?|retired|usmc|usn|usaf|"
    r"usa|uscg|usar|"
    r"arng|usaf|r\.?a\.?f\.?|emerit(?:us|a)|s\.?j\.?|o\.?p\.?|mfa|mls|mlis|dr|prof)\)?(?=[\s,;)]|$)",
    re.IGNORECASE,
)
_PARTICLE = [
    "de",
    "da",
    "do",
    "das",
    "dos",
    "del",
    "della",
    "di",
    "du",
    "des",
    "van",
    "von",
    "der",
    "den",
    "ten",
    "ter",
    "la",
    "le",
    "el",
    "al",
    "bin",
    "ibn",
    "ben",
    "abu",
    "y",
    "e",
    "af",
    "av",
    "zu",
    "zur",
    "und",
    "san",
    "st",
    "st.",
    "d’",
    "d'",
    "dal",
    "dalla",
    "lo",
    "los",
    "las",
    "mac",
    "mc",
    "o’",
    "vom",
    "zum",
    "i",
]
_JOIN = re.compile(
    r"\s*(?:,\s*(?:and|und|et|y|e|&|AND|UND|ET)\s+|;\s*|,\s*|\s+(?:and|und|et|&|with|avec|con|mit|y|e|AND|UND|ET)\s+|\s*[|/•·]\s*|\n)\s*"
)
_INSTITUTION = re.compile(
    r"\b(?:university|université|universidad|universidade|universität|università|college|institute?|instituto|institut|"
    r"school|department|departamento|center|centre|centro|museum|library|laboratory|hospital|academy|foundation|"
    r"faculty|"
    r"faculdade|facultad|society|press|council|ministry|agency|corps|army|navy|force|office|editor|director|professor|"
    r"fellow|student|candidate|researcher|lecturer|journalist|writer|staff|correspondent|chief|officer|manager|"
    r"developer|"
    r"designer|librarian|curator|president|secretary|doctoral|intern|team|group|inc|llc|ltd|gmbh|france|usa|uk)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:the|of|for|in|on|at|to|from|with|how|why|what|when|is|are|was|an|its|their|our|journal|review|quarterly|"
    r"magazine|times|post|news|studies|volume|vol|issue|issn|number|home|page|edition|archive|essay|article|articles|"
    r"introduction|conclusion|abstract|about|history|policy|war|wars|part|chapter|section|notes|copy|pdf|download|"
    r"share|"
    r"print|email|log|search|menu|january|february|march|april|june|july|august|september|october|november|december|"
    r"corporation|company|association|committee|commission|source|software|code|project|contents|figure|table|"
    r"press|blog|weekly|daily|monthly|annual|proceedings|"
    r"bulletin|revista|revue|zeitschrift|rivista|jornal|research|resources|tools|neuroscience|science)\b",
    re.IGNORECASE,
)
_ARTICLES = (
    "A",
    "O",
    "Os",
    "As",
    "Les",
    "Los",
    "Las",
    "Un",
    "Une",
    "Uma",
    "Um",
    "Una",
    "Der",
    "Die",
    "Das",
    "Ein",
    "Eine",
    "Il",
    "Gli",
    "El",
)
_TOKEN = re.compile(r"(?:[^\W\d_]\.[-\s]?){1,4}|[^\W\d_](?:[^\W\d_]|[’'‘`-](?=[^\W\d_])|\.(?=[^\W\d_]))*\.?")


_GLUED_PARTICLE = re.compile(  # d’Aubigny, al-Karim
    r"(?:[a-zà-ÿ]{1,2}[’'‘`]|(?:al|el|ad|as|at|ibn|ben|ul|ur|bin|abd|de|le|la)-)[^\W\d_a-zà-ÿ][^\W\d_][\w’'-]*"
)


def byline(text: str) -> Byline:
    """Whom a line standing as a byline names. `sure` is 0 where it does not read as names at all."""
    line = " ".join(text.split()).lstrip("—–-~ ")
    if not line or len(line) > 400 or "\t" in text:
        return Byline()
    role, body = _role(line)
    by = None if role else _BY.match(line)
    said = bool(role) or (bool(by) and not _WEAK_BY.match(line))
    body = line[by.end() :] if by else body
    body = re.sub(r"\s*\([^()]{0,120}\)", "", body)
    people, rest, poor = [], [], 0
    roles: dict[str, str] = {}
    for piece in _parts(re.sub(r",\s*(?=(?:Jr|Sr|I{2,3}|IV)\b)", " ", body)):
        own, part = _role(piece)
        role, name = own or role, person(part)
        if name:
            people.append((name, part.strip()))
            if role:
                roles[name] = role
        elif part and part.strip():
            rest.append(part.strip())
            placed = any(_INSTITUTION.search(said) for said in rest)  # "..., King's College, London"
            poor += not (placed or _DEGREE.fullmatch(" " + part.strip()))
    if not people:
        return Byline()
    if rest and re.match(r"[^\W\d_]", rest[0]) and body.strip().startswith(rest[0]) and not said:
        poor += 1
    sure = 0.95 if said else 0.8 if len(people) > 1 else 0.7
    sure -= 0.35 * poor
    if len(line) > 160 and not said:
        sure -= 0.2
    return Byline(tuple(people), max(0.0, sure), ", ".join(rest), tuple(roles.items()))


def _role(text: str) -> tuple[str, str]:
    """What those did whom the text goes on to name ("Translated by"), and what follows; "" where it does not say."""
    for role, said in _ROLES:
        if found := said.match(text):
            return role, text[found.end() :]
    return "", text


def _parts(body: str) -> list[str]:
    """The pieces of a byline between its commas and its "and"s; an "e" or "y" within a name does not part it."""
    out: list[str] = []
    at = 0
    for match in _JOIN.finditer(body):
        rest = _JOIN.split(body[match.end() :], maxsplit=1)[0]
        if match.group().strip() in ("e", "y", "i") and len(rest.split()) == 1:
            continue
        out.append(body[at : match.start()])
        at = match.end()
    return [*out, body[at:]]


def person(text: str) -> str:
    """The name in the text, without ranks, degrees, marks and affiliation; "" where it names nobody."""
    name = re.sub(r"[\d*†‡§¶#¹²³⁴-⁹⁰]+(?:,[\d*†‡§¶]+)*\s*$", "", text.strip().strip(",;:|•·")).strip()
    name = re.sub(r"(?<=[a-zà-ÿ])(?=(?:University|Universi|College|Institut|Department|School)\w*\b).*$", "", name)
    name = re.split(r"\s+[–—-]\s+|\s{3,}|\t|\s@", name)[0]
    while True:
        rank = _RANK.match(name)
        if not rank or (rank.group().strip(" .").casefold() in _KEEP_RANK and len(name[rank.end() :].split()) < 2):
            break
        name = name[rank.end() :]
    while True:
        degree = _DEGREE.search(name)
        if not degree or degree.start() == 0:
            break
        name = (name[: degree.start()] + name[degree.end() :]).strip(" ,")
    name = name.strip(" ,;:")
    return name if _reads_as_name(name) else ""


# The first signs of Chinese and Korean names, which bear nothing else by which to tell a name from a word.
_FAMILIES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林郑鄭谢謝罗羅梁宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘蒋蔣蔡余"
    "杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鐘谭譚陆陸汪范廖贾賈夏韦韋傅邹鄒孟熊秦邱江尹薛闫閻侯龙龍黎贺賀顾顧龚龔钱錢严嚴戴莫"
)
_EASTERN = re.compile(
    rf"[{_FAMILIES}][\u4e00-\u9fff]{{1,2}}|[김이박최정강조윤장임한오서신권황안송류홍][\uac00-\ud7a3]{{2}}"
)


def _reads_as_name(name: str) -> bool:
    if _EASTERN.fullmatch(name):
        return True
    tokens = name.split()
    if not 2 <= len(tokens) <= 8 or len(name) > 70 or re.search(r"[\d:!?/\\@<>{}\[\]=|“”\"]", name):
        return False
    if _NO_NAME.search(name) or _INSTITUTION.search(name):
        return False
    if tokens[0] in _ARTICLES or tokens[0] in ("la", "le", "el", "lo", "los", "las", "y", "e", "i", "und"):
        return False
    for token in tokens:
        low = token.casefold()
        if low in _PARTICLE or low.rstrip(".,") in ("jr", "sr", "ii", "iii", "iv"):
            continue
        if _GLUED_PARTICLE.fullmatch(token):
            continue
        if not _TOKEN.fullmatch(token.rstrip(",")) or not token[0].isupper():
            return not token[0].isascii() and token[0].isalpha() and not token[0].islower()
    solid = [t for t in tokens if len(t.rstrip(".")) > 1 and t[0].isupper()]
    return bool(solid) and tokens[-1].casefold() not in ("de", "da", "von", "van", "y", "e")


def surname(name: str) -> str:
    """The word by which a name is sorted, as well as can be told: the last that is no "Jr.", or the one in capitals."""
    tokens = [t.strip(",.") for t in name.split() if t.strip(",.").casefold() not in ("jr", "sr", "ii", "iii", "iv")]
    loud = [t for t in tokens if len(t) > 2 and t.isupper()]
    quiet = [t for t in tokens if len(t) > 2 and not t.isupper()]
    if loud and quiet:
        return loud[-1]
    return tokens[-1] if tokens else ""


def parted(names: Iterable[str], text: str) -> tuple[str, ...]:
    """The names, each that is two run together ("Jane Doe Richard Roe") parted where the text cites the surnames."""
    out: list[str] = []
    for name in names:
        out.extend(_halves(name, text))
    return tuple(out)


def _halves(name: str, text: str) -> tuple[str, ...]:
    tokens = name.split()
    solid = [i for i, t in enumerate(tokens) if t.casefold() not in _PARTICLE and len(t.rstrip(".")) > 1]
    if len(solid) < 4:
        return (name,)
    loud = [i for i in solid if tokens[i].isupper()]
    if loud and len(loud) < len(solid) and loud[0] >= 1 and loud[-1] == len(tokens) - 1:
        out, at = [], 0
        for index in loud:
            if index + 1 == len(tokens) or not tokens[index + 1].isupper():
                out.append(" ".join(tokens[at : index + 1]))
                at = index + 1
        return tuple(out)
    best, where = 0.0, 0
    for cut in range(2, len(tokens) - 1):
        last, first = tokens[cut - 1], tokens[cut]
        if (
            cut not in solid
            or tokens[cut - 1].casefold() in _PARTICLE
            or len(last.rstrip(".")) < 3
            or last.endswith(".")
        ):
            continue
        cited = len(
            re.findall(
                rf"\b(?:{re.escape(last)}|{re.escape(last.upper())})(?=,|;|\s*\(|\s+(?:and|e|y|et|&|is|was)\b)", text
            )
        )
        wrong = len(re.findall(rf"\b(?:{re.escape(first)}|{re.escape(first.upper())}),", text))
        balance = 1.0 - abs(cut - len(tokens) / 2) / len(tokens)
        worth = min(cited, 5) - min(wrong, 5) + balance
        if worth > best:
            best, where = worth, cut
    if where and (best > 1.5 or (best > 0.8 and len(solid) >= 5) or len(solid) == 4):
        return (" ".join(tokens[:where]), " ".join(tokens[where:]))
    return (name,)


# ——— a byline among the lines of a front ———


def undated_byline(text: str) -> Byline:
    """Whom the line names once its dates are taken off ("Posted on January 3, 2019 by Jane Doe")."""
    if _SIGNATURE.match(text):
        return Byline()
    stamps = found(text) if len(text) < 200 else ()
    if not stamps:
        return byline(text)
    left = text
    for stamp in reversed(stamps):
        left = f"{left[: stamp.start]} | {left[stamp.end :]}"
    left = _POSTED.sub(" ", left)
    read = byline(left.strip(" |·•–—-,;:"))
    return read if read.people and len(read.rest) < 40 else Byline()


# Before the name of whom an epigraph quotes.
_SIGNATURE = re.compile(r"\s*(?:[—–―~]|--|-\s)(?!\s*(?:by|par|por|von|di)\s)")
_POSTED = re.compile(
    r"\b(?:posted|published|submitted|updated|written|online|first|last|modified|on|publié|publicado|veröffentlicht|"
    r"pubblicato|le|el|em|am|il)"
    r"\b(?=[\s|:]|$)",
    re.IGNORECASE,
)


def everyday(name: str, whole: str) -> bool:
    """Whether what looks like a name is made of words that the text uses in lower case."""
    solid = [t.strip(".,").casefold() for t in name.split() if len(t.strip(".,")) > 2]
    if solid and _ABSTRACT_NOUN.search(solid[-1]):
        return True
    return bool(solid) and all(re.search(rf"\b{re.escape(t)}\b", whole) for t in solid)


_ABSTRACT_NOUN = re.compile(r"(?:[ts]ions?|ments?|ings|ness|ities|ics|isms?|encias?|ções|ciones|ungen|ités?)$")


def words_only(line: Byline, whole: str) -> bool:
    """Whether the names that the line seems to hold, without a "by" before them, are but words of the text."""
    return bool(line.people) and line.sure < 0.9 and all(everyday(name, whole) for name, _ in line.people)
