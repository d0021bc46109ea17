"""A rule of dashes, a dotted line, a row of digits or a word repeated as long as a book
takes no longer than the text is.

Whatever takes longer in proportion as the text grows is stopped by an alarm of processor time.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import cache
from inspect import getsource
from itertools import product
from pathlib import Path
from time import thread_time
from types import FrameType, ModuleType
from typing import Any

import pytest

import edition
from edition.config import Profile
from edition.read import decode
from edition.rules import offsets
from edition.rules.families import guess_family
from edition.rules.registry import families, resolve
from edition.segment import segment_source

LENGTH = 200_000
SIGNS = "—…1.*"


class TooSlow(Exception):
    """The alarm has gone off."""


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raises TooSlow where what is done inside takes more processor time."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_long_run_is_no_evidence(sign: str) -> None:
    assert guess_family(sign * LENGTH + "甲") in ("plain", "dossier")


@pytest.mark.parametrize("family", sorted(families()))
@pytest.mark.parametrize("sign", SIGNS)
def test_a_long_run_is_read_to_its_end(family: str, sign: str) -> None:
    profile, _ = resolve(Profile(inherit=family), Path("test"))
    source = decode("x", "x.txt", (sign * LENGTH + "甲").encode())
    with alarm(6):
        segmented, _ = segment_source(source, profile)
    kept = offsets(segmented.blocks)
    assert len(kept) + sum(d.end - d.start for d in segmented.disposals) == LENGTH + 1


# -- every pattern of the package ------------------------------------------------------------------------------

WORDS = """
甲 1 〔1〕 [1] 第 月 号 致 转 送 、 ， 。 ： ； （ ） ( “ ” 《 》 — … . * [ ] A # \\ ① 一 · 第1 1月 1月1日 1950年 1950年1月1日 第1号 第1份
列印 列印， 送： 甲、 甲· 甲和 甲： 甲同志： 同志 某说 附件 附录一 一、 同上， 选自 A. 全宗1. 篇 丛书 出席 关于 档案馆 [甲](#) ——① 1．甲
"""
PIECES = (*WORDS.split(), *(" ", "\n", "\r\n", "\u3000", " 甲", "1 甲", "1 甲\n", "… ", "…  ", "。 ", "， "))
SHORT = 375
BRIEF = 1_500
RUN = 6_000
LONG = 24_000
QUICK = 0.00006
NOTHING = 0.004
HOPELESS = 1.0
LITTLE = 0.1
GROWS_EVENLY = 4.3
GROWS_LITTLE = 5.5
GROWS = 9
ATTEMPTS = 3
"""Seconds of a run of RUN that no pattern is asked about, and that none may take; how far the clock may err;
and how many times as long the fourfold run may take: what grows with the length takes four times as long, with
its square sixteen. A crowded machine is asked again. A brief run tells beforehand of most patterns that they
would pass: what reads it in QUICK reads RUN in less than NOTHING even if it grows with the cube; and where it
grows evenly from SHORT to BRIEF, or little from there to RUN, the share of a square in it is too small to reach
GROWS from RUN to LONG. A short run is timed twice, for one that was disturbed would hide how it grows."""
PARTS = 8
"""In so many tests the patterns are tried, so that they can run side by side."""
ANYWHERE = ("search", "finditer", "findall", "split", "sub")
SEARCHED = re.compile(rf"\b([A-Z][A-Z_]*)\.(?:(?:{'|'.join(ANYWHERE)})\(|(?:full)?match\([^()\n]*,)")
"""A pattern that is looked for anywhere in a text, or matched at a place in it, of which there may be many."""
LITERAL = re.compile(r"[\u4e00-\u9fff《〈“（〔【：①-⑳—]+")
MOST_LEADS = 2
BELOW_LEAD = ("甲", "1", "、", " ", "\n", "甲、", "甲 ", "（")
"""What is repeated behind the words with which a pattern begins."""


def modules() -> Iterator[ModuleType]:
    """→ every module of the package but the one that runs it."""
    for found in pkgutil.walk_packages(edition.__path__, "edition."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


@cache
def patterns() -> tuple[tuple[str, re.Pattern[Any], bool], ...]:
    """→ every compiled pattern of a module with its name, every one written where it is used with its line, and
    whether it is looked for anywhere in a text, not only at its start."""
    return tuple(found_patterns())


def found_patterns() -> Iterator[tuple[str, re.Pattern[Any], bool]]:
    """→ the same, one after the other."""
    for module in modules():
        source = getsource(module)
        searched = set(SEARCHED.findall(source))
        for name, value in vars(module).items():
            for pattern in compiled(value):
                yield f"{module.__name__}.{name}", pattern, name in searched
        for line, pattern, anywhere in written(source):
            yield f"{module.__name__}:{line}", pattern, anywhere


def written(source: str) -> Iterator[tuple[int, re.Pattern[str], bool]]:
    """A module's source → the patterns of its calls like re.sub("…", …) and
    re.compile("…").search(…), each with its line."""
    for call in ast.walk(ast.parse(source)):
        match call:
            case (
                ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=method),
                    args=[ast.Constant(value=str(pattern)), *_],
                )
                | ast.Attribute(
                    value=ast.Call(
                        func=ast.Attribute(value=ast.Name(id="re"), attr="compile"),
                        args=[ast.Constant(value=str(pattern)), *_],
                    ),
                    attr=method,
                )
            ):
                yield call.lineno, re.compile(pattern), method in ANYWHERE


def compiled(value: object) -> Iterator[re.Pattern[Any]]:
    """A value of a module → the patterns in it, each once, also where its parts hold one another."""
    waiting, seen = [value], {}
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen[id(part)] = part
        if isinstance(part, re.Pattern):
            yield part
        elif isinstance(part, (tuple, list)):
            waiting += part
        elif isinstance(part, dict):
            waiting += part.values()
        elif is_dataclass(part) and not isinstance(part, type):
            waiting += (getattr(part, field.name) for field in fields(part))


def slow_pieces(pattern: re.Pattern[Any], searched: bool) -> Iterator[str]:
    """→ the pieces whose repetition a pattern cannot read in time, alone or behind words of its own."""
    leads = LITERAL.findall(pattern.pattern)[:MOST_LEADS] if isinstance(pattern.pattern, str) else []
    for lead, piece in (*product([""], PIECES), *product(leads, BELOW_LEAD)):
        if all(is_slow(pattern, searched, lead, piece) for _ in range(ATTEMPTS)):
            yield lead + piece


def is_slow(pattern: re.Pattern[Any], searched: bool, lead: str, piece: str) -> bool:
    """Whether a pattern takes more time on a long run than in proportion to a
    shorter one, or is hopeless on that."""
    try:
        brief = seconds(pattern, searched, lead + repeated(piece, BRIEF), HOPELESS)
        short = lead + repeated(piece, SHORT)
        if brief > QUICK and brief > GROWS_EVENLY * min(
            seconds(pattern, searched, short, HOPELESS) for _ in "12"
        ):
            took = seconds(pattern, searched, lead + repeated(piece, RUN), HOPELESS)
            if took > max(NOTHING, GROWS_LITTLE * brief):
                seconds(pattern, searched, lead + repeated(piece, LONG), max(GROWS * took, LITTLE))
    except TooSlow:
        return True
    return False


@cache
def repeated(piece: str, length: int) -> str:
    """A run of so many characters, and one that ends it."""
    return (piece * (length // len(piece) + 1))[:length] + "~"


def seconds(pattern: re.Pattern[Any], searched: bool, run: str, most: float) -> float:
    """A pattern and a text → the processor time in which it reads that; TooSlow where it
    takes more than so many seconds."""
    text = run.encode() if isinstance(pattern.pattern, bytes) else run
    # While an alarm is set, Linux counts the time of the process in ticks of some milliseconds,
    # but that of a thread exactly.
    with alarm(most):
        before = thread_time()
        pattern.match(text)
        pattern.fullmatch(text)
        if searched:
            sum(1 for _ in pattern.finditer(text))
        return thread_time() - before


@pytest.mark.parametrize("part", range(PARTS))
def test_every_pattern_is_linear(part: int) -> None:
    unique = {(p.pattern, p.flags, searched): (name, p, searched) for name, p, searched in patterns()}
    assert len(unique) > 400
    some = [*unique.values()][part::PARTS]
    slow = {name: found for name, p, searched in some if (found := list(slow_pieces(p, searched)))}
    assert not slow


def test_patterns_are_found_wherever_they_stand() -> None:
    source = 'A = re.compile("a")\ndef f(t):\n    re.sub("b+", "", t)\n    return re.compile("c").search(t), re.match("d", t)'
    assert {(p.pattern, anywhere) for _, p, anywhere in written(source)} >= {
        ("b+", True),
        ("c", True),
        ("d", False),
    }
    named = {name.rpartition(".")[0] for name, _, _ in patterns()}
    assert {
        f"edition.{name}"
        for name in ("rules.letters.closers", "annotate.refs", "misreadings.marks", "tei.foreign.ids")
    } <= named
    assert {"edition.render.titles", "edition.structure.kinds", "edition.config.toml"} <= named


def test_the_alarm_goes_off() -> None:
    quadratic = re.compile(r"[甲丁]+乙")
    # A crowded machine may take a brief run for a longer one; it is asked again.
    assert any("甲" in slow_pieces(quadratic, searched=True) for _ in range(ATTEMPTS))
    assert "甲" in slow_pieces(re.compile(r"[甲丁]+[甲丁]+乙"), searched=True)


@pytest.mark.parametrize("family", sorted(families()))
def test_repeated_words_are_read_to_their_end(family: str) -> None:
    profile, _ = resolve(Profile(inherit=family), Path("test"))
    slow = []
    for piece, end in product(PIECES, ("", "。")):
        text = "目录" + piece * (5_000 // len(piece)) + end
        try:
            with alarm(4):
                segment_source(decode("x", "x.txt", text.encode()), profile)
        except TooSlow:
            slow.append(piece + end)
    assert not slow
