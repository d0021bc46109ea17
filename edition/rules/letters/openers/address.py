"""Whom a document addresses, below its title: an address, a salutation, a message passed on."""

from __future__ import annotations

import re
from itertools import pairwise

from edition.dictionary import COMMON_WORD, Size, frequencies
from edition.rules.language.addressing import (
    ADDRESSED,
    ADDRESSES,
    GREETING,
    KIN,
    LETTERS,
    NAMED,
    RECIPIENT,
    SUFFICES,
    SURNAMED,
    Address,
    may_be_called,
    recipient_of,
)
from edition.rules.language.formulas import FULL_NAME, GREETED, HAN
from edition.rules.language.lexicon import BODIES, DEAR, MEETING, OFFICES, RECORDS, TITLES
from edition.rules.language.weighing import total
from edition.rules.letters.openers.reading import Field
from edition.rules.letters.openers.table import NAME
from edition.rules.text.folding import Folded, stands_apart

# What tells or asks before its colon addresses nobody.
LINE = re.compile(
    r"(?:[^。，；：？！“”]{2,44}|(?:[^。，；：？！“”]|“[^。，；：？！“”]{2,20}”){2,60}组织)(?<![说答了过])(?<!的有|如下|如次|如左|于下|下列|以下|鉴于)："
)
ENVOYS = "公使|领事|代办|武官"
ADDRESSING = re.compile(rf"致|转|大使|(?:{ENVOYS}|{TITLES})：$")
RELAYED = re.compile(
    rf"转[交呈]?(?P<who>{NAME}{{2,8}}?)(?:同志)?(?=“|(?P=who)(?:{TITLES})：)|{HAN}{{2,4}}致{NAME}{{2,12}}?(?=“|请)"
)
RELAYED_TO = re.compile(r"转(?![去来达述])[^。，；：？！“”告达]{2,14}：")
# What may address somebody up to its colon, who else he is in brackets: 某某会议（某某同志）：
CALL = re.compile(r"(?:[^。；：？！“”（）]|（[^（）]{1,12}）){1,80}：")
# From where somebody is addressed: 某城致某国总理某某先生：
SENT_FROM = "[\u4e00-\u9fff·]{0,8}?(?<!一)致"
# Of this, what does by set words: 致某某：, 呈某署：, 亲爱的某某：, 敬启者：, 某某台鉴：, 两团诸位营长：
SET_WORDS = re.compile(
    rf"(?:致(?!电|函)|呈(?!请|报|上|送))(?:[^转，（）]|（[^（）]{{1,12}}）){{2,40}}(?<![说答了过])(?<!鉴于|如[下左次])：|我?{DEAR}[^，]+(?:，(?:我的)?{DEAR}[^，]+){{0,3}}：|(?:敬[启复]|[迳径]启)者："
    rf"|(?:[^，。；：？！“”]{{2,40}}(?:{GREETED})，){{1,4}}[^，。；：？！“”]{{2,40}}(?:{GREETED})："
    rf"|(?!{SENT_FROM}|.*\d日)(?:[^，、转]+(?:{GREETED}|亲[启收展])|.*[各诸]位(?:(?!的){HAN}){{1,8}})："
)
# And what does if it is one, each part between commas: 某某同志, 甲先生、乙先生, 船工们
STYLED_CALL = re.compile(rf"(?!{SENT_FROM}|[^、]*转|.*\d日).*(?:(?:{TITLES})）?|(?<![我你您他她它人咱])们)")
# 各地、市、县委：
EACH = re.compile("各(?!种|项|类|自|方面)[^，。；：？！“”]{1,40}：")
# 各县领导：
EACH_HEAD = re.compile(
    "各(?!种|项|类|自|方面)[\u4e00-\u9fff、]{1,20}(?:领导|首长|当局|负责(?:同志|人)|主管人?)："
)
# 姐姐、姐夫：
KIN_CALL = re.compile(rf"(?:{HAN}{{0,4}}(?:{KIN})[、，]?){{1,4}}：")
# Several in a row, with commas or semicolons between: 某局，某委；各县委，并转各区委：
SEVERAL = re.compile(r"[^。：？！“”，；]{1,40}[，；][^。：？！“”]{2,200}：")
ALSO_TOLD = re.compile("并[转告报致抄]")
CALLED = re.compile(rf"(?P<name>{NAME}[\u4e00-\u9fff·．-]{{1,16}}?)(?:{TITLES})！")
# Where somebody is, before whom the message is for: 某城，某国大使：
PLACED = re.compile(rf"{HAN}{{2,8}}，{HAN}{{2,8}}(?:大使馆?|公使馆?|代办处?|总?领事馆?)：")
# Whom a speech or a letter greets with an exclamation: 亲爱的同志们！
GREETS = re.compile(
    "|".join(
        (
            rf"{DEAR}[^。，；：？！“”]{{1,30}}！",
            "(?!我(?!们的)|[你您他她它让祝向愿谢感请为])[^。，；：？！“”]{0,12}(?:同志|朋友|先生)们！",
            # 某军战士、某某同志们，某处的兄弟姊妹们！
            r"(?!我(?!们的)|[你您他她它让祝向愿谢感请为]|[^！]{0,60}[是把被])(?:[^。，；：？！“”]{2,60}们，){0,4}[^。，；：？！“”]{2,60}们！",
            rf"[各诸列]位{HAN}{{1,8}}(?:[，、][各诸列]位{HAN}{{1,8}}){{0,3}}(?<!意见|看法|建议|要求|发言|讲话)[：！]",
            rf"(?![我你您他她它]|{HAN}{{0,5}}对){HAN}{{0,6}}们(?:[，、]{HAN}{{1,6}}们){{1,3}}[：！]",
        )
    )
)
# An office, but none at a place, as envoys have: 甲城乙国公使：
OFFICE = re.compile(rf"(?!.*(?:大使|转)|{HAN}{{4,}}(?:{ENVOYS})：){HAN}{{0,6}}?(?:{OFFICES})：")
# Bodies that are addressed anywhere, and those where the title names a recipient.
BODY = re.compile(
    "(?:[组局处厅署站]|委员会|(?:部长|国务|政务)会议|[挥令]部|(?:外交|国防|内[政务]|财政|经济|贸易|教育|交通|铁道|司法|农业|工业|卫生|文化|宣传|联络|组织|参谋|军[政令])部|办公室)：$"
)
# A committee or the government by its name alone, above a report that goes to it: 县委：, but no
# 县委：管木料。区委：管船工。
COMMITTEE = re.compile(rf"(?:中央|{HAN}{{0,6}}[省市县区地工党团盟旗]委|{HAN}{{0,6}}政府)：")
REPORTED = re.compile("(?:报告|请示|汇报|总结|简报|[电信函]|意见)(?:[（(][^（）()]*[)）])?$")
LABEL_AGAIN = re.compile(rf"[^：]{{0,200}}[。；](?:{HAN}{{0,6}}(?:{BODIES}|委)|地方)：")
# Any ministry or department by its name alone, and no part of a country or a whole: 外贸部：
MINISTRY = re.compile(rf"(?!第|[东西南北中]{{2}}|[各大]){HAN}{{2,6}}部：")
ANY_BODY = re.compile(rf"(?:{BODIES})：$")
# Several bodies in a row: 国立图书馆、省立博物馆：
ROW_OF_BODIES = re.compile(rf"(?:{HAN}{{2,16}}(?:{BODIES})、){{1,6}}{HAN}{{2,16}}(?:{BODIES})：")
# Whom else a letter can address: who holds an office or a rank, a body, several people. None of
# it speaks of what is below it.
ADDRESSEE = re.compile(
    rf"(?!.*(?:如[下次左]|下列|以下|[内原全电]文|问题|报告|指示|决定|认为|[说问答称道告言曰云]：|[了的是有]：|转))(?:{HAN}|[·、（）—-]){{1,30}}?"
    rf"(?:(?P<holder>{OFFICES}|[长员官臣使师监督帅王帝后卿将尉父母兄弟姊妹侄甥伯叔]|丞相|宰相|参事|执事|校尉|大校)|{BODIES}|[队连舰店党府国省州县市区镇乡村们]|海关|电台|各位|诸[位君公]|大本营)(?:并转.{{2,12}})?："
)
# What stands behind the colon of a label: names (主席：王大中。), another label (东河：三只；西河：四只), or
# who has the word (主席：某某发言。).
LABELLED = re.compile(
    rf"{FULL_NAME}(?:、{FULL_NAME})*[。；]|[^。；：？！]{{1,30}}；[^。；：，]{{1,12}}："
    rf"|(?:现在|下面)?[请由]?(?:{HAN}|·){{2,12}}(?:发言|讲话|作报告)。"
)
# A list or a set of rules, at whose head nobody is addressed.
ROLL = re.compile("(?:名[单册]|[清名]册|清单|一览表|统计表|时间表|条例|章程|细则|办法|议程)$")
BRIEF_NAME = re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,8})：")
SENT = re.compile("[电信函]|指示|指令|命令|答复|照会|致|给")
RECORD = re.compile(rf"谈|{MEETING}|{RECORDS}|纪要")
LETTER = re.compile("[信函](?=$|[（(])")
ASKING = re.compile("(?:请假|便|留言|借|[请申]请|辞职|[检报]告?|悔过|保证|申诉|控告)(?:条|书|字条|信)$")
LONGEST_PLACE = 6
LONGEST_ADDRESS, LONGEST_CALL, LONGEST_AGAIN, LONGEST_BELOW = 42, 80, 16, 60
"""So many characters at most has an address, and a further one below it; so many of the text below count."""
ENDS_BODY = re.compile(rf"(?:{BODIES})$")
A_BODY = re.compile(rf"(?:{HAN}|[·（）]){{4,42}}")
NO_PLACE = re.compile("最近|近来|目前|日前|[今去昨明本][年月日天]|现|在|关于|根据|鉴于|据")
# How a text begins below an address without a colon.
BEGINS = re.compile("兹|顷|现|谨|敬|奉|查|[我本贵您你]|根据|鉴于|关于|为|在|据|请")
STOPS = tuple("：。，")
BRIEF = 8
"""Before an office so short stands no place."""
# The office behind a name: 局长, 工程师, 专员.
STYLED = re.compile(rf"(?:{HAN}{{0,3}}[长师员授士理使事官任记监相臣督裁帅表办挥])?(?:{TITLES}|{GREETED})?：")
# What names a place or a body above friendly words, and a place in itself.
ENTITLED = re.compile(rf"(?:{TITLES})\Z")
LINE_ABOVE = re.compile(rf"(?!{DEAR})[^。，；：？！“”]{{3,40}}")
PLACE_ABOVE = re.compile(r"(?:(?!致)[\u4e00-\u9fff·]){2,10}")
RELAY = re.compile(rf"(?!{HAN}{{0,9}}[奉谕饬示令称云曰据说问])(?:{HAN}{{4,10}})：(?=转|“)")
# Words that begin a sentence of the text, not an address.
SENTENCE = re.compile(
    r"请|为|现|兹|转[去来达述]|呈上|复第|答复|口头|立即|作为|据|关于|我|您|你|随|今|根据|在|[他她它]"
)


