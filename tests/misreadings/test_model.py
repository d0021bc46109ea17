"""The model of the language: where it is looked for, and what happens on a machine without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from edition.cli import app
from edition.misreadings import find_model
from edition.misreadings.general import MODEL, make_general
from edition.misreadings.lattice import divided


def test_a_folder_that_is_named_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / MODEL).write_bytes(b"")
    monkeypatch.setenv("LIBIME_MODEL_DIRS", f"/nowhere:{tmp_path}")
    assert find_model() == tmp_path / MODEL


def test_without_the_model_the_editor_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edition.misreadings.general.PLACES", ())
    monkeypatch.delenv("LIBIME_MODEL_DIRS", raising=False)
    result = CliRunner().invoke(app, ["emend", "seeds/sample"])
    assert result.exit_code == 0
    assert "A035" in result.stderr
    assert "libime-data-language-model" in result.stderr


@pytest.mark.parametrize("model", [find_model(), None], ids=["pairs", "words alone"])
def test_another_reading_is_worth_what_dividing_it_anew_gives(model: Path | None) -> None:
    """Any change of a run, in the middle and at its ends, weighed by its neighbourhood alone."""
    general = make_general(["罗曼诺夫"], model)
    text = "渡口管理所的船工每天清早到码头上点名"
    whole = divided(text, general)
    for start in range(len(text)):
        for end in range(start, min(len(text), start + 3)):
            for new in ("", "罗", "管理"):
                if text[:start] + new + text[end:]:
                    anew = divided(text[:start] + new + text[end:], general).runs[0].worth
                    gain = whole.gain(start, end, new)
                    assert gain == pytest.approx(anew - whole.runs[0].worth)
