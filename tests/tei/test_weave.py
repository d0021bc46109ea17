"""What pieces and marks become, by example: input built by hand, output as the contract says it."""

from __future__ import annotations

from edition.model import Block, Mark, Piece
from tests.tei.builders import NS, Draft, mark, one, only, shown, weave

BODY = "//t:body/t:div"


def document(*blocks: Block | Piece, draft: Draft) -> str:
    """A document of these blocks → its division, as XML without ids and ranges."""
    woven = weave(draft.structured(one(*blocks)))
    assert not woven.diagnostics
    return shown(only(woven.tree, BODY))


def paragraph(text: str, *marks: Mark) -> str:
    """A paragraph with marks → it, as XML without ids and ranges."""
    draft = Draft()
    block = draft.block("para", text, marks=marks)
    woven = weave(draft.structured(one(block)))
    return shown(only(woven.tree, f"{BODY}/t:p"))


# -- divisions -------------------------------------------------------------------------------------------------


def test_a_telegram_has_opener_text_closer_and_citation() -> None:
    draft = Draft()
    blocks = [
        draft.block("head", "附录一", {"type": "label"}),
        draft.block("head", "林远山致曾伯言电"),
        draft.block("idno", "第17号", {"type": "telegram"}),
        draft.block("secrecy", "绝密"),
        draft.block("secrecy", "急件", {"type": "urgency"}),
        draft.block("address", "南浦，陆署"),
        draft.block("salute", "伯言先生："),
        draft.block("para", "来电收悉。"),
        draft.block("signed", "渔夫"),
        draft.block("dateline", "四月二日", {"type": "sent"}, [Mark("date", 0, 4, {"when": "1931-04-02"})]),
        draft.block(
            "citation",
            "选自《陆署档案》第二册，第14－15页",
            {"work": "陆署档案", "volume": "二", "from": "14", "to": "15"},
        ),
    ]
    assert document(*blocks, draft=draft) == (
        '<div type="document" subtype="telegram" n="1">'
        '<head type="label">附录一</head><head type="main">林远山致曾伯言电</head>'
        '<opener><idno type="telegram">第17号</idno><note type="secrecy">绝密</note>'
        '<note type="secrecy" subtype="urgency">急件</note>'
        "<address><addrLine>南浦，陆署</addrLine></address><salute>伯言先生：</salute></opener>"
        "<p>来电收悉。</p>"
        '<closer><signed>渔夫</signed><dateline><date type="sent" when="1931-04-02">四月二日</date></dateline></closer>'
        '<note type="citation"><bibl corresp="#w-arch">选自《陆署档案》第<biblScope unit="volume" n="2">二</biblScope>册，'
        '第<biblScope unit="page" from="14" to="15">14－15</biblScope>页</bibl></note></div>'
    )


def test_ibid_says_in_empty_scopes_what_it_does_not_print() -> None:
    draft = Draft()
    ibid = draft.block("citation", "同上", {"work": "w-arch", "from": "20", "to": "20"})
    assert document(draft.block("para", "甲"), ibid, draft=draft).endswith(
        '<bibl corresp="#w-arch">同上<biblScope unit="page" from="20" to="20"/></bibl></note></div>'
    )


def test_a_head_among_paragraphs_opens_a_section() -> None:
    draft = Draft()
    blocks = [
        draft.block("head", "题"),
        draft.block("para", "甲"),
        draft.block("head", "一、案由", {"type": "section"}),
    ]
    blocks += [draft.block("para", "乙"), draft.block("signed", "渔夫")]
    assert document(*blocks, draft=draft) == (
        '<div type="document" subtype="telegram" n="1"><head type="main">题</head><p>甲</p>'
        '<div type="subsection"><head type="section">一、案由</head><p>乙</p></div>'
        "<closer><signed>渔夫</signed></closer></div>"
    )


def test_the_text_of_a_document_closes_before_its_attachment() -> None:
    draft = Draft()
    blocks = [draft.block("head", "题"), draft.block("salute", "先生："), draft.block("para", "甲")]
    blocks.append(draft.block("signed", "渔夫"))
    attachment = Piece(
        "a-1931-04-02-a1", "attachment", (draft.block("head", "附件"), draft.block("para", "乙"))
    )
    assert document(*blocks, attachment, draft=draft) == (
        '<div type="document" subtype="telegram" n="1"><head type="main">题</head>'
        '<div type="text"><opener><salute>先生：</salute></opener><p>甲</p><closer><signed>渔夫</signed></closer></div>'
        '<div type="attachment"><head type="main">附件</head><p>乙</p></div></div>'
    )


