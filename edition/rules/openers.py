"""What stands between the title of a flattened document and its text: secrecy, numbers, places and times, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from edition.model import Block, BlockKind
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.cutting import told
from edition.rules.folding import SPACE, Folded, curled, squeeze, stands_apart
from edition.rules.formulas import (
    ANEW,
    DAY,
    GREETED,
    HAN,
    HOUR,
    LONG_DAY,
    LONG_HOUR,
    NUMBER,
    NUMERAL,
    PLACE,
    SEAL,
    SERIES,
    SURNAME,
    UNWIRED,
)
from edition.rules.lexicon import (
    ABSENT,
    ATTENDS,
    BODIES,
    CHAIR,
    DEAR,
    DEGREE,
    INTERPRETS,
    KEPT_WITHIN,
    MEETING,
    NO_COPY,
    NO_NAME,
    OFFICES,
    RECORDS,
    SAYS,
    SENT_AS,
    STATES,
    THOSE_PRESENT,
    TITLES,
    TO_BE_READ,
    URGENCY,
    WIRED_AS,
)
from edition.rules.paragraphs import neighbours
from edition.rules.parting import part

# What was done on the day of a resolution.
ENACTED = "决议|决定|通过|批准|核准|公布|颁布|发布|签署|签订|签字|议决|核定|施行|命令"
NAME = r"[\u4e00-\u9fff·．.A-Za-zА-Яа-я]"
ACTS = (
    ("received", "[收接奉]到|收[悉讫]|[收到][电报文]|[收到抵达]$"),
    ("sent", "[发送寄拍]出|拍[发讫]|发[自讫]|寄[发自]|付邮|[发寄][电报文]|[发寄]$"),
    ("deciphered", "译"),
    ("forwarded", "转[交发呈递到]|送[达到]|递[交到]|呈[送递]|投递"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of field of an opener. `apart`: it ends where white space or another field follows, and not before."""

    kind: BlockKind
    type: str
    pattern: re.Pattern[str]
    apart: bool = False


# Copies that stay, and words that say what of them stays: 第3份：存档, 第3份存档案馆.
KEPT = "存[档查根案]|归档|备[查案]|留[底存]"
KEPT_AS = "[馆室局处]"
# How many copies somebody gets: 某主任（2份）
COPIES = rf"(?:[（(](?:\d{{1,2}}|{NUMERAL}){HAN}?份[)）])?"
# What was done with a telegram at its hour.
DONE = "[收接奉]到|收[悉讫]|[收发到抄][电报]|抄收|[发送寄译拍]出|拍[发讫]|译[毕就完竣讫]|寄发|付邮|转[交发呈递到]|送[达到]|递[交到]|呈[送递]|投递"

