"""The one catalogue of diagnostics: code → severity, message, hint, explanation.

Codes are stable: a letter for the stage (R read, C configuration, S segment and structure, A annotate, K collate,
T TEI, X rendering, L ledger) and three digits. Messages and hints are templates for `str.format`.
`edition explain CODE` prints the explanation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means; `explanation` is for `edition explain`, plain Chinese or English prose."""

    severity: Literal["error", "warning", "info"]
    message: str
    hint: str
    explanation: str


CATALOGUE: dict[str, Code] = {
    # read
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
        "no such file or folder: {path}",
        "check the path",
        "A file or folder named on the command line or in edition.toml does not exist or cannot be read.",
    ),
    "R005": Code(
        "warning",
        "{count} characters that XML cannot hold were left out (first: U+{first:04X})",
        "they are kept in trace.tsv; a missing letter can be supplied in emendations.toml",
        "XML 1.0 has no way to write control characters such as NUL. They are dropped by the rule `control` and "
        "stay restorable from the ledger.",
    ),
    # configuration
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
        "{key!r} must be {expected}, not {found}",
        "correct the value",
        "A value has another type than the key needs.",
    ),
    "C005": Code(
        "error",
        "{kind} id {id!r} is used twice",
        "ids are unique in a corpus",
        "Two tables have the same id.",
    ),
    "C006": Code(
        "error",
        "{kind} {name!r} is not known",
        "known: {known}",
        "A profile, recogniser, family or reference names something that does not exist.",
    ),
    # segment and structure
    "S001": Code(
        "warning",
        "no document was recognised; the whole text is taken as one",
        "choose another family in the source's profile, or describe its heads there",
        "A source without a single recognised head becomes one document, so nothing is lost.",
    ),
    # rendering and files
    "X001": Code(
        "error",
        "a system library is missing: {detail}",
        "install Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), or run make",
        "WeasyPrint sets the PDF with Pango, which comes from the platform's package manager, not from PyPI.",
    ),
    "X002": Code(
        "error",
        "cannot write to {path}: {detail}",
        "choose another folder with --out, or make room",
        "Outputs are made in a folder beside their places and moved when all are whole; that folder could not be made.",
    ),
    "X003": Code(
        "error",
        "{path} exists and is not empty",
        "name a new folder",
        "edition init writes a new corpus and never into files that are already there.",
    ),
    # ledger
    "L001": Code(
        "error",
        "{fault} in the ledger: characters {start}–{end}",
        "this is a fault of the program: please report it with the text",
        "Every source character has exactly one disposition. A hole means a character was lost, an overlap that it "
        "stands twice.",
    ),
}
