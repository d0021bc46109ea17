"""How the title of a paper reads that a letter encloses or hands on."""

from __future__ import annotations

import re

from edition.rules.language.formulas import DAY, HAN
from edition.rules.language.lexicon import AGREEMENT, NOTE, PETITION, PROCLAIMED, RECORDED, RULES, SENT_AS

# What a paper is called at the end of its title, and in brackets behind that how far it has come.
PAPER = rf"(?:{AGREEMENT}|{RULES}|{RECORDED}|{PROCLAIMED}|{NOTE}|{PETITION}|名[单册]|清[单册]|[细账]目|提纲|要点|方案|计划|办法|规定|制度|措施|议程|日程表?|预算|条件|条款|决议|决定|命令|通知|声明|讲话|说明|[一览统计比较价目时刻]表|(?:草|初|底|译|修正)稿|原文|译文|抄件|图例|证明|账单|收条|名额表)"
STATE_OF = r"(?:[（(](?:草案|草稿|初稿|底稿|译文|译稿|抄件|副本|摘要|摘录|节录|全文|提纲|修正稿)[)）])"
# The title of a paper that words announce, or that stands below a day: 某局关于某事的指示, 某人四月五日致某人电
FULL_TITLE = re.compile(
    rf"[^。：；，！？“”（）()]{{2,16}}?(?:关于|对|致|给|就)[^。：；，！？“”（）()]{{2,40}}?(?:{SENT_AS}|{PAPER}|通报|讲话|意见|建议){STATE_OF}?"
)
# The same that names no author, right below who hands it on: 关于某事的总结
ABOUT = re.compile(
    rf"关于(?=[^。：；，！？“”]{{4,48}}$)[^（）()]{{2,}}?(?:（[^（）()]{{2,12}}）[^（）()]+)?(?:{SENT_AS}|{PAPER}|通报|讲话|意见|建议|总结|汇报|报告|批[示复]|请示){STATE_OF}?"
)
# The same in any words, below 附： alone; what speaks to somebody, or says something of somebody, is none.
ANY_TITLE = re.compile(
    rf"(?![请望希我你您他她今昨明本现兹另])(?:(?!请|已经?|[一二三四五六七八九十两][份张件页册幅本]){HAN}|[《》“”、（）\d-]){{6,36}}(?<![了吗呢吧啊的和与及在于为把被给向对从将])"
)
MONTH = r"[12]\d{3}年\d{1,2}月"
# The day of a paper in brackets, behind or below its title.
DATED = re.compile(rf"[（(](?:{DAY}|{MONTH})[^（）()。]{{0,6}}[)）]")
