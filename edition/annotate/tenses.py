"""What the sentence around a date speaks of: what has happened, what is to come, what is planned."""

from __future__ import annotations

import re

from edition.annotate.printed import Printed
from edition.annotate.reckoning import Tense

HAPPENED = re.compile(
    r"(?:(?!前|将|拟|可[以能望告]|应|须|必|要|定于|希望|争取|计划|准备|如果|止|到时|为了|不了)[^。；]){1,40}?"
    r"(?:(?<![为除])了(?!解|结|再|[之以]?后)|曾(?!祖|孙)|(?<![通经超不])过(?![去程渡问磅多高低早期]))"
)
"""What follows the day of something that has happened: a past tense in its
sentence, and nothing that is to be."""
GONE = re.compile(
    r"[^。；]{0,40}?(?:已|没有|未[能曾]|[签开付定寄发来到运办交]的|(?<![为除])了(?!解|结|再|[之以]?后)|曾(?!祖|孙)|(?<![通经超不])过(?![去程渡问磅多高低早期]))"
)
"""What follows a time of the past in its sentence, and TO_COME what follows one to come;
MAY_COME what may follow either."""
TO_COME = re.compile(
    r"[^。；]{0,40}?(?:将(?!军)|拟|争取|可望|预[定计]|准备|计划|打算|届时)|(?:[底初末]|[上中下]旬)?[之以]?前(?![线方进途往来期的])"
)
ASKED = re.compile("(?:同意|建议|请|希望|准备|计划|打算|[务决]必|争取)[^，。；：！？]{0,12}[于在]?$")
NEAR = 24
MAY_COME = re.compile(r"[^。；]{0,40}?(?:要(?!求)|可以|能[够否]?|请|希望|应|须|必|再|另[告行])")
PLANNED = re.compile(
    r"(?<![原曾])(?<!原[计预])(?:[定将请望希务限订改]于|[将请望希务限]在|(?<=[决商预改限约议暂排规])定在|预定|拟[于在]?|(?:能否|可否)[于在]|(?:争取|准备|计划|打算|预计|最迟|至迟)[于在]?|不迟于)$"
)
"""Words before the date of what is to be."""

DONE = re.compile("(?:[已曾]经?|业已)[于在]$")
"""Words before the date of what is over."""
WIRED = re.compile(r"[（【(]?(?:据)?(?:本报|[\u4e00-\u9fff]{1,8}[社报台])[\u4e00-\u9fff·]{0,10}")
"""What stands before the day of a report, at its head."""


def tense_of(text: str, printed: Printed) -> Tense | None:
    """What the sentence around a date speaks of, if that is plain."""
    if DONE.search(text, max(0, printed.start - 3), printed.start):
        return Tense.PAST
    gone, to_come = GONE.match(text, printed.end), TO_COME.match(text, printed.end)
    if to_come and not gone:
        return Tense.FUTURE
    asked = ASKED.search(text, max(0, printed.start - NEAR), printed.start)
    if asked or MAY_COME.match(text, printed.end) or (gone and to_come):
        return None if gone else Tense.LIKELY
    return Tense.PAST if gone else None


def has_happened(text: str, printed: Printed) -> bool:
    """Whether the sentence behind a day tells of something that has happened on it."""
    return HAPPENED.match(text, printed.end) is not None


def is_planned(text: str, printed: Printed) -> bool:
    """Whether the words before a date say that something is to be then."""
    return PLANNED.search(text, max(0, printed.start - 4), printed.start) is not None


def is_wired_on(text: str, printed: Printed) -> bool:
    """Whether a day stands at the head of a report that was wired on it: 某报某地10日电."""
    return (
        text[printed.end : printed.end + 1] in ("电", "讯")
        and WIRED.fullmatch(text, 0, printed.start) is not None
    )
