"""Names that no authority file has yet, as rows ready to paste."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.annotate.anchors import squeezed
from edition.annotate.emend import emend
from edition.annotate.names import ASIDE, BEHIND_NAME, Lexicon, compile_lexicon, find_mentions
from edition.annotate.notes import introductions
from edition.annotate.passage import fold, passages, read_block
from edition.annotate.printed import find_dates
from edition.config import Corpus
from edition.model import Block, Structured
from edition.pinyin import syllables

TITLE = re.compile(r"(?:同志|先生|元帅|将军|大使|主席|部长|[记纪]录|列印|转上级|的\w{2,4}稿){1,4}$")
NUMBERED = re.compile(r"^(?:\d+[.．、]?|[一二三四五六七八九十]+、|[由兼]|只送|抄送|分送)")
COMMA = re.compile(r"[、，]")
SEPARATOR = re.compile(r"[、，,；;：:。！!\s]|以及|和(?!国)(?=..)|与(?=..)")
PERSON = re.compile(r"(?=.*[\u4e00-\u9fff]{2})[\u4e00-\u9fff·.A-Za-zА-Яа-я]{2,16}")
NOBODY = re.compile(
    r"^(?:[面转送呈递交][交送呈达]$|兼|[中苏美英法德日朝韩双对各我敌]方|下列|附录|附件|苏联|苏维埃|中国|中华|朝鲜|美国|联共|苏共|中共|作副本|副本|作者|出席|参加|记录|翻译|译电|核校|分送|发给|发放|"
    r"列印|共|第|无|本|驻|苏驻|复件|文件|档案|会议|中央|全权|国联盟|密码|绝密|机密)|"
    r"[份号处局部省社会厅署团军师方府相室司]$|主任$|[员长校尉]$|秘书$|司令$|同志|印发|会议?由|代表$|人员$|授权$|书记$|存档$|委员$|用$|阅$|关于|电报|会谈|谈话|报告|通报|决议|签署|政府"
)
OFFICES = re.compile(r"^.*(?:大使|总理|首相|主席|书记|部长|委员长|总统|外长|\w相|翻译)(?=[^大]{2,8}$)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form in no authority file: what it seems to be, why, how often it
    occurs. Its string is a row of TOML."""

    form: str
    kind: str
    evidence: str
    count: int
    row: str

    def __str__(self) -> str:
        return f"# {self.count}× · {self.evidence}\n{self.row}"


def candidates(texts: Sequence[Structured], corpus: Corpus) -> tuple[Candidate, ...]:
    """Texts → persons introduced in notes, and signatories, speakers, participants,
    correspondents and names in distribution lists that no authority file knows; an alias as a
    row for its person. The most frequent first."""
    lexicon = compile_lexicon(corpus.editorial)
    texts = emend(texts, corpus).texts
    first: dict[str, tuple[str, str]] = {}
    count: Counter[str] = Counter()
    whole = {
        text.source.id: "\n".join(squeezed(p.block.text.text) for p in passages(text) if not p.silent)
        for text in texts
    }
    for text in texts:
        for form, evidence, row in (*from_notes(text, lexicon), *from_lists(text, lexicon)):
            if form not in first:
                first[form] = (evidence, row)
                count[form] = sum(read.count(form) for read in whole.values())
    ordered = sorted(first, key=lambda form: (-count[form], form))
    return tuple(Candidate(form, "person", first[form][0], count[form], first[form][1]) for form in ordered)


def from_notes(text: Structured, lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """Everybody a note introduces who is not known: form, evidence, row."""
    for _, found in introductions(text):
        named = PERSON.fullmatch(found.form) and not NOBODY.search(found.form)
        if not named or find_dates(found.form + found.who) or known(found.form, lexicon, text.source.id):
            continue
        line, _ = text.source.position(found.at)
        evidence = f"{text.source.id}:{line} note: {found.quote}"
        if found.who:
            yield found.form, evidence, alias_row(found.form, found.kind, found.who, found.quote)
        else:
            yield found.form, evidence, person_row(found.form, found.role)


def from_lists(text: Structured, lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """Names that stand where only persons stand: form, evidence, row."""
    for passage in passages(text):
        for why, printed in persons_of(passage.block, lexicon, text.source.id):
            for form in single_names(printed):
                if not known(form, lexicon, text.source.id):
                    line, _ = text.source.position(passage.block.text.outer().start)
                    yield form, f"{text.source.id}:{line} {why}", person_row(form)
    for piece in (p for top in text.pieces for p in top.pieces()):
        for role in ("sender", "recipient"):
            for form in single_names(piece.attrs.get(role, "")):
                if not known(form, lexicon, text.source.id):
                    yield form, f"{piece.id} {role}", person_row(form)


def persons_of(block: Block, lexicon: Lexicon, source: str) -> Iterator[tuple[str, str]]:
    """The strings of a block that should be persons, each with the place they
    stand in; who is known is left out."""
    if block.kind in ("signed", "distribution", "participants"):
        yield block.kind, strangers(block, lexicon, source)
    for mark in block.marks:
        if mark.kind == "speaker":
            yield "speaker", squeezed(block.text.text[mark.start : mark.end])


def strangers(block: Block, lexicon: Lexicon, source: str) -> str:
    """The text of a block with a comma for every name that is known in it. White space parts names only where
    no comma does, for it also stands inside names."""
    reading = read_block(block)
    parts, last = [], 0
    for mention in find_mentions(reading.text, lexicon, source):
        start, end = reading.range(mention.start, mention.end)
        parts += [block.text.text[last:start], "、"]
        last = end
    text = "".join(parts) + block.text.text[last:]
    return squeezed(text) if COMMA.search(block.text.text) else text


def single_names(printed: str) -> Iterator[str]:
    """A list of persons → the names that look like names, without titles,
    numbers and what stands in brackets."""
    for part in SEPARATOR.split(ASIDE.sub("", printed)):
        form = OFFICES.sub("", TITLE.sub("", BEHIND_NAME.sub("", NUMBERED.sub("", part.strip("“”\"'《》…—-")))))
        if PERSON.fullmatch(form) and not NOBODY.search(form) and len(form) <= 10:
            yield form


def known(form: str, lexicon: Lexicon, source: str) -> bool:
    """Whether the authority files have the form, or one in it."""
    return bool(find_mentions(fold(form), lexicon, source))


def person_row(form: str, role: str = "") -> str:
    """A form → a row of persons.toml."""
    office = f'\noffice = [{{ role = "{quoted(role)}" }}]' if role else ""
    return f'[[person]]\nid = "{identifier(form)}"\nname = "{quoted(form)}"{office}\n'


def alias_row(form: str, kind: str, who: str, quote: str) -> str:
    """An alias → the table to put under its person's row."""
    said = f'form = "{quoted(form)}"\nkind = "{kind}"\nquote = "{quoted(quote)}"\n'
    return f"# under {who}\n[[person.alias]]\n{said}"


def identifier(form: str) -> str:
    """A form → an id: its syllables in pinyin without tones."""
    letters = re.sub(r"[^a-z0-9]+", "-", "-".join(s.rstrip("12345") for s in syllables(form)).lower()).strip(
        "-"
    )
    return letters if letters[:1].isalpha() else f"p-{letters}"


def quoted(text: str) -> str:
    """A string for TOML's double quotes."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
