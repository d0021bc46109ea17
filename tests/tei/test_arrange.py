"""Parts of a division that come in an order TEI does not allow are wrapped, not moved."""

from __future__ import annotations

import pytest

from edition.model import Block, BlockKind, Mark, Piece
from edition.tei.arrange import arrange
from edition.tei.divide import divide_names
from edition.tei.groups import Group, Node
from edition.trace import Traced


def block(kind: BlockKind, text: str = "甲", *, type: str = "", marks: tuple[Mark, ...] = ()) -> Block:
    return Block(kind, Traced.of(text), {"type": type} if type else {}, marks)


def outline(nodes: tuple[Node, ...]) -> str:
    """Nodes → their kinds, groups in brackets."""
    return " ".join(
        f"{n.name}({outline(n.members)})" if isinstance(n, Group) else n.kind
        for n in nodes
        if not hasattr(n, "children")
    )


HEAD, SIDE = block("head", type="main"), block("head", type="section")
PARA, SIGNED, TRAILER = block("para"), block("signed"), block("trailer")


def test_the_first_side_head_opens_a_section_like_the_later_ones() -> None:
    entry = block("entry")
    nodes = arrange((HEAD, SIDE, entry, SIDE, entry))
    assert outline(nodes) == "head section(head chronology(entry)) section(head chronology(entry))"


def test_the_citation_of_the_whole_stands_below_its_sections() -> None:
    entry, cited = block("entry"), block("citation")
    whole = arrange((HEAD, SIDE, entry, SIDE, entry, cited))
    assert outline(whole) == "head section(head chronology(entry)) section(head chronology(entry)) citation"
    each = arrange((HEAD, SIDE, PARA, cited, SIDE, PARA, cited))
    assert outline(each) == "head section(head para citation) section(head para citation)"


def test_a_numbered_head_below_one_of_the_same_way_is_its_sibling() -> None:
    first, second = (block("head", text, type="section") for text in ("一、船", "二、水"))
    assert outline(arrange((HEAD, first, second, PARA))) == "head section(head) section(head para)"
    assert outline(arrange((HEAD, first, SIDE, PARA))) == "head section(head section(head para))"


def test_heads_numbered_in_a_lower_way_begin_sections_within_the_section_above() -> None:
    first, second, lower, plain = (
        block("head", text, type="section") for text in ("一、船", "二、水", "（一）橹", "附记")
    )
    nodes = arrange((HEAD, PARA, first, PARA, second, lower, PARA, lower, PARA, plain, PARA))
    assert outline(nodes) == (
        "head para section(head para) section(head section(head para) section(head para)) section(head para)"
    )


def test_rows_numbered_in_a_higher_way_below_a_head_of_a_lower_way_are_within_it() -> None:
    def outlined(*heads: str) -> str:
        nodes = (block("para") if text == "." else block("head", text, type="section") for text in heads)
        return outline(arrange((HEAD, PARA, *nodes))).replace("section", "").replace("head ", "")

    assert outlined("（一）船", ".", "（二）水", "一、深", ".", "二、浅", ".", "（三）桥", ".") == (
        "para (para) ((para) (para)) (para)"
    )
    assert outlined(*["（一）船", ".", "一、橹", ".", "二、帆", ".", "（二）水", ".", "一、深", "."]) == (
        "para (para (para) (para)) (para (para))"
    )
    # an introduction in points, and the parts below it
    assert (
        outlined(*["（一）船", ".", "（二）水", ".", "一、橹", ".", "二、帆", "."])
        == "para (para) (para) (para) (para)"
    )
    assert outlined("（一）船", ".", "第一，橹", ".", "第二，帆", ".") == "para (para (para) (para))"
    # nothing below the last head of the lower way
    assert outlined(*["一、船", "（一）橹", ".", "（二）帆", "二、水", "."]) == "para ((para) (head)) (para)"


def test_heads_without_a_time_begin_sections_within_those_of_the_day_and_of_its_hour() -> None:
    days, hours = ("四月九日", "四月十日"), ("上午", "下午")
    first, second, early, late, plain = (
        block("head", text, type="section") for text in (*days, *hours, "全体会")
    )
    nodes = arrange((HEAD, first, early, plain, PARA, late, PARA, second, PARA, plain, PARA))
    assert outline(nodes) == (
        "head section(head section(head section(head para)) section(head para)) section(head para section(head para))"
    )
    assert (
        outline(arrange((HEAD, PARA, first, PARA, plain, PARA)))
        == "head para section(head para) section(head para)"
    )


def test_letters_below_each_other_keep_their_own_closers() -> None:
    nodes = arrange((HEAD, SIDE, PARA, SIGNED, SIDE, PARA, SIGNED))
    assert outline(nodes) == "head section(head para closer(signed)) section(head para closer(signed))"


def test_a_text_with_a_signature_above_another_under_its_own_head_is_a_text_of_its_own() -> None:
    nodes = arrange((HEAD, PARA, SIGNED, SIDE, PARA, SIGNED))
    assert outline(nodes) == "head text(para closer(signed)) section(head para closer(signed))"


