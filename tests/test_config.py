"""Corpus files: what is read, and where the diagnostics of a mistake point."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.config import Editorial, load_corpus, locate, read_table
from edition.report import Diagnostic, Unusable
from edition.rules.families import guess_family
from tests.conftest import ROOT

TOML = """\
[edition]
id = "x"

[[source]]
id = "a"

  [[source]]
  id = "b"
  title = "乙"

[[person]]
id = "p"
[[person.alias]]
form = "甲"
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (["edition", "id"], (2, 1)),
        (["source", 0, "id"], (5, 1)),
        (["source", 1, "title"], (9, 3)),
        (["source", 1, "siglum"], (7, 3)),
        (["person", 0, "alias", 0, "form"], (14, 1)),
        (["place"], (1, 1)),
    ],
)
def test_a_key_is_found_at_its_line(path: list[str | int], place: tuple[int, int]) -> None:
    assert locate(TOML, path) == place


@given(
    st.text(max_size=200), st.lists(st.one_of(st.integers(0, 3), st.sampled_from(["a", "source"])), max_size=4)
)
def test_locating_never_fails(text: str, path: list[str | int]) -> None:
    line, column = locate(text, path)
    assert 1 <= line <= text.count("\n") + 1
    assert column >= 1


def test_a_long_quotation_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "persons.toml"
    file.write_text(
        '[[person]]\nid = "p"\nname = "甲"\nalias = [{ form = "乙", quote = "' + "字" * 21 + '" }]\n', "utf-8"
    )
    problems: list[Diagnostic] = []
    assert read_table(file, Editorial, problems) is None
    assert [(p.code, p.line) for p in problems] == [("C004", 4)]


@pytest.mark.parametrize("name", ["sample", "sino-soviet"])
def test_the_corpora_read_without_a_mistake(name: str) -> None:
    corpus = load_corpus(ROOT / "seeds" / name)
    assert len(corpus.sources) == 5
    assert len({spec.siglum for spec in corpus.sources}) == 5
    assert len(corpus.editorial.person) >= 40


def test_the_family_of_a_text_is_guessed_from_its_marks() -> None:
    corpus = load_corpus(ROOT / "seeds" / "sample")
    for spec in corpus.sources:
        text = (corpus.folder / "texts" / spec.file).read_text("utf-8")
        assert guess_family(text) == corpus.profiles[spec.id].inherit


@pytest.mark.parametrize("path", sorted((ROOT / "tests/cases/structure").glob("*.md")), ids=lambda p: p.stem)
def test_the_family_of_every_whole_text_is_guessed(path: Path) -> None:
    parts = dict(re.findall(r"^```(\w+)\n(.*?)^```$", path.read_text("utf-8"), re.M | re.S))
    assert guess_family(parts["input"].replace("␣", " ")) == tomllib.loads(parts["profile"])["inherit"]


@pytest.mark.parametrize(
    "text",
    [
        '{"nr": "a1", "inhalt": "同上，第3页"}\n',
        '\ufeff{"id":"x-b1","text":"目录 …………… 1"}\r\n',
        'nr,art,inhalt\na1,head,"渡口, 桥"\n',
        "号\t类\t正文\n1\thead\t渡口\n",
    ],
)
def test_records_are_told_from_running_text(text: str) -> None:
    assert guess_family(text) == "segments"
    assert guess_family(text.replace("\t", "，").replace(",", "，").replace("{", "")) != "segments"


def test_a_text_without_marks_is_plain() -> None:
    assert guess_family("来电收悉。\n\n同意。\n") == "plain"
    assert (
        guess_family("修桥的开支如下。\n工钱：照旧例。\n木料：十根。\n工钱：减半。\n木料：五根。\n") == "plain"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("edition.toml", 'siglum = "丁"', 'siglum = "甲"', "C005"),
        ("edition.toml", 'id = "ding"', 'id = "jia"', "C005"),
        ("edition.toml", 'language = "zh-Hans"', 'language = "not a language!"', "C004"),
        ("editorial/persons.toml", 'name = "斯大林"', 'name = "斯\\u0001大林"', "C004"),
        ("editorial/persons.toml", 'name = "斯大林"', 'name = ""', "C004"),
        ("editorial/person.toml", "", "", "C006"),
    ],
)
def test_a_mistake_in_the_data_is_an_error(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(ROOT / "seeds" / "sample", folder)
    path = folder / file
    text = path.read_text("utf-8") if path.exists() else ""
    if old == 'language = "zh-Hans"' and old not in text:
        text = text.replace("[edition]", "[edition]\n" + old, 1)
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(Unusable) as refused:
        load_corpus(folder)
    assert code in {problem.code for problem in refused.value.diagnostics}


def test_a_byte_order_mark_before_toml_is_no_mistake(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(ROOT / "seeds" / "sample", folder)
    path = folder / "edition.toml"
    path.write_text("\ufeff" + path.read_text("utf-8"), "utf-8")
    assert load_corpus(folder).info.id
