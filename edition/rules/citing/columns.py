"""Two sources of one document set side by side, whose lines the extraction of a page runs together row by row:
译自《甲》 选自《乙》 1952年版第3—4页 第2卷第5页."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition.rules.language.lexicon import ARCHIVES, TAKEN_FROM
from edition.rules.text.folding import Folded, stands_apart

PAGES = r"第(?P<{0}>\d+)(?:[-－–—～~至]+第?(?P<{0}_to>\d+))?(?:、\d+(?:[-－–—～~至]+\d+)?){{0,6}}页"
ROW = "[^。；！？：《》页]{0,32}?"
ISSUE = r"(?:第[\d（）()、\-－–—～~]{1,16}[期号辑])?"
# A third row that only the first source has: its issue, its year, its leaves, how it was signed and printed,
# what kind of article it was.
TAIL = (
    r"(?:“[^“”]{1,12}”[^“”。，：]{0,6}第[^“”。，：]{1,6}期|[（(]总第[^（）()]{1,6}期[）)]|[12一二][\d〇○零一二三四五六七八九]{3}年[^。，：《》]{0,14}版|第\d{1,5}(?:[-－–—]\d{1,5})?张"
    r"|(?:本文)?(?:没有署名|未署名|署名：[\u4e00-\u9fff·．（）()]{1,40})(?:按[^。，：《》]{1,14}(?:刊印|排印|付印))?|(?:按|根据)[^。，：《》]{1,14}(?:刊印|排印|付印)|社论|短评|代论|第[一二三四五六七八九十百〇○]{1,6}[号期]|[从由][\u4e00-\u9fff]{1,6}文译成[\u4e00-\u9fff]{1,4}文)"
)
KEPT_AS = (
    r"(?:。?(?:中文|俄文)?(?:打字[稿件]|手稿|影印件|抄件|原件|速记)(?:(?!——|[①-⑳])[^。；！？：《》]){0,24}。?)?"
)
RIGHT = re.compile(
    rf"(?:{TAKEN_FROM})[^《》。；]{{0,8}}《(?P<work>[^《》]{{2,60}})》"
    rf"(?P<below>(?:《[^《》]{{2,40}}》|[^。；《》页]{{0,20}}》)?{ROW}{PAGES.format('one')}。?)(?P<row>{ROW}{PAGES.format('two')})?{ISSUE}(?P<tail>{TAIL})?{KEPT_AS}"
)
YEARED = re.compile(r"[12一二][\d〇○零一二三四五六七八九]{3}年[^。，：《》]{0,14}版第")
LONGEST_LEFT = 50
FIRST = "(?:第一次|首次)"
LEFT = re.compile(
    rf"(?:{TAKEN_FROM}|原?[载刊]于?|[按据](?=[^。；！？：]{{0,8}}[《“])|根据)[^。；！？：]{{2,48}}|《[^《》]{{2,60}}》|{FIRST}(?:刊印|发表|刊载|刊登)|(?:{FIRST}载于?|写于|作于)[^。；！？：]{{2,40}}"
    rf"|[^。；！？：，《》（）\d]{{2,24}}(?:(?:{ARCHIVES})(?:馆?藏)?|出版)"
)
"""The first line of the first source: a book, a paper, an archive, a publisher."""
# The same by words that say so though the text or a signature runs into it (某某记录译自《甲》 选自《乙》…), or
# below the end of a sentence.
RUN_INTO = re.compile(
    rf"(?:{TAKEN_FROM}|{FIRST}[载刊]于|原[载刊]于?|[载刊]于|[按据](?![照说此])|根据)(?=[^《》“”。；！？：，]{{0,12}}[《“]|[12一]|[\u4e00-\u9fff]{{2,16}}(?:{ARCHIVES}))|(?<=[。！？…”）注])(?:《|[\u4e00-\u9fff]{{2,20}}(?:{ARCHIVES}))"
    rf"|{FIRST}(?:刊印|发表|刊载|刊登)(?={TAKEN_FROM})"
)
# What stands before the pages of a source whose rows no other's run into.
ALONE = re.compile(
    r"(?:档案)?(?:附卷[一二三四五六七八九十\d]+|第[\d一二三四五六七八九十]+[卷册辑编集])?第\d[\d、\-－–—～~至第]*页"
)
# How a source ends that the other begins right behind.
SOURCE_ENDS = re.compile(r"(?:\d年?版|》|藏件|馆藏|第\d+[页期号])\Z")
TITLE = re.compile(r"《([^《》]{2,60})》")
VOLUME = re.compile(
    r"[（(](?P<part>[上中下])册?[)）]|第(?P<n>[\d一二三四五六七八九十]+)[卷册辑编集]|(?P<extra>附卷[一二三四五六七八九十\d]+)"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """A citation of two sources in the folded text: from where to where it stands, and what it says."""

    start: int
    end: int
    attrs: dict[str, str]


def paired_sources(folded: Folded) -> Iterator[Columns]:
    """Running text without white space → its citations of two sources. The first, that names no pages and is
    done before the other begins, is one of its own; where the rows of both run into each other they are one,
    with the work and pages of the second.

    White space must stand between the columns, and before the first unless its words say what it is: a
    sentence may say all that too.
    """
    for found in RIGHT.finditer(folded.text):
        right = found.start()
        parted = stands_apart(folded, right) or SOURCE_ENDS.search(folded.text, max(0, right - 6), right)
        left = left_column(folded, right) if parted else right
        if left == right:
            continue
        source = folded.text[left:right]
        # A third row that only the first source has, with its pages: 1931年版第2—4页
        third = found["two"] is not None and YEARED.match(found["row"]) and VOLUME.search(found["below"])
        apart = found["two"] is not None and stands_apart(folded, found.start("row"))
        paged = apart or bool(third and found.end() == len(folded.text))
        end = found.end() if paged or found["two"] is None else found.end("below")
        loose = found["tail"] and end == found.end() != len(folded.text)
        if loose and not stands_apart(folded, found.start("tail")):
            end = found.start("tail")
        second = paged and not third and not ("附卷" in found["below"] and "附卷" not in found["row"])
        said = {"work": found["work"], **pages(found, "two" if second else "one")}
        said["volume"] = volume(found["row"] if second else found["below"].rpartition("》")[2])
        if paged or source.count("《") != source.count("》") or not ALONE.match(found["below"]):
            yield Columns(left, end, said)
            continue
        title = TITLE.search(source)
        yield Columns(left, right, {"work": title[1]} if title else {})
        yield Columns(right, end, said)


def left_column(folded: Folded, right: int) -> int:
    """Where the first source begins that stands before the second at `right`; there if none does."""
    starts = [
        n for n in range(max(0, right - LONGEST_LEFT), right - 3) if LEFT.fullmatch(folded.text, n, right)
    ]
    apart = (n for n in starts if not n or stands_apart(folded, n))
    run_into = (n for n in starts if RUN_INTO.match(folded.text, n))
    return next(apart, next(run_into, right))


def pages(found: re.Match[str], which: str) -> dict[str, str]:
    """The first and the last page of one of the two sources."""
    return {"from": found[which], "to": found[f"{which}_to"] or found[which]}


def volume(row: str) -> str:
    """What a row names of the volume, or nothing; of two the supplement (附卷一),
    which only the second source has."""
    found = list(VOLUME.finditer(row))
    extra = next((v["extra"] for v in found if v["extra"]), "")
    return extra or next((v["part"] or v["n"] for v in found), "")
