"""Who signs a text and when, in lines below it whose form no table names: what stands at its foot is weighed
(`edition.rules.language.weighing`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.dictionary import is_word
from edition.model import Block
from edition.rules.language.formulas import A_FULL_NAME, FULL_NAME
from edition.rules.language.lexicon import AGREEMENT, BODIES, OFFICES, PROCLAIMED, SENT_AS
from edition.rules.language.sentences import IN_BRACKETS, finished
from edition.rules.language.weighing import Evidence, total
from edition.rules.letters.greetings import addresses
from edition.rules.letters.letterparts.lastdays import DAY_AT_END, MAY_COUNT, PART_OF_DATE, RHYME_ALONE, WHOLE
from edition.rules.letters.letterparts.names import BODY, OFFICE, SEALED, is_member, signs_in_brackets
from edition.rules.letters.signatures import (
    ADDRESS,
    ATTACHED_BELOW,
    DISPOSED,
    GOES_WITH,
    HANDS,
    HUMBLE,
    INITIALLED,
    LEADS_TO_DAY,
    OFFICER,
    SPACED_OUT,
    begins_with_writer,
    is_dated_below,
    names_of,
    set_in,
    unquoted,
)
from edition.rules.letters.signatures import OFFICES as OFFICES_SPACED
from edition.rules.page.strayspaces import UNITS
from edition.rules.text.cutting import cut, near, near_text, stripped, told
from edition.rules.text.handing import hands_on
from edition.rules.text.omission import OMITTED

LONGEST = 40
SHORT, LONGEST_FULL_NAME = 6, 4
MOST_LINES = 6
"""So many lines at most stand at the foot of a text."""
SUFFICES = 8
ENDS = ("", "head", "excluded", "citation")
ABOVE = ("salute", "signed", "idno", "distribution")
CLOSERS = ("signed", "dateline", "distribution", "idno", "secrecy", "address", "remark")
HAN_ALONE = re.compile(rf"[\u4e00-\u9fff·．\-－]{{2,{SHORT}}}")
# What is put behind a name: a seal or a mark of the hand, of whatever sort.
SEAL = re.compile(r"[（(][^（）()，。；]{0,4}[印章签押][^（）()，。；]{0,2}[）)]$")
# What is put behind a name in its stead: 某某上。
SIGNS_OFF = re.compile(
    rf"(?P<name>{FULL_NAME}?|[\u4e00-\u9fff]{{1,3}}?)(?:[谨敬拜手再]?[上启白叩]|顿首|再拜|手[书草泐])。"
)
LABEL = re.compile(
    rf"[\u4e00-\u9fff]{{1,6}}[人者员](?![民会])[：: ]?(?=[\u4e00-\u9fff]{{2,4}}$)(?![\u4e00-\u9fff]*(?:{BODIES}|{OFFICES}|名单)$)"
)
# What stands behind the name of one who mourns or dedicates: 某某敬挽
BOWS = re.compile(rf"{FULL_NAME}(?:[敬谨拜泣][启上书挽题赠识志告白奠立撰]|[谨敬]?叩|顿首|再拜)")
AMOUNT = re.compile(rf"[一二三四五六七八九十百千万亿两半\d](?:元|角|分|钱|斤|石|两|匹|{UNITS})$")
# Whoever holds an office, or what a writer calls himself, and names, parted by a
# space: 某局局长 某某, 弟 某某 顿首
HOLDER = re.compile(
    rf"(?:[^，。；：！？\s]{{0,14}}(?:{BODIES}|{OFFICES})|[职弟兄侄晚妹])(?:[ \u3000]{{1,2}}(?:[A-ZА-ЯЁ][.．·] ?){{0,3}}[\u4e00-\u9fff·\-－]{{2,10}}){{1,4}}"
)
TRANSLATED = re.compile(
    r"(?:(?:[A-ZА-ЯЁ][.．·]){1,3}|[\u4e00-\u9fff]{1,6}[·．\-－])(?:[\u4e00-\u9fff]{1,8}[·．\-－]){0,2}[\u4e00-\u9fff]{1,8}"
)
INITIALS = re.compile("^(?:[A-ZА-ЯЁ][.．·])+")
PEOPLE = re.compile(rf"{FULL_NAME}(?:[、 \u3000]+{FULL_NAME})+")
LIST_MARKS = tuple("、，,")
PEOPLE_LISTED = re.compile(rf"{FULL_NAME}(?:[、，, \u3000]+{FULL_NAME})*")
NO_NAME = re.compile("[此的了着过是在有和与把被将从对为我你您他她它这那不也都就才]|同意|关于")
PLACE = re.compile("[村镇乡县市省路街]$")
SLOGAN = re.compile("(?:拥护|打倒|反对|庆祝|坚持|发扬|消灭|响应).*|.*万岁")
SENT = re.compile(rf"(?:{SENT_AS}|{PROCLAIMED}|{AGREEMENT}|保证书|[的书]信)(?:[（(][^（）()]*[）)])?$")
STOPS = re.compile("[，。；：:？！…]")
NUMBER_ALONE = re.compile("[一二三四五六七八九十]{1,3}")
LEFT_OUT = re.compile(f"{OMITTED}$")
"""So ends the head of a part whose text is left out: what stands below it belongs to the whole."""
NO_SIGNATURE = re.compile(r"[（(【\[].*[）)】\]]|[一二三四五六七八九十\d]{1,3}[、.．].*|.*[完略]|附.*")


@dataclass(frozen=True, slots=True)
class Foot:
    """A line that may sign a text.

    `name`: its words before the day, without seal and white space; `spaced`: blanks set these to the width of
    others; `parted`: they are an office and a name, a blank or initials between. `seal`, `day`: what follows
    them or, a seal, stands below, `dated`: a day below; `signs_off`: a word for sending and a stop follow
    (某某上。). `above`: the kind of the block above; `finished`: that is a whole sentence; `announced`: it ends
    with a colon; `handed`: it leads to whom the text goes or what it wishes (此致, 顺颂). `closes`: up to the
    end of the part closing lines alone follow; `last`: none do. `known`: the title begins with the name,
    perhaps without its initials, or it has signed above. `sent`: the title or the head next above ends with
    what letters, circulars and contracts are called. `in_row`: a line beside it, too, is words and a day;
    `listed`: that above is a name that signs nothing. `hands_on`: what the text hands on follows. `set_in`:
    from the edge, as no line beside it is.
    """

    name: str
    spaced: bool
    parted: bool
    styled: bool
    seal: str
    signs_off: bool
    day: str
    above: str
    finished: bool
    announced: bool
    handed: bool
    closes: bool
    last: bool
    known: bool
    sent: bool
    in_row: bool
    listed: bool
    hands_on: bool
    set_in: bool
    dated: str

    @property
    def person(self) -> str:
        """The name without the part that he played, as in 审判员某某."""
        return self.name if set("：:") & set(self.name) else LABEL.sub("", self.name)

    @property
    def unusual(self) -> bool:
        """Whether the name is short and holds no common word, as an alias or a given name does: 石农, 瓦西尔"""
        pairs = pairwise(self.name)
        return HAN_ALONE.fullmatch(self.name) is not None and not any(is_word(a + b) for a, b in pairs)

    @property
    def on_day(self) -> str:
        """The day behind the name or below it."""
        return self.day or self.dated

    @property
    def issued_below(self) -> bool:
        """Whether a whole date stands below the line, and a finished sentence above it."""
        return self.dated != "" and not PART_OF_DATE.fullmatch(self.dated) and self.finished

    @property
    def issued(self) -> bool:
        """Whether a person or a body stands before a whole date or above a day, below a title, the end of a
        sentence or closing lines, as in no row: wherever that is, it says by whom a text is and of when."""
        somebody = self.known or any(
            form.fullmatch(name)
            for form in (A_FULL_NAME, PEOPLE, BODY, TRANSLATED)
            for name in (self.name, self.person)
        )
        signs = (
            somebody
            or self.parted
            or self.spaced
            or is_member(self.name)
            or (self.dated != "" and self.unusual)
        )
        whole = not PART_OF_DATE.fullmatch(self.dated) if self.dated else WHOLE.match(self.day)
        return bool(signs and whole) and not self.in_row and (self.finished or self.above in (*ENDS, *ABOVE))


EVIDENCE: tuple[Evidence[Foot], ...] = (
    Evidence(3, "以日期收尾", lambda f: f.day != ""),
    Evidence(-2, "日期只有月或只有日", lambda f: PART_OF_DATE.fullmatch(f.on_day) is not None),
    Evidence(-4, "日期也可能是数目", lambda f: MAY_COUNT.fullmatch(f.day) is not None),
    Evidence(-2, "这样的日期之前又不像姓名", lambda f: MAY_COUNT.fullmatch(f.day) is not None and not (f.known or A_FULL_NAME.fullmatch(f.name))),
    Evidence(-3, "邻行也是词语和日期，像表格", lambda f: f.in_row),
    Evidence(5, "下行是日期", lambda f: f.dated != ""),
    Evidence(3, "只有日期", lambda f: f.day != "" and not f.name),
    Evidence(4, "姓名之后有印章或签押", lambda f: f.seal != ""),
    Evidence(6, "姓名之后有上、启、白之类", lambda f: f.signs_off and (f.known or A_FULL_NAME.fullmatch(f.name) is not None)),
    Evidence(3, "是某某人的姓名", lambda f: LABEL.match(f.name) is not None and not is_word(LABEL.sub("", f.name))),
    Evidence(3, "像姓名", lambda f: any(p.fullmatch(f.person) for p in (A_FULL_NAME, PEOPLE))),
    Evidence(6, "姓名之后有敬挽、谨志之类", lambda f: BOWS.fullmatch(f.name) is not None),
    Evidence(-5, "是数目", lambda f: AMOUNT.search(f.name) is not None),
    Evidence(-4, "上行也是姓名，没有署名，像名单", lambda f: f.listed),
    Evidence(2, "不是常用的词，像是化名", lambda f: f.unusual),
    Evidence(3, "以机关或官职收尾", lambda f: BODY.match(f.name) is not None),
    Evidence(3, "机关或官职之后是姓名", lambda f: is_member(f.name)),
    Evidence(-3, "是常用词", lambda f: is_word(f.name) and (not OFFICE.search(f.name) or A_FULL_NAME.fullmatch(f.name) is not None)),
    Evidence(-3, "机关之名，没有日期，篇题又不是函电", lambda f: not (f.on_day or f.seal or f.sent) and BODY.match(f.name) is not None),
    Evidence(-6, "像地名", lambda f: not f.on_day and PLACE.search(f.name) is not None),
    Evidence(-5, "是口号", lambda f: SLOGAN.fullmatch(f.name) is not None),
    Evidence(2, "篇题是函电、公告、契约", lambda f: f.sent),
    Evidence(-6, "只有一个字，又不是作者", lambda f: len(f.name) == 1 and not f.known),
    Evidence(6, "只有一个字，下行是年月日", lambda f: len(f.name) == 1 and f.issued_below),
    Evidence(3, "短名排得与邻行同宽", lambda f: f.spaced),
    Evidence(4, "空白隔开官职或谦称与姓名，或有姓名的缩写", lambda f: f.parted),
    Evidence(7, "日期之上，空白隔开称谓与姓名", lambda f: f.styled and f.dated != "" and f.finished),
    Evidence(3, "像译名", lambda f: TRANSLATED.fullmatch(f.name) is not None),
    Evidence(1, "短", lambda f: 0 < len(f.name) <= SHORT),
    Evidence(-2, "没有日期，又长过姓名", lambda f: not f.on_day and len(f.person) > LONGEST_FULL_NAME and not (is_member(f.name) or (f.sent and BODY.match(f.name)))),
    Evidence(8, "篇题以此人开头，或前文署过此名", lambda f: f.known and len(f.name) > 1),
    Evidence(5, "是篇题的头一个字", lambda f: f.known and len(f.name) == 1),
    Evidence(-5, "有名字里没有的虚字", lambda f: NO_NAME.search(f.name) is not None and not A_FULL_NAME.fullmatch(LABEL.sub("", f.name))),
    Evidence(-8, "句子的一半", lambda f: STOPS.search(LABEL.sub("", f.name)) is not None),
    Evidence(-8, "日期是前面动词、介词的宾语", lambda f: LEADS_TO_DAY.search(f.name) is not None),
    Evidence(2, "上文话已说完", lambda f: f.finished),
    Evidence(-5, "上文以冒号引出此行", lambda f: f.announced),
    Evidence(3, "在祝颂语、署名、份数或发送之下", lambda f: f.above in ABOVE),
    Evidence(5, "署名之下只有日期", lambda f: f.above == "signed" and f.day != "" and not f.name),
    Evidence(7, "署名之下只有印章", lambda f: f.above == "signed" and f.seal != "" and not f.name),
    Evidence(-9, "印章之上没有署名", lambda f: f.above != "signed" and f.seal != "" and not (f.name or f.dated)),
    Evidence(-9, "在此致、顺颂之下，是收信者或祝词", lambda f: f.handed),
    Evidence(3, "一篇的末行", lambda f: f.last),
    Evidence(1, "以下只有落款的短行", lambda f: f.closes),
    Evidence(-6, "下文还有正文", lambda f: not (f.closes or f.hands_on or f.issued)),
    Evidence(5, "缩进，而上下各行顶格", lambda f: f.set_in),
    Evidence(2, "以下是所转发的文件", lambda f: f.hands_on),
    Evidence(-9, "上文是标题，正文还没有开始", lambda f: f.above in ENDS and not f.issued),
    Evidence(2, "标题之下，姓名或机关之后是年月日", lambda f: f.above in ENDS and f.issued),
)  # fmt: skip


def at_the_foot(blocks: Sequence[Block]) -> list[Block]:
    """Lines → below the text of a part, what signs it as signed and its day as
    dateline, where the evidence suffices."""
    result: list[Block] = []
    title, head = "", ""
    named: set[str] = set()
    for n, block in enumerate(blocks):
        if block.kind == "head":
            head = block.text.text
            title = head if block.attrs.get("type", "main") == "main" else title
        above = result[-1] if result else block
        if near(blocks, n + 1) in (*ENDS, *CLOSERS, "separator") and signs_in_brackets(block, above):
            result.append(told(block, "signed", "letter-parts"))
            continue
        if block.kind == "line" and above.kind in ("signed", "dateline") and SEALED.fullmatch(block.text.text):
            result.append(told(block, "signed", "letter-parts"))
            continue
        foot = foot_at(blocks, n, above, (title, head), named) if block.kind == "line" and n else None
        made = [*signed(block, foot)] if foot and total(foot, EVIDENCE) >= SUFFICES else [block]
        named |= {name for part in made if part.kind == "signed" for name in names_of(part.text.text)}
        result += made
    return result


def foot_at(
    blocks: Sequence[Block], n: int, above: Block, heads: tuple[str, str], named: set[str]
) -> Foot | None:
    """The line at index `n` below the block `above` as one that may sign; `heads`: the title and the head next
    above. None where it is too long, is a sentence, or is what no signature is."""
    text = unquoted(blocks[n].text.text)
    bracketed = NO_SIGNATURE.fullmatch(text) and not SEAL.fullmatch(text)
    if len(text) > LONGEST or bracketed or ADDRESS.fullmatch(text) or (n and in_list(above, text)):
        return None
    day = DAY_AT_END.search(text) or (RHYME_ALONE.fullmatch(text) if above.kind == "signed" else None)
    words = text[: day.start()] if day else text
    signs_off = SIGNS_OFF.fullmatch(text)
    if not day and finished(text) and not (SEAL.search(text) or signs_off):
        return None
    seal = SEAL.search(words.rstrip())
    name = re.sub(r"\s", "", words[: seal.start()] if seal else words)
    name = signs_off["name"] if signs_off else name
    title = heads[0]
    surname = INITIALS.sub("", name) or name
    known = bool(name) and (any(words.startswith((name, surname)) for words in heads) or name in named)
    known = known or bool(day and WHOLE.match(day[0]) and begins_with_writer(name, heads))
    left_out = above.kind == "head" and LEFT_OUT.search(above.text.text) is not None
    said = left_out or (above.kind == "line" and finished(above.text.text))
    return Foot(
        name=name,
        spaced=SPACED_OUT.fullmatch(words.strip()) is not None,
        parted=any(form.fullmatch(words.strip()) for form in (HOLDER, INITIALLED, OFFICES_SPACED)),
        styled=OFFICER.fullmatch(words.strip()) is not None,
        seal=seal[0] if seal else seal_below(blocks, n + 1),
        signs_off=signs_off is not None,
        day=day[0] if day else "",
        above="gap" if left_out else above.kind,
        finished=said and above.text.text[-1:] not in "：:",
        announced=above.kind == "line" and above.text.text[-1:] in "：:",
        handed=above.kind == "salute" and leads_from(above.text.text) and not HUMBLE.match(text),
        closes=closes(blocks, n + 1, dated=day is not None),
        last=near(blocks, n + 1) in ENDS or leads_on(near_text(blocks, n + 1)),
        known=known,
        sent=any(SENT.search(words) for words in heads),
        in_row=bool(day and name) and (is_row(blocks, n - 1) or is_row(blocks, n + 1)),
        listed=above.kind == "line" and lists(above.text.text),
        hands_on=hands_on(blocks, n, title),
        set_in=set_in(blocks, n),
        dated="" if day else day_below(blocks, n + 1),
    )


def in_list(above: Block, text: str) -> bool:
    """Whether a line goes on with a list of readers or of what is counted up: that above it or it itself ends
    with a comma, and there is no person."""
    goes_on = (
        text if text[-1:] in LIST_MARKS else above.text.text if above.kind in ("line", "distribution") else ""
    )
    return goes_on[-1:] in LIST_MARKS and not PEOPLE_LISTED.fullmatch(goes_on[:-1])


def lists(text: str) -> bool:
    """Whether a line is a person, perhaps with his office, who signs nothing, or says
    that a list of people follows."""
    return (
        A_FULL_NAME.fullmatch(text) is not None or HOLDER.fullmatch(text) is not None or text.endswith("名单")
    )


def is_row(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is words that end with a day, as a row of a table may be."""
    day = DAY_AT_END.search(near_text(blocks, n)) if near(blocks, n) == "line" else None
    return day is not None and day.start() > 0 and len(near_text(blocks, n)) <= LONGEST


