"""The words in which a document is told of, as patterns on a sketch: the writer, the day, the recipient,
which of several, the number and the subject, as far as they are told, and the word for it. What stands
around these words is in `contexts`."""

from __future__ import annotations

import re

from edition.annotate.references.sketch import DAY, PARTY, PLACE
from edition.annotate.references.wording import ASKED, LIST, ME, MESSAGE, NUMERAL, OTHER_WORD, WIRES, YOU
from edition.rules.language.lexicon import BODIES, OFFICES

SOMEBODY = rf"{PARTY}(?:{PARTY})?(?:[(][^，。；：()]{{1,8}}[)])?"
SEVERAL = rf"{SOMEBODY}(?:(?:[和与、及]|以及|或者?){SOMEBODY}){{0,5}}"
GAVE = "(?:(?:所?[发带]|寄|送|写|拍|转|交|递)?(?:给|致|往)|复|答复)(?!电|函|信)"
MEANWHILE = "[^，。；：、“”（）()的在于对向和与及\ue000-\ue005]{1,8}?(?=(?:[发寄写拍送转]|交)给)"
"""What stands between the writer and the act: 您临行前交给我的训令."""
STYLE = "(?:亲笔|私人|加急|紧急|机密|绝密|正式|书面|[长短密公])?"
TO = rf"(?:[^，。；：的“”《》\ue000-\ue005]{{0,12}}{SEVERAL}|{YOU}|{ME}|[他她]们?)"
SENDING, BRINGING = "[发寄送交拍写打]", "[带转捎送交递]"
FROM = rf"[从自由](?:{PLACE}|[\u4e00-\u9fff]{{2,8}})"
CAME_BY = (
    rf"[托请由经]{SOMEBODY}{BRINGING}[来交给]?的|(?:{FROM}|(?!的)[^，。；：“”的\ue000-\ue005]{{1,10}}(?:后|时|途中|期间))?"
    rf"[新所刚]?(?:{SENDING}[来去出给上]?|提出|签[署发订]?|作出|公布|颁[布发]|批准|通过|下达)的|来的"
)
SENT = rf"(?:{FROM})?(?:{SENDING}[来出回]|{SENDING}?[给致](?:{ME}|{YOU}|{SOMEBODY}))的"
HANDED = rf"{BRINGING}[来交]的"
COUNT = "(?:那?[一两二三四五六七八九十几\\d]*[封份件个道])?"
EARLIER = "(?:[上前]一?[封份件次个回]|最近(?:一?[次封份])?)?"
NUMBERED = rf"(?:第?(?P<n>{NUMERAL})号)?(?:密码)?"
ABOUT = (
    rf"(?:(?:(?:关于|有关|(?:对|就|为)(?!{YOU}|{ME}|{PARTY})|(?<=[您你])[请要]求|(?:[所新]?[提发]出的?))"
    r"(?P<about>(?:[^。；！？，：“”\ue004]{0,16}?\ue004\ue005*)?[^。；！？，：“”\ue004]{2,60}?)|[^。；！？，：“”()]{2,20}?(?:问题|意见|看法))的)?"
)
KIND = r"(?:[^，。；：的“”、和与及\ue000-\ue005]{1,10})?"
"""What a list of demands is of: 军需品申请单."""
NAMED = rf"(?:(?P<noun>{MESSAGE})|(?P<asked>{ASKED}))"
WHAT = rf"(?:(?P<noun>{KIND}{LIST}|{MESSAGE})|(?P<asked>{ASKED}))"

TOLD = re.compile(
    rf"(?P<day>{DAY})?"
    rf"(?P<by>{SEVERAL}|{PLACE}(?=给{ME}|给{YOU})|{YOU}|{ME}|[他她]们?)"
    rf"(?:(?:[于在]|的|[于在][^，。；：()\ue000-\ue005]{{1,8}}[(]|[(])?(?P<at>{DAY})(?P<more>(?:[和与、及]{DAY}){{1,6}})?[)]?)?"
    rf"(?:(?:{MEANWHILE})?{GAVE}(?P<to>{TO})|(?P<within>在)(?={MESSAGE}[中里]))?"
    rf"(?P<of>的)?(?P<sent>{CAME_BY})?(?P<earlier>{EARLIER})(?P<count>{COUNT})的?{NUMBERED}{ABOUT}(?P<some>{COUNT}){STYLE}{WHAT}"
    rf"(?:[(](?:发自|发于|日期为)?(?P<dated>{DAY})(?P<further>(?:[和与、及]{DAY}){{1,6}})?[^()]{{0,20}}[)])?"
)
"""甲给乙的报告, 您关于航线的电报, 甲5月13日给乙的信, 乙的上一封电报, 甲的第62号电报."""
SENT_ON = re.compile(
    rf"(?:(?P<at>{DAY})(?:发|寄|送|拍|写)(?:给|致|往)|(?<![^(，。；：、“在于见如按照据和与及即])(?P<day>{DAY})[给致])(?P<to>{TO})的?{ABOUT}{STYLE}{WHAT}"
)
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

