"""Heads of parts and sections that a flattened contents table has run into the title of
a document, told by its sender."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.dictionary import Size, frequencies
from edition.rules.language.formulas import A_FULL_NAME
from edition.rules.language.lexicon import BODIES, OFFICES, STATES, TITLES
from edition.rules.language.numerals import number
from edition.rules.text.concordance import Concordance

ORDERED = re.compile(
    r"附[录錄][之（(]?(?P<n>[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]|\d{1,2})[)）]?$"
)
# 第一编 at the beginning of an entry, and what stands behind the sender of a document.
NUMBERED_PART = re.compile("第[一二三四五六七八九十百]{1,3}(?:[编卷篇]|部分?)")
SENDER_ENDS = re.compile(
    "[致呈给]|关于|就(?=[^，。：]{2,30}?(?:所作|[答问]|发[表出]|提出))|[与同和](?=[^，。：与同和]{1,16}?(?:会谈|谈话|会见|会晤|通话|电话))|在(?=[^，。：]{2,40}?的(?:讲话|演说|发言|谈话|报告))"
    "|[与同和](?=[^，。：与同和]{1,16}?(?:联合(?:公报|声明)|条约|协定|议定书|换文))"
)
STATE = re.compile(STATES)
SHORTEST, LONGEST = 2, 14
"""How many characters a head of a section that runs into a title has."""
A_STATE = 3
"""How many characters of a name that stands elsewhere a state at its beginning is worth."""
TWICE = 2
"""How often a title stands in the volume: in the table and above its document."""
MORE = TWICE + 1

# Before a word for sending or speaking stands a name; what cannot stand before it in the head of a section.
SENDS_OR_SPEAKS = re.compile(r"(?<=[\u4e00-\u9fff])[致同与和]")
HOLDS_OFFICE = re.compile(
    rf"(?:{OFFICES}|{STATES}|(?:委员|理事|协|议)会|政府|中央|[部厅局署军党国]|(?<![建开闭设撤])馆|[和与及致给等的：（，、])$|[致给与：（，、]"
)
# What leads on to a name, so that it heads nothing: 内阁批准甲关于…的报告.
LEADS_ON = re.compile(
    "(?:转[发呈达交送述]|批[准转复示]|同意|[收接]到|[答回]复|关于|对于|听取|讨论|接见|会[见晤]|访问|公布|抄送|[就为由代向驻复])$"
)
JOINED = re.compile("[与和及]")
# Whom another title writes to: 甲致国王的复信
RECIPIENT = re.compile(
    "[致给](?P<who>[\u4e00-\u9fff·]{2,8}?)(?:的?[复回来]?[电信函]|的?(?:照会|报告|训令|指示)|关于|[：（(]|$)"
)
OF_TRADE = re.compile(rf"(?:{TITLES}|[人者员师匠户生手客商妇子们亲父母兄弟姐妹王侯爵]|(?<![前以之战])后)$")
A_BODY = re.compile(rf"(?:{BODIES}|[阁团会部局处院署])$")
LONGEST_SECTION = 18
LONGEST_NAME = 6
APPENDIX = re.compile("附[录錄件]")
LONGEST_LABEL = 5
"""One more than the characters of a label behind 附录."""
OFTEN_NAMED = 4
# With what a title begins that names no sender, because the volume has but one: 给某某的信, 关于某事,
# 就某事答某某问, 在某处的讲话.
OPENS = re.compile(
    "[致给]|关于|就(?=.{2,40}?[答问])|[对向](?=.{2,40}?的)|[与同和](?=.{1,24}?(?:会谈|谈(?!判)|会见|会晤))|在(?=.{2,40}?的(?:讲话|演说|发言|报告))"
)
KIND = "(?:声明|讲话|谈话|演说|命令|电报|通电|题词)"
# What a section holds: words that entitle no document, and kinds of documents.
COLLECTED = re.compile("(?:往来)?(?:书信|函电|信函|电函|信件)")
KINDS = re.compile(rf"{COLLECTED.pattern}|{KIND}(?:[和与、]{KIND})?")
# Two kinds of documents head a section; what goes on with 的 or counts them is a title.
KIND_OF = rf"(?:{KIND}|书信|信(?=[和与、])|函电|信函|信件|通知|指示|批[示语转复]|转发|决[定议]|规定|报告|报道|训令|布告|公告|照会|协定|纪要|文章|答复|答问|意见|方案|总结|计划)"
PAIR = re.compile(
    rf"{KIND_OF}[和与、]{KIND_OF}(?=[\u4e00-\u9fff]{{3}})(?!草案|会议|工作|部门|提纲|要点|办公|[的之等各两二三四五六七八九十及、]|[和与](?!.{{1,24}}?(?:会谈|谈话|会见|会晤)))"
)
# One kind alone, a noun: no document is named 批语某某….
ONE_KIND = re.compile("批语|题词|书信|函电|社论|文章|诗词|讲话|谈话|电报")
# A kind of documents alone above a title, where the volume is arranged by kinds; what goes on as 讲话要点,
# 书信二封, 电报局, 谈话会 do is a title.
NAMED_BY_KIND = re.compile(
    rf"(?:{PAIR.pattern}|(?:{COLLECTED.pattern}|{ONE_KIND.pattern}|函件|答问|演[说讲]|文告|日记|诗歌)(?=[\u4e00-\u9fff]{{4}}))"
    "(?![的之等各两一二三四五六七八九十几数及和与、]|往来|[稿集选摘要草全节原抄附残补续拾局室员机]|提纲|大意|片断|[记纪]录|纪要|初稿|备忘|手迹|墨迹|底稿|译文|目录|[家者词体]|本(?![报刊社])|人(?!民)|会(?![议谈])|作者|比赛)"
)
# What a section is about, by how it ends: 土地问题.
TOPIC = re.compile("(?:问题|工作|运动|事件|战争|斗争|建设|关系|谈判|改革|政策|贸易|援助|合作)$")
# A meeting decides and writes, but speaks at no other and gives no interview.
MEETS = re.compile("会议?$")
SPOKEN = ("在", "与", "同", "和")
# What acts, and so can be a sender that no section is named for: people, offices, bodies,
# states; what leads on to the title.
ACTS = re.compile(
    rf"(?:{OFFICES}|{TITLES}|{BODIES}|{STATES}|政府|中央|[部厅局署党军会团院处校社阁馆台]|[人者员师生兵民众工农商们]|[与和及之的]|批[准转复示]|同意|答复|对于|听取|讨论|接见|会[见晤]|访问|公布|抄送)$"
)
A_WORD = 20
"""How often at least the dictionary has a word of the head of a section."""
JOINING = "与和及之的"
WHEN = ("之初", "之后", "之前", "之际", "之争", "初期")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the table: its level, its title with what may run into it, the label of an appendix,
    the day of a document as printed."""

    level: str
    title: str
    label: str = ""
    day: str = ""

    @property
    def head(self) -> bool:
        """Whether it is the head of a part or section."""
        return self.level in ("part", "section")

    @property
    def main(self) -> bool:
        """Whether it is a document and no appendix."""
        return self.level == "document" and not self.label


