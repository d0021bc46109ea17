"""What each TEI element becomes on the page, in both styles of notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from edition.render.book import load_book
from edition.render.calls import entry_mark, letter_mark, note_mark, screen_mark
from edition.render.setting import Notes, Setting
from edition.render.xhtml import Rendered, render_unit

Write = Callable[[str], Path]

NAMESPACES = re.compile(r' xmlns:epub="[^"]*"')


def render(path: Path, notes: Notes = Notes.POPUP) -> Rendered:
    unit = next(load_book(path).units())
    return render_unit(unit, Setting(notes, lambda ident: f"#{ident}", base="甲", sigla={"w": "乙"}))


def inner(path: Path, notes: Notes = Notes.POPUP) -> str:
    """The blocks of the first unit as XHTML, without ids and roles that other tests look at."""
    unit = render(path, notes).content.find("section")
    assert unit is not None
    text = "".join(etree.tostring(e, encoding="unicode") for e in unit if e.tag != "header")
    return re.sub(r' (?:id|role|epub:type)="[^"]*"', "", NAMESPACES.sub("", text))


@pytest.mark.parametrize(
    ("tei", "xhtml"),
    [
        ("<p>潮<hi rend='bold'>平</hi></p>", "<p>潮<strong>平</strong></p>"),
        (
            "<p>见<ref type='document' target='#d'>前电</ref>。</p>",
            '<p>见<a href="#d" class="ref">前电</a>。</p>',
        ),
        (
            "<p>见<ref type='page' subtype='unresolved'>第九页</ref>。</p>",
            '<p>见第九页<sup class="absent" title="所指文件本书未收">\u2060†</sup>。</p>',
        ),
        ("<p>各<supplied>半</supplied></p>", '<p>各<span class="supplied">［半］</span></p>'),
        ("<p>束<surplus>束</surplus></p>", '<p>束<span class="surplus">〈束〉</span></p>'),
        ("<p><unclear>钟</unclear></p>", '<p><span class="unclear">钟［？］</span></p>'),
        ("<p>舟<gap reason='sampling'/>楫</p>", '<p>舟<span class="gap">……</span>楫</p>'),
        ("<p>甲</p><gap reason='sampling'/>", '<p>甲</p><p class="gap">……</p>'),
        ("<p>甲<fw type='header'>书眉</fw><pb n='3'/>乙</p>", "<p>甲乙</p>"),
        (
            "<p><foreign xml:lang='ru'>колокол</foreign></p>",
            '<p><span lang="ru" xml:lang="ru">колокол</span></p>',
        ),
        (
            "<sp><speaker>甲：</speaker><p>起。</p><p>承。</p></sp>",
            '<div class="speech"><p><strong class="speaker">甲：</strong>起。</p><p>承。</p></div>',
        ),
        (
            "<list><item n='1'>灯</item><item n='（二）'>油</item></list>",
            '<ul class="labelled"><li><span class="n arabic">1</span>灯</li><li><span class="n">（二）</span>油</li></ul>',
        ),
        ("<list><item n='-'>灯</item></list>", "<ul><li>灯</li></ul>"),
        ("<list><item n='1'>1，灯</item></list>", "<ul><li>1，灯</li></ul>"),
        (
            "<list><item n='1'>1931年</item></list>",
            '<ul class="labelled"><li><span class="n arabic">1</span>1931年</li></ul>',
        ),
        (
            "<list type='chronology'><item><date when='1931-04-02'>四月二日</date> 致电。</item></list>",
            '<ul class="chronology"><li><span class="day">四月二日</span> 致电。</li></ul>',
        ),
        (
            "<list type='chronology'><item><date when='1931-04-02'>四月二日晨</date>，致电。</item></list>",
            '<ul class="chronology"><li><span class="day joined">四月二日晨</span>，致电。</li></ul>',
        ),
        (
            "<opener><dateline>北港</dateline><salute>先生：</salute></opener><p>文</p>",
            '<div class="opener"><p class="dateline">北港</p><p class="salute">先生：</p></div><p>文</p>',
        ),
        (
            "<opener><idno>第21号</idno><idno>16033</idno></opener><p>文</p>",
            '<div class="opener"><p>第21号\u300016033</p></div><p>文</p>',
        ),
        (
            "<opener><seg type='idno'><idno>第21号</idno>，甲</seg><idno>16033</idno></opener><p>文</p>",
            '<div class="opener"><p>第21号，甲\u300016033</p></div><p>文</p>',
        ),
        (
            "<opener><idno type='telegram'>专号：第408-410</idno></opener><p>文</p>",
            '<div class="opener"><p><span class="whole">专号：第408-410</span></p></div><p>文</p>',
        ),
        (
            "<div type='attachment'><head>致<persName>林远山</persName>函</head><p><persName>林远山</persName></p></div>",
            '<section class="attachment"><header class="head inner"><h2 class="title">致<span class="whole">林远山</span>函</h2>'
            "</header><p>林远山</p></section>",
        ),
        (
            "<p>照录：<floatingText><body><p>缓议。</p></body></floatingText>以上。</p>",
            '<div class="p"><p>照录：</p><blockquote class="message"><p>缓议。</p></blockquote><p>以上。</p></div>',
        ),
        (
            "<p>文</p><note type='distribution'>分送：</note><note type='distribution' subtype='production'>打字5份：</note>",
            '<p>文</p><div class="distribution"><p class="list-head">分送：</p></div><p class="distribution">打字5份：</p>',
        ),
        (
            "<p>文</p><note type='distribution'><list><head>抄送：</head><item>某署</item></list></note>",
            '<p>文</p><div class="distribution"><p class="list-head">抄送：</p><ul><li>某署</li></ul></div>',
        ),
        ("<figure><head>旧钟</head></figure>", "<figure><figcaption><p>旧钟</p></figcaption></figure>"),
        (
            "<table><row role='label'><cell>年</cell></row><row><cell cols='2'>三</cell></row></table>",
            '<div class="table"><table><tr><th scope="col">年</th></tr><tr><td colspan="2">三</td></tr></table></div>',
        ),
        ("<p>此<choice><orig>鐘</orig><reg>钟</reg></choice></p>", "<p>此钟</p>"),
        ("<p>\n   潮平\n   岸阔\n</p>", "<p>潮平岸阔</p>"),
        ("<p>one\n   <hi>two</hi></p>", "<p>one <em>two</em></p>"),
    ],
)
def test_elements(write_tei: Write, tei: str, xhtml: str) -> None:
    assert inner(write_tei(f"<body><div type='document'><head>题</head>{tei}</div></body>")) == xhtml


def test_the_call_of_a_note_stays_beside_the_date_that_ends_a_title(write_tei: Write) -> None:
    head = (
        "<head>致某署电（<date when='1931-04-02'>四月二日</date>）<note place='bottom' n='①'>此日</note></head>"
    )
    heading = next(
        render(write_tei(f"<body><div type='document'>{head}<p>文</p></div></body>")).content.iter("h1")
    )
    [date] = (span for span in heading.iter("span") if span.get("class") == "when")
    assert [e.get("class") for e in date.iter("sup")] == ["call"]


def test_a_note_is_called_after_the_punctuation_and_stands_at_the_end(write_tei: Write) -> None:
    path = write_tei(
        "<body><div><p>灯在<note place='bottom' n='③' xml:id='n1'>今<hi>废</hi>。</note>，钟亡。</p></div></body>"
    )
    page = render(path)
    text = etree.tostring(page.content, encoding="unicode")
    assert '灯在<span class="nb after-stop">，<sup class="call"><a ' in text
    assert 'id="n1.r1" href="#n1">①</a></sup></span>钟亡。' in text
    (note,) = page.notes
    assert (note.tag, note.get("id"), note.get("role")) == ("aside", "n1", "doc-footnote")
    backlink = note[0][0]
    assert (backlink.get("href"), backlink.text, backlink.tail) == ("#n1.r1", "①", " 今")


def test_two_calls_share_one_note_with_two_ways_back(write_tei: Write) -> None:
    path = write_tei(
        "<body><div><p>甲<note place='bottom' xml:id='n1'>注。</note>乙<ref type='note' target='#n1'/></p></div></body>"
    )
    page = render(path)
    calls = [a.get("id") for a in page.content.iter("a")]
    (note,) = page.notes
    assert calls == ["n1.r1", "n1.r2"]
    assert [a.get("href") for a in note.iter("a")] == ["#n1.r1", "#n1.r2"]


def test_a_call_inside_a_link_waits_for_its_end(write_tei: Write) -> None:
    path = write_tei(
        "<body><div xml:id='d'><p><ref target='#d'>前<note xml:id='n1' place='bottom'>注</note>电</ref>。</p></div></body>"
    )
    text = etree.tostring(render(path).content, encoding="unicode")
    assert '<a href="#d" class="ref">前电</a><span class="nb after-stop">。<sup' in text


def test_variants_and_corrections_have_letters_and_their_own_section(write_tei: Write) -> None:
    path = write_tei(
        "<body><div><p><app xml:id='a1'><lem>三月</lem><rdg wit='#w'>二月</rdg></app>"
        "<choice xml:id='c1'><sic>未</sic><corr>末</corr></choice></p></div></body>"
    )
    page = render(path)
    assert page.notes == ()
    assert ["".join(entry.itertext()) for entry in page.apparatus] == [
        "a 三月］二月\u00a0乙",
        "b 末］未\u00a0甲",
    ]
    assert "".join(page.content.itertext()) == "三月a末b"


def test_a_variant_that_reaches_over_many_paragraphs_gives_its_first_and_last_words(write_tei: Write) -> None:
    path = write_tei(
        "<body><div><p><app xml:id='a1' to='#e1'><lem>三月里来了船</lem><rdg wit='#w'/></app></p><p>又走了。</p>"
        "<p>港口里<hi>只剩下</hi>一盏<note place='bottom' xml:id='n1'>煤油灯</note>灯。<anchor xml:id='e1'/>后来</p></div></body>"
    )
    page = render(path)
    assert ["".join(entry.itertext()) for entry in page.apparatus] == [
        "a 三月里来了……下一盏灯。］（缺）\u00a0乙"
    ]


def test_in_print_notes_and_variants_stand_inline(write_tei: Write) -> None:
    path = write_tei(
        "<body><div><p>灯<note place='bottom' type='compiler' xml:id='n1'><p>一</p><p>二</p></note>，"
        "<app xml:id='a1'><lem>三</lem><rdg wit='#w'/></app></p></div></body>"
    )
    page = render(path, Notes.FOOT)
    assert page.notes == page.apparatus == ()
    text = re.sub(r' id="[^"]*"', "", etree.tostring(page.content, encoding="unicode"))
    assert '<span class="fn compiler"><span class="p">一</span><span class="p">二</span></span>' in text
    assert '<span class="ap"><span class="lemma">三</span>］<span class="reading">（缺）</span> ' in text
    assert "epub" not in text


def test_an_unknown_element_shows_its_text_and_is_told_once(write_tei: Write) -> None:
    path = write_tei("<body><div><p>甲<zone>乙</zone></p>\n<p><zone>丙</zone></p></div></body>")
    page = render(path)
    assert "".join(page.content.itertext()) == "甲乙丙"
    assert dict(page.unknown) == {"zone": 3}


def test_a_bracketed_date_is_set_apart_and_a_regest_kept_together(write_tei: Write) -> None:
    path = write_tei(
        "<body><div type='document'><head>甲致乙电：关于灯塔（<date when='1931-04-02'>四月二日</date>）</head><p>文</p></div></body>"
    )
    heading = next(render(path).content.iter("h1"))
    assert etree.tostring(heading, encoding="unicode") == (
        '<h1 xmlns:epub="http://www.idpf.org/2007/ops" class="title"><span class="named"><span class="phrase">甲</span>'
        '<span class="phrase">致乙电：</span></span><span class="regest">关于灯塔</span>'
        '<span class="when">（四月二日）</span></h1>'
    )


def test_marks() -> None:
    assert [screen_mark(n, 20, "zh-Hans") for n in (1, 20)] == ["①", "⑳"]
    assert [screen_mark(n, 21, "zh-Hans") for n in (1, 21)] == ["[1]", "[21]"]
    assert [screen_mark(n, 20, "en") for n in (1, 20)] == ["1", "20"]
    assert [note_mark(n, "zh") for n in (1, 50, 51)] == ["①", "㊿", "51"]
    assert [entry_mark(n, "zh") for n in (1, 52, 53)] == ["ⓐ", "Ⓩ", "ba"]
    assert [(note_mark(n, "en-GB"), entry_mark(n, "de")) for n in (1, 28)] == [("1", "a"), ("28", "ab")]
    assert [letter_mark(n) for n in (1, 26, 27, 703)] == ["a", "z", "aa", "aaa"]


def test_without_a_lemma_the_first_reading_is_the_lemma(write_tei: Write) -> None:
    two = "<app><rdg wit='#v'>三月</rdg><rdg wit='#w'>二月</rdg></app>"
    tei = write_tei(f"<body><div><p>{two}来<app><rdg>船</rdg></app></p></div></body>")
    (entry,) = render(tei).apparatus
    assert "".join(map(str, entry.itertext())).endswith("三月］二月\u00a0乙")


@pytest.mark.parametrize(
    "content", ["<p>海<graphic url='a.png'/></p>", "<figure><graphic url='a.png'/></figure>"]
)
def test_a_picture_that_is_not_shown_is_reported(write_tei: Write, content: str) -> None:
    book = load_book(write_tei(f"<body><div>{content}</div></body>"))
    assert [problem.code for problem in book.problems] == ["X038"]


def test_what_has_no_title_is_listed_by_its_first_words_and_an_author_is_no_editor(write_tei: Write) -> None:
    part = '<div type="part"><div type="document"><p>海署来电。</p></div></div>'
    tei = write_tei(f"<body>{part}</body>")
    text = tei.read_text("utf-8").replace("<title>试</title>", "<title/><author>林远山</author>")
    tei.write_text(text, "utf-8")
    book = load_book(tei)
    assert [node.title for node in book.walk() if node.kind != "source"] == ["海署来电。", "海署来电。"]
    assert book.editors == ()


@pytest.mark.parametrize(
    ("heads", "heading"),
    [
        (("周致维照会：", "请求延期"), "周致维照会：请求延期"),
        (("周致维照会", "请求延期"), "周致维照会：请求延期"),
        (("周致维：请求", "关于延期"), "周致维：请求"),
        (("周致维照会：", ""), "周致维照会："),
    ],
)
def test_a_title_and_what_it_announces_are_one_heading(
    heads: tuple[str, str], heading: str, write_tei: Write
) -> None:
    title, second = heads
    sub = f'<head type="sub">{second}</head>' if second else ""
    path = write_tei(
        f'<div type="document" xml:id="d"><head type="main">{title}</head>{sub}<p>已悉。</p></div>'
    )
    (unit,) = load_book(path).units()
    assert unit.heading == heading


def test_the_whole_date_stands_for_a_day_without_its_year(write_tei: Write) -> None:
    head = '<head>路局致商会电（3月5日）</head><opener><dateline><date when="1950-03-05">三月五日</date></dateline></opener>'
    (unit,) = load_book(write_tei(f'<div type="document" xml:id="d">{head}<p>已悉。</p></div>')).units()
    assert unit.heading == "路局致商会电（1950年3月5日）"
