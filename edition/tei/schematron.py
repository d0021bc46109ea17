"""The rules of edition.sch, run over a file part by part.

FILE.xml → T013–T034, with line and column
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from saxonche import PySaxonProcessor, PyXdmNode, PyXsltExecutable

from edition.report import Diagnostic, make
from edition.tei.parts import PART, parts

HERE = Path(__file__).parent


def check_rules(path: Path, index: str, size: int = PART) -> Iterator[Diagnostic]:
    """A file and the index of its survey → every assert that fails, once."""
    told: set[tuple[str, str, str]] = set()
    with PySaxonProcessor(license=False) as saxon:
        rules = compile_rules(saxon)
        rules.set_parameter("whole", saxon.parse_xml(xml_text=index))
        for part in parts(path, size):
            for fault in apply(rules, saxon.parse_xml(xml_text=part)):
                row = (fault.get("rule", ""), fault.get("at", ""), " ".join((fault.text or "").split()))
                if row not in told:
                    told.add(row)
                    code, at, detail = row
                    line, _, column = at.partition(":")
                    yield make(code, str(path), (int(line), int(column)), detail=detail)


def compile_rules(saxon: PySaxonProcessor) -> PyXsltExecutable:
    """edition.sch → the stylesheet that applies it, ready to run."""
    processor = saxon.new_xslt30_processor()
    compiler = processor.compile_stylesheet(stylesheet_file=str(HERE / "xslt" / "rules.xsl"))
    stylesheet = compiler.transform_to_string(source_file=str(HERE / "edition.sch"))
    return processor.compile_stylesheet(stylesheet_text=stylesheet)


def apply(rules: PyXsltExecutable, part: PyXdmNode) -> etree._Element:
    """The compiled rules and a part → the faults that they found."""
    rules.set_global_context_item(xdm_item=part)
    return etree.fromstring(rules.transform_to_string(xdm_node=part).encode())
