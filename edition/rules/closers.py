"""What stands below the text of a flattened document: signature, number, date, who got a copy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.dictionary import Size, frequencies
from edition.model import Block, BlockKind
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.cutting import leave_out, line_ends, told
from edition.rules.folding import SPACE, Folded, curled, squeeze, stands_apart
from edition.rules.formulas import (
    ANEW,
    DIGIT_DAY,
    HAN,
    HOUR,
    HOURS,
    IN_YEAR,
    KEEPER,
    NUMBER,
    NUMERAL,
    NUMERAL_DAY,
    NUMERAL_MONTH,
    NUMERAL_YEAR,
    PLACE,
    REGARDS,
    RHYME_DAYS,
    SEAL,
    SEASON,
    SERIES,
    SET_DOWN,
    SURNAME,
    UNWIRED,
)
from edition.rules.lexicon import (
    ANSWERS_FOR,
    BODIES,
    COPIED,
    HANDED_TO,
    INTERPRETS,
    LEADS_TO_WISH,
    NO_NAME,
    OFFICES,
    OVER,
    PREPARED,
    RECORDS,
    TELLS,
    WISHED,
    WISHES,
    WRITTEN_ON,
)
from edition.rules.omission import OMITTED
from edition.rules.paragraphs import UNITS, in_brackets
from edition.rules.parting import part, trim

CLOSING_DAY = rf"{DIGIT_DAY}|{NUMERAL_DAY}|(?:[12]\d{{3}}年)?\d{{1,2}}月日|[12]\d{{3}}年\d{{1,2}}月|{IN_YEAR}{NUMERAL_MONTH}(?:日|{NUMERAL}{{1,3}}(?=$|[^月]))?|{NUMERAL_MONTH}{NUMERAL}{{1,3}}(?=$)|{IN_YEAR}{SEASON}|\d{{1,2}}月(?=$)|\d{{1,2}}日(?=\d{{1,2}}时)"
QUOTE = "[”’]?"
NUMERAL_OR_DIGIT = f"(?:{NUMERAL}|\\d)"
# Where a letter was written, up to what may follow without a stop.
WRITTEN_AT = rf"(?:(?:，于?|于)(?:(?!附[：件]|又及|备注|说明|此致|[抄分发附印打]|第){HAN}){{2,5}}(?:[\u4e00-\u9fff·]{{1,8}}(?=[”’]?$))?)?"


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of field of a closer."""

    kind: BlockKind
    type: str
    pattern: re.Pattern[str]


