"""References to documents by their kind and day: 内阁去年6月1日的决定, 贵馆12月28日第14号照会, 指4月10日的信."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from edition.annotate.finding import ids
from edition.annotate.reference import Covered, Reference
from edition.annotate.setting import Setting
from edition.annotate.sketch import DAY, MONTH, PARTY, PLACE
from edition.annotate.targets import Message
from edition.annotate.tellings import AWAITED, PLANNED, SOMEBODY, WANTED
from edition.annotate.wording import ME, MESSAGE, NUMERAL, OTHER_WORD, YOU, figure
from edition.rules.lexicon import BODIES

KINDS: Mapping[str, frozenset[str]] = {
    "决[定议]|命令|训令|指令|通令": frozenset({"decision"}),
    "照会|节略|备忘录|通牒|来照|复照": frozenset({"note"}),
    "报告书?": frozenset({"report"}),
    "[来复去回]?[函信]|信[件函]": frozenset({"letter"}),
    "[来复去回密]?电|电报": frozenset({"telegram"}),
    "声明书?|公报|宣言书?": frozenset({"notice"}),
}
"""What kinds of document a word may mean, beside those in whose title it stands; any other word means any."""
NOUN = rf"(?:(?:决[定议]|训令|命令|指令|通令|照会|节略|备忘录|通牒|报告书?|声明书?|公报|宣言书?)(?!{OTHER_WORD})|{MESSAGE})"
NAMING = "(?:(?![没不到了着]|如果|所谓|同意)[\u4e00-\u9fff（）])"
"""A character of the name of a body, and of no clause before it: 没有看到商会."""
BODY = rf"{NAMING}{{0,14}}?(?:(?:{BODIES}|内阁)里?|方面|当局)|{PLACE}(?:方面|政府|当局)"
# What stands before the name of a body and is none of it: 根据商会6月6日的照会.
CITES = (
    "根据|按照|依照|遵照|依据|接到|收到|接获|据|照|见|看到|同意|批准|关于|对于|对|撤销|取消|执行|贯彻|宣布|修改"
)
OWNER = rf"(?P<by>{YOU}|{ME}|{SOMEBODY}|(?<![\u4e00-\u9fff])(?!{CITES})(?:{BODY})|(?<=[据照到见意准对于销消行布改])(?:{BODY}))"
SENT = rf"(?:[从自由](?:{PLACE}|[\u4e00-\u9fff]{{2,8}}))?(?:拍|发|寄|打|送|写|交)(?:[来出回]|(?:给|致)(?:{ME}|{YOU}|{SOMEBODY}))的"
HANDED = "(?:转来|转交|带来|送来|交来|捎来)的"
MENTIONS = tuple(
    map(
        re.compile,
        (
            # 甲6月1日的决定, 甲5月30日从某地拍来的电报
            rf"{OWNER}?[于在]?(?P<day>{DAY})(?:的(?:第(?P<n>{NUMERAL})号)?|第(?P<number>{NUMERAL})号|(?=[来复去回])|{SENT})"
            rf"(?:那[封份件])?(?:亲笔)?(?P<noun>{NOUN})",
            # 3月20日您托某大使转来的电报
            rf"(?P<day>{DAY})(?P<by>{YOU}|{SOMEBODY})[托请经由]{SOMEBODY}{HANDED}(?P<noun>{MESSAGE})",
            # 4月11日代您拍来的答复
            rf"(?P<day>{DAY})代(?P<by>{YOU}|{SOMEBODY})(?:拍|发|转|送|寄)来的(?P<noun>{MESSAGE}|答复|口信)",
            # 某大使3月20日转来的您的答复
            rf"{SOMEBODY}[于在]?(?P<day>{DAY}){HANDED}(?P<by>{YOU}|{SOMEBODY})的?(?P<noun>{MESSAGE}|答复|口信)",
            # 甲3月9日致乙函
            rf"{OWNER}?(?P<day>{DAY})(?:致|给|复){SOMEBODY}的?(?P<noun>函|电报?|信|照会|备忘录)(?!{OTHER_WORD}|件)",
        ),
    )
)
CLAUSE = 14
"""Characters before a mention in which is said that it is still to come."""


def kind_references(
    setting: Setting, others: Iterable[Reference], *, monthly: Setting, owned: bool = False
) -> Iterator[Reference]:
    """What a passage names by its kind and its day → the only document of that kind and day; where it is said whose it is, also one
    that the edition does not have. By its kind and month (`monthly`), the only one of that month. Those alone, if `owned`, of which it is said
    whose they are."""
    covered = Covered(len(setting.sketch.text), others)
    for one, match in chain(mentions(setting), mentions(monthly)):
        if (owned and not match["by"]) or covered.touches(match.start(), match.end()):
            continue
        found = of_kind(one, match)
        absent = one is setting and not found and match["by"] and not setting.told_of and is_past(one, match)
        if absent or (len(found) == 1 and (one is setting or match["by"])):
            cert = "" if one is setting and (absent or is_by(one, match, found[0])) else "medium"
            reference = Reference(match.start(), match.end(), "document", ids(found), cert)
            covered.add(reference)
            yield reference


def mentions(setting: Setting) -> Iterator[tuple[Setting, re.Match[str]]]:
    """The mentions of documents by their kind and day that are none of what is still to come, each with its setting."""
    text = setting.sketch.text
    for pattern in MENTIONS if setting.sketch.days else ():
        for match in pattern.finditer(text):
            clause = text[max(0, match.start() - CLAUSE) : match.start()]
            if not (AWAITED.search(clause) or WANTED.search(clause) or PLANNED.match(text, match.end())):
                yield setting, match


def is_past(setting: Setting, match: re.Match[str]) -> bool:
    """Whether the day of a mention is none after that of the document."""
    return not setting.day or setting.sketch.days[match.start("day")].attrs["when"][:10] <= setting.day


def of_kind(setting: Setting, match: re.Match[str]) -> list[Message]:
    """The documents of the day or month (and the number) that may be called so, of the same source if it has one; of one that
    carries another, the first."""
    day = setting.sketch.days[match.start("day")].attrs["when"][:10]
    kinds = next((kinds for words, kinds in KINDS.items() if re.fullmatch(words, match["noun"])), frozenset())
    told = match.groupdict()
    number = told.get("n") or told.get("number")
    found = [
        m
        for m in of_day(setting, day)
        if m.piece is not setting.passage.document
        and (
            not kinds
            or m.piece.subtype in kinds
            or match["noun"] in m.title
            or (m.carrier and not m.piece.subtype)
        )
        and (not number or not m.numbers or figure(number) in m.numbers)
        and not contradicts(setting, match, m)
    ]
    found = [m for m in found if m.source == setting.source] or found
    return [m for m in found if not m.carrier] or found


def of_day(setting: Setting, day: str) -> Iterable[Message]:
    """The documents of a day (ISO), or those of the source of a month."""
    if len(day) > MONTH:
        return setting.directory.by_date.get(day, ())
    return (m for m in setting.directory.messages if m.date[:MONTH] == day and m.source == setting.source)


def contradicts(setting: Setting, match: re.Match[str], message: Message) -> bool:
    """Whether a document is known to be by somebody else than is told."""
    by = match["by"] or ""
    told = setting.who(by, *match.span("by")) if by and (by[0] == PARTY[0] or setting.spoken) else frozenset()
    return bool(told and message.senders and not told & message.senders)


def is_by(setting: Setting, match: re.Match[str], message: Message) -> bool:
    """Whether a document bears in its title, or as its sender, whose it is told to be."""
    by = setting.reading.text[match.start("by") : match.end("by")] if match["by"] else ""
    told = setting.who(match["by"], *match.span("by")) if by else frozenset()
    return bool(told & (message.senders | message.named)) or (len(by) > 1 and by in message.title)
