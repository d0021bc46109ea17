"""Whether the words before a colon address somebody: what they name, and the title and
text beside them, are weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.dictionary import is_word
from edition.rules.language import lexicon
from edition.rules.language.formulas import FULL_NAME, SURNAME
from edition.rules.language.lexicon import ATTENDS, DEAR, ORDER, RECORDED, RULES, SENT_AS
from edition.rules.language.weighing import Evidence

# 核心小组, 群众组织, and no 三个小组, 成立组织.
GROUPS = "(?<![几两一二三四五六七八九十个干成为分各])小组|(?<=各)小组|(?<=[众命级层动种主会团])组织"
# Offices, bodies or a company of people, one or several, whom a circular or a speech addresses in the
# line above it, or who sign it.
PARTIES = rf"们|[党省市县区地镇乡工特支常军]委|总支|[省市县区乡门]|(?<=各)[村社队矿井渠堤店铺户]|首长|单位|机关|文革|军委|总[政参后]|[兄弟姐妹]|战友|同学|朋友|乡亲|{GROUPS}|{lexicon.BODIES}|{lexicon.OFFICES}|{lexicon.TITLES}"
# Who is addressed by what he is to the writer.
KIN = "[父母双]亲|[父母叔伯姑舅姨爷奶爸妈哥姐弟妹嫂婶侄]|[姐妹姑姨]夫|岳[父母丈]|[儿女]儿|夫君|妻子?"
ON = "请(?:审[核阅批定]|核阅|批阅)?后?转[报呈送](?=.)"
"""What asks one of those addressed to hand a paper on to the next: 某组请审核转报某委"""
AND = re.compile(
    rf"[、，,；;和及与暨\u3000 ]+|(?<=们)[：:]|并请?[转告报致抄]{{1,2}}|{ON}|并?转(?=.)|[（(][^（）()]*[）)]"
)
"""What parts the names in a row of those addressed."""
NAMED = re.compile(
    rf"(?:全体|各[村乡镇区县市省街界地处位])[\u4e00-\u9fff]{{1,6}}[人民户众商工农]|.*(?:{PARTIES}|{KIN}|团体|群众|人员|职工|干部|战士|[党团队会社学委店]员)(?:负责同志|负责人|全体|同志)?"
)
NO_NAME = re.compile(
    "[我你您他她它此这那说认据是了应须]|的(?!.{1,8}(?:们|[组部会委局处厅队]$)|各|诸位|全体)|请(?!转告|转[^（）()]{1,12}[）)]|(?:审[核阅批定]|核阅|批阅)?后?转[报呈送].)|[^拥享]有|如下|下列|以下|根据|关于|现将|兹|特规|几点|问题|意见|情况|原因|任务|[办方]法|批[语示复准]|决定|指[示出]|为了|由于|将(?!军|领)|来[电信函]|[复去急]电|注意|^为.{1,14}事[：:]?$"
)
# What part those play whom a label above a list names, and how it counts them: 参加单位, 第一组.
ROLE = re.compile(
    rf"(?:{ATTENDS}|[主承协]办|主要|[历现前首]任|获奖|当选|候选|领导机|双方|[甲乙丙丁]方|编辑委)|第[一二三四五六七八九十\d]+[组队班]$"
)
# What speaks to people, whatever part they play.
ADDRESSED = re.compile(rf"们|[各诸]位|{lexicon.STYLES}|并[转告报致]")
# Titles of what addresses nobody: lists, tables, rules, plays.
LISTS = re.compile(
    rf"(?:{RULES}|名[单册]|一览表?|分工|组成|机构设置|编制|结果|[统图]表|[独多][一二三四五六七八九十]?幕剧)(?:[（(][^（）()]*[）)])?$"
)
MINUTES = re.compile(rf"(?:{RECORDED}|座谈会|幕剧)(?:[（(][^（）()]*[）)])?$")
A_PERSON = re.compile(rf".*(?:{lexicon.OFFICES}|{lexicon.TITLES}|同志)(?<!阁下|殿下|陛下|钧座|大人)")
# A row of names, or how many they are.
NAMES_ONLY = re.compile(
    rf"[^，。；：？！]{{2,40}}等[一二三四五六七八九十百\d]{{1,3}}[人名位个]?[^，；：？！]{{0,4}}|[\u4e00-\u9fff]{{2,8}}(?:[、\u3000 ][\u4e00-\u9fff]{{2,8}})+等?。?|{FULL_NAME}(?:等人?)?。?"
)
QUOTED = re.compile("“[^“”]*”|《[^《》]*》")
LONG = 120
SURNAMED = re.compile(
    rf"{SURNAME}[\u4e00-\u9fff]{{0,2}}(?:主席|总理|司令|部长|书记|政委)?|[\u4e00-\u9fff]{{1,2}}"
)
LETTERS = re.compile(
    r"(?:遗书|家[书信]|绝笔|批语|批示|批复|复信|来信|公开信|[的书]信|一封信|电报?|便条|题词)(?=[（(]|$)"
)
ORDERS = re.compile(rf"(?:{ORDER})(?:[（(][^（）()]*[）)])?$")
DATED = re.compile(r"[年月]\d{1,2}[月日]|[月日][^：:]{0,12}[通告][知诉]")
"""What is told of a day greets nobody: 某某5月1日通知某某："""
RECIPIENT = re.compile(
    rf"(?:致|给|答?复|告知|通知(?!书)|(?P<formal>呈(?!文|报)|咨(?!询|文)|禀(?!报|文)))(?P<who>[^：:（(致给]{{2,24}}?)的?(?:[一两二三四五六七八九]封)?(?:{SENT_AS}|(?(formal)文))?(?=[（(：:]|$)"
)
# Warm words to somebody: 尊敬的总书记同志，亲爱的朋友：
GREETING = re.compile(
    rf"我?{DEAR}[^。，；：？！“”]{{1,30}}(?:[，、](?:我的)?{DEAR}[^。，；：？！“”]{{1,30}}){{0,3}}："
)


@dataclass(frozen=True, slots=True)
class Address:
    """The first line below a title, if it ends with a colon: its words without what stands in quotation
    marks, the names in it, the title of the document, the head next above, the line below, and whether
    further lines of the part are such."""

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
    Evidence(1, "多半以各开头", lambda a: len(a.names) > 1 and 2 * sum(n.startswith("各") for n in a.names) > len(a.names)),
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


def recipient_of(title: str) -> str:
    """A title → the recipient it names, or nothing: 甲致乙电：…… is to 乙."""
    found = RECIPIENT.search(title)
    return found["who"] if found else ""


def plays_role(words: str) -> bool:
    """Whether words name what part some play, as a label above a list does, and speak to
    nobody: 参加单位, and no 各参加单位."""
    return ROLE.search(words) is not None and not words.startswith("各") and not ADDRESSED.search(words)


def may_be_called(name: str) -> bool:
    """Whether a name in a row may be a surname or a name, or a body or an office; a word of
    the general dictionary is none."""
    return bool(NAMED.fullmatch(name) or (SURNAMED.fullmatch(name) and not is_word(name)))
