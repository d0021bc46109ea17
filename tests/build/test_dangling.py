"""One reference to nothing, one locator that leads nowhere or to the wrong word:
the edition fails, with status 1."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edition.cli import app
from tests.build.conftest import Edition
from tests.conftest import ROOT

ROW = """
[[{table}]]
id = "seeded"
source = "jia"
quote = "见本卷第16页至第17页"
resp = "本书编者"
reason = "试错"
{more}
"""


def said(*arguments: object) -> tuple[int, str]:
    """A command → its exit status and what it prints."""
    result = CliRunner().invoke(app, list(map(str, arguments)))
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("file", "row", "code"),
    [
        ("references.toml", ROW.format(table="reference", more='target = "jia-1999-01-01"'), "A005"),
        ("names.toml", ROW.format(table="name", more='form = "本卷"\nref = "nobody"'), "A005"),
        ("persons.toml", '\n[[person]]\nid = "nobody"\nname = "无名氏"\nsee = ["stalin"]\n', "A024"),
        ("persons.toml", '\n[[person]]\nid = "nobody"\nname = "毛泽东"\nsee = ["no-one"]\n', "A005"),
        (
            "collation.toml",
            '\n[[collation]]\nid = "seeded"\ndocuments = ["jia-1950-10-05", "ding-9"]\nresp = "甲"\nreason = "乙"\n',
            "K002",
        ),
    ],
)
def test_a_decision_that_leads_nowhere_fails_the_build(file: str, row: str, code: str, tmp_path: Path) -> None:
    corpus, out = tmp_path / "sample", tmp_path / "out"
    shutil.copytree(ROOT / "seeds" / "sample", corpus)
    with (corpus / "editorial" / file).open("a", encoding="utf-8") as editorial:
        editorial.write(row)
    status, words = said("build", corpus, "--out", out, "--only", "tei")
    assert (status, code in words) == (1, True), words
    assert not out.exists()


def broken(edition: Edition, out: Path, name: str, change: Callable[[str], str]) -> Path:
    """A built edition → a copy in which the TEI, then without books, or one page of the EPUB is changed."""
    of_tei = not name.endswith(".xhtml")
    shutil.copytree(
        edition.out, out, ignore=shutil.ignore_patterns(".cache", "*.pdf", "*.epub" if of_tei else "-")
    )
    if of_tei:
        path = out / name
        path.write_text(change(path.read_text("utf-8")), "utf-8")
        return out
    book = out / "edition.epub"
    with zipfile.ZipFile(edition.out / "edition.epub") as old, zipfile.ZipFile(book, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, change(data.decode()).encode() if entry.filename.endswith(name) else data)
    return out


@pytest.mark.parametrize("attribute", ["target", "ref", "corresp", "next", "who"])
def test_a_pointer_to_nothing_fails_the_check(sample: Edition, attribute: str, tmp_path: Path) -> None:
    def dangle(text: str) -> str:
        changed, count = re.subn(rf'(<(?!TEI)\w+ [^>]*?\b{attribute}=")#[^" ]+', r"\1#nothing", text, count=1)
        return changed if count else text.replace("<div ", f'<div {attribute}="#nothing" ', 1)

    out = broken(sample, tmp_path / "out", "tei/edition.xml", dangle)
    for command in (("check", out), ("validate", out / "tei" / "edition.xml")):
        status, words = said(*command)
        assert (status, "T013" in words) == (1, True), words


def index_page(edition: Edition) -> str:
    """The first page of the EPUB that holds locators of the index."""
    with zipfile.ZipFile(edition.out / "edition.epub") as book:
        return next(n for n in book.namelist() if n.endswith(".xhtml") and b"index-locator" in book.read(n))


@pytest.mark.parametrize("code", ["X021", "X024"])
def test_a_dead_locator_fails_the_check(sample: Edition, code: str, tmp_path: Path) -> None:
    """A locator to no place, and one to the place of somebody else's."""

    def mislead(text: str) -> str:
        links = [m for m in re.finditer(r"<a [^>]*>", text) if "index-locator" in m[0]]
        first = re.search(r'href="([^"]+)"', links[0][0])
        last = re.search(r'href="([^"]+)"', links[-1][0])
        assert first and last
        wrong = first[1] + "-none" if code == "X021" else last[1]
        return text.replace(links[0][0], links[0][0].replace(first[1], wrong), 1)

    status, words = said("check", broken(sample, tmp_path / "out", index_page(sample), mislead))
    assert (status, code in words) == (1, True), words
