"""Printed dates: what a date in Chinese running text says, before anything is known about its context.

text without white space → Printed: year, month, day, hour as far as they are printed, and where
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from edition.rules.formulas import HOURS, RHYME_DAYS, RHYMES
from edition.rules.lexicon import PART_OF_DAY

HAN = "〇一二三四五六七八九"
DIGITS = {**{char: n for n, char in enumerate(HAN)}, "○": 0, "零": 0, "Ｏ": 0, "O": 0, "元": 1}
RELATIVE_YEAR = {"今": 0, "本": 0, "去": -1, "前": -2, "明": 1}
RELATIVE_MONTH = {"本": 0, "上": -1, "下": 1}
RELATIVE_DAY = {
    "今天": 0, "今日": 0, "今晨": 0, "今晚": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "明天": 1, "明日": 1, "明晚": 1,
    "同日": 0, "同一天": 0, "当天": 0, "当日": 0, "当晚": 0, "次日": 1, "翌日": 1, "第二天": 1, "前一天": -1,
    "当天晚上": 0, "那天晚上": 0, "那天": 0, "前天": -2, "大前天": -3,
}  # fmt: skip
FROM_DOCUMENT = frozenset(word for word in RELATIVE_DAY if word[0] in "今昨明" or word.endswith("前天"))
DAY_ALONE = re.compile(r"(?P<day>\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号]")
RHYME = re.compile(rf"(?P<month>[{HOURS}])?(?P<day>[{RHYME_DAYS}])[印电一二三四五六七八九]?。?")
ZONES = {"北京": "+08:00", "莫斯科": "+03:00", "平壤": "+09:00", "东京": "+09:00", "格林尼治": "Z"}
AFTERNOON = frozenset({"下午", "午后", "傍晚", "黄昏"})
NOON = frozenset({"中午", "正午", "午间"})
NIGHT = re.compile(r"晚|.?夜")
"""What begins a part of the night: its hours from five to twelve lie before midnight, the others behind it."""

FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
ORDINALS = str.maketrans("1234", "一二三四")

# parts of a year and of a month, as first and last month or day
OF_YEAR = {
    "初": (1, 3), "底": (12, 12), "末": (12, 12), "中": (5, 8), "春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (11, 14),
    "上半": (1, 6), "下半": (7, 12), "一季": (1, 3), "二季": (4, 6), "三季": (7, 9), "四季": (10, 12),
}  # fmt: skip
OF_MONTH = {
    "上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31),
}  # fmt: skip

RANGE = re.compile(r"[—–\-－~～至到]|——|─{1,2}")
HAN_DIGIT = "〇○零ＯO一二三四五六七八九"
HAN_DAY = r"(?:三十一?|卅一?|二?十[一二三四五六七八九]|廿[一二三四五六七八九]?|二?十|[一二三四五六七八九])"
HAN_MONTH = rf"(?:十[一二]|[一二三四五六七八九十]|(?<![单公纪美日欧港银几多余两半\d十百千万亿{HAN_DIGIT}])元)"
DASH = r"(?:[—–\-－~～至到]|——|─{1,2})"
# What no date begins behind; l is a 1 that was misread.
NUMBER_BEFORE = r"(?<![\d.,第l])"
FIGURES = [str(n) for n in range(1, 13)]
HAN_MONTHS = [*"一二三四五六七八九十", "十一", "十二"]
# The first of two months or decades that follow each other, 一、二月; after a word, since at a beginning 一、 is a point's number.
FIRST_MONTH = "|".join(f"{one}、(?={other}月)" for row in (FIGURES, HAN_MONTHS) for one, other in pairwise(row))
FIRST_DECADE = "|".join(
    [f"{one}、?(?={other}十年代)" for one, other in zip("二三四五六七八", "三四五六七八九", strict=True)]
    + [f"{n}0、(?={n + 1}0年代)" for n in range(1, 9)]
)
AFTER_WORD = r"(?<=[\u4e00-\u9fff])"
# A month or day that the source leaves open: 1949年3月 日, 1951年—月—日.
OPEN = r"[—＿_×ＸX□○]{0,2}"
OPEN_END = r"(?=[，。、；：）)”’（(]|$)"

# one part after the other, each optional; a match without year, month or day is no date
DATE = re.compile(
    rf"""
    (?=[\d今去前明本同当翌次上下民元{HAN_DIGIT}十]|中华民国)
    (?:
      (?:
        (?:公元)?{NUMBER_BEFORE}(?P<year>1\d{{3}}|20\d\d) (?:(?:{DASH}1\d{{3}})?{DASH}(?P<year2>1\d{{3}}|20\d\d|\d\d))?
      | (?<![{HAN_DIGIT}十百千])(?P<hanyear>[一二][{HAN_DIGIT}]{{3}}) (?:{DASH}(?P<hanyear2>[一二][{HAN_DIGIT}]{{3}}))?
      | {NUMBER_BEFORE}(?P<shortyear>[2-9]\d) (?=年(?:(?:的?(?:\d、)?)?1?\d月|[初底末](?![步级次等])|[上下]半年))
      | (?<![{HAN_DIGIT}十百千])(?P<hanshort>[二三四五六七八九][{HAN_DIGIT}]) (?=年(?:(?:{HAN_MONTH}、)?{HAN_MONTH}月|[初底末](?![步级次等])|[上下]半年))
      | (?:中华)?民国(?P<republic>\d{{1,2}}|元|[{HAN_DIGIT}十]{{1,4}})
      | (?P<relyear>[今去前明本同当翌次])
      )
      年 (?: (?:的?年|的(?=[春夏秋冬][季天]))?(?P<ofyear>[初底末](?![步级次等])|[春夏秋冬](?!威夷|宫|装|收|至)|(?<=的年)中
              |中(?=[，。、；：）)]|期|$)|[上下]半(?=年)|第?[一二三四1-4]季(?=度))
             (?:(?<=[春夏秋冬])[季天]|(?<=半)年|(?<=季)度|(?<=中)期)? | 度 | {OPEN}月{OPEN}日{OPEN_END} | 的(?=(?:\d、)?(?:1?\d|{HAN_MONTH})月) )?
    )?
    (?:
      (?:{AFTER_WORD}{NUMBER_BEFORE}(?<![{HAN_DIGIT}十百千个])(?P<first>{FIRST_MONTH}))?
      (?: {NUMBER_BEFORE}(?P<month>1[0-2]|0?[1-9]) (?:{DASH}(?P<month2>1[0-2]|0?[1-9]))?
        | (?<![{HAN_DIGIT}十个])(?<!过去|最近|今后)(?P<hanmonth>{HAN_MONTH}) | (?P<relmonth>[本上下]) )
      月(?!球|亮|台|天(?!津))份? (?:(?P<ofmonth>[上中下]旬|[初底末](?![步级次等])|中(?=[，。、；：）)]|$))|间(?!隔))?
      (?: (?P<day>3[01]|[12]\d|0?[1-9]) (?:[日号]?{DASH}(?P<day2>3[01]|[12]\d|0?[1-9])(?=[日号]))? [日号](?!本)
        | (?P<handay>{HAN_DAY}) (?:[日号]?{DASH}(?P<handay2>{HAN_DAY})(?=[日号]))? [日号](?!本) | {OPEN}日{OPEN_END} )?
    )?
    """,
    re.VERBOSE,
)
DAY = re.compile(
    rf"(?<!历时)(?<!为期)(?<!需时)(?<!共计){NUMBER_BEFORE}(?P<day>3[01]|[12]\d|0?[1-9])(?:日?{DASH}(?P<day2>3[01]|[12]\d|0?[1-9])(?=日))?日"
    r"(?![本元圆内後]|以内|之内|后|游|程|报|军|方)"
)
# 8号: a day where another date stands before it in the sentence.
DAY_NUMBER = re.compile(
    rf"(?<![字住乘坐隔壁街路巷里弄同坊楼]){NUMBER_BEFORE}(?P<day>3[01]|[12]\d|0?[1-9])号(?![楼院机车船炮井厂坑令信线矿门室房馆文铁钢首病地台])"
)
# A day in numerals: alone from the eleventh on, before it where a telegram, a letter or an hour follows (六日电悉).
HAN_DAY_ALONE = re.compile(
    r"(?<![^，。；：！？、“‘”’（）()于在自从至到本及和与并以])(?:(?P<handay>三十一?|卅一?|二?十[一二三四五六七八九]|廿[一二三四五六七八九]?|二十)日"
    r"(?![本元圆内後]|以内|之内|以?后|为[限期]|期|游|程|报|军|方|的?时间|左右)|(?P<early>[一二三四五六七八九十])日(?=[电函信晨晚夜午]|[上下]午|[来去]电|凌晨))"
)
# The first days of a list (11、15日), and years of one (一八三○、一八四八年).
LISTED_DAY = re.compile(
    r"(?<![\d.,第月])(?P<day>3[01]|[12]\d|0?[1-9])(?=(?:[、，,](?:3[01]|[12]\d|0?[1-9])){0,6}[、和](?:3[01]|[12]\d|0?[1-9])日)"
)
LISTED_YEAR = re.compile(
    rf"(?<![{HAN_DIGIT}\d十百千万])(?P<year>1[5-9]\d\d|20\d\d|[一二][{HAN_DIGIT}]{{3}})(?=(?:[、，,和与及](?:1[5-9]\d\d|20\d\d|[一二][{HAN_DIGIT}]{{3}}|[2-9]\d)){{1,8}}(?:这?几)?年)"
)
LISTED_SHORT = re.compile(
    r"(?<![\d.])(?:(?P<year>[2-9]\d)(?=(?:、[2-9]\d){1,8}(?:这?几)?年(?!来|内|间|以))|(?<=、)(?P<last>[2-9]\d)(?=这?几年))"
)
# Behind a day by number, what says that it is one: 3号晚上.
AT_THAT_DAY = re.compile("左右|前后|[以之][前后]|上午|下午|[早晚]上|那天|凌晨|中午|夜")
HAN_NUMERIC = re.compile(
    rf"(?P<year>[一二][{HAN_DIGIT}]{{3}})[·．.](?P<month>{HAN_MONTH})[·．.](?P<day>[二三][一二三四五六七八九](?![{HAN_DIGIT}十])|{HAN_DAY}(?![{HAN_DIGIT}十]))"
)
# 60年, where 59年 or 61年 stands near or a season follows.
ROUND_YEAR = re.compile(
    rf"(?<![{HAN_DIGIT}\d十百千万近约满了又第共达几每.过])(?P<year>[2-9]0)年(?P<ofyear>[春夏秋冬底初末](?![种耕荒收播征灌训装衣])[天季]?)?(?![来间内级代龄多]|[以之][来前后内]|的?时间|左右)"
)
# 63年春; 63年春秋 are so many years.
SPRING = re.compile(
    rf"(?<![{HAN_DIGIT}\d十百千万近约满了又第共达几每.过])(?P<year>[2-9]\d)年(?P<ofyear>春(?!秋)|[夏秋冬])[天季]?"
)
NEAR = 400
"""Within so many characters another year stands near."""
NEXT_DAY = re.compile(rf"(?P<which>[昨今明])(?:{HAN_DAY}|3[01]|[12]\d|[1-9])日")
# A year of two figures without its month, no number of years: 在57年, 六二年的.
SHORT_YEAR = re.compile(
    rf"(?<![{HAN_DIGIT}\d十百千万近约满了又第共达几每历限期刑位政寿.])(?<!享年)(?:(?<!过)(?P<year>[2-9][1-9])(?!年[到至][\d{HAN_DIGIT}]{{2}}年)|(?P<first>[2-9]\d)(?=年[到至][2-9]\d年)|(?P<hanyear>[三四五六七八九][{HAN_DIGIT}]))年(?![来间内级代龄多]|[以之][来前后内久]|春秋|的?(?:时间|历史|岁月|寿命)|[党工厂]龄|[徒有]期?刑|左右)"
)
# 4、5两月, 去年五、六两个月
TWO_MONTHS = re.compile(
    rf"(?:(?P<relyear>[今去前明])年)?(?:{NUMBER_BEFORE}(?<!、)(?P<one>1[01]|[1-9])(?P<between>、(?:1[01]|[2-9]))?、(?P<two>1[0-2]|[2-9])|(?<![{HAN_DIGIT}十、])(?P<hanone>{HAN_MONTH})、(?P<hantwo>{HAN_MONTH}))(?:(?(between)份?|(?!))(?:这?三个)?|这?两个?)月(?(between)份?|)"
)
# 去冬, 今春
SEASON = re.compile(
    r"(?<![过失除如至而当出回进上下离用前])(?P<relyear>[今去])(?P<ofyear>春(?![节耕游])|夏(?!威夷|令营)|秋(?![千收游])|冬(?![泳宫]))(?![天季]?[装衣粮])(?:天(?!气)|季)?"
)
PART_OF_YEAR = re.compile(
    r"(?<=[到至在于])(?:年(?P<ofyear>[底末初])(?![步级次等])|第?(?P<quarter>[一二三四1-4]季)度)"
)
YEAR_ALONE = re.compile(
    r"(?:(?<![过失除])去|(?<![以之此战])前|(?<![说表证声阐标指写注载查申讲言黎光鲜])明|(?<![每几多各首\d])次|(?<!\d)[今本同翌])"
    r"年(?![轻级龄代货终会来均产]|长|少的)"
)
MONTH_ALONE = re.compile(r"(?<![以之一])[本上下]月(?![台球亮])")
# 那|天津, 那|天然: the second character belongs to what follows.
OTHER_DAY = r"(?<=天)(?:津(?!浦)|空(?!军|袭|投|运|气)|然(?!后)|堂|气(?!温|压)|主教|文[学台])"
WORDS = "|".join(sorted(RELATIVE_DAY.keys() - {"前天", "前一天"}, key=len, reverse=True))
# 开会前一天 is a day before what the text does not date.
DAY_BEFORE = r"(?<![\u4e00-\u9fff])前一天|(?<=[的在于到是])前一天"
WORD = re.compile(
    rf"(?!今天的?(?:社会|世界|时代))(?:{WORDS}|{DAY_BEFORE}|(?<![目以之从大眼门午战提面])前天)(?![本军方寇伪]|{OTHER_DAY})"
)
TWO_YEARS = re.compile("今、?明(?:两|二)?(?P<third>、?后[三两]?)?年")
# 后年, where no word ends in 后: 今后年产, 以后年年
YEAR_AFTER = re.compile(
    f"(?<![今以之此然战最月日天])(?<![{HAN_DIGIT}\\d十几多数]年)后年(?![年产代会份度级满终])"
)
NUMERIC = re.compile(
    rf"{NUMBER_BEFORE}(?P<year>1[5-9]\d\d|20\d\d)(?P<dot>[.\-/])(?P<month>1[0-2]|0?[1-9])"
    r"(?:(?P=dot)(?P<day>3[01]|[12]\d|0?[1-9]))?(?![\d.])"
)
LIFETIME = re.compile(rf"(?<=[(（])(?P<year>1\d{{3}}|20\d\d){DASH}(?P<year2>1\d{{3}}|20\d\d)(?=[)）])")
DECADE = re.compile(
    rf"(?:(?P<century>\d\d|{HAN_DAY})世纪)?(?:{AFTER_WORD}{NUMBER_BEFORE}(?P<first>{FIRST_DECADE}))?{NUMBER_BEFORE}(?:(?P<decade>1\d\d0|20\d0|[1-9]0)|(?P<handecade>[二三四五六七八九]十))年代"
)
TIME = re.compile(
    rf"[，,]?(?:(?P<zone>当地|{'|'.join(ZONES)})时间)?(?P<part>{PART_OF_DAY}|[早晨])?"
    r"(?:(?P<hour>2[0-4]|1\d|0?\d)|(?P<hanhour>零|二?十[一二三四五六七八九]?|[一二三四五六七八九]))"
    r"(?:[时時](?!期|间|代|候)(?!(?<=日一时)[难不未没无冲疏])(?:(?P<minute>[0-5]?\d)分|(?P<hanminute>(?:[二三四五]?十)?[一二三四五六七八九十])分|(?P<half2>半))?|点(?!钟内|以上)(?:(?P<minute2>[0-5]?\d)分|(?P<half>半)|(?:钟))?(?!协|[的内])(?(part)|(?![也都]|意见|要求|建议|希望|理由|指示)))"
)
ZONE_AFTER = re.compile(rf"[(（](?P<zone>{'|'.join(ZONES)})时间[)）]")
HOUR = re.compile(r"(?<![\d日])(?P<hour>2[0-4]|1\d|0?\d)时(?P<minute>[0-5]?\d)分")
ENTRY_ALONE = re.compile(
    r"[同是当本次翌](?P<unit>[年月日])|[正冬腊]月\S{0,3}|年?(?P<ofyear>[春夏秋冬]|(?<=年)[初中底末])|(?P<half>[上下]半)年"
)
BEFORE_TERM = re.compile(r"(?:不迟于|不晚于|[至最]迟|迟至)(?:在|于|到)?$")
AFTER_TERM = re.compile(r"[以之]?前(?!后|往|来|线|夕|途|进)|为止")
MONTH_END = re.compile(rf"{DASH}月(?P<ofmonth>[底末])")
# The year at the end of an imprint: 某某出版社，2014; (Taipei 2003)
IMPRINT = re.compile(r"(?<=[，,A-Za-z ])(?P<year>1[5-9]\d\d|20\d\d)(?=[）)]?[。.．]?$)")
STARTS = re.compile(rf"[\d年今去前后大明本同当翌次上下民昨第公那元{HAN_DIGIT}十廿卅]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed at `start`..`end`: what is not printed is None.

    `relative_year`, `relative_month`, `relative_day` count from a year, month or day that the context gives; `same`
    says that this is the one last named in the text and not the one of the document. `of_year` and `of_month` are
    keys of OF_YEAR and OF_MONTH; `to` is the far end of a range; `minute` counts from midnight; `term` says that something
    is to be done by the end of the year or month, at any time before; `loose`, that it may be no date (57年, 8号), `listed`, that another of its kind stands beside it (36、37年).
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    relative_year: int | None = None
    relative_month: int | None = None
    relative_day: int | None = None
    same: bool = False
    of_year: str = ""
    of_month: str = ""
    minute: int | None = None
    zone: str = ""
    decade: bool = False
    term: bool = False
    loose: bool = False
    listed: bool = False
    to: Printed | None = None

    @property
    def of_document(self) -> bool:
        """Whether this is 今天 or the like, which only a document of a known day can date."""
        return self.relative_day is not None and not self.same

    @property
    def vague(self) -> bool:
        """Whether it is no more than 今年, 上月 or 年底: without a year to reckon from it is no date at all."""
        named = (self.year, self.month, self.day, self.relative_day)
        return all(part is None for part in named) and not self.of_month


def find_dates(text: str) -> list[Printed]:
    """Text without white space → its printed dates in order; two with a dash, 至 or 到 between are one range."""
    text = text.translate(FULL_WIDTH)
    found: list[Printed] = []
    last = 0
    while start := STARTS.search(text, last):
        date = date_at(text, start.start())
        if date is None:
            last = start.end()
            continue
        found.append(as_term(text, through_month(text, date)))
        last = found[-1].end
    return list(joined(text, found))


def through_month(text: str, date: Printed) -> Printed:
    """1月20日至月底: the far end has no number of its own."""
    match = MONTH_END.match(text, date.end)
    if match is None or date.to is not None or (date.month is None and date.relative_month is None):
        return date
    far = replace(date, day=None, minute=None, of_month=match["ofmonth"])
    return replace(date, end=match.end(), to=far)


def as_term(text: str, date: Printed) -> Printed:
    """不迟于1952年底, 5月底以前: the end of a year or month as a term."""
    if not {date.of_year, date.of_month} & {"底", "末"}:
        return date
    said = BEFORE_TERM.search(text, max(0, date.start - 4), date.start) or AFTER_TERM.match(text, date.end)
    return replace(date, term=bool(said))


def hour_alone(text: str) -> Printed | None:
    """A dateline that prints nothing but the hour, 13时7分 → the hour of its document's day."""
    match = HOUR.search(text)
    if match is None:
        return None
    minute = int(match["hour"]) * 60 + int(match["minute"])
    return Printed(match.start(), match.end(), relative_day=0, minute=minute)


