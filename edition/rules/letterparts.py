"""What stands before and after the body of a letter, a note or a record: salutation, signature, place and date,
address, numbers, secrecy, those present, those who get a copy. For texts whose lines are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model import Block, BlockKind
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.cutting import cut, glue, near, near_text, stripped, told
from edition.rules.dates import DATE, HOUR, is_date_line
from edition.rules.formulas import GREETED, KEEPER, NUMERAL, REGARDS, SET_DOWN, SURNAME
from edition.rules.greetings import by_name, greeted
from edition.rules.lexicon import (
    ABSENT,
    ANSWERS_FOR,
    ARCHIVES,
    ATTENDS,
    COPIED,
    DEAR,
    DEGREE,
    HANDED_TO,
    INTERPRETS,
    KEPT_WITHIN,
    LEADS_TO_WISH,
    MEETING,
    NO_COPY,
    NO_NAME,
    RECORDS,
    SHELVES,
    TELLS,
    THOSE_PRESENT,
    TO_BE_READ,
    URGENCY,
    WIRED_AS,
    WISHED,
    WISHES,
)
from edition.rules.lexicon import (
    CHAIR as CHAIRS,
)
from edition.rules.openers.reading import act_of
from edition.rules.scripts import one_script, scripts_of
from edition.rules.signatures import (
    ATTACHED_BELOW,
    DATE_SIGNED,
    DAY,
    FORWARDS,
    LONGEST_OFFICE,
    SIGNED,
    closers,
    day_signed,
    signed_on,
)

NUMERIC_DAY = r"[12]\d{3}[.．]\d{1,2}[.．]\d{1,2}"
SALUTE = re.compile(
    rf"(?:[^。；，！？]{{0,12}}{DEAR}[^。；！？]{{1,30}}(?<!了)|[^。；，！？：:]{{1,16}}(?:同志|先生|阁下|[殿陛]下|[夫大]人|女士|(?:先生|同志)?(?:足下|如晤)))[：:！]"
    rf"|(?!.*(?:的|我们|兄弟|弟弟)[^。；，！？：:]{{0,3}}[：:])[^。；，！？：:]{{1,16}}(?:{GREETED}|钧座)[：:]"
)
# The first of the two lines at the end of a letter: 此复，顺颂 above 近安.
WISHING = re.compile(rf"(?<=[。！？])(?:[^。！？]{{0,8}}[，,])?(?:{WISHES})$")
SECRECY = re.compile(
    rf"[（(【]?(?:{DEGREE}|{URGENCY}|急|内部文件)(?:[，、· \u3000]*(?:{DEGREE}|{URGENCY}|急|件|级|{KEPT_WITHIN}))*[）)】]?|[（(【]?(?:{KEPT_WITHIN})[）)】]?"
)
RESTRICTED = re.compile(rf"{NO_COPY}|{TO_BE_READ}")
HOW_SENT = re.compile(WIRED_AS)
URGENT = re.compile(URGENCY)
ACT = "(?:收到|收悉|收[报电讫]|发[报电出]|送[出达]|拍发|译[出毕]|转[交发]|抵达|[收发译])"
# When and where a telegram was sent, received, deciphered: 1936年5月1日9时10分发自某地, 收到时间：1936年5月1日10时.
ROUTED = re.compile(
    rf"(?:发自|发往)[\u4e00-\u9fff]{{2,12}}(?:[，, ]*(?:{DATE}){HOUR}[，, ]*{ACT}?)?"
    rf"|(?:{DATE}){HOUR} ?(?:[（(][\u4e00-\u9fff]{{2,8}}[）)])?[，, ]*(?:{ACT}(?:于[\u4e00-\u9fff]{{2,8}})?|(?:发自|收于|发于)[\u4e00-\u9fff]{{2,12}})"
    rf"|{ACT}(?:的?时间|日期)[：:] ?(?:{DATE}){HOUR}"
)
TELEGRAM = re.compile(
    "(?:(?:致|给|复|发|寄).{1,30}(?:电|的?电报|密电|电文|[复急来去]电)|电报)(?:[（(][^（）()]{1,8}[）)])?[：:|（(]"
)
NUMBER = re.compile(r"(?:编号[：:]?|文件|文号[：:]?)?第[\s0-9A-Za-zА-Яа-я／/\-—－]{1,24}号")
# The day of a memorandum and its number, run together.
DAY_AND_NUMBER = re.compile(rf"(?P<date>{DATE})[，, ]*(?P<number>{NUMBER.pattern})")
COPY = re.compile(
    r"(?:文[件本]|本件|[副正]本)?[，,]? ?第 ?[0-9一二三四五六七八九十]{1,4} ?份|(?:文[件本]|[副正]本)[，,]? ?第 ?\d{1,4} ?号"
)
# The fields of a line of the frame, parted by wide spaces; what they can be, and who issued the paper.
CELL = re.compile(r"[^ \u3000\t]+(?: [^ \u3000\t]+)*")
DAY_ALONE = re.compile(DATE)
ISSUED_BY = re.compile(r"[\u4e00-\u9fff（）()]{2,24}")
# Who got which copy: 1－某某同志
NUMBERED_COPY = re.compile(r"(?P<n>\d{1,2}) ?[－—–\-.．、)）] ?[^。；！？]{2,40}")
SPACE = re.compile(r"[ \u3000，,；;、]+")
REGISTER = re.compile(
    r"N[oº°]\.? ?\d{2,8}|№ ?\d+|[\u4e00-\u9fff]{0,10}[〔（(\[【]\d{2,4}[〕）)\]】] ?(?:第 ?)?\d{1,6} ?号"
)
# The day of a document and its number, on one line below the title.
DATED_NUMBER = re.compile(rf"(?P<date>{DATE}|{NUMERIC_DAY})[；;，, \u3000]+(?P<number>{REGISTER.pattern})")
PRINTED = re.compile(
    rf"(?:共|(?:此|本|文)件)?(?:[打油铅复列]?印|印数[：:]?|缮)出? ?(?:\d+|{NUMERAL}{{1,4}}) ?[份本][^给都了]{{0,20}}|[（(]共?印 ?(?:\d+|{NUMERAL}{{1,4}}) ?份[）)]|(?:[打油]印|打字|缮[写校印]|监[印校]|用印|核[校稿]|拟稿)(?:者|人)?[：:][^。；]{{2,60}}"
)
# An archive, fond, inventory, file and leaf, abbreviated in letters of one or of several scripts.
SHELFMARK = re.compile(
    rf"(?:(?:存?档案?号|馆藏号?|典藏号?|登录号|索书号)[：:] ?(?:[A-Z\d][A-Z\d./\-]{{2,20}}[,， ]+)?)?(?:(?:[A-ZА-ЯΑ-Ω]\.?){{2,12}}|[^，。；：]{{2,14}}(?:{ARCHIVES})藏?|(?<=[，, ]))[,，.\s]*(?:фонд|[фФφΦfF]|全宗|卷宗号?)号?[.\s]*\d[^。；！？]*"
)
SHELF_PARTS = re.compile(rf"(?:[A-Za-zА-Яа-яΑ-ω]{{1,3}}|{SHELVES}|[页张])号?[.．:：\s]*\d")
PRESENT = re.compile(
    rf"{THOSE_PRESENT}\s*[：:].*|(?:{ATTENDS})(?:人员|者|人)?(?:均|都)?(?:同[前上]|与前相同)。?"
)
CHAIR = re.compile(
    rf"(?:{CHAIRS}|主持|{ABSENT})(?:者|人|会议)?[：:][^。；]{{2,60}}|[\u4e00-\u9fff]{{1,6}}方(?:代表)?[ \u3000：:]+[^。；]{{2,60}}"
)
"""Who took the chair, who was away and who was there for another side, beside the line of those present."""
SIDE = re.compile(r"[\u4e00-\u9fff]{1,8}(?:方面?|代表团?|人员)[：:]")
"""A side of a talk on a line of its own, above its people."""
NAMED = re.compile(r"[^。；！？：:“”]{2,120}")
"""Names on the line below such a label."""
INTERPRETER = re.compile(rf"(?:翻[ \u3000]*译|{INTERPRETS})(?:人员|者)?[：:]")
SPACED_KEY = re.compile(r"^([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?=[：:])")
"""The key of a field spaced out to the width of its neighbours: 时　间："""
# The same as the last sentence of a paragraph, without a colon.
LISTED = re.compile(
    rf"(?:^|(?<=[。！？]))(?:[\u4e00-\u9fff]{{1,2}}方)?(?:{ATTENDS})(?:{MEETING})?(?:的|人员)?(?:还有|还是|有|是)"
    r"(?=[^。！？；]*[、和与])[^。！？；：]+。$"
)
PARTING = re.compile(
    "|".join(
        (
            rf"(?:{REGARDS})[！!。]?",
            r"[此谨顺并]?致以?|(?:[\u4e00-\u9fff]{1,8}的)?[敬布军][ \u3000]*礼[！!]?",
            "(?:谨致|顺致|致以|此致)[^。；]{0,20}(?:[敬布军]礼|敬意|问候|祝愿)[！!。]?",
            rf"祝好[！!]?|[谨敬]启|敬[呈上]|(?:{HANDED_TO})",
            rf"(?:(?:{LEADS_TO_WISH})[，,]?)?(?:{WISHES})(?:[ \u3000]*[\u4e00-\u9fff]{{0,3}}{WISHED}[！!。]?)?",
        )
    )
)
# The same word, and the signature run on behind it: 敬礼某某 五月九日.
RUN_ON = re.compile(
    rf"(?P<wish>(?:此致)?[ \u3000]*敬[ \u3000]*礼[！!]?)[ \u3000]*(?=(?![完毕之三一的后时])[\u4e00-\u9fff·、 \u3000]{{2,20}}(?:(?:{DATE}){HOUR}|{DAY.pattern})?$)"
)
WHEN_AND_WHERE = re.compile(rf"(?:{MEETING})?(?:时间|日期|地点)[：:][^。；]{{2,40}}")
RECORDER = re.compile(
    "|".join(
        (
            rf"[（(]?(?:{RECORDS}|{INTERPRETS}|译|校对|校){{1,2}}(?:整理|人|者|员)?[：:] ?{NO_NAME}[^。；]{{2,40}}[）)]?",
            r"[（(][^，。；：（）()、]{2,16}(?:[记纪]录|翻译|口译)。?[）)]|[（(][^，。；：（）()、]{1,20}(?:整理|辑录|撮要)。?[）)]",
            rf"[（(]{SURNAME}[\u4e00-\u9fff]{{1,2}}(?:[、和][\u4e00-\u9fff·]{{2,8}}){{1,3}}(?:[记纪]录|翻译|口译|整理|辑录)。?[）)]",
            rf"(?:[A-ZА-ЯЁ][.．·] ?){{0,3}}(?:{KEEPER}|{SURNAME}(?:[ \u3000]+[\u4e00-\u9fff]){{1,2}})[ \u3000]*(?:[记纪]录|翻译|口译|整理)。?|{SURNAME}[\u4e00-\u9fff]{{1,2}}(?:{RECORDS})|{SET_DOWN}",
            # 某某1956年3月1日整理
            rf"[^。，；：（）()、\d]{{2,16}}(?:{DATE})(?:整理|记录|编写)",
        )
    )
)
TRANSLATOR = re.compile(
    r"(?:[\u4e00-\u9fff·]{2,4}[ \u3000、]{1,2}){1,3}(?:译校?|摘译|节译|编译)|[（(][^（）()。；，]{1,20}(?:译|译校|校|校译|摘译|节译|编译)[）)]"
)
# Who signs what he has put together: ——编者
COMPILER = re.compile("[—―－-]{1,2} ?(?:编译?者|编辑部|编委会|译者|辑[录者]者?|笔者|作者|整理者)")
# Who answers for the paper, by name.
ANSWERED = re.compile(
    rf"(?:(?:{ANSWERS_FOR})人|审[核定]|复核|批准|签发|起草|执笔)[：:] ?{SURNAME}[\u4e00-\u9fff]{{1,2}}"
)
# Who gets a copy, in each of the ways of saying so.
COPIES = re.compile(
    "|".join(
        (
            # 印12份，发：
            r"(?:共?印|打印|油印|列印|复印)出? ?(?:\d+|[一二三四五六七八九十百]{1,4}) ?份[，,；;。 ]*(?:[发分抄呈主][送给往报致]?|送交?)(?:下列|以下)?[^。；！？：:]{0,16}[：:].*",
            # 甲同志　乙同志　丙丁
            r"(?:[\u4e00-\u9fff]{2,4}同志[ \u3000]+){2,}[\u4e00-\u9fff \u3000]{2,40}",
            # 某办公厅　1951年4月5日印发
            rf"[\u4e00-\u9fff]{{4,24}}[ \u3000]*(?:{DATE})[ \u3000]*印发",
            # 抄送下列各局：, 存查：
            rf"(?![^：:]{{0,20}}{TELLS}[^：:]{{0,20}}[：:])(?:发给|已?印?发(?=[：:])|送(?!交者)|主送|抄送|抄报|分送|印发|发送|抄给|分发|[抄副]件?本?[分抄]?送)(?:下列|以下)?[^。；！？]{{0,20}}[：:].*",
            rf"(?:{COPIED})(?:机关|单位|各处)?[：:].*",
            # 此件发至县团级
            r"(?=[（(]|此件|只|.*[级组员部]。?$)(?!.*[的了已过])[（(]?(?:此件)?只?[发传]达?[至到][^。；，]{2,24}。?[）)]?",
            # 甲、乙阅后退丙
            r"(?![^阅]*[的了请您你我])[^。；：？！]{2,60}(?<!检)阅(?![卷读兵览])[，,。]?(?:[^。；，]{0,3}[退送存交])[^。；]{1,12}。?",
            # 送某同志阅
            r"(?=[送请呈转]|.*同志|[^、]*、)(?!.*[的了您请你我件已曾均][^阅]*阅)(?:[送请呈转]|送请|请交)?[\u4e00-\u9fff·、，,○×]{2,40}(?<![借翻查参传批审检评])[传核审一]?阅[办存处示]?。?",
            r"文件\d+份.*",
            r"印发(?![了过的])[^。；！？]{2,40}",
            # 第3份：甲
            r"第 ?\d{1,3} ?份 ?(?:[—－–-]{1,2}|[：:])[^。；！？]{2,40}",
        )
    )
)
COPIES_PRINTED = re.compile(r"(?<=[。；，])[ \u3000]*共印 ?\d+ ?[份分]。?$")
WHEN_AT = re.compile(rf"(?:{DATE})[，, ]?(?:写|记|识|序|作)?于[\u4e00-\u9fff·]{{2,12}}")
PLACE = re.compile(r"(?:写于|于(?![是此今心事])|[发寄]自)(?!内心|肺腑)[\u4e00-\u9fff·]{2,10}")
ARTICLE = re.compile(r"第(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[条款章节]")
PROVENANCE = re.compile(r"[（(]?(?:摘自|选自|引自|录自)[^。；《》（）()]{2,40}[）)]?")
BASED = re.compile(r"[（(](?:根据|据)[^。；《》（）()]{2,30}(?:编|编写|整理|改写)[）)]")


def find_letter_parts(blocks: Blocks, options: Options) -> Recognised:
    """Lines → salute, secrecy, idno, participants, distribution, signed (attr `type` recorder or translator where it is one),
    dateline, address; and the closer of a letter below its body, with the lines of the address that follow it.

    Only unsettled lines are looked at. A name on a line of its own is a signature only next to a date, a place or an
    address; elsewhere it stays a line. A shelfmark in letters of several scripts is kept; attr `reading` says it in
    one (S027).
    """
    apart = [part for block in blocks for field in fields_of(block) for part in classify(field)]
    classed = wired(list(day_signed(list(numbered_copies(apart)))))
    settled = chaired(sides(list(greeted(list(announced_below(classed))))))
    done = by_name(list(closers(list(present(settled)))))
    return Recognised(tuple(handed_on(sourced(done))), tuple(mixed(settled)))


def wired(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, the number of what its title calls a telegram, or what stands among the lines above its text says was
    wired, as that of a telegram."""
    result, title = list(blocks), ""
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            title = f"{block.text.text}|{block.attrs.get('title', '')}|"
        if block.kind == "idno" and block.attrs.get("type") == "document":
            framed = any(b.attrs.get("type") == "form" for b in blocks[max(n - 3, 0) : n + 4])
            if framed or TELEGRAM.search(title):
                result[n] = told(block, type="telegram")
    return result


