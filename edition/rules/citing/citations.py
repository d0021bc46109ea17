"""Source citations on lines of their own, below the text they are the source of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.dates import DATE
from edition.rules.language.lexicon import ARCHIVES, SHELVES, TAKEN_FROM
from edition.rules.language.sentences import finished
from edition.rules.text.cutting import cut, glue, told
from edition.rules.text.folding import simplified

DASH = r"(?:[—―－-]{1,4} ?)"
ALSO = r"(?:[；;] ?(?:又见|另见|并见|参见|亦见)[^。；！？]*)*"
LEAD = rf"{DASH}?(?:{TAKEN_FROM}|原载于?|载于?|刊于?|原刊于?|见|参见|参阅|详见|出处|来源|(?:资料|史料|档案)来源|据|新编)?[：:]?"
WORK = re.compile(
    rf"[（(]?{LEAD}\s*[^《》。；！？，\s]{{0,8}}《(?P<title>[^《》]{{2,60}})》[^。；！？]*{ALSO}[。）)]?"
)
HELD = re.compile(
    rf"(?:{DASH}|(?:{TAKEN_FROM}|出处|来源|(?:资料|史料|档案)来源|[庋典收现]?藏于?)[：:]?)[^。；！？《》]{{2,24}}(?:{ARCHIVES})[^。；！？]*(?:{SHELVES})[^。；！？]*[。）)]?"
)
"""An archive and its shelfmark, after a dash or a word for the source."""
SOURCE = r"(?:(?:资料|史料|档案)?来源|出处)[：:] ?"
SHELVED = re.compile(
    rf"[（(]?[^。；！？《》：:（）()]{{2,24}}(?:{ARCHIVES})藏?[，, ]+[^。；！？]*(?:{SHELVES})[^。；！？]*\d[^。；！？]*[。）)]?"
)
"""The same alone, at the end of a text."""
AGAIN = re.compile(rf"(?:{DASH}|{SOURCE})同[上前]书?(?:[^。；！？]{{0,30}})。?")
"""The same source again, after a dash or a word for the source."""
TAKEN = rf"[（(](?:原?[载刊]于?|{TAKEN_FROM})[：:]?"
NAMED = re.compile(
    rf"(?:{SOURCE}|(?P<bracket>{TAKEN}))[^《》。；！？]{{0,30}}《[^《》]{{2,60}}》[^。；！？]*?。?(?(bracket)[）)])"
)
"""A work after a word for the source, or in brackets after a word for its being taken from there,
whatever is said of its pages."""
UNMARKED = re.compile(
    r"[（(](?:原[载刊]于?|[载刊]于)[：:]?(?![客货重])[^《》“”。；：！？，,（）()]{2,24}?"
    rf"(?:(?<=[报刊志讯])第?(?:\d{{1,4}}|[一二三四五六七八九十百]{{1,4}})[期号版]|[，, ]?(?:{DATE}))[^。；！？“”（）()]{{0,24}}。?[）)]"
    r"|[（(]原[载刊]于?[：:]?[^《》“”。；：！？，,（）()]{2,24}[报刊](?:“[^《》“”。；：！？，,（）()]{2,16}”)?。?[）)]"
)
"""The same in brackets without title marks, with its issue or day, or a paper alone, or its column:
（原载某报第二期）, （原载某日报“每日情况”）"""
QUOTED = re.compile(
    rf"[（(](?:原?[载刊]于?|{TAKEN_FROM})[：:]?“[^“”。！？]{{2,40}}”[，, ]?(?=[^（）()]*[\d一二三四五六七八九十][期页卷号版年日])[^。；！？“”（）()]{{2,60}}[）)]"
)
"""The same, the title in quotation marks: （选自“某某评论”，第2卷第6期）"""
RUN_ON = re.compile(rf"(?<=[。！？”…])[（(](?:原?[载刊]|{TAKEN_FROM})[^（）()。！？]{{4,80}}[）)]$")
PRINTED_ON = re.compile(
    rf"(?:{DASH}?(?P<lead>原载|载于?|转载自?)?)?(?:{DATE})[^《》。；！？]{{0,20}}《[^《》]{{2,40}}》[^。；！？《》]{{0,12}}。?"
)
"""A newspaper and its day, at the end of a text, or anywhere after a word for its being printed there."""
PRINTED_IN = re.compile(
    rf"[（(]?{DASH}?(?:原载于?|载于?|转载自?|摘自)《[^《》]{{2,40}}》[，, ]?(?:{DATE})(?:第?[^。；！？《》]{{0,12}}[版页])?[。）)]?"
    rf"|{DASH}?(?:原载于?|摘自|选自)[^《》。；！？“”]{{0,24}}《[^《》]{{2,60}}》(?:[（(][^（）()]{{2,40}}[）)])?[，,][^。；！？“”]{{2,60}}。?"
)
"""The same, the day behind its title; or a book and what is said of its edition."""
PRINTED_AS = re.compile(
    rf"{DASH}?(?:原载于?|载于?|转载自?)(?:(?:{DATE})[^《》。；！？“”]{{0,12}}《[^《》]{{2,40}}》|[^《》。；！？“”]{{0,12}}《[^《》]{{2,40}}》[，, ]?(?:{DATE}))[^。；！？《》“”]{{0,12}}[，,；;。]?"
    r"(?:(?:原|本文)?(?:标?题|篇名|署名)|收[入录]|[略稍]?有(?:删[节改]|改动)|编?[选录]入)[^。！？]{2,120}。?"
)
"""The same, and what the text was called there or what has been left out of it."""
NAMED_WORK = re.compile(r"[^《》]*《(?P<title>[^《》]{2,80})》")
ISSUED = re.compile(
    rf"(?P<lead>{LEAD})《[^《》]{{2,40}}》[，,]? ?[12]\d{{3}} ?年 ?第 ?\d{{1,3}}(?: ?[、\-—－] ?\d{{1,3}})? ?[期号辑]。?"
)
"""A periodical and its issue, no page."""
IN_ISSUE = re.compile(
    rf"[（(]《[^《》]{{2,40}}》[，, ]?(?:(?:{DATE})[，, ]?)?(?:总 ?)?第 ?(?:\d{{1,4}}|[一二三四五六七八九十百]{{1,5}}) ?[期号辑][）)]"
)
"""The same in brackets and nothing else."""
FURTHER = re.compile(r"(?:以及|又见|另见|并见|参见|亦见)[^《》。；！？]{0,12}《[^《》]{2,80}》[^。；！？]*。?")
"""Another work, on the line below one that is named."""
UNPUBLISHED = re.compile(
    rf"{SOURCE}(?P<title>[^《》。；！？，]{{2,30}}?)[，, ] ?第 ?[\d\-—－～~、]+ ?[页号张]。?"
)
"""A diary or file without title marks after a word for the source, and its page."""
FILED = re.compile(rf"{SOURCE}[^《》。；！？：:，,]{{2,24}}(?:档案|{ARCHIVES})[，,。]?")
"""The archive alone after a word for the source."""
COPY = r"根据(?:[^。；：！？《》]{0,24}《[^《》]{2,40}》[^。；：！？《》]{0,24}|[^。；：！？]{0,24}(?:[稿件]|[抄藏]本|记录|档案|文件|报纸?|原文)[^。；：！？]{0,12})(?:刊印|排印|付印|打印|翻印|影印|编入|收入)"
MADE_BY = re.compile(
    rf"{SOURCE}[^：:“”。；！？]{{4,80}}。?|(?:[\d一二三四五六七八九十年]{{1,8}}月[\d一二三四五六七八九十]{{1,3}}日)?(?:转?抄自|录自)[^。；！？“”]{{4,80}}"
)
"""Who made the copy, after a word for the source, at the end of a text."""
SOURCED = re.compile(rf"{SOURCE}(?=\S)[^。！？]{{4,180}}(?:。[^。！？]{{0,60}})?。?[）)]?")
"""What a text is taken from, in any words, in its last line."""
ITS_SOURCE = re.compile(r"(?:资料|史料|档案)来源[：:]")
"""The word for the source that begins no sentence of a text, wherever its line stands."""
RIGHTS = re.compile(
    rf"(?:{TAKEN_FROM}|[转来]自)《[^《》]{{2,40}}》(?:[^。；！？“”]{{0,24}})[，,。 ](?:版权|著作权)[^。；！？“”]{{1,16}}所有。?"
    r"|(?:本?文章?|原文)?转自《[^《》]{2,40}》"
)
"""Where a page has its text from, and whose the rights are; or where it has it from alone."""
SOURCE_LABEL = re.compile(r"(?:(?:资料|史料|档案)?来源|出处)[：:]")
"""The word for the source alone, above what names it."""
COPIED = re.compile(rf"[（(]?{COPY}。?(?:[（(][^（）()]{{2,24}}[）)]。?)?[）)]?")
"""From which copy a text is printed, below it."""
BASED_ON = re.compile(
    r"[（(]?根据[^。，；：？！]{4,60}(?:文件|[原抄底印]件|[铅油]印[件本]|打印件|手稿|原稿)。?[）)]?"
)
"""The copy alone, in the last line: 根据某日某局印发的《…》文件。"""
PLACE = re.compile(
    r"[^。；！？《》]*(?:第 ?[\d\-—－～~、，,一二三四五六七八九十百]+ ?(?:页|期|号|卷|册|辑|版)|\d{4} ?年 ?版)[^。；！？]*[。）)]?"
)
SECTION = re.compile("【[^【】]{1,30}】")
"""What opens a section of a dossier."""
VOLUME = re.compile(
    r"第 ?(?P<n>\d+|[一二三四五六七八九十]+) ?[卷册辑]|(?<![案宗])卷 ?(?P<m>\d+|[一二三四五六七八九十]+)"
)
ISSUE = re.compile(r"第 ?(?P<first>\d+|[一二三四五六七八九十]{1,3})(?: ?[、,，\-—－～~至] ?(?P<last>\d+))? ?期")
PAGES = re.compile(
    r"第 ?(?P<from>\d+) ?(?:[-—－～~至]+ ?(?P<to>\d+) ?|(?P<more>(?: ?[、，,] ?\d+(?:[-—－～~至]+\d+)?)+))? ?页"
)
LONGEST = 60
"""Characters that a line of citation has at most, if no word for the source begins it."""
LONGEST_NAMED = 200
# Where another work is cited on the same line.
NEXT_WORK = re.compile(r"[；;] ?(?=《)")


def find_citations(blocks: Blocks, options: Options) -> Recognised:
    """Lines that name a work in 《》 and lines that give its volume and pages → `citation`, one for
    each work; so is a line that names an archive and a shelfmark, after a dash or at the end of a
    text, or says 同上, after a dash.

    A line with a work counts only with its volume, page or number, on the same line or on the next; attrs
    `title` (as printed), `volume`, `issue`, `issue-to`, `from` and `to`, or `pages` where they are no range.
    Lines longer than `longest` characters are text.
    """
    longest = int(str(options["longest"]))
    return Recognised(tuple(cite([part for block in blocks for part in run_on(block)], longest)))


def run_on(line: Block) -> Iterator[Block]:
    """A line → the same, what stands in brackets behind its last sentence apart where
    it says where that was printed."""
    text = line.text.text
    found = RUN_ON.search(text) if line.kind == "line" and text[-1:] in "）)" else None
    if found and any(form.fullmatch(simplified(found[0])) for form in (UNMARKED, NAMED, QUOTED)):
        yield cut(line, 0, found.start())
        yield told(cut(line, found.start(), len(text)), blank="", indent="")
    else:
        yield line


def cite(blocks: Sequence[Block], longest: int) -> Iterator[Block]:
    """Blocks → the same, lines that are a citation, alone or two together, as one block; a line that cites
    several works is cut. Lines over `longest` characters are one only where they say so by their words."""
    n = 0
    while n < len(blocks):
        length = citation_length(blocks, n, longest)
        if length == 1:
            yield from map(citation, ([part] for part in each_work(blocks[n])))
        else:
            yield citation(blocks[n : n + length]) if length else blocks[n]
        n += length or 1


def each_work(line: Block) -> Iterator[Block]:
    """A line of citation → a part for each work that it names with its pages."""
    done = 0
    for seam in NEXT_WORK.finditer(line.text.text):
        yield cut(line, done, seam.end())
        done = seam.end()
    yield cut(line, done, len(line.text))


def citation_length(blocks: Sequence[Block], n: int, longest: int) -> int:
    """How many lines from `n` on are one citation: 2, 1 or 0."""
    line = blocks[n]
    if line.kind != "line" or len(line.text) > LONGEST_NAMED:
        return 0
    text = simplified(line.text.text)
    ends = all(b.kind in ("excluded", "citation") for b in blocks[n + 1 : n + 2]) or is_labelled(blocks, n + 1)
    if says_source(blocks, n, text) or (n and says_print(text, ends)) or (n and named_below(blocks, n)):
        return 1
    if n and SOURCE_LABEL.fullmatch(text):
        return labelled_length(blocks, n)
    if len(text) > longest:
        return 0
    return 1 if is_held(blocks, n, text, ends) else works_length(blocks, n, longest)


def says_source(blocks: Sequence[Block], n: int, text: str) -> bool:
    """Whether a line says by its words that it names a source, or goes on with
    one that the line above names."""
    further = FURTHER.fullmatch(text) and n and NAMED.fullmatch(blocks[n - 1].text.text)
    return bool(
        NAMED.fullmatch(text) or (n and (UNMARKED.fullmatch(text) or QUOTED.fullmatch(text))) or further
    )


def says_print(text: str, ends: bool) -> bool:
    """Whether a line says where, as what or by whom a text was printed or made; some do
    so only where the text `ends`."""
    if ITS_SOURCE.match(text) and SOURCED.fullmatch(text):
        return True
    printed = PRINTED_ON.fullmatch(text)
    if printed and (ends or printed["lead"]):
        return True
    return ends and any(
        form.fullmatch(text) for form in (PRINTED_IN, PRINTED_AS, MADE_BY, SOURCED, RIGHTS, BASED_ON)
    )


def is_held(blocks: Sequence[Block], n: int, text: str, ends: bool) -> bool:
    """Whether a line says where a paper is kept, or in which issue it came out."""
    if any(form.fullmatch(text) for form in (HELD, AGAIN, UNPUBLISHED, FILED, COPIED)):
        return True
    last = ends or below_is_head(blocks, n)
    shelved = n and SHELVED.fullmatch(text) and finished(blocks[n - 1].text.text)
    if shelved and (last or SECTION.fullmatch(blocks[n + 1].text.text)):
        return True
    if IN_ISSUE.fullmatch(text) and (last or above_source(blocks, n)):
        return True
    issued = ISSUED.fullmatch(text)
    return issued is not None and bool(issued["lead"] or last)


def above_source(blocks: Sequence[Block], n: int) -> bool:
    """Whether the last line of a text, right below the one at index `n`, names its source."""
    last = n + 2 == len(blocks) or (n + 2 < len(blocks) and blocks[n + 2].kind == "excluded")
    below = simplified(blocks[n + 1].text.text) if last else ""
    return bool(below) and (says_source(blocks, n + 1, below) or says_print(below, ends=True))


def works_length(blocks: Sequence[Block], n: int, longest: int) -> int:
    """How many lines from `n` on name works with their pages, on the same line or on the next."""
    if not all(WORK.fullmatch(part.text.text.rstrip("；; ")) for part in each_work(blocks[n])):
        return 0
    if PAGES.search(blocks[n].text.text):
        return 1
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    placed = below is not None and below.kind == "line" and len(below.text) <= longest
    return 2 if below is not None and placed and PLACE.fullmatch(below.text.text) else 0


def is_labelled(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is the word for the source alone, above what names
    the one with which the text ends."""
    labels = n < len(blocks) and blocks[n].kind == "line" and SOURCE_LABEL.fullmatch(blocks[n].text.text)
    return bool(labels) and labelled_length(blocks, n) > 0


