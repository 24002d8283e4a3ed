"""The preview: build on change, serve what was built, reload the browser; an error is shown in the page.

The browser hears of builds by server-sent events. The script that listens is put into pages on their way out, so that
what is served is, but for that line, what will be published.
"""

from __future__ import annotations

import contextlib
import html
import http.server
import json
import mimetypes
import queue
import socketserver
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import unquote

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from edition import urls
from edition.ahead import pages_ahead
from edition.build import Options, Outcome, build
from edition.ground import found
from edition.making import Making, laid_out
from edition.problems import InputError, Problem, errors
from edition.trees import Moved

LISTENER = "/_edition/live.js"
EVENTS = "/_edition/events"
WATCHED = ("content", "templates")
# Editors write a file in several steps; when nothing has come for this long, they are done.
PAUSE = 0.008
# So many of the pages that were asked for last are taken for those on the screen.
SCREENS = 8


class Superseded(Exception):  # noqa: N818, it is no error: the next build begins
    """Files have changed while a build was running."""


class Preview:
    """The state that the builder and the server share: the last outcome, the pages ahead of the build that is running,
    and who listens."""

    def __init__(self, project: Path, *, drafts: bool) -> None:
        self.project = project
        self.options = Options(project / "site", drafts=drafts)
        self.outcome = Outcome()
        self.lock = threading.RLock()
        self.listeners: list[queue.SimpleQueue[str]] = []
        self.dirty = threading.Event()
        self.changed: set[str] = set()  # since the last look
        self.pending: set[str] = set()  # since the last build
        self.shown: list[str] = []
        self.ahead: dict[str, bytes] = {}
        self.last: Making | None = None
        self.ended = False

    def touch(self, path: str) -> None:
        """Notes that a file of the project has changed."""
        with self.lock:
            self.changed.add(path)
            self.dirty.set()

    def show(self, path: str) -> None:
        """Notes that a page is looked at."""
        with self.lock:
            self.shown = [path, *(p for p in self.shown if p != path)][:SCREENS]

    def rebuild(self) -> Outcome:
        """Builds once and tells the browsers. Raises Superseded where files change meanwhile."""
        made: list[Making] = []
        outcome = build(self.project, self.options, self._unless_dirty, made)
        with self.lock:
            self.outcome = outcome
            early, self.ahead = self.ahead, {}
            written = [path for path in outcome.written if path not in early]
            if outcome.failed or errors(outcome.problems):
                self.last = None
                self.tell("problems" if outcome.failed else "built")
            elif written or outcome.removed:
                self.tell("built", written)
            else:
                self.tell("well")
        self.pending = set()
        if made:
            self.last = made[0]
        return outcome

    def hurry(self) -> list[str]:
        """Makes the pages that somebody waits for, ahead of the build, and tells the browsers; gives their paths."""
        with self.lock:
            self.pending |= self.changed
            self.changed = set()
            shown = list(self.shown)
        pages = pages_ahead(self.last, self.pending, shown) if self.last else {}
        with self.lock:
            self.ahead = pages
            if pages:
                self.tell("built", list(pages))
        return list(pages)

    def lay_out(self) -> None:
        """Readies what pages are made from ahead, where no build has left it."""
        if self.last is None and not self.outcome.failed:
            with contextlib.suppress(InputError, Moved):
                self.last = laid_out(found(self.project, self.options))

    def _unless_dirty(self, doing: str, done: int, of: int) -> None:  # noqa: ARG002, it is told what is done
        if self.dirty.is_set():
            raise Superseded

    def tell(self, event: str, pages: Sequence[str] = ()) -> None:
        """Tells the browsers; of more than a screenful of pages, that it may be any."""
        problems = [str(p) for p in errors(self.outcome.problems) or self.outcome.problems]
        message = json.dumps({"event": event, "problems": problems, "pages": list(pages) if len(pages) < 100 else []})
        for listener in self.listeners:
            listener.put(message)

    def watch(self, say: Callable[[str], None]) -> None:
        """Builds whenever something changed, until the end."""
        self.lay_out()
        while not self.ended:
            self.dirty.wait()
            while self.dirty.is_set():
                self.dirty.clear()
                time.sleep(PAUSE)
            if self.ended:
                return
            began = time.perf_counter()
            try:
                if early := self.hurry():
                    say(f"{', '.join(early)}: {(time.perf_counter() - began) * 1000:.0f} ms, the rest follows")
                outcome = self.rebuild()
                say(_line(outcome, time.perf_counter() - began))
                self.lay_out()
            except Superseded:
                continue
            except Exception as error:
                say(f"our own mistake, please report it: {type(error).__name__}: {error}")


