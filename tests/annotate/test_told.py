"""Messages that are told of by their writers, recipients, numbers or order, and words that only sound so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.annotate.passage import passages
from edition.config import Organisation, Person
from edition.model import Block, Mark
from tests.annotate.by_hand import codes, document
from tests.annotate.letters import refer, references, telegram
from tests.rules.test_long_runs import alarm

PENG, LIN = Person(id="peng", name="彭某"), Person(id="lin", name="林某")
OFFICE = Organisation(id="office", name="河工局")
NUMBERED = telegram(
    "1951-09-20", "毛某", "斯某", "运粮。", ("idno", "第2406号电"), title="毛某致斯某电：请求运粮"
)
LAST = telegram("1951-09-30", "毛某", "斯某", "修桥。", title="毛某致斯某电：修桥的工期")
NOTE = telegram("1951-10-01", "毛某", "斯某", "界务。", id="a-note", subtype="note", title="毛某致斯某照会")
OWN = telegram("1951-10-02", "斯某", "毛某", "可以。", title="斯某致毛某电：同意修桥")
ASKED = telegram("1951-10-03", "彭某", "林某", "石料。", title="彭某致林某电：石料不足")
TOLD = "a-1951-09-30-毛某"


def told(*lines: str, day: str = "1951-10-04") -> list[str]:
    answer = telegram(day, "斯某", "毛某", *lines, id="a-x")
    return references(refer(NUMBERED, LAST, NOTE, OWN, ASKED, answer, rows=(PENG, LIN, OFFICE)))


def found(words: str, target: str = TOLD, cert: str = "medium") -> str:
    said = f"cert={cert} " if cert else ""
    return f"[ref {said}target={target} type=document|{words}]"


def absent(words: str) -> str:
    return f"[ref type=document|{words}]"


@pytest.mark.parametrize(
    ("before", "reference", "after"),
    [
        # the last one of who is answered, and of who writes
        ("", found("您的复函"), "已收到。"),
        ("", found("来电"), "收悉。"),
        ("", found("1951年9月30日来电", cert=""), "收悉。"),
        ("", found("1951年9月30日晚来电", cert=""), "收悉。"),
        ("", found("1951年9月30日来电", cert=""), "表扬了船工。"),
        ("", found("毛某1951年9月30日来电", cert=""), "视察石桥。"),
        ("在", found("前一封电报", "a-1951-10-02-斯某"), "中，我们说过工期。"),
        ("现在谈", found("您的照会", "a-note"), "。"),
        # by subject, number, day and recipient
        ("", found("关于请求运粮的电报", "a-1951-09-20-毛某", cert=""), "已收到。"),
        ("", found("您关于修桥工期的请求", cert=""), "可以照办。"),
        ("这是对", found("您第2500号电报"), "的答复。"),
        ("", absent("您9月28日关于拨给石料的通知"), "收到。"),
        ("先不要照办", absent("昨天发给你们的关于停工的电报"), "。"),
        # of a day within what was done
        ("", absent("您9月15日到石桥后发的电报"), "收到。"),
        ("您在", absent("9月15日签的通知"), "里说过。"),
        ("", absent("您9月15日的口信"), "收到了。"),
        # of others
        ("我看过", found("彭某给林某的电报", "a-1951-10-03-彭某"), "。"),
        ("已收到您的话以及", absent("林某同志的两个指示"), "。"),
        ("", absent("林某给彭某的报告"), "我没有见过。"),
        ("林某说，已接到", absent("河工局关于停工的通知"), "。"),
        ("林某来过，请看", absent("他关于沙石的来信"), "。"),
        ("交来", absent("河工局长林某关于沙石的信"), "。"),
        ("石料按照", absent("您那份紧急石料申请单"), "拨给。"),
        ("林某已经", absent("给彭某写了一封长信"), "。"),
    ],
)  # fmt: skip
def test_a_message_is_known_by_who_wrote_it(before: str, reference: str, after: str) -> None:
    assert told(before + reference + after if "[" not in reference else before + words(reference) + after) == [
        before + reference + after
    ]


def words(reference: str) -> str:
    return reference.partition("|")[2].rstrip("]")


@pytest.mark.parametrize(
    "text",
    [
        "请您就这两件事给个话。",
        "请复电。",
        "收到您的答复后再定。",
        "我们给林某的答复是：不；林某给彭某的回答如下。",
        "一收到您的来信，我就动身。",
        "我们正在起草给您的复函。",
        "没有收到彭某的信。",
        "电报线已经修好，信号也通了。",
        "毛某来电说，粮已运到。",
        "请研究我的电报，把您的决定告诉我。",
        "您对河工的建议很好，我们听说林某也有建议。",
        "河工局发电报很慢。",
        "开会谈关于迁移林某的照会。",
        "在林某致彭某的复函中，应说明石料不足。",
        "斯某10月3日致电林某。",
        "彭某的电报都由河工局译出。",
        "请您于9月20日来电。",
        "您的电报费已付，信纸和电报码本另寄。",
        "您于12月1日来电商定。",
        "您9月30日电视已收到，您9月30日电表、您9月30日电动机和您9月30日电费单也都收到。",
        "毛某向我们提出照会计的要求，送来备忘录本子。",
        "毛某9月30日晚来电影院，又来函谷关游览。",
        "您的来信很多。",
    ],
)
def test_what_names_no_message(text: str) -> None:
    assert told(text) == []


def test_a_telegram_that_is_forwarded_is_the_one_told_of() -> None:
    inner, _ = document(
        "修桥。", id="a-f1", type="floating", subtype="", **{"sender": "彭某", "recipient": "毛某"}
    )
    outer = telegram("1951-10-04", "毛某", "斯某", "我把彭某给我的电报转给您。", id="a-1")
    whole = replace(outer, children=(*outer.children, inner))
    assert references(refer(ASKED, whole, rows=(PENG, LIN))) == [
        f"我把{found('彭某给我的电报', 'a-f1', cert='')}转给您。"
    ]


def test_an_attachment_is_what_a_decision_is_about() -> None:
    decision = telegram("1951-10-04", "毛某", "斯某", "批准给彭某的指示。", subtype="decision")
    draft = telegram("1951-10-04", "毛某", "彭某", "修桥。", id="a-draft", type="attachment")
    whole = replace(decision, children=(*decision.children, draft))
    assert references(refer(whole, rows=(PENG,))) == ["批准[ref target=a-draft type=attachment|给彭某的指示]。"]


def test_what_should_stand_behind_and_does_not() -> None:
    assert told("详细的石料清单附于本电之后。") == [f"{absent('详细的石料清单附于本电之后')}。"]


@pytest.mark.parametrize(
    ("reference", "after"),
    [
        (found("10月2日，斯某致电毛某", "a-1951-10-02-斯某", cert=""), "，同意修桥。"),
        (found("1951年10月3日，彭某又致电林某和斯某", "a-1951-10-03-彭某", cert=""), "，谈石料。"),
    ],
)
def test_a_note_tells_of_a_message_as_an_act(reference: str, after: str) -> None:
    told_in = [words(reference) + after]
    noted, _ = document("修桥*。", notes=told_in, id="a-x", date="1951-10-05", sender="毛某", recipient="斯某")
    assert references(refer(OWN, ASKED, noted, rows=(PENG, LIN))) == [reference + after]


def test_a_chronology_tells_of_messages_that_are_absent_too() -> None:
    entries = ("entry", "1951年10月2日 斯某致电毛某。次日毛某分别复信彭某和林某。")
    chronology, _ = document(entries, id="a-x", date="1951", type="chronology", subtype="")
    assert references(refer(OWN, chronology, rows=(PENG, LIN))) == [
        f"1951年10月2日 {found('斯某致电毛某', 'a-1951-10-02-斯某', cert='')}。次日{absent('毛某分别复信彭某和林某')}。"
    ]


def test_an_agreement_is_known_by_its_day() -> None:
    agreed, _ = document("一。", id="a-p", date="1951-08-01", subtype="agreement", title="关于河工的协定")
    said = "1951年8月1日关于河工的协定照办，1951年8月1日的条约另议。"
    answer = telegram("1951-10-05", "斯某", "毛某", said)
    assert references(refer(agreed, answer)) == [
        f"{found('1951年8月1日关于河工的协定', 'a-p', cert='')}照办，1951年8月1日的条约另议。"
    ]


@pytest.mark.parametrize(("day", "asked"), [("1951-10-05", True), ("1951-12-05", False)])
def test_absence_is_a_question_only_where_something_comes_near(day: str, asked: bool) -> None:
    answer = telegram(day, "斯某", "毛某", "您关于空军的电报收到。", id="a-x")
    assert ("A030" in codes(refer(LAST, answer))) is asked


# -- of other times and offices


ZENG, BUREAU, MISSION = (
    Person(id="zeng", name="曾某"),
    Organisation(id="bureau", name="总署"),
    Organisation(id="mission", name="某国使馆"),
)
SENT_OUT = telegram("1880-05-01", "曾某", "总署", "条款。", ("idno", "第三号函"), id="a-3", subtype="letter")
ANSWER = telegram("1880-06-10", "总署", "曾某", "遵照。", id="a-answer", subtype="letter")
PROTEST = telegram("1880-06-12", "总署", "某国使馆", "越界。", id="a-protest", subtype="note")
WIRE = telegram("1880-06-15", "曾某", "总署", "到任。", ("idno", "第三十七号电"), id="a-wire")


@pytest.mark.parametrize(
    ("sender", "recipient", "text", "expected"),
    [
        ("曾某", "总署", "前函谅邀钧鉴。", ["前函=a-3"]),
        ("曾某", "总署", "钧署六月初十日来函，业经祗悉。", ["钧署六月初十日来函=a-answer"]),
        ("曾某", "总署", "六月初十日钧函敬悉。", ["六月初十日钧函=a-answer"]),
        ("曾某", "总署", "奉到钧示，当即遵办。", ["钧示=a-answer"]),
        ("曾某", "总署", "续三十七号电。", ["三十七号电=a-wire"]),
        ("曾某", "总署", "前呈条款清单，未识已否邀览。承示各节，敬当遵照。", []),
        ("曾某", "总署", "俟接到外部复文，再行电达。盼速复电。", []),
        ("总署", "曾某", "37号电悉。", ["37号电=a-wire"]),
        ("总署", "曾某", "电悉。", ["电=a-wire"]),
        ("总署", "曾某", "第三号函收到。", ["第三号函=a-3"]),
        ("总署", "曾某", "你馆六月十五日电及十八日电均悉。", ["你馆六月十五日电=a-wire", "十八日电="]),
        ("总署", "曾某", "尊函所论甚是。", ["尊函=a-3"]),
        ("总署", "曾某", "我署六月十二日给某国使馆的照会，请即面交。", ["我署六月十二日给某国使馆的照会=a-protest"]),
        ("总署", "曾某", "今后凡重要来电，一律编号；望随时来信。", []),
        ("总署", "曾某", "五号信箱和一号电站都在河边。", []),
        ("总署", "曾某", "上次来信中提到的条款，业经核准。", ["上次来信=a-3"]),
        ("总署", "曾某", "曾某六月十五日第三十七号电嘱拨款。", ["曾某六月十五日第三十七号电=a-wire"]),
        ("总署", "曾某", "据某国使馆照称，并无越界。", ["某国使馆照="]),
        ("曾某", "总署", "感谢您托某国使馆带来的信。", ["您托某国使馆带来的信=a-answer"]),
        ("曾某", "总署", "前禀第三号，计邀宪鉴。部函祗悉。", ["前禀第三号=a-3", "部函=a-answer"]),
        ("曾某", "总署", "我还想写信给某国使馆，听说他们也写过信。", []),
        ("某国使馆", "总署", "贵署六月十二日的照会收到了，来照所称各节不实。", ["贵署六月十二日的照会=a-protest", "来照=a-protest"]),
    ],
)  # fmt: skip
def test_letters_of_other_times(sender: str, recipient: str, text: str, expected: list[str]) -> None:
    letter = telegram("1880-06-20", sender, recipient, text, id="a-x", subtype="letter")
    rows = (ZENG, BUREAU, MISSION)
    blocks = [p.block for p in passages(refer(SENT_OUT, ANSWER, PROTEST, WIRE, letter, rows=rows).texts[0])]
    marks = [(m, b.text.text) for b in blocks if b.text.text == text for m in b.marks if m.kind == "ref"]
    assert [f"{shown[m.start : m.end]}={m.attrs.get('target', '')}" for m, shown in marks] == expected


def test_an_article_tells_of_much_that_is_no_reference() -> None:
    text = "1951年10月2日毛某到达。后来彭某复信林某，斯某又致电彭某。"
    article, _ = document(text, id="a-x", date="1999-01-01", subtype="article")
    assert references(refer(OWN, ASKED, article, rows=(PENG, LIN))) == []


def test_a_message_that_was_named_before() -> None:
    lines = (
        "您去年12月的长信我留着。您的那封信写得很好，信中说封冻，我信。",
        "那份报告我没有看到，外交部收到的您的那封信也没有。",
    )
    assert references(refer(WINTER, telegram("1951-10-04", "斯某", "毛某", *lines, id="a-x"))) == [
        f"{found('您去年12月的长信', WINTER.id)}我留着。{found('您的那封信', WINTER.id)}写得很好，"
        f"{found('信', WINTER.id)}中说封冻，我信。"
    ]


def test_in_a_talk_of_two_each_is_the_other_s_you() -> None:
    def speech(label: str, words: str) -> Block:
        mark = Mark("speaker", 0, len(label))
        block = document(("speech", label + words))[0].children[0]
        assert isinstance(block, Block)
        return replace(block, marks=(mark,))

    talk, _ = document("开始谈话。", id="a-talk", date="1951-10-04", subtype="conversation")
    turns = (
        speech("斯某：", "您1950年12月的信我收到了。"),
        speech("毛某：", "我去年12月给您的信还有效。"),
    )
    talk = replace(talk, children=(*talk.children, *turns))
    assert references(refer(WINTER, talk)) == [
        f"斯某：{found('您1950年12月的信', WINTER.id)}我收到了。",
        f"毛某：{found('我去年12月给您的信', WINTER.id)}还有效。",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们愿意照河工局10月2日的报告办。", f"我们愿意照{found('河工局10月2日的报告', 'a-report')}办。"),
        ("遵照河工局10月2日的指示办。", f"遵照{absent('河工局10月2日的指示')}办。"),
        ("土方与上次电报所讲的相同。", f"土方与{found('上次电报', 'a-first')}所讲的相同。"),
        ("附土方表两份。", f"{absent('附土方表两份')}。"),
        ("估价请看附在信后的价目单。", f"估价请看{absent('附在信后的价目单')}。"),
        ("付款办法草案，见附件。", f"{absent('付款办法草案，见附件')}。"),
        ("待签订后附上。附近有表两份。附件三份。", ""),
    ],
)
def test_what_a_report_speaks_of(text: str, expected: str) -> None:
    first = telegram("1951-10-01", "彭某", "林某", "土方。", id="a-first", title="彭某致林某电：土方")
    report, _ = document("土方。", id="a-report", date="1951-10-02", subtype="report", title="土方的报告")
    own, _ = document(
        text, id="a-x", date="1951-10-04", subtype="report", sender="彭某", title="彭某关于土方的报告"
    )
    assert references(refer(first, report, own, rows=(PENG, LIN, OFFICE))) == ([expected] if expected else [])


WINTER = telegram("1950-12-06", "毛某", "斯某", "封冻。", subtype="letter", title="毛某致斯某的信：封冻")


@pytest.mark.parametrize(
    ("before", "reference", "after"),
    [
        ("照", found("毛某去年冬天给我的信", "a-1950-12-06-毛某"), "办理。"),
        ("", found("您去年12月的长信", "a-1950-12-06-毛某"), "我留着。"),
        ("原因已在", absent("去年10月给您的信"), "里讲过。"),
        ("", absent("您上月给我的私人信件"), "我读了两遍。"),
        ("", absent("您临行前交给我的训令"), "第三条要求写出报告。"),
        ("", found("毛某9月间的照会", "a-early"), "我没有答复。"),
        ("1949年我在", absent("信"), "里说过的话仍然有效。"),
    ],
)
def test_a_message_of_a_month_a_season_or_a_year(before: str, reference: str, after: str) -> None:
    note = telegram(
        "1951-09-02", "毛某", "斯某", "界桩。", id="a-early", subtype="note", title="毛某致斯某照会"
    )
    text = before + reference[1:-1].split("|")[1] + after
    answer = telegram("1951-10-04", "斯某", "毛某", text, id="a-x")
    assert references(refer(WINTER, note, answer)) == [f"{before}{reference}{after}"]


@pytest.mark.parametrize(
    "text",
    [
        "收到您1952年的申请贷款后再研究。",
        "他在电报中说同意。",
        "3月1日给您的船已到。",
        "请您于三月来电。",
        "您的那封信誉证书已寄出。",
        "电报中心已迁移，来电中断。",
    ],
)
def test_what_is_no_message_of_a_time(text: str) -> None:
    assert references(refer(WINTER, telegram("1951-10-04", "斯某", "毛某", text, id="a-x"))) == []


def test_in_a_talk_nobody_is_a_correspondent() -> None:
    talk, _ = document(
        ("speech", "您的来信收到了，来电也收到了。"), id="a-x", date="1951-10-04", subtype="conversation"
    )
    assert references(refer(LAST, OWN, talk)) == []


@pytest.mark.parametrize("sentence", ["河工局6月5日的照会，", "您6月5日的电报和6月8日、", "6月7日您同林某"])
def test_a_paragraph_as_long_as_a_book_takes_no_longer_than_it_is(sentence: str) -> None:
    answer = telegram("1951-10-04", "斯某", "毛某", sentence * (60_000 // len(sentence)), id="a-x")
    with alarm(5):
        found = refer(LAST, answer, rows=(PENG, LIN, OFFICE))
    assert any(mark.kind == "date" for p in passages(found.texts[0]) for mark in p.block.marks)


def test_what_came_under_another_title() -> None:
    handed = telegram("1951-10-03", "林某", "斯某", ("head", "林某致斯某电：彭某同意停工"), "好。", id="a-h")
    answer = telegram(
        "1951-10-04", "斯某", "毛某", "我刚收到彭某来电。", "10月3日，我收到了彭某的复信。", id="a-x"
    )
    assert references(refer(handed, answer, rows=(PENG, LIN))) == [
        f"我刚收到{found('彭某来电', 'a-h')}。",
        f"10月3日，我收到了{found('彭某的复信', 'a-h')}。",
    ]


def test_what_was_handed_on_is_the_message_inside() -> None:
    inner, _ = document("修桥。", id="a-f1", type="floating", subtype="", sender="毛某", recipient="彭某")
    outer = telegram("1951-10-02", "毛某", "林某", "转彭某：", id="a-1")
    whole = replace(outer, children=(*outer.children, inner))
    report = telegram("1951-10-03", "林某", "毛某", "您的电报已面交彭某，彭某对回电表示感谢。", id="a-x")
    assert references(refer(whole, report, rows=(PENG, LIN))) == [
        f"{found('您的电报', 'a-f1')}已面交彭某，彭某对{found('回电', 'a-f1')}表示感谢。"
    ]


@pytest.mark.parametrize(
    ("before", "reference", "after"),
    [
        ("照", absent("济安商行9月28日的报告"), "办。"),
        ("按", absent("部长会议7月3日的训令"), "执行。"),
        ("", absent("执行局9月30日的训令"), "收到。"),
        ("他已", absent("给林某发了一封长信"), "。"),
        ("商人们", absent("向我们发出正式照会"), "。"),
        ("人数", "[ref type=attachment|请参看附表]", "。"),
    ],
)
def test_papers_of_others_that_the_edition_does_not_have(before: str, reference: str, after: str) -> None:
    assert told(before + words(reference) + after) == [before + reference + after]


@pytest.mark.parametrize(
    "text",
    [
        "上述9月28日的报告很好。",
        "他向我们发出邀请，给林某发了一百斤粮。",
        "我会看附图。",
        "全年9月28日的报告会照开。",
    ],
)
def test_what_is_no_paper_of_others(text: str) -> None:
    assert told(text) == []
