"""The rules of edition.sch, run over a file part by part.

FILE.xml → T013–T034, with line and column

Of the rest of the file a part sees what it points to, and the witnesses. So a part that an earlier build found
nothing amiss with, and that points to the same, need not be judged again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from lxml import etree
from saxonche import PySaxonProcessor, PyXsltExecutable

from edition.report import Diagnostic, make
from edition.reuse import Store, key_of
from edition.tei.parts import PART, Survey, parts

HERE = Path(__file__).parent


@dataclass(slots=True)
class Rules:
    """The compiled rules, from the first part that they are asked about until `stack` is closed."""

    stack: ExitStack
    loaded: list[tuple[PySaxonProcessor, PyXsltExecutable]] = field(default_factory=list)

    def judge(self, part: str, index: str) -> etree._Element:
        """A part and what it may see of the rest → the faults that were found."""
        if not self.loaded:
            saxon = self.stack.enter_context(PySaxonProcessor(license=False))
            self.loaded.append((saxon, compile_rules(saxon)))
        saxon, rules = self.loaded[0]
        rules.set_parameter("whole", saxon.parse_xml(xml_text=index))
        document = saxon.parse_xml(xml_text=part)
        rules.set_global_context_item(xdm_item=document)
        return etree.fromstring(rules.transform_to_string(xdm_node=document).encode())


def check_rules(
    path: Path, surveyed: Survey, size: int = PART, *, store: Store | None = None
) -> Iterator[Diagnostic]:
    """A file and its survey → every assert that fails, once. `store` has the sums of the parts that
    the last build found in order."""
    key = key_of("rules") if store else ""
    known = frozenset((store.get(key) if store else None) or ())
    told: set[tuple[str, str, str]] = set()
    sound: set[bytes] = set()
    with ExitStack() as stack:
        rules = Rules(stack)
        for part in parts(path, size):
            index = surveyed.index(part.asked)
            said = sha256(part.sum + index.encode()).digest()
            faults = [] if said in known else list(rules.judge(part.text, index))
            if not faults:
                sound.add(said)
            for fault in faults:
                row = (fault.get("rule", ""), fault.get("at", ""), " ".join((fault.text or "").split()))
                if row not in told:
                    told.add(row)
                    code, at, detail = row
                    line, _, column = at.partition(":")
                    yield make(code, str(path), (int(line), int(column)), detail=detail)
    if store and sound != known:
        store.put(key, tuple(sorted(sound)))


def compile_rules(saxon: PySaxonProcessor) -> PyXsltExecutable:
    """edition.sch → the stylesheet that applies it, ready to run."""
    processor = saxon.new_xslt30_processor()
    compiler = processor.compile_stylesheet(stylesheet_file=str(HERE / "xslt" / "rules.xsl"))
    stylesheet = compiler.transform_to_string(source_file=str(HERE / "edition.sch"))
    return processor.compile_stylesheet(stylesheet_text=stylesheet)
