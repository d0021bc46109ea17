"""A day at the end of a line that may sign a text: in whole, by day and month, in figures, by a rhyme."""

from __future__ import annotations

import re

from edition.rules.language.dates import DATE, HOUR, NUMBER, WITH_COMMAS, YEAR
from edition.rules.language.dates import PLACE as WHERE
from edition.rules.language.formulas import HOURS, NUMERAL, RHYME_DAYS
from edition.rules.letters.signatures import DAY, LONE_DAY, MONTH

# A day at the end of a line, also one with signs for digits that are left open (××日), in short figures
# (68.4.6; 十四，二，廿) or with its hour (十九日雪夜), or a rhyme for it (丑删).
AT_NIGHT = "(?:[晨早午晚夜]|[清凌]晨|[灯月]下|[雨雪风寒深午]夜|夜半)"
OPEN = "[×□Ｘ○]{1,2}"
IN_FIGURES = r"(?:0?[1-9]|1[0-2])[.．/·](?:0?[1-9]|[12]\d|3[01])"
DAY_AT_END = re.compile(
    rf"(?:{WITH_COMMAS}|(?:{DATE})[ \u3000]+日|(?<!\d)(?:19|20)\d{{2}}[.．](?:0?[1-9]|1[0-2])|(?:{DATE}){HOUR}(?:{WHERE}(?=[）)]?$)|，于[\u4e00-\u9fff]{{2,6}}(?=。$))?|{DAY.pattern}{HOUR}|^{DAY.pattern}，?于[\u4e00-\u9fff]{{2,6}}(?=。?$)|(?:{YEAR}年)?(?:{NUMBER}|{OPEN})月(?:{NUMBER}|{OPEN})日"
    rf"|(?:{DAY.pattern}|{LONE_DAY}){AT_NIGHT}|(?<!{NUMERAL})(?:{NUMERAL}{{1,3}}[，、．·]){{2}}{NUMERAL}{{1,3}}|{LONE_DAY}|(?:[{HOURS}][ \u3000]*|(?<=[ \u3000]))[{RHYME_DAYS}]印?|{MONTH.pattern}"
    rf"|(?<!\d)(?:(?:[（(]\d{{2}}[）)])?\d{{2}}年\d{{1,2}}月\d{{1,2}}[日号]|(?:(?:19)?\d{{2}}[.．/·])?{IN_FIGURES}[.．]?))[）)。]?$"
)
WHOLE = re.compile(rf"{DATE}|{WITH_COMMAS}")
PART_OF_DATE = re.compile(f"{LONE_DAY}|{MONTH.pattern}")
RHYME_ALONE = re.compile(rf"[{RHYME_DAYS}]印?")
"""The rhyme of a day alone, below who signs a telegram."""
MAY_COUNT = re.compile(rf"{IN_FIGURES}[.．]?")
"""Month and day in figures are also a price or the number of a section: 3.5"""