def addressed_to(end: int) -> Field:
    """An address that ends there, and says to whom the text is."""
    return Field("address", "", end, addresses=True)


def saluting(end: int) -> Field:
    """A salutation that ends there."""
    return Field("salute", "", end, addresses=True)


def read_address(folded: Folded, place: int, addressed: bool, title: str) -> Field | None:
    """An address or salutation that starts at `place`. After the first one only 转某某 and 某某同志： are
    looked for, since a sentence of the text may well announce a message with the same words."""
    words, recipient = folded.text, recipient_of(title)
    if ROLL.search(title) and not recipient:
        return None
    if found := RELAYED.match(words, place):
        return addressed_to(found.end())
    if not addressed and (end := calls_to(words, place, title)):
        return saluting(end)
    if not addressed and (found := PLACED.match(words, place)):
        return addressed_to(found.end())
    if not addressed and (end := place_end(folded, place, recipient)):
        return Field("address", "", end)
    if not addressed and (end := several_at(words, place, title)):
        return saluting(end)
    greeted = greeting_at(words, place, title, LONGEST_AGAIN if addressed else LONGEST_CALL)
    if greeted is not None:
        return saluting(greeted) if greeted else None
    if not addressed and (found := RELAY.match(words, place)):
        return addressed_to(found.end())
    found = LINE.match(words, place)
    if not found or SENTENCE.match(found[0]) or LABELLED.match(words, found.end()):
        return None
    if not addressed and asks_leave(folded, found, title):
        return saluting(found.end())
    field = read_line(found[0], found.end(), addressed, title)
    reported = not (addressed or field) and REPORTED.search(title)
    if reported and COMMITTEE.fullmatch(found[0]) and not LABEL_AGAIN.match(words, found.end()):
        return saluting(found.end())
    each = not (field or addressed or RECORD.search(title)) and EACH.fullmatch(found[0])
    called = each and (EACH_HEAD.fullmatch(found[0]) or salutes(found[0], title))
    return saluting(found.end()) if called else field


