"""Readers of structured sources: HTML, Word, JATS, TEI, Markdown. The cases are the files in cases/readers/."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.accession import accession
from edition.model import Verdict
from edition.problems import InputError
from edition.readers import read
from edition.readers.lines import Reading
from edition.text import plain, sections

CASES = Path(__file__).parent / "cases" / "readers"
TRUTHS = json.loads((CASES / "truths.json").read_text("utf-8"))


def reading(name: str) -> Reading:
    return read((CASES / name).read_bytes(), name)


def notes(of: Reading) -> dict[str, str]:
    """The notes as "label: text", without labels and ways back, by key."""
    said: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for line in of.lines:
        if not line.note:
            continue
        words = list(line.text)
        for span in line.spans:
            if span.kind in ("back", "label", "markup"):
                words[span.start - line.start : span.end - line.start] = [""] * (span.end - span.start)
        said.setdefault(line.note, []).append("".join(words))
        labels.setdefault(line.note, line.label.strip("."))
    return {key: f"{labels[key]}: {' '.join(' '.join(texts).split())}" for key, texts in said.items()}


def marks(of: Reading) -> list[str]:
    return [span.value for line in of.lines for span in line.spans if span.kind == "mark"]


@pytest.mark.parametrize("name", sorted(TRUTHS))
def test_every_note_is_paired_with_its_marks(name: str) -> None:
    truth, found = TRUTHS[name], reading(name)
    by_key = notes(found)
    assert list(by_key.values()) == truth["notes"]
    assert [by_key[key].partition(":")[0] for key in marks(found)] == truth["marks"]


@pytest.mark.parametrize("name", sorted(TRUTHS))
def test_the_lines_follow_one_another_with_white_space_between(name: str) -> None:
    lie_in_order(reading(name))


def lie_in_order(found: Reading) -> None:
    at = 0
    for line in found.lines:
        assert at <= line.start <= line.end
        assert found.text[at : line.start].strip() == ""
        assert found.text[line.start : line.end] == line.text
        assert all(line.start <= span.start <= span.end <= line.end for span in line.spans)
        at = line.end
    assert found.text[at:].strip() == ""


@pytest.mark.parametrize("name", sorted(name for name in TRUTHS if "metadata" in TRUTHS[name]))
def test_what_a_source_says_of_itself_is_heard(name: str) -> None:
    said = reading(name).metadata
    for field, value in TRUTHS[name]["metadata"].items():
        got = getattr(said, field)
        assert (list(got) if isinstance(got, tuple) else got) == value, field


def unjudged(text: str, **_: str) -> Verdict:
    return Verdict(False, 0.0)


@pytest.mark.parametrize("name", sorted(name for name in TRUTHS if "article" in TRUTHS[name]))
def test_the_markup_tells_what_the_parts_of_an_article_are(name: str) -> None:
    made = accession(reading(name), unjudged)
    assert {
        "title": made.title,
        "subtitle": made.subtitle,
        "authors": [author.name for author in made.authors],
        "published": made.published,
        "headings": [plain(section.title) for section in sections(made.body)],
        "comments": [comment.author for comment in made.comments],
        "further_reading": len(made.further_reading),
    } == TRUTHS[name]["article"]
    assert {tile.kind for tile in made.tiles} >= {"title", "note", "paragraph"}


# ——— the law of text nodes ———

_TAGS = [
    "p",
    "div",
    "span",
    "a",
    "em",
    "b",
    "sup",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "blockquote",
    "table",
    "tr",
    "td",
    "th",
    "section",
    "aside",
    "nav",
    "footer",
    "header",
    "button",
    "form",
    "figure",
    "figcaption",
    "small",
    "label",
    "dl",
    "dt",
    "dd",
    "pre",
    "font",
    "center",
    "article",
    "main",
]
_ATTRIBUTES = (
    "", ' class="footnotes"', ' class="share"', ' id="fn1"', ' href="#fn1"', ' href="#ref1"', ' id="ref1"', " hidden",
    ' class="sidenote"', ' role="doc-noteref" href="#fn1"', ' style="display:none"',
    ' class="byline"', ' aria-hidden="true"',
)  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, int]:
    """A page of any nesting, and how many words stand in it: w0, w1, ..."""
    count = 0

    def node(depth: int) -> str:
        nonlocal count
        out = []
        for _ in range(draw(st.integers(1, 3))):
            if depth > 4 or draw(st.booleans()):
                out.append(f" w{count} ")
                count += 1
            else:
                tag = draw(st.sampled_from(_TAGS))
                end = "" if draw(st.integers(0, 9)) == 0 else f"</{tag}>"
                out.append(f"<{tag}{draw(st.sampled_from(_ATTRIBUTES))}>{node(depth + 1)}{end}")
        return "".join(out)

    return f"<html><head><title>t</title></head><body>{node(0)} w{count} </body></html>", count + 1


@settings(max_examples=50, deadline=None)
@given(pages())
def test_every_text_node_belongs_to_a_line(page: tuple[str, int]) -> None:
    markup, count = page
    found = read(markup.encode(), "page.html")
    assert sorted(word for line in found.lines for word in line.text.split()) == sorted(f"w{i}" for i in range(count))
    lie_in_order(found)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab \n\n#>*_`[]()^:!\\|-1.<~\t"), min_size=1, max_size=120))
def test_markdown_is_left_as_it_is(source: str) -> None:
    if source.strip():
        found = read(source.encode(), "notes.md")
        assert found.text == source
        lie_in_order(found)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_read_as_a_page_or_are_one_clear_problem(source: str) -> None:
    try:
        lie_in_order(read(source.encode("utf-8", "replace"), "page.html"))
    except InputError as error:
        assert len(error.problems) == 1


def test_scripts_styles_and_comments_are_no_text() -> None:
    page = b"<body><p>a<!-- no --></p><script>no</script><style>no</style><template>no</template><p>b</p></body>"
    assert read(page, "page.html").text == "a\nb\n"


def test_a_page_cut_off_in_the_middle_still_reads_and_says_so() -> None:
    whole = (CASES / "wordpress.html").read_bytes()
    found = read(whole[: whole.index(b"red salt")], "wordpress.html")
    assert "Few of the men" in found.text
    assert "I005" in [problem.code for problem in found.problems]


def test_chrome_is_marked_not_dropped() -> None:
    found = reading("wordpress.html")
    around = {line.text for line in found.lines if {"chrome", "form", "nav"} & set(line.within)}
    assert {"Home", "Twitter", "Another post"} <= around
    assert not any("Caravans" in text or "Ledgers" in text for text in around)


def test_pages_without_paragraphs_are_cut_at_double_line_breaks() -> None:
    texts = [line.text for line in reading("nineties.htm").lines]
    assert "The toll house" in texts
    assert any(text.startswith("A second bridge") for text in texts)


def test_images_are_named_and_kept_where_they_are_at_hand() -> None:
    page = (
        b'<body><p>Text.</p><figure><img src="a/wall.jpg" alt="A wall"><figcaption>The wall.</figcaption></figure>'
        b'<p><img src="data:image/png;base64,iVBORw0KGgo=" alt="dot"></p><p><img src="b.png"></p></body>'
    )
    found = read(page, "page.html")
    assert found.images == (("a/wall.jpg", b""), ("image-2.png", b"\x89PNG\r\n\x1a\n"), ("b.png", b""))
    assert [span.value for line in found.lines for span in line.spans if span.kind == "image"] == [
        "a/wall.jpg", "image-2.png", "b.png",
    ]  # fmt: skip


# ——— bad input ———

BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><article><body><p>&b;</p></body></article>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><article><body><p>&x;</p></body></article>'


def archive(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("empty.html", b"", "I002"),
        ("blank.html", b" \n ", "I002"),
        ("pdf.html", b"%PDF-1.7 ...", "I001"),
        ("binary.html", bytes(range(256)) * 8, "I001"),
        ("script.html", b"<html><script>1</script></html>", "I006"),
        ("empty.docx", b"", "I002"),
        ("broken.docx", b"PK\x03\x04 and no more", "I013"),
        ("text.docx", b"no archive at all", "I013"),
        ("other.docx", archive(mimetype="x"), "I012"),
        ("entities.docx", archive(**{"word/document.xml": '<!DOCTYPE a [<!ENTITY a "b">]><a/>'}), "I010"),
        ("hollow.docx", archive(**{"word/document.xml": "<a/>"}), "I013"),
        ("empty.xml", b"", "I002"),
        ("unclosed.xml", b"<article><body><p>a</body></article>", "I009"),
        ("unknown.xml", b"<recipe><step/></recipe>", "I008"),
        ("bomb.xml", BOMB, "I010"),
        ("outside.xml", OUTSIDE, "I010"),
        ("bare.xml", b"<article><body/></article>", "I006"),
    ],
)
def test_bad_input_is_one_clear_problem(name: str, raw: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(raw, name)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.path) == (code, name)
    assert problem.message
    assert problem.remedy


def test_nesting_without_end_is_read() -> None:
    assert read(b"<div>" * 30_000 + b"deep", "deep.html").text == "deep\n"
    assert (
        read(b"<article><body>" + b"<sec>" * 9_000 + b"deep" + b"</sec>" * 9_000 + b"</body></article>", "a.xml").text
        == "deep\n"
    )


# ——— Word ———

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"


def paragraph(words: str, style: str = "") -> str:
    """A Word paragraph; {e1} and {f1} in the words are marks of endnote 1 and footnote 1."""
    runs = []
    for piece in words.replace("}", "{").split("{"):
        kind = {"e": "endnote", "f": "footnote"}.get(piece[:1], "") if piece[1:].isdigit() else ""
        runs.append(
            f'<w:r><w:{kind}Reference w:id="{piece[1:]}"/></w:r>'
            if kind
            else f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>'
        )
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(runs)}</w:p>"


def word(body: str, endnotes: str = "", footnotes: str = "") -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in ("Title", "Subtitle", "Author", "heading 1", "Quote")
    )
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{name}" Target="{name}.xml"/>'
        for name in ("styles", "endnotes", "footnotes")
    )
    document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return archive(
        **{
            "[Content_Types].xml": f'<Types xmlns="{_P}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{document}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_P}/relationships"><Relationship Id="a" Type="{_R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_P}/relationships">{relations}</Relationships>',
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
            "word/endnotes.xml": f"<w:endnotes {_W}>{endnotes}</w:endnotes>",
            "word/footnotes.xml": f"<w:footnotes {_W}>{footnotes}</w:footnotes>",
            "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Quarry</dc:title>'
            "<dc:creator>Hanna Weiss</dc:creator></c>",
        }
    )


def test_word_gives_styles_endnotes_and_footnotes() -> None:
    body = (
        paragraph("The Quarry", "Title") + paragraph("By Hanna Weiss", "Author")
        + paragraph("Grey stone.{e1} It split.{f1}")
        + paragraph("Tools", "heading1") + paragraph("Wedges.{e2}") + paragraph("We wet the wedge.", "Quote")
    )  # fmt: skip
    ends = f'<w:endnote w:id="1">{paragraph("Letters, 4.")}{paragraph("And 5.")}</w:endnote>'
    ends += f'<w:endnote w:id="2">{paragraph("Ibid.")}</w:endnote>'
    found = read(word(body, ends, f'<w:footnote w:id="1">{paragraph("Along the bed.")}</w:footnote>'), "quarry.docx")
    by_key = notes(found)
    assert sorted(by_key.values()) == ["1: Letters, 4. And 5.", "2: Along the bed.", "3: Ibid."]
    assert [by_key[key][:1] for key in marks(found)] == ["1", "2", "3"]
    tags = {line.text: (line.tag, line.within) for line in found.lines}
    assert tags["The Quarry"] == ("h1", ("title",))
    assert tags["By Hanna Weiss"] == ("p", ("byline",))
    assert tags["We wet the wedge."][0] == "blockquote"
    assert (found.metadata.title, found.metadata.authors) == ("The Quarry", ("Hanna Weiss",))
