"""Case files of stages 5 and 6: a text, its profile, the editor's rows, and the pieces
that come out with their marks.

Re-accept with `pytest --accept`, then read the diff. A second witness stands in a fence `witness`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from edition.annotate import annotate
from edition.collate import collate
from edition.config import Corpus, Editorial, Info, Profile, SourceSpec
from edition.dump import dump_pieces
from edition.model import Structured
from edition.read import decode
from edition.rules.registry import resolve
from edition.segment import segment_source
from edition.structure import structure_source

CASES = Path(__file__).parent.parent / "cases"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def structured(id: str, text: str, profile: Profile, path: Path) -> Structured:
    resolved, problems = resolve(profile, path)
    assert not problems, problems
    printed = text.removesuffix("\n").replace("␣", " ")
    segmented, _ = segment_source(decode(id, f"{id}.txt", printed.encode()), resolved)
    return structure_source(segmented)[0]


def case_corpus(rows: str) -> Corpus:
    specs = [
        SourceSpec(id=i, siglum=i.upper(), title=i, file=f"{i}.txt", sha256="0" * 64, profile="p") for i in "xy"
    ]
    return Corpus(
        folder=Path(),
        info=Info(id="case", title="case"),
        sources=specs,
        profiles={},
        editorial=Editorial.model_validate(tomllib.loads(rows)),
    )


def run_case(path: Path) -> tuple[str, str]:
    """A case file → the annotated pieces of its first text, and all diagnostics, a line each."""
    parts = dict(FENCE.findall(path.read_text("utf-8")))
    profile = Profile.model_validate(tomllib.loads(parts["profile"]))
    witness = {"y": parts["witness"]} if "witness" in parts else {}
    texts = [structured(id, text, profile, path) for id, text in {"x": parts["input"], **witness}.items()]
    corpus = case_corpus(parts.get("editorial", ""))
    annotated = annotate(texts, corpus)
    found = collate(annotated.texts, corpus)
    lines = [str(d).split("\n")[0] + "\n" for d in (*annotated.diagnostics, *found.diagnostics)]
    return dump_pieces(found.texts[0].pieces), "".join(lines)


@pytest.mark.parametrize(
    "path", sorted((*CASES.glob("annotate/*.md"), *CASES.glob("collate/*.md"))), ids=lambda p: p.stem
)
def test_case(path: Path, accept: bool) -> None:
    text = path.read_text("utf-8")
    made = dict(zip(("output", "diagnostics"), run_case(path), strict=True))
    parts = dict(FENCE.findall(text))
    if accept:
        for name, content in made.items():
            fence = f"```{name}\n{content}```"
            if name in parts:
                text = re.sub(rf"^```{name}\n.*?^```$", lambda _, fence=fence: fence, text, flags=re.M | re.S)
            elif content:
                text = text.rstrip("\n") + f"\n\n{fence}\n"
        path.write_text(text, "utf-8")
        return
    assert made["output"] == parts["output"]
    assert made["diagnostics"] == parts.get("diagnostics", "")
