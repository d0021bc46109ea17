"""Places in the sources as pointers to elements; parallels as links between two (TEI
chapter SA, linkGrp in standOff).

woven sources, places → ids; confirmed rows → linkGrp
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from edition.model import Place
from edition.parallels import Parallel
from edition.tei import XML_ID
from edition.tei.build import Builder
from edition.tei.values import pointers
from edition.tei.views import Range, source_range

Spans = Mapping[str, Sequence[tuple[Range, str]]]


def write_parallels(
    builder: Builder, rows: Iterable[Parallel], spans: Spans, people: Mapping[str, str]
) -> None:
    """Confirmed rows → a `linkGrp` each, with the documents in @corresp, the reason, and a `link` for every two
    paragraphs that share a passage."""
    for parallel in rows:
        row = parallel.row
        pairs = [(element_at(spans, one), element_at(spans, other)) for one, other in parallel.links]
        if not any(all(pair) for pair in pairs):
            continue
        said = {
            "type": "parallels",
            "id": row.id,
            "corresp": pointers(" ".join(row.documents)),
            "resp": pointers(people.get(row.resp, "")),
        }
        with builder.element("linkGrp", said):
            builder.leaf("desc", row.reason)
            for pair in dict.fromkeys(pairs):
                if all(pair):
                    builder.leaf("link", attributes={"target": pointers(" ".join(pair))})


def spans_of(woven: Iterable[etree._Element]) -> Spans:
    """Woven sources → for each, the ranges of its elements that have an id, by the source's id."""
    return {
        text.get(XML_ID, ""): [
            (span, element.get(XML_ID, ""))
            for element in text.iter(etree.Element)
            if element.get(XML_ID) and (span := source_range(element)) is not None
        ]
        for text in woven
    }


def element_at(spans: Spans, place: Place) -> str:
    """A place → the id of the smallest element around it, "" if there is none."""
    around = [(s.end - s.start, id) for s, id in spans.get(place.source, ()) if s.start <= place.offset < s.end]
    return min(around, default=(0, ""))[1]
