"""Who wrote to whom, through whose hands it went, and when: letters drawn up by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.model import Block, Mark, Piece
from edition.tei.runtogether import each_name
from tests.tei.builders import Draft, every, one, shown, weave

FORMS = {"林远山": "p-lin", "渔夫": "p-lin", "曾伯言": "p-zeng", "北海港": "l-gang"}


def line(draft: Draft, kind: str, text: str, **attrs: str) -> Block:
    """A block in which the people and places of the small corpus are marked; `when`
    dates its last two characters."""
    when = attrs.pop("when", "")
    marks = [
        Mark("name", at, at + len(form), {"type": "place" if id.startswith("l-") else "person", "ref": id})
        for form, id in FORMS.items()
        if (at := text.find(form)) >= 0
    ]
    if when:
        marks.append(Mark("date", len(text) - 2, len(text), {"when": when}))
    return draft.block(kind, text, attrs, marks)  # type: ignore[arg-type]


def way(piece: Piece, draft: Draft) -> list[str]:
    """A document → the stations of each of its letters: `action[/part] who @ where when`."""
    return [
        "; ".join(
            " ".join(
                filter(
                    None,
                    [
                        "/".join(filter(None, (action.get("type"), action.get("subtype")))),
                        "、".join(e.text or "" for e in every(action, "t:persName|t:orgName|t:name")),
                        "".join(f"@{e.text}" for e in every(action, "t:placeName")),
                        "".join(e.get("when", "") for e in every(action, "t:date")),
                    ],
                )
            )
            for action in letter
        )
        for letter in every(weave(draft.structured(piece)).tree, "//t:correspDesc")
    ]


def test_the_sender_stands_under_the_name_he_signed_with() -> None:
    draft = Draft()
    blocks = [line(draft, "para", "来电收悉。"), line(draft, "signed", "渔夫")]
    assert way(one(*blocks, sender="林远山", recipient="曾伯言", date="1931-04-02"), draft) == [
        "sent 渔夫 1931-04-02; received 曾伯言"
    ]


def test_where_nobody_is_known_the_letter_s_own_words_say_who_sent_it_to_whom() -> None:
    draft = Draft()
    blocks = [
        line(draft, "salute", "东局并告河厅，海站："),
        line(draft, "para", "照办。"),
        line(draft, "signed", "总局"),
        line(draft, "signed", "某某记录", type="recorder"),
    ]
    assert way(one(*blocks, date="1931-04-02"), draft) == ["sent 总局 1931-04-02; received 东局、河厅、海站"]
    greeting = line(draft, "salute", "同志们：")
    assert way(one(greeting, *blocks[1:], date="1931-04-02"), draft) == ["sent 总局 1931-04-02"]


def test_an_instruction_is_a_letter_where_it_is_addressed_and_signed() -> None:
    said = {"sender": "林远山", "recipient": "曾伯言", "sender-ref": "p-lin", "recipient-ref": "p-zeng"}
    for address, letters in (("北海港致曾伯言：", 1), ("", 0)):
        draft = Draft()
        blocks = [line(draft, "address", address)] if address else []
        blocks += [line(draft, "para", "速办。"), line(draft, "signed", "渔夫")]
        assert len(way(replace(one(*blocks, **said), subtype="decision"), draft)) == letters


def test_a_report_is_from_who_signed_it_to_whom_it_addresses() -> None:
    draft = Draft()
    blocks = [
        line(draft, "dateline", "发自北海港"),
        line(draft, "salute", "致曾伯言同志："),
        line(draft, "para", "已查明。"),
        line(draft, "signed", "渔夫"),
    ]
    told = {"sender": "某局", "recipient": "某某", "date": "1931-04-02"}
    report = replace(one(*blocks, **told), subtype="report")
    assert way(report, draft) == ["sent 渔夫 @北海港 1931-04-02; received 曾伯言"]
    assert way(replace(one(*blocks[2:], **told), subtype="report"), draft) == []


def test_a_report_is_sent_where_its_title_calls_it_so() -> None:
    said = {"sender": "林远山", "recipient": "曾伯言", "sender-ref": "p-lin", "recipient-ref": "p-zeng"}
    for title, ways in (
        ("林远山致曾伯言报告：回顾北海之行（摘录）", ["sent 林远山 1931-04-02; received 曾伯言"]),
        ("林远山向曾伯言通报会谈情况", []),
    ):
        draft = Draft()
        report = one(line(draft, "para", "他收到后复电。"), **said, title=title, date="1931-04-02")
        assert way(replace(report, subtype="report"), draft) == ways


def test_who_is_addressed_without_being_the_recipient_passes_the_letter_on() -> None:
    draft = Draft()
    address = line(draft, "address", "北海港致曾伯言转林远山：")
    assert way(one(address, line(draft, "para", "照办。"), sender="某局", recipient="林远山"), draft) == [
        "sent 某局; transmitted/carrier 曾伯言; received 林远山 @北海港"
    ]


def test_an_office_in_the_address_passes_a_letter_on() -> None:
    for address, station in (
        ("北海港致总顾问转林远山：", "; transmitted/carrier 总顾问"),
        ("北海港致林远山总顾问：", ""),
        ("北海港转林远山代表：", ""),
    ):
        draft = Draft()
        blocks = [line(draft, "address", address), line(draft, "para", "照办。")]
        assert way(one(*blocks, sender="某局", recipient="林远山"), draft) == [
            f"sent 某局{station}; received 林远山 @北海港"
        ]


@pytest.mark.parametrize(
    ("request_", "stations"),
    [
        ("请转告林远山：缓议。", "sent 某局; transmitted/carrier 海国领事; received 林远山 @北海港"),
        ("林远山先生已知此事。", "sent 某局; received 林远山 @北海港"),
    ],
)
def test_an_office_passes_a_letter_on_only_where_it_is_asked_to(request_: str, stations: str) -> None:
    draft = Draft()
    blocks = [line(draft, "address", "北海港海国领事："), line(draft, "para", request_)]
    assert way(one(*blocks, sender="某局", recipient="林远山"), draft) == [stations]


def test_who_signs_for_another_passes_his_message_on() -> None:
    draft = Draft()
    message = Piece(
        "a-f1",
        "floating",
        (line(draft, "para", "缓议。"), line(draft, "signed", "渔夫")),
        "",
        "",
        {"sender-ref": "p-lin"},
    )
    piece = one(message, line(draft, "signed", "曾伯言"), sender="林远山", recipient="某局", date="1931")
    assert way(piece, draft) == ["sent 渔夫 1931; transmitted/carrier 曾伯言; received 某局"]


def test_a_message_handed_on_was_written_on_its_own_day() -> None:
    draft = Draft()
    own = (
        line(draft, "para", "缓议。"),
        line(draft, "signed", "渔夫"),
        line(draft, "dateline", "二日", when="1931-04-02"),
    )
    message = Piece("a-f1", "floating", own, "", "", {"sender-ref": "p-lin"})
    handed_on = [message, line(draft, "signed", "曾伯言"), line(draft, "dateline", "三日", when="1931-04-03")]
    assert way(one(*handed_on, sender="林远山", recipient="某局", date="1931-04-03"), draft) == [
        "sent 渔夫 1931-04-02; transmitted/carrier 曾伯言 1931-04-03; received 某局"
    ]


def test_on_the_sheet_of_the_sender_s_office_receipt_is_that_of_the_office() -> None:
    draft = Draft()
    blocks = [
        line(draft, "dateline", "收到三日", type="received", when="1931-04-03"),
        line(draft, "address", "北海港林远山："),
        line(draft, "para", "照办。"),
    ]
    assert way(one(*blocks, sender="某局", recipient="林远山"), draft) == [
        "sent 某局; transmitted/office 1931-04-03; received 林远山 @北海港"
    ]


def test_a_letter_was_sent_where_its_closing_line_says_it_was_written() -> None:
    draft = Draft()
    blocks = [
        line(draft, "para", "照办。"),
        line(draft, "signed", "渔夫"),
        line(draft, "dateline", "于北海港"),
        line(draft, "address", "致曾伯言"),
    ]
    assert way(one(*blocks, sender="林远山", recipient="曾伯言"), draft) == [
        "sent 渔夫 @北海港; received 曾伯言"
    ]


def test_on_the_sheet_of_the_recipient_receipt_is_his() -> None:
    draft = Draft()
    blocks = [
        line(draft, "dateline", "发自北海港"),
        line(draft, "dateline", "收到三日", type="received", when="1931-04-03"),
        line(draft, "salute", "林远山先生："),
    ]
    assert way(one(*blocks, sender="某局", recipient="林远山"), draft) == [
        "sent 某局 @北海港; received 林远山 1931-04-03"
    ]


def test_two_who_are_addressed_together_are_both_recipients() -> None:
    draft = Draft()
    assert way(one(line(draft, "salute", "致林远山或曾伯言："), sender="某局", recipient="林远山"), draft) == [
        "sent 某局; received 林远山、曾伯言"
    ]


def test_a_message_between_others_is_a_letter_of_its_own() -> None:
    draft = Draft()
    said = {"sender-ref": "p-lin", "recipient-ref": "p-zeng"}
    blocks = (
        line(draft, "salute", "曾伯言先生："),
        line(draft, "para", "缓议。"),
        line(draft, "signed", "渔夫"),
        line(draft, "dateline", "二日", when="1931-04-02"),
    )
    piece = one(Piece("a-f1", "floating", blocks, "", "", said), sender="林远山", recipient="某局", date="1931")
    assert way(piece, draft) == ["sent 渔夫 1931; received 某局", "sent 渔夫 1931-04-02; received 曾伯言"]


def test_a_message_without_a_title_is_from_whom_its_announcement_names() -> None:
    draft = Draft()
    said = {"recipient": "曾伯言", "date": "1931-04-02"}
    blocks = (line(draft, "para", "“缓议。”"),)
    told = line(draft, "para", "前事略过。林远山看了报告，当日致电曾伯言：")
    report = Piece("a-1", "document", (told, Piece("a-f1", "floating", blocks, "telegram", "", said)), "report")
    assert way(report, draft) == ["sent 林远山 1931-04-02; received 曾伯言"]


@pytest.mark.parametrize(
    ("salute", "received"),
    [
        ("东河、西海二同志，并告各局：", "received 东河、西海、各局"),
        ("东河、西海诸同志：", "received 东河、西海"),
        ("东河同志：", "received 东河同志"),
    ],
)
def test_what_is_said_of_all_behind_the_last_name_is_no_part_of_it(salute: str, received: str) -> None:
    draft = Draft()
    blocks = [line(draft, "salute", salute), line(draft, "para", "照办。"), line(draft, "signed", "总局")]
    assert way(one(*blocks), draft)[0].endswith(received)


@pytest.mark.parametrize(
    ("told", "quoted", "letters"),
    [
        ("兹附上我二日给曾伯言的电报：", "“曾伯言先生：", ["sent 渔夫 1931-04-02; received 曾伯言"]),
        ("收到曾伯言的以下电报：", "", ["sent 曾伯言; received 渔夫"]),
        ("我二日见到曾伯言，他说：", "", []),
    ],
)
def test_an_unsigned_message_is_whose_the_letter_around_it_says(
    told: str, quoted: str, letters: list[str]
) -> None:
    draft = Draft()
    before = line(draft, "para", told)
    day = Mark("date", told.find("二日"), told.find("二日") + 2, {"when": "1931-04-02"})
    before = replace(before, marks=(day, *before.marks) if "二日" in told else before.marks)
    blocks = [line(draft, "salute", quoted)] if quoted else []
    message = Piece("a-f1", "floating", (*blocks, line(draft, "para", "缓议。”")), "message", "")
    piece = one(before, message, line(draft, "signed", "渔夫"), sender="林远山", recipient="某局", date="1931")
    assert way(piece, draft) == ["sent 渔夫 1931; received 某局", *letters]


def test_a_decision_that_only_encloses_its_telegram_is_told_with_it() -> None:
    draft = Draft()
    said = {"sender": "林远山", "recipient": "曾伯言", "date": "1931-04-02"}
    head = line(draft, "para", "批准所附电稿。")
    enclosed = Piece("a-1-a1", "attachment", (line(draft, "para", "照办。"),), "telegram", "", said)
    tree = weave(draft.structured(Piece("a-1", "document", (head, enclosed), "telegram", "1", said))).tree
    assert [shown(desc)[:41] for desc in every(tree, "//t:correspDesc")] == [
        '<correspDesc ref="#a-1-a1 #a-1"><correspA'
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("龚石河梁方舟", ("龚石河", "梁方舟")),
        ("钟大河梁方", ("钟大河", "梁方")),
        ("钟大河龚石河梁方舟同志", ("钟大河", "龚石河", "梁方舟")),
        ("毛周刘任", ("毛", "周", "刘", "任")),
        ("石渡水文测站", ("石渡水文测站",)),
        ("黄河委员会", ("黄河委员会",)),
        ("司徒美堂", ("司徒美堂",)),
        ("周天林陈方", ("周天林陈方",)),
    ],
)
def test_names_behind_each_other_are_taken_apart_where_that_can_be_done_in_one_way(
    words: str, names: tuple[str, ...]
) -> None:
    assert tuple(each_name(words)) == names