def labelled_length(blocks: Sequence[Block], n: int) -> int:
    """How many lines from the word for the source at index `n` on are the citation with which the text ends,
    perhaps above another: 2, or 0."""
    last = all(b.kind == "excluded" for b in blocks[n + 2 : n + 3]) or is_labelled(blocks, n + 2)
    named = n + 1 < len(blocks) and blocks[n + 1].kind in ("line", "citation")
    return 2 if last and named and len(blocks[n + 1].text) <= LONGEST_NAMED else 0


def named_below(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` says what the word for the source below it names, but for the
    brackets and the stop around it."""
    if not is_labelled(blocks, n + 1):
        return False
    said, named = (
        re.sub(r"^[（(]|[）)]$|\s", "", blocks[m].text.text.strip().rstrip("。")) for m in (n, n + 2)
    )
    return said == named


def below_is_head(blocks: Sequence[Block], n: int) -> bool:
    """Whether what stands right below the line at index `n` is a head."""
    return n + 1 < len(blocks) and blocks[n + 1].kind == "head"


def below_citation(blocks: Sequence[Block], n: int) -> bool:
    """Whether the lines above index `n` are a citation, with which a document ends."""
    return any(citation_length(blocks, m, LONGEST) == n - m for m in (n - 1, n - 2) if m >= 0)


def citation(lines: Sequence[Block]) -> Block:
    """The lines of one citation → the citation, with what it says about work, volume and pages."""
    text = "\n".join(line.text.text for line in lines)
    plain = UNPUBLISHED.fullmatch(text) if not AGAIN.fullmatch(text) else None
    work, pages = WORK.match(text.split("\n")[0]) or NAMED_WORK.match(text), PAGES.search(text)
    after = text[work.end("title") :] if work else text
    volume = VOLUME.search(PAGES.sub("", after))
    title = work or plain
    attrs = {"title": title["title"] if title else "", "volume": (volume["n"] or volume["m"]) if volume else ""}
    if issue := ISSUE.search(after):
        attrs |= {"issue": issue["first"], "issue-to": issue["last"] or ""}
    if pages and pages["more"]:
        attrs |= {"pages": pages["from"] + re.sub(r"[ ，,]+", "、", pages["more"])}
    elif pages:
        attrs |= {"from": pages["from"], "to": pages["to"] or ""}
    return told(glue(lines), "citation", "citation-lines", **attrs)


# -- one source for several documents --------------------------------------------------------------------------


def share_citations(blocks: Blocks, options: Options) -> Recognised:
    """In a section of which only the last document has citations, they are those of all its documents:
    attr `covers` says of how many."""
    result = list(blocks)
    documents: list[list[int]] = []
    for n, block in enumerate(blocks):
        opens = block.attrs.get("opens", "")
        if opens == "section":
            cover(result, documents)
            documents = []
        elif opens == "document":
            documents.append([])
        if documents and block.kind == "citation":
            documents[-1].append(n)
    cover(result, documents)
    return Recognised(tuple(result))


def cover(blocks: list[Block], documents: Sequence[Sequence[int]]) -> None:
    """The citations of each document of a section, by their indexes in `blocks` → those of the last cover
    them all, if no other has any."""
    if len(documents) > 1 and not any(documents[:-1]):
        for n in documents[-1]:
            blocks[n] = told(blocks[n], covers=str(len(documents)))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("citation-lines", "segment", find_citations, {"longest": LONGEST}),
    Recogniser("shared-citations", "segment", share_citations),
)