PAPER = rf"(?:(?:决[定议]|训令|命令|指令|通令|照会|节略|备忘录|通牒|报告书?|声明书?|公报|宣言书?)(?!{OTHER_WORD})|{MESSAGE})"
ORDER = re.compile(rf"(?:指示|批示|批复|训示)(?!{OTHER_WORD}|电)")
"""What somebody above wrote to whoever speaks of it, whatever its kind is."""
NAMING = "(?:(?![没不到了着我您你据]|照(?!相)|如果|所谓|同意)[\u4e00-\u9fff（）])"
"""A character of the name of a body, and of no clause before it: 没有看到商会."""
BODY = rf"{NAMING}{{0,14}}?(?:(?:{BODIES}|内阁|会议)里?|方面|当局)|{PLACE}(?:方面|政府|当局)"
# What stands before the name of a body and is none of it: 根据商会6月6日的照会.
CITES = "根据|按(?!照)|按照|依照|遵照|依据|接到|收到|接获|据|照|见|看到|听取|听取了|同意|批准|关于|对于|对|撤销|取消|执行(?![局委董部])|贯彻|宣布|修改"
BEHIND_CITES = "|".join(f"(?<={word})" for word in CITES.split("|"))
BY_NAME = (
    "(?![了着过这那该此本上前有关我您你贵他她])[\u4e00-\u9fff·]{2,8}?(?<![是有在于到自从的和年月日等])(?="
    + DAY
    + "的)"
)
"""Whoever is told behind such a word, whatever he is called."""
OWNER = rf"(?P<by>{YOU}|{ME}|{SOMEBODY}|(?<![\u4e00-\u9fff])(?!{CITES})(?:{BODY})|(?:{BEHIND_CITES})(?:{BODY}|{BY_NAME}))"
DATED = tuple(
    map(
        re.compile,
        (
            # 甲6月1日的决定, 甲5月30日从某地拍来的电报
            rf"{OWNER}?[于在]?(?P<day>{DAY})(?:的(?:第(?P<n>{NUMERAL})号)?|第(?P<number>{NUMERAL})号|(?=[来复去回])|(?=(?:{PAPER})[里中内])|{SENT}|{CAME_BY})"
            rf"(?:[那一][封份件])?{STYLE}(?P<noun>{PAPER}|{ORDER.pattern})",
            # 3月20日您托某大使转来的电报
            rf"(?P<day>{DAY})(?P<by>{YOU}|{SOMEBODY})(?:{CAME_BY})(?P<noun>{MESSAGE})",
            # 4月11日代您拍来的答复
            rf"(?P<day>{DAY})代(?P<by>{YOU}|{SOMEBODY}){SENDING}来的(?P<noun>{MESSAGE}|答复|口信)",
            # 某大使3月20日转来的您的答复
            rf"{SOMEBODY}[于在]?(?P<day>{DAY}){HANDED}(?P<by>{YOU}|{SOMEBODY})的?(?P<noun>{MESSAGE}|答复|口信)",
            # 甲3月9日致乙函
            rf"{OWNER}?(?P<day>{DAY})(?:致|给|复)(?:{SOMEBODY}|[\u4e00-\u9fff]{{2,10}}?(?:{OFFICES}))的?(?P<noun>函|电报?|信|照会|备忘录)(?!{OTHER_WORD}|件)",
        ),
    )
)
"""甲6月1日的决定, 甲5月30日从某地拍来的电报, 3月20日您托某大使转来的电报: documents of any kind
by their day, and their number."""
