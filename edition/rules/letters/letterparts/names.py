"""Bodies and those who hold an office by their names, and what signs a text in brackets."""

from __future__ import annotations

import re

from edition.dictionary import is_word
from edition.model import Block
from edition.rules.language.addressing import GROUPS
from edition.rules.language.dates import DATE
from edition.rules.language.formulas import A_FULL_NAME, FULL_NAME, SURNAME
from edition.rules.language.lexicon import BODIES, OFFICES
from edition.rules.language.sentences import finished

COMMITTEES = "[党省市县区地镇乡工特支常军]委|党组|总支|支部"
BODY = re.compile(
    rf"[\u4e00-\u9fff“”《》·、]{{2,}}(?:{BODIES}|{OFFICES}|{GROUPS})$|[\u4e00-\u9fff“”《》·、]*(?:{COMMITTEES})$"
)
OFFICE = re.compile(f"(?:{BODIES}|{OFFICES}|{GROUPS}|{COMMITTEES})$")
MEMBER = re.compile(
    rf"[\u4e00-\u9fff“”《》·、]*(?:(?<=[\u4e00-\u9fff”》][\u4e00-\u9fff”》])(?:{BODIES})|{OFFICES}) ?(?P<person>{FULL_NAME})$"
)
# A seal below a signature, with what it says: （印章：某某委员会）
SEALED = re.compile(r"[（(\[【](?:印章|公章|[盖图私]章|钤印|印)[：:][^（）()。]{2,40}[）)\]】]")
# Who reported it, in brackets: （本报记者 某某某、某某）, （本报记者 某 某 本报通讯员 某某）
WRITES_AS = r"[\u4e00-\u9fff]{0,8}(?:记者|通讯员|评论员|撰稿人)"
BY = rf"(?:{FULL_NAME}|{SURNAME}[ \u3000]{{1,2}}[\u4e00-\u9fff])"
REPORTER = re.compile(
    rf"[（(]{WRITES_AS}[：: \u3000]?{BY}(?:[、 \u3000]{BY}){{0,3}}(?:[、，,；; \u3000]+{WRITES_AS}[：: \u3000]?{BY}(?:[、 \u3000]{BY}){{0,3}}"
    rf"|[、，,；; \u3000]+{WRITES_AS}[：: \u3000][\u4e00-\u9fff·]{{2,8}}){{0,3}}[）)]"
)
# What somebody calls himself, and in brackets who he is: 某校学生，某某启（即某某某）
PEN_NAME = re.compile(rf"[^。：；！？（）()]{{2,24}}[（(]即{FULL_NAME}[）)]")
# Who reports and when, in brackets at the end of a section: （某办事处一九三二年四月六日）,
# （一九三二年四月六日某委书面汇报）
BRACKETED = re.compile(
    rf"[（(](?:(?P<name>[^（）()，。；：]{{2,24}}?)[ \u3000]?(?:{DATE})|(?:{DATE})[ \u3000]?(?P<office>[^（）()，。；：]{{2,24}}?)(?:的?(?:书面|电话)?(?:[汇通简]报|报告)|来[信稿电]|供稿|整理|编写)?)[）)]"
)


def signs_in_brackets(block: Block, above: Block) -> bool:
    """Whether a line in brackets below a whole sentence is a person or a body and a whole day, or who reported
    for a paper; or one ends with who is meant by what he calls himself."""
    if not (block.kind == above.kind == "line" and finished(above.text.text)):
        return False
    if REPORTER.fullmatch(block.text.text) or PEN_NAME.fullmatch(block.text.text):
        return True
    found = BRACKETED.fullmatch(block.text.text)
    name = (found["name"] or found["office"]) if found else ""
    return any(form.fullmatch(name) for form in (A_FULL_NAME, BODY)) or is_member(name)


def is_member(name: str) -> bool:
    """Whether a name is a body or an office with a person behind it."""
    found = MEMBER.fullmatch(name)
    return found is not None and not is_word(found["person"])
