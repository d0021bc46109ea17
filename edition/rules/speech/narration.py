"""What the keeper of a record tells himself among the speeches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from edition.model import Block
from edition.rules.language.dates import NUMBER as FIGURE
from edition.rules.language.dates import YEAR, iso
from edition.rules.language.formulas import HAN, SURNAME
from edition.rules.language.lexicon import (
    ATTENDS,
    CHAIR,
    DECIDED,
    MEETING,
    NARRATES,
    OFFICES,
    RECORDS,
    SAYS,
    TITLES,
)
from edition.rules.language.numerals import number
from edition.rules.speech.labels import LABEL, NAME, label_in
from edition.rules.text.folding import COLONS, simplified
from edition.rules.text.speakers import PERSON, bare_name, known_names

# What a paper reports below the turns: 【本报讯】
NEWS = r"[【\[（(](?:本报|[\u4e00-\u9fff]{1,8}社)[^】\]）)：]{0,16}(?:讯|电|报道)[】\]）)]"
# Where the talk went on to what is not reported, whoever is spoken of: 后来的谈话涉及…
WENT_ON = rf"(?:后来|随后|此后|接着|接下来)的?(?:{MEETING})"
# Who led a meeting and who kept its record, on a line at the end: 主席：某某 记录：某某
OFFICERS = re.compile(
    rf"(?:\s*(?:{CHAIR}|{RECORDS})[人者员]?：{NAME}{{2,8}}?(?=\s|$|{CHAIR}|{RECORDS})){{2,}}\s*"
)
# A question that stands above an answer with its number, in quotation marks: 2．“何时修桥？”
ASKED = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[．.、]\s?“[^“”]*？”$"
FAR = 40
"""So many blocks at most above the first turn tell who writes."""
NARRATOR = re.compile("我(?![国省市县区党军们校馆社报刊院方厂所])|笔者")
ADDRESSES = re.compile("[您你咱]|我们?(?:国家|今天|现在|觉得|认为|想|看)")
# How somebody is called by the surname: 某师傅, 某老师
CALLED = rf"{OFFICES}|{TITLES}|师傅|老师|医生|大夫|[老公工](?![^，。]?[师家人])"
TALK_OVER = re.compile(
    rf"(?:这[次场]|那[次场])?(?:{MEETING}|采访)会?[^，。：“”我你您咱]{{0,16}}(?:散|结束|完)了?[。，]"
    rf"|(?:这[次场])?(?:{MEETING}|[采访]访|访[问谈])会?(?:一?共|前后)?(?:进行|持续|历时)了?[^，。：“”我你您咱]{{1,10}}(?:小时|钟头|分钟|天|夜)[，。]"
    r"|(?:会议|[大全]会|与会者|到会者)一致(?:通过|商定|[决议]定|同意|推[选举])(?!的)(?![^我您咱]{0,200}[我您咱])[^，。：“”你]{2,40}[，。]"
    r"|(?:会议?)?(?:最后|随后|接着)，?[^，。：“”我你您咱]{2,20}(?:致[开闭]?幕?[词辞]|作了?(?:会议|学术)?总结|宣布[^，。：]{0,8}(?:闭幕|结束|散会))[，。]"
    rf"|(?:(?:{MEETING})会?|会议|双方|与会者)(?:最后|随后)(?:一致)?(?:通过|商定|[决议]定|同意|推[选举])[^，。：“”我你您咱]{{2,40}}[，。]"
)
"""How the one tells on who wrote a talk down: 座谈会开到天黑才散。, 最后，某某致闭幕词。, 会议最后通过了决议。,
会议一致同意上述办法，, 访问进行了半个小时。"""
# With what day a paragraph begins: 6月25日，某某又来。
ON_DAY = re.compile(rf"(?:(?P<year>{YEAR}) ?年 ?)?(?P<month>{FIGURE}) ?月 ?(?P<day>{FIGURE}) ?[日号](?!\d)")
# Who speaks of a later day says what will be then.
WILL_BE = re.compile("[将请]|[再要会就][来去到谈见开]|准备|打算|计划|预定|希望|可以")
OF_TALK = re.compile("[对关]?于这[次场](?:采访|访谈|谈话|座谈|对话)")
# What stands on the paper itself, or who edits it puts there: 原件批注：, 编者注：
ON_PAPER = r"(?:(?:原[件档稿文]|档案|文件|页边)[上的中]?)?(?:[批附旁]注|眉批|按语|[编译校整][理辑]?者[注按])："
# What somebody does as he says it: 这时某某局长插话，; 部长笑着说，
AS_HE_SAYS = (
    "这时[^，。：！？“”我你您咱]{2,12}(?:插话|插进来说|提醒|解释|补充说?)[，。]"
    "|[^，。：！？“”我你您咱他她]{2,8}(?:笑着|笑了笑|[点摇]了?[点摇]?头|沉吟片刻|想了想)[又就便]?(?:说|问|答|道)[，：]"
)
NARRATIVE = re.compile(f"{NEWS}|{NARRATES}|{WENT_ON}|{ASKED}|{ON_PAPER}|{AS_HE_SAYS}")
NUMBER = r"(?:[一二三四五六七八九十]{1,3}|[甲乙丙丁戊己庚辛壬癸]|\d{1,2})"
NUMBERED = re.compile(rf"[（(]{NUMBER}[）)]")
# How a paragraph begins in which a record reports what was said, without saying who: 问及…, 最后…, 决定…
REPORTS = re.compile(
    rf"[\[［【〔]|[（(](?!{NUMBER}[）)])|(?:注|结[果论]|[决商]议|议决|商定)：|(?:问(?!题)|说(?![实来到起不])|答(?!案)|补充|提醒|提出|强调|再次|同时|随后|接着|最后|后来|然后|[会谈][谈话议]?[后毕](?=[，与])|谈话|会谈|会见|至此|到此|决[议定](?![已是的了也都])|(?:(?:{MEETING})会?|会议|双方|大家)(?:最后|随后)?(?:一致)?(?:决[定议](?![已是的了也都])|商定|同意|认为|通过)|一致|散会|休会|由{NAME}{{2,12}}[纪记]录)"
)
# What only somebody who speaks says, where no colon leads to what another said: 最后你把账算清。
SPOKEN_TO = re.compile("(?!.*：)(?:[^“”]|“[^“”]*”)*?[您你咱]")
# Words that say that somebody speaks, and no 水道, 道路, 学说, 名称.
SAYING = re.compile(
    rf"{DECIDED}|(?<!学)说|答|(?<!名)称(?!号)|(?:[说问答笑叫喊讲念骂叹]|^{SURNAME}{HAN}{{0,3}}|{OFFICES}|{TITLES}|^[他她我众][们人]?|大家)道$|问(?!题)|指出|强调|表示|补充|反驳"
)
OF_MINE = re.compile("我(?![说问答])|(?:[我你您咱]们?|我国|贵国)的")
"""How a speaker begins when he tells what he or somebody of his own said: 我的助手说过：…"""
# What leads over to the next turn, told by the keeper of the record: 问到…时：, 某所代表提到….
LEADS_OVER = re.compile(
    r"(?:(?:最后|接着|然后|随后|随即|这时)[，,]?)(?:又|再|还)?(?:请示|汇报|问|谈|提|念|读|反映)[^？！：“”]{2,60}[。：]|(?:当|在)?[^。？！：“”]{2,40}时[：:。]|[^，。：“”]{0,12}(?:代表|同志|同学|群众|有人|记者|听众)们?(?:又|还)?(?:问到|提到|谈到|提出|反映|要求|汇报|说)[^？！：“”]{2,60}[。：]"
)
# Behind a label, what the keeper of the record tells all the same: 提出……的问题。说……，并且问某某……
TOLD_BEHIND = re.compile(
    r"(?:提出|提到|谈到|谈及|问及|询问)[^“”]*?(?:[。；！？](?:并且?|又|还|也)?|，(?:并且?|又|还|也))(?:说(?![实来到起不])|问(?!题)|指出|询问)"
)
TELLS = "(?:说|问|答|道|指出|强调|表示|解释|插话|补充)[，：“]|问及|谈及|谈到|询问"
"""Words by which the keeper of a record tells what one of the speakers says."""
# The words by which he tells in a sentence what the one who has just spoken did: 某某先是阐述了…
TELLING = rf"(?:先是?|首先|接着|随后|然后|又|还|再次|最后)?(?:{SAYS}|叙述|讲述|阐述|回忆|说明)"
# One sign for who says something, as records of the Qing have it: 梁答，; 梁复问及
BY_SIGN = re.compile(
    rf"(?P<name>{HAN})(?:{HAN}{{0,4}}?(?:{SAYS}|[言云谓曰询])[，：]|(?:又|复|再|乃|遂|因|即|旋)(?:{SAYS}|[言云谓曰询]))"
)
REPORTED = re.compile(rf"(?P<name>{NAME}{{2,8}}?)(?:同志)?(?:[（(][^（）()]{{1,10}}[)）])?(?:{SAYS})")
STYLED_THERE = re.compile(rf"(?P<name>{NAME}{{2,6}}?)(?:{OFFICES}|{TITLES})")
IN_TEXT = re.compile(rf"(?:{ATTENDS})的?(?:还?有|是)")
NAMED = re.compile(rf"(?:{SURNAME}){HAN}{{1,2}}(?=(?:同志|先生|女士)?(?:[、，；。]|$))")
"""The name of somebody present at the end of what he is."""
LISTED = re.compile(
    rf"(?:^|[、；：])({HAN}[\u4e00-\u9fff·]{{1,9}}?)(?:同志|先生|女士|博士|教授)?(?:[—－-]{{1,2}}|[（(])"
)
"""The same before a dash or a bracket and what he is."""
IN_ROW = re.compile(rf"[、：]({HAN}[\u4e00-\u9fff·]{{1,9}})(?=[、，；。（(]|$)")
"""A name in the row of those present, or what else such a row has."""
REACTS = (
    "(?:对[^。：我你您咱“”]{1,40}(?:表示[^。：我你您咱“”]{1,16}|感兴趣|[作做]了(?:说明|解释|答复|回答))|[就向][^。：我你您咱“”]{1,40}(?:答复|回答|说明|解释|致意|道谢|告别)"
    "|(?:点头|[微大]笑|笑了|发笑|鼓掌|起立)[^。：我你您咱“”]{0,16}|表示(?:同意|赞成|感谢|关注|理解|满意|遗憾)[^。：我你您咱“”]{0,16})。$"
)
"""All that such a paragraph may say of what somebody does, behind his name."""
MEANWHILE = re.compile(
    r"[（(〔\[](?!(?:谈话|会谈|会见|接见|会议|讨论|记录|录音)?(?:到此|至此|完|结束|休会|散会))(?:全场|全体|大家|众人?|群众|听众|台下|[\u4e00-\u9fff·]{2,8}?)?"
    r"(?:[大哄微]?笑|热烈|长时间|鼓掌|掌声|欢呼|高呼|起立|呼口号|点头|摇头|看表|[说讲问答]，|举手|沉默|插话|离座|递条子|翻阅|活跃|喧哗|骚动)[^（）()〔〕\[\]]{0,30}[）)〕\]]"
    r"|[（(](?:有(?:些|的|几个)?人|众人|大家|全场|台下)[^（）()：“”]{0,8}：[^（）()]{1,60}[）)]。?"
)
"""What happens while one of them speaks, or is called out by some, in brackets
on a line of its own: （众笑）."""
IN_BRACKETS = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{2,60}[）)〕\]]")
"""A line in brackets and nothing else: what somebody does meanwhile, the words below a picture."""
ENDS_TALK = re.compile(
    "[完译校录注按略]|结束|散会|休会|到此|至此|整理|未经|休息|中断|暂停|以[上下]|未记|从略|省略"
)
"""What such a line has that stands below a talk."""


def is_narrative(block: Block) -> bool:
    """Whether a paragraph is told by the keeper of the record."""
    text = simplified(block.text.text)
    reported = LABEL.match(text)
    unclosed = text[:1] in "（(" and not re.search("[）)]", text)
    saying = reported and SAYING.search(reported["names"]) and not OF_MINE.match(text)
    framed = text[:1] in "（(〔[" and text[-1:] in "）)〕]" and not NUMBERED.match(text)
    return bool(NARRATIVE.match(text) or unclosed or saying or OFFICERS.fullmatch(text)) or framed


def reports(text: str) -> bool:
    """Whether a paragraph begins as those do in which a record reports, and says nothing to anybody."""
    return REPORTS.match(text) is not None and SPOKEN_TO.match(text) is None


def is_aside(text: str) -> bool:
    """Whether a line stands in brackets and says nothing that ends a talk."""
    return IN_BRACKETS.fullmatch(text) is not None and not NUMBERED.match(text) and not ENDS_TALK.search(text)


def tells_behind_label(text: str) -> bool:
    """Whether a paragraph, behind the label with which it begins, tells what somebody said, or is nothing but
    who led the meeting and kept its record."""
    label = LABEL.match(text)
    return bool(label and (TOLD_BEHIND.match(text, label.end()) or OFFICERS.fullmatch(text)))


def tells_of(text: str, speaker: str) -> bool:
    """Whether a paragraph below what a `speaker` says begins with his name, as nobody speaks of himself, or
    tells outside quotation marks what he said, by his name: 谈到修桥，某某叙述了往事。"""
    name = re.escape(bare_name(speaker))
    begins = len(speaker) > 1 and text.startswith(speaker)
    said = unquoting(text)
    return begins or (
        len(bare_name(speaker)) > 1
        and re.search(rf"(?<=[，。；]){name}(?:同志|先生)?{TELLING}", said) is not None
    )


def told_by_others(labels: Iterable[str], present: str) -> re.Pattern[str] | None:
    """The `labels` of a record and the words in which those `present` are named → the beginning of a paragraph
    that reports what one of them says; or, where signs alone name them, tells clause by clause what they do;
    nothing where none has a name."""
    known = known_names(labels)
    named = {*known, *NAMED.findall(present), *LISTED.findall(present)}
    names = sorted(re.escape(name) for name in named if len(name) > 1)
    signs = "".join(sorted(name for name in known if len(name) == 1))
    forms = [rf"(?:[{signs}][^，。；：！？我你您咱“”]{{1,24}}[，；。]){{2,4}}$"] if len(signs) > 1 else []
    if names:
        one = rf"(?:{'|'.join(names)})(?:同志|先生|女士|博士|教授)?"
        forms.append(
            rf"(?:(?:最后|接着|随后|然后|这时|于是)，?)?{one}(?:[\u4e00-\u9fff]{{0,4}}?(?:{TELLS})|{REACTS})"
        )
    return re.compile("|".join(forms)) if forms else None


def reported(text: str, people: frozenset[str], present: str) -> bool:
    """Whether a paragraph reports what one of the people said or did: it begins with the name of a speaker, or
    with that of somebody among those `present`, perhaps with what he is behind it, and a word for speaking."""
    told_of = REPORTED.match(text)
    styled = told_of and STYLED_THERE.match(told_of["name"])
    by_sign = BY_SIGN.match(text)
    return (
        any(text.startswith(name) for name in people if len(name) > 1)
        or bool(told_of and told_of["name"] in present)
        or bool(styled and styled["name"] in present)
        or bool(by_sign and by_sign["name"] in people)
    )


def told_at_end(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of the paragraphs below the last turn of each text with which whoever wrote it tells on: that
    the talk was over, of the one who spoke last, whom he calls by his name, or, where he says 我 above the
    first turn too, last of all of one of the others; so does he where he says 这次采访 or the like."""
    found: list[int] = []
    start = 0
    for end in range(1, len(blocks) + 1):
        if end < len(blocks) and not blocks[end].attrs.get("opens"):
            continue
        labels = {n: label for n in range(start, end) if (label := label_in(blocks[n]))}
        if len(labels) > 1:
            found += telling(blocks, min(labels), max(labels), end, tuple(labels.values()))
        start = end
    return frozenset(found)


