"""Foreign words bear their language, rare characters a small font; nothing else on a page is touched."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from edition.check.epub import check_epub
from edition.render.epub import render_epub
from edition.render.epub.fonts import cut_fonts
from edition.render.epub.letters import is_rare, mark_letters
from tests.epubchecks import EpubChecks

PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-Hans">'
    "<head><title>Lighthouse</title></head><body>{}</body></html>"
)
RARE = "㑇䶮𫍯𠮷"
"""From CJK Extension A, from the General Standard Characters outside GBK, and from Extension B."""


def marked(content: str, rare: str = "", language: str = "zh-Hans") -> str:
    page = PAGE.replace("zh-Hans", language).format(content).encode("utf-8")
    page = mark_letters(page, rare).decode("utf-8")
    return re.sub(r' xml:lang="[^"]*"', "", page.split("<body>")[1].split("</body>")[0])


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("<p>见 Annual Report 第三册</p>", '<p>见 <span lang="und-Latn">Annual Report</span> 第三册</p>'),
        ("<p>署 A.A. 某，第02429/TC号</p>", "<p>署 A.A. 某，第02429/TC号</p>"),
        ("<p>灯<b>Маяк</b>，등대</p>", '<p>灯<b><span lang="und-Cyrl">Маяк</span></b>，<span lang="ko">등대</span></p>'),
        ("<p>とうだい</p>", '<p><span lang="ja">とうだい</span></p>'),
        ("<p>1901—1931年——潮</p>", '<p>190<span class="nb">1—</span>1931年——潮</p>'),
        ('<p><i lang="ru">Маяк</i></p>', '<p><i lang="ru">Маяк</i></p>'),
        ("<p><code>lighthouse.txt</code></p>", "<p><code>lighthouse.txt</code></p>"),
        ('<a epub:type="noteref">aaa</a>', '<a epub:type="noteref">aaa</a>'),
        ("<p>北𠮷<b>𠮷㑇</b>港</p>", '<p>北<span class="rare">𠮷</span><b><span class="rare">𠮷㑇</span></b>港</p>'),
        ('<p lang="ja">𠮷田</p>', '<p lang="ja"><span class="rare">𠮷</span>田</p>'),
        ("<p>a<br/>b<span></span></p>", "<p>a<br/>b<span></span></p>"),
    ],
)  # fmt: skip
def test_runs_are_marked_and_nothing_else(content: str, wanted: str) -> None:
    assert marked(content, RARE) == wanted


def test_the_script_of_the_book_is_not_foreign() -> None:
    text = "<p>See 燈塔𠮷 and Маяк, the lighthouse.</p>"
    wanted = '<p>See <span lang="und-Hani">燈塔</span><span class="rare">𠮷</span> and <span lang="und-Cyrl">Маяк</span>, the lighthouse.</p>'
    assert marked(text, RARE, "en-GB") == wanted
    assert marked("<p>Маяк, lighthouse</p>", "", "ru") == '<p>Маяк, <span lang="und-Latn">lighthouse</span></p>'
    assert marked("<p>灯塔とうだい</p>", "", "ja") == "<p>灯塔とうだい</p>"


def test_rare_is_a_chinese_character_outside_gbk() -> None:
    assert all(map(is_rare, RARE))
    assert not any(map(is_rare, "港鎔囍〇、①⑪†등とМa\ue000"))


def test_a_font_has_the_characters_asked_for_their_licence_and_no_more() -> None:
    fonts, missing = cut_fonts([*RARE, "\U00020000"])
    assert set("".join(font.characters for font in fonts) + missing) == {*RARE, "\U00020000"}
    assert set(RARE).isdisjoint(missing), "Noto Serif CJK has all of these"
    for font in fonts:
        with TTFont(BytesIO(font.data)) as face:
            assert set(face.getBestCmap()) == set(map(ord, font.characters))
            assert "OFL" in face["name"].getDebugName(14) and face["name"].getDebugName(0) == font.copyright
            assert face["name"].getDebugName(1) == font.family != font.face
        assert len(font.data) < 20_000
    assert next(iter(cut_fonts([*RARE])[0])).data == fonts[0].data


def test_a_book_with_rare_characters_has_a_font_for_them(
    tmp_path: Path, write_tei: Callable[[str], Path], epubcheck: EpubChecks
) -> None:
    tei, out = (
        write_tei("<body><div><head>渡口</head><p>石名𠮷石，\ue000。</p></div></body>"),
        tmp_path / "x.epub",
    )
    assert [(d.code, d.severity) for d in render_epub(tei, out)] == [("X017", "warning")]
    assert epubcheck(out) == []
    assert check_epub(out, tei) == []
    with zipfile.ZipFile(out) as book:
        style, colophon = (
            book.read(f"EPUB/{name}").decode("utf-8") for name in ("style.css", "colophon.xhtml")
        )
        assert '@font-face { font-family: "rare-1"; src: url("rare-1.otf"); }' in style
        assert "Noto Serif CJK SC" in colophon
        assert "rare-1.otf" in book.read("EPUB/content.opf").decode("utf-8")


def test_a_book_without_them_has_none(fixture_epub: Path) -> None:
    with zipfile.ZipFile(fixture_epub) as book:
        assert not [name for name in book.namelist() if name.endswith((".otf", ".ttf"))]
        assert "rare" not in book.read("EPUB/style.css").decode("utf-8")


def test_a_character_that_no_face_has_is_reported(
    tmp_path: Path, write_tei: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edition.render.epub.fonts.faces_with", lambda _: [])
    tei = write_tei("<body><div><head>渡口</head><p>石名𠮷石。</p></div></body>")
    (problem,) = render_epub(tei, tmp_path / "x.epub")
    assert (problem.code, "U+20BB7" in str(problem)) == ("X016", True)
