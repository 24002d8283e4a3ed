"""N synthetic articles shaped like the first one: 26 kB, 40 paragraphs, 12 headings, 24 notes, two authors.

The words of the first article come first (words.txt, most frequent first), then made-up ones with English endings:
30,000 with Zipf-Mandelbrot weights, so that stop words, stems and postings look like prose. One note in eight
is short, as there: "Ibid." or a later citation of a work cited before; a tenth of the works other articles cite too.

Everything follows from an article's number alone: article i is the same whatever N is, on every machine.
"""

from __future__ import annotations

import bisect
import functools
import hashlib
import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

TYPES = 30_000
PARAGRAPHS, HEADINGS, NOTES = 40, 12, 24
SHORT = 8
COMMON_WORKS = 500
# A hundred articles share twenty authors, two each: so N articles have N/5.
CIRCLE, AUTHORS_OF_A_CIRCLE = 100, 20


def _parts(written: str) -> list[str]:
    return written.split()


ONSETS = _parts("b br c ch cl cr d dr f fl fr g gr h j k l m n p pl pr qu r s sc sh sp st str t th tr v w")
VOWELS = _parts("a e i o u ai ea ee io ou")
CODAS = ["", *_parts("b c ck d ft g l lt m n nd ng nt p r rd rm rt s st t x")]
ENDINGS = [
    "",
    "",
    "",
    "",
    *_parts("s ed ing er ers ly ness tion tions ment ments al ally ity ities ive ize ized izing able ism"),
]
ENDINGS += ["ist", "ists"]


class Author(msgspec.Struct, frozen=True):
    """`biography` is Markdown."""

    id: str
    name: str
    biography: str


class Article(msgspec.Struct, frozen=True):
    """`blocks` are the paragraphs, headings and quotations with their marks, `notes` what the marks lead to; both are
    Markdown, as every generator here reads it."""

    id: str
    title: str
    date: str
    summary: str
    authors: tuple[Author, ...]
    blocks: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def noted(self) -> str:
        """The notes as they stand at the end of a text."""
        return "\n\n".join(f"[^{n}]: {note}" for n, note in enumerate(self.notes, 1))

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n\n".join((*self.blocks, self.noted)) + "\n"


@functools.cache
def vocabulary() -> tuple[str, ...]:
    """The words, most frequent first."""
    out = Path(__file__).with_name("words.txt").read_text("utf-8").split()
    rng, seen = random.Random(1), set(out)
    while len(out) < TYPES:
        parts = range(rng.choice((1, 1, 1, 2, 2)))
        stem = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in parts)
        for word in (stem + ending for ending in rng.sample(ENDINGS, 4)):
            if 3 < len(word) < 17 and word not in seen:
                seen.add(word)
                out.append(word)
    return tuple(out[:TYPES])


WEIGHTS = list(itertools.accumulate(1 / (rank + 2.7) ** 1.13 for rank in range(1, TYPES + 1)))


def _words(rng: random.Random, number: int) -> list[str]:
    words = vocabulary()
    return [words[bisect.bisect(WEIGHTS, rng.random() * WEIGHTS[-1])] for _ in range(number)]


def _titled(rng: random.Random, number: int) -> str:
    return " ".join(_words(rng, number)).title()


def _sentence(rng: random.Random, number: int) -> str:
    words = _words(rng, number)
    words[0] = words[0].capitalize()
    at = 3
    while at < number - 3:
        dice, length = rng.random(), 1
        if dice < 0.06:
            words[at] += ","
        elif dice < 0.08:
            words[at] = words[at].capitalize()
        elif dice < 0.085:
            words[at], words[at + 1], length = "*" + words[at], words[at + 1] + "*", 2
        elif dice < 0.090:
            words[at], words[at + 2], length = '"' + words[at], words[at + 2] + '"', 3
        elif dice < 0.093:
            words[at] = f"[{words[at]}](https://example.org/{words[at + 1]})"
        elif dice < 0.096:
            words[at] += " --"
        elif dice < 0.099:
            words[at] += "'s"
        elif dice < 0.100:
            words[at] = f"**{words[at]}**"
        at += length
    return " ".join(words)


class _Work(msgspec.Struct, frozen=True):
    surname: str
    given: str
    title: str
    rest: str


def _work(seed: str) -> _Work:
    rng = random.Random(f"work {seed}")
    surname, given, place, house = (word.capitalize() for word in rng.sample(vocabulary()[2000:], 4))
    imprint = f"({place}: {house} Press, {rng.randint(1950, 2024)}), <https://example.org/{seed}>"
    return _Work(surname, given, _titled(rng, 5), imprint)


def _notes(rng: random.Random, i: int) -> Iterator[str]:
    cited: list[_Work] = []
    for n in range(NOTES):
        if n % SHORT == SHORT - 1:
            if rng.random() < 1 / 3:
                yield f"Ibid., {rng.randint(2, 400)}."
            else:
                work = rng.choice(cited)
                cited.append(work)
                yield f"{work.surname}, *{work.title}*, {rng.randint(2, 400)}."
            continue
        common = rng.random() < 0.1
        work = _work(f"common-{rng.randrange(COMMON_WORKS)}" if common else f"{i}-{n}")
        cited.append(work)
        remark = f" {_sentence(rng, 10)}." if rng.random() < 0.5 else ""
        yield f"{work.given} {work.surname}, *{work.title}* {work.rest}.{remark}"


def author(k: int) -> Author:
    """The author of that number."""
    rng = random.Random(f"author {k}")
    return Author(f"au-{k:04}", f"{_titled(rng, 2)} {k:04}", " ".join(_sentence(rng, 22) + "." for _ in range(4)))


def _authors(i: int) -> list[int]:
    circle = i // CIRCLE * AUTHORS_OF_A_CIRCLE
    return random.Random(f"authors {i}").sample(range(circle, circle + AUTHORS_OF_A_CIRCLE), 2)


def article(i: int) -> Article:
    """The article of that number."""
    rng = random.Random(f"article {i}")
    headings = set(rng.sample(range(1, PARAGRAPHS), HEADINGS))
    marks = {place: n for n, place in enumerate(sorted(rng.sample(range(2 * PARAGRAPHS), NOTES)), 1)}
    blocks: list[str] = []
    for p in range(PARAGRAPHS):
        if p in headings:
            level = "##" if not blocks or rng.random() < 0.7 else "###"
            blocks.append(f"{level} {' '.join(_words(rng, rng.randint(2, 7))).capitalize()}")
        sentences = [_sentence(rng, rng.randint(15, 36)) + "." for _ in range(rng.randint(2, 4))]
        for place, at in ((2 * p, 0), (2 * p + 1, -1)):
            if place in marks:
                sentences[at] += f"[^{marks[place]}]"
        blocks.append(("> " if p in (0, 17) else "") + " ".join(sentences))
    return Article(
        id=f"a-{i:05}",
        title=_titled(rng, rng.randint(6, 12)),
        date=f"20{rng.randint(0, 24):02}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        summary=re.sub(r'["*]|\[|\]\S*', "", _sentence(rng, 25)) + ".",
        authors=tuple(author(k) for k in _authors(i)),
        blocks=tuple(blocks),
        notes=tuple(_notes(rng, i)),
    )


def articles(number: int) -> Iterator[Article]:
    """The first `number` articles."""
    return map(article, range(number))


def digest() -> str:
    """Stands for the whole corpus: figures are comparable where it is the same."""
    return hashlib.sha256(msgspec.json.encode([article(i) for i in (0, 1, 99, 100)])).hexdigest()
