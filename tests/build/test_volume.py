"""The volume in the whole real edition: every figure a careful reader counts, counted in the TEI."""

from __future__ import annotations

import json
import re

import pytest
from lxml import etree

from edition.tei.ledger import read_trace
from tests.build.conftest import Edition

NAMESPACES = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
DOCUMENT = "//t:div[@type='document'][not(@subtype='foreword')]"
APPENDED = "t:head[@type='label'][starts-with(., '附录')]"
NOTE = "//t:note[@place='bottom'][@source]"
CITED = "//t:note[@type='citation']/t:bibl"

FIGURES = {
    "documents": (f"{DOCUMENT}", 138),
    "main documents": (f"{DOCUMENT}[not({APPENDED})]", 80),
    "appendices": (f"{DOCUMENT}[{APPENDED}]", 58),
    "sections": ("//t:div[@type='section']", 12),
    "plates": ("//t:figure", 8),
    "attachments": ("//t:div[@type='attachment']", 8),
    "attachments in the contents table": ("//t:div[@subtype='contents']//t:p[@n='attachment']", 2),
    "entries of the chronology": ("//t:list[@type='chronology']/t:item", 96),
    "entries that begin with their date": (
        "//t:list[@type='chronology']/t:item[*[1][self::t:date[@when or @notBefore and @notAfter]]]",
        96,
    ),
    "footnotes": (NOTE, 61),
    "footnotes of the makers of the book": (f"{NOTE}[@type='compiler'][@resp='#resp-本书制作者注']", 9),
    "footnotes of the editors of the sources": (f"{NOTE}[@type='source']", 52),
    "footnotes signed 编注": (f"{NOTE}[@resp='#resp-编注']", 1),
    "footnotes called in a title": (f"//t:head{NOTE}", 8),
    "citations": (CITED, 139),
    "citations that go back": (f"{CITED}[starts-with(., '同上')]", 134),
    "citations with work, volume and pages": (
        f"{CITED}[@corresp][t:biblScope[@unit='volume']][t:biblScope[@unit='page'][@from][@to]]",
        139,
    ),
    "works cited": (f"{CITED}[not(@corresp = preceding::t:bibl[ancestor::t:note[@type='citation']]/@corresp)]", 2),
    "quoted and relayed messages": ("//t:floatingText", 56),
    "left-out passages": ("//t:gap[@reason='sampling']", 11),
    "turns in direct form": ("//t:sp", 270),
    "numbered points": ("//t:body//t:p[@n]", 240),
}  # fmt: skip


@pytest.fixture(scope="module")
def volume(real: Edition) -> etree._Element:
    [text] = [t for t in real.tree().iter("{*}TEI") if t.get(ID) == "kw"]
    return text


def found(element: etree._Element, path: str) -> list[etree._Element]:
    return list(element.xpath(f".{path}", namespaces=NAMESPACES))


@pytest.mark.parametrize("what", FIGURES)
def test_a_figure_of_the_volume(volume: etree._Element, what: str) -> None:
    path, number = FIGURES[what]
    assert len(found(volume, path)) == number


def test_every_differing_title_is_reported(real: Edition) -> None:
    report = json.loads((real.out / "report.json").read_text("utf-8"))
    differences = [d for d in report["diagnostics"] if d["code"] == "S041"]
    assert len(differences) == 9


# A paragraph that reports what somebody said: it begins with the name, perhaps behind a word that joins it to
# what went before, or with the verb where the subject is that of the paragraph before.
JOINED = "（|随后，?|接着，?|最后，?|后来，?|(?:原已除)?原已答应的以外，|会谈从[^。]+。"
SPEAKERS = "斯大林|金日成|什特科夫|朴宪永|郑俊泽|洪命熹|维辛斯基|周恩来"
REPORTED = re.compile(rf"(?:{JOINED})?(?:{SPEAKERS})|问|补充说|提出")


def test_turns_of_the_records(volume: etree._Element) -> None:
    records = {}
    for record in found(volume, "//t:div[@type='document'][@subtype='conversation']"):
        paragraphs = ["".join(p.itertext()) for p in found(record, "/t:p")]
        told = sum(bool(REPORTED.match(p)) for p in paragraphs)
        records[record.get(ID)] = (len(found(record, "//t:sp")), told)
    assert records == {
        "kw-1949-03-05": (84, 31),
        "kw-1950-04-10": (42, 13),
        "kw-1952-08-20": (28, 21),
        "kw-1952-09-04": (104, 1),
        "kw-1952-09-19": (12, 5),
    }
    # One paragraph of the third record reports two turns.
    assert sum(direct + told for direct, told in records.values()) + 1 == 342


def test_notes_that_cut_a_sentence_leave_it_whole(real: Edition, volume: etree._Element) -> None:
    raw = real.raw("kw").decode("utf-8")
    rules = [m.start() for m in re.finditer("—{6,}\\s*(?=①)", raw)]
    notes = {note.get(ID) for note in found(volume, NOTE)}
    [ledger] = [ledger for ledger in read_trace(real.out / "trace.tsv") if ledger.source == "kw"]
    rows = [r for r in ledger.entries if r.disposition == "text" and r.target not in notes]
    cut = 0
    for rule in rules:
        before = max((r for r in rows if r.end <= rule), key=lambda r: r.end)
        after = min((r for r in rows if r.start >= rule), key=lambda r: r.start)
        cut += before.target == after.target
    assert (len(rules), cut) == (51, 13)
