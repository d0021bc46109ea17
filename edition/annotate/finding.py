"""Who wrote to whom, when and under which number → the documents of the edition that fit."""

from __future__ import annotations

from edition.annotate.anchors import squeezed
from edition.annotate.targets import NUMBER, Directory, Message
from edition.annotate.wording import LIST
from edition.model import Mark, Piece


def look_up(
    date: Mark,
    phrase: str,
    senders: frozenset[str],
    recipients: frozenset[str],
    own: Piece,
    directory: Directory,
) -> tuple[list[Message], str]:
    """The date, the words after it and the correspondents of a message → the documents that fit best, and how sure
    that is: a number settles it, then the document's date, which also bears out a year that is not printed, then the day
    on which it says that it was written or sent."""
    number = NUMBER.search(phrase)
    if number and (exact := [m for m in directory.by_number.get(number["n"], ()) if m.piece is not own]):
        return exact, "" if len(exact) == 1 else "low"
    day = date.attrs["when"][:10]
    fits = [m for m in directory.by_date.get(day, ()) if m.piece is not own and m.senders & senders]
    if phrase.endswith(LIST):
        fits = [m for m in fits if any(LIST in squeezed(block.text.text) for block in m.piece.blocks())]
    best = [m for m in fits if m.recipients & recipients] if recipients else fits
    dated = [m for m in best if m.date == day]
    guessed = not dated or date.attrs.get("cert") == "low"
    cert = "medium" if guessed else ""
    best = dated or best
    return [m for m in best if m.piece.type != "floating"] or best, cert if best else ""
