"""What happens before a build: a place is one peer's corpus on disk, and can be brought into each state."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import corpus
from benchmarks.peers import Peer

PARAGRAPH = re.compile(r"^([A-Z]\w*)(?= \w.{200})", re.MULTILINE)
TITLE = re.compile(r"^(title: *)(.*)$", re.MULTILINE | re.IGNORECASE)


def edited(text: str, word: str) -> str:
    """The text, with `word` in place of the first word of a paragraph in its middle."""
    starts = list(PARAGRAPH.finditer(text))
    at = starts[len(starts) // 3]
    return text[: at.start()] + word + text[at.end() :]


def retitled(record: str, title: str) -> str:
    """The record, with that title, quoted where the old one was."""
    return TITLE.sub(lambda old: old[1] + (f'"{title}"' if old[2].startswith('"') else title), record, count=1)


class Place:
    """One peer's folder with N articles; the one in the middle is the one that is edited."""

    def __init__(self, work: Path, peer: Peer, number: int) -> None:
        self.peer, self.number = peer, number
        self.folder = work / f"{peer.after or peer.name}-{number}"
        self.id = corpus.article(number // 2).id
        self.text, self.record = (self.folder / at.format(self.id) for at in (peer.laid.text, peer.laid.record))
        self.output = self.folder / peer.output
        self.edits = 0

    def lay(self) -> None:
        """Writes the corpus, unless it is there as it was written."""
        stamp = self.folder.with_suffix(".made")
        made = f"{corpus.digest()} {_layout(self.peer)} {self.number}"
        if not stamp.is_file() or stamp.read_text("utf-8") != made:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.peer.laid.write(self.folder, corpus.articles(self.number))
            stamp.write_text(made, "utf-8")
        modules = self.folder / "node_modules"
        if self.peer.modules and not modules.exists():
            modules.symlink_to(self.peer.modules)
        self.restore()

    def restore(self) -> None:
        """Takes back what was edited, and what was brought in to be edited."""
        written = self.peer.laid.files([corpus.article(self.number // 2)])
        for path in {self.text, self.record, self.folder / self.peer.laid.template} - {self.folder}:
            text = written.get(path.relative_to(self.folder).as_posix())
            if text is None:
                shutil.rmtree(path.parent, ignore_errors=True)
            elif path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")

    def sources(self) -> Iterator[Path]:
        """Every file that a build reads here."""
        made = {self.peer.output, *self.peer.caches, "node_modules"}
        for top in sorted(self.folder.iterdir()):
            if top.name not in made:
                yield from (path for path in sorted(top.rglob("*")) if path.is_file()) if top.is_dir() else (top,)

    # ——— the states ———

    def cold(self) -> None:
        """Neither output nor caches."""
        self.lose(self.peer.output, *self.peer.caches)

    def unchanged(self) -> None:
        """All is as the last build left it."""

    def edit(self) -> str:
        """A word of a paragraph is another; gives it."""
        self.edits += 1
        word = f"Wordnumber{self.edits:06}"
        self.text.write_text(edited(self.text.read_text("utf-8"), word), "utf-8")
        return word

    def retitle(self) -> None:
        """The article has another title."""
        self.edits += 1
        self.record.write_text(retitled(self.record.read_text("utf-8"), f"Title Number {self.edits:06}"), "utf-8")

    def lost(self) -> None:
        """The output is gone, the caches are there."""
        self.lose(self.peer.output)

    def touched(self) -> None:
        """Every source has a new time; caches and output are there."""
        for path in self.sources():
            os.utime(path)

    def checkout(self) -> None:
        """A fresh checkout with carried caches: every source a new file, no output."""
        self.lose(self.peer.output)
        for path in self.sources():
            content = path.read_bytes()
            path.unlink()
            path.write_bytes(content)

    def lose(self, *names: str) -> None:
        """Deletes these, files or folders."""
        for path in (self.folder / name for name in names):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def prepare(self, scenario: str) -> None:
        """Brings the place into that state."""
        states: dict[str, Callable[[], object]] = {
            "cold": self.cold, "unchanged": self.unchanged, "edit": self.edit, "retitle": self.retitle,
            "lost": self.lost, "touched": self.touched, "checkout": self.checkout,
        }  # fmt: skip
        states[scenario]()


def _layout(peer: Peer) -> str:
    """Stands for everything that is written for a peer beside the articles' own words."""
    return hashlib.sha256(json.dumps(peer.laid.files([corpus.article(0)])).encode()).hexdigest()