def asks_leave(folded: Folded, found: re.Match[str], title: str) -> bool:
    """Whether an office alone, white space behind its colon, stands above what somebody asks for in the
    document, which names no recipient: 站长： in 某某的请假条."""
    office = OFFICE.fullmatch(found[0]) and stands_apart(folded, found.end())
    return bool(office) and ASKING.search(title) is not None


def calls_to(words: str, place: int, title: str) -> int:
    """Where the name of the title's recipient with an exclamation ends that starts at
    `place` (某某同志！); 0 if none does."""
    found = CALLED.match(words, place)
    return found.end() if found and found["name"] in title else 0


def several_at(words: str, place: int, title: str) -> int:
    """Where a salutation of several ends that starts at `place`, most of them bodies, offices or names; 0 if
    none does. A usual word may be a name where the last is told as well (并告某某)."""
    found = SEVERAL.match(words, place)
    call = Address.of(found[0], title, title) if found else None
    if not found or not call or SENTENCE.match(found[0]):
        return 0
    told = ALSO_TOLD.search(call.words)
    known = sum(
        bool(NAMED.fullmatch(name) or may_be_called(name) or (told and SURNAMED.fullmatch(name)))
        for name in call.names
    )
    return found.end() if 3 * known >= 2 * len(call.names) and total(call, ADDRESSES) >= SUFFICES else 0


