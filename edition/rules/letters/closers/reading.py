"""What a line below the text is: its fields one behind the other, or none where a part of it is no field."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from edition.dictionary import COMMON_WORD, Size, frequencies
from edition.rules.language.formulas import HAN, NUMERAL, SEAL, SERIES, SURNAME
from edition.rules.language.lexicon import INTERPRETS, OFFICES, OVER, RECORDS
from edition.rules.letters.closers.table import (
    ADDING,
    BOWING,
    COPIES,
    EACH_SIGNS,
    GREETS,
    QUOTE,
    ROWS,
    SIGNATURE,
    SIGNED,
    STARTS,
    WRITTEN_THERE,
)
from edition.rules.letters.rows import Row
from edition.rules.page.strayspaces import UNITS
from edition.rules.text.folding import Folded, stands_apart

GREETING = re.compile(GREETS)
RECORDED = re.compile(rf"(?:{RECORDS}|{INTERPRETS}|记)。?$")
LABELLED = re.compile(rf"(?:{RECORDS})[人者员]?：?(?:{SURNAME})")
SEALED = re.compile(rf"(?:[^（）()，。；：？！“”]|（{HAN}）){{2,40}}?{SEAL}")
PERSON = re.compile(rf"(?:[A-ZА-Я][·．.]\s*){{0,2}}{HAN}[\u4e00-\u9fff·．]{{1,13}}{SEAL}?{QUOTE}")
OFFICE = re.compile(OFFICES)
# 五千元: what counts something is no name.
AMOUNT = re.compile(rf"[一二三四五六七八九十百千万亿两](?:元|角|名|斤|石|两|匹|{UNITS})")
# Fields that may begin with any characters begin after white space only.
LOOSE = re.compile(f"{SERIES}|{EACH_SIGNS}")
ENDS = re.compile(rf"(?:{OVER})。?")
# What a sentence ends with as well as what is added below a signature: 我必须说明：…
IN_SENTENCE = re.compile(ADDING)
LONGEST_SIGNATURE = 62
# Words after which a sentence goes on, so that what they end is no name, unless it is a Chinese one: 王大同
GOES_ON = "的于在从与同给请"
A_NAME = re.compile(rf"(?:{SURNAME}){HAN}同")
# What no name begins with: 我请各位…, 4月9日到石桥 is no day with its signature, 请将对某人的复函… and
# 四、学员由各区选送 are no signatures.
NO_NAME_BEGINS = re.compile(
    rf"{NUMERAL}{{1,3}}[、．]|我(?![驻国军部方省县]|们?的)|[到抵在往把被]|请(?!愿)|[您你](?!们?(?:忠[实诚]|恭顺|亲爱)?的)|复(?:[您你贵]|来)"
)


@dataclass(frozen=True, slots=True)
class Field:
    """A run of the squeezed text with a function of its own."""

    row: Row
    start: int
    end: int


def read_closer(folded: Folded, last: bool, signers: Collection[str]) -> list[Field]:
    """A line → its fields, or nothing where a part of it is none."""
    words = folded.text
    place = turns_from(folded, signers)
    fields = [Field(SIGNATURE, 0, place)] if place else []
    while place < len(words):
        row, end = field_at(folded, place)
        if not end:
            return []
        said = words[place:end]
        if said.endswith("电报。") and any(f.row is SIGNATURE for f in fields):
            return []
        if "电告" in said and place and words[place - 1] != "”":
            return []
        written_at = row is SIGNATURE and words[place - 1] not in "”’" and is_place(said, fields, words[end:])
        fields.append(Field(WRITTEN_THERE if written_at else row, place, end))
        place = end
    torn = words.count("“") > words.count("”") and any(f.row.kind == "para" for f in fields)
    return fields if not torn and is_closer(fields, words, last) else []


def field_at(folded: Folded, place: int) -> tuple[Row, int]:
    """What starts at `place`, by the first row that fits, or else a signature; and
    where it ends: 0 if it is neither."""
    for row in ROWS:
        found = row.pattern.match(folded.text, place)
        if not found or found.end() == place or scattered(folded, place, found.end()):
            continue
        if row.type != "recorder" or not keeps_no_record(found[0]):
            return row, parted(folded, row, place, found.end())
    return SIGNATURE, signature_end(folded, place)


def turns_from(folded: Folded, signers: Collection[str]) -> int:
    """Where a line that is nothing but a signature of one of the `signers` and whom a further message greets,
    parted by white space (某甲 某乙同志：), turns to the latter; 0 for any other line."""
    names = (n for n in range(2, len(folded.text)) if stands_apart(folded, n) and folded.text[:n] in signers)
    return next((n for n in names if GREETING.fullmatch(folded.text, n)), 0)


def is_place(said: str, fields: Sequence[Field], below: str) -> bool:
    """Whether a name that stands behind a day, with nothing `below` but a postscript or who gets a copy, says
    where a letter was written: a signature stands before the day."""
    dated = bool(fields) and fields[-1].row.kind == "dateline"
    signed = any(field.row is SIGNATURE for field in fields)
    return (
        dated
        and signed
        and re.fullmatch(rf"{HAN}{{2,4}}", said) is not None
        and bool(re.fullmatch("(?:又及|附言|附：|P).*|", below) or COPIES[0].pattern.match(below))
    )


def parted(folded: Folded, row: Row, start: int, end: int) -> int:
    """The end of a field that ends at `end`; at white space before it where only that parts two
    numbers (№17 1946年), or the place where a letter was written from whom the next one greets or from
    who signs below (订于某城 某国代表)."""
    words = folded.text
    if row.kind == "dateline":
        seams = [n for n in range(start + 2, end) if stands_apart(folded, n)]
        greeted = next((n for n in seams if GREETING.match(words, n)), 0)
        return greeted or behind_place(folded, seams, start, end)
    if words[start] != "№":
        return end
    return next((n for n in range(start + 2, end) if stands_apart(folded, n)), end)


def behind_place(folded: Folded, seams: Sequence[int], start: int, end: int) -> int:
    """Where the place of signing ends in a day `start`..`end` that runs into the words behind it: at the last
    of the `seams` behind 于; else `end`."""
    at = folded.text.find("于", start, end)
    whole = at < 0 or end == len(folded.text) or stands_apart(folded, end)
    return end if whole else max((n for n in seams if n > at + 2), default=end)


def starts_no_field(folded: Folded, start: int, end: int) -> bool:
    """Whether `start`..`end` is a number whose series (海字第14号), or those who sign for several, do not begin
    at white space, or the series has some in it; or the last word of a sentence (谈话到此结束。)."""
    if ENDS.fullmatch(folded.text, start, end) or IN_SENTENCE.match(folded.text, start):
        return not stands_apart(folded, start)
    loose = LOOSE.match(folded.text, start, end)
    return loose is not None and (not stands_apart(folded, start) or scattered(folded, start, end))


def scattered(folded: Folded, start: int, end: int) -> bool:
    """Whether `start`..`end` would be the number of a series (海字第14号) with white space inside the name of
    that: a name and a rhyme stand before it."""
    loose = LOOSE.match(folded.text, start, end)
    return loose is not None and any(
        stands_apart(folded, n) for n in range(start + 1, folded.text.find("第", start))
    )


def keeps_no_record(said: str) -> bool:
    """Whether what stands before 记录 ends with a common word and is no Chinese name, so that it says
    what was recorded: 渡口水位记录。"""
    if LABELLED.match(said):
        return False
    who = re.sub("(?:同志|先生)$", "", RECORDED.sub("", said).removeprefix("由"))
    name = re.search(rf"(?:{SURNAME}){HAN}{{1,2}}$", who)
    if (name and (not name.start() or OFFICE.search(who, 0, name.start()))) or "：" in who:
        return False
    return frequencies(Size.COMMON).get(who[-2:], 0) >= COMMON_WORD


def signature_end(folded: Folded, place: int) -> int:
    """Where a signature that starts at `place` ends: before the next field, or
    with the line; 0 if there is none."""
    words = folded.text
    if sealed := SEALED.match(words, place):
        return sealed.end()
    # A name of one character stands apart from the fields beside it.
    shortest = 1 if re.match(HAN, words[place]) and stands_apart(folded, place + 1) else 2
    starts = range(place + shortest, min(place + LONGEST_SIGNATURE, len(words)))
    found = (n for n in starts if (m := STARTS.match(words, n)) and not starts_no_field(folded, n, m.end()))
    end = next(found, len(words))
    quote = re.compile("[”’](?!号)").search(words, place, end)
    if quote and quote.end() < end:
        end = quote.end()
    glued = end == place + 1 and place and not stands_apart(folded, place)
    if glued or NO_NAME_BEGINS.match(words, place):
        return 0
    goes_on = words[end - 1] in GOES_ON and not A_NAME.fullmatch(words, place, end)
    signed = SIGNED.fullmatch(words, place, end) and not goes_on
    return end if signed and not AMOUNT.search(words, place, end) else 0


def is_closer(fields: Sequence[Field], words: str, last: bool) -> bool:
    """Whether the fields of a line make a closer: a signature, a date and a number
    together, or one where it must be."""
    kinds = {f.row.kind for f in fields}
    if kinds == {"salute"} and words.endswith("："):
        return False
    signatures = [words[f.start : f.end] for f in fields if f.row is SIGNATURE]
    if kinds == {"trailer"}:
        return last
    if kinds == {"para"}:
        return False
    if re.fullmatch(BOWING, words):
        return True
    if kinds <= {"signed", "para", "trailer"}:
        named = all(PERSON.fullmatch(s) or OFFICE.search(s) for s in signatures) and (
            words[-1] == "”" or "para" in kinds
        )
        return last or named or all(f.row.type == "recorder" and "：" not in words for f in fields)
    if len(signatures) > 1 and not kinds & {"dateline", "idno", "distribution"}:
        return False
    return kinds != {"dateline"} or last or words[-1] == "”"


def is_kept(fields: Sequence[Field]) -> bool:
    """Whether a closer says nothing but who kept the record; such a one begins a paragraph."""
    return all(field.row.type == "recorder" for field in fields)
