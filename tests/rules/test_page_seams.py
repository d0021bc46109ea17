"""Every way in which the end of a page cuts the text, with notes at its foot and the head of the next page
behind them: the notes end where they end, and the sentence is whole again."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from edition.config import Profile
from edition.model import Block
from edition.read import decode
from edition.rules.registry import resolve
from edition.segment import segment_source

RULE = "——————————"
PLATE = " 上 游 新 闸 "
HEAD = "秦渡舟全集 河务附卷二"
TABLE = (
    "秦 渡 舟目 录河口秦渡舟致罗伯岩信：修闸（1931年3月2日）………………… 3秦渡舟致罗伯岩信：运石（1931年3月9日）………………… 6"
    "秦渡舟与罗伯岩谈话纪录：分水（1931年4月1日）………………… 9秦渡舟致罗伯岩信：封河（1931年11月3日）………………… 14插图 一 上游新闸 ………………… 7"
)
NOTES = {
    "a sentence": "① 罗家集，在河口以西八里。\n",
    "signed": "① 罗家集，在河口以西八里。\n——编注",
    "two sentences": "① 罗家集，在河口以西八里。\n又名罗集。\n",
    "a source": "①罗家集，见《河务档案》第12页",
    "no stop": "① 罗家集，即今罗集",
}
FURNITURE = {"number before": f" 7 {HEAD} ", "number behind": f" {HEAD} 7 ", "glued": f" 7 {HEAD}"}
MORE = "\n 另派船三只去下游。\n 余款月底汇出。\n"
LETTER = {
    "in a word": ("石料已从罗家集①运到，工匠们正在凿", f"石。{MORE}"),
    "in a sentence": ("石料已从罗家集①运到，工匠们", f"正在凿石，月底可以动工。{MORE}"),
    "before the last words": ("石料已从罗家集①运到，修理费请从速", f"拨付。{MORE}"),
    "before the last sign": ("石料已从罗家集①运到，修理费请从速拨", f"付。{MORE}"),
    "in the last sentence": ("石料已从罗家集①运到，余款月底汇", "出。\n"),
    "between paragraphs": ("石料已从罗家集①运到，工匠们正在凿石。\n", MORE[1:]),
}
ASKED = " 秦渡舟问：几处同时动工？ 罗伯岩答：先办罗家集①一处，其余明年再"
TALK = {
    "in a turn": (ASKED, "办。\n 秦渡舟说：石匠只有四人。\n 罗伯岩说：够了。\n"),
    "in the last turn": (ASKED, "办。\n"),
}


def volume(cut: str, seam: str) -> str:
    """A volume of three letters and a talk; the second letter, or the talk, has the seam in it."""

    def letter(n: int, topic: str, day: str, words: str) -> str:
        cited = f"同上，第 {n * 3}页" if n > 1 else "选自《河务档案》第 4页"
        return f"秦渡舟致罗伯岩信{topic}（1931年{day}日）罗伯岩先生： {words} 秦渡舟 1931年{day}日 {cited}"

    asked = seam if cut in TALK else " 秦渡舟问：水够不够？ 罗伯岩答：够了。\n"
    return (
        f"{TABLE}河口{letter(1, '修闸', '3月2', '闸门两座已经修好。')}\n"
        f" 6 {HEAD} {letter(2, '运石', '3月9', seam if cut in LETTER else '石料收到。')}"
        f"秦渡舟与罗伯岩谈话纪录分水（1931年4月1日）{asked} 谈话于五时结束。\n同上，第 21页"
        f" 14 {HEAD} {letter(4, '封河', '11月3', '河已封冻。')}\n"
    )


def segment(text: str) -> tuple[Block, ...]:
    profile, problems = resolve(Profile(inherit="volume"), Path("test"))
    assert not problems
    return segment_source(decode("x", "x.txt", text.encode()), profile)[0].blocks


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("note", "between", "cut"), list(product(NOTES, FURNITURE, [*LETTER, *TALK])), ids=str)
def test_a_running_head_ends_the_notes(note: str, between: str, cut: str) -> None:
    above, below = (TALK if cut in TALK else LETTER)[cut]
    blocks = segment(volume(cut, f"{above}{RULE}{NOTES[note]}{FURNITURE[between]}{below}"))
    [(before, body)] = [
        (b.text.text[: m.start], m.body.text.text)
        for b in blocks
        for m in b.marks
        if m.kind == "note" and m.body is not None
    ]
    assert before.endswith("罗家集")
    assert body == squeezed(NOTES[note].removeprefix("①"))
    whole = re.split(r"\n ", (above + below).replace("①", "").replace("？ ", "？\n ").strip())
    texts = {b.text.text for b in blocks}
    assert [said for said in map(squeezed, whole) if said not in texts] == []
    heads = [m.body.text.text.strip() for b in blocks for m in b.marks if m.kind == "fw" and m.body is not None]
    heads += [b.text.text for b in blocks if b.kind == "fw"]
    assert len(heads) == 3 and all(HEAD in head for head in heads)


@pytest.mark.parametrize(("note", "cut"), list(product([*NOTES][:4], [*[*LETTER][:5], *TALK])), ids=str)
@pytest.mark.parametrize("between", ["", " ", " {} ", PLATE], ids=["nothing", "a blank", "a number", "a plate"])
def test_a_sentence_goes_on_behind_the_notes(note: str, cut: str, between: str) -> None:
    above, below = (TALK if cut in TALK else LETTER)[cut]
    # A page between those of the contents table.
    number = between.format(10 if cut in TALK else 7)
    blocks = segment(volume(cut, f"{above}{RULE}{NOTES[note]}{number}{below}"))
    [body] = [m.body.text.text for b in blocks for m in b.marks if m.kind == "note" and m.body is not None]
    assert body == squeezed(NOTES[note].removeprefix("①"))
    whole = re.split(r"\n ", (above + below).replace("①", "").replace("？ ", "？\n ").strip())
    texts = {b.text.text for b in blocks}
    assert [said for said in map(squeezed, whole) if said not in texts] == []
    assert [b.text.text for b in blocks if b.kind == "figure"] == ["上游新闸"] * (between == PLATE)


@pytest.mark.parametrize(
    ("note", "cut"), list(product(["a sentence", "signed", "two sentences"], [*LETTER][:4])), ids=str
)
def test_the_head_of_a_later_page_does_not(note: str, cut: str) -> None:
    above, below = LETTER[cut]
    later = below.replace("\n 余款", f"\n 7 {HEAD} 余款")
    blocks = segment(volume(cut, f"{above}{RULE}{NOTES[note]}{later}"))
    [body] = [m.body.text.text for b in blocks for m in b.marks if m.kind == "note" and m.body is not None]
    assert body == squeezed(NOTES[note].removeprefix("①"))
    assert (above + below.split("\n")[0]).replace("①", "") in {b.text.text for b in blocks}
