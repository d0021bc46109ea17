"""Stage 4, structure: blocks → pieces, one for each archival document, nested where one carries another.

What opens a piece is decided by the recognisers (block attribute `opens`); here the pieces are nested by rank, named,
and described from their own titles: kind of document, sender, recipient, date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import count, groupby, takewhile

from edition.model import Block, Piece, Segmented, Structured
from edition.rules import Finding
from edition.rules.dates import dates_in
from edition.rules.folding import simplified
from edition.rules.lexicon import AGREEMENT, MEETING, NOTE, PROCLAIMED, SENT_AS

RANK = {
    "root": -1,
    "part": 0,
    "section": 1,
    "front": 1,
    "chronology": 1,
    "document": 2,
    "attachment": 3,
    "floating": 4,
}

FRONT_MATTER = ("foreword", "introduction", "titlepage")

HANDED_ON = ("subtype", "n", "title", "date", "sender", "recipient", "number", "page")

# The last of these words in a title's first part names the kind: 联共中央关于……电报的决议 is a decision.
KINDS = (
    (
        "telegram",
        r"电报|(?:快邮代|慰问|指示|嘉奖|[密急代通明贺唁训公专复回来去])电(?![台话影厂站线灯力器])|电(?=[（(：:—－]|$)",
    ),
    (
        "letter",
        r"转交[^：:]{1,12}来电|信[函件]|(?:公开|邀请|介绍|感谢|慰问|亲笔|联名|[便复去贺密来])?(?:信|函)(?=[（(：:—－]|$)|书[简札柬]|手[书札](?=[（(：:—－]|$)|便[条笺]|咨文?(?=[（(：:—－]|$)|移文|牒文",
    ),
    (
        "conversation",
        rf"(?:{MEETING}|座谈会)(?:纪录|记录|纪要|纪略|笔[记录]|备忘录|速记稿?|摘[要记]|要点|实录)|(?:谈话|会谈|会晤|座谈)(?=[（(：:—－]|$)|议事录|会议[^：:（(]{{0,14}}(?:纪录|记录)|(?:审讯|询问|讯问|谈话)笔录|答[^：:]{{0,8}}记者问|访谈录|(?:走访|采访|访问|接待|讨论|汇报会?)(?:纪要|[纪记]录)|(?:问答|晤谈)(?:节略|记略|记)(?=[（(：:]|$)",
    ),
    (
        "decision",
        r"决议|决定|指示|指令|(?<!强迫)命令(?!主义|作风)|[训通密手部]令|[手密上]谕|札[文饬]|批文|批复|批示|批语|批注|批(?=[（(：:]|$)",
    ),
    (
        "report",
        r"报告|通报|简报|汇报(?!会|时)|请示|签呈|呈文|呈(?=[（(：:]|$)|禀帖|禀(?=[（(：:]|$)|奏[折片]|折(?=[（(：:]|$)|(?:意见|建议|申请|请愿|陈情|计划)书",
    ),
    ("note", NOTE),
    ("notice", rf"{PROCLAIMED}|通知(?!书)"),
    ("agreement", AGREEMENT),
    (
        "speech",
        r"讲话|演说|演讲|致[词辞](?=[（(：:]|$)|祝[酒词]|[开闭]幕[词辞]|[颂答]词(?=[（(：:]|$)|(?:发言|插话)(?:稿|提纲)?(?=[（(：:]|$)",
    ),
    ("foreword", r"序[言论]|前言|总序|序$|编辑说明|卷说明|出版说明|凡例|编例|弁言|[引导绪]言|卷首语|题记|小引"),
    ("afterword", r"后记|编后|跋[语文]?$"),
)
# 甲报告乙的谈话 is a report, whatever it is of.
REPORTS = re.compile(
    r"^(?!.*汇报.{0,12}时的?(?:讲话|谈话|插话|发言|指示|批示))(?:(?!关于)[^，：:（(的]){2,12}?(?:向[^，：:（(的]{2,10}?)?(?<!关于)(?:报告|通报|汇报)(?=[\u4e00-\u9fff]{4})"
)
# What a title calls several texts that stand below it: 文书四件.
SEVERAL = re.compile(r"(?:[两二三四五六七八九十几]|\d{1,2})[件则篇封份]")
# What was said when others reported is no report, nor what was written into one: 修改某报告稿时加写的一段话
LISTENED = re.compile("听取[^，：:]{0,12}?汇报|(?<=修改)[^，：:]{2,40}?稿时?(?=[加增]写)")
# 甲致乙电；某党（某派）中央致乙；甲告知乙；甲回复乙照会；甲向乙转交丙来电
PARTY = r"(?:(?!关于|就|为[^：:（()]{2,16}?致|同意|批准|转发|批转|请示)[^：:（()）致给与复向告通—]|（[^（）]{1,4}）){1,24}?"
CORRESPONDENTS = re.compile(
    rf"^(?P<sender>{PARTY})(?:联名|再次?|续)?(?:致电|致|发?给|回复|答复|[函电]复|(?<![修恢反重光收往康])复(?![照信函电])|告知|通知|[电函]告|(?P<formal>[电函]?呈(?!文|报)|咨(?!询|文)|禀(?!报|文)|[札谕饬](?!文))|照会(?=[\u4e00-\u9fff])|向(?=[^：:]{{1,12}}(?:转交|转达|通报|报告)))"
    rf"(?P<recipient>(?:[^：:（(]|[（(][\u4e00-\u9fff][)）]){{1,24}}?)(?:转交[^：:]*|转达[^：:]*|通报[^：:]*)?的?(?:[一两二三四五六七八九]封)?"
    rf"(?:{SENT_AS}|(?(formal)(?:呈|禀|咨|札|谕)?[文折片]))?(?=[（(：:](?![\u4e00-\u9fff][)）])|关于|转|$)"
)
# 甲等关于某地形势给乙的报告
REPORTERS = re.compile(
    rf"^(?P<sender>{PARTY})等?(?:关于|就|为|同意|批准|转发|批转|请示)[^：:（(]{{1,60}}?(?:(?<![供补发交送配])给|(?<![一以所导])致|(?<![引走转趋指推面倾导朝方奔投偏])向|呈|[回答]复)(?P<recipient>(?:(?!汇报|请示)[^：:（(]){{1,20}}?)的?(?:(?:[一两二三四五六]|\d{{1,2}})封)?(?:{SENT_AS})(?=[（(：:]|$)"
)
# 甲关于某事的意见覆乙: an answer, whatever it is called.
REPLIES = re.compile(
    rf"^(?P<sender>{PARTY})等?关于[^：:（(]{{1,60}}?[复覆](?P<recipient>[\u4e00-\u9fff]{{2,20}})$"
)
# To whom something is written, on a line of its own below its title: ——致乙电
ADDRESSED = re.compile(
    rf"^[致给](?P<recipient>[^：:（(—，。]{{2,40}}?)的?(?:[一两二三四五六七八九]封)?(?:{SENT_AS})?(?=[（(]|$)"
)
CORRESPONDENCE = ("telegram", "letter", "note", "report", "decision", "")


@dataclass
class Open:
    """A piece under construction."""

    type: str
    attrs: Mapping[str, str]
    children: list[Block | Piece] = field(default_factory=list)


def structure_source(segmented: Segmented) -> tuple[Structured, tuple[Finding, ...]]:
    """A segmented source → its pieces with ids, kinds and titles; S001 where a source has no document at all, S002
    where none of its text was kept."""
    kept = [b for b in segmented.blocks if b.kind != "excluded"]
    excluded = [b for b in segmented.blocks if b.kind == "excluded"]
    pieces = nest(kept)
    findings: tuple[Finding, ...] = ()
    if not any(block.text.text.strip() for block in kept):
        findings = (Finding("S002", 0),)
    elif not any(p.type == "document" for top in pieces for p in top.pieces()):
        findings = (Finding("S001", kept[0].text.outer().start if kept else 0),)
        pieces = [replace(p, type="document") if p.type == "front" else p for p in pieces]
    pieces = [name(describe(p), segmented.source.id) for p in number(pieces, count(1))]
    pieces = unique([*pieces, *set_aside(excluded, segmented.source.id)])
    pieces = [shared(piece) for piece in pieces]
    return Structured(segmented.source, tuple(pieces), segmented.disposals), findings


def nest(blocks: Iterable[Block]) -> list[Piece]:
    """Blocks → pieces without ids, nested by the rank of what opens them. Blocks before the first are a front, which ends
    where anything opens; page breaks and running heads alone go to the first."""
    root = Open("root", {})
    stack = [root]
    waiting: list[Block | Piece] = []
    for block in blocks:
        opens = block.attrs.get("opens", "")
        lead: list[Block | Piece] = []
        if opens == "floating":
            close(stack, to=RANK[opens])
        elif opens:
            untitled = stack[-1].type == "front" and not stack[-1].attrs.get("opens")
            lead = turn_page(stack, min(RANK[opens], RANK["front"]) if untitled else RANK[opens])
        elif len(stack) == 1 and block.kind in ("pb", "fw"):
            waiting.append(block)
            continue
        elif len(stack) == 1:
            opens = "front"
        if opens:
            stack.append(Open(opens, block.attrs, [*waiting, *lead]))
            waiting = []
        stack[-1].children.append(block)
        if ends := block.attrs.get("ends", ""):
            close(stack, to=RANK[ends])
    if waiting:
        stack.append(Open("front", {}, waiting))
    close(stack, to=-1)
    return [child for child in root.children if isinstance(child, Piece)]


def turn_page(stack: list[Open], rank: int) -> list[Block | Piece]:
    """Closes the pieces that end where one of this rank opens → what stands below the last of them and opens with the
    new one: the page that has begun, and before it, where a section opens, a plate. A plate between two documents of a
    section stands between them in the section."""
    last = stack[-1]
    begun = page_begun(last.children)
    holders = [piece for piece in stack[1:] if RANK[piece.type] < rank]
    between = RANK[last.type] >= rank == RANK["document"] and bool(holders)
    opening = RANK[last.type] >= rank < RANK["document"]
    plates = plates_below(last.children) if between or opening else []
    close(stack, to=rank)
    if between:
        stack[-1].children += plates
        return begun
    return [*plates, *begun]


def page_begun(children: list[Block | Piece]) -> list[Block | Piece]:
    """Takes from the end of a piece the page break, with the running heads below it, after which nothing of it stands:
    what opens next opens that page. A piece is never left empty."""
    tail = furniture_below(children, "pb", "fw")
    return taken(children, next((n for n in tail if is_block(children[n], "pb")), len(children)))


def plates_below(children: list[Block | Piece]) -> list[Block | Piece]:
    """Takes from the end of a piece the plates after which nothing of it stands, with the page that they open."""
    tail = furniture_below(children, "pb", "fw", "figure")
    if not any(is_block(children[n], "figure") for n in tail):
        return []
    return taken(children, next(n for n in tail if not is_block(children[n], "fw")))


def furniture_below(children: Sequence[Block | Piece], *kinds: str) -> range:
    """The indexes of the blocks of these kinds that a piece ends with; never of all that it has."""
    count = sum(1 for _ in takewhile(lambda child: is_block(child, *kinds), reversed(children)))
    return range(max(1, len(children) - count), len(children))


def is_block(child: Block | Piece, *kinds: str) -> bool:
    """Whether a child is a block of one of these kinds."""
    return isinstance(child, Block) and child.kind in kinds


def taken(children: list[Block | Piece], start: int) -> list[Block | Piece]:
    """Takes what stands from index `start` on."""
    gone = children[start:]
    del children[start:]
    return gone


def close(stack: list[Open], to: int) -> None:
    """Close every open piece of rank `to` or deeper."""
    while len(stack) > 1 and RANK[stack[-1].type] >= to:
        done = stack.pop()
        attrs = {key: done.attrs[key] for key in HANDED_ON if done.attrs.get(key)}
        subtype, n = attrs.pop("subtype", ""), attrs.pop("n", "")
        stack[-1].children.append(Piece("", done.type, tuple(done.children), subtype, n, attrs))


def dated(child: Block | Piece, date: str) -> Block | Piece:
    """A child of a section that bears a date → the same, a document without a date of its own dated by it."""
    if isinstance(child, Block) or child.type != "document" or child.attrs.get("date"):
        return child
    return replace(child, attrs={**child.attrs, "date": date})


def describe(piece: Piece) -> Piece:
    """A piece → the same with title, date, kind and correspondents, read from its own heads where nothing said them
    before."""
    children = tuple(describe(c) if isinstance(c, Piece) else c for c in piece.children)
    attrs = dict(piece.attrs)
    heads = heads_of(piece)
    title = attrs.setdefault("title", joined(heads))
    if piece.type == "section" and attrs.get("date"):
        children = tuple(dated(child, attrs["date"]) for child in children)
    if piece.type not in ("document", "attachment"):
        subtype = piece.subtype or (kind_of(title) if piece.type == "floating" and heads else "")
        return replace(piece, children=children, subtype=subtype, attrs={k: v for k, v in attrs.items() if v})
    # A chapter tells of a year, it is not of one.
    attrs.setdefault("date", date_of(" ".join(heads) or title) if piece.subtype != "chapter" else "")
    if not attrs["date"]:
        attrs["date"] = date_of(
            " ".join(b.text.text for b in piece.children if isinstance(b, Block) and b.kind == "dateline")
        )
    namings = [*(h for h in heads if h.startswith("—")), title]
    # A record may call its text by another title than that has.
    own = () if SEVERAL.search(title) else heads[:1]
    named = next((kind for kind in map(kind_of, (*namings, *own)) if kind), "")
    found = next(
        (m for h in namings for p in (CORRESPONDENTS, REPORTERS, REPLIES) if (m := p.match(bare(h)))), None
    )
    subtype = piece.subtype or named or ("telegram" if was_wired(piece, to_somebody=found is not None) else "")
    to = next((m for h in namings[:-1] if (m := ADDRESSED.match(bare(h)))), None)
    if to and not found and subtype in CORRESPONDENCE:
        attrs.setdefault("recipient", to["recipient"])
    if found and found.re is REPLIES:
        subtype = subtype or "letter"
    if found and subtype in CORRESPONDENCE:
        attrs.setdefault("sender", found["sender"])
        attrs.setdefault("recipient", found["recipient"])
    return replace(piece, children=children, subtype=subtype, attrs={k: v for k, v in attrs.items() if v})


def was_wired(piece: Piece, *, to_somebody: bool) -> bool:
    """Whether a piece bears a telegram's number or the times of its dispatch and receipt; of one from somebody to
    somebody a place in the address says as much (平壤致某某)."""
    return any(
        (block.kind == "idno" and block.attrs.get("type") == "telegram")
        or (block.kind == "dateline" and block.attrs.get("type") in ("sent", "received"))
        or (to_somebody and block.kind == "address")
        for block in piece.children
        if isinstance(block, Block)
    )


def heads_of(piece: Piece) -> list[str]:
    """The texts of a piece's own heads, labels such as 附录三 left out."""
    return [
        block.text.text.strip()
        for block in piece.children
        if isinstance(block, Block)
        and block.kind == "head"
        and block.attrs.get("type", "main") in ("main", "sub")
    ]


