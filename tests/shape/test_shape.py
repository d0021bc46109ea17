"""The shape of the program: import layers, types, style, and no corpus in the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
MODULES = sorted((ROOT / "edition").rglob("*.py"))


@pytest.mark.parametrize(
    "command",
    [
        ["lint-imports"],
        ["mypy"],
        ["ruff", "check", "edition", "tests"],
        ["ruff", "format", "--check", "edition", "tests"],
    ],
    ids=["import layers", "types", "lint", "format"],
)
def test_tool_is_silent(command: list[str]) -> None:
    done = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def authority_names() -> set[str]:
    """Main forms and aliases of every person in every corpus, three characters or more."""
    names: set[str] = set()
    for file in (ROOT / "seeds").glob("*/editorial/persons.toml"):
        for person in tomllib.loads(file.read_text("utf-8")).get("person", []):
            names.add(person["name"])
            names |= {alias["form"] for alias in person.get("alias", [])}
    return {name for name in names if len(name) >= 3 and re.fullmatch(r"[\u4e00-\u9fff·]+", name)}


def test_no_person_of_a_corpus_stands_in_the_code() -> None:
    names = authority_names()
    assert names
    for module in MODULES:
        code = strings_that_run(module)
        found = sorted(name for name in names if name in code)
        assert not found, f"{module.name}: {found}"


def strings_that_run(module: Path) -> str:
    """All string constants of a module but its docstrings: Chinese examples are welcome in those."""
    tree = ast.parse(module.read_text("utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return "\n".join(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    )


def test_the_wheel_carries_templates_and_styles() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert set(carried) == {"templates", "styles"}
    assert all((ROOT / folder).is_dir() for folder in carried)
