"""A TOML file → a checked table, or diagnostics at the line and column of the key
that each speaks of (TOML 1.0).

tomllib tells no places, so they are found again in the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from edition.config.tables import Table
from edition.report import Diagnostic, make

M = TypeVar("M", bound=Table)


def read_table(path: Path, model: type[M], problems: list[Diagnostic]) -> M | None:
    """A TOML file → a checked table, or None after adding the diagnostics that say why not."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        problems.append(make("R004", str(path), path=path))
        return None
    except UnicodeDecodeError:
        problems.append(make("C001", str(path), detail="the file is not UTF-8"))
        return None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        at = (int(place[1]), int(place[2])) if place else (1, 1)
        problems.append(make("C001", str(path), at, detail=str(error).split(" (")[0]))
        return None
    except RecursionError:
        lines = enumerate(text.splitlines(), 1)
        deepest = max(lines, key=lambda line: line[1].count("[") + line[1].count("{") - line[0] * 1e-9)[0]
        problems.append(make("C001", str(path), (deepest, 1), detail="values are nested too deeply"))
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems += (
            explain(path, text, model, item["loc"], item["type"], item["msg"]) for item in error.errors()
        )
        return None


def explain(
    path: Path, text: str, model: type[Table], loc: Sequence[str | int], kind: str, message: str
) -> Diagnostic:
    """One finding of pydantic → the diagnostic at the line of the key it speaks of."""
    keys = [part for part in loc if isinstance(part, str)]
    at = locate(text, loc)
    last = keys[-1] if keys else ""
    if kind == "extra_forbidden":
        return make("C002", str(path), at, key=last, known=", ".join(known_keys(model, loc)))
    if kind == "missing":
        return make("C003", str(path), at, key=last)
    wanted = re.sub(r"^(Input |Value error, )(should be )?", "", message).strip()
    return make("C004", str(path), at, key=last, expected=wanted)


def known_keys(model: type[Table], loc: Sequence[str | int]) -> list[str]:
    """The keys allowed in the table that holds the last part of `loc`."""
    here: object = model
    for part in loc[:-1]:
        if isinstance(part, str) and isinstance(here, type) and issubclass(here, Table):
            field = here.model_fields.get(part)
            here = (
                next(
                    (t for t in _types(field.annotation) if isinstance(t, type) and issubclass(t, Table)),
                    None,
                )
                if field
                else None
            )
    return sorted(here.model_fields) if isinstance(here, type) and issubclass(here, Table) else []


def _types(annotation: object) -> Iterator[object]:
    yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _types(part)


HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+)\s*=")


def locate(text: str, loc: Sequence[str | int]) -> tuple[int, int]:
    """A TOML text and the path of a key in it → line and column of the key, or
    of the nearest table around it."""
    known = key_positions(text)
    return next((known[here] for n in range(len(loc), 0, -1) if (here := tuple(loc[:n])) in known), (1, 1))


@lru_cache(maxsize=32)
def key_positions(text: str) -> Mapping[tuple[str | int, ...], tuple[int, int]]:
    """A TOML text → line and column of every table header and of every key that begins a line."""
    found: dict[tuple[str | int, ...], tuple[int, int]] = {}
    seen: dict[str, int] = {}
    path: tuple[str | int, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        here: tuple[str | int, ...] | None = None
        if header := HEADER.match(line):
            names = [n.strip("\"'") for n in header[2].split(".")]
            full = ".".join(names)
            if header[1] == "[[":
                seen = {name: n for name, n in seen.items() if not name.startswith(full + ".")}
                seen[full] = seen.get(full, -1) + 1
            path = here = tuple(_with_indexes(names, seen))
        elif key := KEY.match(line):
            here = (*path, *(k.strip("\"'") for k in key[1].split(".")))
        if here is not None:
            found.setdefault(here, (number, len(line) - len(line.lstrip()) + 1))
    return found


def _with_indexes(names: Sequence[str], seen: Mapping[str, int]) -> Iterator[str | int]:
    for i, name in enumerate(names):
        yield name
        index = seen.get(".".join(names[: i + 1]))
        if index is not None:
            yield index