def telling(blocks: Sequence[Block], first: int, last: int, end: int, labels: Sequence[str]) -> Iterable[int]:
    """The indexes of the paragraphs below the turn at `last`, up to `end`, that
    are told, as `told_at_end` says."""
    above = (b.text.text for b in blocks[max(0, first - FAR) : first] if b.kind == "para")
    in_person = any(NARRATOR.search(unquoting(text)) for text in above)
    own = called_by_name([labels[-1]])
    other = called_by_name(set(labels) - {labels[-1]})
    below = tuple(takewhile(lambda n: blocks[n].kind == "para", range(last + 1, end)))
    finish = below[-1] if below else last
    held = next((day for b in blocks[max(0, first - FAR) : first] if (day := iso(when(b)))), "")
    for n in below:
        said = unquoting(blocks[n].text.text)
        tells = in_person or OF_TALK.search(said)
        of_last = own.search(said) if own else None
        names_himself = of_last is not None and said[: of_last.start()].endswith(("我", "我们"))
        of_them = (of_last is not None and not names_himself) or bool(
            tells and n == finish and other and other.search(said)
        )
        told_so = TALK_OVER.match(said) or of_them or is_later(said, held)
        if not ADDRESSES.search(said) and told_so:
            yield n
            return


def when(block: Block) -> str:
    """The words in which a field above a talk says when it was; "" for any other block."""
    return block.text.text if block.kind == "dateline" else ""


