"""What stands before and after the body of a letter, a note or a record: salutation, signature, place and date,
address, numbers, secrecy, those present, those who get a copy. For texts whose lines are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.language.formulas import SURNAME
from edition.rules.language.lexicon import OFFICES
from edition.rules.language.scripts import scripts_of
from edition.rules.letters.greetings import by_name, greeted
from edition.rules.letters.letterparts.below import below_announced, placed_above_greeting
from edition.rules.letters.letterparts.copies import listed_on, numbered_copies, reported_to, signers_listed
from edition.rules.letters.letterparts.cosigners import signed_in_row
from edition.rules.letters.letterparts.entries import diary_entries
from edition.rules.letters.letterparts.feet import at_the_foot
from edition.rules.letters.letterparts.headed import dated_below_title, signed_as_heads, signed_by_sender
from edition.rules.letters.letterparts.lines import classify, fields_of
from edition.rules.letters.letterparts.present import chaired, dashed, further, gathered, listed, present, sides
from edition.rules.letters.letterparts.rolls import names_listed
from edition.rules.letters.letterparts.sittings import sittings
from edition.rules.letters.letterparts.table import FROM_LANGUAGE, PROVENANCE
from edition.rules.letters.signatures import ATTACHED_BELOW, closers, signed_at_end
from edition.rules.page.strayspaces import OFFICE_END
from edition.rules.text.cutting import near, told

TELEGRAM = re.compile(
    "(?:(?:致|给|复|发|寄).{1,30}(?:电|的?电报|密电|电文|[复急来去]电)|电报)(?:[（(][^（）()]{1,8}[）)])?[：:|（(]"
)
WISH = re.compile("[谨敬顺恭即并遥]?祝[^，。；：？！“”]{1,24}[。！!]")
# An office and, parted by white space, the name of whoever holds it: 东河县委书记　某某某
OFFICER = re.compile(
    rf"[^，。；：！？《》\s]{{0,24}}(?:{OFFICES})[ \u3000]{{1,4}}(?:{SURNAME})(?:[ \u3000]{{0,3}}[\u4e00-\u9fff]){{1,2}}"
)
# Who passed a paper on, and to whom: 王局长阅转县长
PASSED_TO = re.compile(
    r"(?!.*关于)[^，。；：《》（）]{1,16}(?:阅[转送]|[核批审]阅转|转[呈送报]|呈阅|送阅)(?P<to>[^，。；：《》（）的]{2,30})"
)
PARTY = re.compile("[甲乙丙丁]方(?:代表)?[：:]")
LISTED = re.compile(r"[,，、;；\s]+")
GREETED_AUTHOR = re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,8}?)(?:同志|先生)?[：:]")
BASED = re.compile(r"[（(](?:根据|据)[^。；《》（）()]{2,30}(?:编|编写|整理|改写)[）)]")


def find_letter_parts(blocks: Blocks, options: Options) -> Recognised:
    """Lines → salute, secrecy, idno, participants, distribution, signed (attr `type` recorder or
    translator where it is one), dateline, address; and the closer of a letter below its body, with the
    lines of the address that follow it.

    Only unsettled lines are looked at. A name on a line of its own is a signature only next to a date, a
    place or an address; elsewhere it stays a line. A shelfmark in letters of several scripts is kept; attr
    `reading` says it in one (S027).
    """
    blocks = tuple(sittings(blocks))
    apart = [part for block in blocks for field in fields_of(block) for part in classify(field)]
    ended = list(signed_by_sender(signed_as_heads(list(dated_below_title(apart)))))
    named = list(names_listed(list(signers_listed(ended))))
    received = list(reported_to(list(listed_on(list(numbered_copies(named))))))
    classed = wired(
        signed_in_row(at_the_foot(list(signed_at_end(below_announced(placed_above_greeting(received))))))
    )
    settled = chaired(further(sides(dashed(gathered(listed(list(greeted(list(announced_below(classed))))))))))
    done = by_name(list(closers(list(of_contract(list(present(settled)))))))
    return Recognised(
        tuple(spoken_by([*headed_by(sourced(diary_entries(wished(done))))])), tuple(mixed(settled))
    )


def of_contract(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, the parties of a contract (甲方：某某) above its text, right below a head, as those
    taking part: they sign below it."""
    begins = False
    for block in blocks:
        party = block.kind == "signed" and PARTY.match(block.text.text)
        yield told(block, "participants", "letter-parts") if begins and party else block
        begins = block.kind == "head" or (begins and (bool(party) or block.kind in ("dateline", "idno")))


