"""The rows of the tables that say which fields openers and closers have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.model import BlockKind


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of field. `apart`: it ends where white space or another field follows, and not before. `heads`: it
    is the name of an office, which as well may begin the text."""

    kind: BlockKind
    type: str
    pattern: re.Pattern[str]
    apart: bool = False
    heads: bool = False


def row(kind: BlockKind, type: str, *forms: str) -> Row:
    """A row whose forms say themselves where they end."""
    return Row(kind, type, re.compile("|".join(forms)))


def apart(kind: BlockKind, type: str, *forms: str) -> Row:
    """A row whose forms end where white space or another field follows."""
    return Row(kind, type, re.compile("|".join(forms)), apart=True)


def letterhead(*forms: str) -> Row:
    """A row of offices whose paper it is."""
    return Row("dateline", "", re.compile("|".join(forms)), apart=True, heads=True)