def greeting_at(words: str, place: int, title: str, longest: int) -> int | None:
    """Where a salutation of at most so many characters ends that starts at `place`; 0 if what looks like one
    names a speaker, heads a list or begins a sentence of the text, None if nothing does."""
    if found := GREETS.match(words, place):
        return found.end()
    found = CALL.match(words, place)
    if not found or len(found[0]) > longest or not may_greet(found[0], title):
        return None
    return found.end() if salutes(found[0], title, words[found.end() : found.end() + LONGEST_BELOW]) else 0


def may_greet(call: str, title: str) -> bool:
    """Whether words up to a colon are such as greet somebody if they are one; kin are greeted in letters."""
    styled = all(STYLED_CALL.fullmatch(part) for part in call[:-1].split("，"))
    kin = KIN_CALL.fullmatch(call) and LETTERS.search(title)
    return bool(styled or kin) or SET_WORDS.fullmatch(call) is not None


def salutes(call: str, title: str, below: str = "") -> bool:
    """Whether such words, in a document of this `title` and with this text `below`, greet somebody."""
    if GREETING.fullmatch(call):
        return True
    if SENTENCE.match(call) or speaks(call, title) or (LABELLED.match(below) and not ADDRESSED.search(call)):
        return False
    weighs = total(Address.of(call, title, title), ADDRESSES) >= SUFFICES
    return weighs or SET_WORDS.fullmatch(call) is not None


def speaks(call: str, title: str) -> bool:
    """Whether a call names somebody with whose name the title begins, who writes or speaks:
    甲同志： in 甲、乙在某会上的讲话."""
    styled = ENTITLED.search(call[:-1])
    return styled is not None and styled.start() > 1 and title.startswith(call[: styled.start()])


