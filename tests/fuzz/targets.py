"""What is given any bytes: each target takes them as its input and raises where a law is broken or
the program lets something out.

bytes → nothing, or an exception
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.config import Profile, load_corpus
from edition.read import decode
from edition.render.book import load_book
from edition.render.epub import render_epub
from edition.report import Unusable
from edition.rules import offsets
from edition.rules.families import guess_family
from edition.rules.registry import families, resolve
from edition.segment import segment_source
from edition.structure import structure_source
from tests.faults.surviving import EDITION


@cache
def profile_of(family: str) -> Profile:
    """A family → its profile."""
    profile, problems = resolve(Profile(inherit=family), Path("fuzz"))
    assert not problems
    return profile


def read_any(data: bytes) -> None:
    """Bytes as a source of the family that is guessed: every character is kept once or dropped once."""
    try:
        source = decode("x", "x.txt", data)
    except Unusable as refusal:
        assert {problem.code for problem in refusal.diagnostics} <= {"R002", "R003", "R006"}, refusal
        return
    assert source.text.encode() == data
    cut(data, guess_family(source.text))


def recognise_any(data: bytes) -> None:
    """The first byte chooses a family, the rest is its text, as far as it is UTF-8."""
    names = sorted(families())
    if len(data) > 1:
        cut(data[1:].decode("utf-8", "ignore").encode() or b"-", names[data[0] % len(names)])


def cut(data: bytes, family: str) -> None:
    """A text cut and put in order by a family's rules; nothing is lost or doubled."""
    source = decode("x", "x.txt", data)
    segmented, findings = segment_source(source, profile_of(family))
    kept = offsets(segmented.blocks)
    dropped = chain.from_iterable(range(d.start, d.end) for d in segmented.disposals)
    assert sorted([*kept, *dropped]) == list(range(len(source.text)))
    assert all(0 <= finding.at <= len(source.text) for finding in findings)
    structure_source(segmented)


def configure_any(data: bytes) -> None:
    """Bytes as edition.toml, as a profile, and as a table of persons: a corpus, or diagnostics."""
    good = EDITION.format(sha="0" * 64).encode()
    for name in ("edition.toml", "a.toml", "editorial/persons.toml", "editorial/dates.toml"):
        with TemporaryDirectory() as folder:
            corpus = Path(folder)
            (corpus / "editorial").mkdir()
            (corpus / "edition.toml").write_bytes(good)
            (corpus / "a.toml").write_bytes(b'inherit = "plain"\n')
            (corpus / name).write_bytes(data)
            try:
                load_corpus(corpus)
            except Unusable as refusal:
                assert refusal.diagnostics


def load_any(data: bytes) -> None:
    """Bytes as a TEI file: a book, or the code that says why there is none."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.xml"
        path.write_bytes(data)
        try:
            load_book(path)
        except Unusable as refusal:
            assert {problem.code for problem in refusal.diagnostics} <= {"X010", "X011"}, refusal


def render_any(data: bytes) -> None:
    """Bytes as the body of a TEI file → an EPUB."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.xml"
        path.write_bytes(
            b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>' + data + b"</body></text></TEI>"
        )
        try:
            render_epub(path, Path(folder) / "any.epub")
        except Unusable as refusal:
            assert {problem.code for problem in refusal.diagnostics} <= {"X010", "X011"}, refusal


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "reader": read_any,
    "recognisers": recognise_any,
    "toml": configure_any,
    "tei": load_any,
    "renderer": render_any,
}