def imprint_year(text: str) -> Printed | None:
    """The bare year with which a citation ends, behind its publisher or place."""
    match = IMPRINT.search(text)
    return Printed(match.start(), match.end(), year=int(match["year"])) if match else None


def entry_alone(text: str) -> Printed | None:
    """What an entry of a chronology is dated by without a month: 同日, 是月, 次日, 本年, 冬, 年底, 下半年, of the year, month or day last
    named; a month of the old calendar (腊月) tells the year alone; or None."""
    found = ENTRY_ALONE.match(text)
    if found is None:
        return None
    unit, later = found["unit"], int(text[0] in "次翌")
    return Printed(
        0,
        len(text),
        relative_year=later if unit in (None, "年") else None,
        relative_month=later if unit == "月" else None,
        relative_day=later if unit == "日" else None,
        same=True,
        of_year=found["ofyear"] or found["half"] or "",
    )


def rhyme_alone(text: str) -> Printed | None:
    """The rhyme that stands for a day of the month in a dateline that holds nothing else (鱼, 删印), perhaps behind the sign of
    the month (子冬 is the 2nd of January), or None."""
    found = RHYME.fullmatch(text)
    if found is None:
        return None
    day = next(n for n, rhymes in enumerate(RHYMES, 1) if found["day"] in rhymes)
    month = HOURS.index(found["month"]) + 1 if found["month"] else None
    return Printed(0, found.end("day"), month=month, day=day)


