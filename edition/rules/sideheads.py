"""Heads inside a document that run into its text: items of an agenda, titled points, what a stretch is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.cutting import told
from edition.rules.folding import SPACE, Folded, squeeze
from edition.rules.lexicon import BODIES, OFFICES, STATES, TITLES
from edition.rules.paragraphs import neighbours, numbered
from edition.rules.parting import part, trim

AGENDA = re.compile(
    r"\d{1,3}[.．][^。！？；：，]{2,30}?(?:问题|电报|报告|事项|请求|建议)(?:。?$|(?= ))|\d{1,3}[.．]关于[^。！？；：，]{2,30}?(?= (?:[\u4e00-\u9fff]{0,8}?(?:内阁|会议?|政府|主席团|政治局|委员会|院))?(?:听取|审议|讨论|研究|根据|鉴于|批准|同意|通过|决定|责成|委托))"
)
# 第4项 某某事项: an item of minutes, its title up to white space.
MINUTE = re.compile(r"第\d{1,3}[项点](?= )")
LONGEST_MINUTE = 40
LONGEST_SIDE_HEAD = 34
LONGEST_STRETCH = 17
LONGEST_CLAUSE = 64
TITLED_POINT = re.compile(r"(?:[一二三四五六七八九十]{1,3}|[甲乙丙丁戊己])、(?!请|应|将)[\u4e00-\u9fff]{1,12}")
FEWEST_TITLED = 2
WHOLE_DAY = re.compile(r"(?P<year>[12]\d{3}年)?\d{1,2}月\d{1,2}日")
# Without its year a day heads an entry where the title says what the document is.
DIARY = re.compile("日(?:记|志(?!愿)|录(?!用))|纪行|旅行记|札记|手记")
# The day before white space and words that begin by themselves, no clause about it.
DAY_APART = re.compile(r"(?P<year>[12]\d{3} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日(?= [\u4e00-\u9fff“（])")
SHORTEST_TITLE, LONGEST_AGAIN = 6, 60
"""So many characters has a title that stands again, at more length, above the text; so many that at most."""
# 一、关于某事 leads on into a sentence as well, so that more of them are asked for.
ABOUT = re.compile(r"(?:[一二三四五六七八九十]{1,3}|[甲乙丙丁戊己])、关于")
FEWEST_ABOUT = 3
BELOW_HEAD = re.compile(r"[\u4e00-\u9fff\d]")
SIDE_HEAD = re.compile(
    r"(?:(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)关于[^。；，：！？\s]{2,24}(?:问题|情况|事宜|事项|工作)|[\u4e00-\u9fff]{2,8}(?:形势|局势|概况|意见|建议)|(?![\u4e00-\u9fff]{0,6}[此该这一])[\u4e00-\u9fff]{2,6}(?:状况|现状|态势|动向|前景|背景|近况)|几[点项](?:看法|体会|说明|设想|想法)|附注|附言|结论)"
)
# The head of a stretch of a report by what it ends with, and words before which such an end is the subject of a sentence.
TOPIC = re.compile(
    r"(?![此该这那其我您你他她])[\u4e00-\u9fff、“”]{2,14}(?:准备|态度|看法|印象|经过|反应|情况|情形|问题|要求|任务|措施|办法|过程|原因|结果|影响|关系|气氛|安排|活动|工作|方针|立场|动态|评价|估计|分析|总结|计划|条件|困难|打算|现状|状况|前景|意向|动向|态势|概况|形势|局势|背景)"
)
SUBJECT = re.compile(
    r"[极没得变仅令使让是有的为和与及很已也都不将要使就会可应仍还被由上中下之等以而太更尚亦均并越较甚颇]|在于|表明|说明|如下|方面|引起|导致|需要|本身|如何|十分|非常|完全|比较|相当|一致|明确|严重|良好|正常|复杂|紧张|基本|日益|逐渐|逐步"
)
# What is said of a state of things (水利局的现状 令人担忧), as no sentence begins.
IS_SO = re.compile("[令使让]人|十分|非常|相当|日益|[极很]")
FEWEST_TOPICS = 2
# What else heads a stretch (到任和拜会县署): no clause that leads on, nobody spoken to, nothing that asks for what follows; and how a
# sentence begins that needs nothing above it, by itself or with the time; or it takes up a word of the head (学堂的开办 学堂现有…).
NO_STRETCH = r"(?!关于|对于|至于|根据|按照|由于|为[了着]?|当|因|所以|但|如|若|目前|现(?!状)|最近|近|[今昨去明上下](?!后的)|同[时年月日]|此|另|最[后近]|首先|其|经|据|请|希|望|我|你|您|他|她|它|这|那|该|各位|[一二三四五六七八九十几两半]个?多?[年月周天日]|第)"
STRETCH = re.compile(
    rf"{NO_STRETCH}[\u4e00-\u9fff、“”]{{4,16}}(?<!(?<!经)过)(?<!(?<!所)在)(?<!(?<![需摘纪])要)(?<![的了着是和与及对向从把被将请求说问答为使让给会能可也都又还就不没时候下后前来外间内因但而且并则即比等])"
)
SOMEBODY = re.compile(rf"(?:{TITLES}|{OFFICES}|众人|们)$")
# A reason or an occasion (由于水大，) may stand behind the subject as well, but for a clause that has one of its own.
BY_ITSELF = re.compile(
    "我们?(?![国方军省县])|本[人使团馆]|(?:根据|由于|为了|鉴于|关于|按照)[^，。；：？！]{2,30}，(?:我们?(?![国方军省县])|本[人使团馆]|双方|请(?!求|示))"
)
IN_TIME = re.compile(
    r"[一二三四五六七八九十几两半]个?多?[年月周天日][来前后]|[一二三四五六七八九十]月(?:[上中下]旬|[初底])|目前|现在|最近|近来|截[至止]|第[一二三四五六七八九十]{1,2}[批次天阶]|[12]\d{3}年|\d{1,2}月|[今昨去明][年天日]|[上下本]月|在"
)
# What a sentence goes on with below its subject, and the time: 现在都有…
OF_SUBJECT = re.compile(rf"(?:我们?|本[人使团馆]|{IN_TIME.pattern})[也都就才便却曾]")
# A head of few characters: 建议, 城与人; no state or body, of which the sentence could tell. Below it the writer speaks, or the time is told.
BRIEF = re.compile(
    rf"{NO_STRETCH}(?!(?:{STATES})$|[\u4e00-\u9fff]{{0,6}}(?:{BODIES})$)(?:[\u4e00-\u9fff]{{2,3}}|[\u4e00-\u9fff]{{1,3}}[与和][\u4e00-\u9fff]{{1,3}})"
)
LONGEST_BRIEF = 7
WITH_TIME = re.compile(rf"(?:{STATES})?(?:{IN_TIME.pattern})")
# A remark that stands aside from a report, and how the report goes on below it.
ASIDE = re.compile(r"附注|附言|[\u4e00-\u9fff]{0,6}(?:意见|建议|结论)")
GOES_ON = re.compile(r"(?:接着|随后|然后|而后|此后|最后|[谈会][谈话见]结束)[\u4e00-\u9fff，时]")


def find_side_heads(blocks: Blocks, options: Options) -> Recognised:
    """A word such as 附注 or 某某形势 that stands apart at the start of a paragraph → a head of type section.

    It stands apart if white space follows it and the characters on the two sides of that meet nowhere in the text. So
    does the item of an agenda below the date of a decision or those present, and each of at least two points in turn that all have a title
    (一、装备). Below the first paragraph of a remark (附注, 我的意见) the
    report that it interrupts goes on where a paragraph begins with 接着, 随后, 谈话结束 or the like: that one `resumes`. What ends as heads do (几点看法) is one where at least
    two such stand in the same document.
    """
    pairs = neighbours([b for b in blocks if b.kind == "para"])
    points = retitled(blocks) | titled_points(blocks, pairs) | stretches(blocks, pairs) | topics(blocks, pairs)
    days = diary_days(blocks)
    result: list[Block] = []
    aside = False
    for n, block in enumerate(blocks):
        if day := days.get(n):
            result.append(told(trim(part(block, 0, day, day + 1)), "dateline", "side-heads"))
            block = part(block, day + 1, len(block.text))
        dated = bool(result) and result[-1].kind in ("dateline", "idno", "participants")
        if head := points.get(n) or head_length(block, pairs, dated):
            label = told(trim(part(block, 0, head, head + 1)), "head", "side-heads", type="section", point="")
            result.append(label)
            block = numbered(told(part(block, min(head + 1, len(block.text)), len(block.text)), point=""))
            aside = bool(ASIDE.fullmatch(result[-1].text.text))
            if not block.text:
                continue
        elif block.kind == "head":
            aside = False
        elif aside and block.kind == "para" and GOES_ON.match(squeeze(block.text.text[:24]).text):
            block = told(block, resumes="report")
            aside = False
        result.append(block)
    return Recognised(tuple(result))


def retitled(blocks: Sequence[Block]) -> dict[int, int]:
    """The indexes of paragraphs right below the heads of a document that begin with its title again, put at more length (关于在…中…),
    before white space → how long that is."""
    found: dict[int, int] = {}
    title = ""
    for n, block in enumerate(blocks):
        if block.kind == "head" and block.attrs.get("opens"):
            title = re.split("——|：", squeeze(block.attrs.get("title", "")).text)[0]
        if block.kind == "para" and len(title) >= SHORTEST_TITLE:
            words = block.text.text[:LONGEST_AGAIN]
            ends = (m.start() for m in re.finditer(r"(?<=\S)[ \u3000](?=\S)", words))
            said = ((end, squeeze(words[:end]).text) for end in ends)
            whole = (end for end, again in said if title in again and re.fullmatch(r"[^。，；：！？]+", again))
            if end := next(whole, 0):
                found[n] = end
        if block.kind not in ("head", "fw", "pb"):
            title = ""
    return found


def diary_days(blocks: Sequence[Block]) -> dict[int, int]:
    """The indexes of paragraphs of a diary that begin with their day, as its first does right below the title, before white space → how
    long that is."""
    found: dict[int, int] = {}
    kept = titled = False
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            kept, titled = False, DIARY.search(block.attrs.get("title", "")) is not None
        elif block.kind == "dateline" and n and blocks[n - 1].kind == "head":
            day = WHOLE_DAY.fullmatch(squeeze(block.text.text).text)
            kept = day is not None and (titled or day["year"] is not None)
        elif kept and block.kind == "para" and (day := DAY_APART.match(block.text.text)):
            found |= {n: day.end()} if titled or day["year"] else {}
    return found


def titled_points(blocks: Sequence[Block], pairs: frozenset[str]) -> dict[int, int]:
    """The indexes of points that have a title, where all of a document have one → how long that is with its number."""

    def title(words: str) -> int | None:
        return point_title(words, pairs) if TITLED_POINT.match(words) else None

    def fewest(run: dict[int, int]) -> int:
        return FEWEST_ABOUT if any(ABOUT.match(blocks[n].text.text) for n in run) else FEWEST_TITLED

    points = [run for run in runs(blocks, title) if len(run) >= fewest(run) and all(run.values())]
    return {n: length for run in points for n, length in run.items()}


def topics(blocks: Sequence[Block], pairs: frozenset[str]) -> dict[int, int]:
    """The indexes of paragraphs that begin with what a stretch of the document is about (会谈前的准备), where at least two of it do, or
    one beside a head of a known shape → how long that is."""

    def either(words: str) -> int | None:
        return topic_length(words, pairs) or shaped_length(words, pairs) or None

    found = [run for run in runs(blocks, either) if len(run) >= FEWEST_TOPICS]
    return {n: end for run in found for n, end in run.items() if not shaped_length(blocks[n].text.text, pairs)}


def stretches(blocks: Sequence[Block], pairs: frozenset[str]) -> dict[int, int]:
    """The indexes of paragraphs that begin with any other words for a stretch of the document, where at least two of it begin so or
    with a head of a known shape, and below one of these the sentence begins by itself, or there are more → how long the words are. Heads
    of few characters count only where below two heads of the document the sentence begins by itself."""
    found: dict[int, int] = {}

    def longer(words: str) -> int | None:
        return shaped_length(words, pairs) or stretch_length(words, pairs) or topic_length(words, pairs)

    for run in runs(blocks, lambda words: longer(words) or brief_length(words, pairs)):
        below = {n: squeeze(blocks[n].text.text[end : end + LONGEST_CLAUSE]).text for n, end in run.items()}
        sure = [n for n, words in below.items() if BY_ITSELF.match(words)]
        if len(sure) < FEWEST_TOPICS:
            run = {n: end for n, end in run.items() if longer(blocks[n].text.text)}
        if len(run) > FEWEST_TOPICS or (len(run) == FEWEST_TOPICS and not run.keys().isdisjoint(sure)):
            found |= {n: end for n, end in run.items() if not shaped_length(blocks[n].text.text, pairs)}
    return found


def runs(blocks: Sequence[Block], length_of: Callable[[str], int | None]) -> Iterator[dict[int, int]]:
    """For each document: the indexes of its paragraphs for which a length is told, with that."""
    run: dict[int, int] = {}
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            yield run
            run = {}
        elif block.kind == "para" and (length := length_of(block.text.text)) is not None:
            run[n] = length
    yield run


def topic_length(words: str, pairs: frozenset[str]) -> int | None:
    """How long the head of a stretch at the start of a paragraph is, if there is one."""
    folded = squeeze(words[: 2 * LONGEST_MINUTE])
    for end in range(4, min(LONGEST_SIDE_HEAD, len(folded.text))):
        topic = TOPIC.fullmatch(folded.text, 0, end) and not SUBJECT.match(folded.text, end)
        if topic and parts_at(folded, end, words, pairs):
            return folded.end(end)
    return None


def stretch_length(words: str, pairs: frozenset[str]) -> int | None:
    """How long any other words are that head a stretch at the start of a paragraph, if there are some."""
    folded = squeeze(words[: 2 * LONGEST_MINUTE])
    for end in range(4, min(LONGEST_STRETCH, len(folded.text))):
        again = folded.text[end : end + 2] in folded.text[:end]
        alone = BY_ITSELF.match(folded.text, end) or IN_TIME.match(folded.text, end)
        begins = again or (alone and not OF_SUBJECT.match(folded.text, end))
        heads = STRETCH.fullmatch(folded.text, 0, end) and not SOMEBODY.search(folded.text, 0, end)
        if begins and heads and parts_at(folded, end, words, pairs):
            return folded.end(end)
    return None


def brief_length(words: str, pairs: frozenset[str]) -> int | None:
    """How long a head of few characters at the start of a paragraph is, if there is one."""
    folded = squeeze(words[:LONGEST_CLAUSE])
    for end in range(2, min(LONGEST_BRIEF, len(folded.text)) + 1):
        told_below = BY_ITSELF.match(folded.text, end) or WITH_TIME.match(folded.text, end)
        begins = told_below and not OF_SUBJECT.match(folded.text, end)
        heads = BRIEF.fullmatch(folded.text, 0, end) and not SOMEBODY.search(folded.text, 0, end)
        if begins and heads and parts_at(folded, end, words, pairs):
            return folded.end(end)
    return None


def parts_at(folded: Folded, end: int, words: str, pairs: frozenset[str]) -> bool:
    """Whether white space stands behind `end` characters, between two that stand side by side nowhere in the text (`pairs`)."""
    return (
        words[folded.end(end) : folded.end(end) + 1] in (*SPACE,)
        and folded.text[end - 1 : end + 1] not in pairs
        and BELOW_HEAD.match(folded.text, end) is not None
    )


def point_title(words: str, pairs: frozenset[str]) -> int:
    """How long the number and the title of a point are, 0 where white space parts no title from what follows."""
    folded = squeeze(words[: 2 * LONGEST_MINUTE])
    longest = TITLED_POINT.match(folded.text)
    for end in range(3, min(longest.end() + 1, len(folded.text)) if longest else 0):
        at = folded.end(end)
        if words[at : at + 1] in SPACE and folded.text[end - 1 : end + 1] not in pairs:
            return at
    return 0


def head_length(block: Block, pairs: frozenset[str], dated: bool) -> int:
    """How long the head at the start of a paragraph is, 0 where there is none. `dated`: the paragraph stands below the
    date or number of a decision."""
    words = block.text.text
    if block.kind != "para":
        return 0
    if dated and (found := AGENDA.match(words)):
        return found.end()
    if dated and (found := MINUTE.match(words)):
        spaces = (m.start() for m in re.finditer(r"(?<=\S) (?=\S)", words[: found.end() + LONGEST_MINUTE]))
        return next((n for n in spaces if n > found.end() and words[n - 1] + words[n + 1] not in pairs), 0)
    return shaped_length(words, pairs)


def shaped_length(words: str, pairs: frozenset[str]) -> int:
    """How long a head of a known shape at the start of a paragraph is, 0 where there is none."""
    folded = squeeze(words[: 2 * LONGEST_MINUTE])
    for end in range(2, min(len(folded.text), LONGEST_SIDE_HEAD)):
        heads = SIDE_HEAD.fullmatch(folded.text, 0, end) and not IS_SO.match(folded.text, end)
        if heads and parts_at(folded, end, words, pairs):
            return folded.end(end)
    return 0


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("side-heads", "segment", find_side_heads),)