def joined(heads: Sequence[str]) -> str:
    """Heads that stand one below the other → one title, a colon between two where nothing else joins them."""
    title = ""
    for head in heads:
        joint = (
            "" if not title or title.endswith(("：", ":", "】")) or head.startswith(("—", "（", "(")) else "："
        )
        title += joint + head
    return title


def bare(title: str) -> str:
    """A title without white space and without the marks and dashes around it."""
    return re.sub(r"\s", "", title).strip("—-·①②③④⑤")


def kind_of(title: str) -> str:
    """A title → the kind of document its words name; the part before the colon decides, then the whole."""
    whole = LISTENED.sub("", re.sub(r"[（(][^（）()]*[)）]", "", simplified(bare(title))))
    for part in (re.split("[：:]", whole)[0], whole):
        if REPORTS.match(part):
            return "report"
        hits = [(m.end(), -m.start(), kind) for kind, words in KINDS for m in re.finditer(words, part)]
        if hits:
            return max(hits)[2]
    return ""


def date_of(text: str) -> str:
    """The last date printed in a text → ISO, as far as it goes (1950, 1950-10, 1950-10-01), or nothing."""
    return ["", *dates_in(text)][-1]


def number(pieces: Iterable[Piece], documents: Iterator[int]) -> Iterator[Piece]:
    """Pieces → the same, each numbered: documents through the whole source, forewords left out, the others among
    their siblings."""
    seen: Counter[str] = Counter()
    for piece in pieces:
        seen[piece.type] += 1
        own = str(seen[piece.type])
        if piece.type == "document":
            own = "" if piece.subtype in FRONT_MATTER else str(next(documents))
        inner = number([c for c in piece.children if isinstance(c, Piece)], documents)
        children = tuple(next(inner) if isinstance(c, Piece) else c for c in piece.children)
        yield replace(piece, n=piece.n or own, children=children)


