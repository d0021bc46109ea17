"""Source citations: which work, which volume, which pages; ibid. resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from edition.annotate.names import Lexicon, find_mentions
from edition.annotate.passage import fold, passages, read_block
from edition.model import Block, Structured
from edition.report import Diagnostic, make
from edition.rules.citing.columns import TITLE
from edition.rules.language.numerals import UP_TO

IBID = re.compile(r"[（(]?(?:出处|来源)?[：:]?(?:同上|同前|同书|上引书|前引书)")
VOLUME = re.compile(
    r"[（(](?P<part>[上中下]册?|[^（）()]{0,6}[卷册辑集])[)）]|第(?P<n>\d+|[一二三四五六七八九十]+)[卷册辑集]"
)
PAGES = re.compile(rf"第(?P<from>\d+)(?:页)?(?:{UP_TO}第?(?P<to>\d+))?页")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation names: the work by its id, and the title as printed where the recogniser gave it."""

    work: str = ""
    title: str = ""
    volume: str = ""
    first: str = ""
    last: str = ""


def cite_works(text: Structured, lexicon: Lexicon, problems: list[Diagnostic]) -> dict[int, Block]:
    """A text → its citations, and what its record says it is taken from, by the numbers of their passages, with
    `work`, `volume`, `from`, `to`. 同上 repeats the work of the citation before it, and its volume and pages
    where it names none; of two works cited in turn, one in parts (上册) and one in numbered volumes, the one
    that has such volumes. Adds A031, and A032 once for each title."""
    changed: dict[int, Block] = {}
    missing: set[str] = set()
    earlier: list[Cited] = []
    for passage in passages(text):
        block = passage.block
        if block.attrs.get("field") == "bibl":
            changed[passage.number] = citing(block, read_citation(read_block(block).text, {}, lexicon))
        if block.kind != "citation":
            continue
        printed = read_block(block).text
        cited = read_citation(printed, block.attrs, lexicon)
        at = text.source.position(block.text.outer().start)
        if IBID.match(printed):
            if not earlier:
                problems.append(make("A031", text.source.file, at, text=printed))
            else:
                cited = repeated(cited, meant(cited, earlier))
        elif not cited.work and (title := cited.title or printed) not in missing:
            missing.add(title)
            problems.append(make("A032", text.source.file, at, text=printed))
        earlier.append(cited)
        changed[passage.number] = citing(block, cited)
    return changed


def citing(block: Block, cited: Cited) -> Block:
    """A block and what it cites → the block that says so in its attributes."""
    said = {
        "title": cited.title,
        "work": cited.work,
        "volume": cited.volume,
        "from": cited.first,
        "to": cited.last,
    }
    return replace(block, attrs={key: value for key, value in {**block.attrs, **said}.items() if value})


def read_citation(printed: str, attrs: Mapping[str, str], lexicon: Lexicon) -> Cited:
    """A printed citation, and what its recogniser said of it (`work` or `title` as
    printed) → work, volume, pages."""
    title = attrs.get("title") or attrs.get("work", "")
    # Of two works side by side the recogniser tells which the pages are of; else what is printed
    # may say more than its title.
    first = TITLE.search(printed)
    beside = bool(title and first and first[1] != fold(title))
    own, whole = work_named(fold(title), lexicon), work_named(printed, lexicon)
    pages, volume = PAGES.search(printed), VOLUME.search(PAGES.sub("", printed))
    return Cited(
        work=(own or whole) if beside else (whole or own),
        title=title,
        volume=attrs.get("volume") or ((volume["part"] or volume["n"]) if volume else ""),
        first=attrs.get("from") or (pages["from"] if pages else ""),
        last=attrs.get("to") or ((pages["to"] or "") if pages else ""),
    )


def work_named(text: str, lexicon: Lexicon) -> str:
    """The first work that a text names, if it is clear which."""
    return next((m.ids[0] for m in find_mentions(text, lexicon) if len(m.ids) == 1), "")


def meant(cited: Cited, earlier: Sequence[Cited]) -> Cited:
    """What an ibid. goes back to: the citation before it, or, where that work has volumes of the other sort,
    the last one that has such volumes."""
    before = earlier[-1]
    if not cited.volume or not before.volume or in_parts(cited) == in_parts(before):
        return before
    sort = [c for c in earlier if c.volume and in_parts(c) == in_parts(cited)]
    mixed = {c.work or c.title for c in earlier if c.volume and in_parts(c) == in_parts(before)}
    return next((c for c in reversed(sort) if (c.work or c.title) not in mixed), before)


def in_parts(cited: Cited) -> bool:
    """Whether a volume is named 上, 中 or 下 rather than numbered."""
    return cited.volume[:1] in ("上", "中", "下")


def repeated(cited: Cited, before: Cited) -> Cited:
    """An ibid. → what it means after the citation before it."""
    if not cited.volume and not cited.first:
        return before
    return replace(cited, work=before.work, title=before.title, volume=cited.volume or before.volume)
