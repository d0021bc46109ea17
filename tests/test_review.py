"""`edition review`: doubts in file order with the raw text around them."""

from __future__ import annotations

from edition.model import Block, Piece, Structured
from edition.read import decode
from edition.report import make
from edition.review import list_doubts
from edition.trace import Traced


def test_doubts_stand_in_file_order_with_their_context() -> None:
    source = decode("a", "a.txt", "甲致乙电\n来电收悉。\n".encode())
    unsure = Block("signed", Traced.of("来电收悉。", 5), rule="closers", sure=0.7)
    certain = Block("head", Traced.of("甲致乙电"))
    text = Structured(source, (Piece("a-1", "document", (certain, unsure)),), ())
    elsewhere = make("R004", "persons.toml", (1, 1), path="x")
    doubts = list_doubts([text], [make("S001", "a.txt", (1, 3)), elsewhere])
    assert [str(d) for d in doubts] == [
        "a.txt:1:3  50%  S001 no document was recognised; the whole text is taken as one\n    甲致▸乙电⏎来电收悉。⏎",
        "a.txt:2:1  70%  signed by closers\n    甲致乙电⏎▸来电收悉。⏎",
    ]


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