# How a paper was written, in what language, and what of it is kept: 打字稿，俄文，原件
WRITING = "(?:打字[稿件]|手[写稿]稿?|手抄件|[原副抄]件|复[印写]件|[油铅]印件|[俄英德法日中]文[稿本]?|草稿|摘录)"
# 某某叩。, with a stop as telegrams of the Republic have it.
BOWING = rf"\A{HAN}{{2,10}}(?:[谨敬]?叩|[谨敬][上呈启])。"
# Whom a message greets that stands below a signature: 某某同志：, 致某某：, 某城某国大使：
GREETS = rf"(?:{HAN}{{2,8}}(?:同志|先生|阁下)|致[\u4e00-\u9fff·]{{2,12}}|{HAN}{{2,8}}大使)："
TABLE: tuple[tuple[BlockKind, str, str], ...] = (
    ("distribution", "", rf"(?:\d{{1,6}}份)?(?:文件|密件|此件|本件|本文)?(?:(?:{COPIED}|{PREPARED})(?!如[次下左]|[^：]{{0,3}}{TELLS})|第\d+份(?:分送|送)|由{HAN}{{2,8}}列印(?=，))(?:同志)?(?:圈阅|[\u4e00-\u9fff\d]{{0,4}})?(?:：|(?<=列印)，)[^。；？！]*。?$|(?:列印|打印|油印|复印|印发|共?印)出?(?:\d+|[一二三四五六七八九十百]{{1,5}})份(?![给都])[^。；？！]*。?$|(?:分送|抄送|抄报|分抄){HAN}[\u4e00-\u9fff、，]{{2,40}}$|第\d[\d、]{{0,6}}份[：－—-][^。；？！]*$"),
    ("idno", "telegram", rf"(?:{NUMBER}|{SERIES}|№\d[\d/]{{0,11}})(?:电报|电)?。?{QUOTE}"),
    ("dateline", "received", rf"(?:[收接]到|收悉|收[电报])(?:时间|日期)?：(?:{CLOSING_DAY}){HOUR}"),
    ("dateline", "deciphered", rf"译[出毕电](?:时间|日期)?：(?:{CLOSING_DAY}){HOUR}"),
    ("dateline", "sent", rf"(?:发[出电报]|拍发|送出)(?:时间|日期)?：(?:{CLOSING_DAY}){HOUR}"),
    ("idno", "shelfmark", rf"(?:存?档案?号|馆藏号?|典藏号?|卷宗号?)：[^。；！？：“”]{{4,80}}?(?:\d[页张]|[页张号]\d{{1,4}}(?:[—－–-]\d{{1,4}})?)(?:(?:，|(?={WRITING})){WRITING})*"),
    ("dateline", "", rf"(?:{PLACE}，)?(?:{CLOSING_DAY}){HOUR}(?:[晨晚夜](?={HAN}{{0,6}}(?:{WRITTEN_ON})：))?{WRITTEN_AT}(?:[（(]{HAN}{{2,6}}[)）])?{QUOTE}"),
    ("idno", "telegram", r"[（(][^（）()。；]{0,16}(?:拍发|发出|发报)，?第\d{1,8}号[）)]"),
    ("dateline", "", rf"\d{{1,2}}时\d{{1,2}}分{QUOTE}"),
    ("salute", "", rf"(?!{HAN}{{0,6}}(?:鼓掌|纷纷)|(?!向){HAN}{{1,9}}们致敬)(?:此致|致以|顺致|谨致|致|向{HAN}{{2,4}}致)?(?:[的{HAN[1:-1]}]{{0,10}})?(?:[敬布军]礼|敬意|致敬)！?{QUOTE}|(?:紧紧地?)?握(?:你的|您的)?手！?"),
    ("salute", "", rf"(?:(?:{LEADS_TO_WISH})[，。]?)?(?:{WISHES}){HAN}{{0,3}}{WISHED}！?"),
    ("salute", "", rf"\A(?:{HANDED_TO})(?:{HAN}{{2,14}}?(?=卑?职{SURNAME})|(?=(?:卑?职|属)?{SURNAME}{HAN}{{1,2}}(?:$|\d|{NUMERAL_YEAR})))"),
    ("salute", "", rf"此致{HAN}{{2,30}}?(?:{BODIES})(?=$|打[字印]|[抄分油缮列]|附|第?\d)"),
    ("dateline", "", rf"(?!第){HAN}{{2,10}}[路街巷弄里滩]{NUMERAL_OR_DIGIT}{{1,5}}号"),
    ("para", "", rf"(?:请?(?:将执行情况|执行情况请)?电告(?:执行情况|结果)?。?(?=$|[^，。]))|(?:又(?:及|启者?)?|备注|说明|附注|附[一二三四五六七八九十\d]{{0,2}}|[\u4e00-\u9fff]{{0,6}}(?:{WRITTEN_ON}))：(?:(?!附[一二三四五六七八九十\d]{{1,2}}：).)*|附[图表件][一二三四五六七八九十\d]{{1,3}}[张件份页幅]。?|附[件表图录][一二三四五六七八九十\d]{{0,2}}[：、]?{HAN}{{2,30}}[（(](?:从?略|缺|未收|未附)[)）]|P\.?S\.?.*"),
    ("trailer", "", rf"[（(]?(?:电文|全文|正文)?(?:{OVER})[)）]?。?"),
    ("head", "section", ANEW),
    ("salute", "", GREETS),
    ("secrecy", "form", rf"(?<=号)(?:密码电报|密码电|密电)。?{QUOTE}|(?:密码电报|密码电|密电)(?={NUMBER})"),
    ("signed", "recorder", rf"(?:{RECORDS}|{INTERPRETS})[人者员]?：{NO_NAME}(?:[A-ZА-ЯЁ][．.·]){{0,3}}{HAN}[\u4e00-\u9fff·．、]{{1,20}}$"),
    ("signed", "", rf"(?:{ANSWERS_FOR})人：{HAN}[\u4e00-\u9fff·．]{{1,7}}?(?=\d|{NUMERAL_YEAR}|$)"),
    ("signed", "recorder", rf"由?{KEEPER}(?:{RECORDS})。?"),
    ("signed", "recorder", f"{SET_DOWN}$"),
    ("signed", "recorder", rf"\A(?:{SURNAME}){HAN}{{1,2}}谨?[记识]。$"),
    ("signed", "", BOWING),
    ("signed", "", SEAL),
    ("dateline", "", rf"\A[{RHYME_DAYS}]印?。$"),
)  # fmt: skip
GREETING = re.compile(GREETS)
RECORDED = re.compile(rf"(?:{RECORDS}|{INTERPRETS}|记)。?$")
COMMON = 200
"""How often at least the dictionary has a word that is no part of a name."""
# The name of who signs with a stop, as telegrams of the Republic have it, and what stands below: the rhyme of the day, another field.
STOPPED = re.compile(rf"{HAN}{{2,4}}。")
BELOW_NAME = re.compile(rf"\s*[{RHYME_DAYS}]印?。|[\r\n]+[ \t\u3000]+(?:第\s*\d+\s*号|[12]\d{{3}}\s*年|民国)")
# What stands behind the sender in a title.
SENDER = re.compile("(?:致|给|与|关于|告知|[呈复](?=[\u4e00-\u9fff]{2,})).*")
ROWS: tuple[Row, ...] = tuple(Row(kind, typed, re.compile(pattern)) for kind, typed, pattern in TABLE)
SIGNED = re.compile(rf"(?:[^，。；：？！“”…@\d（）()№]|[（(](?!略){HAN}[)）]){{1,60}}{SEAL}?{QUOTE}")
SEALED = re.compile(rf"[^（）()，。；：？！“”]{{2,40}}?{SEAL}")
PERSON = re.compile(rf"(?:[A-ZА-Я][·．.]\s*){{0,2}}{HAN}[\u4e00-\u9fff·．]{{1,13}}{SEAL}?{QUOTE}")
OFFICE = re.compile(OFFICES)
NEXT_OFFICE = re.compile(rf"(?:{OFFICES})\s+\S+\s+(?=.*(?:{OFFICES})\s)")
# Names in full, one below the other: 某·某某 某·某·某某
SEVERAL_NAMES = re.compile(
    r"(?<![^ ])[\u4e00-\u9fff]+(?:[·．][\u4e00-\u9fff]+)+ [\u4e00-\u9fff]+(?:[·．][\u4e00-\u9fff]+)+$"
)
# What begins a statement: 抄送：, 第3份, 由某某列印; whatever stands between white space and a colon does.
STATEMENT = re.compile(
    r"(?<=[分日时号：])(?=(?:分送|发放)：)|(?<![ \t\u3000])[ \t\u3000]++(?=(?P<copy>第\s*\d[\d、\s]{0,6}份)|由\s*(?:[\u4e00-\u9fff]\s*){2,8}列\s*印|(?P<label>(?:[\u4e00-\u9fff]\s*){2,6}：))"
)
COPY = re.compile(r"第\s*\d[\d、\s]{0,6}份")
# The same at once behind how many there are: 打字4份：第1份
FIRST_COPY = re.compile(rf"(?:[^：]{{0,10}}：\s*)?{COPY.pattern}")
WISH = re.compile(
    rf"(?:{REGARDS})[。！]|"
    rf"(?:(?:{LEADS_TO_WISH})[，。]?)?(?:(?:{WISHES})[^，。；：？！“”]{{0,5}}{WISHED}|[顺即此敬并恭谨虔祗]颂[^，。；：？！“”]{{1,10}}|[谨敬顺恭即并遥]?祝[^，。；：？！“”]{{1,24}}|[谨顺]?致[^，。；：？！“”]{{0,12}}[敬布][意礼])[。！]"
)
FIRST = ("distribution", "idno", "dateline")
START = re.compile(
    r"(?:"
    + "|".join(f"(?:{r.pattern.pattern})" for r in ROWS if r.kind in FIRST)
    + rf"|(?:电文|全文|正文)?(?:{OVER})。?$|(?:密码电报|密码电|密电)(?={NUMBER})|请\S{{0,6}}电告|(?:又(?:及|启者?)?|备注|说明|附注|附[一二三四五六七八九十\d]{{0,2}}|{HAN}{{0,6}}(?:{WRITTEN_ON}))：|附[图表件][一二三四五六七八九十\d]{{1,3}}[张件份页幅]|P\.?S\.)"
)
# 五千元: what counts something is no name.
AMOUNT = re.compile(rf"[一二三四五六七八九十百千万亿两](?:元|角|名|斤|石|两|匹|{UNITS})")
# What lists names as its text, so that they are no signatures.
ROLL = re.compile("(?:名单|名册|清单|清册|一览表)$")
# Fields that may begin with any characters begin after white space only.
LOOSE = re.compile(SERIES)
ENDS = re.compile(rf"(?:{OVER})。?")
LONE_SURNAME = re.compile(rf"(?:{OFFICES})\s+{HAN}$")
RHYMED = re.compile(
    rf"[ \t\u3000](?P<day>[{HOURS}]?[{RHYME_DAYS}](?: ?[印电一二三四五六七八九{HOURS}])?{QUOTE})$"
)
# On whose behalf several sign, and they: 受中央委托 某·某某 某·某某
A_NAME = r"(?:[\u4e00-\u9fffA-ZА-Я]{1,6}(?:[·．][\u4e00-\u9fff]{1,8})+|[\u4e00-\u9fff]{2,4})"
CHARGED = re.compile(
    rf"[^，。；：？！]{{0,8}}[受奉据经代][^，。；：？！]{{2,40}}?(?:委托|授权|之托|之命|命令)\s+(?P<names>{A_NAME}(?:\s+{A_NAME})+)\s*"
)
LONGEST_SIGNATURE = 62
LONGEST_CLOSER = 8
"""How many lines at most are read as one closer."""
# Where a line of a signature begins: at a space, or below an office.
LINE_BELOW = re.compile(
    r"(?<!\s)[ \t\u3000]*+[\r\n]++[ \t\u3000]++|(?:(?<=长)|(?<=主席|书记|秘书|大使|代表|主任|总理))[\r\n]+"
)
# Words after which a sentence goes on, so that what they end is no name.
GOES_ON = "的于在从与同给"
# What no name begins with: 4月9日到石桥 is no day with its signature.
NO_NAME_BEGINS = re.compile("[到抵在往把被]|[您你](?!们?的)|复(?:[您你贵]|来)")
LINE_END = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A run of the squeezed text with a function of its own."""

    row: Row
    start: int
    end: int


SIGNATURE = Row("signed", "", SIGNED)
PLACE_ROW = Row("dateline", "", re.compile(PLACE))


def find_closers(blocks: Blocks, options: Options) -> Recognised:
    """Lines below the text of a document, or of a message quoted in it, that are all fields → signed, idno, dateline,
    distribution, salute.

    A line is looked at as a whole: where one part of it is no field it stays text. A bare name is a signature only as the last
    line above the citation, above another closer, or before a closing quotation mark. S047 where the year differs from that of the title.
    """
    result: list[Block] = []
    findings: list[Finding] = []
    title = listed = ""
    signers: set[str] = set()
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            title, listed = block.attrs.get("date", ""), block.attrs.get("title", "")
            signers.add(SENDER.sub("", listed))
        if block.kind != "para":
            result.append(block)
            continue
        last = not ROLL.search(listed) and all(
            b.kind in ("citation", "fw", "pb", "figure", "head") for b in blocks[n + 1 : n + 2]
        )
        made = [unwired(part, listed) for part in close_text(block, last, signers)]
        signers.update(squeeze(b.text.text).text for b in made if b.kind == "signed")
        findings += wrong_years(made, title)
        result += made
    return Recognised(tuple(within(result)), tuple(findings))


def within(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, who gets a copy between a paragraph of the text and another or the signature below it as a paragraph: it is
    part of what is signed."""
    above = ""
    for n, block in enumerate(blocks):
        below = next((b.kind for b in blocks[n + 1 :] if b.kind != "distribution"), "")
        inside = (
            block.rule == "closers"
            and block.kind == "distribution"
            and above == "para"
            and below in ("para", "signed")
        )
        made = told(block, "para", type="") if inside else block
        above = made.kind
        yield made