TABLE: tuple[tuple[BlockKind, str, str, bool], ...] = (
    ("secrecy", "", rf"(?:{DEGREE})(?:[/／][\u4e00-\u9fff]{{2,8}})+", True),
    ("secrecy", "", rf"(?:密级：)?(?:{DEGREE})(?:[·、](?:{URGENCY}))?(?!的)|特档|{NO_COPY}", False),
    ("secrecy", "", rf"密级：{HAN}{{1,4}}|密|{KEPT_WITHIN}", True),
    ("secrecy", "urgency", rf"(?:{URGENCY})(?!的|列车)。?|[特加]?急。(?=[\u4e00-\u9fff])", False),
    ("secrecy", "urgency", rf"(?:等级|急级|缓急)：(?:[A-Z]{{1,5}}|{HAN}{{1,4}})|A{{2,5}}级?", True),
    ("address", "", rf"{HAN}{{2,8}}。(?={HAN}{{1,16}}(?:{GREETED})：)", False),
    ("secrecy", "urgency", "急", True),
    ("head", "section", ANEW, False),
    ("idno", "document", rf"{NUMBER}(?:会议)?(?:[记纪]录|决[议定案]|[命指训通密手]令|通[告知报]|公[函报告]|布告|照会|议定书|指示|文件)(?![已的])", False),
    ("idno", "document", rf"(?![根依遵]据|[按依据奉遵接见照关凭]){HAN}{{2,16}}{NUMBER}(?:[命指训通密手]?令|决[议定]|公告|布告|通[告知报]|批复|公函|密函)", True),
    ("idno", "document", rf"{HAN}{{1,6}}[（(〔\[]\d{{2,4}}[)）〕\]]{HAN}{{0,4}}第?\d{{1,6}}号", True),
    ("idno", "telegram", rf"(?:专号：)?{NUMBER}(?:电报|电)?(?!电|文件|指示|通[告知报]|布告|[已的]|[收敬均]悉)", False),
    ("idno", "telegram", rf"\d{{5}}|{SERIES}|№\d[\d/]{{0,11}}", True),
    ("head", "sub", rf"{HAN}[\u4e00-\u9fff（）]{{4,36}}的决议", True),
    ("idno", "telegram", r"专号：第[\d－-]+号?", False),
    ("secrecy", "form", WIRED_AS, False),
    ("secrecy", "urgency", "提前|平急|平电|加提", True),
    ("secrecy", "form", r"译自[英俄德法日西]文(?:译文|译稿|原稿|原件)?", True),
    ("secrecy", "", TO_BE_READ, True),
    ("secrecy", "", "私人(?:信件|信函|函件|密件|密信)|亲笔信|密[信函件]", True),
    ("idno", "telegram", r"[（(]第[〇○零一二三四五六七八九十百千]{1,7}号[）)]", False),
    ("idno", "copy", r"第\d{1,2}份(?![：，、分送第电已的])", False),
    ("idno", "copy", r"(?:副本|抄件|复本|打字稿)(?:第|№ ?)\d{1,3}号?|第\d{1,3}号?(?:副本|抄件)", False),
    ("distribution", "", rf"(?:第\d{{1,2}}份(?:：?(?:作修改用|副本|{KEPT})(?!{HAN}*{KEPT_AS})|：?分?送：?{HAN}{{2,7}}?同志|：?分?[送发]?：?{HAN}{{2,10}}(?=第\d{{1,2}}份))?)+", False),
    ("distribution", "", rf"(?:抄送|分送|送)：{HAN}{{2,7}}?同志(?:[（(]\d份[)）])?(?:、{HAN}{{2,7}}?同志)*|只送{HAN}{{2,5}}", True),
    ("distribution", "", rf"抄送：\d[．.](?P<who>{HAN}{{2,6}}?)，\d[．.](?P=who)", False),
    ("dateline", "", rf"(?:日期(?:[与和及、]|))?(?:{MEETING}|(?![发收译到送拍寄转签成]){HAN}{{2}})?时间：?{LONG_DAY}(?:，?星期[一二三四五六日天])?(?:，?{LONG_HOUR}(?:[至到—–-]{{1,2}}(?:次日|翌日)?{LONG_HOUR})?)?", True),
    ("dateline", "", rf"(?:[发收译到][电报]|[发收来]文|[发译寄]出|[收接]到|送达|[拍寄]发|转发|成文|签发)?(?:时间|日期)?：(?:{HAN}{{2,6}}，?)?{DAY}{HOUR}(?:[至到—-]{{1,2}}{LONG_HOUR})?", False),
    ("dateline", "", rf"(?:{HAN}{{2,4}})?地点(?:：|(?![在是为的很不]|问题)){HAN}{{2,16}}(?:，{HAN}{{2,12}})?", True),
    ("distribution", "", rf"(?:译电|译校|[发收]报|拟稿|校对)[员人者]?：{HAN}{{1,4}}{SEAL}?", True),
    ("dateline", "", rf"(?:{DAY}{HOUR}[于在]{PLACE}|(?!发|交|致|[摘选录]自){HAN}{{2,8}}{DAY}{HOUR}|(?![发寄]自){HAN}{{2,8}}，(?:{HAN}{{2,10}})?{DAY}{HOUR})", True),
    ("head", "sub", rf"[摘选录]自{HAN}[\u4e00-\u9fff·]{{1,14}}(?:日记|日志|记录|笔记)", True),
    ("head", "sub", rf"第[一二三四五六七八九十]{{1,2}}次(?:{MEETING})", True),
    ("head", "sub", "(?:会谈|谈话|会见|会晤)(?:备忘录|[纪记]录|纪要)", True),
    ("dateline", "", rf"，?{DAY}{HOUR}，?(?:发自|送达){PLACE}", True),
    ("dateline", "", rf"，?{DAY}{HOUR}，?(?:{DONE})(?!的)(?:[，；](?=\d)|。)?", False),
    ("dateline", "", rf"，?{LONG_HOUR}(?:{DONE})(?!的)。?", False),
    ("dateline", "", rf"，?{DAY}{HOUR}，?(?:[收到抵发译]|到达)", True),
    ("dateline", "", rf"{DAY}{HOUR}(?:{ENACTED}|[至到—–-]{{1,2}}{LONG_HOUR})?", True),
    ("dateline", "", rf"(?!{HAN}{{0,4}}方|(?:{MEETING})?(?:{ATTENDS})){HAN}{{2,12}}?(?=(?:{ATTENDS})(?:者|人员)?：)", False),
    ("dateline", "sent", rf"(?:[发寄]自(?!内心|肺腑)|[发寄写]于){PLACE}，?", True),
    ("address", "", rf"发[往至]：?{PLACE}", True),
    ("dateline", "", rf"(?!{HAN}{{1,20}}[向对了过]){HAN}[\u4e00-\u9fff（）]{{3,22}}[局处部]", True),
    ("dateline", "", rf"{HAN}{{2,12}}[局处部厅署会站][（(]{HAN}{{1,6}}[)）]", True),
    ("distribution", "", rf"(?:抄送|分送|抄报|[送呈])：{HAN}{{2,12}}{COPIES}(?:、{HAN}{{2,12}}{COPIES})*", True),
    ("participants", "", rf"(?:{INTERPRETS}|{RECORDS})[人者员]?：{NO_NAME}{NAME}{{2,12}}(?:、{NAME}{{2,12}}){{0,4}}", True),
    ("address", "", rf"请?(?:立即|立刻|即刻|即|速|火速)(?:报告|转报|呈报|面报){NAME}{{2,10}}?(?:同志|先生|阁下)[。：]", False),
    ("address", "", rf"(?![本此是这]{HAN}{{0,3}}所收){NAME}{{2,12}}收|交{NAME}{{2,8}}同志", True),
    ("address", "", rf"致{NAME}{{2,14}}(?:同志|先生|阁下)(?:，(?:抄[送致]|并[转致]|转){NAME}{{2,12}})?", True),
    ("address", "", rf"致{HAN}{{1,8}}(?:[·．]{HAN}{{1,8}}){{1,3}}", True),
    ("address", "", rf"{HAN}{{2,6}}?大使(?=第\d+份|特急|特档|优先|绝密|“)", False),
)  # fmt: skip
ROWS: tuple[Row, ...] = tuple(
    Row(kind, typed, re.compile(pattern), apart) for kind, typed, pattern, apart in TABLE
)
# What may follow a field without white space between.
FOLLOWS = re.compile(
    rf"致(?![意以敬电函辞词])|绝密|极密|机密|禁止|{URGENCY}|特档|立即|优先|密码电|密电|第\d+[号份]|专号|送：|发[自往]|(?:[发收译到][电报]|[收接]到|[发译]出)(?:时间)?：|地点：|{DAY}|\d{{1,3}}[.．][\u4e00-\u9fff]"
)
# What tells or asks before its colon addresses nobody.
LINE = re.compile(r"[^。，；：？！“”]{2,44}(?<![说答了过])(?<!的有)：")
ADDRESSING = re.compile(rf"致|转|大使|(?:{TITLES})：$")
RELAYED = re.compile(
    rf"转[交呈]?(?P<who>{NAME}{{2,8}}?)(?:同志)?(?=“|(?P=who)(?:{TITLES})：)|{HAN}{{2,4}}致{NAME}{{2,12}}?(?=“|请)"
)
SALUTE = re.compile(
    "|".join(
        (
            # 某总理阁下，某外相先生：
            rf"(?:[^。，；：？！“”]{{1,20}}(?:{TITLES}|[友代宾学]们)，){{1,4}}[^。，；：？！“”]{{0,20}}(?:{TITLES}|[友代宾学]们)：",
            # 致某某：, 呈某署：
            r"(?:致(?!电|函)|呈(?!请|报|上|送))(?:[^。，；：？！“”转（）]|（[^（）]{1,12}）){2,40}(?<![说答了过])：",
            "敬[启复]者：|[迳径]启者：",
            rf"(?!我|你|您|他|她|它|人们|咱){HAN}{{1,12}}们：",
            rf"我?{DEAR}[^。，；：？！“”]{{1,30}}：",
            # 某某同志：, 某某台鉴：
            rf"(?!.{{0,4}}致)[^。，；：？！、“”转]{{1,40}}(?:{TITLES}|{GREETED})：",
        )
    )
)
GREETING = re.compile(rf"我?{DEAR}[^。，；：？！“”]{{1,30}}：")
# Whom a speech or a letter greets with an exclamation: 亲爱的同志们！
GREETS = re.compile(
    "|".join(
        (
            rf"{DEAR}[^。，；：？！“”]{{1,30}}！",
            "[^。，；：？！“”]{0,12}(?:同志|朋友|先生)们！",
            rf"各位{HAN}{{1,8}}(?:[，、]各位{HAN}{{1,8}}){{0,3}}(?<!意见|看法|建议|要求|发言|讲话)[：！]",
            rf"(?![我你您他她它]|{HAN}{{0,5}}对){HAN}{{0,6}}们(?:[，、]{HAN}{{1,6}}们){{1,3}}[：！]",
        )
    )
)
RECIPIENT = re.compile(
    rf"(?:致|给|答?复|告知|通知|(?P<formal>呈(?!文|报)|咨(?!询|文)|禀(?!报|文)))(?P<who>[^：:（(致给]{{2,24}}?)的?(?:一封)?(?:{SENT_AS}|(?(formal)文))?(?=[（(：:]|$)"
)
OFFICE = re.compile(rf"(?!.*(?:大使|转)){HAN}{{0,6}}?(?:{OFFICES})：")
# Bodies that are addressed anywhere, and those where the title names a recipient.
BODY = re.compile("(?:[组局处厅署站]|委员会|[挥令]部|办公室)：$")
ANY_BODY = re.compile(rf"(?:{BODIES})：$")
# Whom else a letter can address: who holds an office or a rank, a body, several people. None of it speaks of what is below it.
ADDRESSEE = re.compile(
    rf"(?!.*(?:如[下次左]|下列|以下|[内原全电]文|问题|报告|指示|决定|认为|[说问答称道告言曰云]：|[了的是有]：|转))(?:{HAN}|[·、（）—-]){{1,30}}?"
    rf"(?:(?P<holder>{OFFICES}|[长员官臣使师监督帅王帝后卿将尉父母兄弟姊妹侄甥伯叔]|丞相|宰相|参事|执事|校尉|大校)|{BODIES}|[队连舰店党府国省州县市区镇乡村们]|海关|电台|各位|诸[位君公]|大本营)(?:并转.{{2,12}})?："
)
# What stands behind the colon of a label: names (主席：王大中。), or another label (东河：三只；西河：四只).
LABELLED = re.compile(
    rf"{SURNAME}{HAN}{{1,2}}(?:、{SURNAME}{HAN}{{1,2}})*[。；]|[^。；：？！]{{1,30}}；[^。；：，]{{1,12}}："
)
# A list or a set of rules, at whose head nobody is addressed.
ROLL = re.compile("(?:名[单册]|[清名]册|清单|一览表|统计表|时间表|条例|章程|细则|办法|议程)$")
BRIEF_NAME = re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,8})：")
SENT = re.compile("[电信函]|指示|指令|命令|答复|照会|致|给")
RECORD = re.compile(rf"谈|{MEETING}|{RECORDS}|纪要")
LONGEST_PLACE = 6
LONGEST_ADDRESS = 42
ENDS_BODY = re.compile(rf"(?:{BODIES})$")
A_BODY = re.compile(rf"(?:{HAN}|[·（）]){{4,42}}")
NO_PLACE = re.compile("最近|近来|目前|日前|[今去昨明本][年月日天]|现|在|关于|根据|鉴于|据")
# How a text begins below an address without a colon.
BEGINS = re.compile("兹|顷|现|谨|敬|奉|查|[我本贵您你]|根据|鉴于|关于|为|在|据|请")
STOPS = tuple("：。，")
BRIEF = 8
"""Before an office so short stands no place."""
# The office behind a name: 局长, 工程师, 专员.
STYLED = re.compile(rf"(?:{HAN}{{0,3}}[长师员授士理使事官任记监相臣督裁帅表办])?(?:{TITLES}|{GREETED})?：")
PRESENT = re.compile(rf"{THOSE_PRESENT}：|(?:{CHAIR}|{ABSENT})[人者]?：|{HAN}{{1,8}}方面?：")
SIDE = re.compile(rf"{HAN}[\u4e00-\u9fff·]{{1,9}}：")
NAMES = re.compile(r"[^：。！？；]{1,120}")
# Those present with their offices, in groups parted by semicolons; below them the time or the place.
GROUPS = re.compile(r"[^：。！？]{1,400}")
BELOW_GROUPS = re.compile(
    rf"(?:日期(?:[与和及、]时间)?|{HAN}{{0,4}}时间|{HAN}{{0,4}}地点|(?:{RECORDS}|{INTERPRETS})[人者员]?)："
)
# What may stand below the names of those present: another label, an item of the minutes, what somebody says.
BELOW_NAMES = re.compile(
    rf"{HAN}[\u4e00-\u9fff·]{{0,9}}：|第\d{{1,3}}[项点]|{HAN}[\u4e00-\u9fff·]{{1,7}}?(?:同志|先生)?[，首先]{{0,3}}(?:{SAYS})"
)
# Below the people of the sides, behind a semicolon: the interpreter.
INTERPRETER = re.compile(rf"(?:{INTERPRETS}|{RECORDS})[人者员]?：?(?={HAN}{{2,8}})")
STATE = re.compile(rf"(?:{STATES}|{HAN}{{1,6}}国)(?:代表团)?：")
LISTED = re.compile(rf"{NAME}{{2,8}}(?:、{NAME}{{2,8}})*。")
BELOW_SIDE = re.compile(rf"{PRESENT.pattern}|{INTERPRETER.pattern}")
LINE_ABOVE = re.compile(rf"(?!{DEAR})[^。，；：？！“”]{{3,40}}")
STATION = re.compile(rf"(?!{HAN}{{0,9}}[奉谕饬示令称云曰据说问])(?:{HAN}{{4,10}})：(?=转|“)")
# Words that begin a sentence of the text, not an address.
SENTENCE = re.compile(
    r"请|为|现|兹|转[去来达述]|呈上|复第|答复|口头|立即|作为|据|关于|我|您|你|随|今|根据|在|[他她它]"
)


