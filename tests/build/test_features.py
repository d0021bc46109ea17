"""The sample shows what the apparatus of an edition can do: each feature is
there, in the TEI or in the book."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict

import pypdfium2
import pytest

from edition.tei import XML_ID
from edition.tei.views import PREFIX, plain
from tests.build.conftest import Edition

SHOWN = {
    "a passage that two documents have": "//t:linkGrp[@type='parallels']/t:link",
    "documents that witness the same text": "//t:relation[@name='same-text']",
    "a reference to what the edition does not have": "//t:ref[@subtype='unresolved'][not(@target)]",
    "a reference that is inferred": "//t:text//t:ref[@target][@cert='medium']",
    "a wrong page, corrected inside its reference": "//t:ref[@type='page'][@target]/t:choice[t:sic][t:corr]",
    "a name of which it is open whose it is": "//t:text//*[@ana='#ambiguous'][@cert='low'][@key]",
    "a related entry": "//t:relation[@name='see']",
    "a year of the Republic": "//t:text//t:date[starts-with(., '民国')][starts-with(@when, '1945')]",
    "an hour with its place": "//t:text//t:date[contains(@when, '+08:00')]",
    "a span of days": "//t:text//t:date[@notBefore][@notAfter]",
    "the same day": "//t:text//t:date[.='同日'][@when]",
    "a partial date": "//t:text//t:date[string-length(@when) = 7]",
    "a date that contradicts its document, decided": "//t:text//t:signed/../t:dateline/t:date[@corresp]",
    "a word to the bearer below a signature": "//t:postscript[t:opener/t:salute]/t:closer/t:signed",
    "who typed a paper": "//t:note[@type='distribution'][@subtype='production']",
    "an entry of several paragraphs": "//t:list[@type='chronology']/t:item[t:p]",
}


@pytest.mark.parametrize("feature", SHOWN)
def test_sample_shows(sample: Edition, feature: str) -> None:
    assert sample.tree().xpath(SHOWN[feature], namespaces=PREFIX)


def test_halves_are_linked_both_ways(sample: Edition) -> None:
    divisions = {div.get(XML_ID): div for div in sample.tree().iterfind(".//t:div", PREFIX)}
    halves = [(ident, div.get("next", "")[1:]) for ident, div in divisions.items() if div.get("next")]
    assert halves
    assert all(divisions[other].get("prev") == f"#{one}" for one, other in halves)


@pytest.mark.parametrize(
    ("forms", "least"),
    [("persName", {"扎哈罗夫", "谢苗诺夫"}), ("title", {"中苏条约"})],
    ids=["people", "treaties"],
)
def test_namesakes_are_told_apart(sample: Edition, forms: str, least: set[str]) -> None:
    """The same words mean one person or treaty here, another there; an entry of its own keeps each."""
    meant: dict[str, set[str]] = defaultdict(set)
    for name in sample.tree().iterfind(f".//t:text//t:{forms}[@ref]", PREFIX):
        meant[plain(name)].add(name.get("ref", ""))
    assert least <= {form for form, refs in meant.items() if len(refs) == 2}


def test_every_kind_of_alias_has_one_that_a_passage_attests(sample: Edition) -> None:
    notes = sample.tree().xpath("//t:note[@type='attestation'][@target]/..", namespaces=PREFIX)
    assert {name.get("type") for name in notes} >= {
        "codename", "alias", "variant", "spelling", "misprint", "abbreviation", "original",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("t-jia-1951-09-20.xhtml", "下接　"),
        ("t-jia-1951-09-20-2.xhtml", "上接　"),
        ("t-yi-1949-12-16.xhtml", "同文另见　"),
        ("parallels.xhtml", "前言引用"),
        ("unsettled.xhtml", "斯大林致毛泽东：“您九月十二日的来电”"),
        ("unsettled.xhtml", "旅顺口协定"),
        ("glossary.xhtml", "用以署名，致"),
        ("index-person.xhtml", "冯西 见 斯大林"),
        ("index-treaty.xhtml", "参见 中苏友好同盟条约"),
        ("principles.xhtml", "略去：抽取与识读所生"),
    ],
)
def test_book_shows(sample: Edition, file: str, words: str) -> None:
    with zipfile.ZipFile(sample.out / "edition.epub") as package:
        page = package.read(f"EPUB/{file}").decode("utf-8")
    assert words in re.sub(r"<[^>]*>", "", page)


def test_introduction_and_colophons_count_alike(edition: Edition) -> None:
    """The introduction and the colophon, of the PDF and of the EPUB, say the same
    numbers, which are those of the TEI."""
    with zipfile.ZipFile(edition.out / "edition.epub") as book:
        pages = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    pdf = pypdfium2.PdfDocument(edition.out / "edition.pdf")
    printed = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    told = re.findall(r"收文献(\d+)篇.{,30}?注释(\d+)条", "".join(printed.split()) + pages)
    tree = edition.tree()
    documents = tree.xpath("count(//t:div[@type='document'])", namespaces=PREFIX)
    notes = tree.xpath("count(//t:text//t:note[@place])", namespaces=PREFIX)
    assert told == [(f"{documents:.0f}", f"{notes:.0f}")] * 4
