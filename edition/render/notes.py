"""Notes: where each is called, and its body.

    `note` → its call, its body

They come in two styles. POPUP (EPUB): a call in the text, the body kept for the end of the file. FOOT (print):
the body stands inline at its anchor as `span.fn`, and the style sheet floats it down.
Sources: EPUB 3.3 Structural Semantics, DPUB-ARIA 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from edition.render.calls import screen_mark
from edition.render.setting import Notes
from edition.render.wording import marked
from edition.render.writer import EPUB_TYPE, Call, Writer, new_builder
from edition.tei import XML_ID
from edition.tei.views import Element, plain


def call_note(writer: Writer, note: Element) -> None:
    """A note where it is called."""
    ident = note.get(XML_ID, "")
    if writer.within_note:
        with writer.element("span", ("class", "nested")):
            writer.text(marked("［", writer.setting.language))
            writer.inline(note)
            writer.text(marked("］", writer.setting.language))
        return
    if writer.setting.notes is Notes.FOOT:
        write_footnote(writer, note)
        return
    known = writer.called.get(ident)
    if known is None:
        known = writer.called[ident] = Call(
            note, screen_mark(len(writer.called) + 1, writer.total, writer.setting.language), []
        )
    known.calls.append(f"{ident}.r{len(known.calls) + 1}")
    place = known.calls[-1]
    writer.pending.append(lambda: write_call(writer, place, ident, known.mark, "call"))


def write_footnote(writer: Writer, note: Element) -> None:
    """A printed footnote, inline at its anchor."""
    kind = note.get("type", "")
    attrs = (("class", f"fn {kind}".strip()), ("id", note.get(XML_ID, "")))
    nested, writer.within_note = writer.within_note, True
    with writer.element("span", *attrs):
        writer.mixed(note)
    writer.within_note = nested


def call_again(writer: Writer, ref: Element, note: str) -> bool:
    """A second call to a note of this page → True; False where the reference is an ordinary link."""
    if ref.get("type") != "note" or plain(ref) not in ("", ref.get("n", "")):
        return False
    if writer.setting.notes is Notes.FOOT:
        with writer.element("span", ("class", "fn-again"), ("data-note", note), *seconds(writer)):
            writer.text("")
        return True
    known = writer.called.get(note)
    if known is None or writer.within_note or writer.linked:
        return False
    known.calls.append(f"{note}.r{len(known.calls) + 1}")
    place = known.calls[-1]
    writer.pending.append(lambda: write_call(writer, place, note, known.mark, "call"))
    writer.flush()
    return True


def seconds(writer: Writer) -> tuple[tuple[str, str], ...]:
    """What the second call of a note says where it is printed: on the page of the note, and on another."""
    return ("data-here", writer.setting.say("同注{}。")), ("data-there", writer.setting.say("同第{}页注{}。"))


def write_call(writer: Writer, ident: str, target: str, mark: str, kind: str) -> None:
    """The superior mark that opens a note."""
    with (
        writer.element("sup", ("class", kind)),
        writer.element(
            "a", (EPUB_TYPE, "noteref"), ("role", "doc-noteref"), ("id", ident), ("href", f"#{target}")
        ),
    ):
        writer.builder.data(mark)


def note_body(writer: Writer, known: Call) -> Element:
    """The body of a called note."""
    writer.builder = new_builder()
    writer.within_note, writer.last = True, ""
    ident = known.note.get(XML_ID, "")

    def lead() -> None:
        for number, place in enumerate(known.calls):
            more = writer.setting.say("（第{}处）").format(number + 1) if number else ""
            write_backlink(
                writer, place, known.mark, writer.setting.say("返回正文注{}").format(known.mark) + more
            )

    kind = known.note.get("type", "")
    with aside(writer, ident, kind):
        writer.flow(known.note, lead=lead)
    return cast(Element, writer.builder.close())


@contextmanager
def aside(writer: Writer, ident: str, kind: str) -> Iterator[None]:
    """The element that a reading system shows when a note is called."""
    with writer.element(
        "aside", (EPUB_TYPE, "footnote"), ("role", "doc-footnote"), ("id", ident), ("class", kind)
    ):
        yield


def write_backlink(writer: Writer, place: str, mark: str, label: str) -> None:
    """The way back from a note to its call; it comes first, as Kindle demands."""
    with writer.element(
        "a",
        (EPUB_TYPE, "backlink"),
        ("role", "doc-backlink"),
        ("href", f"#{place}"),
        ("aria-label", label),
    ):
        writer.builder.data(mark)
    writer.builder.data(" ")