def find_openers(blocks: Blocks, options: Options) -> Recognised:
    """The text below the heads of a document or attachment → its opener in fields, then the rest.

    Kinds: secrecy (type urgency, form), idno, distribution, dateline (type sent, received, deciphered, forwarded),
    address, salute, participants. The fields run into each other; each ends where the next begins. A line that names
    the recipient of the title (甲致乙电) is a salutation, or an address where a place stands before the name.
    """
    result: list[Block] = []
    pairs = neighbours(blocks)
    titles = " ".join(b.attrs["title"] for b in blocks if b.kind == "head" and "title" in b.attrs)
    opened = False
    title = ""
    for block in blocks:
        if block.kind == "head":
            opens = block.attrs.get("opens", "")
            if opens in ("document", "attachment"):
                opened, title = True, block.attrs.get("title", "")
        elif opened and block.kind == "para":
            result += open_text(block, pairs, title, titles)
            opened = False
            continue
        elif block.kind not in ("fw", "pb", "figure"):
            opened = False
        result.append(block)
    return Recognised(tuple(result))


def recipient_of(title: str) -> str:
    """A title → the recipient it names, or nothing: 甲致乙电：…… is to 乙."""
    found = RECIPIENT.search(title)
    return found["who"] if found else ""


def open_text(block: Block, pairs: frozenset[str], title: str, titles: str) -> Iterator[Block]:
    """A text below a title → the fields at its beginning, and the rest. `titles` are those of all documents."""
    folded = squeeze(curled(block.text.text))
    place = done = 0
    addressed = listing = False
    while field := (
        (not addressed and read_body(folded, place, title))
        or read_row(folded, place, pairs)
        or read_present(folded, place, listing)
        or read_address(folded, place, addressed, title)
        or (None if addressed else read_name(folded, place, title, titles))
    ):
        row, end = field
        text = folded.text[place:end]
        typed = row.type or (act_of(text) if row.kind == "dateline" else "")
        typed = "document" if row.kind == "idno" and typed == "telegram" and UNWIRED.search(title) else typed
        start, after = folded.start(place), folded.end(end)
        if row.kind == "participants" and "；" in text:
            for seam in seams(folded, place, end, pairs):
                yield told(part(block, start, seam, seam), row.kind, "openers", type=typed)
                start = seam
        forwarded = row is SALUTATION and relays(folded.text, end)
        kind: BlockKind = "address" if forwarded else row.kind
        yield told(part(block, start, after), kind, "openers", type=typed)
        addressed = addressed or row in (ADDRESS, SALUTATION)
        listing = row.kind == "participants"
        place, done = end, after
        if row is SALUTATION and not (relays(folded.text, place) or GREETS.match(folded.text, place)):
            break
    rest = part(block, done, len(block.text))
    if rest.text.text.strip(SPACE):
        yield rest


