"""Every printed date gets a value: what is printed, what is inferred and how surely, what stays open."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.dates import date_texts
from edition.annotate.printed import find_dates
from edition.config import DateDecision
from edition.rules.language.numerals import number
from edition.trace import Traced
from tests.annotate.by_hand import codes, corpus, document, read, source

PRINTED = [
    # whole and partial dates
    ("1950年10月7日到达", "[date when=1950-10-07|1950年10月7日]到达"),
    ("1950 年10 月 7日到达", "[date when=1950-10-07|1950 年10 月 7日]到达"),
    ("写于1952年3月", "写于[date when=1952-03|1952年3月]"),
    ("自1945年以来", "自[date when=1945|1945年]以来"),
    ("1957.11.19", "[date when=1957-11-19|1957.11.19]"),
    ("日期：1957-11-19", "日期：[date when=1957-11-19|1957-11-19]"),
    # Chinese numerals and the calendar of the Republic
    ("一九五〇年二月十四日签字", "[date when=1950-02-14|一九五〇年二月十四日]签字"),
    ("一九五○年十二月三十一日", "[date when=1950-12-31|一九五○年十二月三十一日]"),
    ("民国三十四年八月十四日", "[date when=1945-08-14|民国三十四年八月十四日]"),
    ("一九五五年九月廿三日", "[date when=1955-09-23|一九五五年九月廿三日]"),
    ("１９６１年收", "[date when=1961|１９６１年]收"),
    ("一六○四──一六四二年", "[date notAfter=1642 notBefore=1604|一六○四──一六四二年]"),
    ("民国元年", "[date when=1912|民国元年]"),
    ("民国廿四年", "[date when=1935|民国廿四年]"),
    ("民国十十年", "民国十十年"),
    # parts of years and months
    ("一九五二年末撤退", "[date when=1952-12|一九五二年末]撤退"),
    ("不迟于一九五二年末撤退", "不迟于[date notAfter=1952-12|一九五二年末]撤退"),
    ("至迟在1952年底撤退", "至迟在[date notAfter=1952-12|1952年底]撤退"),
    ("1954年上半年发货", "[date notAfter=1954-06 notBefore=1954-01|1954年上半年]发货"),
    ("1947年春季", "[date notAfter=1947-05 notBefore=1947-03|1947年春季]"),
    ("1951年年底以前", "[date notAfter=1951-12|1951年年底]以前"),
    ("1948年12月底以前", "[date notAfter=1948-12-31|1948年12月底]以前"),
    ("1951年度预算", "[date when=1951|1951年度]预算"),
    ("1953年第一季度的", "[date notAfter=1953-03 notBefore=1953-01|1953年第一季度]的"),
    ("1950年10月上旬", "[date notAfter=1950-10-10 notBefore=1950-10-01|1950年10月上旬]"),
    ("1952年2月底", "[date notAfter=1952-02-29 notBefore=1952-02-21|1952年2月底]"),
    ("1950年中国出兵", "[date when=1950|1950年]中国出兵"),
    ("20世纪50年代", "[date notAfter=1959 notBefore=1950|20世纪50年代]"),
    ("1930年代", "[date notAfter=1939 notBefore=1930|1930年代]"),
    # ranges
    ("1951年3月1日至5日", "[date notAfter=1951-03-05 notBefore=1951-03-01|1951年3月1日至5日]"),
    ("1951年4月19日-23日", "[date notAfter=1951-04-23 notBefore=1951-04-19|1951年4月19日-23日]"),
    ("1950年6月8—10日", "[date notAfter=1950-06-10 notBefore=1950-06-08|1950年6月8—10日]"),
    ("1950年12月30日至1月2日", "[date notAfter=1951-01-02 notBefore=1950-12-30|1950年12月30日至1月2日]"),
    ("1949-1950年", "[date notAfter=1950 notBefore=1949|1949-1950年]"),
    ("1951 -1952 - 1953 年", "[date notAfter=1953 notBefore=1951|1951 -1952 - 1953 年]"),
    ("1931—45年", "[date notAfter=1945 notBefore=1931|1931—45年]"),
    ("金某(1876-1949)", "金某([date notAfter=1949 notBefore=1876|1876-1949])"),
    ("1956.10—1958.3", "[date notAfter=1958-03 notBefore=1956-10|1956.10—1958.3]"),
    ("1951年1月20日至月底", "[date notAfter=1951-01-31 notBefore=1951-01-20|1951年1月20日至月底]"),
    ("定于1951年1、2月交货", "定于[date notAfter=1951-02 notBefore=1951-01|1951年1、2月]交货"),
    ("在一九二一年十一、十二月间", "在[date notAfter=1921-12 notBefore=1921-11|一九二一年十一、十二月间]"),
    ("二十世纪八、九十年代", "[date notAfter=1999 notBefore=1980|二十世纪八、九十年代]"),
    ("20世纪60、70年代", "[date notAfter=1979 notBefore=1960|20世纪60、70年代]"),
    ("20世纪七八十年代", "[date notAfter=1989 notBefore=1970|20世纪七八十年代]"),
    # what the source leaves open
    ("石桥，1921年4月 日", "石桥，[date when=1921-04|1921年4月 日]"),
    ("1921年 月 日（签名）", "[date when=1921|1921年 月 日]（签名）"),
    ("1921年×月×日，工地停工", "[date when=1921|1921年×月×日]，工地停工"),
    ("1921年4月日军来犯", "[date when=1921-04|1921年4月]日军来犯"),
    # hours
    ("1950年7月5日23时45分收到", "[date when=1950-07-05T23:45:00|1950年7月5日23时45分]收到"),
    ("1950年3月5日20时", "[date when=1950-03-05T20:00:00|1950年3月5日20时]"),
    ("1950年5月2日晚8点", "[date when=1950-05-02T20:00:00|1950年5月2日晚8点]"),
    ("1950年10月6日北京时间22时30分", "[date when=1950-10-06T22:30:00+08:00|1950年10月6日北京时间22时30分]"),
    ("1951年6月30日16时50分（北京时间）", "[date when=1951-06-30T16:50:00+08:00|1951年6月30日16时50分]（北京时间）"),
    ("1951年6月30日午后3时", "[date when=1951-06-30T15:00:00|1951年6月30日午后3时]"),
    ("1951年6月30日午夜12时", "[date when=1951-07-01T00:00:00|1951年6月30日午夜12时]"),
    ("1951年6月30日深夜1时", "[date when=1951-06-30T01:00:00|1951年6月30日深夜1时]"),
    ("1951年6月30日拂晓4时", "[date when=1951-06-30T04:00:00|1951年6月30日拂晓4时]"),
    ("1951年6月30日正午1时", "[date when=1951-06-30T13:00:00|1951年6月30日正午1时]"),
    ("1951年5月7日24时前", "[date when=1951-05-08T00:00:00|1951年5月7日24时]前"),
    # no dates
    ("已达成3点协定", "已达成3点协定"),
    ("10日内答复", "10日内答复"),
    ("3日本报讯", "3日本报讯"),
    ("十月革命", "十月革命"),
    ("100多年，第1951页，2000辆", "100多年，第1951页，2000辆"),
    ("同日本签订和约", "同日本签订和约"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PRINTED, ids=[text for text, _ in PRINTED])
def test_what_is_printed(text: str, expected: str) -> None:
    found = date_texts([source(document(text))], corpus())
    assert read(found) == [expected]
    assert codes(found) == []


INFERRED = [
    # the year nearest the document: half a year back, three months ahead
    ("1950-10-09", "您10月8日的来信", "您[date cert=medium when=1950-10-08|10月8日]的来信"),
    ("1953-01-15", "您12月17日电报", "您[date cert=medium when=1952-12-17|12月17日]电报"),
    ("1951-11-14", "自3月1日起", "自[date cert=low when=1951-03-01|3月1日]起"),
    ("1950-11-17", "11月25日至12月25日运到", "[date cert=medium notAfter=1950-12-25 notBefore=1950-11-25|11月25日至12月25日]运到"),
    ("1951-03-18", "已议定于今年下半年", "已议定于[date cert=medium notAfter=1951-12 notBefore=1951-07|今年下半年]"),
    ("1961-01-11", "元月五日晚", "[date cert=medium when=1961-01-05|元月五日]晚"),
    # what has happened by then is of the year before
    ("1951-09-15", "已于三月开工，将于十二月完工", "已于[date cert=low when=1951-03|三月]开工，将于[date cert=medium when=1951-12|十二月]完工"),
    ("1951-09-15", "定于三月开会；原定于三月开会", "定于[date cert=medium when=1952-03|三月]开会；原定于[date cert=low when=1951-03|三月]开会"),
    ("1951-09-15", "定于三月开的会选出了主席", "定于[date cert=low when=1951-03|三月]开的会选出了主席"),
    ("1951-09-15", "计划四月动工，预定二月交货", "计划[date cert=low when=1952-04|四月]动工，预定[date cert=medium when=1952-02|二月]交货"),
    # a part of a month alone is of the month before it in the sentence, or the last or coming one
    ("1951-09-05", "3月上旬下雨，下旬放晴", "[date cert=medium notAfter=1951-03-10 notBefore=1951-03-01|3月上旬]下雨，[date cert=medium notAfter=1951-03-31 notBefore=1951-03-21|下旬]放晴"),
    ("1951-09-05", "拟于下旬启程；上旬收到三批", "拟于[date cert=medium notAfter=1951-09-30 notBefore=1951-09-21|下旬]启程；[date cert=medium notAfter=1951-09-10 notBefore=1951-09-01|上旬]收到三批"),
    ("1951-09-05", "每月下旬结账，上旬刊照发", "每月下旬结账，上旬刊照发"),
    # years, months and days of a list
    ("1957-09-15", "53、54、55这三年，53、54 2年", "[date cert=medium when=1953|53]、[date cert=medium when=1954|54]、[date cert=medium when=1955|55]这三年，[date cert=medium when=1953|53]、[date cert=medium when=1954|54] 2年"),
    ("1957-09-15", "1954、1955两年的账", "[date when=1954|1954]、[date when=1955|1955]两年的账"),
    ("1957-09-15", "三-八月，三至八个月", "[date cert=low notAfter=1957-08 notBefore=1957-03|三-八月]，三至八个月"),
    ("1957-09-15", "8月24、25日，8月3和17日", "[date cert=medium when=1957-08-24|8月24]、[date cert=medium when=1957-08-25|25日]，[date cert=medium when=1957-08-03|8月3]和[date cert=medium when=1957-08-17|17日]"),
    ("1951-03-18", "大前年遭灾，大后年还清，扩大前年产量", "[date cert=medium when=1948|大前年]遭灾，[date cert=medium when=1954|大后年]还清，扩大前年产量"),
    # nowadays, a letter a day
    ("1951-03-18", "今天的形势，今天我国的农村，时至今日这样", "今天的形势，今天我国的农村，时至今日这样"),
    ("1951-03-18", "过去没有一条船，今天有三百条；今天开会", "过去没有一条船，今天有三百条；[date cert=medium when=1951-03-18|今天]开会"),
    ("1951-03-18", "一日信一封，三日夜以继日，五日电两次", "一日信一封，三日夜以继日，五日电两次"),
    ("1951-03-18", "三日夜里到港，奉钧部三日电、贵局十二日函", "[date cert=medium when=1951-03-03|三日]夜里到港，奉钧部[date cert=medium when=1951-03-03|三日]电、贵局[date cert=medium when=1951-03-12|十二日]函"),
    ("1951-09-15", "争取三日完成，准备五日干粮", "争取[date cert=medium when=1951-09-03|三日]完成，准备五日干粮"),
    ("1951-06-10", "8月15日塌了一角", "[date cert=low when=1950-08-15|8月15日]塌了一角"),
    ("1951-06-10", "8月15日去过一次", "[date cert=low when=1950-08-15|8月15日]去过一次"),
    ("1951-06-10", "8月15日通过海路交货，经过大连", "[date cert=medium when=1951-08-15|8月15日]通过海路交货，经过大连"),
    ("1951-06-10", "8月15日付清了再发货，不超过十车", "[date cert=medium when=1951-08-15|8月15日]付清了再发货，不超过十车"),
    ("1968-01-04", "为二月逆流翻案", "为二月逆流翻案"),
    ("1961-01-11", "工资300元月底结清，十万美元月息二分", "工资300元月底结清，十万美元月息二分"),
    ("1951-03-18", "调到那天津的工厂，改烧那天然气", "调到那天津的工厂，改烧那天然气"),
    ("1951-03-18", "信上注明日期，另表说明日程安排", "信上注明日期，另表说明日程安排"),
    ("1951-03-18", "当今日益要紧，他担当日常事务，黎明日出", "当今日益要紧，他担当日常事务，黎明日出"),
    ("1951-03-18", "今日常委会开会", "[date cert=medium when=1951-03-18|今日]常委会开会"),
    ("1951-03-18", "今晚十一时开会，明晚2时散会", "[date cert=medium when=1951-03-18T23:00:00|今晚十一时]开会，[date cert=medium when=1951-03-19T02:00:00|明晚2时]散会"),
    ("1951-03-18", "今天气温很低", "[date cert=medium when=1951-03-18|今天]气温很低"),
    ("1953-10", "自五二年十二月一日起", "自[date cert=medium when=1952-12-01|五二年十二月一日]起"),
    ("1957-11-19", "49年3月到港", "[date cert=medium when=1949-03|49年3月]到港"),
    ("1951-03-18", "今年得到", "[date cert=medium when=1951|今年]得到"),
    ("1951-03-18", "前年歉收，去年减产，明年增产", "[date cert=medium when=1949|前年]歉收，[date cert=medium when=1950|去年]减产，[date cert=medium when=1952|明年]增产"),
    ("1951-03-18", "须待今年的夏季", "须待[date cert=medium notAfter=1951-08 notBefore=1951-06|今年的夏季]"),
    ("1951-03-18", "在今年的2月5日清晨", "在[date cert=medium when=1951-02-05|今年的2月5日]清晨"),
    ("1951-03-18", "1950年12月来电，并将于翌年一、二月内交货", "[date when=1950-12|1950年12月]来电，并将于[date notAfter=1951-02 notBefore=1951-01|翌年一、二月]内交货"),
    ("1951-03-18", "一、二月份歉收；二、三月份增产", "一、[date cert=medium when=1951-02|二月份]歉收；二、[date cert=medium when=1951-03|三月份]增产"),
    ("1951-03-18", "订单在1950年的年中寄出", "订单在[date notAfter=1950-08 notBefore=1950-05|1950年的年中]寄出"),
    ("1951-03-18", "1949年到港，次年离去", "[date when=1949|1949年]到港，[date when=1950|次年]离去"),
    ("1951-03-18", "1952年增加，到年底运完", "[date when=1952|1952年]增加，到[date cert=medium when=1952-12|年底]运完"),
    ("1951-10-04", "1951年底即10-12月", "[date when=1951-12|1951年底]即[date notAfter=1951-12 notBefore=1951-10|10-12月]"),
    ("1951-10-04", "今年底，即12月20日", "[date cert=medium when=1951-12|今年底]，即[date cert=medium when=1951-12-20|12月20日]"),
    ("1951-03-18", "于第一季度发出", "于[date cert=medium notAfter=1951-03 notBefore=1951-01|第一季度]发出"),
    ("1951-03-18", "本月第三周", "[date cert=medium when=1951-03|本月]第三周"),
    ("", "今年歉收，在年底，本月", "今年歉收，在年底，本月"),
    ("1951-03-18", "过去年代，说明年景，每次年会，当年的事", "过去年代，说明年景，每次年会，当年的事"),
    ("1951-03-18", "从明年开始，以前年成不好", "从[date cert=medium when=1952|明年]开始，以前年成不好"),
    ("1951-03-18", "在过去一月当中，一月一日", "在过去一月当中，[date cert=medium when=1951-01-01|一月一日]"),
    ("1951-03-18", "去年底", "[date cert=medium when=1950-12|去年底]"),
    ("1951-03-18", "今明两年的收成", "[date cert=medium notAfter=1952 notBefore=1951|今明两年]的收成"),
    ("1951-03-18", "2月5日夜失火，那天晚上无风", "[date cert=medium when=1951-02-05|2月5日]夜失火，[date cert=medium when=1951-02-05|那天晚上]无风"),
    ("1952-09-03", "直到今年的年底", "直到[date cert=medium when=1952-12|今年的年底]"),
    ("1951-01-08", "上月20日", "[date cert=medium when=1950-12-20|上月20日]"),
    ("1951-06-29", "您28日的声明", "您[date cert=medium when=1951-06-28|28日]的声明"),
    ("1950-10-07", "今晚通知您", "[date cert=medium when=1950-10-07|今晚]通知您"),
    ("1957-11-19", "50年代", "[date cert=medium notAfter=1959 notBefore=1950|50年代]"),
    # the year of the same sentence comes before the document's
    ("1953-01-15", "1951年3月3日和6日", "[date when=1951-03-03|1951年3月3日]和[date when=1951-03-06|6日]"),
    ("1953-01-15", "1951年3月3日来电，5月复电", "[date when=1951-03-03|1951年3月3日]来电，[date cert=medium when=1951-05|5月]复电"),
    # unless that would be far ahead of a document with a nearer day
    ("1952-12-27", "1953年按您12月17日电报供应", "[date when=1953|1953年]按您[date cert=medium when=1952-12-17|12月17日]电报供应"),
    # the same day, the next day
    ("", "1950年6月27日开会。同日发表声明", "[date when=1950-06-27|1950年6月27日]开会。[date when=1950-06-27|同日]发表声明"),
    ("", "1950年6月30日开会，次日休会", "[date when=1950-06-30|1950年6月30日]开会，[date when=1950-07-01|次日]休会"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "expected"), INFERRED, ids=[text for _, text, _ in INFERRED])
def test_what_is_inferred(day: str, text: str, expected: str) -> None:
    found = date_texts([source(document(text, date=day))], corpus())
    assert read(found) == [expected]
    assert codes(found) == []


def test_what_the_context_does_not_give_is_marked_without_a_value_and_reported() -> None:
    found = date_texts([source(document("5月10日起。", "1950年12月来信。", date=""))], corpus())
    assert read(found) == ["[date|5月10日]起。", "[date when=1950-12|1950年12月]来信。"]
    assert [str(d).split("\n")[0] for d in found.diagnostics] == [
        "a.txt:1:1: info A010: '5月10日' lacks its year, and the context does not give it"
    ]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("1921-04-09", "1949-10-01"), "[date cert=low notAfter=1999 notBefore=1990|九十年代]解密"),
        (("1889-04-09", "1921-10-01"), "[date|九十年代]解密"),
        ((), "[date|九十年代]解密"),
    ],
)
def test_a_decade_of_a_preface_is_one_of_the_century_of_all_documents(
    days: tuple[str, ...], expected: str
) -> None:
    letters = [document("来电收悉。", id=f"a-{n}", date=day) for n, day in enumerate(days, 2)]
    text = source(document("九十年代解密", subtype="foreword", date=""), *letters)
    assert read(date_texts([text], corpus()))[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1月5日以前", "[date cert=medium when=1953-01-05|1月5日]以前"),
        ("1月5日起", "[date cert=low when=1953-01-05|1月5日]起"),
        ("1月5日以前的来电", "[date cert=low when=1953-01-05|1月5日]以前的来电"),
        ("1月5日发过一电", "[date cert=low when=1952-01-05|1月5日]发过一电"),
    ],
)
def test_a_day_that_may_as_well_be_of_next_year_is_of_it_unless_it_has_been(text: str, expected: str) -> None:
    found = date_texts([source(document(text, date="1952-12-27"))], corpus())
    assert read(found) == [expected]


def test_a_day_that_the_calendar_does_not_have() -> None:
    found = date_texts([source(document("1951年2月30日"))], corpus())
    assert read(found) == ["[date|1951年2月30日]"]
    assert codes(found) == ["A011"]


def test_an_article_does_not_lend_its_date_but_a_year_carries_on_through_its_sentences() -> None:
    text = source(
        document("1949年12月16日抵达。", "12月18日发电。1月再来。", date="2009-06-20", subtype="article")
    )
    found = date_texts([text], corpus())
    assert read(found) == [
        "[date when=1949-12-16|1949年12月16日]抵达。",
        "[date cert=medium when=1949-12-18|12月18日]发电。[date|1月]再来。",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # the end of a year is a term and no year to go on from, nor is a bare year beyond its sentence
        (["1950年1月22日会谈，归还期限在1952年底。", "2月14日签字。"], "[date cert=medium when=1950-02-14|2月14日]签字。"),
        (["1950年1月22日会谈。1945年的旧约不用了。", "2月14日签字。"], "[date cert=medium when=1950-02-14|2月14日]签字。"),
        (["归还期限在1952年底。", "2月14日签字。"], "[date|2月14日]签字。"),
        (["1945年的旧约还有效。2月14日签字。"], "[date when=1945|1945年]的旧约还有效。[date|2月14日]签字。"),
    ],
)  # fmt: skip
def test_which_year_a_narrative_goes_on_from(lines: list[str], expected: str) -> None:
    text = source(document(*lines, date="2009-06-20", subtype="article"))
    assert read(date_texts([text], corpus()))[-1] == expected


def test_a_decision_dates_what_comes_after() -> None:
    row = DateDecision(id="d1", source="a", quote="1月22日会谈", when="1950-01-22", resp="hb", reason="据附件")
    text = source(document("1月22日会谈。", "2月14日签字。", date="2009-06-20", subtype="article"))
    found = date_texts([text], corpus(row))
    assert read(found)[1] == "[date cert=medium when=1950-02-14|2月14日]签字。"


@pytest.mark.parametrize(
    ("day", "note", "expected"),
    [
        ("1951-07-21", "收到此电后，于22日去电。", "收到此电后，于[date cert=medium when=1951-07-22|22日]去电。"),
        (
            "1950-12-07",
            "12月12日会见大使。13日大使再来。",
            "[date cert=medium when=1950-12-12|12月12日]会见大使。[date cert=medium when=1950-12-13|13日]大使再来。",
        ),
        (
            "1951-09-20",
            "9月8日去电，援引2月1日的协定。12日复电。",
            "[date cert=medium when=1951-09-08|9月8日]去电，援引[date cert=low when=1951-02-01|2月1日]的协定。"
            "[date cert=medium when=1951-09-12|12日]复电。",
        ),
    ],
)  # fmt: skip
def test_a_bare_day_in_a_note_tells_what_came_after(day: str, note: str, expected: str) -> None:
    text = source(document("来电收到*。", notes=[note], date=day))
    assert read(date_texts([text], corpus()))[1] == expected


def test_a_dateline_with_the_hour_alone_takes_the_day_of_its_document() -> None:
    text = source(document(("dateline", "13时7分"), date="1951-07-13"))
    assert read(date_texts([text], corpus())) == ["[date cert=medium when=1951-07-13T13:07:00|13时7分]"]


def test_entries_of_a_chronology_name_the_year_once() -> None:
    entries = [
        ("head", "1952年"),
        ("entry", "2月22日 重提1945年8月的协定。15日以后再议。"),
        ("entry", "8月5日 复会，同意5月10日的方案。同日休会。16日再开。"),
        ("entry", "9月1日 答复。重申6月30日和7月1日的声明。"),
    ]
    listed = source(document(*entries, type="chronology", subtype=""))
    assert read(date_texts([listed], corpus()))[1:] == [
        "[date when=1952-02-22|2月22日] 重提[date when=1945-08|1945年8月]的协定。[date|15日]以后再议。",
        "[date when=1952-08-05|8月5日] 复会，同意[date cert=medium when=1952-05-10|5月10日]的方案。[date when=1952-08-05|同日]休会。[date cert=medium when=1952-08-16|16日]再开。",
        "[date when=1952-09-01|9月1日] 答复。重申[date cert=medium when=1952-06-30|6月30日]和[date cert=medium when=1952-07-01|7月1日]的声明。",
    ]


def test_a_rhyme_in_a_dateline_is_the_day_of_a_telegram() -> None:
    text = source(document(("dateline", "删"), ("dateline", "鱼印"), ("para", "删"), date="1935-01-15"))
    assert read(date_texts([text], corpus())) == [
        "[date cert=medium when=1935-01-15|删]",
        "[date cert=medium when=1935-01-06|鱼]印",
        "删",
    ]


def test_numerals_that_are_no_day_are_none_in_a_dateline() -> None:
    text = source(document(("dateline", "十十日"), ("dateline", "九日"), date="1935-01-15"))
    assert read(date_texts([text], corpus())) == ["十十日", "[date cert=medium when=1935-01-09|九日]"]


def test_the_same_day_in_a_dateline_is_that_of_the_one_before() -> None:
    lines = ("dateline", "1946年1月11日8时5分发"), ("dateline", "同日10时收到")
    assert read(date_texts([source(document(*lines, date="1946-01-12"))], corpus())) == [
        "[date type=sent when=1946-01-11T08:05:00|1946年1月11日8时5分]发",
        "[date type=received when=1946-01-11T10:00:00|同日10时]收到",
    ]


@pytest.mark.parametrize(
    ("sent", "received", "day"),
    [
        ("1929年8月19日11时发", "20日9时收到", "1929-08-20T09:00:00"),
        ("1929年8月31日22时发", "1日3时收到", "1929-09-01T03:00:00"),
        ("1929年12月31日22时发", "1日3时收到", "1930-01-01T03:00:00"),
    ],
)
def test_a_day_alone_in_a_dateline_follows_the_one_before(sent: str, received: str, day: str) -> None:
    text = source(document(("dateline", sent), ("dateline", received), date="1929-08-19"))
    assert f"when={day}" in read(date_texts([text], corpus()))[-1]


def test_datelines_say_what_happened_on_the_day() -> None:
    lines = ("dateline", "1950年7月5日23时45分收到"), ("dateline", "1950年7月6日0时55分发出")
    found = date_texts([source(document(*lines))], corpus())
    assert read(found) == [
        "[date type=received when=1950-07-05T23:45:00|1950年7月5日23时45分]收到",
        "[date type=sent when=1950-07-06T00:55:00|1950年7月6日0时55分]发出",
    ]


def test_a_decision_gives_the_date_and_keeps_the_printed_form() -> None:
    row = DateDecision(
        id="d1",
        source="a",
        quote="1951年3月10日",
        when="1952-03-10",
        resp="hb",
        cert="medium",
        reason="落款年份误",
    )
    found = date_texts([source(document("于1951年3月10日签署"))], corpus(row))
    assert read(found) == ["于[date cert=medium when=1952-03-10|1951年3月10日]签署"]
    [mark] = next(found.texts[0].pieces[0].blocks()).marks
    assert (mark.attrs["decision"], mark.attrs["resp"]) == ("d1", "hb")


def test_a_decision_may_date_words_that_no_rule_takes_for_a_date() -> None:
    row = DateDecision(
        id="d1", source="a", quote="春节后", when="1950-02-17/1950-02-28", resp="hb", reason="农历"
    )
    found = date_texts([source(document("春节后再议"))], corpus(row))
    assert read(found) == ["[date notAfter=1950-02-28 notBefore=1950-02-17|春节后]再议"]


@pytest.mark.parametrize(
    ("quote", "when", "code"),
    [("1951年3月", "1951-3", "A007"), ("1951年3月和1952年4月", "1951-03", "A009"), ("1953年", "1953", "A001")],
)
def test_decisions_that_cannot_hold(quote: str, when: str, code: str) -> None:
    row = DateDecision(id="d1", source="a", quote=quote, when=when, resp="hb", reason="")
    assert codes(date_texts([source(document("1951年3月和1952年4月"))], corpus(row))) == [code]


def test_title_and_signature_may_contradict_each_other() -> None:
    text = source(document("同意。", ("signed", "某某 1951年3月10日"), date="1951-03-01"))
    found = date_texts([text], corpus())
    assert [d.message for d in found.diagnostics] == [
        "the title dates this document 1951-03-01, its signed 1951-03-10"
    ]


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)))
def test_every_day_of_the_century_is_read_in_figures_and_in_numerals(day: date) -> None:
    han = "〇一二三四五六七八九"

    def numeral(n: int) -> str:
        tens = "" if n < 10 else ("十" if n < 20 else han[n // 10] + "十")
        return tens + (han[n % 10] if n % 10 else "")

    figures = f"{day.year}年{day.month}月{day.day}日"
    numerals = "".join(han[int(d)] for d in str(day.year)) + f"年{numeral(day.month)}月{numeral(day.day)}日"
    for text in (figures, numerals):
        found = read(date_texts([source(document(f"在{text}。"))], corpus()))
        assert found == [f"在[date when={day.isoformat()}|{text}]。"]


@given(st.text("0123456789年月日号时分〇一二十廿民国今去同至—到，。（1950-", max_size=40))
def test_no_text_is_too_strange_and_dates_never_overlap(text: str) -> None:
    found = find_dates(text)
    assert all(d.start < d.end <= len(text) for d in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    date_texts([source(document("1950年" + text, ("dateline", text or "日"), date="1950-10-01"))], corpus())
    assert Traced.of(text).text == text


@given(st.integers(1, 99))
def test_numerals(n: int) -> None:
    han = "〇一二三四五六七八九"
    text = ("" if n < 10 else "十" if n < 20 else han[n // 10] + "十") + (han[n % 10] if n % 10 else "")
    assert number(text) == number(str(n)) == n