def name(piece: Piece, prefix: str) -> Piece:
    """A piece and the id of what holds it → the same with ids all the way down."""
    key = identifier(piece, prefix)
    holder = prefix if piece.type in ("part", "section") else key
    return replace(
        piece, id=key, children=tuple(name(c, holder) if isinstance(c, Piece) else c for c in piece.children)
    )


def identifier(piece: Piece, prefix: str) -> str:
    """The id a piece asks for; two pieces may still ask for the same one."""
    date, title = piece.attrs.get("date", ""), bare(piece.attrs.get("title", ""))
    if piece.type in ("attachment", "floating"):
        return f"{prefix}-{piece.type[0]}{piece.n}"
    if piece.type == "document":
        return f"{prefix}-{date or digest(title or first_words(piece))}"
    return f"{prefix}-{piece.type}" + (f"-{digest(title)}" if title else "")


def shared(piece: Piece) -> Piece:
    """A piece whose ids are settled → the same, each citation that covers several documents with the ids of those
    (`documents`): the one it stands in and its neighbours before it."""
    children: list[Block | Piece] = []
    documents: list[str] = []
    for child in piece.children:
        if isinstance(child, Piece):
            documents.append(child.id)
            blocks = (covering(c, documents) if isinstance(c, Block) else c for c in child.children)
            child = shared(replace(child, children=tuple(blocks)))
        children.append(child)
    return replace(piece, children=tuple(children))


