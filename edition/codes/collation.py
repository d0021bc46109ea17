"""Stage 6, collate: witnesses and their readings."""

from __future__ import annotations

from edition.codes.code import Code

COLLATION: dict[str, Code] = {
    "K001": Code(
        "info",
        "{first} and {second} witness the same text ({share} % of the shorter)",
        "confirm it in collation.toml",
        "Documents of different sources share long runs of characters. Nothing is collated until an editor says so.",
    ),
    "K002": Code(
        "error",
        "no document {id!r} to collate",
        "ids of documents stand in segments.jsonl and edition.xml",
        "A row of collation.toml names a document that the edition does not have.",
    ),
    "K003": Code(
        "error",
        "{first} and {second} share no text",
        "take the row out of collation.toml",
        "The documents of a collation must witness the same text, at least in part.",
    ),
    "K004": Code(
        "info",
        "{first} and {second} share {count} characters ({text}…)",
        'if one quotes the other, say so in collation.toml with kind = "parallel"',
        "Documents share a run of characters too long for chance. Nothing is linked until an editor says so.",
    ),
}
