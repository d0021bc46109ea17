"""The fields of an opener that are known by their own words, as a table: secrecy, numbers,
copies, days and places, address.

To teach the recogniser another form, add a pattern to the row of its kind, with an example above it.
"""

from __future__ import annotations

from edition.rules.language.formulas import (
    ANEW,
    DAY,
    GREETED,
    HAN,
    HOUR,
    HOUSE,
    LONG_DAY,
    LONG_HOUR,
    NUMBER,
    NUMERAL,
    PLACE,
    SEAL,
    SERIES,
)
from edition.rules.language.lexicon import (
    ATTENDS,
    BODIES,
    DEAR,
    DEGREE,
    INTERPRETS,
    KEPT_WITHIN,
    MEETING,
    NO_COPY,
    NO_NAME,
    RECORDS,
    TO_BE_READ,
    URGENCY,
    WIRED_AS,
)
from edition.rules.letters.rows import Row, apart, letterhead, row

NAME = r"[\u4e00-\u9fff·．.A-Za-zА-Яа-я]"

# -- secrecy, urgency, how it was sent -------------------------------------------------------------------------

SECRECY = (
    # 绝密/急件
    apart("secrecy", "", rf"(?:{DEGREE})(?:[/／][\u4e00-\u9fff]{{2,8}})+"),
    # 密级：绝密·特急, 特档, 不得翻印
    row("secrecy", "", rf"(?:密级：)?(?:{DEGREE})(?:[·、](?:{URGENCY}))?(?!的)", "特档", NO_COPY),
    # 密码电报
    row("secrecy", "form", WIRED_AS),
    # 密级：普通
    apart("secrecy", "", rf"密级：{HAN}{{1,4}}", "密", "秘密", KEPT_WITHIN),
    # 特急。, 急。某部
    row("secrecy", "urgency", rf"(?:{URGENCY})(?!的|列车)。?", r"[特加]?急。(?=[\u4e00-\u9fff])"),
    # 等级：AAA, AAAA级
    apart(
        "secrecy",
        "urgency",
        rf"(?:等级|急级|缓急)：(?:[A-Z]{{1,5}}|{HAN}{{1,4}})",
        "A{2,5}级?",
        "急|提前|平急|平电|加提",
    ),
    apart("secrecy", "form", "[密明]码"),
    # 译自俄文原稿
    apart("secrecy", "form", r"译自[英俄德法日西]文(?:译文|译稿|原稿|原件)?"),
    # 只准本人拆阅, 私人信件
    apart("secrecy", "", TO_BE_READ),
    apart("secrecy", "", "私人(?:信件|信函|函件|密件|密信)|亲笔信|密[信函件]"),
)

# -- numbers ---------------------------------------------------------------------------------------------------

NUMBERS = (
    # 第12号训令, 第5号会议记录
    row(
        "idno",
        "document",
        rf"{NUMBER}(?:会议)?"
        r"(?:[记纪]录|[纪摘]要|[简密]报|决[议定案]|[命指训通密手]令|通[告知报]|公[函报告]|布告|照会|议定书|指示|文件)(?![已的])",
    ),
    # 通告 第十七号
    apart(
        "idno",
        "document",
        r"(?:[命指训通密手]令|通[告知报]|布告|公告|照会|指示)第[〇○零一二三四五六七八九十百千\d]{1,7}号",
    ),
    # 某某部第12号令
    apart(
        "idno",
        "document",
        rf"(?![根依遵]据|[按依据奉遵接见照关凭]){HAN}{{2,16}}{NUMBER}"
        r"(?:[命指训通密手]?令|决[议定]|公告|布告|通[告知报]|批复|公函|密函)",
    ),
    # 办发〔57〕字第12号
    apart("idno", "document", rf"{HAN}{{1,6}}[（(〔\[]\d{{2,4}}[)）〕\]]{HAN}{{0,4}}第?\d{{1,6}}号"),
    # 专号：第12号电, 第12号
    row(
        "idno",
        "telegram",
        rf"(?:专号：)?{NUMBER}(?:电报|电)?(?!电|悉|文件|指示|通[告知报]|布告|[已的]|[收敬均奉阅诵]悉|[收接]到(?!时间|日期|：|{DAY})|收[。，])",
    ),
    # 编号：12/B
    apart("idno", "telegram", r"编号：[\dA-Za-zА-Яа-я][\dA-Za-zА-Яа-я/／.\-—－]{0,15}号?"),
    # （49）海字第14号, which ends with its number
    row("idno", "telegram", r"[（(〔\[]\d{2,4}[)）〕\]][\u4e00-\u9fff]{1,6}字第\d{1,6}号(?!.?[电的令])"),
    # 71203, 海字第14号, №17/3
    apart("idno", "telegram", rf"\d{{5}}|{SERIES}|№\d[\d/]{{0,11}}"),
    # 专号：第12-3, （第一二三号）
    row("idno", "telegram", r"专号：第[\d－-]+号?"),
    row("idno", "telegram", r"[（(]第[〇○零一二三四五六七八九十百千]{1,7}号[）)]"),
    # 第3份, 副本第12号, 第2号副本
    row("idno", "copy", r"第\d{1,2}份(?![：，、分送第电已的])"),
    row("idno", "copy", r"(?:副本|抄件|复本|打字稿)(?:第|№ ?)\d{1,3}号?|第\d{1,3}号?(?:副本|抄件)"),
)