def day_alone(text: str) -> Printed | None:
    """The day without its month in a dateline that holds nothing else (九日, 9号), or None."""
    found = DAY_ALONE.fullmatch(text)
    return Printed(0, len(text), day=number(found["day"])) if found else None


def joined(text: str, dates: list[Printed]) -> Iterator[Printed]:
    """Single dates → the same with two that a range sign joins made one."""
    held: Printed | None = None
    for date in dates:
        if (
            held is not None
            and held.to is None
            and RANGE.fullmatch(text, held.end, date.start)
            and date.to is None
        ):
            held = replace(held, end=date.end, to=date)
            continue
        if held is not None:
            yield held
        held = date
    if held is not None:
        yield held


def date_at(text: str, at: int) -> Printed | None:
    """The printed date that begins exactly at `at`, if any."""
    for pattern, build in (
        (NUMERIC, numeric), (LIFETIME, years), (DECADE, decade), (TWO_MONTHS, two_months), (NEXT_DAY, next_day), (SPRING, spring), (ROUND_YEAR, round_year), (DATE, calendar), (SEASON, season), (DAY, calendar), (WORD, word), (LISTED_YEAR, listed_year), (LISTED_SHORT, listed_year), (LISTED_DAY, day_of_list), (HAN_DAY_ALONE, han_day), (SHORT_YEAR, short_year), (HAN_NUMERIC, numeric_han), (DAY_NUMBER, day_number),
        (PART_OF_YEAR, part_of_year), (TWO_YEARS, two_years), (YEAR_AFTER, year_after),
    ):  # fmt: skip
        match = pattern.match(text, at)
        if match and match.end() > at and (date := build(match)) is not None:
            return timed(text, date)
    return None


