"""Case files: paragraphs, perhaps the editor's rows and the least confidence, and what is proposed, a line
each. ⏎ in a paragraph is the end of a row.

Re-accept with `pytest --accept`, then read the diff.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from edition.annotate.emend import emend
from edition.annotate.passage import read_block
from edition.config import Editorial, Emendation, Person
from edition.misreadings import Proposal, propose
from edition.misreadings.proposals import LEAST
from tests.annotate.by_hand import corpus, document, source

CASES = Path(__file__).parent.parent / "cases" / "misreadings"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def shown(proposal: Proposal) -> str:
    said = f" [{proposal.decided}]" if proposal.decided else ""
    change = f"{proposal.wrong or '（补）'} → {proposal.right or '（删）'}"
    return f"{proposal.line}:{proposal.column} {change} {proposal.sure:.0%}{said} in {proposal.quote}\n    {proposal.why}\n"


def run_case(path: Path) -> str:
    parts = dict(FENCE.findall(path.read_text("utf-8")))
    rows = Editorial.model_validate(tomllib.loads(parts.get("editorial", "")))
    decisions: list[Emendation | Person] = [*rows.emendation, *rows.person]
    lines = [line.replace("⏎", "\n") for line in parts["input"].splitlines()]
    least = float(parts.get("least", LEAST))
    found = propose([source(document(*lines))], corpus(*decisions), least=least)
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


def test_a_proposal_is_a_row_that_finds_its_place() -> None:
    """Where the same words stand several times, the row says where."""
    texts = [source(document("他说：“渡口修好了。", "渡口修好了。", "他带着l条船。", "他带着l条船。"))]
    found = propose(texts, corpus())
    assert [(p.wrong, p.right, p.occurrence) for p in found] == [("", "”", 0), ("l", "1", 1), ("l", "1", 2)]
    rows = tomllib.loads("".join(map(str, found)))["emendation"]
    done = emend(texts, corpus(*(Emendation.model_validate(row) for row in rows)))
    assert not done.diagnostics
    read = [read_block(block).text for block in done.texts[0].pieces[0].blocks()]
    assert read == ["他说：“渡口修好了。”", "渡口修好了。", "他带着1条船。", "他带着1条船。"]
