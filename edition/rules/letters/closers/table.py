"""The fields of a closer that are known by their own words, as a table: copies, numbers, days,
wishes, postscripts, signatures.

To teach the recogniser another form, add a pattern to the row of its kind, with an example above it.
"""

from __future__ import annotations

import re

from edition.rules.language.formulas import (
    ANEW,
    DIGIT_DAY,
    FULL_NAME,
    HAN,
    HOUR,
    HOUSE,
    IN_YEAR,
    KEEPER,
    NUMBER,
    NUMERAL,
    NUMERAL_DAY,
    NUMERAL_MONTH,
    NUMERAL_YEAR,
    PLACE,
    RHYME_DAYS,
    SEAL,
    SEASON,
    SERIES,
    SET_DOWN,
    SHORT_DAY,
    SURNAME,
)
from edition.rules.language.lexicon import (
    ANSWERS_FOR,
    BODIES,
    CHAIR,
    COPIED,
    DEAR,
    HANDED_TO,
    INTERPRETS,
    LEADS_TO_WISH,
    NO_NAME,
    OFFICES,
    OVER,
    PREPARED,
    RECORDS,
    TELLS,
    TITLES,
    WISHED,
    WISHES,
    WRITTEN_ON,
)
from edition.rules.letters.rows import Row, row

QUOTE = "[”’]?"
NUMERAL_OR_DIGIT = rf"(?:{NUMERAL}|\d)"
NUMBERED = r"[一二三四五六七八九十\d]"

# -- who got a copy --------------------------------------------------------------------------------------------

COPIES = (
    row(
        "distribution",
        "",
        # 5份文件抄送：某某, 由某某列印，2份
        rf"(?:\d{{1,6}}份)?(?:文件|密件|此件|本件|本文)?"
        rf"(?:(?:{COPIED}|{PREPARED})(?!如[次下左]|[^：]{{0,3}}{TELLS})|第\d+份(?:分送|送)|由{HAN}{{2,8}}列印(?=，))"
        # but no 送往某地：“来函收到。 with a message that goes on
        r"(?:同志)?(?:圈阅|[\u4e00-\u9fff\d]{0,4})?(?:：|(?<=列印)，)(?!“[^”]*$)[^。；？！]*。?$",
        # 打印20份
        r"(?:列印|打印|油印|复印|印发|共?印)出?(?:\d+|[一二三四五六七八九十百]{1,5})份(?![给都])[^。；？！]*。?$",
        # 抄送某部、某局
        rf"(?:分送|抄送|抄报|分抄){HAN}[\u4e00-\u9fff、，]{{2,40}}$",
        # 主送某局 抄送某部，存档。（共印6份）
        rf"(?:(?<=日)|(?<!{HAN}))(?:主送|抄送|抄报)(?!：)(?![^。]*(?:你们|参考)){HAN}[\u4e00-\u9fff、，（）]{{2,80}}?。?"
        r"(?=(?<!并)抄[送报]|[（(]?共印|$)",
        r"[（(]共印\d{1,5}份[)）]",
        # 第1、2份：某某
        r"第\d[\d、—－–-]{0,6}份[：－—-][^。；？！]*$",
    ),
)

# -- numbers and days ------------------------------------------------------------------------------------------

