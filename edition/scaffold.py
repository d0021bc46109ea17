"""`edition init`: raw texts → a corpus folder that builds, for its editor to refine."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from edition.model import Source
from edition.read import read_source
from edition.report import Unusable, make
from edition.rules.families import guess_family
from edition.rules.registry import families

SIGLA = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

EMPTY_FILES = {
    "persons.toml": '# [[person]]\n# id = "example"\n# name = "某人"\n# alias = [{ form = "某化名", kind = "codename", quote = "某化名，某人的化名" }]\n',
    "places.toml": '# [[place]]\n# id = "example-place"\n# name = "某地"\n',
    "organisations.toml": '# [[org]]\n# id = "example-org"\n# name = "某机构"\n',
    "works.toml": '# [[work]]\n# id = "example-work"\n# name = "某书"\n# kind = "book"\n',
    "emendations.toml": '# [[emendation]]\n# id = "em-1"\n# source = "a"\n# quote = "含误字的短句"\n# wrong = "误"\n# right = "正"\n# resp = "编者"\n# cert = "high"\n# reason = "何以知之"\n',
}


def write_corpus(folder: Path, texts: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
    """Raw texts → edition.toml, a profile per source, empty editorial files and copies of the texts in `folder`;
    yields (source id, family, file name). Raises Unusable: R002–R004 for the texts, X003 when the folder is in use."""
    if folder.exists() and any(folder.iterdir()):
        raise Unusable([make("X003", str(folder), path=folder)])
    sources = [read_source(key, path) for key, path in zip(keys(texts), texts, strict=True)]
    for part in ("sources", "editorial", "texts"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    rows = [
        f"[edition]\nid = {quoted(slug(folder.name) or 'edition')}\ntitle = {quoted(folder.name)}\neditors = []\n"
    ]
    for number, (source, path) in enumerate(zip(sources, texts, strict=True)):
        family = guess_family(source.text)
        family = family if family in families() else "plain"
        shutil.copyfile(path, folder / "texts" / source.file)
        (folder / "sources" / f"{source.id}.toml").write_text(f'inherit = "{family}"\n', "utf-8")
        rows.append(row(source, SIGLA[number % 26]))
        yield source.id, family, source.file
    (folder / "edition.toml").write_text("\n".join(rows), "utf-8")
    for name, content in EMPTY_FILES.items():
        (folder / "editorial" / name).write_text(content, "utf-8")


def row(source: Source, siglum: str) -> str:
    """A source → its `[[source]]` table; the first line that says something is its title for now."""
    lines = [re.sub(r"\s+", "", line).strip("#*") for line in source.text[:2000].split("\n")]
    title = next((line[:30] for line in lines if len(line) > 3), source.file)
    return (
        f"[[source]]\nid = {quoted(source.id)}\nsiglum = {quoted(siglum)}\ntitle = {quoted(title)}\n"
        f"file = {quoted(source.file)}\nsha256 = {quoted(source.sha256)}\nprofile = {quoted(f'sources/{source.id}.toml')}\n"
    )


def keys(texts: Sequence[Path]) -> list[str]:
    """File paths → a source id for each: the name's Latin letters and digits, else a letter of its own."""
    found: list[str] = []
    for number, path in enumerate(texts):
        key = slug(path.stem) or f"text-{number + 1}"
        while key in found:
            key += f"-{number + 1}"
        found.append(key)
    return found


def slug(name: str) -> str:
    """A name → lower-case Latin letters, digits and hyphens, beginning with a letter; may be empty."""
    return re.sub(r"^[^a-z]+", "", re.sub(r"[^a-z0-9]+", "-", name.lower())).strip("-")[:24].strip("-")


def quoted(text: str) -> str:
    """A text → a TOML basic string (JSON's escapes are a subset)."""
    return json.dumps(text, ensure_ascii=False)
