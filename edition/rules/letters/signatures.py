"""Who signs a letter, and when: the lines at its end, also where office, name, place
and day share one or stand apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from edition.dictionary import is_word
from edition.model import Block, BlockKind
from edition.rules.language.addressing import PARTIES
from edition.rules.language.dates import A_DATE, DATE, HOUR
from edition.rules.language.formulas import A_FULL_NAME, FULL_NAME, HOURS, RHYME_DAYS, SEAL, STATION, SURNAME
from edition.rules.language.lexicon import (
    HANDED_TO,
    HIGH_OFFICES,
    MEETING,
    NAMED_MONTH,
    RECORDED,
    SENT_AS,
    STYLES,
)
from edition.rules.language.lexicon import OFFICES as OFFICE
from edition.rules.language.sentences import finished
from edition.rules.page.strayspaces import OFFICE_END
from edition.rules.text.cutting import blocks_from, cut, glue, near, near_text, stripped, told
from edition.rules.text.handing import LONGEST_OFFICE

NAME = r"[\u4e00-\u9fffA-Za-zА-Яа-яЁё·．.\- ]"
# A wish that ends a letter, on two lines: 敬祝 above what is wished.
WISH = re.compile(r"[敬谨恭]?祝(?:愿)?[：:]?|[谨顺此]?致[ \u3000]{0,4}以?")
WISHED = re.compile(r"[\u4e00-\u9fff]{2,4}[！!。]?")
RESPECTS = re.compile(
    "(?:崇高的?|衷心的?|亲切的?|革命的?|同志的?)*(?:[敬布军]礼|敬意|问候|祝愿|健康|安好|[近大春夏秋冬暑年]安|进步|胜利)[！!。]?"
)
# What follows below the signature: 某某来电附后.
ATTACHED_BELOW = re.compile(
    rf"[\u4e00-\u9fff]{{2,16}}(?:{SENT_AS}|{RECORDED}|文件|通[知报]|决[定议]|意见|名单|材料|原文|办法|方案)附[后下][：:。]?"
)
SIGNED = re.compile(
    rf"(?:[\u4e00-\u9fff]{{1,8}}[：:] ?|[\u4e00-\u9fff]{{2,12}}\u3000{{1,2}})?{NAME}{{2,40}}{SEAL}|[\u4e00-\u9fff]{{2,12}} ?{SEAL} ?{NAME}{{2,16}}|(?:[甲乙丙丁]方(?:代表)?|见证人|证人|保人|中人|代笔人?)[：:] ?{NAME}{{2,12}}"
    # Below a telegram, its month and day by their signs: 某某某未寒
    rf"|{SURNAME}[\u4e00-\u9fff]{{1,2}}[{HOURS}][{RHYME_DAYS}]印?"
)
# A short name set to the width of others: 中　央
SPACED_OUT = re.compile(
    r"(?!附[ \u3000]*[件录錄记]|[前引序结][ \u3000]*[言语]|[注目正全][ \u3000]*[释文次录]|[上下][ \u3000]*午|完[ \u3000]*[了毕])[\u4e00-\u9fff](?:[ \u3000]+[\u4e00-\u9fff]){1,5}"
)
# An office, and another set to its width: 省航政局　渡　口
OFFICES = re.compile(r"[\u4e00-\u9fff]{3,12}(?:[ \u3000]+[\u4e00-\u9fff]){2,4}")
SEALED = re.compile(SEAL)
# The day and month alone, below a name.
DAY = re.compile(
    rf"(?:\d{{1,2}}|闰?[一二三四五六七八九十]{{1,3}}|{NAMED_MONTH})(?:[<‹〈＜][一二三四五六七八九十\d]{{1,2}}[>›〉＞])? ?月 ?(?:(?:\d{{1,2}}|[一二三四五六七八九十廿卅]{{1,3}}) ?[日号]|初[一二三四五六七八九十]日?)"
)
DAY_AND_HOUR = re.compile(DAY.pattern + HOUR)
# A month alone, and what leads to an attachment.
MONTH = re.compile(r"(?:1[0-2]|[1-9]|十[一二]|[一二三四五六七八九十元]) ?月")
ATTACHED = re.compile(r"附件?[一二三四五六七八九十\d]{0,2}[：:]?")
# What goes with a paper or how often it was printed, named below the signature.
GOES_WITH = re.compile(r"附件?[一二三四五六七八九十\d]{0,2}[：:]|[（(]?(?:[打铅油]?印|共印)[^。]{1,12}份")
# What a title says behind the name of its writer.
WRITES = re.compile(r"关于|[致给对就为复覆]|转发|批转|批复|答复")
# The day alone, its month that of the text.
LONE_DAY = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3}) ?[日号]"
# The same, or the signs that telegrams of the Republic have for month and day: 丑删
DAY_ALONE = re.compile(rf"{LONE_DAY}|[{HOURS}][{RHYME_DAYS}]印?")
# At the end of the last paragraph of a telegram its writer and the day, its rhyme or its number: 。某某冬。
WIRED_END = re.compile(
    rf"(?<=[。！？])[ \u3000]?(?P<name>[\u4e00-\u9fff]{{2,8}}?)(?P<day>[{HOURS}]?[{RHYME_DAYS}]印?|{LONE_DAY}[{HOURS}]?|{DAY.pattern})。?$"
)
LEADS_TO_DAY = re.compile("(?:[于在从到自至由截是]|截至|直到|关于|[定改即均约]为)[ \u3000]*$")
"""Words whose object the day behind them is."""
# Several, each with its day: who wrote a paper and who printed it again.
EACH_SIGNED = re.compile(rf"[^，。；：！？]{{2,40}}?(?:{DATE})(?:[^，。；：！？]{{2,40}}?(?:{DATE})){{1,2}}")
UNTIL = re.compile(rf"[至到—－~～-] ?(?:{DATE})")
SIGNING_BODY = re.compile(rf"(?:{PARTIES})$")
HANDS = re.compile(HANDED_TO)
# What a writer calls himself, before his name.
HUMBLE = re.compile(r"[职弟兄侄晚][ \u3000]")
ADDRESS = re.compile(
    rf"(?:致(?!电|函|辞|词|敬|以|意|使|力)|[面谨]?[送呈](?![请报审批阅交达]|各|有关)){NAME}{{2,30}}"
)
NAMES_TEXT = re.compile(rf"(?:{SENT_AS}|{RECORDED})$")
"""What such a line is where it says what a text is called."""
ENVELOPE = re.compile(
    r"[^，。；！？：:“”]{2,48}(?:[亲台钧勋大安]启|亲[收拆展]|台[收展]|(?:同志|先生|女士|[ \u3000])[收启])"
)
"""What stands on the envelope of a letter: 省城某某路 某局 某某局长 亲启"""
LONGEST_LINE = 40
MOST_BELOW = 4
"""How many lines at most stand between a signature and its day."""
ADDRESSEE = re.compile(rf"[^。，；！？：:《》]{{2,40}}(?:{STYLES}|{HIGH_OFFICES}|{OFFICE})")
# A foreign name of several parts: 某·某某, 某-某某
PARTED_NAME = r"[\u4e00-\u9fff]{1,10}(?:[·‐\-－][\u4e00-\u9fff]{1,10}){1,3}"
PERSON = re.compile(rf"(?:[A-ZА-Я]\. ?){{0,2}}(?:[\u4e00-\u9fff]{{2,8}}|{PARTED_NAME})")
# An office and, without a space between, a name behind initials: 某组组长А.В.某某
INITIALLED = re.compile(r"[\u4e00-\u9fff]{2,20}(?:[A-ZА-ЯЁ][.．·]\s?){1,3}[\u4e00-\u9fff·]{2,8}")
OFFICE_INITIALLED = re.compile(
    rf"[\u4e00-\u9fff]{{0,20}}(?:{OFFICE})[ \u3000]?(?:[A-ZА-ЯЁ][.．·]\s?){{1,3}}[\u4e00-\u9fff·]{{2,8}}"
)
"""An office and a name behind initials, which signs a text even where no day stands there."""
# Who took down or passed on a text, in brackets below it: （石渡修堤队）, perhaps with who printed it again.
PASSED_ON = re.compile(
    rf"[（(](?!(?:本文)?(?:作者|笔者)|[^（）()]*(?:鼓掌|掌声|奏乐|离场|列队|略去|缺))[^（）()。，；：！？“”]{{2,30}}(?:{PARTIES}|[团队站组社部班连营])(?:供稿|整理|翻印|记录|印)?[）)](?:[^（）()。，；：！？“”]{{2,30}}(?:翻印|转抄|抄录|整理))?"
)
DISPATCH = re.compile(
    r"[（(【]?(?:[\u4e00-\u9fff]{2,6}社|本[报刊])[\u4e00-\u9fff]{0,10}?(?:[\d一二三四五六七八九十月]{1,6}日)?[专特]?[讯电][】）)\s]"
)
"""How a dispatch of a news agency or paper begins: 某社某地16日讯"""
REPORTED_BY = re.compile(
    rf"(?:^|(?<=[。！？…”]))[ \u3000]*(?P<by>[（(](?:本[报刊社]|特约)?(?:记者|通讯员)?[：:\s]?{FULL_NAME}(?:[、 \u3000]{FULL_NAME}){{0,3}}(?:[根依]?据[^（）()。；：！？]{{2,30}}(?:改写|编写|摘[写编录]|整理|综合))?[）)])$"
)
IN_BRACKETS = re.compile("[（(](?P<by>[\u4e00-\u9fff]{3})[）)]")
"""Three characters in brackets and nothing else, which may be a name with a rare surname."""
SAYS_NO_NAME = re.compile("[略缺完续笑掌]")
INITIALS = re.compile(r"(?:[A-ZА-ЯЁ][.．·]\s?){1,3}[\u4e00-\u9fff·]{2,8}")
# An office, or what a writer calls himself, and a name, parted by a space.
OFFICER = re.compile(
    rf"(?:[^，。；：！？\s]{{2,16}}|[职弟兄侄])(?:[ \u3000]{{1,2}}(?:[A-ZА-ЯЁ][.．·] ?){{0,3}}(?:[\u4e00-\u9fff·]{{2,6}}|{PARTED_NAME})){{1,4}}"
)
CALLS_TEXT = re.compile(rf"(?:日[记志]|{RECORDED}|[与和同].{{2,20}}(?:{MEETING}))$")
"""How a line ends that says what stands below it, and signs nothing."""
STATE = re.compile(r"(?:国|联盟|政府|委员会|[部院])$")
BODY = re.compile(r"committee|委员会|编委会|编辑部|编辑组|编者|编写组|编译室|出版社")
DISPOSED = re.compile("[另发印抄送退存归][^。：！？]{1,20}。")


def is_wish(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is the first of a wish on two: below it stands an exclamation."""
    return bool(WISH.fullmatch(near_text(blocks, n))) and near_text(blocks, n + 1)[-1:] in ("！", "!")