# -- titles of the record itself -------------------------------------------------------------------------------

TITLES = (
    row("head", "section", ANEW),
    # 某某会关于某事的决议, 摘自某某日记, 第二次会谈, 谈话记录
    apart(
        "head",
        "sub",
        rf"{HAN}[\u4e00-\u9fff（）]{{4,36}}的决议",
        rf"[摘选录]自{HAN}[\u4e00-\u9fff·]{{1,14}}(?:日记|日志|记录|笔记)",
        rf"[摘选录]自{DAY}{HAN}{{2,20}}(?:记录|报道|纪要|速记|议事录)",
        rf"第[一二三四五六七八九十]{{1,2}}次(?:{MEETING})",
        "(?:会谈|谈话|会见|会晤)(?:备忘录|[纪记]录|纪要)",
        rf"(?:《[^《》]{{2,30}}》)?{HAN}{{0,20}}(?:讨论|会议|座谈|谈话|会谈|发言)(?:[纪记]录|纪要)",
        rf"{HAN}{{2,20}}(?:{DAY})(?:{MEETING})",
        # 在某会全会上的讲话, 致某某的辞职声明, 某某等人同某某的谈话
        rf"在(?:{HAN}|[（）“”]){{4,40}}上的(?:讲话|演说|发言|报告|结束语|致词)",
        rf"致{HAN}{{2,24}}的{HAN}{{0,4}}(?:声明|呈请|请求|辞呈)",
        rf"{HAN}[\u4e00-\u9fff·]{{1,12}}的问题和[\u4e00-\u9fff·]{{2,16}}的答复",
        rf"{HAN}{{2,10}}[同与和]{HAN}{{2,10}}的(?:谈话|会谈|谈判)",
    ),
)

# -- who got a copy --------------------------------------------------------------------------------------------

# Copies that stay, and words that say what of them stays: 第3份：存档, 第3份存档案馆.
KEPT = "存[档查根案]|归档|备[查案]|留[底存]"
KEPT_AS = "[馆室局处]"
# How many copies somebody gets: 某主任（2份）
SO_MANY = rf"(?:[（(](?:\d{{1,2}}|{NUMERAL}){HAN}?份[)）])?"
COPIES = (
    # 第1份：副本, 第2份：送某某同志, 第3份送某部 before the next
    row(
        "distribution",
        "",
        rf"(?:第\d{{1,2}}份(?:：?(?:作修改用|副本|{KEPT})(?!{HAN}*{KEPT_AS})|：?分?送：?{HAN}{{2,7}}?同志"
        rf"|：?分?[送发]?：?{HAN}{{2,10}}(?=第\d{{1,2}}份))?)+",
    ),
    # 抄送：某某同志（2份）、某某同志; 只送某某
    apart(
        "distribution",
        "",
        rf"(?:抄送|分送|送)：{HAN}{{2,7}}?同志(?:[（(]\d份[)）])?(?:、{HAN}{{2,7}}?同志)*",
        rf"只送{HAN}{{2,5}}",
    ),
    # 抄送某某、某某; 送某某同志并某组阅
    apart("distribution", "", rf"抄[送报](?:{NAME}{{2,8}}、){{1,12}}{NAME}{{2,8}}"),
    # 抄送：某某理事会、某州委员会
    apart("distribution", "", rf"(?:抄[送报]|分送)：(?:{HAN}{{2,16}}、){{0,8}}{HAN}{{1,16}}(?:{BODIES})"),
    apart("distribution", "", rf"[呈送](?:{HAN}|、){{2,24}}[审参批传]?阅"),
    # 抄送：1．某某，2．某某
    row("distribution", "", rf"抄送：\d[．.](?P<who>{HAN}{{2,6}}?)，\d[．.](?P=who)"),
    # 抄报：某主任（2份）、某局
    apart(
        "distribution", "", rf"(?:抄送|分送|抄报|[送呈])：{HAN}{{2,12}}{SO_MANY}(?:、{HAN}{{2,12}}{SO_MANY})*"
    ),
)

# -- days and places -------------------------------------------------------------------------------------------