def test_what_frames_a_letter_stays_where_it_stands_between_paragraphs() -> None:
    draft = Draft()
    blocks = [draft.block("para", "甲"), draft.block("salute", "先生："), draft.block("idno", "第2号")]
    blocks += [draft.block("address", "南浦"), draft.block("para", "乙")]
    assert (
        '<p>甲</p><ab type="salute">先生：</ab><ab type="idno"><idno type="document">第2号</idno></ab>'
        '<ab type="address"><address><addrLine>南浦</addrLine></address></ab><p>乙</p>'
    ) in document(*blocks, draft=draft)


def test_a_message_in_a_message_is_a_floating_text_with_ids_of_its_own() -> None:
    draft = Draft()
    before = draft.block("para", "来件如下：")
    inner = Piece(
        "a-f1", "floating", (draft.block("salute", "诸公："), draft.block("para", "缓议。")), "letter"
    )
    after = draft.block("para", "以上。")
    woven = weave(draft.structured(one(before, inner, after)))
    assert shown(only(woven.tree, "//t:floatingText")) == (
        '<floatingText type="letter"><body><opener><salute>诸公：</salute></opener><p>缓议。</p></body></floatingText>'
    )
    ids = woven.tree.xpath("//t:text//t:p/@xml:id", namespaces=NS)
    assert ids == ["a-1931-04-02-p1", "a-f1-p1", "a-1931-04-02-p2"]


def test_front_matter_and_what_is_no_text_leave_the_body() -> None:
    draft = Draft()
    excluded = Piece("a-nav", "excluded", (draft.block("excluded", "首页 留言"),), "navigation")
    front = Piece("a-front", "front", (draft.block("head", "编者说明"), draft.block("para", "甲")))
    woven = weave(draft.structured(front, one(draft.block("para", "乙"), excluded)))
    assert shown(only(woven.tree, "//t:text")) == (
        '<text><front><div type="front"><head type="main">编者说明</head><p>甲</p></div></front>'
        '<body><div type="document" subtype="telegram" n="1"><p>乙</p></div></body>'
        '<back><div type="excluded" subtype="navigation"><p>首页 留言</p></div></back></text>'
    )
    dispositions = {(row.disposition, row.rule) for row in woven.ledgers[0].entries}
    assert dispositions == {("text", ""), ("excluded", "paragraphs"), ("dropped", "join-lines")}


def test_a_body_is_never_empty() -> None:
    draft = Draft()
    woven = weave(
        draft.structured(Piece("a-nav", "excluded", (draft.block("excluded", "首页"),), "navigation"))
    )
    assert shown(only(woven.tree, "//t:body")) == '<body><ab type="empty"/></body>'


# -- blocks ----------------------------------------------------------------------------------------------------


def test_speeches_go_on_until_another_speaker_begins() -> None:
    draft = Draft()
    blocks = [
        draft.block("speech", "林远山：灯油贵。", marks=[Mark("speaker", 0, 4, {"who": "p-lin"})]),
        draft.block("pb", "", {"n": "13"}),
        draft.block("speech", "再议。"),
        draft.block("speech", "曾伯言：好。", marks=[Mark("speaker", 0, 4, {"who": "p-zeng"})]),
        draft.block("para", "谈话毕。"),
    ]
    assert document(*blocks, draft=draft).removeprefix('<div type="document" subtype="telegram" n="1">') == (
        '<sp who="#p-lin"><speaker>林远山：</speaker><p>灯油贵。</p><pb n="13"/><p>再议。</p></sp>'
        '<sp who="#p-zeng"><speaker>曾伯言：</speaker><p>好。</p></sp><p>谈话毕。</p></div>'
    )


def test_a_space_parts_participants_behind_their_style() -> None:
    draft = Draft()
    present = draft.block("participants", "在座的有：林远山同志 曾伯言同志")
    assert document(draft.block("para", "甲"), present, draft=draft).endswith(
        '<list type="participants"><head>在座的有：</head><item>林远山同志 </item><item>曾伯言同志</item></list></div>'
    )