def part_length(words: str, whole: Concordance) -> int:
    """How many characters of an entry that begins with the number of a part (第一编) are the part's title: up
    to the sender, the longest run before 致 that the volume, `whole` without white space, has more often than
    in the table and above the document. 0 if none is told."""
    part = NUMBERED_PART.match(words)
    if not part:
        return 0
    for verb in SENDER_ENDS.finditer(words, part.end() + 4):
        for k in range(part.end() + 2, verb.start() - 1):
            if whole.count(words[k : verb.start()], MORE) == MORE:
                return k
    return 0


def beginnings(titles: Sequence[str]) -> Counter[str]:
    """How many titles begin with each run of characters that may be a name, be it
    behind the label of an appendix."""
    found: Counter[str] = Counter()
    for title in titles:
        label = APPENDIX.match(title)
        starts = (0, *range(label.end(), label.end() + LONGEST_LABEL)) if label else (0,)
        found.update({title[at : at + n] for at in starts for n in range(SHORTEST, LONGEST_NAME + 1)})
    return found


def sender_behind(words: str, names: Counter[str], whole: Concordance) -> int:
    """How many characters of an entry stand before the name of its sender, with which other titles begin
    (`names`) or which the `whole` text names time and again: the head of a section, which the text has but once
    more. An office or a body before a name belongs to it; no name begins inside a word (关于船只)."""
    for verb in SENDS_OR_SPEAKS.finditer(words, 4, LONGEST_SECTION):
        for n in range(max(2, verb.start() - LONGEST_NAME), verb.start() - 1):
            head, name = words[:n], words[n : verb.start()]
            whole_name = A_FULL_NAME.fullmatch(name) and words[n - 1 : n + 1] not in frequencies(Size.COMMON)
            often = bool(whole_name) and whole.count(name, OFTEN_NAMED) == OFTEN_NAMED
            named = names[name] > 1 or often
            if named and whole.count(head, MORE) == TWICE and not HOLDS_OFFICE.search(head):
                return n
    return 0