def _line(outcome: Outcome, seconds: float) -> str:
    problems = "".join(f"{problem}\n" for problem in outcome.problems)
    if outcome.failed:
        return f"{problems}{outcome.standing}; mend this and it builds again"
    done = ", ".join(outcome.written[:3]) + (
        f" and {len(outcome.written) - 3} more" if len(outcome.written) > 3 else ""
    )
    return f"{problems}built in {seconds * 1000:.0f} ms: {done or 'nothing to write'}"


class _Watcher(FileSystemEventHandler):
    """Marks the preview as dirty; what only reads a file changes nothing."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.root = preview.project

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory and event.event_type == EVENT_TYPE_MODIFIED:
            return  # what changed in it is told by itself
        if event.event_type in (
            EVENT_TYPE_CREATED,
            EVENT_TYPE_DELETED,
            EVENT_TYPE_MODIFIED,
            EVENT_TYPE_MOVED,
            EVENT_TYPE_CLOSED,
        ):
            for path in filter(None, (event.src_path, event.dest_path)):
                with contextlib.suppress(ValueError):
                    self.preview.touch(Path(str(path)).relative_to(self.root).as_posix())


class _Newcomers(FileSystemEventHandler):
    """Watches the folders of the project, those too that come, or come again, while the preview runs."""

    def __init__(self, watcher: _Watcher, observer: BaseObserver) -> None:
        self.watcher = watcher
        self.observer = observer
        self.watches: dict[str, ObservedWatch] = {}

    def watch(self, folder: str) -> None:
        # A watch ends with its folder, but for the observer it is still there.
        if folder in self.watches:
            self.observer.unschedule(self.watches[folder])
        self.watches[folder] = self.observer.schedule(self.watcher, folder, recursive=True)

    def on_created(self, event: FileSystemEvent) -> None:
        if event.is_directory and Path(str(event.src_path)).name in WATCHED:
            self.watch(str(event.src_path))
            self.watcher.on_any_event(event)


def observed(preview: Preview) -> BaseObserver:
    """What notes for the preview that files of its project change; to be started."""
    observer = Observer()
    newcomers = _Newcomers(_Watcher(preview), observer)
    for name in WATCHED:
        if (preview.project / name).is_dir():
            newcomers.watch(str(preview.project / name))
    observer.schedule(newcomers, str(preview.project))
    return observer


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    preview: Preview

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no event."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Requests are not printed: the screen is for builds."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = unquote(urls.split(self.path).path)
        if path == EVENTS:
            self._events()
        elif path == LISTENER:
            self._send(200, "text/javascript; charset=utf-8", _LISTENER_JS)
        else:
            self._file(path)

    def _file(self, path: str) -> None:
        preview = self.server.preview
        root = preview.options.output.resolve()
        at = (root / path.lstrip("/").replace("\x00", "/")).resolve()
        if at.is_dir():
            at = at / "index.html"
        inside = at == root or root in at.parents
        status = 200 if inside and at.is_file() else 404
        if status == 404:
            at = root / "404.html"
        own = at.relative_to(root).as_posix() if inside else ""
        if at.suffix == ".html" and status == 200:
            preview.show(own)
        try:
            content = preview.ahead.get(own) or at.read_bytes()
        except OSError:
            self._send(503 if preview.outcome.failed else 404, "text/html; charset=utf-8", _no_page(preview.outcome))
            return
        kind = mimetypes.guess_type(at.name)[0] or "application/octet-stream"
        if at.suffix == ".html":
            content = content.replace(b"</body>", f'<script src="{LISTENER}"></script>\n</body>'.encode())
            if status == 404:
                content = content.replace(_below(content), b'"/')
        charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("javascript", "json", "xml")) else ""
        self._send(status, kind + charset, content)

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _events(self) -> None:
        preview = self.server.preview
        messages: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        with preview.lock:
            preview.listeners.append(messages)
            if preview.outcome.failed:
                preview.tell("problems")
        try:
            while not preview.ended:
                try:
                    self.wfile.write(f"data: {messages.get(timeout=5)}\n\n".encode())
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            pass
        finally:
            with preview.lock, contextlib.suppress(ValueError):
                preview.listeners.remove(messages)


def _below(page: bytes) -> bytes:
    """How the 404 page's links begin: it alone is built for the path the site will stand below."""
    start = page.find(b'href="', page.find(b'rel="icon"'))
    end = page.find(b"assets/", start)
    return page[start + 5 : end] if 0 <= start < end else b'"/'


