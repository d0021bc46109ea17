"""What stands before and behind the words that tell of a message: whether it came, is still to come, or is spoken of as such."""

from __future__ import annotations

import re

from edition.annotate.sketch import DAY, PARTY
from edition.annotate.wording import HONOURED
from edition.rules.lexicon import OFFICES

CLAUSE = 14
"""Characters before a mention in which is said that it is still to come, or whose office its writer has."""
RECEIVING = re.compile("(?P<just>刚)?(?:[收接得奉]到|接[获奉]|[拜捧展奉][读诵]|收阅|阅悉|看[到过]|读到)了?$")
RECEIVED = re.compile("[^，。；！？：“”]{0,6}?(?:[收接]到|悉(?![心数力])|收阅|看[到过])")
KNOWN = re.compile("[收已敬均业具祗谨俱备诵聆阅奉]{0,2}悉(?![心数力])")
"""电悉: a message of whoever is written to, as an answer begins."""
SAYS_IN = re.compile("[中内里]?，?所?[称云谓言述陈论询请提示及]|中(?![心断止转])|[内里]")
"""What follows a message that is cited: 来照所称, 尊函所论."""
YOURS = re.compile(rf"{HONOURED}|[来贵大部署院府]")
AWAITED = re.compile("(?:希望|盼|等|待|俟|一旦|如果|若|拟|愿|起草|草拟|准备)[^，。；：！？“”照按据依]{0,10}$")
WANTED = re.compile("(?:请|望|必须|需|应)[^，。；：！？“”照按据依]{0,10}$")
"""What stands before a message that is hoped or asked for."""
PLANNED = re.compile("(?:[中里]|稿)，?(?:请|应|须|需|宜|将|拟|可)")
"""What stands behind the word for a message that is still to be written: 在复函中应表明."""
BRACKETED = re.compile(rf"[(](?:发自|发于|日期为)?{DAY}")
WRITTEN = re.compile("战报|简报|通知|指示|命令|训令|声明|报告")
PASSED_ON = re.compile("(?:转|面|递|呈)交|转达|转告|交给")
ANAPHORIC = re.compile("[此这该]|上述|上面|前述")
OFFICE_BEFORE = re.compile(
    rf"(?<=[的，。；：“”、])[^，。；：“”、的了收接得到\ue004\ue005]{{1,12}}?(?:长|{OFFICES})$"
)
NOT_COME = re.compile("(?:没有?|未曾?|尚未|从未|不曾)(?:[收接得]到|接获|看到|见到)[过了]?$")
CITING = re.compile("(?:在|按照?|根据|照|据|转交了?)$")
INSIDE = re.compile("(?:关于|有关)[^，。；：的]{0,24}$")
"""What stands before a name that is of the subject of something else: 关于设立某处的照会."""
AGAINST = re.compile(rf"(?:[给致送向发仅往]|署名)$|{PARTY}(?:[和与、及]|以及)$")
"""What stands before somebody who is no writer: the recipient, or the second of two."""
OF_ANOTHER = re.compile(rf"(?<![您你贵本我])(?:{OFFICES}|外交部|[大公]?使馆|政府|内阁|当局|部里)$")
"""What stands before a day and is the writer's office: 某国总理5月3日的来电."""
GOT = re.compile("[^，。；：“”我您你]{2}[收接]到的$")
"""外交部收到的您的电报: what somebody else got."""
GIVEN = re.compile("[给致]$")
GIVEN_HERE = re.compile("是|如下")
"""What follows an answer that is given on the spot: 我们的答复是."""
TELLING = re.compile("(?:通知|告知|转告|告诉|报告)$")
HANDED_ON = re.compile("[来到]的$")
"""转来的某人电报"""
COMPOUND = re.compile("[来复回去].?")
GENERAL = re.compile("[均都皆多]|一律|通常|往往")
"""What follows when all messages of somebody are meant."""
GOES_ON = re.compile("(?![的中里上内所要就也已均曾是说讲提谈称及和与、])[\u4e00-\u9fff]")
"""What follows a word that is an act here and no document: 您今年的申请贷款."""
BEHIND = re.compile("[的中里，。；)”]")
"""What follows the word where it is no verb: 某人来电中, and not 某人来电说."""
ITSELF = re.compile(r"(?:^|[【〔［（(\[。])(?:这|此件|本件|本文|此文)是$")
"""【这是: what is told is the text itself that these words stand in."""
RECEIVED_BEFORE = ("收到", "接到", "得到")
AT_ONCE = re.compile("一[收接得]到$")
THEN = re.compile("[^。；！？已曾了过]{0,24}[就便即](?![^。；！？]{0,24}[已曾了过])")
FORTHCOMING = re.compile(r"(?:之|以)?后(?![^。；！？：]*[已曾了过])")


def receipt(text: str, match: re.Match[str]) -> str:
    """Whether it is said that a message came: `just`, `once` or nothing."""
    before = RECEIVING.search(text, max(0, match.start() - 6), match.start())
    if before:
        return "just" if before["just"] else "once"
    return "once" if RECEIVED.match(text, match.end()) else ""


def is_hoped_for(text: str, match: re.Match[str]) -> bool:
    """Whether the words before a mention say that somebody waits for it or is to write it: 待收到您的答复."""
    return AWAITED.search(text, max(0, match.start() - CLAUSE), match.start()) is not None


def is_asked_for(text: str, match: re.Match[str]) -> bool:
    """Whether the words before a mention ask for it: 请于3月1日致电."""
    return WANTED.search(text, max(0, match.start() - CLAUSE), match.start()) is not None


def is_planned(text: str, match: re.Match[str]) -> bool:
    """Whether the words behind a mention say what is to be written in it."""
    return PLANNED.match(text, match.end()) is not None


def is_awaited(text: str, match: re.Match[str]) -> bool:
    """Whether something is to follow when a message has come (收到您的答复后再定, 一收到您的来信就动身), and nothing says that it has."""
    received = text.endswith(RECEIVED_BEFORE, 0, match.start())
    at_once = AT_ONCE.search(text, max(0, match.start() - 3), match.start())
    return received and (THEN if at_once else FORTHCOMING).match(text, match.end()) is not None


def never_came(text: str, match: re.Match[str]) -> bool:
    """Whether the words before a mention say that nobody has seen it."""
    return NOT_COME.search(text, max(0, match.start() - 8), match.start()) is not None


def is_itself(text: str, match: re.Match[str]) -> bool:
    """Whether the words before a mention say that it is what the text is."""
    return ITSELF.search(text, max(0, match.start() - 5), match.start()) is not None


def is_to_come(text: str, match: re.Match[str]) -> bool:
    """Whether a message is still to be written or to come, or never came."""
    checks = (is_awaited, never_came, is_hoped_for, is_planned)
    return any(check(text, match) for check in checks)


def opening(text: str, match: re.Match[str]) -> int:
    """Where the words begin that tell of a message: with the office of its writer, if he has one; in 您在电报中 with the message."""
    if match.groupdict().get("within"):
        return match.start("noun")
    office = OFFICE_BEFORE.search(text, max(0, match.start() - CLAUSE), match.start())
    return office.start() if office and text[match.start()] == PARTY[0] else match.start()
