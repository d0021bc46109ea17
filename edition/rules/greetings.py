"""Whom a text addresses, in the line above it: 各省市委：, 同志们：, 石泉：; and what may stand between that and the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from edition.dictionary import is_word
from edition.model import Block
from edition.rules import lexicon
from edition.rules.cutting import cut, near, near_text, stripped, told
from edition.rules.dates import DATE
from edition.rules.formulas import SURNAME
from edition.rules.lexicon import ATTENDS, ORDER, RECORDED, RULES
from edition.rules.openers.address import recipient_of
from edition.rules.weighing import Evidence, total

# 核心小组, 群众组织, and no 三个小组, 成立组织.
GROUPS = "(?<![几两一二三四五六七八九十个干成为分各])小组|(?<=各)小组|(?<=[众命级层动种主会团])组织"
# Offices, bodies or a company of people, one or several, whom a circular or a speech addresses in the line above it.
BODIES = rf"们|[党省市县区地镇乡工特支常军]委|总支|[省市县区乡门]|(?<=各)[村社队矿井渠堤店铺户]|首长|单位|机关|文革|军委|总[政参后]|[兄弟姐妹]|战友|同学|朋友|乡亲|{GROUPS}|{lexicon.BODIES}|{lexicon.OFFICES}|{lexicon.TITLES}"
CALLED = re.compile(
    r"[^。，；？！：:“”]{0,16}(?:同志|朋友|先生|女士|代表|同学|战友|乡亲|同胞|来宾|贵宾|父老|兄弟|姐妹)们(?:[，、][^。，；？！：:“”]{1,8}(?<![我你您他她它咱])们){0,3}(?:[，,]?[你您]?们?好)?[！!]"
    rf"|[^。？！：:“”]{{1,120}}(?:{BODIES})[：:](?:你们|大家)?好[！!]"
)
# Who is addressed by what he is to the writer.
KIN = "[父母叔伯姑舅姨爷奶爸妈哥姐弟妹嫂婶侄]|[姐妹姑姨]夫|岳[父母丈]|[儿女]儿|夫君|妻子?"
AND = re.compile(
    r"[、，,；;和及与暨\u3000 ]+|(?<=们)[：:]|并请?[转告报致抄]{1,2}|并?转(?=.)|[（(][^（）()]*[）)]"
)
"""What parts the names in a row of those addressed."""
NAMED = re.compile(
    rf".*(?:{BODIES}|{KIN}|团体|群众|人员|职工|干部|战士|[党团队会社学委店]员)(?:负责同志|负责人|全体|同志)?"
)
NO_NAME = re.compile(
    "[我你您他她它此这那说认据是了应须]|的(?!.{1,8}(?:们|[组部会委局处厅队]$)|各|诸位|全体)|请(?!转告)|[^拥享]有|如下|下列|以下|根据|关于|现将|兹|特规|几点|问题|意见|情况|原因|任务|[办方]法|批[语示复准]|决定|指[示出]|为了|由于|将(?!军|领)|来[电信函]|[复去急]电|注意"
)
# What part those play whom a label above a list names, and how it counts them: 参加单位, 第一组.
ROLE = re.compile(
    rf"(?:{ATTENDS}|[主承协]办|主要|获奖|当选|候选|领导机|双方|[甲乙丙丁]方|编辑委)|第[一二三四五六七八九十\d]+[组队班]$"
)
# What speaks to people, whatever part they play.
ADDRESSED = re.compile("们|[各诸]位|同志|先生|并[转告报致]")
# Titles of what addresses nobody: lists, tables, rules, plays.
LISTS = re.compile(
    rf"(?:{RULES}|名[单册]|一览表?|分工|组成|机构设置|编制|结果|[统图]表|[独多][一二三四五六七八九十]?幕剧)(?:[（(][^（）()]*[）)])?$"
)
MINUTES = re.compile(rf"(?:{RECORDED}|座谈会|幕剧)(?:[（(][^（）()]*[）)])?$")
A_PERSON = re.compile(rf".*(?:{lexicon.OFFICES}|{lexicon.TITLES}|同志)")
# A row of names, or how many they are.
NAMES_ONLY = re.compile(
    rf"[^，。；：？！]{{2,40}}等[一二三四五六七八九十百\d]{{1,3}}[人名位个]?[^，；：？！]{{0,4}}|[\u4e00-\u9fff]{{2,8}}(?:[、\u3000 ][\u4e00-\u9fff]{{2,8}})+等?。?|{SURNAME}[\u4e00-\u9fff]{{1,2}}(?:等人?)?。?"
)
QUOTED = re.compile("“[^“”]*”|《[^《》]*》")
LONG = 120
# Above some quotations at the head of a circular, which the address of the circular ends.
EPIGRAPH = re.compile(r"[\u4e00-\u9fff]{0,6}(?:最[高新]指示|语录)[：:]?")
LONGEST_EPIGRAPH = 8
# Whom a report is for, on two lines: 某某同志并报 above 省委：, a misprinted mark behind it.
FIRST_OF_TWO = re.compile("[^。；？！：:“”]{2,40}(?:并|并[报转呈告致]|暨|转[报呈])")
SECOND_OF_TWO = re.compile("[^。；？！：:“”]{2,40}[：:；;]")
# In brackets below a title: what state its text is in, perhaps with its day.
STATED = re.compile(
    rf"(?P<state>[（(][^（）()。；：]{{0,14}}(?:稿|[纪记]录|纪要|摘要|节录|摘录|节选|草案|整理|未经?[^（）()]{{0,8}}(?:核对|审[阅定查]|[核校]阅))[）)])\s*(?P<date>[（(](?:{DATE}|\d{{2}}[.．]\d{{1,2}}[.．]\d{{1,2}})[）)])?"
)
BRIEF_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}[：:]")
SURNAMED = re.compile(
    rf"{SURNAME}[\u4e00-\u9fff]{{0,2}}(?:主席|总理|司令|部长|书记|政委)?|[\u4e00-\u9fff]{{1,2}}"
)
PERSON = re.compile(rf"{SURNAME}[\u4e00-\u9fff]{{0,2}}[：:]")
LETTERS = re.compile(r"(?:批语|批示|批复|复信|来信|公开信|[的书]信|一封信|电报?|便条|题词)(?=[（(]|$)")
# An elder or friend whom a letter greets on a line of his own, with no mark behind: 黄任老
HONOURED = re.compile(rf"(?P<name>{SURNAME})[\u4e00-\u9fff]{{0,2}}(?:[老公翁兄]|同志|先生|女士)")
SENT_TO = re.compile(r"(?:给|致|复)(?P<who>.+)")
ORDERS = re.compile(rf"(?:{ORDER})(?:[（(][^（）()]*[）)])?$")
DATED = re.compile(r"[年月]\d{1,2}[月日]|[月日][^：:]{0,12}[通告][知诉]")
"""What is told of a day greets nobody: 某某5月1日通知某某："""
STATION = re.compile(r"[\u4e00-\u9fff]{2,6}")
GREETING = re.compile(r"[^。，；？！：:“”]{2,20}[：:]")


@dataclass(frozen=True, slots=True)
class Address:
    """The first line below a title, if it ends with a colon: its words without what stands in quotation marks, the names in it, the
    title of the document, the head next above, the line below, and whether further lines of the part are such."""

    words: str
    names: tuple[str, ...]
    title: str
    head: str
    below: str = ""
    again: bool = False

    @classmethod
    def of(cls, text: str, title: str, head: str = "", below: str = "", *, again: bool = False) -> Address:
        """The line, the title and the head above it, the line below it, and whether further lines are such."""
        words = QUOTED.sub("某", text.rstrip("：: "))
        return cls(words, tuple(filter(None, AND.split(words))), title, head, below, again)


ADDRESSES: tuple[Evidence[Address], ...] = (
    Evidence(5, "末一个以机关、官职、人称或亲属收尾", lambda a: bool(a.names) and NAMED.fullmatch(a.names[-1]) is not None),
    Evidence(2, "多半都是这样", lambda a: 2 * sum(NAMED.fullmatch(n) is not None for n in a.names) > len(a.names)),
    Evidence(3, "全是姓或姓名，不止一个", lambda a: len(a.names) > 1 and all(may_be_called(n) for n in a.names)),
    Evidence(2, "各、诸位、全体", lambda a: re.search("各|诸位|全体", a.words) is not None),
    Evidence(5, "并告、并转、并报", lambda a: re.search("并[转告报致]", a.words) is not None),
    Evidence(2, "是书信、批语、电报", lambda a: any(form.search(words) for form in (LETTERS, ORDERS) for words in (a.title, a.head))),
    Evidence(-6, "有称呼里没有的词", lambda a: NO_NAME.search(a.words) is not None),
    Evidence(-6, "是整句", lambda a: re.search("[。？！]|(?<!们)[：:]", a.words) is not None),
    Evidence(-6, "说某日的事", lambda a: DATED.search(a.words) is not None),
    Evidence(-6, "说的是在会上、事中的角色，或是编号的组", lambda a: plays_role(a.words)),
    Evidence(-6, "篇题是名单、表格、规程、剧本", lambda a: LISTS.search(a.head) is not None and not ADDRESSED.search(a.words)),
    Evidence(-6, "篇题是记录，只有一人，是发言者", lambda a: len(a.names) == 1 and MINUTES.search(a.head) is not None and A_PERSON.fullmatch(a.words) is not None),
    Evidence(-6, "下一行只列名字", lambda a: NAMES_ONLY.fullmatch(a.below) is not None),
    Evidence(-6, "下文还有这样的短行，是标目或发言者", lambda a: a.again),
    Evidence(-2, "太长", lambda a: len(a.words) > LONG),
)  # fmt: skip
SUFFICES = 5
LONGEST_LABEL = 12
"""So many characters at most, with its colon, has a label that comes back."""
GREETS_MANY = re.compile("们|[各诸]|全体|并[转告报致]|[、，]")
FRAME = ("signed", "dateline", "idno", "secrecy", "address", "participants")
"""What may stand between a title and the salutation."""


def greeted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → the first below a head as a salutation, if it names whom it addresses and ends with a colon: its
    recipient by the title (甲致乙电), offices, bodies, a company of people. Above it, in brackets, the state of the text
    (记录稿) is a second title. Below quotations at the head of a circular (最高指示) its address goes on with the circular itself."""
    recipient, title, head, top = "", "", "", False
    ends = epigraphs(blocks)
    for n, block in enumerate(blocks):
        if n in ends.values():
            yield told(block, "salute", "letter-parts", resumes="epigraph")
            continue
        if n in ends:
            yield told(block, type="section")
            continue
        if (top and on_two_lines(blocks, n)) or (top and n and on_two_lines(blocks, n - 1)):
            yield told(block, "salute", "letter-parts")
            continue
        if block.kind == "head":
            title = block.text.text if entitles(block) else title
            head = head if block.attrs.get("type") == "sub" else block.text.text
            recipient = recipient_of(block.text.text) or ("" if block.attrs.get("opens") else recipient)
            top = True
        elif block.kind == "line" and top and (stated := STATED.fullmatch(block.text.text)):
            yield told(stripped(cut(block, 0, stated.end("state"))), "head", "letter-parts", type="sub")
            if stated["date"]:
                yield told(
                    cut(block, stated.start("date"), len(block.text)), "dateline", "letter-parts", blank=""
                )
            continue
        elif block.kind == "line" and top and is_station(blocks, n):
            pass
        elif block.kind == "line":
            greets = GREETING.fullmatch(block.text.text) and not DATED.search(block.text.text)
            named = greets and recipient and recipient in block.text.text
            addressed = top and addresses(block.text.text, title, blocks, n, head)
            yield told(block, "salute", "letter-parts") if named or addressed else block
            recipient, top = "", False
            continue
        yield block


