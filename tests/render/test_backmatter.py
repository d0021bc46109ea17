"""Indexes, glossary, sources and emendations as queries on the TEI."""

from __future__ import annotations

from edition.render.backmatter import BackMatter, Index, collect_backmatter
from edition.render.book import Book
from edition.render.dates import chinese_date


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
        group.letter: [(e.name, e.see, [(m.number, m.noted) for m in e.by_unit()]) for e in group.entries]
        for group in index.groups
    }
    assert shown == {
        "B": [("彼捷林", "", [(2, False), (3, False)]), ("别捷林", "ix-petelin", [])],
        "H": [("海鸥", "ix-zhuo-ya", [])],
        "L": [
            ("林远山", "", [(2, False), (3, False), (4, False), (5, False)]),
            ("吕安", "", [(1, False), (2, False)]),
        ],
        "Y": [("渔夫", "ix-lin-yuanshan", [])],
        "Z": [("曾伯言", "", [(2, False), (4, False), (5, False)]), ("卓娅", "", [(2, False), (3, False)])],
    }


def test_a_name_that_stands_only_in_a_note_says_so(fixture_book: Book) -> None:
    works = index_of(collect_backmatter(fixture_book), "work")
    entries = {e.name: e.by_unit() for group in works.groups for e in group.entries}
    (mention,) = entries["陆署档案"]
    assert (mention.noted, mention.block) == (True, "jia-1931-04-02-n1.p1")


def test_glossary_tells_whose_an_alias_is_and_where_it_stands(fixture_book: Book) -> None:
    glossary = collect_backmatter(fixture_book).glossary
    assert [(e.form, e.kind, e.authority.name, [m.number for m in e.mentions]) for e in glossary] == [
        ("海鸥", "别名", "卓娅", [2]),
        ("渔夫", "化名", "林远山", [2, 5]),
    ]
    assert (glossary[1].quote, glossary[1].note) == ("即林氏本人", "四月二日电的署名。")
    assert (glossary[1].authority.life, glossary[1].authority.description) == (
        "1889—1960",
        "海署总办（1930—1933）",
    )


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
    assert [(e.unit.number, e.wrong, e.right, e.resp, e.reason) for e in back.emendations] == [
        (2, "三", "四", "苏问舟", "下列办法实有四条。"),
        (3, "21", "12", "苏问舟", "该电在底本第12页。"),
    ]


def test_what_is_not_printed_is_no_mention(fixture_book: Book) -> None:
    back = collect_backmatter(fixture_book)
    ids = {m.unit for index in back.indexes for g in index.groups for e in g.entries for m in e.mentions}
    assert ids == {unit.id for unit in fixture_book.units()}


def test_dates_in_chinese() -> None:
    dates = ("1950-05-14", "1950-05", "1950", "1950-05-14T10:00:00", "春")
    assert [chinese_date(d) for d in dates] == ["1950年5月14日", "1950年5月", "1950年", "1950年5月14日", "春"]
