"""The index of letters that correspSearch takes in: CMIF, by a grammar of our own and by the stock schema."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from edition.render.cmif import cmif, write_cmif
from tests.tei.builders import only, shown

GRAMMAR = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "cmif.rng")))

HEADER = """<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:id="beihai"><teiHeader><fileDesc>
<titleStmt><title>北海文书</title><editor>苏问舟</editor></titleStmt>
<publicationStmt><publisher>北海书局</publisher>{published}<idno type="edition">beihai</idno>{url}</publicationStmt>
</fileDesc></teiHeader>
<standOff><listPerson><person xml:id="lin"><persName type="main">林远山</persName><persName type="codename">渔夫</persName>
{identifiers}</person></listPerson></standOff>
<TEI><teiHeader><profileDesc>{letters}</profileDesc></teiHeader></TEI></teiCorpus>"""

LETTER = """<correspDesc ref="#a-1 #a-0"><correspAction type="sent"><persName ref="#lin">渔夫</persName>
<date when="1931-04-02T03:30:00+08:00"/></correspAction>
<correspAction type="transmitted" subtype="carrier"><persName>曾伯言</persName></correspAction></correspDesc>"""


def index_of(*letters: str, identifiers: str = "", published: str = "", url: str = "") -> etree._Element:
    """Letters in a small edition → their index, valid CMIF."""
    made = HEADER.format(letters="".join(letters), identifiers=identifiers, published=published, url=url)
    found = cmif(etree.fromstring(made))
    assert GRAMMAR.validate(found), GRAMMAR.error_log
    return found


def test_a_letter_keeps_who_and_when_without_hours_and_drops_who_carried_it() -> None:
    letter = only(index_of(LETTER), "//t:correspDesc")
    assert (letter.get("key"), letter.get("ref")) == ("a-1", "edition.xml#a-1")
    assert [shown(action) for action in letter] == [
        '<correspAction type="sent"><persName>林远山</persName><date when="1931-04-02"/></correspAction>',
        '<correspAction type="received"><persName>Unknown</persName></correspAction>',
    ]


@pytest.mark.parametrize(
    ("identifiers", "address"),
    [
        ("", None),
        ('<idno type="shelf">77</idno>', None),
        ('<idno type="gnd">118</idno><idno type="viaf">5</idno>', "https://viaf.org/viaf/5"),
        ('<idno type="gnd">https://d-nb.info/gnd/118</idno>', "https://d-nb.info/gnd/118"),
        ('<idno type="other">https://names.example/9</idno>', "https://names.example/9"),
    ],
)
def test_only_web_addresses_of_authority_records_are_given(identifiers: str, address: str | None) -> None:
    assert only(index_of(LETTER, identifiers=identifiers), "//t:persName[.='林远山']").get("ref") == address


def test_an_edition_on_the_web_is_pointed_to_there() -> None:
    index = index_of(LETTER, url='<idno type="url">https://beihai.example/</idno>')
    assert only(index, "//t:publicationStmt/t:idno").text == "https://beihai.example/cmif.xml"
    assert only(index, "//t:correspDesc").get("ref") == "https://beihai.example/#a-1"
    assert only(index, "//t:sourceDesc/t:bibl").get("type") == "online"


def test_the_index_is_as_old_as_the_edition_or_not_older_than_its_last_letter() -> None:
    assert only(index_of(LETTER), "//t:publicationStmt/t:date").get("notBefore") == "1931-04-02"
    dated = index_of(LETTER, published='<date when="2024-05">2024年5月</date>')
    assert dict(only(dated, "//t:publicationStmt/t:date").attrib) == {"when": "2024-05"}


def test_an_edition_without_letters_has_no_index(tmp_path: Path) -> None:
    tei, out = tmp_path / "edition.xml", tmp_path / "cmif.xml"
    tei.write_text(HEADER.format(letters="", identifiers="", published="", url=""), "utf-8")
    assert not write_cmif(tei, out)
    assert not out.exists()