def test_heads_of_a_title_stay_together_below_them_an_opener() -> None:
    nodes = arrange((HEAD, block("head", type="sub"), block("dateline"), SIDE, PARA, SIGNED))
    assert outline(nodes) == "head head opener(dateline) section(head para) closer(signed)"


def test_the_head_of_a_text_below_the_dated_title_is_the_texts_own() -> None:
    title = block("head", "关于借船的决议（1921年4月5日）", type="main")
    extract, own = block("head", "（摘录）", type="sub"), block("head", "工务局会议决议", type="sub")
    attachment = Piece("a", "attachment", (HEAD, PARA))
    nodes = arrange((title, extract, own, block("dateline"), PARA, SIGNED, attachment))
    assert outline(nodes) == "head head text(head opener(dateline) para closer(signed))"
    text = nodes[2]
    assert isinstance(text, Group) and isinstance(text.members[0], Block)
    assert text.members[0].attrs["type"] == "main"


def test_a_trailer_stands_below_the_closer() -> None:
    assert outline(arrange((HEAD, PARA, SIGNED, TRAILER))) == "head para closer(signed) trailer"


def test_what_is_added_below_the_signature_is_a_postscript() -> None:
    added, copies = block("para", "又及：船票已收到。"), block("distribution")
    plain = arrange((HEAD, PARA, SIGNED, added, copies))
    assert outline(plain) == "head para closer(signed) postscript(para) distribution"
    told = block("para", "说明：船票由赵石匠转交。")
    assert outline(arrange((HEAD, PARA, SIGNED, told, copies))) == outline(plain)
    signed = arrange((HEAD, PARA, block("dateline"), SIGNED, added, PARA, SIGNED, copies, TRAILER))
    assert outline(signed) == (
        "head para closer(dateline signed) postscript(para para closer(signed)) distribution trailer"
    )


def test_a_last_paragraph_below_signature_and_day_is_a_postscript() -> None:
    last = arrange((HEAD, PARA, SIGNED, block("dateline"), block("para", "船票另寄。")))
    assert outline(last) == "head para closer(signed dateline) postscript(para)"
    several = arrange((HEAD, PARA, SIGNED, block("dateline"), PARA, PARA, PARA))
    assert "postscript" not in outline(several)


def test_a_word_to_another_below_the_signature_is_a_postscript_under_the_same_name() -> None:
    name, bearer = block("signed", "林伯安"), block("salute", "赵石匠同志：")
    own = arrange((HEAD, PARA, name, block("dateline"), bearer, PARA, name))
    assert outline(own) == "head para closer(signed dateline) postscript(opener(salute) para closer(signed))"
    quoted = Piece("f", "floating", (PARA, block("signed", "林伯安”")))
    turned = arrange((HEAD, PARA, quoted, block("address", "赵石匠："), PARA, name))
    assert outline(turned) == "head para postscript(opener(address(address)) para closer(signed))"
    other = arrange((HEAD, PARA, name, bearer, PARA, block("signed", "吴守信")))
    assert outline(other) == "head para signed salute para closer(signed)"
    assert "postscript" not in outline(arrange((HEAD, PARA, quoted, block("para", "备注：已阅。"), SIGNED)))
    explained = arrange((HEAD, PARA, name, block("para", "说明：原件无日期。"), block("distribution")))
    assert outline(explained) == "head para closer(signed) postscript(para) distribution"


def test_a_greeting_below_the_signature_without_a_word_is_no_postscript() -> None:
    greeted = (HEAD, PARA, block("signed", "林伯安"), block("salute", "赵石匠同志："), block("distribution"))
    assert "postscript" not in outline(arrange(greeted))


def test_what_stands_among_paragraphs_is_no_postscript() -> None:
    added = block("para", "P.S. 船票已收到。")
    assert outline(arrange((HEAD, PARA, added, SIGNED))) == "head para para closer(signed)"
    assert outline(arrange((HEAD, SIGNED, added))) == "head opener(signed) para"
    assert "postscript" not in outline(arrange((HEAD, PARA, SIGNED, added, SIGNED, PARA, SIGNED)))


@pytest.mark.parametrize(
    "children", [(HEAD, TRAILER), (HEAD, TRAILER, PARA), (HEAD, PARA, TRAILER, PARA, SIGNED)]
)
def test_a_trailer_that_closes_nothing_is_a_line(children: tuple[Block, ...]) -> None:
    assert "trailer" not in outline(arrange(children))
    assert "line" in outline(arrange(children))


@pytest.mark.parametrize(
    ("text", "label", "items"),
    [
        (
            "第1份：作修改用 第2份送：周明远同志 第10份：副本",
            "",
            ["第1份：作修改用 ", "第2份送：周明远同志 ", "第10份：副本"],
        ),
        (
            "分送：1．周明远同志2．吴守信同志 10．副本",
            "分送：",
            ["1．周明远同志", "2．吴守信同志 ", "10．副本"],
        ),
    ],
)
def test_each_copy_is_an_item(text: str, label: str, items: list[str]) -> None:
    first, rest = divide_names(block("distribution", text))
    assert (first.text.text if first else "") == label
    assert [item.text.text for item in rest] == items
