"""The book in the hands of a reader: foliate-js and epub.js in headless Chromium,
on a screen of 360 × 640 pixels."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser

from edition.render.epub import render_epub
from tests.readers.conftest import Opened
from tests.readers.engines import PHONE, Engine, Screen, served
from tests.render.conftest import FRAME

BLANK = re.compile(r"\s+")

# The lowest contrast between a letter and the background of the book, after WCAG 2.2, with
# the opacity of its elements.
CONTRAST = """() => {
    const rgb = css => css.match(/[\\d.]+/g).map(Number)
    const light = color => color.slice(0, 3).map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
    const ground = rgb(getComputedStyle(document.documentElement).backgroundColor)
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    let lowest = 21
    while (walker.nextNode()) {
        if (!walker.currentNode.data.trim()) continue
        let alpha = 1
        for (let e = walker.currentNode.parentElement; e; e = e.parentElement) alpha *= getComputedStyle(e).opacity
        const ink = rgb(getComputedStyle(walker.currentNode.parentElement).color)
        alpha *= ink[3] ?? 1
        const seen = ground.slice(0, 3).map((g, i) => g * (1 - alpha) + ink[i] * alpha)
        const [a, b] = [light(seen), light(ground)].sort((x, y) => y - x)
        lowest = Math.min(lowest, (a + 0.05) / (b + 0.05))
    }
    return lowest
}"""
THEME = """() => [getComputedStyle(document.documentElement).backgroundColor,
    getComputedStyle(document.body.querySelector('h1')).color]"""
WIDEST = """() => Math.max(...[...document.querySelectorAll('body *')]
    .filter(e => e.localName !== 'html' && !e.closest('.table'))
    .flatMap(e => [...e.getClientRects()].map(box => box.width)))"""


PARTED = """wide => [...document.querySelectorAll('header.head, .list-head')]
    .filter(head => head.nextElementSibling)
    .filter(head => Math.abs([...head.getClientRects()].at(-1).left - head.nextElementSibling.getClientRects()[0].left)
        > wide / 2)
    .map(head => head.textContent)"""


def documents(opened: Opened) -> list[str]:
    """The files of the documents, in reading order."""
    return [name for name, page in opened.pages.items() if page.find("{*}body").get("class") == "chapter"]  # type: ignore[union-attr]


def with_notes(opened: Opened, kind: str) -> str:
    """The first document with a call of a kind: "call" of a note, "call
    variant" of an entry of the apparatus."""
    for name in documents(opened):
        if any(call.getparent().get("class") == kind for call in opened.typed(name, "noteref")):  # type: ignore[union-attr]
            return name
    raise AssertionError(f"no {kind} in the book")


def heads_at(opened: Opened, href: str) -> list[etree._Element]:
    """The headings in the element that an address of the contents names."""
    file, _, ident = href.partition("#")
    named = opened.pages[file].iterfind(f".//*[@id='{ident}']") if ident else ()
    return [e for element in named for e in element.iter("{*}h1", "{*}h2", "{*}h3", "{*}h4")]


def bare(element: etree._Element) -> str:
    """The text of an element without blanks."""
    return BLANK.sub("", "".join(element.itertext()))


def test_every_character_of_a_document_comes_on_the_screen_once_as_pages_are_turned(
    opened: Opened, screen: Screen
) -> None:
    name = with_notes(opened, "call")
    following = documents(opened)[documents(opened).index(name) + 1]
    seen = ""
    screen.go(name)
    for _ in range(200):
        if screen.ask("file") != name:
            break
        shown = screen.text()
        assert shown, "an empty page"
        seen += shown
        screen.next()
    assert screen.ask("file") == following
    assert seen == bare(opened.pages[name].find("{*}body"))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["call", "call variant"])
def test_a_call_shows_its_note_and_the_note_leads_back(
    opened: Opened, screen: Screen, engine: Engine, kind: str
) -> None:
    name = with_notes(opened, kind)
    calls = [c for c in opened.typed(name, "noteref") if c.getparent().get("class") == kind]  # type: ignore[union-attr]
    for call in islice(calls, 3):
        ident, note = call.get("id", ""), call.get("href", "")[1:]
        body = next(e for e in opened.typed(name, "footnote") if e.get("id") == note)
        screen.go(f"{name}#{ident}")
        screen.click(ident)
        if engine == "foliate":
            assert BLANK.sub("", screen.popup()) == bare(body)
        else:
            assert screen.shows(note)
            screen.click(note)
            assert screen.shows(ident)


