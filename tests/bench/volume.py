"""Time of each recogniser on ever larger volumes: python -m tests.bench.volume [--megabytes 2 4 8 16]

    a random flattened volume of letters with page notes, of each size → processor seconds of
    each recogniser, one column a size

What grows with the text doubles from column to column. Nothing is asserted: numbers depend on the machine.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from edition.config import Profile
from edition.read import decode
from edition.rules import run, whole
from edition.rules.registry import VOCABULARY, resolve
from tests.rules.test_volume import flattened, letter, with_spaces

LEAST = 0.05
"""Recognisers that never take so many seconds are left out."""


def volume(megabytes: float, seed: int = 1) -> str:
    """A flattened volume of that size: a contents table, then letters of one to
    eight paragraphs, many with a note."""
    dice, letters, bodies, size = Random(seed), [], [], 0.0
    while size < megabytes * 1e6:
        letters.append(letter(dice, paragraphs=dice.randint(1, 8), notes=True))
        bodies.append(flattened(dice, letters[-1], len(letters) - 1))
        size += len(bodies[-1].encode())
    table = "".join(f"{with_spaces(dice, m.title)}{m.date}…………………… {n}" for n, m in enumerate(letters, 1))
    return f"林 伯 安目 录{table}" + "".join(bodies)


def measured(text: str) -> Iterator[tuple[str, float]]:
    """A volume → each recogniser of the family in turn, and how many seconds of the processor it took."""
    profile, _ = resolve(Profile(inherit="volume"), Path("bench"))
    blocks = whole(decode("x", "x.txt", text.encode()))
    for name in (*profile.clean, *profile.segment):
        start = time.process_time()
        recognised, _ = run(VOCABULARY[name], blocks, profile.options.get(name, {}))
        blocks = recognised.blocks
        yield name, time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--megabytes", type=float, nargs="+", default=[2, 4, 8, 16])
    sizes = parser.parse_args().megabytes
    columns = [dict(measured(volume(size))) for size in sizes]
    print("recogniser".ljust(20), *(f"{size:g} MB".rjust(9) for size in sizes))
    for name in columns[0]:
        seconds = [column[name] for column in columns]
        if max(seconds) >= LEAST:
            print(name.ljust(20), *(f"{s:9.2f}" for s in seconds))
    print("all".ljust(20), *(f"{sum(column.values()):9.2f}" for column in columns))


if __name__ == "__main__":
    main()
