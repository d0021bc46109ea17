"""Stage 4: how blocks nest into pieces, and what a piece says of itself."""

from __future__ import annotations

import pytest

from edition.dump import dump_pieces
from edition.model import Block, BlockKind, Segmented
from edition.read import decode
from edition.structure import structure_source
from edition.structure.describing import date_of
from edition.structure.kinds import bare, kind_of
from edition.structure.naming import digest
from edition.trace import Traced


def block(text: str, kind: BlockKind = "para", **attrs: str) -> Block:
    return Block(kind, Traced.of(text), attrs)


def outline(*blocks: Block) -> str:
    source = decode("a", "a.txt", b"x")
    structured, _ = structure_source(Segmented(source, blocks, ()))
    return dump_pieces(structured.pieces)


def test_pieces_nest_by_rank() -> None:
    assert (
        outline(
            block("第一编", "head", opens="part"),
            block("开端", "head", opens="section"),
            block("甲致乙电（1950年1月2日）", "head", opens="document", type="main"),
            block("来电收悉。"),
            block("附件", "head", opens="attachment", type="label"),
            block("清单一份。"),
            block("丙致丁信（1950年1月2日）", "head", opens="document", type="main"),
        )
        == """\
[part] a-part-a6098781 n=1 title=第一编
  head opens=part | 第一编
  [section] a-section-5262c56f n=1 title=开端
    head opens=section | 开端
    [document/telegram] a-1950-01-02 n=1 date=1950-01-02 recipient=乙 sender=甲 title=甲致乙电（1950年1月2日）
      head opens=document type=main | 甲致乙电（1950年1月2日）
      para | 来电收悉。
      [attachment] a-1950-01-02-a1 n=1
        head opens=attachment type=label | 附件
        para | 清单一份。
    [document/letter] a-1950-01-02-2 n=2 date=1950-01-02 recipient=丁 sender=丙 title=丙致丁信（1950年1月2日）
      head opens=document type=main | 丙致丁信（1950年1月2日）
"""
    )


def test_a_quoted_message_ends_where_it_says() -> None:
    made = outline(
        block("转达如下：", opens="document"),
        block("“同志：", opens="floating"),
        block("同意。”", ends="floating"),
        block("请电告。"),
    )
    assert [line.split(" ")[0:4] for line in made.splitlines()][-1] == ["", "", "para", "|"]


def test_a_quoted_text_with_a_title_is_of_the_kind_that_this_names() -> None:
    made = outline(
        block("现送上草案。", opens="document"),
        block("“分水协定（草案）", "head", opens="floating", type="main"),
        block("双方议定如下。”", ends="floating"),
    )
    assert "[floating/agreement]" in made


def test_a_text_without_heads_is_one_document_and_says_so() -> None:
    source = decode("a", "a.txt", b"x")
    structured, findings = structure_source(Segmented(source, (block("只有一段。"),), ()))
    assert [p.type for p in structured.pieces] == ["document"]
    assert [f.code for f in findings] == ["S001"]


def test_a_source_that_keeps_no_text_is_an_error() -> None:
    source = decode("a", "a.txt", "首页".encode())
    for blocks in ((), (block("首页", "excluded", subtype="navigation"),), (block(" \n"),)):
        _, findings = structure_source(Segmented(source, blocks, ()))
        assert [f.code for f in findings] == ["S002"]


def test_documents_without_date_and_title_are_named_by_their_words() -> None:
    made = outline(block("来电收悉。", opens="document"), block("请转告。", opens="document"))
    assert [line.split()[1] for line in made.splitlines() if line.startswith("[")] == [
        f"a-{digest('来电收悉。')}",
        f"a-{digest('请转告。')}",
    ]


