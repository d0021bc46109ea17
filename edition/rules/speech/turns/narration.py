"""What the keeper of a record tells himself among the turns, and where a turn goes on below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from edition.model import Block
from edition.rules import Blocks, Options, Recognised
from edition.rules.language.formulas import HAN, SURNAME
from edition.rules.language.lexicon import DECIDED, NARRATES, OFFICES, TITLES
from edition.rules.speech.turns.labels import ASIDE, LABEL, VOICE
from edition.rules.text.cutting import blocks_from, told
from edition.rules.text.folding import COLONS, simplified
from edition.rules.text.speakers import known_names

# What a paper reports below the turns: 【本报讯】
NEWS = r"[【\[（(](?:本报|[\u4e00-\u9fff]{1,8}社)[^】\]）)：]{0,16}(?:讯|电|报道)[】\]）)]"
NARRATIVE = re.compile(f"{NEWS}|{NARRATES}")
# Words that say that somebody speaks, and no 水道, 道路, 学说, 名称.
SAYING = re.compile(
    rf"{DECIDED}|(?<!学)说|答|(?<!名)称(?!号)|(?<![水航河街铁轨通管渠味频])道(?![路理德])|问(?!题)|指出|强调|表示|补充|反驳"
)
# What leads over to the next turn, told by the keeper of the record: 问到…时：, 某所代表提到….
LEADS_OVER = re.compile(
    r"(?:(?:最后|接着|然后|随后|随即|这时)[，,]?)(?:又|再|还)?(?:请示|汇报|问|谈|提|念|读|反映)[^？！：“”]{2,60}[。：]|(?:当|在)?[^。？！：“”]{2,40}时[：:。]|[^，。：“”]{0,12}(?:代表|同志|同学|群众|有人|记者|听众)们?(?:又|还)?(?:问到|提到|谈到|提出|反映|要求|汇报|说)[^？！：“”]{2,60}[。：]"
)
# How one who reports what he said himself does so: ，我说，… · 我向某某说明了…
TELLS = "(?:说|问|答|道|指出|强调|表示|解释|插话|补充)[，：“]|问及|谈及|谈到|询问"
"""Words by which the keeper of a record tells what one of the speakers says."""
OF_HIMSELF = re.compile(
    r"我(?:们)?(?:继续|接着|又|还|也|便|就|当即)?(?:说|问|答|回答|指出|强调|表示|补充)[，：:“]"
    r"|我(?:们)?[向对同跟][^。；，]{1,16}(?:说|问|陈述|说明|解释|转达|表示|指出|答复|通报)"
)
OF_MINE = re.compile("(?:[我你您咱]们?|我国|贵国)的")
"""How a speaker begins when he tells what somebody of his own said: 我的助手说过：…"""
NAMED = re.compile(rf"(?:{SURNAME}){HAN}{{1,2}}(?=(?:同志|先生|女士)?(?:[、，；。]|$))")
"""The name of somebody present at the end of what he is."""
LISTED = re.compile(
    rf"(?:^|[、；：])({HAN}[\u4e00-\u9fff·]{{1,9}}?)(?:同志|先生|女士|博士|教授)?(?:[—－-]{{1,2}}|[（(])"
)
"""The same before a dash or a bracket and what he is."""
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
"""What happens while one of them speaks, or is called out by some, in brackets on a line of its own: （众笑）."""


ASIDE_OF_KEEPER = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{2,60}[）)〕\]]")
"""A line in brackets and nothing else: what somebody does meanwhile, the words below a picture."""
ENDS_TALK = re.compile(
    "[完译校录注按略]|结束|散会|休会|到此|至此|整理|未经|休息|中断|暂停|以[上下]|未记|从略|省略"
)
"""What such a line has that stands below a talk."""
NUMBERED = re.compile(r"[（(](?:[一二三四五六七八九十]{1,3}|[甲乙丙丁戊己庚辛壬癸]|\d{1,2})[）)]")


def continue_turns(blocks: Blocks, options: Options) -> Recognised:
    """Paragraphs without a label after a speech → the same speech goes on (`speech` without a speaker mark).

    Not so below a head, below a gap unless the next who speaks is another, below an editor's label （甲：） before a paragraph in which 甲 reports what he said, and not
    where the keeper of the record speaks (会谈持续了……, of the speaker by his name, of what another of them says or does: 甲补充说，……, or of what the next turn
    answers: 问到…时：): those stay paragraphs, and so does what follows them up to the next label. Below what somebody threw in （甲插话：…） and
    what happened meanwhile （众笑）, in brackets both, the speech goes on in a part of its own; attr `continues` counts back to the part before. Below another
    line in brackets it does so where the next who speaks is another. Right above the signature of somebody who does not speak, and names those
    who do, stands what he says himself.
    """
    result: list[Block] = []
    speaking, speaker = False, ""
    apart, back = False, 1
    labels = (label_in(block) for block in blocks if block.kind == "speech")
    others = told_by_others(labels, "、".join(b.text.text for b in blocks if b.kind == "participants"))
    signed = above_signature(blocks)
    for n, block in enumerate(blocks):
        text = block.text.text
        if block.kind == "speech" and speaking and ASIDE.fullmatch(text):
            apart, back = True, back + 1
        elif block.kind == "speech":
            label = label_in(block)
            speaker = label.rstrip(COLONS + "？?；;") or speaker
            speaking = not ends_with_itself(text)
            apart, back = False, 1
        elif (
            speaking
            and block.kind == "para"
            and (MEANWHILE.fullmatch(text) or (is_aside(text) and goes_on_below(blocks, n, speaker)))
        ):
            apart = True
        elif (
            block.kind == "para"
            and speaking
            and n not in signed
            and not (
                is_narrative(block)
                or tells_of(block, speaker)
                or leads_over(blocks, n)
                or (others and others.match(text))
            )
        ):
            block = told(block, "speech", "turns", continues=str(back) if apart else "")
            apart, back = False, 1
        elif speaking and block.kind == "gap" and goes_on_below(blocks, n, speaker):
            apart = True
        elif block.kind not in ("fw", "pb", "verse", "cell", "figure"):
            speaking = False
        result.append(block)
    return Recognised(tuple(result))


def goes_on_below(blocks: Sequence[Block], n: int, speaker: str) -> bool:
    """Whether the speech above a gap, that of `speaker`, goes on below it: a paragraph stands there and the next who speaks is another,
    right below the paragraphs."""
    below = list(takewhile(lambda block: block.kind == "para", blocks_from(blocks, n + 1)))
    after = n + 1 + len(below)
    label = (
        label_in(blocks[after]).rstrip(COLONS) if after < len(blocks) and blocks[after].kind == "speech" else ""
    )
    return bool(below and speaker and label) and label != speaker


def is_aside(text: str) -> bool:
    """Whether a line stands in brackets and says nothing that ends a talk."""
    return ASIDE_OF_KEEPER.fullmatch(text) is not None and not ENDS_TALK.search(text)


def above_signature(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of the paragraphs right above the signature of somebody who has no turn in the text, where they name one of those who have."""
    speakers = {label_in(block).rstrip("：:") for block in blocks if block.kind == "speech"} - {""}
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