def test_participants_and_recipients_are_lists_that_keep_their_commas() -> None:
    draft = Draft()
    present = draft.block("participants", "出席者：林远山（总办、译员）、曾伯言。")
    copies = draft.block("distribution", "林远山；曾伯言")
    assert document(draft.block("para", "甲"), present, copies, draft=draft).endswith(
        '<list type="participants"><head>出席者：</head><item>林远山（总办、译员）、</item><item>曾伯言。</item></list>'
        '<note type="distribution"><list><item>林远山；</item><item>曾伯言</item></list></note></div>'
    )


def test_persons_joined_by_a_conjunction_are_two_and_a_label_needs_no_colon() -> None:
    draft = Draft()
    text = "参加会谈的有和平会林远山参议和曾伯言、张、李和。"
    names = [mark(text, form, "name", type="person") for form in ("林远山", "曾伯言")]
    present = draft.block("participants", text, marks=names)
    assert document(draft.block("para", "甲"), present, draft=draft).endswith(
        '<list type="participants"><head>参加会谈的有</head>'
        "<item>和平会<persName>林远山</persName>参议和</item><item><persName>曾伯言</persName>、</item><item>张、</item><item>李和。</item></list></div>"
    )


def test_a_circulation_without_names_is_a_plain_note_and_one_with_copies_has_a_label() -> None:
    draft = Draft()
    plain = draft.block("distribution", "印发各局委员和候补委员")
    copies = draft.block("distribution", "文件3份，送：档案室、司")
    assert document(draft.block("para", "甲"), plain, copies, draft=draft).endswith(
        '<note type="distribution">印发各局委员和候补委员</note>'
        '<note type="distribution"><list><head>文件3份，送：</head><item>档案室、</item><item>司</item></list></note></div>'
    )


def test_a_label_of_lists_that_follow_is_no_list() -> None:
    draft = Draft()
    present = draft.block("participants", "参加会谈的人员有：")
    copies = draft.block("distribution", "列印5份：")
    assert document(draft.block("para", "甲"), present, copies, draft=draft).endswith(
        '<p>参加会谈的人员有：</p><note type="distribution" subtype="production">列印5份：</note></div>'
    )


def test_copies_told_by_their_numbers_are_items() -> None:
    draft = Draft()
    copies = draft.block("distribution", "第1份－部长 第3、4份－存档")
    listed = draft.block("distribution", "分发：1－司长 2－港务长")
    assert document(draft.block("para", "甲"), copies, listed, draft=draft).endswith(
        '<note type="distribution"><list><item>第1份－部长 </item><item>第3、4份－存档</item></list></note>'
        '<note type="distribution"><list><head>分发：</head><item>1－司长 </item><item>2－港务长</item></list></note></div>'
    )


def test_who_typed_a_paper_and_when_is_no_list() -> None:
    draft = Draft()
    typed = draft.block("distribution", "由王秋列印，1950年7月8日19时35分")
    when = draft.block("distribution", "12份列印：5月30日20时20分")
    deciphered = draft.block("distribution", "译电：王秋 第9—10号，第8处 1950年7月8日，13时00分")
    assert document(draft.block("para", "甲"), typed, when, deciphered, draft=draft).endswith(
        '<note type="distribution" subtype="production">由王秋列印，1950年7月8日19时35分</note>'
        '<note type="distribution" subtype="production">12份列印：5月30日20时20分</note>'
        '<note type="distribution" subtype="production">译电：王秋 第9—10号，第8处 1950年7月8日，13时00分</note></div>'
    )


def test_an_office_named_by_its_work_gets_a_copy() -> None:
    draft = Draft()
    copied = draft.block("distribution", "经办事处转送港务局")
    assert document(draft.block("para", "甲"), copied, draft=draft).endswith(
        '<note type="distribution">经办事处转送港务局</note></div>'
    )


def test_a_remark_of_the_editors_among_paragraphs_is_theirs() -> None:
    draft = Draft()
    remark = draft.block("remark", "（附图略。——编者注）", {"resp": "编者注"})
    assert document(draft.block("para", "甲"), remark, draft.block("para", "乙"), draft=draft).endswith(
        '<p>甲</p><note type="inserted" resp="#resp-编者注">（附图略。——编者注）</note><p>乙</p></div>'
    )


def test_the_number_of_a_point_is_its_paragraph_s() -> None:
    draft = Draft()
    point = draft.block("para", "（二）停火。", {"point": "（二）"})
    assert document(point, draft=draft).endswith('<p n="（二）">（二）停火。</p></div>')


