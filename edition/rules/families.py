"""Which family does a raw text look like? Evidence is counted, not guessed from the file's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from edition.rules.page.rows import width, wrapped_at
from edition.rules.text.speakers import is_nobody, is_person

# Per family: patterns, the weight of one hit, and the most that all hits of a pattern may give.
EVIDENCE: dict[str, tuple[tuple[str, float, float], ...]] = {
    "volume": (
        (r"(?<!…)…{4,}+\s*\d", 2, 6),
        (r"(?<!—)—{8,}+\s*①", 2, 4),
        (r"同上，[^\n]{0,12}第\s*\d+", 2, 4),
        (r"[\u4e00-\u9fff] [\u4e00-\u9fff]", 0.002, 3),
        (
            r"^(?![#*【])[^\n（）]{8,60}（(?:[12]\d{3}|民国[一二三四五六七八九十]{1,3})年[^（）\n]{2,8}[日夜]） \S",
            0.7,
            2.1,
        ),
    ),
    "web-article": (
        (r"\]\(#\)", 1, 5),
        (r"^(?:您的位置|当前位置|发布|点击|作者|来源)：", 2, 4),
        (r"^(?:文|撰文)[/／|｜]\S", 2, 2),
        (r"^(?:用户名|密码|网友评论|提交评论|七日排行|发表评论|相关文章|上一篇：.*|下一篇：.*)$", 2, 4),
        (r"版权所有|ICP备", 1, 2),
        (r"^您?(?:现在|所在|当前)?的?位置[:：]", 2, 2),
        (r"(?:19|20)\d{2}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}", 2, 2),
        (r"更新时间[:：]|阅读 ?\d+ ?次|选择字号|进入专[题栏]|^【\s*列\s*印\s*】|^上一?页.*下一?页$", 1.5, 3),
        (r"^[A-Z]{2,4}\d{3,6}$", 2, 2),
        (r"^关键词[:：]|^【内容提要】", 1.5, 2),
        (r"[\u4e00-\u9fff](?:〔\d{1,2}〕|\[\d{1,2}\])", 0.7, 2),
        (r"^注\s*释$|[手抄]稿刊印。$|^[资資]料[来來]源[:：]", 1.5, 2),
        (r"\^\[\d+\]", 1, 3),
    ),
    "database-record": (
        (r"\A(?:[^\n：:]{1,8}[：:][^\n]*\n){4,}", 6, 6),
        (r"\A(?:【[^】\n]{1,12}】[^\n]*\n){4,}", 6, 6),
        (r"^(?:正文|全文|内容|原文)[：:]\s*$|^【(?:正|全|内|原)\s*[文容]】\s*$", 3, 3),
    ),
    "dossier": (
        (r"^【[^】\n]{4,20}】\s*$", 2, 6),
        (r"^#+ +(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})年[^\n]{0,8}$", 2, 6),
        (r"^(?:\.{4,6}|…{1,2}|[（(][前中下以][略删][)）]|[（(]略[)）])\s*$", 1, 3),
        (r"（(?:摘录|节录|摘要)）", 1, 3),
        (r"^#+ [^\n]{2,40}[（(][12]\d{3}年[^\n]{0,8}[）)]$", 1.5, 4.5),
        (r"^[◆◇●◎■□▲★] ?[^\s。][^。\n]{3,38}$", 1, 3),
        (r"^出处[：:]", 1, 3),
        (r"\*\*", 0.3, 2),
    ),
    "book": (
        (r"^目\s*[录次]$", 2, 2),
        (r"(?<!\.)\.{3,}+\s*\(\d+\)", 2, 5),
        (r"(?<!…)…{4,}+[^\n…]{0,8}[(（]\d+[)）]$", 2, 6),
        (
            r"^[ \u3000]*(?:第[一二三四五六七八九十]{1,3}[编章节篇]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])[^\n…（(]{2,40}(?<!…)…{3,}+ ?\d{1,4}$",
            2,
            8,
        ),
        (r"^第[一二三四五六七八九十]{1,3}[编章节](?:[\s\u3000]|$)", 1, 3),
        (r"^\^?①\s", 1, 3),
        (
            r"^(?:前\s*言|总?\s*序|编辑说明|出版说明|导\s*[论言]|译\s*者?序|内\s*容\s*提\s*要|小\s*引|自\s*序|例\s*言)$",
            1.5,
            3,
        ),
        (r"^[上中下]篇[ \u3000].{2,20}第[一二三四五六七八九十]{1,3}章", 2, 2),
        (r"[。！？”][ \u3000]\d{1,3}$", 0.5, 1.5),
    ),
}
LABEL = re.compile(r"(?P<name>[\u4e00-\u9fff·]{1,8})[：:](?=\s*\S)")
"""How a turn of a talk begins."""
NAME_OF_COLUMN = r'"?\w{1,20}"?'
RECORDS = re.compile(
    r"\A\ufeff?(?:\{ ?\"[^\n]*\}\s*$|"
    + "|".join(
        rf"{NAME_OF_COLUMN}(?:{c}{NAME_OF_COLUMN}){{2,}}\r?\n[^\n{c}]*{c}[^\n{c}]*{c}" for c in (",", r"\t")
    )
    + ")",
    re.M,
)
"""A first line that is an object of JSON Lines, or the names of the columns of a table above as many fields."""


def guess_family(text: str) -> str:
    """A raw text → the family whose marks it bears most; where none stands out `web-article` for rows of a page
    with empty lines between and for a talk, else `plain`."""
    if RECORDS.match(text):
        return "segments"
    scores = {family: score(text, marks) for family, marks in EVIDENCE.items()}
    best = max(scores, key=lambda family: (scores[family], family))
    if scores[best] >= 2:
        return best
    lines = [line.strip() for line in text.splitlines()]
    return "web-article" if rows_stand_apart(lines) or take_turns(lines) else "plain"


def rows_stand_apart(lines: Sequence[str]) -> bool:
    """Whether lines are rows wrapped at a width, an empty one between each two, as a
    capture of a page leaves them."""
    apart = not any(above and below for above, below in pairwise(lines))
    return apart and bool(wrapped_at([(width(line), line) for line in lines if line]))


def take_turns(lines: Sequence[str]) -> bool:
    """Whether a third at least of the lines that are not empty begin with the name of whoever speaks, two of
    whom do so again, a person among these."""
    found = (LABEL.match(line) for line in lines)
    said = Counter(m["name"] for m in found if m and not is_nobody(m["name"]))
    again = [name for name, times in said.items() if times > 1]
    people = any(is_person(name, "") for name in again)
    return len(again) > 1 and people and 3 * said.total() >= sum(map(bool, lines))


def score(text: str, marks: tuple[tuple[str, float, float], ...]) -> float:
    """How much of a family's evidence a text shows."""
    return sum(min(most, weight * len(re.findall(pattern, text, re.M))) for pattern, weight, most in marks)
