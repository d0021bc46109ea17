"""Notes: whose they are, where the recogniser left it open, and whom they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from edition.annotate.passage import Annotated, Passage, passages, read_block, with_blocks
from edition.config import Corpus
from edition.model import Block, Mark, Structured
from edition.rules.language.lexicon import HIGH_OFFICES, OFFICES

# ——译者注, ——本书编者注：the words that sign a note
SIGNED = re.compile(r"(?<![—\-－–])[—\-－–]++(?P<resp>[^—\-－–。，；：]{0,12}?注)[。]?$")
AUTHORED = frozenset({"article", "foreword", "preface", "afterword", "book", "chapter"})
LEAD = re.compile(r"(?:[①-⑳*＊]|[\[〔(（]\d+[\]〕)）])?")
FORM = r"(?P<form>[^，。、；：:（(《“”\d\s]{2,14}?)"
ASIDE = r"(?:[（(](?P<aside>[^）)]{1,40})[）)])?"
OFFICE = f"{OFFICES}|{HIGH_OFFICES}|司令|外长|团长|院长|所长|学者|翻译|议员|党人|领导人|领袖|人物|将领|诗人|院士|记者|律师|商人|[治动命论学交史作思军艺]家"
INTRODUCED = re.compile(
    rf"^{FORM}{ASIDE}[，,](?P<role>(?:时任|曾任|历任|现任|先任|前任|原任|原|系|是|为|当时)?[^。；]{{0,40}}?(?:{OFFICE})[^。；，]{{0,12}})"
)
# Who writes a note that belongs to the text itself.
OWN = ("原注", "原文注", "原件注", "原档注", "作者注", "著者注", "撰者注", "自注")
ALIAS = re.compile(
    rf"^{FORM}{ASIDE}(?:[，,](?:系|是|为|即)?|系|是|为|即)(?P<who>[^，。；的]{{2,14}})的(?P<what>化名|代号|代称|笔名|别[名号称]|假名|[俄英法德日朝越中汉蒙藏]文?名|原名|本名|[敬尊昵简略旧俗全绰讹蔑]称|绰号|外号|乳名|小名|隐语|密语|缩写)"
)
SAME = re.compile(
    rf"^{FORM}{ASIDE}[，,](?:即|也就是|[又亦今旧现]名|[又亦今旧通一]?译|[又亦]作|[原本别化]名|现通译|[又亦]称|通称|字(?!数|面|母|句)|号(?!召|称|码))(?P<who>[^，。；：（(“]{{2,14}})"
)
CODES = {
    "化名": "codename",
    "代号": "codename",
    "代称": "codename",
    "假名": "codename",
    "密语": "codename",
    "隐语": "codename",
    "简称": "abbreviation",
    "略称": "abbreviation",
    "缩写": "abbreviation",
}


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a note says of somebody: the form it explains, the office, or whose alias it is and of which kind;
    `at` is the source offset of the form."""

    form: str
    role: str = ""
    who: str = ""
    kind: str = ""
    at: int = 0
    quote: str = ""


def attribute_notes(texts: Sequence[Structured], corpus: Corpus) -> Annotated:
    """Texts → texts whose note marks all say `type` (source, compiler, editor)
    and, where it is printed, `resp`.

    A signed note (——译者注) is the compiler's or, as 原注, the source's own; an unsigned one belongs to the
    author in an article or a book, to the compiler in an archival document.
    """
    attributed = []
    for text in texts:
        changed = {}
        for passage in passages(text):
            marks = tuple(attribute(mark, passage) for mark in passage.block.marks)
            if marks != passage.block.marks:
                changed[passage.number] = replace(passage.block, marks=marks)
        attributed.append(with_blocks(text, changed))
    return Annotated(tuple(attributed))


def attribute(mark: Mark, passage: Passage) -> Mark:
    """A note mark that does not say whose it is → the same that does; any other mark as it is."""
    if mark.kind != "note" or mark.body is None or mark.attrs.get("type"):
        return mark
    signed = SIGNED.search(read_block(mark.body).text)
    if signed:
        kind = "source" if signed["resp"] in OWN else "compiler"
        return replace(mark, attrs={"resp": signed["resp"], **mark.attrs, "type": kind})
    kind = "source" if passage.document.subtype in AUTHORED else "compiler"
    return replace(mark, attrs={**mark.attrs, "type": kind})


def introductions(text: Structured) -> Iterator[tuple[Passage, Introduction]]:
    """A text → everybody its notes introduce."""
    for passage in passages(text):
        if passage.in_note:
            found = introduction(passage.block)
            if found is not None:
                yield passage, found


def introduction(body: Block) -> Introduction | None:
    """The body of a note → whom it introduces: 甲，时任某国大使 · 乙，甲的化名 · 丙，即甲; None if nobody."""
    reading = read_block(body)
    mark = LEAD.match(reading.text)
    lead = mark.end() if mark else 0
    text = reading.text[lead:]
    for pattern in (ALIAS, SAME, INTRODUCED):
        match = pattern.match(text)
        if match is None:
            continue
        got = match.groupdict()
        what = got.get("what") or ""
        start, _ = reading.range(lead, lead + 1)
        return Introduction(
            form=got["form"],
            role=(got.get("role") or "").removeprefix("时任").removeprefix("系").removeprefix("是"),
            who=got.get("who") or "",
            kind=(CODES.get(what, "alias") if what else "variant") if got.get("who") else "",
            at=body.text.at[start],
            quote=match[0][:20],
        )
    return None
