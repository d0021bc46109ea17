"""Speeches of a record whose speakers are named at the start of a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from edition.dictionary import Size, frequencies
from edition.model import Block, Mark
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.cutting import cut, glue, marked, told
from edition.rules.folding import simplified
from edition.rules.formulas import HAN, SURNAME
from edition.rules.joining import lost_end
from edition.rules.lexicon import ABSENT, ANSWERS_FOR, ATTENDS, COPIED, OFFICES, PREPARED, RECORDS, TITLES
from edition.rules.sentences import CLOSING, finished
from edition.trace import Traced

LABEL = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-zА-Яа-яЁё·.． ]{1,16}?|[×○△]{2,3})(?P<aside>[（(][^（）()]{1,16}[）)])?[：:](?=\s*\S)"
)
CALLED = re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,8})[：:]")
"""A head that is the name of a speaker."""
ALONE = re.compile(
    rf"(?:{SURNAME}[\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff]{{1,5}}?(?:[总老帅]|{TITLES}|{OFFICES}))(?P<says>[又再]?[说讲问答])?[：:]"
)
"""A line that is nothing but who says what stands below it, a full name or one with what he is: 钟主任：, 钟总说："""
DUTY = re.compile("(?:负责|主管|分管|掌管|兼管|担任|协助)(?!人)")
"""How the task of somebody begins, below his name."""
FEWEST_ALONE = 3
SPACED = re.compile(r"(?P<name>[\u4e00-\u9fff·]{1,5})(?:\u3000{1,2}|[ ]{2,4})(?=\S)")
"""A name set off from what it says by white space alone, as in a play."""
JOINT = re.compile(r"(?P<names>[\u4e00-\u9fff·]{1,8}(?:[、和与][\u4e00-\u9fff·]{1,8}?){0,2})等?[：:]")
# 甲某某（以下简称甲）：
SHORT_NAME = re.compile(r"[（(]以?下?简?称(?P<short>[^（）()]{1,8})[）)]")
JOINS = re.compile("[、和与]")
VOICE = re.compile(
    r"[（(\[〔](?P<name>[\u4e00-\u9fffA-Za-zА-Яа-яЁё·.．、 ]{1,16}?)(?:同时|齐声)?[：:][）)\]〕](?=\s*\S)"
)
# Words that make a line a report of speech, a list or a field, and no label.
NO_NAME = re.compile(
    rf"^(?:{RECORDS}|{ABSENT}|{ANSWERS_FOR}|{COPIED}|{PREPARED})[人者员]?$|{ATTENDS}|"
    r"启者|^[谨又]?按$|[编辑译]者按|[说问答称写讲]|[道谈]$|谈[话判到及了]|[会交座]谈|指出|强调|认为|表示|如下|例如|比如|即是|记录|出席|参加|摘自|来源|作者|译者|日期|时间|地点|标题"
    r"|内容|附件|附录|注释?$|网址|邮箱|地址|电话|主编|第[一二三四五六七八九十\d]+[条章节]|其[一二三四五六]|的$|^[一二三四五六七八九十]+$"
    r"|^(?:附|附言|备注|又|另|另外|此外|理由|原因|结果|结论|注意|总之|首先|其次|再次|最后|目的|任务|问题|一句话|办法|据|单[位价]|金额|余额|章程|文号|[祝贺][词电])$"
)
PERSON = re.compile(rf"{SURNAME}[\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff]+(?:[·．][\u4e00-\u9fff]+)+")
"""What reads as the full name of a person."""
PEOPLE = re.compile(rf"{PERSON.pattern}|{SURNAME}")
"""A full name, or a surname with which a speaker is called short."""
CALLED_SO = re.compile(rf"{SURNAME}(?:[老总帅公董工]|{HAN}?(?:{OFFICES}))?|{HAN}{{0,6}}(?:{OFFICES})")
"""A person as others call him: 某老, 某站长, 站长."""
TOO_COMMON = 2000
"""How often at least the dictionary has a word of two characters that nobody is called, though it begins with a surname (方法, 项目)."""
ASIDE = re.compile(
    r"[（(](?P<label>(?P<name>(?!这时|此时|当时|大家|[他她我你您它这那谁有])[\u4e00-\u9fff·]{1,8}?)(?:同志|先生)?(?P<says>(?:又|接着|马上|也|在旁)?(?:插话|插问|插|[说问答讲]))?[：:])(?=\s*\S)[^（）()]*[）)]"
)
"""A line in brackets in which somebody throws something in while another speaks."""
TOLD = re.compile(
    r"(?P<name>(?![他她我你您它这那谁众]|有人|大家|接着|最后|首先|于是|然后)[\u4e00-\u9fff·]{1,5}?)(?:同志|先生)?(?:又|接着|插话|再)?(?:[对向][\u4e00-\u9fff]{1,6})?(?:说|问|答|讲|插话|插|回答|答复)(?P<aside>[（(][^（）()]{1,16}[）)])?[：:](?=\s*[^\s“])"
)
"""A label with a word for speaking: 甲说：, 乙问（向丙）："""
FEWEST_MOSTLY = 6
"""So many turns at least, more than half of all lines, and what else has the form of one is one too."""
FEWEST_MIXED, FEWEST_TOLD = 4, 6
"""So many lines with labels, more than half of all, are turns where some have that word, and where all have it."""
QUOTED = re.compile(r"\s{0,20}“[^“”]*”$")
NAMED_IN_HEAD = re.compile(r"(?<=[？?！!。])(?P<name>[\u4e00-\u9fff·]{2,6})[：:](?=\s*[^\s“])")
"""A name and a colon behind the end of a sentence."""
STOP = "[？?！!。…][”’』」）)]?"
"""The end of a sentence, behind which the next turn may be run on."""
POINT = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、．.]|第[一二三四五六七八九十]")
"""The number of a point, with which a head may be a sentence."""
FEWEST_SPACED = 4
# Who speaks by what he is: 同学, 群众代表, 技术员, 甲.
ROLE = re.compile(
    rf"{HAN}{{0,8}}(?:同学|[学医]生|群众|[工军客主]人|[船矿民职教技]工|外宾|农民|战士|听众|代表|代表?团长|老乡|[者员兵友]|[甲乙丙丁众])们?|[大小老]{SURNAME}|汇报|请示|插话"
)
# What a title calls in which people speak in turn, and how one who asks ends.
DIALOGUE = re.compile(r"谈话|会[谈见晤]|谈判|座谈|对话|接见|问答|答.{0,20}问|采访|访谈|讲话|听取")
ASKS = re.compile(r"[？?]")
SAYING = re.compile(r"[说答称道]|问(?!题)|指出|强调|表示|补充|反驳")
TITLED = re.compile(r"(?:谈话|会谈|谈判|会晤|会见|座谈)(?:纪录|记录|纪要)")
INTERVIEW = ("问", "答")
# What a name carries behind it: 同志, 总书记, 副局长; an office alone is no name.
STYLED = re.compile(rf"(?<!^)(?<!^[副总])(?:{TITLES}|[副总]?(?:{OFFICES}))$")
# How the one who keeps the record begins when he speaks himself.
NARRATIVE = re.compile(
    r"(?:会谈|谈话|会见|会晤|会议|接见|交谈|谈判)(?:中|时|期间|后|以后|之后|结束|开始|持续|进行|历时|到|至|于|从)"
    r"|(?:参加|出席|在座|最后|随后|接着|然后|至此|到此|双方)[^：“”。]{0,40}"
    r"(?:会谈|谈话|谈到|谈及|谈了|讨论|提到|商定|约定|告别|告辞|休息|散会|[小半]时|分钟)"
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


def find_turns(blocks: Blocks, options: Options) -> Recognised:
    """Lines `甲：…` of a document that is a record → `speech` with a speaker mark (name, title and colon).

    A document is a record where at least `turns` lines start with a label, emphasised ones counted twice and one fewer
    where the title calls it a record, and one label comes twice or two labels alternate; where none comes twice, most must be those
    of persons, since points of a report are labelled too (煤：…). A turn run on behind the end of another, by a label that
    begins lines elsewhere, begins a speech of its own. So does what somebody throws in, in brackets on a line of its own （甲插话：…）. A label with a word for speaking (甲说：) is one where the same people speak
    without it too, or where most lines are such; elsewhere it reports. A label in brackets, with which an editor names the voice of an
    excerpt （甲：）, is one in any document. A head that is a name and a colon is the label of what stands below it. Where there are no labels, names that white space alone sets off may be some. Two turns of one speaker in direct succession are kept and
    reported (S023): something between them may be missing. Where the first ends with a question, its answer is: a
    gap stands there (reason lost, S026).
    """
    needed = int(str(options["turns"]))
    result: list[Block] = []
    findings: list[Finding] = []
    present = "、".join(b.text.text for b in blocks if b.kind == "participants")
    for printed in documents(blocks):
        glued = run_on(sentences(called(printed)))
        labels = trusted(glued, [label_of(b) for b in glued])
        labels = labels if any(labels) else spaced_labels(glued)
        labels = saying(glued, beside(glued, labels, present))
        titles = [b.text.text for b in printed if b.kind == "head"]
        fewer = any(map(TITLED.search, titles)) + sum(map(bold_label, glued, labels))
        fewer += sum("called" in block.attrs for block in glued)
        names = "、".join([present, *titles])
        asked = any(map(DIALOGUE.search, titles)) or any(
            label and ASKS.search(b.text.text) for b, label in zip(glued, labels, strict=True)
        )
        if is_record(labels, needed - fewer, names, asked):
            labels = [label or aside_of(b, names) for b, label in zip(glued, labels, strict=True)]
            doubled = dict(repeated(glued, labels))
            findings += doubled.values()
            for n, (block, label) in enumerate(zip(glued, labels, strict=True)):
                if n in doubled and doubled[n].code == "S026":
                    result.append(Block("gap", Traced("", ()), {"reason": "lost"}, rule="turns"))
                named = label or voice_of(block)
                spoken = turn(block, named) if named else block
                unsaid = label == block.text.text and any(labels[n + 1 : n + 2])
                result.append(told(lost_end(spoken) if unsaid else spoken, called=""))
        else:
            for block in sentences(printed):
                named = voice_of(block) or aside_of(block, names)
                result.append(turn(block, named) if named else block)
    return Recognised(tuple(result), tuple(findings))


def documents(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Blocks → the runs of them between two that open a piece."""
    start = 0
    for n, block in enumerate(blocks):
        if n > start and block.attrs.get("opens"):
            yield blocks[start:n]
            start = n
    yield blocks[start:]


