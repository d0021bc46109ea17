"""The files a scholar edits, as checked data: edition.toml, source profiles, editorial/*.toml.

tables     what may stand in each of them
toml       a TOML file → a checked table
corpus     a folder of such files → Corpus, diagnostics
"""

from edition.config.corpus import load_corpus
from edition.config.tables import (
    EDITORIAL_FILES,
    Alias,
    Authority,
    Collation,
    Corpus,
    DateDecision,
    Decision,
    Editorial,
    Emendation,
    Info,
    NameDecision,
    NoteDecision,
    Organisation,
    Person,
    Place,
    Profile,
    ReferenceDecision,
    SourceSpec,
    Table,
    Waiver,
    Work,
)
from edition.config.toml import locate, read_table

__all__ = [
    "EDITORIAL_FILES",
    "Alias",
    "Authority",
    "Collation",
    "Corpus",
    "DateDecision",
    "Decision",
    "Editorial",
    "Emendation",
    "Info",
    "NameDecision",
    "NoteDecision",
    "Organisation",
    "Person",
    "Place",
    "Profile",
    "ReferenceDecision",
    "SourceSpec",
    "Table",
    "Waiver",
    "Work",
    "load_corpus",
    "locate",
    "read_table",
]
