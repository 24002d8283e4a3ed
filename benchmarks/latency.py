"""From the moment a file is saved until the preview serves the page with the new words."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.measure import PROC, processor_seconds, running
from benchmarks.scenarios import Place

POLL = 0.002
START, PATIENCE = 1200, 60
TEMPLATES = Path(__file__).parent.parent / "templates"


class Latency(msgspec.Struct, frozen=True):
    """Milliseconds: until a text edit is seen by asking again and again; until it is seen as a browser sees it,
    which is told and then asks; until a template edit is seen by asking. Empty where the peer has no such thing."""

    text: list[float] = []
    told: list[float] = []
    template: list[float] = []


class _Page:
    """A page of a local server, asked for again and again over one connection."""

    def __init__(self, port: int, path: str) -> None:
        self.port, self.path = port, f"/{path}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START)

    def has(self, word: str) -> bool:
        """Whether the page as it is served now has that word."""
        try:
            self.connection.request("GET", self.path)
            answer = self.connection.getresponse()
            return word.encode() in answer.read() and answer.status == 200
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return False

    def await_word(self, word: str, seconds: float) -> float:
        """When the page first had that word. Raises TimeoutError."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if self.has(word):
                return time.perf_counter()
            time.sleep(POLL)
        raise TimeoutError(f"{self.path} does not show {word} after {seconds} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _rest(process: int) -> None:
    """Waits until the server has nothing to do."""
    if not PROC:
        time.sleep(5)
        return
    quiet, before = 0, processor_seconds(process)
    while quiet < 5:
        time.sleep(0.1)
        now = processor_seconds(process)
        quiet, before = (quiet + 1 if now - before < 0.02 else 0), now


def _told(port: int, events: str, page: _Page, save: Callable[[], str]) -> float:
    """Seconds from saving until a page asked for after an event has the word."""
    listener = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    listener.request("GET", events)
    answer = listener.getresponse()
    ready, heard = threading.Event(), threading.Event()

    def listen() -> None:
        ready.set()
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError, AttributeError):
            while line := answer.readline():
                if line.startswith(b"data:"):
                    heard.set()

    threading.Thread(target=listen, daemon=True).start()
    ready.wait()
    time.sleep(0.05)
    heard.clear()
    word = save()
    began = time.perf_counter()
    while heard.wait(PATIENCE):
        heard.clear()
        if page.has(word):
            seen = time.perf_counter() - began
            listener.close()
            return seen
    raise TimeoutError("nobody was told of a build")


def latency(place: Place, edits: int) -> Latency:
    """Serves the place and edits it. Raises TimeoutError where a page never comes."""
    peer, port = place.peer, _free_port()
    text: list[float] = []
    told: list[float] = []
    template: list[float] = []
    own = _template(place)
    try:
        with running([word.format(port=port) for word in peer.serve], place.folder) as server:
            page = _Page(port, peer.laid.address.format(place.id))
            page.await_word("</html>", START)
            for n in range(edits + 1):  # the first is not counted: nobody opens a preview for one edit
                _rest(server.pid)
                word = place.edit()
                began = time.perf_counter()
                took = page.await_word(word, PATIENCE) - began
                text += [took * 1000] if n else []
            for _ in range(edits if peer.events else 0):
                _rest(server.pid)
                told.append(_told(port, peer.events, page, place.edit) * 1000)
            for n in range(min(edits, 3) if own else 0):
                _rest(server.pid)
                word = f"template{n}"
                own.write_text(_marked(own.read_text("utf-8"), word), "utf-8") if own else None
                began = time.perf_counter()
                template.append((page.await_word(word, PATIENCE) - began) * 1000)
    finally:
        place.restore()
    return Latency(text, told, template)


def _template(place: Place) -> Path | None:
    """The template of articles, where the peer has one whose edits it follows; ours is first brought into the project,
    as who changes it would."""
    if not place.peer.laid.template:
        return None
    path = place.folder / place.peer.laid.template
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((TEMPLATES / path.name).read_bytes())
    return path


def _marked(template: str, word: str) -> str:
    """The template of articles, with a word beside the title."""
    return template.replace("<h1", f"<p>{word}</p><h1", 1)