def called(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, a head that is the name of a speaker and a colon in one line (attr `called`) with what he says
    below it; so are lines, where at least three name who speaks."""
    result = list(blocks)
    alone = [n for n in range(len(blocks) - 1) if stands_alone(blocks, n)]
    if len(alone) >= FEWEST_ALONE and len({blocks[n].text.text for n in alone}) > 1:
        for n in reversed(alone):
            result[n : n + 2] = [told(glue([blocks[n], blocks[n + 1]]), called="line")]
        blocks = tuple(result)
    for n in reversed(range(len(blocks) - 1)):
        block = blocks[n]
        found = CALLED.fullmatch(block.text.text) if block.kind == "head" else None
        name = STYLED.sub("", found["name"]) if found else ""
        if name and not NO_NAME.search(name) and result[n + 1].kind == "line" and not block.attrs.get("opens"):
            result[n : n + 2] = [told(glue([block, result[n + 1]]), "line", "turns", type="", called="head")]
    return result


def stands_alone(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` names who says what stands on the line below it, and nothing else."""
    name, below = blocks[n], blocks[n + 1]
    said = ALONE.fullmatch(name.text.text) if name.kind == below.kind == "line" else None
    return (
        said is not None
        and not NO_NAME.search(STYLED.sub("", name.text.text.rstrip("：:说讲问答又再")))
        and finished(below.text.text)
        and not DUTY.match(below.text.text)
    )


def sentences(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, a head that is a sentence between two turns as the line that it is: the turn above goes on in it."""
    result = list(blocks)
    for n in range(1, len(result) - 1):
        block, text = blocks[n], blocks[n].text.text
        between = label_of(blocks[n - 1]) and label_of(blocks[n + 1])
        if between and block.kind == "head" and text.endswith("。") and "，" in text and not POINT.match(text):
            result[n] = told(block, "line", "turns", type="")
    return result


def label_of(block: Block) -> str:
    """The label a line starts with (名字： with its colon), or nothing."""
    found = LABEL.match(block.text.text) if block.kind in ("line", "para") else None
    if found is None:
        return ""
    name = STYLED.sub("", simplified(found["name"]))
    return "" if NO_NAME.search(name) and name not in INTERVIEW else found[0]


def spaced_labels(blocks: Sequence[Block]) -> list[str]:
    """The lines of a document → the names that white space sets off from what they say: at least two, each of whom speaks
    twice, four turns in all; else no labels."""
    found = [SPACED.match(b.text.text) if b.kind in ("line", "para") else None for b in blocks]
    count = Counter(m["name"] for m in found if m and not NO_NAME.search(STYLED.sub("", m["name"])))
    names = {name for name, times in count.items() if times > 1}
    labels = [m[0] if m and m["name"] in names else "" for m in found]
    return labels if len(names) > 1 and sum(map(bool, labels)) >= FEWEST_SPACED else [""] * len(labels)


def voice_of(block: Block) -> str:
    """The label in brackets that a line starts with, or nothing."""
    found = VOICE.match(block.text.text) if block.kind in ("line", "para") else None
    return "" if found is None or NO_NAME.search(STYLED.sub("", found["name"])) else found[0]


def trusted(blocks: Sequence[Block], labels: Sequence[str]) -> list[str]:
    """Labels → the same without those that come but once and start a line inside a sentence, or stand before words in
    quotation marks, as somebody tells them."""
    count = Counter(labels)
    inside = [False, *(b.kind in ("line", "para") and not finished(b.text.text) for b in blocks)]
    quoted = [QUOTED.match(b.text.text, len(label)) for b, label in zip(blocks, labels, strict=True)]
    return ["" if count[label] == 1 and (inside[n] or quoted[n]) else label for n, label in enumerate(labels)]


def beside(blocks: Sequence[Block], labels: Sequence[str], present: str) -> list[str]:
    """Labels → the same with those that only others tell, or the words that say who was `present`: of two speakers
    together (甲、乙：), also of two names where nearly everything is said in turn, and with nothing behind them where what was said is lost."""
    known = {name for label in labels if label for name in names_of(label)}
    mostly = sum(map(bool, labels)) >= FEWEST_MOSTLY and is_mostly(blocks, labels)
    result = list(labels)
    for n, block in enumerate(blocks):
        found = JOINT.match(block.text.text) if block.kind in ("line", "para") and not labels[n] else None
        names = [STYLED.sub("", name) for name in JOINS.split(found["names"])] if found else []
        spoken = found and known & {*names, *JOINS.split(found["names"])}
        titled = found and STYLED.search(found["names"])
        people = mostly and all(name in known or PEOPLE.fullmatch(name) for name in names) and len(names) > 1
        of_known = spoken and (titled or all(name in known or begins(name, present) for name in names))
        if found and (of_known or people):
            result[n] = found[0]
    return result


def saying(blocks: Sequence[Block], labels: Sequence[str]) -> list[str]:
    """Labels → the same with those that have a word for speaking (甲说：), where the same people also speak without one, or most
    lines of the document are such and some speak again: what each of several people said once is a report."""
    found = [
        TOLD.match(b.text.text) if b.kind in ("line", "para") and not labels[n] else None
        for n, b in enumerate(blocks)
    ]
    said = Counter(m["name"] for m in found if m)
    names = set(said)
    known = {name for label in labels if label for name in names_of(label)}
    turns, lines = (
        sum(map(bool, [*found, *filter(None, labels)])),
        sum(b.kind in ("line", "para") for b in blocks),
    )
    again = any(labels) or len(names) < sum(map(bool, found))
    many = turns >= (FEWEST_MIXED if any(labels) else FEWEST_TOLD) and 2 * turns > lines and len(names) > 1
    alone = ["called" in block.attrs for block in blocks]
    mostly = sum(map(bool, labels)) >= FEWEST_MOSTLY and is_mostly(blocks, labels)
    return [
        m[0]
        if m
        and (
            alone[n]
            or (mostly and ROLE.fullmatch(m["name"]))
            or (
                (names & known or (many and again))
                and (not any(labels) or said[m["name"]] > 1 or is_person(m["name"], ""))
            )
        )
        else label
        for n, (m, label) in enumerate(zip(found, labels, strict=True))
    ]


def is_mostly(blocks: Sequence[Block], labels: Sequence[str]) -> bool:
    """Whether more than half of the lines of a document have labels."""
    return 2 * sum(map(bool, labels)) > sum(b.kind in ("line", "para") for b in blocks)


def names_of(label: str) -> Iterator[str]:
    """The names that a label gives a speaker: the one it prints and the one by which it says that he is called from there on."""
    yield STYLED.sub("", label.rstrip("：:"))
    if short := SHORT_NAME.search(label):
        yield label[: short.start()]
        yield short["short"]


def begins(name: str, present: str) -> bool:
    """Whether a name, perhaps short for it, is that of one of those present."""
    return re.search(rf"(?:^|[、，：；和与及\s]){re.escape(name)}", present) is not None


def run_on(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a document → the same, a line cut where a label that begins several lines, or is that of somebody whom a head
    names, stands behind the end of a sentence in it: 甲：…吗？乙：…"""
    count = Counter(label for label in map(label_of, blocks) if label)
    titles = "".join(block.text.text for block in blocks if block.kind == "head")
    called = (found["name"] for block in blocks for found in NAMED_IN_HEAD.finditer(block.text.text))
    names = [re.escape(label) for label, times in count.items() if times > 1]
    names += [
        re.escape(name) + "[：:]"
        for name in dict.fromkeys(called)
        if name in titles and not NO_NAME.search(name)
    ]
    seam = re.compile(rf"{STOP}\s?(?=(?:{'|'.join(names)})\s*\S)")
    result: list[Block] = []
    for block in blocks:
        done = 0
        for found in seam.finditer(block.text.text) if names and label_of(block) else ():
            result.append(
                told(cut(block, done, found.end()), blank="" if done else block.attrs.get("blank", ""))
            )
            done = found.end()
        rest = cut(block, done, len(block.text))
        result.append(told(rest, blank="0") if done else block)
    return result


def is_record(labels: Sequence[str], needed: int, names: str, asked: bool) -> bool:
    """Whether the labels of a document are those of people speaking in turn; `names` are those of its titles and of the
    people present. Labels of which none is a person's are such only where the title says that people spoke, or one of
    them asks something (`asked`): points of a report are labelled too."""
    count = Counter(label for label in labels if label)
    people = sum(is_person(label, names) for label in count)
    repeated = bool(count) and max(count.values()) > 1 and (people > 0 or asked)
    return count.total() >= needed and (repeated or (len(count) > 1 and 2 * people > len(count)))


def is_person(label: str, names: str) -> bool:
    """Whether a label is that of a person by its own words, or one of `names` begins with it."""
    name = re.sub("[（(].*", "", label.rstrip("：:"))
    common = len(name) == 2 and frequencies(Size.COMMON).get(name, 0) >= TOO_COMMON
    named = PERSON.fullmatch(name) and not common
    called = (
        name in INTERVIEW or named or CALLED_SO.fullmatch(name) or STYLED.search(name) or ROLE.fullmatch(name)
    )
    return bool(called) or any(part in names for part in names_of(label) if len(part) > 1)


def aside_of(block: Block, names: str) -> str:
    """The label of a line in brackets in which somebody throws something in （甲插话：…）, or nothing: a person by his own
    words, or one of `names`, or somebody of whom a word for speaking says so."""
    found = ASIDE.fullmatch(block.text.text) if block.kind in ("line", "para") else None
    if found is None or NO_NAME.search(STYLED.sub("", found["name"])):
        return ""
    return block.text.text[: found.end("label")] if found["says"] or is_person(found["name"], names) else ""


def bold_label(block: Block, label: str) -> bool:
    """Whether emphasis covers a block's label and nothing else."""
    return bool(label) and any(m.kind == "hi" and m.start == 0 and m.end <= len(label) for m in block.marks)


def turn(block: Block, label: str) -> Block:
    """A line that starts with a label → a speech with its speaker mark."""
    return marked(told(block, "speech", "turns"), Mark("speaker", 0, len(label)))


def repeated(blocks: Sequence[Block], labels: Sequence[str]) -> Iterator[tuple[int, Finding]]:
    """→ the index of each turn whose speaker was the last to speak, with S023, or where he had asked something, S026 at
    the end of the question."""
    last = ""
    for n, (block, label) in enumerate(zip(blocks, labels, strict=True)):
        if label and label == last:
            above = blocks[n - 1].text
            asked = above.text.rstrip(CLOSING)[-1:] in ("？", "?")
            code, at = ("S026", above.at[-1]) if asked else ("S023", block.text.at[0])
            yield n, Finding(code, at, {"speaker": label.rstrip("：:")})
        if label or block.kind == "gap" or narrative(block):
            last = label


def continue_turns(blocks: Blocks, options: Options) -> Recognised:
    """Paragraphs without a label after a speech → the same speech goes on (`speech` without a speaker mark).

    Not so below a head or a gap, below what somebody threw in, below an editor's label （甲：） before a paragraph in which 甲 reports what he said, and not
    where the keeper of the record speaks (会谈持续了……, of the speaker by his name, of what another of them says: 甲补充说，……, or of what the next turn answers: 问到…时：): those stay paragraphs, and so does what follows them up to the next label.
    """
    result: list[Block] = []
    speaking = False
    speaker = ""
    others = told_by_others(blocks)
    for n, block in enumerate(blocks):
        if block.kind == "speech":
            label = next((m for m in block.marks if m.kind == "speaker"), None)
            speaker = block.text.text[: label.end].rstrip("：:") if label else speaker
            text = block.text.text
            speaking = not (ASIDE.fullmatch(text) or (VOICE.match(text) and OF_HIMSELF.search(text)))
        elif (
            block.kind == "para"
            and speaking
            and not (
                narrative(block)
                or tells_of(block, speaker)
                or leads_over(blocks, n)
                or (others and others.match(block.text.text))
            )
        ):
            block = told(block, "speech", "turns")
        elif block.kind not in ("fw", "pb", "verse"):
            speaking = False
        result.append(block)
    return Recognised(tuple(result))


def told_by_others(blocks: Sequence[Block]) -> re.Pattern[str] | None:
    """The beginning of a paragraph that reports what one of the speakers says; nothing where none has a full name."""
    labels = (
        b.text.text[: m.end] for b in blocks for m in b.marks if b.kind == "speech" and m.kind == "speaker"
    )
    names = sorted({re.escape(name) for label in labels for name in names_of(label) if len(name) > 1})
    return (
        re.compile(rf"(?:{'|'.join(names)})(?:同志|先生)?[\u4e00-\u9fff]{{0,4}}?(?:{TELLS})") if names else None
    )


def leads_over(blocks: Sequence[Block], n: int) -> bool:
    """Whether the paragraph at index `n` tells what the turn right below it answers."""
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    labelled = below is not None and below.kind == "speech" and any(m.kind == "speaker" for m in below.marks)
    return labelled and LEADS_OVER.fullmatch(blocks[n].text.text) is not None


def tells_of(block: Block, speaker: str) -> bool:
    """Whether a paragraph begins with the name of the one who has just spoken, as nobody speaks of himself."""
    return len(speaker) > 1 and block.text.text.startswith(speaker)


def narrative(block: Block) -> bool:
    """Whether a paragraph is told by the keeper of the record."""
    text = simplified(block.text.text)
    reported = LABEL.match(text)
    unclosed = text[:1] in "（(" and not re.search("[）)]", text)
    saying = reported and SAYING.search(reported["name"]) and not OF_MINE.match(text)
    return bool(NARRATIVE.match(text) or unclosed or saying) or (text[:1] in "（(〔[" and text[-1:] in "）)〕]")


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("turns", "segment", find_turns, {"turns": 3}),
    Recogniser("continue-turns", "segment", continue_turns),
)
