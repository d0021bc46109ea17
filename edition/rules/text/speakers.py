"""Whom a name before a colon means: a person, somebody by what he is, or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edition.dictionary import Size, frequencies
from edition.rules.language.formulas import FULL_NAME, HAN, NUMERAL, SURNAME
from edition.rules.language.lexicon import (
    ABSENT,
    ANSWERS_FOR,
    ATTENDS,
    CHAIR,
    COPIED,
    DECIDED,
    OFFICES,
    PREPARED,
    RECORDS,
    TITLES,
)
from edition.rules.text.folding import COLONS

UNREAD = "[×○△□■]{2,3}"
"""Signs in place of a name that a copy leaves out."""
NAMELESS = re.compile(UNREAD)
# Words that make a line a report of speech, a list or a field, and no label.
NO_NAME = re.compile(
    rf"^(?:{RECORDS}|{ABSENT}|{ANSWERS_FOR}|{COPIED}|{PREPARED})[人者员]?$|{ATTENDS}|"
    r"启者|^[谨又]?按$|[编辑译]者按|[说问答称写讲]|[道谈]$|谈[话判到及了]|[会交座]谈|指出|强调|认为|表示|教[导诲]|号召|告诫|如下|例如|比如|即是|记录|出席|参加|摘自|来源|作者|译者|日期|时间|地点|标题"
    r"|内容|附件|附录|^文件(?:性质|名称?|类[别型])?$|^(?:主题|议题|课题|性质)$|(?:看来|说来|而言|来[说看讲])$|注释?$|简[介历]$|(?:提示|[提摘]要|导[读语]|题记|小引|背景)$|网址|邮箱|地址|电话|主编|第[一二三四五六七八九十\d]+[点条章节]|[里中]有$|(?:结果|情况|经过|事项)$|其[一二三四五六]|的$|^[一二三四五六七八九十]+$"
    rf"|{DECIDED}"
    # 这个办法有三样好处：, but 这位同志：, 那人：
    rf"|^[这那此](?![位名人]|{HAN}?(?:[老女小青]|同志))|有(?:[两几]|{NUMERAL})"
    r"|^(?:各位|诸位|[\u4e00-\u9fff]{0,4}(?:同志|朋友|先生|女士|乡亲|战友|父老))[\u4e00-\u9fff]{0,4}们$|为例$"
    r"|^(?:附|附言|备注|又|另|另外|此外|理由|原因|结果|结论|注意|总之|首先|其次|再次|最后|目的|任务|问题|一句话|办法|据|单[位价]|金额|余额|章程|文号|[祝贺][词电]|表决|[决议]议|议决|决定|散会|休会|开会|提案|动议|案由|讨论|报告|议程|选举)$"
)
VOICE_OVER = "(?:解说|讲解|旁白|画外音|同期声)(?:员|词)?"
"""Who speaks unseen in what was broadcast, though a word for speaking is in it."""
HEARD = re.compile(VOICE_OVER)
INTERVIEW = ("问", "答")
# What a name carries behind it: 同志, 总书记, 副局长; an office alone is no name.
STYLED = re.compile(rf"(?<!^)(?<!^[副总])(?:{TITLES}|[副总]?(?:{OFFICES}))$")
# 甲某某（以下简称甲）：
SHORT_NAME = re.compile(r"[（(]以?下?简?称(?P<short>[^（）()]{1,8})[）)]")
PERSON = re.compile(rf"{FULL_NAME}|[\u4e00-\u9fff]+(?:[·．][\u4e00-\u9fff]+)+")
"""What reads as the full name of a person."""
PEOPLE = re.compile(rf"{PERSON.pattern}|{SURNAME}")
"""A full name, or a surname with which a speaker is called short."""
CALLED_SO = re.compile(rf"{SURNAME}(?:[老总帅公董工]|{HAN}?(?:{OFFICES}))?|{HAN}{{0,6}}(?:{OFFICES})")
"""A person as others call him: 某老, 某站长, 站长."""
# Who speaks by what he is: 同学, 群众代表, 技术员, 甲.
ROLE = re.compile(
    rf"{HAN}{{0,8}}(?:同学|[学医]生|群众|[工军客主]人|主持人|[船矿民职教技]工|外宾|农民|战士|听众|代表|代表?团长|老乡|[者员兵友]|[甲乙丙丁众])们?|[大小老]{SURNAME}|汇报|请示|插话|{VOICE_OVER}"
)
SOMEBODY = re.compile(
    rf"(?:{OFFICES}|{TITLES}|{CHAIR}|[者员生众人方长家王后帝督校将官使臣师匠徒客商贩妇父母兄弟姐妹爷娘婆公哥叔伯男女医兵]|司机|代表|群众|翻译|记录)$"
)
"""How a word ends that says what somebody is."""
FRAMES = "【】［］[]〔〕"
"""Brackets in which a page may set the name of who speaks."""
BETWEEN_NAMES = re.compile("[、，；：。（）()和与]")
TOO_COMMON = 2000
"""How often at least the dictionary has a word of two characters that nobody is called."""


def unframed(label: str) -> str:
    """A label without the colon behind it or the brackets around it: 甲：, 【甲】"""
    return label.strip(FRAMES).rstrip(COLONS).strip(FRAMES)


def unstyled(name: str) -> str:
    """A name without the office or style behind it."""
    return STYLED.sub("", name)


def bare_name(name: str) -> str:
    """A name without the office or style behind it, where that leaves more than one
    character: a surname alone is not enough."""
    bare = unstyled(name)
    return bare if len(bare) > 1 else name


def is_nobody(name: str) -> bool:
    """Whether the words before a colon make a line a report of speech, a list or a field."""
    return NO_NAME.search(unstyled(name)) is not None and not HEARD.fullmatch(name)


def names_of(label: str) -> Iterator[str]:
    """The names that a label gives a speaker: the one it prints and the one by which it says
    that he is called from there on."""
    yield unstyled(unframed(label))
    if short := SHORT_NAME.search(label):
        yield label[: short.start()]
        yield short["short"]


def known_names(labels: Iterable[str]) -> frozenset[str]:
    """Every name that one of the labels gives a speaker."""
    return frozenset(name for label in labels if label for name in names_of(label))


def is_word(name: str, often: int = TOO_COMMON) -> bool:
    """Whether a name of two characters is a word that the dictionary has so `often` that nobody is called it,
    though it may begin with a surname: 方法, 项目."""
    return len(name) == 2 and frequencies(Size.COMMON).get(name, 0) >= often


def is_thing(name: str, often: int = TOO_COMMON) -> bool:
    """Whether a name of two characters is a word for no person or office that the
    dictionary has so `often`: 方法, 温度."""
    return is_word(name, often) and not SOMEBODY.search(name)


def is_person(label: str, names: str) -> bool:
    """Whether a label is that of a person by its own words, or one of `names` begins with
    it, or ends it behind what he is."""
    name = re.sub("[（(].*", "", unframed(label))
    named = PERSON.fullmatch(name) and not is_word(name)
    called = (
        name in INTERVIEW
        or named
        or any(form.fullmatch(name) for form in (CALLED_SO, ROLE, NAMELESS))
        or STYLED.search(name)
    )
    if called or any(part in names for part in names_of(label) if len(part) > 1):
        return True
    return any(len(other) > 1 and name.endswith(other) for other in BETWEEN_NAMES.split(names))


def is_present(name: str, present: str) -> bool:
    """Whether a name, perhaps short for it, is that of one of those present."""
    return re.search(rf"(?:^|[、，：；和与及\s]){re.escape(name)}", present) is not None
