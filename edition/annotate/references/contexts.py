"""What the words beside a mention of a message say of it, as one table: it came, it is still
to come, it is of somebody else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from edition.annotate.references.sketch import DAY, PARTY
from edition.annotate.references.wording import HONOURED, ME, YOU
from edition.rules.language.lexicon import OFFICES

CLAUSE = 14
"""Characters before a mention in which its context is looked for, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words beside a mention: what ends right before it, within so many characters, and what begins right
    behind it; both, where both are given."""

    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    reach: int

    def stand_by(self, text: str, start: int, end: int) -> bool:
        """Whether they stand beside `start`..`end` of a text."""
        first = max(0, start - self.reach)
        return (self.before is None or self.before.search(text, first, start) is not None) and (
            self.behind is None or self.behind.match(text, end) is not None
        )


def before(pattern: str, *, behind: str = "", reach: int = CLAUSE) -> Words:
    """Words that end right before a mention, and such as begin behind it, if given."""
    return Words(re.compile(f"(?:{pattern})$"), re.compile(behind) if behind else None, reach)


def behind(pattern: str) -> Words:
    """Words that begin right behind a mention."""
    return Words(None, re.compile(pattern), 0)


WISHED = "[^，。；：！？“”照按据依]{0,10}"
"""Between a wish and what is wished for; by what is cited (按照您的电报) nothing is wished."""
UNDONE, DONE = "[^。；！？已曾了过]{0,24}", "[^。；！？]{0,24}[已曾了过]"
HAND_ON = "[转面递呈]交|转达|转告|交给"


class Says(Enum):
    """What is said of a message, and in which words beside the mention of it."""

    JUST = (before("刚(?:[收接得奉]到|接[获奉]|收阅|看到|读到)了?", reach=6),)
    """It came, and that just now."""
    CAME = (
        before(
            rf"(?:[收接得奉]到|接[获奉]|[拜捧展奉][读诵]|收阅|阅悉|看[到过]|读到)了?(?:由(?:{YOU}|{PARTY})[转送带交]来的)?",
            reach=16,
        ),
        behind("[^，。；！？：“”]{0,6}?(?:[收接]到|悉(?![心数力])|收阅|看[到过])"),
    )
    KNOWN = (behind("[收已敬均业具祗谨俱备诵聆阅奉]{0,2}悉(?![心数力])"),)
    """It came, as an answer begins: 电悉."""
    CITED = (behind("[中内里]?，?所?[称云谓言述陈论询请提示及]|中(?![心断止转])|[内里]"),)
    """What it says is told: 来照所称, 尊函所论."""
    CITING = (before("在|按照?|根据|照|据|转交了?", reach=30),)
    """Something is done by it."""
    AWAITED = (
        before("[收接得]到", behind="(?:之|以)?后(?![^。；！？：]*[已曾了过])", reach=2),
        before("一[收接得]到", behind=f"{UNDONE}[就便即](?!{DONE})", reach=3),
    )
    """Something is to follow when it has come, and nothing says that it has: 收到…后再定, 一收到…就动身."""
    HOPED = (before(f"(?:希望|盼|等|待|俟|一旦|如果|若|拟|愿|起草|草拟|准备){WISHED}"),)
    """Somebody waits for it, or is to write it."""
    WANTED = (before(f"(?:请|望|必须|需|应){WISHED}"),)
    PLANNED = (behind("(?:[中里]|稿)，?(?:请|应|须|需|宜|将|拟|可)"),)
    """What is to be written in it: 在复函中应表明."""
    NEVER_CAME = (before("(?:没有?|未曾?|尚未|从未|不曾)(?:[收接得]到|接获|看到|见到)[过了]?", reach=8),)
    ITSELF = (before(r"(?:^|[【〔［（(\[。])(?:这|此件|本件|本文|此文)是", reach=5),)
    """It is the text itself that these words stand in: 【这是."""
    HANDED_ON = (before(rf"(?:{HAND_ON}).*", reach=30), behind(f"已?(?:{HAND_ON})"))
    FORWARDED = (before("[来到]的", reach=2),)
    """It was handed on: 转来的某人电报."""
    SUBJECT = (before("(?:关于|有关)[^，。；：的]{0,24}", reach=30),)
    """Whoever is named belongs to the subject of something else: 关于设立某处的照会."""
    RECIPIENT = (before(rf"[给致送向发仅往]|署名|{PARTY}(?:[和与、及]|以及)", reach=30),)
    """Whoever is named is no writer: the recipient, or the second of two."""
    GIVEN = (before("[给致]", reach=1),)
    OF_ANOTHER = (before(rf"(?<![您你贵本我])(?:{OFFICES}|外交部|[大公]?使馆|政府|内阁|当局|部里)"),)
    """The office of its writer stands before its day: 某国总理5月3日的来电."""
    GOT_BY_ANOTHER = (before("[^，。；：“”我您你]{2}[收接]到的"),)
    """外交部收到的您的电报"""
    GIVEN_HERE = (behind("是|如下"),)
    """It is an answer that is given on the spot: 我们的答复是."""
    TELLING = (before("通知|告知|转告|告诉|报告", reach=2),)
    GENERAL = (behind("[均都皆多]|很多|甚多|不少|一律|通常|往往"),)
    """All messages of somebody are meant."""
    GOES_ON = (behind("(?![的中里上内所要就也已均曾是说讲提谈称及和与、])[\u4e00-\u9fff]"),)
    """The word is an act here and no document: 您今年的申请贷款."""
    NO_VERB = (behind("[的中里，。；)”]"),)
    """某人来电中, and not 某人来电说."""

    def of(self, text: str, match: re.Match[str]) -> bool:
        """Whether this is said of what a match mentions."""
        return any(words.stand_by(text, *match.span()) for words in self.value)


NOT_WRITTEN = (Says.AWAITED, Says.NEVER_CAME, Says.HOPED, Says.PLANNED, Says.ITSELF)
"""What says that a message is still to be written or to come, never came, or is this text."""
YOURS = re.compile(rf"{HONOURED}|[来贵大部署院府]")
"""How the word for a message begins that whoever is written to wrote."""
ANAPHORIC = re.compile("[此这该]|上述|上面|前述")
"""How a subject begins that was told before: 就此问题."""
OFFICE_BEFORE = re.compile(
    rf"(?<=[的，。；：“”、])[^，。；：“”、的了收接得到\ue004\ue005]{{1,12}}?(?:长|{OFFICES})$"
)
IN_ONE_OF_A_DAY = re.compile(rf"(?:{YOU}|{ME})在(?={DAY}.*[中里]$)", re.DOTALL)


def refers_to_none(text: str, match: re.Match[str]) -> bool:
    """Whether a message is still to be written or to come, never came, or is this text."""
    return any(what.of(text, match) for what in NOT_WRITTEN)


def receipt(text: str, match: re.Match[str]) -> str:
    """Whether it is said that a message came: `just`, `once` or nothing."""
    return "just" if Says.JUST.of(text, match) else "once" if Says.CAME.of(text, match) else ""


def opening(text: str, match: re.Match[str]) -> int:
    """Where the words begin that tell of a message: with the office of its writer, if he has one; in 您在电报中
    with the message, in 您在5月3日的电报中 with its day."""
    if match.groupdict().get("within"):
        return match.start("noun")
    if within := IN_ONE_OF_A_DAY.match(text, match.start(), match.end() + 1):
        return within.end()
    office = OFFICE_BEFORE.search(text, max(0, match.start() - CLAUSE), match.start())
    return office.start() if office and text[match.start()] == PARTY[0] else match.start()