def day_below(blocks: Sequence[Block], n: int) -> str:
    """The line at index `n` if it is a day and nothing else, or what stands above one and goes with a
    signature: a number, who gets a copy; "" if it is neither."""
    text = near_text(blocks, n)
    dated = is_dated_below(blocks, n) or (near(blocks, n) == "line" and DAY_AT_END.match(text))
    return text if dated else ""


def seal_below(blocks: Sequence[Block], n: int) -> str:
    """The line at index `n` if it is a seal and nothing else; "" if it is not."""
    return near_text(blocks, n) if SEAL.fullmatch(near_text(blocks, n)) else ""


def closes(blocks: Sequence[Block], start: int, *, dated: bool) -> bool:
    """Whether a part ends from index `start` on with closing fields and short lines that are no sentences or
    stand in brackets, few of them."""
    n, counted = start - 1, 0
    while counted < MOST_LINES:
        n += 1
        kind, text = near(blocks, n), near_text(blocks, n)
        counted += kind not in ("distribution", "idno")
        if kind in ENDS or blocks[n].attrs.get("opens") or leads_on(text):
            return True
        if (n > start or dated) and begins_anew(blocks, n):
            return True
        said = finished(text) and not IN_BRACKETS.fullmatch(text)
        if kind not in CLOSERS and (kind != "line" or len(text) > LONGEST or said):
            return False
    return False


