"""Both corpora, built whole: what every edition must be."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from edition.check.outputs import check_built
from edition.order import Order, Silent
from edition.pipeline import build
from edition.rules.leftout import BLANKS, LEFT_OUT
from edition.tei import XML_ID, tei
from edition.tei.ledger import read_trace
from edition.tei.restore import restore
from edition.tei.validate import validate
from edition.tei.views import PREFIX
from tests.build.conftest import Edition, make
from tests.conftest import ROOT
from tests.epubchecks import EpubChecks

STOCK_SCHEMA = ROOT.parent / "shared" / "tei" / "tei_all.rng"


def test_all_outputs_are_there(edition: Edition) -> None:
    names = {str(p.relative_to(edition.out)) for p in edition.out.rglob("*") if p.is_file()}
    names = {name for name in names if not name.startswith(".cache/")}
    assert names == {
        "tei/edition.xml", "tei/cmif.xml", "edition.epub", "edition.pdf", "segments.jsonl", "trace.tsv", "report.json",
    }  # fmt: skip


def test_every_raw_file_comes_back_byte_for_byte(edition: Edition) -> None:
    for spec in edition.corpus.sources:
        assert restore(edition.tei, edition.out / "trace.tsv", spec.id) == edition.raw(spec.id)


def test_the_ledger_tiles_every_source(edition: Edition) -> None:
    ledgers = {ledger.source: ledger for ledger in read_trace(edition.out / "trace.tsv")}
    assert set(ledgers) == {spec.id for spec in edition.corpus.sources}
    for spec in edition.corpus.sources:
        length = len(edition.raw(spec.id).decode("utf-8"))
        assert not list(ledgers[spec.id].faults(length))


def test_the_header_counts_what_the_ledger_left_out(edition: Edition) -> None:
    """Rule by rule, in runs and characters; what is said to be white space is nothing
    else. Dots of a gap are no noise."""
    measures = "t:teiHeader/t:encodingDesc/t:editorialDecl/t:normalization/t:p"
    texts = {text.get(XML_ID): text for text in edition.tree().iter(tei("TEI"))}
    for ledger in read_trace(edition.out / "trace.tsv"):
        gone = [row for row in ledger.entries if row.disposition == "dropped" and row.rule != "gap"]
        runs = Counter(row.rule for row in gone)
        lengths: Counter[str] = Counter()
        for row in gone:
            lengths[row.rule] += row.end - row.start
            assert LEFT_OUT[row.rule] != BLANKS or not row.text.strip(), row
        counted = {
            p.get("n", ""): {m.get("unit"): int(m.get("quantity", "")) for m in p}
            for p in texts[ledger.source].iterfind(measures, PREFIX)
        }
        assert counted == {rule: {"run": runs[rule], "character": lengths[rule]} for rule in runs}


def test_tei_is_valid_by_our_schema(edition: Edition) -> None:
    assert [d for d in validate(edition.tei) if d.severity == "error"] == []


def test_tei_is_valid_by_the_stock_schema(edition: Edition) -> None:
    if not (STOCK_SCHEMA.exists() and shutil.which("jing")):
        if os.environ.get("CI"):
            pytest.fail("CI must have jing and ../shared/tei/tei_all.rng")
        pytest.skip("jing or tei_all.rng is not here")
    done = subprocess.run(["jing", STOCK_SCHEMA, edition.tei], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[:3000]


def test_the_built_books_pass_their_own_checks(edition: Edition) -> None:
    assert [d for d in check_built(edition.out, edition.texts) if d.severity == "error"] == []


def test_epubcheck_says_nothing(edition: Edition, epubcheck: EpubChecks) -> None:
    assert epubcheck(edition.out / "edition.epub") == []


def test_no_path_and_no_clock_in_any_output(edition: Edition) -> None:
    for path in (
        edition.tei,
        edition.out / "trace.tsv",
        edition.out / "segments.jsonl",
        edition.out / "report.json",
    ):
        text = path.read_text("utf-8")
        assert str(ROOT) not in text
        assert str(edition.out) not in text


def test_no_line_of_the_book_speaks_of_our_files_or_stops_twice(edition: Edition) -> None:
    with zipfile.ZipFile(edition.out / "edition.epub") as epub:
        for name in epub.namelist():
            if name.endswith(".xhtml"):
                words = "".join(etree.fromstring(epub.read(name)).itertext())
                assert ".toml" not in words, name
                assert "。。" not in words, name


def test_the_report_counts_what_the_tei_holds(edition: Edition) -> None:
    report = json.loads((edition.out / "report.json").read_text("utf-8"))
    documents = edition.tree().xpath(
        "count(//t:div[@type='document'])", namespaces={"t": "http://www.tei-c.org/ns/1.0"}
    )
    assert report["counts"]["documents"] == int(documents)


def test_another_build_in_the_same_process_makes_the_same_bytes(real: Edition, tmp_path: Path) -> None:
    demand_same(real.out, make(real.corpus.folder.name, real.texts, tmp_path / "elsewhere").out)


def test_another_process_makes_the_same_bytes_anywhere(sample: Edition, tmp_path: Path) -> None:
    """Another order of hashing, time zone, language and folder."""
    surroundings = {
        "PYTHONHASHSEED": "20461",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "edition", "build", str(ROOT / "seeds" / "sample"), "--out", "made"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, env={**os.environ, **surroundings}
    )
    assert done.returncode == 0, done.stderr
    demand_same(sample.out, tmp_path / "made")


def demand_same(out: Path, other: Path) -> None:
    """Two builds → AssertionError unless they made the same files. What is kept for the next build may differ
    by which process laid a sheet out; nothing that is made of it does."""
    made, again = (
        {
            path.relative_to(folder): path
            for path in folder.rglob("*")
            if path.is_file() and ".cache" not in path.parts
        }
        for folder in (out, other)
    )
    assert made.keys() == again.keys()
    for name, path in sorted(made.items()):
        assert again[name].read_bytes() == path.read_bytes(), name


def test_the_segmented_corpus_makes_the_same_edition(edition: Edition, tmp_path: Path) -> None:
    segments = edition.out / "segments.jsonl"
    order = Order(edition.corpus.folder, tmp_path, edition.texts, ("tei",), segments=segments)
    assert not build(order, Silent()).failed
    for name in ("tei/edition.xml", "tei/cmif.xml", "trace.tsv", "segments.jsonl"):
        assert (tmp_path / name).read_bytes() == (edition.out / name).read_bytes(), name


def test_no_long_run_of_the_real_texts_stands_in_the_project(real_texts: Path) -> None:
    """Sentences of the protected texts stay out; titles of works and documents are facts and may be named."""
    length = 24
    titles = re.compile(r"^title = .*$|《[^》\n]{1,40}》", re.M)

    def bare(text: str) -> str:
        return re.sub(r"\s+", "", titles.sub("", text))

    seen: set[str] = set()
    for path in real_texts.glob("*.txt"):
        text = bare(path.read_text("utf-8"))
        seen.update(text[i : i + length] for i in range(len(text) - length + 1))
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in tracked.split("\0"):
        path = ROOT / name
        if not name or path.suffix not in {".py", ".md", ".toml", ".txt", ".xml", ".j2", ".css"}:
            continue
        text = bare(path.read_text("utf-8"))
        for i in range(len(text) - length + 1):
            run = text[i : i + length]
            assert not (run in seen and len(re.findall(r"[\u4e00-\u9fff]", run)) > 15), f"{name}: {run}"


def test_no_title_in_the_chronology_waits_for_words(edition: Edition) -> None:
    """毛泽东致电： above a quotation is 毛泽东致电 in a list."""
    from edition.render.backmatter import collect_backmatter
    from edition.render.book import load_book

    titles = [e.title for year in collect_backmatter(load_book(edition.tei)).chronology for e in year.entries]
    assert titles
    assert not [title for title in titles if title.endswith(("：", ":"))]
