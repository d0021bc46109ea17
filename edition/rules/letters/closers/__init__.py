"""What stands below the text of a flattened document: signature, number, date, who got a copy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from edition.model import Block, BlockKind
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.heads.sideheads.words import PREDICATE, SAYS_OF
from edition.rules.language.formulas import HAN, HOUR, NUMERAL, RHYME_DAYS, SEAL, UNWIRED
from edition.rules.language.lexicon import BODIES, DEAR, OFFICES, ORDER, PROCLAIMED, WRITTEN_ON
from edition.rules.letters.closers.dividing import fields_of, wished
from edition.rules.letters.closers.handing import handed_on
from edition.rules.letters.closers.reading import LONGEST_SIGNATURE, Field, is_kept, read_closer
from edition.rules.letters.closers.table import CLOSING_DAY, SIGNATURE
from edition.rules.letters.openers.reading import act_of, read_row
from edition.rules.letters.rows import Row
from edition.rules.page.paragraphs import in_brackets
from edition.rules.text.cutting import blocks_from, told
from edition.rules.text.folding import SPACE, Folded, curled, squeeze, stands_apart
from edition.rules.text.omission import OMITTED
from edition.rules.text.parting import part, trim

# What lists names as its text, so that they are no signatures.
ROLL = re.compile("(?:名[单册]|清[单册]|索引|表)$")
A_BODY = re.compile(rf"{HAN}{{2,16}}(?:{BODIES})")
# The name of who signs with a stop, as telegrams of the Republic have it, and what stands below: the
# rhyme of the day, another field.
STOPPED = re.compile(rf"{HAN}{{2,4}}。")
BELOW_NAME = re.compile(
    rf"[\r\n]{{0,2}}[ \t\u3000]{{0,2}}[{RHYME_DAYS}]印?。|[\r\n]{{1,2}}[ \t\u3000]{{1,2}}(?:第 ?\d{{1,6}} ?号|[12]\d{{3}} ?年|民国)"
)
# What stands behind the sender in a title.
SENDER = re.compile(
    f"(?:致|给|与|对|关于|告知|批[转准示复]|转[发批]|[呈复](?=[\u4e00-\u9fff]{{2,}})).*|(?:{ORDER}|{PROCLAIMED}|通[知报]|决[定议])(?:[（(][^（）()]*[）)])?$"
)
# A signature above what the writer adds: 您的某某, 某·某某
SIGNS_ON = re.compile(
    rf"(?:[\r\n]|(?<=[！？]))[ \t\u3000]+(?P<name>(?:忠实于|尊敬)?[你您]的{HAN}{{1,6}}(?:·{HAN}{{1,8}})?|{HAN}{{1,4}}(?:·{HAN}{{1,6}}){{1,2}})(?=[ \t\u3000]+(?!{SAYS_OF}|{PREDICATE}){HAN}[^\r\n]{{4,40}}?[，。！？])"
)
WISHED_ABOVE = re.compile(r"(?:问候|祝[你您]|敬礼|敬意|握手|再见|保重)[^。！？]{0,12}[。！？]\Z")
LONGEST_WISH = 40
POSTSCRIPT = re.compile("附言|附启|又及|又启|再启|再者")
LONGEST_CLOSER = 8
"""How many lines at most are read as one closer."""
LINE_END = re.compile(r"[\r\n]+")
DAY_ABOVE = re.compile(rf"(?:{CLOSING_DAY}){HOUR}$")
LONGEST_DAY = 24
LONGEST_OPENER = 48


class Further(NamedTuple):
    """A field above a further letter: what it is and where it stands in the text without white space."""

    kind: BlockKind
    type: str
    start: int
    end: int


# Marks after which a closer may begin in the middle of a line.
MAY_END = re.compile(
    rf"(?:[！？”；…]|{OMITTED}|(?:同志|先生|阁下|{OFFICES})：|致[\u4e00-\u9fff·]{{2,10}}：|{DEAR}[\u4e00-\u9fff·]{{1,16}}：|(?:\A|(?<=[\r\n]))）|(?:\A|(?<=[\s。！？…]))(?!{SEAL}|（[一二三四五六七八九十\d]{{1,3}}）)（[^（）]{{1,40}}）)[ ]+"
    # what somebody wrote on the paper, below the day: 7月10日 （某某批语：…）
    rf"|(?<=[日时分晨晚夜])[ ]+(?=（{HAN}{{1,10}}(?:{WRITTEN_ON})：)"
    # below the last amount of a table: 木料 三十元 某某会 1931年3月2日
    rf"|(?<={NUMERAL}(?!{NUMERAL}){HAN}|\d(?!{NUMERAL}){HAN})[ ]+(?=[^，。；：？！\r\n]{{2,24}} (?:[12]\d{{3}} ?年|民国))"
)


def find_closers(blocks: Blocks, options: Options) -> Recognised:
    """Lines below the text of a document, or of a message quoted in it, that are all fields → signed, idno,
    dateline, distribution, salute.

    A line is looked at as a whole: where one part of it is no field it stays text. A bare name is a signature
    only as the last line above the citation, above another closer, or before a closing quotation mark. S047
    where the year differs from that of the title.
    """
    result: list[Block] = []
    findings: list[Finding] = []
    title = listed = ""
    signers: set[str] = set()
    greeted: set[str] = set()
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            title, listed = block.attrs.get("date", ""), block.attrs.get("title", "")
            signers.add(SENDER.sub("", listed))
            greeted = set()
        if block.kind != "para":
            greets = block.kind in ("salute", "address") and block.text.text.rstrip(SPACE).endswith("：")
            greeted |= {squeeze(block.text.text).text} if greets else set()
            result.append(block)
            continue
        ends = all(b.kind in ("citation", "fw", "pb", "figure", "head") for b in blocks[n + 1 : n + 2])
        last = ends and (not ROLL.search(listed) or signs_list(block.text.text, listed))
        called = {words.rstrip("：") for words in greeted}
        handed = (
            signed for part in handed_on(block, listed, signers | called) for signed in signed_above(part)
        )
        *letters, text = (part for signed in handed for part in greeted_again(signed, greeted))
        made = [part for letter in letters for part in close_text(letter, True, signers)]
        made = [unwired(part, listed) for part in (*made, *close_text(text, last, signers))]
        signers.update(squeeze(b.text.text).text for b in made if b.kind == "signed")
        findings += wrong_years(made, title)
        result += made
    return Recognised(tuple(within(result)), tuple(findings))


def signs_list(text: str, title: str) -> bool:
    """Whether the last line of a list, below a sentence, is a part of the body that its title begins with:
    某局某司 below 某局关于某事的调查表."""
    above, _, line = text.rstrip(SPACE).rpartition("。")
    name = squeeze(line).text
    sender = SENDER.sub("", title)
    own = any(name.startswith(sender[n:]) for n in range(max(0, len(sender) - 1)))
    return bool(above) and own and A_BODY.fullmatch(name) is not None


def signed_above(block: Block) -> Iterator[Block]:
    """A text → the same cut where a signature stands below a wish and what the writer adds goes on in its
    line: 祝您健康。 您的某某 听说…"""
    if block.kind != "para":
        yield block
        return
    text, done = block.text.text, 0
    for found in SIGNS_ON.finditer(text):
        if WISHED_ABOVE.search(squeeze(text[max(done, found.start() - LONGEST_WISH) : found.start()]).text):
            first, after = found.span("name")
            yield from wished(part(block, done, first, first))
            yield told(part(block, first, after, after), "signed", "closers")
            done = after
    yield part(block, done, len(text)) if done else block


def greeted_again(block: Block, greeted: Collection[str]) -> Iterator[Block]:
    """A text → the same cut where, below a day, white space parts off one of the salutations that
    its document begins with, perhaps with fields of an opener above it (特急, when it was sent): a
    further letter to the same person."""
    folded, done = squeeze(curled(block.text.text)), 0
    words = "|".join(map(re.escape, greeted))
    for found in re.finditer(words, folded.text) if words else ():
        fields = further_opener(folded, found.start())
        if fields is None or (start := folded.start(fields[0].start if fields else found.start())) < done:
            continue
        yield part(block, done, start, start)
        for field in (*fields, Further("salute", "", found.start(), found.end())):
            first, done = folded.start(field.start), folded.end(field.end)
            yield told(trim(part(block, first, done, done)), field.kind, "closers", type=field.type)
    yield part(block, done, len(block.text)) if done else block


def further_opener(folded: Folded, greeting: int) -> list[Further] | None:
    """The fields of an opener between the day below a letter and the `greeting` of a further one;
    none where no day stands there."""
    words = folded.text
    for start in range(max(1, greeting - LONGEST_OPENER), greeting + 1):
        above = words[max(0, start - LONGEST_DAY) : start]
        if not stands_apart(folded, start) or not DAY_ABOVE.search(above):
            continue
        fields, place = list[Further](), start
        while place < greeting and (field := read_row(folded, place, frozenset())):
            typed = field.type or (act_of(words[place : field.end]) if field.kind == "dateline" else "")
            fields.append(Further(field.kind, typed, place, field.end))
            place = field.end
        if place == greeting:
            return fields
    return None


def within(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, who gets a copy between a paragraph of the text and another or the signature below it
    as a paragraph: it is part of what is signed."""
    above = ""
    for n, block in enumerate(blocks):
        copied = block.rule == "closers" and block.kind == "distribution" and above == "para"
        made = told(block, "para", type="") if copied and below(blocks, n) in ("para", "signed") else block
        above = made.kind
        yield made


