"""The encoding guide: every example is cut out of the built sample and valid,
every element and rule has a page.

An example's fence holds its XPath in the sample: ```xml //t:note[@place]. `pytest --accept` cuts it out
anew: the first element found, long text shortened by …, long runs of children by a comment. A number
after the path limits the depth.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from edition.cli import app
from edition.relaxng import patterns
from edition.relaxng.grammar import Grammar
from edition.tei.guide import pages
from edition.tei.validate import faults, our_schema
from tests.conftest import ROOT
from tests.tei.test_rules import rules

TEI = "http://www.tei-c.org/ns/1.0"
FOLDER = ROOT / "edition" / "tei" / "guide"
FENCE = re.compile(
    r"^```xml(?P<of> cmif)? (?P<path>/\S+(?: \S+)*?)(?: (?P<depth>\d))?\n(?P<xml>.*?)^```$", re.M | re.S
)
PAGES = list(pages())
CONTRACT = Path(__file__).parents[3] / "shared" / "design" / "encoding.md"
BARE_RULES = {"T010", "T011", "T012"}
"""What the validator says before any rule is asked."""

LONG, CHILDREN = 36, 3


def cut(root: etree._Element, path: str, depth: int) -> str:
    """The first element at a path as an example shows it."""
    found = root.xpath(path, namespaces={"t": TEI})
    assert found, f"{path}: not in the sample"
    example = deepcopy(found[0])
    example.tail = None
    shorten(example, depth)
    for element in example.iter(etree.Element):
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(example)
    return laid_out(example) + "\n"


def shorten(element: etree._Element, depth: int) -> None:
    for part in element.iter():
        part.text, part.tail = short(part.text), short(part.tail)
    only = not any(text.strip() for text in (element.text or "", *(c.tail or "" for c in element)))
    if depth == 0 and len(element):
        del element[:]
        element.append(etree.Comment(" … "))
    elif only and len(element) > CHILDREN + 1:
        del element[CHILDREN:]
        element.append(etree.Comment(" … "))
    for child in element.iterchildren(etree.Element):
        shorten(child, depth - 1)


def short(text: str | None) -> str | None:
    if text is None or len(text) <= LONG or not text.strip():
        return text
    return f"{text[:18]}…{text[-10:]}"


def laid_out(element: etree._Element, margin: str = "") -> str:
    """An element as XML; one that holds only elements on several lines."""
    holds_text = any(text.strip() for text in (element.text or "", *(c.tail or "" for c in element)))
    if holds_text or not len(element):
        return margin + etree.tostring(element, encoding="unicode", with_tail=False).replace("\n", "")
    bare = etree.Element(element.tag, element.attrib)
    tag = etree.tostring(bare, encoding="unicode").removesuffix("/>")
    inner = "\n".join(laid_out(child, margin + "  ") for child in element)
    return f"{margin}{tag}>\n{inner}\n{margin}</{element.tag}>"


@cache
def tree(file: Path) -> etree._Element:
    return etree.parse(str(file)).getroot()


def example(fence: Mapping[str, str | None], sample: Path) -> str:
    file = sample.with_name("cmif.xml") if fence["of"] else sample
    return cut(tree(file), fence["path"] or "", int(fence["depth"] or 99))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_are_cut_out_of_the_sample(page, sample_tei: Path, accept: bool) -> None:  # type: ignore[no-untyped-def]
    if accept:
        text = FENCE.sub(
            lambda m: m[0][: m.start("xml") - m.start()] + example(m.groupdict(), sample_tei) + "```", page.text
        )
        (FOLDER / f"{page.name}.md").write_text(text, "utf-8")
        return
    fences = list(FENCE.finditer(page.text))
    assert len(fences) == page.text.count("```xml")
    for fence in fences:
        fresh = example(fence.groupdict(), sample_tei)
        assert elsewhere(fence["xml"]) == elsewhere(fresh), "run pytest --accept, then read the diff"


def elsewhere(text: str) -> str:
    """An example wherever it stands in its source: a sentence more in the sample moves all that follow."""
    return re.sub(r"#char=\d+,\d+", "#char=…", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_are_valid(page, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ours = our_schema()
    examples = [f["xml"] for f in FENCE.finditer(page.text) if not (f["of"] or f["depth"])]
    assert examples or "```xml" in page.text
    for text in examples:
        file = tmp_path / "example.xml"
        name = re.match(r"<(\w+)", text)[1]  # type: ignore[index]
        file.write_text(text.replace(f"<{name}", f'<{name} xmlns="{TEI}"', 1), "utf-8")
        start = patterns.choice(map(patterns.element, ours.named(f"{TEI} {name}")))
        assert faults(file, Grammar(start, ours.definitions)) == []


def test_every_element_and_every_rule_has_a_page() -> None:
    odd = etree.parse(str(ROOT / "edition" / "tei" / "edition.odd"))
    elements = {
        spec.findtext(f"{{{TEI}}}altIdent") or spec.get("ident") for spec in odd.iter(f"{{{TEI}}}elementSpec")
    }
    assert {element for page in PAGES for element in page.elements} == elements
    assert {rule for page in PAGES for rule in page.rules} == rules().keys() | BARE_RULES


def test_every_kind_of_element_is_on_the_page_of_the_element() -> None:
    """Each value of @type that the schema lists is named by a page about that element."""
    odd = etree.parse(str(ROOT / "edition" / "tei" / "edition.odd"))
    missing: set[tuple[str, str]] = set()
    for spec in odd.iter(f"{{{TEI}}}elementSpec"):
        name = spec.findtext(f"{{{TEI}}}altIdent") or spec.get("ident")
        told = " ".join(page.text for page in PAGES if name in page.elements)
        kinds = spec.xpath(".//t:attDef[@ident='type']//t:valItem/@ident", namespaces={"t": TEI})
        missing |= {(name, kind) for kind in kinds if kind not in told}
    assert missing == set()


def test_what_the_contract_encodes_is_explained() -> None:
    """Every element in the tables of the encoding contract is one of a page."""
    if not CONTRACT.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"CI must have the encoding contract in {CONTRACT}")
        pytest.skip("the encoding contract is not part of the project (../shared/design is missing)")
    known = {element for page in PAGES for element in page.elements}
    rows = [line for line in CONTRACT.read_text("utf-8").splitlines() if line.startswith("| ")]
    asked = {name for row in rows for name in re.findall(r"`([a-z]+[A-Z]?\w*)\b", row.split("|", 2)[2])}
    assert asked - known - {"surplus", "unclear", "subtype"} == set()


def test_the_command_finds_pages_by_name_element_and_rule() -> None:
    for topic, line in (("notes", "# Footnotes"), ("rdg", "# Variant readings"), ("T018", "# Dates")):
        assert line in CliRunner().invoke(app, ["guide", topic]).stdout
    listed = CliRunner().invoke(app, ["guide"]).stdout
    assert all(page.name in listed and page.title in listed for page in PAGES)
    assert CliRunner().invoke(app, ["guide", "nothing"]).exit_code == 2
    assert "edition guide variants" in CliRunner().invoke(app, ["explain", "T019"]).stdout