CLOSING_DAY = "|".join(
    (
        # 1950年3月4、5日
        r"(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日?、\d{1,2}日",
        rf"{NUMERAL_YEAR}?{NUMERAL_MONTH}{NUMERAL}{{1,3}}日?、{NUMERAL}{{1,3}}日",
        DIGIT_DAY,
        SHORT_DAY,
        NUMERAL_DAY,
        # 1950年3月日: the day is left open
        r"(?:[12]\d{3}年)?\d{1,2}月日",
        r"[12]\d{3}年\d{1,2}月",
        rf"{IN_YEAR}{NUMERAL_MONTH}(?:日|{NUMERAL}{{1,3}}(?=$|[^月]))?",
        rf"{NUMERAL_MONTH}{NUMERAL}{{1,3}}(?=$)",
        rf"{IN_YEAR}{SEASON}",
        r"\d{1,2}月(?=$)",
        rf"{NUMERAL_MONTH}(?=$)",
        r"[12]\d{3}年(?=$)",
        r"\d{1,2}日(?=\d{1,2}时)",
        rf"{NUMERAL}{{1,3}}日(?=[晨晚夜]?[”’]?$|[上下]午)",
    )
)
# Where a letter was written, up to what may follow without a stop.
WRITTEN_AT = rf"(?:，?[于在]{HOUSE}(?=[”’]?$)|(?:，于?|(?:签订|[订签写])?于)(?:(?!附[：件]|又及|备注|说明|此致|[抄分发附印打]|第){HAN}){{2,5}}(?:[\u4e00-\u9fff·]{{1,8}}(?=[”’]?$))?)?"
# How a paper was written, in what language, and what of it is kept: 打字稿，俄文，原件
WRITING = "(?:打字[稿件]|手[写稿]稿?|手抄件|[原副抄]件|复[印写]件|[油铅]印件|[俄英德法日中]文[稿本]?|草稿|摘录)"
WIRED_BEFORE = rf"(?:密码电报|密码电|密电)(?={NUMBER})"
NUMBERS_AND_DAYS = (
    # 第12号, 第12号密码电报, 海字第14号, №17/3; 编号：12/B; （某日拍发，第12号）
    row(
        "idno",
        "telegram",
        rf"(?:{NUMBER}|{SERIES}|№\d[\d/]{{0,11}})(?:(?:密码|明码|密)?电报?)?。?{QUOTE}",
        rf"编号：[\dA-Za-zА-Яа-я][\dA-Za-zА-Яа-я/／.\-—－]{{0,15}}号?{QUOTE}",
        r"[（(][^（）()。；]{0,16}(?:拍发|发出|发报)，?第\d{1,8}号[）)]",
    ),
    # 收到时间：3月5日14时, 译电：3月5日, 发出：3月5日
    row("dateline", "received", rf"(?:[收接]到|收悉|收[电报])(?:时间|日期)?：(?:{CLOSING_DAY}){HOUR}"),
    row("dateline", "deciphered", rf"译[出毕电](?:时间|日期)?：(?:{CLOSING_DAY}){HOUR}"),
    row("dateline", "sent", rf"(?:发[出电报]|拍发|送出)(?:时间|日期)?：(?:{CLOSING_DAY}){HOUR}"),
    # 档案号：某馆，12宗，第5页，打字稿
    row(
        "idno",
        "shelfmark",
        r"(?:存?档案?号|馆藏号?|典藏号?|卷宗号?)："
        r"[^。；！？：“”]{4,80}?(?:\d[页张]|[页张号]\d{1,4}(?:[—－–-]\d{1,4})?)"
        rf"(?:(?:，|(?={WRITING})){WRITING})*",
    ),
    # 某城，1950年3月5日14时于某地（某局）, 14时30分
    row(
        "dateline",
        "",
        # 1950年3月5-8日整理: when a record was made
        rf"(?:[12]\d{{3}}年)?\d{{1,2}}月\d{{1,2}}(?:日?[-—–－至]\d{{1,2}})?日(?:{RECORDS})",
        rf"(?:{PLACE}，)?(?:{CLOSING_DAY}){HOUR}(?:[晨晚夜](?={HAN}{{0,6}}(?:{WRITTEN_ON})：))?{WRITTEN_AT}"
        rf"(?:[（(]{HAN}{{2,6}}[)）])?{QUOTE}",
        rf"\d{{1,2}}时\d{{1,2}}分{QUOTE}",
    ),
    # 密码电报 before a number
    row("secrecy", "form", WIRED_BEFORE),
)

# -- wishes and greetings, places, what is added ---------------------------------------------------------------

