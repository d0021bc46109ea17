"""The indexes made anew from the words on the pages: every heading has the pages on which
its names stand, and no other.

TEI, the page of every id, the pages → diagnostics X060
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.check.pdf.leaves import Leaf
from edition.check.pdf.lines import is_line_number
from edition.render.backmatter.indexes import Index, IndexEntry
from edition.render.backmatter.mentions import Mention
from edition.render.book import Book
from edition.render.pdf.locators import Locator, locators
from edition.render.wording import is_chinese, say
from edition.report import Diagnostic, make


def check_indexes(
    book: Book, indexes: Iterable[Index], body: Sequence[Leaf], places: Mapping[str, int], name: str
) -> Iterator[Diagnostic]:
    """→ X060 for every heading of an index that is not there, or has other pages than those on which its names
    stand. `places` are the pages of ids, as indexes of `body`."""
    for index in indexes:
        printed = printed_index("".join(book.say(index.heading).split()), body)
        at = 0
        for entry in (entry for group in index.groups for entry in group.entries):
            wanted = "".join(print_entry(entry, places, body, book.language).split())
            place = printed.find(wanted, at)
            if place < 0:
                yield make("X060", name, index=index.title, heading=entry.name, wanted=wanted[-24:])
            else:
                at = place + len(wanted)


def print_entry(entry: IndexEntry, places: Mapping[str, int], body: Sequence[Leaf], language: str) -> str:
    """An entry as an index prints it."""
    authority = entry.authority
    if is_chinese(language):
        see, open_, close, comma, before, also = "{}见{}", "（", "）", "，", "", "。参见"
    else:
        see, open_, close, comma, before, also = "{}, see {}", "(", ")", ", ", ", ", ". See also "
    if entry.see:
        return see.format(entry.name, authority.name)
    about = comma.join(filter(None, (authority.original, authority.life, authority.description.strip("。"))))
    others = say("、", language).join(other.name for other in entry.also)
    return (
        f"{entry.name}{open_ + about + close if about else ''}{before if about or not is_chinese(language) else ''}"
        f"{print_locators(entry.mentions, places, body, language)}{also + others if others else ''}"
    )


def print_locators(
    mentions: Iterable[Mention], places: Mapping[str, int], body: Sequence[Leaf], language: str
) -> str:
    """Mentions → their pages, as an index prints them."""
    found = []
    for mention in mentions:
        page = places.get(mention.id, places.get(mention.block))
        if page is not None:
            number = int(body[page].label)
            found.append(Locator(number, number, mention.sign, mention.principal))
    return say("、", language).join(locator.printed(language) for locator in locators(found))


def printed_index(title: str, body: Sequence[Leaf]) -> str:
    """The pages with a running head → their text without blanks, running heads, folios and line numbers."""
    texts = []
    for leaf in body:
        numbers = "".join(line.text for line in leaf.lines if is_line_number(line))
        ends = [head + tail for head in (title + leaf.label, leaf.label + title) for tail in ("", numbers)]
        ends += [numbers + end for end in ends[::2]]
        text = "".join(leaf.text.split())
        end = max((end for end in ends if text.endswith(end)), key=len, default="")
        if end:
            texts.append(text.removesuffix(end))
    return "".join(texts)
