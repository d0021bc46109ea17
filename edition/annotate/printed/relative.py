"""Dates by what they are to another day: 今天, 次日, 去冬, 昨五日, 到年底. Each pattern keeps off the words
that begin or end alike (那|天津, 过去|年代)."""

from __future__ import annotations

import re

from edition.annotate.printed.date import Printed
from edition.annotate.printed.numerals import DAY, EDGE, HAN_DAY, HAN_DIGIT, ORDINALS

RELATIVE_YEAR = {"今": 0, "本": 0, "去": -1, "前": -2, "大前": -3, "明": 1, "同": 0, "当": 0, "翌": 1, "次": 1}
OF_TEXT = frozenset("同当翌次")
"""What counts from the year last named in the text, and not from the document's."""
RELATIVE_MONTH = {"本": 0, "上": -1, "下": 1, "这个": 0, "上个": -1, "下个": 1}
RELATIVE_DAY = {
    "今天": 0, "今日": 0, "本日": 0, "今晨": 0, "今晚": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "明天": 1, "明日": 1, "明晚": 1,
    "同日": 0, "同一天": 0, "当天": 0, "当日": 0, "当晚": 0, "次日": 1, "翌日": 1, "第二天": 1, "前一天": -1,
    "当天晚上": 0, "那天晚上": 0, "那天": 0, "前天": -2, "大前天": -3, "后天": 2, "大后天": 3,
}  # fmt: skip
FROM_DOCUMENT = frozenset(
    word for word in RELATIVE_DAY if word[0] in "今昨明本" or word.endswith(("前天", "后天"))
)

YEAR_ALONE = re.compile(
    r"(?:(?<![过失除])去|(?<![以之此战])前|(?<![扩重最加放广巨])大前|(?<![说表证声阐标指写注载查申讲言黎光鲜])明|(?<![每几多各首\d])次|(?<!\d)[今本同翌])"
    r"年(?![轻级龄代货终会来均产]|长|少的)"
)
MONTH_ALONE = re.compile(r"(?<![以之一])[本上下]月(?![台球亮])|(?<![这上下以之])[这上下]个月(?![台球亮来内里])")
# 后年, where no word ends in 后: 今后年产, 以后年年
YEAR_AFTER = re.compile(
    f"(?<![今以之此然战最月日天扩])(?<![{HAN_DIGIT}\\d十几多数]年)(?P<big>大)?后年(?![年产代会份度级满终])"
)
# 去冬, 今春, 明春
SEASON = re.compile(
    r"(?<![过失除如至而当出回进上下离用前])(?P<relyear>[今去]|(?<![说表证声阐标指写注载查申讲言文黎光鲜清贤高分透照])明)(?P<ofyear>春(?![节耕游播灌修])|夏(?!威夷|令营|[收种播])|秋(?![千收游播种])|冬(?![泳宫播耕种灌训修]))"
    r"(?![天季]?[装衣粮])(?:天(?!气)|季)?"
)
PART_OF_YEAR = re.compile(rf"(?<=[到至在于])(?:年(?P<ofyear>{EDGE})|第?(?P<quarter>[一二三四1-4]季)度)")
# 下旬, where its month stands before it in the text
PART_OF_MONTH = re.compile("(?<![月每逢个号])[上中下]旬(?!刊|[之以]?[内间]|都|均)")
NEXT_DAY = re.compile(rf"(?P<which>[昨今明])(?:{HAN_DAY}|{DAY})日")
# The second character belongs to what follows: 那|天津, 那|天然.
OTHER_DAY = r"(?<=天)(?:津(?!浦)|空(?!军|袭|投|运|气)|然(?!后)|堂|气(?!温|压)|主教|文[学台])"
# 注明|日期, 当今|日益, 担当|日常
OF_DAYS = "(?<=日)(?:期(?!满)|程[安表]|益(?!发)|渐|常(?![委务驻])|用品)"
WORDS = "|".join(sorted(RELATIVE_DAY.keys() - {"前天", "前一天", "后天"}, key=lambda word: (-len(word), word)))
# 开会前一天 is a day before what the text does not date.
DAY_BEFORE = r"(?<![\u4e00-\u9fff])前一天|(?<=[的在于到是])前一天"
# 今天的世界, 过去…，今天…: nowadays.
ERA = "社会|世界|时代|形势|局[势面]|条件|青年|人类|农村|生活|现实|成就|地位|规模|国际|中国|亚洲|非洲|欧洲|水平"
NOWADAYS = (
    rf"今[天日](?:我们|我国|中国)?(?:[的之这][^，。；、]{{0,4}}?)?(?:{ERA})"
    "|(?:(?<=时至)|(?<=发展到)|(?<=[到在]))今[天日](?:这[样个种]|(?<=到今.)(?=[，。]))"
    "|今[天日](?:和|与|同|不同于|比起?)(?:过去|从前|昔日|往日|[昨当]年)"
    r"|今[天日]的(?:新|广大|我国|全国)?(?:国家|农[民业]|工[人业农]|城市|人民(?!日报|大会堂|广场|政协|代表)|学生|知识分子|干部|群众|妇女|革命|政权|制度|力量|胜利|幸福|任务|错误|我们|历史)"
    "|今[天日](?:来[说看讲]|说来|看来|仍然?(?:相当|存在|[是很]|严重|适用|有效|需要)|不同了)"
    "|(?<=在)今[天日](?=成为|就?已经?(?:成为|是)|仍|还[是有]|[是就])"
    "|(?:(?<=没有)|(?<=[认知]识)|(?<=认清)|(?<=换[来得])|(?<=珍惜)|(?<=创造)|(?<=忘[了记])|(?<=才有)|(?<=预见)|(?<=展望)|(?<=迎接)|(?<=美好的))[今明][天日](?=[，。；！？、]|$|的(?!会))"
)
LONG_AGO = re.compile(
    "(?:过去|从前|昔日|往日|旧社会|当年|[多几十百]年前|解放前|建国前|战前)[^。；！？]{1,40}[，、]?(?:而|但是?|到了?)?$"
)
"""What stands before a 今天 that is set against it in the sentence."""
WORD = re.compile(
    rf"(?!{NOWADAYS})(?:(?<![光黎聪透])(?<!年[之以]后的)(?<!年后的)(?:{WORDS})|{DAY_BEFORE}|(?<![目以之从大眼门午战提面])前天|(?<![今以之然落先战最月日课午会事饭大幕身])后天(?!性|的?(?:努力|教育|环境|因素)|不足|失调|养成|[人形获]))(?![本军方寇伪]|{OTHER_DAY}|{OF_DAYS})"
)


