"""Stage 1, read: files that are not what the corpus says, or no text."""

from __future__ import annotations

from edition.codes.code import Code

READING: dict[str, Code] = {
    "R001": Code(
        "error",
        "source {id}: no file with this SHA-256 among the texts",
        "give the folder that holds it with --texts DIR; it may have any name",
        "Every source of an edition is recognised by the SHA-256 in edition.toml, never by its name. The folder "
        "given with --texts, or the corpus's own texts/ folder, holds no file with that sum.",
    ),
    "R002": Code(
        "error",
        "not valid UTF-8: byte 0x{byte:02x} at byte offset {offset}",
        "convert the file to UTF-8 first, or restore the original download",
        "Sources are decoded strictly: a guessed character would be a silent correction.",
    ),
    "R003": Code(
        "error", "the file is empty", "check the extraction that made it", "There is no text to edit."
    ),
    "R004": Code(
        "error",
        "cannot be read: {path}",
        "check that it exists and is what is asked for, a file or a folder",
        "A file or folder named on the command line or in edition.toml does not exist, cannot be read, or is a folder "
        "where a file is wanted or the other way round.",
    ),
    "R005": Code(
        "warning",
        "{count} characters that XML cannot hold were left out (first: U+{first:04X})",
        "they are kept in trace.tsv; a missing letter can be supplied in emendations.toml",
        "XML 1.0 has no way to write control characters such as NUL. They are dropped by the rule `control` and "
        "stay restorable from the ledger.",
    ),
    "R006": Code(
        "error",
        "the source has {size} MB; one source may have {most}",
        "divide it into several sources",
        "A source is held in memory as a whole, every character with its place. A limit keeps a mistaken file from taking all there is.",
    ),
}
