"""The tags of a whole book: the parts that were painted one by one lead to all that
stands on its pages, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.build.conftest import Edition
from tests.render.test_tags import contents, elements

SHOWING = frozenset({"Tj", "TJ", "'", '"', "Do", "sh", "f", "f*", "S", "s", "B", "B*", "b", "b*"})
"""Operators that put something on a page."""


def marked(page: pikepdf.Page) -> Iterator[int | None]:
    """A page → the number of each stretch of its content that has one; None for what
    is shown outside of all marks."""
    open_marks = 0
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    for operands, operator in instructions:
        if str(operator) in ("BDC", "BMC"):
            open_marks += 1
            if len(operands) > 1 and "/MCID" in operands[1]:
                yield int(operands[1].MCID)
        elif str(operator) == "EMC":
            open_marks -= 1
        elif str(operator) in SHOWING and not open_marks:
            yield None


def test_everything_on_a_page_is_tagged_once_or_an_artifact(sample: Edition) -> None:
    with pikepdf.open(sample.out / "edition.pdf") as file:
        root: Any = file.Root.StructTreeRoot
        (document,) = root.K
        held: dict[Any, dict[int, Any]] = {page.obj.objgen: {} for page in file.pages}
        for number, element in contents(document):
            assert number not in held[element.Pg.objgen]
            held[element.Pg.objgen][number] = element.objgen
        keys = pikepdf.NumberTree(root.ParentTree)
        for page in file.pages:
            known = held[page.obj.objgen]
            assert Counter(marked(page)) == Counter(dict.fromkeys(known, 1))
            owners = keys[int(page.obj.StructParents)] if known else []
            assert {number: owner.objgen for number, owner in enumerate(owners)} == known


def test_a_head_or_paragraph_is_one_element(sample: Edition) -> None:
    with pikepdf.open(sample.out / "edition.pdf") as file:
        found = list(elements(file.Root.StructTreeRoot.K[0]))
        roles = Counter(str(element.S) for element in found)
        assert {"/H1", "/H2", "/P", "/L", "/LI", "/Link"} <= roles.keys()
        assert not any(one.P.get("/S") == one.S and str(one.S) in ("/P", "/H1", "/H2", "/H3") for one in found)
