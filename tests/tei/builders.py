"""Sources, pieces and corpora built by hand, so that the wall is tested without the stages before it.

A `Draft` writes the raw text and the pieces at once: what is put down becomes traced text, what stands between
is dropped by the rule `join-lines`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import etree

from edition.config import Alias, Corpus, Editorial, Emendation, Info, Person, Place, SourceSpec, Work
from edition.model import Block, BlockKind, Mark, MarkKind, Piece, Structured
from edition.read import decode
from edition.tei.ledger import write_trace
from edition.tei.weave import Woven, weave_edition
from edition.trace import Disposal, Traced

TEI_ALL = Path(__file__).parents[3] / "shared" / "tei" / "tei_all.rng"

NS = {"t": "http://www.tei-c.org/ns/1.0"}


@dataclass
class Draft:
    """A raw text under construction, with the blocks that stand in it."""

    id: str = "a"
    text: str = ""
    disposals: list[Disposal] = field(default_factory=list)

    def put(self, text: str) -> Traced:
        """Characters that stay → the same, traced."""
        traced = Traced.of(text, len(self.text))
        self.text += text
        return traced

    def drop(self, text: str = "\n", rule: str = "join-lines") -> None:
        """Characters that a rule leaves out."""
        if text:
            self.disposals.append(Disposal(len(self.text), len(self.text) + len(text), rule))
            self.text += text

    def block(
        self, kind: BlockKind, text: str, attrs: Mapping[str, str] | None = None, marks: Iterable[Mark] = ()
    ) -> Block:
        """A block on a line of its own."""
        block = Block(kind, self.put(text), attrs or {}, tuple(marks), rule="paragraphs")
        self.drop()
        return block

    def structured(self, *pieces: Piece) -> Structured:
        """The finished source with these pieces."""
        self.drop("完" if not self.text else "")
        source = decode(self.id, f"{self.id}.txt", self.text.encode("utf-8"))
        return Structured(source, pieces, tuple(self.disposals))


def mark(text: str, form: str, kind: MarkKind, **attrs: str) -> Mark:
    """A mark on the first `form` in `text`."""
    start = text.index(form)
    return Mark(kind, start, start + len(form), attrs)


def corpus_of(*texts: Structured) -> Corpus:
    """A small corpus around some sources: two persons, a place, a work, a decision."""
    sigla = "甲乙丙丁戊"
    sources = [
        SourceSpec(
            id=t.source.id,
            siglum=sigla[i],
            title=f"{sigla[i]}本",
            file=t.source.file,
            sha256=t.source.sha256,
            profile="plain.toml",
        )
        for i, t in enumerate(texts)
    ]
    editorial = Editorial(
        person=[
            Person(
                id="p-lin",
                name="林远山",
                dates="1889–1960",
                alias=[Alias(form="渔夫", kind="codename", quote="渔夫", note="电报署名")],
            ),
            Person(id="p-zeng", name="曾伯言", sort="zeng1 bo2 yan2", see=["p-lin"]),
        ],
        place=[Place(id="l-gang", name="北海港", country="海国")],
        work=[Work(id="w-arch", name="陆署档案", kind="archive", date="1936")],
        emendation=[
            Emendation(
                id="em-1", source="a", quote="三条", resp="苏问舟", reason="下文列四条", wrong="三", right="四"
            )
        ],
    )
    info = Info(
        id="beihai",
        title="北海文书",
        editors=["苏问舟"],
        introduction="第一段。\n\n第二段。",
        principles="不改。",
    )
    return Corpus(folder=Path(), info=info, sources=sources, profiles={}, editorial=editorial)


def weave(*texts: Structured) -> Woven:
    """Sources → woven with their small corpus."""
    return weave_edition(texts, corpus_of(*texts))


def one(*blocks: Block | Piece, **attrs: str) -> Piece:
    """Blocks → a document."""
    return Piece("a-1931-04-02", "document", blocks, "telegram", "1", attrs)


def every(element: etree._Element, path: str) -> list[etree._Element]:
    """The elements at a path (prefix t: for TEI), in order."""
    found = element.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [child for child in found if isinstance(child, etree._Element)]


def only(element: etree._Element, path: str) -> etree._Element:
    """The one element at a path."""
    found = every(element, path)
    assert len(found) == 1, f"{path}: {found}"
    return found[0]


def shown(element: etree._Element) -> str:
    """An element as XML, without namespace, @source and ids, so that a test can say what it expects."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for part in copy.iter(etree.Element):
        for name in ("source", "{http://www.w3.org/XML/1998/namespace}id"):
            if name in part.attrib:
                del part.attrib[name]
        part.tag = etree.QName(part).localname
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy, encoding="unicode").replace("\n", "")


def write(woven: Woven, folder: Path) -> tuple[Path, Path]:
    """A woven edition → its edition.xml and trace.tsv, laid out as a build does."""
    tei, trace = folder / "tei" / "edition.xml", folder / "trace.tsv"
    tei.parent.mkdir(parents=True, exist_ok=True)
    etree.ElementTree(woven.tree).write(str(tei), encoding="UTF-8", xml_declaration=True)
    write_trace(woven.ledgers, trace)
    return tei, trace


def jing(*files: Path, schema: Path = TEI_ALL) -> str:
    """What jing says about files by stock tei_all, nothing when they are valid. Skips where jing or the schema
    is missing; in CI that is a failure."""
    missing = [
        name for name, there in (("jing", shutil.which("jing")), (schema.name, schema.exists())) if not there
    ]
    if missing and os.environ.get("CI"):
        pytest.fail(f"CI must have {' and '.join(missing)}")
    if missing:
        pytest.skip(f"jing validates only where {' and '.join(missing)} can be found")
    run = subprocess.run(["jing", str(schema), *map(str, files)], capture_output=True, text=True, check=False)
    return run.stdout
