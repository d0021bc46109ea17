"""Every structure case as a source of one edition: the TEI is valid, and each raw text comes back from it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from lxml import etree

from edition.annotate import annotate
from edition.config import Corpus, Editorial, Info, Profile, SourceSpec
from edition.model import Structured
from edition.tei.ledger import write_trace
from edition.tei.restore import Archive
from edition.tei.validate import validate
from edition.tei.weave import weave_edition
from tests.annotate.test_case_files import CASES, FENCE, structured


def read_case(path: Path) -> Structured:
    """A case file → its input, structured by its profile, as a source of the name of the file."""
    parts = dict(FENCE.findall(path.read_text("utf-8")))
    profile = Profile.model_validate(tomllib.loads(parts["profile"]))
    return structured(path.stem, parts["input"], profile, path)


def test_what_the_cases_become_is_valid_tei_and_restores_them(tmp_path: Path) -> None:
    texts = [read_case(path) for path in sorted((CASES / "structure").glob("*.md"))]
    specs = [
        SourceSpec(
            id=text.source.id,
            siglum=text.source.id,
            title=text.source.id,
            file=text.source.file,
            sha256=text.source.sha256,
            profile="p",
        )
        for text in texts
    ]
    info = Info(id="cases", title="cases")
    corpus = Corpus(folder=Path(), info=info, sources=specs, profiles={}, editorial=Editorial())
    woven = weave_edition(annotate(texts, corpus).texts, corpus)
    tei, trace = tmp_path / "edition.xml", tmp_path / "trace.tsv"
    tei.write_bytes(etree.tostring(woven.tree, encoding="utf-8", xml_declaration=True))
    write_trace(woven.ledgers, trace)
    assert [d for d in woven.diagnostics if d.severity == "error"] == []
    faults = [str(d) for d in validate(tei) if d.severity == "error"]
    assert faults == []
    archive = Archive.read(tei, trace)
    for text in texts:
        assert archive.text(text.source.id).encode() == text.source.data, text.source.id