def numeric(match: re.Match[str]) -> Printed | None:
    """1957.11.19, 1957-11-19; 1957.11 only in a range (1956.10—1958.3)."""
    if match["day"] is None and not (
        RANGE.match(match.string, match.end()) and NUMERIC.match(match.string, match.end() + 1)
    ):
        before = match.string[max(0, match.start() - 1) : match.start()]
        if not (before and RANGE.fullmatch(before) and match["dot"] == "."):
            return None
    day = int(match["day"]) if match["day"] else None
    return Printed(match.start(), match.end(), int(match["year"]), int(match["month"]), day)


def years(match: re.Match[str]) -> Printed:
    """(1876-1949)"""
    far = Printed(match.start("year2"), match.end(), int(match["year2"]))
    return Printed(match.start(), match.end(), int(match["year"]), to=far)


def decade(match: re.Match[str]) -> Printed:
    """1950年代, 20世纪50年代, 五十年代, 五、六十年代; without a century the year is only its last two digits."""
    text = match["decade"] or str(DIGITS[match["handecade"][0]] * 10)
    year = int(text)
    if year < 100 and match["century"]:
        year += (number(match["century"]) - 1) * 100
    last = Printed(match.start(), match.end(), year, decade=True)
    return replace(last, year=year - 10, to=last) if match["first"] else last


