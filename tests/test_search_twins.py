"""The search in Python and the search in the browser are one: both are asked, under node, and answer the same."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import msgspec
import pytest

from edition import search
from edition.search_documents import FIELDS, Document, Passage, field_texts
from edition.search_query import near, parse
from edition.search_terms import normalise, porter, terms, tokens
from edition.text import folded

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")


def node(question: dict[str, Any]) -> Any:
    """What the browser's scripts answer."""
    assert NODE
    done = subprocess.run(
        [NODE, str(ROOT / "tests" / "search_twin.js"), str(ROOT / "templates" / "assets")],
        input=json.dumps(question), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def corpus_texts() -> list[str]:
    return [
        path.read_text(encoding="utf-8", errors="replace")
        for folder in ("articles", "pastes")
        for path in sorted((CORPUS / folder).glob("*.txt"))
    ]


ODD = (
    "aàÀŁßİıſKςΣ'’`.ʼʻ-–—_²½①中国かがガ한글ไทยالسلامةعرب\u0301\u0327\u0670\u200c\u00ad\ufeff"
    "еёйҐ٣९𝒳𐌰😀ﬁﬃ™ǅŉϒﷺ㈱℃sSy/…()[]\x00\x85 "
)


def strange_texts() -> list[str]:
    """Texts of characters that two languages may see differently, alone and together."""
    chance = random.Random(1)
    together = ["".join(chance.choices(ODD, k=30)) for _ in range(500)]
    alone = [
        f"{c}'s x{c}a {c}"
        for c in map(
            chr, [*range(0x20, 0x3400), *range(0xA000, 0xAC10), *range(0xF900, 0x10000), *range(0x10000, 0x1F000)]
        )
        if unicodedata.category(c) != "Cn"  # what has no character yet may have one in the other's tables
    ]
    return [*together, *(" | ".join(alone[i : i + 200]) for i in range(0, len(alone), 200))]


def seen(text: str, language: str) -> dict[str, Any]:
    return {
        "tokens": [[t.start, t.end, t.form, t.term] for t in tokens(text, language)],
        "terms": terms(text, language),
        "normalised": normalise(text),
    }


@pytest.mark.parametrize("language", ["en-GB", "xx", "fr", "de-AT", "pt-BR", "es", "it"])
def test_both_see_the_same_words_in_strange_texts(language: str) -> None:
    texts = strange_texts()[: None if language == "en-GB" else 150]
    for text, theirs in zip(texts, node({"ask": "words", "texts": texts, "language": language}), strict=True):
        assert seen(text, language) == theirs


def test_both_see_the_same_words_in_the_corpus() -> None:
    if not (texts := corpus_texts()[::2]):
        pytest.skip("the corpus is not beside the project")
    for text, theirs in zip(texts, node({"ask": "words", "texts": texts, "language": "en"}), strict=True):
        assert seen(text, "en") == theirs


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "pt"])
def test_both_stem_other_languages_alike(language: str) -> None:
    chance = random.Random(7)
    endings = [
        "s",
        "x",
        "es",
        "os",
        "as",
        "en",
        "er",
        "ern",
        "em",
        "eaux",
        "aux",
        "ces",
        "oes",
        "aes",
        "ns",
        "ais",
        "eis",
    ]
    endings += ["ois", "chi", "che", "ghi", "ghe", "ies", "ette", "ll", "lle", "nne", "e", "a", "o", "i", "n"]
    made = sorted(
        {"".join(chance.choices("aeioubcdlnst", k=chance.randint(0, 5))) + chance.choice(endings) for _ in range(3000)}
    )
    answers = node({"ask": "words", "texts": [" ".join(made)], "language": language})
    assert terms(" ".join(made), language) == answers[0]["terms"]


def test_both_stem_as_lunr_stems() -> None:
    chance = random.Random(2)
    endings = "s es sses ies eed ed ing y ational tional izer bli alli ization ation ator iveness aliti biliti logi "
    endings += "icate ative ical "
    endings += "ful ness ance ement ment ent ion sion tion ou ism ate iti ous ive ize e ll "
    made = [
        "".join(chance.choices("aeioubcdlstyrnz", k=chance.randint(0, 6))) + chance.choice(endings.split(" "))
        for _ in range(20_000)
    ]
    known = [
        "essay",
        "array",
        "always",
        "attach",
        "dying",
        "ies",
        "yes",
        "sky",
        "say",
        "by",
        "é",
        "ünited",
        "мир",
        "usability",
    ]
    printed = [word for text in corpus_texts() for word in normalise(text).split() if max(word) < "\uffff"]
    forms = sorted({*made, *known, *printed} - {""})
    wrong = [
        (form, porter(form), answer)
        for form, answer in zip(forms, node({"ask": "stems", "forms": forms}), strict=True)
        if [porter(form), porter(form)] != answer
    ]
    assert wrong == []


