"""Tags: what stands on the pages is in the tree that a reader for the blind follows, and
the tree leads back to the pages.

Sources: ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF); ISO 14289-1, 7.1,
7.2 and 7.18; ISO 19005-3, 6.7.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

OPENING = frozenset({"BMC", "BDC"})
SHOWING = frozenset({"Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"})
WATCHED = " ".join(sorted({*OPENING, *SHOWING - {"INLINE IMAGE"}, "EMC", "BI", "ID", "EI"}))
UNREAD = frozenset({"/Popup"})
"""Annotations that only accompany another."""


def tag_faults(file: pikepdf.Pdf, *, universal: bool) -> Iterator[str]:
    """A tagged file and whether it claims PDF/UA → what is missing between its pages and its tree
    of tags, each kind of fault once with the pages that have it (1 = the first sheet). Of a file
    that has no tree nothing is said here."""
    root: Any = file.Root
    if not str(root.get("/Lang", "")).strip():
        yield "no language is named for the whole"
    if "/StructTreeRoot" not in root:
        return
    tree: Any = root.StructTreeRoot
    owners = dict(pikepdf.NumberTree(tree.ParentTree).items()) if "/ParentTree" in tree else {}
    pages: dict[str, list[int]] = {}
    for number, page in enumerate(file.pages, 1):
        for fault in {*text_faults(page, owners), *annotation_faults(page, owners, universal=universal)}:
            pages.setdefault(fault, []).append(number)
    for fault, found in sorted(pages.items()):
        yield f"{fault} (page {', '.join(map(str, found[:5]))}{f' and {len(found) - 5} more' if found[5:] else ''})"


def text_faults(page: pikepdf.Page, owners: Mapping[int, Any]) -> Iterator[str]:
    """What is shown outside of all marks, and marked stretches that the tree does not own."""
    depth = 0
    marks: set[int] = set()
    for instruction in pikepdf.parse_content_stream(page, WATCHED):
        name, operands = str(instruction.operator), instruction.operands
        if name in OPENING:
            depth += 1
            marks |= {
                int(about["/MCID"])
                for about in operands[1:]
                if isinstance(about, pikepdf.Dictionary) and "/MCID" in about
            }
        elif name == "EMC":
            depth -= 1
        elif depth == 0:
            yield "something is shown that is neither tagged nor an artifact"
    own = owners.get(int(page.obj.get("/StructParents", -1)), [])
    owned = {number for number, owner in enumerate(own) if isinstance(owner, pikepdf.Dictionary)}
    if not marks <= owned:
        yield "the tree of tags does not know what is marked"


def annotation_faults(page: pikepdf.Page, owners: Mapping[int, Any], *, universal: bool) -> Iterator[str]:
    """Links and their like that no element of the tree holds, or that do not say in
    words where they lead (PDF/UA)."""
    annotations: Any = page.obj.get("/Annots", [])
    for annotation in annotations:
        if annotation.get("/Subtype") in UNREAD:
            continue
        if not holds(owners.get(int(annotation.get("/StructParent", -1))), annotation):
            yield "an annotation is not in the tree of tags"
        if universal and not str(annotation.get("/Contents", "")).strip():
            yield "an annotation does not say in words what it is"


def holds(element: Any, annotation: Any) -> bool:
    """Whether an element of the tree has the annotation among its children."""
    if not isinstance(element, pikepdf.Dictionary):
        return False
    children: Any = element.get("/K", [])
    return any(
        isinstance(child, pikepdf.Dictionary)
        and child.get("/Type") == "/OBJR"
        and child.Obj.objgen == annotation.objgen
        for child in (children if isinstance(children, pikepdf.Array) else [children])
    )