def calendar(match: re.Match[str]) -> Printed | None:
    """Year, month and day as far as they are printed, in figures or Chinese numerals."""
    parts = match.groupdict()
    got = {key: value for key, value in parts.items() if value}
    if not got.keys() & {
        "year",
        "hanyear",
        "shortyear",
        "hanshort",
        "republic",
        "relyear",
        "month",
        "hanmonth",
        "relmonth",
        "day",
    }:
        return None
    if not good_alone(match, got):
        return None
    year = year_of(got)
    relyear, relmonth = got.get("relyear", ""), got.get("relmonth", "")
    month = number(got["first"].rstrip("、")) if "first" in got else first_number(got, "month", "hanmonth")
    day = first_number(got, "day", "handay")
    date = Printed(
        match.start(),
        match.end(),
        year,
        month,
        day,
        relative_year=RELATIVE_YEAR.get(relyear, 1 if relyear in ("翌", "次") else 0) if relyear else None,
        relative_month=RELATIVE_MONTH[relmonth] if relmonth else None,
        same=relyear in ("同", "当", "翌", "次") and bool(relyear),
        of_year=got.get("ofyear", "").removeprefix("第").translate(ORDINALS),
        of_month=got.get("ofmonth", ""),
    )
    return replace(date, to=far_end(date, got))