def seams(folded: Folded, start: int, end: int, pairs: frozenset[str]) -> list[int]:
    """Where a new line of names begins between `start` and `end` of the squeezed text: behind white space, and not behind a comma,
    where the two characters beside it meet nowhere else; as places in the printed text."""
    words = folded.text
    inner = (n for n in range(start + 2, end - 1) if stands_apart(folded, n))
    return [
        folded.start(n) for n in inner if words[n - 1] not in "、，；：" and words[n - 1 : n + 1] not in pairs
    ]


def read_row(folded: Folded, place: int, pairs: frozenset[str]) -> tuple[Row, int] | None:
    """The field of the table that starts at `place`, and its end. White space between two characters that stand side by
    side elsewhere (`pairs`) is taken for an end only if there is no other."""
    words = folded.text
    for row in ROWS:
        if not row.apart:
            if found := row.pattern.match(words, place):
                return row, found.end()
            continue
        ends = [
            end
            for end in range(place + 1, min(place + 40, len(words)) + 1)
            if (stands_apart(folded, end) or FOLLOWS.match(words, end))
            and row.pattern.fullmatch(words, place, end)
        ]
        if ends:
            ends = [e for e in ends if not words[e : e + 1].isdigit()] or ends
            sure = (
                e
                for e in ends
                if FOLLOWS.match(words, e) or not (words[e - 1 : e + 1] in pairs or leaves_one(folded, e))
            )
            return row, next(sure, ends[0])
    return None


