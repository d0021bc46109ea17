"""What a paper hands on, by its title or its last sentence: 兹将某某的报告转发你们."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.language.lexicon import RECORDED, SENT_AS
from edition.rules.language.sentences import finished
from edition.rules.text.cutting import near_text

LONGEST_OFFICE = 20
"""So many characters at most has an office or a name on a line of its own."""
# What is handed on: 兹将某某报告一份转你们
HANDED_ON = re.compile(
    rf"(?:[兹现特]将|兹把|现把)“?(?P<what>[^。；]{{2,60}}(?:{SENT_AS}|{RECORDED}|意见|总结|材料|经验|计划))[^。；]{{0,12}}(?:转发?|发给|转给|印发|附上?)"
)
# Without a word before it, as the subject of its sentence:
# 某局关于某事的报告转发给你们, 某局的报告很好，现转发你们
GIVEN = re.compile(
    rf"(?:^|(?<=[。；]))“?(?P<what>[^。；，]{{4,60}}(?:{SENT_AS}|{RECORDED}|意见|总结))”?(?:[^。；，]{{1,6}}，现|现)?(?:转发|批转|印发)给?(?:你们|各[地省市县])(?!以?后|时)"
)
# A title that says what is handed on: 省厅转发某局关于某事的报告
FORWARDS = re.compile(
    rf"(?:转发|批转|转批|批发|印发)(?P<what>[^。]{{4,60}}?(?:{SENT_AS}|{RECORDED}|意见|总结|通[知报]|材料|经验|决[定议]|办法|方案))$"
)

# The same without the name of what is handed on: 现转发你们, 随信附上
SAYS_SO = re.compile(
    "(?:[兹现特]将|[兹现]把|现在[把将])[^。；]{1,80}?(?:[转印批抄]发|发给|转给|发至|转[你各]|[附送报寄呈][上后去])|(?:转|印|批|现)?发(?:给|至)?(?:你们|各[地省市县])|附[上后有]|另附|随[信函文]"
)
HANDS = re.compile("批[转发准]|转[发报送]|印发")
ENCLOSED = re.compile(r"[（(]附(?P<what>[^（）()：:]{4,30})[）)]")
"""What goes with a paper, in brackets above its signature: （附某局意见）"""


def handed(text: str) -> str:
    """What a paragraph says that it hands on (兹将某某的报告转发你们), "" where it hands on nothing."""
    found = HANDED_ON.search(text) or GIVEN.search(text)
    return found["what"] if found else ""


def enclosed(text: str) -> str:
    """What a line in brackets says that goes with the paper, "" where it says nothing of that."""
    found = ENCLOSED.fullmatch(text)
    return found["what"] if found else ""


def hands_on(blocks: Sequence[Block], n: int, title: str) -> bool:
    """Whether the line at index `n` can sign what hands on the text below it: the title or the line above
    says so, a sentence ends there."""
    below = near_text(blocks, n + 1)
    says_so = FORWARDS.search(title) or HANDED_ON.search(near_text(blocks, n - 1))
    return bool(says_so and finished(near_text(blocks, n - 1)) and len(below) > LONGEST_OFFICE)