def listed_year(match: re.Match[str]) -> Printed:
    """一七八九、 or 62、 before further years"""
    figures = next(filter(None, match.groupdict().values()))
    return Printed(match.start(), match.end(), year=number(figures), loose=len(figures) == 2, listed=True)


def day_of_list(match: re.Match[str]) -> Printed:
    """11、 before further days"""
    return Printed(match.start(), match.end(), day=int(match["day"]))


def han_day(match: re.Match[str]) -> Printed:
    """十七日, 六日（电）"""
    return Printed(match.start(), match.end(), day=number(match["handay"] or match["early"]))


def numeric_han(match: re.Match[str]) -> Printed:
    """一九六七·一·十八"""
    year, month, day = (number(match[part]) for part in ("year", "month", "day"))
    return Printed(match.start(), match.end(), year, month, day)


def day_number(match: re.Match[str]) -> Printed:
    """8号, and surely a day: 10号左右, 3号晚上"""
    sure = AT_THAT_DAY.match(match.string, match.end())
    return Printed(match.start(), match.end(), day=int(match["day"]), loose=not sure)


def short_year(match: re.Match[str]) -> Printed | None:
    """57年, 六二年; not 三四年, three or four years."""
    text = match["hanyear"] or match["first"] or ""
    if match["hanyear"] and HAN.find(text[1]) == HAN.find(text[0]) + 1:
        return None
    return Printed(match.start(), match.end(), year=number(match["year"] or text), loose=not text)


