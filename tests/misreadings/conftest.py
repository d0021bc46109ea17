"""The sample corpus, structured once, and a general model for all tests that know the same names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from edition.misreadings.general import General, make_general
from edition.model import Structured
from edition.pipeline import structured_corpus


@pytest.fixture(scope="session")
def sample_texts() -> list[Structured]:
    return structured_corpus(Path("seeds/sample"), None)


@pytest.fixture(scope="package", autouse=True)
def general_models_made_once() -> Iterator[None]:
    """Reading the model takes a hundred times as long as looking for what is misread in a
    few lines; nobody changes one."""

    @lru_cache(maxsize=2)
    def made(names: frozenset[str], model: Path | None) -> General:
        return make_general(names, model)

    def once(names: Iterable[str], model: Path | None) -> General:
        return made(frozenset(names), model)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("edition.misreadings.language.make_general", once)
        yield
