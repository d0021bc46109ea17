"""`edition init`: raw texts → a corpus folder that builds, for its editor to refine."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from edition.model import Source
from edition.read import read_source
from edition.report import Unusable, make, writable
from edition.rules.families import guess_family
from edition.rules.registry import families

SIGLA = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

TITLE_FIELD = re.compile(r"[【\[]?(?:标题|题名|篇名)(?:[】\]][：:]?|[：:])(?P<title>.{2,})")
TITLE_END = re.compile(r"目[录錄次]|…|\.{3}|[。！？]")

EMPTY_FILES = {
    "persons.toml": '# [[person]]\n# id = "example"\n# name = "某人"\n# alias = [{ form = "某化名", kind = "codename", quote = "某化名，某人的化名" }]\n',
    "places.toml": '# [[place]]\n# id = "example-place"\n# name = "某地"\n',
    "organisations.toml": '# [[org]]\n# id = "example-org"\n# name = "某机构"\n',
    "works.toml": '# [[work]]\n# id = "example-work"\n# name = "某书"\n# kind = "book"\n',
    "emendations.toml": '# [[emendation]]\n# id = "em-1"\n# source = "a"\n# quote = "含误字的短句"\n# wrong = "误"\n# right = "正"\n# resp = "编者"\n# cert = "high"\n# reason = "何以知之"\n',
}


def write_corpus(folder: Path, texts: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
    """Raw texts → edition.toml, a profile per source, empty editorial files and copies of the texts
    in `folder`; yields (source id, family, file name). Raises Unusable: R002–R004 for the texts,
    X003 when the folder is in use."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unusable([make("X003", str(folder), path=folder)])
    title = slug(folder.name) or "edition"
    sources = [read_source(key, path) for key, path in zip(keys(texts, title), texts, strict=True)]
    made = [(source, family_of(source), stored(source, sources)) for source in sources]
    with writable(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        bench = Path(tempfile.mkdtemp(prefix=".init-", dir=folder.parent))
        try:
            write_files(bench, folder.name, title, made)
            bench.chmod(0o755)
            if folder.exists():
                folder.rmdir()
            bench.rename(folder)
        finally:
            shutil.rmtree(bench, ignore_errors=True)
    for source, family, file in made:
        yield source.id, family, file


def family_of(source: Source) -> str:
    """The family whose base profile suits a text."""
    family = guess_family(source.text)
    return family if family in families() else "plain"


def stored(source: Source, sources: Sequence[Source]) -> str:
    """The name a text gets in texts/: its own, or its id's where two texts have one name."""
    alone = sum(other.file == source.file for other in sources) == 1
    return source.file if alone else f"{source.id}{Path(source.file).suffix}"


def write_files(bench: Path, name: str, title: str, made: Sequence[tuple[Source, str, str]]) -> None:
    """The files of a corpus folder; `made` are the sources with their family and the name of their copy. An
    edition of one text is called as that is, another as its folder."""
    for part in ("sources", "editorial", "texts"):
        (bench / part).mkdir()
    called = title_of(*made[0][:2]) if len(made) == 1 else name
    rows = [f"[edition]\nid = {quoted(title)}\ntitle = {quoted(called)}\neditors = []\n"]
    for number, (source, family, file) in enumerate(made):
        (bench / "texts" / file).write_bytes(source.data)
        (bench / "sources" / f"{source.id}.toml").write_text(f'inherit = "{family}"\n', "utf-8")
        rows.append(
            row(source, file, family, SIGLA[number % 26] + (str(number // 26 + 1) if number >= 26 else ""))
        )
    for file, content in EMPTY_FILES.items():
        (bench / "editorial" / file).write_text(content, "utf-8")
    (bench / "edition.toml").write_text("\n".join(rows), "utf-8")


def row(source: Source, file: str, family: str, siglum: str) -> str:
    """A source → its `[[source]]` table."""
    return (
        f"[[source]]\nid = {quoted(source.id)}\nsiglum = {quoted(siglum)}\ntitle = {quoted(title_of(source, family))}\n"
        f"file = {quoted(file)}\nsha256 = {quoted(source.sha256)}\nprofile = {quoted(f'sources/{source.id}.toml')}\n"
    )


def title_of(source: Source, family: str) -> str:
    """A source → its title for now: what a record says is its title, else the first line that says something,
    up to a contents table or the end of a sentence in it; of a file of segments its name."""
    lines = [
        re.sub(r"[\s\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]+", "", line).strip("#*")
        for line in source.text[:2000].split("\n")
    ]
    named = next((field["title"] for line in lines if (field := TITLE_FIELD.fullmatch(line))), "")
    first = next((line for line in lines if len(line) > 3), "")
    title = named or TITLE_END.split(first)[0][:30]
    return (title if family != "segments" else Path(source.file).stem) or source.file


def keys(texts: Sequence[Path], taken: str) -> list[str]:
    """File paths → a source id for each, and none of them `taken`: the name's Latin
    letters and digits, else a number."""
    found: list[str] = []
    for number, path in enumerate(texts):
        key = slug(path.stem) or f"text-{number + 1}"
        while key in (taken, *found):
            key += f"-{number + 1}"
        found.append(key)
    return found


def slug(name: str) -> str:
    """A name → lower-case Latin letters, digits and hyphens, beginning with a letter; may be empty."""
    return re.sub(r"^[^a-z]+", "", re.sub(r"[^a-z0-9]+", "-", name.lower())).strip("-")[:24].strip("-")


def quoted(text: str) -> str:
    """A text → a TOML basic string (JSON's escapes are a subset)."""
    return json.dumps(text, ensure_ascii=False)
