"""The sample corpus, structured once."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.model import Structured
from edition.pipeline import structured_corpus


@pytest.fixture(scope="session")
def sample_texts() -> list[Structured]:
    return structured_corpus(Path("seeds/sample"), None)