def leaves_one(folded: Folded, end: int) -> bool:
    """Whether behind white space at `end` one character stands alone, as the last of a name does that a space tore off."""
    return folded.text[end + 1 : end + 2] in ("（", "(") or (
        end + 1 < len(folded.at) and stands_apart(folded, end + 1)
    )


ADDRESS = Row("address", "", LINE)
STATED = Row("address", "", LINE_ABOVE)
"""Where or to which body it goes, above the salutation that says to whom."""
SALUTATION = Row("salute", "", SALUTE)


def read_present(folded: Folded, place: int, listing: bool) -> tuple[Row, int] | None:
    """The people of a side (卖方：甲、乙) that stand before white space and another label or an item, with no stop between, and the
    end of their names; of a label that has none itself (会谈参加者：) its colon. `listing`: others are named right above, so that a state may
    stand for a side."""
    words = folded.text
    label = (
        PRESENT.match(words, place)
        or (words[place - 1 : place] == "；" and INTERPRETER.match(words, place))
        or (listing and STATE.match(words, place))
    )
    if not label:
        return None
    if label.end() == len(words):
        return Row("participants", "", PRESENT), label.end()
    side = SIDE.match(words, label.end())
    if side and not any(stands_apart(folded, n) for n in range(label.end() + 1, side.end())):
        return Row("participants", "", PRESENT), label.end()
    until = NAMES.match(words, label.end())
    ends = range(label.end() + 1, until.end() + 1 if until else 0)
    listed = label.re is INTERPRETER and LISTED.match(words, label.end())
    if listed:
        return Row("participants", "", PRESENT), listed.end()
    if until and words[until.end() : until.end() + 1] == "；" and BELOW_SIDE.match(words, until.end() + 1):
        return Row("participants", "", PRESENT), until.end() + 1
    end = next((e for e in ends if stands_apart(folded, e) and BELOW_NAMES.match(words, e)), 0)
    if not end and (until := GROUPS.match(words, label.end())):
        last = range(label.end() + 1, until.end() + 1)
        end = next((e for e in last if stands_apart(folded, e) and BELOW_GROUPS.match(words, e)), 0)
    return (Row("participants", "", PRESENT), end) if end else None


