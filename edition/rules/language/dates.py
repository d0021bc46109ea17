"""Lines that hold nothing but a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.model import Block
from edition.rules.language.lexicon import ERAS, NAMED_MONTH, PART_OF_DAY
from edition.rules.language.numerals import number

YEAR = r"(?:[12１２]\d{3}|[一二][〇○零0ＯO一二三四五六七八九]{3})"
NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
MONTH = rf"(?:{NUMBER}|元)"
ERA = rf"(?:中华 ?)?民国 ?(?:元|{NUMBER})"
"""A year of the Republic: 民国元年 is 1912."""
FEAST = "元旦|除夕|春节|元宵|清明|端午|中秋|重阳|立[春夏秋冬]|国庆节?"
"""Days by which a preface may be dated."""
OLD_MONTH = rf"(?:闰?{NUMBER}|{NAMED_MONTH})"
# A day that the print leaves open: 一月××日, 一月　日
OPEN_DAY = "(?:[×╳✕Xx]{1,2} ?[日号]|[ \u3000]{1,6}日(?![\u4e00-\u9fff]))"
DATE = rf"(?:(?:公元 ?)?{YEAR}|{ERA}|(?:{ERAS}) ?(?:元|{NUMBER})) ?年(?: ?{OLD_MONTH} ?月(?: ?(?:{NUMBER}(?: ?[日号]|$)|初[一二三四五六七八九十]日?|{OPEN_DAY}))?|[ \u3000]{{1,6}}月[ \u3000]{{1,6}}日(?![\u4e00-\u9fff])| ?(?:[春夏秋冬][日季天至]?|{FEAST}))?|{YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}"
A_DATE = re.compile(DATE)
# The same with commas, as a hand signs; in a sentence it may be a row of numbers: 1956，6，13
WITH_COMMAS = rf"{YEAR}，(?:0?[1-9]|1[0-2])，(?:[12]\d|3[01]|0?[1-9])(?![\d，])"
# Which body made a law and when, below its title: （1956年2月8日某会议第二次会议通过）,
# ——一九五二年三月八日某院批准
ENACTED = re.compile(
    rf"(?:[（(〔\[]|[—―－–-]{{1,2}} ?)(?:{DATE}|[１２][０-９]{{3}}年[０-９]{{1,2}}月[０-９]{{1,2}}日)[，, ]?(?![^（）()]*[，。；：！？])[\u4e00-\u9fff\d“”]{{2,40}}"
    r"(?:通过|批准|核准|公布|颁布|发布|施行|修正|修订)[）)〕\]]?"
)
HOUR = rf"(?: ?{PART_OF_DAY}? ?(?:\d{{1,2}}(?:[:：]\d{{2}})?|{NUMBER} ?[时点](?: ?半| ?{NUMBER} ?分)?)?)"
# A character of a place; no place has one of these: 1922年春天，有一条船撞在
IN_PLACE = r"(?:(?![的了着在把被已有是我你他她它们])[\u4e00-\u9fff·])"
# Where it was, in the brackets of the date: （1936年7月1日于省城）, （1934年12月3日，渡口）,
# （1934年12月3日，渡口-石桥）.
PLACE = rf"(?:(?:[，,] ?于?|[于在]){IN_PLACE}{{2,12}}(?:[-—－，]{IN_PLACE}{{2,12}}){{0,3}}|(?<=[日号])[ \u3000]{{1,2}}(?!星期|礼拜|[上中下][午旬]|[初定]稿|修[订改])[\u4e00-\u9fff]{{2,4}}(?![\u4e00-\u9fff]))"
BRIEF = 5
"""So long at most is a place, with its comma, behind a date without brackets."""
DATE_LINE = re.compile(
    rf"(?P<open>[（(【\[〔<‹〈]?) ?(?:{DATE})(?:(?<=月)(?:[上中下]旬|[初底末]))?(?:[、，,和] ?(?:{NUMBER} ?月 ?)?{NUMBER} ?[日号]){{0,4}}{HOUR}(?P<place>{PLACE})? ?(?P<close>[）)】\]〕>›〉]?)"
)
# The same without its year, as below the title of a talk whose year the title or the metadata has: （3月5日夜）
DAY_LINE = re.compile(
    rf"(?P<open>[（(【\[〔]?) ?{OLD_MONTH} ?月 ?{NUMBER} ?[日号]{HOUR} ?(?P<place>{PLACE})? ?(?P<close>[）)】\]〕]?)"
)
WRITTEN = re.compile(
    rf"(?:(?P<y>{YEAR})(?!，)|(?=(?:{WITH_COMMAS})$)(?P<comma>{YEAR})|民国 ?(?P<era>元|{NUMBER})(?= ?年))\s*[年.，\-/](?:\s*(?P<m>{MONTH})\s*[月.，\-/](?:\s*(?P<d>{NUMBER}))?)?"
)


def is_date_line(block: Block) -> bool:
    """Whether a block holds nothing but a date, perhaps of several days, in brackets,
    perhaps with a place, or without."""
    found = DATE_LINE.fullmatch(block.text.text)
    return found is not None and (not found["place"] or bool(found["open"]) or len(found["place"]) <= BRIEF)


def day_without_year(text: str) -> str:
    """A text that is nothing but a day without its year → the bracket it begins with, "-" where there
    is none; "" for any other text."""
    found = DAY_LINE.fullmatch(text)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return ""
    return found["open"] or ("-" if len(found["place"] or "") <= BRIEF else "")


def is_bracketed_date(block: Block) -> bool:
    """Whether a block holds nothing but a date in round or angle brackets, as it stands below a title."""
    found = DATE_LINE.fullmatch(block.text.text)
    return found is not None and found["open"] in ("（", "(", "<", "‹", "〈")


def iso(text: str) -> str:
    """The first date in a text → ISO, as far as it goes (1950, 1950-10, 1950-10-01), or nothing."""
    return next(dates_in(text), "")


def dates_in(text: str) -> Iterator[str]:
    """The dates in a text → ISO, as far as they go."""
    for found in WRITTEN.finditer(text):
        printed = found["y"] or found["comma"]
        year = number(printed) if printed else 1911 + number(found["era"])
        yield "-".join([f"{year:04}", *(f"{number(found[key]):02}" for key in "md" if found[key])])
