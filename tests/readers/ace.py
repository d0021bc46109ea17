"""Ace by DAISY on one EPUB: what it asserts against it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tests.readers.engines import CHROMIUM, HERE


def assertions(epub: Path, out: Path) -> list[str]:
    """An EPUB → what Ace asserts: file, rule, what it found."""
    done = subprocess.run(
        ["node", HERE / "ace.mjs", epub, out],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": CHROMIUM},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["assertions"], "Ace looked at no page"
    return [
        f"{subject['earl:testSubject']['url']}: {found['earl:test']['dct:title']}: {found['earl:result']['dct:description']}"
        for subject in report["assertions"]
        for found in subject["assertions"]
    ]