def test_what_is_set_aside_stands_together_by_kind() -> None:
    made = outline(
        block("首页", "excluded", subtype="navigation"),
        block("甲致乙电", "head", opens="document", type="main"),
        block("网友评论", "excluded", subtype="comments"),
        block("关于我们", "excluded", subtype="navigation"),
    )
    assert [line for line in made.splitlines() if line.startswith("[")] == [
        "[document/telegram] a-aefadc29 n=1 recipient=乙 sender=甲 title=甲致乙电",
        "[excluded/navigation] a-navigation",
        "[excluded/comments] a-comments",
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("甲致乙电：关于丙的报告", "telegram"),
        ("中央关于某电报的决议（1950年）", "decision"),
        ("甲与乙谈话纪录：关于经济", "conversation"),
        ("甲致乙信：请求援助", "letter"),
        ("甲国与乙国友好条约", "agreement"),
        ("甲对乙的请示的复示", "decision"),
        ("编辑说明", "foreword"),
        ("杂记", ""),
    ],
)
def test_the_title_names_the_kind(title: str, kind: str) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("（1950年10月1日）", "1950-10-01"),
        ("1950 年 3 月", "1950-03"),
        ("一九五二年", "1952"),
        ("1957.11.19", "1957-11-19"),
        ("发自北京 1950年1月1日收到1950年1月2日", "1950-01-02"),
        ("无日期", ""),
    ],
)
def test_printed_dates_become_iso_as_far_as_they_go(printed: str, iso: str) -> None:
    assert date_of(printed) == iso


def test_a_bare_title_has_no_space_and_no_note_mark() -> None:
    assert bare("——甲 与 乙谈话①") == "甲与乙谈话"


def test_a_second_head_after_a_dash_names_kind_and_correspondents() -> None:
    made = outline(
        block("关于条约和贷款等问题", "head", opens="document", type="main"),
        block("——甲致乙电（摘录）", "head", type="sub"),
        block("（1952年3月28日）", "dateline"),
    )
    assert made.splitlines()[0] == (
        "[document/telegram] a-1952-03-28 n=1 date=1952-03-28 recipient=乙 sender=甲 title=关于条约和贷款等问题——甲致乙电（摘录）"
    )


def test_a_telegram_is_known_by_its_number_when_the_title_does_not_say() -> None:
    made = outline(
        block("甲告知乙（1950年8月28日）", "head", opens="document", type="main"),
        block("第483号密码电报", "idno", type="telegram"),
    )
    assert made.startswith("[document/telegram]")


def test_a_foreword_does_not_count_among_the_documents() -> None:
    made = outline(
        block("本卷说明", "head", opens="document", subtype="foreword", type="main"),
        block("甲致乙电（1950年1月2日）", "head", opens="document", type="main"),
    )
    assert [line.split(" ")[2] for line in made.splitlines() if line.startswith("[")] == [
        "title=本卷说明",
        "n=1",
    ]


@pytest.mark.parametrize(
    ("title", "sender", "recipient"),
    [
        ("某党（某派）中央致乙电：关于机场", "某党（某派）中央", "乙"),
        ("甲回复乙照会：同意", "甲", "乙"),
        ("甲向乙转交丙来电：关于建议", "甲", "乙"),
        ("甲告知乙：可以领导谈判", "甲", "乙"),
        ("某部关于借船问题给各厂发出通知的决议", "", ""),
        ("甲等关于边境形势给乙的报告", "甲", "乙"),
        ("甲与乙谈话纪录：关于经济", "", ""),
        ("甲关于乙复学问题的意见", "", ""),
        ("县委复查账目电", "", ""),
        ("县委复查良友电", "县委", "查良友"),
    ],
)
def test_the_title_names_the_correspondents(title: str, sender: str, recipient: str) -> None:
    source = decode("a", "a.txt", b"x")
    head = block(title, "head", opens="document", type="main")
    piece = structure_source(Segmented(source, (head,), ()))[0].pieces[0]
    assert (piece.attrs.get("sender", ""), piece.attrs.get("recipient", "")) == (sender, recipient)
