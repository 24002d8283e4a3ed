"""What stands behind the text: bibliography, biographies, history and licence, under a heading or without one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from edition.bylines import person, surname
from edition.datelines import found
from edition.judged import Judged, Judgements
from edition.marks import labels, leads_back, number, roman
from edition.model import Kind
from edition.stretches import Stretch
from edition.vocabulary import Part, plain_words


class Zone(msgspec.Struct, frozen=True):
    """What stands under a heading that names a part: the heading's place, and [start:end] of what is below."""

    part: Part
    heading: int
    start: int
    end: int


_BACK: tuple[Part, ...] = (
    "notes",
    "bibliography",
    "authors",
    "history",
    "citing",
    "more",
    "matter",
    "abstract",
    "keywords",
)


def zones(stretches: Sequence[Stretch], judged: Judgements, first: int) -> tuple[Zone, ...]:
    """The parts behind the first place of the body, in order; a zone ends where the next begins."""
    heads = [
        (i, named) for i in range(first, len(stretches)) if i not in judged and (named := stretches[i].part) in _BACK
    ]
    heads = [(i, named) for i, named in heads if _stands(stretches, i, named)]
    # The lines of a history ("Received", "Accepted") are headings of it, every one: it has one zone.
    heads = [h for place, h in enumerate(heads) if not (place and h[1] == heads[place - 1][1] == "history")]
    out = []
    for place, (i, named) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(stretches)
        stop = next((k for k in range(i + 1, end) if k in judged and judged[k].kind in ("comment", "spam")), end)
        stop = min(stop, next((k for k in range(i + 1, end) if k in judged and judged[k].role == "part"), stop))
        if named in ("authors", "history", "keywords", "citing"):  # before the text, the text's first heading ends them
            stop = next((k for k in range(i + 1, stop) if stretches[k].part == "section"), stop)
        if named in ("bibliography", "authors", "citing"):  # a rule parts it from what has no heading
            stop = next((k for k in range(i + 2, stop) if k in judged and judged[k].rule == "rule"), stop)
        if named in ("authors", "bibliography"):
            stop = next((k for k in range(i + 2, stop) if _notes_begin(stretches, i + 1, k)), stop)
        if stop <= i + 1:
            continue
        below = [stretches[k].text for k in range(i + 1, stop)]
        arrows = [leads_back(t) or t.startswith(("^", "↑")) for t in below]
        if named == "bibliography" and (arrows[0] or any(arrows[1:2])):
            out.append(Zone("notes", i, i + 1, stop))
            continue
        if named in ("bibliography", "matter", "authors", "more") and any(arrows):  # unheaded notes stand behind it
            stop = i + 1 + arrows.index(True)
        if stop > i + 1:
            out.append(Zone(named, i, i + 1, stop))
    return tuple(out)


def _notes_begin(stretches: Sequence[Stretch], first: int, i: int) -> bool:
    """Whether unheaded notes begin here, behind blocks without labels: the first label, and soon the second."""
    label = next((x for x in labels(stretches[i].text) if x.style in _SURE_LABELS and _count(x.note) == 1), None)
    if label is None or any(x.style == label.style for x in labels(stretches[first].text)):
        return False
    near = stretches[i + 1 : i + 5]
    return any(x.style == label.style and _count(x.note) == 2 for s in near for x in labels(s.text))


def _count(note: str) -> int:
    return {"*": 1, "†": 2, "i": 1, "**": 2}.get(note) or roman(note) or number(note)


_SURE_LABELS = ("bracket", "dot", "paren", "superscript", "symbol", "named", "caret", "bare", "letter", "alone")


def _stands(stretches: Sequence[Stretch], i: int, named: Part) -> bool:
    """Whether the heading can name its part here: what follows looks like it."""
    near = stretches[i + 1 : i + 7]
    below = [s.text for s in near[: next((n for n, s in enumerate(near) if s.part and n), len(near))]]
    if not below:
        return False
    match named:
        case "bibliography":
            return _like_references(below)
        case "authors":
            return len(below[0]) < 2500 and not _CAPTION.match(below[0])
        case "history":
            return len(below[0]) < 60 and any(found(t) or re.fullmatch(r"\d{4}", t) for t in below[:3])
        case "abstract" | "keywords":
            return i > len(stretches) // 2
        case _:
            return True


