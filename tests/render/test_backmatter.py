"""Indexes, glossary, sources and emendations as queries on the TEI."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.render.backmatter import BackMatter, Index, collect_backmatter
from edition.render.backmatter.glossary import Year
from edition.render.backmatter.mentions import Mention
from edition.render.book import Book, load_book
from edition.render.dates import chinese_date, date_key, printed_days
from tests.render.conftest import FIXTURE


def index_of(back: BackMatter, kind: str) -> Index:
    return next(index for index in back.indexes if index.kind == kind)


def test_units_are_numbered_through_the_book_and_named_with_their_dates(fixture_book: Book) -> None:
    units = [(unit.number, unit.id, unit.heading) for unit in fixture_book.units()]
    assert units == [
        (1, "jia-xu", "编者说明"),
        (2, "jia-1931-04-02", "林远山致曾伯言电：关于灯塔礁归属（1931年4月2日）"),
        (3, "jia-1931-05-11", "附录一　林远山与彼捷林谈话纪录：关于泊位与灯油（1931年5月11日）"),
        (4, "jia-chron", "北海港大事记"),
        (5, "yi-article", "灯塔礁一案始末——兼谈《港务汇编》的疏漏"),
        (6, "yi-1932-01-09", "海署布告（1932年1月9日）"),
    ]


def test_persons_stand_under_pinyin_letters_and_aliases_refer_to_them(fixture_book: Book) -> None:
    index = index_of(collect_backmatter(fixture_book), "person")
    shown = {
        group.letter: [
            (e.name, e.see, [f"{m.number}{m.sign}{'!' * m.principal}" for m in e.by_unit()])
            for e in group.entries
        ]
        for group in index.groups
    }
    assert shown == {
        "B": [("彼捷林", "", ["2", "3!"]), ("别捷林", "ix-petelin", [])],
        "H": [("海鸥", "ix-zhuo-ya", [])],
        "L": [
            ("林远山", "", ["2!", "3!", "4", "5"]),
            ("吕安", "", ["1", "2"]),
        ],
        "Y": [("渔夫", "ix-lin-yuanshan", [])],
        "Z": [("曾伯言", "", ["2!", "4", "5"]), ("卓娅", "", ["2", "3!"])],
    }


def test_a_name_that_stands_only_in_a_note_says_so(fixture_book: Book) -> None:
    works = index_of(collect_backmatter(fixture_book), "work")
    entries = {e.name: e.by_unit() for group in works.groups for e in group.entries}
    (mention,) = entries["陆署档案"]
    assert (mention.sign, mention.block) == ("注", "jia-1931-04-02-n1.p1")


def test_glossary_tells_whose_an_alias_is_and_where_it_stands(fixture_book: Book) -> None:
    glossary = collect_backmatter(fixture_book).glossary
    told = [(e.form, e.kind, e.authority.name, e.uses) for e in glossary.aliases]
    assert told == [
        ("海鸥", "别名", "卓娅", ()),
        ("渔夫", "化名", "林远山", ("用以署名，致曾伯言，1931年4月2日",)),
    ]
    assert [(e.form, e.kind) for e in glossary.variants] == [("别捷林", "异称")]
    fisher = glossary.aliases[1]
    years = [(year.name, [(m.number, day) for m, day in year.days]) for year in fisher.years]
    assert years == [("1931年", [(2, "4月2日")]), ("", [(5, "第5篇")])]
    assert [
        [(month.name, [day for _, day in month.days]) for month in year.months] for year in fisher.years
    ] == [
        [("4月", ["2"])],
        [("", ["第5篇"])],
    ]
    assert [m.number for m in fisher.mentions] == [2, 5, 5]
    assert (fisher.quote, fisher.note) == ("即林氏本人", "四月二日电的署名")
    assert (fisher.authority.life, fisher.authority.description) == (
        "1889—1960",
        "海署总办（1930—1933）",
    )


def test_an_alias_that_signs_a_letter_in_quotation_marks_is_used_to_its_recipient(tmp_path: Path) -> None:
    text = FIXTURE.read_text("utf-8")
    (closer,) = re.findall(r"<closer>(?:(?!</closer>).)*渔夫.*?</closer>", text, re.S)
    path = tmp_path / "quoted.xml"
    quoted = f"<floatingText xml:id='q'><body><p>灯已举火。</p>{closer}</body></floatingText>"
    path.write_text(text.replace(closer, quoted), "utf-8")
    told = [(e.form, e.uses) for e in collect_backmatter(load_book(path)).glossary.aliases]
    assert ("渔夫", ("用以署名，致曾伯言，1931年4月2日",)) in told


def test_a_day_of_several_letters_is_named_once() -> None:
    texts = ("7月2日", "7月3日", "7月3日", "8月3日", "春")
    mention = Mention("n1", "d-p1", "d", 1, "渔夫")
    year = Year("1951年", tuple((mention, text) for text in texts))
    assert [(m.name, [day for _, day in m.days]) for m in year.months] == [
        ("7月", ["2", "3", ""]), ("8月", ["3"]), ("", ["春"]),
    ]  # fmt: skip


def test_sources_works_and_emendations(fixture_book: Book) -> None:
    back = collect_backmatter(fixture_book)
    assert [(w.siglum, w.title, w.description) for w in back.witnesses] == [
        ("甲", "北海文书原编", "听潮书局1936年初版，据国立图书馆藏本录出。"),
        ("乙", "潮声网录文", "潮声网，2009年6月。"),
    ]
    assert back.sigla()["wit-yi"] == back.sigla()["yi"] == "乙"
    assert [(w.title, w.details, [m.number for m in w.mentions]) for w in back.works] == [
        ("港务汇编", "吕安，听潮书局，1936", [1]),
        ("陆署档案", "南浦", [2, 3]),
    ]
    assert [(e.unit.number, e.kind, e.text, e.remark, e.resp, e.reason) for e in back.emendations] == [
        (2, "改字", "四", "底本作“三”", "苏问舟", "下列办法实有四条"),
        (2, "补字", "［各］", "底本无，今补", "苏问舟", ""),
        (2, "存疑", "重订", "底本难以辨认，姑如此释读", "", ""),
        (3, "改字", "12", "底本作“21”", "苏问舟", "该电在底本第12页"),
        (3, "衍文", "〈束〉", "底本衍", "", ""),
    ]
    assert back.counted == (("改字", 2), ("补字", 1), ("衍文", 1), ("存疑", 1))


def test_documents_and_events_stand_in_one_order_by_date(fixture_book: Book) -> None:
    years = collect_backmatter(fixture_book).chronology
    shown = {year.name: [(e.kind, e.day, e.number, e.title) for e in year.entries] for year in years}
    assert shown == {
        "1931年": [
            ("document", "4月2日", 2, "林远山致曾伯言电：关于灯塔礁归属"),
            ("event", "4月2日", 4, "林远山致电曾伯言，申明灯塔礁归属。"),
            ("document", "5月11日", 3, "林远山与彼捷林谈话纪录：关于泊位与灯油"),
            ("event", "5月11日", 4, "林远山会见彼捷林。见谈话纪录。"),
        ],
        "1932年": [("document", "1月9日", 6, "海署布告")],
    }


def test_the_heading_of_a_year_in_a_chronology_is_no_document(write_tei: Callable[[str], Path]) -> None:
    year = "<div type='year'><head><date when='{0}'>{0}年</date></head><list type='chronology'><item><date when='{0}-04-02'>4月2日</date>起潮。</item></list></div>"
    held = "".join(map(year.format, (1931, 1932)))
    path = write_tei(f"<body><div type='chronology' xml:id='c'><head>大事记</head>{held}</div></body>")
    years = collect_backmatter(load_book(path)).chronology
    assert [[entry.kind for entry in year.entries] for year in years] == [["event"], ["event"]]


@pytest.mark.parametrize(
    ("heads", "date"),
    [
        ("<head>关于<date when='1953'>1953年</date>预算的信（<date when='1952-12-27'>1952年12月27日</date>）</head>", "1952-12-27"),
        ("<head><date when='1950'>1950年</date>的新约</head><opener><dateline><date when='1951-02-03'>2月3日</date></dateline></opener>", "1951-02-03"),
        ("<head><date when='1950'>1950年</date>的新约</head>", ""),
        ("<head>布告　<date when='1932-01-09'>1932年1月9日</date></head>", "1932-01-09"),
        ("<head>布告<note><date when='1932'>1932年</date></note></head>", ""),
    ],
)  # fmt: skip
def test_a_document_is_not_of_the_day_that_its_title_speaks_of(
    heads: str, date: str, write_tei: Callable[[str], Path]
) -> None:
    path = write_tei(f"<body><div type='document' xml:id='d'>{heads}<p>已阅。</p></div></body>")
    assert [unit.date for unit in load_book(path).units()] == [date]


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["1950-10", "1950-10-31", "1950-10-01"], ["1950-10-01", "1950-10-31", "1950-10"]),
        (["1950", "1951-01-01", "1950-12"], ["1950-12", "1950", "1951-01-01"]),
        (["", "1950-01-01"], ["1950-01-01", ""]),
        (["1950-10-01T21:30:00", "1950-10-01T03:00:00", "1950-10-01"], ["1950-10-01", "1950-10-01T03:00:00", "1950-10-01T21:30:00"]),
    ],
)  # fmt: skip
def test_partial_dates_come_after_what_they_hold(dates: list[str], order: list[str]) -> None:
    assert sorted(dates, key=lambda date: date_key(date, date)) == order


@pytest.mark.parametrize(
    ("first", "last", "printed", "bare"),
    [
        ("1948-04-19", "1948-04-23", "1948年4月19—23日", "4月19—23日"),
        ("1948-04-30", "1948-05-02", "1948年4月30日—5月2日", "4月30日—5月2日"),
        ("1949-12", "1950-02", "1949年12月—1950年2月", "12月—1950年2月"),
        ("1950", "1950", "1950年", ""),
        ("春", "春", "", ""),
    ],
)
def test_spans_of_days_in_chinese(first: str, last: str, printed: str, bare: str) -> None:
    assert printed_days(first, last, "zh-Hans") == printed
    assert printed_days(first, last, "zh-Hans", year=False) == bare


@pytest.mark.parametrize(
    ("first", "last", "printed", "bare"),
    [
        ("1948-04-19", "1948-04-19", "19 April 1948", "19 April"),
        ("1948-04-19", "1948-04-23", "19–23 April 1948", "19–23 April"),
        ("1948-04-30", "1948-05-02", "30 April–2 May 1948", "30 April–2 May"),
        ("1948-04", "1948-05", "April–May 1948", "April–May"),
        ("1949-12", "1950-02", "December 1949–February 1950", "December–February 1950"),
        ("1950", "1950", "1950", ""),
        ("1948", "1950", "1948–1950", "1948–1950"),
        ("spring", "spring", "", ""),
    ],
)
def test_spans_of_days_in_english(first: str, last: str, printed: str, bare: str) -> None:
    assert printed_days(first, last, "en") == printed
    assert printed_days(first, last, "en", year=False) == bare


RELATED = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPlace><place xml:id="a"><placeName>安东
</placeName></place><place xml:id="b"><placeName>丹东</placeName></place><place xml:id="c"><placeName>海州</placeName></place>
</listPlace><listBibl><bibl xml:id="t" type="treaty"><title>渔约</title><date when="1931-05">初</date></bibl></listBibl>
<listRelation><relation name="see" active="#a" passive="#b #c #a"/></listRelation></standOff><text><body><div
type="document"><p>经<placeName ref="#a">安东</placeName>至<placeName ref="#b">丹东</placeName>，订<title ref="#t">渔约</title>，
<app><lem>今</lem><rdg>名<placeName ref="#b">新丹东</placeName></rdg></app>。</p></div></body></text></TEI>"""


