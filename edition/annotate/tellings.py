"""The words in which a message is told of, as patterns on a sketch: the writer, the day, the recipient, which of several, the number and
the subject, as far as they are told, and the word for the message."""

from __future__ import annotations

import re

from edition.annotate.sketch import DAY, PARTY, PLACE
from edition.annotate.wording import ASKED, HONOURED, LIST, ME, MESSAGE, NUMERAL, OTHER_WORD, WIRES, YOU
from edition.rules.lexicon import OFFICES

SOMEBODY = rf"{PARTY}(?:{PARTY})?(?:[(][^，。；：()]{{1,8}}[)])?"
SEVERAL = rf"{SOMEBODY}(?:(?:[和与、及]|以及|或者?){SOMEBODY}){{0,5}}"
GAVE = "(?:(?:所?发|寄|送|写|拍|转|交|递)?(?:给|致|往)|复|答复)(?!电|函|信)"
TO = rf"(?:[^，。；：的“”《》\ue000-\ue005]{{0,12}}{SEVERAL}|{YOU}|{ME})"
CAME_BY = rf"(?:托|由|经){SOMEBODY}(?:带|转|捎|送|交|递)[来交给]?的|[新所刚]?(?:发|寄|送|交|拍|写)[来去出给上]?的|来的"
COUNT = "(?:那?[一两二三四五六七八九十几\\d]*[封份件个道])?"
EARLIER = "(?:[上前]一?[封份件次个回]|最近(?:一?[次封份])?)?"
NUMBERED = rf"(?:第?(?P<n>{NUMERAL})号)?(?:密码)?"
ABOUT = (
    rf"(?:(?:(?:关于|有关|(?:对|就|为)(?!{YOU}|{ME}|{PARTY})|(?<=[您你])[请要]求|(?:[所新]?[提发]出的?))"
    r"(?P<about>[^。；！？，：“”\ue004]{2,60}?)|[^。；！？，：“”()]{2,20}?(?:问题|意见|看法))的)?"
)
KIND = r"(?:[^，。；：的“”、和与及\ue000-\ue005]{1,10})?"
"""What a list of demands is of: 军需品申请单."""
NAMED = rf"(?:(?P<noun>{MESSAGE})|(?P<asked>{ASKED}))"
WHAT = rf"(?:(?P<noun>{KIND}{LIST}|{MESSAGE})|(?P<asked>{ASKED}))"

TOLD = re.compile(
    rf"(?P<day>{DAY})?"
    rf"(?P<by>{SEVERAL}|{PLACE}(?=给{ME}|给{YOU})|{YOU}|{ME}|[他她]们?)"
    rf"(?:(?:[于在]|的|[于在][^，。；：()\ue000-\ue005]{{1,8}}[(]|[(])?(?P<at>{DAY})[)]?)?"
    rf"(?:{GAVE}(?P<to>{TO}))?"
    rf"(?P<of>的)?(?P<sent>{CAME_BY})?(?P<earlier>{EARLIER})(?P<count>{COUNT})的?{NUMBERED}{ABOUT}(?P<some>{COUNT}){WHAT}"
)
"""甲给乙的报告, 您关于航线的电报, 甲5月13日给乙的信, 乙的上一封电报, 甲的第62号电报."""
SENT_ON = re.compile(rf"(?P<at>{DAY})(?:发|寄|送|拍|写)(?:给|致|往)(?P<to>{TO})的?{ABOUT}{WHAT}")
"""昨天发给你们的电报: whoever writes sent it."""
CAME = re.compile(
    rf"(?:(?P<at>{DAY})的?(?:(?:发[出来]|提出)的)?(?:{KIND}(?={LIST}))?)?"
    rf"(?:(?:关于|有关)(?P<about>[^。；！？，：“”\ue004]{{2,60}}?)的)?{NAMED}"
)
"""5月13日来电, 关于航线的电报: whoever is written to sent it."""
LAST = re.compile(
    rf"(?P<earlier>[上前]一[封份件次]的?|[上前]次的?)(?P<noun>{MESSAGE})|续?(?P<short>[前上][电函信]|[敝拙芜寸]函|前[禀呈咨](?=第|[计谅想]))(?:第(?P<n>{NUMERAL})号)?(?!{OTHER_WORD}|[{WIRES}])"
)
"""前一封电报, 前电: the last one of whoever writes."""
CITED = re.compile(
    rf"(?<=[据准接奉])(?P<by>{SEVERAL}|{YOU})(?P<at>{DAY})?(?P<noun>[来]?[函电呈咨禀照])(?=[内略]?[称开])"
)
"""据某人函称, 准某处咨开: as official letters begin."""
RECEIVING = re.compile("(?P<just>刚)?(?:[收接得奉]到|接[获奉]|[拜捧展奉][读诵]|收阅|阅悉|看[到过]|读到)了?$")
RECEIVED = re.compile("[^，。；！？：“”]{0,6}?(?:[收接]到|悉(?![心数力])|收阅|看[到过])")
KNOWN = re.compile("[收已敬均业具祗谨俱备诵聆阅奉]{0,2}悉(?![心数力])")
"""电悉: a message of whoever is written to, as an answer begins."""
SAYS_IN = re.compile("[中内里]?，?所?[称云谓言述陈论询请提示及]|[中内里]")
"""What follows a message that is cited: 来照所称, 尊函所论."""
YOURS = re.compile(rf"{HONOURED}|[来贵大部署院府]")
AWAITED = re.compile("(?:希望|盼|等|待|俟|一旦|如果|若|拟|愿|起草|草拟|准备)[^，。；：！？“”]{0,10}$")
WANTED = re.compile("(?:请|望|必须|需|应)[^，。；：！？“”]{0,10}$")
"""What stands before a message that is hoped or asked for."""
PLANNED = re.compile("(?:[中里]|稿)，?(?:请|应|须|需|宜|将|拟|可)")
"""What stands behind the word for a message that is still to be written: 在复函中应表明."""
BRACKETED = re.compile(rf"[(](?:发自|发于|日期为)?{DAY}")
WRITTEN = re.compile("战报|简报|通知|指示|命令|训令|声明|报告")
HANDED = re.compile("(?:转|面|递|呈)交|转达|转告|交给")
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
GIVEN = re.compile("[给致]$")
GIVEN_HERE = re.compile("是|如下")
"""What follows an answer that is given on the spot: 我们的答复是."""
TELLING = re.compile("(?:通知|告知|转告|告诉|报告)$")
HANDED_ON = re.compile("[来到]的$")
"""转来的某人电报"""
COMPOUND = re.compile("[来复回去].?")
GENERAL = re.compile("[均都皆多]|一律|通常|往往")
"""What follows when all messages of somebody are meant."""
BEHIND = re.compile("[的中里，。；)”]")
"""What follows the word where it is no verb: 某人来电中, and not 某人来电说."""