_CAPTION = re.compile(
    r"(?:fig(?:ure|ura|\.)?|table|tab(?:ela|la|leau|elle|\.)|graph|gr[aá]fico|abb(?:ildung|\.)|chart|plate|map)\s?\d",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:1[5-9]|20)\d\d[a-z]?\b|https?:|\bdoi\b|\bn\.\s?d\.|\bs\.\s?d\.|in press|forthcoming|no prelo"
)


def _like_references(below: Sequence[str]) -> bool:
    signs = sum(bool(_REFERENCE.search(t)) for t in below[:6])
    return signs * 2 >= len(below[:6]) or (signs >= 1 and len(below) <= 3)


def bibliography(
    stretches: Sequence[Stretch], judged: Judgements, zone: Zone, names: Sequence[str] = ()
) -> dict[int, Judged]:
    """The entries of a bibliography: a block each; a line that only repeats an entry's address belongs to it."""
    out: dict[int, Judged] = {zone.heading: Judged("heading", "bibliography-heading", 0.98, "part", "bibliography")}
    count = 0
    previous = ""
    for i in range(zone.start, zone.end):
        if i in judged:
            continue
        text = stretches[i].text
        address = re.match(r"(?:[»›>→]\s*)(https?://.+|www\..+)$|(https?://\S+|www\.\S+|doi:\S+)\s*$", text)
        if address and count:
            bare = re.sub(r"[\W_]+", "", address[1] or address[2])[:40]
            repeats = bare in re.sub(r"[\W_]+", "", previous)
            if repeats or text[0] in "»›>→":
                out[i] = Judged("duplicate" if repeats else "bibliography", "address-repeated", 0.9, "more", str(count))
                continue
        if licence(text):
            out[i] = Judged("licence", "licence-words", 0.9)
            continue
        if count and publication_note(text) and _OF_ITSELF.match(text):
            out[i] = Judged("publication-note", "printed-before", 0.8)
            continue
        if len(text) < 60 and not re.search(r"\d|[.,;:]", text) and i + 1 < zone.end:
            out[i] = Judged("heading", "bibliography-subheading", 0.7, "part", "bibliography")
            continue
        if count and (tells_a_life(stretches[i].words, names) or (len(text) > 900 and not _REFERENCE.search(text))):
            break
        count += 1
        previous = text
        out[i] = Judged("bibliography", "bibliography-heading", 0.95, "entry", str(count))
    return out if count else {}


_OF_ITSELF = re.compile(
    r"(?:this|these|an?|the|portions?|parts?|first|originally|previously|reprinted|n\.\s?b|note|cet|ce|este|esta|dieser?|"
    r"diese[ms]?|questo|uma?|una?|une?|eine?)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:he|she|they|his|her|their|il|elle|él|ella|ele|ela|er|sie|egli|lei)\b", re.IGNORECASE)


def biographies(
    stretches: Sequence[Stretch], judged: Judgements, zone: Zone, names: Sequence[str]
) -> dict[int, Judged]:
    """The biographies under their heading: one a block, but for what goes on about the same person."""
    out: dict[int, Judged] = {zone.heading: Judged("heading", "authors-heading", 0.97, "part", "authors")}
    count, about = 0, ""
    named_only = False
    for i in range(zone.start, zone.end):
        if i in judged:
            continue
        text = stretches[i].words
        if licence(text) or (count and publication_note(text) and len(text) < 400):
            kind: Kind = "licence" if licence(text) else "publication-note"
            out[i] = Judged(kind, "licence-words", 0.85)
            continue
        alone = person(text) if len(text) < 70 and not re.search(r"\s[–—-]\s|:\s", text) else ""
        if alone and i + 1 < zone.end:
            count += 1
            about, named_only = alone, True
            out[i] = Judged("biography", "authors-heading", 0.9, "name", str(count))
            continue
        who = _who(text, names)
        goes_on = (
            count
            and not named_only
            and (
                (_PRONOUN.match(text) and not (who and who != about))
                or (not who and bool(names) and len(names) < 2 and bool(about))
                or (who == about and bool(who))
            )
        )
        if named_only or goes_on:
            role = "text" if named_only else "more"
        else:
            count += 1
            role, about = "text", who
        named_only = False
        out[i] = Judged("biography", "authors-heading", 0.95 if who or alone else 0.8, role, str(count))
    return out if len(out) > 1 else {}


