"""The RELAX NG schema language, construct by construct: what a schema lets
through, and what it says of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.relaxng.grammar import NoSchema, read_grammar
from edition.tei.validate import faults

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


def found(schema: str, document: str, folder: Path) -> list[str]:
    """A schema and a document → `COLUMN: what is wrong` for every fault."""
    rng, xml = folder / "schema.rng", folder / "document.xml"
    rng.write_text(
        schema.replace("<element", f"<element {RNG}", 1) if "grammar" not in schema else schema, "utf-8"
    )
    xml.write_text(document, "utf-8")
    return [f"{fault.place[1]}: {fault.detail}" for fault in faults(xml, read_grammar(rng))]


ROW = '<element name="r"><group>{}</group></element>'
A, B, C = (f'<element name="{name}"><empty/></element>' for name in "abc")

CASES = {
    "in order": (
        ROW.format(A + B),
        ["<r><a/><b/></r>", "<r> <!-- c --><a/>\n<b></b></r>"],
        {
            "<r><a/></r>": ["1: r is not complete; expected b"],
            "<r><b/></r>": ["4: b is not allowed in r; expected a"],
            "<r><a/><a/><b/></r>": ["8: a is not allowed in r; expected b"],
            "<r><z><a/></z><a/><b/></r>": ["4: z is not allowed in r; expected a"],
            "<s/>": ["1: s is not allowed as the root of the document; expected r"],
            "<r>x<a/><b/></r>": ["4: text is not allowed in r; expected a"],
            "<r xmlns='urn:x'><a/><b/></r>": [
                "1: r of urn:x is not allowed as the root of the document; expected r"
            ],
        },
    ),
    "one or the other, often": (
        ROW.format(f"<zeroOrMore><choice>{A}{B}</choice></zeroOrMore><optional>{C}</optional>"),
        ["<r/>", "<r><b/><a/><b/></r>", "<r><a/><c/></r>"],
        {"<r><c/><a/></r>": ["8: a is not allowed in r; expected the end tag"]},
    ),
    "in any order": (
        ROW.format(f"<interleave>{A}<oneOrMore>{B}</oneOrMore></interleave>"),
        ["<r><a/><b/></r>", "<r><b/><a/><b/></r>"],
        {"<r><b/></r>": ["1: r is not complete; expected a or b"]},
    ),
    "mixed": (
        ROW.format(f"<mixed>{A}</mixed>"),
        ["<r>x<a/>y</r>", "<r><a/></r>"],
        {"<r>x</r>": ["1: r is not complete; expected text or a"]},
    ),
    "attributes": (
        ROW.format(
            '<attribute name="k"/><optional><attribute name="n"><data type="nonNegativeInteger"/></attribute></optional>'
        ),
        ['<r k=""/>', '<r n="7" k="x"/>'],
        {
            "<r/>": ["1: r lacks @k"],
            '<r k="" n="-1"/>': ["1: @n of r is “-1”; expected nonNegativeInteger"],
            '<r k="" z=""/>': ["1: @z is not allowed on r"],
        },
    ),
    "an attribute that decides": (
        ROW.format(
            f'<choice><group><attribute name="t"><value>x</value></attribute>{A}</group>'
            f'<group><attribute name="t"><value>y</value></attribute>{B}</group></choice>'
        ),
        ['<r t="x"><a/></r>', '<r t=" y "><b/></r>'],
        {
            '<r t="x"><b/></r>': ["10: b is not allowed in r; expected a", "1: r is not complete; expected a"],
            '<r t="z"><b/></r>': ["1: @t of r is “z”; expected “x” or “y”"],
        },
    ),
    "elements of one name": (
        ROW.format(
            f'<element name="i">{A}</element><element name="i">{B}</element>'
            f'<zeroOrMore><choice><element name="j">{A}</element><element name="j">{B}</element></choice></zeroOrMore>'
        ),
        ["<r><i><a/></i><i><b/></i><j><b/></j><j><a/></j></r>"],
        {"<r><i><b/></i><i><b/></i></r>": [
            "7: b is not allowed in i; expected a", "4: i is not complete; expected a"]},
    ),
    "values": (
        ROW.format('<list><oneOrMore><data type="integer"><except><value>3</value></except></data></oneOrMore></list>'),
        ["<r>1 2</r>", "<r> 4\n</r>"],
        {
            "<r>1 3</r>": ["1: r is “1 3”; expected integer"],
            "<r/>": ["1: r is “”; expected integer"],
        },
    ),
    "an empty value": (ROW.format('<data type="string"/>'), ["<r/>", "<r> </r>"], {}),
    "patterns of XML Schema": (
        ROW.format('<data type="token"><param name="pattern">[\\p{Lu}]\\d+</param></data>'),
        ["<r>Ω7</r>"],
        {"<r>ω7</r>": ["1: r is “ω7”; expected token, pattern [\\p{Lu}]\\d+"]},
    ),
    "any name but": (
        ROW.format(
            '<zeroOrMore><element><anyName><except><nsName ns="urn:x"/><name>a</name></except></anyName>'
            '<zeroOrMore><attribute><anyName/></attribute></zeroOrMore><text/></element></zeroOrMore>'
        ),
        ["<r><b q='' xml:id='i'>text</b><c xmlns='urn:y'/></r>"],
        {
            "<r><a/></r>": ["4: a is not allowed in r; expected any element or the end tag"],
            "<r><b xmlns='urn:x'/></r>": [
                "4: b of urn:x is not allowed in r; expected any element or the end tag"
            ],
        },
    ),
    "a grammar inside a grammar": (
        f"""<grammar {RNG}><start><ref name="r"/></start>
        <define name="r"><element name="r"><grammar><start><ref name="x"/><parentRef name="x"/></start>
          <define name="x">{A}</define></grammar></element></define>
        <define name="x">{B}</define><define name="x" combine="choice">{C}</define></grammar>""",
        ["<r><a/><b/></r>", "<r><a/><c/></r>"],
        {"<r><b/></r>": ["4: b is not allowed in r; expected a"]},
    ),
    "elements inside their like": (
        f"""<grammar {RNG}><start><ref name="r"/></start>
        <define name="r"><element name="r"><zeroOrMore><ref name="r"/></zeroOrMore></element></define></grammar>""",
        ["<r><r><r/></r><r/></r>"],
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_construct(name: str, tmp_path: Path) -> None:
    schema, valid, invalid = CASES[name]
    for document in valid:
        assert found(schema, document, tmp_path) == [], document
    for document, expected in invalid.items():
        assert found(schema, document, tmp_path) == expected, document


def test_an_included_schema_is_changed_by_what_includes_it(tmp_path: Path) -> None:
    (tmp_path / "base.rng").write_text(
        f'<grammar {RNG} ns="urn:x"><start><ref name="r"/></start>'
        f'<define name="r"><element name="r"><ref name="in"/></element></define><define name="in">{A}</define></grammar>'
    )
    schema = (
        f'<grammar {RNG} ns="urn:x"><include href="base.rng"><define name="in">{B}</define></include></grammar>'
    )
    assert found(schema, "<r xmlns='urn:x'><b/></r>", tmp_path) == []
    assert found(schema, "<r xmlns='urn:x'><a/></r>", tmp_path)[0] == "18: a is not allowed in r; expected b"
    outer = f'<grammar {RNG}><start><externalRef href="base.rng"/></start></grammar>'
    assert found(outer, "<r xmlns='urn:x'><a/></r>", tmp_path) == []


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ("<TEI/>", "no RELAX NG schema"),
        ("<grammar", "Couldn't find end of Start Tag grammar"),
        (f"<grammar {RNG}/>", "start is not defined"),
        (f'<grammar {RNG}><start><ref name="q"/></start></grammar>', "q is not defined"),
        (
            f'<grammar {RNG}><start><ref name="q"/></start><define name="q"><ref name="q"/></define></grammar>',
            "itself",
        ),
        (
            f'<grammar {RNG}><include href="http://example.org/x.rng"/></grammar>',
            "only files beside the schema",
        ),
        (f'<grammar {RNG}><include href="/etc/x.rng"/></grammar>', "only files beside the schema"),
        (f'<element {RNG} name="r"><data type="colour"/></element>', "colour"),
        (f'<element {RNG} name="r"><wild/></element>', "wild is no pattern"),
    ],
)
def test_what_is_no_schema_is_refused_with_a_reason(schema: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "schema.rng"
    file.write_text(schema, "utf-8")
    with pytest.raises(NoSchema, match=reason):
        read_grammar(file)
