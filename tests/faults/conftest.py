"""What many small builds need is read once."""

from __future__ import annotations

import pytest

from edition.tei.validate import our_schema


@pytest.fixture(scope="package", autouse=True)
def schema_read_once() -> None:
    """The fork that checks a build has the schema already where its parent has read it."""
    our_schema()