def is_later(text: str, held: str) -> bool:
    """Whether a paragraph begins with a day later in the year than the talk, `held` on a day
    (ISO), and tells what happened then."""
    found = ON_DAY.match(text) if len(held) == len("1900-01-01") else None
    if found is None or NARRATOR.search(text.replace("我方", "")) or WILL_BE.search(text):
        return False
    year = number(found["year"]) if found["year"] else int(held[:4])
    return f"{year:04}-{number(found['month']):02}-{number(found['day']):02}" > held


def unquoting(text: str) -> str:
    """A text without what stands in quotation marks."""
    return re.sub("“[^“”]*”", "", text)


def called_by_name(labels: Iterable[str]) -> re.Pattern[str] | None:
    """The labels of speakers → how somebody speaks of them: by the full name, or the surname and what they are;
    nothing where none has a name."""
    names = {bare_name(re.sub("[（(].*", "", label).rstrip(COLONS)) for label in labels}
    full = [name for name in names if PERSON.fullmatch(name)]
    forms = [re.escape(name) for name in full]
    forms += [rf"{found[0]}(?:{CALLED})" for name in full if (found := re.match(SURNAME, name))]
    return re.compile("|".join(sorted(forms))) if forms else None


def leads_over(blocks: Sequence[Block], n: int) -> bool:
    """Whether the paragraph at index `n` tells what the turn right below it answers."""
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    answered = below is not None and below.kind == "speech" and bool(label_in(below))
    return answered and LEADS_OVER.fullmatch(blocks[n].text.text) is not None


def present_in(blocks: Sequence[Block]) -> str:
    """The words of a record that say who was present, also in a sentence of its text: 在座的还有某某。"""
    listed = (b.text.text for b in blocks if b.kind == "participants")
    sentences = (s for b in blocks if b.kind == "para" for s in re.split("[。！？；]", b.text.text))
    return "".join([*listed, *filter(IN_TEXT.search, sentences)])


def above_signature(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of the paragraphs right above the signature of somebody who has no turn in the text, where
    they name one of those who have."""
    speakers = {label_in(block).rstrip(COLONS) for block in blocks if block.kind == "speech"} - {""}
    if not speakers:
        return frozenset()
    names = [re.escape(name) for name in speakers if len(name) > 1]
    styled = rf"[{''.join(re.escape(name[0]) for name in speakers)}](?:{OFFICES}|{TITLES}|老(?!师))"
    named = re.compile("|".join([*names, styled]))
    found: list[int] = []
    run: list[int] = []
    for n, block in enumerate(blocks):
        signs = block.kind == "signed" and not block.attrs.get("type") and block.text.text not in speakers
        found += run if signs and any(named.search(blocks[m].text.text) for m in run) else []
        run = [*run, n] if block.kind == "para" else []
    return frozenset(found)