def before_senders(entries: Sequence[Entry], whole: Concordance) -> dict[int, int]:
    """Entries of a table → those main documents whose title begins with the head of a section, by index, and
    how long that is: behind it stands a sender with whom another title begins, to whom another is, or who signs
    above the day of the document, or a title without one begins as others do, or stands in a volume of one
    author. Nothing where the table has but one such head and no other section."""
    senders = Counter(sender_of(entry.title) for entry in entries if entry.level == "document")
    senders.update(told["who"] for entry in entries if (told := RECIPIENT.search(entry.title)))
    openings = Counter(m[0] for entry in entries if entry.main and (m := OPENS.match(entry.title)))
    begun = Counter(
        entry.title[pair.end() if (pair := PAIR.match(entry.title)) else 0 :][:SHORTEST]
        for entry in entries
        if entry.level == "document"
    )
    alone = of_one_author(entries)
    kinds = by_kinds(entries)
    found = {
        n: length
        for n, (before, entry) in enumerate(zip((Entry("part", ""), *entries), entries, strict=False))
        if entry.main
        and before.level != "section"
        and (
            length := head_before(entry, senders, whole)
            or head_alone(entry, openings, begun, alone, whole)
            or kinds.get(n, 0)
        )
    }
    collected = any(COLLECTED.match(entries[n].title) for n in found)
    return found if collected or len(found) + sum(entry.level == "section" for entry in entries) > 1 else {}


def by_kinds(entries: Sequence[Entry]) -> dict[int, int]:
    """Entries of a table → those main documents whose title begins with a kind of documents, by
    index, and how long that is, where the table has several such kinds, each once; a title ends
    with its kind, so these head sections."""
    found = {n: m for n, entry in enumerate(entries) if entry.main and (m := NAMED_BY_KIND.match(entry.title))}
    told = {m[0] for m in found.values()}
    return {n: m.end() for n, m in found.items()} if 1 < len(told) == len(found) else {}


def sender_of(title: str) -> str:
    """The words of a title before the first for sending or speaking; they may
    run into the head of a section."""
    verb = SENDER_ENDS.search(title, SHORTEST)
    return title[: verb.start()] if verb else ""


def within(pattern: re.Pattern[str], title: str, longest: int) -> Iterator[re.Match[str]]:
    """Where a pattern fits in a title that the head of a section of at most so
    many characters may stand before."""
    return (m for m in pattern.finditer(title, 2 * SHORTEST) if m.end() <= longest)


def head_before(entry: Entry, senders: Counter[str], whole: Concordance) -> int:
    """How many characters of an entry stand before a sender that other titles or its own signature tell."""
    for verb in within(SENDER_ENDS, entry.title, LONGEST_SECTION):
        for n in range(SHORTEST, verb.start() - 1):
            head, name = entry.title[:n], entry.title[n : verb.start()]
            signs = (
                entry.day
                and whole.count(name + entry.day, 1)
                and not whole.count(head[-1] + name + entry.day, 1)
            )
            state = STATE.fullmatch(name) and whole.count(name, MORE) == MORE
            if (senders[name] or signs or state) and heads_section(head, name, senders, whole):
                return n
            if senders[name]:
                break  # what a known name ends with is not the sender: 县|商会 in 县商会
    return 0


def of_one_author(entries: Sequence[Entry]) -> bool:
    """Whether most main documents of a table name no sender, one of them only what it is about or to whom: all
    are by the author of the volume."""
    mains = [entry.title.partition("——")[0] for entry in entries if entry.main]
    named = sum(bool(sender_of(title)) and not OPENS.match(title) for title in mains)
    return 2 * named < len(mains) and any(OPENS.match(title) for title in mains)


def head_alone(
    entry: Entry, openings: Counter[str], begun: Counter[str], alone: bool, whole: Concordance
) -> int:
    """How many characters of an entry stand before a title that begins as others do (`begun`), where they
    are a kind of document, or before words with which other titles begin that name no sender
    (`openings`), or which do not do so in a volume of one author (`alone`): several usual words, which
    are no body, office or people."""
    if (pair := PAIR.match(entry.title)) and whole.count(pair[0], MORE) >= TWICE:
        return pair.end()
    kinds = KINDS.match(entry.title)
    if kinds and (opens := OPENS.match(entry.title, kinds.end())) and (alone or openings[opens[0]] > 1):
        return kinds.end()
    if (one := ONE_KIND.match(entry.title)) and begun[entry.title[one.end() :][:SHORTEST]]:
        return one.end()
    for opens in within(OPENS, entry.title, LONGEST):
        head = entry.title[: opens.start()]
        meets = MEETS.search(head) is not None and opens[0] not in SPOKEN
        opening = openings[opens[0]] or (alone and not meets)
        told = opening and whole.count(head, MORE) == TWICE and not ACTS.search(head)
        if told and of_words(head):
            return len(head)
    return 0


