"""A deterministic edition of N synthetic articles, shaped like the first one: 26 kB, 40 paragraphs, 24 notes.

Real words of the first article by frequency, then synthetic words with English endings: 30,000 types with
Zipf-Mandelbrot weights, so that stop words, stems and postings look like prose. Article i is the same whatever N is.
"""

from __future__ import annotations

import bisect
import itertools
import json
import random
import re
from collections import Counter
from pathlib import Path

TYPES = 30_000
ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "cl",
    "cr",
    "d",
    "dr",
    "f",
    "fl",
    "fr",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "qu",
    "r",
    "s",
    "sc",
    "sh",
    "sp",
    "st",
    "str",
    "t",
    "th",
    "tr",
    "v",
    "w",
]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "io", "ou"]
CODAS = [
    "",
    *[
        "b",
        "c",
        "ck",
        "d",
        "ft",
        "g",
        "l",
        "lt",
        "m",
        "n",
        "nd",
        "ng",
        "nt",
        "p",
        "r",
        "rd",
        "rm",
        "rt",
        "s",
        "st",
        "t",
        "x",
    ],
]
ENDINGS = [
    "", "", "", "", "s", "ed", "ing", "er", "ers", "ly", "ness", "tion", "tions", "ment", "ments", "al", "ally", "ity",
    "ities", "ive", "ize", "ized", "izing", "able", "ism", "ist", "ists",
]  # fmt: skip


def vocabulary(text: str) -> list[str]:
    """The words, most frequent first: those of the text, then made-up ones."""
    real = [word for word, _ in Counter(re.findall(r"[a-zà-ÿ]+", text.lower())).most_common()]
    rng, out, seen = random.Random(1), list(real), set(real)
    while len(out) < TYPES:
        parts = range(rng.choice((1, 1, 1, 2, 2)))
        stem = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in parts)
        for ending in rng.sample(ENDINGS, 4):
            word = stem + ending
            if 3 < len(word) < 17 and word not in seen:
                seen.add(word)
                out.append(word)
    return out[:TYPES]


class Corpus:
    """Articles and authors by number."""

    def __init__(self, text: str) -> None:
        self.words = vocabulary(text)
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) ** 1.13 for rank in range(1, TYPES + 1)))

    def some(self, rng: random.Random, number: int) -> list[str]:
        total = self.weights[-1]
        return [self.words[bisect.bisect(self.weights, rng.random() * total)] for _ in range(number)]

    def sentence(self, rng: random.Random, number: int) -> str:
        words = self.some(rng, number)
        words[0] = words[0].capitalize()
        for i in range(3, number - 3):
            dice = rng.random()
            if dice < 0.06:
                words[i] += ","
            elif dice < 0.08:
                words[i] = words[i].capitalize()
            elif dice < 0.09:
                words[i], words[i + 1] = "*" + words[i], words[i + 1] + "*"
            elif dice < 0.093:
                words[i] = f"[{words[i]}](https://example.org/{words[i + 1]})"
            elif dice < 0.099:
                words[i] += "’s"
        return " ".join(words).replace("* *", " ")

    def article(self, i: int) -> dict[str, str]:
        """The article's title, date, abstract and text.md."""
        rng = random.Random(1000 + i)
        headings, marks = set(rng.sample(range(1, 40), 12)), iter(sorted(rng.sample(range(80), 24)))
        mark, number, out = next(marks), 0, []
        for p in range(40):
            if p in headings:
                out.append("## " + " ".join(self.some(rng, rng.randint(2, 7))).capitalize())
            sentences = [self.sentence(rng, rng.randint(14, 34)) + "." for _ in range(rng.randint(2, 4))]
            for place in (2 * p, 2 * p + 1):
                if place == mark:
                    number += 1
                    sentences[0 if place % 2 == 0 else -1] += f"[^{number}]"
                    mark = next(marks, -1)
            out.append(("> " if p in (0, 17) else "") + " ".join(sentences))
        for n in range(1, 25):
            work = f"common-{rng.randrange(500)}" if rng.random() < 0.1 else f"{i}-{n}"
            title = " ".join(self.some(rng, 4)).title()
            out.append(
                f"[^{n}]: {self.sentence(rng, 12)}, *{title}*, {rng.randint(1950, 2024)}, <https://example.org/{work}>."
            )
        return {
            "title": " ".join(self.some(rng, rng.randint(6, 12))).title(),
            "published": f"20{rng.randint(0, 24):02}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            "abstract": self.sentence(rng, 25) + ".",
            "text": "\n\n".join(out) + "\n",
        }

    def author(self, k: int) -> tuple[str, str]:
        rng = random.Random(900_000 + k)
        return " ".join(self.some(rng, 2)).title() + f" {k:04}", " ".join(
            self.sentence(rng, 22) + "." for _ in range(4)
        )


def write(folder: Path, number: int, source: Path) -> None:
    """Writes the edition into `folder`; `source` is a text whose words come first."""
    corpus = Corpus(source.read_text("utf-8"))
    content = folder / "content"
    (content / "contributors").mkdir(parents=True)
    (content / "edition.yaml").write_text("title: Journal\nbase_url: https://example.org/\n", "utf-8")
    lives = [corpus.author(k) for k in range(max(2, number // 5))]
    for k, (name, _) in enumerate(lives):
        (content / f"contributors/au-{k:04}.yaml").write_text(
            f"name: {json.dumps(name, ensure_ascii=False)}\n", "utf-8"
        )
    for i in range(number):
        own, rng = corpus.article(i), random.Random(500_000 + i)
        record = [
            f"{field}: {json.dumps(own[field], ensure_ascii=False)}" for field in ("title", "published", "abstract")
        ]
        record.append("contributions:")
        for k in rng.sample(range(len(lives)), 2):
            record += [f"  - contributor: au-{k:04}", f"    biography: {json.dumps(lives[k][1], ensure_ascii=False)}"]
        at = content / f"articles/a-{i:05}"
        at.mkdir(parents=True)
        (at / "article.yaml").write_text("\n".join(record) + "\n", "utf-8")
        (at / "text.md").write_text(own["text"], "utf-8")
