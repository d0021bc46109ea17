"""Case files: paragraphs, perhaps the editor's rows, and what is proposed, a line each.

Re-accept with `pytest --accept`, then read the diff.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from edition.config import Editorial, Emendation, Person
from edition.misreadings import Proposal, propose
from tests.annotate.by_hand import corpus, document, source

CASES = Path(__file__).parent.parent / "cases" / "misreadings"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def shown(proposal: Proposal) -> str:
    said = f" [{proposal.decided}]" if proposal.decided else ""
    change = f"{proposal.wrong} → {proposal.right or '（删）'}"
    return f"{proposal.line}:{proposal.column} {change} {proposal.sure:.0%}{said} in {proposal.quote}\n    {proposal.why}\n"


def run_case(path: Path) -> str:
    parts = dict(FENCE.findall(path.read_text("utf-8")))
    rows = Editorial.model_validate(tomllib.loads(parts.get("editorial", "")))
    decisions: list[Emendation | Person] = [*rows.emendation, *rows.person]
    found = propose([source(document(*parts["input"].splitlines()))], corpus(*decisions))
    return "".join(map(shown, found))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda p: p.stem)
def test_case(path: Path, accept: bool) -> None:
    text = path.read_text("utf-8")
    made = run_case(path)
    if accept:
        fence = f"```output\n{made}```"
        if "```output" in text:
            text = re.sub(r"^```output\n.*?^```$", lambda _: fence, text, flags=re.M | re.S)
        else:
            text = text.rstrip("\n") + f"\n\n{fence}\n"
        path.write_text(text, "utf-8")
        return
    assert made == dict(FENCE.findall(text))["output"]
