"""Documents named by their kind and day, talks by who took part, enclosures, chronologies and
pages, and words that only look so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.annotate.refs import refer_texts
from edition.config import Person, Work
from edition.model import Piece
from tests.annotate.by_hand import codes, corpus, document, source
from tests.annotate.letters import refer, references, telegram

LIN = Person(id="lin", name="林某")
ORDER = telegram("1951-06-01", "", "", "照准。", id="a-order", subtype="decision", title="县议会关于修堤的决定")
NOTE = telegram("1951-06-05", "", "", "致意。", id="a-note", subtype="note", title="航政局致商会照会")
TALK = document(
    ("head", "斯某与毛某谈话记录"), "修堤。", id="a-talk", date="1951-06-07", subtype="conversation"
)[0]
LETTER = telegram(
    "1951-06-08", "毛某", "林某", "借船。", id="a-letter", subtype="letter", title="毛某致林某的信"
)
REPORT = document(("head", "毛某关于水位的报告"), "一尺。", id="a-report", date="1951-06-09", subtype="report")[
    0
]


def told(*lines: str) -> list[str]:
    answer = telegram("1951-06-20", "斯某", "毛某", *lines, id="a-x")
    return references(refer(ORDER, NOTE, TALK, LETTER, REPORT, answer, rows=(LIN,)))


@pytest.mark.parametrize(
    ("before", "target", "words", "after"),
    [
        ("", "a-order", "县议会6月1日的决定", "照办了。"),
        ("按照", "a-note", "航政局6月5日的照会", "，船已开走。"),
        ("", "", "商会6月6日第14号照会", "没有收到。"),
        ("根据", "", "水利局6月2日的训令", "，堤要加高。"),
        ("我没有看到", "", "商会6月6日的照会", "。"),
        ("我不同意", "a-order", "县议会6月1日的决定", "。"),
        ("我们收到了", "a-letter", "毛某1951年6月8日致林某函", "的抄件。"),
        ("", "", "林某6月3日从石桥拍来的电报", "说船少。"),
        ("见过", "", "林某6月4日的亲笔信", "。"),
        # a report says who wrote it, and not to whom
        ("", "a-report", "您6月9日的报告", "已读过。"),
        # by the month, where it has no other
        ("他问起", "a-letter cert=medium", "毛某1951年6月写给林某的那封信", "。"),
        ("", "", "1951年5月毛某写给林某的信", "，我没有看过。"),
        ("撤销", "", "内阁6月4日的决定", "。"),
        ("", "a-letter", "毛某6月8日写给林某的信", "在我这里。"),
        # talks
        ("您", "a-talk", "6月7日对我的谈话", "我还记得。"),
        ("您同我", "a-talk", "6月7日的谈话", "我还记得。"),
        ("本着", "a-talk cert=medium", "1951年6月7日会谈", "的精神。"),
        ("", "a-talk", "6月7日您同我谈话", "的时候下着雨。"),
        ("", "", "6月10日您同林某的会谈记录", "请抄一份。"),
    ],
)
def test_documents_by_kind_and_day(before: str, target: str, words: str, after: str) -> None:
    said = told(f"{before}{words}{after}")
    shown = [line.replace("cert=medium ", "") for line in said]
    wanted = f"target={target.split()[0]} " if target else ""
    assert shown == [f"{before}[ref {wanted}type=document|{words}]{after}"]
    assert ("cert=medium" in said[0]) == ("cert=medium" in target)


@pytest.mark.parametrize(
    "text",
    [
        "6月1日的决定权在县里。",
        "6月6日会谈了两个小时。",
        "6月10日您同林某谈话的时候下着雨。",
        "请于6月25日发来报告。",
        "6月25日的决定要等商会开会以后再说。",
        "6月3日，林某从石桥来，他的电报房已经修好。",
        "县议会6月26日的决定还没有作出。",
        "请将草案附上，应将全文附后，不必将原文附上。",
        # the word for a document begins another
        "6月1日的决定性一票是谁投的？6月1日的命令式口气不好。",
        "毛某6月9日的报告会没有人来，6月9日的报告员病了。",
        "林某6月8日的信徒集会取消了，6月8日的信封很旧。",
        "林某6月8日的电务员走了，他6月8日的电气匠也走了。",
        "6月7日的会谈室太小，6月7日谈话会上没有茶。",
        "第4号照会室锁着，第5号电站停了，第6号函授班开学。",
        "前信任案没有通过，前函数有误。",
    ],
)
def test_what_names_no_document(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("毛某6月9日的报告会谈到堤。", "毛某6月9日的报告"),
        ("林某6月4日的信使我很高兴。", "林某6月4日的信"),
        ("商会6月6日的声明书没有收到。", "商会6月6日的声明书"),
        ("县议会6月1日的决定性质严重。", "县议会6月1日的决定"),
        ("商会6月6日的公报没有收到。", "商会6月6日的公报"),
    ],
)
def test_what_only_looks_like_another_word(text: str, words: str) -> None:
    (said,) = told(text)
    assert f"|{words}]" in said


@pytest.mark.parametrize(
    "text",
    [
        "附件一并送上，附件一律不退，附件一式两份。",
        "附件三份，附件2张，附件二十多页，附件十分重要。",
        "报告附上级批示。",
    ],
)
def test_what_is_no_label_of_an_enclosure(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("glyph", ["\ue000", "\ue002", "\ue004", "\ue004\ue005"])
def test_a_glyph_of_the_source_is_nobody_and_no_day(glyph: str) -> None:
    said = f"{glyph}的决定，{glyph}发给您的电报，{glyph}的会谈记录，{glyph}关于修堤的协定，林某{glyph}致电{glyph}。"
    assert told(said) == []


def test_a_label_before_what_begins_a_word_elsewhere() -> None:
    assert told("附件一并不完全，附件十二分三部分。") == [
        "[ref type=attachment|附件一]并不完全，[ref type=attachment|附件十二]分三部分。"
    ]


def test_a_later_hand_asks_for_no_document_by_its_kind() -> None:
    letter = document("收到*。", notes=["指航政局6月6日的照会。"], date="1951-06-20", id="a-x")[0]
    assert references(refer(NOTE, letter)) == []


def test_what_was_handed_on() -> None:
    inner = telegram("1951-06-12", "林某", "斯某", "船够了。", id="a-y-f1", type="floating", subtype="")
    carrier = telegram("1951-06-12", "毛某", "斯某", "转林某的话。", id="a-y")
    carrier = replace(carrier, children=(*carrier.children, inner))
    answer = telegram("1951-06-20", "斯某", "林某", "6月12日您托毛某转来的电报收到了。", id="a-x")
    assert references(refer(carrier, answer, rows=(LIN,))) == [
        "[ref target=a-y-f1 type=document|6月12日您托毛某转来的电报]收到了。"
    ]


# -- what goes with a document, and what stands elsewhere in the volume


def test_an_appendix_without_a_number_is_the_one_behind_the_document() -> None:
    note, _ = document("文本（见附录）已经核对。", id="a-1")
    other, _ = document("文本（见附录）另发。", id="a-3")
    appendix, _ = document(("head", "附录 合用码头的协定"), "第一条。", id="a-2")
    found = refer_texts([source(Piece("a-s", "section", (note, appendix, other)))], corpus())
    assert references(found) == [
        "文本（[ref target=a-2 type=attachment|见附录]）已经核对。",
        "文本（[ref type=attachment|见附录]）另发。",
    ]
    assert codes(found) == ["A033"]


def test_what_shows_something_goes_with_the_document() -> None:
    label = ("head", "附件")
    attached, _ = document(label, "图。", id="a-1-a1", type="attachment")
    letter, _ = document("以附件所列地图为准。", id="a-1")
    letter = replace(letter, children=(*letter.children, attached))
    alone, _ = document(
        "人数以附表为准。本件的附件所列各项作废。请看随信附上的清单。请看所附的价目单。路都画在附图上。",
        id="a-2",
    )
    found = refer_texts([source(letter, alone)], corpus())
    assert references(found) == [
        "以[ref target=a-1-a1 type=attachment|附件]所列地图为准。",
        "人数以[ref type=attachment|附表]为准。本件的附件所列各项作废。[ref type=document|请看随信附上的清单]。请看[ref type=document|所附的价目单]。路都画在[ref type=attachment|附图]上。",
    ]


def test_the_chronology_of_the_volume() -> None:
    letter, _ = document("见本卷大事年表。见卷末所附年表。年表另印。", id="a-1")
    listed, _ = document("3月1日开航。", id="a-c", type="chronology", subtype="")
    alone, _ = document("见本卷大事年表。", id="b-1")
    found = refer_texts([source(letter, listed), source(alone, id="b")], corpus())
    assert references(found) == [
        "[ref target=a-c type=chronology|见本卷大事年表]。[ref target=a-c type=chronology|见卷末所附年表]。年表另印。",
        "[ref type=chronology|见本卷大事年表]。",
    ]
    assert codes(found) == ["A033"]


def test_a_part_of_a_work_behind_its_title() -> None:
    work = Work(id="works", name="林某全集", kind="book")
    found = refer(document("见《林某全集》档案附卷三第45页，又见《林某全集》第3页。")[0], rows=(work,))
    assert references(found) == [
        "见[ref target=works type=volume|《林某全集》档案附卷三第45页]，又见《林某全集》第3页。"
    ]


@pytest.mark.parametrize(
    ("note", "meant"),
    [
        ("指1951年6月8日的信，见本卷第9页。", "a-report a-letter"),
        ("指1951年6月9日的报告，见本卷第9页。", "a-report"),
        ("1951年6月8日的信以后再谈，见本卷第9页。", "a-report"),
    ],
)
def test_a_page_on_which_another_document_stands_than_is_named(note: str, meant: str) -> None:
    report = replace(REPORT, attrs={**REPORT.attrs, "page": "9"})
    letter = replace(LETTER, attrs={**LETTER.attrs, "page": "7"})
    answer = document("收到*。", notes=[note], date="1951-06-20", id="a-x")[0]
    found = refer(letter, report, answer, rows=(LIN,))
    page = next(line for line in references(found) if "type=page" in line)
    assert all(one in page for one in meant.split())
    assert ("A034" in codes(found)) == (" " in meant)
