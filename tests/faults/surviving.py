"""Any bytes as a source: an edition that is valid and gives them back, or a
diagnostic that says why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.order import Order, Silent
from edition.pipeline import build
from edition.report import Unusable
from edition.tei.restore import restore

EDITION = """\
[edition]
id = "tried"
title = "试"

[[source]]
id = "a"
siglum = "A"
title = "甲"
file = "a.txt"
sha256 = "{sha}"
profile = "a.toml"
"""
REFUSED = frozenset(("R002", "R003", "R006"))
"""Why bytes may be no source: they are not UTF-8, there are none, or too many."""


def survive(data: bytes, family: str) -> str:
    """Build bytes as a source of a family up to the TEI → `built`, or the code with which they were
    refused. Raises AssertionError where the edition has errors or does not give the bytes back, and
    whatever the program lets out."""
    with TemporaryDirectory() as folder:
        corpus = Path(folder)
        (corpus / "texts").mkdir()
        (corpus / "texts" / "a.txt").write_bytes(data)
        (corpus / "a.toml").write_text(f'inherit = "{family}"\n', "utf-8")
        (corpus / "edition.toml").write_text(EDITION.format(sha=sha256(data).hexdigest()), "utf-8")
        try:
            built = build(Order(corpus, corpus / "out", only=("tei",)), Silent())
        except Unusable as refusal:
            codes = {problem.code for problem in refusal.diagnostics}
            assert codes <= REFUSED, refusal
            return min(codes)
        assert not built.failed, [str(d) for d in built.diagnostics if d.severity == "error"]
        tei = corpus / "out" / "tei" / "edition.xml"
        assert restore(tei, corpus / "out" / "trace.tsv", "a") == data
        return "built"


def wrecked(data: bytes, parts: int = 8) -> Iterator[bytes]:
    """The bytes of a text → the same as transport hurts them: cut short at any character and inside one, lines
    shuffled, ends of line changed."""
    text = data.decode()
    for part in range(1, parts):
        yield text[: len(text) * part // parts].encode()
        yield text[len(text) * part // parts :].encode()
    yield data[: text.index("。") + 1]
    lines = data.split(b"\n")
    for step in (2, 3, 5, 7, 11, 13):
        yield b"\n".join(line for start in range(step) for line in lines[start::step])
    yield b"\n".join(reversed(lines))
    yield data.replace(b"\n", b"\r\n")
    yield data.replace(b"\n", b"\r")
    yield data.replace(b"\n", b"")
    yield data.replace(b"\n", "\u2028".encode())
    yield data.replace(b"\n", b"\0\n")
    yield b"\xef\xbb\xbf" + data
    yield data.rstrip(b"\n")
