"""Fuzz one target by what its code does with ever new bytes; needs atheris (`make fuzz`).

    python -m tests.fuzz TARGET SECONDS [FOLDER]

FOLDER keeps what was found worth trying, and the input that broke a law (crash-…), which then becomes a case.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp

import atheris

with atheris.instrument_imports(include=["edition"]):
    from tests.fuzz.seeds import SEEDS
    from tests.fuzz.targets import TARGETS


def main(name: str, seconds: str, folder: str = "") -> None:
    """Run one target for some seconds."""
    kept = Path(folder or mkdtemp()) / name
    kept.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]):
        (kept / f"seed-{number}").write_bytes(seed)
    options = [
        f"-max_total_time={seconds}",
        "-timeout=30",
        "-max_len=4000",
        f"-artifact_prefix={kept}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(kept)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