def is_station(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is a place alone above whom the text addresses."""
    below = blocks[n + 1].text.text if n + 1 < len(blocks) and blocks[n + 1].kind == "line" else ""
    return (
        STATION.fullmatch(blocks[n].text.text) is not None
        and below[-1:] in ("：", ":")
        and addresses(below, "")
    )


def plays_role(words: str) -> bool:
    """Whether words name what part some play, as a label above a list does, and speak to nobody: 参加单位, and no 各参加单位."""
    return ROLE.search(words) is not None and not words.startswith("各") and not ADDRESSED.search(words)


def may_be_called(name: str) -> bool:
    """Whether a name in a row may be a surname or a name, or a body or an office; a word of the general dictionary is none."""
    return bool(NAMED.fullmatch(name) or (SURNAMED.fullmatch(name) and not is_word(name)))


def labelled_again(blocks: Sequence[Block], n: int) -> bool:
    """Whether below the line at index `n`, up to a head or a signature, another stands that names one person, body or group before a colon."""
    for block in blocks[n + 1 :]:
        if block.kind in ("head", "signed", "dateline", "excluded", "salute"):
            return False
        text = block.text.text
        short = block.kind == "line" and text[-1:] in ("：", ":") and len(text) <= LONGEST_LABEL
        if short and not GREETS_MANY.search(text) and total(Address.of(text, ""), ADDRESSES) >= SUFFICES:
            return True
    return False


def addresses(text: str, title: str, blocks: Sequence[Block] = (), n: int = 0, head: str = "") -> bool:
    """Whether the first line below a title addresses somebody: it calls out to people (同志们！), or what it names are such. Where it stands at
    index `n` among `blocks` below `head`, that and what stands below it count, too."""
    if text[-1:] in ("：", ":"):
        again = len(text) <= LONGEST_LABEL and not GREETS_MANY.search(text) and labelled_again(blocks, n)
        return (
            total(Address.of(text, title, head, near_text(blocks, n + 1), again=again), ADDRESSES) >= SUFFICES
        )
    return CALLED.fullmatch(text) is not None


def entitles(block: Block) -> bool:
    """Whether a head is the title of a document; a number above it may open that."""
    return bool(block.attrs.get("opens")) or (block.kind == "head" and block.attrs.get("type") == "main")


def on_two_lines(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` and the one below it say whom the text is for, the first that it is for others too."""
    first, second = blocks[n], near(blocks, n + 1)
    return bool(
        first.kind == second == "line"
        and FIRST_OF_TWO.fullmatch(first.text.text)
        and SECOND_OF_TWO.fullmatch(blocks[n + 1].text.text)
    )


def epigraphs(blocks: Sequence[Block]) -> dict[int, int]:
    """The places of heads over quotations that stand before a circular → the place of the line in which that addresses
    somebody, or -1 where its title stands again below them."""
    found: dict[int, int] = {}
    for n, block in enumerate(blocks):
        if block.kind == "head" and EPIGRAPH.fullmatch(block.text.text):
            below = range(n + 2, min(n + 2 + LONGEST_EPIGRAPH, len(blocks)))
            lines = takewhile(lambda m: blocks[m].kind == "line", below)
            quoted = [*lines]
            at = next((m for m in quoted if addresses(blocks[m].text.text, "")), -1)
            headed = quoted and near(blocks, quoted[-1] + 1) == "head"
            found |= {n: at} if at > 0 or headed else {}
    return found


def by_name(blocks: Sequence[Block]) -> list[Block]:
    """Lines → a short name and a colon at the head of what ends with a signature as a salutation, and a full one at the head of a
    letter or of a word on a paper; there also honoured names without one (黄任老), each on its line, of those that the title names."""
    result = list(blocks)
    first, title = -1, ""
    for n, block in enumerate([*blocks, None]):
        if block is not None and block.kind != "head" and block.kind != "excluded":
            continue
        signed = any(b.kind == "signed" and not b.attrs.get("type") for b in blocks[max(n - 2, 0) : n])
        written = LETTERS.search(title) and 0 <= first < n and PERSON.fullmatch(blocks[first].text.text)
        title = block.text.text if block is not None and entitles(block) else title
        if written or (signed and 0 <= first < n and BRIEF_NAME.fullmatch(blocks[first].text.text)):
            result[first] = told(blocks[first], "salute", "letter-parts")
        first = next((m for m in range(n + 1, len(blocks)) if blocks[m].kind not in FRAME), -1)
        first = first if near(blocks, first) == "line" else -1
        for m in honoured(blocks, first, title):
            result[m] = told(blocks[m], "salute", "letter-parts")
    return result


def honoured(blocks: Sequence[Block], first: int, title: str) -> Iterator[int]:
    """The indexes of the lines from `first` on that are each an honoured name of somebody whom the title of a letter says it is sent to."""
    sent = SENT_TO.search(title) if first >= 0 and LETTERS.search(title) else None
    names = (HONOURED.fullmatch(b.text.text) if b.kind == "line" else None for b in blocks[first:])
    for m, name in enumerate(takewhile(lambda name: name is not None, names), first):
        if sent and name and name["name"] in sent["who"]:
            yield m
