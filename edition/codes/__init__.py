"""The one catalogue of diagnostics: code → severity, message, hint, explanation.

Codes are stable: a letter for the stage (R read, C configuration, S segment and structure, A annotate, K
collate, T TEI, X rendering, L ledger) and three digits. Messages and hints are templates for `str.format`.
`edition explain CODE` prints the explanation.
"""

from __future__ import annotations

from edition.codes.annotation import ANNOTATION
from edition.codes.code import Code as Code
from edition.codes.collation import COLLATION
from edition.codes.corpus import CORPUS
from edition.codes.ledger import LEDGER
from edition.codes.reading import READING
from edition.codes.rendering import RENDERING
from edition.codes.structure import STRUCTURE
from edition.codes.tei import TEI

CATALOGUE: dict[str, Code] = {
    **READING,
    **CORPUS,
    **STRUCTURE,
    **ANNOTATION,
    **COLLATION,
    **TEI,
    **RENDERING,
    **LEDGER,
}
