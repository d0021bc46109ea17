"""A block → its element, by the table of `model.Block`."""

from __future__ import annotations

from dataclasses import replace

from edition.model import Block
from edition.tei.divide import cut
from edition.tei.groups import extent
from edition.tei.loom import Loom
from edition.tei.recipients import weave_distribution, weave_enumeration
from edition.tei.strand import (
    weave_citation,
    weave_furniture,
    weave_gap,
    weave_note,
    weave_page_break,
    weave_text,
)
from edition.tei.values import pointers


def weave_block(loom: Loom, block: Block) -> None:
    """A block → its element, by the table of `model.Block`."""
    match block.kind:
        case "pb":
            weave_page_break(loom, block.attrs)
            if block.text:
                weave_text(loom, "fw", replace(block, kind="fw"), {"type": "pageNum"})
            else:
                weave_bodies(loom, block)
        case "gap":
            weave_gap(loom, block.text, block.attrs)
            weave_bodies(loom, block)
        case "citation":
            documents = pointers(block.attrs.get("documents", ""))
            said = {"type": "citation", "target": documents, "source": loom.where(extent([block]))}
            with loom.builder.element("note", said):
                weave_citation(loom, block)
        case "distribution":
            weave_distribution(loom, block)
        case "remark":
            responsible = loom.cast.resp(block.attrs.get("resp", ""))
            weave_text(loom, "note", block, {"type": "inserted", "resp": responsible})
        case "participants":
            weave_enumeration(loom, block, "participants")
        case "speech":
            weave_speech(loom, block)
        case "address" | "salute" | "signed" | "dateline" | "idno" | "secrecy":
            weave_frame(loom, block)
        case "note":
            weave_note(loom, block, block.attrs)
        case "fw":
            weave_text(loom, "fw", block, {"type": block.attrs.get("type", "header")})
        case "head":
            weave_text(loom, "head", block, {"type": block.attrs.get("type", "main")})
        case "trailer":
            weave_text(loom, "trailer", block)
        case "verse":
            weave_text(loom, "l", block)
        case "cell":
            if block.attrs.get("role") == "caption":
                weave_text(loom, "head", block, kind="head")
            else:
                weave_text(loom, "cell", block)
        case "separator":
            weave_text(loom, "ab", block, {"type": "separator"})
        case "item":
            weave_text(loom, "item", block, {"n": block.attrs.get("n", "")})
        case _:
            n = block.attrs.get("level", "") or block.attrs.get("point", "")
            said = {"n": n, "rend": block.attrs.get("rend", "")}
            weave_text(loom, "p", block, said)


def weave_speech(loom: Loom, block: Block) -> None:
    """A speech block, inside its `sp` → `speaker` where a mark names one, and `p` for the rest."""
    speaker = next((m for m in block.marks if m.kind == "speaker"), None)
    if speaker is None:
        weave_text(loom, "p", block)
        return
    label, speech = cut(block, [speaker.end])
    weave_text(loom, "speaker", label, kind="speaker")
    if speech.text or speech.marks:
        weave_text(loom, "p", speech)


def weave_frame(loom: Loom, block: Block) -> None:
    """What belongs in an opener or a closer → its element; among paragraphs, where TEI has no place for it, an
    `ab` of its type, around the element where it may hold it."""
    kind = block.kind
    framed = loom.builder.inside in ("opener", "closer")
    if kind == "secrecy":
        weave_text(loom, "note", block, {"type": "secrecy", "subtype": block.attrs.get("type", "")})
    elif loom.builder.inside == "address":
        weave_text(loom, "addrLine", block)
    elif framed and kind not in ("address", "idno"):
        weave_line(loom, block)
    elif framed:
        weave_address_or_number(loom, block)
    elif kind not in ("address", "idno"):
        weave_text(loom, "ab", block, {"type": kind, "subtype": block.attrs.get("type", "")})
    else:
        with loom.builder.element("ab", {"type": kind, "source": loom.where(block.text.outer())}):
            weave_address_or_number(loom, block)


def weave_line(loom: Loom, block: Block) -> None:
    """A line of an opener or closer → its element; one signed by somebody with a role, an author or a recorder,
    keeps the role in @rend, and is a `byline` where it says in an opener who wrote or translated the text."""
    role = block.attrs.get("type", "") if block.kind == "signed" else ""
    byline = role in ("author", "translator") and loom.builder.inside == "opener"
    weave_text(loom, "byline" if byline else block.kind, block, {"rend": role})


def weave_address_or_number(loom: Loom, block: Block) -> None:
    """The address of a telegram → `address`; a number → `idno`, which TEI lets hold nothing but characters: a
    marked one is a `seg` with an `idno` around what is not marked."""
    if block.kind == "address":
        with loom.builder.element("address"):
            weave_text(loom, "addrLine", block)
        return
    attributes = {"type": block.attrs.get("type", "document")}
    if block.marks:
        weave_text(loom, "seg", block, {"type": "idno"}, wrap=("idno", attributes))
    else:
        weave_text(loom, "idno", block, attributes)


def weave_bodies(loom: Loom, block: Block) -> None:
    """The marks of a block that has no characters in the TEI → its notes and running heads beside it; other
    marks have nothing to stand on (T001)."""
    for mark in block.marks:
        if mark.body is not None and mark.kind == "note":
            weave_note(loom, mark.body, mark.attrs)
        elif mark.body is not None and mark.kind == "fw":
            weave_furniture(loom, mark)
        elif mark.kind != "speaker":
            loom.lost(block, mark)
