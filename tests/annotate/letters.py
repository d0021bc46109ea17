"""Documents of a correspondence made by hand, and the references that are found in them."""

from __future__ import annotations

from edition.annotate import annotate
from edition.annotate.passage import Annotated
from edition.config import Alias, Person, Table
from edition.model import Piece
from tests.annotate.by_hand import Line, corpus, document, read, source

MAO = Person(id="mao", name="毛某")
STA = Person(id="sta", name="斯某", alias=[Alias(form="菲某", kind="codename")])


def telegram(day: str, sender: str, recipient: str, *lines: Line | str, id: str = "", **attrs: str) -> Piece:
    piece, _ = document(
        *lines, id=id or f"a-{day}-{sender}", date=day, sender=sender, recipient=recipient, **attrs
    )
    return piece


def refer(*documents: Piece, rows: tuple[Table, ...] = ()) -> Annotated:
    return annotate([source(*documents)], corpus(MAO, STA, *rows))


def references(found: Annotated) -> list[str]:
    return [line for line in read(found, ["ref"]) if "[ref" in line]
