"""Who has the floor from paragraph to paragraph of a record: where a speech goes on below, and
where its keeper takes the word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from edition.model import Block
from edition.rules import Blocks, Options, Recognised
from edition.rules.speech.labels import ASIDE, VOICE, label_in
from edition.rules.speech.narration import (
    MEANWHILE,
    above_signature,
    is_aside,
    is_narrative,
    leads_over,
    tells_of,
    told_at_end,
    told_by_others,
)
from edition.rules.text.cutting import blocks_from, told
from edition.rules.text.folding import COLONS

# How one who reports what he said himself does so: ，我说，… · 我向某某说明了…
OF_HIMSELF = re.compile(
    r"我(?:们)?(?:继续|接着|又|还|也|便|就|当即)?(?:说|问|答|回答|指出|强调|表示|补充)[，：:“]"
    r"|我(?:们)?[向对同跟][^。；，]{1,16}(?:说|问|陈述|说明|解释|转达|表示|指出|答复|通报)"
)
POINT = re.compile(r"(?P<n>\d{1,2})[．.、](?!\d)")
"""How a point begins that is numbered in figures."""
PASSED = ("fw", "pb", "verse", "cell", "figure")
"""What stands between two paragraphs of a speech and ends none."""

Asked = Callable[[int, str], bool]
"""The index of a block, and who has the floor above it → an answer."""


@dataclass(slots=True)
class Floor:
    """Who has the floor (or had it last), whether the speech above is his, what it has been
    parted by and how far back it begins, and the last number of a point that he counted, and
    that the keeper of the record did."""

    speaker: str = ""
    speaking: bool = False
    apart: bool = False
    back: int = 1
    own: int = 0
    counted: int = 0

    def taken(self, text: str, label: str) -> None:
        """Somebody takes the floor in a speech that begins with a label, or with none."""
        self.speaker = speaker_of(label) or self.speaker
        self.speaking = not ends_with_itself(text)
        self.apart, self.back = False, 1
        self.own = max((point_of(text, m.start()) for m in POINT.finditer(text, len(label))), default=0)

    def counts_on(self, number: int) -> bool:
        """Whether a point goes on with those that the keeper of the record counted above the speech."""
        return bool(self.counted) and number == self.counted + 1 and self.own != self.counted


def continue_turns(blocks: Blocks, options: Options) -> Recognised:
    """Paragraphs without a label after a speech → the same speech goes on (`speech` without a speaker mark).

    Not below a head, nor below a gap unless another speaks next, nor where the keeper of the record speaks
    (会谈持续了……, 甲补充说，……, 问到…时：): those stay paragraphs, and so does what follows up to the next
    label. Below what somebody threw in （甲插话：…） or what happened meanwhile （众笑） the speech goes on in
    a part of its own; attr `continues` counts back to the part before.
    """
    labels = (label_in(block) for block in blocks if block.kind == "speech")
    others = told_by_others(labels, "、".join(b.text.text for b in blocks if b.kind == "participants"))
    apart = above_signature(blocks) | told_at_end(blocks)

    def keeper(n: int, speaker: str) -> bool:
        text = blocks[n].text.text
        named = tells_of(text, speaker) or (others is not None and others.match(text) is not None)
        return n in apart or is_narrative(blocks[n]) or named or leads_over(blocks, n)

    return Recognised(
        tuple(go_on(blocks, "turns", keeper, lambda n, speaker: goes_on_below(blocks, n, speaker)))
    )


def go_on(blocks: Sequence[Block], rule: str, keeper: Asked, lasts: Asked) -> list[Block]:
    """Blocks with the speeches that have labels → the same, the paragraphs below one part of it by a `rule`,
    unless the `keeper` of the record tells them; what stands between parts it only where the speech `lasts`."""
    floor = Floor()
    result: list[Block] = []
    for n, block in enumerate(blocks):
        text = block.text.text
        number = point_of(text, 0) if block.kind == "para" else 0
        if block.kind == "speech" and floor.speaking and ASIDE.fullmatch(text):
            floor.apart, floor.back = True, floor.back + 1
        elif block.kind == "speech":
            floor.taken(text, label_in(block))
        elif floor.speaking and parts(blocks, n, floor.speaker, lasts):
            floor.apart = True
        elif (
            floor.speaking
            and block.kind == "para"
            and not floor.counts_on(number)
            and not keeper(n, floor.speaker)
        ):
            block = told(block, "speech", rule, continues=str(floor.back) if floor.apart else "")
            floor.apart, floor.back, floor.own = False, 1, number or floor.own
        elif block.kind not in PASSED:
            floor.speaking, floor.counted = False, number or floor.counted
        result.append(block)
    return result


def parts(blocks: Sequence[Block], n: int, speaker: str, lasts: Asked) -> bool:
    """Whether the block at index `n` only parts the speech of a `speaker`: what happens
    meanwhile, a gap where it lasts."""
    block = blocks[n]
    if block.kind == "para":
        text = block.text.text
        return MEANWHILE.fullmatch(text) is not None or (is_aside(text) and lasts(n, speaker))
    unsaid = label_in(blocks[n - 1]) == blocks[n - 1].text.text
    return block.kind in ("gap", "head") and ((unsaid and block.kind == "gap") or lasts(n, speaker))


def goes_on_below(blocks: Sequence[Block], n: int, speaker: str) -> bool:
    """Whether the speech above a gap, that of `speaker`, goes on below it: a paragraph stands there and the
    next who speaks is another, right below the paragraphs."""
    if blocks[n].kind == "head":
        return False
    below = list(takewhile(lambda block: block.kind == "para", blocks_from(blocks, n + 1)))
    after = n + 1 + len(below)
    label = label_in(blocks[after]) if after < len(blocks) and blocks[after].kind == "speech" else ""
    return bool(below and speaker and label) and speaker_of(label) != speaker


def speaker_of(label: str) -> str:
    """The name that a label prints."""
    return re.sub("[（(].*", "", label.strip("（(〔[［【")).rstrip(COLONS + "？?；;）)〕]］】")


def point_of(text: str, start: int) -> int:
    """The number in figures of the point (3．) that begins at `start` of a paragraph, or 0."""
    found = POINT.match(text, start)
    return int(found["n"]) if found else 0


def ends_with_itself(text: str) -> bool:
    """Whether nothing below goes on with a speech: it was thrown in, or an
    editor's label stands before a report."""
    return bool(ASIDE.fullmatch(text)) or bool(VOICE.match(text) and OF_HIMSELF.search(text))
