"""`edition review`: doubts in file order with the raw text around them."""

from __future__ import annotations

from edition.model import Block, Mark, Piece, Structured
from edition.read import decode
from edition.report import make
from edition.review import list_doubts
from edition.trace import Traced


def test_doubts_stand_in_file_order_with_their_context() -> None:
    source = decode("a", "a.txt", "甲致乙电\n来电收悉。\n".encode())
    text = Structured(source, (), ())
    found = [
        make("S053", "a.txt", (2, 1), text="来电收悉。"),
        make("S001", "a.txt", (1, 3)),
        make("R004", "persons.toml", (1, 1), path="x"),
    ]
    assert [str(d) for d in list_doubts([text], found)] == [
        "a.txt:1:3  50%  S001 no document was recognised; the whole text is taken as one\n    甲致▸乙电⏎来电收悉。⏎",
        "a.txt:2:1  60%  S053 a caption that the contents table does not list was taken as one of the plate beside it: "
        "来电收悉。\n    甲致乙电⏎▸来电收悉。⏎",
    ]


def test_what_the_editor_has_noted_is_no_doubt() -> None:
    source = decode("a", "a.txt", "附录\n甲致乙电\n1950年\n1951年\n".encode())
    note = Mark("note", 2, 2, {"type": "editor", "decision": "n1", "text": "目录作“附录二”。"})
    label = Block("head", Traced.of("附录"), marks=(note,))
    main = Block("head", Traced.of("甲致乙电", 3))
    dates = (Block("dateline", Traced.of("1950年", 8)), Block("dateline", Traced.of("1951年", 14)))
    text = Structured(source, (Piece("a-1", "document", (label, main, *dates)),), ())
    found = [
        make("S041", "a.txt", (2, 1), here="甲", listed="乙"),
        make("S047", "a.txt", (3, 1), printed="1950", title="1951"),
    ]
    assert [d.line for d in list_doubts([text], found)] == [3]


def test_what_is_said_of_one_sentence_is_one_doubt() -> None:
    source = decode("a", "a.txt", ("复您昨日和前日的来电。" + "甲" * 70 + "复您来电。").encode())
    text = Structured(source, (), ())
    found = [
        make("A030", "a.txt", (1, column), text=form)
        for column, form in ((2, "昨日"), (5, "前日"), (83, "来电"))
    ]
    doubts = list_doubts([text], [*found, make("S043", "a.txt", (1, 3), before="甲", after="乙")])
    assert [(d.column, d.sure, d.chose.count("refers to")) for d in doubts] == [
        (2, 0.6, 2),
        (3, 0.7, 0),
        (83, 0.6, 1),
    ]
