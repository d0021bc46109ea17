"""A corpus folder, read and checked.

edition.toml, the profiles that it names, editorial/*.toml → Corpus, or all that is wrong with them at once
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from edition.config.tables import EDITORIAL_FILES, Corpus, EditionFile, Editorial, Profile
from edition.config.toml import locate, read_table
from edition.report import Diagnostic, Unusable, has_errors, make


def load_corpus(folder: Path) -> Corpus:
    """A corpus folder → the checked Corpus. Raises Unusable with all diagnostics (R004, C001–C006) at once."""
    problems: list[Diagnostic] = []
    main = read_table(folder / "edition.toml", EditionFile, problems)
    if main is None:
        raise Unusable(problems)
    profiles: dict[str, Profile] = {}
    for spec in main.source:
        found = read_table(folder / spec.profile, Profile, problems)
        if found is not None:
            profiles[spec.id] = found
    tables: dict[str, Any] = {}
    files: dict[str, str] = {}
    for name, key in EDITORIAL_FILES.items():
        path = folder / "editorial" / name
        if path.exists():
            part = read_table(path, Editorial, problems)
            if part is not None:
                problems += misplaced(path, part, key)
                tables[key] = getattr(part, key)
                files[key] = str(path)
    editorial = Editorial(**tables)
    problems += strange_files(folder / "editorial")
    problems += duplicate_ids(folder, main, editorial, files)
    if has_errors(problems):
        raise Unusable(problems)
    return Corpus(
        folder=folder,
        info=main.edition,
        printing=main.print,
        sources=main.source,
        profiles=profiles,
        editorial=editorial,
        files=files,
    )


def misplaced(path: Path, part: Editorial, key: str) -> Iterator[Diagnostic]:
    """→ C002 for every kind of row that an editorial file holds besides its own."""
    for other in sorted(part.model_fields_set - {key}):
        yield make("C002", str(path), locate(path.read_text("utf-8"), [other, 0]), key=other, known=key)


def strange_files(folder: Path) -> Iterator[Diagnostic]:
    """→ C006 for every TOML file in editorial/ that nothing reads."""
    for path in sorted(folder.glob("*.toml")):
        if path.name not in EDITORIAL_FILES:
            yield make(
                "C006", str(path), kind="editorial file", name=path.name, known=", ".join(EDITORIAL_FILES)
            )


def duplicate_ids(
    folder: Path, main: EditionFile, editorial: Editorial, files: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """→ C005 for every id that two tables share, the edition's own among them, and
    for every siglum of two sources."""
    seen: set[str] = {main.edition.id}
    sigla: set[str] = set()
    path = folder / "edition.toml"
    for n, spec in enumerate(main.source):
        for key, value, taken in (("id", spec.id, seen), ("siglum", spec.siglum, sigla)):
            if value in taken:
                place = locate(path.read_text("utf-8-sig"), ["source", n, key])
                yield make("C005", str(path), place, kind="source", id=value)
            taken.add(value)
    for key in EDITORIAL_FILES.values():
        for n, row in enumerate(getattr(editorial, key)):
            name = getattr(row, "id", "")
            if name and name in seen:
                path = Path(files[key])
                place = locate(path.read_text("utf-8-sig"), [key, n, "id"])
                yield make("C005", str(path), place, kind=key, id=name)
            seen.add(name)
