"""What the heads of a piece say of it: title, date, kind of document, sender and recipient."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from edition.model import Block, Piece
from edition.rules.language.dates import DATE, dates_in
from edition.rules.language.formulas import SURNAME
from edition.rules.language.lexicon import SENT_AS
from edition.structure.kinds import ADDED, bare, kind_of

# What a title calls several texts that stand below it: 文书四件.
SEVERAL = re.compile(r"(?:[两二三四五六七八九十几]|\d{1,2})[件则篇封份]")
# 甲致乙电, also where the name of the former has the same sign in it
# (宋致远致乙电)；某党（某派）中央致乙；甲告知乙；甲回复乙照会；甲向乙转交丙来电
PARTY = r"(?:(?!关于|就|为[^：:（()]{2,16}?致|同意|批准|转发|批转|请示)[^：:（()）致给与复向告通—]|（[^（）]{1,4}）){1,24}?"
# 复学, 复查 and the like are words of their own, and no answer to anybody; but 复查某某电 is one
# to somebody with that surname.
GOES_ON = r"[学工职课员杂兴制辟议核审述种婚]|(?!查理|[习查](?!账目|材料)[\u4e00-\u9fff]{1,2}[电信函](?:[（(：:]|$))[习查]"
# In whom a title addresses a periodical may stand, and no piece of the title of another paper.
WORK = "《[^《》：:（(]{1,16}》"
CORRESPONDENTS = re.compile(
    rf"^(?P<sender>(?:{SURNAME})致[\u4e00-\u9fff](?=致)|{PARTY})(?:联名|再次?|续)?(?:致电|致|发?给|回复|答复|[函电]复|(?<![修恢反重光收往康])复(?![照信函电]|{GOES_ON})|告知|通知(?![的稿草书])|[电函]告|(?P<formal>[电函]?呈(?!文|报)|咨(?!询|文)|禀(?!报|文)|[札谕饬](?!文))|照会(?=[\u4e00-\u9fff])|向(?=[^：:]{{1,12}}(?:转交|转达|通报|报告)))"
    rf"(?P<recipient>(?:[^：:（(《》]|{WORK}|[（(][\u4e00-\u9fff][)）]){{1,24}}?)(?:转交[^：:]*|转达[^：:]*|通报[^：:]*)?(?:的[复回来]?)?(?:[一两二三四五六七八九][封份件则通])?"
    rf"(?:{SENT_AS}|(?(formal)(?:呈|禀|咨|札|谕)?[文折片]))?(?:[两二三四五六七八九][件封则通])?(?=[（(：:](?![\u4e00-\u9fff][)）])|关于|转|$)"
)
# 甲等关于某地形势给乙的报告
REPORTERS = re.compile(
    rf"^(?P<sender>{PARTY})等?(?:关于|就|为|同意|批准|转发|批转|请示)[^：:（(]{{1,60}}?(?:(?<![供补发交送配])给|(?<![一以所导])致|(?<![引走转趋指推面倾导朝方奔投偏])向|呈|[回答]复)(?P<recipient>(?:(?!汇报|请示)(?:[^：:（(《》]|{WORK})){{1,20}}?)(?:的[复回来]?)?(?:(?:[一两二三四五六]|\d{{1,2}})封)?(?:{SENT_AS})(?=[（(：:]|$)"
)
# 甲关于某事的意见覆乙: an answer, whatever it is called.
REPLIES = re.compile(
    rf"^(?P<sender>{PARTY})等?关于[^：:（(]{{1,60}}?(?<![修恢反重光收往康])[复覆](?!{GOES_ON})(?P<recipient>[\u4e00-\u9fff]{{2,20}})$"
)
# When the sender wrote, behind his name: 甲四月五日致乙电
DAY_BEHIND = re.compile(
    r"(?<=..)于?(?:[12]\d{3}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3}|[×Xx]{1,2})[日号]$"
)
# To whom something is written, on a line of its own below its title: ——致乙电
ADDRESSED = re.compile(
    rf"^[致给](?P<recipient>[^：:（(—，。]{{2,40}}?)的?(?:[一两二三四五六七八九][封份件则通])?(?:{SENT_AS})?(?=[（(]|$)"
)
# What an editor says of a text whose title does not: 【这是甲写给乙的报告。】
SAID = re.compile(
    r"[（(\[【〔［]?(?:这|本件|此件|本文|此文)是(?P<sender>[^，。；：（）()的]{2,24}?)(?:\d{1,2}月\d{1,2}日)?(?:写给|发给|致|给|(?=向))向?(?P<recipient>[^，。；：（）()的]{2,40})的(?P<what>[^，。；：（）()的]{1,16})"
)
UNTIL = re.compile(rf"(?:{DATE})(?=之?(?:以[前后来]|[前后](?![方沿勤线])))|(?:截至|截止|截止到)(?:{DATE})")
"""A day up to or from which something holds, in a title: 某年某月某日以前工价表"""
DAY = re.compile(rf"\d{{0,4}}[.．、]?(?:{DATE})")
"""A number and a day, with which the title of a letter in a list begins: 12 1936年5月4日致某某"""
DAY_LONG = len("1950-10-01")
CORRESPONDENCE = ("telegram", "letter", "note", "report", "decision", "")


def describe(piece: Piece) -> Piece:
    """A piece → the same with title, date, kind and correspondents, read from its own heads
    where nothing said them before."""
    children = tuple(describe(c) if isinstance(c, Piece) else c for c in piece.children)
    if piece.type == "section" and piece.attrs.get("date"):
        children = tuple(dated(child, piece.attrs["date"]) for child in children)
    heads = heads_of(piece)
    said = {"title": joined(heads), **piece.attrs}
    subtype = piece.subtype
    if piece.type in ("document", "attachment"):
        told = said_of(piece)
        found = correspondents(said["title"], heads) or told
        subtype = subtype or named_kind(said["title"], heads) or (kind_of(told["what"]) if told else "")
        subtype = subtype or kind_by_frame(piece, found)
        date = date_printed(piece, heads or [said["title"]])
        sender, recipient = parties(found, heads) if subtype in CORRESPONDENCE else ("", "")
        said = {"date": date, "sender": sender, "recipient": recipient, **said}
    elif piece.type == "floating" and heads:
        subtype = subtype or kind_of(said["title"])
    attrs = {key: value for key, value in said.items() if value}
    return replace(piece, children=children, subtype=subtype, attrs=attrs)


def namings(title: str, heads: Sequence[str]) -> list[str]:
    """The words by which a document may be named, the surest first: a second title
    behind a dash, then the whole."""
    return [*dashed(heads), title]


def dashed(heads: Sequence[str]) -> list[str]:
    """The second titles among heads, behind a dash."""
    return [head for head in heads if head.startswith("—")]


def correspondents(title: str, heads: Sequence[str]) -> re.Match[str] | None:
    """Who writes to whom in the titles of a document (groups `sender` and `recipient`)."""
    patterns = (CORRESPONDENTS, REPORTERS, REPLIES)
    if ADDED.search(title):
        return None
    return next((m for h in namings(title, heads) for p in patterns if (m := p.match(bare(h)))), None)


def parties(found: re.Match[str] | None, heads: Sequence[str]) -> tuple[str, str]:
    """Sender and recipient: those who are `found` in a title, else a recipient alone
    whom a line below the title names."""
    if found:
        sender = "" if DAY.fullmatch(found["sender"]) else DAY_BEHIND.sub("", found["sender"])
        return sender, found["recipient"]
    to = next((m for head in dashed(heads) if (m := ADDRESSED.match(bare(head)))), None)
    return "", to["recipient"] if to else ""


def said_of(piece: Piece) -> re.Match[str] | None:
    """What an editor says above a text of who wrote it to whom (groups `sender`, `recipient`, `what`)."""
    remarks = (b.text.text for b in piece.children if isinstance(b, Block) and b.kind == "remark")
    return next(filter(None, map(SAID.match, remarks)), None)


def named_kind(title: str, heads: Sequence[str]) -> str:
    """The kind of document that the titles name, or what the text calls itself below the title of a record."""
    own = () if SEVERAL.search(title) else heads[:1]
    return next((kind for kind in map(kind_of, (*namings(title, heads), *own)) if kind), "")


def kind_by_frame(piece: Piece, found: re.Match[str] | None) -> str:
    """The kind of a document that no title names, by what stands around its text and by
    who is `found` to write to whom."""
    if was_wired(piece, to_somebody=found is not None):
        return "telegram"
    return "letter" if found and found.re is REPLIES else ""


def date_printed(piece: Piece, heads: Sequence[str]) -> str:
    """The date of a document as its heads print it, else its datelines; these, too, where they say the day and
    the heads only month or year. A chapter tells of a year, it is not of one."""
    datelines = (b.text.text for b in piece.children if isinstance(b, Block) and b.kind == "dateline")
    titled = date_of(UNTIL.sub("", " ".join(heads))) if piece.subtype != "chapter" else ""
    dated = date_of(" ".join(datelines))
    within = DAY_LONG == len(dated) > len(titled) and (dated.startswith(titled) or follows(dated[:4], titled))
    return dated if within else titled or dated


def follows(year: str, other: str) -> bool:
    """Whether a year is the one after the other, in which one reports on it."""
    return len(other) == len(year) and int(year) == int(other) + 1


def dated(child: Block | Piece, date: str) -> Block | Piece:
    """A child of a section that bears a date → the same, a document without a date of its own dated by it."""
    if isinstance(child, Block) or child.type != "document" or child.attrs.get("date"):
        return child
    return replace(child, attrs={**child.attrs, "date": date})


def was_wired(piece: Piece, *, to_somebody: bool) -> bool:
    """Whether a piece bears a telegram's number or the times of its dispatch and receipt; of one from somebody
    to somebody a place in the address says as much (平壤致某某)."""
    return any(
        (block.kind == "idno" and block.attrs.get("type") == "telegram")
        or (block.kind == "dateline" and block.attrs.get("type") in ("sent", "received"))
        or (to_somebody and block.kind == "address")
        for block in piece.children
        if isinstance(block, Block)
    )


def heads_of(piece: Piece) -> list[str]:
    """The texts of a piece's own heads, labels such as 附录三 left out, and the
    second lines of heads inside it."""
    heads = [block for block in piece.children if isinstance(block, Block) and block.kind == "head"]
    own = takewhile(lambda block: block.attrs.get("type") != "section", heads)
    return [block.text.text.strip() for block in own if block.attrs.get("type", "main") in ("main", "sub")]


def joined(heads: Sequence[str]) -> str:
    """Heads that stand one below the other → one title, a colon between two where nothing else joins them."""
    title = ""
    for head in heads:
        joint = (
            "" if not title or title.endswith(("：", ":", "】")) or head.startswith(("—", "（", "(")) else "："
        )
        title += joint + head
    return title


def date_of(text: str) -> str:
    """The last date printed in a text → ISO, as far as it goes (1950, 1950-10, 1950-10-01), or nothing."""
    return ["", *dates_in(text)][-1]