def test_lines_of_an_address_are_one_address() -> None:
    draft = Draft()
    blocks = [draft.block("para", "甲"), draft.block("signed", "曾伯言")]
    blocks += [draft.block("address", "致南浦"), draft.block("address", "林远山先生")]
    assert document(*blocks, draft=draft).endswith(
        "<closer><signed>曾伯言</signed><address><addrLine>致南浦</addrLine><addrLine>林远山先生</addrLine></address></closer></div>"
    )


def test_who_signs_in_a_role_keeps_it() -> None:
    draft = Draft()
    blocks = [
        draft.block("head", "河"),
        draft.block("signed", "林远山", {"type": "author"}),
        draft.block("para", "甲"),
    ]
    blocks += [draft.block("signed", "记录：曾伯言", {"type": "recorder"})]
    assert document(*blocks, draft=draft).endswith(
        '<opener><byline rend="author">林远山</byline></opener><p>甲</p>'
        '<closer><signed rend="recorder">记录：曾伯言</signed></closer></div>'
    )


def test_a_message_in_a_speech_leaves_it_one_speech() -> None:
    draft = Draft()
    label = Mark("speaker", 0, 2, {"who": "p-lin"})
    first = draft.block("speech", "林：来件如下：", marks=[label])
    inner = Piece("a-f1", "floating", (draft.block("para", "“缓议。”"),), "letter")
    after = draft.block("speech", "以上。")
    assert document(first, inner, after, draft=draft).endswith(
        '<sp who="#p-lin"><speaker>林：</speaker><p>来件如下：</p><floatingText type="letter"><body><p>“缓议。”</p></body>'
        "</floatingText><p>以上。</p></sp></div>"
    )


def test_issues_of_a_periodical_are_marked_and_a_volume_in_its_name_is_not_said_twice() -> None:
    draft = Draft()
    text = "《河史》附卷八2001年第1、2期"
    name = mark(text, "《河史》附卷八", "name", type="work")
    cited = draft.block("citation", text, {"volume": "八", "issue": "1", "issue-to": "2"}, [name])
    assert document(draft.block("para", "甲"), cited, draft=draft).endswith(
        "<title>《河史》附卷八</title>2001年第"
        '<biblScope unit="issue" from="1" to="2">1、2</biblScope>期</bibl></note></div>'
    )


def test_entries_and_items_share_the_list_of_their_run() -> None:
    draft = Draft()
    blocks = [
        draft.block("item", "守望", {"n": "1"}),
        draft.block("fw", "北海文书"),
        draft.block("item", "鸣钟", {"n": "2"}),
    ]
    blocks += [draft.block("entry", "四月二日电")]
    assert document(*blocks, draft=draft).endswith(
        '<list><item n="1">守望</item><fw type="header">北海文书</fw><item n="2">鸣钟</item></list>'
        '<list type="chronology"><item>四月二日电</item></list></div>'
    )


def test_left_out_material_is_a_gap_and_its_dots_are_booked() -> None:
    draft = Draft()
    woven = weave(draft.structured(one(draft.block("para", "甲"), draft.block("gap", "……"))))
    assert only(woven.tree, "//t:gap").get("reason") == "sampling"
    rows = [row for row in woven.ledgers[0].entries if row.rule == "gap"]
    assert [(row.disposition, row.text) for row in rows] == [("dropped", "……")]


def test_a_number_with_a_note_keeps_its_idno() -> None:
    draft = Draft()
    note = Mark("note", 4, 4, {"n": "①", "place": "bottom"}, draft.block("note", "原号如此。"))
    number = draft.block("idno", "第17号", {"type": "telegram"}, [note])
    woven = weave(draft.structured(one(number, draft.block("para", "甲"))))
    assert shown(only(woven.tree, "//t:opener")) == (
        '<opener><seg type="idno"><idno type="telegram">第17号</idno>'
        '<note place="bottom" n="①">原号如此。</note></seg></opener>'
    )


def test_a_number_ends_before_the_comma() -> None:
    draft = Draft()
    text = "共印8份，1931年"
    number = draft.block("idno", text, {"type": "copies"}, [mark(text, "1931年", "date", when="1931")])
    assert document(number, draft.block("para", "甲"), draft=draft).startswith(
        '<div type="document" subtype="telegram" n="1"><opener><seg type="idno"><idno type="copies">共印8份</idno>，'
        '<date when="1931">1931年</date></seg></opener>'
    )


# -- marks -----------------------------------------------------------------------------------------------------