# What was done with a telegram at its hour.
DONE = "[收接奉]到|收[悉讫]|[收发到抄][电报]|抄收|[发送寄译拍]出|拍[发讫]|译[毕就完竣讫]|寄发|付邮|转[交发呈递到]|送[达到]|递[交到]|呈[送递]|投递"
# What was done on the day of a resolution.
ENACTED = "决议|决定|通过|批准|核准|公布|颁布|发布|签署|签订|签字|议决|核定|施行|命令"
# Who is greeted by no name: 阁下：, 公民们！
CALLED_SO = "(?:阁下|(?:先生|女士|公民|同志)们?)"
# No name of a place begins so, nor has one of these in it: 请将对某局2月8日来函的复函送往某地
NO_PLACE = rf"(?!发|交|致|[摘选录]自|对(?!岸)|将(?!军|乐)|据|按|就|{HAN}{{0,7}}[请把您你我他她们的了是]|{HAN}{{0,5}}(?:认为|同意|收到|批[准转]|转发))"
# 星期三，下午2:50至次日1:30
WEEKDAY = "(?:，?星期[一二三四五六日天])?"
IN_BRACKETS = "(?:[（(]星期[一二三四五六日天][）)])?"
DAYS_AND_PLACES = (
    # 1950年3月5日 决议 9.某事, the first of its points behind it
    row("dateline", "", rf"{DAY}{IN_BRACKETS}(?:{ENACTED})(?=\d{{1,3}}[.．][\u4e00-\u9fff])"),
    # 会谈时间：1957年3月5日，星期二，下午2:50至4:00
    apart(
        "dateline",
        "",
        rf"(?:日期(?:[与和及、]|))?(?:{MEETING}|(?![发收译到送拍寄转签成]){HAN}{{2}})?时间：?"
        rf"{LONG_DAY}{WEEKDAY}(?:，?{LONG_HOUR}(?:[至到—–-]{{1,2}}(?:次日|翌日)?{LONG_HOUR})?)?",
    ),
    # 收电时间：3月5日14时, 发出：柏林，3月5日
    row(
        "dateline",
        "",
        r"(?:[发收译到][电报]|[发收来]文|[发译寄]出|[收接]到|送达|[拍寄]发|转发|成文|签发)?(?:时间|日期)?："
        rf"(?:{HAN}{{2,6}}，?)?{DAY}{HOUR}(?:[至到—-]{{1,2}}(?:{LONG_HOUR}|{DAY}|\d{{1,2}}日))?",
    ),
    # 会谈地点：某饭店，二楼
    apart(
        "dateline", "", rf"(?:{HAN}{{2,4}})?地点(?:：|(?![在是为的很不]|问题)){HAN}{{2,16}}(?:，{HAN}{{2,12}})?"
    ),
    # 某城3月5日14时到某城
    apart("dateline", "", rf"(?:(?![发寄]自){HAN}{{2,8}})?{DAY}{HOUR}[到抵](?!达){PLACE}"),
    # 某城 3月5日于某城某某路12号: where a letter went, and from where
    row("address", "", rf"{NO_PLACE}{HAN}{{2,8}}(?={DAY}[于在]{HOUSE})"),
    row("dateline", "", rf"{DAY}(?:[于在]{HOUSE}|[［\[][于在]{HAN}{{2,10}}[\]］])"),
    # 3月5日于某城 阁下：
    row("dateline", "", rf"{DAY}[于在](?:(?!{CALLED_SO}|{DEAR}){HAN}){{2,10}}(?={CALLED_SO}[：！]|{DEAR})"),
    # 3月5日14时于某城, 某城3月5日, 某城，某某饭店3月5日
    apart(
        "dateline",
        "",
        rf"{DAY}{HOUR}[于在]{PLACE}",
        rf"{NO_PLACE}{HAN}{{2,8}}{DAY}{HOUR}发?",
        rf"(?![发寄]自){HAN}{{2,8}}，(?:{HAN}{{2,10}})?{DAY}{HOUR}",
    ),
    # 3月5日14时，发自某城; 3月5日14时收到；; 14时收到; 3月5日译; 3月5日通过
    apart("dateline", "", rf"，?{DAY}{HOUR}，?(?:发自|送达){PLACE}"),
    row("dateline", "", rf"，?{DAY}{HOUR}，?(?:{DONE})(?:[，；](?=\d)|。)"),
    apart("dateline", "", rf"，?{DAY}{HOUR}，?(?:{DONE})"),
    # without white space behind it, but no 3月5日发出通告以后，…
    row("dateline", "", rf"，?{DAY}{HOUR}，?(?:{DONE})(?!的|(?!致)[\u4e00-\u9fff]{{2,30}}，)"),
    row("dateline", "", rf"，?{LONG_HOUR}(?:{DONE})(?!的)。?"),
    apart("dateline", "", rf"，?{DAY}{HOUR}，?(?:[收到抵发译]|到达)"),
    apart("dateline", "", rf"{DAY}{IN_BRACKETS}{HOUR}(?:{ENACTED}|[至到—–-]{{1,2}}{LONG_HOUR})?"),
    # where those present met, above their names: 某饭店 出席者：, “某某”号轮船 到会代表：
    row(
        "dateline",
        "",
        rf"(?!{HAN}{{0,4}}方|(?:{MEETING})?(?:{ATTENDS}))[\u4e00-\u9fff“”]{{2,14}}?(?=(?:{ATTENDS})(?:{MEETING})?的?(?:人员|人士|者|人|代表|名单)?(?:还?有|是)?：)",
    ),
    # 于某城 致某某同志
    row(
        "dateline",
        "",
        rf"[于在](?:(?![致向对给年月日时]){HAN}){{2,8}}(?=致{NAME}{{2,14}}?(?:同志|先生|阁下)(?!们?的))",
    ),
    # 发自某城, 发往某城
    apart("dateline", "sent", rf"(?:[发寄]自(?!内心|肺腑)|[发寄写]于){PLACE}，?"),
    apart("address", "", rf"发[往至]：?{PLACE}"),
    # 某省水利局
    letterhead(rf"(?!{HAN}{{1,20}}[向对了过]){HAN}[\u4e00-\u9fff（）]{{3,22}}[局处部]"),
    # 某某厅（甲城）
    apart("dateline", "", rf"{HAN}{{2,12}}[局处部厅署会站][（(]{HAN}{{1,6}}[)）]"),
)

