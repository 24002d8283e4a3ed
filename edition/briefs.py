"""What is known of an article without its text: all that the list of tasks and the rules look at.

A build keeps the briefs of the last one, so that an edit reads one article and not a thousand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from edition import cards
from edition.bibliography import Bibliography, of_notes, placed
from edition.cards import Card
from edition.check import Reading
from edition.content import Taken
from edition.files import digest
from edition.keys import File, Part, Ref, Told, encode, told
from edition.model import Article, Contributor
from edition.problems import Problem
from edition.slips import slips
from edition.text import Block, plain_blocks
from edition.views import about_person, beginning


class Life(msgspec.Struct, frozen=True):
    """A contributor's name and biography as one article printed them."""

    contributor: str
    printed: str
    biography: tuple[Block, ...]


class Brief(msgspec.Struct, frozen=True):
    """`ref` leads to the article, `gist` is the key of what other pages see of its text, by name with its digest;
    `files` are those of its folder, each with its digest; `made_with` stands for the records and settings that the card
    was made with. `lives` are, by contributor, the name of the part that holds the biography and its first sentence;
    `counted` is the key of the term frequencies, `profile` what the article is compared with others by, encoded;
    `notes` stands for all that decides what the notes cite."""

    ref: Ref
    reading: Reading
    files: tuple[str, ...] = ()
    made_with: str = ""
    card: Card | None = None
    card_digest: str = ""
    gist: str = ""
    digests: dict[str, str] = {}
    lives: tuple[tuple[str, str, str], ...] = ()
    images: tuple[tuple[str, File], ...] = ()
    source: tuple[File, ...] = ()
    counted: str = ""
    beginning: str = ""
    profile: bytes = b""
    notes: str = ""

    @property
    def id(self) -> str:
        return self.reading.id

    @property
    def told(self) -> Told:
        """The card with its digest."""
        return Told(self.card, self.card_digest)

    def part(self, name: str) -> Part:
        """The part of the gist of this name."""
        return Part(self.gist, name, self.digests[name])

    @property
    def searched(self) -> tuple[tuple[str, object], ...]:
        """What the search is made of."""
        return (("article", self.ref), ("card", self.told), ("works", self.part("bibliography")))


def alike(before: Brief, after: Brief) -> bool:
    """Whether an edit of an article left all as it was that files of the site see of it, but for those of the article
    itself and what shows the newest article's text."""
    return _elsewhere(before) == _elsewhere(after)


def _elsewhere(b: Brief) -> Brief:
    reading = Reading(b.id, (), (), b.reading.status, b.reading.published)
    digests = {name: one for name, one in b.digests.items() if name != "doubts"}
    own = {"ref": Ref(""), "files": (), "gist": "", "counted": "", "notes": ""}
    return msgspec.structs.replace(b, reading=reading, digests=digests, **own)


def notes_digest(article: Article) -> str:
    """What stands for all that decides what the article's notes cite."""
    return digest(encode(of_notes(article)))


def gist(taken: Taken, before: Mapping[str, bytes] | None = None) -> bytes:
    """What other pages and steps see of an article's text, in parts, with the digests of the parts; encoded.

    "bibliography": what its notes cite; "cites": what the catalogue is made from; "doubts": what is doubtful in its
    notes; "life 0" and so on: the biographies it prints. `before` are the parts of an earlier gist of the article, with
    the same notes: what they cite is not read again.
    """
    article = taken.article
    assert article is not None
    if before:
        made = placed(article, msgspec.msgpack.decode(before["bibliography"], type=Bibliography))
        doubts = before["doubts"]
    else:
        from edition.noted import bibliography  # noqa: PLC0415, most edits leave the notes alone

        made, said = bibliography(article)
        doubts = encode(said)
    parts = {"bibliography": encode(made), "cites": encode(slips(made)), "doubts": doubts}
    for n, one in enumerate(article.contributions):
        parts[f"life {n}"] = encode(Life(one.contributor, one.name, one.biography))
    digests = {name: digest(raw) for name, raw in parts.items()}
    return encode({**parts, "digests": encode(digests)})


def reading(taken: Taken, doubts: Sequence[tuple[str, Problem]] = ()) -> Reading:
    """What the rules see of the article."""
    places = dict(reversed(taken.notes))
    said = tuple(msgspec.structs.replace(problem, place=places[note]) for note, problem in doubts)
    article = taken.article
    state = "" if article is None else article.status
    return Reading(taken.id, taken.people, taken.problems + said, state, article.published if article else "")


def brief(
    ref: Ref,
    taken: Taken,
    found: Reading,
    records: Sequence[Contributor],
    language: str,
    gist: str,
    digests: dict[str, str],
) -> Brief:
    """The brief of an article that could be read; `records` may be more than the article's own, `language` is the
    edition's, `gist` the key of its gist and `digests` what that says of its parts."""
    article: Article | None = taken.article
    assert article is not None
    made = told(cards.card(article, records, language))
    known = {record.id: record.name for record in records}
    names = {byline.id: known.get(byline.id, byline.name) for byline in made.value.contributions}
    lives = tuple(
        (c.contributor, f"life {n}", about_person(plain_blocks(c.biography), names[c.contributor]))
        for n, c in enumerate(article.contributions)
    )
    return Brief(ref, found, (), "", made.value, made.digest, gist, digests, lives, beginning=beginning(article))