def unwired(block: Block, title: str) -> Block:
    """A number below the text of what its `title` says was not wired → that of a document."""
    wired = block.kind == "idno" and block.attrs.get("type") == "telegram"
    return told(block, type="document") if wired and UNWIRED.search(title) else block


def close_text(block: Block, last: bool, signers: Collection[str]) -> Iterator[Block]:
    """A text → its sentences, and the closers among its lines. `signers` are those who sign elsewhere."""
    text, done = curled(block.text.text), 0
    ends = [m.end() for m in LINE_END.finditer(text)]
    bounds = [0, *ends, len(text)]
    n = 0
    while n < len(bounds) - 1:
        until = n + 1
        for until in reversed(range(n + 1, lines_end(text, bounds, n) + 1)):
            found = False
            for a, b in stretches(text, bounds[n], bounds[until]):
                folded = squeeze(text[a:b])
                over = b >= len(text.rstrip(SPACE))
                named = STOPPED.fullmatch(folded.text) and folded.text[:-1] in signers
                if named and (over or BELOW_NAME.match(text, b)):
                    fields = [Field(SIGNATURE, 0, len(folded.text))]
                else:
                    fields = read_closer(folded, (last and over) or 0 < done == a, signers)
                begins = not a or text[a] in SPACE or text[a - 1] in SPACE
                if not fields or in_brackets(text, done, a) or (is_kept(fields) and not begins):
                    continue
                if text[done:a].strip(SPACE):
                    yield from wished(part(block, done, a, a))
                for field in fields:
                    first, after = a + folded.start(field.start), a + folded.end(field.end)
                    yield from fields_of(trim(part(block, first, after)), field.row)
                done, found = b, True
            if found:
                break
        n = until
    if text[done:].strip(SPACE) or not done:
        yield part(block, done, len(text))


