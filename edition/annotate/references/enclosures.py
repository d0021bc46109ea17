"""References to what goes with a document: attachments by their label,
translations, drafts that are enclosed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from edition.annotate.passage import Passage, Reading
from edition.annotate.references.reference import Reference
from edition.annotate.references.targets import Directory, label_key, label_of
from edition.annotate.references.wording import MESSAGE
from edition.model import Piece

# 附件三份 counts them; 附件一并, 附件一律, 附件十分重要 begin another word.
LABEL_REF = re.compile(
    r"(?:(?:参|详)?见)?附(?P<what>[录件])(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})"
    r"(?![、月年\d一二三四五六七八九十百千万份张页册幅套]|[多余几][份张页册幅套件]|个(?!别)|次(?![序要])|种|者"
    r"|(?<=一)(?:[般律共概旦切向览]|式[一二两三四\d]|并(?![不非没无未])|直(?!接)|起(?![草止始初])|定(?![于稿名])|同(?![附意]))|(?<=十)分(?!为))"
)
APPENDIX_REF = re.compile(r"(?<=[（(，；])(?:[参详]?[见看阅])附录(?=[)）。；，])")
SENT_TO = re.compile(
    r"(?<![\u4e00-\u9fff][会遇听想意])请?[参详]?[见看阅](?:所附的?)?附[表图](?![一二三四五六七八九十\d])(?=[，。；）)]|$)"
)
"""请参看附表: what whoever reads is sent to."""
SHOWN = re.compile(
    r"(?<![\u4e00-\u9fff]的)附[件表图](?=所[列载示述开])|(?<=以)附[件表图](?=为准)|(?<=在)附[图表](?=[上中里])"
)
"""附件所列地图, 以附表为准: what goes with the document, told by what it shows."""
TRANSLATED = re.compile(rf"(?:同志|先生)?的?{MESSAGE}的?[俄汉中英]?(?:文译文|译文|译本)")
ENCLOSED = re.compile(
    rf"[所随]附(?![近属加带着])[^，,。；：？！、“”]{{0,40}}(?:{MESSAGE}|稿|草案|[抄副原]件|副本|译文|(?<![统筹])计划|方案|[地草详]图|照片|样本|收据|条例|章程|备忘录|电文|文本|名单|清单|(?<!代)表|指示|声明|协定|议定书|决议)(?=[，,。；：？！、）)”]|$)"
    r"|(?<=[（(])(?:[参请]?见)?附件(?=[)）])|[参请]见附件(?![一二三四五六七八九十\d])"
)
"""批准所附关于航线的电报稿: what is enclosed, to the end of its clause."""
APPENDED = re.compile(
    r"(?<![^，。；：？！、“”（）()])(?:(?!(?<!申)请[将把您你另]|[应须需][将把]|不[必用需要]|没有|未[将把能])[\u4e00-\u9fff]){0,10}?(?:单|全文|原文|译文|抄件|草案|电文|附表|副本|文本|报告)(?:附后|附于本?[电信函照件文报会]{1,2}之?后|附上(?![级司面述层])|随(?:[函电信文]|照会)(?:附|寄|送)[上去呈]?)"
    r"|(?<![^，。；：？！、“”（）()])附(?![近带属加设议和])[上寄送呈]?[^，。；：“”（）()录件]{1,16}?(?:单|表|图|清?册|草案|抄件|译文|照片|样本)[一二两三四五六七八九十\d]+[份张件幅册纸](?=[，。；]|$)"
    r"|附在(?:后面|[信文末]后|文末|[本此][电信函]后)的[^，。；：“”（）()]{0,10}?(?:单|表|图|册|草案|抄件|译文|副本)"
    r"|(?<![^，。；：？！、“”（）()])[^，。；：？！“”（）()]{0,10}?(?:单|表|图|草案|抄件|名册)，[参请]?见附件(?=[，。；]|$)"
    r"|(?<![^，。；：？！、“”（）()])(?:现|兹|请看|请阅|见)?随(?:[函电信文照]|照会)(?:附[上去寄送呈]?|[寄送]上)[^，。；：？！“”（）()]{0,20}?(?:单|表|全文|原文|译文|抄件|草案|副本|文本|照片|样本|报告)(?:[一二三四五六七八九十\d]+[份件张纸])?(?=[，。；]|$)"
    r"|(?<=[见看阅按照将把])所附的?[^，。；：？！“”（）()]{0,12}?(?:清册|单|表|图|草案|副本|抄件|译文)(?=[，。；）)]|$|[预准办签转交])"
    r"|[您你]们?随(?:[函电信文]|照会)(?:[寄送附]来|所附)的[^，。；：？！“”（）()]{0,10}?(?:清册|单|表|图|草案|副本|抄件|译文)"
)
"""协定全文附后, 随函附上名单一份: what is said to stand behind the document."""
DECIDED = re.compile(
    rf"(?:批准|同意|通过|核准)(?P<what>(?:给|致)[^，。；：“”（）()]{{1,30}}?(?:稿|指示|训令|指令|{MESSAGE}稿?))(?=[，。；（(]|$)"
)
"""批准给某人的指示: what a decision carries."""


def label_references(passage: Passage, reading: Reading, directory: Directory) -> Iterator[Reference]:
    """附件一, 附录三 in running text → the attachment of the document, or the appendix beside it."""
    for match in LABEL_REF.finditer(reading.text):
        if match.start() == 0 and match.end() == len(reading.text):
            continue
        key = label_key(match)
        holders = [p.id for p in reversed(passage.trail)]
        target = next((directory.labels[h][key] for h in holders if key in directory.labels.get(h, {})), "")
        yield Reference(match.start(), match.end(), "attachment", (target,) if target else (), code="A033")


def appendix_references(passage: Passage, reading: Reading) -> Iterator[Reference]:
    """见附录, without a number → the only appendix that follows the document."""
    for match in APPENDIX_REF.finditer(reading.text):
        found = list(appended(passage))
        yield Reference(
            match.start(), match.end(), "attachment", tuple(found) if len(found) == 1 else (), code="A033"
        )


def appended(passage: Passage) -> Iterator[str]:
    """The ids of the appendices right behind a document."""
    own = passage.document
    around = passage.trail[: passage.trail.index(own)]
    beside = [child for child in around[-1].children if isinstance(child, Piece)] if around else [own]
    behind = beside[beside.index(own) + 1 :]
    yield from (piece.id for piece in takewhile(lambda piece: label_of(piece).startswith("录"), behind))


def shown_references(passage: Passage, reading: Reading, directory: Directory) -> Iterator[Reference]:
    """附件所列地图 → the only attachment of the document; none where nothing goes with it."""
    attached = directory.attached.get(passage.document.id, ())
    for match in SENT_TO.finditer(reading.text) if not attached and not passage.in_note else ():
        yield Reference(match.start(), match.end(), "attachment", (), code="")
    for match in SHOWN.finditer(reading.text) if not attached[1:] else ():
        yield Reference(match.start(), match.end(), "attachment", tuple(p.id for p in attached), code="")


def translation_references(passage: Passage, reading: Reading, directory: Directory) -> Iterator[Reference]:
    """某某同志来电的译文 → the attachment that is by this person; the only attachment of a document surely."""
    attached = directory.attached.get(passage.document.id, ())
    for match in TRANSLATED.finditer(reading.text) if attached else ():
        for name in passage.block.marks:
            if name.kind != "name" or name.end != reading.ends[match.start() - 1] or not match.start():
                continue
            fits = [p.id for p in attached if name.attrs.get("ref") in p.attrs.get("sender-ref", "").split()]
            if len(fits) == 1:
                start = bisect_left(reading.starts, name.start)
                cert = "medium" if attached[1:] else ""
                yield Reference(start, match.end(), "attachment", (fits[0],), cert)


def enclosed_references(passage: Passage, reading: Reading, directory: Directory) -> Iterator[Reference]:
    """批准所附电报稿 → the attachment of the document, if it has a single one, or the one whose
    label stands behind the words."""
    attached = directory.attached.get(passage.document.id, ())
    for match in DECIDED.finditer(reading.text) if attached else ():
        label = LABEL_REF.match(reading.text, match.end() + 1)
        if reading.text[match.end() : match.end() + 1] not in ("（", "("):
            found = [piece.id for piece in attached]
        else:
            found = [directory.labels.get(passage.document.id, {}).get(label_key(label), "")] if label else []
        if len(found) == 1 and found[0]:
            yield Reference(match.start("what"), match.end(), "attachment", (found[0],))
    if len(attached) == 1:
        for pattern in (ENCLOSED, APPENDED):
            for match in pattern.finditer(reading.text):
                yield Reference(match.start(), match.end(), "attachment", (attached[0].id,))


def missing_enclosures(passage: Passage, reading: Reading) -> Iterator[Reference]:
    """协定全文附后, in a document behind which nothing stands → a reference to
    what the edition does not have."""
    for match in APPENDED.finditer(reading.text) if not passage.in_note else ():
        if not any(isinstance(child, Piece) for child in passage.document.children):
            yield Reference(match.start(), match.end(), "document", (), code="")