def read_address(folded: Folded, place: int, addressed: bool, title: str) -> tuple[Row, int] | None:
    """An address or salutation that starts at `place`, and its end. After the first one only 转某某 and 某某同志： are
    looked for, since a sentence of the text may well announce a message with the same words. A body (某某委员会：) is
    addressed in no record, an office (局长：) where the title names a recipient."""
    words, recipient = folded.text, recipient_of(title)
    if ROLL.search(title) and not recipient:
        return None
    if found := RELAYED.match(words, place):
        return ADDRESS, found.end()
    longest = 16 if addressed else 42
    if not addressed and (end := place_end(folded, place, recipient)):
        return STATED, end
    if found := GREETS.match(words, place):
        return SALUTATION, found.end()
    if (
        (found := SALUTE.match(words, place))
        and len(found[0]) <= longest
        and (GREETING.match(found[0]) or not SENTENCE.match(found[0]))
    ):
        return SALUTATION, found.end()
    if not addressed and (found := STATION.match(words, place)):
        return ADDRESS, found.end()
    found = LINE.match(words, place)
    if not found or SENTENCE.match(found[0]) or LABELLED.match(words, found.end()):
        return None
    at = found[0].find(recipient) if recipient else -1
    if 0 <= at <= LONGEST_PLACE and STYLED.fullmatch(found[0], at + len(recipient)):
        return (ADDRESS if at else SALUTATION), found.end()
    if recipient and not addressed and OFFICE.fullmatch(found[0]):
        return SALUTATION, found.end()
    body = BODY.search(found[0]) or (recipient and ANY_BODY.search(found[0]))
    if not ADDRESSING.search(found[0]) and not (body and not addressed and title and not RECORD.search(title)):
        office = ADDRESSEE.fullmatch(found[0]) if recipient and not addressed else None
        brief = office and office["holder"] and len(found[0]) <= BRIEF
        return (SALUTATION if brief else ADDRESS, found.end()) if office else None
    return (ADDRESS, found.end()) if not addressed or found[0].startswith("转") else None


