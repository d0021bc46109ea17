"""Where the text of a page goes on below its notes, when nothing but the words tells.

The sentences of a note and those of the text stand in lines below each other; one seam parts them. What speaks
for a sentence as the note's and for a line as the rest of the sentence that the notes cut is weighed: each sign
has a weight in nats, the logarithm of how much likelier it is there than in the other place, fitted to the
notes of some volumes, each put below its call where other pages would end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp, inf, log

from edition.dictionary import Size, frequencies
from edition.rules.text.concordance import Concordance
from edition.rules.text.folding import CALL, NOTE_CALL, SPACE
from edition.rules.text.lines import LINE_END

DROP_SPACE: Mapping[int, None] = {ord(c): None for c in SPACE}
# Behind the stop perhaps how an audience answered: （笑）
SENTENCE_END = re.compile(r"[。！？…][”’）)]*(?:（[\u4e00-\u9fff]{0,12}(?:笑声?|掌声|鼓掌|欢呼)）)?$")
# 1）, 甲）: a bracket that is never opened.
NUMBERS = re.compile(r"(?:^|(?<=[。；，：\n]))(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[甲乙丙丁a-z])）")
SENTENCES = re.compile(r"[。！？…]")
# A note that ends with the page of a source, without a stop, in the line in which the text goes on.
NO_STOP = re.compile(
    r"第[ ]?\d{1,4}(?:[ ]?[-—－–、][ ]?\d{1,4})*[ ]?页[ ]{0,2}(?=[\u4e00-\u9fff“\d])(?![和及与至注所上中下的起以之载作])"
)
LONGEST_NOTE = 8
"""So many sentences at most are looked at below the first of a note."""
NEAR = 400
"""So many characters before the rule show what the text speaks of."""
SEAM = 5
"""How many characters on either side of a cut are looked at."""
MOST = 4
"""So many pairs of characters at most testify to one subject."""
LONGEST_WORD = 4
"""Longer words are not looked for across a cut."""
SURE = 0.85
NEXT_RULE = "—————"

# A sentence that begins so goes on with what the note before it speaks of: what is meant,
# the same, the life of a person.
REFERS = r"这里|这[一个份封次部批]|疑[为是有]|系(?!统|列)|应[为作是]|[当故即](?=[为作是该])|故|[另详]见|见(?=[^，。；]{0,16}(?:[第《附本该上下前后注图表]|档案|文件))|参[见看阅]|此[人事件电信文处书数段句注]|上述|前者|后者|原[文件稿档注本]|[电信文书][文稿件]?中|[同次翌]年|同[日月]|其(?!中|[他它余时])|该(?!是|有|怎)|[^，。；]{0,8}见(?:本[卷书]|[卷书]末|附录)"
LIFE = r"曾(?![，。；：])|后[来任在于为被升改调因]|先后|历任|[又复继兼改调升]?任(?![，。；：])|著有|[战死]后|[卒生]于|病[逝故]|去世|逝世|被|出任|毕业|[原本别又]名|[两二三]人|[两二三]者"
# What became of somebody or something, anywhere in a sentence.
BECAME = r"(?:曾|历|时|后|继)任|(?:去|逝)世|被(?:处|判|捕|杀|免|俘)|改[称名组属]|划归|撤销|出版|创刊|成立于|位于|今属|现属"
WHEN = r"(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})年|\d{1,2}[月日]|[一二三四五六七八九十]{1,3}[月日]|[次翌同当][年日]|[当其][时年]|时[任为在年]|[一二三四五六七八九十\d]{1,3}[年月日天][之以]?后|战[前后]|不久|此后|直[到至]"
WORK = (
    r"《|见(?:附录|[卷书]末)|第\d+[页卷期号]|原[件文档稿本]|档案|抄件|全文|[载刊注]|本[卷书]|译文|[英俄法德日]文本?|[此该][电信件]"
    r"|回忆录|日记|书中|误[记作写植]|编者|记载|字迹|未能[查译考]|查不?到|[今现]存"
)
# A source, with its pages, that fills a sentence; what an editor concludes.
CITES = r"(?:转?引自|原?[载见]|参见)?[^。！？]{0,40}《[^《》]{2,60}》[^。！？]{0,60}第[\d\-－—–、]+[页期卷][^。！？]{0,8}。"
INFERS = r"从[^，。]{0,4}(?:内容|上下文|语气|日期|笔迹|行文|来信|来电)[^，。]{0,4}看|据(?:内容|上下文|笔迹|日期)|显[然系]|似[乎为指系]|疑|可能[是指为系]|估计|推测|原因(?:不明|不详)|待查|不详"
# What only the text says: to somebody, of its own side, in points, as a speech.
SPEAKS = r"[我您你俺咱]|贵[国方军部处团府]|本[部军团府局]|阁下|同志"
WILL = r"请|必须|应[该当]|希望|建议|同意|要求|不能|可以|需要|能够|准备|正在|现在|目前|将|如果"
JOINS = r"但是?|因此|所以|如果|同时|此外|为此|关于|目前|现在|至于|对于|然而|而|为了|由于|在|虽然|因为|当(?!时|年)|至今|[他她这那]|所有|一切|只有|不过|并且|[也还就]|今|尽管|即使|倘|若(?!干)|既(?!有)|惟|俟"
# What a sentence says of its subject, which stands above: 把…, 被…, 也…
OF_SUBJECT = r"把(?!手)|被(?!告)|用(?![户品])|给(?!养)|[也就都才还]|已经?|正在|不(?![过久料久同])|没有?|能够?(?!量)|可以|必须|应[当该]|是(?![年日时否])|说(?!明)"
SAYS = r"[^，。；：]{1,10}?(?:说|问|答|指出|表示|认为|强调|提出|补充|解释|谈到)|[^，。；：]{1,8}："
# Somebody who takes the word in a record, with what he does besides: 某某（打断）：
TURN = r"[\u4e00-\u9fff·]{2,8}（[^（）]{1,8}）："
TAKES_WORD = re.compile(r"(?P<who>[\u4e00-\u9fff·]{1,10}?)(?:（[^（）]{1,8}）)?[说问答]?：")
# How an audience answers what was said above the rule: （笑声）
HEARD = r"（[\u4e00-\u9fff，、]{0,8}(?:笑声?|掌声|鼓掌|欢呼声?)）"
POINT = r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、．]|第[一二三四五六七八九十]{1,3}[条，、]|首先|其次|最后"
# An entry of a chronology, or of a diary: 6月9日。
ENTRY = re.compile(
    r"\s*(?:[12]\d{3}\s?年\s?)?(?:\d{1,2}\s?月\s?(?:\d{1,2}\s?日)?(?:[-—至]\S{2,8}日)? |(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?月\s?)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?日。)"
)
# Who speaks in a record; his name tells nothing of what is spoken of.
LABEL = re.compile(r"(?:(?<=[。？！…])|\A)[\u4e00-\u9fff·]{2,8}(?:（[^（）]{1,8}）)?：")
# A last line that closes a document: a day behind white space, or a seal, and no stop before it.
CLOSES = re.compile(
    r"(?:[\r\n]|\A)[^，。；：？！\r\n]{0,40}?(?:[ \u3000\r\n](?:[12]\d{3}年\s?\d{1,2}月\s?\d{1,2}日|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)(?:\d{1,2}时(?:\d{1,2}分)?)?(?:[于在][\u4e00-\u9fff]{2,5})?|[（(](?:签[字名署]|印章?|盖章)[)）])[”’]?[①-⑳]?\s*\Z"
    # or the source from which the document is taken
    r"|[ \u3000\r\n](?:[选摘译]自|转引自|同上，)[^。！？\r\n]{2,60}(?:[页版期号卷件]|档案馆)[）)]?\s*\Z"
)
# The last words of a sentence, but for what notes say in short.
REST = re.compile(r"(?!下同|同上|已佚|原缺|存疑|不详|待考|略)[\u4e00-\u9fff]{1,5}[。！？；，：]")
TAIL = 4
"""So long at most, with the stop, are the last words of a sentence that are none of a note."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a sentence may show, and how much that speaks for the note."""

    pattern: re.Pattern[str]
    weight: float


