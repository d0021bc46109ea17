"""The tables of a corpus: keys, values, and what they point to."""

from __future__ import annotations

from edition.codes.code import Code

CORPUS: dict[str, Code] = {
    "C001": Code(
        "error", "not TOML: {detail}", "see toml.io for the syntax", "The file cannot be parsed as TOML."
    ),
    "C002": Code(
        "error",
        "unknown key {key!r}",
        "known here: {known}",
        "A key that nothing reads is most often a misspelling, so it is an error and not ignored.",
    ),
    "C003": Code(
        "error", "{key!r} is missing", "add it", "A table of the corpus lacks a key that the program needs."
    ),
    "C004": Code(
        "error",
        "{key!r} does not fit: it should be {expected}",
        "correct the value",
        "A value has another type than the key needs.",
    ),
    "C005": Code(
        "error",
        "{kind} {id!r} is used twice",
        "ids and sigla are unique in a corpus, and no id is the edition's own",
        "Two tables have the same id, one has the edition's, or two sources have the same siglum.",
    ),
    "C006": Code(
        "error",
        "{kind} {name!r} is not known",
        "known: {known}",
        "A profile, recogniser, family or reference names something that does not exist.",
    ),
}