def _no_page(outcome: Outcome) -> bytes:
    problems = html.escape("\n".join(map(str, outcome.problems)) or "There is no page at this address.")
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not built yet</title>'
        f'<body><pre>{problems}</pre><script src="{LISTENER}"></script></body></html>'
    ).encode()


_LISTENER_JS = b"""\
(() => {
  'use strict';
  const KEY = 'edition:place';
  let shown = null, lost = false;
  const hide = () => { if (shown) { shown.remove(); shown = null; } };
  const show = problems => {
    hide();
    shown = document.createElement('dialog');
    shown.id = 'edition-problems';
    const box = document.createElement('pre'), head = document.createElement('strong');
    const count = problems.length === 1 ? 'One problem' : problems.length + ' problems';
    head.textContent = count + '; the page is as it was';
    box.textContent = problems.join('\\n\\n');
    shown.append(head, box);
    Object.assign(shown.style, { position: 'fixed', inset: 'auto 0 0 0', inlineSize: '100%', maxInlineSize: 'none',
      margin: '0', boxSizing: 'border-box', padding: '1rem 1.5rem', maxBlockSize: '60vh', overflow: 'auto',
      zIndex: '99', border: '0', borderBlockStart: '3px solid #991b1e',
      background: '#fff7f0', color: '#1d1c1a', font: '15px/1.5 ui-monospace, monospace' });
    box.style.whiteSpace = 'pre-wrap';
    (document.body || document.documentElement).append(shown);
    shown.show();
  };
  // The paragraph under the reader's eyes is found again after the reload.
  const place = () => {
    for (const p of document.querySelectorAll('[id]')) {
      const top = p.getBoundingClientRect().top;
      if (top > 0 && top < innerHeight && /^(p|q|note-)/.test(p.id)) return { page: location.pathname, id: p.id, top };
    }
    return null;
  };
  const events = new EventSource('/_edition/events');
  events.onopen = () => { if (lost) location.reload(); };
  events.onerror = () => { lost = true; };
  events.onmessage = message => {
    const said = JSON.parse(message.data);
    if (said.event === 'problems') { show(said.problems); return; }
    hide();
    const here = decodeURI(location.pathname).replace(/^\\/|$/, '').replace(/(^|\\/)$/, '$1index.html');
    const mine = path => path === here || path.startsWith(here === 'search.html' ? 'search/' : 'assets/');
    if (said.event === 'built' && (!said.pages.length || said.pages.some(mine))) {
      try { sessionStorage.setItem(KEY, JSON.stringify(place())); } catch { /* it only keeps the place */ }
      location.reload();
    }
  };
  try {
    const was = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    const p = was && was.page === location.pathname && document.getElementById(was.id);
    if (p) scrollBy({ top: p.getBoundingClientRect().top - was.top, behavior: 'instant' });
  } catch { /* the top is a place too */ }
})();
"""


def serve(project: Path, host: str, port: int, *, drafts: bool, browser: bool, quiet: bool) -> int:
    """Serves until it is stopped; gives the exit code."""

    def say(text: str) -> None:
        if not quiet:
            print(text, file=sys.stderr, flush=True)

    preview = Preview(project, drafts=drafts)
    try:
        server = _Server((host, port), _Handler)
    except OSError as error:
        problem = Problem(
            "V101",
            f"nothing can be served at {host}:{port}: {error.strerror}",
            remedy="Another preview may run there: stop it, or choose another --port.",
        )
        print(problem, file=sys.stderr)
        return 1
    server.preview = preview
    began = time.perf_counter()
    say(_line(preview.rebuild(), time.perf_counter() - began))
    observer = observed(preview)
    observer.start()
    threading.Thread(target=preview.watch, args=(say,), daemon=True).start()
    address = f"http://{host}:{server.server_address[1]}"
    print(f"{address}  (Ctrl-C ends)", file=sys.stderr, flush=True)
    if browser:
        webbrowser.open(address)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        say("ended")
    finally:
        preview.ended = True
        preview.dirty.set()
        observer.stop()
        server.server_close()
    return 0
