"""`edition validate` as its users call it: several files, formats, exit status,
another schema, an ignore file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edition.cli import app

LETTER = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader/>
  <text><body>
    <div xml:id="d1"><head>致方志远 𠮷</head><p rend="x">信收到。</p></div>
    <div xml:id="d2"><p rend="x" n="2">见<ref target="#d9">第九号</ref>。</p></div>
  </body></text>
</TEI>
"""
SCHEMA = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
  <start><element name="TEI"><element name="teiHeader"><empty/></element><ref name="rest"/></element></start>
  <define name="rest"><element name="text"><element name="body"><oneOrMore><ref name="div"/></oneOrMore></element></element></define>
  <define name="div"><element name="div"><attribute name="xml:id"/>
    <optional><element name="head"><text/></element></optional>
    <oneOrMore><element name="p"><mixed><zeroOrMore>
      <element name="ref"><attribute name="target"/><text/></element></zeroOrMore></mixed></element></oneOrMore>
  </element></define>
</grammar>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.xml").write_text(LETTER, "utf-8")
    (tmp_path / "own.rng").write_text(SCHEMA, "utf-8")
    return tmp_path


def validate(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["validate", *arguments])


def test_every_finding_has_line_column_code_and_hint(folder: Path) -> None:
    said = validate("letter.xml", "--schema", "own.rng")
    assert said.exit_code == 1
    first, hint = said.stderr.splitlines()[:2]
    assert first == "letter.xml:5:41: error T011: against the schema: @rend is not allowed on p"
    assert hint.startswith("    put there what is expected")
    assert "letter.xml:6:22: error T011: against the schema: @n is not allowed on p" in said.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_columns_count_characters_in_every_encoding(folder: Path, encoding: str) -> None:
    text = LETTER.replace('encoding="UTF-8"', "").replace("𠮷</head>", "𠮷</head><z/>")
    (folder / "letter.xml").write_text(text, encoding)
    found = json.loads(validate("letter.xml", "--schema", "own.rng", "--format", "json").stdout)
    assert [(d["line"], d["column"]) for d in found] == [(5, 41), (5, 45), (6, 22), (6, 22)]


@pytest.mark.parametrize("encoding", ["GB18030", "Big5", "ISO-8859-15"])
def test_encodings_that_only_python_knows(folder: Path, encoding: str) -> None:
    text = LETTER.replace("UTF-8", encoding).replace(" 𠮷", "")
    (folder / "letter.xml").write_bytes(text.encode(encoding, "xmlcharrefreplace"))
    found = json.loads(validate("letter.xml", "--schema", "own.rng", "--format", "json").stdout)
    assert [d["line"] for d in found] == [5, 6, 6]
    (folder / "letter.xml").write_bytes(text.encode("utf-8"))
    found = validate("letter.xml", "--format", "json")
    assert "Traceback" not in found.output and not isinstance(found.exception, UnicodeError)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", "1:1"),
        (b"\0\1", "1:1"),
        (b"<TEI>\n<p></TEI>", "2:6"),
        (b'<?xml version="1.0" encoding="klingon"?><TEI/>', "1:1"),
        (b'<?xml version="1.0" encoding="GB18030"?><TEI>\xff</TEI>', "1:1"),
        ("<TEI>文".encode("utf-16"), "1:7"),
    ],
)
def test_what_is_no_xml_is_told_with_its_place(folder: Path, data: bytes, place: str) -> None:
    (folder / "letter.xml").write_bytes(data)
    said = validate("letter.xml", "--schema", "own.rng")
    assert said.exit_code == 1 and f"letter.xml:{place}: error T010" in said.stderr


def test_several_files_and_status(folder: Path) -> None:
    (folder / "good.xml").write_text(LETTER.replace(' rend="x"', "").replace(' n="2"', ""), "utf-8")
    assert validate("good.xml", "--schema", "own.rng").exit_code == 0
    both = validate("good.xml", "letter.xml", "--schema", "own.rng", "--format", "json")
    assert both.exit_code == 1
    assert {d["file"] for d in json.loads(both.stdout)} == {"letter.xml"}
    for missing in (["none.xml"], ["good.xml", "--schema", "none.rng"], ["good.xml", "--ignore", "none.toml"]):
        assert validate(*missing).exit_code == 2


def test_sarif(folder: Path) -> None:
    (folder / "空 格.xml").write_text(LETTER, "utf-8")
    log = json.loads(validate("空 格.xml", "--schema", "own.rng", "--format", "sarif").stdout)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0" and run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["T011"] and rules[0]["help"]["text"]
    assert [result["locations"] for result in run["results"]] == [
        [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "%E7%A9%BA%20%E6%A0%BC.xml"},
                    "region": {"startLine": line, "startColumn": column},
                }
            }
        ]
        for line, column in ((5, 41), (6, 22), (6, 22))
    ]
    for result in run["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"]
        assert result["level"] == "error" and result["message"]["text"]
        assert "suppressions" not in result


IGNORE = """
[[ignore]]
code = "T011"
reason = "our own mark-up of ink"
says = "@rend"
id = "d1"
"""


def test_what_is_accepted_is_silent_and_suppressed_in_sarif(folder: Path) -> None:
    (folder / "ignore.toml").write_text(IGNORE, "utf-8")
    arguments = ["letter.xml", "--schema", "own.rng", "--ignore", "ignore.toml", "--format"]
    left = json.loads(validate(*arguments, "json").stdout)
    assert [(d["line"], d["message"]) for d in left] == [
        (6, "against the schema: @n is not allowed on p"),
        (6, "against the schema: @rend is not allowed on p"),
    ]
    results = json.loads(validate(*arguments, "sarif").stdout)["runs"][0]["results"]
    assert [result["suppressions"] for result in results] == [
        [{"kind": "external", "justification": "our own mark-up of ink"}], [], [],
    ]  # fmt: skip
    (folder / "ignore.toml").write_text('[[ignore]]\ncode = "T011"\nreason = "none of ours"\n', "utf-8")
    said = validate(*arguments, "text")
    assert said.exit_code == 0 and "3 accepted" in said.stderr


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (IGNORE.replace("d1", "d7"), "ignore.toml:3:1: error A006"),
        (IGNORE.replace("@rend", "@cert"), "ignore.toml:3:1: error A006"),
        (IGNORE.replace("T011", "T014"), "ignore.toml:3:1: error A006"),
        (IGNORE.replace("T011", "T999"), "ignore.toml:3:1: error C006"),
        (IGNORE.replace("reason", "because"), "error C002: unknown key 'because'"),
        (IGNORE.replace('reason = "our own mark-up of ink"', ""), "error C003: 'reason' is missing"),
        ("[[ignore", "error C001"),
    ],
)
def test_a_row_that_silences_nothing_is_an_error(folder: Path, rows: str, told: str) -> None:
    (folder / "ignore.toml").write_text(rows, "utf-8")
    said = validate("letter.xml", "--schema", "own.rng", "--ignore", "ignore.toml")
    assert said.exit_code == 1 and told in said.stderr


def test_rows_about_other_files_wait(folder: Path) -> None:
    (folder / "ignore.toml").write_text(IGNORE + 'file = "sub/other.xml"\n', "utf-8")
    said = validate("letter.xml", "--schema", "own.rng", "--ignore", "ignore.toml")
    assert "A006" not in said.stderr and "@rend" in said.stderr