def test_both_read_a_query_alike() -> None:
    chance = random.Random(3)
    pieces = [
        "iran", "-", "–not", '"sleeper cells"', "“", "”", '"', "title:", "Author: ", "note:", "work:x", "stem*",
        "fuzz~",
        "f~2", "~", "~9", "*", "**", "oil-hungry", "-oil-hungry", "中国人", '"中国 人"',
        "l'homme", "U.S.", "Iran’s", " ", "\u3000", "+", ":", "a:b", "constructor", "\x1c", "ไทย", "کتاب\u200cها",
    ]  # fmt: skip
    texts = ["".join(chance.choices([*pieces, " ", " "], k=chance.randint(1, 9))) for _ in range(1500)]
    ours = [json.loads(json.dumps(search_builtins(parse(text)))) for text in texts]
    assert ours == node({"ask": "queries", "texts": texts})


def search_builtins(query: search.Query) -> Any:
    return msgspec.to_builtins(query)


def test_both_measure_the_distance_of_words_alike() -> None:
    chance = random.Random(4)
    words = ["a" + "".join(chance.choices("abc", k=chance.randint(0, 6))) for _ in range(500)]
    pairs = [[chance.choice(words), chance.choice(words), chance.choice((1, 2))] for _ in range(4000)]
    assert node({"ask": "near", "pairs": pairs}) == [near(a, b, most) for a, b, most in pairs]


# ——— a whole collection ———

SENTENCES = {
    "en": "The essays of the O’Hern array always attach; relational usability was filed. Chávez met Khomeini’s "
    "envoys in the U.S. Oil–hungry powers built “sleeper cells”, then sleeper agents. Dying nations, national "
    "stability, hoping hopes; cells of sleeper. A constructor toString __proto__ hasOwnProperty. It flies. "
    "He was dying to say yes to the tri-border area. ",
    "fr": "L’homme d’État n’était pas là aujourd’hui; les nations et la révolution française, l’œuvre de Łódź. ",
    "ar": "السلامُ عليكم في مدينةٍ قديمة إلى الكتاب. ",
    "ru": "Всё ещё революция и мир, Ёлка. ",
    "el": "Η ελληνική επανάσταση και ο λόγος της Οδύσσειας. ",
    "zh": "中国人民银行在北京。中国的历史很长。人民日报。",
    "ja": "東京タワーで日本語のカタカナを読む。ｶﾀｶﾅ",
    "th": "ภาษาไทยไม่มีช่องว่าง",
    "ko": "서울은 대한민국의 수도이다",
}


def collection() -> list[Document]:
    """Sixty articles in nine languages, of sentences shuffled by chance: long and short, with every kind of passage."""
    chance = random.Random(5)
    out = []
    for n in range(60):
        language = "en" if n % 3 else chance.choice([*SENTENCES])
        pool = (SENTENCES[language] * 3).split(" ") + SENTENCES["en"].split(" ")

        def text(size: int, pool: list[str] = pool) -> str:
            return folded(" ".join(chance.choice(pool) for _ in range(chance.randint(1, size))))

        passages = [Passage(f"p{i}", "text", text(120), f"¶ {i}") for i in range(chance.randint(0, 9))]
        for at in range(len(passages) - 1, -1, -3):  # a corrected one, followed by itself as published
            word = chance.choice(pool)
            published = msgspec.structs.replace(passages[at], text=f"{passages[at].text} {word}", counted=word)
            passages.insert(at + 1, published)
        passages += [
            Passage(f"note-{i}", "note", text(30), f"Note {i}", text(9) if i % 3 else "")
            for i in range(chance.randint(0, 6))
        ]
        passages += [
            Passage("s1", "heading", text(5)),
            Passage("r1", "reading", text(9)),
            Passage("bio", "biography", text(40), "Ann"),
        ]
        people = tuple((f"person-{k}", f"{text(2)} O’Hern {k}") for k in chance.sample(range(9), 2))
        out.append(
            Document(
                id=f"{2000 + n % 7}-x-{n}",
                url=f"articles/{n}.html",
                title=text(8),
                subtitle=text(3) if n % 2 else "",
                authors=people,
                year=str(2000 + n % 7),
                publication="Journal",
                subjects=("war",),
                language=language,
                passages=tuple(passages),
            )
        )
    return out


