"""What the editorial introduction says from the data: which witness is followed, what the edition holds, how much was
emended, and how its witnesses differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edition.render.book import Book
from edition.tei import tei
from edition.tei.views import count_kinds

CLASSES = {"substantive": "实质", "orthographic": "写法", "punctuation": "标点", "lacuna": "脱漏"}


def introduce(book: Book, counted: tuple[tuple[str, int], ...]) -> Iterator[str]:
    """Book, and its interventions by kind → paragraphs with numbers; none for what it does not have."""
    if book.following:
        yield (
            f"本书正文从{book.following}：凡该本有异文之处，正文排该本，底本之文入校勘记；"
            "该本删略的长段，校勘记只记起讫与字数；未经互校的文件与段落仍从各自的底本。"
        )
    counts = count_kinds(book.root)
    held = [
        ("收文献{}篇", sum(1 for _ in book.units())),
        ("注释{}条", counts["notes"]),
        ("标出人名、地名、机构名{}处", counts["names"]),
        ("日期{}处", counts["dates"]),
        ("互见{}处", counts["references"]),
    ]
    yield f"统计：{'，'.join(said.format(number) for said, number in held if number)}。"
    if counted:
        kinds = "，".join(f"{kind}{number}处" for kind, number in counted)
        yield f"校改：共{sum(number for _, number in counted)}处，其中{kinds}，逐条见书末“校改一览”。"
    if variants := count_variants(book):
        kinds = "，".join(f"{kind}{number}条" for kind, number in variants)
        yield f"互校：异文共{sum(number for _, number in variants)}条，其中{kinds}，见各篇校勘记。"


def count_variants(book: Book) -> list[tuple[str, int]]:
    """How many readings of the apparatus there are of each class; none where they say no class."""
    readings = (rdg for text in book.root.iter(tei("text")) for rdg in text.iter(tei("rdg")))
    classes = Counter(rdg.get("type", "") for rdg in readings)
    return [(name, classes[kind]) for kind, name in CLASSES.items() if classes[kind]]
