"""What messages are called in running text, and how one tells of them."""

from __future__ import annotations

import re

from edition.model import Mark

# 电示, 电告: somebody wires, and no message is named.
# 电示, 电告: somebody wires, and no message is named.
WIRES = "示告令请嘱邀贺"
WIRED = "台话站力厂线灯器文码子影"
MESSAGE = rf"(?:电报|[来密急复去回代贵尊]电(?![{WIRED}{WIRES}])|[来回去复]信|信件|信函|[来密公便贵大回复去]函(?![授购数件])|[来复]照|照会|节略|申请单|问题(?=的?(?:通知|答复|回答|复))|电(?![{WIRED}{WIRES}])|信(?![号息心任念用仰贷箱]))"
DASH = r"[—–\-－~～至]{1,2}"
LIST = "申请单"
"""An enclosure that goes with a message that speaks of it."""
ASKED = "申请书|意见书|报告书?|通知|指示|命令|训令|答复|回答|请求|申请|建议|提议|请示|声明"
"""Messages by what they do; the same words stand for what is said and for the act, so that a day, a recipient or a verb of receiving has
to make a message of them."""
STYLED = "(?:同志|先生|阁下|将军)?"
BY_YOU = re.compile("您|你|贵方")
# 您在5月3日的电报中说: the message lies between 在 and 中.
WITHIN = re.compile("[中里]")


def is_party(mark: Mark) -> bool:
    """Whether a mark names one who may write or receive a message."""
    return mark.kind == "name" and mark.attrs.get("type") in ("person", "org") and "ref" in mark.attrs
