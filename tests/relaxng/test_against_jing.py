"""Seeded faults: our validator and jing find the same faults in the same lines of randomly damaged documents.

jing reads with the same method; it gives the place where a start tag ends, ours the place where it begins.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from edition.relaxng.grammar import read_grammar
from edition.tei.validate import faults
from tests.conftest import ROOT
from tests.tei.builders import TEI_ALL, jing

TAG = re.compile(r"<(/?)([\w:]+)([^<>]*?)(/?)>")
VALUES = ("", "x y", "1950-13-01", "#q", "日本")
NAMES = ("type", "n", "cert", "rend", "zzz", "xml:lang", "when")
FAULTS = 4


def damaged(text: str, dice: random.Random) -> str:
    """A document with one thing changed: an attribute or element less, more or
    other, or text where none was."""
    tags = list(TAG.finditer(text))
    tag = dice.choice([t for t in tags if t[2] not in ("teiCorpus", "TEI") and not t[1]])
    attribute = dice.choice(list(re.finditer(r' ([\w:]+)="[^"]*"', tag[0])) or [None])
    start, after = tag.start(), tag.end()
    end = after - (2 if tag[4] else 1)
    other = dice.choice(tags)[2]
    choices = [
        (end, end, f' {dice.choice([n for n in NAMES if f" {n}=" not in tag[0]])}="q"'),
        (after, after, f"<{other}/>"),
        (after, after, "<zzz>q</zzz>"),
        (after, after, "q"),
    ]
    if attribute:
        a, b = start + attribute.start(), start + attribute.end()
        choices += [(a, b, ""), (a, b, f' {attribute[1]}="{dice.choice(VALUES)}"')]
    if tag[4]:
        choices.append((start, after, ""))
    elif close := closing(text, tag):
        choices.append((start, close.end(), ""))
        choices.append((start, close.end(), f"<{other}{tag[3]}>{text[after : close.start()]}</{other}>"))
    begin, stop, new = dice.choice(choices)
    return text[:begin] + new + text[stop:]


def closing(text: str, tag: re.Match[str]) -> re.Match[str] | None:
    depth = 0
    for other in TAG.finditer(text, tag.start()):
        if other[2] == tag[2] and not other[4]:
            depth += -1 if other[1] else 1
            if not depth:
                return other
    return None


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, sample_tei: Path) -> list[Path]:
    """The sample, damaged again and again from the whole."""
    folder, whole = tmp_path_factory.mktemp("damaged"), sample_tei.read_text("utf-8")
    for seed in range(25):
        text, dice = whole, random.Random(seed)
        for _ in range(FAULTS):
            text = damaged(text, dice)
        (folder / f"{seed}.xml").write_text(text, "utf-8")
    return sorted(folder.iterdir())


@pytest.mark.parametrize("schema", [ROOT / "edition" / "tei" / "edition.rng", TEI_ALL], ids=lambda p: p.stem)
def test_the_same_faults_are_found(schema: Path, sample_tei: Path, files: list[Path]) -> None:
    assert jing(sample_tei, schema=schema) == ""
    run = subprocess.run(["jing", "-i", str(schema), *map(str, files)], capture_output=True, text=True)
    theirs = Counter(re.findall(r"/(\d+)\.xml:\d+:\d+: error", run.stdout))
    assert len(theirs) > 20
    grammar = read_grammar(schema)
    assert Counter({file.stem: len(faults(file, grammar)) for file in files}) == theirs