def files_of(documents: list[Document]) -> dict[str, str]:
    counted = [search.frequencies(document) for document in documents]
    shards = search.shards(counted)
    files = {**shards, search.COLLECTION: search.collection_file(documents, counted, search.versions(shards))}
    files |= {search.passages_path(document.id): search.passages_file(document) for document in documents}
    return {path: content.decode() for path, content in files.items()}


ASKED = [
    "essay", "essays arrays", "Iran’s", "chavez", "oil-hungry", '"sleeper cells"', "“cells of sleeper”",
    '-"sleeper cells" sleeper', "sleeper -cells", "constructor", "toString hasOwnProperty", "__proto__",
    "usabil*", "usab*", "filin*", "hop*", "f*", "die*", "dyin*", "flie*", "natio* essay", "khomeni~1",
    "khmeini~2", "esay~", "nation", "nations", "homme", "l'homme etat", "œuvre lodz", "oeuvre", "السلام",
    "مدينة", "революция все", "επαναστασις", "λογος", "中国", "中国人", "国", '"人民日报"', "-中国 人民", "カタカナ",
    "東京", "ไทย", "서울", "title:essay", "author:o'hern essay", "author:ohern", "note:essay", "work:relational",
    "work:constructor note:cells", 'title:"the essays"', "U.S.", "us", "zzzz", "khomeni", "esays arays",
    "kohmeini -nations", "", "-essay", '"', "the of and to",
]  # fmt: skip
NARROWED = [
    ("essay", ["notes"]),
    ("essay cells", ["text"]),
    ("essay", ["notes", "biographies"]),
    ("note:essay", ["text"]),
]
QUERIES = [*((text, []) for text in ASKED), *NARROWED]


def test_both_find_the_same_articles_passages_and_snippets() -> None:
    documents = collection()
    index = search.index(documents)
    theirs = node({"ask": "find", "files": files_of(documents), "queries": QUERIES})
    found = 0
    for (text, within), (hits, meant) in zip(QUERIES, theirs, strict=True):
        ours = search.find(index, parse(text), within)
        assert [(hit.article, pytest.approx(hit.score, abs=1e-9)) for hit in ours.hits] == [
            (hit[0], hit[1]) for hit in hits
        ], text
        for hit, (_, _, passages) in zip(ours.hits, hits, strict=True):
            assert [
                [p.id, p.kind, p.label, [[part.text, part.marked] for part in p.snippet]] for p in hit.passages
            ] == passages, text
        assert ours.meant == meant, text
        found += len(hits)
    assert found > 500  # most of the queries find something


def test_scores_and_ranking_are_those_of_one_whole_lunr_index() -> None:
    documents = [document for document in collection() if document.language == "en"]
    whole = [
        {"id": d.id}
        | {field: " ".join(t for text in field_texts(d, field) for t in terms(text, d.language)) for field in FIELDS}
        for d in documents
    ]
    chance = random.Random(6)
    pool = sorted({t.form for t in tokens(SENTENCES["en"], "") if len(t.form) > 1})
    queries = []
    for _ in range(400):
        some = chance.sample(pool, chance.randint(1, 4))
        some[0] = chance.choice(["", "", "title:", "note:", "author:", "work:"]) + some[0]
        if len(some) > 2 and chance.random() < 0.4:
            some[-1] = "-" + some[-1]
        elif chance.random() < 0.3:
            some[-1] = some[-1][: chance.randint(1, 3)] + "*"
        elif chance.random() < 0.1:
            some[-1] += "~1"
        queries.append(" ".join(some))
    index = search.index(documents)
    answers = node(
        {"ask": "whole", "files": files_of(documents), "fields": FIELDS, "documents": whole, "queries": queries}
    )
    found = 0
    for text, (ours, lunrs) in zip(queries, answers, strict=True):
        assert ours == [
            [index.documents[n].id, pytest.approx(score, abs=1e-9)] for n, score in index.ranked(parse(text))
        ], text
        assert {ref: pytest.approx(score, abs=1e-9) for ref, score in lunrs} == dict(ours), text
        assert [score for _, score in lunrs] == pytest.approx([score for _, score in ours], abs=1e-9), text
        found += bool(ours)
    assert found > 200
