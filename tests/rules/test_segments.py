"""A segmented corpus is written and read back; files that somebody else segmented come in with a field map."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edition.config import Profile
from edition.dump import dump_blocks, dump_pieces
from edition.model import Block, Mark, Segmented, Source
from edition.read import decode
from edition.rules import Finding
from edition.rules.registry import resolve
from edition.segment import segment_source
from edition.segments import read_segments, write_segments
from edition.structure import structure_source

DOSSIER = """## 渡口

【1951年5月6日】

一句
两句

关于渡口␣␣
——甲与乙会谈记录␣␣
（1951年5月6日）

**甲：**渡口修好了。

**乙：**谢谢，**真的**。

《某某档案》
第2卷第15页
""".replace("␣", " ")


def segment(
    family: str, text: str, options: dict[str, dict[str, object]] | None = None
) -> tuple[Segmented, list[Finding]]:
    profile, problems = resolve(Profile(inherit=family, options=options or {}), Path("test"))
    assert not problems
    segmented, findings = segment_source(decode("x", "x.txt", text.encode()), profile)
    return segmented, list(findings)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    segmented, _ = segment("dossier", DOSSIER)
    write_segments([segmented], tmp_path / "s.jsonl")
    [again], problems = read_segments(tmp_path / "s.jsonl", {"x": segmented.source})
    assert not problems
    assert again.blocks == segmented.blocks
    assert set(again.disposals) == set(segmented.disposals)


def test_a_block_that_takes_in_what_was_left_out_has_it(tmp_path: Path) -> None:
    """Of a run of three line ends that a rule left out, an edited block takes the
    second; one character no row names."""
    rows = [
        {"id": "x-b1", "source": "x", "kind": "para", "text": "甲\n乙", "spans": [[0, 1], [2, 3], [4, 5]]},
        {"id": "x-dropped-cut", "source": "x", "kind": "dropped", "rule": "cut", "spans": [[1, 4], [6, 7]]},
    ]
    (tmp_path / "s.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    [again], problems = read_segments(
        tmp_path / "s.jsonl", {"x": decode("x", "x.txt", "甲\n\n\n乙丙\n".encode())}
    )
    assert not problems
    assert [(d.start, d.end, d.rule) for d in again.disposals] == [
        (1, 2, "cut"), (3, 4, "cut"), (6, 7, "cut"), (5, 6, "segments"),
    ]  # fmt: skip


def test_note_bodies_are_read_back(tmp_path: Path) -> None:
    segmented, _ = segment("book", "某书\n\n前言\n\n" + "很长的一段话" * 15 + "^①。\n\n^① 注文。\n")
    [note] = [m for b in segmented.blocks for m in b.marks]
    assert note.body is not None and note.body.text.text == "注文。"
    write_segments([segmented], tmp_path / "s.jsonl")
    [again], problems = read_segments(tmp_path / "s.jsonl", {"x": segmented.source})
    assert (again.blocks, problems) == (segmented.blocks, [])


def test_the_raw_text_may_have_any_line_ends(tmp_path: Path) -> None:
    segmented, _ = segment("plain", "甲。\r\n乙。\r丙。\n")
    assert [b.text.text for b in segmented.blocks] == ["甲。", "乙。", "丙。"]
    write_segments([segmented], tmp_path / "s.jsonl")
    [again], problems = read_segments(tmp_path / "s.jsonl", {"x": segmented.source})
    assert (again.blocks, problems) == (segmented.blocks, [])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "S030"),
        ('{"id":"x-b1","source":"x","text":"甲"}', "S031"),
        ('{"id":"x-b1","source":"y","kind":"para","text":"甲","spans":[[0,1]]}', "S031"),
        ('{"id":"x-b1","source":"x","kind":"poem","text":"甲","spans":[[0,1]]}', "S031"),
        ('{"id":"x-b1","source":"x","kind":"para","text":"乙","spans":[[0,1]]}', "S031"),
        ('{"id":"x-b0","source":"x","kind":"para","text":"甲","spans":[[0,1]]}', "S032"),
        ('{"id":"x-d","source":"x","kind":"dropped","spans":[[0,1]]}', "S031"),
        ('{"id":"x-d","source":"x","kind":"dropped","rule":"cut","spans":[[0,3]]}', "S031"),
        ('{"id":"x-d","source":"x","kind":"dropped","rule":"cut","spans":[[1,1]]}', "S031"),
        ('{"id":"x-d","source":"x","kind":"dropped","rule":"\\u0000","spans":[[0,1]]}', "S031"),
        ('{"id":"x-d","source":"x","kind":"dropped","rule":"cut","spans":5}', "S031"),
        ("[1]", "S031"),
        ("[" * 100_000, "S030"),
        ('{"id":"x-b1","source":"x","kind":"para","text":null,"spans":[[0,1]]}', "S031"),
        ('{"id":"x-b1","source":"x","kind":"para","text":"甲","spans":5}', "S031"),
        ('{"id":"x-b1","source":"x","kind":"para","text":"甲","spans":[[-2,1]]}', "S031"),
        ('{"id":"x-b1","source":"x","kind":"para","text":"甲","spans":[[0,1]],"attrs":5}', "S031"),
        ('{"id":"x-b1","source":"x","kind":"para","text":"甲","spans":[[0,1]],"attrs":"x"}', "S031"),
        ('{"id":"x-b1","source":"x","kind":"para","text":"甲","spans":[[0,1]],"attrs":{"opens":"x"}}', "S031"),
        (
            '{"id":"x-b1","source":"x","kind":"para","text":"甲","spans":[[0,1]],"attrs":{"n":"\\u0000"}}',
            "S031",
        ),
        ('{"id":"x-b1","source":"x","kind":"para","text":"甲","spans":[[0,1]],"marks":5}', "S031"),
        (
            '{"id":"x-b1","source":"x","kind":"para","text":"甲","spans":[[0,1]],"marks":[{"kind":"hi","start":0,"end":9}]}',
            "S031",
        ),
    ],
)
def test_a_faulty_line_is_reported(tmp_path: Path, line: str, code: str) -> None:
    source: Source = decode("x", "x.txt", "甲乙".encode())
    good = '{"id":"x-b0","source":"x","kind":"para","text":"乙","spans":[[1,2]]}'
    (tmp_path / "s.jsonl").write_text(good + "\n" + line + "\n", "utf-8")
    _, problems = read_segments(tmp_path / "s.jsonl", {"x": source})
    assert [(p.code, p.line) for p in problems] == [(code, 2)]


def test_a_file_that_is_no_utf_8_is_reported(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_bytes(b"\n\xb5\xda")
    _, problems = read_segments(tmp_path / "s.jsonl", {})
    assert [(p.code, p.line) for p in problems] == [("S030", 2)]


# -- the family `segments` -------------------------------------------------------------------------------------


def test_our_own_file_is_a_source_too(tmp_path: Path) -> None:
    segmented, _ = segment("dossier", DOSSIER)
    write_segments([segmented], tmp_path / "s.jsonl")
    again, findings = segment("segments", (tmp_path / "s.jsonl").read_text("utf-8"))
    assert not findings
    assert dump_blocks(again.blocks) == dump_blocks(segmented.blocks)


def test_csv_with_a_field_map() -> None:
    table = '段号,类型,正文,页,脚注,篇\n1,标题,渡口,5,,甲\n2,正文,"说""好"", 走。",5,一条注,甲\n3,正文,次日。,6,,乙\n'
    fields = {"id": "段号", "kind": "类型", "text": "正文", "page": "页", "note": "脚注", "document": "篇"}
    kinds = {"标题": "head", "正文": "para"}
    segmented, findings = segment("segments", table, {"records": {"fields": fields, "kinds": kinds}})
    assert not findings
    assert dump_blocks(segmented.blocks) == (
        "head opens=document | 渡口\n"
        "fw type=pageNum | 5\n"
        'para | 说"好", 走。\n'
        "    note @8 place=bottom type=source\n"
        "        note | 一条注\n"
        "para opens=document | 次日。\n"
        "fw type=pageNum | 6\n"
    )


def test_tsv_and_crlf() -> None:
    segmented, findings = segment("segments", "kind\ttext\r\nhead\t渡口\r\npara\t走。\r\n")
    assert not findings
    assert [(b.kind, b.text.text) for b in segmented.blocks] == [("head", "渡口"), ("para", "走。")]


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ("{", "S030"),
        ("[1]", "S030"),
        ('{"kind":"para"}', "S031"),
        ('{"kind":"poem","text":"乙"}', "S031"),
        ('{"id":"1","text":"乙"}', "S032"),
        ('{"order":1,"text":"乙"}', "S033"),
        ('{"text":null}', "S031"),
        ('{"text":"乙","attrs":5}', "S031"),
        ('{"text":"乙","attrs":{"opens":"x"}}', "S031"),
        ('{"text":"乙","marks":["x"]}', "S031"),
        ('{"text":"乙","marks":[{"kind":"hi","start":0}]}', "S031"),
        ('{"text":"乙","title":"\\ud800"}', "S030"),
        ('{"text":' + "[" * 100_000, "S030"),
        (r'{"text":"\u4e59"}', "S034"),
        (r'{"text":"乙。\n丁。"}', "S034"),
    ],
)
def test_faulty_records_are_reported(second: str, code: str) -> None:
    text = '{"id":"1","order":2,"text":"甲"}\n' + second + '\n{"text":"丙"}\n'
    segmented, findings = segment("segments", text)
    assert [f.code for f in findings] == [code]
    assert segmented.source.position(findings[0].at)[0] == 2
    assert segmented.blocks[-1].text.text == "丙"


@pytest.mark.parametrize("separator", [",", "\t"])
@pytest.mark.parametrize(
    ("second", "code"),
    [
        (["1", "2", "para", "乙。"], "S032"),
        (["2", "0", "para", "乙。"], "S033"),
        (["2", "2", "诗", "乙。"], "S031"),
        (["2", "2", "para"], "S030"),
    ],
)
def test_faulty_rows_of_a_table_are_reported_with_their_line(
    separator: str, second: list[str], code: str
) -> None:
    rows = [["段号", "次序", "类型", "正文"], ["1", "1", "para", "甲。"], second, ["3", "3", "para", "丙。"]]
    table = "".join(separator.join(row) + "\n" for row in rows)
    fields = {"id": "段号", "order": "次序", "kind": "类型", "text": "正文"}
    segmented, findings = segment("segments", table, {"records": {"fields": fields}})
    assert [(f.code, segmented.source.position(f.at)[0]) for f in findings] == [(code, 3)]
    assert [b.text.text for b in segmented.blocks][::2] in (["甲。", "丙。"], ["甲。"])


def test_escapes_lose_only_their_backslash() -> None:
    segmented, _ = segment("segments", json.dumps({"text": '他说"好"\\n'}, ensure_ascii=False))
    assert [b.text.text for b in segmented.blocks] == ['他说"好"\\n']


def test_a_title_may_be_written_in_escapes() -> None:
    row = json.dumps({"document": "1", "title": "渡口"})[:-1] + ', "text": "走。"}'
    segmented, findings = segment("segments", row)
    assert not findings
    assert [b.attrs["title"] for b in segmented.blocks] == ["渡口"]


def test_a_table_without_its_text_says_so_once() -> None:
    segmented, findings = segment("segments", "类型,正文\npara,走。\npara,停。\n")
    assert [(f.code, f.at, f.values["field"]) for f in findings] == [("S031", 0, "text")]
    assert not segmented.blocks


def test_marks_keep_their_place() -> None:
    row = {"text": "甲乙", "marks": [{"kind": "hi", "start": 1, "end": 2, "attrs": {"rend": "bold"}}]}
    segmented, _ = segment("segments", json.dumps(row, ensure_ascii=False))
    [block] = segmented.blocks
    assert block.marks == (Mark("hi", 1, 2, {"rend": "bold"}),)
    assert isinstance(block, Block)


def test_a_field_of_the_map_that_the_file_lacks_is_reported() -> None:
    """A misspelt name would lose every note without a word."""
    fields = {"records": {"fields": {"text": "正文", "note": "脚注"}}}
    segmented, findings = segment("segments", "正文,注\n走。,见渡口志。\n", fields)
    assert [(f.code, f.values["field"]) for f in findings] == [("S031", "脚注")]
    assert not segmented.blocks
    lines = '{"正文":"走。","注":"见渡口志。"}\n{"正文":"停。"}\n'
    segmented, findings = segment("segments", lines, fields)
    assert [(f.code, f.values["field"], segmented.source.position(f.at)[0]) for f in findings] == [
        ("S031", "脚注", 1)
    ]
    assert [b.text.text for b in segmented.blocks] == ["走。", "停。"]


@pytest.mark.parametrize("name", ["id", "kind", "order"])
def test_a_record_without_a_field_of_the_map_is_reported_with_its_line(name: str) -> None:
    whole = {"号": "1", "类": "para", "次": "1", "text": "走。"}
    fields = {"id": "号", "kind": "类", "order": "次"}
    second = {**whole, "号": "2", "次": "2", "text": "停。"}
    del second[fields[name]]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in (whole, second))
    segmented, findings = segment("segments", text, {"records": {"fields": fields}})
    assert [(f.code, f.values["field"], segmented.source.position(f.at)[0]) for f in findings] == [
        ("S031", fields[name], 2)
    ]


def test_lines_and_tables_of_the_same_records_are_the_same_edition() -> None:
    names = ("号", "类", "正文", "篇", "题", "日", "页", "注")
    rows = [
        ("1", "head", "渡口会谈记录", "甲", "渡口会谈记录", "1951-05-06", "5", ""),
        ("2", "para", '他说："修好了"，就走了。', "甲", "", "", "5", "见《渡口志》。"),
        ("3", "head", "来函", "乙", "来函", "1951-05-09", "6", ""),
    ]
    fields = dict(zip(("id", "kind", "text", "document", "title", "date", "page", "note"), names, strict=True))
    said = [dict(zip(names, row, strict=True)) for row in rows]
    quoted = [['"' + value.replace('"', '""') + '"' for value in row] for row in (names, *rows)]
    files = (
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in said),
        "".join(",".join(row) + "\n" for row in quoted),
        "".join("\t".join(row) + "\n" for row in quoted),
    )
    made = []
    for text in files:
        segmented, findings = segment("segments", text, {"records": {"fields": fields}})
        assert not findings
        made.append(dump_pieces(structure_source(segmented)[0].pieces))
    assert made[0] == made[1] == made[2]
    assert "note | 见《渡口志》。" in made[0] and '他说："修好了"' in made[0]


def test_a_numbered_note_goes_to_its_call_and_a_speech_gets_its_speaker() -> None:
    fields = {"kind": "kind", "text": "text", "document": "doc", "note": "n"}
    rows = [
        ("para", "渡口①修好了。桥②未修。", "甲", ""),
        ("note", "在东山下。", "甲", "②"),
        ("note", "① 旧名石渡。", "甲", ""),
        ("note", "① 没有注号。", "甲", ""),
        ("speech", "船工：水①太急。", "乙", ""),
    ]
    text = "".join(
        json.dumps(dict(zip(("kind", "text", "doc", "n"), row, strict=True)), ensure_ascii=False) + "\n"
        for row in rows
    )
    segmented, findings = segment("segments", text, {"records": {"fields": fields}})
    assert not findings
    said, loose, speech = segmented.blocks
    notes = [(m.start, m.attrs["n"], m.body.text.text) for m in said.marks if m.body]
    assert said.text.text == "渡口修好了。桥未修。" and notes == [
        (2, "①", "旧名石渡。"),
        (7, "②", "在东山下。"),
    ]
    assert (loose.kind, loose.text.text) == ("note", "① 没有注号。")
    assert [speech.text.text[m.start : m.end] for m in speech.marks] == ["船工："]


def test_a_document_that_comes_back_is_reported_with_its_line() -> None:
    rows = [{"text": "渡口。", "doc": doc} for doc in ("甲", "甲", "乙", "甲")]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    segmented, findings = segment("segments", text, {"records": {"fields": {"document": "doc"}}})
    assert [(f.code, f.values["order"], segmented.source.position(f.at)[0]) for f in findings] == [
        ("S033", "甲", 4)
    ]