def covering(block: Block, documents: Sequence[str]) -> Block:
    """A block of the last of these documents → the same; a citation that covers more than one names them."""
    covers = block.attrs.get("covers", "")
    if block.kind != "citation" or not covers.isdigit():
        return block
    return replace(block, attrs={**block.attrs, "documents": " ".join(documents[-int(covers) :])})


def first_words(piece: Piece) -> str:
    """The beginning of the first block of a piece that has text, up to 40 characters without white space."""
    for child in piece.children:
        if words := first_words(child) if isinstance(child, Piece) else bare(child.text.text)[:40]:
            return words
    return ""


def digest(title: str) -> str:
    """Eight hexadecimal digits that stand for a title."""
    return sha256(title.encode()).hexdigest()[:8]


def set_aside(blocks: Iterable[Block], prefix: str) -> list[Piece]:
    """Excluded blocks → one excluded piece per subtype, in the order in which the subtypes first appear."""
    ordered = sorted(enumerate(blocks), key=lambda pair: (pair[1].attrs.get("subtype", "other"), pair[0]))
    groups = [
        (found[0][0], subtype, [b for _, b in found])
        for subtype, group in groupby(ordered, key=lambda pair: pair[1].attrs.get("subtype", "other"))
        if (found := list(group))
    ]
    return [
        Piece(f"{prefix}-{subtype}", "excluded", tuple(children), subtype)
        for _, subtype, children in sorted(groups, key=lambda g: g[0])
    ]


def unique(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces → the same, a second one of an id called -2, a third -3, their contents renamed with them."""
    seen: Counter[str] = Counter()

    def settle(piece: Piece, old: str, new: str) -> Piece:
        wanted = new + piece.id.removeprefix(old) if old and piece.id.startswith(old) else piece.id
        seen[wanted] += 1
        key = wanted if seen[wanted] == 1 else f"{wanted}-{seen[wanted]}"
        children = tuple(settle(c, piece.id, key) if isinstance(c, Piece) else c for c in piece.children)
        return replace(piece, id=key, children=children)

    return [settle(piece, "", "") for piece in pieces]
