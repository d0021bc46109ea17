"""Looks that the header declares and the text points to, said at the text.

Source: TEI P5 2.3.4 (the tagging declaration): `rendition`, `@rendition`.
"""

from __future__ import annotations

from lxml import etree

from edition.tei import tei
from edition.tei.views import Element, id_of, targets


def say_renditions(root: Element) -> None:
    """The CSS of every `rendition` that an element points to joins the element's `@style`, in place."""
    declared = {id_of(e): "".join(map(str, e.itertext())).strip() for e in root.iter(tei("rendition"))}
    if not declared:
        return
    for element in root.iter(etree.Element):
        if said := [declared[t] for t in targets(element.get("rendition")) if declared.get(t)]:
            element.set("style", "; ".join(filter(None, (element.get("style", ""), *said))))
