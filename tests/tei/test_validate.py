"""Validation: what is wrong with a TEI file is said with its line and a code;
what is right is met with silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.model import Mark
from edition.tei.validate import validate
from tests.tei.builders import Draft, jing, one, weave, write

OTHER = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
  <start><element name="{root}"><ref name="anything"/></element></start>
  <define name="anything">
    <zeroOrMore><choice>
      <text/>
      <attribute><anyName/></attribute>
      <element><anyName/><ref name="anything"/></element>
    </choice></zeroOrMore>
  </define>
</grammar>"""
"""A schema that minds only the root."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A valid edition with a note, a name and a page break."""
    draft = Draft()
    note = Mark("note", 3, 3, {"n": "①", "place": "bottom", "type": "source"}, draft.block("note", "守望册。"))
    marks = [Mark("name", 0, 3, {"type": "person", "ref": "p-lin"}), note, Mark("pb", 4, 4, {"n": "12"})]
    woven = weave(
        draft.structured(one(draft.block("head", "题"), draft.block("para", "林远山电告。", marks=marks)))
    )
    return write(woven, tmp_path)[0]


def test_a_woven_edition_is_valid(file: Path) -> None:
    assert validate(file) == []
    assert jing(file) == ""


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("T010", "</teiCorpus>", ""),
        ("T011", "<head ", '<head rendition="x" '),
        ("T011", "</head>", "</head><gap/>"),
        ("T012", 'xml:id="a-1931-04-02-n1"', 'xml:id="a-1931-04-02-p1"'),
        ("T013", 'ref="#p-lin">林远山</persName><note', 'ref="#nobody">林远山</persName><note'),
        ("T014", ' n="①"', ""),
        ("T015", 'source="a.txt#char=7,13"', 'source="a.txt#char=7,7"'),
        ("T015", 'source="a.txt#char=7,13"', 'source="a.txt#char=7,99"'),
        ("T016", "</head>", "</head><p>加</p>"),
    ],
)
def test_each_fault_has_its_code_and_line(file: Path, code: str, old: str, new: str) -> None:
    whole = file.read_text("utf-8")
    assert old in whole
    file.write_text(whole.replace(old, new), "utf-8")
    problems = validate(file)
    assert code in {d.code for d in problems}
    assert all(d.line >= 1 and d.column >= 1 for d in problems)


def test_another_schema_takes_the_place_of_ours(file: Path, tmp_path: Path) -> None:
    file.write_text(file.read_text("utf-8").replace(' n="①"', ""), "utf-8")
    assert [d.code for d in validate(file)] == ["T014"]
    schema = tmp_path / "other.rng"
    for root, codes in (("teiCorpus", []), ("book", ["T011"])):
        schema.write_text(OTHER.format(root=root), "utf-8")
        assert [d.code for d in validate(file, schema)][:1] == codes


def test_files_that_are_not_there_or_no_schema(file: Path, tmp_path: Path) -> None:
    assert [d.code for d in validate(tmp_path / "none.xml")] == ["R004"]
    assert [d.code for d in validate(file, schema=file)] == ["T010"]
    assert [d.code for d in validate(file, schema=tmp_path / "none.rng")] == ["T010"]


def test_the_schema_is_itself_valid_relax_ng_for_jing(file: Path) -> None:
    ours = Path(__file__).parents[2] / "edition" / "tei" / "edition.rng"
    assert jing(file, schema=ours) == ""


def test_no_dtd_is_read(file: Path, tmp_path: Path) -> None:
    dtd = tmp_path / "bad.dtd"
    dtd.write_text("<!ELEMENT broken <<<", "utf-8")
    text = file.read_text("utf-8").partition("?>")[2]
    for internal in ("", f'[<!ENTITY % more SYSTEM "{dtd.as_uri()}"> %more;]'):
        file.write_text(f'<!DOCTYPE teiCorpus SYSTEM "{dtd.as_uri()}" {internal}>{text}', "utf-8")
        assert validate(file) == []


@pytest.mark.parametrize("depth", [201, 1500])
def test_what_is_nested_too_deeply_is_refused(file: Path, depth: int) -> None:
    file.write_text("<a>" * depth + "</a>" * depth, "utf-8")
    (problem,) = validate(file)
    assert problem.code == "T010" and "nested too deeply" in problem.message
