"""A rule of dashes, a dotted line, a row of digits or a word repeated as long as a book takes no longer than the text is.

Whatever takes longer in proportion as the text grows is stopped by an alarm of processor time.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from inspect import getsource
from itertools import product
from pathlib import Path
from types import FrameType

import pytest

from edition import annotate, misreadings, rules, structure
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
    segmented, _ = segment_source(source, profile)
    kept = offsets(segmented.blocks)
    assert len(kept) + sum(d.end - d.start for d in segmented.disposals) == LENGTH + 1


# -- every pattern of every recogniser -----------------------------------------------------------------------------

WORDS = """
甲 1 第 月 号 致 转 送 、 ， 。 ： ； （ ） ( “ ” 《 》 — … . * [ ] A # \\ ① 一 · 第1 1月 1月1日 1950年 1950年1月1日 第1号 第1份
列印 列印， 送： 甲、 甲· 甲和 甲： 甲同志： 同志 某说 附件 附录一 一、 同上， 选自 A. 全宗1. 篇 丛书 出席 关于 档案馆 [甲](#) ——① 1．甲
"""
PIECES = (*WORDS.split(), *(" ", "\n", "\r\n", "\u3000", " 甲", "1 甲", "1 甲\n", "… ", "…  ", "。 ", "， "))
RUN = 40_000
SEARCHED = re.compile(r"\b([A-Z][A-Z_]*)\.(?:search|finditer|findall|split|sub)\(")


def patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """→ every compiled pattern of a module that reads texts with its name, and whether the module looks for it anywhere in a
    text, not only at its start."""
    packages = (annotate, misreadings, rules)
    names = (f"{p.__name__}.{m.name}" for p in packages for m in pkgutil.iter_modules(p.__path__))
    for module in (*map(importlib.import_module, names), structure):
        searched = set(SEARCHED.findall(getsource(module)))
        for name, value in vars(module).items():
            for pattern in compiled(value):
                yield f"{module.__name__}.{name}", pattern, name in searched


def compiled(value: object) -> Iterator[re.Pattern[str]]:
    """A value of a module → the patterns in it."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from compiled(part)
    elif isinstance(value, dict):
        yield from compiled(list(value.values()))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from compiled([getattr(value, field.name) for field in fields(value)])


def slow_pieces(pattern: re.Pattern[str], searched: bool) -> Iterator[str]:
    """→ the pieces whose repetition a pattern cannot read in time."""
    for piece in PIECES:
        text = (piece * (RUN // len(piece) + 1))[:RUN] + "~"
        try:
            with alarm(0.5):
                pattern.match(text)
                pattern.fullmatch(text)
                if searched:
                    sum(1 for _ in pattern.finditer(text))
        except TooSlow:
            yield piece


def test_every_pattern_is_linear() -> None:
    unique = {(p.pattern, p.flags, searched): (name, p, searched) for name, p, searched in patterns()}
    assert len(unique) > 120
    slow = {name: found for name, p, searched in unique.values() if (found := list(slow_pieces(p, searched)))}
    assert not slow


def test_the_alarm_goes_off() -> None:
    assert list(slow_pieces(re.compile(r"[甲丁]+乙"), searched=True)) == ["甲"]


@pytest.mark.parametrize("family", sorted(families()))
def test_repeated_words_are_read_to_their_end(family: str) -> None:
    profile, _ = resolve(Profile(inherit=family), Path("test"))
    slow = []
    for piece, end in product(PIECES, ("", "。")):
        text = "目录" + piece * (RUN // 8 // len(piece)) + end
        try:
            with alarm(4):
                segment_source(decode("x", "x.txt", text.encode()), profile)
        except TooSlow:
            slow.append(piece + end)
    assert not slow
