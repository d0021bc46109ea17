"""The rules of edition.sch and what they say: tests/cases/validate/*.md, a passing
and a failing case for each rule.

A case is prose, an `xml` that breaks the rule, the `diagnostics` that follow, and a `passing` one that
only the rule's subject distinguishes. Both stand in the same small edition. Re-accept with `pytest
--accept`, then read the diff.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from edition.codes import CATALOGUE
from edition.reuse import Store
from edition.tei import odd
from edition.tei.parts import PART, parts, survey
from edition.tei.schematron import check_rules
from tests.conftest import ROOT
from tests.tei.builders import jing

CASES = sorted((ROOT / "tests" / "cases" / "validate").glob("*.md"))
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
SCH = {"sch": "http://purl.oclc.org/dsdl/schematron"}

EDITION = """<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">
<standOff>
<listWit><witness xml:id="wit-a" n="甲" corresp="#a"/><witness xml:id="wit-b" n="乙" corresp="#b"/></listWit>
<person xml:id="lin"/><person xml:id="fang"/><place xml:id="qinghe"/><bibl xml:id="work"/>
<list type="decisions"><item xml:id="e1"/></list>
</standOff>
<TEI xml:id="a"><text><body><div type="document" xml:id="d1" source="a.txt#char=0,900"><pb n="7" xml:id="pb7"/>
<p xml:id="p1" source="a.txt#char=0,99">清河来电。<note xml:id="n1" n="①" place="bottom" source="a.txt#char=900,910">原注。</note></p>
</div></body></text></TEI>
<TEI xml:id="b"><text><body><div type="document" xml:id="d2" source="b.txt#char=0,900">
{xml}</div></body></text></TEI>
</teiCorpus>
"""


def rules() -> dict[str, str]:
    """The id of every rule and the severity that its asserts give."""
    schema = etree.parse(str(ROOT / "edition" / "tei" / "edition.sch"))
    return {
        pattern.get("id"): {a.get("role", "error") for a in pattern.iterfind(".//sch:assert", SCH)}.pop()
        for pattern in schema.iterfind("sch:pattern", SCH)
    }


def said(xml: str, file: Path, size: int = PART, store: Store | None = None, edition: str = EDITION) -> str:
    """What the rules say of an edition with `xml` in its second source, a line each."""
    file.write_text(edition.format(xml=xml), "utf-8")
    found = sorted(check_rules(file, survey(file), size, store=store))
    return "".join(f"{d.line}:{d.column} {d.severity} {d.code}: {d.message}\n" for d in found)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_rule(path: Path, tmp_path: Path, accept: bool) -> None:
    text = path.read_text("utf-8")
    case = dict(FENCE.findall(text))
    told = said(case["xml"], tmp_path / "case.xml")
    if accept:
        text = re.sub(
            r"^```diagnostics\n.*?^```$", lambda _: f"```diagnostics\n{told}```", text, flags=re.M | re.S
        )
        path.write_text(text, "utf-8")
        return
    assert told == case["diagnostics"]
    assert path.stem[:4].upper() in told
    assert said(case["passing"], tmp_path / "passing.xml") == ""


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_read_in_parts_is_told_the_same(path: Path, tmp_path: Path) -> None:
    case = dict(FENCE.findall(path.read_text("utf-8")))
    assert said(case["xml"], tmp_path / "case.xml", size=1) == case["diagnostics"]
    assert len(list(parts(tmp_path / "case.xml", 1))) > 2


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_was_found_in_order_is_judged_again_when_it_changes(path: Path, tmp_path: Path) -> None:
    case, store = dict(FENCE.findall(path.read_text("utf-8"))), Store(tmp_path / "kept")
    for kind, told in [("passing", ""), ("xml", case["diagnostics"])] * 2:
        assert said(case[kind], tmp_path / "case.xml", 1, store) == told


@pytest.mark.parametrize(
    ("there", "then", "code"),
    [
        ('<person xml:id="lin"/>', '<place xml:id="lin"/>', "T026"),
        ('<person xml:id="lin"/>', "", "T013"),
        ('<witness xml:id="wit-b" n="乙" corresp="#b"/>', "", "T023"),
    ],
)
def test_what_was_found_in_order_is_judged_again_when_what_it_points_to_changes(
    there: str, then: str, code: str, tmp_path: Path
) -> None:
    xml = '<p xml:id="p2" source="b.txt#char=0,2"><persName ref="#lin">林</persName>到。</p>'
    store, changed = Store(tmp_path / "kept"), EDITION.replace(there, then)
    assert said(xml, tmp_path / "case.xml", 1, store) == ""
    told = said(xml, tmp_path / "case.xml", 1, store, changed)
    assert code in told and told == said(xml, tmp_path / "case.xml", 1, edition=changed)


def test_every_rule_has_a_case_and_a_place_in_the_catalogue() -> None:
    assert {path.stem[:4].upper() for path in CASES} == rules().keys()
    assert {code: CATALOGUE[code].severity for code in rules()} == rules()
    assert all(CATALOGUE[code].hint and CATALOGUE[code].explanation for code in rules())


@pytest.mark.parametrize("name", odd.MADE)
def test_the_made_files_are_what_the_odd_gives(name: str) -> None:
    assert (ROOT / "edition" / "tei" / name).read_text("utf-8") == odd.made(name), "run make schema"


def test_the_odd_is_itself_valid_tei() -> None:
    assert jing(ROOT / "edition" / "tei" / "edition.odd") == ""
