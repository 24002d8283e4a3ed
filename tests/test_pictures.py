"""The images that come with a source: kept where they are at hand, told where they are not."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import pytest

from edition import cli, pictures
from edition.model import Accession, Source
from edition.text import Body, Figure, Quotation

WORDS = " ".join(["The harbour lay empty for a decade before anybody asked what it had been for."] * 6)
PAGE = f"""<html><head><title>Harbours</title></head><body><nav><img src="logo.png" alt="Logo"></nav>
<article><h1>Harbours</h1><p>By Jane Doe</p><p>{WORDS}</p>
<figure><img src="page_files/The%20Map.PNG" alt="A map"><figcaption>The map.</figcaption></figure>
<p>{WORDS}</p></article></body></html>"""


def png() -> bytes:
    """One white pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(b"\0\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "p/content/articles").mkdir(parents=True)
    (tmp_path / "p/content/edition.yaml").write_text("title: T\nbase_url: https://example.org/\n")
    (tmp_path / "page.html").write_text(PAGE)
    return tmp_path / "p"


def built(project: Path) -> str:
    assert cli.main(["-C", str(project), "import", "--id", "harbours", str(project.parent / "page.html")]) == 0
    assert cli.main(["-C", str(project), "build", "--drafts"]) == 0
    return (project / "site/articles/harbours.html").read_text("utf-8")


def test_an_image_beside_a_saved_page_is_kept_and_shown(project: Path) -> None:
    folder = project.parent / "page_files"
    folder.mkdir()
    (folder / "The Map.PNG").write_bytes(png())
    assert 'src="harbours/images/the-map.png"' in built(project)
    assert (project / "site/articles/harbours/images/the-map.png").read_bytes() == png()
    assert cli.main(["-C", str(project), "check"]) == 0


def test_one_that_is_not_at_hand_is_told_and_its_words_are_shown(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = built(project)
    assert "put it into the article's folder as images/the-map.png" in capsys.readouterr().out
    assert "<img" not in page
    assert "[A map]" in page
    assert cli.main(["-C", str(project), "check"]) == 0
    (project / "content/articles/harbours/images").mkdir()
    (project / "content/articles/harbours/images/the-map.png").write_bytes(png())
    assert cli.main(["-C", str(project), "build", "--drafts"]) == 0
    assert "<img" in (project / "site/articles/harbours.html").read_text("utf-8")


def test_the_sites_own_pictures_are_none_of_the_articles(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", "--dry-run", "--json", str(project.parent / "page.html")]) == 0
    [said] = json.loads(capsys.readouterr().out)
    assert [loss["kind"] for loss in said["losses"]] == ["image"]


def test_images_that_the_source_holds_are_named_apart_wherever_they_stand() -> None:
    body = Body((Figure("image-1.png"), Quotation((Figure("sub/Image 1.png"),))))
    images = (("image-1.png", b"a"), ("sub/Image 1.png", b"b"), ("unused.png", b"c"))
    kept = pictures.kept(Accession(Source("a.docx", ""), "", (), body=body, images=images), {})
    assert kept.images == (("images/image-1.png", b"a"), ("images/image-1-2.png", b"b"))
    assert kept.body == Body((Figure("images/image-1.png"), Quotation((Figure("images/image-1-2.png"),))))
    assert not kept.losses


def test_nothing_above_the_page_and_nothing_from_the_web_is_looked_for() -> None:
    names = ("../secret.png", "/etc/secret.png", "https://example.org/a.png", "//example.org/a.png", "ok/a.png")
    body = Body(tuple(map(Figure, names)))
    accession = Accession(Source("a.html", ""), "", (), body=body, images=tuple((name, b"") for name in names))
    assert pictures.wanted(accession) == {"ok/a.png": "ok/a.png"}
