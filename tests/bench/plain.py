"""A TEI file → the same book in the words of XeLaTeX, Typst and pandoc, as plainly as a person would write it.

    TEI file → blocks (heading, paragraph, item …) of words, notes and index
    references → one input file for a setter

All setters get the same text, notes and index references, page, faces, sizes and leading. What only ours
makes (an apparatus in a band of its own, notes numbered by page for Typst, the list of emendations, the
glossary) is left out for the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from edition.render.backmatter import collect_backmatter
from edition.render.book import load_book
from edition.render.pdf.body import build_body
from edition.render.pdf.making import address
from edition.render.pdf.notes import is_note
from edition.render.setting import Notes, Setting

RIGHT = frozenset(("dateline", "signed", "citation"))
LEVELS = {"part": 1, "section": 2, "unit": 3, "inner": 4}
BLOCKS = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5"))


@dataclass(frozen=True)
class Reference:
    """Here the heading number `rank` of the index is mentioned."""

    rank: int
    heading: str


@dataclass(frozen=True)
class Note:
    """A note at the foot of the page."""

    words: tuple[str | Reference, ...]


Inline = str | Reference | Note


@dataclass(frozen=True)
class Block:
    """A heading of some level (0: a source), or a paragraph, which may be set
    to the right, in, or as an item."""

    kind: str
    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Plain:
    """The book: its title and its blocks."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def length(self) -> int:
        """How many characters the book has, without its notes."""
        return sum(len(i) for block in self.blocks for i in block.inlines if isinstance(i, str))

    def count(self, kind: type) -> int:
        """How many notes, or references, the book has; those in notes too."""
        inlines = [i for block in self.blocks for i in block.inlines]
        return sum(
            isinstance(i, kind)
            for i in [*inlines, *(w for i in inlines if isinstance(i, Note) for w in i.words)]
        )


def read_plain(tei: Path) -> Plain:
    """A TEI file → its book as plain blocks."""
    book = load_book(tei)
    back = collect_backmatter(book)
    headings = [e for index in back.indexes for group in index.groups for e in group.entries]
    references = {m.id: Reference(rank, e.name) for rank, e in enumerate(headings) for m in e.mentions}
    setting = Setting(
        Notes.FOOT, partial(address, works=frozenset()), anchors=frozenset(references), sigla=back.sigla()
    )
    body = build_body(book, setting, back.sigla(), flat=False).tree
    return Plain(book.title, tuple(read_blocks(body, references, ())))


def read_blocks(element: Element, references: dict[str, Reference], within: tuple[str, ...]) -> Iterator[Block]:
    """The blocks below an element of the body; `within` are the classes around it."""
    for child in element:
        classes = (
            *within,
            *(child.get("class") or "").split(),
            *(["quote"] if child.tag == "blockquote" else []),
        )
        if child.tag in BLOCKS and not any(inner.tag in BLOCKS for inner in child.iter() if inner is not child):
            inlines = tuple(merge(read_inlines(child, references)))
            if child.tag.startswith("h"):
                level = next((LEVELS[c] for c in reversed(classes) if c in LEVELS), 0)
                yield Block("heading", level, inlines)
            else:
                kind = (
                    "right"
                    if RIGHT & {*classes}
                    else "item"
                    if child.tag == "li"
                    else "quote"
                    if "quote" in classes
                    else "para"
                )
                yield Block(kind, 0, inlines)
        else:
            yield from read_blocks(child, references, classes)


def read_inlines(element: Element, references: dict[str, Reference]) -> Iterator[Inline]:
    """The words of an element with its notes and references."""
    if known := references.get(element.get("id", "")):
        yield known
    yield element.text or ""
    for child in element:
        if is_note(child):
            yield Note(tuple(i for i in merge(read_inlines(child, references)) if not isinstance(i, Note)))
        else:
            yield from read_inlines(child, references)
        yield child.tail or ""