# Signs at the beginning of a sentence, and anywhere in it outside quotation marks.
FIRST = tuple(
    Sign(re.compile(p), w)
    for p, w in (
        (REFERS, 1.3),
        (CITES, 2.0),
        (INFERS, 1.9),
        (r"其[中他它余时]", 1.2),
        (LIFE, 1.4),
        (WHEN, 1.1),
        (r"[他她它](?!们)", 1.4),
        (r"[^。]{0,14}应[为作是]", 1.1),
        (r"[但仅只]", 0.7),
        (POINT, -1.6),
        (TURN, -2.5),
        (HEARD, -3.0),
        (JOINS, -1.1),
    )
)
WITHIN = tuple(
    Sign(re.compile(p), w)
    for p, w in (
        (WORK, 0.35),
        (BECAME, 0.8),
        (SPEAKS, -1.8),
        (WILL, -0.3),
        (r"[？！]$", -2.1),
        (NOTE_CALL, -4.0),
    )
)
AN_ENTRY, SHARED, A_TAIL = -4.0, 0.4, -1.0
"""An entry of a chronology, or a numeral as the head of a part; a pair of characters that a sentence shares;
one that is but the last words of another."""
# Signs against a line as the rest of the sentence that was cut.
NO_REST = tuple(
    Sign(re.compile(p), w)
    for p, w in (
        (REFERS, -1.0),
        (CITES, -3.0),
        (INFERS, -1.5),
        (LIFE, -0.3),
        (SAYS, -0.5),
        (WHEN, -0.65),
        (rf"(?!{OF_SUBJECT})(?:{JOINS})", -1.2),
        (OF_SUBJECT, 1.2),
        (r"[^。]{0,13}，", -0.75),
        (HEARD, -3.0),
    )
)
KNOWN, A_REST, OF_NOTE, OF_BOTH, GAIN, A_WORD = 1.0, 2.0, -1.5, -1.3, 0.6, 5.0
"""A character, from the second on, of the longest run across the seam that stands elsewhere; the rest of a
sentence; a name of the note, and one that the text above has as well; a nat by which the words across the seam
are likelier together, and the most that these are worth."""
MIDST = 2.6
A_BLANK = -3.0
"""White space at the beginning of the rest of a sentence."""
FIRST_SIGN, FIRST_PAIR = -0.6, -1.4
"""A nat by which sentences begin likelier with the first character of a line, and with its first
two, than these stand anywhere."""
# A word alone with which the sentence begins that was cut: what follows begins its clause, and so may
# be what sentences begin with.
JOINS_ALONE = re.compile(rf"(?:{JOINS}|其次|首先|最后|另外|总之|于是|并|即)，?")
TURNED = 3.0
"""The running head of a page, the next or a later one, behind the sentences of a note."""
BEGINS_NOTHING = re.compile("[了的着们吗呢吧者之](?![前后所])|[-－—–、，。；：）”％%]")
"""With what no sentence begins."""
RARE = 0.5
"""How often a character that the dictionary has not is counted."""
MARKS = tuple((pair[0], pair[1]) for pair in ("“”", "（）", "《》", "〈〉", "【】"))
CLOSING = "”）》〉】"
LINE_CLOSED = re.compile(r"[\r\n]\s{0,20}[”）》〉】]++")
CLOSED, STILL_OPEN = 3.6, -1.4
"""What a line closes, or leaves open, of the quotation or the bracket in which the sentence was cut."""
LED_TO = 2.5
"""What a colon above the rule leads to: the first of some points, or a quotation, in a paragraph of its own."""
LISTED = re.compile(r"[（(]?(?:[一1甲]|首)[)）、．.先]|第一|[“《]")
A_HEAD = -4.0
"""A numeral that white space parts from what follows, as the head of the next part has it, in
place of the rest of a sentence."""
HEADED = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:\u3000|[ \t](?![一二三四五六七八九十百千万亿年月日时分点天个位名次本种件条份]))\S"
)
# The same in a note that counts its own points: further ones are the note's as well.
OWN_POINT = re.compile(rf"(?:(?<=[。；：])|(?<=\s)){HEADED.pattern}")
AT_ONCE, A_PARAGRAPH, NEXT_PARAGRAPH = -0.3, 0.3, -3.3
"""A whole text goes on below the first sentence of the note; a new paragraph; one in the midst
of a note that cut a sentence."""