def round_year(match: re.Match[str]) -> Printed | None:
    """60年 beside 59年, 60年春"""
    year, text = int(match["year"]), match.string
    first, last = max(0, match.start() - NEAR), match.end() + NEAR
    beside = any(re.compile(rf"(?<!\d){year + n}(?:年|、)").search(text, first, last) for n in (-2, -1, 1, 2))
    if not beside and not match["ofyear"]:
        return None
    return Printed(match.start(), match.end(), year=year, of_year=(match["ofyear"] or "")[:1], loose=True)


def spring(match: re.Match[str]) -> Printed:
    """63年春"""
    return Printed(match.start(), match.end(), year=int(match["year"]), of_year=match["ofyear"], loose=True)


def next_day(match: re.Match[str]) -> Printed:
    """明七日, 昨五日"""
    return Printed(match.start(), match.end(), relative_day="昨今明".index(match["which"]) - 1)


def part_of_year(match: re.Match[str]) -> Printed:
    """到年底, 于第一季度: of the year last named, or of the document's."""
    part = match["ofyear"] or match["quarter"].translate(ORDINALS)
    return Printed(match.start(), match.end(), relative_year=0, same=True, of_year=part)


def two_months(match: re.Match[str]) -> Printed | None:
    """4、5两月, 10、11、12月份: two or three that follow each other."""
    one, two = (number(match[key] or match["han" + key]) for key in ("one", "two"))
    if two != one + (2 if match["between"] else 1):
        return None
    year = RELATIVE_YEAR[match["relyear"]] if match["relyear"] else None
    date = Printed(match.start(), match.end(), month=one, relative_year=year)
    return replace(date, to=replace(date, month=two))


def season(match: re.Match[str]) -> Printed:
    """去冬, 今春"""
    year = RELATIVE_YEAR[match["relyear"]]
    return Printed(match.start(), match.end(), relative_year=year, of_year=match["ofyear"])


def two_years(match: re.Match[str]) -> Printed:
    """今明两年; 今、明、后年"""
    far = Printed(match.start(), match.end(), relative_year=2 if match["third"] else 1)
    return Printed(match.start(), match.end(), relative_year=0, to=far)