# Whom a message greets that stands below a signature: 某某同志：, 致某某：,
# 某城某国大使：, 某某委员长：, 亲爱的某某：
GREETS = rf"(?:{HAN}{{2,8}}(?:同志|先生|阁下)|致[\u4e00-\u9fff·]{{2,12}}(?<!如[下左次])|{HAN}{{2,10}}(?:{OFFICES})(?!：[\u4e00-\u9fff·]{{2,8}}[”’]?$)|{DEAR}[\u4e00-\u9fff·]{{1,16}})："
WISHING = (
    # 此致敬礼, 紧紧握您的手！
    row(
        "salute",
        "",
        rf"(?!{HAN}{{0,6}}(?:鼓掌|纷纷)|(?!向){HAN}{{1,9}}们致敬)(?:此致|致以|顺致|谨致|致|向{HAN}{{2,4}}致)?{HAN}{{0,10}}"
        rf"(?:[敬布军]礼|敬意|致敬)！?{QUOTE}",
        rf"(?:致以|谨致|顺致|并致|此致)(?!电){HAN}{{0,12}}?(?:问候|祝愿|祝福|谢意|谢忱)！?",
        "(?:紧紧?地?)?握(?:你的|您的)?手！?",
    ),
    # 专此，敬颂近祺
    row("salute", "", rf"(?:(?:{LEADS_TO_WISH})[，。]?)?(?:{WISHES}){HAN}{{0,3}}{WISHED}！?"),
    # 谨呈某部长 before 职 and a name; 此致某某委员会
    row(
        "salute",
        "",
        rf"\A(?:{HANDED_TO})(?:{HAN}{{2,14}}?(?=卑?职{SURNAME})|(?=(?:卑?职|属)?{FULL_NAME}(?:$|\d|{NUMERAL_YEAR})))",
        rf"此致{HAN}{{2,30}}?(?:{BODIES})(?=$|打[字印]|[抄分油缮列]|附|第?\d)",
    ),
)
PLACES = (
    # 致某城某局局长某·某某先生, below the day
    row("address", "", rf"(?<=[日时分晨晚夜])致{HAN}[\u4e00-\u9fff·]{{3,40}}(?:{TITLES}|{OFFICES})$"),
    # 某某路12号
    row("dateline", "", rf"(?!第){HAN}{{2,10}}[路街巷弄里滩]{NUMERAL_OR_DIGIT}{{1,5}}号"),
)
# What is added: 又及：, 备注：, 某某批示：; a list of enclosures.
ADDING = rf"(?:又(?:及|启者?)?|再启者?|再者|附启|附言|备注|说明|附注|附{NUMBERED}{{0,2}}|{HAN}{{0,6}}(?:{WRITTEN_ON}))："
ENCLOSED = rf"附[图表件]{NUMBERED}{{1,3}}[张件份页幅]"
ADDED = (
    row(
        "para",
        "",
        # 请将执行情况电告
        r"(?:请?(?:将执行情况|执行情况请)?电告(?:执行情况|结果)?。?(?=$|[^，。]))",
        rf"{ADDING}(?:(?!附{NUMBERED}{{1,2}}：).)*",
        rf"{ENCLOSED}。?",
        # 附件一：某某表（略）
        rf"附[件表图录]{NUMBERED}{{0,2}}[：、]?{HAN}{{2,30}}[（(](?:从?略|缺|未收|未附)[)）]",
        r"P\.?S\.?.*",
    ),
    # （全文完）
    row("trailer", "", rf"[（(]?(?:电文|全文|正文)?(?:{OVER})[)）]?。?"),
    # a further message below
    row("head", "section", ANEW),
    row("salute", "", GREETS),
)

# -- signatures ------------------------------------------------------------------------------------------------

