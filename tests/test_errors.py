"""Bad input and a broken set-up: one clear sentence, the right exit status, no
traceback, nothing half-written."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.abc import MetaPathFinder
from itertools import product
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edition.cli import app
from tests.conftest import ROOT

GOOD = """\
[edition]
id = "small"
title = "小书"

[[source]]
id = "a"
siglum = "A"
title = "甲"
file = "a.txt"
sha256 = "{sha}"
profile = "sources/a.toml"
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return small_corpus(tmp_path / "corpus")


def small_corpus(folder: Path) -> Path:
    """Write a corpus of two sentences → its folder."""
    from hashlib import sha256

    (folder / "texts").mkdir(parents=True)
    (folder / "sources").mkdir()
    text = "来电收悉。\n同意。\n".encode()
    (folder / "texts" / "a.txt").write_bytes(text)
    (folder / "sources" / "a.toml").write_text('inherit = "plain"\n', "utf-8")
    (folder / "edition.toml").write_text(GOOD.format(sha=sha256(text).hexdigest()), "utf-8")
    return folder


def refuse(corpus: Path, out: Path, *more: str) -> str:
    """Build, expect a refusal → what it said; the outputs must not be there."""
    result = CliRunner().invoke(app, ["build", str(corpus), "--out", str(out), *more])
    assert not list(out.rglob("*.xml")) if out.exists() else True
    assert result.exit_code in (1, 2), result.output
    return result.output


def test_a_good_corpus_builds(corpus: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["build", str(corpus), "--out", str(tmp_path / "out"), "--only", "tei"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "tei" / "edition.xml").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line"),
    [
        ("edition.toml", 'title = "小书"', 'titel = "小书"', "C002", ":3:"),
        ("edition.toml", 'title = "小书"\n', "", "C003", ":1:"),
        ("edition.toml", 'siglum = "A"', "siglum = 1", "C004", ":7:"),
        ("edition.toml", 'id = "small"', "id = ", "C001", ":2:"),
        ("sources/a.toml", 'inherit = "plain"', 'inherit = "novel"', "C006", ""),
        ("sources/a.toml", 'inherit = "plain"', 'inherit = "plain"\nsegment = ["wizardry"]', "C006", ""),
    ],
)
def test_a_mistake_in_toml_is_told_with_its_place(
    corpus: Path, tmp_path: Path, file: str, old: str, new: str, code: str, line: str
) -> None:
    path = corpus / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    said = refuse(corpus, tmp_path / "out")
    assert f"{file}{line}" in said
    assert code in said


def test_a_missing_text_is_named(corpus: Path, tmp_path: Path) -> None:
    (corpus / "texts" / "a.txt").unlink()
    assert "R001" in refuse(corpus, tmp_path / "out")


def test_a_changed_text_is_not_taken_for_the_source(corpus: Path, tmp_path: Path) -> None:
    (corpus / "texts" / "a.txt").write_text("别的文字。\n", "utf-8")
    assert "R001" in refuse(corpus, tmp_path / "out")


def test_a_missing_folder_is_named(corpus: Path, tmp_path: Path) -> None:
    assert "R004" in refuse(corpus, tmp_path / "out", "--texts", str(tmp_path / "nowhere"))


@pytest.mark.parametrize(("data", "code"), [(b"", "R003"), ("好\n".encode() + b"\xff\xfe", "R002")])
def test_an_unreadable_text_is_told(corpus: Path, tmp_path: Path, data: bytes, code: str) -> None:
    from hashlib import sha256

    (corpus / "texts" / "a.txt").write_bytes(data)
    (corpus / "edition.toml").write_text(GOOD.format(sha=sha256(data).hexdigest()), "utf-8")
    said = refuse(corpus, tmp_path / "out")
    assert code in said
    assert "Traceback" not in said