def test_marks_nest_reference_name_date_choice() -> None:
    text = "见林远山电"
    assert paragraph(
        text,
        mark(text, "林", "choice", corr="林", resp="苏问舟", cert="high", decision="em-1"),
        mark(text, "林远山", "name", type="person", ref="p-lin"),
        mark(text, "林远山电", "ref", type="document", target="p-zeng"),
    ) == (
        '<p>见<ref type="document" target="#p-zeng"><persName ref="#p-lin"><choice corresp="#em-1"><sic>林</sic>'
        '<corr resp="#resp-苏问舟" cert="high">林</corr></choice>远山</persName>电</ref></p>'
    )


def test_on_equal_ranges_the_reference_holds_the_name_the_date_and_the_choice() -> None:
    text = "一电"
    kinds = [
        ("choice", {"corr": "二电"}),
        ("date", {"when": "1931"}),
        ("name", {"type": "org"}),
        ("ref", {"type": "page"}),
    ]
    marks = [Mark(kind, 0, 2, attrs) for kind, attrs in kinds]  # type: ignore[arg-type]
    assert paragraph(text, *marks) == (
        '<p><ref type="page" subtype="unresolved"><orgName><date when="1931"><choice><sic>一电</sic><corr>二电</corr>'
        "</choice></date></orgName></ref></p>"
    )


def test_of_crossing_marks_the_editors_decision_stays() -> None:
    draft = Draft()
    marks = [Mark("name", 0, 3, {"type": "person"}), Mark("choice", 2, 4, {"corr": "丙丁"})]
    woven = weave(draft.structured(one(draft.block("para", "林远山电文", marks=marks))))
    assert (
        shown(only(woven.tree, "//t:body//t:p"))
        == "<p>林远<choice><sic>山电</sic><corr>丙丁</corr></choice>文</p>"
    )
    (problem,) = woven.diagnostics
    assert (problem.code, problem.line, problem.column) == ("T001", 1, 1)
    assert "林远山" in problem.message


def test_a_note_stands_after_the_name_it_explains_and_outside_a_correction() -> None:
    draft = Draft()
    text = "林远三电告"
    body = draft.block("note", "守望册。")
    note = Mark("note", 3, 3, {"n": "①", "place": "bottom", "type": "source"}, body)
    inside = Mark("pb", 1, 1, {"n": "12"})
    marks = [
        mark(text, "林远三", "name", type="person"),
        mark(text, "林远三", "choice", corr="林远山"),
        note,
        inside,
    ]
    woven = weave(draft.structured(one(draft.block("para", text, marks=marks))))
    assert shown(only(woven.tree, "//t:body//t:p")) == (
        "<p><persName><choice><sic>林远三</sic><corr>林远山</corr></choice></persName>"
        '<note type="source" place="bottom" n="①">守望册。</note><pb n="12"/>电告</p>'
    )


def test_a_second_call_refers_to_the_note_it_shares() -> None:
    draft = Draft()
    body = draft.block("note", "守望册。")
    attrs = {"n": "①", "place": "bottom"}
    marks = [Mark("note", 1, 1, attrs, body), Mark("note", 2, 2, attrs), Mark("note", 3, 3, {"n": "②"})]
    woven = weave(draft.structured(one(draft.block("para", "甲乙丙", marks=marks))))
    assert shown(only(woven.tree, "//t:body//t:p")) == (
        '<p>甲<note place="bottom" n="①">守望册。</note>乙<ref type="note" n="①" target="#a-1931-04-02-n1"/>丙'
        '<ref type="note" subtype="unresolved" n="②"/></p>'
    )
    assert [(d.code, d.column) for d in woven.diagnostics] == [("T003", 3)]


def test_an_ambiguous_name_names_its_candidates_and_chooses_nobody() -> None:
    assert paragraph("林", Mark("name", 0, 1, {"type": "person", "candidates": "p-lin p-zeng"})) == (
        '<p><persName ana="#ambiguous" cert="low" key="p-lin p-zeng">林</persName></p>'
    )


def test_variants_stand_inline_with_their_witnesses() -> None:
    readings = "甲\tsubstantive\t二月间\na\tlacuna\t"
    assert paragraph("三月间泊", Mark("app", 0, 3, {"wit": "a", "readings": readings})) == (
        '<p><app><lem wit="#wit-a">三月间</lem><rdg wit="#wit-a" type="substantive">二月间</rdg>'
        '<rdg wit="#wit-a" type="lacuna"/></app>泊</p>'
    )