def test_related_entries_are_named_where_they_have_entries(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(RELATED, "utf-8")
    back = collect_backmatter(load_book(tmp_path / "x.xml"))
    places = [e for group in index_of(back, "place").groups for e in group.entries]
    assert [(e.name, [other.name for other in e.also]) for e in places] == [("安东", ["丹东"]), ("丹东", [])]
    assert [m.place for m in places[1].mentions] == ["text", "apparatus"]
    (treaty,) = (e for group in index_of(back, "treaty").groups for e in group.entries)
    assert (treaty.name, treaty.authority.description) == ("渔约", "1931年5月")


def test_what_is_not_printed_is_no_mention(fixture_book: Book) -> None:
    back = collect_backmatter(fixture_book)
    ids = {m.unit for index in back.indexes for g in index.groups for e in g.entries for m in e.mentions}
    assert ids == {unit.id for unit in fixture_book.units()}


def test_dates_in_chinese() -> None:
    dates = ("1950-05-14", "1950-05", "1950", "1950-05-14T10:00:00", "春")
    assert [chinese_date(d) for d in dates] == ["1950年5月14日", "1950年5月", "1950年", "1950年5月14日", "春"]


def test_the_introduction_counts_what_the_book_holds(fixture_book: Book) -> None:
    declarations = dict(collect_backmatter(fixture_book).declarations)
    assert declarations["generated"] == (
        "统计：收文献5篇，注释5条，标出人名、地名、机构名26处，日期9处，互见6处。",
        "不排：印出的目录13字，网站导航6字，书眉与页码6字，存于数据而不排入正文。",
        "校改：共5处，其中改字2处，补字1处，衍文1处，存疑1处，逐条见书末“校改一览”。",
        "互校：异文共2条，其中实质1条，脱漏1条，见各篇校勘记。",
    )


def test_a_book_that_follows_a_witness_says_so() -> None:
    book = load_book(FIXTURE, "乙")
    assert book.following == "乙（潮声网录文）"
    assert dict(collect_backmatter(book).declarations)["generated"][0].startswith(
        "本书正文从乙（潮声网录文）："
    )


def test_authors_and_editors_are_credited_each_with_their_part(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(
        RELATED.replace(
            "<teiHeader/>",
            "<teiHeader><fileDesc><titleStmt><title>渔</title><author>吕安</author></titleStmt></fileDesc></teiHeader>",
        ),
        "utf-8",
    )
    assert load_book(tmp_path / "x.xml").credits == (("著", ("吕安",)),)
