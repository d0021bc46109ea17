"""What WeasyPrint has made of a document, as objects of a part of a file.

    pydyf's PDF, not yet written → its objects, counted from FIRST; what the file has
    once under the number it has there

Belongs to the seam, written for one version of WeasyPrint. Every page and every link is the key of its
tags by its own number, so that the parts of the tree that leads to the tags follow one another as the
parts do (ISO 32000-2 14.7.5.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from edition.render.pdf.objects import FIRST, OWN, Common, Objects, packed
from edition.render.pdf.weasy.tags import Tag
from edition.render.pdf.weasy.version import is_known
from edition.render.pdf.weasy.writing import marked

if is_known():
    import pydyf  # type: ignore[import-untyped]

MM = 25.4 / 72


def object_of(pdf: Any, reference: bytes) -> Any:
    """A reference → the object."""
    return pdf.objects[int(reference.split()[0])]


def pages_of(pdf: Any) -> list[Any]:
    """The pages of a file."""
    return [pdf.objects[number] for number in pdf.pages["Kids"][::3]]


def common_in(pdf: Any) -> dict[int, Common]:
    """The number of what a file has once → the number it has in every file."""
    resources = object_of(pdf, pages_of(pdf)[0]["Resources"])
    root = object_of(pdf, pdf.catalog["StructTreeRoot"])
    found = {
        Common.FONTS: resources["Font"],
        Common.COLOURS: resources["ColorSpace"],
        Common.TAGS: root.reference,
        Common.DOCUMENT: root["K"][0],
        Common.PARENTS: root["ParentTree"],
        Common.CATALOG: pdf.catalog.reference,
        Common.PAGES: pdf.pages.reference,
    }
    for intent in pdf.catalog.get("OutputIntents", ()):
        found[Common.PROFILE] = intent["DestOutputProfile"]
    return {object_of(pdf, reference).number: common for common, reference in found.items()}


def numbers_of(objects: Sequence[Any], common: Mapping[int, Common]) -> dict[bytes, bytes]:
    """What pydyf numbers → what stands for it in a part: streams first, then the others, in their order; what
    the file has once, by its number there."""
    ordered = sorted(objects, key=lambda made: made.compressible)
    own = {b"%d" % made.number: marked(new) for new, made in enumerate(ordered, FIRST)}
    return own | {b"%d" % number: b"%d" % known for number, known in common.items()}


def reference_to(common: Common) -> bytes:
    """A reference to something that pydyf does not have."""
    return b"%d 0 R" % common


def place_of(reference: bytes, numbers: Mapping[bytes, bytes]) -> int:
    """A reference → the number of the object in its part."""
    return int(numbers[b"%d" % int(reference.split()[0])].strip(OWN))


def is_tag(made: Any) -> bool:
    """Whether an object is a tag."""
    return isinstance(made, Tag) or (isinstance(made, dict) and made.get("Type") == "/StructElem")


def renumbered(data: bytes, numbers: Mapping[bytes, bytes]) -> bytes:
    """What an object, or several, look like in a part."""
    pieces = data.split(OWN)
    pieces[1::2] = map(numbers.__getitem__, pieces[1::2])
    return b"".join(pieces)


def take_objects(objects: Sequence[Any], numbers: Mapping[bytes, bytes]) -> Objects:
    """Objects as pydyf has them → as a part has them."""
    streams = tuple(take_stream(made, numbers) for made in objects if not made.compressible)
    texts = b"\n".join([made.data for made in objects if made.compressible])
    return Objects(streams, renumbered(texts, numbers), len(objects))


def take_stream(made: Any, numbers: Mapping[bytes, bytes]) -> tuple[bytes, bytes]:
    """A stream → its dictionary without a length, its data. All but metadata are compressed (ISO 19005-1 6.7.2:
    programs that do not read the rest find them)."""
    data: bytes = made.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    entries = {name: value for name, value in made.extra.items() if name != "Length"}
    if "Filter" not in entries and entries.get("Type") != "/Metadata":
        entries["Filter"] = "/FlateDecode"
        data = packed(data)
    return renumbered(pydyf.Dictionary(entries).data, numbers), data


def key_tags(pdf: Any) -> Any:
    """Let the tags of every page and every link be found under its own number → the part of the
    tree that says so, a new object."""
    pages = pages_of(pdf)
    entries = object_of(pdf, object_of(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    links = {
        made["StructParent"]: made for made in pdf.objects if isinstance(made, dict) and "StructParent" in made
    }
    owners = [*pages, *(links[number] for number in entries[2 * len(pages) :: 2])]
    rows = sorted((made.number, entry) for made, entry in zip(owners, entries[1::2], strict=True))
    keys = [marked(number) for number, _ in rows]
    for number, made in enumerate(owners):
        made["StructParents" if number < len(pages) else "StructParent"] = marked(made.number)
    nums = [item for key, (_, entry) in zip(keys, rows, strict=True) for item in (key, entry)]
    tree = pydyf.Dictionary({"Limits": pydyf.Array([keys[0], keys[-1]]), "Nums": pydyf.Array(nums)})
    pdf.add_object(tree)
    return tree


def unwrap_tables(objects: Iterable[Any]) -> None:
    """The box around a table bears the tag of the table inside it: it becomes a
    division (ISO 32000-1 14.8.4.3.4)."""
    tags = (made for made in objects if is_tag(made))
    tables = {made.reference: made for made in tags if made["S"] == "/Table"}
    for made in [made for made in tables.values() if any(kid in tables for kid in made["K"])]:
        made["S"] = "/Div"


def draw_boxes(page: Any, bleed: float) -> None:
    """The bleed that the printer asked for around the trimmed page, and all of the sheet to be seen (ISO
    32000-2 14.11.2); `bleed` is in millimetres."""
    points = bleed / MM
    left, top, right, bottom = page["TrimBox"]
    low, high = min(top, bottom), max(top, bottom)
    page["BleedBox"] = pydyf.Array([left - points, low - points, right + points, high + points])
    page["CropBox"] = page["MediaBox"]