def below(blocks: Sequence[Block], n: int) -> str:
    """The kind of the first block behind `n` that says not who gets a copy."""
    return next((b.kind for b in blocks_from(blocks, n + 1) if b.kind != "distribution"), "")


def unwired(block: Block, title: str) -> Block:
    """A number below the text of what its `title` says was not wired → that of a document."""
    wired = block.kind == "idno" and block.attrs.get("type") == "telegram"
    return told(block, type="document") if wired and UNWIRED.search(title) else block


class Foot(NamedTuple):
    """Fields of a closer in the running text, where what they stand in begins, and what follows them."""

    start: int
    end: int
    fields: list[tuple[Row, int, int]]


def close_text(block: Block, last: bool, signers: Collection[str]) -> Iterator[Block]:
    """A text → its sentences, and the closers among its lines. `signers` are those who sign elsewhere."""
    if block.kind != "para":
        yield block
        return
    text, done = curled(block.text.text), 0
    bounds = [0, *(m.end() for m in LINE_END.finditer(text)), len(text)]
    n = 0
    while n < len(bounds) - 1:
        feet, until = longest_feet(text, bounds, n, done, last, signers)
        for foot in feet:
            if text[done : foot.start].strip(SPACE):
                yield from wished(part(block, done, foot.start, foot.start))
            for row, first, after in foot.fields:
                yield from fields_of(trim(part(block, first, after)), row, signers)
            done = foot.end
        n = until
    if text[done:].strip(SPACE) or not done:
        yield part(block, done, len(text))