def lines_end(text: str, bounds: Sequence[int], n: int) -> int:
    """The lines of a text between `bounds` → up to which a closer that begins in line `n` may go on: over short lines
    that end like no sentence, such as an office above a name."""
    until = n + 1
    while until < len(bounds) - 1 and until - n < LONGEST_CLOSER:
        line = text[bounds[until - 1] : bounds[until]].strip(SPACE)
        if not line or len(line) > LONGEST_SIGNATURE or line[-1] in "。！？；：，…”":
            break
        until += 1
    return until


def fields_of(block: Block, row: Row) -> Iterator[Block]:
    """A field of a closer as it was cut → its blocks. A signature of several lines is one for each; where no space begins the
    line below, the words only broke there."""
    text = block.text.text
    seam = LINE_BELOW.search(text) if row is SIGNATURE else None
    if seam:
        yield from fields_of(trim(part(block, 0, seam.start(), seam.end())), row)
        yield from fields_of(trim(part(block, seam.end(), len(text))), row)
        return
    made = told(leave_out(block, line_ends(text)), row.kind, "closers", type=row.type)
    yield from signatures_of(made) if row is SIGNATURE else statements_of(made)


def wished(block: Block) -> Iterator[Block]:
    """The text above a closer → the same, and a salutation where its last line is one: 祝您健康！"""
    text = block.text.text
    line = max(text.rstrip(SPACE).rfind(end) for end in "\r\n") + 1
    line += len(text[line:]) - len(text[line:].lstrip(SPACE))
    if not WISH.fullmatch(squeeze(text[line:]).text):
        yield block
        return
    if text[:line].strip(SPACE):
        yield part(block, 0, line, line)
    yield told(trim(part(block, line, len(text))), "salute", "closers")