def sourced(blocks: Sequence[Block]) -> list[Block]:
    """Heads that say what a text is taken from, and below which nothing stands → citations; lines that say by what it was
    edited likewise."""
    result = list(blocks)
    for n, block in enumerate(blocks):
        below = near(blocks, n + 1)
        last = below in ("", "excluded", "citation")
        taken = block.kind == "head" and PROVENANCE.fullmatch(block.text.text)
        if last and (taken or (block.kind == "line" and BASED.fullmatch(block.text.text))):
            result[n] = told(block, "citation", "letter-parts", type="")
    return result


def announced_below(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, a line below the signature that says what follows (乙来电附后) as the head of that, an attachment."""
    for n, block in enumerate(blocks):
        signed = block.kind == "line" and near(blocks, n - 1) in ("signed", "dateline")
        if signed and ATTACHED_BELOW.fullmatch(block.text.text):
            yield told(block, "head", "letter-parts", type="main", opens="attachment")
        else:
            yield block


def handed_on(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, the first line below the signature of what hands on a text, if no head stands there, opening
    that text as an attachment, by the title's name for it (甲转发乙的报告)."""
    result, named = list(blocks), ""
    for n, block in enumerate(blocks):
        if opens := block.attrs.get("opens"):
            forwards = FORWARDS.search(block.text.text) if opens == "document" else None
            named = forwards["what"] if forwards else ""
        above, beyond = near(blocks, n - 1), near(blocks, n - 2)
        closed = above == "dateline" and beyond == "signed"
        if named and closed and block.kind in ("line", "salute") and len(block.text) > LONGEST_OFFICE:
            result[n] = told(block, opens="attachment", title=named)
            named = ""
    return result


def sides(blocks: Sequence[Block]) -> list[Block]:
    """Lines below the label of those present, or of a side of the talk → participants: names in one block with the label
    above them, sides one for each."""
    result: list[Block] = []
    for block in blocks:
        if block.kind != "line" or near(result, len(result) - 1) != "participants":
            result.append(block)
        elif near_text(result, len(result) - 1)[-1:] in "：:" and NAMED.fullmatch(block.text.text):
            result[-1] = glue([result[-1], block])
        elif SIDE.fullmatch(block.text.text) or CHAIR.fullmatch(block.text.text):
            result.append(told(block, "participants", "letter-parts"))
        else:
            result.append(block)
    return result


def chaired(blocks: Sequence[Block]) -> list[Block]:
    """Lines → those that name the chair, who was away or, below them, who interpreted as participants too, where they stand
    beside such a block."""
    result = list(blocks)
    for order in (range(len(result)), reversed(range(len(result)))):
        for n in order:
            beside = "participants" in (near(result, n - 1), near(result, n + 1))
            chaired = result[n].kind == "line" and CHAIR.fullmatch(result[n].text.text)
            if beside and (
                chaired or (near(result, n - 1) == "participants" and INTERPRETER.match(result[n].text.text))
            ):
                result[n] = told(result[n], "participants", "letter-parts", type="")
    return result


def mixed(blocks: Sequence[Block]) -> Iterator[Finding]:
    """→ S027 for every shelfmark in letters of several scripts."""
    for block in blocks:
        if reading := block.attrs.get("reading", ""):
            scripts = " · ".join(sorted(name.capitalize() for name in scripts_of(block.text.text)))
            yield Finding("S027", block.text.at[0], {"reading": reading, "scripts": scripts})


def present(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → those present as a block of their own where a sentence names them beside what is no running text."""
    for n, block in enumerate(blocks):
        found = LISTED.search(block.text.text) if block.kind == "line" else None
        edge = near(blocks, n + 1) != "line" or (
            n > 0 and found and not found.start() and blocks[n - 1].kind != "line"
        )
        if found is None or not edge:
            yield block
            continue
        if found.start():
            yield cut(block, 0, found.start())
        yield told(cut(block, found.start(), len(block.text)), "participants", "letter-parts")


def fields_of(block: Block) -> Iterator[Block]:
    """A line of the frame whose fields wide spaces part (某馆　　机密　第2份) → a line for each; the body that issued it, at most one of them,
    as a dateline. Any other block as it stands."""
    cells = list(CELL.finditer(block.text.text)) if block.kind == "line" else []
    framed = [any(form.fullmatch(cell[0]) for form in FRAMED) for cell in cells]
    dated = [DAY_ALONE.fullmatch(cell[0]) is not None for cell in cells]
    others = [n for n in range(len(cells)) if not (framed[n] or dated[n])]
    issued = others == [0] and ISSUED_BY.fullmatch(cells[0][0])
    if len(cells) < 2 or not any(framed) or not (issued or not others):
        yield block
        return
    for n, cell in enumerate(cells):
        field = told(cut(block, *cell.span()), blank=block.attrs.get("blank", "") if not n else "")
        yield told(field, "dateline", "letter-parts") if n in others else field


def numbered_copies(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → the same, those below a count of copies that number who got them (1－某某同志) as distribution."""
    wanted = 0
    for block in blocks:
        counts = block.kind == "idno" and block.attrs.get("type") == "copies"
        copy = NUMBERED_COPY.fullmatch(block.text.text) if wanted and block.kind in ("line", "item") else None
        listed = copy is not None and int(copy["n"]) == wanted
        yield told(block, "distribution", "letter-parts", n="") if listed else block
        wanted = 1 if counts else wanted + 1 if listed else 0


def classify(block: Block) -> Iterator[Block]:
    """A line → what its own words say it is; else the line."""
    if block.kind == "head" and (found := DATED_NUMBER.fullmatch(block.text.text)):
        yield told(cut(block, 0, found.end("date")), "dateline", "letter-parts", type="")
        yield told(cut(block, found.start("number"), len(block.text)), "idno", "letter-parts", type="document")
        return
    if block.kind == "head" and not block.attrs.get("opens") and is_date_line(block):
        yield told(block, "dateline", "letter-parts", type="")
        return
    if block.kind == "head" and not block.attrs.get("opens") and [*fields_in(block.text.text)]:
        block = told(block, "line", type="")
    if block.kind != "line":
        yield block
        return
    text = block.text.text
    if wished := RUN_ON.match(text):
        yield told(cut(block, 0, wished.end("wish")), "salute", "letter-parts")
        yield from classify(told(cut(block, wished.end(), len(text)), blank="", indent=""))
        return
    if found := DAY_AND_NUMBER.fullmatch(text):
        yield told(cut(block, 0, found.end("date")), "dateline", "letter-parts", type="")
        number = told(cut(block, found.start("number"), len(text)), "idno", "letter-parts", type="document")
        yield told(number, blank="", indent="")
        return
    if found := None if is_date_line(block) else DATE_SIGNED.fullmatch(text):
        yield from signed_on(block, found)
        return
    if text.endswith(("。此致", "，此致", "；此致", "！此致")):
        yield cut(block, 0, len(text) - 2)
        yield told(cut(block, len(text) - 2, len(text)), "salute", "letter-parts", blank="", indent="")
        return
    if wish := WISHING.search(text):
        yield cut(block, 0, wish.start())
        yield told(cut(block, wish.start(), len(text)), "salute", "letter-parts", blank="", indent="")
        return
    if COPIES.fullmatch(text) and (count := COPIES_PRINTED.search(text)):
        yield told(cut(block, 0, count.start()), "distribution", "letter-parts")
        copies = stripped(cut(block, count.start(), len(text)))
        yield told(copies, "idno", "letter-parts", blank="", type="copies")
        return
    if fields := [*fields_in(text)]:
        yield from (part for start, end in fields for part in classify(told(cut(block, start, end), blank="")))
        return
    words = SPACED_KEY.sub(r"\1\2", text)
    for pattern, kind, attrs in PARTS:
        if pattern.fullmatch(words):
            act = act_of(words) if pattern is ROUTED else ""
            yield told(block, kind, "letter-parts", **({"type": act} if act else attrs))
            return
    if SHELFMARK.fullmatch(text) and len(SHELF_PARTS.findall(text)) >= 2:
        yield told(block, "idno", "letter-parts", type="shelfmark", reading=one_script(text))
        return
    yield told(block, "dateline", "letter-parts") if is_date_line(block) else block


def fields_in(text: str) -> Iterator[tuple[int, int]]:
    """A line → the places of the fields that it holds and nothing else, at least two: how secret, its number, which copy."""
    found, at = [], 0
    while at < len(text):
        end = max(
            (m.end() for form in (SECRECY, COPY, NUMBER, REGISTER) if (m := form.match(text, at))), default=0
        )
        gap = SPACE.match(text, end)
        goes_on = gap or COPY.match(text, end) or NUMBER.match(text, end)
        if not end or (end < len(text) and not goes_on):
            return
        found.append((at, end))
        at = gap.end() if gap else end
    yield from found if len(found) > 1 else ()


FRAMED = (SECRECY, URGENT, RESTRICTED, HOW_SENT, NUMBER, COPY)
PARTS: tuple[tuple[re.Pattern[str], BlockKind, dict[str, str]], ...] = (
    (SALUTE, "salute", {}),
    (PARTING, "salute", {}),
    (ROUTED, "dateline", {}),
    (WHEN_AND_WHERE, "dateline", {}),
    (URGENT, "secrecy", {"type": "urgency"}),
    (SECRECY, "secrecy", {}),
    (RESTRICTED, "secrecy", {}),
    (HOW_SENT, "secrecy", {"type": "form"}),
    (NUMBER, "idno", {"type": "document"}),
    (COPY, "idno", {"type": "copy"}),
    (REGISTER, "idno", {"type": "register"}),
    (PRINTED, "idno", {"type": "copies"}),
    (PRESENT, "participants", {}),
    (TRANSLATOR, "signed", {"type": "translator"}),
    (COMPILER, "signed", {}),
    (COPIES, "distribution", {}),
    (RECORDER, "signed", {"type": "recorder"}),
    (SIGNED, "signed", {}),
    (ANSWERED, "signed", {}),
    (PLACE, "dateline", {}),
    (WHEN_AT, "dateline", {}),
    (PROVENANCE, "head", {"type": "sub"}),
    (ARTICLE, "head", {"type": "section"}),
)


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("letter-parts", "segment", find_letter_parts),)