def merge(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbouring words become one, without line breaks."""
    held = ""
    for inline in inlines:
        if isinstance(inline, str):
            held += re.sub(r"\s+", " ", inline)
            continue
        if held:
            yield held
        held = ""
        yield inline
    if held.strip():
        yield held


# -- XeLaTeX ---------------------------------------------------------------------------------------------------

LATEX_HEAD = r"""\documentclass[fontset=none,twoside,openany]{ctexbook}
\usepackage[papersize={170mm,240mm},top=76pt,bottom=64pt,inner=65pt,outer=60pt]{geometry}
\setCJKmainfont[BoldFont={Noto Serif CJK SC Bold}]{Noto Serif CJK SC}
\setCJKsansfont{Noto Sans CJK SC}
\setmainfont[BoldFont={Noto Serif CJK SC Bold}]{Noto Serif CJK SC}
\usepackage{perpage}\MakePerPage{footnote}
\usepackage{makeidx}\makeindex
\usepackage[hidelinks]{hyperref}
\ctexset{section/number={},subsection/number={},chapter/number={},part/number={},secnumdepth=-2,tocdepth=3}
\renewcommand{\normalsize}{\fontsize{10.5pt}{18pt}\selectfont}
\renewcommand{\footnotesize}{\fontsize{8.5pt}{14pt}\selectfont}
\setcounter{tocdepth}{3}\setcounter{secnumdepth}{-2}
\begin{document}\normalsize\frontmatter\tableofcontents\mainmatter
"""
LATEX_SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"
}  # fmt: skip
LATEX_HEADINGS = ("part", "chapter", "section", "subsection", "subsubsection")


def latex(book: Plain) -> str:
    """The book → a LaTeX file for XeLaTeX with ctex, an index for makeindex."""
    lines = [LATEX_HEAD]
    for block in book.blocks:
        words = latex_words(block.inlines)
        if block.kind == "heading":
            short = latex_words(i for i in block.inlines if isinstance(i, str))
            lines.append(f"\\{LATEX_HEADINGS[block.level]}[{{{short}}}]{{{words}}}")
        elif block.kind == "right":
            lines.append(f"{{\\raggedleft {words}\\par}}")
        elif block.kind == "quote":
            lines.append(f"{{\\leftskip=2em {words}\\par}}")
        elif block.kind == "item":
            lines.append(f"{{\\hangindent=2em\\noindent {words}\\par}}")
        else:
            lines.append(f"{words}\\par")
    return "\n".join([*lines, r"\backmatter\printindex\end{document}", ""])


def latex_words(inlines: Iterable[Inline]) -> str:
    """Words, notes and references → LaTeX."""
    return "".join(
        "".join(LATEX_SPECIAL.get(c, c) for c in i) if isinstance(i, str)
        else f"\\footnote{{{latex_words(i.words)}}}" if isinstance(i, Note)
        else f"\\index{{{i.rank:05d}@{index_words(i.heading)}}}"
        for i in inlines
    )  # fmt: skip


def index_words(heading: str) -> str:
    """A heading → the same for makeindex, to which some characters mean something."""
    return "".join(f'"{c}' if c in '"@!|' else LATEX_SPECIAL.get(c, c) for c in heading)


# -- Typst -----------------------------------------------------------------------------------------------------

TYPST_HEAD = """#set page(width: 170mm, height: 240mm, margin: (top: 76pt, bottom: 64pt, inside: 65pt, outside: 60pt), numbering: "1",
  header: context align(right, text(8.5pt, {
    let heads = query(heading.where(level: 4).before(here()))
    if heads.len() > 0 { heads.last().body }
  })))
