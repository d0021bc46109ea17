"""Tags: what stands on a page is said once, in the order in which it is read, by as few elements as need be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from weasyprint import HTML

from edition.render.pdf.composer import composing
from edition.render.pdf.weasy import flows, pages, parts, plugging

BODY = """<h1>海署 <em>来电</em></h1>
<p id=a>灯塔礁<span>由<span>船户</span></span>守望，见<a href='#b'>附<span>件</span></a>，<b>收悉</b>。<br>再电。</p>
<div>海署</div><section>来电<p>均已照办</p></section>
<ul><li>一<ul><li>甲<li>乙</ul><li><p>二</p></ul><dl><dt>钟声<dd>港外</dl>
<table><caption>船期</caption><tr><th>日<th>船<tr><td>一<td><p>海署</p></table>
<p id=b>其声<span style='display: inline-block'>自<i>远</i></span>。</p>"""
NUMBERED = "<style>@page { @bottom-center { content: counter(page) } }</style>"


def written(html: str) -> pikepdf.Pdf:
    """HTML → the objects that are made of it, as a PDF without a table of where they stand."""
    with composing():
        document = flows.flow(HTML(string=f"<html lang=zh-Hans><title>x</title>{html}"), 1).settle(1)
        for page in document.pages:
            pages.drop_doubled_links(page)
        made = parts.drawn(document, "pdf/ua-1")
        objects = b"".join(b"%d 0 obj\n%b\nendobj\n" % (one.number, one.data) for one in made.objects[1:])
        root = made.catalog.reference
    return pikepdf.open(io.BytesIO(b"%%PDF-1.7\n%btrailer\n<</Root %b>>\n%%%%EOF\n" % (objects, root)))


def contents(element: Any) -> Iterator[tuple[int, Any]]:
    """An element → the numbers of the content in it, in reading order, each with the element that holds it."""
    for kid in element.K:
        if isinstance(kid, int):
            yield kid, element
        elif kid.get("/Type") == "/StructElem":
            assert kid.P.objgen == element.objgen
            yield from contents(kid)


def elements(element: Any) -> Iterator[Any]:
    """An element and all below it."""
    yield element
    for kid in element.K:
        if not isinstance(kid, int) and kid.get("/Type") == "/StructElem":
            yield from elements(kid)


def test_content_is_read_in_the_order_in_which_weasyprint_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with written(BODY) as ours:
        monkeypatch.setattr(plugging, "tagging", lambda: ())
        with written(BODY) as theirs:
            trees = [list(contents(file.Root.StructTreeRoot.K[0])) for file in (ours, theirs)]
            count = [len(list(elements(file.Root.StructTreeRoot.K[0]))) for file in (ours, theirs)]
            assert [number for number, _ in trees[0]] == [number for number, _ in trees[1]]
            assert sorted(number for number, _ in trees[0]) == list(range(len(trees[0])))
            assert count[0] < count[1] * 0.8
            keys = ours.Root.StructTreeRoot.ParentTree.Nums[1]
            assert all(keys[number].objgen == holder.objgen for number, holder in trees[0])


def test_what_only_groups_others_holds_no_content_itself() -> None:
    with written(BODY) as file:
        found = list(contents(file.Root.StructTreeRoot.K[0]))
        assert {"/P", "/H1", "/Span", "/Link"} <= {str(holder.S) for _, holder in found}
        assert {"/Div", "/Sect", "/LI", "/L", "/NonStruct", "/TD"}.isdisjoint(
            str(holder.S) for _, holder in found
        )


@pytest.mark.parametrize("name", ["h1", "p"])
def test_an_element_that_holds_lines_and_blocks_is_one(name: str) -> None:
    with written(f"<{name}>海署<span style='display: block'>来电</span>收悉</{name}><div>再电") as file:
        found = list(contents(file.Root.StructTreeRoot.K[0]))
        assert [(number, str(holder.S)) for number, holder in found] == [
            *((number, f"/{name.upper()}") for number in range(3)),
            (3, "/Span"),
        ]
        assert len({holder.objgen for _, holder in found}) == 2


def test_a_link_leads_to_its_annotation() -> None:
    with written(BODY) as file:
        (link,) = (e for e in elements(file.Root.StructTreeRoot.K[0]) if e.S == "/Link")
        (pointer,) = (kid for kid in link.K if not isinstance(kid, int))
        annotation = file.pages[0].Annots[0]
        assert pointer.Obj.objgen == annotation.objgen
        nums = list(file.Root.StructTreeRoot.ParentTree.Nums)
        assert dict(zip(nums[::2], nums[1::2], strict=True))[int(annotation.StructParent)].objgen == link.objgen


def test_margins_are_no_part_of_the_text() -> None:
    with written(f"{NUMBERED}<p>海署") as file:
        assert [number for number, _ in contents(file.Root.StructTreeRoot.K[0])] == [0]
        assert len(file.Root.StructTreeRoot.ParentTree.Nums[1]) == 1
        assert marks_of(file.pages[0]) == ["/Span", "/Artifact"]


@pytest.mark.parametrize("style", ["", "background: #eee"])
def test_the_dots_of_a_leader_are_no_part_of_the_text(style: str) -> None:
    with written(
        f"<style>p {{ {style} }} b::after {{ content: leader(dotted) '7'; {style} }}</style><p><b>海署</b>"
    ) as file:
        assert [number for number, _ in contents(file.Root.StructTreeRoot.K[0])] == [0, 1]
        marks = marks_of(file.pages[0])
        assert marks.count("/Span") == 2 and "/Artifact" in marks[marks.index("/Span") :]


def marks_of(page: pikepdf.Page) -> list[str]:
    """What the stretches of a page are marked as, in their order."""
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    return [str(operands[0]) for operands, operator in instructions if str(operator) in ("BDC", "BMC")]