@dataclass(frozen=True, slots=True)
class Resumption:
    """A place where the text may go on, and how much speaks for it."""

    at: int
    weight: float


def resumption(
    text: str, rule: int, begun: int, words: Concordance, turned: int | None = None
) -> tuple[int, float]:
    """Where the text goes on that the rule at `rule` cut, below the note whose words begin at
    `begun` → the place, at the end of a line, behind the page of a source that ends a note without
    a stop, or where a page is known to begin, `turned`, and how likely it is, 0 to 1. `words` are
    those of all running text, without blanks."""
    lines = [m.end() for m in LINE_END.finditer(text, begun)] or [len(text)]
    above = text[max(0, rule - NEAR) : rule]
    cut = is_cut(above)
    if cut:
        lines = sorted({*lines, *(m.end() for m in NO_STOP.finditer(text, begun))})
    if turned is not None:
        lines = [*(end for end in lines if text[end:turned].strip(SPACE)), turned]
    starts = [begun, *lines]
    said, calls = above.translate(DROP_SPACE), CALL.findall(text, rule, begun)
    torn = list(seams_of(text, said, starts, words, calls[-1] if calls else "", turned)) if cut else []
    seams = torn or list(seams_of(text, said, starts, None, calls[-1] if calls else "", turned))
    if not seams:
        return lines[0], 0.5
    best = max(seams, key=lambda seam: (seam.weight, -seam.at))
    sure = 1 / sum(exp(seam.weight - best.weight) for seam in seams)
    return best.at, sure if torn or not cut else min(sure, 0.5)


