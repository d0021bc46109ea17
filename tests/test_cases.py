"""Case files: tests/cases/<stage>/*.md, each with prose, a profile, an input and what must come out.

Re-accept with `pytest --accept`, then read the diff.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from edition.config import Profile
from edition.dump import dump_blocks, dump_pieces
from edition.read import decode
from edition.rules.registry import resolve
from edition.segment import segment_source
from edition.structure import structure_source

CASES = Path(__file__).parent / "cases"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def case_files(stage: str) -> list[Path]:
    return sorted((CASES / stage).glob("*.md"))


def run_case(path: Path) -> tuple[str, str]:
    """A case file → what its stage makes of the input, as a dump, and the findings, one line each."""
    parts = dict(FENCE.findall(path.read_text("utf-8")))
    profile, problems = resolve(Profile.model_validate(tomllib.loads(parts.get("profile", ""))), path)
    assert not problems, problems
    text = parts["input"].removesuffix("\n")
    source = decode("x", "input.txt", text.replace("␣", " ").encode())
    segmented, findings = segment_source(source, profile)
    lines = [
        "{}:{} {} {}".format(
            *source.position(f.at), f.code, " ".join(f"{k}={v}" for k, v in sorted(f.values.items()))
        )
        for f in findings
    ]
    if path.parent.name == "structure":
        structured, more = structure_source(segmented)
        lines += ["{}:{} {}".format(*source.position(f.at), f.code) for f in more]
        return dump_pieces(structured.pieces), "".join(line + "\n" for line in lines)
    return dump_blocks(segmented.blocks), "".join(line + "\n" for line in lines)


def check_case(path: Path, accept: bool) -> None:
    output, diagnostics = run_case(path)
    text = path.read_text("utf-8")
    parts = dict(FENCE.findall(text))
    if accept:
        for name, content in (("output", output), ("diagnostics", diagnostics)):
            fence = f"```{name}\n{content}```"
            if name in parts:
                text = re.sub(rf"^```{name}\n.*?^```$", lambda _, fence=fence: fence, text, flags=re.M | re.S)
            elif content:
                text = text.rstrip("\n") + f"\n\n{fence}\n"
        path.write_text(text, "utf-8")
        return
    assert output == parts["output"]
    assert diagnostics == parts.get("diagnostics", "")


@pytest.mark.parametrize("path", case_files("segment"), ids=lambda p: p.stem)
def test_segment_case(path: Path, accept: bool) -> None:
    check_case(path, accept)


@pytest.mark.parametrize("path", case_files("structure"), ids=lambda p: p.stem)
def test_structure_case(path: Path, accept: bool) -> None:
    check_case(path, accept)
