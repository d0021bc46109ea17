"""Conformance: the file keeps the standard that it claims in its metadata.

Sources: ISO 19005-3 (PDF/A-3), ISO 14289-1 (PDF/UA-1), by the rules that veraPDF checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page as conformance
import pikepdf

from edition.check.pdf.tagging import tag_faults
from edition.report import Diagnostic, make

# The length of a stream is told from its last bytes, and data that happens to end in a line end looks too
# short: qpdf, which counts, warns of a wrong length.
MISCOUNTED = "STREAM-LENGTH-001"


def check_conformance(file: pikepdf.Pdf, pdf: Path, name: str) -> Iterator[Diagnostic]:
    """→ X058 for each rule of the claimed standard that the file breaks, and where it claims none."""
    claims = list(read_claims(file))
    if not claims:
        yield make("X058", name, variant="PDF/A, PDF/UA", rule="claims neither")
    for claim in claims:
        report = conformance.validate_pdf(str(pdf), profile=claim)
        broken = {failure.rule_id: failure.message for failure in report.failures}
        for rule, message in sorted(broken.items()):
            if not rule.endswith(MISCOUNTED):
                yield make("X058", name, variant=rule.partition("-")[0], rule=message)
    for claim in claims:
        variant, universal = claim.name.replace("_", ""), claim == conformance.ValidationProfile.PDF_UA_1
        for fault in () if universal else archive_faults(file):
            yield make("X058", name, variant=variant, rule=fault)
        for fault in tag_faults(file, universal=universal):
            yield make("X058", name, variant=variant, rule=fault)
    for warning in file.get_warnings():
        yield make("X058", name, variant="PDF", rule=str(warning))


def read_claims(file: pikepdf.Pdf) -> Iterator[conformance.ValidationProfile]:
    """The standards that the metadata name."""
    with file.open_metadata() as metadata:
        part, level = str(metadata.get("pdfaid:part", "")), str(metadata.get("pdfaid:conformance", ""))
        universal = str(metadata.get("pdfuaid:part", ""))
    known = conformance.ValidationProfile
    if part:
        yield getattr(known, f"PDF_A_{part}{level.upper()}")
    if universal == "1":
        yield known.PDF_UA_1


def archive_faults(file: pikepdf.Pdf) -> Iterator[str]:
    """What an edition lacks to be kept in an archive: it is open, says its colours, is tagged, and carries the
    TEI that it was made from (ISO 19005-3, 6.1.3, 6.2.3, 6.7 and annex E). That its faces are in it is X051."""
    root: Any = file.Root
    if file.is_encrypted:
        yield "it is encrypted"
    if not any(
        intent.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in intent
        for intent in root.get("/OutputIntents", [])
    ):
        yield "no output intent names the colours"
    if not root.get("/MarkInfo", {}).get("/Marked", False) or "/StructTreeRoot" not in root:
        yield "it is not tagged"
    if not any(part.get("/AFRelationship") == "/Source" and "/EF" in part for part in root.get("/AF", [])):
        yield "the TEI that it was made from is not in it"
