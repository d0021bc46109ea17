"""The letters of both corpora: their way in the TEI, and the index of them for correspSearch."""

from __future__ import annotations

from lxml import etree

from edition.tei import XML_ID
from tests.build.conftest import Edition
from tests.render.test_cmif import GRAMMAR
from tests.tei.builders import every, jing


def test_the_index_of_a_build_is_valid_and_has_every_letter(edition: Edition) -> None:
    path = edition.out / "tei" / "cmif.xml"
    index = etree.parse(str(path))
    assert GRAMMAR.validate(index), GRAMMAR.error_log
    assert jing(path) == ""
    listed = [letter.get("key") for letter in every(index.getroot(), "//t:correspDesc")]
    assert listed == [d.get("ref", "").split()[0][1:] for d in every(edition.tree(), "//t:correspDesc")]


def test_every_telegram_and_letter_has_its_correspondence(edition: Edition) -> None:
    tree = edition.tree()
    told = {ref[1:] for desc in every(tree, "//t:correspDesc") for ref in desc.get("ref", "").split()}
    letters = every(tree, "//t:div[@type='document'][@subtype='telegram' or @subtype='letter']")
    assert letters
    assert {div.get(XML_ID) for div in letters} <= told


def test_whoever_sends_or_gets_a_letter_stands_there_by_the_name_that_it_gives(edition: Edition) -> None:
    tree = edition.tree()
    signed = {
        (desc.get("ref", "").split()[0][1:], name.get("ref"), name.text)
        for desc in every(tree, "//t:correspDesc")
        for name in every(desc, "t:correspAction[@type='sent']/t:persName[@ref]")
    }
    for place, ref, form in signed:
        names = every(tree, f"//*[@xml:id='{place}']//t:signed//t:persName[@ref='{ref}']")
        assert not names or form in {"".join("".join(name.itertext()).split()) for name in names}, (place, form)