A_PERSON = rf"{FULL_NAME}|{HAN}{{1,6}}(?:[·．]{HAN}{{1,8}})+"
# 某某叩。, with a stop as telegrams of the Republic have it.
BOWING = rf"\A{HAN}{{2,10}}(?:[谨敬]?叩|[谨敬][上呈启])。"
# 主席 某某 记录 某某
CHAIRED = (
    row(
        "signed",
        "",
        rf"\A(?:{CHAIR})：?[\u4e00-\u9fff·]{{2,8}}?(?=(?:{RECORDS})[人者员]?：?{NO_NAME}[\u4e00-\u9fff·]{{2,8}}$)",
    ),
    row("signed", "recorder", rf"(?!\A)(?:{RECORDS})[人者员]?：?{NO_NAME}[\u4e00-\u9fff·]{{2,8}}$"),
)
# 某某委员会委员：甲、乙、丙, all who sign
ROLL = (
    row(
        "signed",
        "",
        rf"\A{HAN}{{0,16}}(?:委员|成员|代表|发起人|签[名字署]人|署名人)：(?:{A_PERSON})(?:、(?:{A_PERSON})){{1,40}}{QUOTE}$",
    ),
)
EACH_SIGNS = rf"(?:{HAN}{{1,6}}[队会方厂社局处组部院店校村团司]：(?:{FULL_NAME})){{2,6}}(?=$|\d|{NUMERAL_YEAR})"
SIGNING = (
    # 记录：某某, 由某某记录。, 某某记, 某某谨识。
    row(
        "signed",
        "recorder",
        rf"(?:{RECORDS}|{INTERPRETS})[人者员]?：{NO_NAME}(?:[A-ZА-ЯЁ][．.·]){{0,3}}{HAN}[\u4e00-\u9fff·．、]{{1,20}}?(?=$|{IN_YEAR})",
        rf"由?{KEEPER}(?:{RECORDS})。?",
        f"{SET_DOWN}$",
        rf"\A(?:{SURNAME}){HAN}{{1,2}}谨?[记识]。$",
    ),
    # 报告人：某某, 某某叩。, （签字）
    row(
        "signed",
        "",
        rf"(?:{ANSWERS_FOR})人：{HAN}(?:{HAN}|[·．.A-ZА-ЯЁ]){{1,20}}?(?=\d|{NUMERAL_YEAR}|$)",
        # 批准：某某
        rf"\A(?:批准|核准|审[核定查]|签发)[人者]?：{HAN}[\u4e00-\u9fff·]{{1,10}}?(?=$|\d|{NUMERAL_YEAR})",
        BOWING,
        # 甲会会长某某、乙会会长某某同叩
        rf"\A(?:[\u4e00-\u9fff·]{{2,30}}、){{1,40}}[\u4e00-\u9fff·]{{2,30}}?(?:[同仝谨敬公]叩|[同公]启)(?=$|\d|{NUMERAL_YEAR})",
        SEAL,
        # 王某某；某·某某
        rf"(?:{A_PERSON})(?:；(?:{A_PERSON})){{1,8}}(?=$|\d|{NUMERAL_YEAR})",
        # 工会：某某 商会：某某, for whom each signs
        EACH_SIGNS,
        # 某某会书记：某某, as the last of a message
        rf"\A(?![^：]*{TELLS}){HAN}{{2,14}}(?:{OFFICES})：{HAN}[\u4e00-\u9fff·．]{{1,7}}{QUOTE}$",
    ),
    # 鱼印。 for the day
    row("dateline", "", rf"\A[{RHYME_DAYS}]印?。$"),
)

ROWS: tuple[Row, ...] = (*COPIES, *NUMBERS_AND_DAYS, *WISHING, *PLACES, *CHAIRED, *ROLL, *ADDED, *SIGNING)
"""The first row that fits is taken."""
# Who signs beside another: 副署：某部部长 某某
BESIDE = "(?:副署|连署)[人者]?："
# “某某”号船长 某某
SIGNED = re.compile(
    rf"(?:“{HAN}{{1,8}}”号|{BESIDE})?(?:[^，。；：？！“”…@\d（）()№［］]|[（(](?!略){HAN}[)）]){{1,60}}{SEAL}?{QUOTE}"
)
SIGNATURE = Row("signed", "", SIGNED)
"""What fits no other row, between others or at the end: a name."""
WRITTEN_THERE = Row("dateline", "", re.compile(PLACE))
STARTS = re.compile(
    "|".join(
        (
            *(f"(?:{row.pattern.pattern})" for row in ROWS if row.kind in ("distribution", "idno", "dateline")),
            WIRED_BEFORE,
            BESIDE,
            EACH_SIGNS,
            rf"(?:电文|全文|正文)?(?:{OVER})。?$",
            r"请\S{0,6}电告",
            ADDING,
            ENCLOSED,
            r"P\.?S\.",
        )
    )
)
"""Before what a name ends that no stop ends."""
