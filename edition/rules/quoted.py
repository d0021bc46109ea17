"""A message that a document quotes whole, in a paragraph of its own."""

from __future__ import annotations

import re
from itertools import pairwise

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.cutting import told
from edition.rules.dates import iso

# A paragraph that ends like this announces the wording of a message: 某某于某日致电某某：
ANNOUNCED = re.compile(
    r"(?P<act>致电|电告|电复|复电|来电|去电|发电|致函|函告|复函|来函|致信|复信|来信|电报|信)"
    r"(?:给)?(?P<recipient>[\u4e00-\u9fff·]{0,12}?)(?:说|称|如下|全文如下|内容如下|写道|中说)?[：:]$"
)
SENTENCE = re.compile(r"[^。！？；]*$")
BY_WIRE = re.compile(r"电")


def find_quoted_messages(blocks: Blocks, options: Options) -> Recognised:
    """A paragraph wholly in quotation marks below one that announces a telegram or a letter → a floating text of that
    kind, with the date and the recipient that the announcement names."""
    result = list(blocks[:1])
    for before, block in pairwise(blocks):
        result.append(quoted(before, block) or block)
    return Recognised(tuple(result))


def quoted(before: Block, block: Block) -> Block | None:
    """A block that is a quoted message, as a piece of its own; None where it is none."""
    text = block.text.text
    if before.kind not in ("para", "speech") or block.kind not in ("para", "speech") or block.marks:
        return None
    last = SENTENCE.search(before.text.text)
    announced = ANNOUNCED.search(last[0]) if last else None
    if announced is None or not last or text[:1] not in "“「『" or text[-1:] not in "”」』":
        return None
    return told(
        block, "para", "quoted-messages", opens="floating", ends="floating",
        subtype="telegram" if BY_WIRE.search(announced["act"]) else "letter",
        recipient=announced["recipient"], date=iso(last[0]),
    )  # fmt: skip


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("quoted-messages", "segment", find_quoted_messages),)
