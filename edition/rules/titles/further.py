"""Where a further text begins inside a text, and inside which: what is attached, forwarded, approved,
or stands below the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from edition.model import Block
from edition.rules import Blocks, Options, Recognised
from edition.rules.citing.citations import below_citation
from edition.rules.language.dates import DATE, is_bracketed_date, is_date_line, iso
from edition.rules.letters.greetings import addresses
from edition.rules.page.rows import full_width
from edition.rules.text.cutting import blocks_from, cut, near, near_text, told
from edition.rules.text.handing import HANDS
from edition.rules.titles.beginning import (
    INSTRUCTION,
    LABEL,
    LABELLED,
    LEFT_OUT,
    NAMED_ONLY,
    NAMES_PAPER,
    Above,
    Beginning,
    Below,
    bare,
    begins,
)
from edition.rules.titles.holders import Text, counts_on, holder_of, key, stands_again, text_of
from edition.rules.titles.shape import LONGEST_TITLE, NUMBERED, is_short, may_be_title, may_end_document

ARTICLES = ("article", "chapter", "foreword")
HOLDERS = ("document", "section", "attachment")
SIGNS = ("signed", "dateline")
CLOSERS = (*SIGNS, "distribution", "idno", "secrecy", "address", "remark", "citation", "pb", "fw")
RUNNING = ("line", "para", "item", "speech", "salute", "cell", "gap", "verse")
MOST_BETWEEN = 8
"""So many lines at most stand between a title and its text."""
BRIEF_HEAD = 4
DONE = re.compile(rf"[（(](?:{DATE})[^（）()。；]{{2,20}}[）)]")
"""The day below the title of an attachment, with what was done to it."""
LISTED_TITLE = re.compile(
    r"(?:[（(]?(?:[一二三四五六七八九十]|\d{1,2})[）)、．.]|附件?[一二三四五六七八九十\d]{0,2}[：:、 \u3000]).{2,40}(?<![。！？])"
)
"""One of several titles of what goes with a paper."""
STATE = re.compile(
    r"[（(](?:草[案稿]|初稿|[一二三]稿|(?:讨论|修[正改订]|试行|送审)[稿本]?|[摘节][录要译]|抄件|副本|译文|[全原]文)[)）]$"
)


def find_further_texts(blocks: Blocks, options: Options) -> Recognised:
    """Lines and heads inside an archival document with which, by what stands above and below them and by their
    words, a further text begins → heads that open an attachment to the text that it belongs to, below an
    article a document. A label above its title and the line below that, which says what was done on a day, are
    heads too; a text without a title is called by what the text above says of it."""
    result = list(blocks)
    feet, width = feet_below(blocks), full_width(blocks)
    texts: list[Text] = []
    for n, block in enumerate(blocks):
        opens = result[n].attrs.get("opens", "")
        if opens in HOLDERS and result[n] is block:
            texts = [*(texts[:1] if opens == "attachment" else ()), text_of(block, block.text.text)]
        if not texts or texts[0].opener.attrs["opens"] == "section" or opens or is_titled(result, n):
            continue
        found = beginning(result, n, texts, foot=feet[n], width=width) if may_begin(result, n, texts) else None
        if found and begins(found):
            title = near_text(result, n + found.titled_below)
            depth = holder_of(texts, block.text.text, title)
            open_text(result, n, found, texts[:depth])
            greet(result, n)
            texts[depth - 1].delivered = True
            texts[depth:] = [text_of(result[n], title)]
        else:
            if block.kind == "head" and names_only(result, n):
                result[n] = told(block, "line", "further-texts", type="")
            texts[-1].reads(block)
            texts[-1].parted = texts[-1].parted or is_part(result, n, texts[-1].title)
            texts[-1].numbered = texts[-1].numbered or (
                block.kind == "head" and NUMBERED.match(block.text.text) is not None
            )
    return Recognised(tuple(result))


def may_begin(blocks: Sequence[Block], n: int, texts: Sequence[Text]) -> bool:
    """Whether it is worth asking if a further text begins at index `n`: at a head, a label, a title that is
    announced, or below what closes a text; not where only a title is said, or that of an open text again, or an
    article has something attached without a head."""
    block, text = blocks[n], blocks[n].text.text
    brief = len(text) <= LONGEST_TITLE + 8
    label = brief and LABEL.fullmatch(bare(text)) is not None
    if block.kind != "head":
        if block.kind not in ("line", "salute", "item") or not n:
            return False
        named = brief and (label or LABELLED.match(text) or any(key(text) in t.works for t in texts))
        article = texts[0].opener.attrs.get("subtype") in ARTICLES
        if not (named or near(blocks, n - 1) in CLOSERS) or (article and not label):
            return False
    again = stands_again(text, texts) or titles_again(blocks, n)
    return not (NAMED_ONLY.search(text) or again) and runs_below(blocks, n)


def titles_again(blocks: Sequence[Block], n: int) -> bool:
    """Whether the head at index `n` is the title of the document again, or its end behind the
    sender, and no text stands between."""
    m = n - 1
    while (
        m > max(0, n - MOST_BETWEEN)
        and blocks[m].kind in ("head", *CLOSERS)
        and not blocks[m].attrs.get("opens")
    ):
        m -= 1
    sender, found, behind = near_text(blocks, m).partition(near_text(blocks, n))
    opens = near(blocks, m) == "head" and blocks[m].attrs.get("opens") == "document"
    return bool(opens and found and not behind) and not HANDS.search(sender)


def names_only(blocks: Sequence[Block], n: int) -> bool:
    """Whether a head says that a text of its title is attached, and none stands below it."""
    text = blocks[n].text.text
    labels = LABELLED.match(text) and not LABEL.fullmatch(bare(text))
    return bool(labels) and not runs_below(blocks, n)


def beginning(blocks: Sequence[Block], n: int, texts: Sequence[Text], *, foot: bool, width: int) -> Beginning:
    """What tells for and against a further text at index `n`; `texts` are open, `foot` says whether a text is
    signed below, and `width` how wide rows of a wrapped text are."""
    block, text = blocks[n], blocks[n].text.text
    state = STATE.search(text)
    closed = closing(blocks, n)
    stopped = named_with_stop(blocks, n, texts[-1])
    end = state.start() if state else len(text) - stopped
    entitles = block.kind == "head" or is_short(cut(block, 0, end), LONGEST_TITLE + 8 * stopped, width)
    below = next(
        (b for b in islice(blocks_from(blocks, n + 1), MOST_BETWEEN) if b.kind not in ("head", *CLOSERS)), block
    )
    return Beginning(
        text,
        block.kind == "head",
        entitles,
        Above(
            closed=closed,
            ended=closed != "" or may_end(blocks, n),
            parted=texts[-1].parted,
            numbered=texts[-1].numbered,
            announced=any(t.announces or t.what for t in texts),
            awaited=any(t.what and not t.delivered for t in texts),
            named=any(t.names(text) for t in texts),
            counts=block.kind == "head" and counts_on(texts, text),
        ),
        Below(
            title=near_text(blocks, n + 1) if is_title(blocks, n + 1) else "",
            greeted=is_greeting(block) or (entitles and is_greeting(below)),
            dated=n + 1 < len(blocks) and (blocks[n + 1].kind == "dateline" or is_date_line(blocks[n + 1])),
            numbered=near(blocks, n + 1) == "idno"
            and blocks[n + 1].attrs.get("type") in ("document", "register"),
            foot=foot,
            lone=near(blocks, n + 1) not in (*RUNNING, *SIGNS),
        ),
    )


def named_with_stop(blocks: Sequence[Block], n: int, text: Text) -> bool:
    """Whether the line at index `n` says that what the `text` above names is attached, ends with a stop
    (附：某某报告。), and no title below is the same."""
    labelled = LABELLED.match(near_text(blocks, n))
    title = key(near_text(blocks, n)[labelled.end() :].rstrip("。")) if labelled else ""
    said = bool(title) and near_text(blocks, n).endswith("。") and title in text.works
    return said and not any(key(b.text.text).endswith(title) for b in blocks[n + 1 :])


def is_title(blocks: Sequence[Block], n: int) -> bool:
    """Whether a label above the block at index `n` can have it for the title of a text."""
    below = blocks[n] if n < len(blocks) else None
    if below is None or LEFT_OUT.fullmatch(below.text.text) or heads_quotation(blocks, n):
        return False
    return below.kind == "head" or (may_be_title(below) and "，" not in below.text.text)


def heads_quotation(blocks: Sequence[Block], n: int) -> bool:
    """Whether the head at index `n` is short and stands above one line that leads to
    the title proper, as 语录 does."""
    kinds = tuple(near(blocks, m) for m in (n, n + 1, n + 2))
    return kinds == ("head", "line", "head") and len(near_text(blocks, n)) <= BRIEF_HEAD


def is_greeting(block: Block) -> bool:
    """Whether a block greets somebody above a letter."""
    if block.kind == "line":
        return block.text.text[-1:] in ("：", ":") and addresses(block.text.text, "")
    return block.kind == "salute" and block.text.text[-1:] in "：:；;"


def closing(blocks: Sequence[Block], n: int) -> str:
    """What closes the text right above the block at index `n`, where that is no head: "signed" where somebody
    signs or dates it, "sent" where it says in brackets who gets it, "" where nothing does."""
    how, m = "", n - 1
    while m >= 0 and blocks[m].kind in CLOSERS:
        sent = blocks[m].kind == "distribution" and blocks[m].text.text[0] in "（("
        how = "signed" if is_sign(blocks[m]) else how or ("sent" if sent else "")
        m -= 1
    return how if m >= 0 and blocks[m].kind != "head" else ""


def may_end(blocks: Sequence[Block], n: int) -> bool:
    """Whether a text can end above the block at index `n`."""
    above = blocks[n - 1]
    return may_end_document(above) or below_citation(blocks, n) or LABELLED.match(above.text.text) is not None


def is_sign(block: Block) -> bool:
    """Whether a block signs or dates what stands above it."""
    return block.kind in SIGNS and block.attrs.get("type") != "author"


def is_part(blocks: Sequence[Block], n: int, title: str) -> bool:
    """Whether the block at index `n` is the head of a part of a text, without a number, and neither a
    sentence nor the text's `title` again."""
    block, text = blocks[n], blocks[n].text.text
    apart = block.kind == "head" and block.attrs.get("type") != "sub" and near(blocks, n - 1) != "head"
    brief = len(text) <= BRIEF_HEAD or text[-1] in "。！？" or bare(text) in bare(title)
    return apart and not (brief or NUMBERED.match(text) or INSTRUCTION.fullmatch(text))