def signatures_of(block: Block) -> Iterator[Block]:
    """A signature → one for each name after an office: 某局局长 甲 某部部长 乙; for each name in full; for those who sign on
    somebody's behalf, and on whose. A rhyme that stands for the day (某某叩 鱼) is
    a dateline; not the second character of a name that is set apart (秘书 某 文)."""
    rhymed = RHYMED.search(block.text.text)
    if rhymed and not LONE_SURNAME.search(block.text.text, 0, rhymed.start()):
        yield from signatures_of(part(block, 0, rhymed.start(), rhymed.start("day")))
        yield told(part(block, rhymed.start("day"), len(block.text)), "dateline", "closers")
        return
    charged = CHARGED.fullmatch(squeeze_blanks(block.text.text))
    if charged:
        names = charged.start("names")
        seams = [names, *(names + m.end() for m in re.finditer(r"\s+", charged["names"]))]
        for start, end in pairwise([0, *seams, len(block.text)]):
            yield told(trim(part(block, start, end, end)), block.kind, "closers")
    elif SEVERAL_NAMES.search(block.text.text):
        last = block.text.text.rfind(" ")
        yield from signatures_of(part(block, 0, last, last))
        yield told(trim(part(block, last, len(block.text))), block.kind, "closers")
    elif found := NEXT_OFFICE.search(squeeze_blanks(block.text.text)):
        yield trim(part(block, 0, found.end(), found.end()))
        yield from signatures_of(trim(part(block, found.end(), len(block.text))))
    else:
        yield block


