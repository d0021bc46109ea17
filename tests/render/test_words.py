"""How the check of a PDF follows a text over its pages: what the editors print behind a
cross-reference is not of the text."""

from __future__ import annotations

import pytest

from edition.check.pdf.words import begins, follow


@pytest.mark.parametrize(
    ("page", "goes_on"),
    [
        ("灯塔礁归属未定", True),
        ("见第12页灯塔礁归属未定", True),
        ("灯塔见第12页礁归属未定", True),
        ("灯塔见本页上文礁归属未定", True),
        ("灯塔见第十二页礁归属未定", False),
        ("潮水见第12页灯塔礁归属", False),
        ("礁归属未定", False),
    ],
)
def test_a_page_goes_on_with_a_text_in_which_a_page_is_named(page: str, goes_on: bool) -> None:
    assert begins(page, 0, "灯塔礁归属") is goes_on
    assert begins(f"书眉{page}", 2, "灯塔礁归属") is goes_on


@pytest.mark.parametrize(
    ("pages", "missing"),
    [
        (["渡口开闭有时见第9页守望的人", "见第12页夜夜举灯各船遵行"], ""),
        (["渡口开闭有时守望的人注一", "", "夜夜举灯各船遵行"], ""),
        (["渡口开闭有时守望的人", "夜夜各船遵行"], "夜夜举灯各船遵行"),
    ],
)
def test_a_text_is_followed_from_page_to_page(pages: list[str], missing: str) -> None:
    wanted = "渡口开闭有时守望的人夜夜举灯各船遵行"
    assert follow(wanted, frozenset(), pages, (0, 0), {}, [])[1] == missing