def feet_below(blocks: Sequence[Block]) -> list[bool]:
    """Blocks → for each whether, before anything opens, a text that is signed or dated
    begins with it or stands below it."""
    found: list[bool] = []
    sign = text = False
    for block in reversed(blocks):
        sign = sign or is_sign(block)
        text = text or (sign and block.kind in RUNNING)
        found.append(text)
        if block.attrs.get("opens"):
            sign = text = False
    return found[::-1]


def runs_below(blocks: Sequence[Block], n: int) -> bool:
    """Whether a text stands below the block at index `n`, its title and day between, and not only what closes
    the text above, further titles of what goes with that (2、清单), or another title of a text."""
    if blocks[n].kind in ("line", "salute", "item") and not (
        LABEL.fullmatch(bare(near_text(blocks, n))) or LABELLED.match(near_text(blocks, n))
    ):
        return True
    if LABELLED.match(near_text(blocks, n)) and near(blocks, n + 1) == "signed" and is_sign(blocks[n + 1]):
        return False
    titled = True
    for block in islice(blocks_from(blocks, n + 1), MOST_BETWEEN):
        text = block.text.text
        if block.attrs.get("opens") or block.kind == "excluded":
            return False
        if block.kind == "head":
            if (
                not titled
                and NAMES_PAPER.search(text)
                and not (NUMBERED.match(text) or INSTRUCTION.fullmatch(text))
            ):
                return False
        elif block.kind in CLOSERS:
            titled = False
        elif LABEL.fullmatch(bare(text)):
            return False
        elif block.kind != "line" or not LISTED_TITLE.fullmatch(text):
            return True
    return False