def test_an_index_locator_brings_the_name_on_the_screen(opened: Opened, screen: Screen) -> None:
    entries = list(opened.typed("index-person.xhtml", "index-entry"))
    found = [
        (entry, link) for entry in entries for link in entry.iter("{*}a") if link.get("href", "")[:1] != "#"
    ]
    step = max(1, len(found) // 6)
    for entry, link in found[::step]:
        href = link.get("href", "")
        screen.go(f"index-person.xhtml#{entry.get('id')}")
        screen.frame.locator(f'[id="{entry.get("id")}"] a[href="{href}"]').first.evaluate(
            "link => link.click()"
        )
        screen.page.wait_for_timeout(300)
        file, _, ident = href.partition("#")
        assert screen.ask("file") == file
        assert screen.shows(ident), href
        named = BLANK.sub("", screen.frame.evaluate("id => document.getElementById(id).textContent", ident))
        assert named and named in screen.text(), href


def test_the_contents_are_those_of_the_book_and_lead_to_their_heads(opened: Opened, screen: Screen) -> None:
    wanted = opened.listed("toc")
    lines = [(str(line["label"]).strip(), str(line["href"])) for line in screen.ask("toc")]  # type: ignore[attr-defined]
    assert lines == wanted
    for _, href in wanted[:: max(1, len(wanted) // 12)]:
        screen.go(href)
        file, _, ident = href.partition("#")
        assert screen.ask("file") == file
        assert not ident or screen.shows(ident), href


def test_a_click_on_a_line_of_the_contents_brings_its_document_on_the_screen(
    opened: Opened, screen: Screen
) -> None:
    titled = {href: heads[0] for _, href in opened.listed("toc") if (heads := heads_at(opened, href))}
    for href in [*titled][:: max(1, len(titled) // 4)]:
        file, _, ident = href.partition("#")
        screen.go("nav.xhtml")
        screen.frame.locator(f'#toc a[href="{href}"]').first.evaluate("link => link.click()")
        screen.page.wait_for_timeout(300)
        assert screen.ask("file") == file
        assert screen.shows(ident), href
        assert bare(titled[href])[:6] in screen.text(), href


def test_the_pages_of_the_printed_book_are_listed_and_found(opened: Opened, screen: Screen) -> None:
    wanted = opened.listed("page-list")
    lines = [(str(line["label"]), str(line["href"])) for line in screen.ask("pages")]  # type: ignore[attr-defined]
    assert [label for label, _ in lines] == [label for label, _ in wanted]
    for _, href in wanted[:: max(1, len(wanted) // 12)]:
        screen.go(href)
        file, _, ident = href.partition("#")
        assert screen.ask("file") == file
        assert screen.shows(ident), href


def test_letters_grow_to_the_reader_s_size_and_stay_inside_the_page(opened: Opened, screen: Screen) -> None:
    name = with_notes(opened, "call")
    size = "parseFloat(getComputedStyle(document.querySelector('section.unit p:not([class])')).fontSize)"
    shown = []
    for wanted in (16, 28):
        screen.style(size=wanted)
        screen.go(name)
        assert screen.frame.evaluate(size) == wanted
        assert screen.frame.evaluate(WIDEST) <= PHONE[0]
        shown.append(len(screen.text()))
    assert shown[1] < shown[0] / 2, "as much on a page in large letters as in small ones"


def test_no_head_stands_at_the_end_of_a_page_without_what_it_heads(opened: Opened, screen: Screen) -> None:
    headed = [n for n in documents(opened) if opened.pages[n].xpath("//*[contains(@class, 'list-head')]")]
    for size in (16, 24):
        screen.style(size=size)
        for name in headed[:: max(1, len(headed) // 5)]:
            screen.go(name)
            assert screen.frame.evaluate(PARTED, PHONE[0]) == [], name


@pytest.mark.parametrize("dark", [False, True])
def test_all_letters_stand_out_by_day_and_by_night(opened: Opened, screen: Screen, dark: bool) -> None:
    screen.style(dark=dark)
    for name in (
        "title.xhtml",
        "principles.xhtml",
        with_notes(opened, "call"),
        "index-person.xhtml",
        "glossary.xhtml",
    ):
        screen.go(name)
        ground, ink = screen.frame.evaluate(THEME)
        assert (ground, ink) == (
            ("rgb(18, 18, 18)", "rgb(224, 224, 224)") if dark else ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
        )
        assert screen.frame.evaluate(CONTRAST) >= 4.5, name


def test_the_font_for_a_rare_character_is_used(engine: Engine, browser: Browser, tmp_path: Path) -> None:
    tei, book = tmp_path / "rare.xml", tmp_path / "rare.epub"
    text = "<body><div xml:id='d'><head>渡口</head><p>石名𠮷石。</p></div></body>"
    tei.write_text(FRAME.format(text=text), "utf-8")
    render_epub(tei, book)
    with served({"book.epub": book}) as address:
        screen = Screen(browser.new_page())
        screen.open(address, engine, "book.epub")
        screen.go("t-d.xhtml")
        screen.frame.wait_for_function("document.fonts.check('16px rare-1', '𠮷')")
        loaded = screen.frame.evaluate("[...document.fonts].map(font => [font.family, font.status])")
        assert [[family.strip('"'), status] for family, status in loaded] == [["rare-1", "loaded"]]
        screen.page.close()