def statements_of(block: Block) -> Iterator[Block]:
    """A distribution → one for each statement: how many copies, who got them (第1份送：… 第2份送：… together), who
    typed, checked, deciphered."""
    text = block.text.text
    starts, ends = [0], []
    copying = bool(FIRST_COPY.match(text))
    for seam in STATEMENT.finditer(text) if block.kind == "distribution" else ():
        counted = seam["copy"] and text[: seam.start()].rstrip(SPACE)[-1:] == "："
        complete = not seam["label"] or re.search(r"：|\d|份", text[starts[-1] : seam.start()])
        if complete and not counted and not (copying and seam["copy"]):
            ends.append(seam.start())
            starts.append(seam.end())
        copying = bool(seam["copy"])
    for start, end in zip(starts, [*ends, len(text)], strict=True):
        yield part(block, start, end, min(end + 1, len(text)))


def squeeze_blanks(text: str) -> str:
    """Text with every kind of white space as a space, at the same places."""
    return re.sub(r"\s", " ", text)


def stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line → its parts between the marks after which a closer may begin: 祝您成功！ 某某 1950年…"""
    cuts = [
        m.end()
        for m in re.compile(
            rf"(?:[！？”；…]|{OMITTED}|(?:同志|先生|阁下|大使)：|致[\u4e00-\u9fff·]{{2,10}}：|(?:\A|(?<=[\r\n]))）)[ ]+"
        ).finditer(text, start, end)
    ]
    for a, b in zip([start, *cuts], [*cuts, end], strict=True):
        if text[a:b].strip(SPACE):
            yield a, b


def read_closer(folded: Folded, last: bool, signers: Collection[str]) -> list[Field]:
    """A line → its fields, or nothing where a part of it is none."""
    words = folded.text
    place = turns_from(folded, signers)
    fields = [Field(SIGNATURE, 0, place)] if place else []
    while place < len(words):
        row, end = next(
            (
                (r, parted(folded, place, m.end()))
                for r in ROWS
                if (m := r.pattern.match(words, place))
                and m.end() > place
                and not scattered(folded, place, m.end())
                and not (r.type == "recorder" and keeps_no_record(m[0]))
            ),
            (SIGNATURE, 0),
        )
        if not end:
            end = signature_end(folded, place)
            if not end:
                return []
        said = words[place:end]
        if said.endswith("电报。") and any(f.row is SIGNATURE for f in fields):
            return []
        if "电告" in said and place and words[place - 1] != "”":
            return []
        written_at = row is SIGNATURE and words[place - 1] not in "”’" and is_place(said, fields, words[end:])
        fields.append(Field(PLACE_ROW if written_at else row, place, end))
        place = end
    torn = words.count("“") > words.count("”") and any(f.row.kind == "para" for f in fields)
    return fields if not torn and is_closer(fields, words, last) else []


def turns_from(folded: Folded, signers: Collection[str]) -> int:
    """Where a line that is nothing but a signature of one of the `signers` and whom a further message greets, parted by white space
    (某甲 某乙同志：), turns to the latter; 0 for any other line."""
    names = (n for n in range(2, len(folded.text)) if stands_apart(folded, n) and folded.text[:n] in signers)
    return next((n for n in names if GREETING.fullmatch(folded.text, n)), 0)


def is_place(said: str, fields: Sequence[Field], below: str) -> bool:
    """Whether a name that stands behind a day, with nothing `below` but a postscript, says where a letter was written: a signature
    stands before the day."""
    dated = bool(fields) and fields[-1].row.kind == "dateline"
    signed = any(field.row is SIGNATURE for field in fields)
    return (
        dated
        and signed
        and re.fullmatch(rf"{HAN}{{2,4}}", said) is not None
        and bool(re.fullmatch("(?:又及|附言|附：|P).*|", below))
    )


def parted(folded: Folded, start: int, end: int) -> int:
    """The end of a field that ends at `end`; at white space before it where only that parts two numbers (№17 1946年)."""
    words = folded.text
    if words[start] != "№":
        return end
    return next((n for n in range(start + 2, end) if stands_apart(folded, n)), end)


def runs_on(folded: Folded, start: int, end: int) -> bool:
    """Whether `start`..`end` is a number whose series (海字第14号) does not begin at white space, or has some in it; or the last
    word of a sentence (谈话到此结束。)."""
    if ENDS.fullmatch(folded.text, start, end):
        return not stands_apart(folded, start)
    loose = LOOSE.match(folded.text, start, end)
    return loose is not None and (not stands_apart(folded, start) or scattered(folded, start, end))


def scattered(folded: Folded, start: int, end: int) -> bool:
    """Whether `start`..`end` would be the number of a series (海字第14号) with white space inside the name of that: a name and
    a rhyme stand before it."""
    loose = LOOSE.match(folded.text, start, end)
    return loose is not None and any(
        stands_apart(folded, n) for n in range(start + 1, folded.text.find("第", start))
    )


def keeps_no_record(said: str) -> bool:
    """Whether what stands before 记录 ends with a common word and is no Chinese name, so that it says what was recorded: 渡口水位记录。"""
    who = RECORDED.sub("", said).removeprefix("由")
    name = re.search(rf"(?:{SURNAME}){HAN}{{1,2}}$", who)
    if (name and (not name.start() or OFFICE.search(who, 0, name.start()))) or "：" in who:
        return False
    return frequencies(Size.COMMON).get(who[-2:], 0) >= COMMON


def signature_end(folded: Folded, place: int) -> int:
    """Where a signature that starts at `place` ends: before the next field, or with the line; 0 if there is none."""
    words = folded.text
    if sealed := SEALED.match(words, place):
        return sealed.end()
    # A name of one character stands apart from the fields beside it.
    shortest = 1 if re.match(HAN, words[place]) and stands_apart(folded, place + 1) else 2
    starts = range(place + shortest, min(place + LONGEST_SIGNATURE, len(words)))
    found = (n for n in starts if (m := START.match(words, n)) and not runs_on(folded, n, m.end()))
    end = next(found, len(words))
    quote = re.compile("[”’]").search(words, place, end)
    if quote and quote.end() < end:
        end = quote.end()
    glued = end == place + 1 and place and not stands_apart(folded, place)
    if glued or NO_NAME_BEGINS.match(words, place):
        return 0
    signed = SIGNED.fullmatch(words, place, end) and words[end - 1] not in GOES_ON
    return end if signed and not AMOUNT.search(words, place, end) else 0


def is_closer(fields: Sequence[Field], words: str, last: bool) -> bool:
    """Whether the fields of a line make a closer: a signature, a date and a number together, or one where it must be."""
    kinds = {f.row.kind for f in fields}
    if kinds == {"salute"} and words.endswith("："):
        return False
    signatures = [words[f.start : f.end] for f in fields if f.row is SIGNATURE]
    if kinds == {"trailer"}:
        return last
    if kinds == {"para"}:
        return False
    if re.fullmatch(BOWING, words):
        return True
    if kinds <= {"signed", "para", "trailer"}:
        named = all(PERSON.fullmatch(s) or OFFICE.search(s) for s in signatures) and (
            words[-1] == "”" or "para" in kinds
        )
        return last or named or all(f.row.type == "recorder" and "：" not in words for f in fields)
    if len(signatures) > 1 and not kinds & {"dateline", "idno", "distribution"}:
        return False
    return kinds != {"dateline"} or last


def is_kept(fields: Sequence[Field]) -> bool:
    """Whether a closer says nothing but who kept the record; such a one begins a paragraph."""
    return all(field.row.type == "recorder" for field in fields)


def wrong_years(blocks: Sequence[Block], title: str) -> Iterator[Finding]:
    """→ S047 for a date below the text whose year is not that of the document's title."""
    for block in blocks:
        found = re.match(r"[12]\d{3}(?=\s*年)", block.text.text)
        if block.rule == "closers" and block.kind == "dateline" and title and found and found[0] != title[:4]:
            yield Finding("S047", block.text.at[0], {"printed": found[0], "title": title})


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("closers", "segment", find_closers),)