def open_text(blocks: list[Block], n: int, found: Beginning, holders: Sequence[Text]) -> None:
    """The block at index `n` opens a text inside the last of its `holders`; its label, title and
    what was done to it become heads."""
    whole = holders[0].opener.attrs.get("subtype") == "article"
    said = {
        "opens": "document" if whole else "attachment",
        "level": str(len(holders)) if len(holders) > 1 else "",
    }
    if found.titled_below:
        blocks[n] = told(blocks[n], "head", "further-texts", type="label", date=day_in(found.text), **said)
        blocks[n + 1] = told(blocks[n + 1], "head", "further-texts", type="main")
        if n + 2 < len(blocks) and is_done(blocks[n + 2]):
            blocks[n + 2] = told(blocks[n + 2], "head", "further-texts", type="sub")
    elif found.label or found.title:
        blocks[n] = told(blocks[n], "head", "further-texts", type="main", date=day_in(found.text), **said)
    else:
        blocks[n] = told(blocks[n], title=next((t.what for t in reversed(holders) if t.what), ""), **said)


def day_in(title: str) -> str:
    """The day that a title names; "" where it names a year or month at most,
    which is what the text is about."""
    date = iso(title)
    return date if len(date) == len("1950-10-01") else ""


def greet(blocks: list[Block], n: int) -> None:
    """The first line of the text that opens at index `n` becomes a salutation where it greets somebody."""
    for m in range(n, min(n + MOST_BETWEEN, len(blocks))):
        if blocks[m].kind not in ("head", *CLOSERS):
            if blocks[m].kind == "line" and is_greeting(blocks[m]):
                blocks[m] = told(blocks[m], "salute", "further-texts")
            return


def is_titled(blocks: Sequence[Block], n: int) -> bool:
    """Whether the block at index `n` is the title below the label that opens a text."""
    label = blocks[n - 1].attrs if n else {}
    return bool(label.get("opens") and label.get("type") == "label")


def is_done(block: Block) -> bool:
    """Whether a line below the title of an attachment says on which day it was received or the like."""
    return bool(DONE.fullmatch(block.text.text)) and not is_bracketed_date(block)
