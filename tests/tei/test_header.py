"""Headers and authority files: what a scholar can look up in the TEI without the TOML files."""

from __future__ import annotations

import pytest

from edition.model import Mark, Piece
from tests.tei.builders import Draft, corpus_of, every, one, only, shown, weave


def telegram() -> tuple[Draft, Piece]:
    draft = Draft()
    received = [Mark("date", 0, 4, {"when": "1931-04-03"})]
    blocks = [
        draft.block("para", "来电收悉。"),
        draft.block("dateline", "四月三日到", {"type": "received"}, received),
    ]
    piece = one(*blocks, title="林远山致某局电", date="1931-04-02", sender="渔夫", recipient="某局")
    return draft, piece


def test_a_telegram_has_its_correspondence_with_known_people_and_all_dates() -> None:
    draft, piece = telegram()
    woven = weave(draft.structured(piece))
    assert shown(only(woven.tree, "//t:correspDesc")) == (
        '<correspDesc ref="#a-1931-04-02">'
        '<correspAction type="sent"><persName ref="#p-lin">渔夫</persName><date when="1931-04-02"/></correspAction>'
        '<correspAction type="received"><name>某局</name><date when="1931-04-03"/></correspAction></correspDesc>'
    )


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("林远山", '<persName ref="#p-lin">林远山</persName>'),
        (
            "林远山、曾伯言",
            '<persName ref="#p-lin">林远山</persName><persName ref="#p-zeng">曾伯言</persName>',
        ),
        ("陆署参议曾伯言", '<persName ref="#p-zeng">陆署参议曾伯言</persName>'),
        ("北海港", '<placeName ref="#l-gang">北海港</placeName>'),
        ("和平会", "<name>和平会</name>"),
    ],
)
def test_senders_are_found_by_their_names(printed: str, names: str) -> None:
    draft = Draft()
    piece = one(draft.block("para", "甲"), sender=printed)
    tree = weave(draft.structured(piece)).tree
    assert shown(only(tree, "//t:correspAction")) == f'<correspAction type="sent">{names}</correspAction>'


def test_a_source_names_its_file_and_its_documents() -> None:
    draft, piece = telegram()
    text = draft.structured(piece)
    tree = weave(text).tree
    assert only(tree, "//t:TEI//t:sourceDesc//t:idno[@type='file']").text == "a.txt"
    assert only(tree, "//t:TEI//t:sourceDesc//t:idno[@type='sha256']").text == text.source.sha256
    assert shown(only(tree, "//t:listBibl[@type='documents']/t:bibl")) == (
        '<bibl corresp="#a-1931-04-02" type="telegram"><title level="a">林远山致某局电</title><date when="1931-04-02"/></bibl>'
    )


def test_the_fields_of_a_record_reach_the_header() -> None:
    draft = Draft()
    said = (
        ("idno", "77"),
        ("title", "纪要"),
        ("date", "1931-04-02"),
        ("keywords", "渔业,海峡 船只"),
        ("host", "渔业文献库"),
        ("editor", "林远山"),
    )
    blocks = [draft.block("excluded", value, {"field": field, "value": value}) for field, value in said]
    taken = {
        "field": "bibl",
        "value": "《某集》第二卷，北港，1931年，第5页。",
        "work": "w-arch",
        "volume": "二",
        "from": "5",
    }
    blocks.append(draft.block("excluded", f"来源：{taken['value']}", taken))
    record = Piece("a-metadata", "excluded", (*blocks, draft.block("excluded", "正文：")), "metadata")
    tree = weave(draft.structured(one(draft.block("para", "甲")), record)).tree
    assert shown(only(tree, "//t:sourceDesc/t:bibl[@type='record']")) == (
        '<bibl type="record"><idno>77</idno><title>纪要</title><date when="1931-04-02">1931-04-02</date>'
        '<bibl corresp="#w-arch">《某集》第<biblScope unit="volume" n="2">二</biblScope>卷，北港，1931年，'
        '第<biblScope unit="page" from="5" to="5">5</biblScope>页。</bibl>'
        '<bibl type="host"><title>渔业文献库</title><editor>林远山</editor></bibl></bibl>'
    )
    assert shown(only(tree, "//t:textClass")) == (
        "<textClass><keywords><term>渔业</term><term>海峡</term><term>船只</term></keywords></textClass>"
    )