def read_line(line: str, end: int, addressed: bool, title: str) -> Field | None:
    """A line up to its colon at `end` that is no set salutation → what it is where it addresses the
    recipient of the title, an office or a body. A body (某某委员会：) is addressed in no record, an office
    (局长：) where the title names a recipient."""
    recipient = recipient_of(title)
    at = line.find(recipient) if recipient else -1
    placed = at <= LONGEST_PLACE or ENDS_BODY.search(line, 0, at)
    if at >= 0 and placed and STYLED.fullmatch(line, at + len(recipient)):
        return addressed_to(end) if at else saluting(end)
    first = bool(recipient) and not addressed
    if first and OFFICE.fullmatch(line):
        return saluting(end)
    known = BODY.search(line) or MINISTRY.fullmatch(line) or ROW_OF_BODIES.fullmatch(line)
    body = known or (recipient and ANY_BODY.search(line))
    if ADDRESSING.search(line) or (body and not addressed and title and not RECORD.search(title)):
        return addressed_to(end) if not addressed or line.startswith("转") else None
    office = ADDRESSEE.fullmatch(line) if first else None
    if office is None:
        return None
    return saluting(end) if office["holder"] and len(line) <= BRIEF else addressed_to(end)


def read_body(folded: Folded, start: int, title: str) -> Field | None:
    """A body of the recipient of the title that is addressed without a colon (甲国政府致乙国政府的照会: 某城
    乙国外交部), up to white space, behind which the text begins, with the sender or as texts do."""
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
            return addressed_to(end)
    return None


HELD = re.compile(rf"(?<=..)(?:{OFFICES})$")
REPORT = re.compile("报告|呈文|请示")


def read_name(folded: Folded, place: int, title: str, titles: str) -> Field | None:
    """A bare name and a colon (某某：) above a message or an instruction, a name
    that titles of the volume have."""
    found = BRIEF_NAME.match(folded.text, place)
    if not found:
        return None
    greeted = SENT.search(title) and (found["name"] in titles or is_given_name(folded, found, title))
    office = HELD.search(found["name"])
    reported = office and REPORT.search(title) and found["name"][: office.start()] in titles
    return saluting(found.end()) if greeted or reported else None


def is_given_name(folded: Folded, found: re.Match[str], title: str) -> bool:
    """Whether a bare name above a letter, its colon before white space, is no common word: 维克多："""
    name = found["name"]
    common = max(frequencies(Size.COMMON).get(word, 0) for word in (name, name[-2:]))
    return bool(LETTER.search(title)) and stands_apart(folded, found.end()) and common < COMMON_WORD


def place_end(folded: Folded, start: int, recipient: str) -> int:
    """Where a place ends that white space or a stop parts from the salutation of the recipient of the title
    (莫斯科 某部部长 某某同志：, 柏林：某某大使：), or what names a body or a person from the friendly words to
    them (某某委员会 亲爱的同志们：); 0 if none is there."""
    words = folded.text
    named = LINE_ABOVE.match(words, start)
    for end in range(start + 3, named.end() + 1 if named else 0):
        parted = stands_apart(folded, end) or ENTITLED.search(words, start, end)
        if parted and GREETING.match(words, end):
            return end
    name = PLACE_ABOVE.match(words, start) if recipient else None
    for end in range(start + 2, name.end() + 1 if name else 0):
        after = end + words.startswith(STOPS, end)
        parts = after > end or (end < start + LONGEST_PLACE + 1 and stands_apart(folded, end))
        if parts and recipient not in words[start:end] and greets_recipient(words, after, recipient):
            return after
    return 0


def greets_recipient(words: str, place: int, recipient: str) -> bool:
    """Whether a salutation of the recipient starts at `place`."""
    found = CALL.match(words, place)
    if found and may_greet(found[0], "") and salutes(found[0], ""):
        return recipient in found[0]
    found = LINE.match(words, place) if words.startswith(recipient, place) else None
    return found is not None and STYLED.fullmatch(found[0], len(recipient)) is not None


def relays(words: str, place: int) -> bool:
    """Whether 转某某： or 转某某 before a quoted message starts at `place`."""
    return bool(RELAYED.match(words, place) or RELAYED_TO.match(words, place))


def greets_by_name(words: str, place: int) -> bool:
    """Whether friendly words to whom the line above names start at `place`:
    尊敬的某某先生： below 某城，某·某某先生："""
    return GREETING.match(words, place) is not None


def greets_again(words: str, place: int) -> bool:
    """Whether a greeting with an exclamation starts at `place`: 同志们！ below 亲爱的朋友们！"""
    return GREETS.match(words, place) is not None
