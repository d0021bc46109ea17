"""Years of two figures: 57年, 六二年, 63年春, 62、63年. A number of years is printed alike (近57年, 57年来), so
what may not stand before and behind such a year is said of each form of it, in one table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.annotate.printed.date import Printed
from edition.annotate.printed.numerals import DASH, EDGE, HAN_DIGIT, HAN_MONTH, SEVERAL
from edition.rules.language.numerals import IN_ORDER, number

LONGER = rf"\d{HAN_DIGIT}十百千万"
"""Behind these the two figures are the end of a longer number."""
COUNTED = "近约满了又第共达几每."
"""Behind these they are a number of years: 近57年."""
SERVED = "历限期刑位政寿"
"""And behind these: 历57年, 在位57年."""
FOUNDED = "[建办开][厂校国院社馆矿店行]|从[事军业医教]|工作|执教|行医|统治|坐牢|服刑|经营"
"""And behind these, two characters each: 建厂57年."""
COUNTING = "[来间内级代龄多]|[以之][来前后内]|的?时间|左右"
"""Before these 年 counts years: 57年来."""
LASTING = f"{COUNTING}|[以之]久|春秋|的?(?:历史|岁月|寿命)|[党工厂]龄|[徒有]期?刑"
"""And before these, where nothing more is said of the year: 57年徒刑."""
FIGURES = r"[2-9]\d"
PART = f"{EDGE}|[上下]半年"
"""What makes a year of it in any place: 62年底."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a year of two figures. `year` is a pattern of the figures, `then` of what must follow
    them, with the named group `of_year` for a season or the end of the year; behind `never_behind`, each
    a pattern of fixed width, and before `never_before` they are no year. `sure` says that nothing else is
    printed so; `listed`, that further years stand beside it; `lonely`, that it is one only where a year
    close to it, or its season, is named too."""

    never_behind: tuple[str, ...]
    year: str
    then: str
    never_before: str = ""
    sure: bool = False
    listed: bool = False
    lonely: bool = False

    def pattern(self, group: str = "year") -> str:
        """The form as a pattern, its figures as the named group."""
        behind = "".join(f"(?<!{words})" for words in self.never_behind)
        before = f"(?!{self.never_before})" if self.never_before else ""
        return f"{behind}(?P<{group}>{self.year}){self.then}{before}"


# 62年5月, 62年底; 六二年五月: the year of a longer date
WITH_MONTH = Form((r"[\d.,第l]",), FIGURES, rf"(?=年(?:(?:的?(?:\d、)?)?1?\d月|{PART}))")
HAN_WITH_MONTH = Form(
    (rf"[{HAN_DIGIT}十百千]",),
    rf"[二三四五六七八九][{HAN_DIGIT}]",
    rf"(?=年(?:(?:{HAN_MONTH}、)?{HAN_MONTH}月|{PART}))",
)
FORMS = (
    # 63年春; 63年春秋 are so many years
    Form((f"[{LONGER}{COUNTED}]",), FIGURES, "年(?P<of_year>春(?!秋)|[夏秋冬])[天季]?"),
    # 五六年春
    Form(
        (f"[{LONGER}{COUNTED}]",), rf"[三四五六七八九][{HAN_DIGIT}]", "年(?P<of_year>春(?!秋)|[夏秋冬])[天季]?"
    ),
    # 60年 beside 59年, 60年春
    Form(
        (f"[{LONGER}{COUNTED}过]",),
        "[2-9]0",
        "年(?P<of_year>[春夏秋冬底初末](?![种耕荒收播征灌训装衣])[天季]?)?",
        COUNTING,
        lonely=True,
    ),
    # 62、 before further years; the last of them where it is said that they are several: 62、63这几年
    Form((r"[\d.]",), FIGURES, r"(?=(?:、[2-9]\d){1,8}" + f"{SEVERAL}年(?!来|内|间|以))", listed=True),
    Form((r"[\d.]",), rf"(?<=、){FIGURES}", f"(?={SEVERAL[:-1]}年)", listed=True),
    # 三七、 before 四七、五七年
    Form(
        (f"[{HAN_DIGIT}十百千]",),
        rf"[三四五六七八九][{HAN_DIGIT}]",
        rf"(?=(?:、[三四五六七八九][{HAN_DIGIT}]){{1,8}}(?:这?几)?年(?!来|内|间|以))",
        listed=True,
    ),
    # 60- before 62年, no 20-25年
    Form((r"[\d.,第]",), rf"(?![2-9][05]{DASH}[2-9][05]年){FIGURES}", rf"(?={DASH}[2-9][1-9]年(?!{LASTING}))"),
    # 57年, 57年至62年, 六二年
    Form(
        (f"[{LONGER}{COUNTED}{SERVED}]", f"享年|{FOUNDED}", "过"),
        "[2-9][1-9]",
        rf"年(?![到至][\d{HAN_DIGIT}]{{2}}年)",
        LASTING,
    ),
    Form((f"[{LONGER}{COUNTED}{SERVED}]", f"享年|{FOUNDED}"), FIGURES, rf"年(?=[到至]{FIGURES}年)", sure=True),
    Form(
        (f"[{LONGER}{COUNTED}{SERVED}]", f"享年|{FOUNDED}"),
        rf"[三四五六七八九][{HAN_DIGIT}]",
        "年",
        LASTING,
        sure=True,
    ),
)
NEAR = 400
"""Within so many characters another year stands near."""
NEAR_BEFORE = 16
"""Within so many characters the year before stands near."""
LATER = re.compile(rf"[^。！？；]{{1,40}}?(?<![\d{HAN_DIGIT}])(?P<year>[2-9][1-9])年(?!{LASTING})")
"""A year further on in the sentence."""


def short_year(form: Form, match: re.Match[str]) -> Printed | None:
    """A match of a form → the year by its last two figures; not 三四年, three or four years."""
    figures, of_year = match["year"], match.groupdict().get("of_year") or ""
    counted = one_after_other(figures) and not has_year_before(match)
    if counted or (form.lonely and not of_year and not has_neighbour(match)):
        return None
    return Printed(
        match.start(),
        match.end(),
        year=number(figures),
        of_year=of_year[:1],
        loose=not form.sure,
        listed=form.listed,
    )


def has_year_before(match: re.Match[str]) -> bool:
    """Whether the year before the one that a match may be stands near before it: 五五年…，五六年."""
    figures = match["year"]
    before = f"{figures[0]}{IN_ORDER[IN_ORDER.find(figures[1]) - 1]}年"
    return match.string.find(before, max(0, match.start() - NEAR_BEFORE), match.start()) >= 0


def one_after_other(figures: str) -> bool:
    """Whether two numerals follow each other as one counts: 三四."""
    return IN_ORDER.find(figures[1]) == IN_ORDER.find(figures[0]) + 1


def has_neighbour(match: re.Match[str]) -> bool:
    """Whether the year before or after, or the next but one, stands near, or a later
    one further on in the sentence."""
    later = LATER.match(match.string, match.end())
    if later and int(later["year"]) > int(match["year"]):
        return True
    year, near = int(match["year"]), (max(0, match.start() - NEAR), match.end() + NEAR)
    return any(re.compile(rf"(?<!\d){year + n}(?:年|、)").search(match.string, *near) for n in (-2, -1, 1, 2))