def longest_feet(
    text: str, bounds: Sequence[int], n: int, done: int, last: bool, signers: Collection[str]
) -> tuple[list[Foot], int]:
    """The closers that begin in line `n` of a text, over as many lines as they
    go on, and the line behind them."""
    for until in reversed(range(n + 1, lines_end(text, bounds, n) + 1)):
        if feet := [*feet_in(text, bounds[n], bounds[until], done, last, signers)]:
            return feet, until
    return [], n + 1


def feet_in(text: str, start: int, end: int, done: int, last: bool, signers: Collection[str]) -> Iterator[Foot]:
    """The closers between two places of a text, none before `done`, where the one before them ends."""
    length = len(text.rstrip(SPACE))
    for a, b in stretches(text, start, end):
        folded = squeeze(text[a:b])
        fields = stopped_name(text, b, folded, signers, b >= length) or read_closer(
            folded, (last and b >= length) or 0 < done == a, signers
        )
        begins = not a or text[a] in SPACE or text[a - 1] in SPACE
        if a < done or not fields or in_brackets(text, done, a) or (is_kept(fields) and not begins):
            continue
        found = [(f.row, a + folded.start(f.start), a + folded.end(f.end)) for f in fields]
        row, first, _ = found[-1]
        if POSTSCRIPT.match(text, first):
            b = added_until(text, b, signers, last)
            found[-1] = (row, first, b)
        yield Foot(a, b, found)
        done = b


def added_until(text: str, end: int, signers: Collection[str], last: bool) -> int:
    """Where a postscript ends whose first line ends at `end`: with the lines below it that begin without
    white space and are no closers."""
    length = len(text.rstrip(SPACE))
    while end < len(text) and text[end] not in SPACE and text[:end].rstrip(SPACE).endswith("。"):
        below = LINE_END.search(text, end)
        until = below.end() if below else len(text)
        if read_closer(squeeze(text[end:until]), last and until >= length, signers):
            break
        end = until
    return end


def stopped_name(text: str, end: int, folded: Folded, signers: Collection[str], over: bool) -> list[Field]:
    """A stretch up to `end` that is nothing but a name with a stop, of one who signs elsewhere, where the text
    is over or the day or another field stands below → its field; else nothing."""
    named = STOPPED.fullmatch(folded.text) and folded.text[:-1] in signers
    if not named or not (over or BELOW_NAME.match(text, end)):
        return []
    return [Field(SIGNATURE, 0, len(folded.text))]


def lines_end(text: str, bounds: Sequence[int], n: int) -> int:
    """The lines of a text between `bounds` → up to which a closer that begins in line `n` may go on: over short
    lines that end like no sentence, such as an office above a name."""
    until = n + 1
    while until < len(bounds) - 1 and until - n < LONGEST_CLOSER:
        line = text[bounds[until - 1] : bounds[until]].strip(SPACE)
        if not line or len(line) > LONGEST_SIGNATURE or line[-1] in "。！？；：，…”":
            break
        until += 1
    return until


def stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line → its parts between the marks after which a closer may begin: 祝您成功！ 某某 1950年…"""
    cuts = [m.end() for m in MAY_END.finditer(text, start, end)]
    for a, b in zip([start, *cuts], [*cuts, end], strict=True):
        if text[a:b].strip(SPACE):
            yield a, b


def wrong_years(blocks: Sequence[Block], title: str) -> Iterator[Finding]:
    """→ S047 for a date below the text whose year is not that of the document's title."""
    for block in blocks:
        found = re.match(r"[12]\d{3}(?=\s*年)", block.text.text)
        if block.rule == "closers" and block.kind == "dateline" and title and found and found[0] != title[:4]:
            yield Finding("S047", block.text.at[0], {"printed": found[0], "title": title})


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("closers", "segment", find_closers),)
