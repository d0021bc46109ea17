"""What the editorial introduction says from the data: which witness is followed, what the edition holds, how
much was emended, and how its witnesses differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edition.render.book import Book
from edition.render.extent import count_documents, count_notes
from edition.tei import XML_ID, tei
from edition.tei.views import Element, count_kinds, excluded

SET_ASIDE = {
    "contents": "印出的目录",
    "navigation": "网站导航",
    "metadata": "著录字段",
    "comments": "读者评论",
    "rankings": "排行",
    "footer": "页脚",
    "colophon": "附记",
    "fw": "书眉与页码",
}
"""Kinds of what is kept for the record, in the order in which the introduction counts them."""
CLASSES = {"substantive": "实质", "orthographic": "写法", "punctuation": "标点", "lacuna": "脱漏"}


def introduce(book: Book, counted: tuple[tuple[str, int], ...]) -> Iterator[str]:
    """Book, and its interventions by kind → paragraphs with numbers; none for what it does not have."""
    say, comma = book.say, book.say("，")
    if book.following:
        yield say(
            "本书正文从{}：凡该本有异文之处，正文排该本，底本之文入校勘记；"
            "该本删略的长段，校勘记只记起讫与字数；未经互校的文件与段落仍从各自的底本。"
        ).format(book.following)
    counts = count_kinds(book.root)
    held = [
        ("收文献{}篇", count_documents(book)),
        ("注释{}条", count_notes(book)),
        ("标出人名、地名、机构名{}处", counts["names"]),
        ("日期{}处", counts["dates"]),
        ("互见{}处", counts["references"]),
    ]
    yield say("统计：{}。").format(comma.join(say(said).format(number) for said, number in held if number))
    if left_out := count_left_out(book):
        rows = comma.join(say("{}{}处（{}字符）").format(*row) for row in left_out)
        yield say("略去：抽取与识读所生、不属原文的，{}。逐处记录在案，可以复原。").format(rows)
    if kept := count_set_aside(book):
        rows = comma.join(say("{}{}字").format(say(name), characters) for name, characters in kept)
        yield say("不排：{}，存于数据而不排入正文。").format(rows)
    if counted:
        kinds = comma.join(say("{}{}处").format(say(kind), number) for kind, number in counted)
        total = sum(number for _, number in counted)
        yield say("校改：共{}处，其中{}，逐条见书末“校改一览”。").format(total, kinds)
    if variants := count_variants(book):
        kinds = comma.join(say("{}{}条").format(say(kind), number) for kind, number in variants)
        yield say("互校：异文共{}条，其中{}，见各篇校勘记。").format(
            sum(number for _, number in variants), kinds
        )


def count_left_out(book: Book) -> list[tuple[str, int, int]]:
    """What the headers say was left out of the sources (`normalization` with its measures) → what, in how many
    runs and of how many characters, the most frequent first."""
    counts: dict[str, Counter[str]] = {}
    for paragraph in (p for said in book.root.iter(tei("normalization")) for p in said.iterchildren(tei("p"))):
        for measure in paragraph.iterchildren(tei("measure")):
            if (quantity := measure.get("quantity", "")).isdecimal():
                words = (paragraph.text or "").strip().rstrip("：:")
                counts.setdefault(words, Counter())[measure.get("unit", "")] += int(quantity)
    found = [(words, units["run"], units["character"]) for words, units in counts.items()]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def count_set_aside(book: Book) -> list[tuple[str, int]]:
    """What is kept and not printed → how many characters there are of each kind."""
    counts: Counter[str] = Counter()
    for text in book.root.iter(tei("text")):
        for div in filter(excluded, text.iter(tei("div"))):
            counts[div.get("subtype", "")] += count_ink(div)
        counts["fw"] += sum(map(count_ink, text.iter(tei("fw"))))
    return [(name, counts[kind]) for kind, name in SET_ASIDE.items() if counts[kind]]


def count_ink(element: Element) -> int:
    """How many characters of an element are not white space."""
    return sum(len("".join(str(text).split())) for text in element.itertext())


def count_variants(book: Book) -> list[tuple[str, int]]:
    """How many readings of the apparatus there are of each class; none where they say no class."""
    readings = (rdg for text in book.root.iter(tei("text")) for rdg in text.iter(tei("rdg")))
    classes = Counter(rdg.get("type", "") for rdg in readings)
    return [(name, classes[kind]) for kind, name in CLASSES.items() if classes[kind]]


def refers_inside(book: Book) -> bool:
    """Whether the text refers to a document of the edition."""
    places = {f"#{div.get(XML_ID)}" for div in book.root.iter(tei("div"), tei("floatingText"))}
    return any(
        not any(excluded(e) for e in ref.iterancestors())
        for ref in book.root.iter(tei("ref"))
        if ref.get("target") in places
    )