#set text(font: "Noto Serif CJK SC", size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 7.5pt, spacing: 7.5pt)
#show heading: it => align(center, text(13.5pt - it.level * 0.5pt, block(above: 24pt, below: 14pt, it.body)))
#show heading.where(level: 1): it => { pagebreak(to: "odd"); it }
#show footnote.entry: set text(8.5pt)
#let i(rank, name) = [#metadata((rank, name))<ix>]
#outline(depth: 4)
#counter(page).update(1)
"""
TYPST_TAIL = """
#pagebreak()
#columns(2, context {
  set text(8.5pt)
  set par(first-line-indent: 0em)
  let entries = (:)
  for mark in query(<ix>) {
    let (rank, name) = mark.value
    let (_, pages) = entries.at(rank, default: (name, ()))
    let place = mark.location()
    let page = counter(page).at(place).first()
    if pages.len() == 0 or pages.last().first() != page { pages.push((page, place)) }
    entries.insert(rank, (name, pages))
  }
  for rank in entries.keys().sorted() {
    let (name, pages) = entries.at(rank)
    [#name #pages.map(p => link(p.last(), str(p.first()))).join("、")]
    parbreak()
  }
})
"""


def typst(book: Plain) -> str:
    """The book → a Typst file; the index is made by a query, as Typst has no makeindex."""
    lines = [TYPST_HEAD]
    for block in book.blocks:
        words = typst_words(block.inlines)
        if block.kind == "heading":
            lines.append(f"#heading(level: {block.level + 1})[{words}]")
        elif block.kind == "right":
            lines.append(f"#align(right)[{words}]")
        elif block.kind in ("quote", "item"):
            lines.append(f"#pad(left: 2em)[{words}]")
        else:
            lines.append(words)
    return "\n\n".join([*lines, TYPST_TAIL])


def typst_words(inlines: Iterable[Inline]) -> str:
    """Words, notes and references → Typst."""
    return "".join(
        re.sub(r"([\\#$*_`<>@~\[\]/=+\-'\"])", r"\\\1", i) if isinstance(i, str)
        else f"#footnote[{typst_words(i.words)}]" if isinstance(i, Note)
        else f'#i("{i.rank:05d}", "{i.heading}")'.replace("\\", "")
        for i in inlines
    )  # fmt: skip


# -- pandoc ----------------------------------------------------------------------------------------------------


PANDOC_READS = "markdown-superscript"
"""The Markdown that `markdown` writes: with superscripts, two notes in one paragraph would be taken for one."""


def markdown(book: Plain) -> str:
    """The book → Markdown for pandoc, which makes LaTeX of it; the index
    references pass through it as they are."""
    lines = ["---", f"title: {book.title}", "documentclass: ctexbook", "classoption: [fontset=none, openany]", "fontfamily: iftex",
             "CJKmainfont: Noto Serif CJK SC", "mainfont: Noto Serif CJK SC", "indent: true",
             "geometry: [paperwidth=170mm, paperheight=240mm, top=76pt, bottom=64pt, inner=65pt, outer=60pt]",
             "header-includes: |", "  \\usepackage{makeidx}\\makeindex",
             "  \\usepackage{perpage}\\MakePerPage{footnote}",
             "  \\renewcommand{\\normalsize}{\\fontsize{10.5pt}{18pt}\\selectfont}",
             "  \\renewcommand{\\footnotesize}{\\fontsize{8.5pt}{14pt}\\selectfont}", "---", ""]  # fmt: skip
    head = len(lines)
    for block in book.blocks:
        words = markdown_words(block.inlines)
        if block.kind == "heading":
            lines.append(f"{'#' * (block.level + 1)} {words}")
        elif block.kind in ("quote", "item"):
            lines.append(f"> {words}")
        else:
            lines.append(words)
    return "\n\n".join(["\n".join(lines[:head]), *lines[head:], "\\printindex", ""])


def markdown_words(inlines: Iterable[Inline]) -> str:
    """Words, notes and references → Markdown."""
    return "".join(
        re.sub(r"([\\`*_{}\[\]()#+\-.!<>|~^$@'\"&])", r"\\\1", i) if isinstance(i, str)
        else f"^[{markdown_words(i.words)}]" if isinstance(i, Note)
        else f"`\\index{{{i.rank:05d}@{index_words(i.heading)}}}`{{=latex}}"
        for i in inlines
    )  # fmt: skip