def begins_anew(blocks: Sequence[Block], n: int) -> bool:
    """Whether with the line at index `n` another letter begins, or a part that is numbered."""
    text = near_text(blocks, n)
    greets = text[-1:] in ("：", ":") and addresses(text, "")
    return near(blocks, n) == "line" and (greets or NUMBER_ALONE.fullmatch(text) is not None)


def leads_from(text: str) -> bool:
    """Whether the last words of a letter lead to whom it is handed or to what it
    wishes, on the line below: 此致, 顺颂"""
    return HANDS.fullmatch(text) is not None or text[-1:] in tuple("颂请叩候问祝以")


def leads_on(text: str) -> bool:
    """Whether a line names what goes with the text above, or says what is to be done with it:
    附：, 乙来电附后, 发后，抄某部。"""
    return GOES_WITH.match(text) is not None or any(p.fullmatch(text) for p in (ATTACHED_BELOW, DISPOSED))


def signed(block: Block, foot: Foot) -> Iterator[Block]:
    """A line and what it holds → its signature and its day, whichever there are."""
    start = len(unquoted(block.text.text)) - len(foot.day)
    if block.text.text[:start].strip():
        yield told(stripped(cut(block, 0, start)), "signed", "letter-parts")
    if foot.day:
        rest = cut(block, start, len(block.text))
        yield told(rest, "dateline", "letter-parts", **({"blank": ""} if start else {}))