def label_in(block: Block) -> str:
    """The label with which a speech begins; nothing where it goes on from above."""
    return next((block.text.text[: m.end] for m in block.marks if m.kind == "speaker"), "")


def ends_with_itself(text: str) -> bool:
    """Whether nothing below goes on with a speech: it was thrown in, or an editor's label stands before a report."""
    return bool(ASIDE.fullmatch(text)) or bool(VOICE.match(text) and OF_HIMSELF.search(text))


def told_by_others(labels: Iterable[str], present: str) -> re.Pattern[str] | None:
    """The `labels` of a record and the words in which those `present` are named → the beginning of a paragraph that reports what one of
    them says; nothing where none has a full name."""
    named = {*known_names(labels), *NAMED.findall(present), *LISTED.findall(present)}
    names = sorted(re.escape(name) for name in named if len(name) > 1)
    if not names:
        return None
    one = rf"(?:{'|'.join(names)})(?:同志|先生|女士|博士|教授)?"
    return re.compile(rf"{one}(?:[\u4e00-\u9fff]{{0,4}}?(?:{TELLS})|{REACTS})")


def leads_over(blocks: Sequence[Block], n: int) -> bool:
    """Whether the paragraph at index `n` tells what the turn right below it answers."""
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    answered = below is not None and below.kind == "speech" and bool(label_in(below))
    return answered and LEADS_OVER.fullmatch(blocks[n].text.text) is not None


def tells_of(block: Block, speaker: str) -> bool:
    """Whether a paragraph begins with the name of the one who has just spoken, as nobody speaks of himself."""
    return len(speaker) > 1 and block.text.text.startswith(speaker)


def is_narrative(block: Block) -> bool:
    """Whether a paragraph is told by the keeper of the record."""
    text = simplified(block.text.text)
    reported = LABEL.match(text)
    unclosed = text[:1] in "（(" and not re.search("[）)]", text)
    saying = reported and SAYING.search(reported["name"]) and not OF_MINE.match(text)
    framed = text[:1] in "（(〔[" and text[-1:] in "）)〕]" and not NUMBERED.match(text)
    return bool(NARRATIVE.match(text) or unclosed or saying) or framed
