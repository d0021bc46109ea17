"""References lead to the one document they mean, or say that it is not here, or that it is open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.annotate.passage import passages
from edition.annotate.refs import refer_texts
from edition.config import Alias, Person, ReferenceDecision, Table, Work
from edition.model import Block, Piece
from edition.trace import Traced
from tests.annotate.by_hand import Line, codes, corpus, document, source
from tests.annotate.letters import refer, references, telegram

BOOK = Work(id="archive", name="北海战事：档案文件", alias=[Alias(form="档案文件集")])
PAPER = Work(id="paper", name="解放日报", kind="newspaper")


ANSWERED = telegram("1951-09-20", "毛某", "斯某", "请拨给武器。", ("idno", "第2406号电"))
FIRST, SECOND = telegram("1951-09-30", "毛某", "斯某", "一。"), telegram("1951-10-01", "毛某", "菲某", "二。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您9月20日的电报收到。", "[ref target=a-1951-09-20-毛某 type=document|您9月20日的电报]收到。"),
        ("您1951年9月20日关于武器的来电收到。", "[ref target=a-1951-09-20-毛某 type=document|您1951年9月20日关于武器的来电]收到。"),
        ("对您9月20日关于派人和给枪的问题通知如下。", "对[ref target=a-1951-09-20-毛某 type=document|您9月20日关于派人和给枪的问题]通知如下。"),
        (
            "您的两份电报（发自9月20日和1951年9月30日）收到。",
            "您的两份电报（发自[ref target=a-1951-09-20-毛某 type=document|9月20日]和[ref target=a-1951-09-30-毛某 type=document|1951年9月30日]）收到。",
        ),
        (
            "您的电报（发自9月20日，由北站转来）收到。",
            "[ref target=a-1951-09-20-毛某 type=document|您的电报（发自9月20日，由北站转来）]收到。",
        ),
        (
            "您9月20日的电报收到。您的电报我已转去，您的照会没有。",
            "[ref target=a-1951-09-20-毛某 type=document|您9月20日的电报]收到。[ref cert=medium target=a-1951-09-20-毛某 type=document|您的电报]我已转去，您的照会没有。",
        ),
        (
            "您9月20日的电报收到。供应期限在收到您的电报之后通知。收到您的电报后，我已转去。",
            "[ref target=a-1951-09-20-毛某 type=document|您9月20日的电报]收到。供应期限在收到您的电报之后通知。收到[ref cert=medium target=a-1951-09-20-毛某 type=document|您的电报]后，我已转去。",
        ),
        ("对第2406号电的答复。", "对[ref cert=medium target=a-1951-09-20-毛某 type=document|第2406号电]的答复。"),
        ("您9月19日第2406号电报收到。", "[ref target=a-1951-09-20-毛某 type=document|您9月19日第2406号电报]收到。"),
        (
            "你们9月30日和10月1日的电报收到。",
            "[ref target=a-1951-09-30-毛某 type=document|你们9月30日]和[ref target=a-1951-10-01-毛某 type=document|10月1日的电报]收到。",
        ),
    ],
)  # fmt: skip
def test_messages(text: str, expected: str) -> None:
    found = refer(ANSWERED, FIRST, SECOND, telegram("1951-10-05", "斯某", "毛某", text))
    assert references(found) == [expected]
    assert [code for code in codes(found) if code not in ("A023", "A024")] == []


def test_the_day_on_which_it_says_it_was_sent_finds_a_telegram_and_no_other_day_does() -> None:
    sent = telegram("1951-09-30", "毛某", "斯某", "一。", ("dateline", "1951年9月28日发"))
    for day, target in (("28", "cert=medium target=a-1951-09-30-毛某 "), ("29", "")):
        found = refer(sent, telegram("1951-10-05", "斯某", "毛某", f"您9月{day}日来电收到。"))
        assert references(found) == [f"[ref {target}type=document|您9月{day}日来电]收到。"]


@pytest.mark.parametrize(("text", "target"), [("申请单附后。", "a-1951-09-08-毛某"), ("请派顾问。", "")])
def test_a_list_of_demands_went_with_a_message_that_speaks_of_it(text: str, target: str) -> None:
    sent = telegram("1951-09-08", "毛某", "斯某", text)
    found = refer(sent, telegram("1951-09-26", "斯某", "毛某", "您在9月8日提出的申请单收到。"))
    said = f"target={target} " if target else ""
    assert references(found)[-1] == f"[ref {said}type=document|您在9月8日提出的申请单]收到。"


def test_a_decision_is_cut_by_its_quote_but_not_its_reference() -> None:
    row = ReferenceDecision(
        id="r1",
        source="a",
        quote="您9月20日关于派人",
        target="a-1951-09-20-毛某",
        resp="hb",
        reason="派人的部分",
    )
    asked = telegram("1951-10-05", "斯某", "毛某", "您9月20日关于派人和给枪的电报收到。")
    found = refer(ANSWERED, asked, rows=(row,))
    assert references(found) == [
        "[ref target=a-1951-09-20-毛某 type=document|您9月20日关于派人和给枪的电报]收到。"
    ]


BOATS = telegram("1950-10-28", "毛某", "斯某", "请拨快艇。", title="毛某致斯某电：急需航线武器装备")
TRUCKS = telegram("1950-10-28", "毛某", "斯某", "请拨汽车。", id="a-trucks", title="毛某致斯某电：请求供应汽车")
EARLY = telegram("1950-09-01", "毛某", "斯某", "航线。", title="毛某致斯某电：航线章程")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您关于航线问题的电报收到。", "[ref cert=medium target=a-1950-10-28-毛某 type=document|您关于航线问题的电报]收到。"),
        ("您有关汽车的来电收到。", "[ref cert=medium target=a-trucks type=document|您有关汽车的来电]收到。"),
        # nobody wrote of it, two did, or it has a number of its own
        ("您关于空军的电报收到。", "[ref type=document|您关于空军的电报]收到。"),
        (
            "您关于航线和汽车的电报收到。",
            "[ref candidates=a-1950-10-28-毛某 a-trucks cert=low type=document|您关于航线和汽车的电报]收到。",
        ),
        ("您关于航线的第99号电报收到。", "您关于航线的[ref type=document|第99号电报]收到。"),
    ],
)  # fmt: skip
def test_a_message_without_day_and_number_is_found_by_its_subject(text: str, expected: str) -> None:
    found = refer(EARLY, BOATS, TRUCKS, telegram("1950-10-29", "斯某", "毛某", text))
    assert references(found) == [expected]


def test_two_talks_before_one_word_are_two_references() -> None:
    first, _ = document("一。", id="a-1949-12-16", date="1949-12-16", subtype="conversation")
    second, _ = document("二。", id="a-1950-01-22", date="1950-01-22", subtype="conversation")
    told = "1949年12月16日和1950年1月22日毛某与斯某的会谈都有记录。"
    article, _ = document(told, id="a-x", date="2009-06-20", subtype="article")
    assert references(refer(article, first, second)) == [
        "[ref target=a-1949-12-16 type=document|1949年12月16日]和"
        "[ref target=a-1950-01-22 type=document|1950年1月22日毛某与斯某的会谈]都有记录。"
    ]


def test_an_article_leads_to_the_record_of_the_talk_it_tells_of() -> None:
    article, _ = document(
        "1949年12月16日毛某与斯某的第一次会谈没有结果。12月16日到达，先谈天气。",
        id="a-x",
        date="2009-06-20",
        subtype="article",
    )
    talk, _ = document("开始谈话。", id="a-1949-12-16", date="1949-12-16", subtype="conversation")
    assert references(refer(article, talk)) == [
        "[ref target=a-1949-12-16 type=document|1949年12月16日毛某与斯某的第一次会谈]没有结果。"
        "12月16日到达，先谈天气。"
    ]


def test_a_translation_that_is_enclosed() -> None:
    letter = telegram("1952-09-16", "斯某", "毛某", "送上毛某来电的俄译文。")
    enclosed = telegram("1952-09-15", "毛某", "斯某", "同意。", id="a-1952-09-16-a1", type="attachment")
    whole = replace(letter, children=(*letter.children, enclosed))
    assert references(refer(whole)) == ["送上[ref target=a-1952-09-16-a1 type=attachment|毛某来电的俄译文]。"]


def test_a_decided_reference_is_remembered_further_down() -> None:
    row = ReferenceDecision(
        id="r1", source="a", quote="您上次的来电", target="a-1951-09-20-毛某", resp="hb", reason="内容"
    )
    answer = telegram(
        "1951-10-05", "斯某", "毛某", "您上次的来电收到。", "您来电中的问题已办。", "您的来信没有。"
    )
    assert references(refer(ANSWERED, answer, rows=(row,))) == [
        "[ref target=a-1951-09-20-毛某 type=document|您上次的来电]收到。",
        "[ref cert=medium target=a-1951-09-20-毛某 type=document|您来电]中的问题已办。",
    ]


def test_another_volume_of_the_series() -> None:
    volume = Work(id="volume-3", name="北海文存·附卷三·往来篇")
    asked = telegram(
        "1951-10-05",
        "斯某",
        "毛某",
        "全文见《北海文存·附卷三·往来篇》第5页至第8页。另见《北海战事：档案文件》第9页。",
    )
    assert references(refer(asked, rows=(volume, BOOK))) == [
        "全文见[ref target=volume-3 type=volume|《北海文存·附卷三·往来篇》第5页至第8页]。另见《北海战事：档案文件》第9页。"
    ]


def test_one_s_own_message() -> None:
    found = refer(ANSWERED, telegram("1951-10-05", "毛某", "斯某", "我9月20日的电报没有答复。"))
    assert references(found) == ["[ref target=a-1951-09-20-毛某 type=document|我9月20日的电报]没有答复。"]


def test_a_message_to_a_third_person_may_stand_inside_one_of_that_day() -> None:
    peng = Person(id="peng", name="彭某")
    third = "您9月20日给彭某同志的电报已悉，您9月19日给彭某的电报未到。"
    found = refer(ANSWERED, telegram("1951-10-05", "斯某", "毛某", third), rows=(peng,))
    assert references(found) == [
        "[ref cert=low target=a-1951-09-20-毛某 type=document|您9月20日给彭某同志的电报]已悉，"
        "[ref type=document|您9月19日给彭某的电报]未到。"
    ]


def test_a_message_inside_a_message() -> None:
    peng = Person(id="peng", name="彭某")
    inner, _ = document(
        ("salute", "“彭某同志："),
        "进攻。",
        ("dateline", "1951年9月18日”"),
        id="a-f1",
        type="floating",
        subtype="",
    )
    outer = telegram("1951-09-20", "毛某", "斯某", "转去我9月18日给彭某的电报：", id="a-1")
    outer = replace(outer, children=(*outer.children, inner))
    answer = telegram("1951-09-22", "斯某", "毛某", "您9月18日给彭某的电报和您9月20日的电报收到。")
    assert references(refer(outer, answer, rows=(peng,))) == [
        "转去[ref target=a-f1 type=document|我9月18日给彭某的电报]：",
        "[ref target=a-f1 type=document|您9月18日给彭某的电报]和"
        "[ref target=a-1 type=document|您9月20日的电报]收到。",
    ]


def test_an_enclosed_message_that_gives_itself_no_date() -> None:
    peng = Person(id="peng", name="彭某")
    inner, _ = document(("salute", "“彭某同志："), "进攻。”", id="a-f1", type="floating", subtype="")
    outer = telegram("1951-09-20", "毛某", "斯某", "转去我9月17日给彭某的电报：", id="a-1")
    outer = replace(outer, children=(*outer.children, inner))
    assert references(refer(outer, rows=(peng,))) == [
        "转去[ref cert=medium target=a-f1 type=document|我9月17日给彭某的电报]："
    ]


@pytest.mark.parametrize(("day", "asked"), [("6月4日", False), ("9月18日", True)])
def test_a_message_that_is_not_in_the_edition_is_asked_for_if_one_of_a_day_nearby_is(
    day: str, asked: bool
) -> None:
    found = refer(ANSWERED, telegram("1951-10-05", "斯某", "毛某", f"您{day}的电报已悉。"))
    assert references(found) == [f"[ref type=document|您{day}的电报]已悉。"]
    assert ("A030" in codes(found)) is asked


def test_several_messages_of_one_day_stay_open() -> None:
    twice = [telegram("1951-09-20", "毛某", "斯某", t, id=f"a-{n}") for n, t in enumerate(("一。", "二。"), 1)]
    found = refer(*twice, telegram("1951-10-05", "斯某", "毛某", "您9月20日的电报已悉。"))
    assert references(found) == ["[ref candidates=a-1 a-2 cert=low type=document|您9月20日的电报]已悉。"]
    assert "A034" in codes(found)


def test_what_only_looks_like_a_reference() -> None:
    found = refer(
        ANSWERED, telegram("1951-10-05", "斯某", "毛某", "您9月20日到达，电站已修好。我9月20日发信号。")
    )
    assert references(found) == []


def test_a_decision_settles_it() -> None:
    row = ReferenceDecision(
        id="r1", source="a", quote="前电", target="a-1951-09-20-毛某", resp="hb", reason="内容"
    )
    found = refer(ANSWERED, telegram("1951-10-05", "斯某", "毛某", "前电已悉。"), rows=(row,))
    assert references(found) == ["[ref target=a-1951-09-20-毛某 type=document|前电]已悉。"]


def test_a_decision_must_lead_somewhere() -> None:
    row = ReferenceDecision(id="r1", source="a", quote="前电", target="a-nowhere", resp="hb", reason="内容")
    found = refer(telegram("1951-10-05", "斯某", "毛某", "前电已悉。"), rows=(row,))
    assert "A005" in codes(found)


def paged(page: str, *lines: Line | str) -> Piece:
    return document(*lines, id=f"a-p{page}", page=page, subtype="report")[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见本卷第184-185页。", "[ref target=a-p182 type=page|见本卷第184-185页]。"),
        ("见本卷第69页至第70页，此处略。", "[ref target=a-p69 type=page|见本卷第69页至第70页]，此处略。"),
        ("参见本书第200页。", "[ref target=a-p190 type=page|参见本书第200页]。"),
        ("见本卷第3页。", "[ref type=page|见本卷第3页]。"),
    ],
)
def test_pages_of_the_same_book(text: str, expected: str) -> None:
    found = refer_texts([source(paged("69", "甲"), paged("182", "乙"), paged("190", text))], corpus())
    assert references(found) == [expected]
    assert codes(found) == ([] if "target" in expected else ["A033"])


def test_attachments_and_appendices() -> None:
    label = ("head", "附件 二")
    attached, _ = document(label, "附件之文。", id="a-1-a2", type="attachment")
    letter, _ = document("寄上草案（附件二），另见附录三和附件五。", id="a-1")
    letter = replace(letter, children=(*letter.children, attached))
    appendix, _ = document(("head", "附录三 某某的报告"), "报告。", id="a-2")
    section = Piece("a-section", "section", (letter, appendix))
    found = refer_texts([source(section)], corpus())
    assert references(found) == [
        "寄上草案（[ref target=a-1-a2 type=attachment|附件二]），另[ref target=a-2 type=attachment|见附录三]和[ref type=attachment|附件五]。"
    ]
    assert codes(found) == ["A033"]


# -- citations


def cited(*citations: str, rows: tuple[Table, ...] = (BOOK, PAPER)) -> tuple[list[tuple[str, ...]], list[str]]:
    pieces = [document("文。", ("citation", c), id=f"a-{n}")[0] for n, c in enumerate(citations)]
    found = refer_texts([source(*pieces)], corpus(*rows))
    keys = ("work", "volume", "from", "to")
    blocks = [p.block for p in passages(found.texts[0]) if p.block.kind == "citation"]
    return [tuple(b.attrs.get(k, "") for k in keys) for b in blocks], codes(found)


def test_ibid_repeats_the_work_and_what_it_does_not_say() -> None:
    resolved, seen = cited(
        "选自国内新版《北海战事：档案文件》（上册）第 94－97页",
        "同上，（上册） 第108页",
        "同上，（下册）第1258页",
        "同上，第 1260—1261页",
        "同上",
        "《解放日报》1950年6月2日",
        "同上",
    )
    assert resolved == [
        ("archive", "上册", "94", "97"),
        ("archive", "上册", "108", ""),
        ("archive", "下册", "1258", ""),
        ("archive", "下册", "1260", "1261"),
        ("archive", "下册", "1260", "1261"),
        ("paper", "", "", ""),
        ("paper", "", "", ""),
    ]
    assert seen == []


def test_a_work_is_known_by_any_of_its_forms() -> None:
    assert cited("《档案文件集》第2卷第412—413页") == ([("archive", "2", "412", "413")], [])


def test_ibid_of_nothing_and_works_unknown_are_reported() -> None:
    assert cited("同上，第5页") == ([("", "", "5", "")], ["A031"])
    assert cited("《无名之书》第5页") == ([("", "", "5", "")], ["A032"])


def test_what_the_recogniser_said_of_a_citation_holds() -> None:
    said = [
        {"volume": "二", "from": "412"},
        {"work": "档案文件集", "from": "413", "to": "413"},
        {"work": "无名之书", "from": "1"},
    ]
    texts = "《档案文件集》第2卷第412页", "第413页", "第1页"
    blocks = tuple(Block("citation", Traced.of(t), a) for t, a in zip(texts, said, strict=True))
    found = refer_texts([source(Piece("a-1", "document", blocks))], corpus(BOOK))
    assert [p.block.attrs for p in passages(found.texts[0])] == [
        {"volume": "二", "from": "412", "work": "archive"},
        {"title": "档案文件集", "from": "413", "to": "413", "work": "archive"},
        {"title": "无名之书", "from": "1"},
    ]
    assert codes(found) == ["A032"]