def ends_above(blocks: Sequence[Block], n: int) -> bool:
    """Whether a text can end above the block at index `n`: no text goes on there."""
    return near(blocks, n) != "line" or ATTACHED_BELOW.fullmatch(near_text(blocks, n)) is not None


def signed_at_end(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → what the last of a text says of its writer: his name and the day behind the last sentence of a
    telegram, who passed it on, several with a day each; a wish on two lines as salutation."""
    writer = ""
    dispatches = any(b.kind == "line" and DISPATCH.match(b.text.text) for b in blocks)
    for n, block in enumerate(blocks):
        opens = block.kind == "head" and block.attrs.get("type", "main") == "main"
        writer = block.text.text if opens else writer
        if block.kind == "line" and (is_wish(blocks, n) or is_wish(blocks, n - 1)):
            yield told(block, "salute", "letter-parts")
            continue
        wired = (
            WIRED_END.search(block.text.text) if block.kind == "line" and ends_above(blocks, n + 1) else None
        )
        if wired and is_writer(wired["name"], writer):
            yield told(cut(block, 0, wired.start()))
            yield from signed_on(told(block, blank="", indent=""), wired)
            continue
        if dispatches and (start := reported_by(blocks, n)) >= 0:
            if start:
                yield stripped(cut(block, 0, start))
            yield told(cut(block, start, len(block.text)), "signed", "letter-parts", blank="", indent="")
            continue
        if below_part(blocks, n) and PASSED_ON.fullmatch(block.text.text):
            yield told(block, "signed", "letter-parts")
            continue
        if block.kind == "line" and n and ends_above(blocks, n + 1) and signs_each(block.text.text):
            yield from each_signed(block)
            continue
        yield block


def reported_by(blocks: Sequence[Block], n: int) -> int:
    """Where in the line at index `n` the bracket begins that names who reported what ends with it, behind its
    last sentence: above the next dispatch, or where the text ends; -1 where none does."""
    start = bracket_of_reporter(blocks[n].text.text) if blocks[n].kind == "line" else -1
    below = ends_above(blocks, n + 1) or DISPATCH.match(near_text(blocks, n + 1))
    behind = start > 0 or (near(blocks, n - 1) == "line" and finished(near_text(blocks, n - 1)))
    return start if behind and below else -1


def bracket_of_reporter(text: str) -> int:
    """Where in a line the bracket at its end begins that holds names, or, alone on the line, three characters
    that no words make up: a name whose surname is none of the usual; -1 where there is none."""
    if found := REPORTED_BY.search(text):
        return found.start("by")
    three = IN_BRACKETS.fullmatch(text.strip())
    words = three is None or any(is_word(three["by"][k : k + 2]) for k in (0, 1))
    return -1 if three is None or words or SAYS_NO_NAME.search(three["by"]) else 0


def signs_each(text: str) -> bool:
    """Whether several sign on one line, each with a day; from one day to another nobody signs."""
    return EACH_SIGNED.fullmatch(text) is not None and not UNTIL.search(text)


def set_in(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is set in from the edge, below the end of a
    sentence and above lines that are not."""
    above, below = blocks[n - 1 : n], blocks[n + 1 : n + 2]
    alone = not any(b.attrs.get("indent") for b in (*above, *below))
    return bool(blocks[n].attrs.get("indent")) and alone and finished(near_text(blocks, n - 1))


def unquoted(text: str) -> str:
    """A line → the same without the mark at its end of a quotation that began above."""
    return text[:-1] if text[-1:] in "”」" and not re.search("[“「]", text) else text


def below_part(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` ends a text or what carries an attachment, below a sentence."""
    carries = ATTACHED.fullmatch(near_text(blocks, n + 1)) is not None
    ends = near(blocks, n + 1) in ("", "head", "excluded", "citation") or carries
    return blocks[n].kind == near(blocks, n - 1) == "line" and ends and finished(near_text(blocks, n - 1))


def each_signed(line: Block) -> Iterator[Block]:
    """A line in which several sign, each with a day → signatures and datelines."""
    start = 0
    for found in A_DATE.finditer(line.text.text):
        yield told(stripped(cut(line, start, found.start())), "signed", "letter-parts")
        yield told(cut(line, *found.span()), "dateline", "letter-parts", blank="")
        start = found.end()


def begins_with_writer(words: str, titles: Iterable[str]) -> bool:
    """Whether what stands before a day begins with the full name with which one of the `titles`
    begins, what he is run on behind it."""
    names = {words[:k] for k in (2, 3, 4) if k < len(words)}
    return any(A_FULL_NAME.fullmatch(name) and title.startswith(name) for name in names for title in titles)


def names_of(signature: str) -> set[str]:
    """A signature → it and, where it is several names, each of them, without white space."""
    return {re.sub(r"\s", "", name) for name in (signature, *re.split("[,，、]", signature))}


def is_writer(name: str, title: str) -> bool:
    """Whether a title names, before what it says of the writing, one who is called so,
    perhaps by the end of his full name."""
    sender = WRITES.split(title, 1)[0]
    return sender != title and (sender.startswith(name) or sender.endswith(name))


def signed_on(line: Block, found: re.Match[str]) -> Iterator[Block]:
    """A line that is a name (`name`) and a day (`day`) → signature and dateline."""
    yield told(stripped(cut(line, found.start(), found.end("name"))), "signed", "letter-parts")
    yield told(cut(line, found.start("day"), len(line.text)), "dateline", "letter-parts", blank="")


def closers(blocks: Sequence[Block]) -> list[Block]:
    """Lines among closing ones → what a wish leads to as salutation, 致… and the lines below it as address,
    what stands above a signature and belongs to it as signed."""
    result = taken_for_heads([*signatures(blocks)])
    for n, block in enumerate(result):
        if block.kind == "line" and len(block.text) <= LONGEST_LINE:
            for kind, fits in KINDS:
                if fits(result, n):
                    result[n] = told(block, kind, "letter-parts")
                    break
    return officers(result)


def is_wished(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is what the salutation above leads to: 近安
    below 顺颂, 崇高的敬礼 below 致以."""
    text, above = near_text(blocks, n), near_text(blocks, n - 1)
    if near(blocks, n - 1) != "salute":
        return False
    wished = above[-1:] in "颂请叩候问" and WISHED.fullmatch(text)
    return bool(wished or (above[-1:] in "致以祝" and RESPECTS.fullmatch(text) and not finished(text)))


def is_address(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` says where or to whom a text goes, by its words and those beside it."""
    text, before, after = near_text(blocks, n), near(blocks, n - 1), near(blocks, n + 1)
    if finished(text):
        return False
    if before == "salute":
        return HANDS.fullmatch(near_text(blocks, n - 1)) is not None and not HUMBLE.match(text)
    if before == "address":
        goes_on = ADDRESSEE.fullmatch(text) or (
            after == "line" and ADDRESSEE.fullmatch(near_text(blocks, n + 1))
        )
        party = (
            SIGNING_BODY.search(text)
            and near(blocks, n + 1) == "signed"
            and SIGNING_BODY.search(near_text(blocks, n - 1))
        )
        return bool(goes_on or party or ADDRESS.fullmatch(text))
    if before in ("dateline", "signed") and ADDRESS.fullmatch(text):
        return True
    if before not in ("dateline", "head", "secrecy", "idno"):
        return False
    if ENVELOPE.fullmatch(text) and (after == "salute" or near_text(blocks, n + 1)[-1:] in ("：", ":")):
        return True
    return after == "salute" and STATION.fullmatch(text) is not None and not NAMES_TEXT.search(text)


def stands_above_signature(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n`, no person and below no text, belongs to the signature below it."""
    text, before = near_text(blocks, n), near(blocks, n - 1)
    named = PERSON.fullmatch(text) or finished(text)
    return before != "line" and signs_below(blocks, n) and not named


def signs_below(blocks: Sequence[Block], n: int) -> bool:
    """Whether below the line at index `n` stands who signs the text, and not who kept or translated it."""
    return near(blocks, n + 1) == "signed" and not blocks[n + 1].attrs.get("type")


KINDS: tuple[tuple[BlockKind, Callable[[Sequence[Block], int], bool]], ...] = (
    ("salute", is_wished),
    ("address", is_address),
    ("signed", stands_above_signature),
)
"""What a line among closing ones can be; the first that fits is taken."""


def is_dated_below(blocks: Sequence[Block], n: int) -> bool:
    """Whether a day stands from index `n` on, at once or behind a number, whom it is sent to and who got a
    copy; also in the line that counts the copies."""
    below = (b for b in blocks_from(blocks, n) if b.kind not in ("fw", "pb"))
    for block in islice(below, MOST_BELOW):
        if block.kind == "dateline" or (block.kind == "idno" and A_DATE.search(block.text.text)):
            return True
        sent_to = block.kind == "line" and ADDRESS.fullmatch(block.text.text)
        if block.kind not in ("idno", "distribution") and not sent_to:
            return False
    return False


def signs_alone(text: str) -> bool:
    """Whether a line above a day can be a signature by its words alone; 送某局 says who gets it."""
    if ADDRESS.fullmatch(text) or CALLS_TEXT.search(text):
        return False
    forms = (PERSON, OFFICER, INITIALLED, SPACED_OUT, OFFICES)
    return any(form.fullmatch(text) for form in forms) or BODY.search(text) is not None


def is_named(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is a name that a title above it or a signature has too."""
    text = blocks[n].text.text
    named = (b.text.text for b in blocks[:n] if b.kind in ("head", "signed"))
    return bool(PERSON.fullmatch(text)) and any(text in words for words in named)


def officers(blocks: Sequence[Block]) -> list[Block]:
    """Lines → an office on the line above a signature as signed too, and a name that the title has; initials
    and a name below an office where the text ends, or what goes with it begins."""
    result = list(blocks)
    for n in reversed(range(len(result))):
        text, above = result[n].text.text, near_text(result, n - 1)
        if result[n].kind != "line":
            continue
        attached = ATTACHED.fullmatch(near_text(result, n + 1))
        ends = near(result, n + 1) in ("", "head", "excluded", "citation") or attached
        called = INITIALS.fullmatch(text) and OFFICE_END.search(above)
        initialled = ends and (called or (OFFICE_INITIALLED.fullmatch(text) and finished(above)))
        office = len(text) <= LONGEST_OFFICE and OFFICE_END.search(text)
        belongs = office or (is_named(result, n) and finished(above))
        if initialled or (belongs and signs_below(result, n)):
            result[n] = told(result[n], "signed", "letter-parts")
    return result


def taken_for_heads(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, a day without its year that was taken for a head below a signature as dateline, and
    what was so taken for a head above such a day as signed."""
    result = list(blocks)
    for n, block in enumerate(blocks):
        below = block.kind == "head" and near(blocks, n - 1) == "signed" and set_in(blocks, n - 1)
        if signs_as_head(blocks, n):
            result[n - 1] = told(blocks[n - 1], "signed", "letter-parts", type="")
            result[n] = told(block, "dateline", "letter-parts")
        elif below and not block.attrs.get("opens") and DAY_AND_HOUR.fullmatch(block.text.text):
            result[n] = told(block, "dateline", "letter-parts", type="")
    return result


def signs_as_head(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is a day without its year, set in from the edge or above a head, and what
    was taken for a head above it, below the end of a sentence, a name set to the width of others or a body."""
    block, head = blocks[n], near_text(blocks, n - 1)
    if block.kind != "line" or near(blocks, n - 1) != "head" or blocks[n - 1].attrs.get("opens"):
        return False
    named = SPACED_OUT.fullmatch(head) or (len(head) <= LONGEST_OFFICE and SIGNING_BODY.search(head))
    apart = block.attrs.get("indent") or near(blocks, n + 1) in ("", "head", "excluded", "citation")
    ended = near(blocks, n - 2) == "line" and finished(near_text(blocks, n - 2))
    return bool(named and apart and ended) and DAY_AND_HOUR.fullmatch(block.text.text) is not None


def signatures(blocks: Sequence[Block]) -> Iterator[Block]:
    """Signed lines → the same, with the name of a state or body on the line above in the signature that it
    belongs to: between two signatures, or below the text."""
    result = list(blocks)
    n = 0
    while n < len(result):
        block = result[n]
        text = block.text.text
        person = PERSON.fullmatch(text) and not STATE.search(text)
        alone = block.kind == "line" and len(text) <= 40 and not finished(text) and not person
        signs = near(result, n + 1) == "signed" and SIGNED.fullmatch(result[n + 1].text.text)
        if alone and signs and near(result, n - 1) != "line" and not HANDS.fullmatch(near_text(result, n - 1)):
            yield told(glue([block, result[n + 1]]), "signed", "letter-parts")
            n += 2
        else:
            yield block
            n += 1
