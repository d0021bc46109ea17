"""Diagnostics in the Static Analysis Results Interchange Format (SARIF 2.1.0,
OASIS), for editors and code hosts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from edition import __version__
from edition.codes import CATALOGUE
from edition.report import Diagnostic

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(diagnostics: Sequence[Diagnostic], accepted: Mapping[Diagnostic, str] | None = None) -> str:
    """Diagnostics, and those that somebody accepts with the reason → a SARIF log of one
    run, in the order of the places.

    Lines and columns count from 1, columns in Unicode code points. What is accepted is a suppressed result.
    """
    reasons = accepted or {}
    every = sorted({*diagnostics, *reasons})
    codes = sorted({d.code for d in every})
    driver = {"name": "edition", "version": __version__, "rules": [rule(code) for code in codes]}
    results = [
        result(d, codes.index(d.code), reasons.get(d) if reasons else None, bool(reasons)) for d in every
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def rule(code: str) -> dict[str, Any]:
    """A code → the reporting descriptor (3.49): what it means and what to do."""
    entry = CATALOGUE[code]
    return {
        "id": code,
        "fullDescription": {"text": entry.explanation},
        "help": {"text": entry.hint},
        "defaultConfiguration": {"level": LEVELS[entry.severity]},
    }


def result(diagnostic: Diagnostic, index: int, reason: str | None, any_accepted: bool) -> dict[str, Any]:
    """A diagnostic → the result (3.27); where one is suppressed, all say whether they are."""
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(diagnostic.file)}}
    if diagnostic.line:
        place["region"] = {"startLine": diagnostic.line, "startColumn": max(1, diagnostic.column)}
    found: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": LEVELS[diagnostic.severity],
        "message": {
            "text": f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message
        },
        "locations": [{"physicalLocation": place}],
    }
    if any_accepted:
        found["suppressions"] = [{"kind": "external", "justification": reason}] if reason is not None else []
    return found


def uri(file: str) -> str:
    """A path as it was given → the address: relative where the path is."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