def test_a_reading_that_reaches_beyond_its_lemma_ends_at_an_anchor() -> None:
    lacuna = Mark("app", 0, 2, {"wit": "a", "readings": "甲\tlacuna\t", "to": "a-end1"})
    assert paragraph("三月间泊", lacuna, Mark("anchor", 3, 3, {"id": "a-end1"})) == (
        '<p><app to="#a-end1"><lem wit="#wit-a">三月</lem><rdg wit="#wit-a" type="lacuna"/></app>'
        "间<anchor/>泊</p>"
    )


def test_a_lacuna_that_holds_a_whole_speech_is_cut_at_its_speaker() -> None:
    draft = Draft()
    lacuna = Mark("app", 0, 8, {"wit": "a", "readings": "甲\tlacuna\t贵"})
    speech = draft.block("speech", "林远山：灯油贵。", marks=[lacuna, Mark("speaker", 0, 4, {"who": "p-lin"})])
    app = '<app><lem wit="#wit-a">{}</lem><rdg wit="#wit-a" type="lacuna"'
    assert document(speech, draft=draft).endswith(
        f"<speaker>{app.format('林远山：')}/></app></speaker><p>{app.format('灯油贵。')}>贵</rdg></app></p></sp></div>"
    )


def test_a_day_the_calendar_lacks_is_printed_but_not_encoded() -> None:
    draft = Draft()
    block = draft.block("para", "2月30日", marks=[Mark("date", 0, 5, {"when": "1950-02-30"})])
    woven = weave(draft.structured(one(block)))
    assert shown(only(woven.tree, "//t:body//t:p")) == "<p><date>2月30日</date></p>"
    assert [d.code for d in woven.diagnostics] == ["T002"]


def test_characters_xml_cannot_hold_are_dropped_and_reported() -> None:
    draft = Draft()
    woven = weave(draft.structured(one(draft.block("para", "甲\x00乙"))))
    assert shown(only(woven.tree, "//t:body//t:p")) == "<p>甲乙</p>"
    assert [(d.code, d.column) for d in woven.diagnostics] == [("R005", 2)]
    assert ("dropped", "control", "\x00") in [(r.disposition, r.rule, r.text) for r in woven.ledgers[0].entries]


def test_a_hole_in_the_ledger_is_an_error() -> None:
    draft = Draft()
    draft.text += "失"
    woven = weave(draft.structured(one(draft.block("para", "甲"))))
    assert [(d.code, d.severity) for d in woven.diagnostics] == [("L001", "error")]


def test_words_that_a_rule_leaves_out_are_reported_with_their_place() -> None:
    draft = Draft()
    first = draft.block("para", "甲")
    draft.drop("此表由编者所加。", "chronology")
    woven = weave(draft.structured(one(first)))
    assert [(d.code, d.severity, d.line, d.column) for d in woven.diagnostics] == [("L005", "warning", 2, 1)]


def test_emphasis_that_begins_inside_a_date_is_divided_at_its_end() -> None:
    marks = (Mark("date", 2, 8, {"when": "1956-12-31"}), Mark("hi", 5, 9, {"rend": "bold"}))
    assert paragraph("改为12月31日，不动", *marks) == (
        '<p>改为<date when="1956-12-31">12月<hi rend="bold">31日</hi></date><hi rend="bold">，</hi>不动</p>'
    )


# -- source and trace ------------------------------------------------------------------------------------------


def test_every_block_says_where_it_stands() -> None:
    draft = Draft()
    draft.drop("封面\n", "title-page")
    woven = weave(draft.structured(one(draft.block("head", "题"), draft.block("para", "来电收悉。"))))
    assert only(woven.tree, BODY).get("source") == "a.txt#char=3,10"
    assert only(woven.tree, f"{BODY}/t:p").get("source") == "a.txt#char=5,10"


def test_a_sentence_cut_by_a_note_is_two_rows_of_one_paragraph() -> None:
    draft = Draft()
    head = draft.put("来电")
    note = Mark("note", 2, 2, {"n": "①", "place": "bottom"}, draft.block("note", "守望册。"))
    block = Block("para", head + draft.put("收悉。"), {}, (note,))
    woven = weave(draft.structured(one(block)))
    rows = [(r.start, r.end, r.target, r.at) for r in woven.ledgers[0].entries if r.target]
    assert rows == [(0, 2, "a-1931-04-02-p1", 0), (2, 6, "a-1931-04-02-n1", 0), (7, 10, "a-1931-04-02-p1", 2)]