# 今天修一段，明天修一段: now and again.
NOW_AND_AGAIN = re.compile(r"今天(?P<does>[^，。；]{1,4})[，、]?明天(?P=does)")


def word(match: re.Match[str]) -> Printed | None:
    """今天, 昨晚, 同日, 次日 …"""
    around = NOW_AND_AGAIN.finditer(match.string, max(0, match.start() - 8), match.end() + 12)
    if any(found.start() <= match.start() < found.end() for found in around):
        return None
    if match[0] in ("今天", "今日") and LONG_AGO.search(
        match.string, max(0, match.start() - 48), match.start()
    ):
        return None
    named = match[0] not in FROM_DOCUMENT
    return Printed(match.start(), match.end(), relative_day=RELATIVE_DAY[match[0]], same=named)


def next_day(match: re.Match[str]) -> Printed:
    """明七日, 昨五日"""
    return Printed(match.start(), match.end(), relative_day="昨今明".index(match["which"]) - 1)


def season(match: re.Match[str]) -> Printed:
    """去冬, 今春, 明春"""
    year = RELATIVE_YEAR[match["relyear"]]
    return Printed(match.start(), match.end(), relative_year=year, of_year=match["ofyear"])


def part_of_month(match: re.Match[str]) -> Printed:
    """下旬: of the month last named in its sentence, or of the document's."""
    return Printed(match.start(), match.end(), of_month=match[0])


def part_of_year(match: re.Match[str]) -> Printed:
    """到年底, 于第一季度: of the year last named, or of the document's."""
    part = match["ofyear"] or match["quarter"].translate(ORDINALS)
    return Printed(match.start(), match.end(), relative_year=0, same=True, of_year=part)


def year_after(match: re.Match[str]) -> Printed:
    """后年, 大后年"""
    return Printed(match.start(), match.end(), relative_year=3 if match["big"] else 2)
