"""Objects of a file written down without asking each what it is, and so that the
numbers in them can be found again.

    pydyf's objects → one line of bytes for each, with every number that refers to
    another object between two marks

Belongs to the seam, written for one version of WeasyPrint. Nothing in a line looks like a mark or ends the
line: only a literal string could, and says it in another way (ISO 32000-2 7.3.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edition.render.pdf.objects import OWN
from edition.render.pdf.weasy.version import is_known

if is_known():
    import pydyf  # type: ignore[import-untyped]

ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\n": r"\n", OWN.decode(): f"\\{ord(OWN):03o}"})
"""What stands in a literal string in place of what."""


def writing() -> Iterator[tuple[Any, str, Any]]:
    """What is put in place of what: class, name, function."""
    # Most objects stand inside others and never get a number: what all of them begin with is kept once.
    yield pydyf.Object, "__init__", unnumbered
    for name, value in vars(pydyf.Object()).items():
        yield pydyf.Object, name, value
    yield pydyf.Object, "reference", property(reference)
    yield pydyf.PDF, "page_references", property(page_references)
    yield pydyf.Dictionary, "__init__", filled
    yield pydyf.Dictionary, "data", property(dictionary_data)
    yield pydyf.Array, "data", property(array_data)
    yield pydyf.String, "data", property(string_data)


def unnumbered(_: Any) -> None:
    """`Object.__init__`, which sets nothing of its own."""


class Keys(dict[Any, bytes]):
    """How the keys of dictionaries are written."""

    def __missing__(self, key: Any) -> bytes:
        found: bytes = b"/" + pydyf._to_bytes(key) + b" "
        self[key] = found
        return found


KEYS = Keys()


def filled(made: Any, values: Any = None) -> None:
    """`Dictionary.__init__`; `Object.__init__` has nothing to do."""
    if values:
        made.update(values)


def dictionary_data(made: Any) -> bytes:
    """`Dictionary.data`."""
    return b"<<%s>>" % b"".join([KEYS[key] + data_of(value) for key, value in made.items()])


def array_data(made: Any) -> bytes:
    """`Array.data`."""
    return b"[%s]" % b" ".join(map(data_of, made))


def data_of(value: Any) -> bytes:
    """How a value is written."""
    kind = type(value)
    if kind is bytes:
        return bytes(value)
    if kind is str:
        return str(value).encode("ascii")
    if kind is int:
        return b"%d" % value
    return bytes(pydyf._to_bytes(value))


def string_data(made: Any) -> bytes:
    """`String.data`."""
    said = made.string
    if type(said) is bytes:
        return b"<%b>" % said.hex().encode()
    if said.isascii():
        return b"(%b)" % said.translate(ESCAPED).encode()
    return b"<feff%b>" % said.encode("utf-16-be").hex().encode()


def marked(number: int) -> bytes:
    """The number of an object between its marks."""
    return b"%b%d%b" % (OWN, number, OWN)


def reference(made: Any) -> bytes:
    """`Object.reference`."""
    return b"%b%d%b 0 R" % (OWN, made.number, OWN)


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """`PDF.page_references`, which every tag asks for, made once as long as no page is added."""
    known: tuple[bytes, ...] = vars(pdf).get("known", ())
    if 3 * len(known) != len(pdf.pages["Kids"]):
        known = pdf.known = tuple(pdf.objects[number].reference for number in pdf.pages["Kids"][::3])
    return known