def test_the_last_good_outputs_stay_when_a_build_fails(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    CliRunner().invoke(app, ["build", str(corpus), "--out", str(out), "--only", "tei"])
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    assert before
    (corpus / "edition.toml").write_text("[edition\n", "utf-8")
    result = CliRunner().invoke(app, ["build", str(corpus), "--out", str(out), "--only", "tei"])
    assert result.exit_code != 0
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


class MissingLibrary(MetaPathFinder):
    """An importer that fails as the loader does where Pango is not installed."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == "edition.render.pdf.pressing":
            raise OSError("cannot load library 'libpango-1.0-0': not found")


def test_a_missing_system_library_is_named(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "edition.render.pdf.pressing", raising=False)
    monkeypatch.setattr(sys, "meta_path", [MissingLibrary(), *sys.meta_path])
    said = refuse(corpus, tmp_path / "out", "--only", "tei,pdf")
    assert "X001" in said
    assert "libpango-1.0-0" in said


def test_explain_knows_every_code() -> None:
    from edition.codes import CATALOGUE

    for code in CATALOGUE:
        result = CliRunner().invoke(app, ["explain", code])
        assert result.exit_code == 0
        assert CATALOGUE[code].hint.split("{")[0][:20] in result.output.replace("\n", " ")


def test_explain_refuses_an_unknown_code() -> None:
    assert CliRunner().invoke(app, ["explain", "Z999"]).exit_code == 2


@pytest.mark.parametrize(
    "command",
    ["build", "render", "check", "validate", "trace", "restore", "explain", "init", "names", "review", "guide"],
)
def test_help_shows_an_example(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output


def test_init_writes_a_corpus_that_builds(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "letters.txt").write_text("来电收悉。\n\n我们同意。\n", "utf-8")
    (raw / "页面.txt").write_text("首页\n\n正文在此。\n", "utf-8")
    made = CliRunner().invoke(app, ["init", str(tmp_path / "mine"), *map(str, sorted(raw.iterdir()))])
    assert made.exit_code == 0, made.output
    built = CliRunner().invoke(
        app, ["build", str(tmp_path / "mine"), "--out", str(tmp_path / "out"), "--only", "tei"]
    )
    assert built.exit_code == 0, built.output


@pytest.mark.parametrize("asked", [["a.txt"], ["a.txt:9:9"], ["--to", "nobody"], []])
def test_trace_says_when_it_finds_nothing(corpus: Path, tmp_path: Path, asked: list[str]) -> None:
    out = str(tmp_path / "out")
    CliRunner().invoke(app, ["build", str(corpus), "--out", out, "--only", "tei"])
    result = CliRunner().invoke(app, ["trace", *asked, "--out", out])
    assert result.exit_code == 2
    assert "FILE:LINE:COL" in result.output


def test_trace_finds_a_character(corpus: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    CliRunner().invoke(app, ["build", str(corpus), "--out", out, "--only", "tei"])
    result = CliRunner().invoke(app, ["trace", "a.txt:2:1", "--out", out])
    assert result.exit_code == 0
    assert "同" in result.output


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it."""
    command = [sys.executable, "-m", "edition", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    assert (
        run("build", small_corpus(folder / "corpus"), "--only", "tei", "--out", folder / "out").returncode == 0
    )
    return folder / "out"


def test_broken_editions_are_told(built: Path, tmp_path: Path) -> None:
    """What `edition check` exists for: a trace that is gone, cut or of another source; a TEI that is no XML."""
    for break_it in (
        lambda out: (out / "trace.tsv").unlink(),
        lambda out: (out / "trace.tsv").write_text("nonsense\n", "utf-8"),
        lambda out: (out / "trace.tsv").write_text(
            (out / "trace.tsv").read_text("utf-8").split("\n")[0] + "\n", "utf-8"
        ),
        lambda out: (out / "tei" / "edition.xml").write_text("<TEI>", "utf-8"),
    ):
        copy = tmp_path / "copy"
        shutil.copytree(built, copy)
        break_it(copy)
        said = run("check", copy)
        assert said.returncode in (1, 2), said.stdout
        assert "error" in said.stderr
        assert "Traceback" not in said.stderr
        shutil.rmtree(copy)


def test_refusals_end_with_a_sentence_and_status_2(built: Path, corpus: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("来电收悉。\n", "utf-8")
    blocked = tmp_path / "blocked"
    (blocked / "edition.epub").mkdir(parents=True)
    for arguments in (
        ["build", "seeds/sample", "--out", plain],
        ["build", corpus, "--only", "tei,epub", "--out", blocked],
        ["build", "seeds/sample", "--segments", tmp_path / "none.jsonl"],
        ["build", tmp_path],
        ["check", built, "--texts", tmp_path / "nowhere"],
        ["check", tmp_path],
        ["init", plain, plain],
        ["init", tmp_path / "new", tmp_path / "none.txt"],
        ["init", "/proc/none", plain],
        ["render", built / "tei" / "edition.xml", "--out", plain],
        ["render", built / "tei" / "edition.xml", "--only", "tei"],
        ["restore", built / "tei" / "edition.xml", "--source", "nobody"],
    ):
        said = run(*arguments)
        assert said.returncode == 2, (arguments, said.stdout, said.stderr)
        assert said.stderr.strip()
        assert "Traceback" not in said.stderr, said.stderr
    assert not list(blocked.rglob("*.xml"))


def test_refusals_are_json_when_asked(tmp_path: Path) -> None:
    for command, form in product(("build", "render", "validate"), (["--format", "json"], ["--format=json"])):
        said = run(command, tmp_path / "json", *form)
        assert json.loads(said.stdout)[0]["code"] == "R004"


def test_init_takes_names_that_clash_and_lines_that_are_no_titles(tmp_path: Path) -> None:
    """Two texts of one name, one named as the folder, one that begins with a control character."""
    for folder, text in (("a", "甲致乙电\n来电收悉。\n"), ("b", "\x01\x7f丙致丁信\n同意。\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.txt").write_text(text, "utf-8")
    made = run("init", tmp_path / "mine", tmp_path / "a" / "mine.txt", tmp_path / "b" / "mine.txt")
    assert made.returncode == 0, made.stderr
    done = run("build", tmp_path / "mine", "--only", "tei", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    tei = (tmp_path / "out" / "tei" / "edition.xml").read_text("utf-8")
    assert "来电收悉" in tei
    assert "同意" in tei


def test_init_takes_no_contents_table_for_a_title(tmp_path: Path) -> None:
    text = f"林 伯 安目 录前 言 {'…' * 30} 1林伯安致周明远电：借船（1921年4月9日）{'…' * 30} 6前 言 本卷收电一件。\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert run("init", tmp_path / "mine", tmp_path / "a.txt").returncode == 0
    assert 'title = "林伯安"' in (tmp_path / "mine" / "edition.toml").read_text("utf-8")


def test_init_keeps_the_whole_title_of_a_record(tmp_path: Path) -> None:
    title = "港务局长林伯安与航业公会代表周明远关于借船、修堤、存煤三事的谈话记录：第二次会议"
    (tmp_path / "a.txt").write_text(f"标题：{title}\n日期：1921-4-9\n\n正文：\n今日会谈。\n", "utf-8")
    assert run("init", tmp_path / "mine", tmp_path / "a.txt").returncode == 0
    made = (tmp_path / "mine" / "edition.toml").read_text("utf-8")
    assert made.count(f'title = "{title}"') == 2, "the edition of one text is called as the text"


def test_an_unknown_speaker_is_named_once(tmp_path: Path) -> None:
    """Of four speeches of two speakers, one of them with an aside, each speaker is reported
    once, with a place in the raw text."""
    turns = (
        "林伯安：船到了没有？\n\n周明远：到了两条。\n\n林伯安（笑）：两条不够。\n\n周明远同志：明天再到一条。\n"
    )
    head = "标题：林伯安与周明远谈话记录\n日期：1921-4-9\n\n正文：\n"
    (tmp_path / "a.txt").write_text(head + turns, "utf-8")
    assert run("init", tmp_path / "mine", tmp_path / "a.txt").returncode == 0
    said = run("build", tmp_path / "mine", "--only", "tei", "--out", tmp_path / "out", "--format", "json")
    problems = json.loads(said.stdout)
    assert [(d["code"], d["line"], d["message"].split("'")[1]) for d in problems] == [
        ("A021", 5, "林伯安"),
        ("A021", 7, "周明远"),
    ]
    assert (tmp_path / "out" / "tei" / "edition.xml").read_text("utf-8").count("<sp ") == 4


def test_books_of_an_earlier_build_are_named(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "edition.pdf").write_bytes(b"%PDF-1.7 of yesterday")
    result = CliRunner().invoke(app, ["build", str(corpus), "--out", str(out), "--only", "tei"])
    assert result.exit_code == 0
    assert "of an earlier build" in result.output


def test_what_a_value_should_be_is_said_once(corpus: Path, tmp_path: Path) -> None:
    path = corpus / "edition.toml"
    path.write_text(path.read_text("utf-8").replace('siglum = "A"', "siglum = 1"), "utf-8")
    assert "'siglum' does not fit: it should be a valid string" in refuse(corpus, tmp_path / "out")


@pytest.mark.parametrize("command", [["guide"], ["--version"]])
def test_a_full_screen_is_told(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-m", "edition", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert said.returncode == 2
    assert said.stderr.count("X002") == 1
    assert "Traceback" not in said.stderr
    assert "ignored" not in said.stderr
