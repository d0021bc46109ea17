"""The sample corpus keeps its promises: enough of every phenomenon, its own words, its decisions in force."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from edition.annotate import annotate
from edition.collate import collate
from edition.config import Corpus, load_corpus
from edition.model import Structured
from edition.pipeline import structured_corpus

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "seeds" / "sample"
REAL = ROOT.parent / "shared" / "seeds"

TITLE = re.compile(r"《[^《》]*》")
LAYOUT = re.compile(r"[\s…—.*|#()\[\]]")
CIRCLED = re.compile(r"[①-⑳]")
WEB_CALL = re.compile(r"\^\[\d+\]|\[\\\[\d+\\\]\]\(#\)")
LONGEST_SHARED = 20


@cache
def raw_texts() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((SAMPLE / "texts").glob("*.txt"))}


def all_text() -> str:
    """The five texts as one, without the white space that the wreck strewed in."""
    return "\n".join("".join(text.split()) for text in raw_texts().values())


def rows(name: str, table: str) -> list[dict[str, object]]:
    data = tomllib.loads((SAMPLE / "editorial" / f"{name}.toml").read_text("utf-8"))
    found = data[table]
    assert isinstance(found, list)
    return found


def forms(person: dict[str, object]) -> list[str]:
    return [str(alias["form"]) for alias in table(person.get("alias", []))]


def table(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value


def printed_name(person: dict[str, object]) -> str:
    """The main form without the words in brackets that tell namesakes apart."""
    return str(person["name"]).split("（")[0]


@cache
def decided() -> tuple[Corpus, tuple[Structured, ...], tuple[str, ...]]:
    """The corpus, its texts after annotation and collation, and the errors met on the way."""
    corpus = load_corpus(SAMPLE)
    annotated = annotate(structured_corpus(SAMPLE, None), corpus)
    collated = collate(annotated.texts, corpus)
    errors = [str(d) for d in (*annotated.diagnostics, *collated.diagnostics) if d.severity == "error"]
    return corpus, tuple(collated.texts), tuple(errors)


# -- how much there is -----------------------------------------------------------------------------------------


def test_five_sources_named_by_their_sums() -> None:
    specs = load_corpus(SAMPLE).sources
    assert len(specs) == 5
    for spec in specs:
        assert sha256((SAMPLE / "texts" / spec.file).read_bytes()).hexdigest() == spec.sha256


def test_at_least_15000_chinese_characters() -> None:
    assert len(re.findall(r"[\u4e00-\u9fff]", all_text())) >= 15_000


def test_at_least_60_notes() -> None:
    """Circled numbers stand twice, at the call and at the note; calls of the web page once."""
    notes = len(CIRCLED.findall(all_text())) // 2 + len(WEB_CALL.findall(all_text()))
    assert notes >= 60


def test_at_least_40_persons() -> None:
    text = all_text()
    met = [p for p in rows("persons", "person") if any(f in text for f in (printed_name(p), *forms(p)))]
    assert len(met) >= 40


def test_every_person_stands_in_the_texts() -> None:
    text = all_text()
    absent = [
        p["id"] for p in rows("persons", "person") if not any(f in text for f in (printed_name(p), *forms(p)))
    ]
    assert absent == []


def test_at_least_10_code_names_and_aliases() -> None:
    text = all_text()
    aliases = {
        str(alias["form"])
        for person in rows("persons", "person")
        for alias in table(person.get("alias", []))
        if alias.get("kind") in ("codename", "alias") and str(alias["form"]) in text
    }
    assert len(aliases) >= 10


def test_at_least_20_variant_readings() -> None:
    _, texts, _ = decided()
    readings = [
        mark
        for text in texts
        for top in text.pieces
        for block in top.blocks()
        for mark in block.marks
        if mark.kind == "app"
    ]
    assert len(readings) >= 20


def test_at_least_40_documents() -> None:
    _, texts, _ = decided()
    documents = [p for text in texts for top in text.pieces for p in top.pieces() if p.type == "document"]
    assert len(documents) >= 40


# -- what is decided -------------------------------------------------------------------------------------------


def test_every_decision_holds() -> None:
    _, _, errors = decided()
    assert errors == ()


def test_misreadings_wrong_page_and_contradicting_dates_are_planted_and_decided() -> None:
    text = all_text()
    for row in rows("emendations", "emendation"):
        assert str(row["quote"]) in text
        assert str(row["wrong"]) in str(row["quote"])
    assert any("印作" in str(row["reason"]) for row in rows("references", "reference"))
    assert any("笔误" in str(row["reason"]) for row in rows("dates", "date"))


# -- whose words they are --------------------------------------------------------------------------------------


def words(text: str) -> str:
    """A text without titles in 《》, white space and the signs of layout."""
    return LAYOUT.sub("", TITLE.sub("", text))


@pytest.mark.skipif(not REAL.is_dir(), reason="the real texts are not here: ../shared/seeds")
def test_no_run_of_more_than_20_characters_is_shared_with_the_real_texts() -> None:
    length = LONGEST_SHARED + 1
    runs: set[str] = set()
    for path in sorted(REAL.glob("*.txt")):
        text = words(path.read_text("utf-8"))
        runs.update(text[i : i + length] for i in range(len(text) - length + 1))
    shared = [
        (path.name, text[i : i + length])
        for path in sorted(SAMPLE.rglob("*"))
        if path.is_file()
        for text in [words(path.read_text("utf-8"))]
        for i in range(len(text) - length + 1)
        if text[i : i + length] in runs
    ]
    assert shared == []