def is_cut(above: str) -> bool:
    """Whether a text ends in the middle of a sentence, and not with the last line of a document."""
    return not SENTENCE_END.search(above.translate(DROP_SPACE)) and not CLOSES.search(above)


def seams_of(
    text: str, above: str, starts: Sequence[int], words: Concordance | None, call: str, turned: int | None
) -> Iterator[Resumption]:
    """The line ends below a note at which the text may go on that stands `above` the rule; the note's own first
    line is the first of `starts`, the place where a page begins, `turned`, the last. `words` are those of all
    running text where a sentence was cut, else none; `call` is the number of the note."""
    cut = words is not None
    spoken, gained = pairs(LABEL.sub("", elsewhere(above, call))), 0.0
    for n, at in enumerate(starts[1 : LONGEST_NOTE + 2]):
        turns = at == turned
        note = text[starts[0] : at].translate(DROP_SPACE)
        line = line_at(text, len(text) - len(text[at:].lstrip(SPACE)) if turns else at)
        if n and unopened(note):
            break
        paragraph = text[at : at + 1] in SPACE and not text[at + 1 : at + 2].isdigit()
        if line.startswith(NEXT_RULE) or (paragraph and cut and speaks_again(line, above)):
            break
        led_to = paragraph and cut and above.endswith("：")
        blank = cut and not (turns or led_to) and text[at : at + 1] in SPACE
        if not is_open(note) and (turns or led_to or not (cut and text[at : at + 1] in CLOSING)):
            weight = rest_weight(above, line, note, words) if words and not led_to else A_PARAGRAPH * paragraph
            weight += A_HEAD * bool(cut and HEADED.match(text, at))
            weight += LED_TO * bool(led_to and LISTED.match(line))
            weight += CLOSED * bool(unopened(line)) + TURNED * turns + A_BLANK * blank
            yield Resumption(at, gained + weight + (0 if cut or n else AT_ONCE))
        if (
            (paragraph and not cut and not re.match(REFERS, line))
            or at == len(text)
            or turns
            or NEXT_RULE in line
        ):
            break
        heads = HEADED.match(text, at) is not None and not OWN_POINT.search(text, starts[0], at)
        gained += NEXT_PARAGRAPH * (paragraph and cut) + note_weight(
            text[at:], line, pairs(note), spoken, heads
        )


def speaks_again(line: str, above: str) -> bool:
    """Whether in a paragraph somebody takes the word who is named in the text `above`, or takes it there where
    his name is one character: it neither goes on from a sentence nor is a note's."""
    found = TAKES_WORD.match(line)
    named = found["who"] if found else ""
    return bool(named) and (named if len(named) > 1 else named + "：") in above


def elsewhere(above: str, call: str) -> str:
    """The text above a note without the sentence in which its `call` stands: that
    speaks of the same as the note."""
    before, found, after = above.rpartition(call) if call else (above, "", "")
    if not found:
        return above
    start = max((m.end() for m in SENTENCES.finditer(before)), default=0)
    end = SENTENCES.search(after)
    return before[:start] + (after[end.start() :] if end else "")


def line_at(text: str, start: int) -> str:
    """The line that starts at `start`, without white space, and the marks that
    close it at the start of the next."""
    end = LINE_END.search(text, start + 1)
    closed = LINE_CLOSED.match(text, end.start()) if end else None
    until = closed.end() if closed else end.start() if end else None
    return text[start:until].translate(DROP_SPACE)