def wished(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, the last sentence above a signature or day as a salutation where it
    wishes something: 祝您一路平安！"""
    result = list(blocks)
    for n, block in enumerate(blocks):
        below = near(blocks, n + 1)
        signed = below in ("signed", "dateline") and not blocks[n + 1].attrs.get("type")
        if block.kind == "line" and signed and WISH.fullmatch(block.text.text):
            result[n] = told(block, "salute", "letter-parts")
    return result


def spoken_by(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, a salutation that greets one of several authors of the text itself (某某同志：) as a
    head: his words stand below it."""
    authors: set[str] = set()
    for block in blocks:
        if block.kind == "signed" and block.attrs.get("type") == "author":
            authors |= set(LISTED.split(block.text.text))
        greeted = (
            GREETED_AUTHOR.fullmatch(block.text.text) if block.kind == "salute" and len(authors) > 1 else None
        )
        if greeted and greeted["name"] in authors:
            yield told(block, "head", "letter-parts", type="section")
        else:
            yield block


def headed_by(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, a head below a title that is an office and a name and nothing else, or
    one of those who sign the text as its authors, as signed by its author; one that says who
    passed the paper on to whom as address."""
    authors: set[str] = set()
    for n, block in enumerate(blocks):
        if block.kind == "signed" and block.attrs.get("type") == "author":
            authors |= set(LISTED.split(block.text.text))
        beneath = block.kind == "head" and not block.attrs.get("opens") and near(blocks, n - 1) == "head"
        writes = OFFICER.fullmatch(block.text.text) or block.text.text in authors
        if beneath and near(blocks, n + 1) != "head" and writes:
            yield told(block, "signed", "letter-parts", type="author")
        elif beneath and (passed := PASSED_TO.fullmatch(block.text.text)) and OFFICE_END.search(passed["to"]):
            yield told(block, "address", "letter-parts", type="")
        else:
            yield block


def wired(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, the number of what its title calls a telegram, or what stands among the lines above
    its text says was wired, as that of a telegram."""
    result, title = list(blocks), ""
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            title = f"{block.text.text}|{block.attrs.get('title', '')}|"
        if block.kind == "idno" and block.attrs.get("type") == "document":
            framed = any(
                b.attrs.get("type") == "form" and not FROM_LANGUAGE.fullmatch(b.text.text)
                for b in blocks[max(n - 3, 0) : n + 4]
            )
            if framed or TELEGRAM.search(title):
                result[n] = told(block, type="telegram")
    return result


def sourced(blocks: Sequence[Block]) -> list[Block]:
    """Heads that say what a text is taken from, and below which nothing stands or, below text, another head or
    who got it → citations; lines that say by what it was edited likewise."""
    result = list(blocks)
    for n, block in enumerate(blocks):
        below = near(blocks, n + 1)
        last = below in ("", "excluded", "citation")
        taken = block.kind == "head" and PROVENANCE.fullmatch(block.text.text)
        ends = near(blocks, n - 1) in ("line", "para", "item") and below in ("distribution", "head")
        if (taken and (last or ends)) or (last and (block.kind == "line" and BASED.fullmatch(block.text.text))):
            result[n] = told(block, "citation", "letter-parts", type="")
    return result


def announced_below(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, a line below the signature that says what follows (乙来电附后) as
    the head of that, an attachment."""
    for n, block in enumerate(blocks):
        signed = block.kind == "line" and near(blocks, n - 1) in ("signed", "dateline")
        if signed and ATTACHED_BELOW.fullmatch(block.text.text):
            yield told(block, "head", "letter-parts", type="main", opens="attachment")
        else:
            yield block


def mixed(blocks: Sequence[Block]) -> Iterator[Finding]:
    """→ S027 for every shelfmark in letters of several scripts."""
    for block in blocks:
        if reading := block.attrs.get("reading", ""):
            scripts = " · ".join(sorted(name.capitalize() for name in scripts_of(block.text.text)))
            yield Finding("S027", block.text.at[0], {"reading": reading, "scripts": scripts})


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("letter-parts", "segment", find_letter_parts),)