@pytest.mark.parametrize(
    ("type_", "subtype", "sender", "listed"),
    [
        ("document", "note", "林远山", True),
        ("document", "note", "", False),
        ("floating", "telegram", "林远山", True),
        ("floating", "telegram", "", False),
        ("document", "report", "林远山", False),
    ],
)
def test_notes_and_quoted_messages_correspond_where_they_say_with_whom(
    type_: str, subtype: str, sender: str, listed: bool
) -> None:
    draft = Draft()
    said = {"sender": sender} if sender else {}
    piece = Piece("a-x", type_, (draft.block("para", "甲"),), subtype, "1", {**said, "date": "1931-04-02"})
    holder = piece if type_ == "document" else Piece("a-y", "document", (piece,), "report", "1")
    tree = weave(draft.structured(holder)).tree
    assert bool(every(tree, "//t:correspDesc")) == listed


def test_authorities_carry_their_names_dates_and_attestations() -> None:
    draft, piece = telegram()
    tree = weave(draft.structured(piece)).tree
    assert shown(only(tree, "//t:person[@xml:id='p-lin']")) == (
        '<person><persName type="main">林远山</persName><persName type="codename">渔夫'
        '<note type="attestation">渔夫</note><note>电报署名</note></persName><persName type="sort">lin2 yuan3 shan1</persName>'
        '<birth when="1889">1889</birth><death when="1960">1960</death></person>'
    )
    assert shown(only(tree, "//t:standOff/t:listBibl/t:bibl")) == (
        '<bibl type="archive"><title type="main">陆署档案</title><title type="sort">lu4 shu3 dang4 an4</title><date when="1936">1936</date></bibl>'
    )
    assert only(tree, "//t:person[@xml:id='p-zeng']/t:persName[@type='sort']").text == "zeng1 bo2 yan2"
    assert only(tree, "//t:relation[@name='see']").get("passive") == "#p-lin"


def test_what_attests_an_alias_is_pointed_to() -> None:
    draft = Draft()
    blocks = [draft.block("para", "来电收悉。"), draft.block("para", "署名渔夫。")]
    tree = weave(draft.structured(one(*blocks))).tree
    assert only(tree, "//t:note[@type='attestation']").get("target") == "#a-1931-04-02-p2"


def test_decisions_and_those_who_made_them_can_be_pointed_to() -> None:
    draft, piece = telegram()
    tree = weave(draft.structured(piece)).tree
    item = only(tree, "//t:list[@type='decisions']/t:item")
    assert (item.text, item.get("resp"), item.get("cert")) == ("下文列四条", "#resp-苏问舟", "high")
    assert only(tree, "//t:editor[@xml:id='resp-苏问舟']").text == "苏问舟"


def test_the_header_counts_what_the_edition_marks() -> None:
    draft, piece = telegram()
    tree = weave(draft.structured(piece)).tree
    assert only(tree, "//t:tagUsage[@gi='div']").get("occurs") == "1"
    assert only(tree, "//t:tagUsage[@gi='app']").get("occurs") == "0"


def test_prose_comes_in_paragraphs_and_the_header_has_no_clock() -> None:
    draft, piece = telegram()
    tree = weave(draft.structured(piece)).tree
    assert shown(only(tree, "//t:projectDesc")) == "<projectDesc><p>第一段。</p><p>第二段。</p></projectDesc>"
    assert not tree.xpath("//*[local-name()='revisionDesc']")


def test_witnesses_are_the_sources_with_their_sigla() -> None:
    first, second = Draft("a"), Draft("b")
    texts = [first.structured(), second.structured()]
    tree = weave(*texts).tree
    sigla = [(w.get("n"), w.get("corresp")) for w in tree.iter("{http://www.tei-c.org/ns/1.0}witness")]
    assert sigla == [("甲", "#a"), ("乙", "#b")] and len(corpus_of(*texts).sources) == 2