# -- who handled it, who kept the record, to whom it goes ------------------------------------------------------

PEOPLE = (
    # 某城 某某大会主席团 抄送：
    row("address", "", rf"(?!.{{0,8}}[致转]){HAN}{{4,36}}?(?:{BODIES})(?=(?:抄[送报]|分送)：)"),
    # 译电员：某某
    apart("distribution", "", rf"(?:(?:译电|译校|拟稿|校对)[员人者]?|[发收]报员?)：{HAN}{{1,4}}{SEAL}?"),
    # 致“某某报”编辑部 公民们：
    row("address", "", rf"致“[^“”]{{2,16}}”(?:报社|杂志社|编辑部?|主编|社长)(?={CALLED_SO}[：！])"),
    # 收报人：某厂厂长, 发报人：某局
    apart("address", "", rf"(?:[收受][报电文信件函]?[人者方]|[收受][报文件](?:单位|机关))：{NAME}{{2,20}}"),
    apart("signed", "", rf"(?:发[报电文信件函]?[人者方]|发[报文件](?:单位|机关))：{NAME}{{2,20}}"),
    # 记录：某甲、某乙
    apart(
        "participants",
        "",
        rf"(?:{INTERPRETS}|{RECORDS})[人者员]?：{NO_NAME}{NAME}{{2,12}}(?:、{NAME}{{2,12}}){{0,4}}",
    ),
    # 某部。某部长勋鉴：
    row("address", "", rf"{HAN}{{2,8}}。(?={HAN}{{1,16}}(?:{GREETED})：)"),
    # 即报告某某同志。, 某某收, 致某某同志，抄送某某, 致某某·某某
    row(
        "address",
        "",
        rf"请?(?:立即|立刻|即刻|即|速|火速)(?:报告|转报|呈报|面报){NAME}{{2,10}}?(?:同志|先生|阁下)[。：]",
    ),
    apart("address", "", rf"(?![本此是这]{HAN}{{0,3}}所收){NAME}{{2,12}}收", rf"交{NAME}{{2,8}}同志"),
    apart(
        "address",
        "",
        rf"致{NAME}{{2,14}}(?:、{NAME}{{2,14}}){{0,8}}等?(?:同志|先生|阁下)们?(?:，(?:抄[送致]|并[转致]|转){NAME}{{2,12}})?",
    ),
    # 致某某同志并某会其他委员
    apart(
        "address",
        "",
        rf"致{NAME}{{2,14}}(?:、{NAME}{{2,14}}){{0,8}}(?:同志|先生|阁下)[并及暨和与](?:(?![的了请将把]){HAN}){{2,18}}(?:委员|代表|理事|成员|同志|先生)们?",
    ),
    # 致局务会全体委员
    apart("address", "", rf"致{HAN}{{2,16}}全体(?:(?!的){HAN}){{2,6}}"),
    apart("address", "", rf"致{HAN}{{1,8}}(?:[·．]{HAN}{{1,8}}){{1,3}}"),
    # 某国大使 before the number of the copy
    row("address", "", rf"{HAN}{{2,12}}?大使(?=第\d+份|特急|特档|优先|绝密|“)"),
)

ROWS: tuple[Row, ...] = (*SECRECY, *NUMBERS, *TITLES, *COPIES, *DAYS_AND_PLACES, *PEOPLE)
"""The first row that fits is taken."""
