"""The ledger: every character of a source has exactly one place."""

from __future__ import annotations

from edition.codes.code import Code

LEDGER: dict[str, Code] = {
    "L001": Code(
        "error",
        "{fault} in the ledger: characters {start}–{end}",
        "this is a fault of the program: please report it with the text",
        "Every source character has exactly one disposition. A hole means a character was lost, an overlap that it "
        "stands twice.",
    ),
    "L002": Code(
        "error",
        "source {source}: the edition restores another file than the one it was made from",
        "this is a fault of the program, or trace.tsv or edition.xml were changed by hand",
        "edition.xml and trace.tsv together give every raw file back byte for byte; its SHA-256 stands in the header.",
    ),
    "L003": Code(
        "error",
        "source {source}: its raw file is not in {texts}",
        "give the folder of the texts that this edition was made from",
        "edition check --texts compares the raw files with what the edition was made from.",
    ),
    "L004": Code(
        "error",
        "characters {start}–{end} are not where the trace says: {target}",
        "trace.tsv and edition.xml must come from the same build, unchanged",
        "A row of the trace names an element and a position in it; the element is not there or is too short.",
    ),
    "L005": Code(
        "warning",
        "the rule {rule} left words out of the edition: {text}",
        "this is a fault of the program: please report it with the text; until then cut the text by hand with --segments",
        "Rules leave out white space, rules, calls of notes and the signs of a markup, all of which the ledger keeps. Words "
        "that belong nowhere are kept as excluded text; they are never left out.",
    ),
}
