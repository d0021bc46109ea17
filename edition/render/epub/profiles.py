"""What families of reading systems want besides the standard. The skeleton of a
page is the same for all of them.

`standard` is EPUB 3.3 and nothing else. `duokan` has the classes by which Chinese reading apps find notes
(Duokan EPUB extensions, pop-up notes). `kobo` lengthens a note that is too short to pop up (Kobo EPUB
guidelines, footnotes: 9 to 5,000 characters). `kindle` leaves the cover page out, for the device shows the
picture itself (Kindle Publishing Guidelines, 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition.render.writer import EPUB_TYPE
from edition.render.xhtml import Rendered
from edition.tei.views import Element

FILLER = "（本条注释完）"


@dataclass(frozen=True, slots=True)
class Profile:
    """A family of reading systems: classes of a call, of a note and of the section of notes; between which
    lengths, in characters, a note pops up (0: any); whether the cover has a page."""

    name: str
    call: str = ""
    note: str = ""
    notes: str = ""
    shortest: int = 0
    longest: int = 0
    cover_page: bool = True


STANDARD = Profile("standard")
PROFILES: Mapping[str, Profile] = {
    profile.name: profile
    for profile in (
        STANDARD,
        Profile("duokan", call="duokan-footnote", note="duokan-footnote-item", notes="duokan-footnote-content"),
        Profile("kobo", shortest=9, longest=5000),
        Profile("kindle", cover_page=False),
    )
}


def dress(rendered: Rendered, profile: Profile) -> Iterator[str]:
    """Give the calls and notes of a page what a profile wants → the ids of notes too long to pop up."""
    for call in rendered.content.iter("a"):
        if call.get(EPUB_TYPE) == "noteref":
            add_class(call, profile.call)
    for note in (*rendered.notes, *rendered.apparatus):
        add_class(note, profile.note)
        length = sum(map(len, note.itertext()))
        if length < profile.shortest:
            last = note[-1]
            end = last.makeelement("span", {"class": "n"})
            end.text = FILLER
            last.append(end)
        if profile.longest and length > profile.longest:
            yield note.get("id", "")


def add_class(element: Element, name: str) -> None:
    """A further class, where there is one to add."""
    if name:
        element.set("class", f"{element.get('class', '')} {name}".strip())