def _who(text: str, names: Sequence[str]) -> str:
    """Which of the names the biography begins with, "" for none."""
    head = plain_words(text[:160])
    best, at = "", 1 << 30
    for name in names:
        last = plain_words(surname(name))
        full = plain_words(name)
        where = head.find(full) if full and full in head else -1
        if where < 0 and last:
            hit = re.search(rf"\b{re.escape(last)}\b", head)
            where = hit.start() + 40 if hit else -1
        if 0 <= where < at:
            best, at = name, where
    return best


_LIFE = re.compile(
    r"\b(?:is|was|has|serves?|served|holds?|teaches|taught|works?|worked|received|earned|graduated|currently|"
    r"lives|writes|"
    r"retired|est|fut|enseigne|travaille|es|fue|trabaja|é|foi|trabalha|ist|war|arbeitet|lehrt|è|lavora|insegna)\b",
    re.IGNORECASE,
)


def loose_biographies(
    stretches: Sequence[Stretch], judged: Judgements, names: Sequence[str], first: int
) -> dict[int, Judged]:
    """Biographies under no heading: behind the text, blocks that begin with an author's name and tell a life."""
    out: dict[int, Judged] = {}
    count = 1000
    last = max(
        (i for i in range(first, len(stretches)) if i in judged and judged[i].kind in ("note", "bibliography")),
        default=-1,
    )
    tail = [i for i in range(first, len(stretches)) if i not in judged]
    for i in tail:
        if last < 0 and i not in tail[-8:]:
            continue
        if i < last and not _before_heading(stretches, judged, names, i):
            continue
        if tells_a_life(stretches[i].words, names):
            count += 1
            out[i] = Judged("biography", "begins-with-author", 0.75, "text", str(count))
    return out


def _before_heading(stretches: Sequence[Stretch], judged: Judgements, names: Sequence[str], i: int) -> bool:
    """Whether from here to the next heading of a part of the back there are only lives."""
    while i < len(stretches) and i not in judged and tells_a_life(stretches[i].words, names):
        i += 1
    ends = i in judged and (judged[i].role == "part" or judged[i].rule == "rule" or judged[i].kind == "note")
    return ends and i > len(stretches) // 3


def tells_a_life(text: str, names: Sequence[str]) -> bool:
    """Whether the block begins with one of the names, rank or not, and goes on as biographies do."""
    if not 25 < len(text) < 2500 or not text[0].isalpha() or not _LIFE.search(text[:160]):
        return False
    head = plain_words(text[:120])
    for name in names:
        for said in (plain_words(name), plain_words(surname(name))):
            at = head.find(said) if said else -1
            if 0 <= at <= 24 and _LIFE.search(text[: at + len(said) + 40]):
                return True
    return False


_LICENCE = re.compile(
    r"creative commons|\bcc[- ]by\b|all rights reserved|©|\(c\) ?\d{4}|copyright|open access article|licen[cs]ed under|"
    r"public domain|tous droits réservés|todos los derechos|todos os direitos|acceso abierto|acesso aberto|"
    r"alle rechte vorbehalten|tutti i diritti",
    re.IGNORECASE,
)


def licence(text: str) -> bool:
    """Whether a block outside the running text is a licence or rights line."""
    return len(text) < 700 and bool(_LICENCE.search(text))


_PUBLISHED = re.compile(
    r"(?:originally|first|previously) (?:appeared|published)|was (?:originally|first) |"
    r"reprinted (?:here )?(?:with|by|from)|an (?:earlier|abridged|"
    r"expanded|longer|shorter|revised) version|is an? (?:abridged|revised|expanded) |reprinted from|"
    r"appeared (?:originally|first) in|"
    r"première version|version antérieure|publié (?:pour la première fois|initialement)|versión (?:anterior|abreviada)|"
    r"publicad[oa] originalmente|versão (?:anterior|resumida)|erstmals (?:erschienen|veröffentlicht)|frühere fassung|"
    r"gekürzte fassung|pubblicato (?:per la prima volta|originariamente)|versione precedente",
    re.IGNORECASE,
)
_NOTA_BENE = re.compile(r"n\.\s?b\.|nb[:.\s]|note:|editor[’'`s]*s? note|author[’'`s]*s? note|nota bene", re.IGNORECASE)


def publication_note(text: str) -> bool:
    """Whether a block outside the running text says where the article was printed before (the unnumbered N.B.)."""
    return len(text) < 900 and bool(_NOTA_BENE.match(text) or _PUBLISHED.search(text[:90]))
