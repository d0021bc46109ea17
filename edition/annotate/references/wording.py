"""What messages are called in running text, and how one tells of them."""

from __future__ import annotations

import re

from edition.annotate.printed.numerals import HAN_NUMBER
from edition.model import Mark
from edition.rules.language.numerals import number

BODY = "方|(?:[公大]使|总?领事)?馆|部|署|处|司|局|社|省|府|军|厅|院|国(?:政府|外交部|大使馆|使馆|当局)?"
YOU = rf"(?:[您你]们|[你贵](?:{BODY})|贵(?:[大公]使|大臣|代办|总?领事)(?!馆)|阁下|尊处|台端|足下|宪台|执事|钧[署处座部府]|[您你])"
ME = rf"(?:我(?:们|{BODY})|敝(?:{BODY})|[本职](?:馆|部|署|[公大]?使馆|处)|自己|我)"
"""How those who write call each other and themselves, by their offices too."""
# 电示, 电告: somebody wires, and no message is named.
WIRES = "示告令请嘱邀贺"
# 电站, 信号: things, and no messages.
WIRED = "台话站力厂线灯器文码子影机气梯池缆炉扇"
OTHER_WORD = (
    rf"(?:(?<=电)(?:[{WIRED}]|报(?!告)|务[员处科段]|视(?![为作同察情])|动机|表(?![示明达态决扬彰])|费(?!解))|(?<=电报)[房局机员线费码]"
    r"|(?<=信)(?:[号纸皮鸽息仰贷箱徒誓誉赖]|任(?![何命免])|封(?!好)|差(?!一点|不多)|使[者团]|托(?:公司|局|业))|(?<![来回去复]信)(?<=信)[心念用]"
    r"|(?<=函)(?:授(?!权)|[购数件]|谷关)|(?<=照会)(?:[晤室]|计[的师])|(?<=备忘录)本子|(?<=决定)(?:[于权论]|性(?!质))|(?<=令)(?:式|性(?!质))"
    r"|(?<=报告)(?:会(?![谈晤见])|[员厅团]|人(?![民数们口类])|文学)|(?<=公报)社|(?<=宣言)派)"
)
"""What makes another word of the word for a message before it: 电|台, 信|徒, 决定|性, 报告|会."""
HONOURED = "[钧尊台惠赐](?:[函电示谕札书翰咨]|教(?![堂会师]))|大[函札](?!授)|来(?:[示谕札牒]|咨(?!询))|手(?:[示谕翰](?!意)|书(?!写))|华翰"
"""What only the one who is written to wrote."""
MESSAGE = rf"(?:电报|(?<=号)电|{HONOURED}|(?:指示|慰问|嘉奖|贺|唁|训)电|(?<=的)电[示令](?![知他她])|[部署院府](?:电|函)(?=[已敬均奉祗具阅谨]{{0,2}}悉)|[来密急复去回代贵尊]电(?![{WIRES}])|[来回去复]信|信件|信函|便条|字条|便函|公函|唁函|贺函|[来密公便贵大回复去]函|[来复]照|照会|节略|备忘录|申请单|问题(?=的?(?:通知|答复|回答|复))|电(?![{WIRES}报])|信)(?!{OTHER_WORD})"
LIST = "申请单"
"""An enclosure that goes with a message that speaks of it."""
ASKED = rf"(?:申请书|意见书|口信|报告书?|战报|简报|通知(?:书(?![记写])|单(?!位))?|指示|命令|训令|答复|回答|请求|申请|建议|提议|请示|声明书?)(?!{OTHER_WORD})"
"""Messages by what they do; the same words stand for what is said and for the act, so that a day, a recipient
or a verb of receiving has to make a message of them."""
STYLED = "(?:同志|先生|阁下|将军)?"
BY_YOU = re.compile(YOU)
NUMERAL = rf"(?:\d{{1,6}}(?:/\d{{1,6}})?|[一二三四五六七八九]百(?:{HAN_NUMBER})?|{HAN_NUMBER})"
# 您在5月3日的电报中说: the message lies between 在 and 中.
WITHIN = re.compile("[中里]")


def figure(numeral: str) -> str:
    """The number of a message in figures: 三十七 → 37, 4/3208 as it is."""
    return numeral if numeral[0].isdecimal() else str(number(numeral))


def is_party(mark: Mark) -> bool:
    """Whether a mark names one who may write or receive a message."""
    return mark.kind == "name" and mark.attrs.get("type") in ("person", "org") and "ref" in mark.attrs
