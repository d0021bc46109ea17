"""The EPUB as a file: valid, true to the TEI, the same every time, whole or not there."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from edition.check.epub import check_epub
from edition.render.cover import break_title, fit_side
from edition.render.epub import render_epub
from edition.render.epub.markers import labels_in, mark_pages, starts_by_block
from edition.render.paging import PageStart
from edition.render.plan import FILE_LIMIT
from edition.report import Unusable
from tests.epubchecks import EpubChecks
from tests.render.conftest import FIXTURE

Write = Callable[[str], Path]


def read(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(f"EPUB/{name}").decode("utf-8")


def with_change(book: Path, out: Path, page: str, old: str, new: str) -> None:
    """An EPUB and words on one of its pages → the same with other words there."""
    with zipfile.ZipFile(book) as given, zipfile.ZipFile(out, "w") as made:
        for entry in given.infolist():
            data = given.read(entry)
            if entry.filename == f"EPUB/{page}":
                assert old in data.decode("utf-8")
                data = data.decode("utf-8").replace(old, new, 1).encode("utf-8")
            made.writestr(entry, data)


def test_epubcheck_says_nothing(fixture_epub: Path, epubcheck: EpubChecks) -> None:
    assert epubcheck(fixture_epub) == []


def test_epubcheck_sees_what_is_broken(fixture_epub: Path, tmp_path: Path, epubcheck: EpubChecks) -> None:
    broken = tmp_path / "broken.epub"
    with_change(fixture_epub, broken, "t-jia-1931-04-02.xhtml", "</section>", "</div>")
    assert any("RSC-016" in message and "t-jia-1931-04-02.xhtml" in message for message in epubcheck(broken))
    assert epubcheck(fixture_epub) == []


def test_our_own_laws_hold(fixture_epub: Path) -> None:
    assert check_epub(fixture_epub, FIXTURE) == []


def test_two_builds_are_the_same_bytes_in_any_folder(fixture_epub: Path, tmp_path: Path) -> None:
    tei, out = tmp_path / "elsewhere.xml", tmp_path / "deep" / "book.epub"
    tei.write_bytes(FIXTURE.read_bytes())
    render_epub(tei, out)
    assert out.read_bytes() == fixture_epub.read_bytes()


def test_the_archive_begins_with_its_media_type_and_bears_no_time(fixture_epub: Path) -> None:
    with zipfile.ZipFile(fixture_epub) as archive:
        first, *_ = entries = archive.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_package_states_language_date_and_what_it_offers(fixture_epub: Path) -> None:
    opf = read(fixture_epub, "content.opf")
    assert 'xml:lang="zh-Hans"' in opf
    assert '<meta property="dcterms:modified">2024-05-01T00:00:00Z</meta>' in opf
    features = re.findall(r'"schema:accessibilityFeature">(\w+)<', opf)
    assert features == [
        "tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "alternativeText", "index",
    ]  # fmt: skip
    assert (
        'href="index-person.xhtml"' in opf and 'properties="index"' in opf and 'properties="cover-image"' in opf
    )


def test_contents_have_three_levels_at_most_and_titles_with_dates(fixture_epub: Path) -> None:
    nav = etree.fromstring(read(fixture_epub, "nav.xhtml").encode("utf-8"))
    toc = next(e for e in nav.iter("{*}nav") if e.get("id") == "toc")
    lines = [(sum(1 for p in a.iterancestors("{*}ol")), "".join(a.itertext())) for a in toc.iter("{*}a")]
    assert max(level for level, _ in lines) == 3
    assert (3, "林远山致曾伯言电：关于灯塔礁归属（1931年4月2日）") in lines
    assert [text for level, text in lines if level == 1] == [
        "编辑说明", "北海文书原编", "编者说明", "开埠篇", "北海港大事记", "潮声网录文", "校改一览", "未收与未定", "编年索引", "化名与别名",
        "人名索引", "地名索引", "机构索引", "文献索引", "文献来源", "版本记录",
    ]  # fmt: skip


PAGES = [
    PageStart("jia", "1"),
    PageStart("jia-xu-p1", "2", 3),
    PageStart("jia-1931-04-02-p2", "3"),
    PageStart("jia-1931-04-02-p2", "4", 12),
    PageStart("yi-article-p1", "5", 9999),
]


def test_the_pages_of_the_printed_book_are_listed_and_marked_where_they_turn(
    tmp_path: Path, epubcheck: EpubChecks
) -> None:
    out = tmp_path / "book.epub"
    assert render_epub(FIXTURE, out, pages=PAGES) == []
    assert epubcheck(out) == []
    assert check_epub(out, FIXTURE) == []
    assert re.findall(r'href="([^"]*#pg-\d)"', read(out, "nav.xhtml")) == [
        "t-jia.xhtml#pg-1", "t-jia-xu.xhtml#pg-2", "t-jia-1931-04-02.xhtml#pg-3", "t-jia-1931-04-02.xhtml#pg-4",
        "t-yi-article.xhtml#pg-5",
    ]  # fmt: skip
    page = etree.fromstring(read(out, "t-jia-1931-04-02.xhtml").encode("utf-8"))
    turned = page.xpath("//*[@id='pg-4']")[0]
    assert turned.tail == "："
    assert 'property="pageBreakSource"' in read(out, "content.opf")


def test_a_marker_stands_before_the_letter_that_begins_the_page() -> None:
    page = etree.fromstring(
        '<section id="u"><p class="number">12</p><p id="a">海<b>上 升</b><sup class="call">①</sup>明月</p><p id="b">天涯</p></section>'
    )
    starts = [PageStart("a", "1"), PageStart("a", "2", 2), PageStart("a", "3", 4), PageStart("u", "4", 6)]
    assert mark_pages(page, starts_by_block(starts), unit="u", before=0, continues=False, worded="第{}页") == 7
    marks = re.sub(r"<span[^>]*pg-(\d)[^>]*>(</span>)?", r"|\1|", etree.tostring(page, encoding="unicode"))
    assert re.sub(r' (id|class)="\w+"', "", marks).replace("</span>", "") == (
        "<section><p>12</p><p>|1|海<b>上 |2|升</b><sup>①</sup>明|3|月</p><p>天|4|涯</p></section>"
    )


def test_a_unit_in_two_files_has_each_marker_in_its_own() -> None:
    starts = starts_by_block([PageStart("u", "1", 1), PageStart("u", "2", 3)])
    first, second = (
        etree.fromstring(f'<section id="{i}"><p>{t}</p></section>') for i, t in (("u", "甲乙"), ("u.1", "丙丁"))
    )
    read_so_far = mark_pages(first, starts, unit="u", before=0, continues=True, worded="第{}页")
    assert mark_pages(second, starts, unit="u", before=read_so_far, continues=False, worded="第{}页") == 4
    assert [list(labels_in(part)) for part in (first, second)] == [["1"], ["2"]]


LONG = {
    "paragraphs": "{}",
    "a division": "<div type='chapter'><head>章</head>{}</div>",
    "a division in another": "<div type='chapter'><head>章</head><p>起。</p><div type='part'><head>节</head>{}</div><p>讫。</p></div>",
    "a list": "<list type='ordered'><head>目</head>{}</list>",
}


@pytest.mark.parametrize("shape", LONG)
def test_what_is_too_long_for_a_file_is_divided_and_stays_whole(
    shape: str, tmp_path: Path, write_tei: Write, epubcheck: EpubChecks
) -> None:
    sentence = "潮水涨落不定，守望的人夜夜举灯。" * 40
    count = FILE_LIMIT * 3 // len(sentence.encode("utf-8"))
    tag = "item" if shape == "a list" else "p"
    text = "".join(f"<{tag}>{sentence}<note place='bottom'>第{n}注。</note></{tag}>" for n in range(count))
    held = LONG[shape].format(text)
    tei = write_tei(f"<body><div type='document' xml:id='d'><head>长</head>{held}</div></body>")
    out = tmp_path / "long.epub"
    render_epub(tei, out)
    assert check_epub(out, tei) == []
    assert epubcheck(out) == []
    with zipfile.ZipFile(out) as archive:
        pages = [i for i in archive.infolist() if i.filename.startswith("EPUB/t-")]
    assert len(pages) == 4
    assert max(page.file_size for page in pages) < 300 * 1024


def test_tei_of_others_becomes_a_valid_book(tmp_path: Path, write_tei: Write, epubcheck: EpubChecks) -> None:
    tei = write_tei(
        "<front><titlePage><docTitle><titlePart>风</titlePart></docTitle></titlePage></front>"
        "<body><head>卷一</head><p>起<zone>承</zone></p><lg><l>一行</l><l>二行</l></lg>"
        "<p>列：<list><label>甲</label><item>乙<p>丙</p></item></list>终<note>注</note></p></body>"
    )
    out = tmp_path / "others.epub"
    problems = render_epub(tei, out)
    assert [(p.code, p.severity, p.line) for p in problems] == [("X012", "info", 3)]
    assert epubcheck(out) == []
    assert check_epub(out, tei) == []


NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
ODD = [
    f"<TEI {NS}><teiHeader/></TEI>",
    f"<teiCorpus {NS}><teiHeader/></teiCorpus>",
    f"<TEI {NS}><teiHeader/><text><body/></text></TEI>",
    f"<TEI {NS}><text><body><p>无头。</p></body></text></TEI>",
    f'<TEI {NS} xml:id="书"><teiHeader/><text><body><div xml:id="章"><head>一</head><p xml:id="段">文<note xml:id="注">乙</note>'
    '<ref target="#段">此</ref></p></div></body></text></TEI>',
    f"<TEI {NS}><teiHeader/><text><group><text><body><div><p>甲</p></div></body></text>"
    "<text><body><p>乙</p></body></text></group></text></TEI>",
    f'<TEI {NS} xml:lang="en"><teiHeader/><text><body><div><div><p>No head.</p></div><head>late</head>'
    "<sp><speaker>A</speaker><l>verse</l></sp><note>loose <p>x</p></note><p/>"
    "<list><item>i<list><item>j</item></list></item></list></div></body></text></TEI>",
    f'<TEI {NS}><teiHeader/><text><body><p><ref target="http://a.b/c d">x</ref><ref target="#no">y</ref><ref '
    'target="o.xml#z">z</ref><ptr target="#no"/><ref target="https://example.org/é">ü</ref></p></body></text></TEI>',
    f"<TEI {NS}><teiHeader/><text><body><p>a<note>x<note>y</note></note><choice><sic>b</sic><corr/></choice>"
    "<choice/><app/><app><rdg>k</rdg></app></p></body></text></TEI>",
]


@pytest.mark.parametrize("content", ODD)
def test_odd_tei_becomes_a_valid_book(tmp_path: Path, content: str, epubcheck: EpubChecks) -> None:
    tei, out = tmp_path / "odd.xml", tmp_path / "odd.epub"
    tei.write_text(content, encoding="utf-8")
    assert {problem.code for problem in render_epub(tei, out)} <= {"X039"}
    assert epubcheck(out) == []
    assert check_epub(out, tei) == []


@pytest.mark.parametrize(("content", "code"), [("<TEI>", "X010"), ("<html/>", "X011"), ("", "X010")])
def test_what_is_no_tei_leaves_no_file(tmp_path: Path, content: str, code: str) -> None:
    tei, out = tmp_path / "bad.xml", tmp_path / "bad.epub"
    tei.write_text(content, encoding="utf-8")
    with pytest.raises(Unusable) as caught:
        render_epub(tei, out)
    assert [d.code for d in caught.value.diagnostics] == [code]
    assert [p.name for p in tmp_path.iterdir()] == ["bad.xml"]


def test_without_a_chinese_font_there_is_no_cover_but_a_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epubcheck: EpubChecks
) -> None:
    monkeypatch.setattr("edition.render.epub.matter.find_face", lambda: None)
    out = tmp_path / "plain.epub"
    assert [d.code for d in render_epub(FIXTURE, out)] == ["X013"]
    assert epubcheck(out) == []
    assert "visual" not in read(out, "content.opf")


BREAKS = [
    ("t-jia-1931-04-02.xhtml", 'href="#jia-1931-04-02-n1"', 'href="#nowhere"', {"X021", "X023"}),
    ("t-jia-1931-04-02.xhtml", "不应视为无主之地", "", {"X025"}),
    ("t-jia-1931-04-02.xhtml", "薪饷册今存", "薪饷今存", {"X025"}),
    ("t-jia-1931-04-02.xhtml", "灯塔之争", "灯塔", {"X025"}),
    ("t-jia-1931-04-02.xhtml", '<div class="opener">', 'words of nobody<div class="opener">', {"X025"}),
    (
        "t-jia-1931-04-02.xhtml",
        '<section epub:type="footnotes"',
        '<p>无主的话</p><section epub:type="footnotes"',
        {"X025"},
    ),
    ("t-jia-1931-04-02.xhtml", '<span class="reading">三', '<span class="reading">二', {"X025"}),
    ("t-jia-1931-04-02.xhtml", 'id="jia-1931-04-02-p2"', 'id="jia-1931-04-02-p1"', {"X022"}),
    ("index-person.xhtml", "#jia-xu.persname1", "#jia-xu-p1", {"X024"}),
    ("index-person.xhtml", 'href="#ix-petelin"', 'href="#ix-petelin.1"', {"X028"}),
]


@pytest.mark.parametrize(("page", "old", "new", "codes"), BREAKS)
def test_the_check_sees_what_is_broken(
    fixture_epub: Path, tmp_path: Path, page: str, old: str, new: str, codes: set[str]
) -> None:
    broken = tmp_path / "broken.epub"
    with_change(fixture_epub, broken, page, old, new)
    assert {d.code for d in check_epub(broken, FIXTURE)} == codes


def test_what_is_no_epub_is_told(tmp_path: Path) -> None:
    path = tmp_path / "no.epub"
    path.write_text("no", encoding="utf-8")
    assert [d.code for d in check_epub(path, FIXTURE)] == ["X020"]


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("北海文书", ["北海文书"]),
        ("海陆文书：往来函电", ["海陆文书", "往来函电"]),
        ("一二三四五六七八九十甲乙丙丁", ["一二三四五六七", "八九十甲乙丙丁"]),
        ("", ["无题"]),
    ],
)
def test_a_title_breaks_into_columns(title: str, columns: list[str]) -> None:
    assert list(break_title(title)) == columns


@pytest.mark.parametrize(
    ("subtitle", "credit"), [("", ""), ("校注", "某　编校"), ("副题" * 20, "某某某　编校"), ("副" * 90, "")]
)
def test_subtitle_editors_and_seal_fit_beside_the_title(subtitle: str, credit: str) -> None:
    size = fit_side(subtitle, credit, 2080)
    taken = len(subtitle) * size * 1.12 + len(credit) * size * 0.84 + size + 20
    assert 0 < size <= 76 and taken + 140 + 110 + 40 < 2080


def test_deep_nesting_is_set_up_to_a_limit_and_then_refused(write_tei: Write, tmp_path: Path) -> None:
    def nested(depth: int) -> Path:
        inner = "<hi>" * depth + "海" + "</hi>" * depth
        return write_tei(f'<body><div type="document"><p>{inner}</p></div></body>')

    assert render_epub(nested(190), tmp_path / "x.epub") == []
    with pytest.raises(Unusable, match="nested too deeply"):
        render_epub(nested(600), tmp_path / "y.epub")


def test_no_dtd_is_read(write_tei: Write, tmp_path: Path) -> None:
    (tmp_path / "bad.dtd").write_text("<!ELEMENT broken <<<", "utf-8")
    tei = write_tei('<body><div type="document"><p>海</p></div></body>')
    tei.write_text(f'<!DOCTYPE TEI SYSTEM "bad.dtd">{tei.read_text("utf-8")}', "utf-8")
    assert render_epub(tei, tmp_path / "x.epub") == []
