"""The names of authors around the title of an article: on a line of their own, without a key, or said again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from edition.model import Block
from edition.rules.forms.tables import captioned
from edition.rules.frames.fields import PROSE, bare, is_title
from edition.rules.language.formulas import SURNAME
from edition.rules.language.lexicon import BODIES
from edition.rules.text.cutting import told
from edition.rules.text.folding import simplified

AUTHORS = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]{0,3}[\u4e00-\u9fff]){1,12}")
KEY_WORDS = re.compile(r"[【\[〔]?\s*(?:关\s*键\s*词|主题词)\s*(?:[】\]〕]|[：:])")
ABSTRACT = re.compile(r"[【\[〔]?\s*(?:内容)?[提摘]\s*要\s*(?:[】\]〕]|[：:])")
STAMP = re.compile(
    r"(?:https?://\S+\s+)?(?:发布|发表)?于?\s*[12]\d{3}[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?(?=[\s|｜]|$)"
)
"""The day and hour of publication, with which a byline may begin."""
BODY = re.compile(rf"[\u4e00-\u9fff]{{4,24}}(?<=.{{3}})(?:{BODIES})")
TITLED = re.compile(r"[的与和及论记忆谈述：“《]|——")
"""What a title has, and the name of a site hardly."""
PLAIN_NAME = re.compile(rf"{SURNAME}(?:[ \u3000]{{0,3}}[\u4e00-\u9fff]){{1,2}}")
NO_NAME = re.compile(
    r"[引前导绪结]言|序|摘\s*要|提\s*要|正\s*文|目\s*[录錄]|编者按|注\s*释|结\s*语|概\s*述|概\s*况|背\s*景|绪\s*论|附\s*[录錄记]|方[法针案言]|文[学献化]|史[料实]|项目|金融|高潮|常识"
)
ROLE = re.compile(
    r"(?<=[\u4e00-\u9fff])[ \u3000/／]*(?:编?著|撰文?|译注?|编译|选译|辑录?|整理|选编|主编|供稿|采写|采访)$"
)
"""What somebody did for an article, behind his name."""
AUTHOR_KEY = re.compile(r"^(?:作\s*者|撰\s*文|文)\s*[：:/／]\s*")
CAPTION_ROWS = 3
"""So many rows at most have the words of a picture above a title."""
MENU = re.compile(r"[|｜>»/\[\]#*]")


def named_above(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` holds nothing but the names of authors, above the abstract of their
    article, or one name between its title and its text."""
    below = blocks[n + 1].text.text if n + 1 < len(blocks) else ""
    prose = len(below) > PROSE and re.search("[。！？]", below) is not None
    if is_author_body(blocks, n):
        return True
    listed = AUTHORS.fullmatch(blocks[n].text.text) and ABSTRACT.match(simplified(below))
    return bool(listed) or (prose and is_author(blocks, n))


def is_author_body(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is a body and nothing else, between what reads as a
    title and the day of publication."""
    if not 0 < n < len(blocks) - 1 or not BODY.fullmatch(simplified(blocks[n].text.text)):
        return False
    above, below = blocks[n - 1], simplified(blocks[n + 1].text.text)
    titled = (
        above.kind == "line" and len(above.text) >= 8 and is_title(above) and TITLED.search(above.text.text)
    )
    return bool(titled and not MENU.search(above.text.text) and STAMP.match(below))


def is_author(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is a name and nothing else, below what can be the title of an article."""
    text, above = simplified(blocks[n].text.text), blocks[n - 1] if n else None
    if above is None or not PLAIN_NAME.fullmatch(text) or NO_NAME.fullmatch(text):
        return False
    titled = above.kind == "line" and len(above.text) >= 8 and is_title(above)
    return titled and not MENU.search(above.text.text)


def said_again(blocks: Sequence[Block], title: int, start: int, authors: Iterable[str]) -> Iterator[Block]:
    """The lines from index `start` on → the title printed again below the byline, perhaps below the
    words of a picture, and the name of one of the `authors`, or of all, below that, below the key
    words or right below the byline."""
    at, last = start, len(blocks) - 1
    if at <= last and captioned(blocks[at]).kind == "figure":
        below = range(start + 1, min(start + CAPTION_ROWS, last) + 1)
        at = next((n for n in below if repeats(blocks[n], blocks[title])), start)
        yield from (captioned(block) for block in blocks[start:at])
    again = at <= last and repeats(blocks[at], blocks[title])
    words = at < last and KEY_WORDS.match(simplified(blocks[at].text.text)) is not None
    name = at + (again or words)
    own = name <= last and names_author(blocks[name], authors) and not comes_again(blocks, name)
    signed = own or (again and name <= last and is_author(blocks, name))
    if again:
        yield told(blocks[at], "excluded", "byline", subtype="navigation")
    elif words and signed:
        yield told(blocks[at], "para", "byline")
    if signed:
        yield told(blocks[name], "signed", "byline", type="author")


def comes_again(blocks: Sequence[Block], n: int) -> bool:
    """Whether the words of the line at index `n` stand on a line of their own further down, as
    the name of whoever speaks does."""
    return any(block.text.text == blocks[n].text.text for block in blocks[n + 1 :] if block.kind == "line")


def repeats(line: Block, title: Block) -> bool:
    """Whether a line is the title of a page again, perhaps without the name in front of it: 某某：某事."""
    text, whole = bare(line.text.text), bare(title.text.text)
    named, _, rest = whole.partition("：")
    return line.kind == "line" and (
        text == whole or (text == rest and PLAIN_NAME.fullmatch(simplified(named)) is not None)
    )


def names_author(line: Block, authors: Iterable[str]) -> bool:
    """Whether a line is the name of one of the `authors` of an article or of all, with what they did or
    without, a key or a dash before it."""
    text = line.text.text.lstrip("○◎—―－- ") if line.kind == "line" else ""
    names = {bare(ROLE.sub("", name)) for name in authors}
    return text != "" and bare(ROLE.sub("", AUTHOR_KEY.sub("", text))) in {*names, "".join(names)}