def of_words(text: str) -> bool:
    """Whether a text is made of usual words of two characters and more, at least two."""
    reached = {0: 0}
    for end in range(1, len(text) + 1):
        starts = (start for start in range(max(0, end - LONGEST_NAME), end) if start in reached)
        ways = [reached[start] + (end - start > 1) for start in starts if is_word(text[start:end], start)]
        if ways:
            reached[end] = max(ways)
    return reached.get(len(text), 0) > 1


def is_word(part: str, start: int) -> bool:
    """Whether a part of a head at `start` is a usual word, or behind the first
    joins two or tells when (之初)."""
    if len(part) > 1:
        return frequencies(Size.COMMON).get(part, 0) >= A_WORD or part in WHEN
    return start > 0 and part in JOINING


def heads_section(head: str, name: str, senders: Counter[str], whole: Concordance) -> bool:
    """Whether words before the `name` of a sender can be the head of a section: they tell no office, body or
    trade of his (石桥县长), name nobody beside him, and lead on to nothing; before a body, which may have
    another name with its place, they are a topic or the text has them twice."""
    beside = {part for part in JOINED.split(head) if senders[part]}
    joined = JOINED.sub("", head) if JOINED.search(head, 1, len(head) - 1) and not beside else head
    known = not A_BODY.search(name) or TOPIC.search(head) or whole.count(head, MORE) == TWICE
    return (
        bool(known)
        and whole.count(head + name, MORE) == TWICE
        and not any(no_head.search(joined) for no_head in (HOLDS_OFFICE, OF_TRADE, LEADS_ON))
    )


def hidden_heads(entries: Sequence[Entry], whole: Concordance) -> dict[int, int]:
    """Entries of a table → those whose title begins with the head of a section, by index, and how long that is.

    Where the appendices of each section are numbered by themselves, the first number after another says that a
    section began between: its head stands before that document whose title begins, behind it, with words that
    stand elsewhere in the volume, `whole` without white space.
    """
    found: dict[int, int] = {}
    for between in restarts(entries) if by_section(entries) else ():
        split = [(*best_seam(entries[n].title, whole), n) for n in between]
        gain, length, n = max(split, default=(0, 0, 0), key=lambda s: (s[0], -s[2]))
        if gain >= SHORTEST:
            found[n] = length
    return found


def ordinal(entry: Entry) -> int:
    """The number of an appendix; 0 for what is none or has none."""
    label = ORDERED.fullmatch(entry.label)
    return number(label["n"]) if label else 0


def by_section(entries: Sequence[Entry]) -> bool:
    """Whether the appendices are numbered through a section and not for each main document: one stands first in
    a section, or the number goes on across a main document."""
    reached, main = 0, False
    for before, entry in zip((Entry("part", ""), *entries), entries, strict=False):
        n = ordinal(entry)
        if n and ((before.head and n == 1) or (main and n == reached + 1 > 1)):
            return True
        reached, main = (n or reached, False) if n else (reached, main or entry.main)
    return False


def restarts(entries: Sequence[Entry]) -> Iterator[list[int]]:
    """For each appendix that is the first again, with no head of a section since the one before it: the indexes
    of the main documents between the two."""
    reached, between = 0, list[int]()
    for n, entry in enumerate(entries):
        if entry.head:
            reached, between = 0, []
        elif again := ordinal(entry):
            if again == 1 and reached:
                yield between
            reached, between = again, []
        elif entry.main:
            between.append(n)


def best_seam(title: str, whole: Concordance) -> tuple[int, int]:
    """Where a sender most likely begins inside a title → how much better that is than at its beginning, and how
    many characters are before it."""
    ends = SENDER_ENDS.search(title, SHORTEST)
    words = title[: ends.start() if ends else None].partition("：")[0]
    known = [known_length(words[k:], whole) for k in range(min(LONGEST, len(words) - SHORTEST) + 1)]
    gains = [(known[k] - known[0], -k) for k in range(SHORTEST, len(known))]
    gain, length = max(gains, default=(0, 0))
    return gain, -length


def known_length(words: str, whole: Concordance) -> int:
    """How many characters, at least two, the words begin with that stand elsewhere in the
    volume; a state is worth more."""
    known = (n for n in range(len(words), SHORTEST - 1, -1) if whole.count(words[:n], MORE) == MORE)
    return next(known, 0) + A_STATE * bool(STATE.match(words))