def is_open(note: str) -> bool:
    """Whether a quotation or a bracket in what is read of a note is not closed yet."""
    return any(note.count(a) > note.count(b) for a, b in MARKS)


def unopened(text: str) -> str:
    """The mark that closes in a text what is not opened in it, if there is one:
    it belongs to what stands above."""
    for opens, closes in MARKS:
        depth = 0
        for mark in re.findall(f"[{re.escape(opens + closes)}]", NUMBERS.sub("", text)):
            depth += 1 if mark == opens else -1
            if depth < 0:
                return closes
    return ""


def note_weight(printed: str, line: str, note: frozenset[str], spoken: frozenset[str], heads: bool) -> float:
    """How much speaks for a sentence as the note's: its own signs, and the pairs of characters that it shares
    with the `note` above it and not with the text before the rule, `spoken`, or the other way round. `heads`:
    it begins with the numeral of a part."""
    entry = heads or ENTRY.match(printed)
    said = re.sub("“[^”]*”?", "", line)
    own, tail = pairs(line), is_rest(line)
    within = sum(sign.weight for sign in WITHIN if sign.pattern.search(said))
    shared = min(len((own & note) - spoken), MOST) - min(len((own & spoken) - note), MOST)
    return (
        (AN_ENTRY if entry else sum(sign.weight for sign in FIRST if sign.pattern.match(line)))
        + (min(A_TAIL, within) if tail and len(line) <= TAIL else within)
        + SHARED * shared
    )


def rest_weight(above: str, line: str, note: str, words: Concordance) -> float:
    """How much speaks for a line as the rest of the sentence with which the text `above` the rule ends."""
    left, last = above[-SEAM:], SENTENCES.split(above)[-1]
    begins = 0 if JOINS_ALONE.fullmatch(last) else 1
    return (
        KNOWN * max(words.longest_run(left, line[:SEAM], SEAM + 2) - 1, 0)
        + min(GAIN * gained_by_joining(left, line[:SEAM]), A_WORD)
        + begins * (FIRST_SIGN * words.begins(line[:1]) + FIRST_PAIR * words.begins(line[:2]))
        + STILL_OPEN * (is_open(last) and not unopened(line))
        + A_REST * is_rest(line)
        + MIDST * bool(BEGINS_NOTHING.match(line))
        + (OF_NOTE if line[:2] not in above else OF_BOTH) * (line[:2] in note)
        + sum(sign.weight for sign in NO_REST if sign.pattern.match(line))
    )


def is_rest(line: str) -> bool:
    """Whether a line begins like the last words of a sentence, and not like a short one of a note."""
    speaks = any(sign.pattern.match(line) for sign in FIRST if sign.weight > 0)
    return bool(REST.match(line)) and not speaks


def gained_by_joining(left: str, right: str) -> float:
    """By how much it is likelier that two texts are the halves of one, by the words of the
    dictionary that would cross the seam; 0 where none would make it so. 人|工人们 gains nothing by
    人工, since 工人 is a word as well."""
    return likelihood(left + right) - likelihood(left) - likelihood(right)


@lru_cache(maxsize=10_000)
def likelihood(text: str) -> float:
    """The logarithm of how likely the words are into which a text is best divided, each by itself."""
    known = frequencies(Size.COMMON)
    least, best = log(RARE / total()), [0.0]
    for end in range(1, len(text) + 1):
        words = ((text[start:end], best[start]) for start in range(max(0, end - LONGEST_WORD), end))
        best.append(
            max(
                before
                + (
                    log(n / total())
                    if (n := known.get(word.removesuffix("们"), 0) or known.get(word, 0))
                    else least
                    if len(word) == 1
                    else -inf
                )
                for word, before in words
            )
        )
    return best[-1]


@lru_cache(maxsize=1)
def total() -> int:
    """How many words the dictionary has counted."""
    return sum(frequencies(Size.COMMON).values())


def pairs(text: str) -> frozenset[str]:
    """The pairs of Chinese characters, but numerals, that stand side by side in a text."""
    return frozenset(pair for pair in map("".join, pairwise(text)) if HAN.fullmatch(pair))


HAN = re.compile(r"(?:(?![一二三四五六七八九十百千万亿〇零])[\u4e00-\u9fff]){2}")