def read_body(folded: Folded, start: int, title: str) -> tuple[Row, int] | None:
    """A body of the recipient of the title that is addressed without a colon (甲国政府致乙国政府的照会: 某城 乙国外交部), and
    its end: white space, behind which the text begins, with the sender or as texts do."""
    found = RECIPIENT.search(title)
    if not found:
        return None
    words, sender = folded.text, title[: found.start()]
    who = ENDS_BODY.sub("", found["who"])
    own = [pair for a, b in pairwise(who) if (pair := a + b) not in sender]
    longest = min(start + LONGEST_ADDRESS, len(words))
    for end in (n for n in range(start + 4, longest) if stands_apart(folded, n)):
        said = words[start:end]
        named = min((at for pair in own if (at := said.find(pair)) >= 0), default=-1)
        if named < 0 or not ENDS_BODY.search(said) or not A_BODY.fullmatch(said):
            continue
        placed = named > 1 and stands_apart(folded, start + named) and not NO_PLACE.match(said)
        if (len(sender) > 1 and words.startswith(sender[:2], end)) or (placed and BEGINS.match(words, end)):
            return ADDRESS, end
    return None


def read_name(folded: Folded, place: int, title: str, titles: str) -> tuple[Row, int] | None:
    """A bare name and a colon (某某：) above a message or an instruction, a name that titles of the volume have, and its end."""
    found = BRIEF_NAME.match(folded.text, place)
    greeted = found and SENT.search(title) and found["name"] in titles
    return (SALUTATION, found.end()) if found and greeted else None


