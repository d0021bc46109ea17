"""A line before or after the body of a letter → the fields that stand on it, each by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.model import Block
from edition.rules.language.dates import A_DATE, DATE, HOUR, is_date_line
from edition.rules.language.lexicon import WISHES
from edition.rules.language.scripts import one_script
from edition.rules.letters.letterparts.present import HOST
from edition.rules.letters.letterparts.table import (
    COPIES,
    COPY,
    FRAMED,
    KEPT_UNDER,
    NUMBER,
    NUMERIC_DAY,
    PARTS,
    REGISTER,
    ROUTED,
    SECRECY,
    SHELF_PARTS,
    SHELFMARK,
)
from edition.rules.letters.openers.reading import act_of
from edition.rules.letters.signatures import DAY
from edition.rules.text.cutting import cut, stripped, told

# The first of the two lines at the end of a letter: 此复，顺颂 above 近安.
WISHING = re.compile(rf"(?<=[。！？])(?:[^。！？]{{0,8}}[，,])?(?:{WISHES})$")
# The day of a memorandum and its number, run together.
DAY_AND_NUMBER = re.compile(rf"(?P<date>{DATE})[，, ]*(?P<number>{NUMBER.pattern})")
# 此致 or 顺致 at the end of the last sentence.
HANDED = re.compile("(?<=[。，；！])(?:[此顺谨敬]致|致以|[顺敬谨]祝)$")
# The fields of a line of the frame, parted by wide spaces; what they can be, and who issued the paper.
CELL = re.compile(r"[^ \u3000\t]+(?: [^ \u3000\t]+)*")
ISSUED_BY = re.compile(r"[\u4e00-\u9fff（）()]{2,24}")
SPACE = re.compile(r"[ \u3000，,；;、]+")
# The day of a document and its number, on one line below the title.
DATED_NUMBER = re.compile(rf"(?P<date>{DATE}|{NUMERIC_DAY})[；;，, \u3000]+(?P<number>{REGISTER.pattern})")
DAY_AND_HOUR = re.compile(rf"(?:{DATE}){HOUR}(?![\d日时点])")
WIDE_SPACE = re.compile("[ \u3000\t]{2}|[\u3000\t]")
BESIDE = ("participants", "dateline", "signed", "idno")
FIELDS = (SECRECY, COPY, NUMBER, REGISTER)
IN_BRACKETS = re.compile(r"[（(【\[〔［](?P<held>[^（）()【】\[\]〔〕]+)[）)】\]〕］]")
SPACED_KEY = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]+[\u4e00-\u9fff]){1,3}(?=[：:])")
"""The key of a field spaced out to the width of its neighbours: 时　间：, 与　会　者："""
# The same word, and the signature run on behind it: 敬礼某某 五月九日.
RUN_ON = re.compile(
    rf"(?P<wish>(?:此致)?[ \u3000]*敬[ \u3000]*礼[！!]?)[ \u3000]*(?=(?![完毕之三一的后时])[\u4e00-\u9fff·、 \u3000]{{2,20}}(?:(?:{DATE}){HOUR}|{DAY.pattern})?$)"
)
# Behind a day, in brackets, where the paper is kept: 某省委一九六二年元月八日(某省档案馆91—4—1105卷)
DATED_AND_KEPT = re.compile(rf"(?P<dated>.{{0,40}}(?:{DATE}))[ \u3000]*(?P<kept>[（(]{KEPT_UNDER.pattern})")
# Behind a day, what the paper hands on: 1957年3月附原报告
DATED_AND_ATTACHED = re.compile(
    rf"(?P<dated>[^。，；：]{{0,40}}(?:{DATE}))[ \u3000]*(?P<attached>[（(]?附原(?:报告|通报|通知|请示|意见|[件文电稿信函])[）)]?)"
)
COPIES_PRINTED = re.compile(
    r"(?<=[。；，])[ \u3000]*共印 ?(?:\d+|[一二三四五六七八九十百〇○零]{1,6}) ?[份分]。?$"
)


def fields_of(block: Block) -> Iterator[Block]:
    """A line of the frame whose fields wide spaces part (某馆 机密 第2份) → a line for each; the body that
    issued it, at most one of them, as a dateline. Any other block as it stands."""
    cells = list(CELL.finditer(block.text.text)) if block.kind == "line" else []
    framed = [any(form.fullmatch(cell[0]) for form in FRAMED) for cell in cells]
    dated = [A_DATE.fullmatch(cell[0]) is not None for cell in cells]
    others = [n for n in range(len(cells)) if not (framed[n] or dated[n])]
    issued = others == [0] and ISSUED_BY.fullmatch(cells[0][0])
    if len(cells) < 2 or not any(framed) or not (issued or not others):
        yield block
        return
    for n, cell in enumerate(cells):
        field = told(cut(block, *cell.span()), blank=block.attrs.get("blank", "") if not n else "")
        yield told(field, "dateline", "letter-parts") if n in others else field


def classify(block: Block) -> Iterator[Block]:
    """A line → what its own words say it is; else the line."""
    if block.kind == "head":
        yield from classify_head(block)
    elif block.kind != "line":
        yield block
    else:
        divided = (parts for divide in DIVISIONS if (parts := [*divide(block)]))
        yield from next(divided, None) or [by_words(block)]


def classify_head(block: Block) -> Iterator[Block]:
    """A head → the day and the number below a title for what they are; any other as it stands."""
    text, opens = block.text.text, block.attrs.get("opens")
    if found := DATED_NUMBER.fullmatch(text):
        yield told(cut(block, 0, found.end("date")), "dateline", "letter-parts", type="")
        yield told(cut(block, found.start("number"), len(text)), "idno", "letter-parts", type="document")
    elif not opens and is_date_line(block):
        yield told(block, "dateline", "letter-parts", type="")
    elif not opens and REGISTER.fullmatch(text):
        yield told(block, "idno", "letter-parts", type="register")
    elif not opens and [*fields_in(text)]:
        yield from classify(told(block, "line", type=""))
    else:
        yield block


def run_on(block: Block) -> Iterator[Block]:
    """敬礼 with the signature run on behind it → the two."""
    if wished := RUN_ON.match(block.text.text):
        yield told(cut(block, 0, wished.end("wish")), "salute", "letter-parts")
        yield from classify(told(cut(block, wished.end(), len(block.text)), blank="", indent=""))


def day_and_number(block: Block) -> Iterator[Block]:
    """The day of a memorandum and its number → the two."""
    if found := DAY_AND_NUMBER.fullmatch(block.text.text):
        yield told(cut(block, 0, found.end("date")), "dateline", "letter-parts", type="")
        rest = cut(block, found.start("number"), len(block.text))
        yield told(rest, "idno", "letter-parts", type="document", blank="", indent="")


def day_and_shelfmark(block: Block) -> Iterator[Block]:
    """The day of a paper, perhaps with who signs, and where it is kept → the two."""
    if found := DATED_AND_KEPT.fullmatch(block.text.text):
        yield from classify(cut(block, 0, found.end("dated")))
        kept = cut(block, found.start("kept"), len(block.text))
        yield told(kept, "idno", "letter-parts", type="shelfmark", blank="", indent="")


def day_and_attached(block: Block) -> Iterator[Block]:
    """The day of a paper, perhaps with who signs, and that what it hands on is attached → the two."""
    if found := DATED_AND_ATTACHED.fullmatch(block.text.text):
        yield from classify(cut(block, 0, found.end("dated")))
        yield told(cut(block, found.start("attached"), len(block.text)), blank="", indent="")


def led_to_wish(block: Block) -> Iterator[Block]:
    """The last sentence of a letter with the words that lead to the wish below it
    (。此致, 。此复，顺颂) → the two."""
    if wish := HANDED.search(block.text.text) or WISHING.search(block.text.text):
        yield cut(block, 0, wish.start())
        wishing = cut(block, wish.start(), len(block.text))
        yield told(wishing, "salute", "letter-parts", blank="", indent="")


def copies_printed(block: Block) -> Iterator[Block]:
    """Who got a copy, and how many there are → the two."""
    text = block.text.text
    count = COPIES_PRINTED.search(text) if COPIES.fullmatch(text) else None
    if count:
        yield told(cut(block, 0, count.start()), "distribution", "letter-parts")
        copies = stripped(cut(block, count.start(), len(text)))
        yield told(copies, "idno", "letter-parts", blank="", type="copies")


def several_fields(block: Block) -> Iterator[Block]:
    """How secret, its number, which copy, on one line → each."""
    for start, end in fields_in(block.text.text):
        yield from classify(told(cut(block, start, end), blank=""))


def beside_people(block: Block) -> Iterator[Block]:
    """Fields that wide spaces part on one line, at least one of which says who
    speaks (来宾：甲 接见人：乙) → each."""
    cells = [*CELL.finditer(block.text.text)] if WIDE_SPACE.search(block.text.text) else []
    parts = [told(cut(block, *cell.span()), blank="") for cell in cells]
    hosts = [HOST.fullmatch(part.text.text) is not None for part in parts]
    fields = [
        told(part, "participants", "letter-parts") if host else by_words(part)
        for part, host in zip(parts, hosts, strict=True)
    ]
    if len(parts) > 1 and any(hosts) and all(field.kind in BESIDE for field in fields):
        yield told(fields[0], blank=block.attrs.get("blank", ""))
        yield from fields[1:]


DIVISIONS = (
    run_on,
    day_and_number,
    day_and_shelfmark,
    day_and_attached,
    led_to_wish,
    copies_printed,
    several_fields,
    beside_people,
)
"""How one line may hold several fields; the first that divides it is taken."""


def by_words(block: Block) -> Block:
    """A line that holds one field, or none → what the table says it is."""
    text = block.text.text
    spaced = SPACED_KEY.match(text)
    words = re.sub(r"[ \u3000]", "", spaced[0]) + text[spaced.end() :] if spaced else text
    for pattern, kind, attrs in PARTS:
        if pattern.fullmatch(words):
            act = act_of(words) if pattern is ROUTED else ""
            return told(block, kind, "letter-parts", **({"type": act} if act else attrs))
    if SHELFMARK.fullmatch(text) and len(SHELF_PARTS.findall(text)) >= 2:
        return told(block, "idno", "letter-parts", type="shelfmark", reading=one_script(text))
    return told(block, "dateline", "letter-parts") if is_date_line(block) else block


def fields_in(text: str) -> Iterator[tuple[int, int]]:
    """A line, perhaps in brackets → the places of the fields that it holds and nothing else, at least two: how
    secret, its number, which copy, and beside one of those the day and hour."""
    found, told_of = [], False
    framed = IN_BRACKETS.fullmatch(text)
    at, last = framed.span("held") if framed else (0, len(text))
    while at < last:
        end = max((m.end() for form in FIELDS if (m := form.match(text, at, last))), default=0)
        day = DAY_AND_HOUR.match(text, at, last)
        told_of = told_of or bool(end)
        end = end or (day.end() if day else 0)
        gap = SPACE.match(text, end, last)
        goes_on = gap or COPY.match(text, end, last) or NUMBER.match(text, end, last)
        if not end or (end < last and not goes_on):
            return
        found.append((at, end))
        at = gap.end() if gap else end
    yield from found if told_of and len(found) > 1 else ()
