"""Reading systems in headless Chromium: a page of ours that opens an EPUB with foliate-js or
epub.js, and what a reader does.

EPUB, engine, size of the screen → Screen
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Frame, Page, Playwright

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or "chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Engine = Literal["foliate", "epubjs"]
ENGINES: tuple[Engine, ...] = ("foliate", "epubjs")
PHONE, EINK, TABLET = (360, 640), (600, 800), (768, 1024)

# The characters of the page that lie inside a rectangle of the frame, one after the other.
SEEN = """([left, top, right, bottom]) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange()
    let seen = ''
    while (walker.nextNode()) {
        const text = walker.currentNode
        for (let i = 0; i < text.data.length; i++) {
            if (!text.data[i].trim()) continue
            range.setStart(text, i); range.setEnd(text, i + 1)
            const box = range.getClientRects()[0]
            const x = box ? box.left + box.width / 2 : -1, y = box ? box.top + box.height / 2 : -1
            if (x >= left && x < right && y >= top && y < bottom) seen += text.data[i]
        }
    }
    return seen
}"""


# Whether the middle of the note that popped up is what a reader sees there.
ON_TOP = """() => { const box = document.querySelector('#note').getBoundingClientRect()
    return !!document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest('#note') }"""


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium, headless, with an empty profile."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@contextmanager
def served(books: dict[str, Path]) -> Iterator[str]:
    """The files of this folder and some books by name, on this machine only → their address."""

    class Files(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return str(books.get(path.strip("/")) or super().translate_path(path))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(HERE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Screen:
    """A book opened in a reading system: what a reader does, and what is then to be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self, address: str, engine: Engine, book: str) -> None:
        """Open a book that is served under a name."""
        self.page.goto(f"{address}/{engine}.html")
        self.page.wait_for_function("window.reader")
        self.page.evaluate("book => reader.open(book)", f"/{book}")

    def next(self) -> None:
        """Turn the page."""
        self.page.evaluate("reader.next()")

    def go(self, href: str) -> None:
        """Go to an address of the package."""
        self.page.evaluate("href => reader.go(href)", href)

    def style(self, **wanted: object) -> None:
        """Change the size of the letters (`size`, pixels) or the theme (`dark`)."""
        self.page.evaluate("wanted => reader.style(wanted)", wanted)
        self.page.wait_for_timeout(200)

    def ask(self, method: str) -> object:
        """The answer of a method without arguments: toc, pages, where, file."""
        return self.page.evaluate(f"reader.{method}()")

    @property
    def frame(self) -> Frame:
        """The frame with the page of the book."""
        return self.page.frames[1]

    def popup(self) -> str:
        """The text of the note that popped up; it is then closed."""
        self.page.wait_for_function("document.querySelector('#note')?.open")
        while len(self.page.frames) < 3:
            self.page.wait_for_timeout(20)
        note = self.page.frames[-1]
        note.wait_for_function("document.body && document.body.textContent.trim()")
        text: str = note.evaluate("document.body.textContent")
        assert self.page.evaluate(ON_TOP), "the note is hidden by the page"
        self.page.wait_for_timeout(300)
        self.page.evaluate("reader.dismiss()")
        return text

    def shows(self, ident: str) -> bool:
        """Whether the first line of the element with an id is on the screen."""
        frames = [frame for frame in self.page.frames[1:] if frame.query_selector(f'[id="{ident}"]')]
        return any(self.within(frame, ident) for frame in frames)

    def within(self, frame: Frame, ident: str) -> bool:
        box = frame.evaluate(
            """ident => { const box = document.getElementById(ident).getClientRects()[0]
                          return box && [box.left, box.top] }""",
            ident,
        )
        left, top, right, bottom = self.window(frame)
        return bool(box) and left - 1 <= box[0] < right and top - 1 <= box[1] < bottom

    def window(self, frame: Frame) -> tuple[float, float, float, float]:
        """The part of a frame that is on the screen, in the frame's own measure."""
        box = frame.frame_element().bounding_box()
        size = self.page.viewport_size
        assert box and size
        return -box["x"], -box["y"], size["width"] - box["x"], size["height"] - box["y"]

    def text(self) -> str:
        """The characters on the screen, without blanks."""
        seen: str = self.frame.evaluate(SEEN, list(self.window(self.frame)))
        return seen

    def click(self, ident: str) -> None:
        """Click the link with an id, or inside the element with it."""
        place = self.frame.locator(f'a[id="{ident}"], [id="{ident}"] a[href]').first
        box = place.bounding_box()
        assert box
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.wait_for_timeout(200)