def place_end(folded: Folded, start: int, recipient: str) -> int:
    """Where a place ends that white space or a stop parts from the salutation of the recipient of the title (莫斯科 某部部长
    某某同志：, 柏林：某某大使：), or what names a body or a person from the friendly words to them (某某委员会 亲爱的同志们：); 0 if
    none is there."""
    words = folded.text
    named = LINE_ABOVE.match(words, start)
    for end in range(start + 3, named.end() + 1 if named else 0):
        if stands_apart(folded, end) and GREETING.match(words, end):
            return end
    name = re.compile(r"(?:(?!致)[\u4e00-\u9fff·]){2,10}").match(words, start) if recipient else None
    for end in range(start + 2, name.end() + 1 if name else 0):
        after = end + words.startswith(STOPS, end)
        parts = after > end or (end < start + LONGEST_PLACE + 1 and stands_apart(folded, end))
        if parts and recipient not in words[start:end] and greets(words, after, recipient):
            return after
    return 0


def greets(words: str, place: int, recipient: str) -> bool:
    """Whether a salutation of the recipient starts at `place`."""
    if found := SALUTE.match(words, place):
        return recipient in found[0]
    found = LINE.match(words, place) if words.startswith(recipient, place) else None
    return found is not None and STYLED.fullmatch(found[0], len(recipient)) is not None


def relays(words: str, place: int) -> bool:
    """Whether 转某某： or 转某某 before a quoted message starts at `place`."""
    return bool(
        RELAYED.match(words, place)
        or re.compile(r"转(?![去来达述])[^。，；：？！“”告达]{2,14}：").match(words, place)
    )


def act_of(text: str) -> str:
    """What a dateline says happened at its time."""
    return next((act for act, words in ACTS if re.search(words, text)), "")


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("openers", "segment", find_openers),)
