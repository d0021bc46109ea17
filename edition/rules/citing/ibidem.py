"""Source citations at the end of a document in a flattened volume, ibid. among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.citing.citations import COPY
from edition.rules.citing.columns import paired_sources
from edition.rules.language.dates import DATE
from edition.rules.language.formulas import DAY, SHORT_DAY
from edition.rules.language.lexicon import ARCHIVES, PUBLISHERS, TAKEN_FROM
from edition.rules.text.cutting import cut, leave_out, line_ends, told
from edition.rules.text.folding import NOTE_MARKS, SPACE, Folded, squeeze

IMPRINT = rf"[（(][^（）()。]{{2,80}}[)）]|[，,]?(?:[\u4e00-\u9fff]{{2,6}}[：:])?[\u4e00-\u9fff]{{2,12}}(?:{PUBLISHERS})[^。；：—第送致]{{0,24}}?\d{{4}}(?:年版?)?|[\u4e00-\u9fff]{{2,16}}[，,][12]\d{{3}}(?![年\d])"
CITATION = re.compile(
    rf"(?:(?P<full>{TAKEN_FROM}|(?P<weak>原?[载刊]于?|参?见|自(?=《)|(?:资料|史料|档案)?来源：?|出处：?|据|(?=《))(?![^《》。；]{{0,10}}{TAKEN_FROM}))[^《》。；]{{0,12}}《(?P<work>[^《》]{{2,60}})》"
    r"|(?P<ibid>(?:(?:出处|来源|见|[选辑引录摘]自)：?)?(?:同[上前]|[前上]引|同)[书文注]{0,2}(?<!同)[，,]?))"
    r"(?P<volume>[^。；《》页]{0,16}?)第(?P<from>\d+)(?:[-－–—～~至]+第?(?P<to>\d+))?(?:页|(?<=[日号期]第\d)版|(?<=[日号期]第\d\d)版)"
    rf"(?:{IMPRINT})?。?"
)
# A book by its year or its editor, with no page: 选自《某书》，某某出版社1987年9月第1版; a newspaper
# by its day, behind its title or before that: 译自1921年3月5日《某报》, 原载《某报》1921年3月5日; an
# archive alone: 选自某某档案馆藏件
YEAR_OF_PRINT = (
    r"[12]\d{3}年?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:第[\d一二三四五六七八九十]{1,3}[版次](?:印刷)?|版)?"
)
EDITED_BY = r"(?:[（(][^（）()]{1,8}[）)])?[，,][\u4e00-\u9fff]{2,30}[编辑][印纂写]?"
NO_MORE = r"。?(?![，,\d年月第])"
IN_ISSUE = r"(?:第[\d一二三四五六七八九十]{1,6}[期号版])?。?(?![，,第])"
PAGELESS = re.compile(
    rf"(?:{TAKEN_FROM}|原载于?|[刊载]于|载(?=《))(?:(?P<day>[^《》。；，]{{0,8}}(?:{DATE}))?[^《》。；，]{{0,12}}《(?P<work>[^《》]{{2,60}})》(?:(?:(?!——)[^。；《》“”：]){{0,40}}?{YEAR_OF_PRINT}{NO_MORE}|{EDITED_BY}。?|(?(day){IN_ISSUE}|(?!)))"
    rf"|[\u4e00-\u9fff]{{2,16}}(?:{ARCHIVES})(?:馆?藏)?[件本稿]?(?:档案)?{NO_MORE})"
)
# 藏某某档案馆，全宗8，目录2，案卷17，第3页; АПРФ, ф. 45, оп. 1, д. 331, лл. 1–3
ARCHIVE = re.compile(
    rf"(?:(?:{TAKEN_FROM}|(?:档案|资料)?来源：?|出处：?|[藏存]于?)(?P<work>[\u4e00-\u9fff]{{2,16}}(?:{ARCHIVES}))|(?P<short>[A-ZА-Я]{{3,8}}))"
    r"[，,]?(?:全宗|卷宗|案卷|档[号案]|目录|фонд|ф\.)[^。；《》]{1,60}?(?:第(?P<from>\d+)(?:[-－–—]+(?P<to>\d+))?页|лл?\.(?P<leaf>\d+)(?:[-－–—]+(?P<last>\d+))?|(?P<whole>(?:案卷|卷号|档号)[：:]?[A-Z\d][A-Z\d.\-－–—]*+(?![，,]?第\d)))"
)
# Foreign Relations of the United States, Vol. XI, p. 120; Документы внешней политики, т. 5, с. 210
FOREIGN = re.compile(
    r"(?<![A-Za-zА-Яа-яёЁ])[A-ZА-ЯЁ][A-Za-zÀ-ſА-Яа-яёЁ\d.,:;()'’“”«»/№–—-]{10,160}[,.](?:pp?\.|[Ссc]\.|[Сс]тр\.|S\.)(?P<from>\d+)(?:[-－–—](?P<to>\d+))?"
)
# 根据某某手稿刊印。
COPIED = re.compile(rf"{COPY}(?P<stop>。?)")
# Above a source that runs into it, when the text was written or first printed: 写于1921年3月
# 选自…, 第一次刊印 同上，第3页
WRITTEN_FIRST = re.compile(
    rf"(?:(?:第一次|首次)(?:刊印|发表|刊载|刊登)|[写作]于(?:{DATE}))(?=同[上前]，?[^。；《》]{{0,12}}?第|(?:{TAKEN_FROM})[^《》。；]{{0,8}}《)"
)
# Behind the day of a closer, and where that was: 一月七日于石桥
CLOSED = re.compile(rf"(?:{DAY}|{SHORT_DAY})(?:[于在][\u4e00-\u9fff]{{2,6}})?\Z")
# Behind a foreign name that white space parts from the text above: 局长 某·某某
NAMED = re.compile(r"\s[\u4e00-\u9fff]{1,6}(?:[·．]\s?[\u4e00-\u9fff]{1,8})+\Z")
# A rule, or a few words that are no sentence.
NO_SENTENCE = re.compile(r"\s*(?:—{5}|[^。！？；，]{0,40}$)")
# The rule above the notes of a page, which stands in none of them.
RULE_BELOW = re.compile(r"\s{0,4}—{5}")
# The number of a note, which its words follow.
IN_NOTE = re.compile(rf"(?:—{{5}}|[。注\r\n])\s{{0,2}}[{NOTE_MARKS}]\s{{0,2}}\Z")
VOLUME = re.compile(
    r"[（(](?P<part>[上中下]|[一二三四五六七八九十]{1,3})[册卷辑编集部]?[)）]|第(?P<n>[\d一二三四五六七八九十]+)[卷册辑编集]|^[，,]?(?P<half>[上中下])[编册卷集辑]|(?P<extra>附卷[一二三四五六七八九十\d]+)"
)


def find_citations(blocks: Blocks, options: Options) -> Recognised:
    """选自《…》第 n 页 and 同上，第 n 页 in running text → `citation` blocks, cut out of their paragraphs; of a
    newspaper the date and 第 n 版; of an archive its name as the work. Words that a sentence may hold too
    (原载, 来源) count only where the text ends.

    Attrs: `work` (the title as printed in the last full citation that ibid. goes back to, one with pages if
    ibid. has a volume), `volume`, `from`, `to`. S044 where a range runs backwards or over more than `longest`
    pages; S045 where ibid. has nothing to go back to.
    """
    longest = int(str(options["longest"]))
    result: list[Block] = []
    findings: list[Finding] = []
    work = paged = ""
    for block in blocks:
        if block.kind != "para":
            result.append(block)
            continue
        for part in split_citations(block):
            if part.kind == "citation":
                work = part.attrs.get("work") or (part.attrs.get("volume") and paged) or work
                paged = work if part.attrs.get("from") else paged
                part = (
                    replace(part, attrs={**part.attrs, "work": work})
                    if work and part.attrs.get("from")
                    else part
                )
                findings += doubts(part, longest)
            result.append(part)
    return Recognised(tuple(result), tuple(findings))


def split_citations(block: Block) -> Iterator[Block]:
    """A paragraph → the text around its citations, and the citations."""
    folded, done = squeeze(block.text.text), 0
    for (first, last), attrs in citations_in(block, folded):
        start, end = folded.start(first), folded.end(last)
        if start < done:
            continue
        if start > done:
            yield cut(block, done, start)
        cited = cut(block, start, end)
        yield told(leave_out(cited, line_ends(cited.text.text)), "citation", "citations", **attrs)
        done = end
    if block.text.text[done:].strip(SPACE) or not done:
        yield cut(block, done, len(block.text))


def citation_ends(block: Block) -> list[int]:
    """A paragraph → where its citations end, in its text without white space."""
    folded = squeeze(block.text.text)
    return [last for (_, last), _ in citations_in(block, folded, glued=True)]


def citations_in(
    block: Block, folded: Folded, glued: bool = False
) -> list[tuple[tuple[int, int], dict[str, str]]]:
    """A paragraph → the places of its citations in its folded text and what they say, in order; a book may
    follow the archive in which a document is kept: 藏某某档案馆，全宗8，第3页，《…》第1卷，第5页."""
    columns = [((c.start, c.end), c.attrs) for c in paired_sources(folded)]
    filed = [m for m in ARCHIVE.finditer(folded.text) if is_cited(m, block, folded, glued)]
    then = {m.end() + 1 for m in filed if folded.text[m.end() : m.end() + 2] in ("，《", ",《", "；《")}
    cited = [
        (m.span(), of_book(m))
        for m in CITATION.finditer(folded.text)
        if m.start() in then or is_cited(m, block, folded, glued)
    ]
    also = then & {start for (start, _), _ in cited}
    cited += [((m.start(), m.end() + (m.end() + 1 in also)), of_archive(m)) for m in filed]
    cited += [
        (m.span(), {})
        for pattern in (COPIED, WRITTEN_FIRST)
        for m in pattern.finditer(folded.text)
        if (
            apart(block.text.text, folded.start(m.start()))
            if m.groupdict().get("stop") != ""
            else ends_text(m, block, folded, glued)
        )
    ]
    taken = {start for (start, _), _ in cited}
    cited += [
        (m.span(), {})
        for m in FOREIGN.finditer(folded.text)
        if m.start() not in taken and is_cited(m, block, folded, glued)
    ]
    cited += [
        (m.span(), {"work": m["work"] or ""})
        for m in PAGELESS.finditer(folded.text)
        if m.start() not in taken and ends_text(m, block, folded, glued)
    ]
    within = [range(*span) for span, _ in columns]
    cited = [c for c in cited if not any(c[0][0] in span for span in within)]
    return sorted((*columns, *cited), key=lambda c: c[0])


def is_cited(found: re.Match[str], block: Block, folded: Folded, glued: bool) -> bool:
    """Whether what looks like a citation is one where it stands; `glued`: a title
    may follow without white space."""
    place = folded.start(found.start()), folded.end(found.end())
    named = found.groupdict()
    weak = named.get("weak") is not None or named.get("whole") is not None or found.re is FOREIGN
    if named.get("ibid") and IN_NOTE.search(block.text.text[max(0, place[0] - 16) : place[0]]):
        return RULE_BELOW.match(block.text.text, place[1]) is not None
    if block.text.text[: place[0]].rstrip(SPACE)[-1:] in ("（", "("):
        return False
    below = block.text.text[place[1] : place[1] + 1]
    if glued and weak and not below.isspace() and apart(block.text.text, place[0]):
        return True
    return not weak or set_apart(block.text.text, *place)


def ends_text(found: re.Match[str], block: Block, folded: Folded, glued: bool) -> bool:
    """Whether a source without pages stands where a text ends: set apart, or right behind the day, the
    place or the name of a closer."""
    start, end = folded.start(found.start()), folded.end(found.end())
    text = block.text.text
    closed = CLOSED.search(folded.text, max(0, found.start() - 24), found.start()) is not None
    named = NAMED.search(text, max(0, start - 24), start) is not None
    if (closed or named) and not apart(text, start):
        return NO_SENTENCE.match(text, end) is not None
    return set_apart(text, start, end) or (glued and apart(text, start) and not text[end : end + 1].isspace())


def of_book(found: re.Match[str]) -> dict[str, str]:
    """What a citation of a printed work says of it; ibid. names none."""
    volume = VOLUME.search(found["volume"])
    return {
        "work": found["work"] or "",
        "volume": next((v for v in volume.groups() if v), "") if volume else "",
        "from": found["from"],
        "to": found["to"] or found["from"],
    }


def of_archive(found: re.Match[str]) -> dict[str, str]:
    """What a shelfmark says: the archive stands for the work. A whole file has no pages."""
    first = found["from"] or found["leaf"]
    if not first:
        return {"work": found["work"] or found["short"]}
    return {
        "work": found["work"] or found["short"],
        "from": first,
        "to": found["to"] or found["last"] or first,
    }


def apart(text: str, start: int) -> bool:
    """Whether white space stands before `start`."""
    return text[start - 1 : start] in SPACE


def set_apart(text: str, start: int, end: int) -> bool:
    """Whether white space stands before `start`, and after `end` nothing but a rule or words that are no
    sentence, such as a caption: a work may also be named in a sentence, or be all that a note says."""
    called = text[:start].rstrip(SPACE)[-1:] in (*NOTE_MARKS,)
    return not called and text[start - 1 : start] in SPACE and NO_SENTENCE.match(text, end) is not None


def doubts(citation: Block, longest: int) -> Iterator[Finding]:
    """→ what is odd about a citation."""
    first, last = int(citation.attrs.get("from", "0")), int(citation.attrs.get("to", "0"))
    if last < first or last - first > longest:
        yield Finding("S044", citation.text.at[0], {"first": first, "last": last})
    if not citation.attrs.get("work") and citation.attrs.get("from"):
        yield Finding("S045", citation.text.at[0])


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("citations", "segment", find_citations, {"longest": 40}),)