def year_after(match: re.Match[str]) -> Printed:
    """后年"""
    return Printed(match.start(), match.end(), relative_year=2)


def good_alone(match: re.Match[str], got: dict[str, str]) -> bool:
    """今年 and 上月 alone are dates where no other word begins or ends in them (过去|年代); 五月 of 十月革命, 二月逆流 and 一月 of
    一月一次 are none, nor is the 1月 of 1月风暴."""
    text, end = match.string, match.end()
    if got.keys() <= {"relyear"}:
        return YEAR_ALONE.match(text, match.start()) is not None
    if got.keys() <= {"relmonth"}:
        return MONTH_ALONE.match(text, match.start()) is not None
    return not (
        (got.keys() <= {"hanmonth"} and text.startswith(("革命", "一次", "社会主义", "逆流"), end))
        or (got.keys() <= {"hanmonth", "month"} and text.startswith("风暴", end))
    )


def year_of(got: dict[str, str]) -> int | None:
    """The printed year: in figures, in Chinese numerals, of either perhaps the last two only (五二年), or of the Republic
    (民国元年 is 1912)."""
    if "republic" in got:
        return 1911 + number(got["republic"])
    named = got.keys() & {"year", "hanyear", "shortyear", "hanshort"}
    return number(got[named.pop()]) if named else None


def far_end(date: Printed, got: dict[str, str]) -> Printed | None:
    """The far end of a range inside one date: 1951-1952年, 2-3月, 2、3月, 21-22日."""
    if "year2" in got or "hanyear2" in got:
        year = number(got.get("year2") or got["hanyear2"])
        near = date.year or 0
        return Printed(
            date.start, date.end, year if year > 99 else near - near % 100 + year, date.month, date.day
        )
    if "month2" in got or "first" in got:
        month = first_number(got, "month2", "month", "hanmonth")
        return Printed(date.start, date.end, date.year, month, date.day)
    if "day2" in got or "handay2" in got:
        return Printed(date.start, date.end, date.year, date.month, number(got.get("day2") or got["handay2"]))
    return None


def word(match: re.Match[str]) -> Printed:
    """今天, 昨晚, 同日, 次日 …"""
    named = match[0] not in FROM_DOCUMENT
    return Printed(match.start(), match.end(), relative_day=RELATIVE_DAY[match[0]], same=named)


def timed(text: str, date: Printed) -> Printed:
    """A date → the same with the hour that follows it, if it names a single day."""
    if date.to is not None or (date.day is None and date.relative_day is None):
        return date
    match = TIME.match(text, date.end)
    if match is None:
        return date
    hour = int(match["hour"]) if match["hour"] else number(match["hanhour"])
    hour = on_the_clock(hour, match["part"] or "")
    spelt = number(match["hanminute"]) if match["hanminute"] else 0
    minute = 30 if match["half"] or match["half2"] else int(match["minute"] or match["minute2"] or spelt)
    after = ZONE_AFTER.match(text, match.end())
    zone = match["zone"] or (after["zone"] if after else "")
    return replace(date, end=match.end(), minute=hour * 60 + minute, zone=ZONES.get(zone, ""))


def on_the_clock(hour: int, part: str) -> int:
    """An hour and the part of the day before it → the hour of twenty-four: 下午3时 is 15, 深夜11时 23, 深夜1时 1, 午夜12时 24."""
    later = (
        (part in AFTERNOON and hour < 12)
        or (part in NOON and hour < 4)
        or (NIGHT.match(part) is not None and 4 < hour <= 12)
    )
    return hour + 12 if later else hour


def first_number(got: dict[str, str], *keys: str) -> int | None:
    """The first of the groups that is printed, as a number."""
    return next((number(got[key]) for key in keys if key in got), None)


def number(text: str) -> int:
    """Figures or Chinese numerals up to 999, or read digit by digit → the number."""
    if text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "百" in text:
        hundreds, rest = text.split("百")
        return DIGITS[hundreds] * 100 + (number(rest) if rest else 0)
    if "十" in text:
        tens, ones = text.split("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return int("".join(str(DIGITS[char]) for char in text))


def last_day(year: int, month: int) -> int:
    """How many days the month has."""
    return monthrange(year, month)[1]
